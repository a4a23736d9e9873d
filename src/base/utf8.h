/* utf8.h - characters in and out of UTF-8.
 *
 * After the decoder every qg_str is valid UTF-8; qg_utf8_check establishes it and nobody else
 * checks. Source: The Unicode Standard 15.0, section 3.9, tables 3-6 and 3-7.
 */
#ifndef QG_BASE_UTF8_H
#define QG_BASE_UTF8_H

#include "base/str.h"

#include <assert.h>
#include <stdint.h>

typedef uint32_t qg_rune; /* a Unicode scalar value */

enum { QG_UTF8_MAX = 4 };             /* bytes of the longest character */
#define QG_RUNE_BAD ((qg_rune)0xFFFD) /* U+FFFD REPLACEMENT CHARACTER */

/* Length in bytes of the character at the start of `text`, which must be valid UTF-8 and not empty;
 * sets `*rune`.  Nothing is called more often. */
static inline size_t qg_utf8_next(const char *text, qg_rune *rune)
{
    const unsigned char *p = (const unsigned char *)text;

    if (p[0] < 0x80) {
        *rune = p[0];
        return 1;
    }
    if (p[0] < 0xE0) {
        *rune = (qg_rune)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
        return 2;
    }
    if (p[0] < 0xF0) {
        *rune = (qg_rune)(p[0] & 0x0F) << 12 | (qg_rune)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
        return 3;
    }
    *rune = (qg_rune)(p[0] & 0x07) << 18 | (qg_rune)(p[1] & 0x3F) << 12 |
            (qg_rune)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    return 4;
}

/* Take the first character off `rest`, which must be valid UTF-8 and not empty.  Returns its bytes
 * and sets `*rune`. */
static inline qg_str qg_utf8_take(qg_str *rest, qg_rune *rune)
{
    qg_str taken = {rest->p, 0};

    assert(rest->n > 0);
    taken.n = qg_utf8_next(rest->p, rune);
    rest->p += taken.n;
    rest->n -= taken.n;
    return taken;
}

/* Bytes of the run of Han characters (U+4E00 to U+9FFF) at the start of valid text: most of a
 * report, and many passes can skip it. */
static inline size_t qg_utf8_han(qg_str text)
{
    const unsigned char *p = (const unsigned char *)text.p;
    size_t n = 0;

    while (n < text.n && p[n] >= 0xE4 && p[n] <= 0xE9 && (p[n] > 0xE4 || p[n + 1] >= 0xB8))
        n += 3;
    return n;
}

/* The first `n` bytes of valid text, or fewer so that no character is cut. */
static inline qg_str qg_utf8_head(qg_str s, size_t n)
{
    while (n > 0 && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    return qg_str_head(s, n);
}

/* The first and the last character of valid text, 0 when it is empty. */
static inline qg_rune qg_utf8_first(qg_str s)
{
    qg_rune rune = 0;

    if (s.n > 0)
        qg_utf8_next(s.p, &rune);
    return rune;
}

qg_rune qg_utf8_last(qg_str s);

/* Whether `rune` is one of the characters of `set`, a UTF-8 string; U+0000 is in none. */
bool qg_utf8_is_in(qg_rune rune, const char *set);

/* Number of characters in valid text. */
size_t qg_utf8_count(qg_str s);

/* Write `rune` to `out`, which has room for QG_UTF8_MAX bytes; returns how many were written. */
size_t qg_utf8_encode(char *out, qg_rune rune);

/* The half of a surrogate pair, D800 to DFFF, that the first three bytes of `s` would be if UTF-8
 * had such; 0 when they are none.  Java, Oracle and older MySQL write a character beyond U+FFFF as
 * two of them, six bytes.  Source: Unicode Technical Report 26 (CESU-8). */
qg_rune qg_utf8_half(qg_str s);

/* Length in bytes of the well-formed character at the start of `s`; 0 when there is none.  `*rune`
 * is set when it is not 0.  For bytes that may be anything. */
size_t qg_utf8_decode(qg_str s, qg_rune *rune);

/* Length of the longest valid UTF-8 at the start of `s`; s.n when all of it is. */
size_t qg_utf8_check(qg_str s);

#endif
