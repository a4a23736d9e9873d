/* feed.c - a draft is fed to cmark-gfm and becomes its tree. */
#include "parse/cmark/cmark_int.h"

#include "base/buf.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <pthread.h>

/* A paragraph fed before the text.  The first line of any document makes cmark-gfm show its root to
 * our extension; the blank line ends it, so that it changes nothing for the text. */
static const char PREFIX[] = ".\n\n";

/* cmark-gfm has one table of extensions per process. */
static pthread_once_t registered = PTHREAD_ONCE_INIT;

qg_status qg_cmark_prepare(void)
{
    return pthread_once(&registered, cmark_gfm_core_extensions_ensure_registered) == 0
               ? QG_OK
               : QG_E_MEMORY;
}

/* While cmark-gfm finds inlines, the special characters of its extensions are in tables of the
 * process, too.  A thread that finishes would remove ~ and : for one that is still parsing. */
static pthread_mutex_t finding_inlines = PTHREAD_MUTEX_INITIALIZER;

static cmark_node *finish(cmark_parser *parser)
{
    cmark_node *tree;

    pthread_mutex_lock(&finding_inlines);
    tree = cmark_parser_finish(parser);
    pthread_mutex_unlock(&finding_inlines);
    return tree;
}

static cmark_node *remember_root(cmark_syntax_extension *extension, int indented,
                                 cmark_parser *parser, cmark_node *container, unsigned char *input,
                                 int n)
{
    qg_source *s = cmark_syntax_extension_get_private(extension);

    (void)indented, (void)parser, (void)input, (void)n;
    while (s->root == NULL && cmark_node_parent(container) != NULL)
        container = cmark_node_parent(container);
    if (s->root == NULL)
        s->root = container;
    return NULL;
}

/* Whether any bare address can be in the text; to look for them goes twice through the tree. */
static bool may_hold_address(qg_str text)
{
    return qg_str_find_byte(text, '@') < text.n || qg_str_find(text, QG_STR("://")) < text.n ||
           qg_str_find(text, QG_STR("www.")) < text.n;
}

/* Likewise of footnotes. */
static bool may_hold_note(qg_str text)
{
    return qg_str_find(text, QG_STR("[^")) < text.n;
}

static void attach_extensions(cmark_parser *parser, cmark_syntax_extension *own, qg_str text)
{
    static const char *const names[] = {"table", "strikethrough", "tasklist", "autolink"};
    size_t n = sizeof names / sizeof *names - (may_hold_address(text) ? 0 : 1);

    for (size_t i = 0; i < n; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
        if (extension != NULL)
            cmark_parser_attach_syntax_extension(parser, extension);
    }
    cmark_parser_attach_syntax_extension(parser, own);
}

static void feed_between(cmark_parser *parser, const qg_source *s, size_t at, size_t end)
{
    for (size_t i = qg_source_edit_from(s, at); i < s->n_edits && s->edits[i].offset < end; i++) {
        const qg_feed_edit *e = &s->edits[i];
        cmark_parser_feed(parser, s->text.p + at, e->offset - at);
        cmark_parser_feed(parser, e->put, strlen(e->put));
        at = e->offset + e->cut;
    }
    if (at < end)
        cmark_parser_feed(parser, s->text.p + at, end - at);
}

static void feed(cmark_parser *parser, const qg_source *s)
{
    size_t at = (size_t)(s->section.p - s->text.p), end = at + s->section.n;
    const size_t *head = &s->lines[s->piece.head_line];

    cmark_parser_feed(parser, PREFIX, strlen(PREFIX));
    if (s->piece.kind == QG_PIECE_ROWS)
        feed_between(parser, s, head[0], head[QG_HEAD_LINES]);
    feed_between(parser, s, at, end);
    if (s->section.n > 0 && s->text.p[end - 1] != '\n')
        cmark_parser_feed(parser, "\n", 1); /* so that the last line is parsed before find_notes */
}

cmark_node *qg_cmark_walk(cmark_node *node, bool goes_down)
{
    if (goes_down && cmark_node_first_child(node) != NULL)
        return cmark_node_first_child(node);
    while (node != NULL && cmark_node_next(node) == NULL)
        node = cmark_node_parent(node);
    return node == NULL ? NULL : cmark_node_next(node);
}

bool qg_cmark_is_note(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION;
}

/* List the footnotes of the unfinished tree. */
static void find_notes(qg_source *s, bool may_have_any)
{
    qg_buf notes;

    qg_buf_init(&notes, 0);
    for (cmark_node *node = may_have_any ? s->root : NULL; node != NULL;
         node = qg_cmark_walk(node, true))
        if (qg_cmark_is_note(node)) {
            qg_fed_place at = qg_cmark_place(node);
            qg_buf_put(&notes, (qg_str){(const char *)&at, sizeof at});
        }
    s->n_notes = notes.n / sizeof *s->notes;
    s->notes = qg_arena_get(&s->doc->arena, notes.n + 1);
    if (s->notes != NULL && s->n_notes > 0)
        memcpy(s->notes, notes.p, notes.n);
    if (qg_buf_status(&notes) != QG_OK)
        s->doc->arena.status = QG_E_MEMORY;
    qg_buf_clear(&notes);
}

/* Put a paragraph at the end that refers to all footnotes. */
static void refer_to_all(qg_source *s)
{
    cmark_node *paragraph;

    if (s->n_notes == 0)
        return;
    paragraph = cmark_node_new_with_mem(CMARK_NODE_PARAGRAPH, &qg_cmark_memory);
    for (size_t i = 0; i < s->n_notes; i++) {
        cmark_node *reference =
            cmark_node_new_with_mem(CMARK_NODE_FOOTNOTE_REFERENCE, &qg_cmark_memory);
        size_t offset;
        qg_str label = qg_source_label_before(s, s->notes[i], &offset);
        const qg_feed_edit *e = qg_source_edit_between(s, offset, offset + label.n + 3);
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

/* Remove the paragraphs that were fed beside the text. */
static void drop_own(const qg_source *s, cmark_node *root)
{
    if (s->references != NULL)
        drop(s->references);
    drop(cmark_node_first_child(root));
}

cmark_node *qg_cmark_parse(qg_source *s)
{
    bool may_have_notes = may_hold_note(s->section);
    cmark_parser *parser = cmark_parser_new_with_mem(
        may_have_notes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT, &qg_cmark_memory);
    cmark_syntax_extension *own = cmark_syntax_extension_new("qinggao");
    cmark_node *tree;

    s->root = NULL;
    s->references = NULL;
    cmark_syntax_extension_set_open_block_func(own, remember_root);
    cmark_syntax_extension_set_private(own, s, NULL);
    attach_extensions(parser, own, s->section);
    feed(parser, s);
    find_notes(s, may_have_notes);
    if (qg_doc_status(s->doc) == QG_OK)
        refer_to_all(s);
    tree = finish(parser);
    cmark_parser_free(parser);
    cmark_syntax_extension_free(cmark_get_default_mem_allocator(), own);
    if (qg_doc_status(s->doc) != QG_OK) {
        cmark_node_free(tree);
        return NULL;
    }
    drop_own(s, tree);
    return tree;
}
