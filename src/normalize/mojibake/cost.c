#include "normalize/mojibake/cost.h"

#include "language/rune_cost.h"

static bool is_latin_letter(qg_rune rune)
{
    return rune >= 0xC0 && rune <= 0x24F && rune != 0xD7 && rune != 0xF7;
}

static bool is_ascii_letter(qg_rune rune)
{
    return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
}

/* Whether a sign of Latin-1 is one that nobody writes right behind a letter, as one does quotes,
 * degrees and dots. */
static bool is_odd_sign(qg_rune rune)
{
    return rune >= 0xA1 && rune <= 0xBF && rune != 0xAB && rune != 0xB0 && rune != 0xB7 &&
           rune != 0xBB;
}

static unsigned latin_cost(qg_rune last, qg_rune rune)
{
    enum { MARKED_PAIR = 4, SIGN_IN_WORD = 6, AMONG_HAN = 6 };

    if (last >= 0x3000)
        return is_latin_letter(rune) || is_odd_sign(rune) ? AMONG_HAN : 0;
    if (is_latin_letter(rune))
        return is_latin_letter(last) || is_odd_sign(last) ? MARKED_PAIR : 0;
    if (is_odd_sign(rune))
        return is_latin_letter(last) || is_ascii_letter(last) ? SIGN_IN_WORD : 0;
    return 0;
}

static unsigned line_end_cost(qg_rune last)
{
    enum { BEHIND_COMMA = 6, BEHIND_OPENING = 8 };

    if (last == 0xFF0C || last == 0x3001)
        return BEHIND_COMMA;
    return last == 0xFF08 || last == 0x300A || last == 0x201C ? BEHIND_OPENING : 0;
}

void qg_costs_make(qg_costs *costs)
{
    for (qg_rune rune = 0; rune <= 0xFFFF; rune++)
        costs->of[rune] =
            (uint8_t)(qg_rune_cost(rune) | (qg_model_is_counted(rune) ? QG_COSTS_COUNTED : 0));
}

unsigned qg_mojibake_oddness(qg_rune last, qg_rune rune)
{
    if (rune < 0x80)
        return rune == '\n' ? line_end_cost(last) : 0;
    if (rune <= 0x24F)
        return latin_cost(last, rune);
    return rune >= 0x3000 && last >= 0xA0 && last <= 0x24F ? latin_cost(rune, last) : 0;
}
