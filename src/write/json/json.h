/* json.h - the whole document model as JSON, for programs.
 *
 * Nothing is left out and nothing is made up: every node with its kind, place and properties, every
 * front matter entry, every footnote, so that other tools can work on what the parser understood.
 * docs/document-json.md has the schema.  One node stands on one line, so that line tools can
 * compare two documents.
 */
#ifndef QG_WRITE_JSON_JSON_H
#define QG_WRITE_JSON_JSON_H

#include "base/buf.h"
#include "document/document.h"

/* Append `doc` to `out` as one JSON object in UTF-8, ended by a line feed.  Keys have a fixed
 * order. Fails with QG_E_MEMORY or QG_E_LIMIT (out's maximum). */
qg_status qg_json_write(qg_buf *out, const qg_doc *doc);

#endif
