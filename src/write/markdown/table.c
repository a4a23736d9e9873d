/* table.c - tables with bars, as GFM has them. */
#include "write/markdown/markdown_int.h"

#include <stdlib.h>

/* A cell of a GFM table (0.29, section 4.10).  A reader takes the backslash off a | before it
 * reads anything else, in code and addresses too, so it is put on after everything else is
 * written. */
static void put_cell(qg_buf *out, const qg_node *cell)
{
    qg_buf markup;

    qg_buf_init(&markup, 0);
    qg_md_inlines(&markup, cell, QG_MD_CELL);
    for (size_t i = 0; i < markup.n; i++) {
        if (markup.p[i] == '|')
            qg_buf_put_byte(out, '\\');
        qg_buf_put_byte(out, markup.p[i]);
    }
    qg_buf_drop(out, &markup);
}

/* Where a cell spans columns or rows, empty ones stand beside and below it, likewise where a row
 * has fewer cells than there are columns: a head that had would make no table. */
static void put_row(qg_buf *out, const qg_placed_cell *cells, size_t n)
{
    qg_buf_puts(out, "|");
    for (size_t i = 0; i < n; i++) {
        if (cells[i].cell != NULL && !cells[i].is_continued) {
            qg_buf_puts(out, " ");
            put_cell(out, cells[i].cell);
            qg_buf_puts(out, " |");
        } else {
            qg_buf_puts(out, "  |");
        }
        for (size_t k = 1; k < cells[i].n_columns; k++)
            qg_buf_puts(out, "  |");
    }
}

static void put_aligns(qg_buf *out, const qg_node *table)
{
    static const char *const marks[] = {
        [QG_ALIGN_NONE] = " --- |",
        [QG_ALIGN_LEFT] = " :-- |",
        [QG_ALIGN_CENTER] = " :-: |",
        [QG_ALIGN_RIGHT] = " --: |",
    };

    qg_buf_puts(out, "\n|");
    for (size_t i = 0; i < table->u.table.n_columns; i++)
        qg_buf_puts(out, marks[table->u.table.aligns[i]]);
}

/* Markdown lets no table begin without a head. */
static void put_blank_head(qg_buf *out, const qg_node *table)
{
    qg_buf_puts(out, "|");
    for (size_t i = 0; i < table->u.table.n_columns; i++)
        qg_buf_puts(out, "  |");
    put_aligns(out, table);
    qg_buf_put_byte(out, '\n');
}

void qg_md_table(qg_buf *out, const qg_node *table)
{
    size_t n_columns = table->u.table.n_columns;
    qg_placed_cell *cells = calloc(2 * n_columns + 1, sizeof *cells);

    if (cells == NULL) {
        out->status = QG_E_MEMORY;
        return;
    }
    if (table->first != NULL && !table->first->u.row.is_header)
        put_blank_head(out, table);
    for (const qg_node *row = table->first; row != NULL; row = row->next) {
        if (row != table->first)
            qg_buf_put_byte(out, '\n');
        put_row(out, cells, qg_table_place(cells, cells + n_columns, n_columns, row));
        if (row == table->first && row->u.row.is_header)
            put_aligns(out, table);
    }
    free(cells);
}
