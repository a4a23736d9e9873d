/* own_lines.c - lines of Markdown that nobody wrapped: names, addresses, a programme, verse.
 *
 * Who wraps a sentence breaks it where the line is full.  A line with room for the next word, which
 * is no sentence and breaks off in none, ended because its author ended it: 第一小学 王小明 above
 * 第二小学 李丽.  One alone may be chance; what stands around it must be such a line too.
 */
#include "parse/text/join_int.h"
#include "parse/written_int.h"

#include "language/lexicon.h"
#include "unicode/unicode.h"

/* Characters that no phrase ends with, and such as none starts with: there the phrase goes on. */
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

/* ---- what goes on ---------------------------------------------------------------------------- */

/* The Han characters at the end of `text`, up to `most` of them. */
static size_t last_han(qg_rune *to, qg_str text, size_t most)
{
    char bytes[QG_UTF8_MAX];
    size_t n = 0;

    for (qg_rune rune; n < most && qg_rune_is_han(rune = qg_utf8_last(text)); n++) {
        memmove(to + 1, to, n * sizeof *to);
        to[0] = rune;
        text.n -= qg_utf8_encode(bytes, rune);
    }
    return n;
}

/* Whether a word of the lexicon has a part in each of the lines: 党组 above 织未能 */
static bool is_word_torn(const qg_line *line, const qg_line *next)
{
    enum { WORD_RUNES = 4, LEAST_BITS = 6 };
    qg_rune runes[2 * WORD_RUNES];
    size_t at = last_han(runes, line->text, WORD_RUNES), n = at;
    unsigned apart, together;

    for (qg_str rest = next->text; rest.n > 0 && n < at + WORD_RUNES; n++) {
        qg_utf8_take(&rest, &runes[n]);
        if (!qg_rune_is_han(runes[n]))
            break;
    }
    if (at == 0 || n == at)
        return false;
    apart = qg_lexicon_cost(runes, at) + qg_lexicon_cost(runes + at, n - at);
    together = qg_lexicon_cost(runes, n);
    return apart >= together + LEAST_BITS;
}

/* Mark the lines in which a bracket is open that closes in one of the next. */
static void mark_open(qg_written *lines, size_t n)
{
    enum { MOST_DEEP = 8, MOST_LINES = 4 };
    static const char *const opening = "（(《〈“【[「『", *const closing = "）)》〉”】]」』";
    struct {
        qg_rune rune;
        size_t line;
    } open[MOST_DEEP];
    size_t n_open = 0;

    for (size_t i = 0; i < n; i++) {
        qg_str rest = qg_str_skip(lines[i].line.text, (size_t)lines[i].line.number.n);
        if (n_open > 0 && i - open[n_open - 1].line > MOST_LINES) /* nobody closes them */
            n_open = 0;
        for (qg_rune rune; rest.n > 0;) {
            qg_utf8_take(&rest, &rune);
            if (qg_utf8_is_in(rune, opening) && n_open < MOST_DEEP) {
                open[n_open].rune = rune;
                open[n_open++].line = i;
            } else if (qg_utf8_is_in(rune, closing) && n_open > 0) {
                size_t from = open[--n_open].line;
                for (size_t k = from; k < i && i - from <= MOST_LINES; k++)
                    lines[k].goes_on = true;
            }
        }
    }
}

static bool has_clauses(const qg_line *line)
{
    return qg_str_find(line->text, QG_STR("，")) < line->text.n;
}

/* The rest of a line that was wrapped: 出版 below 优秀作品将结集, or 施行。, or half a clause. */
static bool is_remainder(const qg_line *line, const qg_line *next)
{
    enum { FEW_COLUMNS = 4, LEAST_COLUMNS = 14 };

    if (has_clauses(line) && next->n_gaps == 0 && 2 * next->columns < line->columns)
        return true;
    return line->columns >= LEAST_COLUMNS && qg_rune_is_han(next->first) &&
           (next->columns <= FEW_COLUMNS ||
            (next->columns <= FEW_COLUMNS + 2 && next->last == 0x3002 /* 。 */));
}

/* Columns at which the lines were wrapped, where they were at fewer than `edge`: the widest of them
 * tears a word, or all but the last, with clauses in them, are as wide. */
static int edge_of(const qg_written *lines, size_t n, int edge)
{
    enum { NEAR_COLUMNS = 2, LEAST_EVEN = 3 };
    int widest = 0, widest_torn = 0, narrowest = edge;
    bool is_any_with_clauses = false;

    for (size_t i = 0; i < n; i++) {
        const qg_line *line = &lines[i].line;
        widest = line->columns > widest ? line->columns : widest;
        if (i + 1 < n && line->columns < narrowest)
            narrowest = line->columns;
        if (lines[i].goes_on && line->columns > widest_torn)
            widest_torn = line->columns;
        is_any_with_clauses = is_any_with_clauses || line->n_commas > qg_is_comma(line->last);
    }
    return widest < edge &&
                   ((widest_torn > 0 && widest_torn + NEAR_COLUMNS >= widest) ||
                    (n > LEAST_EVEN && is_any_with_clauses && narrowest + NEAR_COLUMNS >= widest))
               ? widest
               : edge;
}

/* Mark the lines that go on in the next one whatever their forms say.  Returns the columns at which
 * the lines were wrapped. */
static int mark_going_on(qg_written *lines, size_t n, int edge)
{
    int own_edge;

    for (size_t i = 0; i < n; i++)
        lines[i].goes_on = i + 1 < n && is_word_torn(&lines[i].line, &lines[i + 1].line);
    own_edge = edge_of(lines, n, edge);
    for (size_t i = 0; i + 1 < n && own_edge < edge; i++) {
        const qg_line *next = &lines[i + 1].line;
        if (next->number.form == QG_NUMBER_NONE && !next->is_date &&
            !qg_line_ends_sentence(&lines[i].line) && !has_room(&lines[i].line, next, own_edge))
            lines[i].goes_on = true;
    }
    mark_open(lines, n);
    return own_edge;
}

/* ---- how lines start ------------------------------------------------------------------------- */

typedef enum start {
    START_NONE,
    START_MOMENT,  /* 9:30, 2019年, 3月5日, 2018.07, 2024-11-01 */
    START_BRACKET, /* 【贮藏】 */
    START_ORDER,   /* 一是, 首先 */
    START_SPEECH,  /* “你为什么读书？”老师问。 */
    START_BOLD,    /* bold, and nothing else in the line */
    N_STARTS
} start;

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
    if (qg_is_colon(mark) || (n == 4 && qg_utf8_is_in(mark, ".-/")))
        return (n <= 2 || n == 4) && rest.n >= 2 && qg_rune_is_digit((unsigned char)rest.p[0]) &&
               (qg_rune_is_digit((unsigned char)rest.p[1]) || n == 4);
    return (mark == 0x5E74 /* 年 */ && n == 4) || (mark == 0x6708 /* 月 */ && n <= 2);
}

/* 二是抓产业, 最后 */
static bool starts_with_order(qg_str text)
{
    static const char *const words[] = {"首先",   "其次",   "再次",  "最后",
                                        "第一，", "第二，", "第三，"};
    qg_rune rune;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_starts(text, qg_str_of(words[i])))
            return true;
    if (text.n == 0)
        return false;
    qg_utf8_take(&text, &rune);
    return qg_utf8_is_in(rune, "一二三四五六七八九十") && qg_str_starts(text, QG_STR("是"));
}

/* Whether the line is bold as a whole, in Chinese: a lead, a name, a heading. */
static bool is_all_bold(const qg_written *w)
{
    const qg_node *end = w->first->next;

    return w->first->kind == QG_STRONG &&
           (end == NULL || end->kind == QG_SOFT_BREAK || end->kind == QG_LINE_BREAK) &&
           qg_rune_is_han(w->line.first) && w->line.n_stops == 0 && !qg_is_comma(w->line.last);
}

static start start_of(const qg_written *w)
{
    if (is_all_bold(w))
        return START_BOLD;
    if (starts_with_moment(&w->line))
        return START_MOMENT;
    if (w->line.first == 0x3010 /* 【 */ &&
        qg_str_find(w->line.text, QG_STR("】")) < w->line.text.n)
        return START_BRACKET;
    if (qg_utf8_is_in(w->line.first, "“「"))
        return START_SPEECH;
    return starts_with_order(w->line.text) ? START_ORDER : START_NONE;
}

/* ---- facts ----------------------------------------------------------------------------------- */

/* Whether the line may be a line of its own: neither a sentence, nor the start or the rest of one.
 */
static bool is_fact(const qg_written *w)
{
    const qg_line *line = &w->line;

    return line->n_stops == 0 && !qg_is_comma(line->last) && !qg_line_leaves_open(line) &&
           !qg_cannot_start(line->first) && !qg_utf8_is_in(line->last, openers) &&
           !qg_utf8_is_in(line->first, followers) && is_of_words(w->first);
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

/* Whether `next` may start anew. */
static bool may_part(const qg_written *w, const qg_written *next, int edge)
{
    return is_soft(next) && !w->goes_on && has_room(&w->line, &next->line, edge) &&
           !is_remainder(&w->line, &next->line);
}

/* How many lines from `at` are facts, each with room for the next.
 * n_clauses  how many of them have clauses: 餐费300元，含早餐 */
static size_t facts_at(const qg_written *at, size_t n, int edge, size_t *n_clauses)
{
    size_t k = 0;

    *n_clauses = 0;
    while (k < n && is_fact(&at[k]) && at[k].line.columns <= edge &&
           (k == 0 || may_part(&at[k - 1], &at[k], edge)))
        *n_clauses += has_clauses(&at[k++].line);
    return k;
}

/* Whether `k` facts are enough for a row.  Two are where a blank parts each, 时间 3月5日 above 地点
 * 会议室, or where both are short and no sentence goes on below them, outside of lists and quotes.
 * Most of them must be without clauses. */
static bool is_row(const qg_written *at, size_t k, size_t n_clauses, bool is_at_end)
{
    enum { LEAST_LINES = 3, SHORT_COLUMNS = 30 };

    if (k < 2 || 2 * n_clauses >= k)
        return false;
    if (k >= LEAST_LINES || (at[0].line.n_gaps > 0 && at[1].line.n_gaps > 0))
        return true;
    return is_at_end && at->first->parent->parent->kind == QG_DOCUMENT &&
           at[0].line.columns <= SHORT_COLUMNS && at[1].line.columns <= SHORT_COLUMNS;
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

/* Whether all lines are as long as each other with a mark at their ends: 春眠不觉晓， */
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

/* 第二条 适用范围 and 1.1 项目来源, with what they say below */
static bool is_entry_name(const qg_line *line, const qg_line *next)
{
    enum { MOST_RUNES = 12, MOST_DECIMAL_RUNES = 24 };
    int most = line->number.form == QG_NUMBER_ARTICLE   ? MOST_RUNES
               : line->number.form == QG_NUMBER_DECIMAL ? MOST_DECIMAL_RUNES
                                                        : 0;

    return line->n_gaps > 0 && line->n_runes <= most && line->n_stops == 0 &&
           qg_line_ends_written(next) && next->columns > line->columns;
}

/* Whether the line may start a row or be a name: nothing above goes on in it. */
static bool is_behind_end(const qg_written *lines, size_t i)
{
    return i == 0 || lines[i].is_own || !qg_line_is_cut(&lines[i - 1].line);
}

/* Whether lines `i` and `i + 1` belong together as two lines of their author: 各处室： or the name
 * of an entry and what stands below it, or any line above 电话：… */
static bool is_pair(const qg_written *lines, size_t i, int edge)
{
    const qg_written *w = &lines[i], *next = w + 1;
    bool is_labelled = qg_line_is_labelled(&next->line);

    if (w->goes_on || qg_is_comma(w->line.last) ||
        !(is_glued(next) || (is_soft(next) && is_labelled)))
        return false;
    return ((qg_is_colon(w->line.last) && w->line.n_stops == 0) || is_labelled ||
            (is_behind_end(lines, i) && is_entry_name(&w->line, &next->line))) &&
           is_of_words(w->first) && has_room(&w->line, &next->line, edge);
}

/* Whether `next` is what a lead in bold stands above; one alone is the first line. */
static bool is_below_lead(const qg_written *next, size_t n_bold, size_t i)
{
    return start_of(next - 1) == START_BOLD && (n_bold > 1 || i == 1) &&
           !qg_cannot_start(next->line.first) && !qg_utf8_is_in(next->line.first, followers);
}

/* Whether the line above starts with a moment, too. */
static bool is_row_of_moments(const qg_written *above, start own)
{
    return own == START_MOMENT && start_of(above) == own;
}

/* Mark the lines that start as another of the paragraph does, and what follows a bold one. */
static void mark_alike(qg_written *lines, size_t n, int edge)
{
    size_t n_of[N_STARTS] = {0};

    for (size_t i = 0; i < n; i++)
        n_of[start_of(&lines[i])]++;
    for (size_t i = 1; i < n; i++) {
        const qg_written *above = &lines[i - 1];
        start own = start_of(&lines[i]);
        bool is_ended = qg_line_ends_written(&above->line) ||
                        has_room(&above->line, &lines[i].line, edge) ||
                        is_row_of_moments(above, own);
        if (!is_glued(&lines[i]) && !(is_soft(&lines[i]) && is_row_of_moments(above, own)))
            continue; /* 5月2日：… goes on a telephone number with a blank */
        if (above->goes_on || qg_is_comma(above->line.last))
            continue;
        if (own == START_SPEECH && n_of[own] < n) /* a name in prose */
            continue;
        if ((own != START_NONE && n_of[own] > 1 && is_ended) ||
            is_below_lead(&lines[i], n_of[START_BOLD], i))
            lines[i].is_own = true;
    }
}

/* Mark the rows of facts.  The first line of a row may be the rest of the line above it.  It is not
 * where the other lines are a row without it and the line above is no prose. */
static void mark_facts(qg_written *lines, size_t n, int edge)
{
    enum { LEAST_INNER = 4 };

    for (size_t i = 0, k; i < n; i += k) {
        size_t n_clauses, skipped = 0;
        qg_written *row = &lines[i], *last, *behind;
        k = facts_at(row, n - i, edge, &n_clauses);
        while (skipped < k && !is_behind_end(lines, i + skipped))
            skipped++;
        k = k > 0 ? k : 1;
        last = row + k - 1;
        behind = i + k < n ? last + 1 : NULL;
        if (skipped >= k && (k < LEAST_INNER || row[-1].line.n_stops > 0))
            continue;
        skipped = skipped >= k ? 0 : skipped;
        row += skipped;
        if (!is_row(row, k - skipped, n_clauses, behind == NULL || !qg_line_is_cut(&last->line)))
            continue;
        mark_row(row, k - skipped);
        if (row > lines && is_glued(row) && !row[-1].goes_on && is_behind_end(lines, i + skipped))
            row->is_own = true;
        if (behind != NULL && is_glued(behind) && !has_clauses(&last->line) &&
            may_part(last, behind, edge))
            behind->is_own = true;
    }
}

/* ---- clauses --------------------------------------------------------------------------------- */

static bool ends_clause(const qg_written *w)
{
    return w->line.last == 0xFF1B /* ； */ && !w->goes_on;
}

/* 任命……局长； and 任命……副局长； from the start of the paragraph, or below a colon, to its end:
 * whoever wraps lines does not meet a semicolon in each. */
static void mark_clauses(qg_written *lines, size_t n)
{
    enum { LEAST_CLAUSES = 2 };
    size_t first = n > LEAST_CLAUSES ? n - 1 : 0;

    while (first > 0 && ends_clause(&lines[first - 1]) && is_soft(&lines[first]))
        first--;
    if (n < first + 1 + LEAST_CLAUSES || !qg_line_ends_written(&lines[n - 1].line) ||
        (first > 0 && !qg_is_colon(lines[first - 1].line.last)))
        return;
    for (size_t i = first > 0 ? first : 1; i < n; i++)
        lines[i].is_own = lines[i].is_own || is_glued(&lines[i]);
}

/* ---- all ------------------------------------------------------------------------------------- */

bool qg_own_lines_find(qg_written *lines, size_t n, int edge)
{
    if (is_verse(lines, n))
        return true;
    edge = mark_going_on(lines, n, edge);
    for (size_t i = 0; i + 1 < n; i++)
        lines[i + 1].is_own = is_pair(lines, i, edge);
    mark_alike(lines, n, edge);
    mark_facts(lines, n, edge);
    mark_clauses(lines, n);
    return false;
}
