/* str.h - borrowed text: a pointer and a length, never ended by NUL, owned by somebody else. */
#ifndef QG_BASE_STR_H
#define QG_BASE_STR_H

#include "qinggao/qinggao.h"

#include <string.h>

/* A qg_str of a string literal, also in static initialisers. */
#define QG_STR(literal) ((qg_str){"" literal, sizeof(literal) - 1})
/* The two arguments that printf's "%.*s" wants. */
#define QG_STR_ARGS(s) (int)(s).n, (s).p

static inline qg_str qg_str_of(const char *text)
{
    return (qg_str){text, text == NULL ? 0 : strlen(text)};
}

/* The first `n` bytes; all of them when there are fewer. */
static inline qg_str qg_str_head(qg_str s, size_t n)
{
    return (qg_str){s.p, n < s.n ? n : s.n};
}

/* What follows the first `n` bytes. */
static inline qg_str qg_str_skip(qg_str s, size_t n)
{
    size_t k = n < s.n ? n : s.n;
    return (qg_str){s.n == 0 ? s.p : s.p + k, s.n - k};
}

static inline bool qg_str_eq(qg_str a, qg_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool qg_str_is(qg_str a, const char *text)
{
    /* Tables of words are searched with this: the first byte mostly saves the call of strlen. */
    bool may_be = a.n == 0 || text == NULL || *a.p == *text;

    return may_be && qg_str_eq(a, qg_str_of(text));
}

/* Both compare the last byte first: Chinese words often share their first byte, seldom the last. */
static inline bool qg_str_starts(qg_str s, qg_str with)
{
    return with.n == 0 || (s.n >= with.n && s.p[with.n - 1] == with.p[with.n - 1] &&
                           memcmp(s.p, with.p, with.n) == 0);
}

static inline bool qg_str_ends(qg_str s, qg_str with)
{
    return with.n == 0 || (s.n >= with.n && s.p[s.n - 1] == with.p[with.n - 1] &&
                           memcmp(s.p + s.n - with.n, with.p, with.n) == 0);
}

/* Whether a byte or a character is one from `first` to `last`. */
static inline bool qg_is_between(unsigned value, unsigned first, unsigned last)
{
    return value >= first && value <= last;
}

/* Offset of the first byte `c`, or s.n when there is none. */
static inline size_t qg_str_find_byte(qg_str s, char c)
{
    const char *hit = s.n == 0 ? NULL : memchr(s.p, c, s.n);
    return hit == NULL ? s.n : (size_t)(hit - s.p);
}

/* Offset of the first `needle`, or s.n when there is none. */
size_t qg_str_find(qg_str s, qg_str needle);

/* Take the first line off `rest` and return it without its line feed. */
qg_str qg_str_take_line(qg_str *rest);

/* `s` without the blanks at both ends: space, tab, line feed, carriage return, U+00A0, U+2000 to
 * U+200A and U+3000. */
qg_str qg_str_trim(qg_str s);

/* Whether all bytes are ASCII. */
bool qg_str_is_ascii(qg_str s);

/* Whether both are equal, apart from the case of ASCII letters. */
bool qg_str_eq_nocase(qg_str a, qg_str b);

#endif
