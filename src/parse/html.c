/* html.c - a web page to a document. */
#include "parse/html_int.h"

static void put_inlines(void *page, qg_node *parent, qg_str text, size_t offset)
{
    qg_page_inlines(page, parent, text, offset);
}

static qg_status read_lines(qg_page *page, bool keep_junk)
{
    qg_text_page lines = {.looks = page->looks,
                          .n_looks = page->n_looks,
                          .map = &page->map,
                          .put = put_inlines,
                          .user = page};

    qg_html_read_meta(page->doc, &lines.title, &lines.is_exact, page->tree);
    return qg_text_parse_page(page->doc, qg_buf_str(&page->text), &lines, keep_junk, page->sink);
}

static qg_status read_tree(qg_doc *doc, qg_html_tree *tree, qg_str source, size_t max_nesting,
                           bool keep_junk, const qg_sink *sink)
{
    qg_page page = {
        .doc = doc, .tree = tree, .source = source, .sink = sink, .max_nesting = max_nesting};
    qg_status st = qg_html_hide(tree);

    if (st == QG_OK)
        st = qg_html_count_all(tree);
    if (st == QG_OK)
        st = qg_html_find_main(tree);
    if (st == QG_OK) {
        qg_page_put(&page, 0, tree->n);
        st = page.status;
    }
    if (st == QG_OK)
        st = read_lines(&page, keep_junk);
    qg_page_clear(&page);
    return st;
}

qg_status qg_html_read(qg_doc *doc, qg_str page, size_t max_nesting, bool keep_junk,
                       const qg_sink *sink)
{
    qg_html_tree tree;
    qg_status st = qg_html_parse(&tree, page, sink);

    if (st == QG_OK)
        st = read_tree(doc, &tree, page, max_nesting, keep_junk, sink);
    qg_html_clear(&tree);
    return st;
}
