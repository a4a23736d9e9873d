/* What the Markdown writer promises: parsing what it wrote gives the same document, and writing
 * that gives the same bytes.  Tried on drafts with everything in them, on all examples of the GFM
 * specification where Debian's package cmark-gfm has left it, and on texts put together at random.
 */
#include "unit.h"

#include "parse/parse.h"
#include "write/markdown/markdown.h"

#include <stdio.h>

/* ---- a document as lines to compare ---------------------------------------------------------- */

static void put_escaped(qg_buf *out, qg_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\n')
            qg_buf_puts(out, "\\n");
        else
            qg_buf_put_byte(out, s.p[i]);
}

static void put_string(qg_buf *out, qg_str s)
{
    qg_buf_puts(out, " \"");
    put_escaped(out, s);
    qg_buf_puts(out, "\"");
}

/* Everything that documents have to agree in: not offsets, and not the labels and numbers of notes,
 * which the writer makes up where they are missing. */
static void put_properties(qg_buf *out, const qg_node *node)
{
    if (node->kind == QG_HEADING || node->kind == QG_RUN_IN) {
        qg_buf_printf(out, " %d", node->u.heading.level);
        put_string(out, node->u.heading.number);
    }
    if (node->kind == QG_HEADING || node->kind == QG_PARAGRAPH)
        qg_buf_printf(out, " role %d", (int)node->role);
    if (node->kind == QG_LIST)
        qg_buf_printf(out, " %d %d %d", node->u.list.is_ordered, node->u.list.is_tight,
                      node->u.list.is_ordered ? node->u.list.start : 0);
    if (node->kind == QG_LIST && node->u.list.is_ordered)
        qg_buf_printf(out, " %c", node->u.list.delimiter);
    if (node->kind == QG_ITEM)
        qg_buf_printf(out, " task %d", (int)node->u.item.task);
    if (node->kind == QG_CODE_BLOCK)
        put_string(out, node->u.code.info);
    if (node->kind == QG_ROW)
        qg_buf_printf(out, " header %d", node->u.row.is_header);
    for (size_t i = 0; node->kind == QG_TABLE && i < node->u.table.n_columns; i++)
        qg_buf_printf(out, " %d", (int)node->u.table.aligns[i]);
    if (node->kind == QG_LINK || node->kind == QG_IMAGE) {
        put_string(out, node->u.link.url);
        put_string(out, node->u.link.title);
    }
    if (node->kind == QG_NOTE)
        qg_buf_printf(out, " %d", node->u.note.number);
    if (node->kind == QG_NOTE_REF)
        qg_buf_printf(out, " %d %d", node->u.note_ref.note->u.note.number, node->u.note_ref.nth);
}

/* A line's end between Chinese characters, and a text without any. */
static bool is_nothing(const qg_node *node)
{
    return (node->kind == QG_SOFT_BREAK && !node->u.soft_break.is_blank) ||
           (node->kind == QG_TEXT && node->text.n == 0);
}

/* What `node` says as text: in a heading, which is written on one line, the end of a line is a
 * blank. */
static qg_str text_of(const qg_node *node)
{
    const qg_node *block = node->parent;

    while (qg_node_is_inline(block))
        block = block->parent;
    return node->kind == QG_SOFT_BREAK && block->kind == QG_HEADING ? QG_STR(" ") : node->text;
}

static bool is_text(const qg_node *node)
{
    return node->kind == QG_TEXT || (node->kind == QG_SOFT_BREAK && text_of(node).n > 0);
}

/* Whether text goes on here that was only broken by the source's lines. */
static bool continues_text(const qg_node *node)
{
    const qg_node *before = node->previous;

    while (before != NULL && is_nothing(before))
        before = before->previous;
    return is_text(node) && before != NULL && is_text(before);
}

static void put_node(qg_buf *out, const qg_node *node, int depth)
{
    if (is_nothing(node))
        return;
    if (continues_text(node)) {
        qg_buf_truncate(out, out->n - 2); /* the quote and the line feed */
        put_escaped(out, text_of(node));
        qg_buf_puts(out, "\"\n");
        return;
    }
    for (int i = 0; i < depth; i++)
        qg_buf_put_byte(out, ' ');
    qg_buf_puts(out, is_text(node) ? "text" : qg_node_name(node));
    put_properties(out, node);
    if (text_of(node).n > 0)
        put_string(out, text_of(node));
    qg_buf_put_byte(out, '\n');
}

static void dump_tree(qg_buf *out, const qg_node *root)
{
    const qg_node *node = root->first;
    int depth = 0;

    while (node != NULL) {
        put_node(out, node, depth);
        if (node->first != NULL) {
            node = node->first;
            depth++;
            continue;
        }
        for (; node->next == NULL && node->parent != root; depth--)
            node = node->parent;
        node = node->next;
    }
}

static void dump(qg_buf *out, const qg_doc *doc)
{
    for (const qg_field *field = doc->fields; field != NULL; field = field->next) {
        if (field->key == QG_KEY_UNKNOWN)
            put_string(out, field->name);
        qg_buf_printf(out, "field %d", (int)field->key);
        for (size_t i = 0; i < field->n_values; i++)
            put_string(out, field->values[i]);
        qg_buf_put_byte(out, '\n');
    }
    dump_tree(out, doc->root);
    dump_tree(out, doc->notes);
}

/* ---- the trip -------------------------------------------------------------------------------- */

typedef struct trip {
    qg_buf written, again, tree, tree_again;
} trip;

static bool parse_and_write(qg_str text, qg_buf *tree, qg_buf *written)
{
    const qg_parse_options options = {.from = QG_FORMAT_MARKDOWN, .limits = {.nesting = 200}};
    qg_doc *doc;

    if (qg_parse(&doc, text, &options, NULL) != QG_OK)
        return false;
    dump(tree, doc);
    assert_int_equal(qg_markdown_write(written, doc), QG_OK);
    qg_doc_free(doc);
    return true;
}

/* Whether `text` comes back; when not and `why` is there, say how. */
static bool comes_back(qg_str text, const char *why)
{
    trip t;
    bool is_same;

    qg_buf_init(&t.written, 0);
    qg_buf_init(&t.again, 0);
    qg_buf_init(&t.tree, 0);
    qg_buf_init(&t.tree_again, 0);
    is_same = !parse_and_write(text, &t.tree, &t.written) ||
              (parse_and_write(qg_buf_str(&t.written), &t.tree_again, &t.again) &&
               qg_str_eq(qg_buf_str(&t.tree), qg_buf_str(&t.tree_again)) &&
               qg_str_eq(qg_buf_str(&t.written), qg_buf_str(&t.again)));
    if (!is_same && why != NULL)
        print_error(
            "%s\n%.*s\n--- written\n%.*s\n--- tree\n%.*s--- tree again\n%.*s--- again\n%.*s\n", why,
            QG_STR_ARGS(text), QG_STR_ARGS(t.written), QG_STR_ARGS(t.tree),
            QG_STR_ARGS(t.tree_again), QG_STR_ARGS(t.again));
    qg_buf_clear(&t.written);
    qg_buf_clear(&t.again);
    qg_buf_clear(&t.tree);
    qg_buf_clear(&t.tree_again);
    return is_same;
}

/* ---- drafts ---------------------------------------------------------------------------------- */

static void test_drafts(void **state)
{
    static const struct {
        const char *why, *text;
    } cases[] = {
        {"nothing", ""},
        {"front matter alone", "---\ncc: 各局\n---\n"},
        {"front matter of all kinds",
         "---\n标题: '2024'\n签发人: [甲, 乙]\ndate: 2024年3月5日\n颜色: 'a: b'\n附注: "
         "\"一\\n二\"\ntoc: 2\n---\n\n# 2024\n\n正文。\n"},
        {"title and levels",
         "# 报告\n\n## 一、甲\n\n### （一）乙\n\n#### 1. 丙\n\n##### （1）丁\n\n正文。\n"},
        {"title in both places", "---\ntitle: 报告\n---\n\n# 报告\n\n正文。\n"},
        {"recipient, signature, date",
         "# 报告\n\n各县（区）人民政府：\n\n现报告如下。\n\n某市人民政府\n\n2024年3月5日\n"},
        {"run-in headings",
         "# 报告\n\n**（一）加强领导。**一是落实责任。\n\n**1. 检查** 二是检查。\n"},
        {"attachments",
         "# 通知\n\n正文。\n\n---\n\n附件1\n\n# 表\n\n正文。\n\n附件2\n\n# 表二\n\n正文。\n"},
        {"landscape", "甲\n\n::: landscape\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n:::\n\n乙\n"},
        {"lists side by side", "- 甲\n- 乙\n\n* 丙\n\n1. 丁\n\n1) 戊\n"},
        {"tasks", "- [ ] 甲\n- [x] 乙\n\n  续\n"},
        {"notes", "甲[^1]乙[^注]丙[^1]。\n\n[^1]: 一\n\n    续\n\n[^注]: - 二\n\n      ```\n      "
                  "三\n      ```\n"},
        {"a note nobody refers to", "甲\n\n[^1]: 一\n"},
        {"emphasis and Chinese punctuation",
         "坚持**“四个意识”**不动摇，**重点：** 甲；*（一）* 乙；***都是***；~~删~~。\n"},
        {"text that looks like marks",
         "\\# 甲\n\n\\- 乙 \\*丙\\* 市\\*\\*\\*党组 \\`丁\\` \\[^1] 5\\~10 6\\~20\n"},
        {"HTML", "<div>\n甲\n</div>\n\n乙<br>丙<!-- 丁 -->\n"},
        {"table cells", "| a\\|b | `c\\|d` | **e** |\n|:-:|:--|---|\n| <br> | [x](y) | |\n"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++)
        assert_true(comes_back(qg_str_of(cases[i].text), cases[i].why));
}

/* The one thing the writer adds; it is there only once. */
static void test_title_of_front_matter(void **state)
{
    qg_buf tree, written;

    (void)state;
    qg_buf_init(&tree, 0);
    qg_buf_init(&written, 0);
    assert_true(parse_and_write(QG_STR("---\ntitle: 报告\n---\n\n正文。\n"), &tree, &written));
    assert_text(qg_buf_str(&written), QG_STR("---\ntitle: 报告\n---\n\n# 报告\n\n正文。\n"),
                "added");
    assert_true(comes_back(qg_buf_str(&written), "not added again"));
    qg_buf_clear(&tree);
    qg_buf_clear(&written);
}

static void read_all(qg_buf *out, FILE *file)
{
    char chunk[4096];
    size_t n;

    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
        qg_buf_put(out, (qg_str){chunk, n});
}

static void test_samples(void **state)
{
    static const char *const names[] = {"report.md", "notice.md", "long-report.md"};

    (void)state;
    for (size_t i = 0; i < N_CASES(names); i++) {
        char path[4096];
        FILE *file;
        qg_buf text;

        snprintf(path, sizeof path, "%s/samples/%s", QG_SOURCE_DIR, names[i]);
        file = fopen(path, "rb");
        assert_non_null(file);
        qg_buf_init(&text, 0);
        read_all(&text, file);
        fclose(file);
        assert_true(comes_back(qg_buf_str(&text), names[i]));
        qg_buf_clear(&text);
    }
}

/* ---- the specification's examples ------------------------------------------------------------ */

#define SPEC  "/usr/share/doc/cmark-gfm/spec.txt.gz"
#define FENCE "````````````````````````````````"

/* The text of an example, up to its line ".", with the arrows that stand for tabs as tabs. */
static void take_example(qg_str *rest, qg_buf *example)
{
    static const qg_str arrow = {"\xE2\x86\x92", 3};

    for (;;) {
        qg_str line = qg_str_take_line(rest);

        if (qg_str_is(line, ".") || rest->n == 0)
            return;
        while (line.n > 0) {
            size_t n = qg_str_find(line, arrow);

            qg_buf_put(example, qg_str_head(line, n));
            if (n < line.n)
                qg_buf_put_byte(example, '\t');
            line = qg_str_skip(line, n + arrow.n);
        }
        qg_buf_put_byte(example, '\n');
    }
}

static void test_specification(void **state)
{
    FILE *pipe = popen("gzip -dc " SPEC " 2>/dev/null", "r");
    int number = 0, lost = 0;
    qg_buf spec, example;
    qg_str rest;

    (void)state;
    assert_non_null(pipe);
    qg_buf_init(&spec, 0);
    qg_buf_init(&example, 0);
    read_all(&spec, pipe);
    pclose(pipe);
    if (spec.n == 0) {
        print_message("SKIPPED: %s is not here\n", SPEC);
        skip();
    }
    for (rest = qg_buf_str(&spec); rest.n > 0;) {
        char why[32];

        if (!qg_str_starts(qg_str_take_line(&rest), QG_STR(FENCE " example")))
            continue;
        qg_buf_truncate(&example, 0);
        take_example(&rest, &example);
        snprintf(why, sizeof why, "example %d", ++number);
        lost += !comes_back(qg_buf_str(&example), why);
    }
    qg_buf_clear(&spec);
    qg_buf_clear(&example);
    assert_true(number > 600);
    assert_int_equal(lost, 0);
}

/* ---- texts at random ------------------------------------------------------------------------- */

static unsigned next_random(unsigned *seed, unsigned n)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 12) % n;
}

/* Pieces that mean something together.  What is known to get lost is left out: three levels of
 * emphasis of one kind, a hard line break in a place that has but one line, ordered lists kept
 * apart only by a definition, HTML that is indented like an item's text behind the list, headings
 * of several lines below level 1 and headings in footnotes. */
static void test_random_texts(void **state)
{
    static const char *const pieces[] = {
        "*",    "**",      "_",    "~",     "~~", "`",  "``",          "[",        "](u)",
        "![",   "<b>",     "<",    "&amp;", "\\", "\n", "\n\n",        " ",        "\n- ",
        "\n> ", "\n\n===", "    ", "|",     "a",  "b",  "中",          "文",       "，",
        "。",   "“",       "”",    "（",    "）", "1",  "http://a.cn", "www.a.cn", "x@y.cn",
        "[ ] ", "!",       ":",    ":-",    "-",  "+",  "=",           "&",        "a_b",
        "`c`",  "#",       ".",    "\n\n  "};
    enum { TEXTS = 4000, MOST = 20 };
    unsigned seed = 9704;
    int lost = 0;

    (void)state;
    for (int i = 0; i < TEXTS; i++) {
        unsigned n = 1 + next_random(&seed, MOST);
        qg_buf text;

        qg_buf_init(&text, 0);
        while (n-- > 0)
            qg_buf_puts(&text, pieces[next_random(&seed, N_CASES(pieces))]);
        qg_buf_put_byte(&text, '\n');
        lost += !comes_back(qg_buf_str(&text), "at random");
        qg_buf_clear(&text);
    }
    assert_int_equal(lost, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drafts),       cmocka_unit_test(test_title_of_front_matter),
        cmocka_unit_test(test_samples),      cmocka_unit_test(test_specification),
        cmocka_unit_test(test_random_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
