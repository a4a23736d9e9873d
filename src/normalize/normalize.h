/* normalize.h - bytes in any encoding to clean UTF-8 text.
 *
 * People do not know what encoding a file is in, and files lie about it.  This stage finds out,
 * decodes, and takes out what is no text: byte-order marks, control characters, odd line ends. What
 * it could not read or took out is a finding.
 */
#ifndef QG_NORMALIZE_NORMALIZE_H
#define QG_NORMALIZE_NORMALIZE_H

#include "base/buf.h"
#include "base/sink.h"

/* Clean text and the way back to the bytes it came from. */
typedef struct qg_text {
    qg_buf utf8;
    qg_map map; /* offsets in `utf8` to offsets in the input */
    qg_detection detection;
} qg_text;

/* Decode and clean.
 *
 * text      uninitialised; after any return qg_text_clear frees it.
 * input     the bytes of a file, borrowed as long as `text` is used: clean UTF-8 is not copied.
 * encoding  as `iconv -l` names it; empty: find out.
 * sink      offsets are bytes of `input`.  May be NULL.
 *
 * Afterwards `text->utf8` is valid UTF-8, with line feeds as line ends, without byte-order marks
 * and without control characters but tab and line feed (and form feed, the first of its line,
 * which is a page break to the plain text parser). Fails with QG_E_ARG (no such encoding), QG_E_INPUT (not text; a finding says
 * what it is), QG_E_MEMORY.
 */
qg_status qg_normalize(qg_text *text, qg_str input, qg_str encoding, const qg_sink *sink);

void qg_text_clear(qg_text *text);

#endif
