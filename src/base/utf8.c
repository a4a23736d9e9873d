#include "base/utf8.h"

static unsigned byte_at(qg_str s, size_t i)
{
    return i < s.n ? (unsigned char)s.p[i] : 0;
}

static bool is_tail(unsigned byte)
{
    return (byte & 0xC0) == 0x80;
}

size_t qg_utf8_decode(qg_str s, qg_rune *rune)
{
    unsigned a = byte_at(s, 0), b = byte_at(s, 1), c = byte_at(s, 2), d = byte_at(s, 3);

    if (a < 0x80 && s.n > 0) {
        *rune = a;
        return 1;
    }
    if (a >= 0xC2 && a <= 0xDF && is_tail(b)) {
        *rune = (a & 0x1F) << 6 | (b & 0x3F);
        return 2;
    }
    if ((a & 0xF0) == 0xE0 && is_tail(b) && is_tail(c)) {
        *rune = (a & 0x0F) << 12 | (b & 0x3F) << 6 | (c & 0x3F);
        return *rune >= 0x800 && (*rune < 0xD800 || *rune > 0xDFFF) ? 3 : 0;
    }
    if (a >= 0xF0 && a <= 0xF4 && is_tail(b) && is_tail(c) && is_tail(d)) {
        *rune = (a & 0x07) << 18 | (b & 0x3F) << 12 | (c & 0x3F) << 6 | (d & 0x3F);
        return *rune >= 0x10000 && *rune <= 0x10FFFF ? 4 : 0;
    }
    return 0;
}

qg_rune qg_utf8_half(qg_str s)
{
    unsigned b = byte_at(s, 1), c = byte_at(s, 2);

    if (byte_at(s, 0) != 0xED || b < 0xA0 || !is_tail(b) || !is_tail(c))
        return 0;
    return 0xD000 | (b & 0x3F) << 6 | (c & 0x3F);
}

qg_rune qg_utf8_last(qg_str s)
{
    size_t i = s.n;

    if (i >= 3 && (byte_at(s, i - 3) & 0xF0) == 0xE0) /* three bytes: the common case */
        return qg_utf8_first(qg_str_skip(s, i - 3));
    while (i > 0 && is_tail(byte_at(s, i - 1)))
        i--;
    return i == 0 ? 0 : qg_utf8_first(qg_str_skip(s, i - 1));
}

bool qg_utf8_is_in(qg_rune rune, const char *set)
{
    char one[QG_UTF8_MAX + 1] = {0};

    if (rune < 0x80)
        return rune != 0 && strchr(set, (int)rune) != NULL;
    qg_utf8_encode(one, rune);
    return strstr(set, one) != NULL;
}

size_t qg_utf8_count(qg_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += !is_tail((unsigned char)s.p[i]);
    return n;
}

size_t qg_utf8_encode(char *out, qg_rune rune)
{
    unsigned char *o = (unsigned char *)out;

    if (rune < 0x80) {
        o[0] = (unsigned char)rune;
        return 1;
    }
    if (rune < 0x800) {
        o[0] = (unsigned char)(0xC0 | rune >> 6);
        o[1] = (unsigned char)(0x80 | (rune & 0x3F));
        return 2;
    }
    if (rune < 0x10000) {
        o[0] = (unsigned char)(0xE0 | rune >> 12);
        o[1] = (unsigned char)(0x80 | (rune >> 6 & 0x3F));
        o[2] = (unsigned char)(0x80 | (rune & 0x3F));
        return 3;
    }
    o[0] = (unsigned char)(0xF0 | rune >> 18);
    o[1] = (unsigned char)(0x80 | (rune >> 12 & 0x3F));
    o[2] = (unsigned char)(0x80 | (rune >> 6 & 0x3F));
    o[3] = (unsigned char)(0x80 | (rune & 0x3F));
    return 4;
}

/* Not 0 when byte `c`, behind `a` and `b`, is not part of ASCII or of a well-formed three-byte
 * character.  The lead bytes E0 and ED count as wrong too: they need further checks (overlong
 * forms, surrogates), which any_run does.  Without branches, so that compilers vectorise the loop.
 */
static unsigned is_not_plain(unsigned char a, unsigned char b, unsigned char c)
{
    unsigned wants_tail = ((a & 0xF0) == 0xE0) | ((b & 0xF0) == 0xE0);
    unsigned is_other = (c >= 0xC0) & ((c & 0xF0) != 0xE0);

    return ((unsigned)((c & 0xC0) == 0x80) ^ wants_tail) | is_other | (c == 0xE0) | (c == 0xED);
}

enum { BLOCK_BYTES = 64 };

/* Bytes of valid ASCII and three-byte characters (Han and its punctuation) at the start of `s`,
 * checked in blocks; whole characters only, perhaps fewer than there are. */
static size_t plain_run(qg_str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 2;

    if (s.n < BLOCK_BYTES || is_not_plain(0, 0, p[0]) || is_not_plain(0, p[0], p[1]))
        return 0;
    for (; i + BLOCK_BYTES <= s.n; i += BLOCK_BYTES) {
        unsigned char wrong = 0;
        for (size_t k = i; k < i + BLOCK_BYTES; k++)
            wrong |= (unsigned char)is_not_plain(p[k - 2], p[k - 1], p[k]);
        if (wrong)
            break;
    }
    return (p[i - 1] & 0xF0) == 0xE0 ? i - 1 : (p[i - 2] & 0xF0) == 0xE0 ? i - 2 : i;
}

/* Bytes of any valid characters at the start of `s`, stopping after about a block. */
static size_t any_run(qg_str s)
{
    qg_str rest = s;
    qg_rune rune;

    while (rest.n > 0 && s.n - rest.n < BLOCK_BYTES) {
        size_t n = qg_utf8_decode(rest, &rune);
        if (n == 0)
            break;
        rest = qg_str_skip(rest, n);
    }
    return s.n - rest.n;
}

size_t qg_utf8_check(qg_str s)
{
    qg_str rest = s;
    size_t n;

    do {
        rest = qg_str_skip(rest, plain_run(rest));
        n = any_run(rest);
        rest = qg_str_skip(rest, n);
    } while (n > 0);
    return s.n - rest.n;
}
