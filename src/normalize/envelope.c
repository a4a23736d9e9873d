/* envelope.c - what a chat assistant puts its answer in: a fence, and its thoughts in front.
 *
 * Asked for a draft, assistants answer with 以下是为您起草的通知： and the draft in a fence,
 * ```markdown or a bare one, so that a button copies it.  Pasted into a file as it is, the draft
 * would be code for every reader of Markdown.
 *
 * Such a fence opens near the start, all others are inside it, no heading stands outside, and most
 * of the text is in it, at least two blocks.  Without the word markdown two of its lines must end
 * as Chinese sentences do or rule a table, and what introduces it, if anything does, with a colon.
 *
 * What it thought stands in <think> in front of all, or in <details> whose summary says so.  Where
 * the prompt has opened it, only the </think> is there.
 */
#include "normalize/envelope.h"

enum { MAX_TALK_BYTES = 1024, MIN_SENTENCES = 2 };

/* How many ` or ~ a line starts with that is a fence of Markdown; 0 when it is none. */
static size_t fence_at(qg_str line)
{
    size_t n = 0;

    while (n < line.n && (line.p[0] == '`' || line.p[0] == '~') && line.p[n] == line.p[0])
        n++;
    return n < 3 || qg_str_find_byte(qg_str_skip(line, n), line.p[0]) < line.n - n ? 0 : n;
}

static qg_str info_of(qg_str line)
{
    return qg_str_trim(qg_str_skip(line, fence_at(line)));
}

/* The first line at `at` or behind it that is a fence; text.n when there is none. */
static size_t next_fence(qg_str text, size_t at)
{
    qg_str rest = qg_str_skip(text, at);

    while (rest.n > 0) {
        size_t line_at = text.n - rest.n;
        if (fence_at(qg_str_take_line(&rest)) > 0)
            return line_at;
    }
    return text.n;
}

static qg_str line_at(qg_str text, size_t at)
{
    qg_str rest = qg_str_skip(text, at);

    return qg_str_take_line(&rest);
}

static size_t behind_line(qg_str text, size_t at)
{
    size_t end = at + line_at(text, at).n;

    return end < text.n ? end + 1 : end;
}

/* Find the fence that closes the one before `start`; no other may follow it.  Fences with a word
 * behind them open one inside.  Where `may_be_open` the closing one may be missing, as in an
 * answer that was cut short. */
static bool find_end(qg_envelope *e, qg_str text, bool may_be_open)
{
    size_t depth = 1;

    e->end = next_fence(text, e->start);
    while (e->end < text.n) {
        depth += info_of(line_at(text, e->end)).n > 0 ? 1 : (size_t)-1;
        if (depth == 0)
            break;
        e->end = next_fence(text, behind_line(text, e->end));
    }
    e->behind = behind_line(text, e->end);
    if (e->end == text.n && may_be_open)
        return depth == 1;
    return depth == 0 && next_fence(text, e->behind) == text.n;
}

static bool has_heading(qg_str text)
{
    while (text.n > 0)
        if (qg_str_starts(qg_str_take_line(&text), QG_STR("#")))
            return true;
    return false;
}

/* Whether the text has at least two blocks, with a blank line between them. */
static bool has_two_blocks(qg_str text)
{
    return qg_str_find(qg_str_trim(text), QG_STR("\n\n")) < qg_str_trim(text).n;
}

/* Whether the line rules off the head of a table: |---|:--|, also with blanks. */
static bool is_table_rule(qg_str line)
{
    size_t n = 0;

    while (n < line.n && strchr("|-: ", line.p[n]) != NULL)
        n++;
    return n == line.n && qg_str_starts(line, QG_STR("|")) && qg_str_find(line, QG_STR("--")) < n;
}

static bool has_sentences(qg_str text)
{
    size_t n = 0;

    while (text.n > 0 && n < MIN_SENTENCES) {
        qg_str line = qg_str_trim(qg_str_take_line(&text));
        n += qg_str_ends(line, QG_STR("。")) || qg_str_ends(line, QG_STR("：")) ||
             qg_str_ends(line, QG_STR("；")) || is_table_rule(line);
    }
    return n == MIN_SENTENCES;
}

static bool is_introduced(qg_str before)
{
    return before.n == 0 || qg_str_ends(before, QG_STR("：")) || qg_str_ends(before, QG_STR(":"));
}

bool qg_envelope_find(qg_envelope *envelope, qg_str text, size_t start)
{
    size_t most = start + MAX_TALK_BYTES;
    qg_envelope e = {.fence = next_fence(qg_str_head(text, most), start)};
    qg_str info = info_of(line_at(text, e.fence)), before, draft, behind;
    bool is_markdown =
        qg_str_eq_nocase(info, QG_STR("markdown")) || qg_str_eq_nocase(info, QG_STR("md"));

    e.start = behind_line(text, e.fence);
    if (e.fence >= most || e.start >= text.n || !find_end(&e, text, is_markdown))
        return false;
    before = qg_str_trim(qg_str_skip(qg_str_head(text, e.fence), start));
    draft = qg_str_head(qg_str_skip(text, e.start), e.end - e.start);
    behind = qg_str_trim(qg_str_skip(text, e.behind));
    if (has_heading(before) || has_heading(behind) || before.n + behind.n > draft.n ||
        !has_two_blocks(draft))
        return false;
    *envelope = e;
    return is_markdown ||
           ((info.n == 0 || qg_str_is(info, "text") || qg_str_is(info, "plaintext")) &&
            is_introduced(before) && has_sentences(draft));
}

/* ---- thoughts -------------------------------------------------------------------------------- */

/* Whether <details> starts with a summary such as 已深度思考（用时 12 秒）. */
static bool is_on_thinking(qg_str details)
{
    static const char *const words[] = {"思考", "推理", "Think", "Thought", "Reason"};
    qg_str summary = qg_str_head(details, qg_str_find(details, QG_STR("</summary>")));

    if (summary.n > MAX_TALK_BYTES)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_find(summary, qg_str_of(words[i])) < summary.n)
            return true;
    return false;
}

size_t qg_thoughts_end(qg_str text)
{
    static const struct {
        const char *open, *close;
    } marks[] = {{"<think>", "</think>"},
                 {"<thinking>", "</thinking>"},
                 {"<reasoning>", "</reasoning>"},
                 {"<details", "</details>"}};
    qg_str start = qg_str_trim(text);
    size_t i = 0, at, end, n_marks = sizeof marks / sizeof *marks;
    bool is_opened;

    while (i < n_marks && !qg_str_starts(start, qg_str_of(marks[i].open)))
        i++;
    if (i == n_marks || (i == n_marks - 1 && !is_on_thinking(start)))
        i = 0;
    is_opened = qg_str_starts(start, qg_str_of(marks[i].open));
    at = qg_str_find(text, qg_str_of(marks[i].close));
    end = at + strlen(marks[i].close);
    if (at == text.n || (!is_opened && (qg_str_find(text, qg_str_of(marks[i].open)) < at ||
                                        qg_str_trim(line_at(text, end)).n > 0)))
        return 0; /* not closed, or spoken of in the text */
    if (qg_str_trim(line_at(text, end)).n == 0)
        end = behind_line(text, end);
    return qg_str_trim(qg_str_skip(text, end)).n == 0 ? 0 : end;
}
