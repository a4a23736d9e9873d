#include "normalize/mojibake_scan.h"

#include "normalize/candidate.h"

enum {
    EXPECTED = 13,   /* bits of a character; what is rarer adds to the oddness */
    BEYOND = 0xFF,   /* instead of the cost of 锟, 烫 and 屯 */
    NEIGHBOURS = 5,  /* letters that do not stand together */
    ASCII_LETTER = 3 /* that the oddness goes down with each */
};

static void make_ready(qg_scan *scan)
{
    if (scan->is_ready)
        return;
    for (qg_rune rune = 0x4E00; rune <= 0x9FFF; rune++)
        scan->costs[rune - 0x4E00] = (uint8_t)qg_rune_cost(rune);
    scan->costs[0x951F - 0x4E00] = BEYOND;
    scan->costs[0x70EB - 0x4E00] = BEYOND;
    scan->costs[0x5C6F - 0x4E00] = BEYOND;
    scan->is_ready = true;
}

/* Letters of one of these stand among others of it; 0 is Latin with marks, where they seldom do. */
static int script_of(qg_rune rune)
{
    static const qg_rune ends[] = {0x24F, 0x36F, 0x3FF, 0x52F, 0x58F, 0x5FF, 0x7FF};
    int i = 0;

    while (i < 7 && rune > ends[i])
        i++;
    return i;
}

/* What a character adds to the oddness of what stands before it. */
static int oddness_of(qg_rune last, qg_rune rune)
{
    if (rune < 0x800) {
        if (last < 0x80 || last >= 0x3000)
            return -1;
        if (last >= 0x800)
            return NEIGHBOURS;
        return script_of(rune) == 0 || script_of(rune) != script_of(last) ? NEIGHBOURS : -1;
    }
    if (rune >= 0x10000 ||
        (rune >= 0xAC00 && rune <= 0xD7A3 && !(rune >= 0xB4D4 && rune <= 0xB5B3)))
        return -1;
    if (rune == QG_RUNE_BAD)
        return 2;
    return (rune >= 0x2000 && rune < 0x2200) ? (last >= 0x80 && last < 0x800 ? NEIGHBOURS : 0)
                                             : (int)qg_rune_cost(rune) - EXPECTED;
}

/* A line's oddness so far. */
typedef struct state {
    int now, most;
    qg_rune last;
    bool has_beyond;
} state;

static void add(state *s, int odd)
{
    s->now = s->now + odd < 0 ? 0 : s->now + odd;
    s->most = s->now > s->most ? s->now : s->most;
}

static size_t take_other(state *s, qg_str rest)
{
    qg_rune rune;
    qg_str taken = qg_utf8_take(&rest, &rune);

    s->has_beyond |= rune == QG_RUNE_BAD && s->last == QG_RUNE_BAD;
    add(s, oddness_of(s->last, rune));
    s->most = s->most < 1 ? 1 : s->most;
    s->last = rune;
    return taken.n;
}

/* Take ASCII and Han, which need no calls; returns how many bytes.  Stops behind a line feed. */
static size_t take_common(const qg_scan *scan, state *s, qg_str text)
{
    const unsigned char *p = (const unsigned char *)text.p;
    size_t i = 0;

    while (i < text.n) {
        if (p[i] < 0x80) {
            if (p[i] == '\n')
                return i + 1;
            s->now = p[i] >= 'A' && s->now > 0 ? (s->now > ASCII_LETTER ? s->now - ASCII_LETTER : 0)
                                               : s->now;
            s->last = p[i++];
            continue;
        }
        if (p[i] < 0xE4 || p[i] > 0xE9)
            break;
        qg_rune rune =
            (qg_rune)(p[i] & 0xF) << 12 | (qg_rune)(p[i + 1] & 0x3F) << 6 | (p[i + 2] & 0x3F);
        if (rune < 0x4E00)
            break;
        unsigned cost = scan->costs[rune - 0x4E00];
        if (cost == BEYOND) {
            s->has_beyond = true;
            cost = EXPECTED + NEIGHBOURS;
        }
        add(s, (int)cost - EXPECTED);
        s->last = rune;
        i += 3;
    }
    return i;
}

/* Length of the line at the start of `text` with its line feed. */
static size_t take_line(const qg_scan *scan, state *s, qg_str text)
{
    size_t i = 0;

    while (i < text.n) {
        i += take_common(scan, s, qg_str_skip(text, i));
        if (i == text.n || (i > 0 && text.p[i - 1] == '\n'))
            break;
        i += take_other(s, qg_str_skip(text, i));
    }
    return i;
}

size_t qg_scan_skip(qg_scan *scan, qg_str text, int least, qg_oddness *oddness)
{
    size_t done = 0;

    make_ready(scan);
    *oddness = (qg_oddness){0};
    while (done < text.n) {
        state s = {0};
        size_t n = take_line(scan, &s, qg_str_skip(text, done));
        *oddness = (qg_oddness){s.most, s.has_beyond};
        if (s.most >= least || s.has_beyond)
            break;
        done += n;
    }
    return done;
}
