#include "unicode/path.h"

#include "unicode/unicode.h"

enum { MOST_BYTES = 520, MOST_ENDING = 5 };

static char byte_at(qg_str s, size_t at)
{
    return at < s.n ? s.p[at] : 0;
}

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || qg_rune_is_alphanumeric((unsigned char)c);
}

static bool is_ascii_word(char c)
{
    return qg_rune_is_alphanumeric((unsigned char)c);
}

/* Bytes of D:\ or \\name\ at `at`; 0 when nothing of the kind starts there. */
static size_t root_n(qg_str text, size_t at)
{
    char c = byte_at(text, at), before = at == 0 ? 0 : text.p[at - 1];
    char slash = byte_at(text, at + 2);
    size_t n = 2;

    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        return byte_at(text, at + 1) == ':' && !is_ascii_word(before) &&
                       (slash == '\\' || (slash == '/' && byte_at(text, at + 3) != '/'))
                   ? 3
                   : 0;
    if (c != '\\' || byte_at(text, at + 1) != '\\' || before == '\\')
        return 0;
    while (is_word_byte(byte_at(text, at + n)) || byte_at(text, at + n) == '.' ||
           byte_at(text, at + n) == '-')
        n++;
    return n > 2 && byte_at(text, at + n) == '\\' && is_word_byte(byte_at(text, at + n + 1)) ? n + 1
                                                                                             : 0;
}

/* What no name of a file holds, and what Chinese sentences have between their parts. */
static bool is_end(qg_rune rune)
{
    static const char marks[] = "，。；：？！、“”";
    char bytes[QG_UTF8_MAX];
    size_t n = qg_utf8_encode(bytes, rune);

    if (rune < 0x80)
        return rune < ' ' || strchr("<>\"|?*:", (int)rune) != NULL;
    return rune == 0x3000 || qg_str_find(qg_str_of(marks), (qg_str){bytes, n}) < sizeof marks - 1;
}

/* The end of .xlsx when a dot at `at` starts the ending of a file's name; `at` when it does not. */
static size_t ending_end(qg_str text, size_t at)
{
    size_t end = at + 1;
    bool has_letter = false;
    char behind;

    while (end <= at + MOST_ENDING && is_ascii_word(byte_at(text, end))) {
        has_letter = has_letter || !qg_rune_is_digit((unsigned char)text.p[end]);
        end++;
    }
    behind = byte_at(text, end);
    if (!has_letter || is_ascii_word(behind) || strchr("\\/-_", behind == 0 ? ' ' : behind) != NULL)
        return at;
    return behind == '.' && is_ascii_word(byte_at(text, end + 1)) ? at : end;
}

size_t qg_path_end(qg_str text, size_t at)
{
    size_t n = root_n(text, at), end = at + n, from = end;
    bool has_comma = false;

    if (n == 0)
        return at;
    for (qg_str rest = qg_str_skip(text, end); rest.n > 0 && from - at < MOST_BYTES;
         from = text.n - rest.n) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (is_end(rune))
            break;
        if (rune == '.' && ending_end(text, from) > from)
            return ending_end(text, from);
        has_comma = has_comma || rune == ',';
        if ((rune == '\\' || rune == '/') && !has_comma)
            end = from + 1;
    }
    return end;
}
