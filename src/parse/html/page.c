/* page.c - the parts of a page as lines: what grows while it is read, and what is told of it. */
#include "parse/html/html_int.h"

#include "base/memory.h"

#include <stdlib.h>

/* Room for one more of `size` bytes at the end of *list; NULL when there is none. */
void *qg_page_grow(qg_page *page, void **list, size_t *n, size_t *n_allocated, size_t size)
{
    void *grown = qg_memory_room(*list, *n, n_allocated, size);

    if (grown == NULL) {
        page->status = QG_E_MEMORY;
        return NULL;
    }
    *list = grown;
    return (char *)*list + (*n)++ * size;
}

size_t qg_page_put_mark(qg_page *page, const qg_page_mark *mark)
{
    void *list = page->marks;
    qg_page_mark *put =
        qg_page_grow(page, &list, &page->n_marks, &page->n_marks_allocated, sizeof *put);

    page->marks = list;
    if (put == NULL)
        return QG_NO_MARK;
    *put = *mark;
    return page->n_marks - 1;
}

void qg_page_put_picture(qg_page *page, qg_node *node)
{
    void *list = page->pictures;
    qg_page_picture *put =
        qg_page_grow(page, &list, &page->n_pictures, &page->n_pictures_allocated, sizeof *put);

    page->pictures = list;
    if (put != NULL)
        *put = (qg_page_picture){page->text.n, node};
}

void qg_page_put_look(qg_page *page, const qg_text_look *look)
{
    void *list = page->looks;
    qg_text_look *put =
        qg_page_grow(page, &list, &page->n_looks, &page->n_looks_allocated, sizeof *put);

    page->looks = list;
    if (put != NULL)
        *put = *look;
}

void qg_page_clear(qg_page *page)
{
    qg_buf_clear(&page->text);
    qg_map_clear(&page->map);
    free(page->marks);
    free(page->pictures);
    free(page->looks);
    page->marks = NULL;
    page->pictures = NULL;
    page->looks = NULL;
}

static void tell_text(const qg_page *page, size_t offset, qg_str text)
{
    text = qg_str_trim(text);
    if (text.n > 0)
        qg_sink_tell(page->sink, &(qg_finding){.kind = QG_FOUND_PARSE_HIDDEN,
                                               .offset = offset,
                                               .before = text,
                                               .confidence = 0.95});
}

void qg_page_tell_hidden(const qg_page *page, size_t i)
{
    const qg_html_tree *tree = page->tree;

    for (size_t k = i; k < tree->at[i].end; k++) {
        const qg_html_node *node = &tree->at[k];
        tell_text(page, node->offset, qg_html_typed(node));
        if (qg_html_kind_of(node) == QG_KIND_CODE && !qg_html_is_for_scripts(node)) {
            k = node->end - 1;
            continue;
        }
        tell_text(page, node->offset, node->text);
        if (node->tag == QG_TAG_IFRAME)
            tell_text(page, node->offset, qg_html_attr(node, "srcdoc"));
    }
}
