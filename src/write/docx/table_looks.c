/* table_looks.c - what belongs to a table beside its cells: columns of numbers, and the lines above
 * it, its title and the unit of its numbers. */
#include "unicode/unicode.h"
#include "write/docx/docx_int.h"

#include <stdlib.h>

enum {
    LONGEST_UNIT = 20,   /* characters of 单位：万元 */
    LONGEST_CAPTION = 60 /* of 表1　...; what is longer is a sentence about the table */
};

/* ---- numbers --------------------------------------------------------------------------------- */

/* What the cells of a column are, as far as they have been seen. */
typedef struct column_kind {
    bool has_number, has_other;
    long last; /* of whole numbers that count up from 1; -1: they do not */
} column_kind;

/* 1,280.5 and +3.2% and (15), but no dates, telephone numbers or ranges. */
static bool is_number(qg_str text)
{
    size_t n_digits = 0, n_points = 0, i = 0;

    for (; text.n > 0; i++) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (qg_rune_is_digit(rune))
            n_digits++;
        else if (rune == '.')
            n_points++;
        else if (!(i == 0 && qg_utf8_is_in(rune, "+-−±(（")) &&
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

/* A serial number stays in the middle. */
static void count_up(column_kind *kind, qg_str text)
{
    long number = 0;

    for (size_t i = 0; i < text.n && number >= 0; i++)
        number = qg_rune_is_digit((unsigned char)text.p[i]) && i < 6
                     ? number * 10 + (text.p[i] - '0')
                     : -1;
    kind->last = kind->last >= 0 && number == kind->last + 1 ? number : -1;
}

/* False when memory runs out. */
static bool look_at(column_kind *kind, const qg_node *cell)
{
    qg_buf buf;
    qg_str text;
    bool ok;

    qg_buf_init(&buf, 0);
    qg_node_plain(&buf, cell);
    text = qg_str_trim(qg_buf_str(&buf));
    if (is_number(text)) {
        kind->has_number = true;
        count_up(kind, text);
    } else if (!says_nothing(text)) {
        kind->has_other = true;
    }
    ok = qg_buf_status(&buf) == QG_OK;
    qg_buf_clear(&buf);
    return ok;
}

static bool look_at_rows(const qg_node *table, column_kind *kinds, qg_placed_cell *cells)
{
    size_t n = table->u.table.n_columns;
    bool ok = true;

    for (const qg_node *row = table->first; row != NULL && ok; row = row->next) {
        size_t n_placed = qg_table_place(cells, cells + n, n, row);
        for (size_t i = 0; i < n_placed && !row->u.row.is_header && ok; i++)
            if (cells[i].cell != NULL && !cells[i].is_continued && cells[i].n_columns == 1)
                ok = look_at(&kinds[cells[i].column], cells[i].cell);
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
        ok = look_at_rows(table, kinds, cells);
    for (size_t i = 0; ok && i < n; i++) {
        bool is_numeric = kinds[i].has_number && !kinds[i].has_other;
        columns[i].align = table->u.table.aligns[i];
        columns[i].head_align = columns[i].align;
        if (columns[i].align == QG_ALIGN_NONE && is_numeric)
            columns[i].align = kinds[i].last > 0 ? QG_ALIGN_CENTER : QG_ALIGN_RIGHT;
    }
    free(kinds);
    free(cells);
    return ok;
}

/* ---- the lines above ------------------------------------------------------------------------- */

static const qg_node *next_if(const qg_node *node, qg_node_kind kind)
{
    return node->next != NULL && node->next->kind == kind ? node->next : NULL;
}

/* 单位：万元, also in brackets. */
static bool is_unit_text(qg_str text)
{
    static const char *const starts[] = {"单位：", "单位:", "單位：", "單位:"};

    if (qg_str_starts(text, QG_STR("（")))
        text = qg_str_skip(text, QG_STR("（").n);
    else if (qg_str_starts(text, QG_STR("(")))
        text = qg_str_skip(text, 1);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(text, qg_str_of(starts[i])))
            return qg_utf8_count(text) <= LONGEST_UNIT;
    return false;
}

/* 表1　..., 表二 ..., 附表 ...: a number behind the word, and no full stop at the end. */
static bool is_caption_text(qg_str text)
{
    qg_rune rune = 0;

    if (qg_utf8_count(text) > LONGEST_CAPTION || qg_str_ends(text, QG_STR("。")))
        return false;
    if (qg_str_starts(text, QG_STR("附")))
        text = qg_str_skip(text, QG_STR("附").n);
    if (!qg_str_starts(text, QG_STR("表")))
        return false;
    text = qg_str_skip(text, QG_STR("表").n);
    if (text.n > 0)
        qg_utf8_take(&text, &rune);
    return qg_rune_is_digit(rune) || qg_utf8_is_in(rune, "一二三四五六七八九十 　：:");
}

static bool has_text(const qg_node *paragraph, bool (*is_wanted)(qg_str text))
{
    qg_buf text;
    bool is_it;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, paragraph);
    is_it = is_wanted(qg_str_trim(qg_buf_str(&text)));
    qg_buf_clear(&text);
    return is_it;
}

bool qg_docx_is_table_unit(const qg_node *paragraph)
{
    return next_if(paragraph, QG_TABLE) != NULL && has_text(paragraph, is_unit_text);
}

bool qg_docx_is_table_caption(const qg_node *paragraph)
{
    const qg_node *following = next_if(paragraph, QG_PARAGRAPH);

    return (next_if(paragraph, QG_TABLE) != NULL ||
            (following != NULL && qg_docx_is_table_unit(following))) &&
           has_text(paragraph, is_caption_text);
}

const qg_node *qg_docx_table_below(const qg_node *node)
{
    if (node->kind == QG_PARAGRAPH && qg_docx_is_table_caption(node))
        node = node->next;
    if (node->kind == QG_PARAGRAPH && qg_docx_is_table_unit(node))
        node = node->next;
    return node->kind == QG_TABLE ? node : NULL;
}
