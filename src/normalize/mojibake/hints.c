/* hints.c - short lines that prove together what none of them proves alone.
 *
 * A menu or a list of names has lines of two or three characters, each too short for proof.  But
 * where hardly any letter of the document is of ASCII, as no language is written, and line after
 * line makes sense when the same reading is undone, then that reading was at work.
 */
#include "normalize/mojibake/mojibake_int.h"

#include "unicode/unicode.h"

enum { LEAST_CHINESE = 2 /* characters of a line that tells something */ };

bool qg_mojibake_has_few_letters(qg_str text)
{
    enum { SAMPLE_BYTES = 1 << 16 };
    size_t n_ascii = 0, n_beyond = 0;
    qg_rune rune;

    text = qg_utf8_head(text, SAMPLE_BYTES);
    while (text.n > 0) {
        qg_utf8_take(&text, &rune);
        n_beyond += rune >= 0x80;
        n_ascii += rune < 0x80 && qg_rune_is_letter(rune);
    }
    return n_ascii < n_beyond;
}

/* Whether nothing beyond ASCII is left but Chinese, and there is no quote, as examples have. */
static bool is_chinese_line(const qg_line_reading *r)
{
    size_t n_chinese = 0;

    for (size_t i = 0; i < r->n; i++) {
        qg_rune rune = r->steps[i].rune;
        if (rune == '"' || rune == '\'' || rune == '`' || (rune >= 0x80 && !qg_rune_is_wide(rune)))
            return false;
        n_chinese += rune >= 0x80;
    }
    return n_chinese >= LEAST_CHINESE;
}

static bool is_letter_of_latin1(qg_rune rune)
{
    return rune >= 0xC0 && rune <= 0xFF;
}

static bool is_sign_of_latin1(qg_rune rune)
{
    return rune >= 0xA1 && rune <= 0xBF;
}

/* Whether a sign and an accented letter stand side by side: pairs of bytes have them, words and
 * rows of signs do not. */
static bool has_sign_at_letter(const qg_rune *runes, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if ((is_sign_of_latin1(runes[i]) && is_letter_of_latin1(runes[i - 1])) ||
            (is_letter_of_latin1(runes[i]) && is_sign_of_latin1(runes[i - 1])))
            return true;
    return false;
}

/* Whether it has kana, which all encodings of two bytes have in the same place: they say nothing
 * of which one it was. */
static bool has_kana(const qg_line_reading *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->steps[i].rune >= 0x3041 && r->steps[i].rune <= 0x30FE)
            return true;
    return false;
}

/* Bits by which the line in w->other speaks for a reading.  That single bytes fall into the threes
 * of UTF-8 says more than what they mean. */
static long bits_of(const qg_mojibake *w, qg_right right, size_t n)
{
    enum { UTF8_BITS = 16 };

    if (right == QG_RIGHT_UTF8)
        return UTF8_BITS;
    if (!has_sign_at_letter(w->runes, n) || has_kana(&w->other))
        return 0;
    return qg_mojibake_sense(w, w->other.steps, w->other.n, 0);
}

/* Lines that were counted do not count again: a set of their sums is enough to know them. */
static bool is_new_line(qg_hints *hints, const qg_rune *runes, size_t n)
{
    uint32_t sum = 0;
    uint64_t bit;
    bool is_new;

    for (size_t i = 0; i < n; i++)
        sum = (sum + runes[i]) * 2654435761U;
    bit = (uint64_t)1 << (sum >> 26);
    is_new = (hints->seen & bit) == 0;
    hints->seen |= bit;
    return is_new;
}

bool qg_mojibake_hint(qg_mojibake *w, size_t n, qg_layers *found, size_t *gain)
{
    enum { AGAINST = 8, UTF8_PROOF = 32, PAIR_PROOF = 18 };
    size_t as_it_stands = qg_mojibake_text_cost(w, w->runes, n), least = as_it_stands;
    long bits[QG_RIGHTS] = {0};
    int best = -1;

    if (!w->has_few_letters || !is_new_line(&w->hints, w->runes, n))
        return false;
    for (int i = 0; i < QG_RIGHTS; i++) {
        qg_layers what = {{{QG_WRONG_WESTERN, (qg_right)i}}, 1, false, false};
        if (!qg_mojibake_read_as(w, &w->other, &what, n, true, QG_ENTER_KNOWN) ||
            w->other.cost >= least || !is_chinese_line(&w->other))
            continue;
        least = w->other.cost;
        best = i;
        bits[i] = bits_of(w, what.layers[0].right, n);
        *found = what;
    }
    for (int i = 0; i < QG_RIGHTS; i++)
        w->hints.bits[i] += i == best ? bits[i] : -AGAINST;
    *gain = as_it_stands - least;
    return best >= 0 && w->hints.bits[best] >= (best == QG_RIGHT_UTF8 ? UTF8_PROOF : PAIR_PROOF);
}
