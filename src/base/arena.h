/* arena.h - memory that is freed all at once.
 *
 * A document's nodes and strings live exactly as long as the document, so they come from one arena.
 */
#ifndef QG_BASE_ARENA_H
#define QG_BASE_ARENA_H

#include "base/str.h"

typedef struct qg_arena_piece qg_arena_piece;

/* What is left of a block in use. */
typedef struct qg_arena_rest {
    char *at, *end;
} qg_arena_rest;

/* Start with {0}.  A failure sticks: later calls return NULL too. */
typedef struct qg_arena {
    qg_arena_piece *pieces; /* all that was asked of the system */
    size_t n_bytes;         /* of those that blocks are cut from */
    char *uncut, *uncut_end;
    qg_arena_piece *spare;                 /* blocks that were given back */
    qg_arena_rest records, details, texts; /* apart, so that a walk passes what it looks at only */
    qg_status status;
} qg_arena;

/* `n` zeroed bytes, aligned for any type; NULL when memory runs out. */
void *qg_arena_get(qg_arena *arena, size_t n);

/* The same, apart from those: for the many that most walks over records do not look at. */
void *qg_arena_get_detail(qg_arena *arena, size_t n);

/* As qg_arena_get, with whatever happens to be in it. */
void *qg_arena_take(qg_arena *arena, size_t n);

/* A copy of `s` that lives as long as the arena; empty when memory runs out. */
qg_str qg_arena_copy(qg_arena *arena, qg_str s);

/* Memory for something that ends before the arena does, such as a parser's tree while it becomes
 * ours: blocks that are given back are what the arena takes next.  Aligned for any type, with
 * whatever happens to be in it; NULL when memory runs out. */
enum { QG_ARENA_BLOCK_BYTES = 8 * 1024 - 32 };
void *qg_arena_borrow(qg_arena *arena);
void qg_arena_give_back(qg_arena *arena, void *block);

/* Give to the system what was given back and is not needed. */
void qg_arena_trim(qg_arena *arena);

/* Free everything. */
void qg_arena_clear(qg_arena *arena);

#endif
