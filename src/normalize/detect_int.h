/* detect_int.h - the kinds of evidence for an encoding.
 *
 * detect.c knows in which order they count; each of the others answers one question about the
 * bytes.
 */
#ifndef QG_NORMALIZE_DETECT_INT_H
#define QG_NORMALIZE_DETECT_INT_H

#include "base/str.h"

/* As qg_detect.  Returns how many bytes behind the mark were seen to be valid UTF-8 on the way, so
 * that the decoder need not look again. */
size_t qg_detect_valid(qg_detection *detection, qg_str input);

/* ---- mark.c ---- */

/* The encoding whose byte-order mark starts `input`, and the mark's length; NULL and 0 when none.
 */
const char *qg_mark_encoding(qg_str input, size_t *mark_bytes);

/* What binary file starts like this: "zip", "docx", "png" ...; NULL when it starts like none. */
const char *qg_signature(qg_str input);

/* ---- wide.c ---- */

/* How well the best of UTF-16 and UTF-32 in both byte orders explains the bytes. */
typedef struct qg_wide {
    const char *encoding; /* NULL when fewer than two whole units are there */
    double share;         /* of units that are characters a report has: 0 to 1 */
} qg_wide;

qg_wide qg_wide_look(qg_str sample);

/* ---- likely.c ---- */

/* How a legacy encoding explains the bytes. */
typedef struct qg_reading {
    const char *encoding;
    size_t n_characters; /* beyond ASCII, bad ones with them */
    size_t n_bad;
    size_t cost; /* bits of surprise in all */
} qg_reading;

/* Mean cost of a character; what Chinese prose has is near 9, chance gives 18 and more. */
double qg_reading_mean(const qg_reading *reading);

/* The two best readings of `sample`, the better one first. */
void qg_likely(qg_reading best[2], qg_str sample);

#endif
