/* runs.c - the inlines of a paragraph as runs, and which font each of their characters takes. */
#include "unicode/unicode.h"
#include "write/docx/page_int.h"
#include "write/docx/text_int.h"

#include <stdio.h>

/* What the marks around a piece of text add up to. */
typedef struct marks {
    bool bold, italic, strike, underline, code, link;
    bool superscript, subscript;
    bool is_latin;       /* the whole paragraph is: “ ” — are Latin marks there */
    const qg_para *like; /* fonts of another kind of paragraph, for run-in headings */
    int tracking_twips;  /* in place of the paragraph's; 0: that */
    int room_percent;    /* of the width of blanks to be filled in; 0: all of it */
} marks;

/* ---- one run ---- */

/* Whether an ambiguous character (“ — …) belongs to Chinese text and takes the Chinese font:
 * always, except an apostrophe inside a Latin word. */
static bool is_chinese_mark(qg_rune before, qg_rune rune, qg_rune after)
{
    return !(rune == 0x2019 && qg_rune_is_letter(before) && qg_rune_is_letter(after));
}

/* Take from `rest` as much as one run can hold: its ambiguous characters must all want the same
 * font.
 * `*has_hint` is set when they want the Chinese one. */
static qg_str take_piece(qg_str *rest, qg_rune before, bool *has_hint)
{
    qg_str all = *rest, ahead = *rest;
    bool is_decided = false;

    *has_hint = false;
    while (ahead.n > 0) {
        size_t n_han = qg_utf8_han(ahead);
        qg_str at = ahead;
        qg_rune rune;
        if (n_han > 0) {
            ahead = qg_str_skip(ahead, n_han - 3);
            qg_utf8_take(&ahead, &before);
            continue;
        }
        qg_utf8_take(&ahead, &rune);
        if (qg_rune_is_ambiguous(rune)) {
            bool is_chinese = is_chinese_mark(before, rune, qg_utf8_first(ahead));
            if (is_decided && is_chinese != *has_hint) {
                *rest = at;
                return qg_str_head(all, all.n - at.n);
            }
            is_decided = true;
            *has_hint = is_chinese;
        }
        before = rune;
    }
    *rest = ahead;
    return all;
}

static void write_fonts_of(qg_xml *x, const qg_para *like, bool has_hint)
{
    if (like == NULL && !has_hint)
        return;
    qg_xml_open(x, "w:rFonts");
    if (has_hint)
        qg_xml_attr(x, "w:hint", "eastAsia");
    if (like != NULL) {
        qg_xml_attr_str(x, "w:ascii", like->latin);
        qg_xml_attr_str(x, "w:eastAsia", like->font);
        qg_xml_attr_str(x, "w:hAnsi", like->latin);
        qg_xml_attr_str(x, "w:cs", like->latin);
    }
    qg_xml_close(x);
}

static void write_run_style(qg_xml *x, const marks *m)
{
    if (m->code) /* pandoc knows code by the first, and forgets all other marks of it then */
        qg_xml_val(x, "w:rStyle", m->bold || m->italic || m->strike ? "HTMLCode" : "VerbatimChar");
    else if (m->link)
        qg_xml_val(x, "w:rStyle", "Hyperlink");
}

static void write_color(qg_xml *x, unsigned color)
{
    char name[8];

    snprintf(name, sizeof name, "%06X", color & 0xFFFFFF);
    qg_xml_val(x, "w:color", name);
}

static void write_marks(qg_xml *x, const marks *m, bool has_hint)
{
    if (!(m->bold || m->italic || m->strike || m->code || m->link || m->underline ||
          m->superscript || m->subscript || m->like || m->room_percent || has_hint))
        return;
    qg_xml_open(x, "w:rPr");
    write_run_style(x, m);
    write_fonts_of(x, m->like, has_hint);
    if (m->bold) {
        qg_xml_empty(x, "w:b");
        qg_xml_empty(x, "w:bCs");
    }
    if (m->italic) {
        qg_xml_empty(x, "w:i");
        qg_xml_empty(x, "w:iCs");
    }
    if (m->strike)
        qg_xml_empty(x, "w:strike");
    if (m->like != NULL && m->like->color != 0)
        write_color(x, m->like->color);
    if (m->tracking_twips != 0)
        qg_xml_val_int(x, "w:spacing", m->tracking_twips);
    if (m->like != NULL && m->like->scale_percent != 100)
        qg_xml_val_int(x, "w:w", m->like->scale_percent);
    else if (m->room_percent != 0)
        qg_xml_val_int(x, "w:w", m->room_percent);
    if (m->underline)
        qg_xml_val(x, "w:u", "single");
    if (m->superscript || m->subscript)
        qg_xml_val(x, "w:vertAlign", m->superscript ? "superscript" : "subscript");
    qg_xml_close(x);
}

/* Readers take blanks away from the ends of a text where nothing says that they stay, and may make
 * one of several: XML 1.0, 2.10. */
static bool has_blanks_to_keep(qg_str text)
{
    return qg_rune_is_blank(qg_utf8_first(text)) || qg_rune_is_blank(qg_utf8_last(text)) ||
           qg_str_find(text, QG_STR("  ")) < text.n;
}

static void write_plain(qg_xml *x, qg_str plain)
{
    if (plain.n == 0)
        return;
    qg_xml_open(x, "w:t");
    if (has_blanks_to_keep(plain))
        qg_xml_attr(x, "xml:space", "preserve");
    qg_xml_text(x, plain);
    qg_xml_close(x);
}

static void write_line(qg_xml *x, qg_str line)
{
    while (line.n > 0) {
        qg_str plain = qg_str_head(line, qg_str_find_byte(line, '\t'));
        write_plain(x, plain);
        if (plain.n < line.n)
            qg_xml_empty(x, "w:tab");
        line = qg_str_skip(line, plain.n + 1);
    }
}

/* Text of a run; tabs and line feeds are elements of their own. */
static void write_characters(qg_xml *x, qg_str text)
{
    while (text.n > 0) {
        qg_str line = qg_str_head(text, qg_str_find_byte(text, '\n'));
        write_line(x, line);
        if (line.n < text.n)
            qg_xml_empty(x, "w:br");
        text = qg_str_skip(text, line.n + 1);
    }
}

static void write_runs(docx *d, const marks *m, qg_str text)
{
    qg_rune before = 0;

    while (text.n > 0) {
        bool has_hint;
        qg_str piece = take_piece(&text, before, &has_hint);
        before = qg_utf8_last(piece);
        qg_extent_text(&d->extent, piece);
        qg_xml_open(d->xml, "w:r");
        write_marks(d->xml, m, has_hint && !m->is_latin);
        write_characters(d->xml, piece);
        qg_xml_close(d->xml);
    }
}

static void write_narrow(docx *d, const marks *m, qg_str room)
{
    marks narrow = *m;
    int em = d->extent.em_twips;

    narrow.room_percent = d->room_percent;
    d->extent.em_twips = em * d->room_percent / 100;
    write_runs(d, &narrow, room);
    d->extent.em_twips = em;
}

static void write_text(docx *d, const marks *m, qg_str text)
{
    bool has_rooms = d->room_percent > 0 && d->room_percent < 100;

    while (has_rooms && text.n > 0) {
        size_t n = 0, n_room = 0;
        qg_str rest = text;
        qg_rune rune;
        while (rest.n > 0 && (n_room = qg_docx_room_to_fill(rest)) == 0)
            n += qg_utf8_take(&rest, &rune).n;
        write_runs(d, m, qg_str_head(text, n));
        write_narrow(d, m, qg_str_head(rest, n_room));
        text = qg_str_skip(rest, n_room);
    }
    write_runs(d, m, text);
}

void qg_docx_text(docx *d, qg_str text, const qg_para *like)
{
    write_text(d, &(marks){.like = like}, text);
}

void qg_docx_spaced_text(docx *d, qg_str text, const qg_para *like, int tracking_twips)
{
    write_text(d, &(marks){.like = like, .tracking_twips = tracking_twips}, text);
}

/* ---- inlines ---- */

static void write_inlines(docx *d, const qg_node *parent, marks m, const place *at);

/* Write as a field the link to an address that no relationship can have, such as an empty one. */
static void write_link_field(docx *d, qg_str uri, const qg_node *node, marks m, const place *at)
{
    qg_buf instruction;

    qg_buf_init(&instruction, 0);
    qg_buf_puts(&instruction, " HYPERLINK \"");
    qg_buf_put(&instruction, uri);
    qg_buf_puts(&instruction, "\" ");
    qg_docx_begin_field(d, qg_buf_str(&instruction), false);
    write_inlines(d, node, m, at);
    qg_docx_end_field(d);
    qg_docx_drop(d, &instruction);
}

static void write_link(docx *d, const qg_node *node, marks m, const place *at)
{
    qg_str url = node->u.link.url;
    bool is_inside = qg_str_starts(url, QG_STR("#"));
    qg_buf uri;
    char id[16], name[48];

    if (m.link) {
        write_inlines(d, node, m, at);
        return;
    }
    m.link = true;
    qg_buf_init(&uri, 0);
    qg_docx_put_uri(&uri, url);
    if (!qg_docx_is_target(qg_buf_str(&uri))) {
        write_link_field(d, qg_buf_str(&uri), node, m, at);
        qg_docx_drop(d, &uri);
        return;
    }
    qg_xml_open(d->xml, "w:hyperlink");
    if (is_inside && qg_docx_bookmark_of(d, qg_str_skip(url, 1), name)) {
        qg_xml_attr(d->xml, "w:anchor", name);
    } else if (is_inside) {
        qg_xml_attr_str(d->xml, "w:anchor", qg_str_skip(url, 1));
    } else {
        snprintf(id, sizeof id, "rId%d",
                 qg_relations_add(d->relations, &d->arena, "hyperlink", qg_buf_str(&uri), true));
        qg_xml_attr(d->xml, "r:id", id);
    }
    if (node->u.link.title.n > 0)
        qg_xml_attr_str(d->xml, "w:tooltip", qg_utf8_head(node->u.link.title, 260));
    qg_xml_attr(d->xml, "w:history", "1");
    write_inlines(d, node, m, at);
    qg_xml_close(d->xml);
    qg_docx_drop(d, &uri);
}

/* The first reference to a note is the note; later ones repeat its number by a field. */
static void write_note_ref(docx *d, const qg_node *node)
{
    const qg_docx_note_words *words = qg_docx_note_words_of(d);
    qg_xml *x = d->xml;
    int number = node->u.note_ref.note == NULL ? 0 : node->u.note_ref.note->u.note.number;
    char text[64];

    if (number == 0)
        return;
    if (node->u.note_ref.nth > 1) {
        snprintf(text, sizeof text, " NOTEREF _Note%d \\f \\h ", number);
        qg_docx_begin_field(d, qg_str_of(text), false);
        snprintf(text, sizeof text, "%d", number);
        write_text(d, &(marks){.superscript = true}, qg_str_of(text));
        qg_docx_end_field(d);
        return;
    }
    qg_docx_take_note(d, node->u.note_ref.note);
    qg_xml_open(x, "w:bookmarkStart");
    qg_xml_attr_int(x, "w:id", number);
    snprintf(text, sizeof text, "_Note%d", number);
    qg_xml_attr(x, "w:name", text);
    qg_xml_close(x);
    qg_xml_open(x, "w:r");
    qg_xml_open(x, "w:rPr");
    qg_xml_val(x, "w:rStyle", words->reference_style);
    qg_xml_close(x);
    qg_xml_open(x, words->reference);
    qg_xml_attr_int(x, "w:id", number);
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_open(x, "w:bookmarkEnd");
    qg_xml_attr_int(x, "w:id", number);
    qg_xml_close(x);
}

bool qg_docx_drops_comment(docx *d, const qg_node *node)
{
    if (!qg_node_is_comment(node))
        return false;
    qg_sink_tell(d->sink, &(qg_finding){.kind = QG_FOUND_WRITE_COMMENT,
                                        .offset = node->offset,
                                        .before = node->text});
    return true;
}

/* Print HTML that means nothing in a report as it stands. */
static void write_html(docx *d, const marks *m, const qg_node *node)
{
    qg_str html = node->text;

    if (qg_docx_drops_comment(d, node))
        return;
    write_text(d, m, html);
}

/* Write words in place of a picture that cannot be shown: its description, and its title unless
 * that is the caption. */
static void write_words_of(docx *d, const qg_node *image, marks m, const place *at)
{
    qg_str title = image->u.link.title;

    write_inlines(d, image, m, at);
    if (title.n == 0 || qg_is_figure_caption(title))
        return;
    write_text(d, &m, QG_STR("（"));
    write_text(d, &m, title);
    write_text(d, &m, QG_STR("）"));
}

static void write_formula(docx *d, const qg_node *math, const marks *m)
{
    const qg_math *tree = math->u.math.tree;

    if (tree == NULL || math->u.math.is_display || !qg_math_is_number(tree)) {
        qg_docx_formula(d, math);
        return;
    }
    for (const qg_math *token = tree->first; token != NULL; token = token->next)
        write_text(d, m, token->text);
}

static void write_inline(docx *d, const qg_node *node, marks m, const place *at)
{
    switch (node->kind) {
    case QG_CODE:
        m.code = true;
        write_text(d, &m, node->text);
        break;
    case QG_HTML:
        write_html(d, &m, node);
        break;
    case QG_LINE_BREAK:
        write_text(d, &m, d->are_lines_indented ? QG_STR("\n\t") : QG_STR("\n"));
        break;
    case QG_EMPHASIS:
        m.italic = true;
        write_inlines(d, node, m, at);
        break;
    case QG_STRONG:
        m.bold = true;
        write_inlines(d, node, m, at);
        break;
    case QG_STRIKE:
        m.strike = true;
        write_inlines(d, node, m, at);
        break;
    case QG_UNDERLINE:
        m.underline = true;
        write_inlines(d, node, m, at);
        break;
    case QG_SUPERSCRIPT:
    case QG_SUBSCRIPT:
        m.superscript = node->kind == QG_SUPERSCRIPT;
        m.subscript = !m.superscript;
        write_inlines(d, node, m, at);
        break;
    case QG_RUN_IN:
        m.like = &d->style->paras[QG_PARA_HEADING_1 + node->u.heading.level - 1];
        write_inlines(d, node, m, at);
        break;
    case QG_LINK:
        write_link(d, node, m, at);
        break;
    case QG_IMAGE:
        if (!qg_docx_picture(d, node, at))
            write_words_of(d, node, m, at);
        break;
    case QG_MATH:
        write_formula(d, node, &m);
        break;
    case QG_NOTE_REF:
        write_note_ref(d, node);
        break;
    default:
        write_inlines(d, node, m, at);
        break;
    }
}

static bool is_words(const qg_node *node, const qg_node *end)
{
    return node != end && (node->kind == QG_TEXT || node->kind == QG_SOFT_BREAK);
}

/* Write the text from `node` on, over the ends of the draft's lines.  Returns the last node of it.
 */
static const qg_node *write_words(docx *d, const qg_node *node, const qg_node *end, const marks *m)
{
    qg_buf text;

    if (!is_words(node->next, end) && node->kind == QG_TEXT) {
        write_text(d, m, qg_str_skip(node->text, d->n_skipped));
        d->n_skipped = 0;
        return node;
    }
    qg_buf_init(&text, 0);
    qg_node_plain(&text, node);
    for (; is_words(node->next, end); node = node->next)
        qg_node_plain(&text, node->next);
    write_text(d, m, qg_str_skip(qg_buf_str(&text), d->n_skipped));
    d->n_skipped = 0;
    qg_docx_drop(d, &text);
    return node;
}

static void write_between(docx *d, const qg_node *node, const qg_node *end, marks m,
                          const place *at)
{
    for (; node != end; node = node->next)
        if (is_words(node, end))
            node = write_words(d, node, end, &m);
        else
            write_inline(d, node, m, at);
}

static void write_inlines(docx *d, const qg_node *parent, marks m, const place *at)
{
    write_between(d, parent->first, NULL, m, at);
}

/* The inlines of a heading without the bold around all of them, which says no more than the
 * heading's own font. */
static const qg_node *without_needless_bold(const qg_node *parent)
{
    bool is_all_bold = parent->kind == QG_HEADING && parent->first != NULL &&
                       parent->first == parent->last && parent->first->kind == QG_STRONG;

    return is_all_bold ? parent->first : parent;
}

static bool has_wide_character(const qg_node *parent)
{
    for (const qg_node *n = parent; n != NULL; n = qg_node_walk(parent, n))
        for (qg_str rest = n->text; rest.n > 0;) {
            qg_rune rune;
            qg_utf8_take(&rest, &rune);
            if (qg_rune_is_wide(rune))
                return true;
        }
    return false;
}

void qg_docx_inlines(docx *d, const qg_node *parent, const place *at)
{
    marks m = {.is_latin = !has_wide_character(parent)};

    write_inlines(d, without_needless_bold(parent), m, at);
}

void qg_docx_inlines_between(docx *d, const qg_node *first, const qg_node *end, const place *at)
{
    marks m = {.is_latin = !has_wide_character(first->parent)};

    write_between(d, first, end, m, at);
}
