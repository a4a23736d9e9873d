/* test_document.c - the tree and the front matter: keys, walking, moving nodes, the questions
 * asked of a document. */
#include "unit.h"

#include "base/buf.h"
#include "document/document.h"

static qg_node *add(qg_doc *doc, qg_node *parent, qg_node_kind kind, const char *text)
{
    qg_node *node = qg_node_new(doc, kind, 0);

    assert_non_null(node);
    node->text = qg_str_of(text);
    qg_node_append(parent, node);
    return node;
}

static void test_keys_have_two_names(void **state)
{
    (void)state;
    for (int key = 0; key < QG_KEYS; key++) {
        assert_int_equal(qg_key_of(qg_str_of(qg_key_english((qg_key)key))), key);
        assert_int_equal(qg_key_of(qg_str_of(qg_key_chinese((qg_key)key))), key);
    }
    assert_int_equal(qg_key_of(QG_STR("Doc-Number")), QG_KEY_DOC_NUMBER);
    assert_int_equal(qg_key_of(QG_STR("案号")), QG_KEY_UNKNOWN);
    assert_int_equal(qg_key_of(QG_STR("")), QG_KEY_UNKNOWN);
}

static void test_walk(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_node *quote = add(doc, doc->root, QG_QUOTE, "");
    qg_node *inner = add(doc, quote, QG_PARAGRAPH, "");
    qg_node *text = add(doc, inner, QG_TEXT, "甲");
    qg_node *after = add(doc, doc->root, QG_RULE, "");

    (void)state;
    assert_ptr_equal(qg_node_walk(doc->root, doc->root), quote);
    assert_ptr_equal(qg_node_walk(doc->root, text), after);
    assert_null(qg_node_walk(quote, text)); /* a walk stays below its root */
    assert_ptr_equal(qg_node_walk_over(doc->root, quote), after);
    assert_null(qg_node_walk(doc->root, after));
    qg_doc_free(doc);
}

static void test_walk_blocks(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_node *paragraph = add(doc, doc->root, QG_PARAGRAPH, "");
    qg_node *list = add(doc, doc->root, QG_LIST, "");
    qg_node *item = add(doc, list, QG_ITEM, "");
    qg_node *row = add(doc, add(doc, doc->root, QG_TABLE, ""), QG_ROW, "");
    qg_node *cell = add(doc, row, QG_CELL, ""), *other = add(doc, row, QG_CELL, "");
    qg_node *inner = add(doc, other, QG_PARAGRAPH, "");

    (void)state;
    add(doc, paragraph, QG_TEXT, "甲");
    add(doc, cell, QG_TEXT, "乙");
    assert_ptr_equal(qg_node_walk_blocks(doc->root, paragraph), list);
    assert_ptr_equal(qg_node_walk_blocks(doc->root, list), item);
    assert_ptr_equal(qg_node_walk_blocks(doc->root, item), row->parent);
    assert_ptr_equal(qg_node_walk_blocks(doc->root, row), cell);
    assert_ptr_equal(qg_node_walk_blocks(doc->root, cell), other);
    assert_ptr_equal(qg_node_walk_blocks(doc->root, other), inner);
    assert_null(qg_node_walk_blocks(doc->root, inner));
    qg_doc_free(doc);
}

static void test_put_title(void **state)
{
    qg_buf title;

    (void)state;
    qg_buf_init(&title, 0);
    qg_doc_put_title(&title, QG_STR("关于甲的|通知|"));
    assert_text(qg_buf_str(&title), QG_STR("关于甲的通知"), "bars break lines and are no text");
    qg_buf_clear(&title);
}

static void test_find_role(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_node *date;

    (void)state;
    add(doc, doc->root, QG_PARAGRAPH, "");
    assert_null(qg_doc_find_role(doc, QG_ROLE_DATE));
    date = add(doc, doc->root, QG_PARAGRAPH, "");
    date->role = QG_ROLE_DATE;
    assert_ptr_equal(qg_doc_find_role(doc, QG_ROLE_DATE), date);
    qg_doc_free(doc);
}

static void test_moving(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_node *b = add(doc, doc->root, QG_RULE, "");
    qg_node *a = qg_node_new(doc, QG_RULE, 0), *c = qg_node_new(doc, QG_RULE, 0);

    (void)state;
    qg_node_prepend(doc->root, a);
    qg_node_append(doc->root, c);
    assert_true(doc->root->first == a && a->next == b && b->next == c && doc->root->last == c);
    qg_node_unlink(b);
    assert_true(a->next == c && c->previous == a && b->parent == NULL);
    qg_node_insert_before(a, b);
    assert_true(doc->root->first == b && b->next == a && a->previous == b);
    qg_node_unlink(c);
    assert_ptr_equal(doc->root->last, a);
    qg_doc_free(doc);
}

static void test_plain(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_node *paragraph = add(doc, doc->root, QG_PARAGRAPH, "");
    qg_node *strong = add(doc, paragraph, QG_STRONG, "");
    qg_buf plain;

    (void)state;
    add(doc, strong, QG_TEXT, "甲");
    add(doc, paragraph, QG_SOFT_BREAK, "");
    add(doc, paragraph, QG_TEXT, "乙");
    add(doc, paragraph, QG_SOFT_BREAK, "")->u.soft_break.is_blank = true;
    add(doc, paragraph, QG_CODE, "c");
    add(doc, paragraph, QG_LINE_BREAK, "");
    add(doc, paragraph, QG_TEXT, "丁");
    qg_buf_init(&plain, 0);
    qg_node_plain(&plain, paragraph);
    assert_text(qg_buf_str(&plain), QG_STR("甲乙 c\n丁"), "breaks are blanks only between words");
    qg_buf_clear(&plain);
    qg_doc_free(doc);
}

static void test_fields(void **state)
{
    qg_doc *doc = qg_doc_new();
    qg_str one[] = {QG_STR("甲")}, two[] = {QG_STR("乙"), QG_STR("丙")};

    (void)state;
    qg_doc_add_field(doc, QG_STR("signer"), one, 1, 0, false);
    qg_doc_add_field(doc, QG_STR("签发人"), two, 2, 0, false);
    assert_text(qg_doc_value(doc, QG_KEY_SIGNER), QG_STR("甲"), "the first of two stays");
    qg_doc_add_field(doc, QG_STR("signer"), two, 2, 0, true);
    assert_int_equal(qg_doc_field(doc, QG_KEY_SIGNER)->n_values, 2);
    assert_text(qg_doc_value(doc, QG_KEY_SIGNER), QG_STR("乙"), "unless it is put over it");
    assert_text(qg_doc_value(doc, QG_KEY_TITLE), QG_STR(""), "what was not given is empty");
    qg_doc_add_field(doc, QG_STR("甲"), one, 1, 0, false);
    qg_doc_add_field(doc, QG_STR("乙"), two, 1, 0, true);
    assert_int_equal(qg_doc_field(doc, QG_KEY_UNKNOWN)->n_values, 1);
    assert_text(qg_doc_field(doc, QG_KEY_UNKNOWN)->name, QG_STR("甲"),
                "unknown keys do not replace each other");
    qg_doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_keys_have_two_names),
                                       cmocka_unit_test(test_walk),
                                       cmocka_unit_test(test_walk_blocks),
                                       cmocka_unit_test(test_put_title),
                                       cmocka_unit_test(test_find_role),
                                       cmocka_unit_test(test_moving),
                                       cmocka_unit_test(test_plain),
                                       cmocka_unit_test(test_fields)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
