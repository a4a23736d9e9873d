/* fit.c - the page with the date and the seal must also have text (GB/T 9704-2012, 7.3.5.5).
 *
 * The last paragraph is "kept with next", which is enough for Word: it moves only the paragraph's
 * last lines to the page of the signature.  LibreOffice moves the whole paragraph, so that a draft
 * of one paragraph leaves the first page without text.  The standard's own remedy is to change the
 * line pitch: a little less on the page where the text ends, so that everything fits, or a little
 * more, so that some lines of the last paragraph go to the next page by themselves.
 */
#include "write/docx/official_int.h"

#include <limits.h>

/* How far the line pitch may deviate from the sheet's, in percent [P].  The wider limits (ALONE)
 * are for a paragraph without which page 1 would have no text. */
enum {
    LEAST_PERCENT = 85,
    LEAST_ALONE_PERCENT = 72,
    MOST_ALONE_PERCENT = 150,
    SHORT_LINES = 3, /* a paragraph of so few lines may move as a whole */
    SPARE_TWIPS = 60 /* reserve, since word processors round to other units */
};

static const qg_para *normal(const docx *d)
{
    return &d->style->paras[QG_PARA_NORMAL];
}

/* Whether the height of the paragraph is that of its lines of text. */
static bool is_plain(const qg_node *paragraph)
{
    for (const qg_node *n = paragraph->first; n != NULL; n = qg_node_walk(paragraph, n))
        if (n->kind == QG_IMAGE || n->kind == QG_MATH || n->kind == QG_NOTE_REF)
            return false;
    return true;
}

/* The style of a block that consists of lines at the usual pitch and nothing else; NULL for others.
 */
static const qg_para *para_of(const docx *d, const qg_node *block)
{
    const qg_para *p = NULL;

    if (block->kind == QG_HEADING && block->u.heading.level > 0 && block->u.heading.level <= 6)
        p = &d->style->paras[QG_PARA_HEADING_1 + block->u.heading.level - 1];
    else if (block->kind == QG_PARAGRAPH && block->role == QG_ROLE_BODY)
        p = &d->style->paras[QG_PARA_BODY];
    else if (block->kind == QG_PARAGRAPH && block->role == QG_ROLE_RECIPIENT)
        p = &d->style->paras[QG_PARA_RECIPIENT];
    if (p == NULL || !is_plain(block) || p->before_twips > 0 || p->after_twips > 0 ||
        p->line_rule != QG_LINE_EXACT || p->line_twips != normal(d)->line_twips)
        return NULL;
    return p;
}

/* The number of lines of the blocks from `first` to `last`; 0 when they have more than `most` lines
 * or are not all plain lines. */
static int lines_of(docx *d, const qg_node *first, const qg_node *last, int most)
{
    int lines = 0;

    for (const qg_node *node = first; node != NULL && lines <= most; node = node->next) {
        const qg_para *p = para_of(d, node);
        qg_buf text;
        if (p == NULL)
            return 0;
        qg_buf_init(&text, 0);
        qg_node_plain(&text, node);
        lines += qg_extent_lines(&d->style->page, p, NULL, qg_buf_str(&text));
        qg_docx_drop(d, &text);
        if (node == last)
            return lines <= most ? lines : 0;
    }
    return 0;
}

/* Whether nothing but the title, bylines and the recipient is above the paragraph. */
static bool is_alone(const qg_node *paragraph)
{
    const qg_node *node = paragraph->previous;

    while (node != NULL && (node->role == QG_ROLE_RECIPIENT || node->role == QG_ROLE_BYLINE ||
                            (node->kind == QG_HEADING && node->u.heading.level == 0)))
        node = node->previous;
    return node == NULL;
}

/* The page on which the next block will begin, and the height left on it. */
typedef struct rest {
    int page, room_twips;
} rest;

/* Find the page on which `block` will begin.  Headings are kept with the first line below them:
 * both those already written in front of `block` and those that it starts with. */
static rest rest_of_page(const docx *d, const qg_node *block)
{
    extent e = d->extent;
    int kept = e.kept_twips, needed = normal(d)->line_twips;

    for (; block != NULL && block->kind == QG_HEADING; block = block->next) {
        const qg_para *p = para_of(d, block);
        needed += p != NULL && p->keep_next ? p->line_twips : 0;
    }
    e.pages = NULL;
    if (qg_extent_room(&e) < needed) {
        e.kept_twips = 0;
        qg_extent_new_page(&e, e.is_landscape);
        e.kept_twips = kept;
    }
    return (rest){e.page, qg_extent_room(&e)};
}

/* Choose a line pitch, at most the sheet's, at which something of this height fits the page.  False
 * when it would be less than `least_percent` of the sheet's. */
static bool draws_together(docx *d, rest page, qg_docx_height height, int least_percent)
{
    int pitch = normal(d)->line_twips;
    int fitting = (page.room_twips - height.fixed_twips - SPARE_TWIPS) / height.lines;

    if (fitting * 100 < pitch * least_percent)
        return false;
    d->fitted_line_twips = fitting < pitch ? fitting : 0;
    return true;
}

/* Choose a line pitch at which the end of the text fits the page, if possible together with the
 * imprint when that belongs on this page.  Otherwise the imprint would be alone on the next page,
 * so that it is better if the end of the text goes there with it: then the pitch is only reduced
 * for a page that would have no text.  Without a signature there is only the imprint to fit. */
static bool fits(docx *d, rest page, qg_docx_height height, int least_percent)
{
    qg_docx_height whole = height;
    bool is_alone = least_percent < LEAST_PERCENT;

    if (d->ending.imprint_twips == 0 ||
        (page.page % 2 != 0 && qg_docx_measure(d, QG_MEASURE_IMPRINT_EVEN_PAGE)))
        return d->ending.is_signed && draws_together(d, page, height, least_percent);
    whole.fixed_twips += d->ending.imprint_twips;
    return draws_together(d, page, whole, least_percent) ||
           draws_together(d, page, height, is_alone ? least_percent : 100);
}

/* Increase the line pitch so that the `lines` need half a line more than there is room, or as much
 * as it may be, and the last one moves to the next page. */
static void spread(docx *d, rest page, int lines)
{
    int pitch = 2 * page.room_twips / (2 * lines - 1);
    int most = normal(d)->line_twips * MOST_ALONE_PERCENT / 100;

    if (pitch > most)
        pitch = most;
    if (lines < 2 || lines * pitch < page.room_twips + pitch / 4) /* the room is reckoned */
        return;
    d->fitted_line_twips = pitch;
    d->is_last_divided = true;
}

static int least_percent(rest page, const qg_node *last)
{
    return page.page == 1 && is_alone(last) ? LEAST_ALONE_PERCENT : LEAST_PERCENT;
}

void qg_docx_fit_page(docx *d, const qg_node *first, int lines_above)
{
    const qg_node *last = d->ending.last;
    rest page = rest_of_page(d, first);
    qg_docx_height height = d->ending.height;
    int lines;

    if (page.page == d->ending.tried_page || normal(d)->line_rule != QG_LINE_EXACT)
        return;
    lines = lines_of(d, first, last, page.room_twips / normal(d)->line_twips);
    if (lines == 0)
        return;
    d->ending.tried_page = page.page;
    height.lines += lines + lines_above;
    fits(d, page, height, least_percent(page, last));
}

void qg_docx_fit(docx *d)
{
    const qg_node *last = d->last_before_signature;
    rest page = rest_of_page(d, last);
    qg_docx_height height = d->ending.height;
    int lines, whole = page.room_twips / normal(d)->line_twips, least;

    if (d->fitted_line_twips > 0 || normal(d)->line_rule != QG_LINE_EXACT)
        return;
    lines = lines_of(d, last, last, INT_MAX);
    if (lines == 0)
        return;
    least = least_percent(page, last);
    height.lines += lines;
    if (fits(d, page, height, least))
        return;
    if (lines >=
        whole + 2) /* its end reaches the next page, even if the estimate is a line too high */
        d->is_last_divided = true;
    else if (least < LEAST_PERCENT)
        spread(d, page, lines);
    if (d->ending.has_note && (least < LEAST_PERCENT || lines > SHORT_LINES))
        d->is_last_divided = true; /* the attachment note moves to the next page as its text */
}
