/* Blocks as lines of plain text. */
#include "write/text/text_int.h"

/* Where a block stands. */
typedef struct place {
    qg_str prefix; /* before each line */
    qg_str first;  /* before the first line of the first block, once */
    bool is_item, is_tight;
    int *table_number; /* of the last table that has a caption */
} place;

static void put_blocks(qg_buf *out, const qg_node *parent, place at);

static qg_str take_first(place *at)
{
    qg_str first = at->first.n > 0 ? at->first : at->prefix;

    at->first.n = 0;
    return first;
}

/* Lines, each behind the prefix. */
static void put_lines(qg_buf *out, qg_str text, place *at, const char *indent)
{
    do {
        size_t n = qg_str_find_byte(text, '\n');
        qg_buf_put(out, take_first(at));
        qg_buf_puts(out, indent);
        qg_buf_put(out, qg_str_head(text, n));
        qg_buf_put_byte(out, '\n');
        text = qg_str_skip(text, n + 1);
        indent = "";
    } while (text.n > 0);
}

static bool is_indented(const qg_node *node, const place *at)
{
    bool is_text = node->role == QG_ROLE_BODY || node->role == QG_ROLE_ATTACHMENT_NOTE ||
                   node->role == QG_ROLE_NOTES;

    return node->kind == QG_PARAGRAPH && is_text && !at->is_item &&
           !(node->first != NULL && node->first == node->last &&
             (node->first->kind == QG_IMAGE || node->first->kind == QG_MATH));
}

static void put_paragraph(qg_buf *out, const qg_node *node, place *at)
{
    bool is_heading = node->kind == QG_HEADING && node->u.heading.level > 0;
    qg_buf text;

    qg_buf_init(&text, 0);
    if (node->role == QG_ROLE_CAPTION && qg_caption_count(at->table_number, node))
        qg_buf_printf(&text, "表%d　", *at->table_number);
    qg_plain_inlines(&text, node, "\n");
    put_lines(out, qg_buf_str(&text), at, is_heading || is_indented(node, at) ? "　　" : "");
    qg_buf_drop(out, &text);
}

/* A container: `mark` before its first line, as many blanks before the others. */
static void put_container(qg_buf *out, const qg_node *node, place *at, qg_str mark, bool is_quote)
{
    qg_buf first, prefix;
    place inside = *at;

    qg_buf_init(&first, 0);
    qg_buf_init(&prefix, 0);
    qg_buf_put(&first, take_first(at));
    qg_buf_put(&first, mark);
    qg_buf_put(&prefix, at->prefix);
    for (size_t i = 0; i < mark.n && !is_quote; i++)
        qg_buf_put_byte(&prefix, ' ');
    if (is_quote)
        qg_buf_put(&prefix, mark);
    inside.first = qg_buf_str(&first);
    inside.prefix = qg_buf_str(&prefix);
    inside.is_item = true;
    if (node->first != NULL) {
        put_blocks(out, node, inside);
    } else {
        qg_buf_put(out, qg_buf_str(&first));
        qg_buf_put_byte(out, '\n');
    }
    qg_buf_drop(out, &first);
    qg_buf_drop(out, &prefix);
}

static void put_list(qg_buf *out, const qg_node *list, place *at)
{
    static const char *const boxes[] = {
        [QG_TASK_NONE] = "", [QG_TASK_OPEN] = "☐ ", [QG_TASK_DONE] = "☑ "};
    int number = list->u.list.start;

    at->is_tight = list->u.list.is_tight;
    for (const qg_node *item = list->first; item != NULL; item = item->next) {
        qg_buf mark;
        qg_buf_init(&mark, 0);
        if (list->u.list.is_ordered)
            qg_buf_printf(&mark, "%d%s ", number++, list->u.list.delimiter == ')' ? ")" : ".");
        else
            qg_buf_puts(&mark, item->u.item.task == QG_TASK_NONE ? "- " : "");
        qg_buf_puts(&mark, boxes[item->u.item.task]);
        if (!list->u.list.is_tight && item != list->first)
            qg_buf_puts(out, "\n");
        put_container(out, item, at, qg_buf_str(&mark), false);
        qg_buf_drop(out, &mark);
    }
}

static void put_code(qg_buf *out, const qg_node *node, place *at)
{
    qg_str text = node->text;

    if (qg_str_ends(text, QG_STR("\n")))
        text.n--;
    put_lines(out, text, at, "");
}

static void put_block(qg_buf *out, const qg_node *node, place *at)
{
    switch (node->kind) {
    case QG_LIST:
        put_list(out, node, at);
        break;
    case QG_QUOTE:
        put_container(out, node, at, QG_STR("> "), true);
        break;
    case QG_LANDSCAPE:
        put_blocks(out, node, *at);
        break;
    case QG_CODE_BLOCK:
    case QG_HTML_BLOCK:
        put_code(out, node, at);
        break;
    case QG_TABLE:
        take_first(at);
        qg_plain_table(out, node, at->prefix);
        break;
    case QG_RULE:
        put_lines(out, QG_STR("----------------"), at, "");
        break;
    case QG_PAGE_BREAK:
        break;
    default:
        put_paragraph(out, node, at);
        break;
    }
}

/* Paragraphs of prose are told apart by their indent; all else stands between empty lines. */
static bool needs_blank(const qg_node *node, const place *at)
{
    const qg_node *before = node->previous;
    bool are_prose = (before->kind == QG_PARAGRAPH || before->kind == QG_HEADING) &&
                     (node->kind == QG_PARAGRAPH || node->kind == QG_HEADING);
    bool is_title = before->kind == QG_HEADING && before->u.heading.level == 0;

    if (at->is_item)
        return !at->is_tight;
    return !are_prose || is_title || qg_node_starts_document(node);
}

static void put_between(qg_buf *out, const qg_node *first, const qg_node *end, place at)
{
    for (const qg_node *node = first; node != end; node = node->next) {
        if (qg_node_is_comment(node))
            continue;
        if (node->previous != NULL && needs_blank(node, &at))
            qg_buf_put_byte(out, '\n');
        put_block(out, node, &at);
    }
}

static void put_blocks(qg_buf *out, const qg_node *parent, place at)
{
    put_between(out, parent->first, NULL, at);
}

/* ---- the document -------------------------------------------------------------------------- */

/* The title that only the front matter has, without its forced breaks. */
static void put_title(qg_buf *out, const qg_doc *doc)
{
    qg_str title = qg_doc_value(doc, QG_KEY_TITLE);

    if (title.n == 0 || qg_doc_has_title(doc))
        return;
    qg_doc_put_title(out, title);
    qg_buf_puts(out, "\n\n");
}

/* All values of an element on a line. */
static void put_element(qg_buf *out, const char *label, const qg_doc *doc, qg_key key)
{
    const qg_field *field = qg_doc_field(doc, key);

    if (field == NULL)
        return;
    qg_buf_puts(out, label);
    if (key == QG_KEY_COPY_NO || key == QG_KEY_SECRECY) {
        qg_doc_put_line_above(out, doc, key);
    } else {
        for (size_t i = 0; i < field->n_values; i++) {
            qg_buf_puts(out, i > 0 ? "　" : "");
            qg_buf_put(out, field->values[i]);
        }
    }
    qg_buf_puts(out, "\n\n");
}

/* What only the front matter has: before the title ... */
static void put_head(qg_buf *out, const qg_doc *doc)
{
    static const struct {
        qg_key key;
        const char *label;
    } elements[] = {{QG_KEY_COPY_NO, ""},       {QG_KEY_SECRECY, ""},    {QG_KEY_URGENCY, ""},
                    {QG_KEY_MARK, ""},          {QG_KEY_DOC_NUMBER, ""}, {QG_KEY_ORDER_NO, ""},
                    {QG_KEY_SIGNER, "签发人："}};

    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (elements[i].key != QG_KEY_SIGNER || !qg_doc_is_signed_in_person(doc))
            put_element(out, elements[i].label, doc, elements[i].key);
    put_title(out, doc);
}

/* ... below it ... */
static void put_recipient(qg_buf *out, const qg_doc *doc)
{
    qg_str recipient = qg_doc_value(doc, QG_KEY_RECIPIENT);

    if (recipient.n > 0 && qg_doc_find_role(doc, QG_ROLE_RECIPIENT) == NULL) {
        qg_buf_puts(out, qg_doc_has_title(doc) ? "\n" : "");
        qg_buf_put(out, recipient);
        qg_buf_puts(out, qg_str_ends(recipient, QG_STR("：")) ? "\n" : "：\n");
    }
}

static void put_attachments(qg_buf *out, const qg_field *field)
{
    for (size_t i = 0; field != NULL && i < field->n_values; i++) {
        qg_buf_puts(out, i == 0 ? "\n　　附件：" : "　　　　　");
        if (field->n_values > 1)
            qg_buf_printf(out, "%zu. ", i + 1);
        qg_buf_put(out, field->values[i]);
        qg_buf_put_byte(out, '\n');
    }
}

/* An element on a line of its own below the body, which has it nowhere. */
static void put_line(qg_buf *out, const qg_doc *doc, qg_key key, qg_role role, const char *before,
                     const char *behind)
{
    qg_str value = qg_doc_value(doc, key);

    if (value.n == 0 || (role != QG_ROLE_BODY && qg_doc_find_role(doc, role) != NULL))
        return;
    qg_buf_puts(out, before);
    qg_doc_put_date(out, value);
    qg_buf_printf(out, "%s\n", behind);
}

/* Name and date, unless they stand in the body. */
static void put_signature(qg_buf *out, const qg_doc *doc)
{
    const qg_field *signers = qg_doc_signers(doc);
    qg_str date = qg_doc_value(doc, QG_KEY_DATE);

    if (!qg_doc_is_unsigned(doc))
        return;
    qg_buf_puts(out, qg_str_ends(qg_buf_str(out), QG_STR("\n\n")) ? "" : "\n");
    for (size_t i = 0; signers != NULL && i < signers->n_values; i++) {
        qg_doc_put_signer(out, doc, i);
        qg_buf_put_byte(out, '\n');
    }
    if (date.n > 0) {
        qg_doc_put_date(out, date);
        qg_buf_put_byte(out, '\n');
    }
}

/* ... behind the text: attachments and who was there ... */
static void put_lists(qg_buf *out, const qg_doc *doc)
{
    size_t n = out->n;

    if (qg_doc_find_role(doc, QG_ROLE_ATTACHMENT_NOTE) == NULL)
        put_attachments(out, qg_doc_field(doc, QG_KEY_ATTACHMENTS));
    put_line(out, doc, QG_KEY_PRESENT, QG_ROLE_BODY, "\n　　出席：", "");
    put_line(out, doc, QG_KEY_ABSENT, QG_ROLE_BODY, "　　请假：", "");
    put_line(out, doc, QG_KEY_OBSERVERS, QG_ROLE_BODY, "　　列席：", "");
    qg_buf_puts(out, out->n > n ? "\n" : "");
}

/* ... behind the signature that is typed: the one that is not, date, note ... */
static void put_tail(qg_buf *out, const qg_doc *doc)
{
    put_signature(out, doc);
    put_line(out, doc, QG_KEY_NOTES, QG_ROLE_NOTES, "　　（", "）");
}

/* ... and at the very end: copies and who printed it. */
static void put_imprint(qg_buf *out, const qg_doc *doc)
{
    put_line(out, doc, QG_KEY_CC, QG_ROLE_CC, "\n抄送：", "");
    put_line(out, doc, QG_KEY_PRINTED_BY, QG_ROLE_PRINTED, "\n", "");
    put_line(out, doc, QG_KEY_PRINTED_DATE, QG_ROLE_PRINTED, "", "印发");
}

static void put_notes(qg_buf *out, const qg_doc *doc, place start)
{
    for (const qg_node *note = doc->notes->first; note != NULL; note = note->next) {
        place at = start;
        qg_buf mark;
        qg_buf_init(&mark, 0);
        if (note->u.note.number > 0)
            qg_buf_printf(&mark, "[%d] ", note->u.note.number);
        qg_buf_puts(out, note->previous == NULL ? "\n" : "");
        put_container(out, note, &at, qg_buf_str(&mark), false);
        qg_buf_drop(out, &mark);
    }
}

qg_status qg_text_write(qg_buf *out, const qg_doc *doc)
{
    const qg_node *attachments = qg_doc_attachments(doc), *text = doc->root->first;
    const qg_node *signature, *imprint;
    int table_number = 0;
    const place at = {.prefix = {"", 0}, .table_number = &table_number};

    while (text != attachments && text->kind == QG_HEADING && text->u.heading.level == 0)
        text = text->next;
    signature = qg_doc_signature(text, attachments);
    imprint = qg_doc_imprint(signature, attachments);
    put_head(out, doc);
    put_between(out, doc->root->first, text, at);
    put_recipient(out, doc);
    put_between(out, text, signature, at);
    put_lists(out, doc);
    put_between(out, signature, imprint, at);
    put_tail(out, doc);
    put_between(out, imprint, NULL, at);
    put_imprint(out, doc);
    put_notes(out, doc, at);
    return qg_buf_status(out);
}
