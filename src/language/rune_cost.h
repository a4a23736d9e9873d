/* rune_cost.h - how surprising a character is, whatever stands beside it.
 *
 * 的 is in every other sentence and 箲 in no report at all.  What tells the one from the other is
 * the share that a character has of Chinese text, as bits: -log2 of it, in whole numbers. Encodings
 * are told apart by it, and the models of neighbours and words (model.h, lexicon.h) stand on it.
 *
 * The shares are those of text in simplified and traditional characters, with a little Japanese
 * (tools/tables/make_chars.py).
 */
#ifndef QG_LANGUAGE_RUNE_COST_H
#define QG_LANGUAGE_RUNE_COST_H

#include <stdint.h>

/* The cost in bits of a character, ASCII or not, by its code point; the same for ASCII only. */
unsigned qg_rune_cost(uint32_t rune);
unsigned qg_ascii_cost(unsigned byte);

/* The costs in bits of the 256 characters U+xx00 to U+xxFF of page xx, as letters: 'A' is 0, 'B' is
 * 1 and so on.  NULL for a page that is not in the table. */
const char *qg_rune_grades(uint32_t page);

#endif
