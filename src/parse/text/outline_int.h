/* outline_int.h - which pieces are headings, and of which level.
 *
 * A number alone proves nothing: 1. may head a section or an entry.  Runs of numbers are judged
 * together.
 */
#ifndef QG_PARSE_TEXT_OUTLINE_INT_H
#define QG_PARSE_TEXT_OUTLINE_INT_H

#include "parse/text/text_int.h"

/* ---- text/outline.c ------------------------------------------------------------------------ */

/* Decide which numbered pieces are headings, run-in headings or paragraphs. */
void qg_text_find_outline(qg_text_job *job);

/* ---- text/levels.c ------------------------------------------------------------------------- */

/* The rank of a form: a smaller one stands above. */
int qg_number_rank(const qg_number *number);

/* Give the headings of the body their levels, once it is known which those are; tell of gaps and
 * repeats among them. */
void qg_text_set_levels(qg_text_job *job);
void qg_text_check_outline(qg_text_job *job);

/* ---- text/subheads.c ------------------------------------------------------------------------ */

/* Find headings without numbers, once it is known what is the body. */
void qg_text_find_subheads(qg_text_job *job);

/* 冷空气影响南方 局地降幅十度以上: whether a line of a page is a headline in two halves. */
bool qg_line_is_in_halves(const qg_line *line);

#endif
