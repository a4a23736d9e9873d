/* quotes.c - which quotations and brackets are open, since a paragraph rarely has half a pair.
 */
#include "normalize/torn/torn_int.h"
#include "unicode/unicode.h"

enum {
    ELLIPSIS = 0x2026,
    NEXT_BYTES = 512, /* behind a place that are looked at, */
    NEXT_QUOTES = 6,  /* and quotes among them */
    BITS_NO_FELLOW = 20,
    BITS_APOSTROPHE = 6,
    BITS_FELLOW = -12, /* the model, made of laws, takes quotes for rarer than they are */
    BITS_TITLE = -4    /* but knows 《》 */
};

/* What closes what `rune` opens; 0 when it opens nothing. */
static qg_rune closing_of(qg_rune rune)
{
    switch (rune) {
    case 0x2018: /* ‘ “ 〈 《 「 『 【 〔 〖 */
    case 0x201C:
    case 0x3008:
    case 0x300A:
    case 0x300C:
    case 0x300E:
    case 0x3010:
    case 0x3014:
    case 0x3016:
        return rune + 1;
    default:
        return 0;
    }
}

static bool is_closing(qg_rune rune)
{
    return closing_of(rune - 1) != 0;
}

/* The first quote or line feed from `at` on and before `end`; `end` when there is none. */
static size_t find_quote(qg_str text, size_t at, size_t end)
{
    enum { LEAST_LAST = 0x88 }; /* last byte of a quote; those of 、 and 。 are less */

    for (; at < end; at++) {
        unsigned char c = (unsigned char)text.p[at];
        qg_rune rune;
        if (c > 0xE3 && c < 0xF0) { /* three bytes, and never a quote */
            at += 2;
            continue;
        }
        if (c == '\n')
            break;
        if ((c != 0xE2 && c != 0xE3) || (unsigned char)text.p[at + 1] != 0x80 ||
            (unsigned char)text.p[at + 2] < LEAST_LAST)
            continue;
        rune = qg_utf8_first(qg_str_skip(text, at));
        if (closing_of(rune) != 0 || is_closing(rune))
            break;
    }
    return at < end ? at : end; /* the step of three bytes may have gone too far */
}

/* Whether the ’ at `at` may be the apostrophe of a word. */
static bool is_in_word(qg_str text, size_t at)
{
    qg_rune last = qg_utf8_last(qg_str_head(text, at));

    return (last >= 'A' && last <= 'Z') || (last >= 'a' && last <= 'z');
}

/* Whether a sentence goes on behind the line feed at `at`: lines are wrapped inside of paragraphs,
 * too. */
static bool goes_on(qg_str text, size_t at)
{
    qg_rune last = qg_utf8_last(qg_str_head(text, at)),
            next = qg_utf8_first(qg_str_skip(text, at + 1));

    return (qg_rune_is_han(last) || last == ',' || last == 0xFF0C || last == 0x3001) &&
           next > ' ' && next != QG_TORN_SPACE;
}

static bool awaits(const qg_torn_quotes *quotes, qg_rune closing)
{
    for (size_t i = 0; i < quotes->n; i++)
        if (quotes->closing[i] == closing)
            return true;
    return false;
}

static void open_one(qg_torn_quotes *quotes, qg_rune closing)
{
    if (quotes->n < QG_TORN_NESTED)
        quotes->closing[quotes->n++] = closing;
}

/* Take a quote, and return what it costs behind those that are open.  One that closes nothing
 * may be an apostrophe. */
static int take(qg_torn_quotes *quotes, qg_rune rune)
{
    qg_rune closing = closing_of(rune);

    if (closing != 0) {
        bool is_twice = awaits(quotes, closing);
        open_one(quotes, closing);
        return is_twice ? BITS_NO_FELLOW : 0;
    }
    if (!awaits(quotes, rune))
        return rune == 0x2019 ? BITS_APOSTROPHE : BITS_NO_FELLOW;
    quotes->n--;
    if (quotes->closing[quotes->n] == rune)
        return rune == 0x300B ? BITS_TITLE : BITS_FELLOW;
    while (quotes->closing[quotes->n] != rune)
        quotes->n--;
    return BITS_NO_FELLOW;
}

int qg_torn_quote(qg_torn_quotes *quotes, qg_rune rune)
{
    return closing_of(rune) != 0 || is_closing(rune) ? take(quotes, rune) : 0;
}

/* Note that a paragraph ends at `at`.  Where a quotation is open and the paragraph ends with a
 * stop that was not flattened, its author left it open. */
static void end_paragraph(qg_torn_text *in, size_t at)
{
    qg_rune last = qg_utf8_last(qg_str_head(in->text, at));
    bool is_whole = last == QG_TORN_FULL_STOP || last == ELLIPSIS || qg_rune_is_han(last);

    if (in->quotes.n > 0)
        in->is_left_open = is_whole;
    else if (is_closing(last))
        in->is_left_open = false;
    in->quotes.n = 0;
}

void qg_torn_pass_quotes(qg_torn_text *in, size_t offset)
{
    while (in->next_quote < offset && in->next_quote < in->text.n) {
        qg_rune rune = qg_utf8_first(qg_str_skip(in->text, in->next_quote));
        if (rune != '\n')
            qg_torn_quote(&in->quotes, rune);
        else if (!goes_on(in->text, in->next_quote))
            end_paragraph(in, in->next_quote);
        in->next_quote = find_quote(in->text, in->next_quote + 1, in->text.n);
    }
}

/* The closing mark, in the lines behind the line feed at `at`, of what is not opened there:
 * lines are wrapped inside quotations, too. */
static qg_rune closing_in_next_lines(qg_str text, size_t at, size_t end)
{
    qg_rune next;

    while (at < end && text.p[at] == '\n')
        at = find_quote(text, at + 1, end);
    next = at < end ? qg_utf8_first(qg_str_skip(text, at)) : 0;
    return is_closing(next) ? next : 0;
}

int qg_torn_quote_cost(const qg_torn_text *in, size_t from, qg_torn_quotes quotes)
{
    size_t at = in->next_quote,
           end = from + NEXT_BYTES < in->text.n ? from + NEXT_BYTES : in->text.n;

    if (at < from ||
        (quotes.n == 0 && at < in->text.n && !is_closing(qg_utf8_first(qg_str_skip(in->text, at)))))
        return 0;
    for (size_t n = 0; n < NEXT_QUOTES && at < end; n++) {
        qg_rune rune = qg_utf8_first(qg_str_skip(in->text, at));
        if (rune == '\n' && !goes_on(in->text, at))
            return quotes.n == 0 || in->is_left_open ||
                           quotes.closing[quotes.n - 1] == closing_in_next_lines(in->text, at, end)
                       ? 0
                       : BITS_NO_FELLOW;
        if (rune != '\n') {
            int bits = take(&quotes, rune);
            if (bits == BITS_NO_FELLOW || (bits == BITS_APOSTROPHE && !is_in_word(in->text, at)))
                return BITS_NO_FELLOW;
        }
        if (quotes.n == 0)
            return 0;
        at = find_quote(in->text, at + 1, end);
    }
    return at == in->text.n && quotes.n > 0 ? BITS_NO_FELLOW : 0;
}

void qg_torn_pass(qg_torn_text *in, const qg_torn *torn)
{
    qg_str after = {torn->after, torn->n_after};
    qg_torn_quotes quotes;

    qg_torn_pass_quotes(in, torn->start);
    quotes = in->quotes;
    while (after.n > 0) {
        qg_rune rune;
        qg_utf8_take(&after, &rune);
        qg_torn_quote(&quotes, rune);
    }
    qg_torn_pass_quotes(in, torn->end);
    in->quotes = quotes;
}
