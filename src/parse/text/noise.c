/* noise.c - what forums hide between the lines of a post.
 *
 * Some bulletin boards put random characters in the colour of the page into every post, such as
 * "+ p1 A# `% i7 R5 W0 J*", so that a copy of it gives itself away.  One such run may be a formula;
 * a text with several, and hardly any other run of so many marks, has them from its board.
 */
#include "parse/text/furniture_int.h"

#include "base/buf.h"

enum {
    LEAST_BYTES = 7, /* of a run, without its blanks */
    LEAST_TOKENS = 4,
    LEAST_EXPECTED_TOKENS = 6,
    MAX_TOKEN_WORD = 2, /* letters and digits in a row */
    LEAST_RUNS = 3,
    LEAST_ODD_BYTES = 12 /* in a text, below which nobody looks for runs */
};

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_ascii(char c)
{
    return (c >= ' ' && c <= '~') || c == '\t';
}

/* Marks that sentences, sums and lists hardly need. */
static bool is_odd(char c)
{
    if ((unsigned char)c >= 0x80)
        return false;
    return c != '\0' && strchr("~@#$^&_|\\`'\"{}[]!?;<>", c) != NULL;
}

static size_t run_at(qg_str text)
{
    size_t n = 0;

    while (n < text.n && is_ascii(text.p[n]))
        n++;
    return n;
}

/* The run without the author's number at its end: …_5 _1.作评价, …7 P(1)言会 */
static size_t without_number(qg_str run, bool is_end)
{
    size_t n = run.n, digits;

    if (is_end || n == 0 || strchr(".)", run.p[n - 1]) == NULL)
        return run.n;
    for (digits = --n; digits > 0 && run.p[digits - 1] >= '0' && run.p[digits - 1] <= '9';)
        digits--;
    if (digits == n)
        return run.n;
    return run.p[n] == ')' && digits > 0 && run.p[digits - 1] == '(' ? digits - 1 : digits;
}

typedef enum run_kind { RUN_SHORT, RUN_TEXT, RUN_NOISE } run_kind;

/* is_expected  other runs of the text are surely noise */
static run_kind kind_of(qg_str run, bool is_expected)
{
    size_t n_bytes = 0, n_tokens = 0, n_word = 0, longest = 0, n_odd = 0, n_marks = 0;
    bool has_lower = false, has_upper = false, has_digit = false;

    for (size_t i = 0; i < run.n; i++) {
        char c = run.p[i];
        bool is_blank = c == ' ' || c == '\t';
        n_bytes += !is_blank;
        n_tokens += !is_blank && (i == 0 || run.p[i - 1] == ' ' || run.p[i - 1] == '\t');
        n_word = is_alnum(c) ? n_word + 1 : 0;
        longest = n_word > longest ? n_word : longest;
        n_odd += is_odd(c);
        n_marks += !is_blank && !is_alnum(c);
        has_lower = has_lower || (c >= 'a' && c <= 'z');
        has_upper = has_upper || (c >= 'A' && c <= 'Z');
        has_digit = has_digit || (c >= '0' && c <= '9');
    }
    if (n_bytes < LEAST_BYTES || n_tokens < LEAST_TOKENS)
        return RUN_SHORT;
    if (longest > MAX_TOKEN_WORD)
        return RUN_TEXT;
    if (is_expected && n_tokens >= LEAST_EXPECTED_TOKENS && n_marks > 0 && has_upper && has_digit)
        return RUN_NOISE;
    return n_odd > 0 && n_marks * 5 >= n_bytes && has_lower + has_upper + has_digit >= 2 ? RUN_NOISE
                                                                                         : RUN_TEXT;
}

bool qg_text_is_noise(qg_str line)
{
    return line.n >= LEAST_BYTES && run_at(line) == line.n && kind_of(line, false) == RUN_NOISE;
}

bool qg_text_has_noise(qg_str text)
{
    size_t n_odd = 0, n_noise = 0, n_text = 0;

    for (size_t i = 0; i < text.n && n_odd < LEAST_ODD_BYTES; i++)
        n_odd += is_odd(text.p[i]);
    if (n_odd < LEAST_ODD_BYTES)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        size_t n = (unsigned char)text.p[i] >= 0x80 ? 0 : run_at(qg_str_skip(text, i));
        run_kind kind =
            n < LEAST_BYTES ? RUN_SHORT : kind_of(qg_str_head(qg_str_skip(text, i), n), false);
        n_noise += kind == RUN_NOISE;
        n_text += kind == RUN_TEXT;
        i += n;
    }
    return n_noise >= LEAST_RUNS && n_noise > n_text;
}

/* The first character of a run, which mending made full width, alone on the line: ，; */
static bool is_mark_alone(qg_str rest)
{
    qg_rune rune = qg_utf8_first(rest);

    return qg_utf8_count(rest) == 1 && qg_utf8_is_in(rune, "，；：！？（）");
}

/* Bytes of the first character of a run, likewise, behind the end of a sentence: 教训。： */
static size_t mark_behind_end(qg_str text)
{
    const size_t n = strlen("，");
    bool is_mark = qg_utf8_is_in(qg_utf8_last(text), "，；：！？（）");

    return is_mark && qg_utf8_is_in(qg_utf8_last(qg_str_head(text, text.n - n)), "。；：！？") ? n
                                                                                               : 0;
}

bool qg_text_unnoise(const qg_text_job *job, qg_buf *out, qg_str line, size_t offset)
{
    bool has_any = false;

    for (qg_str rest = line; rest.n > 0;) {
        size_t n = run_at(rest), n_noise = without_number(qg_str_head(rest, n), n == rest.n);
        qg_str run = qg_str_head(rest, n_noise);
        if (n > 0 && kind_of(run, true) == RUN_NOISE) {
            size_t n_mark = mark_behind_end(qg_str_head(line, (size_t)(run.p - line.p)));
            qg_str all = {run.p - n_mark, run.n + n_mark};
            qg_line told = {
                .text = all, .offset = offset + (size_t)(all.p - line.p), .confidence = 0.9f};
            qg_text_tell(job, QG_FOUND_PARSE_JUNK, &told, all, (qg_str){0});
            qg_buf_truncate(out, out->n - n_mark);
            has_any = true;
        } else {
            qg_buf_put(out, run);
        }
        qg_buf_put(out, qg_str_head(qg_str_skip(rest, n_noise), n - n_noise + (n < rest.n)));
        rest = qg_str_skip(rest, n + 1);
    }
    if (has_any && is_mark_alone(qg_str_trim(qg_buf_str(out)))) {
        qg_line told = {.text = line, .offset = offset, .confidence = 0.9f};
        qg_text_tell(job, QG_FOUND_PARSE_JUNK, &told, qg_str_trim(qg_buf_str(out)), (qg_str){0});
        qg_buf_truncate(out, 0);
    }
    return has_any;
}
