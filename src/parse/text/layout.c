/* layout.c - what a text says about its own layout, and which of its lines are no prose.
 *
 * What an indent or an empty line means is asked of the whole text: where every line has an empty
 * one behind it, it means nothing; where lines that go on are indented, an indent means nothing.
 */
#include "parse/text/join_int.h"

#include "normalize/shield.h"
#include "unicode/unicode.h"

enum {
    MIN_FULL_COLUMNS = 24,
    SLACK_COLUMNS = 4, /* what a mark that may not start a line takes along */
    MAX_VERSE_COLUMNS = 34,
    MIN_VERSE_LINES = 3,
    MAX_PAGE_MARKS = 4, /* lines between two pages: header, number, footer */
    LEAST_TORN = 3,
    LEAST_WRAPPED = 6,
    LEAST_SAID = 8,        /* lines of print to one that holds a stop */
    MAX_PRINT_COLUMNS = 88 /* no line of print is wider */
};

bool qg_cannot_start(qg_rune rune)
{
    return qg_utf8_is_in(rune, "，。、；：！？）》〉」』】”’,;:!?)%％");
}

/* Whether the line ends so that its sentence cannot be over. */
bool qg_line_is_cut(const qg_line *line)
{
    return !qg_line_ends_sentence(line) && !qg_is_stop(line->last) && !qg_is_colon(line->last);
}

/* Whether the page says that the line is no part of a paragraph, or only the end of one: a heading,
 * a picture, what is set in the middle or on the right. */
bool qg_line_stands_apart(const qg_line *line)
{
    const qg_text_look *look = qg_line_look(line);

    return line->is_top_heading || look->block != NULL || look->heading > 0 || look->is_picture ||
           look->align == QG_ALIGN_CENTER || look->align == QG_ALIGN_RIGHT;
}

/* ---- layout -------------------------------------------------------------------------------- */

/* The width in columns at which the lines that break off inside a sentence end: that of the second
 * widest of them, if half of them are about as wide.  0 where they are not, as in a list. */
static int edge_of(const qg_line *at, size_t n)
{
    enum { NEAR = 2 * SLACK_COLUMNS };
    int widest = 0, second = 0;
    size_t n_cut = 0, n_near = 0;

    for (size_t i = 0; i < n; i++) {
        bool is_print = qg_line_is_cut(&at[i]) && at[i].columns <= MAX_PRINT_COLUMNS;
        int width = is_print ? at[i].columns : 0;
        second = width > widest ? widest : width > second ? width : second;
        widest = width > widest ? width : widest;
    }
    for (size_t i = 0; i < n; i++)
        if (qg_line_is_cut(&at[i]) && at[i].columns >= MIN_FULL_COLUMNS &&
            at[i].columns <= MAX_PRINT_COLUMNS) {
            n_cut++;
            n_near += at[i].columns + NEAR >= second;
        }
    return n_near * 2 >= n_cut ? second : 0;
}

/* Whether nearly every line that the next one follows without an empty line, or without an indent,
 * reaches the edge. */
static bool do_part_all(const qg_line *at, size_t n, int edge, bool is_by_indent)
{
    enum { LATIN_SLACK = 12, LEAST_PARTED = 3 };
    size_t n_near = 0, n_short = 0, n_parted = 0;

    for (size_t i = 0; i + 1 < n; i++) {
        bool is_near = is_by_indent ? at[i + 1].indent < 2 : at[i + 1].n_blank == 0;
        n_parted += !is_near;
        n_near += is_near;
        n_short += is_near && at[i].columns + LATIN_SLACK < edge;
    }
    return n_parted >= LEAST_PARTED && n_short * 10 <= n_near;
}

qg_text_layout qg_text_layout_of(const qg_line *at, size_t n)
{
    size_t n_pairs = 0, n_blank = 0, n_cut = 0, n_cut_indented = 0, n_over = 0, n_over_indented = 0;
    size_t n_cut_blank = 0, n_over_blank = 0, n_torn = 0, n_wrapped = 0, n_said = 0;

    for (size_t i = 0; i + 1 < n; i++) {
        const qg_line *next = &at[i + 1];
        bool is_indented = next->indent >= 2;
        n_torn += qg_cannot_start(next->first) && qg_line_is_cut(&at[i]);
        if (at[i].junk >= 3 || next->junk >= 3 || at[i].columns < MIN_FULL_COLUMNS)
            continue;
        n_pairs++;
        n_said += at[i].n_stops > 0;
        n_blank += next->n_blank > 0;
        if (qg_line_is_cut(&at[i]) && next->number.form == QG_NUMBER_NONE) {
            n_cut++;
            n_wrapped += at[i].columns <= MAX_PRINT_COLUMNS;
            n_cut_indented += is_indented;
            n_cut_blank += next->n_blank > 0;
        } else if (qg_line_ends_sentence(&at[i])) {
            n_over++;
            n_over_indented += is_indented;
            n_over_blank += next->n_blank > 0;
        }
    }
    /* empty lines behind lines that go on say that empty lines mean nothing */
    bool blank_parts =
        n_blank > 0 && (n_blank * 10 >= n_pairs * 9
                            ? n_cut * 4 <= n_pairs
                            : n_cut == 0 || n_cut_blank * (n_over + 1) < n_over_blank * n_cut ||
                                  n_cut_blank * 4 < n_cut);
    bool indent_parts = n_over_indented > 0 && (n_cut == 0 || n_cut_indented * 2 <= n_cut);
    int edge = n_wrapped >= LEAST_WRAPPED ? edge_of(at, n) : 0;
    return (qg_text_layout){
        .edge = edge,
        .blank_parts = blank_parts,
        .blank_parts_all = blank_parts && edge > 0 && do_part_all(at, n, edge, false),
        .is_wrapped = n_wrapped >= LEAST_WRAPPED && n_wrapped * 3 >= n_pairs,
        .has_sentences = n_said * LEAST_SAID >= n_pairs,
        .is_torn = n_torn >= LEAST_TORN && n_torn * 20 >= n,
        .indent_parts = indent_parts,
        .indent_parts_all = indent_parts && edge > 0 && do_part_all(at, n, edge, true),
    };
}

void qg_line_measure_indent(qg_line *line, qg_str raw)
{
    enum { TAB_COLUMNS = 4, MOST = 1000 };
    bool is_tab = true;

    line->indent = line->n_empty = 0;
    line->has_empty_end = qg_str_ends(raw, QG_STR("\t"));
    while (raw.n > 0 && line->indent < MOST) {
        qg_rune rune;
        qg_utf8_take(&raw, &rune);
        if (!qg_rune_is_blank(rune))
            break;
        is_tab = is_tab && rune == '\t';
        line->n_empty = (uint8_t)(line->n_empty + (is_tab && line->n_empty < UINT8_MAX));
        line->indent += rune == '\t' ? TAB_COLUMNS : rune == 0x3000 ? 2 : 1;
    }
}

/* ---- verse, tables, addresses -------------------------------------------------------------- */

/* Word writes its own numbers as 1.1.<tab>项目背景: the words behind such a number, whose tab parts
 * no cells. */
static qg_str behind_own_number(const qg_line *line)
{
    qg_str rest = qg_str_skip(line->text, (size_t)line->number.n);

    return line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN &&
                   qg_str_starts(rest, QG_STR("\t")) &&
                   qg_rune_is_han(qg_utf8_first(qg_str_trim(rest)))
               ? qg_str_trim(rest)
               : line->text;
}

/* Whether the line is a row of a table: its cells stand between tabs, bars or wide gaps. */
static bool is_row(const qg_line *line, bool is_below_row)
{
    size_t n_tabs = 0, n_bars = 0, n_wide = 0, blanks = 0;

    if (qg_line_ends_sentence(line) || line->n_runes > 200)
        return false;
    for (qg_str rest = is_below_row ? line->text : behind_own_number(line); rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        n_tabs += rune == '\t';
        n_bars += rune == '|' || rune == 0xFF5C || rune == 0x2502;
        blanks = rune == ' ' || rune == 0xA0 ? blanks + 1 : rune == 0x3000 ? blanks + 2 : 0;
        n_wide += blanks == 2 || (blanks == 3 && rune == 0x3000);
    }
    return n_tabs > 0 || n_bars >= 2 || n_wide >= 2;
}

/* The width of a line in columns together with its indent, since the edge of the page cuts where
 * both end. */
static int width_of(const qg_line *line)
{
    enum { MOST_INDENT = 8 };

    return line->columns + (line->indent < MOST_INDENT ? line->indent : 0);
}

/* Whether the short lines from `i` to `end` are cut at an even edge, so that they are no verse. */
static bool is_even(const qg_line *at, size_t i, size_t end)
{
    int widest = 0;
    size_t n_cut = 0, n_full = 0;

    for (size_t k = i; k < end; k++)
        widest = width_of(&at[k]) > widest ? width_of(&at[k]) : widest;
    for (size_t k = i; k + 1 < end; k++)
        if (qg_line_is_cut(&at[k]) && !qg_is_comma(at[k].last)) {
            n_cut++;
            n_full += width_of(&at[k]) + SLACK_COLUMNS > widest;
        }
    return widest >= 16 && n_cut * 3 > (end - i) && n_full * 5 >= n_cut * 4;
}

/* Whether the line is as short as verse and none of the short lines that any document has, such as
 * headings, dates and entries of lists. */
static bool may_be_verse(const qg_line *line)
{
    bool is_word = line->number.form == QG_NUMBER_BARE_HAN && line->n_gaps == 0; /* 一壶浊酒 */

    return line->columns <= MAX_VERSE_COLUMNS && !line->is_meta && line->junk < 3 &&
           !qg_line_stands_apart(line) && !qg_line_look(line)->is_bold /* a headline */ &&
           !line->is_date && !qg_line_is_list_entry(line) &&
           (line->number.form == QG_NUMBER_NONE || is_word);
}

/* Mark runs of short lines that end where their author wanted them to.  The first line of such a
 * run may only be the end of a paragraph that was cut above it. */
void qg_text_find_verse(qg_line *at, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t end = i, above = i;
        while (end < n && may_be_verse(&at[end]))
            end++;
        while (above > 0 && i - above < MAX_PAGE_MARKS && at[above - 1].is_page_mark)
            above--;
        if (above > 0 && end > i && qg_line_is_cut(&at[above - 1]) &&
            at[above - 1].columns > MAX_VERSE_COLUMNS)
            i++;
        size_t last = end; /* which may only be the start of a paragraph that goes on below it */
        if (end < n && end > i && qg_line_is_cut(&at[end - 1]) &&
            at[end].columns > MAX_VERSE_COLUMNS && at[end - 1].indent > at[end].indent &&
            width_of(&at[end - 1]) + SLACK_COLUMNS >= MAX_VERSE_COLUMNS)
            last--;
        if (last >= i + MIN_VERSE_LINES && !is_even(at, i, last))
            for (size_t k = i; k < last; k++)
                at[k].is_literal = true;
        i = end > i ? end : i + 1;
    }
}

/* The next cell of a row whose cells single blanks part. */
static qg_str take_cell(qg_str *rest)
{
    qg_str cell = qg_str_head(*rest, qg_str_find_byte(*rest, ' '));

    *rest = qg_str_skip(*rest, cell.n + 1);
    return cell;
}

static bool has_figure(qg_str cell)
{
    for (size_t i = 0; i < cell.n; i++)
        if (qg_rune_is_digit((qg_rune)(unsigned char)cell.p[i]))
            return true;
    return false;
}

/* Which of the cells of a row hold a figure: bit `c` is that of cell `c`. */
static unsigned figures_of(const qg_line *line)
{
    unsigned found = 0;
    qg_str rest = line->text;

    for (unsigned bit = 1; rest.n > 0; bit <<= 1)
        found |= has_figure(take_cell(&rest)) ? bit : 0;
    return found;
}

/* Whether the line may be a row of a few short cells with a single blank between each two. */
static bool may_be_tight_row(const qg_line *line)
{
    enum { LEAST_GAPS = 2, MOST_GAPS = 15, MOST_RUNES_A_CELL = 16 };
    size_t n_blanks = 0;

    if (line->look != NULL || line->n_stops + line->n_commas > 0 || line->n_gaps < LEAST_GAPS ||
        line->n_gaps > MOST_GAPS || line->n_runes > (line->n_gaps + 1) * MOST_RUNES_A_CELL ||
        qg_is_colon(line->last))
        return false;
    for (size_t i = 0; i < line->text.n; i++)
        n_blanks += line->text.p[i] == ' ';
    return n_blanks == (size_t)line->n_gaps;
}

/* How many lines from `at` are rows whose cells single blanks part: a head without figures, and in
 * one column below it nothing but figures.  Without both, the blanks may be those of a scan. */
static size_t tight_rows_at(const qg_line *at, size_t n)
{
    enum { LEAST_ROWS = 3 };
    unsigned figures = ~0U;
    size_t k = 1;

    if (!may_be_tight_row(at) || figures_of(at) != 0)
        return 0;
    for (; k < n && may_be_tight_row(&at[k]) && at[k].n_gaps == at->n_gaps &&
           at[k].n_blank == at[1].n_blank && (figures & figures_of(&at[k])) != 0;
         k++)
        figures &= figures_of(&at[k]);
    return k >= LEAST_ROWS ? k : 0;
}

static bool has_tab(const qg_line *row)
{
    return qg_str_find_byte(row->text, '\t') < row->text.n;
}

/* 行政处罚依据, a tab and nothing, next to rows that tabs part: a row, too. */
static void find_half_rows(qg_line *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool is_beside = (i > 0 && at[i - 1].is_cell_row && has_tab(&at[i - 1])) ||
                         (i + 1 < n && at[i + 1].is_cell_row && has_tab(&at[i + 1]));
        if (at[i].has_empty_end && is_beside && !qg_line_ends_sentence(&at[i]))
            at[i].is_literal = at[i].is_cell_row = true;
    }
}

/* Tabs in front of all rows that stand together are their indent, those in front of some are empty
 * cells. */
static void settle_indent(qg_line *at, size_t n)
{
    size_t end;

    for (size_t i = 0; i < n; i = end + 1) {
        uint8_t least = UINT8_MAX;
        for (end = i; end < n && at[end].is_cell_row; end++)
            least = at[end].n_empty < least ? at[end].n_empty : least;
        for (size_t k = i; k < end; k++)
            at[k].n_empty = (uint8_t)(at[k].n_empty - least);
    }
}

/* Bars of | 1 | 张三 |; 0 for a line that none starts and ends. */
static size_t bars_of(const qg_line *line)
{
    size_t n = 0;

    for (size_t i = 0; i < line->text.n; i++)
        n += line->text.p[i] == '|';
    return line->first == '|' && line->last == '|' ? n : 0;
}

void qg_text_find_barred_rows(qg_line *at, size_t n)
{
    enum { LEAST_ROWS = 2, LEAST_BARS = 3 };
    size_t end;

    for (size_t i = 0; i < n; i = end) {
        size_t n_bars = bars_of(&at[i]);
        for (end = i + 1; end < n && bars_of(&at[end]) == n_bars && n_bars >= LEAST_BARS;)
            end++;
        for (size_t k = i; end - i >= LEAST_ROWS && k < end; k++) {
            at[k].is_literal = at[k].is_cell_row = true;
            at[k].is_moment = at[k].is_opener = false;
            at[k].junk = 0;
        }
    }
}

/* Whether a comma in the line parts more than the thousands of a figure, 125,000. */
static bool has_parting_comma(qg_str text)
{
    enum { GROUP = 3 };

    for (size_t i = 0; i < text.n; i++) {
        size_t n = 0;
        if (text.p[i] != ',')
            continue;
        while (i + 1 + n < text.n && text.p[i + 1 + n] >= '0' && text.p[i + 1 + n] <= '9')
            n++;
        if (n != GROUP || i == 0 || text.p[i - 1] < '0' || text.p[i - 1] > '9')
            return true;
    }
    return false;
}

/* How many lines from `i` are rows with commas between their cells, as a program wrote them. */
static size_t comma_rows_at(const qg_text_job *job, size_t i)
{
    const qg_line *at = job->lines.at;
    size_t k = i, end = at[i].offset;

    if (job->page != NULL || qg_str_find_byte(at[i].text, ',') == at[i].text.n)
        return 0;
    end += qg_shield_table(qg_str_skip(job->text, end));
    while (k < job->lines.n && at[k].offset < end)
        k++;
    return k - i;
}

static void find_comma_rows(qg_text_job *job)
{
    for (size_t i = 0, n_rows; i < job->lines.n; i += n_rows + (n_rows == 0)) {
        bool is_parted = false;
        n_rows = comma_rows_at(job, i);
        for (size_t k = i; k < i + n_rows; k++)
            is_parted = is_parted || has_parting_comma(job->lines.at[k].text);
        for (size_t k = i; is_parted && k < i + n_rows; k++)
            job->lines.at[k].is_literal = job->lines.at[k].is_cell_row =
                job->lines.at[k].has_commas = true;
    }
}

/* 大号 32元 / 中号 28元 below 价格表如下：, lines without marks and with as many blanks each. */
static void find_announced_rows(qg_line *at, size_t n)
{
    enum { LEAST_ROWS = 2, MOST_RUNES = 40 };
    size_t end;

    for (size_t i = 1; i < n; i = end + 1) {
        for (end = i; end < n && at[end].n_gaps == at[i].n_gaps && at[i].n_gaps > 0 &&
                      at[end].look == NULL && at[end].n_runes <= MOST_RUNES &&
                      at[end].n_stops + at[end].n_commas == 0 && !qg_is_colon(at[end].last) &&
                      at[end].junk == 0 && !qg_line_is_list_entry(&at[end]);)
            end++;
        for (size_t k = i; end - i >= LEAST_ROWS && qg_is_colon(at[i - 1].last) && k < end; k++)
            at[k].is_literal = true;
    }
}

void qg_text_find_rows(qg_text_job *job)
{
    qg_line *at = job->lines.at;
    size_t n = job->lines.n;

    find_comma_rows(job);
    for (size_t i = 0; i < n; i++) {
        size_t n_tight = at[i].is_cell_row ? 0 : tight_rows_at(&at[i], n - i);
        for (size_t k = i; k < i + n_tight; k++)
            at[k].is_literal = at[k].is_cell_row = true;
        if (is_row(&at[i], i > 0 && at[i - 1].is_cell_row && at[i].n_blank == 0))
            at[i].is_literal = at[i].is_cell_row = true;
    }
    find_half_rows(at, n);
    find_announced_rows(at, n);
    settle_indent(at, n);
}
