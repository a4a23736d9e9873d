/* The looks of the style sheet as CSS. */
#include "write/html/html_int.h"

#include <stdlib.h>

static const char *const classes[] = {
#define X(NAME, name) [QG_PARA_##NAME] = name,
#include "style/paragraphs.def"
#undef X
};

const char *qg_html_class(qg_para_kind kind)
{
    return classes[kind];
}

/* Twips as points, with two decimals and in no locale. */
static void put_pt(qg_buf *out, int twips)
{
    int hundredths = twips * 5;

    qg_buf_printf(out, "%s%d.%02dpt", hundredths < 0 ? "-" : "", abs(hundredths) / 100,
                  abs(hundredths) % 100);
}

static void put_length(qg_buf *out, const char *property, int twips)
{
    qg_buf_puts(out, property);
    put_pt(out, twips);
    qg_buf_puts(out, ";");
}

static void put_font(qg_buf *out, qg_str name)
{
    qg_buf_puts(out, "\"");
    for (size_t i = 0; i < name.n; i++)
        if (strchr("\"\\<>\n", name.p[i]) == NULL)
            qg_buf_put_byte(out, name.p[i]);
    qg_buf_puts(out, "\"");
}

/* Latin first, so that it does not take the letters of the Chinese font. */
static void put_fonts(qg_buf *out, const qg_style *style, const qg_para *p)
{
    qg_buf_puts(out, "font-family:");
    put_font(out, p->latin);
    qg_buf_puts(out, ",");
    put_font(out, p->font);
    for (const qg_font *font = style->fonts; font != NULL; font = font->next)
        for (size_t i = 0; i < font->n_alternatives && qg_str_eq(font->name, p->font); i++) {
            qg_buf_puts(out, ",");
            put_font(out, font->alternatives[i]);
        }
    qg_buf_puts(out, ",serif;");
}

/* The properties of a kind of paragraph. */
static void put_looks(qg_buf *out, const qg_style *style, qg_para_kind kind)
{
    static const char *const aligns[] = {[QG_PARA_LEFT] = "left",
                                         [QG_PARA_CENTER] = "center",
                                         [QG_PARA_RIGHT] = "right",
                                         [QG_PARA_JUSTIFY] = "justify"};
    const qg_para *p = &style->paras[kind];

    put_fonts(out, style, p);
    put_length(out, "font-size:", p->size_half_pt * 10);
    if (p->line_rule == QG_LINE_MULTIPLE)
        qg_buf_puts(out, "line-height:normal;");
    else
        put_length(out, "line-height:", p->line_twips);
    put_length(out, "letter-spacing:", p->tracking_twips);
    put_length(out, "text-indent:", p->hanging.twips > 0 ? -p->hanging.twips : p->first_line.twips);
    put_length(out, "margin-top:", p->before_twips);
    put_length(out, "margin-bottom:", p->after_twips);
    put_length(out, "margin-left:", p->left.twips);
    put_length(out, "margin-right:", p->right.twips);
    if (p->page_break_before)
        qg_buf_puts(out, "break-before:var(--page);");
    qg_buf_printf(out, "text-align:%s;color:#%06X;font-weight:%s;font-style:%s", aligns[p->align],
                  p->color & 0xFFFFFF, p->is_bold ? "bold" : "normal",
                  p->is_italic ? "italic" : "normal");
}

/* The number below the type area of a printed page. */
static void put_number(qg_buf *out, const qg_style *style, const char *pages, const char *side)
{
    qg_buf_printf(out, "@page%s{@bottom-%s{content:\"— \" counter(page) \" —\";", pages, side);
    put_looks(out, style, QG_PARA_PAGE_NUMBER);
    qg_buf_printf(out, ";text-align:%s", side);
    put_length(out, ";vertical-align:bottom;padding-bottom:", style->page.footer);
    qg_buf_puts(out, "}}\n");
}

/* Odd numbers stand at the right, even ones at the left, or all in the middle. */
static void put_numbers(qg_buf *out, const qg_style *style)
{
    bool is_centred = style->page.numbers_centred;

    put_number(out, style, is_centred ? "" : ":right", is_centred ? "center" : "right");
    if (!is_centred)
        put_number(out, style, ":left", "left");
    if (!style->page.numbers_on_first)
        qg_buf_printf(out, "@page:first{@bottom-%s{content:none}}\n",
                      is_centred ? "center" : "right");
}

/* What is not the style's business. */
static const char fixed[] =
    "*{box-sizing:border-box}main{overflow-wrap:anywhere;widows:1;orphans:1}\n"
    "p,h1,h2,h3,h4,h5,h6,pre,figure,table,ul,ol,blockquote{margin:0;font-weight:inherit}\n"
    "h1{text-wrap:balance}\n" /* no line of one character */
    "ul,ol{padding-left:0}li{list-style-position:outside;text-indent:0}li>*{margin-left:0!"
    "important}\n"
    /* lists in items, cells and notes, quotations in quotations */
    "li>ul,li>ol,td>ul,td>ol,.footnote>ul,.footnote>ol{margin-left:2em!important;font-size:inherit;"
    "line-height:inherit}\n"
    "td li>*,.footnote li>*{font-size:inherit;line-height:inherit}\n"
    "li>blockquote,blockquote blockquote{margin-left:2em!important}\n"
    ".footnote>a:first-child{float:left;margin-right:4pt}\n"
    "@counter-style bracket{system:extends decimal;suffix:\") \"}\n"
    "li.task{list-style-type:none}\n"
    "pre{white-space:pre-wrap;tab-size:4}code{white-space:pre-wrap;font-family:\"Courier "
    "New\",monospace}\n"
    "a{color:inherit}img{max-width:100%;vertical-align:middle}\n"
    "table{border-collapse:collapse;width:100%;margin:4pt 0}th,td{border:.5pt solid;padding:0 "
    "5pt}tr{break-inside:avoid}th{word-break:keep-all;overflow-wrap:break-word}\n"
    "math{font-size:1em;font-family:\"Cambria Math\",\"STIX Two Math\",\"Latin Modern Math\",math}"
    "math[display=block]{margin:4pt 0}\n"
    ".display{display:block;position:relative;text-indent:0}"
    ".eq{position:absolute;right:0;top:50%;transform:translateY(-50%)}\n"
    "hr{border:0;border-top:.75pt solid;margin:8pt 0}\n"
    ".footnotes{border-top:.75pt solid;margin-top:14pt;padding-top:4pt}\n"
    /* what stands around the text of a formal document */
    ".mark{display:flex;justify-content:center;align-items:center;gap:.3em;white-space:nowrap}\n"
    ".beside{display:flex;justify-content:space-between;align-items:flex-end;padding:0 1em}\n"
    ".signers{display:flex}.signer{display:grid;grid-template-columns:auto auto;column-gap:1em}\n"
    ".preprinted .mark,.preprinted hr{visibility:hidden}\n"
    ".attachment-note+.attachment-note{padding-left:3em}\n"
    "header{display:flow-root}hr.double~.doc-number{float:right}\n"
    "footer{break-inside:avoid}footer>p{margin:0!important;padding:0 1em 0 4em;text-indent:-3em}\n"
    ":root{--page:page}.break{break-after:var(--page);border-top:1pt dashed #bbb;margin:6pt 0}\n"
    "@media screen{body{margin:0;background:#888}main{background:#fff;margin:8mm auto;"
    "box-shadow:0 1mm 3mm #444}}\n"
    "@media "
    "print{body{margin:0}main{padding:0!important;width:auto!important;min-height:0!important}"
    ".break{border:0;margin:0}}\n";

/* On the screen a browser that can wrap columns puts the sheets below each other: each is a column
 * of the type area's height, and what is between two of them is margins and desk.  Others show one
 * long sheet (CSS Multi-column Layout Level 2, column-wrap). */
static void put_sheets(qg_buf *out, const qg_page *page)
{
    const int desk = 454; /* 8 mm */

    qg_buf_puts(out, "@media screen{@supports(column-wrap:wrap){:root{--page:column}"
                     ".break{border:0;margin:0}main{columns:1;column-wrap:wrap;box-shadow:none;");
    put_length(out, "column-height:", page->height - page->top - page->bottom);
    put_length(out, "row-gap:", page->top + page->bottom + desk);
    put_length(out, "background:repeating-linear-gradient(#fff 0 ", page->height);
    qg_buf_truncate(out, out->n - 1);
    put_length(out, ",#888 0 ", page->height + desk);
    qg_buf_truncate(out, out->n - 1);
    qg_buf_puts(out, ")}}}\n");
}

/* Of a page, from the top clockwise. */
static void put_sides(qg_buf *out, const char *property, int top, int right, int bottom, int left)
{
    const int sides[] = {top, right, bottom, left};

    qg_buf_puts(out, property);
    for (size_t i = 0; i < 4; i++) {
        qg_buf_puts(out, i == 0 ? "" : " ");
        put_pt(out, sides[i]);
    }
    qg_buf_puts(out, "}\n");
}

static void put_margins(qg_buf *out, const char *property, const qg_page *page)
{
    put_sides(out, property, page->top, page->right, page->bottom, page->left);
}

/* The binding edge of a landscape page is at its top (8). */
static void put_broadside(qg_buf *out, const qg_page *page)
{
    put_length(out, ".landscape{page:landscape}\n@page landscape{size:", page->height);
    qg_buf_truncate(out, out->n - 1);
    put_length(out, " ", page->width);
    put_sides(out, "margin:", page->left, page->top, page->right, page->bottom);
}

static void put_rule(qg_buf *out, const char *property, int twips, const char *color)
{
    qg_buf_puts(out, property);
    put_pt(out, twips);
    qg_buf_printf(out, " solid %s;", color);
}

/* The lower rule of a letter's first page, thin above thick (10.1), where sheets can be seen. */
static void put_foot_rule(qg_buf *out, const qg_style *style)
{
    const qg_page *page = &style->page;
    const int *measures = style->measures;

    qg_buf_puts(out, "hr.foot{display:none}\n@media screen{@supports(column-wrap:wrap){"
                     "main{position:relative}hr.foot{display:block;position:absolute;");
    put_length(out, "top:", page->height - measures[QG_MEASURE_HEAD_FOOT_RULE]);
    put_length(out, "width:", measures[QG_MEASURE_HEAD_RULE_WIDTH]);
    put_length(out, "left:",
               page->left + (qg_page_text_width(page) - measures[QG_MEASURE_HEAD_RULE_WIDTH]) / 2);
    put_rule(out, "margin:0;border-top:", measures[QG_MEASURE_HEAD_THIN_RULE], "red");
    put_rule(out, "border-bottom:", measures[QG_MEASURE_HEAD_RULE], "red");
    qg_buf_puts(out, "}}}\n");
}

/* 版头: the mark so far from the paper's edge, and so many lines between its parts. */
static void put_head(qg_buf *out, const qg_style *style)
{
    const int *measures = style->measures,
              above = measures[QG_MEASURE_HEAD_MARK_TOP] - style->page.top;
    const qg_para *number = &style->paras[QG_PARA_DOC_NUMBER];
    int line = style->page.line_pitch, width = measures[QG_MEASURE_HEAD_RULE_WIDTH];
    int below_ink = (number->line_twips - number->size_half_pt * 10) / 2;
    int side = (qg_page_text_width(&style->page) - width) / 2;

    put_length(out, "header{margin-bottom:", measures[QG_MEASURE_HEAD_LINES_BELOW_RULE] * line);
    put_length(out, "}.above{height:", above > 0 ? above : 0);
    put_length(out, "}.below{margin-top:", measures[QG_MEASURE_HEAD_LINES_BELOW_MARK] * line);
    put_rule(out, "}hr.red{border-top:", measures[QG_MEASURE_HEAD_RULE], "red");
    put_sides(out, "margin:", measures[QG_MEASURE_HEAD_RULE_GAP] - below_ink, side, 0, side);
    put_rule(out, "hr.double{height:3pt;border-bottom:", measures[QG_MEASURE_HEAD_THIN_RULE],
             "red");
    put_length(out, "margin-top:", measures[QG_MEASURE_HEAD_RULE_GAP]);
    qg_buf_puts(out, "}\n");
    if (style->form == QG_DOCUMENT_LETTER)
        put_foot_rule(out, style);
}

/* 署名, 成文日期 and 版记. */
static void put_end(qg_buf *out, const qg_style *style)
{
    const int *measures = style->measures, line = style->page.line_pitch;

    put_length(out, ".signature,.date{margin-right:", measures[QG_MEASURE_SIGNATURE_RIGHT]);
    put_length(out, "}.sealed .signature,.sealed .date{margin-right:",
               measures[QG_MEASURE_SIGNATURE_RIGHT_SEALED]);
    put_length(out, "}:not(.signature)+.signature{margin-top:",
               measures[QG_MEASURE_SIGNATURE_LINES] * line);
    put_length(out, "}.sealed :not(.signature)+.signature{margin-top:",
               measures[QG_MEASURE_SIGNATURE_LINES_SEALED] * line);
    put_length(out,
               "}.seal{position:relative}.seal img{position:absolute;left:50%;top:0;"
               "transform:translate(-50%,-50%);max-width:none;mix-blend-mode:multiply;height:",
               measures[QG_MEASURE_SIGNATURE_SEAL]);
    put_length(out, "margin-top:", -measures[QG_MEASURE_SIGNATURE_SEAL_RAISED]);
    put_length(out, "}:not(.attachment-note)+.attachment-note,:not(.roll)+.roll{margin-top:", line);
    put_rule(out, "}\nfooter{border-top:", measures[QG_MEASURE_IMPRINT_OUTER_RULE], "");
    put_rule(out, "border-bottom:", measures[QG_MEASURE_IMPRINT_OUTER_RULE], "");
    put_length(out, "margin-top:", 2 * line);
    put_rule(out, "}footer>*+*{border-top:", measures[QG_MEASURE_IMPRINT_INNER_RULE], "");
    qg_buf_puts(out, "}\n");
}

void qg_html_css(qg_buf *out, const qg_style *style)
{
    const qg_page *page = &style->page;

    qg_buf_puts(out, fixed);
    put_length(out, "@page{size:", page->width);
    qg_buf_truncate(out, out->n - 1);
    put_length(out, " ", page->height);
    put_margins(out, "margin:", page);
    put_numbers(out, style);
    qg_buf_puts(out, "main{");
    put_length(out, "width:", page->width);
    put_length(out, "min-height:", page->height);
    put_margins(out, "padding:", page);
    put_sheets(out, page);
    for (int kind = 0; kind < QG_PARA_KINDS; kind++) {
        qg_buf_printf(out, ".%s{", classes[kind]);
        put_looks(out, style, (qg_para_kind)kind);
        qg_buf_puts(out, "}\n");
    }
    put_broadside(out, page);
    put_head(out, style);
    put_end(out, style);
}
