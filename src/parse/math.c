/* math.c - TeX to a tree: rows, groups and scripts. */
#include "parse/math/math_int.h"

#include <stdlib.h>

enum { MAX_DEPTH = 60 };

static const qg_math_symbol symbols[] = {
#define X(name, what, text) {name, QG_TEX_##what, text},
#include "parse/math/symbols.def"
#undef X
};

/* ---- nodes --------------------------------------------------------------------------------- */

qg_math *qg_math_new(qg_math_parser *p, qg_math_kind kind)
{
    qg_math *math = qg_arena_get(p->arena, sizeof *math);

    if (math != NULL)
        math->kind = kind;
    return math;
}

void qg_math_append(qg_math *parent, qg_math *child)
{
    if (parent == NULL || child == NULL)
        return;
    child->next = NULL;
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

static size_t n_children_of(qg_math_kind kind)
{
    switch (kind) {
    case QG_MATH_SCRIPT:
    case QG_MATH_LIMIT:
    case QG_MATH_NARY:
        return 3;
    case QG_MATH_FRACTION:
    case QG_MATH_ROOT:
    case QG_MATH_FUNCTION:
        return 2;
    default:
        return 1;
    }
}

qg_math *qg_math_with(qg_math_parser *p, qg_math_kind kind, qg_math *a, qg_math *b, qg_math *c)
{
    qg_math *math = qg_math_new(p, kind), *children[] = {a, b, c};

    for (size_t i = 0; i < n_children_of(kind); i++)
        qg_math_append(math, children[i] != NULL ? children[i] : qg_math_new(p, QG_MATH_ROW));
    return math;
}

qg_math *qg_math_fail(qg_math_parser *p, qg_str what)
{
    if (!p->has_failed)
        p->error = what;
    p->has_failed = true;
    p->rest = qg_str_skip(p->rest, p->rest.n);
    return NULL;
}

qg_math *qg_math_fail_at(qg_math_parser *p, qg_str from)
{
    return qg_math_fail(p, from.n == 0 ? from : qg_utf8_take(&from, &(qg_rune){0}));
}

/* ---- characters ---------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Blanks and comments. */
void qg_math_skip_blanks(qg_math_parser *p)
{
    while (p->rest.n > 0 && (is_blank(p->rest.p[0]) || p->rest.p[0] == '%'))
        p->rest =
            qg_str_skip(p->rest, p->rest.p[0] == '%' ? qg_str_find_byte(p->rest, '\n') + 1 : 1);
}

bool qg_math_take(qg_math_parser *p, char c)
{
    qg_math_skip_blanks(p);
    if (p->rest.n == 0 || p->rest.p[0] != c)
        return false;
    p->rest = qg_str_skip(p->rest, 1);
    return true;
}

static int compare(const void *key, const void *entry)
{
    const qg_str *name = key;
    const qg_math_symbol *symbol = entry;
    size_t n = strlen(symbol->name);
    int order = memcmp(name->p, symbol->name, n < name->n ? n : name->n);

    return order != 0 ? order : (name->n > n) - (name->n < n);
}

const qg_math_symbol *qg_math_command(const qg_math_parser *p, qg_str *name)
{
    qg_str behind = qg_str_skip(p->rest, 1);

    *name = behind;
    if (p->rest.n < 2 || p->rest.p[0] != '\\')
        return NULL;
    name->n = 0;
    while (name->n + 1 < p->rest.n && is_letter(name->p[name->n]))
        name->n++;
    if (name->n == 0)
        *name = qg_utf8_take(&behind, &(qg_rune){0});
    return bsearch(name, symbols, sizeof symbols / sizeof *symbols, sizeof *symbols, compare);
}

qg_str qg_math_raw(qg_math_parser *p)
{
    qg_str all;
    size_t depth = 1;

    if (!qg_math_take(p, '{')) {
        all = p->rest;
        if (all.n == 0 || strchr("}\\&$", all.p[0]) != NULL)
            qg_math_fail_at(p, all);
        else
            qg_utf8_take(&p->rest, &(qg_rune){0});
        return qg_str_head(all, all.n - p->rest.n);
    }
    all = p->rest;
    for (size_t i = 0; i < all.n; i++) {
        depth += all.p[i] == '{';
        depth -= all.p[i] == '}';
        if (depth == 0) {
            p->rest = qg_str_skip(all, i + 1);
            return qg_str_head(all, i);
        }
        i += all.p[i] == '\\';
    }
    qg_math_fail_at(p, all);
    return p->rest;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static bool ends_row(const qg_math_parser *p, char stop)
{
    qg_str name;
    const qg_math_symbol *symbol;

    if (p->rest.n == 0 || p->rest.p[0] == '}' || p->rest.p[0] == '&')
        return true;
    if (stop != 0 && p->rest.p[0] == stop)
        return true;
    symbol = qg_math_command(p, &name);
    return symbol != NULL && symbol->what == QG_TEX_STOP;
}

static qg_math *take_group(qg_math_parser *p)
{
    qg_str from = p->rest;
    qg_math *row;

    if (++p->depth > MAX_DEPTH)
        return qg_math_fail_at(p, from);
    p->rest = qg_str_skip(p->rest, 1);
    row = qg_math_row(p, 0);
    p->depth--;
    return qg_math_take(p, '}') ? row : qg_math_fail_at(p, from);
}

static qg_math *take_atom(qg_math_parser *p, bool is_whole)
{
    qg_math *math;

    if (p->rest.p[0] == '{')
        return take_group(p);
    if (p->rest.p[0] != '\\')
        return qg_math_take_token(p, is_whole);
    if (++p->depth > MAX_DEPTH)
        return qg_math_fail_at(p, p->rest);
    math = qg_math_take_command(p);
    p->depth--;
    return math;
}

qg_math *qg_math_argument(qg_math_parser *p)
{
    qg_math_skip_blanks(p);
    if (ends_row(p, 0) || strchr("^_", p->rest.p[0]) != NULL)
        return qg_math_fail_at(p, p->rest);
    return take_atom(p, false);
}

/* ---- scripts ------------------------------------------------------------------------------- */

/* What stands around a base, as far as it is read. */
typedef struct scripts {
    qg_math *below, *above;
    bool has_limits, has_primes_only; /* above: they are raised by themselves */
} scripts;

/* f'' is f with two primes behind it, or in its superscript where there is more of that. */
static void take_primes(qg_math_parser *p, scripts *s)
{
    static const char primes[] = "\u2032\u2032\u2032\u2032";
    qg_str text = {primes, 0};
    qg_math *row = qg_math_new(p, QG_MATH_ROW);

    while (qg_math_take(p, '\''))
        text.n += text.n < sizeof primes - 1 ? strlen("\u2032") : 0;
    qg_math_append(row, qg_math_token(p, QG_MATH_ORDINARY, QG_MATH_ITALIC, text));
    s->has_primes_only = !qg_math_take(p, '^');
    if (!s->has_primes_only)
        qg_math_append(row, qg_math_argument(p));
    s->above = row;
}

/* \limits and \nolimits */
static bool take_limits(qg_math_parser *p, scripts *s)
{
    qg_str name;
    const qg_math_symbol *symbol = qg_math_command(p, &name);

    if (symbol == NULL || symbol->what != QG_TEX_STOP_LIMITS)
        return false;
    s->has_limits = qg_str_is(name, "limits");
    p->rest = qg_str_skip(p->rest, name.n + 1);
    return true;
}

static void take_scripts(qg_math_parser *p, scripts *s)
{
    for (;;) {
        qg_math_skip_blanks(p);
        if (p->rest.n == 0)
            return;
        if (p->rest.p[0] == '\'' && s->above == NULL) {
            take_primes(p, s);
        } else if (p->rest.p[0] == '^' && s->above == NULL) {
            p->rest = qg_str_skip(p->rest, 1);
            s->above = qg_math_argument(p);
        } else if (p->rest.p[0] == '_' && s->below == NULL) {
            p->rest = qg_str_skip(p->rest, 1);
            s->below = qg_math_argument(p);
        } else if (!take_limits(p, s)) {
            if (strchr("^_'", p->rest.p[0]) != NULL)
                qg_math_fail_at(p, p->rest); /* a second one */
            return;
        }
    }
}

static qg_math *with_scripts(qg_math_parser *p, qg_math *base)
{
    bool is_big = base != NULL && base->kind == QG_MATH_TOKEN && base->is_for == QG_MATH_BIG;
    scripts s = {.has_limits = base != NULL && base->has_limits};
    qg_math *math;

    take_scripts(p, &s);
    if (is_big) {
        math = qg_math_with(p, QG_MATH_NARY, NULL, s.below, s.above);
        if (math != NULL)
            math->text = base->text;
    } else if (s.below == NULL && s.above == NULL) {
        return base;
    } else if (s.below == NULL && s.has_primes_only) {
        math = qg_math_new(p, QG_MATH_ROW);
        qg_math_append(math, base);
        qg_math_append(math, s.above);
    } else {
        math =
            qg_math_with(p, s.has_limits ? QG_MATH_LIMIT : QG_MATH_SCRIPT, base, s.below, s.above);
    }
    if (math != NULL)
        math->has_limits = s.has_limits;
    return math;
}

/* Signs that belong together are known when the row is whole. */
static void finish_row(qg_math_parser *p, qg_math *row)
{
    if (p->has_failed || row == NULL)
        return;
    qg_math_pair_bars(p, row);
    qg_math_pair_brackets(p, row);
    qg_math_bind(p, row);
}

/* a \over b: all that the group has before it, over all that follows.  NULL when none is here. */
static qg_math *take_infix(qg_math_parser *p, qg_math *above, char stop)
{
    qg_str name;
    const qg_math_symbol *symbol = qg_math_command(p, &name);
    qg_math *below, *row;

    if (symbol == NULL || symbol->what != QG_TEX_INFIX)
        return NULL;
    if (++p->depth > MAX_DEPTH)
        return qg_math_fail_at(p, p->rest);
    p->rest = qg_str_skip(p->rest, name.n + 1);
    finish_row(p, above);
    below = qg_math_row(p, stop);
    p->depth--;
    row = qg_math_new(p, QG_MATH_ROW);
    qg_math_append(row, qg_math_fraction(p, above, below, symbol->text));
    return row;
}

qg_math *qg_math_row(qg_math_parser *p, char stop)
{
    qg_math *row = qg_math_new(p, QG_MATH_ROW), *fraction = NULL;
    unsigned color_around = p->color;
    const char *alphabet_around = p->alphabet;

    for (;;) {
        qg_math *base = NULL;
        qg_math_skip_blanks(p);
        if (ends_row(p, stop))
            break;
        fraction = take_infix(p, row, stop);
        if (fraction != NULL)
            break;
        if (p->rest.n > 0 && strchr("^_", p->rest.p[0]) == NULL)
            base = take_atom(p, true);
        qg_math_append(row, with_scripts(p, base));
    }
    p->color = color_around;
    p->alphabet = alphabet_around;
    if (fraction != NULL)
        return fraction;
    finish_row(p, row);
    return row;
}

qg_math *qg_math_row_of(qg_math_parser *p, qg_str inside)
{
    qg_str behind = p->rest;
    qg_math *row;

    if (p->has_failed)
        return NULL;
    p->rest = inside;
    row = qg_math_row(p, 0);
    if (p->rest.n > 0)
        qg_math_fail_at(p, p->rest);
    if (!p->has_failed)
        p->rest = behind;
    return row;
}

qg_math_result qg_math_read(qg_arena *arena, qg_str source)
{
    qg_math_parser p = {.arena = arena, .rest = source};
    qg_math *row = qg_math_row(&p, 0), *lines;

    if (p.rest.n > 0 && (p.rest.p[0] == '&' || qg_str_starts(p.rest, QG_STR("\\\\")))) {
        p.rest = source; /* several lines without an environment */
        p.tag = qg_str_head(source, 0);
        row = qg_math_new(&p, QG_MATH_ROW);
        lines = qg_math_new(&p, QG_MATH_LINES);
        qg_math_lines(&p, lines);
        qg_math_append(row, lines);
    }
    if (p.rest.n > 0)
        qg_math_fail_at(&p, p.rest);
    if (p.has_failed || arena->status != QG_OK || qg_math_is_empty(row))
        return (qg_math_result){NULL, {NULL, 0}, p.error};
    return (qg_math_result){row, p.tag, p.error};
}
