#include "normalize/mojibake/guess.h"

#include "base/halved.h"
#include "language/rune_cost.h"
#include "normalize/mojibake/cost.h"
#include "unicode/unicode.h"

/* ---- which bytes fit ------------------------------------------------------------------------- */

enum { MOST_BYTES = 192 };

static unsigned put_from(uint8_t *bytes, unsigned first, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        bytes[i] = (uint8_t)(first + i);
    return n;
}

static unsigned put_range(uint8_t *bytes, unsigned n)
{
    return put_from(bytes, 0x80, n);
}

static unsigned put_list(uint8_t *bytes, const char *list, unsigned n)
{
    memcpy(bytes, list, n);
    return n;
}

#define PUT_LIST(bytes, list) put_list(bytes, list, sizeof(list) - 1)

static unsigned bytes_of(unsigned byte, uint8_t bytes[MOST_BYTES])
{
    switch (byte) {
    case QG_LOST_TAIL:
    case QG_LOST_PAIR_END:
        return put_range(bytes, 64);
    case QG_LOST_CONTROL:
        return put_range(bytes, 32) + PUT_LIST(bytes + 32, "\xA0\xAD");
    case QG_LOST_DROPPED:
        return PUT_LIST(bytes, "\x81\x8D\x8F\x90\x9D\xA0\xAD");
    case QG_LOST_UNDEFINED:
        return PUT_LIST(bytes, "\x81\x8D\x8F\x90\x9D");
    case QG_LOST_STRAY:
        bytes[0] = 0x80;
        return 1 + put_from(bytes + 1, 0xA1, 0xAF - 0xA1 + 1);
    case QG_LOST_PAIR:
        return PUT_LIST(bytes, "\xA2\xA6\xA8");
    case QG_LOST_LAST:
        return PUT_LIST(bytes, "\xA2\xA8");
    case QG_LOST_FIRST:
        return PUT_LIST(bytes, "\xE3\xE4\xEF");
    case QG_LOST_LEAD:
        return PUT_LIST(bytes, "\xE2\xE3\xE4\xE5\xE6\xE7\xE8\xE9\xEF");
    case QG_LOST_LOW:
        return put_range(bytes, 33);
    case QG_LOST_HEAD:
        return put_from(bytes, 0x81, 0xFE - 0x81 + 1);
    case QG_LOST_REST:
        return put_from(bytes, 0x40, 0xFE - 0x40 + 1);
    case QG_LOST_ODD:
        return PUT_LIST(bytes, "\x80\xA3");
    default:
        bytes[0] = (uint8_t)byte;
        return 1;
    }
}

/* Whether Windows has no character for two bytes in the wrong encoding, not even a private one for
 * users.  GB18030 has private ones there. */
static bool is_lacking(const qg_codes *codes, qg_wrong wrong, unsigned lead, unsigned trail)
{
    qg_rune rune;

    if (wrong != QG_WRONG_GBK)
        return qg_codes_pair(codes->big5, lead, trail) == 0 && !qg_is_between(trail, 0x80, 0xA0);
    rune = qg_codes_pair(codes->gbk, lead, trail);
    return rune == 0 || qg_is_between(rune, 0xE766, 0xE864) ||
           qg_is_between(rune, 0xFE10, 0xFE19) || rune == 0x1E3F;
}

/* Whether strict readers have no character for the two bytes.  Those of Big5 know neither the
 * additions of ETEN nor those of Hong Kong, those of GBK no private areas. */
static bool is_lacking_strictly(const qg_codes *codes, qg_wrong wrong, unsigned lead,
                                unsigned trail)
{
    unsigned code = lead << 8 | trail;

    if (is_lacking(codes, wrong, lead, trail))
        return true;
    if (wrong == QG_WRONG_GBK)
        return qg_is_between(qg_codes_pair(codes->gbk, lead, trail), 0xE000, 0xF8FF);
    return code < 0xA140 || qg_is_between(code, 0xC6A1, 0xC8FE) || code > 0xF9D5;
}

/* Whether a strict reader of GBK leaves out `byte` before `next`.  Behind a byte that ends a
 * character any first byte of Han stands for all, since they are alike in this. */
static bool is_stray(const qg_guesses *g, const qg_codes *codes, unsigned byte, unsigned next)
{
    enum { HAN = 0xE5 };

    return byte == 0x80 || is_lacking_strictly(codes, g->how.wrong, byte, next < 0x80 ? HAN : next);
}

/* Whether the bytes were lost in the way that the pattern says. */
static bool was_lost(const qg_guesses *g, const qg_codes *codes, const uint8_t *bytes)
{
    for (unsigned i = 1; i < 3; i++)
        if (g->pattern[i] == QG_LOST_STRAY && !is_stray(g, codes, bytes[i], bytes[i + 1]))
            return false;
    if (g->pattern[1] == QG_LOST_PAIR)
        return is_lacking(codes, g->how.wrong, bytes[1], bytes[2]);
    return g->pattern[0] != QG_LOST_HEAD ||
           is_lacking_strictly(codes, g->how.wrong, bytes[0], bytes[1]);
}

/* ---- which characters ------------------------------------------------------------------------ */

static bool is_among(const qg_guesses *g, qg_rune rune)
{
    unsigned i = 0;

    while (i < g->n && g->runes[i] != rune)
        i++;
    return i < g->n;
}

/* Add a character at its place among the guesses, unless these are full of commoner ones. */
static void add(qg_guesses *g, qg_rune rune)
{
    unsigned cost = qg_rune_cost(rune), i;

    if (is_among(g, rune))
        return;
    if (g->n == QG_GUESSES_MOST) {
        unsigned last = g->costs[QG_GUESSES_MOST - 1];
        g->rest += qg_halved(cost >= last ? cost : last);
        if (cost >= last)
            return;
    }
    for (i = g->n < QG_GUESSES_MOST ? g->n++ : QG_GUESSES_MOST - 1; i > 0 && g->costs[i - 1] > cost;
         i--) {
        g->runes[i] = g->runes[i - 1];
        g->costs[i] = g->costs[i - 1];
    }
    g->runes[i] = rune;
    g->costs[i] = (uint8_t)cost;
}

static void add_lacking(qg_guesses *g, const qg_codes *codes)
{
    for (unsigned lead = 0xA1; lead <= 0xF9; lead++)
        for (unsigned trail = 0x40; trail <= 0xFE; trail++) {
            qg_rune rune =
                qg_codes_pair(g->how.right == QG_RIGHT_GBK ? codes->gbk : codes->big5, lead, trail);
            if (rune != 0 && is_lacking(codes, g->how.wrong, lead, trail))
                add(g, rune);
        }
}

static void add_fitting(qg_guesses *g, const qg_codes *codes, const uint16_t *pattern, unsigned n)
{
    enum { MOST = 34 * 34 };
    uint8_t sets[QG_UTF8_MAX][MOST_BYTES], bytes[QG_UTF8_MAX] = {0};
    unsigned sizes[QG_UTF8_MAX], total = 1;

    for (unsigned i = 0; i < n; i++)
        total *= sizes[i] = bytes_of(pattern[i], sets[i]);
    g->is_any = total > MOST;
    for (unsigned k = 0; k < total && !g->is_any; k++) {
        qg_rune rune;
        for (unsigned i = n, rest = k; i-- > 0; rest /= sizes[i])
            bytes[i] = sets[i][rest % sizes[i]];
        rune = qg_codes_meaning(codes, g->how.right, bytes, n);
        if (rune != 0 && was_lost(g, codes, bytes))
            add(g, rune);
    }
}

/* Add what two bytes may be of which one was lost, before or behind the known one. */
static void add_beside(qg_guesses *g, const qg_codes *codes)
{
    uint16_t lost = g->pattern[2] == QG_LOST_CONTROL_BESIDE ? QG_LOST_CONTROL : QG_LOST_DROPPED;

    add_fitting(g, codes, (uint16_t[]){g->pattern[0], g->pattern[1], lost}, 3);
    add_fitting(g, codes, (uint16_t[]){g->pattern[0], lost, g->pattern[1]}, 3);
}

static uint32_t mix(uint32_t mixed, uint32_t more)
{
    return (mixed ^ more) * UINT32_C(0x9E3779B1);
}

static uint32_t key_of(qg_misreading how, const uint16_t *pattern, unsigned n)
{
    uint32_t key = mix(mix(1, how.right), how.wrong);

    for (unsigned i = 0; i < n; i++)
        key = mix(key, pattern[i]);
    return key;
}

const qg_guesses *qg_guess(qg_guess_cache *cache, const qg_codes *codes, qg_misreading how,
                           const uint16_t *pattern, unsigned n)
{
    uint16_t whole[QG_UTF8_MAX] = {0};
    uint32_t key = key_of(how, pattern, n);
    qg_guesses *g = &cache->entries[key >> (32 - QG_GUESSES_BITS)];

    memcpy(whole, pattern, n * sizeof *whole);
    if (memcmp(g->pattern, whole, sizeof whole) == 0 && g->how.right == how.right &&
        g->how.wrong == how.wrong)
        return g;
    *g = (qg_guesses){.how = how, .key = key};
    memcpy(g->pattern, whole, sizeof whole);
    if (pattern[0] == QG_LOST_CODE)
        add_lacking(g, codes);
    else if (whole[2] == QG_LOST_CONTROL_BESIDE || whole[2] == QG_LOST_DROPPED_BESIDE)
        add_beside(g, codes);
    else
        add_fitting(g, codes, pattern, n);
    return g;
}

/* ---- how well they fit ----------------------------------------------------------------------- */

static float halved(unsigned times)
{
    return 1 / (float)(UINT64_C(1) << times);
}

static bool is_one_of(qg_rune rune, const qg_rune *list)
{
    while (*list != 0 && *list != rune)
        list++;
    return *list != 0;
}

static bool is_mark_behind_mark(qg_rune last, qg_rune rune)
{
    return is_one_of(rune, U"，。、；：") && is_one_of(last, U"，。、；：？！");
}

/* The model's share, corrected where it is known to be wrong: it knows nothing of figures, and
 * of the ends of sentences only those of laws. */
static float corrected(qg_rune last, qg_rune rune, float share)
{
    static const float year = 0.25F, unit = 1.0F / 32, stop = 1.0F / 32,
                       twice = 1.0F / 1024; /* no one writes ？。 or ，、 */
    enum { STOP = 0x3002 };
    float known = 0;

    if (qg_rune_is_digit(last) && qg_losses_is_unit(rune))
        known = qg_losses_is_of_date(rune) ? year : unit;
    else if (rune == STOP && qg_rune_is_han(last))
        known = stop;
    else if (is_mark_behind_mark(last, rune))
        return share * twice;
    return share < known ? known : share;
}

/* Quarters of a bit of something so likely. */
static uint8_t quarters_of(float share)
{
    static const float steps[] = {0.917F, 0.771F, 0.648F, 0.545F}; /* between quarters */
    float rest;
    unsigned quarters = 4 * qg_times_halved(share, &rest);

    for (unsigned i = 0; i < 4 && rest < steps[i]; i++)
        quarters++;
    return (uint8_t)quarters;
}

/* Quarters of a bit of `rune` behind `last`, by the model and by what was seen of the document. */
static uint8_t fit_of(const qg_codes *codes, const qg_losses *losses, qg_rune last, qg_rune rune)
{
    unsigned bits = qg_mojibake_cost(&codes->costs, last, rune);
    float seen = (float)qg_losses_pair_share(losses, last, rune), share;

    if (rune >= 0x3400 && rune < 0xFF00 && !qg_rune_is_digit(last))
        return seen == 0 ? (uint8_t)(4 * bits) : quarters_of(halved(bits) + seen);
    share = corrected(last, rune, halved(bits) + seen);
    return quarters_of(share);
}

float qg_guess_share(const qg_guess_cache *cache, const qg_codes *codes, const qg_losses *losses,
                     qg_rune last, qg_rune rune)
{
    return cache->shares[fit_of(codes, losses, last, rune)];
}

/* The age of what is cached about a character: it grows each time the character was seen twice
 * as often, and what is older is made anew. */
static uint8_t age_of(unsigned n_seen)
{
    uint8_t age = 0;

    for (; n_seen > 0; n_seen /= 2)
        age++;
    return age;
}

static uint32_t slot_of(uint32_t key, qg_rune last)
{
    return mix(key, last) >> (32 - QG_FITS_BITS);
}

/* A read that nothing waits for brings each into the processor's cache. */
void qg_guess_fetch(const qg_guess_cache *cache, const qg_guesses *g, const qg_rune *lasts,
                    unsigned n_lasts)
{
    for (unsigned i = 0; i < n_lasts; i++)
        (void)*(const volatile uint32_t *)&cache->fits[slot_of(g->key, lasts[i])].key;
}

const qg_fits *qg_guess_known(const qg_guess_cache *cache, const qg_guesses *g, qg_rune last)
{
    const qg_fits *fits = &cache->fits[slot_of(g->key, last)];

    return fits->key == g->key && fits->last == last ? fits : NULL;
}

const qg_fits *qg_guess_behind(qg_guess_cache *cache, const qg_codes *codes,
                               const qg_losses *losses, const qg_guesses *g, qg_rune last)
{
    qg_fits *fits = &cache->fits[slot_of(g->key, last)];
    uint8_t age = age_of(qg_losses_count(losses, last));

    if (fits->key == g->key && fits->last == last && fits->age == age)
        return fits;
    *fits = (qg_fits){.key = g->key, .last = last, .age = age};
    for (unsigned i = 0; i < g->n; i++)
        fits->costs[i] = fit_of(codes, losses, last, g->runes[i]);
    return fits;
}

void qg_guess_cache_init(qg_guess_cache *cache)
{
    for (unsigned i = 0; i < QG_FIT_UNITS; i++)
        cache->shares[i] = (float)qg_halved(i / 4.0);
}
