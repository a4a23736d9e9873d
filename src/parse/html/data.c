/* data.c - rows of page data as lines: 索引号：000014349/2024-00032 */
#include "parse/html/walk_int.h"

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

/* ---- pairs without a table ------------------------------------------------------------------- */

/* The next element among the children of `parent` from `i` on; its end when there is none, or a
 * text comes before. */
static size_t next_element(const qg_html_tree *tree, size_t parent, size_t i)
{
    while (i < tree->at[parent].end && tree->at[i].tag == QG_TAG_TEXT && tree->at[i].n_runes == 0)
        i++;
    return i < tree->at[parent].end && tree->at[i].tag != QG_TAG_TEXT ? i : tree->at[parent].end;
}

/* <span>作者</span><span>某某</span>; `value` becomes the second one. */
static bool is_pair(const qg_html_tree *tree, size_t i, size_t *value)
{
    const qg_html_node *node = &tree->at[i];
    size_t label, behind;

    if (node->tag != QG_TAG_DIV && node->tag != QG_TAG_LI && node->tag != QG_TAG_P)
        return false;
    label = next_element(tree, i, i + 1);
    if (label == node->end || tree->at[label].end != label + 2)
        return false;
    *value = next_element(tree, i, tree->at[label].end);
    if (*value == node->end || qg_html_kind_of(&tree->at[*value]) != QG_KIND_INLINE)
        return false;
    behind = next_element(tree, i, tree->at[*value].end);
    return behind == node->end && qg_html_count_below(tree, i).n_linked == 0 &&
           qg_is_data_label(qg_str_trim(tree->at[label + 1].text));
}

bool qg_walk_put_pair(qg_walk *w, size_t i)
{
    const qg_html_tree *tree = w->page->tree;
    size_t value, next, other;

    if (!is_pair(tree, i, &value))
        return false;
    next = next_element(tree, tree->at[i].parent, tree->at[i].end);
    if (w->pair_end != i &&
        (next == tree->at[tree->at[i].parent].end || !is_pair(tree, next, &other)))
        return false;
    w->pair_end = next;
    qg_walk_end_block(w);
    w->is_data = true;
    put_cell(w, next_element(tree, i, i + 1));
    qg_walk_put_own(w->page, "：", 3);
    put_cell(w, value);
    qg_walk_end_block(w);
    w->is_data = false;
    return true;
}
