/* html_data.c - rows of page data as lines: 索引号：000014349/2024-00032 */
#include "parse/html_walk_int.h"

static bool is_cell(const qg_html_node *node)
{
    return node->tag == QG_TAG_TD || node->tag == QG_TAG_TH || node->tag == QG_TAG_DT ||
           node->tag == QG_TAG_DD;
}

/* The text of a cell on the line that is open. */
static void put_cell(qg_walk *w, size_t cell)
{
    const qg_html_tree *tree = w->page->tree;

    for (size_t i = cell; i < tree->at[cell].end; i = qg_html_next(tree, i)) {
        w->has_blank = w->has_blank || qg_html_kind_of(&tree->at[i]) == QG_KIND_BLOCK;
        if (tree->at[i].tag == QG_TAG_TEXT)
            qg_walk_put_text(w, i);
    }
}

/* What stands on the line from `start` on. */
static qg_str line_from(const qg_walk *w, size_t start)
{
    return qg_str_trim(qg_str_skip(qg_buf_str(&w->page->text), start));
}

/* A label and its value are a line: 索引号：000014349/2024-00032, be they two cells or one. */
static void put_data_row(qg_walk *w, size_t row)
{
    const qg_html_tree *tree = w->page->tree;
    bool is_label = true;

    for (size_t i = row + 1; i < tree->at[row].end; i = qg_html_next(tree, i)) {
        size_t start = w->page->text.n;
        if (!is_cell(&tree->at[i]))
            continue;
        put_cell(w, i);
        if (is_label) {
            qg_str text = line_from(w, start);
            size_t colon = qg_str_find(text, QG_STR("：")), ascii = qg_str_find_byte(text, ':');
            is_label = text.n == 0 || colon + 3 < text.n || ascii + 1 < text.n;
            if (!is_label && colon == text.n && ascii == text.n)
                qg_walk_put_own(w->page, "：", 3);
        } else {
            is_label = true;
        }
        if (is_label)
            qg_walk_end_block(w);
    }
    qg_walk_end_block(w);
}

void qg_walk_put_data_table(qg_walk *w, size_t table)
{
    const qg_html_tree *tree = w->page->tree;

    qg_walk_end_block(w);
    w->is_data = true;
    if (tree->at[table].tag == QG_TAG_DL)
        put_data_row(w, table);
    for (size_t i = table + 1; i < tree->at[table].end; i = qg_html_next(tree, i))
        if (tree->at[i].tag == QG_TAG_TR && !qg_html_is_left_out(&tree->at[i]))
            put_data_row(w, i);
    w->is_data = false;
}
