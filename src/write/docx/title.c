/* title.c - where a long title breaks into lines (GB/T 9704-2012, 7.3.1): by sense, lines of like
 * width, no short last line.
 *
 * Word breaks where the line is full, which leaves 报|告.  So the lines are chosen here: as few as
 * the width allows, and among all ways to break the one with the least cost, where tearing what
 * belongs together costs more than lines of different width.
 */
#include "unicode/unicode.h"
#include "write/docx/docx_int.h"

enum {
    MAX_RUNES = 120, /* a longer title is a paragraph, and is left to break by itself */
    MAX_LINES = 5,
    FORBIDDEN = 1000000
};

/* A title as characters, with the cost of a line break in front of each. */
typedef struct title {
    size_t n;
    qg_rune runes[MAX_RUNES];
    size_t offsets[MAX_RUNES + 1]; /* in bytes; the last is the end */
    int columns[MAX_RUNES + 1];    /* width of all in front, in half characters */
    int costs[MAX_RUNES];
} title;

static bool is_one_of(qg_rune rune, qg_str runes)
{
    while (runes.n > 0) {
        qg_rune one;
        qg_utf8_take(&runes, &one);
        if (one == rune)
            return true;
    }
    return false;
}

static bool is_at(const title *t, size_t i, qg_rune first, qg_rune second)
{
    return i + 1 < t->n && t->runes[i] == first && t->runes[i + 1] == second;
}

/* What it costs to break between characters i-1 and i. */
static int cost_of_break(const title *t, size_t i)
{
    qg_rune before = t->runes[i - 1], after = t->runes[i];

    if (is_one_of(after, QG_STR("的和与及暨、，；：）》〉”’】〕%％")) ||
        is_one_of(before, QG_STR("《〈（“‘【〔")))
        return FORBIDDEN;
    if (!qg_rune_is_wide(before) && !qg_rune_is_wide(after) && before != ' ' && after != ' ')
        return FORBIDDEN; /* inside a number or a Latin word */
    if ((i >= 2 && is_at(t, i - 2, 0x5173, 0x4E8E)) || is_at(t, i, 0x5173, 0x4E8E)) /* 关于 */
        return 0;
    if (is_one_of(before, QG_STR("的、，；： 》）”")) || is_one_of(after, QG_STR("《（“")))
        return 0;
    if (!qg_rune_is_han(before) || !qg_rune_is_han(after) || is_one_of(before, QG_STR("和与及暨")))
        return 150; /* 2024|年, 加强和|改进 */
    return 90;
}

static void read_title(title *t, qg_str text)
{
    qg_str rest = text;

    t->n = 0;
    t->columns[0] = 0;
    while (rest.n > 0) {
        t->offsets[t->n] = text.n - rest.n;
        qg_utf8_take(&rest, &t->runes[t->n]);
        t->columns[t->n + 1] = t->columns[t->n] + qg_rune_columns(t->runes[t->n], true);
        t->n++;
    }
    t->offsets[t->n] = text.n;
    for (size_t i = 1; i < t->n; i++)
        t->costs[i] = cost_of_break(t, i);
}

/* How far a line of `columns` is from what all would have if they were alike. */
static int cost_of_width(int columns, int ideal)
{
    return (columns - ideal) * (columns - ideal);
}

/* Choose n_lines - 1 breaks; false when it cannot be done within `most` columns a line. */
static bool choose_breaks(const title *t, size_t n_lines, int most, size_t *breaks)
{
    int best[MAX_LINES + 1][MAX_RUNES + 1], ideal = t->columns[t->n] / (int)n_lines;
    size_t from[MAX_LINES + 1][MAX_RUNES + 1];

    for (size_t line = 0; line <= n_lines; line++)
        for (size_t i = 0; i <= t->n; i++)
            best[line][i] = line == 0 && i == 0 ? 0 : FORBIDDEN;
    for (size_t line = 1; line <= n_lines; line++)
        for (size_t end = 1; end <= t->n; end++)
            for (size_t start = end; start-- > 0;) {
                int columns = t->columns[end] - t->columns[start];
                int cost = best[line - 1][start] + cost_of_width(columns, ideal) +
                           (start == 0 ? 0 : t->costs[start]);
                if (columns > most)
                    break;
                if (cost < best[line][end]) {
                    best[line][end] = cost;
                    from[line][end] = start;
                }
            }
    if (best[n_lines][t->n] >= FORBIDDEN)
        return false;
    for (size_t line = n_lines, end = t->n; line > 1; line--)
        breaks[line - 2] = end = from[line][end];
    return true;
}

static void put_lines(qg_buf *out, const title *t, qg_str text, const size_t *breaks, size_t n)
{
    size_t start = 0;

    for (size_t i = 0; i <= n; i++) {
        size_t end = i == n ? text.n : t->offsets[breaks[i]];
        qg_buf_puts(out, i == 0 ? "" : "\n");
        qg_buf_put(out, qg_str_trim(qg_str_head(qg_str_skip(text, start), end - start)));
        start = end;
    }
}

void qg_docx_break_title(qg_buf *out, qg_str text, int most_columns)
{
    size_t breaks[MAX_LINES], n_lines;
    title t;

    if (text.n > 0 && qg_utf8_count(text) <= MAX_RUNES) {
        read_title(&t, text);
        n_lines = (size_t)((t.columns[t.n] + most_columns - 1) / most_columns);
        for (; n_lines > 1 && n_lines <= MAX_LINES; n_lines++)
            if (choose_breaks(&t, n_lines, most_columns, breaks)) {
                put_lines(out, &t, text, breaks, n_lines - 1);
                return;
            }
    }
    qg_buf_put(out, text);
}

/* In half characters.  Programs put a little space between Han and digits, so one is spared. */
static int columns_of_line(const docx *d, qg_para_kind kind)
{
    const qg_para *p = &d->style->paras[kind];

    return qg_page_text_width(&d->style->page) / ((p->size_half_pt * 10 + p->tracking_twips) / 2) -
           1;
}

static bool says_the_same(qg_str with_bars, qg_str text)
{
    while (with_bars.n > 0) {
        qg_str piece = qg_str_head(with_bars, qg_str_find_byte(with_bars, '|'));
        if (!qg_str_starts(text, piece))
            return false;
        text = qg_str_skip(text, piece.n);
        with_bars = qg_str_skip(with_bars, piece.n + 1);
    }
    return text.n == 0;
}

/* `|` as a line break. */
static void put_bars_as_breaks(qg_buf *out, qg_str text)
{
    for (size_t i = 0; i < text.n; i++)
        qg_buf_put_byte(out, text.p[i] == '|' ? '\n' : text.p[i]);
}

static bool has_bar(qg_str text)
{
    return qg_str_find_byte(text, '|') < text.n;
}

static void write_title(docx *d, qg_para_kind kind, const para_extra *extra, qg_str text,
                        bool bars_are_breaks)
{
    qg_buf lines;

    qg_buf_init(&lines, 0);
    if (bars_are_breaks)
        put_bars_as_breaks(&lines, text);
    else
        qg_docx_break_title(&lines, text, columns_of_line(d, kind));
    qg_docx_para(d, kind, extra, qg_buf_str(&lines));
    qg_docx_drop(d, &lines);
}

void qg_docx_own_title(docx *d)
{
    qg_str own = qg_doc_value(d->doc, QG_KEY_TITLE);

    write_title(d, QG_PARA_TITLE, NULL, own, has_bar(own));
}

/* The front matter may have the same title with bars where its lines break; bars of the body are
 * the author's characters. */
void qg_docx_title(docx *d, qg_para_kind kind, const para_extra *extra, qg_str text)
{
    qg_str own = qg_doc_value(d->doc, QG_KEY_TITLE);

    if (has_bar(own) && says_the_same(own, text))
        write_title(d, kind, extra, own, true);
    else
        write_title(d, kind, extra, text, false);
}
