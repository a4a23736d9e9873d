/* uri.c - addresses as the targets of relationships. */
#include "write/docx/text_int.h"

#include <string.h>

static bool is_plain_in_uri(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c != '\0' && strchr("-._~:/?#@!$&'()*+,;=", c) != NULL);
}

static bool is_escape(qg_str s)
{
    return s.n >= 3 && s.p[0] == '%' && strchr("0123456789abcdefABCDEF", s.p[1]) != NULL &&
           strchr("0123456789abcdefABCDEF", s.p[2]) != NULL;
}

/* Length of "https://host" at the start of an address, where characters stay as they are: escapes
 * are not allowed in a host's name, international ones are written plainly. */
static size_t host_end(qg_str url)
{
    size_t at = qg_str_find(url, QG_STR("://"));
    qg_str host = qg_str_skip(url, at + 3);

    if (at == url.n)
        return 0;
    return at + 3 + qg_str_find_byte(host, '/');
}

void qg_docx_put_uri(qg_buf *out, qg_str url)
{
    size_t end_of_host = host_end(url);

    for (size_t i = 0; i < url.n; i++) {
        unsigned char c = (unsigned char)url.p[i];
        if (is_plain_in_uri(c) || is_escape(qg_str_skip(url, i)) || (i < end_of_host && c >= 0x80))
            qg_buf_put_byte(out, (char)c);
        else
            qg_buf_printf(out, "%%%02X", c);
    }
}

bool qg_docx_is_target(qg_str url)
{
    size_t end = host_end(url), at = qg_str_find(url, QG_STR("://"));

    return url.n > 0 &&
           (at == url.n || (end > at + 3 && qg_str_find_byte(qg_str_head(url, end), '%') == end));
}
