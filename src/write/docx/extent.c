#include "write/docx/extent.h"

#include "unicode/unicode.h"
#include "write/docx/docx_int.h"

enum {
    UNSURE_TWIPS = 700, /* a line and a bit */
    UNSURE_PERCENT = 2  /* more, of the text since the last page that is sure */
};

static int text_width(const extent *e)
{
    if (e->cell_width_twips > 0)
        return e->cell_width_twips;
    return e->is_landscape ? qg_page_text_height(e->paper) : qg_page_text_width(e->paper);
}

static int text_height(const extent *e)
{
    return e->is_landscape ? qg_page_text_width(e->paper) : qg_page_text_height(e->paper);
}

static void take_indents(extent *e, const qg_para *para, const para_extra *extra)
{
    e->left_twips = para->left.twips;
    e->right_twips = para->right.twips;
    e->x_twips = para->first_line.twips - para->hanging.twips;
    if (extra == NULL)
        return;
    if (extra->list_id > 0) {
        e->left_twips += extra->level * para->hanging.twips;
        e->x_twips = 0; /* the number stands in front */
    }
    if (extra->has_left) {
        e->left_twips = extra->left_twips;
        e->x_twips = extra->first_line.twips - extra->hanging_twips;
    }
    if (extra->has_right)
        e->right_twips = extra->right_twips;
}

static int line_of(const qg_para *para, const para_extra *extra)
{
    if (extra != NULL && extra->line_twips > 0)
        return extra->line_twips;
    if (para->line_rule == QG_LINE_MULTIPLE) /* fonts are about 1.3 em high */
        return para->size_half_pt * 13 * para->line_twips / 240;
    return para->line_twips;
}

void qg_extent_begin(extent *e, const qg_para *para, const para_extra *extra)
{
    if (e->paper == NULL)
        return;
    if (extra != NULL && extra->page_break_before)
        qg_extent_new_page(e, e->is_landscape);
    else if (para->page_break_before)
        qg_extent_new_page(e, e->is_landscape);
    take_indents(e, para, extra);
    e->line_twips = line_of(para, extra);
    e->before_twips = extra != NULL && extra->has_before ? extra->before_twips : para->before_twips;
    e->before_twips += para->after_twips;
    e->lines = 1;
    e->picture_twips = 0;
    e->full_twips = para->size_half_pt * 10 * para->scale_percent / 100 + para->tracking_twips;
    e->half_twips = para->size_half_pt * 5 * para->scale_percent / 100 + para->tracking_twips;
    e->is_framed = extra != NULL && extra->frame != NULL;
    e->is_kept = para->keep_next || (extra != NULL && extra->keep_next);
    e->snaps = para->snaps && e->paper->line_pitch > 0 && e->cell_width_twips == 0 &&
               !(extra != NULL && extra->is_free);
}

/* Marks that stay at the end of a line that is full. */
static bool hangs(qg_rune rune)
{
    return (rune >= 0x3001 && rune <= 0x3002) || rune == 0xFF0C || rune == 0xFF1A ||
           rune == 0xFF1B || rune == 0xFF09 || rune == 0x300B || rune == 0x201D;
}

void qg_extent_text(extent *e, qg_str text)
{
    int room;

    if (e->paper == NULL)
        return;
    room = text_width(e) - e->left_twips - e->right_twips;
    while (text.n > 0) {
        qg_rune rune;
        int width;
        qg_utf8_take(&text, &rune);
        width = qg_rune_columns(rune, true) == 2 ? e->full_twips : e->half_twips;
        if (rune == '\n' || (e->x_twips + width > room && !hangs(rune))) {
            e->lines++;
            e->x_twips = 0;
        }
        e->x_twips += rune == '\n' ? 0 : width;
    }
}

void qg_extent_picture(extent *e, int height_twips)
{
    if (height_twips > e->picture_twips)
        e->picture_twips = height_twips;
}

static void next_page(extent *e)
{
    e->page++;
    e->y_twips = 0;
}

/* Put lines of one height on pages, behind what is kept with the first of them. */
static void place_lines(extent *e, int n, int height)
{
    if (e->y_twips + e->kept_twips + height > text_height(e) && e->y_twips > 0)
        next_page(e);
    e->y_twips += e->kept_twips;
    e->run_twips += e->kept_twips + n * height;
    e->kept_twips = 0;
    for (; n > 0; n--) {
        if (e->y_twips + height > text_height(e) && e->y_twips > 0)
            next_page(e);
        e->y_twips += height;
    }
}

/* LibreOffice begins the lines of a snapping paragraph where lines of the grid begin. */
static void snap(extent *e)
{
    int pitch = e->paper->line_pitch;

    if (e->snaps && e->kept_twips == 0)
        e->y_twips = (e->y_twips + pitch - 1) / pitch * pitch;
}

void qg_extent_end(extent *e)
{
    int first = e->picture_twips > e->line_twips ? e->picture_twips : e->line_twips;
    int height = e->before_twips + first + (e->lines - 1) * e->line_twips;

    if (e->paper == NULL || e->is_framed)
        return;
    if (e->cell_width_twips > 0) {
        e->cell_twips += height;
        return;
    }
    snap(e);
    if (e->is_kept) {
        e->kept_twips += height;
        return;
    }
    place_lines(e, 1, e->before_twips + first);
    place_lines(e, e->lines - 1, e->line_twips);
}

void qg_extent_begin_cell(extent *e, int width_twips)
{
    e->cell_width_twips = width_twips > 1 ? width_twips : 1;
    e->cell_twips = 0;
}

void qg_extent_end_cell(extent *e)
{
    e->cell_width_twips = 0;
    if (e->cell_twips > e->row_twips)
        e->row_twips = e->cell_twips;
}

void qg_extent_end_row(extent *e)
{
    if (e->paper != NULL)
        place_lines(e, 1, e->row_twips);
    e->row_twips = 0;
}

/* How far the estimate may be off. */
static int tolerance(const extent *e)
{
    return UNSURE_TWIPS + e->run_twips / 100 * UNSURE_PERCENT;
}

void qg_extent_new_page(extent *e, bool is_landscape)
{
    e->y_twips += e->kept_twips;
    e->kept_twips = 0;
    if (e->run_twips > text_height(e) / 2 &&
        (e->y_twips < tolerance(e) || text_height(e) - e->y_twips < tolerance(e)))
        e->is_unsure = true;
    if (e->run_twips > 0)
        next_page(e);
    e->run_twips = 0;
    e->is_landscape = is_landscape;
}

bool qg_extent_last_page(const extent *e, int *page)
{
    int end = e->y_twips + e->kept_twips, room = text_height(e) - end;
    bool has_turned = e->run_twips > text_height(e) / 2; /* else it began this page itself */

    *page = e->page;
    return !e->is_unsure && room > tolerance(e) && (!has_turned || end > tolerance(e));
}
