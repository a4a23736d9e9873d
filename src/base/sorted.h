/* sorted.h - places in a list of what stands at offsets of a text. */
#ifndef QG_BASE_SORTED_H
#define QG_BASE_SORTED_H

#include <stddef.h>

/* The index of the first record whose offset is `from` or behind it; `n` when there is none.
 *
 * records  `n` of them, `size` bytes each, borrowed.  Each starts with its offset, a size_t, and
 *          they are in the order of these.
 *
 * Cannot fail. */
size_t qg_sorted_from(const void *records, size_t n, size_t size, size_t from);

#endif
