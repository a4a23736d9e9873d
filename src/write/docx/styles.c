/* styles.xml: every kind of paragraph of the sheet as a style that people can change in Word. */
#include "write/docx/table_int.h"

static const struct {
    const char *id, *name, *type, *next;
    bool is_custom;
} styles[] = {
#define X(KIND, id, name, type, is_custom, next)                                                   \
    [QG_PARA_##KIND] = {id, name, type, next, is_custom},
#include "write/docx/styles.def"
#undef X
};

static void write_defaults(docx *d)
{
    const qg_para *normal = &d->style->paras[QG_PARA_NORMAL];
    qg_xml *x = d->xml;

    qg_xml_open(x, "w:docDefaults");
    qg_xml_open(x, "w:rPrDefault");
    qg_xml_open(x, "w:rPr");
    qg_docx_run_properties(d, normal, NULL);
    qg_xml_open(x, "w:lang");
    qg_docx_languages(d);
    qg_xml_attr(x, "w:bidi", "ar-SA");
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_empty(x, "w:pPrDefault");
    qg_xml_close(x);
}

static void begin_style(qg_xml *x, const char *type, const char *id, const char *name,
                        bool is_default, bool is_custom)
{
    qg_xml_open(x, "w:style");
    qg_xml_attr(x, "w:type", type);
    if (is_default)
        qg_xml_attr(x, "w:default", "1");
    if (is_custom)
        qg_xml_attr(x, "w:customStyle", "1");
    qg_xml_attr(x, "w:styleId", id);
    qg_xml_val(x, "w:name", name);
}

static void write_properties(docx *d, const qg_para *para, const qg_para *base, bool is_paragraph)
{
    const qg_para *first = &d->style->paras[QG_PARA_HEADING_1];
    bool is_numbered = para >= first && para < first + QG_NUMBERED_LEVELS;

    if (is_paragraph) {
        qg_xml_open(d->xml, "w:pPr");
        qg_docx_para_properties(d, para, base, is_numbered ? (int)(para - first) + 1 : 0);
        qg_xml_close(d->xml);
    }
    qg_xml_open(d->xml, "w:rPr");
    qg_docx_run_properties(d, para, base);
    qg_xml_close(d->xml);
}

static void write_style(docx *d, qg_para_kind kind)
{
    bool is_normal = kind == QG_PARA_NORMAL, is_paragraph = styles[kind].next != NULL;
    const qg_para *normal = &d->style->paras[QG_PARA_NORMAL];

    begin_style(d->xml, styles[kind].type, styles[kind].id, styles[kind].name, is_normal,
                styles[kind].is_custom);
    if (!is_normal)
        qg_xml_val(d->xml, "w:basedOn", is_paragraph ? "Normal" : "DefaultParagraphFont");
    if (is_paragraph)
        qg_xml_val(d->xml, "w:next", styles[kind].next);
    qg_xml_empty(d->xml, "w:qFormat");
    write_properties(d, &d->style->paras[kind], is_normal ? NULL : normal, is_paragraph);
    qg_xml_close(d->xml);
}

static void begin_hidden(qg_xml *x, const char *type, const char *id, const char *name)
{
    begin_style(x, type, id, name, true, false);
    qg_xml_val(x, "w:uiPriority", "99");
    qg_xml_empty(x, "w:semiHidden");
    qg_xml_empty(x, "w:unhideWhenUsed");
}

static void write_cell_margins(qg_xml *x)
{
    static const struct {
        const char *side;
        int twips;
    } margins[] = {{"w:top", 0},
                   {"w:left", QG_DOCX_CELL_MARGIN},
                   {"w:bottom", 0},
                   {"w:right", QG_DOCX_CELL_MARGIN}};

    qg_xml_open(x, "w:tblPr");
    qg_docx_width(x, "w:tblInd", 0);
    qg_xml_open(x, "w:tblCellMar");
    for (size_t i = 0; i < sizeof margins / sizeof *margins; i++)
        qg_docx_width(x, margins[i].side, margins[i].twips);
    qg_xml_close(x);
    qg_xml_close(x);
}

/* The styles Word expects to find whether they are used or not. */
static void write_base_styles(qg_xml *x)
{
    begin_hidden(x, "character", "DefaultParagraphFont", "Default Paragraph Font");
    qg_xml_close(x);
    begin_hidden(x, "table", "TableNormal", "Normal Table");
    write_cell_margins(x);
    qg_xml_close(x);
    begin_hidden(x, "numbering", "NoList", "No List");
    qg_xml_close(x);
}

/* Write a style that looks as another one does. */
static void write_like(qg_xml *x, const char *id, const char *name, bool is_custom,
                       const char *like)
{
    begin_style(x, "paragraph", id, name, false, is_custom);
    qg_xml_val(x, "w:basedOn", like);
    qg_xml_val(x, "w:next", id);
    qg_xml_close(x);
}

/* Code in a quotation looks as other code does, as far in as both say.  It is both for other
 * programs by the names of the styles that it is based on, also in lists, where indents say nothing
 * of quotations. */
static void write_quoted_code(docx *d)
{
    qg_xml *x = d->xml;
    qg_para code = d->style->paras[QG_PARA_CODE];

    code.left.twips += d->style->paras[QG_PARA_QUOTE].left.twips;
    code.left.hundredths = 0;
    begin_style(x, "paragraph", "BlockQuotation", "Block Quotation", false, true);
    qg_xml_val(x, "w:basedOn", "SourceCode");
    qg_xml_val(x, "w:next", "BlockQuotation");
    qg_xml_open(x, "w:pPr");
    qg_docx_indents(x, &code);
    qg_xml_close(x);
    qg_xml_close(x);
    write_like(x, "QuotedCode", "Quoted Code", true, "BlockQuotation");
}

static void write_reference_style(qg_xml *x, const char *id, const char *name)
{
    begin_style(x, "character", id, name, false, false);
    qg_xml_val(x, "w:basedOn", "DefaultParagraphFont");
    qg_xml_open(x, "w:rPr");
    qg_xml_val(x, "w:vertAlign", "superscript");
    qg_xml_close(x);
    qg_xml_close(x);
}

static void write_other_styles(docx *d)
{
    qg_xml *x = d->xml;

    write_quoted_code(d);
    begin_style(x, "character", "HTMLCode", "HTML Code", false, false);
    qg_xml_val(x, "w:basedOn", "DefaultParagraphFont");
    write_properties(d, &d->style->paras[QG_PARA_CODE_SPAN], &d->style->paras[QG_PARA_NORMAL],
                     false);
    qg_xml_close(x);
    write_reference_style(x, "FootnoteReference", "footnote reference");
    if (d->style->notes_at_end) {
        write_like(x, "EndnoteText", "endnote text", false, "FootnoteText");
        write_reference_style(x, "EndnoteReference", "endnote reference");
    }
    begin_style(x, "character", "Hyperlink", "Hyperlink", false, false);
    qg_xml_val(x, "w:basedOn", "DefaultParagraphFont");
    qg_xml_close(x);
    begin_style(x, "table", "TableGrid", "Table Grid", false, false);
    qg_xml_val(x, "w:basedOn", "TableNormal");
    qg_xml_close(x);
}

qg_status qg_docx_styles(docx *d)
{
    static const char
        path[] = "word/styles.xml",
        type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";
    const qg_ready_part *ready = qg_docx_ready(d, QG_READY_STYLES);
    qg_xml *x;

    if (ready != NULL)
        return qg_package_add_ready(&d->package, path, type, ready);
    x = qg_docx_begin_part(d, path, type);
    if (x == NULL)
        return QG_E_MEMORY;
    qg_xml_open(x, "w:styles");
    qg_docx_namespaces(x);
    write_defaults(d);
    write_base_styles(x);
    for (int kind = 0; kind < QG_PARA_KINDS; kind++)
        write_style(d, (qg_para_kind)kind);
    write_other_styles(d);
    return qg_xml_end(x);
}
