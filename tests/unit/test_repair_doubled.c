/* test_repair_doubled.c - characters that a copy has twice. */
#include "repairing.h"

/* Nothing is ever changed; what is suggested counts. */
static void test_cases(void **state)
{
    static const struct {
        const char *why, *in;
        size_t n_suggested;
    } cases[] = {
        {"each character twice", "中中国国人人民民", 1},
        {"in a line of others", "标题：经经济济社社会会发发展展（草案）", 1},
        {"a long run may have words that are rare", "各各部部门门要要认认真真落落实实", 1},
        {"three may be anything", "中中国国人人", 0},
        {"words that double", "看看想想，高高兴兴，常常来", 0},
        {"several of them", "漂漂亮亮干干净净", 0},
        {"verse", "寻寻觅觅，冷冷清清，凄凄惨惨戚戚", 0},
        {"numbers", "一一二二三三四四，11223344", 0},
        {"marks and rules", "————————……………………", 0},
        {"laughter", "哈哈哈哈哈哈哈哈哈哈", 0},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        size_t n = assert_case(QG_REPAIR_DOUBLED, &(pass_case){cases[i].why, cases[i].in, NULL});
        if (n != cases[i].n_suggested)
            fail_msg("%s: %zu suggestions", cases[i].why, n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
