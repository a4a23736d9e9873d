/* test_detect.c - the encodings that short, old and damaged texts are found to be in, and how sure
 * that is.  tests/detect/ counts over many more. */
#include "encoded.h"

#include "normalize/normalize.h"

/* A row of a table of Word's older files, and one with bytes that no text has. */
#define CELLS "设备\a小时\a次数\a人\a\a\r"
#define OTHER "设备\1小时\2次数\3人\a\a\r"

#define BYTES(literal)                                                                             \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static void test_bytes(void **state)
{
    static const struct {
        const char *why;
        qg_str in;
        const char *encoding, *content;
        size_t mark_bytes;
    } cases[] = {
        {"nothing is ASCII", BYTES(""), "US-ASCII", "text", 0},
        {"ASCII", BYTES("# Report\n"), "US-ASCII", "text", 0},
        {"UTF-8", BYTES("公文"), "UTF-8", "text", 0},
        {"its mark", BYTES("\xEF\xBB\xBF公文"), "UTF-8", "text", 3},
        {"its mark before ASCII", BYTES("\xEF\xBB\xBFx"), "UTF-8", "text", 3},
        {"its mark alone", BYTES("\xEF\xBB\xBF"), "UTF-8", "text", 3},
        {"its mark before GBK", BYTES("\xEF\xBB\xBF\xB9\xAB\xCE\xC4\xCD\xA8\xD6\xAA"), "GB18030",
         "text", 3},
        {"two-byte characters only", BYTES("r\xC3\xA9sum\xC3\xA9 na\xC3\xAFve"), "UTF-8", "text",
         0},
        {"one of them, as any draft may have", BYTES("3 \xC2\xB7 5"), "UTF-8", "text", 0},
        {"GBK that is valid UTF-8 by chance", BYTES("\xC6\xBD\xCC\xA8"), "GB18030", "text", 0},
        {"letters of Cyrillic, twice, which would be a word of GBK", BYTES("лл. 5-7"), "UTF-8",
         "text", 0},
        {"letters of Mongolian", BYTES("өнөөдөр"), "UTF-8", "text", 0},
        {"letters of Tatar", BYTES("һәм"), "UTF-8", "text", 0},
        {"letters of Hebrew, which would be a word of GBK", BYTES("רע"), "UTF-8", "text", 0},
        {"figures of Arabic, twice", BYTES("١١:٢٢"), "UTF-8", "text", 0},
        {"a letter of French, twice", BYTES("ôô"), "UTF-8", "text", 0},
        {"Armenian, which would be words of GBK", BYTES("Բարեւ Ձեզ"), "UTF-8", "text", 0},
        {"Thaana, which would be UTF-16", BYTES("ދިވެހި"), "UTF-8", "text", 0},
        {"Mongolian in its own script", BYTES("ᠮᠣᠩᠭᠣᠯ"), "UTF-8", "text", 0},
        {"a word of GBK with letters of two scripts", BYTES("\xD6\xB0\xD4\xB1"), "GB18030", "text",
         0},
        {"one that is half of a surrogate pair", BYTES("\xCD\xED\xB0\xB2"), "GB18030", "text", 0},
        {"a word of Big5 that has a letter of Cyrillic", BYTES("\xC4\xD1\xA5]"), "BIG5", "text", 0},
        {"a word of Russian in UTF-8", BYTES("дом"), "UTF-8", "text", 0},
        {"GBK with three bytes of UTF-8 in it", BYTES("\xB9\xE1\xB3\xB9\xC2\xE4\xCA\xB5"),
         "GB18030", "text", 0},
        {"nothing but controls, as which bytes of windows-1252 were stored",
         BYTES("We don\xC2\x92t know."), "UTF-8", "text", 0},
        {"Russian", BYTES("Привет, мир"), "UTF-8", "text", 0},
        {"UTF-8 with a bad byte", BYTES("第一条\xFF规定"), "UTF-8", "text", 0},
        {"UTF-8 cut in a character", BYTES("公\xE6\x96"), "UTF-8", "text", 0},
        {"UTF-8 with a lost tail byte", BYTES("关于\xE5\x8A强的通知"), "UTF-8", "text", 0},
        {"a mark of UTF-16", BYTES("\xFF\xFEl\x51\x87\x65"), "UTF-16LE", "text", 2},
        {"the other order", BYTES("\xFE\xFF\x51l\x65\x87"), "UTF-16BE", "text", 2},
        {"a mark of UTF-32", BYTES("\xFF\xFE\0\0l\x51\0\0"), "UTF-32LE", "text", 4},
        {"the other order", BYTES("\0\0\xFE\xFF\0\0\x51l"), "UTF-32BE", "text", 4},
        {"a mark of GB18030", BYTES("\x84\x31\x95\x33\xB9\xAB"), "GB18030", "text", 4},
        {"Persian in codes of four bytes",
         BYTES("\x81\x31\x85\x31\x81\x31\x86\x38\x81\x31\x83\x39\x81\x31\x86\x39 "
               "\x81\x31\x84\x30\x81\x31\x84\x39 "
               "\x81\x31\x87\x31\x81\x31\x86\x39\x81\x31\x87\x31"),
         "GB18030", "text", 0},
        {"Chinese with Russian in GBK",
         BYTES("\xB6\xED\xD3\xEF\xA1\xB0\xA7\xB1\xA7\xE2\xA7\xDA\xA7\xD3\xA7\xD6\xA7\xE4"
               "\xA1\xB1\xD2\xE2\xCE\xAA\xA1\xB0\xC4\xE3\xBA\xC3\xA1\xB1\xA3\xAC\xA1\xB0"
               "\xA7\xB3\xA7\xE1\xA7\xD1\xA7\xE3\xA7\xDA\xA7\xD2\xA7\xE0\xA1\xB1\xD2\xE2"
               "\xCE\xAA\xA1\xB0\xD0\xBB\xD0\xBB\xA1\xB1\xA1\xA3"),
         "GB18030", "text", 0},
        {"an index by strokes, which is no row of users' own characters",
         BYTES("\xA4@\xA4"
               "A\xA4"
               "B\xA4"
               "C\xA4"
               "D\xA4"
               "E\xA4"
               "F\xA4G\xA4H\xA4I\xA4J\xA4K\xA4L\xA4M\xA4N\xA4O\xA4P\xA4Q\xA4R\xA4S"),
         "BIG5", "text", 0},
        {"single words of nothing else", BYTES("\xACK \xAEL \xAC\xEE \xA5V"), "BIG5", "text", 0},
        {"Russian in GBK",
         BYTES("\xA7\xB1\xA7\xE2\xA7\xDA\xA7\xD3\xA7\xD6\xA7\xE4, \xA7\xDE\xA7\xDA\xA7\xE2!"),
         "GB18030", "text", 0},
        {"Greek in GBK",
         BYTES("\xA6\xA7 \xA6\xA5\xA6\xCB\xA6\xCB\x81"
               "0\xCB"
               "4\xA6\xC4\xA6\xC1 \xA6\xC5\x81"
               "0\xCB"
               "7\xA6\xCD\xA6\xC1\xA6\xC9 \xA6\xCC\xA6\xC9\xA6\xC1 \xA6\xD6\x81"
               "0\xCC"
               "4\xA6\xD1\xA6\xC1 \xA6\xD2\xA6\xD3\xA6\xC7 "
               "\xA6\xCD\xA6\xCF\xA6\xD3\xA6\xC9\xA6\xCF\xA6\xC1\xA6\xCD\xA6\xC1\xA6\xD3\xA6\xCF"
               "\xA6\xCB\xA6\xC9\xA6\xCA\x81"
               "0\xCB"
               "6 \xA6\xA5\xA6\xD4\xA6\xD1\x81"
               "0\xCC"
               "4\xA6\xD0\xA6\xC7."),
         "GB18030", "text", 0},
        {"Japanese in GBK",
         BYTES("\xB1\xBE\xC8\xD5\xA4\xCE\xBB\xE1\xD7h\xA4\xCF\xCE\xE7\xE1\xE1\xC8\xFD\x95r\xA4\xCB"
               "\xE9_"
               "\xB4\xDF\xA4\xA4\xA4\xBF\xA4\xB7\xA4\xDE\xA4\xB9\xA1\xA3\xD9Y\xC1\xCF\xA4\xCF\xCA"
               "\xC2\xC7\xB0\xA4\xCB\xC5\xE4\xB2\xBC\xA4\xA4\xA4\xBF\xA4\xB7\xA4\xDE\xA4\xB9\xA4"
               "\xCE\xA4\xC7"),
         "GB18030", "text", 0},
        {"UTF-16 without one", BYTES("a\0b\0c\0\n\0"), "UTF-16LE", "text", 0},
        {"with Chinese in it", BYTES("\x51l\x65\x87\0\n\0#"), "UTF-16BE", "text", 0},
        {"UTF-32 without one", BYTES("a\0\0\0b\0\0\0"), "UTF-32LE", "text", 0},
        {"HZ", BYTES("~{9+ND~}\n"), "HZ-GB-2312", "text", 0},
        {"brackets of a program", BYTES("x~{a}~}"), "US-ASCII", "text", 0},
        {"ISO-2022-JP", BYTES("\x1B$B8xJ8\x1B(B"), "ISO-2022-JP", "text", 0},
        {"ISO-2022-CN",
         BYTES("\x1B$)A\x0E"
               "9+ND\x0F"),
         "ISO-2022-CN", "text", 0},
        {"ISO-2022-KR",
         BYTES("\x1B$)C\n\x0E"
               "0x9.\x0F"),
         "ISO-2022-KR", "text", 0},
        {"shifts are no binary",
         BYTES("\x1B$)C\n\x0E"
               "0x\x0F \x0E"
               "9.\x0F \x0E"
               "0x\x0F"),
         "ISO-2022-KR", "text", 0},
        {"Russian in KOI8-R", BYTES("\xF0\xD2\xC9\xD7\xC5\xD4, \xCD\xC9\xD2"), "KOI8-R", "text", 0},
        {"English of Windows", BYTES("I don\x92t recommend it. It\x92s easy and we\x92re done."),
         "WINDOWS-1252", "text", 0},
        {"English in quotes of Windows",
         BYTES("\x93Hello,\x94 she said. \x93It\x92s me \x96 again.\x94"), "WINDOWS-1252", "text",
         0},
        {"English with marks of GBK",
         BYTES("I don\xA1\xAFt recommend it\xA1\xAA\xA1\xB0no plan\xA1\xB1, as it were."),
         "GB18030", "text", 0},
        {"English with marks of Big5",
         BYTES("He said \xA1\xA7no plan\xA1\xA8 and I don\xA1\xA6t recommend it\xA1X"
               "or so."),
         "BIG5", "text", 0},
        {"signs beside figures",
         BYTES("Price: \xA3"
               "20, tolerance \xB1"
               "5%, area 10 m\xB2, \xA7"
               "3"),
         "WINDOWS-1252", "text", 0},
        {"French", BYTES("caf\xE9 au lait, \xE0 bient\xF4t"), "WINDOWS-1252", "text", 0},
        {"Japanese", BYTES("\x93\xFA\x96\x7B\x82\xCC"), "SHIFT_JIS", "text", 0},
        {"UTF-16 of four characters", BYTES("\xE5\x5D\x5C\x4F\xA5\x62\x4A\x54"), "UTF-16LE", "text",
         0},
        {"a NUL byte is damage", BYTES("Report\0 of 2024"), "US-ASCII", "text", 0},
        {"so are some control bytes", BYTES("Re\x07port\x01 of\x02 2024"), "US-ASCII", "text", 0},
        {"ZIP", BYTES("PK\3\4\x14\0"), "UNKNOWN", "zip", 0},
        {"Word", BYTES("PK\3\4\x14\0......word/document.xml"), "UNKNOWN", "docx", 0},
        {"Excel", BYTES("PK\3\4\x14\0......xl/workbook.xml"), "UNKNOWN", "xlsx", 0},
        {"PNG", BYTES("\x89PNG\r\n\x1A\n\0\0"), "UNKNOWN", "png", 0},
        {"JPEG", BYTES("\xFF\xD8\xFF\xE0"), "UNKNOWN", "jpeg", 0},
        {"GIF", BYTES("GIF89a"), "UNKNOWN", "gif", 0},
        {"PDF", BYTES("%PDF-1.7"), "UNKNOWN", "pdf", 0},
        {"old Office", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "UNKNOWN", "ole", 0},
        {"old Word", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"),
         "UNKNOWN", "doc", 0},
        {"gzip", BYTES("\x1F\x8B\x08\0"), "UNKNOWN", "gzip", 0},
        {"7z", BYTES("7z\xBC\xAF\x27\x1C\0\4"), "UNKNOWN", "7z", 0},
        {"RAR", BYTES("Rar!\x1A\7\1\0"), "UNKNOWN", "rar", 0},
        {"a program",
         BYTES("\x7F"
               "ELF\2\1\1"),
         "UNKNOWN", "elf", 0},
        {"a text about web archives",
         BYTES(
             "MIME-Version: 1.0 is a line.\nAnd this is another:\nContent-Type: multipart/related"),
         "US-ASCII", "text", 0},
        {"cells of Word's tables, in UTF-8", BYTES("金额\a100\a200\a\a"), "UTF-8", "text", 0},
        {"in GBK", BYTES("\xBD\xF0\xB6\xEE\a100\a200\a\a"), "GB18030", "text", 0},
        {"in UTF-16", BYTES("\xD1\x91\x9D\x98\a\0001\0000\0000\0\a\0\a\0"), "UTF-16LE", "text", 0},
        {"a byte of UTF-16 that is a BEL", BYTES("\x07\x52\xDE\x96\x4C\x88\xDB\x8F"), "UTF-16LE",
         "text", 0},
        {"many cells", BYTES(CELLS CELLS CELLS CELLS CELLS CELLS CELLS), "UTF-8", "text", 0},
        {"bells alone", BYTES("\a\a\a\a\a\a\a\a\a\a"), "UNKNOWN", "binary", 0},
        {"cells of other controls", BYTES(OTHER OTHER OTHER OTHER OTHER OTHER OTHER), "UNKNOWN",
         "binary", 0},
        {"NUL bytes", BYTES("\0\0\0\0\0\0\0\0\0\0"), "UNKNOWN", "binary", 0},
        {"sixty bytes by chance",
         BYTES("\355\277\210\106\137\003\255\355\051\253\024\302\126\347\330\120\126\171\032\070"
               "\103\040\304\064\225\150\162\327\054\210\153\313\217\256\026\146\002\322\034\301"
               "\373\107\014\171\331\071\001\076\145\147\251\004\052\104\010\053\376\145\327\043"),
         "UNKNOWN", "binary", 0},
        {"text that talks of ZIP", BYTES("PK means Phil Katz"), "US-ASCII", "text", 0},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_detection got;
        qg_detect(&got, cases[i].in);
        assert_text(qg_str_of(got.encoding), qg_str_of(cases[i].encoding), cases[i].why);
        assert_text(qg_str_of(got.content), qg_str_of(cases[i].content), cases[i].why);
        if (got.mark_bytes != cases[i].mark_bytes || got.confidence < 0 || got.confidence > 1)
            fail_msg("%s: mark of %zu, confidence %g", cases[i].why, got.mark_bytes,
                     got.confidence);
    }
}

/* ---- titles ---------------------------------------------------------------------------------- */

static const char *const simplified[] = {
    "通知",
    "通告",
    "工作报告",
    "会议纪要",
    "关于加强安全生产工作的通知",
    "意识形态工作责任制落实情况报告",
    "人民政府",
    "党建工作总结",
    "年度预算",
    "全面推进乡村振兴",
    "述职报告",
    "调研报告",
    "实施方案",
    "领导小组",
    "生态环境保护",
    "教育局",
    "联通公司",
    "上半年经济运行情况",
    "第一章　总则",
    "一、指导思想",
    "责任清单",
    "数据安全管理办法",
    "街道办事处",
    "疫情防控",
    "学习贯彻党的精神",
    "请示",
    "批复",
    "函",
    "征求意见稿",
    "信息公开",
    "我们要坚持“两个维护”。",
};

static const char *const traditional[] = {
    "通知",
    "公告",
    "工作報告",
    "會議紀錄",
    "關於加強安全生產工作的通知",
    "行政院公報",
    "年度預算",
    "法律責任",
    "人民團體",
    "環境保護",
    "教育局",
    "施政報告",
    "立法會",
    "政府憲報",
    "總統令",
    "第一章　總則",
    "一、計畫目標",
    "資訊公開",
    "實施要點",
    "個人資料保護法",
    "都市計畫",
    "衛生福利部",
    "修正草案",
    "審查意見",
    "臺北市政府",
    "我們要加強防疫工作。",
    "香港特別行政區",
};

/* How many of the titles are not found out, alone in a file or in `around` bytes of ASCII. */
static size_t count_wrong(const char *const *titles, size_t n, const char *iconv_name,
                          const char *want, size_t around)
{
    size_t n_wrong = 0;

    for (size_t i = 0; i < n; i++) {
        qg_detection got;
        qg_buf bytes;
        qg_buf_init(&bytes, 0);
        for (size_t k = 0; k < around; k++)
            qg_buf_put_byte(&bytes, k % 40 == 39 ? '\n' : (char)('a' + k % 26));
        encode(&bytes, iconv_name, qg_str_of(titles[i]));
        for (size_t k = 0; k < around; k++)
            qg_buf_put_byte(&bytes, k % 40 == 0 ? '\n' : (char)('a' + k % 26));
        qg_detect(&got, qg_buf_str(&bytes));
        if (strcmp(got.encoding, want) != 0) {
            print_message("%s in %s: %s, %g\n", titles[i], want, got.encoding, got.confidence);
            n_wrong++;
        }
        qg_buf_clear(&bytes);
    }
    return n_wrong;
}

static void test_titles(void **state)
{
    static const size_t around[] = {0, 1500};
    static const char *const wide[] = {"UTF-16LE", "UTF-16BE"};
    size_t n_wrong = 0;

    (void)state;
    for (size_t i = 0; i < N_CASES(around); i++) {
        n_wrong += count_wrong(simplified, N_CASES(simplified), "GBK", "GB18030", around[i]);
        n_wrong += count_wrong(traditional, N_CASES(traditional), "BIG5", "BIG5", around[i]);
        n_wrong += count_wrong(simplified, N_CASES(simplified), "UTF-8", "UTF-8", around[i]);
        n_wrong += count_wrong(traditional, N_CASES(traditional), "UTF-8", "UTF-8", around[i]);
    }
    for (size_t i = 0; i < N_CASES(wide); i++)
        n_wrong += count_wrong(simplified + 2, 20, wide[i], wide[i], 0);
    assert_int_equal(n_wrong, 0);
}

/* Traditional characters in GBK are GBK, however probable each is in Big5. */
static void test_traditional_in_gbk(void **state)
{
    (void)state;
    assert_int_equal(count_wrong(traditional, N_CASES(traditional), "GBK", "GB18030", 0), 0);
}

/* A verdict must not hang on one byte. */
static void test_damaged(void **state)
{
    static const char text[] =
        "关于加强意识形态工作的意见。各市、州人民政府，各有关单位：为深入贯彻落实"
        "党中央、国务院决策部署，现将有关事项通知如下。\n";
    static const char *const names[] = {"UTF-8", "GB18030"};
    uint64_t seed = 1;

    (void)state;
    for (size_t i = 0; i < 400; i++) {
        qg_detection got;
        qg_buf bytes;
        qg_buf_init(&bytes, 0);
        encode(&bytes, names[i % 2], qg_str_of(text));
        for (size_t k = 0; k < 5; k++)
            bytes.p[next_random(&seed, bytes.n)] = (char)next_random(&seed, 256);
        qg_detect(&got, qg_buf_str(&bytes));
        assert_string_equal(got.encoding, names[i % 2]);
        qg_buf_clear(&bytes);
    }
}

/* Random bytes are no text; so is what a compressor makes. */
static void test_random_bytes(void **state)
{
    char bytes[4096];
    uint64_t seed = 7;
    qg_detection got;

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)next_random(&seed, 256);
    qg_detect(&got, (qg_str){bytes, sizeof bytes});
    assert_string_equal(got.encoding, "UNKNOWN");
    assert_string_equal(got.content, "binary");
}

/* The surer, the clearer: a page is surer than a word, and nonsense is unsure. */
static void test_confidence(void **state)
{
    qg_detection title, nonsense;

    (void)state;
    qg_detect(
        &title,
        QG_STR("\xB9\xD8\xD3\xDA\xB9\xA4\xD7\xF7\xB5\xC4\xCD\xA8\xD6\xAA")); /* 关于工作的通知 */
    qg_detect(&nonsense, QG_STR("\xFE\xA1 \x81\x91 \xFD\xFB \x8F"));
    assert_string_equal(title.encoding, "GB18030");
    assert_non_null(title.runner_up);
    assert_string_not_equal(title.runner_up, title.encoding);
    assert_true(title.confidence > 0.9);
    assert_true(nonsense.confidence < 0.7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bytes),
                                       cmocka_unit_test(test_titles),
                                       cmocka_unit_test(test_traditional_in_gbk),
                                       cmocka_unit_test(test_damaged),
                                       cmocka_unit_test(test_random_bytes),
                                       cmocka_unit_test(test_confidence)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
