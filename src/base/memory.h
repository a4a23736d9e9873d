/* memory.h - memory that grows: lists, and large pieces. */
#ifndef QG_BASE_MEMORY_H
#define QG_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Make room for one more item at the end of a list, which doubles when it is full.
 *
 * list         from malloc, or NULL; owned by the caller.
 * n            items in it.
 * n_allocated  items it has room for; is updated.
 * size         of an item, in bytes.
 *
 * Returns where the list is now.  NULL when there is no memory; `list` is then as it was. */
void *qg_memory_room(void *list, size_t n, size_t *n_allocated, size_t size);

/* As realloc, for what grows large: asks for huge pages.
 *
 * The system brings memory in page by page, with an interruption for each.  In a virtual machine
 * that takes longer than all we do with the text.
 *
 * n_used   bytes at `p` that are kept.
 * n        bytes wanted; set to how many there are then, which may be more.
 * is_soon  all of it will be written to soon, so all pages may come at once.
 *
 * NULL when there is no memory; `p` is then as it was. */
void *qg_memory_grow(void *p, size_t n_used, size_t *n, bool is_soon);

#endif
