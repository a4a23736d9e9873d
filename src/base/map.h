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

/* `n` characters, each of `out_unit` bytes in the output and `in_unit` bytes in the input. */
typedef struct qg_map_run {
    uint16_t n;
    uint8_t out_unit, in_unit;
} qg_map_run;

/* Where a run starts in output and input, in bytes.  Kept for one run in sixteen only, to save
 * memory: a report in GBK has a run for each number in it. */
typedef struct qg_map_place {
    size_t out, in;
} qg_map_place;

typedef struct qg_map {
    qg_map_run *runs;
    qg_map_place *places;
    size_t n_runs, n_allocated;
    size_t out, in; /* the ends of both sides so far, in bytes */
    qg_status status;
} qg_map; /* start with {0} */

/* Append: `n` characters of `out_unit` bytes came from `n` characters of `in_unit` bytes; both at
 * most 255.  An in_unit of 0 is an insertion, an out_unit of 0 a deletion.  Fails with QG_E_MEMORY
 * only, which sticks in `status`. */
void qg_map_add(qg_map *map, size_t n, size_t out_unit, size_t in_unit);

/* Append: `n_out` bytes came from `n_in` bytes, and it is not known which from which, so their
 * places are spread evenly.  Either may be 0. */
void qg_map_spread(qg_map *map, size_t n_out, size_t n_in);

/* The offset in the input of the byte at `out` in the output. */
size_t qg_map_back(const qg_map *map, size_t out);

/* A cursor for callers that ask for ascending places: a run, and where it starts.  Valid while the
 * map does not change. */
typedef struct qg_map_near {
    size_t i;
    qg_map_place at;
} qg_map_near; /* start with {0} */

size_t qg_map_back_near(const qg_map *map, qg_map_near *near, size_t out);

/* Append the part of `from` between the output offsets `start` and `end`.  `near` is a cursor into
 * `from`. */
void qg_map_copy(qg_map *map, const qg_map *from, qg_map_near *near, size_t start, size_t end);

void qg_map_clear(qg_map *map);

#endif
