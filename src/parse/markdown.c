/* markdown.c - Markdown to document: what cmark-gfm reads, and what is done with it afterwards. */
#include "parse/cmark/cmark_int.h"

static qg_status convert(const qg_source *s, cmark_node *tree)
{
    qg_status st = qg_cmark_convert(s, tree);

    if (st != QG_OK)
        return st;
    qg_link_definitions_check(s->doc, s->text, s->start, s->sink);
    qg_tasks_find(s->doc->root, s->text);
    qg_tasks_find(s->doc->notes, s->text);
    qg_raw_html_use(s->doc, s->doc->root, s->limits, s->sink);
    qg_raw_html_use(s->doc, s->doc->notes, s->limits, s->sink);
    qg_dialects_read(s->doc, s->doc->root, s->sink);
    qg_dialects_read(s->doc, s->doc->notes, s->sink);
    qg_emphasis_simplify(s->doc, s->doc->root, false);
    qg_emphasis_simplify(s->doc, s->doc->notes, false);
    qg_heading_ids_take(s->doc->root);
    qg_soft_breaks_set(s->doc->root);
    qg_soft_breaks_set(s->doc->notes);
    qg_callouts_read(s->doc, s->sink);
    qg_code_titles_read(s->doc, s->sink);
    qg_indented_lines_part(s);
    qg_rows_complete(s->doc, s->doc->root, s->text, &s->formulas, s->sink);
    qg_rows_complete(s->doc, s->doc->notes, s->text, &s->formulas, s->sink);
    qg_attributes_read(s->doc->root, s->text.n, s->sink);
    qg_attributes_read(s->doc->notes, s->text.n, s->sink);
    qg_formulas_of_code(s->doc, s->doc->root, s->sink);
    qg_formulas_of_code(s->doc, s->doc->notes, s->sink);
    qg_containers_group(s->doc, s->marks, s->n_marks, s->text, s->sink);
    qg_landscape_tables(s->doc);
    return qg_doc_status(s->doc);
}

static qg_status parse_and_convert(qg_source *s)
{
    cmark_node *tree = qg_cmark_parse_whole(s);
    qg_status st = tree == NULL ? QG_E_MEMORY : convert(s, tree);

    if (tree != NULL)
        cmark_node_free(tree);
    return st;
}

qg_status qg_markdown_parse(qg_doc *doc, qg_str text, size_t start, qg_limits limits,
                            const qg_sink *sink)
{
    qg_source s = {.doc = doc, .text = text, .start = start, .limits = limits, .sink = sink};
    jmp_buf no_memory;
    qg_status st = qg_guard_check(text, start, limits.cells, sink);

    if (st == QG_OK)
        st = qg_containers_find(doc, &s.marks, &s.n_marks, &s.indents, &s.n_indents, text, start,
                                sink);
    s.n_of_boxes = s.n_indents;
    if (st == QG_OK && qg_str_find(text, QG_STR("\xEF\xB7\x91")) == text.n)
        st = qg_formulas_find(doc, &s.formulas, text, start);
    if (st == QG_OK && qg_str_find(text, QG_STR("\xEF\xB7\x90")) == text.n)
        st = qg_emphasis_find(doc, &s.helps, &s.n_helps, text, start, &s.formulas);
    if (st == QG_OK && qg_str_find(text, QG_STR("\xEF\xB7\x90")) == text.n)
        st = qg_remarks_find(doc, &s.helps, &s.n_helps, text, start);
    if (st == QG_OK)
        st = qg_escapes_find(&s);
    if (st == QG_OK)
        st = qg_source_first_edits(&s);
    if (st != QG_OK)
        return st;
    if (qg_cmark_prepare() != QG_OK)
        return QG_E_MEMORY;
    qg_cmark_memory_begin(&doc->arena, &no_memory);
    st = setjmp(no_memory) == 0 ? parse_and_convert(&s) : QG_E_MEMORY;
    qg_cmark_memory_end();
    if (st == QG_OK)
        st = qg_containers_read_inner(doc, s.marks, s.n_marks, limits, sink);
    qg_arena_trim(&doc->arena);
    return st;
}
