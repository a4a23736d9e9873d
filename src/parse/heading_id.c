/* heading_id.c - `## 基本情况 {#basics}`: the name by which links find a heading. */
#include "parse/tree_int.h"

/* Where `{#id}` starts at the end of `text`; text.n when there is none. */
static size_t id_at(qg_str text, qg_str *id)
{
    size_t at = text.n;

    *id = qg_str_head(text, 0);
    if (!qg_str_ends(text, QG_STR("}")))
        return text.n;
    while (at > 0 && text.p[at - 1] != '{')
        at--;
    if (at == 0 || at + 2 >= text.n || text.p[at] != '#')
        return text.n;
    *id = qg_str_head(qg_str_skip(text, at + 1), text.n - at - 2);
    for (size_t i = 0; i < id->n; i++)
        if ((unsigned char)id->p[i] <= ' ' || id->p[i] == '#')
            return text.n;
    return at - 1;
}

static void take_id(qg_node *heading)
{
    qg_node *last = heading->last;
    qg_str id;
    size_t n = last != NULL && last->kind == QG_TEXT ? id_at(last->text, &id) : 0;

    if (last == NULL || last->kind != QG_TEXT || n == last->text.n)
        return;
    heading->u.heading.id = id;
    last->text = qg_str_head(last->text, n);
    while (last->text.n > 0 && last->text.p[last->text.n - 1] == ' ')
        last->text.n--;
    if (last->text.n == 0)
        qg_node_unlink(last);
}

void qg_heading_ids_take(qg_node *root)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk_blocks(root, node))
        if (node->kind == QG_HEADING)
            take_id(node);
}
