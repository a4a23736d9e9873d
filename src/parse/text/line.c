/* line.c - the lines of a text and what each says about itself. */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

#include <limits.h>
#include <stdlib.h>

enum { MAX_DATE_RUNES = 24, PROSE_RUNES = 16, MAX_COUNT = 1 << 28 };

void qg_lines_reserve(qg_lines *lines, size_t n)
{
    qg_line *at;

    if (lines->status != QG_OK || n <= lines->n_allocated)
        return;
    at = realloc(lines->at, n * sizeof *at);
    if (at == NULL) {
        lines->status = QG_E_MEMORY;
        return;
    }
    lines->at = at;
    lines->n_allocated = n;
}

qg_line *qg_lines_add(qg_lines *lines, const qg_line *line)
{
    if (lines->n == lines->n_allocated)
        qg_lines_reserve(lines, lines->n_allocated * 2 + 64);
    if (lines->status != QG_OK)
        return NULL;
    lines->at[lines->n] = *line;
    return &lines->at[lines->n++];
}

void qg_lines_clear(qg_lines *lines)
{
    free(lines->at);
    *lines = (qg_lines){0};
}

bool qg_is_stop(qg_rune rune)
{
    switch (rune) {
    case 0x3002: /* 。 */
    case 0xFF01: /* ！ */
    case 0xFF1F: /* ？ */
    case 0xFF1B: /* ； */
    case '!':
    case '?':
    case ';':
    case 0x2026: /* … */
        return true;
    default:
        return false;
    }
}

bool qg_is_comma(qg_rune rune)
{
    return rune == 0xFF0C || rune == ',' || rune == 0x3001;
}

bool qg_is_colon(qg_rune rune)
{
    return rune == 0xFF1A || rune == ':';
}

/* What closes behind the mark that ends a sentence. */
static bool is_closing(qg_rune rune)
{
    switch (rune) {
    case 0x201D: /* ” */
    case 0x2019: /* ’ */
    case 0x300D: /* 」 */
    case 0x300F: /* 』 */
    case 0xFF09: /* ） */
    case ')':
    case '"':
    case '\'':
    case 0xFFFC: /* the mark of a footnote, a picture */
        return true;
    default:
        return false;
    }
}

/* The last character that is no closing mark. */
static qg_rune last_inner(qg_str text)
{
    qg_rune rune = qg_utf8_last(text);

    while (is_closing(rune) && text.n > 1) {
        text.n -= rune < 0x80 ? 1 : 3;
        rune = qg_utf8_last(text);
    }
    return rune;
}

/* Without the marks of notes at its end: …该书。”[1][2-3] */
static qg_str without_note_marks(qg_str text)
{
    while (text.n > 3 && text.p[text.n - 1] == ']') {
        size_t n = text.n - 1;
        while (n > 0 && ((text.p[n - 1] >= '0' && text.p[n - 1] <= '9') || text.p[n - 1] == '-'))
            n--;
        if (n == 0 || text.p[n - 1] != '[' || n == text.n - 1)
            break;
        text.n = n - 1;
    }
    return text;
}

bool qg_line_ends_sentence(const qg_line *line)
{
    qg_rune last = last_inner(without_note_marks(line->text));

    if (last == '.') /* a full stop of English, not of "1." */
        return line->n_runes > 12;
    return qg_is_stop(last) && last != 0xFF1B && last != ';';
}

size_t qg_first_sentence(qg_str text)
{
    qg_str rest = text;
    qg_rune rune;

    while (rest.n > 0) {
        qg_utf8_take(&rest, &rune);
        if (rune != 0x3002 && rune != 0xFF01 && rune != 0xFF1F && rune != '!' && rune != '?')
            continue;
        while (rest.n > 0 && is_closing(qg_utf8_first(rest)))
            qg_utf8_take(&rest, &rune);
        return text.n - rest.n;
    }
    return text.n;
}

bool qg_line_is_prose(const qg_line *line)
{
    enum { LONG_RUNES = 60, LEAST_GAPS = 8, MOST_RUNES_A_NAME = 10 };
    bool is_row = line->n_gaps >= LEAST_GAPS && qg_rune_is_han(line->first) &&
                  line->n_runes < line->n_gaps * MOST_RUNES_A_NAME;

    return (line->n_stops > 0 && line->n_runes >= PROSE_RUNES) ||
           (line->n_commas > 0 && line->n_runes >= 2 * PROSE_RUNES) ||
           (line->n_runes > LONG_RUNES && !is_row);
}

#define FIRST_KEY 2166136261u /* FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */

static uint32_t mix(uint32_t key, qg_rune rune)
{
    return (key ^ rune) * 16777619u;
}

uint32_t qg_text_key(qg_str text)
{
    uint32_t key = FIRST_KEY;

    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (!qg_rune_is_blank(rune))
            key = mix(key, rune);
    }
    return key;
}

/* 〔…〕: words that were left out end nothing. */
static bool is_left_out(qg_str before)
{
    return qg_utf8_is_in(qg_utf8_last(before), "〔（([【［…");
}

void qg_line_measure(qg_line *line)
{
    qg_str rest = line->text;
    bool was_blank = false;
    size_t columns = 0, n_runes = 0, n_stops = 0, n_commas = 0, n_gaps = 0;
    uint32_t key = FIRST_KEY;

    line->first = qg_utf8_first(rest);
    line->last = qg_utf8_last(rest);
    if (line->last == 0xFFFC && rest.n > 3) /* the mark of a footnote */
        line->last = qg_utf8_last(qg_str_head(rest, rest.n - 3));
    while (rest.n > 0) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        n_runes += !(was_blank && qg_rune_is_blank(rune)); /* several blanks are one */
        if (rune >= 0x4E00 && rune <= 0x9FFF) {            /* nearly all of them */
            columns += 2;
            key = mix(key, rune);
            was_blank = false;
            continue;
        }
        columns += (size_t)qg_rune_columns(rune, true);
        if (qg_rune_is_blank(rune)) {
            n_gaps += !was_blank;
            was_blank = true;
            continue;
        }
        was_blank = false;
        key = mix(key, rune);
        n_stops += qg_is_stop(rune) &&
                   !(rune == 0x2026 &&
                     is_left_out(qg_str_head(line->text, (size_t)(rest.p - line->text.p) - 3)));
        n_commas += qg_is_comma(rune);
    }
    line->columns = columns > MAX_COUNT ? MAX_COUNT : (int)columns;
    line->n_runes = n_runes > MAX_COUNT ? MAX_COUNT : (int)n_runes;
    line->n_stops = n_stops > MAX_COUNT ? MAX_COUNT : (int)n_stops;
    line->n_commas = n_commas > MAX_COUNT ? MAX_COUNT : (int)n_commas;
    line->n_gaps = n_gaps > MAX_COUNT ? MAX_COUNT : (int)n_gaps;
    line->key = key;
    line->number = qg_text_number(line->text);
    line->is_date = (line->last == 0x65E5 /* 日 */ || line->last == ')' || line->last == 0xFF09) &&
                    n_runes <= MAX_DATE_RUNES && qg_is_date_line(line->text);
}

const qg_text_look *qg_line_look(const qg_line *line)
{
    static const qg_text_look nothing = {.align = QG_ALIGN_NONE};

    return line->look == NULL ? &nothing : line->look;
}

size_t qg_text_place(const qg_text_job *job, size_t offset)
{
    return job->page == NULL ? offset : qg_map_back(job->page->map, offset);
}

/* How sure a finding about `line` is.  Labels and joins were weighed; the others are as sure as
 * such findings were on pages that were looked through. */
static float confidence_of(qg_kind kind, const qg_line *line)
{
    bool is_unsure_number =
        line->lost != QG_LOST_NOTHING || line->number.form >= QG_NUMBER_BARE_HAN;

    switch (kind) {
    case QG_FOUND_PARSE_JUNK:
    case QG_FOUND_PARSE_TITLE:
    case QG_FOUND_PARSE_JOINED:
        return line->confidence;
    case QG_FOUND_PARSE_HEADING:
        if (line->number.form == QG_NUMBER_NONE)
            return qg_line_look(line)->heading > 0 ? 0.95f : 0.8f;
        return is_unsure_number ? 0.85f : 0.97f;
    case QG_FOUND_PARSE_RUN_IN:
    case QG_FOUND_PARSE_LIST:
    case QG_FOUND_PARSE_ELEMENT:
        return 0.95f;
    case QG_FOUND_PARSE_SPLIT:
    case QG_FOUND_PARSE_BRACKETS:
        return 0.9f;
    case QG_FOUND_PARSE_PAGE_DATA:
    case QG_FOUND_PARSE_SPACE:
        return 0.98f;
    default:
        return 1;
    }
}

void qg_text_tell(const qg_text_job *job, qg_kind kind, const qg_line *line, qg_str before,
                  qg_str after)
{
    qg_sink_tell(job->sink, &(qg_finding){.kind = kind,
                                          .offset = qg_text_place(job, line->offset),
                                          .before = before,
                                          .after = after,
                                          .confidence = (double)confidence_of(kind, line)});
}
