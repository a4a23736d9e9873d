#include "normalize/invisible.h"

bool qg_is_direction(qg_rune rune)
{
    return rune == 0x200E || rune == 0x200F || rune == 0x61C ||
           qg_is_between(rune, 0x202A, 0x202E) || qg_is_between(rune, 0x2066, 0x206F);
}

/* Whether a character is one of the invisible letters that follow a black flag and say of what
 * part of a country it is. */
static bool is_tag(qg_rune rune)
{
    return rune == 0xE0001 || qg_is_between(rune, 0xE0020, 0xE007F);
}

qg_invisible qg_invisible_of(qg_rune rune)
{
    if (rune == 0x85)
        return QG_INVISIBLE_LINE_END;
    if (qg_is_between(rune, 0x80, 0x9F))
        return QG_INVISIBLE_CONTROL;
    if (rune == 0xA0 || qg_is_between(rune, 0x2000, 0x200A) || rune == 0x202F || rune == 0x205F ||
        rune == 0x1680)
        return QG_INVISIBLE_SPACE;
    if (rune == 0xAD || rune == 0xFEFF || qg_is_between(rune, 0x200B, 0x200D) ||
        qg_is_between(rune, 0x2060, 0x2064) || qg_is_direction(rune) || is_tag(rune))
        return QG_INVISIBLE_ZERO;
    if (qg_is_between(rune, 0xFFF9, 0xFFFB))
        return QG_INVISIBLE_ANNOTATION;
    return qg_is_between(rune, 0x300, 0x36F) || rune == 0x3099 || rune == 0x309A
               ? QG_INVISIBLE_MARK
               : QG_INVISIBLE_NONE;
}
