/* bind.c - what a sum, an integral or a function is about.
 *
 * TeX only sets signs beside each other; Word wants to know which of them belong to a sum.  It is
 * what follows up to the next +, =, comma or closing bracket, and for a function also not beyond
 * the next function or its own bracket: sin(x) y.
 */
#include "parse/math/math_int.h"

/* A node that still takes what follows. */
typedef struct open_node {
    qg_math *operand;
    size_t n_brackets; /* that were open where it began */
    bool is_function;
} open_node;

enum { MAX_OPEN = 16 }; /* sums of sums of ...; deeper ones stand beside each other */

typedef struct binder {
    qg_math_parser *p;
    open_node open[MAX_OPEN];
    size_t n_open, n_brackets;
} binder;

/* The name of a function with or without limits or scripts: \lim_{x\to 0}, \sin^2. */
static bool is_name(const qg_math *math)
{
    if (math->kind == QG_MATH_SCRIPT || math->kind == QG_MATH_LIMIT)
        math = math->first;
    return math != NULL && math->kind == QG_MATH_TOKEN && math->is_for == QG_MATH_NAME;
}

static qg_math_class class_of(const qg_math *math)
{
    return math->kind == QG_MATH_TOKEN ? math->is_for : QG_MATH_ORDINARY;
}

/* Close what `math` does not belong to any more. */
static void close_before(binder *b, const qg_math *math)
{
    qg_math_class is_for = class_of(math);

    while (b->n_open > 0) {
        const open_node *top = &b->open[b->n_open - 1];
        bool is_begun = top->operand->first != NULL, is_inside = b->n_brackets > top->n_brackets;
        bool is_end = is_for == QG_MATH_RELATION || is_for == QG_MATH_COMMA ||
                      is_for == QG_MATH_CLOSE || (is_for == QG_MATH_BINARY && is_begun) ||
                      (top->is_function && is_begun && is_name(math));
        if (is_inside || !is_end)
            return;
        b->n_open--;
    }
}

static void append(binder *b, qg_math *row, qg_math *math)
{
    qg_math_class is_for = class_of(math);

    if (is_for == QG_MATH_CLOSE && b->n_brackets > 0)
        b->n_brackets--;
    qg_math_append(b->n_open > 0 ? b->open[b->n_open - 1].operand : row, math);
    if (is_for == QG_MATH_OPEN)
        b->n_brackets++;
    while (is_for == QG_MATH_CLOSE && b->n_open > 0 && b->open[b->n_open - 1].is_function &&
           b->open[b->n_open - 1].n_brackets == b->n_brackets)
        b->n_open--;
}

/* A FUNCTION around its name. */
static qg_math *function_of(binder *b, qg_math *name)
{
    return qg_math_with(b->p, QG_MATH_FUNCTION, name, NULL, NULL);
}

static void push(binder *b, qg_math *operand, bool is_function)
{
    b->open[b->n_open++] = (open_node){operand, b->n_brackets, is_function};
}

/* A sum or function that nothing follows is only its sign. */
static void put_bare(qg_math_parser *p, qg_math *math)
{
    qg_math *sign;

    if (math->kind == QG_MATH_FUNCTION && qg_math_is_empty(math->last)) {
        math->kind = QG_MATH_ROW;
        math->last = math->first;
        math->first->next = NULL;
    } else if (math->kind == QG_MATH_NARY && qg_math_is_empty(math->first)) {
        sign = qg_math_token(p, QG_MATH_ORDINARY, QG_MATH_ITALIC, math->text);
        if (sign == NULL)
            return;
        sign->next = math->first->next;
        math->first = sign;
        math->text = qg_str_head(math->text, 0);
        math->kind = math->has_limits ? QG_MATH_LIMIT : QG_MATH_SCRIPT;
    }
}

static void put_all_bare(qg_math_parser *p, qg_math *row)
{
    for (qg_math *math = row->first; math != NULL; math = math->next) {
        if (math->kind == QG_MATH_NARY)
            put_all_bare(p, math->first);
        else if (math->kind == QG_MATH_FUNCTION)
            put_all_bare(p, math->last);
        put_bare(p, math);
    }
}

void qg_math_bind(qg_math_parser *p, qg_math *row)
{
    binder b = {.p = p};
    qg_math *math = row->first, *next;

    if (math == NULL)
        return;
    row->first = row->last = NULL;
    for (; math != NULL; math = next) {
        qg_math *whole = math;
        next = math->next;
        close_before(&b, math);
        if (is_name(math) && b.n_open < MAX_OPEN)
            whole = function_of(&b, math);
        if (whole == NULL)
            return;
        append(&b, row, whole);
        if (b.n_open < MAX_OPEN && whole->kind == QG_MATH_FUNCTION && whole != math)
            push(&b, whole->last, true);
        else if (b.n_open < MAX_OPEN && math->kind == QG_MATH_NARY)
            push(&b, math->first, false);
    }
    put_all_bare(p, row);
}
