/* Kinds of damage are measured in tests/repair/test_mojibake.py. */
#include "repairing.h"

#include "base/utf8.h"

#define PASS (1U << QG_REPAIR_MOJIBAKE)

/* 多 lost a byte that makes no code with the next one; 定, whose byte does, was once taken for it.
 */
static void test_left_out_by_strict_readers(void **state)
{
    (void)state;
    assert_repaired("楂樺眰浣忓畢姣忓钩鏂圭背锛屽\xEF\xBF\xBD"
                    "氬眰浣忓畢姣忓钩鏂圭背銆\xEF\xBF\xBD\n",
                    "高层住宅每平方米，多层住宅每平方米。\n", PASS, false, "UTF-8 as strict GBK");
}

static void test_lines(void **state)
{
    (void)state;
    assert_repaired("å…³äºŽå\xC2\x81šå¥½å®‰å…¨ç”Ÿäº§å·¥ä½œçš„é€šçŸ¥\n",
                    "关于做好安全生产工作的通知\n", PASS, false, "UTF-8 as windows-1252");
    assert_repaired("会议地点：ä¼šè®®å®¤，请准时参加。\n", "会议地点：会议室，请准时参加。\n", PASS,
                    false, "a word in a sound line");
    assert_repaired("“会议室”显示成“ä¼šè®®å®¤”。\n", "“会议室”显示成“ä¼šè®®å®¤”。\n", PASS, false,
                    "what is shown");
    assert_repaired("关于做好安全生产工作的通知\n", "关于做好安全生产工作的通知\n", PASS, false,
                    "sound");
}

/* Write at `to` how `text` shows where its bytes are read as Latin-1. */
static void misread(char *to, const char *text)
{
    for (; *text != '\0'; text++)
        to += qg_utf8_encode(to, (unsigned char)*text);
    *to = '\0';
}

/* Sound quotes, which windows-1252 has and ISO 8859-15 has not, once made the latter of the line
 * beside them. */
static void test_one_line_beside_sound_marks(void **state)
{
    static const char *const sound[] = {"他说：“今天不行。”\n", "第一章——总则……\n"};
    static const char damaged[] = "3. æ–°å‘˜å·¥å¯¹åº”æ€¥é¢„æ¡ˆä¸\xC2\x8D"
                                  "ç†Ÿæ‚‰ã€‚\n";
    static const char mended[] = "3. 新员工对应急预案不熟悉。\n";
    char in[256], out[256];

    (void)state;
    for (unsigned i = 0; i < 4; i++) {
        const char *marks = sound[i / 2];
        bool is_first = i % 2 == 0;
        snprintf(in, sizeof in, "%s%s", is_first ? marks : damaged, is_first ? damaged : marks);
        snprintf(out, sizeof out, "%s%s", is_first ? marks : mended, is_first ? mended : marks);
        assert_repaired(in, out, PASS, false, marks);
    }
}

/* The bytes of 写 are those of д: what stands beside damage is mostly sound, but letters within are
 * letters. */
static void test_sound_at_the_edge(void **state)
{
    static const pass_case cases[] = {
        {"behind",
         "他写的是“璇峰敖蹇\xEE\x82\xA2"
         "畨鎺掑彂璐э紝璋㈣阿”。\n",
         "他写的是“请尽快安排发货，谢谢”。\n"},
        {"right before",
         "请写下璇峰敖蹇\xEE\x82\xA2"
         "畨鎺掑彂璐э紝璋㈣阿\n",
         "请写下请尽快安排发货，谢谢\n"},
        {"Greek", "绮掑瓙伪鍜屛插皠绾跨殑渭鍊煎緢澶э紝\n", "粒子α和β射线的μ值很大，\n"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        assert_case(QG_REPAIR_MOJIBAKE, &cases[i]);
}

/* JSON has all of its text in quotes; it was once taken for examples of such damage. */
static void test_values(void **state)
{
    static const char text[] = "\"名称\": \"关于加强安全生产工作的通知\",\n"
                               "\"说明\": \"请各单位认真贯彻执行，确保落实。\"\n";
    char in[2 * sizeof text];

    (void)state;
    misread(in, text);
    assert_repaired(in, text, PASS, false, "values in quotes");
}

/* Strings of a program, one a line and each as short as an example would be. */
static void test_short_values(void **state)
{
    static const char text[] = "msgid \"Name\"\nmsgstr \"名称说明\"\n\nmsgid \"Rows\"\n"
                               "msgstr \"数据库表\"\n\nmsgid \"System\"\nmsgstr \"分布式系统\"\n";
    char in[2 * sizeof text];

    (void)state;
    misread(in, text);
    assert_repaired(in, text, PASS, false, "short values");
    assert_repaired("The menu shows \"åˆ†å¸ƒå¼\" on screen.\nIt says \"æ•°æ\xC2\x8D®åº“\" too.\n",
                    "The menu shows \"åˆ†å¸ƒå¼\" on screen.\nIt says \"æ•°æ\xC2\x8D®åº“\" too.\n",
                    PASS, false, "examples in prose");
}

/* Lines of a few characters prove together what each alone does not. */
static void test_short_lines(void **state)
{
    static const char *const texts[] = {
        "文件\n编辑\n查看\n插入\n", "# 菜单\n\n- 宫保鸡丁\n- 鱼香肉丝\n",
        "学号,姓名\n01,王浩宇\n02,周梓轩\n", "| 名称 | 数量 |\n|---|---|\n| 铅笔 | 5 |\n",
        "张伟\n王芳\n李娜\n杨帆\n"};
    static const pass_case pairs[] = {
        {"menu", "¹¬±£¼¦¶¡ 38Ôª\nÓãÏãÈâË¿ 32Ôª\n·¬ÇÑ³´µ° 22Ôª\nÂéÆÅ¶¹¸¯ 20Ôª\n",
         "宫保鸡丁 38元\n鱼香肉丝 32元\n番茄炒蛋 22元\n麻婆豆腐 20元\n"},
        {"books", "ºìÂ¥ÃÎ\nÎ÷ÓÎ¼Ç\n", "红楼梦\n西游记\n"},
        {"one line", "´º½Ú¿ìÀÖ\n", "春节快乐\n"},
        {"roster", "Ñ§ºÅ,ÐÕÃû,ÐÔ±ð\n01,ÕÅÈý,ÄÐ\n03,ÍõºÆÓî,ÄÐ\n06,ÖÜè÷Ðù,ÄÐ\n",
         "学号,姓名,性别\n01,张三,男\n03,王浩宇,男\n06,周梓轩,男\n"},
    };
    char in[256];

    (void)state;
    for (size_t i = 0; i < N_CASES(texts); i++) {
        misread(in, texts[i]);
        assert_repaired(in, texts[i], PASS, false, texts[i]);
    }
    for (size_t i = 0; i < N_CASES(pairs); i++)
        assert_case(QG_REPAIR_MOJIBAKE, &pairs[i]);
}

/* Words and rows of accented letters and signs are no pairs of bytes.  In the last one Japanese was
 * read wrongly, of which GBK has only the kana. */
static void test_sound_short_lines(void **state)
{
    static const char *const texts[] = {"ÃÃÃ\nÃÃÃÃÃÃ\nÕÕÕ\n",
                                        "ÃÃÃÃÃÃÃÃÃÃÃÃÃÃÃÃ\n",
                                        "ÄÖÜ\näöüß\nÄÖÜÄÖÜ\n",
                                        "¥£§¥£§¥£§\n§ £ ¥\n",
                                        "été\nà\nÉté\nçà\n",
                                        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ\nÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\n",
                                        "¹²³\n¼½¾\n°±²³´µ¶·¸¹º»¼½¾¿\n",
                                        "¿É?\n¡Ó!\n«Éà»\n",
                                        "Ø×Å\nØÅÆ ÆØÅ\n",
                                        "Żółć\nśćięć\n",
                                        "ˈɪŋɡ\nʃʒ æð\n",
                                        "ǖǘǚǜ\nāáǎà ōóǒò\n",
                                        "¤³¤ó¤Ë¤Á¤Ï\n¼÷»Ê\nÅìµþ\nÂçºå\nÌ¾Á°\n"};

    (void)state;
    for (size_t i = 0; i < N_CASES(texts); i++)
        assert_repaired(texts[i], texts[i], PASS, false, texts[i]);
}

/* The pass runs again behind that of escapes. */
static void test_beyond_is_told_once(void **state)
{
    repaired r =
        repair_text("好的文字，没有问题。\n烫烫烫烫烫烫\n&#20013;&#22269;&#20154;&#27665;\n",
                    PASS | 1U << QG_REPAIR_ESCAPES, false);

    (void)state;
    assert_text(
        qg_buf_str(&r.told),
        QG_STR("<烫烫烫烫烫烫> <烫烫烫烫烫烫>? <&#20013;&#22269;&#20154;&#27665;> <中国人民> "),
        "told once");
    clear_repaired(&r);
}

/* Two layers are found at once; a third lay below. */
static void test_three_layers(void **state)
{
    static const char text[] = "会议强调，要认真贯彻落实中央决策部署，切实抓好安全生产工作。\n";
    char once[2 * sizeof text], twice[4 * sizeof text], in[8 * sizeof text];

    (void)state;
    misread(once, text);
    misread(twice, once);
    misread(in, twice);
    assert_repaired(in, text, PASS, false, "three times");
}

/* 加, 根 and 校 have a byte that is a no-break space to who reads it alone. */
static void test_references(void **state)
{
    static const pass_case cases[] = {
        {"bytes",
         "è¦\xC2\x81"
         "åŠ&nbsp;å¼ºæ&nbsp;¹æœ¬å’Œå\xC2\xAD"
         "¦æ&nbsp;¡å·¥ä½œ\n",
         "要加强根本和学校工作\n"},
        {"all of the letters, of Big5",
         "&#164;&#189;&#165;q&#164;&#181;&#166;~&#170;&#186;&#164;u&#167;@&#179;"
         "&#248;&#167;i&#161;A&#189;&#208;&#166;U&#179;&#161;&#170;&#249;&#176;Q"
         "&#189;&#215;&#171;&#225;&#180;&#163;&#165;X&#183;N&#168;&#163;&#161;C\n",
         "公司今年的工作報告，請各部門討論後提出意見。\n"},
        {"all of the letters, of a few words of GBK",
         "&#187;&#182;&#211;&#173;&#185;&#226;&#193;&#217;\n", "欢迎光临\n"},
        {"all of the letters, with bytes that are no letters",
         "&#229;&#174;&#171;&#228;&#191;&#157;&#233;&#184;&#161;&#228;&#184;&#129;\n",
         "宫保鸡丁\n"},
        {"a row of blanks", "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;\n", NULL},
        {"a row of letters", "&eacute;&egrave;&ecirc;&euml;&agrave;&acirc;&ccedil;&ugrave;\n",
         NULL},
        {"a list of references",
         "&Agrave; &Aacute; &Acirc; &Atilde; &Auml; &Aring; &Ccedil; "
         "&Egrave; &Eacute; &Ecirc;\n",
         NULL},
        {"none of them", "å®‰å…¨å·¥ä½œï¼Œ&nbsp;å¾ˆå¥½\n", "安全工作，&nbsp;很好\n"},
        {"French", "«&nbsp;À bientôt&nbsp;!&nbsp;», dit-il à Élise.\n", NULL},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        assert_case(QG_REPAIR_MOJIBAKE, &cases[i]);
}

/* 省 lost its last byte; the blank behind it was once taken for that of 眠, but no-break spaces are
 * there yet. */
static void test_kept_spaces(void **state)
{
    (void)state;
    assert_repaired("å„åœ°è¦åŠ\xC2\xA0"
                    "å¼ºå\xC2\xAD"
                    "¦æ\xC2\xA0"
                    "¡çš„æ\xC2\xA0"
                    "¹æœ¬å»ºè®¾ï¼Œæ\xC2\xA0"
                    "¸å¯¹ç›¸å…³æ\xC2\xA0"
                    "‡å‡†ï¼Œç\xC2\xA0"
                    "”ç©¶åˆ†æžå¢žåŠ\xC2\xA0"
                    "çš„å†…å®¹ã€‚\n"
                    "- 2026 å¹´å„çœçº§æ”¿åºœå·¥ä½œæŠ¥å‘Šåˆ†çœ CSV æ•°æ®\n",
                    "各地\xEF\xBF\xBD加强学校的根本建设，核对相关标准，研究分析增加的内容。\n"
                    "- 2026 年各省级政府工作报告分\xEF\xBF\xBD CSV 数据\n",
                    PASS, false, "a blank is one");
}

/* Signs that would be rare Han, 瀱 and 欯, were once taken for such. */
static void test_shifted(void **state)
{
    (void)state;
    assert_repaired("⛍伾䲒\xE1\x91\xBA"
                    "\xCF\xA1"
                    "催，\xE0\xA9\x87"
                    "䘧\xE1\x95\x9C"
                    "\xE0\xBD\x91"
                    "，䆘\xD3\x8B"
                    "：★★，⏽\xE1\x91\xBA"
                    " 20℃，①\xDC\x9C"
                    "⋫㦰，\xDD\xA1"
                    "\xCF\x9F"
                    "䫙。\n",
                    "烹饪难度不高，味道很好，评价：★★，温度 20℃，①先洗菜，再下锅。\n", PASS, false,
                    "signs stay");
}

/* What went with the line's end is a closing quote, but was once taken for a stop behind a stop. */
static void test_no_stop_behind_a_stop(void **state)
{
    static const char in[] = "瀛愭洶锛氥€屽\xEE\x84\xB1"
                             "鑰屾檪缈掍箣锛屼笉浜﹁\xEE\x80\x89"
                             "涔庯紵鏈夋湅鑷\xEE\x81\x88"
                             "仩鏂逛締锛屼笉浜︽▊涔庯紵浜轰笉鐭ヨ€屼笉鎱嶏紝涓嶄害鍚涘瓙涔庯紵銆?"
                             "鏈夊瓙鏇帮細銆屽叾鐐轰汉涔熷瓭寮燂紝鑰屽ソ鐘\xEE\x88\x99"
                             "笂鑰咃紝楫\xEE\x86\xBE"
                             "煟銆傘€?";

    (void)state;
    assert_repaired(in,
                    "子曰：「學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？人不知而不慍，不亦君子乎"
                    "？��有子曰：「其為人也孝弟，而好犯上者，鮮矣。�\n",
                    PASS, false, "lost quotes stay marked");
}

/* 渐 lost its last byte: 核 and a question mark were once taken for it, which cost less. */
static void test_mark_belongs_to_character(void **state)
{
    (void)state;
    assert_repaired(
        "ä»–ä»¬æŠŠä»–çš„è‘—ä½œç¿»è¯‘æˆ?æœ¬å›½çš„æ–‡å­—ï¼Œç¼–ä¾¿åŠ©æˆ?äº†æˆ‘ä»¬çš„â€œä¸œå­¦è¥¿æ¸?"
        "â€?ï¼Œå¾ˆä½¿åœŸäººé«˜å…´\n",
        "他们把他的著作翻译成本国的文字，编便助成了我们的“东学西\xEF\xBF\xBD"
        "\xEF\xBF\xBD，很使土人高兴\n",
        PASS, false, "a mark behind two of three bytes is the third");
}

/* Marks alone were read wrongly, in Chinese that is sound.  Two layers once cost less than one, as
 * if what the first of them did were free. */
static void test_marks_alone(void **state)
{
    (void)state;
    assert_repaired("要坚持â€œ四个自信â€\xC2\x9D，做到â€œ两个维护â€\xC2\x9D。\n",
                    "要坚持“四个自信”，做到“两个维护”。\n", PASS, false, "quotes");
    assert_repaired(
        "要坚持â€œ四个自信â€，增强â€œ四个意识â€，做到â€œ两个维护â€。\n",
        "要坚持“四个自信\xEF\xBF\xBD，增强“四个意识\xEF\xBF\xBD，做到“两个维护\xEF\xBF\xBD。\n",
        PASS, false, "a quote whose control is gone stays marked, and is no ─");
    assert_repaired("买了café€的咖啡，résumé€也要交，价格100€。\n",
                    "买了café€的咖啡，résumé€也要交，价格100€。\n", PASS, false, "a price");
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

/* Too little to prove a wrong reading, and nothing that anyone writes. */
static void test_single_signs(void **state)
{
    static const pass_case cases[] = {
        {"degrees and products", "仓库在20Â°C至25Â°C之间，货架为3Ã—5米，误差Â±2毫米。\n",
         "仓库在20°C至25°C之间，货架为3×5米，误差±2毫米。\n"},
        {"the end of the text", "仓库在20Â°", "仓库在20°"},
        {"quotes", "会议强调，要坚持â€œ安全第一â€\xC2\x9D的方针。\n",
         "会议强调，要坚持“安全第一”的方针。\n"},
        {"quotes whose last byte is gone", "会议强调，要坚持â€œ安全第一â€的方针。\n",
         "会议强调，要坚持“安全第一”的方针。\n"},
        {"no quote is open", "会议强调，要坚持安全第一â€的方针。\n", NULL},
        {"rows", "他停下来â€”â€”没有说话â€¦â€¦走了。\n", "他停下来——没有说话……走了。\n"},
        {"a letter", "我们去了cafÃ©，喝了咖啡。\n", "我们去了café，喝了咖啡。\n"},
        {"a capital behind another", "他们演唱了《MANHÃ—》，观众很多。\n", NULL},
        {"other languages", "Não há solução: AMANHÃ Â°C.\n", NULL},
        {"what is shown", "“é”被显示成“Ã©”，打开时要注意。\n", NULL},
        {"a text on such damage", "乱码很多，有 Ã© 和 Â° 这样的字符。\n", NULL},
        {"a byte-order mark", "ï»¿关于印发通知\n", "关于印发通知\n"},
        {"as GBK", "锘?关于印发通知\n", "关于印发通知\n"},
        {"inside it is what is shown", "开头是ï»¿，或者锘?关于\n", NULL},
        {"letters side by side", "法语字母有ÀÁÂÃ—等，都是大写。\n", NULL},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        assert_case(QG_REPAIR_MOJIBAKE, &cases[i]);
}

/* The tags of a page do not make it a text on HTML. */
static void test_single_signs_of_a_page(void **state)
{
    const qg_repair_options options = {.passes = PASS, .is_page = true};
    qg_text text;

    (void)state;
    assert_int_equal(qg_normalize(&text,
                                  QG_STR("<html><body><p>仓库保持在20Â°C左右。</p></body>\n"),
                                  QG_STR("UTF-8"), NULL),
                     QG_OK);
    assert_int_equal(qg_repair(&text, &options, NULL), QG_OK);
    assert_text(qg_buf_str(&text.utf8), QG_STR("<html><body><p>仓库保持在20°C左右。</p></body>\n"),
                "a page");
    qg_text_clear(&text);
}

/* The entities were undone in a first run, and what they stood for in a second. */
static void test_escaped_before(void **state)
{
    (void)state;
    assert_repaired(
        "会议通知：请准时参加。\n&auml;&frac14;&scaron;&egrave;&reg;&reg;&aring;&reg;&curren;\n",
        "会议通知：请准时参加。\n会议室\n", PASS | 1U << QG_REPAIR_ESCAPES, false,
        "read wrongly and escaped");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_single_signs),
        cmocka_unit_test(test_single_signs_of_a_page),
        cmocka_unit_test(test_escaped_before),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_one_line_beside_sound_marks),
        cmocka_unit_test(test_sound_at_the_edge),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_short_values),
        cmocka_unit_test(test_short_lines),
        cmocka_unit_test(test_sound_short_lines),
        cmocka_unit_test(test_beyond_is_told_once),
        cmocka_unit_test(test_shifted),
        cmocka_unit_test(test_kept_spaces),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_three_layers),
        cmocka_unit_test(test_left_out_by_strict_readers),
        cmocka_unit_test(test_no_stop_behind_a_stop),
        cmocka_unit_test(test_mark_belongs_to_character),
        cmocka_unit_test(test_marks_alone),
        cmocka_unit_test(test_sample_ends_in_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
