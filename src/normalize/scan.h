/* scan.h - finding the few places of a text that a pass has to look at.
 *
 * Nearly all text is clean, so what a pass costs is how long it takes to see that nothing is there.
 * QG_SCAN makes a search that looks at 64 bytes at once: `may_hit` must be a function without
 * branches, so that the compiler can ask for many places in one go.
 */
#ifndef QG_NORMALIZE_SCAN_H
#define QG_NORMALIZE_SCAN_H

#include "base/str.h"

enum {
    QG_SCAN_BLOCK = 64,
    QG_SCAN_NEAR = 16 /* bytes looked at one by one first: where there is one hit, there are more */
};

/* Define `static size_t name(qg_str text, size_t at)`: the offset, from `at` on, of the first byte
 * that fulfils may_hit(byte, the next, the one behind), with 0 behind the end; text.n without one.
 */
#define QG_SCAN(name, may_hit)                                                                     \
    static size_t name##_within(qg_str text, size_t at, size_t end)                                \
    {                                                                                              \
        const unsigned char *p = (const unsigned char *)text.p;                                    \
        for (; at < end; at++)                                                                     \
            if (may_hit(p[at], at + 1 < text.n ? p[at + 1] : 0, at + 2 < text.n ? p[at + 2] : 0))  \
                break;                                                                             \
        return at;                                                                                 \
    }                                                                                              \
                                                                                                   \
    static size_t name(qg_str text, size_t at)                                                     \
    {                                                                                              \
        const unsigned char *p = (const unsigned char *)text.p;                                    \
        size_t near = text.n - at < QG_SCAN_NEAR ? text.n : at + QG_SCAN_NEAR;                     \
        at = name##_within(text, at, near);                                                        \
        if (at < near)                                                                             \
            return at;                                                                             \
        for (; at + QG_SCAN_BLOCK + 2 <= text.n; at += QG_SCAN_BLOCK) {                            \
            unsigned char hit = 0;                                                                 \
            for (size_t k = at; k < at + QG_SCAN_BLOCK; k++)                                       \
                hit |= (unsigned char)may_hit(p[k], p[k + 1], p[k + 2]);                           \
            if (hit)                                                                               \
                break;                                                                             \
        }                                                                                          \
        return name##_within(text, at, text.n);                                                    \
    }

#endif
