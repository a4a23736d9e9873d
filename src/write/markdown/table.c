#include "write/markdown/markdown_int.h"

/* GFM 0.29, section 4.10.  A cell's | is taken off its backslash before anything else is read, in
 * code and addresses too, so it is put on after everything else is written. */
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
    if (qg_buf_status(&markup) != QG_OK)
        out->status = qg_buf_status(&markup);
    qg_buf_clear(&markup);
}

/* A cell that spans columns is followed by empty ones. */
static void put_row(qg_buf *out, const qg_node *row)
{
    qg_buf_puts(out, "|");
    for (const qg_node *cell = row->first; cell != NULL; cell = cell->next) {
        qg_buf_puts(out, " ");
        put_cell(out, cell);
        qg_buf_puts(out, " |");
        for (int i = 1; i < cell->u.cell.columns; i++)
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

void qg_md_table(qg_buf *out, const qg_node *table)
{
    for (const qg_node *row = table->first; row != NULL; row = row->next) {
        if (row != table->first)
            qg_buf_put_byte(out, '\n');
        put_row(out, row);
        if (row == table->first)
            put_aligns(out, table);
    }
}
