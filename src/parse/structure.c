/* structure.c - what the blocks are in an official document.
 *
 * Markdown and plain text share it.  Everything is judged by place and form, carefully: a paragraph
 * that is taken for a recipient by mistake is set in the wrong place, one that is missed is only a
 * paragraph.  No text is changed.
 */
#include "parse/parse_int.h"

#include "base/buf.h"
#include "base/utf8.h"

enum {
    MAX_RECIPIENT_RUNES = 160, /* many offices, a line or four */
    MAX_TITLE_RUNES = 60,
    MAX_SIGNATURE_RUNES = 30,
    MAX_SIGNATURES = 2, /* lines above the date */
    MAX_CLOSING = 4,    /* lines below it */
    MAX_LEVEL = 9
};

typedef struct finder {
    qg_doc *doc;
    qg_buf plain; /* of the block last asked for */
} finder;

/* The plain text of a block, without blanks around it; good until the next call. */
static qg_str plain_of(finder *f, const qg_node *node)
{
    qg_buf_truncate(&f->plain, 0);
    qg_node_plain(&f->plain, node);
    return qg_str_trim(qg_buf_str(&f->plain));
}

static bool is_heading(const qg_node *node)
{
    return node != NULL && node->kind == QG_HEADING;
}

static bool is_paragraph(const qg_node *node)
{
    return node != NULL && node->kind == QG_PARAGRAPH;
}

static bool is_comment(const qg_node *node)
{
    return node->kind == QG_HTML_BLOCK && qg_str_starts(qg_str_trim(node->text), QG_STR("<!--"));
}

static qg_node *skip_comments(qg_node *node)
{
    while (node != NULL && is_comment(node))
        node = node->next;
    return node;
}

/* ---- attachments --------------------------------------------------------------------------- */

static bool is_label(finder *f, const qg_node *node)
{
    return is_paragraph(node) && node->first != NULL && qg_is_attachment_label(plain_of(f, node));
}

/* A paragraph of plain text that can be a title: one short line that is no sentence. */
static bool is_title_line(finder *f, const qg_node *node)
{
    qg_str text;

    if (!is_paragraph(node) || node->first == NULL || node->first != node->last ||
        node->first->kind != QG_TEXT)
        return false;
    text = plain_of(f, node);
    return !qg_has_sentence_mark(text) && !qg_ends_with_mark(text) &&
           qg_utf8_count(text) <= MAX_TITLE_RUNES;
}

/* Mark the label at `node` and the title behind it, when it starts an attachment. */
static void mark_attachment(finder *f, qg_node *node, bool is_markdown)
{
    qg_node *title = skip_comments(node->next);
    bool has_title = is_markdown ? is_heading(title) && title->u.heading.level == 1
                                 : (is_title_line(f, title) && title->next != NULL) ||
                                       (is_heading(title) && title->u.heading.level == 0);
    bool is_behind_rule = node->previous != NULL && node->previous->kind == QG_RULE;

    if (!has_title && !is_behind_rule)
        return;
    node->role = QG_ROLE_ATTACHMENT_LABEL;
    if (!has_title)
        return;
    qg_node_become(title, QG_HEADING);
    title->u.heading.level = 0;
    title->role = QG_ROLE_ATTACHMENT_TITLE;
}

static void find_attachments(finder *f, qg_node *parent, bool is_markdown)
{
    for (qg_node *node = parent->first; node != NULL; node = node->next) {
        if (node->kind == QG_LANDSCAPE) /* holds no other LANDSCAPE */
            for (qg_node *inner = node->first; inner != NULL; inner = inner->next)
                if (is_label(f, inner))
                    mark_attachment(f, inner, is_markdown);
        if (is_label(f, node))
            mark_attachment(f, node, is_markdown);
    }
}

/* （此件公开发布）, which stands below the date */
static bool is_annotation(finder *f, const qg_node *node)
{
    qg_str text;

    if (!is_paragraph(node))
        return false;
    text = plain_of(f, node);
    return (qg_str_starts(text, QG_STR("（")) && qg_str_ends(text, QG_STR("）"))) ||
           (qg_str_starts(text, QG_STR("(")) && qg_str_ends(text, QG_STR(")")));
}

/* ---- title and levels ---------------------------------------------------------------------- */

/* The next character that counts when titles are compared: no blank, and no |, which forces a line
 * break.  0 at the end. */
static qg_rune next_letter(qg_str *rest)
{
    qg_rune rune = 0;

    while (rest->n > 0) {
        qg_str one = qg_utf8_take(rest, &rune);
        if (qg_str_trim(one).n > 0 && rune != '|')
            return rune;
    }
    return 0;
}

static bool is_same_title(qg_str a, qg_str b)
{
    qg_rune x, y;

    do {
        x = next_letter(&a);
        y = next_letter(&b);
    } while (x == y && x != 0);
    return x == y;
}

/* What stands below the date: an annotation, copies, who printed it. */
static bool is_closing(finder *f, const qg_node *node)
{
    static const char *const starts[] = {"抄送", "抄报", "抄報", "主题词", "主題詞"};
    qg_str text;

    if (is_annotation(f, node))
        return true;
    if (!is_paragraph(node))
        return false;
    text = plain_of(f, node);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(text, qg_str_of(starts[i])))
            return true;
    return qg_str_ends(text, QG_STR("印发")) || qg_str_ends(text, QG_STR("印發"));
}

/* A # heading right behind the date of a document is the title of another one on the same page, as
 * of the measures that an order puts into force. */
static bool is_further_title(finder *f, const qg_node *node)
{
    const qg_node *above = node->previous;

    for (int i = 0; i < MAX_CLOSING && above != NULL && is_closing(f, above); i++)
        above = above->previous;
    return is_paragraph(above) && above->first != NULL && qg_is_date_line(plain_of(f, above));
}

static bool is_numbered(finder *f, const qg_node *heading)
{
    int level;

    return qg_number_at(plain_of(f, heading), &level).n > 0;
}

/* Whether a # heading beside `title` heads a part of the same document. */
static bool has_rival(finder *f, const qg_node *title, bool is_numbered_one)
{
    for (const qg_node *node = title->next; node != NULL; node = node->next) {
        if (node->role == QG_ROLE_ATTACHMENT_LABEL)
            return false;
        if (is_heading(node) && node->u.heading.level == 1 && !is_further_title(f, node) &&
            node->role == QG_ROLE_BODY && (!is_numbered_one || is_numbered(f, node)))
            return true;
    }
    return false;
}

/* Whether what stands above a heading leads to a document: 以下是为您起草的通知：, or a rule. */
static bool is_led_to(finder *f, const qg_node *heading)
{
    const qg_node *above = heading->previous;
    qg_str text;

    if (above == NULL || above->kind == QG_RULE)
        return above != NULL;
    text = is_paragraph(above) ? plain_of(f, above) : (qg_str){"", 0};
    return qg_str_ends(text, QG_STR("：")) || qg_str_ends(text, QG_STR(":"));
}

/* Whether the first heading of a draft in Markdown, a #, is the title: not when 一、 stands in
 * front of it and of others, and behind a greeting only when it is the one #. */
static bool is_first_title(finder *f, const qg_node *node, bool is_first)
{
    bool is_numbered_one = is_numbered(f, node);

    return is_first ? !is_numbered_one || !has_rival(f, node, true)
                    : !is_numbered_one && is_led_to(f, node) && !has_rival(f, node, false);
}

/* The heading that is the title: the one that has the title that the front matter gives, or the
 * first.  In plain text it was found already. */
static qg_node *title_of(finder *f, int top_level)
{
    qg_node *first = skip_comments(f->doc->root->first);
    qg_str given = qg_doc_value(f->doc, QG_KEY_TITLE);

    for (qg_node *node = first; node != NULL; node = node->next) {
        if (!is_heading(node))
            continue;
        if (node->u.heading.level != top_level || node->first == NULL ||
            node->role == QG_ROLE_ATTACHMENT_TITLE) {
            if (given.n == 0 && top_level > 0)
                return NULL;
            continue;
        }
        if (given.n > 0 ? is_same_title(given, plain_of(f, node)) : top_level == 0)
            return node;
        if (given.n == 0)
            return is_first_title(f, node, node == first) ? node : NULL;
    }
    return NULL;
}

/* The title becomes a field too; a hard break in it is written |. */
static void add_title_field(finder *f, const qg_node *title)
{
    qg_str value;

    if (title == NULL || qg_doc_value(f->doc, QG_KEY_TITLE).n > 0)
        return;
    value = plain_of(f, title);
    for (size_t i = 0; i < f->plain.n; i++)
        if (f->plain.p[i] == '\n' && f->plain.p + i >= value.p &&
            f->plain.p + i < value.p + value.n)
            f->plain.p[i] = '|';
    if (value.n > 0)
        qg_doc_add_field(f->doc, QG_STR("title"), &value, 1, title->offset, false);
}

static void find_further_titles(finder *f, const qg_node *title)
{
    for (qg_node *node = f->doc->root->first; node != NULL; node = node->next)
        if (node != title && is_heading(node) && node->u.heading.level == 1 &&
            node->role == QG_ROLE_BODY && is_further_title(f, node)) {
            node->u.heading.level = 0;
            node->role = QG_ROLE_ATTACHMENT_TITLE;
        }
}

/* In plain text they were found already; one that would not be known again in Markdown is a line.
 */
static void check_further_titles(finder *f, const qg_node *title)
{
    for (qg_node *node = f->doc->root->first; node != NULL; node = node->next) {
        const qg_node *above = node->previous;
        if (!is_heading(node) || node->u.heading.level != 0 || node == title ||
            (above != NULL && above->role == QG_ROLE_ATTACHMENT_LABEL))
            continue;
        if (is_further_title(f, node)) {
            node->role = QG_ROLE_ATTACHMENT_TITLE;
        } else {
            qg_node_become(node, QG_PARAGRAPH);
            node->role = QG_ROLE_BODY;
        }
    }
}

/* Whether a # heading is used as the first level of the body: there is one beside the title, before
 * the attachments. */
static bool has_top_headings(const qg_doc *doc, const qg_node *title)
{
    for (const qg_node *n = doc->root; n != NULL; n = qg_node_walk(doc->root, n)) {
        if (n->role == QG_ROLE_ATTACHMENT_LABEL)
            return false;
        if (n->kind == QG_HEADING && n != title && n->u.heading.level == 1)
            return true;
    }
    return false;
}

/* Turn numbers of # into levels: ## is the first, or # where the body has such headings. */
static void set_levels(qg_doc *doc, const qg_node *title)
{
    int shift = has_top_headings(doc, title) ? 0 : 1;

    for (qg_node *n = doc->root; n != NULL; n = qg_node_walk(doc->root, n)) {
        if (n->kind != QG_HEADING || n->role == QG_ROLE_ATTACHMENT_TITLE)
            continue;
        if (n == title)
            n->u.heading.level = 0;
        else if (n->u.heading.level - shift >= 1)
            n->u.heading.level -= shift;
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
        heading->u.heading.number = qg_number_at(text->text, &level);
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
    strong->u.heading.level = level <= MAX_LEVEL ? level : MAX_LEVEL;
    strong->u.heading.number = number;
}

/* In plain text and pages the numbers of headings were found before. */
static void find_numbers(qg_doc *doc, bool is_markdown)
{
    for (qg_node *n = doc->root; n != NULL; n = qg_node_walk(doc->root, n)) {
        if (n->kind == QG_HEADING && is_markdown)
            set_number(n);
        else if (n->kind == QG_PARAGRAPH)
            find_run_in(n);
    }
}

/* ---- recipient ----------------------------------------------------------------------------- */

static qg_str without_colon(qg_str text)
{
    text = qg_str_trim(text);
    if (qg_str_ends(text, QG_STR("：")))
        text.n -= QG_STR("：").n;
    else if (qg_str_ends(text, QG_STR(":")))
        text.n--;
    return qg_str_trim(text);
}

/* Whether the words before the colon name somebody to write to, as far as their form shows. */
static bool is_addressee(qg_str words)
{
    static const char *const ends[] = {"局",   "委",   "办",   "府",   "部",   "院",   "厅",
                                       "公司", "单位", "部门", "同志", "领导", "组织", "机构",
                                       "室",   "处",   "中心", "党组", "支部", "学校", "大学",
                                       "企业", "会",   "署",   "行"};

    if (qg_str_starts(words, QG_STR("各")))
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(words, qg_str_of(ends[i])))
            return true;
    return false;
}

static bool looks_like_recipient(qg_str text)
{
    qg_str words = without_colon(text);

    return words.n > 0 && words.n < text.n && qg_utf8_count(text) <= MAX_RECIPIENT_RUNES &&
           !qg_has_sentence_mark(text) && qg_str_find(words, QG_STR("如下")) == words.n &&
           qg_str_find_byte(words, '\n') == words.n && is_addressee(words);
}

static void find_recipient(finder *f, qg_node *title)
{
    qg_str given = qg_doc_value(f->doc, QG_KEY_RECIPIENT);
    qg_node *node = skip_comments(f->doc->root->first);
    qg_str text;

    if (title != NULL)
        node = skip_comments(title->next);
    else if (is_heading(node) && node->u.heading.level == 0)
        node = skip_comments(node->next);
    if (!is_paragraph(node) || node->first == NULL)
        return;
    text = plain_of(f, node);
    if (given.n > 0 ? qg_str_eq(without_colon(given), without_colon(text))
                    : looks_like_recipient(text))
        node->role = QG_ROLE_RECIPIENT;
}

/* ---- signature and date -------------------------------------------------------------------- */

/* The last block of the document proper, before the attachments and the rule above them. */
static qg_node *last_of_body(const qg_doc *doc)
{
    qg_node *last = doc->root->last;

    for (qg_node *node = doc->root->first; node != NULL; node = node->next)
        if (qg_node_starts_attachment(node) || node->role == QG_ROLE_ATTACHMENT_TITLE) {
            last = node->previous;
            break;
        }
    while (last != NULL && (last->kind == QG_RULE || is_comment(last)))
        last = last->previous;
    return last;
}

static bool is_signature(finder *f, const qg_node *node)
{
    int level;
    qg_str text;

    if (!is_paragraph(node) || node->role != QG_ROLE_BODY || node->first == NULL)
        return false;
    text = plain_of(f, node);
    return text.n > 0 && !qg_has_sentence_mark(text) && !qg_ends_with_mark(text) &&
           qg_str_find(text, QG_STR("：")) == text.n && qg_str_find(text, QG_STR("，")) == text.n &&
           qg_utf8_count(text) <= MAX_SIGNATURE_RUNES && qg_number_at(text, &level).n == 0;
}

/* A date line set under a name in the same paragraph becomes a paragraph of its own. */
static qg_node *split_last_line(qg_doc *doc, qg_node *paragraph)
{
    qg_node *text = paragraph->last, *line_break, *line;

    if (text == NULL || text->kind != QG_TEXT || !qg_is_date_line(text->text))
        return NULL;
    line_break = text->previous;
    if (line_break == NULL ||
        (line_break->kind != QG_SOFT_BREAK && line_break->kind != QG_LINE_BREAK))
        return NULL;
    line = qg_node_new(doc, QG_PARAGRAPH, text->offset);
    if (line == NULL)
        return NULL;
    qg_node_unlink(line_break);
    qg_node_unlink(text);
    qg_node_append(line, text);
    if (paragraph->next != NULL)
        qg_node_insert_before(paragraph->next, line);
    else
        qg_node_append(paragraph->parent, line);
    return line;
}

/* Whether a paragraph of several lines can be a name with the date under it. */
static bool is_signed_block(finder *f, const qg_node *node)
{
    qg_str text;

    if (!is_paragraph(node))
        return false;
    text = plain_of(f, node);
    return !qg_has_sentence_mark(text) && qg_str_find(text, QG_STR("，")) == text.n &&
           qg_str_find(text, QG_STR("：")) == text.n &&
           qg_utf8_count(text) <= (MAX_SIGNATURES + 1) * MAX_SIGNATURE_RUNES;
}

/* The last block that may be the date or stand below it: lists of names that follow a signature,
 * and what a chat assistant says behind a rule, are passed over. */
static qg_node *end_of_letter(finder *f)
{
    qg_node *last = last_of_body(f->doc);

    if (is_paragraph(last) && last->previous != NULL && last->previous->kind == QG_RULE &&
        !qg_is_date_line(plain_of(f, last)) && !is_closing(f, last))
        return last->previous->previous;
    while (last != NULL && last->kind == QG_TABLE)
        last = last->previous;
    return last;
}

/* The date at the end of the body, in a paragraph of its own; NULL when there is none. */
static qg_node *find_date(finder *f)
{
    qg_node *last = end_of_letter(f);

    for (int i = 0; i < MAX_CLOSING && last != NULL && is_closing(f, last); i++)
        last = last->previous;
    if (!is_paragraph(last) || last->first == NULL || last->role != QG_ROLE_BODY)
        return NULL;
    if (qg_is_date_line(plain_of(f, last)))
        return last;
    return is_signed_block(f, last) ? split_last_line(f->doc, last) : NULL;
}

/* Whether the front matter is silent about `key` or says what `text` says. */
static bool agrees(finder *f, qg_key key, qg_str text)
{
    const qg_field *field = qg_doc_field(f->doc, key);

    qg_value_normalize(f->doc, key, &text);
    for (size_t i = 0; field != NULL && i < field->n_values; i++)
        if (is_same_title(field->values[i], text))
            return true;
    return field == NULL;
}

static void find_signature(finder *f)
{
    qg_node *date = find_date(f), *name;

    if (date == NULL || !agrees(f, QG_KEY_DATE, plain_of(f, date)))
        return;
    date->role = QG_ROLE_DATE;
    name = date->previous;
    for (int i = 0; i < MAX_SIGNATURES && is_signature(f, name); i++, name = name->previous) {
        if (!agrees(f, QG_KEY_SIGNATURE, plain_of(f, name)) ||
            (i > 0 && !is_addressee(plain_of(f, name))))
            return;
        name->role = QG_ROLE_SIGNATURE;
    }
}

/* ---- what was found, as front matter --------------------------------------------------------- */

static qg_node *find_role(const qg_doc *doc, qg_role role)
{
    for (qg_node *n = doc->root->first; n != NULL; n = n->next)
        if (n->role == role)
            return n;
    return NULL;
}

static void add_field(finder *f, qg_key key, qg_str value, size_t offset)
{
    if (value.n > 0 && qg_doc_field(f->doc, key) == NULL)
        qg_doc_add_field(f->doc, qg_str_of(qg_key_english(key)), &value, 1, offset, false);
}

/* Offices that sign together, the first of them in the lead. */
static void add_joint_issuers(finder *f, const qg_node *name)
{
    qg_str names[MAX_SIGNATURES];
    size_t n = 0, offset = name->offset;

    for (; name != NULL && name->role == QG_ROLE_SIGNATURE && n < MAX_SIGNATURES;
         name = name->next) {
        if (!is_addressee(plain_of(f, name)))
            return;
        names[n++] = qg_arena_copy(&f->doc->arena, plain_of(f, name));
    }
    if (qg_doc_field(f->doc, QG_KEY_JOINT_ISSUERS) == NULL &&
        qg_doc_field(f->doc, QG_KEY_ISSUER) == NULL)
        qg_doc_add_field(f->doc, QG_STR("joint-issuers"), names, n, offset, false);
}

/* The elements of a plain text become fields.  A draft in Markdown has its own front matter. */
static void add_fields(finder *f)
{
    const qg_node *recipient = find_role(f->doc, QG_ROLE_RECIPIENT);
    const qg_node *name = find_role(f->doc, QG_ROLE_SIGNATURE);
    const qg_node *date = find_role(f->doc, QG_ROLE_DATE);

    if (recipient != NULL)
        add_field(f, QG_KEY_RECIPIENT, without_colon(plain_of(f, recipient)), recipient->offset);
    if (name != NULL && name->next != NULL && name->next->role == QG_ROLE_SIGNATURE)
        add_joint_issuers(f, name);
    else if (name != NULL) /* the name of one who signs in person is no issuer */
        add_field(f, is_addressee(plain_of(f, name)) ? QG_KEY_ISSUER : QG_KEY_SIGNATURE,
                  plain_of(f, name), name->offset);
    if (date != NULL) {
        qg_str value = plain_of(f, date);
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

/* ---- all of it ----------------------------------------------------------------------------- */

void qg_structure_find(qg_doc *doc, bool is_markdown)
{
    finder f = {.doc = doc};
    qg_node *title;

    qg_buf_init(&f.plain, 0);
    find_attachments(&f, doc->root, is_markdown);
    qg_captions_find(doc->root);
    title = title_of(&f, is_markdown ? 1 : 0);
    add_title_field(&f, title);
    if (is_markdown) {
        find_further_titles(&f, title);
        set_levels(doc, title);
    } else {
        check_further_titles(&f, title); /* the metadata may have another title, too */
    }
    find_numbers(doc, is_markdown);
    find_recipient(&f, title);
    find_signature(&f);
    if (!is_markdown) {
        add_fields(&f);
        sort_fields(doc);
    }
    if (qg_buf_status(&f.plain) != QG_OK)
        doc->arena.status = qg_buf_status(&f.plain);
    qg_buf_clear(&f.plain);
}
