/* object.c - tables and quotes of a page, and what holds blocks.
 *
 * Pages use tables to lay out text.  A table is one when its rows have cells side by side that are
 * short.
 */
#include "parse/html/html_int.h"
#include "parse/text/furniture_int.h"

#include "base/utf8.h"

#include <stdlib.h>

enum {
    MAX_DATA_CELLS = 100, /* of a table of page data */
    LEAST_FILLED = 3,     /* cells that hold something */
    MAX_SPAN = 1000,
    MAX_COLUMNS = 256
};

/* A page of its own that is to hold the nodes from `first` up to `end`. */
static qg_page page_of(const qg_page *around, size_t first, size_t end, bool is_lines)
{
    qg_page inside = {.doc = around->doc,
                      .tree = around->tree,
                      .source = around->source,
                      .sink = around->sink,
                      .nesting = around->nesting + 1,
                      .max_nesting = around->max_nesting,
                      .is_draft = around->is_draft,
                      .is_lines = is_lines};

    qg_page_put(&inside, first, end);
    return inside;
}

static qg_page page_below(const qg_page *around, size_t node, bool is_lines)
{
    return page_of(around, node + 1, around->tree->at[node].end, is_lines);
}

/* ---- lines inside ---------------------------------------------------------------------------- */

/* Append the lines of a page as inlines to `parent`, a line break between them. */
static void put_lines(const qg_page *page, qg_node *parent)
{
    qg_str all = qg_buf_str(&page->text), rest = all;

    while (rest.n > 0) {
        qg_str line = qg_str_trim(qg_str_take_line(&rest));
        size_t offset = (size_t)(line.p - all.p);
        if (line.n == 0)
            continue;
        if (parent->first != NULL)
            qg_node_append(parent,
                           qg_node_new(page->doc, QG_LINE_BREAK, qg_map_back(&page->map, offset)));
        qg_page_inlines(page, parent, line, offset);
    }
}

/* Whether there is more than lines of text: a list, a quotation, code. */
static bool has_blocks(const qg_page *page)
{
    for (size_t i = 0; i < page->n_looks; i++)
        if (page->looks[i].block != NULL)
            return true;
    return false;
}

static qg_status finish(qg_page *inside)
{
    qg_status st = inside->status;

    qg_page_clear(inside);
    return st;
}

qg_status qg_html_put_blocks(const qg_page *around, qg_node *parent, size_t first, size_t end)
{
    qg_page inside = page_of(around, first, end, false);

    qg_page_blocks(&inside, parent);
    return finish(&inside);
}

/* Append what is below `node` to `parent`, as blocks ... */
static qg_status put_blocks(const qg_page *around, qg_node *parent, size_t node)
{
    return qg_html_put_blocks(around, parent, node + 1, around->tree->at[node].end);
}

/* ... as inlines ... */
static qg_status put_inlines(const qg_page *around, qg_node *parent, size_t node)
{
    qg_page inside = page_below(around, node, true);

    put_lines(&inside, parent);
    return finish(&inside);
}

/* ... or as inlines where it is only lines of text, which most cells are. */
static qg_status put_either(const qg_page *around, qg_node *parent, size_t node)
{
    qg_page inside = page_below(around, node, false);

    if (has_blocks(&inside))
        qg_page_blocks(&inside, parent);
    else
        put_lines(&inside, parent);
    return finish(&inside);
}

void qg_html_put_plain(qg_buf *out, const qg_html_tree *tree, size_t element)
{
    for (size_t i = element; i < tree->at[element].end; i = qg_html_next(tree, i))
        qg_buf_put(out, tree->at[i].text);
}

/* ---- tables ---------------------------------------------------------------------------------- */

/* What a table looks like. */
typedef struct shape {
    size_t n_rows, n_cells, n_filled, n_columns, n_heads, most_runes, n_runes;
    bool is_nested, is_bordered, has_spans, has_article, has_head;
} shape;

static bool is_cell(const qg_html_node *node)
{
    return node->tag == QG_TAG_TD || node->tag == QG_TAG_TH || node->tag == QG_TAG_DT ||
           node->tag == QG_TAG_DD;
}

static unsigned short span_of(const qg_html_node *cell, const char *name)
{
    return (unsigned short)qg_html_number(qg_html_attr(cell, name), 1, MAX_SPAN);
}

/* Whether the table draws lines around its cells, as those that only lay out a page do not. */
static bool is_bordered(const qg_html_node *table)
{
    qg_str border = qg_html_style(table, "border");

    return qg_html_number(qg_html_attr(table, "border"), 0, MAX_SPAN) > 0 ||
           (border.n > 0 && border.p[0] >= '1' && border.p[0] <= '9');
}

/* Whether a cell that is alone in its row holds most of the table's text, in several lines: the
 * text of a page whose title and dates stand in the other rows. */
static bool is_article(const qg_html_tree *tree, size_t cell, size_t n_runes)
{
    enum { LEAST_RUNES = 100, LEAST_LINES = 3 };
    size_t row = tree->at[cell].parent, n_lines = 1, n = qg_html_count_below(tree, cell).n_runes;

    if (n < LEAST_RUNES || n * 2 < n_runes)
        return false;
    for (size_t i = row + 1; i < tree->at[row].end; i = tree->at[i].end)
        if (i != cell && is_cell(&tree->at[i]) && qg_html_count_below(tree, i).n_runes > 0)
            return false;
    for (size_t i = cell + 1; i < tree->at[cell].end; i++)
        n_lines += tree->at[i].tag == QG_TAG_BR || tree->at[i].tag == QG_TAG_P ||
                   tree->at[i].tag == QG_TAG_DIV;
    return n_lines >= LEAST_LINES;
}

/* The next node behind `i` that is not of a table in the table.  So each is looked at for one table
 * only, however deep they are nested. */
static size_t next_of_table(const qg_html_tree *tree, size_t i)
{
    return tree->at[i].tag == QG_TAG_TABLE ? tree->at[i].end : qg_html_next(tree, i);
}

static shape shape_of(const qg_html_tree *tree, size_t table)
{
    shape s = {.is_bordered = is_bordered(&tree->at[table])};
    size_t n_columns = 0;

    for (size_t i = table + 1; i < tree->at[table].end; i = next_of_table(tree, i)) {
        const qg_html_node *node = &tree->at[i];
        s.is_nested = s.is_nested || node->tag == QG_TAG_TABLE;
        s.has_head = s.has_head || node->tag == QG_TAG_THEAD;
        if (qg_html_is_left_out(node))
            continue;
        if (node->tag == QG_TAG_TR) {
            s.n_rows++;
            n_columns = 0;
        }
        if (is_cell(node)) {
            size_t n = qg_html_count_below(tree, i).n_runes;
            s.n_cells++;
            s.n_filled += n > 0;
            s.n_heads += node->tag == QG_TAG_TH;
            s.n_runes += n;
            s.most_runes = n > s.most_runes ? n : s.most_runes;
            s.has_spans =
                s.has_spans || span_of(node, "colspan") > 1 || span_of(node, "rowspan") > 1;
            n_columns += span_of(node, "colspan");
            s.n_columns = n_columns > s.n_columns ? n_columns : s.n_columns;
        }
    }
    for (size_t i = table + 1; i < tree->at[table].end && !s.has_article && !s.is_nested;
         i = qg_html_next(tree, i))
        s.has_article = is_cell(&tree->at[i]) && is_article(tree, i, s.n_runes);
    return s;
}

bool qg_html_is_data_table(const qg_html_tree *tree, size_t table)
{
    enum { LEAST_ANCHORS = 2, LEAST_LABELS = 3 /* with one that is sure */ };
    shape s;
    size_t n_anchors = 0, n_labels = 0, n_heads = 0; /* heads: rows of labels side by side */
    qg_buf text;

    if (tree->at[table].tag != QG_TAG_TABLE && tree->at[table].tag != QG_TAG_DL)
        return false;
    s = shape_of(tree, table);
    if (s.is_nested || s.n_cells > MAX_DATA_CELLS || s.most_runes > QG_HTML_CELL_RUNES)
        return false;
    qg_buf_init(&text, 0);
    for (size_t i = table + 1; i < tree->at[table].end; i = qg_html_next(tree, i)) {
        n_heads += tree->at[i].tag == QG_TAG_TR && qg_html_is_row_of_labels(tree, i);
        if (!is_cell(&tree->at[i]))
            continue;
        qg_buf_truncate(&text, 0);
        qg_html_put_plain(&text, tree, i);
        n_anchors += qg_is_page_label(qg_html_label_of(qg_buf_str(&text)));
        n_labels += qg_is_data_label(qg_html_label_of(qg_buf_str(&text)));
    }
    qg_buf_clear(&text);
    if (n_heads > 0 && n_heads * 2 < s.n_rows) /* a list of documents */
        return false;
    return n_anchors >= LEAST_ANCHORS ||
           (n_anchors > 0 && n_heads == 0 &&
            (n_labels >= LEAST_LABELS || n_labels * 2 == s.n_cells /* nothing else */));
}

/* Whether the table is a menu: nearly all of its text is in links. */
static bool is_linked(const qg_html_tree *tree, size_t table)
{
    qg_html_count n = qg_html_count_below(tree, table);

    return (n.n_runes - n.n_linked) * 5 < n.n_runes;
}

static bool is_layout(const shape *s)
{
    size_t least_rows = s->is_bordered ? 1 : 2, least_filled = s->is_bordered ? 2 : LEAST_FILLED;

    return (s->is_nested && !s->is_bordered) || s->has_article || s->n_filled < least_filled ||
           s->n_rows < least_rows || s->n_columns < 2 || s->n_columns > MAX_COLUMNS ||
           s->n_runes == 0 || (s->most_runes > QG_HTML_CELL_RUNES && s->n_heads == 0);
}

static qg_node *read_row(qg_page *page, size_t row, bool *is_header)
{
    const qg_html_tree *tree = page->tree;
    qg_node *node = qg_node_new(page->doc, QG_ROW, tree->at[row].offset);
    bool is_in_head = tree->at[tree->at[row].parent].tag == QG_TAG_THEAD;

    *is_header = true;
    for (size_t i = row + 1; i < tree->at[row].end && node != NULL; i = tree->at[i].end) {
        const qg_html_node *from = &tree->at[i];
        qg_node *cell = NULL;
        if (qg_html_is_left_out(from))
            qg_page_tell_hidden(page, i);
        else if (is_cell(from))
            cell = qg_node_new(page->doc, QG_CELL, from->offset);
        if (cell == NULL)
            continue;
        *is_header = *is_header && (from->tag == QG_TAG_TH || is_in_head);
        cell->u.cell.columns = span_of(from, "colspan");
        cell->u.cell.rows = span_of(from, "rowspan");
        cell->u.cell.align = page->is_draft ? qg_html_cell_align(from) : QG_ALIGN_NONE;
        if (put_either(page, cell, i) != QG_OK)
            page->status = QG_E_MEMORY;
        qg_node_append(node, cell);
    }
    return node;
}

/* Take the bold off a header row, which every output sets bold anyway. */
static void unmark_header(qg_node *row)
{
    for (qg_node *cell = row->first; cell != NULL; cell = cell->next)
        if (cell->first != NULL && cell->first->next == NULL && cell->first->kind == QG_STRONG)
            qg_node_unwrap(cell->first);
}

/* The columns that the rows of `table` take, where cells that span down push those below aside; 0:
 * too many. */
static size_t count_columns(const qg_node *table)
{
    unsigned short n_covered[MAX_COLUMNS] = {0}; /* rows, this one among them */
    size_t n_columns = 0;

    for (const qg_node *row = table->first; row != NULL; row = row->next) {
        size_t i = 0;
        for (const qg_node *cell = row->first; cell != NULL; cell = cell->next) {
            size_t end;
            while (i < n_columns && n_covered[i] > 0)
                i++;
            end = i + cell->u.cell.columns;
            if (end > MAX_COLUMNS)
                return 0;
            do
                n_covered[i++] = cell->u.cell.rows;
            while (i < end && n_covered[i] == 0);
            n_columns = i > n_columns ? i : n_columns;
        }
        for (i = 0; i < n_columns; i++)
            if (n_covered[i] > 0)
                n_covered[i]--;
    }
    return n_columns;
}

/* Find the alignment of each column.  It is that of its cells if all of them are aligned alike;
 * otherwise each cell keeps its own. */
static void read_aligns(qg_align *aligns, size_t n_columns, const qg_node *row)
{
    bool is_first = row->previous == NULL || row->previous->u.row.is_header;
    size_t column = 0;

    for (const qg_node *cell = row->first; cell != NULL && column < n_columns; cell = cell->next) {
        qg_align align = cell->u.cell.align;
        aligns[column] = is_first || aligns[column] == align ? align : QG_ALIGN_NONE;
        column += cell->u.cell.columns;
    }
}

static void read_caption(qg_page *page, size_t caption)
{
    page->caption = qg_node_new(page->doc, QG_PARAGRAPH, page->tree->at[caption].offset);
    if (page->caption == NULL || put_inlines(page, page->caption, caption) != QG_OK)
        page->status = QG_E_MEMORY;
}

/* Whether the first row is the header because the table does not say which is: in pages, and in
 * tables of a draft that Markdown writes without HTML, where there always is one.  A <thead> says
 * it, an empty one that there is none. */
static bool lacks_heads(const qg_page *page, const shape *s)
{
    return s->n_heads == 0 && !s->has_head && !(page->is_draft && s->has_spans);
}

static void read_rows(qg_page *page, qg_node *node, size_t table, const shape *s)
{
    const qg_html_tree *tree = page->tree;
    size_t n_covered = 0; /* rows that a cell above spans */

    for (size_t i = table + 1, next; i < tree->at[table].end; i = next) {
        bool is_row = tree->at[i].tag == QG_TAG_TR, is_header;
        bool is_left_out = qg_html_is_left_out(&tree->at[i]);
        qg_node *row = is_row && !is_left_out ? read_row(page, i, &is_header) : NULL;
        next = is_row ? tree->at[i].end : qg_html_next(tree, i);
        if (is_left_out)
            qg_page_tell_hidden(page, i);
        else if (tree->at[i].tag == QG_TAG_CAPTION)
            read_caption(page, i);
        if (row == NULL || (row->first == NULL && n_covered == 0))
            continue;
        n_covered -= n_covered > 0;
        for (const qg_node *cell = row->first; cell != NULL; cell = cell->next)
            if (cell->u.cell.rows > n_covered + 1U)
                n_covered = cell->u.cell.rows - 1U;
        row->u.row.is_header = node->first == NULL ? is_header || lacks_heads(page, s)
                                                   : is_header && node->last->u.row.is_header;
        if (row->u.row.is_header && !page->is_draft)
            unmark_header(row);
        qg_node_append(node, row);
    }
}

static qg_node *read_table(qg_page *page, size_t table, const shape *s)
{
    qg_node *node = qg_node_new(page->doc, QG_TABLE, page->tree->at[table].offset);
    size_t n_columns;
    qg_align *aligns;

    if (node == NULL)
        return NULL;
    read_rows(page, node, table, s);
    n_columns = count_columns(node);
    aligns = qg_arena_get(&page->doc->arena, n_columns * sizeof *aligns);
    if (n_columns == 0 || aligns == NULL)
        return NULL;
    node->u.table.n_columns = n_columns;
    node->u.table.aligns = aligns;
    for (const qg_node *row = node->first; row != NULL; row = row->next)
        if (!row->u.row.is_header)
            read_aligns(aligns, n_columns, row);
    return node;
}

/* ---- names and values ------------------------------------------------------------------------ */

/* Whether the text of the element ends as sentences or labels do. */
static bool ends_in_mark(const qg_html_tree *tree, size_t element)
{
    qg_rune last = 0;

    for (size_t i = element; i < tree->at[element].end; i++)
        if (tree->at[i].n_runes > 0)
            last = qg_utf8_last(qg_str_trim(tree->at[i].text));
    return qg_is_colon(last) || qg_is_stop(last);
}

/* Whether a <dl> has a short value for each of its names, 中文名 and 青山县, as boxes of facts do.
 */
static bool is_facts(const qg_html_tree *tree, size_t list)
{
    enum { MOST_NAME = 12, MOST_VALUE = 40, LEAST_PAIRS = 2 };
    size_t n_pairs = 0;
    bool is_value = false;

    for (size_t i = list + 1; i < tree->at[list].end; i = tree->at[i].end) {
        const qg_html_node *node = &tree->at[i];
        qg_html_count n = qg_html_count_below(tree, i);
        if (node->tag == QG_TAG_TEXT && n.n_runes == 0)
            continue;
        if (node->tag != (is_value ? QG_TAG_DD : QG_TAG_DT) || qg_html_is_left_out(node) ||
            n.n_runes == 0 || n.n_runes > (is_value ? MOST_VALUE : MOST_NAME) ||
            n.n_linked * 2 > n.n_runes || ends_in_mark(tree, i))
            return false;
        n_pairs += is_value;
        is_value = !is_value;
    }
    return !is_value && n_pairs >= LEAST_PAIRS;
}

/* Make a table of a <dl>, with a row for each name and its value. */
static qg_node *read_facts(qg_page *page, size_t list)
{
    const qg_html_tree *tree = page->tree;
    qg_node *node = qg_node_new(page->doc, QG_TABLE, tree->at[list].offset), *row = NULL;
    qg_align *aligns = qg_arena_get(&page->doc->arena, 2 * sizeof *aligns);

    if (node == NULL || aligns == NULL)
        return NULL;
    node->u.table.n_columns = 2;
    node->u.table.aligns = aligns;
    for (size_t i = list + 1; i < tree->at[list].end; i = tree->at[i].end) {
        qg_node *cell;
        if (!is_cell(&tree->at[i]))
            continue;
        if (tree->at[i].tag == QG_TAG_DT) {
            row = qg_node_new(page->doc, QG_ROW, tree->at[i].offset);
            qg_node_append(node, row);
        }
        cell = qg_node_new(page->doc, QG_CELL, tree->at[i].offset);
        if (row == NULL || cell == NULL)
            return NULL;
        cell->u.cell.columns = cell->u.cell.rows = 1;
        qg_node_append(row, cell);
        if (put_inlines(page, cell, i) != QG_OK)
            page->status = QG_E_MEMORY;
    }
    return node;
}

/* ---- quotes ---------------------------------------------------------------------------------- */

static qg_node *read_quote(qg_page *page, size_t quote)
{
    qg_node *node = qg_node_new(page->doc, QG_QUOTE, page->tree->at[quote].offset);

    if (node != NULL && put_blocks(page, node, quote) != QG_OK)
        page->status = QG_E_MEMORY;
    return node == NULL || node->first == NULL ? NULL : node;
}

/* ---- notes ----------------------------------------------------------------------------------- */

qg_node *qg_html_note_ref(qg_page *page, size_t ref)
{
    const qg_html_tree *tree = page->tree;
    qg_html_note *owner = &tree->notes[qg_html_note_at(tree, ref)->owner];
    qg_node *node;

    if (page->nesting >= page->max_nesting)
        return NULL;
    node = qg_node_new(page->doc, QG_NOTE_REF, tree->at[ref].offset);
    if (owner->made == NULL) {
        owner->made = qg_node_new(page->doc, QG_NOTE, tree->at[owner->block].offset);
        if (owner->made == NULL)
            return NULL;
        qg_node_append(page->doc->notes, owner->made);
        if (put_blocks(page, owner->made, owner->block) != QG_OK)
            page->status = QG_E_MEMORY;
    }
    if (node != NULL)
        node->u.note_ref.note = owner->made;
    return node;
}

/* ---- all ------------------------------------------------------------------------------------- */

qg_node *qg_html_object(qg_page *page, size_t node)
{
    const qg_html_tree *tree = page->tree;
    shape s;

    if (page->nesting >= page->max_nesting)
        return NULL;
    switch (tree->at[node].tag) {
    case QG_TAG_TABLE:
        s = shape_of(tree, node);
        if (page->is_draft)
            return s.n_columns == 0 || s.n_columns > MAX_COLUMNS ? NULL
                                                                 : read_table(page, node, &s);
        return is_layout(&s) || is_linked(tree, node) ? NULL : read_table(page, node, &s);
    case QG_TAG_UL:
    case QG_TAG_OL:
        return qg_html_list(page, node);
    case QG_TAG_DL:
        return !page->is_draft && is_facts(tree, node) ? read_facts(page, node) : NULL;
    case QG_TAG_BLOCKQUOTE:
        return read_quote(page, node);
    case QG_TAG_PRE:
        return qg_html_code(page, node);
    case QG_TAG_HR: /* pages have theirs for screens */
        return page->is_draft ? qg_node_new(page->doc, QG_RULE, tree->at[node].offset) : NULL;
    default:
        return NULL;
    }
}
