/* test_gbk.c - the fast decoder of GBK: every code as iconv has it, wherever a piece of input
 * ends. */
#include "unit.h"

#include "codec/codec.h"
#include "codec/gbk.h"

static void test_characters(void **state)
{
    static const struct {
        const char *why;
        qg_rune rune;
        unsigned code;
    } cases[] = {
        {"a frequent character", 0x4E2D, 0xD6D0},
        {"a traditional one", 0x6230, 0x91F0},
        {"a mark", 0xFF1F, 0xA3BF},
        {"a trail byte below the gap", 0x4E02, 0x8140},
        {"and behind it", 0x4E90, 0x8180},
        {"the last one", 0xE4C5, 0xFEFE},
        {"user-defined, first area", 0xE000, 0xAAA1},
        {"second area", 0xE234, 0xF8A1},
        {"third area", 0xE4C6, 0xA140},
        {"third area behind the gap", 0xE505, 0xA180},
        {"third area, last one", 0xE765, 0xA7A0},
        {"ASCII has one byte", 'a', 0},
        {"not in GBK", 0x1E00, 0},
        {"beyond the first plane", 0x20000, 0},
        {"the gap", 0, 0xD67F},
        {"no lead byte", 0, 0x80D0},
        {"no trail byte", 0, 0xD630},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_rune rune = cases[i].rune;
        if (rune != 0 && qg_gbk_encode(rune) != cases[i].code)
            fail_msg("%s: %X is %X", cases[i].why, rune, qg_gbk_encode(rune));
        if (cases[i].code != 0 && qg_gbk_decode(cases[i].code >> 8, cases[i].code & 0xFF) != rune)
            fail_msg("%s: %X is not %X", cases[i].why, cases[i].code, rune);
    }
}

/* Every code is a character, and no two are the same. */
static void test_all_codes(void **state)
{
    unsigned n = 0;

    (void)state;
    for (unsigned lead = 0; lead < 0x100; lead++)
        for (unsigned trail = 0; trail < 0x100; trail++) {
            qg_rune rune = qg_gbk_decode(lead, trail);
            if (rune == 0)
                continue;
            assert_int_equal(qg_gbk_encode(rune), lead << 8 | trail);
            n++;
        }
    assert_int_equal(n, 126 * 190);
}

/* The table and the decoder that reads files agree about the characters that Unicode began with. */
static void test_as_the_decoder(void **state)
{
    unsigned n = 0;

    (void)state;
    for (unsigned code = 0x8140; code <= 0xFEFE; code++) {
        qg_rune rune = qg_gbk_decode(code >> 8, code & 0xFF), got = 0;
        char bytes[] = {(char)(code >> 8), (char)code};
        qg_decoder decoder;
        qg_piece piece;
        if (rune < 0x4E00 || rune > 0x9FA5)
            continue;
        assert_int_equal(qg_decoder_open(&decoder, QG_STR("GB18030"), (qg_str){bytes, 2}), QG_OK);
        assert_true(qg_decoder_next(&decoder, &piece));
        qg_utf8_take(&piece.text, &got);
        assert_int_equal(got, rune);
        qg_decoder_close(&decoder);
        n++;
    }
    assert_int_equal(n, 20902);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_all_codes),
        cmocka_unit_test(test_as_the_decoder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
