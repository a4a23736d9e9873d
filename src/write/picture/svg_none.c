/* SVG in a program that stands alone, which can load no library: it is not drawn. */
#include "write/picture/picture_int.h"

qg_status qg_picture_svg_png(qg_buf *out, qg_str data, double *width_twips, double *height_twips)
{
    (void)out, (void)data, (void)width_twips, (void)height_twips;
    return QG_E_INPUT;
}
