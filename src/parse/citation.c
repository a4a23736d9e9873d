/* citation.c - marks that chat assistants leave where they found something.
 *
 * [citation:2], [^1^], 【4:0†source】 and, between characters of private use, citeturn0search1 lead
 * to a list that stays in the chat window.  In a document they lead nowhere.
 */
#include "parse/tree_int.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { MAX_BYTES = 120 };

static size_t digits_at(qg_str s)
{
    size_t n = 0;

    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    return n;
}

/* Bytes of `open`, a number and `close` at the start of `s`. */
static size_t numbered_at(qg_str s, const char *open, const char *close)
{
    size_t n_open = strlen(open), n;

    if (!qg_str_starts(s, qg_str_of(open)))
        return 0;
    n = digits_at(qg_str_skip(s, n_open));
    return n > 0 && qg_str_starts(qg_str_skip(s, n_open + n), qg_str_of(close))
               ? n_open + n + strlen(close)
               : 0;
}

/* 【4:0†source】, 【1†L2-L4】 */
static size_t source_at(qg_str s)
{
    qg_str inside = qg_str_skip(s, strlen("【"));
    size_t end;

    if (!qg_str_starts(s, QG_STR("【")) || digits_at(inside) == 0)
        return 0;
    inside = qg_str_head(inside, MAX_BYTES);
    end = qg_str_find(inside, QG_STR("】"));
    return end < inside.n && qg_str_find(inside, QG_STR("†")) < end ? strlen("【】") + end : 0;
}

static size_t letters_at(qg_str s)
{
    size_t n = 0;

    while (n < s.n && s.p[n] >= 'a' && s.p[n] <= 'z')
        n++;
    return n;
}

/* Take `mark` when `rest` starts with it. */
static bool take(qg_str *rest, const char *mark)
{
    bool is_there = qg_str_starts(*rest, qg_str_of(mark));

    *rest = qg_str_skip(*rest, is_there ? strlen(mark) : 0);
    return is_there;
}

/* citeturn0search1turn0news2, also U+E200 cite U+E202 turn0search1 U+E202 turn0news2 U+E201 */
static size_t turns_at(qg_str s)
{
    qg_str rest = s;
    size_t n_turns = 0;

    take(&rest, "\uE200");
    if (!take(&rest, "cite"))
        return 0;
    for (;; n_turns++) {
        qg_str turn = rest;
        size_t n;
        take(&turn, "\uE202");
        if (!take(&turn, "turn") || (n = digits_at(turn)) == 0)
            break;
        turn = qg_str_skip(turn, n);
        n = letters_at(turn);
        if (n == 0 || digits_at(qg_str_skip(turn, n)) == 0)
            break;
        turn = qg_str_skip(turn, n);
        rest = qg_str_skip(turn, digits_at(turn));
    }
    take(&rest, "\uE201");
    return n_turns == 0 ? 0 : s.n - rest.n;
}

static size_t mark_at(qg_str s)
{
    size_t n = numbered_at(s, "[citation:", "]");

    n = n > 0 ? n : numbered_at(s, "[^", "^]");
    n = n > 0 ? n : source_at(s);
    return n > 0 ? n : turns_at(s);
}

static bool may_start(const unsigned char *p, size_t n)
{
    return p[0] == '[' || (p[0] == 'c' && n > 1 && p[1] == 'i') || (p[0] == 0xE3 && p[2] == 0x90) ||
           p[0] == 0xEE;
}

/* The next place at which a mark may start: [, cite, 【 or U+E200.  All text is asked, so Han are
 * passed over as wholes. */
static size_t candidate(qg_str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t n = 0;

    for (;;) {
        while (n < s.n && ((p[n] > 0xE3 && p[n] < 0xEE) || p[n] == 0xEF))
            n += 3;
        if (n >= s.n || may_start(p + n, s.n - n))
            return n;
        n++;
    }
}

/* Told where its line starts: the words of HTML may be longer than the input. */
static void tell(const qg_node *text, qg_str mark, const qg_sink *sink)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_CITATION,
                                     .offset = text->offset,
                                     .before = mark,
                                     .confidence = 0.95});
}

/* The text without its marks and the blank in front of each. */
static void clean(qg_doc *doc, qg_node *text, const qg_sink *sink)
{
    qg_str rest = text->text;
    qg_buf out;

    qg_buf_init(&out, 0);
    while (rest.n > 0) {
        size_t n = candidate(rest), n_mark = mark_at(qg_str_skip(rest, n));
        qg_str mark = qg_str_head(qg_str_skip(rest, n), n_mark);
        qg_buf_put(&out, qg_str_head(rest, n_mark > 0 || n == rest.n ? n : n + 1));
        rest = qg_str_skip(rest, n_mark > 0 ? n + n_mark : n + 1);
        if (n_mark == 0)
            continue;
        tell(text, mark, sink);
        if (out.n > 0 && out.p[out.n - 1] == ' ')
            qg_buf_truncate(&out, out.n - 1);
    }
    if (out.n < text->text.n)
        text->text = qg_arena_copy(&doc->arena, qg_buf_str(&out));
    if (qg_buf_status(&out) != QG_OK)
        doc->arena.status = qg_buf_status(&out);
    qg_buf_clear(&out);
}

static bool has_mark(qg_str text)
{
    for (size_t n; (n = candidate(text)) < text.n; text = qg_str_skip(text, n + 1))
        if (mark_at(qg_str_skip(text, n)) > 0)
            return true;
    return false;
}

void qg_citations_drop(qg_doc *doc, qg_node *root, const qg_sink *sink)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk(root, node))
        if (node->kind == QG_TEXT && has_mark(node->text))
            clean(doc, node, sink);
}
