/* out.h - writing what was converted, with the map back to the text.
 *
 * Nearly all characters become ones that are as long, so the map is told of them once for many.
 */
#ifndef QG_NORMALIZE_SCRIPT_OUT_H
#define QG_NORMALIZE_SCRIPT_OUT_H

#include "base/buf.h"
#include "base/map.h"
#include "language/opencc.h"

typedef struct qg_script_out {
    qg_buf *out;
    qg_map *map;    /* from offsets in what is put to offsets in `text` */
    qg_str text;    /* what is converted */
    size_t n_alike; /* bytes put that are not in the map yet: as many as in the text */
} qg_script_out;

/* Put bytes of the text as they are. */
void qg_script_put(qg_script_out *o, qg_str bytes);

/* Likewise of bytes that stand already in the room that `out` gave, and are as many as in the text.
 */
void qg_script_put_alike(qg_script_out *o, size_t n_bytes);

/* Put what became of the units that start at `offset` of the text. */
void qg_script_put_units(qg_script_out *o, const qg_units *units, size_t offset);

/* Bring the map up to what was put. */
void qg_script_out_end(qg_script_out *o);

#endif
