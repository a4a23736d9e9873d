/* tail.c - what a page has below a text: links, lists of articles, whose site it is. */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
#include "parse/text/points_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

enum { LIKELY = QG_JUNK_LIKELY };

/* Whether line `i` may be what an author writes below his text: who signs, a date, an attachment.
 */
static bool may_close(const qg_line *at, size_t n, size_t i)
{
    return qg_starts_closing(at[i].text) || at[i].first == '(' || at[i].first == 0xFF08 ||
           at[i].is_date || (i + 1 < n && at[i + 1].is_date) || qg_line_has_own_form(&at[i]);
}

/* Whether more empty lines stand before line `i` than between any lines of the text above, and
 * furniture follows: another part of the page. */
static bool starts_part(const qg_line *at, size_t n, size_t i, int most_blank)
{
    enum { LEAST_BLANK = 2, AHEAD = 3 };

    if (at[i].n_blank < LEAST_BLANK || at[i].n_blank <= most_blank || at[i].look != NULL)
        return false;
    for (size_t k = i + 1; k < n && k <= i + AHEAD; k++)
        if (at[k].junk > LIKELY && !at[k].is_page_mark)
            return true;
    return false;
}

/* A word of menus in a plain text, 编辑, that other lines follow and no furniture stands beside: it
 * may be the end of a line that was cut. */
static bool is_word_between(const qg_line *at, size_t n, size_t i)
{
    return at[i].is_word && at[i].look == NULL && i > 0 && i + 1 < n && at[i].n_blank == 0 &&
           at[i + 1].n_blank == 0 && at[i - 1].junk == 0 && at[i + 1].junk == 0;
}

/* 校园要闻 / 更多>>: the name of a column of a plain page */
static bool is_above_more(const qg_line *at, size_t n, size_t i)
{
    enum { MOST_RUNES = 8 };

    return i + 1 < n && at[i].look == NULL && at[i].junk == 0 && at[i].n_runes <= MOST_RUNES &&
           !qg_line_has_mark(&at[i]) && at[i + 1].junk > LIKELY && at[i + 1].last == '>';
}

/* 市教委, 东城区, 某某网: as offices, places and their sites end */
static bool is_of_authority(const qg_line *line)
{
    return qg_utf8_is_in(qg_utf8_last(line->text), "委局办厅部院会署社区县市省州旗网") ||
           qg_is_office(line->text);
}

bool qg_line_names_list(const qg_line *at, size_t i)
{
    static const char *const words[] = {"名单", "目录", "文献", "名录", "一览"};

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (qg_str_find(at[i].text, qg_str_of(words[k])) < at[i].text.n)
            return true;
    return (i > 0 && qg_is_colon(at[i - 1].last)) || qg_str_starts(at[i].text, QG_STR("附")) ||
           qg_has_title_word(at[i].text);
}

/* Whether many names, most of them of offices and places, stand below a plain text from line `i`
 * down to furniture: links to other sites.  Those who sign are fewer, or have a date below them;
 * lists of an author have a name. */
static bool starts_links(const qg_line *at, size_t n, size_t i)
{
    enum { LEAST = 8, MOST_RUNES = 24 };
    size_t k = i, n_offices = 0;

    if (at[i].look != NULL || i == 0 || qg_line_names_list(at, i))
        return false;
    for (; k < n && at[k].junk < LIKELY && at[k].n_runes <= MOST_RUNES && !at[k].is_date &&
           at[k].n_stops + at[k].n_commas == 0 && !qg_is_colon(at[k].last) &&
           (at[k].number.form == QG_NUMBER_NONE || at[k].number.form >= QG_NUMBER_BARE_HAN);
         k++)
        n_offices += is_of_authority(&at[k]);
    return k >= i + LEAST && n_offices * 2 >= k - i && k < n && at[k].junk > LIKELY;
}

/* 最新动态, 图片聚焦: what sites call their lists of articles */
static bool names_column(const qg_line *line)
{
    static const char *const words[] = {"最新", "热点", "热门", "推荐", "聚焦", "动态", "资讯",
                                        "要闻", "新闻", "头条", "视频", "图片", "专题", "排行",
                                        "相关", "精彩", "更多", "栏目", "阅读", "猜你", "导读"};
    enum { MOST_RUNES = 8 };

    for (size_t i = 0; line->n_runes <= MOST_RUNES && i < sizeof words / sizeof *words; i++)
        if (qg_str_find(line->text, qg_str_of(words[i])) < line->text.n)
            return true;
    return false;
}

/* Whether lines below an article are headlines: as many words as those have, hardly a label or a
 * number, and the name of a column among them.  Without that they may be a list of the author's. */
static bool are_headlines(const qg_line *at, size_t first, size_t end)
{
    enum { LEAST_LINES = 4, LEAST_RUNES = 8, MOST_RUNES = 60 };
    size_t n_long = 0, n_other = 0;
    bool has_column = false;

    for (size_t i = first; i < end; i++) {
        if (qg_is_colon(at[i].last) || at[i].n_runes > MOST_RUNES)
            return false;
        has_column = has_column || names_column(&at[i]);
        n_long += at[i].n_runes >= LEAST_RUNES;
        n_other += at[i].number.form != QG_NUMBER_NONE || at[i].n_gaps > 1 ||
                   qg_line_has_lead(&at[i]) || qg_line_ends_sentence(&at[i]);
    }
    return has_column && end >= first + LEAST_LINES && n_long * 2 >= end - first &&
           n_other * 4 <= end - first;
}

/* The first line behind what an author may have below his sentences: 记者 某某, who signs, the day.
 */
static size_t skip_closing(const qg_line *at, size_t n, size_t first)
{
    enum { SIGNERS = 3 };

    while (first < n && at[first].junk < LIKELY && qg_line_has_own_form(&at[first]))
        first++;
    for (size_t i = first; i < n && i <= first + SIGNERS && at[i].junk < LIKELY; i++)
        if (at[i].is_date)
            return i + 1;
    return first;
}

/* Headlines between the article and the furniture below it, where it announces no list. */
static void find_headlines(qg_line *at, size_t n)
{
    size_t first = qg_text_find_article(at, n).end, end;

    if (first == 0 || first == n)
        return;
    first = skip_closing(at, n, first);
    for (end = first; end < n && at[end].junk < LIKELY;)
        end++;
    if (end < n && !qg_line_names_list(at, first) && are_headlines(at, first, end))
        for (size_t i = first; i < end; i++)
            at[i].is_menu = true;
}

/* 关于…的答复 2023-07-10, [2023-07-10], of a list of articles */
static bool ends_in_day(qg_str text)
{
    enum { LEAST_BYTES = 8 };
    size_t n = 0;

    if (text.n > 0 && strchr(")]", text.p[text.n - 1]) != NULL)
        text.n--;
    while (n < text.n && text.p[text.n - 1 - n] != 0 &&
           strchr("0123456789-/.", text.p[text.n - 1 - n]) != NULL)
        n++;
    return n >= LEAST_BYTES && n < text.n;
}

/* 老码头的灯塔明年能不能上去看？ in a list of articles */
static bool is_headline(const qg_line *line)
{
    enum { MOST_RUNES = 36 };

    return line->n_runes <= MOST_RUNES && !qg_is_comma(line->last) &&
           qg_str_find(line->text, QG_STR("。")) == line->text.n;
}

/* Whether all lines from `first` on, two and more, are as long as headlines, and nothing that an
 * author has below his text. */
static bool only_headlines(const qg_line *at, size_t first, size_t n)
{
    enum { LEAST_LINES = 2, LEAST_RUNES = 10 };

    for (size_t i = first; i < n; i++)
        if (at[i].n_runes < LEAST_RUNES || !is_headline(&at[i]) || may_close(at, n, i) ||
            qg_line_has_lead(&at[i]))
            return false;
    return n >= first + LEAST_LINES;
}

/* 首页 above other names and below no title, or 上一篇：无 right above 下一篇：…, as pages have. */
static bool shows_page(const qg_line *at, size_t n, size_t i)
{
    enum { LEAST_NAMES = 2, MOST_RUNES = 8 };
    size_t k = i + 1;

    if (qg_str_starts(at[i].text, QG_STR("上一篇")))
        return k < n && qg_str_starts(at[k].text, QG_STR("下一篇"));
    if ((!qg_str_is(at[i].text, "首页") && !qg_str_is(at[i].text, "网站首页")) ||
        (i > 0 && (qg_is_colon(at[i - 1].last) || qg_has_title_word(at[i - 1].text))))
        return false;
    while (k < n && k <= i + LEAST_NAMES && at[k].n_runes <= MOST_RUNES &&
           !qg_line_has_mark(&at[k]))
        k++;
    return k > i + LEAST_NAMES;
}

bool qg_text_is_furniture_alone(const qg_line *at, size_t n)
{
    size_t n_parts = 0;
    bool was_junk = false;

    for (size_t i = 0; i < n && n_parts < 2; i++) {
        bool is_junk = at[i].junk >= LIKELY && !at[i].is_page_mark;
        bool is_sentence = is_junk && qg_line_is_prose(&at[i]); /* of a site */
        n_parts += at[i].look != NULL || is_sentence || (is_junk && shows_page(at, n, i))
                       ? 2
                       : is_junk && (!was_junk || i == 1);
        was_junk = is_junk;
    }
    return n_parts < 2;
}

/* Behind the article of a page that was copied whole stand headlines of others.  Behind the last
 * sentences of a plain text and the first furniture below them there is nothing of the author's
 * that has no form of its own. */
void qg_text_find_tail(qg_line *at, size_t n)
{
    size_t last_prose =
        qg_text_find_article(at, n).end; /* other sentences below it are the page's */
    int most_blank = 0;
    bool is_alone = qg_text_is_furniture_alone(at, n); /* so nothing is known to be around it */
    bool is_behind = false, is_signed = false;         /* a date stands above */
    bool is_listed = false; /* 相关文章, whose entries may have numbers */

    find_headlines(at, n);
    while (last_prose > 0 &&
           !(qg_line_is_prose(&at[last_prose - 1]) && at[last_prose - 1].junk < LIKELY))
        last_prose--;
    for (size_t i = 1; i < last_prose; i++)
        if (at[i].n_blank > most_blank && at[i].junk == 0 && at[i - 1].junk == 0)
            most_blank = at[i].n_blank;
    if (last_prose > 0 && last_prose < n)
        is_behind = starts_links(at, n, last_prose);
    for (size_t i = last_prose; last_prose > 0 && i < n; i++) {
        if (!is_behind && starts_part(at, n, i, most_blank) && !may_close(at, n, i) &&
            !qg_is_office(at[i].text))
            is_behind = true;
        is_behind = is_behind || (is_signed && is_above_more(at, n, i));
        is_signed = is_signed || at[i].is_date;
        is_listed = is_listed || (at[i].is_opener && at[i].junk > LIKELY);
        if (at[i].junk > LIKELY - is_signed && !at[i].is_page_mark && !is_word_between(at, n, i)) {
            bool is_last = i + 1 < n && at[i + 1].junk < LIKELY; /* and asked but once */
            is_behind =
                is_behind || !is_alone || (is_listed && is_last && only_headlines(at, i + 1, n));
            at[i].is_menu =
                at[i].is_menu || (at[i].is_word && at[i].look == NULL && (is_signed || i + 1 < n) &&
                                  (i + 1 == n || !qg_has_colon(at[i + 1].text) ||
                                   at[i + 1].junk > LIKELY)); /* 用户名： above 密码： */
        } else if (is_behind && at[i].look == NULL &&
                   (!may_close(at, n, i) || (is_listed && ends_in_day(at[i].text))) &&
                   (!qg_line_ends_sentence(&at[i]) || (is_listed && is_headline(&at[i]))) &&
                   (at[i].number.form == QG_NUMBER_NONE || is_listed)) {
            at[i].is_menu = true;
            at[i].is_literal = at[i].is_literal || is_listed; /* a headline for each */
            if (at[i].number.form != QG_NUMBER_NONE || (is_listed && at[i].n_stops > 0))
                at[i].junk = LIKELY + 1;
        }
    }
}
