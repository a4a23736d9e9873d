/* guard.c - pages that would take the parser more than linear time.
 *
 * HTML asks, at many a tag, whether an element of some name is open, and looks through all that
 * are. So the open elements are counted before, roughly: a tag that is closed in the wrong place
 * counts as closed.  Browsers flatten what is nested deeper than some hundreds.
 */
#include "parse/html/html_int.h"

#include <string.h>

enum { MAX_OPEN = 3000, MAX_ATTRIBUTES = 1000 };

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static size_t name_length(qg_str s)
{
    size_t n = 0;

    while (n < s.n && (is_letter(s.p[n]) || (s.p[n] >= '0' && s.p[n] <= '9')))
        n++;
    return n;
}

/* Elements without an end, and those whose end is often left out because the next one ends them. */
static bool is_never_open(qg_str name)
{
    static const qg_str names[] = {{"br", 2},   {"img", 3}, {"hr", 2}, {"input", 5}, {"meta", 4},
                                   {"link", 4}, {"p", 1},   {"li", 2}, {"td", 2},    {"tr", 2},
                                   {"th", 2},   {"dd", 2},  {"dt", 2}, {"option", 6}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].n == name.n && (name.p[0] | 0x20) == names[i].p[0] &&
            qg_str_eq_nocase(name, names[i]))
            return true;
    return false;
}

static bool is_cell(qg_str name)
{
    return qg_str_eq_nocase(name, QG_STR("td")) || qg_str_eq_nocase(name, QG_STR("th"));
}

/* Bytes of the tag at the start of `s`. */
static size_t tag_length(qg_str s)
{
    return qg_str_find_byte(s, '>');
}

/* How many words stand in a tag outside of quoted values: no fewer than it has attributes. */
static size_t count_words(qg_str tag)
{
    size_t n_words = 0;
    char quote = 0, last = ' ';

    for (size_t i = 0; i < tag.n; i++) {
        char c = tag.p[i];
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (c == ' ' || c == '\n' || c == '\t' || c == '/') {
            n_words++;
        } else {
            quote = (c == '"' || c == '\'') && last == '=' ? c : 0;
            last = c;
        }
    }
    return n_words;
}

const char *qg_html_excess(qg_str page, size_t max_cells)
{
    size_t n_open = 0, n_cells = 0, n_bytes;

    for (size_t at = qg_str_find_byte(page, '<'); at < page.n; at = qg_str_find_byte(page, '<')) {
        bool closes = at + 1 < page.n && page.p[at + 1] == '/';
        qg_str name = qg_str_skip(page, at + 1 + closes);
        name.n = name_length(name);
        page = qg_str_skip(page, at + 1);
        if (name.n == 0)
            continue;
        n_bytes = tag_length(page);
        if (!is_never_open(name))
            n_open = closes ? n_open - (n_open > 0) : n_open + 1;
        n_cells += !closes && is_cell(name);
        if (n_open > MAX_OPEN)
            return "elements nested deeper than 3000";
        if (n_bytes > MAX_ATTRIBUTES && count_words(qg_str_head(page, n_bytes)) > MAX_ATTRIBUTES)
            return "a tag of more than 1000 attributes";
        if (n_cells > max_cells)
            return "tables of more cells than --max-cells";
        page = qg_str_skip(page, n_bytes);
    }
    return NULL;
}

/* How many digits `text` starts with, where they are more than an int has room for, else 0. */
static size_t excess_digits(qg_str text, bool is_hex)
{
    enum { MOST = 9, MOST_HEX = 7 };
    const char *digits = is_hex ? "0123456789abcdefABCDEF" : "0123456789";
    size_t n = 0;

    while (n < text.n && text.p[n] != '\0' && strchr(digits, text.p[n]) != NULL)
        n++;
    return n > (is_hex ? MOST_HEX : MOST) ? n : 0;
}

/* Where the digits of such a number start behind `from`, and their number; `page.n` without any. */
static size_t next_excess(qg_str page, size_t from, size_t *n)
{
    qg_str rest = qg_str_skip(page, from);

    for (size_t at; (at = qg_str_find(rest, QG_STR("&#"))) < rest.n;) {
        bool is_hex;
        rest = qg_str_skip(rest, at + 2);
        is_hex = rest.n > 0 && (rest.p[0] | 0x20) == 'x';
        rest = qg_str_skip(rest, is_hex);
        while (rest.n > 0 && rest.p[0] == '0')
            rest = qg_str_skip(rest, 1);
        *n = excess_digits(rest, is_hex);
        if (*n > 0)
            return page.n - rest.n;
    }
    return page.n;
}

qg_str qg_html_bounded(qg_arena *arena, qg_str page)
{
    char *copy = NULL;
    size_t n = 0;

    for (size_t at = next_excess(page, 0, &n); at < page.n; at = next_excess(page, at + n, &n)) {
        if (copy == NULL && (copy = qg_arena_get(arena, page.n)) == NULL)
            return page;
        if (page.p != copy)
            page.p = memcpy(copy, page.p, page.n);
        memset(copy + at, '0', n);
    }
    return page;
}
