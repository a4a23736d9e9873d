/* settings.xml, fontTable.xml and the document's properties. */
#include "write/docx/page_int.h"
#include "write/docx/text_int.h"

static void write_compatibility(qg_xml *x)
{
    static const char *const flags[] = {
        "w:spaceForUL",   "w:balanceSingleByteDoubleByteWidth", "w:doNotLeaveBackslashAlone",
        "w:ulTrailSpace", "w:doNotExpandShiftReturn",           "w:adjustLineHeightInTable",
        "w:useFELayout"};

    qg_xml_open(x, "w:compat");
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        qg_xml_empty(x, flags[i]);
    qg_xml_open(x, "w:compatSetting"); /* 15: Word 2013 and later, no compatibility mode */
    qg_xml_attr(x, "w:name", "compatibilityMode");
    qg_xml_attr(x, "w:uri", "http://schemas.microsoft.com/office/word");
    qg_xml_attr(x, "w:val", "15");
    qg_xml_close(x);
    qg_xml_close(x);
}

static void write_note_settings(docx *d)
{
    const qg_docx_note_words *words = qg_docx_note_words_of(d);

    if (!qg_docx_has_notes(d))
        return;
    qg_xml_open(d->xml, words->settings);
    qg_xml_val(d->xml, "w:numFmt", "decimal"); /* Word counts endnotes i, ii, iii by itself */
    for (int id = -1; id <= 0; id++) {
        qg_xml_open(d->xml, words->name);
        qg_xml_attr_int(d->xml, "w:id", id);
        qg_xml_close(d->xml);
    }
    qg_xml_close(d->xml);
}

static bool is_language(qg_str tag)
{
    enum { LONGEST = 35 }; /* RFC 5646, 4.4.1 */

    for (size_t i = 0; i < tag.n; i++)
        if (!(tag.p[i] == '-' || (tag.p[i] >= '0' && tag.p[i] <= '9') ||
              ((tag.p[i] | 32) >= 'a' && (tag.p[i] | 32) <= 'z')))
            return false;
    return tag.n > 0 && tag.n <= LONGEST;
}

/* Word knows one language for Western letters and one for Eastern characters, and names the latter
 * by their countries. */
void qg_docx_languages(docx *d)
{
    static const char *const eastern[][2] = {{"zh", "zh-CN"},
                                             {"zh-Hans", "zh-CN"},
                                             {"zh-Hant", "zh-TW"},
                                             {"ja", "ja-JP"},
                                             {"ko", "ko-KR"}};
    qg_str tag = qg_doc_value(d->doc, QG_KEY_LANG), east = QG_STR("zh-CN"), west = QG_STR("en-US");
    bool is_eastern = false;

    for (size_t i = 0; i < sizeof eastern / sizeof *eastern; i++) {
        qg_str first = qg_str_head(tag, qg_str_find_byte(tag, '-'));
        is_eastern = is_eastern || qg_str_eq_nocase(first, qg_str_of(eastern[i][0]));
    }
    if (is_language(tag))
        *(is_eastern ? &east : &west) = tag;
    for (size_t i = 0; i < sizeof eastern / sizeof *eastern; i++)
        if (qg_str_eq_nocase(tag, qg_str_of(eastern[i][0])))
            east = qg_str_of(eastern[i][1]);
    qg_xml_attr_str(d->xml, "w:val", west);
    qg_xml_attr_str(d->xml, "w:eastAsia", east);
}

qg_status qg_docx_settings(docx *d)
{
    qg_xml *x = qg_docx_begin_part(
        d, "word/settings.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml");

    if (x == NULL)
        return QG_E_MEMORY;
    qg_xml_open(x, "w:settings");
    qg_docx_namespaces(x);
    qg_xml_open(x, "w:zoom");
    qg_xml_attr(x, "w:percent", "100");
    qg_xml_close(x);
    qg_xml_val_int(x, "w:defaultTabStop", 420);
    qg_xml_empty(x, "w:evenAndOddHeaders");
    qg_xml_val(x, "w:characterSpacingControl", "compressPunctuation");
    write_note_settings(d);
    write_compatibility(x);
    qg_docx_math_settings(d);
    qg_xml_open(x, "w:themeFontLang");
    qg_docx_languages(d);
    qg_xml_close(x);
    return qg_xml_end(x);
}

/* ---- fonts ---- */

static void write_font(docx *d, qg_str name, bool is_chinese)
{
    const qg_font *font = qg_style_font(d->style, name);
    qg_xml *x = d->xml;
    qg_buf names;

    qg_xml_open(x, "w:font");
    qg_xml_attr_str(x, "w:name", name);
    if (font != NULL) {
        qg_buf_init(&names, 0);
        for (size_t i = 0; i < font->n_alternatives; i++) {
            qg_buf_puts(&names, i == 0 ? "" : ",");
            qg_buf_put(&names, font->alternatives[i]);
        }
        qg_xml_val_str(x, "w:altName", qg_buf_str(&names));
        qg_docx_drop(d, &names);
    }
    qg_xml_val(x, "w:charset", is_chinese ? "86" : "00");
    qg_xml_val(x, "w:family", is_chinese ? "auto" : "roman");
    qg_xml_val(x, "w:pitch", is_chinese ? "default" : "variable");
    qg_xml_close(x);
}

qg_status qg_docx_fonts(docx *d)
{
    static const char
        path[] = "word/fontTable.xml",
        type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml";
    const qg_ready_part *ready = qg_docx_ready(d, QG_READY_FONTS);
    qg_xml *x;

    if (ready != NULL)
        return qg_package_add_ready(&d->package, path, type, ready);
    x = qg_docx_begin_part(d, path, type);
    if (x == NULL)
        return QG_E_MEMORY;
    qg_xml_open(x, "w:fonts");
    qg_docx_namespaces(x);
    for (size_t kind = 0; kind < QG_PARA_KINDS; kind++) {
        const qg_para *p = &d->style->paras[kind];
        if (!qg_style_names_font(d->style, kind, p->font))
            write_font(d, p->font, true);
        if (!qg_style_names_font(d->style, kind, p->latin) && !qg_str_eq(p->latin, p->font))
            write_font(d, p->latin, false);
    }
    return qg_xml_end(x);
}

/* ---- properties: never from the clock ---- */

static void put_values(qg_buf *out, const qg_doc *doc, qg_key key)
{
    const qg_field *field = qg_doc_field(doc, key);

    for (size_t i = 0; field != NULL && i < field->n_values; i++) {
        qg_buf_puts(out, i == 0 ? "" : "; ");
        if (key == QG_KEY_TITLE)
            qg_doc_put_title(out, field->values[i]);
        else
            qg_buf_put(out, field->values[i]);
    }
}

static void write_property(docx *d, const char *element, qg_key key, qg_key otherwise)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    put_values(&text, d->doc, key);
    if (text.n == 0)
        put_values(&text, d->doc, otherwise);
    if (text.n > 0)
        qg_xml_element(d->xml, element, qg_buf_str(&text));
    qg_docx_drop(d, &text);
}

static qg_status write_core(docx *d)
{
    qg_xml *x = qg_docx_begin_part(d, "docProps/core.xml",
                                   "application/vnd.openxmlformats-package.core-properties+xml");

    if (x == NULL)
        return QG_E_MEMORY;
    qg_xml_open(x, "cp:coreProperties");
    qg_xml_attr(x, "xmlns:cp",
                "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
    qg_xml_attr(x, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    write_property(d, "dc:title", QG_KEY_TITLE, QG_KEY_TITLE);
    write_property(d, "dc:subject", QG_KEY_SUBJECT, QG_KEY_SUBJECT);
    write_property(d, "dc:creator", QG_KEY_AUTHOR, QG_KEY_ISSUER);
    write_property(d, "cp:keywords", QG_KEY_KEYWORDS, QG_KEY_KEYWORDS);
    write_property(d, "cp:category", QG_KEY_CATEGORY, QG_KEY_CATEGORY);
    write_property(d, "dc:language", QG_KEY_LANG, QG_KEY_LANG);
    return qg_xml_end(x);
}

static qg_status write_app(docx *d)
{
    qg_xml *x =
        qg_docx_begin_part(d, "docProps/app.xml",
                           "application/vnd.openxmlformats-officedocument.extended-properties+xml");

    if (x == NULL)
        return QG_E_MEMORY;
    qg_xml_open(x, "Properties");
    qg_xml_attr(x, "xmlns",
                "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
    qg_xml_element(x, "Application", QG_STR("qinggao"));
    return qg_xml_end(x);
}

/* Write as custom properties what government pages say about a document and Word has no place for.
 */
static qg_status write_custom(docx *d, qg_relations *of_package)
{
    static const qg_key kept[] = {QG_KEY_DOC_NUMBER, QG_KEY_DOC_INDEX, QG_KEY_PUBLISHED};
    int id = 2; /* the first that the format allows */
    qg_xml *x = NULL;

    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        qg_str value = qg_doc_value(d->doc, kept[i]);
        if (value.n == 0)
            continue;
        if (x == NULL) {
            x = qg_docx_begin_part(
                d, "docProps/custom.xml",
                "application/vnd.openxmlformats-officedocument.custom-properties+xml");
            if (x == NULL)
                return QG_E_MEMORY;
            qg_relations_add(of_package, &d->arena, "custom-properties",
                             QG_STR("docProps/custom.xml"), false);
            qg_xml_open(x, "Properties");
            qg_xml_attr(x, "xmlns",
                        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties");
            qg_xml_attr(x, "xmlns:vt",
                        "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes");
        }
        qg_xml_open(x, "property");
        qg_xml_attr(x, "fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}");
        qg_xml_attr_int(x, "pid", id++);
        qg_xml_attr(x, "name", qg_key_chinese(kept[i]));
        qg_xml_element(x, "vt:lpwstr", value);
        qg_xml_close(x);
    }
    return x == NULL ? QG_OK : qg_xml_end(x);
}

qg_status qg_docx_properties(docx *d)
{
    qg_relations of_package = {0};
    qg_status status;

    qg_relations_add(&of_package, &d->arena, "officeDocument", QG_STR("word/document.xml"), false);
    qg_relations_add(&of_package, &d->arena, "core-properties", QG_STR("docProps/core.xml"), false);
    qg_relations_add(&of_package, &d->arena, "extended-properties", QG_STR("docProps/app.xml"),
                     false);
    status = write_core(d);
    if (status == QG_OK)
        status = write_app(d);
    if (status == QG_OK)
        status = write_custom(d, &of_package);
    if (status == QG_OK)
        status = qg_package_add_relations(&d->package, "_rels/.rels", &of_package);
    return status;
}
