/* memory.c - memory for cmark-gfm.
 *
 * Its tree takes most of the memory of a conversion, in pieces that are freed in about the order in
 * which they were allocated.  So pieces are allocated one behind the other in blocks of the
 * document's arena; a block without live pieces is given back, and our tree grows into it.  Under
 * the address sanitizer each piece is malloc's, so that it sees wrong use.
 *
 * Its search for addresses (0.29.0.gfm.6) looks at the byte before a text that begins with
 * ":a@b.cn"; what stands before a piece ends in zero bytes.
 *
 * It cannot go on without memory.  Its own allocator would end the program; here parsing is left,
 * and large texts that cmark-gfm holds at that moment are lost.
 */
#include "parse/cmark/cmark_int.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#if defined(__SANITIZE_ADDRESS__)
enum { LARGEST_BYTES = -1 };
#else
enum { LARGEST_BYTES = QG_ARENA_BLOCK_BYTES / 16 }; /* larger pieces come from malloc */
#endif

/* What stands before a piece. */
typedef struct front {
    alignas(8) uint16_t n_bytes; /* of the piece, in a block */
    uint16_t at;                 /* place in its block; 0: the piece is from malloc */
    uint32_t zero;
} front;

enum { SMALL_BYTES = 192, N_SMALL = SMALL_BYTES / sizeof(front) + 1 };

typedef struct block {
    alignas(8) uint16_t n_bytes; /* used so far, with this */
    uint16_t n_live;
    uint16_t freed[N_SMALL]; /* while it is open: places of small pieces that can be used again,
                                each of which holds the next one; by bytes they take */
} block;

static _Thread_local struct {
    qg_arena *arena;
    block *open; /* where the next piece comes */
    jmp_buf *without_memory;
} pool;

void qg_cmark_memory_begin(qg_arena *arena, jmp_buf *without_memory)
{
    pool.arena = arena;
    pool.open = NULL;
    pool.without_memory = without_memory;
}

void qg_cmark_memory_end(void)
{
    if (pool.open != NULL && pool.open->n_live == 0)
        qg_arena_give_back(pool.arena, pool.open);
    qg_cmark_memory_begin(NULL, NULL);
}

static void *or_leave(void *piece)
{
    if (piece == NULL && pool.without_memory != NULL)
        longjmp(*pool.without_memory, 1);
    if (piece == NULL)
        abort(); /* only reached when cmark-gfm is called outside of begin and end */
    return piece;
}

static front *front_of(void *memory)
{
    return (front *)memory - 1;
}

static block *block_of(front *piece)
{
    return (block *)(void *)((char *)piece - piece->at);
}

/* Bytes that a piece of `n` takes in a block. */
static size_t room_for(size_t n)
{
    return sizeof(front) + (n + sizeof(front) - 1) / sizeof(front) * sizeof(front);
}

static bool is_last(front *piece)
{
    return block_of(piece) == pool.open &&
           piece->at + room_for(piece->n_bytes) == pool.open->n_bytes;
}

/* The first of what a list of freed pieces holds. */
static uint16_t *next_freed(front *piece)
{
    return (uint16_t *)(void *)(piece + 1);
}

static uint16_t *freed_list(block *b, size_t room)
{
    return room > sizeof(front) && room <= SMALL_BYTES ? &b->freed[room / sizeof(front)] : NULL;
}

static front *use_again(size_t n)
{
    uint16_t *list = pool.open == NULL ? NULL : freed_list(pool.open, room_for(n));
    front *piece;

    if (list == NULL || *list == 0)
        return NULL;
    piece = (front *)(void *)((char *)pool.open + *list);
    *list = *next_freed(piece);
    return piece;
}

static front *cut(size_t n)
{
    front *piece;

    if (pool.open == NULL || pool.open->n_bytes + room_for(n) > QG_ARENA_BLOCK_BYTES) {
        pool.open = or_leave(pool.arena == NULL ? NULL : qg_arena_borrow(pool.arena));
        *pool.open = (block){.n_bytes = sizeof(block)};
    }
    piece = (front *)(void *)((char *)pool.open + pool.open->n_bytes);
    *piece = (front){.at = pool.open->n_bytes};
    pool.open->n_bytes = (uint16_t)(pool.open->n_bytes + room_for(n));
    return piece;
}

static void *get_from_block(size_t n)
{
    front *piece = use_again(n);

    if (piece == NULL)
        piece = cut(n);
    piece->n_bytes = (uint16_t)n;
    pool.open->n_live++;
    return memset(piece + 1, 0, n);
}

static void *get_memory(size_t n, size_t size)
{
    size_t n_bytes = n * size;

    if (size > 0 && n > (SIZE_MAX / 2) / size)
        or_leave(NULL);
    if (LARGEST_BYTES < 0 || n_bytes > (size_t)LARGEST_BYTES)
        return (front *)or_leave(calloc(1, sizeof(front) + n_bytes)) + 1;
    return get_from_block(n_bytes);
}

static void free_memory(void *memory)
{
    front *piece = memory == NULL ? NULL : front_of(memory);
    block *b;
    uint16_t *list;

    if (piece == NULL)
        return;
    if (piece->at == 0) {
        free(piece);
        return;
    }
    b = block_of(piece);
    if (--b->n_live == 0 && b != pool.open) {
        qg_arena_give_back(pool.arena, b);
    } else if (b->n_live == 0) {
        *b = (block){.n_bytes = sizeof *b};
    } else if (is_last(piece)) {
        b->n_bytes = piece->at;
    } else if (b == pool.open && (list = freed_list(b, room_for(piece->n_bytes))) != NULL) {
        *next_freed(piece) = *list;
        *list = piece->at;
    }
}

static void *resize_memory(void *memory, size_t size)
{
    front *piece = memory == NULL ? NULL : front_of(memory);
    void *grown;

    if (piece == NULL)
        return get_memory(size, 1);
    if (piece->at == 0)
        return (front *)or_leave(size > SIZE_MAX / 2 ? NULL
                                                     : realloc(piece, sizeof *piece + size)) +
               1;
    if (is_last(piece) && piece->at + room_for(size) <= QG_ARENA_BLOCK_BYTES) {
        pool.open->n_bytes = (uint16_t)(piece->at + room_for(size));
        piece->n_bytes = (uint16_t)size;
        return memory;
    }
    grown = get_memory(size, 1);
    memcpy(grown, memory, piece->n_bytes < size ? piece->n_bytes : size);
    free_memory(memory);
    return grown;
}

cmark_mem qg_cmark_memory = {get_memory, resize_memory, free_memory};
