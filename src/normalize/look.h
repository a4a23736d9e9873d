/* look.h - a pre-scan that finds the blocks of a text in which repair passes may find something.
 *
 * Nearly all text is clean, so the time for repair is the time it takes to see that nothing is
 * there. All passes can skip what most text consists of: common Han, Chinese punctuation, plain
 * ASCII.  So one scan looks at the text for all passes, and notes for each block of it which passes
 * may find something there.  The passes then search those blocks only.
 */
#ifndef QG_NORMALIZE_LOOK_H
#define QG_NORMALIZE_LOOK_H

#include "normalize/census.h"

enum { QG_LOOK_BLOCK = 64 /* bytes */ };

/* What may be in a block.  The bytes are the first three of a character, with 0 behind the end of
 * the text; for a mark that tore its neighbours, it and the bytes on both sides. */
typedef enum qg_look_kind {
    QG_LOOK_MOJIBAKE = 1,  /* an unusual line starts there; see mojibake/scan.h */
    QG_LOOK_LOOKALIKE = 2, /* a character that fulfils qg_may_be_lookalike */
    QG_LOOK_INVISIBLE = 4, /* qg_may_be_invisible */
    QG_LOOK_TORN = 8,      /* a byte before a mark, qg_may_be_torn */
    QG_LOOK_DOUBLED = 16   /* two characters from U+3000 on, each standing twice */
} qg_look_kind;

/* Start with {.text = ...}.  The scan is made when a function below is first called. */
typedef struct qg_look {
    qg_str text;           /* valid UTF-8, borrowed */
    unsigned char *blocks; /* bits of qg_look_kind, one byte a block; NULL before the walk */
    size_t n;
    qg_status status; /* QG_OK or QG_E_MEMORY; then no block is found */
    qg_census census; /* of the text, once somebody has asked */
    bool has_census;
} qg_look;

/* The first offset from `at` on that is in a block with such a thing; text.n when there is none.
 * It is `at` itself, or the start of a block, which may be inside a character. */
size_t qg_look_next(qg_look *look, qg_look_kind kind, size_t at);

/* The end of the block that holds `at`. */
size_t qg_look_end(const qg_look *look, size_t at);

/* The first line from `at` on, itself the start of one, that may be in a block with such a thing.
 */
size_t qg_look_line(qg_look *look, qg_look_kind kind, size_t at);

/* Places of a text that were changed, in order: `n_bytes` at `offset` became `n_after`.  Start with
 * {0}. */
typedef struct qg_look_changes {
    struct qg_look_change {
        size_t offset, n_bytes, n_after;
    } * list;
    size_t n, n_allocated;
    bool are_many; /* they are no more kept: a look at all of the text is as quick */
} qg_look_changes;

void qg_look_change_add(qg_look_changes *changes, size_t offset, size_t n_bytes, size_t n_after);

/* Look at a text that another became by some changes, if that one was looked at: only around these
 * does it have anything new.  More blocks may be noted than by a walk. */
void qg_look_follow(qg_look *look, const qg_look *before, const qg_look_changes *changes);

/* What letters the text is written in. */
const qg_census *qg_look_census(qg_look *look);

void qg_look_clear(qg_look *look);

/* ---- what the passes look for ---------------------------------------------------------------- */

/* U+2E80 to 2FDF, U+E000 to FAFF and U+2F800 to 2FA1F. */
static inline bool qg_may_be_lookalike(unsigned char a, unsigned char b)
{
    return (a == 0xE2 && b >= 0xBA) || a == 0xEE || (a == 0xEF && b <= 0xAB) ||
           (a == 0xF0 && b == 0xAF);
}

/* C1 controls, unusual spaces, zero-width characters, and combining marks. */
static inline bool qg_may_be_invisible(unsigned char a, unsigned char b, unsigned char c)
{
    switch (a) {
    case 0xC2:
        return b <= 0xA0 || b == 0xAD;
    case 0xCC:
    case 0xCD:
        return a == 0xCC || b <= 0xAF;
    case 0xD8:
        return b == 0x9C;
    case 0xE1:
        return b == 0x9A && c == 0x80;
    case 0xE2:
        return (b == 0x80 && (c <= 0x8F || c >= 0xAA) && c <= 0xAF) || (b == 0x81 && c >= 0x9F);
    case 0xE3:
        return b == 0x82 && (c == 0x99 || c == 0x9A);
    case 0xEF:
        return (b == 0xBB && c == 0xBF) || (b == 0xBF && c >= 0xB9 && c <= 0xBB);
    case 0xF3:
        return b == 0xA0;
    default:
        return false;
    }
}

/* One of ! ( ) , . : ; ? */
static inline bool qg_is_tearing_mark(unsigned char c)
{
    return c == '!' || (c & 0xFE) == '(' || (c & 0xFD) == ',' || (c & 0xFE) == ':' || c == '?';
}

/* A mark that is flattened, with Chinese text before it, as far as one byte tells, and no blank or
 * digit behind; ! may be all that is left of 。” at the end of a line, or of 。“ before a figure. A
 * figure may stand before what is left of two characters. */
static inline bool qg_may_be_torn(unsigned char before, unsigned char mark, unsigned char behind)
{
    if (mark > '?' || !qg_is_tearing_mark(mark)) /* most are greater */
        return false;
    if (before == '%' || (before >= '0' && before <= '9'))
        return behind >= 0x80;
    return (before >= 0x80 || qg_is_tearing_mark(before)) &&
           (behind >= '@' || qg_is_tearing_mark(behind) || (mark == '!' && behind != ' '));
}

#endif
