/* official.c - questions about the elements of an official document, which may be in its body or in
 * its front matter. */
#include "base/buf.h"
#include "document/document.h"

const qg_node *qg_doc_attachments(const qg_doc *doc)
{
    const qg_node *node = doc->root->first;

    while (node != NULL && node->role != QG_ROLE_ATTACHMENT_LABEL && !qg_node_starts_document(node))
        node = node->next;
    while (node != NULL && node->previous != NULL && qg_node_is_divider(node->previous))
        node = node->previous;
    return node;
}

const qg_node *qg_doc_signature(const qg_node *node, const qg_node *end)
{
    while (node != end && node->role != QG_ROLE_SIGNATURE && node->role != QG_ROLE_DATE)
        node = node->next;
    return node;
}

const qg_node *qg_doc_imprint(const qg_node *node, const qg_node *end)
{
    while (node != end && node->role != QG_ROLE_CC && node->role != QG_ROLE_PRINTED)
        node = node->next;
    while (node != end && node->previous != NULL && qg_node_is_divider(node->previous))
        node = node->previous;
    return node;
}

qg_node *qg_doc_find_role(const qg_doc *doc, qg_role role)
{
    qg_node *node = doc->root->first;

    while (node != NULL && node->role != role)
        node = node->next;
    return node;
}

bool qg_doc_has_title(const qg_doc *doc)
{
    for (const qg_node *node = doc->root->first; node != NULL; node = node->next)
        if (node->kind == QG_HEADING && node->u.heading.level == 0 &&
            node->role != QG_ROLE_ATTACHMENT_TITLE)
            return true;
    return false;
}

bool qg_node_starts_document(const qg_node *title)
{
    const qg_node *above = title->previous;

    if (title->role != QG_ROLE_ATTACHMENT_TITLE)
        return false;
    while (above != NULL && (qg_node_is_comment(above) || qg_node_is_divider(above)))
        above = above->previous;
    return above != NULL && above->role != QG_ROLE_ATTACHMENT_LABEL;
}

bool qg_node_only_parts(const qg_node *node)
{
    enum { MOST_DIVIDERS = 4 }; /* of one place */

    for (int i = 0; i < MOST_DIVIDERS && node != NULL && qg_node_is_divider(node); i++) {
        node = node->next;
        while (node != NULL && qg_node_is_comment(node))
            node = node->next;
        if (node != NULL && (qg_node_starts_attachment(node) || qg_node_starts_document(node)))
            return true;
    }
    return false;
}

bool qg_doc_is_signed_in_person(const qg_doc *doc)
{
    return qg_doc_field(doc, QG_KEY_SIGNER_TITLE) != NULL &&
           qg_doc_field(doc, QG_KEY_SIGNER) != NULL;
}

const qg_field *qg_doc_signers(const qg_doc *doc)
{
    static const qg_key keys[] = {QG_KEY_SIGNATURE, QG_KEY_JOINT_ISSUERS, QG_KEY_ISSUER};
    const qg_field *field = NULL;

    if (qg_doc_is_signed_in_person(doc))
        return qg_doc_field(doc, QG_KEY_SIGNER);
    for (size_t i = 0; i < sizeof keys / sizeof *keys && field == NULL; i++)
        field = qg_doc_field(doc, keys[i]);
    return field;
}

static bool is_word(qg_str value, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        if (qg_str_eq_nocase(value, qg_str_of(words[i])))
            return true;
    return false;
}

bool qg_doc_is_sealed(const qg_doc *doc)
{
    static const char *const no[] = {"", "no", "false", "否", NULL};

    return !is_word(qg_doc_value(doc, QG_KEY_SEAL), no);
}

qg_str qg_doc_seal_picture(const qg_doc *doc, size_t i)
{
    static const char *const yes[] = {"yes", "true", "是", NULL};
    const qg_field *seals = qg_doc_field(doc, QG_KEY_SEAL);
    qg_str seal;

    if (!qg_doc_is_sealed(doc))
        return QG_STR("");
    seal = seals->values[i < seals->n_values ? i : seals->n_values - 1];
    return is_word(seal, yes) ? QG_STR("") : seal;
}

bool qg_doc_is_unsigned(const qg_doc *doc)
{
    for (const qg_node *node = doc->root->first; node != NULL; node = node->next)
        if (node->role == QG_ROLE_SIGNATURE || node->role == QG_ROLE_DATE)
            return false;
    return qg_doc_value(doc, QG_KEY_DATE).n > 0 || qg_doc_field(doc, QG_KEY_SIGNATURE) != NULL;
}

void qg_doc_put_signer(qg_buf *out, const qg_doc *doc, size_t i)
{
    const qg_field *names = qg_doc_signers(doc), *offices = qg_doc_field(doc, QG_KEY_SIGNER_TITLE);

    if (qg_doc_is_signed_in_person(doc)) {
        qg_buf_put(out, offices->values[i < offices->n_values ? i : offices->n_values - 1]);
        qg_buf_puts(out, "　　");
    }
    qg_buf_put(out, names->values[i]);
}

static bool is_figures(qg_str value)
{
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] < '0' || value.p[i] > '9')
            return false;
    return true;
}

void qg_doc_put_line_above(qg_buf *out, const qg_doc *doc, qg_key key)
{
    qg_str value = qg_doc_value(doc, key), star = QG_STR("★"),
           period = qg_doc_value(doc, QG_KEY_SECRECY_PERIOD);

    if (key == QG_KEY_COPY_NO && value.n > 0 && value.n < 6 && is_figures(value))
        qg_buf_puts(out, &"000000"[value.n]);
    qg_buf_put(out, value);
    if (key == QG_KEY_SECRECY && period.n > 0 && qg_str_find(value, star) == value.n) {
        qg_buf_put(out, star);
        qg_buf_put(out, period);
    }
}

void qg_doc_put_title(qg_buf *out, qg_str title)
{
    while (title.n > 0) {
        qg_str piece = qg_str_head(title, qg_str_find_byte(title, '|'));
        qg_buf_put(out, piece);
        title = qg_str_skip(title, piece.n + 1);
    }
}

void qg_doc_put_date(qg_buf *out, qg_str date)
{
    static const char *const units[] = {"年", "月", "日"};
    qg_str rest = date;

    bool is_day = date.n == 10 && date.p[4] == '-' && date.p[7] == '-';
    bool is_month = date.n == 7 && date.p[4] == '-';

    if (!is_day && !is_month) {
        qg_buf_put(out, date);
        return;
    }
    for (size_t i = 0; i < (is_day ? 3 : 2); i++) {
        qg_str part = qg_str_head(rest, qg_str_find_byte(rest, '-'));
        rest = qg_str_skip(rest, part.n + 1);
        while (part.n > 1 && part.p[0] == '0')
            part = qg_str_skip(part, 1);
        qg_buf_put(out, part);
        qg_buf_puts(out, units[i]);
    }
}

int qg_doc_toc_depth(const qg_doc *doc)
{
    enum { MOST_LEVELS = 3, DEFAULT_LEVELS = 3 };
    static const char *const yes[] = {"true", "yes", "on", "是", "有", NULL};
    static const char *const no[] = {"", "0", "false", "no", "off", "否", "无", "無", NULL};
    qg_str value = qg_doc_value(doc, QG_KEY_TOC);

    if (is_word(value, yes))
        return DEFAULT_LEVELS;
    if (is_word(value, no))
        return 0;
    if (value.n != 1 || value.p[0] < '1' || value.p[0] > '9')
        return -1;
    return value.p[0] - '0' > MOST_LEVELS ? MOST_LEVELS : value.p[0] - '0';
}
