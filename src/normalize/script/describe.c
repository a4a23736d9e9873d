#include "normalize/script/describe.h"

#include "base/utf8.h"

/* How many parts an ideographic description character wants, 0 for others.
 * Source: The Unicode Standard 15.1, section 18.2. */
static size_t parts_of(qg_rune rune)
{
    if (rune < 0x2FF0 || rune > 0x2FFF)
        return 0;
    return rune == 0x2FF2 || rune == 0x2FF3 ? 3 : rune >= 0x2FFE ? 1 : 2;
}

size_t qg_description_length(qg_str text)
{
    enum { CHARS_MAX = 64, DEPTH_MAX = 16 };
    size_t wanted[DEPTH_MAX + 1] = {1}; /* parts still to come at each depth */
    size_t depth = 0;
    qg_str rest = text;
    qg_rune rune;

    for (int n = 0; n < CHARS_MAX && rest.n > 0; n++) {
        size_t parts;
        rest = qg_str_skip(rest, qg_utf8_decode(rest, &rune));
        parts = parts_of(rune);
        if (depth == DEPTH_MAX)
            return 0;
        wanted[depth]--;
        if (parts > 0)
            wanted[++depth] = parts;
        while (depth > 0 && wanted[depth] == 0)
            depth--;
        if (depth == 0)
            return text.n - rest.n;
    }
    return 0;
}
