/* table.c - tables of values with commas, as programs write them. */
#include "normalize/shield/shield_int.h"

enum {
    LEAST_ROWS = 3,
    MAX_FIELD = 24,   /* bytes of a short field, on average; clauses are longer */
    MOST_COLUMNS = 32 /* columns that are told apart */
};

/* A line that could be one row. */
typedef struct row {
    size_t n;               /* separators, with no blank behind any; 0 when it is none */
    bool is_short;          /* its fields are short, and no sentence is in them */
    bool has_figure;        /* a field is a figure; a line of verse has none */
    bool has_clauses;       /* a field has commas of its own, Chinese or in quotes */
    uint32_t values, names; /* bits of columns: nothing but figures and the like; short without any
                             * mark */
} row;

/* A field of which the end is not found yet. */
typedef struct field {
    size_t start, n_wide; /* n_wide: bytes beyond ASCII */
    bool has_mark;        /* a mark of a clause is in it */
} field;

/* ，；：！？ or 。、 or ” */
static bool is_chinese_mark(qg_str line, size_t i)
{
    const unsigned char *p = (const unsigned char *)line.p + i;

    if (i + 3 > line.n || (*p != 0xE2 && *p != 0xE3 && *p != 0xEF))
        return false;
    if (*p == 0xEF)
        return p[1] == 0xBC && strchr("\x8C\x9B\x9A\x81\x9F", p[2]) != NULL;
    return p[1] == 0x80 && (*p == 0xE2 ? p[2] == 0x9D : p[2] == 0x81 || p[2] == 0x82);
}

/* Whether the byte at `i` ends a sentence of Chinese: no short field has one inside. */
static bool ends_clause(qg_str line, size_t i)
{
    char c = line.p[i];

    return (c == '.' || c == '?' || c == '!' || c == ';') && i > 0 &&
           (unsigned char)line.p[i - 1] >= 0x80;
}

static bool ends_sentence(qg_str line)
{
    static const char *const marks[] = {"。", "！", "？", "：", "；", "”"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (qg_str_ends(line, qg_str_of(marks[i])))
            return true;
    return line.n > 0 && strchr(".!?:;", line.p[line.n - 1]) != NULL;
}

static void end_field(row *r, field *f, size_t at)
{
    uint32_t column = r->n < MOST_COLUMNS ? UINT32_C(1) << r->n : 0;

    if (f->n_wide == 0 && at > f->start)
        r->values |= column;
    if (!f->has_mark && at > f->start && at - f->start <= MAX_FIELD)
        r->names |= column;
    *f = (field){.start = at + 1};
}

/* Separators of a line, with no blank behind any; 0 when it is no row.  The last field of several
 * may be empty; a line of verse ends so, too, but has only a clause or two. */
static size_t count_separators(qg_str line)
{
    enum { LEAST_BEFORE_EMPTY = 2 };
    size_t n = 0, at = qg_str_find_byte(line, ',');
    bool in_quotes = false;

    if (at == line.n)
        return 0;
    for (at = 0; at < line.n; at++) {
        in_quotes = in_quotes != (line.p[at] == '"');
        if (line.p[at] != ',' || in_quotes)
            continue;
        if (at + 1 == line.n ? n < LEAST_BEFORE_EMPTY : line.p[at + 1] == ' ')
            return 0;
        n++;
    }
    return in_quotes ? 0 : n;
}

static row row_of(qg_str line)
{
    row r = {.n = count_separators(line), .is_short = !ends_sentence(line)};
    field f = {0};
    bool in_quotes = false;

    if (r.n == 0)
        return r;
    r.n = 0;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        bool is_mark = is_chinese_mark(line, i);
        in_quotes = in_quotes != (c == '"');
        f.n_wide += (unsigned char)c >= 0x80;
        f.has_mark |= is_mark || ends_clause(line, i);
        r.has_figure |= qg_is_name_byte(c) || c == '"';
        r.has_clauses |= (in_quotes && c == ',') ||
                         (is_mark && qg_str_starts(qg_str_skip(line, i), QG_STR("，")));
        r.is_short = r.is_short && (in_quotes || !ends_clause(line, i));
        if (in_quotes || c != ',')
            continue;
        end_field(&r, &f, i);
        r.n++;
    }
    end_field(&r, &f, line.n);
    r.is_short = r.is_short && line.n <= (r.n + 1) * MAX_FIELD;
    return r;
}

/* Rows of the same length, the first of which may be a head. */
typedef struct table {
    size_t n_separators, n_rows, n_short, n_figures, n_clauses;
    uint32_t values, names; /* of all rows, of the head only names */
} table;

static void add_row(table *t, const row *r)
{
    t->values = t->n_rows == 1 ? r->values : t->values & r->values;
    t->names = t->n_rows == 0 ? r->names : t->names & r->names;
    t->n_rows++;
    t->n_short += r->is_short;
    t->n_figures += r->has_figure;
    t->n_clauses += r->has_clauses;
}

/* Whether rows are a table: they have short fields; or they have sentences beside a name in each
 * row, and other commas in those or figures in the same column, as no prose does. */
static bool is_table(const table *t)
{
    if (t->n_rows < LEAST_ROWS)
        return false;
    if (t->n_short == t->n_rows && (t->n_separators >= 3 || t->n_figures * 2 >= t->n_rows))
        return true;
    return t->names != 0 && (t->values != 0 || t->n_clauses * 2 >= t->n_rows);
}

/* The rows at the start of `text`, of as many fields each, up to `most`; with `is_short` only short
 * ones, and such as have figures in all columns of `values`, where there are any.  Returns their
 * bytes. */
static size_t take_rows(table *t, qg_str text, size_t most, bool is_short, uint32_t values)
{
    qg_str rest = text;
    size_t end = 0;

    *t = (table){0};
    while (rest.n > 0 && t->n_rows < most) {
        row r = row_of(qg_str_trim(qg_str_take_line(&rest)));
        bool fits = !is_short || r.is_short || (values != 0 && (r.values & values) == values);
        if (r.n == 0 || (t->n_rows > 0 && r.n != t->n_separators) || !fits)
            break;
        t->n_separators = r.n;
        add_row(t, &r);
        end = text.n - rest.n;
    }
    return end;
}

/* Whether the first lines have as many separators each, as few lines of prose do. */
static bool may_be_table(qg_str text)
{
    size_t n = count_separators(qg_str_trim(qg_str_take_line(&text)));

    for (int i = 1; i < LEAST_ROWS && n > 0; i++)
        if (count_separators(qg_str_trim(qg_str_take_line(&text))) != n)
            return false;
    return n > 0;
}

size_t qg_shield_table(qg_str text)
{
    enum { JUDGED = 32 /* rows; the others are like them */, MANY = 3 };
    table t;

    if (!may_be_table(text))
        return 0;
    for (int is_short = 1; is_short >= 0; is_short--) {
        take_rows(&t, text, JUDGED, is_short, 0);
        if (is_table(&t)) { /* of many columns, a row with a sentence is one, too */
            bool stays_short = is_short && t.n_separators < MANY;
            return take_rows(&t, text, SIZE_MAX, stays_short, t.values);
        }
    }
    return 0;
}

/* ---- with tabs, bars or semicolons ---------------------------------------------------------- */

/* Columns of a row, by its tabs or, without any and in tables with a bar at both ends, by its bars,
 * or else by its semicolons; 0 when the line is no row, SIZE_MAX for an empty line and the rules of
 * a table drawn in ASCII. */
static size_t columns_of(qg_str whole)
{
    enum { LEAST_SEMICOLONS = 2 };
    qg_str line = qg_str_trim(whole);
    bool has_bars = qg_str_starts(line, QG_STR("|")) && qg_str_ends(line, QG_STR("|"));
    size_t n_tabs = 0, n_bars = 0, n_semicolons = 0;

    if (line.n == 0 || (qg_str_starts(line, QG_STR("+-")) && qg_str_is_ascii(line)))
        return SIZE_MAX;
    for (size_t i = 0; i < whole.n; i++) {
        n_tabs += whole.p[i] == '\t';
        n_bars += whole.p[i] == '|';
        n_semicolons += whole.p[i] == ';';
    }
    if (has_bars || (n_tabs == 0 && n_bars > 0))
        return n_bars;
    if (n_tabs > 0 || n_semicolons < LEAST_SEMICOLONS || ends_sentence(line))
        return n_tabs;
    return n_semicolons;
}

/* Whether the text is the rows of one table and nothing else.  Its cells have whatever marks
 * their author gave them. */
bool qg_shield_is_only_table(qg_str text)
{
    size_t n_rows = 0, n_columns = 0;

    while (text.n > 0) {
        size_t n = columns_of(qg_str_take_line(&text));
        if (n == SIZE_MAX)
            continue;
        if (n == 0 || (n_rows > 0 && n != n_columns))
            return false;
        n_columns = n;
        n_rows++;
    }
    return n_rows >= LEAST_ROWS;
}
