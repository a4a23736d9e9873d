/* known.c - what stands together in a text. */
#include "base/halved.h"
#include "language/opencc.h"
#include "normalize/torn/torn_int.h"
#include "unicode/unicode.h"
#include <stdlib.h>

enum {
    SLOT_SHIFT = 32 - 16,
    NOISE_SHIFT = 15,
    RUNE_MASK = (1 << 15) - 1,
    MIDDLE_DOT = 0xB7,
    LOG_STEPS = 4, /* of a bit */
    LOG_SCALE = 1 << 20
};

/* How often a pair or triple must have been seen to count as much as the model does. */
#define DOUBT_PAIR   6.0
#define DOUBT_TRIPLE 1.5

static const uint32_t factors[] = {UINT32_C(0x9E3779B1), UINT32_C(0x85EBCA6B)};

static uint32_t pair_of(qg_rune last, qg_rune rune)
{
    return last << 16 ^ rune;
}

static uint32_t triple_of(qg_rune first, qg_rune last, qg_rune rune)
{
    return (first * UINT32_C(0xC2B2AE35)) ^ pair_of(last, rune);
}

static size_t slot_of(uint32_t mixed, size_t row)
{
    mixed ^= mixed >> 15;
    return (mixed * factors[row]) >> SLOT_SHIFT;
}

static void count_in(uint8_t table[2][1 << 16], uint32_t mixed)
{
    for (size_t row = 0; row < 2; row++) {
        uint8_t *slot = &table[row][slot_of(mixed, row)];
        *slot = (uint8_t)(*slot + (*slot < UINT8_MAX));
    }
}

/* How often it was counted, less what others with its hashes may have been. */
static unsigned count_of(const qg_torn_known *known, const uint8_t table[2][1 << 16],
                         uint32_t mixed)
{
    unsigned a = table[0][slot_of(mixed, 0)], b = table[1][slot_of(mixed, 1)], n = a < b ? a : b;

    return n > known->n >> NOISE_SHIFT ? n - (unsigned)(known->n >> NOISE_SHIFT) : 0;
}

static bool is_traditional(qg_rune rune)
{
    return qg_code_is_only_traditional(qg_code_of(rune));
}

static bool is_simplified(qg_rune rune)
{
    return qg_code_is_only_simplified(qg_code_of(rune));
}

static void count(qg_torn_known *known, qg_str text)
{
    qg_rune first = 0, last = 0;

    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (rune >= QG_TORN_CHINESE) {
            uint16_t code = qg_code_of(rune);
            known->n_traditional += qg_code_is_only_traditional(code);
            known->n_simplified += qg_code_is_only_simplified(code);
        }
        if (rune < QG_TORN_CHINESE)
            rune = 0; /* marks are not counted, since they may be torn, too */
        if (last != 0 && rune != 0) {
            uint16_t *n = &known->runes[last & RUNE_MASK];
            count_in(known->pairs, pair_of(last, rune));
            *n = (uint16_t)(*n + (*n < UINT16_MAX));
            if (first != 0)
                count_in(known->triples, triple_of(first, last, rune));
            known->n++;
        }
        first = last;
        last = rune;
    }
}

bool qg_torn_learn(qg_torn_text *text)
{
    qg_torn_marks *marks = &text->marks;

    if (marks->known != NULL)
        return true;
    marks->known = calloc(1, sizeof *marks->known);
    if (marks->known == NULL) {
        text->status = QG_E_MEMORY;
        return false;
    }
    count(marks->known, text->text);
    return true;
}

void qg_torn_marks_forget(qg_torn_marks *marks)
{
    free(marks->known);
    marks->known = NULL;
}

void qg_torn_text_clear(qg_torn_text *text)
{
    free(text->sets);
}

/* Bits of a share, in steps of a quarter; up to 20. */
static double bits_of(double share)
{
    uint32_t n = (uint32_t)(share * LOG_SCALE) | 1;
    unsigned top = 0;

    while (n >> top > 1)
        top++;
    return 20 - top - (double)((n << 2 >> top) & (LOG_STEPS - 1)) / LOG_STEPS;
}

double qg_torn_known_gain(const qg_torn_known *known, qg_rune first, qg_rune last, qg_rune rune)
{
    int bits = qg_torn_cost(last, rune);
    double n, share, gain;

    if (last < QG_TORN_CHINESE || rune < MIDDLE_DOT ||
        (rune < QG_TORN_CHINESE && rune > MIDDLE_DOT))
        return 0;
    n = count_of(known, known->pairs, pair_of(last, rune));
    share = (n + DOUBT_PAIR * qg_halved(bits)) / (known->runes[last & RUNE_MASK] + DOUBT_PAIR);
    if (first >= QG_TORN_CHINESE)
        share =
            (count_of(known, known->triples, triple_of(first, last, rune)) + DOUBT_TRIPLE * share) /
            (count_of(known, known->pairs, pair_of(first, last)) + DOUBT_TRIPLE);
    gain = bits - bits_of(share);
    return gain < 0 && !(qg_rune_is_han(last) && qg_rune_is_han(rune)) ? 0 : gain;
}

bool qg_torn_is_of_other_script(const qg_torn_known *known, qg_rune rune)
{
    return known->n_traditional > known->n_simplified ? is_simplified(rune) : is_traditional(rune);
}
