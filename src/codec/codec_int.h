/* codec_int.h - the decoder's interface to iconv, and a cache of its answers.
 *
 * Only iconv.c calls iconv: glibc's and GNU libiconv's differ in their prototypes and in the names
 * they take, and the rest of the code should not have to know.
 */
#ifndef QG_CODEC_CODEC_INT_H
#define QG_CODEC_CODEC_INT_H

#include "codec/codec.h"

/* Why a conversion stopped. */
typedef enum qg_stop {
    QG_STOP_END, /* all input was converted, or the output is full */
    QG_STOP_BAD, /* the next bytes are no character */
    QG_STOP_CUT  /* the input ends within a character */
} qg_stop;

/* A converter to UTF-8, or NULL with `*status` QG_E_ARG (no such encoding) or QG_E_MEMORY. */
void *qg_iconv_open(qg_str name, qg_status *status);
void qg_iconv_close(void *converter);

/* Convert the start of `*in` into at most `room` bytes at `out`.  What was converted is taken off
 * `*in`; `*n_out` is set to the bytes written. */
qg_stop qg_iconv_run(void *converter, qg_str *in, char *out, size_t room, size_t *n_out);

/* Write a character that the converter holds back because the next one might combine with it;
 * returns the bytes written. */
size_t qg_iconv_flush(void *converter, char *out, size_t room);

/* ---- pairs.c ---- */

/* An empty cache of two-byte codes.  NULL when the form has no such codes or memory runs out; iconv
 * then does the work alone, only slower. */
qg_pairs *qg_pairs_new(qg_form form);
void qg_pairs_free(qg_pairs *pairs);

/* Decode `bytes` up to the first that is neither ASCII nor a readable two-byte code, and return how
 * many bytes that was.
 *
 * converter  is asked about codes that are not in the cache yet.
 * out        UTF-8; has room for 2 * bytes.n + 2 bytes.  `*n_out` is set to the bytes written. */
size_t qg_pairs_decode(qg_pairs *pairs, void *converter, qg_str bytes, char *out, size_t *n_out);

#endif
