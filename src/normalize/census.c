#include "normalize/census.h"

/* The count that a character with these first two bytes belongs to; NULL when it is no letter. */
static size_t *count_of(qg_census *census, unsigned lead, unsigned next)
{
    if (qg_is_between(lead, 0xC3, 0xC9))
        return &census->latin;
    if (lead == 0xCC || (lead == 0xCD && next < 0xB0))
        return NULL; /* a combining mark; its letter was counted */
    if (qg_is_between(lead, 0xCA, 0xDF))
        return qg_is_between(lead, 0xD6, 0xDF) ? &census->rtl : &census->other;
    if (lead == 0xE1)
        return qg_is_between(next, 0xB8, 0xBB) ? &census->latin : &census->other;
    if (lead == 0xE3)
        return qg_is_between(next, 0x81, 0x83) ? &census->kana : next >= 0x90 ? &census->han : NULL;
    if (qg_is_between(lead, 0xEA, 0xED))
        return &census->hangul;
    if (lead == 0xF0 && qg_is_between(next, 0xA0, 0xB3))
        return &census->han;
    return lead == 0xE0 ? &census->other : NULL;
}

/* How many bytes of common Han, of three bytes each, stand from `i` on. */
static size_t han_at(qg_str text, size_t i)
{
    size_t start = i;

    while (i < text.n && (unsigned char)(text.p[i] - 0xE4) <= 0xE9 - 0xE4)
        i += 3;
    return i - start;
}

/* Count the ASCII from `i` on; returns its end. */
static size_t take_ascii(qg_census *census, qg_str text, size_t i)
{
    size_t n_letters = 0;

    for (; i < text.n && (unsigned char)text.p[i] < 0x80; i++)
        n_letters += qg_is_between((unsigned char)text.p[i] | 0x20, 'a', 'z');
    census->latin += n_letters;
    return i;
}

void qg_census_take(qg_census *census, qg_str text)
{
    for (size_t i = 0; i < text.n; i++) {
        size_t n_han = han_at(text, i), *count;
        unsigned lead;
        census->han += n_han / 3;
        i += n_han;
        if (i >= text.n)
            return;
        lead = (unsigned char)text.p[i];
        if (lead < 0x80) {
            i = take_ascii(census, text, i) - 1;
            continue;
        }
        if (lead < 0xC0) /* not the first byte of a character */
            continue;
        count = count_of(census, lead, i + 1 < text.n ? (unsigned char)text.p[i + 1] : 0);
        if (count != NULL)
            ++*count;
    }
}

bool qg_census_is_chinese(const qg_census *census)
{
    enum {
        LATIN_LETTERS = 6,
        FOREIGN_SHARE = 4
    }; /* a word has so many letters; kana and Hangul may be one in so many Han */

    return census->han > 0 && census->latin / LATIN_LETTERS <= census->han &&
           census->kana <= census->han / FOREIGN_SHARE &&
           census->hangul <= census->han / FOREIGN_SHARE && census->rtl <= census->han &&
           census->other <= census->han;
}

bool qg_census_is_chinese_text(qg_str text)
{
    enum { SAMPLE_BYTES = 1 << 16 };
    qg_census census = {0};

    qg_census_take(&census, qg_str_head(text, SAMPLE_BYTES));
    return qg_census_is_chinese(&census);
}
