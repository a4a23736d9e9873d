/* cost.c - how surprising characters are beside each other, in a text with flattened marks. */
#include "language/model.h"
#include "language/rune_cost.h"
#include "normalize/torn/torn_int.h"
#include "unicode/unicode.h"

enum {
    MIDDLE_DOT = 0xB7,
    ELLIPSIS = 0x2026,
    COMMA = 0xFF0C,
    QUESTION = 0xFF1F,
    WIDER = 0xFF00 - 0x20 /* from an ASCII character to its full-width form */
};

/* Bits, beyond those of the model. */
enum {
    BITS_ODD = 11, /* a letter of another script behind Chinese */
    BITS_LONE_CAPITAL = 11,
    BITS_LONE_SMALL = 22,
    BITS_UNSEEN = 2,      /* the model is mild with pairs it does not know */
    BITS_STOP_TWICE = 28, /* no one writes ；、 or ”” */
    BITS_LONE_DOT = 12,   /* a dot that stands beside other than names */
    BITS_MARK = 10,       /* laws have few quotes */
    BITS_END_HAN = 2,
    BITS_END_COMMA = 8,
    BITS_END_OTHER = 6,
    BITS_COMMA_AFTER = 8 /* and few ？， */
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

/* Whether a character is one that the bytes of Chinese often make when they are read out of
 * step: a letter of another script, a full-width letter, a number in a circle, a private
 * character. */
bool qg_torn_is_odd(qg_rune rune)
{
    if (rune < 0xA8 || (rune >= 0x3400 && rune <= 0x9FFF))
        return false;
    return (rune <= 0x4FF && rune != 0xB7) || rune == 0x3000 ||
           (rune >= 0x2100 && rune <= 0x2FFF) || (rune >= 0x3003 && rune <= 0x3009) ||
           (rune >= 0x3016 && rune <= 0x33FF) || (rune >= 0xE000 && rune <= 0xF8FF) ||
           (rune >= 0xFE30 && rune <= 0xFE6F) ||
           (rune >= 0xFF02 && rune <= 0xFF07 && rune != 0xFF05) ||
           (rune >= 0xFF10 && rune <= 0xFFEF && rune != 0xFF1A && rune != 0xFF1B &&
            rune != QUESTION);
}

static bool is_common_mark(qg_rune rune)
{
    return (rune >= 0x2018 && rune <= 0x201D) || rune == ELLIPSIS || rune == 0x2014 ||
           rune == 0x3014 || rune == 0x3015;
}

static bool is_closing_quote(qg_rune rune)
{
    return rune == 0x2019 || rune == 0x201D || rune == 0x300D || rune == 0x300F;
}

/* What it costs that a line ends in `last`. */
static int end_cost(qg_rune last)
{
    if (qg_rune_is_han(last))
        return BITS_END_HAN;
    if (last == 0x3001 || last == COMMA || qg_torn_is_odd(last))
        return BITS_END_COMMA;
    return is_stop(last) || is_call(last) || last == 0x201D || last == 0x300D || last == 0x300B ||
                   last == 0x2026 || last < 0x80
               ? 0
               : BITS_END_OTHER;
}

/* Whether a character is one of the common Han; by far most pairs are of two such. */
static bool is_common_han(qg_rune rune)
{
    return rune >= 0x4E00 && rune <= 0x9FFF;
}

int qg_torn_cost(qg_rune last, qg_rune rune)
{
    int bits;
    bool is_dot; /* of ......, which stands behind any mark */

    if (is_common_han(last) && is_common_han(rune)) {
        int gain = qg_model_gain(last, rune);
        bits = (int)qg_rune_cost(rune) - gain;
        return gain < 0 ? bits + BITS_UNSEEN : bits > 0 ? bits : 1;
    }
    is_dot = rune == '.';
    last = qg_torn_widened(last);
    rune = qg_torn_widened(rune);
    if (rune == 0 || rune == '\n')
        return end_cost(last);
    bits = (int)qg_model_cost(last, rune);
    if (bits > BITS_MARK && is_common_mark(rune))
        bits = BITS_MARK;
    if (rune == ELLIPSIS && last == ELLIPSIS)
        return 1;
    if (rune == last && is_closing_quote(rune))
        bits += BITS_STOP_TWICE;
    if (!is_dot && is_stop(rune) && (is_stop(last) || is_call(last)))
        bits += is_call(last) && rune == COMMA ? BITS_COMMA_AFTER : BITS_STOP_TWICE;
    if ((rune == MIDDLE_DOT && !qg_rune_is_han(last)) ||
        (last == MIDDLE_DOT && !qg_rune_is_han(rune)))
        bits += BITS_LONE_DOT;
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
