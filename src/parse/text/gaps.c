/* gaps.c - a text on one line whose paragraphs only blanks part.
 *
 * A page that lost its line ends may have kept a blank for each.  Such a blank stands behind a full
 * stop or a heading, or in front of a number or a date; what else has blanks inside is no such
 * text.
 */
#include "parse/text/join_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum { MOST_HEAD_RUNES = 40 };

/* Bytes up to the next blank; text.n without one. */
static size_t find_blank(qg_str text)
{
    for (qg_str rest = text; rest.n > 0;) {
        qg_str here = rest;
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(rune))
            return (size_t)(here.p - text.p);
    }
    return text.n;
}

/* What stands on a line of its own: a heading, a title, a date, an attachment. */
static bool is_own_line(qg_str piece)
{
    enum { MOST_BYTES = 240 }; /* a longer one is not measured at each of its blanks */
    qg_line line = {.text = piece};

    if (piece.n > MOST_BYTES)
        return false;
    qg_line_measure(&line);
    return line.is_date || qg_str_starts(piece, QG_STR("附件")) ||
           (line.n_runes <= MOST_HEAD_RUNES && line.n_stops == 0 &&
            ((line.number.form != QG_NUMBER_NONE && line.number.form < QG_NUMBER_BARE_HAN) ||
             qg_has_title_word(piece)));
}

/* What starts a line: a number, a date, an attachment, an office above its date. */
static bool starts_line(qg_str rest)
{
    qg_number number = qg_text_number(rest);
    qg_str piece = qg_str_head(rest, find_blank(rest));
    qg_str next = qg_str_trim(qg_str_skip(rest, piece.n));

    if (qg_is_date_line(piece) || qg_str_starts(rest, QG_STR("附件")))
        return true;
    if (qg_is_office(piece))
        return qg_is_date_line(qg_str_head(next, find_blank(next)));
    return number.form != QG_NUMBER_NONE && number.form < QG_NUMBER_BARE_HAN &&
           number.form != QG_NUMBER_DECIMAL; /* 1.2 亿元 */
}

size_t qg_text_first_paragraph(qg_str text)
{
    for (size_t n = find_blank(text); n < text.n;) {
        qg_str piece = qg_str_head(text, n), rest = qg_str_trim(qg_str_skip(text, n));
        qg_rune last = qg_utf8_last(piece);
        if (qg_is_stop(last) || qg_is_colon(last) || is_own_line(piece) || starts_line(rest))
            return n;
        n = (size_t)(rest.p - text.p) + find_blank(rest);
    }
    return text.n;
}

bool qg_text_is_one_line(qg_str line, size_t n_text)
{
    enum { LEAST_BYTES = 600, LEAST_PARTS = 5 };
    size_t n_blanks = 0, n_parts = 0;
    qg_str rest = qg_str_trim(line);

    if (rest.n < LEAST_BYTES || rest.n * 10 < n_text * 6)
        return false;
    for (qg_str all = rest; all.n > 0; n_blanks += all.n > 0)
        all = qg_str_trim(qg_str_skip(all, find_blank(all)));
    if (n_blanks < LEAST_PARTS)
        return false;
    for (; rest.n > 0; n_parts += rest.n > 0)
        rest = qg_str_trim(qg_str_skip(rest, qg_text_first_paragraph(rest)));
    return n_parts >= LEAST_PARTS && n_parts * 10 >= n_blanks * 7;
}
