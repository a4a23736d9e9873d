/* json.h - the whole document model as JSON, for programs; docs/document-json.md has the schema. */
#ifndef QG_WRITE_JSON_JSON_H
#define QG_WRITE_JSON_JSON_H

#include "base/buf.h"
#include "document/document.h"

/* Append `doc` to `out` as one JSON object, ended by a line feed.  Fails with QG_E_MEMORY. */
qg_status qg_json_write(qg_buf *out, const qg_doc *doc);

#endif
