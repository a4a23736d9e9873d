/* Tables: real ones, as wide as the text, columns as wide as what stands in them, the header row
 * repeated on each page, rows never split. */
#include "unicode/unicode.h"
#include "write/docx/official_int.h"
#include "write/docx/page_int.h"
#include "write/docx/table_int.h"

#include <stdlib.h>

enum {
    LOWEST_LINE_TWIPS = 20, /* of a paragraph that has to be there but not to be seen */
    RULE_EIGHTHS_PT = 4,
    RULE_TWIPS = RULE_EIGHTHS_PT * 20 / 8,
    MOST_KEPT_ROWS = 8, /* of a table that goes to the signature's page as a whole */
    LAST_KEPT_ROWS = 2  /* of a longer one */
};

/* The table in hand. */
typedef struct work {
    docx *d;
    const qg_node *table;
    size_t n_columns;
    qg_docx_column *columns;
    int width;             /* of all of them */
    qg_placed_cell *cells; /* of the row in hand */
    qg_placed_cell *above; /* see qg_table_place */
    bool is_whole;         /* it goes to the signature's page, all of it ... */
    bool is_kept;          /* ... or from the row in hand on */
    const int *heights;    /* of the rows from the one in hand on; see qg_docx_spread_rows */
} work;

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

static void write_fixed_layout(qg_xml *x)
{
    qg_xml_open(x, "w:tblLayout");
    qg_xml_attr(x, "w:type", "fixed");
    qg_xml_close(x);
}

static void write_cell_margins(qg_xml *x, int twips)
{
    qg_xml_open(x, "w:tblCellMar");
    qg_docx_width(x, "w:left", twips);
    qg_docx_width(x, "w:right", twips);
    qg_xml_close(x);
}

static void write_grid_column(qg_xml *x, int width_twips)
{
    qg_xml_open(x, "w:gridCol");
    qg_xml_attr_int(x, "w:w", width_twips);
    qg_xml_close(x);
}

void qg_docx_bare_columns(qg_xml *x, const int *widths_twips, size_t n)
{
    write_fixed_layout(x);
    write_cell_margins(x, 0);
    qg_xml_close(x);
    qg_xml_open(x, "w:tblGrid");
    for (size_t i = 0; i < n; i++)
        write_grid_column(x, widths_twips[i]);
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
    write_fixed_layout(x);
    if (d->room >= QG_DENSE)
        write_cell_margins(x, qg_docx_cell_margin(d));
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

/* The alignment of a cell: its own, else that of its column.  A cell that spans columns belongs to
 * none of them and is centred. */
static qg_align align_of(const qg_placed_cell *at, const qg_docx_column *column, bool is_header)
{
    if (at->cell != NULL && at->cell->u.cell.align != QG_ALIGN_NONE)
        return at->cell->u.cell.align;
    if (at->n_columns > 1)
        return QG_ALIGN_CENTER;
    return is_header ? column->head_align : column->align;
}

static void write_cell(docx *d, const qg_placed_cell *placed, bool is_header, bool is_kept,
                       const qg_docx_column *column, int width)
{
    const qg_node *cell = placed->is_continued ? NULL : placed->cell;
    qg_align align = align_of(placed, column, is_header);
    place at = {.kind = qg_docx_cell_kind(d, is_header),
                .width_twips = width - 2 * qg_docx_cell_margin(d),
                .align = align};
    para_extra extra = {.align = align, .keep_next = is_kept};

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
        if (cell != NULL && placed->n_columns == 1 && !is_header && column->tail > 0)
            extra.right_twips = qg_docx_number_indent(d, column, cell);
        extra.has_right = extra.right_twips > 0;
        if (cell != NULL && is_header)
            qg_docx_balance_head(d, cell, at.width_twips, &extra);
        if (cell != NULL)
            qg_docx_make_room(d, at.kind, &extra, cell->first, NULL);
        qg_docx_begin_para(d, at.kind, &extra);
        if (cell != NULL)
            qg_docx_inlines(d, cell, &at);
        qg_docx_end_para(d);
    }
    qg_extent_end_cell(&d->extent);
    qg_xml_close(d->xml);
}

static void write_height(docx *d, int twips)
{
    qg_xml_open(d->xml, "w:trHeight");
    qg_xml_attr_int(d->xml, "w:val", twips);
    qg_xml_attr(d->xml, "w:hRule", "atLeast");
    qg_xml_close(d->xml);
}

static void write_row(work *w, const qg_node *row)
{
    size_t n = qg_table_place(w->cells, w->above, w->n_columns, row);
    qg_xml *x = w->d->xml;
    int least = w->heights == NULL ? 0 : *w->heights++;

    qg_xml_open(x, "w:tr");
    qg_xml_open(x, "w:trPr");
    qg_xml_empty(x, "w:cantSplit");
    if (least > 0)
        write_height(w->d, least);
    if (qg_row_is_head(row))
        qg_xml_empty(x, "w:tblHeader");
    qg_xml_close(x);
    for (size_t i = 0; i < n; i++) {
        const qg_placed_cell *at = &w->cells[i];
        int width = 0;
        for (size_t k = 0; k < at->n_columns; k++)
            width += w->columns[at->column + k].width;
        write_cell(w->d, at, qg_row_is_head(row), w->is_kept, &w->columns[at->column], width);
    }
    qg_extent_heighten_row(&w->d->extent, least);
    qg_extent_end_row(&w->d->extent, RULE_TWIPS, qg_row_is_head(row), w->is_whole);
    qg_xml_close(x);
}

/* Whether an empty paragraph must follow the table: Word would merge two adjacent tables, and a
 * body or cell must not end with a table. */
static bool needs_paragraph_behind(const qg_node *table)
{
    return table->next == NULL || table->next->kind == QG_TABLE;
}

/* Whether nothing is set below the table: a line that only has to be there would start a page
 * where the table ends one. */
static bool ends_document(const docx *d, const qg_node *table)
{
    return table->next == NULL && table->parent == d->doc->root &&
           table != d->last_before_signature && qg_doc_value(d->doc, QG_KEY_CC).n == 0 &&
           !qg_docx_has_printer(d);
}

static const qg_node *row_from_end(const qg_node *table, int n)
{
    const qg_node *row = table->last;

    while (--n > 0 && row != NULL)
        row = row->previous;
    return row;
}

/* The first row that stands on the signature's page when the table ends the text: Word heeds it for
 * single rows, LibreOffice for whole tables only. */
static const qg_node *first_kept_row(work *w)
{
    if (w->table != w->d->last_before_signature)
        return NULL;
    w->is_whole = row_from_end(w->table, MOST_KEPT_ROWS + 1) == NULL;
    return w->is_whole ? w->table->first : row_from_end(w->table, LAST_KEPT_ROWS);
}

static void write_table(work *w, const place *at)
{
    const qg_node *first_kept = first_kept_row(w);
    qg_xml *x = w->d->xml;
    int *heights = NULL;

    qg_docx_begin_block(w->d);
    if (w->d->ends_page) /* no program breaks a page in front of a table itself */
        qg_docx_blank_height(w->d, LOWEST_LINE_TWIPS);
    if (first_kept != NULL && !w->is_whole)
        w->heights = heights = qg_docx_spread_rows(w->d, w->table, w->columns, RULE_TWIPS);
    qg_xml_open(x, "w:tbl");
    write_table_properties(w->d, w->width, at);
    qg_xml_open(x, "w:tblGrid");
    for (size_t i = 0; i < w->n_columns; i++)
        write_grid_column(x, w->columns[i].width);
    qg_xml_close(x);
    for (const qg_node *row = w->table->first; row != NULL; row = row->next) {
        w->is_kept = w->is_kept || row == first_kept;
        write_row(w, row);
    }
    free(heights);
    qg_extent_end_table(&w->d->extent);
    qg_xml_close(x);
}

/* The columns with their widths.  False when memory runs out. */
static bool find_columns(work *w, int width)
{
    memset(w->columns, 0, w->n_columns * sizeof *w->columns);
    if (!qg_docx_columns_of(w->d, w->table, w->columns) ||
        !qg_docx_align_columns(w->d, w->table, w->columns))
        return false;
    w->width = qg_docx_fit_columns(w->d, w->table, w->columns, width);
    return true;
}

/* Whether a column is narrower, by more than `slack` twips, than the least that is readable. */
static bool is_torn(const work *w, int slack)
{
    for (size_t i = 0; i < w->n_columns; i++)
        if (w->columns[i].width + slack < w->columns[i].tight)
            return true;
    return false;
}

/* Whether a smaller font is better for the table: a column is too narrow, words of a head are
 * broken, or most text takes too many lines. */
static bool is_cramped(const work *w)
{
    int slack = w->d->style->paras[qg_docx_cell_kind(w->d, true)].size_half_pt * 10 / 4;

    for (size_t i = 0; i < w->n_columns; i++)
        if (w->columns[i].width + slack < w->columns[i].head_word)
            return true;
    return is_torn(w, slack) || qg_docx_rows_are_high(w->d, w->table, w->columns);
}

/* Choose the roomiest of the settings QG_ROOMY to QG_TINY with which the table is not cramped:
 * first all its characters get smaller, then the margins of cells, and for tables such as twelve
 * months side by side the characters once more. */
static bool choose_size(work *w, int width)
{
    const qg_para *paras = w->d->style->paras;
    int size = paras[QG_PARA_TABLE_TEXT].size_half_pt;
    bool is_found = find_columns(w, width);

    while (is_found && w->d->room < QG_TINY) {
        enum qg_docx_room next = w->d->room + 1;
        if (next == QG_TINY ? !is_torn(w, 0) : !is_cramped(w))
            break;
        w->d->room = next;
        if (paras[qg_docx_cell_kind(w->d, false)].size_half_pt >=
            size) { /* the sheet's own size is no larger */
            w->d->room = next - 1;
            break;
        }
        qg_docx_forget_table(w->d);
        is_found = find_columns(w, width);
    }
    return is_found;
}

void qg_docx_table(docx *d, const qg_node *table, const place *at)
{
    size_t n = table->u.table.n_columns;
    work w = {.d = d,
              .table = table,
              .n_columns = n,
              .columns = calloc(n + 1, sizeof *w.columns),
              .cells = calloc(n + 1, sizeof *w.cells),
              .above = calloc(n + 1, sizeof *w.above)};
    enum qg_docx_room around = d->room; /* of the table that this one is nested in */

    d->room = QG_ROOMY;
    if (w.columns == NULL || w.cells == NULL || w.above == NULL ||
        (n > 0 && !choose_size(&w, at->width_twips)))
        d->arena.status = QG_E_MEMORY;
    else if (n > 0)
        write_table(&w, at);
    if (d->room > QG_ROOMY)
        qg_docx_forget_table(d);
    d->room = around;
    free(w.columns);
    free(w.cells);
    free(w.above);
    if (n > 0 && needs_paragraph_behind(table))
        qg_docx_para(d, QG_PARA_TABLE_TEXT,
                     &(para_extra){.line_twips = ends_document(d, table) ? LOWEST_LINE_TWIPS : 0,
                                   .keep_next = w.is_kept},
                     (qg_str){"", 0});
}
