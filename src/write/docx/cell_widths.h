/* cell_widths.h - for table_widths.c: how wide what stands in a cell is. */
#ifndef QG_WRITE_DOCX_CELL_WIDTHS_H
#define QG_WRITE_DOCX_CELL_WIDTHS_H

#include "write/docx/table_int.h"

/* Of a cell, in twips. */
typedef struct qg_cell_widths {
    int line;  /* the longest line */
    int piece; /* the longest between blanks and brackets that open */
    int unit;  /* the longest in brackets, with them */
    int date;  /* the longest that should not be broken: 2024年12月, 〔2024〕5号, a word */
    int name;  /* for the next: since the last mark */
    int number; /* the longest number of a document with what is in front: 粤府函〔2024〕1105号 */
    int word; /* the longest that must not be: a word, a number, （%） */
} qg_cell_widths;

qg_cell_widths qg_cell_widths_of(docx *d, const qg_node *cell);

static inline int at_most(int value, int most)
{
    return value < most ? value : most;
}

static inline int at_least(int value, int least)
{
    return value > least ? value : least;
}

static inline int character_twips(const docx *d)
{
    return d->style->paras[qg_docx_cell_kind(d, false)].size_half_pt * 10;
}

#endif
