/* lexicon.h - how likely Chinese text is, by its words.
 *
 * The model of neighbours (model.h) is made of laws, and outside of them it knows little of what
 * stands across the border of two words.  There are some 80,000 words here with how often they are
 * seen in texts of all kinds, so that 经常会 is a word and a character, and 经。会 is two rare
 * ones.
 *
 * The counts are those of a list for cutting text into words (tools/tables/make_lexicon.py), in
 * simplified characters; traditional ones are looked up as what they become in those.
 */
#ifndef QG_LANGUAGE_LEXICON_H
#define QG_LANGUAGE_LEXICON_H

#include "base/utf8.h"

enum { QG_LEXICON_MOST = 128 /* the most characters in one call */ };

/* The cost in bits of the `n` characters of `text`, at most QG_LEXICON_MOST, segmented into words
 * in the likeliest way. */
unsigned qg_lexicon_cost(const qg_rune *text, size_t n);

#endif
