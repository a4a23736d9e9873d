#include "base/buf.h"

#include "base/memory.h"

#include <assert.h>
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
    if (!qg_buf_is_borrowed(buf))
        free(buf->p);
    qg_buf_init(buf, buf->max);
}

void qg_buf_borrow(qg_buf *buf, qg_str bytes)
{
    if (bytes.n > buf->max) {
        buf->status = QG_E_LIMIT;
        return;
    }
    buf->p = (char *)(uintptr_t)bytes.p; /* never written to: room is made in a copy */
    buf->n = bytes.n;
}

/* Get memory of at least `want` bytes for what the buffer holds. */
static bool grow(qg_buf *buf, size_t want, bool is_asked)
{
    bool is_borrowed = qg_buf_is_borrowed(buf);
    char *p = is_borrowed ? qg_memory_grow(NULL, 0, &want, is_asked)
                          : qg_memory_grow(buf->p, buf->n, &want, is_asked);

    if (p == NULL) {
        buf->status = QG_E_MEMORY;
        return false;
    }
    if (is_borrowed && buf->n > 0)
        memcpy(p, buf->p, buf->n);
    buf->p = p;
    buf->n_allocated = want;
    return true;
}

char *qg_buf_room(qg_buf *buf, size_t n)
{
    size_t want;
    bool is_asked; /* all of the new memory will be written, none is kept in reserve */

    if (buf->status != QG_OK)
        return NULL;
    if (n > buf->max || buf->n > buf->max - n) {
        buf->status = QG_E_LIMIT;
        return NULL;
    }
    if (buf->n_allocated > 0 && n <= buf->n_allocated - buf->n)
        return buf->p + buf->n;
    want = buf->n_allocated < 64 ? 64 : buf->n_allocated + buf->n_allocated / 2;
    is_asked = want < buf->n + n;
    if (is_asked)
        want = buf->n + n;
    return grow(buf, want, is_asked) ? buf->p + buf->n : NULL;
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
    bool is_ready = buf->status == QG_OK && buf->n + s.n <= buf->n_allocated &&
                    buf->n + s.n <= buf->max; /* the common case, without a call */
    char *room = s.n == 0 ? NULL : is_ready ? buf->p + buf->n : qg_buf_room(buf, s.n);

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
    assert(n >= 0 && (size_t)n < sizeof text);
    qg_buf_put(buf, qg_str_head((qg_str){text, n < 0 ? 0 : (size_t)n}, sizeof text - 1));
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void qg_buf_put_unescaped(qg_buf *buf, qg_str url)
{
    for (size_t i = 0; i < url.n; i++) {
        bool is_escape = url.p[i] == '%' && i + 2 < url.n && hex_digit(url.p[i + 1]) >= 0 &&
                         hex_digit(url.p[i + 2]) >= 0;
        if (is_escape) {
            qg_buf_put_byte(buf, (char)(hex_digit(url.p[i + 1]) << 4 | hex_digit(url.p[i + 2])));
            i += 2;
        } else {
            qg_buf_put_byte(buf, url.p[i]);
        }
    }
}

void qg_buf_truncate(qg_buf *buf, size_t n)
{
    if (n < buf->n)
        buf->n = n;
}

void qg_buf_drop(qg_buf *out, qg_buf *buf)
{
    if (buf->status == QG_E_MEMORY && out->status == QG_OK)
        out->status = QG_E_MEMORY;
    qg_buf_clear(buf);
}
