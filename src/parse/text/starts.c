/* starts.c - how a line starts, as evidence for or against the line above going on in it.
 */
#include "parse/text/join_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum {
#define X(NAME, weight, reason) NAME = weight,
#include "parse/text/weights.def"
#undef X
};

bool qg_line_has_lead(const qg_line *line)
{
    int n = 0;

    for (qg_str rest = line->text; rest.n > 0 && n < 9; n++) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_is_colon(rune))
            return n > 0;
        if (!qg_rune_is_han(rune) && !qg_rune_is_letter(rune) && rune != ' ' && rune != 0x3000)
            return false;
    }
    return false;
}

/* 下： behind 现将情况报告如 */
static bool is_tail_of_lead(const qg_line *line)
{
    return line->first == 0x4E0B && line->n_runes == 2;
}

/* 一是 二要 第一， 首先， at the start */
static bool has_ordinal(qg_str text)
{
    qg_rune first = 0, second = 0;

    qg_utf8_take(&text, &first);
    if (text.n > 0)
        qg_utf8_take(&text, &second);
    return (qg_utf8_is_in(first, "一二三四五六七八九") && qg_utf8_is_in(second, "是要")) ||
           (first == 0x7B2C && qg_utf8_is_in(second, "一二三四五六七八九"));
}

static bool is_quote_mark(const qg_line *line)
{
    return qg_utf8_is_in(line->first, ">＞※◆●■□▪•·★☆◎○→-*#") && line->n_runes > 1;
}

/* - 某事, with a blank: an item of a list */
static bool is_item(const qg_line *line)
{
    qg_rune mark;
    qg_str rest = line->text;

    if (line->n_runes < 3)
        return false;
    qg_utf8_take(&rest, &mark);
    return qg_utf8_is_in(mark, "-*•·●■◆▪○□★☆※◇◎▲△▶►→") && qg_rune_is_blank(qg_utf8_first(rest));
}

/* 2024-03-05[教学处]某事 */
static bool starts_news_entry(qg_str text)
{
    static const char form[] = "0000-00-00";
    size_t n = 0;

    while (n < sizeof form - 1 && n < text.n &&
           (form[n] == '-' ? text.p[n] == '-' : text.p[n] >= '0' && text.p[n] <= '9'))
        n++;
    return n == sizeof form - 1 && text.n > n &&
           qg_utf8_is_in(qg_utf8_first(qg_str_skip(text, n)), "[［【〔");
}

bool qg_line_is_list_entry(const qg_line *line)
{
    return is_item(line) || starts_news_entry(line->text);
}

/* A. or B．, an answer to choose */
static bool is_choice(qg_str text)
{
    qg_rune letter = 0;

    if (text.n == 0)
        return false;
    qg_utf8_take(&text, &letter);
    return letter >= 'A' && letter <= 'H' && qg_utf8_is_in(qg_utf8_first(text), ".．、)）");
}

/* 一 指导思想, and 1  引言 with a gap */
static bool has_spaced_figure(const qg_line *line)
{
    qg_str rest = qg_str_skip(line->text, (size_t)line->number.n);
    bool has_blank = line->n_gaps > 0 && qg_rune_is_blank(qg_utf8_first(rest));

    bool is_wide = rest.n > 1 && (rest.p[0] != ' ' || qg_rune_is_blank((unsigned char)rest.p[1]));

    return has_blank && (line->number.form == QG_NUMBER_BARE_HAN ||
                         (line->number.form == QG_NUMBER_BARE_ARABIC && is_wide));
}

/* [2] 某某.某书[M].…: an entry of a list of what was read; [2] alone in front of a word may be the
 * mark of a note, which an edge has parted from its word */
static bool is_reference(qg_str text)
{
    qg_str rest = qg_str_skip(text, 1);

    if (!qg_str_starts(text, QG_STR("[")) || !qg_rune_is_digit(qg_utf8_first(rest)))
        return false;
    while (rest.n > 0 && qg_rune_is_digit((unsigned char)rest.p[0]))
        rest = qg_str_skip(rest, 1);
    if (!qg_str_starts(rest, QG_STR("]")))
        return false;
    rest = qg_str_skip(rest, 1);
    qg_str kind = qg_str_skip(rest, qg_str_find_byte(rest, '['));
    return qg_rune_is_blank(qg_utf8_first(rest)) ||
           (kind.n > 1 && kind.p[1] >= 'A' && kind.p[1] <= 'Z');
}

/* 〔关键词〕 or [关键词] in front of what it names, 〔幕启。…〕; no year, no mark of a note */
static bool has_bracketed_lead(qg_str text)
{
    static const char *const opens[] = {"〔", "【", "[", "［"};

    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++)
        if (qg_str_starts(text, qg_str_of(opens[i])))
            return qg_rune_is_han(qg_utf8_first(qg_str_skip(text, strlen(opens[i]))));
    return false;
}

bool qg_line_is_speaker(const qg_line *line)
{
    enum { MOST_RUNES = 32, LEAST_BYTES = 5 };
    size_t n = line->text.n, n_colons = 0;

    if (line->n_gaps == 0 || line->is_meta || line->junk > 0 || line->n_runes > MOST_RUNES ||
        line->n_stops + line->n_commas > 0 || n < LEAST_BYTES || line->text.p[n - 1] < '0' ||
        line->text.p[n - 1] > '9')
        return false;
    for (; n > 0 && ((line->text.p[n - 1] >= '0' && line->text.p[n - 1] <= '9') ||
                     line->text.p[n - 1] == ':');
         n--)
        n_colons += line->text.p[n - 1] == ':';
    return n > 0 && line->text.p[n - 1] == ' ' && (n_colons == 1 || n_colons == 2);
}

/* 1️⃣, ✅, 📌: who puts such a sign in front of a line starts something. */
static bool starts_with_sign(qg_str text)
{
    bool is_digit = text.n > 0 && text.p[0] >= '0' && text.p[0] <= '9';
    qg_rune rune = qg_utf8_first(is_digit ? qg_str_skip(text, 1) : text);

    return is_digit ? rune == 0xFE0F || rune == 0x20E3 /* a key */
                    : (rune >= 0x1F300 && rune <= 0x1FAFF) || (rune >= 0x2700 && rune <= 0x27BF);
}

int qg_join_start_points(const qg_line *line)
{
    bool is_sure_number =
        line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN;

    if (line->is_date || qg_is_doc_number(line->text) || qg_line_is_speaker(line))
        return JOIN_DATE;
    if (is_sure_number || has_spaced_figure(line) || is_choice(line->text) ||
        qg_line_is_list_entry(line) || starts_with_sign(line->text) || is_reference(line->text))
        return JOIN_NUMBER;
    if (has_ordinal(line->text))
        return JOIN_ORDINAL;
    if (is_quote_mark(line))
        return JOIN_QUOTED;
    if ((qg_line_has_lead(line) && !is_tail_of_lead(line)) || has_bracketed_lead(line->text))
        return JOIN_LEAD +
               (qg_is_colon(line->last) ? 1 : 0); /* 职责：, the end of what announces */
    return line->first >= 'a' && line->first <= 'z' ? JOIN_LOWER : 0;
}
