/* flank.c - emphasis marks where CommonMark takes them for such.
 *
 * CommonMark 0.29, section 6.4: a run of marks opens emphasis when no white space follows and,
 * if punctuation follows, white space or punctuation stands before it; closing is the mirror
 * image.  Chinese has no spaces, so **（一）** does not open behind a character nor close before
 * one.
 */
#include "unicode/unicode.h"
#include "write/markdown/markdown_int.h"

typedef struct range {
    qg_rune first, last;
} range;

static bool is_in(const range *ranges, size_t n, qg_rune rune)
{
    for (size_t i = 0; i < n; i++)
        if (rune >= ranges[i].first && rune <= ranges[i].last)
            return true;
    return false;
}

#define IN(ranges, rune) is_in(ranges, sizeof(ranges) / sizeof *(ranges), rune)

bool qg_md_is_blank(qg_rune rune)
{
    static const range blanks[] = {{'\t', '\n'},     {'\f', '\r'},     {' ', ' '},
                                   {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
                                   {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};

    return IN(blanks, rune);
}

bool qg_md_may_be_punctuation(qg_rune rune)
{
    static const range letters[] = {{0x3041, 0x3096}, {0x30A1, 0x30FA}, {0xAC00, 0xD7A3},
                                    {0xFF10, 0xFF19}, {0xFF21, 0xFF3A}, {0xFF41, 0xFF5A}};

    if (rune < 0x80)
        return qg_rune_is_punctuation(rune);
    return !qg_rune_is_han(rune) && !qg_rune_is_letter(rune) && !IN(letters, rune);
}

/* Marks of one character that touch and so are one run to CommonMark. */
typedef struct run {
    qg_str text; /* with the bytes QG_MD_OPEN and QG_MD_CLOSE in it */
    char mark;
    bool opens, closes;
    bool is_near_equation; /* the block has a = */
} run;

static bool is_mark(char c)
{
    return (unsigned char)c >= QG_MD_OPEN;
}

static run take_run(qg_str *rest)
{
    run r = {.text = qg_str_head(*rest, 0), .mark = rest->p[1]};

    while (r.text.n + 1 < rest->n && is_mark(rest->p[r.text.n]) &&
           rest->p[r.text.n + 1] == r.mark) {
        if ((unsigned char)rest->p[r.text.n] == QG_MD_OPEN)
            r.opens = true;
        else
            r.closes = true;
        for (r.text.n += 2; r.text.n < rest->n && rest->p[r.text.n] == r.mark;)
            r.text.n++;
    }
    *rest = qg_str_skip(*rest, r.text.n);
    return r;
}

static void put_run(qg_buf *out, const run *r)
{
    for (size_t i = 0; i < r->text.n; i++)
        if (!is_mark(r->text.p[i]))
            qg_buf_put_byte(out, r->text.p[i]);
}

static void put_reference(qg_buf *out, qg_rune rune)
{
    qg_buf_printf(out, "&#%u;", (unsigned)rune);
}

/* Whether our own parser takes a * between these two for a sign: 3*4, 长*宽, 总额=单价*数量. */
static bool is_like_sign(const run *r, qg_rune inside, qg_rune outside)
{
    if (r->mark != '*' || r->text.n != strlen("x*"))
        return false;
    return (r->opens && r->is_near_equation) || qg_rune_is_product(inside, outside);
}

/* Whether a mark with `inside` on its side of the emphasis needs white space or punctuation
 * outside. */
static bool is_in_need(const run *r, qg_rune inside, qg_rune outside)
{
    if (outside == 0 || qg_md_is_blank(outside) || qg_rune_is_punctuation(outside))
        return false;
    return qg_md_may_be_punctuation(inside) || is_like_sign(r, inside, outside);
}

static bool is_chinese(qg_rune rune)
{
    return qg_rune_is_wide(rune) || qg_rune_is_ambiguous(rune);
}

/* Whether our own parser takes this * or ** for what it is although CommonMark would not: it pairs
 * them by turns, closing behind Chinese punctuation, opening before an opening bracket or quotation
 * mark.  So the common `**（一）强化领导。**一是`
 * and `**1、把正导向。**6月` need no help. */
static bool is_paired_by_turns(const run *r, qg_rune inside, qg_rune outside)
{
    static const range openers[] = {{0x2018, 0x2018}, {0x201C, 0x201C}, {0x3008, 0x3008},
                                    {0x300A, 0x300A}, {0x300C, 0x300C}, {0x300E, 0x300E},
                                    {0x3010, 0x3010}, {0xFF08, 0xFF08}};

    if (r->mark != '*' || r->text.n > strlen("x**") || is_like_sign(r, inside, outside))
        return false;
    if (r->opens)
        return qg_rune_is_wide(outside) && IN(openers, inside);
    return is_chinese(inside) && qg_rune_is_punctuation(inside) &&
           (qg_rune_is_wide(outside) || qg_rune_is_digit(outside) || qg_rune_is_letter(outside));
}

static qg_rune first_rune(qg_str s)
{
    if (s.n == 0)
        return 0;
    return is_mark(s.p[0]) ? (qg_rune)s.p[1] : qg_utf8_first(s);
}

/* cmark-gfm looks through ~ for what stands beside a mark.  The length of those at the start of
 * `markup`, with our bytes in it; the number of those at the end of `out`. */
static size_t tildes_at_start(qg_str markup)
{
    size_t n = 0;

    while (n < markup.n && (markup.p[n] == '~' ||
                            (is_mark(markup.p[n]) && n + 1 < markup.n && markup.p[n + 1] == '~')))
        n++;
    return n;
}

static size_t tildes_at_end(const qg_buf *out)
{
    size_t n = 0;

    while (n < out->n && out->p[out->n - n - 1] == '~')
        n++;
    return n;
}

static void put_tildes(qg_buf *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        qg_buf_put_byte(out, '~');
}

static void put_opening(qg_buf *out, const run *r, qg_str rest)
{
    size_t n_tildes = tildes_at_end(out);
    qg_rune before = qg_utf8_last(qg_str_head(qg_buf_str(out), out->n - n_tildes));
    qg_rune inside = first_rune(rest);

    if (is_in_need(r, inside, before) && !is_paired_by_turns(r, inside, before)) {
        char bytes[QG_UTF8_MAX];

        qg_buf_truncate(out, out->n - n_tildes - qg_utf8_encode(bytes, before));
        put_reference(out, before);
        put_tildes(out, n_tildes);
    }
    put_run(out, r);
}

static void put_closing(qg_buf *out, const run *r, qg_str *rest)
{
    size_t n = r->mark == '~' ? 0 : tildes_at_start(*rest);
    qg_rune inside = qg_utf8_last(qg_buf_str(out)), after = first_rune(qg_str_skip(*rest, n));

    put_run(out, r);
    if (!is_in_need(r, inside, after) || is_paired_by_turns(r, inside, after) ||
        is_mark(qg_str_skip(*rest, n).p[0]))
        return;
    for (; n > 0; n--, *rest = qg_str_skip(*rest, 1))
        if (!is_mark(rest->p[0]))
            qg_buf_put_byte(out, rest->p[0]);
    qg_utf8_take(rest, &after);
    put_reference(out, after);
}

/* Offset of the first mark, or s.n. */
static size_t find_mark(qg_str s)
{
    size_t n = 0;

    while (n < s.n && !is_mark(s.p[n]))
        n++;
    return n;
}

void qg_md_flank(qg_buf *out, qg_str markup)
{
    bool has_equation =
        qg_str_find_byte(markup, '=') < markup.n || qg_str_find(markup, QG_STR("＝")) < markup.n;

    while (markup.n > 0) {
        size_t n = find_mark(markup);
        run r;

        qg_buf_put(out, qg_str_head(markup, n));
        markup = qg_str_skip(markup, n);
        if (markup.n == 0)
            break;
        r = take_run(&markup);
        r.is_near_equation = has_equation;
        if (r.opens && !r.closes)
            put_opening(out, &r, markup);
        else
            put_closing(out, &r, &markup);
    }
}
