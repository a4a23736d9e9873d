/* label_lines.c - 文号：… and 主送：… near the title of a draft.
 *
 * Chat assistants fill in a form, **文号**：某政发〔2024〕5号 and **主送**：各区人民政府, where a
 * document has the number and whom it is for, without saying what they are.  Whether the lines of
 * the form stand in one paragraph, each in its own, as entries of a list or in a quotation, each is
 * read for itself, so that the same comes out when what was written is read again.
 *
 * 发文机关：…, 签发人：…, 成文日期：… and the others are taken where issuer and number are known,
 * which make a red head: without it they would not be printed.  Lines of other labels, 联系人：…,
 * stay; without a head only title and recipient are taken of a form that has such lines.
 *
 * Notes on a document, news of it and registers have the same lines.  A title or a label that no
 * document has for itself, 学习笔记, 来源：…, tells them; their forms stay whole.  So does one
 * below a heading of the text, ## 基本信息.
 */
#include "parse/draft_int.h"
#include "parse/structure_int.h"
#include "parse/text/words_int.h"
#include "parse/written_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

enum {
    MAX_BLOCKS = 5 /* above the form */,
    MAX_LABELS = 24,
    MAX_LABEL_RUNES = 8,
    MAX_LINES = 20 /* of one entry */
};

/* What a line of the form may name. */
static const qg_key keys[] = {
    QG_KEY_DOC_NUMBER, QG_KEY_RECIPIENT,   QG_KEY_ISSUER,         QG_KEY_SIGNER,
    QG_KEY_DATE,       QG_KEY_COPY_NO,     QG_KEY_SECRECY,        QG_KEY_URGENCY,
    QG_KEY_CC,         QG_KEY_ATTACHMENTS, QG_KEY_SECRECY_PERIOD,
};

typedef struct entry {
    qg_node *first; /* of its lines */
    qg_node *next;  /* the line behind it; NULL: none in the paragraph */
    qg_str text;
    size_t offset;
    qg_element element;
    bool is_known; /* a label of `keys`, and a value as it wants */
} entry;

typedef struct form {
    entry entries[MAX_LABELS];
    size_t n;
    qg_node *rest; /* the first line below it in the paragraph of the last entry; NULL: none */
    int n_above;   /* blocks and lines above it */
    bool has_begun;
    bool has_title; /* the document, above the form or in it: its own one */
    bool has_own_title;
    bool has_recipient;
    bool is_of_other; /* it tells of another document, or is longer than any form */
} form;

/* ---- labels ---------------------------------------------------------------------------------- */

size_t qg_form_label_at(qg_str text, qg_str *name)
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
    size_t n = qg_form_label_at(text, &name);
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

/* Whether a document says it of itself, 联系人 and 申请人, as keys of the front matter are; 来源,
 * 要点 and 收文日期 speak of another. */
static bool is_of_itself(qg_str label)
{
    static const char *const starts[] = {"联系", "电话", "传真",   "邮箱", "地址",
                                         "公开", "印",   "主题词", "拟稿", "核稿",
                                         "校对", "聯繫", "聯絡",   "電話", "傳真"};

    return qg_key_of(label) != QG_KEY_UNKNOWN || qg_str_ends(label, QG_STR("人")) ||
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

static bool is_end_of_text(qg_str text)
{
    return qg_utf8_is_in(qg_utf8_last(text), "。！？；，：:");
}

bool qg_is_of_text(const qg_node *paragraph)
{
    qg_buf words;
    bool ends;

    if (paragraph->kind != QG_PARAGRAPH)
        return false;
    qg_buf_init(&words, 0);
    qg_node_plain(&words, paragraph);
    ends = is_end_of_text(qg_str_trim(qg_buf_str(&words)));
    qg_buf_clear(&words);
    return ends;
}

/* Whether the next line goes on with an entry that ends so far with `text`: behind 各县区人民政府，
 * or with the next number of 附件：1. 值班表. */
static bool goes_on(qg_str text, qg_str next)
{
    qg_str name, value;
    bool is_numbered = next.n > 0 && next.p[0] >= '0' && next.p[0] <= '9';

    return next.n > 0 && qg_form_label_at(next, &name) == 0 &&
           (qg_utf8_is_in(qg_utf8_last(text), "，、") ||
            (is_numbered && qg_label_of(text, &value) == QG_KEY_ATTACHMENTS && value.n > 0));
}

/* The lines of an entry that starts at `first`. */
static entry read_lines(qg_doc *doc, qg_node *first)
{
    qg_line line = qg_written_line(&doc->arena, first);
    entry e = {.first = first, .text = line.text, .offset = line.offset};
    qg_buf all;

    qg_buf_init(&all, 0);
    qg_buf_put(&all, line.text);
    e.next = qg_written_line_next(first);
    for (int n = 1; n < MAX_LINES && e.next != NULL && !qg_is_line_break(e.next); n++) {
        line = qg_written_line(&doc->arena, e.next);
        if (!goes_on(qg_buf_str(&all), line.text))
            break;
        if (!qg_utf8_is_in(qg_utf8_last(qg_buf_str(&all)), "，、"))
            qg_buf_put_byte(&all, '\n');
        qg_buf_put(&all, line.text);
        e.next = qg_written_line_next(e.next);
        e.text = (qg_str){"", 0};
    }
    if (e.text.n == 0)
        e.text = qg_arena_copy(&doc->arena, qg_buf_str(&all));
    e.text = qg_behind_pictographs(e.text);
    qg_buf_clear(&all);
    return e;
}

/* Whether `value` behind the label `name` is the title of a document that has none above. */
static bool is_title(const form *f, qg_str name, qg_str value)
{
    return qg_key_of(name) == QG_KEY_TITLE && !f->has_title && qg_structure_is_short(value) &&
           !is_title_about_other(value);
}

/* Read the lines into the next entry; below the recipient any label is of the text.  Returns
 * whether they have a label and something behind it, and are no sentence. */
static bool add_entry(qg_doc *doc, form *f, entry read)
{
    entry *e = f->entries + f->n;
    qg_str value, name = {"", 0};
    qg_key key = qg_label_of(read.text, &value);

    if (f->n == MAX_LABELS) {
        f->is_of_other = true;
        return false;
    }
    *e = read;
    qg_form_label_at(e->text, &name);
    name = qg_str_trim(name);
    if (is_title(f, name, value)) {
        e->element = (qg_element){.key = QG_KEY_TITLE, .values = {value}, .n = 1};
        e->is_known = f->has_title = f->has_own_title = true;
    } else {
        e->is_known = key != QG_KEY_UNKNOWN && value.n > 0 &&
                      qg_element_read(doc, &e->element, key, value, e->offset);
        f->is_of_other = f->is_of_other || qg_key_of(name) == QG_KEY_TITLE;
    }
    e->is_known = e->is_known && qg_is_plain_line(e->first, e->next);
    if (value.n == 0 || (!e->is_known && (qg_has_sentence_mark(value) || qg_ends_with_mark(value))))
        return false;
    f->has_begun = f->has_begun || key != QG_KEY_UNKNOWN;
    f->is_of_other = f->is_of_other || (!f->has_recipient && !is_of_itself(name));
    f->has_recipient = f->has_recipient || (e->is_known && key == QG_KEY_RECIPIENT);
    f->n++;
    return true;
}

/* The lines of the paragraph up to one without a label; returns whether there is any with one.
 * Above the form 致：… and other lines may stand, as they may in paragraphs. */
static bool add_paragraph(qg_doc *doc, form *f, qg_node *paragraph)
{
    size_t n = f->n;
    qg_node *at = paragraph->kind == QG_PARAGRAPH ? paragraph->first : NULL;

    while (at != NULL && f->rest == NULL) {
        entry e = read_lines(doc, at);
        bool is_one = qg_is_line_break(at) || add_entry(doc, f, e);
        if (!is_one && !f->has_begun && f->n_above < MAX_BLOCKS && !is_end_of_text(e.text))
            f->n_above++;
        else if (!is_one)
            f->rest = at;
        at = e.next;
    }
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

/* Whether the heading may be the title, or a line of it: a form below ## 基本信息 is of the text.
 */
static bool add_heading(qg_doc *doc, form *f, const qg_node *heading)
{
    qg_str words = qg_written_line(&doc->arena, heading->first).text;

    if (f->has_title && !qg_has_title_word(words) && heading->u.heading.level > 1)
        return false;
    f->has_title = true;
    f->is_of_other = f->is_of_other || is_title_about_other(words);
    return true;
}

/* The lines with labels near the top, up to a paragraph that has none.  Below 各科室： or a
 * sentence they are what the text speaks of. */
static void read_form(qg_doc *doc, form *f)
{
    f->is_of_other = is_title_about_other(qg_doc_value(doc, QG_KEY_TITLE));
    f->has_title = qg_doc_has_title(doc);
    for (qg_node *node = doc->root->first;
         node != NULL && f->n_above < MAX_BLOCKS && f->rest == NULL; node = node->next) {
        if (add_block(doc, f, node))
            continue;
        if ((f->has_begun && node->kind == QG_PARAGRAPH) || qg_is_of_text(node))
            return;
        if (node->kind == QG_HEADING && node->first != NULL && !add_heading(doc, f, node))
            return;
        f->n_above++;
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
    return e->element.key != QG_KEY_DOC_NUMBER && e->element.key != QG_KEY_RECIPIENT &&
           e->element.key != QG_KEY_TITLE;
}

/* Whether every line, or every one down to the recipient, is what any document has: number, title
 * or recipient. */
static bool is_complete(const form *f, bool is_to_recipient)
{
    for (size_t i = 0; i < f->n; i++) {
        if (!f->entries[i].is_known || needs_head(&f->entries[i]))
            return false;
        if (is_to_recipient && f->entries[i].element.key == QG_KEY_RECIPIENT)
            break;
    }
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
    while (paragraph->last != NULL && qg_is_line_break(paragraph->last))
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

/* A block of its own for the value, with `mark` behind it. */
static qg_node *make_block(qg_doc *doc, qg_node_kind kind, const entry *e, const char *mark)
{
    qg_node *text = qg_node_new(doc, QG_TEXT, e->offset);
    qg_node *block = qg_node_new(doc, kind, e->offset);
    qg_buf value;

    if (text == NULL || block == NULL)
        return NULL;
    qg_buf_init(&value, 0);
    qg_buf_put(&value, e->element.values[0]);
    qg_buf_puts(&value, mark);
    text->text = qg_arena_copy(&doc->arena, qg_buf_str(&value));
    if (qg_buf_status(&value) != QG_OK)
        doc->arena.status = qg_buf_status(&value);
    qg_buf_clear(&value);
    qg_node_append(block, text);
    return block;
}

/* The recipient stays where it is, with the colon that ends it, behind a list that it was in. */
static void set_recipient(qg_doc *doc, qg_node *paragraph, const entry *e)
{
    qg_node *own = make_block(doc, QG_PARAGRAPH, e, "："), *block = paragraph;

    if (own == NULL)
        return;
    while (block->parent != doc->root)
        block = block->parent;
    if (block->next != NULL)
        qg_node_insert_before(block->next, own);
    else
        qg_node_append(doc->root, own);
    drop(doc, paragraph);
}

/* The title stands above all. */
static void set_title(qg_doc *doc, qg_node *paragraph, const entry *e)
{
    qg_node *title = make_block(doc, QG_HEADING, e, "");

    if (title == NULL)
        return;
    title->u.heading.level = 1;
    qg_node_insert_before(doc->root->first, title);
    drop(doc, paragraph);
}

static void tell(const entry *e, const qg_sink *sink)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                     .offset = e->offset,
                                     .before = e->text,
                                     .confidence = 0.95});
}

static void take_recipient(qg_doc *doc, const entry *e, const qg_sink *sink)
{
    if (!qg_element_agrees(doc, &e->element)) {
        qg_element_tell_other(doc, &e->element, sink);
        return;
    }
    tell(e, sink);
    set_recipient(doc, e->first->parent, e);
}

/* Whether the entry goes to its place: without a head, of a form with other lines only title and
 * recipient do. */
static bool is_wanted(const entry *e, bool has_head, bool is_complete)
{
    return e->is_known &&
           (has_head || (!needs_head(e) && (is_complete || e->element.key != QG_KEY_DOC_NUMBER)));
}

static void take(qg_doc *doc, const form *f, bool has_head, const qg_sink *sink)
{
    bool has_recipient = false, has_all = is_complete(f, false), has_top = is_complete(f, true);

    for (size_t i = 0; i < f->n; i++) {
        const entry *e = &f->entries[i];
        qg_key key = e->element.key;
        if (!is_wanted(e, has_head, has_all || (has_top && !has_recipient)) ||
            (key == QG_KEY_RECIPIENT && has_recipient))
            continue;
        if (key == QG_KEY_RECIPIENT) {
            has_recipient = true;
            take_recipient(doc, e, sink);
        } else if (key == QG_KEY_TITLE) {
            tell(e, sink);
            set_title(doc, e->first->parent, e);
        } else if (qg_element_take(doc, &e->element, sink)) {
            tell(e, sink);
            drop(doc, e->first->parent);
        }
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

bool qg_label_lines_take(qg_doc *doc, const qg_sink *sink)
{
    form f = {0};
    bool has_head;

    qg_rolls_drop_again(doc, sink);
    read_form(doc, &f);
    has_head = has_red_head(doc, &f);
    if (!f.has_begun || f.is_of_other || (!has_head && !is_complete(&f, false) && !f.has_recipient))
        return false;
    if (f.rest != NULL)
        part_at(doc, f.rest);
    for (size_t i = f.n; i-- > 0;)
        part_at(doc, f.entries[i].first);
    take(doc, &f, has_head, sink);
    return f.has_own_title;
}
