/* What was made ready of the built-in sheets is what reading and writing them would give. */
#include "unit.h"

#include "base/buf.h"
#include "style/rows.h"
#include "write/docx/ready.h"

static void convert(qg_buf *out, const char *draft, const qg_options *options)
{
    qg_buf_init(out, 0);
    assert_int_equal(qg_convert(out, qg_str_of(draft), options, NULL), QG_OK);
}

/* The same sheet by name, and as a text that stands elsewhere and so is read. */
static void compare(const char *draft, qg_str name, qg_str fonts)
{
    qg_options options;
    qg_buf yaml, by_name, by_text;

    qg_options_init(&options);
    options.to = QG_FORMAT_DOCX;
    options.fonts = fonts;
    options.style = name;
    convert(&by_name, draft, &options);
    qg_buf_init(&yaml, 0);
    qg_buf_put(&yaml, qg_style_yaml(name));
    assert_null(qg_sheet_rows_ready(qg_buf_str(&yaml)));
    options.style = (qg_str){"", 0};
    options.style_yaml = qg_buf_str(&yaml);
    convert(&by_text, draft, &options);
    assert_text(qg_buf_str(&by_name), qg_buf_str(&by_text), "a sheet by name and by text");
    qg_buf_clear(&yaml);
    qg_buf_clear(&by_name);
    qg_buf_clear(&by_text);
}

static void test_same_bytes(void **state)
{
    static const char *const drafts[] = {
        "# 标题\n\n正文[^1]。\n\n[^1]: 注。\n",
        "---\nlang: zh-TW\n---\n\n# 標題\n\n正文。\n",
        "---\nlang: en\n---\n\n# Title\n\nText.\n",
    };

    (void)state;
    for (size_t i = 0; qg_style_name(i) != NULL; i++)
        for (size_t k = 0; k < sizeof drafts / sizeof *drafts; k++)
            compare(drafts[k], qg_str_of(qg_style_name(i)), (qg_str){"", 0});
    compare(drafts[0], QG_STR("gbt9704"), QG_STR("windows"));
}

/* Else the comparison above would compare nothing. */
static void test_all_are_ready(void **state)
{
    (void)state;
    for (size_t i = 0; qg_style_name(i) != NULL; i++) {
        qg_str yaml = qg_style_yaml(qg_str_of(qg_style_name(i)));
        assert_int_equal(qg_style_number(yaml), i + 1);
        assert_non_null(qg_sheet_rows_ready(yaml));
        for (int name = 0; name < QG_READY_NAMES; name++)
            assert_true(qg_ready_part_of(i + 1, (qg_ready_name)name)->packed.n > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bytes),
                                       cmocka_unit_test(test_all_are_ready)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
