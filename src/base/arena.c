#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

struct qg_arena_block {
    qg_arena_block *next;
    max_align_t start[];
};

/* Small enough to find room in what a parser frees while its tree becomes ours. */
enum { BLOCK_BYTES = 8 * 1024 - (int)sizeof(qg_arena_block) };

static char *add_block(qg_arena *arena, size_t n)
{
    qg_arena_block *block = n > SIZE_MAX / 2 ? NULL : malloc(sizeof *block + n);

    if (block == NULL) {
        arena->status = QG_E_MEMORY;
        return NULL;
    }
    block->next = arena->blocks;
    arena->blocks = block;
    return (char *)block->start;
}

/* Big pieces get a block of their own, so that what is left of the current one stays in use. */
static char *take(qg_arena *arena, size_t n, size_t alignment)
{
    size_t pad = (size_t)(-(uintptr_t)arena->at & (alignment - 1));
    char *p;

    if (arena->status != QG_OK)
        return NULL;
    if (n > BLOCK_BYTES / 4)
        return add_block(arena, n);
    if (arena->at == NULL || pad + n > (size_t)(arena->end - arena->at)) {
        p = add_block(arena, BLOCK_BYTES);
        if (p == NULL)
            return NULL;
        arena->end = p + BLOCK_BYTES;
        pad = 0;
    } else {
        p = arena->at;
    }
    arena->at = p + pad + n;
    return p + pad;
}

void *qg_arena_take(qg_arena *arena, size_t n)
{
    return take(arena, n, alignof(max_align_t));
}

void *qg_arena_get(qg_arena *arena, size_t n)
{
    void *p = qg_arena_take(arena, n);

    return p == NULL ? NULL : memset(p, 0, n);
}

qg_str qg_arena_copy(qg_arena *arena, qg_str s)
{
    char *p = s.n == 0 ? NULL : take(arena, s.n, 1);

    return p == NULL ? (qg_str){"", 0} : (qg_str){memcpy(p, s.p, s.n), s.n};
}

void qg_arena_clear(qg_arena *arena)
{
    while (arena->blocks != NULL) {
        qg_arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    *arena = (qg_arena){0};
}
