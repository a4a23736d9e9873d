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

void qg_map_clear(qg_map *map)
{
    free(map->runs);
    *map = (qg_map){0};
}
