/* fuzz_html.c - any page in, a document whose texts and places hold.
 *
 * The first byte says whether furniture is kept; the rest is the page, bytes that are no UTF-8
 * become ?.
 */
#include "base/utf8.h"
#include "parse/parse.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void see(void *user, const qg_finding *finding)
{
    const size_t *n_bytes = user;

    require(finding->offset <= *n_bytes);
    require(qg_utf8_check(finding->before) == finding->before.n);
    require(qg_utf8_check(finding->after) == finding->after.n);
}

static void check_node(const qg_node *node, size_t n_bytes)
{
    require(node->offset <= n_bytes);
    require(qg_utf8_check(node->text) == node->text.n);
    require(node->next == NULL || node->next->previous == node);
    require(node->next != NULL || node->parent == NULL || node->parent->last == node);
}

static void make_valid(char *bytes, size_t n)
{
    size_t good = 0;

    while ((good += qg_utf8_check((qg_str){bytes + good, n - good})) < n)
        bytes[good] = '?';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    qg_parse_options options = {.from = QG_FORMAT_HTML, .keep_junk = n > 0 && (data[0] & 1) != 0};
    size_t n_bytes = n > 0 ? n - 1 : 0;
    char *page = malloc(n_bytes + 1);
    qg_doc *doc;
    qg_status st;

    require(page != NULL);
    if (n_bytes > 0)
        memcpy(page, data + 1, n_bytes);
    make_valid(page, n_bytes);
    st = qg_parse(&doc, (qg_str){page, n_bytes}, &options, &(qg_sink){see, &n_bytes});
    require(st == QG_OK || st == QG_E_LIMIT);
    require((doc != NULL) == (st == QG_OK));
    for (const qg_node *node = doc == NULL ? NULL : doc->root; node != NULL;
         node = qg_node_walk(doc->root, node))
        check_node(node, n_bytes);
    qg_doc_free(doc);
    free(page);
    return 0;
}
