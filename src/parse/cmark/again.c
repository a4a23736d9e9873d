/* again.c - parse a section again, fed in another way, when cmark-gfm left some text out of its
 * tree. */
#include "parse/cmark/cmark_int.h"

#include "base/buf.h"

#include <stdlib.h>

enum { MAX_ATTEMPTS = 4 };

bool qg_cmark_is_mark(const qg_source *s, cmark_node *node)
{
    qg_fed_place at = qg_cmark_place(node);
    const qg_feed_edit *e;
    size_t line;

    if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK || at.column != 1 || s->n_marks == 0)
        return false;
    line = qg_source_offset(s, at);
    e = qg_source_edit_between(s, line, line + 1);
    return e != NULL && e->is_mark;
}

/* Find the marks that did not become a block of their own, as inside raw HTML: they and their
 * partners are text, and all of them where a second attempt did not settle it.  Returns whether
 * there are any that were not known. */
static bool lose_marks(qg_source *s, cmark_node *tree, bool is_first)
{
    cmark_node *node = s->n_marks == 0 ? NULL : cmark_node_first_child(tree);
    bool has_any = false;

    for (size_t i = 0; i < s->n_marks; i++) {
        qg_container_mark *mark = &s->marks[i];
        if (mark->is_text)
            continue;
        while (node != NULL &&
               !(qg_cmark_is_mark(s, node) &&
                 qg_source_offset(s, qg_cmark_place(node)) == mark->offset) &&
               qg_source_offset(s, qg_cmark_place(node)) <= mark->offset)
            node = cmark_node_next(node);
        if (node != NULL && qg_source_offset(s, qg_cmark_place(node)) == mark->offset)
            continue;
        mark->is_text = s->marks[mark->partner].is_text = has_any = true;
    }
    for (size_t i = 0; i < s->n_marks && has_any && !is_first; i++)
        s->marks[i].is_text = true;
    return has_any;
}

/* Note the formulas that were fed into `text`, which is no running text.  Returns how many. */
static size_t note_formulas(qg_source *s, const char *text)
{
    qg_str rest = qg_str_of(qg_cmark_or_empty(text)), mark = qg_str_of(QG_FED_FORMULA);
    size_t n = 0;

    for (;;) {
        qg_formula *f;
        rest = qg_str_skip(rest, qg_str_find(rest, mark));
        if (rest.n == 0)
            return n;
        f = qg_source_take_formula(s, &rest);
        if (f != NULL) {
            f->is_code = true;
            n++;
        } else {
            rest = qg_str_skip(rest, mark.n);
        }
    }
}

/* Whether something that looked like a formula stands in code, HTML or an address. */
static bool has_formula_in_code(qg_source *s, cmark_node *tree)
{
    size_t n = 0;

    for (cmark_node *node = tree; s->formulas.n > 0 && node != NULL;
         node = qg_cmark_walk(node, true)) {
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_CODE_BLOCK:
            n += note_formulas(s, cmark_node_get_fence_info(node));
            n += note_formulas(s, cmark_node_get_literal(node));
            break;
        case CMARK_NODE_CODE:
        case CMARK_NODE_HTML_BLOCK:
        case CMARK_NODE_HTML_INLINE:
            n += note_formulas(s, cmark_node_get_literal(node));
            break;
        case CMARK_NODE_LINK:
        case CMARK_NODE_IMAGE:
            n += note_formulas(s, cmark_node_get_url(node));
            n += note_formulas(s, cmark_node_get_title(node));
            break;
        default:
            break;
        }
    }
    return n > 0;
}

static int compare_places(const void *a, const void *b)
{
    const qg_fed_place *x = a, *y = b;

    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

/* The footnotes that the finished tree has, in order of place; to be freed.  NULL without memory.
 */
static qg_fed_place *kept_notes(cmark_node *tree, size_t *n)
{
    qg_fed_place *kept;

    *n = 0;
    for (cmark_node *node = cmark_node_last_child(tree); node != NULL && qg_cmark_is_note(node);
         node = cmark_node_previous(node))
        ++*n;
    kept = malloc((*n + 1) * sizeof *kept);
    if (kept == NULL)
        return NULL;
    *n = 0;
    for (cmark_node *node = cmark_node_last_child(tree); node != NULL && qg_cmark_is_note(node);
         node = cmark_node_previous(node))
        kept[(*n)++] = qg_cmark_place(node);
    qsort(kept, *n, sizeof *kept, compare_places);
    return kept;
}

/* The edit that feeds the i-th footnote under a name of its own. */
static qg_feed_edit new_name(const qg_source *s, size_t i)
{
    size_t offset;
    qg_str label = qg_source_label_before(s, s->notes[i], &offset);
    qg_feed_edit e = {.offset = offset + 2 + label.n};
    qg_buf name;

    /* A control character, which normalized text has none of, keeps the name apart from all others.
     */
    qg_buf_init(&name, sizeof e.put - 1);
    qg_buf_printf(&name, "\x1F%zu", i);
    if (qg_buf_status(&name) == QG_OK)
        memcpy(e.put, name.p, name.n);
    qg_buf_clear(&name);
    return e;
}

/* Give the footnotes that the finished tree has lost other names.  Returns whether there are any.
 */
static bool rename_lost(qg_source *s, cmark_node *tree)
{
    size_t n_kept, k = 0, n = s->n_edits;
    qg_fed_place *kept = kept_notes(tree, &n_kept);
    qg_feed_edit *edits = kept == NULL || n_kept == s->n_notes
                              ? NULL
                              : qg_arena_get(&s->doc->arena, (n + s->n_notes) * sizeof *edits);

    if (edits == NULL) {
        free(kept);
        return false;
    }
    if (n > 0)
        memcpy(edits, s->edits, n * sizeof *edits);
    for (size_t i = 0; i < s->n_notes; i++) {
        while (k < n_kept && compare_places(&kept[k], &s->notes[i]) < 0)
            k++;
        if (k == n_kept || compare_places(&kept[k], &s->notes[i]) != 0)
            edits[n++] = new_name(s, i);
    }
    free(kept);
    qg_source_use_edits(s, edits, n);
    return true;
}

cmark_node *qg_cmark_parse_whole(qg_source *s)
{
    cmark_node *tree = qg_cmark_parse(s);

    for (int i = 1; tree != NULL && i < MAX_ATTEMPTS; i++) {
        if (lose_marks(s, tree, i == 1) || qg_cmark_note_indents(s, tree) ||
            has_formula_in_code(s, tree)) {
            qg_source_first_edits(s);
        } else if (!rename_lost(s, tree) && qg_section_is_cut_well(s, tree)) {
            break;
        }
        qg_source_take_rest(s);
        cmark_node_free(tree);
        tree = qg_cmark_parse(s);
    }
    return tree;
}
