/* groups.c - lines that are something only together: verse, tables, lists. */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"

#include "unicode/unicode.h"

enum {
    MAX_LINES_RUNES = 30, /* of a verse */
    MAX_VERSE_SPREAD = 2, /* lines of a verse are about as long as each other */
    MAX_CELLS = 63
};

static bool is_body(const qg_line *line)
{
    return line->label == QG_LABEL_BODY && line->outline == QG_OUTLINE_NONE;
}

/* How many lines from `at` are verse of one metre: each as long as the first, with a mark at its
 * end; 0 when they are few. */
static size_t metre_at(const qg_line *at, size_t n)
{
    enum { LEAST_LINES = 4, LEAST_RUNES = 5, MOST_RUNES = 16 };
    size_t k = 0;

    if (at->n_runes < LEAST_RUNES || at->n_runes > MOST_RUNES)
        return 0;
    while (k < n && is_body(&at[k]) && at[k].is_literal && !at[k].is_cell_row &&
           at[k].n_runes == at->n_runes && (qg_is_stop(at[k].last) || qg_is_comma(at[k].last)) &&
           (k == 0 || at[k].n_blank == 0))
        k++;
    return k >= LEAST_LINES ? k : 0;
}

/* How many lines from `at` are a stanza: lines of verse without marks, or about as long as each
 * other, with an empty line or the end before and behind; else 0. */
static size_t stanza_at(const qg_line *at, size_t n)
{
    size_t k = 0;
    int least = at->n_runes, most = at->n_runes;
    bool has_marks = false;

    if (at->n_blank == 0)
        return metre_at(at, n);
    while (k < n && is_body(&at[k]) && at[k].is_literal && !at[k].is_cell_row &&
           at[k].number.form == QG_NUMBER_NONE && !qg_is_colon(at[k].last) &&
           (k == 0 || at[k].n_blank == 0)) {
        least = at[k].n_runes < least ? at[k].n_runes : least;
        most = at[k].n_runes > most ? at[k].n_runes : most;
        has_marks = has_marks || qg_is_stop(at[k].last) || qg_is_comma(at[k].last);
        k++;
    }
    if (k < 2 || (k < n && at[k].n_blank == 0) || most > MAX_LINES_RUNES ||
        (has_marks && most - least > MAX_VERSE_SPREAD))
        return 0;
    return k;
}

static void add_stanza(qg_text_builder *b, const qg_line *at, size_t n)
{
    qg_node *paragraph = qg_text_add_block(b, QG_PARAGRAPH, at->offset);

    for (size_t k = 0; k < n; k++) {
        if (k > 0)
            qg_node_append(paragraph, qg_text_new_node(b, QG_LINE_BREAK, at[k].offset));
        qg_text_add_text(b, paragraph, at[k].text, at[k].offset);
    }
}

/* What parts the cells of a row: commas where programs wrote it, else a tab, a bar, gaps of two
 * columns, single blanks. */
typedef enum delimiter { COMMA = ',', TAB = '\t', BAR = '|', BLANK = ' ', GAP = 0 } delimiter;

static delimiter delimiter_of(const qg_line *line)
{
    size_t n_blanks = 0;

    if (line->has_commas)
        return COMMA;
    if (line->has_empty_end || qg_str_find_byte(line->text, '\t') < line->text.n)
        return TAB;
    if (qg_str_find_byte(line->text, '|') < line->text.n)
        return BAR;
    if (qg_str_find(line->text, QG_STR("｜")) + qg_str_find(line->text, QG_STR("│")) <
        2 * line->text.n)
        return GAP;
    for (size_t i = 0; i < line->text.n; i++)
        n_blanks += line->text.p[i] == ' ';
    return n_blanks == (size_t)line->n_gaps ? BLANK : GAP;
}

/* Take a cell that a gap ends off the row. */
static qg_str take_spaced_cell(qg_str *rest)
{
    qg_str text = *rest;
    size_t n_columns = 0, end = 0;

    for (qg_str left = text; left.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&left, &rune);
        if (!qg_rune_is_blank(rune)) {
            if (n_columns >= 2)
                break;
            n_columns = 0;
            end = text.n - left.n;
            continue;
        }
        n_columns += rune == 0x3000 ? 2 : 1;
    }
    *rest = qg_str_trim(qg_str_skip(text, end));
    return qg_str_head(text, end);
}

/* Bytes of the cell that the row starts with; commas in quotation marks part nothing. */
static size_t cell_bytes(qg_str row, delimiter mark)
{
    size_t n = 0;

    for (bool in_quotes = false; n < row.n && (in_quotes || row.p[n] != (char)mark); n++)
        in_quotes = in_quotes != (mark == COMMA && row.p[n] == '"');
    return n;
}

/* Take a cell off the row. */
static qg_str take_cell(qg_str *rest, delimiter mark)
{
    qg_str cell, quote = QG_STR("\"");

    if (mark == GAP)
        return take_spaced_cell(rest);
    cell = qg_str_head(*rest, cell_bytes(*rest, mark));
    *rest = qg_str_skip(*rest, cell.n + 1);
    cell = qg_str_trim(cell);
    if (mark == COMMA && cell.n > 1 && qg_str_starts(cell, quote) && qg_str_ends(cell, quote))
        cell = (qg_str){cell.p + 1, cell.n - 2};
    return cell;
}

/* Without the bars around a row. */
static qg_str row_of(const qg_line *line, delimiter mark)
{
    qg_str row = line->text;

    if (mark == BAR && row.p[0] == '|')
        row = qg_str_skip(row, 1);
    if (mark == BAR && qg_str_ends(row, QG_STR("|")))
        row.n--;
    return row;
}

static size_t count_cells(const qg_line *line, delimiter mark)
{
    qg_str rest = row_of(line, mark);
    size_t n = 1;

    if (mark == GAP) {
        for (n = 0; rest.n > 0; n++)
            take_spaced_cell(&rest);
        return n;
    }
    while (rest.n > 0) {
        size_t at = cell_bytes(rest, mark);
        n += at < rest.n;
        rest = qg_str_skip(rest, at + 1);
    }
    return n + (mark == TAB ? line->n_empty : 0);
}

/* Whether each of the first rows says 财务科：刘  洋  赵海燕, with blanks that set names apart, or
 * even; or ◎年　　代　2005. */
static bool are_entries(const qg_line *at, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (!qg_line_is_marked_fact(&at[k]) &&
            (!qg_line_has_lead(&at[k]) || qg_is_colon(at[k].last)))
            return false;
    return true;
}

/* How many rows from `at` are a table, as wide as the first; 0 when they are none.  Gaps alone need
 * three rows of three cells.  Rows that tabs part may lack the empty cells at their end. */
static size_t table_at(const qg_line *at, size_t n)
{
    delimiter mark = at->is_cell_row ? delimiter_of(at) : GAP;
    size_t k = 0, n_cells = at->is_cell_row ? count_cells(at, mark) : 0;
    size_t least = mark == GAP || mark == BLANK ? 3 : 2;

    if (n_cells < least || n_cells > MAX_CELLS || n < least ||
        (mark == GAP && are_entries(at, least)))
        return 0;
    while (k < n && is_body(&at[k]) && at[k].is_cell_row && delimiter_of(&at[k]) == mark &&
           (k == 0 || at[k].n_blank == at[1].n_blank)) {
        size_t own = count_cells(&at[k], mark);
        if (own != n_cells && !(mark == TAB && own < n_cells))
            break;
        k++;
    }
    return k >= least ? k : 0;
}

static void add_row(qg_text_builder *b, qg_node *row, const qg_line *line, size_t n_cells)
{
    delimiter mark = delimiter_of(line);
    qg_str rest = row_of(line, mark);

    for (size_t c = 0; c < n_cells; c++) {
        qg_node *cell = qg_text_new_node(b, QG_CELL, line->offset);
        bool is_empty = mark == TAB && c < line->n_empty;
        qg_node_append(row, cell);
        if (cell == NULL)
            return;
        cell->u.cell.columns = cell->u.cell.rows = 1;
        qg_text_add_text(b, cell, is_empty ? (qg_str){0} : take_cell(&rest, mark), line->offset);
    }
}

static void add_table(qg_text_builder *b, const qg_line *at, size_t n)
{
    size_t n_cells = count_cells(at, delimiter_of(at));
    qg_node *table = qg_text_add_block(b, QG_TABLE, at->offset);
    qg_align *aligns = qg_arena_get(&b->doc->arena, n_cells * sizeof *aligns);

    if (table == NULL || aligns == NULL)
        return;
    table->u.table.n_columns = n_cells;
    table->u.table.aligns = aligns;
    for (size_t k = 0; k < n; k++) {
        qg_node *row = qg_text_new_node(b, QG_ROW, at[k].offset);

        qg_node_append(table, row);
        if (row == NULL)
            return;
        row->u.row.is_header = k == 0;
        add_row(b, row, &at[k], n_cells);
    }
}

/* ---- lists --------------------------------------------------------------------------------- */

/* Bytes of a bullet in front of a line: a dot or box, or the letter that Word's Wingdings became,
 * with a blank and a Chinese character behind it. */
static size_t bullet_of(const qg_line *line)
{
    static const char *const bullets[] = {
        "•",      "●",      "■",  "◆",  "▪",  "○",  "□",  "➢",  "\uF06C", "\uF06E", "\uF075",
        "\uF0D8", "\uF0B7", "n ", "l ", "u ", "p ", "Ø ", "ü ", "v ",     "- ",     "* "};

    if (!is_body(line) || qg_rune_is_han(line->first))
        return 0;
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        qg_str bullet = qg_str_of(bullets[i]);
        qg_str words = qg_str_trim(qg_str_skip(line->text, bullet.n));
        if (qg_str_starts(line->text, bullet) && qg_rune_is_wide(qg_utf8_first(words)))
            return (size_t)(words.p - line->text.p);
    }
    return 0;
}

/* How many lines from `at` have the same bullet; 0 when there are not two. */
static size_t list_at(const qg_line *at, size_t n)
{
    size_t k = 0, n_bullet = bullet_of(at);

    while (n_bullet > 0 && k < n && bullet_of(&at[k]) == n_bullet && at[k].first == at->first)
        k++;
    return k >= 2 ? k : 0;
}

static void add_list(qg_text_builder *b, const qg_line *at, size_t n)
{
    qg_node *list = qg_text_add_block(b, QG_LIST, at->offset);

    if (list == NULL)
        return;
    list->u.list.is_tight = true;
    for (size_t k = 0; k < n; k++) {
        qg_node *item = qg_node_new(b->doc, QG_ITEM, at[k].offset);
        qg_node *paragraph = qg_node_new(b->doc, QG_PARAGRAPH, at[k].offset);
        qg_str text = qg_str_skip(at[k].text, bullet_of(&at[k]));

        qg_node_append(list, item);
        if (item == NULL)
            return;
        qg_node_append(item, paragraph);
        qg_buf_truncate(&b->text, 0);
        if (qg_line_is_prose(&at[k]))
            qg_text_put_spaced(&b->text, text);
        else
            qg_buf_put(&b->text, text); /* 作者：国务院总理 某某 */
        qg_text_add_text(b, paragraph, qg_buf_str(&b->text), at[k].offset);
        qg_text_tell(b->job, QG_FOUND_PARSE_LIST, &at[k],
                     qg_str_head(at[k].text, bullet_of(&at[k])), (qg_str){0});
    }
}

size_t qg_text_add_group(qg_text_builder *b, const qg_line *at, size_t n)
{
    size_t k;

    if (!is_body(at))
        return 0;
    if ((k = table_at(at, n)) > 0)
        add_table(b, at, k);
    else if ((k = list_at(at, n)) > 0)
        add_list(b, at, k);
    else if ((k = stanza_at(at, n)) > 0)
        add_stanza(b, at, k);
    return k;
}
