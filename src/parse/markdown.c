/* markdown.c - Markdown to document.  The only file that knows cmark-gfm.
 *
 * cmark-gfm drops two things without a word: footnotes that nothing refers to, and the second
 * footnote of a label.  Both are the author's text.  So before the tree is finished a paragraph of
 * references to every footnote is put at its end, where it counts last, and a label that is defined
 * again is fed under another name.  The paragraph is taken out afterwards.
 */
#include "parse/parse_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <assert.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* A paragraph fed before the text.  The first line of any document makes cmark-gfm show its root to
 * our extension; the blank line ends it, so that it changes nothing for the text. */
static const char PREFIX[] = ".\n\n";
enum { PREFIX_LINES = 2 };

/* What is fed for a `:::` line: a comment ends whatever block is open, even a table. */
static const char MARK_HTML[] = "<!--:::-->";

/* What is fed where emphasis.c wants a letter: U+FDD0, which Unicode keeps out of all text for such
 * uses.  It is taken out of everything that comes back. */
static const char LETTER[] = "\xEF\xB7\x90";

enum { MAX_ATTEMPTS = 3 };

/* What is fed for a formula: U+FDD1, its place in the list of them in decimal digits, U+FDD1.  To
 * cmark-gfm that is a word. */
static const char FORMULA[] = "\xEF\xB7\x91";

/* Something fed in place of `cut` bytes at `offset` of the text. */
typedef struct edit {
    size_t offset, cut;
    size_t n_before, cut_before; /* bytes that the edits before this one put and cut */
    bool is_mark;
    char put[32];
} edit;

typedef struct place {
    int line, column;
} place;

typedef struct source {
    qg_doc *doc;
    qg_str text;
    size_t start;
    const size_t *lines; /* offset of each line of the body as it is fed, and of the end */
    size_t n_lines;
    qg_formulas formulas;
    const qg_landscape_mark *marks;
    size_t n_marks;
    const size_t *letters; /* where LETTER is put */
    size_t n_letters;
    edit *edits; /* in order of offset */
    size_t n_edits;
    place *notes; /* footnote definitions of this attempt, in order of place */
    size_t n_notes;
    cmark_node *root;
    cmark_node *references; /* the paragraph that refers to all footnotes; NULL without any */
    size_t max_nesting;
    const qg_sink *sink;
} source;

/* ---- places -------------------------------------------------------------------------------- */

/* A line ends as cmark-gfm sees it: LF, CR or both. */
static size_t line_length(qg_str rest)
{
    for (size_t i = 0; i < rest.n; i++) {
        if (rest.p[i] == '\n')
            return i + 1;
        if (rest.p[i] == '\r')
            return i + 1 < rest.n && rest.p[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return rest.n;
}

/* Offset of the line behind the one that starts at `at`, as they are fed: line ends inside of what
 * an edit cuts are none. */
static size_t next_line(const source *s, size_t at, size_t *e)
{
    size_t end = at + line_length(qg_str_skip(s->text, at));

    for (; *e < s->n_edits && s->edits[*e].offset < end; ++*e) {
        size_t behind = s->edits[*e].offset + s->edits[*e].cut;
        if (behind >= end)
            end = behind + line_length(qg_str_skip(s->text, behind));
    }
    return end;
}

static qg_status find_lines(source *s)
{
    size_t n = 0, e = 0;
    size_t *lines;

    for (size_t at = s->start; at < s->text.n; n++)
        at = next_line(s, at, &e);
    lines = qg_arena_get(&s->doc->arena, (n + 1) * sizeof *lines);
    if (lines == NULL)
        return QG_E_MEMORY;
    e = 0;
    lines[0] = s->start;
    for (size_t i = 0; i < n; i++)
        lines[i + 1] = next_line(s, lines[i], &e);
    s->lines = lines;
    s->n_lines = n;
    return QG_OK;
}

/* The first edit from `from` on. */
static size_t first_edit(const source *s, size_t from)
{
    size_t low = 0, high = s->n_edits;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->edits[middle].offset < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const edit *edit_between(const source *s, size_t from, size_t to)
{
    size_t i = first_edit(s, from);

    return i < s->n_edits && s->edits[i].offset < to ? &s->edits[i] : NULL;
}

/* Where an edit is in the line that was fed, when `first` is the first edit in it. */
static size_t fed_column(size_t from, const edit *e, const edit *first)
{
    return e->offset - from + (e->n_before - first->n_before) - (e->cut_before - first->cut_before);
}

/* The column in the text for one of the line that was fed; both from 0. */
static size_t column_of(const source *s, size_t from, size_t to, size_t fed)
{
    size_t low = first_edit(s, from), high = first_edit(s, to), first = low, column;
    const edit *e;

    while (low < high) { /* for the last edit that was put before `fed` */
        size_t middle = low + (high - low) / 2;
        if (fed_column(from, &s->edits[middle], &s->edits[first]) < fed)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == first)
        return fed;
    e = &s->edits[low - 1];
    column = fed - fed_column(from, e, &s->edits[first]);
    return e->offset - from + (column > strlen(e->put) ? e->cut + column - strlen(e->put) : 0);
}

/* Bytes from the start of the text.  Columns that cmark-gfm counts beyond the line, as it does
 * where continuation lines are indented, stay on the line. */
static size_t offset_of(const source *s, place at)
{
    size_t line = at.line <= PREFIX_LINES ? 0 : (size_t)(at.line - PREFIX_LINES - 1);
    size_t column = at.column < 1 ? 0 : (size_t)(at.column - 1);
    size_t from, to;

    if (line >= s->n_lines)
        return s->text.n;
    from = s->lines[line];
    to = s->lines[line + 1];
    column = column_of(s, from, to, column);
    return column < to - from ? from + column : to;
}

static place place_of(cmark_node *node)
{
    return (place){cmark_node_get_start_line(node), cmark_node_get_start_column(node)};
}

/* The label of a footnote, out of the `[^label]:` before the place where cmark-gfm says it starts.
 */
static qg_str label_before(const source *s, place at, size_t *offset)
{
    size_t end = offset_of(s, at), from, n;

    while (end > s->start && s->text.p[end - 1] != ':')
        end--;
    *offset = end;
    if (end < s->start + 2 || s->text.p[end - 2] != ']')
        return qg_str_head(s->text, 0);
    n = end -= 2;
    for (from = end; from > s->start; from--) {
        char c = s->text.p[from - 1];
        if (c == ']' || c == ' ' || c == '\t' || c == '\n' || c == '\r')
            break;
        if (c == '^' && from >= s->start + 2 && s->text.p[from - 2] == '[')
            n = from;
    }
    *offset = n >= 2 && n != end ? n - 2 : end;
    return (qg_str){s->text.p + n, end - n};
}

/* ---- feeding ------------------------------------------------------------------------------- */

static pthread_once_t registered =
    PTHREAD_ONCE_INIT; /* cmark-gfm's table of extensions is the process's */

static cmark_node *remember_root(cmark_syntax_extension *extension, int indented,
                                 cmark_parser *parser, cmark_node *container, unsigned char *input,
                                 int n)
{
    source *s = cmark_syntax_extension_get_private(extension);

    (void)indented, (void)parser, (void)input, (void)n;
    while (s->root == NULL && cmark_node_parent(container) != NULL)
        container = cmark_node_parent(container);
    if (s->root == NULL)
        s->root = container;
    return NULL;
}

static void attach_extensions(cmark_parser *parser, cmark_syntax_extension *own)
{
    static const char *const names[] = {"table", "strikethrough", "tasklist", "autolink"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
        if (extension != NULL)
            cmark_parser_attach_syntax_extension(parser, extension);
    }
    cmark_parser_attach_syntax_extension(parser, own);
}

static void feed(cmark_parser *parser, const source *s)
{
    size_t at = s->start;

    cmark_parser_feed(parser, PREFIX, strlen(PREFIX));
    for (size_t i = 0; i < s->n_edits; i++) {
        const edit *e = &s->edits[i];
        cmark_parser_feed(parser, s->text.p + at, e->offset - at);
        cmark_parser_feed(parser, e->put, strlen(e->put));
        at = e->offset + e->cut;
    }
    if (at < s->text.n)
        cmark_parser_feed(parser, s->text.p + at, s->text.n - at);
    if (s->text.n > s->start && s->text.p[s->text.n - 1] != '\n')
        cmark_parser_feed(parser, "\n", 1); /* so that no line is left for after find_notes */
}

/* The node that follows in reading order, without recursion. */
static cmark_node *walk(cmark_node *node, bool goes_down)
{
    if (goes_down && cmark_node_first_child(node) != NULL)
        return cmark_node_first_child(node);
    while (node != NULL && cmark_node_next(node) == NULL)
        node = cmark_node_parent(node);
    return node == NULL ? NULL : cmark_node_next(node);
}

static bool is_note(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION;
}

/* List the footnotes of the unfinished tree. */
static qg_status find_notes(source *s)
{
    size_t n = 0;

    for (cmark_node *node = s->root; node != NULL; node = walk(node, true))
        n += is_note(node);
    s->notes = qg_arena_get(&s->doc->arena, (n + 1) * sizeof *s->notes);
    s->n_notes = 0;
    if (s->notes == NULL)
        return QG_E_MEMORY;
    for (cmark_node *node = s->root; node != NULL; node = walk(node, true))
        if (is_note(node))
            s->notes[s->n_notes++] = place_of(node);
    return QG_OK;
}

/* Memory for cmark-gfm.  Its search for addresses (0.29.0.gfm.6) looks at the byte before a text
 * that begins with ":a@b.cn", so texts have some zero bytes in front.  Its nodes, most of what it
 * asks for, have not: what malloc gives is aligned to twice as many bytes, so a text is told by its
 * address.
 *
 * It cannot go on without memory.  Its own allocator would end the program; here parsing is left,
 * and what cmark-gfm holds at that moment is lost. */
enum { FRONT_BYTES = alignof(max_align_t) / 2 };

static _Thread_local jmp_buf *without_memory;

static void *or_leave(void *piece)
{
    if (piece == NULL && without_memory != NULL)
        longjmp(*without_memory, 1);
    if (piece == NULL)
        abort(); /* nobody parses, so this is not reached */
    return piece;
}

static bool has_front(const void *memory)
{
    return (uintptr_t)memory % alignof(max_align_t) != 0;
}

static void *get_memory(size_t n, size_t size)
{
    if (size > 1)
        return or_leave(calloc(n, size));
    return (char *)or_leave(n > SIZE_MAX - FRONT_BYTES ? NULL : calloc(1, n + FRONT_BYTES)) +
           FRONT_BYTES;
}

static void *resize_memory(void *memory, size_t size)
{
    if (memory == NULL)
        return get_memory(size, 1);
    if (!has_front(memory))
        return or_leave(realloc(memory, size));
    return (char *)or_leave(realloc((char *)memory - FRONT_BYTES, size + FRONT_BYTES)) +
           FRONT_BYTES;
}

static void free_memory(void *memory)
{
    free(memory != NULL && has_front(memory) ? (char *)memory - FRONT_BYTES : memory);
}

static cmark_mem memory_of_parser = {get_memory, resize_memory, free_memory};

/* Put a paragraph at the end that refers to all footnotes. */
static void refer_to_all(source *s)
{
    cmark_node *paragraph;

    if (s->n_notes == 0)
        return;
    paragraph = cmark_node_new_with_mem(CMARK_NODE_PARAGRAPH, &memory_of_parser);
    for (size_t i = 0; i < s->n_notes; i++) {
        cmark_node *reference =
            cmark_node_new_with_mem(CMARK_NODE_FOOTNOTE_REFERENCE, &memory_of_parser);
        size_t offset;
        qg_str label = label_before(s, s->notes[i], &offset);
        const edit *e = edit_between(s, offset, offset + label.n + 3);
        qg_buf name;
        qg_buf_init(&name, 0);
        qg_buf_put(&name, label);
        if (e != NULL)
            qg_buf_puts(&name, e->put);
        qg_buf_put_byte(&name, '\0');
        if (qg_buf_status(&name) == QG_OK)
            cmark_node_set_literal(reference, name.p);
        qg_buf_clear(&name);
        cmark_node_append_child(paragraph, reference);
    }
    if (cmark_node_append_child(s->root, paragraph))
        s->references = paragraph;
}

static void drop(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

/* Take out the paragraphs that are ours. */
static void drop_own(const source *s, cmark_node *root)
{
    if (s->references != NULL)
        drop(s->references);
    drop(cmark_node_first_child(root));
}

/* The finished tree, to be freed with cmark_node_free; NULL when memory runs out. */
static cmark_node *parse_tree(source *s)
{
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &memory_of_parser);
    cmark_syntax_extension *own = cmark_syntax_extension_new("qinggao");
    cmark_node *tree;

    s->root = NULL;
    s->references = NULL;
    cmark_syntax_extension_set_open_block_func(own, remember_root);
    cmark_syntax_extension_set_private(own, s, NULL);
    attach_extensions(parser, own);
    feed(parser, s);
    if (find_notes(s) == QG_OK)
        refer_to_all(s);
    tree = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    cmark_syntax_extension_free(cmark_get_default_mem_allocator(), own);
    if (qg_doc_status(s->doc) != QG_OK) {
        cmark_node_free(tree);
        return NULL;
    }
    drop_own(s, tree);
    cmark_consolidate_text_nodes(tree);
    return tree;
}

/* ---- trying again -------------------------------------------------------------------------- */

static int compare_places(const void *a, const void *b)
{
    const place *x = a, *y = b;

    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

static int compare_edits(const void *a, const void *b)
{
    const edit *x = a, *y = b;

    return (x->offset > y->offset) - (x->offset < y->offset);
}

/* Put the edits in order. */
static void use_edits(source *s, edit *edits, size_t n)
{
    if (n > 0)
        qsort(edits, n, sizeof *edits, compare_edits);
    for (size_t i = 1; i < n; i++) {
        edits[i].n_before = edits[i - 1].n_before + strlen(edits[i - 1].put);
        edits[i].cut_before = edits[i - 1].cut_before + edits[i - 1].cut;
    }
    s->edits = edits;
    s->n_edits = n;
}

/* A formula is cut out as a whole, so nothing can be put into one. */
static bool is_in_formula(const source *s, size_t offset)
{
    const qg_formula *f = qg_formula_at(&s->formulas, offset);

    return f != NULL && f->offset < offset;
}

static edit formula_edit(const source *s, size_t i)
{
    const qg_formula *f = &s->formulas.list[i];
    edit e = {.offset = f->offset, .cut = f->n};

    snprintf(e.put, sizeof e.put, "%s%zu%s", FORMULA, i, FORMULA);
    return e;
}

/* Make the edits that are known before the first attempt. */
static qg_status first_edits(source *s)
{
    size_t n = s->n_marks + s->n_letters + s->formulas.n, at = 0;
    edit *edits = n == 0 ? NULL : qg_arena_get(&s->doc->arena, n * sizeof *edits);

    if (n > 0 && edits == NULL)
        return qg_doc_status(s->doc);
    for (size_t i = 0; i < s->n_marks; i++) {
        edits[at] = (edit){.offset = s->marks[i].offset, .cut = s->marks[i].n, .is_mark = true};
        memcpy(edits[at++].put, MARK_HTML, sizeof MARK_HTML);
    }
    for (size_t i = 0; i < s->n_letters; i++) {
        if (is_in_formula(s, s->letters[i]))
            continue;
        edits[at] = (edit){.offset = s->letters[i]};
        memcpy(edits[at++].put, LETTER, sizeof LETTER);
    }
    for (size_t i = 0; i < s->formulas.n; i++)
        if (!s->formulas.list[i].is_code)
            edits[at++] = formula_edit(s, i);
    use_edits(s, edits, at);
    return find_lines(s);
}

static bool is_mark_node(const source *s, cmark_node *node)
{
    place at = place_of(node);
    const edit *e;
    size_t line;

    if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK || at.column != 1 || s->n_marks == 0)
        return false;
    line = offset_of(s, at);
    e = edit_between(s, line, line + 1);
    return e != NULL && e->is_mark;
}

/* Whether every `:::` line became a block of its own.  One inside raw HTML does not. */
static bool has_all_marks(const source *s, cmark_node *tree)
{
    size_t n = 0;

    for (cmark_node *node = cmark_node_first_child(tree); node != NULL;
         node = cmark_node_next(node))
        n += is_mark_node(s, node);
    return n == s->n_marks;
}

/* Take what was put for a formula off the start of `rest`; NULL when it is none of ours. */
static qg_formula *take_formula(const source *s, qg_str *rest)
{
    qg_str mark = qg_str_of(FORMULA), inside = qg_str_skip(*rest, mark.n);
    size_t n = qg_str_find(inside, mark), i = 0;

    if (n == 0 || n > 8 || n == inside.n)
        return NULL;
    for (size_t k = 0; k < n; k++)
        i = i * 10 + (size_t)(inside.p[k] - '0');
    if (i >= s->formulas.n)
        return NULL;
    *rest = qg_str_skip(inside, n + mark.n);
    return &s->formulas.list[i];
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/* Note the formulas that were fed into `text`, which is no running text.  Returns how many. */
static size_t note_formulas(source *s, const char *text)
{
    qg_str rest = qg_str_of(or_empty(text)), mark = qg_str_of(FORMULA);
    size_t n = 0;

    for (;;) {
        qg_formula *f;
        rest = qg_str_skip(rest, qg_str_find(rest, mark));
        if (rest.n == 0)
            return n;
        f = take_formula(s, &rest);
        if (f != NULL) {
            f->is_code = true;
            n++;
        } else {
            rest = qg_str_skip(rest, mark.n);
        }
    }
}

/* Whether something that looked like a formula stands in code, HTML or an address. */
static bool has_formula_in_code(source *s, cmark_node *tree)
{
    size_t n = 0;

    for (cmark_node *node = tree; s->formulas.n > 0 && node != NULL; node = walk(node, true)) {
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_CODE_BLOCK:
            n += note_formulas(s, cmark_node_get_fence_info(node));
            n += note_formulas(s, cmark_node_get_literal(node));
            break;
        case CMARK_NODE_CODE:
        case CMARK_NODE_HTML_BLOCK:
        case CMARK_NODE_HTML_INLINE:
            n += note_formulas(s, cmark_node_get_literal(node));
            break;
        case CMARK_NODE_LINK:
        case CMARK_NODE_IMAGE:
            n += note_formulas(s, cmark_node_get_url(node));
            n += note_formulas(s, cmark_node_get_title(node));
            break;
        default:
            break;
        }
    }
    return n > 0;
}

/* The footnotes that the finished tree has, in order of place; to be freed.  NULL without memory.
 */
static place *kept_notes(cmark_node *tree, size_t *n)
{
    place *kept;

    *n = 0;
    for (cmark_node *node = cmark_node_last_child(tree); node != NULL && is_note(node);
         node = cmark_node_previous(node))
        ++*n;
    kept = malloc((*n + 1) * sizeof *kept);
    if (kept == NULL)
        return NULL;
    *n = 0;
    for (cmark_node *node = cmark_node_last_child(tree); node != NULL && is_note(node);
         node = cmark_node_previous(node))
        kept[(*n)++] = place_of(node);
    qsort(kept, *n, sizeof *kept, compare_places);
    return kept;
}

/* The edit that feeds the i-th footnote under a name of its own. */
static edit new_name(const source *s, size_t i)
{
    size_t offset;
    qg_str label = label_before(s, s->notes[i], &offset);
    edit e = {.offset = offset + 2 + label.n};
    qg_buf name;

    /* A control character, which normalized text has none of, keeps the name apart from all others.
     */
    qg_buf_init(&name, sizeof e.put - 1);
    qg_buf_printf(&name, "\x1F%zu", i);
    if (qg_buf_status(&name) == QG_OK)
        memcpy(e.put, name.p, name.n);
    qg_buf_clear(&name);
    return e;
}

/* Give the footnotes that the finished tree has lost other names.  Returns whether there are any.
 */
static bool rename_lost(source *s, cmark_node *tree)
{
    size_t n_kept, k = 0, n = s->n_edits;
    place *kept = kept_notes(tree, &n_kept);
    edit *edits = kept == NULL || n_kept == s->n_notes
                      ? NULL
                      : qg_arena_get(&s->doc->arena, (n + s->n_notes) * sizeof *edits);

    if (edits == NULL) {
        free(kept);
        return false;
    }
    if (n > 0)
        memcpy(edits, s->edits, n * sizeof *edits);
    for (size_t i = 0; i < s->n_notes; i++) {
        while (k < n_kept && compare_places(&kept[k], &s->notes[i]) < 0)
            k++;
        if (k == n_kept || compare_places(&kept[k], &s->notes[i]) != 0)
            edits[n++] = new_name(s, i);
    }
    free(kept);
    use_edits(s, edits, n);
    return true;
}

/* Parse until nothing is missing in the tree. */
static cmark_node *parse_whole(source *s)
{
    cmark_node *tree = parse_tree(s);

    for (int i = 1; tree != NULL && i < MAX_ATTEMPTS; i++) {
        if (!has_all_marks(s, tree)) {
            s->n_marks = s->n_edits = 0;
            first_edits(s);
        } else if (has_formula_in_code(s, tree)) {
            first_edits(s);
        } else if (!rename_lost(s, tree)) {
            break;
        }
        cmark_node_free(tree);
        tree = parse_tree(s);
    }
    return tree;
}

/* ---- the tree ------------------------------------------------------------------------------ */

typedef struct converter {
    const source *s;
    qg_doc *doc;
    qg_node **notes; /* of cmark-gfm's number - 1 */
    size_t n_notes;
    size_t n_used; /* the highest number that the text refers to */
} converter;

/* cmark-gfm writes &#xFFFE; and &#xFFFF; as the bytes FE and FF, which no UTF-8 has. */
static qg_str without_odd_bytes(converter *c, qg_str text)
{
    qg_str kept = {0};
    char *copy;

    if (memchr(text.p, '\xFE', text.n) == NULL && memchr(text.p, '\xFF', text.n) == NULL)
        return text;
    copy = qg_arena_get(&c->doc->arena, 3 * text.n);
    kept.p = copy;
    for (size_t i = 0; copy != NULL && i < text.n; i++)
        if ((unsigned char)text.p[i] < 0xFE)
            copy[kept.n++] = text.p[i];
        else
            kept.n += qg_utf8_encode(copy + kept.n, QG_RUNE_BAD);
    return kept;
}

/* A copy without the letters that were put, and with formulas as they were typed. */
static qg_str copy_str(converter *c, qg_str text)
{
    qg_str noncharacter = QG_STR("\xEF\xB7"), copied;
    qg_buf out;

    text = without_odd_bytes(c, text);
    if ((c->s->n_letters == 0 && c->s->formulas.n == 0) ||
        qg_str_find(text, noncharacter) == text.n)
        return qg_arena_copy(&c->doc->arena, text);
    qg_buf_init(&out, 0);
    while (text.n > 0) {
        const qg_formula *f = NULL;
        size_t n = qg_str_find(text, noncharacter);
        qg_buf_put(&out, qg_str_head(text, n));
        text = qg_str_skip(text, n);
        if (qg_str_starts(text, qg_str_of(FORMULA)))
            f = take_formula(c->s, &text);
        if (f != NULL)
            qg_buf_put(&out, (qg_str){c->s->text.p + f->offset, f->n});
        else if (qg_str_starts(text, qg_str_of(LETTER)))
            text = qg_str_skip(text, strlen(LETTER));
        else if (text.n > 0)
            qg_buf_put(&out, qg_utf8_take(&text, &(qg_rune){0}));
    }
    copied = qg_arena_copy(&c->doc->arena, qg_buf_str(&out));
    if (qg_buf_status(&out) != QG_OK)
        c->doc->arena.status = QG_E_MEMORY;
    qg_buf_clear(&out);
    return copied;
}

static qg_str copy(converter *c, const char *text)
{
    return copy_str(c, qg_str_of(text));
}

/* A literal of whole lines, without the last line feed. */
static qg_str copy_lines(converter *c, const char *text)
{
    qg_str lines = qg_str_of(text);

    if (qg_str_ends(lines, QG_STR("\n")))
        lines.n--;
    return copy_str(c, lines);
}

static qg_node_kind kind_of(cmark_node *node)
{
    static const struct {
        const char *name;
        qg_node_kind kind;
    } names[] = {{"table", QG_TABLE},
                 {"table_header", QG_ROW},
                 {"table_row", QG_ROW},
                 {"table_cell", QG_CELL},
                 {"strikethrough", QG_STRIKE}};
    const char *name;

    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        return QG_QUOTE;
    case CMARK_NODE_LIST:
        return QG_LIST;
    case CMARK_NODE_ITEM:
        return QG_ITEM;
    case CMARK_NODE_CODE_BLOCK:
        return QG_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK:
        return QG_HTML_BLOCK;
    case CMARK_NODE_PARAGRAPH:
        return QG_PARAGRAPH;
    case CMARK_NODE_HEADING:
        return QG_HEADING;
    case CMARK_NODE_THEMATIC_BREAK:
        return QG_RULE;
    case CMARK_NODE_TEXT:
        return QG_TEXT;
    case CMARK_NODE_SOFTBREAK:
        return QG_SOFT_BREAK;
    case CMARK_NODE_LINEBREAK:
        return QG_LINE_BREAK;
    case CMARK_NODE_CODE:
        return QG_CODE;
    case CMARK_NODE_HTML_INLINE:
        return QG_HTML;
    case CMARK_NODE_EMPH:
        return QG_EMPHASIS;
    case CMARK_NODE_STRONG:
        return QG_STRONG;
    case CMARK_NODE_LINK:
        return QG_LINK;
    case CMARK_NODE_IMAGE:
        return QG_IMAGE;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        return QG_NOTE_REF;
    default:
        name = cmark_node_get_type_string(node);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (strcmp(name, names[i].name) == 0)
                return names[i].kind;
        assert(false); /* a node of no known kind */
        return QG_PARAGRAPH;
    }
}

static void set_task(qg_node *item, cmark_node *node)
{
    if (strcmp(cmark_node_get_type_string(node), "tasklist") == 0)
        item->u.item.task =
            cmark_gfm_extensions_get_tasklist_item_checked(node) ? QG_TASK_DONE : QG_TASK_OPEN;
}

static void set_list(qg_node *list, cmark_node *node)
{
    list->u.list.is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    list->u.list.is_tight = cmark_node_get_list_tight(node) != 0;
    list->u.list.delimiter = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.';
    list->u.list.start = cmark_node_get_list_start(node);
}

static void set_table(converter *c, qg_node *table, cmark_node *node)
{
    size_t n = cmark_gfm_extensions_get_table_columns(node);
    const uint8_t *letters = cmark_gfm_extensions_get_table_alignments(node);
    qg_align *aligns = qg_arena_get(&c->doc->arena, (n + 1) * sizeof *aligns);

    for (size_t i = 0; aligns != NULL && letters != NULL && i < n; i++)
        aligns[i] = letters[i] == 'l'   ? QG_ALIGN_LEFT
                    : letters[i] == 'c' ? QG_ALIGN_CENTER
                    : letters[i] == 'r' ? QG_ALIGN_RIGHT
                                        : QG_ALIGN_NONE;
    table->u.table.n_columns = aligns == NULL ? 0 : n;
    table->u.table.aligns = aligns;
}

static void set_note_ref(converter *c, qg_node *ref, cmark_node *node)
{
    size_t number = strtoul(cmark_node_get_literal(node), NULL, 10);
    qg_node *note = number >= 1 && number <= c->n_notes ? c->notes[number - 1] : NULL;

    if (note == NULL)
        return;
    if (number > c->n_used)
        c->n_used = number;
    /* until all references are numbered, the note's own number counts them */
    ref->u.note_ref.note = note;
    ref->u.note_ref.nth = ++note->u.note.number;
}

static void set_properties(converter *c, qg_node *made, cmark_node *node)
{
    switch (made->kind) {
    case QG_TEXT:
    case QG_CODE:
        made->text = copy(c, cmark_node_get_literal(node));
        break;
    case QG_CODE_BLOCK:
        made->text = copy_lines(c, cmark_node_get_literal(node));
        made->u.code.info = copy(c, cmark_node_get_fence_info(node));
        break;
    case QG_HTML:
    case QG_HTML_BLOCK:
        made->text = copy_lines(c, cmark_node_get_literal(node));
        break;
    case QG_HEADING:
        made->u.heading.level = cmark_node_get_heading_level(node);
        break;
    case QG_LIST:
        set_list(made, node);
        break;
    case QG_ITEM:
        set_task(made, node);
        break;
    case QG_TABLE:
        set_table(c, made, node);
        break;
    case QG_ROW:
        made->u.row.is_header = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
        break;
    case QG_LINK:
    case QG_IMAGE:
        made->u.link.url = copy(c, cmark_node_get_url(node));
        made->u.link.title = copy(c, cmark_node_get_title(node));
        break;
    case QG_NOTE_REF:
        set_note_ref(c, made, node);
        break;
    default:
        break;
    }
}

/* Where a node of the finished tree starts.  cmark-gfm gives none to soft breaks and empty cells.
 */
static size_t offset_in(const source *s, cmark_node *node, const qg_node *parent)
{
    place at = place_of(node);
    size_t offset = at.line == 0 ? 0 : offset_of(s, at);

    return offset < parent->offset ? parent->offset : offset;
}

static qg_status refuse_depth(const source *s, size_t offset)
{
    qg_str rest = qg_str_skip(s->text, offset);

    qg_sink_tell(s->sink, &(qg_finding){.kind = QG_FOUND_PARSE_LIMIT,
                                        .offset = offset,
                                        .before = qg_str_take_line(&rest),
                                        .after = QG_STR("nested too deep")});
    return QG_E_LIMIT;
}

/* The autolink extension leaves a text without text beside a link at the end of its line. */
static bool is_empty_text(cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);

    return cmark_node_get_type(node) == CMARK_NODE_TEXT &&
           (literal == NULL || *literal == '\0' || strcmp(literal, LETTER) == 0);
}

/* Append a text as texts and formulas by turns. */
static void append_text(converter *c, qg_node *parent, qg_str text, size_t offset)
{
    while (text.n > 0) {
        size_t n = qg_str_find(text, qg_str_of(FORMULA));
        qg_str before = copy_str(c, qg_str_head(text, n));
        const qg_formula *f;
        qg_node *made;

        if (before.n > 0 && (made = qg_node_new(c->doc, QG_TEXT, offset)) != NULL) {
            made->text = before;
            qg_node_append(parent, made);
        }
        text = qg_str_skip(text, n);
        f = text.n == 0 ? NULL : take_formula(c->s, &text);
        if (f == NULL) {
            text = qg_str_skip(text, strlen(FORMULA)); /* none of ours */
            continue;
        }
        qg_node_append(parent, qg_formula_node(c->doc, qg_formula_tex(c->doc, f, c->s->text),
                                               f->is_display, f->offset, c->s->sink));
        offset = f->offset + f->n;
    }
}

static bool holds_formula(const converter *c, cmark_node *node)
{
    return c->s->formulas.n > 0 && cmark_node_get_type(node) == CMARK_NODE_TEXT &&
           strstr(or_empty(cmark_node_get_literal(node)), FORMULA) != NULL;
}

/* Convert `top` with all below it into a child of `into`, in one loop that counts its depth. */
static qg_status convert_block(converter *c, cmark_node *top, qg_node *into)
{
    cmark_node *node = top;
    qg_node *parent = into;
    size_t depth = 1;

    for (;;) {
        qg_node *made = NULL;
        if (holds_formula(c, node)) {
            append_text(c, parent, qg_str_of(cmark_node_get_literal(node)),
                        offset_in(c->s, node, parent));
        } else if (!is_note(node) && !is_mark_node(c->s, node) && !is_empty_text(node)) {
            made = qg_node_new(c->doc, kind_of(node), offset_in(c->s, node, parent));
            if (made == NULL)
                return QG_E_MEMORY;
            set_properties(c, made, node);
            qg_node_append(parent, made);
        }
        if (made != NULL && cmark_node_first_child(node) != NULL) {
            if (++depth > c->s->max_nesting)
                return refuse_depth(c->s, made->offset);
            parent = made;
            node = cmark_node_first_child(node);
            continue;
        }
        while (node != top && cmark_node_next(node) == NULL) {
            node = cmark_node_parent(node);
            parent = parent->parent;
            depth--;
        }
        if (node == top)
            return QG_OK;
        node = cmark_node_next(node);
    }
}

/* Convert the body.  Each block of cmark-gfm's tree goes when it is done, so that both trees
 * together need hardly more memory than one. */
static qg_status convert_body(converter *c, cmark_node *tree)
{
    cmark_node *node = cmark_node_first_child(tree), *next;
    qg_status st = QG_OK;

    for (; node != NULL && !is_note(node) && st == QG_OK; node = next) {
        next = cmark_node_next(node);
        st = convert_block(c, node, c->doc->root);
        cmark_node_free(node);
    }
    return st;
}

/* Make the NOTEs, still empty, in cmark-gfm's order, so that references can point at them. */
static qg_status make_notes(converter *c, cmark_node *tree)
{
    cmark_node *node = cmark_node_last_child(tree), *first = NULL;

    for (; node != NULL && is_note(node); node = cmark_node_previous(node), c->n_notes++)
        first = node;
    c->notes = qg_arena_get(&c->doc->arena, (c->n_notes + 1) * sizeof(qg_node *));
    if (c->notes == NULL)
        return QG_E_MEMORY;
    node = first;
    for (size_t i = 0; node != NULL; i++, node = cmark_node_next(node)) {
        size_t offset;
        qg_str label = label_before(c->s, place_of(node), &offset);
        c->notes[i] = qg_node_new(c->doc, QG_NOTE, offset);
        if (c->notes[i] == NULL)
            return QG_E_MEMORY;
        c->notes[i]->u.note.label = qg_arena_copy(&c->doc->arena, label);
        qg_node_append(c->doc->notes, c->notes[i]);
    }
    return QG_OK;
}

static qg_status convert_notes(converter *c, cmark_node *tree)
{
    cmark_node *node = cmark_node_last_child(tree);
    qg_status st = QG_OK;

    for (size_t i = 1; i < c->n_notes; i++)
        node = cmark_node_previous(node);
    for (size_t i = 0; i < c->n_notes && st == QG_OK; i++, node = cmark_node_next(node))
        for (cmark_node *block = cmark_node_first_child(node); block != NULL && st == QG_OK;
             block = cmark_node_next(block))
            st = convert_block(c, block, c->notes[i]);
    return st;
}

static void number_notes(converter *c)
{
    for (size_t i = 0; i < c->n_notes; i++) {
        qg_node *note = c->notes[i];
        note->u.note.number = i < c->n_used ? (int)i + 1 : 0;
        if (note->u.note.number == 0)
            qg_sink_tell(c->s->sink, &(qg_finding){.kind = QG_FOUND_PARSE_UNUSED_NOTE,
                                                   .offset = note->offset,
                                                   .before = note->u.note.label});
    }
}

/* The last or first character of the text beside `node` in its block, 0 when there is none. */
static qg_rune rune_beside(const qg_node *node, bool is_before)
{
    for (;;) {
        const qg_node *beside = is_before ? node->previous : node->next;
        while (beside == NULL && qg_node_is_inline(node->parent)) {
            node = node->parent;
            beside = is_before ? node->previous : node->next;
        }
        if (beside == NULL)
            return 0;
        while (beside->first != NULL)
            beside = is_before ? beside->last : beside->first;
        if (beside->text.n > 0)
            return is_before ? qg_utf8_last(beside->text) : qg_utf8_first(beside->text);
        if (beside->kind != QG_NOTE_REF)
            return 0;
        node = beside; /* a note's sign is no word: 公文[^1] and the next line belong together */
    }
}

/* Chinese goes on in the next line without a space; quotes and dashes beside it are Chinese too. */
static bool is_blank_between(qg_rune a, qg_rune b)
{
    bool is_wide = qg_rune_is_wide(a) || qg_rune_is_wide(b);
    bool are_both = (qg_rune_is_wide(a) || qg_rune_is_ambiguous(a)) &&
                    (qg_rune_is_wide(b) || qg_rune_is_ambiguous(b));

    return !(is_wide && are_both);
}

static void set_soft_breaks(qg_node *root)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk(root, node))
        if (node->kind == QG_SOFT_BREAK)
            node->u.soft_break.is_blank =
                is_blank_between(rune_beside(node, true), rune_beside(node, false));
}

static qg_status convert(const source *s, cmark_node *tree)
{
    converter c = {.s = s, .doc = s->doc};
    qg_status st = make_notes(&c, tree);

    if (st == QG_OK)
        st = convert_body(&c, tree);
    if (st == QG_OK)
        st = convert_notes(&c, tree);
    if (st != QG_OK)
        return st;
    number_notes(&c);
    qg_link_definitions_check(s->doc, s->text, s->start, s->sink);
    qg_raw_html_use(s->doc, s->doc->root, s->max_nesting, s->sink);
    qg_raw_html_use(s->doc, s->doc->notes, s->max_nesting, s->sink);
    qg_heading_ids_take(s->doc->root);
    set_soft_breaks(s->doc->root);
    set_soft_breaks(s->doc->notes);
    qg_rows_complete(s->doc, s->doc->root, s->text, &s->formulas, s->sink);
    qg_rows_complete(s->doc, s->doc->notes, s->text, &s->formulas, s->sink);
    qg_attributes_read(s->doc->root, s->sink);
    qg_attributes_read(s->doc->notes, s->sink);
    qg_formulas_of_code(s->doc, s->doc->root, s->sink);
    qg_formulas_of_code(s->doc, s->doc->notes, s->sink);
    qg_landscape_group(s->doc, s->marks, s->n_marks);
    qg_landscape_tables(s->doc);
    return qg_doc_status(s->doc);
}

static qg_status parse_and_convert(source *s)
{
    cmark_node *tree = parse_whole(s);
    qg_status st = tree == NULL ? QG_E_MEMORY : convert(s, tree);

    if (tree != NULL)
        cmark_node_free(tree);
    return st;
}

qg_status qg_markdown_parse(qg_doc *doc, qg_str text, size_t start, size_t max_nesting,
                            const qg_sink *sink)
{
    source s = {.doc = doc, .text = text, .start = start, .max_nesting = max_nesting, .sink = sink};
    jmp_buf no_memory;
    qg_status st = qg_guard_check(text, start, sink);

    if (st == QG_OK)
        st = qg_landscape_find(doc, &s.marks, &s.n_marks, text, start, sink);
    if (st == QG_OK && qg_str_find(text, QG_STR("\xEF\xB7\x90")) == text.n)
        st = qg_emphasis_find(doc, &s.letters, &s.n_letters, text, start);
    if (st == QG_OK && qg_str_find(text, QG_STR("\xEF\xB7\x91")) == text.n)
        st = qg_formulas_find(doc, &s.formulas, text, start);
    if (st == QG_OK)
        st = first_edits(&s);
    if (st != QG_OK)
        return st;
    if (pthread_once(&registered, cmark_gfm_core_extensions_ensure_registered) != 0)
        return QG_E_MEMORY;
    without_memory = &no_memory;
    st = setjmp(no_memory) == 0 ? parse_and_convert(&s) : QG_E_MEMORY;
    without_memory = NULL;
    return st;
}
