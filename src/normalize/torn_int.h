/* torn_int.h - what the search for torn characters asks of the text around a mark. */
#ifndef QG_NORMALIZE_TORN_INT_H
#define QG_NORMALIZE_TORN_INT_H

#include "normalize/readings.h"
#include "normalize/torn.h"

enum {
    QG_TORN_FULL_STOP = 0x3002,
    QG_TORN_CHINESE = 0x2010 /* where the marks of Chinese begin; Han is far above */
};

/* ---- torn_seen.c ----------------------------------------------------------------------------- */

/* A character of the text, the bytes it has in GBK, and where it ends. */
typedef struct qg_torn_seen {
    qg_rune rune; /* 0 at the end */
    unsigned code;
    size_t end;
} qg_torn_seen;

qg_torn_seen qg_torn_see(qg_str text, size_t offset);

/* The character of two bytes, 0 when it is none or one that nobody writes. */
qg_rune qg_torn_character(unsigned lead, unsigned trail);

/* Whether a decoder drops `trail`, rather than making a character of it with what follows. */
bool qg_torn_is_dropped(unsigned trail, qg_torn_seen next);

/* What is behind a place: a bracket with the reading of its last character, and the next one. */
typedef struct qg_torn_follower {
    qg_annotation annotation;
    bool is_annotated;
    qg_rune rune;
} qg_torn_follower;

qg_torn_follower qg_torn_behind(qg_str text, size_t offset);
bool qg_torn_may_be_read(const qg_torn_follower *behind, qg_rune rune);

/* The character before `end`, behind whose reading the text may go on. */
qg_rune qg_torn_before(qg_str text, size_t end);

/* ---- torn_cost.c ----------------------------------------------------------------------------- */

/* Flattened or not, a mark is the same to the model. */
qg_rune qg_torn_widened(qg_rune rune);

bool qg_torn_is_odd(qg_rune rune);

/* Bits of surprise of `rune` behind `last`. */
int qg_torn_cost(qg_rune last, qg_rune rune);

/* Bits of a single letter before `behind`. */
int qg_torn_letter_cost(qg_rune letter, qg_rune behind);

/* Whether a mark, flattened, cannot stand between these two. */
bool qg_torn_is_misplaced(qg_rune before, qg_rune mark, qg_rune behind);

/* ---- torn_quotes.c --------------------------------------------------------------------------- */

/* Pass the quotes before `offset`, which grows from call to call. */
void qg_torn_pass_quotes(qg_torn_text *text, size_t offset);

/* Go on behind a restored character, where `awaited` is what will close the quotation that is open,
 * or 0.  Bits when it is a quote: some when it has no fellow, less than none when it closes. */
int qg_torn_quote(qg_rune *awaited, qg_rune rune);

/* Bits when the next quote of the paragraph is not what is awaited at `end`; none when it stands
 * before `end`. */
int qg_torn_quote_cost(const qg_torn_text *text, size_t end, qg_rune awaited);

#endif
