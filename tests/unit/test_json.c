/* test_json.c - the document as JSON: every kind of node, odd strings, depth, and that
 * docs/document-json.md names every kind. */
#include "unit.h"

#include "write/json/json.h"

#include <jansson.h>
#include <stdio.h>

static qg_node *add(qg_doc *doc, qg_node *parent, qg_node_kind kind)
{
    qg_node *node = qg_node_new(doc, kind, (size_t)kind);

    qg_node_append(parent, node);
    return node;
}

static qg_node *add_text(qg_doc *doc, qg_node *parent, qg_node_kind kind, const char *text)
{
    qg_node *node = add(doc, parent, kind);

    node->text = qg_str_of(text);
    return node;
}

static void add_fields(qg_doc *doc)
{
    const qg_str title = QG_STR("“十四五”\n规划"), cc[] = {QG_STR("甲局"), QG_STR("乙局")};

    qg_doc_add_field(doc, QG_STR("标题"), &title, 1, 4, false);
    qg_doc_add_field(doc, QG_STR("signer"), cc, 2, 20, false);
    qg_doc_add_field(doc, QG_STR("颜色"), &title, 1, 40, false);
}

static void add_blocks(qg_doc *doc)
{
    static const qg_align aligns[] = {QG_ALIGN_NONE, QG_ALIGN_LEFT, QG_ALIGN_CENTER,
                                      QG_ALIGN_RIGHT};
    qg_node *node = add(doc, doc->root, QG_HEADING);

    node->u.heading.level = 2;
    node->u.heading.number = QG_STR("（一）");
    node->role = QG_ROLE_ATTACHMENT_TITLE;
    add_text(doc, node, QG_TEXT, "（一）标题");
    node = add(doc, doc->root, QG_LIST);
    node->u.list.is_ordered = node->u.list.is_tight = true;
    node->u.list.start = 3;
    node->u.list.delimiter = ')';
    add(doc, node, QG_ITEM)->u.item.task = QG_TASK_DONE;
    add(doc, doc->root, QG_QUOTE);
    add_text(doc, doc->root, QG_CODE_BLOCK, "int x;\n")->u.code.info = QG_STR("c");
    add_text(doc, doc->root, QG_HTML_BLOCK, "<hr>\n");
    node = add(doc, doc->root, QG_TABLE);
    node->u.table.n_columns = 4;
    node->u.table.aligns = aligns;
    node = add(doc, node, QG_ROW);
    node->u.row.is_header = true;
    add(doc, node, QG_CELL)->u.cell.columns = 2;
    add(doc, doc->root, QG_RULE);
    add(doc, doc->root, QG_PAGE_BREAK);
    add(doc, doc->root, QG_LANDSCAPE);
    add(doc, doc->root, QG_DOCUMENT);
}

static void add_inlines(qg_doc *doc)
{
    qg_node *p = add(doc, doc->root, QG_PARAGRAPH), *node;

    p->role = QG_ROLE_RECIPIENT;
    node = add(doc, p, QG_RUN_IN);
    node->u.heading.level = 3;
    node->u.heading.number = QG_STR("1.");
    add_text(doc, p, QG_CODE, "a\"b");
    add_text(doc, p, QG_HTML, "<br>");
    node = add(doc, p, QG_MATH);
    node->text = QG_STR("x \\tag{1}");
    node->u.math.is_display = true;
    node->u.math.tag = QG_STR("1");
    add(doc, p, QG_SOFT_BREAK)->u.soft_break.is_blank = true;
    add(doc, p, QG_LINE_BREAK);
    add_text(doc, add(doc, p, QG_EMPHASIS), QG_TEXT, "重点");
    add(doc, p, QG_STRONG);
    add(doc, p, QG_STRIKE);
    node = add(doc, p, QG_LINK);
    node->u.link.url = QG_STR("a.html");
    node->u.link.title = QG_STR("题");
    node = add(doc, p, QG_IMAGE);
    node->u.link.url = QG_STR("b.png");
    node->u.link.width = QG_STR("60%");
    node = add(doc, p, QG_NOTE_REF);
    node->u.note_ref.note = add(doc, doc->notes, QG_NOTE);
    node->u.note_ref.nth = 2;
    node->u.note_ref.note->u.note.label = QG_STR("注");
    node->u.note_ref.note->u.note.number = 1;
    add(doc, p, QG_UNDERLINE);
    add(doc, p, QG_SUPERSCRIPT);
    add(doc, p, QG_SUBSCRIPT);
}

static void test_every_kind(void **state)
{
    static const char want[] =
        "{\"qinggao-document\":1,\n"
        "\"fields\":[\n"
        "{\"key\":\"title\",\"name\":\"标题\",\"values\":[\"“十四五”\\n规划\"],\"offset\":4},\n"
        "{\"key\":\"signer\",\"name\":\"signer\",\"values\":[\"甲局\",\"乙局\"],\"offset\":20},\n"
        "{\"key\":null,\"name\":\"颜色\",\"values\":[\"“十四五”\\n规划\"],\"offset\":40}],\n"
        "\"blocks\":[\n"
        "{\"kind\":\"heading\",\"offset\":1,\"level\":2,\"number\":\"（一）\","
        "\"role\":\"attachment-title\",\"children\":[\n"
        "{\"kind\":\"text\",\"offset\":15,\"text\":\"（一）标题\"}]},\n"
        "{\"kind\":\"list\",\"offset\":3,\"ordered\":true,\"tight\":true,\"start\":3,"
        "\"delimiter\":\")\",\"children\":[\n"
        "{\"kind\":\"item\",\"offset\":4,\"task\":\"done\",\"children\":[]}]},\n"
        "{\"kind\":\"quote\",\"offset\":5,\"children\":[]},\n"
        "{\"kind\":\"code-block\",\"offset\":6,\"info\":\"c\",\"text\":\"int x;\\n\"},\n"
        "{\"kind\":\"html-block\",\"offset\":7,\"text\":\"<hr>\\n\"},\n"
        "{\"kind\":\"table\",\"offset\":8,\"aligns\":[\"none\",\"left\",\"center\",\"right\"],"
        "\"children\":[\n"
        "{\"kind\":\"row\",\"offset\":9,\"header\":true,\"children\":[\n"
        "{\"kind\":\"cell\",\"offset\":10,\"columns\":2,\"rows\":1,\"children\":[]}]}]},\n"
        "{\"kind\":\"rule\",\"offset\":11},\n"
        "{\"kind\":\"page-break\",\"offset\":12},\n"
        "{\"kind\":\"landscape\",\"offset\":13,\"children\":[]},\n"
        "{\"kind\":\"document\",\"offset\":0,\"children\":[]},\n"
        "{\"kind\":\"paragraph\",\"offset\":2,\"role\":\"recipient\",\"children\":[\n"
        "{\"kind\":\"run-in\",\"offset\":24,\"level\":3,\"number\":\"1.\",\"children\":[]},\n"
        "{\"kind\":\"code\",\"offset\":16,\"text\":\"a\\\"b\"},\n"
        "{\"kind\":\"html\",\"offset\":17,\"text\":\"<br>\"},\n"
        "{\"kind\":\"math\",\"offset\":18,\"display\":true,\"known\":false,\"tag\":\"1\","
        "\"text\":\"x \\\\tag{1}\"},\n"
        "{\"kind\":\"soft-break\",\"offset\":19,\"blank\":true},\n"
        "{\"kind\":\"line-break\",\"offset\":20},\n"
        "{\"kind\":\"emphasis\",\"offset\":21,\"children\":[\n"
        "{\"kind\":\"text\",\"offset\":15,\"text\":\"重点\"}]},\n"
        "{\"kind\":\"strong\",\"offset\":22,\"children\":[]},\n"
        "{\"kind\":\"strike\",\"offset\":23,\"children\":[]},\n"
        "{\"kind\":\"link\",\"offset\":25,\"url\":\"a.html\",\"title\":\"题\",\"children\":[]},\n"
        "{\"kind\":\"image\",\"offset\":26,\"url\":\"b.png\",\"title\":\"\",\"width\":\"60%\","
        "\"height\":\"\",\"children\":[]},\n"
        "{\"kind\":\"note-ref\",\"offset\":27,\"label\":\"注\",\"number\":1,\"nth\":2},\n"
        "{\"kind\":\"underline\",\"offset\":28,\"children\":[]},\n"
        "{\"kind\":\"superscript\",\"offset\":29,\"children\":[]},\n"
        "{\"kind\":\"subscript\",\"offset\":30,\"children\":[]}]}],\n"
        "\"notes\":[\n"
        "{\"kind\":\"note\",\"offset\":14,\"label\":\"注\",\"number\":1,\"children\":[]}]}\n";
    qg_doc *doc = qg_doc_new();
    json_t *back;
    qg_buf out;

    (void)state;
    qg_buf_init(&out, 0);
    add_fields(doc);
    add_blocks(doc);
    add_inlines(doc);
    assert_int_equal(qg_json_write(&out, doc), QG_OK);
    assert_text(qg_buf_str(&out), qg_str_of(want), "every kind with its properties");
    back = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(back);
    json_decref(back);
    qg_buf_clear(&out);
    qg_doc_free(doc);
}

/* Text is any Unicode text: what JSON must escape, NUL, and what it need not. */
static void test_strings(void **state)
{
    static const struct {
        const char *why;
        qg_str text;
        const char *json;
    } cases[] = {
        {"empty", {"", 0}, "\"text\":\"\"}"},
        {"nothing at all", {NULL, 0}, "\"text\":\"\"}"},
        {"NUL is a character", {"a\0b", 3}, "\"text\":\"a\\u0000b\"}"},
        {"what must be escaped", {"\"\\\n\t\x01", 5}, "\"text\":\"\\\"\\\\\\n\\t\\u0001\"}"},
        {"outside the BMP", {"\xF0\xA0\x80\x80", 4}, "\"text\":\"\xF0\xA0\x80\x80\"}"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_doc *doc = qg_doc_new();
        qg_buf out;

        qg_buf_init(&out, 0);
        add(doc, doc->root, QG_TEXT)->text = cases[i].text;
        assert_int_equal(qg_json_write(&out, doc), QG_OK);
        if (qg_str_find(qg_buf_str(&out), qg_str_of(cases[i].json)) == out.n)
            fail_msg("%s: %.*s", cases[i].why, (int)out.n, out.p);
        qg_buf_clear(&out);
        qg_doc_free(doc);
    }
}

/* Recursion would need tens of megabytes of stack here. */
static void test_deep(void **state)
{
    enum { DEPTH = 200000 };
    qg_doc *doc = qg_doc_new();
    qg_node *node = doc->root;
    qg_buf out;

    (void)state;
    for (int i = 0; i < DEPTH; i++)
        node = add(doc, node, QG_QUOTE);
    qg_buf_init(&out, 0);
    assert_int_equal(qg_json_write(&out, doc), QG_OK);
    assert_true(out.n > (size_t)DEPTH * 40 && out.n < (size_t)DEPTH * 60);
    qg_buf_clear(&out);
    qg_doc_free(doc);
}

static void test_limit(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_buf out;

    (void)state;
    add_blocks(doc);
    qg_buf_init(&out, 100);
    assert_int_equal(qg_json_write(&out, doc), QG_E_LIMIT);
    qg_buf_clear(&out);
    qg_doc_free(doc);
}

static void test_docs_name_every_kind(void **state)
{
    static const char *const names[] = {
#define X(NAME, name, is_inline, has_children) "`" name "`",
#include "document/nodes.def"
#undef X
    };
    static char page[65536];
    FILE *file = fopen(QG_SOURCE_DIR "/docs/document-json.md", "rb");
    size_t n;

    (void)state;
    assert_non_null(file);
    n = fread(page, 1, sizeof page, file);
    fclose(file);
    for (size_t i = 0; i < N_CASES(names); i++)
        if (qg_str_find((qg_str){page, n}, qg_str_of(names[i])) == n)
            fail_msg("docs/document-json.md does not explain %s", names[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_deep),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_docs_name_every_kind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
