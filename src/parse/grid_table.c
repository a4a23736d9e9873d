/* grid_table.c - tables that pandoc and Emacs draw with rules between all cells.
 *
 *     +------+--------+
 *     | 序号 | 姓名   |
 *     +======+:======:+
 *     | 1    | 张三   |
 *     |      | 李四   |
 *     +------+--------+
 *
 * Each is read as the table of GFM with the same cells; lines of a cell go on in each other, but
 * for blank ones, items of lists and those behind a backslash, which stay lines.  A table whose
 * cells go over several columns or rows is none here.
 */
#include "parse/container_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

enum { MOST_COLUMNS = 64, LEAST_DASHES = 3 };

typedef struct rule {
    size_t n; /* columns */
    bool is_head;
    bool is_left[MOST_COLUMNS], is_right[MOST_COLUMNS]; /* colons at the ends of a part */
} rule;

/* Read +---+:==:+; false when the line is none. */
static bool read_rule(rule *r, qg_str line)
{
    size_t i = 0;

    line = qg_str_trim(line);
    *r = (rule){0};
    if (line.n < LEAST_DASHES + 2 || line.p[0] != '+' || line.p[line.n - 1] != '+')
        return false;
    r->is_head = qg_str_find_byte(line, '=') < line.n;
    while (i + 1 < line.n) {
        qg_str part = qg_str_skip(line, i + 1);
        size_t n = part.n = qg_str_find_byte(part, '+');
        if (r->n == MOST_COLUMNS || n < LEAST_DASHES)
            return false;
        r->is_left[r->n] = part.p[0] == ':';
        r->is_right[r->n++] = part.p[n - 1] == ':';
        for (size_t k = 0; k < n; k++)
            if (part.p[k] != (r->is_head ? '=' : '-') &&
                (part.p[k] != ':' || (k != 0 && k + 1 != n)))
                return false;
        i += n + 1;
    }
    return true;
}

/* The cell of `line` in column `i`; a NULL string when the line has not `n` cells. */
static qg_str cell_of(qg_str line, size_t n, size_t i)
{
    qg_str cell = {NULL, 0};
    size_t n_bars = 0, from = 0;

    line = qg_str_trim(line);
    for (size_t k = 0; k < line.n; k++) {
        if (line.p[k] == '\\') {
            k++;
            continue;
        }
        if (line.p[k] != '|')
            continue;
        if (n_bars == i + 1)
            cell = (qg_str){line.p + from, k - from};
        from = k + 1;
        n_bars++;
    }
    return n_bars == n + 1 && from == line.n && line.p[0] == '|' ? cell : (qg_str){NULL, 0};
}

/* Whether a line of a cell starts an item: - a, 1. b */
static bool is_item(qg_str line)
{
    size_t n = 0;

    if (line.n > 1 && strchr("-*+", line.p[0]) != NULL)
        return line.p[1] == ' ';
    while (n < line.n && line.p[n] >= '0' && line.p[n] <= '9')
        n++;
    return n > 0 && n + 1 < line.n && strchr(".)", line.p[n]) != NULL && line.p[n + 1] == ' ';
}

/* Append the cell of column `i` in the lines of a row.  Returns whether all lines have it. */
static bool put_cell(qg_buf *out, const rule *r, qg_str lines, size_t i)
{
    size_t start = out->n;
    bool is_apart = false; /* a blank line or a backslash stands before */

    while (lines.n > 0) {
        qg_str cell = cell_of(qg_str_take_line(&lines), r->n, i), part = qg_str_trim(cell);
        bool is_first = out->n == start, ends_line = qg_str_ends(part, QG_STR("\\"));
        if (cell.p == NULL)
            return false;
        if (part.n > 0 && !is_first && (is_apart || is_item(part)))
            qg_buf_puts(out, "<br>");
        else if (part.n > 0 && !is_first &&
                 !(qg_rune_is_wide(qg_utf8_last(qg_buf_str(out))) &&
                   qg_rune_is_wide(qg_utf8_first(part))))
            qg_buf_puts(out, " ");
        qg_buf_put(out, qg_str_head(part, part.n - ends_line));
        is_apart = part.n == 0 || ends_line;
    }
    return true;
}

static bool put_row(qg_buf *out, const rule *r, qg_str lines)
{
    bool is_good = true;

    for (size_t i = 0; i < r->n && is_good; i++) {
        qg_buf_puts(out, "| ");
        is_good = put_cell(out, r, lines, i);
        qg_buf_puts(out, " ");
    }
    qg_buf_puts(out, "|\n");
    return is_good;
}

static void put_head_rule(qg_buf *out, const rule *r)
{
    for (size_t i = 0; i < r->n; i++) {
        qg_buf_puts(out, r->is_left[i] ? "| :--" : "| ---");
        qg_buf_puts(out, r->is_right[i] ? ": " : " ");
    }
    qg_buf_puts(out, "|\n");
}

/* Whether a rule = below the first row says that it holds the names. */
static bool has_names(const rule *top, qg_str rest)
{
    while (rest.n > 0) {
        qg_str line = qg_str_take_line(&rest);
        rule r;
        if (!qg_str_starts(qg_str_trim(line), QG_STR("|")))
            return read_rule(&r, line) && r.is_head && r.n == top->n;
    }
    return false;
}

/* Append the table.  Returns its bytes, 0 when there is none. */
static size_t table_at(qg_buf *out, qg_str text)
{
    qg_str rest = text, rows;
    rule top, r;
    size_t n = 0;
    bool is_named;

    if (!read_rule(&top, qg_str_take_line(&rest)))
        return 0;
    is_named = has_names(&top, rest);
    if (!is_named) {
        for (size_t i = 0; i < top.n; i++)
            qg_buf_puts(out, "|   ");
        qg_buf_puts(out, "|\n");
        put_head_rule(out, &top);
    }
    for (rows = rest; rest.n > 0;) {
        qg_str line = qg_str_take_line(&rest);
        if (qg_str_starts(qg_str_trim(line), QG_STR("|")))
            continue;
        if (!read_rule(&r, line) || r.n != top.n)
            return qg_str_trim(line).n == 0 ? n : 0;
        if (!put_row(out, &top, qg_str_head(rows, (size_t)(line.p - rows.p))))
            return 0;
        if (is_named && n == 0)
            put_head_rule(out, &r);
        n = (size_t)(line.p - text.p) + line.n;
        rows = rest;
    }
    return rows.n == 0 ? n : 0;
}

size_t qg_grid_table_at(qg_doc *doc, qg_str text, qg_str *pipes)
{
    qg_buf out;
    size_t n;

    if (!qg_str_starts(text, QG_STR("+")))
        return 0;
    qg_buf_init(&out, 0);
    n = table_at(&out, text);
    *pipes = qg_arena_copy(&doc->arena, qg_buf_str(&out));
    if (qg_buf_status(&out) != QG_OK)
        doc->arena.status = qg_buf_status(&out);
    qg_buf_clear(&out);
    return n;
}
