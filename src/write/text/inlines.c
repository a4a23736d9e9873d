/* inlines.c - the inlines of a paragraph as plain text. */
#include "write/text/text_int.h"

/* The address of a link, where its words do not say it. */
static void put_address(qg_buf *out, const qg_node *link, size_t start)
{
    qg_str words = qg_str_skip(qg_buf_str(out), start), url = link->u.link.url;
    qg_str mailto = QG_STR("mailto:");
    bool is_mail = qg_str_starts(url, mailto) && qg_str_eq(qg_str_skip(url, mailto.n), words);

    if (url.n == 0 || qg_str_eq(url, words) || is_mail || url.p[0] == '#')
        return;
    qg_buf_puts(out, "（");
    qg_buf_put(out, url);
    qg_buf_puts(out, "）");
}

/* The title of a picture behind its description, which starts at `start`, or in place of one. */
static void put_picture_title(qg_buf *out, qg_str title, size_t start)
{
    bool is_alone = out->n == start;

    if (title.n == 0 || qg_str_eq(qg_str_skip(qg_buf_str(out), start), title))
        return;
    qg_buf_puts(out, is_alone ? "" : "（");
    qg_buf_put(out, title);
    qg_buf_puts(out, is_alone ? "" : "）");
}

static void put_inline(qg_buf *out, const qg_node *node, const char *line_break)
{
    size_t start = out->n;

    switch (node->kind) {
    case QG_TEXT:
    case QG_CODE:
        qg_buf_put(out, node->text);
        break;
    case QG_HTML:
        if (qg_str_eq_nocase(qg_str_head(node->text, 3), QG_STR("<br")))
            qg_buf_puts(out, line_break);
        else if (!qg_node_is_comment(node))
            qg_buf_put(out, node->text);
        break;
    case QG_MATH:
        qg_plain_math(out, node);
        break;
    case QG_SOFT_BREAK:
        qg_buf_puts(out, node->u.soft_break.is_blank ? " " : "");
        break;
    case QG_LINE_BREAK:
        qg_buf_puts(out, line_break);
        break;
    case QG_LINK:
        qg_plain_inlines(out, node, line_break);
        put_address(out, node, start);
        break;
    case QG_IMAGE:
        qg_buf_puts(out, "[图：");
        qg_plain_inlines(out, node, " ");
        put_picture_title(out, node->u.link.title, start + strlen("[图："));
        qg_buf_puts(out, "]");
        break;
    case QG_NOTE_REF:
        if (node->u.note_ref.note != NULL)
            qg_buf_printf(out, "[%d]", node->u.note_ref.note->u.note.number);
        break;
    default: /* what is around text: emphasis, or a block in a cell */
        if (!qg_node_is_inline(node) && node->previous != NULL)
            qg_buf_puts(out, line_break);
        qg_buf_put(out, node->text);
        qg_plain_inlines(out, node, line_break);
        break;
    }
}

void qg_plain_inlines(qg_buf *out, const qg_node *block, const char *line_break)
{
    for (const qg_node *node = block->first; node != NULL; node = node->next)
        put_inline(out, node, line_break);
}
