/* join.c - lines that were one paragraph become one again.
 *
 * Whether a line goes on in the next is a sum of evidence (text/weights.def): how it ends, how the
 * next one starts, what stands between, and how wide both are among their neighbours.  What an
 * indent or an empty line means is asked of the whole text first: where every line has an empty one
 * behind it, it means nothing; where lines that go on are indented, an indent means nothing.
 */
#include "base/halved.h"
#include "parse/text/join_int.h"
#include "parse/text/words_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

enum {
#define X(NAME, weight, reason) NAME = weight,
#include "parse/text/weights.def"
#undef X
    SHORT_COLUMNS = 30,
    MAX_HEADING_COLUMNS = 80,
    TOP = 8,
    MAX_PAGE_MARKS = 4, /* lines between two pages: header, number, footer */
    LEAST_START_RUNES = 6
};

/* ---- evidence ------------------------------------------------------------------------------ */

static bool opens(qg_rune rune)
{
    return qg_utf8_is_in(rune, "（(“‘《〈「『【[");
}

/* Whether what stands behind the last full stop is a numbered heading: …如下。一、总体情况 */
static bool ends_with_heading(const qg_line *line)
{
    enum { MAX_BYTES = 120 };
    qg_str text = line->text, tail;

    if (line->n_stops == 0)
        return false;
    tail = qg_str_skip(text, text.n > MAX_BYTES ? text.n - MAX_BYTES : 0);
    for (qg_str rest = tail; rest.n > 0;) {
        size_t at = qg_str_find(rest, QG_STR("。"));
        if (at == rest.n)
            break;
        tail = rest = qg_str_skip(rest, at + QG_STR("。").n);
    }
    return tail.p != text.p && (qg_text_number(qg_str_trim(tail)).form == QG_NUMBER_HAN ||
                                qg_text_number(qg_str_trim(tail)).form == QG_NUMBER_HAN_BRACKET);
}

/* （某某大学 某某学院，某某 430000）: all of the line */
static bool is_bracketed(const qg_line *line)
{
    int depth = 0;

    for (qg_str rest = line->text; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        depth += rune == '(' || rune == 0xFF08 ? 1 : rune == ')' || rune == 0xFF09 ? -1 : 0;
        if (depth == 0)
            return rest.n == 0;
    }
    return false;
}

/* …追究责任。（2009年8月27日删除） */
static bool ends_with_remark(const qg_line *line)
{
    qg_str text = line->text;
    size_t open = text.n;

    if (line->last != ')' && line->last != 0xFF09)
        return false;
    while (open > 0 && text.p[open - 1] != '(' &&
           !qg_str_starts(qg_str_skip(text, open - 1), QG_STR("（")))
        open--;
    return open > 0 && qg_str_ends(qg_str_trim(qg_str_head(text, open - 1)), QG_STR("。"));
}

/* Clauses between commas, and the last of them breaks off: too much for a name or a heading. */
static bool is_unfinished(const qg_line *line)
{
    enum { LEAST_COMMAS = 2, LEAST_COLUMNS = 56 };

    return line->n_commas >= LEAST_COMMAS && line->columns >= LEAST_COLUMNS &&
           (line->number.form == QG_NUMBER_NONE || line->number.form == QG_NUMBER_DECIMAL) &&
           qg_line_is_cut(line);
}

static int score_end(const qg_line *line, bool is_full_line)
{
    bool is_sure_number =
        line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN;
    bool is_latin_cut = line->last == '-' && line->text.n > 1 &&
                        qg_rune_is_letter((qg_rune)(unsigned char)line->text.p[line->text.n - 2]);

    if (is_latin_cut)
        return JOIN_HYPHEN;
    if (qg_str_ends(line->text, QG_STR("..."))) /* a site cut it: 《国... */
        return JOIN_STOP;
    if (opens(line->last) || qg_line_leaves_open(line))
        return JOIN_OPEN;
    if (qg_is_comma(line->last))
        return JOIN_COMMA;
    if (line->last == ';' || line->last == 0xFF1B)
        return JOIN_SEMICOLON + (is_full_line ? JOIN_FULL : 0);
    if (qg_is_colon(line->last))
        return JOIN_COLON + (is_full_line ? JOIN_FULL : 0);
    if (qg_line_ends_sentence(line) || is_bracketed(line) || ends_with_remark(line) ||
        qg_is_photo_credit(line->text))
        return JOIN_STOP + (is_full_line ? JOIN_STOP_FULL : 0);
    return JOIN_WORD + (ends_with_heading(line) ? JOIN_AFTER_GLUED : 0) +
           (is_full_line                      ? JOIN_FULL
            : line->columns > QG_LONG_COLUMNS ? JOIN_LONG
            : line->columns < SHORT_COLUMNS   ? JOIN_SHORT
            : is_unfinished(line) ||
                    (qg_line_is_prose(line) &&
                     !(is_sure_number && line->n_stops == 0 &&
                       (line->n_commas == 0 || line->columns <= MAX_HEADING_COLUMNS)))
                ? 2
                : JOIN_SHORT) +
           (is_sure_number && !qg_line_is_prose(line) && !is_unfinished(line) &&
                    line->columns < MAX_HEADING_COLUMNS &&
                    !(is_full_line &&
                      (line->n_commas > 0 || line->number.form == QG_NUMBER_ARTICLE))
                ? JOIN_AFTER_NUMBERED
                : 0) +
           (qg_line_has_lead(line) && line->n_stops == 0 ? JOIN_ENTRY : 0);
}

/* 100190。: figures that end a sentence and start none */
static bool is_figure_at_end(const qg_line *line)
{
    qg_str text = line->text;

    while (text.n > 0 && qg_rune_is_digit((qg_rune)(unsigned char)text.p[0]))
        text = qg_str_skip(text, 1);
    return text.n < line->text.n && (qg_str_is(text, "。") || qg_str_is(text, "；"));
}

/* 增长10. / 3%, 到2 / 025年: where a figure has a point at its end, or starts with a nought */
static bool is_rest_of_figure(const qg_line *line, const qg_line *next, bool is_full_line)
{
    return line->n_commas + line->n_stops > 0 && !next->is_date &&
           (next->first == '0' || (is_full_line && line->last == '.')) &&
           qg_is_figure_cut(line, next);
}

/* Clauses, and no mark at the end: no heading, no entry. */
static bool is_inside_sentence(const qg_line *line)
{
    return line->n_commas > 0 && qg_line_is_cut(line) && line->number.form == QG_NUMBER_NONE;
}

/* Whether a page ends behind the line, so that it may go on: its number stands between, the next is
 * told to start one, or both.  What is short without both is a heading. */
static bool is_over_page(const qg_line *line, const qg_line *next, bool has_number)
{
    if (line->columns < QG_LONG_COLUMNS / 2)
        return has_number &&
               (next->is_page_break || (is_inside_sentence(line) && next->n_stops > 0));
    return next->is_page_break || (has_number && line->n_commas + line->n_stops > 0);
}

/* Whether a paragraph may start in line `next`, so far as all of them start alike. */
static bool parts_here(const qg_line *next, const qg_text_layout *page)
{
    return qg_is_subtitle(next) || !((page->blank_parts_all && next->n_blank == 0) ||
                                     (page->indent_parts_all && next->indent < 2));
}

/* 现将某某办法印发给你们，请认 / 真贯彻执行。: a clause and its end, much shorter than the line,
 * which is too long for a heading above so little. */
static bool is_end_of_clause(const qg_line *line, const qg_line *next)
{
    enum { LEAST_COLUMNS = 48 };

    return line->columns >= LEAST_COLUMNS && line->n_commas > 0 && line->n_stops == 0 &&
           qg_line_is_cut(line) && line->number.form == QG_NUMBER_NONE &&
           next->number.form == QG_NUMBER_NONE && next->n_blank == 0 &&
           next->indent <= line->indent && next->n_commas == 0 && next->n_stops == 1 &&
           qg_line_ends_sentence(next) && !qg_line_is_closing(next) &&
           2 * next->columns < line->columns;
}

/* What stands between the lines: empty ones, indents, the ends of blocks and pages.
 *
 * goes_on  whether the layout of the whole text says so */
static int score_layout(const qg_line *line, const qg_line *next, const qg_text_layout *page,
                        bool is_full_line, bool goes_on)
{
    enum { FIRST_LINE = 4 }; /* columns in front of a paragraph */
    int score = 0;
    bool is_new_page = line->look != NULL && next->is_page_break; /* which ends each block */
    if (line->look != NULL && next->n_blank > 0 && !is_new_page)
        score +=
            JOIN_BLOCK + (is_full_line && page->has_sentences && page->is_wrapped ? JOIN_FULL : 0);
    else if (page->blank_parts && next->n_blank > 0)
        score += JOIN_BLANK;
    if (is_full_line && goes_on && qg_join_start_points(next) > JOIN_NUMBER &&
        !(line->n_stops == 0 && qg_has_title_word(line->text)))
        score += JOIN_NO_PART;
    if (page->indent_parts) {
        if (next->indent >= 2 && (next->indent >= line->indent || line->indent < 2))
            score += JOIN_INDENT;
        else if (next->indent < 2 && is_full_line)
            score += JOIN_NO_INDENT;
    } else if (!page->is_wrapped && line->indent < 2 && next->indent >= FIRST_LINE) {
        score += JOIN_INDENT; /* nothing but the title stands at the edge */
    }
    return score;
}

/* Whether line `next` starts below the first word behind the number of `line`, which is as wide, in
 * a text whose paragraphs have no indent: 一、依據本縣…會議決 / 議辦理。 */
static bool hangs_below(const qg_line *line, const qg_line *next, const qg_text_layout *page)
{
    enum { LEAST_COLUMNS = 48 };
    qg_line mark = {.text = qg_str_head(line->text, (size_t)line->number.n)};

    if (page->indent_parts || mark.text.n == 0 || next->indent <= line->indent ||
        line->indent + line->columns < LEAST_COLUMNS || line->columns > MAX_HEADING_COLUMNS ||
        next->columns > line->columns || next->number.form != QG_NUMBER_NONE)
        return false;
    qg_line_measure(&mark);
    return next->indent == line->indent + mark.columns;
}

/* How much speaks for line `i` going on in line `k`: more than 0, it does. */
static int going_on(const qg_line *at, size_t n, size_t i, size_t k, const qg_text_layout *page)
{
    const qg_line *line = &at[i], *next = &at[k];
    int sure = qg_join_decided(at, n, i, k, page->is_wrapped), score;
    bool is_full_line, goes_on = !parts_here(next, page); /* by the layout of the whole text */

    if (sure != 0)
        return sure;
    is_full_line =
        qg_line_is_full(at, n, i, page->edge) || hangs_below(line, next, page) ||
        ((goes_on || is_inside_sentence(line)) && qg_line_reaches_edge(line, page, goes_on));
    if (is_full_line && is_figure_at_end(next) && !qg_line_ends_sentence(line))
        return QG_JOIN_SURE;
    if (is_rest_of_figure(line, next, is_full_line))
        return QG_JOIN_SURE;
    score = score_end(line, is_full_line) + qg_join_start_points(next);
    if ((i == 0 || (i < TOP && line->n_commas + next->n_stops == 0 && qg_is_colon(next->last))) &&
        line->n_stops == 0 && qg_has_title_word(line->text)) /* or who it is for stands below it */
        score += JOIN_TITLE;
    if (!is_full_line && line->n_stops == 0 && line->columns <= QG_LONG_COLUMNS &&
        next->columns > QG_LONG_COLUMNS && qg_line_is_cut(line) && next->n_stops > 0)
        score += JOIN_NEXT_LONG;
    if (qg_line_is_cut(line) && qg_text_is_quantity(next->text) &&
        (is_full_line || !qg_line_may_be_heading(line)))
        score += JOIN_QUANTITY;
    if (page->is_wrapped && line->n_stops > 0 && qg_line_is_cut(line) && !is_full_line)
        score += JOIN_TAIL + (line->columns < SHORT_COLUMNS ? -JOIN_SHORT : 0);
    if (!is_full_line && is_end_of_clause(line, next))
        score += JOIN_TAIL;
    if (is_full_line && page->is_wrapped && !page->indent_parts && qg_line_is_wide_start(at, n, k))
        score += JOIN_NEXT_FULL;
    if (page->is_torn && qg_line_is_cut(line) && line->n_commas > 0 &&
        next->number.form == QG_NUMBER_NONE && line->number.form == QG_NUMBER_NONE)
        score += JOIN_TORN;
    if (qg_line_is_cut(line) && is_over_page(line, next, k > i + 1))
        score += JOIN_PAGE;
    return score + score_layout(line, next, page, is_full_line, goes_on);
}

/* ---- joining ------------------------------------------------------------------------------- */

/* Whether the word at the end of `text`, a hyphen, has another one: state-of-the- */
static bool has_hyphens(qg_str text)
{
    size_t n = text.n - 1;

    while (n > 0 && qg_rune_is_letter((qg_rune)(unsigned char)text.p[n - 1]))
        n--;
    return n > 0 && text.p[n - 1] == '-';
}

/* Append the next line to what is collected, which ends with `line`. */
static void put_next(qg_buf *out, const qg_line *line, const qg_line *next)
{
    qg_rune before = qg_utf8_last(qg_buf_str(out)), after = next->first;
    size_t n = out->n;

    if (before == '-' && after >= 'a' && after <= 'z' && n > 1 &&
        qg_rune_is_letter((qg_rune)(unsigned char)out->p[n - 2])) {
        if (!has_hyphens(qg_buf_str(out)))
            qg_buf_truncate(out, n - 1);
    } else if (qg_needs_blank(before, after) && before != '-' && !qg_is_figure_cut(line, next))
        qg_buf_put_byte(out, ' ');
    qg_buf_put(out, next->text);
}

/* The line that may go on line `i`: the next that is no page number, if the page ends there. */
static size_t next_of(const qg_line *at, size_t n, size_t i)
{
    size_t k = i + 1;

    while (k < n && at[k].is_page_mark && k - i <= MAX_PAGE_MARKS)
        k++;
    return k;
}

/* Join all that goes on from line `i`; page marks passed over follow the piece.  Returns the line
 * behind it. */
static size_t join_from(qg_text_job *job, qg_lines *out, size_t i, const qg_text_layout *page)
{
    qg_line *at = job->lines.at, piece = at[i];
    size_t n = job->lines.n, k = next_of(at, n, i), last = i;
    int points = 0;
    bool is_more = false; /* than a closing mark: 【字体： 大 中 小 】 */
    qg_buf text;

    qg_buf_init(&text, 0);
    while (k < n && !at[i].is_page_mark && (points = going_on(at, n, last, k, page)) > 0) {
        if (text.n == 0)
            qg_buf_put(&text, piece.text);
        if (qg_is_number_alone(&at[last]))
            qg_buf_puts(&text, at[last].number.form <= QG_NUMBER_ARTICLE ? "\u3000" : "");
        else if (last == i && qg_is_number_of_term(at, n, i))
            qg_buf_puts(&text, " ");
        put_next(&text, &at[last], &at[k]);
        is_more = is_more || at[k].n_runes > 1;
        at[k].confidence = 1 / (1 + (float)qg_halved(points / 2.0));
        qg_text_tell(job, QG_FOUND_PARSE_JOINED, &at[k], at[k].text, (qg_str){0});
        last = k;
        k = next_of(at, n, last);
    }
    if (text.n > 0) {
        piece.text = qg_arena_copy(&job->doc->arena, qg_buf_str(&text));
        qg_line_measure(&piece);
        piece.is_literal = false;
        piece.junk = is_more ? 0 : piece.junk;
        piece.is_menu = piece.is_menu && !is_more;
    }
    qg_buf_clear(&text);
    qg_lines_add(out, &piece);
    for (size_t m = i + 1; m < last; m++)
        if (at[m].is_page_mark)
            qg_lines_add(out, &at[m]);
    return last + 1;
}

void qg_text_join(qg_text_job *job)
{
    qg_text_layout page;
    qg_lines pieces = {0};

    qg_text_find_rows(job);
    page = qg_text_layout_of(job->lines.at, job->lines.n);
    if (!page.is_torn)
        qg_text_find_verse(job->lines.at, job->lines.n);
    qg_lines_reserve(&pieces, job->lines.n);
    for (size_t i = 0; i < job->lines.n;)
        i = join_from(job, &pieces, i, &page);
    if (pieces.status == QG_OK)
        pieces.status = job->lines.status;
    qg_lines_clear(&job->lines);
    job->lines = pieces;
}
