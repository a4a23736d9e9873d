/* callout.c - quotes that say what they are: > [!NOTE], as GitHub and note-taking programs have
 * them.
 *
 * Such programs show a box with a head.  Here the head is a line in bold above the quote's text:
 * the title behind the mark, or what the mark says.
 */
#include "parse/container_int.h"
#include "parse/draft_int.h"

#include "unicode/unicode.h"

static const struct {
    const char *type, *chinese, *english;
} labels[] = {{"note", "注意", "Note"},           {"tip", "提示", "Tip"},
              {"important", "重要", "Important"}, {"warning", "警告", "Warning"},
              {"caution", "小心", "Caution"},     {"info", "信息", "Info"},
              {"danger", "危险", "Danger"},       {"details", "详情", "Details"},
              {"abstract", "摘要", "Abstract"},   {"success", "成功", "Success"},
              {"question", "问题", "Question"},   {"failure", "失败", "Failure"},
              {"example", "示例", "Example"},     {"bug", "缺陷", "Bug"},
              {"quote", "引用", "Quote"}};

/* Bytes of [!NOTE] at the start of `text`, with a + or - that folds the box and blanks behind it;
 * 0 when there is none. */
static size_t mark_of(qg_str text, qg_str *type)
{
    size_t n = strlen("[!");

    if (!qg_str_starts(text, QG_STR("[!")))
        return 0;
    while (n < text.n && qg_rune_is_letter((unsigned char)text.p[n]))
        n++;
    *type = qg_str_skip(qg_str_head(text, n), strlen("[!"));
    if (type->n == 0 || n == text.n || text.p[n] != ']')
        return 0;
    for (n++; n < text.n && strchr("+- ", text.p[n]) != NULL;)
        n++;
    return n;
}

static bool has_chinese(const qg_node *quote)
{
    for (const qg_node *node = quote; node != NULL; node = qg_node_walk(quote, node))
        for (qg_str rest = node->text; rest.n > 0;) {
            qg_rune rune;
            qg_utf8_take(&rest, &rune);
            if (qg_rune_is_han(rune))
                return true;
        }
    return false;
}

bool qg_callout_is_type(qg_str type)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (qg_str_eq_nocase(type, qg_str_of(labels[i].type)))
            return true;
    return false;
}

static qg_str label_of(qg_str type, bool is_chinese)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (qg_str_eq_nocase(type, qg_str_of(labels[i].type)))
            return qg_str_of(is_chinese ? labels[i].chinese : labels[i].english);
    return type;
}

/* The paragraph's first line becomes one of its own. */
static void part_head(qg_doc *doc, qg_node *paragraph)
{
    for (qg_node *node = paragraph->first; node != NULL; node = node->next)
        if (node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK) {
            if (node->next != NULL)
                qg_paragraph_part(doc, paragraph, node->next);
            else
                qg_node_unlink(node);
            return;
        }
}

static void set_bold(qg_doc *doc, qg_node *paragraph)
{
    qg_node *strong = qg_node_new(doc, QG_STRONG, paragraph->offset), *next;

    if (strong == NULL)
        return;
    for (qg_node *node = paragraph->first; node != NULL; node = next) {
        next = node->next;
        qg_node_unlink(node);
        qg_node_append(strong, node);
    }
    qg_node_append(paragraph, strong);
}

static void make_head(qg_doc *doc, qg_node *quote, const qg_sink *sink)
{
    qg_node *head = quote->first, *text = head->first;
    qg_str type, mark;

    mark = qg_str_head(text->text, mark_of(text->text, &type));
    part_head(doc, head);
    text->text = qg_str_skip(text->text, mark.n);
    text->offset += mark.n;
    if (text->text.n == 0 && text->next == NULL)
        text->text = label_of(type, has_chinese(quote));
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_CALLOUT,
                                     .offset = head->offset,
                                     .before = qg_str_trim(mark),
                                     .after = text->text});
    set_bold(doc, head);
}

qg_node *qg_callout_set_head(qg_doc *doc, qg_node *quote, qg_str type, qg_str title)
{
    qg_node *head = qg_node_new(doc, QG_PARAGRAPH, quote->offset);
    qg_node *text = qg_node_new(doc, QG_TEXT, quote->offset);

    if (head == NULL || text == NULL)
        return NULL;
    text->text = title.n > 0 ? title : label_of(type, has_chinese(quote));
    qg_node_append(head, text);
    set_bold(doc, head);
    if (quote->first != NULL)
        qg_node_insert_before(quote->first, head);
    else
        qg_node_append(quote, head);
    return head->first;
}

void qg_callouts_read(qg_doc *doc, qg_node *root, qg_str source, const qg_sink *sink)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk_blocks(root, node)) {
        const qg_node *first = node->first;
        qg_str type;
        if (node->kind == QG_QUOTE && first != NULL && first->kind == QG_PARAGRAPH &&
            first->first != NULL && first->first->kind == QG_TEXT &&
            mark_of(first->first->text, &type) > 0 &&
            qg_str_starts(qg_str_skip(source, first->first->offset), QG_STR("[!"))) /* no \[! */
            make_head(doc, node, sink);
    }
}
