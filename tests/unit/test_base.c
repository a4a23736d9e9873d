/* test_base.c - text, buffers, arenas, offset maps and UTF-8, on which all else stands. */
#include "unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/halved.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/utf8.h"

static void test_utf8_check(void **state)
{
    static const struct {
        const char *why;
        qg_str in;
        size_t valid;
    } cases[] = {
        {"nothing is valid", {"", 0}, 0},
        {"ASCII over the length of a word", {"0123456789abcdef!", 17}, 17},
        {"Han characters", {"公文", 6}, 6},
        {"a character outside the BMP", {"\xF0\xA0\x80\x80", 4}, 4},
        {"NUL is a character", {"a\0b", 3}, 3},
        {"a lone tail byte", {"ab\x80", 3}, 2},
        {"an overlong slash", {"\xC0\xAF", 2}, 0},
        {"an overlong three-byte form", {"\xE0\x80\xAF", 3}, 0},
        {"a surrogate", {"\xED\xA0\x80", 3}, 0},
        {"above U+10FFFF", {"\xF4\x90\x80\x80", 4}, 0},
        {"cut inside a character", {"公\xE6\x96", 5}, 3},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        if (qg_utf8_check(cases[i].in) != cases[i].valid)
            fail_msg("%s: %zu", cases[i].why, qg_utf8_check(cases[i].in));
}

/* As qg_utf8_check, one character at a time. */
static size_t check_plainly(qg_str s)
{
    qg_str rest = s;
    qg_rune rune;
    size_t n;

    while (rest.n > 0 && (n = qg_utf8_decode(rest, &rune)) > 0)
        rest = qg_str_skip(rest, n);
    return s.n - rest.n;
}

/* Long text is looked at in blocks: any byte at any place of it must be seen as it is in short. */
static void test_utf8_check_blocks(void **state)
{
    static const char text[] =
        "公文 abc。１２《通知》各县区人民政府，市政府各部门：现将有关事项通知如下"
        "0123456789012345678901234567890123456789012345678901234567890123456789"
        "é𠀀ï😀请认真贯彻执行。特此通知，望遵照办理。附件：一、工作方案；二、任务分工";
    char changed[sizeof text];
    size_t n = sizeof text - 1;

    (void)state;
    for (size_t i = 0; i < n; i++)
        for (int byte = 0; byte < 256; byte++) {
            memcpy(changed, text, n);
            changed[i] = (char)byte;
            if (qg_utf8_check((qg_str){changed, n}) != check_plainly((qg_str){changed, n}))
                fail_msg("%02X at %zu", (unsigned)byte, i);
        }
    for (size_t i = 0; i <= n; i++) /* cut anywhere */
        assert_int_equal(qg_utf8_check((qg_str){text, i}), check_plainly((qg_str){text, i}));
}

static void test_utf8_round_trip(void **state)
{
    char bytes[QG_UTF8_MAX];

    (void)state;
    for (qg_rune rune = 0; rune <= 0x10FFFF; rune++) {
        qg_rune back = 0;
        size_t n = qg_utf8_encode(bytes, rune);
        bool is_surrogate = rune >= 0xD800 && rune <= 0xDFFF;
        assert_int_equal(qg_utf8_decode((qg_str){bytes, n}, &back), is_surrogate ? 0 : n);
        if (!is_surrogate)
            assert_int_equal(back, rune);
    }
}

static void test_buf_failure_sticks(void **state)
{
    qg_buf buf;

    (void)state;
    qg_buf_init(&buf, 4);
    qg_buf_puts(&buf, "abc");
    assert_int_equal(qg_buf_status(&buf), QG_OK);
    qg_buf_puts(&buf, "de");
    assert_int_equal(qg_buf_status(&buf), QG_E_LIMIT);
    qg_buf_puts(&buf, "f");
    assert_text(qg_buf_str(&buf), QG_STR("abc"), "nothing is put after a failure");
    qg_buf_clear(&buf);
    assert_int_equal(qg_buf_status(&buf), QG_OK);
}

static void test_buf_borrows(void **state)
{
    static const char bytes[] = "公文";
    qg_buf buf;

    (void)state;
    qg_buf_init(&buf, 0);
    qg_buf_borrow(&buf, qg_str_of(bytes));
    assert_ptr_equal(buf.p, bytes);
    qg_buf_truncate(&buf, 3);
    qg_buf_puts(&buf, "告");
    assert_text(qg_buf_str(&buf), QG_STR("公告"), "what is put comes behind a copy");
    assert_string_equal(bytes, "公文");
    qg_buf_clear(&buf);
    qg_buf_borrow(&buf, qg_str_of(bytes));
    qg_buf_clear(&buf);
    assert_int_equal(buf.n, 0);
    qg_buf_init(&buf, 3);
    qg_buf_borrow(&buf, qg_str_of(bytes));
    assert_int_equal(qg_buf_status(&buf), QG_E_LIMIT);
}

static void test_map(void **state)
{
    qg_map map = {0};

    (void)state;
    qg_map_add(&map, 1, 0, 3); /* a byte-order mark that was left out */
    qg_map_add(&map, 2, 1, 1); /* "ab" */
    qg_map_add(&map, 2, 3, 2); /* two Han characters out of GBK */
    qg_map_add(&map, 1, 3, 1); /* a bad byte that became U+FFFD */
    qg_map_add(&map, 1, 1, 2); /* CR LF */
    qg_map_add(&map, 1, 1, 1);
    assert_int_equal(qg_map_back(&map, 0), 3);
    assert_int_equal(qg_map_back(&map, 1), 4);
    assert_int_equal(qg_map_back(&map, 2), 5);
    assert_int_equal(qg_map_back(&map, 5), 7);
    assert_int_equal(qg_map_back(&map, 6), 7);
    assert_int_equal(qg_map_back(&map, 8), 9);
    assert_int_equal(qg_map_back(&map, 11), 10);
    assert_int_equal(qg_map_back(&map, 12), 12);
    assert_int_equal(qg_map_back(&map, 13), 13);
    qg_map_clear(&map);
}

/* Nothing that is put in or left out takes no run: what was copied between is one. */
static void test_map_stays_small(void **state)
{
    qg_map from = {0}, map = {0};
    qg_map_near near = {0};

    (void)state;
    qg_map_add(&from, 3000, 1, 1);
    for (size_t i = 0; i < 3000; i += 3) {
        qg_map_copy(&map, &from, &near, i, i + 2);
        qg_map_spread(&map, 1, 1);
    }
    assert_int_equal(map.n_runs, 1);
    assert_int_equal(qg_map_back(&map, 2999), 2999);
    qg_map_clear(&map);
    qg_map_clear(&from);
}

/* Places far into a map of many runs, each character looked up. */
static void test_map_of_many_runs(void **state)
{
    enum { N_TIMES = 1000 };
    qg_map map = {0};

    (void)state;
    for (int i = 0; i < N_TIMES; i++) {
        qg_map_add(&map, 3, 3, 2); /* Han out of GBK */
        qg_map_add(&map, 2, 1, 1);
        qg_map_add(&map, 1, 0, 4); /* left out */
    }
    assert_int_equal(map.out, N_TIMES * 11);
    assert_int_equal(map.in, N_TIMES * 12);
    for (size_t i = 0; i < N_TIMES; i++) {
        for (size_t k = 0; k < 9; k++)
            assert_int_equal(qg_map_back(&map, 11 * i + k), 12 * i + k / 3 * 2);
        assert_int_equal(qg_map_back(&map, 11 * i + 9), 12 * i + 6);
        assert_int_equal(qg_map_back(&map, 11 * i + 10), 12 * i + 7);
    }
    assert_int_equal(qg_map_back(&map, 11 * N_TIMES), 12 * N_TIMES - 4);
    for (size_t step = 1; step < 3 * N_TIMES; step += 1 + step / 2) {
        qg_map_near near = {0};
        for (size_t i = 0; i <= map.out; i += step)
            assert_int_equal(qg_map_back_near(&map, &near, i), qg_map_back(&map, i));
        for (size_t i = map.out; i >= step; i -= step) /* back, too */
            assert_int_equal(qg_map_back_near(&map, &near, i), qg_map_back(&map, i));
    }
    qg_map_clear(&map);
}

/* Large room is asked of the system in advance, which must not touch what is there. */
static void test_buf_reserve(void **state)
{
    enum { LARGE = 3 << 20 };
    qg_buf buf;

    (void)state;
    qg_buf_init(&buf, 0);
    qg_buf_puts(&buf, "abc");
    qg_buf_reserve(&buf, LARGE);
    assert_true(buf.n_allocated >= LARGE + 3);
    qg_buf_puts(&buf, "def");
    qg_buf_reserve(&buf, 2 * LARGE);
    assert_text(qg_buf_str(&buf), QG_STR("abcdef"), "reserving changes nothing");
    qg_buf_clear(&buf);
}

static void test_put_unescaped(void **state)
{
    static const struct {
        const char *why, *in, *out;
    } cases[] = {
        {"a character in its bytes", "a%E5%85%AC.png", "a公.png"},
        {"small letters too", "%e5%85%ac", "公"},
        {"no escape without two digits", "100%, %4, %zz", "100%, %4, %zz"},
        {"one is undone once", "%2541", "%41"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_buf out;
        qg_buf_init(&out, 0);
        qg_buf_put_unescaped(&out, qg_str_of(cases[i].in));
        assert_text(qg_buf_str(&out), qg_str_of(cases[i].out), cases[i].why);
        qg_buf_clear(&out);
    }
}

static void test_arena(void **state)
{
    qg_arena arena = {0};
    qg_str kept = qg_arena_copy(&arena, QG_STR("kept"));

    (void)state;
    for (size_t n = 1; n < 200000; n = n * 3 + 1) {
        char *p = qg_arena_get(&arena, n);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % sizeof(void *), 0);
        assert_int_equal(p[0] | p[n - 1], 0);
        memset(p, 'x', n);
    }
    assert_text(kept, QG_STR("kept"), "later pieces do not touch earlier ones");
    qg_arena_clear(&arena);
}

static void test_arena_blocks(void **state)
{
    enum { N = 40 };
    qg_arena arena = {0};
    void *blocks[N];
    size_t n_bytes;

    (void)state;
    for (size_t i = 0; i < N; i++) {
        blocks[i] = qg_arena_borrow(&arena);
        assert_non_null(blocks[i]);
        memset(blocks[i], 'x', QG_ARENA_BLOCK_BYTES);
    }
    n_bytes = arena.n_bytes;
    for (size_t i = 1; i < N; i++)
        qg_arena_give_back(&arena, blocks[i]);
    assert_true(qg_arena_borrow(&arena) == blocks[N - 1]); /* no new one while there are others */
    qg_arena_trim(&arena);
    assert_true(arena.n_bytes < n_bytes && arena.n_bytes >= 2 * QG_ARENA_BLOCK_BYTES);
    assert_int_equal(((char *)blocks[0])[QG_ARENA_BLOCK_BYTES - 1], 'x');
    qg_arena_clear(&arena);
}

static void test_trim(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {{" \t a b \n", "a b"}, {"　　公文\u00A0", "公文"}, {"　 　", ""}, {"", ""}};

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        assert_text(qg_str_trim(qg_str_of(cases[i].in)), qg_str_of(cases[i].out), "trim");
}

static void test_sorted_from(void **state)
{
    static const struct {
        size_t offset;
        char what;
    } records[] = {{2, 'a'}, {5, 'b'}, {5, 'c'}, {9, 'd'}};
    static const struct {
        const char *why;
        size_t n, from, found;
    } cases[] = {
        {"none in an empty list", 0, 3, 0},       {"the first, from the start", 4, 0, 0},
        {"one that stands there", 4, 2, 0},       {"the next behind a place", 4, 3, 1},
        {"the first of two at a place", 4, 5, 1}, {"the last", 4, 9, 3},
        {"none behind the last", 4, 10, 4},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        if (qg_sorted_from(records, cases[i].n, sizeof *records, cases[i].from) != cases[i].found)
            fail_msg("%s", cases[i].why);
}

/* One byte that is not ASCII is found wherever it stands; the bytes are asked block by block. */
static void test_is_ascii(void **state)
{
    char bytes[600];

    (void)state;
    assert_true(qg_str_is_ascii((qg_str){NULL, 0}));
    memset(bytes, 0x7F, sizeof bytes);
    for (size_t n = 1; n <= sizeof bytes; n++) {
        qg_str s = {bytes, n};
        assert_true(qg_str_is_ascii(s));
        bytes[n - 1] = (char)0x80;
        assert_false(qg_str_is_ascii(s));
        assert_true(qg_str_is_ascii(qg_str_head(s, n - 1)));
        bytes[n - 1] = 0x7F;
    }
}

/* Whatever was halved is told, and put together it is what it was. */
static void test_times_halved(void **state)
{
    static const float rests[] = {0.501F, 0.6F, 0.75F, 0.99F, 1};
    float rest;

    (void)state;
    for (unsigned times = 0; times <= 60; times++)
        for (size_t i = 0; i < N_CASES(rests); i++) {
            assert_int_equal(qg_times_halved(rests[i] * (float)qg_halved(times), &rest), times);
            assert_true(rest == rests[i]);
        }
    assert_int_equal(qg_times_halved(3, &rest), 0);
    assert_true(rest == 1);
    assert_int_equal(qg_times_halved(0, &rest), 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_utf8_check),
                                       cmocka_unit_test(test_utf8_check_blocks),
                                       cmocka_unit_test(test_utf8_round_trip),
                                       cmocka_unit_test(test_buf_failure_sticks),
                                       cmocka_unit_test(test_buf_borrows),
                                       cmocka_unit_test(test_buf_reserve),
                                       cmocka_unit_test(test_map),
                                       cmocka_unit_test(test_map_stays_small),
                                       cmocka_unit_test(test_map_of_many_runs),
                                       cmocka_unit_test(test_put_unescaped),
                                       cmocka_unit_test(test_arena),
                                       cmocka_unit_test(test_arena_blocks),
                                       cmocka_unit_test(test_sorted_from),
                                       cmocka_unit_test(test_times_halved),
                                       cmocka_unit_test(test_is_ascii),
                                       cmocka_unit_test(test_trim)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
