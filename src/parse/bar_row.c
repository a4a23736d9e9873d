/* bar_row.c - rows of a table that Markdown does not see.
 *
 * Chat assistants leave out the line |---|---| below the head of a table, or put a blank line
 * between two of its rows.  Then | 1 | 编织袋 | is text with bars.  Lines below each other that
 * start and end with a bar and have equally many cells are a table, and behind a table of as many
 * columns they are rows of it.
 */
#include "parse/draft_int.h"

#include "unicode/unicode.h"

enum { MIN_CELLS = 2, MIN_ROWS = 2 };

static bool ends_line(const qg_node *node)
{
    return node == NULL || node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK;
}

/* The cells of the line that starts at `*at`, which becomes the start of the next one, NULL behind
 * the last; 0: it is no row. */
static size_t count_cells(const qg_node **at)
{
    const qg_node *node = *at, *last = NULL;
    size_t n_bars = 0;
    bool is_row = node->kind == QG_TEXT && qg_str_starts(qg_str_trim(node->text), QG_STR("|"));

    for (; !ends_line(node); last = node, node = node->next)
        for (size_t i = 0; is_row && node->kind == QG_TEXT && i < node->text.n; i++)
            n_bars += node->text.p[i] == '|';
    is_row = is_row && last->kind == QG_TEXT && qg_str_ends(qg_str_trim(last->text), QG_STR("|"));
    *at = node == NULL ? NULL : node->next;
    return is_row && n_bars > MIN_CELLS ? n_bars - 1 : 0;
}

/* The cells that each line of the paragraph has; 0: they are no rows. */
static size_t columns_of(const qg_node *paragraph, size_t *n_rows)
{
    const qg_node *at = paragraph->kind == QG_PARAGRAPH ? paragraph->first : NULL;
    size_t n_cells = 0;

    for (*n_rows = 0; at != NULL; (*n_rows)++) {
        size_t n = ends_line(at) ? 0 : count_cells(&at);
        if (n == 0 || (n_cells != 0 && n != n_cells))
            return 0;
        n_cells = n;
    }
    return n_cells;
}

static qg_node *add(qg_doc *doc, qg_node *parent, qg_node_kind kind, size_t offset)
{
    qg_node *node = qg_node_new(doc, kind, offset);

    if (node != NULL && parent != NULL)
        qg_node_append(parent, node);
    if (node != NULL && kind == QG_CELL)
        node->u.cell.columns = node->u.cell.rows = 1;
    return node;
}

static void add_text(qg_doc *doc, qg_node *cell, qg_str text, size_t offset)
{
    qg_node *node = text.n == 0 ? NULL : add(doc, cell, QG_TEXT, offset);

    if (node != NULL)
        node->text = text;
}

/* Put the pieces of a text into the last cell of the row, and a new one behind each bar. */
static void split_text(qg_doc *doc, qg_node *row, const qg_node *node, bool is_last)
{
    qg_str rest = node->text;

    while (rest.n > 0) {
        size_t n = qg_str_find_byte(rest, '|'), offset = node->offset + node->text.n - rest.n;
        qg_str piece = qg_str_head(rest, n);
        if (row->last != NULL)
            add_text(doc, row->last, qg_str_trim(piece), offset);
        rest = qg_str_skip(rest, n);
        if (rest.n == 0)
            return;
        rest = qg_str_skip(rest, 1);
        if (!(is_last && qg_str_trim(rest).n == 0) && add(doc, row, QG_CELL, offset) == NULL)
            return;
    }
}

/* Take the first line of `paragraph` into a row. */
static void take_row(qg_doc *doc, qg_node *row, qg_node *paragraph)
{
    for (qg_node *node; (node = paragraph->first) != NULL;) {
        bool is_last = ends_line(node->next);
        bool is_end = ends_line(node);
        qg_node_unlink(node);
        if (is_end)
            return;
        if (node->kind == QG_TEXT)
            split_text(doc, row, node, is_last);
        else if (row->last != NULL)
            qg_node_append(row->last, node);
    }
}

static qg_node *new_table(qg_doc *doc, qg_node *before, size_t n_columns)
{
    qg_align *aligns = qg_arena_get(&doc->arena, n_columns * sizeof *aligns);
    qg_node *table = qg_node_new(doc, QG_TABLE, before->offset);

    if (table == NULL || aligns == NULL)
        return NULL;
    for (size_t i = 0; i < n_columns; i++)
        aligns[i] = QG_ALIGN_NONE;
    table->u.table.n_columns = n_columns;
    table->u.table.aligns = aligns;
    qg_node_insert_before(before, table);
    return table;
}

static void make_rows(qg_doc *doc, qg_node *table, qg_node *paragraph)
{
    while (paragraph->first != NULL) {
        bool is_header = table->first == NULL;
        qg_node *row = add(doc, table, QG_ROW, paragraph->first->offset);
        if (row == NULL)
            return;
        row->u.row.is_header = is_header;
        take_row(doc, row, paragraph);
    }
    qg_node_unlink(paragraph);
}

void qg_bar_rows_read(qg_doc *doc, const qg_sink *sink)
{
    for (qg_node *node = doc->root->first, *next; node != NULL; node = next) {
        size_t n_rows, n_columns = columns_of(node, &n_rows);
        qg_node *table = node->previous;
        next = node->next;
        if (n_columns == 0)
            continue;
        if (table == NULL || table->kind != QG_TABLE || table->u.table.n_columns != n_columns)
            table = n_rows < MIN_ROWS ? NULL : new_table(doc, node, n_columns);
        if (table == NULL)
            continue;
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_BAR_ROW,
                                         .offset = node->offset,
                                         .before = QG_STR("|"),
                                         .confidence = 0.95});
        make_rows(doc, table, node);
    }
}
