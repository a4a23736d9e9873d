/* compose.h - a letter and a combining mark as the one character that Unicode has for both. */
#ifndef QG_NORMALIZE_COMPOSE_H
#define QG_NORMALIZE_COMPOSE_H

#include "base/utf8.h"

/* a and U+0304 are ā, u, U+0308 and U+030C in turn ǚ, か and U+3099 が; 0 when there is none. Latin
 * letters and kana only. */
qg_rune qg_compose(qg_rune base, qg_rune mark);

#endif
