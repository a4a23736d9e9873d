/* PNG out of pixels: ISO/IEC 15948, true colour with opacity, no filters, one IDAT. */
#include "write/picture/picture_int.h"

#include <stdlib.h>
#include <zlib.h>

static void put_32(qg_buf *out, size_t n)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        qg_buf_put_byte(out, (char)(n >> shift & 0xFF));
}

static void put_chunk(qg_buf *out, const char *type, qg_str data)
{
    uLong sum = crc32(0, (const Bytef *)type, 4);

    if (data.n > 0)
        sum = crc32(sum, (const Bytef *)data.p, (uInt)data.n);
    put_32(out, data.n);
    qg_buf_puts(out, type);
    qg_buf_put(out, data);
    put_32(out, (size_t)sum);
}

/* Pack the rows with deflate, each behind the number of its filter. */
static qg_status put_rows(qg_buf *packed, const uint8_t *pixels, size_t width, size_t height,
                          size_t stride)
{
    z_stream z = {0};
    uint8_t filter = 0;
    int st = deflateInit(&z, 6);
    uLong most = st == Z_OK ? deflateBound(&z, (uLong)((width * 4 + 1) * height)) : 0;
    char *room = st == Z_OK ? qg_buf_room(packed, most) : NULL;

    if (room == NULL) {
        deflateEnd(&z);
        return QG_E_MEMORY;
    }
    z.next_out = (Bytef *)room;
    z.avail_out = (uInt)most;
    for (size_t y = 0; y < height; y++) {
        z.next_in = &filter;
        z.avail_in = 1;
        deflate(&z, Z_NO_FLUSH);
        z.next_in = (z_const Bytef *)(uintptr_t)(pixels + y * stride);
        z.avail_in = (uInt)(width * 4);
        deflate(&z, Z_NO_FLUSH);
    }
    st = deflate(&z, Z_FINISH);
    qg_buf_added(packed, most - z.avail_out);
    deflateEnd(&z);
    return st == Z_STREAM_END ? QG_OK : QG_E_MEMORY;
}

qg_status qg_picture_put_png(qg_buf *out, const uint8_t *pixels, size_t width, size_t height,
                             size_t stride)
{
    qg_buf packed, head;
    qg_status st;

    qg_buf_init(&packed, 0);
    qg_buf_init(&head, 0);
    st = put_rows(&packed, pixels, width, height, stride);
    put_32(&head, width);
    put_32(&head, height);
    qg_buf_put(&head, (qg_str){"\x08\x06\0\0\0", 5});
    if (st == QG_OK) {
        qg_buf_put(out, (qg_str){"\x89PNG\r\n\x1a\n", 8});
        put_chunk(out, "IHDR", qg_buf_str(&head));
        put_chunk(out, "IDAT", qg_buf_str(&packed));
        put_chunk(out, "IEND", (qg_str){"", 0});
        st = qg_buf_status(&head) == QG_OK ? qg_buf_status(out) : QG_E_MEMORY;
    }
    qg_buf_clear(&packed);
    qg_buf_clear(&head);
    return st;
}
