/* escape_markup.c - escapes whose characters would be markup where they stand. */
#include "normalize/escape_list.h"

#include "base/utf8.h"

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Length of "&gt;" or ">" at the start of `s`; 0 when neither is there. */
static size_t closing_at(qg_str s)
{
    return qg_str_starts(s, QG_STR("&gt;")) ? 4 : qg_str_starts(s, QG_STR(">")) ? 1 : 0;
}

size_t qg_escape_tag_length(qg_str s)
{
    enum { TAG_MAX = 200 };
    size_t n = qg_str_starts(s, QG_STR("/")) || qg_str_starts(s, QG_STR("!--")) ? 1 : 0;
    bool has_value = n == 1 && s.p[0] == '!';

    if (n >= s.n || (!is_letter(s.p[n]) && !has_value))
        return 0;
    while (n < s.n && (is_letter(s.p[n]) || (s.p[n] >= '0' && s.p[n] <= '9')))
        n++;
    for (bool is_name = true; n < s.n && n < TAG_MAX && s.p[n] != '\n' && s.p[n] != '<'; n++) {
        size_t n_closing = closing_at(qg_str_skip(s, n));
        if (n_closing > 0 && (is_name || has_value))
            return n + n_closing;
        is_name = is_name && (s.p[n] == ' ' || s.p[n] == '/');
        has_value = has_value || s.p[n] == '=';
    }
    return 0;
}

static bool is_tag_start(qg_str s)
{
    return s.n > 0 && (is_letter(s.p[0]) || strchr("/!?", s.p[0]) != NULL);
}

static bool is_emphasis_mark(qg_rune rune)
{
    return rune == '*' || rune == '_' || rune == '~';
}

/* Whether a character between `before` and `behind` was escaped on purpose, so that the mark of
 * emphasis beside it works: **“甲”**&#20057;方. Where the neighbour on the other side is no plain
 * text either, it was damage that escaped both. */
static bool is_for_mark(qg_rune rune, qg_rune before, qg_rune behind)
{
    return (is_emphasis_mark(before) && (rune < 0x80 || behind >= 0x80)) ||
           (is_emphasis_mark(behind) && (rune < 0x80 || before >= 0x80));
}

bool qg_escape_is_markup(qg_str text, const qg_escape_item *item)
{
    qg_rune rune = item->rune;
    qg_str before = qg_str_head(text, item->offset);
    qg_str behind = qg_str_skip(text, item->offset + item->n_bytes);

    if (rune == 0)
        return false;
    if (is_for_mark(rune, qg_utf8_last(before), qg_utf8_first(behind)))
        return true;
    if (rune >= 0x80)
        return false;
    if (rune == '<')
        return is_tag_start(behind);
    if (strchr(">-+#", (char)rune) != NULL)
        return before.n == 0 || qg_str_ends(before, QG_STR("\n"));
    return strchr("*_`[]|\\~", (char)rune) != NULL;
}

bool qg_escape_is_in_cell(qg_str text, const qg_escape_item *item)
{
    enum { FAR = 2048 }; /* bytes that a row may have on each side */
    qg_str before = qg_str_head(text, item->offset);
    qg_str behind = qg_str_head(qg_str_skip(text, item->offset + item->n_bytes), FAR);
    size_t n = 0;

    while (n < before.n && n < FAR && before.p[before.n - n - 1] != '\n')
        n++;
    before = qg_str_trim(qg_str_skip(before, before.n - n));
    behind = qg_str_trim(qg_str_head(behind, qg_str_find_byte(behind, '\n')));
    return qg_str_starts(before, QG_STR("|")) && !qg_str_ends(before, QG_STR("|")) &&
           qg_str_ends(behind, QG_STR("|")) && !qg_str_starts(behind, QG_STR("|"));
}
