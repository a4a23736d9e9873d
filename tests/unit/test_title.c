/* test_title.c - titles broken into lines by sense. */
#include "unit.h"

#include "unicode/unicode.h"
#include "write/title/title.h"

enum {
    COLUMNS = 40, /* half characters of 二号 in a line of 156 mm */
    CONDENSED = COLUMNS * 100 / 80
};

static void test_breaks(void **state)
{
    static const struct {
        const char *why, *in, *out;
    } cases[] = {
        {"one line is enough", "2023年度优化营商环境工作情况报告",
         "2023年度优化营商环境工作情况报告"},
        {"Han and figures stand a little apart", "某某市2025年1—10月主要经济指标完成情况",
         "某某市2025年1—10月\n主要经济指标完成情况"},
        {"one character too many leaves none alone", "XX县农村公路建设管理养护运营情况调研报告",
         "XX县农村公路建设\n管理养护运营情况调研报告"},
        {"between the terms of offices",
         "某某县人民政府关于申请城南片区供水管网改造专项补助资金的请示",
         "某某县人民政府关于申请城南片区\n供水管网改造专项补助资金的请示"},
        {"not inside one", "某某县人民政府办公室关于印发某某县城乡居民医保征缴工作实施方案的通知",
         "某某县人民政府办公室关于印发某某县\n城乡居民医保征缴工作实施方案的通知"},
        {"behind 关于", "XX市人民政府办公室关于开展城镇燃气安全专项检查的通知",
         "XX市人民政府办公室关于\n开展城镇燃气安全专项检查的通知"},
        {"的 does not begin a line", "关于全市二十个乡镇街道信访工作的若干意见和建议的通知",
         "关于全市二十个乡镇街道\n信访工作的若干意见和建议的通知"},
        {"not inside 《", "关于转发省厅《关于做好2024年度考核工作的通知》有关事项的函",
         "关于转发省厅《关于做好2024年度\n考核工作的通知》有关事项的函"},
        {"words stay whole", "关于召开全市2024年上半年经济运行分析会的通知",
         "关于召开全市2024年上半年\n经济运行分析会的通知"},
        {"a name that stands twice", "某某市人民政府关于同意设立某某经济开发区东部园区的批复",
         "某某市人民政府关于同意设立\n某某经济开发区东部园区的批复"},
        {"和 does not begin a line", "关于全市一季度安全生产形势分析和二季度重点工作安排的报告",
         "关于全市一季度安全生产形势\n分析和二季度重点工作安排的报告"},
        {"three lines, no waist",
         "临江市住房和城乡建设局临江市财政局关于下达2024年城镇保障性安居工程中央预算内投资计划的"
         "通知",
         "临江市住房和城乡建设局临江市财政局\n关于下达2024年城镇保障性安居工程\n"
         "中央预算内投资计划的通知"},
        {"a place keeps its 市, a number begins a line",
         "某某市人民政府办公室关于印发《某某市2025年度重点建设项目投资计划》的通知",
         "某某市人民政府办公室关于印发《某某市\n2025年度重点建设项目投资计划》的通知"},
        {"of two ways to cut words the later ends",
         "某某省蓄滞洪区居民迁建工程2022年度资金情况的说明",
         "某某省蓄滞洪区居民迁建工程\n2022年度资金情况的说明"},
        {"in front of 并",
         "关于申请调整淮河流域某某段蓄滞洪区居民迁建工程投资规模并追加中央预算内补助资金的请示",
         "关于申请调整淮河流域\n某某段蓄滞洪区居民迁建工程投资规模\n并追加中央预算内补助资金的请"
         "示"},
        {"not inside of brackets", "关于征求《某某条例（修订草案征求意见稿）》意见的函",
         "关于征求《某某条例\n（修订草案征求意见稿）》意见的函"},
        {"between bodies", "中共某某县委　某某县人民政府　某某县人民武装部关于",
         "中共某某县委　某某县人民政府\n某某县人民武装部关于"},
        {"not inside of one that blanks part",
         "某某市卫生健康委员会 某某市医疗保障局 某某市财政局 某某市人力资源和社会保障局 "
         "某某市发展和改革委员会关于推进紧密型县域医共体建设的实施意见",
         "某某市卫生健康委员会 某某市医疗保障局\n某某市财政局 某某市人力资源和社会保障局\n"
         "某某市发展和改革委员会关于推进\n紧密型县域医共体建设的实施意见"},
        {"many lines are as full as can be",
         "某某省退役军人事务厅 某某省发展和改革委员会 某某省教育厅 某某省公安厅 某某省民政厅 "
         "某某省财政厅 某某省人力资源和社会保障厅转发退役军人事务部等7部门关于印发《关于促进新时代"
         "退役军人就业创业工作的若干政策措施（2025—2027年）》的通知",
         "某某省退役军人事务厅\n某某省发展和改革委员会 某某省教育厅\n"
         "某某省公安厅 某某省民政厅 某某省财政厅\n某某省人力资源和社会保障厅转发退役军人\n"
         "事务部等7部门关于印发《关于促进新时代\n退役军人就业创业工作的若干政策措施\n"
         "（2025—2027年）》的通知"},
        {"第 and its number", "——2026年1月27日在某某省第十四届人民代表大会第四次会议上",
         "——2026年1月27日在某某省第十四届\n人民代表大会第四次会议上"},
        {"第一 and what it counts", "关于开展2024年度驻村第一书记和驻村干部选派轮换工作的通知",
         "关于开展2024年度驻村第一书记和\n驻村干部选派轮换工作的通知"},
        {"terms of offices stay whole",
         "上海市人民政府关于印发《上海市城市更新行动方案（2023—2025年）》的通知",
         "上海市人民政府关于印发《上海市城市更新\n行动方案（2023—2025年）》的通知"},
        {"what is described stays with it",
         "交通运输部关于加强公路桥梁养护管理工作提升桥梁安全耐久水平的意见",
         "交通运输部关于加强公路桥梁养护管理工作\n提升桥梁安全耐久水平的意见"},
        {"in front of a verb rather than behind it", "在全市深化作风建设优化营商环境大会上的讲话",
         "在全市深化作风建设\n优化营商环境大会上的讲话"},
        {"a noun that can be a verb",
         "天津市卫生健康委员会关于印发天津市基层医疗卫生机构能力提升三年行动计划的通知",
         "天津市卫生健康委员会关于印发天津市基层\n医疗卫生机构能力提升三年行动计划的通知"},
        {"省 begins an office",
         "江苏省政府办公厅关于转发省发展改革委省财政厅江苏省城市内涝治理实施方案的通知",
         "江苏省政府办公厅关于转发省发展改革委\n省财政厅江苏省城市内涝治理实施方案的通知"},
        {"a name stays with what it names", "重庆市水利局关于某某水库工程初步设计报告的批复",
         "重庆市水利局关于某某水库工程\n初步设计报告的批复"},
        {"2025 stays with its 年, which takes a line that is a little narrower",
         "中共某某县委 某某县人民政府关于做好2025年全面推进乡村振兴重点工作的实施意见",
         "中共某某县委 某某县人民政府关于做好\n2025年全面推进乡村振兴重点工作的实施意见"},
        {"nor inside of quotes", "关于商请派员参加“数字赋能·智慧治理”专题研讨会的函",
         "关于商请派员参加\n“数字赋能·智慧治理”专题研讨会的函"},
        {"nothing to break", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_buf out;
        qg_buf_init(&out, 0);
        qg_title_break(&out, qg_str_of(cases[i].in), COLUMNS, NULL);
        assert_text(qg_buf_str(&out), qg_str_of(cases[i].out), cases[i].why);
        qg_buf_clear(&out);
    }
}

static void test_names(void **state)
{
    const qg_str name = QG_STR("南湖湿地公园管理处");
    const qg_field issuer = {.values = &name, .n_values = 1};
    qg_buf out;

    (void)state;
    qg_buf_init(&out, 0);
    qg_title_break(&out, QG_STR("关于印发南湖湿地公园管理处安全保卫工作应急处置预案的通知"),
                   COLUMNS, &issuer);
    assert_true(qg_str_find(qg_buf_str(&out), name) < out.n);
    assert_true(qg_str_find_byte(qg_buf_str(&out), '\n') < out.n);
    qg_buf_clear(&out);
}

static int columns_of(qg_str line)
{
    int columns = 0;

    while (line.n > 0) {
        qg_rune rune;
        qg_utf8_take(&line, &rune);
        columns += qg_rune_columns(rune, true);
    }
    return columns;
}

/* Whatever the length: no line too wide, none shorter than a third of the widest, no character
 * lost. */
static void test_every_length(void **state)
{
    static const char text[] = "关于进一步加强和改进新形势下全市基层公文处理工作切实提高公文质量和"
                               "运转效率推动机关作风持续好转的实施意见以及配套措施的通知";

    (void)state;
    for (size_t n = 3; n < sizeof text; n += 3) {
        qg_str in = {text, n}, rest;
        qg_buf out;
        int widest = 0, narrowest = 1000;
        size_t n_lines = 0;
        qg_buf_init(&out, 0);
        qg_title_break(&out, in, COLUMNS, NULL);
        for (rest = qg_buf_str(&out); rest.n > 0; n_lines++) {
            int columns = columns_of(qg_str_take_line(&rest));
            widest = columns > widest ? columns : widest;
            narrowest = columns < narrowest ? columns : narrowest;
        }
        assert_true(widest <= CONDENSED);
        assert_true(narrowest * 3 >= widest);
        assert_int_equal(out.n, n + n_lines - 1);
        qg_buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_breaks), cmocka_unit_test(test_names),
                                       cmocka_unit_test(test_every_length)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
