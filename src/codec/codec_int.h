/* codec_int.h - iconv, as the decoder sees it.
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

#endif
