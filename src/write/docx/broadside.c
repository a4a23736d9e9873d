/* broadside.c - which blocks go on landscape pages (GB/T 9704-2012, 8): wide tables with their
 * titles, and what the draft marks as landscape. */
#include "write/docx/page_int.h"
#include "write/docx/table_int.h"

enum { MOST_HEADINGS = 4 }; /* in a row, that go on the landscape page of what is below them */

/* Whether the block is a heading that goes on the page of the next one.  The document's title does
 * not: it is on page 1. */
static bool is_heading_of_next(const qg_node *node)
{
    bool is_of_attachment =
        node->role == QG_ROLE_ATTACHMENT_LABEL || node->role == QG_ROLE_ATTACHMENT_TITLE;

    return is_of_attachment || (node->kind == QG_HEADING && node->u.heading.level > 0);
}

/* ---- a document that is a wide table: a register, a schedule ---- */

enum { MOST_ABOVE = 2, MOST_BELOW = 6, MOST_BYTES = 240 /* of a paragraph: two lines */ };

static bool is_short(const qg_node *paragraph)
{
    size_t n = 0;

    for (const qg_node *node = paragraph; node != NULL; node = qg_node_walk(paragraph, node))
        n += node->text.n;
    return n <= MOST_BYTES;
}

/* The first block behind the title; NULL when there is no title, or the document also has a head, a
 * signature, a document number or a table of contents, which belong on upright pages. */
static const qg_node *below_title(const docx *d)
{
    const qg_node *node = d->doc->root->first;

    if (d->has_mark || d->last_before_signature != NULL ||
        qg_doc_value(d->doc, QG_KEY_DOC_NUMBER).n > 0 || qg_doc_value(d->doc, QG_KEY_TOC).n > 0)
        return NULL;
    if (node != NULL && node->kind == QG_HEADING && node->u.heading.level == 0)
        return node->next;
    return qg_doc_has_title(d->doc) || qg_doc_value(d->doc, QG_KEY_TITLE).n == 0 ? NULL : node;
}

/* The table, or the part marked as landscape, that follows the title with at most a line or two
 * between; NULL when there is none. */
static const qg_node *find_sheet(docx *d)
{
    const qg_node *node = below_title(d), *table;

    for (int i = 0; i < MOST_ABOVE && node != NULL && node->kind == QG_PARAGRAPH &&
                    qg_docx_table_below(node) == NULL && is_short(node);
         i++)
        node = node->next;
    if (node == NULL || node->kind == QG_LANDSCAPE)
        return node;
    table = qg_docx_table_below(node);
    return table != NULL && d->style->tables.turn && qg_docx_table_is_wide(d, table) ? table : NULL;
}

/* Whether so little is below the table that all of the document can be landscape.  Not for a part
 * that the draft marks: it says itself where it ends. */
static bool has_little_below(const qg_node *table)
{
    int n = 0;

    if (table->kind == QG_LANDSCAPE)
        return false;
    for (const qg_node *node = table->next; node != NULL; node = node->next)
        if (n++ == MOST_BELOW || node->role != QG_ROLE_BODY ||
            (node->kind != QG_LIST && (node->kind != QG_PARAGRAPH || !is_short(node))))
            return false;
    return true;
}

bool qg_docx_begins_broadside(docx *d)
{
    if (!d->is_sheet_known) {
        d->is_sheet_known = true;
        d->sheet = find_sheet(d);
        d->is_sheet_whole = d->sheet != NULL && has_little_below(d->sheet);
    }
    return d->sheet != NULL;
}

/* Whether `node` belongs on the landscape pages of a document that is one wide table. */
static bool is_of_sheet(docx *d, const qg_node *node)
{
    if (!qg_docx_begins_broadside(d) || node->parent != d->doc->root)
        return false;
    if (d->is_sheet_whole)
        return true;
    for (const qg_node *above = d->sheet; above != NULL; above = above->previous)
        if (above == node)
            return true;
    return false;
}

/* Whether it is a remark on the table right above it, 注：…, which would have an upright page of
 * its own. */
static bool is_note_of_table(const qg_node *node)
{
    static const char *const starts[] = {"注：",   "注:",        "注1",
                                         "备注：", "资料来源：", "数据来源："};
    const qg_node *above = node->previous;

    if (node->kind != QG_PARAGRAPH || node->role != QG_ROLE_BODY || above == NULL ||
        node->first == NULL || node->first->kind != QG_TEXT ||
        (above->kind != QG_TABLE &&
         (above->kind != QG_LANDSCAPE || above->last == NULL || above->last->kind != QG_TABLE)))
        return false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(node->first->text, qg_str_of(starts[i])))
            return true;
    return false;
}

bool qg_docx_is_broadside(docx *d, const qg_node *node)
{
    const qg_node *table = NULL;

    if (is_of_sheet(d, node))
        return true;
    if (is_note_of_table(node))
        node = node->previous;
    for (int i = 0; i < MOST_HEADINGS && node->next != NULL && is_heading_of_next(node); i++)
        node = node->next;
    if (node->kind == QG_LANDSCAPE)
        return true;
    if (d->style->tables.turn && node->parent == d->doc->root)
        table = qg_docx_table_below(node);
    return table != NULL && qg_docx_table_is_wide(d, table);
}
