/* cells.c - tables that are as short of words as menus.
 *
 * Who copies a table from a page often gets a line for each cell: names, and figures between them.
 * They are as short as the words of a menu, but menus have no such figures.  Or a line says what
 * something is and, behind a tab, what it is here.
 */
#include "parse/text/furniture_int.h"

#include "unicode/unicode.h"

enum { MAX_CELL_RUNES = 24 };

/* 296299, 5.3, -5.4, 12%, 1,200; exact ones have a part behind a mark, which counters of pages and
 * their numbers have not. */
static bool is_figure(qg_str text, bool *is_exact)
{
    int n_digits = 0;

    *is_exact = false;
    for (size_t i = 0; i < text.n; i++) {
        bool is_digit = text.p[i] >= '0' && text.p[i] <= '9';
        bool is_inner = (text.p[i] == '.' || text.p[i] == ',') && n_digits > 0 && i + 1 < text.n;
        n_digits += is_digit;
        *is_exact = *is_exact || is_inner || (text.p[i] == '%' && i + 1 == text.n);
        if (!is_digit && !is_inner && !(text.p[i] == '%' && i + 1 == text.n) &&
            !((text.p[i] == '-' || text.p[i] == '+') && i == 0))
            return false;
    }
    return n_digits > 0;
}

static bool may_be_cell(const qg_line *line)
{
    bool is_exact;

    return line->look == NULL &&
           (is_figure(line->text, &is_exact) ||
            (line->junk < QG_JUNK_LIKELY && line->n_runes <= MAX_CELL_RUNES &&
             line->n_stops + line->n_commas == 0 && !qg_is_colon(line->last)));
}

/* The figure before its first mark; large ones are cut, none is that of a page. */
static int value_of(qg_str text)
{
    enum { MOST = 100000 };
    int value = 0;

    for (size_t i = 0; i < text.n && text.p[i] >= '0' && text.p[i] <= '9' && value < MOST; i++)
        value = value * 10 + (text.p[i] - '0');
    return value;
}

/* Whether the lines from `first` up to `end` are a table: names with figures between them.  Figures
 * that count up prove nothing, as those may be the numbers of pages, or of a list that leads
 * elsewhere. */
static bool is_table(const qg_line *first, const qg_line *end)
{
    enum { LEAST_EXACT = 3, MOST_LINES_A_FIGURE = 4, LEAST_FREE = 8, MOST_LINES_A_FREE = 2 };
    int n_figures = 0, n_exact = 0, n_free = 0, last = 0;

    for (const qg_line *line = first; line < end; line++) {
        bool is_exact;
        if (!is_figure(line->text, &is_exact))
            continue;
        n_figures++;
        n_exact += is_exact;
        n_free += value_of(line->text) != last + 1;
        last = value_of(line->text);
    }
    return (n_exact >= LEAST_EXACT && n_figures * MOST_LINES_A_FIGURE >= end - first) ||
           (n_free >= LEAST_FREE && n_free * MOST_LINES_A_FREE >= end - first);
}

/* The runes behind the tab of a line such as 当事人名称, a tab and who that is.  0 for any other
 * line, also for 1, a tab and the name of an article. */
static int runes_behind_tab(const qg_line *line)
{
    enum { MOST_KEY_RUNES = 12 };
    size_t tab = qg_str_find_byte(line->text, '\t');
    qg_str key = qg_str_head(line->text, tab);
    qg_str fact = qg_str_trim(qg_str_skip(line->text, tab + 1));

    return line->look != NULL || fact.n == 0 || qg_rune_is_digit(line->first) ||
                   qg_utf8_count(key) > MOST_KEY_RUNES || qg_str_find_byte(fact, '\t') < fact.n
               ? 0
               : (int)qg_utf8_count(fact);
}

bool qg_line_is_marked_fact(const qg_line *line)
{
    enum { LEAST_KEY_RUNES = 2, MOST_KEY_RUNES = 6 };
    qg_str rest = line->text;
    int n_key = 0;
    qg_rune rune = 0;

    if (!qg_utf8_is_in(line->first, "◎◆●★■▲※○□◇"))
        return false;
    qg_utf8_take(&rest, &rune);
    while (rest.n > 0 && n_key <= MOST_KEY_RUNES) {
        qg_utf8_take(&rest, &rune);
        if (qg_is_colon(rune) || (rune == 0x3000 && n_key >= LEAST_KEY_RUNES))
            return qg_str_trim(rest).n > 0;
        n_key += !qg_rune_is_blank(rune);
    }
    return false;
}

static int runes_of_fact(const qg_line *line)
{
    return qg_line_is_marked_fact(line) ? line->n_runes : runes_behind_tab(line);
}

/* Take the mark of a menu off facts that stand together, three at least.  Between two of them one
 * line may stand whose cell is empty.  One fact at least must say more than a word of a menu would.
 */
static void free_facts(qg_line *at, size_t n)
{
    enum { LEAST_FACTS = 3, LEAST_RUNES = 9 };
    size_t k;

    for (size_t i = 0; i < n; i = k + 1) {
        size_t n_facts = 0, n_long = 0;
        bool is_marked = qg_line_is_marked_fact(&at[i]);
        for (k = i; k < n && (runes_of_fact(&at[k]) > 0 ||
                              (k > i && k + 1 < n && runes_of_fact(&at[k + 1]) > 0));
             k++) {
            n_facts += runes_of_fact(&at[k]) > 0;
            n_long += runes_of_fact(&at[k]) >= LEAST_RUNES;
        }
        if (n_facts < LEAST_FACTS || n_long == 0)
            continue;
        for (size_t m = i; m < k; m++) {
            at[m].is_menu = false;
            at[m].junk = runes_of_fact(&at[m]) > 0 ? 0 : at[m].junk;
        }
        if (is_marked && i > 0 && at[i - 1].junk == 0)
            at[i - 1].is_menu = false; /* what the facts are of */
        if (is_marked && k < n && at[k].first == at[i].first)
            at[k].is_menu = false; /* ◎简　　介, with the text below it */
    }
}

void qg_text_free_cells(qg_line *at, size_t n)
{
    size_t k;

    free_facts(at, n);

    for (size_t i = 0; i < n; i = k + 1) {
        for (k = i; k < n && may_be_cell(&at[k]);)
            k++;
        bool is_cells = is_table(&at[i], &at[k]);
        for (size_t m = i; is_cells && m < k; m++) {
            at[m].is_menu = false;
            at[m].junk = 0;
        }
    }
}
