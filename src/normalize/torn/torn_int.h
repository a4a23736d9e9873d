/* torn_int.h - what the search for torn characters asks of the text around a mark. */
#ifndef QG_NORMALIZE_TORN_INT_H
#define QG_NORMALIZE_TORN_INT_H

#include "normalize/readings.h"
#include "normalize/torn.h"

enum {
    QG_TORN_SPACE = 0x3000,
    QG_TORN_FULL_STOP = 0x3002,
    QG_TORN_CHINESE = 0x2010 /* where the marks of Chinese begin; Han is far above */
};

/* ---- torn/seen.c ----------------------------------------------------------------------------- */

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

/* Take the first character of a text, with a reading behind it; the last one likewise.  0 at the
 * end. */
qg_rune qg_torn_take_first(qg_str *text);
qg_rune qg_torn_take_last(qg_str *text);

/* ---- torn/sets.c ----------------------------------------------------------------------------- */

enum { QG_TORN_LEADS = 0xFE - 0x81 + 1, QG_TORN_TRAILS = 0xFE - 0x80 + 1 };

/* Characters of which half is known. */
typedef struct qg_torn_set {
    uint16_t runes[QG_TORN_TRAILS];
    uint8_t others[QG_TORN_TRAILS]; /* the lost halves, likewise */
    size_t n;
} qg_torn_set;

/* All that are tried; each set is made when it is first asked for. */
typedef struct qg_torn_sets {
    qg_torn_set firsts, lasts[QG_TORN_LEADS];
    bool are_firsts_made, are_lasts_made[QG_TORN_LEADS];
    /* By the first byte of what is behind; the last row is for what is no pair of bytes. */
    bool dropped[QG_TORN_LEADS + 1][QG_TORN_TRAILS];
    bool is_dropped_made[QG_TORN_LEADS + 1];
} qg_torn_sets;

/* Be ready to ask; false when there is no memory. */
bool qg_torn_make_sets(qg_torn_text *text);

/* What ends in the byte that marks have before them; what starts with `lead`. */
const qg_torn_set *qg_torn_firsts(qg_torn_text *text);
const qg_torn_set *qg_torn_lasts(qg_torn_text *text, unsigned lead);

/* For each second byte from 80 on, whether a decoder drops it before `next`. */
const bool *qg_torn_dropped(qg_torn_text *text, qg_torn_seen next);

/* ---- torn/cost.c ----------------------------------------------------------------------------- */

/* Flattened or not, a mark is the same to the model. */
qg_rune qg_torn_widened(qg_rune rune);

bool qg_torn_is_odd(qg_rune rune);

/* Bits of surprise of `rune` behind `last`. */
int qg_torn_cost(qg_rune last, qg_rune rune);

/* Bits of a single letter before `behind`. */
int qg_torn_letter_cost(qg_rune letter, qg_rune behind);

/* ---- torn/quotes.c --------------------------------------------------------------------------- */

/* Pass the quotes before `offset`, which grows from call to call. */
void qg_torn_pass_quotes(qg_torn_text *in, size_t offset);

/* Go on behind a restored character.  Bits when it is a quote: some when it has no fellow, less
 * than none when it closes. */
int qg_torn_quote(qg_torn_quotes *quotes, qg_rune rune);

/* Bits when the next quotes of the paragraph do not close what is open at `from`; none when the
 * first of them stands before `from`. */
int qg_torn_quote_cost(const qg_torn_text *in, size_t from, qg_torn_quotes quotes);

/* ---- torn/known.c ---------------------------------------------------------------------------- */

/* Which characters stand together in a text: what is said once is often said again, names above
 * all. */
typedef struct qg_torn_known {
    uint8_t pairs[2][1 << 16];          /* how often, by two hashes of them; 255 is the most */
    uint8_t triples[2][1 << 16];        /* likewise */
    uint16_t runes[1 << 15];            /* how often the first of a pair is one of that hash */
    size_t n;                           /* pairs in all */
    size_t n_simplified, n_traditional; /* characters of one script only */
} qg_torn_known;

/* Read the text, unless that is done; false when there is no memory. */
bool qg_torn_learn(qg_torn_text *text);

/* Bits by which `rune` is less surprising behind `first` and `last` in this text than elsewhere;
 * may be negative. */
double qg_torn_known_gain(const qg_torn_known *known, qg_rune first, qg_rune last, qg_rune rune);

/* Whether a character is of the script that the text is not written in. */
bool qg_torn_is_of_other_script(const qg_torn_known *known, qg_rune rune);

/* ---- torn/weigh.c ---------------------------------------------------------------------------- */

/* One way to read a place: a character, those of the run, another one. */
typedef struct qg_torn_reading {
    qg_rune first, last; /* the last one may be 0 */
    qg_rune tail;        /* ASCII behind it; or 0 */
    size_t n_run;        /* characters of the place's run */
    size_t end;          /* of what they show as */
    int gain;            /* bits by which it reads better than what is shown, by neighbours */
    bool is_across;      /* it goes on behind another mark */
    bool is_last_lost;   /* its second byte is */
} qg_torn_reading;

enum {
    QG_TORN_READINGS = 24,
    QG_TORN_BITS = 9 /* a mark in a text is seldom torn */
};

/* A mark, and the best ways to read it and what is behind it. */
typedef struct qg_torn_place {
    size_t start;                               /* of the mark, with what shows before it */
    int least;                                  /* bits by which a reading has to be better */
    qg_rune run[QG_TORN_MOST + 1];              /* restored, behind the first character */
    qg_torn_reading readings[QG_TORN_READINGS]; /* the best one first */
    size_t n;
} qg_torn_place;

/* Put a reading where it belongs by its gain, if it is among the best; and unless it is there. */
void qg_torn_put(qg_torn_place *place, const qg_torn_reading *reading);
void qg_torn_put_once(qg_torn_place *place, const qg_torn_reading *reading);

/* Choose among the readings and the text as it is, by its words too.  False when that is best. */
bool qg_torn_weigh(qg_torn *torn, const qg_torn_place *place, const qg_torn_text *in);

#endif
