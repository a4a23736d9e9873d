#include "normalize/repair_again.h"

#include "base/memory.h"

#include <stdlib.h>

static void add_offset(qg_again *again, size_t offset)
{
    qg_offsets *o = &again->now;
    size_t *list = qg_memory_room(o->list, o->n, &o->n_allocated, sizeof *list);

    if (list == NULL) {
        again->status = QG_E_MEMORY;
        return;
    }
    o->list = list;
    o->list[o->n++] = offset;
}

static void hold(qg_again *again, const qg_finding *finding)
{
    qg_held *h = &again->held;
    qg_finding *list = qg_memory_room(h->list, h->n, &h->n_allocated, sizeof *list);
    qg_finding copy = *finding;

    if (list == NULL) {
        again->status = QG_E_MEMORY;
        return;
    }
    h->list = list;
    copy.before = qg_arena_copy(&h->texts, finding->before);
    copy.after = qg_arena_copy(&h->texts, finding->after);
    if (h->texts.status != QG_OK)
        again->status = h->texts.status;
    h->list[h->n++] = copy;
}

static void tell(void *user, const qg_finding *finding)
{
    qg_again *again = user;

    if (finding->suggested) {
        hold(again, finding);
        return;
    }
    add_offset(again, finding->offset);
    qg_sink_tell(again->next, finding);
}

qg_sink qg_again_sink(qg_again *again)
{
    return (qg_sink){tell, again};
}

/* Whether no change is near `offset`.  `*at` is an index into the changes, which are asked about
 * in order, and moves past those that lie before. */
static bool is_far(const qg_offsets *offsets, size_t *at, size_t offset)
{
    while (*at < offsets->n && offsets->list[*at] + QG_AGAIN_REACH < offset)
        ++*at;
    return *at == offsets->n || offset + QG_AGAIN_REACH < offsets->list[*at];
}

bool qg_again_is_settled(qg_again *again, size_t offset)
{
    return again->is_partial && is_far(&again->before, &again->at, offset);
}

void qg_again_note_shielded(qg_again *again, const qg_shield *shield, const qg_map *map)
{
    if (again->has_shielded)
        return;
    for (size_t i = 0; i < shield->n && again->status == QG_OK; i++)
        again->status = qg_kept_add(&again->shielded, qg_map_back(map, shield->spans[i].start),
                                    qg_map_back(map, shield->spans[i].end));
    qg_kept_settle(&again->shielded);
    again->has_shielded = true;
}

static int by_offset(const void *a, const void *b)
{
    size_t left = ((const qg_finding *)a)->offset, right = ((const qg_finding *)b)->offset;

    return (left > right) - (left < right);
}

static void sort(qg_held *held)
{
    if (held->n > 1)
        qsort(held->list, held->n, sizeof *held->list, by_offset);
}

/* Forget the suggestions near a change: the next run will judge these places anew. */
static void forget_unsettled(qg_again *again)
{
    qg_held *h = &again->held;
    size_t n = 0, at = 0;

    for (size_t i = 0; i < h->n; i++)
        if (is_far(&again->before, &at, h->list[i].offset))
            h->list[n++] = h->list[i];
    h->n = n;
}

/* Let the next run look at all of the text, and not only near the last changes: they may have
 * made a place far away likelier. */
static void start_anew(qg_again *again)
{
    again->is_partial = false;
    again->held.n = 0;
    qg_arena_clear(&again->held.texts);
    again->held.texts = (qg_arena){0};
}

bool qg_again_goes_on(qg_again *again)
{
    qg_offsets last = again->before;

    again->before = again->now;
    again->now = last;
    again->now.n = again->at = 0;
    if (again->status != QG_OK || (again->before.n == 0 && !again->is_partial))
        return false;
    if (again->before.n == 0) {
        start_anew(again);
        return true;
    }
    again->is_partial = true;
    sort(&again->held);
    forget_unsettled(again);
    return true;
}

void qg_again_tell(qg_again *again)
{
    sort(&again->held);
    for (size_t i = 0; i < again->held.n; i++)
        qg_sink_tell(again->next, &again->held.list[i]);
}

void qg_again_clear(qg_again *again)
{
    qg_kept_clear(&again->shielded);
    free(again->before.list);
    free(again->now.list);
    free(again->held.list);
    qg_arena_clear(&again->held.texts);
}
