/* underlined.c - text above a rule that Markdown takes for a heading.
 *
 * A line of --- right below a paragraph makes a heading of it.  Below several lines of
 * Chinese, a sentence or a date, it was meant to part them from what follows: a signature and its
 * date from the 抄送.
 */
#include "parse/source_int.h"
#include "parse/tree_int.h"

#include "unicode/unicode.h"

static bool is_text(const qg_node *heading, qg_str source)
{
    qg_str line = qg_skip_blanks(qg_str_skip(source, heading->offset));
    bool has_lines = false;
    qg_rune last;

    if (heading->kind != QG_HEADING || heading->u.heading.level != 2 || heading->last == NULL ||
        heading->parent->kind != QG_DOCUMENT || qg_str_starts(line, QG_STR("#")))
        return false;
    for (const qg_node *node = heading->first; node != NULL; node = node->next)
        has_lines = has_lines || node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK;
    last = qg_utf8_last(heading->last->text);
    return qg_rune_is_wide(last) &&
           (has_lines || qg_utf8_is_in(last, "。；") || qg_is_date_line(heading->last->text));
}

void qg_underlined_texts_part(qg_doc *doc, qg_node *root, qg_str source)
{
    for (qg_node *node = root->first, *rule; node != NULL; node = node->next) {
        if (!is_text(node, source))
            continue;
        rule = qg_node_new(doc, QG_RULE, node->offset);
        if (rule == NULL)
            return;
        qg_node_become(node, QG_PARAGRAPH);
        if (node->next != NULL)
            qg_node_insert_before(node->next, rule);
        else
            qg_node_append(root, rule);
    }
}
