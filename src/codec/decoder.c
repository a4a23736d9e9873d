/* decoder.c - a decoder takes bytes of one encoding and hands out pieces of text, bad bytes and
 * cut characters. */
#include "codec/codec_int.h"

#include <stdlib.h>

enum {
    BLOCK_BYTES = 16384,               /* decoded at once; input and output fit the cache */
    TEXT_BYTES = BLOCK_BYTES * 4 + 64, /* no byte of any encoding becomes more than 4 in UTF-8 */
    LARGE_BYTES = 4 * BLOCK_BYTES,     /* input for which the cache of pairs.c pays off */
    CHARACTER_BYTES = 16               /* no character with its escape sequence is longer */
};

/* ---- ASCII and UTF-8: no copy --------------------------------------------------------------- */

static size_t ascii_length(qg_str s)
{
    size_t n = 0;

    while (n < s.n && (unsigned char)s.p[n] < 0x80)
        n++;
    return n;
}

/* Whether `s`, which does not start with a character, could if it went on. */
static bool is_start_of_utf8(qg_str s)
{
    static const char *const ends[] = {"\x80", "\x80\x80", "\x80\x80\x80", "\xA0\x80",
                                       "\x90\x80\x80"};

    for (size_t i = 0; s.n < QG_UTF8_MAX && i < sizeof ends / sizeof *ends; i++) {
        char whole[2 * QG_UTF8_MAX];
        qg_rune rune;
        size_t n_end = strlen(ends[i]);
        memcpy(whole, s.p, s.n);
        memcpy(whole + s.n, ends[i], n_end);
        if (qg_utf8_decode((qg_str){whole, s.n + n_end}, &rune) == s.n + n_end)
            return true;
    }
    return false;
}

/* Read a surrogate in UTF-8 (CESU-8): a whole pair is one character, a single half is bad. */
static qg_piece read_half(qg_decoder *decoder)
{
    enum { HALF_BYTES = 3 };
    qg_str rest = decoder->rest;
    qg_rune high = qg_utf8_half(rest), low = qg_utf8_half(qg_str_skip(rest, HALF_BYTES)), rune;

    if (high >= 0xDC00 || low < 0xDC00)
        return (qg_piece){QG_PIECE_BAD, qg_str_head(rest, HALF_BYTES), {NULL, 0}};
    rune = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    return (qg_piece){QG_PIECE_TEXT,
                      qg_str_head(rest, 2 * HALF_BYTES),
                      {decoder->pair, qg_utf8_encode(decoder->pair, rune)}};
}

static qg_piece next_utf8(qg_decoder *decoder)
{
    qg_str rest = decoder->rest;
    bool is_ascii = decoder->encoding->form == QG_FORM_ASCII;
    size_t n = decoder->n_valid > 0 ? decoder->n_valid
               : is_ascii           ? ascii_length(rest)
                                    : qg_utf8_check(rest);

    if (n > 0)
        return (qg_piece){QG_PIECE_TEXT, qg_str_head(rest, n), qg_str_head(rest, n)};
    if (!is_ascii && qg_utf8_half(rest) != 0)
        return read_half(decoder);
    if (!is_ascii && is_start_of_utf8(rest))
        return (qg_piece){QG_PIECE_CUT, rest, {NULL, 0}};
    return (qg_piece){QG_PIECE_BAD, qg_str_head(rest, 1), {NULL, 0}};
}

/* ---- through iconv --------------------------------------------------------------------------- */

/* How many bytes at the start of `rest` are bad together.  Of a two-byte code without a character
 * whose second byte is ASCII only the first byte is: ASCII is never lost. */
static size_t bad_length(const qg_decoder *decoder)
{
    size_t n = qg_encoding_step(decoder->encoding, decoder->rest);
    bool is_wide =
        decoder->encoding->form >= QG_FORM_UTF16LE && decoder->encoding->form <= QG_FORM_UTF32BE;

    return n == 2 && !is_wide && (unsigned char)decoder->rest.p[1] < 0x80 ? 1 : n;
}

/* Whether no character of the encoding starts with `byte`, so that iconv need not be asked. */
static bool starts_nothing(qg_form form, char byte)
{
    bool has_leads_to_fe = form == QG_FORM_GB18030 || form == QG_FORM_BIG5 ||
                           form == QG_FORM_TWO_BYTES || form == QG_FORM_EUC_TW ||
                           form == QG_FORM_EUC_JP;

    return has_leads_to_fe && byte == '\xFF';
}

/* `n` bad bytes and all that follow them and start no character.  A bad disk gives megabytes of FF,
 * and asking iconv about each of them would take a hundred times as long as reading text. */
static size_t with_what_starts_nothing(const qg_decoder *decoder, size_t n)
{
    while (n < decoder->rest.n && starts_nothing(decoder->encoding->form, decoder->rest.p[n]))
        n++;
    return n;
}

/* Characters that iconv's GB18030 lacks: the euro sign at 80, from Windows' code page 936, and
 * eighteen characters at four-byte codes of the edition of 2005, which the edition of 2022 moved to
 * two-byte codes.  0 for all other bytes. */
static qg_rune other_gb18030(qg_str bytes)
{
    static const struct {
        char code[4];
        qg_rune rune;
    } moved[] = {
        {"\x82\x35\x90\x37", 0x9FB4}, {"\x82\x35\x90\x38", 0x9FB5}, {"\x82\x35\x90\x39", 0x9FB6},
        {"\x82\x35\x91\x30", 0x9FB7}, {"\x82\x35\x91\x31", 0x9FB8}, {"\x82\x35\x91\x32", 0x9FB9},
        {"\x82\x35\x91\x33", 0x9FBA}, {"\x82\x35\x91\x34", 0x9FBB}, {"\x84\x31\x82\x36", 0xFE10},
        {"\x84\x31\x82\x37", 0xFE11}, {"\x84\x31\x82\x38", 0xFE12}, {"\x84\x31\x82\x39", 0xFE13},
        {"\x84\x31\x83\x30", 0xFE14}, {"\x84\x31\x83\x31", 0xFE15}, {"\x84\x31\x83\x32", 0xFE16},
        {"\x84\x31\x83\x33", 0xFE17}, {"\x84\x31\x83\x34", 0xFE18}, {"\x84\x31\x83\x35", 0xFE19}};

    if (qg_str_eq(bytes, QG_STR("\x80")))
        return 0x20AC;
    for (size_t i = 0; i < sizeof moved / sizeof *moved; i++)
        if (qg_str_eq(bytes, (qg_str){moved[i].code, sizeof moved[i].code}))
            return moved[i].rune;
    return 0;
}

/* Read what the main converter could not: by the spare converter if that can, else as bad bytes. */
static qg_piece read_badly(qg_decoder *decoder)
{
    qg_str bytes = qg_str_head(decoder->rest, qg_encoding_step(decoder->encoding, decoder->rest));
    qg_str left = bytes;
    qg_rune rune = decoder->encoding->form == QG_FORM_GB18030 ? other_gb18030(bytes) : 0;
    size_t n = 0;

    if (rune != 0)
        return (qg_piece){
            QG_PIECE_TEXT, bytes, {decoder->block, qg_utf8_encode(decoder->block, rune)}};
    if (decoder->spare != NULL)
        qg_iconv_run(decoder->spare, &left, decoder->block, TEXT_BYTES, &n);
    if (n > 0 && left.n == 0)
        return (qg_piece){QG_PIECE_TEXT, bytes, {decoder->block, n}};
    n = with_what_starts_nothing(decoder, bad_length(decoder));
    return (qg_piece){QG_PIECE_BAD, qg_str_head(decoder->rest, n), {NULL, 0}};
}

/* The end of the input, cut within a character.  In GB18030 "81 30" may be half of a four-byte
 * code, but 30 is also the digit 0, so only the 81 is taken. */
static qg_piece cut(const qg_decoder *decoder)
{
    size_t n = decoder->encoding->form == QG_FORM_GB18030
                   ? qg_encoding_step(decoder->encoding, decoder->rest)
                   : decoder->rest.n;

    return (qg_piece){QG_PIECE_CUT, qg_str_head(decoder->rest, n), {NULL, 0}};
}

static qg_piece text_piece(const qg_decoder *decoder, size_t n_bytes, qg_str text)
{
    return (qg_piece){QG_PIECE_TEXT, qg_str_head(decoder->rest, n_bytes), text};
}

static qg_piece next_from_iconv(qg_decoder *decoder)
{
    qg_str block = qg_str_head(decoder->rest, BLOCK_BYTES), left = block;
    size_t n = 0;
    qg_stop stop = qg_iconv_run(decoder->main, &left, decoder->block, TEXT_BYTES, &n);

    n += qg_iconv_flush(decoder->main, decoder->block + n, TEXT_BYTES - n);
    if (left.n < block.n)
        return text_piece(decoder, block.n - left.n, (qg_str){decoder->block, n});
    return stop == QG_STOP_CUT ? cut(decoder) : read_badly(decoder);
}

static qg_piece next_block(qg_decoder *decoder)
{
    size_t n_text, n = 0;

    if (decoder->pairs == NULL && decoder->rest.n >= LARGE_BYTES)
        decoder->pairs = qg_pairs_new(decoder->encoding->form);
    if (decoder->pairs != NULL)
        n = qg_pairs_decode(decoder->pairs, decoder->main, qg_str_head(decoder->rest, BLOCK_BYTES),
                            decoder->block, &n_text);
    return n > 0 ? text_piece(decoder, n, (qg_str){decoder->block, n_text})
                 : next_from_iconv(decoder);
}

/* For encodings whose form is not known only iconv can tell where a character ends: give it one
 * more byte at a time until it converts something. */
static qg_piece next_character(qg_decoder *decoder)
{
    qg_stop stop = QG_STOP_CUT;
    size_t n = 0, length = 0;

    while (stop == QG_STOP_CUT && length < CHARACTER_BYTES && length < decoder->rest.n) {
        qg_str bytes = qg_str_head(decoder->rest, ++length), left = bytes;
        stop = qg_iconv_run(decoder->main, &left, decoder->block, TEXT_BYTES, &n);
        if (n > 0 || left.n < bytes.n)
            return (qg_piece){
                QG_PIECE_TEXT, qg_str_head(bytes, bytes.n - left.n), {decoder->block, n}};
    }
    if (stop == QG_STOP_CUT && length == decoder->rest.n)
        return (qg_piece){QG_PIECE_CUT, decoder->rest, {NULL, 0}};
    return (qg_piece){QG_PIECE_BAD, qg_str_head(decoder->rest, 1), {NULL, 0}};
}

/* ---- HZ -------------------------------------------------------------------------------------- */

/* Two bytes of GB2312, each without its highest bit. */
static qg_piece next_pair(qg_decoder *decoder)
{
    char pair[2] = {(char)(decoder->rest.p[0] | 0x80), 0};
    qg_str left = {pair, sizeof pair};
    size_t n = 0;

    if (decoder->rest.n < sizeof pair)
        return (qg_piece){QG_PIECE_CUT, decoder->rest, {NULL, 0}};
    pair[1] = (char)(decoder->rest.p[1] | 0x80);
    if (decoder->rest.p[1] > ' ')
        qg_iconv_run(decoder->main, &left, decoder->block, TEXT_BYTES, &n);
    if (n == 0 || left.n > 0)
        return (qg_piece){QG_PIECE_BAD, qg_str_head(decoder->rest, 1), {NULL, 0}};
    return text_piece(decoder, sizeof pair, (qg_str){decoder->block, n});
}

/* A line feed ends the pairs, whether or not "~}" stands before it; "~" and a line feed stand for
 * nothing.  Source: RFC 1843. */
static qg_piece next_hz(qg_decoder *decoder)
{
    char first = decoder->rest.p[0], second = decoder->rest.n < 2 ? '\0' : decoder->rest.p[1];

    if ((unsigned char)first >= 0x80)
        return (qg_piece){QG_PIECE_BAD, qg_str_head(decoder->rest, 1), {NULL, 0}};
    if (first == '\n')
        decoder->is_in_pairs = false;
    if (first == '~' && (second == '{' || second == '}')) {
        decoder->is_in_pairs = second == '{';
        return text_piece(decoder, 2, QG_STR(""));
    }
    if (first == '~' && second == '~')
        return text_piece(decoder, 2, QG_STR("~"));
    if (first == '~' && second == '\n')
        return text_piece(decoder, 2, QG_STR(""));
    if (decoder->is_in_pairs && first > ' ')
        return next_pair(decoder);
    return text_piece(decoder, 1, qg_str_head(decoder->rest, 1));
}

static bool flush(qg_decoder *decoder, qg_piece *piece)
{
    size_t n;

    if (decoder->main == NULL || decoder->is_flushed)
        return false;
    decoder->is_flushed = true;
    n = qg_iconv_flush(decoder->main, decoder->block, TEXT_BYTES);
    *piece = (qg_piece){QG_PIECE_TEXT, decoder->rest, {decoder->block, n}};
    return n > 0;
}

/* ---- all ------------------------------------------------------------------------------------- */

bool qg_decoder_next(qg_decoder *decoder, qg_piece *piece)
{
    if (decoder->rest.n == 0)
        return flush(decoder, piece);
    if (decoder->main == NULL)
        *piece = next_utf8(decoder);
    else if (decoder->encoding->form == QG_FORM_HZ)
        *piece = next_hz(decoder);
    else
        *piece = decoder->encoding->form == QG_FORM_OTHER ? next_character(decoder)
                                                          : next_block(decoder);
    decoder->rest = qg_str_skip(decoder->rest, piece->bytes.n);
    decoder->n_valid = 0;
    return true;
}

qg_status qg_decoder_open(qg_decoder *decoder, qg_str name, qg_str input)
{
    const qg_encoding *listed = qg_encoding_find(name);
    qg_status st = QG_OK;

    *decoder = (qg_decoder){.encoding = listed, .rest = input, .unlisted = {.name = "UNKNOWN"}};
    if (listed == NULL)
        decoder->encoding = &decoder->unlisted;
    if (listed != NULL && listed->iconv == NULL)
        return QG_OK;
    decoder->main = qg_iconv_open(listed == NULL ? name : qg_str_of(listed->iconv), &st);
    if (st == QG_OK && listed != NULL && listed->spare != NULL)
        decoder->spare = qg_iconv_open(qg_str_of(listed->spare), &st);
    if (st == QG_OK && (decoder->block = malloc(TEXT_BYTES)) == NULL)
        st = QG_E_MEMORY;
    return st;
}

void qg_decoder_go_on(qg_decoder *decoder, qg_str input)
{
    decoder->rest = input;
    decoder->n_valid = 0;
    decoder->is_flushed = decoder->is_in_pairs = false;
}

void qg_decoder_close(qg_decoder *decoder)
{
    qg_iconv_close(decoder->main);
    qg_iconv_close(decoder->spare);
    qg_pairs_free(decoder->pairs);
    free(decoder->block);
    *decoder = (qg_decoder){0};
}
