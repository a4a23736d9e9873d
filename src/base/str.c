#include "base/str.h"

/* Search for the needle's last byte: lead bytes of UTF-8 repeat in about every tenth Chinese
 * character, last bytes hardly ever. */
size_t qg_str_find(qg_str s, qg_str needle)
{
    if (needle.n == 0)
        return 0;
    for (size_t end = needle.n - 1; end < s.n; end++) {
        end += qg_str_find_byte(qg_str_skip(s, end), needle.p[needle.n - 1]);
        if (qg_str_starts(qg_str_skip(s, end + 1 - needle.n), needle))
            return end + 1 - needle.n;
    }
    return s.n;
}

qg_str qg_str_take_line(qg_str *rest)
{
    qg_str line = qg_str_head(*rest, qg_str_find_byte(*rest, '\n'));

    *rest = qg_str_skip(*rest, line.n + 1);
    return line;
}

/* The typographic spaces U+2000 to U+200A, and the ideographic space U+3000. */
static bool is_wide_blank(qg_str s)
{
    return s.n >= 3 &&
           ((s.p[0] == '\xE2' && s.p[1] == '\x80' && (unsigned char)s.p[2] - 0x80U <= 0x0AU) ||
            memcmp(s.p, "\u3000", 3) == 0);
}

static size_t blank_at_start(qg_str s)
{
    if (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t' || s.p[0] == '\n' || s.p[0] == '\r'))
        return 1;
    if (qg_str_starts(s, QG_STR("\u00A0")))
        return 2;
    return is_wide_blank(s) ? 3 : 0;
}

static size_t blank_at_end(qg_str s)
{
    if (s.n > 0 && blank_at_start(qg_str_skip(s, s.n - 1)) == 1)
        return 1;
    if (qg_str_ends(s, QG_STR("\u00A0")))
        return 2;
    return s.n >= 3 && is_wide_blank(qg_str_skip(s, s.n - 3)) ? 3 : 0;
}

/* Whether this byte can be the first, or the last, of a blank: a quick test that most text fails.
 */
static bool may_start_blank(unsigned char byte)
{
    return byte <= ' ' || byte == 0xC2 || byte == 0xE2 || byte == 0xE3;
}

static bool may_end_blank(unsigned char byte)
{
    return byte <= ' ' || (byte >= 0x80 && byte <= 0x8A) || byte == 0xA0;
}

qg_str qg_str_trim(qg_str s)
{
    size_t n;

    if (s.n == 0 ||
        (!may_start_blank((unsigned char)s.p[0]) && !may_end_blank((unsigned char)s.p[s.n - 1])))
        return s;
    while ((n = blank_at_start(s)) > 0)
        s = qg_str_skip(s, n);
    while ((n = blank_at_end(s)) > 0)
        s.n -= n;
    return s;
}

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

bool qg_str_eq_nocase(qg_str a, qg_str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

/* Asks whole blocks, which compilers turn into wide instructions. */
bool qg_str_is_ascii(qg_str s)
{
    enum { BLOCK_BYTES = 256 };

    while (s.n > 0) {
        qg_str block = qg_str_head(s, BLOCK_BYTES);
        unsigned char all = 0;
        for (size_t i = 0; i < block.n; i++)
            all |= (unsigned char)block.p[i];
        if (all >= 0x80)
            return false;
        s = qg_str_skip(s, block.n);
    }
    return true;
}
