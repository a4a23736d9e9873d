/* label_lines.c - 文号：… and 主送：… below the title of a draft.
 *
 * Chat assistants fill in a form, **文号**：某政发〔2024〕5号 and **主送**：各区人民政府, where a
 * document has the number and whom it is for, without saying what they are.  A paragraph of nothing
 * but such lines is what the lines name.  发文机关：…, 签发人：…, 成文日期：… and the other
 * elements of a red head are taken where issuer and number are known, which make such a head:
 * without it they would not be printed.  Where even the title is labelled, 标题：…, the labels of
 * the text and the signature go, too.
 */
#include "parse/draft_int.h"
#include "parse/front_matter_int.h"
#include "parse/letter_int.h"
#include "parse/structure_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"
#include "parse/written_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

enum { MAX_BLOCKS = 5 /* above the form */, MAX_SIGNED_BLOCKS = 3, MAX_LABELS = 9, MAX_NAMES = 9 };

typedef struct labelled {
    qg_key key;
    qg_str value;
    qg_line line;
} labelled;

static const struct label {
    const char *name;
    qg_key key;
} labels[] = {
    {"文号：", QG_KEY_DOC_NUMBER},    {"发文字号：", QG_KEY_DOC_NUMBER},
    {"主送：", QG_KEY_RECIPIENT},     {"主送机关：", QG_KEY_RECIPIENT},
    {"主送单位：", QG_KEY_RECIPIENT}, {"【文号】", QG_KEY_DOC_NUMBER},
    {"【主送】", QG_KEY_RECIPIENT},   {"【主送机关】", QG_KEY_RECIPIENT},
    {"发文机关：", QG_KEY_ISSUER},    {"发文单位：", QG_KEY_ISSUER},
    {"签发人：", QG_KEY_SIGNER},      {"成文日期：", QG_KEY_DATE},
    {"发文日期：", QG_KEY_DATE},      {"份号：", QG_KEY_COPY_NO},
    {"密级：", QG_KEY_SECRECY},       {"紧急程度：", QG_KEY_URGENCY},
};

static bool is_name_of_person(qg_str name)
{
    enum { LEAST_RUNES = 2, MOST_RUNES = 4 };
    size_t n = qg_utf8_count(name);

    while (name.n > 0) {
        qg_rune rune;
        qg_utf8_take(&name, &rune);
        if (!qg_rune_is_han(rune) && !qg_utf8_is_in(rune, "Xx×"))
            return false;
    }
    return n >= LEAST_RUNES && n <= MOST_RUNES;
}

/* Take the name in front of a blank or a mark off. */
static qg_str take_name(qg_str *rest)
{
    qg_str all = *rest;

    while (rest->n > 0) {
        qg_str name = qg_str_head(all, all.n - rest->n);
        qg_rune rune;
        qg_utf8_take(rest, &rune);
        if (qg_rune_is_blank(rune) || qg_utf8_is_in(rune, "、，"))
            return name;
    }
    return all;
}

/* Returns how many names of persons there are in `value`, 0 when one is none. */
static size_t read_persons(qg_str names[MAX_NAMES], qg_str value)
{
    size_t n = 0;

    for (; value.n > 0; value = qg_str_trim(value)) {
        if (n == MAX_NAMES)
            return 0;
        names[n] = take_name(&value);
        if (!is_name_of_person(names[n++]))
            return 0;
    }
    return n;
}

/* The values that the line gives; returns how many, 0 when it has not the form of such a line. */
static size_t values_of(qg_doc *doc, const labelled *l, qg_str values[MAX_NAMES])
{
    qg_str bare = qg_without_colon(l->value);

    values[0] = bare;
    switch (l->key) {
    case QG_KEY_DOC_NUMBER:
        values[0] = qg_doc_number_of(bare);
        return values[0].n > 0;
    case QG_KEY_RECIPIENT: /* 工程部　　抄送：财务部 is more than one */
        return qg_is_addressee(bare) && qg_str_find(bare, QG_STR("：")) == bare.n;
    case QG_KEY_ISSUER:
        return qg_is_office(bare) && qg_str_find(bare, QG_STR("：")) == bare.n;
    case QG_KEY_SIGNER:
        return read_persons(values, bare);
    default:
        return qg_value_normalize(doc, l->key, &values[0]);
    }
}

/* Whether the document is silent about `key` or says the same. */
static bool agrees(const qg_doc *doc, qg_key key, const qg_str *values, size_t n)
{
    const qg_field *field = qg_doc_field(doc, key);

    for (size_t i = 0; field != NULL && i < n; i++)
        if (field->n_values != n ||
            !qg_is_same_title(qg_without_colon(field->values[i]), values[i]))
            return false;
    return true;
}

/* What the line that starts with `first` says; a value of no bytes when it has no label. */
static labelled read_line(qg_doc *doc, const qg_node *first)
{
    labelled l = {.line = qg_written_line(&doc->arena, first)};

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        qg_str name = qg_str_of(labels[i].name);
        if (!qg_str_starts(l.line.text, name))
            continue;
        l.key = labels[i].key;
        l.value = qg_str_trim(qg_str_skip(l.line.text, name.n));
    }
    return l;
}

/* Text and bold text only: a note or a link would be lost. */
static bool is_plain(const qg_node *paragraph)
{
    for (const qg_node *n = paragraph->first; n != NULL; n = qg_node_walk(paragraph, n))
        if (n->kind != QG_TEXT && n->kind != QG_STRONG && n->kind != QG_SOFT_BREAK &&
            n->kind != QG_LINE_BREAK)
            return false;
    return paragraph->first != NULL;
}

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

/* The paragraphs of the form: the first near the top that start with a label, up to one that does
 * not.  Below 各科室： or a sentence they are what the text speaks of. */
typedef struct form {
    qg_node *next;
    int n_above;
    bool has_begun;
} form;

/* The next one, NULL behind the last. */
static qg_node *next_of_form(qg_doc *doc, form *f)
{
    while (f->next != NULL && f->n_above < MAX_BLOCKS) {
        qg_node *node = f->next;
        f->next = node->next;
        if (node->kind == QG_PARAGRAPH && is_plain(node) &&
            read_line(doc, node->first).value.n > 0) {
            f->has_begun = true;
            return node;
        }
        if ((f->has_begun && node->kind == QG_PARAGRAPH) || qg_is_of_text(node))
            return NULL;
        f->n_above++;
    }
    return NULL;
}

static bool is_in_head(qg_key key)
{
    return key != QG_KEY_DOC_NUMBER && key != QG_KEY_RECIPIENT;
}

/* All lines of the paragraph, each with another label; 0 when it has others. */
static size_t read_labels(qg_doc *doc, const qg_node *paragraph, bool has_head, labelled *all)
{
    size_t n = 0;

    for (const qg_node *at = paragraph->first; at != NULL; at = qg_written_line_next(at)) {
        labelled l = read_line(doc, at);
        qg_str values[MAX_NAMES];
        size_t n_values = l.value.n == 0 ? 0 : values_of(doc, &l, values);
        if (n == MAX_LABELS || n_values == 0 || (is_in_head(l.key) && !has_head) ||
            !agrees(doc, l.key, values, n_values))
            return 0;
        for (size_t i = 0; i < n; i++)
            if (all[i].key == l.key)
                return 0;
        all[n++] = l;
    }
    return n;
}

/* Whether issuer and number are known, from the front matter or from the lines of the form. */
static bool has_red_head(qg_doc *doc)
{
    bool has_issuer =
        qg_doc_field(doc, QG_KEY_ISSUER) != NULL || qg_doc_field(doc, QG_KEY_JOINT_ISSUERS) != NULL;
    bool has_number = qg_doc_field(doc, QG_KEY_DOC_NUMBER) != NULL;
    form f = {.next = doc->root->first};

    for (qg_node *paragraph; (paragraph = next_of_form(doc, &f)) != NULL;)
        for (const qg_node *at = paragraph->first; at != NULL; at = qg_written_line_next(at)) {
            labelled l = read_line(doc, at);
            qg_str values[MAX_NAMES];
            bool is_one = l.value.n > 0 && values_of(doc, &l, values) > 0;
            has_issuer = has_issuer || (is_one && l.key == QG_KEY_ISSUER);
            has_number = has_number || (is_one && l.key == QG_KEY_DOC_NUMBER);
        }
    return has_issuer && has_number;
}

/* The recipient stays where it is, with the colon that ends it. */
static void set_recipient(qg_doc *doc, qg_node *paragraph, const labelled *l)
{
    qg_node *text = qg_node_new(doc, QG_TEXT, l->line.offset);
    qg_buf value;

    if (text == NULL)
        return;
    qg_buf_init(&value, 0);
    qg_buf_put(&value, qg_without_colon(l->value));
    qg_buf_puts(&value, "：");
    text->text = qg_arena_copy(&doc->arena, qg_buf_str(&value));
    if (qg_buf_status(&value) != QG_OK)
        doc->arena.status = qg_buf_status(&value);
    qg_buf_clear(&value);
    qg_node_append(paragraph, text);
}

static void add_field(qg_doc *doc, const labelled *l)
{
    qg_str values[MAX_NAMES];
    size_t n = values_of(doc, l, values);

    if (qg_doc_field(doc, l->key) == NULL)
        qg_doc_add_field(doc, qg_str_of(qg_key_english(l->key)), values, n, l->line.offset, false);
}

static void take(qg_doc *doc, qg_node *paragraph, const labelled *all, size_t n,
                 const qg_sink *sink)
{
    while (paragraph->first != NULL)
        qg_node_unlink(paragraph->first);
    for (size_t i = 0; i < n; i++) {
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                         .offset = all[i].line.offset,
                                         .before = all[i].line.text,
                                         .confidence = 0.95});
        if (all[i].key == QG_KEY_RECIPIENT)
            set_recipient(doc, paragraph, &all[i]);
        else
            add_field(doc, &all[i]);
    }
    if (paragraph->first == NULL)
        qg_node_unlink(paragraph);
}

/* ---- parts --------------------------------------------------------------------------------- */

/* Bytes of 【name】, name： or name at the start of `text`, the last when nothing follows; 0: it
 * starts otherwise. */
static size_t part_label_at(qg_str text, qg_str name, bool is_bold)
{
    static const char *const marks[][2] = {{"【", "】"}, {"", "："}, {"", ":"}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        qg_str open = qg_str_of(marks[i][0]), close = qg_str_of(marks[i][1]);
        if (qg_str_starts(text, open) && qg_str_starts(qg_str_skip(text, open.n), name) &&
            qg_str_starts(qg_str_skip(text, open.n + name.n), close))
            return open.n + name.n + close.n;
    }
    return is_bold && qg_str_eq(text, name) ? name.n : 0;
}

static void skip_in(qg_node *text, size_t n)
{
    qg_str rest = qg_str_trim(qg_str_skip(text->text, n));

    text->offset += (size_t)(rest.p - text->text.p);
    text->text = rest;
}

/* Drop the label at the start of the block, and the line that it was; returns whether there was
 * one. */
static bool take_part_label(qg_node *block, const char *name, const qg_sink *sink)
{
    qg_node *first = block->first, *text = first, *next;
    bool is_bold = first != NULL && first->kind == QG_STRONG;
    size_t n;

    if (is_bold)
        text = first->first;
    if (text == NULL || text->kind != QG_TEXT)
        return false;
    n = part_label_at(text->text, qg_str_of(name), is_bold && first->first == first->last);
    if (n == 0)
        return false;
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_JUNK,
                                     .offset = text->offset,
                                     .before = qg_str_head(text->text, n),
                                     .confidence = 0.9});
    skip_in(text, n);
    if (text->text.n > 0 || (is_bold && text->next != NULL))
        return true;
    next = first->next;
    qg_node_unlink(first);
    if (next != NULL && next->kind == QG_TEXT)
        skip_in(next, qg_str_starts(qg_str_trim(next->text), QG_STR("：")) ? QG_STR("：").n : 0);
    else if (next != NULL && (next->kind == QG_SOFT_BREAK || next->kind == QG_LINE_BREAK))
        qg_node_unlink(next);
    if (block->first == NULL)
        qg_node_unlink(block);
    return true;
}

static bool has_words(const qg_node *block)
{
    return block != NULL && (block->kind == QG_PARAGRAPH || block->kind == QG_HEADING);
}

/* A heading, or a line that is no sentence: 标题：二号字，居中。 names none. */
static bool may_be_title(qg_doc *doc, const qg_node *block)
{
    qg_line line = qg_written_line(&doc->arena, block->first);

    return block->kind == QG_HEADING || (line.n_stops == 0 && line.n_runes <= QG_MAX_TITLE_RUNES);
}

/* What the label 标题 was taken off, or stood alone above. */
static void make_title(qg_doc *doc, const qg_sink *sink)
{
    qg_node *title = qg_structure_first(doc), *next;

    if (title == NULL || title->kind != QG_PARAGRAPH || !may_be_title(doc, title))
        return;
    next = qg_written_line_next(title->first);
    if (next != NULL)
        qg_paragraph_part(doc, title, next);
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_TITLE,
                                     .offset = title->offset,
                                     .before = qg_written_line(&doc->arena, title->first).text,
                                     .confidence = 0.95});
    qg_letter_make_heading(title, 1);
}

/* 标题：…, 正文： and 落款： say which part of a document follows, in a draft that starts with the
 * first of them. */
static void take_parts(qg_doc *doc, const qg_sink *sink)
{
    static const char *const signed_by[] = {"落款",     "署名",     "发文单位",
                                            "发文机关", "发文日期", "成文日期"};
    qg_node *node = qg_structure_first(doc), *next;

    if (!has_words(node) || !may_be_title(doc, node) || !take_part_label(node, "标题", sink))
        return;
    make_title(doc, sink);
    node = doc->root->first;
    for (int i = 0; i < MAX_BLOCKS && node != NULL; i++, node = next) {
        next = node->next;
        if (has_words(node) && take_part_label(node, "正文", sink))
            break;
    }
    node = doc->root->last;
    for (int i = 0; i < MAX_SIGNED_BLOCKS && node != NULL; i++, node = next) {
        next = node->previous;
        for (size_t k = 0; has_words(node) && k < sizeof signed_by / sizeof *signed_by; k++)
            if (take_part_label(node, signed_by[k], sink))
                break;
    }
}

/* Whether every line of the form is what its label says: of one that is filled in otherwise nothing
 * is taken, since its lines stand apart when they are read again. */
static bool is_complete(qg_doc *doc, bool has_head)
{
    form f = {.next = doc->root->first};
    labelled all[MAX_LABELS];

    for (qg_node *paragraph; (paragraph = next_of_form(doc, &f)) != NULL;)
        if (read_labels(doc, paragraph, has_head, all) == 0)
            return false;
    return true;
}

void qg_label_lines_take(qg_doc *doc, const qg_sink *sink)
{
    form f;
    bool has_head;

    take_parts(doc, sink);
    has_head = has_red_head(doc);
    if (!is_complete(doc, has_head))
        return;
    f = (form){.next = doc->root->first};
    for (qg_node *paragraph; (paragraph = next_of_form(doc, &f)) != NULL;) {
        labelled all[MAX_LABELS];
        size_t n = read_labels(doc, paragraph, has_head, all);
        if (n > 0) /* not the second of two numbers */
            take(doc, paragraph, all, n, sink);
    }
}
