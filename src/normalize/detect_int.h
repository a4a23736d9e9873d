/* detect_int.h - the kinds of evidence for an encoding.
 *
 * detect.c knows in which order they count; each of the others answers one question about the
 * bytes.
 */
#ifndef QG_NORMALIZE_DETECT_INT_H
#define QG_NORMALIZE_DETECT_INT_H

#include "normalize/candidate.h"

/* As qg_detect.  Returns how many bytes behind the mark were seen to be valid UTF-8 on the way, so
 * that the decoder need not look again. */
size_t qg_detect_valid(qg_detection *detection, qg_str input);

/* ---- mark.c ---- */

/* The encoding whose byte-order mark starts `input`, and the mark's length; NULL and 0 when none.
 */
const char *qg_mark_encoding(qg_str input, size_t *mark_bytes);

#define QG_WEB_ARCHIVE "mhtml"

/* What binary file starts like this: "zip", "docx", "png" ...; NULL when it starts like none.  A
 * page saved as a web archive is as good as one. */
const char *qg_signature(qg_str input);

/* ---- escape.c ---- */

/* The encoding whose escape sequences stand in `input`, which is ASCII: ISO-2022-CN, -JP, -KR or
 * HZ-GB-2312; NULL when there are none. */
const char *qg_escaped(qg_str input);

/* The charset that HTML or XML declares in the first kilobyte, as the table of encodings names it;
 * NULL when none. */
const char *qg_declared(qg_str input);

/* ---- wide.c ---- */

/* How the best of UTF-16 and UTF-32 in both byte orders explains the bytes, priors included. */
qg_reading qg_wide_look(qg_str sample);

/* How many bytes at the start of `input`, in `encoding`, UTF-16 or UTF-32, are the rest of a
 * character that was cut.  0 for encodings of other kinds. */
size_t qg_wide_shift(qg_str input, const char *encoding);

/* ---- likely.c ---- */

enum { QG_SAMPLE_BYTES = 24 * 1024 };

/* Copy what is not ASCII, with a little of what is around it, to `sample`; returns how much. */
size_t qg_sample_high(char sample[QG_SAMPLE_BYTES], qg_str input);

/* The two best readings of `sample`, the better one first.
 * declared  what the file says of itself, which counts a little; or NULL. */
void qg_likely(qg_reading best[2], qg_str sample, const char *declared);

/* ---- likely_words.c ---- */

/* Bits by which the Han of `sample`, read in `encoding`, are less surprising as words than as
 * single characters.  0 when memory is short. */
size_t qg_likely_words(qg_str sample, const char *encoding);

#endif
