/* xml.h - one XML part, written from top to bottom.
 *
 * Failures stick; ask qg_xml_end.  Characters that XML forbids are left out: the decoder has told
 * and removed them long before, this is the last fence.
 */
#ifndef QG_WRITE_DOCX_XML_H
#define QG_WRITE_DOCX_XML_H

#include "base/buf.h"

typedef struct qg_xml qg_xml;

/* Begin a part with its XML declaration.  Its bytes are appended to `out` as they come; qg_xml_end
 * must be called before `out` is read.  NULL when memory runs out. */
qg_xml *qg_xml_begin(qg_buf *out);

/* Call `take` with what was written so far whenever that is much, and at the end (`is_last`), so
 * that it can empty `out`.  A status other than QG_OK sticks. */
typedef qg_status qg_xml_take(void *user, bool is_last);
void qg_xml_drain(qg_xml *xml, qg_xml_take *take, void *user);

/* Clear `text`, from which something was written; if memory ran out for it, the part fails too. */
void qg_xml_drop(qg_xml *xml, qg_buf *text);

/* Close what is open and free `xml`, which may be NULL.  Fails with QG_E_MEMORY or QG_E_LIMIT. */
qg_status qg_xml_end(qg_xml *xml);

/* An element and its end.  `name` is a literal with prefix: "w:p". */
void qg_xml_open(qg_xml *xml, const char *name);
void qg_xml_close(qg_xml *xml);

/* Attributes of the element just opened. */
void qg_xml_attr(qg_xml *xml, const char *name, const char *value);
void qg_xml_attr_str(qg_xml *xml, const char *name, qg_str value);
void qg_xml_attr_int(qg_xml *xml, const char *name, long value);

/* Text of the element that is open. */
void qg_xml_text(qg_xml *xml, qg_str text);

/* An empty element; one with w:val, the commonest thing in WordprocessingML. */
void qg_xml_empty(qg_xml *xml, const char *name);
void qg_xml_val(qg_xml *xml, const char *name, const char *value);
void qg_xml_val_str(qg_xml *xml, const char *name, qg_str value);
void qg_xml_val_int(qg_xml *xml, const char *name, long value);

/* An element with text only. */
void qg_xml_element(qg_xml *xml, const char *name, qg_str text);

#endif
