/* copies.c - what a page shows twice: the whole article, or its start above it.
 *
 * Pages hold the whole article twice, for the printer or the telephone, and show its start as what
 * it is about.
 */
#include "parse/html/html_int.h"

#include "unicode/unicode.h"

#include <stdlib.h>

enum {
    LEAST_COPY = 120, /* characters of an element that stands twice */
    LEAST_LINES = 3   /* in it */
};

/* The visible text of a page up to each node: hash, characters, ends of lines. */
typedef struct prefix {
    uint64_t hash;
    size_t n_runes, n_lines;
} prefix;

static const uint64_t BASE = 0x9E3779B97F4A7C15u;

/* Whether the character counts when texts are compared: blanks do not, nor do signs that a font of
 * the page draws. */
static bool is_letter(qg_rune rune)
{
    return !qg_html_is_blank(rune) && !(rune >= 0xE000 && rune <= 0xF8FF);
}

static void add_text(prefix *sum, qg_str text)
{
    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (!is_letter(rune))
            continue;
        sum->hash = sum->hash * BASE + rune;
        sum->n_runes++;
    }
}

/* Fill in `sums`: sums[i] is what stands before node i. */
static void add_up(const qg_html_tree *tree, prefix *sums)
{
    prefix sum = {0};
    size_t next = 0;

    for (size_t i = 0; i < tree->n; i++) {
        sums[i] = sum;
        if (i < next)
            continue;
        next = qg_html_next(tree, i);
        if (qg_html_is_left_out(&tree->at[i]))
            continue;
        sum.n_lines +=
            tree->at[i].tag == QG_TAG_BR || qg_html_kind_of(&tree->at[i]) == QG_KIND_BLOCK;
        if (tree->at[i].tag == QG_TAG_TEXT)
            add_text(&sum, tree->at[i].text);
    }
    sums[tree->n] = sum;
}

static uint64_t power(size_t n)
{
    uint64_t result = 1;

    for (uint64_t base = BASE; n > 0; n /= 2, base *= base)
        result *= n % 2 == 1 ? base : 1;
    return result;
}

/* The next character of the visible text from node *i on; 0 at the end. */
static qg_rune next_rune(const qg_html_tree *tree, size_t *i, size_t end, qg_str *rest)
{
    for (;;) {
        qg_rune rune;
        while (rest->n == 0) {
            if (*i >= end)
                return 0;
            if (tree->at[*i].tag == QG_TAG_TEXT && !qg_html_is_left_out(&tree->at[*i]))
                *rest = tree->at[*i].text;
            *i = qg_html_next(tree, *i);
        }
        qg_utf8_take(rest, &rune);
        if (is_letter(rune))
            return rune;
    }
}

static bool are_equal(const qg_html_tree *tree, size_t a, size_t b)
{
    size_t i = a, k = b;
    qg_str rest = {0}, other = {0};
    qg_rune rune;

    do {
        rune = next_rune(tree, &i, tree->at[a].end, &rest);
        if (rune != next_rune(tree, &k, tree->at[b].end, &other))
            return false;
    } while (rune != 0);
    return true;
}

/* How many characters 摘要： is, which an abstract may start with. */
static size_t label_runes(const qg_html_tree *tree, size_t a)
{
    static const char *const labels[] = {"摘要",     "导语",     "导读",    "提要",
                                         "核心提示", "内容提要", "内容摘要"};
    enum { MOST_RUNES = 5 };
    char start[MOST_RUNES * QG_UTF8_MAX];
    size_t i = a, n = 0, n_bytes = 0;
    qg_str rest = {0};

    for (; n < MOST_RUNES; n++) {
        qg_rune rune = next_rune(tree, &i, tree->at[a].end, &rest);
        if (rune == 0)
            return 0;
        if (rune == ':' || rune == 0xFF1A)
            break;
        n_bytes += (size_t)qg_utf8_encode(start + n_bytes, rune);
    }
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
        if (qg_str_is((qg_str){start, n_bytes}, labels[k]))
            return n + 1;
    return 0;
}

/* Whether the text of element `a` behind its label, but for … at its end, starts element `b`, which
 * has more. */
static bool starts_as(const qg_html_tree *tree, size_t a, size_t n_label, size_t b, size_t n_runes)
{
    size_t i = a, k = b;
    qg_str rest = {0}, other = {0};

    for (size_t n = 0; n < n_label; n++)
        next_rune(tree, &i, tree->at[a].end, &rest);
    for (size_t n = n_label; n < n_runes; n++) {
        qg_rune rune = next_rune(tree, &i, tree->at[a].end, &rest);
        if (rune == 0x2026 || rune == '.')
            return n + 3 >= n_runes;
        if (rune != next_rune(tree, &k, tree->n, &other))
            return false;
    }
    return true;
}

/* Whether what stands behind element `i`, of `n_runes`, also stands behind its copy from text `k`
 * on: a text that stands twice, and no abstract of one. */
static bool goes_on_as(const qg_html_tree *tree, size_t i, size_t n_runes, size_t k)
{
    enum { ENOUGH = 12 };
    size_t behind = tree->at[i].end;
    qg_str rest = {0}, other = {0};
    qg_rune rune = 1;

    for (size_t n = 0; n < n_runes; n++)
        next_rune(tree, &k, tree->n, &other);
    for (int n = 0; n < ENOUGH && rune != 0; n++) {
        rune = next_rune(tree, &behind, tree->n, &rest);
        if (rune != next_rune(tree, &k, tree->n, &other))
            return false;
    }
    return rune != 0;
}

/* Whether there is a sentence in the element, so that it is no title. */
static bool has_sentence(const qg_html_tree *tree, size_t top)
{
    static const char *const stops[] = {"。", "？", "！"};

    for (size_t i = top; i < tree->at[top].end; i++)
        for (size_t k = 0; tree->at[i].tag == QG_TAG_TEXT && k < sizeof stops / sizeof *stops; k++)
            if (qg_str_find(tree->at[i].text, qg_str_of(stops[k])) < tree->at[i].text.n)
                return true;
    return false;
}

bool qg_html_is_abstract(const qg_html_tree *tree, size_t i)
{
    enum { LEAST_RUNES = 20, MOST_RUNES = 400 };
    qg_html_count n = qg_html_count_below(tree, i);

    return qg_html_kind_of(&tree->at[i]) == QG_KIND_BLOCK && n.n_linked == 0 &&
           n.n_runes >= LEAST_RUNES && n.n_runes <= MOST_RUNES && label_runes(tree, i) > 0 &&
           has_sentence(tree, i);
}

/* Whether paragraph `i` and the one that text `k` is of stand side by side, below more of the kind:
 * the author says something twice. */
static bool is_said_again(const qg_html_tree *tree, const prefix *sums, size_t i, size_t k)
{
    enum { LEAST_ABOVE = 200 };
    size_t around = tree->at[i].parent;

    while (qg_html_kind_of(&tree->at[k]) != QG_KIND_BLOCK && k > around)
        k = tree->at[k].parent;
    return tree->at[k].parent == around && sums[i].n_runes - sums[around].n_runes >= LEAST_ABOVE;
}

/* Hide the start of the article where a page shows it above the article, too, as what that is
 * about. */
static void hide_abstracts(qg_html_tree *tree, const prefix *sums)
{
    enum { LEAST_RUNES = 30, BLOCKS_AHEAD = 8, MOST_RUNES = 400 };
    size_t copied = SIZE_MAX; /* characters of the page up to the end of the copy last seen */

    for (size_t i = 1; i < tree->n; i = qg_html_next(tree, i)) {
        size_t n = sums[tree->at[i].end].n_runes - sums[i].n_runes;
        size_t n_lines = sums[tree->at[i].end].n_lines - sums[i].n_lines, k = tree->at[i].end;
        if (qg_html_kind_of(&tree->at[i]) != QG_KIND_BLOCK || n < LEAST_RUNES || n > MOST_RUNES ||
            n_lines != 1 || !has_sentence(tree, i))
            continue;
        size_t n_label = label_runes(tree, i);
        for (int m = 0; m < BLOCKS_AHEAD && k < tree->n; k = qg_html_next(tree, k)) {
            if (tree->at[k].tag != QG_TAG_TEXT || tree->at[k].n_runes == 0)
                continue;
            m++;
            if (sums[tree->n].n_runes - sums[k].n_runes > n && starts_as(tree, i, n_label, k, n)) {
                bool is_copy = sums[k].n_runes == copied || goes_on_as(tree, i, n - n_label, k);
                copied = is_copy ? sums[k].n_runes + n - n_label : SIZE_MAX;
                tree->at[i].is_hidden = !is_copy && !is_said_again(tree, sums, i, k);
                break;
            }
        }
    }
}

/* An element by its text, in a table of those met so far. */
typedef struct seen {
    uint64_t hash;
    size_t node; /* 0: none */
} seen;

static void hide_copies_with(qg_html_tree *tree, const prefix *sums, seen *table, size_t size)
{
    for (size_t i = 1; i < tree->n; i = qg_html_next(tree, i)) {
        const prefix *start = &sums[i], *end = &sums[tree->at[i].end];
        size_t n = end->n_runes - start->n_runes, slot;
        uint64_t hash;

        if (qg_html_kind_of(&tree->at[i]) != QG_KIND_BLOCK || n < LEAST_COPY ||
            end->n_lines - start->n_lines < LEAST_LINES)
            continue;
        hash = end->hash - start->hash * power(n);
        slot = (size_t)(hash >> 20) & (size - 1);
        while (table[slot].node != 0 && table[slot].hash != hash)
            slot = (slot + 1) & (size - 1);
        if (table[slot].node == 0)
            table[slot] = (seen){hash, i};
        else if (i >= tree->at[table[slot].node].end && are_equal(tree, table[slot].node, i))
            tree->at[i].is_hidden = true;
    }
}

qg_status qg_html_hide_copies(qg_html_tree *tree)
{
    size_t size = 64;
    prefix *sums = malloc((tree->n + 1) * sizeof *sums);
    seen *table;

    while (size < tree->n * 2)
        size *= 2;
    table = calloc(size, sizeof *table);
    if (sums != NULL && table != NULL) {
        add_up(tree, sums);
        hide_copies_with(tree, sums, table, size);
        hide_abstracts(tree, sums);
    }
    free(sums);
    free(table);
    return sums != NULL && table != NULL ? QG_OK : QG_E_MEMORY;
}
