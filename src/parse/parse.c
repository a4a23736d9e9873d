#include "parse/parse_int.h"

#include "base/utf8.h"

#include <assert.h>

enum { DEFAULT_NESTING = 100, DEFAULT_CELLS = 1000 * 1000 };

/* Front matter that cannot be read goes in front of the body as it is, a line each, so that its
 * author sees it. */
static void add_broken_block(qg_doc *doc, qg_str block, qg_str text)
{
    qg_node *paragraph = qg_node_new(doc, QG_PARAGRAPH, 0);

    if (paragraph == NULL)
        return;
    while (block.n > 0) {
        qg_str line = qg_str_take_line(&block);
        qg_node *node = qg_node_new(doc, QG_TEXT, (size_t)(line.p - text.p));
        if (node == NULL)
            return;
        node->text = qg_arena_copy(&doc->arena, line);
        qg_node_append(paragraph, node);
        if (block.n > 0)
            qg_node_append(paragraph, qg_node_new(doc, QG_LINE_BREAK, node->offset + line.n));
    }
    qg_node_prepend(doc->root, paragraph);
}

static int shifted(int level, int shift)
{
    if (shift < 1 - level)
        return 1;
    return shift > QG_MAX_LEVEL - level ? QG_MAX_LEVEL : level + shift;
}

/* Read the headings as if they had `shift` more #, at least one. */
static void shift_headings(const qg_doc *doc, int shift)
{
    for (qg_node *n = doc->root; shift != 0 && n != NULL; n = qg_node_walk(doc->root, n))
        if (n->kind == QG_HEADING)
            n->u.heading.level = shifted(n->u.heading.level, shift);
}

static qg_status read_markdown(qg_doc *doc, qg_str text, size_t body, qg_limits limits,
                               const qg_parse_options *options, const qg_sink *sink)
{
    qg_status st = qg_markdown_parse(doc, text, body, limits, sink);

    if (st == QG_OK && !options->keep_junk)
        st = qg_reader_clean(doc, sink);
    if (st == QG_OK)
        shift_headings(doc, options->heading_shift);
    return st;
}

static qg_status parse_body(qg_doc *doc, qg_str text, size_t body, qg_format kind,
                            const qg_parse_options *options, const qg_sink *sink)
{
    qg_limits limits = options->limits;

    limits.nesting = limits.nesting == 0 ? DEFAULT_NESTING : limits.nesting;
    limits.cells = limits.cells == 0 ? DEFAULT_CELLS : limits.cells;

    switch (kind) {
    case QG_FORMAT_MARKDOWN:
        return read_markdown(doc, text, body, limits, options, sink);
    case QG_FORMAT_HTML:
        return qg_html_read(doc, text, limits, options->keep_junk, sink);
    default:
        return qg_text_parse(doc, text, body, options->keep_junk, sink);
    }
}

/* What the blocks are, once there are blocks. */
static qg_status find_structure(qg_doc *doc, qg_format kind, bool keep_junk, const qg_sink *sink)
{
    bool is_markdown = kind == QG_FORMAT_MARKDOWN;
    qg_status st;

    if (!keep_junk) {
        qg_blank_paragraphs_drop(doc, sink);
        qg_talk_drop(doc, sink);
    }
    qg_attachment_heads_read(doc, is_markdown, sink);
    qg_red_head_take(doc, sink);
    st = is_markdown ? qg_letter_read(doc, sink) : QG_OK;
    if (st != QG_OK)
        return st;
    if (!is_markdown)
        qg_mail_link(doc);
    qg_lists_write_out(doc, sink);
    qg_structure_find(doc, is_markdown, sink);
    if (is_markdown)
        qg_numbered_headings_find(doc, sink);
    if (!keep_junk)
        qg_section_rules_drop(doc, sink);
    qg_emphasis_simplify(doc, doc->root, true);
    qg_emphasis_simplify(doc, doc->notes, true);
    return QG_OK;
}

static qg_status parse_into(qg_doc *doc, qg_str text, const qg_parse_options *options,
                            const qg_sink *sink)
{
    bool is_plain = options->from == QG_FORMAT_TEXT || options->from == QG_FORMAT_HTML;
    qg_format kind = options->from;
    qg_str broken = {0};
    size_t body = 0;
    qg_status st = is_plain ? QG_OK : qg_front_matter_read(doc, &body, &broken, text, sink);

    if (st == QG_OK)
        st = qg_metadata_apply(doc, options->metadata, options->n_metadata, sink);
    if (st != QG_OK)
        return st;
    if (kind == QG_FORMAT_AUTO)
        kind = qg_kind_of_text(options->file_name, qg_str_skip(text, body), body > 0);
    if (kind == QG_FORMAT_TEXT && options->from == QG_FORMAT_AUTO &&
        qg_is_markdown_name(options->file_name))
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_PLAIN_TEXT,
                                         .before = qg_str_head(text, 0),
                                         .confidence = 0.95});
    st = parse_body(doc, text, body, kind, options, sink);
    if (st == QG_OK)
        st = find_structure(doc, kind, options->keep_junk, sink);
    if (st != QG_OK)
        return st;
    if (broken.n > 0)
        add_broken_block(doc, broken, text);
    return qg_doc_status(doc);
}

qg_format qg_parse_kind(qg_str text, const qg_parse_options *options)
{
    size_t body = qg_front_matter_end(text);

    return options->from != QG_FORMAT_AUTO
               ? options->from
               : qg_kind_of_text(options->file_name, qg_str_skip(text, body), body > 0);
}

qg_status qg_parse(qg_doc **doc, qg_str text, const qg_parse_options *options, const qg_sink *sink)
{
    static const qg_parse_options defaults = {.from = QG_FORMAT_AUTO};
    qg_status st;

    assert(qg_utf8_check(text) == text.n);
    *doc = qg_doc_new();
    if (*doc == NULL)
        return QG_E_MEMORY;
    st = parse_into(*doc, text, options == NULL ? &defaults : options, sink);
    if (st != QG_OK) {
        qg_doc_free(*doc);
        *doc = NULL;
    }
    return st;
}
