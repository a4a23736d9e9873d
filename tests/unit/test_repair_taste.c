/* test_repair_taste.c - straight quotes, full-width letters and figures, and blanks in Chinese. */
#include "repairing.h"

static void test_width(void **state)
{
    static const pass_case cases[] = {
        {"figures and letters", "２０２２年ＡＢＣ公司ａ１", "2022年ABC公司a1"},
        {"marks inside numbers and words", "１，２００人１．５倍９：３０Ａ－１ａ＠ｂ",
         "1,200人1.5倍9:30A-1a@b"},
        {"marks of the sentence", "１，２和Ａ：Ｂ、５％（１）！", "1，2和A：B、5％（1）！"},
        {"half-width already", "2022年ABC公司，好（1）！", NULL},
        {"Japanese", "Ｔシャツを２枚", NULL},
        {"code", "用`２`好", NULL},
    };

    (void)state;
    check_repairs(1U << QG_REPAIR_WIDTH, cases, N_CASES(cases));
}

static void test_quotes(void **state)
{
    static const pass_case cases[] = {
        {"in a text that is sound else", "已成为\"必答题\"。做好\"十四五\"规划，推进\"AI+\"行动",
         "已成为“必答题”。做好“十四五”规划，推进“AI+”行动"},
        {"nested", "他说：\"所谓'新质生产力'，就是'新'。\"完。",
         "他说：“所谓‘新质生产力’，就是‘新’。”完。"},
        {"other marks stay", "甲,乙(丙)\"丁戊\"", "甲,乙(丙)“丁戊”"},
        {"in emphasis", "**\"三个度\"**：\"**力度**\"", "**“三个度”**：“**力度**”"},
        {"corners", "「甲」和\"乙丙\"", "「甲」和「乙丙」"},
        {"without a fellow", "他说\"好", NULL},
        {"inches", "15.6\"屏幕和24\"显示器", NULL},
        {"code and attributes", "用`\"甲\"`，见[乙](a \"丙\")，name=\"丁\"，{\"戊\": \"己\"}",
         NULL},
        {"a command", "执行 grep \"中文\" a.txt", NULL},
        {"English with Chinese",
         "He said \"hello\" and \"中文\" here, and that was all of it, as we know.", NULL},
        {"Japanese", "これは\"テスト\"です", NULL},
    };

    (void)state;
    check_repairs(1U << QG_REPAIR_QUOTES, cases, N_CASES(cases));
}

static void test_spaces(void **state)
{
    static const pass_case cases[] = {
        {"figures and words inside", "近年来，组建了 36 人的 QQ 群，好",
         "近年来，组建了36人的QQ群，好"},
        {"without a mark in the line", "落实 2022 年工作情况", "落实2022年工作情况"},
        {"beside marks", "近年来， 我局 ，用“ 甲 ”好", "近年来，我局，用“甲”好"},
        {"a word that was parted", "加强监督检 查，好", "加强监督检查，好"},
        {"a spaced title", "中 国 共 产 党", "中国共产党"},
        {"a spaced label", "索  引 号: 甲\n标      题: 乙", NULL},
        {"names", "张三 李四 王五", NULL},
        {"columns", "合计 100 200\n甲  乙，丙\n丁\t戊，己", NULL},
        {"fields", "发文机关: 甲 成文日期: 乙，丙", NULL},
        {"fields behind fields",
         "索 引 号：X-017 信息分类：甲 / 乙\n2023-10-12 10:20 来源：晨报 记者 王某\n来源：晨报 "
         "2023-10-12",
         NULL},
        {"fields in a sentence", "编号：X-017 信息分类：甲，乙", NULL},
        {"buttons", "T大 T小", NULL},
        {"an empty field", "发文字号： 发布日期：甲", NULL},
        {"indents and ends", "  甲， \n　　乙，", NULL},
        {"numbering", "1 总则，甲\n1.1 背景，乙\nA 选项，丙", NULL},
        {"numbering behind a title", "一、总体情况 1.区委重视，好 2、甲 A）乙", NULL},
        {"a title of a table", "如下，见表 1 数据", "如下，见表1 数据"},
        {"verse", "白日依山尽 黄河入海流", NULL},
        {"a slogan", "今年，不忘初心 牢记使命", NULL},
        {"English words", "用 Visual Studio 写，好", "用Visual Studio写，好"},
        {"English with Chinese", "the word 中国 means China, the 中, not more", NULL},
        {"Japanese", "これは 2 つの テストです、はい", NULL},
        {"Markdown", "- 甲，\n> 乙，\n# 丙，\n| 丁 | 戊，|", NULL},
    };

    (void)state;
    check_repairs(1U << QG_REPAIR_SPACES, cases, N_CASES(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_width),
        cmocka_unit_test(test_spaces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
