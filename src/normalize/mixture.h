/* mixture.h - which part of a file is in which encoding.
 *
 * Pages are put together from pieces: a paragraph in GBK is pasted into a page in UTF-8, a reply in
 * Big5 is quoted in a forum's GBK.  And a head that was cut inside a character, or a lost byte,
 * puts what follows out of step up to the end of the line.  So where a file does not read well in
 * its encoding, all ways to cut the bytes into runs of UTF-8, GB18030, Big5 and its own encoding,
 * and into bad bytes, are compared, and the cheapest is taken.  What is behind a seam
 * (normalize/seam.h) is a file of its own.
 */
#ifndef QG_NORMALIZE_MIXTURE_H
#define QG_NORMALIZE_MIXTURE_H

#include "normalize/candidate.h"

typedef struct qg_mixture_run {
    size_t offset;
    const char *encoding; /* NULL: bytes that fit nothing.  Static. */
} qg_mixture_run;

typedef struct qg_mixture {
    qg_mixture_run *runs; /* the first starts at 0, each goes on to the next */
    size_t n, n_allocated;
    qg_status status;
} qg_mixture;

/* Find the runs of `input`, a file in `encoding` without its mark.  Fails with QG_E_MEMORY; to be
 * freed with qg_mixture_clear after any return.  Time is linear in the input. */
qg_status qg_mixture_find(qg_mixture *mixture, qg_str input, const char *encoding);

void qg_mixture_clear(qg_mixture *mixture);

#endif
