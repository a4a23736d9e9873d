/* model.h - how likely Chinese text is.
 *
 * Damage shows in neighbours: 經(jīng);、 and 績?箲 consist of characters that may each occur, but
 * nobody writes them side by side.  And of several ways to undo damage, the right one is the one
 * that reads like text.  So this is a bigram model: a character costs -log2 of its probability
 * behind the one before it, in bits.  務 behind 服 costs 2, anywhere 10.
 *
 * The pairs were counted in laws from both sides of the Taiwan Strait and in a list of words, in
 * simplified and traditional characters alike (tools/tables/make_pairs.py).  Other languages are
 * not in the model: there each character costs what it costs anywhere, as qg_rune_cost says.
 */
#ifndef QG_LANGUAGE_MODEL_H
#define QG_LANGUAGE_MODEL_H

#include "base/utf8.h"

/* The cost in bits of `rune` behind `last`, which is 0 at the start of a text. */
unsigned qg_model_cost(qg_rune last, qg_rune rune);

/* The cost in bits of `text`, valid UTF-8, behind the character `before`, plus that of the
 * character `behind` after it.  Either may be 0: there is none. */
size_t qg_model_text_cost(qg_rune before, qg_str text, qg_rune behind);

/* Whether pairs of such characters were counted; and by how many bits the second of two such
 * characters is less surprising behind the first, which may be negative.  For callers in hot loops,
 * which keep the costs of single characters themselves. */
bool qg_model_is_counted(qg_rune rune);
int qg_model_gain(qg_rune first, qg_rune second);

/* Whether the two stand together more often than by chance. */
bool qg_model_is_pair(qg_rune first, qg_rune second);

#endif
