#include "write/docx/xml.h"

#include "unicode/unicode.h"

#include <libxml/xmlwriter.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct qg_xml {
    xmlTextWriterPtr writer;
    qg_buf *out;
    qg_buf scratch; /* text with an end mark and without forbidden characters, for libxml2 */
    bool failed;
};

static int take_bytes(void *context, const char *bytes, int n)
{
    qg_xml *xml = context;

    /* A failure stays in the buffer; told here, libxml2 would print it. */
    qg_buf_put(xml->out, (qg_str){bytes, (size_t)n});
    return n;
}

/* xmlInitParser is the one thing in libxml2 that two threads must not do at once. */
static void init_library(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, xmlInitParser);
}

static void check(qg_xml *xml, int result)
{
    xml->failed |= result < 0;
}

qg_xml *qg_xml_begin(qg_buf *out)
{
    qg_xml *xml = calloc(1, sizeof *xml);
    xmlOutputBufferPtr output;

    if (xml == NULL)
        return NULL;
    init_library();
    xml->out = out;
    qg_buf_init(&xml->scratch, 0);
    output = xmlOutputBufferCreateIO(take_bytes, NULL, xml, NULL);
    xml->writer = output == NULL ? NULL : xmlNewTextWriter(output);
    if (xml->writer == NULL) {
        if (output != NULL)
            xmlOutputBufferClose(output);
        free(xml);
        return NULL;
    }
    check(xml,
          xmlTextWriterWriteRaw(xml->writer, BAD_CAST
                                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"));
    return xml;
}

qg_status qg_xml_end(qg_xml *xml)
{
    qg_status status;

    if (xml == NULL)
        return QG_E_MEMORY;
    check(xml, xmlTextWriterEndDocument(xml->writer));
    xmlFreeTextWriter(xml->writer);
    status = qg_buf_status(xml->out);
    if (status == QG_OK && (xml->failed || qg_buf_status(&xml->scratch) != QG_OK))
        status = QG_E_MEMORY;
    qg_buf_clear(&xml->scratch);
    free(xml);
    return status;
}

/* Whether XML allows all of the text.  What it forbids are control characters, U+FFFE and U+FFFF.
 */
static bool is_allowed(qg_str text)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
            (c == 0xEF && (unsigned char)text.p[i + 1] == 0xBF &&
             (unsigned char)text.p[i + 2] >= 0xBE))
            return false;
    }
    return true;
}

static void put_allowed(qg_buf *out, qg_str text)
{
    while (text.n > 0) {
        qg_rune rune;
        qg_str character = qg_utf8_take(&text, &rune);
        if (qg_rune_is_xml(rune))
            qg_buf_put(out, character);
    }
}

/* `text` as libxml2 wants it: ended by NUL, only characters that XML allows. */
static const xmlChar *clean(qg_xml *xml, qg_str text)
{
    qg_buf_truncate(&xml->scratch, 0);
    if (is_allowed(text))
        qg_buf_put(&xml->scratch, text);
    else
        put_allowed(&xml->scratch, text);
    qg_buf_put_byte(&xml->scratch, '\0');
    return qg_buf_status(&xml->scratch) == QG_OK ? (const xmlChar *)xml->scratch.p : BAD_CAST "";
}

void qg_xml_open(qg_xml *xml, const char *name)
{
    check(xml, xmlTextWriterStartElement(xml->writer, BAD_CAST name));
}

void qg_xml_close(qg_xml *xml)
{
    check(xml, xmlTextWriterEndElement(xml->writer));
}

void qg_xml_attr(qg_xml *xml, const char *name, const char *value)
{
    check(xml, xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name, BAD_CAST value));
}

void qg_xml_attr_str(qg_xml *xml, const char *name, qg_str value)
{
    check(xml, xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name, clean(xml, value)));
}

void qg_xml_attr_int(qg_xml *xml, const char *name, long value)
{
    char text[24];

    snprintf(text, sizeof text, "%ld", value);
    qg_xml_attr(xml, name, text);
}

void qg_xml_text(qg_xml *xml, qg_str text)
{
    check(xml, xmlTextWriterWriteString(xml->writer, clean(xml, text)));
}

void qg_xml_empty(qg_xml *xml, const char *name)
{
    qg_xml_open(xml, name);
    qg_xml_close(xml);
}

void qg_xml_val(qg_xml *xml, const char *name, const char *value)
{
    qg_xml_open(xml, name);
    qg_xml_attr(xml, "w:val", value);
    qg_xml_close(xml);
}

void qg_xml_val_str(qg_xml *xml, const char *name, qg_str value)
{
    qg_xml_open(xml, name);
    qg_xml_attr_str(xml, "w:val", value);
    qg_xml_close(xml);
}

void qg_xml_val_int(qg_xml *xml, const char *name, long value)
{
    qg_xml_open(xml, name);
    qg_xml_attr_int(xml, "w:val", value);
    qg_xml_close(xml);
}

void qg_xml_element(qg_xml *xml, const char *name, qg_str text)
{
    qg_xml_open(xml, name);
    qg_xml_text(xml, text);
    qg_xml_close(xml);
}
