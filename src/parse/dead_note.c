/* dead_note.c - [^3] in a text that has no footnote of that name stays on paper as it is typed, and
 * so does [3](注), the number of a note with a remark behind it, which is no link. */
#include "parse/tree_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

/* The bytes of [^3] at the start of `text`; 0: it starts otherwise. */
static size_t mark_at(qg_str text)
{
    enum { MAX_BYTES = 60 };
    size_t n = 2;

    if (!qg_str_starts(text, QG_STR("[^")))
        return 0;
    while (n < text.n && n < MAX_BYTES && strchr(" \t\n[]^", text.p[n]) == NULL)
        n++;
    return n > 2 && n < text.n && text.p[n] == ']' ? n + 1 : 0;
}

/* One that is escaped is meant so: there the draft has a backslash. */
static void tell_marks(const qg_node *node, qg_str draft, const qg_sink *sink)
{
    for (size_t at = qg_str_find(node->text, QG_STR("[^")); at < node->text.n;) {
        qg_str rest = qg_str_skip(node->text, at);
        size_t n = mark_at(rest), offset = node->offset + at;
        if (n > 0 && qg_str_starts(qg_str_skip(draft, offset), qg_str_head(rest, n)))
            qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_DEAD_NOTE,
                                             .offset = offset,
                                             .before = qg_str_head(rest, n)});
        rest = qg_str_skip(rest, 2);
        at += 2 + qg_str_find(rest, QG_STR("[^"));
    }
}

static bool is_figures(qg_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return text.n > 0;
}

/* 注 leads nowhere; an address has a letter or a point. */
static bool is_remark(qg_str url)
{
    bool is_han = url.n > 0;

    while (url.n > 0) {
        qg_rune rune;
        qg_utf8_take(&url, &rune);
        is_han = is_han && qg_rune_is_han(rune);
    }
    return is_han;
}

/* Bytes of [3](注) at the start of `rest`, which the link was read from; 0: it was read from
 * something else. */
static size_t typed_at(qg_str rest, qg_str figures, qg_str url)
{
    const qg_str parts[] = {QG_STR("["), figures, QG_STR("]("), url, QG_STR(")")};
    size_t n = 0;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!qg_str_starts(qg_str_skip(rest, n), parts[i]))
            return 0;
        n += parts[i].n;
    }
    return n;
}

void qg_remarks_unlink(qg_node *root, qg_str draft)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk(root, node)) {
        const qg_node *text = node->kind == QG_LINK ? node->first : NULL;
        qg_str typed;
        if (text == NULL || text != node->last || text->kind != QG_TEXT ||
            !is_figures(text->text) || !is_remark(node->u.link.url))
            continue;
        typed = qg_str_skip(draft, node->offset);
        typed = qg_str_head(typed, typed_at(typed, text->text, node->u.link.url));
        if (typed.n == 0)
            continue;
        qg_node_unlink(node->first);
        qg_node_become(node, QG_TEXT);
        node->text = typed;
    }
}

void qg_dead_notes_tell(const qg_node *root, qg_str draft, const qg_sink *sink)
{
    for (const qg_node *node = root; node != NULL; node = qg_node_walk(root, node))
        if (node->kind == QG_TEXT)
            tell_marks(node, draft, sink);
}
