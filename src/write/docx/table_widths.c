/* table_widths.c - the widths of a table's columns, computed from the widths of characters.  They
 * are written into the file, so that every program shows the same ones. */
#include "write/docx/cell_widths.h"

#include <stdlib.h>

enum {
    /* Widths of columns, in characters. */
    LEAST_CHARACTERS = 3, /* the narrowest that is easy to read */
    TIGHT_CHARACTERS = 2, /* the narrowest at all, where the page has no room for more */
    BLANK_CHARACTERS = 8, /* of an empty column, which will be filled in by hand */
    /* Pieces of text that should not be broken, in characters. */
    LEAST_WORD = 3, /* the shortest of the "short words": a name */
    LONGEST_WORD = 5,
    LONGEST_NUMBER = 12, /* a document number with the office in front */
    SHORT_HEAD = 4,
    /* The search for the widths with which rows are lowest. */
    MOST_LINES = 8,      /* in a cell */
    SAMPLE_ROWS = 300,   /* how many rows are looked at */
    MOST_SHIFTS = 12,    /* how often a character's width is moved from column to column */
    MOST_SHIFTED = 16,   /* in tables of more columns none is moved */
    WORDS_PERCENT = 134, /* how much height unbroken words may cost */
    HEADS_PERCENT = 120, /* and unbroken heads */
    HEAD_ROWS = 8,       /* only in the first rows heads are searched for words */
    /* When a smaller font is better (qg_docx_rows_are_high). */
    NARROW = 8,          /* characters; only columns up to this width count */
    MOST_MEAN_LINES = 3, /* lines of an average row */
    MOST_LONG_LINES = 2, /* the same in a table of more than LONG_LINES, at the full font size */
    LONG_LINES = 60      /* lines, more than two pages have */
};

/* Add a cell to the wishes of its column.  In header rows only what is in brackets, （万元）,
 * counts as a short word: heads are broken between words by table_heads.c. */
static void add_cell(docx *d, qg_docx_column *column, const qg_node *cell, bool is_header,
                     bool has_words)
{
    qg_cell_widths e = qg_cell_widths_of(d, cell);
    int character = character_twips(d), margins = 2 * qg_docx_cell_margin(d);
    int tight = at_least(e.word + character / 4, at_most(e.line, TIGHT_CHARACTERS * character));
    int date = e.date + character / 4; /* a quarter in reserve, since fonts differ */
    int least = at_least(date, at_most(e.line, LEAST_CHARACTERS * character));
    int piece = is_header ? e.unit : e.piece, word;

    column->natural = at_least(column->natural, e.line + character / 4 + margins);
    if (!is_header)
        column->body = at_least(column->body, e.line + character / 4 + margins);
    column->least = at_least(column->least, least + margins);
    for (int i = 0; i < QG_DOCX_SHORT_WORDS; i++)
        if (piece <= at_most(LEAST_WORD + i, LONGEST_WORD) * character)
            column->whole[i] = at_least(column->whole[i], piece + character / 4 + margins);
    if (e.number > 0 && e.number <= LONGEST_NUMBER * character)
        column->whole[QG_DOCX_SHORT_WORDS - 1] =
            at_least(column->whole[QG_DOCX_SHORT_WORDS - 1], e.number + character / 4 + margins);
    column->tight = at_least(column->tight, tight + margins);
    column->date = at_least(column->date, date + margins);
    if (!is_header || !has_words)
        return;
    word = qg_docx_head_columns(d, cell) * character / 2 + character / 4 + margins;
    column->head_word = at_least(column->head_word, word);
    word = e.line <= SHORT_HEAD * character ? e.line + character / 8 + margins : word;
    column->head = at_least(column->head, word);
}

/* Whether the cell is in one column only.  Cells that span several do not influence the widths. */
static bool has_own_width(const qg_placed_cell *at)
{
    return at->cell != NULL && !at->is_continued && at->n_columns == 1;
}

/* Widen the empty columns of forms, which are to be filled in by hand. */
static void widen_blank(const docx *d, qg_docx_column *column)
{
    int character = character_twips(d), margins = 2 * qg_docx_cell_margin(d);

    if (column->natural > margins + character / 4)
        return;
    column->natural = BLANK_CHARACTERS * character + margins;
    column->least = at_least(column->least, LEAST_CHARACTERS * character + margins);
}

static bool measure(docx *d, const qg_node *table, qg_docx_column *columns)
{
    size_t n = table->u.table.n_columns;
    qg_placed_cell *cells = calloc(2 * n + 1, sizeof *cells);
    int n_rows = 0;

    if (cells == NULL)
        return false;
    for (const qg_node *row = table->first; row != NULL; row = row->next) {
        size_t n_placed = qg_table_place(cells, cells + n, n, row);
        for (size_t i = 0; i < n_placed; i++)
            if (has_own_width(&cells[i]))
                add_cell(d, &columns[cells[i].column], cells[i].cell, qg_row_is_head(row),
                         n_rows < HEAD_ROWS);
        n_rows++;
    }
    for (size_t i = 0; i < n; i++)
        widen_blank(d, &columns[i]);
    free(cells);
    return true;
}

/* ---- room for all ---- */

/* The width of a column when each gets its least width, and up to `share` if it wants that much. */
static int given(const qg_docx_column *column, int share)
{
    return at_least(at_most(column->natural, share), column->least);
}

/* The largest share with which all columns fit into `total`. */
static int fair_share(const qg_docx_column *columns, size_t n, int total)
{
    int low = 0, high = total;

    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        long sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += given(&columns[i], middle);
        if (sum <= total)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static long sum_of_least(const qg_docx_column *columns, size_t n)
{
    long sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += columns[i].least;
    return sum;
}

static void give(qg_docx_column *columns, size_t n, int total)
{
    int share = fair_share(columns, n, total);

    for (size_t i = 0; i < n; i++)
        columns[i].width = given(&columns[i], share);
}

/* ---- too little room: the widths with which the rows are lowest ---- */

/* The text of the first rows, reduced to lengths in twips: of each cell, row by row. */
typedef struct sample {
    int *lines;  /* the length of its text in one line; 0: no cell in one column */
    int *wasted; /* what the ends of its lines lose because a word moves to the next line */
    int character, margins;
    size_t n_rows, n_columns;
} sample;

static bool take_sample(sample *s, docx *d, const qg_node *table)
{
    size_t n = s->n_columns = table->u.table.n_columns;
    qg_placed_cell *cells = calloc(2 * n + 1, sizeof *cells);

    s->character = character_twips(d);
    s->margins = 2 * qg_docx_cell_margin(d);
    s->lines = calloc(2 * SAMPLE_ROWS * n + 1, sizeof *s->lines);
    s->wasted = s->lines == NULL ? NULL : s->lines + SAMPLE_ROWS * n;
    for (const qg_node *row = table->first;
         s->lines != NULL && cells != NULL && row != NULL && s->n_rows < SAMPLE_ROWS;
         row = row->next) {
        size_t n_placed = qg_table_place(cells, cells + n, n, row);
        for (size_t i = 0; i < n_placed; i++)
            if (has_own_width(&cells[i])) {
                qg_cell_widths e = qg_cell_widths_of(d, cells[i].cell);
                s->lines[s->n_rows * n + cells[i].column] = e.line;
                s->wasted[s->n_rows * n + cells[i].column] =
                    at_most(e.word - s->character, s->character);
            }
        s->n_rows++;
    }
    free(cells);
    return s->lines != NULL && cells != NULL;
}

/* How many lines a cell takes in its column; lines end with whole characters. */
static int lines_of(const sample *s, size_t cell, const qg_docx_column *column)
{
    int length = s->lines[cell], room = column->width - s->margins;

    if (length <= room)
        return 1;
    room = at_least(room / s->character, 1) * s->character;
    return (length + at_least(s->wasted[cell], 0) + room - 1) / room;
}

/* The height of all rows together, in lines. */
static long height_of(const sample *s, const qg_docx_column *columns)
{
    long height = 0;

    for (size_t row = 0; row < s->n_rows; row++) {
        int most = 1;
        for (size_t i = 0; i < s->n_columns; i++)
            most = at_least(most, lines_of(s, row * s->n_columns + i, &columns[i]));
        height += most;
    }
    return height;
}

bool qg_docx_rows_are_high(docx *d, const qg_node *table, const qg_docx_column *columns)
{
    sample s = {0};
    long height = 0, most = 0;
    bool are_broken = false;

    for (size_t i = 0; i < table->u.table.n_columns; i++)
        are_broken = are_broken || columns[i].width < columns[i].natural;
    if (are_broken && take_sample(&s, d, table)) {
        for (size_t i = 0; i < s.n_columns; i++) /* wide columns may have many lines */
            if (columns[i].width > NARROW * s.character + s.margins)
                for (size_t row = 0; row < s.n_rows; row++)
                    s.lines[row * s.n_columns + i] = 0;
        height = height_of(&s, columns);
        most = height > LONG_LINES && d->room == QG_ROOMY ? MOST_LONG_LINES : MOST_MEAN_LINES;
    }
    free(s.lines);
    return height > most * (long)s.n_rows;
}

/* The width at which text that needs `natural` in one line takes at most `n` lines.  `spare`:
 * further characters, since not every line is full. */
static int needed_for(const docx *d, int natural, int n, int spare)
{
    int character = character_twips(d), margins = 2 * qg_docx_cell_margin(d),
        line = natural - margins;
    int characters = (line / n + character - 1) / character + spare;
    int slack = character / (spare > 0 ? 4 : 8); /* a reserve, since fonts differ */
    int needed = characters * character + slack + margins;

    return n == 1 ? natural : at_most(needed, natural);
}

/* Try the widths with which no cell has more than `lines` lines, and no header cell more than
 * `head_lines`; keep them if rows become lower. */
static void try_lines(docx *d, const sample *s, qg_docx_column *columns, qg_docx_column *trial,
                      int total, int lines, int head_lines, int spare)
{
    size_t n = s->n_columns;

    for (size_t i = 0; i < n; i++) {
        trial[i] = columns[i];
        trial[i].least = at_least(trial[i].least, needed_for(d, columns[i].body, lines, spare));
        trial[i].least =
            at_least(trial[i].least, needed_for(d, columns[i].natural, head_lines, spare));
    }
    if (sum_of_least(trial, n) > total)
        return;
    give(trial, n, total);
    if (height_of(s, trial) < height_of(s, columns))
        for (size_t i = 0; i < n; i++)
            columns[i].width = trial[i].width;
}

/* From the widths as they are, even shares, search for those with which the rows are lowest: try
 * each limit on the lines of cells and of header cells. */
static void make_rows_low(docx *d, const sample *s, qg_docx_column *columns, int total)
{
    qg_docx_column *trial = calloc(s->n_columns, sizeof *trial);

    for (int lines = MOST_LINES; trial != NULL && lines > 0; lines--)
        for (int head_lines = MOST_LINES; head_lines >= lines; head_lines--)
            for (int spare = 2; spare >= 0; spare--)
                try_lines(d, s, columns, trial, total, lines, head_lines, spare);
    free(trial);
}

/* By how many lines the rows become lower when `from` gives a character's width to `to`. */
static long gain(const sample *s, qg_docx_column *from, qg_docx_column *to, long height,
                 const qg_docx_column *columns)
{
    long lower;

    if (from == to || from->width - s->character < from->least)
        return 0;
    from->width -= s->character;
    to->width += s->character;
    lower = height - height_of(s, columns);
    from->width += s->character;
    to->width -= s->character;
    return lower;
}

/* Hill climbing: move a character's width from one column to another, each time where that lowers
 * the rows most, until nothing does. */
static void shift_room(const sample *s, qg_docx_column *columns)
{
    for (int step = 0; step < MOST_SHIFTS && s->n_columns <= MOST_SHIFTED; step++) {
        long height = height_of(s, columns), most = 0;
        qg_docx_column *from = NULL, *to = NULL;
        for (size_t i = 0; i < s->n_columns; i++)
            for (size_t k = 0; k < s->n_columns; k++) {
                long lower = gain(s, &columns[i], &columns[k], height, columns);
                if (lower > most) {
                    most = lower;
                    from = &columns[i];
                    to = &columns[k];
                }
            }
        if (from == NULL)
            return;
        from->width -= s->character;
        to->width += s->character;
    }
}

static bool is_crowded(const qg_docx_column *columns, size_t n, int total)
{
    long sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += columns[i].natural;
    return sum > total;
}

/* Search widths for the columns of `trial`, whose `least` says what must not be broken.  Take them
 * if they fit and the rows become no higher than `most_percent` of what they are.  Returns whether.
 */
static bool take_if_low(docx *d, const sample *s, qg_docx_column *columns, qg_docx_column *trial,
                        int total, int most_percent)
{
    if (sum_of_least(trial, s->n_columns) > total)
        return false;
    give(trial, s->n_columns, total);
    make_rows_low(d, s, trial, total);
    shift_room(s, trial);
    if (height_of(s, trial) * 100 > height_of(s, columns) * most_percent)
        return false;
    for (size_t i = 0; i < s->n_columns; i++)
        columns[i].width = trial[i].width;
    return true;
}

/* Try to break no document number and no short word; if that costs too much, only no shorter ones.
 */
static void keep_words(docx *d, const sample *s, qg_docx_column *columns, int total)
{
    size_t n = s->n_columns;
    qg_docx_column *trial = calloc(n, sizeof *trial);
    bool is_taken = false;

    for (int k = QG_DOCX_SHORT_WORDS - 1; trial != NULL && !is_taken && k >= 0; k--) {
        for (size_t i = 0; i < n; i++) {
            trial[i] = columns[i];
            trial[i].least = at_least(columns[i].least, columns[i].whole[k]);
        }
        is_taken = take_if_low(d, s, columns, trial, total, WORDS_PERCENT);
    }
    free(trial);
}

/* The least width that breaks no date in the column, and no short word of the first `n` lengths
 * that is not broken already. */
static int floor_of(const qg_docx_column *column, int n)
{
    int kept = column->date;

    for (int k = 0; k < n; k++)
        if (column->whole[k] <= column->width)
            kept = at_least(kept, column->whole[k]);
    return at_least(column->tight, at_most(kept, column->width));
}

/* Let some columns be as narrow as two characters, if that makes the rows lower. */
static void narrow_some(docx *d, const sample *s, qg_docx_column *columns, int total)
{
    size_t n = s->n_columns;
    qg_docx_column *trial = calloc(n, sizeof *trial);

    for (size_t i = 0; trial != NULL && i < n; i++) {
        trial[i] = columns[i];
        trial[i].least = floor_of(&columns[i], QG_DOCX_SHORT_WORDS);
    }
    if (trial != NULL) {
        make_rows_low(d, s, trial, total);
        shift_room(s, trial);
    }
    for (size_t i = 0; trial != NULL && i < n; i++)
        columns[i].width = trial[i].width;
    free(trial);
}

/* Try to break no short head; if that costs too much height, no word in heads, for which words of
 * the text that are longer than names may be broken. */
static void keep_heads(docx *d, const sample *s, qg_docx_column *columns, int total)
{
    size_t n = s->n_columns;
    qg_docx_column *trial = calloc(n, sizeof *trial);
    bool is_taken = false;

    for (int k = 0; trial != NULL && !is_taken && k < 2; k++) {
        for (size_t i = 0; i < n; i++) {
            trial[i] = columns[i];
            trial[i].least =
                k == 0 ? at_least(floor_of(&columns[i], QG_DOCX_SHORT_WORDS), columns[i].head)
                       : at_least(floor_of(&columns[i], 1), columns[i].head_word);
        }
        is_taken = take_if_low(d, s, columns, trial, total, HEADS_PERCENT);
    }
    free(trial);
}

static void make_readable(docx *d, const qg_node *table, qg_docx_column *columns, int total)
{
    sample s = {0};

    if (take_sample(&s, d, table)) {
        make_rows_low(d, &s, columns, total);
        keep_words(d, &s, columns, total);
        narrow_some(d, &s, columns, total);
        keep_heads(d, &s, columns, total);
    }
    free(s.lines);
}

int qg_docx_fit_columns(docx *d, const qg_node *table, qg_docx_column *columns, int total)
{
    size_t n = table->u.table.n_columns;
    long sum = 0, done = 0;

    if (sum_of_least(columns, n) > total)
        for (size_t i = 0; i < n; i++)
            columns[i].least = columns[i].tight;
    give(columns, n, total);
    if (is_crowded(columns, n, total))
        make_readable(d, table, columns, total);
    for (size_t i = 0; i < n; i++)
        sum += columns[i].width;
    if (sum > 0 && sum <= total && !d->style->tables.fill)
        return (int)sum;
    for (size_t i = 0; i < n; i++) {
        columns[i].width = sum == 0 ? total / (int)n : (int)((long)columns[i].width * total / sum);
        done += columns[i].width;
    }
    columns[n - 1].width += total - (int)done;
    return total;
}

void qg_docx_forget_table(docx *d)
{
    free(d->columns);
    d->columns = NULL;
    d->measured = NULL;
}

/* The columns of a table with their wishes.  These are needed for each heading above the table and
 * again when it is written, so those of the last table are kept.  NULL when memory runs out. */
static const qg_docx_column *measured(docx *d, const qg_node *table)
{
    if (d->measured == table)
        return d->columns;
    qg_docx_forget_table(d);
    d->columns = calloc(table->u.table.n_columns + 1, sizeof *d->columns);
    if (d->columns == NULL || !measure(d, table, d->columns))
        return NULL;
    d->measured = table;
    return d->columns;
}

bool qg_docx_columns_of(docx *d, const qg_node *table, qg_docx_column *columns)
{
    const qg_docx_column *known = measured(d, table);

    if (known != NULL)
        memcpy(columns, known, table->u.table.n_columns * sizeof *columns);
    return known != NULL;
}

bool qg_docx_table_is_wide(docx *d, const qg_node *table)
{
    const qg_docx_column *columns = measured(d, table);

    return columns != NULL &&
           sum_of_least(columns, table->u.table.n_columns) > qg_page_text_width(&d->style->page);
}
