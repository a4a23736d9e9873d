/* raw_html.c - the HTML in Markdown that means something in a report.
 *
 * Markdown has no way to say 10 m², underlined, or a cell over two rows, and people write <sup>,
 * <u> and <table> for it.  Tags that come in pairs within one paragraph become nodes; blocks of
 * HTML go the way of web pages.  The rest stays as it was typed, and is told.
 */
#include "parse/html/html_int.h"
#include "parse/tree_int.h"

#include "base/utf8.h"

#include <string.h>

enum { MAX_NAME = 10, MAX_OPEN = 50 };

typedef struct tag {
    const char *name;
    qg_node_kind kind;
} tag;

static const tag pairs[] = {
    {"b", QG_STRONG},      {"strong", QG_STRONG}, {"i", QG_EMPHASIS},      {"em", QG_EMPHASIS},
    {"s", QG_STRIKE},      {"del", QG_STRIKE},    {"strike", QG_STRIKE},   {"u", QG_UNDERLINE},
    {"ins", QG_UNDERLINE}, {"sub", QG_SUBSCRIPT}, {"sup", QG_SUPERSCRIPT}, {"a", QG_LINK},
    {"span", QG_TEXT},     {"font", QG_TEXT}, /* colours and fonts, which the style sheet has */
    {"text", QG_TEXT},                        /* Feishu's */
    {"kbd", QG_TEXT},      {"mark", QG_TEXT},     {"small", QG_TEXT},      {"big", QG_TEXT},
};

qg_str qg_tag_name(qg_str html, bool *is_end)
{
    size_t n = 0;

    html = qg_str_skip(html, 1);
    *is_end = qg_str_starts(html, QG_STR("/"));
    html = qg_str_skip(html, *is_end ? 1 : 0);
    while (n < html.n && n < MAX_NAME && (html.p[n] | 32) >= 'a' && (html.p[n] | 32) <= 'z')
        n++;
    return qg_str_head(html, n);
}

static const tag *pair_of(qg_str html, bool *is_end)
{
    qg_str name = qg_tag_name(html, is_end);

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (qg_str_eq_nocase(name, qg_str_of(pairs[i].name)))
            return &pairs[i];
    return NULL;
}

static void make_image(qg_doc *doc, qg_node *node)
{
    qg_str html = node->text, alt = qg_html_tag_attr(doc, html, "alt");
    qg_str url = qg_html_tag_attr(doc, html, "src");
    qg_node *text = alt.n == 0 ? NULL : qg_node_new(doc, QG_TEXT, node->offset);

    if (url.n == 0)
        return;
    if (text != NULL)
        text->text = alt;
    qg_node_become(node, QG_IMAGE);
    node->text = (qg_str){0};
    node->u.link.url = url;
    node->u.link.title = qg_html_tag_attr(doc, html, "title");
    qg_html_tag_set_size(doc, node, html);
    qg_node_append(node, text);
}

/* Without the blanks at its start, no-break ones among them, which repair takes off a line. */
static qg_str without_blanks(qg_str text)
{
    const qg_str no_break = QG_STR("\xC2\xA0");

    while (qg_str_starts(text, QG_STR(" ")) || qg_str_starts(text, no_break))
        text = qg_str_skip(text, text.p[0] == ' ' ? 1 : no_break.n);
    return text;
}

/* <br>, beside which blanks say nothing. */
static void make_break(qg_node *node)
{
    qg_node *before = node->previous, *behind = node->next;

    while (before != NULL && before->kind == QG_TEXT && before->text.n > 0 &&
           before->text.p[before->text.n - 1] == ' ')
        before->text.n--;
    if (behind != NULL && behind->kind == QG_TEXT) {
        qg_str words = without_blanks(behind->text);
        behind->offset += behind->text.n - words.n;
        behind->text = words;
    }
    qg_node_become(node, QG_LINE_BREAK);
    node->text = (qg_str){0};
}

/* <br> and <img> stand alone. */
static void make_single(qg_doc *doc, qg_node *node)
{
    bool is_end;
    qg_str name = qg_tag_name(node->text, &is_end);

    if (qg_str_eq_nocase(name, QG_STR("br")) && !is_end)
        make_break(node);
    if (qg_str_eq_nocase(name, QG_STR("img")) && !is_end)
        make_image(doc, node);
}

/* Make one node of a pair of tags and what stands between them.  Returns it, or NULL when the tags
 * say nothing, as <a> without an address. */
static qg_node *join(qg_doc *doc, qg_node *open, qg_node *close, qg_node_kind kind)
{
    qg_str url = kind == QG_LINK ? qg_html_tag_attr(doc, open->text, "href") : (qg_str){0};

    if (kind == QG_LINK && url.n == 0)
        return NULL;
    while (open->next != close) {
        qg_node *inner = open->next;
        qg_node_unlink(inner);
        qg_node_append(open, inner);
    }
    qg_node_become(open, kind);
    if (kind == QG_LINK)
        open->u.link.title = qg_html_tag_attr(doc, open->text, "title");
    if (kind == QG_LINK)
        open->u.link.url = url;
    open->text = (qg_str){0};
    qg_node_unlink(close);
    return open;
}

void qg_texts_join(qg_doc *doc, qg_node *parent)
{
    for (qg_node *text = parent->first; text != NULL; text = text->next) {
        size_t n = 0;
        char *all, *end;
        qg_node *last = text;
        if (text->kind != QG_TEXT || text->next == NULL || text->next->kind != QG_TEXT)
            continue;
        for (; last != NULL && last->kind == QG_TEXT; last = last->next)
            n += last->text.n;
        all = end = qg_arena_get(&doc->arena, n);
        if (all == NULL)
            return;
        for (qg_node *piece = text; piece != last; piece = piece->next) {
            memcpy(end, piece->text.p, piece->text.n);
            end += piece->text.n;
        }
        text->text = (qg_str){all, n};
        while (text->next != last)
            qg_node_unlink(text->next);
    }
}

/* Take two tags that say nothing but how the text between them looks off it.  Returns true. */
static bool drop_pair(qg_node *open, qg_node *close, const qg_sink *sink)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_TAG,
                                     .offset = open->offset,
                                     .before = open->text,
                                     .confidence = 0.95});
    qg_node_unlink(open);
    qg_node_unlink(close);
    return true;
}

/* <a name="x"></a>, a place with no words */
static bool is_anchor(const qg_node *open, const qg_node *close)
{
    return open->next == close && qg_str_find(open->text, QG_STR("href")) == open->text.n;
}

/* Pair the tags among the children of `parent`: an end belongs to the last open tag of its name;
 * tags that were opened since then stay alone. */
static void use_tags(qg_doc *doc, qg_node *parent, bool keeps_anchors, const qg_sink *sink)
{
    qg_node *open[MAX_OPEN], *next;
    const tag *tags[MAX_OPEN];
    size_t n_open = 0;
    bool has_dropped = false;

    for (qg_node *node = parent->first; node != NULL; node = next) {
        bool is_end;
        const tag *pair = node->kind == QG_HTML ? pair_of(node->text, &is_end) : NULL;
        size_t i = n_open;

        next = node->next;
        if (pair == NULL && node->kind == QG_HTML)
            make_single(doc, node);
        if (pair == NULL)
            continue;
        if (!is_end && n_open < MAX_OPEN) {
            open[n_open] = node;
            tags[n_open++] = pair;
        }
        while (is_end && i > 0 && tags[i - 1] != pair)
            i--;
        if (is_end && i > 0) {
            if (pair->kind == QG_LINK && !keeps_anchors && is_anchor(open[i - 1], node))
                has_dropped = drop_pair(open[i - 1], node, sink);
            else if (pair->kind != QG_TEXT)
                join(doc, open[i - 1], node, pair->kind);
            else if (qg_str_find(open[i - 1]->text, QG_STR("title=")) == open[i - 1]->text.n)
                has_dropped = drop_pair(open[i - 1], node, sink);
            n_open = i - 1;
        }
    }
    for (qg_node *node = has_dropped ? parent : NULL; node != NULL;
         node = qg_node_walk(parent, node))
        qg_texts_join(doc, node);
}

/* Nothing is printed of a comment, so the blanks behind it would start the paragraph. */
static void cut_blanks_behind_comments(qg_node *parent)
{
    qg_node *node = parent->first;

    while (node != NULL && qg_node_is_comment(node))
        node = node->next;
    if (node == NULL || node == parent->first || node->kind != QG_TEXT)
        return;
    while (qg_str_starts(node->text, QG_STR(" "))) {
        node->text = qg_str_skip(node->text, 1);
        node->offset++;
    }
}

static bool is_line(const qg_node *node, const char *html)
{
    return node->kind == QG_HTML_BLOCK &&
           qg_str_eq_nocase(qg_str_trim(node->text), qg_str_of(html));
}

/* Where the tag that stands alone on a line sets the paragraphs of Markdown up to its end:
 * <center>, <div align="right">, <div style="text-align: right;">. */
static qg_align align_of_tag(qg_doc *doc, qg_str html)
{
    qg_align align = QG_ALIGN_NONE;
    qg_html_tree tree;
    qg_status st;

    html = qg_str_trim(html);
    if (qg_str_find_byte(html, '>') + 1 != html.n)
        return QG_ALIGN_NONE;
    st = qg_html_parse(&tree, html, 1, NULL);
    if (st == QG_E_MEMORY)
        doc->arena.status = st;
    if (st != QG_OK)
        return QG_ALIGN_NONE;
    for (size_t i = 0; i < tree.n; i++)
        if (tree.at[i].element != NULL && align == QG_ALIGN_NONE)
            align = qg_html_align_in(&tree.at[i], QG_ALIGN_NONE);
    qg_html_clear(&tree);
    return align;
}

/* Tags on lines of their own around paragraphs of Markdown. */
static const struct around {
    const char *open, *close;
} arounds[] = {{"<center", "</center>"}, {"<div", "</div>"}};

static bool opens(const qg_node *node, const struct around *around)
{
    return node->kind == QG_HTML_BLOCK &&
           qg_str_eq_nocase(qg_str_head(qg_str_trim(node->text), strlen(around->open)),
                            qg_str_of(around->open));
}

/* Align the paragraphs from `open` to the block that closes it.  Returns whether there is one. */
static bool align_between(qg_node *open, const struct around *around, qg_align align)
{
    qg_node *close = open->next;

    while (close != NULL && !is_line(close, around->close) && !opens(close, around))
        close = close->next;
    if (close == NULL || opens(close, around))
        return false;
    for (qg_node *node = open->next; node != close; node = node->next)
        if (node->kind == QG_PARAGRAPH)
            node->u.paragraph.align = align;
    qg_node_unlink(close);
    return true;
}

/* ---- pages and blanks ------------------------------------------------------------------------ */

typedef const char *const *words;

/* Whether `text` is made of `parts` and blanks. */
static bool is_made_of(qg_str text, words parts)
{
    while ((text = qg_str_trim(text)).n > 0) {
        size_t i = 0;
        while (parts[i] != NULL &&
               !qg_str_eq_nocase(qg_str_head(text, strlen(parts[i])), qg_str_of(parts[i])))
            i++;
        if (parts[i] == NULL)
            return false;
        text = qg_str_skip(text, strlen(parts[i]));
    }
    return true;
}

/* What drafts end a page with: <div style="page-break-after: always;"></div> and \newpage. */
static bool is_page_break(const qg_node *node)
{
    static const char *const html[] = {"<div",
                                       "</div>",
                                       "style=",
                                       "\"",
                                       "'",
                                       ">",
                                       ";",
                                       ":",
                                       "class=\"pagebreak\"",
                                       "class=\"page-break\"",
                                       "page-break-after",
                                       "page-break-before",
                                       "break-after",
                                       "break-before",
                                       "always",
                                       "page",
                                       NULL};
    static const char *const command[] = {"\\newpage", "\\pagebreak", NULL};
    const qg_node *text = node->first;

    if (node->kind == QG_HTML_BLOCK)
        return qg_str_find(node->text, QG_STR("break")) < node->text.n &&
               is_made_of(node->text, html);
    return node->kind == QG_PARAGRAPH && text != NULL && text->next == NULL &&
           text->kind == QG_TEXT && qg_str_starts(text->text, QG_STR("\\")) &&
           is_made_of(text->text, command);
}

static void end_page(qg_node *node)
{
    while (node->first != NULL)
        qg_node_unlink(node->first);
    node->text = (qg_str){0};
    qg_node_become(node, QG_PAGE_BREAK);
}

/* There for its height: no report has such lines. */
static bool is_blank(const qg_node *html)
{
    static const char *const parts[] = {"<br>", "<br/>", "<br />", "<p>", "</p>", "&nbsp;", NULL};

    return is_made_of(html->text, parts);
}

static void tell(const qg_node *html, qg_kind kind, const qg_sink *sink)
{
    qg_sink_tell(sink, &(qg_finding){.kind = kind, .offset = html->offset, .before = html->text});
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Words stand behind a comment that CommonMark could not tell from them: it gets a block of its
 * own, since it is not to be printed. */
static void part_from_comments(qg_doc *doc, qg_node *html)
{
    qg_str rest = qg_node_behind_comments(html);
    qg_node *comments = rest.n == 0 || rest.n == qg_str_trim(html->text).n
                            ? NULL
                            : qg_node_new(doc, QG_HTML_BLOCK, html->offset);

    if (comments == NULL)
        return;
    comments->text = qg_str_trim(qg_str_head(html->text, (size_t)(rest.p - html->text.p)));
    html->offset += (size_t)(rest.p - html->text.p);
    html->text = rest;
    qg_node_insert_before(html, comments);
}

/* What has no tag is a paragraph. */
static bool use_words(qg_doc *doc, qg_node *html, const qg_sink *sink)
{
    bool is_plain = qg_str_find_byte(html->text, '<') == html->text.n;
    qg_node *text = is_plain ? qg_node_new(doc, QG_TEXT, html->offset) : NULL;
    qg_node *line = is_plain ? qg_node_new(doc, QG_PARAGRAPH, html->offset) : NULL;

    if (text == NULL || line == NULL)
        return false;
    text->text = html->text;
    qg_node_append(line, text);
    qg_node_insert_before(html, line);
    tell(html, QG_FOUND_PARSE_RAW_HTML, sink);
    return true;
}

static bool use_fragment(qg_doc *doc, qg_node *html, qg_limits limits, const qg_sink *sink)
{
    const qg_node *above = html->previous;
    qg_node *node;

    if (!qg_html_fragment(doc, html, html->text, limits))
        return false;
    for (node = above == NULL ? html->parent->first : above->next; node != html; node = node->next)
        qg_formulas_of_texts(doc, node, sink);
    return true;
}

static bool use_html(qg_doc *doc, qg_node *html, qg_limits limits, const qg_sink *sink)
{
    qg_align align;

    if (qg_node_is_comment(html))
        return false;
    if (qg_unfold(doc, html, sink) || use_words(doc, html, sink))
        return true;
    if (is_blank(html)) {
        tell(html, QG_FOUND_PARSE_SPACE, sink);
        return true;
    }
    for (size_t i = 0; i < sizeof arounds / sizeof *arounds; i++)
        if (opens(html, &arounds[i]) && (align = align_of_tag(doc, html->text)) != QG_ALIGN_NONE)
            return align_between(html, &arounds[i], align);
    return use_fragment(doc, html, limits, sink);
}

static void use_inlines(qg_doc *doc, qg_node *parent, bool keeps_anchors, const qg_sink *sink)
{
    use_tags(doc, parent, keeps_anchors, sink);
    cut_blanks_behind_comments(parent);
}

/* Returns the node to go on with. */
static qg_node *use_block(qg_doc *doc, qg_node *root, qg_node *html, qg_limits limits,
                          const qg_sink *sink)
{
    bool is_used;
    qg_node *next;

    part_from_comments(doc, html);
    is_used = use_html(doc, html, limits, sink);
    next = qg_node_walk_over(root, html);
    if (is_used)
        qg_node_unlink(html);
    return next;
}

static void tell_rest(const qg_node *root, const qg_sink *sink)
{
    for (const qg_node *node = root; node != NULL; node = qg_node_walk(root, node))
        if ((node->kind == QG_HTML || node->kind == QG_HTML_BLOCK) && !qg_node_is_comment(node))
            tell(node, QG_FOUND_PARSE_RAW_HTML, sink);
}

void qg_raw_html_use(qg_doc *doc, qg_node *root, bool keeps_anchors, qg_limits limits,
                     const qg_sink *sink)
{
    qg_node *node = root;

    while (node != NULL) {
        if (is_page_break(node))
            end_page(node);
        if (node->kind == QG_HTML_BLOCK) {
            node = use_block(doc, root, node, limits, sink);
            continue;
        }
        if (node->first != NULL && qg_node_is_inline(node->first))
            use_inlines(doc, node, keeps_anchors, sink);
        if (node->kind == QG_CELL)
            qg_cell_lists_read(doc, node);
        node = qg_node_walk(root, node);
    }
    tell_rest(root, sink);
}
