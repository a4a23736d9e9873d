#include "normalize/mojibake_scan.h"

#include "normalize/candidate.h"

enum {
    EXPECTED = 13,   /* bits of a character; what is rarer adds to the oddness */
    BEYOND = 127,    /* instead of the oddness of 锟, 烫 and 屯 */
    ASIDE = -128,    /* of what is not decided by the character alone */
    NEIGHBOURS = 5,  /* letters that do not stand together */
    ASCII_LETTER = 3 /* that the oddness goes down with each */
};

static int8_t rune_oddness(qg_rune rune)
{
    return (int8_t)((int)qg_rune_cost(rune) - EXPECTED);
}

static void make_ready(qg_scan *scan)
{
    if (scan->is_ready)
        return;
    for (qg_rune rune = 0x3000; rune <= 0x9FFF; rune++)
        scan->odd[rune - 0x3000] = rune_oddness(rune);
    for (qg_rune rune = 0xFF00; rune <= 0xFFFF; rune++)
        scan->odd_wide[rune - 0xFF00] = rune_oddness(rune);
    scan->odd[0x951F - 0x3000] = BEYOND;
    scan->odd[0x70EB - 0x3000] = BEYOND;
    scan->odd[0x5C6F - 0x3000] = BEYOND;
    scan->odd_wide[QG_RUNE_BAD - 0xFF00] = ASIDE;
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
                                             : rune_oddness(rune);
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
    s->most = s->most < QG_ODD_ANY ? QG_ODD_ANY : s->most;
    s->last = rune;
    return taken.n;
}

static void take_letter(state *s)
{
    s->now = s->now > ASCII_LETTER ? s->now - ASCII_LETTER : 0;
}

/* The oddness of the character of three bytes at `p`, or ASIDE. */
static int odd_of(const qg_scan *scan, const unsigned char *p, qg_rune *rune)
{
    *rune = (qg_rune)(p[0] & 0xF) << 12 | (qg_rune)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    if (p[0] >= 0xE3 && p[0] <= 0xE9)
        return scan->odd[*rune - 0x3000];
    return p[0] == 0xEF && *rune >= 0xFF00 ? scan->odd_wide[*rune - 0xFF00] : ASIDE;
}

static void add_beyond(state *s)
{
    s->has_beyond = true;
    add(s, NEIGHBOURS);
}

/* Take ASCII, Han and its marks, which need no calls; returns how many bytes.  Stops behind a line
 * feed. */
static size_t take_common(const qg_scan *scan, state *s, qg_str text)
{
    const unsigned char *p = (const unsigned char *)text.p;
    bool has_marks = false;
    size_t i = 0;

    while (i < text.n) {
        if (p[i] < 0x80) {
            if (p[i] >= 'A' && s->now > 0)
                take_letter(s);
            s->last = p[i++];
            if (s->last == '\n')
                break;
            continue;
        }
        qg_rune rune = 0;
        int odd = p[i] < 0xE3 ? ASIDE : odd_of(scan, p + i, &rune);
        if (odd == ASIDE)
            break;
        has_marks |= rune < 0x4E00 || rune > 0x9FFF;
        if (odd == BEYOND)
            add_beyond(s);
        else if (odd > 0 || s->now > 0)
            add(s, odd);
        s->last = rune;
        i += 3;
    }
    if (has_marks && s->most < QG_ODD_ANY)
        s->most = QG_ODD_ANY;
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
