/* imprint.c - 版记, at the foot of the last page (GB/T 9704-2012, 7.4). */
#include "write/docx/official_int.h"
#include "write/docx/page_int.h"
#include "write/docx/table_int.h"

enum { LOWEST_LINE_TWIPS = 20 }; /* a paragraph that has to be there but not to be seen */

/* A rule's width in the unit of borders, eighths of a point. */
static int eighths_pt(const docx *d, qg_measure rule)
{
    return (qg_docx_measure(d, rule) * 8 + 10) / 20;
}

static void write_rule(docx *d, const char *side, bool is_outer)
{
    int width =
        eighths_pt(d, is_outer ? QG_MEASURE_IMPRINT_OUTER_RULE : QG_MEASURE_IMPRINT_INNER_RULE);

    if (width > 0)
        qg_docx_border(d->xml, side, width);
}

/* LibreOffice puts a table to the foot of the type area only when it floats and is placed from the
 * left edge of the paper; Word and WPS take that too. */
static void begin_table(docx *d)
{
    const qg_page *page = &d->style->page;
    const int width = qg_page_text_width(page);
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
    qg_docx_width(x, "w:tblW", width);
    qg_docx_bare_columns(x, &width, 1);
}

static void begin_row(docx *d, bool is_first, bool is_last)
{
    qg_xml *x = d->xml;

    qg_xml_open(x, "w:tr");
    qg_xml_open(x, "w:tc");
    qg_xml_open(x, "w:tcPr");
    qg_docx_width(x, "w:tcW", qg_page_text_width(&d->style->page));
    qg_xml_open(x, "w:tcBorders");
    write_rule(d, "w:top", is_first);
    write_rule(d, "w:bottom", is_last);
    qg_xml_close(x);
    qg_xml_close(x);
}

static void end_row(docx *d)
{
    qg_docx_end_para(d);
    qg_xml_close(d->xml);
    qg_xml_close(d->xml);
}

/* The indents of the line of copies: further lines align with the first name. */
static para_extra copies_indent(const docx *d)
{
    const qg_para *p = &d->style->paras[QG_PARA_IMPRINT];
    int label = 3 * p->size_half_pt * 10;

    return (para_extra){
        .has_left = true, .left_twips = p->left.twips + label, .hanging_twips = label};
}

/* 抄送：names。 */
static void write_copies(docx *d, qg_str names, bool is_last)
{
    para_extra extra = copies_indent(d);

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
    qg_docx_drop(d, &text);
}

bool qg_docx_has_printer(const docx *d)
{
    return qg_docx_measure(d, QG_MEASURE_IMPRINT_PRINTER) &&
           (qg_doc_value(d->doc, QG_KEY_PRINTED_BY).n > 0 ||
            qg_doc_value(d->doc, QG_KEY_PRINTED_DATE).n > 0);
}

/* The height in twips, with the rules and the paragraph that must follow the table; 0: no imprint.
 */
int qg_docx_imprint_height(const docx *d)
{
    const qg_page *page = &d->style->page;
    const qg_para *p = &d->style->paras[QG_PARA_IMPRINT];
    qg_str copies = qg_doc_value(d->doc, QG_KEY_CC);
    para_extra extra = copies_indent(d);
    int lines = qg_docx_has_printer(d);

    if (copies.n == 0 && lines == 0)
        return 0;
    extra.hanging_twips = 0; /* which is as wide as 抄送： */
    if (copies.n > 0)
        lines += qg_extent_lines(page, p, &extra, copies);
    return lines * p->line_twips + 2 * qg_docx_measure(d, QG_MEASURE_IMPRINT_OUTER_RULE) +
           qg_docx_measure(d, QG_MEASURE_IMPRINT_INNER_RULE) + LOWEST_LINE_TWIPS;
}

/* Write a paragraph that is not seen.  It carries the page break, which the floating table behind
 * it cannot. */
static void write_tiny(docx *d, bool page_break_before)
{
    para_extra tiny = {.line_twips = LOWEST_LINE_TWIPS, .page_break_before = page_break_before};

    qg_docx_para(d, QG_PARA_HEAD_LINE, &tiny, (qg_str){"", 0});
}

/* On paper printed on both sides the imprint stands on the back of the last sheet (6.2).  Where the
 * text ends on a front, that is the next page, to which the imprint goes by itself when it finds no
 * room.  Where it finds none on a back, the next page stays blank, and neither that one nor the
 * imprint's is numbered (7.5). */
static void go_to_even_page(docx *d)
{
    int room = d->is_turned ? 0 : qg_extent_room(&d->extent), height = qg_docx_imprint_height(d);

    if (d->extent.page % 2 != 0) {
        if (room > height / 2)
            write_tiny(d, true);
    } else if (room < height) {
        if (d->is_turned)
            qg_docx_turn(d, false);
        else
            qg_docx_end_section(d);
        d->is_unnumbered = true;
        write_tiny(d, false);
        write_tiny(d, true);
    }
}

void qg_docx_imprint(docx *d)
{
    qg_str copies = qg_doc_value(d->doc, QG_KEY_CC);
    bool is_printed = qg_docx_has_printer(d);

    if (copies.n == 0 && !is_printed)
        return;
    if (qg_docx_measure(d, QG_MEASURE_IMPRINT_EVEN_PAGE))
        go_to_even_page(d);
    if (d->is_turned) /* LibreOffice takes a table that begins a section for the end of the last */
        write_tiny(d, false);
    begin_table(d);
    if (copies.n > 0)
        write_copies(d, copies, !is_printed);
    if (is_printed)
        write_printer(d, qg_doc_value(d->doc, QG_KEY_PRINTED_BY),
                      qg_doc_value(d->doc, QG_KEY_PRINTED_DATE), copies.n == 0);
    qg_xml_close(d->xml);
    write_tiny(d, false);
}
