/* fuzz_math.c - any TeX in, a tree whose texts hold, or none.
 *
 * The first byte says whether the rest is one formula or Markdown with formulas in it; bytes that
 * are no UTF-8 become ?.
 */
#include "fuzz.h"
#include "parse/math.h"

/* The depth is bounded. */
static void check_tree(const qg_math *math, int depth)
{
    require(depth < 1000);
    require(qg_utf8_check(math->text) == math->text.n);
    require(qg_utf8_check(math->close) == math->close.n);
    for (const qg_math *child = math->first; child != NULL; child = child->next) {
        require((child->next == NULL) == (child == math->last));
        check_tree(child, depth + 1);
    }
}

static void check_formula(qg_str tex)
{
    qg_arena arena = {0};
    qg_math_result result = qg_math_read(&arena, tex);

    if (result.tree != NULL)
        check_tree(result.tree, 0);
    qg_arena_clear(&arena);
}

/* What the formulas stand between is all there: their texts are pieces of the input. */
static void check_markdown(qg_str text)
{
    qg_parse_options options = {.from = QG_FORMAT_MARKDOWN};
    size_t n_bytes = text.n;
    qg_doc *doc;
    qg_status st = qg_parse(&doc, text, &options, &(qg_sink){fuzz_see, &n_bytes});

    require(st == QG_OK || st == QG_E_LIMIT);
    for (const qg_node *node = doc == NULL ? NULL : doc->root; node != NULL;
         node = qg_node_walk(doc->root, node)) {
        require(node->offset <= n_bytes);
        require(qg_utf8_check(node->text) == node->text.n);
        require(qg_str_find(node->text, QG_STR("\xEF\xB7\x91")) == node->text.n ||
                qg_str_find(text, QG_STR("\xEF\xB7\x91")) < text.n);
    }
    qg_doc_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    size_t n_bytes = n > 0 ? n - 1 : 0;
    char *text = fuzz_text(data + (n > 0), n_bytes);

    if (n > 0 && (data[0] & 1) != 0)
        check_markdown((qg_str){text, n_bytes});
    else
        check_formula((qg_str){text, n_bytes});
    free(text);
    return 0;
}
