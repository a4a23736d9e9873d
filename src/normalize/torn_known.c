/* torn_known.c - what stands together in a text. */
#include "normalize/script_tables.h"
#include "normalize/torn_int.h"
#include <stdlib.h>

enum {
    PAIR_SHIFT = 32 - 16,
    NOISE_SHIFT = 15,
    RUNE_MASK = (1 << 12) - 1,
    BITS_HEARSAY = 2 /* what stands there may be torn itself */
};

static const uint32_t factors[] = {UINT32_C(0x9E3779B1), UINT32_C(0x85EBCA6B)};

static size_t place_of(qg_rune last, qg_rune rune, size_t row)
{
    return ((last << 16 ^ rune) * factors[row]) >> PAIR_SHIFT;
}

static void count_pair(qg_torn_known *known, qg_rune last, qg_rune rune)
{
    uint16_t *first = &known->runes[last & RUNE_MASK];

    for (size_t row = 0; row < 2; row++) {
        uint8_t *pair = &known->pairs[row][place_of(last, rune, row)];
        *pair = (uint8_t)(*pair + (*pair < UINT8_MAX));
    }
    *first = (uint16_t)(*first + (*first < UINT16_MAX));
    known->n++;
}

/* How often a pair was counted, less what others with its hashes may have been. */
static unsigned count_of(const qg_torn_known *known, qg_rune last, qg_rune rune)
{
    unsigned a = known->pairs[0][place_of(last, rune, 0)],
             b = known->pairs[1][place_of(last, rune, 1)], n = a < b ? a : b;

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
    qg_rune last = 0;

    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        known->n_traditional += is_traditional(rune);
        known->n_simplified += is_simplified(rune);
        rune = qg_torn_widened(rune);
        if (rune < QG_TORN_CHINESE)
            rune = 0;
        if (last != 0 && rune != 0)
            count_pair(known, last, rune);
        last = rune;
    }
}

bool qg_torn_learn(qg_torn_text *text)
{
    if (text->known != NULL)
        return true;
    text->known = calloc(1, sizeof *text->known);
    if (text->known == NULL) {
        text->status = QG_E_MEMORY;
        return false;
    }
    count(text->known, text->text);
    return true;
}

void qg_torn_text_clear(qg_torn_text *text)
{
    free(text->known);
}

static int log2_of(unsigned n)
{
    int bits = 0;

    while (n >>= 1)
        bits++;
    return bits;
}

int qg_torn_known_gain(const qg_torn_known *known, qg_rune last, qg_rune rune)
{
    unsigned n;
    int gain;

    rune = qg_torn_widened(rune);
    if (last < QG_TORN_CHINESE || rune < QG_TORN_CHINESE)
        return 0;
    n = count_of(known, last, rune);
    if (n == 0)
        return 0;
    gain = qg_torn_cost(last, rune) - BITS_HEARSAY + log2_of(n) -
           log2_of(known->runes[last & RUNE_MASK]);
    return gain > 0 ? gain : 0;
}

bool qg_torn_is_of_other_script(const qg_torn_known *known, qg_rune rune)
{
    return known->n_traditional > known->n_simplified ? is_simplified(rune) : is_traditional(rune);
}
