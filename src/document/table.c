/* table.c - where the cells of a table stand. */
#include "document/document.h"

static size_t at_most(size_t span, size_t most)
{
    size_t n = span < 1 ? 1 : span;

    return n < most ? n : most;
}

/* How many columns from `i` on are not covered by cells that span down, at most `most`. */
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

/* Whether the first row of a table shows that it is a form: the first cell is a label and the
 * second blank, to be filled in, there are about as many blank cells as labels, and no row below
 * has text under a blank cell. */
static bool is_form(const qg_node *head)
{
    size_t n_texts = 0, n_blanks = 0;

    if (head->first == NULL || head->first->next == NULL || head->first->first == NULL ||
        head->first->next->first != NULL || head->next == NULL)
        return false;
    for (const qg_node *cell = head->first; cell != NULL; cell = cell->next) {
        if (cell->u.cell.columns > 1 || cell->u.cell.rows > 1)
            return false;
        n_texts += cell->first != NULL;
        n_blanks += cell->first == NULL;
    }
    for (const qg_node *row = head->next; row != NULL && n_blanks + 1 >= n_texts; row = row->next) {
        const qg_node *cell = row->first;
        for (const qg_node *above = head->first; above != NULL && cell != NULL;
             above = above->next, cell = cell->next)
            if (above->first == NULL && cell->first != NULL)
                return false;
    }
    return n_blanks + 1 >= n_texts;
}

bool qg_row_is_head(const qg_node *row)
{
    bool is_only = row->previous == NULL && (row->next == NULL || !row->next->u.row.is_header);

    return row->u.row.is_header && !(is_only && is_form(row));
}
