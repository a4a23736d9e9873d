/* guard.c - refuse Markdown that is built to make cmark-gfm slow.
 *
 * cmark-gfm 0.29.0.gfm.6 needs quadratic time or memory for some texts: tables of many columns,
 * unclosed `<?`, `)` after an address, and others below.  It also aborts when memory ends.  One
 * pass over the lines counts what such texts are made of, always too much rather than too little,
 * and refuses what no honest report comes near.  What is left costs at most a constant for each
 * byte; the numbers are from measurements of one attack each, and tests/unit/test_guard.c holds the
 * attacks.
 */
#include "base/utf8.h"
#include "parse/source_int.h"

enum {
    MAX_MARKERS = 50,   /* containers opened in one line: "> - > - " */
    MAX_COLUMNS = 300,  /* of a table */
    MAX_ATS = 5000,     /* in one line; cmark-gfm calls itself for each and keeps 20 KB for it */
    MAX_IMAGES = 1000,  /* `![` in one run of lines; all open ones are looked at for each link */
    MAX_PADDED = 50000, /* cells that rows of tables lack; each becomes a node of 300 bytes ... */
    PADDED_BYTES = 4,   /* ... and one more for so many bytes: text goes on below a table, too */
    SHOWN_BYTES = 80    /* of the line that is refused */
};

/* Work is allowed up to a constant and so much a byte: steps of cmark-gfm of about a nanosecond. */
static const size_t WORK = 200 * 1000 * 1000, WORK_PER_BYTE = 200;
/* Bytes that reference links may copy. */
static const size_t COPIES = 32 * 1000 * 1000, COPIES_PER_BYTE = 50;

/* A run is what stands between empty lines: no paragraph or table reaches beyond it. */
typedef struct guard {
    size_t n_bytes; /* of the whole text */
    size_t n_cells, max_cells;
    const char *broken;

    size_t run_bytes, run_images, run_openers; /* of this run */
    size_t line_ats;
    size_t run_bars;    /* in lines that may become the head of a table */
    size_t columns;     /* of the widest table rule in the run */
    size_t line_bars;   /* in the line before */
    bool is_first_line; /* of the run */
    bool was_sure_head; /* the line before can be a table's head for certain */
    bool is_sure_table;

    size_t delimiters, closers; /* runs of * _ ~, and ], that may stand in one paragraph */
    size_t n_padded;
    size_t address_work, mail_work, opener_work, head_work, delimiter_work;
    size_t n_brackets, definition, longest_definition;
} guard;

static void refuse(guard *g, const char *limit)
{
    if (g->broken == NULL)
        g->broken = limit;
}

static bool is_more_than(const guard *g, size_t work)
{
    return work > WORK + WORK_PER_BYTE * g->n_bytes;
}

/* ---- lines --------------------------------------------------------------------------------- */

qg_str qg_skip_blanks(qg_str line)
{
    while (line.n > 0 && (line.p[0] == ' ' || line.p[0] == '\t'))
        line = qg_str_skip(line, 1);
    return line;
}

size_t qg_marker_at(qg_str line)
{
    size_t n = 0;

    if (line.n == 0)
        return 0;
    if (line.p[0] == '>')
        return 1;
    if (strchr("-+*", line.p[0]) != NULL)
        n = 1;
    while (n < line.n && n < 10 && line.p[n] >= '0' && line.p[n] <= '9')
        n++;
    if (n > 0 && n < line.n && (line.p[n] == '.' || line.p[n] == ')'))
        n++;
    return n > 0 && n < line.n && (line.p[n] == ' ' || line.p[n] == '\t') ? n : 0;
}

/* What stands behind the markers of containers. */
static qg_str skip_markers(guard *g, qg_str line)
{
    size_t n = 0, length;

    line = qg_skip_blanks(line);
    for (; (length = qg_marker_at(line)) > 0; n++)
        line = qg_skip_blanks(qg_str_skip(line, length));
    if (n > MAX_MARKERS)
        refuse(g, "more than 50 quotes and lists opened in one line");
    return line;
}

/* ---- tables -------------------------------------------------------------------------------- */

static size_t count_byte(qg_str line, char c)
{
    size_t n = 0;

    for (size_t i = 0; i < line.n; i++)
        n += line.p[i] == c;
    return n;
}

/* |--|:-:| and what may be taken for it */
static bool is_table_rule(qg_str line)
{
    bool has_dash = false;

    for (size_t i = 0; i < line.n; i++) {
        has_dash = has_dash || line.p[i] == '-';
        if (strchr("|-: \t\r\v\f", line.p[i]) == NULL)
            return false;
    }
    return has_dash;
}

/* | a | b |, without anything that could make its bars count otherwise */
static bool is_plain_row(qg_str line)
{
    return line.n >= 2 && line.p[0] == '|' && line.p[line.n - 1] == '|' &&
           count_byte(line, '\\') == 0;
}

/* A rule under a paragraph makes cmark-gfm cut all of it into cells, in steps that grow with their
 * number.  Only where the rule certainly makes a table does that happen once. */
static void look_at_table(guard *g, qg_str line)
{
    size_t bars = count_byte(line, '|');

    if (g->is_sure_table && (line.n == 0 || line.p[0] != '|'))
        g->is_sure_table = false;
    if (bars > MAX_COLUMNS)
        refuse(g, "a table of more than 300 columns");
    if (g->columns > bars)
        g->n_padded += g->columns - bars;
    if (g->n_padded > MAX_PADDED + g->n_bytes / PADDED_BYTES)
        refuse(g, "tables whose rows are much shorter than their heads");
    g->n_cells += g->columns > 0 ? g->columns - 1 : 0;
    g->n_cells += is_table_rule(line) && bars > 0 ? bars - 1 : 0; /* the head above it */
    if (g->n_cells > g->max_cells)
        refuse(g, "tables of more cells than --max-cells");
    if (is_table_rule(line) && !g->is_sure_table) {
        g->head_work += g->run_bytes + g->run_bars * g->run_bars * 3;
        g->is_sure_table = g->was_sure_head && is_plain_row(line) && bars == g->line_bars;
        g->columns = bars > g->columns ? bars : g->columns;
        if (is_more_than(g, g->head_work))
            refuse(g, "rules of tables that have no heads");
    }
    g->run_bars = g->is_sure_table ? 0 : g->run_bars + bars + 1;
    g->was_sure_head = g->is_first_line && is_plain_row(line);
    g->line_bars = bars;
}

/* ---- inlines ------------------------------------------------------------------------------- */

/* From every :// and www. cmark-gfm looks for the end of the address up to the next blank, and for
 * every ) at its end counts all brackets in it. */
static void look_at_word(guard *g, qg_str word)
{
    size_t n_addresses = 0, n_brackets = 0;

    for (size_t i = 0; i < word.n; i++) {
        n_addresses +=
            word.p[i] == ':' || (word.p[i] == '.' && i > 0 && (word.p[i - 1] | 32) == 'w');
        n_brackets += word.p[i] == ')';
    }
    if (n_addresses > 0)
        g->address_work += (n_addresses + n_brackets / 2) * word.n;
    if (is_more_than(g, g->address_work))
        refuse(g, "addresses that never end");
}

/* Whether a line has any : or w. */
static bool may_hold_address(qg_str line)
{
    size_t at = 0;

    if (qg_str_find_byte(line, ':') < line.n)
        return true;
    while ((at += qg_str_find_byte(qg_str_skip(line, at), '.')) < line.n)
        if (at++ > 0 && (line.p[at - 2] | 32) == 'w')
            return true;
    return false;
}

static void look_at_words(guard *g, qg_str line)
{
    size_t start = 0;

    if (!may_hold_address(line))
        return;
    for (size_t i = 0; i <= line.n; i++) {
        if (i < line.n && (unsigned char)line.p[i] > ' ')
            continue;
        if (i - start > 64) /* shorter ones cost less than the limit for a byte */
            look_at_word(g, (qg_str){line.p + start, i - start});
        start = i + 1;
    }
}

/* What a definition of a reference may hold: from "]:" up to the next one or an empty line. */
static void look_at_definition(guard *g, size_t n_bytes, bool is_start)
{
    if (is_start)
        g->definition = 1;
    else if (g->definition > 0)
        g->definition += n_bytes;
    if (g->definition > g->longest_definition)
        g->longest_definition = g->definition;
}

/* How many bytes at the start of `s` mean nothing here: most of any text. */
static size_t plain_length(qg_str s)
{
    static const bool means_something[256] = {
        ['['] = true, [']'] = true, ['!'] = true, ['<'] = true,
        ['@'] = true, ['*'] = true, ['_'] = true, ['~'] = true};
    size_t n = 0;

    while (n < s.n && !means_something[(unsigned char)s.p[n]])
        n++;
    return n;
}

static void look_at_inlines(guard *g, qg_str line)
{
    for (size_t i = 0; i < line.n; i++) {
        size_t n_plain = plain_length(qg_str_skip(line, i));
        char c, following;

        look_at_definition(g, n_plain, false);
        i += n_plain;
        if (i == line.n)
            break;
        c = line.p[i];
        following = i + 1 < line.n ? line.p[i + 1] : '\n';
        g->n_brackets += c == '[';
        g->run_images += c == '!' && following == '[';
        g->run_openers += c == '<' && (following == '!' || following == '?');
        g->line_ats += c == '@';
        g->closers += c == ']';
        g->delimiters += (c == '*' || c == '_' || c == '~') && following != c;
        look_at_definition(g, 1, c == ']' && following == ':');
    }
    if (g->run_images > MAX_IMAGES)
        refuse(g, "more than 1000 pictures in one paragraph");
    if (g->n_brackets > 0 &&
        g->longest_definition > (COPIES + COPIES_PER_BYTE * g->n_bytes) / g->n_brackets)
        refuse(g, "long link definitions used very often");
}

/* At every @ cmark-gfm moves the text behind it, up to the end of the line. */
static void end_line(guard *g, size_t n_bytes)
{
    enum { BYTES_PER_NS = 50 };

    g->mail_work += g->line_ats * n_bytes / BYTES_PER_NS;
    if (g->line_ats > MAX_ATS || is_more_than(g, g->mail_work))
        refuse(g, "very many @ in one line");
    g->line_ats = 0;
}

/* At every link and footnote cmark-gfm walks over all marks of emphasis before it in the paragraph.
 */
static void end_paragraph(guard *g)
{
    enum { NS_PER_STEP = 12 };

    g->delimiter_work += NS_PER_STEP * g->delimiters * g->closers;
    if (is_more_than(g, g->delimiter_work))
        refuse(g, "very many links and emphases in one paragraph");
    g->delimiters = g->closers = 0;
}

/* An item of a list, which starts wherever it stands, and ends a table. */
static bool starts_item(qg_str line)
{
    size_t indent = 0;

    while (indent < line.n && line.p[indent] == ' ')
        indent++;
    line = qg_str_skip(line, indent);
    return indent <= 3 && line.n > 2 && strchr("-+*", line.p[0]) != NULL && line.p[1] == ' ' &&
           qg_str_trim(qg_str_skip(line, 2)).n > 0;
}

/* Every <! and <? is followed to the end of its paragraph. */
static void end_run(guard *g)
{
    end_paragraph(g);
    g->opener_work += g->run_openers * g->run_bytes;
    if (is_more_than(g, g->opener_work))
        refuse(g, "very many of <! or <? in one paragraph");
    g->run_bytes = g->run_images = g->run_openers = g->run_bars = g->columns = g->line_bars = 0;
    g->is_sure_table = g->was_sure_head = false;
    g->is_first_line = true;
    g->definition = 0;
}

/* ---- all of it ----------------------------------------------------------------------------- */

/* Take a line as cmark-gfm sees it: it ends with LF, CR or both. */
static qg_str take_line(qg_str *rest)
{
    const char *end = memchr(rest->p, '\n', rest->n), *cr;
    size_t n = end == NULL ? rest->n : (size_t)(end - rest->p);
    qg_str line;

    cr = n == 0 ? NULL : memchr(rest->p, '\r', n);
    if (cr != NULL)
        n = (size_t)(cr - rest->p);
    line = qg_str_head(*rest, n);
    if (n + 1 < rest->n && rest->p[n] == '\r' && rest->p[n + 1] == '\n')
        n++;
    *rest = qg_str_skip(*rest, n + 1);
    return line;
}

static void look_at_line(guard *g, qg_str line)
{
    qg_str inner = skip_markers(g, line);
    bool is_item;

    if (qg_str_trim(line).n == 0) {
        end_run(g);
        return;
    }
    g->run_bytes += line.n + 1;
    while (inner.n > 0 && strchr(" \t\r", inner.p[inner.n - 1]) != NULL)
        inner.n--;
    is_item = starts_item(line);
    if (is_item)
        g->columns = 0;
    look_at_table(g, inner);
    look_at_words(g, line);
    if (is_item || (g->is_sure_table && qg_str_starts(qg_skip_blanks(line), QG_STR("|"))))
        end_paragraph(g);
    look_at_inlines(g, line);
    end_line(g, line.n);
    g->is_first_line = false;
}

qg_status qg_guard_check(qg_str text, size_t start, size_t max_cells, const qg_sink *sink)
{
    guard g = {.n_bytes = text.n - start, .max_cells = max_cells, .is_first_line = true};

    for (qg_str rest = qg_str_skip(text, start), line = rest; rest.n > 0;) {
        line = take_line(&rest);
        look_at_line(&g, line);
        if (rest.n == 0)
            end_run(&g);
        if (g.broken != NULL) {
            qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_LIMIT,
                                             .offset = (size_t)(line.p - text.p),
                                             .before = qg_utf8_head(line, SHOWN_BYTES),
                                             .after = qg_str_of(g.broken)});
            return QG_E_LIMIT;
        }
    }
    return QG_OK;
}
