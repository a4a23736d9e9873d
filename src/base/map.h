/* map.h - from a place in a stage's output back to the place in its input.
 *
 * Findings speak of bytes in the file the user gave, but most are made by stages that see decoded
 * and repaired text.  The map keeps runs of characters with equal widths on both sides: plain ASCII
 * is one run of 1:1, Han characters out of GBK a run of 3:2.  One map a stage; qg_sink_through
 * chains them.
 */
#ifndef QG_BASE_MAP_H
#define QG_BASE_MAP_H

#include "base/str.h"

#include <stdint.h>

/* `n` characters of equal widths: bytes of one on both sides. */
typedef struct qg_map_run {
    uint16_t n;
    uint8_t out_unit, in_unit;
} qg_map_run;

/* Where a run starts on both sides.  Only every so many runs have theirs written down: a report in
 * GBK has a run for each number in it. */
typedef struct qg_map_place {
    size_t out, in;
} qg_map_place;

typedef struct qg_map {
    qg_map_run *runs;
    qg_map_place *places;
    size_t n_runs, n_allocated;
    size_t out, in; /* where the next character goes */
    qg_status status;
} qg_map; /* start with {0} */

/* `n` characters of `out_unit` bytes came from `n` characters of `in_unit` bytes.  A unit of 0 is
 * something that was put in or left out.  Fails only by memory, which sticks in `status`. */
void qg_map_add(qg_map *map, size_t n, size_t out_unit, size_t in_unit);

/* `n_out` bytes came from `n_in` bytes, no one knows which from which: their places are spread
 * evenly.  Both may be any number. */
void qg_map_spread(qg_map *map, size_t n_out, size_t n_in);

/* Where the byte at `out` came from. */
size_t qg_map_back(const qg_map *map, size_t out);

/* The same for one who asks for places that follow each other: a run, and where it starts.  As long
 * as the map stays as it is. */
typedef struct qg_map_near {
    size_t i;
    qg_map_place at;
} qg_map_near; /* start with {0} */

size_t qg_map_back_near(const qg_map *map, qg_map_near *near, size_t out);

/* The bytes from `start` to `end` of what `from` describes come next: they keep their places. */
void qg_map_copy(qg_map *map, const qg_map *from, qg_map_near *near, size_t start, size_t end);

void qg_map_clear(qg_map *map);

#endif
