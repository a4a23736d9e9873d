/* page_prose.h - what a reader of a web page reads, without its tags.
 *
 * Whether a mark was flattened, a quote is a pair, or a text uses ASCII marks at all is told from
 * sentences.  In the source of a page they are torn by tags, and attributes and scripts are full of
 * such marks.  So passes that judge sentences get the page's text, and what they want to change is
 * put back to where it stands in the source.
 *
 * A block is a line; blanks in a row are one; character references are undone; scripts, styles,
 * code, fields and comments are left out, and three or more lines in a row that are mostly links:
 * they are menus and headlines of other texts.
 */
#ifndef QG_NORMALIZE_PAGE_PROSE_H
#define QG_NORMALIZE_PAGE_PROSE_H

#include "base/buf.h"

/* Bytes of the prose that stand together in the source, too; or one character that takes other
 * bytes there. */
typedef struct qg_prose_piece {
    size_t start, source; /* of its first byte, in the prose and in the source */
    size_t n_source;      /* its bytes there */
} qg_prose_piece;

typedef struct qg_prose {
    qg_buf text;
    qg_prose_piece *pieces;
    size_t n, n_allocated;
    size_t at; /* index of the piece that was asked for last */
    qg_status status;
} qg_prose; /* start with {0} */

/* Fill an empty `prose` from `page`, which is valid UTF-8.  Failures stick in `status`. */
void qg_prose_make(qg_prose *prose, qg_str page);

/* Where the `n` bytes from `start` on stand in the source.
 *
 * Returns false when they do not stand there next to each other.  Cheap when places grow. */
bool qg_prose_place(qg_prose *prose, size_t start, size_t n, size_t *source, size_t *n_source);

void qg_prose_clear(qg_prose *prose);

#endif
