/* copies.c - a text that stands on its page twice.
 *
 * Pages keep hidden copies of their text, for printing or for phones.  Paragraphs that follow each
 * other as they did before are such a copy; a refrain, a quotation or one repeated sentence is not.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/words_int.h"

#include <stdlib.h>

enum {
    MIN_RUNES = 30,       /* of a paragraph that nobody writes twice */
    MIN_COPIED_RUNES = 90 /* of all that is repeated in a row */
};

typedef struct slot {
    size_t first; /* index of the piece, from 1; 0: empty */
} slot;

static bool is_same(const qg_line *a, const qg_line *b)
{
    return a->key == b->key && a->n_runes == b->n_runes && qg_str_eq(a->text, b->text);
}

/* The piece before `i` with the same text, from 1; 0 when it is the first, which is remembered. */
static size_t look_up(slot *slots, size_t size, const qg_line *at, size_t i)
{
    enum { MAX_PROBES = 32 }; /* equal keys of other texts: give up */
    size_t k = at[i].key & (size - 1);

    for (int probe = 0; probe < MAX_PROBES; probe++, k = (k + 1) & (size - 1)) {
        if (slots[k].first == 0) {
            slots[k].first = i + 1;
            return 0;
        }
        if (is_same(&at[slots[k].first - 1], &at[i]))
            return slots[k].first;
    }
    return 0;
}

/* Several articles of a regulation may have the same entry of a list with the same words behind it,
 * so a copy of a text begins with no entry. */
static bool is_entry(const qg_line *line)
{
    return line->number.form >= QG_NUMBER_HAN_BRACKET && line->number.form <= QG_NUMBER_CIRCLED;
}

/* The title above piece `start` of a page that stands above piece `from`, too; 0 without. */
static size_t title_above(const qg_line *at, size_t from, size_t start)
{
    enum { NEAR = 8, LEAST_RUNES = 6 };

    for (size_t i = start; i-- > 0 && start - i <= NEAR;)
        for (size_t k = from < i ? from : i; k-- > 0 && from - k <= NEAR;)
            if (at[i].look != NULL && at[i].n_runes >= LEAST_RUNES && is_same(&at[k], &at[i]))
                return i;
    return 0;
}

/* Go on behind a picture or a line that only one of the two texts has.  Finds the next paragraph
 * that is in both: sets `*k` to its place in the text and returns that in the copy; n when there is
 * none near. */
static size_t next_same(const qg_line *at, size_t n, size_t start, size_t *k, size_t i)
{
    enum { NEAR = 4 };

    for (size_t d = 1; d <= 2 * NEAR; d++)
        for (size_t a = d > NEAR ? d - NEAR : 0; a <= d && a <= NEAR; a++) {
            size_t one = *k + a, other = i + d - a;
            if (one < start && other < n && at[other].n_runes >= MIN_RUNES &&
                is_same(&at[one], &at[other])) {
                *k = one;
                return other;
            }
        }
    return n;
}

/* What of a text stands again. */
typedef struct copy {
    size_t runes, n, n_prose, end; /* end: behind its last piece */
} copy;

/* Walk along the pieces from `start` on that repeat those from `from` on; with `does_mark` they are
 * marked.  A copy of a page's text below its title may lack a piece or have another one. */
static copy walk_copy(qg_line *at, size_t n, size_t from, size_t start, bool does_mark)
{
    size_t title = title_above(at, from, start);
    copy c = {.end = start};

    at[title].is_copy = at[title].is_copy || (does_mark && title > 0);

    for (size_t k = from, i = start; i < n && k < start;) {
        if (!is_same(&at[k], &at[i])) {
            i = title > 0 ? next_same(at, n, start, &k, i) : n;
            continue;
        }
        c.runes += (size_t)at[i].n_runes;
        c.n_prose += qg_line_is_prose(&at[i]);
        c.n++;
        at[i].is_copy = at[i].is_copy || does_mark;
        c.end = i + 1;
        k++;
        i++;
    }
    return c;
}

/* Mark the pieces around `i` that repeat those around `first`.  Returns the index behind the last
 * of them. */
static size_t mark_copy(qg_line *at, size_t n, size_t first, size_t i)
{
    size_t start = i, from = first;
    copy c;

    while (start > first + 1 && from > 0 && is_same(&at[from - 1], &at[start - 1])) {
        from--;
        start--;
    }
    c = walk_copy(at, n, from, start, false);
    if (c.runes >= MIN_COPIED_RUNES && c.n_prose >= 2 && c.n >= 3 && !is_entry(&at[start]))
        walk_copy(at, n, from, start, true);
    return c.end > i ? c.end : i + 1;
}

/* A page has one or two hidden copies; whoever repeats a text more often means it. */
static void pardon_many(qg_line *at, size_t n)
{
    size_t n_copies = 0;

    for (size_t i = 0; i < n; i++)
        n_copies += at[i].is_copy;
    for (size_t i = 0; n_copies * 3 > n * 2 && i < n; i++)
        at[i].is_copy = false;
}

void qg_text_find_copies(qg_text_job *job)
{
    qg_line *at = job->lines.at;
    size_t n = job->lines.n, size = 64;
    slot *slots;

    while (size < n * 2)
        size *= 2;
    slots = job->lines.status == QG_OK ? calloc(size, sizeof *slots) : NULL;
    if (slots == NULL) {
        job->lines.status = job->lines.status == QG_OK ? QG_E_MEMORY : job->lines.status;
        return;
    }
    for (size_t i = 0; i < n;) {
        size_t first = at[i].n_runes >= MIN_RUNES ? look_up(slots, size, at, i) : 0;
        i = first > 0 ? mark_copy(at, n, first - 1, i) : i + 1;
    }
    free(slots);
    pardon_many(at, n);
}

/* ---- abstracts ---------------------------------------------------------------------------------
 */

/* The words behind 摘要： and the like, or all of the line; without the dots at their end. */
static qg_str abstract_of(qg_str text)
{
    static const char *const labels[] = {"摘要",     "导读",     "内容摘要", "文章摘要",
                                         "摘 要",    "内容提要", "内容简介", "【摘要】",
                                         "核心提示", "内容提示", "简介"};

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        qg_str rest = qg_str_skip(text, strlen(labels[i]));
        if (qg_str_starts(text, qg_str_of(labels[i])) && qg_is_colon(qg_utf8_first(rest)))
            text = qg_str_skip(rest, qg_utf8_first(rest) < 0x80 ? 1 : QG_STR("：").n);
    }
    text = qg_str_trim(text);
    while (qg_str_ends(text, QG_STR("…")) || qg_str_ends(text, QG_STR(".")))
        text.n -= qg_str_ends(text, QG_STR(".")) ? 1 : QG_STR("…").n;
    return text;
}

/* Whether `words` are how a text from `at` on starts, one line behind the other: a title, its
 * number, whom it is for.  A title that stands again on two lines is none of that.
 *
 * is_called  an abstract, so that a part of the title is enough */
static bool start_lines(qg_str words, const qg_line *at, size_t n, bool is_called)
{
    enum { MOST_LINES = 6 };

    for (size_t i = 0; i < n && i < MOST_LINES; i++) {
        if (at[i].text.n > words.n)
            return (words.n > 0 || i == 1) && (is_called || qg_line_is_prose(&at[i])) &&
                   qg_str_starts(at[i].text, words);
        if (qg_line_is_prose(&at[i]) || !qg_str_starts(words, at[i].text))
            return false;
        words = qg_str_trim(qg_str_skip(words, at[i].text.n));
    }
    return false;
}

/* Whether articles of a regulation follow, which no author writes an abstract of. */
static bool is_above_articles(const qg_line *at, size_t n, size_t i)
{
    enum { AHEAD = 3 };

    for (size_t k = i + 1; k < n && k <= i + AHEAD; k++)
        if (at[k].number.form == QG_NUMBER_ARTICLE)
            return true;
    return false;
}

/* The words of an abstract without the title that stands above it. */
static qg_str without_title_above(qg_str words, const qg_line *at, size_t i)
{
    enum { LEAST_RUNES = 8 };

    for (size_t k = 0; k < i; k++) {
        qg_str title = qg_without_bracket(at[k].text);
        if (at[k].n_runes >= LEAST_RUNES && qg_str_starts(words, title))
            return qg_str_trim(qg_str_skip(words, title.n));
    }
    return words;
}

void qg_text_find_abstracts(qg_line *at, size_t n)
{
    enum { TOP = 24, AHEAD = 12, LEAST_RUNES = 16, ABSTRACT = 9 };

    bool has_title =
        false; /* above; a title of its own is no abstract, if the text starts with it */

    for (size_t i = 0; i < n && i < TOP; i++) {
        qg_str words = abstract_of(at[i].text);
        bool is_called = words.p > at[i].text.p, is_first = !has_title;
        has_title = has_title || at[i].junk < QG_JUNK_LIKELY;
        if (at[i].look != NULL || qg_utf8_count(words) < LEAST_RUNES)
            continue;
        if (is_called && is_above_articles(at, n, i))
            at[i].junk = ABSTRACT;
        if (is_called) /* it may be cut together */
            words = qg_utf8_head(without_title_above(words, at, i), LEAST_RUNES * QG_STR("摘").n);
        for (size_t k = i + 1; k < n && k <= i + AHEAD && (is_called || !is_first); k++)
            if (start_lines(words, &at[k], n - k, is_called) &&
                !(at[k].key == at[i].key && at[i + 1].n_commas > 0)) /* it heads a text, too */
                at[i].junk = ABSTRACT;
    }
}
