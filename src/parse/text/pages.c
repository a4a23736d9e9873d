/* pages.c - the numbers, headers and counters of printed pages.
 *
 * A line that stands again wherever a page ends is a running header; numbers that count up, alone
 * on their lines or glued to the ends or starts of others, are those of pages.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

#include <stdlib.h>

enum { SURE = QG_JUNK_SURE, LIKELY = QG_JUNK_LIKELY };

/* The value of a few digits, which may have dashes around them: -12- */
static int value_of(qg_str digits)
{
    int value = 0;

    for (size_t i = 0; i < digits.n; i++)
        if (digits.p[i] != '-')
            value = value * 10 + (digits.p[i] - '0');
    return value;
}

static bool is_only_digits(qg_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return text.n > 0;
}

/* How often a line was met where a page may end.  A short line that is met there three times is a
 * running header. */
typedef struct seen {
    uint32_t key;
    size_t n;
} seen;

/* 某某局                2022年度报告 */
static bool has_wide_gap(qg_str text)
{
    return qg_str_find(text, QG_STR("    ")) < text.n ||
           qg_str_find(text, QG_STR("\u3000\u3000")) < text.n;
}

static bool is_between_pages(const qg_line *at, size_t n, size_t i)
{
    return i == 0 || at[i].is_page_break || (i > 0 && at[i - 1].is_page_mark) ||
           (i + 1 < n && (at[i + 1].is_page_mark || at[i + 1].is_page_break));
}

/* Whether line `i`, next to the number of a page, is the title above the text, or that in short:
 * 某某局工作总结 of 某某局2023年工作总结.  The title of an attachment has another last word. */
static bool is_title_in_short(const qg_line *at, size_t i, size_t first_prose)
{
    enum { KIND_BYTES = 6, LEAST_RUNES = 8 };
    qg_str text = at[i].text;
    qg_str kind = qg_str_skip(text, text.n > KIND_BYTES ? text.n - KIND_BYTES : 0);

    if (i <= first_prose || at[i].n_stops > 0 || at[i].number.form != QG_NUMBER_NONE ||
        at[i].n_runes < LEAST_RUNES || !at[i - 1].is_page_mark)
        return false;
    for (size_t k = 0; k < first_prose; k++)
        if (at[k].junk < LIKELY && qg_str_ends(at[k].text, kind) &&
            qg_text_are_alike(at[k].text, text))
            return true;
    return false;
}

static void find_running_headers(qg_text_job *job)
{
    qg_line *at = job->lines.at;
    size_t n = job->lines.n, size = 64, n_top = 0, first_prose = 0;
    seen *table;

    while (size < n * 2)
        size *= 2;
    table = calloc(size, sizeof *table);
    if (table == NULL) {
        job->lines.status = QG_E_MEMORY;
        return;
    }
    while (n_top < n && at[n_top].key == at[0].key)
        n_top++;
    while (first_prose < n && !qg_line_is_prose(&at[first_prose]))
        first_prose++;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n; i++) {
            size_t slot = at[i].key & (size - 1);
            bool is_short =
                at[i].n_runes <= 40 || (at[i].n_runes <= 90 && has_wide_gap(at[i].text));
            if (!is_short || at[i].is_page_mark || !is_between_pages(at, n, i))
                continue;
            while (table[slot].n > 0 && table[slot].key != at[i].key)
                slot = (slot + 1) & (size - 1);
            table[slot].key = at[i].key;
            table[slot].n += pass == 0;
            /* what stands on top of all, once or twice, may be the title that the pages repeat; so
             * may any title above the text */
            bool is_title = i < first_prose && qg_has_title_word(at[i].text);
            bool is_below_mark = i > first_prose && at[i - 1].is_page_mark && at[i].n_stops == 0 &&
                                 at[i].number.form == QG_NUMBER_NONE;
            bool is_again = table[slot].n + is_below_mark >= 3 && !is_title &&
                            (i >= n_top || has_wide_gap(at[i].text));
            if (pass == 1 && (is_again || is_title_in_short(at, i, first_prose))) {
                at[i].junk = SURE;
                at[i].is_page_mark = true;
            }
        }
    free(table);
}

/* Whether the number on line `i` stands between two parts of an article: a sentence or a picture
 * above, and below, perhaps under a headline, the next one.  01 is an ornament, unless the headline
 * below is marked up. */
static bool is_between_parts(const qg_line *at, size_t n, size_t i)
{
    enum { MOST_HEADLINES = 2 };
    bool is_plain = at[i].first != '0';
    size_t next = i + 1;

    while (next < n && next <= i + MOST_HEADLINES && at[next].n_stops == 0 &&
           !qg_line_look(&at[next])->is_picture && !qg_is_colon(at[next].last) &&
           (is_plain || qg_line_look(&at[next])->is_bold || qg_line_look(&at[next])->heading > 0))
        next++;
    return i > 0 && next < n &&
           (qg_line_ends_sentence(&at[i - 1]) || qg_line_look(&at[i - 1])->is_picture ||
            (is_plain && i > 1 && qg_line_look(&at[i - 2])->is_picture)) &&
           ((is_plain && at[next].n_stops > 0) || qg_line_is_prose(&at[next]) ||
            qg_line_look(&at[next])->is_picture || qg_is_colon(at[next].last));
}

/* Whether line `i` stands right above the first sentences of the text, with no page ending there.
 */
static bool is_above_text(const qg_line *at, size_t n, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (at[k].n_stops > 0)
            return false;
    return i > 0 && i + 1 < n && qg_line_is_prose(&at[i + 1]) && !at[i].is_page_break &&
           !at[i + 1].is_page_break;
}

/* Whether the bare numbers count the parts of the text, 1 2 3 …, even if a web page has one of them
 * twice.  Those of printed pages would stand inside sentences as well, and none of them between the
 * title and the text. */
static bool has_numbers_of_parts(const qg_line *at, size_t n)
{
    int value = 0;

    for (size_t i = 0; i < n; i++) {
        bool is_number = at[i].text.n <= 4 && is_only_digits(at[i].text);
        if (!is_number || qg_line_look(&at[i])->is_outside)
            continue;
        int v = value_of(at[i].text);
        bool is_first = value == 0 && is_above_text(at, n, i);
        if ((v != value + 1 && (v != value || v == 0 || at[i].look == NULL)) ||
            (at[i].look == NULL && value == 0 && !is_first) ||
            !(is_first || is_between_parts(at, n, i)))
            return false;
        value = v;
    }
    return value > 1;
}

/* Whether the bare numbers count the rows of a table, each cell of which is a line: most stand
 * below a short line, as at the end of a row, or at the same small distance from the one before. */
static bool has_numbers_of_rows(const qg_line *at, size_t n)
{
    enum { LEAST = 3, MOST_CELLS = 8, MOST_CELL_LINES = 16, SHORT_RUNES = 12 };
    size_t n_numbers = 0, n_short = 0, n_same = 0, last = 0, distance = 0;

    for (size_t i = 0; i < n; i++) {
        if (at[i].text.n > 4 || !is_only_digits(at[i].text))
            continue;
        if (n_numbers > 0) {
            n_same += i - last == distance && distance <= MOST_CELLS;
            distance = i - last;
            n_short +=
                at[i - 1].n_runes < SHORT_RUNES && at[i - 1].n_stops == 0 && distance <= MOST_CELLS;
        }
        n_numbers++;
        last = i;
    }
    return n_numbers >= LEAST && (n_short * 2 >= n_numbers || n_same * 2 >= n_numbers);
}

/* Whether the bare number stands inside a sentence that breaks off above it and goes on below:
 * …思想为指 / 2 / 导，坚持….  A figure with what it counts below it is the author's. */
static bool is_inside_sentence(const qg_line *at, size_t n, size_t i)
{
    enum { LEAST_ABOVE = 12, LEAST_BELOW = 6 };

    return i > 0 && i + 1 < n && qg_rune_is_han(at[i - 1].last) &&
           qg_rune_is_han(at[i + 1].first) && at[i - 1].n_runes >= LEAST_ABOVE &&
           at[i + 1].n_runes >= LEAST_BELOW && at[i + 1].n_stops + at[i + 1].n_commas > 0 &&
           at[i].n_blank == at[i + 1].n_blank && !qg_rune_is_unit(at[i + 1].first) &&
           at[i + 1].number.form == QG_NUMBER_NONE &&
           (at[i - 1].number.form == QG_NUMBER_NONE || at[i - 1].n_commas > 0);
}

/* Whether a number inside a sentence is set in the middle of its page, far from where the lines
 * start.  One alone is the page's then: …不超过20 / 5 / 年；… */
static bool is_set_inside_sentence(const qg_line *at, size_t n, size_t i)
{
    enum { FAR = 16, LEAST_RUNES = 12 };

    return i > 0 && i + 1 < n && at[i].indent >= at[i - 1].indent + FAR &&
           at[i].indent >= at[i + 1].indent + FAR && at[i - 1].n_runes >= LEAST_RUNES &&
           qg_line_is_cut(&at[i - 1]) && qg_rune_is_han(at[i + 1].first) &&
           at[i + 1].number.form == QG_NUMBER_NONE && at[i + 1].n_stops + at[i + 1].n_commas > 0 &&
           (qg_rune_is_digit(at[i - 1].last) || !qg_rune_is_unit(at[i + 1].first));
}

static void mark_page(qg_line *number, bool is_inside)
{
    number->is_page_mark = true;
    number->junk = SURE;
    if (is_inside)
        number[1].is_page_break = true;
}

/* Find the numbers of pages among bare ones that count up, 1 2 3 …, and stand at some distance from
 * each other.  Two are enough where a sentence reaches over one of them. */
static void find_bare_page_numbers(qg_line *at, size_t n)
{
    size_t last = 0;
    int value = 0, n_chain = 0;
    bool was_inside = false;

    if (has_numbers_of_parts(at, n) || has_numbers_of_rows(at, n))
        return;
    for (size_t i = 0; i < n; i++) {
        if (at[i].text.n > 4 || !is_only_digits(at[i].text))
            continue;
        int v = value_of(at[i].text);
        bool is_set = is_set_inside_sentence(at, n, i);
        bool is_inside = is_set || is_inside_sentence(at, n, i);
        size_t far = (is_inside && was_inside) || i + 1 == n ? 1 : 2;
        n_chain = v == value + 1 && i > last + far ? n_chain + 1 : 1;
        if (n_chain >= 3 || (n_chain == 2 && (value == 1 || is_inside || was_inside))) {
            mark_page(&at[last], was_inside);
            mark_page(&at[i], is_inside);
        } else if (is_set) {
            mark_page(&at[i], is_set);
        }
        value = v;
        last = i;
        was_inside = is_inside;
    }
}

/* Bytes of the figures, or -1-, at the end of a line that breaks off within a sentence; 0 when
 * there are none or they may be the author's. */
static size_t glued_figures(const qg_line *line, const qg_line *next)
{
    enum { LEAST_COLUMNS = 40 };
    size_t n = line->text.n, n_dashes = 0;

    if (n > 1 && line->text.p[n - 1] == '-') /* -1- */
        n_dashes = 1;
    n -= n_dashes;
    while (n > 0 && line->text.p[n - 1] >= '0' && line->text.p[n - 1] <= '9')
        n--;
    if (n_dashes > 0 && (n == 0 || line->text.p[n - 1] != '-'))
        return 0;
    n -= n_dashes;
    if (n + 2 * n_dashes == line->text.n || line->text.n - n > 3 + 2 * n_dashes ||
        line->columns < LEAST_COLUMNS || line->n_commas + line->n_stops == 0 ||
        !qg_rune_is_han(next->first) || next->number.form != QG_NUMBER_NONE ||
        qg_rune_is_unit(next->first) || !qg_rune_is_han(qg_utf8_last(qg_str_head(line->text, n))))
        return 0;
    return line->text.n - n;
}

/* Take the figures that are a page's, in front of or behind what a line says, off it. */
static void take_page_number(qg_text_job *job, qg_line *line, qg_str figures)
{
    qg_line told = *line;
    bool is_first = figures.p == line->text.p;

    told.text = figures;
    told.offset += (size_t)(figures.p - line->text.p);
    told.confidence = 0.8f;
    qg_text_tell(job, QG_FOUND_PARSE_JUNK, &told, figures, (qg_str){0});
    if (is_first) {
        qg_str rest = qg_str_trim(qg_str_skip(line->text, figures.n));
        line->offset += (size_t)(rest.p - line->text.p);
        line->text = rest;
    } else {
        line->text.n -= figures.n;
    }
    qg_line_measure(line);
}

/* The line from `i` on that ends with the number of page `value`; n when there is none. */
static size_t next_glued(const qg_line *at, size_t n, size_t i, int value)
{
    for (; i + 1 < n; i++) {
        size_t n_figures = glued_figures(&at[i], &at[i + 1]);
        if (n_figures > 0 && value_of(qg_str_skip(at[i].text, at[i].text.n - n_figures)) == value)
            return i;
    }
    return n;
}

/* Numbers that count up at the ends of lines which break off are those of pages: …公平公1 / 开…,
 * …图纸和2 / 预算.  One alone is the author's, but for -1-. */
static void find_glued_page_numbers(qg_text_job *job)
{
    qg_line *at = job->lines.at;
    size_t n = job->lines.n, i = job->keep_junk ? n : next_glued(at, n, 0, 1);

    if (i == n || (!qg_str_ends(at[i].text, QG_STR("-")) && next_glued(at, n, i + 1, 2) == n))
        return;
    for (int value = 1; i < n; i = next_glued(at, n, i + 1, ++value)) {
        size_t n_figures = glued_figures(&at[i], &at[i + 1]);
        take_page_number(job, &at[i], qg_str_skip(at[i].text, at[i].text.n - n_figures));
        at[i + 1].is_page_break = true;
    }
}

/* Bytes of （第2/3页） at the end of a line; 0 when there is none. */
static size_t page_mark_at_end(qg_str text)
{
    size_t open = text.n;

    if (!qg_str_ends(text, QG_STR("页)")) && !qg_str_ends(text, QG_STR("页）")) &&
        !qg_str_ends(text, QG_STR("頁)")) && !qg_str_ends(text, QG_STR("頁）")))
        return 0;
    while (open > 0 && text.n - open < 40) {
        qg_str tail = qg_str_skip(text, --open);
        if (qg_str_starts(tail, QG_STR("(第")) || qg_str_starts(tail, QG_STR("（第")))
            return text.n - open;
    }
    return 0;
}

/* A title that says which of its pages this is. */
static void find_page_marks_in_titles(qg_text_job *job)
{
    qg_line *at = job->lines.at;

    for (size_t i = 0; !job->keep_junk && i < job->lines.n && i < QG_HEAD_PIECES; i++) {
        size_t n = job->page == NULL ? page_mark_at_end(at[i].text) : 0;
        if (n > 0 && n < at[i].text.n)
            take_page_number(job, &at[i], qg_str_skip(at[i].text, at[i].text.n - n));
    }
}

/* Bytes of 已下载57次 at the end of a line. */
static size_t counter_at_end(qg_str text)
{
    size_t start = qg_str_find(text, QG_STR("已下载"));
    qg_str digits = qg_str_skip(text, start + QG_STR("已下载").n);

    if (!qg_str_ends(digits, QG_STR("次")))
        return 0;
    digits.n -= QG_STR("次").n;
    digits = qg_str_trim(digits);
    return digits.n == 0 || is_only_digits(digits) ? text.n - start : 0;
}

/* The names of attachments, with how often each was fetched. */
static void find_counters(qg_text_job *job)
{
    qg_line *at = job->lines.at;

    for (size_t i = 0; !job->keep_junk && i < job->lines.n; i++) {
        size_t n = qg_str_starts(at[i].text, QG_STR("附件")) ? counter_at_end(at[i].text) : 0;
        if (n > 0)
            take_page_number(job, &at[i], qg_str_skip(at[i].text, at[i].text.n - n));
    }
}

/* Whether pages start with "1、", "2、" … in a preview of a document: lines with such numbers count
 * from the first line through the whole text, each behind a line too wide for print, most of which
 * break off. */
static bool has_page_leads(const qg_line *at, size_t n)
{
    enum { LEAST_COLUMNS = 88 };
    size_t n_leads = 0, n_cut = 0;

    for (size_t i = 0; i < n; i++) {
        if (at[i].junk >= LIKELY) /* notes of a site may count, too */
            continue;
        if (at[i].number.form != QG_NUMBER_ARABIC) {
            if (n_leads == 0 && at[i].junk < LIKELY &&
                (qg_line_is_prose(&at[i]) || at[i].number.form != QG_NUMBER_NONE))
                return false;
            continue;
        }
        if (at[i].number.value != (int)++n_leads ||
            (i > 0 && n_leads > 1 && at[i - 1].columns < LEAST_COLUMNS))
            return false;
        n_cut += n_leads > 1 && !qg_line_ends_sentence(&at[i - 1]) && !qg_is_stop(at[i - 1].last) &&
                 !qg_is_colon(at[i - 1].last);
    }
    return n_leads >= 2 && n_cut * 2 >= n_leads - 1;
}

static void find_page_leads(qg_text_job *job)
{
    qg_line *at = job->lines.at;

    if (job->keep_junk || job->page != NULL || !has_page_leads(at, job->lines.n))
        return;
    for (size_t i = 0; i < job->lines.n; i++)
        if (at[i].number.form == QG_NUMBER_ARABIC) {
            take_page_number(job, &at[i], qg_str_head(at[i].text, (size_t)at[i].number.n));
            at[i].is_page_break = true;
        }
}

void qg_text_find_page_marks(qg_text_job *job)
{
    find_bare_page_numbers(job->lines.at, job->lines.n);
    find_glued_page_numbers(job);
    find_page_leads(job);
    find_page_marks_in_titles(job);
    find_counters(job);
    qg_text_find_footers(job->lines.at, job->lines.n);
    find_running_headers(job);
}
