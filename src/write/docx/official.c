/* official.c - the order of an official document: head, title, recipient, body, signature,
 * attachments, imprint (GB/T 9704-2012, 7.1).  What the front matter says and the body does not is
 * put in here. */
#include "unicode/unicode.h"
#include "write/docx/official_int.h"
#include "write/docx/page_int.h"

#include <stdio.h>

int qg_docx_character_twips(const docx *d)
{
    const qg_para *normal = &d->style->paras[QG_PARA_NORMAL];

    return normal->size_half_pt * 10 + normal->tracking_twips;
}

int qg_docx_text_twips(const docx *d, qg_str text)
{
    int half_characters = 0;

    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        half_characters += qg_rune_columns(rune, true);
    }
    return half_characters * qg_docx_character_twips(d) / 2;
}

void qg_docx_kept_blank(docx *d)
{
    para_extra extra = {.keep_next = true};

    qg_docx_para(d, QG_PARA_NORMAL, &extra, (qg_str){"", 0});
}

/* ---- title and recipient ---- */

static bool is_colon(qg_rune rune)
{
    return rune == 0xFF1A || rune == ':';
}

/* Whether the recipient of the front matter is written, since the body has none. */
static bool has_own_recipient(const docx *d)
{
    return qg_doc_value(d->doc, QG_KEY_RECIPIENT).n > 0 && d->form != QG_DOCUMENT_ORDER &&
           qg_doc_find_role(d->doc, QG_ROLE_RECIPIENT) == NULL;
}

static int lines_of_recipient(const docx *d)
{
    if (!has_own_recipient(d))
        return 0;
    return qg_extent_lines(&d->style->page, &d->style->paras[QG_PARA_RECIPIENT], NULL,
                           qg_doc_value(d->doc, QG_KEY_RECIPIENT));
}

static void write_recipient(docx *d)
{
    qg_str recipient = qg_doc_value(d->doc, QG_KEY_RECIPIENT);

    if (!has_own_recipient(d))
        return;
    qg_docx_begin_para(d, QG_PARA_RECIPIENT, NULL);
    qg_docx_text(d, recipient, NULL);
    if (!is_colon(qg_utf8_last(recipient)))
        qg_docx_text(d, QG_STR("："), NULL);
    qg_docx_end_para(d);
}

/* ---- attachment note (7.3.4) ---- */

static bool is_numbered(const qg_field *attachments)
{
    return attachments->n_values > 1;
}

static para_extra attachment_indent(const docx *d, const qg_field *field, size_t i)
{
    const qg_para *p = &d->style->paras[QG_PARA_ATTACHMENT_NOTE];
    int character = qg_docx_character_twips(d);
    int number = is_numbered(field) ? 3 * character / 2 : 0; /* "1." and room to align behind it */
    int label = i == 0 ? 3 * character : 0;                  /* 附件： */

    return (para_extra){.has_left = true,
                        .left_twips = p->left.twips + 3 * character + number,
                        .hanging_twips = label + number};
}

static void write_attachment_item(docx *d, const qg_field *field, size_t i, bool is_kept)
{
    para_extra extra = attachment_indent(d, field, i);
    char text[24];

    extra.keep_next = is_kept;
    qg_docx_begin_para(d, QG_PARA_ATTACHMENT_NOTE, &extra);
    if (i == 0)
        qg_docx_text(d, QG_STR("附件："), NULL);
    if (is_numbered(field)) {
        snprintf(text, sizeof text, "%zu.\t", i + 1);
        qg_docx_text(d, qg_str_of(text), NULL);
    }
    qg_docx_text(d, field->values[i], NULL);
    qg_docx_end_para(d);
}

/* The number of lines of the attachment note, with the blank line above it. */
static int lines_of_attachment_note(const docx *d)
{
    const qg_field *field = qg_doc_field(d->doc, QG_KEY_ATTACHMENTS);
    int lines = field != NULL;

    for (size_t i = 0; field != NULL && i < field->n_values; i++) {
        para_extra extra = attachment_indent(d, field, i);
        extra.hanging_twips = 0; /* which is as wide as what stands there */
        lines += qg_extent_lines(&d->style->page, &d->style->paras[QG_PARA_ATTACHMENT_NOTE], &extra,
                                 field->values[i]);
    }
    return lines;
}

/* A short note stays whole, above the signature; the last items of a longer one stay with that. */
static void write_attachment_note(docx *d)
{
    enum { SHORT_LINES = 11, LAST_ITEMS = 2 };
    const qg_field *field = qg_doc_field(d->doc, QG_KEY_ATTACHMENTS);
    bool is_signed = d->last_before_signature != NULL;
    bool is_short = lines_of_attachment_note(d) <= SHORT_LINES;

    if (field == NULL)
        return;
    qg_docx_kept_blank(d);
    for (size_t i = 0; i < field->n_values; i++)
        write_attachment_item(d, field, i,
                              is_signed && (is_short || i + LAST_ITEMS >= field->n_values));
}

static bool is_signature(const qg_node *node)
{
    return node->role == QG_ROLE_SIGNATURE || node->role == QG_ROLE_DATE;
}

/* The block behind the signature that the author wrote. */
static const qg_node *end_of_signature(const qg_node *node)
{
    while (node != NULL && is_signature(node))
        node = node->next;
    return node;
}

/* Minutes have name and date below their mark, and are not sealed (10.3). */
static bool has_signature(const docx *d)
{
    return d->form != QG_DOCUMENT_MINUTES || !d->has_mark;
}

/* Whether the front matter signs, and no line of the text. */
static bool is_signed_from_fields(const docx *d)
{
    return has_signature(d) && qg_doc_is_unsigned(d->doc);
}

/* 附注 (7.3.6) in its brackets. */
static void put_notes(qg_buf *out, const docx *d)
{
    qg_str notes = qg_doc_value(d->doc, QG_KEY_NOTES);
    bool has_brackets = notes.n == 0 || qg_str_starts(notes, QG_STR("（"));

    qg_buf_puts(out, has_brackets ? "" : "（");
    qg_buf_put(out, notes);
    qg_buf_puts(out, has_brackets ? "" : "）");
}

static void write_notes(docx *d)
{
    qg_buf notes;

    qg_buf_init(&notes, 0);
    put_notes(&notes, d);
    if (notes.n > 0 &&
        (is_signed_from_fields(d) || qg_doc_find_role(d->doc, QG_ROLE_NOTES) == NULL))
        qg_docx_para(d, QG_PARA_NOTES, NULL, qg_buf_str(&notes));
    qg_docx_drop(d, &notes);
}

static int lines_of_notes(docx *d)
{
    int lines = 0;
    qg_buf notes;

    qg_buf_init(&notes, 0);
    put_notes(&notes, d);
    if (notes.n > 0)
        lines = qg_extent_lines(&d->style->page, &d->style->paras[QG_PARA_NOTES], NULL,
                                qg_buf_str(&notes));
    qg_docx_drop(d, &notes);
    return lines;
}

/* ---- the whole ---- */

/* Footnotes that nothing refers to have no page to stand on; they come last. */
static void write_loose_notes(docx *d, place *at)
{
    for (const qg_node *note = d->doc->notes->first; note != NULL; note = note->next)
        if (note->u.note.number == 0)
            qg_docx_blocks(d, note, at);
}

/* A rule in front of an attachment only says that it begins; the new page says it too, and takes
 * no other page break. */
static bool is_needless_divider(const docx *d, const qg_node *node)
{
    return qg_node_only_parts(node) &&
           (node->kind == QG_RULE || d->style->paras[QG_PARA_ATTACHMENT_LABEL].page_break_before);
}

/* The first block behind the text: a written signature, or what comes behind it with the rule or
 * page break in front: the first attachment, or a document that is issued; NULL when there is none.
 */
static const qg_node *end_of_text(const docx *d)
{
    const qg_node *node = d->doc->root->first;

    while (node != NULL && !is_signature(node) && !qg_node_only_parts(node) &&
           !qg_node_starts_attachment(node) && !qg_node_starts_document(node))
        node = node->next;
    return node;
}

/* Whether the block is typed in the text and set in the imprint. */
static bool is_imprint(const docx *d, const qg_node *node)
{
    return node != NULL &&
           (node->role == QG_ROLE_CC || (node->role == QG_ROLE_PRINTED && qg_docx_has_printer(d)));
}

/* Whether `node` is set as an element, somewhere else than it is typed. */
static bool is_element(const docx *d, const qg_node *node)
{
    bool is_rule = node->kind == QG_RULE;

    return is_needless_divider(d, node) || node->role == QG_ROLE_ATTACHMENT_NOTE ||
           is_imprint(d, node) || (node->role == QG_ROLE_NOTES && is_signed_from_fields(d)) ||
           (is_rule && (is_imprint(d, node->previous) || is_imprint(d, node->next)));
}

static bool is_title(const qg_node *node)
{
    return node->kind == QG_HEADING && node->u.heading.level == 0;
}

/* The last paragraph of the text goes to the page of the signature; a list's is its last item's. */
static const qg_node *last_paragraph(const qg_node *block)
{
    while (block != NULL && block->kind != QG_PARAGRAPH && block->kind != QG_TABLE)
        block = block->last;
    return block;
}

/* The last block up to `node` that is set where it stands. */
static const qg_node *last_block(const docx *d, const qg_node *node)
{
    while (node != NULL && is_element(d, node))
        node = node->previous;
    return node;
}

static bool is_signed(const docx *d, const qg_node *end)
{
    if (!has_signature(d))
        return false;
    return qg_doc_value(d->doc, QG_KEY_DATE).n > 0 || (end != NULL && is_signature(end));
}

static void write_signature(docx *d, const qg_node *end, place *at)
{
    if (end != NULL && is_signature(end))
        qg_docx_signature(d, end, end_of_signature(end), at);
    else if (has_signature(d) && qg_doc_find_role(d->doc, QG_ROLE_SIGNATURE) == NULL &&
             qg_doc_find_role(d->doc, QG_ROLE_DATE) == NULL)
        qg_docx_signature(d, NULL, NULL, at);
}

/* What is left of the blocks behind a signature when its 附注 is written, and what is set elsewhere
 * passed over. */
static const qg_node *behind_notes(const docx *d, const qg_node *node)
{
    while (node != NULL && (node->role == QG_ROLE_NOTES || is_element(d, node)))
        node = node->next;
    return node;
}

static qg_docx_ending measure_ending(docx *d, const qg_node *end)
{
    bool is_written = end != NULL && is_signature(end);
    const qg_node *behind = end_of_signature(end);
    int note = lines_of_attachment_note(d);
    qg_docx_ending e = {.has_note = note > 0, .is_signed = is_signed(d, end)};

    e.last = last_block(d, end == NULL ? d->doc->root->last : end->previous);
    if (e.is_signed) {
        e.last = last_paragraph(e.last);
        e.height = qg_docx_signature_height(d, is_written ? end : NULL, is_written ? behind : NULL);
    }
    e.height.lines += note + qg_docx_lines_of_rolls(d) + lines_of_notes(d);
    if (behind_notes(d, behind) == NULL)
        e.imprint_twips = qg_docx_imprint_height(d);
    return e;
}

/* Measure what follows the last attachment, behind the signature. */
static qg_docx_ending measure_attachments(const docx *d)
{
    return (qg_docx_ending){.last = last_block(d, d->doc->root->last),
                            .imprint_twips = qg_docx_imprint_height(d)};
}

/* The block from `first` on from which a page can be the one on which the text ends: that has no
 * more blocks than lines. */
static const qg_node *start_of_end(const docx *d, const qg_node *first)
{
    const qg_node *node = d->ending.last;

    for (int i = d->style->page.lines; i > 0 && node != first && node != NULL; i--)
        node = node->previous;
    return node;
}

/* Write the blocks from `node` up to `end`, which is not among them. */
static void write_blocks(docx *d, const qg_node *node, const qg_node *end, place *at)
{
    const qg_node *start = start_of_end(d, node);
    bool is_near = false;

    for (; node != end; node = node->next) {
        is_near = is_near || node == start;
        if (is_near)
            qg_docx_fit_page(d, node, 0);
        if (node == d->last_before_signature)
            qg_docx_fit(d);
        if (!is_element(d, node))
            qg_docx_block(d, node, at);
        if (d->is_last_divided) /* what follows has room enough */
            d->fitted_line_twips = 0;
    }
}

/* 附注 typed below the signature has the line pitch of that. */
static const qg_node *write_typed_notes(docx *d, const qg_node *node, place *at)
{
    const qg_node *behind = behind_notes(d, node);

    for (; node != behind; node = node->next)
        if (!is_element(d, node))
            qg_docx_block(d, node, at);
    return behind;
}

/* The front matter's title, where the body has none; an order has no title (10.2). */
static void write_own_title(docx *d)
{
    if (qg_doc_has_title(d->doc) || qg_doc_value(d->doc, QG_KEY_TITLE).n == 0)
        return;
    if (d->form == QG_DOCUMENT_ORDER) {
        qg_docx_tell_unused(d, QG_KEY_TITLE);
        return;
    }
    d->in_turned = qg_docx_begins_broadside(d);
    qg_docx_turn(d, d->in_turned);
    qg_docx_own_title(d);
    d->in_turned = false;
}

/* [P] Without a head the number stands below the title. */
static void write_plain_number(docx *d)
{
    qg_buf number;

    if (d->has_mark || qg_doc_value(d->doc, QG_KEY_DOC_NUMBER).n == 0)
        return;
    qg_buf_init(&number, 0);
    qg_docx_put_number(&number, d);
    qg_docx_para(d, QG_PARA_DOC_NUMBER, NULL, qg_buf_str(&number));
    qg_docx_drop(d, &number);
}

void qg_docx_body(docx *d)
{
    place at = {.kind = QG_PARA_BODY, .width_twips = qg_page_text_width(&d->style->page)};
    const qg_node *node = d->doc->root->first, *end = end_of_text(d);

    d->ending = measure_ending(d, end);
    d->last_before_signature = d->ending.is_signed ? d->ending.last : NULL;
    qg_docx_head(d);
    write_own_title(d);
    for (; node != end && is_title(node); node = node->next)
        qg_docx_block(d, node, &at);
    write_plain_number(d);
    qg_docx_toc(d);
    qg_docx_fit_page(d, node, lines_of_recipient(d));
    write_recipient(d);
    write_blocks(d, node, end, &at);
    write_attachment_note(d);
    qg_docx_rolls(d);
    write_signature(d, end, &at);
    write_notes(d);
    node = write_typed_notes(d, end_of_signature(end), &at);
    d->fitted_line_twips = 0;
    d->ending = measure_attachments(d);
    write_blocks(d, node, NULL, &at);
    d->fitted_line_twips = 0;
    write_loose_notes(d, &at);
    d->ends_page = false; /* a break behind all */
    qg_docx_imprint(d);
}
