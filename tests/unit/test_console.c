/* test_console.c - what strangers wrote is printed so that it cannot steer the terminal. */
#include "unit.h"

#include "cli/console.h"
#include "cli/text.h"

static void test_text_is_valid(void **state)
{
    static const struct {
        const char *why;
        qg_str text;
        bool is_valid;
    } cases[] = {
        {"nothing", {"", 0}, true},
        {"Han and beyond the BMP", {"公文\xF0\xA0\x80\x80", 10}, true},
        {"NUL", {"a\0b", 3}, true},
        {"a lone tail byte", {"a\x80", 2}, false},
        {"overlong", {"\xC0\xAF", 2}, false},
        {"overlong in three bytes", {"\xE0\x80\xAF", 3}, false},
        {"a surrogate", {"\xED\xA0\x80", 3}, false},
        {"above U+10FFFF", {"\xF4\x90\x80\x80", 4}, false},
        {"a byte that is never used", {"\xFF", 1}, false},
        {"cut", {"\xE6\x96", 2}, false},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        if (qg_text_is_valid(cases[i].text) != cases[i].is_valid)
            fail_msg("%s", cases[i].why);
}

static void test_escape(void **state)
{
    static const struct {
        const char *why;
        qg_str text;
        size_t max_runes;
        const char *line;
    } cases[] = {
        {"text stays", {"公文 a", 8}, 0, "公文 a"},
        {"line ends and tabs", {"a\n\r\tb", 5}, 0, "a\\n\\r\\tb"},
        {"what steers a terminal", {"\x1B[2J\x07\x7F", 6}, 0, "\\x1B[2J\\x07\\x7F"},
        {"in its second form too",
         {"\xC2\x9B"
          "2J",
          4},
         0,
         "\\x9B2J"},
        {"NUL", {"\0", 1}, 0, "\\x00"},
        {"writing turned round", {"\xE2\x80\xAE", 3}, 0, "\\u{202E}"},
        {"a mark nobody sees", {"\xEF\xBB\xBF", 3}, 0, "\\u{FEFF}"},
        {"bytes that are no text", {"\xFF\xE6\x96", 3}, 0, "\\xFF\\xE6\\x96"},
        {"cut after so many characters", {"公文公文", 12}, 3, "公文公…"},
        {"but not when all fit", {"公文公", 9}, 3, "公文公"},
    };
    qg_buf line;

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_buf_init(&line, 0);
        qg_line_escape(&line, cases[i].text, cases[i].max_runes);
        assert_text(qg_buf_str(&line), qg_str_of(cases[i].line), cases[i].why);
        qg_buf_clear(&line);
    }
}

static void test_json(void **state)
{
    qg_buf out;

    (void)state;
    qg_buf_init(&out, 0);
    qg_text_put_json(&out, (qg_str){"公\"\\\n\x7F\xFF", 8});
    assert_text(qg_buf_str(&out), QG_STR("\"公\\u0022\\u005c\\u000a\\u007f\xEF\xBF\xBD\""),
                "as JSON");
    qg_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text_is_valid),
                                       cmocka_unit_test(test_escape), cmocka_unit_test(test_json)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
