/* look.c - what an element says of the looks of what is in it. */
#include "parse/html/html_int.h"
#include "parse/tree_int.h"

uint8_t qg_html_heading_of(qg_html_tag tag)
{
    return tag >= QG_TAG_H1 && tag <= QG_TAG_H6 ? (uint8_t)(tag - QG_TAG_H1 + 1) : 0;
}

uint8_t qg_html_heading_look(const qg_html_node *node)
{
    qg_str names = qg_html_attr(node, "class");

    if (node->tag != QG_TAG_P && node->tag != QG_TAG_DIV && node->tag != QG_TAG_SPAN)
        return qg_html_heading_of(node->tag);
    for (size_t i = 1; i + 1 < names.n; i++) {
        bool is_named = (names.p[i - 1] == '-' || names.p[i - 1] == '_') && names.p[i] == 'h' &&
                        (i + 2 == names.n || names.p[i + 2] == ' ');
        if (is_named && names.p[i + 1] >= '1' && names.p[i + 1] <= '6')
            return (uint8_t)(names.p[i + 1] - '0');
    }
    return 0;
}

qg_align qg_html_align_in(const qg_html_node *node, qg_align around)
{
    qg_str align = qg_html_style(node, "text-align");

    if (node->tag == QG_TAG_CENTER)
        return QG_ALIGN_CENTER;
    if (node->tag == QG_TAG_PRE) /* laid out by hand */
        around = QG_ALIGN_NONE;
    if (align.n == 0 && node->tag != QG_TAG_TABLE) /* where the table itself stands */
        align = qg_html_attr(node, "align");
    if (align.n == 0)
        return around;
    return qg_str_eq_nocase(align, QG_STR("center"))  ? QG_ALIGN_CENTER
           : qg_str_eq_nocase(align, QG_STR("right")) ? QG_ALIGN_RIGHT
                                                      : QG_ALIGN_NONE;
}

/* Half-points of a size in points or pixels. */
static uint8_t half_points(qg_str size)
{
    enum { MOST = 200, PIXELS_TO_POINTS = 75 /* hundredths */ };
    size_t n = 0, i = 0, half;

    for (; i < size.n && size.p[i] >= '0' && size.p[i] <= '9' && n <= MOST; i++)
        n = n * 10 + (size_t)(size.p[i] - '0');
    half = i + 1 < size.n && size.p[i] == '.' && size.p[i + 1] >= '5';
    while (i < size.n && (size.p[i] == '.' || (size.p[i] >= '0' && size.p[i] <= '9')))
        i++;
    size = qg_str_skip(size, i);
    n = n * 2 + half;
    if (qg_str_eq_nocase(size, QG_STR("px")))
        n = n * PIXELS_TO_POINTS / 100;
    else if (!qg_str_eq_nocase(size, QG_STR("pt")))
        return 0;
    return (uint8_t)(n > MOST ? MOST : n);
}

uint8_t qg_html_size_of(const qg_html_node *node)
{
    static const uint8_t of_font[] = {15, 20, 24, 27, 36, 48, 72}; /* <font size=1> to 7 */
    qg_str size;

    if (node->tag == QG_TAG_FONT) {
        size = qg_str_trim(qg_html_attr(node, "size"));
        return size.n == 1 && size.p[0] >= '1' && size.p[0] <= '7' ? of_font[size.p[0] - '1'] : 0;
    }
    return node->style.n > 0 ? half_points(qg_html_style(node, "font-size")) : 0;
}

static bool is_bold_style(const qg_html_node *node)
{
    qg_str weight = qg_html_style(node, "font-weight");

    return qg_str_eq_nocase(weight, QG_STR("bold")) || qg_str_eq_nocase(weight, QG_STR("bolder")) ||
           (weight.n == 3 && weight.p[0] >= '6' && weight.p[0] <= '9');
}

/* The mark that an element's style makes: struck out or underlined. */
static qg_node_kind decoration_of(const qg_html_node *node)
{
    qg_str value = qg_html_style(node, "text-decoration");

    return qg_str_eq_nocase(value, QG_STR("line-through")) ? QG_STRIKE
           : qg_str_eq_nocase(value, QG_STR("underline"))  ? QG_UNDERLINE
                                                           : QG_TEXT;
}

/* Whether an element raises or lowers its text, by tag or style: m², CO₂ */
static qg_node_kind script_of(const qg_html_node *node)
{
    qg_str align = qg_html_style(node, "vertical-align");

    if (node->tag == QG_TAG_SUP || qg_str_eq_nocase(align, QG_STR("super")))
        return QG_SUPERSCRIPT;
    return node->tag == QG_TAG_SUB || qg_str_eq_nocase(align, QG_STR("sub")) ? QG_SUBSCRIPT
                                                                             : QG_TEXT;
}

qg_node_kind qg_html_mark_of(const qg_html_node *node, bool is_draft)
{
    switch (node->tag) {
    case QG_TAG_B:
    case QG_TAG_STRONG:
        return QG_STRONG;
    case QG_TAG_I:
    case QG_TAG_EM:
        return QG_EMPHASIS;
    case QG_TAG_S:
    case QG_TAG_DEL:
    case QG_TAG_STRIKE:
        return QG_STRIKE;
    case QG_TAG_CODE:
        return QG_CODE;
    case QG_TAG_A:
        return QG_LINK;
    default:
        break;
    }
    if (node->tag == QG_TAG_U || (is_draft && node->tag == QG_TAG_INS))
        return QG_UNDERLINE;
    if (qg_html_kind_of(node) == QG_KIND_INLINE && script_of(node) != QG_TEXT)
        return script_of(node);
    if (node->style.n == 0)
        return QG_TEXT;
    if (is_bold_style(node))
        return QG_STRONG;
    if (qg_str_eq_nocase(qg_html_style(node, "font-style"), QG_STR("italic")))
        return QG_EMPHASIS;
    return decoration_of(node);
}

/* Whether a link leads somewhere, and does not only run a script or jump to the top. */
bool qg_html_is_target(qg_str url)
{
    return url.n > 0 && url.p[0] != '#' &&
           !qg_str_eq_nocase(qg_str_head(url, 11), QG_STR("javascript:"));
}

/* Bytes of http://www.example.com in front of the path; 0 for an address that is none of the web.
 */
static size_t host_length(qg_str base)
{
    size_t scheme = qg_str_find(base, QG_STR("://")) + 3;

    if (!qg_str_eq_nocase(qg_str_head(base, 4), QG_STR("http")) || scheme >= base.n)
        return 0;
    return scheme + qg_str_find_byte(qg_str_skip(base, scheme), '/');
}

qg_str qg_html_from_base(const qg_page *page, qg_str url)
{
    qg_str base = page->tree->base;
    size_t n = host_length(base), kept, colon = qg_str_find_byte(url, ':');
    qg_buf whole;

    if (n == 0 || qg_str_starts(url, QG_STR("//")) ||
        (url.p[0] != '?' && colon < qg_str_find_byte(url, '/')))
        return url;
    kept = qg_str_find_byte(base, '?');
    while (url.p[0] != '?' && kept > n && base.p[kept - 1] != '/') /* the file's name */
        kept--;
    qg_buf_init(&whole, 0);
    qg_buf_put(&whole, qg_str_head(base, url.p[0] == '/' ? n : kept));
    if (kept == n && url.p[0] != '/')
        qg_buf_put_byte(&whole, '/');
    qg_buf_put(&whole, url);
    url = qg_arena_copy(&page->doc->arena, qg_buf_str(&whole));
    qg_buf_clear(&whole);
    return url;
}

enum { NO_SIZE = 100000 };

static size_t size_of(const qg_html_node *image, const char *name)
{
    qg_str value = qg_html_attr(image, name);
    size_t n = 0;

    if (value.n == 0)
        value = qg_html_style(image, name);
    if (value.n == 0 || value.p[0] < '0' || value.p[0] > '9' || qg_str_ends(value, QG_STR("%")) ||
        qg_str_ends(value, QG_STR("em")))
        return NO_SIZE;
    for (size_t i = 0; i < value.n && value.p[i] >= '0' && value.p[i] <= '9' && n < NO_SIZE; i++)
        n = n * 10 + (size_t)(value.p[i] - '0');
    return n;
}

/* icon_doc.gif, icons/pdf.png: the sign of a kind of file, where the page gives no size. */
static bool is_named_icon(const qg_html_node *image)
{
    qg_str source = qg_html_attr(image, "src"), folder, name;
    size_t start = source.n;

    if (size_of(image, "width") != NO_SIZE || size_of(image, "height") != NO_SIZE)
        return false;
    while (start > 0 && source.p[start - 1] != '/')
        start--;
    name = qg_str_skip(source, start);
    folder = qg_str_head(source, start);
    return qg_str_eq_nocase(qg_str_head(name, 4), QG_STR("icon")) ||
           qg_str_ends(folder, QG_STR("/icon/")) || qg_str_ends(folder, QG_STR("/icons/"));
}

/* A sign in front of a link, a dot that counts readers. */
bool qg_html_is_icon(const qg_html_node *image)
{
    enum { MAX_ICON = 32 };

    return (size_of(image, "width") <= MAX_ICON && size_of(image, "height") <= MAX_ICON) ||
           is_named_icon(image);
}

/* The first picture of a list of them: small.jpg 480w, large.jpg 1080w */
static qg_str first_word(qg_str list)
{
    list = qg_str_trim(list);
    return qg_str_head(list, qg_str_find_byte(list, ' '));
}

static bool names_picture(qg_str value)
{
    value = first_word(value);
    return qg_is_picture_name(qg_str_head(value, qg_str_find_byte(value, '?')));
}

/* Pages that load pictures late have something else as source until then, or nothing. */
qg_str qg_html_source_of(const qg_html_node *image)
{
    enum { MOST_EMPTY = 300 }; /* bytes of a picture that shows nothing */
    static const char *const names[] = {"data-src", "data-original", "data-lazy-src"};
    qg_str source = qg_str_trim(qg_html_attr(image, "src"));

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (qg_html_has_attr(image, names[i]))
            return qg_str_trim(qg_html_attr(image, names[i]));
    if (source.n == 0 ||
        (source.n <= MOST_EMPTY && qg_str_eq_nocase(qg_str_head(source, 5), QG_STR("data:")))) {
        qg_str late = qg_html_attr_that(image, names_picture);
        return late.n > 0 ? first_word(late) : source;
    }
    return source;
}

qg_align qg_html_cell_align(const qg_html_node *cell)
{
    qg_align align = qg_html_align_in(cell, QG_ALIGN_NONE);
    bool is_left = qg_str_eq_nocase(qg_html_attr(cell, "align"), QG_STR("left")) ||
                   qg_str_eq_nocase(qg_html_style(cell, "text-align"), QG_STR("left"));

    return align == QG_ALIGN_NONE && is_left ? QG_ALIGN_LEFT : align;
}
