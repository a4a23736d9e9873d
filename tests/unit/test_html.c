/* test_html.c - pages to documents: what becomes of tags, styles, hidden text and page data.
 *
 * Whole pages of the kinds that there are stand in tests/html/.
 */
#include "parsing.h"

static void test_text(void **state)
{
    static const parse_case cases[] = {
        {"blocks stand alone, <br> ends a line, blanks in a row are one",
         "<p>甲  乙，\n丙。</p><div>丁。<br>戊。</div>",
         "(paragraph \"甲 乙，丙。\")(paragraph \"丁。\" (line-break) \"戊。\")", ""},
        {"<br><br> parts paragraphs",
         "<div>今年以来，我们做了很多工作，取得了很好的成绩。<br><br>"
         "今年以来，我们做了很多工作，取得了很好的成绩。</div>",
         "(paragraph \"今年以来，我们做了很多工作，取得了很好的成绩。\")(paragraph "
         "\"今年以来，我们做了很多工作，取得了很好的成绩。\")",
         ""},
        {"a line end of the source between Chinese characters is none", "<p>甲乙丙丁\n戊己。",
         "(paragraph \"甲乙丙丁戊己。\")", ""},
        {"entities are characters, also those that look like tags", "<p>a&lt;b&gt;&amp;c&nbsp;d。",
         "(paragraph \"a<b>&c d。\")", ""},
        {"readings above characters go, and are told",
         "<p><ruby>态<rp>(</rp><rt>tài</rt><rp>)</rp></ruby>度。", "(paragraph \"态度。\")",
         "parse.hidden-text@16 parse.hidden-text@26 parse.hidden-text@39"},
        {"scripts and comments are nobody's text",
         "<p>甲<script>x</script><!-- y --><style>z</style>。", "(paragraph \"甲。\")", ""},
        {"two ends and no start", "</p>甲。</html></html>", "(paragraph \"甲。\")", ""},
        {"nothing", "", "", ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_HTML);
}

static void test_marks(void **state)
{
    static const parse_case cases[] = {
        {"by tag", "<p><b>甲</b><i>乙</i><s>丙</s><code>丁</code>。",
         "(paragraph (strong \"甲\") (emphasis \"乙\") (strike \"丙\") (code '丁') \"。\")", ""},
        {"by style",
         "<p><span style='font-weight:700'>甲</span><span style='FONT-STYLE: italic'>乙</span>。",
         "(paragraph (strong \"甲\") (emphasis \"乙\") \"。\")", ""},
        {"one inside its own kind says nothing", "<p><b>甲<strong>乙</strong>丙</b>丁。",
         "(paragraph (strong \"甲乙丙\") \"丁。\")", ""},
        {"side by side they are one", "<p><b>甲</b><b>乙</b>丙。",
         "(paragraph (strong \"甲\" \"乙\") \"丙。\")", ""},
        {"misnested ones are nested", "<p><b>甲<i>乙</b>丙</i>丁。",
         "(paragraph (strong \"甲\" (emphasis \"乙\")) (emphasis \"丙\") \"丁。\")", ""},
        {"a link, but not one that leads nowhere",
         "<p>甲<a href=x>乙</a><a href='javascript:y()'>丙</a><a href='#z'>丁</a>。",
         "(paragraph \"甲\" (link <x> <> \"乙\") \"丙丁。\")", ""},
        {"in a heading bold means nothing",
         "<h1>标题</h1><h2><b>一、</b>甲</h2><p>今年以来，我们做了很多工作，取得了很好的成绩。",
         "[title=标题](heading 0 \"标题\")(heading 1 {一、} \"一、甲\")(paragraph "
         "\"今年以来，我们做了很多工作，取得了很好的成绩。\")",
         "parse.title@4 parse.heading@22"},
        {"over joined lines", "<p>甲<b>乙，</b><br><b>丙</b>丁。",
         "(paragraph \"甲\" (strong \"乙，\" \"丙\") \"丁。\")", "parse.joined@26"},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_HTML);
}

static void test_pictures(void **state)
{
    static const parse_case cases[] = {
        {"on a line and inside one",
         "<p>今年以来，我们做了很多工作，取得了很好的成绩。</p><p><img src=a.png "
         "alt=甲></p><p>乙<img src=b.png>丙。",
         "(paragraph \"今年以来，我们做了很多工作，取得了很好的成绩。\")(paragraph (image <a.png> "
         "<> \"甲\"))(paragraph \"乙\" (image <b.png> <>) \"丙。\")",
         ""},
        {"what is loaded late", "<p>甲<img src=empty.gif data-src=a.png>。",
         "(paragraph \"甲\" (image <a.png> <>) \"。\")", ""},
        {"signs and counters go",
         "<p>甲<img src=a.gif width=16 height=16><img src=b.gif style='width:1px;height:1px'>。",
         "(paragraph \"甲。\")", "parse.junk-line@6 parse.junk-line@40"},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_HTML);
}

static void test_hidden(void **state)
{
    static const parse_case cases[] = {
        {"by attribute",
         "<p>甲。</p><p hidden>乙。</p><p style='display:none'>丙。</p><div style='visibility: "
         "hidden'>丁。</div>",
         "(paragraph \"甲。\")", "parse.hidden-text@23 parse.hidden-text@57 parse.hidden-text@99"},
        {"by a class of the page's style sheet, but not for the printer",
         "<style>.a,#b{color:red;display: none}@media print{.c{display:none}}</style><p class='x "
         "a'>甲。</p><p id=b>乙。</p><p class=c>丙。</p>",
         "(paragraph \"丙。\")", "parse.hidden-text@90 parse.hidden-text@108"},
        {"an article that a script would show",
         "<div "
         "style='visibility:hidden'><p>今年以来，我们做了很多工作，取得了很好的成绩。</"
         "p><p>今年以来，我们做了很多工作，取得了很好的效果。</"
         "p><p>今年以来，我们做了很多工作，取得了很好的反响。</p></div>",
         "(paragraph \"今年以来，我们做了很多工作，取得了很好的成绩。\")(paragraph "
         "\"今年以来，我们做了很多工作，取得了很好的效果。\")(paragraph "
         "\"今年以来，我们做了很多工作，取得了很好的反响。\")",
         ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_HTML);
}

static void test_objects(void **state)
{
    static const parse_case cases[] = {
        {"a table with spans",
         "<table><tr><th rowspan=2>甲<th colspan=2>乙<tr><td>丙<td>丁</table>",
         "(table --- (row head (cell \"甲\") (cell \"乙\")) (row (cell \"丙\") (cell \"丁\")))",
         ""},
        {"a table for the layout",
         "<table><tr><td>今年以来，我们做了很多工作，取得了很好的成绩。<td>"
         "今年以来，我们做了很多工作，取得了很好的效果。</table>",
         "(paragraph \"今年以来，我们做了很多工作，取得了很好的成绩。\")(paragraph "
         "\"今年以来，我们做了很多工作，取得了很好的效果。\")",
         ""},
        {"lists inside lists",
         "<p>今年以来，我们做了很多工作，取得了很好的成绩。</p><ul><li>甲<ol "
         "start=3><li>乙<li>丙</ol><li>丁</ul>",
         "(paragraph \"今年以来，我们做了很多工作，取得了很好的成绩。\")(list tight (item "
         "(paragraph \"甲\") (list tight 3. (item (paragraph \"乙\")) (item (paragraph \"丙\")))) "
         "(item (paragraph \"丁\")))",
         ""},
        {"a quote, and code with its blanks",
         "<p>今年以来，我们做了很多工作，取得了很好的成绩。</p><blockquote>甲。</"
         "blockquote><pre><code>a\n  b\n</code></pre>",
         "(paragraph \"今年以来，我们做了很多工作，取得了很好的成绩。\")(quote (paragraph "
         "\"甲。\"))(code-block <> 'a\n  b')",
         ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_HTML);
}

static void test_head(void **state)
{
    static const parse_case cases[] = {
        {"title and date of a page of an authority",
         "<meta name=ArticleTitle content='关于甲的通知'><meta name=PubDate content='2024-03-08 "
         "16:20'><p>今年以来，我们做了很多工作，取得了很好的成绩。",
         "[title=关于甲的通知][published=2024-03-08](heading 0 \"关于甲的通知\")(paragraph "
         "\"今年以来，我们做了很多工作，取得了很好的成绩。\")",
         ""},
        {"its date in characters",
         "<meta name=ArticleTitle content='关于甲的通知'><meta name=PubDate "
         "content='2024年3月8日 16:20'><p>今年以来，我们做了很多工作，取得了很好的成绩。",
         "[title=关于甲的通知][published=2024-03-08](heading 0 \"关于甲的通知\")(paragraph "
         "\"今年以来，我们做了很多工作，取得了很好的成绩。\")",
         ""},
        {"of a page with JSON-LD",
         "<script "
         "type='application/"
         "ld+json'>[{\"headline\":\"甲事有新进展\",\"datePublished\":\"2024-03-08T16:20\"}]</"
         "script><h1>甲事有新进展</h1><p>今年以来，我们做了很多工作，取得了很好的成绩。",
         "[title=甲事有新进展][published=2024-03-08](heading 0 \"甲事有新进展\")(paragraph "
         "\"今年以来，我们做了很多工作，取得了很好的成绩。\")",
         "parse.title@118"},
        {"page data in a table, also under a label of this site only",
         "<table><tr><td>索引号<td>A/1<td>发文机关<td>甲局</"
         "tr><tr><td>密级程度<td>公开<td>主题词<td></table><h1>关于乙的通知</"
         "h1><p>今年以来，我们做了很多工作，取得了很好的成绩。",
         "[title=关于乙的通知][issuer=甲局][doc-index=A/1][?=公开](heading 0 "
         "\"关于乙的通知\")(paragraph \"今年以来，我们做了很多工作，取得了很好的成绩。\")",
         "parse.page-data@15 parse.page-data@35 parse.page-data@70 parse.page-data@96 "
         "parse.title@121"},
        {"page data in a list of terms",
         "<dl><dt>索引号：<dd>A/1<dt>成文日期：<dd>2024年3月8日</dl><h1>关于乙的通知</"
         "h1><p>今年以来，我们做了很多工作，取得了很好的成绩。",
         "[title=关于乙的通知][date=2024-03-08][doc-index=A/1](heading 0 "
         "\"关于乙的通知\")(paragraph \"今年以来，我们做了很多工作，取得了很好的成绩。\")",
         "parse.page-data@8 parse.page-data@31 parse.title@74"},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_HTML);
}

/* What is built as no honest page is refused, and told. */
static void test_limits(void **state)
{
    static const struct {
        const char *why, *piece;
        size_t n;
        qg_status want;
    } cases[] = {
        {"as deep as pages get", "<div>", 2000, QG_OK},
        {"deeper than any", "<div>", 200000, QG_E_LIMIT},
        {"tags that the next one ends are never deep", "<p>甲<li>乙", 20000, QG_OK},
        {"attributes of a tag", "<p a=1>", 20000, QG_OK},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_buf page;
        parsed p;

        qg_buf_init(&page, 0);
        for (size_t k = 0; k < cases[i].n; k++)
            qg_buf_puts(&page, cases[i].piece);
        p = parse_with(qg_buf_str(&page), &(qg_parse_options){.from = QG_FORMAT_HTML});
        assert_int_equal(p.status, cases[i].want);
        assert_int_equal(qg_str_find(qg_buf_str(&p.heard), QG_STR("parse.limit")) < p.heard.n,
                         cases[i].want == QG_E_LIMIT);
        parsed_clear(&p);
        qg_buf_clear(&page);
    }
}

/* A tag with more attributes than any page has. */
static void test_attributes(void **state)
{
    qg_buf page;
    parsed p;

    (void)state;
    qg_buf_init(&page, 0);
    qg_buf_puts(&page, "<p");
    for (size_t k = 0; k < 100000; k++)
        qg_buf_printf(&page, " a%zu=1", k);
    qg_buf_puts(&page, ">甲");
    p = parse_with(qg_buf_str(&page), &(qg_parse_options){.from = QG_FORMAT_HTML});
    assert_int_equal(p.status, QG_E_LIMIT);
    parsed_clear(&p);
    qg_buf_truncate(&page, 0);
    qg_buf_puts(&page, "<p data=\""); /* words in a value are none */
    for (size_t k = 0; k < 100000; k++)
        qg_buf_printf(&page, " a%zu", k);
    qg_buf_puts(&page, "\">甲");
    p = parse_with(qg_buf_str(&page), &(qg_parse_options){.from = QG_FORMAT_HTML});
    assert_int_equal(p.status, QG_OK);
    parsed_clear(&p);
    qg_buf_clear(&page);
}

/* With --keep-junk nothing that can be seen is left out. */
static void test_keep_junk(void **state)
{
    static const char page[] =
        "<nav><a href=/>首页</a> <a href=/x>新闻</a></nav><h1>关于甲的通知</h1>"
        "<p>今年以来，我们做了很多工作，取得了很好的成绩。</p>"
        "<footer>版权所有</footer>";
    parsed p = parse_as(page, QG_FORMAT_HTML);

    (void)state;
    assert_true(qg_str_find(qg_buf_str(&p.dump), QG_STR("首页")) == p.dump.n);
    assert_true(qg_str_find(qg_buf_str(&p.heard), QG_STR("parse.junk-line")) < p.heard.n);
    parsed_clear(&p);
    p = parse_with(qg_str_of(page), &(qg_parse_options){.from = QG_FORMAT_HTML, .keep_junk = true});
    assert_true(qg_str_find(qg_buf_str(&p.dump), QG_STR("首页")) < p.dump.n);
    assert_true(qg_str_find(qg_buf_str(&p.dump), QG_STR("版权所有")) < p.dump.n);
    parsed_clear(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),      cmocka_unit_test(test_marks),
        cmocka_unit_test(test_pictures),  cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_objects),   cmocka_unit_test(test_head),
        cmocka_unit_test(test_limits),    cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_keep_junk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
