/* table_widths.c - how wide the columns of a table are, from the widths of characters: the same in
 * every program, since none is left to fit them itself. */
#include "unicode/unicode.h"
#include "write/docx/docx_int.h"

#include <stdlib.h>

enum {
    LEAST_COLUMNS = 6,    /* half characters: three characters a line can be read */
    TIGHT_COLUMNS = 4,    /* where that is too much for the page */
    LONGEST_WORD = 20,    /* what is longer, an address, is broken anyway */
    WIDEST_COLUMNS = 1000 /* likewise; beyond it all columns are alike */
};

/* Of a cell, in half characters. */
typedef struct cell_extent {
    int line; /* the longest line */
    int word; /* the longest piece that should not be broken */
} cell_extent;

static int at_most(int value, int most)
{
    return value < most ? value : most;
}

static int at_least(int value, int least)
{
    return value > least ? value : least;
}

static cell_extent extent_of(docx *d, const qg_node *cell)
{
    cell_extent widest = {0, 0}, now = {0, 0};
    qg_buf text;
    qg_str rest;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, cell);
    rest = qg_buf_str(&text);
    while (rest.n > 0) {
        qg_rune rune;
        int columns;
        qg_utf8_take(&rest, &rune);
        columns = qg_rune_columns(rune, true);
        now.line = rune == '\n' ? 0 : now.line + columns;
        now.word = rune == '\n' || rune == ' ' || columns == 2 ? 0 : now.word + columns;
        widest.line = at_least(widest.line, now.line);
        widest.word = at_least(widest.word, now.word);
    }
    qg_docx_drop(d, &text);
    widest.line = at_most(widest.line, WIDEST_COLUMNS);
    widest.word = at_most(widest.word, LONGEST_WORD);
    return widest;
}

static int twips_of(const docx *d, int columns)
{
    int half_character = d->style->paras[QG_PARA_TABLE_TEXT].size_half_pt * 5;

    return columns * half_character + 2 * QG_DOCX_CELL_MARGIN;
}

static void add_cell(const docx *d, qg_docx_column *column, cell_extent e)
{
    int tight = at_least(e.word, at_most(e.line, TIGHT_COLUMNS));
    int least = at_least(e.word, at_most(e.line, LEAST_COLUMNS));

    /* One character more than there are: programs put a little space between Han and digits. */
    column->natural = at_least(column->natural, twips_of(d, e.line + 2));
    column->least = at_least(column->least, twips_of(d, least));
    column->tight = at_least(column->tight, twips_of(d, tight));
}

bool qg_docx_columns_of(docx *d, const qg_node *table, qg_docx_column *columns)
{
    size_t n = table->u.table.n_columns;
    qg_placed_cell *cells = calloc(2 * n + 1, sizeof *cells);

    if (cells == NULL)
        return false;
    for (const qg_node *row = table->first; row != NULL; row = row->next) {
        size_t n_placed = qg_table_place(cells, cells + n, n, row);
        for (size_t i = 0; i < n_placed; i++) {
            const qg_placed_cell *at = &cells[i];
            /* Cells that span columns take what there is. */
            if (at->cell == NULL || at->is_continued || at->n_columns > 1)
                continue;
            add_cell(d, &columns[at->column], extent_of(d, at->cell));
        }
    }
    free(cells);
    return true;
}

/* What a column gets when none gets more than `share` beyond what it needs. */
static int given(const qg_docx_column *column, int share)
{
    return at_least(at_most(column->natural, share), column->least);
}

/* The largest share with which all columns fit into `total`. */
static int fair_share(const qg_docx_column *columns, size_t n, int total)
{
    int low = 0, high = total;

    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        long sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += given(&columns[i], middle);
        if (sum <= total)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static long sum_of_least(const qg_docx_column *columns, size_t n)
{
    long sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += columns[i].least;
    return sum;
}

int qg_docx_fit_columns(const docx *d, qg_docx_column *columns, size_t n, int total)
{
    int share;
    long sum = 0, done = 0;

    if (sum_of_least(columns, n) > total)
        for (size_t i = 0; i < n; i++)
            columns[i].least = columns[i].tight;
    share = fair_share(columns, n, total);
    for (size_t i = 0; i < n; i++) {
        columns[i].width = given(&columns[i], share);
        sum += columns[i].width;
    }
    if (sum > 0 && sum <= total && !d->style->tables.fill)
        return (int)sum;
    for (size_t i = 0; i < n; i++) {
        columns[i].width = sum == 0 ? total / (int)n : (int)((long)columns[i].width * total / sum);
        done += columns[i].width;
    }
    columns[n - 1].width += total - (int)done;
    return total;
}

bool qg_docx_table_is_wide(docx *d, const qg_node *table)
{
    size_t n = table->u.table.n_columns;
    qg_docx_column *columns = calloc(n + 1, sizeof *columns);
    bool is_wide = columns != NULL && qg_docx_columns_of(d, table, columns) &&
                   sum_of_least(columns, n) > qg_page_text_width(&d->style->page);

    free(columns);
    return is_wide;
}
