/* pairs.c - which brackets and quotes belong together. */
#include "normalize/punctuation/punctuation_int.h"

static char byte_at(qg_str s, size_t at)
{
    return at < s.n ? s.p[at] : 0;
}

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* ---- what is around a quote ------------------------------------------------------------------ */

static bool has_before(qg_str text, size_t at, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (qg_str_ends(qg_str_head(text, at), qg_str_of(list[i])))
            return true;
    return false;
}

static bool has_behind(qg_str text, size_t at, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (qg_str_starts(qg_str_skip(text, at), qg_str_of(list[i])))
            return true;
    return false;
}

#define HAS_BEFORE(text, at, list) has_before(text, at, list, sizeof(list) / sizeof *(list))
#define HAS_BEHIND(text, at, list) has_behind(text, at, list, sizeof(list) / sizeof *(list))

/* Whether what stands behind the quote starts no quotation, but may follow one. */
static bool must_close(qg_str text, size_t at)
{
    static const char *const behind[] = {",",  ".",  ";",  ":",  "?",  "!",  ")",  "，", "。",
                                         "；", "：", "？", "！", "）", "、", "》", "]("};
    char next = byte_at(text, at + 1);

    return next == 0 || next == '\n' || next == ' ' || HAS_BEHIND(text, at + 1, behind);
}

/* Whether what stands before the quote ends no quotation, but may stand before one. */
static bool must_open(qg_str text, size_t at)
{
    static const char *const before[] = {"(", ":", "（", "：", "《", "、", " ", "["};

    return at == 0 || byte_at(text, at - 1) == '\n' || HAS_BEFORE(text, at, before);
}

/* ---- pairing --------------------------------------------------------------------------------- */

static void join(qg_mark *marks, size_t open, size_t close)
{
    marks[open].mate = close + 1;
    marks[close].mate = open + 1;
    marks[open].is_open = true;
}

/* Pair the brackets, which nest.  One that closes nothing, as in 1), stays alone. */
static void pair_brackets(qg_mark *marks, size_t n, size_t *stack)
{
    size_t depth = 0;

    for (size_t i = 0; i < n; i++)
        if (marks[i].c == '(')
            stack[depth++] = i;
        else if (marks[i].c == ')' && depth > 0)
            join(marks, stack[--depth], i);
}

/* Whether the mark is no quote but an apostrophe, or means minutes or inches. */
static bool is_no_quote(qg_str text, const qg_mark *mark, bool is_open)
{
    char before = mark->offset == 0 ? 0 : text.p[mark->offset - 1];
    char behind = byte_at(text, mark->offset + 1);

    if (mark->c == '\'' && is_word_byte(before) && (is_word_byte(behind) || !is_open))
        return true;
    return !is_open && before >= '0' && before <= '9';
}

/* Pair the quotes, which alternate.  One that cannot close, or cannot open, shows that its
 * fellow is missing. */
static void pair_quotes(qg_str text, qg_mark *marks, size_t n, char quote)
{
    size_t open = n; /* n: none */

    for (size_t i = 0; i < n; i++) {
        bool opens, closes;
        if (marks[i].c != quote || is_no_quote(text, &marks[i], open < n))
            continue;
        opens = must_open(text, marks[i].offset);
        closes = must_close(text, marks[i].offset);
        if (open == n || (opens && !closes)) {
            marks[i].is_sure = !closes || opens;
            marks[i].is_open = !closes || opens;
            open = marks[i].is_open ? i : n;
        } else {
            marks[i].is_sure = !opens || closes;
            join(marks, open, i);
            marks[open].is_sure = marks[i].is_sure = marks[i].is_sure && marks[open].is_sure;
            open = n;
        }
    }
}

void qg_marks_pair(qg_str text, qg_mark *marks, size_t n, size_t *stack)
{
    pair_brackets(marks, n, stack);
    pair_quotes(text, marks, n, '"');
    pair_quotes(text, marks, n, '\'');
}
