/* fit.c - the date and the seal stand on a page that has text (GB/T 9704-2012, 7.3.5.5).
 *
 * What ends the text is kept with the next paragraph, which is enough for Word: it divides the last
 * paragraph.  LibreOffice moves the whole of it to the next page, so that a draft of one paragraph
 * leaves the first page without text.  The standard's own remedy is another line pitch: a little
 * less on the page where the text ends, so that all of it fits, or a little more, so that the
 * last paragraph goes over by itself.
 */
#include "write/docx/official_int.h"

#include <limits.h>

/* Of the line pitch [P]; what else would leave page 1 without text may go further. */
enum {
    LEAST_PERCENT = 85,
    LEAST_ALONE_PERCENT = 72,
    MOST_ALONE_PERCENT = 150,
    SHORT_LINES = 3, /* of a paragraph that may move as a whole */
    SPARE_TWIPS = 60 /* word processors count in other units */
};

static const qg_para *normal(const docx *d)
{
    return &d->style->paras[QG_PARA_NORMAL];
}

/* Whether its height is that of its lines. */
static bool is_plain(const qg_node *paragraph)
{
    for (const qg_node *n = paragraph->first; n != NULL; n = qg_node_walk(paragraph, n))
        if (n->kind == QG_IMAGE || n->kind == QG_MATH || n->kind == QG_NOTE_REF)
            return false;
    return true;
}

/* The looks of a block that is lines of the grid; NULL: it is more than that. */
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

/* Of the blocks from `first` to `last`; 0: they are more than lines, or more than `most`. */
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

/* Whether nothing but the title and the recipient stands above it. */
static bool is_alone(const qg_node *paragraph)
{
    const qg_node *node = paragraph->previous;

    while (node != NULL && (node->role == QG_ROLE_RECIPIENT || node->role == QG_ROLE_BYLINE ||
                            (node->kind == QG_HEADING && node->u.heading.level == 0)))
        node = node->previous;
    return node == NULL;
}

/* The page on which the next block will begin, and what is left of it. */
typedef struct rest {
    int page, room_twips;
} rest;

/* Headings go to the page of the first line below them, those in front of the block, too. */
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

/* Whether a pitch was found, at most that of the sheet, at which so much stands on this page. */
static bool draws_together(docx *d, rest page, qg_docx_height height, int least_percent)
{
    int pitch = normal(d)->line_twips;
    int fitting = (page.room_twips - height.fixed_twips - SPARE_TWIPS) / height.lines;

    if (fitting * 100 < pitch * least_percent)
        return false;
    d->fitted_line_twips = fitting < pitch ? fitting : 0;
    return true;
}

/* Likewise with the imprint, where it would stand on this page: rather than a page with nothing but
 * that, the end of the text goes to the next one, unless all of it stands here by itself.  Where
 * nobody signs, the imprint is all there is to gain. */
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

/* Half a line more than there is room for. */
static void spread(docx *d, rest page, int lines)
{
    int pitch = 2 * page.room_twips / (2 * lines - 1);

    if (lines < 2 || pitch * 100 > normal(d)->line_twips * MOST_ALONE_PERCENT)
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
    if (lines >= whole + 2) /* it goes over, also when it is a line shorter */
        d->is_last_divided = true;
    else if (least < LEAST_PERCENT)
        spread(d, page, lines);
    if (d->ending.has_note && (least < LEAST_PERCENT || lines > SHORT_LINES))
        d->is_last_divided = true; /* else the next page has the note in its place */
}
