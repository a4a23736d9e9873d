/* tree.c - cmark-gfm's tree becomes ours. */
#include "parse/cmark/cmark_int.h"

#include "base/buf.h"

#include <stdlib.h>

typedef struct converter {
    const qg_source *s;
    qg_doc *doc;
    qg_node **notes; /* of cmark-gfm's number - 1 */
    size_t n_notes;
    size_t n_used; /* the highest number that the text refers to */
} converter;

/* Where a node of the finished tree starts.  cmark-gfm gives none to soft breaks and empty cells.
 */
static size_t offset_in(const qg_source *s, cmark_node *node, const qg_node *parent)
{
    qg_fed_place at = qg_cmark_place(node);
    size_t offset = at.line == 0 ? 0 : qg_source_offset(s, at);

    return offset < parent->offset ? parent->offset : offset;
}

static qg_status refuse_depth(const qg_source *s, size_t offset)
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
           (literal == NULL || *literal == '\0' || strcmp(literal, QG_FED_LETTER) == 0);
}

/* Keep an offset within the text: cmark-gfm (0.29.0.gfm.6) counts too many columns behind backticks
 * that close nothing. */
static size_t within(const converter *c, size_t offset)
{
    return offset < c->s->text.n ? offset : c->s->text.n;
}

static void append_plain(converter *c, qg_node *parent, qg_str text, size_t offset)
{
    qg_str plain = qg_cmark_copy(c->s, text);
    qg_node *made = plain.n == 0 ? NULL : qg_node_new(c->doc, QG_TEXT, within(c, offset));

    if (made == NULL)
        return;
    made->text = plain;
    qg_node_append(parent, made);
}

static void append_address(converter *c, qg_node *parent, qg_str address, size_t offset)
{
    qg_node *link = qg_node_new(c->doc, QG_LINK, within(c, offset));
    qg_buf url;

    if (link == NULL)
        return;
    append_plain(c, link, address, offset);
    qg_node_append(parent, link);
    qg_buf_init(&url, 0);
    qg_buf_puts(&url, qg_str_starts(address, QG_STR("www")) ? "http://" : "");
    qg_buf_put(&url, address);
    link->u.link.url = qg_cmark_copy(c->s, qg_buf_str(&url));
    if (qg_buf_status(&url) != QG_OK)
        c->doc->arena.status = QG_E_MEMORY;
    qg_buf_clear(&url);
}

static bool is_in_link(const qg_node *node)
{
    while (node != NULL && node->kind != QG_LINK && node->kind != QG_IMAGE)
        node = node->parent;
    return node != NULL;
}

/* Append a text, and the addresses in it that were kept from cmark-gfm as links. */
static void append_words(converter *c, qg_node *parent, qg_str text, size_t offset)
{
    const qg_str mark = qg_str_of(QG_FED_LETTER);
    size_t at = is_in_link(parent) ? text.n : 0;

    while ((at += qg_str_find(qg_str_skip(text, at), mark)) < text.n) {
        size_t n_before, start;
        size_t n =
            qg_address_around(qg_str_head(text, at), qg_str_skip(text, at + mark.n), &n_before);
        start = at - n_before;
        at += mark.n;
        if (n == 0)
            continue;
        append_plain(c, parent, qg_str_head(text, start), offset);
        append_address(c, parent, qg_str_skip(qg_str_head(text, at + n), start), offset + start);
        offset += at + n - mark.n;
        text = qg_str_skip(text, at + n);
        at = 0;
    }
    append_plain(c, parent, text, offset);
}

/* Append a text, replacing placeholders by their formulas. */
static void append_text(converter *c, qg_node *parent, qg_str text, size_t offset)
{
    while (text.n > 0) {
        size_t n = qg_str_find(text, qg_str_of(QG_FED_FORMULA));
        const qg_formula *f;

        append_words(c, parent, qg_str_head(text, n), offset);
        text = qg_str_skip(text, n);
        f = text.n == 0 ? NULL : qg_source_take_formula(c->s, &text);
        if (f == NULL) {
            text = qg_str_skip(text, strlen(QG_FED_FORMULA)); /* none of ours */
            continue;
        }
        qg_node_append(parent, qg_formula_node(c->doc, qg_formula_tex(c->doc, f, c->s->text),
                                               f->is_display, f->offset, c->s->sink));
        offset = f->offset + f->n;
    }
}

/* Whether a text holds what was fed for a formula or in an address. */
static bool holds_fed(const converter *c, cmark_node *node)
{
    const char *text = cmark_node_get_type(node) == CMARK_NODE_TEXT
                           ? qg_cmark_or_empty(cmark_node_get_literal(node))
                           : "";

    return (c->s->formulas.n > 0 && strstr(text, QG_FED_FORMULA) != NULL) ||
           (c->s->n_helps > 0 && strstr(text, QG_FED_LETTER) != NULL);
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

/* Free a node that has been converted, and return `next`. */
static cmark_node *end_node(cmark_node *node, cmark_node *next)
{
    cmark_node_free(node);
    return next;
}

/* Convert `top` with all below it into a child of `into`, in one loop that counts the depth.  Nodes
 * are freed as soon as they are converted, so that both trees need hardly more memory than one. */
static qg_status convert_block(converter *c, cmark_node *top, qg_node *into)
{
    cmark_node *node = top;
    qg_node *parent = into;
    size_t depth = 1;

    for (;;) {
        qg_node *made = NULL;
        if (holds_fed(c, node)) {
            append_text(c, parent, qg_str_of(cmark_node_get_literal(node)),
                        offset_in(c->s, node, parent));
        } else if (!qg_cmark_is_note(node) && !qg_cmark_is_mark(c->s, node) &&
                   !is_empty_text(node)) {
            made = qg_node_new(c->doc, qg_cmark_kind(node), offset_in(c->s, node, parent));
            if (made == NULL)
                return QG_E_MEMORY;
            qg_cmark_set_properties(c->s, made, node);
            if (made->kind == QG_NOTE_REF)
                set_note_ref(c, made, node);
            qg_node_append(parent, made);
        }
        if (made != NULL && cmark_node_first_child(node) != NULL) {
            if (++depth > c->s->limits.nesting)
                return refuse_depth(c->s, made->offset);
            parent = made;
            node = cmark_node_first_child(node);
            continue;
        }
        while (node != top && cmark_node_next(node) == NULL) {
            node = end_node(node, cmark_node_parent(node));
            parent = parent->parent;
            depth--;
        }
        if (node == top)
            return QG_OK;
        node = end_node(node, cmark_node_next(node));
    }
}

static qg_status convert_body(converter *c, cmark_node *tree)
{
    cmark_node *node = cmark_node_first_child(tree), *next;
    qg_status st = QG_OK;

    for (; node != NULL && !qg_cmark_is_note(node) && st == QG_OK; node = next) {
        next = cmark_node_next(node);
        st = convert_block(c, node, c->s->top);
        cmark_node_free(node);
    }
    return st;
}

/* Make the NOTEs, still empty, in cmark-gfm's order, so that references can point at them. */
static qg_status make_notes(converter *c, cmark_node *tree)
{
    cmark_node *node = cmark_node_last_child(tree), *first = NULL;

    for (; node != NULL && qg_cmark_is_note(node); node = cmark_node_previous(node), c->n_notes++)
        first = node;
    c->notes = qg_arena_get(&c->doc->arena, (c->n_notes + 1) * sizeof(qg_node *));
    if (c->notes == NULL)
        return QG_E_MEMORY;
    node = first;
    for (size_t i = 0; node != NULL; i++, node = cmark_node_next(node)) {
        size_t offset;
        qg_str label = qg_source_label_before(c->s, qg_cmark_place(node), &offset);
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

/* Notes that nothing refers to stand behind all others. */
static void number_note(qg_source *s, qg_node *note, bool is_used)
{
    note->u.note.number = is_used ? (int)++s->n_numbered : 0;
    if (is_used && s->first_unused != NULL) {
        qg_node_unlink(note);
        qg_node_insert_before(s->first_unused, note);
    }
    if (is_used)
        return;
    if (s->first_unused == NULL)
        s->first_unused = note;
    qg_sink_tell(s->sink, &(qg_finding){.kind = QG_FOUND_PARSE_UNUSED_NOTE,
                                        .offset = note->offset,
                                        .before = note->u.note.label});
}

qg_status qg_cmark_convert(qg_source *s, cmark_node *tree)
{
    converter c = {.s = s, .doc = s->doc};
    qg_status st = make_notes(&c, tree);

    if (st == QG_OK)
        st = convert_body(&c, tree);
    if (st == QG_OK)
        st = convert_notes(&c, tree);
    if (st != QG_OK)
        return st;
    for (size_t i = 0; i < c.n_notes; i++)
        number_note(s, c.notes[i], i < c.n_used);
    return qg_doc_status(s->doc);
}
