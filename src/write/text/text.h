/* text.h - the document as plain text, as one would paste it into a mail.
 *
 * Paragraphs are lines, with the two blanks of Chinese paragraphs in front; numbers stay as they
 * were typed; tables are aligned by the width of their characters; notes come at the end as [1].
 * Marks of emphasis are left out, addresses of links stand behind them in brackets.
 */
#ifndef QG_WRITE_TEXT_TEXT_H
#define QG_WRITE_TEXT_TEXT_H

#include "base/buf.h"
#include "document/document.h"

/* Append `doc` to `out`.  Fails with QG_E_MEMORY or QG_E_LIMIT (out's maximum). */
qg_status qg_text_write(qg_buf *out, const qg_doc *doc);

#endif
