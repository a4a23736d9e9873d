#include "unit.h"

#include "api/report.h"

#include <jansson.h>
#include <stdlib.h>

static void tell(qg_report *report, qg_kind kind, size_t offset, const char *before)
{
    qg_sink_tell(qg_report_sink(report),
                 &(qg_finding){.kind = kind, .offset = offset, .before = qg_str_of(before)});
}

static void test_strings_are_copied(void **state)
{
    qg_report *report = qg_report_new();
    char before[] = "正文", after[] = "";

    (void)state;
    qg_sink_tell(qg_report_sink(report), &(qg_finding){.kind = QG_FOUND_CLEAN_CONTROL,
                                                       .before = qg_str_of(before),
                                                       .after = qg_str_of(after)});
    memset(before, 'x', sizeof before - 1);
    assert_int_equal(qg_report_count(report), 1);
    assert_text(qg_report_get(report, 0)->before, QG_STR("正文"),
                "kept after the teller's is gone");
    qg_report_clear(report);
    assert_int_equal(qg_report_count(report), 0);
    qg_report_free(report);
}

static void test_nothing_to_report_to(void **state)
{
    (void)state;
    assert_null(qg_report_sink(NULL));
    qg_report_clear(NULL);
    qg_report_set_input(NULL, &(qg_detection){0});
    qg_report_set_script(NULL, NULL);
    assert_int_equal(qg_report_place(NULL, QG_STR("a")), QG_OK);
    qg_report_free(NULL);
}

static void test_places(void **state)
{
    static const struct {
        const char *why, *encoding;
        size_t mark_bytes;
        qg_str input;
        size_t offset, line, column;
    } cases[] = {
        {"the first character", NULL, 0, {"ab", 2}, 0, 1, 1},
        {"an empty file", NULL, 0, {"", 0}, 0, 1, 1},
        {"columns count characters", "UTF-8", 0, {"公文a", 7}, 6, 1, 3},
        {"inside a character is the character", "UTF-8", 0, {"公文a", 7}, 4, 1, 2},
        {"behind the end is the end", "UTF-8", 0, {"公文", 6}, 99, 1, 3},
        {"after LF", "UTF-8", 0, {"a\nb", 3}, 2, 2, 1},
        {"LF itself stands in its line", "UTF-8", 0, {"a\nb", 3}, 1, 1, 2},
        {"after CR", "UTF-8", 0, {"a\rb", 3}, 2, 2, 1},
        {"CR LF is one line end", "UTF-8", 0, {"a\r\nb", 4}, 3, 2, 1},
        {"LF of CR LF stands in the line it ends", "UTF-8", 0, {"a\r\nb", 4}, 2, 1, 3},
        {"CR CR LF is two", "UTF-8", 0, {"\r\r\nb", 4}, 3, 3, 1},
        {"many lines of all kinds", "UTF-8", 0, {"a\r\nb\rc\n\n\r\r\nde", 13}, 12, 7, 2},
        {"in GB18030 too", "GB18030", 0, {"\xB9\xAB\r\n\xB9\x5C\n\r\xB9\xABz", 11}, 10, 4, 2},
        {"CR at the very end", "UTF-8", 0, {"a\r", 2}, 2, 2, 1},
        {"a byte that is no character has a column", "UTF-8", 0, {"\xFF\xFFz", 3}, 2, 1, 3},
        {"a byte-order mark has none", "UTF-8", 3, {"\xEF\xBB\xBF公", 6}, 3, 1, 1},
        {"nor does what lies in it", "UTF-8", 3, {"\xEF\xBB\xBF公", 6}, 1, 1, 1},
        {"UTF-16, least byte first", "UTF-16LE", 0, {"a\0\n\0b\0", 6}, 4, 2, 1},
        {"UTF-16, most first", "UTF-16BE", 0, {"\0a\0\r\0\n\0b", 8}, 6, 2, 1},
        {"U+0A00 is no line end", "UTF-16LE", 0, {"\0\nb\0", 4}, 2, 1, 2},
        {"UTF-32", "UTF-32LE", 0, {"\r\0\0\0b\0\0\0", 8}, 4, 2, 1},
        {"GB18030, whose characters hold ASCII bytes",
         "GB18030",
         0,
         {"\x81\x5C\x81\x30\x81\x30\n\xB9\xAB", 9},
         7,
         2,
         1},
        {"columns of two and four bytes", "GB18030", 0, {"\x81\x5C\x81\x30\x81\x30\n", 7}, 6, 1, 3},
        {"Big5", "BIG5", 0, {"\xA5\x5C\xA4\xE5", 4}, 2, 1, 2},
        {"an encoding that is not known: bytes", "KLINGON", 0, {"\xA5\xA4\n\xE5", 4}, 3, 2, 1},
        {"UTF-16 cut in a character", "UTF-16LE", 0, {"a\0b", 3}, 3, 1, 3},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_report *report = qg_report_new();
        const qg_finding *finding;

        qg_report_set_input(report, &(qg_detection){.encoding = cases[i].encoding,
                                                    .mark_bytes = cases[i].mark_bytes});
        tell(report, QG_FOUND_CLEAN_CONTROL, cases[i].offset, "");
        assert_int_equal(qg_report_place(report, cases[i].input), QG_OK);
        finding = qg_report_get(report, 0);
        if (finding->line != cases[i].line || finding->column != cases[i].column)
            fail_msg("%s: %zu:%zu", cases[i].why, finding->line, finding->column);
        qg_report_free(report);
    }
}

static void test_order_is_kept(void **state)
{
    qg_report *report = qg_report_new();

    (void)state;
    tell(report, QG_FOUND_PARSE_RAW_HTML, 4, "second");
    tell(report, QG_FOUND_CLEAN_CONTROL, 0, "first");
    assert_int_equal(qg_report_place(report, QG_STR("a\nb\nc")), QG_OK);
    assert_text(qg_report_get(report, 0)->before, QG_STR("second"), "as told, not by offset");
    assert_int_equal(qg_report_get(report, 0)->line, 3);
    assert_int_equal(qg_report_get(report, 1)->line, 1);
    qg_report_free(report);
}

static json_t *parsed(const qg_report *report)
{
    qg_buf out;
    json_error_t error;
    json_t *json;

    qg_buf_init(&out, 0);
    assert_int_equal(qg_report_json(&out, report, QG_STR("draft.md")), QG_OK);
    assert_int_equal(out.p[out.n - 1], '\n');
    json = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (json == NULL)
        fail_msg("%s in %.*s", error.text, (int)out.n, out.p);
    qg_buf_clear(&out);
    return json;
}

static const char *id_of(const json_t *json, size_t i)
{
    const json_t *finding = json_array_get(json_object_get(json, "findings"), i);

    return json_string_value(json_object_get(finding, "id"));
}

static void test_json_is_exact(void **state)
{
    static const char want[] =
        "{\"qinggao\":\"" QG_VERSION "\",\"file\":\"a\\\"b.md\",\"encoding\":\"GB18030\","
        "\"script\":null,\"findings\":[\n"
        "{\"id\":\"4370e67a\",\"stage\":\"decode\",\"kind\":\"decode.invalid-bytes\","
        "\"severity\":\"warning\",\"offset\":2,\"line\":2,\"column\":1,\"before\":\"A3 FF\","
        "\"after\":\"\xEF\xBF\xBD\",\"confidence\":0.98,\"applied\":true}]}\n";
    qg_report *report = qg_report_new();
    qg_buf out;

    (void)state;
    qg_buf_init(&out, 0);
    qg_report_set_input(report, &(qg_detection){.encoding = "GB18030"});
    qg_sink_tell(qg_report_sink(report), &(qg_finding){.kind = QG_FOUND_DECODE_BYTES,
                                                       .offset = 2,
                                                       .before = QG_STR("A3 FF"),
                                                       .after = QG_STR("\xEF\xBF\xBD"),
                                                       .confidence = 0.98});
    assert_int_equal(qg_report_place(report, QG_STR("a\n\xA3\xFF")), QG_OK);
    assert_int_equal(qg_report_json(&out, report, QG_STR("a\"b.md")), QG_OK);
    assert_text(qg_buf_str(&out), qg_str_of(want), "keys in this order, numbers short");
    qg_buf_clear(&out);
    qg_report_free(report);
}

static void test_json_of_odd_text(void **state)
{
    qg_report *report = qg_report_new();
    const json_t *finding;
    json_t *json;

    (void)state;
    qg_sink_tell(qg_report_sink(report), &(qg_finding){.kind = QG_FOUND_CLEAN_CONTROL,
                                                       .before = {"a\0\x1B\"\xE2\x80\xA8", 7},
                                                       .suggested = true});
    json = parsed(report);
    finding = json_array_get(json_object_get(json, "findings"), 0);
    assert_int_equal(json_string_length(json_object_get(finding, "before")), 7);
    assert_true(json_is_false(json_object_get(finding, "applied")));
    assert_true(json_is_null(json_object_get(json, "encoding")));
    json_decref(json);
    qg_report_free(report);
}

static void test_ids(void **state)
{
    qg_report *one = qg_report_new(), *two = qg_report_new();
    json_t *first, *second;

    (void)state;
    tell(one, QG_FOUND_CLEAN_CONTROL, 7, "x");
    tell(one, QG_FOUND_CLEAN_CONTROL, 7, "x");
    tell(one, QG_FOUND_CLEAN_CONTROL, 8, "x");
    tell(two, QG_FOUND_PARSE_RAW_HTML, 0, "new");
    tell(two, QG_FOUND_CLEAN_CONTROL, 7, "x");
    first = parsed(one);
    second = parsed(two);
    assert_string_equal(id_of(first, 0), id_of(second, 1)); /* another one told does not rename */
    assert_string_not_equal(id_of(first, 0), id_of(first, 1)); /* repeats are told apart */
    assert_string_not_equal(id_of(first, 0), id_of(first, 2));
    json_decref(first);
    json_decref(second);
    qg_report_free(one);
    qg_report_free(two);
}

static int by_number(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;

    return (one > two) - (one < two);
}

/* Enough that 32 bits collide by chance, and all equal, which must not take quadratic time. */
static void test_many_ids_differ(void **state)
{
    enum { N = 200000 };
    qg_report *report = qg_report_new();
    uint32_t *ids = calloc(2 * N, sizeof *ids);

    (void)state;
    for (size_t i = 0; i < N; i++)
        tell(report, QG_FOUND_CLEAN_CONTROL, 3, "same");
    for (size_t i = 0; i < N; i++)
        tell(report, QG_FOUND_CLEAN_CONTROL, i * 31, "x");
    for (size_t i = 0; i < 2 * N; i++)
        ids[i] = (uint32_t)qg_report_get(report, i)->id;
    qsort(ids, 2 * N, sizeof *ids, by_number);
    for (size_t i = 1; i < 2 * N; i++)
        assert_int_not_equal(ids[i - 1], ids[i]);
    free(ids);
    qg_report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strings_are_copied),
        cmocka_unit_test(test_nothing_to_report_to),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_order_is_kept),
        cmocka_unit_test(test_json_is_exact),
        cmocka_unit_test(test_json_of_odd_text),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_many_ids_differ),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
