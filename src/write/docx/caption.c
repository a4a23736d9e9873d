/* Captions: the numbers of tables, and of pictures what the author wrote as a caption.
 *
 * That is a paragraph 图1 … below the picture, or the picture's title or description when it starts
 * with 图1.  All others stay what they are: a word shown at the pointer, and one for those who do
 * not see the picture.
 */
#include "write/docx/text_int.h"

#include <stdio.h>

static const char *const labels[] = {[QG_CAPTION_FIGURE] = "图", [QG_CAPTION_TABLE] = "表"};

/* ---- numbers, as fields that Word counts again when pictures or tables come and go ---- */

/* Write the number as a SEQ field: a plain one when it is one more than the last number, else one
 * that resets the counter to it, so that updating fields in Word changes nothing. */
static void write_field(docx *d, caption_kind kind, int number, qg_str digits)
{
    char text[48];

    if (number == d->caption_numbers[kind] + 1)
        snprintf(text, sizeof text, " SEQ %s \\* ARABIC ", labels[kind]);
    else
        snprintf(text, sizeof text, " SEQ %s \\* ARABIC \\r %d ", labels[kind], number);
    d->caption_numbers[kind] = number;
    qg_docx_begin_field(d, qg_str_of(text), false);
    qg_docx_text(d, digits, NULL);
    qg_docx_end_field(d);
}

/* Write a label and its number as the author wrote both. */
static void write_number(docx *d, caption_kind kind, qg_str label, int number)
{
    qg_str digits = label;

    while (digits.n > 0 && (digits.p[0] < '0' || digits.p[0] > '9'))
        digits = qg_str_skip(digits, 1);
    qg_docx_text(d, qg_str_head(label, label.n - digits.n), NULL);
    write_field(d, kind, number, digits);
}

/* ---- tables ---- */

void qg_docx_table_number(docx *d, const qg_node *caption)
{
    size_t n;
    int number = qg_caption_number(caption, d->caption_numbers[QG_CAPTION_TABLE], &n);
    char digits[16];

    if (n > 0) {
        write_number(d, QG_CAPTION_TABLE, qg_str_head(caption->first->text, n), number);
        d->n_skipped = n;
    } else if (number > 0) {
        snprintf(digits, sizeof digits, "%d", number);
        qg_docx_text(d, qg_str_of(labels[QG_CAPTION_TABLE]), NULL);
        write_field(d, QG_CAPTION_TABLE, number, qg_str_of(digits));
        qg_docx_text(d, QG_STR("\u3000"), NULL);
    }
}

/* ---- pictures ---- */

static void write_caption(docx *d, qg_str text)
{
    int number;
    size_t n = qg_caption_label(text, QG_STR("图"), &number);

    qg_docx_begin_para(d, QG_PARA_FIGURE, NULL);
    if (n > 0)
        write_number(d, QG_CAPTION_FIGURE, qg_str_head(text, n), number);
    qg_docx_text(d, qg_str_skip(text, n), NULL);
    qg_docx_end_para(d);
}

void qg_docx_own_caption(docx *d, const qg_node *node)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, node);
    write_caption(d, qg_buf_str(&text));
    qg_xml_drop(d->xml, &text);
}

bool qg_docx_has_caption(const docx *d, const qg_node *figure)
{
    bool has_caption = qg_figure_has_caption_below(figure);
    qg_buf text;

    qg_buf_init(&text, 0);
    for (const qg_node *n = figure; n != NULL && !has_caption; n = qg_node_walk(figure, n)) {
        if (n->kind == QG_IMAGE)
            qg_picture_caption(&text, n);
        has_caption = text.n > 0;
    }
    qg_xml_drop(d->xml, &text);
    return has_caption;
}

void qg_docx_captions(docx *d, const qg_node *figure)
{
    qg_buf text;

    if (qg_figure_has_caption_below(figure))
        return; /* it comes by itself */
    qg_buf_init(&text, 0);
    for (const qg_node *n = figure; n != NULL; n = qg_node_walk(figure, n)) {
        qg_buf_truncate(&text, 0);
        if (n->kind == QG_IMAGE &&
            (qg_is_figure_caption(n->u.link.title) || qg_docx_has_picture(d, n)))
            qg_picture_caption(&text, n); /* else the description stands in its place already */
        if (text.n > 0)
            write_caption(d, qg_buf_str(&text));
    }
    qg_xml_drop(d->xml, &text);
}
