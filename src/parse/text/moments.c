/* moments.c - days and hours that say when something was said, not when a page was put up. */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

#include <string.h>

/* 2024-03-05 14:22, 2024年3月5日 14:22, and nothing else */
static bool is_moment_alone(const qg_line *line)
{
    enum { LEAST_DIGITS = 8 };
    int n_digits = 0;

    for (qg_str rest = line->text; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (!qg_utf8_is_in(rune, "0123456789-/.: 年月日"))
            return false;
        n_digits += rune >= '0' && rune <= '9';
    }
    return n_digits >= LEAST_DIGITS && qg_str_find_byte(line->text, ':') < line->text.n;
}

/* 张姐 2024-05-11 10:30, 2024-05-11 08:00 张伟: who said what stands below, and when.  The name of
 * a site or of what it does, 发布时间, is none. */
static bool is_speaker_line(const qg_line *line)
{
    enum { LEAST_DIGITS = 8, LEAST_RUNES = 2, MOST_RUNES = 6 };
    qg_str name = {0};
    int n_digits = 0, n_runes = 0;

    for (qg_str rest = line->text; rest.n > 0;) {
        qg_rune rune;
        qg_str one = qg_utf8_take(&rest, &rune);
        bool is_letter = qg_rune_is_han(rune) || qg_rune_is_letter(rune);
        if (!is_letter && !qg_utf8_is_in(rune, "0123456789-/.: "))
            return false;
        n_digits += qg_rune_is_digit(rune);
        if (!is_letter)
            continue;
        if (name.n > 0 && name.p + name.n != one.p) /* in two parts */
            return false;
        name = name.n == 0 ? one : (qg_str){name.p, name.n + one.n};
        n_runes++;
    }
    return n_digits >= LEAST_DIGITS && n_runes >= LEAST_RUNES && n_runes <= MOST_RUNES &&
           !qg_text_is_of_site(name) && qg_str_find_byte(line->text, ':') < line->text.n;
}

enum { MOMENT_PARTS = 6 };

/* The figures of the day and the hour that a line of words starts with, 2024-05-10 08:30 报到 or
 * [2024-03-11 09:02:13] 王工：…; false when it does not.  Where it is no sentence, a day with a
 * blank behind it is enough: 6月8日 带班领导：刘某 */
static bool read_moment(int parts[MOMENT_PARTS], const qg_line *line)
{
    enum { LEAST_PARTS = 5, LEAST_OF_DAY = 2, MOST = 10000 };
    qg_str rest = line->text;
    size_t n = 0;
    qg_rune before = 0, rune = 0;
    bool has_hour = false, has_day = false;

    for (size_t i = 0; i < MOMENT_PARTS; i++)
        parts[i] = 0;
    for (; rest.n > 0; before = rune) {
        qg_str next = rest;
        qg_utf8_take(&next, &rune);
        bool is_digit = qg_rune_is_digit(rune), was_digit = qg_rune_is_digit(before);
        if (!is_digit && !qg_utf8_is_in(rune, "-/.: []年月日"))
            break;
        n += is_digit && !was_digit;
        if (n > MOMENT_PARTS || (n > 0 && parts[n - 1] > MOST))
            return false;
        if (is_digit)
            parts[n - 1] = parts[n - 1] * 10 + (int)(rune - '0');
        has_hour = has_hour || rune == ':';
        has_day = has_day || (rune == 0x65E5 /* 日 */ && was_digit);
        rest = next;
    }
    bool is_moment = n >= LEAST_PARTS && has_hour;
    bool is_day = n >= LEAST_OF_DAY && has_day && qg_rune_is_blank(before) && line->n_stops == 0;
    return (is_moment || is_day) && rest.n > 0 && line->look == NULL && !line->is_meta;
}

static int compare_moments(const int one[MOMENT_PARTS], const int other[MOMENT_PARTS])
{
    for (size_t i = 0; i < MOMENT_PARTS; i++)
        if (one[i] != other[i])
            return one[i] < other[i] ? -1 : 1;
    return 0;
}

/* How many lines from `at` on start with a moment that is not before that of the line above.  Sets
 * `*goes_on` when one is later than the first: that is a timetable, a log or a talk, whereas lists
 * of articles have the newest first. */
static size_t lines_in_time(bool *goes_on, const qg_line *at, size_t n)
{
    int last[MOMENT_PARTS] = {0}, parts[MOMENT_PARTS];
    size_t k = 0;

    *goes_on = false;
    for (; k < n && read_moment(parts, &at[k]); k++) {
        int order = compare_moments(last, parts);
        if (k > 0 && order > 0)
            break;
        *goes_on = *goes_on || (k > 0 && order < 0);
        memcpy(last, parts, sizeof last);
    }
    return k;
}

static void free_line(qg_line *line)
{
    line->junk = 0;
    line->is_menu = line->is_moment = false;
}

/* Behind three such lines, or two that are all of the text, all others are of the same kind: a new
 * day of a talk may have but one. */
void qg_text_free_timetables(qg_line *at, size_t n)
{
    enum { LEAST_LINES = 3 };
    int parts[MOMENT_PARTS];
    size_t first = 0, n_lines = 0;
    bool goes_on = false;

    while (first < n && !goes_on) {
        n_lines = lines_in_time(&goes_on, &at[first], n - first);
        bool is_all = first < 2 && n_lines > 1 && first + n_lines == n; /* below a title */
        goes_on = goes_on && (n_lines >= LEAST_LINES || is_all);
        if (!goes_on)
            first += n_lines + (n_lines == 0);
    }
    for (size_t k = first; k < n; k++)
        if (read_moment(parts, &at[k])) {
            free_line(&at[k]);
            at[k].is_literal = true;
        }
}

/* Whether somebody speaks right above or below line `i`: 李工：… */
static bool is_beside_speaker(const qg_line *at, size_t n, size_t i)
{
    return (i > 0 && qg_line_has_lead(&at[i - 1])) || (i + 1 < n && qg_line_has_lead(&at[i + 1]));
}

/* In a talk or log that no page is around, days and hours say when something was said, if they
 * stand beside 李工：… and 王工：… or have a name beside them above what he said. */
void qg_text_pardon_moments(qg_line *at, size_t n)
{
    enum { LEAST_SAID = 2 };
    size_t n_said = 0, n_speakers = 0;

    for (size_t i = 0; i < n; i++) {
        bool is_moment = is_moment_alone(&at[i]), is_speaker = is_speaker_line(&at[i]);
        if (at[i].look != NULL || (at[i].junk >= QG_JUNK_LIKELY && !is_moment && !is_speaker))
            return;
        if (is_moment && !is_beside_speaker(at, n, i))
            return;
        n_said += qg_line_has_lead(&at[i]);
        n_speakers += is_speaker;
    }
    for (size_t i = 0; i < n; i++) {
        bool is_said = n_said >= LEAST_SAID && is_moment_alone(&at[i]);
        if (!is_said && (n_speakers < LEAST_SAID || !is_speaker_line(&at[i])))
            continue;
        free_line(&at[i]);
        at[i].is_literal = true;
    }
}
