/* sets.c - the characters that a lost byte may have been of. */
#include "normalize/candidate.h"
#include "normalize/torn/torn_int.h"
#include "unicode/unicode.h"

#include <stdlib.h>

enum {
    ELLIPSIS = 0x2026,
    MARK_ROW = 0xA3, /* first byte of the full-width forms of ASCII */
    LEAD_FIRST = 0x81,
    LEAD_LAST = 0xFE,
    TRAIL_FIRST = 0x40,
    LAST_TRAIL_FIRST = 0x80, /* of what a decoder may drop */
    BITS_RARE = 18
};

bool qg_torn_make_sets(qg_torn_text *text)
{
    if (text->sets != NULL)
        return true;
    text->sets = calloc(1, sizeof *text->sets);
    if (text->sets == NULL)
        text->status = QG_E_MEMORY;
    return text->sets != NULL;
}

/* The character of two bytes; 0 for one that is never guessed where half of it is lost. */
static qg_rune guessed(const qg_torn_text *text, unsigned lead, unsigned trail)
{
    bool is_rare = text->codes[lead - LEAD_FIRST][trail - TRAIL_FIRST] > 'A' + BITS_RARE;

    return is_rare ? 0 : qg_torn_character(lead, trail);
}

/* Whether a character is a common mark: a middle dot, dashes, quotes, ellipses, and the marks of
 * Chinese but for 々 and its like. */
static bool is_common_mark(qg_rune rune)
{
    return rune == 0xB7 || (rune >= 0x2014 && rune <= ELLIPSIS) ||
           (rune > QG_TORN_SPACE && rune <= 0x3017 && !qg_torn_is_odd(rune));
}

static void put(qg_torn_set *set, qg_rune rune, unsigned other)
{
    set->runes[set->n] = (uint16_t)rune;
    set->others[set->n++] = (uint8_t)other;
}

const qg_torn_set *qg_torn_firsts(qg_torn_text *text)
{
    qg_torn_sets *sets = text->sets;

    for (unsigned lead = LEAD_FIRST; !sets->are_firsts_made && lead <= LEAD_LAST; lead++) {
        qg_rune rune = guessed(text, lead, MARK_ROW);
        if (rune != 0)
            put(&sets->firsts, rune, lead);
    }
    sets->are_firsts_made = true;
    return &sets->firsts;
}

const qg_torn_set *qg_torn_lasts(qg_torn_text *text, unsigned lead)
{
    qg_torn_set *set = &text->sets->lasts[lead - LEAD_FIRST];
    bool *is_made = &text->sets->are_lasts_made[lead - LEAD_FIRST];

    for (unsigned trail = LAST_TRAIL_FIRST; !*is_made && trail <= LEAD_LAST; trail++) {
        qg_rune rune = guessed(text, lead, trail);
        if (qg_rune_is_han(rune) || is_common_mark(rune))
            put(set, rune, trail);
    }
    *is_made = true;
    return set;
}

const bool *qg_torn_dropped(qg_torn_text *text, qg_torn_seen next)
{
    size_t row = next.code == 0 ? QG_TORN_LEADS : (next.code >> 8) - LEAD_FIRST;
    bool *dropped = text->sets->dropped[row];
    bool *is_made = &text->sets->is_dropped_made[row];

    for (unsigned i = 0; !*is_made && i < QG_TORN_TRAILS; i++)
        dropped[i] = qg_torn_is_dropped(LAST_TRAIL_FIRST + i, next);
    *is_made = true;
    return dropped;
}
