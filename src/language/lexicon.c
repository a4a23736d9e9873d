#include "language/lexicon.h"

#include "language/opencc.h"
#include "language/rune_cost.h"
#include "unicode/unicode.h"

#include <limits.h>

#include "language/lexicon.inc"

enum {
    SLOT_BITS = 17,
    N_SLOTS = 1 << SLOT_BITS,
    PRINT_MASK = 0xFFF,
    GRADE_BITS = 4,
    GRADE_MASK = 0xF,
    WORD_MOST = 4, /* characters */
    COST_LEAST = 4,
    COST_ALONE = 3, /* extra bits for a character that is not a word by itself */
    MARK_MOST = 9   /* upper limit for marks: the counts are from laws, where some are rare */
};

static uint32_t mix(uint32_t mixed, qg_rune rune)
{
    mixed = (mixed ^ rune) * UINT32_C(0x9E3779B1);
    return mixed ^ mixed >> 15;
}

/* Cost in bits of the word with this hash; 0 when it is not in the table. */
static unsigned cost_of(uint32_t mixed)
{
    uint32_t fingerprint;

    mixed *= UINT32_C(0x85EBCA6B);
    fingerprint = (mixed & PRINT_MASK) == 0 ? 1 : mixed & PRINT_MASK;
    for (uint32_t slot = mixed >> (32 - SLOT_BITS); word_slots[slot] != 0;
         slot = (slot + 1) % N_SLOTS)
        if (word_slots[slot] >> GRADE_BITS == fingerprint)
            return COST_LEAST + (word_slots[slot] & GRADE_MASK) * 5U / 4;
    return 0;
}

static qg_rune simplified(qg_rune rune)
{
    char bytes[QG_UTF8_MAX];
    uint16_t code = qg_code_of(rune);
    size_t n;

    if (code == 0 || !qg_code_is_only_traditional(code))
        return rune;
    n = qg_char_write(bytes, qg_trie_defaults(QG_TRIE_FROM_TRADITIONAL)[code]);
    return qg_utf8_first((qg_str){bytes, n});
}

/* Cost in bits of a character that is not part of a longer word. */
static unsigned cost_alone(qg_rune rune)
{
    unsigned bits = qg_rune_cost(rune), word;

    if (!qg_rune_is_han(rune))
        return bits > MARK_MOST && rune >= 0x2010 && (rune < 0x3020 || rune >= 0xFF01) &&
                       rune < 0xFF20
                   ? MARK_MOST
                   : bits;
    word = cost_of(mix(0, rune));
    return word == 0 ? bits + COST_ALONE : word;
}

static void take_less(unsigned *best, unsigned bits)
{
    if (bits < *best)
        *best = bits;
}

unsigned qg_lexicon_cost(const qg_rune *text, size_t n)
{
    unsigned best[QG_LEXICON_MOST + 1] = {0};
    qg_rune plain[QG_LEXICON_MOST];

    for (size_t i = 0; i < n; i++) {
        plain[i] = simplified(text[i]);
        best[i + 1] = UINT_MAX;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t mixed = mix(0, plain[i]);
        take_less(&best[i + 1], best[i] + cost_alone(plain[i]));
        for (size_t end = i + 1; end < n && end < i + WORD_MOST && qg_rune_is_han(plain[end]);
             end++) {
            unsigned bits = cost_of(mixed = mix(mixed, plain[end]));
            if (bits > 0)
                take_less(&best[end + 1], best[i] + bits);
        }
    }
    return best[n];
}
