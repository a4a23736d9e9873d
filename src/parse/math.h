/* math.h - formulas as authors type them in Markdown, in the TeX of their editors and assistants.
 *
 * There is no library in C that reads them into a tree; what reports use is read here, and a
 * formula with anything else in it stays as it was typed.
 */
#ifndef QG_PARSE_MATH_H
#define QG_PARSE_MATH_H

#include "base/arena.h"
#include "document/math.h"

/* What became of a formula. */
typedef struct qg_math_result {
    const qg_math *tree; /* NULL: it could not be read */
    qg_str tag;          /* of \tag{1}; empty without */
    qg_str error;        /* the command or piece that could not be read; a slice of the source */
} qg_math_result;

/* Read the TeX of one formula, without the dollar signs around it.
 *
 * source  valid UTF-8.
 * The tree and the tag live in `arena`.  Takes time in proportion to the source; what is nested
 * more than 60 deep is not read.  Fails by memory only, which the arena remembers.
 */
qg_math_result qg_math_read(qg_arena *arena, qg_str source);

#endif
