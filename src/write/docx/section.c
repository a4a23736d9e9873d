/* The paper of a section, and the page numbers in its footers. */
#include "write/docx/official_int.h"
#include "write/docx/page_int.h"

#include <stdio.h>

enum { ODD, EVEN, FIRST, NONE, TURNED_ODD, TURNED_EVEN };

static const char *const footers[QG_DOCX_FOOTERS] = {[ODD] = "footer1.xml",
                                                     [EVEN] = "footer2.xml",
                                                     [FIRST] = "footer3.xml",
                                                     [NONE] = "footer-empty.xml",
                                                     [TURNED_ODD] = QG_DOCX_TURNED_ODD,
                                                     [TURNED_EVEN] = QG_DOCX_TURNED_EVEN};

/* All sections have one relation to a footer, as in Microsoft's own examples. */
static void write_footer_reference(docx *d, const char *type, int footer)
{
    char id[16];

    if (d->footers[footer] == 0)
        d->footers[footer] = qg_relations_add(&d->of_document, &d->arena, "footer",
                                              qg_str_of(footers[footer]), false);
    snprintf(id, sizeof id, "rId%d", d->footers[footer]);
    qg_xml_open(d->xml, "w:footerReference");
    qg_xml_attr(d->xml, "w:type", type);
    qg_xml_attr(d->xml, "r:id", id);
    qg_xml_close(d->xml);
}

static void write_paper(qg_xml *x, const qg_page *page, bool is_landscape)
{
    qg_xml_open(x, "w:pgSz");
    qg_xml_attr_int(x, "w:w", is_landscape ? page->height : page->width);
    qg_xml_attr_int(x, "w:h", is_landscape ? page->width : page->height);
    if (is_landscape)
        qg_xml_attr(x, "w:orient", "landscape");
    qg_xml_close(x);
    /* Turned to the left: the binding edge comes on top. */
    qg_xml_open(x, "w:pgMar");
    qg_xml_attr_int(x, "w:top", is_landscape ? page->left : page->top);
    qg_xml_attr_int(x, "w:right", is_landscape ? page->top : page->right);
    qg_xml_attr_int(x, "w:bottom", is_landscape ? page->right : page->bottom);
    qg_xml_attr_int(x, "w:left", is_landscape ? page->bottom : page->left);
    qg_xml_attr_int(x, "w:header", page->header);
    qg_xml_attr_int(x, "w:footer", page->footer);
    qg_xml_attr_int(x, "w:gutter", 0);
    qg_xml_close(x);
}

/* The first page of the document has a foot of its own: no number, or a letter's rule. */
static bool has_first_footer(const docx *d)
{
    return !d->style->page.numbers_on_first || (d->form == QG_DOCUMENT_LETTER && d->has_mark);
}

static int footer_of(const docx *d, int turned, int upright)
{
    if (d->is_unnumbered)
        return NONE;
    return d->is_turned ? turned : upright;
}

void qg_docx_section(docx *d)
{
    const qg_page *page = &d->style->page;
    bool has_own_first = d->n_sections++ == 0 && has_first_footer(d);
    qg_xml *x = d->xml;

    d->has_turned = d->has_turned || d->is_turned;
    qg_xml_open(x, "w:sectPr");
    write_footer_reference(d, "default", footer_of(d, TURNED_ODD, ODD));
    write_footer_reference(d, "even", footer_of(d, TURNED_EVEN, EVEN));
    if (has_own_first)
        write_footer_reference(d, "first", FIRST);
    write_paper(x, page, d->is_turned);
    if (has_own_first)
        qg_xml_empty(x, "w:titlePg");
    if (page->lines > 0) { /* no charSpace: LibreOffice would halve the line's characters */
        qg_xml_open(x, "w:docGrid");
        qg_xml_attr(x, "w:type", "lines");
        qg_xml_attr_int(x, "w:linePitch", page->line_pitch);
        qg_xml_close(x);
    }
    qg_xml_close(x);
}

/* — 1 —, the number in half-width digits of the Chinese font (7.5).  Every run of the field has the
 * paragraph's size, so that no program shows it smaller after an update. */
void qg_docx_page_number(docx *d)
{
    qg_docx_text(d, QG_STR("— "), NULL);
    qg_docx_begin_field(d, QG_STR(" PAGE "), false);
    qg_docx_text(d, QG_STR("1"), NULL);
    qg_docx_end_field(d);
    qg_docx_text(d, QG_STR(" —"), NULL);
}

static qg_status write_footer(docx *d, const char *name, qg_align align, bool has_number,
                              bool is_first)
{
    para_extra extra = {.align = align};
    qg_xml *x = qg_docx_begin_part(
        d, name, "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml");

    if (x == NULL)
        return QG_E_MEMORY;
    qg_xml_open(x, "w:ftr");
    qg_docx_namespaces(x);
    if (is_first && d->form == QG_DOCUMENT_LETTER && d->has_mark)
        qg_docx_letter_foot(d);
    qg_docx_begin_para(d, QG_PARA_PAGE_NUMBER, &extra);
    if (has_number)
        qg_docx_page_number(d);
    qg_docx_end_para(d);
    return qg_xml_end(x);
}

qg_status qg_docx_footers(docx *d)
{
    const qg_page *page = &d->style->page;
    qg_align odd = page->numbers_centred ? QG_ALIGN_CENTER : QG_ALIGN_RIGHT;
    qg_align even = page->numbers_centred ? QG_ALIGN_CENTER : QG_ALIGN_LEFT;
    qg_status status = write_footer(d, "word/footer1.xml", odd, true, false);

    if (status == QG_OK)
        status = write_footer(d, "word/footer2.xml", even, true, false);
    if (status == QG_OK && has_first_footer(d))
        status = write_footer(d, "word/footer3.xml", odd, page->numbers_on_first, true);
    if (status == QG_OK && d->is_unnumbered)
        status = write_footer(d, "word/footer-empty.xml", odd, false, false);
    if (status == QG_OK)
        status = qg_docx_turned_footers(d);
    return status;
}
