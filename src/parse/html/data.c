/* data.c - rows of page data as lines: 索引号：000014349/2024-00032 */
#include "parse/html/walk_int.h"
#include "parse/text/furniture_int.h"

static bool is_cell(const qg_html_node *node)
{
    return node->tag == QG_TAG_TD || node->tag == QG_TAG_TH || node->tag == QG_TAG_DT ||
           node->tag == QG_TAG_DD;
}

qg_str qg_html_label_of(qg_str cell)
{
    qg_str open = QG_STR("【"), close = QG_STR("】");

    cell = qg_without_colon(qg_str_trim(cell));
    return qg_str_starts(cell, open) && qg_str_ends(cell, close)
               ? qg_str_trim(qg_str_skip(qg_str_head(cell, cell.n - close.n), open.n))
               : cell;
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

/* The text of the line that is open, from `start` on. */
static qg_str line_from(const qg_walk *w, size_t start)
{
    return qg_str_trim(qg_str_skip(qg_buf_str(&w->page->text), start));
}

/* Put each label of a row with its value on a line, 索引号：000014349/2024-00032, whether they
 * stand in two cells or in one. */
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
            if (!is_label && colon == text.n && ascii == text.n && !qg_str_ends(text, QG_STR("】")))
                qg_walk_put_own(w->page, "：", 3);
        } else {
            is_label = true;
        }
        if (is_label)
            qg_walk_end_block(w);
    }
    qg_walk_end_block(w);
}

/* The row behind node `i` of a table, `end` when there is none. */
static size_t next_row(const qg_html_tree *tree, size_t i, size_t end)
{
    do
        i = qg_html_next(tree, i);
    while (i < end && (tree->at[i].tag != QG_TAG_TR || qg_html_is_left_out(&tree->at[i])));
    return i < end ? i : end;
}

/* The cell of a row at or behind its node `i`, `end` when there is none. */
static size_t cell_at(const qg_html_tree *tree, size_t i, size_t end)
{
    while (i < end && !is_cell(&tree->at[i]))
        i = qg_html_next(tree, i);
    return i < end ? i : end;
}

bool qg_html_is_row_of_labels(const qg_html_tree *tree, size_t row)
{
    size_t end = tree->at[row].end, i = cell_at(tree, row + 1, end);
    bool was_label = false;
    qg_buf text;

    qg_buf_init(&text, 0);
    for (; i < end; i = cell_at(tree, tree->at[i].end, end)) {
        qg_buf_truncate(&text, 0);
        for (size_t k = i; k < tree->at[i].end; k = qg_html_next(tree, k))
            qg_buf_put(&text, tree->at[k].text);
        bool is_label = qg_is_data_label(qg_html_label_of(qg_buf_str(&text)));
        if (is_label && was_label)
            break;
        was_label = is_label;
    }
    qg_buf_clear(&text);
    return i < end;
}

/* Put each label of the row `heads` on a line, with the value that stands below it in the row
 * `values`. */
static void put_columns(qg_walk *w, size_t heads, size_t values)
{
    const qg_html_tree *tree = w->page->tree;
    size_t end = tree->at[heads].end, last = tree->at[values].end;
    size_t i = cell_at(tree, heads + 1, end), k = cell_at(tree, values + 1, last);

    while (i < end && k < last) {
        if (qg_html_count_below(tree, i).n_runes > 0 && qg_html_count_below(tree, k).n_runes > 0) {
            put_cell(w, i);
            qg_walk_put_own(w->page, "：", 3);
            put_cell(w, k);
            qg_walk_end_block(w);
        }
        i = cell_at(tree, tree->at[i].end, end);
        k = cell_at(tree, tree->at[k].end, last);
    }
}

void qg_walk_put_data_table(qg_walk *w, size_t table)
{
    const qg_html_tree *tree = w->page->tree;
    size_t end = tree->at[table].end, row = next_row(tree, table, end);

    qg_walk_end_block(w);
    w->is_data = true;
    if (tree->at[table].tag == QG_TAG_DL) {
        put_data_row(w, table);
        row = end;
    }
    for (size_t next; row < end; row = next) {
        next = next_row(tree, row, end);
        if (next < end && qg_html_is_row_of_labels(tree, row)) {
            put_columns(w, row, next);
            next = next_row(tree, next, end);
        } else {
            put_data_row(w, row);
        }
    }
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

/* Whether an element and the next one are a label and its value,
 * <span>作者</span><span>某某</span>; `value` becomes the second one. */
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

bool qg_walk_is_list_of_pairs(const qg_html_tree *tree, size_t list)
{
    size_t end = tree->at[list].end, first = next_element(tree, list, list + 1), second, value;

    if (tree->at[list].tag != QG_TAG_UL || first == end || !is_pair(tree, first, &value))
        return false;
    second = next_element(tree, list, tree->at[first].end);
    return second < end && is_pair(tree, second, &value);
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
