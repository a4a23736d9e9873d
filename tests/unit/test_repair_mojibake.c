/* Kinds of damage are measured in tests/repair/test_mojibake.py. */
#include "repairing.h"

#define PASS (1U << QG_REPAIR_MOJIBAKE)

static void test_lines(void **state)
{
    (void)state;
    assert_repaired("å…³äºŽå\xC2\x81šå¥½å®‰å…¨ç”Ÿäº§å·¥ä½œçš„é€šçŸ¥\n",
                    "关于做好安全生产工作的通知\n", PASS, false, "UTF-8 as windows-1252");
    assert_repaired("关于做好安全生产工作的通知\n", "关于做好安全生产工作的通知\n", PASS, false,
                    "sound");
}

/* The lines that tell how much of the document is sound are its first 64 KB.  They once ended
 * inside of a character, and what was read behind them was not the text's. */
static void test_sample_ends_in_character(void **state)
{
    enum { SAMPLE_BYTES = 1 << 16, LETTER_BYTES = 2 };
    static const char line[] = "å®‰å…¨ç”Ÿäº§å·¥ä½œ\n";
    static char in[SAMPLE_BYTES + LETTER_BYTES]; /* the last is a NUL */
    size_t n = 0;
    repaired r;

    (void)state;
    while (n + sizeof line + LETTER_BYTES < SAMPLE_BYTES) {
        memcpy(in + n, line, sizeof line - 1);
        n += sizeof line - 1;
    }
    memset(in + n, 'a', SAMPLE_BYTES - 1 - n);
    memcpy(in + SAMPLE_BYTES - 1, "å", LETTER_BYTES);
    r = repair_text(in, PASS, false);
    assert_true(qg_str_starts(qg_buf_str(&r.text.utf8), QG_STR("安全生产工作\n安全生产工作\n")));
    clear_repaired(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_sample_ends_in_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
