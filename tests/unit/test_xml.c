#include "unit.h"

#include "write/docx/xml.h"

static void test_text(void **state)
{
    static const struct {
        const char *why;
        qg_str in;
        const char *out;
    } cases[] = {
        {"marks of XML", {"a<b>&\"c\"", 9}, "a&lt;b&gt;&amp;&quot;c&quot;"},
        {"Han and blanks stay", {"公文\t1\n", 9}, "公文\t1\n"},
        {"NUL and control characters never get in", {"a\0b\x01\x1F", 5}, "ab"},
        {"nor do U+FFFE and U+FFFF", {"a\uFFFEb\uFFFF", 8}, "ab"},
        {"but their neighbours do", {"\uFFFD！\uFF5E", 9}, "\uFFFD！\uFF5E"},
        {"nothing", {"", 0}, ""},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_buf out, want;
        qg_xml *xml;
        qg_buf_init(&out, 0);
        qg_buf_init(&want, 0);
        xml = qg_xml_begin(&out);
        qg_xml_open(xml, "t");
        qg_xml_text(xml, cases[i].in);
        qg_xml_close(xml);
        assert_int_equal(qg_xml_end(xml), QG_OK);
        qg_buf_puts(&want, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<t");
        qg_buf_puts(&want, cases[i].out[0] == '\0' ? "></t>" : ">");
        qg_buf_puts(&want, cases[i].out);
        qg_buf_puts(&want, cases[i].out[0] == '\0' ? "\n" : "</t>\n");
        assert_text(qg_buf_str(&out), qg_buf_str(&want), cases[i].why);
        qg_buf_clear(&out);
        qg_buf_clear(&want);
    }
}

/* A part that grows over the limit of its buffer is a status, not a broken part. */
static void test_limit(void **state)
{
    qg_buf out;
    qg_xml *xml;

    (void)state;
    qg_buf_init(&out, 100);
    xml = qg_xml_begin(&out);
    qg_xml_open(xml, "t");
    for (int i = 0; i < 10000; i++)
        qg_xml_text(xml, QG_STR("0123456789"));
    assert_int_equal(qg_xml_end(xml), QG_E_LIMIT);
    qg_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text), cmocka_unit_test(test_limit)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
