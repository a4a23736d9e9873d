/* buf.h - bytes that grow.
 *
 * A failure sticks to the buffer: a put after it does nothing, so a stage puts all it has and asks
 * qg_buf_status once at the end.  What qinggao.h has of them is not repeated here.
 */
#ifndef QG_BASE_BUF_H
#define QG_BASE_BUF_H

#include "base/str.h"

#include <stdint.h>

/* Append one byte. */
void qg_buf_put_byte(qg_buf *buf, char byte);

/* Append a NUL-ended string, for literals. */
void qg_buf_puts(qg_buf *buf, const char *text);

/* Append as printf would: numbers, and names out of our own tables.  256 bytes hold it all; what
 * comes from a draft may be longer, and is put. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void qg_buf_printf(qg_buf *buf, const char *format, ...);

/* Append what is written in a URL, with the byte that %E6 stands for in its place: any bytes, not
 * always text. */
void qg_buf_put_unescaped(qg_buf *buf, qg_str url);

/* Make room for `n` more bytes and return where they go, or NULL.  Follow with qg_buf_added. */
char *qg_buf_room(qg_buf *buf, size_t n);
void qg_buf_added(qg_buf *buf, size_t n);

/* Let an empty buffer hold `bytes`, which are not copied: they must stay until the buffer is
 * cleared or has grown, and are not written to. */
void qg_buf_borrow(qg_buf *buf, qg_str bytes);

static inline bool qg_buf_is_borrowed(const qg_buf *buf)
{
    return buf->n_allocated == 0;
}

/* Forget all bytes behind the first `n`. */
void qg_buf_truncate(qg_buf *buf, size_t n);

/* Clear `buf`, out of which something was put into `out`.  That memory ran out for it is a failure
 * of `out`, which lacks something. */
void qg_buf_drop(qg_buf *out, qg_buf *buf);

/* QG_OK, QG_E_MEMORY, or QG_E_LIMIT when `max` was reached. */
static inline qg_status qg_buf_status(const qg_buf *buf)
{
    return buf->status;
}

static inline qg_str qg_buf_str(const qg_buf *buf)
{
    return (qg_str){buf->p, buf->n};
}

#endif
