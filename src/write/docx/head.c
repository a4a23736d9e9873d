/* head.c - 版头, what stands above the title of a formal document (GB/T 9704-2012, 7.2). */
#include "unicode/unicode.h"
#include "write/docx/docx_int.h"

#include <stdio.h>

enum {
    MARK_OFFSET_TWIPS = 1984, /* 35 mm from the type area's top to the mark's ink (7.2.4) */
    MARK_LARGEST_HALF_PT = 124,
    LINES_ABOVE_MARK = 3 /* 份号, 密级, 紧急程度 (7.2.1 to 7.2.3) */
};

static bool has_red_head(const docx *d)
{
    qg_str choice = qg_doc_value(d->doc, QG_KEY_RED_HEAD),
           style = qg_doc_value(d->doc, QG_KEY_STYLE);

    if (qg_str_is(choice, "none") || qg_str_is(style, "report") || qg_str_is(style, "报告"))
        return false;
    return qg_doc_value(d->doc, QG_KEY_ISSUER).n > 0 &&
           qg_doc_value(d->doc, QG_KEY_DOC_NUMBER).n > 0;
}

static void write_copy_number(docx *d, qg_str digits)
{
    char text[16];

    if (digits.n > 0 && digits.n < 6)
        snprintf(text, sizeof text, "%.*s%.*s", (int)(6 - digits.n), "000000", QG_STR_ARGS(digits));
    else
        snprintf(text, sizeof text, "%.*s", (int)(digits.n > 15 ? 15 : digits.n), digits.p);
    qg_docx_para(d, QG_PARA_COPY_NO, NULL, qg_str_of(text));
}

static void write_secrecy(docx *d, qg_str grade)
{
    qg_str period = qg_doc_value(d->doc, QG_KEY_SECRECY_PERIOD);

    qg_docx_begin_para(d, QG_PARA_SECRECY, NULL);
    qg_docx_text(d, grade, NULL);
    if (period.n > 0) {
        qg_docx_text(d, QG_STR("★"), NULL);
        qg_docx_text(d, period, NULL);
    }
    qg_docx_end_para(d);
}

/* Three lines, from the top those that are there, the rest blank: the mark keeps its height. */
static void write_lines_above_mark(docx *d)
{
    qg_str copy = qg_doc_value(d->doc, QG_KEY_COPY_NO),
           grade = qg_doc_value(d->doc, QG_KEY_SECRECY),
           urgency = qg_doc_value(d->doc, QG_KEY_URGENCY);
    int n = 0;

    if (copy.n > 0 && ++n)
        write_copy_number(d, copy);
    if (grade.n > 0 && ++n)
        write_secrecy(d, grade);
    if (urgency.n > 0 && ++n)
        qg_docx_para(d, QG_PARA_SECRECY, NULL, urgency);
    while (n++ < LINES_ABOVE_MARK)
        qg_docx_para(d, QG_PARA_COPY_NO, NULL, (qg_str){"", 0});
}

/* The mark as large as fits into a line, between the sheet's size and what stays below the State
 * Council's own, in half points. */
static int mark_size(const docx *d, qg_str mark)
{
    int base = d->style->paras[QG_PARA_MARK].size_half_pt;
    int n = mark.n == 0 ? 1 : (int)qg_utf8_count(mark); /* empty where memory ran out */
    int fits = qg_page_text_width(&d->style->page) * 95 / 100 / n / 10;

    return fits > MARK_LARGEST_HALF_PT ? MARK_LARGEST_HALF_PT : fits < base ? base : fits;
}

/* What is too long at the smallest size is condensed. */
static void write_mark_run(docx *d, qg_str mark, int size_half_pt)
{
    int width = qg_page_text_width(&d->style->page);
    int natural = (int)qg_utf8_count(mark) * size_half_pt * 10;
    qg_xml *x = d->xml;

    qg_xml_open(x, "w:r");
    qg_xml_open(x, "w:rPr");
    if (natural > width)
        qg_xml_val_int(x, "w:w", width * 100L / natural);
    qg_xml_val_int(x, "w:sz", size_half_pt);
    qg_xml_val_int(x, "w:szCs", size_half_pt);
    qg_xml_close(x);
    qg_xml_element(x, "w:t", mark);
    qg_xml_close(x);
}

static void write_mark(docx *d)
{
    qg_str own = qg_doc_value(d->doc, QG_KEY_MARK), issuer = qg_doc_value(d->doc, QG_KEY_ISSUER);
    qg_buf mark;
    para_extra extra = {.has_before = true};
    int above = LINES_ABOVE_MARK * d->style->paras[QG_PARA_COPY_NO].line_twips;

    qg_buf_init(&mark, 0);
    qg_buf_put(&mark, own.n > 0 ? own : issuer);
    if (own.n == 0)
        qg_buf_puts(&mark, "文件");
    extra.line_twips = mark_size(d, qg_buf_str(&mark)) * 10;
    /* A line as high as its characters shows their ink about 0.05 em below its top. */
    extra.before_twips = MARK_OFFSET_TWIPS - above - extra.line_twips / 20;
    qg_docx_begin_para(d, QG_PARA_MARK, &extra);
    write_mark_run(d, qg_buf_str(&mark), extra.line_twips / 10);
    qg_docx_end_para(d);
    qg_docx_drop(d, &mark);
}

/* The red rule (7.2.7) is the number's lower border, 4 mm below its ink. */
static void write_number(docx *d)
{
    qg_str number = qg_doc_value(d->doc, QG_KEY_DOC_NUMBER);
    const qg_field *signer = qg_doc_field(d->doc, QG_KEY_SIGNER);
    para_extra extra = {
        .has_rule_below = true, .is_rule_red = true, .rule_eighths_pt = 12, .rule_space_pt = 7};

    if (signer != NULL) {
        extra.align = QG_ALIGN_LEFT;
        extra.right_tab_twips = qg_page_text_width(&d->style->page);
    }
    qg_docx_begin_para(d, QG_PARA_DOC_NUMBER, &extra);
    if (signer != NULL)
        qg_docx_text(d, QG_STR("\u3000"), NULL);
    qg_docx_text(d, number, NULL);
    for (size_t i = 0; signer != NULL && i < signer->n_values; i++) {
        qg_docx_text(d, i == 0 ? QG_STR("\t签发人：") : QG_STR("\u3000"), NULL);
        qg_docx_text(d, signer->values[i], &d->style->paras[QG_PARA_SIGNER]);
    }
    if (signer != NULL)
        qg_docx_text(d, QG_STR("\u3000"), NULL);
    qg_docx_end_para(d);
}

void qg_docx_red_head(docx *d)
{
    if (!has_red_head(d))
        return;
    write_lines_above_mark(d);
    write_mark(d);
    for (int i = 0; i < 2; i++)
        qg_docx_para(d, QG_PARA_COPY_NO, NULL, (qg_str){"", 0});
    write_number(d);
    for (int i = 0; i < 2; i++)
        qg_docx_para(d, QG_PARA_COPY_NO, NULL, (qg_str){"", 0});
}
