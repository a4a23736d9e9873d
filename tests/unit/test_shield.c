/* test_shield.c - code, addresses and markup in prose are found, so that no repair touches them. */
#include "unit.h"

#include "normalize/shield.h"

/* The text with ‹ › around what is shielded. */
static void show(qg_buf *out, qg_str text)
{
    qg_shield shield = {.text = text};
    size_t at = 0;

    while (at < text.n) {
        size_t end = qg_shield_end(&shield, at);
        if (end > at) {
            qg_buf_puts(out, "‹");
            qg_buf_put(out, qg_str_skip(qg_str_head(text, end), at));
            qg_buf_puts(out, "›");
            at = end;
        } else {
            qg_buf_put(out, qg_str_skip(qg_str_head(text, at + 1), at));
            at++;
        }
    }
    assert_int_equal(shield.status, QG_OK);
    qg_shield_clear(&shield);
}

typedef struct show_case {
    const char *why, *in, *out;
} show_case;

static void check(const show_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        qg_buf out;
        qg_buf_init(&out, 0);
        show(&out, qg_str_of(cases[i].in));
        assert_text(qg_buf_str(&out), qg_str_of(cases[i].out), cases[i].why);
        qg_buf_clear(&out);
    }
}

static void test_in_a_line(void **state)
{
    static const show_case cases[] = {
        {"prose", "今年,共1,200人(次)。10:30开始", "今年,共1,200人(次)。‹10:30›开始"},
        {"an address, Chinese behind it", "见https://a.cn/b?c=1,然后",
         "见‹https://a.cn/b?c=1›,然后"},
        {"a bracket belongs to an address that opens it", "(见https://a.cn/x_(y))了",
         "(见‹https://a.cn/x_(y))›了"},
        {"a bracket around an address", "(见https://a.cn/x)了", "(见‹https://a.cn/x›)了"},
        {"Chinese in an address", "见a.cn/wiki/首页?b=c,好", "见‹a.cn/wiki/首页?b=c›,好"},
        {"Chinese behind a slash is prose", "见https://a.cn/然后,去", "见‹https://a.cn/›然后,去"},
        {"mail", "信箱:zhang.san@a.com,请", "信箱:‹zhang.san@a.com›,请"},
        {"words and marks are prose", "用Vue,React等(OK)!", "用Vue,React等(OK)!"},
        {"a file's name", "附件:报告(1).docx,共", "附件:报告‹(1).docx›,共"},
        {"Chinese in brackets", "附件:报告(终).docx,共", "附件:报告‹(终).docx›,共"},
        {"no file's name", "完成.同时", "完成.同时"},
        {"paths", "在/usr/bin和C:\\用户\\a.txt里", "在‹/usr/bin›和‹C:\\用户\\a.txt›里"},
        {"or is no path", "和/或", "和/或"},
        {"a path with brackets, a comma and blanks", "存入D:\\资料 1\\2024(上),汇总.xlsx,并告知",
         "存入‹D:\\资料 1\\2024(上),汇总.xlsx›,并告知"},
        {"a server", "在\\\\srv\\财务(内部)\\表,一.xlsx里",
         "在‹\\\\srv\\财务(内部)\\表,一.xlsx›里"},
        {"brackets in an address", "见a.cn/wiki/北京_(消歧义)?a=1,好",
         "见‹a.cn/wiki/北京_(消歧义)?a=1›,好"},
        {"brackets in a path", "在/var/log/系统(测试)/a,b.log里,好",
         "在‹/var/log/系统(测试)/a,b.log›里,好"},
        {"a file as an address", "见file:///D:/资料(1)/说明,一.txt,好",
         "见‹file:///D:/资料(1)/说明,一.txt›,好"},
        {"the name of a page", "见[[会议(2024)|纪要]],好", "见‹[[会议(2024)›|纪要]],好"},
        {"a code span", "用`a,b`和``c`d``,好", "用‹`a,b`›和‹``c`d``›,好"},
        {"an open backtick", "用`a,好", "用`a,好"},
        {"a tag", "<b title=\"a,中\">重,点</b>了", "‹<b title=\"a,中\">›重,点‹</b>›了"},
        {"what cannot hold prose, never closed", "<pre>甲,乙", "‹<pre>›甲,乙"},
        {"less than", "a<b,且c>d", "a<b,且c>d"},
        {"a comment", "甲<!-- 中,文 -->乙", "甲‹<!-- 中,文 -->›乙"},
        {"code in a page", "用<code>甲,乙</code>,好", "用‹<code>甲,乙</code>›,好"},
        {"a formula", "设$f(x),y$,则", "设‹$f(x),y$›,则"},
        {"money", "花$5,或$6,贵", "花$5,或$6,贵"},
        {"a formula in brackets", "设\\(a,\\text{米}\\),则", "设‹\\(a,\\text{米}\\)›,则"},
        {"a link's target", "见[甲,乙](丙(丁).md \"戊,己\"),好",
         "见[甲,乙‹](丙(丁).md \"戊,己\")›,好"},
        {"a picture's mark", "![图](a.png)", "‹!›[图‹](a.png)›"},
        {"a note's mark", "好[^1],又", "好‹[^1]›,又"},
        {"attributes", "好{#甲 .b},又", "好‹{#甲 .b}›,又"},
        {"JSON", "回{\"名\":\"a,b\"},又", "回‹{\"名\":\"a,b\"}›,又"},
        {"a shortcode", "好:smile:,又", "好‹:smile:›,又"},
        {"what a cell computes", "公式为=IF(B1>60,\"及格\",\"否\"),再下拉",
         "公式为‹=IF(B1>60,\"及格\",\"否\")›,再下拉"},
        {"key=value", "设a=b,又", "设‹a=b›,又"},
    };

    (void)state;
    check(cases, N_CASES(cases));
}

static void test_lines(void **state)
{
    static const show_case cases[] = {
        {"front matter", "---\n标题: 甲,乙\n---\n好,又\n", "‹---\n标题: 甲,乙\n---\n›好,又\n"},
        {"a rule is no front matter", "---\n好,又\n---\n", "‹---\n›好,又\n‹---\n›"},
        {"a fence", "好,\n```c\n甲,乙\n```\n又,\n", "好,\n‹```c\n甲,乙\n```\n›又,\n"},
        {"a fence in a list", "- ~~~\n  甲,乙\n  ~~~\n又,\n", "‹- ~~~\n  甲,乙\n  ~~~\n›又,\n"},
        {"waves are no fence", "~~~\n甲,乙\n", "‹~~~\n›甲,乙\n"},
        {"a formula of lines", "$$\n甲,乙\n$$\n又,\n", "‹$$\n甲,乙\n$$\n›又,\n"},
        {"lists", "1. 甲,乙\n- [ ] 丙\n> 丁", "‹1. ›甲,乙\n‹- [ ] ›丙\n‹> ›丁"},
        {"a number without a blank", "1.甲,乙", "1.甲,乙"},
        {"the rule of a table", "|甲|\n|:-|\n", "|甲|\n‹|:-|\n›"},
        {"a definition", "[甲]: /a,b\n\n[^1]: 丙,丁\n", "‹[甲]: /a,b\n›\n‹[^1]:› 丙,丁\n"},
        {"a div", "::: {.甲,乙}\n好,\n:::\n", "‹::: {.甲,乙}\n›好,\n‹:::\n›"},
        {"a line of code", "这样写代码,如:\nprintf(\"甲,乙\");\n就好,\n再看看,\n",
         "这样写代码,如:\n‹printf(\"甲,乙\");\n›就好,\n再看看,\n"},
        {"a table of values", "人员如下\n张三,男,20\n李四,女,21\n王五,男,22\n就这些,\n",
         "人员如下\n‹张三,男,20\n李四,女,21\n王五,男,22\n›就这些,\n"},
        {"a table of sentences", "姓名,评语\n张三,工作认真，成绩突出。\n李四,团结同志，热心。\n",
         "‹姓名,评语\n张三,工作认真，成绩突出。\n李四,团结同志，热心。\n›"},
        {"a table with figures in a column",
         "编号,内容,措施\n1,现场管理不到位;安全责任落实不够以及人员培训没有跟上,组织整改.\n2,过期.,"
         "更换.\n",
         "‹编号,内容,措施\n1,现场管理不到位;安全责任落实不够以及人员培训没有跟上,组织整改.\n2,过期."
         ",更换.\n›"},
        {"a table with commas in quotes",
         "姓名,评语\n张三,\"工作认真负责,成绩突出,受到大家好评,年度考核优秀.\"\n李四,\"好,对.\"\n",
         "‹姓名,评语\n张三,\"工作认真负责,成绩突出,受到大家好评,年度考核优秀.\"\n李四,\"好,对."
         "\"\n›"},
        {"sentences are no table",
         "会议指出,要抓好落实.\n会议要求,要加强领导.\n会议强调,要改进作风.\n",
         "会议指出,要抓好落实.\n会议要求,要加强领导.\n会议强调,要改进作风.\n"},
        {"verse is no table",
         "白日依山尽,黄河入海流\n欲穷千里目,更上一层楼\n床前明月光,疑是地上霜\n",
         "白日依山尽,黄河入海流\n欲穷千里目,更上一层楼\n床前明月光,疑是地上霜\n"},
        {"a tag over lines", "甲\n乙\n<a\n title=\"甲,乙\">丙,丁</a>",
         "甲\n乙\n‹<a\n title=\"甲,乙\">›丙,丁‹</a>›"},
        {"a line of a log", "2024-03-05 10:30:12,345 启动,端口:8080\n甲,乙\n丙\n丁\n",
         "‹2024-03-05 10:30:12,345 启动,端口:8080\n›甲,乙\n丙\n丁\n"},
        {"but not when something was published", "2024-03-05 10:30:12 来源:新华网,北京\n",
         "2024-03-05 ‹10:30:12› 来源:新华网,北京\n"},
        {"the head of a letter by mail", "Subject: 会议(更新)\n甲,乙\n丙\n丁\n",
         "‹Subject: 会议(更新)\n›甲,乙\n丙\n丁\n"},
        {"a clause of a query", "WHERE 城市='北京' AND 状态 IN ('甲','乙')\n甲,乙\n丙\n丁\n",
         "‹WHERE 城市='北京' AND 状态 IN ('甲','乙')\n›甲,乙\n丙\n丁\n"},
        {"an assignment to a name of Han", "人数 := 甲(乙)\n甲,乙\n丙\n丁\n",
         "‹人数 := 甲(乙)\n›甲,乙\n丙\n丁\n"},
        {"a call over lines", "if (\"甲,乙\"\nprint (\"甲,乙\");\n丙\n丁\n戊\n己\n",
         "if (\"甲,乙\"\n‹print (\"甲,乙\");\n›丙\n丁\n戊\n己\n"},
        {"a command", "git commit -m \"修复,完成\"\n甲,乙\n丙\n丁\n",
         "‹git commit -m \"修复,完成\"\n›甲,乙\n丙\n丁\n"},
        {"a cell that is computed", "=IF(B1>60,\"及格\",\"不及格\")\n甲,乙\n丙\n丁\n",
         "‹=IF(B1>60,\"及格\",\"不及格\")\n›甲,乙\n丙\n丁\n"},
        {"Chinese in quotes among words", "MsgBox \"成功,完成\"\n甲,乙\n丙\n丁\n",
         "‹MsgBox \"成功,完成\"\n›甲,乙\n丙\n丁\n"},
        {"a keyword of Org", "#+TITLE: 甲\n甲,乙\n丙\n丁\n", "‹#+TITLE: 甲\n›甲,乙\n丙\n丁\n"},
        {"the tag of a song", "[ti:甲,乙]\n甲,乙\n丙\n丁\n", "‹[ti:甲,乙]\n›甲,乙\n丙\n丁\n"},
        {"a member of an object", "\"名\": \"甲,乙\",\n甲,乙\n丙\n丁\n",
         "‹\"名\": \"甲,乙\",\n›甲,乙\n丙\n丁\n"},
        {"a request of a manual page", ".SH 甲,乙\n甲,乙\n丙\n丁\n",
         "‹.SH 甲,乙\n›甲,乙\n丙\n丁\n"},
        {"a sequence of settings", "- [甲, 乙]\n甲,乙\n丙\n丁\n", "‹- [甲, 乙]\n›甲,乙\n丙\n丁\n"},
    };

    (void)state;
    check(cases, N_CASES(cases));
}

static void test_whole_texts(void **state)
{
    static const show_case cases[] = {
        {"keys of ASCII above lists", "title: 甲\nitems:\n  - 乙: 1,2\n  - 丙: \"丁,戊\"\n",
         "‹title: 甲\nitems:\n  - 乙: 1,2\n  - 丙: \"丁,戊\"\n›"},
        {"subtitles", "[Script Info]\nTitle: 夜\n", "‹[Script Info]\nTitle: 夜\n›"},
        {"a song with its times", "[ti:渡口]\n[00:12.34]让我,与你\n",
         "‹[ti:渡口]\n[00:12.34]让我,与你\n›"},
        {"a game of go", "(;GM[1]SZ[19]C[好棋,黑胜])\n", "‹(;GM[1]SZ[19]C[好棋,黑胜])\n›"},
        {"a card", "BEGIN:VCARD\nFN:张三\nADR:;;某路,某市\n",
         "‹BEGIN:VCARD\nFN:张三\nADR:;;某路,某市\n›"},
        {"C", "/* 甲,乙 */\nint main(void)\n{\n    return 0; // 丙,丁\n}\n", NULL},
        {"Python", "# 甲,乙\nimport os\n\nprint(\"丙,丁\")\n", NULL},
        {"JSON", "{\"名\": \"甲,乙\",\n \"数\": [1,2]}", NULL},
        {"settings", "# 甲,乙\nname: 丙,丁\ntitle: 戊\nsize: 3\n", NULL},
        {"a catalogue", "msgid \"a\"\nmsgstr \"甲,乙\"\n", NULL},
        {"a page", "<!DOCTYPE html>\n<p title=\"甲,乙\">丙,丁&nbsp;</p><script>\n戊,己</script>好,",
         "‹<!DOCTYPE html>›\n‹<p title=\"甲,乙\">›丙,丁‹&nbsp;</p><script>\n戊,己</script>›好,"},
        {"an entity in prose is damage", "甲&nbsp;乙", "甲&nbsp;乙"},
        {"a list of maps", "- 步骤: 打开,观察\n  时间: 十分钟\n- 步骤: 关闭\n", NULL},
        {"lists of keys",
         "name: 甲\nnotes:\n  - 乙,丙 # 用 , 开头\n  - 丁\n  - 戊,己\nrules:\n  - 庚\n", NULL},
        {"rules of a style sheet",
         ".标题, .副标题 { color: red; }\n#页脚 > .版权::after { content: \"有,无\"; }\n", NULL},
        {"a diagram", "graph TD\n    A[开始,等待] -->|是| B(结束)\n", NULL},
        {"a diagram of talk", "sequenceDiagram\n    用户->>系统: 提交订单,等待\n", NULL},
        {"settings in groups", "[数据库]\n主机=甲,乙\n端口=3306\n", NULL},
        {"a list of maps", "端口: 8080\n成员:\n  - 姓名: 甲,乙\n    角色: 丙(丁)\n", NULL},
        {"fields of a notice", "时间: 上午\n地点: 甲,乙\n人员: 丙(丁)\n",
         "时间: 上午\n地点: 甲,乙\n人员: 丙(丁)\n"},
        {"XML with tags of Han", "<?xml version=\"1.0\"?>\n<书 名=\"甲,乙\">丙,丁</书>\n", NULL},
        {"a history", "commit 3f2a9c1\nAuthor: 甲,乙\n\n    改了丙,丁\n", NULL},
        {"a patch", "--- a\n+++ b\n-甲,乙\n+丙,丁\n", NULL},
        {"a patch of git", "diff --git a/a b/a\n-甲,乙\n+丙,丁\n", NULL},
        {"a list of JSON", "[\"甲,乙\",\n \"丙\"]\n", NULL},
        {"rules of make", ".PHONY: 全部\n全部: 甲\n\techo 甲,乙 > $@\n\techo 丙,丁 $<\n", NULL},
        {"a script", "#!/bin/sh\n目录=\"甲,乙\"\n", NULL},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        show_case one = cases[i];
        qg_buf whole;
        qg_buf_init(&whole, 0);
        qg_buf_printf(&whole, "‹%s›%c", one.in, 0);
        if (one.out == NULL)
            one.out = whole.p;
        check(&one, 1);
        qg_buf_clear(&whole);
    }
}

/* Asking backwards gives the same answers. */
static void test_any_order(void **state)
{
    qg_str text = QG_STR("甲`a`乙`b`丙`c`丁");
    qg_shield shield = {.text = text};

    (void)state;
    assert_int_equal(qg_shield_end(&shield, 15), 18);
    assert_int_equal(qg_shield_end(&shield, 4), 6);
    assert_int_equal(qg_shield_end(&shield, 9), 12);
    assert_int_equal(qg_shield_end(&shield, 0), 0);
    assert_int_equal(qg_shield_end(&shield, 20), 20);
    qg_shield_clear(&shield);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_a_line),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_whole_texts),
        cmocka_unit_test(test_any_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
