/* address.c - how far an address or a path goes. */
#include "normalize/shield/shield_int.h"

#include "unicode/path.h"
#include "unicode/unicode.h"

static char byte_at(qg_str s, size_t at)
{
    return at < s.n ? s.p[at] : 0;
}

static bool is_address_byte(char c)
{
    return c > ' ' && c < 0x7F && strchr("\"'<>`{}|^[]", c) == NULL;
}

/* The end of a bracket with nothing but words in it at `at`, such as (消歧义); `at` without one. */
static size_t group_end(qg_str s, size_t at)
{
    enum { MOST_BYTES = 60 };
    size_t end = at + 1;

    while (end - at < MOST_BYTES &&
           ((unsigned char)byte_at(s, end) >= 0x80 || qg_is_name_byte(byte_at(s, end))))
        end++;
    return end > at + 1 && byte_at(s, end) == ')' ? end + 1 : at;
}

/* The end of an address that goes on in Chinese: /wiki/北京_(消歧义)?a=b.  Chinese belongs to it
 * when the byte before asks for more and the one behind goes on. */
static size_t go_on(qg_str s, size_t end)
{
    size_t at = end;

    if (end == 0 || strchr("/=\\&", s.p[end - 1]) == NULL)
        return end;
    while (at < s.n) {
        qg_rune rune;
        qg_str rest = qg_str_skip(s, at);
        if (*rest.p == '(' && at > end && group_end(s, at) > at) {
            at = group_end(s, at);
            continue;
        }
        qg_utf8_take(&rest, &rune);
        if (!qg_rune_is_han(rune) && rune != '_' && rune != '-' && !qg_is_ascii_alnum((char)rune))
            break;
        if (rune >= 0x80 && !qg_rune_is_han(rune))
            break;
        at = s.n - rest.n;
    }
    return at > end && strchr("/=?&#\\.", byte_at(s, at)) != NULL && byte_at(s, at) != 0 &&
                   is_address_byte(byte_at(s, at + 1))
               ? at
               : end;
}

size_t qg_shield_word_end(qg_str s, size_t at)
{
    size_t end = at, from;

    do {
        from = end;
        while (is_address_byte(byte_at(s, end))) {
            size_t path = qg_path_end(s, end);
            end = path > end ? path : end + 1;
        }
        end = go_on(s, end);
    } while (end > from && is_address_byte(byte_at(s, end)));
    return end;
}
