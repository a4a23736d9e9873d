/* points_int.h - the best labels for all pieces at once, and the points they are chosen by.
 *
 * The weights stand in weights.def; docs/text-structure.md tells how the choice is made.
 */
#ifndef QG_PARSE_TEXT_POINTS_INT_H
#define QG_PARSE_TEXT_POINTS_INT_H

#include "parse/text/text_int.h"

/* ---- text/points.c ------------------------------------------------------------------------- */

enum { QG_POINTS_NEVER = -10000 };

/* What piece `i` says for each label; QG_POINTS_NEVER where it cannot be that. */
void qg_text_points(const qg_text_job *job, size_t i, int16_t points[QG_LABELS]);

/* What is a heading by its tag, and no link. */
bool qg_line_is_marked(const qg_line *line);

/* A picture alone; a table, list, quote or picture; what a page sets in the middle and is no link;
 * all of it in brackets. */
bool qg_line_is_picture(const qg_line *line);
bool qg_line_is_block(const qg_line *line);
bool qg_line_is_centred(const qg_line *line);
bool qg_line_is_bracketed(const qg_line *line);

/* ---- text/label.c -------------------------------------------------------------------------- */

/* Find the best labels for all pieces, and how sure they are. */
void qg_text_label(qg_text_job *job);

/* Furniture, in any of its places. */
bool qg_label_is_junk(qg_label label);

#endif
