/* test_repair_invisible.c - characters that nobody sees: which go, become a blank, or are needed.
 */
#include "repairing.h"

static const pass_case cases[] = {
    {"nothing is wrong", "　　正文，English words 和数字 10。\n", NULL},

    {"zero-width characters", "中\u200B国\u200C人\u200D民\u2060共和国", "中国人民共和国"},
    {"a byte of what was misread", "联系人：å¼\u00A0ä¸，å\u00A0\xC2\x82，好\u00A0吗",
     "联系人：å¼\u00A0ä¸，å\u00A0\xC2\x82，好 吗"},
    {"soft hyphens", "技术\u00ADinfor\u00ADmation", "技术information"},
    {"direction marks", "\u202A中文方向\u202C\u200E标记\u2066", "中文方向标记"},
    {"an emoji is joined", "家人👨\u200D👩\u200D👧，心❤\uFE0F\u200D🔥的表情", NULL},
    {"Persian is spelled so", "波斯语的 می\u200Cخواهم 一词的写法是这样的", NULL},
    {"Hindi too", "印地语的 क्\u200Dष 一词的写法是这样的", NULL},
    {"Hebrew needs its marks", "希伯来语 שלום\u200F 和中文的方向标记\u200E混排在一起", NULL},
    {"English keeps its soft hyphens", "infor\u00ADmation for every\u00ADbody", NULL},
    {"variation selectors mean something", "葛\U000E0100飾區，✔\uFE0E 完成", NULL},
    {"tags mean something behind a black flag", "旗🏴\U000E0067\U000E0062\U000E007F。", NULL},
    {"and nothing elsewhere", "旗\U000E0067\U000E0062\U000E007F帜", "旗帜"},

    {"no-break spaces in a line", "中\u00A0国，\u00A0\u202F共和国", "中 国，  共和国"},
    {"a measured one lays out", "第一条\u2002为了规范\n第二条\u2003本法所称\n", NULL},
    {"beside one that does not break", "第一条\u00A0\u2002为了规范\n", "第一条 \u2002为了规范\n"},
    {"between words of others they are wanted", "价格是 10\u00A0000\u00A0€", NULL},
    {"French stays", "«\u00A0Bonjour\u00A0!\u00A0» 10\u00A0000\u00A0€", NULL},
    {"at the start they indent", "\u00A0\u00A0\u00A0\u00A0正文第一段\n", "　　正文第一段\n"},
    {"an em space each", "\u2003\u2003正文第一段\n", "　　正文第一段\n"},
    {"as deep as they are", "中文\n\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0 二级\n",
     "中文\n　　　　二级\n"},
    {"a web page wants them", "<p>中\u00A0国</p><p>人\u00A0民</p>", NULL},
    {"but nothing that is not seen", "<p>中\u200B国</p><p>人民</p>", "<p>中国</p><p>人民</p>"},
    {"code is left alone", "a = \"中\u200B国\";\nb = \"人\u00A0民\";\nc = 1;\n", NULL},
    {"in code of Markdown blanks are",
     "这是说明\n\n```\nif "
     "x:\n\u00A0\u00A0\u00A0\u00A0print(\"中\u200B文\")\n```\n\n再看`a\u00A0b`\n",
     "这是说明\n\n```\nif "
     "x:\n\u00A0\u00A0\u00A0\u00A0print(\"中文\")\n```\n\n再看`a\u00A0b`\n"},
    {"a single one does not", "\u00A0正文第一段\n", "正文第一段\n"},
    {"what is no Chinese has its own indents", "中文说明书\n\u00A0\u00A0\u00A0 copyright\n", NULL},
    {"behind others they add nothing", "　　\u00A0正文\n", "　　正文\n"},
    {"at the end they are nothing", "正文\u00A0\n\u00A0\n正文", "正文\n\n正文"},

    {"controls", "\xC2\x96中国\xC2\x97\xC2\x98人民", "中国人民"},
    {"away from Chinese they are bytes of windows-1252",
     "Don\xC2\x92t say \xC2\x93"
     "no\xC2\x94, \xC2\x95\xC2\x81 it costs \xC2\x80 5.",
     "Don’t say “no”, • it costs € 5."},
    {"or of what is written in references", "&aring;\xC2\x90&bdquo; means a city", NULL},
    {"which may be mojibake", "ä¸\xC2\x96ç中文", NULL},
    {"a line end of mainframes", "第一行\xC2\x85第二行", "第一行\n第二行"},
    {"annotations between lines", "\uFFF9漢字\uFFFAかんじ\uFFFB注音", "漢字(かんじ)注音"},

    {"pinyin in pieces", "pi\u0304nyi\u0304n 是汉语拼音，lu\u0308\u030C 绿",
     "pīnyīn 是汉语拼音，lǚ 绿"},
    {"what has no character of its own", "汉语拼音 m\u0300 和 e\u0302\u0304",
     "汉语拼音 m\u0300 和 ê\u0304"},
    {"kana in pieces", "カ\u3099イト\u3099", "ガイド"},
    {"more readings than Chinese", "nu\u0308\u030C e\u0301r ha\u030Co tu\u0301 女儿好图",
     "nǚ ér hǎo tú 女儿好图"},
    {"Vietnamese as its authors have it", "Tie\u0302\u0301ng Vie\u0323\u0302t", NULL},
    {"Korean likewise", "\u1112\u1161\u11AB\u1100\u1173\u11AF", NULL},
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        assert_case(QG_REPAIR_INVISIBLE, &cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
