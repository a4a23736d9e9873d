/* walk.c - elements of a page to lines with their marks, pictures and objects. */
#include "parse/html/walk_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

#include <stdlib.h>

/* ---- marks ----------------------------------------------------------------------------------- */

static unsigned bit_of(qg_node_kind kind)
{
    switch (kind) {
    case QG_STRONG:
        return 1u << QG_WALK_STRONG;
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

/* Whether the raised text is the mark of a note, [1] or ①, whose form says enough, so that raising
 * adds nothing. */
static bool is_note_mark(const qg_html_tree *tree, size_t i)
{
    for (size_t k = i; k < tree->at[i].end; k++) {
        qg_rune rune = qg_utf8_first(qg_str_trim(tree->at[k].text));
        if (rune != 0)
            return rune == '[' || rune == 0x3014 || rune == 0x3010 ||
                   (rune >= 0x2460 && rune <= 0x24FF);
    }
    return true;
}

/* Whether the underline is that of a link, as pages draw it, and no mark of the author's. */
static bool is_of_link(const qg_walk *w, const qg_html_node *node)
{
    size_t i = (size_t)(node - w->page->tree->at);

    return !w->page->is_draft &&
           (i < w->link_end || qg_html_count_below(w->page->tree, i).n_runes == 0 ||
            qg_html_count_below(w->page->tree, i).n_linked > 0);
}

/* Open the mark that an element makes, unless one of its kind is open already. */
static void open_mark(qg_walk *w, const qg_html_node *node)
{
    qg_page_mark mark = {.kind = qg_html_mark_of(node, w->page->is_draft), .around = w->now.mark};
    unsigned bit = bit_of(mark.kind);

    if (bit == 0 || (w->now.on & bit) != 0 || (mark.kind == QG_UNDERLINE && is_of_link(w, node)))
        return;
    if (mark.kind == QG_SUPERSCRIPT &&
        is_note_mark(w->page->tree, (size_t)(node - w->page->tree->at)))
        return;
    if (mark.kind == QG_LINK)
        mark.url = qg_str_trim(qg_html_attr(node, "href"));
    if (mark.kind == QG_LINK && !qg_html_is_target(mark.url))
        return;
    if (mark.kind == QG_LINK)
        mark.url = qg_html_from_base(w->page, mark.url);
    qg_walk_put_blank(w, 0);
    mark.start = w->page->text.n;
    w->now.mark = qg_page_put_mark(w->page, &mark);
    w->now.on = (unsigned char)(w->now.on | bit);
}

/* ---- pictures -------------------------------------------------------------------------------- */

/* Put a picture, which makes a line neither bold nor plain. */
static void put_object(qg_walk *w, size_t i, qg_node *image)
{
    bool had_text = w->has_text, had_plain = w->has_plain;

    qg_walk_put_blank(w, 0); /* the picture is found by its place in the text */
    if (!w->is_line_open)
        qg_walk_start_line(w, i);
    qg_page_put_picture(w->page, image);
    qg_walk_put_rune(w, i, QG_STR("\uFFFC"), image->offset, 0);
    w->has_text = had_text;
    w->has_plain = had_plain;
    w->has_picture = true;
}

static void tell_junk(const qg_page *page, size_t offset, qg_str before)
{
    qg_sink_tell(page->sink, &(qg_finding){.kind = QG_FOUND_PARSE_JUNK,
                                           .offset = offset,
                                           .before = before,
                                           .confidence = 0.95});
}

/* Whether the link around node `i` prints or closes the page. */
static bool works_page(const qg_html_tree *tree, size_t i)
{
    static const char *const calls[] = {"window.print", "window.close", "AddFavorite"};
    qg_str script;

    while (i > 0 && tree->at[i].tag != QG_TAG_A)
        i = tree->at[i].parent;
    script = qg_html_attr(&tree->at[i], "onclick");
    for (size_t k = 0; k < sizeof calls / sizeof *calls; k++)
        if (qg_str_find(script, qg_str_of(calls[k])) < script.n)
            return true;
    return false;
}

/* Whether a picture in a link is something to use the page with, by what is said of it or done. */
static bool is_button(const qg_walk *w, size_t i, qg_str alt)
{
    static const char *const words[] = {"打印", "列印",   "分享", "分享到", "微信",   "微博",
                                        "關閉", "关闭",   "返回", "回首頁", "回首页", "二维码",
                                        "LOGO", "QRCode", "logo", "Logo",   "友善"};

    if (i >= w->link_end)
        return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (qg_str_find(alt, qg_str_of(words[k])) < alt.n)
            return true;
    return works_page(w->page->tree, i);
}

/* What a picture shows, with plain blanks. */
static qg_str copy_alt(qg_arena *arena, qg_str alt)
{
    char *bytes = qg_arena_take(arena, alt.n);
    size_t n = 0;

    for (qg_rune rune; bytes != NULL && alt.n > 0;) {
        qg_str one = qg_utf8_take(&alt, &rune);
        if (rune == 0xA0 || rune == '\n')
            one = QG_STR(" ");
        memmove(bytes + n, one.p, one.n);
        n += one.n;
    }
    return (qg_str){bytes, n};
}

static void put_image(qg_walk *w, size_t i)
{
    qg_page *page = w->page;
    const qg_html_node *from = &page->tree->at[i];
    qg_str source = qg_html_source_of(from), alt = qg_str_trim(qg_html_attr(from, "alt"));
    qg_node *image, *text;

    if (source.n == 0)
        return;
    if (from->is_outside || (!page->is_draft && (qg_html_is_icon(from) || is_button(w, i, alt)))) {
        tell_junk(page, from->offset, source);
        return;
    }
    image = qg_node_new(page->doc, QG_IMAGE, from->offset);
    if (image == NULL)
        return;
    image->u.link.url = qg_arena_copy(&page->doc->arena, source);
    image->u.link.title = qg_arena_copy(&page->doc->arena, qg_html_attr(from, "title"));
    if (page->is_draft) /* pages have theirs for screens */
        qg_html_set_size(page->doc, image, from);
    text = alt.n == 0 ? NULL : qg_node_new(page->doc, QG_TEXT, from->offset);
    if (text != NULL)
        text->text = copy_alt(&page->doc->arena, alt);
    qg_node_append(image, text);
    put_object(w, i, image);
}

/* The mark of a footnote, and a formula, stand in the text as a picture does. */
static bool put_inline(qg_walk *w, size_t i)
{
    bool is_formula = w->page->tree->at[i].tag == QG_TAG_MATH;
    qg_node *ref = is_formula ? qg_html_formula(w->page, i) : qg_html_note_ref(w->page, i);
    bool had_picture = w->has_picture;

    if (ref == NULL)
        return false;
    put_object(w, i, ref);
    w->has_picture = had_picture;
    return true;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Put a block on a line of its own. */
static void put_block(qg_walk *w, size_t i, qg_node *block)
{
    qg_walk_end_block(w);
    qg_walk_start_line(w, i);
    if (w->page->n_looks > 0)
        w->page->looks[w->page->n_looks - 1].block = block;
    qg_walk_put_rune(w, i, QG_STR("\uFFFC"), w->page->tree->at[i].offset, 0);
    qg_walk_end_block(w);
}

/* Put a formula that stands on a line of its own; returns whether there is one at node `i`. */
static bool put_display(qg_walk *w, size_t i)
{
    const qg_html_node *node = &w->page->tree->at[i];
    qg_node *formula, *paragraph;

    if (node->tag != QG_TAG_MATH || node->is_outside || w->page->is_lines ||
        !qg_str_is(qg_html_attr(node, "display"), "block"))
        return false;
    formula = qg_html_formula(w->page, i);
    paragraph = formula == NULL ? NULL : qg_node_new(w->page->doc, QG_PARAGRAPH, node->offset);
    if (paragraph == NULL)
        return false;
    formula->u.math.is_display = true;
    qg_node_append(paragraph, formula);
    put_block(w, i, paragraph);
    return true;
}

/* The block that node `i` stands in. */
static size_t block_of(const qg_html_tree *tree, size_t i)
{
    while (i > 0 && qg_html_kind_of(&tree->at[i]) != QG_KIND_BLOCK)
        i = tree->at[i].parent;
    return i;
}

/* <small>（2024-05-11）来源：某某报</small>, the end of a heading: when the page was put up. */
static bool is_stamp_in_heading(const qg_html_tree *tree, size_t i)
{
    enum { MOST_RUNES = 30, LEAST_DIGITS = 6, START_RUNES = 14, MOST_NODES = 60 };
    size_t n_digits = 0, n_marks = 0, n_read = 0, block;

    if (qg_html_count_below(tree, i).n_runes > MOST_RUNES || tree->at[i].end - i > MOST_NODES)
        return false;
    for (size_t k = i; k < tree->at[i].end && n_read < START_RUNES; k++)
        for (qg_str rest = qg_str_trim(tree->at[k].text); rest.n > 0 && n_digits < LEAST_DIGITS;
             n_read++) {
            qg_rune rune;
            qg_utf8_take(&rest, &rune);
            if (!qg_rune_is_digit(rune) && !qg_html_is_blank(rune) &&
                !qg_utf8_is_in(rune, "-/.年月日(（["))
                return false;
            n_digits += qg_rune_is_digit(rune);
            n_marks += n_digits == strlen("2024") && !qg_rune_is_digit(rune);
        }
    if (n_digits < LEAST_DIGITS || n_marks == 0)
        return false;
    block = block_of(tree, i);
    for (size_t k = tree->at[i].end; k < tree->at[block].end; k++)
        if (tree->at[k].n_runes > 0 && block_of(tree, k) == block)
            return false; /* the heading goes on */
    return tree->counts[i].n_runes > tree->counts[block].n_runes;
}

/* Whether the element is the value of a term that ends in a colon, so that it goes on in the line
 * of the term: 地点： 二号会议室 */
static bool is_value(qg_walk *w, const qg_html_node *node)
{
    if (node->tag != QG_TAG_DD || !w->is_line_open || !qg_is_colon(w->last))
        return false;
    w->has_blank = w->has_break = false;
    return true;
}

/* Whether the element is a paragraph of text.  An empty one parts what stands around it, also among
 * lines of print. */
static bool is_paragraph(const qg_walk *w, size_t i)
{
    return w->page->tree->at[i].tag == QG_TAG_P &&
           qg_html_count_below(w->page->tree, i).n_runes > 0;
}

static void open_node(qg_walk *w, size_t i)
{
    const qg_html_node *node = &w->page->tree->at[i];
    bool is_block = qg_html_kind_of(node) == QG_KIND_BLOCK;
    void *list = w->open;
    qg_walk_element *put;
    uint8_t size, heading;

    if (is_block && w->now.is_print && is_paragraph(w, i))
        qg_walk_end_line(w);
    else if (is_block && !is_value(w, node))
        qg_walk_end_block(w);
    qg_walk_take_number(w, i);
    put = qg_page_grow(w->page, &list, &w->n_open, &w->n_open_allocated, sizeof *put);
    w->open = list;
    if (put == NULL)
        return;
    if (is_block && qg_html_starts_page(node))
        qg_walk_put_own(w->page, "\f", 1);
    *put = (qg_walk_element){.end = node->end,
                             .around = w->now,
                             .is_block = is_block,
                             .is_term = node->tag == QG_TAG_DT,
                             .is_line = w->now.is_print && is_paragraph(w, i),
                             .count = qg_html_list_count(w->page->tree, i)};
    if (put->count != 0)
        put->number = qg_html_list_start(w->page->tree, i, &put->step);
    size = qg_html_size_of(node);
    w->now.size = size > 0 ? size : w->now.size;
    if (w->now.heading > 0 && !is_block && !w->page->is_draft &&
        is_stamp_in_heading(w->page->tree, i)) {
        qg_walk_end_line(w);
        w->now.heading = 0;
    }
    heading = w->page->is_draft ? qg_html_heading_of(node->tag) : qg_html_heading_look(node);
    w->now.heading = heading > 0 ? heading : w->now.heading;
    w->now.is_print = !w->page->is_draft && qg_html_is_print(w->page->tree, i);
    if (w->now.is_print) /* whatever is around it */
        w->now.align = QG_ALIGN_NONE;
    if (!is_block) {
        open_mark(w, node);
        return;
    }
    w->now.align = qg_html_align_in(node, w->now.align);
    w->now.is_literal = w->now.is_literal || node->tag == QG_TAG_PRE ||
                        (!w->page->is_draft && qg_html_is_literal(w->page->tree, i));
    open_mark(w, node);
}

static void close_until(qg_walk *w, size_t i)
{
    while (w->n_open > 0 && w->open[w->n_open - 1].end <= i) {
        const qg_walk_element *last = &w->open[--w->n_open];
        if (w->now.mark != last->around.mark)
            w->page->marks[w->now.mark].end = w->page->text.n;
        if (last->is_line)
            qg_walk_end_line(w);
        else if (last->is_block && !(last->is_term && qg_is_colon(w->last)))
            qg_walk_end_block(w);
        w->now = last->around;
    }
}

/* The number or bullet that Word put in front of a paragraph of a list, without its padding.  A
 * bullet is a letter of a symbol font alone: l, n, Ø; one with a mark behind it is a number: a) */
static void put_list_mark(qg_walk *w, size_t mark)
{
    const qg_html_tree *tree = w->page->tree;
    size_t n_runes = 0;
    bool has_digit = false, has_number;

    for (size_t i = mark; i < tree->at[mark].end; i++)
        for (qg_str rest = tree->at[i].text; rest.n > 0;) {
            qg_rune rune;
            qg_utf8_take(&rest, &rune);
            n_runes += !qg_html_is_blank(rune);
            has_digit = has_digit || qg_rune_is_digit(rune) || qg_rune_is_han(rune) ||
                        (rune >= 0x2460 && rune <= 0x24FF);
        }
    has_number = has_digit || n_runes > 1;
    for (size_t i = mark; has_number && i < tree->at[mark].end; i++)
        for (qg_str rest = qg_str_trim(tree->at[i].text); rest.n > 0;) {
            qg_rune rune;
            qg_str bytes = qg_utf8_take(&rest, &rune);
            qg_walk_put_rune(w, i, bytes, tree->at[i].offset, 0);
        }
    if (!has_number)
        qg_walk_put_rune(w, mark, QG_STR("•"), tree->at[mark].offset, 0);
    w->has_blank = !has_digit;
}

static bool is_list_mark(const qg_html_node *node)
{
    return node->tag == QG_TAG_SPAN &&
           qg_str_eq_nocase(qg_html_style(node, "mso-list"), QG_STR("ignore"));
}

/* <i>\uE63C</i>: a letter of the page's own font that draws a sign. */
static bool is_sign(const qg_html_tree *tree, size_t i)
{
    size_t n_runes = 0;

    if (tree->at[i].tag != QG_TAG_I)
        return false;
    for (size_t k = i + 1; k < tree->at[i].end; k++)
        for (qg_str rest = qg_str_trim(tree->at[k].text); rest.n > 0; n_runes++) {
            qg_rune rune;
            qg_utf8_take(&rest, &rune);
            if (rune < 0xE000 || rune > 0xF8FF)
                return false;
        }
    return n_runes == 1;
}

/* What a link 返回某某网首页>> or 返回某某，查看更多 says, which sites put at the end of the last
 * paragraph; empty for any other element. */
static qg_str way_back(const qg_html_tree *tree, size_t i)
{
    enum { MOST_NODES = 6 };

    for (size_t k = i + 1; tree->at[i].tag == QG_TAG_A && k < tree->at[i].end; k++) {
        qg_str text = qg_str_trim(tree->at[k].text);
        if (text.n > 0)
            return tree->at[i].end - i <= MOST_NODES && qg_str_starts(text, QG_STR("返回")) &&
                           (qg_str_find(text, QG_STR("首页")) < text.n ||
                            qg_str_find(text, QG_STR("查看更多")) < text.n)
                       ? text
                       : (qg_str){0};
    }
    return (qg_str){0};
}

/* Whether the element may become a block of its own, such as a list or a table. */
static bool may_be_object(const qg_walk *w, size_t i)
{
    const qg_html_node *node = &w->page->tree->at[i];

    return !w->page->is_lines && !node->is_outside && qg_html_kind_of(node) == QG_KIND_BLOCK &&
           (w->page->is_draft || !qg_walk_is_list_of_pairs(w->page->tree, i));
}

/* Put a box, but for the one that makes an entry of a list a task. */
static void put_box(qg_walk *w, size_t i)
{
    bool is_done = qg_html_has_attr(&w->page->tree->at[i], "checked");

    if (i != w->task_box)
        qg_walk_put_rune(w, i, is_done ? QG_STR("☑") : QG_STR("☐"), w->page->tree->at[i].offset, 0);
}

/* Take node `i`; returns the one to go on with. */
static size_t put_node(qg_walk *w, size_t i)
{
    const qg_html_node *node = &w->page->tree->at[i];
    qg_node *block = NULL;

    if (qg_html_is_box(node))
        put_box(w, i);
    if (qg_html_is_left_out(node)) {
        qg_page_tell_hidden(w->page, i);
        return node->end;
    }
    if (node->tag == QG_TAG_TEXT) {
        qg_walk_put_text(w, i);
        return i + 1;
    }
    if (node->is_note || put_display(w, i) || qg_walk_put_blank_line(w, i))
        return node->end;
    if ((node->is_note_ref || node->tag == QG_TAG_MATH) && put_inline(w, i))
        return node->end;
    if (!w->page->is_draft && is_sign(w->page->tree, i)) {
        tell_junk(w->page, node->offset, QG_STR("<i>"));
        return node->end;
    }
    if (!w->page->is_draft && way_back(w->page->tree, i).n > 0) {
        tell_junk(w->page, node->offset, way_back(w->page->tree, i));
        return node->end;
    }
    if (!w->page->is_draft && is_list_mark(node)) {
        put_list_mark(w, i);
        return node->end;
    }
    if (!w->page->is_draft && qg_html_is_data_table(w->page->tree, i)) {
        qg_walk_put_data_table(w, i);
        return node->end;
    }
    if (!w->page->is_draft && qg_walk_put_pair(w, i))
        return node->end;
    if (may_be_object(w, i))
        block = qg_html_object(w->page, i);
    if (block != NULL) {
        if (w->page->caption != NULL)
            put_block(w, i, w->page->caption);
        w->page->caption = NULL;
        put_block(w, i, block);
        return node->end;
    }
    open_node(w, i);
    if (node->is_link) {
        w->link_end = node->end;
        w->n_links++;
    }
    if (node->tag == QG_TAG_IMG)
        put_image(w, i);
    if (node->tag == QG_TAG_BR)
        qg_walk_put_break(w);
    return i + 1;
}

void qg_page_put(qg_page *page, size_t first, size_t end)
{
    qg_walk w = {.page = page, .now = {.mark = QG_NO_MARK}};
    bool is_item = first > 0 && page->tree->at[first - 1].tag == QG_TAG_LI;

    w.task_box = is_item ? qg_html_task_box(page->tree, first - 1) : 0;
    qg_buf_init(&page->text, 0);
    qg_walk_go_to(page, first < page->tree->n ? page->tree->at[first].offset : 0);
    for (size_t i = first; i < end && page->status == QG_OK; close_until(&w, i))
        i = put_node(&w, i);
    close_until(&w, SIZE_MAX);
    qg_walk_end_line(&w);
    free(w.open);
    if (page->status == QG_OK)
        page->status = page->map.status != QG_OK ? page->map.status : qg_buf_status(&page->text);
}
