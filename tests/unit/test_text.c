#include "parsing.h"

static void test_blocks(void **state)
{
    static const parse_case cases[] = {
        {"a line a paragraph; the indent goes", "　　甲乙。\n　　丙丁。\n",
         "(paragraph \"甲乙。\")(paragraph \"丙丁。\")", ""},
        {"a title is one short line that is no sentence", "关于甲的报告\n\n正文。\n",
         "[title=关于甲的报告](heading 0 \"关于甲的报告\")(paragraph \"正文。\")", ""},
        {"a sentence is no title", "正文。\n\n正文。\n",
         "(paragraph \"正文。\")(paragraph \"正文。\")", ""},
        {"one line alone is a paragraph", "你好\n", "(paragraph \"你好\")", ""},
        {"a form feed ends a paragraph", "甲。\f乙。", "(paragraph \"甲。\")(paragraph \"乙。\")",
         ""},
        {"Markdown's marks are only characters", "甲。\n# 乙\n- 丙\n",
         "(paragraph \"甲。\")(paragraph \"# 乙\")(paragraph \"- 丙\")", ""},
        {"nothing", " \n　\n", "", ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_TEXT);
}

static void test_headings(void **state)
{
    static const parse_case cases[] = {
        {"four levels by form", "甲。\n一、乙\n（一）丙\n1. 丁\n（1）戊\n",
         "(paragraph \"甲。\")(heading 1 {一、} \"一、乙\")(heading 2 {（一）} \"（一）丙\")"
         "(heading 3 {1.} \"1. 丁\")(heading 4 {（1）} \"（1）戊\")",
         ""},
        {"half-width brackets, other dots", "甲。\n(二)乙\n2、丙\n3．丁\n(3)戊\n",
         "(paragraph \"甲。\")(heading 2 {(二)} \"(二)乙\")(heading 3 {2、} \"2、丙\")"
         "(heading 3 {3．} \"3．丁\")(heading 4 {(3)} \"(3)戊\")",
         ""},
        {"chapters", "甲。\n第一章 总则\n第十二节 乙\n",
         "(paragraph \"甲。\")(heading 1 {第一章} \"第一章 总则\")"
         "(heading 2 {第十二节} \"第十二节 乙\")",
         ""},
        {"a final full stop is allowed", "甲。\n（一）乙。\n",
         "(paragraph \"甲。\")(heading 2 {（一）} \"（一）乙。\")", ""},
        {"a sentence behind it runs in", "甲。\n（一）强化领导。一是乙。\n",
         "(paragraph \"甲。\")(paragraph (run-in 2 {（一）} \"（一）强化领导。\") \"一是乙。\")",
         ""},
        {"a list item is a paragraph", "甲。\n1. 乙；\n2. 丙，丁：\n",
         "(paragraph \"甲。\")(paragraph \"1. 乙；\")(paragraph \"2. 丙，丁：\")", ""},
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
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_TEXT);
}

#define FULL_LINE "各地各部门要结合实际认真抓好贯彻落实工作确保各项"

static void test_wrapping(void **state)
{
    static const parse_case cases[] = {
        {"even lines are joined, without blanks between Chinese",
         FULL_LINE "\n" FULL_LINE "\n" FULL_LINE "\n" FULL_LINE "\n" FULL_LINE
                   "\n完。\n\n另一段。\n",
         "(paragraph \"" FULL_LINE "\" (soft-break) \"" FULL_LINE "\" (soft-break) \"" FULL_LINE
         "\" (soft-break) \"" FULL_LINE "\" (soft-break) \"" FULL_LINE
         "\" (soft-break) \"完。\")(paragraph \"另一段。\")",
         ""},
        {"two lines prove nothing", FULL_LINE "。\n" FULL_LINE "。\n",
         "(paragraph \"" FULL_LINE "。\")(paragraph \"" FULL_LINE "。\")", ""},
        {"uneven lines are paragraphs", "甲。\n" FULL_LINE "\n乙。\n" FULL_LINE "\n丙。\n丁。\n",
         "(paragraph \"甲。\")(paragraph \"" FULL_LINE
         "\")(paragraph \"乙。\")(paragraph \"" FULL_LINE
         "\")(paragraph \"丙。\")(paragraph \"丁。\")",
         ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_TEXT);
}

static void test_roles(void **state)
{
    static const parse_case cases[] = {
        {"recipient, signature, date", "关于甲的报告\n市委：\n正文。\n某某局\n2024年3月5日\n",
         "[title=关于甲的报告](heading 0 \"关于甲的报告\")(paragraph :recipient \"市委：\")"
         "(paragraph \"正文。\")(paragraph :signature \"某某局\")(paragraph :date "
         "\"2024年3月5日\")",
         ""},
        {"a first line that only introduces is no recipient", "报告\n现汇报如下：\n正文。\n",
         "[title=报告](heading 0 \"报告\")(paragraph \"现汇报如下：\")(paragraph \"正文。\")", ""},
        {"a date to be filled in, in Chinese figures, and a note below",
         "正文。\n某某局\n二〇二四年X月X日\n（此件公开发布）\n",
         "(paragraph \"正文。\")(paragraph :signature \"某某局\")(paragraph :date "
         "\"二〇二四年X月X日\")"
         "(paragraph \"（此件公开发布）\")",
         ""},
        {"a date in the middle is none", "正文。\n某某局\n2024年3月5日\n正文。\n",
         "(paragraph \"正文。\")(paragraph \"某某局\")(paragraph \"2024年3月5日\")"
         "(paragraph \"正文。\")",
         ""},
        {"an attachment", "正文。\n某某局\n2024年3月5日\n附件1\n名单\n张三。\n",
         "(paragraph \"正文。\")(paragraph :signature \"某某局\")(paragraph :date \"2024年3月5日\")"
         "(paragraph :label \"附件1\")(heading :attachment 0 \"名单\")(paragraph \"张三。\")",
         ""},
        {"a line that names attachments is none", "正文。\n附件：1. 名单\n结束。\n",
         "(paragraph \"正文。\")(paragraph \"附件：1. 名单\")(paragraph \"结束。\")", ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_TEXT);
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

/* Whatever the structure, every character of a plain text is in the tree, in order. */
static void test_nothing_is_lost(void **state)
{
    static const char *const texts[] = {
        "关于甲的报告\n\n市委：\n　　一、乙\n　　（一）丙。丁。\n1.戊\f己\n*庚* `辛` [^1]: "
        "壬\n局\n2024年3月5日\n附件\n名\n癸",
        "\n\n   x\r\ny\r\n***\n===\n---\n| a | b |\n",
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
            assert_true(n->text.n == 0 ||
                        qg_str_starts(qg_str_skip(qg_str_of(texts[i]), n->offset), n->text));
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
        cmocka_unit_test(test_blocks),   cmocka_unit_test(test_headings),
        cmocka_unit_test(test_wrapping), cmocka_unit_test(test_roles),
        cmocka_unit_test(test_kind),     cmocka_unit_test(test_nothing_is_lost)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
