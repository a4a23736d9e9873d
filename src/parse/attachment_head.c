/* attachment_head.c - attachments, as drafts and chat assistants head them.
 *
 * The standard wants 附件1 on a line of its own and the title below it (7.3.7).  People write both
 * as one heading, ## 附件1：工作方案, as a bold line, or as a plain one behind the signature, and
 * whatever level the heading has, the headings below it count from there; so it is with the
 * measures that stand behind the notice that issues them.  Names of attachments that only are
 * listed look alike: what follows such a line, and where the date of the document stands, tell them
 * apart.
 */
#include "parse/draft_int.h"
#include "parse/structure_int.h"

#include "base/utf8.h"
#include "parse/text/words_int.h"
#include "parse/written_int.h"

enum { MIN_PROSE_RUNES = 10 /* of a paragraph below a plain line */ };

/* ---- what a block says ----------------------------------------------------------------------- */

/* How the words of a block are written. */
typedef enum look { IS_NOTHING, IS_PLAIN, IS_BOLD, IS_HEADING } look;

typedef struct head {
    look look;
    qg_str text;    /* all of it, in the arena */
    size_t n_label; /* bytes of 附件1 */
    size_t n_mark;  /* bytes of the colon or blanks behind it */
} head;

static look look_of(const qg_node *node)
{
    if (qg_is_heading(node))
        return IS_HEADING;
    if (!qg_is_paragraph(node) || node->role != QG_ROLE_BODY || node->first == NULL)
        return IS_NOTHING;
    return node->first->kind == QG_STRONG ? IS_BOLD : IS_PLAIN;
}

/* Whether the block is one line of nothing but text and bold text. */
static bool is_one_line(const qg_node *node)
{
    for (const qg_node *n = node->first; n != NULL; n = qg_node_walk(node, n))
        if (n->kind != QG_TEXT && n->kind != QG_STRONG)
            return false;
    return node->first != NULL;
}

static bool is_title(qg_str text)
{
    int level;

    return qg_structure_is_short(text) && qg_number_at(text, &level).n == 0 &&
           !qg_is_file_name(text);
}

/* Read the head of an attachment at `node`: 附件1, alone or with a title behind it.  `look` is
 * IS_NOTHING when the block is no head. */
static head read_head(qg_finder *f, const qg_node *node)
{
    head h = {.look = look_of(node)}, nothing = {0};
    qg_str rest;

    if (h.look == IS_NOTHING || !is_one_line(node))
        return nothing;
    h.text = qg_structure_plain(f, node);
    h.n_label = qg_attachment_label_at(h.text, &h.n_mark);
    if (h.n_label == 0 || h.text.p != f->plain.p)
        return nothing;
    h.text = qg_arena_copy(&f->doc->arena, h.text);
    rest = qg_str_skip(h.text, h.n_label + h.n_mark);
    return rest.n == 0 || (h.n_mark > 0 && is_title(rest)) ? h : nothing;
}

static bool has_title(const head *h)
{
    return h->n_label + h->n_mark < h->text.n;
}

/* 某某局　2025年5月6日 on one line */
static bool is_signed_line(qg_str line)
{
    size_t n = qg_signed_head(line);

    return n > 0 && qg_is_office(qg_str_head(line, n));
}

/* Whether the last line of the paragraph is a date, or office and date. */
static bool ends_with_date(qg_finder *f, const qg_node *node)
{
    const qg_node *line = node->first;

    if (!qg_is_paragraph(node))
        return false;
    for (const qg_node *next = line; next != NULL; next = qg_written_line_next(next))
        line = next;
    qg_buf_truncate(&f->plain, 0);
    for (; line != NULL; line = line->next)
        qg_node_plain(&f->plain, line);
    return qg_is_date_line(qg_buf_str(&f->plain)) || is_signed_line(qg_buf_str(&f->plain));
}

/* Whether the document is signed between `above` and the next one. */
static bool is_signed_below(qg_finder *f, const qg_node *above)
{
    for (const qg_node *node = above->next; node != NULL; node = node->next) {
        if (ends_with_date(f, node))
            return true;
        if (read_head(f, node).n_label > 0)
            return false;
    }
    return false;
}

/* Whether the block is a sentence, and not 联系人：张三。 */
static bool is_prose(qg_finder *f, const qg_node *node)
{
    qg_str text = qg_is_paragraph(node) ? qg_structure_plain(f, node) : (qg_str){"", 0};
    size_t n_words = qg_str_find(text, QG_STR("："));

    return qg_utf8_count(text) >= MIN_PROSE_RUNES && qg_ends_with_mark(text) &&
           n_words + QG_STR("：").n >= text.n;
}

/* 附件：1. 名单, which names what follows the letter. */
static bool is_note(qg_finder *f, const qg_node *node)
{
    qg_str text = qg_is_paragraph(node) ? qg_structure_plain(f, node) : (qg_str){"", 0};

    return qg_str_starts(text, QG_STR("附件：")) || qg_str_starts(text, QG_STR("附件:"));
}

/* **2025年春节值班表** below 附件1： */
static bool is_bold_title(qg_finder *f, const qg_node *node)
{
    return look_of(node) == IS_BOLD && node->first == node->last &&
           is_title(qg_structure_plain(f, node));
}

/* 统计表 below 附件1： is the title of the table or the text below it, and no name in a list. */
static bool stands_above_text(qg_finder *f, const qg_node *title)
{
    const qg_node *below = qg_skip_comments(title->next);

    return below != NULL && is_one_line(title) && is_title(qg_structure_plain(f, title)) &&
           (below->kind == QG_TABLE || below->kind == QG_HEADING || is_prose(f, below));
}

/* 第一章 总则, 第一条 …: what an attached measure begins with */
static bool is_article(qg_finder *f, const qg_node *node)
{
    qg_str text = qg_is_paragraph(node) ? qg_structure_plain(f, node) : (qg_str){"", 0};
    int level;

    return qg_str_starts(text, QG_STR("第")) && qg_number_at(text, &level).n > 0;
}

/* Whether nothing but name and date stand at `node`: 附件：… above is a note of attachments. */
static bool is_signature(qg_finder *f, const qg_node *node)
{
    return ends_with_date(f, node) ||
           (qg_is_paragraph(node) && is_one_line(node) && is_title(qg_structure_plain(f, node)) &&
            node->next != NULL && ends_with_date(f, node->next));
}

/* Whether the attachment itself follows, and not the next name of a list, or what closes a
 * letter. */
static bool is_followed(qg_finder *f, const head *h, const qg_node *node, bool is_date_above,
                        bool is_note_above)
{
    const qg_node *next = qg_skip_comments(node->next);
    bool is_behind_divider = node->previous != NULL && qg_node_is_divider(node->previous);

    if (next == NULL || qg_node_is_divider(next) || read_head(f, next).n_label > 0 ||
        qg_structure_is_closing(f, next) || (!is_date_above && is_signature(f, next)))
        return false;
    if (h->look == IS_HEADING)
        return is_date_above || !is_signed_below(f, node);
    if (!is_date_above && !is_behind_divider &&
        !(is_note_above && !has_title(h) && h->n_mark == 0 && !is_signed_below(f, node)))
        return false;
    return h->look == IS_BOLD || is_bold_title(f, next) || next->kind == QG_TABLE ||
           next->kind == QG_HEADING ||
           (has_title(h) ? is_prose(f, next) || is_article(f, next)
                         : h->n_mark == 0 || stands_above_text(f, next));
}

/* ---- the change ------------------------------------------------------------------------------ */

static void tell(const qg_sink *sink, const qg_node *node, qg_str label)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                     .offset = node->offset,
                                     .before = label,
                                     .after = QG_STR("attachment"),
                                     .confidence = 0.9});
}

static void take_all_bold_off(qg_node *block)
{
    for (qg_node *node = block->first, *next; node != NULL; node = next) {
        next = node->next;
        if (node->kind == QG_STRONG)
            qg_node_unwrap(node);
    }
}

/* Take off the first `n` bytes of the block, all of which are text. */
static void skip_text(qg_node *block, size_t n)
{
    while (n > 0 && block->first != NULL) {
        qg_node *text = block->first;
        size_t n_here = n < text->text.n ? n : text->text.n;
        text->text = qg_str_skip(text->text, n_here);
        text->offset += n_here;
        n -= n_here;
        if (text->text.n == 0)
            qg_node_unlink(text);
    }
}

static void become_title(qg_node *node, int top)
{
    take_all_bold_off(node);
    qg_node_become(node, QG_HEADING);
    node->u.heading.level = top;
    node->u.heading.number = (qg_str){0};
}

/* ## 附件1：工作方案 becomes 附件1 and # 工作方案, which `node` then is. */
static void part_head(qg_finder *f, qg_node *node, const head *h, int top)
{
    qg_node *label = qg_node_new(f->doc, QG_PARAGRAPH, node->offset);
    qg_node *text = qg_node_new(f->doc, QG_TEXT, node->offset);

    if (label == NULL || text == NULL)
        return;
    text->text = qg_arena_copy(&f->doc->arena, qg_str_head(h->text, h->n_label));
    qg_node_append(label, text);
    qg_node_insert_before(node, label);
    become_title(node, top);
    skip_text(node, h->n_label + h->n_mark);
}

/* The block below 附件1 that is the title; NULL when none is.  A plain line can be one, below a
 * label with a colon only above a text. */
static qg_node *title_below(qg_finder *f, qg_node *label, const head *h)
{
    qg_node *title = qg_skip_comments(label->next);
    look its_look = title == NULL ? IS_NOTHING : look_of(title);

    if (its_look == IS_NOTHING ||
        (its_look == IS_PLAIN && h->n_mark > 0 && !stands_above_text(f, title)) ||
        !is_one_line(title) || !is_title(qg_structure_plain(f, title)) ||
        (its_look != IS_HEADING && title->next == NULL))
        return NULL;
    return title;
}

static bool is_top_heading(const qg_node *node, int top)
{
    return qg_is_heading(node) && node->u.heading.level == top;
}

/* The next heading of the attachment that `node` is in; NULL: there is none. */
static qg_node *next_heading(qg_finder *f, qg_node *node)
{
    for (node = node->next; node != NULL && !qg_is_heading(node); node = node->next)
        if (read_head(f, node).n_label > 0)
            return NULL;
    return node == NULL || read_head(f, node).n_label > 0 ? NULL : node;
}

/* Raise the headings of the attachment.  Below a title that was no # its highest ones are the first
 * level. */
static void raise_headings(qg_finder *f, qg_node *title)
{
    int highest = QG_MAX_LEVEL, first = title->u.heading.level + 1;

    for (qg_node *node = next_heading(f, title); node != NULL; node = next_heading(f, node))
        highest = node->u.heading.level < highest ? node->u.heading.level : highest;
    for (qg_node *node = next_heading(f, title); highest > first && node != NULL;
         node = next_heading(f, node))
        node->u.heading.level -= highest - first;
}

/* Bring an attachment that starts at `node` into the form of the standard. */
static void read_attachment(qg_finder *f, qg_node *node, const head *h, bool is_markdown,
                            const qg_sink *sink)
{
    int top = is_markdown ? 1 : 0;
    qg_node *title = has_title(h) ? node : title_below(f, node, h);
    bool was_title = title == NULL || is_top_heading(title, top);

    if (title == NULL ? qg_skip_comments(node->next)->kind != QG_TABLE
                      : title != node && h->look == IS_PLAIN && was_title)
        return;
    tell(sink, node, qg_str_head(h->text, h->n_label));
    if (has_title(h)) {
        part_head(f, node, h, top);
    } else {
        take_all_bold_off(node);
        qg_node_become(node, QG_PARAGRAPH);
        if (title != NULL)
            become_title(title, top);
    }
    if (is_markdown && !was_title) /* elsewhere numbers made the levels */
        raise_headings(f, title);
}

/* ---- names and a second document
 * ----------------------------------------------------------------------- */

/* #### 附件, and a list: the names of the attachments above the signature. */
static bool heads_names(const head *h, const qg_node *node)
{
    return h->look == IS_HEADING && h->text.n == QG_STR("附件").n && node->next != NULL &&
           node->next->kind == QG_LIST && node->next->u.list.is_ordered;
}

/* Make the heading the label 附件：, which a note of attachments starts with (7.3.4). */
static void become_note(qg_finder *f, qg_node *node, const qg_sink *sink)
{
    qg_node *colon = qg_node_new(f->doc, QG_TEXT, node->offset);

    if (colon == NULL)
        return;
    tell(sink, node, QG_STR("附件"));
    take_all_bold_off(node);
    qg_node_become(node, QG_PARAGRAPH);
    colon->text = QG_STR("：");
    qg_node_append(node, colon);
}

static bool is_behind_date(qg_finder *f, const qg_node *node)
{
    const qg_node *above = qg_structure_above_closing(f, node->previous);

    return above != NULL && ends_with_date(f, above);
}

/* Whether 附：授权委托书 stands above the heading 授权委托书, at most a rule or page break between.
 */
static bool is_named_above(qg_finder *f, const qg_node *node)
{
    const qg_str label = QG_STR("附：");
    const qg_node *above = node->previous;
    qg_str name, title;

    while (above != NULL && qg_node_is_divider(above))
        above = above->previous;
    if (!qg_is_paragraph(above))
        return false;
    name = qg_structure_plain(f, above);
    if (!qg_str_starts(name, label))
        return false;
    name = qg_arena_copy(&f->doc->arena, qg_str_trim(qg_str_skip(name, label.n)));
    title = qg_structure_plain(f, node);
    return name.n > 0 && qg_str_eq(name, title);
}

/* Whether the block is the title of a second document, right behind the notice that issues it. */
static bool is_document_title(qg_finder *f, qg_node *node)
{
    qg_str text;

    if (!is_one_line(node) ||
        !(is_behind_date(f, node) || is_named_above(f, node) || qg_structure_is_issued(f, node)))
        return false;
    text = qg_structure_plain(f, node);
    return is_title(text) && qg_has_title_word(text);
}

/* ## 某某实施方案, above all headings that follow. */
static bool heads_document(qg_finder *f, qg_node *node)
{
    if (!qg_is_heading(node) || (node->u.heading.level == 1 && !is_named_above(f, node)) ||
        !is_document_title(f, node))
        return false;
    for (qg_node *next = next_heading(f, node); next != NULL; next = next_heading(f, next))
        if (next->u.heading.level <= node->u.heading.level)
            return false;
    return true;
}

/* Raise the title of the notice to the level of what it issues, if it is lower: ##
 * 关于印发某某办法的通知 */
static void raise_first_title(qg_finder *f)
{
    qg_node *first = qg_structure_first(f->doc);

    if (qg_is_heading(first) && qg_doc_field(f->doc, QG_KEY_TITLE) == NULL &&
        qg_has_title_word(qg_structure_plain(f, first)))
        become_title(first, 1);
}

static void start_document(qg_finder *f, qg_node *title, const qg_sink *sink)
{
    raise_first_title(f);
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_TITLE,
                                     .offset = title->offset,
                                     .before = qg_structure_plain(f, title),
                                     .confidence = 0.9});
    become_title(title, 1);
    if (is_named_above(f, title))
        title->role = QG_ROLE_ATTACHMENT_TITLE;
}

void qg_bold_documents_read(qg_doc *doc, const qg_sink *sink)
{
    qg_finder f = {.doc = doc};

    qg_buf_init(&f.plain, 0);
    for (qg_node *node = doc->root->first; node != NULL; node = node->next)
        if (look_of(node) == IS_BOLD && node->first == node->last && is_document_title(&f, node))
            start_document(&f, node, sink);
    if (qg_buf_status(&f.plain) != QG_OK)
        doc->arena.status = qg_buf_status(&f.plain);
    qg_buf_clear(&f.plain);
}

/* 附件1 and its title on the line below, in one paragraph, become two. */
static void part_title_line(qg_finder *f, qg_node *paragraph)
{
    qg_node *next = qg_is_paragraph(paragraph) && paragraph->first != NULL &&
                            paragraph->first->kind == QG_TEXT &&
                            qg_str_starts(paragraph->first->text, QG_STR("附件"))
                        ? qg_written_line_next(paragraph->first)
                        : NULL;
    qg_str label;
    size_t n_mark;

    if (next == NULL || qg_written_line_next(next) != NULL)
        return;
    label = qg_written_line(&f->doc->arena, paragraph->first).text;
    if (qg_attachment_label_at(label, &n_mark) == label.n &&
        is_title(qg_written_line(&f->doc->arena, next).text))
        qg_paragraph_part(f->doc, paragraph, next);
}

void qg_attachment_heads_read(qg_doc *doc, bool is_markdown, const qg_sink *sink)
{
    qg_finder f = {.doc = doc};
    bool is_date_above = qg_doc_field(doc, QG_KEY_DATE) != NULL;
    bool is_note_above = qg_doc_field(doc, QG_KEY_ATTACHMENTS) != NULL;

    qg_buf_init(&f.plain, 0);
    for (qg_node *node = doc->root->first; node != NULL; node = node->next) {
        head h;
        if (is_markdown && is_date_above)
            part_title_line(&f, node);
        h = read_head(&f, node);
        if (is_markdown && heads_document(&f, node)) {
            start_document(&f, node, sink);
            raise_headings(&f, node);
        }
        is_date_above = is_date_above || ends_with_date(&f, node);
        if (!is_date_above && heads_names(&h, node) && is_signed_below(&f, node))
            become_note(&f, node, sink);
        else if (h.n_label > 0 && is_followed(&f, &h, node, is_date_above, is_note_above))
            read_attachment(&f, node, &h, is_markdown, sink);
        is_note_above = is_note_above || is_note(&f, node);
    }
    if (qg_buf_status(&f.plain) != QG_OK)
        doc->arena.status = qg_buf_status(&f.plain);
    qg_buf_clear(&f.plain);
}
