/* page_mark.c - what marker puts between the pages of a PDF: {3} and a row of dashes. */
#include "parse/draft_int.h"
#include "parse/tree_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

enum { LEAST_DASHES = 20 };

static bool is_page_mark(const qg_node *node)
{
    const qg_node *text = node->first;
    qg_str rest;
    size_t n;

    if (node->kind != QG_PARAGRAPH || text == NULL || text->kind != QG_TEXT || text->next != NULL ||
        !qg_str_starts(text->text, QG_STR("{")))
        return false;
    rest = qg_str_skip(text->text, 1);
    n = qg_str_find_byte(rest, '}');
    for (size_t i = 0; i < n; i++)
        if (rest.p[i] < '0' || rest.p[i] > '9')
            return false;
    rest = qg_str_skip(rest, n + 1);
    for (size_t i = 0; i < rest.n; i++)
        if (rest.p[i] != '-')
            return false;
    return n > 0 && rest.n >= LEAST_DASHES;
}

/* Whether a sentence stops in the middle at the end of `node`, which is no line of a few words. */
static bool is_cut(const qg_node *node)
{
    const qg_node *last = node->last;
    qg_rune rune = last == NULL ? 0 : qg_utf8_last(last->text);

    return node->kind == QG_PARAGRAPH && (qg_utf8_is_in(rune, "，、（《“") ||
                                          ((qg_rune_is_han(rune) || qg_rune_is_digit(rune)) &&
                                           (qg_has_sentence_mark(last->text) ||
                                            qg_str_find(last->text, QG_STR("，")) < last->text.n)));
}

static bool goes_on(const qg_node *node)
{
    int level;

    return node->kind == QG_PARAGRAPH && node->first != NULL && node->first->kind == QG_TEXT &&
           node->first->text.n > 0 && qg_number_at(node->first->text, &level).n == 0;
}

/* Append what `below` holds to `above`. */
static void join(qg_doc *doc, qg_node *above, qg_node *below, const qg_sink *sink)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_JOINED,
                                     .offset = below->offset,
                                     .before = QG_STR("\n\n"),
                                     .confidence = 0.9});
    while (below->first != NULL) {
        qg_node *inner = below->first;
        qg_node_unlink(inner);
        qg_node_append(above, inner);
    }
    qg_node_unlink(below);
    qg_texts_join(doc, above);
}

void qg_page_marks_drop(qg_doc *doc, const qg_sink *sink)
{
    for (qg_node *node = doc->root->first, *next; node != NULL; node = next) {
        qg_node *above = node->previous;
        next = node->next;
        if (!is_page_mark(node))
            continue;
        qg_block_drop(node, sink);
        if (above == NULL || next == NULL || !is_cut(above) || !goes_on(next))
            continue;
        node = next->next;
        join(doc, above, next, sink);
        next = node;
    }
}
