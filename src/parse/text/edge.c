/* edge.c - whether lines are as wide as those around them, so that the edge of a page ended them.
 */
#include "parse/text/join_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum {
    WINDOW = 12,       /* lines on each side that show how wide a full line is */
    SLACK_COLUMNS = 4, /* what a mark that may not start a line takes along */
    LATIN_SLACK = 12,  /* likewise a word */
    MIN_FULL_COLUMNS = 24,
    TOP = 12 /* where titles stand */
};

static int distance(int a, int b)
{
    return a < b ? b - a : a - b;
}

static int slack_of(const qg_line *line)
{
    return qg_rune_is_letter(line->last) || line->last == ',' || line->last == '.' ? LATIN_SLACK
                                                                                   : SLACK_COLUMNS;
}

/* The columns of the indent that a paragraph's first line had in print: what was made of printed
 * lines leaves it out. */
static int lost_indent(const qg_line *at, size_t i, int edge)
{
    enum { INDENT_COLUMNS = 4 };
    bool is_first = i == 0 || at[i - 1].columns + LATIN_SLACK < edge ||
                    !qg_line_is_cut(&at[i - 1]) || qg_line_stands_apart(&at[i - 1]) ||
                    at[i - 1].columns < MIN_FULL_COLUMNS;

    return at[i].indent == 0 && is_first ? INDENT_COLUMNS : 0;
}

/* 一、, （一） or 第一章 without a full stop: it may be a heading, which nothing has cut. */
static bool may_be_heading(const qg_line *line)
{
    return (line->number.form == QG_NUMBER_HAN || line->number.form == QG_NUMBER_HAN_BRACKET ||
            qg_number_is_chapter(line->number.form)) &&
           line->n_stops == 0;
}

/* Nor has anything cut a line without marks above one. */
static bool is_unbroken(const qg_line *at, size_t n, size_t i)
{
    return may_be_heading(&at[i]) ||
           (i + 1 < n && may_be_heading(&at[i + 1]) && at[i].n_stops + at[i].n_commas == 0);
}

/* Whether the line may be a title, or the name of a file, which its author ended. */
static bool may_be_title(const qg_line *line)
{
    return line->n_stops + line->n_commas == 0 &&
           (qg_has_title_word(qg_without_bracket(line->text)) || qg_is_file_name(line->text));
}

/* Whether the line is as wide as its neighbours and none of those is wider. */
bool qg_line_is_full(const qg_line *at, size_t n, size_t i, int edge)
{
    size_t from = i > WINDOW ? i - WINDOW : 0, to = i + WINDOW < n ? i + WINDOW : n - 1;
    int slack = slack_of(&at[i]), n_alike = 0, n_wider = 0, n_cut = 0,
        lost = lost_indent(at, i, edge);

    if (at[i].columns < MIN_FULL_COLUMNS || at[i].columns > QG_LONG_COLUMNS + LATIN_SLACK)
        return false;
    for (size_t k = from; k <= to; k++) {
        int width = at[k].columns + (at[k].indent < 8 ? at[k].indent : 0);
        int own = at[i].columns + (at[i].indent < 8 ? at[i].indent : 0);
        bool is_title = at[k].key == at[i].key && qg_has_title_word(qg_without_bracket(at[i].text));
        if (k == i || is_title /* that stands again */ || at[k].junk >= 3 || at[k].is_meta)
            continue;
        bool is_alike = distance(width, own) <= slack || distance(width, own + lost) <= slack;
        n_wider += width > own + lost + slack;
        n_alike += is_alike;
        n_cut += is_alike && qg_line_is_cut(&at[k]) && !is_unbroken(at, n, k) &&
                 !(k < TOP && may_be_title(&at[k]));
    }
    return n_wider <= 1 && n_alike >= 2 && (n_cut >= 2 || (n_cut == 1 && n_alike >= 3));
}

/* Whether line `k` is so wide that no indent was lost in front of it: within a column of the widest
 * two lines that are cut around it. */
bool qg_line_is_wide_start(const qg_line *at, size_t n, size_t k)
{
    size_t from = k > WINDOW ? k - WINDOW : 0, to = k + WINDOW < n ? k + WINDOW : n - 1;
    int widest = 0, second = 0;

    if (at[k].indent > 0 || at[k].columns > QG_LONG_COLUMNS || at[k].number.form != QG_NUMBER_NONE)
        return false;
    for (size_t i = from; i <= to; i++) {
        int width = qg_line_is_cut(&at[i]) && at[i].columns <= QG_LONG_COLUMNS ? at[i].columns : 0;
        second = width > widest ? widest : width > second ? width : second;
        widest = width > widest ? width : widest;
    }
    return second >= MIN_FULL_COLUMNS && at[k].columns + 1 >= second;
}

/* Whether the line ends where those of the whole text do; more loosely, where the layout says so. A
 * page says itself where its paragraphs end. */
bool qg_line_reaches_edge(const qg_line *line, const qg_text_layout *page, bool is_loose)
{
    int slack = is_loose ? LATIN_SLACK : slack_of(line);

    return line->look == NULL && page->is_wrapped && page->edge >= 2 * MIN_FULL_COLUMNS &&
           line->columns <= page->edge + slack &&
           line->columns + line->indent + slack >= page->edge;
}
