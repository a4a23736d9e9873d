/* code_title.c - words about code that no program would know: ```python title="计算平均值", as
 * MkDocs and Docusaurus show it above the code, and ```流程图, which is no language. */
#include "parse/tree_int.h"

#include "unicode/unicode.h"

/* Take title="…" out of the words behind a fence; empty when there is none. */
static qg_str take_title(qg_doc *doc, qg_str *info)
{
    qg_str key = QG_STR(" title=\""), title;
    size_t at = qg_str_find(*info, key);
    char *rest;

    if (at == info->n)
        return qg_str_head(*info, 0);
    title = qg_str_skip(*info, at + key.n);
    title.n = qg_str_find_byte(title, '"');
    rest = qg_arena_get(&doc->arena, info->n);
    if (rest == NULL || at + key.n + title.n == info->n || qg_str_trim(title).n == 0)
        return qg_str_head(*info, 0);
    memcpy(rest, info->p, at);
    memcpy(rest + at, title.p + title.n + 1, info->n - at - key.n - title.n - 1);
    *info = (qg_str){rest, info->n - key.n - title.n - 1};
    return qg_str_trim(title);
}

/* Take the words from the first Chinese one on; empty when there are none. */
static qg_str take_words(qg_str *info)
{
    qg_str rest = *info, words;
    size_t start = 0;
    qg_rune rune = 0;

    while (rest.n > 0 && !qg_rune_is_han(rune)) {
        if (rune == ' ')
            start = (size_t)(rest.p - info->p);
        qg_utf8_take(&rest, &rune);
    }
    if (!qg_rune_is_han(rune))
        return qg_str_head(*info, 0);
    words = qg_str_skip(*info, start);
    *info = qg_str_trim(qg_str_head(*info, start));
    return words;
}

void qg_code_titles_read(qg_doc *doc, qg_node *root, const qg_sink *sink)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk_blocks(root, node)) {
        qg_node *paragraph, *text;
        qg_str title, info = node->kind == QG_CODE_BLOCK ? node->u.code.info : (qg_str){"", 0};
        if (info.n == 0 ||
            ((title = take_title(doc, &info)).n == 0 && (title = take_words(&info)).n == 0))
            continue;
        paragraph = qg_node_new(doc, QG_PARAGRAPH, node->offset);
        text = qg_node_new(doc, QG_TEXT, node->offset);
        if (paragraph == NULL || text == NULL)
            return;
        text->text = title;
        qg_node_append(paragraph, text);
        qg_node_insert_before(node, paragraph);
        node->u.code.info = info;
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_CONTAINER,
                                         .offset = node->offset,
                                         .before = title,
                                         .after = title});
    }
}
