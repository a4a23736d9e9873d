/* test_convert.c - the whole way, as programs that use the library go it: what a refusal says. */
#include "unit.h"

#include "qinggao/qinggao.h"

typedef struct refusal {
    const char *why;
    qg_status status;
    qg_kind kind; /* of the last finding */
    qg_str input;
    qg_options options; /* only what is not 0 is put over the defaults */
} refusal;

static const char draft[] = "# 报告\n\n情况如下。\n";

#define DRAFT                                                                                      \
    {                                                                                              \
        draft, sizeof draft - 1                                                                    \
    }

static void put_over(qg_options *options, const qg_options *given)
{
    qg_options_init(options);
    options->from = given->from;
    options->to = given->to;
    options->script = given->script;
    options->encoding = given->encoding;
    options->style = given->style;
    options->style_yaml = given->style_yaml;
    options->metadata = given->metadata;
    options->n_metadata = given->n_metadata;
    options->is_strict = given->is_strict;
    if (given->max_input_bytes > 0)
        options->max_input_bytes = given->max_input_bytes;
}

static void test_refusals(void **state)
{
    static const qg_entry no_text = {{"title", 5}, {"\xFF", 1}};
    static const refusal cases[] = {
        {"nothing", QG_E_INPUT, QG_FOUND_READ_EMPTY, {NULL, 0}, {0}},
        {"too much", QG_E_LIMIT, QG_FOUND_READ_LIMIT, DRAFT, {.max_input_bytes = 3}},
        {"Word is only written", QG_E_ARG, QG_FOUND_READ_OPTION, DRAFT, {.from = QG_FORMAT_DOCX}},
        {"JSON, too", QG_E_ARG, QG_FOUND_READ_OPTION, DRAFT, {.from = QG_FORMAT_JSON}},
        {"no format", QG_E_ARG, QG_FOUND_READ_OPTION, DRAFT, {.to = (qg_format)77}},
        {"no script", QG_E_ARG, QG_FOUND_READ_OPTION, DRAFT, {.script = (qg_script)77}},
        {"a style that is no text",
         QG_E_ARG,
         QG_FOUND_READ_OPTION_TEXT,
         DRAFT,
         {.style = {"\xFF", 1}}},
        {"a sheet that is no text",
         QG_E_ARG,
         QG_FOUND_READ_OPTION_TEXT,
         DRAFT,
         {.style_yaml = {"\xFF", 1}}},
        {"a title that is no text",
         QG_E_ARG,
         QG_FOUND_READ_OPTION_TEXT,
         DRAFT,
         {.metadata = &no_text, .n_metadata = 1}},
        {"no encoding", QG_E_ARG, QG_FOUND_DECODE_UNKNOWN, DRAFT, {.encoding = {"FOO", 3}}},
        {"no style", QG_E_ARG, QG_FOUND_STYLE_UNKNOWN, DRAFT, {.style = {"foo", 3}}},
        {"a picture",
         QG_E_INPUT,
         QG_FOUND_DECODE_BINARY,
         {"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16},
         {0}},
        {"bytes",
         QG_E_INPUT,
         QG_FOUND_DECODE_STRICT,
         {"\xE7\xA8\xBF\xFF\xE7\xA8\xBF", 7},
         {.is_strict = true, .encoding = {"UTF-8", 5}}},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_report *report = qg_report_new();
        qg_options options;
        qg_finding last;
        qg_buf out;

        put_over(&options, &cases[i].options);
        qg_buf_init(&out, 0);
        if (qg_convert(&out, cases[i].input, &options, report) != cases[i].status)
            fail_msg("%s: another status", cases[i].why);
        assert_true(qg_report_count(report) > 0);
        qg_report_get(report, qg_report_count(report) - 1, &last);
        if (last.kind != cases[i].kind || qg_kind_severity(last.kind) != QG_ERROR)
            fail_msg("%s: told as %s", cases[i].why, qg_kind_name(last.kind));
        qg_buf_clear(&out);
        qg_report_free(report);
    }
}

/* What is told of a buffer that may hold no more is its status alone. */
static void test_full_buffer(void **state)
{
    qg_buf out;

    (void)state;
    qg_buf_init(&out, 100);
    assert_int_equal(qg_convert(&out, (qg_str)DRAFT, NULL, NULL), QG_E_LIMIT);
    qg_buf_clear(&out);
}

/* Programs log what they get, and what they get may come from elsewhere. */
static void test_names_of_no_number(void **state)
{
    (void)state;
    assert_string_equal(qg_status_name(QG_E_WRITE), "not written");
    assert_string_equal(qg_status_name((qg_status)99), "");
    assert_string_equal(qg_severity_name(QG_ERROR), "error");
    assert_string_equal(qg_severity_name((qg_severity)99), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_refusals),
                                       cmocka_unit_test(test_full_buffer),
                                       cmocka_unit_test(test_names_of_no_number)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
