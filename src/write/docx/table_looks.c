/* table_looks.c - what belongs to a table beside its cells: columns of numbers, and the lines above
 * it, its title and the unit of its numbers. */
#include "unicode/unicode.h"
#include "write/docx/table_int.h"

#include <stdlib.h>

/* ---- numbers --------------------------------------------------------------------------------- */

/* What the cells of a column are, as far as they have been seen. */
typedef struct column_kind {
    bool has_number, has_other;
    long last;                   /* of whole numbers that count up from 1; -1: they do not */
    int whole, tail, least_tail; /* widths: the largest in front of the point; from there on */
} column_kind;

/* 13800000000 and longer, which nobody adds up: a telephone, an account, an identity card */
static bool is_code(qg_str text)
{
    enum { LEAST_DIGITS = 11 };
    size_t n = 0;

    while (n < text.n && qg_rune_is_digit((unsigned char)text.p[n]))
        n++;
    return n == text.n && n >= LEAST_DIGITS;
}

/* 1,280.5, +3.2%, (15) and ¥36, but no dates, telephone numbers or ranges. */
static bool is_number(qg_str text)
{
    size_t n_digits = 0, n_points = 0, i = 0;

    if (is_code(text))
        return false;
    for (; text.n > 0; i++) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (qg_rune_is_digit(rune))
            n_digits++;
        else if (rune == '.')
            n_points++;
        else if (!(i == 0 && qg_utf8_is_in(rune, "+-−±(（¥￥$")) &&
                 !(n_digits > 0 && qg_utf8_is_in(rune, ",，%％‰)）")))
            return false;
    }
    return n_digits > 0 && n_points <= 1;
}

static bool says_nothing(qg_str text)
{
    return text.n == 0 || qg_str_is(text, "-") || qg_str_is(text, "—") || qg_str_is(text, "——") ||
           qg_str_is(text, "/") || qg_str_is(text, "…") || qg_str_is(text, "……");
}

/* ---- points below each other: Word has decimal tab stops, but no other program heeds them in a
 * cell without a tab, so that what is short behind the point ends in front of the right edge ----
 */

/* The width of a character of a number.  It is that of most fonts for letters; where the Chinese
 * font stands for them, all are half a character wide. */
static int digit_twips(const docx *d, qg_rune rune)
{
    const qg_para *p = &d->style->paras[qg_docx_cell_kind(d, false)];
    int character = p->size_half_pt * 10;
    bool is_narrow = !qg_str_eq(p->font, p->latin);

    if (qg_rune_columns(rune, true) == 2)
        return character;
    if (is_narrow && qg_utf8_is_in(rune, ".,"))
        return character / 4;
    if (is_narrow && qg_utf8_is_in(rune, "()-"))
        return character / 3;
    return is_narrow && rune == '%' ? character * 5 / 6 : character / 2;
}

/* Width of a number up to its point, or to what stands behind its digits; `*tail`: of the rest. */
static int measure_number(const docx *d, qg_str text, int *tail)
{
    int whole = 0;
    bool has_digit = false, is_behind = false;

    for (*tail = 0; text.n > 0;) {
        qg_rune rune;
        int *part;
        qg_utf8_take(&text, &rune);
        has_digit = has_digit || qg_rune_is_digit(rune);
        is_behind = is_behind || rune == '.' ||
                    (has_digit && !qg_rune_is_digit(rune) && !qg_utf8_is_in(rune, ",，"));
        part = is_behind ? tail : &whole;
        *part += digit_twips(d, rune);
    }
    return whole;
}

static void measure_column(const docx *d, column_kind *kind, qg_str number)
{
    int tail, whole = measure_number(d, number, &tail);

    if (!kind->has_number || tail < kind->least_tail)
        kind->least_tail = tail;
    if (whole > kind->whole)
        kind->whole = whole;
    if (tail > kind->tail)
        kind->tail = tail;
}

/* Widen a column so that it has room for the longest part on either side of the point. */
static void make_room(const docx *d, qg_docx_column *column, const column_kind *kind)
{
    int least = kind->whole + kind->tail + 2 * qg_docx_cell_margin(d);
    int *const widths[] = {&column->natural, &column->least, &column->tight};

    if (kind->tail == kind->least_tail)
        return;
    column->tail = kind->tail;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        if (*widths[i] < least)
            *widths[i] = least;
}

int qg_docx_number_indent(docx *d, const qg_docx_column *column, const qg_node *cell)
{
    int tail = column->tail;
    qg_str text;
    qg_buf buf;

    qg_buf_init(&buf, 0);
    qg_node_plain(&buf, cell);
    text = qg_str_trim(qg_buf_str(&buf));
    if (is_number(text))
        measure_number(d, text, &tail);
    qg_docx_drop(d, &buf);
    return column->tail - tail;
}

/* Note whether the numbers of a column count up from 1: serial numbers stay in the middle. */
static void count_up(column_kind *kind, qg_str text)
{
    long number = 0;

    for (size_t i = 0; i < text.n && number >= 0; i++)
        number = qg_rune_is_digit((unsigned char)text.p[i]) && i < 6
                     ? number * 10 + (text.p[i] - '0')
                     : -1;
    kind->last = kind->last >= 0 && number == kind->last + 1 ? number : -1;
}

/* Look at a cell to learn what kind of column it stands in.  False when memory runs out. */
static bool look_at(const docx *d, column_kind *kind, const qg_node *cell)
{
    qg_buf buf;
    qg_str text;
    bool ok;

    qg_buf_init(&buf, 0);
    qg_node_plain(&buf, cell);
    text = qg_str_trim(qg_buf_str(&buf));
    if (is_number(text)) {
        measure_column(d, kind, text);
        kind->has_number = true;
        count_up(kind, text);
    } else if (!says_nothing(text)) {
        kind->has_other = true;
    }
    ok = qg_buf_status(&buf) == QG_OK;
    qg_buf_clear(&buf);
    return ok;
}

static bool look_at_rows(const docx *d, const qg_node *table, column_kind *kinds,
                         qg_placed_cell *cells)
{
    size_t n = table->u.table.n_columns;
    bool ok = true;

    for (const qg_node *row = table->first; row != NULL && ok; row = row->next) {
        size_t n_placed = qg_table_place(cells, cells + n, n, row);
        for (size_t i = 0; i < n_placed && !qg_row_is_head(row) && ok; i++)
            if (cells[i].cell != NULL && !cells[i].is_continued && cells[i].n_columns == 1)
                ok = look_at(d, &kinds[cells[i].column], cells[i].cell);
    }
    return ok;
}

bool qg_docx_align_columns(const docx *d, const qg_node *table, qg_docx_column *columns)
{
    size_t n = table->u.table.n_columns;
    column_kind *kinds = calloc(n + 1, sizeof *kinds);
    qg_placed_cell *cells = calloc(2 * n + 1, sizeof *cells);
    bool ok = kinds != NULL && cells != NULL;

    if (ok && d->style->tables.numbers_right)
        ok = look_at_rows(d, table, kinds, cells);
    for (size_t i = 0; ok && i < n; i++) {
        bool is_numeric = kinds[i].has_number && !kinds[i].has_other;
        bool is_text = kinds[i].has_other || !d->style->tables.numbers_right;
        columns[i].align = table->u.table.aligns[i];
        if (columns[i].align != QG_ALIGN_RIGHT || is_text) /* else the sheet's */
            columns[i].head_align = columns[i].align;
        if (columns[i].align == QG_ALIGN_NONE && is_numeric)
            columns[i].align = kinds[i].last > 0 ? QG_ALIGN_CENTER : QG_ALIGN_RIGHT;
        if (columns[i].align == QG_ALIGN_RIGHT && is_numeric)
            make_room(d, &columns[i], &kinds[i]);
    }
    free(kinds);
    free(cells);
    return ok;
}

/* ---- the lines above ------------------------------------------------------------------------- */

const qg_node *qg_docx_table_below(const qg_node *node)
{
    if (node->role == QG_ROLE_CAPTION && node->next != NULL)
        node = node->next;
    if (node->role == QG_ROLE_UNIT && node->next != NULL)
        node = node->next;
    return node->kind == QG_TABLE ? node : NULL;
}
