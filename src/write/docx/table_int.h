/* table_int.h - tables: the widths of columns, alignment and line breaks in cells, page breaks.
 *
 * Word computes the widths of columns itself, but other programs use those in the file, so they are
 * computed here from the widths of the words in the cells.
 */
#ifndef QG_WRITE_DOCX_TABLE_INT_H
#define QG_WRITE_DOCX_TABLE_INT_H

#include "write/docx/text_int.h"

/* ---- table.c ---- */

void qg_docx_table(docx *d, const qg_node *table, const place *at);

/* The kind of paragraphs in cells of the current table. */
static inline qg_para_kind qg_docx_cell_kind(const docx *d, bool is_header)
{
    qg_para_kind head = d->room == QG_ROOMY ? QG_PARA_TABLE_HEAD
                        : d->room < QG_TINY ? QG_PARA_SMALL_HEAD
                                            : QG_PARA_TINY_HEAD;

    return is_header ? head : head + 1;
}

enum {
    QG_DOCX_CELL_MARGIN = 108,     /* twips at either side, Word's default */
    QG_DOCX_DENSE_CELL_MARGIN = 40 /* where the columns would not fit otherwise */
};

static inline int qg_docx_cell_margin(const docx *d)
{
    return d->room >= QG_DENSE ? QG_DOCX_DENSE_CELL_MARGIN : QG_DOCX_CELL_MARGIN;
}

enum { QG_DOCX_SHORT_WORDS = 4 };

/* A column of a table.  All widths are in twips and include the margins of cells.  Those up to
 * head_word are wishes: the width at which something in the column is not broken. */
typedef struct qg_docx_column {
    int natural;                    /* no line is broken */
    int body;                       /* no line outside of header rows is broken */
    int whole[QG_DOCX_SHORT_WORDS]; /* so that no word of 3, of 4 or less, of 5 or less is torn,
                                       nor a document's number */
    int least, tight;    /* the narrowest width that is easy to read; that can be read at all */
    int date;            /* no date is broken */
    int head, head_word; /* no short head is broken; no word of a head is */
    int width;           /* as it is written */
    qg_align align;      /* of cells */
    qg_align head_align; /* of cells in header rows */
    int tail; /* width from the decimal point on of the longest number; 0: all are alike */
} qg_docx_column;

/* ---- table_widths.c ---- */

/* Fill in the wishes of the columns, which must be zeroed.  False when memory runs out. */
bool qg_docx_columns_of(docx *d, const qg_node *table, qg_docx_column *columns);

/* Choose the widths of the columns so that rows are low.  They add up to `total` twips, or less
 * where the sheet allows a table to be narrower.  Returns their sum. */
int qg_docx_fit_columns(docx *d, const qg_node *table, qg_docx_column *columns, int total);

/* Whether the text in narrow columns takes so many lines that a smaller font is better. */
bool qg_docx_rows_are_high(docx *d, const qg_node *table, const qg_docx_column *columns);

/* Whether the table would be unreadable on an upright page, because its columns get too narrow. */
bool qg_docx_table_is_wide(docx *d, const qg_node *table);

/* Free the measurements of the last table. */
void qg_docx_forget_table(docx *d);

/* ---- table_heads.c ---- */

/* The shortest length of lines, in half characters, at which no word of the head is broken; 0:
 * there is none that is short. */
int qg_docx_head_columns(docx *d, const qg_node *cell);

/* Choose indents with which the lines of a head break between words, in a cell `width` twips wide.
 */
void qg_docx_balance_head(docx *d, const qg_node *cell, int width, para_extra *extra);

/* ---- table_fit.c ---- */

/* For a table that ends the text: the minimal height of each row in twips, 0 for as high as its
 * text, with which the last rows move to the page of the signature if that does not fit below them.
 * To be freed by the caller; NULL when all are 0. */
int *qg_docx_spread_rows(docx *d, const qg_node *table, const qg_docx_column *columns,
                         int rule_twips);

/* ---- table_looks.c ---- */

/* Fill in the alignments: the draft's, or without one, right for numbers and centred for serial
 * numbers.  Columns of numbers are widened where needed to align them at the decimal point.  False
 * when memory runs out. */
bool qg_docx_align_columns(const docx *d, const qg_node *table, qg_docx_column *columns);

/* The right indent in twips that puts the decimal point of the number in a cell below the others.
 */
int qg_docx_number_indent(docx *d, const qg_docx_column *column, const qg_node *cell);

/* The table that `node` is, or whose title or unit it is; NULL: none. */
const qg_node *qg_docx_table_below(const qg_node *node);

/* A single black rule at a side of a table or cell; a width such as w:tcW. */
void qg_docx_border(qg_xml *x, const char *side, int eighths_pt);
void qg_docx_width(qg_xml *x, const char *name, int twips);

/* End the properties of a table that is used for layout only, and write its columns. */
void qg_docx_bare_columns(qg_xml *x, const int *widths_twips, size_t n);

#endif
