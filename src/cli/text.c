#include "cli/text.h"

#include <stdio.h>
#include <string.h>

qg_str qg_text_of(const char *text)
{
    return (qg_str){text, text == NULL ? 0 : strlen(text)};
}

size_t qg_text_step(qg_str s, uint32_t *rune)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)s.p[0];
    size_t n = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

    if (n == 0 || n > s.n || first > 0xF4)
        return 0;
    *rune = n == 1 ? first : first & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        unsigned char tail = (unsigned char)s.p[i];
        if ((tail & 0xC0) != 0x80)
            return 0;
        *rune = *rune << 6 | (tail & 0x3F);
    }
    if (*rune < least[n] || *rune > 0x10FFFF || (*rune >= 0xD800 && *rune <= 0xDFFF))
        return 0;
    return n;
}

bool qg_text_is_valid(qg_str s)
{
    uint32_t rune;

    for (size_t at = 0, n; at < s.n; at += n)
        if ((n = qg_text_step((qg_str){s.p + at, s.n - at}, &rune)) == 0)
            return false;
    return true;
}

/* Append the character of `n` bytes at `p`, U+FFFD for the byte there when `n` is 0. */
static void put_character(qg_buf *out, const char *p, size_t n)
{
    qg_buf_put(out, n == 0 ? (qg_str){"\xEF\xBF\xBD", 3} : (qg_str){p, n});
}

void qg_text_put_valid(qg_buf *out, qg_str s)
{
    uint32_t rune;

    for (size_t at = 0; at < s.n;) {
        size_t n = qg_text_step((qg_str){s.p + at, s.n - at}, &rune);
        put_character(out, s.p + at, n);
        at += n == 0 ? 1 : n;
    }
}

void qg_text_put_json(qg_buf *out, qg_str s)
{
    char escape[8];
    uint32_t rune = 0;

    qg_buf_put(out, (qg_str){"\"", 1});
    for (size_t at = 0; at < s.n;) {
        size_t n = qg_text_step((qg_str){s.p + at, s.n - at}, &rune);
        if (n == 1 && (rune < 0x20 || rune == '"' || rune == '\\' || rune == 0x7F)) {
            snprintf(escape, sizeof escape, "\\u%04x", (unsigned)rune);
            qg_buf_put(out, qg_text_of(escape));
        } else {
            put_character(out, s.p + at, n);
        }
        at += n == 0 ? 1 : n;
    }
    qg_buf_put(out, (qg_str){"\"", 1});
}
