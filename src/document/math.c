#include "document/math.h"

#include "base/utf8.h"

const qg_math *qg_math_child(const qg_math *math, size_t i)
{
    const qg_math *child = math->first;

    while (child != NULL && i-- > 0)
        child = child->next;
    return child;
}

/* Recursion is safe: the parser limits the depth of formulas. */
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

static bool is_circled(const qg_math *token)
{
    qg_rune rune = qg_utf8_first(token->text);

    return token->font == QG_MATH_TEXT && qg_is_between(rune, 0x2460, 0x2473);
}

bool qg_math_is_number(const qg_math *row)
{
    if (row->kind != QG_MATH_ROW || row->first == NULL)
        return false;
    for (const qg_math *token = row->first; token != NULL; token = token->next)
        if (token->kind != QG_MATH_TOKEN || token->color != 0 ||
            (token->is_for != QG_MATH_NUMBER && !qg_str_is(token->text, "%") && !is_circled(token)))
            return false;
    return true;
}
