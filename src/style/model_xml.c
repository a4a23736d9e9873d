#include "style/model_xml.h"

#include "style/archive.h"

#include <expat.h>

enum { MAX_PART_BYTES = 64 << 20, MAX_DEPTH = 1000 };

typedef struct parse {
    XML_Parser parser;
    const qg_xml_reader *reader;
    int depth;
    bool has_doctype, is_too_deep;
    enum XML_Error error;
} parse;

static const char *without_prefix(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon == NULL ? name : colon + 1;
}

const char *qg_xml_attr_of(qg_xml_attrs attrs, const char *name)
{
    for (; *attrs != NULL; attrs += 2)
        if (strcmp(without_prefix(attrs[0]), name) == 0)
            return attrs[1];
    return NULL;
}

static void XMLCALL begin(void *user, const XML_Char *name, const XML_Char **attrs)
{
    parse *p = user;

    if (++p->depth > MAX_DEPTH) {
        p->is_too_deep = true;
        XML_StopParser(p->parser, XML_FALSE);
        return;
    }
    p->reader->begin(p->reader->user, without_prefix(name), (qg_xml_attrs)attrs);
}

static void XMLCALL end(void *user, const XML_Char *name)
{
    parse *p = user;

    p->depth--;
    p->reader->end(p->reader->user, without_prefix(name));
}

static void XMLCALL refuse_doctype(void *user, const XML_Char *name, const XML_Char *system_id,
                                   const XML_Char *public_id, int has_internal_subset)
{
    parse *p = user;

    (void)name, (void)system_id, (void)public_id, (void)has_internal_subset;
    p->has_doctype = true;
    XML_StopParser(p->parser, XML_FALSE);
}

static bool take(void *user, const char *bytes, size_t n)
{
    parse *p = user;

    if (XML_Parse(p->parser, bytes, (int)n, XML_FALSE) == XML_STATUS_OK)
        return true;
    p->error = XML_GetErrorCode(p->parser);
    return false;
}

static qg_status status_of(const char **problem, parse *p, qg_status read)
{
    if (read == QG_E_READ)
        *problem = "it is missing or damaged";
    if (read == QG_OK && p->error == XML_ERROR_NONE &&
        XML_Parse(p->parser, "", 0, XML_TRUE) != XML_STATUS_OK)
        p->error = XML_GetErrorCode(p->parser);
    if (p->is_too_deep)
        return QG_E_LIMIT;
    if (p->error == XML_ERROR_NO_MEMORY)
        return QG_E_MEMORY;
    if (p->error == XML_ERROR_NONE)
        return read;
    *problem = p->has_doctype ? "it has a document type declaration" : XML_ErrorString(p->error);
    return QG_E_READ;
}

qg_status qg_model_part(const char **problem, qg_str docx, const char *name,
                        const qg_xml_reader *reader)
{
    parse p = {.parser = XML_ParserCreate(NULL), .reader = reader};
    qg_status st;

    if (p.parser == NULL)
        return QG_E_MEMORY;
    XML_SetUserData(p.parser, &p);
    XML_SetElementHandler(p.parser, begin, end);
    XML_SetStartDoctypeDeclHandler(p.parser, refuse_doctype);
    st = status_of(problem, &p, qg_archive_read(docx, name, MAX_PART_BYTES, take, &p));
    XML_ParserFree(p.parser);
    return st;
}
