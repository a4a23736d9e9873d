#include "base/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

struct qg_arena_piece {
    qg_arena_piece *next;
    size_t n_blocks; /* blocks it is cut into; 0: it holds one large allocation */
    max_align_t start[];
};

enum {
    BLOCK_BYTES = QG_ARENA_BLOCK_BYTES,
    LARGEST_BYTES = BLOCK_BYTES / 4, /* larger allocations get a piece of their own */
    HUGE_PIECE_BYTES = 4 << 20
};

/* Allocate a piece with room for at least `*n` bytes, and set `*n` to the room it has. */
static char *add_piece(qg_arena *arena, size_t *n)
{
    size_t n_all = sizeof(qg_arena_piece) + *n;
    qg_arena_piece *piece = *n > SIZE_MAX / 2 ? NULL : qg_memory_grow(NULL, 0, &n_all, false);

    if (piece == NULL) {
        arena->status = QG_E_MEMORY;
        return NULL;
    }
    *n = n_all - sizeof *piece;
    piece->next = arena->pieces;
    piece->n_blocks = 0;
    arena->pieces = piece;
    return (char *)piece->start;
}

/* Pieces grow with the arena: a large document needs few of them, a small one wastes little. */
static size_t next_piece_bytes(const qg_arena *arena)
{
    enum { HUGE = HUGE_PIECE_BYTES - sizeof(qg_arena_piece) };

    if (arena->n_bytes < 2 * BLOCK_BYTES)
        return BLOCK_BYTES;
    if (arena->n_bytes / 2 < HUGE)
        return arena->n_bytes / 2;
    return arena->n_bytes / 16 < HUGE ? HUGE : arena->n_bytes / 16;
}

static bool add_blocks(qg_arena *arena)
{
    size_t n = next_piece_bytes(arena);

    arena->uncut = add_piece(arena, &n);
    if (arena->uncut == NULL) {
        arena->uncut_end = NULL;
        return false;
    }
    arena->uncut_end = arena->uncut + n;
    arena->n_bytes += n;
    arena->pieces->n_blocks = n / BLOCK_BYTES;
    return true;
}

void *qg_arena_borrow(qg_arena *arena)
{
    qg_arena_piece *spare = arena->spare;
    char *block;

    if (arena->status != QG_OK)
        return NULL;
    if (spare != NULL) {
        arena->spare = spare->next;
        return spare;
    }
    if ((size_t)(arena->uncut_end - arena->uncut) < BLOCK_BYTES && !add_blocks(arena))
        return NULL;
    block = arena->uncut;
    arena->uncut += BLOCK_BYTES;
    return block;
}

void qg_arena_give_back(qg_arena *arena, void *block)
{
    qg_arena_piece *spare = block;

    spare->next = arena->spare;
    arena->spare = spare;
}

static bool is_in(const qg_arena_piece *block, const qg_arena_piece *piece)
{
    const char *start = (const char *)piece->start, *p = (const char *)block;

    return p >= start && p < start + piece->n_blocks * BLOCK_BYTES;
}

/* If all blocks of a piece were given back, remove them from the list of spare ones. */
static bool take_out(qg_arena *arena, const qg_arena_piece *piece)
{
    size_t n = 0;

    for (qg_arena_piece *spare = arena->spare; spare != NULL; spare = spare->next)
        n += is_in(spare, piece);
    if (n == 0 || n < piece->n_blocks)
        return false;
    for (qg_arena_piece **at = &arena->spare; *at != NULL;)
        if (is_in(*at, piece))
            *at = (*at)->next;
        else
            at = &(*at)->next;
    return true;
}

void qg_arena_trim(qg_arena *arena)
{
    for (qg_arena_piece **at = &arena->pieces; *at != NULL;) {
        qg_arena_piece *piece = *at;
        if (piece->n_blocks > 0 && take_out(arena, piece)) {
            arena->n_bytes -= piece->n_blocks * BLOCK_BYTES;
            *at = piece->next;
            free(piece);
        } else {
            at = &piece->next;
        }
    }
}

/* Cut `n` bytes off the block that `rest` is in, or off a new one.  Large allocations get a piece
 * of their own, so that the remainder of the current block can still be used. */
static char *take(qg_arena *arena, qg_arena_rest *rest, size_t n, size_t alignment)
{
    size_t pad = (size_t)(-(uintptr_t)rest->at & (alignment - 1));

    if (arena->status != QG_OK)
        return NULL;
    if (n > LARGEST_BYTES)
        return add_piece(arena, &n);
    if (rest->at == NULL || pad + n > (size_t)(rest->end - rest->at)) {
        rest->at = qg_arena_borrow(arena);
        if (rest->at == NULL)
            return NULL;
        rest->end = rest->at + BLOCK_BYTES;
        pad = 0;
    }
    rest->at += pad + n;
    return rest->at - n;
}

void *qg_arena_take(qg_arena *arena, size_t n)
{
    return take(arena, &arena->records, n, alignof(max_align_t));
}

static void *zeroed(void *p, size_t n)
{
    return p == NULL ? NULL : memset(p, 0, n);
}

void *qg_arena_get(qg_arena *arena, size_t n)
{
    return zeroed(qg_arena_take(arena, n), n);
}

void *qg_arena_get_detail(qg_arena *arena, size_t n)
{
    return zeroed(take(arena, &arena->details, n, alignof(max_align_t)), n);
}

qg_str qg_arena_copy(qg_arena *arena, qg_str s)
{
    char *p = s.n == 0 ? NULL : take(arena, &arena->texts, s.n, 1);

    return p == NULL ? (qg_str){"", 0} : (qg_str){memcpy(p, s.p, s.n), s.n};
}

void qg_arena_clear(qg_arena *arena)
{
    while (arena->pieces != NULL) {
        qg_arena_piece *next = arena->pieces->next;
        free(arena->pieces);
        arena->pieces = next;
    }
    *arena = (qg_arena){0};
}
