/* fragment.c - HTML inside of Markdown: tables with spans, centred lines and titles, pictures.
 */
#include "parse/html/html_int.h"

#include "base/utf8.h"
#include "document/length.h"

/* Elements that lay out a page or work in it mean nothing in a report, and neither do those that
 * nobody knows; what they stand in is shown as it was typed. */
static bool is_used(const qg_html_node *node, bool is_heading)
{
    qg_html_kind kind = qg_html_kind_of(node);

    switch (node->tag) {
    case QG_TAG_TEXT:
    case QG_TAG_HEAD: /* the parser puts one in */
        return true;
    case QG_TAG_OTHER:
    case QG_TAG_FORM:
    case QG_TAG_FIELDSET:
    case QG_TAG_LEGEND:
    case QG_TAG_NAV:
        return false;
    case QG_TAG_H1: /* beside other elements they are Markdown's */
    case QG_TAG_H2:
    case QG_TAG_H3:
    case QG_TAG_H4:
    case QG_TAG_H5:
    case QG_TAG_H6:
        return is_heading;
    default:
        return kind == QG_KIND_BLOCK || kind == QG_KIND_INLINE;
    }
}

/* Whether an element says something about its text.  <div> and <span> alone do not. */
static bool has_meaning(const qg_html_node *node)
{
    switch (node->tag) {
    case QG_TAG_P:
    case QG_TAG_UL:
    case QG_TAG_OL:
    case QG_TAG_BLOCKQUOTE:
    case QG_TAG_TABLE:
    case QG_TAG_IMG:
    case QG_TAG_BR:
    case QG_TAG_B:
    case QG_TAG_STRONG:
    case QG_TAG_I:
    case QG_TAG_EM:
    case QG_TAG_S:
    case QG_TAG_DEL:
    case QG_TAG_STRIKE:
    case QG_TAG_U:
    case QG_TAG_INS:
    case QG_TAG_SUP:
    case QG_TAG_SUB:
    case QG_TAG_H1:
    case QG_TAG_H2:
    case QG_TAG_H3:
    case QG_TAG_H4:
    case QG_TAG_H5:
    case QG_TAG_H6:
        return true;
    default:
        return node->element != NULL && qg_html_align_in(node, QG_ALIGN_NONE) != QG_ALIGN_NONE;
    }
}

/* What a <div> is around, or `html` when it is none. */
static qg_str inside_div(qg_str html)
{
    qg_str end = QG_STR("</div>");
    size_t n = qg_str_find_byte(html, '>') + 1;

    return qg_str_starts(html, QG_STR("<div")) && qg_str_ends(html, end) && n + end.n <= html.n
               ? qg_str_trim(qg_str_head(qg_str_skip(html, n), html.n - n - end.n))
               : html;
}

/* The level of a block that is one heading, <h1 align="center">…</h1>; 0 when it is none. */
static int heading_level(qg_str html)
{
    char end[] = "</h1>";
    size_t n_end = sizeof end - 1;

    html = inside_div(qg_str_trim(html));
    if (html.n < n_end || html.p[0] != '<' || (html.p[1] | 32) != 'h' || html.p[2] < '1' ||
        html.p[2] > '6')
        return 0;
    end[3] = html.p[2];
    for (size_t i = 0; i + n_end < html.n; i++) /* another one ends above */
        if (html.p[i] == '<' && html.p[i + 1] == '/' && (html.p[i + 2] | 32) == 'h')
            return 0;
    return qg_str_eq_nocase(qg_str_skip(html, html.n - n_end), qg_str_of(end)) ? end[3] - '0' : 0;
}

/* Make the one paragraph in `blocks` a heading.  Returns whether there is only one. */
static bool make_heading(qg_node *blocks, int level)
{
    qg_node *only = blocks->first;

    if (only == NULL || only->next != NULL || only->kind != QG_PARAGRAPH)
        return false;
    qg_node_become(only, QG_HEADING);
    only->u.heading.level = level;
    return true;
}

/* Whether all of it is used, and some of it for more than its text. */
static bool is_meant(const qg_html_tree *tree, bool is_heading)
{
    bool has_any = false;

    for (size_t i = 0; i < tree->n; i++) {
        if (!qg_html_is_left_out(&tree->at[i]) && !is_used(&tree->at[i], is_heading))
            return false;
        has_any = has_any || has_meaning(&tree->at[i]);
    }
    return has_any;
}

/* Elements without an end, and those whose end may be left out. */
static bool needs_no_end(qg_str tag)
{
    static const char *const names[] = {"br", "img", "hr",    "col",   "p",     "li", "td",
                                        "th", "tr",  "thead", "tbody", "tfoot", "dt", "dd"};
    size_t n = 0;

    while (n < tag.n && ((tag.p[n] | 32) >= 'a' && (tag.p[n] | 32) <= 'z'))
        n++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (qg_str_eq_nocase(qg_str_head(tag, n), qg_str_of(names[i])))
            return true;
    return false;
}

/* Whether every < starts a tag that a > ends, and as many elements end as begin.  Browsers drop the
 * rest of a tag that is never closed, and an element may go on in the next block. */
static bool is_whole(qg_str html)
{
    long depth = 0;

    for (;;) {
        size_t end;
        bool is_end;
        html = qg_str_skip(html, qg_str_find_byte(html, '<'));
        if (html.n == 0)
            return depth == 0;
        html = qg_str_skip(html, 1);
        end = qg_str_find_byte(html, '>');
        is_end = qg_str_starts(html, QG_STR("/"));
        if (end == html.n || qg_str_find_byte(html, '<') < end ||
            !(is_end || ((html.p[0] | 32) >= 'a' && (html.p[0] | 32) <= 'z')))
            return false;
        if (!needs_no_end(qg_str_skip(html, is_end ? 1 : 0)))
            depth += is_end ? -1 : 1;
        html = qg_str_skip(html, end + 1);
    }
}

/* The level of the heading whose tag `html` starts with; 0: it starts with anything else. */
static int heading_tag_at(qg_str html)
{
    return html.n > 3 && html.p[0] == '<' && (html.p[1] | 32) == 'h' && html.p[2] >= '1' &&
                   html.p[2] <= '6' && strchr("> \t\n", html.p[3]) != NULL
               ? html.p[2] - '0'
               : 0;
}

/* Bytes of the <div> that `html` starts with, right around a heading; 0: there is none. */
static size_t div_around_heading(qg_str html)
{
    qg_str inside = qg_str_trim(qg_str_skip(html, qg_str_find_byte(html, '>') + 1));

    return qg_str_starts(html, QG_STR("<div")) && heading_tag_at(inside) > 0
               ? (size_t)(inside.p - html.p)
               : 0;
}

/* Bytes of the part of `html` that ends behind its first heading, with the <div> around it, or in
 * front of it. */
static size_t part_at(qg_str html)
{
    const qg_str div_end = QG_STR("</div>");
    size_t n_div = div_around_heading(html), at = n_div;

    while (at < html.n && heading_tag_at(qg_str_skip(html, at)) == 0)
        at += 1 + qg_str_find_byte(qg_str_skip(html, at + 1), '<');
    if (at >= html.n || (n_div == 0 && qg_str_trim(qg_str_head(html, at)).n > 0))
        return at < html.n ? at : html.n;
    at += qg_str_find(qg_str_skip(html, at), QG_STR("</"));
    while (at + 2 < html.n && (html.p[at + 2] | 32) != 'h')
        at += 2 + qg_str_find(qg_str_skip(html, at + 2), QG_STR("</"));
    at += qg_str_find_byte(qg_str_skip(html, at), '>') + 1;
    if (n_div > 0) {
        qg_str rest = qg_str_trim(qg_str_skip(html, at));
        at = qg_str_starts(rest, div_end) ? (size_t)(rest.p - html.p) + div_end.n : at;
    }
    return at < html.n ? at : html.n;
}

/* Whether the last tag in `html` is the end of an element, and no <p> goes on behind it. */
static bool ends_element(qg_str html)
{
    size_t n_open = 0;
    bool is_end = false;

    for (size_t at = qg_str_find_byte(html, '<'); at < html.n;
         at += 1 + qg_str_find_byte(qg_str_skip(html, at + 1), '<')) {
        qg_str tag = qg_str_skip(html, at + 1);
        is_end = qg_str_starts(tag, QG_STR("/"));
        if (is_end && qg_str_eq_nocase(qg_str_head(tag, 3), QG_STR("/p>")))
            n_open -= n_open > 0;
        else if (tag.n > 1 && (tag.p[0] | 32) == 'p' && strchr("> \t\n", tag.p[1]) != NULL)
            n_open++;
    }
    return is_end && n_open == 0;
}

/* Part `html` behind what part_at says.  Returns the block that is left; NULL: all is one part. */
static qg_node *part_first(qg_doc *doc, qg_node *html)
{
    qg_str part = qg_str_head(html->text, part_at(html->text));
    qg_str rest = qg_str_skip(html->text, part.n);
    qg_node *behind;

    if (qg_str_trim(rest).n == 0 || !ends_element(part) || !is_whole(part))
        return NULL;
    while (strchr(" \t\r\n", rest.p[0]) != NULL)
        rest = qg_str_skip(rest, 1);
    behind = qg_node_new(doc, QG_HTML_BLOCK, html->offset + (size_t)(rest.p - html->text.p));
    if (behind == NULL)
        return NULL;
    behind->text = rest;
    html->text = part;
    if (html->next != NULL)
        qg_node_insert_before(html->next, behind);
    else
        qg_node_append(html->parent, behind);
    return behind;
}

void qg_html_headings_part(qg_doc *doc, qg_node *html)
{
    while (html != NULL)
        html = part_first(doc, html);
}

/* Put the blocks before `before`; their places are so far those in the fragment. */
static bool move_blocks(qg_node *from, qg_node *before)
{
    bool has_moved = from->first != NULL;

    for (qg_node *node = from; node != NULL; node = qg_node_walk(from, node))
        node->offset += before->offset;
    while (from->first != NULL) {
        qg_node *block = from->first;
        qg_node_unlink(block);
        qg_node_insert_before(before, block);
    }
    return has_moved;
}

/* Without memory it is not as if nothing could be read. */
static bool is_good(qg_doc *doc, qg_status status)
{
    if (status == QG_E_MEMORY)
        doc->arena.status = status;
    return status == QG_OK;
}

static bool read_blocks(qg_doc *doc, qg_node *before, qg_html_tree *tree, qg_str html,
                        qg_limits limits)
{
    qg_page page = {
        .doc = doc, .tree = tree, .source = html, .max_nesting = limits.nesting, .is_draft = true};
    qg_node *blocks = qg_node_new(doc, QG_DOCUMENT, 0);
    int level = heading_level(html);
    bool has_blocks = false;

    if (blocks == NULL || !is_good(doc, qg_html_count_all(tree)) || !is_meant(tree, level > 0))
        return false;
    qg_page_put(&page, 0, tree->n);
    if (is_good(doc, page.status)) {
        qg_page_blocks(&page, blocks);
        has_blocks = is_good(doc, page.status) && (level == 0 || make_heading(blocks, level)) &&
                     move_blocks(blocks, before);
    }
    qg_page_clear(&page);
    return has_blocks;
}

bool qg_html_fragment(qg_doc *doc, qg_node *before, qg_str html, qg_limits limits)
{
    qg_html_tree tree;
    bool has_blocks;

    if (!is_whole(html) || !is_good(doc, qg_html_parse(&tree, html, limits.cells, NULL)))
        return false;
    has_blocks = read_blocks(doc, before, &tree, html, limits);
    qg_html_clear(&tree);
    return has_blocks;
}

qg_str qg_html_tag_attr(qg_doc *doc, qg_str tag, const char *name)
{
    qg_str value = {"", 0};
    qg_html_tree tree;

    if (!is_good(doc, qg_html_parse(&tree, tag, 1, NULL)))
        return value;
    for (size_t i = 0; i < tree.n && value.n == 0; i++)
        if (tree.at[i].tag == QG_TAG_A || tree.at[i].tag == QG_TAG_IMG)
            value = qg_arena_copy(&doc->arena, qg_str_trim(qg_html_attr(&tree.at[i], name)));
    qg_html_clear(&tree);
    return value;
}

static qg_str size_of(qg_doc *doc, const qg_html_node *node, const char *name)
{
    qg_str size = qg_length_copy(&doc->arena, qg_html_style(node, name));
    qg_str value = qg_html_attr(node, name);

    if (qg_str_ends(value, QG_STR("/"))) /* <img width=60%/> */
        value.n--;
    return size.n > 0 ? size : qg_length_copy(&doc->arena, value);
}

/* style="zoom:50%", as Typora writes it */
static qg_str zoom_of(qg_doc *doc, const qg_html_node *node)
{
    qg_str zoom = qg_html_style(node, "zoom"), size;
    qg_buf typed;

    if (zoom.n == 0)
        return zoom;
    qg_buf_init(&typed, 0);
    qg_buf_puts(&typed, "zoom:");
    qg_buf_put(&typed, zoom);
    size = qg_length_copy(&doc->arena, qg_buf_str(&typed));
    if (qg_buf_status(&typed) != QG_OK)
        doc->arena.status = qg_buf_status(&typed);
    qg_buf_clear(&typed);
    return size;
}

void qg_html_set_size(qg_doc *doc, qg_node *image, const qg_html_node *node)
{
    image->u.link.width = size_of(doc, node, "width");
    image->u.link.height = size_of(doc, node, "height");
    if (image->u.link.width.n + image->u.link.height.n == 0)
        image->u.link.width = zoom_of(doc, node);
}

void qg_html_tag_set_size(qg_doc *doc, qg_node *image, qg_str tag)
{
    qg_html_tree tree;

    if (!is_good(doc, qg_html_parse(&tree, tag, 1, NULL)))
        return;
    for (size_t i = 0; i < tree.n; i++)
        if (tree.at[i].tag == QG_TAG_IMG)
            qg_html_set_size(doc, image, &tree.at[i]);
    qg_html_clear(&tree);
}
