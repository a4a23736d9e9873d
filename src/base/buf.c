#include "base/buf.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void qg_buf_init(qg_buf *buf, size_t max_bytes)
{
    *buf = (qg_buf){.max = max_bytes == 0 ? SIZE_MAX / 2 : max_bytes};
}

void qg_buf_clear(qg_buf *buf)
{
    free(buf->p);
    qg_buf_init(buf, buf->max);
}

char *qg_buf_room(qg_buf *buf, size_t n)
{
    size_t want;
    bool is_asked; /* by one who knows how much will come, and not as a reserve */
    char *p;

    if (buf->status != QG_OK)
        return NULL;
    if (n > buf->max || buf->n > buf->max - n) {
        buf->status = QG_E_LIMIT;
        return NULL;
    }
    if (buf->p != NULL && n <= buf->n_allocated - buf->n)
        return buf->p + buf->n;
    want = buf->n_allocated < 64 ? 64 : buf->n_allocated + buf->n_allocated / 2;
    is_asked = want < buf->n + n;
    if (is_asked)
        want = buf->n + n;
    p = qg_memory_grow(buf->p, buf->n, &want, is_asked);
    if (p == NULL) {
        buf->status = QG_E_MEMORY;
        return NULL;
    }
    buf->p = p;
    buf->n_allocated = want;
    return buf->p + buf->n;
}

void qg_buf_reserve(qg_buf *buf, size_t n_bytes)
{
    (void)qg_buf_room(buf, n_bytes);
}

void qg_buf_added(qg_buf *buf, size_t n)
{
    buf->n += n;
}

void qg_buf_put(qg_buf *buf, qg_str s)
{
    char *room = s.n == 0 ? NULL : qg_buf_room(buf, s.n);

    if (room == NULL)
        return;
    memcpy(room, s.p, s.n);
    buf->n += s.n;
}

void qg_buf_put_byte(qg_buf *buf, char byte)
{
    qg_buf_put(buf, (qg_str){&byte, 1});
}

void qg_buf_puts(qg_buf *buf, const char *text)
{
    qg_buf_put(buf, qg_str_of(text));
}

void qg_buf_printf(qg_buf *buf, const char *format, ...)
{
    char text[256];
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n > 0)
        qg_buf_put(buf, qg_str_head((qg_str){text, (size_t)n}, sizeof text - 1));
}

void qg_buf_truncate(qg_buf *buf, size_t n)
{
    if (n < buf->n)
        buf->n = n;
}
