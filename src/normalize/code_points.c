#include "normalize/code_points.h"

/* Put at least `n_digits` hexadecimal digits.  Written by hand, since a file of control
 * characters would spend most of its time in printf. */
static void put_digits(qg_buf *out, uint32_t value, unsigned n_digits)
{
    while (n_digits < 8 && value >> 4 * n_digits != 0)
        n_digits++;
    while (n_digits-- > 0)
        qg_buf_put_byte(out, "0123456789ABCDEF"[value >> 4 * n_digits & 0xF]);
}

void qg_put_hex(qg_buf *out, qg_str bytes)
{
    for (size_t i = 0; i < bytes.n; i++) {
        qg_buf_puts(out, i == 0 ? "" : " ");
        put_digits(out, (unsigned char)bytes.p[i], 2);
    }
}

void qg_put_code_points(qg_buf *out, const qg_rune *runes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        qg_buf_puts(out, i == 0 ? "U+" : " U+");
        put_digits(out, runes[i], 4);
    }
}
