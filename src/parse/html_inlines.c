/* html_inlines.c - lines of a page, with their marks, to the inlines of the document.
 *
 * The lines have gone through the reading of plain text, which joins them and takes blanks out.  So
 * the piece is laid along the page's text again, byte by byte, to know which marks it stands in.
 */
#include "parse/html_int.h"

#include "base/utf8.h"

enum { MAX_OPEN = 16 }; /* marks inside each other; more are not kept */

/* The inlines in the making. */
typedef struct maker {
    const qg_page *page;
    qg_node *at;           /* where text is appended */
    size_t open[MAX_OPEN]; /* indices of the marks that are open */
    size_t n_open;
    size_t next_mark, next_object;
    qg_buf text; /* not yet appended */
    size_t offset;
} maker;

static void end_text(maker *m)
{
    qg_doc *doc = m->page->doc;
    qg_node *node = m->text.n == 0 ? NULL : qg_node_new(doc, QG_TEXT, m->offset);

    if (node != NULL)
        node->text = qg_arena_copy(&doc->arena, qg_buf_str(&m->text));
    qg_node_append(m->at, node);
    qg_buf_truncate(&m->text, 0);
}

/* Code holds its text itself. */
static void end_code(qg_node *code)
{
    if (code->kind != QG_CODE || code->first == NULL)
        return;
    code->text = code->first->text;
    while (code->first != NULL)
        qg_node_unlink(code->first);
}

static void close_marks(maker *m, size_t offset)
{
    size_t keep = 0;

    while (keep < m->n_open && m->page->marks[m->open[keep]].end > offset)
        keep++;
    if (keep == m->n_open)
        return;
    end_text(m);
    for (; m->n_open > keep; m->n_open--) {
        qg_node *done = m->at;
        m->at = done->parent;
        end_code(done);
        if (done->first == NULL && done->kind != QG_CODE)
            qg_node_unlink(done);
    }
}

static bool is_open_kind(const maker *m, qg_node_kind kind)
{
    for (size_t i = 0; i < m->n_open; i++)
        if (m->page->marks[m->open[i]].kind == kind || m->page->marks[m->open[i]].kind == QG_CODE)
            return true;
    return false;
}

static void open_marks(maker *m, size_t offset)
{
    const qg_page *page = m->page;

    for (; m->next_mark < page->n_marks && page->marks[m->next_mark].start <= offset;
         m->next_mark++) {
        const qg_page_mark *mark = &page->marks[m->next_mark];
        qg_node *node;
        if (mark->end <= offset || m->n_open == MAX_OPEN || is_open_kind(m, mark->kind))
            continue;
        end_text(m);
        node = qg_node_new(page->doc, mark->kind, offset);
        if (node == NULL)
            return;
        if (mark->kind == QG_LINK)
            node->u.link.url = qg_arena_copy(&page->doc->arena, mark->url);
        qg_node_append(m->at, node);
        m->at = node;
        m->open[m->n_open++] = m->next_mark;
    }
}

/* The object that stands at `offset`, if it is an inline. */
static void put_object(maker *m, size_t offset)
{
    const qg_page *page = m->page;

    while (m->next_object < page->n_objects && page->objects[m->next_object].offset < offset)
        m->next_object++;
    if (m->next_object == page->n_objects || page->objects[m->next_object].offset != offset)
        return;
    end_text(m);
    if (page->objects[m->next_object].node->parent == NULL)
        qg_node_append(m->at, page->objects[m->next_object].node);
}

/* The first mark that may reach `offset`: marks inside each other end before those around them, so
 * going back to the first that starts after a line end is enough. */
static size_t first_mark(const qg_page *page, size_t offset)
{
    size_t low = 0, high = page->n_marks;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (page->marks[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where in the page's text the next character of the piece stands: only blanks, hyphens and line
 * ends are passed over.  Stays where it is when it is not found. */
static size_t find_rune(qg_str text, size_t at, qg_str bytes)
{
    enum { MOST_SKIPPED = 512 };
    size_t i = at;

    while (i < text.n && i - at < MOST_SKIPPED && !qg_str_starts(qg_str_skip(text, i), bytes))
        i++;
    return i < text.n && i - at < MOST_SKIPPED ? i : at;
}

void qg_page_inlines(const qg_page *page, qg_node *parent, qg_str text, size_t offset)
{
    maker m = {.page = page, .at = parent, .offset = offset};
    qg_str all = qg_buf_str(&page->text);

    qg_buf_init(&m.text, 0);
    for (m.next_mark = first_mark(page, offset); m.next_mark > 0; m.next_mark--)
        if (page->marks[m.next_mark - 1].end <= offset)
            break;
    while (text.n > 0) {
        qg_rune rune;
        qg_str bytes = qg_utf8_take(&text, &rune);
        offset = find_rune(all, offset, bytes);
        close_marks(&m, offset);
        open_marks(&m, offset);
        if (m.text.n == 0)
            m.offset = offset;
        if (rune == 0xFFFC)
            put_object(&m, offset);
        else
            qg_buf_put(&m.text, bytes);
        offset += bytes.n;
    }
    close_marks(&m, SIZE_MAX);
    end_text(&m);
    qg_buf_clear(&m.text);
}

/* The block that stands alone on a line, or NULL. */
static qg_node *block_at(const qg_page *page, qg_str line, size_t offset, size_t *next_object)
{
    while (*next_object < page->n_objects && page->objects[*next_object].offset < offset)
        ++*next_object;
    if (!qg_str_is(line, "\uFFFC") || *next_object == page->n_objects ||
        page->objects[*next_object].offset != offset ||
        qg_node_is_inline(page->objects[*next_object].node))
        return NULL;
    return page->objects[*next_object].node;
}

void qg_page_blocks(const qg_page *page, qg_node *parent)
{
    qg_str all = qg_buf_str(&page->text), rest = all;
    size_t next_object = 0;
    qg_node *paragraph = NULL;

    while (rest.n > 0) {
        qg_str line = qg_str_take_line(&rest);
        size_t offset = (size_t)(line.p - all.p);
        qg_node *block = block_at(page, line, offset, &next_object);
        if (line.n == 0 || block != NULL)
            paragraph = NULL;
        if (line.n == 0)
            continue;
        if (block != NULL) {
            qg_node_append(parent, block);
            continue;
        }
        if (paragraph == NULL) {
            paragraph = qg_node_new(page->doc, QG_PARAGRAPH, offset);
            qg_node_append(parent, paragraph);
        } else {
            qg_node_append(paragraph, qg_node_new(page->doc, QG_LINE_BREAK, offset));
        }
        if (paragraph != NULL)
            qg_page_inlines(page, paragraph, line, offset);
    }
}
