/* number.c - typed numbers, dates and labels of attachments, for all that reads text. */
#include "parse/parse_int.h"

#include "unicode/unicode.h"

/* Longest number in a heading, in characters: 二十一 and 121 are heading numbers, 2024 is a year.
 */
enum { MAX_DIGITS = 3, MAX_HAN_DIGITS = 4 };

static bool is_arabic(qg_rune rune)
{
    return qg_rune_is_digit(rune) || (rune >= 0xFF10 && rune <= 0xFF19); /* ０ to ９ */
}

static bool is_han_number(qg_rune rune)
{
    return qg_utf8_is_in(rune, "一二三四五六七八九十百零〇");
}

/* Take characters that `is` accepts; returns how many, `max` + 1 when there are too many. */
static size_t take_while(qg_str *rest, bool (*is)(qg_rune), size_t max)
{
    size_t n = 0;

    while (rest->n > 0 && n <= max && is(qg_utf8_first(*rest))) {
        qg_rune rune;
        qg_utf8_take(rest, &rune);
        n++;
    }
    return n;
}

/* Take one character out of `set`. */
static bool take_one_of(qg_str *rest, const char *set)
{
    qg_rune rune;

    if (rest->n == 0 || !qg_utf8_is_in(qg_utf8_first(*rest), set))
        return false;
    qg_utf8_take(rest, &rune);
    return true;
}

static bool take_han(qg_str *rest)
{
    size_t n = take_while(rest, is_han_number, MAX_HAN_DIGITS);
    return n > 0 && n <= MAX_HAN_DIGITS;
}

static bool take_digits(qg_str *rest)
{
    size_t n = take_while(rest, is_arabic, MAX_DIGITS);
    return n > 0 && n <= MAX_DIGITS;
}

/* 一、 and, as some type it, 一. or 一． */
static int take_plain_han(qg_str *rest)
{
    return take_han(rest) && take_one_of(rest, "、.．") ? 1 : 0;
}

static bool is_formal_han(qg_rune rune)
{
    return qg_utf8_is_in(rune, "壹贰貳叁參肆伍陆陸柒捌玖拾");
}

/* 壹、 and, above the first of them, 壹 總則 */
static int take_formal_han(qg_str *rest)
{
    size_t n = take_while(rest, is_formal_han, MAX_HAN_DIGITS);

    return n > 0 && n <= MAX_HAN_DIGITS &&
                   (take_one_of(rest, "、.．") ||
                    (rest->n > 0 && qg_rune_is_blank(qg_utf8_first(*rest))))
               ? 1
               : 0;
}

/* 〔一) or （一］, as scans have （一）; 〔一〕 is the mark of a note */
static bool take_misread(qg_str *rest)
{
    qg_str at = *rest;
    bool is_round = qg_utf8_is_in(qg_utf8_first(at), "（(");

    if (!take_one_of(&at, "（(〔［[") || !take_han(&at) ||
        !take_one_of(&at, is_round ? "〕］]" : "）)"))
        return false;
    *rest = at;
    return true;
}

/* （一） （1） with either kind of brackets */
static int take_bracketed(qg_str *rest)
{
    qg_str at = *rest;
    int level = 2;

    if (take_misread(rest))
        return level;
    if (!take_one_of(&at, "（("))
        return 0;
    if (!take_han(&at)) {
        at = qg_str_skip(*rest, qg_utf8_first(*rest) == '(' ? 1 : 3);
        level = 4;
        if (!take_digits(&at))
            return 0;
    }
    if (!take_one_of(&at, "）)"))
        return 0;
    *rest = at;
    return level;
}

/* 1.2 or 1.2.3, which only a blank behind tells from a quantity such as 2.5, and 1.2. or 1.2.3., as
 * Word counts */
static int take_decimal(qg_str *rest)
{
    int parts = 0;

    do {
        if (!take_digits(rest))
            return 0;
        parts++;
    } while (parts <= 4 && rest->n > 1 && rest->p[0] == '.' &&
             is_arabic(qg_utf8_first(qg_str_skip(*rest, 1))) && take_one_of(rest, "."));
    if (parts < 2 || parts > 4)
        return 0;
    bool has_mark = take_one_of(rest, ".");
    return rest->n > 0 && (qg_rune_is_blank(qg_utf8_first(*rest)) ||
                           (has_mark && qg_rune_is_han(qg_utf8_first(*rest))))
               ? parts
               : 0;
}

/* 1. 1． 1、 are of the third level, 1） of the fifth; "1.5" is a quantity */
static int take_arabic(qg_str *rest)
{
    int level;

    if (!take_digits(rest))
        return 0;
    level = take_one_of(rest, "）)") ? 5 : 3;
    if (level == 3 && !take_one_of(rest, ".．﹒、"))
        return 0;
    return is_arabic(qg_utf8_first(*rest)) ? 0 : level;
}

/* 第一章, 第2节 */
static int take_ordinal(qg_str *rest)
{
    static const struct {
        const char *unit;
        int level;
    } units[] = {{"编", 1}, {"篇", 1}, {"章", 1}, {"部分", 1}, {"节", 2}, {"條", 3}, {"条", 3}};
    qg_str at;

    if (!take_one_of(rest, "第"))
        return 0;
    at = *rest;
    if (!take_han(&at)) {
        at = *rest;
        if (!take_digits(&at))
            return 0;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (qg_str_starts(at, qg_str_of(units[i].unit))) {
            qg_str behind = qg_str_skip(at, strlen(units[i].unit));
            if (i == 0 && behind.n > 0 && qg_utf8_is_in(qg_utf8_first(behind), "写寫辑輯"))
                return 0; /* 第一编写组 */
            *rest = behind;
            return units[i].level;
        }
    }
    return 0;
}

/* ① to ⑳ */
static int take_circled(qg_str *rest)
{
    qg_rune rune = qg_utf8_first(*rest);

    if (rune < 0x2460 || rune > 0x2473)
        return 0;
    qg_utf8_take(rest, &rune);
    return 5;
}

qg_str qg_number_at(qg_str text, int *level)
{
    static int (*const forms[])(qg_str *) = {take_plain_han, take_formal_han, take_bracketed,
                                             take_decimal,   take_arabic,     take_ordinal,
                                             take_circled};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        qg_str rest = text;
        *level = forms[i](&rest);
        if (*level > 0)
            return qg_str_head(text, text.n - rest.n);
    }
    return qg_str_head(text, 0);
}

/* Take the number of a date, or the X or blank that stands for one, up to `unit`. */
static bool take_date_part(qg_str *rest, size_t max, qg_str unit)
{
    size_t n = 0;

    while (rest->n > 0 && !qg_str_starts(*rest, unit)) {
        if (n++ == max ||
            !take_one_of(rest, "0123456789０１２３４５６７８９〇零○ＯOo"
                               "一二三四五六七八九十XxＸｘ×＊*_【】[]［］ \u00A0\u3000"))
            return false;
    }
    if (rest->n == 0)
        return false;
    *rest = qg_str_skip(*rest, unit.n);
    return true;
}

/* Without （星期三）, which the offices of Hong Kong put behind their dates, and without the era.
 */
static qg_str bare_date(qg_str text)
{
    static const char *const eras[] = {"中華民國", "中华民国", "民國", "民国"};

    text = qg_str_trim(text);
    if (qg_str_ends(text, QG_STR("）")) || qg_str_ends(text, QG_STR(")"))) {
        text = qg_str_head(text, qg_str_find(text, QG_STR("（星期")));
        text = qg_str_head(text, qg_str_find(text, QG_STR("(星期")));
    }
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++)
        if (qg_str_starts(text, qg_str_of(eras[i])))
            text = qg_str_skip(text, strlen(eras[i]));
    return qg_str_trim(text);
}

/* 2025年3月 */
static bool is_month(qg_str text)
{
    qg_str rest = bare_date(text);

    return rest.n > 0 && !qg_str_starts(rest, QG_STR("年")) &&
           take_date_part(&rest, 8, QG_STR("年")) && take_date_part(&rest, 4, QG_STR("月")) &&
           rest.n == 0;
}

/* 2025-03-01, 2025.3.1, 2025/3/1 */
static bool is_in_figures(qg_str text)
{
    static const char *const marks[] = {"-", ".", "/"};

    text = qg_str_trim(text);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        qg_str rest = text;
        if (take_while(&rest, is_arabic, 4) == 4 && take_one_of(&rest, marks[i]) &&
            take_digits(&rest) && take_one_of(&rest, marks[i]) && take_digits(&rest) && rest.n == 0)
            return true;
    }
    return false;
}

bool qg_is_loose_date(qg_str text)
{
    qg_rune last = qg_utf8_last(qg_str_trim(text));

    if (last != 0x6708 /* 月 */ && last != ')' && last != 0xFF09 && !is_arabic(last))
        return false; /* asked for each line */
    return is_month(text) || is_in_figures(text);
}

bool qg_is_day_of_year(qg_str text)
{
    text = qg_str_trim(text);
    return take_date_part(&text, 4, QG_STR("月")) && take_date_part(&text, 4, QG_STR("日")) &&
           text.n == 0;
}

bool qg_is_date_line(qg_str text)
{
    qg_str rest;

    text = qg_str_trim(text);
    if (!qg_str_ends(text, QG_STR("日")) && !qg_str_ends(text, QG_STR("）")) &&
        !qg_str_ends(text, QG_STR(")"))) /* asked for each line */
        return false;
    rest = bare_date(text);

    return rest.n > 0 && !qg_str_starts(rest, QG_STR("年")) &&
           take_date_part(&rest, 8, QG_STR("年")) && take_date_part(&rest, 4, QG_STR("月")) &&
           take_date_part(&rest, 4, QG_STR("日")) && rest.n == 0;
}

size_t qg_attachment_label_at(qg_str text, size_t *n_mark)
{
    qg_str rest = qg_str_skip(text, QG_STR("附件").n), number;
    size_t n_label;

    *n_mark = 0;
    if (!qg_str_starts(text, QG_STR("附件")))
        return 0;
    number = qg_str_trim(rest);
    if (take_digits(&number) || (number = qg_str_trim(rest), take_han(&number)))
        rest = number;
    n_label = (size_t)(rest.p - text.p);
    number = rest;
    rest = qg_str_trim(rest);
    take_one_of(&rest, "：:、.．﹒");
    rest = qg_str_trim(rest);
    *n_mark = rest.n == 0 ? number.n : (size_t)(rest.p - number.p);
    return n_label;
}

/* （共2项） behind it */
static bool is_count(qg_str text)
{
    enum { MAX_RUNES = 8 };

    return (qg_str_starts(text, QG_STR("（共")) || qg_str_starts(text, QG_STR("(共"))) &&
           (qg_str_ends(text, QG_STR("）")) || qg_str_ends(text, QG_STR(")"))) &&
           qg_utf8_count(text) <= MAX_RUNES;
}

bool qg_is_attachment_label(qg_str text)
{
    size_t n_mark, n_label;

    text = qg_str_trim(text);
    n_label = qg_attachment_label_at(text, &n_mark);
    return n_label > 0 && (n_label + n_mark == text.n ||
                           is_count(qg_str_trim(qg_str_skip(text, n_label + n_mark))));
}

bool qg_has_sentence_mark(qg_str text)
{
    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (qg_utf8_is_in(rune, "。！？；!?;"))
            return true;
    }
    return false;
}

bool qg_ends_with_mark(qg_str text)
{
    qg_rune last = qg_utf8_last(qg_str_trim(text));

    return last != 0 && qg_utf8_is_in(last, "。！？；：，、!?;:,…");
}
