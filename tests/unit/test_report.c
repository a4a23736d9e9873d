/* test_report.c - findings collected, placed in lines and columns, numbered, and printed as JSON.
 */
#include "unit.h"

#include "api/report.h"

#include <jansson.h>
#include <stdlib.h>

static void tell(qg_report *report, qg_kind kind, size_t offset, const char *before)
{
    qg_sink_tell(qg_report_sink(report),
                 &(qg_finding){.kind = kind, .offset = offset, .before = qg_str_of(before)});
}

static qg_finding finding_at(const qg_report *report, size_t i)
{
    qg_finding finding;

    qg_report_get(report, i, &finding);
    return finding;
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
    assert_text(finding_at(report, 0).before, QG_STR("正文"), "kept after the teller's is gone");
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
        qg_finding finding;

        qg_report_set_input(report, &(qg_detection){.encoding = cases[i].encoding,
                                                    .mark_bytes = cases[i].mark_bytes});
        tell(report, QG_FOUND_CLEAN_CONTROL, cases[i].offset, "");
        assert_int_equal(qg_report_place(report, cases[i].input), QG_OK);
        finding = finding_at(report, 0);
        if (finding.line != cases[i].line || finding.column != cases[i].column)
            fail_msg("%s: %zu:%zu", cases[i].why, finding.line, finding.column);
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
    assert_text(finding_at(report, 0).before, QG_STR("second"), "as told, not by offset");
    assert_int_equal(finding_at(report, 0).line, 3);
    assert_int_equal(finding_at(report, 1).line, 1);
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
        "{\"id\":\"decode.invalid-bytes@2\",\"stage\":\"decode\",\"kind\":\"decode.invalid-bytes\","
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
    assert_string_equal(id_of(first, 1), "clean.control-character@7.2");
    json_decref(first);
    json_decref(second);
    qg_report_free(one);
    qg_report_free(two);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Also those that are told out of order. */
static void test_many_ids_differ(void **state)
{
    enum { N = 20000 };
    qg_report *report = qg_report_new();
    char(*ids)[QG_ID_BYTES] = calloc(3 * N, sizeof *ids);

    (void)state;
    for (size_t i = 0; i < N; i++)
        tell(report, QG_FOUND_CLEAN_CONTROL, 3, "same");
    for (size_t i = 0; i < N; i++)
        tell(report, QG_FOUND_CLEAN_CONTROL, i * 31, "x");
    for (size_t i = 0; i < N; i++)
        tell(report, QG_FOUND_CLEAN_CONTROL, i * 7919 % N, "y");
    for (size_t i = 0; i < 3 * N; i++) {
        qg_finding finding = finding_at(report, i), read;
        qg_finding_id(ids[i], &finding);
        assert_true(qg_finding_read_id(&read, qg_str_of(ids[i])));
        assert_int_equal(read.kind, finding.kind);
        assert_int_equal(read.offset, finding.offset);
        assert_int_equal(read.rank, finding.rank);
    }
    qsort(ids, 3 * N, sizeof *ids, by_name);
    for (size_t i = 1; i < 3 * N; i++)
        assert_string_not_equal(ids[i - 1], ids[i]);
    free(ids);
    qg_report_free(report);
}

static void test_what_is_no_id(void **state)
{
    static const char *const words[] = {"",
                                        "clean.control-character",
                                        "clean.control-character@",
                                        "clean.control-character@x",
                                        "clean.control-characte@1",
                                        "@1",
                                        "clean.control-character@1.",
                                        "clean.control-character@1.1",
                                        "clean.control-character@1.0",
                                        "clean.control-character@01",
                                        "clean.control-character@1.02",
                                        "clean.control-character@1,clean.control-character@2",
                                        "clean.control-character@1 ",
                                        "clean.control-character@99999999999999999999999"};
    qg_finding finding;

    (void)state;
    for (size_t i = 0; i < N_CASES(words); i++)
        if (qg_finding_read_id(&finding, qg_str_of(words[i])))
            fail_msg("%s", words[i]);
    assert_true(qg_finding_read_id(&finding, QG_STR("Clean.Control-Character@0.2")));
}

/* What goes into the store comes out of it, whatever it is and in any order. */
static void test_store(void **state)
{
    static const size_t steps[] = {0, 1, 63, 64, 127, 128, 16384, (size_t)1 << 31, 5, SIZE_MAX / 4};
    enum { N = 1000 };
    qg_report *report = qg_report_new();
    char text[300];

    (void)state;
    memset(text, 'x', sizeof text);
    for (size_t i = 0; i < N; i++)
        qg_sink_tell(qg_report_sink(report),
                     &(qg_finding){.kind = (qg_kind)(1 + i % (QG_FOUND_COUNT - 1)),
                                   .offset = steps[i % 10] + i % 7,
                                   .before = {text, i % 300},
                                   .after = {text, i * i % 150},
                                   .confidence = (double)(i % 45) / 44,
                                   .suggested = i % 3 == 0,
                                   .line = i % 5 == 0 ? i + 1 : 0,
                                   .column = i % 5 == 0 ? 2 * i + 1 : 0});
    assert_int_equal(qg_report_place(report, QG_STR("a\nb\ncdefghij")), QG_OK);
    for (size_t k = 0; k < N; k++) {
        size_t i = k * 7 % N;
        qg_finding f = finding_at(report, i);
        assert_int_equal(f.kind, 1 + i % (QG_FOUND_COUNT - 1));
        assert_int_equal(f.offset, steps[i % 10] + i % 7);
        assert_text(f.before, (qg_str){text, i % 300}, "before");
        assert_text(f.after, (qg_str){text, i * i % 150}, "after");
        assert_true(f.confidence == (double)(i % 45) / 44);
        assert_int_equal(f.suggested, i % 3 == 0);
        if (i % 5 == 0) {
            assert_int_equal(f.line, i + 1);
            assert_int_equal(f.column, 2 * i + 1);
        } else {
            assert_int_equal(f.line, f.offset < 2 ? 1 : f.offset < 4 ? 2 : 3);
        }
    }
    qg_report_free(report);
}

typedef struct listener {
    const qg_report *report;
    size_t n_heard;
} listener;

static void hear(void *user, const qg_finding *finding)
{
    listener *to = user;
    qg_finding same = finding_at(to->report, to->n_heard++);

    assert_int_equal(finding->kind, same.kind);
    assert_int_equal(finding->offset, same.offset);
    assert_int_equal(finding->line, same.line);
    assert_int_equal(finding->column, same.column);
    assert_int_equal(finding->rank, same.rank);
    assert_text(finding->before, same.before, "before");
}

/* One by one they are what each is by its number, whether their places were counted or not. */
static void test_all_are_told(void **state)
{
    enum { N = 100 };
    qg_report *report = qg_report_new();

    (void)state;
    for (size_t i = 0; i < N; i++)
        tell(report, QG_FOUND_CLEAN_CONTROL, i * i % 97 / 2, i % 3 == 0 ? "正文" : "a");
    for (int times = 0; times < 2; times++) {
        listener to = {.report = report};
        qg_report_tell(report, &(qg_sink){hear, &to});
        assert_int_equal(to.n_heard, N);
        if (times == 0)
            assert_int_equal(qg_report_place(report, QG_STR("a\nb\ncdefghij")), QG_OK);
    }
    qg_report_free(report);
}

/* Far places, there and back: as if counted from the start. */
static void test_places_in_any_order(void **state)
{
    enum { N = 30000 };
    qg_report *report = qg_report_new();
    char *input = malloc(N);

    (void)state;
    for (size_t i = 0; i < N; i++)
        input[i] = i % 50 == 49 && i < N / 2 ? '\n' : 'a';
    for (size_t i = 0; i < N; i += 13)
        tell(report, QG_FOUND_CLEAN_CONTROL, i * 7919 % N, "");
    assert_int_equal(qg_report_place(report, (qg_str){input, N}), QG_OK);
    for (size_t i = 0; i < qg_report_count(report); i++) {
        qg_finding f = finding_at(report, i);
        size_t line = f.offset < N / 2 ? f.offset / 50 : N / 2 / 50;
        assert_int_equal(f.line, line + 1);
        assert_int_equal(f.column, f.offset - line * 50 + 1);
    }
    free(input);
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
        cmocka_unit_test(test_all_are_told),
        cmocka_unit_test(test_many_ids_differ),
        cmocka_unit_test(test_what_is_no_id),
        cmocka_unit_test(test_store),
        cmocka_unit_test(test_places_in_any_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
