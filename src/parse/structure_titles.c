/* structure_titles.c - which heading is the title, and the levels of the others. */
#include "parse/draft_int.h"
#include "parse/structure_int.h"

#include "base/utf8.h"

/* 特此函告。 and 以上请示当否，请批示。, with which a document ends that is not signed. */
static bool is_last_sentence(qg_str text)
{
    enum { MAX_RUNES = 16 };
    static const char *const starts[] = {"特此", "妥否", "当否", "以上请示", "以上报告", "專此"};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(text, qg_str_of(starts[i])))
            return qg_utf8_count(text) <= MAX_RUNES && qg_utf8_last(text) == 0x3002;
    return false;
}

static bool is_numbered(qg_finder *f, const qg_node *heading)
{
    int level;

    return qg_number_at(qg_structure_plain(f, heading), &level).n > 0;
}

/* Whether a # heading is the title of another document: it stands right behind the end of one, or
 * behind a rule there, or the document above names it as what it issues, as an order does its
 * measures. */
static bool is_further_title(qg_finder *f, const qg_node *node)
{
    const qg_node *above = qg_structure_above_closing(f, node->previous);
    qg_str text;

    if (qg_structure_is_issued(f, node))
        return true;
    if (is_numbered(f, node))
        return false;
    while (above != NULL && qg_node_is_comment(above))
        above = qg_structure_above_closing(f, above->previous);
    if (!qg_is_paragraph(above) || above->first == NULL)
        return false;
    text = qg_structure_plain(f, above);
    return qg_is_date_line(text) || is_last_sentence(text);
}

/* Whether a # heading beside `title` heads a part of the same document. */
static bool has_rival(qg_finder *f, const qg_node *title, bool is_numbered_one)
{
    for (const qg_node *node = title->next; node != NULL; node = node->next) {
        if (node->role == QG_ROLE_ATTACHMENT_LABEL)
            return false;
        if (qg_is_heading(node) && node->u.heading.level == 1 && !is_further_title(f, node) &&
            node->role == QG_ROLE_BODY && (!is_numbered_one || is_numbered(f, node)))
            return true;
    }
    return false;
}

/* 【新闻稿】, which says what the document is */
static bool is_sort(qg_str text)
{
    enum { MAX_RUNES = 12 };

    return qg_str_starts(text, QG_STR("【")) && qg_str_ends(text, QG_STR("】")) &&
           qg_utf8_count(text) <= MAX_RUNES;
}

/* Whether what stands above a heading leads to a document: 以下是为您起草的通知：, or a rule. */
static bool is_led_to(qg_finder *f, const qg_node *heading)
{
    const qg_node *above = heading->previous;
    qg_str text;

    if (above == NULL || above->kind == QG_RULE)
        return above != NULL;
    text = qg_is_paragraph(above) ? qg_structure_plain(f, above) : (qg_str){"", 0};
    return qg_str_ends(text, QG_STR("：")) || qg_str_ends(text, QG_STR(":")) || is_sort(text);
}

/* Whether a heading is the title of measures that an order puts into force.  An order itself has no
 * title (10.2), so the title that it names is theirs. */
static bool is_put_into_force(qg_finder *f, const qg_node *heading)
{
    return qg_doc_field(f->doc, QG_KEY_ORDER_NO) != NULL && qg_structure_is_issued(f, heading);
}

/* Whether a block may stand above a title: a rule, a logo, （征求意见稿）, 特急, a number,
 * 来源：办公室, a remark in a quotation. */
static bool is_of_head(qg_finder *f, const qg_node *node)
{
    static const qg_key keys[] = {QG_KEY_DOC_NUMBER, QG_KEY_SECRECY, QG_KEY_URGENCY,
                                  QG_KEY_COPY_NO};
    qg_element e;
    qg_str text, name;

    if (node->kind == QG_RULE || qg_node_is_comment(node))
        return true;
    if (node->kind == QG_QUOTE && node->first == node->last && node->first != NULL)
        return !qg_is_of_text(node->first);
    if (node->kind != QG_PARAGRAPH || node->first == NULL)
        return false;
    if (node->first == node->last && node->first->kind == QG_IMAGE)
        return true;
    text = qg_structure_plain(f, node);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (qg_element_read(f->doc, &e, keys[i], text, node->offset))
            return true;
    return qg_form_label_at(text, &name) > 0 ||
           (qg_str_starts(text, QG_STR("（")) && qg_str_ends(text, QG_STR("）")) &&
            !qg_has_sentence_mark(text));
}

/* Whether nothing but such blocks stands above a heading. */
static bool stands_above_text(qg_finder *f, const qg_node *heading)
{
    enum { MOST_BLOCKS = 10 };
    const qg_node *above = heading->previous;

    for (int i = 0; i < MOST_BLOCKS && above != NULL && is_of_head(f, above); i++)
        above = above->previous;
    return above == NULL;
}

/* Whether a # of a draft in Markdown is the title.  The first heading is, unless 一、 stands in
 * front of it and of others; one below other blocks is only when it is the one #. */
static bool is_first_title(qg_finder *f, const qg_node *node, bool is_first)
{
    bool is_numbered_one = is_numbered(f, node);

    if (is_put_into_force(f, node))
        return false;
    return is_first ? !is_numbered_one || !has_rival(f, node, true)
                    : !is_numbered_one && (is_led_to(f, node) || stands_above_text(f, node)) &&
                          !has_rival(f, node, false);
}

/* The heading that is the title: the one that has the title that the front matter gives, or the
 * first.  In plain text it was found already. */
static qg_node *title_of(qg_finder *f, int top_level)
{
    qg_node *first = qg_structure_first(f->doc);
    qg_str given = qg_doc_value(f->doc, QG_KEY_TITLE);

    for (qg_node *node = first; node != NULL; node = node->next) {
        if (!qg_is_heading(node))
            continue;
        if (node->u.heading.level != top_level || node->first == NULL ||
            node->role == QG_ROLE_ATTACHMENT_TITLE) {
            if (given.n == 0 && top_level > 0)
                return NULL;
            continue;
        }
        if (given.n > 0 ? qg_is_same_title(given, qg_structure_plain(f, node)) : top_level == 0)
            return is_put_into_force(f, node) ? NULL : node;
        if (given.n == 0)
            return is_first_title(f, node, node == first) ? node : NULL;
    }
    return NULL;
}

/* Make a field of the title; a hard break in it becomes |. */
static void add_title_field(qg_finder *f, const qg_node *title)
{
    qg_str value;

    if (title == NULL || qg_doc_value(f->doc, QG_KEY_TITLE).n > 0)
        return;
    value = qg_structure_plain(f, title);
    for (size_t i = 0; i < f->plain.n; i++)
        if (f->plain.p[i] == '\n' && f->plain.p + i >= value.p &&
            f->plain.p + i < value.p + value.n)
            f->plain.p[i] = '|';
    if (value.n > 0)
        qg_doc_add_field(f->doc, QG_STR("title"), &value, 1, title->offset, false);
}

/* Find the titles of further documents: behind a title that has sections of its own the next # is
 * one as well, unless it has a number. */
static void find_further_titles(qg_finder *f, const qg_node *title)
{
    bool is_behind_one = false, has_sections = false;

    for (qg_node *node = f->doc->root->first; node != NULL; node = node->next) {
        if (node == title || !qg_is_heading(node))
            continue;
        if (node->u.heading.level > 1) {
            has_sections = true;
            continue;
        }
        bool is_further =
            node->role == QG_ROLE_BODY &&
            (is_further_title(f, node) || (is_behind_one && has_sections && !is_numbered(f, node)));
        if (node->u.heading.level == 1 && (node->role == QG_ROLE_ATTACHMENT_TITLE || is_further)) {
            node->u.heading.level = 0;
            node->role = QG_ROLE_ATTACHMENT_TITLE;
        }
        is_behind_one = is_further;
        has_sections = false;
    }
}

/* In plain text further titles were found already.  One that Markdown would not show as a title
 * again becomes a line, so that the same comes out when the result is read. */
static void check_further_titles(qg_finder *f, const qg_node *title)
{
    for (qg_node *node = f->doc->root->first; node != NULL; node = node->next) {
        const qg_node *above = node->previous;
        if (!qg_is_heading(node) || node->u.heading.level != 0 || node == title ||
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
    for (const qg_node *n = doc->root; n != NULL; n = qg_node_walk_blocks(doc->root, n)) {
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

    for (qg_node *n = doc->root; n != NULL; n = qg_node_walk_blocks(doc->root, n)) {
        if (n->kind != QG_HEADING || n->role == QG_ROLE_ATTACHMENT_TITLE)
            continue;
        if (n == title)
            n->u.heading.level = 0;
        else if (n->u.heading.level - shift >= 1)
            n->u.heading.level -= shift;
    }
}

void qg_structure_take_bold_off(qg_node *title)
{
    const qg_node *first = title->first;

    if (first != NULL && first->kind == QG_STRONG && first->next == NULL)
        qg_node_unwrap(title->first);
}

/* Make a # heading of the title that the front matter gives, where it is typed once more above the
 * text: in one paragraph or several, or as a heading of any level. */
static void take_typed_title(qg_finder *f)
{
    enum { MOST_LINES = 3 };
    qg_str given = qg_doc_value(f->doc, QG_KEY_TITLE);
    qg_node *first = qg_structure_first(f->doc), *node = first;
    bool is_same = false;
    qg_buf text;

    qg_buf_init(&text, 0);
    for (int i = 0; i < MOST_LINES && given.n > 0 && !is_same &&
                    (qg_is_paragraph(node) || (i == 0 && qg_is_heading(node)));
         i++) {
        qg_node_plain(&text, node);
        is_same = qg_is_same_title(given, qg_buf_str(&text));
        node = node->next;
    }
    qg_buf_clear(&text);
    if (!is_same)
        return;
    while (first->next != node) {
        qg_node *line = first->next, *piece;
        while ((piece = line->first) != NULL) {
            qg_node_unlink(piece);
            qg_node_append(first, piece);
        }
        qg_node_unlink(line);
    }
    qg_node_become(first, QG_HEADING);
    first->u.heading.level = 1;
}

void qg_structure_titles(qg_finder *f, bool is_markdown)
{
    qg_node *title;

    if (is_markdown)
        take_typed_title(f);
    title = title_of(f, is_markdown ? 1 : 0);

    add_title_field(f, title);
    if (is_markdown) {
        if (title != NULL)
            qg_structure_take_bold_off(title);
        find_further_titles(f, title);
        set_levels(f->doc, title);
    } else {
        check_further_titles(f, title); /* the metadata may have another title, too */
    }
    f->title = title;
}
