/* label_lines.c - 文号：… and 主送：… below the title of a draft.
 *
 * Chat assistants fill in a form, **文号**：某政发〔2024〕5号 and **主送**：各区人民政府, where a
 * document has the number and whom it is for, without saying what they are.  A paragraph of nothing
 * but such lines is what the lines name.  Where even the title is labelled, 标题：…, the labels of
 * the text and the signature go, too.
 */
#include "parse/draft_int.h"
#include "parse/letter_int.h"
#include "parse/structure_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"
#include "parse/written_int.h"

#include "base/buf.h"

enum { MAX_BLOCKS = 5, MAX_SIGNED_BLOCKS = 3, MAX_LABELS = 2 };

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
};

static bool is_value(const labelled *l)
{
    qg_str value = qg_without_colon(l->value);

    if (l->key == QG_KEY_DOC_NUMBER)
        return qg_is_doc_number(value);
    return qg_is_addressee(value) && qg_str_find(value, QG_STR("：")) ==
                                         value.n; /* 工程部　　抄送：财务部 is more than one */
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

/* All lines of the paragraph, each with another label; 0 when it has others. */
static size_t read_labels(qg_doc *doc, const qg_node *paragraph, labelled *all)
{
    size_t n = 0;

    for (const qg_node *at = paragraph->first; at != NULL; at = qg_written_line_next(at)) {
        labelled l = read_line(doc, at);
        if (n == MAX_LABELS || l.value.n == 0 || !is_value(&l) || (n == 1 && all[0].key == l.key) ||
            qg_doc_field(doc, l.key) != NULL)
            return 0;
        all[n++] = l;
    }
    return n;
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
        if (all[i].key == QG_KEY_RECIPIENT) {
            set_recipient(doc, paragraph, &all[i]);
        } else {
            qg_str number = qg_doc_number_of(all[i].value);
            qg_doc_add_field(doc, qg_str_of(qg_key_english(all[i].key)), &number, 1,
                             all[i].line.offset, false);
        }
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

void qg_label_lines_take(qg_doc *doc, const qg_sink *sink)
{
    qg_node *node, *next;

    take_parts(doc, sink);
    node = doc->root->first;

    for (int i = 0; i < MAX_BLOCKS && node != NULL; i++, node = next) {
        labelled all[MAX_LABELS];
        size_t n = 0;
        next = node->next;
        if (node->kind == QG_PARAGRAPH && is_plain(node))
            n = read_labels(doc, node, all);
        if (n > 0)
            take(doc, node, all, n, sink);
    }
}
