/* sheets.c - what a page's own style sheet hides.
 *
 * Rules for one class or id are obeyed, by weight and order as browsers do, but for those that a
 * reader undoes: what is shown in turn, as behind tabs, and what is more than all that is left.
 */
#include "parse/html/html_int.h"

enum {
    MAX_RULES = 64,   /* that hide, and as many that show */
    ID_WEIGHT = 1000, /* of an id, in classes */
    IMPORTANT_WEIGHT = 1000000,
    LEAST_SENTENCES = 60 /* characters that may be an article */
};

/* ".class", ".class.other" or "#id" */
typedef struct rule {
    qg_str selector;
    size_t weight, order;     /* the heavier one holds, or else the later one */
    size_t n_hidden;          /* elements, but for those in them */
    size_t hidden_in;         /* what the last of them stands in; 0: none */
    size_t shown_in;          /* what the last one stands in that another rule shows all the same */
    long prose, most;         /* characters of sentences in them; in one of them */
    long beside, most_beside; /* in those side by side: the last ones, and the most */
    bool is_undone;
} rule;

typedef struct rules {
    rule hiding[MAX_RULES], showing[MAX_RULES];
    size_t n_hiding, n_showing, n;
} rules;

/* ---- reading --------------------------------------------------------------------------------- */

/* The value of the last `display` in the body of a rule; empty when there is none. */
static qg_str display_of(qg_str body)
{
    qg_str found = {0};

    for (size_t at = 0; body.n > 0; body = qg_str_skip(body, at)) {
        qg_str value;
        at = qg_str_find(body, QG_STR("display"));
        value = qg_str_trim(qg_str_skip(body, at + 7));
        if (qg_str_starts(value, QG_STR(":")))
            found = qg_str_trim(qg_str_skip(value, 1));
        at += 7;
    }
    return found;
}

/* How many classes a selector names and nothing else; ID_WEIGHT for an id; 0 for all others. */
static size_t weight_of(qg_str selector)
{
    size_t n = 0;

    for (size_t i = 0; i < selector.n; i++) {
        if (strchr(" #:>+~[*", selector.p[i]) != NULL && (i > 0 || selector.p[i] != '#'))
            return 0;
        n += selector.p[i] == '.';
    }
    if (selector.n < 2 || (selector.p[0] == '#' && n > 0))
        return 0;
    return selector.p[0] == '#' ? ID_WEIGHT : selector.p[0] == '.' ? n : 0;
}

static void add_selectors(rules *all, qg_str selectors, qg_str display)
{
    bool hides = qg_str_starts(display, QG_STR("none"));
    qg_str value = qg_str_head(display, qg_str_find_byte(display, ';'));
    bool is_important = qg_str_find(value, QG_STR("!important")) < value.n;
    rule *list = hides ? all->hiding : all->showing;
    size_t *n_list = hides ? &all->n_hiding : &all->n_showing;

    while (selectors.n > 0) {
        size_t n = qg_str_find_byte(selectors, ',');
        qg_str one = qg_str_trim(qg_str_head(selectors, n));
        if (*n_list < MAX_RULES && weight_of(one) > 0)
            list[(*n_list)++] =
                (rule){.selector = one,
                       .weight = weight_of(one) + (is_important ? IMPORTANT_WEIGHT : 0),
                       .order = all->n++};
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
static void read_sheet(rules *all, qg_str css)
{
    while (css.n > 0) {
        size_t open = qg_str_find_byte(css, '{'), n;
        qg_str selectors = qg_str_trim(qg_str_head(css, open)), display;
        css = qg_str_skip(css, open);
        n = block_length(css);
        display = display_of(qg_str_head(css, n));
        if (!qg_str_starts(selectors, QG_STR("@")) && display.n > 0)
            add_selectors(all, selectors, display);
        css = qg_str_skip(css, n);
    }
}

/* ---- obeying --------------------------------------------------------------------------------- */

static bool has_class(qg_str classes, qg_str name)
{
    while (classes.n > 0) {
        size_t n = qg_str_find_byte(classes, ' ');
        if (qg_str_eq(qg_str_trim(qg_str_head(classes, n)), name))
            return true;
        classes = qg_str_skip(classes, n + 1);
    }
    return false;
}

static bool is_named(qg_str classes, qg_str id, qg_str selector)
{
    if (selector.p[0] == '#')
        return qg_str_eq(qg_str_skip(selector, 1), id);
    while (selector.n > 0) {
        qg_str rest = qg_str_skip(selector, 1),
               name = qg_str_head(rest, qg_str_find_byte(rest, '.'));
        if (!has_class(classes, name))
            return false;
        selector = qg_str_skip(rest, name.n);
    }
    return true;
}

/* The rule of the list that holds for an element; NULL for none. */
static rule *holding(rule *list, size_t n, qg_str classes, qg_str id)
{
    rule *best = NULL;

    for (size_t i = 0; i < n; i++)
        if ((best == NULL || list[i].weight >= best->weight) &&
            is_named(classes, id, list[i].selector))
            best = &list[i];
    return best;
}

/* The rule that is against an element, NULL for none, and whether the element is shown all the
 * same. */
static rule *against(rules *all, const qg_html_node *node, bool *is_shown)
{
    qg_str classes, id;
    rule *hides, *shows;

    *is_shown = true;
    if (node->element == NULL)
        return NULL;
    classes = qg_html_attr(node, "class");
    id = qg_html_attr(node, "id");
    hides = holding(all->hiding, all->n_hiding, classes, id);
    if (hides == NULL)
        return NULL;
    shows = holding(all->showing, all->n_showing, classes, id);
    *is_shown = shows != NULL && (shows->weight > hides->weight ||
                                  (shows->weight == hides->weight && shows->order > hides->order));
    return hides;
}

/* Whether a rule shows what `hides` hides once a script gives it another class: .pane.active */
static bool has_opener(const rules *all, const rule *hides)
{
    for (size_t i = 0; i < all->n_showing; i++) {
        qg_str selector = all->showing[i].selector;
        size_t at = qg_str_find(selector, hides->selector), end = at + hides->selector.n;
        if (at < selector.n && all->showing[i].weight > hides->weight &&
            (end == selector.n || selector.p[end] == '.'))
            return true;
    }
    return false;
}

/* Count an element with `prose` that a rule is against.  Those side by side of which one is shown
 * are shown in turn. */
static void count_element(const qg_html_node *node, rule *hides, bool is_shown, long prose)
{
    long beside = node->parent == hides->hidden_in ? hides->beside : 0;

    *(is_shown ? &hides->shown_in : &hides->hidden_in) = node->parent;
    hides->is_undone =
        hides->is_undone || (hides->hidden_in > 0 && hides->hidden_in == hides->shown_in);
    if (is_shown)
        return;
    hides->n_hidden++;
    hides->prose += prose;
    hides->most = prose > hides->most ? prose : hides->most;
    hides->beside = beside + prose;
    hides->most_beside = hides->beside > hides->most_beside ? hides->beside : hides->most_beside;
}

/* Find what each rule hides; returns how many characters of sentences they leave. */
static long count_hidden(rules *all, const qg_html_tree *tree, long *scratch)
{
    long seen = qg_html_prose(tree, 0, scratch);

    for (size_t i = 0, next; i < tree->n; i = next) {
        bool is_shown = true;
        rule *hides = tree->at[i].is_hidden ? NULL : against(all, &tree->at[i], &is_shown);
        long prose = is_shown ? 0 : qg_html_prose(tree, i, scratch);
        next = is_shown ? qg_html_next(tree, i) : tree->at[i].end;
        if (hides != NULL)
            count_element(&tree->at[i], hides, is_shown, prose);
        seen -= prose;
    }
    return seen;
}

/* Undo rules of which a reader sees everything, one by one, and those that leave less than they
 * hide side by side.  One element alone with so much may be a copy, which html/hidden.c judges. */
static void judge(rules *all, long seen)
{
    for (size_t i = 0; i < all->n_hiding; i++) {
        rule *one = &all->hiding[i];
        bool may_be_read = one->n_hidden > 1 && one->prose >= LEAST_SENTENCES;
        bool is_most = one->most <= seen && one->most_beside > seen;
        one->is_undone = one->is_undone || (may_be_read && (is_most || has_opener(all, one)));
        seen += one->is_undone ? one->prose : 0;
    }
}

void qg_html_obey_sheets(qg_html_tree *tree, long *scratch)
{
    rules all = {.n = 0};

    for (size_t i = 0; i + 1 < tree->n; i++)
        if (tree->at[i].tag == QG_TAG_STYLE && tree->at[i + 1].tag == QG_TAG_TEXT)
            read_sheet(&all, tree->at[i + 1].text);
    if (all.n_hiding == 0)
        return;
    judge(&all, count_hidden(&all, tree, scratch));
    for (size_t i = 0; i < tree->n; i++) {
        bool is_shown;
        rule *hides = against(&all, &tree->at[i], &is_shown);
        if (hides != NULL && !is_shown && !hides->is_undone)
            tree->at[i].is_hidden = true;
    }
}
