/* html_main.c - what of a page is the article.
 *
 * Runs of text are weighed: sentences are worth their characters, links cost theirs, short words
 * cost a little, since menus and labels are made of them.  The element with the greatest sum is the
 * article: what is around it adds menus, what is inside lacks paragraphs.  Then the elements around
 * it are taken in while they cost little, for title and page data often stand beside the article.
 */
#include "parse/html_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

#include <stdlib.h>

enum {
    COST_LINK = 4,    /* of any link, beside its characters */
    LEAST_PROSE = 25, /* characters of a run that is a sentence without a mark in it */
    /* what the elements around the article may cost in all: a fifth of its worth, within limits */
    PART_AROUND = 5,
    LEAST_AROUND = 20,
    MOST_AROUND = 100
};

/* A run of text between two ends of lines. */
typedef struct run {
    long n_runes, n_linked, n_links, n_marks;
} run;

static bool is_blank(qg_rune rune)
{
    return rune <= ' ' || rune == 0xA0 || rune == 0x3000;
}

static bool is_mark(qg_rune rune)
{
    return rune == 0xFF0C || rune == 0x3002 || rune == 0x3001 || rune == 0xFF1B || rune == ',' ||
           rune == 0xFF01 || rune == 0xFF1F;
}

static void add_text(run *r, qg_str text, bool is_linked)
{
    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (is_blank(rune))
            continue;
        r->n_runes++;
        r->n_linked += is_linked;
        r->n_marks += !is_linked && is_mark(rune);
    }
}

static long worth_of(const run *r)
{
    long n_free = r->n_runes - r->n_linked;

    if (r->n_runes == 0)
        return 0;
    if (n_free > r->n_linked && (r->n_marks > 0 || n_free >= LEAST_PROSE))
        return n_free - r->n_linked;
    return -(r->n_linked + COST_LINK * r->n_links);
}

static bool is_left_out(const qg_html_node *node)
{
    return node->is_hidden || qg_html_kind_of(node->tag) == QG_KIND_DROP;
}

/* Add the worth of each run to the element it stands in. */
static void weigh_runs(const qg_html_tree *tree, long *worth)
{
    run now = {0};
    size_t block = 0, link_end = 0;

    for (size_t i = 0; i < tree->n; i++) {
        const qg_html_node *node = &tree->at[i];
        bool ends_line = node->tag == QG_TAG_BR ||
                         (node->tag != QG_TAG_TEXT && qg_html_kind_of(node->tag) == QG_KIND_BLOCK);
        while (i >= tree->at[block].end && block != 0) {
            ends_line = true;
            worth[block] += worth_of(&now);
            now = (run){0};
            block = tree->at[block].parent;
        }
        if (is_left_out(node)) {
            i = node->end - 1;
            continue;
        }
        if (ends_line) {
            worth[block] += worth_of(&now);
            now = (run){0};
        }
        if (qg_html_kind_of(node->tag) == QG_KIND_BLOCK && node->tag != QG_TAG_TEXT)
            block = i;
        if (node->tag == QG_TAG_A) {
            now.n_links++;
            link_end = node->end;
        }
        if (node->tag == QG_TAG_TEXT)
            add_text(&now, node->text, i < link_end);
    }
    worth[block] += worth_of(&now);
}

size_t qg_html_main(const qg_html_tree *tree)
{
    long *worth = calloc(tree->n, sizeof *worth), least;
    size_t best = 0;

    if (worth == NULL)
        return 0;
    weigh_runs(tree, worth);
    for (size_t i = tree->n; i-- > 1;)
        worth[tree->at[i].parent] += worth[i];
    for (size_t i = 1; i < tree->n; i++)
        if (worth[i] >= worth[best] && tree->at[i].tag != QG_TAG_TEXT)
            best = i;
    least = worth[best] / PART_AROUND;
    least = least < LEAST_AROUND ? LEAST_AROUND : least > MOST_AROUND ? MOST_AROUND : least;
    least = worth[best] - least;
    if (worth[best] <= 0)
        best = 0;
    for (size_t i = best; i != tree->at[i].parent; i = tree->at[i].parent)
        if (worth[tree->at[i].parent] >= least)
            best = tree->at[i].parent;
    free(worth);
    return best;
}
