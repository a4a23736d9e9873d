/* bars.c - which of two | belong together.
 *
 * They look alike on both sides.  An even number of them in a row is taken in pairs, as in |a|+|b|;
 * of an odd number each is a sign between, as in P(A|B).
 */
#include "parse/math/math_int.h"

/* The bar that `math` is or is the base of, NULL when it is none. */
static qg_math *bar_of(qg_math *math)
{
    qg_math *base = math->kind == QG_MATH_SCRIPT ? math->first : math;

    return base->kind == QG_MATH_TOKEN && (qg_str_is(base->text, "|") || qg_str_is(base->text, "‖"))
               ? base
               : NULL;
}

static void make_signs(qg_math *row)
{
    for (qg_math *math = row->first; math != NULL; math = math->next) {
        qg_math *bar = bar_of(math);
        if (bar != NULL && bar->text.n == 1) {
            bar->text = QG_STR("∣");
            bar->is_for = QG_MATH_RELATION;
        }
    }
}

/* Make `close` what stands behind the fence: the fence itself, or with it as base. */
static qg_math *closed(qg_math *close, qg_math *fence)
{
    if (close->kind != QG_MATH_SCRIPT)
        return fence;
    fence->next = close->first->next;
    close->first = fence;
    return close;
}

void qg_math_pair_bars(qg_math_parser *p, qg_math *row)
{
    qg_math *math = row->first, *next, *fence = NULL;
    size_t n = 0;

    for (math = row->first; math != NULL; math = math->next)
        n += bar_of(math) != NULL;
    if (n % 2 == 1)
        make_signs(row);
    if (n == 0 || n % 2 == 1)
        return;
    math = row->first;
    row->first = row->last = NULL;
    for (; math != NULL; math = next) {
        qg_math *bar = bar_of(math);
        next = math->next;
        if (bar == NULL) {
            qg_math_append(fence == NULL ? row : fence->first, math);
        } else if (fence == NULL) {
            fence = qg_math_with(p, QG_MATH_FENCE, NULL, NULL, NULL);
            if (fence == NULL)
                return;
            fence->text = fence->close = bar->text;
        } else {
            qg_math_bind(p, fence->first);
            qg_math_append(row, closed(math, fence));
            fence = NULL;
        }
    }
}
