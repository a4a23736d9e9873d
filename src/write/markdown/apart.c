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

/* Whether `node` would be taken together with the block before it. */
static bool clings(const qg_node *node)
{
    const qg_node *last = node->previous;

    while (last->kind != QG_PARAGRAPH && last->kind != QG_TABLE && last->last != NULL)
        last = last->last; /* a paragraph goes on without the marks of what it stands in */
    switch (last->kind) {
    case QG_PARAGRAPH:
        return node->kind == QG_PARAGRAPH;
    case QG_TABLE:
        return node->kind == QG_PARAGRAPH && last == node->previous;
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
        return true; /* the HTML block of its </center> would go on */
    return !is_tight(node) || (node->kind != QG_ITEM && clings(node));
}
