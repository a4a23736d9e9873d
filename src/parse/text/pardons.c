/* pardons.c - lines that are like furniture, and are the author's where they stand. */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
#include "parse/text/words_int.h"

enum { LIKELY = QG_JUNK_LIKELY };

/* Whether the line is in the text itself and not in a part of the page beside it. */
static bool is_inside(const qg_line *line)
{
    return !qg_line_look(line)->is_outside && !line->is_menu;
}

/* 地点：二号会议室: an entry of a form, without any likeness */
static bool is_form_line(const qg_line *line)
{
    return is_inside(line) && line->junk == 0 && line->n_stops == 0 && !qg_is_colon(line->last) &&
           qg_line_has_lead(line) && !qg_is_page_label(line->text);
}

bool qg_line_is_form_entry(const qg_line *line)
{
    return line->look == NULL && line->n_blank == 0 && is_form_line(line);
}

/* 请注意防范短时强降水。, in a plain text, where it has no likeness */
static bool is_short_sentence(const qg_line *line)
{
    enum { LEAST_RUNES = 6 };

    return line->look == NULL && line->junk == 0 && line->n_runes >= LEAST_RUNES &&
           qg_line_ends_sentence(line);
}

/* The last line of the article that is sentences, or a date below them; `n` when there is none. */
static size_t last_of_text(const qg_line *at, size_t n)
{
    for (size_t i = n; i-- > 0;)
        if ((qg_line_is_prose(&at[i]) || at[i].is_date || is_short_sentence(&at[i])) &&
            at[i].junk < LIKELY && !qg_line_look(&at[i])->is_outside)
            return i;
    return n;
}

/* 时间：, 主办单位：, 举报电话：: what an author says of an event or to his readers, and a site of
 * itself */
static bool is_of_event(const qg_line *line)
{
    static const char *const names[] = {"时间",     "時間",     "日期",     "主办",     "主辦",
                                        "承办",     "承辦",     "技术支持", "举报电话", "监督举报",
                                        "下载地址", "附件下载", "温馨提示", "溫馨提示", "网址"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (qg_str_starts(line->text, qg_str_of(names[i])))
            return qg_line_has_lead(line) && qg_line_look(line)->n_links == 0;
    return false;
}

/* 扫描二维码报名, 扫码填写报名表: what is done on paper, too; sites want to be followed and shared.
 */
static bool is_to_be_done(const qg_line *line)
{
    static const char *const acts[] = {"报名", "填写", "填报", "登记", "提交", "签到", "进群"};
    enum { MOST_RUNES = 24 };

    if (!qg_str_starts(line->text, QG_STR("扫")) || line->n_runes > MOST_RUNES ||
        qg_line_look(line)->n_links > 0)
        return false;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (qg_str_find(line->text, qg_str_of(acts[i])) < line->text.n)
            return true;
    return false;
}

static bool is_number(qg_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (strchr("0123456789-", text.p[i]) == NULL)
            return false;
    return true;
}

/* 传真：, 客服热线: what has a number, which stands on line `next` */
static bool names_number(const qg_line *line, const qg_line *next)
{
    static const char *const names[] = {"电话", "電話", "热线", "熱線", "传真", "傳真", "手机",
                                        "号码", "號碼", "账号", "帐号", "邮编", "专线", "QQ"};
    enum { MOST_RUNES = 20 };
    qg_str name = qg_without_colon(line->text);
    bool has_name = false;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        has_name = has_name || qg_str_ends(name, qg_str_of(names[i]));
    return has_name && is_number(next->text) && line->n_runes <= MOST_RUNES;
}

/* 某某大厦1208室, with its postal code on the next line */
static bool has_postcode(const qg_line *line, const qg_line *next)
{
    enum { DIGITS = 6 };

    return qg_utf8_is_in(line->last, "室号號楼樓座层層院路街厦廈") && next->text.n == DIGITS &&
           is_number(next->text);
}

/* An author's number stands below what it is that of; furniture above is left alone. */
static void pardon_numbers(qg_line *at, size_t n)
{
    for (size_t i = 1; i + 1 < n; i++)
        if (at[i].look == NULL && at[i + 1].n_blank == 0 &&
            (names_number(&at[i], &at[i + 1]) || has_postcode(&at[i], &at[i + 1])) &&
            is_inside(&at[i]) && at[i - 1].junk < LIKELY) {
            at[i].junk = at[i + 1].junk = 0;
            at[i].is_opener = at[i + 1].is_page_mark = false;
        }
}

/* 地点：三楼会议室, 主讲人：林教授: of a meeting, and nothing that a site says of its texts */
static bool tells_where_or_who(const qg_line *line)
{
    static const char *const names[] = {"地点", "主讲",     "主持",     "出席",     "参加",
                                        "参会", "会议地点", "活动地点", "讲座地点", "培训地点"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (qg_str_starts(line->text, qg_str_of(names[i])))
            return is_form_line(line);
    return false;
}

/* 时间：2024-06-03 14:00 right above or below it: when people meet, to the minute, in a page, too
 */
static bool is_time_of_meeting(const qg_line *at, size_t n, size_t i)
{
    static const char *const names[] = {"时间：", "时间:", "日期：", "日期:"};
    bool is_time = false;

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        is_time = is_time || qg_str_starts(at[i].text, qg_str_of(names[k]));
    return is_time && at[i].n_gaps <= 1 &&
           ((i > 0 && tells_where_or_who(&at[i - 1])) ||
            (i + 1 < n && tells_where_or_who(&at[i + 1])));
}

static bool may_be_told(const qg_line *line)
{
    return is_of_event(line) || is_to_be_done(line);
}

/* 主办：某局, 承办单位：某馆 */
static bool names_host(const qg_line *line)
{
    return line->look == NULL && qg_utf8_is_in(line->first, "主承") && is_of_event(line);
}

bool qg_text_tells_event(const qg_line *at, size_t n, size_t i)
{
    enum { MOST_LINES = 6 };
    size_t end = i;

    while (end < n && end < i + MOST_LINES && names_host(&at[end]))
        end++;
    return end > i && end < n && (at[end].junk == 0 || at[end].is_word) && at[end].n_blank == 0;
}

/* Between sentences of the article, or in a plain text above its entries, where no site tells of
 * itself, and right below and above lines of it. */
static bool is_between(const qg_line *at, size_t first_prose, size_t last, size_t i)
{
    return i > 0 && (i > first_prose || qg_text_tells_event(at, last, i)) && i < last &&
           at[i - 1].junk < LIKELY && is_inside(&at[i - 1]) &&
           (at[i + 1].junk < LIKELY || may_be_told(&at[i + 1])) && may_be_told(&at[i]);
}

/* A sentence right below one that has a number. */
static bool is_sentence_below_number(const qg_line *at, size_t i)
{
    return i > 0 && at[i].n_blank == 0 && at[i].junk == LIKELY && qg_line_ends_sentence(&at[i]) &&
           at[i - 1].number.form != QG_NUMBER_NONE && qg_line_ends_sentence(&at[i - 1]);
}

/* 学校网址：www.… as the last line below 电话： and 地址：, in a text that nothing else of a page's
 * stands in: an entry like those above it; so is 扫码关注人数纳入考核。 below （二）…。 */
static bool is_last_entry(const qg_line *at, size_t n, size_t i)
{
    enum { ENTRIES = 3 };
    bool is_sentence = is_sentence_below_number(at, i);

    if (i + 1 < n || i + 1 < ENTRIES || at[i].look != NULL || at[i].junk > LIKELY + 1)
        return false;
    for (size_t k = i + 1 - ENTRIES; k <= i && !is_sentence; k++)
        if (!qg_line_has_lead(&at[k]) || at[k].n_stops > 0)
            return false;
    for (size_t k = 0; k < i; k++)
        if (at[k].junk >= LIKELY && !at[k].is_page_mark && !at[k].is_word &&
            !qg_line_is_prose(&at[k]))
            return false;
    return true;
}

/* How many lines of a plain text are like furniture: one alone shows no page. */
static size_t count_likely(const qg_line *at, size_t n)
{
    size_t n_likely = 0;

    for (size_t i = 0; i < n; i++)
        n_likely += at[i].look != NULL || (at[i].junk >= LIKELY && !at[i].is_page_mark);
    return n_likely;
}

/* Whether something else than those who held what the text tells of is like furniture. */
static bool has_page(const qg_line *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (at[i].junk >= LIKELY && !at[i].is_page_mark && !names_host(&at[i]))
            return true;
    return false;
}

/* 温馨提示 as the first line, above who it is for or what it says: the name that its author gave
 * it. */
static bool is_notice_name(const qg_line *at, size_t n)
{
    enum { MOST = LIKELY + 2 };
    bool is_entry = qg_str_find_byte(at->text, ':') + qg_str_find(at->text, QG_STR("：")) <
                    2 * at->text.n; /* 责编：某某 */

    return n > 1 && at->junk <= MOST && at->n_stops == 0 && !is_entry && at->n_gaps == 0 &&
           !at->is_opener && at[1].junk == 0 &&
           (qg_is_colon(at[1].last) || qg_line_is_prose(&at[1]));
}

/* 举报电话：, 原文链接：: what a plain text says between its sentences and who signs it. */
static void pardon_above_signature(qg_line *at, size_t n)
{
    enum { MOST_LINES = 6, MOST_RUNES = 12 };

    for (size_t i = 1; i + 1 < n; i++) {
        size_t first = i;
        bool may_sign = qg_is_office(at[i].text) ||
                        (at[i].n_runes <= MOST_RUNES && at[i].n_stops + at[i].n_commas == 0 &&
                         !qg_line_has_lead(&at[i]) && !qg_is_colon(at[i].last));
        bool is_dated = at[i + 1].is_date || qg_is_loose_date(at[i + 1].text);
        if (at[i].look != NULL || at[i].junk > 0 || !is_dated || !may_sign)
            continue;
        while (first > 0 && i - first < MOST_LINES && at[first - 1].junk > 0 &&
               at[first - 1].n_blank == 0 && qg_line_has_lead(&at[first - 1]))
            first--;
        if (first == 0 || first == i || !qg_line_ends_sentence(&at[first - 1]))
            continue;
        for (; first < i; first++) {
            at[first].junk = 0;
            at[first].is_opener = false;
        }
    }
}

/* 发布人：某局局长 in a page, between 地点：一楼 and 主持人：某某: an entry of the author's form.
 */
static bool is_entry_of_page(const qg_line *at, size_t n, size_t i)
{
    return at[i].look != NULL && at[i].look->n_links == 0 && i > 0 && i + 1 < n &&
           at[i].junk <= LIKELY + 1 && qg_line_has_lead(&at[i]) && !qg_line_is_stamp(&at[i]) &&
           is_form_line(&at[i - 1]) && is_form_line(&at[i + 1]);
}

void qg_text_pardon_entries(qg_line *at, size_t n)
{
    size_t last = last_of_text(at, n), first = last < n ? qg_text_find_article(at, n).begin : n;
    bool is_page = has_page(at, n);
    int alone;

    pardon_numbers(at, n);
    pardon_above_signature(at, n);
    alone = count_likely(at, n) == 1;
    if (alone && is_notice_name(at, n))
        at->junk = 0;
    while (first < n && !(qg_line_is_prose(&at[first]) && is_inside(&at[first])))
        first++;
    for (size_t i = 0; i < n; i++) {
        int n_entries = 0;
        if (at[i].junk < LIKELY || !is_inside(&at[i]))
            continue;
        bool is_owner = i > last && names_host(&at[i]); /* whose site it is */
        if (at[i].look == NULL && at[i].junk <= LIKELY + 1 && qg_line_has_lead(&at[i]) &&
            !is_owner) {
            n_entries += i > 0 && at[i].n_blank == 0 && is_form_line(&at[i - 1]);
            n_entries += i + 1 < n && qg_line_is_form_entry(&at[i + 1]);
            n_entries +=
                alone && i == 1 && qg_str_starts(at[i].text, QG_STR("作者：")); /* of a title */
        }
        if ((n_entries > 0 && at[i].junk < LIKELY + n_entries + alone) ||
            is_time_of_meeting(at, n, i) || is_between(at, first, last, i) ||
            is_last_entry(at, n, i) || (names_host(&at[i]) && !is_page) ||
            is_entry_of_page(at, n, i)) {
            at[i].junk = 0;
            at[i].is_opener = at[i].is_moment = false;
        }
    }
}

/* 信息公开, a word of menus right above the title of a plain page that shows furniture below: the
 * column that the text stands in. */
static bool is_column(const qg_line *at, size_t n)
{
    enum { LEAST_RUNES = 8 };

    if (n < 2 || at[0].look != NULL || at[0].junk == 0 || at[0].n_stops > 0 ||
        at[1].n_runes < LEAST_RUNES || at[1].junk > 0 || !qg_has_title_word(at[1].text))
        return false;
    for (size_t i = 2; i < n; i++)
        if (at[i].junk > LIKELY + 1)
            return true;
    return false;
}

/* 打印 / 字号 / 分享 between two paragraphs of a plain text that nothing else of a page's stands
 * in: a list of the author's, who may write of sites and machines. */
static void pardon_listed_words(qg_line *at, size_t n)
{
    size_t first = 0, end;
    bool is_between;

    while (first < n && !(at[first].is_word && at[first].junk >= LIKELY))
        first++;
    for (end = first; end < n && at[end].is_word && at[end].look == NULL;)
        end++;
    is_between = end > first && first > 0 && end < n && qg_line_is_prose(&at[first - 1]) &&
                 qg_line_ends_sentence(&at[end]) && at[end].look == NULL;
    for (size_t i = 0; i < n && is_between; i++)
        is_between =
            at[i].junk < LIKELY || qg_line_ends_sentence(&at[i]) || (i >= first && i < end);
    for (size_t i = first; i < n && is_between; i++) {
        at[i].junk = 0;
        at[i].is_menu = false;
    }
}

/* A word that is furniture in a menu is a word elsewhere. */
void qg_text_pardon_words(qg_line *at, size_t n)
{
    if (is_column(at, n))
        at[0].is_menu = true;
    pardon_listed_words(at, n);
    for (size_t i = 0; i < n; i++)
        if (!at[i].is_menu &&
            (at[i].junk < LIKELY || (at[i].is_word && qg_line_look(&at[i])->n_links == 0)))
            at[i].junk = 0;
}

/* ---- between headings ------------------------------------------------------------------------ */

/* 一、 or （一） in front of a line: from the first to the last of them all is the author's text.
 */
static bool is_section(const qg_line *line)
{
    return (line->number.form == QG_NUMBER_HAN || line->number.form == QG_NUMBER_HAN_BRACKET) &&
           line->junk < LIKELY && is_inside(line);
}

/* What pages put between an author's lines, too: numbers, heads, titles once more, buttons. */
static bool is_surely_of_page(const qg_line *line)
{
    const qg_text_look *look = qg_line_look(line);

    return line->is_page_mark || line->is_repeat || line->is_copied || look->is_outside ||
           look->n_links > 0 || look->block != NULL || line->is_word;
}

/* Whether the lines from `from` to `to` are what a heading is followed by, or each says 微信号：…,
 * or is a sentence, where the text goes on. */
static bool is_told_in_section(const qg_line *at, size_t from, size_t to, bool goes_on)
{
    enum { MOST_LINES = 4 };
    bool is_first = is_section(&at[from - 1]) && at[from - 1].n_stops == 0;
    size_t n_leads = 0, n_sentences = 0;

    for (size_t i = from; i < to; i++) {
        if (is_surely_of_page(&at[i]))
            return false;
        n_leads += qg_line_has_lead(&at[i]);
        n_sentences += qg_line_is_prose(&at[i]) && qg_line_ends_sentence(&at[i]);
    }
    return to - from <= MOST_LINES &&
           (is_first || (goes_on && (n_leads == to - from || n_sentences == to - from)));
}

/* Whether most sections hold words of menus and no sentences: an outline of a site, whose last
 * section has them, too. */
static bool are_words_in_sections(const qg_line *at, qg_text_span span)
{
    size_t n_sections = 0, n_words = 0;
    bool has_word = false;

    for (size_t i = span.begin; i < span.end; i++) {
        if (qg_line_is_prose(&at[i]))
            return false;
        n_sections += at[i].number.form != QG_NUMBER_NONE;
        n_words += !has_word && at[i].junk >= LIKELY;
        has_word = at[i].number.form == QG_NUMBER_NONE && (has_word || at[i].junk >= LIKELY);
    }
    return n_words > 1 && n_words * 2 >= n_sections;
}

/* The lines from 一、 down to the last of its kind, and to the date below that, of a plain text
 * whose only such numbers count up; none where they do not, or where furniture stands outside of
 * them. */
static qg_text_span sections_alone(const qg_line *at, size_t n)
{
    qg_text_span span = {0, 0};
    qg_number_form form = QG_NUMBER_NONE;
    int value = 0;
    bool is_dated = true;

    for (size_t i = 0; i < n; i++) {
        form = form == QG_NUMBER_NONE ? at[i].number.form : form;
        bool is_one = form != QG_NUMBER_NONE && at[i].number.form == form;
        bool is_date = !is_dated && at[i].is_date && at[i].junk == 0;
        if (at[i].look != NULL || (is_one && at[i].number.value != ++value))
            return (qg_text_span){0, 0};
        if (is_one && value == 1)
            span.begin = i;
        if (is_one || is_date) {
            span.end = i + 1;
            is_dated = is_date;
        }
    }
    if (span.begin == 1 && are_words_in_sections(at, span))
        span = (qg_text_span){0, n};
    for (size_t i = 0; i < n; i++)
        if ((i < span.begin || i >= span.end) && at[i].junk >= LIKELY && !at[i].is_page_mark)
            return (qg_text_span){0, 0};
    bool is_official =
        form == QG_NUMBER_HAN || form == QG_NUMBER_HAN_BRACKET || form == QG_NUMBER_ARABIC;
    return value > 1 && is_official ? span : (qg_text_span){0, 0};
}

/* Where no page is around the sections of a plain text, all short lines in them are its author's,
 * who may write of sites: 点赞：3.2万, 加入收藏. */
static void pardon_sections_alone(qg_line *at, size_t n)
{
    qg_text_span span = sections_alone(at, n);

    for (size_t i = span.begin; i < span.end; i++)
        if (!at[i].is_page_mark && !at[i].is_repeat && !at[i].is_copied &&
            !qg_line_is_contents(&at[i]) &&
            (at[i].junk < LIKELY || (at[i].n_stops == 0 && !qg_has_address(at[i].text)))) {
            at[i].junk = 0;
            at[i].is_menu = at[i].is_opener = false;
        }
}

/* What only furniture made a menu of is none, where none is left between a heading and the next. */
static void free_sections(qg_line *at, size_t first, size_t last)
{
    size_t end;

    for (size_t i = first; i < last; i = end) {
        bool has_furniture = false;
        for (end = i + 1; end < last && !is_section(&at[end]); end++)
            has_furniture = has_furniture || at[end].junk >= LIKELY || at[end].look != NULL;
        for (size_t k = i; k < end && !has_furniture; k++) {
            at[k].junk = 0;
            at[k].is_menu = false;
        }
    }
}

void qg_text_pardon_sections(qg_line *at, size_t n)
{
    size_t first = 0, last = n, end;

    pardon_sections_alone(at, n);
    while (first < n && !is_section(&at[first]))
        first++;
    while (last > first && !is_section(&at[last - 1]))
        last--;
    for (size_t i = first + 1; i < n && first < last; i = end + 1) {
        for (end = i; end < n && at[end].junk > 0;)
            end++;
        if (end == i || end == n || !is_told_in_section(at, i, end, end < last))
            continue;
        for (size_t k = i; k < end; k++) {
            at[k].junk = 0;
            at[k].is_menu = at[k].is_opener = false;
        }
    }
    if (first < last)
        free_sections(at, first, last - 1);
    if (last > first && last < n && at[last].look == NULL && at[last].junk == 0 &&
        at[last - 1].n_stops == 0)
        at[last].is_menu = false; /* all that the last heading has */
}
