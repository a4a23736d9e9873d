/* hidden.c - what a reader of a page does not see, or sees a second time.
 *
 * Elements are hidden by their own attributes (html/tree.c) or by a rule of the page's own style
 * sheet (html/sheets.c).  Many pages hide their article until a script has run, and nothing runs
 * here: what has more sentences than all that can be seen is shown.  What stands twice is in
 * html/copies.c.
 */
#include "parse/html/html_int.h"

#include <stdlib.h>

enum {
    LEAST_HIDDEN = 60, /* characters of sentences that may be an article */
    MOST_NODES = 60    /* of a heading, of words that stand for a file, of the start of a pane */
};

/* ---- characters of no size ------------------------------------------------------------------- */

/* Whether it is a text in characters of no size, which copies of a page are marked with.  Around
 * other elements that only takes the gaps between them away. */
static bool has_no_size(const qg_html_tree *tree, size_t i)
{
    qg_str size = tree->at[i].style.n == 0 ? (qg_str){0} : qg_html_style(&tree->at[i], "font-size");

    if (size.n == 0 ? !tree->at[i].has_no_size
                    : size.p[0] != '0' || (size.n > 1 && size.p[1] == '.'))
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

bool qg_html_is_for_scripts(const qg_html_node *node)
{
    return node->tag == QG_TAG_NOSCRIPT || node->tag == QG_TAG_TEMPLATE;
}

/* Show what has more sentences than can be seen.  A copy may seem to, since short lines are glued
 * to its sentences, but not twice as many. */
static void show_articles(qg_html_tree *tree, long *scratch)
{
    long seen = -1; /* not yet asked */
    qg_str longest = {0};

    for (size_t i = 0; i < tree->n; i = qg_html_next(tree, i)) {
        bool may_show = tree->at[i].is_hidden || qg_html_is_for_scripts(&tree->at[i]);
        long prose = may_show ? qg_html_prose(tree, i, scratch) : 0;
        if (prose < LEAST_HIDDEN)
            continue;
        if (seen < 0) {
            seen = qg_html_prose(tree, 0, scratch);
            longest = longest_text(tree);
        }
        if (prose > seen && (prose > 2 * seen || !has_text(tree, i, longest))) {
            tree->at[i].is_hidden = false;
            if (qg_html_is_for_scripts(&tree->at[i]))
                tree->at[i].tag = QG_TAG_DIV;
            seen = prose;
        }
    }
}

/* Characters below `top`, which may itself be hidden, that are seen with it, but for headings. */
static size_t runes_seen(const qg_html_tree *tree, size_t top)
{
    size_t n_runes = 0, heading_end = 0;

    for (size_t i = top; i < tree->at[top].end; i = i == top ? i + 1 : qg_html_next(tree, i)) {
        if (qg_html_heading_of(tree->at[i].tag) > 0 && tree->at[i].end > heading_end)
            heading_end = tree->at[i].end;
        if (i >= heading_end && (i == top || !qg_html_is_left_out(&tree->at[i])))
            n_runes += tree->at[i].n_runes;
    }
    return n_runes;
}

/* 请开启浏览器的JavaScript: what readers without scripts are told of them, which is no text. */
static bool asks_for_scripts(const qg_html_tree *tree, size_t element)
{
    static const char *const words[] = {"avaScript", "avascript", "脚本",
                                        "腳本",      "浏览器",    "瀏覽器"};

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (has_text(tree, element, qg_str_of(words[k])))
            return true;
    return false;
}

/* Show the longest hidden text, however short, of a page without a sentence that can be seen, where
 * it is more than all words that can. */
static void show_only_text(qg_html_tree *tree, long *scratch)
{
    size_t best = 0, most;

    if (qg_html_prose(tree, 0, scratch) > 0)
        return;
    most = runes_seen(tree, 0);
    for (size_t i = 0; i < tree->n; i = qg_html_next(tree, i)) {
        bool may_show = tree->at[i].is_hidden ||
                        (tree->at[i].tag == QG_TAG_NOSCRIPT && !asks_for_scripts(tree, i));
        size_t n_runes = may_show ? runes_seen(tree, i) : 0;
        if (n_runes > most) {
            best = i;
            most = n_runes;
        }
    }
    if (best == 0)
        return;
    tree->at[best].is_hidden = false;
    if (tree->at[best].tag == QG_TAG_NOSCRIPT)
        tree->at[best].tag = QG_TAG_DIV;
}

/* ---- panes ----------------------------------------------------------------------------------- */

static qg_str first_class(const qg_html_node *node)
{
    qg_str classes = qg_str_trim(qg_html_attr(node, "class"));

    return qg_str_head(classes, qg_str_find_byte(classes, ' '));
}

/* Whether two elements look like panes of one kind: their first class is the same.  Those without a
 * class are all alike. */
static bool are_alike(const qg_html_node *one, const qg_html_node *other)
{
    return one->tag == other->tag && qg_str_eq(first_class(one), first_class(other));
}

/* Whether the element may be a pane of text: it starts with a table or with a sentence. */
static bool is_pane(const qg_html_tree *tree, size_t element)
{
    qg_html_tag tag = tree->at[element].tag;
    size_t end = tree->at[element].end;

    if (tag != QG_TAG_DIV && tag != QG_TAG_SECTION && tag != QG_TAG_LI)
        return false;
    for (size_t i = element + 1; i < end && i < element + MOST_NODES; i++)
        if (tree->at[i].tag == QG_TAG_TABLE || tree->at[i].n_marks > 0)
            return true;
    return false;
}

/* Show the panes from `first` up to `end`, side by side, when one of them and only one is seen, and
 * several are not where they have no class in common. */
static void show_run(qg_html_tree *tree, size_t first, size_t end)
{
    size_t n_seen = 0, n_hidden = 0,
           least_hidden = first > 0 && first_class(&tree->at[first]).n == 0 ? 2 : 1;

    for (size_t i = first; i < end; i = tree->at[i].end)
        if (tree->at[i].is_hidden)
            n_hidden += is_pane(tree, i);
        else if (tree->at[i].tag != QG_TAG_TEXT)
            n_seen += is_pane(tree, i) ? 1 : 2;
    for (size_t i = first; n_seen == 1 && n_hidden >= least_hidden && i < end; i = tree->at[i].end)
        if (tree->at[i].is_hidden && is_pane(tree, i))
            tree->at[i].is_hidden = false;
}

/* Behind tabs, which hide all panes but one by their own attributes, a reader sees every one. */
static void show_panes(qg_html_tree *tree)
{
    for (size_t parent = 0; parent < tree->n; parent = qg_html_next(tree, parent)) {
        size_t first = 0, end = tree->at[parent].end;
        for (size_t i = parent + 1; i < end; i = tree->at[i].end) {
            if (tree->at[i].tag == QG_TAG_TEXT ||
                (first > 0 && are_alike(&tree->at[first], &tree->at[i])))
                continue;
            show_run(tree, first, first > 0 ? i : 0);
            first = i;
        }
        show_run(tree, first, first > 0 ? end : 0);
    }
}

/* ---- answers that are folded ----------------------------------------------------------------- */

/* Whether it reads like the answer below `lead`: a sentence below a few words. */
static bool is_answer(const qg_html_tree *tree, size_t lead, size_t i)
{
    enum { MOST_RUNES = 60 };
    size_t n_runes = 0;

    if (lead == 0 || tree->at[lead].is_hidden || tree->at[lead].tag == QG_TAG_A ||
        tree->at[lead].end - lead > MOST_NODES ||
        !(tree->at[i].tag == QG_TAG_DD || is_pane(tree, i)))
        return false;
    for (size_t k = lead; k < tree->at[lead].end; k = qg_html_next(tree, k))
        n_runes += tree->at[k].n_runes;
    return n_runes > 0 && n_runes <= MOST_RUNES;
}

/* Questions that each unfold the answer below them: two that follow each other and are alike, as
 * their answers are. */
static void show_folded(qg_html_tree *tree)
{
    size_t last_lead = 0, last = 0;

    for (size_t parent = 0; parent < tree->n; parent = qg_html_next(tree, parent)) {
        size_t lead = 0; /* the element in front */
        for (size_t i = parent + 1; i < tree->at[parent].end; i = tree->at[i].end) {
            if (tree->at[i].tag == QG_TAG_TEXT)
                continue;
            if (is_answer(tree, lead, i)) {
                if (last > 0 && are_alike(&tree->at[last_lead], &tree->at[lead]) &&
                    are_alike(&tree->at[last], &tree->at[i]))
                    tree->at[last].is_hidden = tree->at[i].is_hidden = false;
                last_lead = lead;
                last = i;
            }
            lead = i;
        }
    }
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

/* ---- words of controls and files ------------------------------------------------------------- */

static bool is_question(const qg_html_node *node)
{
    return qg_html_heading_of(node->tag) > 0 || node->tag == QG_TAG_DT ||
           node->tag == QG_TAG_SUMMARY;
}

/* A button that is the whole text of a heading unfolds what stands below it. */
static void show_heading_button(qg_html_tree *tree, size_t heading)
{
    size_t button = 0;

    if (tree->at[heading].end - heading > MOST_NODES)
        return;
    for (size_t i = heading + 1; i < tree->at[heading].end; i = qg_html_next(tree, i)) {
        if (tree->at[i].n_runes > 0 || (tree->at[i].tag == QG_TAG_BUTTON && button > 0))
            return;
        if (tree->at[i].tag == QG_TAG_BUTTON)
            button = i;
    }
    if (button > 0)
        tree->at[button].tag = QG_TAG_SPAN;
}

/* Words that stand for a file which no page shows here, and link to it. */
static void show_object_words(qg_html_tree *tree, size_t object)
{
    qg_str file = qg_html_attr(&tree->at[object], "data");

    if (tree->at[object].end - object > MOST_NODES)
        return;
    for (size_t i = object + 1; file.n > 0 && i < tree->at[object].end; i++)
        if (tree->at[i].tag == QG_TAG_A && qg_str_eq(qg_html_attr(&tree->at[i], "href"), file)) {
            tree->at[object].tag = QG_TAG_DIV;
            return;
        }
}

static void show_words(qg_html_tree *tree)
{
    for (size_t i = 0; i < tree->n; i++)
        if (is_question(&tree->at[i]))
            show_heading_button(tree, i);
        else if (tree->at[i].tag == QG_TAG_OBJECT)
            show_object_words(tree, i);
}

/* ---- all ------------------------------------------------------------------------------------- */

qg_status qg_html_hide(qg_html_tree *tree)
{
    long *scratch = calloc(tree->n, sizeof *scratch);

    if (scratch == NULL)
        return QG_E_MEMORY;
    show_words(tree);
    qg_html_show_values(tree);
    show_panes(tree);
    qg_html_obey_sheets(tree, scratch);
    show_folded(tree);
    hide_without_size(tree);
    hide_title_prefixes(tree);
    qg_html_hide_formula_copies(tree);
    qg_html_hide_counts(tree);
    show_articles(tree, scratch);
    show_only_text(tree, scratch);
    free(scratch);
    return qg_html_hide_copies(tree);
}
