/* main.c - what of a page is the article.
 *
 * Runs of text are weighed: sentences are worth their characters, links cost theirs, short words
 * cost a little, since menus and labels are made of them.  The element with the greatest sum is the
 * article: what is around it adds menus, what is inside lacks paragraphs.  Then the elements around
 * it are taken in while they cost little, for title and page data often stand beside the article.
 */
#include "parse/html/html_int.h"

#include <stdlib.h>

enum {
    COST_LINK = 4,       /* of any link, beside its characters */
    LEAST_PROSE = 25,    /* characters of a run that is a sentence without a mark in it */
    MOST_UNMARKED = 150, /* for each mark: names one behind another are no sentences */
    /* what the elements around the article may cost in all: a fifth of its worth, within limits */
    PART_AROUND = 5,
    LEAST_AROUND = 20,
    MOST_AROUND = 100
};

/* ---- weighing -------------------------------------------------------------------------------- */

/* A run of text between two ends of lines. */
typedef struct run {
    long n_runes, n_linked, n_links, n_marks, n_address;
    bool is_owners;
    size_t last; /* its last text, 0 for none */
} run;

static void add_text(run *r, const qg_html_tree *tree, size_t i, bool is_linked)
{
    const qg_html_node *text = &tree->at[i];

    r->last = i;
    r->n_runes += text->n_runes;
    r->n_linked += is_linked ? text->n_runes : 0;
    r->n_marks += is_linked ? 0 : text->n_marks;
    r->is_owners = r->is_owners || (!is_linked && text->is_owners);
}

static long worth_of(const run *r)
{
    long n_free = r->n_runes - r->n_linked;

    if (r->n_runes == r->n_address) /* nothing, or what an author refers to */
        return 0;
    if (!r->is_owners && n_free > r->n_linked &&
        (r->n_marks > 0 ? n_free / r->n_marks <= MOST_UNMARKED
                        : n_free >= LEAST_PROSE && n_free <= MOST_UNMARKED))
        return n_free - r->n_linked;
    return -(r->n_linked + COST_LINK * r->n_links);
}

static void end_run(run *r, long *by_text, long *worth_of_block)
{
    long worth = worth_of(r);

    if (by_text != NULL)
        by_text[r->last] += worth;
    *worth_of_block += worth;
    *r = (run){0};
}

/* Add the worth of each run below `top` to its last text in `by_text`, which may be NULL, and to
 * the element that it stands in in `by_block`. */
static void weigh_runs(const qg_html_tree *tree, size_t top, long *by_text, long *by_block)
{
    run now = {0};
    size_t block = top, link_end = 0, address_end = 0, end = tree->at[top].end;

    for (size_t i = top; i < end; i = i == top ? i + 1 : qg_html_next(tree, i)) {
        const qg_html_node *node = &tree->at[i];
        while (i >= tree->at[block].end && block != top) {
            end_run(&now, by_text, &by_block[block]);
            block = tree->at[block].parent;
        }
        if (i != top && (qg_html_is_left_out(node) || node->is_outside))
            continue;
        if (node->tag == QG_TAG_BR || qg_html_kind_of(node) == QG_KIND_BLOCK)
            end_run(&now, by_text, &by_block[block]);
        if (qg_html_kind_of(node) == QG_KIND_BLOCK)
            block = i;
        if (node->is_link || node->is_address) {
            now.n_links++;
            link_end = node->end;
        }
        if (node->is_address)
            address_end = node->end;
        now.n_address += node->tag == QG_TAG_TEXT && i < address_end ? node->n_runes : 0;
        if (node->tag == QG_TAG_TEXT)
            add_text(&now, tree, i, i < link_end);
    }
    end_run(&now, by_text, &by_block[block]);
}

static void sum_up(const qg_html_tree *tree, long *worth)
{
    for (size_t i = tree->n; i-- > 1;)
        worth[tree->at[i].parent] += worth[i];
}

long qg_html_prose(const qg_html_tree *tree, size_t top, long *scratch)
{
    long sum = 0;

    weigh_runs(tree, top, NULL, scratch);
    for (size_t i = top; i < tree->at[top].end; i++) {
        sum += scratch[i] > 0 ? scratch[i] : 0;
        scratch[i] = 0;
    }
    return sum;
}

void qg_html_put_outside(qg_html_tree *tree, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        tree->at[i].is_outside = true;
}

/* ---- the article ----------------------------------------------------------------------------- */

/* Elements side by side, from node `first` up to node `end`. */
typedef struct part {
    size_t first, end;
    long worth;
    size_t rest; /* the first of those that were taken in behind it */
} part;

static part find_element(const qg_html_tree *tree, const long *worth)
{
    size_t best = 0;

    for (size_t i = 1; i < tree->n; i++)
        if (worth[i] >= worth[best] && tree->at[i].tag != QG_TAG_TEXT)
            best = i;
    return (part){.first = best, .end = tree->at[best].end, .worth = worth[best]};
}

/* The elements side by side that are worth most: some pages have menus in the element around the
 * article and none around it alone. */
static part find_siblings(const qg_html_tree *tree, const long *worth)
{
    part best = {0};

    for (size_t i = 0; i < tree->n; i++) {
        part now = {.first = i + 1};
        for (size_t k = i + 1; k < tree->at[i].end; k = tree->at[k].end) {
            now.end = tree->at[k].end;
            now.worth += worth[k];
            if (now.worth < 0)
                now = (part){.first = now.end};
            if (now.worth > best.worth)
                best = now;
        }
    }
    return best;
}

/* Take in what stands in front of the part, such as a title, as far as it costs no more than
 * `most`. */
static void take_front(const qg_html_tree *tree, const long *worth, part *best, long most)
{
    size_t around = tree->at[best->first].parent, k;
    long cost = 0;

    for (k = around + 1; k < best->first; k = tree->at[k].end)
        cost -= worth[k];
    for (k = around + 1; k < best->first && cost > most; k = tree->at[k].end)
        cost += worth[k];
    best->first = k;
}

/* Take in what stands right behind the part and is no menu: a date, a note about whom to ask, the
 * attachments. */
static void take_rest(const qg_html_tree *tree, part *best)
{
    enum { MAX_RUNES = 300 };
    size_t last = tree->at[tree->at[best->first].parent].end;

    while (best->end < last) {
        const qg_html_node *node = &tree->at[best->end];
        qg_html_count n = qg_html_count_below(tree, best->end);
        bool is_wanted =
            n.n_linked > 0 ? qg_html_has_attachments(tree, best->end) : !node->is_outside;
        if (!is_wanted || n.n_runes > MAX_RUNES)
            break;
        best->end = node->end;
    }
}

/* Widen the part to the elements around it, as long as these cost little. */
static part widened(const qg_html_tree *tree, const long *worth, part best)
{
    long most = best.worth / PART_AROUND, least;

    if (best.worth <= 0)
        return (part){.end = tree->n, .rest = tree->n};
    most = most < LEAST_AROUND ? LEAST_AROUND : most > MOST_AROUND ? MOST_AROUND : most;
    least = best.worth - most;
    for (size_t i = best.first; i != tree->at[i].parent; i = tree->at[i].parent) {
        size_t around = tree->at[i].parent;
        if (worth[around] >= least)
            best = (part){.first = around, .end = tree->at[around].end, .worth = worth[around]};
    }
    if (best.end != tree->at[best.first].end)
        take_front(tree, worth, &best, most);
    best.rest = best.end;
    take_rest(tree, &best);
    return best;
}

/* What the sentences in a part are worth. */
static long prose_in(const qg_html_tree *tree, const long *prose, const part *where)
{
    long sum = 0;

    for (size_t i = where->first; i < where->end; i = tree->at[i].end)
        sum += prose[i];
    return sum;
}

/* Narrow the part to the only <main> in it, if that has nearly all of its sentences: what stands
 * around <main> is on every page of the site. */
static part narrowed(const qg_html_tree *tree, const long *prose, part best)
{
    enum { PARTS = 10 };
    size_t found = 0, n_found = 0;

    for (size_t i = best.first + 1; i < best.end; i++)
        if (tree->at[i].tag == QG_TAG_MAIN && !tree->at[i].is_hidden) {
            found = i;
            n_found++;
        }
    if (n_found != 1 || prose[found] * PARTS < prose_in(tree, prose, &best) * (PARTS - 1))
        return best;
    return (part){.first = found, .end = tree->at[found].end, .rest = tree->at[found].end};
}

/* The article: an element, as most pages have one, or siblings where those have far more text. */
static part find_article(const qg_html_tree *tree, const long *worth, const long *prose)
{
    enum { MORE = 4, THAN = 3 };
    part element = widened(tree, worth, find_element(tree, worth));
    part siblings = widened(tree, worth, find_siblings(tree, worth));
    bool has_more =
        prose_in(tree, prose, &siblings) * THAN > prose_in(tree, prose, &element) * MORE;

    return narrowed(tree, prose, has_more ? siblings : element);
}

/* Weigh what is not outside: `worth` becomes what each element is worth in all, `prose` what its
 * sentences are. */
static void weigh(const qg_html_tree *tree, long *worth, long *prose)
{
    memset(worth, 0, tree->n * sizeof *worth);
    memset(prose, 0, tree->n * sizeof *prose);
    weigh_runs(tree, 0, worth, prose);
    for (size_t i = 0; i < tree->n; i++)
        prose[i] = prose[i] > 0 ? prose[i] : 0;
    sum_up(tree, worth);
    sum_up(tree, prose);
}

/* Take in the abstract that stands right above the article in an element of its own: it is the
 * author's. */
static void take_abstract(qg_html_tree *tree, size_t first)
{
    enum { MOST_BETWEEN = 100 };

    for (size_t i = first; i-- > 1;) {
        size_t end = tree->at[i].end;
        if (end > first || qg_html_is_left_out(&tree->at[i]))
            continue;
        if (tree->counts[first].n_runes - tree->counts[end].n_runes > MOST_BETWEEN)
            return;
        if (qg_html_is_abstract(tree, i)) {
            for (size_t k = i; k < end; k++)
                tree->at[k].is_outside = false;
            return;
        }
    }
}

qg_status qg_html_find_main(qg_html_tree *tree)
{
    long *worth = malloc(tree->n * sizeof *worth), *prose = malloc(tree->n * sizeof *prose);
    qg_status st = worth != NULL && prose != NULL ? QG_OK : QG_E_MEMORY;
    bool has_other;
    part article;

    if (st == QG_OK) {
        weigh(tree, worth, prose);
        has_other = qg_html_find_forms(tree);
        has_other = qg_html_find_named(tree, prose) || has_other;
        if (qg_html_find_teasers(tree, prose) || has_other)
            weigh(tree, worth, prose);
        article = find_article(tree, worth, prose);
        qg_html_put_outside(tree, 0, article.first);
        for (size_t i = article.rest; i < article.end; i++)
            tree->at[i].is_outside = false;
        qg_html_put_outside(tree, article.end, tree->n);
        take_abstract(tree, article.first);
        qg_html_find_contents(tree);
    }
    free(worth);
    free(prose);
    return st;
}
