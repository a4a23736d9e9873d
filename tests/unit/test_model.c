/* test_model.c - the costs of characters and their neighbours tell sound text from damaged. */
#include "unit.h"

#include "language/model.h"
#include "language/rune_cost.h"

#include <stdlib.h>

/* Right text costs less than what damage makes of it. */
static void test_damage_costs(void **state)
{
    static const struct {
        const char *why, *right, *wrong;
    } cases[] = {
        {"a shifted run", "成绩。抗战胜利", "成绩?箲战胜利"},
        {"another encoding", "中国人民", "涓浗浜烘皯"},
        {"traditional", "機關及其人員", "機間及其人貝"},
        {"a mark after a mark", "工作，提高", "工作，。提"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        size_t right = qg_model_text_cost(0, qg_str_of(cases[i].right), 0);
        size_t wrong = qg_model_text_cost(0, qg_str_of(cases[i].wrong), 0);
        if (right >= wrong)
            fail_msg("%s: %zu bits against %zu", cases[i].why, right, wrong);
    }
}

/* Neighbours tell: prose costs clearly less than its characters alone. */
static void test_neighbours_tell(void **state)
{
    qg_str rest = QG_STR("为进一步加强基层公文处理工作，现就有关事项通知如下。");
    size_t with = qg_model_text_cost(0, rest, 0), without = 0;

    (void)state;
    for (qg_rune rune; rest.n > 0;) {
        qg_utf8_take(&rest, &rune);
        without += qg_rune_cost(rune);
    }
    assert_true(with * 4 < without * 3);
}

/* What is behind counts too, and other scripts cost what they cost anywhere. */
static void test_places(void **state)
{
    (void)state;
    assert_int_equal(qg_model_text_cost(0, QG_STR("工作"), 0),
                     qg_model_text_cost(0, QG_STR("工"), 0x4F5C));
    assert_int_equal(qg_model_cost('e', 't'), qg_rune_cost('t'));
    assert_true(qg_model_is_pair(0x5DE5, 0x4F5C));  /* 工作 */
    assert_false(qg_model_is_pair(0x4F5C, 0x7BB2)); /* 作箲 */
}

/* Each of the most frequent pairs is in the table: the script that made it and the program find the
 * same slots. */
static void test_all_pairs_are_found(void **state)
{
    enum { N_CHECKED = 20000 };
    FILE *file = fopen(QG_SOURCE_DIR "/tools/tables/pairs-simplified.tsv", "rb");
    char line[512];
    size_t n = 0, n_known = 0;

    (void)state;
    assert_non_null(file);
    while (n < N_CHECKED && fgets(line, sizeof line, file) != NULL) {
        qg_str rest = qg_str_of(line);
        qg_rune first, second;
        if (line[0] == '#')
            continue;
        qg_utf8_take(&rest, &first);
        qg_utf8_take(&rest, &second);
        n++;
        n_known += qg_model_cost(first, second) < qg_rune_cost(second) + 2;
    }
    fclose(file);
    assert_int_equal(n, N_CHECKED);
    assert_true(n_known * 100 > n * 95); /* the others are as rare together as unknown ones */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_damage_costs),
        cmocka_unit_test(test_neighbours_tell),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_all_pairs_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
