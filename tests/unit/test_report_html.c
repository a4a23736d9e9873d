/* test_report_html.c - the report as a web page: marks where changes are, and nothing hostile
 * runs. */
#include "unit.h"

#include "api/report.h"
#include "base/utf8.h"

static qg_str str_of(const qg_buf *buf)
{
    return (qg_str){buf->p, buf->n};
}

static size_t count(qg_str s, const char *needle)
{
    size_t n = 0, at;

    for (; (at = qg_str_find(s, qg_str_of(needle))) < s.n; n++)
        s = qg_str_skip(s, at + 1);
    return n;
}

/* What stands on the page below its style sheet. */
static qg_str body_of(const qg_buf *page)
{
    qg_str s = str_of(page);

    return qg_str_skip(s, qg_str_find(s, QG_STR("<body>")));
}

static void tell(qg_report *report, const qg_finding *finding)
{
    qg_sink_tell(qg_report_sink(report), finding);
}

static const char *shout(const char *sentence)
{
    return strcmp(sentence, "confidence") == 0 ? "<b>sure</b>" : sentence;
}

static void test_marks(void **state)
{
    static const struct {
        const char *why, *input;
        qg_finding finding;
        const char *has;
    } cases[] = {
        {"a change stands where it was made",
         "公&amp;文",
         {.kind = QG_FOUND_REPAIR_ESCAPE, .offset = 3, .before = {"&amp;", 5}, .after = {"&", 1}},
         "\"><del>&#38;amp;</del><ins>&#38;</ins>"},
        {"something that was taken out is named",
         "公\u200B文",
         {.kind = QG_FOUND_REPAIR_INVISIBLE,
          .offset = 3,
          .before = {"\u200B", 3},
          .after = {"", 0}},
         "<del><i>U+200B</i></del>"},
        {"a suggestion leaves the text",
         "公文",
         {.kind = QG_FOUND_REPAIR_ESCAPE,
          .offset = 3,
          .before = {"文", 3},
          .after = {"章", 3},
          .suggested = true},
         "\">文<ins>章</ins>"},
        {"what another pass had changed before stands there in its own words",
         "公文",
         {.kind = QG_FOUND_REPAIR_ESCAPE, .offset = 3, .before = {"x", 1}, .after = {"y", 1}},
         "\"><del>x</del><ins>y</ins>"},
        {"behind the end is the end",
         "公文",
         {.kind = QG_FOUND_REPAIR_ESCAPE, .offset = 99, .before = {"x", 1}, .after = {"y", 1}},
         "公文<span"},
        {"how sure it is",
         "公文",
         {.kind = QG_FOUND_REPAIR_ESCAPE, .before = {"公", 3}, .confidence = 0.976},
         "confidence 98 %"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_report *report = qg_report_new();
        qg_buf page;
        qg_str body;

        qg_buf_init(&page, 0);
        tell(report, &cases[i].finding);
        assert_int_equal(qg_report_place(report, qg_str_of(cases[i].input)), QG_OK);
        assert_int_equal(qg_report_html(&page, report, QG_STR("a.txt"), qg_str_of(cases[i].input),
                                        QG_STR("UTF-8"), NULL),
                         QG_OK);
        body = body_of(&page);
        if (count(body, cases[i].has) != 1)
            fail_msg("%s\n%.*s", cases[i].why, QG_STR_ARGS(body));
        qg_buf_clear(&page);
        qg_report_free(report);
    }
}

/* All that comes from outside is text on the page: the file's name, the draft, findings, what the
 * translation says. */
static void test_nothing_hostile_runs(void **state)
{
    static const char hostile[] =
        "</pre></div><script>alert(1)</script>\" onload='x'<img src=x>&lt;";
    qg_report *report = qg_report_new();
    qg_buf page;
    qg_str body;

    (void)state;
    qg_buf_init(&page, 0);
    tell(report, &(qg_finding){.kind = QG_FOUND_REPAIR_ESCAPE,
                               .before = qg_str_of(hostile),
                               .after = qg_str_of(hostile),
                               .confidence = 1});
    assert_int_equal(
        qg_report_html(&page, report, qg_str_of(hostile), qg_str_of(hostile), QG_STR(""), shout),
        QG_OK);
    body = body_of(&page);
    assert_int_equal(count(body, "<script"), 0);
    assert_int_equal(count(body, "<img"), 0);
    assert_int_equal(count(body, "<b>sure"), 0);
    assert_int_equal(count(body, "onload='"), 0);
    assert_true(count(body, "&#60;script&#62;") >= 4);
    assert_true(count(str_of(&page), "default-src 'none'") == 1);
    qg_buf_clear(&page);
    qg_report_free(report);
}

/* Two files on one page: one head, and no name twice. */
static void test_sections(void **state)
{
    qg_report *report = qg_report_new();
    qg_buf page;
    qg_str first, second, s;

    (void)state;
    qg_buf_init(&page, 0);
    tell(report, &(qg_finding){.kind = QG_FOUND_REPAIR_ESCAPE, .before = QG_STR("公")});
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            qg_report_html(&page, report, QG_STR("a"), QG_STR("公文"), QG_STR(""), NULL), QG_OK);
    s = str_of(&page);
    assert_int_equal(count(s, "<!DOCTYPE"), 1);
    assert_int_equal(count(s, "<section>"), 2);
    first = qg_str_skip(s, qg_str_find(s, QG_STR(" id=\"m")));
    second = qg_str_skip(first, 5);
    second = qg_str_skip(second, qg_str_find(second, QG_STR(" id=\"m")));
    assert_false(qg_str_eq(qg_str_head(first, 24), qg_str_head(second, 24)));
    qg_buf_clear(&page);
    qg_report_free(report);
}

/* Of ten megabytes with two findings only the lines around these are shown, with their numbers. */
static void test_long_texts_are_cut(void **state)
{
    enum { LINES = 100000, LINE_BYTES = 100, FIRST = 10, SECOND = 60000 };
    qg_report *report = qg_report_new();
    qg_buf page, text;
    qg_str body;

    (void)state;
    qg_buf_init(&page, 0);
    qg_buf_init(&text, 0);
    for (size_t i = 0; i < LINES; i++)
        qg_buf_printf(&text, "%098zu.\n", i + 1);
    for (size_t line = FIRST; line <= SECOND; line += SECOND - FIRST)
        tell(report, &(qg_finding){.kind = QG_FOUND_REPAIR_ESCAPE,
                                   .offset = (line - 1) * LINE_BYTES + 98,
                                   .before = QG_STR("."),
                                   .after = QG_STR("!")});
    assert_int_equal(qg_report_html(&page, report, QG_STR("a"), str_of(&text), QG_STR(""), NULL),
                     QG_OK);
    body = body_of(&page);
    assert_int_equal(count(body, "<div class=\"l\">"), 2 * (2 + 1 + 2));
    assert_int_equal(count(body, "<div class=\"gap\">"), 3);
    assert_int_equal(count(body, "<span class=\"n\">60000</span>"), 1);
    assert_int_equal(count(body, "00000000060000<span"), 1);
    assert_true(page.n < 40000);
    qg_buf_clear(&page);
    qg_buf_clear(&text);
    qg_report_free(report);
}

/* So is a line that is one megabyte long, and between characters; findings of which a page would be
 * too full are counted. */
static void test_long_lines_are_cut(void **state)
{
    enum { RUNES = 400000, FINDINGS = 12000 };
    qg_report *report = qg_report_new();
    qg_buf page, text;
    qg_str body;

    (void)state;
    qg_buf_init(&page, 0);
    qg_buf_init(&text, 0);
    for (size_t i = 0; i < RUNES; i++)
        qg_buf_puts(&text, "章");
    for (size_t i = 0; i < FINDINGS; i++)
        tell(report, &(qg_finding){.kind = QG_FOUND_REPAIR_ESCAPE,
                                   .offset = 3 * (RUNES / 2 - i % 2),
                                   .before = QG_STR("章"),
                                   .after = QG_STR("\n\t")});
    assert_int_equal(qg_report_html(&page, report, QG_STR("a"), str_of(&text), QG_STR(""), NULL),
                     QG_OK);
    body = body_of(&page);
    assert_int_equal(count(body, "章</i>"), 0);
    assert_int_equal(count(body, "章章<i title"), 2);
    assert_int_equal(count(body, "\">⋯</i>章章"), 2);
    assert_true(count(body, "<ins><i>⏎</i>\t</ins>") > 1000);
    assert_int_equal(count(body, "<p class=\"facts\">7000 "), 1);
    assert_true(qg_utf8_check(body) == body.n);
    qg_buf_clear(&page);
    qg_buf_clear(&text);
    qg_report_free(report);
}

static void test_what_cannot_be_read(void **state)
{
    qg_report *report = qg_report_new();
    qg_buf page;

    (void)state;
    qg_buf_init(&page, 0);
    tell(report, &(qg_finding){.kind = QG_FOUND_DECODE_BINARY, .before = QG_STR("zip")});
    assert_int_equal(
        qg_report_html(&page, report, QG_STR("a"), (qg_str){"PK\3\4\0\0\0\0", 8}, QG_STR(""), NULL),
        QG_OK);
    assert_int_equal(count(str_of(&page), "The text could not be read."), 1);
    qg_buf_clear(&page);
    qg_report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_nothing_hostile_runs),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_long_texts_are_cut),
        cmocka_unit_test(test_long_lines_are_cut),
        cmocka_unit_test(test_what_cannot_be_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
