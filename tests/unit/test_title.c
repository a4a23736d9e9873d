#include "unit.h"

#include "unicode/unicode.h"
#include "write/docx/docx_int.h"

enum { COLUMNS = 39 }; /* half characters of 二号 in a line of 156 mm, less one */

static void test_breaks(void **state)
{
    static const struct {
        const char *why, *in, *out;
    } cases[] = {
        {"one line is enough", "2023年度优化营商环境工作情况报告",
         "2023年度优化营商环境工作情况报告"},
        {"one character too many leaves none alone", "XX县农村公路建设管理养护运营情况调研报告",
         "XX县农村公路建设管理\n养护运营情况调研报告"},
        {"behind 关于", "XX市人民政府办公室关于开展城镇燃气安全专项检查的通知",
         "XX市人民政府办公室关于\n开展城镇燃气安全专项检查的通知"},
        {"的 does not begin a line", "关于全市二十个乡镇街道信访工作的若干意见和建议的通知",
         "关于全市二十个乡镇街道信访工作的\n若干意见和建议的通知"},
        {"not inside 《", "关于转发省厅《关于做好2024年度考核工作的通知》有关事项的函",
         "关于转发省厅《关于做好2024年度\n考核工作的通知》有关事项的函"},
        {"nothing to break", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_buf out;
        qg_buf_init(&out, 0);
        qg_docx_break_title(&out, qg_str_of(cases[i].in), COLUMNS);
        assert_text(qg_buf_str(&out), qg_str_of(cases[i].out), cases[i].why);
        qg_buf_clear(&out);
    }
}

static int columns_of(qg_str line)
{
    int columns = 0;

    while (line.n > 0) {
        qg_rune rune;
        qg_utf8_take(&line, &rune);
        columns += qg_rune_columns(rune, true);
    }
    return columns;
}

/* Whatever the length: no line too wide, none shorter than a third of the widest, no character
 * lost. */
static void test_every_length(void **state)
{
    static const char text[] = "关于进一步加强和改进新形势下全市基层公文处理工作切实提高公文质量和"
                               "运转效率推动机关作风持续好转的实施意见以及配套措施的通知";

    (void)state;
    for (size_t n = 3; n < sizeof text; n += 3) {
        qg_str in = {text, n}, rest;
        qg_buf out;
        int widest = 0, narrowest = 1000;
        size_t n_lines = 0;
        qg_buf_init(&out, 0);
        qg_docx_break_title(&out, in, COLUMNS);
        for (rest = qg_buf_str(&out); rest.n > 0; n_lines++) {
            int columns = columns_of(qg_str_take_line(&rest));
            widest = columns > widest ? columns : widest;
            narrowest = columns < narrowest ? columns : narrowest;
        }
        assert_true(widest <= COLUMNS);
        assert_true(narrowest * 3 >= widest);
        assert_int_equal(out.n, n + n_lines - 1);
        qg_buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_breaks),
                                       cmocka_unit_test(test_every_length)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
