/* envelope.h - what a chat assistant puts its answer in: a fence, and its thoughts in front. */
#ifndef QG_NORMALIZE_ENVELOPE_H
#define QG_NORMALIZE_ENVELOPE_H

#include "base/str.h"

/* All in bytes of the text: the line of the opening fence, the draft behind it, the line of the
 * closing fence, and what stands behind that. */
typedef struct qg_envelope {
    size_t fence, start, end, behind;
} qg_envelope;

/* Find the fence around a draft in `text`, of which the answer starts at `start`.  Returns false when
 * there is none: what is fenced is code then. */
bool qg_envelope_find(qg_envelope *envelope, qg_str text, size_t start);

/* Where the answer starts behind the assistant's thoughts, <think> … </think>; 0: it starts the
 * text. */
size_t qg_thoughts_end(qg_str text);

#endif
