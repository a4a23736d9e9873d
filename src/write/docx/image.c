/* Pictures: their parts of the package, and the drawings that show them. */
#include "base/utf8.h"
#include "write/docx/text_int.h"

#include <stdio.h>

enum { EMU_PER_TWIP = 635, MAX_NAME = 32 };

/* ---- parts --------------------------------------------------------------------------------- */

/* A seal or stamp is no node of the draft, and has no description. */
static bool is_seal(const qg_node *image)
{
    return image->parent == NULL;
}

static void tell(docx *d, const picture *pic, qg_status status, const qg_node *image)
{
    qg_kind kind = status == QG_E_ARG                 ? QG_FOUND_WRITE_IMAGE_REFUSED
                   : is_seal(image)                   ? QG_FOUND_WRITE_SEAL_MISSING
                   : status == QG_E_READ              ? QG_FOUND_WRITE_IMAGE_MISSING
                   : pic->what.kind == QG_PICTURE_SVG ? QG_FOUND_WRITE_IMAGE_SVG
                   : status == QG_E_LIMIT             ? QG_FOUND_WRITE_IMAGE_LARGE
                                                      : QG_FOUND_WRITE_IMAGE_FORMAT;
    qg_str url = image->u.link.url;
    bool is_data = qg_str_eq_nocase(qg_str_head(url, 5), QG_STR("data:"));

    qg_sink_tell(d->sink, &(qg_finding){.kind = kind,
                                        .offset = image->offset,
                                        .before = is_data ? qg_utf8_head(url, 40) : url});
}

/* Add a part to the package that takes over the bytes in `data`. */
static qg_part *add_part(docx *d, qg_picture_kind kind, qg_buf *data)
{
    char *name = qg_arena_get(&d->arena, MAX_NAME);
    qg_part *part;

    if (name == NULL)
        return NULL;
    snprintf(name, MAX_NAME, "word/media/image%d.%s", ++d->n_pictures, qg_picture_extension(kind));
    part = qg_package_add(&d->package, name, NULL);
    if (part == NULL)
        return NULL;
    part->is_compressed = kind != QG_PICTURE_BMP && kind != QG_PICTURE_SVG;
    part->data = *data;
    qg_buf_init(data, 0);
    return part;
}

/* The picture embedded before that has the same bytes from another address; NULL when there is
 * none. */
static const picture *same_as(const docx *d, const picture *pic)
{
    qg_str data = qg_buf_str(&pic->what.data);

    for (const picture *other = d->last_picture; other != NULL; other = other->before)
        if (other->original != NULL && qg_str_eq(qg_buf_str(&other->original->data), data))
            return other;
    return NULL;
}

static void add_parts(docx *d, picture *pic)
{
    bool has_png = pic->what.png.n > 0, keeps = !has_png || pic->what.kind == QG_PICTURE_SVG;
    qg_part *png = has_png ? add_part(d, QG_PICTURE_PNG, &pic->what.png) : NULL;
    qg_part *own = keeps ? add_part(d, pic->what.kind, &pic->what.data) : NULL;

    pic->original = own;
    pic->shown = has_png ? png : own;
}

static void embed(docx *d, picture *pic, const qg_node *image)
{
    qg_status status =
        qg_picture_load(&pic->what, image->u.link.url, d->options->loader, d->options->loader_user);
    const picture *same = status == QG_OK ? same_as(d, pic) : NULL;

    if (same != NULL) {
        pic->original = same->original;
        pic->shown = same->shown;
        pic->what.width_twips = same->what.width_twips;
        pic->what.height_twips = same->what.height_twips;
    } else {
        if (status == QG_OK)
            status = qg_picture_make_png(&pic->what);
        if (status == QG_OK)
            add_parts(d, pic);
        else if (status == QG_E_MEMORY)
            d->arena.status = status;
        else
            tell(d, pic, status, image);
    }
    qg_picture_clear(&pic->what);
}

static size_t hash_of(qg_str url)
{
    size_t hash = 5381;

    for (size_t i = 0; i < url.n; i++)
        hash = hash * 33 + (unsigned char)url.p[i];
    return hash;
}

static picture *picture_of(docx *d, const qg_node *image)
{
    size_t n_buckets = sizeof d->pictures / sizeof *d->pictures;
    picture **bucket = &d->pictures[hash_of(image->u.link.url) % n_buckets], *pic = *bucket;

    while (pic != NULL && !qg_str_eq(pic->url, image->u.link.url))
        pic = pic->next;
    if (pic != NULL)
        return pic;
    pic = qg_arena_get(&d->arena, sizeof *pic);
    if (pic == NULL)
        return NULL;
    pic->url = image->u.link.url;
    pic->next = *bucket;
    *bucket = pic;
    embed(d, pic, image);
    if (pic->shown != NULL) {
        pic->before = d->last_picture;
        d->last_picture = pic;
    }
    return pic;
}

/* ---- drawings ------------------------------------------------------------------------------ */

static void relation_id(docx *d, char id[16], const qg_part *part)
{
    snprintf(id, 16, "rId%d",
             qg_relations_add(d->relations, &d->arena, "image",
                              qg_str_of(part->file.name + strlen("word/")), false));
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
    qg_buf_init(&text, 0);
    qg_node_plain(&text, image);
    qg_xml_open(d->xml, element);
    qg_xml_attr_int(d->xml, "id", d->n_drawings);
    qg_xml_attr(d->xml, "name", name);
    if (text.n > 0)
        qg_xml_attr_str(d->xml, "descr", qg_buf_str(&text));
    if (image->u.link.title.n > 0)
        qg_xml_attr_str(d->xml, "title", image->u.link.title);
    qg_xml_close(d->xml);
    qg_xml_drop(d->xml, &text);
}

/* The picture that every program shows, and for those who draw SVG themselves the SVG (Office
 * Drawing Extensions to Office Open XML, [MS-ODRAWXML] 2.23). */
static void write_blip(docx *d, const picture *pic)
{
    qg_xml *x = d->xml;
    char id[16];

    relation_id(d, id, pic->shown);
    qg_xml_open(x, "a:blip");
    qg_xml_attr(x, "r:embed", id);
    if (pic->original != NULL && pic->original != pic->shown) {
        relation_id(d, id, pic->original);
        qg_xml_open(x, "a:extLst");
        qg_xml_open(x, "a:ext");
        qg_xml_attr(x, "uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}");
        qg_xml_open(x, "asvg:svgBlip");
        qg_xml_attr(x, "xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main");
        qg_xml_attr(x, "r:embed", id);
        for (int open = 3; open > 0; open--)
            qg_xml_close(x);
    }
    qg_xml_close(x);
}

/* How the pixels are turned and mirrored to stand upright (Exif 2.3, 4.6.4, Orientation): first
 * mirrored, then turned clockwise.  The size is that before. */
static void write_placement(qg_xml *x, const qg_picture *what, long width, long height)
{
    static const struct {
        int degrees;
        bool is_mirrored;
    } turns[] = {{0, false},  {0, true},   {180, false}, {180, true},
                 {270, true}, {90, false}, {90, true},   {270, false}};
    size_t i = what->orientation > 0 ? (size_t)what->orientation - 1 : 0;

    qg_xml_open(x, "a:xfrm");
    if (turns[i].degrees > 0)
        qg_xml_attr_int(x, "rot", turns[i].degrees * 60000L);
    if (turns[i].is_mirrored)
        qg_xml_attr(x, "flipH", "1");
    write_size(x, "a:off", "x", "y", 0, 0);
    write_size(x, "a:ext", "cx", "cy", width, height);
    qg_xml_close(x);
}

/* pic:pic of DrawingML, ECMA-376 part 1, 20.2. */
static void write_pic(docx *d, const qg_node *image, const picture *pic, long width, long height)
{
    static const char ns[] = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    qg_xml *x = d->xml;

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
    write_blip(d, pic);
    qg_xml_open(x, "a:stretch");
    qg_xml_empty(x, "a:fillRect");
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_open(x, "pic:spPr");
    write_placement(x, &pic->what, width, height);
    qg_xml_open(x, "a:prstGeom");
    qg_xml_attr(x, "prst", "rect");
    qg_xml_empty(x, "a:avLst");
    qg_xml_close(x);
    for (int open = 4; open > 0; open--) /* spPr, pic, graphicData, graphic */
        qg_xml_close(x);
}

/* Write the size of the picture on the page.  Of a turned one that is the size before, and how far
 * it then reaches beyond that above and below, or at the sides, as it is turned around its middle.
 */
static void write_extent(qg_xml *x, const qg_picture *what, long width, long height)
{
    long above = qg_picture_is_turned(what) ? (width - height) / 2 : 0;

    write_size(x, "wp:extent", "cx", "cy", width, height);
    if (above == 0)
        return;
    qg_xml_open(x, "wp:effectExtent");
    qg_xml_attr_int(x, "l", above < 0 ? -above : 0);
    qg_xml_attr_int(x, "t", above > 0 ? above : 0);
    qg_xml_attr_int(x, "r", above < 0 ? -above : 0);
    qg_xml_attr_int(x, "b", above > 0 ? above : 0);
    qg_xml_close(x);
}

/* wp:inline, ECMA-376 part 1, 20.4.2.8. */
static void write_drawing(docx *d, const qg_node *image, const picture *pic, long width,
                          long height)
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
    write_extent(x, &pic->what, width, height);
    write_name(d, "wp:docPr", image);
    write_pic(d, image, pic, width, height);
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_close(x);
}

bool qg_docx_has_picture(docx *d, const qg_node *image)
{
    const picture *pic = picture_of(d, image);

    return pic != NULL && pic->shown != NULL;
}

bool qg_docx_picture(docx *d, const qg_node *image, const place *at)
{
    picture *pic = picture_of(d, image);
    double width, height, highest = qg_page_text_height(&d->style->page) * 0.9;

    if (pic == NULL || pic->shown == NULL)
        return false;
    qg_picture_fit(&pic->what, image->u.link.width, image->u.link.height, at->width_twips, highest,
                   &width, &height);
    qg_extent_picture(&d->extent, (int)height);
    if (qg_picture_is_turned(&pic->what))
        write_drawing(d, image, pic, (long)height * EMU_PER_TWIP, (long)width * EMU_PER_TWIP);
    else
        write_drawing(d, image, pic, (long)width * EMU_PER_TWIP, (long)height * EMU_PER_TWIP);
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

int qg_docx_picture_width(docx *d, const qg_node *image, int height_twips)
{
    picture *pic = picture_of(d, image);

    if (pic == NULL || pic->shown == NULL)
        return 0;
    return (int)((double)height_twips * pic->what.width_twips / pic->what.height_twips);
}

void qg_docx_placed_picture(docx *d, const qg_node *image, int x_twips, int y_twips,
                            int height_twips)
{
    picture *pic = picture_of(d, image);
    qg_xml *x = d->xml;
    int across = qg_docx_picture_width(d, image, height_twips);
    int down = height_twips; /* before it is turned around its middle */
    long width, height;

    if (across == 0)
        return;
    if (qg_picture_is_turned(&pic->what)) {
        down = across;
        across = height_twips;
    }
    width = (long)across * EMU_PER_TWIP;
    height = (long)down * EMU_PER_TWIP;
    d->n_drawings++;
    qg_xml_open(x, "w:r");
    qg_xml_open(x, "w:drawing");
    begin_anchor(x);
    write_position(x, "wp:positionH", "column", x_twips - across / 2);
    write_position(x, "wp:positionV", "paragraph", y_twips + (height_twips - down) / 2);
    write_size(x, "wp:extent", "cx", "cy", width, height);
    qg_xml_empty(x, "wp:wrapNone");
    write_name(d, "wp:docPr", image);
    write_pic(d, image, pic, width, height);
    for (int open = 3; open > 0; open--) /* anchor, drawing, run */
        qg_xml_close(x);
}
