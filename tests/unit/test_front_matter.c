/* test_front_matter.c - YAML in front of a draft: values in their forms, slips that are told, and
 * what is no front matter. */
#include "parsing.h"

static void test_entries(void **state)
{
    static const parse_case cases[] = {
        {"English and Chinese keys", "---\ntitle: 甲\n发文机关: 乙\n---\n", "[title=甲][issuer=乙]",
         ""},
        {"lists in both forms", "---\nsigner: [张三, 李四]\n附件:\n  - 一\n  - 二\n---\n",
         "[signer=张三,李四][attachments=一,二]", ""},
        {"a list of one may be text", "---\nsigner: 张三\n---\n", "[signer=张三]", ""},
        {"a list where text is wanted is joined", "---\ncc: [甲, 乙]\ntitle: [上, 下]\n---\n",
         "[cc=甲、乙][title=上|下]", ""},
        {"by a mark above those in its items",
         "---\npresent: [甲局：张三、李四, 乙局：王五]\nrecipient: [各市、县人民政府, "
         "省直各部门]\n---\n",
         "[present=甲局：张三、李四；乙局：王五][recipient=各市、县人民政府，省直各部门]", ""},
        {"numbers and truths stay as typed", "---\ncopy-no: 000012\ntoc: true\n---\n",
         "[copy-no=000012][toc=true]", ""},
        {"no value, no entry", "---\ntitle:\nissuer: ~\ncc: []\nsigner: ['']\nmark: 甲\n---\n",
         "[mark=甲]", ""},
        {"quoted and folded text", "---\ntitle: \"甲: 乙\"\nnotes: >\n  丙\n  丁\n---\n",
         "[title=甲: 乙][notes=丙 丁]", ""},
        {"nothing between the lines", "---\n---\n正文\n", "(paragraph \"正文\")", ""},
        {"comments and a closing ...", "---\n# 说明\ntitle: 甲 # 题\n...\n正文\n",
         "[title=甲](paragraph \"正文\")", ""},
        {"CR LF", "---\r\ntitle: 甲\r\n---\r\n正文", "[title=甲](paragraph \"正文\")", ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_AUTO);
}

static void test_values(void **state)
{
    static const parse_case cases[] = {
        {"four ways to write a date",
         "---\ndate: 2024-03-05\n印发日期: 2024年3月5日\npublished: 2024/3/5\n---\n",
         "[date=2024-03-05][printed-date=2024-03-05][published=2024-03-05]", ""},
        {"with dots", "---\ndate: 2024.3.5\n---\n", "[date=2024-03-05]", ""},
        {"as Taiwan counts years", "---\ndate: 中華民國109年3月12日\n---\n", "[date=2020-03-12]",
         ""},
        {"no year of that era", "---\ndate: 民國年3月12日\n---\n", "[date=民國年3月12日]",
         "parse.bad-date@4"},
        {"a month alone", "---\ndate: 2024-03\n---\n", "[date=2024-03]", ""},
        {"and in words", "---\ndate: 二〇二四年三月\n---\n", "[date=2024-03]", ""},
        {"month 13", "---\ndate: 2024-13-05\n---\n", "[date=2024-13-05]", "parse.bad-date@4"},
        {"29 February of a common year", "---\ndate: 2023-02-29\n---\n", "[date=2023-02-29]",
         "parse.bad-date@4"},
        {"29 February of a leap year", "---\ndate: 2024-2-29\n---\n", "[date=2024-02-29]", ""},
        {"a date still to be filled in", "---\ndate: 2024年X月X日\n---\n", "[date=2024年X月X日]",
         "parse.bad-date@4"},
        {"letters in a copy number", "---\n份号: 12a\n---\n", "[copy-no=12a]",
         "parse.bad-copy-no@4"},
        {"times of secrecy", "---\n保密期限: 6个月\n---\n", "[secrecy-period=6个月]", ""},
        {"a time in Chinese numerals", "---\n保密期限: 一年\n---\n", "[secrecy-period=一年]",
         "parse.bad-secrecy-period@4"},
        {"an unknown red head", "---\n版头: 蓝\n---\n", "[red-head=蓝]", "parse.bad-red-head@4"},
        {"known grades", "---\n密级: 机密\n紧急程度: 特提\n---\n", "[secrecy=机密][urgency=特提]",
         ""},
        {"unknown grades", "---\n密级: 最密\n紧急程度: 快\n---\n", "[secrecy=最密][urgency=快]",
         "parse.bad-secrecy@4 parse.bad-urgency@19"},
        {"the red head in Chinese", "---\n版头: 套印\n---\n", "[red-head=preprinted]", ""},
        {"a map where text is wanted", "---\ntitle: {a: 1}\n---\n", "[title={a: 1}]",
         "parse.bad-value@4"},
        {"unknown keys are kept, with what is nested in them",
         "---\nx: {y: [1, {z: 2}]}\nw: 甲\n---\n", "[?={y: [1, {z: 2}]}][?=甲]",
         "parse.unknown-key@4 parse.unknown-key@24"},
        {"keys that are nearly known", "---\n主送机管: 乙\ntilte: 丙\nCategories: 丁\n---\n",
         "[?=乙][?=丙][?=丁]", "parse.near-key@4 parse.near-key@22 parse.near-key@33"},
        {"near to several, or to none", "---\n印发: 甲\n发文: 乙\n请示: 丙\n---\n",
         "[?=甲][?=乙][?=丙]", "parse.unknown-key@4 parse.unknown-key@16 parse.unknown-key@28"},
        {"a seal that is none", "---\n印章: 盖\n---\n", "[seal=盖]", "parse.bad-seal@4"},
        {"other words for the same",
         "---\n印章: 有\n格式: 会议纪要\n主送: 甲\n落款: 乙\n文号: 第5号\n发文单位: 丙\n---\n",
         "[seal=yes][style=minutes][recipient=甲][signature=乙][doc-number=第5号][issuer=丙]", ""},
        {"names of styles in any case, and of sheets", "---\nstyle: Letter\n---\n",
         "[style=letter]", ""},
        {"keys spread out as in a form", "---\n标　　题: 甲\n发 文 字 号: 乙\n---\n",
         "[title=甲][doc-number=乙]", ""},
        {"dates as they are typed elsewhere",
         "---\ndate: 20240305\n印发日期: 2024年3月5号\npublished: ２０２４年３月５日\n---\n",
         "[date=2024-03-05][printed-date=2024-03-05][published=2024-03-05]", ""},
        {"eight figures that are no day", "---\ndate: 20241305\n---\n", "[date=20241305]",
         "parse.bad-date@4"},
        {"the word that is printed behind a date", "---\n印发日期: 2024年3月6日印发\n---\n",
         "[printed-date=2024-03-06]", ""},
        {"numbers that are printed anyway", "---\n附件:\n- 1.清单\n- 附件2.格式\n---\n",
         "[attachments=清单,格式]", ""},
        {"figures that are none", "---\n附件:\n- 1.清单\n- 3.格式\n---\n",
         "[attachments=1.清单,3.格式]", ""},
        {"a list without its marks", "---\n附件:\n  1. 清单\n  2. 格式\n    样本\n---\n",
         "[attachments=清单,格式样本]", ""},
        {"a number sign, and a comment", "---\n标题: C#培训 #3 的通知\nmark: 甲 # 题\n---\n",
         "[title=C#培训 #3 的通知][mark=甲]", ""},
        {"pictures of seals", "---\n印章: 印.png\n---\n", "[seal=印.png]", ""},
        {"one for each body", "---\n印章: [甲.png, 乙.png]\n---\n", "[seal=甲.png,乙.png]", ""},
        {"the first of two counts, in whichever language", "---\nissuer: 甲\n发文机关: 乙\n---\n",
         "[issuer=甲][issuer=乙]", "parse.duplicate-key@16"},
        {"a grade with its time", "---\n密级: 机密★1年\n---\n", "[secrecy=机密★1年]", ""},
        {"a time that is none", "---\n密级: 机密★一年\n---\n", "[secrecy=机密★一年]",
         "parse.bad-secrecy@4"},
        {"a year of two figures", "---\n发文字号: 某政发〔24〕5号\n---\n",
         "[doc-number=某政发〔24〕5号]", "parse.bad-doc-number@4"},
        {"years of four in whatever brackets, and numbers without one",
         "---\n发文字号: 某政发[2024]5号\n---\n", "[doc-number=某政发[2024]5号]", ""},
        {"a number of a court", "---\n发文字号: （2024）某01民终5号\n---\n",
         "[doc-number=（2024）某01民终5号]", ""},
        {"labels that are printed anyway",
         "---\n抄送: 抄送：市委办公室\n签发人: 签发人:李四\n主送机关: 主送：各区\n"
         "附件: [附件1：甲表, 附件2：乙表]\n附注: （此件公开）\n---\n",
         "[cc=市委办公室][signer=李四][recipient=各区][attachments=甲表,乙表][notes=此件公开]", ""},
        {"labels of something else stay",
         "---\n附注: 联系人：李四（电话：123）\n附件: 表：2024年\n---\n",
         "[notes=联系人：李四（电话：123）][attachments=表：2024年]", ""},
        {"none is as good as nothing, but where it is printed",
         "---\n附件: 无\n抄送: 无\n请假: 无\n版头: 无\n---\n", "[absent=无][red-head=none]", ""},
        {"names in one value, not parted in brackets",
         "---\n联合发文机关: 甲局、乙委（乙一局、乙二局）\n签发人: 张三，李四\n---\n",
         "[joint-issuers=甲局,乙委（乙一局、乙二局）][signer=张三,李四]", ""},
        {"an issuer of two names", "---\n发文机关: [甲局, 乙局]\n---\n", "[issuer=甲局,乙局]", ""},
        {"an alias is not followed", "---\ntitle: &a 甲\nissuer: *a\n---\n",
         "[title=甲][issuer=*a]", "parse.bad-value@18"},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_AUTO);
}

static void test_what_is_none(void **state)
{
    static const parse_case cases[] = {
        {"a thematic break above prose", "---\n\n正文: 甲\n\n---\n",
         "(rule)(paragraph \"正文: 甲\")(rule)", ""},
        {"never closed", "---\ntitle: 甲\n", "(rule)(paragraph \"title: 甲\")", ""},
        {"a sentence", "---\n这里是说明。\n\n---\n", "(rule)(paragraph \"这里是说明。\")(rule)",
         ""},
        {"a list", "---\n- 甲\n\n---\n", "(rule)(list tight (item (paragraph \"甲\")))(rule)", ""},
        {"not at the start", "甲。\n\n---\ntitle: 甲\n---\n",
         "(paragraph \"甲。\")(rule)(heading 1 \"title: 甲\")", ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_MARKDOWN);
}

static void test_broken(void **state)
{
    static const parse_case cases[] = {
        {"told where the bracket opens; the block stays text and the body counts as before",
         "---\ntitle: [甲\n---\n\n# 乙\n",
         "[title=乙](paragraph \"---\" (line-break) \"title: [甲\" (line-break) \"---\")"
         "(heading 0 \"乙\")",
         "parse.front-matter@11"},
        {"told where the quote opens, counted in bytes", "---\n标题: \"甲\n---\n",
         "(paragraph \"---\" (line-break) \"标题: \"甲\" (line-break) \"---\")",
         "parse.front-matter@12"},
        {"nothing is told of entries that are not kept", "---\nfoo: 1\n\tbad\n: x\n---\n",
         "(paragraph \"---\" (line-break) \"foo: 1\" (line-break) \"\tbad\" (line-break) \": x\""
         " (line-break) \"---\")",
         "parse.front-matter@11"},
        {"a colon in full width, and a line that is no entry", "---\n标题：甲\n乙\n---\n正文\n",
         "(paragraph \"---\" (line-break) \"标题：甲\" (line-break) \"乙\" (line-break) \"---\")"
         "(paragraph \"正文\")",
         "parse.front-matter@4"},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_AUTO);
}

/* What people type for YAML. */
static void test_slips(void **state)
{
    static const parse_case cases[] = {
        {"a colon in full width behind a known key", "---\n标题：甲\n---\n正文\n",
         "[title=甲](paragraph \"正文\")", ""},
        {"no blank behind the colon", "---\n标题:甲\n附件:\n- 乙\n- \"丙\"\n---\n正文\n",
         "[title=甲][attachments=乙,丙](paragraph \"正文\")", ""},
        {"and behind others, in lines that go on",
         "---\n标题：甲\n经办人：乙\n主送机关：丙，\n  丁\n---\n正文\n",
         "[title=甲][?=乙][recipient=丙，丁](paragraph \"正文\")", "parse.unknown-key@17"},
        {"too few are known", "---\n标题：甲\n时间：乙\n地点：丙\n---\n正文\n",
         "(paragraph \"---\" (line-break) \"标题：甲\" (line-break) \"时间：乙\" (line-break) "
         "\"地点：丙\" (line-break) \"---\")(paragraph \"正文\")",
         "parse.front-matter@4"},
        {"a colon in the value", "---\ntitle: 改革: 情况\n---\n正文\n",
         "[title=改革: 情况](paragraph \"正文\")", ""},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_AUTO);
}

/* Aliases that would multiply to billions, a cycle, a deep nest: each is read in no time. */
static void test_hostile(void **state)
{
    static const char laughs[] = "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n"
                                 "c: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*d]\n---\n";
    parsed p = parse_as(laughs, QG_FORMAT_AUTO);
    qg_buf deep;

    (void)state;
    assert_int_equal(p.status, QG_OK);
    assert_text(qg_doc_value(p.doc, QG_KEY_UNKNOWN), QG_STR("x"), "the first list");
    parsed_clear(&p);
    qg_buf_init(&deep, 0);
    qg_buf_puts(&deep, "---\na: ");
    for (int i = 0; i < 50000; i++)
        qg_buf_put_byte(&deep, '[');
    qg_buf_puts(&deep, "\n---\n");
    p = parse_with(qg_buf_str(&deep), NULL);
    assert_int_equal(p.status, QG_OK);
    assert_true(qg_str_starts(qg_buf_str(&p.heard), QG_STR("parse.front-matter@")));
    parsed_clear(&p);
    qg_buf_clear(&deep);
}

static void test_metadata(void **state)
{
    qg_entry entries[] = {{QG_STR("signer"), QG_STR("甲")},
                          {QG_STR("date"), QG_STR("2024年3月5日")},
                          {QG_STR("签发人"), QG_STR("乙")}};
    qg_entry unknown[] = {{QG_STR("colour"), QG_STR("red")}};
    qg_parse_options options = {.metadata = entries, .n_metadata = 3};
    parsed p = parse_with(QG_STR("---\nsigner: 丙\ntitle: 丁\n---\n"), &options);

    (void)state;
    assert_text(qg_buf_str(&p.dump), QG_STR("[signer=甲,乙][title=丁][date=2024-03-05]"),
                "it wins over the file, and a key given twice makes a list");
    parsed_clear(&p);
    options = (qg_parse_options){.metadata = unknown, .n_metadata = 1};
    p = parse_with(QG_STR("x"), &options);
    assert_int_equal(p.status, QG_E_ARG);
    assert_null(p.doc);
    assert_text(qg_buf_str(&p.heard), QG_STR("parse.unknown-metadata@0"), "and says so");
    parsed_clear(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries),      cmocka_unit_test(test_values),
        cmocka_unit_test(test_what_is_none), cmocka_unit_test(test_broken),
        cmocka_unit_test(test_slips),        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_metadata)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
