/* toc.c - the table of contents, a field that Word fills again when it is asked to.
 *
 * It is filled already, with the pages that extent.h comes to.  That is exact for plain text;
 * behind tables and pictures a heading at the edge of a page may stand on the next one.
 */
#include "write/docx/text_int.h"

#include <stdio.h>

static bool is_shown(const docx *d, const qg_anchor *a)
{
    return a->heading->u.heading.level >= 1 &&
           a->heading->u.heading.level <= qg_doc_toc_depth(d->doc);
}

static void write_page(docx *d, const qg_anchor *a)
{
    char text[48];

    snprintf(text, sizeof text, " PAGEREF _Toc%zu \\h ", qg_docx_anchor_number(d, a));
    qg_docx_begin_field(d, qg_str_of(text), false);
    snprintf(text, sizeof text, "%d", d->pages == NULL ? 0 : d->pages[a->number - 1]);
    qg_docx_text(d, qg_str_of(text), NULL);
    qg_docx_end_field(d);
}

/* Write the text of a heading on one line: its number and what follows that. */
static void write_text(docx *d, const qg_anchor *a)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    qg_anchor_put_number(&text, a);
    qg_node_plain(&text, a->heading);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            text.p[i] = ' ';
    qg_docx_text(d, qg_str_trim(qg_buf_str(&text)), NULL);
    qg_xml_drop(d->xml, &text);
}

static void write_link(docx *d, const qg_anchor *a)
{
    char name[48];

    qg_xml_open(d->xml, "w:hyperlink");
    snprintf(name, sizeof name, "_Toc%zu", qg_docx_anchor_number(d, a));
    qg_xml_attr(d->xml, "w:anchor", name);
    qg_xml_attr(d->xml, "w:history", "1");
    write_text(d, a);
    qg_docx_text(d, QG_STR("\t"), NULL);
    write_page(d, a);
    qg_xml_close(d->xml);
}

static void begin_toc(docx *d)
{
    char text[48];

    snprintf(text, sizeof text, " TOC \\o \"1-%d\" \\h \\z \\u ", qg_doc_toc_depth(d->doc));
    qg_docx_begin_field(d, qg_str_of(text), true);
}

/* End the field; the text begins on a new page. */
static void write_end(docx *d)
{
    qg_docx_end_field(d);
    qg_xml_open(d->xml, "w:r");
    qg_xml_open(d->xml, "w:br");
    qg_xml_attr(d->xml, "w:type", "page");
    qg_xml_close(d->xml);
    qg_xml_close(d->xml);
}

static const qg_anchor *last_shown(const docx *d)
{
    size_t i = d->anchors.n;

    while (i > 0 && !is_shown(d, &d->anchors.at[i - 1]))
        i--;
    return i == 0 ? NULL : &d->anchors.at[i - 1];
}

/* Write a paragraph for each entry.  The field begins in the first and ends in the last of them: a
 * paragraph of its own for the end would find no room on a full page, and leave the next one empty.
 */
static void write_entries(docx *d, const qg_anchor *last)
{
    static const qg_para_kind kinds[] = {QG_PARA_TOC_1, QG_PARA_TOC_2, QG_PARA_TOC_3};
    para_extra extra = {.has_leader = true, .right_tab_twips = qg_page_text_width(&d->style->page)};
    bool has_begun = false;

    for (const qg_anchor *a = d->anchors.at; a <= last; a++) {
        if (!is_shown(d, a))
            continue;
        qg_docx_begin_para(d, kinds[a->heading->u.heading.level - 1], &extra);
        if (!has_begun)
            begin_toc(d);
        has_begun = true;
        write_link(d, a);
        if (a == last)
            write_end(d);
        qg_docx_end_para(d);
    }
}

/* Write a field without entries.  Once there are headings, Word fills it when it is asked to. */
static void write_nothing(docx *d)
{
    qg_docx_begin_para(d, QG_PARA_TOC_1, NULL);
    begin_toc(d);
    write_end(d);
    qg_docx_end_para(d);
}

static void open_control(qg_xml *x)
{
    qg_xml_open(x, "w:sdt");
    qg_xml_open(x, "w:sdtPr");
    qg_xml_open(x, "w:docPartObj");
    qg_xml_val(x, "w:docPartGallery", "Table of Contents");
    qg_xml_empty(x, "w:docPartUnique");
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_open(x, "w:sdtContent");
}

void qg_docx_toc(docx *d)
{
    int depth = qg_doc_toc_depth(d->doc);
    const qg_anchor *last;

    if (depth < 0)
        qg_sink_tell(d->sink, &(qg_finding){.kind = QG_FOUND_WRITE_TOC,
                                            .offset = qg_doc_field(d->doc, QG_KEY_TOC)->offset,
                                            .before = qg_doc_value(d->doc, QG_KEY_TOC)});
    if (depth <= 0)
        return;
    open_control(d->xml);
    qg_docx_para(d, QG_PARA_TOC_TITLE, NULL, QG_STR("目录"));
    last = last_shown(d);
    if (last != NULL)
        write_entries(d, last);
    else
        write_nothing(d);
    qg_extent_new_page(&d->extent, d->extent.is_landscape);
    qg_xml_close(d->xml);
    qg_xml_close(d->xml);
}
