/* scan.h - where to look for text that was read in a wrong encoding.
 *
 * Undoing a wrong reading is slow, and nearly all text is sound.  What was read wrongly is made of
 * characters that are rare, or that do not stand together: this looks at each once.
 */
#ifndef QG_NORMALIZE_MOJIBAKE_SCAN_H
#define QG_NORMALIZE_MOJIBAKE_SCAN_H

#include "base/utf8.h"

enum {
    QG_ODD_EXPECTED = 13, /* bits of a character; what is rarer adds to the oddness */
    QG_ODD_LETTER = 3,    /* that the oddness goes down with each of ASCII */
    /* How odd a line is at its oddest place: */
    QG_ODD_CLEAR = 12, /* so that it is looked at in any case */
    QG_ODD_ANY = 1     /* where damage of a kind is known to be */
};

/* 锟, 烫 and 屯, which stand in rows for what is beyond repair. */
enum { QG_BEYOND_1 = 0x951F, QG_BEYOND_2 = 0x70EB, QG_BEYOND_3 = 0x5C6F };

/* The oddness of a line so far.  Start each with {0}. */
typedef struct qg_odd {
    int now, most;
    qg_rune last, sign; /* the last sign beyond ASCII that is no Chinese */
    bool has_beyond;    /* rows of U+FFFD, or characters that are left of such rows */
} qg_odd;

/* Take the next character.  From U+3000 to U+9FFF, and from U+FF00 to U+FFEF, it adds what it costs
 * more than QG_ODD_EXPECTED, or takes away what it costs less; but for the three above. */
void qg_odd_take(qg_odd *line, qg_rune rune);

/* Take the line at the start of `text`, valid UTF-8; returns its bytes with the line feed. */
size_t qg_odd_line(qg_odd *line, qg_str text);

#endif
