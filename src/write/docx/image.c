/* Pictures: their kind and size from their first bytes, and the drawing that shows them. */
#include "write/docx/docx_int.h"

#include <stdio.h>

enum {
    EMU_PER_TWIP = 635,
    MAX_PIXELS = 60000, /* a side; what claims more lies or is no picture for a page */
    MAX_NAME = 32
};

static const double default_dpi = 96; /* what screens have had for thirty years */

static unsigned byte_at(qg_str s, size_t i)
{
    return i < s.n ? (unsigned char)s.p[i] : 0;
}

static int big_16(qg_str s, size_t i)
{
    return (int)(byte_at(s, i) << 8 | byte_at(s, i + 1));
}

static int little_16(qg_str s, size_t i)
{
    return (int)(byte_at(s, i + 1) << 8 | byte_at(s, i));
}

static unsigned big_32(qg_str s, size_t i)
{
    return byte_at(s, i) << 24 | byte_at(s, i + 1) << 16 | byte_at(s, i + 2) << 8 |
           byte_at(s, i + 3);
}

static int limited(unsigned n)
{
    return n > MAX_PIXELS ? 0 : (int)n;
}

/* PNG (ISO/IEC 15948): width and height in IHDR, resolution in pHYs before the first IDAT. */
static bool read_png(picture *pic)
{
    qg_str data = pic->data;

    if (!qg_str_starts(data, (qg_str){"\x89PNG\r\n\x1a\n", 8}) || data.n < 33)
        return false;
    pic->width_px = limited(big_32(data, 16));
    pic->height_px = limited(big_32(data, 20));
    for (size_t at = 33; at + 12 <= data.n;) {
        size_t n = big_32(data, at);
        qg_str type = qg_str_head(qg_str_skip(data, at + 4), 4);
        if (qg_str_is(type, "pHYs") && byte_at(data, at + 16) == 1)
            pic->dots_per_inch = big_32(data, at + 8) * 0.0254;
        if (qg_str_is(type, "IDAT") || n > data.n - at - 12)
            break;
        at += 12 + n;
    }
    return true;
}

static bool is_jpeg_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* JPEG (ITU-T T.81): walk the segments up to the frame header; JFIF has the resolution. */
static bool read_jpeg(picture *pic)
{
    qg_str data = pic->data;

    if (!qg_str_starts(data, (qg_str){"\xFF\xD8\xFF", 3}))
        return false;
    for (size_t at = 2; at + 9 < data.n && byte_at(data, at) == 0xFF;) {
        unsigned marker = byte_at(data, at + 1);
        if (is_jpeg_frame(marker)) {
            pic->height_px = big_16(data, at + 5);
            pic->width_px = big_16(data, at + 7);
            return true;
        }
        if (marker == 0xE0 && byte_at(data, at + 11) == 1)
            pic->dots_per_inch = big_16(data, at + 12);
        if (marker == 0xE0 && byte_at(data, at + 11) == 2)
            pic->dots_per_inch = big_16(data, at + 12) * 2.54;
        at += marker == 0xFF ? 1 : 2 + (size_t)big_16(data, at + 2);
    }
    return true;
}

static bool read_gif(picture *pic)
{
    if (!qg_str_starts(pic->data, QG_STR("GIF87a")) && !qg_str_starts(pic->data, QG_STR("GIF89a")))
        return false;
    pic->width_px = little_16(pic->data, 6);
    pic->height_px = little_16(pic->data, 8);
    return true;
}

/* The file extension of the picture's kind; NULL when it cannot be embedded. */
static const char *read_kind(picture *pic)
{
    const char *extension = read_png(pic)    ? "png"
                            : read_jpeg(pic) ? "jpeg"
                            : read_gif(pic)  ? "gif"
                                             : NULL;

    if (pic->dots_per_inch < 20 || pic->dots_per_inch > 5000)
        pic->dots_per_inch = default_dpi;
    return pic->width_px > 0 && pic->height_px > 0 ? extension : NULL;
}

static void tell(docx *d, qg_kind kind, const qg_node *image)
{
    qg_sink_tell(d->sink,
                 &(qg_finding){.kind = kind, .offset = image->offset, .before = image->u.link.url});
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Undo percent-escapes: the draft writes an address, the loader wants a file's name. */
static void put_unescaped(qg_buf *out, qg_str url)
{
    for (size_t i = 0; i < url.n; i++) {
        bool is_escape = url.p[i] == '%' && i + 2 < url.n && hex_digit(url.p[i + 1]) >= 0 &&
                         hex_digit(url.p[i + 2]) >= 0;
        if (is_escape) {
            qg_buf_put_byte(out, (char)(hex_digit(url.p[i + 1]) << 4 | hex_digit(url.p[i + 2])));
            i += 2;
        } else {
            qg_buf_put_byte(out, url.p[i]);
        }
    }
}

/* Ask for the bytes of the picture; they stay in the part that is added for it. */
static qg_status load(docx *d, const qg_node *image, qg_buf *data)
{
    qg_buf name;
    qg_status status;

    if (d->options->loader == NULL)
        return QG_E_READ;
    qg_buf_init(&name, 0);
    put_unescaped(&name, image->u.link.url);
    status = d->options->loader(d->options->loader_user, qg_buf_str(&name), data);
    qg_buf_clear(&name);
    return status;
}

static void add_part(docx *d, picture *pic, const char *extension, qg_buf *data)
{
    char *name = qg_arena_get(&d->arena, MAX_NAME);
    qg_part *part;

    if (name == NULL)
        return;
    snprintf(name, MAX_NAME, "word/media/image%d.%s", ++d->n_pictures, extension);
    part = qg_package_add(&d->package, name, NULL);
    if (part == NULL)
        return;
    part->is_compressed = true;
    part->data = *data; /* the part owns the bytes from here on */
    qg_buf_init(data, 0);
    pic->part_name = name;
}

static void embed(docx *d, picture *pic, const qg_node *image)
{
    qg_buf data;
    qg_status status;
    const char *extension;

    qg_buf_init(&data, 0);
    status = load(d, image, &data);
    pic->data = qg_buf_str(&data);
    extension = status == QG_OK ? read_kind(pic) : NULL;
    if (extension != NULL)
        add_part(d, pic, extension, &data);
    else
        tell(d,
             status == QG_OK      ? QG_FOUND_WRITE_IMAGE_FORMAT
             : status == QG_E_ARG ? QG_FOUND_WRITE_IMAGE_REFUSED
                                  : QG_FOUND_WRITE_IMAGE_MISSING,
             image);
    qg_buf_clear(&data);
}

static picture *picture_of(docx *d, const qg_node *image)
{
    picture *pic = d->pictures;

    while (pic != NULL && !qg_str_eq(pic->url, image->u.link.url))
        pic = pic->next;
    if (pic != NULL)
        return pic;
    pic = qg_arena_get(&d->arena, sizeof *pic);
    if (pic == NULL)
        return NULL;
    pic->url = image->u.link.url;
    pic->next = d->pictures;
    d->pictures = pic;
    embed(d, pic, image);
    return pic;
}

static void write_size(qg_xml *x, const char *name, const char *across, const char *down,
                       long width, long height)
{
    qg_xml_open(x, name);
    qg_xml_attr_int(x, across, width);
    qg_xml_attr_int(x, down, height);
    qg_xml_close(x);
}

static void write_name(docx *d, const char *element, const qg_node *image)
{
    qg_buf text;
    char name[32];

    snprintf(name, sizeof name, "Picture %d", d->n_drawings);
    qg_buf_init(&text, 4096);
    qg_node_plain(&text, image);
    qg_xml_open(d->xml, element);
    qg_xml_attr_int(d->xml, "id", d->n_drawings);
    qg_xml_attr(d->xml, "name", name);
    if (text.n > 0)
        qg_xml_attr_str(d->xml, "descr", qg_buf_str(&text));
    if (image->u.link.title.n > 0)
        qg_xml_attr_str(d->xml, "title", image->u.link.title);
    qg_xml_close(d->xml);
    qg_buf_clear(&text);
}

/* pic:pic of DrawingML, ECMA-376 part 1, 20.2. */
static void write_pic(docx *d, const qg_node *image, int relation, long width, long height)
{
    static const char ns[] = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    qg_xml *x = d->xml;
    char id[16];

    snprintf(id, sizeof id, "rId%d", relation);
    qg_xml_open(x, "a:graphic");
    qg_xml_attr(x, "xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
    qg_xml_open(x, "a:graphicData");
    qg_xml_attr(x, "uri", ns);
    qg_xml_open(x, "pic:pic");
    qg_xml_attr(x, "xmlns:pic", ns);
    qg_xml_open(x, "pic:nvPicPr");
    write_name(d, "pic:cNvPr", image);
    qg_xml_empty(x, "pic:cNvPicPr");
    qg_xml_close(x);
    qg_xml_open(x, "pic:blipFill");
    qg_xml_open(x, "a:blip");
    qg_xml_attr(x, "r:embed", id);
    qg_xml_close(x);
    qg_xml_open(x, "a:stretch");
    qg_xml_empty(x, "a:fillRect");
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_open(x, "pic:spPr");
    qg_xml_open(x, "a:xfrm");
    write_size(x, "a:off", "x", "y", 0, 0);
    write_size(x, "a:ext", "cx", "cy", width, height);
    qg_xml_close(x);
    qg_xml_open(x, "a:prstGeom");
    qg_xml_attr(x, "prst", "rect");
    qg_xml_empty(x, "a:avLst");
    qg_xml_close(x);
    for (int open = 4; open > 0; open--) /* spPr, pic, graphicData, graphic */
        qg_xml_close(x);
}

/* wp:inline, ECMA-376 part 1, 20.4.2.8. */
static void write_drawing(docx *d, const qg_node *image, int relation, long width, long height)
{
    qg_xml *x = d->xml;

    d->n_drawings++;
    qg_xml_open(x, "w:r");
    qg_xml_open(x, "w:drawing");
    qg_xml_open(x, "wp:inline");
    qg_xml_attr(x, "distT", "0");
    qg_xml_attr(x, "distB", "0");
    qg_xml_attr(x, "distL", "0");
    qg_xml_attr(x, "distR", "0");
    write_size(x, "wp:extent", "cx", "cy", width, height);
    write_name(d, "wp:docPr", image);
    write_pic(d, image, relation, width, height);
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_close(x);
}

bool qg_docx_picture(docx *d, const qg_node *image, const place *at)
{
    picture *pic = picture_of(d, image);
    double width, height, scale = 1;
    double widest = at->width_twips, highest = qg_page_text_height(&d->style->page) * 0.9;
    int relation;

    if (pic == NULL || pic->part_name == NULL)
        return false;
    width = pic->width_px / pic->dots_per_inch * 1440;
    height = pic->height_px / pic->dots_per_inch * 1440;
    if (width > widest)
        scale = widest / width;
    if (height * scale > highest)
        scale = highest / height;
    relation = qg_relations_add(d->relations, &d->arena, "image",
                                qg_str_of(pic->part_name + strlen("word/")), false);
    qg_extent_picture(&d->extent, (int)(height * scale));
    write_drawing(d, image, relation, (long)(width * scale) * EMU_PER_TWIP,
                  (long)(height * scale) * EMU_PER_TWIP);
    return true;
}

/* ---- pictures at a place ---- */

static void write_position(qg_xml *x, const char *name, const char *from, int twips)
{
    char text[16];

    snprintf(text, sizeof text, "%ld", (long)twips * EMU_PER_TWIP);
    qg_xml_open(x, name);
    qg_xml_attr(x, "relativeFrom", from);
    qg_xml_element(x, "wp:posOffset", qg_str_of(text));
    qg_xml_close(x);
}

/* wp:anchor, ECMA-376 part 1, 20.4.2.3. */
static void begin_anchor(qg_xml *x)
{
    static const char *const attributes[][2] = {
        {"distT", "0"},        {"distB", "0"},          {"distL", "0"},     {"distR", "0"},
        {"simplePos", "0"},    {"relativeHeight", "1"}, {"behindDoc", "1"}, {"locked", "0"},
        {"layoutInCell", "1"}, {"allowOverlap", "1"}};

    qg_xml_open(x, "wp:anchor");
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        qg_xml_attr(x, attributes[i][0], attributes[i][1]);
    write_size(x, "wp:simplePos", "x", "y", 0, 0);
}

bool qg_docx_placed_picture(docx *d, const qg_field *url, int x_twips, int y_twips,
                            int height_twips)
{
    const qg_node image = {.kind = QG_IMAGE, .offset = url->offset, .u.link.url = url->values[0]};
    picture *pic = picture_of(d, &image);
    qg_xml *x = d->xml;
    int relation, width_twips;
    long width, height = (long)height_twips * EMU_PER_TWIP;

    if (pic == NULL || pic->part_name == NULL)
        return false;
    width_twips = (int)((double)height_twips * pic->width_px / pic->height_px);
    width = (long)width_twips * EMU_PER_TWIP;
    relation = qg_relations_add(d->relations, &d->arena, "image",
                                qg_str_of(pic->part_name + strlen("word/")), false);
    d->n_drawings++;
    qg_xml_open(x, "w:r");
    qg_xml_open(x, "w:drawing");
    begin_anchor(x);
    write_position(x, "wp:positionH", "column", x_twips - width_twips / 2);
    write_position(x, "wp:positionV", "paragraph", y_twips);
    write_size(x, "wp:extent", "cx", "cy", width, height);
    qg_xml_empty(x, "wp:wrapNone");
    write_name(d, "wp:docPr", &image);
    write_pic(d, &image, relation, width, height);
    for (int open = 3; open > 0; open--) /* anchor, drawing, run */
        qg_xml_close(x);
    return true;
}
