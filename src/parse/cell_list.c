/* cell_list.c - lists in cells of a table of Markdown, which has no way to say them but in HTML:
 *
 *     | 应用系统：<ul><li>审批</li><li>监管</li></ul> | 在建 |
 */
#include "parse/tree_int.h"

#include "unicode/unicode.h"

typedef enum part { WORDS, BLANK, LIST, LIST_END, ITEM, ITEM_END } part;

static part part_of(const qg_node *node)
{
    bool is_end;
    qg_str name;

    if (node->kind != QG_HTML)
        return node->kind == QG_LINE_BREAK ||
                       (node->kind == QG_TEXT && qg_str_trim(node->text).n == 0)
                   ? BLANK
                   : WORDS;
    name = qg_tag_name(node->text, &is_end);
    if (qg_str_eq_nocase(name, QG_STR("ul")) || qg_str_eq_nocase(name, QG_STR("ol")))
        return is_end ? LIST_END : LIST;
    if (qg_str_eq_nocase(name, QG_STR("li")))
        return is_end ? ITEM_END : ITEM;
    return WORDS;
}

/* Whether the cell has a list, and none in another; the end of an item may be left out. */
static bool has_lists(const qg_node *cell)
{
    bool has_any = false, is_in_list = false, is_in_item = false;

    for (const qg_node *node = cell->first; node != NULL; node = node->next) {
        part p = part_of(node);
        bool is_wrong = p == LIST       ? is_in_list
                        : p == WORDS    ? is_in_list && !is_in_item
                        : p == ITEM_END ? !is_in_item
                                        : p != BLANK && !is_in_list;
        if (is_wrong)
            return false;
        has_any = has_any || p == ITEM;
        is_in_list = p == LIST || (is_in_list && p != LIST_END);
        is_in_item = p == ITEM || (is_in_item && (p == WORDS || p == BLANK));
    }
    return has_any && !is_in_list;
}

static qg_node *add(qg_doc *doc, qg_node *parent, qg_node_kind kind, size_t offset)
{
    qg_node *node = parent == NULL ? NULL : qg_node_new(doc, kind, offset);

    if (node != NULL)
        qg_node_append(parent, node);
    return node;
}

static qg_node *add_list(qg_doc *doc, qg_node *cell, const qg_node *tag)
{
    qg_node *list = add(doc, cell, QG_LIST, tag->offset);
    bool is_end;

    if (list == NULL)
        return NULL;
    list->u.list.is_ordered = qg_str_eq_nocase(qg_tag_name(tag->text, &is_end), QG_STR("ol"));
    list->u.list.is_tight = true;
    list->u.list.delimiter = '.';
    list->u.list.start = 1;
    return list;
}

/* Nothing ends with a blank or <br>. */
static void trim_end(qg_node *line)
{
    while (line != NULL && line->last != NULL && part_of(line->last) == BLANK)
        qg_node_unlink(line->last);
}

void qg_cell_lists_read(qg_doc *doc, qg_node *cell)
{
    const qg_node *last = cell->last;
    qg_node *list = NULL, *line = NULL, *node;

    if (!has_lists(cell))
        return;
    do {
        part p = part_of(node = cell->first);
        qg_node_unlink(node);
        if (p == WORDS && line == NULL)
            line = add(doc, cell, QG_PARAGRAPH, node->offset);
        if (line != NULL && (p == WORDS || p == BLANK)) {
            qg_node_append(line, node);
            continue;
        }
        trim_end(line);
        line = NULL;
        if (p == LIST || p == LIST_END)
            list = p == LIST ? add_list(doc, cell, node) : NULL;
        if (p == ITEM)
            line = add(doc, add(doc, list, QG_ITEM, node->offset), QG_PARAGRAPH, node->offset);
    } while (node != last);
    trim_end(line);
}
