/* own_lines.c - lines of Markdown that nobody wrapped: names, addresses, a programme, verse.
 *
 * Who wraps a sentence breaks it where the line is full.  A line with room for the next word, which
 * is no sentence and breaks off in none, ended because its author ended it: 第一小学 王小明 above
 * 第二小学 李丽.  One alone may be chance; what stands around it must be such a line too.
 */
#include "parse/written_int.h"

#include "unicode/unicode.h"

/* Words that nothing ends with, or starts with: a phrase goes on. */
static const char *const openers = "于於在從从至和與与及或的將将是以把被讓让該该此每各其而并但且即";
static const char *const followers = "的了和與与及或并而则則";

/* Whether the inlines of the line are words, not formulas, code or pictures. */
static bool is_of_words(const qg_node *first)
{
    for (const qg_node *node = first; node != NULL; node = qg_node_walk(first->parent, node)) {
        if (node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK)
            return true;
        if (node->kind == QG_MATH || node->kind == QG_CODE || node->kind == QG_IMAGE)
            return false;
    }
    return true;
}

/* Columns of the first word: of a character, or of all letters and figures up to the next blank. */
static int first_word(qg_str text)
{
    int n = 0;

    for (qg_rune rune; text.n > 0;) {
        qg_utf8_take(&text, &rune);
        if (qg_rune_is_wide(rune) || qg_rune_is_blank(rune))
            return n > 0 ? n : 2;
        n++;
    }
    return n;
}

/* Whether the first word of `next` would have stood in the line, too. */
static bool has_room(const qg_line *line, const qg_line *next, int edge)
{
    enum { SLACK = 2 };

    return line->columns + first_word(next->text) + SLACK <= edge;
}

/* 9:30, 2019年 and 3月5日 start a line of a programme or a life. */
static bool starts_with_moment(const qg_line *line)
{
    qg_str rest = line->text;
    qg_rune mark = 0;
    size_t n = 0;

    while (n < rest.n && qg_rune_is_digit((unsigned char)rest.p[n]))
        n++;
    rest = qg_str_skip(rest, n);
    if (n == 0 || n > 4 || rest.n == 0)
        return false;
    qg_utf8_take(&rest, &mark);
    if (qg_is_colon(mark))
        return n <= 2 && rest.n >= 2 && qg_rune_is_digit((unsigned char)rest.p[0]) &&
               qg_rune_is_digit((unsigned char)rest.p[1]);
    return (mark == 0x5E74 /* 年 */ && n == 4) || (mark == 0x6708 /* 月 */ && n <= 2);
}

/* A line that may be one of its own: no sentence, nor the start or rest of one. */
static bool is_fact(const qg_written *w)
{
    const qg_line *line = &w->line;

    return line->n_stops == 0 && !qg_is_comma(line->last) && !qg_line_leaves_open(line) &&
           qg_str_find(line->text, QG_STR("，")) == line->text.n && !qg_cannot_start(line->first) &&
           !qg_utf8_is_in(line->last, openers) && !qg_utf8_is_in(line->first, followers) &&
           is_of_words(w->first);
}

/* Whether the line would go on the one above without a blank. */
static bool is_glued(const qg_written *w)
{
    const qg_node *end = w->first->previous;

    return end != NULL && end->kind == QG_SOFT_BREAK && !end->u.soft_break.is_blank;
}

static bool is_soft(const qg_written *w)
{
    return w->first->previous != NULL && w->first->previous->kind == QG_SOFT_BREAK;
}

/* How many lines from `at` are facts, each with room for the next. */
static size_t facts_at(const qg_written *at, size_t n, int edge)
{
    size_t k = 0;

    while (k < n && is_fact(&at[k]) && at[k].line.columns <= edge &&
           (k == 0 || (is_soft(&at[k]) && has_room(&at[k - 1].line, &at[k].line, edge))))
        k++;
    return k;
}

/* Whether they are enough: two are where a blank parts each, 时间 3月5日 above 地点 会议室, or
 * where both are short and no sentence goes on below them. */
static bool is_row(const qg_written *at, size_t k, bool is_at_end)
{
    enum { LEAST_LINES = 3, SHORT_COLUMNS = 30 };

    if (k >= LEAST_LINES || (at[0].line.n_gaps > 0 && at[1].line.n_gaps > 0))
        return true;
    return is_at_end && at[0].line.columns <= SHORT_COLUMNS && at[1].line.columns <= SHORT_COLUMNS;
}

/* Mark the lines of a row of facts behind its first, if any would be glued to the one above; Latin
 * ones get a blank. */
static void mark_row(qg_written *at, size_t n)
{
    bool is_any_glued = false;

    for (size_t k = 1; k < n; k++)
        is_any_glued = is_any_glued || is_glued(&at[k]);
    for (size_t k = 1; k < n; k++)
        at[k].is_own = at[k].is_own || is_any_glued;
}

/* All lines as long as each other, with a mark at their ends: 春眠不觉晓， */
static bool is_verse(const qg_written *at, size_t n)
{
    enum { LEAST_LINES = 4, LEAST_RUNES = 5, MOST_RUNES = 16 };

    if (n < LEAST_LINES || at->line.n_runes < LEAST_RUNES || at->line.n_runes > MOST_RUNES)
        return false;
    for (size_t k = 0; k < n; k++)
        if (at[k].line.n_runes != at->line.n_runes ||
            !(qg_is_stop(at[k].line.last) || qg_is_comma(at[k].line.last)) ||
            (k > 0 && !is_soft(&at[k])))
            return false;
    return true;
}

/* 各处室：, or 9:30 above 10:00, or anything above 电话：… */
static bool is_pair(const qg_written *w, const qg_written *next, int edge)
{
    if (!is_glued(next) || qg_is_comma(w->line.last))
        return false;
    if (starts_with_moment(&w->line) && starts_with_moment(&next->line))
        return true;
    return ((qg_is_colon(w->line.last) && w->line.n_stops == 0) ||
            qg_line_is_labelled(&next->line)) &&
           is_of_words(w->first) && has_room(&w->line, &next->line, edge);
}

bool qg_own_lines_find(qg_written *lines, size_t n, int edge)
{
    if (is_verse(lines, n))
        return true;
    for (size_t i = 0; i + 1 < n; i++)
        lines[i + 1].is_own = is_pair(&lines[i], &lines[i + 1], edge);
    for (size_t i = 0, k; i<n; i += k> 0 ? k : 1) {
        bool is_behind_end = i == 0 || lines[i].is_own || !qg_line_is_cut(&lines[i - 1].line);
        k = facts_at(&lines[i], n - i, edge);
        if (k < 2 || !is_behind_end ||
            !is_row(&lines[i], k, i + k == n || !qg_line_is_cut(&lines[i + k - 1].line)))
            continue;
        mark_row(&lines[i], k);
        if (i > 0 && is_glued(&lines[i]))
            lines[i].is_own = true;
        if (i + k < n && is_glued(&lines[i + k]) &&
            has_room(&lines[i + k - 1].line, &lines[i + k].line, edge))
            lines[i + k].is_own = true;
    }
    return false;
}
