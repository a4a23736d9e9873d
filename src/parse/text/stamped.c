/* stamped.c - a title that has when it was put up behind it, on its own line.
 *
 * 某局召开供暖工作会议 2024-05-11 来源：某某日报: a page set them in one row.  Many such lines are
 * a list of articles, one alone is the head of this one.
 */
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
    static const char *const labels[] = {"发布时间", "发布日期", "发表时间", "更新时间",
                                         "發布日期", "發布時間", "日期",     "时间"};
    static const char *const others[] = {"来源", "來源", "点击", "浏览", "阅读", "作者", "编辑"};
    size_t day = day_at(text);

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (qg_str_starts(text, qg_str_of(labels[i]))) {
            text = qg_str_skip(text, strlen(labels[i]));
            text = qg_str_skip(text, qg_str_starts(text, QG_STR("："))  ? strlen("：")
                                     : qg_str_starts(text, QG_STR(":")) ? 1
                                                                        : text.n);
            return day_at(qg_str_trim(text)) > 0;
        }
    text = day > 0 ? qg_str_trim(qg_str_skip(text, day)) : (qg_str){0};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (qg_str_find(text, qg_str_of(others[i])) < text.n)
            return true;
    return text.n > 2 && text.p[0] >= '0' && text.p[0] <= '9' &&
           qg_str_find_byte(qg_str_head(text, 3), ':') < 3;
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
           qg_str_find(text, QG_STR("：")) == text.n && qg_str_find_byte(text, ':') == text.n &&
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
