/* html.c - a web page to a document. */
#include "parse/html/html_int.h"
#include "parse/text/text_int.h"

#include <stdint.h>

static void put_inlines(void *page, qg_node *parent, qg_str text, size_t offset)
{
    qg_page_inlines(page, parent, text, offset);
}

/* Bytes of the article, and those of them that are bold. */
static void count_bold(const qg_page *page, size_t *n, size_t *n_bold)
{
    size_t k = 0;

    for (size_t i = 0; i < page->n_looks; i++) {
        const qg_text_look *look = &page->looks[i];
        size_t end = i + 1 < page->n_looks ? look[1].offset : page->text.n;
        bool is_counted = !look->is_outside && look->block == NULL;
        *n += is_counted ? end - look->offset : 0;
        for (; k < page->n_marks && page->marks[k].start < end; k++)
            if (is_counted && page->marks[k].kind == QG_STRONG)
                *n_bold += page->marks[k].end - page->marks[k].start;
    }
}

/* Where all of an article is bold, as some typesetters set it, that says nothing. */
static void find_all_bold(qg_page *page)
{
    enum { LEAST_BYTES = 600, TENTHS = 8 };
    size_t n = 0, n_bold = 0;

    count_bold(page, &n, &n_bold);
    page->is_all_bold = n >= LEAST_BYTES && n_bold * 10 >= n * TENTHS;
    for (size_t i = 0; page->is_all_bold && i < page->n_looks; i++)
        page->looks[i].is_bold = false;
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
    if (st == QG_OK)
        st = qg_html_find_notes(tree);
    if (st == QG_OK) {
        qg_page_put(&page, 0, tree->n);
        st = page.status;
    }
    if (st == QG_OK) {
        find_all_bold(&page);
        st = read_lines(&page, keep_junk);
    }
    if (st == QG_OK)
        qg_html_number_notes(doc);
    qg_page_clear(&page);
    return st;
}

/* ---- frames ---------------------------------------------------------------------------------- */

/* Offset of the tag `<name` in the page, in letters of either case; page.n when there is none. */
static size_t find_tag(qg_str page, qg_str name)
{
    size_t at = 0;

    while (at < page.n) {
        at += qg_str_find_byte(qg_str_skip(page, at), '<');
        if (at + 1 < page.n && (page.p[at + 1] | 0x20) == (name.p[1] | 0x20) &&
            qg_str_eq_nocase(qg_str_head(qg_str_skip(page, at), name.n), name))
            return at;
        at++;
    }
    return page.n;
}

/* A page of frames has its text in other files.  What this file has for browsers without frames
 * stands in <noframes>, which the parser takes for plain text, so the page is made one of just
 * that, at the same offsets. */
static qg_str without_frames(qg_arena *arena, qg_str page)
{
    size_t frames = find_tag(page, QG_STR("<frameset"));
    size_t start = frames + find_tag(qg_str_skip(page, frames), QG_STR("<noframes"));
    size_t end = start + find_tag(qg_str_skip(page, start), QG_STR("</noframes"));
    qg_str copy;

    start += qg_str_find_byte(qg_str_skip(page, start), '>');
    if (start >= end)
        return page;
    copy = qg_arena_copy(arena, page);
    if (copy.n == page.n) {
        char *bytes = (char *)(uintptr_t)copy.p;
        memset(bytes + frames, ' ', start + 1 - frames);
        memset(bytes + end, ' ', page.n - end);
    }
    return copy;
}

/* ---- all ------------------------------------------------------------------------------------- */

qg_status qg_html_read(qg_doc *doc, qg_str page, qg_limits limits, bool keep_junk,
                       const qg_sink *sink)
{
    qg_html_tree tree;
    qg_status st;

    page = without_frames(&doc->arena, page);
    st = qg_html_parse(&tree, page, limits.cells, sink);

    if (st == QG_OK)
        st = read_tree(doc, &tree, page, limits.nesting, keep_junk, sink);
    qg_html_clear(&tree);
    return st;
}
