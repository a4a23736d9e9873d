/* cell_widths.h - for table_widths.c: how wide what stands in a cell is. */
#ifndef QG_WRITE_DOCX_CELL_WIDTHS_H
#define QG_WRITE_DOCX_CELL_WIDTHS_H

#include "write/docx/table_int.h"

/* The widths of a cell's text in twips: each member is the widest piece of its kind. */
typedef struct qg_cell_widths {
    int line;   /* lines as the author broke them */
    int piece;  /* between blanks and opening brackets */
    int unit;   /* in brackets, with the brackets */
    int date;   /* what should not be broken: 2024年12月, 〔2024〕5号, a word */
    int name;   /* while adding: width since the last punctuation mark, for `number` */
    int number; /* a whole document number: 粤府函〔2024〕1105号 */
    int word;   /* what must not be broken: a word, a number, （%） */
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
