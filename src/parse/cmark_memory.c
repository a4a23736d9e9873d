/* cmark_memory.c - memory for cmark-gfm.
 *
 * Its search for addresses (0.29.0.gfm.6) looks at the byte before a text that begins with
 * ":a@b.cn", so there is one: each piece has some zero bytes in front.
 *
 * It cannot go on without memory.  Its own allocator would end the program; here parsing is left,
 * and what cmark-gfm holds at that moment is lost.
 */
#include "parse/cmark_int.h"

#include <stdint.h>
#include <stdlib.h>

enum { FRONT_BYTES = 16 };

static _Thread_local jmp_buf *without_memory;

void qg_cmark_memory_leave_to(jmp_buf *place)
{
    without_memory = place;
}

static void *behind_front(char *piece)
{
    if (piece == NULL && without_memory != NULL)
        longjmp(*without_memory, 1);
    if (piece == NULL)
        abort(); /* nobody parses, so this is not reached */
    return piece + FRONT_BYTES;
}

static void *get_memory(size_t n, size_t size)
{
    return behind_front(n > (SIZE_MAX - FRONT_BYTES) / size ? NULL
                                                            : calloc(1, n * size + FRONT_BYTES));
}

static void *resize_memory(void *memory, size_t size)
{
    return memory == NULL ? get_memory(1, size)
                          : behind_front(realloc((char *)memory - FRONT_BYTES, size + FRONT_BYTES));
}

static void free_memory(void *memory)
{
    if (memory != NULL)
        free((char *)memory - FRONT_BYTES);
}

cmark_mem qg_cmark_memory = {get_memory, resize_memory, free_memory};
