/* sheets.c - what a page's own style sheet hides, and where it keeps the lines of the source.
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

/* ".class", ".class.other" or "#id", also of one element: "div.class" */
typedef struct rule {
    qg_str element, selector;
    size_t weight, order;     /* the heavier one holds, or else the later one */
    size_t n_hidden;          /* elements, but for those in them */
    size_t hidden_in;         /* what the last of them stands in; 0: none */
    size_t shown_in;          /* what the last one stands in that another rule shows all the same */
    long prose, most;         /* characters of sentences in them; in one of them */
    long beside, most_beside; /* in those side by side: the last ones, and the most */
    bool is_undone;
    bool holds; /* of those for lines and sizes: keeps lines, gives no size */
} rule;

typedef struct rule_list {
    rule at[MAX_RULES];
    size_t n;
} rule_list;

typedef struct rules {
    rule_list hiding, showing, lines, sizes;
    size_t n;
} rules;

/* ---- reading --------------------------------------------------------------------------------- */

/* The last value of a property in the body of a rule; empty when there is none. */
static qg_str value_of(qg_str body, const char *property)
{
    qg_str found = {0}, name = qg_str_of(property), rest = body;

    for (size_t at = 0; rest.n > 0; rest = qg_str_skip(rest, at)) {
        qg_str value;
        at = qg_str_find(rest, name);
        value = qg_str_trim(qg_str_skip(rest, at + name.n));
        if (qg_str_starts(value, QG_STR(":")) && strchr("{; \t\r\n", rest.p[at - 1]) != NULL)
            found = qg_str_trim(qg_str_skip(value, 1));
        at += name.n;
    }
    return qg_str_head(found, qg_str_find_byte(found, ';'));
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

static bool is_name(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static void add_selectors(rules *all, rule_list *list, qg_str selectors, qg_str value, bool holds)
{
    bool is_important = qg_str_find(value, QG_STR("!important")) < value.n;

    while (selectors.n > 0) {
        size_t n = qg_str_find_byte(selectors, ','), n_name = 0;
        qg_str one = qg_str_trim(qg_str_head(selectors, n)), names;
        while (n_name < one.n && is_name(one.p[n_name]))
            n_name++;
        names = qg_str_skip(one, n_name);
        if (list->n < MAX_RULES && weight_of(names) > 0)
            list->at[list->n++] =
                (rule){.element = qg_str_head(one, n_name),
                       .selector = names,
                       .weight = weight_of(names) + (is_important ? IMPORTANT_WEIGHT : 0),
                       .order = all->n++,
                       .holds = holds};
        selectors = qg_str_skip(selectors, n + 1);
    }
}

/* Whether the size is 0, in whatever unit. */
static bool is_no_size(qg_str size)
{
    return size.n > 0 && size.p[0] == '0' && (size.n == 1 || size.p[1] != '.');
}

static void add_rule(rules *all, qg_str selectors, qg_str body)
{
    qg_str display = value_of(body, "display"), visibility = value_of(body, "visibility");
    qg_str lines = value_of(body, "white-space"), size = value_of(body, "font-size");
    bool hides = qg_str_starts(display, QG_STR("none")) ||
                 (display.n == 0 && qg_str_starts(visibility, QG_STR("hidden")));

    if (display.n + visibility.n > 0)
        add_selectors(all, hides ? &all->hiding : &all->showing, selectors,
                      display.n > 0 ? display : visibility, true);
    if (lines.n > 0)
        add_selectors(all, &all->lines, selectors, lines, qg_str_starts(lines, QG_STR("pre")));
    if (size.n > 0)
        add_selectors(all, &all->sizes, selectors, size, is_no_size(size));
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

/* Read the rules of a style sheet, but for those that hold only in print or on small screens. */
static void read_sheet(rules *all, qg_str css)
{
    while (css.n > 0) {
        size_t open = qg_str_find_byte(css, '{'), n;
        qg_str selectors = qg_str_trim(qg_str_head(css, open));
        css = qg_str_skip(css, open);
        n = block_length(css);
        if (!qg_str_starts(selectors, QG_STR("@")))
            add_rule(all, selectors, qg_str_head(css, n));
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
static rule *holding(rule_list *list, const qg_html_node *node)
{
    qg_str classes, id;
    rule *best = NULL;

    if (list->n == 0 || node->element == NULL)
        return NULL;
    classes = qg_html_attr(node, "class");
    id = qg_html_attr(node, "id");
    for (size_t i = 0; i < list->n; i++) {
        rule *one = &list->at[i];
        if ((best == NULL || one->weight >= best->weight) && is_named(classes, id, one->selector) &&
            (one->element.n == 0 || qg_str_eq_nocase(one->element, qg_html_name(node))))
            best = one;
    }
    return best;
}

/* The rule that is against an element, NULL for none, and whether the element is shown all the
 * same. */
static rule *against(rules *all, const qg_html_node *node, bool *is_shown)
{
    rule *hides = holding(&all->hiding, node), *shows;

    *is_shown = true;
    if (hides == NULL)
        return NULL;
    shows = holding(&all->showing, node);
    *is_shown = shows != NULL && (shows->weight > hides->weight ||
                                  (shows->weight == hides->weight && shows->order > hides->order));
    return hides;
}

/* Whether a rule shows what `hides` hides once a script gives it another class: .pane.active */
static bool has_opener(const rules *all, const rule *hides)
{
    for (size_t i = 0; i < all->showing.n; i++) {
        qg_str selector = all->showing.at[i].selector;
        size_t at = qg_str_find(selector, hides->selector), end = at + hides->selector.n;
        if (at < selector.n && all->showing.at[i].weight > hides->weight &&
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
    for (size_t i = 0; i < all->hiding.n; i++) {
        rule *one = &all->hiding.at[i];
        bool may_be_read = one->n_hidden > 1 && one->prose >= LEAST_SENTENCES;
        bool is_most = one->most <= seen && one->most_beside > seen;
        one->is_undone = one->is_undone || (may_be_read && (is_most || has_opener(all, one)));
        seen += one->is_undone ? one->prose : 0;
    }
}

/* Note at each element what the rules say of its lines and sizes. */
static void obey_looks(rules *all, qg_html_tree *tree)
{
    for (size_t i = 0; i < tree->n; i++) {
        const rule *lines = holding(&all->lines, &tree->at[i]);
        const rule *size = holding(&all->sizes, &tree->at[i]);
        tree->at[i].keeps_lines = lines != NULL && lines->holds;
        tree->at[i].has_no_size = size != NULL && size->holds;
    }
}

void qg_html_obey_sheets(qg_html_tree *tree, long *scratch)
{
    rules all = {.n = 0};

    for (size_t i = 0; i + 1 < tree->n; i++)
        if (tree->at[i].tag == QG_TAG_STYLE && tree->at[i + 1].tag == QG_TAG_TEXT)
            read_sheet(&all, tree->at[i + 1].text);
    if (all.lines.n + all.sizes.n > 0)
        obey_looks(&all, tree);
    if (all.hiding.n == 0)
        return;
    judge(&all, count_hidden(&all, tree, scratch));
    for (size_t i = 0; i < tree->n; i++) {
        bool is_shown;
        rule *hides = against(&all, &tree->at[i], &is_shown);
        if (hides != NULL && !is_shown && !hides->is_undone)
            tree->at[i].is_hidden = true;
    }
}
