/* join.c - lines that were one paragraph become one again.
 *
 * Whether a line goes on in the next is a sum of evidence (text/weights.def): how it ends, how the
 * next one starts, what stands between, and how wide both are among their neighbours.  What an
 * indent or an empty line means is asked of the whole text first: where every line has an empty one
 * behind it, it means nothing; where lines that go on are indented, an indent means nothing.
 */
#include "base/halved.h"
#include "parse/text/text_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

enum {
#define X(NAME, weight, reason) NAME = weight,
#include "parse/text/weights.def"
#undef X
    SHORT_COLUMNS = 30,
    MAX_HEADING_COLUMNS = 80,
    MAX_PAGE_MARKS = 4, /* lines between two pages: header, number, footer */
    SURE_POINTS = 20,
    LEAST_START_RUNES = 6
};

/* ---- evidence ------------------------------------------------------------------------------ */

/* Whether what stands behind the last full stop is a numbered heading: …如下。一、总体情况 */
static bool ends_with_heading(const qg_line *line)
{
    enum { MAX_BYTES = 120 };
    qg_str text = line->text, tail;

    if (line->n_stops == 0 || qg_is_stop(line->last) || qg_is_comma(line->last))
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
    if (qg_line_leaves_open(line))
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

/* A number and nothing else: what it numbers stands on the next line. */
static bool is_number_alone(const qg_line *line)
{
    return line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN &&
           (size_t)line->number.n == line->text.n;
}

static bool is_part_of_page(const qg_line *line)
{
    return line->is_meta || line->junk >= 4 || (line->junk >= 3 && line->n_stops == 0);
}

/* The name of an office with a date below it. */
static bool is_signature(const qg_line *at, size_t n, size_t i)
{
    enum { MAX_RUNES = 30 };

    return i + 1 < n && at[i + 1].is_date && at[i].n_runes <= MAX_RUNES && at[i].n_stops == 0 &&
           at[i].n_commas == 0 && qg_is_office(at[i].text);
}

/* 2011年5月27日…会议通过, with another such line below it, also where a bracket is around both */
static bool ends_enactment(const qg_line *line)
{
    static const char *const ends[] = {"通过", "批准", "修正", "修订",
                                       "公布", "發布", "通過", "修訂"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(line->text, qg_str_of(ends[i])))
            return true;
    return false;
}

static bool starts_enactment(const qg_line *line)
{
    return (line->first >= '1' && line->first <= '2' && line->text.n > 4 &&
            qg_str_starts(qg_str_skip(line->text, 4), QG_STR("年"))) ||
           qg_str_starts(line->text, QG_STR("根据")) || qg_str_starts(line->text, QG_STR("根據"));
}

/* 100190。: figures that end a sentence and start none */
static bool is_figure_at_end(const qg_line *line)
{
    qg_str text = line->text;

    while (text.n > 0 && qg_rune_is_digit((qg_rune)(unsigned char)text.p[0]))
        text = qg_str_skip(text, 1);
    return text.n < line->text.n && (qg_str_is(text, "。") || qg_str_is(text, "；"));
}

/* 2 锅里放油 below 1 五花肉切块: the steps of a list */
static bool is_next_number(const qg_line *line, const qg_line *next)
{
    return line->number.form == QG_NUMBER_BARE_ARABIC &&
           next->number.form == QG_NUMBER_BARE_ARABIC &&
           next->number.value == line->number.value + 1;
}

/* ”某某说…“: who typed the marks the wrong way round, with the one that closes in front */
static bool is_quote_turned(const qg_line *line, const qg_line *next)
{
    return (next->first == 0x201D || next->first == 0x2019) && next->n_blank > 0 &&
           qg_line_ends_sentence(line);
}

/* 建设情况报告如下：, behind a line that starts the sentence. */
static bool is_end_of_announcement(const qg_line *line)
{
    enum { MOST_RUNES = 14 };

    return line->n_runes <= MOST_RUNES && line->n_stops + line->n_commas == 0 &&
           line->number.form == QG_NUMBER_NONE && qg_is_colon(line->last) &&
           qg_str_ends(qg_without_colon(line->text), QG_STR("如下"));
}

/* 领导小组办公室, which is nobody's name without the line above it: 中共某某县委巡察工作 */
static bool is_end_of_office(const qg_line *at, size_t n, size_t i, size_t k)
{
    static const char *const starts[] = {"领导小组", "委员会", "指挥部", "联席会议", "工作组"};
    enum { MOST_RUNES = 20 };

    if (!is_signature(at, n, k) || at[i].n_runes > MOST_RUNES ||
        at[i].n_blank > at[k].n_blank + 1 || at[i].n_stops + at[i].n_commas > 0 || at[i].is_date ||
        qg_is_office(at[i].text))
        return false;
    for (size_t m = 0; m < sizeof starts / sizeof *starts; m++)
        if (qg_str_starts(at[k].text, qg_str_of(starts[m])))
            return true;
    return false;
}

/* The second half of what a page sets in the middle on two lines: a remark in brackets, or below
 * the text the title of what follows, in the same large characters. */
static bool is_other_half(const qg_line *at, size_t i, size_t k)
{
    enum { MOST_RUNES = 40, FAR = 40 };
    const qg_line *line = &at[i], *next = &at[k];
    const qg_text_look *look = qg_line_look(line), *other = qg_line_look(next);
    bool has_text = false;

    if (look->align != QG_ALIGN_CENTER || other->align != QG_ALIGN_CENTER || look->block != NULL ||
        other->block != NULL || look->is_picture || other->is_picture ||
        line->n_stops + next->n_stops > 0 || line->n_runes > MOST_RUNES ||
        next->n_runes > MOST_RUNES)
        return false;
    if (line->first == 0xFF08 && qg_line_leaves_open(line) && next->last == 0xFF09)
        return true;
    for (size_t m = i; m > 0 && m + FAR > i && !has_text; m--)
        has_text = at[m - 1].n_stops > 0 && !qg_line_look(&at[m - 1])->is_outside;
    return has_text && look->is_bold && other->is_bold && look->size > 0 &&
           look->size == other->size && line->number.form == QG_NUMBER_NONE &&
           next->number.form == QG_NUMBER_NONE && !qg_has_title_word(line->text) &&
           qg_has_title_word(next->text);
}

/* Whether a paragraph may start in line `next`, so far as all of them start alike. */
static bool parts_here(const qg_line *next, const qg_text_layout *page)
{
    return qg_is_subtitle(next) || !((page->blank_parts_all && next->n_blank == 0) ||
                                     (page->indent_parts_all && next->indent < 2));
}

/* Clauses, and no mark at the end: no heading, no entry. */
static bool is_inside_sentence(const qg_line *line)
{
    return line->n_commas > 0 && qg_line_is_cut(line) && line->number.form == QG_NUMBER_NONE;
}

/* …发展规划， / 进一步了解…: a paragraph of a page that its author, or a converter, broke */
static bool is_cut_at_comma(const qg_line *line, const qg_line *next)
{
    enum { LEAST_RUNES = 20 };

    return line->look != NULL && line->last == 0xFF0C && line->n_runes >= LEAST_RUNES &&
           next->n_runes >= LEAST_RUNES && next->number.form == QG_NUMBER_NONE &&
           line->number.form == QG_NUMBER_NONE &&
           line->look->is_bold == qg_line_look(next)->is_bold;
}

/* What the words of both lines decide, whatever the layout: SURE_POINTS, they go together,
 * -SURE_POINTS, they do not; 0: nothing. */
static int decided_by_words(const qg_line *at, size_t n, size_t i, size_t k,
                            const qg_text_layout *page)
{
    const qg_line *line = &at[i], *next = &at[k];

    if (is_other_half(at, i, k))
        return SURE_POINTS;
    if (qg_line_stands_apart(line) || qg_line_stands_apart(next) ||
        qg_line_look(line)->is_outside != qg_line_look(next)->is_outside ||
        line->is_quoted != next->is_quoted)
        return -SURE_POINTS;
    if (is_number_alone(line) && line->number.form <= QG_NUMBER_SECTION && next->n_blank > 0 &&
        qg_line_ends_sentence(next))
        return -SURE_POINTS; /* a chapter without a name */
    if (is_number_alone(line))
        return !is_number_alone(next) && next->number.form == QG_NUMBER_NONE ? SURE_POINTS
                                                                             : -SURE_POINTS;
    if (is_quote_turned(line, next) && !page->is_wrapped)
        return -SURE_POINTS;
    if (qg_cannot_start(next->first) && !next->is_meta && line->text.n > 0 && line->junk < 6)
        return SURE_POINTS;
    if (next->first >= 'a' && next->first <= 'z' && qg_line_is_cut(line) &&
        !is_part_of_page(line) && !line->is_cell_row &&
        (qg_rune_is_letter(line->last) || strchr("-,", (int)line->last)))
        return SURE_POINTS; /* a line of Latin that goes on with a small letter */
    if (line->last == '-' && line->text.n > 1 && qg_rune_is_digit(next->first) &&
        qg_rune_is_digit((qg_rune)(unsigned char)line->text.p[line->text.n - 2]) &&
        next->number.form == QG_NUMBER_NONE && qg_rune_is_han(line->first))
        return SURE_POINTS; /* 0456- / 7654321 */
    if (line->last == 0x7B2C /* 第 */ && next->number.form == QG_NUMBER_HAN &&
        !is_part_of_page(line))
        return SURE_POINTS; /* 安全第 / 一、预防为主 */
    if (line->last == 0x3001 && next->number.form == QG_NUMBER_NONE && !is_part_of_page(line) &&
        !is_part_of_page(next))
        return SURE_POINTS; /* 各位领导、 */
    if (qg_starts_occasion(line->text) && !qg_str_ends(line->text, QG_STR("上")) &&
        next->n_stops == 0 && qg_str_ends(next->text, QG_STR("上")))
        return SURE_POINTS; /* ——2026年1月26日在某某省 / 人民代表大会第五次会议上 */
    if (is_end_of_office(at, n, i, k) || is_cut_at_comma(line, next))
        return SURE_POINTS;
    return 0;
}

/* Likewise what kinds of lines they are. */
static int decided_by_kind(const qg_line *at, size_t n, size_t i, size_t k)
{
    const qg_line *line = &at[i], *next = &at[k];
    size_t n_mark;

    if (line->is_literal || next->is_literal || is_part_of_page(line) || is_part_of_page(next))
        return -SURE_POINTS;
    if ((is_signature(at, n, k) && !qg_is_comma(line->last)) || is_next_number(line, next))
        return -SURE_POINTS;
    if (next->n_runes >= LEAST_START_RUNES && next->text.n < line->text.n &&
        qg_str_starts(line->text, next->text))
        return -SURE_POINTS; /* it starts again, as a title below an abstract does */
    if (line->n_stops == 0 && ((starts_enactment(next) && ends_enactment(line)) ||
                               (next->n_blank > 0 && qg_is_enactment(line->text))))
        return -SURE_POINTS;
    if (qg_is_attachment_label(next->text) ||
        (qg_attachment_label_at(next->text, &n_mark) > 0 && n_mark > 0))
        return -SURE_POINTS; /* 附件1, and 附件1：名单 */
    if (qg_line_is_speaker(line))
        return -SURE_POINTS;
    if (line->n_commas > 0 && qg_line_is_cut(line) && is_end_of_announcement(next))
        return SURE_POINTS;
    if (line->look != NULL && next->n_blank > 0 &&
        line->look->is_bold != qg_line_look(next)->is_bold)
        return -SURE_POINTS;
    return 0;
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
        score += JOIN_BLOCK + (is_full_line && page->has_sentences ? JOIN_FULL : 0);
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
    int words = decided_by_words(at, n, i, k, page);
    int sure = words != 0 ? words : decided_by_kind(at, n, i, k), score;
    bool is_full_line, goes_on = !parts_here(next, page); /* by the layout of the whole text */

    if (sure != 0)
        return sure;
    is_full_line =
        qg_line_is_full(at, n, i, page->edge) || hangs_below(line, next, page) ||
        ((goes_on || is_inside_sentence(line)) && qg_line_reaches_edge(line, page, goes_on));
    if (is_full_line && is_figure_at_end(next) && !qg_line_ends_sentence(line))
        return SURE_POINTS;
    score = score_end(line, is_full_line) + qg_join_start_points(next);
    if (i == 0 && line->n_stops == 0 && qg_has_title_word(line->text))
        score += JOIN_TITLE;
    if (!is_full_line && line->n_stops == 0 && line->columns <= QG_LONG_COLUMNS &&
        next->columns > QG_LONG_COLUMNS && qg_line_is_cut(line) && next->n_stops > 0)
        score += JOIN_NEXT_LONG;
    if (qg_line_is_cut(line) && qg_text_is_quantity(next->text))
        score += JOIN_QUANTITY;
    if (page->is_wrapped && line->n_stops > 0 && qg_line_is_cut(line) && !is_full_line)
        score += JOIN_TAIL + (line->columns < SHORT_COLUMNS ? -JOIN_SHORT : 0);
    if (is_full_line && page->is_wrapped && !page->indent_parts && qg_line_is_wide_start(at, n, k))
        score += JOIN_NEXT_FULL;
    if (page->is_torn && qg_line_is_cut(line) && line->n_commas > 0 &&
        next->number.form == QG_NUMBER_NONE && line->number.form == QG_NUMBER_NONE)
        score += JOIN_TORN;
    if (next->is_page_break && qg_line_is_cut(line) && line->columns >= QG_LONG_COLUMNS / 2)
        score += JOIN_PAGE;
    return score + score_layout(line, next, page, is_full_line, goes_on);
}

/* ---- joining ------------------------------------------------------------------------------- */

/* Append the next line to what is collected. */
static void put_next(qg_buf *out, const qg_line *next)
{
    qg_rune before = qg_utf8_last(qg_buf_str(out)), after = next->first;
    size_t n = out->n;

    if (before == '-' && after >= 'a' && after <= 'z' && n > 1 &&
        qg_rune_is_letter((qg_rune)(unsigned char)out->p[n - 2]))
        qg_buf_truncate(out, n - 1);
    else if (qg_needs_blank(before, after) && before != '-')
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
        if (is_number_alone(&at[last]))
            qg_buf_puts(&text, at[last].number.form <= QG_NUMBER_ARTICLE ? "\u3000" : "");
        put_next(&text, &at[k]);
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

    qg_text_find_rows(job->lines.at, job->lines.n);
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
