/* escaped.h - characters that are spelled out in ASCII: &#x4E2D; \u4E2D %E4%B8%AD =E4=B8=AD.
 *
 * This file reads one of them where it stands.  Whether it is damage or what the author wanted to
 * write is for repair_escapes.c to say.
 *
 * Sources: HTML Standard, 13.2.5 and 13.5 (character references); ECMA-262, 12.9.4 and B.2.1.1
 * (\u, \x, escape); RFC 3986, 2.1 (percent); RFC 2045, 6.7 (quoted-printable).
 */
#ifndef QG_NORMALIZE_ESCAPED_H
#define QG_NORMALIZE_ESCAPED_H

#include "base/utf8.h"

typedef enum qg_escape_family {
    QG_ESCAPE_ENTITY,
    QG_ESCAPE_BACKSLASH,
    QG_ESCAPE_PERCENT,
    QG_ESCAPE_QUOTED,   /* quoted-printable */
    QG_ESCAPE_CARRIAGE, /* _x000D_ of spreadsheets, x0dx0a of scripts */
    QG_ESCAPE_FAMILIES
} qg_escape_family;

enum { QG_ESCAPE_TEXT_MAX = 8 };

/* One character spelled out. */
typedef struct qg_escape {
    qg_escape_family family;
    size_t n_bytes;                /* that it takes where it stands */
    uint8_t n_text;                /* that it stands for; 0: nothing */
    bool is_byte;                  /* `text` is one byte of 0x80 and up in an unknown encoding */
    bool is_simple;                /* \n, \", a soft line break: too common to prove anything */
    char text[QG_ESCAPE_TEXT_MAX]; /* UTF-8 but for `is_byte` */
} qg_escape;

/* The bytes that escapes start with. */
#define QG_ESCAPE_STARTS "&\\%=_x"

/* Read the escape at the start of `text`; false when there is none. */
bool qg_escape_read(qg_escape *escape, qg_str text);

/* What windows-1252 has for the code, where that is one of U+0080 to U+009F; else the code. */
qg_rune qg_escape_from_windows(qg_rune rune);

/* The byte from 0x80 up that is read as `rune` in windows-1252; 0 when none is. */
unsigned char qg_escape_windows_byte(qg_rune rune);

#endif
