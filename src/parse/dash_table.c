/* dash_table.c - tables that pandoc writes with rows of dashes.
 *
 *       ------------------------         序号   姓名
 *       序号   姓名                      ------ -----
 *       ------ -----------------         1      张三
 *       1      张三，
 *              李四                      and both without the line on top of the names
 *
 *       2      王五
 *       ------------------------
 *
 * The dashes say where columns are, in cells of a screen, of which a Chinese character has two.
 * Each table is read as the table of GFM with the same cells.
 */
#include "parse/container_int.h"
#include "parse/formula_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

enum { MOST_COLUMNS = 64, LEAST_DASHES = 2 };

typedef struct columns {
    size_t at[MOST_COLUMNS + 1]; /* where each starts; behind them the end of the last */
    size_t n;
} columns;

/* Read a line of dashes and blanks; false when it is none. */
static bool read_dashes(columns *c, qg_str line)
{
    size_t i = 0;

    c->n = 0;
    for (;;) {
        size_t start;
        while (i < line.n && line.p[i] == ' ')
            i++;
        if (i == line.n)
            return c->n > 0;
        if (c->n == MOST_COLUMNS)
            return false;
        start = c->at[c->n++] = i;
        while (i < line.n && line.p[i] == '-')
            i++;
        if (i - start < LEAST_DASHES || (i < line.n && line.p[i] != ' '))
            return false;
        c->at[c->n] = i;
    }
}

static bool is_alike(const columns *a, const columns *b)
{
    return a->n > 0 && b->n > 0 && a->at[0] == b->at[0] && a->at[a->n] == b->at[b->n];
}

/* The part of `line` in column `i`; a NULL string when a word goes over its edge. */
static qg_str cell_of(const columns *c, qg_str line, size_t i)
{
    size_t width = 0, from = line.n, to = line.n, end = i + 1 < c->n ? c->at[i + 1] : SIZE_MAX;
    qg_rune last = ' ';

    for (qg_str rest = line; rest.n > 0;) {
        size_t at = (size_t)(rest.p - line.p);
        qg_rune rune;
        if (width >= c->at[i] && from == line.n && width < end) {
            if (last != ' ' && *rest.p != ' ' && i > 0)
                return (qg_str){NULL, 0};
            from = at;
        }
        if (width >= end) {
            to = at;
            break;
        }
        qg_utf8_take(&rest, &rune);
        width += qg_rune_is_wide(rune) ? 2 : 1;
        last = rune;
    }
    return qg_str_trim((qg_str){line.p + from, to - from});
}

/* Append the text of a cell.  A | in a formula parts no cells. */
static void put_cell(qg_doc *doc, qg_buf *out, qg_str cell)
{
    qg_formulas formulas = {0};

    if (qg_formulas_find(doc, &formulas, cell, 0) != QG_OK)
        return;
    qg_buf_put(out, QG_STR("| "));
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] == '|' && qg_formula_at(&formulas, i) == NULL)
            qg_buf_put(out, QG_STR("\\"));
        qg_buf_put(out, (qg_str){cell.p + i, 1});
    }
    qg_buf_put(out, QG_STR(" "));
}

/* Append the lines in `rows` as one row of a pipe table.  Returns false when they are none. */
static bool put_row(qg_doc *doc, qg_buf *out, const columns *c, qg_str rows)
{
    for (size_t i = 0; i < c->n; i++) {
        qg_buf cell;
        bool is_good = true;
        qg_buf_init(&cell, 0);
        for (qg_str rest = rows; rest.n > 0 && is_good;) {
            qg_str part = cell_of(c, qg_str_take_line(&rest), i);
            qg_rune last = qg_utf8_last(qg_buf_str(&cell));
            if (part.n > 0 && cell.n > 0 &&
                !(qg_rune_is_wide(last) && qg_rune_is_wide(qg_utf8_first(part))))
                qg_buf_put(&cell, QG_STR(" "));
            qg_buf_put(&cell, part);
            is_good = part.p != NULL;
        }
        put_cell(doc, out, qg_buf_str(&cell));
        if (qg_buf_status(&cell) != QG_OK)
            doc->arena.status = qg_buf_status(&cell);
        qg_buf_clear(&cell);
        if (!is_good)
            return false;
    }
    qg_buf_put(out, QG_STR("|\n"));
    return true;
}

static qg_str between(const char *from, const char *to)
{
    return (qg_str){from, (size_t)(to - from)};
}

/* Append the rows; blank lines part them where there are any.  Returns whether all is cells. */
static bool put_rows(qg_doc *doc, qg_buf *out, const columns *c, qg_str rows)
{
    bool has_blank = qg_str_find(rows, QG_STR("\n\n")) < rows.n, is_good = true;

    while (rows.n > 0 && is_good) {
        const char *start = rows.p;
        qg_str line = qg_str_take_line(&rows);
        while (has_blank && qg_str_trim(line).n > 0 && rows.n > 0)
            line = qg_str_take_line(&rows);
        qg_str row = between(start, qg_str_trim(line).n == 0 ? line.p : rows.p);
        is_good = row.n == 0 || put_row(doc, out, c, row);
    }
    return is_good;
}

static bool put_table(qg_doc *doc, qg_buf *out, const columns *c, qg_str head, qg_str rows)
{
    if (head.n == 0 ? !put_row(doc, out, c, QG_STR(" \n")) : !put_row(doc, out, c, head))
        return false;
    for (size_t i = 0; i < c->n; i++)
        qg_buf_put(out, QG_STR("| --- "));
    qg_buf_put(out, QG_STR("|\n"));
    return put_rows(doc, out, c, rows);
}

/* The parts of a table, as far as they are read. */
typedef struct parts {
    columns c;
    bool has_top;     /* a line of dashes above the names */
    size_t top_parts; /* in how many parts it is */
    qg_str head, rest;
} parts;

/* Read what stands above the rows.  Returns whether it is that of a table. */
static bool read_head(parts *p, qg_str text)
{
    enum { MOST_HEAD = 20 };
    columns top;
    qg_str line = qg_str_take_line(&text);
    const char *names = line.p;

    p->has_top = read_dashes(&top, line);
    p->top_parts = p->has_top ? top.n : 0;
    p->head = (qg_str){"", 0};
    p->rest = text;
    p->c = top;
    if (p->has_top && top.n > 1) /* no names */
        return true;
    names = p->has_top ? text.p : names;
    for (size_t i = 0; i < (p->has_top ? MOST_HEAD : 1) && p->rest.n > 0; i++) {
        line = qg_str_take_line(&p->rest);
        if (read_dashes(&p->c, line)) {
            p->head = between(names, line.p);
            return p->c.n > 1 && (!p->has_top || is_alike(&top, &p->c));
        }
        if (qg_str_trim(line).n == 0)
            return false;
    }
    return false;
}

/* Append the table that starts at `text`.  Returns its bytes, 0 when there is none. */
static size_t table_at(qg_doc *doc, qg_buf *out, qg_str text)
{
    parts p;

    if (!read_head(&p, text))
        return 0;
    qg_str rest = p.rest;
    while (rest.n > 0) {
        columns end;
        qg_str line = qg_str_take_line(&rest);
        bool has_dashes = read_dashes(&end, line);
        bool is_end = has_dashes && is_alike(&end, &p.c) &&
                      (p.has_top ? end.n == p.top_parts : end.n == 1 || end.n == p.c.n);
        if (has_dashes && !is_end && end.n > 1)
            return 0; /* another table starts, so that time is linear */
        if (!is_end && (p.has_top || qg_str_trim(line).n > 0))
            continue;
        qg_str rows = between(p.rest.p, line.p);
        return rows.n > 0 && put_table(doc, out, &p.c, p.head, rows)
                   ? (size_t)((is_end ? line.p + line.n : line.p - 1) - text.p)
                   : 0;
    }
    return 0;
}

size_t qg_dash_table_at(qg_doc *doc, qg_str text, qg_str *pipes)
{
    qg_str rest = text;
    columns c;
    size_t n = 0;
    qg_buf out;

    if (!read_dashes(&c, qg_str_take_line(&rest)) && !read_dashes(&c, qg_str_take_line(&rest)))
        return 0;
    qg_buf_init(&out, 0);
    n = table_at(doc, &out, text);
    *pipes = qg_arena_copy(&doc->arena, qg_buf_str(&out));
    if (qg_buf_status(&out) != QG_OK)
        doc->arena.status = qg_buf_status(&out);
    qg_buf_clear(&out);
    return n;
}
