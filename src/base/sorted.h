/* sorted.h - binary search in a list of records that are sorted by their offset in a text. */
#ifndef QG_BASE_SORTED_H
#define QG_BASE_SORTED_H

#include <stddef.h>

/* The index of the first record whose offset is at least `from`; `n` when there is none.
 *
 * records  `n` records of `size` bytes each, borrowed.  The first member of each is its offset, a
 *          size_t, by which they are sorted in ascending order.
 *
 * Cannot fail. */
size_t qg_sorted_from(const void *records, size_t n, size_t size, size_t from);

#endif
