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

/* A sink that puts offsets through `map` before it hands them on.  `sink` is what a stage gets; the
 * struct must outlive it. */
typedef struct qg_mapped_sink {
    qg_sink sink;
    const qg_map *map;
    const qg_sink *next;
} qg_mapped_sink;

/* Returns &mapped->sink. */
const qg_sink *qg_sink_through(qg_mapped_sink *mapped, const qg_map *map, const qg_sink *next);

#endif
