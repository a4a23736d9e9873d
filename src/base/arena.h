/* arena.h - memory that is freed all at once.
 *
 * A document's nodes and strings live exactly as long as the document, so they come from one arena.
 */
#ifndef QG_BASE_ARENA_H
#define QG_BASE_ARENA_H

#include "base/str.h"

typedef struct qg_arena_block qg_arena_block;

/* Start with {0}.  A failure sticks: later calls return NULL too. */
typedef struct qg_arena {
    qg_arena_block *blocks;
    char *at, *end;
    qg_status status;
} qg_arena;

/* `n` zeroed bytes, aligned for any type; NULL when memory runs out. */
void *qg_arena_get(qg_arena *arena, size_t n);

/* The same, with whatever happens to be in it. */
void *qg_arena_take(qg_arena *arena, size_t n);

/* A copy of `s` that lives as long as the arena; empty when memory runs out. */
qg_str qg_arena_copy(qg_arena *arena, qg_str s);

/* Free everything. */
void qg_arena_clear(qg_arena *arena);

#endif
