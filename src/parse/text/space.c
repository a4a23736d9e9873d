/* space.c - blanks inside a paragraph.
 *
 * Justified pages, PDF copies and some input methods leave blanks between Chinese characters, or
 * between them and figures.  Chinese is written without.  What may have been meant is kept: blanks
 * between Latin words, a wide gap, the blank behind a number.
 */
#include "parse/text/text_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

static bool is_word(qg_rune rune)
{
    return qg_rune_is_letter(rune) || qg_rune_is_digit(rune);
}

/* Han, or a mark of Chinese text. */
static bool is_chinese(qg_rune rune)
{
    return qg_rune_is_wide(rune) || qg_rune_is_ambiguous(rune);
}

/* ASCII marks that stand for Chinese ones where they touch Han */
static bool is_mark(qg_rune rune)
{
    return rune != 0 && rune < 0x80 && strchr(",;:?!()\"'%*", (int)rune) != NULL;
}

/* （    ）: room for an answer */
static bool is_room(qg_rune before, qg_rune after)
{
    return (before == '(' && after == ')') || (before == 0xFF08 && after == 0xFF09);
}

/* A blank stands between `before` and `after`, and nothing tells that it was meant. */
static bool is_layout(qg_rune before, qg_rune after)
{
    if (is_chinese(before))
        return is_chinese(after) || is_word(after) || is_mark(after);
    if (is_chinese(after))
        return is_word(before) || is_mark(before);
    return false;
}

bool qg_needs_blank(qg_rune before, qg_rune after)
{
    if (before == 0 || after == 0 || is_chinese(before) || is_chinese(after) ||
        qg_utf8_is_in(after, ",;:.!?)]}%"))
        return false;
    return before != '-' || !qg_rune_is_letter(after);
}

static size_t put(qg_buf *out, qg_str text, bool keeps_wide_gaps)
{
    size_t n_places = 0;
    qg_rune before = 0;
    qg_str run = {text.p, 0};

    if (qg_str_find_byte(text, ' ') == text.n && qg_str_find_byte(text, '\t') == text.n &&
        qg_str_find(text, QG_STR("\u3000")) == text.n &&
        qg_str_find(text, QG_STR("\u00A0")) == text.n) {
        qg_buf_put(out, text);
        return 0;
    }
    for (qg_str rest = text; rest.n > 0;) {
        qg_str blanks = {rest.p, 0};
        qg_rune rune, after;
        qg_str one = qg_utf8_take(&rest, &rune);
        bool is_wide_gap;

        if (!qg_rune_is_blank(rune)) {
            run.n += one.n;
            before = rune;
            continue;
        }
        blanks.n = one.n;
        while (rest.n > 0 && qg_rune_is_blank(qg_utf8_first(rest)))
            blanks.n += qg_utf8_take(&rest, &rune).n;
        after = qg_utf8_first(rest);
        /* two blanks or a full-width one between words part them: 姓名：张三　性别：男, and a
         * full-width one parts dates: …通过　2022年… */
        is_wide_gap =
            keeps_wide_gaps && blanks.n > 1 && qg_rune_is_han(before) &&
            (qg_rune_is_han(after) || (qg_rune_is_digit(after) && qg_str_is(blanks, "\u3000")));
        if (before != 0 && after != 0 &&
            (is_wide_gap || is_room(before, after) || !is_layout(before, after))) {
            run.n += blanks.n;
            continue;
        }
        qg_buf_put(out, run);
        run = (qg_str){rest.p, 0};
        n_places++;
    }
    qg_buf_put(out, run);
    return n_places;
}

size_t qg_text_put_spaced(qg_buf *out, qg_str text)
{
    return put(out, text, true);
}

size_t qg_text_put_tight(qg_buf *out, qg_str text)
{
    return put(out, text, false);
}

bool qg_text_is_spread(qg_str text)
{
    enum { LEAST = 40 };
    size_t n_spread = 0, n_tight = 0;
    qg_rune older = 0, last = 0;

    for (qg_str rest = text; rest.n > 0;) {
        size_t n_more = qg_utf8_han(rest) / 3; /* Han that stand together */
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_han(rune)) {
            n_tight += qg_rune_is_han(last);
            n_spread += last == ' ' && qg_rune_is_han(older);
        }
        older = last;
        last = rune;
        if (n_more > 1) {
            n_tight += n_more - 1;
            rest = qg_str_skip(rest, (n_more - 1) * 3);
            older = rune; /* any of them will do */
        }
    }
    return n_spread >= LEAST && n_spread > 2 * n_tight;
}
