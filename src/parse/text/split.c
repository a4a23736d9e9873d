/* split.c - headings that were glued to the text around them.
 *
 * A page copied without its line ends has "…如下。一、总体情况 1.区委将…" in one line.  A number
 * inside a line starts a piece of its own only when it follows in its sequence and stands where a
 * sentence has just ended; an enumeration inside a sentence (：一、…；二、…；) is left whole.
 */
#include "parse/draft_int.h"
#include "parse/text/furniture_int.h"
#include "parse/text/split_int.h"

#include "unicode/unicode.h"

#include <stdlib.h>

enum {
    MIN_WHOLE_RUNES = 100,
    MAX_TITLE_LINE_RUNES = 60, /* of a title and the first heading */
    TITLE_PIECES = 12          /* the title is among the first */
};

typedef struct splitter {
    qg_text_job *job;
    qg_lines out;
    int last[QG_NUMBER_FORMS]; /* the number that was seen last in each form */
    bool has_title, has_prose;
    bool is_glued;          /* the line at hand was cut at a number already */
    bool is_whole;          /* it is most of the text, which has lost its line ends */
    size_t n_runes;         /* of all lines */
    bool gaps_part;         /* in it a blank behind a full stop ends a paragraph */
    qg_inner_numbers inner; /* of the line at hand */
} splitter;

/* Whether the title may still come. */
static bool may_be_title(const splitter *s)
{
    return !s->has_title && s->out.n <= TITLE_PIECES;
}

/* Whether a piece of its own starts at this number inside the line. */
static bool starts_piece(const splitter *s, const qg_inner_number *c)
{
    int value = c->number.value, last = s->last[c->number.form];

    if (!c->is_over && !c->is_apart && !c->is_announced && !(c->is_open && value == 1))
        return false;
    if (c->number.form == QG_NUMBER_ARTICLE) /* 依照第三条 names one */
        return (c->is_over || c->is_open) && !c->is_cited && value == last + 1;
    if (value == last + 1 && last > 0)
        return c->is_over || c->is_apart;
    if (value != 1)
        return false;
    if (c->is_open && (c->is_apart || c->number.form == QG_NUMBER_HAN_BRACKET ||
                       (!c->has_comma && c->number.form != QG_NUMBER_BRACKET) ||
                       (c->next_value == 2 && c->next_is_over)))
        return true; /* 二、主要做法（一）…, 三、加强学习，提高认识 （一）… */
    if (c->is_announced && c->number.form != QG_NUMBER_HAN)
        return (s->is_glued || s->is_whole) && c->next_value == 2 && c->next_is_over;
    return c->next_value == 2;
}

/* Remember a number that starts a piece; those below it start anew. */
static void note_number(splitter *s, qg_number number)
{
    s->last[number.form] = number.value;
    if (number.form == QG_NUMBER_HAN || qg_number_is_chapter(number.form))
        s->last[QG_NUMBER_HAN_BRACKET] = s->last[QG_NUMBER_ARABIC] = 0;
    if (number.form == QG_NUMBER_HAN_BRACKET)
        s->last[QG_NUMBER_ARABIC] = 0;
    if (number.form != QG_NUMBER_BRACKET && number.form != QG_NUMBER_ARTICLE)
        s->last[QG_NUMBER_BRACKET] = 0;
}

static void add_part(splitter *s, const qg_line *whole, qg_str text, bool is_first)
{
    qg_line part = *whole;
    qg_str bare = qg_str_trim(text);

    if (bare.n == 0)
        return;
    part.text = bare;
    part.offset += (size_t)(bare.p - whole->text.p);
    if (part.offset > s->job->text.n)
        part.offset = s->job->text.n;
    if (bare.n < whole->text.n) /* else it was measured as a line */
        qg_line_measure(&part);
    if (!is_first) {
        part.n_blank = 0;
        part.junk = 0;
        qg_text_tell(s->job, QG_FOUND_PARSE_SPLIT, &part, (qg_str){0},
                     qg_str_head(bare, qg_first_sentence(bare)));
    }
    note_number(s, part.number);
    s->has_prose = s->has_prose || qg_line_is_prose(&part);
    qg_lines_add(&s->out, &part);
}

/* Add the paragraphs of a part. */
static void add_paragraphs(splitter *s, const qg_line *whole, qg_str text, bool is_first)
{
    qg_rune before = 0, last = 0;
    size_t start = 0;

    for (qg_str rest = text; s->gaps_part && rest.n > 0;) {
        size_t here = text.n - rest.n;
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(last) && qg_is_sentence_end(before) && qg_rune_is_han(rune)) {
            add_part(s, whole, qg_str_head(qg_str_skip(text, start), here - start), is_first);
            is_first = false;
            start = here;
        }
        last = rune;
        before = qg_rune_is_blank(rune) ? before : rune;
    }
    add_part(s, whole, qg_str_skip(text, start), is_first);
}

/* Bytes of a heading that nothing parts from its text, in a line that lost its ends; 0 where the
 * first sentence may be a heading that runs in. */
static size_t cut_head(const splitter *s, qg_str text)
{
    enum { MAX_RUN_IN_RUNES = 42, MAX_COMMAS = 3 };
    qg_line first = {.text = qg_str_head(text, qg_first_sentence(text))};
    qg_number number = qg_text_number(text);

    if (!s->is_whole || (number.form != QG_NUMBER_HAN && number.form != QG_NUMBER_HAN_BRACKET))
        return 0;
    qg_line_measure(&first);
    return first.n_runes > MAX_RUN_IN_RUNES || first.n_commas > MAX_COMMAS
               ? qg_text_cut_heading(text, (size_t)number.n)
               : 0;
}

/* Add a part that starts with a number, its heading apart when that can be told. */
static void add_numbered(splitter *s, const qg_line *whole, qg_str text, bool is_first)
{
    size_t head;

    text = qg_str_trim(text);
    head = qg_text_glued_head(text);
    if (head == 0)
        head = cut_head(s, text);
    if (head > 0) {
        add_part(s, whole, qg_str_head(text, head), is_first);
        add_paragraphs(s, whole, qg_str_skip(text, head), false);
    } else {
        add_paragraphs(s, whole, text, is_first);
    }
}

/* A line with no number inside: 二、存在问题一是…，二是… is a heading and its text all the same. */
static void add_whole(splitter *s, const qg_line *line)
{
    if (qg_text_enumeration_head(line) > 0)
        add_numbered(s, line, line->text, true);
    else
        add_part(s, line, line->text, true);
}

/* Whether the line may be a title with the first heading behind it: 某某工作总结一、背景 */
static bool ends_with_first(const splitter *s, size_t i)
{
    const qg_line *line = &s->job->lines.at[i];

    return may_be_title(s) &&
           (s->is_whole || (line->n_runes <= MAX_TITLE_LINE_RUNES && line->n_stops == 0 &&
                            qg_number_below(&s->job->lines, i, QG_NUMBER_HAN) == 2));
}

/* The form of the number at the start of `line` if a list may follow it at once, as （一） does in
 * 二、主要做法（一）….  QG_NUMBER_NONE where the line starts with the title instead;
 * QG_NUMBER_FORMS where no list may. */
static qg_number_form open_form(const splitter *s, size_t i, const qg_line *line, size_t start)
{
    if (start > 0)
        return QG_NUMBER_FORMS;
    if (qg_number_opens_list(line->number.form))
        return line->number.form;
    return ends_with_first(s, i) ? QG_NUMBER_NONE : QG_NUMBER_FORMS;
}

/* Bytes of a recipient that the first sentences follow on its line: 各部门、分公司： 根据… */
static size_t recipient_head(const splitter *s, const qg_line *line)
{
    return !s->has_prose && qg_line_is_prose(line) && qg_str_starts(line->text, QG_STR("各")) &&
                   !qg_str_starts(line->text, QG_STR("各位"))
               ? qg_text_salutation(line->text)
               : 0;
}

/* The first line of a page that is no furniture, and long as where line ends were lost. */
static bool starts_article(const splitter *s, const qg_line *line)
{
    for (size_t i = 0; i < s->out.n; i++)
        if (s->out.at[i].junk < QG_JUNK_LIKELY && !s->out.at[i].is_menu && !s->out.at[i].is_meta)
            return false;
    return s->out.n > 0 && line->n_runes >= MIN_WHOLE_RUNES && line->n_stops > 1;
}

/* Add what stands in front of the text on its line, as a title; returns where the text starts, 0
 * when there is no such thing. */
static size_t add_front(splitter *s, const qg_line *line)
{
    size_t head = qg_text_heading_head(line);
    size_t title = head > 0 || !may_be_title(s) ? 0 : qg_text_title_head(&s->out, line);
    size_t byline = head + title > 0 ? 0 : qg_text_byline_head(line->text);
    size_t start, salutation;
    qg_str rest;

    if (head + title + byline == 0 && may_be_title(s) && line->number.form == QG_NUMBER_NONE &&
        (s->is_whole || starts_article(s, line)))
        title = qg_text_cut_title(line->text);
    start = head + title + byline > 0 ? head + title + byline : recipient_head(s, line);
    if (start == 0)
        return 0;
    rest = qg_str_trim(qg_str_skip(line->text, start));
    add_part(s, line, qg_str_head(line->text, start), true);
    s->has_title = s->has_title || title > 0;
    salutation = title + byline > 0 ? qg_text_salutation(rest) : 0;
    if (salutation > 0) {
        add_part(s, line, qg_str_head(rest, salutation), false);
        rest = qg_str_trim(qg_str_skip(rest, salutation));
    }
    return (size_t)(rest.p - line->text.p);
}

/* Cut `line` where numbers inside it start pieces. */
static void split_line(splitter *s, size_t i, const qg_line *line)
{
    bool is_first, is_piece = true; /* the number before */
    size_t start, at;

    s->is_whole = (size_t)line->n_runes * 10 >= s->n_runes * 6 && line->n_runes >= MIN_WHOLE_RUNES;
    s->is_glued = false;
    start = add_front(s, line);
    is_first = start == 0;
    at = start > 0 ? start : (size_t)line->number.n;
    qg_inner_numbers_find(&s->inner, &s->job->lines, i, qg_str_skip(line->text, at), at,
                          open_form(s, i, line, start));
    s->gaps_part = s->inner.n > 1 && qg_text_gaps_part(line->text, s->inner.n);
    for (size_t k = 0; k < s->inner.n; k++) {
        qg_inner_number *c = &s->inner.at[k];
        c->is_open = c->is_open && is_piece;
        is_piece = c->offset <= start || starts_piece(s, c);
        if (c->offset == start && start > 0)
            note_number(s, c->number); /* a title stands before it */
        if (c->offset <= start || !is_piece)
            continue;
        add_numbered(s, line, qg_str_head(qg_str_skip(line->text, start), c->offset - start),
                     is_first);
        note_number(s, c->number);
        is_first = false;
        s->is_glued = true;
        start = c->offset;
    }
    if (is_first)
        add_whole(s, line);
    else
        add_numbered(s, line, qg_str_skip(line->text, start), false);
}

/* The same, with a signature and its date behind the last sentence apart, and 特此通知。 too. */
static void split_unsigned(splitter *s, size_t i, const qg_line *line)
{
    qg_line body = *line;
    size_t end = qg_text_unsigned(line->text);
    qg_str tail = qg_str_trim(qg_str_skip(line->text, end)), formula;

    if (tail.n == 0) {
        split_line(s, i, line);
        return;
    }
    body.text = qg_str_head(line->text, end);
    formula = qg_str_skip(body.text, qg_text_last_sentence(body.text));
    if (qg_str_starts(formula, QG_STR("特此")))
        body.text.n -= formula.n;
    qg_line_measure(&body);
    split_line(s, i, &body);
    add_part(s, line, qg_str_skip(qg_str_head(line->text, end), body.text.n), false);
    add_part(s, line, qg_str_head(tail, qg_signed_head(tail)), false);
    add_part(s, line, qg_str_skip(tail, qg_signed_head(tail)), false);
}

/* The line behind a title that stands twice at its start: the first one is the page's. */
static qg_line without_doubled(splitter *s, const qg_line *line)
{
    size_t n = may_be_title(s) ? qg_text_doubled(line->text) : 0;
    qg_line rest = *line;

    if (n > 0) {
        add_part(s, line, qg_str_head(line->text, n), true);
        rest.text = qg_str_skip(line->text, n);
        rest.offset += n;
        qg_line_measure(&rest);
    }
    return rest;
}

/* ---- all ------------------------------------------------------------------------------------- */

void qg_text_split(qg_text_job *job)
{
    splitter s = {.job = job};
    size_t head;

    qg_lines_reserve(&s.out, job->lines.n);
    for (size_t i = 0; i < job->lines.n; i++)
        s.n_runes += job->lines.at[i].junk < 3 ? (size_t)job->lines.at[i].n_runes : 0;
    for (size_t i = 0; i < job->lines.n; i++) {
        const qg_line *line = &job->lines.at[i];
        if ((head = qg_text_sourced_date(line, &s.out)) > 0) {
            qg_line date = *line;
            date.junk = 0;
            add_part(&s, &date, qg_str_head(line->text, head), true);
            add_part(&s, line, qg_str_skip(line->text, head), true);
        } else if (line->is_meta || line->junk >= 4) {
            add_part(&s, line, line->text, true);
        } else if ((head = qg_text_signed_head(job, &s.out, i)) > 0) {
            add_part(&s, line, qg_str_head(line->text, head), true);
            add_part(&s, line, qg_str_skip(line->text, head), false);
        } else if (line->is_literal || line->n_runes < 12)
            add_part(&s, line, line->text, true);
        else {
            qg_line rest = without_doubled(&s, line), site = rest;
            if ((head = qg_text_before_site(rest.text)) > 0) {
                rest.text = qg_str_head(rest.text, head);
                qg_line_measure(&rest);
            }
            split_unsigned(&s, i, &rest);
            site.junk = QG_JUNK_SURE;
            add_part(&s, &site, head > 0 ? qg_str_skip(site.text, head) : (qg_str){0}, true);
        }
    }
    if (s.out.status == QG_OK)
        s.out.status = job->lines.status == QG_OK ? s.inner.status : job->lines.status;
    free(s.inner.at);
    qg_lines_clear(&job->lines);
    job->lines = s.out;
}
