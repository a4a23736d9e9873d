#include "normalize/model.h"

#include "normalize/candidate.h"

#include "normalize/pairs.inc"

enum {
    SLOT_BITS = 18,
    N_SLOTS = 1 << SLOT_BITS,
    PRINT_MASK = 0xFFF,
    GAIN_BITS = 4,
    GAIN_MASK = 0xF,
    GAIN_LOW = -2, /* of a slot whose gain bits are 0 */
    GAIN_UNSEEN = -2,
    COST_LEAST = 1
};

static uint32_t mix(qg_rune first, qg_rune second)
{
    uint32_t mixed = (first << 16 | second) * UINT32_C(0x9E3779B1);

    return (mixed ^ mixed >> 15) * UINT32_C(0x85EBCA6B);
}

/* Bits by which the second is less surprising behind the first; GAIN_UNSEEN when they are not known
 * together. */
int qg_model_gain(qg_rune first, qg_rune second)
{
    uint32_t mixed = mix(first, second);
    uint32_t fingerprint = (mixed & PRINT_MASK) == 0 ? 1 : mixed & PRINT_MASK;

    for (uint32_t slot = mixed >> (32 - SLOT_BITS); pair_slots[slot] != 0;
         slot = (slot + 1) % N_SLOTS)
        if (pair_slots[slot] >> GAIN_BITS == fingerprint)
            return (pair_slots[slot] & GAIN_MASK) + GAIN_LOW;
    return GAIN_UNSEEN;
}

/* What the counted pairs are made of: Han and the marks of Chinese, in the basic plane. */
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
