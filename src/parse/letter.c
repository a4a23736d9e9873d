/* letter.c - an official letter as plain lines inside Markdown.
 *
 * Who copies a draft from a chat window, or types one into a file called .md, marks up nothing: the
 * title is a line or a bold line, 一、 and （一） stand on lines of their own, and lines follow
 * each other without an empty one.  Where such a text has a title and either somebody it is written
 * to or numbered headings, its lines are taken for what they are; below a title in front matter
 * where the headings are numbered and no other is there.  A text with headings of its own may have
 * a bold line for its title, or a plain one above who is addressed; else it is left alone.
 */
#include "parse/structure_int.h"
#include "parse/text/text_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

enum {
    TITLE_BLOCKS = 4,      /* a greeting, a rule, the title */
    FEWEST_RUNES = 5,      /* of a title */
    FEWEST_BOLD_RUNES = 2, /* of a bold one */
};

typedef struct reader {
    qg_doc *doc;
    qg_text_job job; /* a line for each block */
} reader;

/* ---- evidence -------------------------------------------------------------------------------- */

/* 附件1, below which titles are those of attachments. */
static bool is_attachment_label(const qg_node *node)
{
    return node->kind == QG_PARAGRAPH && node->first != NULL && node->first == node->last &&
           qg_is_attachment_label(node->first->text);
}

/* Whether the text has headings of its own, but for one in front, which is its title. */
static bool has_headings(const qg_doc *doc)
{
    const qg_node *first = qg_structure_first(doc);

    for (const qg_node *node = doc->root; node != NULL;
         node = qg_node_walk_blocks(doc->root, node)) {
        if (is_attachment_label(node))
            return false;
        if (node->kind == QG_HEADING && (node->u.heading.level > 1 || node != first))
            return true;
    }
    return false;
}

static bool is_bold_line(const qg_node *paragraph)
{
    const qg_node *strong = paragraph->first;

    return strong != NULL && strong == paragraph->last && strong->kind == QG_STRONG;
}

/* 关于调整县长、副县长分工的通知 */
static bool is_about(qg_str text)
{
    return qg_str_starts(text, QG_STR("关于")) && qg_str_find(text, QG_STR("，")) == text.n;
}

/* A line of a few words says no more than what it is: 感谢信 */
static bool is_title(const qg_line *line, int fewest_runes)
{
    return qg_has_title_word(line->text) && line->n_runes >= fewest_runes &&
           line->n_runes <= QG_MAX_TITLE_RUNES && line->n_stops == 0 &&
           (line->n_commas == 0 || is_about(line->text)) && line->number.form == QG_NUMBER_NONE &&
           !qg_is_colon(line->last);
}

/* 一、, the first of the numbered headings. */
static bool is_first_section(qg_doc *doc, const qg_node *heading)
{
    qg_line line = qg_written_line(&doc->arena, heading == NULL ? NULL : heading->first);

    return line.number.form == QG_NUMBER_HAN && line.number.value == 1;
}

/* 某某局台账, 2025年台账 */
static bool is_chinese(qg_str words)
{
    qg_rune first = qg_utf8_first(words);

    return words.n > 0 && (qg_rune_is_han(first) || qg_rune_is_digit(first)) &&
           qg_rune_is_han(qg_utf8_last(words));
}

/* ### 关于某某的通知: a title in front that is no # but stands above all other headings, and says
 * what it is, has 一、 below it, or is the only one. */
static void raise_title(qg_doc *doc, qg_node *title)
{
    const qg_node *first = NULL;
    qg_line line;

    if (title->kind != QG_HEADING || title->u.heading.level == 1)
        return;
    for (const qg_node *node = title->next; node != NULL; node = node->next) {
        if (is_attachment_label(node))
            break;
        if (node->role == QG_ROLE_ATTACHMENT_TITLE)
            break;
        if (node->kind == QG_HEADING && node->u.heading.level <= title->u.heading.level)
            return;
        if (first == NULL && node->kind == QG_HEADING)
            first = node;
    }
    line = qg_written_line(&doc->arena, title->first);
    if (is_title(&line, FEWEST_RUNES) ||
        (line.number.form == QG_NUMBER_NONE &&
         (first == NULL ? is_chinese(line.text)
                        : line.n_runes > 0 && is_first_section(doc, first))))
        title->u.heading.level = 1;
}

/* 编号：2025-018, 第018号 */
static bool is_register_line(reader *r, const qg_node *paragraph)
{
    enum { MAX_RUNES = 24 };
    qg_line line = qg_written_line(&r->doc->arena, paragraph->first);

    return line.n_runes > 0 && line.n_runes <= MAX_RUNES && line.n_stops == 0 &&
           line.n_commas == 0 &&
           (qg_rune_is_digit(line.last) || qg_str_ends(line.text, QG_STR("号"))) && !line.is_date;
}

/* **聘 书**: what layout spreads is a title */
static bool is_spread(const qg_line *line)
{
    enum { MOST_RUNES = 9 };
    bool is_blank = true;

    for (qg_str rest = line->text; rest.n > 0;) {
        qg_rune rune;
        bool was_blank = is_blank;
        qg_utf8_take(&rest, &rune);
        is_blank = qg_rune_is_blank(rune);
        if (!is_blank && (!was_blank || !qg_rune_is_han(rune)))
            return false;
    }
    return line->n_gaps > 0 && line->n_runes <= MOST_RUNES;
}

/* **介绍信** alone above somebody who is addressed, whatever it says */
static bool is_bold_above_addressee(reader *r, const qg_node *paragraph, const qg_line *line)
{
    const qg_node *below = paragraph->next;
    qg_line next;

    if (below != NULL && below->kind == QG_PARAGRAPH && is_register_line(r, below))
        below = below->next;
    if (!is_bold_line(paragraph) || !is_chinese(line->text) || line->n_stops > 0 ||
        line->n_commas > 0 || line->number.form != QG_NUMBER_NONE ||
        line->n_runes > QG_MAX_TITLE_RUNES || below == NULL || below->kind != QG_PARAGRAPH)
        return false;
    next = qg_written_line(&r->doc->arena, below->first);
    return qg_is_colon(next.last) && !qg_line_is_prose(&next) &&
           qg_is_signing_office(qg_without_colon(next.text));
}

/* How many lines from `first` on are the names of offices, which issue a document together; `next`
 * becomes the line behind them, or NULL. */
static int count_offices(reader *r, const qg_node *first, const qg_node **next)
{
    int n = 0;

    for (; first != NULL; first = qg_written_line_next(first), n++) {
        qg_line line = qg_written_line(&r->doc->arena, first);
        if (!qg_is_office(line.text) || line.n_stops > 0 || line.n_commas > 0 ||
            line.number.form != QG_NUMBER_NONE)
            break;
    }
    *next = first;
    return n;
}

/* Whether the lines of the paragraph are all names of offices. */
static bool are_offices(reader *r, const qg_node *paragraph)
{
    const qg_node *next;

    return paragraph != NULL && paragraph->kind == QG_PARAGRAPH &&
           count_offices(r, paragraph->first, &next) > 0 && next == NULL;
}

static bool starts_with_about(reader *r, const qg_node *first)
{
    return first != NULL &&
           qg_str_starts(qg_written_line(&r->doc->arena, first).text, QG_STR("关于"));
}

/* How many lines from `first` on are the title: one, or two of which the first says 关于 and only
 * both end as a title does; 0 when they are none. */
static int count_lines(reader *r, const qg_node *paragraph, const qg_node *first)
{
    qg_line line = qg_written_line(&r->doc->arena, first), second;
    const qg_node *next = qg_written_line_next(first);
    int fewest = is_bold_line(paragraph) ? FEWEST_BOLD_RUNES : FEWEST_RUNES;
    qg_buf both;
    bool is_both;

    if (is_title(&line, fewest) || is_bold_above_addressee(r, paragraph, &line) ||
        (is_bold_line(paragraph) && is_spread(&line)))
        return 1;
    if (next == NULL || !qg_has_about(line.text))
        return 0;
    second = qg_written_line(&r->doc->arena, next);
    qg_buf_init(&both, 0);
    qg_buf_put(&both, line.text);
    qg_buf_put(&both, second.text);
    line.text = qg_buf_str(&both);
    qg_line_measure(&line);
    is_both = second.number.form == QG_NUMBER_NONE && is_title(&line, FEWEST_RUNES);
    qg_buf_clear(&both);
    return is_both ? 2 : 0;
}

/* The same at the start of the paragraph, with the offices that stand above 关于. */
static int count_title_lines(reader *r, const qg_node *paragraph)
{
    const qg_node *next;
    int n = count_lines(r, paragraph, paragraph->first), n_offices, n_behind;

    if (n > 0)
        return n;
    n_offices = count_offices(r, paragraph->first, &next);
    if (n_offices == 0 || next == NULL)
        return 0;
    n_behind = count_lines(r, paragraph, next);
    if (!starts_with_about(r, next) && /* 某某区人民政府 above 行政复议决定书 and nothing else */
        (n_behind != 1 || qg_written_line_next(next) != NULL))
        return 0;
    return n_behind > 0 ? n_offices + n_behind : 0;
}

/* What stands behind the title in its paragraph; NULL when nothing does. */
static qg_node *behind_title(reader *r, const qg_node *title)
{
    qg_node *at = title->first;

    for (int n = count_title_lines(r, title); n > 0 && at != NULL; n--)
        at = qg_written_line_next(at);
    return at;
}

/* The paragraph that starts with the title: the first one, or behind a greeting and a rule. */
static qg_node *find_title(reader *r)
{
    qg_node *node = r->doc->root->first;
    bool is_below_offices = false;

    for (int i = 0; i < TITLE_BLOCKS && node != NULL; i++, node = node->next) {
        qg_line line;
        if (node->kind == QG_RULE)
            continue;
        if (node->kind != QG_PARAGRAPH)
            return NULL;
        line = qg_written_line(&r->doc->arena, node->first);
        if (is_below_offices && !starts_with_about(r, node->first) && !are_offices(r, node) &&
            !is_bold_line(node))
            return NULL;
        if (count_title_lines(r, node) > 0)
            return node;
        if ((is_below_offices = are_offices(r, node)))
            continue;
        if (!qg_is_colon(line.last) && !qg_line_ends_sentence(&line))
            return NULL;
    }
    return NULL;
}

static bool is_section(const qg_line *line)
{
    return line->number.form == QG_NUMBER_CHAPTER
               ? !qg_line_is_prose(line)
               : line->number.form == QG_NUMBER_HAN && qg_is_numbered_heading(line);
}

/* Whether 一、 and 二、, or 第一章 and 第二章, stand on lines of their own from `first` on. */
static bool has_sections(reader *r, const qg_node *first)
{
    int last = 0;

    for (const qg_node *node = first; node != NULL; node = node->next)
        for (const qg_node *at = node->kind == QG_PARAGRAPH ? node->first : NULL; at != NULL;
             at = qg_written_line_next(at)) {
            qg_line line = qg_written_line(&r->doc->arena, at);
            if (is_section(&line) && line.number.value == last + 1)
                last++;
        }
    return last >= 2;
}

/* The line behind `first`, on its paragraph or the next; NULL when no paragraph follows. */
static const qg_node *next_line(const qg_node *first)
{
    const qg_node *next = qg_written_line_next(first), *paragraph = first->parent->next;

    if (next != NULL)
        return next;
    return paragraph != NULL && paragraph->kind == QG_PARAGRAPH ? paragraph->first : NULL;
}

/* Whether the title starts with a line for who issues the document. */
static bool has_office(reader *r, const qg_node *title)
{
    const qg_node *next;

    return title->kind == QG_PARAGRAPH && count_offices(r, title->first, &next) > 0 && next != NULL;
}

/* Whether somebody is addressed below the title, and its number, or there are numbered sections. */
static bool is_letter(reader *r, const qg_node *title)
{
    const qg_node *first = title->kind == QG_HEADING ? NULL : behind_title(r, title);

    first = first == NULL && title->next != NULL ? title->next->first : first;
    if (first != NULL && !qg_node_is_inline(first))
        first = NULL;
    if (title->kind == QG_PARAGRAPH && is_bold_line(title)) {
        qg_line line = qg_written_line(&r->doc->arena, title->first);
        if (is_spread(&line))
            return true;
    }
    if (first != NULL) {
        qg_line line = qg_written_line(&r->doc->arena, first);
        if (qg_is_doc_number(line.text) && has_office(r, title))
            return true;
        if ((qg_is_doc_number(line.text) || is_register_line(r, first->parent)) &&
            next_line(first) != NULL)
            line = qg_written_line(&r->doc->arena, next_line(first));
        if (qg_is_colon(line.last) && !qg_line_is_prose(&line))
            return true;
    }
    return has_sections(r, title);
}

/* ---- what the lines are ---------------------------------------------------------------------- */

/* **一、总体情况** with a picture behind it is bold for being a heading, too. */
static void make_heading(qg_node *paragraph, int level)
{
    if (paragraph->first->kind == QG_STRONG)
        qg_node_unwrap(paragraph->first);
    qg_node_become(paragraph, QG_HEADING);
    paragraph->u.heading.level = level;
}

/* The first sentence becomes bold, which is a heading that runs in, as Markdown writes it. */
static void make_run_in(reader *r, qg_node *paragraph, size_t n)
{
    qg_node *text = paragraph->first, *strong, *head;

    if (text->kind != QG_TEXT || text->text.n < n)
        return;
    strong = qg_node_new(r->doc, QG_STRONG, text->offset);
    head = qg_node_new(r->doc, QG_TEXT, text->offset);
    if (strong == NULL || head == NULL)
        return;
    head->text = qg_str_head(text->text, n);
    text->text = qg_str_skip(text->text, n);
    text->offset += n;
    qg_node_append(strong, head);
    qg_node_prepend(paragraph, strong);
}

/* A line for each block. */
static void add_lines(reader *r)
{
    static const qg_text_look block = {.block = NULL, .is_picture = true};

    for (qg_node *node = r->doc->root->first; node != NULL; node = node->next) {
        bool is_text =
            (node->kind == QG_PARAGRAPH || node->kind == QG_HEADING) && node->first != NULL;
        qg_line line = {.text = QG_STR("\uFFFC"), .look = &block, .offset = node->offset};
        if (is_text)
            line = qg_written_line(&r->doc->arena, node->first);
        line.label = QG_LABEL_BODY;
        qg_lines_add(&r->job.lines, &line);
    }
}

static void find_outline(reader *r)
{
    add_lines(r);
    qg_text_find_outline(&r->job);
    qg_text_set_levels(&r->job);
}

static void tell_run_in(reader *r, qg_node *paragraph, const qg_line *line)
{
    make_run_in(r, paragraph, (size_t)line->n_run_in);
    qg_text_tell(&r->job, QG_FOUND_PARSE_RUN_IN, line, line->text, (qg_str){0});
}

/* Below a heading 一、 in a text that has headings: （一）提高认识。各单位要…… */
static void set_run_ins(reader *r)
{
    qg_node *node = r->doc->root->first;
    bool is_in_section = false;

    find_outline(r);
    for (size_t i = 0; i < r->job.lines.n; i++, node = node->next) {
        const qg_line *line = &r->job.lines.at[i];
        if (node->kind == QG_HEADING)
            is_in_section = line->number.form == QG_NUMBER_HAN;
        else if (node->kind == QG_PARAGRAPH && is_in_section &&
                 line->number.form == QG_NUMBER_HAN_BRACKET && line->outline == QG_OUTLINE_RUN_IN &&
                 line->lost == QG_LOST_NOTHING && node->first->kind == QG_TEXT)
            tell_run_in(r, node, line);
    }
}

static void set_headings(reader *r)
{
    qg_node *node = r->doc->root->first;

    find_outline(r);
    for (size_t i = 0; i < r->job.lines.n; i++, node = node->next) {
        const qg_line *line = &r->job.lines.at[i];
        if (node->kind != QG_PARAGRAPH || line->lost != QG_LOST_NOTHING)
            continue;
        if (line->outline == QG_OUTLINE_HEADING) {
            make_heading(node, line->level + 1);
            qg_text_tell(&r->job, QG_FOUND_PARSE_HEADING, line, line->text, (qg_str){0});
        } else if (line->outline == QG_OUTLINE_RUN_IN && node->first->kind == QG_TEXT) {
            tell_run_in(r, node, line);
        }
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Put the offices above the title into it, each on its line, as the standard has several that
 * issue a document together (GB/T 9704-2012, 7.3.1). */
static void take_offices(reader *r, qg_node *title)
{
    qg_node *above;

    for (above = title->previous; are_offices(r, above); above = title->previous) {
        qg_node *line_break = qg_node_new(r->doc, QG_LINE_BREAK, title->offset), *last;
        if (line_break == NULL)
            return;
        qg_node_prepend(title, line_break);
        for (qg_node *node = above->last; node != NULL; node = last) {
            last = node->previous;
            qg_node_unlink(node);
            qg_node_prepend(title, node);
        }
        title->offset = above->offset;
        qg_node_unlink(above);
    }
}

/* The breaks behind offices stay in the title, the one inside of 关于……的通知 does not. */
static void set_breaks(reader *r, qg_node *title)
{
    const qg_node *about;
    bool is_behind = false;

    count_offices(r, title->first, &about);
    for (qg_node *node = title->first, *next; node != NULL; node = next) {
        next = node->next;
        is_behind = is_behind || node == about;
        if (node->kind != QG_SOFT_BREAK && node->kind != QG_LINE_BREAK)
            continue;
        if (is_behind)
            qg_node_unlink(node);
        else
            qg_node_become(node, QG_LINE_BREAK);
    }
}

static void take_bold_off(qg_node *title)
{
    for (qg_node *node = title->first, *next; node != NULL; node = next) {
        next = node->next;
        if (node->kind == QG_STRONG)
            qg_node_unwrap(node);
    }
}

static void set_title(reader *r, qg_node *title)
{
    qg_node *rest = behind_title(r, title);
    qg_line line;

    if (rest != NULL)
        qg_paragraph_part(r->doc, title, rest);
    take_offices(r, title);
    set_breaks(r, title);
    line = qg_written_line(&r->doc->arena, title->first);
    take_bold_off(title);
    make_heading(title, 1);
    line.confidence = 0.9f;
    qg_text_tell(&r->job, QG_FOUND_PARSE_TITLE, &line, line.text, (qg_str){0});
}

/* The title of a second document, which the first one issues. */
static bool is_behind_date(reader *r, const qg_node *heading)
{
    const qg_node *above = heading->previous, *at;
    qg_line line = {0};

    while (above != NULL && above->kind == QG_RULE)
        above = above->previous;
    if (above == NULL || above->kind != QG_PARAGRAPH)
        return false;
    for (at = above->first; at != NULL; at = qg_written_line_next(at))
        line = qg_written_line(&r->doc->arena, at);
    return line.is_date;
}

/* Whether it heads something else than the whole: a section with a number, an attachment, a
 * document that this one issues. */
static bool heads_part(reader *r, const qg_node *heading)
{
    return heading->role == QG_ROLE_ATTACHMENT_TITLE || is_behind_date(r, heading) ||
           (heading->previous != NULL && is_attachment_label(heading->previous)) ||
           qg_written_line(&r->doc->arena, heading->first).number.form != QG_NUMBER_NONE;
}

/* Above headings of lower levels, or numbered ones, a bold line can be the title, and a plain one
 * above somebody who is addressed: a Word document as other programs make Markdown of it. */
static void read_unmarked_title(reader *r)
{
    qg_node *title = find_title(r);

    for (const qg_node *n = r->doc->root; n != NULL; n = qg_node_walk_blocks(r->doc->root, n))
        if (n->kind == QG_HEADING && n->u.heading.level == 1 && !heads_part(r, n))
            return;
    if (title != NULL && (is_bold_line(title) || is_letter(r, title)))
        set_title(r, title);
}

/* Below a title in front matter: a heading in the text shows that somebody marked up all. */
static bool is_plain_body(reader *r, const qg_node *first)
{
    return first->kind != QG_HEADING && !has_headings(r->doc) && has_sections(r, first);
}

static void read_lines(reader *r, qg_node *first)
{
    qg_written_lines_part(&r->job, first, true);
    set_headings(r);
}

/* A # heading, or 关于……的通知 as one a level lower. */
static bool is_second_title(qg_doc *doc, const qg_node *below)
{
    qg_line line;

    if (below->kind != QG_HEADING || below->first == NULL || below->u.heading.level > 2)
        return false;
    line = qg_written_line(&doc->arena, below->first);
    return below->u.heading.level == 1 ||
           (qg_str_starts(line.text, QG_STR("关于")) && is_title(&line, FEWEST_RUNES));
}

/* # 某某县人民检察院 and # 检察建议书 right below it are the two lines of one title. */
static void join_titles(qg_doc *doc)
{
    qg_node *title = qg_structure_first(doc), *below;

    if (title == NULL || title->kind != QG_HEADING || title->u.heading.level != 1)
        return;
    for (below = title->next; below != NULL && is_second_title(doc, below); below = title->next) {
        qg_line line = qg_written_line(&doc->arena, title->first);
        qg_node *line_break = qg_node_new(doc, QG_LINE_BREAK, below->offset);
        if (line_break == NULL || qg_written_line_next(title->first) != NULL ||
            !qg_is_office(line.text) || line.number.form != QG_NUMBER_NONE || line.n_stops > 0)
            return;
        qg_node_append(title, line_break);
        while (below->first != NULL) {
            qg_node *node = below->first;
            qg_node_unlink(node);
            qg_node_append(title, node);
        }
        qg_node_unlink(below);
    }
}

/* Returns whether there is a letter. */
static bool read_letter(reader *r)
{
    qg_node *title = qg_structure_first(r->doc);

    if (title == NULL)
        return false;
    join_titles(r->doc);
    if (qg_doc_value(r->doc, QG_KEY_TITLE).n > 0) {
        bool is_plain = is_plain_body(r, title);
        if (is_plain)
            read_lines(r, title);
        return is_plain;
    }
    raise_title(r->doc, title);
    if (has_headings(r->doc)) {
        read_unmarked_title(r);
        return false;
    }
    if (title->kind != QG_HEADING)
        title = find_title(r);
    if (title == NULL || !is_letter(r, title))
        return false;
    if (title->kind != QG_HEADING)
        set_title(r, title);
    read_lines(r, title->next);
    return true;
}

qg_status qg_letter_read(qg_doc *doc, const qg_sink *sink)
{
    reader r = {.doc = doc, .job = {.doc = doc, .sink = sink}};
    qg_status st;

    if (!read_letter(&r)) {
        qg_written_lines_part(&r.job, doc->root->first, false);
        set_run_ins(&r);
    }
    st = r.job.lines.status;
    qg_lines_clear(&r.job.lines);
    return st;
}
