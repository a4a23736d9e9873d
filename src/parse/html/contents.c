/* contents.c - the table of contents of a page: a list of links to its own headings. */
#include "parse/html/html_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

enum {
    LEAST_LINKS = 3,
    MOST_RUNES = 5, /* of what stands above it: 目录, 本文目录, 本页内容 */
};

/* Whether the link leads to a place in the page. */
static bool is_anchor(const qg_html_node *link)
{
    qg_str url = qg_html_attr(link, "href");

    return url.n > 1 && *url.p == '#';
}

/* Whether the text is the number of an entry, or nothing. */
static bool is_number(qg_str text)
{
    for (qg_rune rune; text.n > 0;) {
        qg_utf8_take(&text, &rune);
        if (!qg_html_is_blank(rune) && !qg_rune_is_digit(rune) && rune != '.')
            return false;
    }
    return true;
}

/* How many links to the page itself a list has; 0 where it has more than those and their numbers.
 */
static size_t count_anchors(const qg_html_tree *tree, size_t list)
{
    size_t n_links = 0;

    for (size_t i = list + 1; i < tree->at[list].end; i++) {
        if (tree->at[i].tag == QG_TAG_A && is_anchor(&tree->at[i])) {
            n_links++;
            i = tree->at[i].end - 1;
        } else if (tree->at[i].n_runes > 0 && !is_number(tree->at[i].text)) {
            return 0;
        }
    }
    return n_links;
}

/* The text that says above a list what it is; `list` when there is none. */
static size_t name_of(const qg_html_tree *tree, size_t list)
{
    size_t i = list;

    while (i > 0 && tree->at[i - 1].n_runes == 0)
        i--;
    if (i == 0 || tree->at[i - 1].n_runes > MOST_RUNES)
        return list;
    return qg_str_find(tree->at[i - 1].text, QG_STR("目录")) < tree->at[i - 1].text.n ||
                   qg_str_find(tree->at[i - 1].text, QG_STR("目錄")) < tree->at[i - 1].text.n
               ? i - 1
               : list;
}

void qg_html_find_contents(qg_html_tree *tree)
{
    for (size_t i = 1; i < tree->n; i++) {
        size_t name, n_links;
        if (tree->at[i].tag != QG_TAG_UL && tree->at[i].tag != QG_TAG_OL)
            continue;
        n_links = tree->at[i].is_outside ? 0 : count_anchors(tree, i);
        name = n_links > 0 ? name_of(tree, i) : i;
        if (n_links >= LEAST_LINKS || name < i) {
            if (name < i)
                qg_html_put_outside(tree, tree->at[name].parent, name + 1);
            qg_html_put_outside(tree, i, tree->at[i].end);
        }
        i = tree->at[i].end - 1; /* lists in lists are of them */
    }
}
