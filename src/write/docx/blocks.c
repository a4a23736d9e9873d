/* blocks.c - the blocks of the body, one after the other. */
#include "write/docx/official_int.h"
#include "write/docx/page_int.h"
#include "write/docx/table_int.h"

para_extra qg_docx_extra(docx *d, place *at, qg_para_kind kind)
{
    const qg_para *para = &d->style->paras[kind];
    para_extra extra = {.align = at->align};

    if (at->list_id > 0) { /* the list's level has the indents */
        extra.list_id = at->list_id;
        extra.level = at->level;
        extra.left_twips = at->left_twips;
        extra.hanging_twips = at->hanging_twips;
        extra.has_left = at->left_twips != qg_docx_level_left(d, at->level, at->has_bullet);
        at->list_id = 0;
        return extra;
    }
    extra.is_unnumbered = at->is_in_list;
    extra.left_twips = at->left_twips;
    if (!at->is_in_list && kind != QG_PARA_QUOTE) /* whose indent is the quote's */
        extra.left_twips += para->left.twips;
    extra.has_left = at->is_in_list || extra.left_twips != para->left.twips;
    if (!at->is_in_list)
        extra.first_line = para->first_line;
    return extra;
}

enum {
    LONG_WORD = 8,      /* letters, as wide as four characters; shorter words do no harm */
    HALF_A_LINE = 24,   /* letters; such a word always leaves a wide gap */
    MOST_CHARACTERS = 3 /* width by which justification may stretch a line */
};

/* The length of the longest run of visible ASCII in `text`.  A paragraph consists of several texts:
 * `*open` is the length of the run at the end of the one before, and is set to that at the end of
 * this one. */
static size_t longest_word(qg_str text, size_t *open)
{
    size_t longest = 0;

    for (size_t i = 0; i < text.n; i++) {
        size_t n_han = qg_utf8_han(qg_str_skip(text, i));
        i += n_han == 0 ? 0 : n_han - 1;
        *open = text.p[i] > ' ' && text.p[i] <= '~' ? *open + 1 : 0;
        longest = *open > longest ? *open : longest;
    }
    return longest;
}

/* Whether some word that moves to the next line leaves a gap so wide that justification would
 * stretch the line too much. */
static bool has_gap(const docx *d, qg_para_kind kind, const para_extra *extra, const qg_node *first,
                    const qg_node *end)
{
    const qg_para *p = &d->style->paras[kind];
    int gap;
    qg_buf text;

    qg_buf_init(&text, 0);
    for (; first != end; first = first->next)
        qg_node_plain(&text, first);
    gap = qg_extent_gap(&d->style->page, p, extra, qg_buf_str(&text));
    qg_xml_drop(d->xml, &text);
    return gap > MOST_CHARACTERS * p->size_half_pt * 10;
}

void qg_docx_make_room(const docx *d, qg_para_kind kind, para_extra *extra, const qg_node *first,
                       const qg_node *end)
{
    bool is_justified =
        extra->align == QG_ALIGN_NONE && d->style->paras[kind].align == QG_PARA_JUSTIFY;
    size_t word = 0, longest = 0, open = 0;

    for (const qg_node *top = first; top != end; top = top->next)
        for (const qg_node *n = top; n != NULL; n = qg_node_walk(top, n)) {
            bool is_tall =
                n->kind == QG_MATH && n->u.math.tree != NULL && qg_math_is_tall(n->u.math.tree);
            extra->is_at_least = extra->is_at_least || n->kind == QG_IMAGE || is_tall;
            if (is_justified && (n->kind == QG_TEXT || n->kind == QG_CODE))
                word = longest_word(n->text, &open);
            longest = word > longest ? word : longest;
        }
    if (longest >= LONG_WORD && (longest >= HALF_A_LINE || has_gap(d, kind, extra, first, end)))
        extra->align = QG_ALIGN_LEFT;
}

/* Set the alignment; the first line then has no indent. */
static void align(para_extra *extra, qg_align align)
{
    extra->align = align;
    extra->has_left = true;
    extra->first_line = (qg_indent){0};
}

/* The salutation of a speech, 各位代表，同志们：, below its title.  [P] It is set flush left, like
 * a recipient. */
static bool is_salutation(const qg_node *paragraph)
{
    enum { MOST_BYTES = 120 };
    const qg_node *above = paragraph->previous, *line = paragraph->first;
    bool is_on_top = above == NULL || above->role == QG_ROLE_BYLINE ||
                     (above->kind == QG_HEADING && above->u.heading.level == 0);
    qg_str text;

    if (!is_on_top || line == NULL || line->next != NULL || line->kind != QG_TEXT)
        return false;
    text = qg_str_trim(line->text);
    if (text.n > MOST_BYTES || !qg_utf8_is_in(qg_utf8_last(text), "：:！"))
        return false;
    text = qg_str_head(text, text.n - (qg_str_ends(text, QG_STR(":")) ? 1 : QG_STR("：").n));
    return qg_str_ends(text, QG_STR("们")) || qg_str_starts(text, QG_STR("各位")) ||
           qg_str_starts(text, QG_STR("尊敬的"));
}

static qg_para_kind kind_of(const qg_node *paragraph, const place *at)
{
    if (paragraph->role != QG_ROLE_BODY)
        return qg_para_of_role(paragraph->role);
    if (at->kind == QG_PARA_LIST)
        return qg_docx_kind_in_list(paragraph);
    if (at->kind != QG_PARA_BODY)
        return at->kind;
    if (is_salutation(paragraph))
        return QG_PARA_RECIPIENT;
    return qg_has_only_pictures(paragraph) ? QG_PARA_FIGURE : QG_PARA_BODY;
}

static bool is_line_end(const qg_node *node)
{
    return node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK;
}

/* Whether a byline follows.  A title and its bylines form a group: the space below the title goes
 * below the last of them. */
static bool stands_above_byline(const qg_node *node)
{
    return node->next != NULL && node->next->role == QG_ROLE_BYLINE;
}

static bool has_line_break(const qg_node *first, const qg_node *end)
{
    for (; first != end; first = first->next)
        for (const qg_node *n = first; n != NULL; n = qg_node_walk(first, n))
            if (n->kind == QG_LINE_BREAK)
                return true;
    return false;
}

/* Indent the line behind each line break of the author like a new paragraph.  A tab does it, since
 * other programs would take an indent of the whole paragraph for a quotation. */
static void indent_lines(docx *d, qg_para_kind kind, para_extra *extra, const qg_node *first,
                         const qg_node *end)
{
    const qg_para *p = &d->style->paras[kind];
    bool is_body = kind == QG_PARA_BODY && !extra->has_left;
    bool is_quote = kind == QG_PARA_QUOTE && extra->list_id == 0 && extra->align == QG_ALIGN_NONE;

    if ((!is_body && !is_quote) || p->first_line.twips <= 0 || !has_line_break(first, end))
        return;
    d->are_lines_indented = true;
    d->line_tab_twips = p->first_line.twips + (extra->has_left ? extra->left_twips
                                               : is_quote      ? p->left.twips
                                                               : 0);
    extra->left_tabs = &d->line_tab_twips;
    extra->n_left_tabs = 1;
}

/* Write the inlines of a paragraph from `first` up to `end` as a paragraph, without line breaks at
 * its start and end. */
static void write_piece(docx *d, const qg_node *first, const qg_node *end, place *at)
{
    const qg_node *paragraph, *node;
    para_extra extra;
    qg_para_kind kind;
    bool is_figure;

    while (first != end && is_line_end(first))
        first = first->next;
    if (first == end)
        return;
    paragraph = first->parent;
    node = end == NULL ? paragraph->last : end->previous;
    while (is_line_end(node))
        node = node->previous;
    kind = kind_of(paragraph, at);
    extra = qg_docx_extra(d, at, kind);
    extra.has_nothing_after = kind == QG_PARA_BYLINE && stands_above_byline(paragraph);
    qg_docx_make_room(d, kind, &extra, first, node->next);
    extra.is_free = extra.is_at_least && qg_has_only_pictures(paragraph);
    is_figure = kind == QG_PARA_FIGURE;
    extra.keep_next = (paragraph == d->last_before_signature && !d->is_last_divided) ||
                      (is_figure && qg_docx_has_caption(d, paragraph));
    if (paragraph->kind == QG_PARAGRAPH && paragraph->u.paragraph.align != QG_ALIGN_NONE)
        align(&extra, paragraph->u.paragraph.align);
    if (kind == QG_PARA_BODY && first == paragraph->first && end == NULL &&
        qg_docx_typed_roll(d, paragraph, at, &extra))
        return;
    indent_lines(d, kind, &extra, first, node->next);
    if (kind == QG_PARA_BODY)
        d->room_percent = qg_docx_room_percent(d, kind, &extra, first, node->next);
    qg_docx_begin_para(d, kind, &extra);
    if (paragraph->role == QG_ROLE_CAPTION && first == paragraph->first)
        qg_docx_table_number(d, paragraph);
    if (first == paragraph->first && end == NULL)
        qg_docx_inlines(d, paragraph, at);
    else
        qg_docx_inlines_between(d, first, node->next, at);
    qg_docx_end_para(d);
    d->are_lines_indented = false;
    d->room_percent = 0;
    if (is_figure)
        qg_docx_captions(d, paragraph);
}

/* Whether the heading is text only, so that title.c can break it into lines.  Emphasis, pictures
 * and notes need runs of their own. */
static bool is_plain(const qg_node *heading)
{
    for (const qg_node *n = heading->first; n != NULL; n = n->next)
        if (n->kind != QG_TEXT && n->kind != QG_SOFT_BREAK && n->kind != QG_LINE_BREAK)
            return false;
    return true;
}

static void write_title(docx *d, const qg_node *node, qg_para_kind kind, const para_extra *extra)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, node);
    qg_docx_title(d, kind, extra, qg_buf_str(&text));
    qg_docx_drop(d, &text);
}

/* Write a paragraph; formulas on lines of their own split it and become paragraphs of their own.
 * Not one at the start of a list item, which must stay behind the item's number. */
static void write_paragraph(docx *d, const qg_node *node, place *at)
{
    const qg_node *first = node->first;
    para_extra extra;

    if (node->role == QG_ROLE_BODY && at->kind == QG_PARA_BODY && qg_is_caption_below(node)) {
        qg_docx_own_caption(d, node);
        return;
    }
    if (node->role == QG_ROLE_BYLINE && is_plain(node)) { /* broken by sense, as a title is */
        extra = qg_docx_extra(d, at, QG_PARA_BYLINE);
        extra.has_nothing_after = stands_above_byline(node);
        write_title(d, node, QG_PARA_BYLINE, &extra);
        return;
    }
    if (first == NULL) {
        extra = qg_docx_extra(d, at, kind_of(node, at));
        qg_docx_begin_para(d, kind_of(node, at), &extra);
        qg_docx_end_para(d);
        return;
    }
    for (const qg_node *n = first; n != NULL; n = n->next) {
        if (!qg_docx_is_display(n) || (n == node->first && at->list_id > 0))
            continue;
        write_piece(d, first, n, at);
        qg_docx_display(d, n, at);
        first = n->next;
    }
    if (first != NULL)
        write_piece(d, first, NULL, at);
}

static qg_para_kind heading_kind(const qg_node *node)
{
    int level = node->u.heading.level;

    if (node->role == QG_ROLE_ATTACHMENT_TITLE)
        return QG_PARA_ATTACHMENT_TITLE;
    if (level == 0)
        return QG_PARA_TITLE;
    return (qg_para_kind)(QG_PARA_HEADING_1 + (level > 6 ? 6 : level) - 1);
}

static bool starts_page(const docx *d, const qg_node *title)
{
    return d->style->paras[QG_PARA_ATTACHMENT_LABEL].page_break_before &&
           qg_node_starts_document(title);
}

/* Let a heading have the number that the sheet asks for.  Headings in lists and quotations have
 * none, even where their level is numbered. */
static void take_number(docx *d, const qg_node *heading, const qg_anchor *a, para_extra *extra)
{
    int level = heading->u.heading.level;

    if (a != NULL && a->ordinal > 0) {
        extra->heading_list = qg_docx_heading_list(d, a);
        extra->level = level - 1;
    } else if (extra->list_id == 0 && level <= QG_NUMBERED_LEVELS) {
        extra->is_unnumbered = d->anchors.is_numbered[level];
    }
}

static void measure_number(docx *d, const qg_anchor *a)
{
    qg_buf number;

    if (a == NULL || a->ordinal == 0)
        return;
    qg_buf_init(&number, 0);
    qg_anchor_put_number(&number, a);
    qg_extent_text(&d->extent, qg_buf_str(&number));
    qg_docx_drop(d, &number);
}

static void write_heading(docx *d, const qg_node *node, place *at)
{
    const qg_anchor *a = qg_docx_next_anchor(d, node);
    const qg_para *para = &d->style->paras[heading_kind(node)];
    para_extra extra = {
        .list_id = at->list_id, .level = at->level, .has_nothing_after = stands_above_byline(node)};

    extra.page_break_before = starts_page(d, node);

    if (at->list_id == 0 && at->left_twips > 0) {
        extra.has_left = true;
        extra.left_twips = at->left_twips + (at->is_in_list ? 0 : para->left.twips);
        extra.first_line = at->is_in_list ? (qg_indent){0} : para->first_line;
    }
    at->list_id = 0;
    take_number(d, node, a, &extra);
    if ((a == NULL || !a->is_target) && node->u.heading.level == 0 && is_plain(node)) {
        write_title(d, node, heading_kind(node), &extra);
        return;
    }
    qg_docx_begin_para(d, heading_kind(node), &extra);
    measure_number(d, a);
    qg_docx_begin_bookmarks(d, a);
    qg_docx_inlines(d, node, at);
    qg_docx_end_bookmarks(d, a);
    qg_docx_end_para(d);
}

static void write_code(docx *d, const qg_node *node, place *at)
{
    para_extra extra = qg_docx_extra(d, at, QG_PARA_CODE);
    qg_str text = node->text;

    if (qg_str_ends(text, QG_STR("\n")))
        text.n--;
    extra.align = QG_ALIGN_NONE;
    if (at->kind == QG_PARA_QUOTE)
        extra.style_id = "QuotedCode";
    if (node->previous != NULL && node->previous->kind == QG_CODE_BLOCK) {
        extra.has_before = true;
        extra.before_twips = d->style->paras[QG_PARA_CODE].line_twips / 2;
    }
    qg_docx_para(d, QG_PARA_CODE, &extra, text);
}

/* Whether a rule of the draft's own level parts pages: between other blocks, where the sheet wants
 * it. */
static bool is_page_end(const docx *d, const qg_node *rule)
{
    return d->style->rules_part_pages && rule->parent == d->doc->root && rule->previous != NULL &&
           rule->next != NULL;
}

static void write_rule(docx *d, const place *at)
{
    para_extra extra = {.below = {.eighths_pt = 6, .space_pt = 1},
                        .has_left = at->left_twips > 0,
                        .left_twips = at->left_twips};

    qg_docx_para(d, QG_PARA_NORMAL, &extra, (qg_str){"", 0});
}

static void write_quote(docx *d, const qg_node *quote, place *at)
{
    const qg_para *p = &d->style->paras[QG_PARA_QUOTE];
    place inside = *at;

    inside.kind = QG_PARA_QUOTE;
    if (at->list_id ==
        0) /* else it starts an item, and the number stands where its indent would be */
        inside.left_twips += p->left.twips;
    inside.width_twips -= p->left.twips + p->right.twips;
    qg_docx_blocks(d, quote, &inside);
    at->list_id = 0; /* the first paragraph in it took it */
}

static void write_html(docx *d, const qg_node *node, place *at)
{
    para_extra extra;

    if (qg_docx_drops_comment(d, node))
        return;
    extra = qg_docx_extra(d, at, at->kind);
    qg_docx_para(d, at->kind, &extra, qg_str_trim(node->text));
}

/* The next paragraph begins a page.  A paragraph that holds the break would go to the next page
 * where the text above it fills one, which then were blank.  Nothing comes of a break in front of a
 * section, which begins a page itself, or behind all. */
static void write_page_break(docx *d, const qg_node *node)
{
    if (!d->has_content || (node->next == NULL && node->parent == d->doc->root))
        return;
    qg_extent_new_page(&d->extent, d->extent.is_landscape);
    d->ends_page = true;
}

static void write_block(docx *d, const qg_node *node, place *at)
{
    switch (node->kind) {
    case QG_HEADING:
        write_heading(d, node, at);
        break;
    case QG_LIST:
        qg_docx_list(d, node, at);
        break;
    case QG_QUOTE:
        write_quote(d, node, at);
        break;
    case QG_CODE_BLOCK:
        write_code(d, node, at);
        break;
    case QG_HTML_BLOCK:
        write_html(d, node, at);
        break;
    case QG_TABLE:
        qg_docx_table(d, node, at);
        break;
    case QG_RULE:
        if (is_page_end(d, node))
            write_page_break(d, node);
        else
            write_rule(d, at);
        break;
    case QG_PAGE_BREAK:
        write_page_break(d, node);
        break;
    case QG_LANDSCAPE:
        qg_docx_blocks(d, node, at);
        break;
    default:
        write_paragraph(d, node, at);
        break;
    }
}

void qg_docx_block(docx *d, const qg_node *node, place *at)
{
    place broadside = *at;

    if (d->in_turned || !qg_docx_is_broadside(d, node)) {
        write_block(d, node, at);
        return;
    }
    broadside.width_twips = qg_page_text_height(&d->style->page);
    qg_docx_turn(d, true);
    d->in_turned = true;
    write_block(d, node, &broadside);
    d->in_turned = false;
}

void qg_docx_blocks_from(docx *d, const qg_node *node, place *at)
{
    for (; node != NULL; node = node->next)
        qg_docx_block(d, node, at);
}

void qg_docx_blocks(docx *d, const qg_node *parent, place *at)
{
    qg_docx_blocks_from(d, parent->first, at);
}
