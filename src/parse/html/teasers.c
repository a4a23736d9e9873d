/* teasers.c - lists of other pages, each with a headline and a line about it.
 *
 * Their lines are sentences, so weighing alone takes them for the author's.  What gives them away
 * is that several elements side by side each start with a headline that is a link, or that is
 * marked up as one over a text that is cut short.
 */
#include "parse/html/html_int.h"

#include <stdlib.h>

enum {
    LEAST_TEASERS = 3,  /* side by side */
    LEAST_HEADLINE = 6, /* characters of the link */
    LEAST_ABOUT = 6,    /* of what is not linked */
    MOST_ABOUT = 200,
    MOST_PART = 2 /* at most half of the sentences of a page; a digest is an article */
};

/* What a page shows at or behind each node, and which link and block it stands in; 0 for none. */
typedef struct view {
    size_t *next, *link, *block;
} view;

static bool is_shown(const qg_html_node *node)
{
    return !qg_html_is_left_out(node) &&
           (node->tag == QG_TAG_IMG || (node->tag == QG_TAG_TEXT && node->n_runes > 0));
}

static void look(const qg_html_tree *tree, view *v)
{
    size_t block = 0, link = 0, shown_end = 0;

    for (size_t i = 0; i < tree->n; i++) {
        const qg_html_node *node = &tree->at[i];
        while (block != 0 && i >= tree->at[block].end)
            block = v->block[tree->at[block].parent];
        if (qg_html_kind_of(node) == QG_KIND_BLOCK)
            block = i;
        if (node->is_link)
            link = i;
        v->block[i] = block;
        v->link[i] = link != 0 && i < tree->at[link].end ? link : 0;
        if (qg_html_is_left_out(node) && node->end > shown_end)
            shown_end = node->end;
        v->next[i] = i >= shown_end && is_shown(node) ? i : tree->n;
    }
    v->next[tree->n] = tree->n;
    for (size_t i = tree->n; i-- > 0;)
        if (v->next[i] == tree->n)
            v->next[i] = v->next[i + 1];
}

/* The first thing in the element with text in it that is no picture. */
static size_t first_text(const qg_html_tree *tree, const view *v, size_t element)
{
    size_t i = v->next[element];

    while (i < tree->at[element].end && tree->at[i].tag == QG_TAG_IMG)
        i = v->next[i + 1];
    return i;
}

/* The heading around node `i` below `top`; 0 when there is none. */
static size_t heading_around(const qg_html_tree *tree, size_t top, size_t i)
{
    while (i > top && qg_html_heading_of(tree->at[i].tag) == 0)
        i = tree->at[i].parent;
    return i > top ? i : 0;
}

/* Whether a text from `start` up to `end` breaks off: …市场却传来消息... */
static bool is_cut_short(const qg_html_tree *tree, size_t start, size_t end)
{
    for (size_t i = start; i < end; i = qg_html_next(tree, i)) {
        qg_str text = qg_str_trim(tree->at[i].text);
        if (qg_str_ends(text, QG_STR("...")) || qg_str_ends(text, QG_STR("…")))
            return true;
    }
    return false;
}

/* Whether an element starts with a headline that is all a link, or stands over what breaks off,
 * with something about it behind. */
static bool is_teaser(const qg_html_tree *tree, const view *v, size_t element)
{
    const qg_html_node *node = &tree->at[element];
    size_t first = first_text(tree, v, element), behind, link;
    qg_html_count all = qg_html_count_below(tree, element);

    if (first >= node->end)
        return false;
    link = v->link[first];
    if (link <= element) {
        link = heading_around(tree, element, first);
        if (link == 0 || !is_cut_short(tree, tree->at[link].end, node->end))
            return false;
    }
    behind = v->next[tree->at[link].end];
    return qg_html_count_below(tree, link).n_runes >= LEAST_HEADLINE &&
           all.n_runes - all.n_linked >= LEAST_ABOUT && all.n_runes - all.n_linked <= MOST_ABOUT &&
           behind < node->end && v->block[behind] != v->block[first] &&
           !qg_is_file_name(qg_html_attr(&tree->at[link], "href")); /* authors list those, too */
}

/* Put elements below `parent` outside where enough of them stand side by side. */
static bool find_below(qg_html_tree *tree, const view *v, size_t parent, const long *prose)
{
    size_t start = 0, n = 0, end = tree->at[parent].end;
    long sum = 0;
    bool has_any = false;

    for (size_t i = parent + 1; i <= end; i = i < end ? tree->at[i].end : end + 1) {
        bool is_blank = i < end && v->next[i] >= tree->at[i].end;
        if (is_blank)
            continue;
        if (i < end && qg_html_kind_of(&tree->at[i]) == QG_KIND_BLOCK && is_teaser(tree, v, i)) {
            start = n == 0 ? i : start;
            n++;
            sum += prose[i];
            continue;
        }
        if (n >= LEAST_TEASERS && sum * MOST_PART <= prose[0]) {
            qg_html_put_outside(tree, start, i);
            has_any = true;
        }
        n = 0;
        sum = 0;
    }
    return has_any;
}

bool qg_html_find_teasers(qg_html_tree *tree, const long *prose)
{
    size_t n_bytes = (tree->n + 1) * sizeof(size_t);
    view v = {malloc(n_bytes), malloc(n_bytes), malloc(n_bytes)};
    bool has_any = false;

    if (v.next != NULL && v.link != NULL && v.block != NULL) {
        look(tree, &v);
        for (size_t i = 0; i < tree->n; i++)
            if (qg_html_kind_of(&tree->at[i]) == QG_KIND_BLOCK && !tree->at[i].is_outside)
                has_any = find_below(tree, &v, i, prose) || has_any;
    }
    free(v.next);
    free(v.link);
    free(v.block);
    return has_any;
}
