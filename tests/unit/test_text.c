/* test_text.c - plain text to document: headings, joined lines, furniture, roles, and that nothing
 * is lost. */
#include "parsing.h"

/* The structure alone; what is told has a test of its own below. */
static void check_structure(const parse_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        parsed p = parse_as(cases[i].in, QG_FORMAT_TEXT);
        assert_int_equal(p.status, QG_OK);
        assert_text(qg_buf_str(&p.dump), qg_str_of(cases[i].out), cases[i].why);
        parsed_clear(&p);
    }
}

static void test_blocks(void **state)
{
    static const parse_case cases[] = {
        {"a line a paragraph; the indent goes", "　　甲乙。\n　　丙丁。\n",
         "(paragraph \"甲乙。\")(paragraph \"丙丁。\")", ""},
        {"a title is one short line that is no sentence", "关于甲的报告\n\n正文。\n",
         "[title=关于甲的报告](heading 0 \"关于甲的报告\")(paragraph \"正文。\")", ""},
        {"a title over two lines", "某市人民政府\n关于甲的报告\n\n正文。\n",
         "[title=某市人民政府关于甲的报告](heading 0 \"某市人民政府关于甲的报告\")(paragraph "
         "\"正文。\")",
         ""},
        {"a sentence is no title", "正文。\n\n正文。\n",
         "(paragraph \"正文。\")(paragraph \"正文。\")", ""},
        {"one line alone is a paragraph", "你好。\n", "(paragraph \"你好。\")", ""},
        {"a form feed ends a paragraph", "甲。\f乙。", "(paragraph \"甲。\")(paragraph \"乙。\")",
         ""},
        {"Markdown's marks are only characters", "甲。\n# 乙\n- 丙\n",
         "(paragraph \"甲。\")(paragraph \"# 乙\")(paragraph \"- 丙\")", ""},
        {"nothing", " \n　\n", "", ""},
    };

    (void)state;
    check_structure(cases, N_CASES(cases));
}

static void test_headings(void **state)
{
    static const parse_case cases[] = {
        {"four levels by form", "甲。\n一、乙\n（一）丙\n1. 丁\n（1）戊\n己。\n",
         "(paragraph \"甲。\")(heading 1 {一、} \"一、乙\")(heading 2 {（一）} \"（一）丙\")"
         "(heading 3 {1.} \"1. 丁\")(heading 4 {（1）} \"（1）戊\")(paragraph \"己。\")",
         ""},
        {"half-width brackets, other dots", "甲。\n一、乙\n(一)乙\n1、丙\n(1)戊\n己。\n",
         "(paragraph \"甲。\")(heading 1 {一、} \"一、乙\")(heading 2 {(一)} \"(一)乙\")"
         "(heading 3 {1、} \"1、丙\")(heading 4 {(1)} \"(1)戊\")(paragraph \"己。\")",
         ""},
        {"chapters", "甲。\n第一章 总则\n第一节 乙\n丙。\n",
         "(paragraph \"甲。\")(heading 1 {第一章} \"第一章 总则\")"
         "(heading 2 {第一节} \"第一节 乙\")(paragraph \"丙。\")",
         ""},
        {"a final full stop is allowed where text follows",
         "甲。\n（一）乙。\n丙丙丙丙丙丙丙丙丙。\n",
         "(paragraph \"甲。\")(heading 2 {（一）} \"（一）乙。\")(paragraph "
         "\"丙丙丙丙丙丙丙丙丙。\")",
         ""},
        {"a sentence behind it runs in", "甲。\n（一）强化领导。一是乙。\n",
         "(paragraph \"甲。\")(paragraph (run-in 2 {（一）} \"（一）强化领导。\") \"一是乙。\")",
         ""},
        {"a list item is a paragraph", "甲。\n1. 乙；\n2. 丙，丁：\n",
         "(paragraph \"甲。\")(paragraph \"1. 乙；\")(paragraph \"2. 丙，丁：\")", ""},
        {"entries with nothing beneath them are a list", "甲。\n1. 乙\n2. 丙\n3. 丁\n",
         "(paragraph \"甲。\")(paragraph \"1. 乙\")(paragraph \"2. 丙\")(paragraph \"3. 丁\")", ""},
        {"an article of a regulation", "甲。\n第一条 乙\n",
         "(paragraph \"甲。\")(paragraph \"第一条 乙\")", ""},
        {"quantities and years are no numbers", "甲。\n2.5亿元\n2024年工作\n一级标准\n",
         "(paragraph \"甲。\")(paragraph \"2.5亿元\")(paragraph \"2024年工作\")"
         "(paragraph \"一级标准\")",
         ""},
        {"a long line is a paragraph",
         "甲。\n一、这一行没有句号但是太长了不可能是标题因为标题总是短的而这一行有四十多个字所以是"
         "正文对不对啊\n",
         "(paragraph \"甲。\")(paragraph "
         "\"一、这一行没有句号但是太长了不可能是标题因为标题总是短的而这一行有四十多个字所以是正文"
         "对不对啊\")",
         ""},
        {"brackets that were lost, under 一、",
         "甲。\n一、乙\n一加强领导。子子子。\n二严格管理。丑丑丑。\n",
         "(paragraph \"甲。\")(heading 1 {一、} \"一、乙\")"
         "(paragraph (run-in 2 {（一）} \"（一）加强领导。\") \"子子子。\")"
         "(paragraph (run-in 2 {（二）} \"（二）严格管理。\") \"丑丑丑。\")",
         ""},
        {"one such line alone is words", "甲。\n一、乙\n三农工作。子子子。\n",
         "(paragraph \"甲。\")(heading 1 {一、} \"一、乙\")(paragraph \"三农工作。子子子。\")", ""},
        {"a heading glued behind a sentence",
         "甲乙丙丁，情况汇报如下。一、主要做法（一）抓好领导。子子子子。二、下步打算丑丑丑丑丑丑丑"
         "丑丑。\n",
         "(paragraph \"甲乙丙丁，情况汇报如下。\")(heading 1 {一、} \"一、主要做法\")"
         "(paragraph (run-in 2 {（一）} \"（一）抓好领导。\") \"子子子子。\")"
         "(heading 1 {二、} \"二、下步打算\")(paragraph \"丑丑丑丑丑丑丑丑丑。\")",
         ""},
        {"an enumeration inside a sentence stays",
         "材料包括：一、申请表；二、证书；三、报告。一式三份。\n",
         "(paragraph \"材料包括：一、申请表；二、证书；三、报告。一式三份。\")", ""},
    };

    (void)state;
    check_structure(cases, N_CASES(cases));
}

#define FULL_LINE  "各地各部门要结合实际认真抓好贯彻落实工作确保各项"
#define OTHER_LINE "扎实推进重点任务持续优化服务流程不断增强群众幸福"

static void test_joining(void **state)
{
    static const parse_case cases[] = {
        {"even lines are joined, without blanks between Chinese",
         FULL_LINE "\n" OTHER_LINE "\n" FULL_LINE "\n" OTHER_LINE "\n" FULL_LINE
                   "\n完。\n\n另一段。\n",
         "(paragraph \"" FULL_LINE OTHER_LINE FULL_LINE OTHER_LINE FULL_LINE
         "完。\")(paragraph \"另一段。\")",
         ""},
        {"two lines prove nothing", FULL_LINE "。\n" FULL_LINE "。\n",
         "(paragraph \"" FULL_LINE "。\")(paragraph \"" FULL_LINE "。\")", ""},
        {"a comma ends no paragraph", "今天上午，\n我们开会。\n",
         "(paragraph \"今天上午，我们开会。\")", ""},
        {"none starts with one", "今天上午开会，大家发言\n，都很好。\n",
         "(paragraph \"今天上午开会，大家发言，都很好。\")", ""},
        {"words keep a blank, a divided one is whole again",
         "甲。\nthe committee has de-\ncided to meet again,\nand soon.\n",
         "(paragraph \"甲。\")(paragraph \"the committee has decided to meet again, and soon.\")",
         ""},
        {"a number alone takes the next line", "甲。\n第一条\n乙乙乙。\n",
         "(paragraph \"甲。\")(paragraph \"第一条　乙乙乙。\")", ""},
        {"a page number inside a sentence",
         "甲乙丙丁戊己庚辛，" FULL_LINE FULL_LINE "\n\n- 1 -\n\n贯彻落实。\n",
         "(paragraph \"甲乙丙丁戊己庚辛，" FULL_LINE FULL_LINE "贯彻落实。\")", ""},
    };

    (void)state;
    check_structure(cases, N_CASES(cases));
}

static void test_blanks(void **state)
{
    static const parse_case cases[] = {
        {"between Chinese and figures", "今年 4 月共有 1200 余名 学生参加了这项活动 ，很好。\n",
         "(paragraph \"今年4月共有1200余名学生参加了这项活动，很好。\")", ""},
        {"words of Latin keep theirs",
         "我们用 Visual Studio Code 写程序，已经很久了，大家都习惯了。\n",
         "(paragraph \"我们用Visual Studio Code写程序，已经很久了，大家都习惯了。\")", ""},
        {"names in a path keep theirs", "请打开 D:\\工作 资料\\2024 年 报表.xlsx 填报 后上报，谢谢。\n",
         "(paragraph \"请打开D:\\工作 资料\\2024 年 报表.xlsx填报后上报，谢谢。\")", ""},
        {"a name in a signature keeps its own", "甲。\n张 三\n2024年3月5日\n",
         "[date=2024-03-05][signature=张 三](paragraph \"甲。\")(paragraph :signature \"张 三\")"
         "(paragraph :date \"2024年3月5日\")",
         ""},
    };

    (void)state;
    check_structure(cases, N_CASES(cases));
}

static void test_furniture(void **state)
{
    static const parse_case cases[] = {
        {"menus, counters, owners",
         "登录 | 注册\n当前位置：首页 > 甲 > 正文\n甲乙丙工作总结\n时间：2023-07-02 阅读：23次\n"
         "甲乙丙工作总结\n今年以来，我们做了很多工作，取得了成绩。\n上一篇：丁\n版权所有：戊\n",
         "[title=甲乙丙工作总结](heading 0 \"甲乙丙工作总结\")(paragraph "
         "\"今年以来，我们做了很多工作，取得了成绩。\")",
         ""},
        {"a sentence may speak of them",
         "关于推广扫码支付的通知\n各单位要推广扫码支付，设置二维码，方便群众，不得拒收现金。\n",
         "[title=关于推广扫码支付的通知](heading 0 \"关于推广扫码支付的通知\")(paragraph "
         "\"各单位要推广扫码支付，设置二维码，方便群众，不得拒收现金。\")",
         ""},
        {"an ordinary word without company stays",
         "甲乙丙工作总结\n通知公告\n今年以来，我们做了很多工作。\n",
         "[title=甲乙丙工作总结](heading 0 \"甲乙丙工作总结\")(paragraph \"通知公告\")(paragraph "
         "\"今年以来，我们做了很多工作。\")",
         ""},
        {"page data",
         "索 引 号: A/1 分  类: 乙\n发文机关: 丙局 成文日期: 2022年10月25日\n发文字号:\n"
         "关于甲的报告\n今年以来，我们做了很多工作。\n",
         "[title=关于甲的报告][issuer=丙局][date=2022-10-25][doc-index=A/1][category=乙](heading 0 "
         "\"关于甲的报告\")(paragraph \"今年以来，我们做了很多工作。\")",
         ""},
    };

    (void)state;
    check_structure(cases, N_CASES(cases));
}

static void test_keep_junk(void **state)
{
    const char *in = "首页 > 甲 > 正文\n关于甲的报告\n今年以来，我们做了很多工作。\n版权所有：乙\n";
    qg_parse_options options = {.from = QG_FORMAT_TEXT, .keep_junk = true};
    parsed p = parse_with(qg_str_of(in), &options);

    (void)state;
    assert_text(qg_buf_str(&p.dump),
                QG_STR("[title=关于甲的报告](paragraph \"首页 > 甲 > 正文\")(heading 0 "
                       "\"关于甲的报告\")(paragraph \"今年以来，我们做了很多工作。\")(paragraph "
                       "\"版权所有：乙\")"),
                "--keep-junk keeps what would be dropped");
    parsed_clear(&p);
}

static void test_findings(void **state)
{
    static const parse_case cases[] = {
        {"what is clear is not told", "甲。\n乙。\n", "(paragraph \"甲。\")(paragraph \"乙。\")",
         ""},
        {"a title", "关于甲的报告\n正文。\n",
         "[title=关于甲的报告](heading 0 \"关于甲的报告\")(paragraph \"正文。\")", "parse.title@0"},
        {"a line joined", "今天，\n开会。\n", "(paragraph \"今天，开会。\")", "parse.joined@10"},
        {"a gap", "甲。\n一、乙\n子子子子子子子子子。\n三、丙\n丑丑丑丑丑丑丑丑丑。\n",
         "(paragraph \"甲。\")(heading 1 {一、} \"一、乙\")(paragraph "
         "\"子子子子子子子子子。\")(heading 1 "
         "{三、} \"三、丙\")(paragraph \"丑丑丑丑丑丑丑丑丑。\")",
         "parse.number-gap@48 parse.heading@7 parse.heading@48"},
        {"no gap above 0", "甲。\n0 引言\n子子子子子子子子子。\n1 方法\n丑丑丑丑丑丑丑丑丑。\n",
         "(paragraph \"甲。\")(heading 1 {0} \"0 引言\")(paragraph "
         "\"子子子子子子子子子。\")(heading 1 "
         "{1} \"1 方法\")(paragraph \"丑丑丑丑丑丑丑丑丑。\")",
         "parse.heading@7 parse.heading@47"},
        {"a repeat", "甲。\n一、乙\n子子子子子子子子子。\n一、丙\n丑丑丑丑丑丑丑丑丑。\n",
         "(paragraph \"甲。\")(heading 1 {一、} \"一、乙\")(paragraph "
         "\"子子子子子子子子子。\")(heading 1 "
         "{一、} \"一、丙\")(paragraph \"丑丑丑丑丑丑丑丑丑。\")",
         "parse.number-repeat@48 parse.heading@7 parse.heading@48"},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_TEXT);
}

static void test_roles(void **state)
{
    static const parse_case cases[] = {
        {"recipient, signature, date", "关于甲的报告\n市委：\n正文。\n某某局\n2024年3月5日\n",
         "[title=关于甲的报告][issuer=某某局][recipient=市委][date=2024-03-05](heading 0 "
         "\"关于甲的报告\")(paragraph :recipient \"市委：\")"
         "(paragraph \"正文。\")(paragraph :signature \"某某局\")(paragraph :date "
         "\"2024年3月5日\")",
         ""},
        {"a first line that only introduces is no recipient", "报告\n现汇报如下：\n正文。\n",
         "[title=报告](heading 0 \"报告\")(paragraph \"现汇报如下：\")(paragraph \"正文。\")", ""},
        {"a date to be filled in, in Chinese figures, and a note below",
         "正文。\n某某局\n二〇二四年X月X日\n（此件公开发布）\n",
         "[issuer=某某局][notes=此件公开发布](paragraph \"正文。\")(paragraph :signature "
         "\"某某局\")(paragraph :date "
         "\"二〇二四年X月X日\")"
         "(paragraph :notes \"（此件公开发布）\")",
         ""},
        {"a date in the middle is none", "正文。\n张某某\n2024年3月5日\n正文。\n",
         "(paragraph \"正文。\")(paragraph \"张某某\")(paragraph \"2024年3月5日\")"
         "(paragraph \"正文。\")",
         ""},
        {"unless an office signs", "正文。\n某某局\n2024年3月5日\n正文。\n",
         "[issuer=某某局][date=2024-03-05](paragraph \"正文。\")(paragraph :signature \"某某局\")"
         "(paragraph :date \"2024年3月5日\")(paragraph \"正文。\")",
         ""},
        {"an attachment", "正文。\n某某局\n2024年3月5日\n附件1\n名单\n张三。\n",
         "[issuer=某某局][date=2024-03-05](paragraph \"正文。\")(paragraph :signature "
         "\"某某局\")(paragraph :date \"2024年3月5日\")"
         "(paragraph :label \"附件1\")(heading :attachment 0 \"名单\")(paragraph \"张三。\")",
         ""},
        {"an order, and what it puts into force",
         "某省人民政府令\n现予公布，自即日起施行，请遵照执行。\n2024年3月5日\n甲乙丙办法\n第一条　"
         "丁丁丁丁。\n",
         "[title=某省人民政府令][date=2024-03-05](heading 0 \"某省人民政府令\")(paragraph "
         "\"现予公布，自即日起施行，请遵照执行。\")(paragraph :date \"2024年3月5日\")(heading "
         ":attachment 0 \"甲乙丙办法\")(paragraph \"第一条　丁丁丁丁。\")",
         ""},
        {"a line that names attachments is none", "正文。\n附件：1. 名单\n结束。\n",
         "(paragraph \"正文。\")(paragraph \"附件：1. 名单\")(paragraph \"结束。\")", ""},
    };

    (void)state;
    check_structure(cases, N_CASES(cases));
}

static void test_kind(void **state)
{
    static const struct {
        const char *why, *name, *in;
        bool is_markdown;
    } cases[] = {
        {"by name", "a.MD", "甲", true},
        {"a .txt is plain text", "a.txt", "甲\n1. 乙\n- 丙\n", false},
        {"numbers and dashes say nothing", "", "1. 甲\n2. 乙\n- 丙\n* 丁\n", false},
        {"a topic is no heading", "", "#甲# 乙\n", false},
        {"a heading", "a.txt", "# 甲\n", true},
        {"a fence", "", "甲\n```\n乙\n```\n", true},
        {"a table", "", "| 甲 | 乙 |\n|---|---|\n", true},
        {"bold", "", "甲**乙**丙\n", true},
        {"a link", "", "见[甲](http://a)\n", true},
        {"brackets alone", "", "[甲] (乙)\n", false},
        {"front matter", "a.txt", "---\ntitle: 甲\n---\n乙\n", true},
        {"a censored name", "", "市***党组\n", false},
        {"stars for names", "", "传达**书记讲话。刚才，**同志发言\n按照**市，**县要求\n", false},
        {"no Markdown, and lines that are paragraphs", "a.md", "甲甲。\n一、乙\n丙丙。\n- 1 -\n",
         false},
        {"lines that may be one paragraph", "a.md", "甲甲\n乙乙\n丙丙\n", true},
        {"paragraphs apart", "a.md", "甲甲。\n\n一、乙\n\n丙丙。\n", true},
        {"a list", "a.md", "甲甲。\n一、乙\n丙丙。\n- 丁\n", true},
        {"an escape", "a.md", "甲甲。\n一、乙\\*\n丙丙。\n", true},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_parse_options options = {.file_name = qg_str_of(cases[i].name)};
        parsed markdown = parse_as(cases[i].in, QG_FORMAT_MARKDOWN);
        parsed text = parse_as(cases[i].in, QG_FORMAT_TEXT);
        parsed p = parse_with(qg_str_of(cases[i].in), &options);
        parsed *want = cases[i].is_markdown ? &markdown : &text;
        assert_text(qg_buf_str(&p.dump), qg_buf_str(&want->dump), cases[i].why);
        parsed_clear(&p);
        parsed_clear(&text);
        parsed_clear(&markdown);
    }
}

/* Append the characters of `text` that are not blank. */
static void put_visible(qg_buf *out, qg_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (strchr(" \t\r\n\f", text.p[i]) == NULL &&
            !qg_str_starts(qg_str_skip(text, i), QG_STR("　")))
            qg_buf_put_byte(out, text.p[i]);
        else if (text.p[i] == '\xE3')
            i += 2;
}

/* Whatever the structure, every character of a plain text is in the tree, in order, where none of
 * it is furniture. */
static void test_nothing_is_lost(void **state)
{
    static const char *const texts[] = {
        "关于甲的报告\n\n市委：\n　　一、乙\n　　（一）丙。丁。\n1.戊\f己\n*庚* `辛` [^1]: "
        "壬\n局\n2024年3月5日\n附件\n名\n癸",
        "\n\n   x\r\ny\r\n***\n===\n---\n[ a ; b ]\n",
        FULL_LINE "\n" FULL_LINE "\n" FULL_LINE "\n" FULL_LINE "\n" FULL_LINE "\n一、甲\n乙",
        "一、\n（一）\n1.\n。\n、\n第章\n（一\n附件\n",
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(texts); i++) {
        parsed p = parse_as(texts[i], QG_FORMAT_TEXT);
        qg_buf want, got;
        qg_buf_init(&want, 0);
        qg_buf_init(&got, 0);
        put_visible(&want, qg_str_of(texts[i]));
        for (const qg_node *n = p.doc->root; n != NULL; n = qg_node_walk(p.doc->root, n)) {
            put_visible(&got, n->text);
            assert_true(n->offset <= strlen(texts[i]));
        }
        assert_text(qg_buf_str(&got), qg_buf_str(&want), "all of the text is in the tree");
        qg_buf_clear(&want);
        qg_buf_clear(&got);
        parsed_clear(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),    cmocka_unit_test(test_headings),
        cmocka_unit_test(test_joining),   cmocka_unit_test(test_blanks),
        cmocka_unit_test(test_furniture), cmocka_unit_test(test_keep_junk),
        cmocka_unit_test(test_findings),  cmocka_unit_test(test_roles),
        cmocka_unit_test(test_kind),      cmocka_unit_test(test_nothing_is_lost)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
