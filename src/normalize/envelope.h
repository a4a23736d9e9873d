/* envelope.h - the fence that a chat assistant puts its whole answer in. */
#ifndef QG_NORMALIZE_ENVELOPE_H
#define QG_NORMALIZE_ENVELOPE_H

#include "base/str.h"

/* All in bytes of the text: the line of the opening fence, the draft behind it, the line of the
 * closing fence, and what stands behind that. */
typedef struct qg_envelope {
    size_t fence, start, end, behind;
} qg_envelope;

/* Find the fence around a draft.  Returns false when there is none: what is fenced is code then. */
bool qg_envelope_find(qg_envelope *envelope, qg_str text);

#endif
