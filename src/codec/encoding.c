/* encoding.c - the encodings that are known, and how long a character is in each. */
#include "codec/codec.h"

static const qg_encoding encodings[] = {
#define X(name, form, iconv, spare, aliases) {name, QG_FORM_##form, iconv, spare, aliases},
#include "codec/encodings.def"
#undef X
};

/* ---- names ----------------------------------------------------------------------------------- */

static qg_str skip_hyphens(qg_str name)
{
    while (name.n > 0 && (name.p[0] == '-' || name.p[0] == '_'))
        name = qg_str_skip(name, 1);
    return name;
}

/* People write UTF-8, utf8 and Utf_8. */
static bool is_same_name(qg_str a, qg_str b)
{
    for (;;) {
        a = skip_hyphens(a);
        b = skip_hyphens(b);
        if (a.n == 0 || b.n == 0)
            return a.n == b.n;
        if (!qg_str_eq_nocase(qg_str_head(a, 1), qg_str_head(b, 1)))
            return false;
        a = qg_str_skip(a, 1);
        b = qg_str_skip(b, 1);
    }
}

static bool is_alias(qg_str name, qg_str aliases)
{
    while (aliases.n > 0) {
        size_t n = qg_str_find_byte(aliases, ' ');
        if (is_same_name(name, qg_str_head(aliases, n)))
            return true;
        aliases = qg_str_skip(aliases, n + 1);
    }
    return false;
}

const qg_encoding *qg_encoding_find(qg_str name)
{
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
        if (is_same_name(name, qg_str_of(encodings[i].name)) ||
            is_alias(name, qg_str_of(encodings[i].aliases)))
            return &encodings[i];
    return NULL;
}

/* ---- steps ----------------------------------------------------------------------------------- */

static unsigned byte_at(qg_str s, size_t i)
{
    return i < s.n ? (unsigned char)s.p[i] : 0;
}

/* Each bad byte of UTF-8 is bad alone: a lead byte is never a trail byte, so there is no risk of
 * reading the rest out of step. */
static size_t utf8_step(qg_str s)
{
    qg_rune rune;
    size_t n = qg_utf8_decode(s, &rune);

    return n == 0 ? 1 : n;
}

static size_t utf16_step(qg_str s, size_t high)
{
    bool is_pair = qg_is_between(byte_at(s, high), 0xD8, 0xDB) &&
                   qg_is_between(byte_at(s, 2 + high), 0xDC, 0xDF);

    return is_pair ? 4 : 2;
}

/* Behind a lead byte: a good trail byte makes a character, a wrong one of 0x80 and up is bad with
 * it, ASCII is left alone. */
static size_t two_byte_step(qg_str s, bool is_trail)
{
    return is_trail || byte_at(s, 1) >= 0x80 ? 2 : 1;
}

static size_t gb18030_step(qg_str s)
{
    unsigned b = byte_at(s, 1);

    if (!qg_is_between(byte_at(s, 0), 0x81, 0xFE))
        return 1;
    if (qg_is_between(b, '0', '9'))
        return qg_is_between(byte_at(s, 2), 0x81, 0xFE) &&
                       (s.n == 3 || qg_is_between(byte_at(s, 3), '0', '9'))
                   ? 4
                   : 1;
    return two_byte_step(s, qg_is_between(b, 0x40, 0x7E));
}

static size_t big5_step(qg_str s)
{
    return qg_is_between(byte_at(s, 0), 0x81, 0xFE)
               ? two_byte_step(s, qg_is_between(byte_at(s, 1), 0x40, 0x7E))
               : 1;
}

static size_t two_bytes_step(qg_str s)
{
    unsigned b = byte_at(s, 1);
    bool is_letter = qg_is_between(b, 'A', 'Z') || qg_is_between(b, 'a', 'z');

    return qg_is_between(byte_at(s, 0), 0x81, 0xFE) ? two_byte_step(s, is_letter) : 1;
}

static size_t johab_step(qg_str s)
{
    return qg_is_between(byte_at(s, 0), 0x84, 0xF9)
               ? two_byte_step(s, qg_is_between(byte_at(s, 1), 0x31, 0x7E))
               : 1;
}

static bool are_high(qg_str s, size_t first, size_t last)
{
    for (size_t i = first; i <= last && i < s.n; i++)
        if (!qg_is_between(byte_at(s, i), 0xA1, 0xFE))
            return false;
    return true;
}

/* The four EUC sets differ in what a single shift (8E or 8F) takes behind it. */
static size_t euc_step(qg_str s, size_t n_after_8e, size_t n_after_8f)
{
    unsigned a = byte_at(s, 0);

    if (a == 0x8E && n_after_8e > 0)
        return are_high(s, 2, n_after_8e) && byte_at(s, 1) >= 0xA1 ? 1 + n_after_8e : 1;
    if (a == 0x8F && n_after_8f > 0)
        return are_high(s, 1, n_after_8f) ? 1 + n_after_8f : 1;
    return qg_is_between(a, 0xA1, 0xFE) ? two_byte_step(s, false) : 1;
}

static size_t shift_jis_step(qg_str s)
{
    unsigned a = byte_at(s, 0);

    if (!qg_is_between(a, 0x81, 0x9F) && !qg_is_between(a, 0xE0, 0xFC))
        return 1;
    return two_byte_step(s, qg_is_between(byte_at(s, 1), 0x40, 0x7E));
}

static size_t rule(qg_form form, qg_str s)
{
    switch (form) {
    case QG_FORM_UTF8:
        return utf8_step(s);
    case QG_FORM_UTF16LE:
        return utf16_step(s, 1);
    case QG_FORM_UTF16BE:
        return utf16_step(s, 0);
    case QG_FORM_UTF32LE:
    case QG_FORM_UTF32BE:
        return 4;
    case QG_FORM_GB18030:
        return gb18030_step(s);
    case QG_FORM_BIG5:
        return big5_step(s);
    case QG_FORM_TWO_BYTES:
        return two_bytes_step(s);
    case QG_FORM_JOHAB:
        return johab_step(s);
    case QG_FORM_EUC_JP:
        return euc_step(s, 1, 2);
    case QG_FORM_EUC_TW:
        return euc_step(s, 3, 0);
    case QG_FORM_SHIFT_JIS:
        return shift_jis_step(s);
    case QG_FORM_OTHER:
    case QG_FORM_ASCII:
    case QG_FORM_BYTE:
    case QG_FORM_HZ:
        break;
    }
    return 1;
}

size_t qg_encoding_step(const qg_encoding *encoding, qg_str bytes)
{
    size_t n;

    if (encoding == NULL || bytes.n <= 1)
        return bytes.n == 0 ? 0 : 1;
    n = rule(encoding->form, bytes);
    return n < bytes.n ? n : bytes.n;
}

int qg_encoding_ascii(const qg_encoding *encoding, qg_str bytes)
{
    qg_form form = encoding == NULL ? QG_FORM_OTHER : encoding->form;
    bool is_wide = qg_is_between(form, QG_FORM_UTF16LE, QG_FORM_UTF32BE);
    size_t unit = !is_wide ? 1 : form >= QG_FORM_UTF32LE ? 4 : 2;
    bool is_big = form == QG_FORM_UTF16BE || form == QG_FORM_UTF32BE;
    unsigned byte = byte_at(bytes, is_big ? unit - 1 : 0);

    if (bytes.n < unit || byte >= 0x80)
        return -1;
    for (size_t i = 1; i < unit; i++)
        if (byte_at(bytes, is_big ? i - 1 : i) != 0)
            return -1;
    return (int)byte;
}
