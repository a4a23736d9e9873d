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
    MIN_PIECE_BYTES = 6, /* behind a number */
    LINES_AHEAD = 60,    /* how far the second of a sequence is looked for */
    MIN_WHOLE_RUNES = 100,
    MAX_TITLE_LINE_RUNES = 60, /* of a title and the first heading */
    TITLE_PIECES = 12          /* the title is among the first */
};

typedef struct splitter {
    qg_text_job *job;
    qg_lines out;
    int last[QG_NUMBER_FORMS]; /* the number that was seen last in each form */
    bool has_title, has_prose;
    bool is_glued;                /* the line at hand was cut at a number already */
    bool is_whole;                /* it is most of the text, which has lost its line ends */
    size_t n_runes;               /* of all lines */
    bool gaps_part;               /* in it a blank behind a full stop ends a paragraph */
    struct candidate *candidates; /* of the line at hand */
    size_t n_candidates, n_allocated;
} splitter;

#define BOUNDARY ((qg_rune)0x3002) /* what stands before a piece: as good as a full stop */

/* May start a number that can stand inside a line. */
static bool may_start_number(qg_rune rune)
{
    switch (rune) {
    case '(':
    case 0xFF08: /* （ */
    case 0x7B2C: /* 第 */
    case 0x4E00: /* 一 and so on to 十 */
    case 0x4E8C:
    case 0x4E09:
    case 0x56DB:
    case 0x4E94:
    case 0x516D:
    case 0x4E03:
    case 0x516B:
    case 0x4E5D:
    case 0x5341:
        return true;
    default:
        return rune >= '1' && rune <= '9';
    }
}

static bool is_splitting_form(qg_number_form form)
{
    return form == QG_NUMBER_CHAPTER || form == QG_NUMBER_SECTION || form == QG_NUMBER_HAN ||
           form == QG_NUMBER_HAN_BRACKET || form == QG_NUMBER_ARABIC || form == QG_NUMBER_BRACKET ||
           form == QG_NUMBER_ARTICLE;
}

/* Has words behind it that a number of a lower form may follow at once: 二、主要做法（一）…,
 * 1、职责（1）…, 第一章 总则第一条 */
static bool opens_list(qg_number_form form)
{
    return form == QG_NUMBER_HAN || form == QG_NUMBER_ARABIC || form == QG_NUMBER_CHAPTER;
}

/* Whether the title may still come. */
static bool may_be_title(const splitter *s)
{
    return !s->has_title && s->out.n <= TITLE_PIECES;
}

/* ---- numbers inside a line ------------------------------------------------------------------ */

/* A number inside a line that may start a piece. */
typedef struct candidate {
    qg_number number;
    size_t offset;  /* in the line */
    int next_value; /* of the next candidate of its form, in this line or at the start of another */
    bool next_is_over; /* which a sentence ends before */
    bool is_over;      /* a sentence has ended before it */
    bool is_apart;     /* a blank stands before it */
    bool is_announced; /* a colon */
    bool is_cited;     /* the name of a law: 《解释》第一条 */
    bool is_open;      /* it follows the words of a heading without anything between */
    bool has_comma;    /* those words have commas */
} candidate;

static void add_candidate(splitter *s, const candidate *c)
{
    if (s->n_candidates == s->n_allocated) {
        size_t n = s->n_allocated * 2 + 16;
        candidate *candidates = realloc(s->candidates, n * sizeof *candidates);

        if (candidates == NULL) {
            s->out.status = QG_E_MEMORY;
            return;
        }
        s->candidates = candidates;
        s->n_allocated = n;
    }
    s->candidates[s->n_candidates++] = *c;
}

/* The value of the next number of `form` at the start of a line behind line `i`, unless one of a
 * higher rank stands before it; 0 when there is none. */
static int value_below(const splitter *s, size_t i, qg_number_form form)
{
    const qg_lines *lines = &s->job->lines;

    for (size_t k = i + 1; k < lines->n && k < i + LINES_AHEAD; k++) {
        qg_number_form other = lines->at[k].number.form;
        if (other == form)
            return lines->at[k].number.value;
        if (other != QG_NUMBER_NONE && other < form)
            break;
    }
    return 0;
}

static bool is_ascii_digit(qg_rune rune)
{
    return rune >= '0' && rune <= '9';
}

/* Whether a number is a place in a law, and starts nothing: 第（三）、 （四）项, 第一、第二分院 */
static bool is_reference(qg_number number, qg_rune before, qg_str rest)
{
    qg_str behind = qg_str_skip(rest, (size_t)number.n);

    return before == 0x7B2C || qg_str_starts(behind, QG_STR("项")) ||
           qg_str_starts(behind, QG_STR("項")) || qg_str_starts(behind, QG_STR("款"));
}

/* Find the candidates of `text`, which starts at `start` of its line; in front of it a number of
 * the form `open` may have opened a list, QG_NUMBER_FORMS: none has. */
static void find_candidates(splitter *s, size_t i, qg_str text, size_t start, qg_number_form open)
{
    qg_rune before = start == 0 ? 0 : BOUNDARY, last = before;
    int next[QG_NUMBER_FORMS];
    bool is_over[QG_NUMBER_FORMS] = {false}, has_comma = false;

    s->n_candidates = 0;
    for (qg_str rest = text; rest.n > 0;) {
        qg_rune rune = qg_utf8_first(rest);
        qg_number number = {0};
        if (may_start_number(rune) && last != 0 && !is_ascii_digit(last))
            number = qg_text_number(rest);
        if (is_splitting_form(number.form) && rest.n >= (size_t)number.n + MIN_PIECE_BYTES &&
            !is_reference(number, last, rest)) {
            candidate c = {.number = number,
                           .offset = start + (size_t)(rest.p - text.p),
                           .is_over = qg_is_sentence_end(before) || before == BOUNDARY,
                           .is_apart = qg_rune_is_blank(last),
                           .is_announced = qg_is_colon(before),
                           .is_cited = last == 0x300B,
                           .is_open = open < number.form,
                           .has_comma = has_comma};
            add_candidate(s, &c);
            open = opens_list(number.form) ? number.form : QG_NUMBER_FORMS;
            has_comma = false;
            rest = qg_str_skip(rest, (size_t)number.n);
            before = last = QG_RUNE_BAD;
            continue;
        }
        qg_utf8_take(&rest, &rune);
        last = rune;
        if (rune >= 0x4E00 && rune <= 0x9FFF) { /* nearly all of them */
            before = rune;
            continue;
        }
        if (qg_is_stop(rune) || qg_is_colon(rune))
            open = QG_NUMBER_FORMS;
        has_comma = has_comma || qg_is_comma(rune);
        before = qg_rune_is_blank(rune) ? before : rune;
    }
    for (int form = 0; form < QG_NUMBER_FORMS; form++)
        next[form] = s->n_candidates == 0 ? 0 : value_below(s, i, (qg_number_form)form);
    for (size_t k = s->n_candidates; k-- > 0;) {
        candidate *c = &s->candidates[k];
        c->next_value = next[c->number.form];
        c->next_is_over = is_over[c->number.form];
        if (c->is_over || c->is_apart) {
            next[c->number.form] = c->number.value;
            is_over[c->number.form] = c->is_over;
        }
    }
}

/* Whether a piece starts at the candidate. */
static bool starts_piece(const splitter *s, const candidate *c)
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
    if (number.form == QG_NUMBER_HAN || number.form == QG_NUMBER_CHAPTER)
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
                            value_below(s, i, QG_NUMBER_HAN) == 2));
}

/* Of the number or the title that `line` starts with and that a list may follow at once. */
static qg_number_form open_form(const splitter *s, size_t i, const qg_line *line, size_t start)
{
    if (start > 0)
        return QG_NUMBER_FORMS;
    if (opens_list(line->number.form))
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

/* Cut `line` where numbers inside it start pieces. */
static void split_line(splitter *s, size_t i, const qg_line *line)
{
    size_t head = qg_text_heading_head(line);
    size_t title = head > 0 || !may_be_title(s) ? 0 : qg_text_title_head(&s->out, line);
    size_t byline = head + title > 0 ? 0 : qg_text_byline_head(line->text);
    size_t start, at;
    bool is_first = true, is_piece = true; /* the candidate before */

    s->is_whole = (size_t)line->n_runes * 10 >= s->n_runes * 6 && line->n_runes >= MIN_WHOLE_RUNES;
    if (head + title + byline == 0 && may_be_title(s) && line->number.form == QG_NUMBER_NONE &&
        (s->is_whole || starts_article(s, line)))
        title = qg_text_cut_title(line->text);
    start = head + title + byline;
    if (start == 0)
        start = recipient_head(s, line);
    if (start > 0) {
        qg_str rest = qg_str_trim(qg_str_skip(line->text, start));
        add_part(s, line, qg_str_head(line->text, start), true);
        s->has_title = s->has_title || title > 0;
        is_first = false;
        if (title + byline > 0 && qg_text_salutation(rest) > 0) {
            add_part(s, line, qg_str_head(rest, qg_text_salutation(rest)), false);
            rest = qg_str_trim(qg_str_skip(rest, qg_text_salutation(rest)));
        }
        start = (size_t)(rest.p - line->text.p);
    }
    at = start > 0 ? start : (size_t)line->number.n;
    s->is_glued = false;
    find_candidates(s, i, qg_str_skip(line->text, at), at, open_form(s, i, line, start));
    s->gaps_part = s->n_candidates > 1 && qg_text_gaps_part(line->text, s->n_candidates);
    for (size_t k = 0; k < s->n_candidates; k++) {
        candidate *c = &s->candidates[k];
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
        s.out.status = job->lines.status;
    free(s.candidates);
    qg_lines_clear(&job->lines);
    job->lines = s.out;
}
