/* lines.c - characters of a page to lines of text.
 *
 * A block stands on lines of its own with an empty line around it, <br> ends a line, blanks in a
 * row are one.  What lines cannot say is kept beside them: marks, objects, and how a line looks.
 */
#include "parse/html/walk_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

#include <stdint.h>

/* ---- lines ----------------------------------------------------------------------------------- */

/* What comes next is from this place of the page.  A place before the last one, where the parser
 * has moved something, stands for the last. */
void qg_walk_go_to(qg_page *page, size_t offset)
{
    if (offset > page->map.in)
        qg_map_spread(&page->map, 0, offset - page->map.in);
}

void qg_walk_put_own(qg_page *page, const char *bytes, size_t n)
{
    qg_buf_put(&page->text, (qg_str){bytes, n});
    qg_map_add(&page->map, n, 1, 0);
}

void qg_walk_end_line(qg_walk *w)
{
    qg_page *page = w->page;

    if (w->is_line_open) {
        qg_walk_put_own(page, "\n", 1);
        if (page->n_looks > 0) {
            page->looks[page->n_looks - 1].is_picture = w->has_picture && !w->has_text;
            page->looks[page->n_looks - 1].is_bold = w->has_text && !w->has_plain;
            page->looks[page->n_looks - 1].size = w->has_text ? w->size : 0;
            if (w->has_text && !w->has_free) /* 0: of a link that holds several lines */
                page->looks[page->n_looks - 1].n_links =
                    (uint8_t)(w->n_links == 0          ? 1
                              : w->n_links > UINT8_MAX ? UINT8_MAX
                                                       : w->n_links);
        }
    }
    w->is_line_open = w->has_text = w->has_picture = w->has_plain = w->has_free = false;
    w->n_links = w->n_indent = 0;
    w->has_blank = w->has_break = false;
    w->last = 0;
}

/* End the block that is open: an empty line parts it from the next. */
void qg_walk_end_block(qg_walk *w)
{
    const qg_buf *text = &w->page->text;

    qg_walk_end_line(w);
    if (text->n > 1 && text->p[text->n - 2] != '\n')
        qg_walk_put_own(w->page, "\n", 1);
}

/* Put a <br>, which ends the line; two of them part paragraphs. */
void qg_walk_put_break(qg_walk *w)
{
    if (w->is_line_open)
        qg_walk_end_line(w);
    else
        qg_walk_end_block(w);
}

/* ---- how a line looks ------------------------------------------------------------------------ */

void qg_walk_start_line(qg_walk *w, size_t node)
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
void qg_walk_put_blank(qg_walk *w, qg_rune next)
{
    bool is_layout = w->has_break && qg_rune_is_wide(w->last) && qg_rune_is_wide(next);

    if (w->has_blank && w->is_line_open && !is_layout && w->last != ' ') {
        qg_walk_put_own(w->page, " ", 1);
        w->last = ' ';
    }
    w->has_blank = w->has_break = false;
}

/* Whether the character stands between the links of a menu. */
static bool is_separator(qg_rune rune)
{
    return rune == '|' || rune == '>' || rune == '/' || rune == 0xB7 || rune == 0xFF5C ||
           rune == 0xBB || rune == 0x2022 || rune == '[' || rune == ']';
}

/* Whether the character is part of a date, which lists of other pages show behind each link. */
static bool is_of_date(qg_rune rune)
{
    return qg_rune_is_digit(rune) || qg_utf8_is_in(rune, "-.:()年月日");
}

/* Whether `rune`, behind a picture that starts a line, begins its caption or a text that goes on
 * below it. */
static bool starts_caption(qg_rune rune)
{
    return qg_rune_is_han(rune) || rune == 0xFF08 || rune == 0x25B2 || rune == 0x25B3 ||
           rune == 0x25BC || rune == 0x201C;
}

/* Put the number of an entry of a list that is read as lines, which the page shows in front of it.
 */
static void put_number(qg_walk *w, size_t node)
{
    qg_buf number;

    qg_buf_init(&number, 0);
    if (node < w->numbered_end)
        qg_html_put_number(&number, w->count, w->number);
    if (number.n > 0)
        qg_walk_put_own(w->page, number.p, number.n);
    qg_buf_clear(&number);
    w->numbered_end = 0;
}

void qg_walk_put_rune(qg_walk *w, size_t node, qg_str bytes, size_t offset, size_t n_in)
{
    qg_page *page = w->page;
    qg_rune rune = qg_utf8_first(bytes);

    if (w->has_picture && !w->has_text && !page->is_draft && starts_caption(rune))
        qg_walk_end_block(w);
    if (w->is_line_open)
        qg_walk_put_blank(w, rune);
    else
        qg_walk_start_line(w, node);
    if (w->numbered_end > 0)
        put_number(w, node);
    for (; w->n_indent > 0; w->n_indent--)
        qg_walk_put_own(page, " ", 1);
    w->has_blank = w->has_break = false;
    w->last = rune;
    if (!is_wide_blank(rune)) {
        w->size = !w->has_text || w->size == w->now.size ? w->now.size : 0;
        w->has_text = true;
        w->has_plain = w->has_plain || (w->now.on & 1u << QG_WALK_STRONG) == 0;
        w->has_free = w->has_free || (node >= w->link_end && !is_separator(rune) &&
                                      (w->n_links == 0 || !is_of_date(rune)));
    }
    qg_walk_go_to(page, offset);
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

/* Whether a blank is as wide as a Chinese character: an em of typesetters, or A3A0 of GBK, which
 * Unicode has in its private area.  The other blanks that are read here are no-break ones. */
static bool is_em(qg_rune rune)
{
    return rune == 0x2001 || rune == 0x2003 || rune == 0xE5E5;
}

static bool is_gap(qg_rune rune)
{
    return rune == 0xA0 || (rune >= 0x2000 && rune <= 0x200A && !is_em(rune));
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
static void put_han_run(qg_walk *w, qg_str bytes)
{
    qg_buf_put(&w->page->text, bytes);
    qg_map_add(&w->page->map, bytes.n / 3, 3, 3);
    w->last = qg_utf8_last(bytes);
}

/* Take the blanks that follow a no-break one at the start of `rest`, and add their bytes in the
 * page to `*n_in`.  Returns whether there is another no-break one. */
static bool take_gap(qg_str *rest, qg_str source, size_t *n_in)
{
    bool has_any = false;

    for (qg_rune rune = qg_utf8_first(*rest); is_gap(rune) || is_space(rune);
         rune = qg_utf8_first(*rest)) {
        qg_str bytes = qg_utf8_take(rest, &rune);
        *n_in += source_length(qg_str_skip(source, *n_in), bytes);
        has_any = has_any || is_gap(rune);
    }
    return has_any;
}

void qg_walk_put_text(qg_walk *w, size_t i)
{
    qg_str source = w->page->source;
    const qg_html_node *node = &w->page->tree->at[i];
    size_t offset = node->offset;

    for (qg_str rest = node->text; rest.n > 0;) {
        qg_rune rune;
        qg_str bytes = qg_utf8_take(&rest, &rune);
        size_t n_in = source_length(qg_str_skip(source, offset), bytes);
        if (rune == 0x200B || rune == 0xFEFF) {
            /* shows as nothing, in code too */
        } else if (w->now.is_literal && rune == '\n') {
            qg_walk_put_break(w);
        } else if (is_em(rune)) {
            qg_walk_put_rune(w, i, QG_STR("\u3000"), offset, n_in);
        } else if (is_gap(rune) && w->has_text && !w->page->is_draft) {
            size_t n_before = rest.n;
            bool is_wide = take_gap(&rest, qg_str_skip(source, offset), &n_in);
            bool is_layout = rest.n == 0 || rest.n < n_before || w->has_blank ||
                             qg_rune_is_wide(w->last) || qg_rune_is_wide(qg_utf8_first(rest));
            w->has_blank = false; /* it is of the gap */
            qg_walk_put_rune(w, i,
                             is_wide     ? QG_STR("\u3000")
                             : is_layout ? QG_STR(" ")
                                         : QG_STR("\u00A0"),
                             offset, n_in);
        } else if (!is_space(rune)) {
            size_t n = han_run(rest, qg_str_skip(source, offset + n_in));
            qg_walk_put_rune(w, i, is_gap(rune) ? QG_STR("\u00A0") : bytes, offset, n_in);
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

/* Whether an element of a line draws its lower border: border-bottom: 1px solid */
static bool has_line_below(const qg_html_node *node)
{
    qg_str border = node->style.n == 0 || qg_html_kind_of(node) == QG_KIND_BLOCK
                        ? (qg_str){0}
                        : qg_html_style(node, "border-bottom");

    return border.n > 0 && border.p[0] != '0' && !qg_str_eq_nocase(border, QG_STR("none"));
}

/* Columns of the blanks below node `top` that have a width; 0 where anything else is there. */
static size_t columns_of_blank(const qg_html_tree *tree, size_t top)
{
    size_t n = 0;

    if (qg_html_count_below(tree, top).n_runes > 0)
        return 0;
    for (size_t i = top; i < tree->at[top].end; i++) {
        qg_str rest = tree->at[i].text;
        if (tree->at[i].tag == QG_TAG_IMG || tree->at[i].tag == QG_TAG_BR)
            return 0;
        while (rest.n > 0) {
            qg_rune rune;
            qg_utf8_take(&rest, &rune);
            n += rune == 0x3000 || is_em(rune) ? 2 : is_gap(rune);
        }
    }
    return n;
}

bool qg_walk_put_blank_line(qg_walk *w, size_t i)
{
    enum { LEAST_COLUMNS = 2, LEAST = 4, MOST = 40 };
    const qg_html_node *node = &w->page->tree->at[i];
    size_t n;

    if (w->page->is_draft || i < w->link_end ||
        (qg_html_mark_of(node, false) != QG_UNDERLINE && !has_line_below(node)))
        return false;
    n = columns_of_blank(w->page->tree, i);
    if (n < LEAST_COLUMNS)
        return false;
    for (size_t k = 0; k < (n < LEAST ? LEAST : n > MOST ? MOST : n); k++)
        qg_walk_put_rune(w, i, QG_STR("_"), node->offset, 0);
    return true;
}
