/* scan.h - finding the few places of a text that a pass has to look at. */
#ifndef QG_NORMALIZE_SCAN_H
#define QG_NORMALIZE_SCAN_H

#include "normalize/look.h"

/* Define `static size_t name(qg_look *look, size_t at)`: the offset, from `at` on, of the first
 * byte of the text that fulfils may_hit(byte, the next, the one behind), with 0 behind the end;
 * text.n without one.  All such bytes must be in blocks of the kind. */
#define QG_SCAN(name, kind, may_hit)                                                               \
    static size_t name(qg_look *look, size_t at)                                                   \
    {                                                                                              \
        const unsigned char *p = (const unsigned char *)look->text.p;                              \
        size_t n = look->text.n;                                                                   \
        while ((at = qg_look_next(look, kind, at)) < n)                                            \
            for (size_t end = qg_look_end(look, at); at < end; at++)                               \
                if (may_hit(p[at], at + 1 < n ? p[at + 1] : 0, at + 2 < n ? p[at + 2] : 0))        \
                    return at;                                                                     \
        return n;                                                                                  \
    }

#endif
