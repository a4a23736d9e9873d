/* fuzz_picture.c - any bytes as a picture: a sane size, or no picture.
 *
 * SVG is left out: what librsvg does with it is tried where it is made.
 */
#include "write/picture/picture_int.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static qg_status load(void *user, qg_str name, qg_buf *out)
{
    (void)name;
    qg_buf_put(out, *(const qg_str *)user);
    return qg_buf_status(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    qg_str bytes = {(const char *)data, n};
    qg_picture picture;
    qg_status st = qg_picture_load(&picture, QG_STR("a.png"), load, &bytes);

    require(st == QG_OK || st == QG_E_INPUT);
    if (st == QG_OK && picture.kind != QG_PICTURE_SVG) {
        double width, height;
        require(picture.width_twips > 0 && picture.height_twips > 0);
        qg_picture_fit(&picture, QG_STR(""), QG_STR("80%"), 8000, 12000, &width, &height);
        require(width > 0 && width < 8001 && height > 0 && height < 12001);
        if (picture.kind == QG_PICTURE_WEBP)
            qg_picture_make_png(&picture);
    }
    qg_picture_clear(&picture);
    return 0;
}
