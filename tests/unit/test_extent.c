/* test_extent.c - how many lines a paragraph is reckoned to take on the page. */
#include "unit.h"

#include "write/docx/extent.h"

/* 三号 on 156 mm, 28 characters a line. */
static const qg_page page = {.width = 11906, .left = 1588, .right = 1474};
static const qg_para para = {.size_half_pt = 32,
                             .scale_percent = 100,
                             .tracking_twips = -5,
                             .line_twips = 579,
                             .first_line = {.twips = 640}};

/* As many lines as LibreOffice 7.4 makes of them. */
static void test_lines(void **state)
{
    static const struct {
        const char *why, *text;
        int lines;
    } cases[] = {
        {"26 characters behind the indent", "一二三四五六七八九十一二三四五六七八九十一二三四五六",
         1},
        {"one more", "一二三四五六七八九十一二三四五六七八九十一二三四五六七", 2},
        {"a mark hangs over", "一二三四五六七八九十一二三四五六七八九十一二三四五六。", 1},
        {"room beside digits",
         "各县（市、区）要坚持“谁主管、谁负责”的原则，统筹安排资金3500万元，于2024年6月30日前完成全"
         "部整"
         "改工作，确保取得实效。各县（市、区）要坚持“谁主管、谁负责”的原则，统筹安排资金3500万元，"
         "于2024"
         "年6月30日前完成全部整改工作，确保取得实效。各县（市、区）要坚持“谁主管、谁负责”的原则，统"
         "筹安排"
         "资金3500万元，于2024年6月30日前。",
         7},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        int lines = qg_extent_lines(&page, &para, NULL, qg_str_of(cases[i].text));
        if (lines != cases[i].lines)
            fail_msg("%s: %d lines, wanted %d", cases[i].why, lines, cases[i].lines);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
