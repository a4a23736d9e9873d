/* table_fit.c - the last rows of a long table that ends the text go on the page of the signature.
 *
 * Word keeps single rows with what follows; LibreOffice keeps only whole tables and ignores a page
 * break in front of a row.  So when the signature does not fit behind the table, the rows of the
 * last page are made higher until the last ones move to the next page, which is what the standard
 * allows for lines of text (GB/T 9704-2012, 7.3.5.5).
 */
#include "write/docx/table_int.h"

#include <stdlib.h>

enum {
    MOST_PERCENT = 60, /* by which the rows of the last page may grow [P] */
    MOST_OVER = 2      /* rows that are moved to the next page */
};

/* The layout of a table. */
typedef struct placed {
    int *heights;      /* of the rows, in twips */
    size_t n, n_above; /* number of rows; of those on the pages before the last one */
    int room_twips;    /* height left on the page below the table */
} placed;

/* Whether the height of a cell is that of its lines of text. */
static bool is_plain(const qg_node *cell)
{
    for (const qg_node *n = cell->first; n != NULL; n = qg_node_walk(cell, n))
        if (!qg_node_is_inline(n) || n->kind == QG_IMAGE || n->kind == QG_MATH ||
            n->kind == QG_NOTE_REF)
            return false;
    return true;
}

static bool take_cell(docx *d, extent *e, const qg_placed_cell *at, const qg_docx_column *columns,
                      bool is_header)
{
    int width = -2 * qg_docx_cell_margin(d);
    qg_buf text;

    if (at->cell == NULL || at->is_continued)
        return true;
    if (!is_plain(at->cell))
        return false;
    for (size_t i = 0; i < at->n_columns; i++)
        width += columns[at->column + i].width;
    qg_buf_init(&text, 0);
    qg_node_plain(&text, at->cell);
    qg_extent_begin_cell(e, width);
    qg_extent_begin(e, &d->style->paras[qg_docx_cell_kind(d, is_header)], NULL);
    qg_extent_text(e, qg_buf_str(&text));
    qg_extent_end(e);
    qg_extent_end_cell(e);
    qg_docx_drop(d, &text);
    return true;
}

/* Estimate the layout of the rows.  False when a cell has more than text, or memory runs out. */
static bool lay_out(docx *d, const qg_node *table, const qg_docx_column *columns, int rule_twips,
                    placed *p)
{
    size_t n = table->u.table.n_columns;
    qg_placed_cell *cells = calloc(2 * n + 1, sizeof *cells);
    extent e = d->extent;
    bool is_known = cells != NULL && p->heights != NULL;

    e.pages = NULL;
    for (const qg_node *row = table->first; is_known && row != NULL; row = row->next) {
        size_t n_placed = qg_table_place(cells, cells + n, n, row);
        int page = e.page;
        for (size_t i = 0; is_known && i < n_placed; i++)
            is_known = take_cell(d, &e, &cells[i], columns, qg_row_is_head(row));
        p->heights[p->n++] = e.row_twips + rule_twips;
        qg_extent_end_row(&e, rule_twips, qg_row_is_head(row), false);
        if (e.page > page)
            p->n_above = p->n - 1;
    }
    p->room_twips = qg_extent_room(&e);
    free(cells);
    return is_known;
}

/* The height of what follows the table, up to and with the notes (附注). */
static int height_of_ending(const docx *d, const qg_node *table)
{
    qg_docx_height height = d->ending.height;
    int behind = table->next == NULL ? d->style->paras[QG_PARA_TABLE_TEXT].line_twips : 0;

    return height.lines * d->style->paras[QG_PARA_NORMAL].line_twips + height.fixed_twips + behind;
}

/* How much higher, in twips, each row of the last page must be so that its last `n_over` do not
 * fit; half a row in reserve, since word processors round differently.  0 when that is more than
 * MOST_PERCENT. */
static int needed_for(const placed *p, size_t n_over)
{
    size_t n_staying = p->n - p->n_above - n_over;
    int staying = 0, room = p->room_twips, added;

    for (size_t i = p->n_above; i < p->n; i++) {
        room += p->heights[i];
        staying += i < p->n - n_over ? p->heights[i] : 0;
    }
    added = 2 * (room - staying - p->heights[p->n - n_over] / 2) / (2 * (int)n_staying + 1);
    return added * (int)n_staying * 100 <= staying * MOST_PERCENT ? added : 0;
}

/* How much higher the rows of the last page become, in twips; 0 for not at all. */
static int added_to(const placed *p)
{
    int added = 0;

    for (size_t over = MOST_OVER; over > 0 && added <= 0; over--)
        if (p->n - p->n_above > over)
            added = needed_for(p, over);
    return added > 0 ? added : 0;
}

int *qg_docx_spread_rows(docx *d, const qg_node *table, const qg_docx_column *columns,
                         int rule_twips)
{
    placed p = {0};
    size_t n = 0;
    int added = 0;

    for (const qg_node *row = table->first; row != NULL; row = row->next)
        n++;
    p.heights = calloc(n + 1, sizeof *p.heights);
    if (lay_out(d, table, columns, rule_twips, &p) && p.room_twips < height_of_ending(d, table))
        added = added_to(&p);
    for (size_t i = 0; i < p.n; i++)
        p.heights[i] = added > 0 && i >= p.n_above ? p.heights[i] - rule_twips + added : 0;
    if (added > 0)
        return p.heights;
    free(p.heights);
    return NULL;
}
