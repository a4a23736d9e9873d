/* join_int.h - which lines were one paragraph.
 *
 * Mail programs, terminals and PDFs end lines where their paper ends.  What the whole text says
 * about its layout (layout.c), how far a line reaches (edge.c) and the words at the ends of two
 * lines (decided.c, starts.c) say whether the second goes on with the first.
 */
#ifndef QG_PARSE_TEXT_JOIN_INT_H
#define QG_PARSE_TEXT_JOIN_INT_H

#include "parse/text/text_int.h"

/* ---- text/gaps.c --------------------------------------------------------------------------- */

/* Whether the line is most of a text of so many bytes, and only blanks part its paragraphs. */
bool qg_text_is_one_line(qg_str line, size_t n_text);

/* Bytes of the first of them, up to the blank behind it. */
size_t qg_text_first_paragraph(qg_str text);

/* ---- text/stamped.c ------------------------------------------------------------------------ */

/* When the text was put up, and where from, on the line of its title: that part of the line.  Empty
 * where no line near the top has that, or more than one does. */
qg_str qg_text_title_stamp(qg_str text);

/* ---- text/decided.c ------------------------------------------------------------------------ */

enum { QG_JOIN_SURE = 20 };

/* What the words of lines `i` and `k` decide, or their kinds: QG_JOIN_SURE, they go together,
 * -QG_JOIN_SURE, they do not; 0: nothing.
 *
 * is_wrapped  lines of the text are cut where paper ends */
int qg_join_decided(const qg_line *at, size_t n, size_t i, size_t k, bool is_wrapped);

/* Whether the line is numbered, without a mark, and breaks off as headings do: not with what a day
 * or a figure can stand behind. */
bool qg_line_may_be_heading(const qg_line *line);

/* Whether the day stands behind what the line names, as in a list of articles: 关于做好…的通知
 * 2024-01-15 */
bool qg_line_ends_with_day(const qg_line *line);

/* Whether a bracket that is opened in the line is not closed in it; where a paragraph of a page
 * ends a sentence that is a slip. */
bool qg_line_leaves_open(const qg_line *line);

/* Whether a figure of a Chinese sentence at the end of the line goes on in the next, if the
 * sentence does: 到20 / 35年, 增长10. / 3% */
bool qg_is_figure_cut(const qg_line *line, const qg_line *next);

/* A number and nothing else: what it numbers stands on the next line. */
bool qg_is_number_alone(const qg_line *line);

/* 3.1, above a term and the sentence that defines it, as standards set them. */
bool qg_is_number_of_term(const qg_line *at, size_t n, size_t i);

/* ---- text/layout.c -------------------------------------------------------------------------- */

/* What the whole text says about its own layout. */
typedef struct qg_text_layout {
    bool blank_parts;      /* empty lines part paragraphs */
    bool blank_parts_all;  /* and nothing else does: a line that goes on has none behind it */
    bool indent_parts;     /* an indent starts a paragraph */
    bool indent_parts_all; /* and nothing else does */
    bool is_torn;          /* lines break anywhere, before commas and closing marks, too */
    bool has_sentences;    /* full stops stand in it as often as prose has them */
    bool is_wrapped;       /* many lines break off inside a sentence */
    int edge;              /* columns, where lines are wrapped */
} qg_text_layout;

qg_text_layout qg_text_layout_of(const qg_line *at, size_t n);

/* Mark runs of short lines that end as their author wanted them to; rows of tables. */
void qg_text_find_verse(qg_line *at, size_t n);
void qg_text_find_rows(qg_text_job *job);

/* Mark lines below each other with a bar at both ends and equally many between, which are rows and
 * no menu, before anything asks what their neighbours are. */
void qg_text_find_barred_rows(qg_line *at, size_t n);

/* The columns and the tabs in front of the line, whose text is that of `raw` without blanks. */
void qg_line_measure_indent(qg_line *line, qg_str raw);

/* Whether no line starts with such a mark; whether the line ends so that its sentence cannot be
 * over; whether the page says that it is nothing of a paragraph's, or only the end of one. */
bool qg_cannot_start(qg_rune rune);
bool qg_line_is_cut(const qg_line *line);
bool qg_line_stands_apart(const qg_line *line);

/* ---- text/edge.c ---------------------------------------------------------------------------- */

enum { QG_LONG_COLUMNS = 88 }; /* no line of print is wider: the line was a paragraph */

/* Whether the line is as wide as its neighbours and none of those is wider.
 *
 * edge  columns, where the lines of the whole text end; 0: it is not wrapped */
bool qg_line_is_full(const qg_line *at, size_t n, size_t i, int edge);

/* Whether line `k` is so wide that no indent was lost in front of it. */
bool qg_line_is_wide_start(const qg_line *at, size_t n, size_t k);

/* Whether the line ends where those of the whole text do; more loosely, where the layout says so. A
 * page says itself where its paragraphs end. */
bool qg_line_reaches_edge(const qg_line *line, const qg_text_layout *page, bool is_loose);

/* ---- text/starts.c -------------------------------------------------------------------------- */

/* How much the start of the line speaks for the line above going on in it. */
int qg_join_start_points(const qg_line *line);

/* ---- text/join.c --------------------------------------------------------------------------- */

/* Join the lines that were one paragraph; `job->lines` become pieces. */
void qg_text_join(qg_text_job *job);

/* 李工 14:22:10, which a chat has above what he says. */
bool qg_line_is_speaker(const qg_line *line);

/* - 某事, with a blank, or 2024-03-05[教学处]某事: an entry of a list. */
bool qg_line_is_list_entry(const qg_line *line);

/* Whether the line starts with a short name and a colon: 联系人：张三, 甲方：某某公司, 问：… */
bool qg_line_has_lead(const qg_line *line);

/* ---- text/space.c -------------------------------------------------------------------------- */

/* Append `text` without the blanks that layout put between Chinese characters, or between them and
 * letters or digits.  Returns how many places were changed. */
size_t qg_text_put_spaced(qg_buf *out, qg_str text);

/* The same, also where the gap is wide: 总　则. */
size_t qg_text_put_tight(qg_buf *out, qg_str text);

/* Whether a blank stands behind nearly every character of a text, as some programs that read scans
 * leave it. */
bool qg_text_is_spread(qg_str text);

/* Whether a blank belongs between two characters of one paragraph that stood on two lines. */
bool qg_needs_blank(qg_rune before, qg_rune after);

#endif
