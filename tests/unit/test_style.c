/* test_style.c - style sheets: values, inheritance, errors and their places, and that the built-in
 * ones are good. */
#include "unit.h"

#include "base/buf.h"
#include "style/measure.h"
#include "style/style.h"

/* The last finding, copied. */
typedef struct heard {
    qg_kind kind;
    size_t line, column, n;
    char before[200], after[200];
} heard;

static void listen(void *user, const qg_finding *finding)
{
    heard *h = user;

    h->kind = finding->kind;
    h->line = finding->line;
    h->column = finding->column;
    h->n++;
    snprintf(h->before, sizeof h->before, "%.*s", QG_STR_ARGS(finding->before));
    snprintf(h->after, sizeof h->after, "%.*s", QG_STR_ARGS(finding->after));
}

static void test_values(void **state)
{
    static const struct {
        const char *why;
        qg_value_form form;
        const char *in;
        bool is_good;
        qg_unit unit;
        double number;
    } cases[] = {
        {"millimetres", QG_VALUE_LENGTH, "25.4mm", true, QG_UNIT_TWIP, 1440},
        {"a blank before the unit", QG_VALUE_LENGTH, "2 cm", true, QG_UNIT_TWIP, 1133.86},
        {"characters", QG_VALUE_LENGTH, "2字", true, QG_UNIT_CHAR, 2},
        {"and as word processors say", QG_VALUE_LENGTH, "2字符", true, QG_UNIT_CHAR, 2},
        {"units in Chinese", QG_VALUE_LENGTH, "3.5厘米", true, QG_UNIT_TWIP, 1984.25},
        {"and in capitals", QG_VALUE_LENGTH, "1440PT", true, QG_UNIT_TWIP, 28800},
        {"a size with a blank", QG_VALUE_SIZE, "16 PT", true, QG_UNIT_TWIP, 320},
        {"lines in Chinese points", QG_VALUE_LINE, "28磅", true, QG_UNIT_TWIP, 560},
        {"negative", QG_VALUE_LENGTH, "-0.5pt", true, QG_UNIT_TWIP, -10},
        {"zero needs no unit", QG_VALUE_LENGTH, "0", true, QG_UNIT_TWIP, 0},
        {"other numbers do", QG_VALUE_LENGTH, "3", false, QG_UNIT_NONE, 0},
        {"an unknown unit", QG_VALUE_LENGTH, "3 parsec", false, QG_UNIT_NONE, 0},
        {"no number", QG_VALUE_LENGTH, "mm", false, QG_UNIT_NONE, 0},
        {"too long for any paper", QG_VALUE_LENGTH, "2000mm", false, QG_UNIT_NONE, 0},
        {"a Chinese size", QG_VALUE_SIZE, "三号", true, QG_UNIT_TWIP, 320},
        {"a size in points", QG_VALUE_SIZE, "10.5pt", true, QG_UNIT_TWIP, 210},
        {"no size", QG_VALUE_SIZE, "九号", false, QG_UNIT_NONE, 0},
        {"exact lines", QG_VALUE_LINE, "1行", true, QG_UNIT_LINE, 1},
        {"a multiple", QG_VALUE_LINE, "1.5倍", true, QG_UNIT_NONE, 1.5},
        {"single", QG_VALUE_LINE, "single", true, QG_UNIT_NONE, 1},
        {"at least", QG_VALUE_LINE, "at least 20pt", true, QG_UNIT_TWIP, 400},
        {"at least needs a length", QG_VALUE_LINE, "at least 1.5", false, QG_UNIT_NONE, 0},
        {"per cent", QG_VALUE_PERCENT, "80%", true, QG_UNIT_NONE, 80},
        {"yes", QG_VALUE_BOOL, "yes", true, QG_UNIT_NONE, 1},
        {"not maybe", QG_VALUE_BOOL, "maybe", false, QG_UNIT_NONE, 0},
        {"a colour", QG_VALUE_COLOR, "#FF0000", true, QG_UNIT_NONE, 0xFF0000},
        {"five digits are none", QG_VALUE_COLOR, "FF000", false, QG_UNIT_NONE, 0},
        {"a count", QG_VALUE_COUNT, "22", true, QG_UNIT_NONE, 22},
        {"not half a line", QG_VALUE_COUNT, "22.5", false, QG_UNIT_NONE, 0},
        {"centre", QG_VALUE_ALIGN, "center", true, QG_UNIT_NONE, QG_PARA_CENTER},
        {"centre in Chinese", QG_VALUE_ALIGN, "居中", true, QG_UNIT_NONE, QG_PARA_CENTER},
        {"paper", QG_VALUE_SIZE_PAIR, "1in x 2in", true, QG_UNIT_TWIP, 1440},
        {"half a paper", QG_VALUE_SIZE_PAIR, "210mm", false, QG_UNIT_NONE, 0},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_value value;
        bool is_good = qg_value_read(&value, cases[i].form, qg_str_of(cases[i].in));
        if (is_good != cases[i].is_good)
            fail_msg("%s: \"%s\" is %s", cases[i].why, cases[i].in, is_good ? "taken" : "refused");
        if (is_good && (value.unit != cases[i].unit || value.number - cases[i].number > 0.01 ||
                        cases[i].number - value.number > 0.01))
            fail_msg("%s: \"%s\" is %g in unit %d", cases[i].why, cases[i].in, value.number,
                     (int)value.unit);
    }
}

/* The measures that were found to give 22 lines of 28 characters in every program. */
static void test_standard(void **state)
{
    qg_style style;
    const qg_para *body, *normal;

    (void)state;
    assert_int_equal(qg_style_find(&style, QG_STR("gbt9704"), NULL), QG_OK);
    assert_text(style.name, QG_STR("gbt9704"), "its name");
    assert_int_equal(style.page.width, 11906);
    assert_int_equal(style.page.height, 16838);
    assert_int_equal(style.page.top, 2098);
    assert_int_equal(style.page.left, 1587);
    assert_int_equal(style.page.line_pitch, 579);
    normal = &style.paras[QG_PARA_NORMAL];
    assert_int_equal(normal->size_half_pt, 32);
    assert_int_equal(normal->tracking_twips, -5);
    assert_int_equal(normal->line_twips, 579);
    assert_int_equal(normal->line_rule, QG_LINE_EXACT);
    assert_int_equal(normal->first_line.twips, 0);
    body = &style.paras[QG_PARA_BODY];
    assert_int_equal(body->first_line.twips, 640);
    assert_int_equal(body->first_line.hundredths, 200);
    assert_text(body->font, QG_STR("仿宋_GB2312"), "what body does not say comes from normal");
    assert_int_equal(style.paras[QG_PARA_TITLE].tracking_twips, 0);
    assert_int_equal(style.paras[QG_PARA_HEADING_2].outline, 2);
    qg_style_clear(&style);
}

static void test_extends(void **state)
{
    qg_style style;

    (void)state;
    assert_int_equal(qg_style_read(&style,
                                   QG_STR("extends: gbt9704\n"
                                          "page: {grid: {lines: 20}}\n"
                                          "paragraphs:\n"
                                          "  heading-2: {bold: yes}\n"),
                                   NULL),
                     QG_OK);
    assert_true(style.paras[QG_PARA_HEADING_2].is_bold);
    assert_text(style.paras[QG_PARA_HEADING_2].font, QG_STR("楷体_GB2312"), "the rest stays");
    assert_int_equal(style.page.line_pitch, 637);
    assert_int_equal(style.paras[QG_PARA_BODY].line_twips, 637);
    qg_style_clear(&style);
    assert_int_equal(qg_style_read(&style,
                                   QG_STR("\xEF\xBB\xBF"
                                          "extends: GBT9704\nparagraphs: {title: {align: 居中}}\n"),
                                   NULL),
                     QG_OK); /* as an editor saves it */
    assert_int_equal(qg_style_use_fonts(&style, QG_STR("GBK"), NULL), QG_OK);
    assert_text(style.paras[QG_PARA_BODY].font, QG_STR("方正仿宋_GBK"), "a set in capitals");
    qg_style_clear(&style);
}

static void test_errors(void **state)
{
    static const struct {
        const char *why, *yaml;
        qg_kind kind;
        size_t line, column;
        const char *before;
    } cases[] = {
        {"a bad value", "extends: gbt9704\npage:\n  margin: {top: 37 parsec}\n",
         QG_FOUND_STYLE_BAD_VALUE, 3, 17, "page.margin.top: 37 parsec"},
        {"an unknown key", "extends: gbt9704\nparagraphs:\n  body: {fnot: 宋体}\n",
         QG_FOUND_STYLE_UNKNOWN_KEY, 3, 16, "paragraphs.body.fnot: 宋体"},
        {"an unknown paragraph", "extends: gbt9704\nparagraphs: {boddy: {font: 宋体}}\n",
         QG_FOUND_STYLE_UNKNOWN_KEY, 2, 28, "paragraphs.boddy.font: 宋体"},
        {"columns count characters", "extends: gbt9704\npage: {  字: 1}\n",
         QG_FOUND_STYLE_UNKNOWN_KEY, 2, 13, "page.字: 1"},
        {"broken YAML", "page: {size: [}\n", QG_FOUND_STYLE_SYNTAX, 1, 15, NULL},
        {"an unknown parent", "extends: nothing\n", QG_FOUND_STYLE_UNKNOWN, 1, 10,
         "extends: nothing"},
        {"an alias", "extends: &a gbt9704\nname: *a\n", QG_FOUND_STYLE_SYNTAX, 2, 7, ""},
        {"too deep", "a: {b: {c: {d: {e: 1}}}}\n", QG_FOUND_STYLE_SYNTAX, 1, 16, ""},
        {"no mapping", "- a\n", QG_FOUND_STYLE_SYNTAX, 1, 1, ""},
        {"margins that meet", "extends: gbt9704\npage: {margin: {left: 200mm}}\n",
         QG_FOUND_STYLE_BAD_VALUE, 1, 1, "page"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        heard h = {QG_FOUND_NONE, 0, 0, 0, "", ""};
        qg_sink sink = {listen, &h};
        qg_style style;
        assert_int_equal(qg_style_read(&style, qg_str_of(cases[i].yaml), &sink), QG_E_ARG);
        if (h.n != 1 || h.kind != cases[i].kind || h.line != cases[i].line ||
            h.column != cases[i].column ||
            (cases[i].before != NULL && strcmp(h.before, cases[i].before) != 0))
            fail_msg("%s: %zu findings, %s at %zu:%zu, \"%s\"", cases[i].why, h.n,
                     qg_kind_name(h.kind), h.line, h.column, h.before);
        qg_style_clear(&style);
    }
}

static void test_pitch(void **state)
{
    qg_style style;

    (void)state;
    assert_int_equal(
        qg_style_read(&style, QG_STR("extends: gbt9704\npage: {grid: {pitch: 10.39mm}}\n"), NULL),
        QG_OK);
    assert_int_equal(style.page.lines, 22);
    assert_int_equal(style.page.line_pitch, 589);
    qg_style_clear(&style);
    assert_int_equal(
        qg_style_read(&style, QG_STR("extends: gbt9704\npage: {grid: {lines: 0}}\n"), NULL),
        QG_E_ARG); /* or 1行 would be nothing */
    qg_style_clear(&style);
}

/* ---- differences ---- */

static void note(void *user, const qg_style_difference *difference)
{
    qg_buf *out = user;

    qg_buf_put(out, difference->property);
    qg_buf_puts(out, ": ");
    qg_buf_put(out, difference->a);
    qg_buf_puts(out, " -> ");
    qg_buf_put(out, difference->b);
    qg_buf_puts(out, " ");
    qg_buf_put(out, difference->clause);
    qg_buf_puts(out, "\n");
}

static void test_differences(void **state)
{
    static const struct {
        const char *why, *a, *b, *told;
    } cases[] = {
        {"the same", "extends: gbt9704\n", "extends: gbt9704\n", ""},
        {"the same measure in another unit", "page: {header: 10mm, grid: {pitch: 1in}}\n",
         "page: {header: 1cm, grid: {pitch: 72pt}}\n", ""},
        {"a clause beside the value", "page:\n  header: 10mm   # (5.2) why\n",
         "page:\n  header: 9mm\n", "page.header: 10mm -> 9mm (5.2)\n"},
        {"several", "page:\n  header: 10mm # (5.2) [P] (not this)\n", "page:\n  header: 9mm\n",
         "page.header: 10mm -> 9mm (5.2) [P] (not this)\n"},
        {"a clause beside the group", "paragraphs:\n  title:  # (7.3.1)\n    size: 二号\n",
         "paragraphs: {title: {size: 一号}}\n", "paragraphs.title.size: 二号 -> 一号 (7.3.1)\n"},
        {"the other's, where the first has none", "page: {header: 10mm}\n",
         "page: {header: 9mm} # (A.1)\n", "page.header: 10mm -> 9mm (A.1)\n"},
        {"a comment that names no clause", "page: {header: 10mm} # see (5.2)\n",
         "page: {header: 9mm}\n", "page.header: 10mm -> 9mm \n"},
        {"what all take from normal is told once", "paragraphs: {normal: {size: 三号}}\n",
         "paragraphs: {normal: {size: 四号}}\n", "paragraphs.normal.size: 三号 -> 四号 \n"},
        {"a kind that stays as normal was",
         "paragraphs: {normal: {size: 三号}, body: {size: 四号}}\n",
         "paragraphs: {normal: {size: 三号}}\n", "paragraphs.body.size: 四号 -> 三号 \n"},
        {"nothing is as good as not said",
         "paragraphs: {title: {bold: no, color: black, before: 0}}\n", "name: x\n", ""},
        {"not said", "page: {header: 10mm}\n", "name: x\n", "page.header: 10mm ->  \n"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_buf told;
        qg_buf_init(&told, 0);
        assert_int_equal(
            qg_style_diff(qg_str_of(cases[i].a), qg_str_of(cases[i].b), note, &told, NULL, NULL),
            QG_OK);
        assert_text(qg_buf_str(&told), qg_str_of(cases[i].told), cases[i].why);
        qg_buf_clear(&told);
    }
}

static void test_differences_of_bad_sheets(void **state)
{
    heard a = {QG_FOUND_NONE, 0, 0, 0, "", ""}, b = a;

    (void)state;
    assert_int_equal(qg_style_diff(QG_STR("page: {header: 10}\n"), QG_STR("nmae: x\n"), note, NULL,
                                   &(qg_sink){listen, &a}, &(qg_sink){listen, &b}),
                     QG_E_ARG);
    assert_int_equal(a.kind, QG_FOUND_STYLE_BAD_VALUE);
    assert_int_equal(b.kind, QG_FOUND_STYLE_UNKNOWN_KEY);
}

static void test_every_sheet_is_good(void **state)
{
    (void)state;
    for (size_t i = 0; qg_style_name(i) != NULL; i++) {
        heard h = {QG_FOUND_NONE, 0, 0, 0, "", ""};
        qg_sink sink = {listen, &h};
        qg_style style;
        if (qg_style_find(&style, qg_str_of(qg_style_name(i)), &sink) != QG_OK)
            fail_msg("%s: %s at %zu:%zu \"%s\"", qg_style_name(i), qg_kind_name(h.kind), h.line,
                     h.column, h.before);
        assert_text(style.name, qg_str_of(qg_style_name(i)), "a sheet is named as its file");
        assert_true(strlen(qg_style_summary(i)) > 0);
        qg_style_clear(&style);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),      cmocka_unit_test(test_standard),
        cmocka_unit_test(test_extends),     cmocka_unit_test(test_pitch),
        cmocka_unit_test(test_differences), cmocka_unit_test(test_differences_of_bad_sheets),
        cmocka_unit_test(test_errors),      cmocka_unit_test(test_every_sheet_is_good)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
