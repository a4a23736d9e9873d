/* wide.c - UTF-16 and UTF-32 without a mark.
 *
 * In the right byte order nearly all units are characters that a report has; in the wrong one, and
 * in any other encoding, few are.
 */
#include "normalize/detect_int.h"

#include <stdint.h>

static const struct {
    const char *encoding;
    size_t unit;
    bool is_big;
} kinds[] = {
    {"UTF-32LE", 4, false},
    {"UTF-32BE", 4, true},
    {"UTF-16LE", 2, false},
    {"UTF-16BE", 2, true},
};

static uint32_t unit_at(const char *p, size_t unit, bool is_big)
{
    uint32_t value = 0;

    for (size_t i = 0; i < unit; i++)
        value = value << 8 | (unsigned char)p[is_big ? i : unit - 1 - i];
    return value;
}

static bool is_in(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
}

static bool is_of_reports(uint32_t c)
{
    return is_in(c, 0x20, 0x7E) || c == '\n' || c == '\r' || c == '\t' || is_in(c, 0xA0, 0xFF) ||
           is_in(c, 0x2010, 0x2040) || is_in(c, 0x2190, 0x21FF) || is_in(c, 0x2460, 0x26FF) ||
           is_in(c, 0x3000, 0x30FF) || is_in(c, 0x4E00, 0x9FFF) || is_in(c, 0xFF01, 0xFFE5);
}

qg_wide qg_wide_look(qg_str sample)
{
    qg_wide best = {NULL, 0};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t n = sample.n / kinds[i].unit, n_good = 0;
        for (size_t k = 0; k < n; k++)
            n_good += is_of_reports(
                unit_at(sample.p + k * kinds[i].unit, kinds[i].unit, kinds[i].is_big));
        if (n >= 2 && (double)n_good / (double)n > best.share)
            best = (qg_wide){kinds[i].encoding, (double)n_good / (double)n};
    }
    return best;
}
