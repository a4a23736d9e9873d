#include "codec/codec.h"

#include <assert.h>

static size_t utf8_width(qg_str text)
{
    unsigned char lead = (unsigned char)text.p[0];

    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Bytes of the input behind the first character of the text.
 *
 * Big5-HKSCS has four codes (8862, 8864, 88A3, 88A5) for a letter with a combining mark, U+0304 or
 * U+030C, which nothing else in it maps to: the mark has no bytes of its own.  An encoding without
 * a form comes one character a piece. */
static size_t source_width(const qg_piece *piece, const qg_encoding *encoding)
{
    if (encoding->form == QG_FORM_OTHER || encoding->form == QG_FORM_HZ)
        return piece->bytes.n;
    if (encoding->form == QG_FORM_BIG5 && (unsigned char)piece->text.p[0] == 0xCC)
        return 0;
    return qg_encoding_step(encoding, piece->bytes);
}

/* The same for the most frequent case, characters of GB18030 that have been decoded, without going
 * through the rules again. */
static size_t quick_width(const qg_piece *piece, const qg_encoding *encoding)
{
    const unsigned char *p = (const unsigned char *)piece->bytes.p;

    if (encoding->form != QG_FORM_GB18030)
        return source_width(piece, encoding);
    if (p[0] <= 0x80)
        return 1;
    return p[1] <= '9' ? 4 : 2;
}

static void skip(qg_piece *piece, size_t n_text, size_t n_bytes)
{
    piece->text = qg_str_skip(piece->text, n_text);
    piece->bytes = qg_str_skip(piece->bytes, n_bytes);
}

void qg_piece_keep(qg_piece *piece, size_t n, const qg_encoding *encoding, qg_map *map)
{
    size_t end = piece->text.n - n;

    assert(n <= piece->text.n);
    if (encoding->form == QG_FORM_UTF8 || encoding->form == QG_FORM_ASCII) {
        qg_map_add(map, n, 1, 1);
        skip(piece, n, n);
        return;
    }
    while (piece->text.n > end) {
        size_t out = utf8_width(piece->text), in = quick_width(piece, encoding), count = 0;
        do {
            skip(piece, out, in);
            count++;
        } while (piece->text.n > end && utf8_width(piece->text) == out &&
                 quick_width(piece, encoding) == in);
        qg_map_add(map, count, out, in);
    }
}

qg_str qg_piece_take(qg_piece *piece, const qg_encoding *encoding, qg_rune *rune, qg_str *text)
{
    qg_str bytes;
    bool is_utf8 = encoding->form == QG_FORM_UTF8 || encoding->form == QG_FORM_ASCII;

    bytes = qg_str_head(piece->bytes,
                        is_utf8 ? utf8_width(piece->text) : source_width(piece, encoding));
    *text = qg_utf8_take(&piece->text, rune);
    piece->bytes = qg_str_skip(piece->bytes, bytes.n);
    return bytes;
}
