/* table.c - tables as columns of plain text. */
#include "unicode/unicode.h"
#include "write/text/text_int.h"

#include <stdlib.h>

/* A table whose cells are written, to find the widths of its columns. */
typedef struct table {
    const qg_node *node;
    size_t n_columns;
    qg_placed_cell *cells; /* two rows of them */
    size_t *widths;
    qg_buf text; /* of one cell */
} table;

static size_t columns_of(qg_str text)
{
    size_t columns = 0;

    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        columns += (size_t)qg_rune_columns(rune, true);
    }
    return columns;
}

static qg_str cell_text(table *t, const qg_placed_cell *placed)
{
    qg_buf_truncate(&t->text, 0);
    if (placed->cell != NULL && !placed->is_continued)
        qg_plain_inlines(&t->text, placed->cell, " ");
    return qg_buf_str(&t->text);
}

/* A cell over several columns takes what they have and asks for no more. */
static void measure(table *t)
{
    for (const qg_node *row = t->node->first; row != NULL; row = row->next) {
        size_t n = qg_table_place(t->cells, t->cells + t->n_columns, t->n_columns, row);
        for (size_t i = 0; i < n; i++) {
            size_t columns = columns_of(cell_text(t, &t->cells[i]));
            size_t *width = &t->widths[t->cells[i].column];
            if (t->cells[i].n_columns == 1 && columns > *width)
                *width = columns;
        }
    }
}

static void put_blanks(qg_buf *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        qg_buf_put_byte(out, ' ');
}

static void put_cell(table *t, qg_buf *out, const qg_placed_cell *placed)
{
    qg_str text = cell_text(t, placed);
    size_t width = 0, used = columns_of(text), room;
    qg_align align = qg_table_align(t->node, placed);

    for (size_t i = 0; i < placed->n_columns; i++)
        width += t->widths[placed->column + i] + (i > 0 ? 2 : 0);
    room = width > used ? width - used : 0;
    put_blanks(out, align == QG_ALIGN_RIGHT ? room : align == QG_ALIGN_CENTER ? room / 2 : 0);
    qg_buf_put(out, text);
    put_blanks(out, align == QG_ALIGN_RIGHT    ? 0
                    : align == QG_ALIGN_CENTER ? room - room / 2
                                               : room);
}

static void put_line(table *t, qg_buf *out, size_t n, qg_str prefix)
{
    qg_buf_put(out, prefix);
    for (size_t i = 0; i < n; i++) {
        put_blanks(out, i > 0 ? 2 : 0);
        put_cell(t, out, &t->cells[i]);
    }
    while (out->n > 0 && out->p[out->n - 1] == ' ')
        qg_buf_truncate(out, out->n - 1);
    qg_buf_put_byte(out, '\n');
}

static void put_rule(const table *t, qg_buf *out, qg_str prefix)
{
    qg_buf_put(out, prefix);
    for (size_t i = 0; i < t->n_columns; i++) {
        put_blanks(out, i > 0 ? 2 : 0);
        for (size_t k = 0; k < t->widths[i]; k++)
            qg_buf_put_byte(out, '-');
    }
    qg_buf_put_byte(out, '\n');
}

static void put_rows(table *t, qg_buf *out, qg_str prefix)
{
    memset(t->cells, 0, 2 * t->n_columns * sizeof *t->cells);
    for (const qg_node *row = t->node->first; row != NULL; row = row->next) {
        put_line(t, out, qg_table_place(t->cells, t->cells + t->n_columns, t->n_columns, row),
                 prefix);
        if (row->u.row.is_header && (row->next == NULL || !row->next->u.row.is_header))
            put_rule(t, out, prefix);
    }
}

void qg_plain_table(qg_buf *out, const qg_node *node, qg_str prefix)
{
    table t = {.node = node, .n_columns = node->u.table.n_columns};

    qg_buf_init(&t.text, 0);
    t.cells = calloc(2 * t.n_columns + 1, sizeof *t.cells);
    t.widths = calloc(t.n_columns + 1, sizeof *t.widths);
    if (t.cells != NULL && t.widths != NULL) {
        measure(&t);
        put_rows(&t, out, prefix);
    } else {
        out->status = QG_E_MEMORY;
    }
    free(t.cells);
    free(t.widths);
    qg_buf_drop(out, &t.text);
}
