/* WebP, which Word does not know, as PNG. */
#include "write/picture/picture_int.h"

#include <webp/decode.h>

bool qg_picture_webp_size(qg_str data, double *width, double *height)
{
    int w, h;

    if (!WebPGetInfo((const uint8_t *)data.p, data.n, &w, &h))
        return false;
    *width = w;
    *height = h;
    return true;
}

qg_status qg_picture_webp_png(qg_buf *out, qg_str data)
{
    int w, h;
    uint8_t *pixels;
    qg_status st;

    if (!WebPGetInfo((const uint8_t *)data.p, data.n, &w, &h))
        return QG_E_INPUT;
    if ((size_t)w * (size_t)h > QG_PICTURE_MAX_PIXELS)
        return QG_E_LIMIT;
    pixels = WebPDecodeRGBA((const uint8_t *)data.p, data.n, &w, &h); /* no moving pictures */
    if (pixels == NULL)
        return QG_E_INPUT;
    st = qg_picture_put_png(out, pixels, (size_t)w, (size_t)h, (size_t)w * 4);
    WebPFree(pixels);
    return st;
}
