/* text_int.h - what the parts of the text writer owe each other. */
#ifndef QG_WRITE_TEXT_TEXT_INT_H
#define QG_WRITE_TEXT_TEXT_INT_H

#include "write/text/text.h"

/* Append all inlines below `block`; line breaks become `line_break`. */
void qg_plain_inlines(qg_buf *out, const qg_node *block, const char *line_break);

/* Append a formula on one line; the TeX between dollars where it could not be read. */
void qg_plain_math(qg_buf *out, const qg_node *math);

/* Append a table, its lines ended by line feeds, each behind `prefix`. */
void qg_plain_table(qg_buf *out, const qg_node *table, qg_str prefix);

#endif
