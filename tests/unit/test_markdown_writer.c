/* test_markdown_writer.c - what the Markdown writer makes of front matter and blocks. */
#include "building.h"

#include <stdio.h>

/* ---- front matter ---------------------------------------------------------------------------- */

static void test_values(void **state)
{
    static const struct {
        const char *why, *key, *value, *want;
    } cases[] = {
        {"plain Chinese", "title", "关于开展检查的通知", "title: 关于开展检查的通知"},
        {"Chinese names become English ones", "发文字号", "某政办发〔2024〕5号",
         "doc-number: 某政办发〔2024〕5号"},
        {"unknown keys stay", "颜色", "红", "颜色: 红"},
        {"an unknown key that needs quotes", "a: b", "红", "\"a: b\": 红"},
        {"a date where one belongs", "date", "2024-03-05", "date: 2024-03-05"},
        {"a date that is text", "title", "2024-03-05", "title: \"2024-03-05\""},
        {"a number that is text", "title", "2024", "title: \"2024\""},
        {"a number with a word", "title", "2024年工作", "title: 2024年工作"},
        {"a time", "notes", "12:30", "notes: \"12:30\""},
        {"exponent", "notes", "1e3", "notes: \"1e3\""},
        {"leading zeros are no number", "copy-no", "000012", "copy-no: \"000012\""},
        {"a number where one belongs", "copy-no", "12", "copy-no: 12"},
        {"a word of YAML", "title", "No", "title: \"No\""},
        {"yes where it belongs", "seal", "yes", "seal: yes"},
        {"null", "notes", "~", "notes: \"~\""},
        {"a depth", "toc", "2", "toc: 2"},
        {"colon and blank", "title", "a: b", "title: \"a: b\""},
        {"colon without blank", "title", "a:b", "title: a:b"},
        {"colon at the end", "recipient", "各局:", "recipient: \"各局:\""},
        {"full-width colon at the end", "recipient", "各局：", "recipient: 各局："},
        {"comment", "title", "a #b", "title: \"a #b\""},
        {"hash inside a word", "title", "a#b", "title: a#b"},
        {"indicator first", "title", "[试行]办法", "title: \"[试行]办法\""},
        {"indicator inside", "title", "办法[试行]", "title: 办法[试行]"},
        {"a forced line break inside", "title", "关于检查|的通知", "title: 关于检查|的通知"},
        {"dash and blank", "title", "- a", "title: \"- a\""},
        {"dash and letter", "title", "-a", "title: -a"},
        {"line feed", "notes", "一\n二", "notes: \"一\\n二\""},
        {"quote and backslash alone are plain", "notes", "a\"\\b", "notes: a\"\\b"},
        {"quote first", "notes", "\"a\\b\"", "notes: \"\\\"a\\\\b\\\"\""},
        {"control character", "notes", "a\x01", "notes: \"a\\u0001\""},
        {"next line, which YAML 1.1 breaks at", "notes",
         "a\xC2\x85"
         "b",
         "notes: \"a\\u0085b\""},
        {"empty", "notes", "", "notes: \"\""},
        {"blank at the end", "notes", "a ", "notes: \"a \""},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_doc *doc = qg_doc_new();
        qg_str value = qg_str_of(cases[i].value);
        char want[256];

        qg_doc_add_field(doc, qg_str_of(cases[i].key), &value, 1, 0, false);
        add_literal(doc, add(doc, doc->root, QG_HEADING), QG_TEXT, "题");
        snprintf(want, sizeof want, "---\n%s\n---\n\n# 题\n", cases[i].want);
        assert_markdown(doc, want, cases[i].why);
    }
}

static void test_list_values(void **state)
{
    static const qg_str names[] = {{"调查表", 9}, {"2024", 4}};
    qg_doc *doc = qg_doc_new();

    (void)state;
    qg_doc_add_field(doc, QG_STR("附件"), names, 2, 0, false);
    assert_markdown(doc, "---\nattachments:\n  - 调查表\n  - \"2024\"\n---\n", "a list");
}

static void test_title(void **state)
{
    const qg_str title = QG_STR("1. 总结*");
    qg_doc *doc = qg_doc_new();

    (void)state;
    qg_doc_add_field(doc, QG_STR("title"), &title, 1, 0, false);
    add_block(doc, doc->root, QG_PARAGRAPH, "正文。");
    assert_markdown(doc, "---\ntitle: 1. 总结*\n---\n\n# 1. 总结\\*\n\n正文。\n",
                    "a title of the front matter opens the body");
}

/* ---- blocks ---------------------------------------------------------------------------------- */

static qg_node *add_list(qg_doc *doc, qg_node *parent, char delimiter, int start, bool is_tight)
{
    qg_node *list = add(doc, parent, QG_LIST);

    list->u.list.is_ordered = delimiter != '-';
    list->u.list.delimiter = delimiter;
    list->u.list.start = start;
    list->u.list.is_tight = is_tight;
    return list;
}

static qg_node *add_item(qg_doc *doc, qg_node *list, const char *text)
{
    qg_node *item = add(doc, list, QG_ITEM);

    add_block(doc, item, QG_PARAGRAPH, text);
    return item;
}

static void test_headings(void **state)
{
    static const struct {
        const char *why;
        int level;
        const char *text, *want;
    } cases[] = {
        {"title", 0, "工作报告", "# 工作报告\n"},
        {"first level", 1, "一、基本情况", "## 一、基本情况\n"},
        {"a number needs no escape here", 3, "1. 组织", "#### 1. 组织\n"},
        {"no more than six", 9, "深", "###### 深\n"},
        {"closing marks", 1, "C ##", "## C \\##\n"},
        {"no closing marks", 1, "C#", "## C#\n"},
        {"nothing but marks", 1, "#", "## \\#\n"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_doc *doc = qg_doc_new();

        add_block(doc, doc->root, QG_HEADING, cases[i].text)->u.heading.level = cases[i].level;
        assert_markdown(doc, cases[i].want, cases[i].why);
    }
}

static void test_heading_lines(void **state)
{
    qg_doc *doc = qg_doc_new();

    (void)state;
    for (int level = 0; level < 3; level++) {
        qg_node *heading = add_block(doc, doc->root, QG_HEADING, "甲");

        heading->u.heading.level = level;
        add(doc, heading, QG_LINE_BREAK);
        add_literal(doc, heading, QG_TEXT, "乙");
    }
    assert_markdown(doc, "# 甲<br>乙\n\n## 甲<br>乙\n\n### 甲<br>乙\n", "several lines");
}

static void test_lists(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_node *list = add_list(doc, doc->root, '-', 0, true), *item;

    (void)state;
    item = add_item(doc, list, "甲");
    add_item(doc, add_list(doc, item, '.', 9, true), "子")->u.item.task = QG_TASK_DONE;
    add_item(doc, item->last, "丑");
    add_item(doc, list, "乙")->u.item.task = QG_TASK_OPEN;
    list = add_list(doc, doc->root, '-', 0, false);
    add_block(doc, add_item(doc, list, "丙"), QG_PARAGRAPH, "续");
    add(doc, list, QG_ITEM);
    add_item(doc, add_list(doc, doc->root, ')', 2, true), "丁");
    add_item(doc, add_list(doc, doc->root, ')', 1, true), "戊");
    assert_markdown(doc,
                    "- 甲\n  9. [x] 子\n  10. 丑\n- [ ] 乙\n\n"
                    "* 丙\n\n  续\n\n*\n\n"
                    "2) 丁\n\n1. 戊\n",
                    "nested, tight and loose, tasks, neighbours with marks of their own");
}

static void test_list_of_lists(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_node *item = add(doc, add_list(doc, doc->root, '-', 0, true), QG_ITEM);

    (void)state;
    item = add(doc, add_list(doc, item, '-', 0, true), QG_ITEM);
    add(doc, add_list(doc, item, '-', 0, true), QG_ITEM);
    assert_markdown(doc, "- * -\n", "- - - would be a thematic break");
}

static void test_containers(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_node *quote = add(doc, doc->root, QG_QUOTE), *land;

    (void)state;
    add_block(doc, quote, QG_PARAGRAPH, "甲");
    add_literal(doc, quote, QG_CODE_BLOCK, "a\n\n  ```b")->u.code.info = QG_STR("c");
    add_literal(doc, doc->root, QG_HTML_BLOCK, "<div>\n</div>");
    land = add(doc, doc->root, QG_LANDSCAPE);
    add_block(doc, land, QG_PARAGRAPH, "乙");
    add(doc, doc->root, QG_RULE);
    add(doc, doc->root, QG_PAGE_BREAK);
    add_literal(doc, doc->root, QG_CODE_BLOCK, "x")->u.code.info = QG_STR("`");
    assert_markdown(doc,
                    "> 甲\n>\n> ````c\n> a\n>\n>   ```b\n> ````\n\n<div>\n</div>\n\n"
                    "::: landscape\n\n乙\n\n:::\n\n---\n\n<div style=\"page-break-after: "
                    "always\"></div>\n\n~~~ `\nx\n~~~\n",
                    "blocks in blocks");
}

static void test_rule_first(void **state)
{
    qg_doc *doc = qg_doc_new();

    (void)state;
    add(doc, doc->root, QG_RULE);
    add_block(doc, doc->root, QG_PARAGRAPH, "甲");
    assert_markdown(doc, "***\n\n甲\n", "--- at the start would be front matter");
}

static void test_table(void **state)
{
    static const qg_align aligns[] = {QG_ALIGN_NONE, QG_ALIGN_LEFT, QG_ALIGN_CENTER,
                                      QG_ALIGN_RIGHT};
    qg_doc *doc = qg_doc_new();
    qg_node *table = add(doc, doc->root, QG_TABLE), *row = add(doc, table, QG_ROW), *cell;

    (void)state;
    table->u.table.n_columns = 4;
    table->u.table.aligns = aligns;
    row->u.row.is_header = true;
    for (int i = 0; i < 4; i++)
        add_block(doc, row, QG_CELL, "序 号");
    row = add(doc, table, QG_ROW);
    add_block(doc, row, QG_CELL, "a|b\\|");
    add(doc, row, QG_CELL);
    cell = add_block(doc, row, QG_CELL, "1. a");
    add(doc, cell, QG_LINE_BREAK);
    add_literal(doc, cell, QG_CODE, "c|d");
    add(doc, row, QG_CELL);
    assert_markdown(doc,
                    "| 序 号 | 序 号 | 序 号 | 序 号 |\n"
                    "| --- | :-- | :-: | --: |\n"
                    "| a\\|b\\\\\\| |  | 1. a<br>`c\\|d` |  |\n",
                    "alignment, bars, line breaks");
}

static void test_spans(void **state)
{
    static const qg_align aligns[] = {QG_ALIGN_NONE, QG_ALIGN_RIGHT};
    qg_doc *doc = qg_doc_new();
    qg_node *table = add(doc, doc->root, QG_TABLE), *row = add(doc, table, QG_ROW), *cell;

    (void)state;
    table->u.table.n_columns = 2;
    table->u.table.aligns = aligns;
    row->u.row.is_header = true;
    add_block(doc, row, QG_CELL, "甲 & 乙")->u.cell.columns = 2;
    row = add(doc, table, QG_ROW);
    add_block(doc, row, QG_CELL, "丙")->u.cell.rows = 2;
    cell = add(doc, row, QG_CELL);
    add_block(doc, add(doc, add(doc, cell, QG_LIST), QG_ITEM), QG_PARAGRAPH, "丁");
    row = add(doc, table, QG_ROW);
    add_literal(doc, add(doc, row, QG_CELL), QG_CODE, "<x>");
    assert_markdown(doc,
                    "<table>\n<tr><th colspan=\"2\">甲 &amp; 乙</th></tr>\n"
                    "<tr><td rowspan=\"2\">丙</td><td align=\"right\"><ul><li><p>丁</p></li></ul>"
                    "</td></tr>\n<tr><td align=\"right\"><code>&lt;x&gt;</code></td></tr>\n"
                    "</table>\n",
                    "spans and lists in cells are HTML");
}

static void test_notes(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_node *p = add_block(doc, doc->root, QG_PARAGRAPH, "甲"), *note;

    (void)state;
    note = add(doc, doc->notes, QG_NOTE);
    note->u.note.label = QG_STR("来源");
    note->u.note.number = 1;
    add_block(doc, note, QG_PARAGRAPH, "注一");
    add_block(doc, note, QG_PARAGRAPH, "续");
    for (int i = 0; i < 2; i++)
        add(doc, p, QG_NOTE_REF)->u.note_ref.note = note;
    add_literal(doc, p, QG_TEXT, "(乙)");
    note = add(doc, doc->notes, QG_NOTE);
    note->u.note.number = 2;
    add_item(doc, add_list(doc, note, '-', 0, true), "注二");
    add(doc, p, QG_NOTE_REF)->u.note_ref.note = note;
    assert_markdown(doc,
                    "甲[^来源][^来源]\\(乙)[^note-2]\n\n"
                    "[^来源]: 注一\n\n    续\n\n[^note-2]: - 注二\n",
                    "footnotes");
}

static void test_failures(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_buf out;

    (void)state;
    add_block(doc, doc->root, QG_PARAGRAPH, "这一段放不下");
    qg_buf_init(&out, 8);
    assert_int_equal(qg_markdown_write(&out, doc), QG_E_LIMIT);
    qg_buf_clear(&out);
    qg_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),        cmocka_unit_test(test_list_values),
        cmocka_unit_test(test_title),         cmocka_unit_test(test_headings),
        cmocka_unit_test(test_heading_lines), cmocka_unit_test(test_lists),
        cmocka_unit_test(test_list_of_lists), cmocka_unit_test(test_containers),
        cmocka_unit_test(test_rule_first),    cmocka_unit_test(test_table),
        cmocka_unit_test(test_spans),         cmocka_unit_test(test_notes),
        cmocka_unit_test(test_failures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
