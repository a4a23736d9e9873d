/* candidate_row.c - characters that say little about the encoding, since they only continue a row.
 *
 * A line of dashes or an alphabet would count for an encoding with every character, although the
 * first one already said all.  So a character that repeats the one before it, or follows it in
 * order, is cheap. */
#include "normalize/candidate.h"

#include <string.h>

static unsigned byte_at(qg_str s, size_t i)
{
    return (unsigned char)s.p[i];
}

/* Whether the same character stands right before this one: ————, ＿＿＿＿.  Characters of one byte
 * must repeat as a pair, because a wider character that is repeated looks like that. */
static bool is_repeated(qg_str bytes, size_t i, size_t n)
{
    if (n == 1)
        return i >= 3 && bytes.p[i] == bytes.p[i - 2] && bytes.p[i - 1] == bytes.p[i - 3];
    return i >= n && bytes.p[i] == bytes.p[i - n] && memcmp(bytes.p + i, bytes.p + i - n, n) == 0;
}

/* Whether the character that ends at `end`, of `n` bytes like this one, precedes this one in the
 * order of the codes, with at most two codes between them. */
static bool is_next_of(qg_str bytes, size_t i, size_t n, size_t end)
{
    enum { FURTHEST = 3 };

    return end >= n && byte_at(bytes, i + n - 1) - byte_at(bytes, end - 1) - 1 < FURTHEST &&
           memcmp(bytes.p + i, bytes.p + end - n, n - 1) == 0;
}

/* Whether a code is one of a letter, figure or mark.  Han do not stand in the order of their
 * codes in texts.  In GB18030 and EUC-KR a second byte below A1 means Han or Hangul, but for two
 * rows of marks in GB18030. */
static bool is_of_alphabet(const qg_candidate *candidate, unsigned lead, unsigned trail)
{
    enum { FIRST_HAN = 0xB0, FIRST_HAN_BIG5 = 0xA4, FIRST_HAN_SHIFT_JIS = 0x88 };

    if (trail < 0xA1 && (candidate->kind == QG_READ_GB18030 || candidate->kind == QG_READ_EUC_KR))
        return candidate->kind == QG_READ_GB18030 && qg_is_between(lead, 0xA8, 0xA9);
    return lead < (candidate->kind == QG_READ_BIG5        ? FIRST_HAN_BIG5
                   : candidate->kind == QG_READ_SHIFT_JIS ? FIRST_HAN_SHIFT_JIS
                                                          : FIRST_HAN);
}

/* Whether the character continues an alphabet or a row of figures: АБВГ, ㄅ ㄆ ㄇ, ①、②、③. */
static bool is_in_order(const qg_candidate *candidate, qg_str bytes, size_t i, size_t n)
{
    if (n > 1 && !is_of_alphabet(candidate, byte_at(bytes, i), byte_at(bytes, i + 1)))
        return false;
    return is_next_of(bytes, i, n, i) ||
           (i > 1 && byte_at(bytes, i - 1) < 0x80 && is_next_of(bytes, i, n, i - 1)) ||
           (n > 1 && i > n && is_next_of(bytes, i, n, i - n));
}

unsigned qg_candidate_cost_in_row(const qg_candidate *candidate, qg_str bytes, size_t i, size_t n,
                                  unsigned cost)
{
    enum { COST_REPEATED = 1, COST_IN_ORDER = 3 };

    if (cost <= COST_REPEATED || cost == QG_COST_NONE)
        return cost;
    if (is_repeated(bytes, i, n))
        return COST_REPEATED;
    return cost > COST_IN_ORDER && is_in_order(candidate, bytes, i, n) ? COST_IN_ORDER : cost;
}
