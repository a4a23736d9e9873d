/* stamped.c - a title that has when it was put up behind it, on its own line.
 *
 * 某局召开供暖工作会议 2024-05-11 来源：某某日报: a page set them in one row.  Many such lines are
 * a list of articles, one alone is the head of this one.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
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
           !qg_has_colon(text) && qg_str_find_byte(text, '>') == text.n &&
           qg_str_find_byte(text, '|') == text.n && line.number.form == QG_NUMBER_NONE &&
           !is_sender(text);
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
