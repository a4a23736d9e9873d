/* link.c - what a link leads to: behind its text, or as <address>, which is text and address. */
#include "write/markdown/markdown_int.h"

/* An absolute URI as an autolink has it (6.8), and nothing that would be read as a reference. */
static bool is_uri(qg_str s)
{
    size_t colon = qg_str_find_byte(s, ':');

    if (colon < 2 || colon > 32 || colon == s.n)
        return false;
    for (size_t i = 0; i < colon; i++) {
        char c = s.p[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (!is_letter && (i == 0 || c == '\0' || strchr("0123456789+.-", c) == NULL))
            return false;
    }
    for (size_t i = colon; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '<' || s.p[i] == '>' ||
            qg_md_is_reference(qg_str_skip(s, i)))
            return false;
    return true;
}

/* An e-mail address as autolinks have it (6.8), but for the length of its parts. */
static bool is_mail(qg_str s)
{
    size_t at = qg_str_find_byte(s, '@');

    if (at == 0 || at + 1 >= s.n)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool is_alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

        if (!is_alnum && i != at &&
            (c == '\0' || strchr(i < at ? ".!#$%'*+/=?^_`{|}~-" : ".-", c) == NULL))
            return false;
        if (!is_alnum && i > at &&
            (i == at + 1 || i + 1 == s.n || s.p[i - 1] == '.' || s.p[i + 1] == '.'))
            return false;
    }
    return true;
}

bool qg_md_is_autolink(const qg_node *link)
{
    const qg_node *text = link->first;
    qg_str url = link->u.link.url, mailto = QG_STR("mailto:");

    if (link->kind != QG_LINK || text == NULL || text->next != NULL || text->kind != QG_TEXT ||
        link->u.link.title.n > 0)
        return false;
    if (qg_str_eq(url, text->text))
        return is_uri(url);
    return qg_str_starts(url, mailto) && qg_str_eq(qg_str_skip(url, mailto.n), text->text) &&
           is_mail(text->text);
}

/* Whether a destination can do without < and > (6.6). */
static bool is_bare_url(qg_str url)
{
    size_t depth = 0;

    if (url.n == 0 || url.p[0] == '<')
        return false;
    for (size_t i = 0; i < url.n; i++) {
        if ((unsigned char)url.p[i] <= ' ' || url.p[i] == 0x7F)
            return false;
        if (url.p[i] == '(' && ++depth > 8)
            return false;
        if (url.p[i] == ')' && depth-- == 0)
            return false;
    }
    return depth == 0;
}

static void put_destination(qg_buf *out, qg_str url, qg_str title)
{
    bool is_bare = is_bare_url(url);

    qg_buf_puts(out, "](");
    if (is_bare)
        qg_md_escape_string(out, url, "");
    else if (url.n > 0 || title.n > 0) {
        qg_buf_put_byte(out, '<');
        qg_md_escape_string(out, url, "<>");
        qg_buf_put_byte(out, '>');
    }
    if (title.n > 0) {
        qg_buf_puts(out, " \"");
        qg_md_escape_string(out, title, "\"");
        qg_buf_put_byte(out, '"');
    }
    qg_buf_put_byte(out, ')');
}

/* The size of a picture in braces, as pandoc has it too. */
static void put_sizes(qg_buf *out, qg_str width, qg_str height)
{
    if (width.n + height.n == 0)
        return;
    qg_buf_puts(out, width.n > 0 ? "{width=" : "{");
    qg_buf_put(out, width);
    if (height.n > 0)
        qg_buf_puts(out, width.n > 0 ? " height=" : "height=");
    qg_buf_put(out, height);
    qg_buf_put_byte(out, '}');
}

void qg_md_link_end(qg_buf *out, const qg_node *link)
{
    put_destination(out, link->u.link.url, link->u.link.title);
    if (link->kind == QG_IMAGE)
        put_sizes(out, link->u.link.width, link->u.link.height);
}
