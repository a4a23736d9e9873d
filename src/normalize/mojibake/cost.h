/* cost.h - how likely text is that may have been read in a wrong encoding.
 *
 * The model knows Chinese.  Wrong readings are also made of what it says nothing about: letters
 * with marks in a row, signs inside words, commas at the end of a line.
 *
 * The search asks this for each way to go on from each character, so what the model says of
 * characters by themselves is kept in a table.
 */
#ifndef QG_NORMALIZE_MOJIBAKE_COST_H
#define QG_NORMALIZE_MOJIBAKE_COST_H

#include "language/model.h"

enum { QG_COSTS_COUNTED = 0x80, QG_COSTS_BITS = 0x3F };

typedef struct qg_costs {
    uint8_t of[0x10000]; /* bits of each, and whether the model knows it beside others */
} qg_costs;

void qg_costs_make(qg_costs *costs);

/* Bits of the two side by side beyond what the model says. */
unsigned qg_mojibake_oddness(qg_rune last, qg_rune rune);

/* Bits of `rune` behind `last`, 0 for the start of a text, by the model alone. */
static inline unsigned qg_costs_of(const qg_costs *costs, qg_rune last, qg_rune rune)
{
    int bits;

    if (rune > 0xFFFF || last > 0xFFFF)
        return qg_model_cost(last, rune);
    bits = costs->of[rune] & QG_COSTS_BITS;
    if ((costs->of[rune] & costs->of[last] & QG_COSTS_COUNTED) != 0)
        bits -= qg_model_gain(last, rune);
    return bits < 1 ? 1 : (unsigned)bits;
}

/* The same with what the model does not know. */
static inline unsigned qg_mojibake_cost(const qg_costs *costs, qg_rune last, qg_rune rune)
{
    bool is_marked = last >= 0xA0 && last <= 0x24F;
    bool may_be_odd =
        rune == '\n' || (rune >= 0x80 && rune <= 0x24F) || (is_marked && rune >= 0x3000);

    return qg_costs_of(costs, last, rune) + (may_be_odd ? qg_mojibake_oddness(last, rune) : 0);
}

#endif
