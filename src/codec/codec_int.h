/* codec_int.h - iconv, as the decoder sees it, and what is remembered of its answers.
 *
 * iconv is met in iconv.c alone: glibc's and GNU libiconv's differ in their prototypes and in the
 * names they take, and neither should be felt elsewhere.
 */
#ifndef QG_CODEC_CODEC_INT_H
#define QG_CODEC_CODEC_INT_H

#include "codec/codec.h"

/* Why a conversion stopped. */
typedef enum qg_stop {
    QG_STOP_END, /* all was converted, or there was no more room */
    QG_STOP_BAD, /* the next bytes are no character */
    QG_STOP_CUT  /* the next bytes are the start of a character, no more */
} qg_stop;

/* A converter to UTF-8, or NULL with `*status` QG_E_ARG (no such encoding) or QG_E_MEMORY. */
void *qg_iconv_open(qg_str name, qg_status *status);
void qg_iconv_close(void *converter);

/* Convert from the start of `*in`, taking off what was converted, and write to `out`; sets
 * `*n_out`. */
qg_stop qg_iconv_run(void *converter, qg_str *in, char *out, size_t room, size_t *n_out);

/* Bring out what is held back for combining with a next character; returns bytes written. */
size_t qg_iconv_flush(void *converter, char *out, size_t room);

/* ---- pairs.c ---- */

/* NULL for forms that have none, and without memory: iconv does it too. */
qg_pairs *qg_pairs_new(qg_form form);
void qg_pairs_free(qg_pairs *pairs);

/* Decode ASCII and two-byte codes from the start of `bytes` to `out`, which has room for two bytes
 * more than twice as many, up to something else.  Sets `*n_out` and returns how many bytes these
 * are.  `converter` is asked about codes that were not met before. */
size_t qg_pairs_decode(qg_pairs *pairs, void *converter, qg_str bytes, char *out, size_t *n_out);

#endif
