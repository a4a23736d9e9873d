/* imprint.c - 版记, at the foot of the last page (GB/T 9704-2012, 7.4). */
#include "write/docx/docx_int.h"

enum {
    THICK_EIGHTHS_PT = 8, /* 0.35 mm, the first and the last rule (7.4.1) */
    THIN_EIGHTHS_PT = 6   /* 0.25 mm */
};

/* LibreOffice puts a table to the foot of the type area only when it floats and is placed from the
 * left edge of the paper; Word and WPS take that too. */
static void begin_table(docx *d)
{
    const qg_page *page = &d->style->page;
    qg_xml *x = d->xml;

    qg_xml_open(x, "w:tbl");
    qg_xml_open(x, "w:tblPr");
    qg_xml_open(x, "w:tblpPr");
    qg_xml_attr(x, "w:leftFromText", "0");
    qg_xml_attr(x, "w:rightFromText", "0");
    qg_xml_attr(x, "w:vertAnchor", "margin");
    qg_xml_attr(x, "w:horzAnchor", "page");
    qg_xml_attr_int(x, "w:tblpX", page->left);
    qg_xml_attr(x, "w:tblpYSpec", "bottom");
    qg_xml_close(x);
    qg_docx_width(x, "w:tblW", qg_page_text_width(page));
    qg_xml_open(x, "w:tblLayout");
    qg_xml_attr(x, "w:type", "fixed");
    qg_xml_close(x);
    qg_xml_open(x, "w:tblCellMar");
    qg_docx_width(x, "w:left", 0);
    qg_docx_width(x, "w:right", 0);
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_open(x, "w:tblGrid");
    qg_xml_open(x, "w:gridCol");
    qg_xml_attr_int(x, "w:w", qg_page_text_width(page));
    qg_xml_close(x);
    qg_xml_close(x);
}

static void begin_row(docx *d, bool is_first, bool is_last)
{
    qg_xml *x = d->xml;

    qg_xml_open(x, "w:tr");
    qg_xml_open(x, "w:tc");
    qg_xml_open(x, "w:tcPr");
    qg_docx_width(x, "w:tcW", qg_page_text_width(&d->style->page));
    qg_xml_open(x, "w:tcBorders");
    qg_docx_border(x, "w:top", is_first ? THICK_EIGHTHS_PT : THIN_EIGHTHS_PT);
    qg_docx_border(x, "w:bottom", is_last ? THICK_EIGHTHS_PT : THIN_EIGHTHS_PT);
    qg_xml_close(x);
    qg_xml_close(x);
}

static void end_row(docx *d)
{
    qg_docx_end_para(d);
    qg_xml_close(d->xml);
    qg_xml_close(d->xml);
}

/* 抄送：names。  Turned lines align with the first name. */
static void write_copies(docx *d, qg_str names, bool is_last)
{
    const qg_para *p = &d->style->paras[QG_PARA_IMPRINT];
    int label = 3 * p->size_half_pt * 10;
    para_extra extra = {
        .has_left = true, .left_twips = p->left.twips + label, .hanging_twips = label};

    begin_row(d, true, is_last);
    qg_docx_begin_para(d, QG_PARA_IMPRINT, &extra);
    qg_docx_text(d, QG_STR("抄送："), NULL);
    qg_docx_text(d, names, NULL);
    if (!qg_str_ends(names, QG_STR("。")))
        qg_docx_text(d, QG_STR("。"), NULL);
    end_row(d);
}

static void write_printer(docx *d, qg_str organ, qg_str date, bool is_first)
{
    const qg_page *page = &d->style->page;
    para_extra extra = {.right_tab_twips = qg_page_text_width(page) -
                                           d->style->paras[QG_PARA_IMPRINT].right.twips};
    qg_buf text;

    qg_buf_init(&text, 0);
    qg_doc_put_date(&text, date);
    begin_row(d, is_first, true);
    qg_docx_begin_para(d, QG_PARA_IMPRINT, &extra);
    qg_docx_text(d, organ, NULL);
    if (date.n > 0) {
        qg_docx_text(d, QG_STR("\t"), NULL);
        qg_docx_text(d, qg_buf_str(&text), NULL);
        qg_docx_text(d, QG_STR("印发"), NULL);
    }
    end_row(d);
    qg_buf_clear(&text);
}

void qg_docx_imprint(docx *d)
{
    qg_str copies = qg_doc_value(d->doc, QG_KEY_CC),
           organ = qg_doc_value(d->doc, QG_KEY_PRINTED_BY),
           date = qg_doc_value(d->doc, QG_KEY_PRINTED_DATE);
    bool has_printer = organ.n > 0 || date.n > 0;
    para_extra tiny = {.line_twips = 20};

    if (copies.n == 0 && !has_printer)
        return;
    begin_table(d);
    if (copies.n > 0)
        write_copies(d, copies, !has_printer);
    if (has_printer)
        write_printer(d, organ, date, copies.n == 0);
    qg_xml_close(d->xml);
    qg_docx_para(d, QG_PARA_IMPRINT, &tiny, (qg_str){"", 0});
}
