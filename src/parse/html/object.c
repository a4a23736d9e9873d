/* object.c - what holds blocks: quotes and footnotes of a page, and the insides of all others. */
#include "parse/html/html_int.h"

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
qg_status qg_html_put_inlines(const qg_page *around, qg_node *parent, size_t node)
{
    qg_page inside = page_below(around, node, true);

    put_lines(&inside, parent);
    return finish(&inside);
}

/* ... or as inlines where it is only lines of text, which most cells are. */
qg_status qg_html_put_cell(const qg_page *around, qg_node *parent, size_t node)
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

    if (page->nesting >= page->max_nesting)
        return NULL;
    switch (tree->at[node].tag) {
    case QG_TAG_TABLE:
        return qg_html_table(page, node);
    case QG_TAG_UL:
    case QG_TAG_OL:
        return qg_html_list(page, node);
    case QG_TAG_DL:
        return qg_html_facts(page, node);
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
