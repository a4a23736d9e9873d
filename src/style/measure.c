#include "style/measure.h"

#include "style/style.h"

static const double twips_per_mm = 1440 / 25.4;

/* The sizes of Chinese type as word processors take them, in points.
 * Source: the table in the word processors' own size lists; 三号 is 16 pt there, 15.75 in print. */
static const struct {
    const char *name;
    double pt;
} sizes[] = {{"初号", 42},  {"小初", 36},  {"一号", 26},   {"小一", 24},
             {"二号", 22},  {"小二", 18},  {"三号", 16},   {"小三", 15},
             {"四号", 14},  {"小四", 12},  {"五号", 10.5}, {"小五", 9},
             {"六号", 7.5}, {"小六", 6.5}, {"七号", 5.5},  {"八号", 5}};

static const struct {
    const char *name;
    qg_unit unit;
    double factor;
} units[] = {{"mm", QG_UNIT_TWIP, 1440 / 25.4},
             {"cm", QG_UNIT_TWIP, 1440 / 2.54},
             {"in", QG_UNIT_TWIP, 1440},
             {"pt", QG_UNIT_TWIP, 20},
             {"磅", QG_UNIT_TWIP, 20},
             {"字", QG_UNIT_CHAR, 1},
             {"行", QG_UNIT_LINE, 1},
             {"em", QG_UNIT_EM, 1},
             {"毫米", QG_UNIT_TWIP, 1440 / 25.4},
             {"厘米", QG_UNIT_TWIP, 1440 / 2.54},
             {"英寸", QG_UNIT_TWIP, 1440},
             {"字符", QG_UNIT_CHAR, 1}};

/* Take a decimal number off `rest`.  strtod would ask the locale for its decimal point. */
static bool take_number(qg_str *rest, double *number)
{
    bool is_negative = qg_str_starts(*rest, QG_STR("-"));
    double value = 0, place = 1;
    size_t n_digits = 0, i = is_negative ? 1 : 0;
    bool in_fraction = false;

    for (; i < rest->n && n_digits < 9; i++) {
        char c = rest->p[i];
        if (c == '.' && !in_fraction) {
            in_fraction = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        value = value * 10 + (c - '0');
        place *= in_fraction ? 10 : 1;
        n_digits++;
    }
    *rest = qg_str_skip(*rest, i);
    *number = (is_negative ? -value : value) / place;
    return n_digits > 0;
}

static bool read_size(qg_value *value, qg_str text)
{
    double pt;

    value->unit = QG_UNIT_TWIP;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (qg_str_is(text, sizes[i].name)) {
            value->number = sizes[i].pt * 20;
            return true;
        }
    if (!take_number(&text, &pt))
        return false;
    text = qg_str_trim(text);
    if (!qg_str_eq_nocase(text, QG_STR("pt")) && !qg_str_is(text, "磅"))
        return false;
    value->number = pt * 20;
    return pt >= 1 && pt <= 400;
}

static bool read_length(qg_value *value, qg_str text)
{
    double number;

    if (qg_str_is(text, "grid")) {
        value->unit = QG_UNIT_GRID;
        return true;
    }
    if (!take_number(&text, &number))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (qg_str_eq_nocase(qg_str_trim(text), qg_str_of(units[i].name))) {
            value->unit = units[i].unit;
            value->number = number * units[i].factor;
            return value->number < 1000 * twips_per_mm && value->number > -1000 * twips_per_mm;
        }
    value->unit = QG_UNIT_TWIP;
    value->number = 0;
    return text.n == 0 && number == 0;
}

static bool read_line(qg_value *value, qg_str text)
{
    qg_str at_least = QG_STR("at least ");

    if (qg_str_is(text, "single"))
        text = QG_STR("1倍");
    value->is_at_least = qg_str_starts(text, at_least);
    if (value->is_at_least)
        text = qg_str_skip(text, at_least.n);
    if (read_length(value, text))
        return value->number > 0;
    value->unit = QG_UNIT_NONE;
    return take_number(&text, &value->number) && (text.n == 0 || qg_str_is(text, "倍")) &&
           value->number >= 0.5 && value->number <= 10 && !value->is_at_least;
}

static bool read_percent(qg_value *value, qg_str text)
{
    return take_number(&text, &value->number) && qg_str_is(text, "%") && value->number >= 1 &&
           value->number <= 600;
}

static bool read_bool(qg_value *value, qg_str text)
{
    value->number = qg_str_is(text, "yes") || qg_str_is(text, "true") || qg_str_is(text, "是");
    return value->number != 0 || qg_str_is(text, "no") || qg_str_is(text, "false") ||
           qg_str_is(text, "否");
}

static bool read_count(qg_value *value, qg_str text)
{
    return take_number(&text, &value->number) && text.n == 0 && value->number >= 0 &&
           value->number <= 999 && value->number == (int)value->number;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_color(qg_value *value, qg_str text)
{
    unsigned color = 0;

    if (qg_str_is(text, "black"))
        return true;
    if (qg_str_is(text, "red") || qg_str_is(text, "红"))
        text = QG_STR("FF0000");
    if (qg_str_starts(text, QG_STR("#")))
        text = qg_str_skip(text, 1);
    for (size_t i = 0; i < text.n; i++) {
        int digit = hex_digit(text.p[i]);
        if (digit < 0)
            return false;
        color = color << 4 | (unsigned)digit;
    }
    value->number = color;
    return text.n == 6;
}

/* Read one of `n` names; the value is its index. */
static bool read_name(qg_value *value, qg_str text, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (qg_str_eq_nocase(text, qg_str_of(names[i]))) {
            value->number = (double)i;
            return true;
        }
    return false;
}

static bool read_align(qg_value *value, qg_str text)
{
    static const char *const names[] = {[QG_PARA_LEFT] = "left",
                                        [QG_PARA_CENTER] = "center",
                                        [QG_PARA_RIGHT] = "right",
                                        [QG_PARA_JUSTIFY] = "justify"};
    static const char *const chinese[] = {[QG_PARA_LEFT] = "左对齐",
                                          [QG_PARA_CENTER] = "居中",
                                          [QG_PARA_RIGHT] = "右对齐",
                                          [QG_PARA_JUSTIFY] = "两端对齐"};

    return read_name(value, text, names, sizeof names / sizeof *names) ||
           read_name(value, text, chinese, sizeof chinese / sizeof *chinese);
}

static bool read_numbering(qg_value *value, qg_str text)
{
    static const char *const names[] = {"typed", "auto"};

    return read_name(value, text, names, sizeof names / sizeof *names);
}

static bool read_kind(qg_value *value, qg_str text)
{
    static const char *const names[] = {[QG_DOCUMENT_REDHEAD] = "redhead",
                                        [QG_DOCUMENT_REPORT] = "report",
                                        [QG_DOCUMENT_LETTER] = "letter",
                                        [QG_DOCUMENT_ORDER] = "order",
                                        [QG_DOCUMENT_MINUTES] = "minutes"};

    return read_name(value, text, names, sizeof names / sizeof *names);
}

static bool read_size_pair(qg_value *value, qg_str text)
{
    qg_str times = QG_STR(" x ");
    size_t at = qg_str_find(text, times);
    qg_value second = {0};

    if (at == text.n || !read_length(value, qg_str_head(text, at)) ||
        !read_length(&second, qg_str_skip(text, at + times.n)))
        return false;
    value->second = second.number;
    return value->unit == QG_UNIT_TWIP && second.unit == QG_UNIT_TWIP && value->number > 0 &&
           value->second > 0;
}

bool qg_value_read(qg_value *value, qg_value_form form, qg_str text)
{
    *value = (qg_value){.is_set = true, .text = text};
    switch (form) {
    case QG_VALUE_TEXT:
        return text.n > 0;
    case QG_VALUE_SIZE:
        return read_size(value, text);
    case QG_VALUE_LENGTH:
        return read_length(value, text);
    case QG_VALUE_LINE:
        return read_line(value, text);
    case QG_VALUE_PERCENT:
        return read_percent(value, text);
    case QG_VALUE_BOOL:
        return read_bool(value, text);
    case QG_VALUE_COUNT:
        return read_count(value, text);
    case QG_VALUE_COLOR:
        return read_color(value, text);
    case QG_VALUE_ALIGN:
        return read_align(value, text);
    case QG_VALUE_SIZE_PAIR:
        return read_size_pair(value, text);
    case QG_VALUE_NUMBERING:
        return read_numbering(value, text);
    case QG_VALUE_KIND:
        return read_kind(value, text);
    }
    return false;
}

const char *qg_value_form_wants(qg_value_form form)
{
    static const char *const wants[] = {
        [QG_VALUE_TEXT] = "a text that is not empty",
        [QG_VALUE_SIZE] = "a size such as 三号, 小四 or 16pt",
        [QG_VALUE_LENGTH] = "a length such as 37mm, 2字, 1行, 28.95pt or 0",
        [QG_VALUE_LINE] = "1行, 28.95pt, at least 1行, single, or 1.5",
        [QG_VALUE_PERCENT] = "a percentage such as 90%",
        [QG_VALUE_BOOL] = "yes or no",
        [QG_VALUE_COUNT] = "a whole number from 0 to 999",
        [QG_VALUE_COLOR] = "black, red, or six hexadecimal digits such as FF0000",
        [QG_VALUE_ALIGN] = "left, center, right or justify",
        [QG_VALUE_SIZE_PAIR] = "width and height such as 210mm x 297mm",
        [QG_VALUE_NUMBERING] = "typed or auto",
        [QG_VALUE_KIND] = "redhead, report, letter, order or minutes"};

    return wants[form];
}
