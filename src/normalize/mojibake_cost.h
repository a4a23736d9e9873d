/* mojibake_cost.h - how likely text is that may have been read in a wrong encoding.
 *
 * The model knows Chinese.  Wrong readings are also made of what it says nothing about: letters
 * with marks in a row, signs inside words, commas at the end of a line.
 */
#ifndef QG_NORMALIZE_MOJIBAKE_COST_H
#define QG_NORMALIZE_MOJIBAKE_COST_H

#include "base/utf8.h"

/* Bits of `rune` behind `last`, 0 for the start of a text. */
unsigned qg_mojibake_cost(qg_rune last, qg_rune rune);

#endif
