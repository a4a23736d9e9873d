/* number.c - the number in front of a line, with its form and value. */
#include "parse/parse_int.h"
#include "parse/text/line_int.h"

#include "unicode/unicode.h"

/* The value of a figure in either script; -1 for other characters. */
static int digit_value(qg_rune rune)
{
    if (rune >= '0' && rune <= '9')
        return (int)(rune - '0');
    if (rune >= 0xFF10 && rune <= 0xFF19)
        return (int)(rune - 0xFF10);
    switch (rune) {
    case 0x3007: /* 〇 */
    case 0x96F6: /* 零 */
        return 0;
    case 0x4E00: /* 一 */
        return 1;
    case 0x4E8C: /* 二 */
        return 2;
    case 0x4E09: /* 三 */
        return 3;
    case 0x56DB: /* 四 */
        return 4;
    case 0x4E94: /* 五 */
        return 5;
    case 0x516D: /* 六 */
        return 6;
    case 0x4E03: /* 七 */
        return 7;
    case 0x516B: /* 八 */
        return 8;
    case 0x4E5D: /* 九 */
        return 9;
    default:
        return -1;
    }
}

/* The value of the digits in `text`, in either script; other characters are passed over. */
static int value_of(qg_str text)
{
    int value = 0, part = 0;

    while (text.n > 0) {
        qg_rune rune;
        int digit;
        qg_utf8_take(&text, &rune);
        digit = digit_value(rune);
        if (rune == 0x5341) { /* 十 */
            value += (part == 0 ? 1 : part) * 10;
            part = 0;
        } else if (rune == 0x767E) { /* 百 */
            value += (part == 0 ? 1 : part) * 100;
            part = 0;
        } else if (digit >= 0 && part < 10000) {
            part = part * 10 + digit;
        }
    }
    return value + part;
}

static bool is_arabic(qg_rune rune)
{
    return qg_rune_is_digit(rune) || (rune >= 0xFF10 && rune <= 0xFF19);
}

static bool is_han_digit(qg_rune rune)
{
    return digit_value(rune) >= 0 ? !is_arabic(rune) : rune == 0x5341 || rune == 0x767E;
}

/* 壹 to 玖 as a value; -1 for other characters. */
static int formal_value(qg_rune rune)
{
    static const qg_rune figures[] = {0x58F9, 0x8CB3, 0x53C3, 0x8086, 0x4F0D,
                                      0x9678, 0x67D2, 0x634C, 0x7396};

    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (rune == figures[i])
            return (int)i + 1;
    return rune == 0x8D30 ? 2 : rune == 0x53C1 ? 3 : rune == 0x9646 ? 6 : rune == 0x62FE ? 10 : -1;
}

/* The form of a number that number.c has found. */
static qg_number_form form_of(qg_str number, int level)
{
    qg_rune first = qg_utf8_first(number), last = qg_utf8_last(number);

    if (first == 0x7B2C) /* 第 */
        return last == 0x6761 || last == 0x689D ? QG_NUMBER_ARTICLE
               : last == 0x8282                 ? QG_NUMBER_SECTION
               : last == 0x7AE0 /* 章 */        ? QG_NUMBER_CHAPTER
                                                : QG_NUMBER_PART;
    if (formal_value(first) > 0) /* 壹、, above 一、 */
        return QG_NUMBER_CHAPTER;
    if (first >= 0x2460 && first <= 0x2473)
        return QG_NUMBER_CIRCLED;
    if (qg_utf8_is_in(first, "(（〔［["))
        return level == 2 ? QG_NUMBER_HAN_BRACKET : QG_NUMBER_BRACKET;
    if (is_han_digit(first))
        return QG_NUMBER_HAN;
    if (last == ')' || last == 0xFF09)
        return QG_NUMBER_PAREN;
    return qg_str_find_byte(number, '.') + 1 < number.n ? QG_NUMBER_DECIMAL : QG_NUMBER_ARABIC;
}

bool qg_rune_is_unit(qg_rune rune)
{
    return qg_utf8_is_in(
        rune, "亿億万萬千百元倍个個米吨噸公平年月日号號次人户戶项項篇岁歲名家位条條所件种種"
              "册冊份张張台套处處度分至到比级級等点點层層届屆时時小天周週季亩畝株棵");
}

bool qg_text_is_quantity(qg_str text)
{
    qg_str rest = text;
    qg_rune rune = 0;

    while (rest.n > 0 &&
           (is_arabic(qg_utf8_first(rest)) || (rest.p[0] == '.' && rest.n < text.n))) /* 3.2分 */
        qg_utf8_take(&rest, &rune);
    bool is_long = text.n - rest.n > 2; /* 35 万个, 3400 张, as PDFs have it; 9 小火 is a step */
    if (rest.n > 1 && rest.p[0] == ' ' &&
        (is_long || qg_utf8_is_in(qg_utf8_first(qg_str_skip(rest, 1)), "万亿萬億")))
        rest = qg_str_skip(rest, 1);
    rune = rest.n > 0 ? qg_utf8_first(rest) : 0;
    return rest.n < text.n && qg_rune_is_unit(rune) && !qg_utf8_is_in(rune, "年月日时時周週季");
}

/* 1.2总则 and 1.2.1总则, which only company tells from a quantity. */
static bool tight_decimal(qg_number *number, qg_str text)
{
    qg_str rest = text;
    int depth = 0, value = 0;

    for (;;) {
        int n = 0;
        for (value = 0; rest.n > 0 && n < 3 && is_arabic(qg_utf8_first(rest)); n++) {
            qg_rune rune;
            qg_utf8_take(&rest, &rune);
            value = value * 10 + digit_value(rune);
        }
        if (n == 0)
            return false;
        depth++;
        if (depth > 4 || rest.n < 2 || rest.p[0] != '.' ||
            !is_arabic(qg_utf8_first(qg_str_skip(rest, 1))))
            break;
        rest = qg_str_skip(rest, 1);
    }
    if (depth < 2 || depth > 4 || rest.n == 0)
        return false;
    /* a unit of measure makes it a quantity: 1.5亿元 */
    if (!qg_rune_is_han(qg_utf8_first(rest)) || qg_rune_is_unit(qg_utf8_first(rest)))
        return false;
    *number = (qg_number){QG_NUMBER_DECIMAL, value, depth, (int)(text.n - rest.n)};
    return true;
}

/* 一加强领导, 二严格管理: one figure directly before a word; 一 指导思想, with a blank for its
 * mark. */
static bool bare_han(qg_number *number, qg_str text)
{
    qg_str rest = text;
    qg_rune rune, next;

    qg_utf8_take(&rest, &rune);
    if (!is_han_digit(rune) || digit_value(rune) <= 0 || rest.n == 0)
        return false;
    next = qg_utf8_first(qg_str_trim(rest));
    if ((next == ',' || next == 0xFF0C) && qg_str_trim(rest).p == rest.p) { /* 一，基本情况 */
        qg_utf8_take(&rest, &rune);
        *number = (qg_number){QG_NUMBER_BARE_HAN, digit_value(qg_utf8_first(text)), 1,
                              (int)(text.n - rest.n)};
        return qg_rune_is_han(qg_utf8_first(rest));
    }
    /* words and counts that begin with a figure: 一方面, 三个, 二是, 一九七八, 一季度 */
    if (!qg_rune_is_han(next) || is_han_digit(next) ||
        qg_utf8_is_in(next, "是要个個方面些种種次年月日号號级級位名项項条條件步要则則来來者为為般"
                            "直旦定切起样樣致律共手边邊时時向度体體心路线線流身人中旁生审審案"))
        return false;
    *number = (qg_number){QG_NUMBER_BARE_HAN, digit_value(rune), 1, (int)(text.n - rest.n)};
    return true;
}

/* 月 14 日, behind 9: spread by a blank behind each figure */
static bool is_of_date(qg_str text)
{
    qg_rune unit, next;

    qg_utf8_take(&text, &unit);
    next = qg_utf8_first(text);
    return qg_utf8_is_in(unit, "年月日") && !qg_rune_is_han(next);
}

/* "1 总则": a figure, a blank and a word. */
static bool bare_arabic(qg_number *number, qg_str text)
{
    qg_str rest = text, blank;
    int value = 0, n = 0;
    qg_rune rune;

    for (; rest.n > 0 && n < 2 && is_arabic(qg_utf8_first(rest)); n++) {
        qg_utf8_take(&rest, &rune);
        value = value * 10 + digit_value(rune);
    }
    blank = rest;
    rest = qg_str_trim(rest);
    bool is_nought = n == 1 && value == 0 && !qg_rune_is_unit(qg_utf8_first(rest)); /* 0 引言 */
    if (n == 0 || rest.n == 0 || rest.p == blank.p || (value == 0 && !is_nought) ||
        !qg_rune_is_han(qg_utf8_first(rest)) || is_of_date(rest))
        return false;
    *number = (qg_number){QG_NUMBER_BARE_ARABIC, value, 1, (int)(blank.p - text.p)};
    return true;
}

/* 1总则: a figure directly before a word that is no unit. */
static bool tight_arabic(qg_number *number, qg_str text)
{
    qg_str rest = text;
    int value = 0, n = 0;
    qg_rune rune;

    for (; rest.n > 0 && n < 2 && is_arabic(qg_utf8_first(rest)); n++) {
        qg_utf8_take(&rest, &rune);
        value = value * 10 + digit_value(rune);
    }
    if (n == 0 || value == 0 || rest.n == 0 || !qg_rune_is_han(qg_utf8_first(rest)) ||
        qg_rune_is_unit(qg_utf8_first(rest)))
        return false;
    *number = (qg_number){QG_NUMBER_TIGHT_ARABIC, value, 1, (int)(text.n - rest.n)};
    return true;
}

/* 3.2024年某某表: the dot is that of the number. */
static bool above_year(qg_number *number, qg_str text)
{
    enum { MAX_DIGITS = 2 };
    size_t dot = qg_str_find_byte(qg_str_head(text, MAX_DIGITS + 1), '.'), n = dot + 1;
    int value = 0;

    if (dot == 0 || dot > MAX_DIGITS)
        return false;
    for (size_t i = 0; i < dot; i++) {
        if (!is_arabic((unsigned char)text.p[i]))
            return false;
        value = value * 10 + (text.p[i] - '0');
    }
    while (n < text.n && is_arabic((unsigned char)text.p[n]))
        n++;
    if (n != dot + 1 + strlen("2024") || (text.p[dot + 1] != '1' && text.p[dot + 1] != '2') ||
        !qg_str_starts(qg_str_skip(text, n), QG_STR("年")))
        return false;
    *number = (qg_number){QG_NUMBER_ARABIC, value, 1, (int)dot + 1};
    return true;
}

/* Whether a number of any form can start with `rune`. */
static bool may_start(qg_rune rune)
{
    return is_arabic(rune) || is_han_digit(rune) || formal_value(rune) > 0 || rune == '(' ||
           qg_utf8_is_in(rune, "（〔［[第") || (rune >= 0x2460 && rune <= 0x2473);
}

/* 第一部分是…, 第二章，…: the words go on about it. */
static bool is_spoken_of(qg_str rest)
{
    return rest.n > 0 && qg_utf8_is_in(qg_utf8_first(rest), "是为為，,、；的主共包中和至到所规規");
}

/* 第2篇：某某总结: one of several samples that a site put together */
static bool is_sample(qg_str number, qg_str text)
{
    return qg_str_ends(qg_str_trim(number), QG_STR("篇")) &&
           qg_is_colon(qg_utf8_first(qg_str_skip(text, number.n)));
}

/* （4）：45-59. behind 2021: the issue of a journal, with its pages */
static bool is_issue(qg_str number, qg_str text)
{
    qg_str rest = qg_str_skip(text, number.n);
    qg_rune colon = 0;

    if (rest.n > 0)
        qg_utf8_take(&rest, &colon);
    return qg_is_colon(colon) && qg_rune_is_digit(qg_utf8_first(rest)) &&
           qg_utf8_is_in(qg_utf8_first(number), "(（");
}

/* 【一、抓实党建】: a heading in brackets, with its number */
static qg_number bracketed_number(qg_str text)
{
    qg_str open = QG_STR("【"), inner = qg_str_skip(text, open.n);
    qg_number number = {0};

    if (!qg_str_starts(inner, open))
        number = qg_text_number(qg_str_head(inner, inner.n - QG_STR("】").n));
    if (number.form != QG_NUMBER_HAN && number.form != QG_NUMBER_HAN_BRACKET)
        return (qg_number){0};
    number.n += (int)open.n;
    return number;
}

qg_number qg_text_number(qg_str text)
{
    qg_number number = {0};
    int level;
    qg_str slice;

    if (qg_str_starts(text, QG_STR("【")) && qg_str_ends(text, QG_STR("】")))
        return bracketed_number(text);
    if (text.n == 0 || !may_start(qg_utf8_first(text)))
        return number;
    slice = qg_number_at(text, &level);
    if (slice.n > 0 && qg_utf8_first(slice) == 0x7B2C &&
        (is_spoken_of(qg_str_skip(text, slice.n)) || is_sample(slice, text)))
        return number;
    if (slice.n > 0 && is_issue(slice, text))
        return number;
    if (slice.n > 0) {
        number = (qg_number){form_of(slice, level), value_of(slice), 1, (int)slice.n};
        if (formal_value(qg_utf8_first(slice)) > 0)
            number.value = formal_value(qg_utf8_first(slice));
        if (number.form == QG_NUMBER_CIRCLED)
            number.value = (int)(qg_utf8_first(slice) - 0x2460 + 1);
        if (number.form != QG_NUMBER_DECIMAL)
            return number;
    }
    if (above_year(&number, text) || tight_decimal(&number, text))
        return number;
    if (slice.n > 0) { /* a decimal with a blank behind it */
        size_t dot = slice.n;
        number.depth = 1;
        for (size_t i = 0; i + 1 < slice.n; i++)
            if (slice.p[i] == '.') {
                number.depth++;
                dot = i + 1;
            }
        number.value = value_of(qg_str_skip(slice, dot));
        return number;
    }
    if (bare_han(&number, text) || bare_arabic(&number, text) || tight_arabic(&number, text))
        return number;
    return (qg_number){0};
}

bool qg_text_has_room(qg_str text)
{
    qg_str open = QG_STR("（");

    if (qg_str_find(text, QG_STR("__")) < text.n)
        return true;
    for (size_t n; (n = qg_str_find(text, open)) < text.n;) {
        text = qg_str_skip(text, n + open.n);
        if (qg_str_starts(qg_str_trim(text), QG_STR("）")))
            return true;
    }
    return false;
}
