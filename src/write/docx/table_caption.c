/* table_caption.c - the numbers of tables, as fields that Word counts again when tables come and
 * go. */
#include "write/docx/docx_int.h"

#include <stdio.h>

/* The number behind 表 and perhaps a blank; 0 when there is none, or one of parts, as in 表1-2,
 * which Word cannot count. */
static long number_of(qg_str text, size_t *start, size_t *end)
{
    long number = 0;
    size_t i = strlen("表");

    if (!qg_str_starts(text, QG_STR("表")))
        return 0;
    while (i < text.n && text.p[i] == ' ')
        i++;
    *start = i;
    for (; i < text.n && i < *start + 4 && text.p[i] >= '0' && text.p[i] <= '9'; i++)
        number = number * 10 + (text.p[i] - '0');
    *end = i;
    return i < text.n && strchr("-.0123456789", text.p[i]) != NULL ? 0 : number;
}

static void write_number(docx *d, long number)
{
    qg_xml *x = d->xml;
    char text[48];

    if (number == d->caption_number + 1)
        snprintf(text, sizeof text, " SEQ 表 \\* ARABIC ");
    else /* the author's number stays */
        snprintf(text, sizeof text, " SEQ 表 \\* ARABIC \\r %ld ", number);
    qg_xml_open(x, "w:fldSimple");
    qg_xml_attr(x, "w:instr", text);
    snprintf(text, sizeof text, "%ld", number);
    qg_docx_text(d, qg_str_of(text), NULL);
    qg_xml_close(x);
    d->caption_number = number;
}

void qg_docx_caption_number(docx *d, const qg_node *caption)
{
    const qg_node *first = caption->first;
    qg_str text = first != NULL && first->kind == QG_TEXT ? first->text : QG_STR("");
    size_t start = 0, end = 0;
    long number = number_of(text, &start, &end);

    if (number > 0) {
        qg_docx_text(d, qg_str_head(text, start), NULL);
        write_number(d, number);
        d->n_skipped = end;
    } else if (!qg_str_starts(text, QG_STR("表"))) {
        qg_docx_text(d, QG_STR("表"), NULL);
        write_number(d, d->caption_number + 1);
        qg_docx_text(d, QG_STR("　"), NULL);
    }
}
