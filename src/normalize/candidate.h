/* candidate.h - the encodings that are considered for a file, and what each reading costs in bits.
 *
 * GB18030 and Big5 use the same bytes, so nearly every file in the one can be read in the other.
 * But the wrong reading is made of rare characters.  So every encoding reads the bytes, and what
 * counts is how surprising its characters are in the language it is used for, in bits.  A new
 * candidate is a row in candidate.c and a table that tools/tables/make_chars.py makes.
 */
#ifndef QG_NORMALIZE_CANDIDATE_H
#define QG_NORMALIZE_CANDIDATE_H

#include "base/str.h"

#include <stdint.h>

enum {
    QG_COST_BAD = 30,     /* bits of a byte that fits nothing; as in the tables */
    QG_COST_WORSE = 14,   /* of the next one, since damage comes in runs */
    QG_COST_EDGE = 10,    /* of one at the start or end of a file, which cuts leave there */
    QG_COST_NONE = 255,   /* these bytes are no character */
    QG_COST_COLUMNS = 191 /* of a table by lead bytes 81 to FE: trail bytes 40 to FE */
};

typedef enum qg_candidate_kind {
    QG_READ_BYTES, /* one byte a character, read by a row of single_costs */
    QG_READ_UTF8,
    QG_READ_GB18030,
    QG_READ_BIG5,
    QG_READ_EUC_TW,
    QG_READ_SHIFT_JIS,
    QG_READ_EUC_JP,
    QG_READ_EUC_KR,
    QG_READ_JOHAB
} qg_candidate_kind;

typedef struct qg_candidate {
    const char *encoding;
    qg_candidate_kind kind;
    uint8_t prior;      /* bits that files in this encoding are rarer than in UTF-8 */
    uint8_t max_length; /* of a character in bytes */
    uint8_t row;        /* of single_costs */
    bool is_latin;      /* its letters stand among those of ASCII */
} qg_candidate;

/* The i-th candidate, or NULL behind the last; the one of that name, or NULL. */
const qg_candidate *qg_candidate_at(size_t i);
const qg_candidate *qg_candidate_find(const char *encoding);

/* The cost in bits when the `n` bytes at `i` are read as one character; low when it repeats the
 * character before it in `bytes` or follows it in the alphabet.  QG_COST_NONE when they are none.
 */
unsigned qg_candidate_cost(const qg_candidate *candidate, qg_str bytes, size_t i, size_t n);

/* `cost`, which is that of the character by itself, reduced when it only repeats the character
 * before it or follows it in order: such rows (----, abcd) say little about the encoding. */
unsigned qg_candidate_cost_in_row(const qg_candidate *candidate, qg_str bytes, size_t i, size_t n,
                                  unsigned cost);

/* The bits of all codes of two bytes, by lead byte from 81 and trail byte from 40, as letters: 'A'
 * is 0, and from 'A' + QG_COST_BAD on there is no character.  Only for the two candidates that have
 * most of them; NULL for others. */
const char (*qg_candidate_codes(const qg_candidate *candidate))[QG_COST_COLUMNS + 1];

/* Whether codes of GB18030 with this lead byte are kana, Greek or Cyrillic, which in words cost
 * less than the bits above. */
static inline bool qg_candidate_is_of_script(unsigned lead)
{
    return lead >= 0xA4 && lead <= 0xA7;
}

/* Whether the two bytes at `i` are a vowel of pinyin with its tone in GB18030: ā, ǘ. */
bool qg_candidate_is_pinyin(const qg_candidate *candidate, qg_str s, size_t i);

/* Whether a byte is a letter in a candidate of single bytes; false for others. */
bool qg_candidate_is_letter(const qg_candidate *candidate, unsigned byte);

/* How a candidate explains bytes up to some place. */
typedef struct qg_reading {
    const char *encoding;
    size_t n_characters; /* beyond ASCII, bad ones with them */
    size_t n_bad;
    size_t cost;   /* bits of surprise in all, ASCII with them */
    size_t high;   /* what of them is not ASCII's */
    unsigned last; /* bytes of the last character; 0: a bad byte */
} qg_reading;

/* The cheapest way to read all bytes up to and with the one at `i`, given the cheapest up to the
 * byte before it, up to two before it and so on.
 *
 * Not as a decoder would read: a damaged byte may put all that follows out of step, up to the end
 * of the line, and should not make the right encoding look wrong.  So every way to cut the bytes
 * into characters and bad bytes is open, and the cheapest counts. */
qg_reading qg_read_one(const qg_candidate *candidate, qg_str bytes, size_t i,
                       const qg_reading before[4]);

/* All of `bytes` so. */
qg_reading qg_read_all(const qg_candidate *candidate, qg_str bytes);

/* Read a line as a decoder would, character by character, without looking for a cheaper way.
 *
 * reading  all but `last`.
 *
 * Returns how many bytes that is: up to and with the first line feed, or to the end of the
 * character at which `most_bytes` are reached. */
size_t qg_candidate_line(qg_reading *reading, const qg_candidate *candidate, qg_str bytes,
                         size_t most_bytes);

/* How many bytes at the start of `bytes` are valid UTF-8 and whole lines, or, in a long line, stand
 * well before what is not valid. */
size_t qg_candidate_skip_valid(qg_str bytes);

/* Mean cost of a character beyond ASCII; what Chinese prose has is near 9, chance gives 18 and
 * more.
 */
double qg_reading_mean(const qg_reading *reading);

#endif
