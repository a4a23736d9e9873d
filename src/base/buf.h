/* buf.h - bytes that grow.
 *
 * A failure sticks to the buffer: a put after it does nothing, so a stage puts all it has and asks
 * qg_buf_status once at the end.  The type and its public functions (qg_buf_init, qg_buf_put ...)
 * are in qinggao.h; these are the others.
 */
#ifndef QG_BASE_BUF_H
#define QG_BASE_BUF_H

#include "base/str.h"

#include <stdint.h>

/* Append one byte. */
void qg_buf_put_byte(qg_buf *buf, char byte);

/* Append a NUL-terminated string, such as a literal. */
void qg_buf_puts(qg_buf *buf, const char *text);

/* Append as printf would, at most 255 bytes: for numbers and names out of our own tables.  Text
 * from a draft may be longer; append it with qg_buf_put. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void qg_buf_printf(qg_buf *buf, const char *format, ...);

/* Append a part of a URL with its percent-escapes (%E6) decoded.  The result may be any bytes, not
 * only valid UTF-8. */
void qg_buf_put_unescaped(qg_buf *buf, qg_str url);

/* Make room for `n` more bytes and return where they go, or NULL on failure.  Once they are
 * written, say with qg_buf_added how many there are. */
char *qg_buf_room(qg_buf *buf, size_t n);
void qg_buf_added(qg_buf *buf, size_t n);

/* Let an empty buffer refer to `bytes` without a copy.  They must stay valid until the buffer is
 * cleared or grows, and are not written to. */
void qg_buf_borrow(qg_buf *buf, qg_str bytes);

static inline bool qg_buf_is_borrowed(const qg_buf *buf)
{
    return buf->n_allocated == 0;
}

/* Forget all bytes behind the first `n`. */
void qg_buf_truncate(qg_buf *buf, size_t n);

/* Clear `buf`, whose content went into `out`.  If memory ran out for `buf`, that content was
 * incomplete, so `out` fails too. */
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
