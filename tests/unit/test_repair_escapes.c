/* test_repair_escapes.c - entities, \uXXXX and percent escapes left in text: which are undone,
 * only suggested, or meant. */
#include "repairing.h"

#define SENTENCE "本月开展了安全检查，发现问题后立即整改，各部门要认真落实责任制。"
#define LONG     SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE

#define HAN "会议研究了今年的重点工作"
#define REFERENCES                                                                                 \
    "&#20250;&#35758;&#30740;&#31350;&#20102;&#20170;&#24180;&#30340;&#3732"                       \
    "5;&#28857;&#24037;&#20316;"

static const pass_case cases[] = {
    /* entities */
    {"a name", "公司&nbsp;简介：研发&amp;设计", "公司\u00A0简介：研发&设计"},
    {"decimal and hexadecimal", "&#20013;&#22269;&#x4EBA;&#X6c11;", "中国人民"},
    {"a rare character of a page in GBK", "朱&#37778;基总理的讲话", "朱鎒基总理的讲话"},
    {"bytes of GBK, as Latin letters", "&#214;&#208;&#185;&#250;&Egrave;&Euml;&Atilde;&ntilde;，好",
     "中国人民，好"},
    {"bytes of UTF-8", "&auml;&cedil;&shy;&aring;&#155;&frac12;&auml;&ordm;&ordm;，好",
     "中国人，好"},
    {"letters of other languages", "法语：&laquo;&nbsp;caf&eacute;&nbsp;&raquo;，咖啡",
     "法语：«\u00A0café\u00A0»，咖啡"},
    {"signs in a row", "李&times;&times;说&middot;&middot;&middot;&middot;&middot;&middot;好",
     "李××说······好"},
    {"without semicolon, where HTML allows it", "&copy中文版权，&#20013&#22269", "©中文版权，中国"},
    {"but not as the key of a query", "参数 ?a=1&copy=2 的意思是什么", NULL},
    {"nor where HTML wants a semicolon", "第一&mdash第二&hellip", NULL},
    {"digits of the text behind it", "发生&#201102023年&#30340&#20107", "发生于2023年的事"},
    {"also such as start with 0", "用时&#2610208&#20998&#38047完成", "用时时08分钟完成"},
    {"alone it is a number", "工单&#20240315已关闭，票号：&#10086\n包裹&#65号，发往&#20013国",
     NULL},
    {"with its semicolon it is none", "工单&#20240315已关闭，发往&#20013;国",
     "工单&#20240315已关闭，发往中国"},
    {"the number of a document", "见公告&#2024001号、&#2024002号", NULL},
    {"escaped twice", "双重&amp;nbsp;转写&amp;#x4E2D;文", "双重\u00A0转写中文"},
    {"three times", "三重&amp;amp;#x4E2D;文", "三重中文"},
    {"without semicolon before a number", "四川&amp#x4E2D;部", "四川中部"},
    {"not in an address", "%E4%B8%AD%E5%9B%BD的网站 https://a.cn/?q=%E4%B8%AD%E5%9B%BD 开通",
     "中国的网站 https://a.cn/?q=%E4%B8%AD%E5%9B%BD 开通"},
    {"not in a code span", "他说&#147;是&#148;的`&#133;`", "他说“是”的`&#133;`"},
    {"between code spans of a text on such matters",
     "在 URL 中，`a` &#20013;&#25991; `b` 与 `c`&#21644;`d` "
     "&#30340;&#21306;&#21035;&#24456;&#22823;&#65292;[&#35828;&#26126;](a.md)&#35265;",
     "在 URL 中，`a` 中文 `b` 与 `c`和`d` 的区别很大，[说明](a.md)见"},
    {"not in a fence", "他说&#147;是&#148;的\n\n```\n甲&#133;\n```\n",
     "他说“是”的\n\n```\n甲&#133;\n```\n"},
    {"numbers of Windows' code page", "他说&#147;是&#148;的&#133;", "他说“是”的…"},
    {"halves of a pair", "笑脸&#55357;&#56832;真好", "笑脸\U0001F600真好"},
    {"half a pair stays", "笑脸&#55357;真好", NULL},
    {"a line end", "第一行&#13;&#10;第二行&#13;第三行", "第一行\n第二行\n第三行"},
    {"a control is no text", "第一&#7;第二&#0;", NULL},
    {"two code points", "集合&NotEqualTilde;集合", "集合\u2242\u0338集合"},
    {"a name that is none", "公司&公司; &nosuch; AT&T 的&", NULL},
    {"in quotes it is spoken of", "“&nbsp;”的写法", NULL},
    {"or beside the words for that", "用 &nbsp; 表示空格", NULL},
    {"likewise", "用&lt;表示小于号", NULL},
    {"or in a text on such things", "在 HTML 里 &lt; 是小于号，&gt; 是大于号。", NULL},
    {"a web page decodes its own", "<p>公司&nbsp;简介</p><p>研发&amp;设计</p>", NULL},
    {"XML too", "<?xml version=\"1.0\"?><a>&#20013;&#22269;人民</a>", NULL},
    {"a tag stays a tag that is none", "标签&lt;b&gt;重点在这里&lt;/b&gt;，而 a&lt;b",
     "标签&lt;b&gt;重点在这里&lt;/b&gt;，而 a<b"},
    {"one with attributes too", "写的是&lt;a href=&quot;x&quot;&gt;链接文字",
     "写的是&lt;a href=&quot;x&quot;&gt;链接文字"},
    {"Markdown knows entities itself", "# 标题\n\n研发&amp;设计&nbsp;中心\n", NULL},
    {"nor is it a page that has a comment in front",
     "<!-- &#35768;&#21487; -->\n\n# &#26631;&#39064;\n\n&#20013;&#22269;&#20154;&#27665;\n",
     "<!-- 许可 -->\n\n# 标题\n\n中国人民\n"},
    {"far from an address in the same line",
     REFERENCES REFERENCES REFERENCES REFERENCES
     "[a](https://a.cn/b)" REFERENCES REFERENCES REFERENCES REFERENCES REFERENCES "\n",
     HAN HAN HAN HAN "[a](https://a.cn/b)" HAN HAN HAN HAN HAN "\n"},
    {"but Chinese is not written in them", "# 标题\n\n&#20013;&#22269;&#20154;&#27665;\n",
     "# 标题\n\n中国人民\n"},
    {"and what would be markup stays", "# 标题\n\n&#20013;&#22269;&#42;人&#42;\n&#62; 中\n",
     "# 标题\n\n中国&#42;人&#42;\n&#62; 中\n"},
    {"so does a tag, a sign does not",
     "# 标题\n\n这是&lt;b&gt;字&lt;/b&gt;，甲&lt;5，研发&amp;设计，&ldquo;引&rdquo;。\n\n- 项目\n",
     "# 标题\n\n这是&lt;b&gt;字&lt;/b&gt;，甲<5，研发&设计，“引”。\n\n- 项目\n"},
    {"and what makes a mark one", "# 标题\n\n**“中”**&#20013;国人&#20154;\n",
     "# 标题\n\n**“中”**&#20013;国人人\n"},
    {"which is no sign of damage", "# 标题\n\n**“中”**&#20013;国，&lt;单位&gt;&nbsp;填写\n", NULL},
    {"damage is beside marks, too", "# 标题\n\n**“中”**&#20013;&#22269;&#20154;\n",
     "# 标题\n\n**“中”**中国人\n"},
    {"English may be about them", "Tom &amp; Jerry &copy; 1999", NULL},

    /* backslashes */
    {"\\u", "\\u4e2d\\u56fd\\u4eba\\u6c11", "中国人民"},
    {"with a pair", "\\u4e2d\\u56fd\\ud842\\udfb7\\u91ce", "中国𠮷野"},
    {"twice", "\\\\u4e2d\\\\u56fd\\\\u4eba\\\\u6c11", "中国人民"},
    {"in braces, and eight digits", "\\u{4e2d}\\u{56fd}\\U00004eba\\u6c11", "中国人民"},
    {"with line ends and quotes", "\\u4e2d\\u56fd\\r\\n\\u4eba\\u6c11\\\"\\u4e2d\\u56fd\\\"",
     "中国\n人民\"中国\""},
    {"\\x of UTF-8", "\\xe4\\xb8\\xad\\xe5\\x9b\\xbd", "中国"},
    {"of GBK", "\\xd6\\xd0\\xb9\\xfa\\xc8\\xcb\\xc3\\xf1", "中国人民"},
    {"a single one is of Latin-1", "\\u7ea6\\u7ff0\\xb7\\u53f2\\u5bc6\\u65af", "约翰·史密斯"},
    {"one alone proves nothing", "李\\u73fa是作家", NULL},
    {"spoken of", "“中”字写成 \\u4e2d", NULL},
    {"not the range of a pattern", "[\\u4e00-\\u9fa5]+，\\u4e2d\\u6587\\u5b57\\u7b26",
     "[\\u4e00-\\u9fa5]+，中文字符"},
    {"of Unicode", "字符串 \\u4f60\\u597d 是 Unicode 转义", NULL},
    {"JSON has them by right", "{\"标题\": \"\\u4e2d\\u56fd\\u4eba\\u6c11\"}", NULL},
    {"settings too", "title=\\u4e2d\\u56fd\na.b=\\u4eba\\u6c11\nc=\\u4eba\\u6c11\n", NULL},
    {"a path is none", "在 C:\\users\\new\\table 目录下的文件", NULL},

    /* percent signs */
    {"UTF-8", "%E4%B8%AD%E5%9B%BD%E4%BA%BA%E6%B0%91", "中国人民"},
    {"GBK", "%D6%D0%B9%FA%C8%CB%C3%F1", "中国人民"},
    {"GBK whose second byte is a letter", "%D6%D0%8D%57%B9%FA%C8%CB%8DW", "中峎国人峎"},
    {"Big5, in a line that is sound", "檔名 %A4%A4%A4%E5%B3%F8%A7%69 完成", "檔名 中文報告 完成"},
    {"Big5 whose second byte is a letter", "檔名 %BE%C7%A5%CD%A6W%B3%E6", "檔名 學生名單"},
    {"twice", "%25E4%25B8%25AD%25E5%259B%25BD", "中国"},
    {"all of a text", "2024%E5%B9%B4%20abc%2C50%25%E6%9C%88", "2024年 abc,50%月"},
    {"a name in a sentence", "附件是%E4%B8%AD%E5%9B%BD.pdf，请查收下载阅读",
     "附件是中国.pdf，请查收下载阅读"},
    {"never in an address", "见 http://a.cn/%E4%B8%AD%E5%9B%BD 的说明", NULL},
    {"nor in a part of one", "见 /wiki/%E4%B8%AD%E5%9B%BD 的说明文字与其他", NULL},
    {"nor in the target of a link",
     "- [需求](#%E9%9C%80%E6%B1%82)\n- [部署](./%E9%83%A8%E7%BD%B2.md)说明", NULL},
    {"nor at the end of a long name",
     "见[甲](./"
     "%E5%85%B3%E4%BA%8E%E5%BC%80%E5%B1%95%E5%85%B3%E4%BA%8E%E5%BC%80%E5%B1%95%E5%85%B3%E4%BA%8E%"
     "E5%BC%80%E5%B1%95%E5%85%B3%E4%BA%8E%E5%BC%80%E5%B1%95%E5%85%B3%E4%BA%8E%E5%BC%80%E5%B1%95%E5%"
     "85%B3%E4%BA%8E%E5%BC%80%E5%B1%95-%E9%83%A8%E7%BD%B2.md)"
     "一文，其中对下一步工作的要求说得很清楚，请各部门各单位认真阅读并抓好落实",
     NULL},
    {"nor behind its bracket", "见[某人](/wiki/%E4%B8%AD%E5%9B%BD_(1964%E5%B9%B4))的说明文字",
     NULL},
    {"nor in the name of a file that a link leads to",
     "[预算表](%E9%A2%84%E7%AE%97%E8%A1%A8%201a2b.csv)的说明文字与其他", NULL},
    {"JavaScript's", "%u4E2D%u56FD%20%u4EBA%B7%u6C11", "中国 人·民"},
    {"numbers are none", "增长50%，达到100%AB股，占20%20多", NULL},

    /* quoted-printable */
    {"bytes that are no line end", "发送的数据包是0x0dx0a，以此结尾，请注意。", NULL},
    {"the end of Base64",
     "令牌：YWJjZGVmZw==\n下一行=E4=B8=AD=E5=9B=BD=E4=BA=\n=BA=E6=B0=91=E5=85=B1=E5=92=8C=E5=9B="
     "BD。",
     "令牌：YWJjZGVmZw==\n下一行中国人民共和国。"},
    {"UTF-8, with a soft line break", "=E4=B8=AD=E5=9B=BD=E4=BA=\n=BA=E6=B0=91=3D=\n1",
     "中国人民=1"},
    {"GBK", "=D6=D0=B9=FA=C8=CB=C3=F1", "中国人民"},
    {"formulas are none", "若 a=20，b=30=c，则 x=\n12 是解", NULL},

    /* line ends */
    {"of a spreadsheet", "正文_x000D_\n第二行_x000D_第三行", "正文\n第二行\n第三行"},
    {"of a script", "正文x0dx0a第二行，共120x0dx0a好", "正文\n第二行，共120\n好"},
    {"in a row with bars", "|张三|工作认真_x000D_成绩突出|\n|李四|好|",
     "|张三|工作认真 成绩突出|\n|李四|好|"},
    {"behind an address", "网址：http://example.com/a_x000D_\n第二行_x000D_\n",
     "网址：http://example.com/a\n第二行\n"},
    {"of text on one line, with some tags", "第一章x0dx0a" LONG "<b>甲</b>x0dx0a" LONG LONG,
     "第一章\n" LONG "<b>甲</b>\n" LONG LONG},
    {"spoken of", "“_x000D_”是什么", NULL},
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        assert_case(QG_REPAIR_ESCAPES, &cases[i]);
}

static void test_suggestions(void **state)
{
    static const struct {
        pass_case text;
        size_t n_suggested;
    } told[] = {
        {{"a single one", "李\\u73fa是作家", NULL}, 1},
        {{"a text on the matter means what it says", "HTML 的 &lt; 与 &gt;，中文", NULL}, 0},
        {{"an accident", "数据库=DBNAME，格式 %date 的文字", NULL}, 0},
        {{"a web page", "<p>中&nbsp;文</p><p>研发&amp;设计</p>", NULL}, 0},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(told); i++)
        assert_int_equal(assert_case(QG_REPAIR_ESCAPES, &told[i].text), told[i].n_suggested);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_suggestions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
