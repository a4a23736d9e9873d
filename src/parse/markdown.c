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
#include <stdint.h>
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

/* Something fed in place of `cut` bytes at `offset` of the text. */
typedef struct edit {
    size_t offset, cut;
    size_t n_before; /* bytes that the edits before this one put */
    char put[24];
} edit;

typedef struct place {
    int line, column;
} place;

typedef struct source {
    qg_doc *doc;
    qg_str text;
    size_t start;
    const size_t *lines; /* offset of each line of the body, and of the end */
    size_t n_lines;
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

static qg_status find_lines(source *s)
{
    size_t n = 0, at = s->start;
    size_t *lines;

    for (; at < s->text.n; n++)
        at += line_length(qg_str_skip(s->text, at));
    lines = qg_arena_get(&s->doc->arena, (n + 1) * sizeof *lines);
    if (lines == NULL)
        return QG_E_MEMORY;
    at = s->start;
    for (size_t i = 0; i <= n; i++) {
        lines[i] = at;
        at += line_length(qg_str_skip(s->text, at));
    }
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

/* The column in the text for one of the line that was fed; both from 0. */
static size_t column_of(const source *s, size_t from, size_t to, size_t fed)
{
    size_t low = first_edit(s, from), high = first_edit(s, to), first = low;
    const edit *e;
    size_t column;

    while (low < high) { /* for the last edit that was put before `fed` */
        size_t middle = low + (high - low) / 2;
        e = &s->edits[middle];
        if (e->offset - from + (e->n_before - s->edits[first].n_before) < fed)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == first)
        return fed;
    e = &s->edits[low - 1];
    column = fed - (e->n_before - s->edits[first].n_before);
    return column > e->offset - from + strlen(e->put) ? column - strlen(e->put) : e->offset - from;
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
 * that begins with ":a@b.cn", so there is one: each piece has some zero bytes in front.  As with
 * its own allocator, there is no way on without memory. */
enum { FRONT_BYTES = 16 };

static void *behind_front(char *piece)
{
    if (piece == NULL)
        abort();
    return piece + FRONT_BYTES;
}

static void *get_memory(size_t n, size_t size)
{
    return behind_front(n > (SIZE_MAX - FRONT_BYTES) / size ? NULL
                                                            : calloc(1, n * size + FRONT_BYTES));
}

static void *resize_memory(void *memory, size_t size)
{
    return memory == NULL ? get_memory(1, size)
                          : behind_front(realloc((char *)memory - FRONT_BYTES, size + FRONT_BYTES));
}

static void free_memory(void *memory)
{
    if (memory != NULL)
        free((char *)memory - FRONT_BYTES);
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
    for (size_t i = 1; i < n; i++)
        edits[i].n_before = edits[i - 1].n_before + strlen(edits[i - 1].put);
    s->edits = edits;
    s->n_edits = n;
}

/* Make the edits that are known before the first attempt. */
static qg_status first_edits(source *s)
{
    size_t n = s->n_marks + s->n_letters, at = 0;
    edit *edits = n == 0 ? NULL : qg_arena_get(&s->doc->arena, n * sizeof *edits);

    if (edits == NULL)
        return qg_doc_status(s->doc);
    for (size_t i = 0; i < s->n_marks; i++, at++) {
        edits[at] = (edit){.offset = s->marks[i].offset, .cut = s->marks[i].n};
        memcpy(edits[at].put, MARK_HTML, sizeof MARK_HTML);
    }
    for (size_t i = 0; i < s->n_letters; i++, at++) {
        edits[at] = (edit){.offset = s->letters[i]};
        memcpy(edits[at].put, LETTER, sizeof LETTER);
    }
    use_edits(s, edits, n);
    return QG_OK;
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
    return e != NULL && e->cut > 0;
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

/* A copy without the letters that were put. */
static qg_str copy_str(converter *c, qg_str text)
{
    qg_str letter = qg_str_of(LETTER), kept = {0};
    char *copy;

    if (c->s->n_letters == 0 || qg_str_find(text, letter) == text.n)
        return qg_arena_copy(&c->doc->arena, text);
    copy = qg_arena_get(&c->doc->arena, text.n);
    kept.p = copy;
    while (copy != NULL && text.n > 0) {
        size_t n = qg_str_find(text, letter);
        memcpy(copy + kept.n, text.p, n);
        kept.n += n;
        text = qg_str_skip(text, n + letter.n);
    }
    return kept;
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

static void set_html(converter *c, qg_node *html, cmark_node *node)
{
    html->text = copy_lines(c, cmark_node_get_literal(node));
    if (!qg_str_starts(qg_str_trim(html->text), QG_STR("<!--")))
        qg_sink_tell(c->s->sink, &(qg_finding){.kind = QG_FOUND_PARSE_RAW_HTML,
                                               .offset = html->offset,
                                               .before = html->text});
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
        set_html(c, made, node);
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

    return cmark_node_get_type(node) == CMARK_NODE_TEXT && (literal == NULL || *literal == '\0');
}

/* Convert `top` with all below it into a child of `into`, in one loop that counts its depth. */
static qg_status convert_block(converter *c, cmark_node *top, qg_node *into)
{
    cmark_node *node = top;
    qg_node *parent = into;
    size_t depth = 1;

    for (;;) {
        qg_node *made = NULL;
        if (!is_note(node) && !is_mark_node(c->s, node) && !is_empty_text(node)) {
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
    set_soft_breaks(s->doc->root);
    set_soft_breaks(s->doc->notes);
    qg_rows_complete(s->doc, s->doc->root, s->text, s->sink);
    qg_rows_complete(s->doc, s->doc->notes, s->text, s->sink);
    qg_landscape_group(s->doc, s->marks, s->n_marks);
    return qg_doc_status(s->doc);
}

qg_status qg_markdown_parse(qg_doc *doc, qg_str text, size_t start, size_t max_nesting,
                            const qg_sink *sink)
{
    source s = {.doc = doc, .text = text, .start = start, .max_nesting = max_nesting, .sink = sink};
    cmark_node *tree;
    qg_status st = qg_guard_check(text, start, sink);

    if (st == QG_OK)
        st = qg_landscape_find(doc, &s.marks, &s.n_marks, text, start, sink);
    if (st == QG_OK && qg_str_find(text, QG_STR("\xEF\xB7\x90")) == text.n)
        st = qg_emphasis_find(doc, &s.letters, &s.n_letters, text, start);
    if (st == QG_OK)
        st = find_lines(&s);
    if (st == QG_OK)
        st = first_edits(&s);
    if (st != QG_OK)
        return st;
    if (pthread_once(&registered, cmark_gfm_core_extensions_ensure_registered) != 0)
        return QG_E_MEMORY;
    tree = parse_whole(&s);
    if (tree == NULL)
        return QG_E_MEMORY;
    st = convert(&s, tree);
    cmark_node_free(tree);
    return st;
}
