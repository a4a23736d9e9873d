#include "write/docx/extent.h"

#include "unicode/unicode.h"
#include "write/docx/text_int.h"

#include <limits.h>

static int text_width(const extent *e)
{
    if (e->cell_width_twips > 0)
        return e->cell_width_twips;
    return e->is_landscape ? qg_page_text_height(e->paper) : qg_page_text_width(e->paper);
}

/* LibreOffice lets the text have whole lines of the grid only (sw/source/core/layout/pagechg.cxx,
 * SwBodyFrame::Format); Word has the rest, a fraction of a millimetre, too. */
static int text_height(const extent *e)
{
    int height = e->is_landscape ? qg_page_text_width(e->paper) : qg_page_text_height(e->paper);

    return e->paper->lines > 0 ? height - height % e->paper->line_pitch : height;
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

int qg_extent_line(const qg_para *para, const para_extra *extra)
{
    if (extra != NULL && extra->line_twips > 0)
        return extra->line_twips;
    if (para->line_rule == QG_LINE_MULTIPLE) /* fonts are about 1.3 em high */
        return para->size_half_pt * 13 * para->line_twips / 240;
    return para->line_twips;
}

static int height_of_rule(para_rule rule)
{
    return rule.eighths_pt == 0 ? 0 : (rule.eighths_pt * 20 + 4) / 8 + rule.space_pt * 20;
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
    e->line_twips = qg_extent_line(para, extra);
    e->before_twips = extra != NULL && extra->has_before ? extra->before_twips : para->before_twips;
    e->before_twips += extra != NULL && extra->has_nothing_after ? 0 : para->after_twips;
    e->rules_twips =
        extra == NULL ? 0 : height_of_rule(extra->above) + height_of_rule(extra->below);
    e->lines = 1;
    e->last_rune = 0;
    e->glued_twips = 0;
    e->gap_twips = 0;
    e->picture_twips = 0;
    for (size_t i = 0; i < e->n_notes; i++) /* of what is kept with it */
        e->notes[i].line = 1;
    e->em_twips = para->size_half_pt * 10 * para->scale_percent / 100;
    e->tracking_twips = para->tracking_twips;
    e->is_monospaced = qg_str_starts(para->latin, QG_STR("Courier"));
    e->is_framed = extra != NULL && extra->frame != NULL;
    e->is_whole = para->keep_lines;
    e->is_kept = para->keep_next || (extra != NULL && extra->keep_next);
}

static bool is_among(qg_rune rune, const qg_rune *runes)
{
    while (*runes != 0 && *runes != rune)
        runes++;
    return *runes != 0;
}

static bool is_common_han(qg_rune rune)
{
    return rune >= 0x4E00 && rune <= 0x9FFF;
}

/* Whether the mark stays at the end of a full line (hanging punctuation): Word compresses such
 * marks, LibreOffice lets them hang into the margin, except behind a letter or digit. */
static bool hangs(qg_rune rune)
{
    static const qg_rune marks[] = {0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0};

    return is_among(rune, marks);
}

bool qg_extent_is_glued(qg_rune before, qg_rune rune)
{
    static const qg_rune opening[] = {0x201C, 0x2018, 0x300A, 0x3008, 0xFF08, 0x3010, 0x3014, 0};
    static const qg_rune closing[] = {0x201D, 0x2019, 0x300B, 0x3009, 0xFF09,
                                      0x3011, 0x3015, '%',    0};

    if (before < 0x80 && rune < 0x80)
        return rune == '%' || (before > ' ' && before != '-' && rune > ' ');
    if (is_common_han(rune))
        return is_among(before, opening);
    return hangs(rune) || is_among(rune, closing) || is_among(before, opening) ||
           (before > ' ' && before != '-' && rune > ' ' && qg_rune_columns(before, true) < 2 &&
            qg_rune_columns(rune, true) < 2);
}

int qg_extent_seam(int em_twips, int tracking_twips, qg_rune before, qg_rune rune)
{
    bool is_seam = (qg_rune_is_han(before) && rune > ' ' && rune < 0x80) ||
                   (qg_rune_is_han(rune) && before > ' ' && before < 0x80);

    if (!is_seam)
        return 0;
    return em_twips / 5 - (tracking_twips < 0 ? tracking_twips : 0);
}

static void new_line(extent *e, int x_twips)
{
    e->lines++;
    e->x_twips = x_twips;
}

/* Widths of the characters from space to tilde in Times Roman, in thousandths of an em (Adobe's
 * font metrics, which Times New Roman and Liberation Serif share). */
static const short times_widths[] = {
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541};

static int width_of(const extent *e, qg_rune rune)
{
    int thousandths = 1000;

    if (rune >= ' ' && rune <= '~')
        thousandths = e->is_monospaced ? 600 : times_widths[rune - ' '];
    else if (qg_rune_columns(rune, true) < 2)
        thousandths = e->is_monospaced ? 600 : 500;
    return e->em_twips * thousandths / 1000 + e->tracking_twips;
}

/* Add a run of Han behind a Han character.  It does what add_rune would do for each, only faster:
 * most of all text is that. */
static void add_han(extent *e, qg_str han, int room)
{
    int width = e->em_twips + e->tracking_twips, n = (int)(han.n / 3);
    int in_line = width > 0 && room > width ? room / width : 1;
    int fitting = width > 0 && room > e->x_twips ? (room - e->x_twips) / width : 0;

    if (n > fitting) {
        n -= fitting;
        e->lines += (n + in_line - 1) / in_line;
        n = (n - 1) % in_line + 1; /* characters in the last line */
        e->x_twips = 0;
    }
    e->x_twips += n * width;
    e->glued_twips = width;
    e->last_rune = qg_utf8_last(han);
}

/* Break the line: the next character does not fit, and moves to a new line together with the
 * characters that no break may separate from it. */
static void turn(extent *e, int room, int width)
{
    int taken = e->glued_twips < room - width ? e->glued_twips : 0;
    int gap = room - (e->x_twips - taken);

    e->gap_twips = gap > e->gap_twips ? gap : e->gap_twips;
    new_line(e, taken);
}

static void add_rune(extent *e, qg_rune rune, int room)
{
    int width =
        width_of(e, rune) + qg_extent_seam(e->em_twips, e->tracking_twips, e->last_rune, rune);

    if (!qg_extent_is_glued(e->last_rune, rune))
        e->glued_twips = 0;
    if (e->x_twips + width > room &&
        !(hangs(rune) && e->x_twips <= room && qg_rune_columns(e->last_rune, true) == 2))
        turn(e, room, width);
    e->x_twips += width;
    e->glued_twips += width;
    e->last_rune = rune;
}

void qg_extent_text(extent *e, qg_str text)
{
    int room;

    if (e->paper == NULL)
        return;
    room = text_width(e) - e->left_twips - e->right_twips;
    while (text.n > 0) {
        qg_str han = qg_str_head(text, is_common_han(e->last_rune) ? qg_utf8_han(text) : 0);
        qg_rune rune;
        if (han.n > 0) {
            add_han(e, han, room);
            text = qg_str_skip(text, han.n);
            continue;
        }
        qg_utf8_take(&text, &rune);
        if (rune == '\n')
            new_line(e, e->glued_twips = 0);
        else
            add_rune(e, rune, room);
    }
}

void qg_extent_picture(extent *e, int height_twips)
{
    if (height_twips > e->picture_twips)
        e->picture_twips = height_twips;
}

void qg_extent_note(extent *e, int height_twips, int rule_twips)
{
    e->note_rule_twips = rule_twips;
    if (e->n_notes == QG_EXTENT_NOTES)
        e->notes[e->n_notes - 1].twips += height_twips;
    else
        e->notes[e->n_notes++] = (extent_note){.line = e->lines, .twips = height_twips};
}

void qg_extent_mark(extent *e, size_t number)
{
    e->n_marked = number;
}

void qg_extent_settle(extent *e)
{
    for (; e->pages != NULL && e->n_settled < e->n_marked; e->n_settled++)
        e->pages[e->n_settled] = e->page;
}

/* Start a new page.  A footnote that did not fit continues there, below a rule. */
static void next_page(extent *e)
{
    e->page++;
    e->y_twips = 0;
    e->foot_twips = e->left_over_twips > 0 ? e->left_over_twips + e->note_rule_twips : 0;
    e->left_over_twips = 0;
    e->has_rows = false;
}

/* The footnotes that a line refers to. */
typedef struct notes {
    int twips, last_twips; /* height of all, and of the last one alone */
} notes;

/* The height that further footnotes take on the page: the first ones need the rule, too. */
static int height_of_notes(const extent *e, int twips)
{
    return twips > 0 && e->foot_twips == 0 ? twips + e->note_rule_twips : twips;
}

/* The least height of footnotes that must be on the page of their line.  Of the last note only its
 * first line must, the others may continue on the next page; but in LibreOffice not below a table.
 */
static int least_of_notes(const extent *e, notes n)
{
    int over =
        e->has_rows ? 0 : n.last_twips - e->note_rule_twips; /* the rule is as high as a line */

    return height_of_notes(e, over > 0 ? n.twips - over : n.twips);
}

/* Place a line, with what is kept with it in front and its footnotes at the foot of the page. */
static void place_line(extent *e, int height, notes n)
{
    int room = text_height(e) - e->foot_twips - least_of_notes(e, n);

    if (e->y_twips + e->kept_twips + height > room && e->y_twips > 0)
        next_page(e);
    e->y_twips += e->kept_twips + height;
    e->foot_twips += height_of_notes(e, n.twips);
    room = text_height(e) - e->y_twips;
    if (e->foot_twips > room && room > 0) {
        e->left_over_twips += e->foot_twips - room;
        e->foot_twips = room;
    }
    e->kept_twips = 0;
    e->has_content = true;
    qg_extent_settle(e);
}

/* Take the footnotes of the lines up to `line`. */
static notes take_notes(extent *e, int line)
{
    notes taken = {0};
    size_t n = 0;

    while (n < e->n_notes && e->notes[n].line <= line) {
        taken.last_twips = e->notes[n++].twips;
        taken.twips += taken.last_twips;
    }
    e->n_notes -= n;
    memmove(e->notes, e->notes + n, e->n_notes * sizeof *e->notes);
    return taken;
}

void qg_extent_end(extent *e)
{
    int first = e->picture_twips > e->line_twips ? e->picture_twips : e->line_twips;
    int height = e->before_twips + first + (e->lines - 1) * e->line_twips + e->rules_twips;

    if (e->paper == NULL || e->is_framed)
        return;
    if (e->cell_width_twips > 0) {
        e->cell_twips += height;
        return;
    }
    if (e->is_kept) {
        e->kept_twips += height;
        return;
    }
    if (e->is_whole) {
        place_line(e, height, take_notes(e, e->lines));
        return;
    }
    for (int line = 1; line <= e->lines; line++)
        place_line(e, line == 1 ? e->before_twips + first : e->line_twips, take_notes(e, line));
    e->y_twips += e->rules_twips;
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

void qg_extent_heighten_row(extent *e, int twips)
{
    if (e->row_twips < twips)
        e->row_twips = twips;
}

void qg_extent_end_row(extent *e, int rule_twips, bool is_repeated, bool is_kept)
{
    int height = e->row_twips + rule_twips, page = e->page;

    e->row_twips = 0;
    if (e->paper == NULL)
        return;
    if (is_kept) {
        e->kept_twips += height;
        return;
    }
    place_line(e, height, take_notes(e, INT_MAX));
    e->has_rows = true;
    if (is_repeated)
        e->repeated_twips += height;
    else if (e->page > page)
        e->y_twips += e->repeated_twips;
}

void qg_extent_end_table(extent *e)
{
    e->repeated_twips = 0;
}

void qg_extent_new_page(extent *e, bool is_landscape)
{
    qg_extent_settle(e);
    e->y_twips += e->kept_twips;
    e->kept_twips = 0;
    if (e->has_content)
        next_page(e);
    e->has_content = false;
    e->is_landscape = is_landscape;
}

int qg_extent_room(const extent *e)
{
    return text_height(e) - e->y_twips - e->kept_twips - e->foot_twips;
}

static extent probe(const qg_page *paper, const qg_para *para, const para_extra *extra, qg_str text)
{
    extent e = {.paper = paper, .page = 1};

    qg_extent_begin(&e, para, extra);
    qg_extent_text(&e, text);
    return e;
}

int qg_extent_lines(const qg_page *paper, const qg_para *para, const para_extra *extra, qg_str text)
{
    return probe(paper, para, extra, text).lines;
}

int qg_extent_gap(const qg_page *paper, const qg_para *para, const para_extra *extra, qg_str text)
{
    return probe(paper, para, extra, text).gap_twips;
}
