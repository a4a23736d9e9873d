/* markdown.h - the document as Markdown with front matter, to look at and to edit.
 *
 * Parsing what was written gives the same document again, and writing that gives the same bytes.
 * docs/front-matter.md has the conventions.
 */
#ifndef QG_WRITE_MARKDOWN_MARKDOWN_H
#define QG_WRITE_MARKDOWN_MARKDOWN_H

#include "base/buf.h"
#include "document/document.h"

/* Append `doc` to `out`.  Fails with QG_E_MEMORY or QG_E_LIMIT (out's maximum). */
qg_status qg_markdown_write(qg_buf *out, const qg_doc *doc);

#endif
