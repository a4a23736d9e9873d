/* extent.h - how many pages the document takes, estimated while it is written.
 *
 * 版记 belongs to an even page when paper is printed on both sides.  No word processor can be told
 * so without a blank page too many, so the number of pages must be known here.  Exact lines and a
 * fixed number of characters make the estimate good for text; tables and pictures of unknown fonts
 * may be off by some lines.
 */
#ifndef QG_WRITE_DOCX_EXTENT_H
#define QG_WRITE_DOCX_EXTENT_H

#include "base/utf8.h"
#include "style/style.h"

/* What a note takes at the foot of the page of a line of the open paragraph. */
typedef struct extent_note {
    int line, twips;
} extent_note;

enum { QG_EXTENT_NOTES = 32 }; /* of a paragraph; what comes behind them stands with the last */

typedef struct extent {
    const qg_page *paper; /* NULL: what is written has no place in the text, a footer */
    bool is_landscape;
    int page;         /* from 1 */
    int y_twips;      /* what is used of it */
    int foot_twips;   /* what notes take at its foot */
    int kept_twips;   /* at the end, what goes to the page of what follows */
    bool has_content; /* since the last new page that was asked for */

    /* the open paragraph */
    int line_twips, before_twips, rules_twips, lines, picture_twips;
    int left_twips, right_twips, x_twips; /* x: where the next character comes */
    int em_twips, tracking_twips; /* width of a Chinese character, and what it is set apart */
    bool is_monospaced;           /* its letters */
    qg_rune last_rune;
    int glued_twips; /* width of what no line may end in front of or in, up to x */
    int gap_twips;   /* the most that such left blank at the end of a line */
    bool is_framed, is_kept, is_whole;  /* whole: its lines stand on one page */
    extent_note notes[QG_EXTENT_NOTES]; /* that are still to be placed, with these lines */
    size_t n_notes;
    int note_rule_twips; /* above the first note of a page */
    int left_over_twips; /* of notes, for the next page */
    bool has_rows;       /* of a table, on this page */

    /* the open table cell; width 0: there is none */
    int cell_width_twips, cell_twips, row_twips;
    int repeated_twips; /* rows of the open table that each page begins with */

    /* on which pages the first n_settled of the n_marked headings stand; NULL: nobody asks */
    int *pages;
    size_t n_marked, n_settled;
} extent;

struct para_extra;

void qg_extent_begin(extent *e, const qg_para *para, const struct para_extra *extra);
void qg_extent_text(extent *e, qg_str text);
void qg_extent_picture(extent *e, int height_twips);
void qg_extent_end(extent *e);

/* A note of this height stands at the foot of the page of the line in hand, below a rule if it is
 * the first there. */
void qg_extent_note(extent *e, int height_twips, int rule_twips);

/* The open paragraph is heading `number`, from 1 in the order of the document; pages[number - 1]
 * will be its page, known when what it is kept with has found its own, or all is settled. */
void qg_extent_mark(extent *e, size_t number);
void qg_extent_settle(extent *e);

void qg_extent_begin_cell(extent *e, int width_twips);
void qg_extent_end_cell(extent *e);
/* The open row is at least so high. */
void qg_extent_heighten_row(extent *e, int twips);
/* A row with a rule below it; `is_repeated`: it stands on each page of its table; `is_kept`: it
 * goes to the page of what follows. */
void qg_extent_end_row(extent *e, int rule_twips, bool is_repeated, bool is_kept);
void qg_extent_end_table(extent *e);
void qg_extent_new_page(extent *e, bool is_landscape);

/* What LibreOffice sets between two characters, of which one is Han and the other a letter or
 * digit: a fifth of an em, and the first of them keeps its full width where others are drawn
 * together (measured: 16 pt and -0.25 pt behind each character make 19.2 pt).  Word is told not to.
 */
int qg_extent_seam(int em_twips, int tracking_twips, qg_rune before, qg_rune rune);

/* Whether no line breaks between the two: inside of a word or number but behind its hyphens, behind
 * an opening bracket and in front of a closing mark. */
bool qg_extent_is_glued(qg_rune before, qg_rune rune);

/* What is left of the page on which the text ends so far. */
int qg_extent_room(const extent *e);

/* Height of a line of such a paragraph. */
int qg_extent_line(const qg_para *para, const struct para_extra *extra);

/* Lines of a paragraph that stands alone, and the most that is left blank at the end of one of them
 * because a word goes to the next. */
int qg_extent_lines(const qg_page *paper, const qg_para *para, const struct para_extra *extra,
                    qg_str text);
int qg_extent_gap(const qg_page *paper, const qg_para *para, const struct para_extra *extra,
                  qg_str text);

#endif
