/* parse.h - text to document. */
#ifndef QG_PARSE_PARSE_H
#define QG_PARSE_PARSE_H

#include "base/sink.h"
#include "document/document.h"

/* What a document may hold; 0: the default.  What has more is refused. */
typedef struct qg_limits {
    size_t nesting; /* of blocks and inlines; 100 */
    size_t cells;   /* of all tables; 1,000,000 */
} qg_limits;

typedef struct qg_parse_options {
    qg_format from;           /* AUTO, MARKDOWN, TEXT or HTML */
    qg_str file_name;         /* for AUTO */
    const qg_entry *metadata; /* put over the front matter */
    size_t n_metadata;
    qg_str style; /* a style sheet's name, put over all of these; empty: what they say */
    qg_limits limits;
    int heading_shift; /* Markdown: added to the number of # of each heading; from -8 to 8 */
    bool keep_junk;    /* plain text: leave the furniture of pages in */
} qg_parse_options;

/* Parse front matter and text.
 *
 * doc   becomes a new document for the caller to free with qg_doc_free; NULL after a failure.
 * text  valid UTF-8 without U+0000, borrowed for the call.
 * sink  offsets are bytes of `text`.  May be NULL.
 *
 * Fails with QG_E_ARG (metadata: no such key), QG_E_LIMIT or QG_E_MEMORY.
 */
qg_status qg_parse(qg_doc **doc, qg_str text, const qg_parse_options *options, const qg_sink *sink);

/* The kind of text that qg_parse will take `text` for: never QG_FORMAT_AUTO. */
qg_format qg_parse_kind(qg_str text, const qg_parse_options *options);

#endif
