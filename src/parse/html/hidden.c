/* hidden.c - what a reader of a page does not see, or sees a second time.
 *
 * Elements are hidden by their own attributes (html/tree.c) or by a rule of the page's own style
 * sheet.  Many pages hide their article until a script has run, and nothing runs here: what has
 * more sentences than all that can be seen is shown.  And pages hold the whole article twice, for
 * the printer or the telephone.
 */
#include "parse/html/html_int.h"

#include "unicode/unicode.h"

#include <stdlib.h>

enum {
    MAX_NAMES = 64,    /* of classes and ids that a style sheet hides */
    LEAST_HIDDEN = 60, /* characters of sentences that may be an article */
    LEAST_COPY = 120,  /* characters of an element that stands twice */
    LEAST_LINES = 3    /* in it */
};

/* ---- style sheets ---------------------------------------------------------------------------- */

/* ".class" and "#id" of rules with display: none */
typedef struct names {
    qg_str at[MAX_NAMES];
    size_t n;
} names;

static bool has_display_none(qg_str body)
{
    for (size_t at = 0; body.n > 0; body = qg_str_skip(body, at)) {
        qg_str value;
        at = qg_str_find(body, QG_STR("display"));
        if (at == body.n)
            return false;
        value = qg_str_trim(qg_str_skip(body, at + 7));
        if (qg_str_starts(value, QG_STR(":")) &&
            qg_str_starts(qg_str_trim(qg_str_skip(value, 1)), QG_STR("none")))
            return true;
        at += 7;
    }
    return false;
}

/* One that names a class or an id and nothing else. */
static bool is_simple(qg_str selector)
{
    for (size_t i = 1; i < selector.n; i++)
        if (strchr(" .#:>+~[*", selector.p[i]) != NULL)
            return false;
    return selector.n > 1 && (selector.p[0] == '.' || selector.p[0] == '#');
}

static void add_selectors(names *hidden, qg_str selectors)
{
    while (selectors.n > 0 && hidden->n < MAX_NAMES) {
        size_t n = qg_str_find_byte(selectors, ',');
        qg_str one = qg_str_trim(qg_str_head(selectors, n));
        if (is_simple(one))
            hidden->at[hidden->n++] = one;
        selectors = qg_str_skip(selectors, n + 1);
    }
}

/* Bytes of the block at the start of `css`, with those inside it. */
static size_t block_length(qg_str css)
{
    size_t depth = 0, n = 0;

    for (; n < css.n; n++) {
        depth += css.p[n] == '{';
        if (css.p[n] == '}' && --depth == 0)
            return n + 1;
    }
    return n;
}

/* Rules that hold always; those for printers and small screens do not. */
static void read_sheet(names *hidden, qg_str css)
{
    while (css.n > 0) {
        size_t open = qg_str_find_byte(css, '{'), n;
        qg_str selectors = qg_str_trim(qg_str_head(css, open));
        css = qg_str_skip(css, open);
        n = block_length(css);
        if (!qg_str_starts(selectors, QG_STR("@")) && has_display_none(qg_str_head(css, n)))
            add_selectors(hidden, selectors);
        css = qg_str_skip(css, n);
    }
}

static bool is_named(const names *hidden, char mark, qg_str name)
{
    for (size_t i = 0; i < hidden->n; i++)
        if (hidden->at[i].p[0] == mark && qg_str_eq(qg_str_skip(hidden->at[i], 1), name))
            return true;
    return false;
}

static bool has_hidden_class(const names *hidden, qg_str classes)
{
    while (classes.n > 0) {
        size_t n = qg_str_find_byte(classes, ' ');
        if (is_named(hidden, '.', qg_str_trim(qg_str_head(classes, n))))
            return true;
        classes = qg_str_skip(classes, n + 1);
    }
    return false;
}

static void hide_by_sheets(qg_html_tree *tree)
{
    names hidden = {.n = 0};

    for (size_t i = 0; i + 1 < tree->n; i++)
        if (tree->at[i].tag == QG_TAG_STYLE && tree->at[i + 1].tag == QG_TAG_TEXT)
            read_sheet(&hidden, tree->at[i + 1].text);
    for (size_t i = 0; hidden.n > 0 && i < tree->n; i++) {
        qg_html_node *node = &tree->at[i];
        if (node->element != NULL && (has_hidden_class(&hidden, qg_html_attr(node, "class")) ||
                                      is_named(&hidden, '#', qg_html_attr(node, "id"))))
            node->is_hidden = true;
    }
}

/* Whether it is a text in characters of no size, which copies of a page are marked with.  Around
 * other elements that only takes the gaps between them away. */
static bool has_no_size(const qg_html_tree *tree, size_t i)
{
    qg_str size = tree->at[i].style.n == 0 ? (qg_str){0} : qg_html_style(&tree->at[i], "font-size");

    if (size.n == 0 || size.p[0] != '0' || (size.n > 1 && size.p[1] == '.'))
        return false;
    for (size_t k = i + 1; k < tree->at[i].end; k++)
        if (tree->at[k].tag != QG_TAG_TEXT)
            return false;
    return true;
}

static void hide_without_size(qg_html_tree *tree)
{
    for (size_t i = 0; i < tree->n; i++)
        tree->at[i].is_hidden = tree->at[i].is_hidden || has_no_size(tree, i);
}

/* ---- hidden articles ------------------------------------------------------------------------- */

/* The start of the longest text that can be seen. */
static qg_str longest_text(const qg_html_tree *tree)
{
    enum { MOST_BYTES = 120 };
    size_t best = 0;

    for (size_t i = 0; i < tree->n; i = qg_html_next(tree, i))
        if (!qg_html_is_left_out(&tree->at[i]) && tree->at[i].n_runes > tree->at[best].n_runes)
            best = i;
    return qg_str_head(qg_str_trim(tree->at[best].text), MOST_BYTES);
}

static bool has_text(const qg_html_tree *tree, size_t element, qg_str text)
{
    for (size_t i = element; text.n > 0 && i < tree->at[element].end; i++)
        if (qg_str_find(tree->at[i].text, text) < tree->at[i].text.n)
            return true;
    return false;
}

/* Show what has more sentences than can be seen.  A copy may seem to, since short lines are glued
 * to its sentences, but not twice as many. */
static void show_articles(qg_html_tree *tree, long *scratch)
{
    long seen = -1; /* not yet asked */
    qg_str longest = {0};

    for (size_t i = 0; i < tree->n; i = qg_html_next(tree, i)) {
        long prose = tree->at[i].is_hidden ? qg_html_prose(tree, i, scratch) : 0;
        if (prose < LEAST_HIDDEN)
            continue;
        if (seen < 0) {
            seen = qg_html_prose(tree, 0, scratch);
            longest = longest_text(tree);
        }
        if (prose > seen && (prose > 2 * seen || !has_text(tree, i, longest))) {
            tree->at[i].is_hidden = false;
            seen = prose;
        }
    }
}

/* ---- the same twice -------------------------------------------------------------------------- */

/* The visible text of a page up to each node: hash, characters, ends of lines. */
typedef struct prefix {
    uint64_t hash;
    size_t n_runes, n_lines;
} prefix;

static const uint64_t BASE = 0x9E3779B97F4A7C15u;

/* No blank, and no sign that a font of the page draws. */
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

/* sums[i] is what stands before node i. */
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

/* Sentences, which are no title. */
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

/* The start of the article, which many pages show above it as what it is about. */
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

/* An element by its text. */
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

static qg_status hide_copies(qg_html_tree *tree)
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

/* ---- titles in front of headings ------------------------------------------------------------- */

static bool is_heading(const qg_html_node *node)
{
    return qg_html_heading_of(node->tag) > 1;
}

/* The text of the first <h1>; empty without any. */
static qg_str first_title(const qg_html_tree *tree)
{
    for (size_t i = 0; i < tree->n; i++)
        if (tree->at[i].tag == QG_TAG_H1)
            for (size_t k = i; k < tree->at[i].end; k++)
                if (tree->at[k].n_runes > 0)
                    return qg_str_trim(tree->at[k].text);
    return (qg_str){0};
}

/* Encyclopaedias put the name of the entry in front of each heading, in an element of its own that
 * a style sheet elsewhere hides. */
static void hide_title_prefixes(qg_html_tree *tree)
{
    qg_str title = first_title(tree);

    for (size_t i = 1; title.n > 0 && i < tree->n; i++) {
        size_t text = i + 2;
        if (is_heading(&tree->at[i]) && text < tree->at[i].end && tree->at[i + 1].end == i + 3 &&
            tree->at[i + 1].end < tree->at[i].end &&
            qg_str_eq(qg_str_trim(tree->at[text].text), title))
            tree->at[i + 1].is_hidden = true;
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

qg_status qg_html_hide(qg_html_tree *tree)
{
    long *scratch = calloc(tree->n, sizeof *scratch);

    if (scratch == NULL)
        return QG_E_MEMORY;
    hide_by_sheets(tree);
    hide_without_size(tree);
    hide_title_prefixes(tree);
    qg_html_hide_formula_copies(tree);
    qg_html_hide_counts(tree);
    show_articles(tree, scratch);
    free(scratch);
    return hide_copies(tree);
}
