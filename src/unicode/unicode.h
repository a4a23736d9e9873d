/* unicode.h - what kind of character a character is, as far as Chinese reports ask.
 *
 * Source: Unicode 15.0, Blocks.txt, EastAsianWidth.txt, and UAX #11.
 */
#ifndef QG_UNICODE_UNICODE_H
#define QG_UNICODE_UNICODE_H

#include "base/utf8.h"

/* A Han ideograph (unified, compatibility, extension) or 〇. */
bool qg_rune_is_han(qg_rune rune);

/* Full width wherever it stands: Han, kana, CJK punctuation, full-width forms. */
bool qg_rune_is_wide(qg_rune rune);

/* “ ” ‘ ’ — … · and their like: as wide as a Chinese character in Chinese text, narrow in Latin. */
bool qg_rune_is_ambiguous(qg_rune rune);

/* A letter of a European script. */
bool qg_rune_is_letter(qg_rune rune);

static inline bool qg_rune_is_digit(qg_rune rune)
{
    return rune >= '0' && rune <= '9';
}

/* A blank inside a line, of those that people and layout put: also no-break and ideographic ones.
 */
static inline bool qg_rune_is_blank(qg_rune rune)
{
    return rune == ' ' || rune == '\t' || rune == 0xA0 || rune == 0x3000 ||
           (rune >= 0x2000 && rune <= 0x200A);
}

/* Width in half characters: 2 for wide and, when `is_chinese`, for ambiguous ones; 0 for combining
 * and zero-width ones; else 1. */
int qg_rune_columns(qg_rune rune, bool is_chinese);

/* A character that XML 1.0 allows (production 2). */
bool qg_rune_is_xml(qg_rune rune);

#endif
