/* landscape_table.c - `{.landscape}` on a line of its own above a table, its title or its unit: the
 * table goes on a landscape page. */
#include "base/buf.h"
#include "parse/tree_int.h"

enum { MOST_LINES_ABOVE = 2 }; /* title and unit */

static bool is_mark(const qg_node *node)
{
    qg_buf text;
    qg_str trimmed;
    bool is_it;

    if (node->kind != QG_PARAGRAPH || node->first == NULL ||
        !qg_str_starts(qg_str_trim(node->first->text), QG_STR("{")))
        return false;
    qg_buf_init(&text, 0);
    qg_node_plain(&text, node);
    trimmed = qg_str_trim(qg_buf_str(&text));
    is_it = qg_str_is(trimmed, "{.landscape}") || qg_str_is(trimmed, "{.横排}");
    qg_buf_clear(&text);
    return is_it;
}

static qg_node *table_below(qg_node *mark)
{
    qg_node *node = mark->next;

    for (int i = 0; i < MOST_LINES_ABOVE && node != NULL && node->kind == QG_PARAGRAPH; i++)
        node = node->next;
    return node != NULL && node->kind == QG_TABLE ? node : NULL;
}

/* Put what follows `mark`, up to the table, in its place.  Returns the group. */
static qg_node *turn(qg_doc *doc, qg_node *mark, const qg_node *table)
{
    qg_node *group = qg_node_new(doc, QG_LANDSCAPE, mark->offset);

    if (group == NULL)
        return mark;
    qg_node_insert_before(mark, group);
    qg_node_unlink(mark);
    while (group->last != table) {
        qg_node *node = group->next;
        qg_node_unlink(node);
        qg_node_append(group, node);
    }
    return group;
}

void qg_landscape_tables(qg_doc *doc)
{
    for (qg_node *node = doc->root->first; node != NULL; node = node->next) {
        qg_node *table = is_mark(node) ? table_below(node) : NULL;
        if (table != NULL)
            node = turn(doc, node, table);
    }
}
