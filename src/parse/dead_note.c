/* dead_note.c - [^3] in a text that has no footnote of that name stays on paper as it is typed. */
#include "parse/tree_int.h"

/* The bytes of [^3] at the start of `text`; 0: it starts otherwise. */
static size_t mark_at(qg_str text)
{
    enum { MAX_BYTES = 60 };
    size_t n = 2;

    if (!qg_str_starts(text, QG_STR("[^")))
        return 0;
    while (n < text.n && n < MAX_BYTES && strchr(" \t\n[]^", text.p[n]) == NULL)
        n++;
    return n > 2 && n < text.n && text.p[n] == ']' ? n + 1 : 0;
}

/* One that is escaped is meant so: there the draft has a backslash. */
static void tell_marks(const qg_node *node, qg_str draft, const qg_sink *sink)
{
    for (size_t at = qg_str_find(node->text, QG_STR("[^")); at < node->text.n;) {
        qg_str rest = qg_str_skip(node->text, at);
        size_t n = mark_at(rest), offset = node->offset + at;
        if (n > 0 && qg_str_starts(qg_str_skip(draft, offset), qg_str_head(rest, n)))
            qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_DEAD_NOTE,
                                             .offset = offset,
                                             .before = qg_str_head(rest, n)});
        rest = qg_str_skip(rest, 2);
        at += 2 + qg_str_find(rest, QG_STR("[^"));
    }
}

void qg_dead_notes_tell(const qg_node *root, qg_str draft, const qg_sink *sink)
{
    for (const qg_node *node = root; node != NULL; node = qg_node_walk(root, node))
        if (node->kind == QG_TEXT)
            tell_marks(node, draft, sink);
}
