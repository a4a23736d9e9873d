/* extent.h - the layout of the document, estimated while it is written: which page is reached, and
 * how much of it is used.
 *
 * The imprint (版记) belongs on an even page when paper is printed on both sides.  No word
 * processor has a setting for that which does not sometimes add a blank page, so the number of
 * pages must be known here.  It also fills the table of contents and decides about line pitch and
 * kept rows. Exact line heights and a fixed number of characters make the estimate good for text;
 * tables may be off by some lines, since their fonts are unknown.
 */
#ifndef QG_WRITE_DOCX_EXTENT_H
#define QG_WRITE_DOCX_EXTENT_H

#include "base/utf8.h"
#include "style/style.h"

/* A footnote of the open paragraph: the line with its reference, and its height. */
typedef struct extent_note {
    int line, twips;
} extent_note;

enum { QG_EXTENT_NOTES = 32 }; /* in one paragraph; further ones are added to the last */

typedef struct extent {
    const qg_page *paper; /* NULL: do not count, this is not part of the text (a footer) */
    bool is_landscape;
    int page;         /* from 1 */
    int y_twips;      /* height used from the top of the type area */
    int foot_twips;   /* height that footnotes take at its foot */
    int kept_twips;   /* height at the end of y_twips that is kept with the next paragraph */
    bool has_content; /* something was written since the last forced page break */

    /* the open paragraph */
    int line_twips, before_twips, rules_twips, lines, picture_twips;
    int left_twips, right_twips, x_twips; /* indents; x: where the next character starts */
    int em_twips, tracking_twips; /* width of a Chinese character, and the space behind each */
    bool is_monospaced;           /* the font of its letters is monospaced */
    qg_rune last_rune;
    int glued_twips; /* width, up to x, of the last characters that no line break may separate */
    int gap_twips;   /* the widest blank that such characters left at the end of a line */
    bool is_framed, is_kept, is_whole;  /* kept: with the next; whole: all lines on one page */
    extent_note notes[QG_EXTENT_NOTES]; /* footnotes of these lines that have no page yet */
    size_t n_notes;
    int note_rule_twips; /* height of the rule above the first footnote of a page */
    int left_over_twips; /* height of footnotes that continue on the next page */
    bool has_rows;       /* the page has rows of a table */

    /* the open table cell; width 0: there is none */
    int cell_width_twips, cell_twips, row_twips;
    int repeated_twips; /* height of its header rows, repeated on each page */

    /* Pages of the headings: n_marked were met, the pages of the first n_settled are final.  NULL:
     * not wanted. */
    int *pages;
    size_t n_marked, n_settled;
} extent;

struct para_extra;

void qg_extent_begin(extent *e, const qg_para *para, const struct para_extra *extra);
void qg_extent_text(extent *e, qg_str text);
void qg_extent_picture(extent *e, int height_twips);
void qg_extent_end(extent *e);

/* The current line refers to a footnote of this height.  If it is the first of its page, a rule is
 * above it. */
void qg_extent_note(extent *e, int height_twips, int rule_twips);

/* The open paragraph is heading `number`, counted from 1.  Its page goes to pages[number - 1] as
 * soon as it is final: when the paragraph it is kept with is placed, or at qg_extent_settle, the
 * end. */
void qg_extent_mark(extent *e, size_t number);
void qg_extent_settle(extent *e);

void qg_extent_begin_cell(extent *e, int width_twips);
void qg_extent_end_cell(extent *e);
/* Make the open row at least this high. */
void qg_extent_heighten_row(extent *e, int twips);
/* End the open row, with a rule below it.  `is_repeated`: it is repeated on each page of its table;
 * `is_kept`: it is kept on one page with what follows. */
void qg_extent_end_row(extent *e, int rule_twips, bool is_repeated, bool is_kept);
void qg_extent_end_table(extent *e);
void qg_extent_new_page(extent *e, bool is_landscape);

/* The space in twips that LibreOffice puts between a Han character and a letter or digit: a fifth
 * of an em; negative tracking behind the first of them is not applied (measured: at 16 pt with
 * -0.25 pt behind each character it is 19.2 pt from one to the next).  Word is told not to add any.
 */
int qg_extent_seam(int em_twips, int tracking_twips, qg_rune before, qg_rune rune);

/* Whether no line may break between the two: within a word or number (except behind a hyphen),
 * behind an opening bracket, in front of a closing mark. */
bool qg_extent_is_glued(qg_rune before, qg_rune rune);

/* The height in twips that is left on the current page. */
int qg_extent_room(const extent *e);

/* The height in twips of a line of such a paragraph. */
int qg_extent_line(const qg_para *para, const struct para_extra *extra);

/* For a paragraph with this text only: the number of its lines; and the widest blank, in twips, at
 * the end of a line because the next word does not fit. */
int qg_extent_lines(const qg_page *paper, const qg_para *para, const struct para_extra *extra,
                    qg_str text);
int qg_extent_gap(const qg_page *paper, const qg_para *para, const struct para_extra *extra,
                  qg_str text);

#endif
