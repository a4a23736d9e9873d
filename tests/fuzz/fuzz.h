/* fuzz.h - what the fuzz targets share: promises that hold for any input. */
#ifndef QG_TESTS_FUZZ_H
#define QG_TESTS_FUZZ_H

#include "base/utf8.h"
#include "parse/parse.h"
#include "write/json/json.h"
#include "write/markdown/markdown.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static inline void require(bool holds)
{
    if (!holds)
        abort();
}

static inline void require_text(qg_str text)
{
    require(qg_utf8_check(text) == text.n);
}

/* A sink's `tell`; `user` is the length of the input. */
static inline void fuzz_see(void *user, const qg_finding *finding)
{
    const size_t *n_bytes = user;

    require(finding->offset <= *n_bytes);
    require_text(finding->before);
    require_text(finding->after);
}

/* A copy of the bytes as clean text can be, to be freed: with ? for NUL, what is no UTF-8, and
 * U+FDD0 to U+FDEF, which are no characters. */
static inline char *fuzz_text(const uint8_t *data, size_t n)
{
    char *text = malloc(n + 1);
    size_t good = 0;

    require(text != NULL);
    if (n > 0)
        memcpy(text, data, n);
    while ((good += qg_utf8_check((qg_str){text + good, n - good})) < n)
        text[good] = '?';
    for (size_t i = 0; i < n; i++)
        if (text[i] == 0)
            text[i] = '?';
    for (size_t i = 0; i + 2 < n; i++)
        if (memcmp(text + i, "\xEF\xB7", 2) == 0 &&
            qg_is_between((unsigned char)text[i + 2], 0x90, 0xAF))
            memset(text + i, '?', 3);
    return text;
}

static inline void fuzz_check_node(const qg_node *node, size_t n_bytes)
{
    require(node->offset <= n_bytes);
    require_text(node->text);
    require(node->next == NULL || node->next->previous == node);
    require(node->next != NULL || node->parent == NULL || node->parent->last == node);
}

/* The writers that need no style sheet take whatever the parser makes. */
static inline void fuzz_write(const qg_doc *doc)
{
    qg_buf out;

    qg_buf_init(&out, 0);
    require(qg_markdown_write(&out, doc) == QG_OK);
    require(qg_json_write(&out, doc) == QG_OK);
    require_text(qg_buf_str(&out));
    qg_buf_clear(&out);
}

/* Parse text of that format: a document whose texts and places hold and that can be written, or a
 * limit. */
static inline void fuzz_parse(const uint8_t *data, size_t n, qg_format from, bool keep_junk)
{
    qg_parse_options options = {.from = from, .limits = {.nesting = 100}, .keep_junk = keep_junk};
    char *text = fuzz_text(data, n);
    qg_doc *doc;
    qg_status st = qg_parse(&doc, (qg_str){text, n}, &options, &(qg_sink){fuzz_see, &n});

    require(st == QG_OK || st == QG_E_LIMIT);
    require((doc != NULL) == (st == QG_OK));
    for (const qg_node *node = doc == NULL ? NULL : doc->root; node != NULL;
         node = qg_node_walk(doc->root, node))
        fuzz_check_node(node, n);
    if (doc != NULL)
        fuzz_write(doc);
    qg_doc_free(doc);
    free(text);
}

#endif
