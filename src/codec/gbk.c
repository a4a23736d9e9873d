#include "codec/gbk.h"

#include "codec/gbk.inc"

enum {
    LEAD_FIRST = 0x81,
    LEAD_LAST = 0xFE,
    TRAIL_FIRST = 0x40,
    TRAIL_LAST = 0xFE,
    TRAIL_GAP = 0x7F, /* never a trail byte */
    HALF = 0xA1       /* first trail byte of the sets of 94 */
};

/* The user-defined areas of GBK: each maps its codes, in order of lead and trail bytes, to a run of
 * private-use characters. */
static const struct {
    qg_rune first;
    unsigned lead, n_leads, trail, n_trails;
} areas[] = {{0xE000, 0xAA, 6, HALF, 94}, {0xE234, 0xF8, 7, HALF, 94}, {0xE4C6, 0xA1, 7, 0x40, 96}};

enum { N_AREAS = sizeof areas / sizeof areas[0], PRIVATE_FIRST = 0xE000, PRIVATE_LAST = 0xE765 };

static unsigned encode_user_defined(qg_rune rune)
{
    size_t i = N_AREAS - 1;

    while (rune < areas[i].first)
        i--;
    unsigned at = rune - areas[i].first, trail = areas[i].trail + at % areas[i].n_trails;
    return (areas[i].lead + at / areas[i].n_trails) << 8 |
           (trail >= TRAIL_GAP && areas[i].trail < TRAIL_GAP ? trail + 1 : trail);
}

unsigned qg_gbk_encode(qg_rune rune)
{
    if (rune > 0xFFFF)
        return 0;
    if (rune >= PRIVATE_FIRST && rune <= PRIVATE_LAST)
        return encode_user_defined(rune);
    return gbk_codes[gbk_pages[rune >> 8]][rune & 0xFF];
}

static qg_rune decode_user_defined(unsigned lead, unsigned trail)
{
    for (size_t i = 0; i < N_AREAS; i++) {
        unsigned at = trail - areas[i].trail - (trail > TRAIL_GAP && areas[i].trail < TRAIL_GAP);
        if (lead >= areas[i].lead && lead < areas[i].lead + areas[i].n_leads &&
            trail >= areas[i].trail && at < areas[i].n_trails)
            return areas[i].first + (lead - areas[i].lead) * areas[i].n_trails + at;
    }
    return 0;
}

qg_rune qg_gbk_decode(unsigned lead, unsigned trail)
{
    qg_rune rune;

    if (lead < LEAD_FIRST || lead > LEAD_LAST || trail < TRAIL_FIRST || trail > TRAIL_LAST ||
        trail == TRAIL_GAP)
        return 0;
    rune = gbk_runes[lead - LEAD_FIRST][trail - TRAIL_FIRST];
    return rune != 0 ? rune : decode_user_defined(lead, trail);
}
