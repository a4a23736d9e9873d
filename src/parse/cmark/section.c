/* section.c - a long draft is parsed a section at a time.
 *
 * cmark-gfm's tree takes eight times the bytes of its text, and who walks over all of it waits for
 * memory at each node.  A heading of # ends every block that is open, and so does a paragraph below
 * an empty line, but for code between fences and raw HTML, so what stands in front of it can be
 * parsed for itself and be done with while the processor still has it at hand.  A footnote and what
 * refers to it are in one section.  Where more may reach further, definitions of links, marks
 * around parts, HTML that one block opens and another closes, the rest of the draft is one section.
 *
 * A list or a table that is longer than a section goes on in the next one: cmark/go_on.c.
 */
#include "parse/cmark/cmark_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

#include <stdlib.h>

/* Smaller ones cost more for their parsers than they save.  Tests cut at each heading. */
#ifndef QG_SECTION_BYTES
#define QG_SECTION_BYTES (64 * 1024)
#endif

/* Whether `line` is a heading of # (CommonMark 4.2) that starts at its first byte. */
static bool is_heading(qg_str line)
{
    size_t n = 0;

    while (n < line.n && line.p[n] == '#')
        n++;
    return n >= 1 && n <= 6 && (n == line.n || strchr(" \t\r\n", line.p[n]) != NULL);
}

/* Whether the line is blank.  An ideographic space (U+3000) is text to CommonMark. */
static bool is_blank(qg_str line)
{
    qg_str rest = qg_skip_blanks(line);

    return rest.n == 0 || *rest.p == '\n' || *rest.p == '\r';
}

/* Whether `line` starts a paragraph, of no list and no quotation, when an empty one is above. */
static bool is_paragraph(qg_str line)
{
    qg_rune rune = line.n == 0 ? 0 : qg_utf8_first(line);

    return rune >= 0x80 || (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') ||
           qg_str_starts(line, QG_STR("**"));
}

/* Code between fences, of the document or of an item of a list. */
typedef struct code {
    qg_fence fence;
    size_t indent;  /* of the line that opens it */
    bool is_unsure; /* it is not certain where the code ends */
} code;

static void read_fence(const qg_source *s, code *c, qg_str line)
{
    size_t indent = line.n - qg_skip_blanks(line).n, offset = (size_t)(line.p - s->text.p);
    bool was_open = c->fence.n > 0;

    if (was_open && indent < c->indent && qg_str_trim(line).n > 0)
        c->is_unsure = true; /* an item ends here, and its code with it, or it was none's */
    if (!qg_fence_holds(&c->fence, line))
        return;
    if (!was_open)
        c->indent = indent;
    if ((!was_open || c->fence.n == 0) &&
        qg_source_edit_between(s, offset, offset + line.n) != NULL)
        c->is_unsure = true; /* this is not what is fed */
}

/* ---- footnotes ------------------------------------------------------------------------------- */

/* The label of the `[^label]` that `text` starts with; empty where cmark-gfm might find it equal to
 * one that is spelled otherwise. */
static qg_str label_at(qg_str text)
{
    qg_str inner = qg_str_skip(text, strlen("[^")), rest = inner;
    qg_rune rune = 0;

    while (rest.n > 0 && rest.p[0] != ']') {
        qg_utf8_take(&rest, &rune);
        if (!qg_rune_is_digit(rune) && !(rune >= 'a' && rune <= 'z') && !qg_rune_is_han(rune) &&
            rune != '-' && rune != '_')
            return qg_str_head(inner, 0);
    }
    return qg_str_head(inner, inner.n - rest.n);
}

static int compare_labels(const void *a, const void *b)
{
    const qg_note_mark *x = a, *y = b;
    size_t n = x->label.n < y->label.n ? x->label.n : y->label.n;
    int c = memcmp(x->label.p, y->label.p, n);

    return c != 0 ? c : (x->label.n > y->label.n) - (x->label.n < y->label.n);
}

static int compare_offsets(const void *a, const void *b)
{
    const qg_note_mark *x = a, *y = b;

    return (x->offset > y->offset) - (x->offset < y->offset);
}

/* List in `marks`, which may be NULL, what looks like a footnote or a reference to one.  Returns
 * how many there are. */
static size_t list_marks(const qg_source *s, qg_note_mark *marks)
{
    const qg_str open = QG_STR("[^");
    size_t n = 0, at = s->start;

    while ((at += qg_str_find(qg_str_skip(s->text, at), open)) < s->text.n) {
        if (marks != NULL)
            marks[n] = (qg_note_mark){.offset = at, .label = label_at(qg_str_skip(s->text, at))};
        n++;
        at += open.n;
    }
    return n;
}

static size_t count(qg_str text, qg_str word)
{
    size_t n = 0, at = 0;

    while ((at += qg_str_find(qg_str_skip(text, at), word)) < text.n) {
        n++;
        at += word.n;
    }
    return n;
}

/* Find for each mark the offset of the last one with the same label. */
static void set_reach(qg_note_mark *marks, size_t n)
{
    qsort(marks, n, sizeof *marks, compare_labels);
    for (size_t i = 0, end; i < n; i = end) {
        size_t reach = 0;
        for (end = i; end < n && compare_labels(&marks[i], &marks[end]) == 0; end++)
            reach = marks[end].offset > reach ? marks[end].offset : reach;
        for (size_t k = i; k < end; k++)
            marks[k].reach = reach;
    }
    qsort(marks, n, sizeof *marks, compare_offsets);
}

qg_status qg_source_find_reach(qg_source *s)
{
    size_t n = list_marks(s, NULL), n_defined = 0;
    qg_note_mark *marks = n == 0 ? NULL : qg_arena_get(&s->doc->arena, n * sizeof *marks);

    s->is_one_section = s->n_marks > 0 || s->n_escapes > 0;
    if (n > 0 && marks == NULL)
        return qg_doc_status(s->doc);
    list_marks(s, marks);
    for (size_t i = 0; i < n; i++) {
        qg_str label = marks[i].label, behind = qg_str_skip(s->text, marks[i].offset);
        n_defined += qg_str_starts(qg_str_skip(behind, label.n + 2), QG_STR("]:"));
        s->is_one_section = s->is_one_section || label.n == 0;
    }
    if (count(qg_str_skip(s->text, s->start), QG_STR("]:")) > n_defined)
        s->is_one_section = true; /* it may have links defined */
    if (n > 0 && !s->is_one_section)
        set_reach(marks, n);
    s->note_marks = marks;
    s->n_note_marks = n;
    return QG_OK;
}

/* Whether something in front of `at` is connected to something behind it.  Must be called with
 * ascending offsets. */
static bool reaches_beyond(qg_source *s, size_t at)
{
    for (; s->n_passed < s->n_note_marks && s->note_marks[s->n_passed].offset < at; s->n_passed++)
        if (s->reach < s->note_marks[s->n_passed].reach)
            s->reach = s->note_marks[s->n_passed].reach;
    return s->reach >= at;
}

/* ---- sections -------------------------------------------------------------------------------- */

/* What `line` starts: a block for itself, or the next piece of the list or table above it. */
static qg_piece piece_at(const qg_above *above, qg_str line, bool is_below_blank)
{
    qg_piece piece = qg_above_goes_on(above, line);

    if (is_heading(line) || (is_below_blank && is_paragraph(line)))
        piece.kind = QG_PIECE_BLOCK;
    piece.is_below_blank = is_below_blank;
    return piece;
}

/* The line behind the section that starts at `first`, and what is cut there. */
static size_t end_line(qg_source *s, size_t first, qg_piece *next)
{
    size_t from = first < s->n_lines ? s->lines[first] : s->text.n;
    qg_above above = qg_above_of(&s->piece);
    code c = {0};
    bool is_below_blank = false;

    for (size_t i = first; i < s->n_lines && !s->is_one_section && !c.is_unsure; i++) {
        size_t at = s->lines[i];
        qg_str line = qg_str_head(qg_str_skip(s->text, at), s->lines[i + 1] - at);
        if (c.fence.n == 0 && at - from >= QG_SECTION_BYTES &&
            qg_source_edit_between(s, at, at + 1) == NULL) {
            *next = piece_at(&above, line, is_below_blank);
            if (next->kind != QG_PIECE_REST && !reaches_beyond(s, at))
                return i;
        }
        if (c.fence.n == 0 && qg_str_starts(qg_skip_blanks(line), QG_STR("<")))
            break;
        read_fence(s, &c, line);
        qg_above_read(&above, line, i);
        is_below_blank = is_blank(line);
    }
    *next = (qg_piece){0};
    return s->n_lines;
}

static void set_section(qg_source *s, size_t first, size_t last)
{
    size_t from = first < s->n_lines ? s->lines[first] : s->start;
    size_t to = last < s->n_lines ? s->lines[last] : s->text.n;

    s->first_line = first;
    s->last_line = last;
    s->section = qg_str_skip(qg_str_head(s->text, to), from);
}

void qg_source_open_section(qg_source *s, size_t first_line)
{
    size_t last_line;

    s->piece = s->next_piece;
    last_line = end_line(s, first_line, &s->next_piece);
    set_section(s, first_line, last_line);
}

void qg_source_take_rest(qg_source *s)
{
    s->next_piece = (qg_piece){0};
    set_section(s, s->first_line, s->n_lines);
}
