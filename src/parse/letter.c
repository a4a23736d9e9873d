/* letter.c - an official letter as plain lines inside Markdown.
 *
 * Who copies a draft from a chat window, or types one into a file called .md, marks up nothing: the
 * title is a line or a bold line, 一、 and （一） stand on lines of their own, and lines follow
 * each other without an empty one.  Where such a text has a title and either somebody it is written
 * to or numbered headings, its lines are taken for what they are; below a title in front matter
 * where the headings are numbered and no other is there.  A text with headings of its own may have
 * a bold line for its title; else it is left alone.
 */
#include "parse/letter_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

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
static void make_run_in(qg_letter *r, qg_node *paragraph, size_t n)
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
static void add_lines(qg_letter *r)
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

static void find_outline(qg_letter *r)
{
    add_lines(r);
    qg_text_find_outline(&r->job);
    qg_text_set_levels(&r->job);
}

static void tell_run_in(qg_letter *r, qg_node *paragraph, const qg_line *line)
{
    make_run_in(r, paragraph, (size_t)line->n_run_in);
    qg_text_tell(&r->job, QG_FOUND_PARSE_RUN_IN, line, line->text, (qg_str){0});
}

/* Below a heading 一、 in a text that has headings: （一）提高认识。各单位要…… */
static void set_run_ins(qg_letter *r)
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

static void set_headings(qg_letter *r)
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
static void take_offices(qg_letter *r, qg_node *title)
{
    qg_node *above;

    for (above = title->previous; qg_letter_names_offices(r, above); above = title->previous) {
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
static void set_breaks(qg_letter *r, qg_node *title)
{
    const qg_node *about;
    bool is_behind = false;

    qg_letter_count_offices(r, title->first, &about);
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

static void set_title(qg_letter *r, qg_node *title)
{
    qg_node *rest = qg_letter_behind_title(r, title);
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
static bool is_behind_date(qg_letter *r, const qg_node *heading)
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

/* Above headings of lower levels a bold line can be the title. */
static void read_bold_title(qg_letter *r)
{
    qg_node *title = qg_letter_find_title(r);

    for (const qg_node *n = r->doc->root; n != NULL; n = qg_node_walk_blocks(r->doc->root, n))
        if (n->kind == QG_HEADING && n->u.heading.level == 1 &&
            n->role != QG_ROLE_ATTACHMENT_TITLE && !is_behind_date(r, n))
            return;
    if (title != NULL && qg_letter_is_bold_line(title))
        set_title(r, title);
}

/* Below a title in front matter: a heading in the text shows that somebody marked up all. */
static bool is_plain_body(qg_letter *r, const qg_node *first)
{
    return first->kind != QG_HEADING && !qg_letter_has_headings(r->doc) &&
           qg_letter_has_sections(r, first);
}

static void read_lines(qg_letter *r, qg_node *first)
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
    return below->u.heading.level == 1 || (qg_str_starts(line.text, QG_STR("关于")) &&
                                           qg_letter_is_title(&line, QG_LETTER_FEWEST_RUNES));
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
static bool read_letter(qg_letter *r)
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
    qg_letter_raise_title(r->doc, title);
    if (qg_letter_has_headings(r->doc)) {
        read_bold_title(r);
        return false;
    }
    if (title->kind != QG_HEADING)
        title = qg_letter_find_title(r);
    if (title == NULL || !qg_letter_is_one(r, title))
        return false;
    if (title->kind != QG_HEADING)
        set_title(r, title);
    read_lines(r, title->next);
    return true;
}

qg_status qg_letter_read(qg_doc *doc, const qg_sink *sink)
{
    qg_letter r = {.doc = doc, .job = {.doc = doc, .sink = sink}};
    qg_status st;

    if (!read_letter(&r)) {
        qg_written_lines_part(&r.job, doc->root->first, false);
        set_run_ins(&r);
    }
    st = r.job.lines.status;
    qg_lines_clear(&r.job.lines);
    return st;
}
