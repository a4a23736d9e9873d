/* roster.c - names below each other, behind a label.
 *
 * 副组长：李某　副局长 and, in the next line, blanks that push 赵某某　副局长 below 李某.  To
 * Markdown the blanks are nothing and the line a paragraph, so that the names would start at two
 * places. Where the source has such a line below the words behind the colon, it goes on in the
 * label's paragraph, as far in as the label is wide.
 */
#include "parse/draft_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

enum { MAX_LABEL_RUNES = 8, MAX_LINE_RUNES = 30, MAX_LINE_BYTES = 400, SLACK_COLUMNS = 1 };

static int columns_of(qg_str text)
{
    int columns = 0;
    qg_rune rune;

    while (text.n > 0) {
        qg_utf8_take(&text, &rune);
        columns += qg_rune_columns(rune, true);
    }
    return columns;
}

/* Where the words of the paragraph start in their line of the source; -1 where that is too far in
 * to be below anything. */
static int column_of(qg_str source, const qg_node *paragraph)
{
    size_t offset = paragraph->first->offset;
    size_t start = offset < source.n ? offset : source.n, end = start;

    while (start > 0 && source.p[start - 1] != '\n')
        if (end - --start > MAX_LINE_BYTES)
            return -1;
    while (end < source.n && source.p[end] == ' ') /* an indent counts as the line's */
        end++;
    return columns_of(qg_utf8_head(qg_str_skip(source, start), end - start));
}

/* The text of a paragraph of a few words; empty where it is more than that. */
static qg_str words_of(const qg_node *node)
{
    const qg_node *text = node == NULL ? NULL : node->first;

    if (text == NULL || node->kind != QG_PARAGRAPH || node->role != QG_ROLE_BODY ||
        text->kind != QG_TEXT || text != node->last || text->text.n > MAX_LINE_BYTES ||
        qg_utf8_count(text->text) > MAX_LINE_RUNES || qg_has_sentence_mark(text->text) ||
        qg_ends_with_mark(text->text))
        return (qg_str){"", 0};
    return qg_str_trim(text->text);
}

/* Bytes of 副组长：; 0 when the words start otherwise or nothing is behind it. */
static size_t label_of(qg_str words)
{
    qg_str colon = QG_STR("：");
    size_t n = qg_str_find(words, colon);

    return n > 0 && n + colon.n < words.n && qg_utf8_count(qg_str_head(words, n)) <= MAX_LABEL_RUNES
               ? n + colon.n
               : 0;
}

/* Put the words of `line` into a line of the paragraph, behind as many columns. */
static void go_on(qg_doc *doc, qg_node *paragraph, qg_node *line, int columns)
{
    qg_node *end = qg_node_new(doc, QG_LINE_BREAK, line->offset);
    qg_node *words = qg_node_new(doc, QG_TEXT, line->offset);
    qg_buf text;

    if (end == NULL || words == NULL)
        return;
    qg_buf_init(&text, 0);
    for (; columns > 0; columns -= 2)
        qg_buf_puts(&text, columns == 1 ? " " : "　");
    qg_buf_put(&text, words_of(line));
    words->text = qg_arena_copy(&doc->arena, qg_buf_str(&text));
    qg_buf_clear(&text);
    qg_node_append(paragraph, end);
    qg_node_append(paragraph, words);
    qg_node_unlink(line);
}

void qg_rosters_align(qg_doc *doc, qg_str source)
{
    for (qg_node *node = doc->root->first; node != NULL; node = node->next) {
        qg_str words = words_of(node);
        size_t n_label = label_of(words);
        int width = columns_of(qg_str_head(words, n_label));
        int below = n_label == 0 ? 0 : column_of(source, node) + width;
        while (n_label > 0 && words_of(node->next).n > 0 && label_of(words_of(node->next)) == 0) {
            int column = column_of(source, node->next);
            if (column < 0 || column < below - SLACK_COLUMNS || column > below + SLACK_COLUMNS)
                break;
            go_on(doc, node, node->next, width);
        }
    }
}
