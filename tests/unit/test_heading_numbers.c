/* test_heading_numbers.c - the numbers that a style sheet can put in front of headings, and how
 * they are counted. */
#include "unit.h"

#include "parsing.h"
#include "write/slug/anchors.h"

static void test_numbers(void **state)
{
    static const struct {
        int level, ordinal;
        const char *number;
    } cases[] = {{1, 0, ""},
                 {1, 1, "一、"},
                 {1, 10, "十、"},
                 {1, 15, "十五、"},
                 {2, 20, "（二十）"},
                 {2, 21, "（二十一）"},
                 {1, 100, "一百、"},
                 {1, 105, "一百零五、"},
                 {1, 110, "一百一十、"},
                 {1, 1010, "一千零一十、"},
                 {3, 12, "12."},
                 {4, 3, "（3）"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        qg_node heading = {.kind = QG_HEADING, .u.heading.level = cases[i].level};
        qg_anchor a = {.heading = &heading, .ordinal = cases[i].ordinal};
        qg_buf out;
        qg_buf_init(&out, 0);
        qg_anchor_put_number(&out, &a);
        assert_text(qg_buf_str(&out), qg_str_of(cases[i].number), "as one counts in Chinese");
        qg_buf_clear(&out);
    }
}

/* Each heading as level, number and series. */
static void test_counting(void **state)
{
    static const struct {
        const char *why, *in, *out;
    } cases[] = {
        {"levels start again", "# 题\n\n## 甲\n\n### 子\n\n### 丑\n\n## 乙\n\n### 寅\n",
         "0:0/0 1:1/1 2:1/1 2:2/1 1:2/1 2:1/1"},
        {"a level with a typed number keeps those it has",
         "# 题\n\n## 前言\n\n## 一、甲\n\n### 子\n\n## 二、乙\n\n### 丑\n",
         "0:0/0 1:0/0 1:0/0 2:1/1 1:0/0 2:1/2"},
        {"a heading that runs in has one", "## 甲\n\n### 子\n\n## 乙\n\n**（一）丑。**正文。\n",
         "1:1/1 2:0/0 1:2/1"},
        {"below a typed number those above go on", "## 甲\n\n### （一）子\n\n#### 天\n\n## 乙\n",
         "1:1/1 2:0/0 3:1/2 1:2/2"},
        {"an attachment counts for itself", "# 题\n\n## 甲\n\n附件\n\n# 附\n\n## 乙\n",
         "0:0/0 1:1/1 0:0/0 1:1/2"},
        {"and types its own numbers",
         "# 题\n\n## 甲\n\n### 子\n\n附件\n\n# 附\n\n## 一、乙\n\n### 丑\n",
         "0:0/0 1:1/1 2:1/1 0:0/0 1:0/0 2:1/2"},
        {"in whatever way", "## 1 甲\n\n### 【一】子\n\n#### A. 天\n\n##### ⑴地\n\n## Ⅱ乙\n",
         "1:0/0 2:0/0 3:0/0 4:0/0 1:0/0"},
        {"years, words and counts are none",
         "## 2024年工作\n\n### 一个目标\n\n#### API 设计\n\n##### 5G应用\n\n## 十大工程\n",
         "1:1/1 2:1/1 3:1/1 4:1/1 1:2/1"},
        {"one without words has none", "## 甲\n\n##\n\n## 乙\n", "1:1/1 1:0/0 1:2/1"},
        {"only the text's own", "## 甲\n\n> ## 引\n\n- ## 项\n\n## 乙\n",
         "1:1/1 1:0/0 1:0/0 1:2/1"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parsed p = parse_as(cases[i].in, QG_FORMAT_MARKDOWN);
        qg_arena arena = {0};
        qg_anchors anchors;
        qg_buf out;
        qg_buf_init(&out, 0);
        assert_int_equal(qg_anchors_find(&anchors, &arena, p.doc->root), QG_OK);
        qg_anchors_count(&anchors, p.doc->root);
        for (size_t k = 0; k < anchors.n; k++)
            qg_buf_printf(&out, "%s%d:%d/%d", k == 0 ? "" : " ",
                          anchors.at[k].heading->u.heading.level, anchors.at[k].ordinal,
                          anchors.at[k].series);
        assert_text(qg_buf_str(&out), qg_str_of(cases[i].out), cases[i].why);
        qg_buf_clear(&out);
        qg_arena_clear(&arena);
        parsed_clear(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers),
                                       cmocka_unit_test(test_counting)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
