/* test_look.c - one look finds what each pass would find by itself. */
#include "unit.h"

#include "base/utf8.h"
#include "normalize/look.h"
#include "normalize/mojibake/scan.h"

#include <stdlib.h>

static unsigned char byte_at(qg_str text, size_t i)
{
    return i < text.n ? (unsigned char)text.p[i] : 0;
}

static bool is_doubled(qg_str text, size_t i)
{
    return i + 12 <= text.n && byte_at(text, i) >= 0xE3 && byte_at(text, i) < 0xF0 &&
           memcmp(text.p + i, text.p + i + 3, 3) == 0 &&
           memcmp(text.p + i + 6, text.p + i + 9, 3) == 0;
}

/* What a pass that looks for itself would find at the byte. */
static unsigned kinds_at(qg_str text, size_t i)
{
    unsigned char a = byte_at(text, i), b = byte_at(text, i + 1), c = byte_at(text, i + 2);

    return (qg_may_be_lookalike(a, b) ? QG_LOOK_LOOKALIKE : 0U) |
           (qg_may_be_invisible(a, b, c) ? QG_LOOK_INVISIBLE : 0U) |
           (qg_may_be_torn(a, b, c) ? QG_LOOK_TORN : 0U) |
           (is_doubled(text, i) ? QG_LOOK_DOUBLED : 0U);
}

/* Whether the look finds what there is; it is cleared. */
static void assert_finds(qg_look look)
{
    static const qg_look_kind kinds[] = {QG_LOOK_LOOKALIKE, QG_LOOK_INVISIBLE, QG_LOOK_TORN,
                                         QG_LOOK_DOUBLED};
    qg_str text = look.text;
    qg_odd odd;

    for (size_t i = 0; i < text.n; i++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            if ((kinds_at(text, i) & kinds[k]) != 0)
                assert_int_equal(qg_look_next(&look, kinds[k], i), i);
    for (size_t at = 0; at < text.n;) { /* each odd line, and nothing odd is passed over */
        size_t end = at + qg_odd_line(&odd, qg_str_skip(text, at));
        if (odd.most >= QG_ODD_CLEAR || odd.has_beyond)
            assert_int_equal(qg_look_line(&look, QG_LOOK_MOJIBAKE, at), at);
        at = end;
    }
    assert_int_equal(look.status, QG_OK);
    qg_look_clear(&look);
}

static void assert_found(qg_str text)
{
    assert_finds((qg_look){.text = text});
}

/* A sequence without meaning that is the same everywhere. */
static unsigned chance(unsigned *seed, unsigned n)
{
    *seed = *seed * 1103515245U + 12345U;
    return (*seed >> 16) % n;
}

/* Put text, `n_odd` in sixty of whose characters are odd; returns its bytes. */
static size_t put_chance(char *text, size_t room, unsigned *seed, unsigned n_odd)
{
    static const qg_rune odd[] = {0x2F08, 0x200B, 0xA0,   0xAD,   0xFEFF,  0x3099,  0x309A, 0x301,
                                  0xFFFD, 0x951F, 0x70EB, 0x5C6F, 0xE5E5,  0xF900,  0x61C,  0x1680,
                                  0x2060, 0xFFF9, 0x85,   0xE001, 0x2F801, 0xE0020, 0x6D93, 0xE9,
                                  0xC3,   '?',    '(',    '\n',   ',',     0x9225,  0x3400, 0xAC00};
    static const qg_rune plain[] = {0x4E2D, 0x56FD, 0x4EBA, 0x6C11, 0xFF0C, 0x3002, 'a', ' ', '1'};
    size_t n = 0;

    while (n + 2 * QG_UTF8_MAX <= room) {
        bool is_odd = chance(seed, 60) < n_odd;
        qg_rune rune = is_odd ? odd[chance(seed, sizeof odd / sizeof *odd)]
                              : plain[chance(seed, sizeof plain / sizeof *plain)];
        n += qg_utf8_encode(text + n, rune);
        if (chance(seed, 8) == 0) /* and once more */
            n += qg_utf8_encode(text + n, rune);
    }
    return n;
}

static void nothing_is_passed_over(void **state)
{
    unsigned seed = 1;
    (void)state;

    for (unsigned round = 0; round < 400; round++) {
        char text[700];
        assert_found((qg_str){text, put_chance(text, sizeof text, &seed, 1 + chance(&seed, 30))});
    }
}

static size_t start_of_character(qg_str text, size_t at)
{
    return qg_utf8_head(text, at < text.n ? at : text.n).n;
}

static void changes_are_followed(void **state)
{
    unsigned seed = 1;
    (void)state;

    for (unsigned round = 0; round < 400; round++) {
        char old[1500], now[3000];
        qg_str text = {old, put_chance(old, sizeof old, &seed, chance(&seed, 8))};
        qg_look before = {.text = text}, look = {.text = {now, 0}};
        qg_look_changes changes = {0};
        size_t done = 0, n = 0;
        qg_look_next(&before, QG_LOOK_TORN, 0); /* takes the walk */
        for (unsigned i = chance(&seed, 6); i > 0; i--) {
            size_t at = start_of_character(text, done + chance(&seed, 400));
            size_t end = start_of_character(text, at + chance(&seed, 20)), n_after;
            memcpy(now + n, old + done, at - done);
            n += at - done;
            n_after = put_chance(now + n, chance(&seed, 40), &seed, 20);
            qg_look_change_add(&changes, at, end - at, n_after);
            n += n_after;
            done = end;
        }
        memcpy(now + n, old + done, text.n - done);
        look.text.n = n + text.n - done;
        qg_look_follow(&look, &before, &changes);
        assert_non_null(look.blocks);
        assert_finds(look);
        qg_look_clear(&before);
        free(changes.list);
    }
}

static void plain_text_is(void **state)
{
    qg_str text = QG_STR("各部门要认真贯彻执行，切实抓好落实。\n到2024年，完成 95% 的任务“见附件”——"
                         "（一）加强领导；（二）明确责任……《办法》第三条：总则\n");
    qg_look look = {.text = text};
    (void)state;

    for (unsigned kind = 1; kind <= QG_LOOK_DOUBLED; kind *= 2)
        assert_int_equal(qg_look_next(&look, (qg_look_kind)kind, 0), text.n);
    qg_look_clear(&look);
}

static void places_are_blocks(void **state)
{
    char text[4 * QG_LOOK_BLOCK];
    qg_look look = {.text = {text, sizeof text}};
    (void)state;

    memset(text, 'a', sizeof text);
    text[2 * QG_LOOK_BLOCK - 10] = '\n';
    memcpy(text + 2 * QG_LOOK_BLOCK + 5, "\xE2\x80\x8B", 3);
    assert_int_equal(qg_look_next(&look, QG_LOOK_INVISIBLE, 3), 2 * QG_LOOK_BLOCK);
    assert_int_equal(qg_look_next(&look, QG_LOOK_INVISIBLE, 2 * QG_LOOK_BLOCK + 9),
                     2 * QG_LOOK_BLOCK + 9);
    assert_int_equal(qg_look_end(&look, 2 * QG_LOOK_BLOCK + 9), 3 * QG_LOOK_BLOCK);
    assert_int_equal(qg_look_next(&look, QG_LOOK_INVISIBLE, 3 * QG_LOOK_BLOCK), sizeof text);
    qg_look_clear(&look);

    look = (qg_look){.text = {"", 0}};
    assert_int_equal(qg_look_next(&look, QG_LOOK_TORN, 0), 0);
    assert_int_equal(qg_look_line(&look, QG_LOOK_MOJIBAKE, 0), 0);
    qg_look_clear(&look);
}

static void odd_lines_are_found(void **state)
{
    qg_str text = QG_STR("第一行\n第二行\n娑撯偓閺冿讣绱濋惔鏃撶礉\n第四行\n");
    qg_look look = {.text = text};
    (void)state;

    assert_int_equal(qg_look_line(&look, QG_LOOK_MOJIBAKE, 0), 0); /* of the same block */
    assert_found(text);
    qg_look_clear(&look);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_passed_over), cmocka_unit_test(changes_are_followed),
        cmocka_unit_test(plain_text_is),          cmocka_unit_test(places_are_blocks),
        cmocka_unit_test(odd_lines_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
