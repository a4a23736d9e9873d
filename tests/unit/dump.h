/* dump.h - a document as one line of text, for comparing in tests.
 *
 * (heading 1 {一、} "一、总则") is a node with its properties, text and children; fields stand in
 * front as [title=...].  Only what the parsers decide is shown.
 */
#ifndef QG_TESTS_DUMP_H
#define QG_TESTS_DUMP_H

#include "base/buf.h"
#include "document/document.h"

static inline void dump_open(qg_buf *out, const qg_node *n)
{
    static const char *const roles[] = {
        "",        " :byline", " :recipient", " :signature", " :date",       " :attachment-note",
        " :notes", " :cc",     " :printed",   " :label",     " :attachment", " :caption",
        " :unit"};
    static const char aligns[] = "-lcr";

    qg_buf_puts(out, "(");
    qg_buf_puts(out, qg_node_name(n));
    qg_buf_puts(out, roles[n->role]);
    switch (n->kind) {
    case QG_HEADING:
    case QG_RUN_IN:
        qg_buf_printf(out, " %d", n->u.heading.level);
        if (n->u.heading.number.n > 0) {
            qg_buf_puts(out, " {");
            qg_buf_put(out, n->u.heading.number);
            qg_buf_puts(out, "}");
        }
        break;
    case QG_LIST:
        qg_buf_puts(out, n->u.list.is_tight ? " tight" : " loose");
        if (n->u.list.is_ordered)
            qg_buf_printf(out, " %d%c", n->u.list.start, n->u.list.delimiter);
        break;
    case QG_ITEM:
        qg_buf_puts(out, n->u.item.task == QG_TASK_DONE   ? " done"
                         : n->u.item.task == QG_TASK_OPEN ? " open"
                                                          : "");
        break;
    case QG_CODE_BLOCK:
        qg_buf_puts(out, " <");
        qg_buf_put(out, n->u.code.info);
        qg_buf_puts(out, ">");
        break;
    case QG_TABLE:
        qg_buf_puts(out, " ");
        for (size_t i = 0; i < n->u.table.n_columns; i++)
            qg_buf_put_byte(out, aligns[n->u.table.aligns[i]]);
        break;
    case QG_ROW:
        qg_buf_puts(out, n->u.row.is_header ? " head" : "");
        break;
    case QG_SOFT_BREAK:
        qg_buf_puts(out, n->u.soft_break.is_blank ? " blank" : "");
        break;
    case QG_LINK:
    case QG_IMAGE:
        qg_buf_puts(out, " <");
        qg_buf_put(out, n->u.link.url);
        qg_buf_puts(out, "> <");
        qg_buf_put(out, n->u.link.title);
        qg_buf_puts(out, ">");
        break;
    case QG_NOTE:
        qg_buf_printf(out, " %d ", n->u.note.number);
        qg_buf_put(out, n->u.note.label);
        break;
    case QG_NOTE_REF:
        qg_buf_printf(out, " %d.%d", n->u.note_ref.note->u.note.number, n->u.note_ref.nth);
        break;
    default:
        break;
    }
}

/* Append all below `root`, without itself. */
static inline void dump_tree(qg_buf *out, const qg_node *root)
{
    const qg_node *n = root->first;

    while (n != NULL) {
        if (n->kind == QG_TEXT) {
            qg_buf_puts(out, n->previous != NULL || n->parent != root ? " " : "");
            qg_buf_puts(out, "\"");
            qg_buf_put(out, n->text);
            qg_buf_puts(out, "\"");
        } else {
            if (n->parent != root)
                qg_buf_puts(out, " ");
            dump_open(out, n);
            if (n->text.n > 0) {
                qg_buf_puts(out, " '");
                qg_buf_put(out, n->text);
                qg_buf_puts(out, "'");
            }
            if (n->first != NULL) {
                n = n->first;
                continue;
            }
            qg_buf_puts(out, ")");
        }
        while (n != root && n->next == NULL) {
            n = n->parent;
            if (n != root)
                qg_buf_puts(out, ")");
        }
        n = n == root ? NULL : n->next;
    }
}

/* Append fields, body and notes. */
static inline void dump_doc(qg_buf *out, const qg_doc *doc)
{
    for (const qg_field *f = doc->fields; f != NULL; f = f->next) {
        qg_buf_puts(out, "[");
        qg_buf_puts(out, f->key == QG_KEY_UNKNOWN ? "?" : qg_key_english(f->key));
        for (size_t i = 0; i < f->n_values; i++) {
            qg_buf_puts(out, i == 0 ? "=" : ",");
            qg_buf_put(out, f->values[i]);
        }
        qg_buf_puts(out, "]");
    }
    dump_tree(out, doc->root);
    dump_tree(out, doc->notes);
}

#endif
