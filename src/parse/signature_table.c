/* signature_table.c - a table that is there to set a signature at the right.
 *
 * Who cannot align a paragraph in Markdown puts name and date into the last cell of a table whose
 * other cells are empty.  Left a table, it would be printed with its rules.
 */
#include "parse/draft_int.h"
#include "parse/structure_int.h"

#include "base/utf8.h"

enum { MOST_ROWS = 4, MAX_RUNES = 80 };

/* The only cell of the row that is not empty, when that is the last one; NULL otherwise. */
static qg_node *last_cell(qg_finder *f, const qg_node *row)
{
    if (row->last == NULL || row->first == row->last || qg_structure_plain(f, row->last).n == 0)
        return NULL;
    for (const qg_node *cell = row->first; cell != row->last; cell = cell->next)
        if (qg_structure_plain(f, cell).n > 0)
            return NULL;
    return row->last;
}

static bool is_empty(qg_finder *f, const qg_node *row)
{
    return qg_structure_plain(f, row).n == 0;
}

/* 2025年7月1日, as the last line or all of the cell */
static bool ends_with_date(qg_finder *f, const qg_node *cell)
{
    qg_str text = qg_structure_plain(f, cell), line = text;

    if (qg_utf8_count(text) > MAX_RUNES || qg_has_sentence_mark(text))
        return false;
    while (text.n > 0)
        line = qg_str_take_line(&text);
    return qg_is_date_line(line);
}

static bool is_signature(qg_finder *f, const qg_node *table)
{
    const qg_node *last = NULL;
    int n = 0;

    for (const qg_node *row = table->first; row != NULL; row = row->next) {
        if (n++ == MOST_ROWS)
            return false;
        if (is_empty(f, row))
            continue;
        last = last_cell(f, row);
        if (last == NULL)
            return false;
    }
    return last != NULL && ends_with_date(f, last);
}

/* Move what the cell holds in front of `table`. */
static void move_out(qg_doc *doc, qg_node *cell, qg_node *table)
{
    qg_node *paragraph = NULL;

    for (qg_node *node = cell->first, *next; node != NULL; node = next) {
        next = node->next;
        qg_node_unlink(node);
        if (!qg_node_is_inline(node)) {
            qg_node_insert_before(table, node);
            if (node->kind == QG_PARAGRAPH)
                node->u.paragraph.align = QG_ALIGN_RIGHT;
            continue;
        }
        if (paragraph == NULL) {
            paragraph = qg_node_new(doc, QG_PARAGRAPH, node->offset);
            if (paragraph == NULL)
                return;
            paragraph->u.paragraph.align = QG_ALIGN_RIGHT;
            qg_node_insert_before(table, paragraph);
        }
        qg_node_append(paragraph, node);
    }
}

void qg_signature_tables_read(qg_doc *doc, const qg_sink *sink)
{
    qg_finder f = {.doc = doc};

    qg_buf_init(&f.plain, 0);
    for (qg_node *table = doc->root->first, *next; table != NULL; table = next) {
        next = table->next;
        if (table->kind != QG_TABLE || !is_signature(&f, table))
            continue;
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                         .offset = table->offset,
                                         .before = qg_structure_plain(&f, table),
                                         .confidence = 0.9});
        for (qg_node *row = table->first; row != NULL; row = row->next)
            if (row->last != NULL)
                move_out(doc, row->last, table);
        qg_node_unlink(table);
    }
    if (qg_buf_status(&f.plain) != QG_OK)
        doc->arena.status = qg_buf_status(&f.plain);
    qg_buf_clear(&f.plain);
}
