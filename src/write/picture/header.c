/* What a picture is and how large, from its first bytes. */
#include "write/picture/picture_int.h"

enum { MAX_PIXELS = 60000 }; /* a side; what claims more lies or is no picture for a page */

static const double DEFAULT_DPI = 96; /* what screens have had for thirty years */

/* What a file says about itself. */
typedef struct header {
    double width, height; /* pixels */
    double dpi;
    unsigned orientation;
} header;

static unsigned byte_at(qg_str s, size_t i)
{
    return i < s.n ? (unsigned char)s.p[i] : 0;
}

static unsigned big_16(qg_str s, size_t i)
{
    return byte_at(s, i) << 8 | byte_at(s, i + 1);
}

static unsigned little_16(qg_str s, size_t i)
{
    return byte_at(s, i + 1) << 8 | byte_at(s, i);
}

static unsigned big_32(qg_str s, size_t i)
{
    return big_16(s, i) << 16 | big_16(s, i + 2);
}

static unsigned little_32(qg_str s, size_t i)
{
    return little_16(s, i + 2) << 16 | little_16(s, i);
}

/* ---- PNG ----------------------------------------------------------------------------------- */

/* ISO/IEC 15948: width and height in IHDR, resolution in pHYs.  A file that was cut, of which
 * programs show nothing or a cross, has no IEND. */
static bool read_png(header *h, qg_str data)
{
    bool is_whole = false;

    if (!qg_str_starts(data, (qg_str){"\x89PNG\r\n\x1a\n", 8}) || data.n < 33)
        return false;
    h->width = big_32(data, 16);
    h->height = big_32(data, 20);
    for (size_t at = 33; at + 12 <= data.n && !is_whole;) {
        size_t n = big_32(data, at);
        qg_str type = qg_str_head(qg_str_skip(data, at + 4), 4);
        if (qg_str_is(type, "pHYs") && byte_at(data, at + 16) == 1)
            h->dpi = big_32(data, at + 8) * 0.0254;
        if (n > data.n - at - 12)
            break;
        is_whole = qg_str_is(type, "IEND");
        at += 12 + n;
    }
    return is_whole;
}

/* ---- JPEG ---------------------------------------------------------------------------------- */

/* The numbers of a TIFF directory, in the byte order that the file chose. */
typedef struct tiff {
    qg_str data;
    bool is_little;
} tiff;

static unsigned tiff_16(const tiff *t, size_t at)
{
    return t->is_little ? little_16(t->data, at) : big_16(t->data, at);
}

static unsigned tiff_32(const tiff *t, size_t at)
{
    return t->is_little ? little_32(t->data, at) : big_32(t->data, at);
}

/* Exif 2.3, 4.6.4: XResolution is 0x011A, a fraction elsewhere in the block; ResolutionUnit is
 * 0x0128, 2 for inches and 3 for centimetres; Orientation is 0x0112. */
static void read_exif(header *h, qg_str data)
{
    tiff t = {data, qg_str_starts(data, QG_STR("II"))};
    size_t directory = tiff_32(&t, 4), n = tiff_16(&t, directory);
    double resolution = 0, per_inch = 1;

    for (size_t i = 0; i < n && directory + 2 + i * 12 + 12 <= data.n; i++) {
        size_t entry = directory + 2 + i * 12, tag = tiff_16(&t, entry);
        if (tag == 0x011A && tiff_32(&t, tiff_32(&t, entry + 8) + 4) > 0)
            resolution = (double)tiff_32(&t, tiff_32(&t, entry + 8)) /
                         tiff_32(&t, tiff_32(&t, entry + 8) + 4);
        if (tag == 0x0112)
            h->orientation = tiff_16(&t, entry + 8);
        if (tag == 0x0128 && tiff_16(&t, entry + 8) == 3)
            per_inch = 2.54;
    }
    if (resolution > 0)
        h->dpi = resolution * per_inch;
}

static bool is_jpeg_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* The application segments: JFIF has the resolution (ITU-T T.871, 10.1), cameras write Exif. */
static void read_application(header *h, unsigned marker, qg_str segment)
{
    if (marker == 0xE0 && qg_str_starts(segment, (qg_str){"JFIF\0", 5})) {
        if (byte_at(segment, 7) == 1)
            h->dpi = big_16(segment, 8);
        if (byte_at(segment, 7) == 2)
            h->dpi = big_16(segment, 8) * 2.54;
    } else if (marker == 0xE1 && qg_str_starts(segment, (qg_str){"Exif\0", 5})) {
        read_exif(h, qg_str_skip(segment, 6));
    }
}

/* ITU-T T.81: walk the segments over the frame header to the scan; without that there are no
 * pixels.
 */
static bool read_jpeg(header *h, qg_str data)
{
    if (!qg_str_starts(data, (qg_str){"\xFF\xD8\xFF", 3}))
        return false;
    for (size_t at = 2; at + 9 < data.n && byte_at(data, at) == 0xFF;) {
        unsigned marker = byte_at(data, at + 1);
        size_t n = big_16(data, at + 2);
        if (is_jpeg_frame(marker)) {
            h->height = big_16(data, at + 5);
            h->width = big_16(data, at + 7);
        } else if (marker == 0xDA) {
            return true;
        } else if (n >= 2)
            read_application(h, marker, qg_str_head(qg_str_skip(data, at + 4), n - 2));
        at += marker == 0xFF ? 1 : 2 + n;
    }
    return false;
}

/* ---- others -------------------------------------------------------------------------------- */

static bool read_gif(header *h, qg_str data)
{
    if (!qg_str_starts(data, QG_STR("GIF87a")) && !qg_str_starts(data, QG_STR("GIF89a")))
        return false;
    h->width = little_16(data, 6);
    h->height = little_16(data, 8);
    return true;
}

/* BITMAPINFOHEADER and its successors; rows may run from top to bottom, the height is negative
 * then.
 */
static bool read_bmp(header *h, qg_str data)
{
    if (!qg_str_starts(data, QG_STR("BM")) || data.n < 54 || little_32(data, 14) < 40 ||
        little_32(data, 14) > 124)
        return false;
    h->width = little_32(data, 18);
    h->height = (unsigned)(little_32(data, 22) >> 31 ? -little_32(data, 22) : little_32(data, 22));
    h->dpi = little_32(data, 38) * 0.0254;
    return true;
}

static bool read_webp(header *h, qg_str data)
{
    if (!qg_str_starts(data, QG_STR("RIFF")) ||
        !qg_str_starts(qg_str_skip(data, 8), QG_STR("WEBP")))
        return false;
    return qg_picture_webp_size(data, &h->width, &h->height);
}

/* An XML document whose first element is svg, or so it seems; librsvg knows better. */
static bool is_svg(qg_str data)
{
    enum { LOOK = 4096 };
    qg_str head;

    if (qg_str_starts(data, QG_STR("\xEF\xBB\xBF")))
        data = qg_str_skip(data, 3);
    head = qg_str_trim(qg_str_head(data, LOOK));
    return head.n > 0 && head.p[0] == '<' && qg_str_find(head, QG_STR("<svg")) < head.n;
}

/* ---- all of them --------------------------------------------------------------------------- */

static qg_picture_kind kind_of(header *h, qg_str data)
{
    static bool (*const readers[])(header *, qg_str) = {[QG_PICTURE_PNG] = read_png,
                                                        [QG_PICTURE_JPEG] = read_jpeg,
                                                        [QG_PICTURE_GIF] = read_gif,
                                                        [QG_PICTURE_BMP] = read_bmp,
                                                        [QG_PICTURE_WEBP] = read_webp};

    for (size_t kind = QG_PICTURE_PNG; kind <= QG_PICTURE_WEBP; kind++)
        if (readers[kind](h, data))
            return (qg_picture_kind)kind;
    return QG_PICTURE_NONE;
}

bool qg_picture_look(qg_picture *picture)
{
    qg_str data = qg_buf_str(&picture->data);
    header h = {0};

    picture->kind = is_svg(data) ? QG_PICTURE_SVG : kind_of(&h, data);
    if (picture->kind == QG_PICTURE_SVG)
        return true; /* as large as it is drawn */
    if (picture->kind == QG_PICTURE_NONE || h.width < 1 || h.height < 1 || h.width > MAX_PIXELS ||
        h.height > MAX_PIXELS)
        return false;
    if (!(h.dpi >= 20 && h.dpi <= 5000))
        h.dpi = DEFAULT_DPI;
    picture->orientation = h.orientation >= 1 && h.orientation <= 8 ? (int)h.orientation : 1;
    picture->width_twips = h.width / h.dpi * 1440;
    picture->height_twips = h.height / h.dpi * 1440;
    if (qg_picture_is_turned(picture)) {
        double width = picture->width_twips;
        picture->width_twips = picture->height_twips;
        picture->height_twips = width;
    }
    return true;
}
