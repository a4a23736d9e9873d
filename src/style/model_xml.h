/* model_xml.h - the XML parts of a Word document, element by element. */
#ifndef QG_STYLE_MODEL_XML_H
#define QG_STYLE_MODEL_XML_H

#include "base/str.h"

/* Attributes as the parser gives them: name, value, name, value ..., NULL. */
typedef const char *const *qg_xml_attrs;

/* Callbacks for the elements of a part.  Names are passed without their prefix. */
typedef struct qg_xml_reader {
    void (*begin)(void *user, const char *name, qg_xml_attrs attrs);
    void (*end)(void *user, const char *name);
    void *user;
} qg_xml_reader;

/* Read the part `name` of the package `docx`.
 *
 * problem  English, what is wrong with it, when the status is QG_E_READ.  Static.
 *
 * A document type declaration, which Word documents must not have, is refused, and with it all
 * entities but those of XML itself.
 * Fails with QG_E_INPUT when `docx` is no archive, QG_E_READ, QG_E_LIMIT (it unpacks to more than
 * 64 MB, or nests deeper than 1000) and QG_E_MEMORY.
 */
qg_status qg_model_part(const char **problem, qg_str docx, const char *name,
                        const qg_xml_reader *reader);

/* The value of an attribute by its name without prefix, or NULL. */
const char *qg_xml_attr_of(qg_xml_attrs attrs, const char *name);

#endif
