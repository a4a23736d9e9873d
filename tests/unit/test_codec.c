/* test_codec.c - encodings one by one: what a decoder makes of each code, against iconv, and of
 * pieces of any length. */
#include "codec/codec.h"
#include "encoded.h"

#define BYTES(literal)                                                                             \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

/* ---- names ----------------------------------------------------------------------------------- */

static void test_find(void **state)
{
    static const struct {
        const char *why, *name, *found;
    } cases[] = {
        {"as IANA writes it", "UTF-8", "UTF-8"},
        {"small, without hyphen", "utf8", "UTF-8"},
        {"with an underscore", "Shift_JIS", "SHIFT_JIS"},
        {"GBK is read as what holds it", "GBK", "GB18030"},
        {"and GB2312", "gb2312", "GB18030"},
        {"Windows' code page", "CP936", "GB18030"},
        {"Taiwan's code page", "cp950", "BIG5"},
        {"Hong Kong's extension", "Big5-HKSCS", "BIG5"},
        {"UTF-16 without byte order", "UTF-16", "UTF-16LE"},
        {"not in the table", "TCVN", NULL},
        {"the start of a name", "UTF", NULL},
        {"nothing", "", NULL},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        const qg_encoding *found = qg_encoding_find(qg_str_of(cases[i].name));
        assert_text(qg_str_of(found == NULL ? NULL : found->name), qg_str_of(cases[i].found),
                    cases[i].why);
    }
}

/* ---- steps ----------------------------------------------------------------------------------- */

static void test_step(void **state)
{
    static const struct {
        const char *why, *encoding;
        qg_str bytes;
        size_t step;
    } cases[] = {
        {"nothing", "GBK", BYTES(""), 0},
        {"ASCII", "GBK", BYTES("a\xD6"), 1},
        {"two bytes", "GBK", BYTES("\xD6\xD0x"), 2},
        {"four bytes", "GBK", BYTES("\x81\x30\x81\x30"), 4},
        {"a digit behind a lead byte", "GBK", BYTES("\x81\x30xx"), 1},
        {"a letter as trail byte", "GBK", BYTES("\x81\x41"), 2},
        {"a blank is none", "GBK", BYTES("\xD6 "), 1},
        {"a wrong high byte goes with its lead", "GBK", BYTES("\xA3\xFF\xD6\xD0"), 2},
        {"no lead byte", "GBK", BYTES("\xFF\xD6\xD0"), 1},
        {"a lead byte at the end", "GBK", BYTES("\xD6"), 1},
        {"Big5", "BIG5", BYTES("\xA4\x40"), 2},
        {"a digit is never a trail of Big5", "BIG5", BYTES("\xA4\x31"), 1},
        {"three bytes of UTF-8", "UTF-8", BYTES("\xE5\x85\xAC"), 3},
        {"a cut character of UTF-8", "UTF-8", BYTES("\xE5\x85"), 1},
        {"a pair of surrogates", "UTF-16LE", BYTES("\x40\xD8\x00\xDC"), 4},
        {"a lone surrogate", "UTF-16BE", BYTES("\xD8\x40\x00\x41"), 2},
        {"UTF-32", "UTF-32BE", BYTES("\0\0\0A\0"), 4},
        {"the three-byte set of EUC-JP", "EUC-JP", BYTES("\x8F\xB0\xA1"), 3},
        {"half-width kana of EUC-JP", "EUC-JP", BYTES("\x8E\xB1"), 2},
        {"the four-byte planes of EUC-TW", "EUC-TW", BYTES("\x8E\xA2\xA1\xA1"), 4},
        {"half-width kana of Shift_JIS", "SJIS", BYTES("\xB1\xB1"), 1},
        {"Windows", "windows-1252", BYTES("\xE9\xE9"), 1},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        const qg_encoding *encoding = qg_encoding_find(qg_str_of(cases[i].encoding));
        if (qg_encoding_step(encoding, cases[i].bytes) != cases[i].step)
            fail_msg("%s: %zu", cases[i].why, qg_encoding_step(encoding, cases[i].bytes));
    }
    assert_int_equal(qg_encoding_step(NULL, QG_STR("\xD6\xD0")), 1);
}

static void test_ascii(void **state)
{
    static const struct {
        const char *encoding;
        qg_str bytes;
        int ascii;
    } cases[] = {
        {"UTF-8", BYTES("\nx"), '\n'},
        {"UTF-16LE", BYTES("\n\0x\0"), '\n'},
        {"UTF-16BE", BYTES("\n\0"), -1},
        {"UTF-16BE", BYTES("\0\n"), '\n'},
        {"UTF-32LE", BYTES("\n\0\0\0"), '\n'},
        {"UTF-32BE", BYTES("\0\0\0\n"), '\n'},
        {"UTF-16LE", BYTES("\n"), -1},
        {"GBK", BYTES("\xD6\xD0"), -1},
        {"GBK", BYTES(""), -1},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        assert_int_equal(
            qg_encoding_ascii(qg_encoding_find(qg_str_of(cases[i].encoding)), cases[i].bytes),
            cases[i].ascii);
}

/* ---- decoding -------------------------------------------------------------------------------- */

/* Text as it is, "[A3 FF]" for bad bytes, "{E5}" for a cut character. */
static void decode(qg_buf *out, const char *encoding, qg_str bytes)
{
    qg_decoder decoder;
    qg_piece piece;
    size_t n_bytes = 0;

    assert_int_equal(qg_decoder_open(&decoder, qg_str_of(encoding), bytes), QG_OK);
    while (qg_decoder_next(&decoder, &piece)) {
        assert_int_equal(qg_utf8_check(piece.text), piece.text.n);
        n_bytes += piece.bytes.n;
        qg_buf_put(out, piece.text);
        if (piece.kind == QG_PIECE_TEXT)
            continue;
        qg_buf_puts(out, piece.kind == QG_PIECE_BAD ? "[" : "{");
        for (size_t i = 0; i < piece.bytes.n; i++)
            qg_buf_printf(out, i == 0 ? "%02X" : " %02X", (unsigned char)piece.bytes.p[i]);
        qg_buf_puts(out, piece.kind == QG_PIECE_BAD ? "]" : "}");
    }
    assert_int_equal(n_bytes, bytes.n);
    qg_decoder_close(&decoder);
}

static void test_decode(void **state)
{
    static const struct {
        const char *why, *encoding;
        qg_str in;
        const char *out;
    } cases[] = {
        {"nothing", "UTF-8", BYTES(""), ""},
        {"UTF-8", "UTF-8", BYTES("公文"), "公文"},
        {"a bad byte between", "UTF-8", BYTES("公\xFF文"), "公[FF]文"},
        {"a lost tail byte", "UTF-8", BYTES("\xE5\x85文a"), "[E5][85]文a"},
        {"half of a surrogate pair", "UTF-8", BYTES("\xED\xA0\x80!"), "[ED A0 80]!"},
        {"the other half", "UTF-8", BYTES("\xED\xB0\x80!"), "[ED B0 80]!"},
        {"both the wrong way round", "UTF-8", BYTES("\xED\xB0\x80\xED\xA0\x80"),
         "[ED B0 80][ED A0 80]"},
        {"a pair", "UTF-8", BYTES("公\xED\xA1\x80\xED\xB0\x8B文"), "公𠀋文"},
        {"a pair without its last byte", "UTF-8", BYTES("\xED\xA1\x80\xED\xB0"),
         "[ED A1 80][ED][B0]"},
        {"cut after one byte", "UTF-8", BYTES("公\xE6"), "公{E6}"},
        {"cut after two", "UTF-8", BYTES("公\xE6\x96"), "公{E6 96}"},
        {"cut of four", "UTF-8", BYTES("\xF0\xA0\x80"), "{F0 A0 80}"},
        {"cut at the highest", "UTF-8", BYTES("\xF4\x8F"), "{F4 8F}"},
        {"no cut: nothing could follow", "UTF-8", BYTES("\xE0\x80"), "[E0][80]"},
        {"ASCII is ASCII", "US-ASCII", BYTES("a\xE5z"), "a[E5]z"},

        {"GB2312", "GB2312", BYTES("\xB9\xAB\xCE\xC4"), "公文"},
        {"GBK's own", "GBK", BYTES("\x81\x40"), "丂"},
        {"four bytes", "GB18030", BYTES("\x95\x32\x82\x36"), "𠀀"},
        {"moved to two bytes in 2022", "GB18030", BYTES("\xA6\xD9\xFE\x59"), "\uFE10龴"},
        {"at four bytes before", "GB18030", BYTES("\x84\x31\x82\x36\x82\x35\x90\x37"), "\uFE10龴"},
        {"the euro sign of Windows", "CP936", BYTES("5\x80"), "5€"},
        {"a bad byte and its neighbour", "GBK", BYTES("\xA3\xFF\xB9\xAB"), "[A3 FF]公"},
        {"what starts nothing goes with the bad", "GBK", BYTES("\xFF\xFF\xFF\xB9\xAB"),
         "[FF FF FF]公"},
        {"FF alone", "GBK", BYTES("\xB9\xAB\xFF\xCE\xC4"), "公[FF]文"},
        {"ASCII behind a lead byte stays", "GBK",
         BYTES("\xD6 1\xD6\n\xD6"
               "9"),
         "[D6] 1[D6]\n{D6}9"},
        {"four bytes that are no character", "GBK", BYTES("\xFE\x39\xFE\x39z"), "[FE 39 FE 39]z"},
        {"half of four bytes", "GBK", BYTES("\x81\x30zz"), "[81]0zz"},
        {"cut", "GBK", BYTES("\xB9\xAB\xCE"), "公{CE}"},
        {"cut of four bytes", "GBK", BYTES("a\x95\x32\x82"), "a{95 32 82}"},
        {"no cut of four: the line feed stays", "GBK", BYTES("a\x95\x32\n"), "a{95}2\n"},

        {"Big5", "BIG5", BYTES("\xA4\xBD\xA4\xE5"), "公文"},
        {"Hong Kong's", "BIG5", BYTES("\x87\x40"), "䏰"},
        {"a letter with a mark: two characters", "BIG5",
         BYTES("\x88\x62"
               "a\x88\xA5"),
         "Ê̄aê̌"},
        {"what HKSCS lacks", "BIG5", BYTES("\xA4\xBD\xA1\xC3\xA4\xE5"), "公￣文"},
        {"no trail byte", "BIG5", BYTES("\xA4\x80\xA4\xE5"), "[A4 80]文"},
        {"ASCII that is no trail byte", "BIG5",
         BYTES("\xA4"
               "1\xA4\xE5"),
         "[A4]1文"},

        {"UTF-16", "UTF-16LE", BYTES("\x6C\x51\x87\x65\n\0"), "公文\n"},
        {"the other way round", "UTF-16BE", BYTES("\x51\x6C\x65\x87"), "公文"},
        {"a pair of surrogates", "UTF-16LE", BYTES("\x40\xD8\x00\xDC"), "𠀀"},
        {"a lone one", "UTF-16LE", BYTES("\x40\xD8\x6C\x51"), "[40 D8]公"},
        {"the second one alone", "UTF-16LE", BYTES("\x00\xDC\x6C\x51"), "[00 DC]公"},
        {"cut", "UTF-16LE", BYTES("\x6C\x51\x87"), "公{87}"},
        {"cut between surrogates", "UTF-16LE", BYTES("\x40\xD8"), "{40 D8}"},
        {"UTF-32", "UTF-32LE", BYTES("\x6C\x51\0\0"), "公"},
        {"beyond Unicode", "UTF-32LE", BYTES("\0\0\x11\0\x6C\x51\0\0"), "[00 00 11 00]公"},

        {"Japanese", "EUC-JP", BYTES("\xB8\xF8\x8E\xB1\x8F\xB0\xA1"), "公ｱ丂"},
        {"Shift_JIS", "SHIFT_JIS", BYTES("\x8C\xF6\xB1"), "公ｱ"},
        {"escapes are no characters", "ISO-2022-JP", BYTES("a\x1B$B8x\x1B(Bz"), "a公z"},
        {"HZ", "HZ", BYTES("a~{9+ND~}~~b"), "a公文~b"},
        {"the line ends its pairs", "HZ", BYTES("~{9+\nab"), "公\nab"},
        {"a line that goes on", "HZ", BYTES("a~\nb"), "ab"},
        {"no pair", "HZ", BYTES("~{9 ~}"), "[39] "},
        {"cut", "HZ", BYTES("~{9+N"), "公{4E}"},
        {"Ukrainian", "KOI8-U", BYTES("\xA4\xC1"), "єа"},
        {"Thai", "TIS-620", BYTES("\xA1\xD2"), "กา"},
        {"a name outside the table", "HP-ROMAN8", BYTES("a\xC5"), "aé"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_buf out;
        qg_buf_init(&out, 0);
        decode(&out, cases[i].encoding, cases[i].in);
        assert_text(qg_buf_str(&out), qg_str_of(cases[i].out), cases[i].why);
        qg_buf_clear(&out);
    }
}

static void test_unknown_names(void **state)
{
    static const char *const names[] = {
        "KLINGON", "", "UTF-8//IGNORE", "a\nb",
        "a-name-longer-than-any-encoding-has-ever-been-given-by-a-committee"};

    (void)state;
    for (size_t i = 0; i < N_CASES(names); i++) {
        qg_decoder decoder;
        assert_int_equal(qg_decoder_open(&decoder, qg_str_of(names[i]), QG_STR("x")), QG_E_ARG);
        qg_decoder_close(&decoder);
    }
}

/* One code of two or four bytes: the steps through its text and its bytes must come out even. */
static void check_code(const char *name, qg_str code)
{
    const qg_encoding *encoding = qg_encoding_find(qg_str_of(name));
    qg_decoder decoder;
    qg_piece piece;
    qg_map map = {0};
    assert_int_equal(qg_decoder_open(&decoder, qg_str_of(name), code), QG_OK);
    assert_true(qg_decoder_next(&decoder, &piece));
    if (piece.kind == QG_PIECE_TEXT && piece.bytes.n == code.n) {
        size_t n_text = piece.text.n;
        qg_piece_keep(&piece, n_text, encoding, &map);
        if (piece.bytes.n != 0 || map.in != code.n || map.out != n_text)
            fail_msg("%s %02X %02X: %zu bytes", name, (unsigned char)code.p[0],
                     (unsigned char)code.p[1], map.in);
    }
    qg_map_clear(&map);
    qg_decoder_close(&decoder);
}

static void test_steps_agree_with_iconv(void **state)
{
    static const char *const names[] = {"GB18030", "BIG5",      "EUC-KR", "EUC-JP",
                                        "EUC-TW",  "SHIFT_JIS", "JOHAB"};

    (void)state;
    for (size_t i = 0; i < N_CASES(names); i++)
        for (unsigned code = 0x8000; code <= 0xFFFF; code++)
            check_code(names[i], (qg_str){(char[]){(char)(code >> 8), (char)code}, 2});
    for (unsigned lead = 0x81; lead <= 0xFE; lead++)
        for (unsigned third = 0x81; third <= 0xFE; third++)
            check_code("GB18030", (qg_str){(char[]){(char)lead, '5', (char)third, '5'}, 4});
}

/* All text, and what is bad in angle brackets. */
static void put_pieces(qg_buf *out, qg_decoder *decoder)
{
    qg_piece piece;

    while (qg_decoder_next(decoder, &piece)) {
        if (piece.kind == QG_PIECE_TEXT) {
            qg_buf_put(out, piece.text);
            continue;
        }
        qg_buf_put_byte(out, '<');
        qg_buf_put(out, piece.bytes);
        qg_buf_put_byte(out, '>');
    }
}

/* Lines of any bytes; most are two-byte codes, known or not, some are damaged or have four. */
static void put_random_line(qg_buf *out, uint64_t *seed)
{
    for (size_t n = next_random(seed, 40); n > 0; n--) {
        qg_buf_put_byte(out, (char)(0x80 + next_random(seed, 0x80)));
        if (next_random(seed, 4) > 0)
            qg_buf_put_byte(out, (char)(0x30 + next_random(seed, 0xD0)));
        if (next_random(seed, 4) == 0)
            qg_buf_puts(out, "abc");
    }
    qg_buf_put_byte(out, '\n');
}

/* In a large input two-byte codes are remembered; its lines, each alone, are read by iconv. */
static void test_large(void **state)
{
    static const char *const names[] = {"GB18030", "BIG5", "EUC-KR"};
    enum { ENOUGH_BYTES = 300000 };

    (void)state;
    for (size_t i = 0; i < N_CASES(names); i++) {
        qg_decoder whole, by_line;
        qg_buf in, got, want;
        qg_str rest;
        uint64_t seed = i;
        qg_buf_init(&in, 0);
        qg_buf_init(&got, 0);
        qg_buf_init(&want, 0);
        while (in.n < ENOUGH_BYTES)
            put_random_line(&in, &seed);
        rest = qg_buf_str(&in);
        qg_decoder_open(&whole, qg_str_of(names[i]), rest);
        qg_decoder_open(&by_line, qg_str_of(names[i]), (qg_str){"", 0});
        put_pieces(&got, &whole);
        while (rest.n > 0) {
            qg_str line = qg_str_take_line(&rest);
            qg_decoder_go_on(&by_line, (qg_str){line.p, line.n + 1});
            put_pieces(&want, &by_line);
        }
        assert_non_null(whole.pairs);
        assert_null(by_line.pairs);
        assert_true(qg_str_eq(qg_buf_str(&got), qg_buf_str(&want)));
        qg_decoder_close(&whole);
        qg_decoder_close(&by_line);
        qg_buf_clear(&in);
        qg_buf_clear(&got);
        qg_buf_clear(&want);
    }
}

/* Blocks end anywhere; no character may be hurt there. */
static void test_block_borders(void **state)
{
    static const char *const names[] = {"GB18030",  "BIG5",     "UTF-16LE",
                                        "UTF-16BE", "UTF-32LE", "EUC-JP"};
    qg_buf text, bytes, out;

    (void)state;
    for (size_t i = 0; i < N_CASES(names); i++) {
        qg_buf_init(&text, 0);
        qg_buf_init(&bytes, 0);
        qg_buf_init(&out, 0);
        for (size_t k = 0; k < 20000; k++)
            qg_buf_puts(&text, k % 7 == 0 ? "a" : "文");
        encode(&bytes, names[i], qg_buf_str(&text));
        decode(&out, names[i], qg_buf_str(&bytes));
        assert_true(qg_str_eq(qg_buf_str(&out), qg_buf_str(&text)));
        qg_buf_clear(&text);
        qg_buf_clear(&bytes);
        qg_buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),          cmocka_unit_test(test_step),
        cmocka_unit_test(test_ascii),         cmocka_unit_test(test_decode),
        cmocka_unit_test(test_unknown_names), cmocka_unit_test(test_steps_agree_with_iconv),
        cmocka_unit_test(test_large),         cmocka_unit_test(test_block_borders)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
