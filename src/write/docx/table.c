/* Tables: real ones, as wide as the text, columns as wide as what stands in them, the header row
 * repeated on each page, rows never split. */
#include "unicode/unicode.h"
#include "write/docx/docx_int.h"

#include <stdlib.h>

enum {
    CELL_MARGIN = 108, /* twips at either side, as Word has it */
    RULE_EIGHTHS_PT = 4
};

/* Width of the longest line of a cell in half characters. */
static int columns_of(docx *d, const qg_node *cell)
{
    qg_buf text;
    qg_str rest;
    int widest = 0, width = 0;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, cell);
    rest = qg_buf_str(&text);
    while (rest.n > 0) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        width = rune == '\n' ? 0 : width + qg_rune_columns(rune, true);
        widest = width > widest ? width : widest;
    }
    qg_docx_drop(d, &text);
    return widest;
}

/* The table in hand. */
typedef struct work {
    docx *d;
    const qg_node *table;
    size_t n_columns;
    int *widths;           /* of the columns, in twips */
    qg_placed_cell *cells; /* of the row in hand */
    qg_placed_cell *above; /* see qg_table_place */
} work;

/* What each column would like.  Cells that span columns take what there is. */
static void natural_widths(work *w)
{
    int half_character = w->d->style->paras[QG_PARA_TABLE_TEXT].size_half_pt * 5;

    for (const qg_node *row = w->table->first; row != NULL; row = row->next) {
        size_t n = qg_table_place(w->cells, w->above, w->n_columns, row);
        for (size_t i = 0; i < n; i++) {
            const qg_placed_cell *at = &w->cells[i];
            int columns, width;
            if (at->cell == NULL || at->is_continued || at->n_columns > 1)
                continue;
            columns = columns_of(w->d, at->cell);
            /* One character more: programs put a little space between Han and digits. */
            width = ((columns > 1000 ? 1000 : columns) + 2) * half_character + 2 * CELL_MARGIN;
            if (width > w->widths[at->column])
                w->widths[at->column] = width;
        }
    }
    memset(w->above, 0, w->n_columns * sizeof *w->above);
}

/* The widest that a column may be so that all fit into `total`: columns below it keep what they
 * want, the others share the rest evenly. */
static int fair_share(const int *widths, size_t n, int total)
{
    int low = 0, high = total;

    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        long sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += widths[i] < middle ? widths[i] : middle;
        if (sum <= total)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* Make `widths` add up to `total`. */
static void fit_widths(int *widths, size_t n, int total)
{
    int share = fair_share(widths, n, total);
    long sum = 0, given = 0;

    for (size_t i = 0; i < n; i++) {
        widths[i] = widths[i] < share ? widths[i] : share;
        sum += widths[i];
    }
    for (size_t i = 0; i < n; i++) {
        widths[i] = sum == 0 ? total / (int)n : (int)((long)widths[i] * total / sum);
        given += widths[i];
    }
    widths[n - 1] += total - (int)given;
}

void qg_docx_border(qg_xml *x, const char *side, int eighths_pt)
{
    qg_xml_open(x, side);
    qg_xml_attr(x, "w:val", "single");
    qg_xml_attr_int(x, "w:sz", eighths_pt);
    qg_xml_attr(x, "w:space", "0");
    qg_xml_attr(x, "w:color", "000000");
    qg_xml_close(x);
}

void qg_docx_width(qg_xml *x, const char *name, int twips)
{
    qg_xml_open(x, name);
    qg_xml_attr_int(x, "w:w", twips);
    qg_xml_attr(x, "w:type", "dxa");
    qg_xml_close(x);
}

static void write_table_properties(docx *d, int width, const place *at)
{
    static const char *const sides[] = {"w:top",   "w:left",    "w:bottom",
                                        "w:right", "w:insideH", "w:insideV"};
    qg_xml *x = d->xml;

    qg_xml_open(x, "w:tblPr");
    qg_xml_val(x, "w:tblStyle", "TableGrid");
    qg_docx_width(x, "w:tblW", width);
    if (at->left_twips > 0)
        qg_docx_width(x, "w:tblInd", at->left_twips);
    else
        qg_xml_val(x, "w:jc", "center");
    qg_xml_open(x, "w:tblBorders");
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        qg_docx_border(x, sides[i], RULE_EIGHTHS_PT);
    qg_xml_close(x);
    qg_xml_open(x, "w:tblLayout");
    qg_xml_attr(x, "w:type", "fixed");
    qg_xml_close(x);
    qg_xml_close(x);
}

static void write_spans(qg_xml *x, const qg_placed_cell *at)
{
    if (at->n_columns > 1)
        qg_xml_val_int(x, "w:gridSpan", (long)at->n_columns);
    if (at->is_continued)
        qg_xml_empty(x, "w:vMerge");
    else if (at->n_rows_left > 0)
        qg_xml_val(x, "w:vMerge", "restart");
}

static void write_cell(docx *d, const qg_placed_cell *placed, bool is_header, qg_align align,
                       int width)
{
    const qg_node *cell = placed->is_continued ? NULL : placed->cell;
    place at = {.kind = is_header ? QG_PARA_TABLE_HEAD : QG_PARA_TABLE_TEXT,
                .width_twips = width - 2 * CELL_MARGIN,
                .align = align};
    para_extra extra = {.align = align};

    qg_xml_open(d->xml, "w:tc");
    qg_xml_open(d->xml, "w:tcPr");
    qg_docx_width(d->xml, "w:tcW", width);
    write_spans(d->xml, placed);
    qg_xml_val(d->xml, "w:vAlign", "center");
    qg_xml_close(d->xml);
    qg_extent_begin_cell(&d->extent, at.width_twips);
    if (cell != NULL && cell->first != NULL && !qg_node_is_inline(cell->first)) {
        qg_docx_blocks(d, cell, &at);
    } else {
        qg_docx_begin_para(d, at.kind, &extra);
        if (cell != NULL)
            qg_docx_inlines(d, cell, &at);
        qg_docx_end_para(d);
    }
    qg_extent_end_cell(&d->extent);
    qg_xml_close(d->xml);
}

static void write_row(work *w, const qg_node *row)
{
    size_t n = qg_table_place(w->cells, w->above, w->n_columns, row);
    qg_xml *x = w->d->xml;

    qg_xml_open(x, "w:tr");
    qg_xml_open(x, "w:trPr");
    qg_xml_empty(x, "w:cantSplit");
    if (row->u.row.is_header)
        qg_xml_empty(x, "w:tblHeader");
    qg_xml_close(x);
    for (size_t i = 0; i < n; i++) {
        const qg_placed_cell *at = &w->cells[i];
        int width = 0;
        for (size_t k = 0; k < at->n_columns; k++)
            width += w->widths[at->column + k];
        write_cell(w->d, at, row->u.row.is_header, w->table->u.table.aligns[at->column], width);
    }
    qg_extent_end_row(&w->d->extent);
    qg_xml_close(x);
}

/* Two tables in a row would become one, and nothing may end with a table. */
static bool needs_paragraph_behind(const qg_node *table)
{
    return table->next == NULL || table->next->kind == QG_TABLE;
}

static void write_table(work *w, const place *at)
{
    qg_xml *x = w->d->xml;

    natural_widths(w);
    fit_widths(w->widths, w->n_columns, at->width_twips);
    qg_xml_open(x, "w:tbl");
    write_table_properties(w->d, at->width_twips, at);
    qg_xml_open(x, "w:tblGrid");
    for (size_t i = 0; i < w->n_columns; i++) {
        qg_xml_open(x, "w:gridCol");
        qg_xml_attr_int(x, "w:w", w->widths[i]);
        qg_xml_close(x);
    }
    qg_xml_close(x);
    for (const qg_node *row = w->table->first; row != NULL; row = row->next)
        write_row(w, row);
    qg_xml_close(x);
}

void qg_docx_table(docx *d, const qg_node *table, const place *at)
{
    size_t n = table->u.table.n_columns;
    work w = {.d = d,
              .table = table,
              .n_columns = n,
              .widths = calloc(n + 1, sizeof *w.widths),
              .cells = calloc(n + 1, sizeof *w.cells),
              .above = calloc(n + 1, sizeof *w.above)};

    if (w.widths == NULL || w.cells == NULL || w.above == NULL)
        d->arena.status = QG_E_MEMORY;
    else if (n > 0)
        write_table(&w, at);
    free(w.widths);
    free(w.cells);
    free(w.above);
    if (n > 0 && needs_paragraph_behind(table))
        qg_docx_para(d, QG_PARA_TABLE_TEXT, NULL, (qg_str){"", 0});
}
