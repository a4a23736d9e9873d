/* escape.c - Markdown that was escaped as a whole.
 *
 * An answer that was pasted as text into an editor and exported comes out as \# 通知 and
 * \*\*一、时间\*\*: the editor took care that its marks stay the characters they were to it.  A
 * text with several lines that start with such a mark, a heading's or ** among them, and none with
 * a mark that is not escaped, is meant as Markdown, and is fed without those backslashes.
 *
 * Of the other escapes none is needed for that, and \_ and \| mean what they say.
 */
#include "parse/cmark/cmark_int.h"

#include "base/buf.h"

enum { MIN_ESCAPED = 3 };

/* Bytes of the mark of a block that `line` starts with: some #, -, *, > and a blank, or **. */
static size_t mark_at(qg_str line)
{
    size_t n = 0;

    if (qg_str_starts(line, QG_STR("**")))
        return 2;
    while (n < line.n && n < 6 && line.p[n] == '#')
        n++;
    n += n == 0 && line.n > 0 && strchr("-*>", line.p[0]) != NULL;
    return n > 0 && n < line.n && line.p[n] == ' ' ? n : 0;
}

/* Likewise with a backslash before the first # or -, or before each of **. */
static bool is_escaped_mark(qg_str line)
{
    return qg_str_starts(line, QG_STR("\\*\\*")) ||
           (qg_str_starts(line, QG_STR("\\")) && mark_at(qg_str_skip(line, 1)) > 0);
}

static bool is_escaped(qg_str text)
{
    size_t n = 0;
    bool has_head = false; /* lines of nothing but - are somebody's dashes */
    qg_fence fence = {0};

    if (qg_str_find(text, QG_STR("\n\\")) == text.n)
        return false;
    while (text.n > 0) {
        qg_str line = qg_str_take_line(&text);
        if (qg_fence_holds(&fence, line))
            continue;
        if (mark_at(qg_skip_blanks(line)) > 0)
            return false;
        if (!is_escaped_mark(qg_skip_blanks(line)))
            continue;
        n++;
        has_head = has_head || qg_str_starts(qg_skip_blanks(line), QG_STR("\\#")) ||
                   qg_str_starts(qg_skip_blanks(line), QG_STR("\\*\\*"));
    }
    return n >= MIN_ESCAPED && has_head;
}

/* Put the places of the backslashes in front of marks in `line`, which is at `offset`. */
static void note_line(qg_buf *cuts, qg_str line, size_t offset)
{
    qg_str bare = qg_skip_blanks(line);
    size_t start = line.n - bare.n, digits = 0;

    while (digits < bare.n && bare.p[digits] >= '0' && bare.p[digits] <= '9')
        digits++;
    for (size_t i = start; i + 1 < line.n; i++) {
        qg_blanks cut = {offset + i, 1};
        bool is_mark = line.p[i + 1] == '*' || (i == start && is_escaped_mark(bare)) ||
                       (i == start + digits && digits > 0 && line.p[i + 1] == '.');
        if (line.p[i] != '\\')
            continue;
        if (is_mark)
            qg_buf_put(cuts, (qg_str){(const char *)&cut, sizeof cut});
        i++;
    }
}

qg_status qg_escapes_find(qg_source *s)
{
    qg_str rest = qg_str_skip(s->text, s->start);
    qg_fence fence = {0};
    qg_buf cuts;
    qg_status st;

    if (!is_escaped(rest))
        return QG_OK;
    qg_buf_init(&cuts, 0);
    while (rest.n > 0) {
        qg_str line = qg_str_take_line(&rest);
        size_t n = cuts.n;
        if (!qg_fence_holds(&fence, line))
            note_line(&cuts, line, (size_t)(line.p - s->text.p));
        if (cuts.n > n)
            qg_sink_tell(s->sink, &(qg_finding){.kind = QG_FOUND_PARSE_LEFT_MARK,
                                                .offset = (size_t)(line.p - s->text.p),
                                                .before = line,
                                                .confidence = 0.95});
    }
    s->n_escapes = cuts.n / sizeof *s->escapes;
    s->escapes = qg_arena_get(&s->doc->arena, cuts.n + 1);
    if (s->escapes != NULL && cuts.n > 0)
        memcpy(s->escapes, cuts.p, cuts.n);
    st = qg_buf_status(&cuts);
    qg_buf_clear(&cuts);
    return st == QG_OK ? qg_doc_status(s->doc) : st;
}
