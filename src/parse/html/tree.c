/* tree.c - the page as gumbo parses it, in a tree of nodes that lie one behind the other. */
#include "parse/html/html_int.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <gumbo.h>
#include <setjmp.h>
#include <stdlib.h>

/* ---- the parser's memory ----------------------------------------------------------------------
 *
 * gumbo takes memory for granted.  So it gets it from an arena with a limit, and where there is
 * none left the way back is a jump; the arena goes whole. */

enum {
    BYTES_PER_BYTE = 64, /* of memory for a page; honest ones take less than half */
    LEAST_BYTES = 16 << 20
};

struct qg_html_memory {
    qg_arena arena;
    size_t n_left;
    jmp_buf out_of_memory;
};

static void *take_memory(void *user, size_t n)
{
    struct qg_html_memory *memory = user;
    void *got = n > memory->n_left ? NULL : qg_arena_take(&memory->arena, n);

    if (got == NULL)
        longjmp(memory->out_of_memory, 1);
    memory->n_left -= n;
    return got;
}

static void leave_memory(void *user, void *memory)
{
    (void)user;
    (void)memory;
}

/* ---- tags ------------------------------------------------------------------------------------ */

static const qg_html_kind kinds[QG_TAGS] = {
#define X(NAME, kind) [QG_TAG_##NAME] = QG_KIND_##kind,
#include "parse/html/tags.def"
#undef X
};

qg_html_kind qg_html_kind_of(const qg_html_node *node)
{
    return kinds[node->tag];
}

bool qg_html_is_left_out(const qg_html_node *node)
{
    return node->is_hidden || kinds[node->tag] >= QG_KIND_CONTROL;
}

size_t qg_html_next(const qg_html_tree *tree, size_t i)
{
    return qg_html_is_left_out(&tree->at[i]) ? tree->at[i].end : i + 1;
}

static qg_html_tag tag_of(GumboTag tag)
{
    static const uint8_t ours[GUMBO_TAG_LAST + 1] = {
#define X(NAME, kind) [GUMBO_TAG_##NAME] = QG_TAG_##NAME,
#include "parse/html/tags.def"
#undef X
    };

    return ours[tag] == 0 ? QG_TAG_OTHER : (qg_html_tag)ours[tag];
}

/* ---- attributes ------------------------------------------------------------------------------ */

/* Which attributes an element has. gumbo's elements lie far apart in memory, so what is known to be
 * missing is not looked for there. */
enum { HAS_CLASS = 1, HAS_ID = 2, HAS_OTHER = 4 };

static unsigned bit_of(const char *name)
{
    return strcmp(name, "class") == 0 ? HAS_CLASS : strcmp(name, "id") == 0 ? HAS_ID : HAS_OTHER;
}

static const GumboAttribute *attribute(const qg_html_node *node, const char *name)
{
    const GumboNode *element = node->element;

    return (node->attributes & bit_of(name)) == 0
               ? NULL
               : gumbo_get_attribute(&element->v.element.attributes, name);
}

qg_str qg_html_attr(const qg_html_node *node, const char *name)
{
    const GumboAttribute *found = attribute(node, name);

    return qg_str_of(found == NULL ? "" : found->value);
}

qg_str qg_html_attr_that(const qg_html_node *node, bool (*is_wanted)(qg_str value))
{
    const GumboNode *element = node->element;
    const GumboVector *all = &element->v.element.attributes;

    for (unsigned i = 0; i < all->length; i++) {
        qg_str value = qg_str_of(((const GumboAttribute *)all->data[i])->value);
        if (is_wanted(value))
            return value;
    }
    return (qg_str){0};
}

qg_str qg_html_name(const qg_html_node *node)
{
    const GumboNode *element = node->element;
    GumboStringPiece piece = element->v.element.original_tag;
    size_t n = 1;

    while (n < piece.length && strchr(" \t\r\n\f/>", piece.data[n]) == NULL)
        n++;
    return piece.length == 0 ? (qg_str){"", 0} : (qg_str){piece.data + 1, n - 1};
}

bool qg_html_has_attr(const qg_html_node *node, const char *name)
{
    return attribute(node, name) != NULL;
}

/* Whether an <a> is closed by its own end; gumbo tells what tag has closed it. */
static bool has_own_end(const qg_html_node *anchor)
{
    const GumboNode *element = anchor->element;
    GumboStringPiece end = element->v.element.original_end_tag;

    return qg_str_eq_nocase(qg_str_head((qg_str){end.data, end.length}, 3), QG_STR("</a"));
}

qg_str qg_html_style(const qg_html_node *node, const char *property)
{
    qg_str rest = node->style;

    while (rest.n > 0) {
        qg_str one = qg_str_head(rest, qg_str_find_byte(rest, ';'));
        size_t colon = qg_str_find_byte(one, ':');
        if (qg_str_eq_nocase(qg_str_trim(qg_str_head(one, colon)), qg_str_of(property)))
            return qg_str_trim(qg_str_skip(one, colon + 1));
        rest = qg_str_skip(rest, one.n + 1);
    }
    return (qg_str){"", 0};
}

static bool is_hidden(const qg_html_node *node)
{
    return qg_str_eq_nocase(qg_html_style(node, "display"), QG_STR("none")) ||
           qg_str_eq_nocase(qg_html_style(node, "visibility"), QG_STR("hidden"));
}

/* Whether an <a> shows the address of something on a site, as authors name what they refer to;
 * menus show names. */
static bool shows_address(const qg_html_node *anchor)
{
    const GumboVector *all = &((const GumboNode *)anchor->element)->v.element.children;
    const GumboNode *text = all->length == 1 ? all->data[0] : NULL;
    qg_str shown =
        text != NULL && text->type == GUMBO_NODE_TEXT ? qg_str_of(text->v.text.text) : (qg_str){0};
    size_t host = qg_str_find(shown, QG_STR("://")) + strlen("://");

    return qg_str_starts(shown, QG_STR("http")) && host < shown.n &&
           qg_str_find_byte(qg_str_skip(shown, host), '/') + host + 1 < shown.n;
}

/* The element of a table that another one stands for, as its role or its own style says. */
static qg_html_tag table_tag_of(const qg_html_node *node, qg_str role)
{
    static const struct {
        const char *role, *display;
        qg_html_tag tag;
    } parts[] = {{"table", "table", QG_TAG_TABLE},  {"row", "table-row", QG_TAG_TR},
                 {"cell", "table-cell", QG_TAG_TD}, {"gridcell", "", QG_TAG_TD},
                 {"columnheader", "", QG_TAG_TH},   {"rowheader", "", QG_TAG_TH}};
    qg_str display = qg_html_style(node, "display");

    if (node->tag != QG_TAG_DIV && node->tag != QG_TAG_SPAN)
        return node->tag;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (qg_str_eq_nocase(role, qg_str_of(parts[i].role)) ||
            (display.n > 0 && qg_str_eq_nocase(display, qg_str_of(parts[i].display))))
            return parts[i].tag;
    return node->tag;
}

/* Whether the address is of a telephone or of a mail to somebody, and so of no page.  A mail to
 * nobody is a button that passes the page on. */
static bool is_contact(qg_str url)
{
    return qg_str_eq_nocase(qg_str_head(url, 4), QG_STR("tel:")) ||
           (qg_str_eq_nocase(qg_str_head(url, 7), QG_STR("mailto:")) && url.n > 7 &&
            url.p[7] != '?');
}

/* Look at all attributes once.  An <a> that neither leads somewhere nor does something is a name
 * for a place, or a mistyped end; where its own end is missing, the whole page behind it may stand
 * in it. */
static void take_attributes(qg_html_node *node, const GumboVector *all)
{
    bool is_used = false, leads_away = true;
    qg_str role = {"", 0};

    for (unsigned i = 0; i < all->length; i++) {
        const GumboAttribute *one = all->data[i];
        if (strcmp(one->name, "style") == 0)
            node->style = qg_str_of(one->value);
        else if (strcmp(one->name, "role") == 0)
            role = qg_str_of(one->value);
        node->attributes |= (uint8_t)bit_of(one->name);
        node->is_hidden = node->is_hidden || strcmp(one->name, "hidden") == 0;
        leads_away =
            leads_away && !(strcmp(one->name, "href") == 0 && is_contact(qg_str_of(one->value)));
        is_used = is_used || strcmp(one->name, "href") == 0 || strcmp(one->name, "onclick") == 0;
    }
    if (role.n > 0 || node->style.n > 0)
        node->tag = table_tag_of(node, role);
    node->is_hidden = node->is_hidden || is_hidden(node);
    node->is_address = node->tag == QG_TAG_A && is_used && shows_address(node);
    node->is_link =
        node->tag == QG_TAG_A && leads_away && !node->is_address && (is_used || has_own_end(node));
}

/* ---- nodes ----------------------------------------------------------------------------------- */

static qg_html_node *add_node(qg_html_tree *tree)
{
    qg_html_node *at = qg_memory_room(tree->at, tree->n, &tree->n_allocated, sizeof *at);

    if (at == NULL)
        return NULL;
    tree->at = at;
    tree->at[tree->n] = (qg_html_node){0};
    return &tree->at[tree->n++];
}

static bool is_text(const GumboNode *node)
{
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}

static bool is_element(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

/* An element that the page does not have, such as a <tbody>, starts where its parent does. */
static size_t offset_of(const GumboNode *node, size_t parent_offset)
{
    return node->v.element.original_tag.length == 0 ? parent_offset
                                                    : node->v.element.start_pos.offset;
}

/* Append the node of the parser to the tree; comments are left out.  False when memory runs out. */
static bool take_node(qg_html_tree *tree, const GumboNode *from, size_t parent)
{
    qg_html_node *node = is_text(from) || is_element(from) ? add_node(tree) : NULL;

    if (node == NULL)
        return !is_text(from) && !is_element(from);
    node->parent = parent;
    node->end = tree->n;
    if (is_text(from)) {
        node->offset = from->v.text.start_pos.offset;
        node->text = qg_str_of(from->v.text.text);
        if (tree->at[parent].tag != QG_TAG_SCRIPT && tree->at[parent].tag != QG_TAG_STYLE)
            qg_html_measure(node);
        return true;
    }
    node->tag = tag_of(from->v.element.tag);
    node->offset = offset_of(from, tree->at[parent].offset);
    node->element = from;
    tree->meta_end = node->tag == QG_TAG_META ? tree->n : tree->meta_end;
    take_attributes(node, &from->v.element.attributes);
    if (node->tag == QG_TAG_BASE && tree->base.n == 0)
        tree->base = qg_str_trim(qg_html_attr(node, "href"));
    return true;
}

static const GumboNode *first_child(const GumboNode *node)
{
    return is_element(node) && node->v.element.children.length > 0
               ? node->v.element.children.data[0]
               : NULL;
}

static const GumboNode *next_sibling(const GumboNode *node)
{
    const GumboVector *all = &node->parent->v.element.children;

    return node->index_within_parent + 1 < all->length ? all->data[node->index_within_parent + 1]
                                                       : NULL;
}

/* Close all nodes up to the one that `parent` is the parent of; returns it. */
static size_t close_node(qg_html_tree *tree, size_t node)
{
    tree->at[node].end = tree->n;
    return tree->at[node].parent;
}

static bool flatten(qg_html_tree *tree, const GumboNode *root)
{
    const GumboNode *node = root;
    size_t parent = 0;

    for (;;) {
        const GumboNode *child = first_child(node);
        if (!take_node(tree, node, parent))
            return false;
        if (child != NULL) {
            parent = tree->n - 1;
            node = child;
            continue;
        }
        while (node != root && next_sibling(node) == NULL) {
            node = node->parent;
            parent = close_node(tree, parent);
        }
        if (node == root)
            return true;
        node = next_sibling(node);
    }
}

/* ---- counting -------------------------------------------------------------------------------- */

qg_status qg_html_count_all(qg_html_tree *tree)
{
    qg_html_count sum = {0};
    size_t next = 0, link_end = 0;

    tree->counts = malloc((tree->n + 1) * sizeof *tree->counts);
    if (tree->counts == NULL)
        return QG_E_MEMORY;
    for (size_t i = 0; i < tree->n; i++) {
        size_t n;
        tree->counts[i] = sum;
        if (i < next)
            continue;
        next = qg_html_next(tree, i);
        if (tree->at[i].is_link || tree->at[i].is_address)
            link_end = tree->at[i].end;
        n = qg_html_is_left_out(&tree->at[i]) ? 0 : tree->at[i].n_runes;
        sum.n_runes += n;
        sum.n_linked += i < link_end ? n : 0;
    }
    tree->counts[tree->n] = sum;
    return QG_OK;
}

qg_html_count qg_html_count_below(const qg_html_tree *tree, size_t node)
{
    const qg_html_count *start = &tree->counts[node], *end = &tree->counts[tree->at[node].end];

    return (qg_html_count){end->n_runes - start->n_runes, end->n_linked - start->n_linked};
}

/* ---- all ------------------------------------------------------------------------------------- */

static const GumboNode *parse(struct qg_html_memory *memory, qg_str page)
{
    GumboOptions options = kGumboDefaultOptions;

    options.allocator = take_memory;
    options.deallocator = leave_memory;
    options.userdata = memory;
    options.max_errors = 0;
    if (setjmp(memory->out_of_memory) != 0)
        return NULL;
    return gumbo_parse_with_options(&options, page.p, page.n)->root;
}

static qg_status refuse(const qg_sink *sink, const char *limit)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_LIMIT, .after = qg_str_of(limit)});
    return QG_E_LIMIT;
}

qg_status qg_html_parse(qg_html_tree *tree, qg_str page, size_t max_cells, const qg_sink *sink)
{
    const char *excess = qg_html_excess(page, max_cells);
    const GumboNode *root;

    *tree = (qg_html_tree){0};
    if (excess != NULL)
        return refuse(sink, excess);
    tree->memory = calloc(1, sizeof *tree->memory);
    if (tree->memory == NULL)
        return QG_E_MEMORY;
    tree->memory->n_left = LEAST_BYTES + page.n * BYTES_PER_BYTE;
    page = qg_html_bounded(&tree->memory->arena, page);
    root = tree->memory->arena.status == QG_OK ? parse(tree->memory, page) : NULL;
    if (root == NULL)
        return tree->memory->arena.status != QG_OK
                   ? QG_E_MEMORY
                   : refuse(sink, "a page that grows while it is read");
    return flatten(tree, root) ? QG_OK : QG_E_MEMORY;
}

void qg_html_clear(qg_html_tree *tree)
{
    if (tree->memory != NULL)
        qg_arena_clear(&tree->memory->arena);
    free(tree->memory);
    free(tree->at);
    free(tree->counts);
    free(tree->notes);
    *tree = (qg_html_tree){0};
}
