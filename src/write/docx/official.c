/* official.c - the order of an official document: head, title, recipient, body, signature,
 * attachments, imprint (GB/T 9704-2012, 7.1).  What the front matter says and the body does not is
 * put in here. */
#include "unicode/unicode.h"
#include "write/docx/docx_int.h"

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

static bool take_number(qg_str *rest, int *number)
{
    size_t i = 0;

    *number = 0;
    for (; i < rest->n && i < 4 && qg_rune_is_digit((unsigned char)rest->p[i]); i++)
        *number = *number * 10 + (rest->p[i] - '0');
    *rest = qg_str_skip(*rest, i + 1); /* and the dash */
    return i > 0;
}

void qg_docx_put_date(qg_buf *out, qg_str date)
{
    qg_str rest = date;
    int year, month, day;

    if (take_number(&rest, &year) && take_number(&rest, &month) && take_number(&rest, &day) &&
        date.n == 10)
        qg_buf_printf(out, "%d年%d月%d日", year, month, day);
    else
        qg_buf_put(out, date);
}

/* ---- what the body has already ---- */

static const qg_node *find_role(const docx *d, qg_role role)
{
    const qg_node *node = d->doc->root->first;

    while (node != NULL && node->role != role)
        node = node->next;
    return node;
}

static bool has_title(const docx *d)
{
    for (const qg_node *node = d->doc->root->first; node != NULL; node = node->next)
        if (node->kind == QG_HEADING && node->u.heading.level == 0 &&
            node->role != QG_ROLE_ATTACHMENT_TITLE)
            return true;
    return false;
}

/* ---- title and recipient ---- */

static bool is_colon(qg_rune rune)
{
    return rune == 0xFF1A || rune == ':';
}

static void write_recipient(docx *d)
{
    qg_str recipient = qg_doc_value(d->doc, QG_KEY_RECIPIENT);

    if (recipient.n == 0 || find_role(d, QG_ROLE_RECIPIENT) != NULL)
        return;
    qg_docx_begin_para(d, QG_PARA_RECIPIENT, NULL);
    qg_docx_text(d, recipient, NULL);
    if (!is_colon(qg_utf8_last(recipient)))
        qg_docx_text(d, QG_STR("："), NULL);
    qg_docx_end_para(d);
}

/* ---- attachment note (7.3.4) ---- */

static void write_attachment_item(docx *d, const qg_field *field, size_t i)
{
    const qg_para *p = &d->style->paras[QG_PARA_ATTACHMENT_NOTE];
    int character = qg_docx_character_twips(d);
    bool is_single = field->n_values == 1;
    int number = is_single ? 0 : 3 * character / 2; /* "1." and room to align behind it */
    int label = i == 0 ? 3 * character : 0;         /* 附件： */
    para_extra extra = {.has_left = true,
                        .left_twips = p->left.twips + 3 * character + number,
                        .hanging_twips = label + number};
    char text[16];

    qg_docx_begin_para(d, QG_PARA_ATTACHMENT_NOTE, &extra);
    if (i == 0)
        qg_docx_text(d, QG_STR("附件："), NULL);
    if (!is_single) {
        snprintf(text, sizeof text, "%zu.\t", i + 1);
        qg_docx_text(d, qg_str_of(text), NULL);
    }
    qg_docx_text(d, field->values[i], NULL);
    qg_docx_end_para(d);
}

static void write_blank(docx *d)
{
    para_extra extra = {.keep_next = true};

    qg_docx_para(d, QG_PARA_NORMAL, &extra, (qg_str){"", 0});
}

static void write_attachment_note(docx *d)
{
    const qg_field *field = qg_doc_field(d->doc, QG_KEY_ATTACHMENTS);

    if (field == NULL)
        return;
    write_blank(d);
    for (size_t i = 0; i < field->n_values; i++)
        write_attachment_item(d, field, i);
}

/* ---- signature and date (7.3.5) ---- */

/* Who signs: the signature, else the issuers. */
static const qg_field *signers(const docx *d)
{
    static const qg_key keys[] = {QG_KEY_SIGNATURE, QG_KEY_JOINT_ISSUERS, QG_KEY_ISSUER};
    const qg_field *field = NULL;

    for (size_t i = 0; i < sizeof keys / sizeof *keys && field == NULL; i++)
        field = qg_doc_field(d->doc, keys[i]);
    return field;
}

static int widest(const docx *d, const qg_field *names)
{
    int width = 0;

    for (size_t i = 0; names != NULL && i < names->n_values; i++) {
        int w = qg_docx_text_twips(d, names->values[i]);
        width = w > width ? w : width;
    }
    return width;
}

static int at_least(int value, int least)
{
    return value < least ? least : value;
}

static void write_right(docx *d, qg_para_kind kind, int right_twips, qg_str text)
{
    para_extra extra = {.has_right = true,
                        .right_twips = at_least(right_twips, 0),
                        .keep_next = kind == QG_PARA_SIGNATURE};

    qg_docx_para(d, kind, &extra, text);
}

/* Where the lines of a signature end, in twips from the right. */
typedef struct signature {
    int name_width; /* of the widest name */
    int date_width; /* 0: there is no date */
    bool has_seal;
} signature;

static int date_right(const docx *d, const signature *s)
{
    int two = 2 * qg_docx_character_twips(d);

    return s->has_seal ? 2 * two : at_least(s->name_width - s->date_width, two);
}

/* With a seal the date ends four characters from the right and the name is centred on it; without
 * one the date starts two characters right of the name, and the longer of them ends two from the
 * right. */
static int name_right(const docx *d, const signature *s, int own_width)
{
    int two = 2 * qg_docx_character_twips(d);

    if (s->has_seal)
        return date_right(d, s) + (s->date_width - own_width) / 2;
    if (s->date_width == 0)
        return two + s->name_width - own_width;
    return date_right(d, s) + s->date_width + two - own_width;
}

static bool has_seal(const docx *d)
{
    qg_str seal = qg_doc_value(d->doc, QG_KEY_SEAL);

    return seal.n > 0 && !qg_str_eq_nocase(seal, QG_STR("no")) &&
           !qg_str_eq_nocase(seal, QG_STR("false")) && !qg_str_is(seal, "否");
}

static void write_room_above(docx *d, bool with_seal)
{
    write_blank(d);
    if (with_seal) { /* [P] room for the seal's upper half */
        write_blank(d);
        write_blank(d);
    }
}

/* What the front matter says of signature and date, where the text ends without them. */
static void write_signature(docx *d)
{
    qg_str date = qg_doc_value(d->doc, QG_KEY_DATE);
    const qg_field *names = signers(d);
    signature s = {.name_width = widest(d, names), .has_seal = has_seal(d)};
    qg_buf text;

    if (find_role(d, QG_ROLE_SIGNATURE) != NULL || find_role(d, QG_ROLE_DATE) != NULL ||
        (date.n == 0 && qg_doc_field(d->doc, QG_KEY_SIGNATURE) == NULL))
        return;
    qg_buf_init(&text, 0);
    qg_docx_put_date(&text, date);
    s.date_width = qg_docx_text_twips(d, qg_buf_str(&text));
    write_room_above(d, s.has_seal);
    for (size_t i = 0; names != NULL && i < names->n_values; i++)
        write_right(d, QG_PARA_SIGNATURE,
                    name_right(d, &s, qg_docx_text_twips(d, names->values[i])), names->values[i]);
    if (date.n > 0)
        write_right(d, QG_PARA_DATE, date_right(d, &s), qg_buf_str(&text));
    qg_buf_clear(&text);
}

static int width_of(const docx *d, const qg_node *paragraph)
{
    qg_buf text;
    int width;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, paragraph);
    width = qg_docx_text_twips(d, qg_buf_str(&text));
    qg_buf_clear(&text);
    return width;
}

static bool is_signature(const qg_node *node)
{
    return node->role == QG_ROLE_SIGNATURE || node->role == QG_ROLE_DATE;
}

/* The signature that the author wrote under the text; returns the block behind it. */
static const qg_node *write_written_signature(docx *d, const qg_node *first, place *at)
{
    signature s = {.has_seal = has_seal(d)};
    const qg_node *end = first;

    for (; end != NULL && is_signature(end); end = end->next) {
        int width = width_of(d, end);
        if (end->role == QG_ROLE_DATE)
            s.date_width = width;
        else
            s.name_width = width > s.name_width ? width : s.name_width;
    }
    write_room_above(d, s.has_seal);
    for (const qg_node *n = first; n != end; n = n->next) {
        bool is_date = n->role == QG_ROLE_DATE;
        para_extra extra = {.has_right = true, .keep_next = !is_date};
        int right = is_date ? date_right(d, &s) : name_right(d, &s, width_of(d, n));
        extra.right_twips = at_least(right, 0);
        qg_docx_begin_para(d, is_date ? QG_PARA_DATE : QG_PARA_SIGNATURE, &extra);
        qg_docx_inlines(d, n, at);
        qg_docx_end_para(d);
    }
    return end;
}

/* 附注 (7.3.6), in brackets. */
static void write_notes(docx *d)
{
    qg_str notes = qg_doc_value(d->doc, QG_KEY_NOTES);
    bool has_brackets = qg_str_starts(notes, QG_STR("（"));

    if (notes.n == 0)
        return;
    qg_docx_begin_para(d, QG_PARA_NOTES, NULL);
    if (!has_brackets)
        qg_docx_text(d, QG_STR("（"), NULL);
    qg_docx_text(d, notes, NULL);
    if (!has_brackets)
        qg_docx_text(d, QG_STR("）"), NULL);
    qg_docx_end_para(d);
}

/* ---- the whole ---- */

/* Footnotes that nothing refers to have no page to stand on; they come last. */
static void write_loose_notes(docx *d, place *at)
{
    for (const qg_node *note = d->doc->notes->first; note != NULL; note = note->next)
        if (note->u.note.number == 0)
            qg_docx_blocks(d, note, at);
}

/* A rule in front of an attachment only says that it begins; the new page says it too. */
static bool is_needless_rule(const qg_node *node)
{
    return node->kind == QG_RULE && node->next != NULL &&
           node->next->role == QG_ROLE_ATTACHMENT_LABEL;
}

/* The first block behind the text: a written signature, or the first attachment with the rule in
 * front of it; NULL when there is none. */
static const qg_node *end_of_text(const docx *d)
{
    const qg_node *node = d->doc->root->first;

    while (node != NULL && !is_signature(node) && !is_needless_rule(node) &&
           node->role != QG_ROLE_ATTACHMENT_LABEL)
        node = node->next;
    return node;
}

/* Write the blocks from `node` up to `end`, which is not among them. */
static void write_blocks(docx *d, const qg_node *node, const qg_node *end, place *at)
{
    for (; node != end; node = node->next)
        if (!is_needless_rule(node))
            qg_docx_block(d, node, at);
}

static bool is_title(const qg_node *node)
{
    return node->kind == QG_HEADING && node->u.heading.level == 0;
}

/* Elements that no document of this kind prints, so that their owner learns of it. */
static void tell_unused(docx *d)
{
    static const qg_key unused[] = {QG_KEY_ORDER_NO, QG_KEY_SIGNER_TITLE, QG_KEY_PRESENT,
                                    QG_KEY_ABSENT, QG_KEY_OBSERVERS};

    for (size_t i = 0; i < sizeof unused / sizeof *unused; i++) {
        const qg_field *field = qg_doc_field(d->doc, unused[i]);
        if (field != NULL)
            qg_sink_tell(d->sink, &(qg_finding){.kind = QG_FOUND_WRITE_ELEMENT,
                                                .offset = field->offset,
                                                .before = field->name});
    }
}

void qg_docx_body(docx *d)
{
    place at = {.kind = QG_PARA_BODY, .width_twips = qg_page_text_width(&d->style->page)};
    const qg_node *node = d->doc->root->first, *end = end_of_text(d);

    tell_unused(d);
    if (qg_doc_value(d->doc, QG_KEY_DATE).n > 0 || (end != NULL && is_signature(end)))
        d->last_before_signature = end == NULL ? d->doc->root->last : end->previous;
    qg_docx_red_head(d);
    if (!has_title(d) && qg_doc_value(d->doc, QG_KEY_TITLE).n > 0)
        qg_docx_own_title(d);
    for (; node != end && is_title(node); node = node->next)
        qg_docx_block(d, node, &at);
    qg_docx_toc(d);
    write_recipient(d);
    write_blocks(d, node, end, &at);
    write_attachment_note(d);
    if (end != NULL && is_signature(end))
        end = write_written_signature(d, end, &at);
    else
        write_signature(d);
    write_notes(d);
    write_blocks(d, end, NULL, &at);
    write_loose_notes(d, &at);
    qg_docx_imprint(d);
}
