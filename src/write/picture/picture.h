/* picture.h - pictures for the writers: what they are, how large, and in a form that shows.
 *
 * A draft names a picture; what its file holds is another matter.  Only the first bytes decide what
 * it is, and every number in them is taken for what it may be: a lie.
 */
#ifndef QG_WRITE_PICTURE_PICTURE_H
#define QG_WRITE_PICTURE_PICTURE_H

#include "base/buf.h"

typedef enum qg_picture_kind {
    QG_PICTURE_NONE, /* nothing that is known */
    QG_PICTURE_PNG,
    QG_PICTURE_JPEG,
    QG_PICTURE_GIF,
    QG_PICTURE_BMP,
    QG_PICTURE_WEBP,
    QG_PICTURE_SVG,
    QG_PICTURE_KINDS
} qg_picture_kind;

typedef struct qg_picture {
    qg_picture_kind kind;
    double width_twips, height_twips; /* as its own resolution says, at 96 dots an inch without one;
                                       * 0 when the file does not say how large it is; as
                                       * viewers show it */
    int orientation;                  /* of the pixels in the file, as Exif counts it: 1 to 8 */
    qg_buf data;                      /* the file; owned */
    qg_buf png;                       /* the same as PNG, for WebP and SVG; else empty; owned */
} qg_picture;

/* "png", "image/png"; static. */
const char *qg_picture_extension(qg_picture_kind kind);
const char *qg_picture_type(qg_picture_kind kind);

/* Get the picture at `url`: out of a data: address, or from the loader.
 *
 * picture  is filled; to be cleared with qg_picture_clear whatever comes back.
 * loader   may be NULL: then there are only data: addresses.
 *
 * Returns QG_OK; QG_E_INPUT: it is there but nothing that can be shown; QG_E_READ: there is none;
 * QG_E_ARG: it was refused; QG_E_LIMIT; QG_E_MEMORY. */
qg_status qg_picture_load(qg_picture *picture, qg_str url, qg_loader loader, void *user);

/* Make picture->png, where the kind is not one that every program shows.  QG_E_INPUT when it cannot
 * be made: it is damaged, or the library that it takes is not on this machine. */
qg_status qg_picture_make_png(qg_picture *picture);

/* Whether its pixels lie on their side: a camera was held upright. */
static inline bool qg_picture_is_turned(const qg_picture *picture)
{
    return picture->orientation >= 5;
}

void qg_picture_clear(qg_picture *picture);

/* The size that a picture gets in print.
 *
 * width, height    from the attributes of the draft, such as "60%", "8cm" or "200px"; may be empty.
 * widest, highest  what there is room for, in twips; percents of widths and heights are of these.
 *
 * One that is given sets the other by the picture's own shape; nothing gets larger than the room.
 */
void qg_picture_fit(const qg_picture *picture, qg_str width, qg_str height, double widest,
                    double highest, double *width_twips, double *height_twips);

#endif
