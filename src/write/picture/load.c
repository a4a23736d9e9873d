/* Where pictures come from. */
#include "write/picture/picture_int.h"

static const struct {
    const char *extension, *type;
} names[QG_PICTURE_KINDS] = {
    [QG_PICTURE_NONE] = {"", ""},
    [QG_PICTURE_PNG] = {"png", "image/png"},
    [QG_PICTURE_JPEG] = {"jpeg", "image/jpeg"},
    [QG_PICTURE_GIF] = {"gif", "image/gif"},
    [QG_PICTURE_BMP] = {"bmp", "image/bmp"},
    [QG_PICTURE_WEBP] = {"webp", "image/webp"},
    [QG_PICTURE_SVG] = {"svg", "image/svg+xml"},
};

const char *qg_picture_extension(qg_picture_kind kind)
{
    return names[kind].extension;
}

const char *qg_picture_type(qg_picture_kind kind)
{
    return names[kind].type;
}

/* ---- addresses ----------------------------------------------------------------------------- */

static int base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* RFC 4648, with what is no digit passed over, as browsers do with blanks. */
static void put_base64(qg_buf *out, qg_str text)
{
    unsigned bits = 0;
    int n_bits = 0;

    for (size_t i = 0; i < text.n && text.p[i] != '='; i++) {
        int digit = base64_digit(text.p[i]);
        if (digit < 0)
            continue;
        bits = (bits << 6 | (unsigned)digit) & 0xFFFF;
        n_bits += 6;
        if (n_bits >= 8) {
            n_bits -= 8;
            qg_buf_put_byte(out, (char)(bits >> n_bits & 0xFF));
        }
    }
}

/* RFC 2397: data:[type][;base64],data */
static qg_status read_data(qg_buf *out, qg_str url)
{
    size_t comma = qg_str_find_byte(url, ',');
    qg_str head = qg_str_head(url, comma), tail = qg_str_skip(url, comma + 1);
    qg_buf plain;

    if (comma == url.n)
        return QG_E_READ;
    if (!qg_str_ends(head, QG_STR(";base64"))) {
        qg_buf_put_unescaped(out, tail);
        return qg_buf_status(out);
    }
    qg_buf_init(&plain, 0);
    qg_buf_put_unescaped(&plain, tail); /* %2B for + */
    put_base64(out, qg_buf_str(&plain));
    qg_buf_drop(out, &plain);
    return qg_buf_status(out);
}

/* Names as Windows writes them: 图片\a.png. */
static bool make_slashes(qg_buf *name)
{
    bool has_any = false;

    for (size_t i = 0; i < name->n; i++)
        if (name->p[i] == '\\') {
            name->p[i] = '/';
            has_any = true;
        }
    return has_any;
}

static qg_status read_file(qg_buf *out, qg_str url, qg_loader loader, void *user)
{
    qg_buf name;
    qg_status status;

    if (loader == NULL)
        return QG_E_READ;
    qg_buf_init(&name, 0);
    qg_buf_put_unescaped(&name, url); /* a draft writes an address, the loader wants a name */
    status = qg_buf_status(&name);
    if (status == QG_OK)
        status = loader(user, qg_buf_str(&name), out);
    if (status == QG_E_READ && make_slashes(&name))
        status = loader(user, qg_buf_str(&name), out);
    qg_buf_clear(&name);
    return status;
}

qg_status qg_picture_load(qg_picture *picture, qg_str url, qg_loader loader, void *user)
{
    qg_status status;

    *picture = (qg_picture){.kind = QG_PICTURE_NONE};
    qg_buf_init(&picture->data, 0);
    qg_buf_init(&picture->png, 0);
    if (qg_str_eq_nocase(qg_str_head(url, 5), QG_STR("data:")))
        status = read_data(&picture->data, url);
    else
        status = read_file(&picture->data, url, loader, user);
    return status != QG_OK ? status : qg_picture_look(picture) ? QG_OK : QG_E_INPUT;
}

qg_status qg_picture_make_png(qg_picture *picture)
{
    switch (picture->kind) {
    case QG_PICTURE_WEBP:
        return qg_picture_webp_png(&picture->png, qg_buf_str(&picture->data));
    case QG_PICTURE_SVG:
        return qg_picture_svg_png(&picture->png, qg_buf_str(&picture->data), &picture->width_twips,
                                  &picture->height_twips);
    default:
        return QG_OK;
    }
}

void qg_picture_clear(qg_picture *picture)
{
    qg_buf_clear(&picture->data);
    qg_buf_clear(&picture->png);
}
