#include "write/docx/xml.h"

#include "unicode/unicode.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

struct qg_xml {
    qg_buf *out;
    qg_buf names;      /* pointers to the names of the open elements, the innermost last */
    bool is_in_tag;    /* the start tag of the innermost can still take attributes */
    qg_xml_take *take; /* NULL: all stays in `out` */
    void *user;
};

/* ---- escapes --------------------------------------------------------------------------------- */

enum { LEAD_OF_FFFE = 0xEF }; /* in UTF-8; of U+FFFF and others too */

/* The length of the character at the start of `text`, which is not empty, if it must be escaped;
 * else 0.  `*instead` is its replacement, empty for a character that XML forbids.  White space
 * other than the space is escaped where a reader would change it: XML 1.0, 2.11 and 3.3.3. */
static size_t special_length(qg_str text, bool is_value, const char **instead)
{
    unsigned char byte = (unsigned char)text.p[0];
    qg_rune rune;
    size_t n;

    switch (byte) {
    case '<':
        *instead = "&lt;";
        return 1;
    case '>':
        *instead = "&gt;";
        return 1;
    case '&':
        *instead = "&amp;";
        return 1;
    case '"':
        *instead = "&quot;";
        return 1;
    case '\r':
        *instead = "&#13;";
        return 1;
    case '\n':
        *instead = "&#10;";
        return is_value;
    case '\t':
        *instead = "&#9;";
        return is_value;
    default:
        if (byte >= 0x20 && byte != LEAD_OF_FFFE)
            return 0;
        *instead = "";
        n = qg_utf8_take(&text, &rune).n;
        return qg_rune_is_xml(rune) ? 0 : n;
    }
}

/* Letters, digits and nearly all of Han: no need to look closer. */
static bool is_plain(char c)
{
    unsigned char byte = (unsigned char)c;

    return byte > '>' ? byte != LEAD_OF_FFFE : byte > '&' && byte < '<';
}

static void put_escaped(qg_buf *out, qg_str text, bool is_value)
{
    const char *instead = "";
    size_t at = 0;

    while (at < text.n) {
        size_t n = qg_utf8_han(qg_str_skip(text, at));
        if (n > 0) {
            at += n;
            continue;
        }
        n = is_plain(text.p[at]) ? 0 : special_length(qg_str_skip(text, at), is_value, &instead);
        if (n == 0) {
            at++;
            continue;
        }
        qg_buf_put(out, qg_str_head(text, at));
        qg_buf_puts(out, instead);
        text = qg_str_skip(text, at + n);
        at = 0;
    }
    qg_buf_put(out, text);
}

/* ---- the part -------------------------------------------------------------------------------- */

qg_xml *qg_xml_begin(qg_buf *out)
{
    qg_xml *xml = calloc(1, sizeof *xml);

    if (xml == NULL)
        return NULL;
    xml->out = out;
    qg_buf_init(&xml->names, 0);
    qg_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    return xml;
}

/* The output is handed on in pieces of this size: they fit the cache, and compress well. */
enum { MUCH_BYTES = 64 * 1024 };

void qg_xml_drain(qg_xml *xml, qg_xml_take *take, void *user)
{
    xml->take = take;
    xml->user = user;
}

static void drain(qg_xml *xml, bool is_last)
{
    if (xml->take == NULL || qg_buf_status(xml->out) != QG_OK)
        return;
    xml->out->status = xml->take(xml->user, is_last);
}

void qg_xml_drop(qg_xml *xml, qg_buf *text)
{
    qg_buf_drop(xml->out, text);
}

qg_status qg_xml_end(qg_xml *xml)
{
    qg_status status;

    if (xml == NULL)
        return QG_E_MEMORY;
    while (xml->names.n > 0)
        qg_xml_close(xml);
    qg_buf_put_byte(xml->out, '\n');
    drain(xml, true);
    status = qg_buf_status(xml->out);
    if (status == QG_OK)
        status = qg_buf_status(&xml->names);
    qg_buf_clear(&xml->names);
    free(xml);
    return status;
}

/* ---- elements -------------------------------------------------------------------------------- */

/* Append three strings with one check for room: most of a part consists of such triples. */
static void put_name(qg_xml *xml, qg_str before, const char *name, qg_str behind)
{
    size_t n_name = strlen(name), n = before.n + n_name + behind.n;
    char *room = qg_buf_room(xml->out, n);

    if (room == NULL)
        return;
    memcpy(room, before.p, before.n);
    memcpy(room + before.n, name, n_name);
    memcpy(room + before.n + n_name, behind.p, behind.n);
    qg_buf_added(xml->out, n);
}

void qg_xml_open(qg_xml *xml, const char *name)
{
    put_name(xml, xml->is_in_tag ? QG_STR("><") : QG_STR("<"), name, QG_STR(""));
    qg_buf_put(&xml->names, (qg_str){(const char *)&name, sizeof name});
    xml->is_in_tag = true;
}

void qg_xml_close(qg_xml *xml)
{
    const char *name;

    if (xml->names.n == 0) {
        assert(qg_buf_status(&xml->names) != QG_OK); /* a name found no room */
        return;
    }
    qg_buf_truncate(&xml->names, xml->names.n - sizeof name);
    memcpy(&name, xml->names.p + xml->names.n, sizeof name);
    if (xml->is_in_tag)
        qg_buf_put(xml->out, QG_STR("/>"));
    else
        put_name(xml, QG_STR("</"), name, QG_STR(">"));
    xml->is_in_tag = false;
    if (xml->out->n >= MUCH_BYTES)
        drain(xml, false);
}

void qg_xml_attr(qg_xml *xml, const char *name, const char *value)
{
    qg_xml_attr_str(xml, name, qg_str_of(value));
}

void qg_xml_attr_str(qg_xml *xml, const char *name, qg_str value)
{
    assert(xml->is_in_tag);
    put_name(xml, QG_STR(" "), name, QG_STR("=\""));
    put_escaped(xml->out, value, true);
    qg_buf_put(xml->out, QG_STR("\""));
}

enum { NUMBER_BYTES = 24 };

/* Write a number in decimal to the end of `text`.  printf would take longer than all the other work
 * for an attribute. */
static qg_str number_text(char text[NUMBER_BYTES], long value)
{
    unsigned long rest = value < 0 ? 0 - (unsigned long)value : (unsigned long)value;
    size_t at = NUMBER_BYTES;

    do {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        text[--at] = '-';
    return (qg_str){text + at, NUMBER_BYTES - at};
}

void qg_xml_attr_int(qg_xml *xml, const char *name, long value)
{
    char text[NUMBER_BYTES];

    qg_xml_attr_str(xml, name, number_text(text, value));
}

void qg_xml_text(qg_xml *xml, qg_str text)
{
    if (xml->is_in_tag)
        qg_buf_put_byte(xml->out, '>');
    xml->is_in_tag = false;
    put_escaped(xml->out, text, false);
}

void qg_xml_empty(qg_xml *xml, const char *name)
{
    qg_xml_open(xml, name);
    qg_xml_close(xml);
}

void qg_xml_val(qg_xml *xml, const char *name, const char *value)
{
    qg_xml_val_str(xml, name, qg_str_of(value));
}

/* Most elements have w:val and nothing else, so they are put in as few pieces as possible. */
void qg_xml_val_str(qg_xml *xml, const char *name, qg_str value)
{
    put_name(xml, xml->is_in_tag ? QG_STR("><") : QG_STR("<"), name, QG_STR(" w:val=\""));
    put_escaped(xml->out, value, true);
    qg_buf_put(xml->out, QG_STR("\"/>"));
    xml->is_in_tag = false;
}

void qg_xml_val_int(qg_xml *xml, const char *name, long value)
{
    char text[NUMBER_BYTES];

    qg_xml_val_str(xml, name, number_text(text, value));
}

void qg_xml_element(qg_xml *xml, const char *name, qg_str text)
{
    qg_xml_open(xml, name);
    qg_xml_text(xml, text);
    qg_xml_close(xml);
}
