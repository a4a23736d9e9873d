/* forms.c - furniture that is known by its form: page numbers, times, addresses, crumbs.
 *
 * What is folded (text/fold.c) is called so; the points are those of text/furniture.def.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"

#include "unicode/unicode.h"

enum { SURE = QG_JUNK_SURE, LIKELY = QG_JUNK_LIKELY, MAX_PAGER_BYTES = 80 };

/* The address of a site, and no mail. */
bool qg_has_address(qg_str folded)
{
    static const char *const marks[] = {"http://", "https://", "www.",  ".com",
                                        ".cn",     ".net",     ".gov.", ".org"};

    if ((qg_str_find_byte(folded, '.') == folded.n && qg_str_find_byte(folded, ':') == folded.n) ||
        qg_str_find_byte(folded, '@') < folded.n)
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (qg_str_find(folded, qg_str_of(marks[i])) < folded.n)
            return true;
    return false;
}

static bool is_one_of(qg_rune rune, const char *set)
{
    char one[QG_UTF8_MAX + 1] = {0};

    if (rune == 0)
        return false;
    one[qg_utf8_encode(one, rune)] = '\0';
    return strstr(set, one) != NULL;
}

/* What stands around the number of a page. */
static bool is_page_sign(qg_rune rune)
{
    switch (rune) {
    case '-':
    case 0x2014: /* — */
    case 0x2013: /* – */
    case 0xFF0D: /* － */
    case 0xB7:   /* · */
    case '~':
    case 0xFF5E: /* ～ */
    case 0x7B2C: /* 第 */
    case 0x9875: /* 页 */
    case 0x9801: /* 頁 */
    case 0x5171: /* 共 */
    case '/':
    case 'o':
    case 'f':
    case 0xFF0C: /* ， */
        return true;
    default:
        return false;
    }
}

/* - 3 -, — 3 —, 第3页, 第 3 页 共 10 页, 3/10, Page 3 of 10 */
static bool is_page_number(qg_str folded)
{
    enum { MOST_DIGITS = 4 }; /* more are those of a telephone: 0555-1234567 */
    int n_digits = 0;
    bool has_digit = false, has_mark = false;

    if (folded.n > 40)
        return false;
    if (qg_str_starts(folded, QG_STR("page")) || qg_str_starts(folded, QG_STR("p."))) {
        folded = qg_str_skip(folded, qg_str_starts(folded, QG_STR("p.")) ? 2 : 4);
        has_mark = true;
    }
    while (folded.n > 0) {
        qg_rune rune;
        qg_utf8_take(&folded, &rune);
        n_digits = qg_rune_is_digit(rune) ? n_digits + 1 : 0;
        has_digit = has_digit || n_digits > 0;
        has_mark = has_mark || n_digits == 0;
        if (n_digits > MOST_DIGITS || (n_digits == 0 && !is_page_sign(rune)))
            return false;
    }
    return has_digit && has_mark;
}

/* Page 75 - 某县志: how a program that shows books calls each of their pages */
static bool is_page_of_book(qg_str folded)
{
    qg_str page = QG_STR("page"), rest = qg_str_skip(folded, page.n);
    size_t n = 0;

    while (n < rest.n && rest.p[n] >= '0' && rest.p[n] <= '9')
        n++;
    return qg_str_starts(folded, page) && n > 0 && n + 1 < rest.n && rest.p[n] == '-';
}

/* 第05版, 第03版：要闻: a page of a newspaper */
static bool is_page_of_newspaper(qg_str folded)
{
    enum { MOST_NAME = 8, MOST_DIGITS = 2 };
    qg_str start = QG_STR("第"), page = QG_STR("版"), rest = qg_str_skip(folded, start.n);
    size_t n = 0;

    if (!qg_str_starts(folded, start)) /* 03版:要闻, A02版 */
        rest = qg_str_skip(folded, folded.n > 0 && folded.p[0] >= 'a' && folded.p[0] <= 'd');
    while (n < rest.n && rest.p[n] >= '0' && rest.p[n] <= '9')
        n++;
    if (n == 0 || n > MOST_DIGITS || !qg_str_starts(qg_str_skip(rest, n), page))
        return false;
    rest = qg_str_skip(rest, n + page.n);
    return rest.n == 0 || (rest.p[0] == ':' && qg_utf8_count(rest) <= MOST_NAME);
}

/* 3, 三 */
static bool is_figure(qg_rune rune)
{
    return qg_rune_is_digit(rune) || qg_utf8_is_in(rune, "一二三四五六七八九十");
}

static bool is_only_digits(qg_str folded)
{
    for (size_t i = 0; i < folded.n; i++)
        if (folded.p[i] < '0' || folded.p[i] > '9')
            return false;
    return folded.n > 0;
}

/* 63.40KB, 21页: how large a file is */
static bool is_size(qg_str folded)
{
    static const char *const units[] = {"k", "kb", "m", "mb", "页"};
    size_t n = 0;

    while (n < folded.n && ((folded.p[n] >= '0' && folded.p[n] <= '9') || folded.p[n] == '.'))
        n++;
    for (size_t i = 0; n > 0 && i < sizeof units / sizeof *units; i++)
        if (qg_str_is(qg_str_skip(folded, n), units[i]))
            return true;
    return false;
}

/* 下载某某总结.doc */
static bool is_download(qg_str folded)
{
    return (qg_str_starts(folded, QG_STR("下载")) || qg_str_starts(folded, QG_STR("点击下载"))) &&
           (qg_str_ends(folded, QG_STR(".doc")) || qg_str_ends(folded, QG_STR(".docx")) ||
            qg_str_ends(folded, QG_STR(".pdf")));
}

/* 3楼, 12# : a post of a thread */
static bool is_floor(qg_str folded)
{
    qg_str bare = folded;

    if (qg_str_ends(folded, QG_STR("楼")))
        bare.n -= QG_STR("楼").n;
    else if (qg_str_ends(folded, QG_STR("#")))
        bare.n--;
    return bare.n < folded.n && bare.n <= 4 && is_only_digits(bare);
}

/* 131****6263, who asks or answers; 已有3个回答 */
static bool is_asker(qg_str folded)
{
    enum { LEAST_STARS = 3, MOST_BYTES = 16 };
    qg_str have = QG_STR("已有"), rest = qg_str_skip(folded, have.n);
    size_t n_stars = 0, n_digits = 0;

    if (qg_str_starts(folded, have)) {
        while (rest.n > 0 && rest.p[0] >= '0' && rest.p[0] <= '9')
            rest = qg_str_skip(rest, 1);
        return rest.n < folded.n - have.n &&
               (qg_str_is(rest, "个回答") || qg_str_is(rest, "条回答") ||
                qg_str_is(rest, "条回复"));
    }
    for (size_t i = 0; i < folded.n && folded.n <= MOST_BYTES; i++) {
        n_stars += folded.p[i] == '*';
        n_digits += folded.p[i] >= '0' && folded.p[i] <= '9';
    }
    return n_stars >= LEAST_STARS && n_digits >= 2 && n_stars + n_digits == folded.n &&
           folded.p[0] != '*' && folded.p[folded.n - 1] != '*';
}

/* 篇1 */
static bool starts_collection(qg_str text)
{
    qg_str start = QG_STR("篇"), rest = qg_str_skip(text, start.n);

    return qg_str_starts(text, start) && qg_utf8_count(text) <= 3 && rest.n > 0 &&
           is_figure(qg_utf8_first(rest));
}

/* 精选9篇, （六篇）, 工作总结篇1: a site gathers samples under such titles. */
bool qg_is_collection(qg_str text)
{
    static const char *const ends[] = {"篇", "篇)", "篇）", "篇》"};
    qg_str before = text;
    bool is_one = false;

    if (starts_collection(text))
        return true;

    for (size_t i = 0; i < sizeof ends / sizeof *ends && !is_one; i++) {
        qg_str end = qg_str_of(ends[i]);
        is_one = qg_str_ends(text, end);
        before = is_one ? qg_str_head(text, text.n - end.n) : text;
    }
    if (!is_one) { /* 篇1, 篇一 */
        qg_str number = qg_str_skip(text, text.n - (text.n > 0 && text.p[text.n - 1] > 0 ? 1 : 3));
        return text.n > 6 && qg_str_ends(qg_str_head(text, text.n - number.n), QG_STR("篇")) &&
               is_figure(qg_utf8_first(number));
    }
    return before.n > 0 && is_figure(qg_utf8_last(before));
}

/* The first figure; text.n when there is none. */
static size_t find_digit(qg_str text)
{
    size_t n = 0;

    while (n < text.n && !(text.p[n] >= '0' && text.p[n] <= '9'))
        n++;
    return n;
}

/* 某某总结_第1页 */
static bool is_page_of(qg_str folded)
{
    qg_str page = QG_STR("页"), mark = QG_STR("_第");
    size_t n;

    if (!qg_str_ends(folded, page))
        return false;
    folded.n -= page.n;
    for (n = folded.n; n > 0 && folded.p[n - 1] >= '0' && folded.p[n - 1] <= '9';)
        n--;
    return n < folded.n && qg_str_ends(qg_str_head(folded, n), mark);
}

/* 上一页 1 2 3 下一页, 共2页 1 2 */
static bool is_pager(qg_str folded)
{
    static const char *const words[] = {
        "上一页", "下一页", "上页", "下页", "首页", "尾页", "末页", "本文共有", "当前第", "共",
        "第",     "页",     "转到", "跳转", "[",    "]",    ",",    ".",        ">",      "<"};
    bool has_word = false, has_digit = false;

    if (folded.n > MAX_PAGER_BYTES || find_digit(folded) == folded.n)
        return false;
    while (folded.n > 0) {
        size_t n = 0;
        if (qg_rune_is_digit((qg_rune)(unsigned char)folded.p[0])) {
            has_digit = true;
            n = 1;
        }
        for (size_t i = 0; i < sizeof words / sizeof *words && n == 0; i++)
            if (qg_str_starts(folded, qg_str_of(words[i]))) {
                n = strlen(words[i]);
                has_word = has_word || i < 8;
            }
        if (n == 0)
            return false;
        folded = qg_str_skip(folded, n);
    }
    return has_word && has_digit;
}

/* github.com/某某/某某: of something on a site, and not of the site. */
bool qg_has_path(qg_str folded)
{
    size_t n = qg_str_find(folded, QG_STR("://"));
    qg_str rest = n < folded.n ? qg_str_skip(folded, n + 3) : folded;

    n = qg_str_find_byte(rest, '/');
    return n > 0 && n + 1 < rest.n && rest.p[n + 1] > ' ' && (unsigned char)rest.p[n - 1] < 0x80;
}

/* A name of a site, or an address and little else. */
static int score_address(const qg_line *line, qg_str folded)
{
    enum { MAX_HAN = 10, MAX_BYTES = 80 };
    int n_han = 0;

    if (!qg_has_address(folded))
        return 0;
    for (qg_str rest = folded; rest.n > 0 && n_han <= MAX_HAN;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        n_han += qg_rune_is_han(rune);
    }
    if (line->look != NULL && !line->look->is_outside && line->look->n_links == 0 &&
        qg_line_has_lead(line))
        return 2; /* 报名网站：某某网（www.…）, in an article */
    if (!qg_line_look(line)->is_outside && qg_has_path(folded))
        return 2; /* what an author refers to; sites give their own name */
    return n_han <= MAX_HAN && folded.n <= MAX_BYTES ? LIKELY + 1 : 2;
}

/* A line of a table of contents: 一、总体情况........3, with dots or, behind a number, a tab */
bool qg_line_is_contents(const qg_line *line)
{
    qg_str text = line->text;
    qg_str words = qg_str_skip(text, (size_t)line->number.n);
    size_t tab = qg_str_find_byte(words, '\t');
    bool is_row =
        tab == 0 || qg_str_find_byte(qg_str_skip(words, tab + 1), '\t') + tab + 1 < words.n;
    bool is_marked = line->number.form < QG_NUMBER_BARE_HAN || (words.n > 0 && words.p[0] == ' ');
    bool is_numbered = line->number.form != QG_NUMBER_NONE && is_marked && !is_row;
    size_t n_digits = 0, n_dots = 0;

    while (text.n > 0 && text.p[text.n - 1] >= '0' && text.p[text.n - 1] <= '9') {
        text.n--;
        n_digits++;
    }
    if (n_digits == 0 || n_digits > 4)
        return false;
    while (text.n > 0) {
        qg_rune rune = qg_utf8_last(text);
        if (!is_one_of(rune, ".…·．\t -－"))
            break;
        n_dots += rune == 0x2026 ? 3 : rune == '\t' ? (is_numbered ? 4 : 0) : rune == ' ' ? 0 : 1;
        text.n -= rune < 0x80 ? 1 : rune < 0x800 ? 2 : 3;
    }
    return n_dots >= 4 && text.n > 0;
}

/* 《某某日报》（2024年05月11日 09版）: where a page has its text from */
static bool is_print_source(qg_str text)
{
    size_t close = qg_str_find(text, QG_STR("》"));
    qg_str behind = qg_str_trim(qg_str_skip(text, close + QG_STR("》").n));

    return qg_str_starts(text, QG_STR("《")) && close < text.n &&
           qg_str_starts(behind, QG_STR("（")) && qg_str_ends(behind, QG_STR("版）")) &&
           qg_str_find(behind, QG_STR("日")) < behind.n;
}

/* 社会 - 某某网, 某某论坛_某某站: the name of a page with that of its site; 东站－西站 is a line of
 * trains, 1:30－3:30某某论坛 a meeting. */
static bool is_page_name(qg_str text)
{
    static const char *const ends[] = {"网", "網", "网站", "論壇", "论坛", "站", "频道"};
    static const char *const marks[] = {" - ", "_", " | ", " — ", " – "};
    qg_str dash = QG_STR("－");
    bool has_mark = false, has_end = false;
    size_t at = qg_str_find(text, dash);

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        has_end = has_end || qg_str_ends(text, qg_str_of(ends[i]));
    for (size_t i = 0; has_end && i < sizeof marks / sizeof *marks; i++)
        has_mark = has_mark || qg_str_find(text, qg_str_of(marks[i])) < text.n;
    return has_mark || (has_end && at > 0 && at < text.n &&
                        !qg_rune_is_digit(qg_utf8_last(qg_str_head(text, at))) &&
                        (!qg_str_ends(text, QG_STR("站")) || qg_str_ends(text, QG_STR("网站"))));
}

/* ＊＊＊＊＊＊ under the title of a page; in plain text a row of dashes may be the author's */
static bool is_rule_of_page(const qg_line *line)
{
    enum { LEAST_RUNES = 5 };
    const char *marks = line->look != NULL ? "*＊=＝-－—_～" : "*＊=＝";
    qg_str picture = QG_STR("\xEF\xBF\xBC"); /* of such a rule */
    qg_str rest =
        qg_str_starts(line->text, picture) ? qg_str_skip(line->text, picture.n) : line->text;
    qg_rune first = qg_utf8_first(rest);

    while (rest.n > 0) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (rune != first || !is_one_of(rune, marks))
            return false;
    }
    return first != 0 && line->n_runes >= LEAST_RUNES;
}

/* 推荐99, 附件下载(0): what readers press, and how often they did */
static bool is_pressed(qg_str folded)
{
    static const char *const names[] = {"推荐", "点赞", "赞",   "收藏", "评论",    "转发",
                                        "分享", "在看", "阅读", "浏览", "附件下载"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        qg_str count = qg_str_skip(folded, strlen(names[i]));
        if (qg_str_starts(count, QG_STR("(")) && qg_str_ends(count, QG_STR(")")))
            count = qg_str_head(qg_str_skip(count, 1), count.n - 2);
        if (qg_str_starts(folded, qg_str_of(names[i])) && is_only_digits(count))
            return true;
    }
    return false;
}

/* 一审  王某某, 原创 某某: who let the article pass, or wrote it, behind blanks and no colon */
static bool is_credit(const qg_line *line)
{
    static const char *const posts[] = {"一审", "二审", "三审", "初审", "复审", "终审",     "责编",
                                        "编辑", "校对", "审核", "监制", "统筹", "值班编辑", "原创"};
    enum { MOST_NAMES = 14 };
    qg_str text = line->text;

    if (line->n_gaps == 0 || line->n_stops + line->n_commas > 0)
        return false;
    if (line->first == 0x3010 && line->last == 0x3011) /* 【责编 王某某】 */
        text = qg_str_skip(qg_str_head(text, text.n - strlen("】")), strlen("【"));
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
        qg_str rest = qg_str_skip(text, strlen(posts[i])), names = qg_str_trim(rest);
        if (qg_str_starts(text, qg_str_of(posts[i])) && names.n > 0 && names.n < rest.n)
            return qg_utf8_count(names) <= MOST_NAMES && qg_rune_is_han(qg_utf8_first(names));
    }
    return false;
}

/* 政务公开 > 提案办理, · 政库 >: names with one mark that leads on */
static bool is_way(const qg_line *line, qg_str folded)
{
    enum { MOST_RUNES = 24 };
    size_t at = qg_str_find_byte(folded, '>');

    if (line->n_gaps == 0 || line->n_runes > MOST_RUNES || at == folded.n || at == 0 ||
        line->n_stops + line->n_commas > 0)
        return false;
    for (qg_str rest = folded; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (!qg_rune_is_han(rune) && !qg_utf8_is_in(rune, ">·•∙"))
            return false;
    }
    return true;
}

/* 政务公开/col/col12/index.html工作动态: names of columns and where they are on the site itself */
static bool is_way_on_site(qg_str folded)
{
    static const char *const pages[] = {"/index.html", "/index.htm", "/index.shtml"};

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        size_t at = qg_str_find(folded, qg_str_of(pages[i]));
        if (at < folded.n && qg_str_find(folded, QG_STR("/")) < at &&
            qg_str_find(folded, QG_STR(":/")) == folded.n && !qg_has_address(folded))
            return qg_rune_is_han(qg_utf8_last(folded)) || qg_str_ends(folded, qg_str_of("html"));
    }
    return false;
}

/* —————  2024-03-11  —————, between what was said on two days: a date, and no number of a page */
static bool is_day_of_talk(qg_str text)
{
    static const char *const dashes[] = {"-", "—", "–", "－", "─"};
    qg_str day = text;

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        qg_str dash = qg_str_of(dashes[i]);
        for (; qg_str_starts(day, dash) && qg_str_ends(day, dash) && day.n > 2 * dash.n;)
            day = (qg_str){day.p + dash.n, day.n - 2 * dash.n};
    }
    return day.n < text.n && (qg_is_loose_date(day) || qg_is_date_line(day));
}

int qg_text_form_score(qg_line *line, qg_str folded)
{
    int stamp;

    if (line->look == NULL && is_day_of_talk(line->text))
        return 0;

    if (qg_str_starts(folded, QG_STR("•")))
        folded = qg_str_skip(folded, strlen("•"));
    if (is_rule_of_page(line)) /* an author's, where it parts his text */
        return LIKELY;
    if (is_page_number(folded) && !qg_is_loose_date(line->text)) { /* 2022-03-15 */
        line->is_page_mark = true;
        return LIKELY + 1;
    }
    if (qg_line_is_contents(line))
        return SURE;
    if (is_print_source(line->text))
        return LIKELY + 1;
    if (is_only_digits(folded))
        return folded.n >= 5 && folded.p[0] != '0' ? LIKELY : 1; /* 000012 is a copy's number */
    stamp = qg_text_stamp_score(line, folded);
    if (stamp > 0)
        return stamp;
    if (is_download(folded) || is_floor(folded) || is_asker(folded) || is_size(folded) ||
        is_pager(folded) || is_page_of(folded) || is_page_of_book(folded) ||
        is_page_of_newspaper(folded) || is_pressed(folded))
        return LIKELY + 1;
    if (line->n_stops == 0 && qg_is_collection(line->text))
        return LIKELY;
    if (is_credit(line))
        return LIKELY + 1;
    if (qg_line_is_row_of_parts(line))
        return 2 * SURE; /* though it starts with a number */
    if (qg_line_is_crumbs(line))
        return LIKELY + 2;
    if (is_page_name(line->text) || is_way(line, folded) || is_way_on_site(folded))
        return LIKELY + 1;
    return score_address(line, folded);
}
