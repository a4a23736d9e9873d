/* find.c - where formulas stand in Markdown.
 *
 * cmark-gfm does not know them: it would take _ for emphasis and \\ for a break.  So they are found
 * first, with as much of Markdown in mind as it takes: code, paragraphs, blocks that begin in the
 * middle of what looks like a formula.  Each mark is looked for up to the end of its paragraph
 * once.
 */
#include "parse/source_int.h"

#include "unicode/unicode.h"

typedef struct finder {
    qg_doc *doc;
    qg_formulas *found;
    qg_str text;
    qg_fence code;
    size_t at;
    size_t line;      /* where the line that holds `at` starts */
    size_t paragraph; /* end of the paragraph, looked for when it is behind */
    size_t closed[5]; /* of each kind of mark: none closes before here */
    unsigned no_tick; /* 1 << n: no run of n backticks closes in this paragraph */
} finder;

typedef struct mark {
    const char *open, *close;
    bool is_display;
} mark;

enum { DOLLAR, SPACED, DOLLARS, ROUND, SQUARE }; /* SPACED: $ x $ */
static const mark marks[] = {{"$", "$", false},
                             {"$", "$", false},
                             {"$$", "$$", true},
                             {"\\(", "\\)", false},
                             {"\\[", "\\]", true}};

static char byte_at(const finder *f, size_t at)
{
    return at < f->text.n ? f->text.p[at] : '\n';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* $ cd $HOME */
static bool is_in_name(char c)
{
    return is_digit(c) || c == '_' || ((unsigned char)c < 0x80 && qg_rune_is_letter((qg_rune)c));
}

/* ---- lines --------------------------------------------------------------------------------- */

static size_t line_end(const finder *f, size_t at)
{
    return at + qg_str_find_byte(qg_str_skip(f->text, at), '\n');
}

/* The line at `at` behind blanks and marks of quotes. */
static qg_str bare_line(const finder *f, size_t at)
{
    qg_str line = qg_str_skip(qg_str_head(f->text, line_end(f, at)), at);

    while (line.n > 0 && strchr(" \t>\r", line.p[0]) != NULL)
        line = qg_str_skip(line, 1);
    return line;
}

/* Whether a paragraph certainly ends before this line. */
static bool ends_paragraph(qg_str bare)
{
    return bare.n == 0 || qg_str_starts(bare, QG_STR("```")) ||
           qg_str_starts(bare, QG_STR("~~~")) || qg_str_starts(bare, QG_STR(":::"));
}

/* Length of the mark of a list's item with the blank behind it, 0 without. */
static size_t item_mark(qg_str bare)
{
    size_t n = 0;

    if (bare.n > 1 && strchr("-+*", bare.p[0]) != NULL && is_blank(bare.p[1]))
        return 2;
    while (n < bare.n && n < 9 && is_digit(bare.p[n]))
        n++;
    return n > 0 && n + 1 < bare.n && strchr(".)", bare.p[n]) != NULL && is_blank(bare.p[n + 1])
               ? n + 2
               : 0;
}

static bool starts_block(qg_str bare)
{
    return ends_paragraph(bare) || item_mark(bare) > 0 || strchr("#|", bare.p[0]) != NULL;
}

static size_t paragraph_end(finder *f)
{
    if (f->paragraph <= f->at) {
        f->paragraph = line_end(f, f->at) + 1;
        while (f->paragraph < f->text.n && !ends_paragraph(bare_line(f, f->paragraph)))
            f->paragraph = line_end(f, f->paragraph) + 1;
    }
    return f->paragraph < f->text.n ? f->paragraph : f->text.n;
}

/* Whether nothing but marks of blocks stands before `at` on its line: of quotes, which are counted,
 * and lists. */
static bool is_at_line_start(const finder *f, size_t at, qg_formula *formula)
{
    qg_str before = qg_str_skip(qg_str_head(f->text, at), f->line);

    while (before.n > 0) {
        size_t n = item_mark(before);
        if (n == 0 && strchr(" \t>", before.p[0]) == NULL)
            return false;
        n += n == 0;
        formula->n_quotes += before.p[0] == '>';
        formula->n_indent = before.p[0] == '>' ? 0 : formula->n_indent + n;
        before = qg_str_skip(before, n);
    }
    return true;
}

/* ---- what is a formula --------------------------------------------------------------------- */

/* What a text has outside of braces, where Chinese stands in \text{} and in subscripts. */
typedef struct looks {
    bool has_wide, has_sentence_mark, has_sign, has_command, has_letters, has_word;
} looks;

static looks looks_of(qg_str inside)
{
    static const char sentence[] = "。；，！？：、";
    looks l = {0};
    size_t depth = 0;
    qg_rune rune = 0, before;

    while (inside.n > 0) {
        qg_str one;
        before = rune;
        one = qg_utf8_take(&inside, &rune);
        if (rune == '\\' && inside.n > 0) {
            l.has_command = l.has_command || qg_rune_is_letter((unsigned char)inside.p[0]);
            qg_utf8_take(&inside, &rune);
        } else if (rune == '{') {
            depth++;
        } else if (rune == '}') {
            depth -= depth > 0;
        } else if (rune < 0x80 && strchr("^_=<>", (int)rune) != NULL) {
            l.has_sign = true;
        } else if (depth == 0 && qg_rune_is_wide(rune)) {
            l.has_wide = true;
            l.has_sentence_mark =
                l.has_sentence_mark || qg_str_find(qg_str_of(sentence), one) < sizeof sentence - 1;
        } else if (qg_rune_is_letter(rune)) {
            l.has_letters = true;
            l.has_word = l.has_word || qg_rune_is_letter(before);
        }
    }
    return l;
}

/* Between single marks.  $5，折合￥36的，$ is no formula, $利润=收入-成本$ is one. */
static bool is_inline(qg_str inside, bool is_dollar)
{
    looks l = looks_of(inside);
    bool is_sure = l.has_command || l.has_sign;

    if (l.has_wide)
        return is_sure && !l.has_sentence_mark && !is_digit(inside.p[0]);
    /* \(note\) and \(1\) are brackets that need no backslash; \(n\) and \(n-1\) are formulas */
    return is_dollar || is_sure || (l.has_letters && !l.has_word);
}

static bool is_formula(int kind, qg_str inside)
{
    looks l;

    if (kind == SPACED)
        inside = qg_str_trim(inside);
    if (qg_str_trim(inside).n == 0)
        return false;
    if (kind == DOLLARS)
        return true;
    if (kind != SQUARE)
        return is_inline(inside, kind == DOLLAR);
    l = looks_of(inside); /* \[2024\] is what other programs make of [2024] */
    return (l.has_command || l.has_sign) && !l.has_sentence_mark && inside.p[0] != '^';
}

/* ---- from mark to mark --------------------------------------------------------------------- */

/* Whether the formula may go on in the line at `at`. */
static bool goes_on(const finder *f, size_t at, bool is_block)
{
    return is_block || !starts_block(bare_line(f, at));
}

/* Whether the mark at `at` can close a formula of `kind`. */
static bool closes(const finder *f, int kind, size_t at)
{
    if (!qg_str_starts(qg_str_skip(f->text, at), qg_str_of(marks[kind].close)))
        return false;
    if (kind == SPACED)
        return byte_at(f, at - 1) == ' ' && !is_in_name(byte_at(f, at + 1));
    return kind != DOLLAR || (!is_blank(byte_at(f, at - 1)) && !is_digit(byte_at(f, at + 1)));
}

/* Whether what stands at `at` shows that the mark before it opened nothing. */
static bool breaks(const finder *f, int kind, size_t at, bool is_block)
{
    char c = byte_at(f, at);

    if (c == '\n')
        return !goes_on(f, at + 1, is_block);
    if (kind == DOLLAR || kind == SPACED)
        return c == '$' || c == '`';
    return (kind == ROUND || kind == SQUARE) &&
           qg_str_starts(qg_str_skip(f->text, at), qg_str_of(marks[kind].open));
}

/* Whether the line is a table's row. */
static bool is_in_row(const finder *f)
{
    size_t at = f->line;

    while (at < f->text.n && strchr(" \t>", f->text.p[at]) != NULL)
        at++;
    return byte_at(f, at) == '|';
}

/* Whether a cell of a row ends at `at`: | 收入（US$） | 增幅>2（US$） |.  In $P(A | B)$, `depth`
 * brackets are open. */
static bool ends_cell(const finder *f, size_t at, int depth)
{
    return byte_at(f, at) == '|' && depth <= 0 && is_blank(byte_at(f, at - 1)) &&
           is_blank(byte_at(f, at + 1));
}

/* The offset of the mark that closes what opened before `at`; 0 when there is none. */
static size_t find_close(finder *f, int kind, size_t at, bool is_block)
{
    size_t end = paragraph_end(f);
    bool in_row = is_in_row(f);
    int depth = 0;

    if (f->closed[kind] >= end)
        return 0;
    while (at < end) {
        if (closes(f, kind, at))
            return at;
        if (breaks(f, kind, at, is_block) || (in_row && ends_cell(f, at, depth)))
            return 0;
        depth += (strchr("([{", byte_at(f, at)) != NULL) - (strchr(")]}", byte_at(f, at)) != NULL);
        at += byte_at(f, at) == '\\' ? 2 : 1;
    }
    f->closed[kind] = end;
    return 0;
}

static void put(finder *f, qg_formula formula)
{
    qg_formulas *found = f->found;

    if (found->n == found->n_room) {
        size_t n_room = found->n_room * 2 + 16;
        qg_formula *more = qg_arena_get(&f->doc->arena, n_room * sizeof *more);
        if (more == NULL)
            return;
        if (found->n > 0)
            memcpy(more, found->list, found->n * sizeof *more);
        found->list = more;
        found->n_room = n_room;
    }
    found->list[found->n++] = formula;
}

/* Go over what opens with the mark of `kind`, or over the mark alone. */
static void take_formula(finder *f, int kind)
{
    size_t n_mark = strlen(marks[kind].open), from = f->at + n_mark, end;
    qg_formula formula = {.offset = f->at, .n_mark = n_mark, .is_display = marks[kind].is_display};
    bool is_block = is_at_line_start(f, f->at, &formula) && formula.is_display;
    bool can_open = kind == DOLLAR ? !is_blank(byte_at(f, from)) : kind != SQUARE || is_block;

    end = can_open ? find_close(f, kind, from, is_block) : 0;
    if (kind == SQUARE && byte_at(f, end + n_mark) == '(') /* \[a\](b) is an escaped link */
        end = 0;
    if (end > from && is_formula(kind, qg_str_skip(qg_str_head(f->text, end), from))) {
        formula.n = end + n_mark - f->at;
        put(f, formula);
        from = end + n_mark;
    }
    f->at = from;
}

/* Go over a code span, or over its backticks when they do not close. */
static void take_code(finder *f)
{
    size_t n = 0, end = paragraph_end(f), at;

    while (byte_at(f, f->at + n) == '`')
        n++;
    f->at += n;
    if (n >= 32 || (f->no_tick >> n & 1) != 0)
        return;
    for (at = f->at; at < end;) {
        size_t run = 0;
        at += qg_str_find_byte(qg_str_skip(qg_str_head(f->text, end), at), '`');
        while (at + run < end && f->text.p[at + run] == '`')
            run++;
        if (run == n) {
            f->at = at + run;
            return;
        }
        at += run;
    }
    f->no_tick |= 1U << n;
}

/* [^1] is a footnote's label. */
static void take_label(finder *f)
{
    size_t at = f->at + 2;

    while (at < f->text.n && !is_blank(f->text.p[at]) && strchr("[]", f->text.p[at]) == NULL)
        at++;
    f->at = byte_at(f, f->at + 1) == '^' && byte_at(f, at) == ']' ? at + 1 : f->at + 1;
}

/* \begin{align} at the start of a line, without marks around it: what is displayed ends with its
 * \end. */
static bool take_environment(finder *f)
{
    static const char *const names[] = {"equation", "align", "gather", "multline", "eqnarray"};
    qg_str rest = qg_str_skip(qg_str_head(f->text, paragraph_end(f)), f->at);
    size_t n_begin = strlen("\\begin{"), n_end = strlen("\\end{");
    qg_formula formula = {.offset = f->at, .is_display = true};

    if (!qg_str_starts(rest, QG_STR("\\begin{")) || !is_at_line_start(f, f->at, &formula))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        qg_str name = qg_str_head(qg_str_skip(rest, n_begin), strlen(names[i]) + 2), end;
        size_t at;
        if (!qg_str_starts(name, qg_str_of(names[i])))
            continue;
        name.n = qg_str_find_byte(name, '}') + 1;
        for (at = 0; at < rest.n; at += n_end) {
            at += qg_str_find(qg_str_skip(rest, at), QG_STR("\\end{"));
            end = qg_str_skip(rest, at + n_end);
            if (qg_str_starts(end, name))
                break;
        }
        if (at >= rest.n)
            return false;
        formula.n = at + n_end + name.n;
        put(f, formula);
        f->at += formula.n;
        return true;
    }
    return false;
}

static void take_backslash(finder *f)
{
    char next = byte_at(f, f->at + 1);

    if (next == 'b' && take_environment(f))
        return;
    if (next == '(')
        take_formula(f, ROUND);
    else if (next == '[')
        take_formula(f, SQUARE);
    else
        f->at += next == '\n' ? 1 : 2;
}

static void take_next(finder *f)
{
    switch (f->text.p[f->at]) {
    case '$':
        take_formula(f, byte_at(f, f->at + 1) == '$'   ? DOLLARS
                        : byte_at(f, f->at + 1) == ' ' ? SPACED
                                                       : DOLLAR);
        break;
    case '`':
        take_code(f);
        break;
    case '\\':
        take_backslash(f);
        break;
    case '[':
        take_label(f);
        break;
    default:
        f->at++;
    }
}

/* Start with a line: over it when it is code. */
static void start_line(finder *f)
{
    size_t end = line_end(f, f->at);
    qg_str line = qg_str_skip(qg_str_head(f->text, end), f->at);

    f->line = f->at;
    if (f->line >= f->paragraph)
        f->no_tick = 0;
    if (qg_fence_holds(&f->code, line))
        f->at = end;
}

qg_status qg_formulas_find(qg_doc *doc, qg_formulas *found, qg_str text, size_t start)
{
    finder f = {.doc = doc, .found = found, .text = text, .at = start, .line = start};

    *found = (qg_formulas){0};
    if (qg_str_find_byte(text, '$') == text.n && qg_str_find_byte(text, '\\') == text.n)
        return QG_OK;
    if (f.at < text.n)
        start_line(&f);
    while (f.at < text.n) {
        if (text.p[f.at] != '\n') {
            size_t from = f.at;
            take_next(&f);
            if (memchr(text.p + from, '\n', (f.at < text.n ? f.at : text.n) - from) != NULL)
                while (f.line < f.at && line_end(&f, f.line) < f.at)
                    f.line = line_end(&f, f.line) + 1;
        } else if (++f.at < text.n) {
            start_line(&f);
        }
    }
    return qg_doc_status(doc);
}

const qg_formula *qg_formula_at(const qg_formulas *formulas, size_t offset)
{
    size_t low = 0, high = formulas->n;
    const qg_formula *f;

    while (low < high) { /* for the first that starts behind `offset` */
        size_t middle = low + (high - low) / 2;
        if (formulas->list[middle].offset <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    f = &formulas->list[low - 1];
    return !f->is_code && offset < f->offset + f->n ? f : NULL;
}
