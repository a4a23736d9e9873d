/* invisible.h - what kinds of characters nobody sees, and what they do where they mean something.
 */
#ifndef QG_NORMALIZE_INVISIBLE_H
#define QG_NORMALIZE_INVISIBLE_H

#include "base/utf8.h"

typedef enum qg_invisible {
    QG_INVISIBLE_NONE,
    QG_INVISIBLE_CONTROL,
    QG_INVISIBLE_LINE_END,
    QG_INVISIBLE_SPACE,
    QG_INVISIBLE_ZERO, /* takes no room, and breaks, joins or turns round nothing in Chinese */
    QG_INVISIBLE_ANNOTATION,
    QG_INVISIBLE_MARK /* combining */
} qg_invisible;

/* QG_INVISIBLE_NONE for what is seen and for the ideographic space. */
qg_invisible qg_invisible_of(qg_rune rune);

/* Whether it says in which direction text runs. */
bool qg_is_direction(qg_rune rune);

#endif
