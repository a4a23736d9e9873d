/* fold.c - lines in the form in which they are compared with phrases. */
#include "parse/text/line_int.h"

#include "unicode/unicode.h"

#include <string.h>

/* Traditional characters whose simplified form stands in a phrase, in order of code points.  Only
 * comparing needs them; text is never changed by it. */
#include "parse/text/fold.inc"

static qg_rune simplified(qg_rune rune)
{
    qg_rune row = rune >> 8;

    if (row < FIRST_ROW || row > LAST_ROW)
        return rune;
    for (size_t i = firsts[row - FIRST_ROW]; i < firsts[row - FIRST_ROW + 1]; i++)
        if (pairs[i].traditional == rune)
            return pairs[i].simplified;
    return rune;
}

qg_rune qg_fold_rune(qg_rune rune)
{
    if (rune >= 0xFF01 && rune <= 0xFF5E)
        rune -= 0xFEE0;
    if (rune >= 'A' && rune <= 'Z')
        return rune + ('a' - 'A');
    return simplified(rune);
}

static bool is_left_out(qg_rune rune)
{
    return qg_rune_is_blank(rune) || rune == '\n' || rune == '\r' || rune == 0x200B;
}

/* Take a character of three bytes that is Han, as nearly all are; 0 for others. */
static qg_rune take_han(qg_str *text)
{
    const unsigned char *p = (const unsigned char *)text->p;

    if (text->n < 3 || p[0] < 0xE4 || p[0] > 0xE9)
        return 0;
    *text = qg_str_skip(*text, 3);
    return (qg_rune)(p[0] & 15) << 12 | (qg_rune)(p[1] & 63) << 6 | (qg_rune)(p[2] & 63);
}

size_t qg_text_fold(char out[QG_FOLD_MAX * QG_UTF8_MAX], qg_str text)
{
    size_t n = 0, n_runes = 0;

    while (text.n > 0) {
        const char *p = text.p;
        qg_rune rune = take_han(&text);
        if (n_runes++ >= QG_FOLD_MAX)
            return 0;
        if (rune != 0 && simplified(rune) == rune) {
            memcpy(out + n, p, 3);
            n += 3;
            continue;
        }
        if (rune == 0)
            qg_utf8_take(&text, &rune);
        if (!is_left_out(rune))
            n += qg_utf8_encode(out + n, qg_fold_rune(rune));
    }
    return n;
}

bool qg_text_are_alike(qg_str a, qg_str b)
{
    size_t n_pairs = 0, n_same = 0;
    qg_str shorter = a.n < b.n ? a : b, longer = a.n < b.n ? b : a;

    if (shorter.n * 3 < longer.n * 2)
        return false;
    while (shorter.n > 0) {
        qg_rune rune, next;
        qg_str one = qg_utf8_take(&shorter, &rune), two;
        if (shorter.n == 0)
            break;
        two = shorter;
        qg_utf8_take(&two, &next);
        if (qg_rune_is_digit(rune) && qg_rune_is_digit(next))
            continue; /* so are telephone numbers by chance */
        n_pairs++;
        n_same += qg_str_find(longer, (qg_str){one.p, (size_t)(two.p - one.p)}) < longer.n;
    }
    return n_pairs >= 6 && n_same * 10 >= n_pairs * 7;
}

qg_str qg_fold_undecorated(qg_str folded)
{
    static const char *const marks = "-—–·•▪▼▽▲△↓↑◆◇■□●○★☆~～=*|";
    qg_str rest = folded;
    qg_rune rune;

    while (rest.n > 0 && qg_utf8_is_in(qg_utf8_first(rest), marks))
        qg_utf8_take(&rest, &rune);
    while (rest.n > 0 && qg_utf8_is_in(qg_utf8_last(rest), marks))
        rest = qg_str_head(rest, rest.n - (qg_utf8_last(rest) < 0x80    ? 1
                                           : qg_utf8_last(rest) < 0x800 ? 2
                                                                        : 3));
    return rest;
}

qg_str qg_fold_unbracketed(qg_str folded)
{
    static const char *const opens[] = {"[", "【", "〔"};
    static const char *const closes[] = {"]", "】", "〕"};

    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++)
        if (qg_str_starts(folded, qg_str_of(opens[i])) && qg_str_ends(folded, qg_str_of(closes[i])))
            return qg_str_skip(qg_str_head(folded, folded.n - strlen(closes[i])), strlen(opens[i]));
    return folded;
}
