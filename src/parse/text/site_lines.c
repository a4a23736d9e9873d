/* site_lines.c - lines by which a site is known wherever they stand: what it says of an account,
 * its notes, its labels without values, what boards put under posts.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum { SURE = QG_JUNK_SURE, LIKELY = QG_JUNK_LIKELY };

/* The title once more, between the text and what a site offers below it. */
static void find_last_title(qg_line *at, size_t n)
{
    enum { TOP = 12, LEAST_RUNES = 8 };
    size_t i = n;

    while (i > 0 && !(qg_line_is_prose(&at[i - 1]) && at[i - 1].junk < LIKELY))
        i--;
    if (i == 0 || i + 1 >= n || at[i].look != NULL || at[i].n_runes < LEAST_RUNES ||
        at[i + 1].junk < LIKELY)
        return;
    for (size_t k = 0; k < TOP && k + 1 < i; k++)
        if (qg_str_eq(at[k].text, at[i].text))
            at[i].junk = SURE;
}

/* ※ 来源:… and ◆ From: … */
static bool is_board_mark(const qg_line *line)
{
    return line->first == 0x203B || line->first == 0x25C6;
}

/* Bulletin boards put a line -- under a post, then what the poster has under all posts, then where
 * it came from. */
static void find_board_tails(qg_line *at, size_t n)
{
    enum { MAX_TAIL_LINES = 10 };

    for (size_t i = 0; i < n; i++) {
        size_t k = i + 1;
        if (!qg_str_is(at[i].text, "--"))
            continue;
        while (k < n && k <= i + MAX_TAIL_LINES && !(at[k].junk >= LIKELY && is_board_mark(&at[k])))
            k++;
        for (size_t m = i; k < n && k <= i + MAX_TAIL_LINES && m < k; m++)
            at[m].junk = SURE;
    }
}

/* 地点：, 出席人员：: to be filled in, and nothing that a page says of its text */
static bool is_blank_of_form(const qg_line *line)
{
    enum { MOST_RUNES = 12 };

    return qg_is_colon(line->last) && line->n_runes <= MOST_RUNES && line->junk == 0 &&
           !qg_is_data_label(qg_without_colon(line->text));
}

static bool is_empty_label(const qg_line *line)
{
    enum { MOST_RUNES = 8 };

    return line->look == NULL && qg_is_colon(line->last) && line->n_runes <= MOST_RUNES &&
           !qg_str_starts(line->text, QG_STR("附件")) &&
           qg_is_data_label(qg_without_colon(line->text));
}

/* 附件：, 相关文档：, 来源：: what a site says of an article, and 承诺人： and 签字： are not */
static bool is_label_of_site(const qg_line *line)
{
    qg_str name = qg_without_colon(line->text);

    return line->junk > 0 || qg_is_data_label(name) || qg_str_starts(name, QG_STR("附")) ||
           qg_str_starts(name, QG_STR("相关")) || qg_str_starts(name, QG_STR("相關"));
}

/* Labels of a site with nothing behind them, at the end of a page's article.  Where one that is
 * none stands with them, all are of a form: 承诺人： / 日期： */
static void find_last_labels(qg_line *at, size_t n)
{
    enum { MOST_RUNES = 6 };
    size_t first = n;

    for (size_t i = n; i-- > 0; first = i) {
        const qg_text_look *look = qg_line_look(&at[i]);
        if (at[i].look == NULL || look->is_outside || at[i].junk >= LIKELY)
            continue;
        if (!qg_is_colon(at[i].last) || at[i].n_runes > MOST_RUNES || look->n_links > 0)
            break;
        if (!is_label_of_site(&at[i]))
            return;
    }
    for (size_t i = first; i < n; i++)
        if (at[i].look != NULL && !at[i].look->is_outside && at[i].junk < LIKELY)
            at[i].junk = SURE;
}

/* 时间：, 作者： without a value, above the text or below what follows it, and 关键词： as the last
 * line. */
static void find_empty_labels(qg_line *at, size_t n)
{
    find_last_labels(at, n);
    for (size_t i = 0; i + 1 < n && !qg_line_is_prose(&at[i]); i++)
        if (is_empty_label(&at[i]) && !is_blank_of_form(&at[i + 1]) && at[i].junk < LIKELY)
            at[i].junk = LIKELY;
    for (size_t i = n; i > 1 && !qg_line_is_prose(&at[i - 1]); i--)
        if ((is_empty_label(&at[i - 1]) && at[i - 2].junk > LIKELY) ||
            (qg_str_is(at[i - 1].text, "附：") && i < n && at[i].junk > LIKELY))
            at[i - 1].junk = SURE;
    if (n > 1 && at[n - 1].look == NULL && qg_is_colon(at[n - 1].last) && at[n - 1].junk > 0 &&
        qg_is_data_label(qg_without_colon(at[n - 1].text))) {
        at[n - 1].junk = SURE;
        at[n - 1].is_word = false;
    }
}

/* 3 of "3. 本站…" and "- 3、本站…"; 0 without a number */
static int note_number(const qg_line *line)
{
    qg_number number = line->number;

    if (qg_str_starts(line->text, QG_STR("- ")))
        number = qg_text_number(qg_str_skip(line->text, 2));
    return number.form == QG_NUMBER_ARABIC ? number.value : 0;
}

/* 3. 本站…, below 1. and 2. that are furniture, or 2. that speaks of the site below 1. */
static void find_site_notes(qg_line *at, size_t n)
{
    int before = 0, before_that = 0; /* numbers of the lines above, 0: furniture without one */

    for (size_t i = 0; i < n; i++) {
        int value = note_number(&at[i]);
        bool is_sites = before_that > 0 || qg_str_find(at[i].text, QG_STR("本站")) < at[i].text.n;
        if (value > 1 && before == value - 1 && is_sites && at[i].junk < SURE)
            at[i].junk = SURE;
        before_that = before;
        before = at[i].junk >= SURE ? value : 0;
    }
}

/* 以下文章来源于某某水务，作者小水 / 某某水务. / 传递水务动态，服务百姓生活。: an account whose
 * article another one shows, with its name and its motto. */
static void find_shared_account(qg_line *at, size_t n)
{
    enum { TOP = 12, LEAST_BYTES = 6, MOST_RUNES = 30 };
    qg_str start = QG_STR("以下文章来源于");

    for (size_t i = 0; i + 1 < n && i < TOP; i++) {
        qg_str name = qg_str_trim(qg_str_skip(at[i].text, start.n));
        name = qg_str_trim(qg_str_head(name, qg_str_find(name, QG_STR("，"))));
        if (!qg_str_starts(at[i].text, start) || name.n < LEAST_BYTES ||
            !qg_str_starts(at[i + 1].text, name))
            continue;
        for (size_t k = i + 1; k < n && k <= i + 2 && at[k].n_runes <= MOST_RUNES; k++)
            if (k == i + 1 || (!qg_is_colon(at[k].last) && k + 1 < n && at[k + 1].junk >= LIKELY))
                at[k].junk = SURE;
    }
}

/* 某某发布 / 某某发布 / 2024-05-31 18:00: the name of an account, which no title is, and when. */
static void find_account(qg_line *at, size_t n)
{
    enum { TOP = 6, MOST_RUNES = 16 };

    for (size_t i = 0; i + 3 < n && i < TOP; i++)
        if (at[i].look == NULL && at[i].key == at[i + 1].key && at[i].n_runes <= MOST_RUNES &&
            at[i].n_stops == 0 && qg_line_is_stamp(&at[i + 2]) && !qg_has_title_word(at[i].text) &&
            !qg_line_is_prose(&at[i + 3]))
            at[i].junk = at[i + 1].junk = SURE;
}

/* 附件： / 无, at the end */
static void find_no_attachment(qg_line *at, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (at[i].look == NULL && at[i].n_runes == 1 && qg_str_is(at[i].text, "无") &&
            qg_str_is(at[i - 1].text, "附件："))
            at[i].junk = at[i - 1].junk = SURE;
}

/* 浏览次数, how often an article was looked at, and the size of its letters */
static bool is_count(qg_str name)
{
    static const char *const counts[] = {"浏览次数", "浏览量", "阅读量", "点击数", "点击量",
                                         "字号",     "浏览",   "阅读",   "点击",   "访问量"};

    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
        if (qg_str_is(name, counts[k]))
            return true;
    return false;
}

static bool is_site_label(qg_str name)
{
    return is_count(name) || qg_is_data_label(name);
}

/* 来源：, 浏览次数 with what it is on the next line */
static bool is_label_above_value(const qg_line *at, size_t n, size_t i)
{
    enum { MOST_RUNES = 16 };

    return i + 1 < n && at[i].look == NULL && at[i].n_runes <= MOST_RUNES &&
           is_site_label(qg_without_colon(at[i].text)) && !qg_is_colon(at[i + 1].last) &&
           !is_site_label(at[i + 1].text) && at[i + 1].n_runes <= MOST_RUNES &&
           at[i + 1].n_stops + at[i + 1].n_commas == 0 && at[i + 1].n_blank == 0;
}

/* 来源：, 作者：: what a page says of its article, as no number of a document is */
static bool is_source(const qg_line *line)
{
    qg_str name = qg_without_colon(line->text);

    return qg_str_ends(name, QG_STR("来源")) || qg_str_is(name, "作者");
}

/* 发布时间： / 2024-05-11 / 来源： / 某某日报, above the text: labels whose values stand below
 * them.  The day or the count alone is one where its label is sure.
 */
static void find_parted_stamp(qg_line *at, size_t n)
{
    enum { TOP = 60 };

    for (size_t i = 0, end; i + 1 < n && i < TOP && !qg_line_is_prose(&at[i]);
         i = end > i ? end : i + 1) {
        bool is_sure = false, has_source = false, has_figure = false;
        for (end = i; is_label_above_value(at, n, end); end += 2) {
            bool is_day = qg_is_loose_date(at[end + 1].text) || at[end + 1].is_moment;
            is_sure =
                is_sure || (is_day && qg_is_colon(at[end].last) && qg_line_is_stamp(&at[end]));
            has_source = has_source || is_source(&at[end]);
            qg_str name = qg_without_colon(at[end].text);
            bool is_counted = is_count(name) && qg_rune_is_digit(at[end + 1].first);
            has_figure = has_figure || is_day || is_counted;
            is_sure = is_sure || (i == 1 && end == 1 && is_counted && name.n > QG_STR("阅读").n);
        }
        if (!is_sure && !(has_source && has_figure && i > 0))
            continue;
        while (end < n && at[end].n_runes == 1 && qg_utf8_is_in(at[end].first, "大中小"))
            end++;
        at[i].is_moment = true; /* so that the line above may be the title */
        for (size_t k = i; k < end; k++) {
            at[k].junk = SURE;
            at[k].is_word = false;
        }
        return;
    }
}

void qg_text_find_site_lines(qg_line *at, size_t n)
{
    find_account(at, n);
    find_no_attachment(at, n);
    find_site_notes(at, n);
    find_parted_stamp(at, n);
    find_empty_labels(at, n);
    find_shared_account(at, n);
    find_last_title(at, n);
    find_board_tails(at, n);
}
