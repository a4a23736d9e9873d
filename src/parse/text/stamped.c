/* stamped.c - titles, and when they were put up, beside them.
 *
 * 某局召开供暖工作会议 2024-05-11 来源：某某日报: a page set them in one row.  Many such lines are
 * a list of articles, one alone is the head of this one.  Else the stamp stands above or below.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
#include "parse/text/points_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum { TOP_LINES = 400, MOST_BYTES = 400 };

/* 2024-05-11, 2024年5月11日 */
static size_t day_at(qg_str text)
{
    size_t n = 0, n_digits = 0;

    while (n < text.n && (text.p[n] >= '0' && text.p[n] <= '9'))
        n++;
    if (n != 4)
        return 0;
    if (strchr("-/.", text.p[n]) == NULL)
        return qg_str_starts(qg_str_skip(text, n), QG_STR("年")) ? n : 0;
    for (; n < text.n && strchr("0123456789-/.", text.p[n]) != NULL; n++)
        n_digits += text.p[n] >= '0' && text.p[n] <= '9';
    return n_digits >= 2 ? n : 0;
}

/* Whether the words are a stamp and more than a day: 发布时间：2024-03-05, 2024-03-05 来源：某局,
 * 2024-05-11 10:20:30.  A day alone ends the entries of a list. */
static bool is_stamp(qg_str text)
{
    char folded[QG_FOLD_MAX * QG_UTF8_MAX];
    bool is_site;
    size_t label, day;

    if (qg_str_find_byte(text, '1') == text.n && qg_str_find_byte(text, '2') == text.n)
        return false; /* no year */
    text = (qg_str){folded, qg_text_fold(folded, text)};
    label = qg_text_day_label(text, &is_site);
    text = qg_str_skip(text, label);
    day = day_at(text);
    if (label > 0)
        return is_site && day > 0;
    text = qg_str_skip(text, day);
    return day > 0 && (qg_has_colon(text) || qg_text_counter(text) > 0);
}

/* 某某委员会, 楼主 某某 发表于: who put the text up */
static bool is_sender(qg_str text)
{
    qg_str first = qg_str_head(text, qg_str_find_byte(text, ' '));

    return qg_is_office(first) || qg_str_ends(first, QG_STR("委员会")) ||
           qg_str_ends(text, QG_STR("于")) || qg_str_ends(text, QG_STR("发布"));
}

/* Whether the words may be a title: no label, no sentence, no way on a site. */
static bool is_title(qg_str text)
{
    enum { LEAST_RUNES = 8, MOST_RUNES = 60 };
    qg_line line = {.text = text};

    qg_line_measure(&line);
    return line.n_runes >= LEAST_RUNES && line.n_runes <= MOST_RUNES && line.n_stops == 0 &&
           !qg_has_colon(text) && !qg_str_ends(text, QG_STR("@")) /* posted @ */ &&
           qg_str_find_byte(text, '>') == text.n && qg_str_find_byte(text, '|') == text.n &&
           line.number.form == QG_NUMBER_NONE && !is_sender(text);
}

/* The stamp at the end of a line; empty when it has none, or nothing above it. */
static qg_str stamp_of(qg_str line)
{
    line = qg_str_trim(line);
    if (line.n > MOST_BYTES)
        return (qg_str){0};
    for (qg_str rest = line; rest.n > 0;) {
        qg_rune rune;
        qg_str here = rest;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(rune) && is_stamp(qg_str_trim(rest)))
            return is_title(qg_str_head(line, (size_t)(here.p - line.p))) ? qg_str_trim(rest)
                                                                          : (qg_str){0};
    }
    return (qg_str){0};
}

qg_str qg_text_title_stamp(qg_str text)
{
    qg_str found = {0};

    for (int i = 0; text.n > 0 && i < TOP_LINES; i++) {
        qg_str stamp = stamp_of(qg_str_take_line(&text));
        if (stamp.n > 0 && found.n > 0)
            return (qg_str){0};
        found = stamp.n > 0 ? stamp : found;
    }
    return found;
}

/* ---- titles above and below stamps ---------------------------------------------------------- */

/* 来信人：李某 时间：2021-10-26, above a letter to an office */
static bool tells_who_and_when(const qg_line *line)
{
    qg_str time = qg_str_skip(line->text, qg_str_find(line->text, QG_STR("时间")));

    return line->n_gaps > 0 && qg_line_has_lead(line) && line->n_stops == 0 && time.n > 0 &&
           time.p > line->text.p && qg_str_find(time, QG_STR("-")) < time.n;
}

static bool is_stamp_line(const qg_line *line)
{
    return qg_line_is_stamp(line) || line->is_moment || tells_who_and_when(line);
}

/* Whether the title stands below the stamp: an account has its name and when above it. */
static bool has_title_below(const qg_text_job *job, size_t i)
{
    enum { BELOW = 5 };
    const qg_line *at = job->lines.at;

    if (at[i].look != NULL || qg_has_title_word(at[i].text))
        return false;
    for (size_t k = i + 1; k < job->lines.n && k <= i + BELOW; k++)
        if (at[k].junk < QG_JUNK_LIKELY && qg_has_title_word(at[k].text) &&
            !qg_line_has_mark(&at[k]) && qg_stands_above_text(job, k))
            return true;
    return false;
}

bool qg_is_name_above_stamp(const qg_line *at, size_t n, size_t i)
{
    enum { MOST_RUNES = 6, LEAST_HEADLINE_RUNES = 10 };
    const qg_line *line = &at[i], *above = &line[-1];

    return i > 0 && i + 1 < n && line->look == NULL && is_stamp_line(&line[1]) &&
           (line->n_runes <= MOST_RUNES || qg_str_find_byte(line->text, '/') < line->text.n) &&
           line->junk == 0 && !qg_line_has_mark(line) &&
           (!qg_has_title_word(line->text) || above->n_stops + above->n_commas > 0) &&
           line->number.form == QG_NUMBER_NONE && above->junk == 0 &&
           above->n_runes >= LEAST_HEADLINE_RUNES && above->n_gaps <= 2 &&
           !qg_line_ends_with_day(above);
}

bool qg_is_stamped(const qg_text_job *job, size_t i)
{
    const qg_line *at = job->lines.at, *line = &at[i];
    bool has_prose = job->first_prose > 0 || qg_line_is_prose(at);
    size_t n = job->lines.n;

    if ((has_prose && i > job->first_prose) || i + 1 == n || line->junk >= QG_JUNK_LIKELY ||
        line->is_repeat || has_title_below(job, i) || qg_is_name_above_stamp(at, n, i))
        return false;
    return is_stamp_line(&line[1]) ||
           (i + 2 < n && is_stamp_line(&line[2]) &&
            (qg_line_is_credit(&line[1]) || qg_is_name_above_stamp(at, n, i + 1) ||
             (line[1].junk >= QG_JUNK_LIKELY && !line[1].is_meta && !qg_line_is_crumbs(&line[1]))));
}

bool qg_is_below_day(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return line->look == NULL && i >= 2 && i < job->first_prose && line[-1].is_date &&
           (line[-2].is_menu || line[-2].junk >= QG_JUNK_LIKELY) && !line->is_repeat;
}
