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

/* A digit or letter of ASCII. */
static inline bool qg_rune_is_alphanumeric(qg_rune rune)
{
    return rune < 0x80 && (qg_rune_is_digit(rune) || qg_rune_is_letter(rune));
}

/* General category P, as far as Chinese and Latin text goes; of ASCII the symbols too, as
 * CommonMark has it. */
bool qg_rune_is_punctuation(qg_rune rune);

/* Whether what stands on both sides of a * says that it is a sign, 3*4 or 长*宽, and no mark of
 * emphasis: the reader and the writer of Markdown have to agree. */
bool qg_rune_is_product(qg_rune before, qg_rune after);

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
