/* test_markdown_inlines.c - what the Markdown writer makes of text, emphasis, links. */
#include "building.h"

#include <stdio.h>

/* A span holding a text, or a leaf with it: what the rows below are made of. */
static void add_span(qg_doc *doc, qg_node *parent, qg_node_kind kind, const char *text)
{
    if (kind == QG_TEXT || kind == QG_CODE || kind == QG_HTML)
        add_literal(doc, parent, kind, text);
    else if (kind == QG_SOFT_BREAK)
        add(doc, parent, kind)->u.soft_break.is_blank = text[0] == ' ';
    else if (kind == QG_LINE_BREAK)
        add(doc, parent, kind);
    else
        add_block(doc, parent, kind, text);
}

/* ---- text ------------------------------------------------------------------------------------ */

static void test_text(void **state)
{
    static const struct {
        const char *why, *in, *out;
    } cases[] = {
        {"ordinary Chinese", "按照《办法》（试行）要求，完成100%，增长1.5倍。",
         "按照《办法》（试行）要求，完成100%，增长1.5倍。"},
        {"hyphens, dots and underlines in words", "A-B a_b 甲_乙 v1.5 file.txt",
         "A-B a_b 甲_乙 v1.5 file.txt"},
        {"stars for letters left out", "市***党组", "市\\*\\*\\*党组"},
        {"a star between blanks", "3 * 5", "3 * 5"},
        {"underlines around a word", "__init__", "\\_\\_init\\_\\_"},
        {"one range", "5~10人", "5~10人"},
        {"two ranges would be struck", "5~10人，20~30人", "5\\~10人，20\\~30人"},
        {"three tildes strike nothing", "a~~~b~c", "a~~~b\\~c"},
        {"backticks", "a`b", "a\\`b"},
        {"a backslash before a letter", "C:\\文件\\a", "C:\\文件\\a"},
        {"a backslash before a mark", "\\*", "\\\\\\*"},
        {"a backslash at the end", "a\\", "a\\\\"},
        {"brackets", "[2024] 5号[a]", "[2024] 5号[a]"},
        {"brackets that would be a link", "见[附件](1)", "见[附件\\](1)"},
        {"brackets that would be a note", "[^1]", "\\[^1]"},
        {"brackets that would be a definition", "[甲]: 乙", "\\[甲]: 乙"},
        {"less than", "a < b，x<5，<甲>", "a < b，x<5，<甲>"},
        {"tags and comments", "<b> </b> <!x", "\\<b> \\</b> \\<!x"},
        {"an ampersand", "A&B R&D; & x", "A&B R\\&D; & x"},
        {"references", "&lt; &#20; &#x20;", "\\&lt; \\&#20; \\&#x20;"},
        {"addresses", "http://a.cn www.a.cn", "http\\://a.cn www\\.a.cn"},
        {"no addresses", "见http: //a，awww.b", "见http: //a，awww.b"},
        {"blanks at both ends", " a ", "&#32;a&#32;"},
        {"line feeds and tabs", "a\nb\tc\t", "a&#10;b\tc&#9;"},
        {"a vertical bar is for tables alone", "a|b", "a|b"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_doc *doc = qg_doc_new();
        char want[256];

        add_block(doc, doc->root, QG_PARAGRAPH, cases[i].in);
        snprintf(want, sizeof want, "%s\n", cases[i].out);
        assert_markdown(doc, want, cases[i].why);
    }
}

/* The same text at the start of a paragraph, and behind a line break. */
static void test_line_start(void **state)
{
    static const struct {
        const char *why, *in, *first, *second;
    } cases[] = {
        {"heading", "# a", "\\# a", "\\# a"},
        {"six are a heading", "###### a", "\\###### a", "\\###### a"},
        {"seven are none", "####### a", "####### a", "####### a"},
        {"a number sign", "#1楼", "#1楼", "#1楼"},
        {"bullet", "- a", "\\- a", "\\- a"},
        {"minus", "-5度", "-5度", "-5度"},
        {"plus", "+ a", "\\+ a", "\\+ a"},
        {"number", "1. a", "1\\. a", "1\\. a"},
        {"number in brackets", "12) a", "12\\) a", "12\\) a"},
        {"Chinese number", "1.加强领导", "1.加强领导", "1.加强领导"},
        {"decimal", "1.5倍", "1.5倍", "1.5倍"},
        {"ten digits are no number", "1234567890. a", "1234567890. a", "1234567890. a"},
        {"quote", ">a", "\\>a", "\\>a"},
        {"rule", "---", "\\---", "\\---"},
        {"rule with blanks", "_ _ _", "\\_ _ \\_", "\\_ _ _"},
        {"underline", "===", "===", "\\==="},
        {"table", "| -- | -- |", "\\| -- | -- |", "\\| -- | -- |"},
        {"fence", "~~~", "\\~\\~\\~", "\\~\\~\\~"},
        {"landscape", "::: landscape", "\\::: landscape", "\\::: landscape"},
        {"task", "[ ] a", "\\[ ] a", "[ ] a"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_doc *doc = qg_doc_new();
        qg_node *p = add_block(doc, doc->root, QG_PARAGRAPH, cases[i].in);
        char want[256];

        add(doc, p, QG_LINE_BREAK);
        add_literal(doc, p, QG_TEXT, cases[i].in);
        snprintf(want, sizeof want, "%s\\\n%s\n", cases[i].first, cases[i].second);
        assert_markdown(doc, want, cases[i].why);
    }
}

/* ---- inlines --------------------------------------------------------------------------------- */

static void test_inlines(void **state)
{
    static const struct {
        const char *why;
        struct {
            qg_node_kind kind;
            const char *text;
        } spans[3];
        const char *want;
    } cases[] = {
        {"inside Chinese words",
         {{QG_TEXT, "坚持"}, {QG_STRONG, "党的领导"}, {QG_TEXT, "不动摇"}},
         "坚持**党的领导**不动摇"},
        {"a run-in heading ends with a full stop: the parser pairs ** by turns",
         {{QG_RUN_IN, "（一）加强领导。"}, {QG_TEXT, "一是"}},
         "**（一）加强领导。**一是"},
        {"a run-in heading before punctuation",
         {{QG_RUN_IN, "（一）加强领导"}, {QG_TEXT, "：一是"}},
         "**（一）加强领导**：一是"},
        {"opening behind a word",
         {{QG_TEXT, "关于"}, {QG_STRONG, "《办法》"}, {QG_TEXT, "，"}},
         "关于**《办法》**，"},
        {"quotation marks are Chinese beside Chinese characters",
         {{QG_TEXT, "增强"}, {QG_STRONG, "“四个意识”"}, {QG_TEXT, "的"}},
         "增强**“四个意识”**的"},
        {"Latin: a reference",
         {{QG_TEXT, "x"}, {QG_EMPHASIS, "(a)"}, {QG_TEXT, "b"}},
         "&#120;*(a)*&#98;"},
        {"blanks inside", {{QG_EMPHASIS, " a "}}, "<em>&#32;a&#32;</em>"},
        {"side by side",
         {{QG_EMPHASIS, "a"}, {QG_EMPHASIS, "b"}, {QG_EMPHASIS, "c"}},
         "*a*<em>b</em>*c*"},
        {"struck", {{QG_TEXT, "第"}, {QG_STRIKE, "三"}, {QG_TEXT, "条~"}}, "第~~三~~条\\~"},
        {"nothing to emphasise", {{QG_TEXT, "a"}, {QG_CODE, "b"}, {QG_TEXT, "c"}}, "a`b`c"},
        {"code with backticks",
         {{QG_CODE, "a``b"}, {QG_TEXT, "，"}, {QG_CODE, "`"}},
         "`a``b`，`` ` ``"},
        {"code with blanks", {{QG_CODE, " a "}, {QG_TEXT, "，"}, {QG_CODE, "  "}}, "`  a  `，`  `"},
        {"HTML as it was", {{QG_TEXT, "H"}, {QG_HTML, "<sub>"}, {QG_TEXT, "2"}}, "H<sub>2"},
        {"HTML that starts a line",
         {{QG_TEXT, "a"}, {QG_SOFT_BREAK, " "}, {QG_HTML, "<div>"}},
         "a\n    <div>"},
        {"a line break of the source",
         {{QG_TEXT, "a"}, {QG_SOFT_BREAK, " "}, {QG_TEXT, "- b"}},
         "a\n\\- b"},
        {"one between Chinese characters",
         {{QG_TEXT, "甲"}, {QG_SOFT_BREAK, ""}, {QG_TEXT, "乙"}},
         "甲乙"},
        {"a line break at the end", {{QG_TEXT, "a"}, {QG_LINE_BREAK, ""}}, "a<br>"},
        {"an exclamation mark before a link", {{QG_TEXT, "好!"}, {QG_LINK, "a"}}, "好\\![a]()"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_doc *doc = qg_doc_new();
        qg_node *p = add(doc, doc->root, QG_PARAGRAPH);
        char want[256];

        for (size_t k = 0; k < 3 && cases[i].spans[k].text != NULL; k++)
            add_span(doc, p, cases[i].spans[k].kind, cases[i].spans[k].text);
        snprintf(want, sizeof want, "%s\n", cases[i].want);
        assert_markdown(doc, want, cases[i].why);
    }
}

static void test_nested_emphasis(void **state)
{
    static const struct {
        const char *why;
        qg_node_kind outer, inner;
        const char *want;
    } cases[] = {
        {"strong in emphasis", QG_EMPHASIS, QG_STRONG, "***a***\n"},
        {"emphasis in strong", QG_STRONG, QG_EMPHASIS, "**<em>a</em>**\n"},
        {"strong in strong", QG_STRONG, QG_STRONG, "**<strong>a</strong>**\n"},
        {"emphasis in emphasis", QG_EMPHASIS, QG_EMPHASIS, "*<em>a</em>*\n"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_doc *doc = qg_doc_new();
        qg_node *p = add(doc, doc->root, QG_PARAGRAPH);

        add_block(doc, add(doc, p, cases[i].outer), cases[i].inner, "a");
        assert_markdown(doc, cases[i].want, cases[i].why);
    }
}

/* ***a**，b**c*** is none: CommonMark ends the emphasis at the second **. */
static void test_crowded_emphasis(void **state)
{
    static const struct {
        qg_node_kind outer, inner;
        const char *want;
    } cases[] = {
        {QG_EMPHASIS, QG_STRONG, "前<em>**甲**，乙**丙**</em>\n"},
        {QG_STRONG, QG_EMPHASIS, "前<strong>*甲*，乙*丙*</strong>\n"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_doc *doc = qg_doc_new();
        qg_node *p = add_block(doc, doc->root, QG_PARAGRAPH, "前");
        qg_node *outer = add(doc, p, cases[i].outer);

        add_block(doc, outer, cases[i].inner, "甲");
        add_literal(doc, outer, QG_TEXT, "，乙");
        add_block(doc, outer, cases[i].inner, "丙");
        assert_markdown(doc, cases[i].want, "emphasis at both ends of other emphasis");
    }
}

static void test_links(void **state)
{
    static const struct {
        const char *why;
        qg_node_kind kind;
        const char *text, *url, *title, *want;
    } cases[] = {
        {"plain", QG_LINK, "附件", "a.html", "", "[附件](a.html)"},
        {"with title", QG_LINK, "附件", "a.html", "a \"b\"", "[附件](a.html \"a \\\"b\\\"\")"},
        {"an image", QG_IMAGE, "图1", "figures/a.png", "", "![图1](figures/a.png)"},
        {"blanks", QG_IMAGE, "图", "图 1.png", "", "![图](<图 1.png>)"},
        {"brackets in pairs", QG_LINK, "a", "a(b)", "", "[a](a(b))"},
        {"brackets alone", QG_LINK, "a", "a)b", "", "[a](<a)b>)"},
        {"empty", QG_LINK, "a", "", "", "[a]()"},
        {"empty but for the title", QG_LINK, "a", "", "b", "[a](<> \"b\")"},
        {"references in the address", QG_LINK, "a", "?a&amp;b", "", "[a](?a&amp;amp;b)"},
        {"brackets in the text", QG_LINK, "[1]", "a", "", "[\\[1\\]](a)"},
        {"an address that is its text", QG_LINK, "http://a.cn/b", "http://a.cn/b", "",
         "<http://a.cn/b>"},
        {"an e-mail address", QG_LINK, "a@b.cn", "mailto:a@b.cn", "", "<a@b.cn>"},
        {"an address without scheme", QG_LINK, "www.a.cn", "http://www.a.cn", "",
         "[www.a.cn](http://www.a.cn)"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_doc *doc = qg_doc_new();
        qg_node *p = add(doc, doc->root, QG_PARAGRAPH);
        qg_node *link = add_block(doc, p, cases[i].kind, cases[i].text);
        char want[256];

        link->u.link.url = qg_str_of(cases[i].url);
        link->u.link.title = qg_str_of(cases[i].title);
        snprintf(want, sizeof want, "%s\n", cases[i].want);
        assert_markdown(doc, want, cases[i].why);
    }
}

/* Recursion would need tens of megabytes of stack here. */
static void test_deep(void **state)
{
    enum { DEPTH = 100000 };
    qg_doc *doc = qg_doc_new();
    qg_node *node = add(doc, doc->root, QG_PARAGRAPH);
    qg_buf out;

    (void)state;
    for (int i = 0; i < DEPTH; i++)
        node = add(doc, node, i % 2 == 0 ? QG_STRONG : QG_EMPHASIS);
    add_literal(doc, node, QG_TEXT, "a");
    qg_buf_init(&out, 0);
    assert_int_equal(qg_markdown_write(&out, doc), QG_OK);
    /* all but the innermost and the outermost stand alone in what is around them: ** and * by turns
     * would be one run of marks, so that all emphasis in strong is an element */
    assert_int_equal(out.n, strlen("****") * DEPTH / 2 + strlen("<em></em>") * DEPTH / 2 + 2);
    qg_buf_clear(&out);
    qg_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_line_start),
        cmocka_unit_test(test_inlines),
        cmocka_unit_test(test_nested_emphasis),
        cmocka_unit_test(test_crowded_emphasis),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_deep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
