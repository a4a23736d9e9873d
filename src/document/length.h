/* length.h - lengths as drafts give them to pictures: 8cm, 60%, 200px. */
#ifndef QG_DOCUMENT_LENGTH_H
#define QG_DOCUMENT_LENGTH_H

#include "base/arena.h"
#include "base/str.h"

typedef struct qg_length {
    double value; /* twips, or percents */
    bool is_percent;
    bool is_zoom; /* percents of the picture's own size */
} qg_length;

/* Read a length: a number with %, px, pt, mm, cm or in, also in Chinese (8 厘米); without a unit it
 * is CSS pixels, 96 to the inch.  `zoom:50%` and `zoom:0.5` are percents of the picture's own size.
 * False when `text` is no length, or not a positive one. */
bool qg_length_read(qg_length *length, qg_str text);

/* A copy in `arena` as documents keep it, 8cm; empty when it is no length. */
qg_str qg_length_copy(qg_arena *arena, qg_str text);

#endif
