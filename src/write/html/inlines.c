/* Inlines as HTML. */
#include "base/utf8.h"
#include "write/html/html_int.h"
#include "write/picture/picture.h"
#include "write/slug/slug.h"

void qg_html_text(qg_buf *out, qg_str text)
{
    static const char *const escapes[128] = {
        ['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;", ['"'] = "&quot;", ['\''] = "&#39;"};

    for (size_t i = 0; i < text.n;) {
        unsigned char c = (unsigned char)text.p[i];
        bool is_control = c < ' ' && c != '\n' && c != '\t';
        if (!is_control && (c >= 128 || escapes[c] == NULL)) {
            i++;
            continue;
        }
        qg_buf_put(out, qg_str_head(text, i));
        qg_buf_puts(out, is_control ? "" : escapes[c]);
        text = qg_str_skip(text, i + 1);
        i = 0;
    }
    qg_buf_put(out, text);
}

/* ---- pictures ------------------------------------------------------------------------------ */

static void put_base64(qg_buf *out, qg_str bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < bytes.n; i += 3) {
        unsigned word = 0;
        char four[4];
        for (size_t k = 0; k < 3; k++)
            word = word << 8 | (i + k < bytes.n ? (unsigned char)bytes.p[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            four[k] = i + k > bytes.n ? '=' : digits[word >> (18 - 6 * k) & 63];
        qg_buf_put(out, (qg_str){four, 4});
    }
}

/* The size of a picture as CSS.  A browser need not know the units that drafts may use: where
 * the size of the picture is known, it is put in points. */
static void put_size(html *h, const qg_picture *picture, const qg_node *image)
{
    double widest = qg_page_text_width(&h->style->page), width, height;
    double highest = qg_page_text_height(&h->style->page) * 0.9;

    if (picture->width_twips <= 0 && image->u.link.width.n + image->u.link.height.n == 0)
        return; /* an SVG is as large as the browser finds it */
    if (picture->width_twips <= 0) {
        qg_buf_puts(h->out, qg_str_starts(image->u.link.width, QG_STR("zoom:")) ? " style=\""
                            : image->u.link.width.n > 0                         ? " style=\"width:"
                                                        : " style=\"height:");
        qg_html_text(h->out,
                     image->u.link.width.n > 0 ? image->u.link.width : image->u.link.height);
        qg_buf_puts(h->out, "\"");
        return;
    }
    qg_picture_fit(picture, image->u.link.width, image->u.link.height, widest, highest, &width,
                   &height);
    qg_buf_printf(h->out, " style=\"width:%ld.%ldpt;height:%ld.%ldpt\"", (long)width / 20,
                  (long)width / 2 % 10, (long)height / 20, (long)height / 2 % 10);
}

/* The title of a link or a picture. */
static void put_title(html *h, const qg_node *node)
{
    if (node->u.link.title.n == 0)
        return;
    qg_buf_puts(h->out, " title=\"");
    qg_html_text(h->out, node->u.link.title);
    qg_buf_puts(h->out, "\"");
}

static void put_data(html *h, const qg_picture *picture)
{
    qg_buf_printf(h->out, "<img src=\"data:%s;base64,", qg_picture_type(picture->kind));
    put_base64(h->out, qg_buf_str(&picture->data));
}

/* Whether the date carries a seal.  Someone who signs in person has a stamp in place of the name
 * instead. */
static bool has_seal(const html *h)
{
    return qg_doc_seal_picture(h->doc, SIZE_MAX).n > 0 && !qg_doc_is_signed_in_person(h->doc);
}

void qg_html_open_seal(html *h)
{
    qg_buf_puts(h->out, has_seal(h) ? "<span class=\"seal\">" : "");
}

/* Put the seal with `n_right` ones on its right; the last stands over the date. */
static void put_seal(html *h, size_t i, size_t n_right)
{
    enum { TWIPS_PER_PT = 20 };
    int size = h->style->measures[QG_MEASURE_SIGNATURE_SEAL] / TWIPS_PER_PT;
    qg_str url = qg_doc_seal_picture(h->doc, i);
    qg_picture picture;
    qg_status st = qg_picture_load(&picture, url, h->options->loader, h->options->loader_user);

    if (st == QG_OK) {
        put_data(h, &picture);
        qg_buf_puts(h->out, "\" alt=\"\"");
        if (n_right > 0)
            qg_buf_printf(h->out, " style=\"left:calc(50%% - %zupt)\"", n_right * (size_t)size);
        qg_buf_puts(h->out, ">");
    } else if (st == QG_E_MEMORY) {
        h->out->status = st;
    } else {
        qg_sink_tell(h->sink, &(qg_finding){.kind = st == QG_E_ARG ? QG_FOUND_WRITE_IMAGE_REFUSED
                                                                   : QG_FOUND_WRITE_SEAL_MISSING,
                                            .offset = qg_doc_field(h->doc, QG_KEY_SEAL)->offset,
                                            .before = qg_utf8_head(url, 200)});
    }
    qg_picture_clear(&picture);
}

void qg_html_close_seal(html *h)
{
    size_t n;

    if (!has_seal(h))
        return;
    n = qg_doc_field(h->doc, QG_KEY_SEAL)->n_values;
    for (size_t i = 0; i < n; i++)
        put_seal(h, i, n - 1 - i);
    qg_buf_puts(h->out, "</span>");
}

static void put_picture(html *h, const qg_node *image)
{
    qg_picture picture;
    qg_status st =
        qg_picture_load(&picture, image->u.link.url, h->options->loader, h->options->loader_user);
    qg_buf alt;

    qg_buf_init(&alt, 0);
    qg_node_plain(&alt, image);
    if (st == QG_OK) {
        put_data(h, &picture);
        qg_buf_puts(h->out, "\" alt=\"");
        qg_html_text(h->out, qg_buf_str(&alt));
        qg_buf_puts(h->out, "\"");
        put_title(h, image);
        put_size(h, &picture, image);
        qg_buf_puts(h->out, ">");
    } else if (st == QG_E_MEMORY) {
        h->out->status = st;
    } else {
        if (!h->are_captions_below || !qg_is_figure_caption(qg_buf_str(&alt)) ||
            qg_is_figure_caption(image->u.link.title)) /* else it is put below the pictures */
            qg_html_text(h->out, qg_buf_str(&alt));
        if (image->u.link.title.n > 0 && !qg_is_figure_caption(image->u.link.title)) {
            qg_buf_puts(h->out, "（");
            qg_html_text(h->out, image->u.link.title);
            qg_buf_puts(h->out, "）");
        }
        qg_sink_tell(h->sink,
                     &(qg_finding){.kind = st == QG_E_ARG     ? QG_FOUND_WRITE_IMAGE_REFUSED
                                           : st == QG_E_READ  ? QG_FOUND_WRITE_IMAGE_MISSING
                                           : st == QG_E_LIMIT ? QG_FOUND_WRITE_IMAGE_LARGE
                                                              : QG_FOUND_WRITE_IMAGE_FORMAT,
                                   .offset = image->offset,
                                   .before = qg_utf8_head(image->u.link.url, 200)});
    }
    qg_buf_drop(h->out, &alt);
    qg_picture_clear(&picture);
}

/* ---- the rest ------------------------------------------------------------------------------ */

/* Addresses of pages, mail and places; nothing that a browser would run. */
static bool is_harmless(qg_str url)
{
    static const char *const schemes[] = {"http:", "https:", "mailto:", "tel:", "ftp:"};
    size_t colon = qg_str_find_byte(url, ':');

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (qg_str_eq_nocase(qg_str_head(url, strlen(schemes[i])), qg_str_of(schemes[i])))
            return true;
    return colon == url.n || qg_str_find_byte(url, '/') < colon ||
           qg_str_find_byte(url, '#') < colon;
}

static void put_element(html *h, const char *element, const qg_node *node)
{
    qg_buf_printf(h->out, "<%s>", element);
    qg_html_inlines(h, node);
    qg_buf_printf(h->out, "</%s>", element);
}

/* A link inside of the page leads to the name that its heading has got. */
static void put_address(html *h, qg_str url)
{
    qg_buf slug;

    qg_buf_init(&slug, 0);
    if (qg_str_starts(url, QG_STR("#")))
        qg_slug_of_fragment(&slug, qg_str_skip(url, 1));
    if (slug.n > 0)
        qg_buf_puts(h->out, "#");
    qg_html_text(h->out, slug.n > 0 ? qg_buf_str(&slug) : url);
    qg_buf_drop(h->out, &slug);
}

static void put_link(html *h, const qg_node *node)
{
    if (!is_harmless(node->u.link.url)) {
        qg_sink_tell(h->sink, &(qg_finding){.kind = QG_FOUND_WRITE_LINK,
                                            .offset = node->offset,
                                            .before = qg_utf8_head(node->u.link.url, 200)});
        qg_html_inlines(h, node);
        return;
    }
    qg_buf_puts(h->out, "<a href=\"");
    put_address(h, node->u.link.url);
    qg_buf_puts(h->out, "\"");
    put_title(h, node);
    qg_buf_puts(h->out, ">");
    qg_html_inlines(h, node);
    qg_buf_puts(h->out, "</a>");
}

static void put_note_ref(html *h, const qg_node *node)
{
    int number = node->u.note_ref.note == NULL ? 0 : node->u.note_ref.note->u.note.number;

    if (number > 0)
        qg_buf_printf(h->out, "<sup id=\"ref-%d-%d\"><a href=\"#note-%d\">[%d]</a></sup>", number,
                      node->u.note_ref.nth, number, number);
}

static void put_inline(html *h, const qg_node *node)
{
    static const char *const elements[QG_NODE_KINDS] = {
        [QG_EMPHASIS] = "em", [QG_STRONG] = "strong",   [QG_STRIKE] = "s",
        [QG_UNDERLINE] = "u", [QG_SUPERSCRIPT] = "sup", [QG_SUBSCRIPT] = "sub"};

    if (elements[node->kind] != NULL) {
        put_element(h, elements[node->kind], node);
        return;
    }
    switch (node->kind) {
    case QG_TEXT:
        qg_html_text(h->out, node->text);
        break;
    case QG_CODE:
        qg_buf_puts(h->out, "<code>");
        qg_html_text(h->out, node->text);
        qg_buf_puts(h->out, "</code>");
        break;
    case QG_HTML:
        if (qg_str_eq_nocase(qg_str_head(node->text, 3), QG_STR("<br")))
            qg_buf_puts(h->out, "<br>");
        else if (!qg_node_is_comment(node))
            qg_html_text(h->out, node->text);
        break;
    case QG_MATH:
        qg_html_math(h->out, node);
        break;
    case QG_SOFT_BREAK:
        qg_buf_puts(h->out, node->u.soft_break.is_blank ? "\n" : "");
        break;
    case QG_LINE_BREAK:
        qg_buf_puts(h->out, "<br>");
        break;
    case QG_RUN_IN:
        qg_buf_printf(h->out, "<span style=\"margin:0\" class=\"%s\">",
                      qg_html_class((qg_para_kind)(QG_PARA_HEADING_1 + node->u.heading.level - 1)));
        qg_html_inlines(h, node);
        qg_buf_puts(h->out, "</span>");
        break;
    case QG_LINK:
        put_link(h, node);
        break;
    case QG_IMAGE:
        put_picture(h, node);
        break;
    case QG_NOTE_REF:
        put_note_ref(h, node);
        break;
    default:
        qg_html_inlines(h, node);
        break;
    }
}

void qg_html_inlines(html *h, const qg_node *parent)
{
    for (const qg_node *node = parent->first; node != NULL; node = node->next)
        put_inline(h, node);
}
