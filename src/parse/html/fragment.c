/* fragment.c - HTML inside of Markdown: tables with spans, centred lines and titles, pictures.
 */
#include "parse/html/html_int.h"

#include "base/utf8.h"
#include "document/length.h"

/* Elements that lay out a page or work in it mean nothing in a report, and neither do those that
 * nobody knows; what they stand in is shown as it was typed. */
static bool is_used(const qg_html_node *node)
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
    case QG_TAG_HR:
    case QG_TAG_PRE:
    case QG_TAG_DL:
        return true;
    default:
        return node->element != NULL && qg_html_align_in(node, QG_ALIGN_NONE) != QG_ALIGN_NONE;
    }
}

/* Whether a report can show every element of the HTML, and some of them say more than their text
 * does. */
static bool is_meant(const qg_html_tree *tree)
{
    bool has_any = false;

    for (size_t i = 0; i < tree->n; i++) {
        if (!qg_html_is_left_out(&tree->at[i]) && !is_used(&tree->at[i]))
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

/* Move the blocks of a fragment in front of `before`.  Their places, so far those in the fragment,
 * become those in the draft. */
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

/* Whether the fragment was read.  Where memory ran out that is passed on to the document, since it
 * does not mean that there was nothing to read. */
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
    bool has_blocks = false;

    if (blocks == NULL || !is_good(doc, qg_html_count_all(tree)) || !is_meant(tree))
        return false;
    qg_page_put(&page, 0, tree->n);
    if (is_good(doc, page.status)) {
        qg_page_blocks(&page, blocks);
        has_blocks = is_good(doc, page.status) && move_blocks(blocks, before);
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
