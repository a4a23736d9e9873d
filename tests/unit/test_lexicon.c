/* test_lexicon.c - words that stand across a border, as the lexicon knows them. */
#include "unit.h"

#include "language/lexicon.h"

#include <stdio.h>
#include <stdlib.h>

static unsigned cost_of(const char *text)
{
    qg_rune runes[QG_LEXICON_MOST];
    qg_str rest = qg_str_of(text);
    size_t n = 0;

    while (rest.n > 0)
        qg_utf8_take(&rest, &runes[n++]);
    return qg_lexicon_cost(runes, n);
}

/* What makes words costs less than what does not. */
static void test_words_tell(void **state)
{
    static const struct {
        const char *why, *likely, *unlikely;
    } cases[] = {
        {"a word and a character", "经常会", "经。会"},
        {"at the end of a sentence", "负担。", "负！"},
        {"traditional characters make the same words", "環境保護", "環境保户"},
        {"four characters", "实事求是", "实事求时"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        unsigned likely = cost_of(cases[i].likely), unlikely = cost_of(cases[i].unlikely);
        if (likely >= unlikely)
            fail_msg("%s: %u bits against %u", cases[i].why, likely, unlikely);
    }
    assert_int_equal(cost_of("環境"), cost_of("环境"));
    assert_int_equal(cost_of(""), 0);
}

/* The words of the list are in the table: the script that made it and the program find the same
 * slots. */
static void test_all_words_are_found(void **state)
{
    FILE *file = fopen(QG_SOURCE_DIR "/tools/tables/words.tsv", "rb");
    char line[512];
    size_t n = 0, n_dear = 0;

    (void)state;
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        char *tab = strchr(line, '\t');
        if (line[0] == '#' || tab == NULL)
            continue;
        *tab = '\0';
        n++;
        n_dear += cost_of(line) > 24; /* what a word that is seen 20 times costs, and some */
    }
    fclose(file);
    assert_true(n > 70000);
    assert_true(n_dear * 1000 < n); /* some are spelt with traditional characters */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_tell),
        cmocka_unit_test(test_all_words_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
