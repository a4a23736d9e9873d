/* value.c - values of front matter, as people type them, in the form that the document keeps. */
#include "parse/front_matter_int.h"

#include "base/buf.h"
#include "base/utf8.h"

/* 0 to 9 for 〇 to 九, 10 for 十, -1 for anything else.  GB2312 has no 〇, so a ring, a letter or a
 * figure stands for it in many old texts. */
static int han_digit(qg_rune rune)
{
    static const qg_rune digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                     0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};

    for (int i = 0; i <= 10; i++)
        if (rune == digits[i])
            return i;
    return rune == 0x96F6 || rune == 0x25CB || rune == 0x25EF || rune == 0xFF2F || rune == 'O' ||
                   rune == '0'
               ? 0
               : -1;
}

/* 二〇二四, 十二, 三十一; -1 when there is none */
static int take_han_number(qg_str *rest)
{
    int number = 0, tens = -1, n = 0;

    for (; rest->n > 0 && n < 5; n++) {
        qg_rune rune;
        qg_str next = *rest;
        int digit;
        qg_utf8_take(&next, &rune);
        digit = han_digit(rune);
        if (digit < 0 || (digit == 10 && tens >= 0))
            break;
        if (digit == 10)
            tens = n == 0 ? 1 : number;
        number = digit == 10 ? 0 : number * 10 + digit;
        *rest = next;
    }
    if (n == 0 || n > 4 || (tens >= 0 && (tens > 9 || number > 9)))
        return -1;
    return tens < 0 ? number : tens * 10 + number;
}

/* 0 to 9 for a digit, also in full width; -1 for anything else */
static int digit_of(qg_rune rune)
{
    if (rune >= 0xFF10 && rune <= 0xFF19)
        rune -= 0xFF10 - '0';
    return rune >= '0' && rune <= '9' ? (int)rune - '0' : -1;
}

/* Take digits off `rest`; -1 when there are none or more than four. */
static int take_number(qg_str *rest)
{
    int number = 0, n = 0;

    for (; rest->n > 0 && n < 5; n++) {
        int digit = digit_of(qg_utf8_first(*rest));
        qg_rune rune;
        if (digit < 0)
            break;
        number = number * 10 + digit;
        qg_utf8_take(rest, &rune);
    }
    return n == 0 ? take_han_number(rest) : n > 4 ? -1 : number;
}

/* Blanks may stand around it: 2024 年 3 月 5 日 */
static bool take(qg_str *rest, const char *literal)
{
    qg_str wanted = qg_str_of(literal), bare = qg_str_trim(*rest);

    if (!qg_str_starts(bare, wanted))
        return false;
    *rest = qg_str_trim(qg_str_skip(bare, wanted.n));
    return true;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && is_leap ? 29 : days[month - 1];
}

/* Years of the Republic, as Taiwan counts: 中華民國109年 is 2020.  Returns what to add. */
static int take_era(qg_str *rest)
{
    static const char *const eras[] = {"中華民國", "中华民国", "民國", "民国"};

    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++)
        if (qg_str_starts(*rest, qg_str_of(eras[i]))) {
            *rest = qg_str_trim(qg_str_skip(*rest, strlen(eras[i])));
            return 1911;
        }
    return 0;
}

static bool is_day(int year, int month, int day)
{
    return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

/* 20240305 */
static bool read_compact_date(qg_str text, int *year, int *month, int *day)
{
    int number = 0;

    if (text.n != 8)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
        number = number * 10 + (text.p[i] - '0');
    }
    *year = number / 10000;
    *month = number / 100 % 100;
    *day = number % 100;
    return is_day(*year, *month, *day);
}

/* 2024-03-05, 2024/3/5, 2024.3.5, 2024年3月5日 or 二〇二四年三月五日; the day is 0 in 2024年3月 and
 * 2024-03 */
static bool read_date(qg_str text, int *year, int *month, int *day)
{
    static const char *const forms[][3] = {
        {"年", "月", "日"}, {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        qg_str rest = qg_str_trim(qg_str_head(text, qg_str_find(text, QG_STR("（星期"))));
        int era = take_era(&rest), count = take_number(&rest);
        *year = count < 0 ? count : era + count;
        if (!take(&rest, forms[i][0]))
            continue;
        *month = take_number(&rest);
        if (rest.n == 0 && i == 1 && *year >= 1000 && *month >= 1 && *month <= 12) {
            *day = 0; /* 2024-03 */
            return true;
        }
        if (!take(&rest, forms[i][1]))
            continue;
        if (rest.n == 0 && i == 0) { /* 2024年3月 */
            *day = 0;
            return *year >= 1000 && *month >= 1 && *month <= 12;
        }
        *day = take_number(&rest);
        if (!take(&rest, forms[i][2]) && i == 0) /* 2024年3月5 is what some pages print */
            (void)(take(&rest, "号") || take(&rest, "號"));
        return rest.n == 0 && is_day(*year, *month, *day);
    }
    return false;
}

static bool normalize_date(qg_doc *doc, qg_str *value)
{
    int year, month, day;
    char date[] = "0000-00-00";

    if (!read_compact_date(*value, &year, &month, &day) && !read_date(*value, &year, &month, &day))
        return false;
    for (int i = 3; i >= 0; i--, year /= 10)
        date[i] = (char)('0' + year % 10);
    date[5] = (char)('0' + month / 10);
    date[6] = (char)('0' + month % 10);
    date[8] = (char)('0' + day / 10);
    date[9] = (char)('0' + day % 10);
    date[7] = day > 0 ? '-' : '\0';
    *value = qg_arena_copy(&doc->arena, qg_str_of(date));
    return true;
}

static bool is_digits(qg_str value)
{
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] < '0' || value.p[i] > '9')
            return false;
    return value.n > 0;
}

/* 1年, 6个月, 长期 */
static bool is_period(qg_str value)
{
    static const char *const units[] = {"年", "个月", "個月", "月", "日", "天"};
    size_t n = 0;

    while (n < value.n && value.p[n] >= '0' && value.p[n] <= '9')
        n++;
    for (size_t i = 0; n > 0 && i < sizeof units / sizeof *units; i++)
        if (qg_str_is(qg_str_skip(value, n), units[i]))
            return true;
    return qg_str_is(value, "长期") || qg_str_is(value, "長期");
}

/* The words that choice keys take, and what the document keeps for each. */
static const struct {
    qg_key key;
    const char *typed, *kept;
} choices[] = {
    {QG_KEY_SECRECY, "绝密", "绝密"},
    {QG_KEY_SECRECY, "机密", "机密"},
    {QG_KEY_SECRECY, "秘密", "秘密"},
    {QG_KEY_SECRECY, "絕密", "絕密"},
    {QG_KEY_SECRECY, "機密", "機密"},
    {QG_KEY_SECRECY, "祕密", "祕密"},
    {QG_KEY_URGENCY, "特急", "特急"},
    {QG_KEY_URGENCY, "加急", "加急"},
    {QG_KEY_URGENCY, "特提", "特提"},
    {QG_KEY_URGENCY, "平急", "平急"},
    {QG_KEY_RED_HEAD, "print", "print"},
    {QG_KEY_RED_HEAD, "preprinted", "preprinted"},
    {QG_KEY_RED_HEAD, "none", "none"},
    {QG_KEY_RED_HEAD, "印", "print"},
    {QG_KEY_RED_HEAD, "套印", "preprinted"},
    {QG_KEY_RED_HEAD, "无", "none"},
    {QG_KEY_RED_HEAD, "無", "none"},
    {QG_KEY_STYLE, "redhead", "redhead"},
    {QG_KEY_STYLE, "红头文件", "redhead"},
    {QG_KEY_STYLE, "红头", "redhead"},
    {QG_KEY_STYLE, "report", "report"},
    {QG_KEY_STYLE, "letter", "letter"},
    {QG_KEY_STYLE, "函", "letter"},
    {QG_KEY_STYLE, "minutes", "minutes"},
    {QG_KEY_STYLE, "会议纪要", "minutes"},
    {QG_KEY_STYLE, "會議紀要", "minutes"},
    {QG_KEY_STYLE, "order", "order"},
    {QG_KEY_STYLE, "令", "order"},
    {QG_KEY_SEAL, "有", "yes"},
    {QG_KEY_SEAL, "无", "no"},
    {QG_KEY_SEAL, "無", "no"},
};

static bool normalize_choice(qg_key key, qg_str *value)
{
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (choices[i].key == key && qg_str_eq_nocase(*value, qg_str_of(choices[i].typed))) {
            *value = qg_str_of(choices[i].kept);
            return true;
        }
    }
    return false;
}

/* 机密 or 机密★1年 */
static bool normalize_secrecy(qg_str *value)
{
    const qg_str star = QG_STR("★");
    size_t n = qg_str_find(*value, star);
    qg_str grade = qg_str_trim(qg_str_head(*value, n));

    if (n < value->n)
        return is_period(qg_str_trim(qg_str_skip(*value, n + star.n))) &&
               normalize_choice(QG_KEY_SECRECY, &grade);
    return normalize_choice(QG_KEY_SECRECY, value);
}

/* Whether all figures in brackets, whatever these are, are a year of four: 〔2024〕, not 〔24〕 */
static bool is_doc_number(qg_str value)
{
    static const char brackets[] = "〔〕[]［］()（）【】";
    size_t n = 0;
    bool is_inside = false;

    while (value.n > 0) {
        qg_rune rune;
        qg_utf8_take(&value, &rune);
        if (rune >= '0' && rune <= '9') {
            n++;
        } else if (qg_utf8_is_in(rune, brackets)) {
            if (is_inside && n > 0 && n != 4)
                return false;
            is_inside = !is_inside;
            n = 0;
        } else {
            is_inside = false;
        }
    }
    return true;
}

/* yes, no, or something that looks like the name of a file. */
static bool normalize_seal(qg_str *value)
{
    static const char *const words[] = {"", "yes", "true", "是", "no", "false", "否"};

    if (normalize_choice(QG_KEY_SEAL, value))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_eq_nocase(*value, qg_str_of(words[i])))
            return true;
    return qg_str_find_byte(*value, '.') < value->n || qg_str_find_byte(*value, ':') < value->n;
}

bool qg_value_normalize(qg_doc *doc, qg_key key, qg_str *value)
{
    if (key == QG_KEY_UNKNOWN)
        return true;
    if (key == QG_KEY_DOC_NUMBER)
        return is_doc_number(*value);
    if (key == QG_KEY_STYLE)
        normalize_choice(key, value); /* any other word is the name of a sheet */
    switch (qg_key_form_of(key)) {
    case QG_FORM_DATE:
        return normalize_date(doc, value);
    case QG_FORM_DIGITS:
        return is_digits(*value);
    case QG_FORM_PERIOD:
        return is_period(*value);
    case QG_FORM_CHOICE:
        return key == QG_KEY_SECRECY ? normalize_secrecy(value) : normalize_choice(key, value);
    case QG_FORM_SEAL:
        return normalize_seal(value);
    case QG_FORM_TEXT:
    case QG_FORM_LIST:
        break;
    }
    return true;
}

qg_kind qg_value_complaint(qg_key key)
{
    static const struct {
        qg_key key;
        qg_kind kind;
    } complaints[] = {{QG_KEY_DATE, QG_FOUND_PARSE_BAD_DATE},
                      {QG_KEY_PRINTED_DATE, QG_FOUND_PARSE_BAD_DATE},
                      {QG_KEY_PUBLISHED, QG_FOUND_PARSE_BAD_DATE},
                      {QG_KEY_COPY_NO, QG_FOUND_PARSE_BAD_COPY_NO},
                      {QG_KEY_DOC_NUMBER, QG_FOUND_PARSE_BAD_DOC_NUMBER},
                      {QG_KEY_SECRECY, QG_FOUND_PARSE_BAD_SECRECY},
                      {QG_KEY_SECRECY_PERIOD, QG_FOUND_PARSE_BAD_PERIOD},
                      {QG_KEY_URGENCY, QG_FOUND_PARSE_BAD_URGENCY},
                      {QG_KEY_SEAL, QG_FOUND_PARSE_BAD_SEAL},
                      {QG_KEY_RED_HEAD, QG_FOUND_PARSE_BAD_RED_HEAD}};

    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++)
        if (complaints[i].key == key)
            return complaints[i].kind;
    return QG_FOUND_PARSE_BAD_VALUE;
}
