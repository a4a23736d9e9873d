/* likely.c - which legacy encoding makes the most likely Chinese of the bytes.
 *
 * GB18030 and Big5 use the same bytes, so nearly every file in the one can be read in the other.
 * But the wrong reading is made of rare characters.  Each candidate reads the bytes through a table
 * that says how surprising each of its codes is (tools/tables/make_chars.py); bad bytes cost as
 * much as the most surprising.  A new candidate is a row and a table.
 */
#include "normalize/detect_int.h"

#include <stdint.h>

enum { QG_COST_COLUMNS = 191 }; /* trail bytes 40 to FE */

#include "normalize/costs.inc"

enum {
    COST_BAD = 30, /* bits; as in the tables */
    COST_FOUR_BYTES =
        27 /* of a four-byte code of GB18030: rarer than any of GBK, better than bad */
};

static const struct {
    const char *encoding;
    const char (*costs)[QG_COST_COLUMNS + 1];
    bool has_four_bytes;
} candidates[] = {
    {"GB18030", gb18030_costs, true},
    {"BIG5", big5_costs, false},
};

static unsigned byte_at(qg_str s, size_t i)
{
    return (unsigned char)s.p[i];
}

static bool is_lead(unsigned byte)
{
    return byte >= 0x81 && byte <= 0xFE;
}

/* `so_far` and one more character. */
static qg_reading and_one(qg_reading so_far, size_t cost)
{
    so_far.n_characters++;
    so_far.n_bad += cost == COST_BAD;
    so_far.cost += cost;
    return so_far;
}

static void keep_cheaper(qg_reading *best, qg_reading other)
{
    if (other.cost < best->cost)
        *best = other;
}

/* The cheapest way to read all bytes up to and with the one at `i`, given those up to the four
 * bytes before it: its last character has one, two or four bytes. */
static qg_reading read_up_to(size_t candidate, qg_str s, size_t i, const qg_reading before[4])
{
    unsigned byte = byte_at(s, i), lead = i < 1 ? 0 : byte_at(s, i - 1);
    qg_reading best = byte < 0x80 ? before[0] : and_one(before[0], COST_BAD);

    if (is_lead(lead) && byte >= 0x40 && byte <= 0xFE) {
        char grade = candidates[candidate].costs[lead - 0x81][byte - 0x40];
        keep_cheaper(&best, and_one(before[1], (size_t)(grade - 'A')));
    }
    if (candidates[candidate].has_four_bytes && i >= 3 && byte >= '0' && byte <= '9' &&
        is_lead(lead) && byte_at(s, i - 2) >= '0' && byte_at(s, i - 2) <= '9' &&
        is_lead(byte_at(s, i - 3)))
        keep_cheaper(&best, and_one(before[3], COST_FOUR_BYTES));
    return best;
}

/* Not as a decoder would read: a damaged byte may put all that follows out of step, up to the end
 * of the line, and should not make the right encoding look wrong.  So every way to cut the bytes
 * into characters and bad bytes is open, and the cheapest counts. */
static qg_reading read_as(size_t candidate, qg_str sample)
{
    qg_reading before[4] = {{.cost = 0}}; /* up to one, two, three and four bytes back */

    before[0].encoding = candidates[candidate].encoding;
    for (size_t i = 0; i < sample.n; i++) {
        qg_reading now = read_up_to(candidate, sample, i, before);
        memmove(before + 1, before, 3 * sizeof *before);
        before[0] = now;
    }
    return before[0];
}

double qg_reading_mean(const qg_reading *reading)
{
    return reading->n_characters == 0 ? 0 : (double)reading->cost / (double)reading->n_characters;
}

void qg_likely(qg_reading best[2], qg_str sample)
{
    best[0] = best[1] = (qg_reading){.cost = SIZE_MAX};
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        qg_reading reading = read_as(i, sample);
        if (reading.cost < best[0].cost) {
            best[1] = best[0];
            best[0] = reading;
        } else if (reading.cost < best[1].cost) {
            best[1] = reading;
        }
    }
}
