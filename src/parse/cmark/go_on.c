/* go_on.c - a list or a table that is longer than a section goes on in the next one.
 *
 * An item at the margin starts a list of its own where the section begins, and the rows of a table
 * have its head fed in front of them once more.  What cmark-gfm made of the section in front says
 * whether that is so: its last block must be the list or the table that is meant.  If it is
 * another, the section is parsed again with all that is left, which is slow and always right.  The
 * items and rows are hung into the list or table above when both are ours.
 */
#include "parse/cmark/cmark_int.h"

static const char BLANKS[] = " \t", LINE_ENDS[] = " \t\r\n";

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* Whether a line consists of blanks and the character it starts with only: a thematic break, or an
 * item without text. */
static bool is_only(qg_str line, char mark)
{
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] != mark && !is_one_of(line.p[i], LINE_ENDS))
            return false;
    return true;
}

/* The bullet of a list item that starts at the margin, or the delimiter behind its number; 0 when
 * the line is no such item or has no text. */
static char item_marker(qg_str line)
{
    size_t n = 0;

    while (n < line.n && n < 9 && line.p[n] >= '0' && line.p[n] <= '9')
        n++;
    if (n + 2 >= line.n || !is_one_of(line.p[n], n > 0 ? ".)" : "-+*") ||
        !is_one_of(line.p[n + 1], BLANKS) || is_only(qg_str_skip(line, n), line.p[n]))
        return 0;
    return line.p[n];
}

/* ---- tables ---------------------------------------------------------------------------------- */

/* |---|:-:| */
static bool is_rule(qg_str line)
{
    bool has_dash = false;

    for (size_t i = 0; i < line.n; i++) {
        if (!is_one_of(line.p[i], "|:- \t\r\n"))
            return false;
        has_dash = has_dash || line.p[i] == '-';
    }
    return has_dash;
}

/* Whether a table head has nothing that would be told or counted twice if it is fed twice. */
static bool is_plain(qg_str head)
{
    for (size_t i = 0; i < head.n; i++)
        if (is_one_of(head.p[i], "<[]$`\\&"))
            return false;
    return true;
}

/* Whether the line can be inside of a list item: it is empty or indented. */
static bool is_inside(qg_str line)
{
    return line.n == 0 || is_one_of(line.p[0], LINE_ENDS);
}

qg_above qg_above_of(const qg_piece *piece)
{
    qg_above above = {0};

    if (piece->kind == QG_PIECE_ROWS)
        above =
            (qg_above){.head_line = piece->head_line, .n_lines = QG_HEAD_LINES, .is_table = true};
    return above;
}

void qg_above_read(qg_above *above, qg_str line, size_t number)
{
    char marker = is_inside(line) ? above->marker : item_marker(line);

    if (line.n == 0 || line.p[0] != '|')
        *above = (qg_above){0};
    else if (above->n_lines == 0)
        *above = (qg_above){.head_line = number, .n_lines = 1, .is_table = is_plain(line)};
    else if (above->n_lines++ == 1)
        above->is_table = above->is_table && is_rule(line);
    above->marker = marker;
}

qg_piece qg_above_goes_on(const qg_above *above, qg_str line)
{
    if (above->is_table && above->n_lines > QG_HEAD_LINES && line.n > 0 && line.p[0] == '|')
        return (qg_piece){.kind = QG_PIECE_ROWS, .head_line = above->head_line};
    if (above->marker != 0 && above->marker == item_marker(line))
        return (qg_piece){.kind = QG_PIECE_ITEMS, .marker = above->marker};
    return (qg_piece){0};
}

/* ---- what was parsed ------------------------------------------------------------------------- */

static bool is_list_of(const qg_source *s, cmark_node *node, char marker)
{
    size_t offset;

    if (cmark_node_get_type(node) != CMARK_NODE_LIST)
        return false;
    if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
        return marker == (cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.');
    offset = qg_source_offset(s, qg_cmark_place(node));
    return offset < s->text.n && s->text.p[offset] == marker;
}

bool qg_section_is_cut_well(const qg_source *s, cmark_node *tree)
{
    cmark_node *last = cmark_node_last_child(tree);

    while (last != NULL && qg_cmark_is_note(last))
        last = cmark_node_previous(last);
    switch (s->next_piece.kind) {
    case QG_PIECE_REST:
    case QG_PIECE_BLOCK:
        return true;
    case QG_PIECE_ITEMS:
        return last != NULL && is_list_of(s, last, s->next_piece.marker);
    case QG_PIECE_ROWS:
        return last != NULL && qg_cmark_kind(last) == QG_TABLE &&
               qg_source_offset(s, qg_cmark_place(last)) == s->lines[s->next_piece.head_line];
    }
    return false;
}

/* ---- what goes on ---------------------------------------------------------------------------- */

void qg_section_drop_head(const qg_source *s)
{
    qg_node *table = s->top->first;

    if (s->piece.kind == QG_PIECE_ROWS && table != NULL && table->first != NULL)
        qg_node_unlink(table->first);
}

/* Whether `block`, the first of a section, is a piece of `above`. */
static bool goes_on(const qg_piece *piece, const qg_node *above, const qg_node *block)
{
    if (above == NULL || above->kind != block->kind)
        return false;
    if (piece->kind == QG_PIECE_ROWS)
        return block->kind == QG_TABLE && above->u.table.n_columns == block->u.table.n_columns;
    return piece->kind == QG_PIECE_ITEMS && block->kind == QG_LIST &&
           above->u.list.is_ordered == block->u.list.is_ordered;
}

void qg_section_join(const qg_source *s)
{
    qg_node *above = s->doc->root->last, *block = s->top->first, *part;

    if (block == NULL || !goes_on(&s->piece, above, block))
        return;
    if (block->kind == QG_LIST) /* an empty line between any two items makes it loose */
        above->u.list.is_tight =
            above->u.list.is_tight && block->u.list.is_tight && !s->piece.is_below_blank;
    while ((part = block->first) != NULL) {
        qg_node_unlink(part);
        qg_node_append(above, part);
    }
    qg_node_unlink(block);
}
