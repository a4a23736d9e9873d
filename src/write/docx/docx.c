#include "write/docx/official_int.h"
#include "write/docx/page_int.h"
#include "write/docx/table_int.h"

void qg_docx_namespaces(qg_xml *xml)
{
    qg_xml_attr(xml, "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
    qg_xml_attr(xml, "xmlns:r",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
    /* where it is declared on an equation, pandoc's reader finds none */
    qg_xml_attr(xml, "xmlns:m", "http://schemas.openxmlformats.org/officeDocument/2006/math");
    qg_xml_attr(xml, "xmlns:wp",
                "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing");
    qg_xml_attr(xml, "xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006");
    qg_xml_attr(xml, "xmlns:w14", "http://schemas.microsoft.com/office/word/2010/wordml");
    qg_xml_attr(xml, "mc:Ignorable", "w14");
}

qg_xml *qg_docx_begin_part(docx *d, const char *name, const char *content_type)
{
    d->xml = qg_part_write(qg_package_add(&d->package, name, content_type));
    return d->xml;
}

/* The draft decides of these parts nothing but the language. */
const qg_ready_part *qg_docx_ready(const docx *d, qg_ready_name name)
{
    if (qg_doc_value(d->doc, QG_KEY_LANG).n > 0)
        return NULL;
    return qg_ready_part_of(d->style->number, name);
}

static qg_status write_body(docx *d)
{
    if (qg_docx_find_anchors(d) != QG_OK)
        return QG_E_MEMORY;
    d->extent.pages = qg_arena_get(&d->arena, (d->anchors.n + 1) * sizeof(int));
    qg_docx_body(d);
    qg_docx_section(d);
    qg_extent_settle(&d->extent);
    d->is_turned = false;
    d->extent.paper = NULL;
    return QG_OK;
}

static qg_status write_document(docx *d)
{
    qg_status status, end;
    qg_xml *x = qg_docx_begin_part(
        d, "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");

    if (x == NULL)
        return QG_E_MEMORY;
    d->relations = &d->of_document;
    d->extent = (extent){.paper = &d->style->page, .page = 1};
    qg_relations_add(&d->of_document, &d->arena, "styles", QG_STR("styles.xml"), false);
    qg_relations_add(&d->of_document, &d->arena, "settings", QG_STR("settings.xml"), false);
    qg_relations_add(&d->of_document, &d->arena, "fontTable", QG_STR("fontTable.xml"), false);
    qg_xml_open(x, "w:document");
    qg_docx_namespaces(x);
    qg_xml_open(x, "w:body");
    status = write_body(d);
    end = qg_xml_end(x);
    return status == QG_OK ? end : status;
}

/* A table of contents stands in front of what it names.  To know the pages, the document is written
 * once for nothing. */
static qg_status find_pages(docx *d)
{
    docx trial = {.doc = d->doc, .style = d->style, .options = d->options};
    qg_status status;
    int *pages = NULL;

    if (qg_doc_toc_depth(d->doc) <= 0)
        return QG_OK;
    trial.package = (qg_package){.arena = &trial.arena, .is_trial = true};
    qg_docx_choose_form(&trial);
    status = write_document(&trial);
    if (status == QG_OK && trial.extent.pages != NULL)
        pages = qg_arena_get(&d->arena, (trial.anchors.n + 1) * sizeof *pages);
    if (pages != NULL)
        memcpy(pages, trial.extent.pages, trial.anchors.n * sizeof *pages);
    d->pages = pages;
    qg_docx_forget_table(&trial);
    qg_package_clear(&trial.package);
    qg_arena_clear(&trial.arena);
    return status == QG_OK ? d->arena.status : status;
}

static qg_status write_parts(docx *d)
{
    static qg_status (*const parts[])(docx *) = {
        find_pages,       write_document, qg_docx_notes,   qg_docx_numbering, qg_docx_styles,
        qg_docx_settings, qg_docx_fonts,  qg_docx_footers, qg_docx_properties};
    qg_status status = QG_OK;

    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == QG_OK; i++)
        status = parts[i](d);
    if (status == QG_OK)
        status =
            qg_package_add_relations(&d->package, "word/_rels/document.xml.rels", &d->of_document);
    if (status == QG_OK)
        status = qg_package_add_relations(&d->package, qg_docx_note_words_of(d)->relations_part,
                                          &d->of_notes);
    return status == QG_OK ? d->arena.status : status;
}

void qg_docx_drop(docx *d, qg_buf *text)
{
    if (d->arena.status == QG_OK)
        d->arena.status = qg_buf_status(text);
    qg_buf_clear(text);
}

qg_status qg_docx_write(qg_buf *out, const qg_doc *doc, const qg_style *style,
                        const qg_docx_options *options, const qg_sink *sink)
{
    docx d = {.doc = doc, .style = style, .options = options, .sink = sink};
    qg_status status;

    d.package = (qg_package){.arena = &d.arena, .may_start_thread = options->may_start_thread};
    qg_docx_choose_form(&d);
    status = write_parts(&d);
    if (status == QG_OK)
        status = qg_package_save(out, &d.package);
    qg_docx_forget_table(&d);
    qg_package_clear(&d.package);
    qg_arena_clear(&d.arena);
    return status;
}
