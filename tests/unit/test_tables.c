/* The tables of the program that stands alone against iconv, code by code.  src/codec/tables.c is
 * compiled with other names here (CMakeLists.txt), so that both are there. */
#include "codec/codec_int.h"
#include "unit.h"

void *table_open(qg_str name, qg_status *status);
qg_stop table_run(void *converter, qg_str *in, char *out, size_t room, size_t *n_out);

enum { ROOM = 64 };

typedef struct pair {
    const char *name;
    void *iconv, *table;
    size_t n_codes;
} pair;

static void compare(pair *p, const unsigned char *code, size_t n)
{
    qg_str one = {(const char *)code, n}, two = one;
    char want[ROOM], got[ROOM];
    size_t n_want, n_got;
    qg_stop want_stop = qg_iconv_run(p->iconv, &one, want, ROOM, &n_want);
    qg_stop got_stop = table_run(p->table, &two, got, ROOM, &n_got);

    n_want += qg_iconv_flush(p->iconv, want + n_want, ROOM - n_want);
    p->n_codes += want_stop == QG_STOP_END;
    if (want_stop == got_stop && one.n == two.n && n_want == n_got &&
        memcmp(want, got, n_want) == 0)
        return;
    /* glibc's CP949 takes A2E8 for nothing at all; here it is bad, and told. */
    if (strcmp(p->name, "CP949") == 0 && memcmp(code, "\xA2\xE8", 2) == 0 && n_want == 0)
        return;
    print_error("%s: %02X %02X %02X %02X, %zu bytes\n", p->name, code[0], code[1], code[2], code[3],
                n);
    fail();
}

/* All codes of `n` bytes behind the first `n_given` ones. */
static void compare_all(pair *p, unsigned char *code, size_t n_given, size_t n)
{
    if (n_given == n) {
        compare(p, code, n);
        return;
    }
    for (unsigned byte = 0; byte < 256; byte++) {
        code[n_given] = (unsigned char)byte;
        compare_all(p, code, n_given + 1, n);
    }
}

/* The codes of more than two bytes, without those whose second byte is none anyway. */
static void compare_long(pair *p, const qg_encoding *encoding)
{
    unsigned char code[4] = {0};

    if (encoding->form == QG_FORM_EUC_JP) {
        code[0] = 0x8F;
        compare_all(p, code, 1, 3);
    }
    for (unsigned plane = 0xA0; encoding->form == QG_FORM_EUC_TW && plane < 0xB0; plane++) {
        code[0] = 0x8E;
        code[1] = (unsigned char)plane;
        compare_all(p, code, 2, 4);
    }
    for (unsigned bits = 0; encoding->form == QG_FORM_UTF32LE && bits < 0x120000; bits += 0x3F) {
        memcpy(code, (unsigned char[]){bits & 0xFF, bits >> 8 & 0xFF, bits >> 16 & 0xFF, 0}, 4);
        compare(p, code, 4);
    }
    for (unsigned bits = 0; encoding->form == QG_FORM_UTF32BE && bits < 0x120000; bits += 0x3F) {
        memcpy(code, (unsigned char[]){0, bits >> 16 & 0xFF, bits >> 8 & 0xFF, bits & 0xFF}, 4);
        compare(p, code, 4);
    }
    for (unsigned lead = 0x81; encoding->form == QG_FORM_GB18030 && lead < 0xFF; lead++) {
        code[0] = (unsigned char)lead;
        code[1] = (unsigned char)(0x30 + lead % 10);
        for (unsigned third = 0x80; third <= 0xFF; third++) {
            code[2] = (unsigned char)third;
            /* glibc asks for the fourth byte before it looks at the third. */
            if (third > 0x80 && third < 0xFF)
                compare(p, code, 3);
            compare_all(p, code, 3, 4);
        }
    }
}

static void compare_encoding(const qg_encoding *encoding, const char *name)
{
    unsigned char code[4] = {0};
    qg_status st;
    pair p = {name, qg_iconv_open(qg_str_of(name), &st), table_open(qg_str_of(name), &st), 0};
    bool is_byte = encoding->form == QG_FORM_BYTE;

    assert_non_null(p.iconv);
    assert_non_null(p.table);
    compare_all(&p, code, 0, 1);
    if (!is_byte)
        compare_all(&p, code, 0, 2);
    compare_long(&p, encoding);
    if (p.n_codes < (is_byte ? 190U : 1000U))
        fail_msg("%s: only %zu codes", name, p.n_codes);
    qg_iconv_close(p.iconv);
}

static void test_every_code(void **state)
{
    static const struct {
        const char *name, *iconv, *spare;
    } listed[] = {
#define X(name, form, iconv, spare, aliases) {name, iconv, spare},
#include "codec/encodings.def"
#undef X
    };
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++) {
        const qg_encoding *encoding = qg_encoding_find(qg_str_of(listed[i].name));
        if (listed[i].iconv == NULL || encoding->form == QG_FORM_OTHER)
            continue;
        compare_encoding(encoding, listed[i].iconv);
        if (listed[i].spare != NULL)
            compare_encoding(encoding, listed[i].spare);
        n++;
    }
    assert_true(n > 30);
}

static void test_others_are_unknown(void **state)
{
    static const char *const names[] = {"ISO-2022-JP", "UTF-7", "KOI8-T", "", "GB18030//IGNORE"};
    qg_status st;

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_null(table_open(qg_str_of(names[i]), &st));
        assert_int_equal(st, QG_E_ARG);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_code),
                                       cmocka_unit_test(test_others_are_unknown)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
