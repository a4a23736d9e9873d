/* SVG as PNG, for programs that do not draw SVG themselves.
 *
 * librsvg draws everything, Chinese texts too, and brings thirty libraries.  A draft with an SVG in
 * it is rare, so the library is not linked but looked for when there is one.
 */
#include "write/picture/picture_int.h"

#include <dlfcn.h>
#include <stdlib.h>

/* As <librsvg/rsvg.h> (2.52) and <cairo.h> declare them. */
typedef struct rectangle {
    double x, y, width, height;
} rectangle;

typedef struct length {
    double length;
    int unit;
} length;

typedef struct rsvg {
    void *library;
    void *(*new_from_data)(const uint8_t *data, size_t n, void **error);
    int (*size_in_pixels)(void *handle, double *width, double *height);
    void (*dimensions)(void *handle, int *has_width, length *width, int *has_height, length *height,
                       int *has_box, rectangle *box);
    int (*render)(void *handle, void *cairo, const rectangle *viewport, void **error);
    void (*unref)(void *handle);
    void *(*surface_create)(int format, int width, int height);
    int (*surface_status)(void *surface);
    void (*surface_flush)(void *surface);
    uint8_t *(*surface_data)(void *surface);
    int (*surface_stride)(void *surface);
    void (*surface_destroy)(void *surface);
    void *(*cairo_create)(void *surface);
    void (*cairo_destroy)(void *cairo);
} rsvg;

static const double TWIPS_PER_PX = 15; /* of CSS, 96 an inch */

/* ISO C has no way from an object to a function but this one, which POSIX vouches for. */
static bool find(void *library, void *function, const char *name)
{
    void *symbol = dlsym(library, name);

    memcpy(function, &symbol, sizeof symbol);
    return symbol != NULL;
}

static bool open_rsvg(rsvg *r)
{
    void *l = r->library = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);

    return l != NULL && find(l, &r->new_from_data, "rsvg_handle_new_from_data") &&
           find(l, &r->size_in_pixels, "rsvg_handle_get_intrinsic_size_in_pixels") &&
           find(l, &r->dimensions, "rsvg_handle_get_intrinsic_dimensions") &&
           find(l, &r->render, "rsvg_handle_render_document") &&
           find(l, &r->unref, "g_object_unref") &&
           find(l, &r->surface_create, "cairo_image_surface_create") &&
           find(l, &r->surface_status, "cairo_surface_status") &&
           find(l, &r->surface_flush, "cairo_surface_flush") &&
           find(l, &r->surface_data, "cairo_image_surface_get_data") &&
           find(l, &r->surface_stride, "cairo_image_surface_get_stride") &&
           find(l, &r->surface_destroy, "cairo_surface_destroy") &&
           find(l, &r->cairo_create, "cairo_create") && find(l, &r->cairo_destroy, "cairo_destroy");
}

/* Cairo has colours multiplied with their opacity, in words of the machine. */
static void undo_opacity(uint8_t *pixels, size_t width, size_t height, size_t stride)
{
    for (size_t y = 0; y < height; y++)
        for (uint8_t *p = pixels + y * stride, *end = p + width * 4; p < end; p += 4) {
            uint32_t word;
            unsigned opacity;
            memcpy(&word, p, sizeof word);
            opacity = word >> 24;
            for (int i = 0; i < 3; i++) {
                unsigned c = word >> (16 - 8 * i) & 0xFF;
                p[i] = (uint8_t)(opacity == 0 ? 0 : (c * 255 + opacity / 2) / opacity);
            }
            p[3] = (uint8_t)opacity;
        }
}

/* The size in pixels of CSS: as it says, or that of its coordinates. */
static bool size_of(const rsvg *r, void *handle, double *width, double *height)
{
    int has_width, has_height, has_box = 0;
    length w, h;
    rectangle box = {0};

    if (r->size_in_pixels(handle, width, height))
        return *width >= 1 && *height >= 1;
    r->dimensions(handle, &has_width, &w, &has_height, &h, &has_box, &box);
    *width = box.width;
    *height = box.height;
    return has_box && *width >= 1 && *height >= 1;
}

static qg_status draw(const rsvg *r, void *handle, qg_buf *out, double width, double height)
{
    rectangle viewport = {0, 0, width, height};
    void *surface = r->surface_create(0, (int)width, (int)height), *cairo;
    uint8_t *pixels;
    size_t stride;
    bool is_drawn;
    qg_status st = QG_E_MEMORY;

    if (r->surface_status(surface) == 0) {
        cairo = r->cairo_create(surface);
        is_drawn = r->render(handle, cairo, &viewport, NULL) != 0;
        r->cairo_destroy(cairo);
        r->surface_flush(surface);
        pixels = r->surface_data(surface);
        stride = (size_t)r->surface_stride(surface);
        st = QG_E_INPUT;
        if (is_drawn && pixels != NULL) {
            undo_opacity(pixels, (size_t)width, (size_t)height, stride);
            st = qg_picture_put_png(out, pixels, (size_t)width, (size_t)height, stride);
        }
    }
    r->surface_destroy(surface);
    return st;
}

/* Sharp enough for print: 192 dots an inch, and 2000 a side where that is not more. */
static double scale_of(double width, double height)
{
    enum { GOOD_SIDE = 2000 };
    double larger = width > height ? width : height;

    return larger * 2 <= GOOD_SIDE ? 2 : GOOD_SIDE / larger;
}

/* ---- what is not drawn ------------------------------------------------------------------------
 */

static bool has(qg_str data, const char *text)
{
    return qg_str_find(data, qg_str_of(text)) < data.n;
}

/* Whether `<` and its like could be written otherwise than in ASCII. */
static bool is_disguised(qg_str data)
{
    size_t start = qg_str_find(data, QG_STR("<?xml")), end = qg_str_find(data, QG_STR("?>"));
    qg_str declaration = qg_str_skip(qg_str_head(data, end), start);
    bool has_entities = has(data, "<!ENTITY") && has(data, "&#");

    return memchr(data.p, '\0', data.n) != NULL || has_entities ||
           (has(declaration, "encoding") && !has(declaration, "UTF-8") &&
            !has(declaration, "utf-8"));
}

/* One filter can work for hours, and another makes librsvg (2.54) end the process.  They could also
 * come in a drawing inside of the drawing. */
static bool may_hold_filter(qg_str data)
{
    bool has_image = has(data, "<image") || has(data, ":image");

    return has(data, "<filter") || has(data, ":filter") || is_disguised(data) ||
           (has_image && (has(data, "svg+xml") || has(data, "&#")));
}

qg_status qg_picture_svg_png(qg_buf *out, qg_str data, double *width_twips, double *height_twips)
{
    rsvg r = {0};
    double width, height, scale;
    void *handle;
    qg_status st = QG_E_INPUT;

    if (may_hold_filter(data) || !open_rsvg(&r))
        return QG_E_INPUT;
    handle = r.new_from_data((const uint8_t *)data.p, data.n, NULL);
    if (handle == NULL)
        return QG_E_INPUT;
    if (size_of(&r, handle, &width, &height) && width / height < 1000 && height / width < 1000) {
        scale = scale_of(width, height);
        *width_twips = width * TWIPS_PER_PX;
        *height_twips = height * TWIPS_PER_PX;
        st = draw(&r, handle, out, width * scale < 1 ? 1 : width * scale,
                  height * scale < 1 ? 1 : height * scale);
    }
    r.unref(handle);
    return st; /* the library stays: GLib cannot be unloaded */
}
