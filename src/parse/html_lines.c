/* html_lines.c - part of a page as lines of text.
 *
 * A block stands on lines of its own with an empty line around it, <br> ends a line, blanks in a
 * row are one.  What lines cannot say is kept beside them: marks, objects, and how a line looks.
 */
#include "parse/html_int.h"

#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>

/* ---- growing --------------------------------------------------------------------------------- */

/* Room for one more of `size` bytes at the end of *list; NULL when there is none. */
static void *grow(qg_page *page, void **list, size_t *n, size_t *n_allocated, size_t size)
{
    if (*n == *n_allocated) {
        size_t more = *n_allocated == 0 ? 16 : *n_allocated * 2;
        void *grown = realloc(*list, more * size);
        if (grown == NULL) {
            page->status = QG_E_MEMORY;
            return NULL;
        }
        *list = grown;
        *n_allocated = more;
    }
    return (char *)*list + (*n)++ * size;
}

static void put_mark(qg_page *page, const qg_page_mark *mark)
{
    void *list = page->marks;
    qg_page_mark *put = grow(page, &list, &page->n_marks, &page->n_marks_allocated, sizeof *put);

    page->marks = list;
    if (put != NULL)
        *put = *mark;
}

static void put_object(qg_page *page, qg_node *node)
{
    void *list = page->objects;
    qg_page_object *put =
        grow(page, &list, &page->n_objects, &page->n_objects_allocated, sizeof *put);

    page->objects = list;
    if (put != NULL)
        *put = (qg_page_object){page->text.n, node};
}

static void put_hint(qg_page *page, const qg_page_hint *hint)
{
    void *list = page->hints;
    qg_page_hint *put = grow(page, &list, &page->n_hints, &page->n_hints_allocated, sizeof *put);

    page->hints = list;
    if (put != NULL)
        *put = *hint;
}

void qg_page_clear(qg_page *page)
{
    qg_buf_clear(&page->text);
    qg_map_clear(&page->map);
    free(page->marks);
    free(page->objects);
    free(page->hints);
    page->marks = NULL;
    page->objects = NULL;
    page->hints = NULL;
}

/* ---- bytes ----------------------------------------------------------------------------------- */

/* An element that is open: what is to be done at its end. */
typedef struct open_element {
    size_t end;
    size_t mark; /* index of the mark that ends here; NO_MARK */
    bool is_block;
} open_element;

enum { NO_MARK = -1 };

typedef struct walk {
    qg_page *page;
    open_element *open;
    size_t n_open, n_open_allocated;
    size_t pre_end;    /* inside <pre> up to this node */
    bool has_blank;    /* blanks were met since the last character */
    bool is_line_open; /* something stands on the line */
} walk;

/* What comes next is from this place of the page.  A place before the last one, where the parser
 * has moved something, stands for the last. */
static void go_to(qg_page *page, size_t offset)
{
    if (offset > page->map.in)
        qg_map_spread(&page->map, 0, offset - page->map.in);
}

static void put_own(qg_page *page, const char *bytes, size_t n)
{
    qg_buf_put(&page->text, (qg_str){bytes, n});
    qg_map_add(&page->map, n, 1, 0);
}

static void end_line(walk *w)
{
    if (w->is_line_open)
        put_own(w->page, "\n", 1);
    w->is_line_open = false;
    w->has_blank = false;
}

/* An empty line parts blocks. */
static void end_block(walk *w)
{
    const qg_buf *text = &w->page->text;

    end_line(w);
    if (text->n > 1 && text->p[text->n - 2] != '\n')
        put_own(w->page, "\n", 1);
}

/* ---- how a line looks ------------------------------------------------------------------------ */

static uint8_t level_of(qg_html_tag tag)
{
    return tag >= QG_TAG_H1 && tag <= QG_TAG_H6 ? (uint8_t)(tag - QG_TAG_H1 + 1) : 0;
}

static qg_align align_of(const qg_html_node *node)
{
    qg_str align = qg_html_style(node, "text-align");

    if (node->tag == QG_TAG_CENTER)
        return QG_ALIGN_CENTER;
    if (align.n == 0)
        align = qg_html_attr(node, "align");
    return qg_str_eq_nocase(align, QG_STR("center"))  ? QG_ALIGN_CENTER
           : qg_str_eq_nocase(align, QG_STR("right")) ? QG_ALIGN_RIGHT
                                                      : QG_ALIGN_NONE;
}

/* Looks are inherited: the nearest element that says something counts. */
static void start_line(walk *w, size_t node)
{
    const qg_html_tree *tree = w->page->tree;
    qg_page_hint hint = {.offset = w->page->text.n};

    for (size_t i = node; i != tree->at[i].parent; i = tree->at[i].parent) {
        const qg_html_node *around = &tree->at[tree->at[i].parent];
        if (around->tag == QG_TAG_BODY)
            break;
        if (hint.align == QG_ALIGN_NONE)
            hint.align = align_of(around);
        if (hint.level == 0)
            hint.level = level_of(around->tag);
    }
    put_hint(w->page, &hint);
    w->is_line_open = true;
    w->has_blank = false;
}

/* ---- text ------------------------------------------------------------------------------------ */

static bool is_space(qg_rune rune)
{
    return rune == ' ' || rune == '\t' || rune == '\n' || rune == '\r' || rune == '\f';
}

static void put_rune(walk *w, size_t node, qg_str bytes, size_t offset, size_t n_in)
{
    qg_page *page = w->page;

    if (!w->is_line_open)
        start_line(w, node);
    else if (w->has_blank)
        put_own(page, " ", 1);
    w->has_blank = false;
    go_to(page, offset);
    qg_buf_put(&page->text, bytes);
    qg_map_spread(&page->map, bytes.n, n_in);
}

/* Bytes of the page that the character `bytes` comes from: itself, or an entity. */
static size_t source_length(qg_str source, qg_str bytes)
{
    size_t n = 1;

    if (qg_str_starts(source, bytes) && !qg_str_starts(source, QG_STR("&")))
        return bytes.n;
    if (source.n == 0 || source.p[0] != '&')
        return bytes.n < source.n ? bytes.n : source.n;
    while (n < source.n && n < 32 && source.p[n] != ';' && source.p[n] != '<' &&
           source.p[n] != '&' && (unsigned char)source.p[n] > ' ')
        n++;
    return n < source.n && source.p[n] == ';' ? n + 1 : n == 1 ? 1 : n;
}

static void put_text(walk *w, size_t i)
{
    qg_str source = w->page->source;
    const qg_html_node *node = &w->page->tree->at[i];
    bool is_literal = i < w->pre_end;
    size_t offset = node->offset;

    for (qg_str rest = node->text; rest.n > 0;) {
        qg_rune rune;
        qg_str bytes = qg_utf8_take(&rest, &rune);
        size_t n_in = source_length(qg_str_skip(source, offset), bytes);
        if (is_literal && rune == '\n')
            end_line(w);
        else if (!is_space(rune))
            put_rune(w, i, bytes, offset, n_in);
        else
            w->has_blank = true;
        offset += n_in;
    }
}

/* ---- marks ----------------------------------------------------------------------------------- */

static bool is_bold_style(const qg_html_node *node)
{
    qg_str weight = qg_html_style(node, "font-weight");

    return qg_str_eq_nocase(weight, QG_STR("bold")) || qg_str_eq_nocase(weight, QG_STR("bolder")) ||
           (weight.n == 3 && weight.p[0] >= '6' && weight.p[0] <= '9');
}

/* The kind of mark that an element makes; QG_TEXT for none. */
static qg_node_kind mark_of(const qg_html_node *node)
{
    switch (node->tag) {
    case QG_TAG_B:
    case QG_TAG_STRONG:
        return QG_STRONG;
    case QG_TAG_I:
    case QG_TAG_EM:
        return QG_EMPHASIS;
    case QG_TAG_S:
    case QG_TAG_DEL:
    case QG_TAG_STRIKE:
        return QG_STRIKE;
    case QG_TAG_CODE:
        return QG_CODE;
    case QG_TAG_A:
        return QG_LINK;
    case QG_TAG_SPAN:
        return is_bold_style(node) ? QG_STRONG : QG_TEXT;
    default:
        return QG_TEXT;
    }
}

/* A link that leads somewhere. */
static bool has_target(qg_str url)
{
    return url.n > 0 && url.p[0] != '#' &&
           !qg_str_eq_nocase(qg_str_head(url, 11), QG_STR("javascript:"));
}

static void put_blank(walk *w)
{
    if (w->has_blank && w->is_line_open)
        put_own(w->page, " ", 1);
    w->has_blank = false;
}

static void open_mark(walk *w, const qg_html_node *node)
{
    qg_page *page = w->page;
    qg_page_mark mark = {.kind = mark_of(node)};

    if (mark.kind == QG_TEXT)
        return;
    put_blank(w);
    mark.start = page->text.n;
    if (mark.kind == QG_LINK)
        mark.url = qg_str_trim(qg_html_attr(node, "href"));
    if (mark.kind != QG_LINK || has_target(mark.url))
        put_mark(page, &mark);
}

/* ---- pictures -------------------------------------------------------------------------------- */

static void put_image(walk *w, size_t i)
{
    qg_page *page = w->page;
    const qg_html_node *from = &page->tree->at[i];
    qg_str source = qg_str_trim(qg_html_attr(from, "src")), alt = qg_html_attr(from, "alt");
    qg_node *image = source.n == 0 ? NULL : qg_node_new(page->doc, QG_IMAGE, from->offset), *text;

    if (image == NULL)
        return;
    image->u.link.url = qg_arena_copy(&page->doc->arena, source);
    image->u.link.title = qg_arena_copy(&page->doc->arena, qg_html_attr(from, "title"));
    text = alt.n == 0 ? NULL : qg_node_new(page->doc, QG_TEXT, from->offset);
    if (text != NULL)
        text->text = qg_arena_copy(&page->doc->arena, alt);
    qg_node_append(image, text);
    if (!w->is_line_open)
        start_line(w, i);
    put_object(page, image);
    put_rune(w, i, QG_STR("\uFFFC"), from->offset, 0);
}

/* ---- all ------------------------------------------------------------------------------------- */

static bool is_block(const qg_html_node *node)
{
    return node->tag != QG_TAG_TEXT && qg_html_kind_of(node->tag) == QG_KIND_BLOCK;
}

static bool is_left_out(const qg_html_node *node)
{
    return node->is_hidden ||
           (node->tag != QG_TAG_TEXT && qg_html_kind_of(node->tag) == QG_KIND_DROP);
}

/* Put an object on a line of its own. */
static void put_block_object(walk *w, size_t i, qg_node *object)
{
    end_block(w);
    start_line(w, i);
    put_object(w->page, object);
    put_rune(w, i, QG_STR("\uFFFC"), w->page->tree->at[i].offset, 0);
    end_block(w);
}

static void open_node(walk *w, size_t i)
{
    const qg_html_node *node = &w->page->tree->at[i];
    void *list = w->open;
    open_element *put;
    size_t n_marks = w->page->n_marks;

    if (is_block(node))
        end_block(w);
    open_mark(w, node);
    put = grow(w->page, &list, &w->n_open, &w->n_open_allocated, sizeof *put);
    w->open = list;
    if (put != NULL)
        *put = (open_element){node->end, w->page->n_marks > n_marks ? n_marks : (size_t)NO_MARK,
                              is_block(node)};
}

static void close_until(walk *w, size_t i)
{
    while (w->n_open > 0 && w->open[w->n_open - 1].end <= i) {
        const open_element *last = &w->open[--w->n_open];
        if (last->mark != (size_t)NO_MARK)
            w->page->marks[last->mark].end = w->page->text.n;
        if (last->is_block)
            end_block(w);
    }
}

/* Take node `i`; returns the one to go on with. */
static size_t put_node(walk *w, size_t i)
{
    const qg_html_node *node = &w->page->tree->at[i];
    qg_node *object;

    if (is_left_out(node))
        return node->end;
    if (node->tag == QG_TAG_TEXT) {
        put_text(w, i);
        return i + 1;
    }
    object = is_block(node) ? qg_html_object(w->page, i) : NULL;
    if (object != NULL) {
        put_block_object(w, i, object);
        return node->end;
    }
    open_node(w, i);
    if (node->tag == QG_TAG_IMG)
        put_image(w, i);
    if (node->tag == QG_TAG_BR)
        end_line(w);
    if (node->tag == QG_TAG_PRE)
        w->pre_end = node->end;
    return i + 1;
}

/* A line is bold when marks of that kind hold all of it. */
static void find_bold(qg_page *page)
{
    size_t m = 0;

    for (size_t i = 0; i < page->n_hints; i++) {
        size_t start = page->hints[i].offset;
        size_t end = start + qg_str_find_byte(qg_str_skip(qg_buf_str(&page->text), start), '\n');
        while (m < page->n_marks && page->marks[m].end <= start)
            m++;
        for (size_t k = m; k < page->n_marks && page->marks[k].start <= start; k++)
            if (page->marks[k].kind == QG_STRONG && page->marks[k].end >= end)
                page->hints[i].is_bold = true;
    }
}

void qg_page_put(qg_page *page, size_t first, size_t end)
{
    walk w = {.page = page};

    qg_buf_init(&page->text, 0);
    go_to(page, first < page->tree->n ? page->tree->at[first].offset : 0);
    for (size_t i = first; i < end && page->status == QG_OK; close_until(&w, i))
        i = put_node(&w, i);
    close_until(&w, SIZE_MAX);
    end_line(&w);
    free(w.open);
    find_bold(page);
    if (page->status == QG_OK)
        page->status = page->map.status != QG_OK ? page->map.status : qg_buf_status(&page->text);
}
