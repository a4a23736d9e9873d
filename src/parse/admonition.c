/* admonition.c - the boxes of MkDocs: a mark, and below it lines that are indented.
 *
 *     !!! note "注意"
 *
 *         第一段。
 *
 *     ??? tip              folded until somebody clicks
 *
 * To Markdown their text is code.  A box in a box stays as it was typed.
 */
#include "parse/container_int.h"

enum { INDENT = 4 };

static bool is_blank(qg_str line)
{
    return qg_str_trim(line).n == 0;
}

static bool is_indented(qg_str line)
{
    return qg_str_starts(line, QG_STR("    ")) || qg_str_starts(line, QG_STR("\t"));
}

/* The words between quotes at the end of `rest`, also in those of Chinese that a repair makes of
 * them; a NULL string without quotes. */
static qg_str quoted(qg_str rest)
{
    static const char *const pairs[][2] = {{"\"", "\""}, {"“", "”"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        qg_str open = qg_str_of(pairs[i][0]), close = qg_str_of(pairs[i][1]);
        size_t from = qg_str_find(rest, open) + open.n;
        if (from + close.n <= rest.n && qg_str_ends(rest, close))
            return qg_str_trim(qg_str_skip(qg_str_head(rest, rest.n - close.n), from));
    }
    return (qg_str){NULL, 0};
}

static bool is_words(qg_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < 'a' || s.p[i] > 'z') && strchr(" -", s.p[i]) == NULL)
            return false;
    return true;
}

/* Read the line of the mark; false when it is none. */
static bool read_head(qg_admonition *a, qg_str line)
{
    qg_str rest = qg_str_skip(line, 3);
    size_t n = 0;

    if (!qg_str_starts(line, QG_STR("!!!")) && !qg_str_starts(line, QG_STR("???")))
        return false;
    if (qg_str_starts(rest, QG_STR("+"))) /* unfolded at first */
        rest = qg_str_skip(rest, 1);
    if (!qg_str_starts(rest, QG_STR(" ")))
        return false;
    rest = qg_str_trim(rest);
    while (n < rest.n && ((rest.p[n] >= 'a' && rest.p[n] <= 'z') || rest.p[n] == '-'))
        n++;
    a->type = qg_str_head(rest, n);
    rest = qg_str_trim(qg_str_skip(rest, n));
    a->title = quoted(rest);
    if (a->title.p == NULL) { /* nothing but words such as inline, or it is no mark */
        a->title = (qg_str){"", 0};
        return n > 0 && is_words(rest);
    }
    a->type.n = a->title.n == 0 ? 0 : n; /* "": a box without a head */
    return n > 0;
}

bool qg_admonition_at(qg_admonition *a, qg_str text)
{
    qg_str rest = text, line = qg_str_take_line(&rest);
    const char *blank = NULL; /* the last blank line */

    if (!read_head(a, line))
        return false;
    a->n_head = line.n;
    a->lines = rest;
    a->n_lines = 0;
    while (rest.n > 0) {
        qg_str from = rest;
        line = qg_str_take_line(&rest);
        if (is_blank(line)) {
            blank = line.p;
        } else if (!is_indented(line)) {
            rest = from;
            break;
        } else {
            a->n_lines++;
            blank = NULL;
        }
    }
    /* what follows at once would belong to the last paragraph */
    if (a->n_lines == 0 || (blank == NULL && rest.n > 0))
        return false;
    a->lines.n -= rest.n;
    a->is_last = blank == NULL;
    a->end = blank == NULL ? text.n : (size_t)(blank - text.p);
    return true;
}

size_t qg_admonition_indent(qg_str *lines, qg_str *line)
{
    while (lines->n > 0) {
        *line = qg_str_take_line(lines);
        if (is_indented(*line))
            return line->p[0] == '\t' ? 1 : INDENT;
    }
    return 0;
}
