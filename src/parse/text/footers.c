/* footers.c - lines at the foot and head of printed pages: 某某县水利局                 12
 *
 * Words and a number far apart on a line; the same words stand with the next number on the next
 * page.  So do marks of pages without words, - 12 -, whatever stands around them.  A standard has
 * its own number on each page.
 */
#include "parse/text/furniture_int.h"

#include "unicode/unicode.h"

enum { N_REMEMBERED = 8, LEAST_GAP_COLUMNS = 4, MAX_DIGITS = 4, NEAREST_LINES = 3 };

typedef struct footer {
    qg_str words;
    int value;
    size_t line;
} footer;

/* What stands between `before` and `behind`. */
static qg_str inside(qg_str text, const char *before, const char *behind)
{
    qg_str first = qg_str_of(before), last = qg_str_of(behind);

    if (text.n < first.n + last.n || !qg_str_starts(text, first) || !qg_str_ends(text, last))
        return text;
    return qg_str_trim(qg_str_skip(qg_str_head(text, text.n - last.n), first.n));
}

/* The number of a page: 12, - 12 -, 第12页; -1: it is none. */
static int page_number(qg_str text)
{
    static const char *const around[][2] = {{"第", "页"}, {"—", "—"}, {"-", "-"}, {"－", "－"}};
    int value = 0, n = 0;

    for (size_t i = 0; i < sizeof around / sizeof *around; i++)
        text = inside(text, around[i][0], around[i][1]);
    for (size_t i = 0; i < text.n; i++, n++) {
        if (text.p[i] < '0' || text.p[i] > '9' || n == MAX_DIGITS)
            return -1;
        value = value * 10 + (text.p[i] - '0');
    }
    return n > 0 ? value : -1;
}

/* Read the two parts of a line that only one wide gap parts, one of which is a number. */
static bool read_footer(footer *f, const qg_line *line)
{
    qg_str left = {0}, right = {0};
    int gap = 0;

    if (line->n_stops > 0)
        return false;
    for (qg_str rest = line->text; rest.n > 0;) {
        size_t at = line->text.n - rest.n;
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (!qg_rune_is_blank(rune)) {
            gap = 0;
            continue;
        }
        gap += rune == '\t' ? LEAST_GAP_COLUMNS : rune == 0x3000 ? 2 : 1;
        if (gap < LEAST_GAP_COLUMNS)
            continue;
        left = qg_str_trim(qg_str_head(line->text, at));
        right = qg_str_trim(rest);
        break;
    }
    f->value = page_number(right);
    f->words = left;
    if (f->value < 0) {
        f->value = page_number(left);
        f->words = right;
    }
    return f->value >= 0 && qg_utf8_count(f->words) >= 2;
}

/* The footer with the same words that was met last; else the one that was met longest ago. */
static footer *find(footer *all, qg_str words)
{
    footer *oldest = all;

    for (footer *f = all; f < all + N_REMEMBERED; f++) {
        if (qg_str_eq(f->words, words))
            return f;
        oldest = f->line < oldest->line ? f : oldest;
    }
    return oldest;
}

static void mark(qg_line *line)
{
    line->junk = QG_JUNK_SURE;
    line->is_page_mark = true;
}

/* DB13/T 5001—2024 alone on its line */
static bool is_standard_number(const qg_line *line)
{
    enum { YEAR = 4 };
    int n_digits = 0;
    bool is_year = false; /* the figures stand behind a dash */

    if (line->first < 'A' || line->first > 'Z')
        return false;
    for (qg_str rest = line->text; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        bool is_dash = rune == '-' || rune == 0x2014 /* — */ || rune == 0x2013 /* – */;
        if (!is_dash && !qg_rune_is_digit(rune) && !(rune >= 'A' && rune <= 'Z') &&
            !qg_utf8_is_in(rune, "/. "))
            return false;
        is_year = is_dash || (is_year && qg_rune_is_digit(rune));
        n_digits = qg_rune_is_digit(rune) ? n_digits + 1 : 0;
    }
    return is_year && n_digits == YEAR;
}

/* 12, or III of the pages in front of the text */
static bool is_page_number(qg_str text)
{
    size_t n = 0;

    while (n < text.n && text.p[n] != 0 && strchr("IVX", text.p[n]) != NULL)
        n++;
    return (n > 0 && n == text.n) || page_number(text) >= 0;
}

/* The number of a standard on each of its pages, with the page's own beside it; where it stands
 * above the first sentence it is that of the cover.  A sentence may go on over them, no entry. */
static void find_standard_heads(qg_line *at, size_t n)
{
    size_t begin = 0, n_heads = 0;
    const qg_line *first = NULL;

    while (begin < n && !qg_line_is_prose(&at[begin]))
        begin++;
    for (size_t i = begin; i < n; i++) {
        bool is_one = at[i].look == NULL && is_standard_number(&at[i]);
        first = is_one && first == NULL ? &at[i] : first;
        n_heads += is_one && at[i].key == first->key;
    }
    for (size_t i = begin + 1; i < n && n_heads > 1; i++)
        if (at[i].key == first->key) {
            size_t end = i + 1 + (i + 1 < n && is_page_number(at[i + 1].text));
            size_t start = i - is_page_number(at[i - 1].text);
            for (size_t k = start; k < end; k++)
                mark(&at[k]);
            if (end < n && at[end].number.form == QG_NUMBER_NONE && start > 0 &&
                at[start - 1].n_commas + at[start - 1].n_stops > 0)
                at[end].is_page_break = true;
        }
}

void qg_text_find_footers(qg_line *at, size_t n)
{
    footer all[N_REMEMBERED], now;

    find_standard_heads(at, n);
    for (int k = 0; k < N_REMEMBERED; k++)
        all[k] = (footer){.value = -2};
    for (size_t i = 0; i < n; i++) {
        footer *last;
        now = (footer){.value = at[i].is_page_mark ? page_number(at[i].text) : -1};
        if (at[i].look != NULL || (now.value < 0 && !read_footer(&now, &at[i])))
            continue;
        last = find(all, now.words);
        now.line = i;
        if (qg_str_eq(last->words, now.words) && now.value == last->value + 1 &&
            i >= last->line + NEAREST_LINES) {
            mark(&at[last->line]);
            mark(&at[i]);
        }
        *last = now;
    }
}
