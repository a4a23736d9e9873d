/* test_markdown.c - Markdown to document: blocks, inlines, notes, roles, the places of nodes, and
 * depth. */
#include "parsing.h"

static void test_blocks(void **state)
{
    static const parse_case cases[] = {
        {"lists, loose and tight, with their start and delimiter", "3) 甲\n4) 乙\n\n- 丙\n\n- 丁\n",
         "(list tight 3) (item (paragraph \"甲\")) (item (paragraph \"乙\")))"
         "(list loose (item (paragraph \"丙\")) (item (paragraph \"丁\")))",
         ""},
        {"tasks", "- [x] 甲\n- [ ] 乙\n- 丙\n",
         "(list tight (item done (paragraph \"甲\")) (item open (paragraph \"乙\"))"
         " (item (paragraph \"丙\")))",
         ""},
        {"blocks in quotes in lists", "* 甲\n\n  > 乙\n  > - 丙\n",
         "(list loose (item (paragraph \"甲\") (quote (paragraph \"乙\")"
         " (list tight (item (paragraph \"丙\"))))))",
         ""},
        {"code keeps its lines", "```c x\nint\n\n  a;\n```\n\n    b\n",
         "(code-block <c x> 'int\n\n  a;')(code-block <> 'b')", ""},
        {"tables with alignments, short rows and bars in cells",
         "| a | b | c |\n|:--|--:|:-:|\n| x \\| y | **z** |\n",
         "(table lrc (row head (cell \"a\") (cell \"b\") (cell \"c\"))"
         " (row (cell \"x | y\") (cell (strong \"z\")) (cell)))",
         ""},
        {"HTML is kept and told; comments are only kept",
         "<!-- c -->\n\n<div>\nx\n</div>\n\na<b>c\n",
         "(html-block '<!-- c -->')(html-block '<div>\nx\n</div>')(paragraph \"a\" (html '<b>') "
         "\"c\")",
         "parse.raw-html@12 parse.raw-html@29"},
        {"rules", "甲\n\n***\n\n乙\n", "(paragraph \"甲\")(rule)(paragraph \"乙\")", ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_MARKDOWN);
}

static void test_long_rows(void **state)
{
    static const parse_case cases[] = {
        {"cells behind the last column", "|甲|乙|\n|-|-|\n|1|2|3|4|\n|5|6|\n",
         "(table -- (row head (cell \"甲\") (cell \"乙\")) (row (cell \"1\") (cell \"2 | 3|4\"))"
         " (row (cell \"5\") (cell \"6\")))",
         "parse.long-row@21"},
        {"without outer bars, in a quote, behind a bar that is escaped",
         "> 甲|乙\n> -|-\n>   1|**2\\|**|3\n",
         "(quote (table -- (row head (cell \"甲\") (cell \"乙\"))"
         " (row (cell \"1\") (cell (strong \"2|\") \" | 3\"))))",
         "parse.long-row@30"},
        {"nothing but bars and blanks is no cell", "|甲|\n|-|\n|1| |\n| 2 |  \n",
         "(table - (row head (cell \"甲\")) (row (cell \"1\")) (row (cell \"2\")))", ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_MARKDOWN);
}

static void test_inlines(void **state)
{
    static const parse_case cases[] = {
        {"marks, code, strike", "*a* **b** ***c*** `d  e` ~~f~~\n",
         "(paragraph (emphasis \"a\") \" \" (strong \"b\") \" \" (emphasis (strong \"c\")) \" \""
         " (code 'd  e') \" \" (strike \"f\"))",
         ""},
        {"links and pictures", "[a](</b c> \"t\") ![d *e*](f.png) <http://x.y> www.z.cn\n",
         "(paragraph (link </b c> <t> \"a\") \" \" (image <f.png> <> \"d \" (emphasis \"e\")) \" \""
         " (link <http://x.y> <> \"http://x.y\") \" \" (link <http://www.z.cn> <> \"www.z.cn\"))",
         ""},
        {"references that nothing uses",
         "甲[b]\n\n[a]: /u\n[B]: /v\n\n> [c d]: /w\n\n```\n[e]: x\n```\n\n[f]: <x>(y)\n",
         "(paragraph \"甲\" (link </v> <> \"b\"))(quote)(code-block <> '[e]: x')(paragraph \"[f]: "
         "\" (html '<x>') \"(y)\")",
         "parse.unused-link@8 parse.unused-link@25 parse.raw-html@59"},
        {"references", "[a][b]\n\n[b]: /u 'ti'\n", "(paragraph (link </u> <ti> \"a\"))", ""},
        {"numbers too long for a character", "&#123456789; &#x1234567; &#65; &#x42;\n",
         "(paragraph \"&#123456789; &#x1234567; A B\")", ""},
        {"entities and escapes are one text", "a &amp; &lt;b \\*c\\* [x] \"q\" -- ...\n",
         "(paragraph \"a & <b *c* [x] \"q\" -- ...\")", ""},
        {"HTML that means something",
         "10 m<sup>2</sup> H<SUB>2</SUB>O <u>甲</u> <b>乙<i>丙</i></b> <s>丁</s><br>戊<br/>"
         "<a href='/u' title=t>己</a><img src=a.png alt=庚>\n",
         "(paragraph \"10 m\" (superscript \"2\") \" H\" (subscript \"2\") \"O \" (underline "
         "\"甲\") \" \" "
         "(strong \"乙\" (emphasis \"丙\")) \" \" (strike \"丁\") (line-break) \"戊\" (line-break) "
         "(link </u> <t> "
         "\"己\") (image <a.png> <> \"庚\"))",
         ""},
        {"tags that pair with none stay", "<b>甲<i>乙</b>丙</i> <kbd>\n",
         "(paragraph (strong \"甲\" (html '<i>') \"乙\") \"丙\" (html '</i>') \" \" (html "
         "'<kbd>'))",
         "parse.raw-html@6 parse.raw-html@19 parse.raw-html@24"},
        {"hard breaks", "甲  \n乙\\\n丙\n",
         "(paragraph \"甲\" (line-break) \"乙\" (line-break) \"丙\")", ""},
        {"soft breaks are blanks but between Chinese", "一。甲\n乙\nc\nd\n“戊”\n己\n",
         "(paragraph \"一。甲\" (soft-break) \"乙\" (soft-break blank) \"c\" (soft-break blank) "
         "\"d\""
         " (soft-break blank) \"“戊”\" (soft-break) \"己\")",
         ""},
        {"marks around the break do not matter", "一。**甲**\n*乙*\n",
         "(paragraph \"一。\" (strong \"甲\") (soft-break) (emphasis \"乙\"))", ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_MARKDOWN);
}

static void test_bold_beside_chinese(void **state)
{
    static const parse_case cases[] = {
        {"closed behind a full stop", "**（一）甲。**一是**乙**，丙\n",
         "(paragraph (run-in 2 {（一）} \"（一）甲。\") \"一是\" (strong \"乙\") \"，丙\")", ""},
        {"opened before a quotation mark", "甲**“乙”**丙**（丁）**戊\n",
         "(paragraph \"甲\" (strong \"“乙”\") \"丙\" (strong \"（丁）\") \"戊\")", ""},
        {"what CommonMark can do stays", "甲**乙**，**丙**丁 **戊。** 己\n",
         "(paragraph \"甲\" (strong \"乙\") \"，\" (strong \"丙\") \"丁 \" (strong \"戊。\") "
         "\"己\")",
         "parse.space@34"},
        {"over the end of a line", "**甲\n乙。**丙\n",
         "(paragraph (strong \"甲\" (soft-break) \"乙。\") \"丙\")", ""},
        {"escaped, in code, in a label: no marks",
         "\\**甲。**乙 `**甲。**乙` [^**甲。**乙]\n\n    **甲。**乙\n",
         "(paragraph \"**甲。**乙 \" (code '**甲。**乙') \" [^**甲。**乙]\")(code-block <> "
         "'**甲。**乙')",
         "parse.dead-note@31"},
        {"in addresses it does no harm", "**甲。**乙[丙](a**（b）**c)\n",
         "(paragraph (strong \"甲。\") \"乙\" (link <a**（b）**c> <> \"丙\"))", ""},
        {"of one and three too", "*甲。*乙*“丙”*丁***戊。***己\n",
         "(paragraph (emphasis \"甲。\") \"乙\" (emphasis \"“丙”\") \"丁\" (emphasis (strong "
         "\"戊。\")) \"己\")",
         ""},
        {"struck out", "~~甲。~~乙~~“丙”~~丁\n",
         "(paragraph (strike \"甲。\") \"乙\" (strike \"“丙”\") \"丁\")", ""},
        {"nested", "**甲*乙。*丙。**丁\n",
         "(paragraph (strong \"甲\" (emphasis \"乙。\") \"丙。\") \"丁\")", ""},
        {"ASCII punctuation beside Chinese", "共**100%**的**\"甲\"**和**`x`**与**(一)**是\n",
         "(paragraph \"共\" (strong \"100%\") \"的\" (strong \"\"甲\"\") \"和\" (strong (code "
         "'x')) "
         "\"与\" (strong \"(一)\") \"是\")",
         ""},
        {"a price and a degree", "**价：$5**元**A+**级**-3%**左右\n",
         "(paragraph (strong \"价：$5\") \"元\" (strong \"A+\") \"级\" (strong \"-3%\") \"左右\")",
         ""},
        {"stars that mark nothing", "5*3，*注。\n\n姓名*，性别*，2**3。**丁\n",
         "(paragraph \"5*3，*注。\")(paragraph \"姓名*，性别*，2**3。**丁\")", ""},
        {"products and ranges",
         "规格3*4*5厘米，5~10度，20%~30%，周一~周五\n\n`3*4*5~6~7` ~删~ 字\n",
         "(paragraph \"规格3*4*5厘米，5~10度，20%~30%，周一~周五\")"
         "(paragraph (code '3*4*5~6~7') \" \" (strike \"删\") \" 字\")",
         ""},
        {"products of words",
         "长*宽*高，10mm*20mm*3，面积=底边*高度*（1+a）*2\n\n这是*重点*内容，*高*的\n",
         "(paragraph \"长*宽*高，10mm*20mm*3，面积=底边*高度*（1+a）*2\")"
         "(paragraph \"这是\" (emphasis \"重点\") \"内容，\" (emphasis \"高\") \"的\")",
         ""},
        {"emphasis beside an equation", "设a=b，*重点*是=*甲*乙[丙](x?a=b)*丁*\n",
         "(paragraph \"设a=b，\" (emphasis \"重点\") \"是=\" (emphasis \"甲\") \"乙\" (link "
         "<x?a=b> <> \"丙\") (emphasis \"丁\"))",
         ""},
        {"in an address and in code", "宽[甲](a3*4*5~6~7)\n\n    甲3*4*5~6~7;\n",
         "(paragraph \"宽\" (link <a3*4*5~6~7> <> \"甲\"))(code-block <> '甲3*4*5~6~7;')", ""},
        {"without Chinese they are CommonMark's", "5*6*78\n",
         "(paragraph \"5\" (emphasis \"6\") \"78\")", ""},
        {"bold in bold, and beside it", "**甲<b>乙</b>丙**\n\n**甲**<b>乙</b>*丙*\n",
         "(paragraph (strong \"甲\" \"乙\" \"丙\"))"
         "(paragraph (strong \"甲\" \"乙\") (emphasis \"丙\"))",
         ""},
        {"bold beside formulas", "**公式：**$x$**（甲）**\\(y\\)\n\n$x$**“乙”**丙\n",
         "(paragraph (strong \"公式：\") (math 'x') (strong \"（甲）\") (math 'y'))"
         "(paragraph (math 'x') (strong \"“乙”\") \"丙\")",
         ""},
        {"bold that comes to light beside bold", "*甲**乙**<em><b>丙</b>丁</em>*\n",
         "(paragraph (emphasis \"甲\" (strong \"乙\" \"丙\") \"丁\"))", ""},
        {"one alone stays as it is", "甲。**乙\n\n丙。**丁\n",
         "(paragraph \"甲。**乙\")(paragraph \"丙。**丁\")", ""},
        {"cells and items are apart",
         "|甲|乙|\n|-|-|\n|**丙：**丁|**戊。**己|\n\n- **庚。**辛\n- **壬。**癸\n",
         "(table -- (row head (cell \"甲\") (cell \"乙\")) (row (cell (strong \"丙：\") \"丁\")"
         " (cell (strong \"戊。\") \"己\")))(list tight (item (paragraph (strong \"庚。\") \"辛\"))"
         " (item (paragraph (strong \"壬。\") \"癸\")))",
         ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_MARKDOWN);
}

static void test_notes(void **state)
{
    static const parse_case cases[] = {
        {"two references to one note", "甲[^a]乙[^a]。\n\n[^a]: 注\n",
         "(paragraph \"甲\" (note-ref 1.1) \"乙\" (note-ref 1.2) \"。\")"
         "(note 1 a (paragraph \"注\"))",
         ""},
        {"numbers go by first reference", "甲[^b]乙[^a]\n\n[^a]: 一\n[^b]: 二\n",
         "(paragraph \"甲\" (note-ref 1.1) \"乙\" (note-ref 2.1))"
         "(note 1 b (paragraph \"二\"))(note 2 a (paragraph \"一\"))",
         ""},
        {"a reference to nothing is text", "甲[^x]\n", "(paragraph \"甲[^x]\")",
         "parse.dead-note@3"},
        {"as is meant by an escaped one, and in code", "甲\\[^x] `[^y]`\n",
         "(paragraph \"甲[^x] \" (code '[^y]'))", ""},
        {"so is what ends on another line", "一。甲[^乙\n丙]丁\n",
         "(paragraph \"一。甲[^乙\" (soft-break) \"丙]丁\")", ""},
        {"or holds other brackets", "一。[^[甲\n乙]丙] 丁\n",
         "(paragraph \"一。[^[甲\" (soft-break) \"乙]丙] 丁\")", ""},
        {"or blanks", "甲[^乙 *丙*]丁\n", "(paragraph \"甲[^乙 \" (emphasis \"丙\") \"]丁\")", ""},
        {"in code too", "`[^甲 乙]`\n", "(paragraph (code '[^甲 乙]'))", ""},
        {"a note that nothing refers to", "甲\n\n[^a]: 注\n\n    又\n",
         "(paragraph \"甲\")(note 0 a (paragraph \"注\") (paragraph \"又\"))",
         "parse.unused-note@5"},
        {"beside one that is used, and inside a quote", "甲[^a]\n\n[^a]: 注\n\n> [^b]: 乙\n",
         "(paragraph \"甲\" (note-ref 1.1))(quote)(note 1 a (paragraph \"注\"))"
         "(note 0 b (paragraph \"乙\"))",
         "parse.unused-note@22"},
        {"a label defined twice, in whatever case", "甲[^a]\n\n[^a]: 注\n[^A]: 又\n[^a]: 再\n",
         "(paragraph \"甲\" (note-ref 1.1))(note 1 a (paragraph \"注\"))"
         "(note 0 A (paragraph \"又\"))(note 0 a (paragraph \"再\"))",
         "parse.unused-note@19 parse.unused-note@29"},
        {"only a note, behind a fence that is never closed", "[^a]: # 注\n\n```\n[^b]: 码\n",
         "(code-block <> '[^b]: 码')(note 0 a (heading 1 \"注\"))", "parse.unused-note@0"},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_MARKDOWN);
}

static void test_levels(void **state)
{
    static const parse_case cases[] = {
        {"# is the title, ## the first level", "# 题\n\n## 一、甲\n\n### （一）乙\n\n###### 丙\n",
         "[title=题](heading 0 \"题\")(heading 1 {一、} \"一、甲\")(heading 2 {（一）} "
         "\"（一）乙\")"
         "(heading 5 \"丙\")",
         ""},
        {"comments may stand above", "<!-- c -->\n\n# 题\n",
         "[title=题](html-block '<!-- c -->')(heading 0 \"题\")", ""},
        {"more # headings: all levels move up", "# 题\n\n# 一、甲\n\n## 乙\n",
         "[title=题](heading 0 \"题\")(heading 1 {一、} \"一、甲\")(heading 2 \"乙\")", ""},
        {"the front matter's title again is the title",
         "---\ntitle: 上|下\n---\n\n# 上下\n\n## 甲\n",
         "[title=上|下](heading 0 \"上下\")(heading 1 \"甲\")", ""},
        {"another title: # is the first level", "---\ntitle: 题\n---\n\n# 甲\n\n## 乙\n",
         "[title=题](heading 1 \"甲\")(heading 2 \"乙\")", ""},
        {"# behind a text is no title", "甲\n\n# 乙\n", "(paragraph \"甲\")(heading 1 \"乙\")", ""},
        {"a hard break in the title", "甲\\\n乙\n===\n",
         "[title=甲|乙](heading 0 \"甲\" (line-break) \"乙\")", ""},
        {"an attachment has a # title of its own",
         "# 题\n\n## 甲\n\n---\n\n附件1\n\n# 表\n\n## 乙\n",
         "[title=题](heading 0 \"题\")(heading 1 \"甲\")(rule)(paragraph :label \"附件1\")"
         "(heading :attachment 0 \"表\")(heading 1 \"乙\")",
         ""},
        {"an attachment's title without words", "# 题\n\n附件1\n\n#\n\n甲\n",
         "[title=题](heading 0 \"题\")(paragraph :label \"附件1\")(heading :attachment 0)"
         "(paragraph \"甲\")",
         ""},
        {"a label behind a rule needs no title", "甲\n\n---\n\n附件：\n\n乙\n",
         "(paragraph \"甲\")(rule)(paragraph :label \"附件：\")(paragraph \"乙\")", ""},
        {"the word alone in a text is no label", "甲\n\n附件\n\n乙\n",
         "(paragraph \"甲\")(paragraph \"附件\")(paragraph \"乙\")", ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_MARKDOWN);
}

static void test_roles(void **state)
{
    static const parse_case cases[] = {
        {"a bold heading that runs in", "**（一）甲** 乙\n",
         "(paragraph (run-in 2 {（一）} \"（一）甲\") \" 乙\")", ""},
        {"the blank that bold words end with is Markdown's", "**（一）甲。** 乙\n",
         "(paragraph (run-in 2 {（一）} \"（一）甲。\") \"乙\")", "parse.space@19"},
        {"behind words in the text, too", "甲**乙。** 丙\n",
         "(paragraph \"甲\" (strong \"乙。\") \"丙\")", "parse.space@13"},
        {"before Latin it is the author's", "**甲：** abc\n",
         "(paragraph (strong \"甲：\") \" abc\")", ""},
        {"bold without number is bold", "**甲** 乙\n\n**甲**\n",
         "(paragraph (strong \"甲\") \" 乙\")(paragraph (strong \"甲\"))", ""},
        {"a bold line with a number is a heading", "**（一）甲**\n\n**1. 乙**\n\n**2. 是。**\n",
         "(heading 2 {（一）} \"（一）甲\")(heading 3 {1.} \"1. 乙\")"
         "(paragraph (strong \"2. 是。\"))",
         "parse.heading@0 parse.heading@18"},
        {"numbers say that headings are too deep", "### 一、甲\n\n#### 乙\n",
         "(heading 1 {一、} \"一、甲\")(heading 2 \"乙\")", "parse.level@0 parse.level@15"},
        {"not where one says another thing", "### 一、甲\n\n### （一）乙\n\n#### 丙\n",
         "(heading 2 {一、} \"一、甲\")(heading 2 {（一）} \"（一）乙\")(heading 3 \"丙\")", ""},
        {"numbers say the levels of headings that are all of one",
         "### 一、甲\n\n### （一）乙\n\n### 丙\n",
         "(heading 1 {一、} \"一、甲\")(heading 2 {（一）} \"（一）乙\")(heading 1 \"丙\")",
         "parse.level@0 parse.level@33"},
        {"not when the first is below others", "## （一）甲\n\n## 一、乙\n",
         "(heading 1 {（一）} \"（一）甲\")(heading 1 {一、} \"一、乙\")", ""},
        {"the day and the speaker below the title",
         "# 题\n\n（2024年2月18日）\n\n市长　张三\n\n文\n",
         "[title=题](heading 0 \"题\")(paragraph :byline \"（2024年2月18日）\")"
         "(paragraph :byline \"市长　张三\")(paragraph \"文\")",
         ""},
        {"an item below the title is none", "# 题\n\n（一）办法（试行）\n\n文\n",
         "[title=题](heading 0 \"题\")(paragraph \"（一）办法（试行）\")(paragraph \"文\")", ""},
        {"the recipient by its form", "# 题\n\n各县（市、区）人民政府，市直各单位：\n\n文\n",
         "[title=题](heading 0 \"题\")(paragraph :recipient "
         "\"各县（市、区）人民政府，市直各单位：\")"
         "(paragraph \"文\")",
         ""},
        {"sentences in front of a list are no address", "# 题\n\n各部门按以下要求报送：\n\n文\n",
         "[title=题](heading 0 \"题\")(paragraph \"各部门按以下要求报送：\")(paragraph \"文\")",
         ""},
        {"the recipient of the front matter", "---\nrecipient: 张三\n---\n张三：\n\n文\n",
         "[recipient=张三](paragraph :recipient \"张三：\")(paragraph \"文\")", ""},
        {"another one in the front matter", "---\nrecipient: 张三\n---\n市委：\n\n文\n",
         "[recipient=张三](paragraph :recipient \"张三：\")(paragraph \"文\")",
         "parse.other-value@26"},
        {"name and date in one paragraph become two", "文。\n\n某某局\n2024年3月5日\n",
         "(paragraph \"文。\")(paragraph :signature \"某某局\")(paragraph :date \"2024年3月5日\")",
         "parse.split@18"},
        {"the front matter has another date, which holds",
         "---\ndate: 2024-03-06\n---\n文。\n\n某某局\n\n2024年3月5日\n",
         "[date=2024-03-06](paragraph \"文。\")(paragraph :signature \"某某局\")"
         "(paragraph :date \"2024年3月6日\")",
         "parse.other-date@44"},
        {"or the same", "---\ndate: 2024-03-05\n---\n文。\n\n某某局\n\n2024年3月5日\n",
         "[date=2024-03-05](paragraph \"文。\")(paragraph :signature \"某某局\")"
         "(paragraph :date \"2024年3月5日\")",
         ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_MARKDOWN);
}

static void test_landscape(void **state)
{
    static const parse_case cases[] = {
        {"no empty lines needed, even around tables",
         "甲\n::: landscape\n| a |\n|---|\n| b |\n:::\n乙\n",
         "(paragraph \"甲\")(landscape (table - (row head (cell \"a\")) (row (cell \"b\"))))"
         "(paragraph \"乙\")",
         ""},
        {"in Chinese, ending a list", "::: 横排\n- 甲\n:::\n- 乙\n",
         "(landscape (list tight (item (paragraph \"甲\"))))(list tight (item (paragraph \"乙\")))",
         ""},
        {"a table with a mark above its title", "甲\n\n{.landscape}\n\n表1\n\n| a |\n|---|\n\n乙\n",
         "(paragraph \"甲\")(landscape (paragraph :caption \"表1\") (table - (row head (cell "
         "\"a\"))))"
         "(paragraph \"乙\")",
         ""},
        {"a title above the unit of the numbers",
         "附表1　产量\n\n（单位：吨）\n\n| a |\n|---|\n\n单位：吨的用法\n",
         "(paragraph :caption \"附表1　产量\")(paragraph :unit \"（单位：吨）\")"
         "(table - (row head (cell \"a\")))(paragraph \"单位：吨的用法\")",
         ""},
        {"a mark right above a table", "{.横排}\n| a |\n|---|\n",
         "(landscape (table - (row head (cell \"a\"))))", ""},
        {"no table near it", "{.landscape}\n\n甲\n\n乙\n\n丙\n\n| a |\n|---|\n",
         "(paragraph \"{.landscape}\")(paragraph \"甲\")(paragraph \"乙\")(paragraph \"丙\")"
         "(table - (row head (cell \"a\")))",
         ""},
        {"never closed", "甲\n\n::: landscape\n\n乙\n\n丙\n",
         "(paragraph \"甲\")(landscape (paragraph \"乙\") (paragraph \"丙\"))",
         "parse.landscape@5"},
        {"code is code", "```\n::: landscape\n```\n\n:::\n",
         "(code-block <> '::: landscape')(paragraph \":::\")", ""},
        {"inside raw HTML it is text", "<div>\n::: landscape\n</div>\n\n甲\n",
         "(html-block '<div>\n::: landscape\n</div>')(paragraph \"甲\")",
         "parse.landscape@6 parse.raw-html@0"},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_MARKDOWN);
}

/* At the offset of a text the file has that text, wherever markup allows to say so. */
static void test_offsets(void **state)
{
    static const char text[] =
        "---\ntitle: 题\n---\n甲*乙*\n**丑。**寅**“卯”**辰\n\n- 丙\n  丁\n\n> 戊 **己**\n\n| 庚 | "
        "辛 |\n|--|--|\n"
        "| 壬 | 癸 |\n\n::: landscape\n子[^a]丑\n:::\n\n[^a]: 寅\n[^a]: 卯\n";
    parsed p = parse_as(text, QG_FORMAT_AUTO);
    const qg_node *roots[] = {p.doc->root, p.doc->notes};
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        for (const qg_node *node = roots[i]; node != NULL; node = qg_node_walk(roots[i], node)) {
            if (node->kind != QG_TEXT)
                continue;
            n++;
            if (!qg_str_starts(qg_str_skip(qg_str_of(text), node->offset), node->text))
                fail_msg("%.*s is not at %zu", QG_STR_ARGS(node->text), node->offset);
        }
    }
    assert_int_equal(n, 18);
    parsed_clear(&p);
}

static void test_depth(void **state)
{
    qg_buf text;
    qg_parse_options options = {.from = QG_FORMAT_MARKDOWN, .limits = {.nesting = 10}};

    (void)state;
    for (int depth = 8; depth <= 9; depth++) {
        parsed p;
        qg_buf_init(&text, 0);
        for (int i = 0; i < depth; i++)
            qg_buf_puts(&text, "> ");
        qg_buf_puts(&text, "甲\n");
        p = parse_with(qg_buf_str(&text), &options);
        assert_int_equal(p.status, depth == 8 ? QG_OK : QG_E_LIMIT);
        assert_text(qg_buf_str(&p.heard), qg_str_of(depth == 8 ? "" : "parse.limit@18"),
                    "ten levels: quotes, paragraph, text");
        parsed_clear(&p);
        qg_buf_clear(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),  cmocka_unit_test(test_long_rows),
        cmocka_unit_test(test_inlines), cmocka_unit_test(test_bold_beside_chinese),
        cmocka_unit_test(test_notes),   cmocka_unit_test(test_levels),
        cmocka_unit_test(test_roles),   cmocka_unit_test(test_landscape),
        cmocka_unit_test(test_offsets), cmocka_unit_test(test_depth)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
