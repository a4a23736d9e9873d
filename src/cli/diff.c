#include "cli/diff.h"

#include "cli/language.h"
#include "cli/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    WINDOW = 40, /* lines to look ahead for where the texts go on together */
    CONTEXT = 2  /* lines shown around a change */
};

typedef struct lines {
    qg_str *list;
    size_t n;
    bool is_open; /* the last one has no line feed */
} lines;

/* Lines `a` to a_end - 1 of the one became `b` to b_end - 1 of the other. */
typedef struct change {
    size_t a, a_end, b, b_end;
} change;

typedef struct diff {
    qg_buf *out;
    const qg_console *console;
    lines a, b;
    change *changes;
    size_t n, n_allocated;
} diff;

/* ---- lines ----------------------------------------------------------------------------------- */

static bool is_same(qg_str one, qg_str other)
{
    return one.n == other.n && (one.n == 0 || memcmp(one.p, other.p, one.n) == 0);
}

static bool split(lines *l, qg_str text)
{
    size_t n = 1;

    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '\n';
    l->list = calloc(n, sizeof *l->list);
    if (l->list == NULL)
        return false;
    for (size_t at = 0; at < text.n;) {
        const char *end = memchr(text.p + at, '\n', text.n - at);
        size_t length = end == NULL ? text.n - at : (size_t)(end - text.p) - at;
        l->list[l->n++] = (qg_str){text.p + at, length};
        at += length + 1;
    }
    l->is_open = text.n > 0 && text.p[text.n - 1] != '\n';
    return true;
}

/* ---- finding the changes --------------------------------------------------------------------- */

/* Whether the texts are equal again from these lines on.  Where lines were added or removed, one
 * equal blank line is not enough. */
static bool is_together(const diff *d, size_t a, size_t b, bool is_shifted)
{
    if (a >= d->a.n || b >= d->b.n)
        return a >= d->a.n && b >= d->b.n;
    if (!is_same(d->a.list[a], d->b.list[b]))
        return false;
    return !is_shifted || d->a.list[a].n > 0 || a + 1 >= d->a.n || b + 1 >= d->b.n ||
           is_same(d->a.list[a + 1], d->b.list[b + 1]);
}

/* Find the nearest lines behind a difference from which the texts are equal again; of equally near
 * ones those with the same number of lines on both sides, since most repairs keep it. */
static change change_at(const diff *d, size_t a, size_t b)
{
    size_t n = d->a.n - a < d->b.n - b ? d->a.n - a : d->b.n - b;

    for (size_t sum = 1; sum <= WINDOW; sum++)
        for (size_t step = 0; step <= sum; step++) {
            size_t off = (step + 1) / 2, in_a = step % 2 == 1 ? sum / 2 + off : sum / 2 - off;
            if (is_together(d, a + in_a, b + sum - in_a, in_a != sum - in_a))
                return (change){a, a + in_a, b, b + sum - in_a};
        }
    if (d->a.n - a <= WINDOW || d->b.n - b <= WINDOW)
        return (change){a, d->a.n, b, d->b.n};
    n = n < WINDOW ? n : WINDOW;
    return (change){a, a + n, b, b + n};
}

static bool add(diff *d, const change *c)
{
    change *last = d->n == 0 ? NULL : &d->changes[d->n - 1];

    if (last != NULL && last->a_end == c->a && last->b_end == c->b) {
        last->a_end = c->a_end;
        last->b_end = c->b_end;
        return true;
    }
    if (d->n == d->n_allocated) {
        size_t n = d->n_allocated == 0 ? 64 : d->n_allocated * 2;
        change *changes = realloc(d->changes, n * sizeof *changes);
        if (changes == NULL)
            return false;
        d->changes = changes;
        d->n_allocated = n;
    }
    d->changes[d->n++] = *c;
    return true;
}

static bool find(diff *d)
{
    size_t a = 0, b = 0;

    while (a < d->a.n || b < d->b.n) {
        if (a < d->a.n && b < d->b.n && is_same(d->a.list[a], d->b.list[b])) {
            a++;
            b++;
            continue;
        }
        change c = change_at(d, a, b);
        if (!add(d, &c))
            return false;
        a = c.a_end;
        b = c.b_end;
    }
    return true;
}

/* ---- printing -------------------------------------------------------------------------------- */

static void put_text(diff *d, qg_str text)
{
    if (d->console->has_terminal)
        qg_line_escape(d->out, text, 0);
    else
        qg_buf_put(d->out, text);
}

/* One line; `other` is what it became or was, to show where they differ, or empty. */
static void put_line(diff *d, char sign, qg_str line, qg_str other)
{
    static const char *const starts[] = {"\x1B[31m", "\x1B[32m"}, *const strong = "\x1B[7m";
    bool in_colour = d->console->data_in_colour && sign != ' ';
    size_t start = 0, end = 0;

    while (start < line.n && start < other.n && line.p[start] == other.p[start])
        start++;
    while (start > 0 && start < line.n && (line.p[start] & 0xC0) == 0x80)
        start--;
    while (end < line.n - start && other.n >= start && end < other.n - start &&
           line.p[line.n - end - 1] == other.p[other.n - end - 1])
        end++;
    while (end > 0 && (line.p[line.n - end] & 0xC0) == 0x80)
        end--;
    qg_line_put(d->out, in_colour ? starts[sign == '+'] : "");
    qg_buf_put(d->out, (qg_str){&sign, 1});
    put_text(d, (qg_str){line.p, start});
    if (in_colour && other.n > 0 && start + end < line.n)
        qg_line_put(d->out, strong);
    put_text(d, (qg_str){line.p + start, line.n - start - end});
    if (in_colour && other.n > 0 && start + end < line.n)
        qg_line_put(d->out, "\x1B[27m");
    put_text(d, (qg_str){line.p + line.n - end, end});
    qg_line_put(d->out, in_colour ? "\x1B[0m\n" : "\n");
}

/* What patch wants behind a last line without a line feed. */
static void put_end(diff *d, const lines *l, size_t i)
{
    if (l->is_open && i + 1 == l->n)
        qg_line_put(d->out, "\\ No newline at end of file\n");
}

static void put_change(diff *d, const change *c)
{
    bool is_paired = c->a_end - c->a == c->b_end - c->b;
    const qg_str none = {"", 0};

    for (size_t i = c->a; i < c->a_end; i++) {
        put_line(d, '-', d->a.list[i], is_paired ? d->b.list[c->b + i - c->a] : none);
        put_end(d, &d->a, i);
    }
    for (size_t i = c->b; i < c->b_end; i++) {
        put_line(d, '+', d->b.list[i], is_paired ? d->a.list[c->a + i - c->b] : none);
        put_end(d, &d->b, i);
    }
}

static void put_same(diff *d, size_t from, size_t to)
{
    for (; from < to; from++) {
        put_line(d, ' ', d->a.list[from], (qg_str){"", 0});
        put_end(d, &d->a, from);
    }
}

/* Changes that are near to each other are one part, from `first` to `end` - 1. */
static void put_part(diff *d, size_t first, size_t end)
{
    const change *c = &d->changes[first], *last = &d->changes[end - 1];
    size_t before = c->a < CONTEXT ? c->a : CONTEXT;
    size_t behind = d->a.n - last->a_end < CONTEXT ? d->a.n - last->a_end : CONTEXT;

    qg_line_printf(
        d->out, "%s@@ -%zu,%zu +%zu,%zu @@%s\n", d->console->data_in_colour ? "\x1B[36m" : "",
        c->a - before + 1, last->a_end + behind - c->a + before, c->b - before + 1,
        last->b_end + behind - c->b + before, d->console->data_in_colour ? "\x1B[0m" : "");
    put_same(d, c->a - before, c->a);
    for (size_t i = first; i < end; i++) {
        put_change(d, &d->changes[i]);
        put_same(d, d->changes[i].a_end,
                 i + 1 < end ? d->changes[i + 1].a : d->changes[i].a_end + behind);
    }
}

static void put_parts(diff *d, const char *name)
{
    for (const char *const *sign = (const char *const[]){"--- ", "+++ ", NULL}; *sign != NULL;
         sign++) {
        qg_line_put(d->out, *sign);
        put_text(d, qg_text_of(qg_file_title(name)));
        qg_line_put(d->out, "\n");
    }
    for (size_t first = 0, end; first < d->n; first = end) {
        end = first + 1;
        while (end < d->n && d->changes[end].a - d->changes[end - 1].a_end <= 2 * CONTEXT)
            end++;
        put_part(d, first, end);
    }
}

void qg_diff_put(qg_buf *out, const qg_console *console, const char *name, qg_str before,
                 qg_str after)
{
    diff d = {.out = out, .console = console};

    if (split(&d.a, before) && split(&d.b, after) && find(&d)) {
        if (d.n > 0)
            put_parts(&d, name);
    } else {
        out->status = QG_E_MEMORY;
    }
    free(d.a.list);
    free(d.b.list);
    free(d.changes);
}
