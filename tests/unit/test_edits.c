/* test_edits.c - edits of a repair applied to a text, and the way back from each place to the
 * input. */
#include "unit.h"

#include "normalize/edits.h"

/* ---- "kind@offset <before> → <after>", with "?" behind what was not done --------------------- */

static void write_finding(void *user, const qg_finding *finding)
{
    qg_buf *out = user;

    qg_buf_printf(out, "@%zu <", finding->offset);
    qg_buf_put(out, finding->before);
    qg_buf_puts(out, "> <");
    qg_buf_put(out, finding->after);
    qg_buf_puts(out, finding->suggested ? ">? " : "> ");
}

static bool refuse_b(void *user, const qg_finding *finding)
{
    (void)user;
    return !qg_str_is(finding->before, "b");
}

static qg_edits edits; /* large, so not on the stack */

typedef struct change {
    size_t offset, n_bytes;
    const char *after;
    float confidence;
} change;

static void test_apply(void **state)
{
    static const struct {
        const char *why, *in;
        change changes[4];
        const char *out, *told;
    } cases[] = {
        {"nothing to do", "公文", {{0}}, "公文", ""},
        {"longer", "a公b", {{1, 3, "office", 1}}, "aofficeb", "@1 <公> <office> "},
        {"shorter", "公文b", {{0, 6, "x", 1}}, "xb", "@0 <公文> <x> "},
        {"taken out, and put in at the end",
         "acd",
         {{1, 1, "", 1}, {3, 0, "e", 1}},
         "ade",
         "@1 <c> <> @3 <> <e> "},
        {"side by side", "acd", {{0, 1, "1", 1}, {1, 1, "2", 1}}, "12d", "@0 <a> <1> @1 <c> <2> "},
        {"not sure enough",
         "ac",
         {{0, 1, "1", 0.5F}, {1, 1, "2", 1}},
         "a2",
         "@0 <a> <1>? @1 <c> <2> "},
        {"not allowed", "b", {{0, 1, "1", 1}}, "b", "@0 <b> <1>? "},
    };
    const qg_edits_choice choice = {0.9F, refuse_b, NULL, NULL, NULL, NULL};

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_map map = {0};
        qg_buf text, told;
        qg_buf_init(&text, 0);
        qg_buf_init(&told, 0);
        qg_buf_puts(&text, cases[i].in);
        qg_map_add(&map, text.n, 1, 1);
        qg_edits_start(&edits, &choice, NULL, &text, &map, &(qg_sink){write_finding, &told});
        for (const change *c = cases[i].changes; c->after != NULL; c++)
            qg_edits_put(&edits, &(qg_edit){.offset = c->offset,
                                            .n_bytes = c->n_bytes,
                                            .after = qg_str_of(c->after),
                                            .confidence = c->confidence});
        qg_edits_finish(&edits);
        assert_int_equal(edits.status, QG_OK);
        assert_text(qg_buf_str(&text), qg_str_of(cases[i].out), cases[i].why);
        assert_text(qg_buf_str(&told), qg_str_of(cases[i].told), cases[i].why);
        assert_int_equal(map.out, text.n);
        qg_map_clear(&map);
        qg_buf_clear(&text);
        qg_buf_clear(&told);
    }
}

/* Two rounds of edits over Han that came from two bytes each: places of what was not touched stay
 * those of the input. */
static void test_places_stay(void **state)
{
    const qg_edits_choice choice = {0, NULL, NULL, NULL, NULL, NULL};
    qg_map map = {0};
    qg_buf text;

    (void)state;
    qg_buf_init(&text, 0);
    qg_buf_puts(&text, "一二三四五");
    qg_map_add(&map, 2, 3, 2);
    qg_map_add(&map, 1, 0, 7); /* something that decoding left out */
    qg_map_add(&map, 3, 3, 2);
    qg_edits_start(&edits, &choice, NULL, &text, &map, NULL);
    qg_edits_put(&edits, &(qg_edit){.offset = 3, .n_bytes = 3, .after = QG_STR("longer than it")});
    assert_true(qg_edits_finish(&edits));
    assert_text(qg_buf_str(&text), QG_STR("一longer than it三四五"), "first round");
    assert_int_equal(qg_map_back(&map, 3), 2);
    assert_int_equal(qg_map_back(&map, 17), 11);
    qg_edits_start(&edits, &choice, NULL, &text, &map, NULL);
    qg_edits_put(&edits, &(qg_edit){.offset = 0, .n_bytes = 3, .after = QG_STR("")});
    qg_edits_put(&edits, &(qg_edit){.offset = 20, .n_bytes = 3, .after = QG_STR("4")});
    assert_true(qg_edits_finish(&edits));
    assert_text(qg_buf_str(&text), QG_STR("longer than it三4五"), "second round");
    assert_int_equal(qg_map_back(&map, 0), 2);
    assert_int_equal(qg_map_back(&map, 14), 11);
    assert_int_equal(qg_map_back(&map, 17), 13);
    assert_int_equal(qg_map_back(&map, 18), 15);
    qg_map_clear(&map);
    qg_buf_clear(&text);
}

static void count(void *user, const qg_finding *finding)
{
    *(size_t *)user += finding->offset % 2 == 0;
}

/* More than what waits to be done. */
static void test_many(void **state)
{
    enum { N = 3 * QG_EDITS_AT_ONCE + 1 };
    const qg_edits_choice choice = {0, NULL, NULL, NULL, NULL, NULL};
    qg_map map = {0};
    qg_buf text;
    size_t n_told = 0;

    (void)state;
    qg_buf_init(&text, 0);
    for (size_t i = 0; i < N; i++)
        qg_buf_puts(&text, "ab");
    qg_map_add(&map, text.n, 1, 1);
    qg_edits_start(&edits, &choice, NULL, &text, &map, &(qg_sink){count, &n_told});
    for (size_t i = 0; i < N; i++)
        qg_edits_put(&edits, &(qg_edit){.offset = 2 * i,
                                        .n_bytes = 1,
                                        .after = qg_arena_copy(&edits.arena, QG_STR("123"))});
    assert_true(qg_edits_finish(&edits));
    assert_int_equal(n_told, N);
    assert_int_equal(text.n, 4 * N);
    for (size_t i = 0; i < N; i++)
        assert_memory_equal(text.p + 4 * i, "123b", 4);
    assert_int_equal(qg_map_back(&map, 4 * (N - 1)), 2 * (N - 1));
    qg_map_clear(&map);
    qg_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_apply),
        cmocka_unit_test(test_places_stay),
        cmocka_unit_test(test_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
