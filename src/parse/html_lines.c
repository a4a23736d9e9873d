/* html_lines.c - part of a page as lines of text.
 *
 * A block stands on lines of its own with an empty line around it, <br> ends a line, blanks in a
 * row are one.  What lines cannot say is kept beside them: marks, objects, and how a line looks.
 */
#include "parse/html_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

#include <stdint.h>
#include <stdlib.h>

/* ---- bytes ----------------------------------------------------------------------------------- */

/* What an element says about the lines and marks inside it. */
typedef struct state {
    uint8_t heading;
    qg_align align;
    size_t mark;      /* the innermost one; QG_NO_MARK */
    unsigned char on; /* kinds of marks that are open, a bit each */
    bool is_literal;  /* in <pre> line ends count */
} state;

enum { STRONG_BIT = 0 };

/* An element that is open: what is to be done at its end. */
typedef struct open_element {
    size_t end;
    state around;
    bool is_block;
} open_element;

typedef struct walk {
    qg_page *page;
    open_element *open;
    size_t n_open, n_open_allocated;
    state now;
    size_t link_end;           /* inside a link up to this node */
    bool has_blank, has_break; /* blanks, among them a line end, since the last character */
    qg_rune last;              /* on this line */
    bool is_line_open;         /* something stands on the line */
    bool is_data;              /* in a row of page data */
    bool has_text, has_picture, has_plain; /* on the line; plain: text that is not bold */
    bool has_free;                         /* text that is no link */
    size_t n_links;
    size_t n_indent; /* blanks in front of a line laid out by hand */
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
    qg_page *page = w->page;

    if (w->is_line_open) {
        put_own(page, "\n", 1);
        if (page->n_looks > 0) {
            page->looks[page->n_looks - 1].is_picture = w->has_picture && !w->has_text;
            page->looks[page->n_looks - 1].is_bold = w->has_text && !w->has_plain;
            if (w->has_text && !w->has_free)
                page->looks[page->n_looks - 1].n_links =
                    (uint8_t)(w->n_links > UINT8_MAX ? UINT8_MAX : w->n_links);
        }
    }
    w->is_line_open = w->has_text = w->has_picture = w->has_plain = w->has_free = false;
    w->n_links = w->n_indent = 0;
    w->has_blank = w->has_break = false;
    w->last = 0;
}

/* An empty line parts blocks. */
static void end_block(walk *w)
{
    const qg_buf *text = &w->page->text;

    end_line(w);
    if (text->n > 1 && text->p[text->n - 2] != '\n')
        put_own(w->page, "\n", 1);
}

/* <br> ends a line; <br><br> parts paragraphs. */
static void put_break(walk *w)
{
    if (w->is_line_open)
        end_line(w);
    else
        end_block(w);
}

/* ---- how a line looks ------------------------------------------------------------------------ */

static void start_line(walk *w, size_t node)
{
    qg_page_put_look(w->page, &(qg_text_look){.offset = w->page->text.n,
                                              .heading = w->now.heading,
                                              .align = w->now.align,
                                              .is_data = w->is_data,
                                              .is_outside = w->page->tree->at[node].is_outside});
    w->is_line_open = true;
}

/* ---- text ------------------------------------------------------------------------------------ */

static bool is_space(qg_rune rune)
{
    return rune == ' ' || rune == '\t' || rune == '\n' || rune == '\r' || rune == '\f';
}

/* A blank that has a width, for which layouts use it. */
static bool is_wide_blank(qg_rune rune)
{
    return rune == 0xA0 || rune == 0x3000;
}

/* Blanks in a row are one.  Where the page's source goes on in a new line between Chinese
 * characters there is none. */
static void put_blank(walk *w, qg_rune next)
{
    bool is_layout = w->has_break && qg_rune_is_wide(w->last) && qg_rune_is_wide(next);

    if (w->has_blank && w->is_line_open && !is_layout && w->last != ' ') {
        put_own(w->page, " ", 1);
        w->last = ' ';
    }
    w->has_blank = w->has_break = false;
}

/* What stands between the links of a menu. */
static bool is_separator(qg_rune rune)
{
    return rune == '|' || rune == '>' || rune == '/' || rune == 0xB7 || rune == 0xFF5C ||
           rune == 0xBB || rune == 0x2022;
}

static void put_rune(walk *w, size_t node, qg_str bytes, size_t offset, size_t n_in)
{
    qg_page *page = w->page;
    qg_rune rune = qg_utf8_first(bytes);

    if (w->is_line_open)
        put_blank(w, rune);
    else
        start_line(w, node);
    for (; w->n_indent > 0; w->n_indent--)
        put_own(page, " ", 1);
    w->has_blank = w->has_break = false;
    w->last = rune;
    if (!is_wide_blank(rune)) {
        w->has_text = true;
        w->has_plain = w->has_plain || (w->now.on & 1u << STRONG_BIT) == 0;
        w->has_free = w->has_free || (node >= w->link_end && !is_separator(rune));
    }
    go_to(page, offset);
    qg_buf_put(&page->text, bytes);
    offset += n_in;
    qg_map_spread(&page->map, bytes.n, offset > page->map.in ? offset - page->map.in : 0);
}

/* Bytes of the page that the character `bytes` comes from: itself, or an entity. */
static size_t source_length(qg_str source, qg_str bytes)
{
    size_t n = 1;

    if (source.n == 0 || source.p[0] != '&')
        return bytes.n < source.n ? bytes.n : source.n;
    while (n < source.n && n < 32 && source.p[n] != ';' && source.p[n] != '<' &&
           source.p[n] != '&' && (unsigned char)source.p[n] > ' ')
        n++;
    return n < source.n && source.p[n] == ';' ? n + 1 : n == 1 ? 1 : n;
}

/* The blanks of typesetters are as good as those that every page has. */
static qg_str common_blank(qg_rune rune)
{
    return rune == 0x2001 || rune == 0x2003 ? QG_STR("\u3000") : QG_STR("\u00A0");
}

/* Bytes of the Chinese characters that both start with. */
static size_t han_run(qg_str text, qg_str source)
{
    size_t n = 0, most = text.n < source.n ? text.n : source.n;

    while (n + 3 <= most && (unsigned char)text.p[n] >= 0xE4 && (unsigned char)text.p[n] <= 0xE9 &&
           text.p[n] == source.p[n] && text.p[n + 1] == source.p[n + 1] &&
           text.p[n + 2] == source.p[n + 2])
        n += 3;
    return n;
}

/* Put `n` bytes of Chinese characters behind another one; most of a page is that. */
static void put_han_run(walk *w, qg_str bytes)
{
    qg_buf_put(&w->page->text, bytes);
    qg_map_add(&w->page->map, bytes.n / 3, 3, 3);
    w->last = qg_utf8_last(bytes);
}

static void put_text(walk *w, size_t i)
{
    qg_str source = w->page->source;
    const qg_html_node *node = &w->page->tree->at[i];
    size_t offset = node->offset;

    for (qg_str rest = node->text; rest.n > 0;) {
        qg_rune rune;
        qg_str bytes = qg_utf8_take(&rest, &rune);
        size_t n_in = source_length(qg_str_skip(source, offset), bytes);
        if (w->now.is_literal && rune == '\n') {
            put_break(w);
        } else if (rune >= 0x2000 && rune <= 0x200A) {
            put_rune(w, i, common_blank(rune), offset, n_in);
        } else if (!is_space(rune)) {
            size_t n = han_run(rest, qg_str_skip(source, offset + n_in));
            put_rune(w, i, bytes, offset, n_in);
            if (n > 0 && qg_rune_is_han(rune) && w->page->map.in == offset + n_in) {
                put_han_run(w, qg_str_head(rest, n));
                rest = qg_str_skip(rest, n);
                offset += n;
            }
        } else {
            w->n_indent += w->now.is_literal && !w->is_line_open && rune == ' ';
            w->has_blank = true;
            w->has_break = w->has_break || rune == '\n';
        }
        offset += n_in;
    }
}

/* ---- marks ----------------------------------------------------------------------------------- */

static unsigned bit_of(qg_node_kind kind)
{
    switch (kind) {
    case QG_STRONG:
        return 1u << STRONG_BIT;
    case QG_EMPHASIS:
        return 2;
    case QG_STRIKE:
        return 4;
    case QG_CODE:
        return 8;
    case QG_LINK:
        return 16;
    case QG_UNDERLINE:
        return 32;
    case QG_SUPERSCRIPT:
        return 64;
    case QG_SUBSCRIPT:
        return 128;
    default:
        return 0;
    }
}

/* A mark inside one of its own kind says nothing. */
static void open_mark(walk *w, const qg_html_node *node)
{
    qg_page_mark mark = {.kind = qg_html_mark_of(node, w->page->is_draft), .around = w->now.mark};
    unsigned bit = bit_of(mark.kind);

    if (bit == 0 || (w->now.on & bit) != 0)
        return;
    if (mark.kind == QG_LINK)
        mark.url = qg_str_trim(qg_html_attr(node, "href"));
    if (mark.kind == QG_LINK && !qg_html_is_target(mark.url))
        return;
    put_blank(w, 0);
    mark.start = w->page->text.n;
    w->now.mark = qg_page_put_mark(w->page, &mark);
    w->now.on = (unsigned char)(w->now.on | bit);
}

/* ---- pictures -------------------------------------------------------------------------------- */

/* A picture does not make a line bold or plain. */
static void put_object(walk *w, size_t i, qg_node *image)
{
    bool had_text = w->has_text, had_plain = w->has_plain;

    if (w->is_line_open)
        put_blank(w, 0);
    else
        start_line(w, i);
    qg_page_put_picture(w->page, image);
    put_rune(w, i, QG_STR("\uFFFC"), image->offset, 0);
    w->has_text = had_text;
    w->has_plain = had_plain;
    w->has_picture = true;
}

static void put_image(walk *w, size_t i)
{
    qg_page *page = w->page;
    const qg_html_node *from = &page->tree->at[i];
    qg_str source = qg_html_source_of(from), alt = qg_str_trim(qg_html_attr(from, "alt"));
    qg_node *image, *text;

    if (source.n == 0)
        return;
    if (from->is_outside || (qg_html_is_icon(from) && !page->is_draft)) {
        qg_sink_tell(page->sink, &(qg_finding){.kind = QG_FOUND_PARSE_JUNK,
                                               .offset = from->offset,
                                               .before = source,
                                               .confidence = 0.95});
        return;
    }
    image = qg_node_new(page->doc, QG_IMAGE, from->offset);
    if (image == NULL)
        return;
    image->u.link.url = qg_arena_copy(&page->doc->arena, source);
    image->u.link.title = qg_arena_copy(&page->doc->arena, qg_html_attr(from, "title"));
    text = alt.n == 0 ? NULL : qg_node_new(page->doc, QG_TEXT, from->offset);
    if (text != NULL)
        text->text = qg_arena_copy(&page->doc->arena, alt);
    qg_node_append(image, text);
    put_object(w, i, image);
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Put a block on a line of its own. */
static void put_block(walk *w, size_t i, qg_node *block)
{
    end_block(w);
    start_line(w, i);
    if (w->page->n_looks > 0)
        w->page->looks[w->page->n_looks - 1].block = block;
    put_rune(w, i, QG_STR("\uFFFC"), w->page->tree->at[i].offset, 0);
    end_block(w);
}

static void open_node(walk *w, size_t i)
{
    const qg_html_node *node = &w->page->tree->at[i];
    bool is_block = qg_html_kind_of(node) == QG_KIND_BLOCK;
    void *list = w->open;
    open_element *put;
    qg_align align;

    if (is_block)
        end_block(w);
    put = qg_page_grow(w->page, &list, &w->n_open, &w->n_open_allocated, sizeof *put);
    w->open = list;
    if (put == NULL)
        return;
    *put = (open_element){node->end, w->now, is_block};
    if (!is_block) {
        open_mark(w, node);
        return;
    }
    align = qg_html_align_of(node);
    w->now.align = align != QG_ALIGN_NONE ? align : w->now.align;
    w->now.heading =
        qg_html_heading_of(node->tag) > 0 ? qg_html_heading_of(node->tag) : w->now.heading;
    w->now.is_literal = w->now.is_literal || node->tag == QG_TAG_PRE;
    open_mark(w, node);
}

static void close_until(walk *w, size_t i)
{
    while (w->n_open > 0 && w->open[w->n_open - 1].end <= i) {
        const open_element *last = &w->open[--w->n_open];
        if (w->now.mark != last->around.mark)
            w->page->marks[w->now.mark].end = w->page->text.n;
        if (last->is_block)
            end_block(w);
        w->now = last->around;
    }
}

/* Tell of text that is not seen.  Scripts and style sheets are nobody's. */
static void tell_hidden(const walk *w, size_t i)
{
    const qg_html_tree *tree = w->page->tree;

    if (qg_html_kind_of(&tree->at[i]) == QG_KIND_CODE)
        return;
    for (size_t k = i; k < tree->at[i].end; k++) {
        qg_str text = qg_str_trim(tree->at[k].text);
        if (qg_html_kind_of(&tree->at[k]) == QG_KIND_CODE)
            k = tree->at[k].end - 1;
        else if (text.n > 0)
            qg_sink_tell(w->page->sink, &(qg_finding){.kind = QG_FOUND_PARSE_HIDDEN,
                                                      .offset = tree->at[k].offset,
                                                      .before = text,
                                                      .confidence = 0.95});
    }
}

/* ---- page data ------------------------------------------------------------------------------- */

static bool is_cell(const qg_html_node *node)
{
    return node->tag == QG_TAG_TD || node->tag == QG_TAG_TH || node->tag == QG_TAG_DT ||
           node->tag == QG_TAG_DD;
}

/* The text of a cell on the line that is open. */
static void put_cell(walk *w, size_t cell)
{
    const qg_html_tree *tree = w->page->tree;

    for (size_t i = cell; i < tree->at[cell].end; i = qg_html_next(tree, i)) {
        w->has_blank = w->has_blank || qg_html_kind_of(&tree->at[i]) == QG_KIND_BLOCK;
        if (tree->at[i].tag == QG_TAG_TEXT)
            put_text(w, i);
    }
}

/* What stands on the line from `start` on. */
static qg_str line_from(const walk *w, size_t start)
{
    return qg_str_trim(qg_str_skip(qg_buf_str(&w->page->text), start));
}

/* A label and its value are a line: 索引号：000014349/2024-00032, be they two cells or one. */
static void put_data_row(walk *w, size_t row)
{
    const qg_html_tree *tree = w->page->tree;
    bool is_label = true;

    for (size_t i = row + 1; i < tree->at[row].end; i = qg_html_next(tree, i)) {
        size_t start = w->page->text.n;
        if (!is_cell(&tree->at[i]))
            continue;
        put_cell(w, i);
        if (is_label) {
            qg_str text = line_from(w, start);
            size_t colon = qg_str_find(text, QG_STR("：")), ascii = qg_str_find_byte(text, ':');
            is_label = text.n == 0 || colon + 3 < text.n || ascii + 1 < text.n;
            if (!is_label && colon == text.n && ascii == text.n)
                put_own(w->page, "：", 3);
        } else {
            is_label = true;
        }
        if (is_label)
            end_block(w);
    }
    end_block(w);
}

static void put_data_table(walk *w, size_t table)
{
    const qg_html_tree *tree = w->page->tree;

    end_block(w);
    w->is_data = true;
    if (tree->at[table].tag == QG_TAG_DL)
        put_data_row(w, table);
    for (size_t i = table + 1; i < tree->at[table].end; i = qg_html_next(tree, i))
        if (tree->at[i].tag == QG_TAG_TR && !qg_html_is_left_out(&tree->at[i]))
            put_data_row(w, i);
    w->is_data = false;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* The number or bullet that Word put in front of a paragraph of a list, without its padding.  A
 * bullet is a letter of a symbol font: l, n, Ø. */
static void put_list_mark(walk *w, size_t mark)
{
    const qg_html_tree *tree = w->page->tree;
    bool has_number = false;

    for (size_t i = mark; i < tree->at[mark].end; i++)
        for (qg_str rest = tree->at[i].text; rest.n > 0;) {
            qg_rune rune;
            qg_utf8_take(&rest, &rune);
            has_number = has_number || qg_rune_is_digit(rune) || qg_rune_is_han(rune) ||
                         (rune >= 0x2460 && rune <= 0x24FF);
        }
    for (size_t i = mark; has_number && i < tree->at[mark].end; i++)
        for (qg_str rest = qg_str_trim(tree->at[i].text); rest.n > 0;) {
            qg_rune rune;
            qg_str bytes = qg_utf8_take(&rest, &rune);
            put_rune(w, i, bytes, tree->at[i].offset, 0);
        }
    if (!has_number) {
        put_rune(w, mark, QG_STR("•"), tree->at[mark].offset, 0);
        w->has_blank = true;
    }
}

static bool is_list_mark(const qg_html_node *node)
{
    return node->tag == QG_TAG_SPAN &&
           qg_str_eq_nocase(qg_html_style(node, "mso-list"), QG_STR("ignore"));
}

/* Take node `i`; returns the one to go on with. */
static size_t put_node(walk *w, size_t i)
{
    const qg_html_node *node = &w->page->tree->at[i];
    qg_node *block = NULL;

    if (qg_html_is_left_out(node)) {
        tell_hidden(w, i);
        return node->end;
    }
    if (node->tag == QG_TAG_TEXT) {
        put_text(w, i);
        return i + 1;
    }
    if (!w->page->is_draft && is_list_mark(node)) {
        put_list_mark(w, i);
        return node->end;
    }
    if (!w->page->is_draft && qg_html_is_data_table(w->page->tree, i)) {
        put_data_table(w, i);
        return node->end;
    }
    if (!node->is_outside && qg_html_kind_of(node) == QG_KIND_BLOCK)
        block = qg_html_object(w->page, i);
    if (block != NULL) {
        if (w->page->caption != NULL)
            put_block(w, i, w->page->caption);
        w->page->caption = NULL;
        put_block(w, i, block);
        return node->end;
    }
    open_node(w, i);
    if (node->tag == QG_TAG_A) {
        w->link_end = node->end;
        w->n_links++;
    }
    if (node->tag == QG_TAG_IMG)
        put_image(w, i);
    if (node->tag == QG_TAG_BR)
        put_break(w);
    return i + 1;
}

void qg_page_put(qg_page *page, size_t first, size_t end)
{
    walk w = {.page = page, .now = {.mark = QG_NO_MARK}};

    qg_buf_init(&page->text, 0);
    go_to(page, first < page->tree->n ? page->tree->at[first].offset : 0);
    for (size_t i = first; i < end && page->status == QG_OK; close_until(&w, i))
        i = put_node(&w, i);
    close_until(&w, SIZE_MAX);
    end_line(&w);
    free(w.open);
    if (page->status == QG_OK)
        page->status = page->map.status != QG_OK ? page->map.status : qg_buf_status(&page->text);
}
