/* rows.h - a style sheet as a list of entries: each value with the keys above it.  For the files of
 * this folder.
 *
 * The build converts the built-in sheets to such lists (tools/make_ready.c), so that the program
 * can use them without parsing YAML.
 */
#ifndef QG_STYLE_ROWS_H
#define QG_STYLE_ROWS_H

#include "base/buf.h"

#include <stdint.h>

enum { QG_ROW_DEPTH = 4 }; /* levels of nested keys; sheets use 3 */

/* A string, as a range of the text that all entries share. */
typedef struct qg_sheet_word {
    uint32_t at, n;
} qg_sheet_word;

/* One value with its keys: paragraphs / body / font. */
typedef struct qg_sheet_row {
    qg_sheet_word path[QG_ROW_DEPTH];
    qg_sheet_word value;
    uint32_t depth;
    uint32_t line, column; /* from 1 */
    uint32_t group_line;   /* of the key above the last one */
} qg_sheet_row;

typedef struct qg_sheet_rows {
    qg_str text;
    const qg_sheet_row *rows;
    size_t n;
} qg_sheet_rows;

static inline qg_str qg_sheet_row_value(const qg_sheet_rows *entries, const qg_sheet_row *e)
{
    return (qg_str){entries->text.p + e->value.at, e->value.n};
}

static inline qg_str qg_sheet_row_key(const qg_sheet_rows *entries, const qg_sheet_row *e,
                                      size_t level)
{
    return (qg_str){entries->text.p + e->path[level].at, e->path[level].n};
}

/* Where and why reading the YAML stopped. */
typedef struct qg_sheet_problem {
    size_t line, column;       /* from 1; 0: there is none */
    const char *seen, *wanted; /* either may be empty */
} qg_sheet_problem;

/* Read YAML up to the first error.  What `entries` borrows is in `text` and `rows`, which the
 * caller has begun and clears.  Fails with QG_E_MEMORY only. */
qg_status qg_sheet_rows_read(qg_sheet_rows *entries, qg_buf *text, qg_buf *rows, qg_str yaml,
                             qg_sheet_problem *problem);

/* The entries of a built-in sheet, recognised by the address of its text; NULL for any other text.
 */
const qg_sheet_rows *qg_sheet_rows_ready(qg_str yaml);

/* The number of the built-in sheet, from 1, recognised likewise; 0 for any other text. */
size_t qg_style_number(qg_str yaml);

#endif
