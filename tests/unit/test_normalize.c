/* test_normalize.c - bytes to clean UTF-8: what is told, what is refused, and that each reported
 * place is right. */
#include "codec/codec.h"
#include "encoded.h"
#include "normalize/normalize.h"

#include <stdio.h>
#include <stdlib.h>

#define BYTES(literal)                                                                             \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

/* ---- a sink that writes "decode.invalid-bytes@3 <A3 FF> " ------------------------------------ */

static void write_finding(void *user, const qg_finding *finding)
{
    qg_buf *out = user;

    qg_buf_puts(out, qg_kind_name(finding->kind));
    qg_buf_printf(out, "@%zu <", finding->offset);
    qg_buf_put(out, finding->before);
    qg_buf_puts(out, "> ");
}

typedef struct result {
    qg_status status;
    qg_text text;
    qg_buf found;
} result;

static result normalize(qg_str input, const char *encoding)
{
    result r;

    qg_buf_init(&r.found, 0);
    r.status =
        qg_normalize(&r.text, input, qg_str_of(encoding), &(qg_sink){write_finding, &r.found});
    return r;
}

static void clear(result *r)
{
    qg_text_clear(&r->text);
    qg_buf_clear(&r->found);
}

/* ---- tables ---------------------------------------------------------------------------------- */

static void test_text(void **state)
{
    static const struct {
        const char *why, *encoding;
        qg_str in, out;
        const char *found;
    } cases[] = {
        {"nothing", "", BYTES(""), BYTES(""), ""},
        {"clean text stays", "", BYTES("# 公文\n\n一、\t总则\f\n"),
         BYTES("# 公文\n\n一、\t总则\f\n"), ""},
        {"quotes, full width and more", "", BYTES("“Ａ”—…￥\u00A0é𠀀"), BYTES("“Ａ”—…￥\u00A0é𠀀"),
         ""},
        {"a mark at the start is no text", "", BYTES("\xEF\xBB\xBF公"), BYTES("公"), ""},
        {"also when the encoding is named", "UTF-8", BYTES("\xEF\xBB\xBF公"), BYTES("公"), ""},
        {"UTF-16's", "UTF-16", BYTES("\xFE\xFF\x51\x6C"), BYTES("公"), ""},
        {"without one it is Windows'", "UTF-16", BYTES("\x6C\x51"), BYTES("公"), ""},
        {"a mark inside", "", BYTES("公\uFEFF文"), BYTES("公文"),
         "clean.byte-order-mark@3 <U+FEFF> "},
        {"a second mark", "", BYTES("\uFEFF\uFEFF文"), BYTES("文"),
         "clean.byte-order-mark@3 <U+FEFF> "},
        {"DOS line ends: one finding", "", BYTES("a\r\nb\r\n\r\n"), BYTES("a\nb\n\n"),
         "clean.line-end@1 <U+000D U+000A> "},
        {"text mode twice", "", BYTES("a\r\r\nb\r\r\n\r\r\nc"), BYTES("a\nb\n\nc"),
         "clean.line-end@2 <U+000D U+000A> "},
        {"the same in UTF-16", "", BYTES("a\0\r\0\r\0\n\0b\0"), BYTES("a\nb"),
         "clean.line-end@4 <U+000D U+000A> "},
        {"UTF-16 in text mode", "UTF-16LE",
         BYTES("a\0\r\n\0\x0A\x4E\r\n\0\r\n\x4E"
               "b\0"),
         BYTES("a\n上\n上b"), "clean.line-end@2 <U+000D U+000A> "},
        {"old Macintosh ones", "", BYTES("a\rb\r\rc"), BYTES("a\nb\n\nc"),
         "clean.line-end@1 <U+000D> "},
        {"mixed", "", BYTES("a\nb\r\nc\rd"), BYTES("a\nb\nc\nd"),
         "clean.line-end@3 <U+000D U+000A> "},
        {"Unicode's", "", BYTES("一\u2028二\u2029三"), BYTES("一\n二\n三"),
         "clean.line-end@3 <U+2028> "},
        {"a page end is a line end", "", BYTES("第一页\f第二页\f"), BYTES("第一页\n\f第二页\f"),
         "clean.line-end@9 <U+000C> "},
        {"none cuts a row", "", BYTES("| 一\u2028二 |\v三 |\n"), BYTES("| 一 二 | 三 |\n"),
         "clean.line-end@5 <U+2028> clean.line-end@13 <U+000B> "},
        {"but they part rows", "", BYTES("| 一 |\v| 二 |\n"), BYTES("| 一 |\n| 二 |\n"),
         "clean.line-end@7 <U+000B> "},
        {"CR at the end", "", BYTES("a\r"), BYTES("a\n"), "clean.line-end@1 <U+000D> "},
        {"DOS line ends in UTF-16", "", BYTES("a\0\r\0\n\0b\0"), BYTES("a\nb"),
         "clean.line-end@2 <U+000D U+000A> "},
        {"a bell", "", BYTES("a\a公"), BYTES("a公"), "clean.control-character@1 <U+0007> "},
        {"cells of Word's older tables, and ends of rows", "UTF-8", BYTES("甲\a乙\a\a丙\a丁\a\a"),
         BYTES("甲\t乙\n丙\t丁"),
         "clean.control-character@3 <U+0007> clean.control-character@7 <U+0007 U+0007> "
         "clean.control-character@12 <U+0007> clean.control-character@16 <U+0007 U+0007> "},
        {"a hyphen of Word's in a number and a name", "UTF-8",
         BYTES("图3\x1E"
               "5，T\x1E"
               "1，电\x1E磁"),
         BYTES("图3-5，T-1，电磁"),
         "clean.control-character@4 <U+001E> clean.control-character@10 <U+001E> "
         "clean.control-character@18 <U+001E> "},
        {"a run is one finding", "",
         BYTES("a\0\b\x7F"
               "b"),
         BYTES("ab"), "clean.control-character@1 <U+0000 U+0008 U+007F> "},
        {"fields padded with NUL stay apart", "GBK",
         BYTES("\xB9\xAB\0\0\0\xCE\xC4\0\0\n\0\0"
               "a"),
         BYTES("公\t文\na"),
         "clean.control-character@2 <U+0000 U+0000 U+0000> clean.control-character@7 <U+0000 "
         "U+0000> clean.control-character@10 <U+0000 U+0000> "},
        {"two runs", "", BYTES("\1a\2"), BYTES("a"),
         "clean.control-character@0 <U+0001> clean.control-character@2 <U+0002> "},
        {"C1 may be bytes of text read as Latin-1", "", BYTES("公\xC2\x80\xC2\x9F文"),
         BYTES("公\xC2\x80\xC2\x9F文"), ""},
        {"noncharacters", "", BYTES("公\uFFFE\uFDD0\U0001FFFF文"), BYTES("公文"),
         "clean.control-character@3 <U+FFFE U+FDD0 U+1FFFF> "},
        {"U+FFFD in the file is text", "", BYTES("公\uFFFD文"), BYTES("公\uFFFD文"), ""},
        {"controls between CR and LF", "", BYTES("a\r\1\nb"), BYTES("a\n\nb"),
         "clean.line-end@1 <U+000D> clean.control-character@2 <U+0001> "},
        {"characters that a database stored as pairs of surrogates", "",
         BYTES("新元素\xED\xA1\xB2\xED\xBD\x8A、\xED\xA1\xBE\xED\xBF\xBC已命名\n"),
         BYTES("新元素𬭊、𯯼已命名\n"), ""},
        {"half of one", "", BYTES("新元素\xED\xA1\xB2、已命名\n"), BYTES("新元素\uFFFD、已命名\n"),
         "decode.invalid-bytes@9 <ED A1 B2> "},
        {"bad bytes together", "UTF-8", BYTES("公\xFF\xFE文\xFF"), BYTES("公\uFFFD文\uFFFD"),
         "decode.invalid-bytes@3 <FF FE> decode.invalid-bytes@8 <FF> "},
        {"and a cut", "", BYTES("公文\xE5\x85"), BYTES("公文\uFFFD"),
         "decode.cut-character@6 <E5 85> "},
        {"bad GBK, ASCII kept", "GBK",
         BYTES("\xB9\xAB\xA3\xFF"
               "1\xD6\n"),
         BYTES("公\uFFFD"
               "1\uFFFD\n"),
         "decode.invalid-bytes@2 <A3 FF> decode.invalid-bytes@5 <D6> "},
        {"GBK found out", "", BYTES("\xCD\xA8\xD6\xAA\r\n"), BYTES("通知\n"),
         "clean.line-end@4 <U+000D U+000A> "},
        {"Big5 found out", "", BYTES("\xB3\x71\xAA\xBE\xA4\xBD\xA7\x69"), BYTES("通知公告"), ""},
        {"a line of GBK in UTF-8", "",
         BYTES("通知公告：\n"
               "\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6"
               "\n各县区人民政府\n"),
         BYTES("通知公告：\n工作报告\n各县区人民政府\n"),
         "decode.encoding-change@16 <UTF-8> decode.encoding-change@25 <GB18030> "},
        {"a word of it inside a line", "",
         BYTES("各县区: "
               "\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6"
               " (人民政府)"),
         BYTES("各县区: 工作报告 (人民政府)"),
         "decode.encoding-change@11 <UTF-8> decode.encoding-change@21 <GB18030> "},
        {"a line of Big5 in GBK", "",
         BYTES("\xB9\xD8\xD3\xDA\xBC\xD3\xC7\xBF\xB0\xB2\xC8\xAB\xC9\xFA\xB2\xFA\xB9\xA4\xD7\xF7"
               "\xB5\xC4\xCD\xA8\xD6\xAA"
               "\n"
               "\xA7\xDA\xAD\xCC\xAD\x6E\xA5\x5B\xB1\x6A\xA8\xBE\xAC\xCC\xA4\x75\xA7\x40"
               "\n"
               "\xB8\xF7\xCF\xD8\xC7\xF8\xC8\xCB\xC3\xF1\xD5\xFE\xB8\xAE"
               "\n"),
         BYTES("关于加强安全生产工作的通知\n我們要加強防疫工作\n各县区人民政府\n"),
         "decode.encoding-change@27 <GB18030> decode.encoding-change@46 <BIG5> "},
        {"the head cut inside a character", "",
         BYTES("\xD8\xD3\xDA\xBC\xD3\xC7\xBF\xB0\xB2\xC8\xAB\xC9\xFA\xB2\xFA\xB9\xA4\xD7\xF7"
               "\n"
               "\xB8\xF7\xCF\xD8\xC7\xF8\xC8\xCB\xC3\xF1\xD5\xFE\xB8\xAE"),
         BYTES("\uFFFD于加强安全生产工作\n各县区人民政府"), "decode.invalid-bytes@0 <D8> "},
        {"a lost byte", "",
         BYTES("\xB8\xF7\xCF\xD8\xC7\xF8"
               "\xC8"
               "\xD5\xFE\xB8\xAE\xB0\xB2\xC8\xAB\xC9\xFA\xB2\xFA"),
         BYTES("各县区\uFFFD政府安全生产"), "decode.invalid-bytes@6 <C8> "},
        {"a NUL and a bad byte", "UTF-8", BYTES("a\0\xFF\0b"),
         BYTES("a\uFFFD"
               "b"),
         "clean.control-character@1 <U+0000> decode.invalid-bytes@2 <FF> "
         "clean.control-character@3 <U+0000> "},
        {"an encoding with escapes", "ISO-2022-JP", BYTES("a\x1B$B8x\x1B(B\r\nz"), BYTES("a公\nz"),
         "clean.line-end@9 <U+000D U+000A> "},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        result r = normalize(cases[i].in, cases[i].encoding);
        assert_int_equal(r.status, QG_OK);
        assert_text(qg_buf_str(&r.text.utf8), cases[i].out, cases[i].why);
        assert_text(qg_buf_str(&r.found), qg_str_of(cases[i].found), cases[i].why);
        assert_int_equal(r.text.map.in, cases[i].in.n);
        assert_int_equal(r.text.map.out, cases[i].out.n);
        clear(&r);
    }
}

static void test_refused(void **state)
{
    static const struct {
        const char *why, *encoding;
        qg_str in;
        qg_status status;
        const char *found;
    } cases[] = {
        {"a picture", "", BYTES("\x89PNG\r\n\x1A\n\0"), QG_E_INPUT, "decode.binary@0 <png> "},
        {"whatever it is called", "UTF-8", BYTES("\x89PNG\r\n\x1A\n\0"), QG_E_INPUT,
         "decode.binary@0 <png> "},
        {"a Word document", "", BYTES("PK\3\4....word/document.xml"), QG_E_INPUT,
         "decode.binary@0 <docx> "},
        {"a web archive", "",
         BYTES("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
               "\ttype=\"text/html\"\r\n\r\n------\r\n"),
         QG_E_INPUT, "decode.web-archive@0 <mhtml> "},
        {"NUL bytes", "", BYTES("\0\0\0\0\0\0"), QG_E_INPUT, "decode.binary@0 <binary> "},
        {"no such encoding", "KLINGON", BYTES("a"), QG_E_ARG,
         "decode.unknown-encoding@0 <KLINGON> "},
        {"no options of iconv", "UTF-8//IGNORE", BYTES("a"), QG_E_ARG,
         "decode.unknown-encoding@0 <UTF-8//IGNORE> "},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        result r = normalize(cases[i].in, cases[i].encoding);
        assert_int_equal(r.status, cases[i].status);
        assert_text(qg_buf_str(&r.found), qg_str_of(cases[i].found), cases[i].why);
        clear(&r);
    }
}

static void test_detection_is_told(void **state)
{
    static const struct {
        const char *why, *encoding;
        qg_str in;
        const char *told;
        size_t mark_bytes;
    } cases[] = {
        {"found", "", BYTES("公"), "UTF-8", 0},
        {"found by its mark", "", BYTES("\xFF\xFE\x6C\x51"), "UTF-16LE", 2},
        {"named: the name it is known by", "cp936", BYTES("a"), "GB18030", 0},
        {"named, with a mark", "UTF-16LE", BYTES("\xFF\xFE\x6C\x51"), "UTF-16LE", 2},
        {"not in the table", "HP-ROMAN8", BYTES("a"), "UNKNOWN", 0},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        result r = normalize(cases[i].in, cases[i].encoding);
        assert_int_equal(r.status, QG_OK);
        assert_text(qg_str_of(r.text.detection.encoding), qg_str_of(cases[i].told), cases[i].why);
        assert_string_equal(r.text.detection.content, "text");
        assert_int_equal(r.text.detection.mark_bytes, cases[i].mark_bytes);
        clear(&r);
    }
}

static void test_long_runs_are_split(void **state)
{
    char bytes[1000];
    result r;

    (void)state;
    memset(bytes, '\xFF', sizeof bytes);
    r = normalize((qg_str){bytes, sizeof bytes}, "UTF-8");
    assert_int_equal(r.status, QG_OK);
    assert_int_equal(qg_utf8_count(qg_buf_str(&r.text.utf8)), (1000 + 63) / 64);
    assert_int_equal(r.text.map.in, sizeof bytes);
    clear(&r);
    memset(bytes, '\a', sizeof bytes);
    r = normalize((qg_str){bytes, sizeof bytes}, "UTF-8");
    assert_int_equal(r.text.utf8.n, 0);
    assert_int_equal(r.text.map.in, sizeof bytes);
    clear(&r);
}

/* ---- properties: report, text and file agree ------------------------------------------------- */

typedef struct checked {
    qg_str input;
    const qg_encoding *encoding;
    size_t n_findings;
} checked;

/* The character at `offset` of the input, decoded alone; 0 when there is none. */
static qg_rune rune_at(const checked *c, size_t offset, size_t *width)
{
    qg_str bytes = qg_str_skip(c->input, offset);
    qg_decoder decoder;
    qg_piece piece;
    qg_rune rune = 0;

    *width = qg_encoding_step(c->encoding, bytes);
    assert_int_equal(
        qg_decoder_open(&decoder, qg_str_of(c->encoding->name), qg_str_head(bytes, *width)), QG_OK);
    if (qg_decoder_next(&decoder, &piece) && piece.kind == QG_PIECE_TEXT)
        rune = qg_utf8_first(piece.text);
    qg_decoder_close(&decoder);
    return rune;
}

/* The hexadecimal number at the start of `rest`, taken off together with the blank behind it. */
static unsigned long take_hex(qg_str *rest)
{
    qg_str digits = qg_str_head(*rest, qg_str_find_byte(*rest, ' '));
    char text[16] = "";

    assert_in_range(digits.n, 1, sizeof text - 1);
    memcpy(text, digits.p, digits.n);
    *rest = qg_str_skip(*rest, digits.n + 1);
    return strtoul(text, NULL, 16);
}

/* Each "U+0007" of `before` stands in the input at and behind `offset`. */
static void check_code_points(const checked *c, const qg_finding *finding)
{
    size_t offset = finding->offset, width;

    for (qg_str rest = finding->before; rest.n > 0; offset += width) {
        rest = qg_str_skip(rest, strlen("U+"));
        assert_int_equal(rune_at(c, offset, &width), take_hex(&rest));
    }
}

/* Each byte of "A3 FF" likewise. */
static void check_bytes(const checked *c, const qg_finding *finding)
{
    qg_str rest = finding->before;

    for (size_t offset = finding->offset; rest.n > 0; offset++) {
        assert_true(offset < c->input.n);
        assert_int_equal((unsigned char)c->input.p[offset], take_hex(&rest));
    }
    assert_text(finding->after, QG_STR("\uFFFD"), "bad bytes become one character");
}

static void check_finding(void *user, const qg_finding *finding)
{
    checked *c = user;

    c->n_findings++;
    if (strcmp(qg_kind_stage(finding->kind), "clean") == 0)
        check_code_points(c, finding);
    else
        check_bytes(c, finding);
}

/* What stands at qg_map_back of a character is that character, or what became it. */
static void check_map(const checked *c, const qg_text *text)
{
    qg_str rest = qg_buf_str(&text->utf8);
    size_t last = 0, width;

    while (rest.n > 0) {
        size_t at = qg_map_back(&text->map, text->utf8.n - rest.n);
        qg_rune there, rune;
        assert_true(at >= last && at < c->input.n);
        there = rune_at(c, at, &width);
        qg_utf8_take(&rest, &rune);
        if (there == '\a') /* cells */
            assert_true(rune == '\t' || rune == '\n');
        else if (there == 0x0A0D) /* the first half is a CR that text mode put before the byte LF */
            ;
        else if (rune == QG_RUNE_BAD)
            assert_true(there == 0 || there == QG_RUNE_BAD);
        else if (rune == '\n')
            assert_true(there == '\n' || there == '\r' || there == '\v' || there == '\f' ||
                        there == 0x2028 || there == 0x2029);
        else
            assert_int_equal(there, rune);
        last = at;
    }
}

/* Clean text is a fixed point, byte for byte and without a finding. */
static void check_fixed_point(const qg_text *text)
{
    result again = normalize(qg_buf_str(&text->utf8), "UTF-8");

    assert_int_equal(again.status, QG_OK);
    assert_text(qg_buf_str(&again.text.utf8), qg_buf_str(&text->utf8), "a second run");
    assert_int_equal(again.found.n, 0);
    clear(&again);
}

static void damage(qg_buf *bytes, uint64_t *seed)
{
    static const char bad[] = "\xFF\x80\xA3\r\n\0\a1a\xD8";

    for (size_t k = next_random(seed, 8); k > 0; k--) {
        size_t at = next_random(seed, bytes->n);
        bool is_random = next_random(seed, 2) == 0;
        bytes->p[at] =
            is_random ? (char)next_random(seed, 256) : bad[next_random(seed, sizeof bad - 1)];
    }
    qg_buf_truncate(bytes, bytes->n - next_random(seed, 4));
}

static void test_report_and_file_agree(void **state)
{
    static const char *const names[] = {"UTF-8",    "GB18030",  "BIG5",   "UTF-16LE", "UTF-16BE",
                                        "UTF-32LE", "UTF-32BE", "EUC-JP", "EUC-TW",   "SHIFT_JIS"};
    static const char text[] =
        "# 公文\r\n一、人民政府 2024年(1)\n\n　　第三\a條 abc「同意」。\r文\n";
    uint64_t seed = 42;
    size_t n_findings = 0;

    (void)state;
    for (size_t i = 0; i < 200 * N_CASES(names); i++) {
        const char *name = names[i % N_CASES(names)];
        checked c = {.encoding = qg_encoding_find(qg_str_of(name))};
        qg_buf bytes;
        qg_text got;
        qg_buf_init(&bytes, 0);
        encode(&bytes, name, qg_str_of(text));
        damage(&bytes, &seed);
        c.input = qg_buf_str(&bytes);
        assert_int_equal(
            qg_normalize(&got, c.input, qg_str_of(name), &(qg_sink){check_finding, &c}), QG_OK);
        assert_int_equal(qg_utf8_check(qg_buf_str(&got.utf8)), got.utf8.n);
        assert_int_equal(got.map.in, bytes.n);
        assert_int_equal(got.map.out, got.utf8.n);
        check_map(&c, &got);
        check_fixed_point(&got);
        n_findings += c.n_findings;
        qg_text_clear(&got);
        qg_buf_clear(&bytes);
    }
    assert_true(n_findings > 2000);
}

/* ---- sizes ----------------------------------------------------------------------------------- */

/* A large text in blocks comes out as one in a single piece, with few runs. */
static void test_clean_text_is_not_copied(void **state)
{
    static const char clean[] = "\xEF\xBB\xBF关于开展检查的通知\n", odd[] = "关于\a通知\n";
    result r = normalize(qg_str_of(clean), "");

    (void)state;
    assert_ptr_equal(r.text.utf8.p, clean + 3);
    clear(&r);
    r = normalize(qg_str_of(odd), "");
    assert_text(qg_buf_str(&r.text.utf8), QG_STR("关于通知\n"), "a control character is out");
    assert_string_equal(odd, "关于\a通知\n");
    clear(&r);
}

static void test_large(void **state)
{
    qg_buf utf8, gbk;
    result r;

    (void)state;
    qg_buf_init(&utf8, 0);
    qg_buf_init(&gbk, 0);
    for (size_t i = 0; i < 30000; i++)
        qg_buf_puts(&utf8, "关于加强工作的通知，2024年\n");
    encode(&gbk, "GBK", qg_buf_str(&utf8));

    r = normalize(qg_buf_str(&utf8), "");
    assert_true(qg_str_eq(qg_buf_str(&r.text.utf8), qg_buf_str(&utf8)));
    assert_true(r.text.map.n_runs <= 1 + utf8.n / UINT16_MAX); /* as few as can be */
    clear(&r);
    r = normalize(qg_buf_str(&gbk), "");
    assert_string_equal(r.text.detection.encoding, "GB18030");
    assert_true(qg_str_eq(qg_buf_str(&r.text.utf8), qg_buf_str(&utf8)));
    assert_int_equal(r.text.map.in, gbk.n);
    clear(&r);
    qg_buf_clear(&utf8);
    qg_buf_clear(&gbk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text),
                                       cmocka_unit_test(test_refused),
                                       cmocka_unit_test(test_detection_is_told),
                                       cmocka_unit_test(test_long_runs_are_split),
                                       cmocka_unit_test(test_report_and_file_agree),
                                       cmocka_unit_test(test_clean_text_is_not_copied),
                                       cmocka_unit_test(test_large)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
