/* tags.c - tags of HTML and colours of terminals that were left inside a plain text.
 *
 * Only names that HTML has count, so that <甲> and a < b stay.  A tag of a block or a line break
 * ends the line; the others leave nothing behind, and where there are tags, entities are undone,
 * too.  Of the colours of bulletin boards, ESC [1;31m, the first byte is gone before parsing.
 */
#include "normalize/escaped.h"
#include "parse/text/furniture_int.h"

#include "base/buf.h"

enum { MAX_TAG_BYTES = 1000 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_one_of(qg_str name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (qg_str_eq_nocase(name, qg_str_of(names[i])))
            return true;
    return false;
}

/* Bytes of the tag at the start of `text`; 0 when there is none. */
static size_t tag_at(qg_str text, bool *is_block)
{
    static const char *const blocks[] = {
        "p",  "br", "div", "tr", "li",    "ul",    "ol",      "h1",      "h2",        "h3",
        "h4", "h5", "h6",  "hr", "table", "tbody", "section", "article", "blockquote"};
    static const char *const inlines[] = {"b",   "i",   "u",     "em",  "strong", "span", "font",
                                          "a",   "img", "td",    "th",  "sup",    "sub",  "center",
                                          "o:p", "s",   "small", "big", "ins",    "del",  "nobr"};
    qg_str name = qg_str_skip(text, 1);
    size_t n = 0, end;

    if (qg_str_starts(name, QG_STR("/")))
        name = qg_str_skip(name, 1);
    while (n < name.n && n < 12 &&
           (is_letter(name.p[n]) || (name.p[n] >= '1' && name.p[n] <= '6') || name.p[n] == ':'))
        n++;
    if (n == 0 || n == name.n || strchr(" \t/>", name.p[n]) == NULL)
        return 0;
    *is_block = is_one_of(qg_str_head(name, n), blocks, sizeof blocks / sizeof *blocks);
    if (!*is_block && !is_one_of(qg_str_head(name, n), inlines, sizeof inlines / sizeof *inlines))
        return 0;
    end = qg_str_find_byte(qg_str_head(text, MAX_TAG_BYTES), '>');
    return end < text.n && end < MAX_TAG_BYTES ? end + 1 : 0;
}

/* Bytes of what was an escape sequence at the start of `text`: [m [1;31m [2J; 0 when it is none. */
static size_t colour_at(qg_str text, bool *has_digit)
{
    enum { MAX_BYTES = 16 };
    size_t n = 1;

    *has_digit = false;
    for (; n < text.n && n < MAX_BYTES; n++) {
        if (text.p[n] >= '0' && text.p[n] <= '9')
            *has_digit = true;
        else if (text.p[n] != ';')
            break;
    }
    if (n >= text.n || n == MAX_BYTES || text.p[0] != '[')
        return 0;
    if (text.p[n] == 'm')
        return n + 1;
    return *has_digit && strchr("JKH", text.p[n]) != NULL ? n + 1 : 0;
}

bool qg_text_has_colours(qg_str text)
{
    enum { ENOUGH = 3 };
    size_t n_figures = 0, n = 0, at;

    for (; n < ENOUGH || n_figures == 0; text = qg_str_skip(text, at + 1)) {
        bool has_digit;
        at = qg_str_find_byte(text, '[');
        if (at == text.n)
            return false;
        if (colour_at(qg_str_skip(text, at), &has_digit) > 0) {
            n++;
            n_figures += has_digit;
        }
    }
    return true;
}

/* Append the character that an entity at the start of `text` stands for; returns its bytes, 0 when
 * there is none. */
static size_t put_entity(qg_buf *out, qg_str text)
{
    qg_escape escape;

    if (!qg_escape_read(&escape, text) || escape.family != QG_ESCAPE_ENTITY || escape.is_byte ||
        text.p[escape.n_bytes - 1] != ';') /* ?a=1&copy=2 */
        return 0;
    qg_buf_put(out, (qg_str){escape.text, escape.n_text});
    return escape.n_bytes;
}

/* Append `line` without its tags. */
static bool put_untagged(qg_buf *out, qg_str line)
{
    bool has_tag = false, is_block;

    while (line.n > 0) {
        size_t n = 0, taken;
        while (n < line.n && line.p[n] != '<' && line.p[n] != '&')
            n++;
        qg_buf_put(out, qg_str_head(line, n));
        line = qg_str_skip(line, n);
        if (line.n == 0)
            break;
        if (line.p[0] == '&') {
            taken = put_entity(out, line);
        } else if ((taken = tag_at(line, &is_block)) > 0) {
            has_tag = true;
            if (is_block)
                qg_buf_put_byte(out, '\n');
        }
        if (taken == 0)
            qg_buf_put_byte(out, line.p[0]);
        line = qg_str_skip(line, taken > 0 ? taken : 1);
    }
    return has_tag;
}

bool qg_text_uncolour(qg_buf *out, qg_str line)
{
    bool has_colour = false, has_digit;

    while (line.n > 0) {
        size_t n = qg_str_find_byte(line, '['), taken;
        qg_buf_put(out, qg_str_head(line, n));
        line = qg_str_skip(line, n);
        if (line.n == 0)
            break;
        taken = colour_at(line, &has_digit);
        has_colour = has_colour || taken > 0;
        if (taken == 0)
            qg_buf_put_byte(out, '[');
        line = qg_str_skip(line, taken > 0 ? taken : 1);
    }
    return has_colour;
}

bool qg_text_untag(qg_buf *out, qg_str line)
{
    if (qg_str_find_byte(line, '<') < line.n)
        return put_untagged(out, line);
    qg_buf_put(out, line);
    return false;
}
