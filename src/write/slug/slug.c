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

void qg_slug_of_heading(qg_buf *out, const qg_node *heading)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    if (heading->u.heading.id.n > 0)
        qg_buf_put(&text, heading->u.heading.id);
    else
        qg_node_plain(&text, heading);
    put_slug(out, qg_str_trim(qg_buf_str(&text)));
    qg_buf_drop(out, &text);
}

void qg_slug_of_fragment(qg_buf *out, qg_str fragment)
{
    qg_buf plain;

    qg_buf_init(&plain, 0);
    qg_buf_put_unescaped(&plain, fragment);
    if (qg_utf8_check(qg_buf_str(&plain)) == plain.n)
        put_slug(out, qg_buf_str(&plain));
    qg_buf_drop(out, &plain);
}
