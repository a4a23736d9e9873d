/* torn_cost.c - how surprising characters are beside each other, in a text with flattened marks. */
#include "normalize/candidate.h"
#include "normalize/model.h"
#include "normalize/torn_int.h"
#include "unicode/unicode.h"

enum {
    COMMA = 0xFF0C,
    QUESTION = 0xFF1F,
    WIDER = 0xFF00 - 0x20 /* from an ASCII character to its full-width form */
};

/* Bits, beyond those of the model. */
enum {
    BITS_ODD = 8, /* a letter of another script behind Chinese */
    BITS_LONE_CAPITAL = 8,
    BITS_LONE_SMALL = 16,
    BITS_UNSEEN = 2,      /* the model is mild with pairs it does not know */
    BITS_STOP_TWICE = 14, /* no one writes ；、 */
    BITS_COMMA_AFTER = 6  /* and few ？， */
};

static bool is_mark(qg_rune rune)
{
    return rune > ' ' && rune <= '?' && !(rune >= '0' && rune <= '9');
}

qg_rune qg_torn_widened(qg_rune rune)
{
    return !is_mark(rune) ? rune : rune == '.' ? QG_TORN_FULL_STOP : rune + WIDER;
}

static bool is_stop(qg_rune rune)
{
    return rune == 0x3001 || rune == QG_TORN_FULL_STOP || rune == COMMA || rune == 0xFF1A ||
           rune == 0xFF1B;
}

static bool is_call(qg_rune rune)
{
    return rune == 0xFF01 || rune == QUESTION;
}

/* Letters of other scripts, full-width letters, numbers in circles, private characters: what the
 * bytes of Chinese often make when they are read out of step. */
bool qg_torn_is_odd(qg_rune rune)
{
    return (rune >= 0xA8 && rune <= 0x4FF && rune != 0xB7) || rune == 0x3000 ||
           (rune >= 0x2100 && rune <= 0x2FFF) || (rune >= 0x3003 && rune <= 0x3007) ||
           (rune >= 0x3012 && rune <= 0x33FF) || (rune >= 0xE000 && rune <= 0xF8FF) ||
           (rune >= 0xFE30 && rune <= 0xFE6F) ||
           (rune >= 0xFF10 && rune <= 0xFFEF && rune != 0xFF1A && rune != 0xFF1B &&
            rune != QUESTION);
}

int qg_torn_cost(qg_rune last, qg_rune rune)
{
    int bits;

    last = qg_torn_widened(last);
    rune = qg_torn_widened(rune);
    if (rune == 0 || rune == '\n')
        return 0;
    bits = (int)qg_model_cost(last, rune);
    if (is_stop(rune) && (is_stop(last) || is_call(last)))
        bits += is_call(last) && rune == COMMA ? BITS_COMMA_AFTER : BITS_STOP_TWICE;
    if (qg_torn_is_odd(rune) && !qg_torn_is_odd(last))
        bits += BITS_ODD;
    if (bits > (int)qg_rune_cost(rune) && qg_rune_is_han(rune))
        bits += BITS_UNSEEN;
    return bits;
}

int qg_torn_letter_cost(qg_rune letter, qg_rune behind)
{
    if (behind < QG_TORN_CHINESE)
        return 0;
    return letter >= 'A' && letter <= 'Z' ? BITS_LONE_CAPITAL : BITS_LONE_SMALL;
}

/* No one writes one mark behind another.  But some write ？， and ...... */
bool qg_torn_is_misplaced(qg_rune before, qg_rune mark, qg_rune behind)
{
    mark = qg_torn_widened(mark);
    behind = qg_torn_widened(behind);
    if (!qg_rune_is_han(before) || behind == mark)
        return false;
    if (mark == QUESTION)
        return is_stop(behind) && behind != COMMA && behind != QG_TORN_FULL_STOP;
    return is_stop(mark) && mark != QG_TORN_FULL_STOP && is_stop(behind);
}
