#include "parse/parse_int.h"

/* The word behind `:::`, or a NULL string when the line is no such line. */
static qg_str word_of(qg_str line)
{
    if (!qg_str_starts(line, QG_STR(":::")))
        return (qg_str){NULL, 0};
    return qg_str_trim(qg_str_skip(line, 3));
}

static bool is_mark(qg_str line, bool is_open)
{
    qg_str word = word_of(line);

    if (word.p == NULL)
        return false;
    return is_open ? word.n == 0
                   : qg_str_eq_nocase(word, QG_STR("landscape")) || qg_str_is(word, "横排");
}

qg_status qg_landscape_find(qg_doc *doc, const qg_landscape_mark **marks, size_t *n_marks,
                            qg_str text, size_t start, const qg_sink *sink)
{
    size_t n = 0, n_room = 0;
    qg_landscape_mark *found = NULL;
    qg_fence code = {0};

    for (qg_str rest = qg_str_skip(text, start); rest.n > 0;) {
        qg_str line = qg_str_take_line(&rest);
        if (qg_fence_holds(&code, line) || !is_mark(line, n % 2 == 1))
            continue;
        if (n == n_room) {
            qg_landscape_mark *more = qg_arena_get(&doc->arena, (n_room * 2 + 8) * sizeof *more);
            if (more == NULL)
                return QG_E_MEMORY;
            if (n > 0)
                memcpy(more, found, n * sizeof *more);
            found = more;
            n_room = n_room * 2 + 8;
        }
        found[n] = (qg_landscape_mark){(size_t)(line.p - text.p), line.n, n % 2 == 0};
        n++;
    }
    if (n % 2 == 1)
        qg_sink_tell(
            sink, &(qg_finding){.kind = QG_FOUND_PARSE_LANDSCAPE,
                                .offset = found[n - 1].offset,
                                .before = (qg_str){text.p + found[n - 1].offset, found[n - 1].n}});
    *marks = found;
    *n_marks = n;
    return QG_OK;
}

void qg_landscape_group(qg_doc *doc, const qg_landscape_mark *marks, size_t n_marks)
{
    qg_node *block = doc->root->first, *group = NULL;
    bool is_open = false;
    size_t i = 0;

    while (block != NULL) {
        qg_node *following = block->next;
        for (; i < n_marks && marks[i].offset < block->offset; i++) {
            is_open = marks[i].is_open;
            group = NULL;
        }
        if (is_open && group == NULL) {
            group = qg_node_new(doc, QG_LANDSCAPE, marks[i - 1].offset);
            qg_node_insert_before(block, group);
        }
        if (is_open && group != NULL) {
            qg_node_unlink(block);
            qg_node_append(group, block);
        }
        block = following;
    }
}
