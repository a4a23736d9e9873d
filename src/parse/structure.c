/* structure.c - what the blocks are in an official document.
 *
 * Markdown and plain text share it.  Everything is judged by place and form, carefully: a paragraph
 * that is taken for a recipient by mistake is set in the wrong place, one that is missed is only a
 * paragraph.  No text is changed.
 */
#include "parse/draft_int.h"
#include "parse/front_matter_int.h"
#include "parse/structure_int.h"
#include "parse/text/words_int.h"
#include "parse/tree_int.h"
#include "parse/written_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

/* ---- attachments --------------------------------------------------------------------------- */

static bool is_label(qg_finder *f, const qg_node *node)
{
    return qg_is_paragraph(node) && node->first != NULL &&
           qg_is_attachment_label(qg_structure_plain(f, node));
}

/* Whether a paragraph of plain text can be a title: it is one short line and no sentence. */
static bool is_title_line(qg_finder *f, const qg_node *node)
{
    return qg_is_paragraph(node) && node->first != NULL && node->first == node->last &&
           (node->first->kind == QG_TEXT || node->first->kind == QG_STRONG) &&
           qg_structure_is_short(qg_structure_plain(f, node)) &&
           !qg_is_file_name(qg_structure_plain(f, node)); /* what can be downloaded */
}

/* Take the colon off 附件1： on a line of its own, where the standard has none (7.3.7). */
static void take_colon_off(const qg_node *label, const qg_sink *sink)
{
    qg_node *text = label->last;
    qg_str bare;

    while (text->last != NULL)
        text = text->last;
    bare = qg_without_colon(text->text);
    if (text->kind != QG_TEXT || bare.n == 0 || bare.n == text->text.n)
        return;
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                     .offset = text->offset,
                                     .before = text->text,
                                     .after = bare,
                                     .confidence = 0.95});
    text->text = bare;
}

/* The block behind the label of an attachment; it may be the first of a landscape part. */
static qg_node *behind_label(const qg_node *label)
{
    qg_node *node = qg_skip_comments(label->next);

    return node != NULL && node->kind == QG_LANDSCAPE ? qg_skip_comments(node->first) : node;
}

/* Mark the label at `node` and the title behind it, when it starts an attachment. */
static void mark_attachment(qg_finder *f, qg_node *node, bool is_markdown, const qg_sink *sink)
{
    qg_node *title = behind_label(node);
    bool has_title = is_markdown ? qg_is_heading(title) && title->u.heading.level == 1
                                 : (is_title_line(f, title) && title->next != NULL) ||
                                       (qg_is_heading(title) && title->u.heading.level == 0);
    bool is_behind_divider = node->previous != NULL && qg_node_is_divider(node->previous);
    bool is_table = title != NULL && title->kind == QG_TABLE;

    if (!has_title && !is_behind_divider && !is_table)
        return;
    node->role = QG_ROLE_ATTACHMENT_LABEL;
    if (has_title || is_table)
        take_colon_off(node, sink);
    if (!has_title)
        return;
    qg_structure_take_bold_off(title);
    qg_node_become(title, QG_HEADING);
    title->u.heading.level = 0;
    title->role = QG_ROLE_ATTACHMENT_TITLE;
}

static void find_attachments(qg_finder *f, qg_node *parent, bool is_markdown, const qg_sink *sink)
{
    for (qg_node *node = parent->first; node != NULL; node = node->next) {
        if (node->kind == QG_LANDSCAPE) /* holds no other LANDSCAPE */
            for (qg_node *inner = node->first; inner != NULL; inner = inner->next)
                if (is_label(f, inner))
                    mark_attachment(f, inner, is_markdown, sink);
        if (is_label(f, node))
            mark_attachment(f, node, is_markdown, sink);
    }
}

/* ---- numbers and headings that run in ------------------------------------------------------ */

static const qg_node *first_text(const qg_node *node)
{
    const qg_node *text = node;

    while (text != NULL && text->first != NULL)
        text = text->first;
    return text != NULL && text->kind == QG_TEXT ? text : NULL;
}

static void set_number(qg_node *heading)
{
    const qg_node *text = first_text(heading);
    int level;

    if (text != NULL && heading->u.heading.level > 0)
        heading->u.heading.number = qg_number_at(qg_behind_pictographs(text->text), &level);
}

static bool has_text_behind(const qg_node *node)
{
    for (const qg_node *n = node->next; n != NULL; n = n->next)
        if (n->first != NULL || qg_str_trim(n->text).n > 0 || n->kind == QG_NOTE_REF)
            return true;
    return false;
}

/* **（一）强化组织领导。**一是…… */
static void find_run_in(qg_node *paragraph)
{
    qg_node *strong = paragraph->first;
    const qg_node *text = first_text(strong);
    qg_str number;
    int level;

    if (strong == NULL || strong->kind != QG_STRONG || text == NULL || !has_text_behind(strong))
        return;
    number = qg_number_at(text->text, &level);
    if (number.n == 0)
        return;
    qg_node_become(strong, QG_RUN_IN);
    strong->u.heading.level = level <= QG_MAX_LEVEL ? level : QG_MAX_LEVEL;
    strong->u.heading.number = number;
}

/* （一） in bold alone */
static bool is_bracketed_number(qg_str text)
{
    int level;

    return qg_str_starts(text, QG_STR("（")) && qg_number_at(text, &level).n == text.n;
}

/* **健全责任体系。** 成立了……, **（一）** 加强学习: without the blank behind them the stars would
 * be text to Markdown, so it is no more of the author's words than they are. */
static void drop_blanks_behind_bold(const qg_node *paragraph, const qg_sink *sink)
{
    for (const qg_node *bold = paragraph->first; bold != NULL; bold = bold->next) {
        qg_node *text = bold->next;
        if (bold->kind != QG_STRONG || bold->last == NULL || bold->last->kind != QG_TEXT ||
            (!qg_utf8_is_in(qg_utf8_last(bold->last->text), "。：；，！？") &&
             !is_bracketed_number(bold->last->text)) ||
            text == NULL || text->kind != QG_TEXT || !qg_str_starts(text->text, QG_STR(" ")) ||
            !qg_rune_is_wide(qg_utf8_first(qg_str_skip(text->text, 1))))
            continue;
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_SPACE,
                                         .offset = text->offset,
                                         .before = QG_STR(" "),
                                         .confidence = 0.95});
        text->text = qg_str_skip(text->text, 1);
        text->offset++;
    }
}

/* In plain text and pages the numbers of headings were found before. */
static void find_numbers(qg_doc *doc, bool is_markdown, const qg_sink *sink)
{
    for (qg_node *n = doc->root; n != NULL; n = qg_node_walk_blocks(doc->root, n)) {
        if (n->kind == QG_HEADING && is_markdown)
            set_number(n);
        if (n->kind != QG_PARAGRAPH)
            continue;
        if (is_markdown)
            drop_blanks_behind_bold(n, sink);
        find_run_in(n);
    }
}

/* ---- what was found, as front matter --------------------------------------------------------- */

static void add_field(qg_finder *f, qg_key key, qg_str value, size_t offset)
{
    if (value.n > 0 && qg_doc_field(f->doc, key) == NULL)
        qg_doc_add_field(f->doc, qg_str_of(qg_key_english(key)), &value, 1, offset, false);
}

/* What the page calls the issuer gives way to the office that signs, unless that is only the end of
 * it: 教务处 of 某某大学教务处.  name  empty for several that sign together. */
static void drop_other_issuer(qg_doc *doc, qg_str name)
{
    for (qg_field **at = &doc->fields; *at != NULL; at = &(*at)->next)
        if ((*at)->key == QG_KEY_ISSUER &&
            (name.n == 0 || !qg_str_ends(qg_doc_value(doc, QG_KEY_ISSUER), name))) {
            *at = (*at)->next;
            return;
        }
}

/* 董事会, which signs on a line of its own below the name of its company */
static bool is_board(qg_str name)
{
    static const char *const boards[] = {"董事会", "監事會", "董事會",
                                         "监事会", "理事会", "理事會"};

    for (size_t i = 0; i < sizeof boards / sizeof *boards; i++)
        if (qg_str_is(name, boards[i]))
            return true;
    return false;
}

static qg_str join_names(qg_finder *f, qg_str one, qg_str other)
{
    char *both = qg_arena_get(&f->doc->arena, one.n + other.n);

    if (both == NULL)
        return (qg_str){0};
    memcpy(both, one.p, one.n);
    memcpy(both + one.n, other.p, other.n);
    return (qg_str){both, one.n + other.n};
}

/* Make fields of offices that sign together; the first of them is in the lead. */
static void add_joint_issuers(qg_finder *f, const qg_node *name)
{
    qg_str names[QG_MAX_SIGNATURES];
    size_t n = 0, offset = name->offset;

    for (; name != NULL && name->role == QG_ROLE_SIGNATURE && n < QG_MAX_SIGNATURES;
         name = name->next) {
        if (!qg_is_signing_office(qg_structure_plain(f, name)))
            return;
        names[n++] = qg_arena_copy(&f->doc->arena, qg_structure_plain(f, name));
    }
    drop_other_issuer(f->doc, (qg_str){0});
    if (n == 2 && is_board(names[1]))
        add_field(f, QG_KEY_ISSUER, join_names(f, names[0], names[1]), offset);
    else if (qg_doc_field(f->doc, QG_KEY_JOINT_ISSUERS) == NULL &&
             qg_doc_field(f->doc, QG_KEY_ISSUER) == NULL)
        qg_doc_add_field(f->doc, QG_STR("joint-issuers"), names, n, offset, false);
}

/* 某某省人民政府令: what the title or, in a library's record, the number calls an order. */
static bool is_order(const qg_finder *f)
{
    qg_str title = qg_doc_value(f->doc, QG_KEY_TITLE);
    qg_str number = qg_doc_value(f->doc, QG_KEY_DOC_NUMBER);

    return qg_str_ends(title, QG_STR("令")) || qg_str_find(title, QG_STR("令第")) < title.n ||
           qg_str_find(number, QG_STR("令")) < number.n;
}

/* Make a field of the number of an order, 第286号, which stands below its title or at the end of
 * that.  It stays in the text, since an order that is set as a report is printed without the field.
 */
static void add_order_number(qg_finder *f)
{
    qg_str title = qg_doc_value(f->doc, QG_KEY_TITLE), number = {"", 0};
    qg_node *below = f->title == NULL ? NULL : f->title->next;

    if (qg_str_ends(title, QG_STR("令")) && qg_is_paragraph(below))
        number = qg_structure_plain(f, below);
    else if (qg_str_find(title, QG_STR("令第")) < title.n)
        number = qg_str_skip(title, qg_str_find(title, QG_STR("令第")) + QG_STR("令").n);
    if (qg_is_order_number(number) && qg_doc_field(f->doc, QG_KEY_DOC_NUMBER) == NULL)
        add_field(f, QG_KEY_ORDER_NO, number, f->title->offset);
}

/* 省长　李某某: who signs an order, and as what.  Returns whether the line is of that form. */
static bool add_signer(qg_finder *f, const qg_node *name)
{
    qg_str text = qg_arena_copy(&f->doc->arena, qg_structure_plain(f, name));
    qg_line line = {.text = text};
    size_t n;

    qg_line_measure(&line);
    n = qg_is_post_and_name(&line) ? qg_post_before_name(text) : 0;
    if (n == 0)
        return false;
    add_field(f, QG_KEY_SIGNER_TITLE, qg_str_head(text, n), name->offset);
    add_field(f, QG_KEY_SIGNER, qg_str_trim(qg_str_skip(text, n)), name->offset);
    return true;
}

/* The elements of a plain text become fields.  A draft in Markdown has its own front matter. */
static void add_fields(qg_finder *f)
{
    const qg_node *recipient = qg_doc_find_role(f->doc, QG_ROLE_RECIPIENT);
    const qg_node *name = qg_doc_find_role(f->doc, QG_ROLE_SIGNATURE);
    const qg_node *date = qg_doc_find_role(f->doc, QG_ROLE_DATE);

    add_order_number(f);
    if (recipient != NULL)
        add_field(f, QG_KEY_RECIPIENT, qg_without_colon(qg_structure_plain(f, recipient)),
                  recipient->offset);
    if (name != NULL && name->next != NULL && name->next->role == QG_ROLE_SIGNATURE)
        add_joint_issuers(f, name);
    else if (name != NULL && qg_is_signing_office(qg_structure_plain(f, name))) {
        drop_other_issuer(f->doc, qg_structure_plain(f, name));
        add_field(f, QG_KEY_ISSUER, qg_structure_plain(f, name), name->offset);
    } else if (name != NULL &&
               !(is_order(f) &&
                 add_signer(f, name))) /* the name of one who signs in person is no issuer */
        add_field(f, QG_KEY_SIGNATURE, qg_structure_plain(f, name), name->offset);
    if (date != NULL) {
        qg_str value = qg_structure_plain(f, date);
        if (qg_value_normalize(f->doc, QG_KEY_DATE, &value))
            add_field(f, QG_KEY_DATE, value, date->offset);
    }
}

/* Put the fields in the order of keys.def, the title first; those of other names come last. */
static void sort_fields(qg_doc *doc)
{
    qg_field *rest = doc->fields, *sorted = NULL, **end = &sorted;

    for (int key = 0; key <= QG_KEY_UNKNOWN; key++)
        for (qg_field **at = &rest; *at != NULL;) {
            qg_field *field = *at;
            if (field->key != (qg_key)key) {
                at = &field->next;
                continue;
            }
            *at = field->next;
            *end = field;
            field->next = NULL;
            end = &field->next;
        }
    doc->fields = sorted;
}

/* 今天天气很好。 above 1936年10月1日: the date of what is quoted, and none below a name */
static bool is_said(qg_str line)
{
    return (qg_has_sentence_mark(line) || qg_str_find(line, QG_STR("，")) < line.n) &&
           !qg_str_starts(line, QG_STR("抄送："));
}

/* > 抄送：…, or name and date as a quotation at the very end, and > 附件：… near it: it is how
 * somebody set it apart. */
static bool is_set_apart(qg_doc *doc, const qg_node *quote)
{
    qg_str first = {0}, above = {0}, last = {0};

    for (const qg_node *node = quote->first; node != NULL; node = node->next)
        if (!qg_is_paragraph(node))
            return false;
    if (quote->first == NULL)
        return false;
    first = qg_written_line(&doc->arena, quote->first->first).text;
    for (const qg_node *node = quote->first; node != NULL; node = node->next)
        for (const qg_node *at = node->first; at != NULL; at = qg_written_line_next(at)) {
            above = last;
            last = qg_written_line(&doc->arena, at).text;
        }
    if (qg_str_starts(first, QG_STR("附件：")))
        return true;
    return quote->next == NULL && !is_said(above) &&
           (qg_is_date_line(last) || qg_str_starts(last, QG_STR("抄送：")) ||
            qg_str_ends(last, QG_STR("日印发")));
}

void qg_last_quotes_unwrap(qg_doc *doc)
{
    enum { LAST_BLOCKS = 5 };
    qg_node *node = doc->root->last;

    for (int i = 0; i < LAST_BLOCKS && node != NULL; i++) {
        qg_node *above = node->previous;
        if (node->kind == QG_QUOTE && is_set_apart(doc, node))
            qg_node_unwrap(node);
        node = above;
    }
}

/* ---- all of it ----------------------------------------------------------------------------- */

void qg_structure_find(qg_doc *doc, bool is_markdown, const qg_sink *sink)
{
    qg_finder f = {.doc = doc};

    qg_buf_init(&f.plain, 0);
    if (is_markdown)
        qg_signed_lines_part(doc, sink);
    find_attachments(&f, doc->root, is_markdown, sink);
    qg_captions_find(doc->root);
    qg_structure_titles(&f, is_markdown);
    find_numbers(doc, is_markdown, sink);
    qg_structure_bylines(&f);
    qg_structure_recipient(&f, is_markdown, sink);
    qg_structure_signature(&f, is_markdown, sink);
    qg_closing_find(doc, qg_structure_last(doc), sink);
    if (!is_markdown) {
        add_fields(&f);
        sort_fields(doc);
    }
    if (qg_buf_status(&f.plain) != QG_OK)
        doc->arena.status = qg_buf_status(&f.plain);
    qg_buf_clear(&f.plain);
}
