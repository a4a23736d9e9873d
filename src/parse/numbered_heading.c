/* numbered_heading.c - headings of Markdown whose level their number says.
 *
 * 一、 is the first level, （一） the second, and so on (GB/T 9704-2012, 7.3.3).  Chat assistants
 * start with ### and write headings as bold lines; what is read from a PDF has # before every
 * heading.  Where the numbers say what is meant, they are believed, and without numbers no level is
 * left out above the highest.
 */
#include "parse/draft_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

enum { MAX_HEADING_RUNES = 60 };

/* The level that the number of a heading shows; 0: it has none, or no Chinese one. */
static int shown_level(const qg_node *heading)
{
    int level = 0;

    return qg_number_at(heading->u.heading.number, &level).n > 0 && level <= 2 ? level : 0;
}

static bool is_body_heading(const qg_node *node)
{
    return node->kind == QG_HEADING && node->u.heading.level > 0 &&
           node->role != QG_ROLE_ATTACHMENT_TITLE;
}

/* By how much all headings are too deep: as much as every one with 一、 or （一） says, and none
 * may stand above the first level then.  Below a title several without numbers start at the first
 * level. */
static int needless_depth(const qg_doc *doc)
{
    const qg_node *root = doc->root;
    int depth = QG_MAX_LEVEL, top = QG_MAX_LEVEL, n_top = 0;
    bool has_numbers = false;

    for (const qg_node *n = root; n != NULL; n = qg_node_walk_blocks(root, n)) {
        int shown;
        if (!is_body_heading(n))
            continue;
        n_top = n->u.heading.level < top ? 0 : n_top;
        top = n->u.heading.level < top ? n->u.heading.level : top;
        n_top += n->u.heading.level == top;
        has_numbers = has_numbers || n->u.heading.number.n > 0;
        shown = shown_level(n);
        if (shown == 0)
            continue;
        if (depth != QG_MAX_LEVEL && n->u.heading.level - shown != depth)
            return 0;
        depth = n->u.heading.level - shown;
    }
    if (!has_numbers)
        return n_top > 1 && qg_doc_value(doc, QG_KEY_TITLE).n > 0 ? top - 1 : 0;
    return depth > 0 && top > depth ? depth : 0;
}

static void set_level(qg_node *heading, int level, const qg_sink *sink)
{
    if (heading->u.heading.level == level)
        return;
    heading->u.heading.level = level;
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_LEVEL,
                                     .offset = heading->offset,
                                     .before = heading->u.heading.number,
                                     .confidence = 0.9});
}

/* ---- all on one level ------------------------------------------------------------------------ */

/* The level that the number of a heading shows; 0: it has none.  3 术语 is above 3.1, which only
 * the blank behind it tells from a quantity. */
static int rank_of(const qg_node *heading)
{
    const qg_node *first = heading->first;
    qg_str text = first == NULL || first->kind != QG_TEXT ? heading->u.heading.number : first->text;
    size_t n = 0;
    int level = 0;

    if (qg_number_at(text, &level).n > 0)
        return level <= QG_MAX_LEVEL ? level : QG_MAX_LEVEL;
    while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
        n++;
    return n > 0 && n < text.n && qg_rune_is_blank(qg_utf8_first(qg_str_skip(text, n))) ? 1 : 0;
}

/* Whether all headings are of one level while their numbers are of several, the first of the
 * highest. */
static bool is_flat(const qg_doc *doc)
{
    int level = 0, first = 0;
    bool has_others = false;

    for (const qg_node *n = doc->root; n != NULL; n = qg_node_walk_blocks(doc->root, n)) {
        int rank;
        if (!is_body_heading(n))
            continue;
        if (level != 0 && n->u.heading.level != level)
            return false;
        level = n->u.heading.level;
        rank = rank_of(n);
        first = first == 0 ? rank : first;
        if (rank != 0 && rank < first)
            return false;
        has_others = has_others || rank > first;
    }
    return has_others;
}

static void set_levels_by_number(qg_doc *doc, const qg_sink *sink)
{
    for (qg_node *n = doc->root; n != NULL; n = qg_node_walk_blocks(doc->root, n))
        if (is_body_heading(n))
            set_level(n, rank_of(n) > 0 ? rank_of(n) : 1, sink);
}

/* ---- bold lines ---------------------------------------------------------------------------- */

/* The number of a paragraph that is one bold line and no sentence; empty when it is none.  A full
 * stop may end the first two levels: **（二）落实责任。** */
static qg_str number_of_bold_line(const qg_node *paragraph, qg_buf *plain, int *level)
{
    const qg_node *strong = paragraph->first;
    qg_str text, number, none = {0};

    if (paragraph->kind != QG_PARAGRAPH || paragraph->role != QG_ROLE_BODY || strong == NULL ||
        strong != paragraph->last || strong->kind != QG_STRONG || strong->first == NULL ||
        strong->first->kind != QG_TEXT)
        return none;
    qg_buf_truncate(plain, 0);
    qg_node_plain(plain, strong);
    text = qg_buf_str(plain);
    number = qg_number_at(qg_behind_pictographs(strong->first->text), level);
    if (*level <= 2 && qg_str_ends(text, QG_STR("。")))
        text.n -= QG_STR("。").n;
    if (qg_has_sentence_mark(text) || qg_ends_with_mark(text) ||
        qg_str_find_byte(text, '\n') < text.n || qg_utf8_count(text) > MAX_HEADING_RUNES)
        return none;
    return number;
}

/* What is inside the bold is the heading: its font says that it is one. */
static void make_heading(qg_node *paragraph, int level, qg_str number)
{
    qg_node_unwrap(paragraph->first);
    qg_node_become(paragraph, QG_HEADING);
    paragraph->u.heading.level = level;
    paragraph->u.heading.number = number;
}

static void find_bold_lines(qg_doc *doc, const qg_sink *sink)
{
    qg_buf plain;

    qg_buf_init(&plain, 0);
    for (qg_node *node = doc->root->first; node != NULL; node = node->next) {
        int level = 0;
        qg_str number = number_of_bold_line(node, &plain, &level);
        if (number.n == 0)
            continue;
        make_heading(node, level, number);
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_HEADING,
                                         .offset = node->offset,
                                         .before = qg_buf_str(&plain),
                                         .confidence = 0.9});
    }
    if (qg_buf_status(&plain) != QG_OK)
        doc->arena.status = qg_buf_status(&plain);
    qg_buf_clear(&plain);
}

void qg_numbered_headings_find(qg_doc *doc, const qg_sink *sink)
{
    int depth = needless_depth(doc);

    if (is_flat(doc))
        set_levels_by_number(doc, sink);
    else if (depth > 0)
        for (qg_node *n = doc->root; n != NULL; n = qg_node_walk_blocks(doc->root, n))
            if (is_body_heading(n))
                set_level(n, n->u.heading.level - depth, sink);
    find_bold_lines(doc, sink);
}
