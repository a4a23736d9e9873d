/* address.c - where bare addresses in Markdown end.
 *
 * GFM (6.9, extended autolinks) ends them at a blank or at <.  Chinese has no blanks: of
 * （https://www.gov.cn）查看。 the mark and the words behind it would be part of the address.  An
 * address beside anything but ASCII is kept from cmark-gfm, and is linked here.
 */
#include "parse/source_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

static bool is_ascii_word(qg_rune rune)
{
    return rune < 0x80 && (qg_rune_is_letter(rune) || qg_rune_is_digit(rune));
}

/* Whether an address goes on with `rune`: 路径 does behind / and such, but https://a.cn查看 ends
 * with .cn. */
static bool goes_on(qg_rune before, qg_rune rune)
{
    if (rune < 0x80)
        return rune > ' ' && rune != '<' && rune != 0x7F;
    return (qg_rune_is_han(rune) || qg_rune_is_letter(rune)) &&
           (before >= 0x80 || strchr("/=_-.#?&%:+", (int)before) != NULL);
}

/* Without the marks at its end that belong to the sentence, as GFM has it. */
static qg_str without_end_marks(qg_str address)
{
    size_t n_open = 0, n_close = 0;

    for (size_t i = 0; i < address.n; i++) {
        n_open += address.p[i] == '(';
        n_close += address.p[i] == ')';
    }
    while (address.n > 0) {
        char last = address.p[address.n - 1];
        if (last == ')' && n_close > n_open)
            n_close--;
        else if (strchr("?!.,:;*_~'\"", last) == NULL)
            break;
        address.n--;
    }
    return address;
}

/* The part of an address that `text` starts with, behind // or www. */
static size_t rest_of_address(qg_str text)
{
    qg_str address = {text.p, 0};
    qg_rune rune, before = '/';

    while (text.n > 0) {
        qg_str one = qg_utf8_take(&text, &rune);
        if (!goes_on(before, rune))
            break;
        address.n += one.n;
        before = rune;
    }
    address = without_end_marks(address);
    rune = address.n == 0 ? 0 : qg_utf8_first(address);
    return is_ascii_word(rune) || rune >= 0x80 ? address.n : 0;
}

/* Bytes of `http:`, `https:` or `ftp:` at the end of a text; 0: it has none. */
static size_t scheme_at_end(qg_str text)
{
    static const char *const schemes[] = {"http:", "https:", "ftp:"};

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t n = strlen(schemes[i]);
        if (text.n >= n && qg_str_eq_nocase(qg_str_skip(text, text.n - n), qg_str_of(schemes[i])) &&
            (text.n == n || !is_ascii_word((unsigned char)text.p[text.n - n - 1])))
            return n;
    }
    return 0;
}

/* Bytes of `www` at the end of a text where GFM looks for it; 0: it has none. */
static size_t www_at_end(qg_str text)
{
    size_t n = strlen("www");
    char before = text.n > n ? text.p[text.n - n - 1] : ' ';

    return qg_str_ends(text, QG_STR("www")) && strchr(" \t\n*_~(", before) != NULL ? n : 0;
}

size_t qg_address_around(qg_str before, qg_str after, size_t *n_before)
{
    size_t n_mark = 0, n;

    *n_before = 0;
    if (qg_str_starts(after, QG_STR("//"))) {
        n_mark = 2;
        *n_before = scheme_at_end(before);
    } else if (qg_str_starts(after, QG_STR("."))) {
        n_mark = 1;
        *n_before = www_at_end(before);
    }
    n = *n_before == 0 ? 0 : rest_of_address(qg_str_skip(after, n_mark));
    return n == 0 ? 0 : n_mark + n;
}

size_t qg_address_ascii(qg_str after)
{
    size_t n = 0;

    while (n < after.n && goes_on('/', (unsigned char)after.p[n]) &&
           (unsigned char)after.p[n] < 0x80)
        n++;
    return n;
}
