/* turned.c - landscape pages: where they begin and end, and their page numbers.
 *
 * A table set broadside has its head at the left edge of the upright page (GB/T 9704-2012, 8), and
 * the page number stands where upright pages have it: at the left of the turned page, turned with
 * it. */
#include "write/docx/page_int.h"
#include "write/docx/text_int.h"

#include <stdio.h>

/* Less than what 22 lines leave of a page, and the least that word processors let one enter. */
enum { LOWEST_LINE_TWIPS = 14 };

void qg_docx_end_section(docx *d)
{
    para_extra tiny = {.line_twips = LOWEST_LINE_TWIPS, .is_unsnapped = true, .ends_section = true};

    d->ends_page = false; /* the section does */
    qg_docx_begin_para(d, QG_PARA_NORMAL, &tiny);
    qg_docx_end_para(d);
}

void qg_docx_turn(docx *d, bool to_landscape)
{
    if (d->is_turned == to_landscape)
        return;
    if (d->has_content) {
        qg_docx_end_section(d);
        qg_extent_new_page(&d->extent, to_landscape);
    }
    d->extent.is_landscape = to_landscape;
    d->is_turned = to_landscape;
    d->has_content = false;
}

void qg_docx_begin_block(docx *d)
{
    if (!d->in_turned)
        qg_docx_turn(d, false);
    d->has_content = true;
}

/* ---- page numbers ---------------------------------------------------------------------------- */

enum { EMU_PER_TWIP = 635 };

/* Where the number stands on a turned page: a box over the length of the upright page's lines. */
typedef struct box {
    int x, y, width, height;
} box;

static box box_of(const qg_style *style)
{
    const qg_page *page = &style->page;

    return (box){.x = page->footer,
                 .y = page->left,
                 .width = style->paras[QG_PARA_PAGE_NUMBER].line_twips,
                 .height = qg_page_text_width(page)};
}

static void write_emu(qg_xml *x, const char *name, int twips)
{
    qg_xml_attr_int(x, name, (long)twips * EMU_PER_TWIP);
}

static void write_position(qg_xml *x, const char *name, int twips)
{
    char text[24];

    snprintf(text, sizeof text, "%ld", (long)twips * EMU_PER_TWIP);
    qg_xml_open(x, name);
    qg_xml_attr(x, "relativeFrom", "page");
    qg_xml_element(x, "wp:posOffset", qg_str_of(text));
    qg_xml_close(x);
}

static void begin_anchor(qg_xml *x, box at)
{
    qg_xml_open(x, "wp:anchor");
    for (size_t i = 0; i < 4; i++)
        qg_xml_attr(x, (const char *[]){"distT", "distB", "distL", "distR"}[i], "0");
    qg_xml_attr(x, "simplePos", "0");
    qg_xml_attr(x, "relativeHeight", "1");
    qg_xml_attr(x, "behindDoc", "0");
    qg_xml_attr(x, "locked", "0");
    qg_xml_attr(x, "layoutInCell", "1");
    qg_xml_attr(x, "allowOverlap", "1");
    qg_xml_open(x, "wp:simplePos");
    qg_xml_attr(x, "x", "0");
    qg_xml_attr(x, "y", "0");
    qg_xml_close(x);
    write_position(x, "wp:positionH", at.x);
    write_position(x, "wp:positionV", at.y);
    qg_xml_open(x, "wp:extent");
    write_emu(x, "cx", at.width);
    write_emu(x, "cy", at.height);
    qg_xml_close(x);
    qg_xml_empty(x, "wp:wrapNone");
    qg_xml_open(x, "wp:docPr");
    qg_xml_attr(x, "id", "1");
    qg_xml_attr(x, "name", "页码");
    qg_xml_close(x);
}

static void write_shape(qg_xml *x, box at)
{
    qg_xml_empty(x, "wps:cNvSpPr");
    qg_xml_open(x, "wps:spPr");
    qg_xml_open(x, "a:xfrm");
    qg_xml_open(x, "a:off");
    qg_xml_attr(x, "x", "0");
    qg_xml_attr(x, "y", "0");
    qg_xml_close(x);
    qg_xml_open(x, "a:ext");
    write_emu(x, "cx", at.width);
    write_emu(x, "cy", at.height);
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_open(x, "a:prstGeom");
    qg_xml_attr(x, "prst", "rect");
    qg_xml_empty(x, "a:avLst");
    qg_xml_close(x);
    qg_xml_close(x);
}

static void write_number(docx *d, qg_align align)
{
    para_extra extra = {.align = align};

    qg_docx_begin_para(d, QG_PARA_PAGE_NUMBER, &extra);
    qg_docx_page_number(d);
    qg_docx_end_para(d);
}

/* Write the box as DrawingML, for programs of today. */
static void write_choice(docx *d, box at, qg_align align)
{
    qg_xml *x = d->xml;

    qg_xml_open(x, "mc:Choice");
    qg_xml_attr(x, "Requires", "wps");
    qg_xml_open(x, "w:drawing");
    begin_anchor(x, at);
    qg_xml_open(x, "a:graphic");
    qg_xml_open(x, "a:graphicData");
    qg_xml_attr(x, "uri", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape");
    qg_xml_open(x, "wps:wsp");
    write_shape(x, at);
    qg_xml_open(x, "wps:txbx");
    qg_xml_open(x, "w:txbxContent");
    write_number(d, align);
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_open(x, "wps:bodyPr");
    qg_xml_attr(x, "vert", "vert");
    for (size_t i = 0; i < 4; i++)
        qg_xml_attr(x, (const char *[]){"lIns", "tIns", "rIns", "bIns"}[i], "0");
    qg_xml_close(x);
    for (int i = 0; i < 6; i++) /* wsp, graphicData, graphic, anchor, drawing, Choice */
        qg_xml_close(x);
}

static void put_points(qg_buf *style, const char *name, int twips)
{
    qg_buf_puts(style, ";");
    qg_buf_puts(style, name);
    qg_buf_printf(style, ":%d.%02dpt", twips / 20, twips % 20 * 5);
}

/* Write the box as VML, for Word 2007. */
static void write_fallback(docx *d, box at, qg_align align)
{
    qg_xml *x = d->xml;
    qg_buf style;

    qg_buf_init(&style, 0);
    qg_buf_puts(&style, "position:absolute;z-index:1;mso-position-horizontal-relative:page;"
                        "mso-position-vertical-relative:page");
    put_points(&style, "margin-left", at.x);
    put_points(&style, "margin-top", at.y);
    put_points(&style, "width", at.width);
    put_points(&style, "height", at.height);
    qg_xml_open(x, "mc:Fallback");
    qg_xml_open(x, "w:pict");
    qg_xml_open(x, "v:rect");
    qg_xml_attr_str(x, "style", qg_buf_str(&style));
    qg_xml_attr(x, "filled", "f");
    qg_xml_attr(x, "stroked", "f");
    qg_xml_open(x, "v:textbox");
    qg_xml_attr(x, "style", "layout-flow:vertical");
    qg_xml_attr(x, "inset", "0,0,0,0");
    qg_xml_open(x, "w:txbxContent");
    write_number(d, align);
    for (int i = 0; i < 5; i++) /* txbxContent, textbox, rect, pict, Fallback */
        qg_xml_close(x);
    qg_xml_drop(x, &style);
}

static void write_namespaces(qg_xml *x)
{
    qg_docx_namespaces(x);
    qg_xml_attr(x, "xmlns:wps",
                "http://schemas.microsoft.com/office/word/2010/wordprocessingShape");
    qg_xml_attr(x, "xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
    qg_xml_attr(x, "xmlns:v", "urn:schemas-microsoft-com:vml");
}

static qg_status write_footer(docx *d, const char *name, qg_align align)
{
    para_extra tiny = {.line_twips = 20};
    box at = box_of(d->style);
    qg_xml *x = qg_docx_begin_part(
        d, name, "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml");

    if (x == NULL)
        return QG_E_MEMORY;
    qg_xml_open(x, "w:ftr");
    write_namespaces(x);
    qg_docx_begin_para(d, QG_PARA_PAGE_NUMBER, &tiny);
    qg_xml_open(x, "w:r");
    qg_xml_open(x, "mc:AlternateContent");
    write_choice(d, at, align);
    write_fallback(d, at, align);
    qg_xml_close(x);
    qg_xml_close(x);
    qg_docx_end_para(d);
    return qg_xml_end(x);
}

qg_status qg_docx_turned_footers(docx *d)
{
    bool is_centred = d->style->page.numbers_centred;
    qg_status status = QG_OK;

    if (!d->has_turned)
        return QG_OK;
    status =
        write_footer(d, "word/" QG_DOCX_TURNED_ODD, is_centred ? QG_ALIGN_CENTER : QG_ALIGN_RIGHT);
    if (status == QG_OK)
        status = write_footer(d, "word/" QG_DOCX_TURNED_EVEN,
                              is_centred ? QG_ALIGN_CENTER : QG_ALIGN_LEFT);
    return status;
}
