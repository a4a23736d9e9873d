/* inline.c - the inlines of one block: emphasis, text, code, breaks, and the walk over them. */
#include "write/markdown/markdown_int.h"

typedef struct writer {
    qg_buf out;  /* the markup, with QG_MD_OPEN and QG_MD_CLOSE in it */
    qg_buf open; /* a byte for each open emphasis, the innermost last: whether it is an element */
    qg_md_place place;
    bool has_closed; /* a * was written just before, at the end of emphasis */
    bool has_lone_tilde, has_dollars;
    size_t n_links; /* open LINKs and IMAGEs */
} writer;

/* ---- emphasis -------------------------------------------------------------------------------- */

static bool is_strong(const qg_node *node)
{
    return node->kind == QG_STRONG || node->kind == QG_RUN_IN;
}

static bool is_emphasis(const qg_node *node)
{
    return node->kind == QG_EMPHASIS || is_strong(node);
}

/* Whether a blank, behind which no * opens and before which none closes, is the first or last
 * character of the text at `node`. */
static bool is_blank_at(const qg_node *node, bool at_end)
{
    enum { DEEPEST = 8 }; /* so that time stays linear */

    for (int i = 0; i < DEEPEST && node->first != NULL; i++)
        node = at_end ? node->last : node->first;
    return node->kind == QG_TEXT &&
           qg_md_is_blank(at_end ? qg_utf8_last(node->text) : qg_utf8_first(node->text));
}

/* Whether one run of * would open or close `node` and a child: ***a**，b* and *a：**b***. */
static bool is_crowded(const qg_node *node)
{
    return node->first != node->last && (is_emphasis(node->first) || is_emphasis(node->last));
}

/* Whether `node` is written as <em> or <strong>: its * would be taken together with one beside or
 * in it, but for ***a***, which is emphasis around strong. */
static bool is_element(const writer *w, const qg_node *node)
{
    bool is_alone = node->previous == NULL && node->next == NULL && is_strong(node->parent);

    return w->has_closed || is_alone || node->kind == node->parent->kind || is_crowded(node) ||
           is_blank_at(node, false) || is_blank_at(node, true);
}

/* `bracket` is < or </. */
static void put_tag(writer *w, const char *bracket, const char *name)
{
    qg_buf_puts(&w->out, bracket);
    qg_buf_puts(&w->out, name);
    qg_buf_put_byte(&w->out, '>');
}

static const char *emphasis_name(const qg_node *node)
{
    return is_strong(node) ? "strong" : "em";
}

static void put_mark(writer *w, int byte, const char *mark)
{
    qg_buf_put_byte(&w->out, (char)byte);
    qg_buf_puts(&w->out, mark);
}

static void open_emphasis(writer *w, const qg_node *node)
{
    bool as_element = is_element(w, node);

    qg_buf_put_byte(&w->open, as_element);
    if (as_element)
        put_tag(w, "<", emphasis_name(node));
    else
        put_mark(w, QG_MD_OPEN, is_strong(node) ? "**" : "*");
}

static void close_emphasis(writer *w, const qg_node *node)
{
    if (w->open.n == 0) /* memory ran out on the way */
        return;
    qg_buf_truncate(&w->open, w->open.n - 1);
    w->has_closed = !w->open.p[w->open.n];
    if (w->has_closed)
        put_mark(w, QG_MD_CLOSE, is_strong(node) ? "**" : "*");
    else
        put_tag(w, "</", emphasis_name(node));
}

/* ---- leaves ---------------------------------------------------------------------------------- */

static bool is_break(const qg_node *node)
{
    return node == NULL || node->kind == QG_LINE_BREAK ||
           (node->kind == QG_SOFT_BREAK && node->u.soft_break.is_blank);
}

/* A hard break is no end here: a backslash stands before its line feed. */
static bool ends_line(const qg_node *node)
{
    if (node->next != NULL)
        return node->next->kind == QG_SOFT_BREAK && node->next->u.soft_break.is_blank;
    return !qg_node_is_inline(node->parent);
}

/* <u> 二车间 </u>: the blanks at both ends stand beside a tag, which keeps them. */
static bool ends_in_tag(const qg_node *node)
{
    return node->next == NULL && node->parent->kind == QG_UNDERLINE &&
           qg_str_ends(node->text, QG_STR(" "));
}

static bool starts_in_tag(const qg_node *node)
{
    return node->previous == NULL && node->parent->kind == QG_UNDERLINE;
}

static void put_text(writer *w, const qg_node *node)
{
    qg_md_text about = {.starts_lines = w->place == QG_MD_PARAGRAPH,
                        .is_first = is_break(node->previous) && !starts_in_tag(node),
                        .is_last = is_break(node->next) && !ends_in_tag(node),
                        .is_line_end = ends_line(node),
                        .is_joined = node->next != NULL && node->next->kind == QG_SOFT_BREAK &&
                                     !node->next->u.soft_break.is_blank,
                        .is_in_link = w->n_links > 0,
                        .is_behind_note =
                            node->previous != NULL && node->previous->kind == QG_NOTE_REF,
                        .has_lone_tilde = w->has_lone_tilde,
                        .has_dollars = w->has_dollars};

    if (node->next != NULL && node->next->kind == QG_TEXT)
        about.next = node->next->text;
    qg_md_escape(&w->out, node->text, about);
}

/* The smallest number of backticks that stand nowhere together in `text`: 64 bits say which numbers
 * do. No code has 63 different runs of less than 64 backticks in less than 2 KB, and longer runs
 * are rare enough to be beaten by one more. */
static size_t fence_of(qg_str text)
{
    unsigned long long seen = 1;
    size_t longest = 0, n = 1;

    while (text.n > 0) {
        size_t run = 0;

        text = qg_str_skip(text, qg_str_find_byte(text, '`'));
        while (run < text.n && text.p[run] == '`')
            run++;
        text = qg_str_skip(text, run);
        longest = run > longest ? run : longest;
        seen |= run < 64 ? 1ULL << run : 0;
    }
    while (n < 64 && (seen & 1ULL << n) != 0)
        n++;
    return n < 64 ? n : longest + 1;
}

static void put_ticks(qg_buf *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        qg_buf_put_byte(out, '`');
}

/* Code spans (6.3): one blank at both ends is taken off, line feeds become blanks. */
static void put_code(writer *w, qg_str text)
{
    size_t n_ticks = fence_of(text), blanks = 0;
    bool is_padded;

    while (blanks < text.n && text.p[blanks] == ' ')
        blanks++;
    is_padded = text.n > 0 && (text.p[0] == '`' || text.p[text.n - 1] == '`' ||
                               (blanks > 0 && blanks < text.n && text.p[text.n - 1] == ' '));
    put_ticks(&w->out, n_ticks);
    if (is_padded)
        qg_buf_put_byte(&w->out, ' ');
    for (size_t i = 0; i < text.n; i++)
        qg_buf_put_byte(&w->out, text.p[i] == '\n' ? ' ' : text.p[i]);
    if (is_padded)
        qg_buf_put_byte(&w->out, ' ');
    put_ticks(&w->out, n_ticks);
}

/* A tag at the start of a line behind the first could start an HTML block (4.6); four blanks, which
 * mean nothing there, keep it in the paragraph. */
static void put_html(writer *w, qg_str text)
{
    while (text.n > 0) {
        qg_str line = qg_str_take_line(&text);

        if (w->out.n > 0 && qg_md_is_at_line_start(&w->out))
            qg_buf_puts(&w->out, "    ");
        qg_buf_put(&w->out, line);
        if (text.n > 0)
            qg_buf_put_byte(&w->out, w->place == QG_MD_PARAGRAPH ? '\n' : ' ');
    }
}

/* A backslash before the line feed needs something behind it, and not the end of emphasis, which
 * closes behind no white space. */
static void put_line_break(writer *w, const qg_node *node)
{
    bool is_end =
        node->next == NULL && node->parent->kind != QG_LINK && node->parent->kind != QG_IMAGE;

    qg_buf_puts(&w->out, w->place != QG_MD_PARAGRAPH || is_end ? "<br>" : "\\\n");
}

static void put_soft_break(writer *w)
{
    if (!qg_md_is_at_line_start(&w->out))
        qg_buf_put_byte(&w->out, w->place == QG_MD_PARAGRAPH ? '\n' : ' ');
}

/* ---- links ----------------------------------------------------------------------------------- */

/* Returns whether its children are still to be written. */
static bool open_link(writer *w, const qg_node *node)
{
    if (qg_md_is_autolink(node)) {
        qg_buf_put_byte(&w->out, '<');
        qg_buf_put(&w->out, node->first->text);
        qg_buf_put_byte(&w->out, '>');
        return false;
    }
    qg_buf_puts(&w->out, node->kind == QG_IMAGE ? "![" : "[");
    w->n_links++;
    return true;
}

/* ---- the walk -------------------------------------------------------------------------------- */

/* The element of HTML for looks that Markdown has no marks for; NULL for other nodes. */
static const char *element_of(const qg_node *node)
{
    switch (node->kind) {
    case QG_UNDERLINE:
        return "u";
    case QG_SUPERSCRIPT:
        return "sup";
    case QG_SUBSCRIPT:
        return "sub";
    default:
        return NULL;
    }
}

/* Returns whether the node has children to be written and is to be left again. */
static bool enter(writer *w, const qg_node *node)
{
    const char *element = element_of(node);
    bool is_open = false;

    if (element != NULL) {
        put_tag(w, "<", element);
        w->has_closed = false;
        return true;
    }
    switch (node->kind) {
    case QG_TEXT:
        put_text(w, node);
        break;
    case QG_CODE:
        put_code(w, node->text);
        break;
    case QG_HTML:
        put_html(w, node->text);
        break;
    case QG_MATH:
        qg_md_formula(&w->out, node, w->place);
        break;
    case QG_SOFT_BREAK:
        if (!node->u.soft_break.is_blank)
            return false; /* what has no words is passed over */
        put_soft_break(w);
        break;
    case QG_LINE_BREAK:
        put_line_break(w, node);
        break;
    case QG_NOTE_REF:
        qg_buf_puts(&w->out, "[^");
        qg_md_label(&w->out, node->u.note_ref.note);
        qg_buf_put_byte(&w->out, ']');
        break;
    case QG_EMPHASIS:
    case QG_STRONG:
    case QG_RUN_IN:
        if ((is_open = node->first != NULL))
            open_emphasis(w, node);
        break;
    case QG_STRIKE:
        if ((is_open = node->first != NULL))
            put_mark(w, QG_MD_OPEN, "~~");
        break;
    case QG_LINK:
    case QG_IMAGE:
        is_open = open_link(w, node);
        break;
    default: /* a block, as a cell may hold */
        if (node->previous != NULL)
            put_line_break(w, node);
        qg_buf_put(&w->out, node->text);
        is_open = true;
    }
    w->has_closed = false;
    return is_open;
}

static void leave(writer *w, const qg_node *node)
{
    const char *element = element_of(node);

    w->has_closed = false;
    if (element != NULL) {
        put_tag(w, "</", element);
        return;
    }
    switch (node->kind) {
    case QG_EMPHASIS:
    case QG_STRONG:
    case QG_RUN_IN:
        close_emphasis(w, node);
        break;
    case QG_STRIKE:
        put_mark(w, QG_MD_CLOSE, "~~");
        break;
    case QG_LINK:
    case QG_IMAGE:
        w->n_links--;
        qg_md_link_end(&w->out, node);
        break;
    default:
        break;
    }
}

static void walk(writer *w, const qg_node *block)
{
    const qg_node *node = block->first;

    while (node != NULL) {
        bool is_open = enter(w, node);

        if (is_open && node->first != NULL) {
            node = node->first;
            continue;
        }
        if (is_open)
            leave(w, node);
        while (node->next == NULL && node->parent != block) {
            node = node->parent;
            leave(w, node);
        }
        node = node->next;
    }
}

/* Whether the block has one run of ~ and nothing struck, so that the run can strike nothing: 5~10.
 */
static bool has_lone_tilde(const qg_node *block)
{
    size_t runs = 0;

    for (const qg_node *n = block; n != NULL && runs < 2; n = qg_node_walk(block, n)) {
        if (n->kind == QG_STRIKE)
            return false;
        if (n->kind != QG_TEXT)
            continue;
        for (qg_str rest = n->text; rest.n > 0 && runs < 2; runs++) {
            rest = qg_str_skip(rest, qg_str_find_byte(rest, '~'));
            if (rest.n == 0)
                break;
            while (rest.n > 0 && rest.p[0] == '~')
                rest = qg_str_skip(rest, 1);
        }
    }
    return runs == 1;
}

void qg_md_inlines(qg_buf *out, const qg_node *block, qg_md_place place)
{
    writer w = {.place = place,
                .has_lone_tilde = has_lone_tilde(block),
                .has_dollars = qg_md_has_dollars(block)};
    qg_buf lines;

    qg_buf_init(&w.out, 0);
    qg_buf_init(&w.open, 0);
    qg_buf_init(&lines, 0);
    walk(&w, block);
    qg_md_flank(&lines, qg_buf_str(&w.out));
    qg_buf_put(out, qg_buf_str(&lines));
    qg_buf_drop(out, &w.out);
    qg_buf_drop(out, &w.open);
    qg_buf_drop(out, &lines);
}
