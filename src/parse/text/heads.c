/* heads.c - headings and titles that run into the text behind them on the same line.
 *
 * What parts them is a blank between Chinese characters, an address to those who listen, a word
 * that headings end in, or that the page has named the title before.
 */
#include "parse/structure_int.h"
#include "parse/text/furniture_int.h"
#include "parse/text/split_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum {
    MAX_HEAD_RUNES = 34,  /* a heading in front of its text */
    MIN_HEAD_RUNES = 3,   /* 一、前言 */
    MIN_BODY_RUNES = 12,  /* behind it */
    MAX_TITLE_RUNES = 60, /* a title in front of the first paragraph */
    MIN_FIRST_RUNES = 30, /* of the first paragraph behind a title */
    MIN_GLUED_RUNES = 4,  /* a heading with nothing between it and its text */
    MAX_GLUED_RUNES = 14,
    MIN_GLUED_BODY_RUNES = 10,
    MIN_KNOWN_RUNES = 8 /* of a title that stands twice, or its first words */
};

/* ---- headings ------------------------------------------------------------------------------ */

/* Whether a blank between these two may part a heading from its text. */
static bool is_han_gap(qg_rune before, qg_rune after)
{
    return (qg_rune_is_han(before) || before == 0xFF09 || before == ')') &&
           (qg_rune_is_han(after) || qg_rune_is_digit(after) || after == '(' || after == 0xFF08);
}

/* Bytes in front of the only blank between Chinese characters near the start, with no mark before
 * it and a text behind it; 0 when there is none. */
static size_t head_before_gap(qg_str text, int max_runes, int min_runes)
{
    qg_str rest = text;
    qg_rune before = 0;
    size_t at = 0;
    int n = 0;

    while (rest.n > 0) {
        qg_str here = rest;
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(rune)) {
            qg_rune after;
            while (rest.n > 0 && qg_rune_is_blank(qg_utf8_first(rest)))
                qg_utf8_take(&rest, &rune);
            after = qg_utf8_first(rest);
            if (!is_han_gap(before, after))
                continue;
            if (at > 0) /* more of them are layout */
                return qg_rune_is_han(after) && n < max_runes * 2 ? 0 : at;
            if (n < min_runes)
                return 0;
            at = (size_t)(here.p - text.p);
            continue;
        }
        if (at == 0 && (qg_is_stop(rune) || qg_is_colon(rune) || n > max_runes))
            return 0;
        if (at > 0 && n > max_runes * 2)
            return at;
        before = rune;
        n++;
    }
    return at;
}

/* Whether the rest of a piece, behind the gap, is a text of its own. */
static bool is_body(qg_str rest, int min_runes)
{
    qg_line line = {.text = qg_str_trim(rest)};

    qg_line_measure(&line);
    return line.n_runes >= min_runes && (line.n_stops > 0 || qg_is_colon(line.last));
}

/* Whether the rest starts with a remark in brackets, (某某路、某某里)等街区, and not with a number
 * in them, （一）. */
static bool is_in_brackets(qg_str rest)
{
    qg_rune first = qg_utf8_first(rest);

    return (first == '(' || first == 0xFF08) && qg_text_number(rest).form == QG_NUMBER_NONE;
}

size_t qg_text_heading_head(const qg_line *line)
{
    qg_str words = qg_str_skip(line->text, (size_t)line->number.n);
    qg_str bare = qg_str_trim(words);
    size_t n_blanks = (size_t)(bare.p - words.p), at;

    if (line->number.form != QG_NUMBER_HAN && line->number.form != QG_NUMBER_HAN_BRACKET &&
        !qg_number_is_chapter(line->number.form) && line->number.form != QG_NUMBER_SECTION &&
        !(line->number.form == QG_NUMBER_BARE_HAN && n_blanks > 0)) /* 一 指导思想 */
        return 0;
    at = head_before_gap(bare, MAX_HEAD_RUNES, MIN_HEAD_RUNES - 1);
    if (at == 0 || is_in_brackets(qg_str_trim(qg_str_skip(bare, at))) ||
        !is_body(qg_str_skip(bare, at), MIN_BODY_RUNES) ||
        qg_str_ends(qg_str_head(bare, at), QG_STR("条")))
        return 0; /* 第一章 总则第一条 …: two of them */
    return (size_t)line->number.n + n_blanks + at;
}

/* Whether a new sentence can start here.  It cannot start with a word or mark that carries on the
 * words before it, such as 的, 和 and 等. */
static bool starts_sentence(qg_str rest)
{
    static const char *const going_on[] = {"的", "和", "与", "與", "及", "等", "、", "（", "(",
                                           "是", "为", "分", "工", "汇", "报", "通", "整", "落"};

    for (size_t i = 0; i < sizeof going_on / sizeof *going_on; i++)
        if (qg_str_starts(rest, qg_str_of(going_on[i])))
            return false;
    return rest.n > 0 && !qg_is_comma(qg_utf8_first(rest)) && !qg_is_stop(qg_utf8_first(rest)) &&
           !qg_is_colon(qg_utf8_first(rest));
}

/* Bytes of a heading that its text follows without anything between, in a piece that was glued: up
 * to a word that headings end in, unless the sentence goes on with it.  0 when there is none. */
static size_t glued_head(qg_str text, qg_number number)
{
    static const char *const words[] = {
        "情况", "做法", "打算", "措施", "问题", "经验", "成效", "体会", "安排",     "计划",
        "要求", "建议", "思路", "重点", "原因", "不足", "意见", "概况", "目标",     "任务",
        "成绩", "回顾", "展望", "部署", "举措", "困难", "差距", "形势", "主要工作", "重点工作",
        "情況", "問題", "經驗", "體會", "計劃", "重點", "建議"};
    qg_str rest = qg_str_skip(text, (size_t)number.n);
    int n = 0;

    while (rest.n > 0 && n < MAX_GLUED_RUNES) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_is_stop(rune) || qg_is_comma(rune) || qg_is_colon(rune))
            return 0;
        if (++n < MIN_GLUED_RUNES)
            continue;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (qg_str_ends(qg_str_head(text, text.n - rest.n), qg_str_of(words[i])) &&
                starts_sentence(rest))
                return text.n - rest.n;
    }
    return 0;
}

/* 一是 starts an enumeration when 二是 follows. */
static bool starts_enumeration(qg_str text)
{
    return qg_str_starts(text, QG_STR("一是")) && qg_str_find(text, QG_STR("二是")) < text.n;
}

/* 2015年，… 当前，… and what else starts a text behind a heading, with a comma behind it. */
static bool starts_with_time(qg_str text)
{
    static const char *const words[] = {"当前，",     "近年来，", "今年以来，", "一年来，",
                                        "年初以来，", "今年，",   "去年，",     "目前，"};
    enum { YEAR_DIGITS = 4 };
    size_t n = 0;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_starts(text, qg_str_of(words[i])))
            return true;
    while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
        n++;
    text = qg_str_skip(text, n);
    return n == YEAR_DIGITS &&
           (qg_str_starts(text, QG_STR("年，")) || qg_str_starts(text, QG_STR("年以来，")));
}

/* Bytes of a numbered heading that such a start follows at once; 0 when there is none. */
static size_t head_before_start(qg_str text, qg_number number)
{
    enum { MAX_COMMAS = 3 };
    qg_str rest = qg_str_skip(text, (size_t)number.n);
    int n = 0, n_commas = 0;
    qg_rune rune = 0;

    if (number.form != QG_NUMBER_HAN && number.form != QG_NUMBER_HAN_BRACKET)
        return 0;
    while (rest.n > 0 && n <= MAX_HEAD_RUNES && n_commas <= MAX_COMMAS) {
        if (n >= MIN_GLUED_RUNES && qg_rune_is_han(rune) &&
            (starts_enumeration(rest) || starts_with_time(rest)))
            return text.n - rest.n;
        qg_utf8_take(&rest, &rune);
        n++;
        n_commas += qg_is_comma(rune);
        if (qg_is_stop(rune) || qg_is_colon(rune))
            return 0;
    }
    return 0;
}

size_t qg_text_glued_head(qg_str text)
{
    qg_line part = {.text = text, .number = qg_text_number(text)};
    size_t head = part.number.form == QG_NUMBER_HAN ? glued_head(text, part.number) : 0;

    if (head > 0 && is_body(qg_str_skip(text, head), MIN_GLUED_BODY_RUNES))
        return head;
    head = head_before_start(text, part.number);
    return head > 0 ? head : qg_text_heading_head(&part);
}

size_t qg_text_enumeration_head(const qg_line *line)
{
    size_t head = line->number.form == QG_NUMBER_HAN ? glued_head(line->text, line->number) : 0;

    return head > 0 && starts_enumeration(qg_str_skip(line->text, head))
               ? head
               : head_before_start(line->text, line->number);
}

/* ---- titles -------------------------------------------------------------------------------- */

static bool ends_like_title(qg_str text)
{
    static const char *const words[] = {"报告", "總結", "总结", "通知", "意见", "方案", "办法",
                                        "规定", "决定", "通报", "公告", "请示", "批复", "纪要",
                                        "讲话", "计划", "要点", "汇报", "范文", "例文", "情况",
                                        "体会", "说明", "细则", "制度", "报告", "匯報", "報告"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_ends(text, qg_str_of(words[i])))
            return true;
    return false;
}

size_t qg_text_salutation(qg_str text)
{
    static const char *const words[] = {"各位代表", "各位委员", "各位委員", "各位领导",
                                        "各位領導", "各位同志", "各位同事", "各位来宾",
                                        "同志们",   "同志們",   "尊敬的",   "主任、"};
    enum { MAX_BYTES = 90 };
    qg_str rest = qg_utf8_head(text, MAX_BYTES);
    qg_str each = QG_STR("各");
    bool is_one = false, is_list = qg_str_starts(text, each); /* 各县人民政府，各部门： */
    bool is_each = false;                                     /* …，各村： */

    for (size_t i = 0; i < sizeof words / sizeof *words && !is_one; i++)
        is_one = qg_str_starts(text, qg_str_of(words[i]));
    is_list = is_list && !is_one;
    while ((is_one || is_list) && rest.n > 0) {
        qg_str head = qg_str_head(text, (size_t)(rest.p - text.p));
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_is_colon(rune))
            return is_one || is_each ||
                           (head.n > each.n && qg_is_addressee(qg_str_skip(head, each.n)))
                       ? (size_t)(rest.p - text.p)
                       : 0;
        if (qg_is_comma(rune))
            is_each = is_list && qg_str_starts(rest, each);
        if (qg_is_stop(rune) || (rune == 0xFF0C && !is_list))
            break;
    }
    return 0;
}

size_t qg_text_byline_head(qg_str text)
{
    enum { MAX_BYTES = 60 };
    qg_str head = qg_utf8_head(text, MAX_BYTES);
    size_t close = qg_str_find(head, QG_STR("）"));
    qg_str inside = qg_str_skip(qg_str_head(head, close), QG_STR("（").n);

    if (!qg_str_starts(text, QG_STR("（")) || close == head.n || !qg_is_date_line(inside))
        return 0;
    close += QG_STR("）").n;
    return qg_text_salutation(qg_str_trim(qg_str_skip(text, close))) > 0 ? close : 0;
}

/* Bytes of a title that an address follows without anything between: …工作报告各位代表：现在，… */
static size_t title_before_salutation(qg_str text)
{
    qg_str rest = text;

    for (int n = 0; rest.n > 0 && n < MAX_TITLE_RUNES; n++) {
        qg_str head = qg_str_head(text, text.n - rest.n);
        qg_rune rune;
        size_t words = qg_text_salutation(rest);
        if (words > 0)
            return ends_like_title(qg_without_bracket(head)) && words < rest.n ? head.n : 0;
        qg_utf8_take(&rest, &rune);
        if (qg_is_stop(rune) || qg_is_colon(rune))
            return 0;
    }
    return 0;
}

size_t qg_text_doubled(qg_str text)
{
    size_t n_runes = 0;
    qg_str first = {0};

    for (qg_str rest = text; rest.n > 0 && n_runes <= MAX_TITLE_RUNES; n_runes++) {
        qg_str head = qg_str_head(text, text.n - rest.n);
        qg_rune rune;
        if (n_runes == MIN_KNOWN_RUNES)
            first = head;
        /* the first words are enough: sites put other ones into the second */
        if (n_runes >= MIN_KNOWN_RUNES && qg_str_starts(qg_str_trim(rest), first) &&
            !qg_has_sentence_mark(head) && ends_like_title(head))
            return head.n;
        qg_utf8_take(&rest, &rune);
    }
    return 0;
}

bool qg_is_sentence_end(qg_rune rune)
{
    return rune == 0x3002 || rune == 0xFF01 || rune == 0xFF1F || rune == '!' || rune == '?';
}

/* Whether blanks behind full stops part the paragraphs of a line that lost its ends: some full
 * stops have one, more have none, and hardly any blank stands elsewhere. */
bool qg_text_gaps_part(qg_str text, size_t n_numbers)
{
    size_t n_parting = 0, n_tight = 0, n_inside = 0;
    qg_rune before = 0, last = 0;

    for (qg_str rest = text; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (!qg_rune_is_blank(rune)) {
            n_tight += qg_is_sentence_end(last);
            n_parting += qg_rune_is_blank(last) && qg_is_sentence_end(before);
            n_inside += qg_rune_is_blank(last) && is_han_gap(before, rune);
            before = rune;
        }
        last = rune;
    }
    return n_parting >= 3 && n_tight * 4 >= n_parting && n_inside <= n_numbers + 1;
}

/* Bytes of sentences that a site has put its address behind: …执行。 本文来源:https://www.… */
size_t qg_text_before_site(qg_str text)
{
    static const char *const starts[] = {"本文来源", "本文链接", "本文地址",
                                         "文章来源", "原文链接", "转载请注明"};
    enum { MOST_BYTES = 240, STOP_BYTES = 3 };
    size_t first = text.n > MOST_BYTES ? text.n - MOST_BYTES : 0;
    qg_str tail = qg_str_skip(text, first);

    if (qg_str_find(tail, QG_STR("://")) == tail.n) /* asked for each line */
        return 0;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t n = qg_str_find(tail, qg_str_of(starts[i]));
        qg_str before = qg_str_trim(qg_str_head(text, first + n)), site = qg_str_skip(tail, n);
        if (n < tail.n && before.n > STOP_BYTES && qg_str_ends(before, QG_STR("。")) &&
            qg_has_address(site) && qg_str_find(site, QG_STR("。")) == site.n)
            return first + n;
    }
    return 0;
}

qg_str qg_last_crumb(qg_str text)
{
    for (size_t i = text.n; i > 0; i--)
        if (text.p[i - 1] == '>')
            return qg_str_trim(qg_str_skip(text, i));
    return text;
}

/* Whether the name at the start of the line is the subject of its sentence: a mark follows, or a
 * page, which parts its blocks, has both in one, and the name does not end as titles do. */
static bool is_subject(qg_str name, const qg_line *line)
{
    qg_rune next = qg_utf8_first(qg_str_skip(line->text, name.n));

    return qg_is_comma(next) || qg_utf8_is_in(next, "是的之和与及为由在于旨") || qg_is_stop(next) ||
           next == 0x3001 || (line->look != NULL && !ends_like_title(name));
}

/* Bytes of a title that the page has named above and that text follows; 0 when there is none. */
static size_t known_head(const qg_lines *above, const qg_line *line)
{
    for (size_t k = above->n; k > 0; k--) {
        qg_str name = qg_last_crumb(above->at[k - 1].text);
        if (qg_utf8_count(name) >= MIN_KNOWN_RUNES && qg_utf8_count(name) <= MAX_TITLE_RUNES &&
            !qg_has_sentence_mark(name) && !qg_is_office(name) /* which starts a sentence */ &&
            qg_str_starts(line->text, name) && !is_subject(name, line) &&
            is_body(qg_str_skip(line->text, name.n), MIN_FIRST_RUNES))
            return name.n;
    }
    return 0;
}

size_t qg_text_title_head(const qg_lines *above, const qg_line *line)
{
    size_t at;

    if (line->number.form != QG_NUMBER_NONE)
        return 0;
    if ((at = title_before_salutation(line->text)) > 0 || (at = known_head(above, line)) > 0)
        return at;
    at = head_before_gap(line->text, MAX_TITLE_RUNES, 6);
    if (at == 0 || !ends_like_title(qg_str_head(line->text, at)) ||
        !is_body(qg_str_skip(line->text, at), MIN_FIRST_RUNES))
        return 0;
    return at;
}

/* 120件, 98.3%: a figure with what it counts. */
static bool has_count(qg_str words)
{
    const qg_str counted = QG_STR("%％‰万亿元件人次名期起户家吨亩篇场");
    bool is_digit = false;

    while (words.n > 0) {
        qg_rune rune;
        qg_str bytes = qg_utf8_take(&words, &rune);
        if (is_digit && qg_str_find(counted, bytes) < counted.n)
            return true;
        is_digit = qg_rune_is_digit(rune);
    }
    return false;
}

bool qg_text_is_statement(qg_str words)
{
    return has_count(words) || qg_str_find(words, QG_STR("的，")) < words.n;
}
