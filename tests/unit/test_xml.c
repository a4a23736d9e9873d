/* test_xml.c - the writer of XML parts: escapes, values, depth, and the limit of its buffer. */
#include "unit.h"

#include "write/docx/xml.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

typedef struct xml_case {
    const char *why;
    qg_str in;
    const char *out;
} xml_case;

/* Write the text of each case into an element, as its text or as its w:val, and compare. */
static void check(const xml_case *cases, size_t n, bool is_value)
{
    for (size_t i = 0; i < n; i++) {
        qg_buf out, want;
        qg_xml *xml;
        qg_buf_init(&out, 0);
        qg_buf_init(&want, 0);
        xml = qg_xml_begin(&out);
        if (is_value) {
            qg_xml_val_str(xml, "t", cases[i].in);
        } else {
            qg_xml_open(xml, "t");
            qg_xml_text(xml, cases[i].in);
            qg_xml_close(xml);
        }
        assert_int_equal(qg_xml_end(xml), QG_OK);
        qg_buf_puts(&want, is_value ? DECLARATION "<t w:val=\"" : DECLARATION "<t>");
        qg_buf_puts(&want, cases[i].out);
        qg_buf_puts(&want, is_value ? "\"/>\n" : "</t>\n");
        assert_text(qg_buf_str(&out), qg_buf_str(&want), cases[i].why);
        qg_buf_clear(&out);
        qg_buf_clear(&want);
    }
}

static void test_text(void **state)
{
    static const xml_case cases[] = {
        {"marks of XML", {"a<b>&\"c\"", 9}, "a&lt;b&gt;&amp;&quot;c&quot;"},
        {"Han and blanks stay", {"公文\t1\n", 9}, "公文\t1\n"},
        {"NUL and control characters never get in", {"a\0b\x01\x1F", 5}, "ab"},
        {"nor do U+FFFE and U+FFFF", {"a\uFFFEb\uFFFF", 8}, "ab"},
        {"but their neighbours do", {"\uFFFD！\uFF5E", 9}, "\uFFFD！\uFF5E"},
        {"a carriage return would be read as a line feed", {"a\r\nb", 4}, "a&#13;\nb"},
        {"nothing", {"", 0}, ""},
    };

    (void)state;
    check(cases, N_CASES(cases), false);
}

static void test_values(void **state)
{
    static const xml_case cases[] = {
        {"marks of XML", {"a<b>&\"c\"'", 10}, "a&lt;b&gt;&amp;&quot;c&quot;'"},
        {"Han stays as it is", {"仿宋_GB2312", 13}, "仿宋_GB2312"},
        {"a reader makes spaces of other blanks", {"a\tb\nc\rd e", 9}, "a&#9;b&#10;c&#13;d e"},
        {"NUL and U+FFFF never get in", {"a\0\uFFFFb", 6}, "ab"},
        {"nothing", {"", 0}, ""},
    };

    (void)state;
    check(cases, N_CASES(cases), true);
}

static void test_elements(void **state)
{
    qg_buf out;
    qg_xml *xml;

    (void)state;
    qg_buf_init(&out, 0);
    xml = qg_xml_begin(&out);
    qg_xml_open(xml, "a");
    qg_xml_attr(xml, "b", "1");
    qg_xml_attr_int(xml, "c", -2);
    qg_xml_empty(xml, "d");
    qg_xml_element(xml, "e", QG_STR("text"));
    qg_xml_text(xml, QG_STR(" between "));
    qg_xml_val_int(xml, "f", 0);
    qg_xml_open(xml, "g");
    qg_xml_open(xml, "h");
    assert_int_equal(qg_xml_end(xml), QG_OK);
    assert_text(qg_buf_str(&out),
                QG_STR(DECLARATION "<a b=\"1\" c=\"-2\"><d/><e>text</e> between <f w:val=\"0\"/>"
                                   "<g><h/></g></a>\n"),
                "elements nest, and the end closes those that are open");
    qg_buf_clear(&out);
}

/* Elements may be as deep as memory allows. */
static void test_depth(void **state)
{
    enum { DEPTH = 10000 };
    static const char *const names[] = {"x", "yy", "zzz"};
    qg_buf out, want;
    qg_xml *xml;

    (void)state;
    qg_buf_init(&out, 0);
    qg_buf_init(&want, 0);
    xml = qg_xml_begin(&out);
    qg_buf_puts(&want, DECLARATION);
    for (int i = 0; i < DEPTH; i++) {
        qg_xml_open(xml, names[i % 3]);
        qg_buf_puts(&want, "<");
        qg_buf_puts(&want, names[i % 3]);
        qg_buf_puts(&want, i + 1 < DEPTH ? ">" : "/>");
    }
    for (int i = DEPTH - 2; i >= 0; i--) {
        qg_buf_puts(&want, "</");
        qg_buf_puts(&want, names[i % 3]);
        qg_buf_puts(&want, ">");
    }
    qg_buf_puts(&want, "\n");
    assert_int_equal(qg_xml_end(xml), QG_OK);
    assert_true(qg_str_eq(qg_buf_str(&out), qg_buf_str(&want)));
    qg_buf_clear(&out);
    qg_buf_clear(&want);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text), cmocka_unit_test(test_values),
                                       cmocka_unit_test(test_elements),
                                       cmocka_unit_test(test_depth), cmocka_unit_test(test_limit)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
