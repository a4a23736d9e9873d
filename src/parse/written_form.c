/* written_form.c - what the form of two lines below each other says: whether the second is a
 * paragraph of its own, as 2、 below 1、 and a date below a name are.
 */
#include "parse/text/words_int.h"
#include "parse/written_int.h"

#include "unicode/unicode.h"

enum { MAX_LABEL_RUNES = 10, MAX_LATIN_LETTERS = 12, MAX_REFERENCE_DIGITS = 3 };

bool qg_line_has_han_number(const qg_line *line)
{
    return line->number.form == QG_NUMBER_HAN || line->number.form == QG_NUMBER_HAN_BRACKET;
}

bool qg_is_numbered_heading(const qg_line *line)
{
    return qg_line_has_han_number(line) && !qg_line_is_prose(line) && !qg_is_comma(line->last);
}

static bool has_sure_number(const qg_line *line)
{
    return line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN;
}

/* Bytes of Q：, A1: */
static size_t question_label(qg_str text)
{
    size_t n = 1;
    qg_rune rune = 0;
    qg_str rest;

    if (text.n == 0 || strchr("QAqa", text.p[0]) == NULL)
        return 0;
    while (n < text.n && qg_rune_is_digit((unsigned char)text.p[n]))
        n++;
    rest = qg_str_skip(text, n);
    if (rest.n > 0)
        qg_utf8_take(&rest, &rune);
    return qg_is_colon(rune) ? text.n - rest.n : 0;
}

/* Bytes of 时间：, 签字 (Signature):, with the colon; 0: the line starts otherwise. */
static size_t label_of(const qg_line *line)
{
    qg_str rest = line->text;
    qg_rune rune = 0;
    int n = 0, n_latin = 0;

    if (question_label(rest) > 0)
        return question_label(rest);
    for (; rest.n > 0 && n <= MAX_LABEL_RUNES && n_latin <= MAX_LATIN_LETTERS;) {
        qg_utf8_take(&rest, &rune);
        if (qg_is_colon(rune))
            return n >= 1 ? line->text.n - rest.n : 0;
        if (rune >= 0x2E80 || qg_rune_is_blank(rune)) /* 副 组 长 */
            n++;
        else if (n > 0 && (qg_rune_is_letter(rune) || qg_utf8_is_in(rune, "()")))
            n_latin++;
        else
            return 0;
    }
    return 0;
}

/* 时间：6月12日上午, 报：市委办公室 */
bool qg_line_is_labelled(const qg_line *line)
{
    size_t n = label_of(line);

    return n > 0 && n < line->text.n;
}

bool qg_line_is_label(const qg_line *line)
{
    return line->text.n > 0 && label_of(line) == line->text.n;
}

/* Whether the line ends as a Chinese sentence does.  English ones say nothing, since English in
 * Markdown is wrapped. */
bool qg_line_ends_written(const qg_line *line)
{
    return line->last >= 0x80 &&
           (qg_is_colon(line->last) || qg_is_stop(line->last) || qg_line_ends_sentence(line));
}

/* Whether `next` is numbered and a paragraph of its own. */
bool qg_line_is_next_entry(const qg_line *line, const qg_line *next)
{
    return has_sure_number(next) && qg_line_ends_written(line);
}

/* Take 1. or 1、 as it is typed off `text`, whatever follows: 1.5月1日前完成 */
static int take_typed_number(qg_str *text, qg_rune *mark)
{
    int value = 0;

    *mark = 0;
    for (int n = 0; n < 2 && text->n > 0 && text->p[0] >= '0' && text->p[0] <= '9'; n++) {
        value = value * 10 + (text->p[0] - '0');
        *text = qg_str_skip(*text, 1);
    }
    if (value > 0 && text->n > 0)
        qg_utf8_take(text, mark);
    return qg_utf8_is_in(*mark, ".．、)）") ? value : 0;
}

/* 2、3月10日召开 below 1、确定人选；, whose 3 is no part of the number */
static bool is_next_typed(const qg_line *line, const qg_line *next)
{
    qg_str a = line->text, b = next->text;
    qg_rune mark, next_mark;
    int value = take_typed_number(&a, &mark);

    return value > 0 && qg_line_ends_written(line) &&
           take_typed_number(&b, &next_mark) == value + 1 && mark == next_mark;
}

/* 2. behind 1., or behind 附件：1. */
bool qg_line_is_next_in_row(const qg_line *line, const qg_line *next)
{
    int value = line->number.value;

    if (is_next_typed(line, next))
        return true;
    if (!has_sure_number(next))
        return false;
    if (!has_sure_number(line))
        return next->number.value == 2 && qg_str_starts(line->text, QG_STR("附件"));
    return next->number.form == line->number.form && next->number.value == value + 1;
}

/* [3] 张三. 题名[M]. 2020. */
static bool is_reference(const qg_line *line)
{
    qg_str rest = qg_str_skip(line->text, 1);
    size_t n = qg_str_find_byte(rest, ']');

    if (!qg_str_starts(line->text, QG_STR("[")) || n == 0 || n > MAX_REFERENCE_DIGITS ||
        n == rest.n)
        return false;
    while (n > 0 && rest.p[n - 1] >= '0' && rest.p[n - 1] <= '9')
        n--;
    return n == 0;
}

/* 附件2：工作方案 */
static bool is_attachment(const qg_line *line)
{
    size_t n_mark;

    return qg_attachment_label_at(line->text, &n_mark) > 0 && n_mark > 0;
}

/* 抄送：某某局。 and 某某办公室  2026年1月20日印发 and （共印20份） */
static bool is_imprint(const qg_line *line)
{
    return qg_str_starts(line->text, QG_STR("抄送：")) ||
           qg_str_starts(line->text, QG_STR("（共印")) || qg_str_ends(line->text, QG_STR("日印发"));
}

/* 2026年1月20日印发 alone, as it stands below who prints it and belongs to that */
bool qg_line_is_printing_date(const qg_line *line)
{
    qg_str mark = QG_STR("印发");

    return qg_str_ends(line->text, mark) &&
           qg_is_date_line(qg_str_trim(qg_str_head(line->text, line->text.n - mark.n)));
}

bool qg_line_is_office(const qg_line *line)
{
    return qg_is_office(line->text) && line->n_stops == 0 && line->n_commas == 0;
}

/* Whether `next` is a date below a name, or one in figures below an office. */
bool qg_line_is_signing_date(const qg_line *line, const qg_line *next)
{
    return next->is_date || (qg_line_is_office(line) && qg_is_loose_date(next->text));
}

/* 此致, and 敬礼 below it; 顺祝 and 商祺 */
static bool is_parting(const qg_line *line)
{
    static const char *const words[] = {"此致", "顺祝", "順祝", "顺颂", "順頌",
                                        "敬祝", "敬颂", "敬頌", "即颂", "谨祝"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_is(line->text, words[i]))
            return true;
    return false;
}

/* The sign that marks a line as an entry, as ●, ✔ and 1️⃣ do; 0 when none does. */
static qg_rune sign_of(const qg_line *line)
{
    qg_rune rune = line->first;

    if (qg_rune_is_digit(rune) && qg_str_starts(qg_str_skip(line->text, 1), QG_STR("\uFE0F\u20E3")))
        return rune;
    return (rune >= 0x2190 && rune < 0x2460) || (rune >= 0x2500 && rune < 0x2E80) ||
                   (rune >= 0x1F000 && rune < 0x20000) || rune == 0x2022 || rune == 0x00B7
               ? rune
               : 0;
}

/* Whether both lines start with a sign: ✔ below ✔, 🕘 above 📍 */
static bool are_signed(const qg_line *line, const qg_line *next)
{
    return sign_of(line) != 0 && sign_of(next) != 0;
}

/* Bytes of [发文机关] or 【重点工作】 at the start of the line, which is to be filled in or heads
 * what follows; 0: it starts otherwise. */
static size_t bracket_label(const qg_line *line)
{
    static const char *const pairs[][2] = {{"[", "]"}, {"【", "】"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        qg_str open = qg_str_of(pairs[i][0]), close = qg_str_of(pairs[i][1]);
        size_t n = qg_str_find(line->text, close);
        if (qg_str_starts(line->text, open) && n < line->text.n)
            return qg_rune_is_han(qg_utf8_first(qg_str_skip(line->text, open.n))) ? n + close.n : 0;
    }
    return 0;
}

/* Whether a bracket is all of the line above, or labels the one below a line that ended. */
static bool are_parted_by_bracket(const qg_line *line, const qg_line *next)
{
    size_t n = bracket_label(line);

    return (n > 0 && n == line->text.n) || (qg_line_ends_written(line) && bracket_label(next) > 0);
}

/* Whether the form of the two lines alone says that the second is a paragraph of its own. */
bool qg_line_is_told_by_form(const qg_line *line, const qg_line *next, bool is_letter)
{
    return qg_line_is_signing_date(line, next) || line->is_date || qg_is_numbered_heading(line) ||
           qg_line_is_next_entry(line, next) || (is_letter && has_sure_number(next)) ||
           ((qg_line_is_labelled(line) || qg_is_colon(line->last)) && qg_line_is_labelled(next)) ||
           (qg_line_is_labelled(line) && qg_line_is_label(next)) ||
           (is_reference(line) && is_reference(next)) || qg_line_is_next_in_row(line, next) ||
           is_attachment(next) || is_imprint(next) || is_parting(line) || is_parting(next) ||
           (qg_line_ends_sentence(line) && qg_str_starts(next->text, QG_STR("——"))) ||
           are_parted_by_bracket(line, next) || are_signed(line, next) ||
           (qg_line_is_office(line) && qg_line_is_office(next));
}
