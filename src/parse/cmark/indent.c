/* indent.c - Chinese text that is indented as paragraphs are.
 *
 * Four blanks in front of a line are code to Markdown.  In a Chinese draft they are the indent of a
 * paragraph, or what pushes a signature to the right.  So lines of Chinese outside of lists and
 * quotes that would be code for their blanks alone are fed without them, behind a list those that
 * are pushed far to the right, and an indented line starts a paragraph, also behind another line.
 */
#include "parse/cmark/cmark_int.h"
#include "parse/draft_int.h"

#include "base/sorted.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

enum { MIN_INDENT = 4, MIN_PUSH = 16, MIN_RIGHT = 20 /* columns */, MAX_PUSHED_RUNES = 24 };

/* Whether at least half of the characters of a line are Chinese, digits and what is to be filled in
 * aside, and no mark says that it is code; or it is a date in figures. */
static bool is_chinese(qg_str line)
{
    size_t n = 0, n_wide = 0;

    if (qg_str_starts(qg_str_trim(line), QG_STR("#")))
        return false;
    if (qg_is_loose_date(qg_str_trim(line)))
        return true;
    while (line.n > 0) {
        qg_rune rune;
        qg_utf8_take(&line, &rune);
        if (rune < 0x80 && strchr("{}<>=;|\\", (int)rune) != NULL)
            return false;
        n += !qg_rune_is_blank(rune) && !qg_rune_is_digit(rune) && rune != '_';
        n_wide += qg_rune_is_wide(rune) && !qg_rune_is_blank(rune);
    }
    return n_wide > 0 && 2 * n_wide >= n;
}

/* ---- lines ----------------------------------------------------------------------------------- */

static bool is_indented_code(cmark_node *node)
{
    int length, offset;
    char c;

    return cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK &&
           !cmark_node_get_fenced(node, &length, &offset, &c);
}

static qg_str line_of(const qg_source *s, int line)
{
    qg_str rest = qg_str_skip(s->text, qg_source_offset(s, (qg_fed_place){line, 1}));

    return qg_str_take_line(&rest);
}

static size_t count_blanks(qg_str line)
{
    size_t n = 0;

    while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
        n++;
    return n;
}

/* The line behind the piece that starts at `first`, which a blank one ends; whether all of it is
 * Chinese and has at least `indent` blanks in front. */
static int end_of_piece(const qg_source *s, int first, int last, size_t indent, bool *is_text)
{
    int line = first;

    *is_text = true;
    for (; line <= last && qg_str_trim(line_of(s, line)).n > 0; line++)
        *is_text =
            *is_text && is_chinese(line_of(s, line)) && count_blanks(line_of(s, line)) >= indent;
    return line;
}

/* Note the indents of the pieces of `code` that are text, in `indents` if there is room; returns
 * how many there are. */
static size_t note_lines(const qg_source *s, cmark_node *code, size_t indent, qg_blanks *indents)
{
    int last = cmark_node_get_end_line(code);
    size_t n = 0;

    for (int line = cmark_node_get_start_line(code); line <= last; line++) {
        bool is_text;
        int end = end_of_piece(s, line, last, indent, &is_text);
        for (; line < end; line++) {
            qg_str text = line_of(s, line);
            if (is_text && indents != NULL)
                indents[n] = (qg_blanks){(size_t)(text.p - s->text.p), count_blanks(text)};
            n += is_text;
        }
    }
    return n;
}

/* What a list ends with; another block is that itself. */
static cmark_node *last_of_list(cmark_node *block)
{
    while ((cmark_node_get_type(block) == CMARK_NODE_LIST ||
            cmark_node_get_type(block) == CMARK_NODE_ITEM) &&
           cmark_node_last_child(block) != NULL)
        block = cmark_node_last_child(block);
    return block;
}

static size_t note_all(const qg_source *s, cmark_node *tree, qg_blanks *indents)
{
    size_t n = 0;

    for (cmark_node *node = cmark_node_first_child(tree); node != NULL;
         node = cmark_node_next(node)) {
        cmark_node *code = last_of_list(node);
        if (is_indented_code(code))
            n += note_lines(s, code, code == node ? 1 : MIN_PUSH,
                            indents == NULL ? NULL : indents + n);
    }
    return n;
}

bool qg_cmark_note_indents(qg_source *s, cmark_node *tree)
{
    size_t n = note_all(s, tree, NULL);
    qg_blanks *indents;

    if (n == 0)
        return false;
    indents = qg_arena_get(&s->doc->arena, (s->n_indents + n) * sizeof *indents);
    if (indents == NULL)
        return false;
    if (s->n_indents > 0)
        memcpy(indents, s->indents, s->n_indents * sizeof *indents);
    note_all(s, tree, indents + s->n_indents);
    s->indents = indents;
    s->n_indents += n;
    return true;
}

/* ---- paragraphs ------------------------------------------------------------------------------ */

static size_t columns_of(qg_rune blank)
{
    if (blank == '\t')
        return MIN_INDENT;
    return blank == 0x3000 || blank == 0x2001 || blank == 0x2003 ? 2 : 1; /* those an em wide */
}

/* Whether a line of Chinese starts with blanks for as many columns at least. */
static bool starts_with_indent(qg_str line, size_t fewest)
{
    size_t columns = 0;

    while (line.n > 0 && qg_rune_is_blank(qg_utf8_first(line))) {
        qg_rune rune;
        qg_utf8_take(&line, &rune);
        columns += columns_of(rune);
    }
    return columns >= fewest && is_chinese(line);
}

/* Whether `node` is behind <br>, in the middle of a line. */
static bool is_in_line(const qg_source *s, const qg_node *node)
{
    const qg_node *before = node->previous;

    return before != NULL && before->kind == QG_LINE_BREAK && before->offset <= node->offset &&
           memchr(s->text.p + before->offset, '\n', node->offset - before->offset) == NULL;
}

/* Whether the line that starts with `node` is indented: as it is typed, where cmark-gfm takes
 * blanks away, or as it is read, where &emsp; is one. */
static bool is_indented(const qg_source *s, const qg_node *node, size_t fewest)
{
    size_t offset = node->offset, i;
    qg_str line;

    if (is_in_line(s, node))
        return starts_with_indent(node->text, fewest);
    while (offset > 0 && s->text.p[offset - 1] != '\n')
        offset--;
    i = qg_sorted_from(s->indents, s->n_of_boxes, sizeof *s->indents, offset);
    if (i < s->n_of_boxes && s->indents[i].offset == offset)
        offset += s->indents[i].n;
    line = qg_str_skip(s->text, offset);
    return starts_with_indent(qg_str_take_line(&line), fewest) ||
           starts_with_indent(node->text, fewest);
}

static void tell(const qg_source *s, const qg_node *first)
{
    qg_sink_tell(s->sink, &(qg_finding){.kind = QG_FOUND_PARSE_SPLIT,
                                        .offset = first->offset,
                                        .after = first->text,
                                        .confidence = 0.9});
}

static bool is_break(const qg_node *node)
{
    return node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK;
}

/* From the last line on, so that each node is moved once. */
static void part_lines(const qg_source *s, qg_node *paragraph)
{
    qg_node *before;

    for (qg_node *node = paragraph->last; node != NULL; node = before) {
        before = node->previous;
        if (before == NULL || !is_break(before) || !is_indented(s, node, MIN_INDENT))
            continue;
        tell(s, node);
        before = before->previous;
        qg_paragraph_part(s->doc, paragraph, node);
    }
}

static bool has_breaks(const qg_node *paragraph)
{
    for (const qg_node *node = paragraph->first; node != NULL; node = node->next)
        if (is_break(node))
            return true;
    return false;
}

/* Wide blanks in front, which CommonMark leaves there, are an indent as well. */
static void drop_indent(qg_node *paragraph)
{
    qg_node *node = paragraph->first;
    qg_str rest = node == NULL || node->kind != QG_TEXT ? (qg_str){"", 0} : node->text;
    qg_rune rune;

    while (rest.n > 0 && qg_rune_is_blank(qg_utf8_first(rest)))
        qg_utf8_take(&rest, &rune);
    if (rest.n > 0 && rest.n < node->text.n) {
        node->offset += node->text.n - rest.n;
        node->text = rest;
    } else if (rest.n == 0 && node != NULL && node->kind == QG_TEXT && node->next != NULL &&
               !is_break(node->next)) {
        qg_node_unlink(node); /* bold words follow */
    }
}

/* Blanks push a line of a few words below the text to the right; a title, above it, to the middle.
 */
static void align_pushed(const qg_source *s, qg_node *paragraph)
{
    qg_str text = paragraph->first == NULL ? (qg_str){"", 0} : paragraph->first->text;
    bool is_on_top = paragraph->previous == NULL && s->first_line == 0;

    if (!is_on_top && paragraph->first == paragraph->last && text.n > 0 &&
        qg_utf8_count(qg_str_trim(text)) <= MAX_PUSHED_RUNES &&
        is_indented(s, paragraph->first, MIN_RIGHT))
        paragraph->u.paragraph.align = QG_ALIGN_RIGHT;
}

void qg_indented_lines_part(const qg_source *s)
{
    for (qg_node *block = s->top->first, *next; block != NULL; block = next) {
        next = block->next;
        if (block->kind == QG_PARAGRAPH)
            part_lines(s, block);
    }
    for (qg_node *block = s->top->first; block != NULL; block = block->next)
        if (block->kind == QG_PARAGRAPH)
            align_pushed(s, block);
    for (qg_node *block = s->top; block != NULL; block = qg_node_walk_blocks(s->top, block))
        if (block->kind == QG_PARAGRAPH && (block->parent == s->top || !has_breaks(block)))
            drop_indent(block);
}
