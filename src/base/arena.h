/* arena.h - memory that is freed all at once.
 *
 * A document's nodes and strings live exactly as long as the document, so they come from one arena.
 */
#ifndef QG_BASE_ARENA_H
#define QG_BASE_ARENA_H

#include "base/str.h"

typedef struct qg_arena_piece qg_arena_piece;

/* The unused remainder of the block that allocations are cut from. */
typedef struct qg_arena_rest {
    char *at, *end;
} qg_arena_rest;

/* Start with {0}.  A failure sticks: later calls return NULL too. */
typedef struct qg_arena {
    qg_arena_piece *pieces;  /* all memory that came from the system */
    size_t n_bytes;          /* of the pieces that are cut into blocks */
    char *uncut, *uncut_end; /* of the newest such piece: what is not cut yet */
    qg_arena_piece *spare;   /* blocks that were given back */
    /* Each has blocks of its own, so that a walk over records finds them close together in the
     * cache, without the texts between them. */
    qg_arena_rest records, details, texts;
    qg_status status;
} qg_arena;

/* `n` zeroed bytes for a record, aligned for any type; NULL when memory runs out. */
void *qg_arena_get(qg_arena *arena, size_t n);

/* The same, from other blocks: for records that are many and that most walks do not read. */
void *qg_arena_get_detail(qg_arena *arena, size_t n);

/* As qg_arena_get, but not zeroed. */
void *qg_arena_take(qg_arena *arena, size_t n);

/* A copy of `s` that lives as long as the arena; empty when memory runs out. */
qg_str qg_arena_copy(qg_arena *arena, qg_str s);

/* Borrow a block for something that ends before the arena does, such as a parser's tree while it is
 * converted to ours.  Blocks that are given back are the next that the arena uses itself.  Aligned
 * for any type, not zeroed; NULL when memory runs out. */
enum { QG_ARENA_BLOCK_BYTES = 8 * 1024 - 32 };
void *qg_arena_borrow(qg_arena *arena);
void qg_arena_give_back(qg_arena *arena, void *block);

/* Return to the system the pieces whose blocks were all given back. */
void qg_arena_trim(qg_arena *arena);

/* Free everything. */
void qg_arena_clear(qg_arena *arena);

#endif
