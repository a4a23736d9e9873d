/* written_list.c - numbered lists that are paragraphs with a number typed in front.
 *
 * Chat assistants and people write 1. 2. 3. in front of headings and of whole paragraphs, and
 * Markdown makes lists of them.  In an official document they are text: the number stays as it was
 * written and its paragraph is set as every other.  Short entries stay a list, except where the
 * document has a number of its own: there 1. is the third level of its text (7.3.3).
 */
#include "parse/draft_int.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { LONG_RUNES = 30 /* of an item, on average */ };

static bool is_paragraph(const qg_node *node)
{
    return node != NULL && node->kind == QG_PARAGRAPH;
}

/* Whether code, a table or a quote belongs to the item, which the list alone can show. */
static bool holds_more_than_text(const qg_node *item)
{
    for (const qg_node *node = item->first; node != NULL; node = node->next)
        if (node->kind != QG_PARAGRAPH && node->kind != QG_LIST)
            return true;
    return false;
}

/* Whether the list may be paragraphs with typed numbers: it is ordered and each of its items starts
 * with a paragraph. */
static bool may_be_written(const qg_node *list)
{
    if (list->kind != QG_LIST || !list->u.list.is_ordered)
        return false;
    for (const qg_node *item = list->first; item != NULL; item = item->next)
        if (!is_paragraph(item->first) || item->u.item.task != QG_TASK_NONE ||
            holds_more_than_text(item))
            return false;
    return list->first != NULL;
}

/* Whether the items are paragraphs: long and with the end of a sentence, or several in one item. */
static bool has_paragraphs(const qg_node *list)
{
    size_t n_items = 0, n_runes = 0, n_ended = 0;
    qg_buf plain;

    qg_buf_init(&plain, 0);
    for (const qg_node *item = list->first; item != NULL; item = item->next) {
        if (is_paragraph(item->first->next)) {
            qg_buf_clear(&plain);
            return true;
        }
        qg_buf_truncate(&plain, 0);
        qg_node_plain(&plain, item->first);
        n_runes += qg_utf8_count(qg_buf_str(&plain));
        n_ended += qg_str_ends(qg_str_trim(qg_buf_str(&plain)), QG_STR("。"));
        n_items++;
    }
    qg_buf_clear(&plain);
    return n_runes >= n_items * LONG_RUNES && n_ended == n_items;
}

/* The first item whose number is not the one before it and one; NULL where they count up.  All 1.
 * is how some type lists. */
static const qg_node *first_miscount(const qg_node *list)
{
    const qg_node *found = NULL;
    bool are_same = true;

    for (const qg_node *item = list->first; item != NULL && item->next != NULL; item = item->next) {
        int own = item->u.item.number, next = item->next->u.item.number;
        if (own == 0 || next == 0)
            return NULL;
        are_same = are_same && own == next;
        if (found == NULL && next != own + 1)
            found = item->next;
    }
    return are_same ? NULL : found;
}

/* The next list of one item that goes on counting behind other text; NULL when there is none. */
static const qg_node *next_in_count(const qg_node *list)
{
    const qg_node *node = list->next;

    if (list->first != list->last)
        return NULL;
    while (node != NULL && node->kind != QG_HEADING && node->kind != QG_RULE &&
           !(node->kind == QG_LIST && node->u.list.is_ordered))
        node = node->next;
    return node != NULL && node->kind == QG_LIST && node->first == node->last &&
                   node->u.list.start == list->u.list.start + 1 && may_be_written(node)
               ? node
               : NULL;
}

/* The number with which a list would go on counting this one, also behind a heading. */
static int number_behind(const qg_node *list)
{
    int value = list->u.list.start;

    for (const qg_node *item = list->first; item != NULL; item = item->next)
        value++;
    return first_miscount(list) != NULL ? list->last->u.item.number + 1 : value;
}

/* Put the number in front of the item's first paragraph. */
static void write_number(qg_doc *doc, qg_node *item, int value, char delimiter)
{
    qg_node *number = qg_node_new(doc, QG_TEXT, item->offset);
    qg_buf text;

    qg_buf_init(&text, 0);
    qg_buf_printf(&text, "%d%c ", value, delimiter);
    if (number != NULL)
        number->text = qg_arena_copy(&doc->arena, qg_buf_str(&text));
    qg_buf_clear(&text);
    qg_node_prepend(item->first, number);
}

/* Put the blocks of the list in its place, told as parse.list. */
static void write_out(qg_doc *doc, qg_node *list, const qg_sink *sink)
{
    int value = list->u.list.start;
    bool is_miscounted = first_miscount(list) != NULL; /* 1. 3. 5., 3. 2. 1., 1. 2. 2. */

    for (qg_node *item = list->first; item != NULL; item = item->next) {
        value = is_miscounted ? item->u.item.number : value;
        write_number(doc, item, value, list->u.list.delimiter);
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_WRITTEN_LIST,
                                         .offset = item->offset,
                                         .before = item->first->first->text,
                                         .confidence = 0.9});
        value++;
        while (item->first != NULL) {
            qg_node *block = item->first;
            qg_node_unlink(block);
            qg_node_insert_before(list, block);
        }
    }
    qg_node_unlink(list);
}

static void find_in(qg_doc *doc, qg_node *parent, const qg_sink *sink)
{
    const qg_node *counted = NULL; /* goes on counting from a list before */
    qg_node *following;
    int next_number = -1; /* behind the last list that was written out */

    for (qg_node *node = parent->first; node != NULL; node = following) {
        const qg_node *next;
        following = node->next;
        if (node->kind == QG_LANDSCAPE)
            find_in(doc, node, sink);
        if (!may_be_written(node))
            continue;
        next = next_in_count(node);
        if (node == counted || next != NULL || node->u.list.start == next_number ||
            has_paragraphs(node) || first_miscount(node) != NULL) {
            qg_node *before = node->previous;
            next_number = number_behind(node);
            write_out(doc, node, sink);
            following = before != NULL ? before->next : parent->first; /* lists in its items */
        }
        counted = next;
    }
}

/* Tell where a list does not count on.  One that counts down does so on purpose. */
static void tell_counts(const qg_node *root, const qg_sink *sink)
{
    for (const qg_node *list = root; list != NULL; list = qg_node_walk_blocks(root, list)) {
        const qg_node *item =
            list->kind == QG_LIST && list->u.list.is_ordered ? first_miscount(list) : NULL;
        int step = item == NULL ? -1 : item->u.item.number - item->previous->u.item.number;
        if (step >= 0)
            qg_sink_tell(sink, &(qg_finding){.kind = step == 0 ? QG_FOUND_PARSE_NUMBER_REPEAT
                                                               : QG_FOUND_PARSE_NUMBER_GAP,
                                             .offset = item->offset,
                                             .confidence = 0.9});
    }
}

void qg_lists_write_out(qg_doc *doc, const qg_sink *sink)
{
    tell_counts(doc->root, sink);
    find_in(doc, doc->root, sink);
}

/* Whether it is numbered as documents of offices are: 某政发〔2024〕5号, 第12号. */
static bool is_numbered(const qg_doc *doc)
{
    return qg_doc_value(doc, QG_KEY_DOC_NUMBER).n > 0 || qg_doc_value(doc, QG_KEY_ORDER_NO).n > 0;
}

static bool holds_lines(const qg_node *list)
{
    for (const qg_node *item = list->first; item != NULL; item = item->next)
        if (item->first->next != NULL)
            return false;
    return true;
}

void qg_lists_write_out_short(qg_doc *doc, const qg_sink *sink)
{
    qg_node *next;

    for (qg_node *node = doc->root->first; node != NULL && is_numbered(doc); node = next) {
        next = node->next;
        if (node->role == QG_ROLE_BODY && may_be_written(node) && holds_lines(node))
            write_out(doc, node, sink);
    }
}
