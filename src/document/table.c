/* table.c - where the cells of a table stand. */
#include "document/document.h"

static size_t at_most(size_t span, size_t most)
{
    size_t n = span < 1 ? 1 : span;

    return n < most ? n : most;
}

/* Columns from `i` on that nothing from above covers, `most` at the most. */
static size_t free_columns(const qg_placed_cell *above, size_t n_columns, size_t i, size_t most)
{
    size_t n = 1;

    while (n < most && i + n < n_columns && above[i + n].n_rows_left == 0)
        n++;
    return n;
}

size_t qg_table_place(qg_placed_cell *cells, qg_placed_cell *above, size_t n_columns,
                      const qg_node *row)
{
    const qg_node *cell = row->first;
    size_t n = 0;

    for (size_t i = 0; i < n_columns; i += cells[n++].n_columns) {
        if (above[i].n_rows_left > 0) {
            above[i].n_rows_left--;
            cells[n] = above[i];
            cells[n].is_continued = true;
            continue;
        }
        cells[n] = (qg_placed_cell){.cell = cell, .column = i, .n_columns = 1};
        if (cell != NULL) {
            cells[n].n_columns =
                free_columns(above, n_columns, i, at_most(cell->u.cell.columns, n_columns - i));
            cells[n].n_rows_left = at_most(cell->u.cell.rows, (size_t)-1) - 1;
            cell = cell->next;
        }
        above[i] = cells[n];
    }
    return n;
}

qg_align qg_table_align(const qg_node *table, const qg_placed_cell *placed)
{
    qg_align own = placed->cell == NULL ? QG_ALIGN_NONE : placed->cell->u.cell.align;

    return own != QG_ALIGN_NONE || placed->n_columns > 1 ? own
                                                         : table->u.table.aligns[placed->column];
}
