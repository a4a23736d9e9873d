/* stand_in.c - marks that stand for themselves or for characters: ___ to be filled in, * for what
 * is hidden, *, ** and *** that a note to a table explains.
 *
 *     承诺人：__________（签字）  职务：__________
 *     李*明、王*芳  张**（证书编号：皖1342********）  138****1234
 *     注：*、**、***分别表示在10%、5%、1%水平上显著；*p<0.1，**p<0.05  签字笔*20支，订书机*2个
 *
 * Markdown would take two of them for the ends of words in bold, and both would be gone.
 */
#include "parse/source_int.h"

#include "unicode/unicode.h"

enum {
    FEWEST_LINES = 3, /* _ to be filled in */
    MOST_NAME = 2,    /* Han in front of a * */
    MOST_MARKS = 3,   /* * of bold and italic words */
    MOST_BYTES = 300  /* to the next one, so that time stays linear */
};

bool qg_is_fill_in(size_t n)
{
    return n >= FEWEST_LINES;
}

bool qg_is_fill_in_line(qg_str line)
{
    qg_str bare = qg_str_trim(line);
    size_t n = 0;

    while (n < bare.n && bare.p[n] == '_')
        n++;
    return n > FEWEST_LINES && n == bare.n; /* ___ is a rule */
}

bool qg_is_rule_of_lines(qg_str line, qg_str above, bool is_below)
{
    qg_rune last = qg_utf8_last(qg_str_trim(above));

    return qg_str_is(qg_str_trim(line), "___") ||
           (qg_is_fill_in_line(line) && !is_below && !qg_utf8_is_in(last, ":："));
}

/* Han behind a mark or the start of a line at the end of `text`, where they can be what
 * is left of a name; else 0. */
static size_t name_before(qg_str text)
{
    size_t n = 0;
    qg_rune last = qg_utf8_last(text);

    for (; n <= MOST_NAME && qg_rune_is_han(last); last = qg_utf8_last(text), n++)
        text.n -= qg_utf8_encode((char[QG_UTF8_MAX]){0}, last);
    return n <= MOST_NAME && last != '*' &&
                   (text.n == 0 || last == '\n' || qg_rune_is_punctuation(last))
               ? n
               : 0;
}

/* Where the next run of * in the line starts that is no longer than marks are. */
static size_t next_run(qg_str line)
{
    size_t at = 0, n = 0;

    for (;; at += n) {
        at += qg_str_find_byte(qg_str_skip(line, at), '*');
        if (at > 0 && at < line.n && line.p[at - 1] == '\\') { /* a star that is no mark */
            n = 1;
            continue;
        }
        for (n = 0; at + n < line.n && line.p[at + n] == '*';)
            n++;
        if (n <= MOST_MARKS)
            return at;
    }
}

bool qg_hides_name(qg_str text, size_t offset, size_t n, bool is_behind_name)
{
    qg_str behind = qg_str_head(qg_str_skip(text, offset + n), MOST_BYTES);
    qg_str line = qg_str_take_line(&behind);
    size_t n_name = name_before(qg_str_head(text, offset)), n_other;
    size_t next = next_run(line);

    if (n_name == 0 || (n > 1 && qg_rune_is_han(qg_utf8_first(line)))) /* 张** is all of it */
        return false;
    if (is_behind_name || next == line.n)
        return is_behind_name;
    n_other = name_before(qg_str_head(text, offset + n + next));
    return n_other > 0 && n_name + n_other < 2 * MOST_NAME;
}

bool qg_hides_figures(size_t n, qg_rune before, qg_rune after)
{
    bool is_behind = before < 0x80 && qg_rune_is_alphanumeric(before);
    bool is_before = after < 0x80 && qg_rune_is_alphanumeric(after);

    return n > MOST_MARKS ? is_behind || is_before
                          : n > 1 && qg_rune_is_digit(before) && qg_rune_is_digit(after);
}

/* Length of the run of * at `offset`. */
static size_t run_at(qg_str text, size_t offset)
{
    size_t n = 0;

    while (offset + n < text.n && text.p[offset + n] == '*')
        n++;
    return n;
}

/* Whether nothing but a mark or a word between two entries parts the signs. */
static bool is_between_signs(qg_str gap)
{
    qg_str bare = qg_str_trim(gap);

    for (qg_str rest = bare; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (!qg_utf8_is_in(rune, " 　、，,；;和或及与“”‘’\"'"))
            return false;
    }
    return bare.n > 0;
}

/* What the sign in front of `behind` is said to be: the p of *p<0.1; 0 for a mark. */
static qg_rune meaning_of(qg_str behind)
{
    qg_rune rune = qg_utf8_first(qg_skip_blanks(behind));

    return rune == 'P' ? 'p' : qg_rune_is_punctuation(rune) ? 0 : rune;
}

/* Whether the * at `offset` stands between a thing and how many of it: 签字笔*20支 */
static bool is_times(qg_str text, size_t offset)
{
    qg_rune before = qg_utf8_last(qg_str_head(text, offset));

    return (qg_rune_is_han(before) || qg_rune_is_alphanumeric(before) ||
            qg_utf8_is_in(before, ")）")) &&
           qg_rune_is_digit(qg_utf8_first(qg_str_skip(text, offset + 1)));
}

size_t qg_next_sign(qg_str text, size_t offset, size_t n, bool is_behind_sign)
{
    qg_str behind = qg_str_head(qg_str_skip(text, offset + n), MOST_BYTES);
    qg_str line = qg_str_take_line(&behind), gap = qg_str_head(line, next_run(line));
    size_t n_next = run_at(line, gap.n), after = gap.n + n_next;
    qg_str others = qg_str_skip(line, after);
    qg_rune last = qg_utf8_last(gap), meaning = meaning_of(line);

    if (n == 1 && n_next == 1 && is_times(text, offset) && is_times(text, offset + n + gap.n) &&
        qg_str_find(gap, QG_STR("。")) == gap.n)
        return offset + n + gap.n;
    if (n > MOST_MARKS || n_next == 0 || n_next == n)
        return text.n;
    /* words in bold have a second run as long */
    if (!is_behind_sign && run_at(others, next_run(others)) == n_next)
        return text.n;
    if (is_between_signs(gap) || (meaning != 0 && meaning == meaning_of(others) &&
                                  (last == ' ' || qg_rune_is_punctuation(last))))
        return offset + n + gap.n;
    return text.n;
}
