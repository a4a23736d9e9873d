/* apart.c - which blocks have a blank line before them.
 *
 * In a tight list there is none, unless two blocks would be taken for one without it.
 */
#include "write/markdown/markdown_int.h"

static bool is_tight(const qg_node *node)
{
    const qg_node *list = node->kind == QG_ITEM ? node->parent : node->parent->parent;

    return (node->kind == QG_ITEM || node->parent->kind == QG_ITEM) && list->u.list.is_tight;
}

/* HTML blocks that end at a blank line and nowhere else: all but comments, declarations and the
 * three elements whose text is not Markdown (GFM 0.29, 4.6, kinds 6 and 7). */
static bool needs_blank_line(qg_str html)
{
    static const char *const others[] = {"<!", "<?", "<script", "<pre", "<style"};

    while (html.n > 0 && html.p[0] == ' ')
        html = qg_str_skip(html, 1);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (qg_str_eq_nocase(qg_str_head(html, strlen(others[i])), qg_str_of(others[i])))
            return false;
    return true;
}

/* Whether `node` would be taken together with the block before it. */
static bool clings(const qg_node *node)
{
    const qg_node *last = node->previous;

    while (last->kind != QG_PARAGRAPH && last->kind != QG_TABLE && last->last != NULL)
        last = last->last; /* a paragraph goes on without the marks of what it stands in */
    switch (last->kind) {
    case QG_PARAGRAPH:
        return node->kind == QG_PARAGRAPH || (node->kind == QG_TABLE && last == node->previous);
    case QG_TABLE:
        return node->kind == QG_PARAGRAPH && last == node->previous;
    case QG_HTML_BLOCK:
        return last == node->previous && needs_blank_line(last->text);
    default:
        return false;
    }
}

bool qg_md_stands_apart(const qg_node *node)
{
    const qg_node *previous = node->previous;

    if (previous == NULL)
        return node->parent->kind == QG_LANDSCAPE;
    if (previous->kind == QG_PARAGRAPH && previous->u.paragraph.align != QG_ALIGN_NONE)
        return true; /* its </center> would go on */
    return !is_tight(node) || (node->kind != QG_ITEM && clings(node));
}
