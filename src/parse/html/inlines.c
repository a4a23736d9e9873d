/* inlines.c - lines of a page, with their marks, to the inlines of the document.
 *
 * The lines have gone through the reading of plain text, which joins them, takes them apart, and
 * takes blanks out.  So a piece is laid along the page's text again, character by character, to
 * know which marks it stands in.
 */
#include "parse/html/html_int.h"

#include "base/sorted.h"

enum {
    MAX_OPEN = 8,        /* marks inside each other: no more than there are kinds */
    ANCHOR_RUNES = 8,    /* that agree where a piece is */
    ANCHOR_BYTES = 8192, /* how far from where it is said to be */
    MAX_LINES = 8        /* that were dropped from the middle of a piece */
};

/* ---- where a piece stands -------------------------------------------------------------------- */

static qg_str skip_blanks(qg_str text)
{
    while (text.n > 0 && qg_html_is_blank(qg_utf8_first(text))) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
    }
    return text;
}

/* Whether both texts start with the same characters, blanks aside. */
static bool agree(qg_str a, qg_str b)
{
    for (int i = 0; i < ANCHOR_RUNES; i++) {
        qg_rune x = 0, y = 0;
        a = skip_blanks(a);
        b = skip_blanks(b);
        if (b.n == 0)
            return i > 0;
        if (a.n == 0)
            return false;
        qg_utf8_take(&a, &x);
        qg_utf8_take(&b, &y);
        if (x != y)
            return false;
    }
    return true;
}

/* Whether the piece stands at `offset`, but for a mark that was put in front or behind its number:
 * （一）for 一. */
static bool is_at(qg_str all, size_t offset, qg_str piece)
{
    enum { MAX_PUT = 3 };
    qg_str here = skip_blanks(qg_str_skip(all, offset));
    qg_rune rune;

    for (int i = 0; i <= MAX_PUT && piece.n > 0; i++) {
        if (agree(here, piece))
            return true;
        if (here.n > 0 && qg_utf8_first(here) == qg_utf8_first(piece))
            qg_utf8_take(&here, &rune);
        qg_utf8_take(&piece, &rune);
    }
    return false;
}

/* Whether the character `head` starts at `i`. */
static inline bool has_at(qg_str all, size_t i, qg_str head)
{
    return all.p[i] == head.p[0] && qg_str_starts(qg_str_skip(all, i), head);
}

/* The place of the piece near `offset`: there, or the next behind it, or the last before it. */
static size_t find_piece(qg_str all, size_t offset, qg_str piece)
{
    size_t end = offset + ANCHOR_BYTES < all.n ? offset + ANCHOR_BYTES : all.n;
    size_t start = offset > ANCHOR_BYTES ? offset - ANCHOR_BYTES : 0;
    qg_str head;
    qg_rune rune;

    piece = skip_blanks(piece);
    head = piece;
    head = piece.n == 0 ? piece : qg_utf8_take(&head, &rune);
    if (head.n == 0 || is_at(all, offset, piece))
        return offset;
    for (size_t i = offset; i < end; i++)
        if (has_at(all, i, head) && agree(qg_str_skip(all, i), piece))
            return i;
    for (size_t i = offset; i-- > start;)
        if (has_at(all, i, head) && agree(qg_str_skip(all, i), piece))
            return i;
    return offset;
}

/* Where the rest of a piece goes on from `at`: behind blanks, behind the hyphen of a divided word,
 * or behind lines that were dropped.  `at` itself when it starts with something that was put in. */
static size_t next_place(qg_str all, size_t at, qg_str rest)
{
    qg_str here = qg_str_skip(all, at), bare = skip_blanks(here);
    qg_rune rune = qg_utf8_first(rest);

    if (here.n == 0 || qg_utf8_first(here) == rune)
        return at;
    if (qg_html_is_blank(rune))
        return at;
    if (bare.n > 0 && qg_utf8_first(bare) == '-' && agree(qg_str_skip(bare, 1), rest))
        bare = skip_blanks(qg_str_skip(bare, 1));
    if (qg_utf8_first(bare) == rune)
        return (size_t)(bare.p - all.p);
    if (qg_str_find_byte(here, '\n') > (size_t)(bare.p - here.p) && at > 0 && all.p[at - 1] != '\n')
        return at;
    for (int i = 0; i < MAX_LINES && bare.n > 0; i++) {
        if (agree(bare, rest))
            return (size_t)(bare.p - all.p);
        bare = skip_blanks(qg_str_skip(bare, qg_str_find_byte(bare, '\n')));
    }
    return at;
}

/* ---- making ---------------------------------------------------------------------------------- */

/* The inlines in the making. */
typedef struct maker {
    const qg_page *page;
    qg_node *at;           /* where text is appended */
    size_t open[MAX_OPEN]; /* indices of the marks that are open */
    size_t n_open;
    size_t next_mark;
    qg_buf text;   /* not yet appended */
    size_t offset; /* of its first character */
    bool is_heading;
} maker;

static qg_node *new_node(const maker *m, qg_node_kind kind, size_t offset)
{
    return qg_node_new(m->page->doc, kind, qg_map_back(&m->page->map, offset));
}

static void end_text(maker *m)
{
    qg_node *node = m->text.n == 0 ? NULL : new_node(m, QG_TEXT, m->offset);

    if (node != NULL)
        node->text = qg_arena_copy(&m->page->doc->arena, qg_buf_str(&m->text));
    qg_node_append(m->at, node);
    qg_buf_truncate(&m->text, 0);
}

/* Give a code node its text, which other nodes have in a child. */
static void end_code(qg_node *code)
{
    if (code->kind != QG_CODE || code->first == NULL)
        return;
    code->text = code->first->text;
    while (code->first != NULL)
        qg_node_unlink(code->first);
}

/* Join a node with the one in front if both are of one kind: 要 and 求, each bold for itself, are
 * bold together. */
static void merge(qg_node *node)
{
    qg_node *before = node->previous;

    if (before == NULL || before->kind != node->kind ||
        (node->kind != QG_STRONG && node->kind != QG_EMPHASIS && node->kind != QG_STRIKE))
        return;
    while (node->first != NULL) {
        qg_node *child = node->first;
        qg_node_unlink(child);
        qg_node_append(before, child);
    }
    qg_node_unlink(node);
}

/* Whether the node holds pictures and nothing else.  Pages make links of their pictures, which show
 * them larger, and mark everything bold. */
static bool holds_pictures(const qg_node *node)
{
    for (const qg_node *child = node->first; child != NULL; child = child->next)
        if (child->kind != QG_IMAGE && !(child->kind == QG_TEXT && qg_str_trim(child->text).n == 0))
            return false;
    return node->first != NULL;
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
        else if (!m->page->is_draft && holds_pictures(done))
            qg_node_unwrap(done);
        else
            merge(done);
    }
}

/* Whether the mark holds only a stop, comma or colon, which is bold behind words that are not. */
static bool is_stop_alone(const maker *m, const qg_page_mark *mark)
{
    qg_str rest =
        qg_str_head(qg_str_skip(qg_buf_str(&m->page->text), mark->start), mark->end - mark->start);
    qg_rune rune = 0;

    if (m->page->is_draft || m->text.n == 0 || rest.n > QG_UTF8_MAX ||
        (mark->kind != QG_STRONG && mark->kind != QG_EMPHASIS))
        return false;
    qg_utf8_take(&rest, &rune);
    return rest.n == 0 && (qg_is_stop(rune) || qg_is_comma(rune) || qg_is_colon(rune));
}

/* Whether a mark makes a node here. */
static bool is_wanted(const maker *m, const qg_page_mark *mark, size_t offset)
{
    if (mark->end <= offset || m->n_open == MAX_OPEN)
        return false;
    if (m->n_open > 0 && m->page->marks[m->open[m->n_open - 1]].kind == QG_CODE)
        return false;
    if ((mark->kind == QG_STRONG && m->page->is_all_bold) || is_stop_alone(m, mark))
        return false;
    return !m->is_heading || (mark->kind != QG_STRONG && mark->kind != QG_EMPHASIS &&
                              (mark->kind != QG_UNDERLINE || m->page->is_draft));
}

static void open_mark(maker *m, size_t index, size_t offset)
{
    const qg_page_mark *mark = &m->page->marks[index];
    qg_node *node;

    if (!is_wanted(m, mark, offset))
        return;
    end_text(m);
    node = new_node(m, mark->kind, offset);
    if (node == NULL)
        return;
    if (mark->kind == QG_LINK)
        node->u.link.url = qg_arena_copy(&m->page->doc->arena, mark->url);
    qg_node_append(m->at, node);
    m->at = node;
    m->open[m->n_open++] = index;
}

static void open_marks(maker *m, size_t offset)
{
    const qg_page *page = m->page;

    for (; m->next_mark < page->n_marks && page->marks[m->next_mark].start <= offset;
         m->next_mark++)
        open_mark(m, m->next_mark, offset);
}

/* Open the marks that the piece starts in, the outermost first. */
static void start_marks(maker *m, size_t offset)
{
    size_t around[MAX_OPEN], n = 0, i;

    m->next_mark = qg_sorted_from(m->page->marks, m->page->n_marks, sizeof *m->page->marks, offset);
    i = m->next_mark == 0 ? QG_NO_MARK : m->next_mark - 1;
    for (; i != QG_NO_MARK && n < MAX_OPEN; i = m->page->marks[i].around)
        if (m->page->marks[i].end > offset)
            around[n++] = i;
    while (n > 0)
        open_mark(m, around[--n], offset);
}

/* The picture that stands at `offset`. */
static void put_picture(maker *m, size_t offset)
{
    const qg_page *page = m->page;
    qg_node *node;
    size_t i;

    i = qg_sorted_from(page->pictures, page->n_pictures, sizeof *page->pictures, offset);
    if (i == page->n_pictures || page->pictures[i].offset != offset)
        return;
    node = page->pictures[i].node;
    end_text(m);
    if (node->parent == NULL)
        qg_node_append(m->at, node);
}

/* Bytes of characters at the start of `text` that stand at `offset` of the page, too, before the
 * next mark, the end of one that is open, and the next picture. */
static size_t plain_run(const maker *m, qg_str all, size_t offset, qg_str text)
{
    const qg_page *page = m->page;
    size_t end = offset + text.n < all.n ? offset + text.n : all.n, n = 0;

    for (size_t i = 0; i < m->n_open; i++)
        end = page->marks[m->open[i]].end < end ? page->marks[m->open[i]].end : end;
    if (m->next_mark < page->n_marks && page->marks[m->next_mark].start < end)
        end = page->marks[m->next_mark].start;
    while (offset + n < end && all.p[offset + n] == text.p[n] &&
           !(text.p[n] == '\xEF' && n + 1 < text.n && text.p[n + 1] == '\xBF'))
        n++;
    return qg_utf8_head(text, n).n;
}

/* Put a run of such characters; returns its bytes. */
static size_t put_run(maker *m, qg_str all, size_t offset, qg_str text)
{
    size_t n = plain_run(m, all, offset, text);

    if (n > 0 && m->text.n == 0)
        m->offset = offset;
    qg_buf_put(&m->text, qg_str_head(text, n));
    return n;
}

/* Take a link off a heading.  Headlines of pages are links, mostly to the page itself; headings of
 * documents are not. */
static void drop_own_link(const qg_page *page, qg_node *parent)
{
    qg_node *only = parent->first;

    if (parent->kind == QG_HEADING && !page->is_draft && only != NULL && only->next == NULL &&
        only->kind == QG_LINK)
        qg_node_unwrap(only);
}

/* Take off the blank at the start of a paragraph, which stood behind a picture that was left out.
 */
static void trim_start(qg_node *parent)
{
    while (parent->first != NULL && parent->first->kind == QG_TEXT) {
        parent->first->text = skip_blanks(parent->first->text);
        if (parent->first->text.n > 0)
            return;
        qg_node_unlink(parent->first);
    }
}

void qg_page_inlines(const qg_page *page, qg_node *parent, qg_str text, size_t offset)
{
    maker m = {.page = page,
               .at = parent,
               .is_heading = parent->kind == QG_HEADING || parent->kind == QG_RUN_IN};
    qg_str all = qg_buf_str(&page->text);

    qg_buf_init(&m.text, 0);
    offset = find_piece(all, offset, text);
    start_marks(&m, offset);
    while (text.n > 0) {
        qg_rune rune;
        size_t place, run = put_run(&m, all, offset, text);
        text = qg_str_skip(text, run);
        offset += run;
        if (text.n == 0)
            break;
        place = next_place(all, offset, text);
        qg_str bytes = qg_utf8_take(&text, &rune);
        bool is_there = qg_str_starts(qg_str_skip(all, place), bytes);
        if (is_there) {
            offset = place;
            close_marks(&m, offset);
            open_marks(&m, offset);
        }
        if (m.text.n == 0)
            m.offset = offset;
        if (rune == 0xFFFC)
            put_picture(&m, offset);
        else
            qg_buf_put(&m.text, bytes);
        offset += is_there ? bytes.n : 0;
    }
    close_marks(&m, SIZE_MAX);
    end_text(&m);
    trim_start(parent);
    drop_own_link(page, parent);
    if (qg_buf_status(&m.text) != QG_OK)
        page->doc->arena.status = qg_buf_status(&m.text);
    qg_buf_clear(&m.text);
}

/* ---- without the reading of plain text ------------------------------------------------------- */

/* The block that a line is the first of. */
static qg_node *start_block(const qg_page *page, const qg_text_look *look)
{
    bool is_heading = page->is_draft && page->nesting == 0 && look->heading > 0;
    qg_node *made = qg_node_new(page->doc, is_heading ? QG_HEADING : QG_PARAGRAPH,
                                qg_map_back(&page->map, look->offset));

    if (made != NULL && is_heading)
        made->u.heading.level = look->heading;
    else if (made != NULL && page->is_draft)
        made->u.paragraph.align = look->align;
    return made;
}

void qg_page_blocks(const qg_page *page, qg_node *parent)
{
    qg_str all = qg_buf_str(&page->text);
    size_t end = 0;
    qg_node *paragraph = NULL;

    for (size_t i = 0; i < page->n_looks; i++) {
        const qg_text_look *look = &page->looks[i];
        qg_str line = qg_str_skip(all, look->offset);
        line = qg_str_head(line, qg_str_find_byte(line, '\n'));
        if (look->block != NULL || look->offset > end)
            paragraph = NULL;
        end = look->offset + line.n + 1;
        if (look->block != NULL) {
            qg_node_append(parent, look->block);
            continue;
        }
        line = qg_str_trim(line);
        if (line.n == 0)
            continue;
        if (paragraph == NULL) {
            paragraph = start_block(page, look);
            qg_node_append(parent, paragraph);
        } else {
            qg_node_append(paragraph, qg_node_new(page->doc, QG_LINE_BREAK,
                                                  qg_map_back(&page->map, look->offset)));
        }
        if (paragraph != NULL)
            qg_page_inlines(page, paragraph, line, (size_t)(line.p - all.p));
        if (paragraph != NULL && paragraph->first == NULL) { /* a picture that says nothing */
            qg_node_unlink(paragraph);
            paragraph = NULL;
        }
    }
}
