/* node.c - nodes of the tree: made, moved, walked, and asked what they are. */
#include "base/buf.h"
#include "document/document.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

static const struct {
    const char *name;
    bool is_inline;
} kinds[] = {
#define X(NAME, name, is_inline, has_children) {name, is_inline},
#include "document/nodes.def"
#undef X
};

qg_doc *qg_doc_new(void)
{
    qg_doc *doc = calloc(1, sizeof *doc);

    if (doc == NULL)
        return NULL;
    doc->root = qg_node_new(doc, QG_DOCUMENT, 0);
    doc->notes = qg_node_new(doc, QG_DOCUMENT, 0);
    if (qg_doc_status(doc) != QG_OK) {
        qg_doc_free(doc);
        return NULL;
    }
    return doc;
}

void qg_doc_free(qg_doc *doc)
{
    if (doc == NULL)
        return;
    qg_arena_clear(&doc->arena);
    free(doc);
}

qg_status qg_doc_status(const qg_doc *doc)
{
    return doc->arena.status;
}

/* The size of a node of this kind: only the member of `u` that it uses, or that a kind it may
 * become (qg_node_become) uses.  Most nodes are texts, cells and breaks, which need little. */
static size_t bytes_of(qg_node_kind kind)
{
    switch (kind) {
    case QG_LINK:
    case QG_IMAGE:
    case QG_HTML: /* <img> becomes an IMAGE, <a> a LINK */
        return sizeof(qg_node);
    case QG_HEADING:
    case QG_PARAGRAPH:  /* becomes a HEADING */
    case QG_CODE_BLOCK: /* with a formula becomes a PARAGRAPH */
    case QG_STRONG:     /* becomes a RUN_IN */
    case QG_RUN_IN:
    case QG_MATH:
    case QG_NOTE:
        return offsetof(qg_node, u) + sizeof(((qg_node *)NULL)->u.heading);
    case QG_TABLE:
    case QG_NOTE_REF:
        return offsetof(qg_node, u) + sizeof(((qg_node *)NULL)->u.table);
    default:
        return offsetof(qg_node, u) + sizeof(((qg_node *)NULL)->u.list);
    }
}

void qg_node_become(qg_node *node, qg_node_kind kind)
{
    size_t n_bytes = bytes_of(kind);

    if (kind == node->kind)
        return;
    assert(n_bytes <= bytes_of(node->kind));
    node->kind = kind;
    memset(&node->u, 0, n_bytes - offsetof(qg_node, u));
}

qg_node *qg_node_new(qg_doc *doc, qg_node_kind kind, size_t offset)
{
    qg_node *node = kinds[kind].is_inline ? qg_arena_get_detail(&doc->arena, bytes_of(kind))
                                          : qg_arena_get(&doc->arena, bytes_of(kind));

    if (node == NULL)
        return NULL;
    node->kind = kind;
    node->offset = offset;
    if (kind == QG_CELL)
        node->u.cell.columns = node->u.cell.rows = 1;
    return node;
}

void qg_node_append(qg_node *parent, qg_node *child)
{
    if (parent == NULL || child == NULL)
        return;
    child->parent = parent;
    child->previous = parent->last;
    child->next = NULL;
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

void qg_node_insert_before(qg_node *sibling, qg_node *child)
{
    if (sibling == NULL || child == NULL)
        return;
    child->parent = sibling->parent;
    child->previous = sibling->previous;
    child->next = sibling;
    if (sibling->previous != NULL)
        sibling->previous->next = child;
    else
        sibling->parent->first = child;
    sibling->previous = child;
}

void qg_node_prepend(qg_node *parent, qg_node *child)
{
    if (parent != NULL && parent->first != NULL)
        qg_node_insert_before(parent->first, child);
    else
        qg_node_append(parent, child);
}

void qg_node_unlink(qg_node *node)
{
    if (node->previous != NULL)
        node->previous->next = node->next;
    else if (node->parent != NULL)
        node->parent->first = node->next;
    if (node->next != NULL)
        node->next->previous = node->previous;
    else if (node->parent != NULL)
        node->parent->last = node->previous;
    node->parent = node->previous = node->next = NULL;
}

void qg_node_unwrap(qg_node *node)
{
    while (node->first != NULL) {
        qg_node *child = node->first;
        qg_node_unlink(child);
        qg_node_insert_before(node, child);
    }
    qg_node_unlink(node);
}

bool qg_node_is_inline(const qg_node *node)
{
    return kinds[node->kind].is_inline;
}

/* Text may stand behind a comment, and one that is never closed goes on to the end of the draft. */
qg_str qg_node_behind_comments(const qg_node *node)
{
    qg_str open = QG_STR("<!--"), close = QG_STR("-->"), html = qg_str_trim(node->text);

    while (qg_str_starts(html, open)) {
        size_t end = qg_str_find(html, close);
        if (end == html.n)
            return html;
        html = qg_str_trim(qg_str_skip(html, end + close.n));
    }
    return html;
}

bool qg_node_is_comment(const qg_node *node)
{
    return (node->kind == QG_HTML || node->kind == QG_HTML_BLOCK) &&
           qg_str_trim(node->text).n > 0 && qg_node_behind_comments(node).n == 0;
}

const char *qg_node_name(const qg_node *node)
{
    return kinds[node->kind].name;
}

bool qg_node_is_divider(const qg_node *node)
{
    return node->kind == QG_RULE || node->kind == QG_PAGE_BREAK;
}

bool qg_node_starts_attachment(const qg_node *node)
{
    if (node->kind == QG_LANDSCAPE && node->first != NULL)
        node = node->first;
    return node->role == QG_ROLE_ATTACHMENT_LABEL;
}

qg_node *qg_node_walk_over(const qg_node *root, const qg_node *node)
{
    while (node != root) {
        if (node->next != NULL)
            return node->next;
        node = node->parent;
    }
    return NULL;
}

qg_node *qg_node_walk(const qg_node *root, const qg_node *node)
{
    return node->first != NULL ? node->first : qg_node_walk_over(root, node);
}

qg_node *qg_node_walk_blocks(const qg_node *root, const qg_node *node)
{
    bool is_leaf = node->kind == QG_PARAGRAPH || node->kind == QG_HEADING || node->first == NULL ||
                   qg_node_is_inline(node->first);

    return is_leaf ? qg_node_walk_over(root, node) : node->first;
}

void qg_node_plain(qg_buf *out, const qg_node *node)
{
    for (const qg_node *n = node; n != NULL; n = qg_node_walk(node, n)) {
        if (n->kind == QG_LINE_BREAK)
            qg_buf_put_byte(out, '\n');
        else if (n->kind == QG_SOFT_BREAK && n->u.soft_break.is_blank)
            qg_buf_put_byte(out, ' ');
        else
            qg_buf_put(out, n->text);
    }
}
