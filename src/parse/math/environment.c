/* environment.c - what stands between \begin and \end: lines of cells. */
#include "parse/math/math_int.h"

#include "base/buf.h"

static const struct environment {
    const char *name;
    qg_math_kind kind;
    const char *open, *close, *aligns;
    bool has_argument; /* {lcr} or a number, which is not shown */
} environments[] = {{"matrix", QG_MATH_MATRIX, NULL, NULL, "c", false},
                    {"smallmatrix", QG_MATH_MATRIX, NULL, NULL, "c", false},
                    {"pmatrix", QG_MATH_MATRIX, "(", ")", "c", false},
                    {"bmatrix", QG_MATH_MATRIX, "[", "]", "c", false},
                    {"Bmatrix", QG_MATH_MATRIX, "{", "}", "c", false},
                    {"vmatrix", QG_MATH_MATRIX, "|", "|", "c", false},
                    {"Vmatrix", QG_MATH_MATRIX, "‖", "‖", "c", false},
                    {"array", QG_MATH_MATRIX, NULL, NULL, "c", true},
                    {"cases", QG_MATH_MATRIX, "{", "", "l", false},
                    {"dcases", QG_MATH_MATRIX, "{", "", "l", false},
                    {"rcases", QG_MATH_MATRIX, "", "}", "l", false},
                    {"aligned", QG_MATH_LINES, NULL, NULL, "", false},
                    {"align", QG_MATH_LINES, NULL, NULL, "", false},
                    {"align*", QG_MATH_LINES, NULL, NULL, "", false},
                    {"alignat", QG_MATH_LINES, NULL, NULL, "", true},
                    {"alignat*", QG_MATH_LINES, NULL, NULL, "", true},
                    {"alignedat", QG_MATH_LINES, NULL, NULL, "", true},
                    {"flalign*", QG_MATH_LINES, NULL, NULL, "", false},
                    {"split", QG_MATH_LINES, NULL, NULL, "", false},
                    {"gather", QG_MATH_LINES, NULL, NULL, "", false},
                    {"gather*", QG_MATH_LINES, NULL, NULL, "", false},
                    {"gathered", QG_MATH_LINES, NULL, NULL, "", false},
                    {"multline", QG_MATH_LINES, NULL, NULL, "", false},
                    {"multline*", QG_MATH_LINES, NULL, NULL, "", false},
                    {"eqnarray", QG_MATH_LINES, NULL, NULL, "", false},
                    {"eqnarray*", QG_MATH_LINES, NULL, NULL, "", false},
                    {"equation", QG_MATH_ROW, NULL, NULL, "", false},
                    {"equation*", QG_MATH_ROW, NULL, NULL, "", false},
                    {"displaymath", QG_MATH_ROW, NULL, NULL, "", false}};

static const struct environment *find(qg_str name)
{
    for (size_t i = 0; i < sizeof environments / sizeof *environments; i++)
        if (qg_str_is(name, environments[i].name))
            return &environments[i];
    return NULL;
}

/* A new line begins behind \\, perhaps with a distance: \\[4pt]. */
static bool take_line_end(qg_math_parser *p)
{
    qg_str name;
    const qg_math_symbol *symbol;

    qg_math_skip_blanks(p);
    symbol = qg_math_command(p, &name);
    if (symbol == NULL || symbol->what != QG_TEX_STOP ||
        !(qg_str_is(name, "\\") || qg_str_is(name, "cr") || qg_str_is(name, "newline")))
        return false;
    p->rest = qg_str_skip(p->rest, name.n + 1);
    if (p->rest.n > 1 && p->rest.p[0] == '[' && strchr("0123456789.-", p->rest.p[1]) != NULL)
        p->rest = qg_str_skip(p->rest, qg_str_find_byte(p->rest, ']') + 1);
    return true;
}

static bool is_empty_line(const qg_math *line)
{
    return line == NULL || line->first == NULL ||
           (line->first == line->last && qg_math_is_empty(line->first));
}

/* Whether the cells that shorter lines lack, which are all written, are far more than there are. */
static bool is_nearly_empty(const qg_math *lines)
{
    enum { TIMES = 8, FEW = 64 };
    size_t n_lines = 0, n_cells = 0, longest = 0;

    for (const qg_math *line = lines->first; line != NULL; line = line->next) {
        size_t n = 0;
        for (const qg_math *cell = line->first; cell != NULL; cell = cell->next)
            n++;
        n_lines++;
        n_cells += n;
        longest = n > longest ? n : longest;
    }
    return n_lines * longest > TIMES * n_cells + FEW;
}

static void take_lines(qg_math_parser *p, qg_math *into)
{
    qg_math *line;

    do {
        line = qg_math_new(p, QG_MATH_LINE);
        do
            qg_math_append(line, qg_math_row(p, 0));
        while (qg_math_take(p, '&'));
        if (!take_line_end(p)) {
            bool is_first = into != NULL && into->first == NULL;
            if (is_first || !is_empty_line(line)) /* one behind the last \\ is none */
                qg_math_append(into, line);
            return;
        }
        qg_math_append(into, line);
    } while (line != NULL);
}

void qg_math_lines(qg_math_parser *p, qg_math *into)
{
    take_lines(p, into);
    if (into != NULL && is_nearly_empty(into))
        qg_math_fail(p, QG_STR("&"));
}

/* {l@{}cr} as "lcr".  Rules between columns cannot be shown. */
static qg_str column_aligns(qg_math_parser *p, qg_str raw)
{
    qg_buf letters;
    qg_str aligns;

    qg_buf_init(&letters, 0);
    for (size_t i = 0; i < raw.n; i++) {
        if (raw.p[i] == '|')
            qg_math_fail(p, QG_STR("|"));
        if (strchr("lcr", raw.p[i]) != NULL && raw.p[i] != '\0')
            qg_buf_put_byte(&letters, raw.p[i]);
    }
    aligns = qg_arena_copy(p->arena, letters.n == 0 ? QG_STR("c") : qg_buf_str(&letters));
    if (qg_buf_status(&letters) != QG_OK)
        p->arena->status = QG_E_MEMORY;
    qg_buf_clear(&letters);
    return aligns;
}

static qg_math *content(qg_math_parser *p, const struct environment *e)
{
    qg_math *math;
    qg_str aligns = qg_str_of(e->aligns);

    if (e->kind == QG_MATH_ROW)
        return qg_math_row(p, 0);
    if (e->has_argument)
        aligns = column_aligns(p, qg_math_raw(p));
    math = qg_math_new(p, e->kind);
    if (math != NULL)
        math->aligns = aligns;
    qg_math_lines(p, math);
    return math;
}

/* \end{name} of this environment. */
static bool take_end(qg_math_parser *p, qg_str name)
{
    qg_str command;

    qg_math_skip_blanks(p);
    if (qg_math_command(p, &command) == NULL || !qg_str_is(command, "end"))
        return false;
    p->rest = qg_str_skip(p->rest, command.n + 1);
    return qg_str_eq(qg_math_raw(p), name);
}

qg_math *qg_math_environment(qg_math_parser *p)
{
    qg_str name = qg_math_raw(p);
    const struct environment *e = find(name);
    qg_math *math, *fence;

    if (e == NULL)
        return qg_math_fail(p, name);
    math = content(p, e);
    if (!take_end(p, name))
        return qg_math_fail(p, name);
    if (e->open == NULL)
        return math;
    fence = qg_math_with(p, QG_MATH_FENCE, math, NULL, NULL);
    if (fence != NULL) {
        fence->text = qg_str_of(e->open);
        fence->close = qg_str_of(e->close);
    }
    return fence;
}
