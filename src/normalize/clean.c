#include "normalize/clean.h"

qg_clean qg_clean_rune(qg_rune rune)
{
    if (rune == '\r' || rune == '\v' || rune == 0x2028 || rune == 0x2029)
        return QG_CLEAN_LINE_END;
    if (rune == '\f')
        return QG_CLEAN_PAGE_END;
    if (rune == '\t' || rune == '\n')
        return QG_CLEAN_KEEP;
    if (rune == 0xFEFF)
        return QG_CLEAN_MARK;
    if (rune < 0x20 || rune == 0x7F || qg_is_between(rune, 0xFDD0, 0xFDEF) ||
        (rune & 0xFFFE) == 0xFFFE)
        return QG_CLEAN_CONTROL;
    return QG_CLEAN_KEEP;
}

/* Whether a character that may have to go starts with these bytes.  There are no branches, so
 * that a compiler can ask for sixteen places at once: clean text spends most of its time here. */
static unsigned may_be_odd(unsigned char a, unsigned char b, unsigned char c)
{
    unsigned is_c0 = (a < 0x20) & (a != '\t') & (a != '\n');
    unsigned is_separator = (a == 0xE2) & (b == 0x80) & ((c & 0xFE) == 0xA8);
    unsigned is_mark = (a == 0xEF) & ((b == 0xB7) | (b == 0xBB) | (b == 0xBF));

    return is_c0 | (a == 0x7F) | is_separator | is_mark | (a >= 0xF0);
}

static size_t skip_blocks(const unsigned char *p, size_t n)
{
    enum { BLOCK_BYTES = 64 };
    size_t i = 0;

    for (; i + BLOCK_BYTES + 2 <= n; i += BLOCK_BYTES) {
        unsigned char odd = 0;
        for (size_t k = i; k < i + BLOCK_BYTES; k++)
            odd |= (unsigned char)may_be_odd(p[k], p[k + 1], p[k + 2]);
        if (odd)
            break;
    }
    return i;
}

static size_t skip_bytes(const unsigned char *p, size_t i, size_t n)
{
    for (; i < n; i++)
        if (may_be_odd(p[i], i + 1 < n ? p[i + 1] : 0, i + 2 < n ? p[i + 2] : 0))
            break;
    return i;
}

size_t qg_clean_length(qg_str text)
{
    const unsigned char *p = (const unsigned char *)text.p;
    size_t i = 0;

    while (i < text.n) {
        qg_rune rune;
        i += skip_blocks(p + i, text.n - i);
        i = skip_bytes(p, i, text.n);
        if (i == text.n)
            break;
        qg_str odd = qg_str_skip(text, i);
        qg_str taken = qg_utf8_take(&odd, &rune);
        if (qg_clean_rune(rune) != QG_CLEAN_KEEP)
            break;
        i += taken.n;
    }
    return i;
}

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Whether the control at the start of `rest` is the hyphen of Word's older files at which no line
 * is cut, in a number or a name: GB 1\x1E2. */
static bool is_hyphen(qg_str rest, const qg_buf *before)
{
    return *rest.p == '\x1E' && rest.n > 1 && is_word_byte(rest.p[1]) && before->n > 0 &&
           is_word_byte(before->p[before->n - 1]);
}

char qg_clean_gap(qg_str input, size_t at, const qg_buf *before, size_t *row_end)
{
    qg_str rest = qg_str_skip(input, at);
    char control = *rest.p;
    size_t n = 0;

    if (is_hyphen(rest, before))
        return '-';
    if ((control != '\0' && control != '\a') || at == 0 || input.p[at - 1] == control ||
        before->n == 0 || strchr("\t\n", before->p[before->n - 1]) != NULL)
        return 0;
    while (n < rest.n && rest.p[n] == control)
        n++;
    if (n == rest.n || strchr("\r\n", rest.p[n]) != NULL)
        return 0;
    if (control == '\0')
        return n > 1 ? '\t' : 0;
    if (*row_end < at)
        *row_end = at + qg_str_find(rest, QG_STR("\a\a"));
    return *row_end == input.n ? 0 : n > 1 ? '\n' : '\t';
}

size_t qg_clean_before_return(qg_str bytes)
{
    for (size_t i = 0; i + 2 < bytes.n; i += 2)
        if (bytes.p[i] == '\r' && bytes.p[i + 1] == '\n')
            return i;
    return bytes.n;
}
