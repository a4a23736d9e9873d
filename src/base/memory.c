#define _DEFAULT_SOURCE /* madvise */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

/* Size of a huge page.  Large memory is asked for in multiples of it, so that the kernel can back
 * it with "transparent huge pages". */
enum { HUGE_BYTES = 2 << 20 };

/* These are hints: a kernel that does not know them (Linux before 5.14) is only slower. */
static void advise(void *p, size_t n, bool is_soon)
{
#if defined(MADV_HUGEPAGE)
    (void)madvise(p, n, MADV_HUGEPAGE);
#endif
#if defined(MADV_POPULATE_WRITE)
    if (is_soon)
        (void)madvise(p, n, MADV_POPULATE_WRITE);
#endif
    (void)p;
    (void)n;
    (void)is_soon;
}

void *qg_memory_room(void *list, size_t n, size_t *n_allocated, size_t size)
{
    enum { FIRST_ALLOCATED = 16 };
    size_t more = *n_allocated == 0 ? FIRST_ALLOCATED : *n_allocated * 2;
    void *grown;

    if (n < *n_allocated)
        return list;
    grown = more > SIZE_MAX / size ? NULL : realloc(list, more * size);
    if (grown != NULL)
        *n_allocated = more;
    return grown;
}

void *qg_memory_grow(void *p, size_t n_used, size_t *n, bool is_soon)
{
    void *grown;

    if (*n < 2 * HUGE_BYTES || *n > SIZE_MAX - HUGE_BYTES)
        return realloc(p, *n);
    *n = (*n + HUGE_BYTES - 1) / HUGE_BYTES * HUGE_BYTES;
    grown = aligned_alloc(HUGE_BYTES, *n);
    if (grown == NULL)
        return NULL;
    advise(grown, *n, is_soon);
    if (n_used > 0)
        memcpy(grown, p, n_used);
    free(p);
    return grown;
}
