/* model.h - how likely Chinese text is.
 *
 * Damage shows in what stands beside each other: 經(jīng);、 and 績?箲 are made of characters that
 * each may occur and that no one ever writes so.  And among the ways to undo damage, the right one
 * is the one that reads like text.  So a character costs as many bits as it is surprising behind
 * the one before it: 務 behind 服 costs 2, anywhere 10.
 *
 * The counts behind it are of laws of both sides and of a list of words, in simplified and
 * traditional characters alike (tools/tables/make_pairs.py).  It knows nothing of other languages:
 * there each character costs what it costs anywhere, as qg_rune_cost says.
 */
#ifndef QG_LANGUAGE_MODEL_H
#define QG_LANGUAGE_MODEL_H

#include "base/utf8.h"

/* Bits of surprise of `rune` behind `last`, 0 for the start of a text. */
unsigned qg_model_cost(qg_rune last, qg_rune rune);

/* Bits of `text`, valid UTF-8, between the characters `before` and `behind` it, which may be 0: how
 * surprising it is there, and how surprising what is behind becomes. */
size_t qg_model_text_cost(qg_rune before, qg_str text, qg_rune behind);

/* Whether the costs of two such characters behind each other are known, and the bits by which the
 * second is then less surprising; may be negative.  For callers that ask very often. */
bool qg_model_is_counted(qg_rune rune);
int qg_model_gain(qg_rune first, qg_rune second);

/* Whether the two stand together more often than chance has it. */
bool qg_model_is_pair(qg_rune first, qg_rune second);

#endif
