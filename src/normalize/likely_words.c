/* likely_words.c - what the words of a list say for a Chinese reading of bytes.
 *
 * The characters of a list of goods are rare ones, 咖啡, 螺栓, 丙酮, and as single characters of
 * another language's set their bytes may be less surprising.  But hardly any other language makes
 * words of Chinese.
 */
#include "codec/codec.h"
#include "language/lexicon.h"
#include "normalize/detect_int.h"
#include "unicode/unicode.h"

/* Bits by which a row of Han is less surprising as words than as so many characters. */
static size_t row_gain(const qg_rune *row, size_t n)
{
    size_t alone = 0;

    for (size_t i = 0; i < n; i++)
        alone += qg_lexicon_cost(row + i, 1);
    return alone - qg_lexicon_cost(row, n);
}

/* Likewise all rows of `text`. */
static size_t text_gain(qg_str text)
{
    qg_rune row[QG_LEXICON_MOST];
    size_t n = 0, gain = 0;

    while (text.n > 0) {
        qg_utf8_take(&text, &row[n]);
        if (qg_rune_is_han(row[n]) && ++n < QG_LEXICON_MOST)
            continue;
        gain += row_gain(row, n);
        n = 0;
    }
    return gain + row_gain(row, n);
}

size_t qg_likely_words(qg_str sample, const char *encoding)
{
    qg_decoder decoder;
    qg_piece piece;
    size_t gain = 0;

    if (qg_decoder_open(&decoder, qg_str_of(encoding), sample) == QG_OK)
        while (qg_decoder_next(&decoder, &piece))
            gain += text_gain(piece.text);
    qg_decoder_close(&decoder);
    return gain;
}
