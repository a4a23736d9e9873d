/* memory.h - large pieces of memory.
 *
 * The system brings memory in page by page, with an interruption for each.  In a virtual machine
 * that takes longer than all we do with the text.
 */
#ifndef QG_BASE_MEMORY_H
#define QG_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* As realloc, for what grows large: asks for huge pages.
 *
 * n_used   bytes at `p` that are kept.
 * n        bytes wanted; set to how many there are then, which may be more.
 * is_soon  all of it will be written to soon, so all pages may come at once.
 *
 * NULL when there is no memory; `p` is then as it was. */
void *qg_memory_grow(void *p, size_t n_used, size_t *n, bool is_soon);

#endif
