/* markdown.c - Markdown to document: what cmark-gfm reads, and what is done with it afterwards. */
#include "parse/cmark/cmark_int.h"
#include "parse/tree_int.h"

/* What cmark-gfm's tree does not say of the blocks in `root`. */
static void complete(const qg_source *s, qg_node *root)
{
    qg_tasks_find(root, s->text);
    qg_raw_html_use(s->doc, root, s->has_own_links, s->limits, s->sink);
    qg_dialects_read(s->doc, root, s->text, s->sink);
    qg_emphasis_simplify(s->doc, root, false);
    qg_underlined_texts_part(s->doc, root, s->text);
    qg_heading_ids_take(root);
    qg_soft_breaks_set(root, s->text);
    qg_callouts_read(s->doc, root, s->text, s->sink);
    qg_code_titles_read(s->doc, root, s->sink);
    if (root == s->top)
        qg_indented_lines_part(s);
    qg_rows_complete(s->doc, root, s->text, &s->formulas, s->sink);
    qg_attributes_read(s->doc, root, s->text.n, s->sink);
    qg_pictures_complete(s->doc, root);
    qg_formulas_of_code(s->doc, root, s->sink);
    qg_dead_notes_tell(root, s->text, s->sink);
    qg_remarks_unlink(root, s->text);
}

/* Put the section's blocks behind those of the document. */
static void append_all(qg_node *root, qg_node *top)
{
    while (top->first != NULL) {
        qg_node *block = top->first;
        qg_node_unlink(block);
        qg_node_append(root, block);
    }
}

static qg_status parse_section(qg_source *s)
{
    cmark_node *tree = qg_cmark_parse_whole(s);
    qg_status st;

    if (tree == NULL)
        return QG_E_MEMORY;
    st = qg_cmark_convert(s, tree);
    cmark_node_free(tree);
    if (st != QG_OK)
        return st;
    if (s->is_one_section) /* it may hold some */
        qg_link_definitions_check(s->doc, s->top, s->text, s->start, s->sink);
    qg_section_drop_head(s);
    complete(s, s->top);
    qg_section_join(s);
    append_all(s->doc->root, s->top);
    return qg_doc_status(s->doc);
}

static qg_status parse_sections(qg_source *s)
{
    qg_status st;

    s->top = qg_node_new(s->doc, QG_DOCUMENT, s->start);
    if (s->top == NULL)
        return QG_E_MEMORY;
    s->last_line = 0;
    do {
        qg_source_open_section(s, s->last_line);
        st = parse_section(s);
    } while (st == QG_OK && s->last_line < s->n_lines);
    if (st != QG_OK)
        return st;
    complete(s, s->doc->notes);
    qg_containers_group(s->doc, s->marks, s->n_marks, s->text, s->sink);
    qg_landscape_tables(s->doc);
    return qg_doc_status(s->doc);
}

/* Whether the text holds what is fed for formulas and in emphasis (U+FDD0 and the like), which then
 * cannot be. */
static bool holds_own_marks(qg_str text)
{
    const qg_str start = QG_STR("\xEF\xB7");

    for (;;) {
        text = qg_str_skip(text, qg_str_find(text, start));
        if (text.n == 0)
            return false;
        text = qg_str_skip(text, start.n);
        if (text.n > 0 && (unsigned char)text.p[0] >= 0x90 && (unsigned char)text.p[0] <= 0x94)
            return true;
    }
}

qg_status qg_markdown_parse(qg_doc *doc, qg_str text, size_t start, qg_limits limits,
                            const qg_sink *sink)
{
    qg_source s = {.doc = doc, .text = text, .start = start, .limits = limits, .sink = sink};
    jmp_buf no_memory;
    bool may_mark = !holds_own_marks(text);
    const qg_str own_link = QG_STR("(#");
    qg_status st = qg_guard_check(text, start, limits.cells, sink);

    s.has_own_links = qg_str_find(text, own_link) < text.n;
    if (st == QG_OK)
        st = qg_containers_find(doc, &s.marks, &s.n_marks, &s.indents, &s.n_indents, text, start,
                                sink);
    s.n_of_boxes = s.n_indents;
    if (st == QG_OK && may_mark)
        st = qg_formulas_find(doc, &s.formulas, text, start);
    if (st == QG_OK && may_mark)
        st = qg_emphasis_find(doc, &s.helps, &s.n_helps, text, start, &s.formulas);
    if (st == QG_OK && may_mark)
        st = qg_remarks_find(doc, &s.helps, &s.n_helps, text, start);
    if (st == QG_OK && may_mark)
        st = qg_line_marks_find(doc, &s.helps, &s.n_helps, text, start, sink);
    if (st == QG_OK)
        st = qg_escapes_find(&s);
    if (st == QG_OK)
        st = qg_source_first_edits(&s);
    if (st == QG_OK)
        st = qg_source_find_reach(&s);
    if (st != QG_OK)
        return st;
    if (qg_cmark_prepare() != QG_OK)
        return QG_E_MEMORY;
    qg_cmark_memory_begin(&doc->arena, &no_memory);
    st = setjmp(no_memory) == 0 ? parse_sections(&s) : QG_E_MEMORY;
    qg_cmark_memory_end();
    if (st == QG_OK)
        st = qg_containers_read_inner(doc, s.marks, s.n_marks, limits, sink);
    qg_arena_trim(&doc->arena);
    return st;
}
