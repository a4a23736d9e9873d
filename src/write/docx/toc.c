/* toc.c - the table of contents, a field that Word fills again when it is asked to.
 *
 * It is filled already, with the pages that extent.h comes to.  That is exact for plain text;
 * behind tables and pictures a heading at the edge of a page may stand on the next one.
 */
#include "write/docx/docx_int.h"

#include <stdio.h>

enum { MOST_LEVELS = 3, DEFAULT_LEVELS = 3 };

static bool is_word(qg_str value, const char *const *words)
{
    for (; *words != NULL; words++)
        if (qg_str_eq_nocase(value, qg_str_of(*words)))
            return true;
    return false;
}

int qg_docx_toc_depth(const docx *d)
{
    static const char *const yes[] = {"true", "yes", "on", "是", "有", NULL};
    qg_str value = qg_doc_value(d->doc, QG_KEY_TOC);

    if (is_word(value, yes))
        return DEFAULT_LEVELS;
    if (value.n != 1 || value.p[0] < '1' || value.p[0] > '9')
        return 0;
    return value.p[0] - '0' > MOST_LEVELS ? MOST_LEVELS : value.p[0] - '0';
}

static bool is_shown(const docx *d, const anchor *a)
{
    return a->heading->u.heading.level >= 1 && a->heading->u.heading.level <= qg_docx_toc_depth(d);
}

static void write_page(docx *d, const anchor *a)
{
    char text[48];

    snprintf(text, sizeof text, " PAGEREF _Toc%zu \\h ", a->number);
    qg_docx_begin_field(d, qg_str_of(text), false);
    snprintf(text, sizeof text, "%d", d->pages == NULL ? 0 : d->pages[a->number - 1]);
    qg_docx_text(d, qg_str_of(text), NULL);
    qg_docx_end_field(d);
}

/* The heading's text, its number and what follows it, on one line. */
static void write_text(docx *d, const qg_node *heading)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, heading);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            text.p[i] = ' ';
    qg_docx_text(d, qg_str_trim(qg_buf_str(&text)), NULL);
    qg_xml_drop(d->xml, &text);
}

static void write_link(docx *d, const anchor *a)
{
    char name[48];

    qg_xml_open(d->xml, "w:hyperlink");
    snprintf(name, sizeof name, "_Toc%zu", a->number);
    qg_xml_attr(d->xml, "w:anchor", name);
    qg_xml_attr(d->xml, "w:history", "1");
    write_text(d, a->heading);
    qg_docx_text(d, QG_STR("\t"), NULL);
    write_page(d, a);
    qg_xml_close(d->xml);
}

static void begin_toc(docx *d)
{
    char text[48];

    snprintf(text, sizeof text, " TOC \\o \"1-%d\" \\h \\z \\u ", qg_docx_toc_depth(d));
    qg_docx_begin_field(d, qg_str_of(text), true);
}

/* One paragraph an entry.  The field begins in the first of them, as Word has it; returns whether
 * there was any. */
static bool write_entries(docx *d)
{
    static const qg_para_kind kinds[] = {QG_PARA_TOC_1, QG_PARA_TOC_2, QG_PARA_TOC_3};
    para_extra extra = {.has_leader = true, .right_tab_twips = qg_page_text_width(&d->style->page)};
    bool has_begun = false;

    for (size_t i = 0; i < d->n_anchors; i++) {
        const anchor *a = &d->anchors[d->in_order[i]];
        if (!is_shown(d, a))
            continue;
        qg_docx_begin_para(d, kinds[a->heading->u.heading.level - 1], &extra);
        if (!has_begun)
            begin_toc(d);
        has_begun = true;
        write_link(d, a);
        qg_docx_end_para(d);
    }
    return has_begun;
}

/* The last paragraph of the field; the text begins on a new page. */
static void write_end(docx *d, bool has_begun)
{
    qg_docx_begin_para(d, QG_PARA_TOC_1, NULL);
    if (!has_begun)
        begin_toc(d);
    qg_docx_end_field(d);
    qg_xml_open(d->xml, "w:r");
    qg_xml_open(d->xml, "w:br");
    qg_xml_attr(d->xml, "w:type", "page");
    qg_xml_close(d->xml);
    qg_xml_close(d->xml);
    qg_docx_end_para(d);
    qg_extent_new_page(&d->extent, d->extent.is_landscape);
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

/* A value that asks for none in no words that are known. */
static void tell_unknown(const docx *d)
{
    static const char *const no[] = {"", "0", "false", "no", "off", "否", "无", "無", NULL};
    const qg_field *field = qg_doc_field(d->doc, QG_KEY_TOC);
    qg_str value = qg_doc_value(d->doc, QG_KEY_TOC);

    if (field != NULL && !is_word(value, no))
        qg_sink_tell(
            d->sink,
            &(qg_finding){.kind = QG_FOUND_WRITE_TOC, .offset = field->offset, .before = value});
}

void qg_docx_toc(docx *d)
{
    if (qg_docx_toc_depth(d) == 0) {
        tell_unknown(d);
        return;
    }
    open_control(d->xml);
    qg_docx_para(d, QG_PARA_TOC_TITLE, NULL, QG_STR("目录"));
    write_end(d, write_entries(d));
    qg_xml_close(d->xml);
    qg_xml_close(d->xml);
}
