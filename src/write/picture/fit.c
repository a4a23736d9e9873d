/* The size of a picture in print. */
#include "document/length.h"
#include "write/picture/picture_int.h"

/* The length in twips; 0 when none is given. */
static double twips_of(qg_str text, double whole, double own)
{
    qg_length length;

    if (!qg_length_read(&length, text))
        return 0;
    if (length.is_zoom)
        return length.value / 100 * own;
    return length.is_percent ? length.value / 100 * whole : length.value;
}

void qg_picture_fit(const qg_picture *picture, qg_str width, qg_str height, double widest,
                    double highest, double *width_twips, double *height_twips)
{
    double w = twips_of(width, widest, picture->width_twips), scale = 1;
    double h = twips_of(height, highest, picture->height_twips);
    double shape = picture->width_twips > 0 ? picture->height_twips / picture->width_twips : 1;

    if (w <= 0 && h <= 0) {
        w = picture->width_twips;
        h = picture->height_twips;
    }
    w = w <= 0 ? h / shape : w;
    h = h <= 0 ? w * shape : h;
    if (w > widest)
        scale = widest / w;
    if (h * scale > highest)
        scale = highest / h;
    *width_twips = w * scale;
    *height_twips = h * scale;
}
