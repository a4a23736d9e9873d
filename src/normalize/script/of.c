/* of.c - telling simplified from traditional text by the characters that only one has. */
#include "normalize/script/of.h"

#include "language/opencc.h"

/* The lead byte of U+3000: no character before it belongs to one script. */
enum { FIRST_LEAD = 0xE3 };

/* A name or a quotation in the other script does not make a text mixed: one in so many may be. */
enum { STRAY_SHARE = 50 };

void qg_script_count(qg_script_counts *counts, qg_str text)
{
    size_t n_simplified = 0, n_traditional = 0, n;

    for (size_t at = 0; at < text.n; at += n) {
        uint32_t traits;
        n = 1; /* no such character: go on with the next byte */
        if ((unsigned char)text.p[at] < FIRST_LEAD)
            continue;
        traits = qg_script_traits[qg_code_at(text.p + at, &n)];
        n_simplified += (traits & QG_ONLY_SIMPLIFIED) != 0;
        n_traditional += (traits & QG_ONLY_TRADITIONAL) != 0;
    }
    counts->simplified += n_simplified;
    counts->traditional += n_traditional;
}

/* How much of a text is looked at.  The rest would say nothing new, and looking takes a tenth of
 * the time of decoding. */
enum { SAMPLE_BYTES = 1 << 20 };

static qg_str sample_of(qg_str text)
{
    size_t n = SAMPLE_BYTES;

    if (text.n <= n)
        return text;
    while (((unsigned char)text.p[n] & 0xC0) == 0x80) /* not inside a character */
        n--;
    return qg_str_head(text, n);
}

const char *qg_script_of(qg_str text)
{
    qg_script_counts n = {0};

    qg_script_count(&n, sample_of(text));
    if (n.simplified + n.traditional == 0)
        return "none";
    if (n.traditional <= n.simplified / STRAY_SHARE)
        return "simplified";
    if (n.simplified <= n.traditional / STRAY_SHARE)
        return "traditional";
    return "mixed";
}
