/* test_repair_lookalikes.c - radicals, compatibility forms and private characters that stand for
 * usual ones. */
#include "repairing.h"

static const pass_case cases[] = {
    {"Kangxi's radicals in words", "⼈⺠共和国⽣活⽔平", "人民共和国生活水平"},
    {"the supplement's", "⻔户⻋站⻢上", "门户车站马上"},
    {"a number before a heading", "⼀、总则\n说明⽂字", "一、总则\n说明文字"},
    {"the new form in simplified text", "⼾籍管理办法实施细则", "户籍管理办法实施细则"},
    {"the old one in traditional", "⼾籍管理辦法實施細則", "戶籍管理辦法實施細則"},
    {"one after the other they are a list", "部首有⼀⼁⼂⼃等", NULL},
    {"with marks between too", "部首：⼈、⼊、⼋、⼌、⼍、⼎。", NULL},
    {"in quotes it is spoken of", "“⺡”是三点水，“⺮”是竹字头", NULL},
    {"the name of a radical", "⽔部、⽕部、⽊部的字", NULL},
    {"Japanese from a PDF too", "⼈⼝の⽐率について", "人口の比率について"},

    {"compatibility ideographs", "中国\uF967是\uF9D1个", "中国不是六个"},
    {"drawn differently, in words", "\uFA19社和\uFA1B利", "神社和福利"},
    {"drawn differently and in no word", "其名\U0002F8A6也", NULL},
    {"the twelve that are unified stay", "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩是汉字", NULL},
    {"Korean has its own use for them", "한국어의 \uF967가 있다. 漢字와 한글을 함께 쓴다", NULL},
    {"radicals in their order are a list", "部首表：⼀⼁⼂⼃⼄，⼆⼈⼉⼊⼋⼎。", NULL},
    {"parts of a description are meant", "“⿱⺾夭”和⿰⿱⺾⼃⽉是什么字？", NULL},
    {"Japanese too", "\uFA19さまのおはなしをきいた。漢字とかなをつかう", NULL},

    {"old GBK", "汉字㑳\uE81E字，音\uE7C7", "汉字㑳龴字，音ḿ"},
    {"a blank of GBK", "通知\n\uE5E5\uE5E5各单位要认真做好。", "通知\n　　各单位要认真做好。"},
    {"a letter among letters", "读作(\uE7C7)，汉语拼音", "读作(ḿ)，汉语拼音"},
    {"HKSCS in traditional text", "廣東話嘅\uE011字，會講\uE02C話", "廣東話嘅拟字，會講萖話"},
    {"icons of a page stand before words", "\uE81E首页\n\uE82B关于我们\n", NULL},
    {"private use of nobody's", "文字\uE001和\uE002说明", NULL},
    {"bullets of Windows' fonts", "\uF0D8 项目一\n\uF0B7项目二", "➢ 项目一\n•项目二"},
    {"ticked and crossed boxes, also behind a label", "党员：\uF0FE 是 \uF0A8 否（\uF0FD其他）",
     "党员：☑ 是 ◻ 否（☒其他）"},
    {"in a line they may be anything", "按下\uF0B7键", NULL},
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        assert_case(QG_REPAIR_LOOKALIKES, &cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
