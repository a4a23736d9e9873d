/* text.c - plain text to document.
 *
 * A report as plain text is a line a paragraph, or paragraphs wrapped at an even width with empty
 * lines between.  Which of the two a text is, is decided once for all of it.  Headings are short
 * lines that begin with a number; nothing is left out but the blanks around a line.
 */
#include "parse/parse_int.h"

#include "unicode/unicode.h"

enum {
    MAX_TITLE_RUNES = 60,   /* three printed lines in size 二号 */
    MAX_HEADING_RUNES = 40, /* a heading of 公文 fills one line or two */
    MIN_WRAPPED_LINES = 4,  /* fewer prove no wrapping */
    MIN_WRAP_COLUMNS = 40,  /* narrower lines are verse, addresses, lists */
    MAX_WRAP_COLUMNS = 100, /* wider ones are paragraphs */
    WRAP_SLACK_COLUMNS = 6  /* what a character that may not start a line takes along */
};

typedef struct reader {
    qg_doc *doc;
    qg_str text;
    bool is_wrapped;
    qg_node *paragraph; /* open: the next line of a wrapped text goes on in it */
} reader;

static size_t columns_of(qg_str line)
{
    size_t n = 0;

    while (line.n > 0) {
        qg_rune rune;
        qg_utf8_take(&line, &rune);
        n += (size_t)qg_rune_columns(rune, true);
    }
    return n;
}

static bool is_indented(qg_str line)
{
    return qg_str_starts(line, QG_STR("\u3000")) || qg_str_starts(line, QG_STR("  ")) ||
           qg_str_starts(line, QG_STR("\t")) || qg_str_starts(line, QG_STR("\u00A0"));
}

/* A line that another one follows directly is wrapped when it is about as wide as the widest. */
static bool is_wrapped_text(qg_str text)
{
    size_t widest = 0, n_inner = 0, n_full = 0;
    qg_str rest = text, line, bare;

    while (rest.n > 0) {
        size_t columns = columns_of(qg_str_trim(qg_str_take_line(&rest)));
        widest = columns > widest ? columns : widest;
    }
    if (widest < MIN_WRAP_COLUMNS || widest > MAX_WRAP_COLUMNS)
        return false;
    for (rest = text; rest.n > 0;) {
        qg_str following = {0};
        line = qg_str_take_line(&rest);
        bare = qg_str_trim(line);
        following = rest;
        line = qg_str_take_line(&following);
        if (bare.n == 0 || qg_str_trim(line).n == 0 || is_indented(line))
            continue;
        n_inner++;
        n_full += columns_of(bare) + WRAP_SLACK_COLUMNS >= widest;
    }
    return n_full >= MIN_WRAPPED_LINES && n_full * 5 >= n_inner * 4;
}

static qg_node *add_text(reader *r, qg_node *parent, qg_str text)
{
    qg_node *node;

    if (text.n == 0)
        return NULL;
    node = qg_node_new(r->doc, QG_TEXT, (size_t)(text.p - r->text.p));
    if (node != NULL)
        node->text = qg_arena_copy(&r->doc->arena, text);
    qg_node_append(parent, node);
    return node;
}

static qg_node *add_block(reader *r, qg_node_kind kind, qg_str line)
{
    qg_node *node = qg_node_new(r->doc, kind, (size_t)(line.p - r->text.p));

    qg_node_append(r->doc->root, node);
    return node;
}

static void set_heading(qg_node *node, const qg_node *text, size_t n_number, int level)
{
    if (node == NULL || text == NULL)
        return;
    node->u.heading.level = level;
    node->u.heading.number = qg_str_head(text->text, n_number);
}

/* Bytes up to and with the first 。; n when there is none. */
static size_t first_sentence(qg_str line)
{
    size_t at = qg_str_find(line, QG_STR("。"));

    return at == line.n ? line.n : at + QG_STR("。").n;
}

/* （一）强化组织领导。一是…: a heading that runs on into its paragraph, `n` bytes of it. */
static void add_run_in(reader *r, qg_str line, size_t n, qg_str number, int level)
{
    qg_node *paragraph = add_block(r, QG_PARAGRAPH, line);
    qg_node *run_in = qg_node_new(r->doc, QG_RUN_IN, (size_t)(line.p - r->text.p));

    qg_node_append(paragraph, run_in);
    set_heading(run_in, add_text(r, run_in, qg_str_head(line, n)), number.n, level);
    add_text(r, paragraph, qg_str_skip(line, n));
    r->paragraph = paragraph;
}

/* Whether `line`, which begins with a number, is a heading altogether. */
static bool is_heading(qg_str line, qg_str number)
{
    qg_str words = qg_str_trim(qg_str_skip(line, number.n));

    if (qg_str_ends(words, QG_STR("。")))
        words.n -= QG_STR("。").n;
    return words.n > 0 && !qg_has_sentence_mark(words) && !qg_ends_with_mark(words) &&
           qg_utf8_count(line) <= MAX_HEADING_RUNES;
}

/* Take a numbered line.  Returns false when it is an ordinary paragraph. */
static bool add_numbered(reader *r, qg_str line)
{
    int level;
    qg_str number = qg_number_at(line, &level);
    size_t n = first_sentence(line);

    if (number.n == 0 || qg_str_ends(number, QG_STR("条")) || qg_str_ends(number, QG_STR("條")))
        return false;
    if (is_heading(line, number)) {
        qg_node *heading = add_block(r, QG_HEADING, line);
        set_heading(heading, add_text(r, heading, line), number.n, level);
        r->paragraph = NULL;
        return true;
    }
    if (n == line.n || !is_heading(qg_str_head(line, n), number))
        return false;
    add_run_in(r, line, n, number, level);
    return true;
}

/* Go on in the open paragraph, behind a break. */
static void continue_paragraph(reader *r, qg_str line)
{
    qg_node *text = r->paragraph->last;
    qg_rune before = text == NULL ? 0 : qg_utf8_last(text->text);
    qg_node *soft = qg_node_new(r->doc, QG_SOFT_BREAK, (size_t)(line.p - r->text.p));

    if (soft != NULL)
        soft->u.soft_break.is_blank =
            !(qg_rune_is_wide(before) || qg_rune_is_wide(qg_utf8_first(line)));
    qg_node_append(r->paragraph, soft);
    add_text(r, r->paragraph, line);
}

static void add_line(reader *r, qg_str line)
{
    qg_str bare = qg_str_trim(line);

    if (bare.n == 0) {
        r->paragraph = NULL;
        return;
    }
    if (is_indented(line) || !r->is_wrapped)
        r->paragraph = NULL;
    if (r->paragraph != NULL) {
        continue_paragraph(r, bare);
    } else if (!add_numbered(r, bare)) {
        r->paragraph = add_block(r, QG_PARAGRAPH, bare);
        add_text(r, r->paragraph, bare);
    }
}

/* The first block is the title when it is one short line that is no sentence, and a text follows.
 */
static void find_title(qg_doc *doc)
{
    qg_node *first = doc->root->first;

    if (first == NULL || first->kind != QG_PARAGRAPH || first->next == NULL ||
        first->first == NULL || first->first != first->last || first->first->kind != QG_TEXT)
        return;
    if (qg_has_sentence_mark(first->first->text) || qg_ends_with_mark(first->first->text) ||
        qg_utf8_count(first->first->text) > MAX_TITLE_RUNES)
        return;
    first->kind = QG_HEADING;
    first->u.heading.level = 0;
}

/* Take a line; a form feed ends one too. */
static qg_str take_line(qg_str *rest)
{
    qg_str line = qg_str_head(*rest, qg_str_find_byte(*rest, '\n'));

    line = qg_str_head(line, qg_str_find_byte(line, '\f'));
    *rest = qg_str_skip(*rest, line.n + 1);
    return line;
}

qg_status qg_text_parse(qg_doc *doc, qg_str text, size_t start)
{
    reader r = {.doc = doc, .text = text};
    qg_str rest = qg_str_skip(text, start);

    r.is_wrapped = is_wrapped_text(rest);
    while (rest.n > 0 && qg_doc_status(doc) == QG_OK) {
        add_line(&r, take_line(&rest));
        if (rest.n > 0 && rest.p[-1] == '\f')
            r.paragraph = NULL;
    }
    find_title(doc);
    return qg_doc_status(doc);
}
