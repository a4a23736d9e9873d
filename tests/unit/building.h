/* building.h - build a document and compare the Markdown that is written of it. */
#ifndef QG_TESTS_BUILDING_H
#define QG_TESTS_BUILDING_H

#include "unit.h"

#include "document/document.h"
#include "write/markdown/markdown.h"

static inline qg_node *add(qg_doc *doc, qg_node *parent, qg_node_kind kind)
{
    qg_node *node = qg_node_new(doc, kind, 0);

    qg_node_append(parent, node);
    return node;
}

static inline qg_node *add_literal(qg_doc *doc, qg_node *parent, qg_node_kind kind,
                                   const char *text)
{
    qg_node *node = add(doc, parent, kind);

    node->text = qg_str_of(text);
    return node;
}

static inline qg_node *add_block(qg_doc *doc, qg_node *parent, qg_node_kind kind, const char *text)
{
    qg_node *node = add(doc, parent, kind);

    add_literal(doc, node, QG_TEXT, text);
    return node;
}

/* Write `doc`, compare, and let go of it. */
static inline void assert_markdown(qg_doc *doc, const char *want, const char *why)
{
    qg_buf out;

    qg_buf_init(&out, 0);
    assert_int_equal(qg_markdown_write(&out, doc), QG_OK);
    assert_text(qg_buf_str(&out), qg_str_of(want), why);
    qg_buf_clear(&out);
    qg_doc_free(doc);
}

#endif
