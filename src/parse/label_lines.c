/* label_lines.c - 文号：… and 主送：… near the title of a draft.
 *
 * Chat assistants fill in a form, **文号**：某政发〔2024〕5号 and **主送**：各区人民政府, where a
 * document has the number and whom it is for, without saying what they are.  Whether the lines of
 * the form stand in one paragraph, each in its own, as entries of a list or in a quotation, each is
 * read for itself, so that the same comes out when what was written is read again.
 *
 * 发文机关：…, 签发人：…, 成文日期：… and the others are taken where issuer and number are known,
 * which make a red head: without it they would not be printed.  Lines of other labels, 联系人：…,
 * stay then; without a head nothing is taken of a form that has such lines.
 *
 * Notes on a document, news of it and registers have the same lines.  A title or a label that no
 * document has for itself, 学习笔记, 来源：…, tells them; their forms stay whole.
 */
#include "parse/draft_int.h"
#include "parse/structure_int.h"
#include "parse/written_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

enum { MAX_BLOCKS = 5 /* above the form */, MAX_LABELS = 24, MAX_LABEL_RUNES = 8 };

/* What a line of the form may name. */
static const qg_key keys[] = {
    QG_KEY_DOC_NUMBER, QG_KEY_RECIPIENT,   QG_KEY_ISSUER,         QG_KEY_SIGNER,
    QG_KEY_DATE,       QG_KEY_COPY_NO,     QG_KEY_SECRECY,        QG_KEY_URGENCY,
    QG_KEY_CC,         QG_KEY_ATTACHMENTS, QG_KEY_SECRECY_PERIOD,
};

typedef struct entry {
    qg_node *first; /* of the line */
    qg_line line;
    qg_element element;
    bool is_known; /* a label of `keys`, and a value as it wants */
} entry;

typedef struct form {
    entry entries[MAX_LABELS];
    size_t n;
    qg_node *rest; /* the first line below it in the paragraph of the last entry; NULL: none */
    bool has_begun;
    bool has_recipient;
    bool is_of_other; /* it tells of another document, or is longer than any form */
} form;

/* ---- labels ---------------------------------------------------------------------------------- */

/* Bytes of 【name】 or of name and a colon at the start of `text`, 0 when it starts otherwise. */
static size_t label_at(qg_str text, qg_str *name)
{
    const qg_str open = QG_STR("【"), close = QG_STR("】");
    qg_str rest = text;

    if (qg_str_starts(text, open)) {
        size_t n = qg_str_find(text, close);
        *name = qg_str_skip(qg_str_head(text, n), open.n);
        return n == text.n || qg_utf8_count(*name) > MAX_LABEL_RUNES ? 0 : n + close.n;
    }
    for (int n = 0; rest.n > 0 && n <= MAX_LABEL_RUNES; n++) {
        qg_rune rune;
        *name = qg_str_head(text, text.n - rest.n);
        qg_utf8_take(&rest, &rune);
        if (n > 1 && qg_is_colon(rune))
            return text.n - rest.n;
        if (!qg_rune_is_han(rune) && !qg_rune_is_blank(rune))
            return 0;
    }
    return 0;
}

qg_key qg_label_of(qg_str text, qg_str *value)
{
    qg_str name = {"", 0};
    size_t n = label_at(text, &name);
    qg_key key = n == 0 ? QG_KEY_UNKNOWN : qg_key_of(qg_str_trim(name));

    *value = qg_str_trim(qg_str_skip(text, n == 0 ? text.n : n));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i] == key)
            return key;
    return QG_KEY_UNKNOWN;
}

static bool is_in(qg_str text, bool (*is_at)(qg_str, qg_str), const char *const *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_at(text, qg_str_of(all[i])))
            return true;
    return false;
}

/* Whether a document says such a thing of itself: the keys of the front matter and lines such as
 * 联系人 do so.  来源, 要点 and 收文日期 speak of another document. */
static bool is_of_itself(qg_str label)
{
    static const char *const starts[] = {"联系", "电话", "传真",   "邮箱", "地址",
                                         "公开", "印",   "主题词", "拟稿", "核稿",
                                         "校对", "聯繫", "聯絡",   "電話", "傳真"};

    return qg_key_of(label) != QG_KEY_UNKNOWN ||
           is_in(label, qg_str_starts, starts, sizeof starts / sizeof *starts);
}

/* 政策解读, 学习笔记 */
static bool is_title_about_other(qg_str title)
{
    static const char *const ends[] = {"解读", "解讀", "笔记",   "筆記", "登记", "登記",
                                       "心得", "体会", "登记表", "导读", "问答", "摘要",
                                       "摘编", "图解", "新闻",   "台账"};

    return is_in(title, qg_str_ends, ends, sizeof ends / sizeof *ends);
}

/* ---- the form -------------------------------------------------------------------------------- */

bool qg_is_of_text(const qg_node *paragraph)
{
    qg_buf words;
    bool ends;

    if (paragraph->kind != QG_PARAGRAPH)
        return false;
    qg_buf_init(&words, 0);
    qg_node_plain(&words, paragraph);
    ends = qg_utf8_is_in(qg_utf8_last(qg_str_trim(qg_buf_str(&words))), "。！？；，：:");
    qg_buf_clear(&words);
    return ends;
}

/* Whether the paragraph holds text and bold text only.  A note or a link in it would be lost. */
static bool is_plain(const qg_node *paragraph)
{
    for (const qg_node *n = paragraph->first; n != NULL; n = qg_node_walk(paragraph, n))
        if (n->kind != QG_TEXT && n->kind != QG_STRONG && n->kind != QG_SOFT_BREAK &&
            n->kind != QG_LINE_BREAK)
            return false;
    return paragraph->first != NULL;
}

static bool is_break(const qg_node *node)
{
    return node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK;
}

/* Read a line into the next entry of the form.  Below the recipient the text begins, so that any
 * label there belongs to it.  Returns whether the line has a label with something behind it and is
 * no sentence. */
static bool add_line(qg_doc *doc, form *f, qg_node *first)
{
    entry *e = f->entries + f->n;
    qg_str value, name = {"", 0};
    qg_key key;

    if (f->n == MAX_LABELS) {
        f->is_of_other = true;
        return false;
    }
    *e = (entry){.first = first, .line = qg_written_line(&doc->arena, first)};
    key = qg_label_of(e->line.text, &value);
    e->is_known = key != QG_KEY_UNKNOWN && value.n > 0 &&
                  qg_element_read(doc, &e->element, key, value, e->line.offset);
    if (value.n == 0 || (!e->is_known && (qg_has_sentence_mark(value) || qg_ends_with_mark(value))))
        return false;
    f->has_begun = f->has_begun || key != QG_KEY_UNKNOWN;
    label_at(e->line.text, &name);
    name = qg_str_trim(name);
    f->is_of_other = f->is_of_other || qg_key_of(name) == QG_KEY_TITLE /* it is not the first */ ||
                     (!f->has_recipient && !is_of_itself(name));
    f->has_recipient = f->has_recipient || (e->is_known && key == QG_KEY_RECIPIENT);
    f->n++;
    return true;
}

/* Add the lines of the paragraph, up to one without a label.  Returns whether there is any with
 * one. */
static bool add_paragraph(qg_doc *doc, form *f, qg_node *paragraph)
{
    size_t n = f->n;

    if (paragraph->kind != QG_PARAGRAPH || !is_plain(paragraph))
        return false;
    for (qg_node *at = paragraph->first; at != NULL && f->rest == NULL;
         at = qg_written_line_next(at))
        if (!is_break(at) && !add_line(doc, f, at))
            f->rest = at;
    if (f->n == n)
        f->rest = NULL;
    return f->n > n;
}

/* Add the paragraphs of a quotation, or those of a list with one in each item, if all of their
 * lines belong to the form. */
static bool add_container(qg_doc *doc, form *f, qg_node *container)
{
    form before = *f;

    for (qg_node *node = container->first; node != NULL; node = node->next) {
        qg_node *paragraph = node->kind == QG_ITEM ? node->first : node;
        if (paragraph == NULL || (node->kind == QG_ITEM && paragraph->next != NULL) ||
            !add_paragraph(doc, f, paragraph) || f->rest != NULL) {
            *f = before;
            return false;
        }
    }
    return f->n > before.n;
}

static bool add_block(qg_doc *doc, form *f, qg_node *block)
{
    if (block->kind == QG_LIST || block->kind == QG_QUOTE)
        return add_container(doc, f, block);
    return add_paragraph(doc, f, block);
}

/* Find the form: the lines with labels near the top, up to a paragraph that has none.  Below
 * 各科室： or a sentence such lines are what the text speaks of. */
static void read_form(qg_doc *doc, form *f)
{
    int n_above = 0;

    f->is_of_other = is_title_about_other(qg_doc_value(doc, QG_KEY_TITLE));
    for (qg_node *node = doc->root->first; node != NULL && n_above < MAX_BLOCKS && f->rest == NULL;
         node = node->next) {
        if (add_block(doc, f, node))
            continue;
        if ((f->has_begun && node->kind == QG_PARAGRAPH) || qg_is_of_text(node))
            return;
        if (node->kind == QG_HEADING && node->first != NULL)
            f->is_of_other = f->is_of_other ||
                             is_title_about_other(qg_written_line(&doc->arena, node->first).text);
        n_above++;
    }
}

/* Whether the key is known, from the front matter or from the form. */
static bool has_key(const qg_doc *doc, const form *f, qg_key key)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->entries[i].is_known && f->entries[i].element.key == key)
            return true;
    return qg_doc_field(doc, key) != NULL;
}

static bool has_red_head(const qg_doc *doc, const form *f)
{
    return has_key(doc, f, QG_KEY_DOC_NUMBER) &&
           (has_key(doc, f, QG_KEY_ISSUER) || has_key(doc, f, QG_KEY_JOINT_ISSUERS) ||
            has_key(doc, f, QG_KEY_MARK));
}

static bool needs_head(const entry *e)
{
    return e->element.key != QG_KEY_DOC_NUMBER && e->element.key != QG_KEY_RECIPIENT;
}

/* Whether every line of the form is something that any document has, such as its number or
 * recipient. */
static bool is_complete(const form *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (!f->entries[i].is_known || needs_head(&f->entries[i]))
            return false;
    return true;
}

/* ---- the change ------------------------------------------------------------------------------ */

/* Make each line of the form a paragraph of its own, the last one first. */
static void part_at(qg_doc *doc, qg_node *first)
{
    qg_node *paragraph = first->parent;

    if (first->previous == NULL)
        return;
    qg_paragraph_part(doc, paragraph, first);
    while (paragraph->last != NULL && is_break(paragraph->last))
        qg_node_unlink(paragraph->last);
}

/* Take the paragraph out, and the item, list or quotation that held nothing else. */
static void drop(const qg_doc *doc, qg_node *node)
{
    qg_node *parent;

    for (; node != doc->root; node = parent) {
        parent = node->parent;
        qg_node_unlink(node);
        if (parent->first != NULL)
            return;
    }
}

/* Make the recipient a paragraph of its own, with a colon at its end, where it stands or behind the
 * list or quotation that it was in. */
static void set_recipient(qg_doc *doc, qg_node *paragraph, const entry *e)
{
    qg_node *text = qg_node_new(doc, QG_TEXT, e->line.offset);
    qg_node *own = qg_node_new(doc, QG_PARAGRAPH, e->line.offset), *block = paragraph;
    qg_buf value;

    if (text == NULL || own == NULL)
        return;
    qg_buf_init(&value, 0);
    qg_buf_put(&value, e->element.values[0]);
    qg_buf_puts(&value, "：");
    text->text = qg_arena_copy(&doc->arena, qg_buf_str(&value));
    if (qg_buf_status(&value) != QG_OK)
        doc->arena.status = qg_buf_status(&value);
    qg_buf_clear(&value);
    qg_node_append(own, text);
    while (block->parent != doc->root)
        block = block->parent;
    if (block->next != NULL)
        qg_node_insert_before(block->next, own);
    else
        qg_node_append(doc->root, own);
    drop(doc, paragraph);
}

static void tell(const entry *e, const qg_sink *sink)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                     .offset = e->line.offset,
                                     .before = e->line.text,
                                     .confidence = 0.95});
}

static void take(qg_doc *doc, const form *f, bool has_head, const qg_sink *sink)
{
    bool has_recipient = false;

    for (size_t i = 0; i < f->n; i++) {
        const entry *e = &f->entries[i];
        bool is_recipient = e->element.key == QG_KEY_RECIPIENT;
        if (!e->is_known || (needs_head(e) && !has_head) || (is_recipient && has_recipient))
            continue;
        if (is_recipient && !qg_element_agrees(doc, &e->element)) {
            qg_element_tell_other(doc, &e->element, sink);
        } else if (is_recipient) {
            has_recipient = true;
            tell(e, sink);
            set_recipient(doc, e->first->parent, e);
        } else if (qg_element_take(doc, &e->element, sink)) {
            tell(e, sink);
            drop(doc, e->first->parent);
        }
    }
}

/* ---- minutes --------------------------------------------------------------------------------- */

/* Whether every line of the paragraph names those who were there as the front matter does; a line
 * that names others is told. */
static bool are_rolls_again(qg_doc *doc, const qg_node *paragraph, const qg_sink *sink)
{
    for (const qg_node *at = paragraph->first; at != NULL; at = qg_written_line_next(at)) {
        qg_line line = qg_written_line(&doc->arena, at);
        qg_str name = {"", 0};
        size_t n = label_at(line.text, &name);
        qg_key key = n == 0 ? QG_KEY_UNKNOWN : qg_key_of(name);
        qg_element e = {.key = key,
                        .values = {qg_str_trim(qg_str_skip(line.text, n))},
                        .n = 1,
                        .offset = line.offset};
        if ((key != QG_KEY_PRESENT && key != QG_KEY_ABSENT && key != QG_KEY_OBSERVERS) ||
            qg_doc_field(doc, key) == NULL)
            return false;
        e.typed = e.values[0];
        if (!qg_element_take(doc, &e, sink))
            return false;
    }
    return true;
}

/* Drop 出席：… from minutes where the front matter has the names: they would be printed twice. */
static void drop_rolls_again(qg_doc *doc, const qg_sink *sink)
{
    bool is_minutes = qg_str_is(qg_doc_value(doc, QG_KEY_STYLE), "minutes") ||
                      qg_str_is(qg_doc_value(doc, QG_KEY_STYLE), "纪要");
    qg_node *next;

    for (qg_node *node = doc->root->first; is_minutes && node != NULL; node = next) {
        next = node->next;
        if (node->kind != QG_PARAGRAPH || !is_plain(node) || !are_rolls_again(doc, node, sink))
            continue;
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                         .offset = node->offset,
                                         .before = qg_written_line(&doc->arena, node->first).text,
                                         .confidence = 0.95});
        qg_node_unlink(node);
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

void qg_label_lines_take(qg_doc *doc, const qg_sink *sink)
{
    form f = {0};
    bool has_head;

    drop_rolls_again(doc, sink);
    read_form(doc, &f);
    has_head = has_red_head(doc, &f);
    if (!f.has_begun || f.is_of_other || (!has_head && !is_complete(&f)))
        return;
    if (f.rest != NULL)
        part_at(doc, f.rest);
    for (size_t i = f.n; i-- > 0;)
        part_at(doc, f.entries[i].first);
    take(doc, &f, has_head, sink);
}
