/* print.c - lines and pages of print in a page. */
#include "parse/html/html_int.h"

#include "base/utf8.h"

/* A page of print that a converter made an element of: id="page3", class="pf" id="pf2" */
bool qg_html_starts_page(const qg_html_node *node)
{
    static const char *const names[] = {"page", "pf", "pg"};
    qg_str id = node->tag == QG_TAG_DIV ? qg_html_attr(node, "id") : (qg_str){0};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        qg_str digits = qg_str_skip(id, strlen(names[i]));
        size_t n = 0;
        while (n < digits.n && digits.p[n] >= '0' && digits.p[n] <= '9')
            n++;
        if (qg_str_starts(id, qg_str_of(names[i])) && n > 0 && n == digits.n)
            return true;
    }
    return false;
}

/* How many empty lines stand between the words of a text. */
static size_t n_empty_lines(qg_str text)
{
    size_t n = 0, n_ends = 0;
    bool is_behind = false;

    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\n') {
            n_ends++;
        } else if ((unsigned char)text.p[i] > ' ') {
            n += is_behind && n_ends > 1;
            n_ends = 0;
            is_behind = true;
        }
    }
    return n;
}

/* Whether there are line ends between words of the element's own text, and no other marks of
 * paragraphs in it. */
static bool has_lines(const qg_html_tree *tree, size_t element)
{
    bool has_any = false;

    for (size_t i = element + 1; i < tree->at[element].end; i = tree->at[i].end) {
        qg_str text = qg_str_trim(tree->at[i].text);
        if (qg_html_kind_of(&tree->at[i]) == QG_KIND_BLOCK)
            return false;
        has_any = has_any || qg_str_find_byte(text, '\n') < text.n;
    }
    return has_any;
}

/* Whether the element's style says that line ends of the source count. */
static bool keeps_lines(const qg_html_node *node)
{
    qg_str own = node->style.n > 0 ? qg_html_style(node, "white-space") : (qg_str){0};

    return own.n > 0 ? qg_str_starts(own, QG_STR("pre")) /* -wrap, -line */ : node->keeps_lines;
}

/* Whether the line ends of the source are meant, as its style says, or as a style sheet elsewhere
 * must say: there are empty lines in the element's own text, and no other marks of paragraphs. */
bool qg_html_is_literal(const qg_html_tree *tree, size_t element)
{
    enum { LEAST_RUNES = 60, LEAST_LINES = 2 };
    size_t n = 0;

    if (keeps_lines(&tree->at[element]) && has_lines(tree, element))
        return true;
    for (size_t i = element + 1; i < tree->at[element].end; i = tree->at[i].end) {
        if (tree->at[i].tag == QG_TAG_BR || tree->at[i].tag == QG_TAG_P)
            return false;
        if (tree->at[i].tag == QG_TAG_TEXT && tree->at[i].n_runes >= LEAST_RUNES)
            n += n_empty_lines(tree->at[i].text);
    }
    return n >= LEAST_LINES;
}

/* The last character of a paragraph; 0 when there is none. */
static qg_rune last_rune(const qg_html_tree *tree, size_t paragraph)
{
    for (size_t i = tree->at[paragraph].end; i > paragraph + 1; i--) {
        qg_str text = qg_str_trim(tree->at[i - 1].text);
        if (tree->at[i - 1].tag == QG_TAG_TEXT && text.n > 0)
            return qg_utf8_last(text);
    }
    return 0;
}

static size_t n_marks_in(const qg_html_tree *tree, size_t paragraph)
{
    size_t n = 0;

    for (size_t i = paragraph; i < tree->at[paragraph].end; i++)
        n += tree->at[i].n_marks;
    return n;
}

bool qg_html_is_print(const qg_html_tree *tree, size_t element)
{
    enum { LEAST_LINES = 10, LEAST_EMPTY = 3, MOST_RUNES = 50, NEAR = 5 };
    size_t n_lines = 0, n_empty = 0, n_cut = 0, n_near = 0, n_marks = 0, most = 0;

    for (size_t i = element + 1; i < tree->at[element].end; i = tree->at[i].end) {
        size_t n = qg_html_count_below(tree, i).n_runes;
        if (tree->at[i].tag != QG_TAG_P)
            continue;
        if (n > MOST_RUNES)
            return false;
        n_lines += n > 0;
        n_empty += n == 0;
        most = n > most ? n : most;
    }
    if (n_lines < LEAST_LINES || n_empty < LEAST_EMPTY)
        return false;
    for (size_t i = element + 1; i < tree->at[element].end; i = tree->at[i].end) {
        if (tree->at[i].tag != QG_TAG_P)
            continue;
        n_marks += n_marks_in(tree, i);
        if (qg_html_count_below(tree, i).n_runes + NEAR >= most) {
            n_near++;
            n_cut += !qg_is_stop(last_rune(tree, i));
        }
    }
    return n_near * 2 > n_lines && n_cut * 2 > n_lines && n_marks >= n_lines /* sentences */;
}
