#include "write/slug/slug.h"

#include "unicode/unicode.h"

static void put_slug(qg_buf *out, qg_str text)
{
    while (text.n > 0) {
        qg_rune rune;
        qg_str bytes = qg_utf8_take(&text, &rune);

        if (rune >= 'A' && rune <= 'Z')
            qg_buf_put_byte(out, (char)(rune | 32));
        else if (rune == ' ' || rune == '\n')
            qg_buf_put_byte(out, '-');
        else if (rune == '-' || rune == '_' || qg_rune_is_digit(rune) || qg_rune_is_letter(rune) ||
                 qg_rune_is_han(rune))
            qg_buf_put(out, bytes);
    }
}

/* %E6%83%85 as the byte it stands for. */
static void put_unescaped(qg_buf *out, qg_str s)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < s.n; i++) {
        const char *high = NULL, *low = NULL;
        if (s.p[i] == '%' && i + 2 < s.n && s.p[i + 1] != '\0' && s.p[i + 2] != '\0') {
            high = strchr(digits,
                          s.p[i + 1] >= 'A' && s.p[i + 1] <= 'F' ? s.p[i + 1] | 32 : s.p[i + 1]);
            low = strchr(digits,
                         s.p[i + 2] >= 'A' && s.p[i + 2] <= 'F' ? s.p[i + 2] | 32 : s.p[i + 2]);
        }
        if (high != NULL && low != NULL) {
            qg_buf_put_byte(out, (char)((high - digits) * 16 + (low - digits)));
            i += 2;
        } else {
            qg_buf_put_byte(out, s.p[i]);
        }
    }
}

void qg_slug_of_heading(qg_buf *out, const qg_node *heading)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    if (heading->u.heading.id.n > 0)
        qg_buf_put(&text, heading->u.heading.id);
    else
        qg_node_plain(&text, heading);
    put_slug(out, qg_str_trim(qg_buf_str(&text)));
    if (qg_buf_status(&text) != QG_OK)
        out->status = QG_E_MEMORY;
    qg_buf_clear(&text);
}

void qg_slug_of_fragment(qg_buf *out, qg_str fragment)
{
    qg_buf plain;

    qg_buf_init(&plain, 0);
    put_unescaped(&plain, fragment);
    if (qg_utf8_check(qg_buf_str(&plain)) == plain.n)
        put_slug(out, qg_buf_str(&plain));
    if (qg_buf_status(&plain) != QG_OK)
        out->status = QG_E_MEMORY;
    qg_buf_clear(&plain);
}
