/* picture_int.h - what the files of this folder owe each other.
 *
 *     header.c  what a file is and how large, from its first bytes
 *     load.c    data: addresses and the loader
 *     fit.c     the size in print
 *     png.c     PNG out of pixels
 *     webp.c    WebP, by libwebp
 *     svg.c     SVG, by librsvg where it is installed
 */
#ifndef QG_WRITE_PICTURE_PICTURE_INT_H
#define QG_WRITE_PICTURE_PICTURE_INT_H

#include "write/picture/picture.h"

#include <stdint.h>

/* Find out the kind and the size of picture->data.  False when it is nothing known. */
bool qg_picture_look(qg_picture *picture);

/* The size of a WebP file in pixels; false when it is damaged. */
bool qg_picture_webp_size(qg_str data, double *width, double *height);

/* Append the picture as PNG.  QG_E_INPUT, QG_E_LIMIT or QG_E_MEMORY. */
qg_status qg_picture_webp_png(qg_buf *out, qg_str data);
qg_status qg_picture_svg_png(qg_buf *out, qg_str data, double *width_twips, double *height_twips);

/* Append a PNG of these pixels: four bytes each, red, green, blue, opacity; `stride` bytes a row.
 */
qg_status qg_picture_put_png(qg_buf *out, const uint8_t *pixels, size_t width, size_t height,
                             size_t stride);

/* What is rendered or decoded is not larger than this, a side and as a whole. */
enum { QG_PICTURE_MAX_SIDE = 10000, QG_PICTURE_MAX_PIXELS = 40 * 1000 * 1000 };

#endif
