/* cmark_memory.c - memory for cmark-gfm.
 *
 * Its search for addresses (0.29.0.gfm.6) looks at the byte before a text that begins with
 * ":a@b.cn", so texts have some zero bytes in front.  Its nodes, most of what it asks for, have
 * not: what malloc gives is aligned to twice as many bytes, so a text is told by its address.
 *
 * It cannot go on without memory.  Its own allocator would end the program; here parsing is left,
 * and what cmark-gfm holds at that moment is lost.
 */
#include "parse/cmark_int.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

enum { FRONT_BYTES = alignof(max_align_t) / 2 };

static _Thread_local jmp_buf *without_memory;

void qg_cmark_memory_leave_to(jmp_buf *place)
{
    without_memory = place;
}

static void *or_leave(void *piece)
{
    if (piece == NULL && without_memory != NULL)
        longjmp(*without_memory, 1);
    if (piece == NULL)
        abort(); /* nobody parses, so this is not reached */
    return piece;
}

static bool has_front(const void *memory)
{
    return (uintptr_t)memory % alignof(max_align_t) != 0;
}

static void *get_memory(size_t n, size_t size)
{
    if (size > 1)
        return or_leave(calloc(n, size));
    return (char *)or_leave(n > SIZE_MAX - FRONT_BYTES ? NULL : calloc(1, n + FRONT_BYTES)) +
           FRONT_BYTES;
}

static void *resize_memory(void *memory, size_t size)
{
    if (memory == NULL)
        return get_memory(size, 1);
    if (!has_front(memory))
        return or_leave(realloc(memory, size));
    return (char *)or_leave(realloc((char *)memory - FRONT_BYTES, size + FRONT_BYTES)) +
           FRONT_BYTES;
}

static void free_memory(void *memory)
{
    free(memory != NULL && has_front(memory) ? (char *)memory - FRONT_BYTES : memory);
}

cmark_mem qg_cmark_memory = {get_memory, resize_memory, free_memory};
