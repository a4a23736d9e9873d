/* piece.c - the text of a piece taken character by character, with the bytes that each came
 * from. */
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
 * a form comes one character a piece, and so does a pair of surrogates in UTF-8. */
static size_t source_width(const qg_piece *piece, const qg_encoding *encoding)
{
    if (encoding->form == QG_FORM_OTHER || encoding->form == QG_FORM_HZ ||
        encoding->form == QG_FORM_UTF8)
        return piece->bytes.n;
    if (encoding->form == QG_FORM_BIG5 && (unsigned char)piece->text.p[0] == 0xCC)
        return 0;
    return qg_encoding_step(encoding, piece->bytes);
}

static void skip(qg_piece *piece, size_t n_text, size_t n_bytes)
{
    piece->text = qg_str_skip(piece->text, n_text);
    piece->bytes = qg_str_skip(piece->bytes, n_bytes);
}

/* How many ASCII characters the first `n` bytes of the text start with.  For encodings in which
 * they are single bytes. */
static size_t count_ascii(const qg_piece *piece, size_t n)
{
    size_t i = 0;

    while (i < n && (unsigned char)piece->text.p[i] < 0x80)
        i++;
    return i;
}

/* How many characters the first `n` bytes of the text start with that take three bytes in UTF-8 and
 * two in GB18030 or Big5.  The bytes were decoded, hence are valid: two tests tell the width. */
static size_t count_pairs(const qg_piece *piece, size_t n)
{
    const unsigned char *text = (const unsigned char *)piece->text.p, *end = text + n;
    const unsigned char *bytes = (const unsigned char *)piece->bytes.p;
    size_t count = 0;

    for (; text < end && (text[0] & 0xF0) == 0xE0 && bytes[0] > 0x80 && bytes[1] > '9'; count++) {
        text += 3;
        bytes += 2;
    }
    return count;
}

/* Take off the first character, whose width only the encoding's full rules tell, and those behind
 * it that are as wide. */
static void keep_alike(qg_piece *piece, size_t end, const qg_encoding *encoding, qg_map *map)
{
    size_t out = utf8_width(piece->text), in = source_width(piece, encoding), count = 0;

    do {
        skip(piece, out, in);
        count++;
    } while (piece->text.n > end && utf8_width(piece->text) == out &&
             source_width(piece, encoding) == in);
    qg_map_add(map, count, out, in);
}

void qg_piece_keep(qg_piece *piece, size_t n, const qg_encoding *encoding, qg_map *map)
{
    bool has_pairs = encoding->form == QG_FORM_GB18030 || encoding->form == QG_FORM_BIG5;
    size_t end = piece->text.n - n;

    assert(n <= piece->text.n);
    if (piece->bytes.n == piece->text.n &&
        (encoding->form == QG_FORM_UTF8 || encoding->form == QG_FORM_ASCII)) {
        qg_map_add(map, n, 1, 1);
        skip(piece, n, n);
        return;
    }
    while (piece->text.n > end) {
        size_t n_ascii = has_pairs ? count_ascii(piece, piece->text.n - end) : 0, n_pairs;
        skip(piece, n_ascii, n_ascii);
        qg_map_add(map, n_ascii, 1, 1);
        n_pairs = has_pairs ? count_pairs(piece, piece->text.n - end) : 0;
        skip(piece, 3 * n_pairs, 2 * n_pairs);
        qg_map_add(map, n_pairs, 3, 2);
        if (n_ascii + n_pairs == 0)
            keep_alike(piece, end, encoding, map);
    }
}

qg_str qg_piece_take(qg_piece *piece, const qg_encoding *encoding, qg_rune *rune, qg_str *text)
{
    qg_str bytes;
    bool is_utf8 = piece->bytes.n == piece->text.n &&
                   (encoding->form == QG_FORM_UTF8 || encoding->form == QG_FORM_ASCII);

    bytes = qg_str_head(piece->bytes,
                        is_utf8 ? utf8_width(piece->text) : source_width(piece, encoding));
    *text = qg_utf8_take(&piece->text, rune);
    piece->bytes = qg_str_skip(piece->bytes, bytes.n);
    return bytes;
}
