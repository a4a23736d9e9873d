/* fence.c - fenced code in Markdown, for those who look at a draft line by line. */
#include "parse/source_int.h"

bool qg_is_between_tildes(qg_str line)
{
    qg_str rest = line;
    size_t n;

    while (qg_str_starts(rest, QG_STR("~")))
        rest = qg_str_skip(rest, 1);
    n = line.n - rest.n;
    if (n < 3 || qg_skip_blanks(rest).n < rest.n)
        return false; /* ~~~ aa ``` ~~~ is a fence, and what it says of its code may hold tildes */
    return qg_str_find(rest, qg_str_head(line, n)) < rest.n;
}

/* The fence that a line of code fences opens or closes with: its character and length, 0 when none.
 */
static size_t code_fence(qg_str line, char *c)
{
    size_t indent = 0, n = 0;

    while (indent < line.n && indent < 4 && line.p[indent] == ' ')
        indent++;
    line = qg_str_skip(line, indent);
    if (indent == 4 || line.n < 3 || (line.p[0] != '`' && line.p[0] != '~'))
        return 0;
    *c = line.p[0];
    while (n < line.n && line.p[n] == *c)
        n++;
    return n < 3 || (*c == '`' && qg_str_find_byte(qg_str_skip(line, n), '`') < line.n - n) ||
                   qg_is_between_tildes(line)
               ? 0
               : n;
}

bool qg_fence_holds(qg_fence *open, qg_str line)
{
    char c = 0;
    size_t n = code_fence(line, &c);

    if (open->n == 0) {
        *open = (qg_fence){c, n};
        return n > 0;
    }
    if (n >= open->n && c == open->c && qg_str_trim(line).n == n)
        open->n = 0;
    return true;
}
