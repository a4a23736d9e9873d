#include "parse/draft_int.h"
#include "parse/front_matter_int.h"
#include "parse/tree_int.h"

#include "base/utf8.h"
#include "normalize/envelope.h"

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
    for (qg_node *n = doc->root; shift != 0 && n != NULL; n = qg_node_walk_blocks(doc->root, n))
        if (n->kind == QG_HEADING)
            n->u.heading.level = shifted(n->u.heading.level, shift);
}

/* A text on its way to being a document. */
typedef struct reading {
    qg_doc *doc;
    qg_str text;
    qg_str draft; /* `text` up to the end of the draft */
    size_t body;  /* where the draft starts in it, behind the front matter */
    size_t start; /* of the answer, behind an assistant's thoughts */
    bool is_in_envelope;
    qg_envelope envelope;
    qg_format kind;
    const qg_parse_options *options;
    const qg_sink *sink;
} reading;

static qg_limits limits_of(const reading *r)
{
    qg_limits limits = r->options->limits;

    limits.nesting = limits.nesting == 0 ? DEFAULT_NESTING : limits.nesting;
    limits.cells = limits.cells == 0 ? DEFAULT_CELLS : limits.cells;
    return limits;
}

static qg_status read_draft(const reading *r)
{
    switch (r->kind) {
    case QG_FORMAT_MARKDOWN:
        return qg_markdown_parse(r->doc, r->draft, r->body, limits_of(r), r->sink);
    case QG_FORMAT_HTML:
        return qg_html_read(r->doc, r->draft, limits_of(r), r->options->keep_junk, r->sink);
    default:
        return qg_text_parse(r->doc, r->draft, r->body, r->options->keep_junk, r->sink);
    }
}

/* Read what an assistant said before and behind the draft, and put it there, the latter behind a
 * rule. */
static qg_status read_talk(const reading *r)
{
    const qg_envelope *e = &r->envelope;
    qg_str opening = qg_str_skip(qg_str_head(r->text, e->start), e->fence);
    qg_node *root = r->doc->root, *last = root->last;
    qg_status st =
        qg_markdown_parse(r->doc, qg_str_head(r->text, e->fence), r->start, limits_of(r), r->sink);

    while (root->last != last) {
        qg_node *node = root->last;
        qg_node_unlink(node);
        qg_node_prepend(root, node);
    }
    qg_sink_tell(r->sink, &(qg_finding){.kind = QG_FOUND_PARSE_ENVELOPE,
                                        .offset = e->fence,
                                        .before = qg_str_trim(opening),
                                        .confidence = 0.95});
    if (st != QG_OK || qg_str_trim(qg_str_skip(r->text, e->behind)).n == 0)
        return st;
    qg_node_append(root, qg_node_new(r->doc, QG_RULE, e->end));
    return qg_markdown_parse(r->doc, r->text, e->behind, limits_of(r), r->sink);
}

static qg_status parse_body(const reading *r)
{
    qg_status st = read_draft(r);

    if (st == QG_OK && r->is_in_envelope)
        st = read_talk(r);
    if (st != QG_OK || r->kind != QG_FORMAT_MARKDOWN)
        return st;
    if (!r->options->keep_junk)
        st = qg_reader_clean(r->doc, r->sink);
    if (st == QG_OK)
        shift_headings(r->doc, r->options->heading_shift);
    return st;
}

/* What the blocks are, once there are blocks. */
static qg_status find_structure(qg_doc *doc, qg_str source, qg_format kind, bool keep_junk,
                                const qg_sink *sink)
{
    bool is_markdown = kind == QG_FORMAT_MARKDOWN, has_toc_mark;
    qg_status st;

    if (!keep_junk) {
        qg_blank_paragraphs_drop(doc, sink);
        qg_page_marks_drop(doc, sink);
        qg_citations_drop(doc, doc->root, sink);
        qg_citations_drop(doc, doc->notes, sink);
        qg_talk_drop(doc, sink);
    }
    if (is_markdown) {
        qg_left_marks_use(doc, sink);
        qg_bar_rows_read(doc, sink);
        qg_last_quotes_unwrap(doc);
    }
    has_toc_mark = is_markdown && !keep_junk && qg_toc_mark_take(doc, sink);
    if (is_markdown)
        qg_signature_tables_read(doc, sink);
    qg_attachment_heads_read(doc, is_markdown, sink);
    qg_subtitles_find(doc);
    qg_red_head_take(doc, is_markdown, sink);
    if (is_markdown) {
        bool is_labelled = qg_labelled_title_take(doc, sink);
        if (qg_label_lines_take(doc, sink) || is_labelled)
            qg_labelled_parts_take(doc, sink);
    }
    if (is_markdown && !keep_junk)
        qg_pictographs_drop(doc, sink);
    st = is_markdown ? qg_letter_read(doc, source, sink) : QG_OK;
    if (st != QG_OK)
        return st;
    if (!keep_junk)
        qg_pictographs_drop(doc, sink); /* of the paragraphs that its lines became, and of pages */
    if (is_markdown)
        qg_bold_documents_read(doc, sink);
    else
        qg_mail_link(doc);
    qg_lists_write_out(doc, sink);
    qg_structure_find(doc, is_markdown, sink);
    if (is_markdown)
        qg_numbered_headings_find(doc, sink);
    qg_lists_write_out_short(doc, sink);
    if (is_markdown)
        qg_rosters_align(doc, source);
    if (has_toc_mark)
        qg_toc_field_add(doc);
    if (!keep_junk)
        qg_section_rules_drop(doc, sink);
    qg_emphasis_simplify(doc, doc->root, true);
    qg_emphasis_simplify(doc, doc->notes, true);
    return QG_OK;
}

static bool may_be_markdown(const qg_parse_options *options)
{
    return options->from == QG_FORMAT_AUTO || options->from == QG_FORMAT_MARKDOWN;
}

/* Find the draft in `text`. */
static void open_envelope(reading *r, qg_str text)
{
    bool may_open = may_be_markdown(r->options) && !r->options->keep_junk;

    r->start = may_open ? qg_thoughts_end(text) : 0;
    r->is_in_envelope = may_open && qg_envelope_find(&r->envelope, text, r->start);
    r->text = text;
    r->draft = r->is_in_envelope ? qg_str_head(text, r->envelope.end) : text;
    r->body = r->is_in_envelope ? r->envelope.start : r->start;
}

static void tell_thoughts(const reading *r)
{
    qg_str thoughts = qg_str_trim(qg_str_head(r->text, r->start));

    if (thoughts.n > 0)
        qg_sink_tell(r->sink, &(qg_finding){.kind = QG_FOUND_PARSE_JUNK,
                                            .offset = (size_t)(thoughts.p - r->text.p),
                                            .before = thoughts,
                                            .confidence = 0.95});
}

static qg_format kind_of(const reading *r, bool has_front_matter)
{
    return r->options->from != QG_FORMAT_AUTO
               ? r->options->from
               : qg_kind_of_text(r->options->file_name, qg_str_skip(r->draft, r->body),
                                 has_front_matter);
}

static qg_status parse_into(qg_doc *doc, qg_str text, const qg_parse_options *options,
                            const qg_sink *sink)
{
    reading r = {.doc = doc, .options = options, .sink = sink};
    qg_str broken = {0};
    qg_status st = QG_OK;
    size_t start;

    open_envelope(&r, text);
    tell_thoughts(&r);
    start = r.body;
    if (may_be_markdown(options))
        st = qg_front_matter_read(doc, &r.body, &broken, r.draft, sink);
    if (st == QG_OK)
        st = qg_metadata_apply(doc, options->metadata, options->n_metadata, sink);
    if (st == QG_OK && options->style.n > 0)
        st = qg_metadata_apply(doc, &(qg_entry){QG_STR("style"), options->style}, 1, sink);
    if (st != QG_OK)
        return st;
    r.kind = kind_of(&r, r.body > start);
    if (r.kind == QG_FORMAT_TEXT && options->from == QG_FORMAT_AUTO &&
        qg_is_markdown_name(options->file_name))
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_PLAIN_TEXT,
                                         .before = qg_str_head(text, 0),
                                         .confidence = 0.95});
    st = parse_body(&r);
    if (st == QG_OK)
        st = find_structure(doc, text, r.kind, options->keep_junk, sink);
    if (st != QG_OK)
        return st;
    if (broken.n > 0)
        add_broken_block(doc, broken, text);
    return qg_doc_status(doc);
}

qg_format qg_parse_kind(qg_str text, const qg_parse_options *options)
{
    reading r = {.options = options};
    size_t start;

    open_envelope(&r, text);
    start = r.body;
    r.body += qg_front_matter_end(qg_str_skip(r.draft, start));
    return kind_of(&r, r.body > start);
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
