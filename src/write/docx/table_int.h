/* table_int.h - tables: how wide their columns are, what stands in their cells, where their rows
 * end.
 *
 * Word lays a table out anew, but other programs keep to the widths in the file, so these are
 * worked out here, from the widths of the words in the cells.
 */
#ifndef QG_WRITE_DOCX_TABLE_INT_H
#define QG_WRITE_DOCX_TABLE_INT_H

#include "write/docx/text_int.h"

/* ---- table.c ---- */

void qg_docx_table(docx *d, const qg_node *table, const place *at);

/* The kind of paragraphs in cells of the table in hand. */
static inline qg_para_kind qg_docx_cell_kind(const docx *d, bool is_header)
{
    qg_para_kind head = d->room == QG_ROOMY ? QG_PARA_TABLE_HEAD
                        : d->room < QG_TINY ? QG_PARA_SMALL_HEAD
                                            : QG_PARA_TINY_HEAD;

    return is_header ? head : head + 1;
}

enum {
    QG_DOCX_CELL_MARGIN = 108,     /* twips at either side, as Word has it */
    QG_DOCX_DENSE_CELL_MARGIN = 40 /* where columns find no room */
};

static inline int qg_docx_cell_margin(const docx *d)
{
    return d->room >= QG_DENSE ? QG_DOCX_DENSE_CELL_MARGIN : QG_DOCX_CELL_MARGIN;
}

enum { QG_DOCX_SHORT_WORDS = 4 };

/* A column of a table; widths in twips, with the margins of cells. */
typedef struct qg_docx_column {
    int natural;                    /* so that no line in it is broken */
    int body;                       /* so that none is but those in header rows */
    int whole[QG_DOCX_SHORT_WORDS]; /* so that no word of 3, of 4 or less, of 5 or less is torn,
                                       nor a document's number */
    int least, tight;               /* so that it can be read, with ease and at all */
    int date;                       /* so that no date in it is torn */
    int head, head_word;            /* so that no short head is, and no word of heads */
    int width;                      /* as it is written */
    qg_align align;                 /* of cells */
    qg_align head_align;            /* of cells in header rows */
    int tail; /* what the longest of its numbers has from the point on; 0: all alike */
} qg_docx_column;

/* ---- table_widths.c ---- */

/* Fill in what the columns would like; they are zeroed before.  False when memory runs out. */
bool qg_docx_columns_of(docx *d, const qg_node *table, qg_docx_column *columns);

/* Give widths to the columns of `table`, `total` together, or less where the sheet allows it, so
 * that its rows are low.  Returns their sum. */
int qg_docx_fit_columns(docx *d, const qg_node *table, qg_docx_column *columns, int total);

/* Whether text stands in narrow columns in so many lines that smaller characters are better. */
bool qg_docx_rows_are_high(docx *d, const qg_node *table, const qg_docx_column *columns);

/* Whether its columns cannot be read when they must fit onto an upright page. */
bool qg_docx_table_is_wide(docx *d, const qg_node *table);

/* Free what is remembered of the last table. */
void qg_docx_forget_table(docx *d);

/* ---- table_heads.c ---- */

/* How many half characters a line must have room for, so that a head in lines of that length has no
 * word torn; 0: nothing short does. */
int qg_docx_head_columns(docx *d, const qg_node *cell);

/* Indents with which a head breaks by sense in a cell of that width in twips. */
void qg_docx_balance_head(docx *d, const qg_node *cell, int width, para_extra *extra);

/* ---- table_fit.c ---- */

/* For each row of a table that ends the text how high it is at least, so that the last ones go to
 * the signature's page where that finds no room behind them; 0: as high as its text.  To be freed;
 * NULL: all are. */
int *qg_docx_spread_rows(docx *d, const qg_node *table, const qg_docx_column *columns,
                         int rule_twips);

/* ---- table_looks.c ---- */

/* Fill in the alignments: the draft's, and where it has none, the right for numbers and the middle
 * for serial numbers.  Numbers at the right get room to stand with their points below each other.
 * False when memory runs out. */
bool qg_docx_align_columns(const docx *d, const qg_node *table, qg_docx_column *columns);

/* How far the number in a cell ends in front of the column's right end, so that its point stands
 * below the others. */
int qg_docx_number_indent(docx *d, const qg_docx_column *column, const qg_node *cell);

/* The table that `node` is, or stands above as its title or unit; NULL: none. */
const qg_node *qg_docx_table_below(const qg_node *node);

/* A single black rule at a side of a table or cell; a width such as w:tcW. */
void qg_docx_border(qg_xml *x, const char *side, int eighths_pt);
void qg_docx_width(qg_xml *x, const char *name, int twips);

/* The end of the properties of a table that only puts things in their places, and its columns. */
void qg_docx_bare_columns(qg_xml *x, const int *widths_twips, size_t n);

#endif
