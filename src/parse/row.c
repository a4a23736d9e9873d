/* row.c - rows of tables in Markdown that have more cells than columns. */
#include "parse/tree_int.h"

#include "base/buf.h"
#include "base/utf8.h"

/* The line that holds `offset`, from behind the marks of quotes and the blanks in front of it. */
static qg_str row_at(qg_str text, size_t offset)
{
    qg_str rest;

    while (offset > 0 && text.p[offset - 1] != '\n' && text.p[offset - 1] != '\r')
        offset--;
    rest = qg_str_skip(text, offset);
    rest = qg_str_take_line(&rest);
    while (rest.n > 0 && strchr(" \t>", rest.p[0]) != NULL)
        rest = qg_str_skip(rest, 1);
    return qg_str_trim(rest);
}

/* What stands behind `n` cells of a row.  A bar behind a backslash or in a formula does not end a
 * cell. */
static qg_str behind_cells(qg_str row, size_t n, qg_str text, const qg_formulas *formulas)
{
    if (row.n > 0 && row.p[0] == '|')
        row = qg_str_skip(row, 1);
    for (size_t i = 0; i < row.n; i++)
        if (row.p[i] == '|' && (i == 0 || row.p[i - 1] != '\\') &&
            qg_formula_at(formulas, (size_t)(row.p + i - text.p)) == NULL && --n == 0)
            return qg_str_trim(qg_str_skip(row, i + 1));
    return qg_str_skip(row, row.n);
}

/* Without the bar that closes the row. */
static qg_str without_bar(qg_str rest)
{
    return qg_str_ends(rest, QG_STR("|")) && !qg_str_ends(rest, QG_STR("\\|"))
               ? qg_str_trim(qg_str_head(rest, rest.n - 1))
               : rest;
}

static bool is_only_bars(qg_str rest)
{
    for (size_t i = 0; i < rest.n; i++)
        if (strchr("| \t", rest.p[i]) == NULL)
            return false;
    return true;
}

/* Add `rest` to a cell, as it was typed, behind a bar. */
static void add_rest(qg_doc *doc, qg_node *cell, qg_str rest, size_t offset)
{
    qg_node *text = cell->last;
    qg_buf joined;

    if (text == NULL || text->kind != QG_TEXT) {
        text = qg_node_new(doc, QG_TEXT, offset);
        qg_node_append(cell, text);
    }
    if (text == NULL)
        return;
    qg_buf_init(&joined, 0);
    qg_buf_put(&joined, text->text);
    qg_buf_puts(&joined, " | ");
    qg_buf_put(&joined, rest);
    if (qg_buf_status(&joined) != QG_OK)
        doc->arena.status = qg_buf_status(&joined);
    text->text = qg_arena_copy(&doc->arena, qg_buf_str(&joined));
    qg_buf_clear(&joined);
}

static void complete(qg_doc *doc, qg_node *row, qg_str text, const qg_formulas *formulas,
                     const qg_sink *sink)
{
    qg_str rest =
        behind_cells(row_at(text, row->offset), row->parent->u.table.n_columns, text, formulas);
    size_t offset = rest.n == 0 ? 0 : (size_t)(rest.p - text.p);

    if (row->last == NULL || is_only_bars(rest))
        return;
    rest = without_bar(rest);
    add_rest(doc, row->last, rest, offset);
    qg_sink_tell(sink,
                 &(qg_finding){.kind = QG_FOUND_PARSE_LONG_ROW, .offset = offset, .before = rest});
}

/* Whether `row` is a line of text: to GFM all lines below a table are rows up to an empty one, but
 * who starts the head with a bar starts each row with one. */
static bool is_prose(const qg_node *row, qg_str text)
{
    qg_str head = row_at(text, row->parent->first->offset), line = row_at(text, row->offset);

    return !row->u.row.is_header && qg_str_find_byte(line, '|') == line.n &&
           (qg_str_starts(head, QG_STR("|")) || qg_utf8_is_in(qg_utf8_last(line), "。：；！？"));
}

/* Make a paragraph behind the table of the lines of prose below it. */
static void part_prose(qg_doc *doc, qg_node *table, qg_str text, const qg_sink *sink)
{
    qg_node *row = NULL, *next, *paragraph;

    for (qg_node *last = table->last; last != NULL && is_prose(last, text); last = last->previous)
        row = last;
    paragraph = row == NULL ? NULL : qg_node_new(doc, QG_PARAGRAPH, row->offset);
    if (paragraph == NULL)
        return;
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_SPLIT,
                                     .offset = row->offset,
                                     .after = row_at(text, row->offset),
                                     .confidence = 0.9});
    for (; row != NULL; row = next) {
        next = row->next;
        while (row->first->first != NULL) {
            qg_node *inner = row->first->first;
            qg_node_unlink(inner);
            qg_node_append(paragraph, inner);
        }
        if (next != NULL)
            qg_node_append(paragraph, qg_node_new(doc, QG_SOFT_BREAK, next->offset));
        qg_node_unlink(row);
    }
    if (table->next != NULL)
        qg_node_insert_before(table->next, paragraph);
    else
        qg_node_append(table->parent, paragraph);
    qg_soft_breaks_set(paragraph, text);
}

/* | | | above |---|---|, since Markdown lets no table begin without a head: this one has none. */
static void drop_blank_head(const qg_node *table)
{
    qg_node *head = table->first;

    if (head == NULL || !head->u.row.is_header || head->next == NULL)
        return;
    for (const qg_node *cell = head->first; cell != NULL; cell = cell->next)
        if (cell->first != NULL)
            return;
    qg_node_unlink(head);
}

void qg_rows_complete(qg_doc *doc, qg_node *root, qg_str text, const qg_formulas *formulas,
                      const qg_sink *sink)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk_blocks(root, node)) {
        if (node->kind == QG_TABLE) {
            part_prose(doc, node, text, sink);
            drop_blank_head(node);
        }
        if (node->kind == QG_ROW && !node->u.row.is_header)
            complete(doc, node, text, formulas, sink);
    }
}
