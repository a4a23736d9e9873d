/* counts.c - numbers that a site puts beside what the author wrote.
 *
 * Sites of novels and talk tell behind each paragraph how many readers said something about it, in
 * a number that a script makes a button of.  Such numbers stand in elements of one class, at the
 * end of most paragraphs.  Weblogs count the lines of code in a column of its own.
 */
#include "parse/html/html_int.h"

#include "unicode/unicode.h"

enum { LEAST_COUNTS = 8, MAX_DIGITS = 6 };

static bool is_number(qg_str text)
{
    size_t n = 0;

    text = qg_str_trim(text);
    while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
        n++;
    return n > 0 && n == text.n && n <= MAX_DIGITS;
}

/* The last text below `node` that says something; `node` itself when there is none. */
static size_t last_text(const qg_html_tree *tree, size_t node)
{
    size_t i = tree->at[node].end - 1;

    while (i > node && tree->at[i].n_runes == 0)
        i--;
    return i;
}

/* Whether words stand before the number `text` in its paragraph. */
static bool has_words_before(const qg_html_tree *tree, size_t paragraph, size_t text)
{
    while (text > paragraph && (tree->at[text].n_runes == 0 || is_number(tree->at[text].text)))
        text--;
    return text > paragraph;
}

/* The class of the element that is just the number at the end of the paragraph; empty without. */
static qg_str class_of_count(const qg_html_tree *tree, size_t paragraph)
{
    size_t text = last_text(tree, paragraph), around = tree->at[text].parent;
    qg_html_tag tag = tree->at[around].tag;

    if (around == paragraph || !is_number(tree->at[text].text) || tag == QG_TAG_A ||
        tag == QG_TAG_SUP || !has_words_before(tree, paragraph, text))
        return (qg_str){0};
    return qg_html_attr(&tree->at[around], "class");
}

/* The class that more than half of those have that have one at all; any other when there is none.
 */
static qg_str common_class(const qg_html_tree *tree)
{
    qg_str name = {0};
    size_t n = 0;

    for (size_t i = 0; i < tree->n; i++) {
        qg_str class = tree->at[i].tag == QG_TAG_P ? class_of_count(tree, i) : (qg_str){0};
        if (class.n == 0)
            continue;
        name = n == 0 ? class : name;
        n = qg_str_eq(class, name) ? n + 1 : n - 1;
    }
    return name;
}

static bool has_sentence(const qg_html_tree *tree, size_t paragraph)
{
    for (size_t i = paragraph; i < tree->at[paragraph].end; i++)
        if (tree->at[i].n_marks > 0)
            return true;
    return false;
}

static void hide_answers(qg_html_tree *tree)
{
    qg_str name = common_class(tree);
    size_t n_paragraphs = 0, n = 0;

    for (size_t i = 0; name.n > 0 && i < tree->n; i++)
        if (tree->at[i].tag == QG_TAG_P) {
            n += qg_str_eq(class_of_count(tree, i), name);
            n_paragraphs += has_sentence(tree, i);
        }
    if (n < LEAST_COUNTS || n * 2 < n_paragraphs)
        return;
    for (size_t i = 1; i < tree->n; i++)
        if (is_number(tree->at[i].text) &&
            qg_str_eq(qg_html_attr(&tree->at[tree->at[i].parent], "class"), name))
            tree->at[tree->at[i].parent].is_hidden = true;
}

/* Whether all that stands in `pre` is 1 2 3 … */
static bool is_count(const qg_html_tree *tree, size_t pre)
{
    enum { LEAST = 2 };
    size_t value = 0, n = 0;
    bool is_inside = false; /* a number */

    for (size_t i = pre + 1; i < tree->at[pre].end; i++) {
        qg_str text = tree->at[i].text;
        for (size_t k = 0; k < text.n; k++) {
            bool is_digit = text.p[k] >= '0' && text.p[k] <= '9';
            if (!is_digit && (unsigned char)text.p[k] > ' ')
                return false;
            if (is_inside && !is_digit && value != n)
                return false;
            n += is_digit && !is_inside;
            value = !is_digit ? 0 : value * 10 + (size_t)(text.p[k] - '0');
            if (value > n)
                return false;
            is_inside = is_digit;
        }
    }
    return n >= LEAST && (!is_inside || value == n);
}

void qg_html_hide_counts(qg_html_tree *tree)
{
    hide_answers(tree);
    for (size_t i = 1; i < tree->n; i++)
        if (tree->at[i].tag == QG_TAG_PRE && tree->at[tree->at[i].parent].tag == QG_TAG_TD &&
            is_count(tree, i))
            tree->at[i].is_hidden = true;
}
