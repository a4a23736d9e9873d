#include "base/map.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

enum { RUNS_A_PLACE = 16 };

/* Make room for twice as many runs, and for the places they start at. */
static bool grow(qg_map *map)
{
    size_t n_runs = map->n_allocated == 0 ? RUNS_A_PLACE : map->n_allocated * 2;
    size_t n_bytes = n_runs * sizeof *map->runs;
    qg_map_run *runs = qg_memory_grow(map->runs, map->n_runs * sizeof *map->runs, &n_bytes, false);
    qg_map_place *places;

    if (runs == NULL)
        return false;
    map->runs = runs;
    places = realloc(map->places, n_runs / RUNS_A_PLACE * sizeof *places);
    if (places == NULL)
        return false;
    map->places = places;
    map->n_allocated = n_runs;
    return true;
}

static qg_map_run *start_run(qg_map *map, size_t out_unit, size_t in_unit)
{
    if (map->n_runs == map->n_allocated && !grow(map)) {
        map->status = QG_E_MEMORY;
        return NULL;
    }
    if (map->n_runs % RUNS_A_PLACE == 0)
        map->places[map->n_runs / RUNS_A_PLACE] = (qg_map_place){map->out, map->in};
    map->runs[map->n_runs] = (qg_map_run){0, (uint8_t)out_unit, (uint8_t)in_unit};
    return &map->runs[map->n_runs++];
}

/* The run that the next character belongs to: the last one, or a new one.  NULL when memory runs
 * out. */
static qg_map_run *run_for(qg_map *map, size_t out_unit, size_t in_unit)
{
    qg_map_run *last = map->n_runs == 0 ? NULL : &map->runs[map->n_runs - 1];
    bool fits = last != NULL && last->out_unit == out_unit && last->in_unit == in_unit &&
                last->n < UINT16_MAX;

    return fits ? last : start_run(map, out_unit, in_unit);
}

void qg_map_add(qg_map *map, size_t n, size_t out_unit, size_t in_unit)
{
    assert(out_unit <= UINT8_MAX && in_unit <= UINT8_MAX);
    while (n > 0 && map->status == QG_OK) {
        qg_map_run *run = run_for(map, out_unit, in_unit);
        size_t room = run == NULL ? 0 : (size_t)(UINT16_MAX - run->n), taken = n < room ? n : room;
        if (run == NULL)
            return;
        run->n = (uint16_t)(run->n + taken);
        map->out += taken * out_unit;
        map->in += taken * in_unit;
        n -= taken;
    }
}

void qg_map_spread(qg_map *map, size_t n_out, size_t n_in)
{
    size_t each = n_out == 0 ? 0 : n_in / n_out;

    if (each >= UINT8_MAX || n_out == 0) {
        size_t n_bare = n_out == 0 ? n_in : n_in - n_out; /* mapped to no output, in front */
        qg_map_add(map, n_bare / UINT8_MAX, 0, UINT8_MAX);
        qg_map_add(map, n_bare % UINT8_MAX > 0, 0, n_bare % UINT8_MAX);
        qg_map_add(map, n_out, 1, 1);
        return;
    }
    qg_map_add(map, n_out - n_in % n_out, 1, each);
    qg_map_add(map, n_in % n_out, 1, each + 1);
}

/* Index of the last run that has its place in `places` and starts at or before `out`. */
static size_t run_near(const qg_map *map, size_t out)
{
    size_t low = 0, high = (map->n_runs + RUNS_A_PLACE - 1) / RUNS_A_PLACE;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->places[middle].out <= out)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? 0 : (low - 1) * RUNS_A_PLACE;
}

static qg_map_place behind(qg_map_place at, const qg_map_run *run)
{
    return (qg_map_place){at.out + (size_t)run->n * run->out_unit,
                          at.in + (size_t)run->n * run->in_unit};
}

/* Whether `out` is at most two steps of `places` behind `near`, so that walking there is quicker
 * than a binary search. */
static bool is_near(const qg_map *map, const qg_map_near *near, size_t out)
{
    size_t behind = near->i / RUNS_A_PLACE + 2;

    return near->at.out <= out &&
           (behind * RUNS_A_PLACE >= map->n_runs || map->places[behind].out > out);
}

/* Move `near` to the last run that starts at or before `out`.  Bytes of the input that were left
 * out are a run of out_unit 0, which starts at the same `out` as the run behind it: the latter is
 * taken. The map must not be empty. */
static void go_to(const qg_map *map, qg_map_near *near, size_t out)
{
    if (!is_near(map, near, out)) {
        near->i = run_near(map, out);
        near->at = map->places[near->i / RUNS_A_PLACE];
    }
    while (near->i + 1 < map->n_runs && behind(near->at, &map->runs[near->i]).out <= out) {
        near->at = behind(near->at, &map->runs[near->i]);
        near->i++;
    }
}

size_t qg_map_back_near(const qg_map *map, qg_map_near *near, size_t out)
{
    const qg_map_run *run;
    qg_map_place at;

    if (map->n_runs == 0)
        return out;
    go_to(map, near, out);
    run = &map->runs[near->i];
    at = near->at;
    if (run->out_unit == 0)
        return at.in;
    if (run->out_unit == 1) /* the common case, without a division */
        return at.in + (out - at.out) * run->in_unit;
    return at.in + (out - at.out) / run->out_unit * run->in_unit +
           (run->out_unit == run->in_unit ? (out - at.out) % run->out_unit : 0);
}

size_t qg_map_back(const qg_map *map, size_t out)
{
    qg_map_near near = {.at = {SIZE_MAX, 0}}; /* behind any `out`, so that is_near fails */

    return qg_map_back_near(map, &near, out);
}

void qg_map_copy(qg_map *map, const qg_map *from, qg_map_near *near, size_t start, size_t end)
{
    assert(end <= from->out);
    if (start < end)
        go_to(from, near, start);
    while (start < end) {
        const qg_map_run *run = &from->runs[near->i];
        qg_map_place at = near->at, next = behind(at, run);
        size_t unit = run->out_unit, stop = next.out < end ? next.out : end;
        if (unit > 0 && stop > start) {
            assert((start - at.out) % unit == 0 && (stop - start) % unit == 0);
            qg_map_spread(map, 0, at.in + (start - at.out) / unit * run->in_unit - map->in);
            qg_map_add(map, (stop - start) / unit, unit, run->in_unit);
            start = stop;
        }
        if (start < end)
            *near = (qg_map_near){near->i + 1, next};
    }
    /* Input that was left out right behind the last byte belongs to it. */
    qg_map_spread(map, 0,
                  (end == from->out ? from->in : qg_map_back_near(from, near, end)) - map->in);
}

void qg_map_clear(qg_map *map)
{
    free(map->runs);
    free(map->places);
    *map = (qg_map){0};
}
