/* table_heads.c - heads of columns break into lines between words, as titles do.
 *
 * Word processors fill each line, which gives 责任单|位 and 其中：中|央投资.  Line breaks would add
 * characters to the text.  So indents make the lines as short as they should be, where needed with
 * a first line that is shorter or longer than the others: 其中：|中央投资.
 */
#include "unicode/unicode.h"
#include "write/docx/cell_widths.h"
#include "write/title/title.h"

enum {
    MOST_RUNES = 24,    /* longer ones are text, not heads */
    MOST_LINES = 4,     /* likewise */
    FEWEST_COLUMNS = 4, /* half characters in a line */
    MOST_COLUMNS = 12,  /* the longest lines for which qg_docx_head_columns looks */
    LONGEST_WORD = 3,   /* longer compounds, 生产|总值, may be broken */
    MOST_SHIFT = 2,     /* of the first line's length, which moves its centre by half of that */
    COST_LINE = TITLE_TORN - 100, /* of an additional line */
    UNFIT = 100000                /* of a word that does not fit a line */
};

/* A way to break a head: the lengths that lines may have, and what comes of them, in half
 * characters. */
typedef struct shape {
    int first, other;              /* how long the first line and the others may be */
    int first_line, longest_other; /* how long they become */
    int n_lines, cost;
    bool tears;
} shape;

/* Read a head into `t`.  False unless it is short and consists of Han, punctuation and digits: the
 * widths of letters differ too much between fonts. */
static bool read_head(docx *d, qg_title *t, const qg_node *cell)
{
    qg_buf text;
    bool is_known;

    t->n = 0;
    qg_buf_init(&text, 0);
    qg_node_plain(&text, cell);
    is_known = text.n > 0 && qg_utf8_count(qg_buf_str(&text)) <= MOST_RUNES;
    if (is_known)
        qg_title_read(t, qg_buf_str(&text), NULL, LONGEST_WORD);
    qg_docx_drop(d, &text);
    for (size_t i = 0; i < t->n; i++)
        is_known = is_known && (qg_rune_is_wide(t->runes[i]) || qg_rune_is_digit(t->runes[i]) ||
                                t->runes[i] == '%');
    return is_known;
}

/* The end of the line that begins at `start`, when it is filled. */
static size_t end_of_line(const qg_title *t, size_t start, int room)
{
    size_t end = start + 1, last;

    while (end < t->n && t->columns[end + 1] - t->columns[start] <= room)
        end++;
    for (last = end; last > start && last < t->n; last--)
        if (!qg_extent_is_glued(t->runes[last - 1], t->runes[last]))
            return last;
    return end;
}

/* Break the head as a word processor would with these lengths, and rate the result in `cost`. */
static void fill(const qg_title *t, shape *s)
{
    int total = t->columns[t->n];

    s->n_lines = s->longest_other = 0;
    s->cost = (s->first - s->other) * (s->first - s->other);
    s->tears = false;
    for (size_t start = 0, end; start < t->n; start = end) {
        int room = s->n_lines++ == 0 ? s->first : s->other, columns;
        end = end_of_line(t, start, room);
        columns = t->columns[end] - t->columns[start];
        if (s->n_lines == 1)
            s->first_line = columns;
        else
            s->longest_other = at_least(s->longest_other, columns);
        s->cost += columns * columns + (columns > room ? UNFIT : 0);
        if (end == t->n)
            break;
        s->cost += t->costs[end];
        s->tears = s->tears || t->costs[end] >= TITLE_TORN;
    }
    s->cost -=
        total * total / s->n_lines; /* 0 for lines of equal length, more the less equal they are */
}

/* Find the best shape, with as few lines as possible, or one more to avoid a broken word.  False
 * when the head fits one line or takes too many. */
static bool choose(const qg_title *t, int most, shape *best)
{
    shape full = {.first = most, .other = most};

    fill(t, &full);
    *best = full;
    if (full.n_lines == 1)
        return false;
    for (int other = most; other >= FEWEST_COLUMNS; other--)
        for (int first = at_least(other - MOST_SHIFT, FEWEST_COLUMNS);
             first <= at_most(other + MOST_SHIFT, most); first++) {
            shape s = {.first = first, .other = other};
            fill(t, &s);
            s.cost += s.n_lines > full.n_lines ? COST_LINE : 0;
            if (s.n_lines <= full.n_lines + 1 && s.cost < best->cost)
                *best = s;
        }
    return best->n_lines <= MOST_LINES && best->cost < UNFIT;
}

int qg_docx_head_columns(docx *d, const qg_node *cell)
{
    qg_title t;
    shape s;

    if (!read_head(d, &t, cell))
        return 0;
    for (int most = FEWEST_COLUMNS; most <= MOST_COLUMNS; most++)
        if (t.columns[t.n] <= most || (choose(&t, most, &s) && !s.tears))
            return at_most(most, t.columns[t.n]);
    return 0;
}

/* The width in twips of a line of `columns` half characters, with a reserve for other fonts. */
static int room_for(const qg_title *t, int character, int columns)
{
    bool has_percent = false;

    for (size_t i = 0; i < t->n; i++)
        has_percent = has_percent || t->runes[i] == '%';
    return columns * character / 2 + character * (has_percent ? 8 : 5) / 20;
}

void qg_docx_balance_head(docx *d, const qg_node *cell, int width, para_extra *extra)
{
    int character = d->style->paras[qg_docx_cell_kind(d, true)].size_half_pt * 10, side, longest;
    qg_title t;
    shape s;

    if ((extra->align != QG_ALIGN_NONE && extra->align != QG_ALIGN_CENTER) ||
        !read_head(d, &t, cell) || !choose(&t, 2 * width / character, &s))
        return;
    longest = at_least(s.first_line, s.longest_other);
    side = at_least(width - room_for(&t, character, longest), 0) / 2;
    extra->has_left = extra->has_right = true;
    extra->left_twips = extra->right_twips = side;
    if (s.first < s.other)
        extra->first_line.twips = (longest - s.first_line) * character / 2;
    if (s.first > s.other)
        extra->hanging_twips = (longest - s.longest_other) * character / 2;
    extra->left_twips += extra->hanging_twips;
}
