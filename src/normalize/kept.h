/* kept.h - places of the input that are to stay as they are.
 *
 * What the user keeps out of one pass's hands is not for the next one: the brackets of 態(tài) are
 * part of the annotation that was kept.
 */
#ifndef QG_NORMALIZE_KEPT_H
#define QG_NORMALIZE_KEPT_H

#include "base/str.h"

typedef struct qg_kept_place {
    size_t start, end; /* bytes of the input */
} qg_kept_place;

typedef struct qg_kept {
    qg_kept_place *list;
    size_t n, n_allocated;
    size_t n_settled; /* from the start on: in order, and apart from each other */
} qg_kept;            /* start with {0} */

/* Keep a place from the next settling on.  Fails with QG_E_MEMORY. */
qg_status qg_kept_add(qg_kept *kept, size_t start, size_t end);

/* Before a pass: what was added counts from now on. */
void qg_kept_settle(qg_kept *kept);

/* Whether a settled place has some of the bytes from `start` to `end`. */
bool qg_kept_meets(const qg_kept *kept, size_t start, size_t end);

void qg_kept_clear(qg_kept *kept);

#endif
