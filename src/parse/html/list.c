/* list.c - lists of a page.
 *
 * Pages use lists for menus; one whose entries are links is none.  What stands in a list beside its
 * entries, as browsers allow, is of the entry above it.  A list that counts in letters, and one
 * that is little more than numbers in front of the paragraphs beside its entries, is read as lines,
 * with what the page shows in front of them.
 */
#include "parse/html/walk_int.h"
#include "parse/text/furniture_int.h"

#include <string.h>

size_t qg_html_number(qg_str digits, size_t otherwise, size_t most)
{
    size_t n = 0, i = 0;

    digits = qg_str_trim(digits);
    for (; i < digits.n && digits.p[i] >= '0' && digits.p[i] <= '9' && n <= most; i++)
        n = n * 10 + (size_t)(digits.p[i] - '0');
    return i == 0 || n == 0 || n > most ? otherwise : n;
}

/* ---- what a list is -------------------------------------------------------------------------- */

/* What the list shows in front of its entries, as its style says. */
static qg_str marker_of(const qg_html_node *list)
{
    qg_str style = qg_html_style(list, "list-style-type");

    return style.n > 0 ? style : qg_html_style(list, "list-style");
}

/* Whether the list is a menu or serves the layout: its items are links, or it hides its markers. */
static bool is_menu(const qg_html_tree *tree, size_t list)
{
    qg_html_count n = qg_html_count_below(tree, list);

    return n.n_linked * 2 > n.n_runes ||
           qg_str_eq_nocase(marker_of(&tree->at[list]), QG_STR("none"));
}

/* Whether the entries of the list are page data, 索引号：… */
static bool is_data_list(const qg_html_tree *tree, size_t list)
{
    enum { LEAST_LABELS = 2 };
    size_t n_labels = 0;
    qg_buf text;

    qg_buf_init(&text, 0);
    for (size_t i = list + 1; i < tree->at[list].end; i = tree->at[i].end) {
        if (tree->at[i].tag != QG_TAG_LI ||
            qg_html_count_below(tree, i).n_runes > QG_HTML_CELL_RUNES)
            continue;
        qg_buf_truncate(&text, 0);
        qg_html_put_plain(&text, tree, i);
        n_labels += qg_is_page_label(qg_str_trim(qg_buf_str(&text)));
    }
    qg_buf_clear(&text);
    return n_labels >= LEAST_LABELS;
}

/* Whether more text stands beside the entries than in them: paragraphs with numbers in front, and
 * without numbers what an element for lists indents. */
static bool is_beside(const qg_html_tree *tree, size_t list)
{
    size_t n = qg_html_count_below(tree, list).n_runes, n_in = 0;
    bool is_numbered = tree->at[list].tag == QG_TAG_OL;

    for (size_t i = list + 1; i < tree->at[list].end; i = tree->at[i].end)
        if (tree->at[i].tag == QG_TAG_LI || (n_in > 0 && !is_numbered))
            n_in += qg_html_count_below(tree, i).n_runes;
    return n_in * 2 < n;
}

/* In what a list counts, as its attribute or its style says; 1 is usual. */
static char count_of(const qg_html_node *list)
{
    static const struct {
        const char *name;
        char count;
    } styles[] = {
        {"upper-alpha", 'A'},     {"upper-latin", 'A'},           {"lower-alpha", 'a'},
        {"lower-latin", 'a'},     {"upper-roman", 'I'},           {"lower-roman", 'i'},
        {"cjk-ideographic", 'c'}, {"simp-chinese-informal", 'c'}, {"trad-chinese-informal", 'c'}};
    qg_str type = qg_str_trim(qg_html_attr(list, "type")), marker = marker_of(list);

    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (qg_str_eq_nocase(marker, qg_str_of(styles[i].name)))
            return styles[i].count;
    return type.n == 1 && strchr("AaIi", type.p[0]) != NULL ? type.p[0] : '1';
}

char qg_html_list_count(const qg_html_tree *tree, size_t list)
{
    char count;

    if (tree->at[list].tag != QG_TAG_OL)
        return 0;
    count = count_of(&tree->at[list]);
    return count != '1' || is_beside(tree, list) ? count : 0;
}

int qg_html_list_start(const qg_html_tree *tree, size_t list, int *step)
{
    size_t n = 1;

    *step = 1;
    if (qg_html_has_attr(&tree->at[list], "reversed")) {
        *step = -1;
        n = 0;
        for (size_t i = list + 1; i < tree->at[list].end; i = tree->at[i].end)
            n += tree->at[i].tag == QG_TAG_LI;
    }
    return (int)qg_html_number(qg_html_attr(&tree->at[list], "start"), n, QG_HTML_MOST_NUMBER);
}

/* ---- numbers --------------------------------------------------------------------------------- */

/* A to Z, AA … */
static void put_letters(qg_buf *out, int number, char first)
{
    if (number > 26)
        put_letters(out, (number - 1) / 26, first);
    qg_buf_put_byte(out, (char)(first + (number - 1) % 26));
}

static void put_roman(qg_buf *out, int number, bool is_small)
{
    static const struct {
        const char *large, *small;
        int value;
    } parts[] = {{"M", "m", 1000}, {"CM", "cm", 900}, {"D", "d", 500}, {"CD", "cd", 400},
                 {"C", "c", 100},  {"XC", "xc", 90},  {"L", "l", 50},  {"XL", "xl", 40},
                 {"X", "x", 10},   {"IX", "ix", 9},   {"V", "v", 5},   {"IV", "iv", 4},
                 {"I", "i", 1}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (; number >= parts[i].value; number -= parts[i].value)
            qg_buf_put(out, qg_str_of(is_small ? parts[i].small : parts[i].large));
}

/* 一 to 九十九 */
static void put_chinese(qg_buf *out, int number)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

    if (number >= 20)
        qg_buf_put(out, qg_str_of(digits[number / 10]));
    if (number >= 10)
        qg_buf_put(out, QG_STR("十"));
    qg_buf_put(out, qg_str_of(digits[number % 10]));
}

void qg_html_put_number(qg_buf *out, char count, int number)
{
    enum { MOST_ROMAN = 3999, MOST_CHINESE = 99 };

    if (number < 1 || (count == 'c' && number > MOST_CHINESE) ||
        ((count == 'I' || count == 'i') && number > MOST_ROMAN))
        count = '1';
    switch (count) {
    case 'c':
        put_chinese(out, number);
        qg_buf_put(out, QG_STR("、"));
        return;
    case 'A':
    case 'a':
        put_letters(out, number, count);
        break;
    case 'I':
    case 'i':
        put_roman(out, number, count == 'i');
        break;
    default:
        qg_buf_printf(out, "%d", number);
    }
    qg_buf_put(out, QG_STR(". "));
}

/* ---- lists read as lines --------------------------------------------------------------------- */

void qg_walk_take_number(qg_walk *w, size_t i)
{
    const qg_html_node *item = &w->page->tree->at[i];
    qg_walk_element *list = w->n_open > 0 ? &w->open[w->n_open - 1] : NULL;

    if (item->tag != QG_TAG_LI || list == NULL || list->count == 0)
        return;
    w->numbered_end = item->end;
    w->count = list->count;
    list->number =
        (int)qg_html_number(qg_html_attr(item, "value"), (size_t)list->number, QG_HTML_MOST_NUMBER);
    w->number = list->number;
    list->number += list->step;
}

/* ---- reading --------------------------------------------------------------------------------- */

/* Whether a paragraph stands below another block of text in an item: Markdown cannot write such a
 * list tightly. */
static bool has_paragraphs(const qg_node *item)
{
    for (const qg_node *block = item->first; block != NULL && block->next != NULL;
         block = block->next)
        if (block->kind != QG_CODE_BLOCK && block->next->kind == QG_PARAGRAPH)
            return true;
    return false;
}

/* The first entry of the list at or behind node `i`, or `end`: what stands before it is beside the
 * entries. */
static size_t end_of_beside(const qg_html_tree *tree, size_t i, size_t end)
{
    while (i < end && tree->at[i].tag != QG_TAG_LI)
        i = tree->at[i].end;
    return i;
}

/* Append the nodes from `first` up to `end` to an item; one without text is none. */
static void put_in_item(qg_page *page, qg_node *list, qg_node *item, size_t first, size_t end)
{
    if (item == NULL || qg_html_put_blocks(page, item, first, end) != QG_OK)
        page->status = QG_E_MEMORY;
    if (item == NULL || item->first == NULL)
        return;
    list->u.list.is_tight = list->u.list.is_tight && !has_paragraphs(item);
    if (item->parent == NULL)
        qg_node_append(list, item);
}

/* Read the entry at node `i`, whose number is `number` unless it has one of its own; the list
 * starts with the first one's. */
static void read_item(qg_page *page, qg_node *list, size_t i, int number)
{
    const qg_html_tree *tree = page->tree;
    qg_node *item = qg_node_new(page->doc, QG_ITEM, tree->at[i].offset);

    if (item != NULL) {
        item->u.item.task = qg_html_task_of(tree, i);
        item->u.item.number = number;
    }
    if (item != NULL && list->first == NULL)
        list->u.list.start = number;
    put_in_item(page, list, item, i + 1, tree->at[i].end);
}

static qg_node *read_list(qg_page *page, size_t list)
{
    const qg_html_tree *tree = page->tree;
    size_t end = tree->at[list].end;
    qg_node *node = qg_node_new(page->doc, QG_LIST, tree->at[list].offset);
    int step, number = qg_html_list_start(tree, list, &step);

    if (node == NULL)
        return NULL;
    node->u.list.is_ordered = tree->at[list].tag == QG_TAG_OL;
    node->u.list.is_tight = true;
    node->u.list.delimiter = '.';
    for (size_t i = list + 1, next; i < end; i = next) {
        qg_node *last = node->last;
        next = tree->at[i].end;
        if (tree->at[i].tag != QG_TAG_LI) {
            next = end_of_beside(tree, i, end);
            if (last == NULL)
                last = qg_node_new(page->doc, QG_ITEM, tree->at[i].offset);
            put_in_item(page, node, last, i, next);
        } else if (qg_html_is_left_out(&tree->at[i])) {
            qg_page_tell_hidden(page, i);
        } else if (!tree->at[i].is_note) {
            number = (int)qg_html_number(qg_html_attr(&tree->at[i], "value"), (size_t)number,
                                         QG_HTML_MOST_NUMBER);
            read_item(page, node, i, number);
            if (node->last != last && number + step > 0)
                number += step;
        }
    }
    return node->first == NULL ? NULL : node;
}

qg_node *qg_html_list(qg_page *page, size_t list)
{
    const qg_html_tree *tree = page->tree;

    if (qg_html_list_count(tree, list) != 0 || is_beside(tree, list))
        return NULL;
    return !page->is_draft && (is_menu(tree, list) || is_data_list(tree, list))
               ? NULL
               : read_list(page, list);
}
