/* brackets.c - brackets that were typed as signs, where they have to be more.
 *
 * In (1+r)^n TeX raises n behind a sign.  What is meant is the power of all that stands in the
 * brackets, and Word and LibreOffice want to be told so.
 */
#include "parse/math/math_int.h"

enum { MAX_DEPTH = 32 }; /* deeper ones stay signs */

/* A bracket that has not closed yet. */
typedef struct open_bracket {
    qg_math *before, *sign; /* before: NULL at the start of the row */
} open_bracket;

static bool is_sign(const qg_math *math, qg_math_class is_for)
{
    return math != NULL && math->kind == QG_MATH_TOKEN && math->is_for == is_for;
}

/* Whether an interval is open at one end, [0,1).  As signs such brackets would be taken for an
 * error. */
static bool is_mixed(qg_str open, qg_str close)
{
    return (qg_str_is(open, "(") && qg_str_is(close, "]")) ||
           (qg_str_is(open, "[") && qg_str_is(close, ")"));
}

/* Put what stands between the brackets into a fence.  `close` is the sign, which becomes that
 * fence, or has it as its base and becomes that. */
static void enclose(qg_math_parser *p, qg_math *row, open_bracket open, qg_math *close)
{
    qg_math *fence = qg_math_with(p, QG_MATH_FENCE, NULL, NULL, NULL), *math, *next;
    qg_math *sign = close->kind == QG_MATH_SCRIPT ? close->first : close;

    if (fence == NULL)
        return;
    for (math = open.sign->next; math != close; math = next) {
        next = math->next;
        qg_math_append(fence->first, math);
    }
    fence->text = open.sign->text;
    fence->close = sign->text;
    fence->next = sign->next;
    *sign = *fence;
    if (open.before == NULL)
        row->first = close;
    else
        open.before->next = close;
    qg_math_bind(p, sign->first);
}

void qg_math_pair_brackets(qg_math_parser *p, qg_math *row)
{
    open_bracket open[MAX_DEPTH];
    size_t n_open = 0;
    qg_math *before = NULL;

    for (qg_math *math = row->first; math != NULL; before = math, math = math->next) {
        bool is_raised = math->kind == QG_MATH_SCRIPT && is_sign(math->first, QG_MATH_CLOSE);
        if (is_sign(math, QG_MATH_OPEN)) {
            if (n_open == MAX_DEPTH)
                return;
            open[n_open++] = (open_bracket){before, math};
        } else if (n_open > 0 && (is_raised || is_sign(math, QG_MATH_CLOSE))) {
            n_open--;
            if (open[n_open].sign->next != math &&
                (is_raised || is_mixed(open[n_open].sign->text, math->text)))
                enclose(p, row, open[n_open], math);
        }
    }
}
