/* reader.c - pages that a reader service turned into Markdown.
 *
 * Such a text has the menus of the page as lists of links, its crumbs and counters as paragraphs,
 * often a # for the site and one for the article.  It is known by the head that the service puts in
 * front, or by menus beside what surely is furniture.  Then its blocks are labelled as the lines of
 * a page are, and what is furniture goes.  All other Markdown is left as it is.
 */
#include "parse/draft_int.h"
#include "parse/front_matter_int.h"
#include "parse/text/furniture_int.h"
#include "parse/text/outline_int.h"
#include "parse/text/points_int.h"

#include "base/buf.h"

#include <stdlib.h>

enum {
    LEAST_MENU = 3,  /* links of a menu */
    LEAST_SIGNS = 2, /* of furniture, where the service has put no head */
    SURE = 5         /* points of furniture that are a sign */
};

typedef struct reader {
    qg_doc *doc;
    qg_text_job job;
    qg_text_page page;
    qg_text_look *looks; /* of the lines */
    qg_node **blocks;    /* that the lines stand for */
    size_t n_allocated;
    qg_str title; /* as the head has it */
    bool has_head;
} reader;

/* ---- the head of the service ----------------------------------------------------------------- */

/* What stands behind `label` in a paragraph that starts with it. */
static bool has_label(reader *r, const qg_node *node, const char *label, qg_str *value)
{
    qg_buf plain;
    bool is_labelled;

    if (node == NULL || node->kind != QG_PARAGRAPH)
        return false;
    qg_buf_init(&plain, 0);
    qg_node_plain(&plain, node);
    is_labelled = qg_str_starts(qg_buf_str(&plain), qg_str_of(label));
    if (is_labelled)
        *value = qg_arena_copy(&r->doc->arena,
                               qg_str_trim(qg_str_skip(qg_buf_str(&plain), strlen(label))));
    qg_buf_clear(&plain);
    return is_labelled;
}

static void tell_junk(const reader *r, size_t offset, qg_str text, float confidence)
{
    qg_sink_tell(r->job.sink, &(qg_finding){.kind = QG_FOUND_PARSE_JUNK,
                                            .offset = offset,
                                            .before = text,
                                            .confidence = (double)confidence});
}

/* Take the label off the paragraph that the page's text starts in, or the whole paragraph. */
static void take_label(reader *r, qg_node *node, bool is_last)
{
    qg_node *text = node->first, *following;
    qg_str value = text == NULL ? (qg_str){0} : text->text;

    if (!is_last || text == NULL || text->next == NULL) {
        tell_junk(r, node->offset, value, 1);
        qg_node_unlink(node);
        return;
    }
    tell_junk(r, node->offset, value, 1);
    for (following = text->next; text != NULL; text = following) {
        following = text->next;
        bool was_break = text->kind == QG_SOFT_BREAK || text->kind == QG_LINE_BREAK;
        qg_node_unlink(text);
        if (was_break)
            break;
    }
}

/* Title: …, URL Source: …, Published Time: …, Markdown Content: */
static bool take_head(reader *r)
{
    static const char *const labels[] = {
        "URL Source:", "Published Time:", "Number of Pages:", "Warning:", "Markdown Content:"};
    qg_node *node = r->doc->root->first, *following;
    qg_str value, published = {0};
    bool is_last = false;

    if (!has_label(r, node, "Title:", &r->title) ||
        !has_label(r, node->next, "URL Source:", &value))
        return false;
    following = node->next;
    take_label(r, node, false);
    for (node = following; node != NULL && !is_last; node = following) {
        size_t k = 0;
        following = node->next;
        while (k < sizeof labels / sizeof *labels && !has_label(r, node, labels[k], &value))
            k++;
        if (k == sizeof labels / sizeof *labels)
            break;
        if (k == 1)
            published = qg_str_head(value, 10);
        is_last = k == 4;
        take_label(r, node, is_last);
    }
    if (published.n > 0 && qg_value_normalize(r->doc, QG_KEY_PUBLISHED, &published))
        qg_doc_add_field(r->doc, QG_STR("published"), &published, 1, 0, false);
    return true;
}

/* ---- blocks as lines ------------------------------------------------------------------------- */

/* How many links below `node` hold all of its text, 0 when some of it is in none; pictures alone
 * are no menu. */
static size_t count_links(const qg_node *node)
{
    size_t n = 0;

    for (const qg_node *at = node->first; at != NULL;) {
        bool is_taken = at->kind == QG_LINK || at->kind == QG_IMAGE;
        n += at->kind == QG_LINK;
        if (at->kind == QG_TEXT || at->kind == QG_CODE)
            for (qg_str rest = at->text; rest.n > 0;) {
                qg_rune rune;
                qg_utf8_take(&rest, &rune);
                if (rune != '|' && rune != '>' && rune != '/' && rune != ' ' && rune != 0x3000)
                    return 0;
            }
        at = is_taken ? qg_node_walk_over(node, at) : qg_node_walk(node, at);
    }
    return n;
}

static void add_line(reader *r, qg_node *block, const qg_node *part, qg_text_look look)
{
    qg_line line = {.offset = part->offset, .n_blank = 1};
    size_t i = r->job.lines.n;
    qg_buf plain;

    if (i == r->n_allocated) {
        size_t n = r->n_allocated * 2 + 64;
        qg_text_look *looks = realloc(r->looks, n * sizeof *looks);
        qg_node **blocks;
        r->looks = looks == NULL ? r->looks : looks;
        blocks = looks == NULL ? NULL : realloc(r->blocks, n * sizeof *blocks);
        if (blocks == NULL) {
            r->job.lines.status = QG_E_MEMORY;
            return;
        }
        r->blocks = blocks;
        r->n_allocated = n;
    }
    qg_buf_init(&plain, 0);
    qg_node_plain(&plain, part);
    line.text = qg_arena_copy(&r->doc->arena, qg_str_trim(qg_buf_str(&plain)));
    qg_buf_clear(&plain);
    if (line.text.n == 0)
        line.text = QG_STR("\uFFFC");
    qg_line_measure(&line);
    r->looks[i] = look;
    r->blocks[i] = block;
    qg_lines_add(&r->job.lines, &line);
}

/* A list of links has a line for each, so that they are a menu. */
static void add_block(reader *r, qg_node *block)
{
    qg_text_look look = {.n_links = (uint8_t)(count_links(block) > 255 ? 255 : count_links(block))};

    if (block->kind == QG_LIST && look.n_links > 0) {
        look.n_links = 1;
        for (const qg_node *item = block->first; item != NULL; item = item->next)
            add_line(r, block, item, look);
        return;
    }
    look.heading = block->kind == QG_HEADING ? (uint8_t)block->u.heading.level : 0;
    look.is_picture = block->kind == QG_PARAGRAPH && block->first != NULL &&
                      block->first == block->last && block->first->kind == QG_IMAGE;
    if (block->kind != QG_PARAGRAPH && block->kind != QG_HEADING)
        look.block = block;
    add_line(r, block, block, look);
}

static void add_blocks(reader *r)
{
    for (qg_node *node = r->doc->root->first; node != NULL; node = node->next)
        add_block(r, node);
    for (size_t i = 0; i < r->job.lines.n; i++)
        r->job.lines.at[i].look = &r->looks[i];
}

/* Contents lead to headings of the same page. */
static bool is_contents(const qg_node *block)
{
    for (const qg_node *at = block; at != NULL; at = qg_node_walk(block, at))
        if (at->kind == QG_LINK && qg_str_starts(at->u.link.url, QG_STR("#")))
            return true;
    return false;
}

/* Some links in a row with nothing else, in front of the text as a page has its menus.  Such rows
 * behind it are an author's own, of what is worth reading. */
static bool has_menu(const qg_doc *doc)
{
    size_t n = 0;

    for (const qg_node *node = doc->root->first; node != NULL; node = node->next) {
        size_t n_links = is_contents(node) ? 0 : count_links(node);
        n = n_links > 0 ? n + n_links : 0;
        if (n >= LEAST_MENU)
            return true;
        if (n_links == 0 && node->kind == QG_PARAGRAPH)
            return false;
    }
    return false;
}

/* Furniture that is sure, beside the menu. */
static bool has_signs(const reader *r)
{
    size_t n_signs = 0;

    for (size_t i = 0; i < r->job.lines.n; i++)
        n_signs += r->looks[i].n_links == 0 && r->job.lines.at[i].junk >= SURE;
    return n_signs >= LEAST_SIGNS;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Without the service's head a text of its author's may have been taken for a page: what is neither
 * links nor sure by itself stays. */
static bool may_go(const reader *r, size_t i)
{
    return qg_label_is_junk((qg_label)r->job.lines.at[i].label) &&
           (r->has_head || r->looks[i].n_links > 0 || r->looks[i].is_picture ||
            r->job.lines.at[i].junk >= SURE);
}

static void drop_junk(reader *r)
{
    const qg_line *at = r->job.lines.at;
    size_t n = r->job.lines.n, end;

    for (size_t i = 0; i < n; i = end) {
        bool is_junk = true;
        for (end = i; end < n && r->blocks[end] == r->blocks[i]; end++)
            is_junk = is_junk && may_go(r, end);
        if (at[i].label == QG_LABEL_TITLE && r->blocks[i]->kind == QG_HEADING)
            r->blocks[i]->u.heading.level = 1;
        for (size_t k = i; is_junk && k < end; k++)
            tell_junk(r, at[k].offset, at[k].text, at[k].confidence);
        if (is_junk)
            qg_node_unlink(r->blocks[i]);
    }
}

static void read_page(reader *r)
{
    r->has_head = take_head(r);
    if (!r->has_head && !has_menu(r->doc))
        return;
    add_blocks(r);
    if (r->job.lines.status != QG_OK)
        return;
    qg_text_find_furniture(&r->job);
    if (!r->has_head && !has_signs(r))
        return;
    qg_text_find_outline(&r->job);
    r->page.title = r->title;
    r->job.page = &r->page;
    qg_text_label(&r->job);
    if (r->job.lines.status == QG_OK)
        drop_junk(r);
}

qg_status qg_reader_clean(qg_doc *doc, const qg_sink *sink)
{
    reader r = {.doc = doc, .job = {.doc = doc, .sink = sink}};
    qg_status st;

    read_page(&r);
    st = r.job.lines.status;
    qg_lines_clear(&r.job.lines);
    free(r.looks);
    free(r.blocks);
    return st;
}
