/* script_of.c - telling simplified from traditional text by the characters that only one has. */
#include "normalize/script_of.h"

#include "normalize/script_tables.h"

/* A name or a quotation in the other script does not make a text mixed: one in so many may be. */
enum { STRAY_SHARE = 50 };

/* How many bytes at the start of `text` are ASCII: most of a program's or table's text is. */
static size_t ascii_run(qg_str text)
{
    size_t n = 0;

    while (n < text.n && (unsigned char)text.p[n] < 0x80)
        n++;
    return n;
}

void qg_script_count(qg_script_counts *counts, qg_str text)
{
    for (text = qg_str_skip(text, ascii_run(text)); text.n > 0;
         text = qg_str_skip(text, ascii_run(text))) {
        size_t n;
        uint16_t code = qg_code_of(qg_script_rune(text.p, &n));
        counts->simplified += qg_code_is_only_simplified(code);
        counts->traditional += qg_code_is_only_traditional(code);
        text = qg_str_skip(text, n);
    }
}

const char *qg_script_of(qg_str text)
{
    qg_script_counts n = {0};

    qg_script_count(&n, text);
    if (n.simplified + n.traditional == 0)
        return "none";
    if (n.traditional <= n.simplified / STRAY_SHARE)
        return "simplified";
    if (n.simplified <= n.traditional / STRAY_SHARE)
        return "traditional";
    return "mixed";
}
