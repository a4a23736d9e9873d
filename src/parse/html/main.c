/* main.c - what of a page is the article.
 *
 * Runs of text are weighed: sentences are worth their characters, links cost theirs, short words
 * cost a little, since menus and labels are made of them.  The element with the greatest sum is the
 * article: what is around it adds menus, what is inside lacks paragraphs.  Then the elements around
 * it are taken in while they cost little, for title and page data often stand beside the article.
 *
 * Elements that call themselves menus, footers or comments are believed, unless much of the text
 * is in them.
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
    MOST_AROUND = 100,
    MAX_SMALL_NODES = 400, /* of elements that are looked through */
    MOST_NAMED_PART = 4,   /* furniture by name has at most a quarter of the page's sentences, */
    MOST_FOOTER_PART = 2   /* what is called its foot at most half */
};

/* ---- weighing -------------------------------------------------------------------------------- */

/* A run of text between two ends of lines. */
typedef struct run {
    long n_runes, n_linked, n_links, n_marks;
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

    if (r->n_runes == 0)
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
    size_t block = top, link_end = 0, end = tree->at[top].end;

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
        if (qg_html_is_link(node)) {
            now.n_links++;
            link_end = node->end;
        }
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

/* ---- furniture by name ----------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* A word of a class or id that says furniture: "share-bar", "bread_crumb", "footerWrap". */
static bool says_furniture(qg_str word)
{
    static const char *const whole[] = {"nav",    "menu", "share",   "crumb",  "crumbs", "login",
                                        "search", "foot", "tools",   "qrcode", "navbar", "topbar",
                                        "pager",  "ad",   "ads",     "adv",    "advert", "adbox",
                                        "push",   "digg", "newdigg", "relate", "tags"};
    static const char *const start[] = {"comment",    "footer",  "copyright", "breadcrumb",
                                        "sidebar",    "related", "recommend", "pagination",
                                        "friendlink", "toolbar"};

    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (qg_str_eq_nocase(word, qg_str_of(whole[i])))
            return true;
    for (size_t i = 0; i < sizeof start / sizeof *start; i++)
        if (qg_str_eq_nocase(qg_str_head(word, strlen(start[i])), qg_str_of(start[i])))
            return true;
    return false;
}

/* What posters of a forum have under all of their posts. */
static bool says_signature(qg_str word)
{
    return qg_str_eq_nocase(word, QG_STR("sign")) || qg_str_eq_nocase(word, QG_STR("signature")) ||
           qg_str_eq_nocase(word, QG_STR("signatures"));
}

static bool has_word(qg_str names, bool (*says)(qg_str word))
{
    for (size_t i = 0; i < names.n; i++) {
        size_t n = 0;
        while (i + n < names.n && is_letter(names.p[i + n]))
            n++;
        if (n > 0 && says((qg_str){names.p + i, n}))
            return true;
        i += n;
    }
    return false;
}

/* Whether there is a figure in it, or the name of an office: an office signs with a date. */
static bool may_be_signed(const qg_html_tree *tree, size_t top)
{
    if (tree->at[top].end - top > MAX_SMALL_NODES)
        return true;
    for (size_t i = top; i < tree->at[top].end; i++) {
        qg_str text = qg_str_trim(tree->at[i].text);
        if (qg_is_office(text))
            return true;
        for (size_t k = 0; k < text.n; k++)
            if (text.p[k] >= '0' && text.p[k] <= '9')
                return true;
    }
    return false;
}

static bool is_named_furniture(const qg_html_tree *tree, size_t i)
{
    const qg_html_node *node = &tree->at[i];

    switch (node->tag) {
    case QG_TAG_NAV:
    case QG_TAG_ASIDE:
    case QG_TAG_FOOTER:
        return true;
    case QG_TAG_DIV:
    case QG_TAG_SECTION:
    case QG_TAG_UL:
    case QG_TAG_OL:
    case QG_TAG_LI:
    case QG_TAG_TABLE:
        return has_word(qg_html_attr(node, "class"), says_furniture) ||
               has_word(qg_html_attr(node, "id"), says_furniture) ||
               (has_word(qg_html_attr(node, "class"), says_signature) && !may_be_signed(tree, i));
    default:
        return false;
    }
}

void qg_html_put_outside(qg_html_tree *tree, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        tree->at[i].is_outside = true;
}

/* Whether every link below the node is to a file that is called an attachment. */
static bool has_attachments(const qg_html_tree *tree, size_t top)
{
    bool has_any = false, is_named = false, is_first = true;

    if (tree->at[top].end - top > MAX_SMALL_NODES)
        return false;
    for (size_t i = top; i < tree->at[top].end; i = qg_html_next(tree, i)) {
        qg_str text = qg_str_trim(tree->at[i].text);
        if (tree->at[i].tag == QG_TAG_A && qg_html_count_below(tree, i).n_runes > 0) {
            if (!qg_html_is_target(qg_html_attr(&tree->at[i], "href")))
                return false;
            has_any = true;
        }
        if (text.n == 0 || tree->at[i].tag != QG_TAG_TEXT)
            continue;
        is_named =
            is_named || (is_first && qg_str_starts(text, QG_STR("附件"))) || qg_is_file_name(text);
        is_first = false;
    }
    return has_any && is_named;
}

/* Whether words can be typed in, or chosen, there. */
static bool is_field(const qg_html_node *node)
{
    static const char *const kinds[] = {"text", "search", "date", "password"};
    qg_str kind = qg_html_attr(node, "type");

    if (node->tag == QG_TAG_SELECT || node->tag == QG_TAG_TEXTAREA)
        return true;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (qg_str_eq_nocase(kind, qg_str_of(kinds[i])))
            return node->tag == QG_TAG_INPUT;
    return node->tag == QG_TAG_INPUT && kind.n == 0;
}

/* Whether an element is all a few words beside fields, no heading and no sentence. */
static bool is_form(const qg_html_tree *tree, size_t top)
{
    enum { MOST_RUNES = 30 };

    if (tree->at[top].end - top > MAX_SMALL_NODES ||
        qg_html_count_below(tree, top).n_runes > MOST_RUNES)
        return false;
    for (size_t i = top; i < tree->at[top].end; i++)
        if (qg_html_heading_of(tree->at[i].tag) > 0 || tree->at[i].n_marks > 0)
            return false;
    return true;
}

/* Put what stands around fields outside: 请输入关键词, 从 … 至 …  Returns whether there is any. */
static bool find_forms(qg_html_tree *tree)
{
    bool has_any = false;

    for (size_t i = 1; i < tree->n; i++) {
        size_t top = i;
        if (tree->at[i].is_outside || !is_field(&tree->at[i]))
            continue;
        while (tree->at[top].parent != 0 && is_form(tree, tree->at[top].parent))
            top = tree->at[top].parent;
        qg_html_put_outside(tree, top, tree->at[top].end);
        has_any = true;
    }
    return has_any;
}

static bool is_foot(qg_str word)
{
    return qg_str_eq_nocase(word, QG_STR("footer")) || qg_str_eq_nocase(word, QG_STR("copyright"));
}

static bool is_small(const qg_html_tree *tree, const long *prose, size_t i)
{
    const qg_html_node *node = &tree->at[i];
    bool is_footer = node->tag == QG_TAG_FOOTER || has_word(qg_html_attr(node, "class"), is_foot) ||
                     has_word(qg_html_attr(node, "id"), is_foot);

    return prose[i] * (is_footer ? MOST_FOOTER_PART : MOST_NAMED_PART) <= prose[0];
}

/* `prose` is the sum of what is above 0 below each node.  Returns whether there are any. */
static bool find_named(qg_html_tree *tree, const long *prose)
{
    bool has_any = false;

    for (size_t i = 1; i < tree->n; i++)
        if (is_named_furniture(tree, i) && is_small(tree, prose, i) && !has_attachments(tree, i)) {
            qg_html_put_outside(tree, i, tree->at[i].end);
            i = tree->at[i].end - 1;
            has_any = true;
        }
    return has_any;
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
        bool is_wanted = n.n_linked > 0 ? has_attachments(tree, best->end) : !node->is_outside;
        if (!is_wanted || n.n_runes > MAX_RUNES)
            break;
        best->end = node->end;
    }
}

/* The part with what is around it and costs little. */
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

/* The article: an element, as most pages have one, or siblings where those have far more text. */
static part find_article(const qg_html_tree *tree, const long *worth, const long *prose)
{
    enum { MORE = 4, THAN = 3 };
    part element = widened(tree, worth, find_element(tree, worth));
    part siblings = widened(tree, worth, find_siblings(tree, worth));

    return prose_in(tree, prose, &siblings) * THAN > prose_in(tree, prose, &element) * MORE
               ? siblings
               : element;
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

/* An abstract that stands right above the article in an element of its own is the author's. */
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
        has_other = find_forms(tree);
        has_other = find_named(tree, prose) || has_other;
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
