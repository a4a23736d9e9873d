/* rolls.c - 出席：… in minutes, where the front matter has the names: they would be printed twice.
 */
#include "parse/draft_int.h"
#include "parse/written_int.h"

/* Whether every line of the paragraph names those who were there as the front matter does; a line
 * that names others is told. */
static bool are_rolls_again(qg_doc *doc, const qg_node *paragraph, const qg_sink *sink)
{
    for (const qg_node *at = paragraph->first; at != NULL; at = qg_written_line_next(at)) {
        qg_line line = qg_written_line(&doc->arena, at);
        qg_str name = {"", 0};
        size_t n = qg_form_label_at(line.text, &name);
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

void qg_rolls_drop_again(qg_doc *doc, const qg_sink *sink)
{
    qg_str style = qg_doc_value(doc, QG_KEY_STYLE);
    bool is_minutes = qg_str_is(style, "minutes") || qg_str_is(style, "纪要") ||
                      qg_str_is(style, "gbt9704-minutes");
    qg_node *next;

    for (qg_node *node = doc->root->first; is_minutes && node != NULL; node = next) {
        next = node->next;
        if (node->kind != QG_PARAGRAPH || !qg_is_plain_line(node->first, NULL) ||
            !are_rolls_again(doc, node, sink))
            continue;
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                         .offset = node->offset,
                                         .before = qg_written_line(&doc->arena, node->first).text,
                                         .confidence = 0.95});
        qg_node_unlink(node);
    }
}
