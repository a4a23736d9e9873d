#include "base/map.h"

#include <assert.h>
#include <stdlib.h>

static bool start_run(qg_map *map, size_t out_unit, size_t in_unit)
{
    if (map->n_runs == map->n_allocated) {
        size_t n = map->n_allocated == 0 ? 16 : map->n_allocated * 2;
        qg_map_run *runs = realloc(map->runs, n * sizeof *runs);
        if (runs == NULL) {
            map->status = QG_E_MEMORY;
            return false;
        }
        map->runs = runs;
        map->n_allocated = n;
    }
    map->runs[map->n_runs++] = (qg_map_run){map->out, map->in, (uint8_t)out_unit, (uint8_t)in_unit};
    return true;
}

void qg_map_add(qg_map *map, size_t n, size_t out_unit, size_t in_unit)
{
    const qg_map_run *last = map->n_runs == 0 ? NULL : &map->runs[map->n_runs - 1];

    assert(out_unit <= UINT8_MAX && in_unit <= UINT8_MAX);
    if (n == 0 || map->status != QG_OK)
        return;
    if ((last == NULL || last->out_unit != out_unit || last->in_unit != in_unit) &&
        !start_run(map, out_unit, in_unit))
        return;
    map->out += n * out_unit;
    map->in += n * in_unit;
}

void qg_map_spread(qg_map *map, size_t n_out, size_t n_in)
{
    size_t each = n_out == 0 ? 0 : n_in / n_out;

    if (each >= UINT8_MAX || n_out == 0) {
        size_t n_bare = n_out == 0 ? n_in : n_in - n_out; /* left out before the rest */
        qg_map_add(map, n_bare / UINT8_MAX, 0, UINT8_MAX);
        qg_map_add(map, 1, 0, n_bare % UINT8_MAX);
        qg_map_add(map, n_out, 1, 1);
        return;
    }
    qg_map_add(map, n_out - n_in % n_out, 1, each);
    qg_map_add(map, n_in % n_out, 1, each + 1);
}

/* The last run that starts at or before `out`; what was left out (unit 0) starts at the same place
 * as the run behind it, which is then the one that counts. */
static const qg_map_run *run_at(const qg_map *map, size_t out)
{
    size_t low = 0, high = map->n_runs;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->runs[middle].out <= out)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? NULL : &map->runs[low - 1];
}

size_t qg_map_back(const qg_map *map, size_t out)
{
    const qg_map_run *run = run_at(map, out);

    if (run == NULL)
        return out;
    if (run->out_unit == 0)
        return run->in;
    return run->in + (out - run->out) / run->out_unit * run->in_unit +
           (run->out_unit == run->in_unit ? (out - run->out) % run->out_unit : 0);
}

void qg_map_copy(qg_map *map, const qg_map *from, size_t start, size_t end)
{
    const qg_map_run *run = run_at(from, start);

    assert(end <= from->out);
    for (; start < end; run++) {
        bool is_last = run + 1 == from->runs + from->n_runs;
        size_t run_end = is_last ? from->out : run[1].out, stop = run_end < end ? run_end : end;
        size_t unit = run->out_unit;
        if (unit == 0 || stop == start)
            continue;
        assert((start - run->out) % unit == 0 && (stop - start) % unit == 0);
        qg_map_spread(map, 0, run->in + (start - run->out) / unit * run->in_unit - map->in);
        qg_map_add(map, (stop - start) / unit, unit, run->in_unit);
        start = stop;
    }
    qg_map_spread(map, 0, qg_map_back(from, end) - map->in);
}

void qg_map_clear(qg_map *map)
{
    free(map->runs);
    *map = (qg_map){0};
}
