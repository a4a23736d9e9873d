/* wide.c - UTF-16 and UTF-32 without a mark.
 *
 * In the right byte order the units are characters that a report has; in the wrong one, and in any
 * other encoding, they are rare ones.
 */
#include "normalize/detect_int.h"

#include "language/rune_cost.h"

static const struct {
    const char *encoding;
    unsigned prior; /* bits, as in candidate.c */
    uint8_t unit;
    bool is_big;
} kinds[] = {
    {"UTF-16LE", 6, 2, false},
    {"UTF-16BE", 8, 2, true},
    {"UTF-32LE", 10, 4, false},
    {"UTF-32BE", 10, 4, true},
};

static uint32_t unit_at(const char *p, size_t unit, bool is_big)
{
    uint32_t value = 0;

    for (size_t i = 0; i < unit; i++)
        value = value << 8 | (unsigned char)p[is_big ? i : unit - 1 - i];
    return value;
}

static bool is_pair(uint32_t high, uint32_t low)
{
    return high >> 10 == 0xD800 >> 10 && low >> 10 == 0xDC00 >> 10;
}

/* Whether so many bytes may be units of this size: at least four bytes, and without a rest if
 * there are few. */
static bool has_units(size_t n_bytes, size_t unit)
{
    enum { MANY_BYTES = 7 };

    return n_bytes >= 4 && (n_bytes % unit == 0 || n_bytes >= MANY_BYTES);
}

/* What a unit costs.  Four bytes of another encoding are seldom a code point, which is as bad as
 * four bad bytes. */
static unsigned unit_cost(uint32_t rune)
{
    return rune > 0x10FFFF ? 4 * QG_COST_BAD : qg_rune_cost(rune);
}

/* Read the bytes as units of a kind.  A single surrogate costs as much as bytes that fit
 * nothing. */
static qg_reading read_as(size_t kind, qg_str s)
{
    enum { COST_PAIR = 24 };
    size_t unit = kinds[kind].unit, n = s.n / unit;
    qg_reading reading = {.encoding = kinds[kind].encoding, .cost = kinds[kind].prior};

    for (size_t i = 0; i < n; i++) {
        uint32_t rune = unit_at(s.p + i * unit, unit, kinds[kind].is_big);
        uint32_t next = i + 1 < n ? unit_at(s.p + (i + 1) * unit, unit, kinds[kind].is_big) : 0;
        unsigned cost = is_pair(rune, next) ? COST_PAIR : unit_cost(rune);
        i += is_pair(rune, next);
        reading.cost += cost;
        reading.high += cost;
        reading.n_characters++;
    }
    reading.cost += s.n % unit * QG_COST_EDGE;
    return reading;
}

/* Read the bytes from the first on, or from one of the next where that is better; `last` of the
 * reading says how many bytes are left out. */
static qg_reading read_shifted(size_t kind, qg_str s)
{
    qg_reading best = read_as(kind, s);

    for (unsigned n = 1; n < kinds[kind].unit && s.n >= 2U * kinds[kind].unit; n++) {
        qg_reading shifted = read_as(kind, qg_str_skip(s, n));
        shifted.cost += n * QG_COST_EDGE;
        shifted.last = n;
        if (shifted.cost < best.cost)
            best = shifted;
    }
    return best;
}

qg_reading qg_wide_look(qg_str sample)
{
    qg_reading best = {.cost = SIZE_MAX};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        qg_reading reading = read_shifted(i, sample);
        if (has_units(sample.n, kinds[i].unit) && reading.cost < best.cost)
            best = reading;
    }
    return best;
}

size_t qg_wide_shift(qg_str input, const char *encoding)
{
    enum { HEAD_BYTES = 2048 };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].encoding, encoding) == 0)
            return read_shifted(i, qg_str_head(input, HEAD_BYTES)).last;
    return 0;
}
