/* test_repair_annotations.c - readings behind characters, 態(tài): which go, which stay, and what
 * is told. */
#include "repairing.h"

#include "normalize/readings.h"

enum { PASS = 1 << QG_REPAIR_ANNOTATIONS };

/* Pages that show the habit of sites, to which a place to be judged is added. */
#define HABIT                                                                                                                   \
    "意識形態(tài)工作責任制。發(fā)布時間。系統(tǒng)內(nèi)事業(yè)單位總結(jié)經(jīng)驗," \
    "把意識形"                                                                                                              \
    "態(tài)工作抓實。\n"
#define HABIT_CLEAN "意識形態工作責任制。發布時間。系統內事業單位總結經驗,把意識形態工作抓實。\n"

/* ---- brackets -------------------------------------------------------------------------------- */

static void test_brackets(void **state)
{
    static const struct {
        const char *why, *text, *letters;
        size_t n_bytes;
    } cases[] = {
        {"a reading", "(tài)工", "tai", 6},
        {"full-width brackets", "（tài）", "tai", 10},
        {"one of each", "（tài)", "tai", 8},
        {"a combining tone mark", "(ta\u0300i)", "tai", 7},
        {"ü", "(lǜ)", "lv", 5},
        {"ü in parts", "(lu\u0308\u0300)", "lv", 8},
        {"v for ü", "(lv)", "lv", 4},
        {"phonetic a and g", "(\u0261u\u0101n)", "guan", 8},
        {"two syllables", "(chóng qìng)", "chongqing", 14},
        {"with an apostrophe", "(xī’ān)", "xian", 11},
        {"a capital is a name", "(Tài)", NULL, 0},
        {"digits", "(1)", NULL, 0},
        {"no letters", "()", NULL, 0},
        {"other letters", "(ñandú)", NULL, 0},
        {"Chinese in it", "(即tài)", NULL, 0},
        {"never closed", "(tài", NULL, 0},
        {"a line end in it", "(t\nài)", NULL, 0},
        {"a mark that is on nothing", "(\u0300)", NULL, 0},
        {"longer than any", "(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)", NULL, 0},
        {"no bracket", "tài)", NULL, 0},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_annotation a;
        bool is_one = qg_annotation_read(&a, qg_str_of(cases[i].text));
        if (is_one != (cases[i].letters != NULL))
            fail_msg("%s", cases[i].why);
        if (!is_one)
            continue;
        assert_text((qg_str){a.letters, a.n_letters}, qg_str_of(cases[i].letters), cases[i].why);
        assert_int_equal(a.n_bytes, cases[i].n_bytes);
    }
}

static void test_readings(void **state)
{
    static const struct {
        const char *why, *before, *bracket;
        size_t reach;
        qg_fit fit; /* of the last character alone */
    } cases[] = {
        {"a reading", "形態", "(tài)", 1, QG_FIT_USUAL},
        {"another tone", "形態", "(tái)", 0, QG_FIT_NOT},
        {"no tone", "形態", "(tai)", 0, QG_FIT_NOT},
        {"a neutral tone", "我們", "(men)", 1, QG_FIT_USUAL},
        {"a second usual reading", "調", "(tiáo)", 1, QG_FIT_USUAL},
        {"a seldom one", "調", "(zhōu)", 1, QG_FIT_SELDOM},
        {"that of what it stands for", "關係", "(xì)", 1, QG_FIT_USUAL},
        {"and of another", "標準", "(zhǔn)", 1, QG_FIT_USUAL},
        {"and one more", "身體", "(tǐ)", 1, QG_FIT_USUAL},
        {"a variant's", "著", "(zhe)", 1, QG_FIT_USUAL},
        {"ü", "綠", "(lǜ)", 1, QG_FIT_USUAL},
        {"v with no mark", "綠", "(lv)", 1, QG_FIT_USUAL},
        {"a breve for the caron", "準", "(zhŭn)", 1, QG_FIT_USUAL},
        {"two characters", "發現", "(fā xiàn)", 2, QG_FIT_NOT},
        {"written together", "發現", "(fāxiàn)", 2, QG_FIT_NOT},
        {"of three, the last two", "所發現", "(fāxiàn)", 2, QG_FIT_NOT},
        {"one of them is read otherwise", "發見", "(fā xiàn)", 2, QG_FIT_NOT},
        {"not even seldom", "發布", "(fā xiàn)", 0, QG_FIT_NOT},
        {"fewer characters than syllables", "現", "(fā xiàn)", 0, QG_FIT_NOT},
        {"kana", "です", "(tài)", 0, QG_FIT_NOT},
        {"nothing before", "", "(tài)", 0, QG_FIT_NOT},
        {"an English word", "張", "(of)", 0, QG_FIT_NOT},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_annotation a;
        qg_str before = qg_str_of(cases[i].before);
        assert_true(qg_annotation_read(&a, qg_str_of(cases[i].bracket)));
        if (qg_annotation_reach(&a, before) != cases[i].reach ||
            qg_annotation_fit(&a, qg_utf8_last(before)) != cases[i].fit)
            fail_msg("%s: reach %zu, fit %d", cases[i].why, qg_annotation_reach(&a, before),
                     qg_annotation_fit(&a, qg_utf8_last(before)));
    }
}

/* ---- documents ------------------------------------------------------------------------------- */

static void test_what_goes(void **state)
{
    static const struct {
        const char *why, *in, *out;
    } cases[] = {
        {"a page", HABIT, HABIT_CLEAN},
        {"full-width brackets", HABIT "轉（zhuǎn）發", HABIT_CLEAN "轉發"},
        {"several in a word", HABIT "發(fā)現(xiàn)了", HABIT_CLEAN "發現了"},
        {"combining tone marks", HABIT "轉(zhua\u030Cn)發", HABIT_CLEAN "轉發"},
        {"ü", HABIT "紀律、綠(lǜ)色", HABIT_CLEAN "紀律、綠色"},
        {"v", HABIT "紀律、綠(lv)色", HABIT_CLEAN "紀律、綠色"},
        {"a neutral tone", HABIT "我們(men)的", HABIT_CLEAN "我們的"},
        {"a variant", HABIT "帶著(zhe)問題", HABIT_CLEAN "帶著問題"},
        {"what a simplified character is read as", HABIT "關係(xì)、標準(zhǔn)、體(tǐ)系",
         HABIT_CLEAN "關係、標準、體系"},
        {"before a mark and at the end of a line", HABIT "總結(jié)。\n總結(jié)\n",
         HABIT_CLEAN "總結。\n總結\n"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        assert_repaired(cases[i].in, cases[i].out, PASS, false, cases[i].why);
}

static void test_what_stays(void **state)
{
    static const struct {
        const char *why, *text;
    } cases[] = {
        {"nothing", ""},
        {"a lesson", "妈(mā)妈(ma)带(dài)着(zhe)小(xiǎo)鸭(yā)子(zi)游(yóu)过(guò)来(lái)。"},
        {"a poem for children", "床(chuáng)前(qián)明(míng)月(yuè)光(guāng)，疑是地上霜。"},
        {"the same in traditional characters", "鵝(é)鵝(é)鵝(é)，曲(qū)項(xiàng)向(xiàng)天(tiān)"
                                               "歌(gē)。白(bái)毛(máo)浮(fú)綠(lǜ)水(shuǐ)"},
        {"characters to learn", "認讀生字：媽(mā)、馬(mǎ)、罵(mà)、鳥(niǎo)、魚(yú)、車(chē)。"},
        {"an exercise", "媽(mā)媽罵(mà)馬(mǎ)，馬(mǎ)不聽媽(mā)媽的話。"},
        {"surnames", "姓氏里有不少多音字：单(shàn)姓、任(rén)姓、解(xiè)姓、仇(qiú)姓。"},
        {"in traditional characters", "單(shàn)姓、任(rén)姓、解(xiè)姓、萬俟(mòqí)、尉遲(yùchí)"},
        {"a rare character", "劉䶮(yǎn)稱帝，國號南漢。龜(qiū)茲國在今新疆。嬴(yíng)政即位。"},
        {"one character with two readings", "「長」有兩讀：長(cháng)短、長(zhǎng)大。"},
        {"a dictionary", "發(fā) 發展\n現(xiàn) 現在\n業(yè) 事業\n"},
        {"names", "張(zhāng)三、李(lǐ)四、Tài(tài)、態（Tài）"},
        {"names in capitals", "習近平(Xí Jìnpíng)、臺北(Táiběi)"},
        {"simplified characters", "意识形态(tài)工作。发(fā)布时间。系统(tǒng)内(nèi)事业(yè)单位"},
        {"brackets with words", "合同法(of)、甲方(a)、乙方(b)、總結(jie)"},
        {"code", HABIT_CLEAN "```\n態(tài) 發(fā) 統(tǒng) 業(yè) 內(nèi)\n```\n"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        assert_repaired(cases[i].text, cases[i].text, PASS, true, cases[i].why);
}

/* What a document leaves open is told and not done; in a habit, what does not go with it. */
static void test_what_is_told(void **state)
{
    static const struct {
        const char *why, *in, *told;
        bool guess;
    } cases[] = {
        {"one place", "意識形態(tài)工作", "<(tài)> <>? ", true},
        {"one place in simplified text is a reader's aid", "意识形态(tài)工作", "", true},
        {"two places are a guess", "意識形態(tài)工作，發(fā)布時間", "<(tài)> <> <(fā)> <> ",
         true},
        {"which the default does not make", "意識形態(tài)工作，發(fā)布時間",
         "<(tài)> <>? <(fā)> <>? ", false},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        repaired r = repair_text(cases[i].in, PASS, cases[i].guess);
        assert_text(qg_buf_str(&r.told), qg_str_of(cases[i].told), cases[i].why);
        clear_repaired(&r);
    }
}

static void test_an_aid_in_a_habit_stays(void **state)
{
    (void)state;
    assert_repaired(HABIT "倥偬(zǒng)之際", HABIT_CLEAN "倥偬(zǒng)之際", PASS, true,
                    "no conversion puts this character in");
    assert_repaired(HABIT "主講人李喆(zhé)", HABIT_CLEAN "主講人李喆(zhé)", PASS, true,
                    "a character of names, though simplified ones may have another for it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_brackets),     cmocka_unit_test(test_readings),
        cmocka_unit_test(test_what_goes),    cmocka_unit_test(test_what_stays),
        cmocka_unit_test(test_what_is_told), cmocka_unit_test(test_an_aid_in_a_habit_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
