/* memory.h - growing lists and large blocks of memory. */
#ifndef QG_BASE_MEMORY_H
#define QG_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Make room for one more item at the end of a list, doubling its memory when it is full.
 *
 * list         from malloc, or NULL; owned by the caller.
 * n            items in it.
 * n_allocated  items it has room for; is updated.
 * size         of an item, in bytes.
 *
 * Returns the list, which may have moved; NULL when memory runs out, and `list` is still valid. */
void *qg_memory_room(void *list, size_t n, size_t *n_allocated, size_t size);

/* As realloc, for blocks that grow large: asks the kernel for huge pages.
 *
 * The kernel maps memory page by page, with a page fault for each.  In a virtual machine these
 * faults can take longer than all the work on the text.
 *
 * n_used   bytes at `p` that are kept.
 * n        bytes wanted; set to the size of the block, which may be more.
 * is_soon  all of it will be written soon, so the kernel may map all pages at once.
 *
 * Returns the block, to be freed with free; NULL when memory runs out, and `p` is still valid. */
void *qg_memory_grow(void *p, size_t n_used, size_t *n, bool is_soon);

#endif
