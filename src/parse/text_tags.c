/* text_tags.c - tags of HTML that were left inside a plain text.
 *
 * Only names that HTML has count, so that <甲> and a < b stay.  A tag of a block or a line break
 * ends the line; the others leave nothing behind.
 */
#include "parse/text_int.h"

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

bool qg_text_untag(qg_buf *out, qg_str line)
{
    bool has_tag = false, is_block;

    while (line.n > 0) {
        size_t n = qg_str_find_byte(line, '<'), tag;
        qg_buf_put(out, qg_str_head(line, n));
        line = qg_str_skip(line, n);
        if (line.n == 0)
            break;
        tag = tag_at(line, &is_block);
        if (tag == 0) {
            qg_buf_put_byte(out, '<');
            line = qg_str_skip(line, 1);
            continue;
        }
        has_tag = true;
        if (is_block)
            qg_buf_put_byte(out, '\n');
        line = qg_str_skip(line, tag);
    }
    return has_tag;
}
