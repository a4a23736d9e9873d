/* tag.c - where a tag of HTML ends. */
#include "normalize/shield/shield_int.h"

size_t qg_shield_tag_end(qg_str text, size_t at)
{
    size_t i = at + 1;
    char quote = 0;

    if (i < text.n && (text.p[i] == '/' || text.p[i] == '!' || text.p[i] == '?'))
        i++;
    if (i >= text.n || !qg_is_ascii_alnum(text.p[i]) || (text.p[i] <= '9'))
        return at;
    while (i < text.n && (qg_is_name_byte(text.p[i]) || text.p[i] == '-' || text.p[i] == ':'))
        i++;
    if (i < text.n && strchr(" \t\n/>?", text.p[i]) == NULL)
        return at;
    for (; i < text.n; i++) {
        char c = text.p[i];
        if (quote != 0)
            quote = c == quote ? 0 : quote;
        else if (c == '>')
            return i + 1;
        else if (c == '<')
            return at;
        else if (c == '"' || c == '\'')
            quote = c;
    }
    return at;
}
