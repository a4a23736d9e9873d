/* subheads.c - headings without a number.
 *
 * What a page marks up as headings is known; in plain text short lines over paragraphs are headings
 * where no numbers are.
 */
#include "parse/text/outline_int.h"
#include "parse/text/points_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum {
    MAX_HEADING_RUNES = 42,
    MAX_SUBHEAD_RUNES = 18,
    MAX_BOLD_GAPS = 6,      /* between Latin words, say */
    MIN_BENEATH_RUNES = 24, /* a paragraph under one */
    MIN_BENEATH_SURE = 12,  /* and under a bold one, or where there are others */
    MAX_LEVEL = 5           /* Markdown has six, one of them the title */
};

/* Whether the line goes on with the title: it stands between the title and the line that says when
 * or from where the page was put up. */
static bool is_subtitle(const qg_line *at, size_t n, size_t i)
{
    return i > 0 && i + 1 < n && qg_label_is_junk(at[i + 1].label) &&
           (at[i - 1].label == QG_LABEL_TITLE || at[i - 1].label == QG_LABEL_TITLE_MORE);
}

static bool is_marked(const qg_line *at, size_t n, size_t i)
{
    const qg_line *line = &at[i];

    return line->label == QG_LABEL_BODY && qg_line_look(line)->heading > 0 &&
           line->outline != QG_OUTLINE_HEADING && line->n_runes <= 2 * MAX_HEADING_RUNES &&
           !(line->first == 0xFF08 && line->last == 0xFF09) /* （地名）, below a title */ &&
           !is_subtitle(at, n, i);
}

/* Find the level of each of the headings <h1> to <h6> of a page.  It is that of the numbered
 * headings marked up in the same way; where there are none, one below the next higher kind. */
static void find_marked_levels(const qg_line *at, size_t n, int marked[7])
{
    int above = 0;

    for (size_t i = 0; i < n; i++)
        if (at[i].label == QG_LABEL_BODY && at[i].outline == QG_OUTLINE_HEADING)
            marked[qg_line_look(&at[i])->heading] = at[i].level;
    for (size_t i = 0; i < n; i++)
        if (is_marked(at, n, i) && marked[qg_line_look(&at[i])->heading] == 0)
            marked[qg_line_look(&at[i])->heading] = -1;
    for (int k = 1; k < 7; k++) {
        if (marked[k] < 0)
            marked[k] = above + 1 > MAX_LEVEL ? MAX_LEVEL : above + 1;
        above = marked[k] > 0 ? marked[k] : above;
    }
}

static bool is_numbered_heading(const qg_line *line)
{
    return line->label == QG_LABEL_BODY && line->outline == QG_OUTLINE_HEADING &&
           line->number.form != QG_NUMBER_NONE && qg_line_look(line)->heading == 0;
}

/* Numbers that begin anew below each heading that the page marks up stand beneath it: 官方渠道, 1、
 * 2、, 授权代理商, 1、 2、. */
static void sink_numbers(qg_line *at, size_t n, int level)
{
    size_t n_starts = 0;
    bool is_first = false;

    for (size_t i = 0; i < n; i++) {
        if (is_numbered_heading(&at[i]) && at[i].level > level)
            return; /* it does already */
        if (is_marked(at, n, i)) {
            is_first = true;
        } else if (is_numbered_heading(&at[i])) {
            if (is_first && at[i].number.value != 1)
                return;
            n_starts += is_first;
            is_first = false;
        }
    }
    is_first = true; /* above the first of them */
    for (size_t i = 0; i < n && n_starts > 1; i++) {
        is_first = is_first && !is_marked(at, n, i);
        if (!is_first && is_numbered_heading(&at[i]))
            at[i].level = at[i].level + level > MAX_LEVEL ? MAX_LEVEL : at[i].level + level;
    }
}

/* Headings that a page marks up.  Returns whether there are any. */
static bool find_marked(qg_line *at, size_t n)
{
    int marked[7] = {0}, deepest = 0;
    bool has_any = false;

    find_marked_levels(at, n, marked);
    for (int k = 1; k < 7; k++)
        deepest = marked[k] > deepest ? marked[k] : deepest;
    sink_numbers(at, n, deepest);
    for (size_t i = 0; i < n; i++)
        if (is_marked(at, n, i)) {
            at[i].outline = QG_OUTLINE_HEADING;
            at[i].level = marked[qg_line_look(&at[i])->heading];
            has_any = true;
        }
    return has_any;
}

/* Whether the short line stands between text and the first number of a sequence. */
static bool is_above_first(const qg_line *at, size_t n, size_t i)
{
    enum { LEAST_RUNES = 4, MOST_RUNES = 30 };
    const qg_line *line = &at[i], *above = i > 0 ? &at[i - 1] : NULL;

    return i + 1 < n && line->label == QG_LABEL_BODY && line->look == NULL && line->junk == 0 &&
           line->outline == QG_OUTLINE_NONE && line->number.form == QG_NUMBER_NONE &&
           line->n_runes >= LEAST_RUNES && line->n_runes <= MOST_RUNES && line->n_stops == 0 &&
           line->n_commas <= 1 && !qg_is_colon(line->last) && is_numbered_heading(&at[i + 1]) &&
           at[i + 1].number.value == 1 && at[i + 1].number.form == QG_NUMBER_HAN &&
           (above == NULL || above->label != QG_LABEL_BODY || qg_line_ends_sentence(above) ||
            qg_is_colon(above->last));
}

/* In a plain text whose 一、 begin anew below each of several such lines, those are its parts. */
static void find_parts(qg_line *at, size_t n)
{
    size_t n_parts = 0, n_starts = 0;

    for (size_t i = 0; i < n; i++) {
        n_parts += is_above_first(at, n, i);
        n_starts += is_numbered_heading(&at[i]) && at[i].number.form == QG_NUMBER_HAN &&
                    at[i].number.value == 1;
    }
    if (n_parts < 2 || n_parts != n_starts)
        return;
    for (size_t i = 0; i < n; i++)
        if (is_above_first(at, n, i)) {
            at[i].outline = QG_OUTLINE_HEADING;
            at[i].level = 1;
        } else if (at[i].outline == QG_OUTLINE_HEADING && at[i].level < MAX_LEVEL) {
            at[i].level++;
        }
}

static bool is_under_picture(const qg_line *at, size_t i)
{
    return i > 0 && qg_line_look(&at[i - 1])->is_picture;
}

/* A line under a picture, which is not bold, or one with the sign of captions, tells what the
 * picture shows. */
static bool is_caption(const qg_line *at, size_t i)
{
    return (is_under_picture(at, i) && !qg_line_look(&at[i])->is_bold) ||
           at[i].first == 0x25CE /* ◎ */ || at[i].first == 0x25B2 /* ▲ */ ||
           at[i].first == 0x25B3 /* △ */;
}

/* 一, 02: a number that stands above its heading */
static bool is_number_alone(const qg_line *line)
{
    enum { MAX_RUNES = 2 };
    qg_str rest = line->text;

    while (rest.n > 0) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (!qg_rune_is_digit(rune) && !qg_utf8_is_in(rune, "一二三四五六七八九十"))
            return false;
    }
    return line->n_runes <= MAX_RUNES;
}

/* Whether the line is the first of the text. */
static bool is_first(const qg_line *at, size_t i)
{
    return i == 0 || at[i - 1].label != QG_LABEL_BODY;
}

/* Whether the line names the office that wrote a plain text, right below its title. */
static bool is_byline(const qg_line *at, size_t i)
{
    return is_first(at, i) && at[i].look == NULL && qg_is_office(at[i].text);
}

bool qg_line_is_in_halves(const qg_line *line)
{
    enum { LEAST_RUNES = 4, LEAST_IN_PAGE = 5, MOST_RUNES = 26 };
    size_t n = qg_str_find_byte(line->text, ' ');
    size_t least = line->look != NULL ? LEAST_IN_PAGE : LEAST_RUNES;

    return line->n_gaps == 1 && line->number.form == QG_NUMBER_NONE &&
           line->n_runes <= MOST_RUNES && n < line->text.n &&
           qg_utf8_count(qg_str_head(line->text, n)) >= least &&
           qg_utf8_count(qg_str_skip(line->text, n + 1)) >= least;
}

/* The line that stands beneath line `i`, furniture and pictures with what they show passed over;
 * `n` when there is none. */
static size_t beneath(const qg_line *at, size_t n, size_t i)
{
    for (i++; i < n; i++) {
        bool is_passed = qg_line_look(&at[i])->is_picture || at[i].label == QG_LABEL_BODY_JUNK ||
                         (is_caption(at, i) && at[i].n_stops == 0 && !qg_line_is_prose(&at[i]));
        if (!is_passed)
            return i;
    }
    return n;
}

/* Whether the line is a headline of two clauses, 态势向好，外贸基本面继续改善, or of a few things
 * below a text, 停工、停运或拆除.  Only a page is believed so, since it marks up where its
 * paragraphs end. */
static bool is_page_headline(const qg_line *at, size_t i)
{
    enum { LEAST_RUNES = 4, MOST_RUNES = 26 };
    const qg_line *line = &at[i];
    size_t n = qg_str_find(line->text, QG_STR("，"));

    if (line->look == NULL || line->n_runes > MOST_RUNES || line->n_commas > 2)
        return false;
    if (n == line->text.n)
        return line->n_commas > 0 && i > 0 && qg_line_is_prose(&at[i - 1]) &&
               qg_str_find_byte(line->text, ',') == line->text.n;
    return line->n_commas == 1 && qg_utf8_count(qg_str_head(line->text, n)) >= LEAST_RUNES &&
           qg_utf8_count(qg_str_skip(line->text, n + QG_STR("，").n)) >= LEAST_RUNES;
}

/* Whether line `i` has the form of a heading: it is short and has no mark at its end.  With
 * `is_bold` it must be bold and may be longer. */
static bool has_form(const qg_line *at, size_t i, bool is_bold)
{
    const qg_line *line = &at[i];
    bool is_headline = !is_bold && (qg_line_is_in_halves(line) || is_page_headline(at, i));

    return line->label == QG_LABEL_BODY && line->n_runes >= 2 &&
           (!is_bold || qg_line_look(line)->is_bold) && qg_line_look(line)->block == NULL &&
           !qg_line_look(line)->is_picture &&
           (is_headline || line->n_runes <= (is_bold ? MAX_HEADING_RUNES : MAX_SUBHEAD_RUNES)) &&
           line->n_stops <= (is_bold && !qg_line_ends_sentence(line)) &&
           line->n_commas <= (is_bold || is_headline ? 2 : 0) &&
           (is_headline || line->n_gaps <= (is_bold ? MAX_BOLD_GAPS : 0)) && !is_caption(at, i) &&
           !is_byline(at, i) && line->junk == 0 && !line->is_cell_row && !line->is_literal &&
           line->number.form == QG_NUMBER_NONE && !qg_is_colon(line->last) && !line->is_date &&
           line->first != 0xFF08;
}

static bool is_above_text(const qg_line *at, size_t n, size_t i, bool is_sure)
{
    size_t next = beneath(at, n, i);

    return next < n && at[next].label == QG_LABEL_BODY &&
           at[next].n_runes >= (is_sure ? MIN_BENEATH_SURE : MIN_BENEATH_RUNES) &&
           (at[next].n_stops > 0 || (qg_is_colon(at[next].last) && at[next].n_commas > 0));
}

/* Whether the line stands below one with a gap, 某某大学 王某某, that names the author above all
 * text. */
static bool is_below_author(const qg_line *at, size_t i)
{
    enum { TOP = 4 };

    for (size_t k = i; k > 0 && at[k - 1].label == QG_LABEL_BODY; k--)
        if (at[k - 1].n_stops > 0 || i - k >= TOP)
            return false;
    return at[i - 1].n_gaps > 0;
}

static bool is_behind_text(const qg_line *at, size_t i)
{
    return i == 0 || at[i - 1].label != QG_LABEL_BODY || qg_line_look(&at[i - 1])->block != NULL ||
           qg_line_look(&at[i - 1])->is_picture || qg_line_ends_sentence(&at[i - 1]) ||
           is_under_picture(at, i - 1) || is_number_alone(&at[i - 1]) ||
           (qg_is_colon(at[i - 1].last) && at[i - 1].n_commas > 0) || is_below_author(at, i);
}

/* Whether a line of that form is a heading since it stands between sentences.  With `is_sure` the
 * text below may be shorter. */
static bool is_subhead(const qg_line *at, size_t n, size_t i, bool is_bold, bool is_sure)
{
    return has_form(at, i, is_bold) && is_above_text(at, n, i, is_sure) && is_behind_text(at, i);
}

/* Whether a line of that form is a heading since it stands behind sentences, or behind the number
 * of a part, and right above another heading with its text. */
static bool is_above_subhead(const qg_line *at, size_t n, size_t i, bool is_bold)
{
    bool is_behind_number = is_bold && i > 1 && is_number_alone(&at[i - 1]);

    return (is_bold || at[i].look == NULL) && i > 0 && i + 1 < n &&
           qg_line_is_prose(&at[i - 1 - is_behind_number]) && has_form(at, i, is_bold) &&
           has_form(at, i + 1, is_bold) && is_above_text(at, n, i + 1, is_bold);
}

/* A short bold line of a page between lines that are not bold, over anything: a table, an entry of
 * a list. */
static bool is_loose_subhead(const qg_line *at, size_t n, size_t i)
{
    enum { MOST_RUNES = 12 };

    return at[i].look != NULL && at[i].n_runes <= MOST_RUNES && has_form(at, i, true) &&
           i + 1 < n && at[i + 1].label == QG_LABEL_BODY && !qg_line_look(&at[i + 1])->is_bold &&
           (i == 0 || !qg_line_look(&at[i - 1])->is_bold) && !is_byline(at, i) && !is_first(at, i);
}

/* A bold question over its text. */
static bool is_question(const qg_line *at, size_t n, size_t i)
{
    const qg_line *line = &at[i];

    return line->label == QG_LABEL_BODY && qg_line_look(line)->is_bold && line->n_stops == 1 &&
           (line->last == '?' || line->last == 0xFF1F) && line->n_runes <= MAX_HEADING_RUNES &&
           qg_line_look(line)->block == NULL && is_above_text(at, n, i, true) &&
           is_behind_text(at, i);
}

/* In a text without numbers such lines are headings, if there are two of them at least; and so are
 * questions, if not all are, as in what people were asked. */
void qg_text_find_subheads(qg_text_job *job)
{
    enum { LEAST_LOOSE = 3 };
    qg_line *at = job->lines.at;
    size_t n = job->lines.n, n_found = 0, n_bold = 0, n_asked = 0, n_centred = 0, n_loose = 0;
    int level = 1;

    if (find_marked(at, n))
        return;
    find_parts(at, n);
    for (size_t i = 0; i < n; i++) {
        if (at[i].label == QG_LABEL_BODY &&
            (at[i].outline == QG_OUTLINE_HEADING || at[i].number.form == QG_NUMBER_ARTICLE))
            return;
        n_found += is_subhead(at, n, i, false, false);
        bool is_bold = is_subhead(at, n, i, true, true) || is_above_subhead(at, n, i, true);
        n_bold += is_bold;
        n_loose += is_bold || is_loose_subhead(at, n, i);
        n_centred += is_bold && qg_line_is_centred(&at[i]);
        n_asked += is_question(at, n, i);
    }
    if (n_bold == 1 && n_loose >= LEAST_LOOSE)
        n_bold = n_loose;
    for (size_t i = 0; (n_found >= 2 || n_bold >= 2) && i < n; i++) {
        if (n_centred == 1 && qg_line_is_centred(&at[i]) && is_first(at, i))
            continue; /* it goes on with the title */
        bool is_part = is_above_subhead(at, n, i, n_bold >= 2);
        if (is_part || level == 2 /* below one */ || is_subhead(at, n, i, n_bold >= 2, true) ||
            (n_bold >= 2 && n_loose >= LEAST_LOOSE && is_loose_subhead(at, n, i)) ||
            (n_bold >= 2 && n_asked < n_bold && is_question(at, n, i))) {
            at[i].outline = QG_OUTLINE_HEADING;
            at[i].level = level;
        }
        level = is_part ? 2 : 1;
    }
}
