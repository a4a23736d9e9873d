/* typed_mark.c - characters that a draft guards with a backslash are no marks of any dialect.
 *
 * cmark-gfm takes the backslash off and hands on one text.  What reads that text for further marks
 * (dialect.c) must not find x\^2 in it, so the guarded characters become texts of their own.
 */
#include "parse/tree_int.h"

#include "base/utf8.h"

/* Characters that marks of dialects begin or end with. */
static bool is_mark(char c)
{
    return c != '\0' && strchr("[=~^{", c) != NULL;
}

static bool is_escape(qg_str source, char c)
{
    return source.n > 1 && source.p[0] == '\\' && source.p[1] == c;
}

/* Bytes of &amp; or &#94; at the start of `source`; 0 when there is none. */
static size_t reference_at(qg_str source)
{
    enum { MOST_BYTES = 40 };
    size_t n = qg_str_find_byte(qg_str_head(source, MOST_BYTES), ';');

    return qg_str_starts(source, QG_STR("&")) && n < source.n && n < MOST_BYTES ? n + 1 : 0;
}

qg_node *qg_text_node_part(qg_doc *doc, qg_node *text, size_t at, size_t offset)
{
    qg_node *behind = qg_node_new(doc, QG_TEXT, offset);

    if (behind == NULL)
        return NULL;
    behind->text = qg_str_skip(text->text, at);
    text->text = qg_str_head(text->text, at);
    if (text->next != NULL)
        qg_node_insert_before(text->next, behind);
    else
        qg_node_append(text->parent, behind);
    return behind;
}

bool qg_typed_marks_part(qg_doc *doc, qg_node *text, qg_str source)
{
    qg_str typed = qg_str_skip(source, text->offset), rest = text->text;
    bool has_any = false;

    if (qg_str_find_byte(qg_str_head(typed, rest.n), '\\') == qg_str_head(typed, rest.n).n)
        return false;
    while (rest.n > 0 && typed.n > 0) {
        size_t n = typed.p[0] == rest.p[0] ? 1 : reference_at(typed), offset;
        qg_rune rune;
        if (!is_escape(typed, rest.p[0])) {
            rest = n == 1 ? qg_str_skip(rest, 1) : rest;
            if (n > 1)
                qg_utf8_take(&rest, &rune);
            if (n == 0)
                break; /* what was edited, or begins a line */
            typed = qg_str_skip(typed, n);
            continue;
        }
        offset = (size_t)(typed.p - source.p);
        typed = qg_str_skip(typed, 2);
        rest = qg_str_skip(rest, 1);
        if (!is_mark(rest.p[-1]))
            continue;
        has_any = true;
        if (text->text.n > rest.n + 1)
            text = qg_text_node_part(doc, text, text->text.n - rest.n - 1, offset);
        if (text != NULL && rest.n > 0)
            text = qg_text_node_part(doc, text, 1, offset + 2);
        if (text == NULL)
            break;
    }
    return has_any;
}
