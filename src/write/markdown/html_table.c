/* html_table.c - tables with cells over several rows or columns, with lists in cells, with cells
 * that are not aligned as their column is, or with a head of several rows.
 *
 * GFM has no marks for them, but any Markdown takes HTML.  No line may be empty, since it would end
 * the block (GFM 0.29, 4.6).
 */
#include "write/markdown/markdown_int.h"

#include <stdlib.h>

/* Whether GFM has no marks for a cell; as long as it has, the n-th stands in column n. */
static bool is_special(const qg_node *cell, const qg_node *table, size_t column)
{
    bool is_as_column = cell->u.cell.align == QG_ALIGN_NONE || column >= table->u.table.n_columns ||
                        cell->u.cell.align == table->u.table.aligns[column];

    return !is_as_column || cell->u.cell.columns > 1 || cell->u.cell.rows > 1 ||
           (cell->first != NULL && !qg_node_is_inline(cell->first));
}

bool qg_md_needs_html(const qg_node *table)
{
    bool is_needed = false;
    size_t column = 0;

    for (const qg_node *n = table; n != NULL; n = qg_node_walk(table, n)) {
        if (n->kind == QG_NOTE_REF || n->kind == QG_HTML) /* HTML has no words for them */
            return false;
        if (n->kind == QG_ROW) {
            column = 0;
            is_needed = is_needed || (n->u.row.is_header && n != table->first);
        }
        if (n->kind == QG_CELL)
            is_needed = is_needed || is_special(n, table, column++);
    }
    return is_needed;
}

static void put_text(qg_buf *out, qg_str text)
{
    for (size_t i = 0; i < text.n; i++) {
        switch (text.p[i]) {
        case '&':
            qg_buf_puts(out, "&amp;");
            break;
        case '<':
            qg_buf_puts(out, "&lt;");
            break;
        case '>':
            qg_buf_puts(out, "&gt;");
            break;
        case '"':
            qg_buf_puts(out, "&quot;");
            break;
        case '\n':
            qg_buf_puts(out, "&#10;");
            break;
        default:
            qg_buf_put_byte(out, text.p[i]);
        }
    }
}

static void put_attribute(qg_buf *out, const char *name, qg_str value)
{
    if (value.n == 0)
        return;
    qg_buf_printf(out, " %s=\"", name);
    put_text(out, value);
    qg_buf_put_byte(out, '"');
}

static void put_image(qg_buf *out, const qg_node *image)
{
    qg_buf alt;

    qg_buf_init(&alt, 0);
    qg_node_plain(&alt, image);
    qg_buf_puts(out, "<img");
    put_attribute(out, "src", image->u.link.url);
    put_attribute(out, "alt", qg_buf_str(&alt));
    put_attribute(out, "title", image->u.link.title);
    qg_buf_puts(out, ">");
    qg_buf_drop(out, &alt);
}

static void put_formula(qg_buf *out, const qg_node *math)
{
    qg_buf formula;

    qg_buf_init(&formula, 0);
    qg_md_formula(&formula, math, QG_MD_HEADING);
    put_text(out, qg_buf_str(&formula));
    qg_buf_drop(out, &formula);
}

/* The element of a node that has children; NULL for the others. */
static const char *element_of(const qg_node *node)
{
    static const char *const names[QG_NODE_KINDS] = {
        [QG_PARAGRAPH] = "p",   [QG_QUOTE] = "blockquote", [QG_ITEM] = "li",
        [QG_EMPHASIS] = "i",    [QG_STRONG] = "b",         [QG_RUN_IN] = "b",
        [QG_STRIKE] = "s",      [QG_UNDERLINE] = "u",      [QG_SUPERSCRIPT] = "sup",
        [QG_SUBSCRIPT] = "sub", [QG_LINK] = "a",           [QG_TABLE] = "table", /* in a cell */
        [QG_ROW] = "tr",        [QG_CELL] = "td"};

    if (node->kind == QG_LIST)
        return node->u.list.is_ordered ? "ol" : "ul";
    if (node->kind == QG_CELL && node->parent->u.row.is_header)
        return "th";
    return names[node->kind];
}

static void put_cell_attributes(qg_buf *out, const qg_node *cell, qg_align align)
{
    static const char *const aligns[] = {[QG_ALIGN_LEFT] = " align=\"left\"",
                                         [QG_ALIGN_CENTER] = " align=\"center\"",
                                         [QG_ALIGN_RIGHT] = " align=\"right\""};

    if (cell->u.cell.rows > 1)
        qg_buf_printf(out, " rowspan=\"%d\"", cell->u.cell.rows);
    if (cell->u.cell.columns > 1)
        qg_buf_printf(out, " colspan=\"%d\"", cell->u.cell.columns);
    if (align != QG_ALIGN_NONE)
        qg_buf_puts(out, aligns[align]);
}

static void open_element(qg_buf *out, const qg_node *node)
{
    qg_buf_printf(out, "<%s", element_of(node));
    if (node->kind == QG_LINK) {
        put_attribute(out, "href", node->u.link.url);
        put_attribute(out, "title", node->u.link.title);
    }
    if (node->kind == QG_CELL)
        put_cell_attributes(out, node, node->u.cell.align);
    if (node->kind == QG_LIST && node->u.list.is_ordered && node->u.list.start != 1)
        qg_buf_printf(out, " start=\"%d\"", node->u.list.start);
    qg_buf_puts(out, ">");
}

/* Returns whether the children of `node` are to be written too. */
static bool enter(qg_buf *out, const qg_node *node)
{
    switch (node->kind) {
    case QG_TEXT:
        put_text(out, node->text);
        return false;
    case QG_CODE:
        qg_buf_puts(out, "<code>");
        put_text(out, node->text);
        qg_buf_puts(out, "</code>");
        return false;
    case QG_CODE_BLOCK:
        qg_buf_puts(out, "<pre><code>");
        put_text(out, node->text);
        qg_buf_puts(out, "</code></pre>");
        return false;
    case QG_IMAGE:
        put_image(out, node);
        return false;
    case QG_MATH:
        put_formula(out, node);
        return false;
    case QG_LINE_BREAK:
        qg_buf_puts(out, "<br>");
        return false;
    case QG_SOFT_BREAK:
        qg_buf_puts(out, node->u.soft_break.is_blank ? " " : "");
        return false;
    default:
        if (element_of(node) != NULL)
            open_element(out, node);
        return true;
    }
}

static void leave(qg_buf *out, const qg_node *node)
{
    if (element_of(node) != NULL)
        qg_buf_printf(out, "</%s>", element_of(node));
}

static void put_children(qg_buf *out, const qg_node *parent)
{
    const qg_node *node = parent->first;

    while (node != NULL) {
        bool is_open = enter(out, node);

        if (is_open && node->first != NULL) {
            node = node->first;
            continue;
        }
        if (is_open)
            leave(out, node);
        while (node->next == NULL && node->parent != parent) {
            node = node->parent;
            leave(out, node);
        }
        node = node->next;
    }
}

static void put_cell(qg_buf *out, const qg_node *cell, const char *name, qg_align align)
{
    qg_buf_printf(out, "<%s", name);
    put_cell_attributes(out, cell, align);
    qg_buf_puts(out, ">");
    put_children(out, cell);
    qg_buf_printf(out, "</%s>", name);
}

static bool has_spans(const qg_node *table)
{
    for (const qg_node *n = table; n != NULL; n = qg_node_walk(table, n))
        if (n->kind == QG_CELL && (n->u.cell.columns > 1 || n->u.cell.rows > 1))
            return true;
    return false;
}

void qg_md_html_table(qg_buf *out, const qg_node *table)
{
    size_t n_columns = table->u.table.n_columns;
    qg_placed_cell *cells = calloc(2 * n_columns + 1, sizeof *cells);

    if (cells == NULL) {
        out->status = QG_E_MEMORY;
        return;
    }
    qg_buf_puts(out, "<table>\n");
    if (table->first != NULL && !table->first->u.row.is_header && !has_spans(table))
        qg_buf_puts(out, "<thead></thead>\n"); /* else the first row would be taken for it */
    for (const qg_node *row = table->first; row != NULL; row = row->next) {
        size_t n = qg_table_place(cells, cells + n_columns, n_columns, row);
        qg_buf_puts(out, "<tr>");
        for (size_t i = 0; i < n; i++)
            if (cells[i].cell != NULL && !cells[i].is_continued)
                put_cell(out, cells[i].cell, row->u.row.is_header ? "th" : "td",
                         row->u.row.is_header ? cells[i].cell->u.cell.align
                                              : qg_table_align(table, &cells[i]));
        qg_buf_puts(out, "</tr>\n");
    }
    qg_buf_puts(out, "</table>");
    free(cells);
}
