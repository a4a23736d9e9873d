/* test_guard.c - Markdown that would cost cmark-gfm more than linear time is refused, and honest
 * drafts never are. */
#include "parsing.h"

enum { ATTACK_BYTES = 300000 };

/* `head`, then `unit` again and again, then `tail`. */
typedef struct flood {
    const char *why, *head, *unit, *tail;
    size_t n_bytes;
} flood;

static void put_flood(qg_buf *out, const flood *f)
{
    size_t n = strlen(f->unit);

    qg_buf_puts(out, f->head);
    for (size_t at = 0; at + n <= f->n_bytes; at += n)
        qg_buf_puts(out, f->unit);
    qg_buf_puts(out, f->tail);
}

static void check_floods(const flood *floods, size_t n_floods, qg_status want)
{
    for (size_t i = 0; i < n_floods; i++) {
        qg_buf text;
        parsed p;
        qg_buf_init(&text, 0);
        put_flood(&text, &floods[i]);
        p = parse_with(qg_buf_str(&text), &(qg_parse_options){.from = QG_FORMAT_MARKDOWN});
        if (p.status != want)
            fail_msg("%s: %s", floods[i].why, qg_status_name(p.status));
        if (want == QG_E_LIMIT)
            assert_true(qg_str_starts(qg_buf_str(&p.heard), QG_STR("parse.limit@")));
        parsed_clear(&p);
        qg_buf_clear(&text);
    }
}

/* Each of these takes cmark-gfm seconds, some of them minutes or gigabytes. */
static void test_attacks_are_refused(void **state)
{
    static const flood attacks[] = {
        {"one row of many columns", "", "|a", "|\n", ATTACK_BYTES},
        {"a row longer than its table", "|a|\n|-|\n", "|b", "\n", ATTACK_BYTES},
        {"rules that make no table", "", "a\n|-|-|\n", "", ATTACK_BYTES},
        {"rules of one column under rows of two", "", "|a|b|\n|-|\n", "", ATTACK_BYTES},
        {"a link inside an open picture", "", "![[]()", "", ATTACK_BYTES},
        {") behind an address", "http://a.b/", ")", "", ATTACK_BYTES},
        {"). behind an address", "http://a.b/", ").", "", ATTACK_BYTES},
        {"unclosed addresses", "", "<http://a", "", ATTACK_BYTES},
        {"unclosed CDATA", "", "a <![CDATA[", "", ATTACK_BYTES},
        {"unclosed declarations", "", "a <!A ", "", ATTACK_BYTES},
        {"unclosed instructions", "", "a <? ", "", ATTACK_BYTES},
        {"quotes in lists in one row", "", "- > ", "a", ATTACK_BYTES},
        {"numbers in one row", "", "1. ", "a", ATTACK_BYTES},
        {"quotes in one row", "", ">", "a", ATTACK_BYTES},
        {"behind a bare carriage return too", "a\r", ">", "a", ATTACK_BYTES},
        {"mail addresses", "", "a@b.c ", "", 1000000},
        {"links between emphases", "", "*a*[b](c)\n", "", ATTACK_BYTES},
        {"links between strikes", "", "~~a~~[b](c)\n", "", ATTACK_BYTES},
        {"footnotes between bold words", "[^a]: x\n\n", "甲**乙**[^a]\n", "", ATTACK_BYTES},
    };

    (void)state;
    check_floods(attacks, N_CASES(attacks), QG_E_LIMIT);
}

/* Short rows are filled up with cells, and a link's address is copied wherever it is used. */
static void test_expansions_are_refused(void **state)
{
    qg_buf head;

    (void)state;
    qg_buf_init(&head, 0);
    put_flood(&head, &(flood){"", "|", "a|", "\n|", 200});
    put_flood(&head, &(flood){"", "", "-|", "\n", 200});
    qg_buf_put_byte(&head, '\0');
    check_floods(&(flood){"short rows of a wide table", head.p, "|\n", "", ATTACK_BYTES}, 1,
                 QG_E_LIMIT);
    qg_buf_truncate(&head, 0);
    put_flood(&head, &(flood){"", "[a]: /", "u", "\n\n", ATTACK_BYTES});
    qg_buf_put_byte(&head, '\0');
    check_floods(&(flood){"a long address used often", head.p, "[a]", "", ATTACK_BYTES}, 1,
                 QG_E_LIMIT);
    qg_buf_clear(&head);
}

/* What looks like an attack in a small way stands in real reports. */
static void test_honest_texts_pass(void **state)
{
    static const flood honest[] = {
        {"a long report", "", "各地各部门要结合实际，认真抓好贯彻落实（见附件）。\n\n", "",
         1000000},
        {"one paragraph without an end", "", "各地**各部门**要结合实际，认真抓好贯彻落实。", "",
         ATTACK_BYTES},
        {"a table of a thousand rows", "|甲|乙|丙|\n|---|---|---|\n", "|1|2|3|\n", "", 8000},
        {"with rules between the rows", "|甲|乙|\n|---|---|\n", "|1|2|\n|---|---|\n", "",
         ATTACK_BYTES},
        {"rows that lack a cell", "|甲|乙|丙|\n|---|---|---|\n", "|1|2|\n", "", 8000},
        {"text right below a table", "|甲|乙|丙|\n|---|---|---|\n", "正文写到这里为止。\n", "",
         2000000},
        {"a list right below a table", "|甲|乙|丙|\n|---|---|---|\n", "- 一项\n", "", 2000000},
        {"a table of 60 columns", "", "|甲", "|\n", 4 * 60},
        {"a list of links", "", "- [甲](http://example.cn/a_(b))\n", "", ATTACK_BYTES},
        {"a list of bold links", "", "- **[甲](a.html)**：乙\n", "", ATTACK_BYTES},
        {"a table of bold links", "|甲|乙|\n|---|---|\n", "|**丙**|[丁](a.html)|\n", "",
         ATTACK_BYTES},
        {"a paragraph of bold words and footnotes", "[^a]: x\n\n", "甲**乙**丙[^a]，", "", 10000},
        {"addresses in a paragraph", "", "见https://example.cn/甲（乙）。", "", 3000},
        {"a table of mail addresses", "|甲|乙|\n|---|---|\n", "|丙|a@b.cn|\n", "", 1000000},
        {"a mail address in each line", "", "联系人：a@b.cn\n", "", 1000000},
        {"mail addresses in a paragraph", "", "a@b.cn；", "", 10000},
        {"pictures", "", "![甲](a.png)\n", "", 5000},
        {"comments", "", "<!-- 甲 -->\n\n", "", ATTACK_BYTES},
        {"references used often", "[a]: http://example.cn/a\n\n", "见[a]。", "", ATTACK_BYTES},
        {"a dashed line", "甲\n\n", "- ", "\n\n乙\n", 60},
    };

    (void)state;
    check_floods(honest, N_CASES(honest), QG_OK);
}

static void test_place(void **state)
{
    parsed p;
    qg_buf text;

    (void)state;
    qg_buf_init(&text, 0);
    put_flood(&text, &(flood){"", "---\ntitle: 题\n---\n正文\n\n", "> ", "甲\n", 200});
    p = parse_with(qg_buf_str(&text), NULL);
    assert_int_equal(p.status, QG_E_LIMIT);
    assert_null(p.doc);
    assert_text(qg_buf_str(&p.heard), QG_STR("parse.limit@27"), "the line that is refused");
    parsed_clear(&p);
    qg_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attacks_are_refused), cmocka_unit_test(test_expansions_are_refused),
        cmocka_unit_test(test_honest_texts_pass), cmocka_unit_test(test_place)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
