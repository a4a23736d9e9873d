#include "language/model.h"

#include "language/rune_cost.h"

#include "language/pairs.inc"

enum {
    SLOT_BITS = 18,
    N_SLOTS = 1 << SLOT_BITS,
    PRINT_MASK = 0xFFF,
    GAIN_BITS = 4,
    GAIN_MASK = 0xF,
    GAIN_LOW = -2, /* the gain that gain bits of 0 stand for */
    GAIN_UNSEEN = -2,
    COST_LEAST = 1
};

static uint32_t mix(qg_rune first, qg_rune second)
{
    uint32_t mixed = (first << 16 | second) * UINT32_C(0x9E3779B1);

    return (mixed ^ mixed >> 15) * UINT32_C(0x85EBCA6B);
}

/* Of four 16-bit lanes, set the highest bit of each that is 0.  Because of borrows this is exact
 * only up to the lowest such lane, which is the one that is needed. */
static uint64_t zeros_of(uint64_t four)
{
    static const uint64_t ones = 0x0001000100010001U, highs = 0x8000800080008000U;

    return (four - ones) & ~four & highs;
}

/* Four slots from `slot` on in one word, the first in the lowest bits. */
static uint64_t slots_at(uint32_t slot)
{
    const uint16_t *p = &pair_slots[slot];

    return p[0] | (uint64_t)p[1] << 16 | (uint64_t)p[2] << 32 | (uint64_t)p[3] << 48;
}

/* The value of the lane whose highest bit is `high`; 0 when `high` is 0.  Without a branch. */
static unsigned only(uint64_t four, uint64_t high)
{
    uint64_t one = four & ((high << 1) - (high >> 15));

    one |= one >> 32;
    return (unsigned)(one | one >> 16) & UINT16_MAX;
}

/* Probe slot by slot, from `slot` on, for the fingerprint `print`; 0 when it is not there. */
static unsigned find_slowly(uint32_t slot, uint32_t print)
{
    for (; pair_slots[slot] != 0; slot = (slot + 1) % N_SLOTS)
        if (pair_slots[slot] >> GAIN_BITS == print)
            return pair_slots[slot];
    return 0;
}

/* The same, four slots at a time.  Whether a pair is in the table cannot be predicted, and a
 * mispredicted branch costs more than this arithmetic. */
static unsigned find(uint32_t slot, uint32_t print)
{
    static const uint64_t prints = 0x0010001000100010U, print_bits = 0xFFF0FFF0FFF0FFF0U;

    for (; slot <= N_SLOTS - 4; slot += 4) {
        uint64_t four = slots_at(slot), ends = zeros_of(four);
        uint64_t same = zeros_of((four ^ print * prints) & print_bits);
        same &= ends ^ (ends - 1); /* ignore what is behind the first empty slot */
        if ((same | ends) != 0)
            return only(four, same & (0 - same));
    }
    return find_slowly(slot % N_SLOTS, print);
}

/* By how many bits `second` is less surprising behind `first` than anywhere; GAIN_UNSEEN when the
 * pair was never counted. */
int qg_model_gain(qg_rune first, qg_rune second)
{
    uint32_t mixed = mix(first, second);
    uint32_t print = (mixed & PRINT_MASK) == 0 ? 1 : mixed & PRINT_MASK;
    unsigned value = find(mixed >> (32 - SLOT_BITS), print);

    return value == 0 ? GAIN_UNSEEN : (int)(value & GAIN_MASK) + GAIN_LOW;
}

/* Pairs were counted of Han characters and Chinese punctuation of the Basic Multilingual Plane. */
bool qg_model_is_counted(qg_rune rune)
{
    if (rune >= 0x4E00)
        return rune <= 0x9FFF || (rune >= 0xFF01 && rune <= 0xFFFF) ||
               (rune >= 0xF900 && rune <= 0xFAFF);
    return rune >= 0x2014 && (rune <= 0x2026 || (rune >= 0x3001 && rune <= 0x3015) ||
                              (rune >= 0x3400 && rune <= 0x4DBF));
}

unsigned qg_model_cost(qg_rune last, qg_rune rune)
{
    int cost = (int)qg_rune_cost(rune);

    if (qg_model_is_counted(last) && qg_model_is_counted(rune))
        cost -= qg_model_gain(last, rune);
    return cost < COST_LEAST ? COST_LEAST : (unsigned)cost;
}

size_t qg_model_text_cost(qg_rune before, qg_str text, qg_rune behind)
{
    size_t cost = 0;

    for (qg_rune rune; text.n > 0; before = rune) {
        qg_utf8_take(&text, &rune);
        cost += qg_model_cost(before, rune);
    }
    return behind == 0 ? cost : cost + qg_model_cost(before, behind);
}

bool qg_model_is_pair(qg_rune first, qg_rune second)
{
    return qg_model_is_counted(first) && qg_model_is_counted(second) &&
           qg_model_gain(first, second) > 0;
}
