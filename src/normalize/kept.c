#include "normalize/kept.h"

#include "base/memory.h"

#include <stdlib.h>

qg_status qg_kept_add(qg_kept *kept, size_t start, size_t end)
{
    qg_kept_place *list = qg_memory_room(kept->list, kept->n, &kept->n_allocated, sizeof *list);

    if (list == NULL)
        return QG_E_MEMORY;
    kept->list = list;
    kept->list[kept->n++] = (qg_kept_place){start, end};
    return QG_OK;
}

static int by_start(const void *a, const void *b)
{
    const qg_kept_place *x = a, *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

void qg_kept_settle(qg_kept *kept)
{
    size_t n = 0;

    if (kept->n == kept->n_settled)
        return;
    qsort(kept->list, kept->n, sizeof *kept->list, by_start);
    for (size_t i = 0; i < kept->n; i++) {
        qg_kept_place one = kept->list[i];
        if (n == 0 || one.start > kept->list[n - 1].end)
            kept->list[n++] = one;
        else if (one.end > kept->list[n - 1].end)
            kept->list[n - 1].end = one.end;
    }
    kept->n = kept->n_settled = n;
}

bool qg_kept_meets(const qg_kept *kept, size_t start, size_t end)
{
    size_t low = 0, high = kept->n_settled;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (kept->list[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < kept->n_settled && kept->list[low].start < end;
}

void qg_kept_clear(qg_kept *kept)
{
    free(kept->list);
    *kept = (qg_kept){0};
}
