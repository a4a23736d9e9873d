/* mojibake_scan.h - where to look for text that was read in a wrong encoding.
 *
 * Undoing a wrong reading is slow, and nearly all text is sound.  What was read wrongly is made of
 * characters that are rare, or that do not stand together: this looks at each once.
 */
#ifndef QG_NORMALIZE_MOJIBAKE_SCAN_H
#define QG_NORMALIZE_MOJIBAKE_SCAN_H

#include "base/utf8.h"

/* Start with {0}. */
typedef struct qg_scan {
    int8_t odd[0x7000];   /* what U+3000 to U+9FFF add to the oddness */
    int8_t odd_wide[256]; /* likewise U+FF00 to U+FFFF */
    bool is_ready;
} qg_scan;

/* How odd a line is at its oddest place. */
enum {
    QG_ODD_CLEAR = 12, /* so odd that it is looked at in any case */
    QG_ODD_ANY = 1     /* where damage of a kind is known to be */
};

typedef struct qg_oddness {
    int most;
    bool has_beyond; /* rows of U+FFFD, or characters that are left of such rows */
} qg_oddness;

/* Length in bytes of the lines at the start of `text`, valid UTF-8, that are less odd than `least`
 * and hold nothing beyond repair; up to text.n.  The line behind them is as odd as `*oddness` says.
 */
size_t qg_scan_skip(qg_scan *scan, qg_str text, int least, qg_oddness *oddness);

#endif
