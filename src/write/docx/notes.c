/* footnotes.xml or endnotes.xml: notes at the foot of the page where they are referred to, or at
 * the end of the document when the sheet says notes.at-end. */
#include "write/docx/page_int.h"
#include "write/docx/text_int.h"

static const qg_docx_note_words footnotes = {
    .name = "w:footnote",
    .part = "word/footnotes.xml",
    .content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    .relations_part = "word/_rels/footnotes.xml.rels",
    .root = "w:footnotes",
    .reference = "w:footnoteReference",
    .mark = "w:footnoteRef",
    .reference_style = "FootnoteReference",
    .text_style = "FootnoteText",
    .settings = "w:footnotePr",
};

static const qg_docx_note_words endnotes = {
    .name = "w:endnote",
    .part = "word/endnotes.xml",
    .content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml",
    .relations_part = "word/_rels/endnotes.xml.rels",
    .root = "w:endnotes",
    .reference = "w:endnoteReference",
    .mark = "w:endnoteRef",
    .reference_style = "EndnoteReference",
    .text_style = "EndnoteText",
    .settings = "w:endnotePr",
};

const qg_docx_note_words *qg_docx_note_words_of(const docx *d)
{
    return d->style->notes_at_end ? &endnotes : &footnotes;
}

static void write_separator(qg_xml *x, const qg_docx_note_words *words, const char *type, int id,
                            const char *element)
{
    qg_xml_open(x, words->name);
    qg_xml_attr(x, "w:type", type);
    qg_xml_attr_int(x, "w:id", id);
    qg_xml_open(x, "w:p");
    qg_xml_open(x, "w:pPr");
    qg_xml_val(x, "w:pStyle", words->text_style); /* else Word gives it a line of the grid */
    qg_xml_close(x);
    qg_xml_open(x, "w:r");
    qg_xml_empty(x, element);
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_close(x);
}

/* The mark in front of the note's text. */
static void write_mark(docx *d, const qg_docx_note_words *words)
{
    qg_xml *x = d->xml;

    qg_xml_open(x, "w:r");
    qg_xml_open(x, "w:rPr");
    qg_xml_val(x, "w:rStyle", words->reference_style);
    qg_xml_close(x);
    qg_xml_empty(x, words->mark);
    qg_xml_close(x);
    qg_docx_text(d, QG_STR(" "), NULL);
}

static void write_note(docx *d, const qg_node *note)
{
    place at = {.kind = QG_PARA_FOOTNOTE, .width_twips = qg_page_text_width(&d->style->page)};
    const qg_node *node = note->first;
    bool takes_first = node != NULL && node->kind == QG_PARAGRAPH;
    const qg_docx_note_words *words = qg_docx_note_words_of(d);

    qg_xml_open(d->xml, words->name);
    qg_xml_attr_int(d->xml, "w:id", note->u.note.number);
    qg_docx_begin_para(d, QG_PARA_FOOTNOTE, &(para_extra){.style_id = words->text_style});
    write_mark(d, words);
    if (takes_first)
        qg_docx_inlines(d, node, &at);
    qg_docx_end_para(d);
    qg_docx_blocks_from(d, takes_first ? node->next : node, &at);
    qg_xml_close(d->xml);
}

void qg_docx_take_note(docx *d, const qg_node *note)
{
    const qg_para *p = &d->style->paras[QG_PARA_FOOTNOTE];
    int lines = 0, line = qg_extent_line(p, NULL);
    qg_buf text;

    if (d->style->notes_at_end || d->extent.paper == NULL)
        return;
    for (const qg_node *block = note->first; block != NULL; block = block->next) {
        qg_buf_init(&text, 0);
        qg_buf_puts(&text, block == note->first ? "0 " : ""); /* as wide as a raised number */
        qg_node_plain(&text, block);
        lines += qg_extent_lines(&d->style->page, p, NULL, qg_buf_str(&text));
        qg_docx_drop(d, &text);
    }
    qg_extent_note(&d->extent, lines * line, line); /* the rule above them takes a line */
}

bool qg_docx_has_notes(const docx *d)
{
    for (const qg_node *note = d->doc->notes->first; note != NULL; note = note->next)
        if (note->u.note.number > 0)
            return true;
    return false;
}

qg_status qg_docx_notes(docx *d)
{
    const qg_docx_note_words *words = qg_docx_note_words_of(d);
    qg_xml *x;

    if (!qg_docx_has_notes(d))
        return QG_OK;
    x = qg_docx_begin_part(d, words->part, words->content_type);
    if (x == NULL)
        return QG_E_MEMORY;
    d->relations = &d->of_notes;
    qg_relations_add(&d->of_document, &d->arena, words->root + 2, /* without w: */
                     qg_str_skip(qg_str_of(words->part), strlen("word/")), false);
    qg_xml_open(x, words->root);
    qg_docx_namespaces(x);
    write_separator(x, words, "separator", -1, "w:separator");
    write_separator(x, words, "continuationSeparator", 0, "w:continuationSeparator");
    for (const qg_node *note = d->doc->notes->first; note != NULL; note = note->next)
        if (note->u.note.number > 0)
            write_note(d, note);
    return qg_xml_end(x);
}
