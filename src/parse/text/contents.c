/* contents.c - a table of contents without page numbers.
 *
 * A converter leaves of it what the headings say, one a line, above the text that has them all
 * again.
 */
#include "parse/text/furniture_int.h"

#include "unicode/unicode.h"

#include <stdlib.h>

enum {
    TOP = 120,     /* pieces among which it starts */
    MAX_RUN = 200, /* its entries */
    MIN_RUN = 4,
    MIN_CALLED = 2, /* below 目录 */
    MAX_RUNES = 40, /* of an entry */
    GAP = 40,       /* pieces of title and foreword between it and the text */
    FAR = 400,      /* pieces in which an entry stands again */
    LOOK_AHEAD = 12 /* entries that the text may leave out */
};

/* A picture or table of a page, or what stands beside its article. */
static bool is_aside(const qg_line *line)
{
    const qg_text_look *look = qg_line_look(line);

    return look->block != NULL || look->is_picture || look->is_outside;
}

static bool may_be_entry(const qg_line *line)
{
    return line->n_runes <= MAX_RUNES && line->n_stops == 0 && !line->is_meta && !line->is_date &&
           !is_aside(line) && !qg_is_colon(line->last) && !qg_is_comma(line->last);
}

/* A hash of what the entry says, without its own number and without that of a page glued to its
 * end.  0 when the line cannot be an entry. */
static uint32_t words_of(const qg_line *line)
{
    qg_str text = qg_str_trim(qg_str_skip(line->text, (size_t)line->number.n));
    uint32_t key;

    if (!may_be_entry(line))
        return 0;
    while (text.n > 1 && qg_rune_is_digit(qg_utf8_last(text)))
        text.n--;
    key = qg_text_key(text);
    return key == 0 ? 1 : key;
}

/* The hashes of all pieces, since each is asked for again and again.  The caller frees them; NULL
 * when memory runs out. */
static uint32_t *words_of_all(const qg_line *at, size_t n)
{
    uint32_t *all = malloc(n * sizeof *all);

    for (size_t i = 0; all != NULL && i < n; i++)
        all[i] = words_of(&at[i]);
    return all;
}

/* Whether a line with these words stands among the `most` pieces from `k` on. */
static bool stands_again(const uint32_t *all, size_t n, size_t k, size_t most, uint32_t words)
{
    for (size_t end = k + most; k < n && k < end; k++)
        if (all[k] == words)
            return true;
    return false;
}

bool qg_line_heads_contents(const qg_line *line)
{
    enum { MOST_RUNES = 4 };

    return line->first == 0x76EE && (line->last == 0x5F55 || line->last == 0x9304) &&
           line->n_runes <= MOST_RUNES;
}

/* Whether the line stands above a table of contents: 目录, also with the title in front,
 * 某县应急预案目录. */
static bool heads_contents(const qg_line *line)
{
    return may_be_entry(line) &&
           (qg_line_heads_contents(line) || qg_str_ends(line->text, QG_STR("目录")) ||
            qg_str_ends(line->text, QG_STR("目錄")));
}

/* How many entries from `i` on follow each other before the first of them stands again; 0 when none
 * does.  Between numbered entries and the text, the title and the start of the text may stand. */
static size_t run_at(const qg_line *at, const uint32_t *all, size_t n, size_t i)
{
    const uint32_t *words = all + i;
    bool is_again = false;
    size_t k = 0,
           least = i > 0 && heads_contents(&at[i - 1]) && at[i].number.form >= QG_NUMBER_BARE_HAN
                       ? MIN_CALLED
                       : MIN_RUN;

    for (; i + k < n && k < MAX_RUN && words[k] != 0; k++) {
        is_again = k >= least && words[k] == words[0];
        if (is_again)
            break;
    }
    if (k < least || (!is_again && (at[i].number.form == QG_NUMBER_NONE ||
                                    !stands_again(all, n, i + k, GAP, words[0]))))
        return 0;
    while (k > 0 && !stands_again(all, n, i + k, FAR, words[k - 1]))
        k--;
    return k < least ? 0 : k;
}

/* Whether piece `k` stands right above text, with at most the buttons of an encyclopedia between:
 * 播报 编辑. */
static bool stands_above_text(const qg_line *at, const uint32_t *all, size_t n, size_t k)
{
    k += k + 1 < n && at[k + 1].junk >= QG_JUNK_LIKELY ? 2 : 1;
    return k < n && all[k] == 0;
}

/* Whether piece `k` stands right above its own first part: 第一部分 部门概况 / 一、主要职责 */
static bool stands_above_part(const qg_line *at, size_t n, size_t k)
{
    return k + 1 < n && at[k].number.form != QG_NUMBER_NONE &&
           at[k + 1].number.form > at[k].number.form && at[k + 1].number.value == 1;
}

/* Whether the `run` entries from `i` on are headings of the text below: most of them stand again
 * there in the same order, and half of those stand above text (a heading with parts of its own need
 * not).  A verse that is sung again, or the same answers to the next question, head nothing: only
 * short lines are below each of them. */
static bool head_text(const qg_line *at, const uint32_t *all, size_t n, size_t i, size_t run)
{
    const uint32_t *words = all + i;
    size_t next = 0, n_found = 0, n_heads = 0, n_wholes = 0;

    for (size_t k = i + run; k < n && next < run; k++)
        for (size_t m = next; all[k] != 0 && m < run && m < next + LOOK_AHEAD; m++)
            if (words[m] == all[k]) {
                next = m + 1;
                n_found++;
                n_heads += stands_above_text(at, all, n, k);
                n_wholes += stands_above_part(at, n, k);
                break;
            }
    return n_found * 10 >= run * 6 && n_heads * 2 + n_wholes >= n_found;
}

/* The title and who issued it, above the contents, are no menu. */
static void free_cover(qg_line *at, size_t n)
{
    enum { MOST_LINES = 6 };

    for (size_t i = n; i > 0 && i + MOST_LINES >= n && at[i - 1].junk < QG_JUNK_LIKELY; i--)
        at[i - 1].is_menu = false;
}

/* Mark the entries of the first table of contents.  In one that still has the numbers of its pages
 * each entry shows by itself what it is. */
static void mark(qg_line *at, const uint32_t *all, size_t n)
{
    for (size_t i = 0; i + 1 < n && i < TOP; i++)
        at[i].is_copy =
            at[i].is_copy || (heads_contents(&at[i]) && qg_line_is_contents(&at[i + 1]));
    for (size_t i = 0; i < n && i < TOP; i++) {
        size_t run = run_at(at, all, n, i);
        if (run == 0 || at[i].n_runes < 2 || !head_text(at, all, n, i, run))
            continue;
        for (size_t k = i; k < i + run; k++)
            at[k].is_copy = true;
        if (i > 0 && heads_contents(&at[i - 1]))
            at[i - 1].is_copy = true;
        free_cover(at, i);
        return;
    }
}

void qg_text_find_contents(qg_text_job *job)
{
    uint32_t *all;

    if (job->lines.n == 0 || job->lines.status != QG_OK)
        return;
    all = words_of_all(job->lines.at, job->lines.n);
    if (all != NULL)
        mark(job->lines.at, all, job->lines.n);
    else
        job->lines.status = QG_E_MEMORY;
    free(all);
}
