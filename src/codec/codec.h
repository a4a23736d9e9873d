/* codec.h - from bytes in a named encoding to UTF-8.
 *
 * A decoder hands out its input in pieces: stretches of text, characters that could not be read,
 * and a character that the end of the file cut in two.  Each piece knows the bytes it came from, so
 * that the one who puts the pieces together can build the offset map and tell of damage where it
 * is.
 *
 * Damage costs as little as can be.  A byte that cannot start a character is bad alone.  A lead
 * byte with a wrong byte of 0x80 and up behind it is bad together with it, or the rest of the line
 * would be read out of step.  An ASCII byte is never lost to a bad byte before it.
 */
#ifndef QG_CODEC_CODEC_H
#define QG_CODEC_CODEC_H

#include "base/map.h"
#include "base/utf8.h"

/* ---- Encodings ------------------------------------------------------------------------------- */

/* How an encoding cuts bytes into characters. */
typedef enum qg_form {
    QG_FORM_OTHER, /* stateful or unknown: ISO-2022, UTF-7, names that are not in the table
                    */
    QG_FORM_ASCII,
    QG_FORM_BYTE,
    QG_FORM_UTF8,
    QG_FORM_UTF16LE,
    QG_FORM_UTF16BE,
    QG_FORM_UTF32LE,
    QG_FORM_UTF32BE,
    QG_FORM_GB18030,
    QG_FORM_BIG5,
    QG_FORM_TWO_BYTES, /* 0x81 to 0xFE, then 0x41 to 0xFE: EUC-KR and its extension CP949 */
    QG_FORM_JOHAB,
    QG_FORM_EUC_JP,
    QG_FORM_EUC_TW,
    QG_FORM_SHIFT_JIS,
    QG_FORM_HZ /* GB2312 in seven bits, between "~{" and "~}" */
} qg_form;

typedef struct qg_encoding {
    const char *name; /* IANA name in upper case; static */
    qg_form form;
    const char *iconv, *spare, *aliases; /* see encodings.def */
} qg_encoding;

/* The encoding of that name or alias, however it is capitalised and hyphenated; NULL when it is not
 * in the table. */
const qg_encoding *qg_encoding_find(qg_str name);

/* Length in bytes of the character at the start of `bytes`, by the encoding's rule for lead bytes
 * alone; at least 1 and at most bytes.n, 0 when there are none.
 *
 * Where no character can start, it is how many bytes are bad together.  Going from step to step
 * through a whole file thus meets every character and every bad place once, which is all that
 * counting lines and columns needs.  `encoding` NULL or of QG_FORM_OTHER: 1. */
size_t qg_encoding_step(const qg_encoding *encoding, qg_str bytes);

/* The ASCII character that starts `bytes` in this encoding ("0A 00" is '\n' in UTF-16LE); -1 when
 * it is none. */
int qg_encoding_ascii(const qg_encoding *encoding, qg_str bytes);

/* ---- Pieces ---------------------------------------------------------------------------------- */

typedef enum qg_piece_kind {
    QG_PIECE_TEXT,
    QG_PIECE_BAD, /* `bytes` are no character; pieces of this kind may follow one another */
    QG_PIECE_CUT  /* `bytes` are the start of a character that the end of the input cut */
} qg_piece_kind;

typedef struct qg_piece {
    qg_piece_kind kind;
    qg_str bytes; /* of the input */
    qg_str text;  /* valid UTF-8, good until the next piece; empty when not QG_PIECE_TEXT */
                  /* of UTF-8 the same as `bytes`, but a pair of surrogates is one character */
} qg_piece;

/* Take the first `n` bytes of text, whole characters, off the piece, and tell `map` their widths.
 */
void qg_piece_keep(qg_piece *piece, size_t n, const qg_encoding *encoding, qg_map *map);

/* Take the first character off the piece, whose text must not be empty.  Sets `*rune` and `*text`,
 * and returns the bytes of the input it came from. */
qg_str qg_piece_take(qg_piece *piece, const qg_encoding *encoding, qg_rune *rune, qg_str *text);

/* ---- Decoder --------------------------------------------------------------------------------- */

typedef struct qg_pairs qg_pairs; /* two-byte codes remembered */

typedef struct qg_decoder {
    const qg_encoding *encoding; /* also when the name is not in the table, then of QG_FORM_OTHER */
    qg_encoding unlisted;
    qg_str rest;     /* of the input */
    size_t n_valid;  /* bytes of `rest` that are known to be valid UTF-8; a caller may set it */
    void *main;      /* iconv's, NULL for UTF-8 and ASCII */
    void *spare;     /* for single characters the first does not know; may be NULL */
    qg_pairs *pairs; /* cache of two-byte codes; NULL for short input and other forms */
    char *block;     /* decoded text of a piece */
    char pair[QG_UTF8_MAX]; /* likewise of a pair of surrogates in UTF-8 */
    bool is_flushed;        /* nothing is left inside iconv */
    bool is_in_pairs;       /* of HZ: behind "~{" */
} qg_decoder;

/* Start to decode `input`, which must outlive the decoder.
 *
 * name   an encoding, as in the table or as `iconv -l` has it.
 *
 * After any return qg_decoder_close frees it.  The input's byte-order mark comes out as U+FEFF.
 * Fails with QG_E_ARG (no such encoding) and QG_E_MEMORY. */
qg_status qg_decoder_open(qg_decoder *decoder, qg_str name, qg_str input);

/* Go on with another part of the file in the same encoding. */
void qg_decoder_go_on(qg_decoder *decoder, qg_str input);

/* The next piece; false behind the last.  All pieces together have all bytes of the input. */
bool qg_decoder_next(qg_decoder *decoder, qg_piece *piece);

void qg_decoder_close(qg_decoder *decoder);

#endif
