/* pairs.c - a cache of iconv's answers for the two-byte codes of GB18030, Big5 and EUC-KR.
 *
 * iconv takes longer for a character than all the other work on it, but even a large text has only
 * a few thousand different ones.  So iconv is asked once about each.
 */
#include "codec/codec_int.h"

#include <stdlib.h>

enum {
    FIRST_LEAD = 0x80,
    FIRST_TRAIL = 0x40, /* a lower second byte belongs to a four-byte code of GB18030 */
    UNREADABLE = 1      /* entry of a code that does not stand for exactly one character */
};

/* For each lead and trail byte the character's UTF-8, its first byte in the lowest bits;
 * UNREADABLE; or 0 when iconv was not asked yet. */
struct qg_pairs {
    uint32_t characters[0x100 - FIRST_LEAD][0x100];
};

qg_pairs *qg_pairs_new(qg_form form)
{
    bool has_pairs = form == QG_FORM_GB18030 || form == QG_FORM_BIG5 || form == QG_FORM_TWO_BYTES;

    return has_pairs ? calloc(1, sizeof(qg_pairs)) : NULL;
}

void qg_pairs_free(qg_pairs *pairs)
{
    free(pairs);
}

static size_t length_of(uint32_t character)
{
    unsigned lead = character & 0xFF;

    return (lead & 0xF0) == 0xE0 ? 3 : lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 4;
}

static uint32_t ask(void *converter, const char *code)
{
    enum { ROOM = 32 };
    char out[ROOM];
    qg_str left = {code, 2};
    uint32_t character = 0;
    size_t n;

    qg_iconv_run(converter, &left, out, ROOM, &n);
    n += qg_iconv_flush(converter, out + n, ROOM - n);
    for (size_t i = 0; i < n && i < QG_UTF8_MAX; i++)
        character |= (uint32_t)(unsigned char)out[i] << 8 * i;
    return left.n == 0 && n > 0 && length_of(character) == n ? character : UNREADABLE;
}

/* The character of the code at `p`, or UNREADABLE. */
static inline uint32_t look_up(qg_pairs *pairs, void *converter, const char *p)
{
    unsigned lead = (unsigned char)p[0], trail = (unsigned char)p[1];
    uint32_t *character = &pairs->characters[lead - FIRST_LEAD][trail];

    if (*character == 0)
        *character = trail < FIRST_TRAIL ? UNREADABLE : ask(converter, p);
    return *character;
}

size_t qg_pairs_decode(qg_pairs *pairs, void *converter, qg_str bytes, char *out, size_t *n_out)
{
    const char *p = bytes.p, *end = p + bytes.n;
    char *to = out;

    while (p < end) {
        uint32_t character;
        if ((unsigned char)*p < FIRST_LEAD) {
            *to++ = *p++;
            continue;
        }
        character = p + 1 < end ? look_up(pairs, converter, p) : UNREADABLE;
        if (character == UNREADABLE)
            break;
        for (int i = 0; i < QG_UTF8_MAX; i++)
            to[i] = (char)(character >> 8 * i & 0xFF);
        to += length_of(character);
        p += 2;
    }
    *n_out = (size_t)(to - out);
    return (size_t)(p - bytes.p);
}
