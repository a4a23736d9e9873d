#include "document/math.h"

const qg_math *qg_math_child(const qg_math *math, size_t i)
{
    const qg_math *child = math->first;

    while (child != NULL && i-- > 0)
        child = child->next;
    return child;
}

/* The parser bounds the depth. */
bool qg_math_is_tall(const qg_math *math)
{
    switch (math->kind) {
    case QG_MATH_FRACTION:
    case QG_MATH_LIMIT:
    case QG_MATH_NARY:
    case QG_MATH_MATRIX:
    case QG_MATH_LINES:
    case QG_MATH_BRACE:
        return true;
    default:
        break;
    }
    for (const qg_math *child = math->first; child != NULL; child = child->next)
        if (qg_math_is_tall(child))
            return true;
    return false;
}
