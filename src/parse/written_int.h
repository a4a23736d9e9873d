/* written_int.h - lines of Markdown that their author ended, as written_lines.c parts them and
 * written_form.c and own_lines.c know them.
 */
#ifndef QG_PARSE_WRITTEN_INT_H
#define QG_PARSE_WRITTEN_INT_H

#include "parse/text/text_int.h"

/* A line of a paragraph. */
typedef struct qg_written {
    qg_node *first; /* inline of it */
    qg_line line;
    bool is_own;  /* nobody wrapped the line above, so that this one does not go on with it */
    bool goes_on; /* the next line goes on with it: a word or a bracket spans its end */
} qg_written;

/* Whether a line of Chinese ends as a paragraph does: with a stop or colon.  English in Markdown is
 * wrapped. */
bool qg_line_ends_written(const qg_line *line);

/* 时间：6月12日上午 */
bool qg_line_is_labelled(const qg_line *line);

/* 议题：, above a list */
bool qg_line_is_label(const qg_line *line);

/* The name of an office and nothing else. */
bool qg_line_is_office(const qg_line *line);

/* 一、 or （一） */
bool qg_line_has_han_number(const qg_line *line);

/* 2026年1月20日印发 alone */
bool qg_line_is_printing_date(const qg_line *line);

/* Of two lines below each other: a date below a name; a numbered line below one that ended; the
 * number that follows. */
bool qg_line_is_signing_date(const qg_line *line, const qg_line *next);
bool qg_line_is_next_entry(const qg_line *line, const qg_line *next);
bool qg_line_is_next_in_row(const qg_line *line, const qg_line *next);

/* Whether the form of the two lines alone says that the second is a paragraph of its own.
 * is_letter  any number starts one. */
bool qg_line_is_told_by_form(const qg_line *line, const qg_line *next, bool is_letter);

/* Mark those of the lines of one paragraph that are own.
 * edge  columns that a line which somebody wrapped fills
 * Returns whether all are lines of verse, which stay together. */
bool qg_own_lines_find(qg_written *lines, size_t n, int edge);

/* ---- written_lines.c ----------------------------------------------------------------------- */

/* In Markdown: the plain text from `first` to the end of its line, copied to `arena` and measured;
 * the first inline of the next line, NULL when there is none. */
qg_line qg_written_line(qg_arena *arena, const qg_node *first);
qg_node *qg_written_line_next(const qg_node *first);

bool qg_is_line_break(const qg_node *node);

/* Text and bold text only up to `end`: in a field a note or a link would be lost. */
bool qg_is_plain_line(const qg_node *first, const qg_node *end);

/* A line that starts with 一、 or （一） and is no sentence. */
bool qg_is_numbered_heading(const qg_line *line);

/* Make paragraphs of the lines that their author ended, in the block `first` and all behind it;
 * each is told as parse.split.
 * is_letter  the text has no marks of Markdown: sentences end lines there, names start them */
void qg_written_lines_part(qg_text_job *job, qg_node *first, bool is_letter);

#endif
