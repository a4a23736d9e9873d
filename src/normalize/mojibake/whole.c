/* whole.c - characters of UTF-8 that were read byte by byte, taken as a whole.
 *
 * Where each byte was read alone, a character starts at its first byte and nowhere else.  So which
 * bytes belong together is known also where some are gone, and there is no need to follow all ways
 * from byte to byte.
 */
#include "normalize/mojibake/ways.h"

/* A character by its bytes, of which some are lost. */
typedef struct spelled {
    uint16_t bytes[QG_UTF8_MAX];
    unsigned n, n_needed, n_marks;
} spelled;

/* The byte that the character at `i` was; its mark where it was lost, 0 where it was none. */
static unsigned byte_of(const qg_path *path, qg_rune rune)
{
    qg_spelling spellings[QG_SPELLINGS_MAX];

    if (rune == '?' || rune == QG_RUNE_BAD)
        return QG_LOST_UNDEFINED;
    if (rune < 0x80 || qg_codes_spell(path->codes, path->how.wrong, rune, spellings) != 1)
        return 0;
    return spellings[0].bytes[0];
}

static bool is_tail(unsigned byte)
{
    return qg_is_between(byte, 0x80, 0xBF) || byte == QG_LOST_UNDEFINED;
}

/* Take the bytes that belong together at the start of the line; false where that is not clear. */
static bool take_bytes(const qg_path *path, const qg_rune *runes, size_t n, spelled *c)
{
    bool is_short;
    unsigned byte;

    *c = (spelled){.bytes = {(uint16_t)byte_of(path, runes[0])}, .n = 1};
    c->n_needed = is_tail(c->bytes[0]) ? 0 : qg_guess_length(QG_RIGHT_UTF8, c->bytes[0]);
    if (c->n_needed != 2 && c->n_needed != 3)
        return false;
    while (c->n < c->n_needed && c->n < n && is_tail(byte = byte_of(path, runes[c->n]))) {
        c->n_marks += byte == QG_LOST_UNDEFINED;
        c->bytes[c->n++] = (uint16_t)byte;
    }
    if (c->n == n) /* the line is cut here, or the text ends */
        return false;
    byte = byte_of(path, runes[c->n]);
    is_short = c->n < c->n_needed;
    if (is_short && (c->n_marks > 0 || runes[c->n] == ' ' || (c->n == 1 && runes[1] < 0x80)))
        return false; /* a blank may be a byte, and é stands in words */
    return !is_tail(byte) || (byte == QG_LOST_UNDEFINED && !is_short);
}

static void put_spelled(qg_path *path, qg_ways *to, qg_way s, const spelled *c, uint32_t end)
{
    memcpy(s.pending, c->bytes, sizeof s.pending);
    s.n_pending = (uint8_t)c->n;
    qg_way_meaning(path, to, &s, end);
}

/* Put the character with as many bytes dropped as are missing. */
static void put_dropped(qg_path *path, qg_ways *to, const qg_way *s, spelled c, uint32_t end)
{
    uint16_t set = (uint16_t)qg_way_dropped_set(path, c.n, c.n_needed);

    while (c.n < c.n_needed)
        c.bytes[c.n++] = set;
    put_spelled(path, to, *s, &c, end);
}

/* What it costs at least to take all of its characters as they stand. */
static uint32_t least_literal(const qg_path *path, qg_way s, const qg_rune *runes, unsigned n)
{
    uint32_t least = s.cost;

    for (unsigned i = 0; i < n; i++) {
        qg_place at = {.rune = runes[i], .n_spellings = 1};
        least += qg_way_least_literal(path, &s, &at) - s.cost;
        s.is_mended = false;
    }
    return least;
}

/* Put all characters of the line that it was read as, as they stand. */
static void put_literal(qg_path *path, qg_ways *to, qg_way s, const qg_rune *runes, unsigned n,
                        uint32_t done)
{
    if (least_literal(path, s, runes, n) > to->most)
        return;
    for (unsigned i = 0; i < n; i++) {
        qg_place at = {.rune = runes[i], .behind = runes[i + 1], .end = done + i + 1};
        qg_ways ways;
        at.n_spellings = qg_codes_spell(path->codes, path->how.wrong, at.rune, at.spellings);
        qg_ways_start(&ways, to->most);
        if (qg_way_least_literal(path, &s, &at) <= to->most)
            qg_way_literal(path, &ways, s, &at);
        if (ways.n == 0)
            return;
        s = ways.list[0];
    }
    qg_ways_push(to, &s);
}

static bool is_between_characters(const qg_ways *ways)
{
    for (unsigned i = 0; i < ways->n; i++)
        if (ways->list[i].n_pending > 0)
            return false;
    return true;
}

/* The whole character behind `s`. */
static void put_whole(qg_path *path, qg_ways *next, qg_way s, const spelled *c, uint32_t end)
{
    s.cost += c->n_marks * path->losses->byte + (c->n_needed - c->n) * QG_COST_DROPPED;
    s.cost += s.is_mended ? 0 : path->enter_cost;
    s.is_mended = true;
    if (c->n < c->n_needed)
        put_dropped(path, next, &s, *c, end);
    else
        put_spelled(path, next, s, c, end);
}

/* What a way may cost at most beside the cheapest.  Behind the whole character all ways go on
 * alike, so those without a chance need not be looked for. */
static uint32_t most_beside(const qg_ways *next)
{
    uint32_t least = qg_ways_least(next);

    return least > UINT32_MAX - QG_WAYS_MADE_UP ? UINT32_MAX : least + QG_WAYS_MADE_UP;
}

size_t qg_ways_whole(qg_path *path, const qg_ways *ways, qg_ways *next, const qg_rune *runes,
                     size_t n, uint32_t done)
{
    unsigned best = 0;
    spelled c;

    if (!is_between_characters(ways) || !take_bytes(path, runes, n, &c))
        return 0;
    for (unsigned i = 1; i < ways->n; i++)
        best = ways->list[i].cost < ways->list[best].cost ? i : best;
    for (unsigned i = 0; i < ways->n && path->status == QG_OK; i++) {
        unsigned k = i == 0 ? best : i == best ? 0 : i; /* the cheapest first */
        put_whole(path, next, ways->list[k], &c, done + c.n);
        next->most = most_beside(next);
    }
    next->most = qg_ways_hopeless(qg_ways_least(next));
    for (unsigned i = 0; i < ways->n && path->status == QG_OK; i++)
        put_literal(path, next, ways->list[i], runes, c.n, done);
    return c.n;
}
