/* html.c - a web page to a document. */
#include "parse/html_int.h"

/* Offsets in the lines become offsets in the page. */
static void put_back_offsets(qg_doc *doc, const qg_map *map)
{
    for (qg_node *node = doc->root->first; node != NULL; node = qg_node_walk(doc->root, node))
        node->offset = qg_map_back(map, node->offset);
}

static qg_status read_tree(qg_doc *doc, const qg_html_tree *tree, qg_str source, size_t max_nesting,
                           const qg_sink *sink)
{
    size_t main = qg_html_main(tree);
    qg_page page = {.doc = doc, .tree = tree, .source = source, .max_nesting = max_nesting};
    qg_status st;

    (void)sink;
    qg_html_read_meta(doc, tree);
    qg_page_put(&page, main, tree->at[main].end);
    qg_page_blocks(&page, doc->root);
    put_back_offsets(doc, &page.map);
    st = page.status;
    qg_page_clear(&page);
    return st == QG_OK ? qg_doc_status(doc) : st;
}

qg_status qg_html_read(qg_doc *doc, qg_str page, size_t max_nesting, const qg_sink *sink)
{
    qg_html_tree tree;
    qg_status st = qg_html_parse(&tree, page, sink);

    if (st == QG_OK)
        st = read_tree(doc, &tree, page, max_nesting, sink);
    qg_html_clear(&tree);
    return st;
}
