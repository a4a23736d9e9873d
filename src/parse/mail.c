/* mail.c - mail addresses in a text become links, as they do in Markdown.
 *
 * GFM links every address and has no way to write one that is not linked (6.9, extended autolinks),
 * so a plain text or a page has to link the same ones for its Markdown to say the same.
 */
#include "parse/tree_int.h"

#include "base/buf.h"

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_alnum(char c)
{
    return is_alpha(c) || (c >= '0' && c <= '9');
}

/* Bytes of the name in front of the @ at `at`; 0 when it is none. */
static size_t name_before(qg_str text, size_t at)
{
    size_t start = at;

    while (start > 0 && (is_alnum(text.p[start - 1]) || strchr(".+-_", text.p[start - 1]) != NULL))
        start--;
    return start > 0 && (text.p[start - 1] == '/' || text.p[start - 1] == ':') ? 0 : at - start;
}

/* Bytes of the host behind an @; 0 when it is none. */
static size_t host_at(qg_str text)
{
    size_t n = 0, n_dots = 0;

    for (; n < text.n; n++) {
        if (text.p[n] == '@')
            return 0;
        if (text.p[n] == '.' && n + 1 < text.n && is_alnum(text.p[n + 1]))
            n_dots++;
        else if (!is_alnum(text.p[n]) && text.p[n] != '-' && text.p[n] != '_')
            break;
    }
    return n_dots > 0 && is_alpha(text.p[n - 1]) ? n : 0;
}

static qg_node *new_text(qg_doc *doc, qg_str text, size_t offset)
{
    qg_node *node = qg_node_new(doc, QG_TEXT, offset);

    if (node != NULL)
        node->text = text;
    return node;
}

/* Put the address from `start` to `end` of `node` into a link in front of what is behind it. */
static void put_link(qg_doc *doc, qg_node *node, size_t start, size_t end)
{
    qg_node *link = qg_node_new(doc, QG_LINK, node->offset + start);
    qg_str address = qg_str_head(qg_str_skip(node->text, start), end - start);
    qg_buf url;

    if (link == NULL)
        return;
    qg_buf_init(&url, 0);
    qg_buf_puts(&url, "mailto:");
    qg_buf_put(&url, address);
    link->u.link.url = qg_arena_copy(&doc->arena, qg_buf_str(&url));
    qg_buf_clear(&url);
    qg_node_append(link, new_text(doc, address, node->offset + start));
    if (start > 0)
        qg_node_insert_before(node, new_text(doc, qg_str_head(node->text, start), node->offset));
    qg_node_insert_before(node, link);
    node->text = qg_str_skip(node->text, end);
    node->offset += end;
}

/* Link all addresses in a text. */
static void link_in(qg_doc *doc, qg_node *node)
{
    size_t from = 0;

    for (;;) {
        size_t at = from + qg_str_find_byte(qg_str_skip(node->text, from), '@'), name, host;
        if (at >= node->text.n)
            break;
        name = name_before(node->text, at);
        host = name == 0 ? 0 : host_at(qg_str_skip(node->text, at + 1));
        from = at + 1;
        if (host > 0) {
            put_link(doc, node, at - name, at + 1 + host);
            from = 0;
        }
    }
    if (node->text.n == 0 && node->previous != NULL)
        qg_node_unlink(node);
}

void qg_mail_link(qg_doc *doc)
{
    qg_node *node = doc->root, *following;

    for (; node != NULL; node = following) {
        bool is_whole = node->kind == QG_LINK || node->kind == QG_IMAGE;
        following = is_whole ? qg_node_walk_over(doc->root, node) : qg_node_walk(doc->root, node);
        if (node->kind == QG_TEXT)
            link_in(doc, node);
    }
}
