/* sink.h - telling findings.
 *
 * A stage speaks of offsets in its own input.  The sink it was handed translates them, step by
 * step, to the file the user gave.
 */
#ifndef QG_BASE_SINK_H
#define QG_BASE_SINK_H

#include "base/map.h"

/* Tell `finding` to `sink`, which may be NULL. */
void qg_sink_tell(const qg_sink *sink, const qg_finding *finding);

/* A sink that translates offsets through `map` and hands the findings on to `next`.  A stage is
 * given the member `sink`; the struct must stay where it is as long as that is used. */
typedef struct qg_mapped_sink {
    qg_sink sink;
    const qg_map *map;
    const qg_sink *next;
} qg_mapped_sink;

/* Set `mapped` up and return its sink. */
const qg_sink *qg_sink_through(qg_mapped_sink *mapped, const qg_map *map, const qg_sink *next);

#endif
