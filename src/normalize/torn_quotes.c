/* torn_quotes.c - which quotations are open, since a paragraph rarely has half a pair. */
#include "normalize/torn_int.h"

enum {
    NEXT_LINES_BYTES = 512, /* of them that are looked at */
    BITS_NO_FELLOW = 16,
    BITS_FELLOW = -12 /* the model, made of laws, takes quotes for rarer than they are */
};

/* What closes the quotation that `rune` opens; 0 when it opens none. */
static qg_rune closing_of(qg_rune rune)
{
    return rune == 0x201C ? 0x201D : rune == 0x300C ? 0x300D : 0;
}

static bool is_quote(qg_rune rune)
{
    return closing_of(rune) != 0 || rune == 0x201D || rune == 0x300D;
}

/* The first quote or line feed from `at` on, or the end. */
static size_t find_quote(qg_str text, size_t at)
{
    for (; at < text.n; at++) {
        unsigned char c = (unsigned char)text.p[at];
        if (c == '\n' || ((c == 0xE2 || c == 0xE3) && text.n - at >= 3 &&
                          is_quote(qg_utf8_first(qg_str_skip(text, at)))))
            break;
    }
    return at;
}

void qg_torn_pass_quotes(qg_torn_text *text, size_t offset)
{
    while (text->next_quote < offset && text->next_quote < text->text.n) {
        text->awaited = closing_of(qg_utf8_first(qg_str_skip(text->text, text->next_quote)));
        text->next_quote = find_quote(text->text, text->next_quote + 1);
    }
}

int qg_torn_quote(qg_rune *awaited, qg_rune rune)
{
    bool is_fellow = *awaited == rune, was_open = *awaited != 0;

    if (!is_quote(rune))
        return 0;
    *awaited = closing_of(rune);
    if (is_fellow)
        return BITS_FELLOW;
    return *awaited != 0 && !was_open ? 0 : BITS_NO_FELLOW;
}

/* The quote at `at` that closes; 0 when what stands there is none. */
static qg_rune closing_at(qg_str text, size_t at)
{
    qg_rune next = qg_utf8_first(qg_str_skip(text, at));

    return is_quote(next) && closing_of(next) == 0 ? next : 0;
}

/* What closes, in the lines behind the line feed at `at`, what no one opens there: lines end inside
 * of quotations, too. */
static qg_rune closing_in_next_lines(qg_str text, size_t at)
{
    qg_str near = qg_str_head(text, at + NEXT_LINES_BYTES);

    while (at < near.n && near.p[at] == '\n')
        at = find_quote(near, at + 1);
    return closing_at(near, at);
}

int qg_torn_quote_cost(const qg_torn_text *text, size_t end, qg_rune awaited)
{
    size_t at = text->next_quote;

    if (at < end || awaited == closing_at(text->text, at) ||
        (at < text->text.n && text->text.p[at] == '\n' &&
         awaited == closing_in_next_lines(text->text, at)))
        return 0;
    return BITS_NO_FELLOW;
}

void qg_torn_pass(qg_torn_text *text, const qg_torn *torn)
{
    qg_str after = {torn->after, torn->n_after};
    qg_rune awaited;

    qg_torn_pass_quotes(text, torn->start);
    awaited = text->awaited;
    while (after.n > 0) {
        qg_rune rune;
        qg_utf8_take(&after, &rune);
        qg_torn_quote(&awaited, rune);
    }
    qg_torn_pass_quotes(text, torn->end);
    text->awaited = awaited;
}
