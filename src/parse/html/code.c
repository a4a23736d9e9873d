/* code.c - code of a page.
 *
 * Every blank of <pre> counts when it holds code; else it is text that was laid out by hand.
 */
#include "parse/html/html_int.h"

static qg_str without_line_end(qg_str text)
{
    return qg_str_ends(text, QG_STR("\n")) ? qg_str_head(text, text.n - 1) : text;
}

qg_node *qg_html_code(qg_page *page, size_t pre)
{
    const qg_html_tree *tree = page->tree;
    qg_node *node;
    qg_buf text;
    bool has_code = false;

    for (size_t i = pre + 1; i < tree->at[pre].end; i++)
        has_code = has_code || tree->at[i].tag == QG_TAG_CODE;
    node = has_code ? qg_node_new(page->doc, QG_CODE_BLOCK, tree->at[pre].offset) : NULL;
    if (node == NULL)
        return NULL;
    qg_buf_init(&text, 0);
    for (size_t i = pre + 1; i < tree->at[pre].end; i++) {
        bool is_next = tree->at[i].tag == QG_TAG_CODE && text.n > 0 && text.p[text.n - 1] != '\n';
        if (tree->at[i].tag == QG_TAG_BR || is_next) /* some editors make each line a <code> */
            qg_buf_puts(&text, "\n");
        qg_buf_put(&text, tree->at[i].text);
    }
    node->text = qg_arena_copy(&page->doc->arena, without_line_end(qg_buf_str(&text)));
    qg_buf_clear(&text);
    return node;
}
