/* fit.c - the date and the seal stand on a page that has text (GB/T 9704-2012, 7.3.5.5).
 *
 * What ends the text is kept with the next paragraph, which is enough for Word: it divides the last
 * paragraph.  LibreOffice moves the whole of it to the next page, so that a draft of one paragraph
 * leaves the first page without text.  The standard's own remedy is another line pitch: a little
 * less from the last paragraph to the date, so that all of it fits, or a little more, so that the
 * paragraph goes over by itself.
 */
#include "write/docx/docx_int.h"

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
        if (n->kind == QG_IMAGE || n->kind == QG_MATH)
            return false;
    return paragraph->kind == QG_PARAGRAPH;
}

static int lines_of(docx *d, const qg_node *paragraph)
{
    qg_buf text;
    int lines;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, paragraph);
    lines =
        qg_extent_lines(&d->style->page, &d->style->paras[QG_PARA_BODY], NULL, qg_buf_str(&text));
    qg_docx_drop(d, &text);
    return lines;
}

/* Whether page 1 shows no text but what `paragraph` says. */
static bool is_alone(const docx *d, const qg_node *paragraph)
{
    const qg_node *node = paragraph->previous;

    while (node != NULL && (node->role == QG_ROLE_RECIPIENT || node->role == QG_ROLE_BYLINE ||
                            (node->kind == QG_HEADING && node->u.heading.level == 0)))
        node = node->previous;
    return node == NULL && d->extent.page == 1;
}

/* The pitch at which so much has room on the page in hand, at most that of the sheet. */
static int fitting_pitch(const docx *d, qg_docx_height height, int more_twips)
{
    int room = qg_extent_room(&d->extent) - height.fixed_twips - more_twips - SPARE_TWIPS;
    int pitch = room / height.lines;

    return pitch < normal(d)->line_twips ? pitch : normal(d)->line_twips;
}

/* Whether a pitch was found at which all stands on this page. */
static bool draws_together(docx *d, qg_docx_height height, int more_twips, int least_percent)
{
    int pitch = normal(d)->line_twips, fitting = fitting_pitch(d, height, more_twips);

    if (fitting * 100 < pitch * least_percent)
        return false;
    d->fitted_line_twips = fitting < pitch ? fitting : 0;
    return true;
}

/* Half a line more than there is room for. */
static void spread(docx *d, int lines)
{
    int pitch = 2 * qg_extent_room(&d->extent) / (2 * lines - 1);

    if (lines < 2 || pitch * 100 > normal(d)->line_twips * MOST_ALONE_PERCENT)
        return;
    d->fitted_line_twips = pitch;
    d->is_last_divided = true;
}

void qg_docx_fit(docx *d, const qg_node *paragraph, qg_docx_height behind, bool has_note)
{
    qg_docx_height height = behind;
    int lines, whole = qg_extent_room(&d->extent) / normal(d)->line_twips;
    bool alone;

    if (normal(d)->line_rule != QG_LINE_EXACT || !is_plain(paragraph))
        return;
    lines = lines_of(d, paragraph);
    height.lines += lines;
    alone = is_alone(d, paragraph);
    if (d->extent.page % 2 == 0 &&
        draws_together(d, height, qg_docx_imprint_height(d), LEAST_PERCENT))
        return;
    if (draws_together(d, height, 0, alone ? LEAST_ALONE_PERCENT : LEAST_PERCENT))
        return;
    if (lines >= whole + 2) /* it goes over, also when it is a line shorter */
        d->is_last_divided = true;
    else if (has_note && (alone || lines > SHORT_LINES)) /* which the next page has in its place */
        d->is_last_divided = true;
    else if (alone)
        spread(d, lines);
}
