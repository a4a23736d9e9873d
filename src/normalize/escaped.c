#include "normalize/escaped.h"

#include "normalize/entities.inc"

enum { ENTITY_NAME_MAX = 31 };

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Read exactly `n_digits` hexadecimal digits at the start of `s`; false when there are fewer. */
static bool read_hex(qg_rune *value, qg_str s, size_t n_digits)
{
    *value = 0;
    if (s.n < n_digits)
        return false;
    for (size_t i = 0; i < n_digits; i++) {
        int digit = hex_value(s.p[i]);
        if (digit < 0)
            return false;
        *value = *value << 4 | (qg_rune)digit;
    }
    return true;
}

static char byte_at(qg_str s, size_t i)
{
    return i < s.n ? s.p[i] : '\0';
}

/* ---- what it stands for ---------------------------------------------------------------------- */

static bool is_surrogate(qg_rune rune, bool is_low)
{
    return rune >> 10 == (is_low ? 0xDC00U : 0xD800U) >> 10;
}

/* Whether a character can stand in text: no control but tab and line feed, no surrogate, no code
 * point that is reserved. */
static bool is_text(qg_rune rune)
{
    bool is_control = (rune < 0x20 && rune != '\t' && rune != '\n') || rune == 0x7F;

    return !is_control && rune <= 0x10FFFF && rune >> 11 != 0xD800 >> 11 &&
           (rune & 0xFFFE) != 0xFFFE && !(rune >= 0xFDD0 && rune <= 0xFDEF);
}

static bool put_rune(qg_escape *escape, qg_rune rune, size_t n_bytes)
{
    if (!is_text(rune))
        return false;
    escape->n_text = (uint8_t)qg_utf8_encode(escape->text, rune);
    escape->n_bytes = n_bytes;
    return true;
}

static bool is_line_feed(qg_str s)
{
    static const char *const spellings[] = {"\n",    "&#10;",   "&#xA;",   "&#xa;", "\\n", "\\x0a",
                                            "\\x0A", "\\u000a", "\\u000A", "%0A",   "%0a", "=0A"};

    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (qg_str_starts(s, qg_str_of(spellings[i])))
            return true;
    return false;
}

/* A carriage return is a line end, unless a line feed follows in `behind`, which will be the
 * line end itself: then it stands for nothing. */
static bool put_return(qg_escape *escape, size_t n_bytes, qg_str behind)
{
    escape->text[0] = '\n';
    escape->n_text = !is_line_feed(behind);
    escape->n_bytes = n_bytes;
    return true;
}

static qg_rune join(qg_rune high, qg_rune low)
{
    return 0x10000 + ((high & 0x3FF) << 10 | (low & 0x3FF));
}

/* ---- &name; &#20013; &#x4E2D; ---------------------------------------------------------------- */

/* Length of what follows the "&" of an "&" that was escaped itself: "amp;". */
static size_t layer_at(qg_str s)
{
    static const char *const layers[] = {"amp;", "AMP;", "#38;", "#038;", "#x26;", "#X26;"};

    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        if (qg_str_starts(s, qg_str_of(layers[i])))
            return strlen(layers[i]);
    return qg_str_starts(s, QG_STR("amp#")) ? strlen("amp") : 0;
}

/* The order of the table of entities: byte by byte, and a shorter name before a longer one that
 * it starts. */
static int compare(const struct entity *entity, qg_str name)
{
    size_t n = entity->n_name < name.n ? entity->n_name : name.n;
    int order = memcmp(entity_bytes + entity->at, name.p, n);

    return order != 0 ? order : (entity->n_name > name.n) - (entity->n_name < name.n);
}

static const struct entity *find_entity(qg_str name)
{
    size_t low = 0, high = sizeof entities / sizeof *entities;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(&entities[middle], name);
        if (order == 0)
            return &entities[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Read a named entity; `s` is what stands behind the "&". Without a semicolon only the old names
 * of HTML count, and not before a "=", which makes the name a key of a query: ?a=1&copy=2. */
static bool read_named(qg_escape *escape, qg_str s, size_t n_before)
{
    const struct entity *entity;
    size_t n = 0;
    bool is_closed;

    while (n < s.n && n <= ENTITY_NAME_MAX && is_alnum(s.p[n]))
        n++;
    is_closed = byte_at(s, n) == ';';
    entity = find_entity(qg_str_head(s, n));
    if (entity == NULL || (!is_closed && (!entity->is_legacy || byte_at(s, n) == '=')))
        return false;
    memcpy(escape->text, entity_bytes + entity->at + entity->n_name, entity->n_text);
    escape->n_text = entity->n_text;
    escape->n_bytes = n_before + n + is_closed;
    return true;
}

/* The value of the first `n` decimal digits. */
static qg_rune number_of(qg_str s, size_t n)
{
    qg_rune value = 0;

    for (size_t i = 0; i < n; i++)
        value = value * 10 + (qg_rune)(s.p[i] - '0');
    return value;
}

static bool is_of_chinese(qg_rune rune)
{
    return (rune >= 0x2000 && rune <= 0xFFEF) || (rune >= 0x1F300 && rune <= 0x1FAFF);
}

/* A decimal reference without a semicolon may run into digits of the text: &#201102023年 is
 * 于2023年. Returns how many digits are its own, as many as make a character of Chinese or an
 * emoji, or 0.  Few numbers of a text start with 0, so where one would and no other reference
 * follows, &#2024001号 is a number as a whole. */
static size_t own_digits(qg_rune *value, qg_str s)
{
    for (size_t n = 6; n > 3; n--)
        if (is_of_chinese(*value = number_of(s, n))) {
            size_t end = n;
            while (byte_at(s, end) >= '0' && byte_at(s, end) <= '9')
                end++;
            return byte_at(s, n) == '0' && byte_at(s, end) != '&' ? 0 : n;
        }
    return 0;
}

/* Read the number at the start of `s`, which stands behind "&#". Returns its length, with the
 * semicolon if it has one, or 0. */
static size_t read_number(qg_rune *value, qg_str s)
{
    enum { DIGITS_MAX = 9, CHINESE_MAX = 5 };
    bool is_hex = (byte_at(s, 0) | 0x20) == 'x';
    size_t start = is_hex, n = start;

    for (*value = 0; n < s.n && n < start + DIGITS_MAX; n++) {
        int digit = hex_value(s.p[n]);
        if (digit < 0 || (!is_hex && digit > 9))
            break;
        *value = *value * (is_hex ? 16 : 10) + (qg_rune)digit;
    }
    if (byte_at(s, n) == ';')
        return n == start ? 0 : n + 1;
    if (!is_hex && n > CHINESE_MAX)
        return own_digits(value, s);
    return n == start || (is_hex && n == start + DIGITS_MAX) ? 0 : n;
}

/* Pages refer to the characters of windows-1252 by their codes there, as if those were
 * Unicode's: &#147; is “. Source: HTML Standard, 13.2.5.80. */
qg_rune qg_escape_from_windows(qg_rune rune)
{
    static const uint16_t table[] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

    return rune >= 0x80 && rune < 0xA0 ? table[rune - 0x80] : rune;
}

unsigned char qg_escape_windows_byte(qg_rune rune)
{
    if (rune >= 0x80 && rune <= 0xFF)
        return (unsigned char)rune;
    for (qg_rune code = 0x80; code <= 0x9F; code++)
        if (qg_escape_from_windows(code) == rune)
            return (unsigned char)code;
    return 0;
}

/* Read the second half of a character that was referred to by its two surrogates, and join it to
 * `*rune`.  Returns its length or 0. */
static size_t read_low_half(qg_rune *rune, qg_str s)
{
    qg_rune low;
    size_t n = qg_str_starts(s, QG_STR("&#")) ? read_number(&low, qg_str_skip(s, 2)) : 0;

    if (n == 0 || !is_surrogate(low, true))
        return 0;
    *rune = join(*rune, low);
    return n + 2;
}

static bool read_numbered(qg_escape *escape, qg_str s, size_t n_before)
{
    qg_rune rune;
    size_t n = read_number(&rune, s);

    if (n == 0)
        return false;
    if (rune == '\r')
        return put_return(escape, n_before + n, qg_str_skip(s, n));
    if (is_surrogate(rune, false))
        n += read_low_half(&rune, qg_str_skip(s, n));
    return put_rune(escape, qg_escape_from_windows(rune), n_before + n);
}

static bool read_entity(qg_escape *escape, qg_str text)
{
    size_t n = 1, n_layer;
    bool is_read;

    escape->family = QG_ESCAPE_ENTITY;
    while ((n_layer = layer_at(qg_str_skip(text, n))) > 0)
        n += n_layer;
    is_read = byte_at(text, n) == '#' ? read_numbered(escape, qg_str_skip(text, n + 1), n + 1)
                                      : read_named(escape, qg_str_skip(text, n), n);
    return is_read || (n > 1 && put_rune(escape, '&', n));
}

/* ---- \u4E2D \x4E \n -------------------------------------------------------------------------- */

/* Read what stands behind \u: 4E2D or {4E2D}. Returns its length or 0. */
static size_t read_u(qg_rune *rune, qg_str s)
{
    size_t n = 1;

    if (read_hex(rune, s, 4))
        return 4;
    if (byte_at(s, 0) != '{')
        return 0;
    for (*rune = 0; n < s.n && n < 8 && hex_value(s.p[n]) >= 0; n++)
        *rune = *rune << 4 | (qg_rune)hex_value(s.p[n]);
    return n > 1 && byte_at(s, n) == '}' ? n + 1 : 0;
}

/* Read an escape whose prefix of `n_prefix` bytes is \u, with one backslash or two, or %u; two
 * of them may be a surrogate pair. */
static bool read_utf16(qg_escape *escape, qg_str text, size_t n_prefix)
{
    qg_str prefix = qg_str_head(text, n_prefix), behind;
    qg_rune rune, low;
    size_t n = read_u(&rune, qg_str_skip(text, n_prefix));

    if (n == 0)
        return false;
    n += n_prefix;
    behind = qg_str_skip(text, n);
    if (is_surrogate(rune, false) && qg_str_starts(behind, prefix) &&
        read_hex(&low, qg_str_skip(behind, n_prefix), 4) && is_surrogate(low, true)) {
        rune = join(rune, low);
        n += n_prefix + 4;
    }
    if (rune == '\r')
        return put_return(escape, n, qg_str_skip(text, n));
    return put_rune(escape, rune, n);
}

/* Take the escape of a byte, `n_bytes` long, at the start of `text`. */
static bool put_byte(qg_escape *escape, qg_rune byte, qg_str text, size_t n_bytes)
{
    escape->is_byte = byte >= 0x80;
    if (!escape->is_byte && byte != '\r')
        return put_rune(escape, byte, n_bytes);
    if (!escape->is_byte)
        return put_return(escape, n_bytes, qg_str_skip(text, n_bytes));
    escape->text[0] = (char)byte;
    escape->n_text = 1;
    escape->n_bytes = n_bytes;
    return true;
}

/* Read an escape of one letter, such as \n. */
static bool read_simple(qg_escape *escape, qg_str text)
{
    char letter = byte_at(text, 1);
    static const char from[] = "nt\"'\\/", to[] = "\n\t\"'\\/";
    const char *hit = letter == '\0' ? NULL : strchr(from, letter);

    escape->is_simple = true;
    if (letter == 'r')
        return put_return(escape, 2, qg_str_skip(text, 2));
    return hit != NULL && put_rune(escape, (unsigned char)to[hit - from], 2);
}

/* Read what starts with a backslash.  A string that a program wrote as a string twice has two of
 * them in front of the u. */
static bool read_backslash(qg_escape *escape, qg_str text)
{
    size_t n = qg_str_starts(text, QG_STR("\\\\u")) ? 2 : 1;
    char letter = byte_at(text, n);
    qg_str behind = qg_str_skip(text, n + 1);
    qg_rune value;

    escape->family = QG_ESCAPE_BACKSLASH;
    if (letter == 'u' && read_utf16(escape, text, n + 1))
        return true;
    if (letter == 'U' && read_hex(&value, behind, 8))
        return put_rune(escape, value, n + 9);
    if (letter == 'x' && read_hex(&value, behind, 2))
        return put_byte(escape, value, text, n + 3);
    return n == 1 && read_simple(escape, text);
}

/* ---- %E4 =E4 --------------------------------------------------------------------------------- */

/* Read %E4 or %u4E2D.  Where the percent sign was escaped itself, any number of times, %25
 * stands for it: %25E4. */
static bool read_percent(qg_escape *escape, qg_str text)
{
    size_t n = 1;
    qg_rune byte;

    escape->family = QG_ESCAPE_PERCENT;
    if (byte_at(text, 1) == 'u')
        return read_utf16(escape, text, 2);
    while (qg_str_starts(qg_str_skip(text, n), QG_STR("25")) &&
           read_hex(&byte, qg_str_skip(text, n + 2), 2))
        n += 2;
    return read_hex(&byte, qg_str_skip(text, n), 2) && put_byte(escape, byte, text, n + 2);
}

/* Read =E4 or a soft line break of quoted-printable.  Only digits in capital letters count: RFC
 * 2045 allows no others, and mail programs write none. */
static bool read_quoted(qg_escape *escape, qg_str text)
{
    qg_rune byte;

    escape->family = QG_ESCAPE_QUOTED;
    if (byte_at(text, 1) == '\n') {
        escape->is_simple = true;
        escape->n_bytes = 2;
        return true;
    }
    return byte_at(text, 1) < 'a' && byte_at(text, 2) < 'a' &&
           read_hex(&byte, qg_str_skip(text, 1), 2) && put_byte(escape, byte, text, 3);
}

/* ---- line ends of spreadsheets and scripts --------------------------------------------------- */

static bool read_carriage(qg_escape *escape, qg_str text)
{
    static const struct {
        const char *spelling, *text;
    } known[] = {{"_x000d_", "\n"}, {"_x000a_", "\n"}, {"_x0009_", "\t"},
                 {"_x0007_", ""},   {"_x000b_", "\n"}, {"x0dx0a", "\n"}};

    escape->family = QG_ESCAPE_CARRIAGE;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t n = strlen(known[i].spelling);
        qg_str behind = qg_str_skip(text, n);
        if (!qg_str_eq_nocase(qg_str_head(text, n), qg_str_of(known[i].spelling)))
            continue;
        bool has_line_end = known[i].text[0] == '\n' &&
                            (qg_str_starts(behind, QG_STR("\n")) ||
                             qg_str_eq_nocase(qg_str_head(behind, n), QG_STR("_x000a_")));
        escape->n_bytes = n;
        escape->n_text = has_line_end ? 0 : (uint8_t)strlen(known[i].text);
        memcpy(escape->text, known[i].text, escape->n_text);
        return true;
    }
    return false;
}

bool qg_escape_read(qg_escape *escape, qg_str text)
{
    *escape = (qg_escape){.family = QG_ESCAPE_ENTITY};
    switch (byte_at(text, 0)) {
    case '&':
        return read_entity(escape, text);
    case '\\':
        return read_backslash(escape, text);
    case '%':
        return read_percent(escape, text);
    case '=':
        return read_quoted(escape, text);
    case '_':
    case 'x':
        return read_carriage(escape, text);
    default:
        return false;
    }
}
