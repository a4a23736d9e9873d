#include "normalize/mojibake/scan.h"

#include "language/rune_cost.h"

enum {
    NEIGHBOURS = 5, /* two letters that do not stand together */
    EURO = 0x20AC,
    EURO_IN_WORD = 8 /* all of â€œ, â€™ and â€¦ have it, and no word does */
};

static int rune_oddness(qg_rune rune)
{
    return (int)qg_rune_cost(rune) - QG_ODD_EXPECTED;
}

/* The script of a letter beyond ASCII, whose letters stand beside each other; 0 for accented
 * Latin ones, which seldom do. */
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
    if (rune == EURO && last >= 0xC0 && last <= 0xFF)
        return EURO_IN_WORD;
    if (rune >= 0x10000 ||
        (rune >= 0xAC00 && rune <= 0xD7A3 && !(rune >= 0xB4D4 && rune <= 0xB5B3)))
        return -1;
    if (rune == QG_RUNE_BAD)
        return 2;
    return (rune >= 0x2000 && rune < 0x2200) ? (last >= 0x80 && last < 0x800 ? NEIGHBOURS : 0)
                                             : rune_oddness(rune);
}

static void add(qg_odd *line, int odd)
{
    line->now = line->now + odd < 0 ? 0 : line->now + odd;
    line->most = line->now > line->most ? line->now : line->most;
}

static void take_ascii(qg_odd *line, qg_rune rune)
{
    if (rune >= 'A')
        line->now = line->now > QG_ODD_LETTER ? line->now - QG_ODD_LETTER : 0;
}

static bool is_of_beyond(qg_rune rune)
{
    return rune == QG_BEYOND_1 || rune == QG_BEYOND_2 || rune == QG_BEYOND_3;
}

void qg_odd_take(qg_odd *line, qg_rune rune)
{
    bool is_han = rune >= 0x4E00 && rune <= 0x9FFF;
    bool is_chinese = is_han || (rune >= 0x3000 && rune <= 0x9FFF) ||
                      (rune >= 0xFF00 && rune <= 0xFFFF && rune != QG_RUNE_BAD);

    if (rune < 0x80) {
        take_ascii(line, rune);
    } else if (is_of_beyond(rune)) {
        line->has_beyond = true;
        add(line, NEIGHBOURS);
    } else if (is_chinese) {
        add(line, rune_oddness(rune));
    } else {
        bool is_in_order = rune == line->sign + 1; /* ⑴ ⑵ ⑶ */
        line->has_beyond |= rune == QG_RUNE_BAD && line->last == QG_RUNE_BAD;
        add(line, is_in_order ? -1 : oddness_of(line->last, rune));
        line->sign = rune;
    }
    if (rune >= 0x80 && !is_han && line->most < QG_ODD_ANY)
        line->most = QG_ODD_ANY;
    line->last = rune;
}

size_t qg_odd_line(qg_odd *line, qg_str text)
{
    qg_str rest = text;
    qg_rune rune = 0;

    *line = (qg_odd){0};
    while (rest.n > 0 && rune != '\n') {
        qg_utf8_take(&rest, &rune);
        qg_odd_take(line, rune);
    }
    return text.n - rest.n;
}
