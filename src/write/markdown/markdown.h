/* markdown.h - the document as Markdown with front matter, to look at and to edit.
 *
 * Parsing what was written gives the same document again, and writing that gives the same bytes.
 * Any CommonMark reader with GFM's tables, footnotes, task lists, strikethrough and autolinks sees
 * the same. docs/front-matter.md has the conventions.
 *
 * Text is escaped only where it would mean something.  Emphasis needs help where a mark stands
 * between punctuation and a Chinese character, because CommonMark wants a space there: between
 * Chinese characters a line break is put beside the mark, which is no space in Chinese text;
 * elsewhere the character outside is written as a reference (&#21518;).  Nothing is put into the
 * text either way.
 *
 * What Markdown has no way to say: cells that span others (empty cells fill their place), a table
 * without a header row (the first row becomes one), a line break in a heading below level 1 or in a
 * cell (<br>), a page break (<div style="page-break-after: always"></div>), that an e-mail address
 * is no link.  Ordered lists of one kind that follow each other take turns with "." and ")".
 * -t json says all of it.
 */
#ifndef QG_WRITE_MARKDOWN_MARKDOWN_H
#define QG_WRITE_MARKDOWN_MARKDOWN_H

#include "base/buf.h"
#include "document/document.h"

/* Append `doc` to `out`.  Fails with QG_E_MEMORY or QG_E_LIMIT (out's maximum). */
qg_status qg_markdown_write(qg_buf *out, const qg_doc *doc);

#endif
