/* seen.c - the characters around a mark, as text and as the bytes they were. */
#include "normalize/torn/torn_int.h"

#include "codec/gbk.h"

/* Codes of GBK that most decoders do not know: private characters, and those that got one of their
 * own later. */
static bool is_unknown(qg_rune rune)
{
    return rune == 0 || (rune >= 0xE000 && rune <= 0xF8FF) || (rune >= 0x2E80 && rune <= 0x2EFF) ||
           (rune >= 0x3400 && rune <= 0x4DBF);
}

qg_torn_seen qg_torn_see(qg_str text, size_t offset)
{
    qg_str rest = qg_str_skip(text, offset);
    qg_torn_seen seen = {0, 0, offset};

    if (rest.n == 0)
        return seen;
    qg_utf8_take(&rest, &seen.rune);
    seen.code = seen.rune < 0x80 ? 0 : qg_gbk_encode(seen.rune);
    seen.end = text.n - rest.n;
    return seen;
}

qg_rune qg_torn_character(unsigned lead, unsigned trail)
{
    qg_rune rune = qg_gbk_decode(lead, trail);
    bool is_written = rune == QG_TORN_SPACE || (rune >= 0xFF10 && rune <= 0xFF19);

    return qg_torn_is_odd(rune) && !is_written ? 0 : rune;
}

bool qg_torn_is_dropped(unsigned trail, qg_torn_seen next)
{
    return next.code == 0 || is_unknown(qg_gbk_decode(trail, next.code >> 8));
}

qg_torn_follower qg_torn_behind(qg_str text, size_t offset)
{
    qg_torn_follower f;
    qg_str rest = qg_str_skip(text, offset);

    f.is_annotated = qg_annotation_read(&f.annotation, rest) && f.annotation.has_tone;
    f.rune = qg_utf8_first(f.is_annotated ? qg_str_skip(rest, f.annotation.n_bytes) : rest);
    return f;
}

bool qg_torn_may_be_read(const qg_torn_follower *behind, qg_rune rune)
{
    return !behind->is_annotated || qg_annotation_fit(&behind->annotation, rune) != QG_FIT_NOT;
}

qg_rune qg_torn_take_first(qg_str *text)
{
    qg_annotation annotation;
    qg_rune rune;

    if (text->n == 0)
        return 0;
    qg_utf8_take(text, &rune);
    if (qg_annotation_read(&annotation, *text))
        *text = qg_str_skip(*text, annotation.n_bytes);
    return rune;
}

/* The text before the reading at its end, if there is one. */
static qg_str without_reading(qg_str text)
{
    qg_annotation annotation;

    for (size_t n = 3; n < QG_ANNOTATION_LETTERS && n < text.n && qg_str_ends(text, QG_STR(")"));
         n++)
        if (text.p[text.n - n] == '(' &&
            qg_annotation_read(&annotation, qg_str_skip(text, text.n - n)))
            return qg_str_head(text, text.n - n);
    return text;
}

qg_rune qg_torn_take_last(qg_str *text)
{
    qg_rune rune;

    *text = without_reading(*text);
    rune = qg_utf8_last(*text);
    do {
        if (text->n == 0)
            return rune;
        text->n--;
    } while (((unsigned char)text->p[text->n] & 0xC0) == 0x80);
    return rune;
}
