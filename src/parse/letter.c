/* letter.c - an official letter as plain lines inside Markdown.
 *
 * Who copies a draft from a chat window, or types one into a file called .md, marks up nothing: the
 * title is a line or a bold line, 一、 and （一） stand on lines of their own, and lines follow
 * each other without an empty one.  Where such a text has a title and either somebody it is written
 * to or numbered headings, its lines are taken for what they are; below a title in front matter
 * where the headings are numbered and no other is there.  A text with headings of its own may have
 * a bold line for its title, or a plain one above who is addressed; else it is left alone.
 */
#include "parse/draft_int.h"
#include "parse/letter_int.h"
#include "parse/structure_int.h"
#include "parse/text/outline_int.h"
#include "parse/text/words_int.h"
#include "parse/written_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

typedef struct reader {
    qg_doc *doc;
    qg_text_job job; /* a line for each block */
} reader;

/* ---- evidence -------------------------------------------------------------------------------- */

/* Whether the draft starts with the title of the front matter, as a heading. */
static bool is_title_again(const qg_doc *doc, const qg_node *first)
{
    qg_str given = qg_doc_value(doc, QG_KEY_TITLE);
    bool is_same;
    qg_buf words;

    if (first->kind != QG_HEADING || given.n == 0)
        return false;
    qg_buf_init(&words, 0);
    qg_node_plain(&words, first);
    is_same = qg_is_same_title(given, qg_str_trim(qg_buf_str(&words)));
    qg_buf_clear(&words);
    return is_same;
}

/* Whether the text has headings of its own, but for one in front, which is its title. */
static bool has_headings(const qg_doc *doc)
{
    const qg_node *first = qg_structure_first(doc);

    for (const qg_node *node = doc->root; node != NULL;
         node = qg_node_walk_blocks(doc->root, node)) {
        if (qg_letter_ends_at(node))
            return false;
        if (node->kind == QG_HEADING &&
            (node != first || (node->u.heading.level > 1 && !is_title_again(doc, node))))
            return true;
    }
    return false;
}

static bool is_section(const qg_line *line)
{
    return qg_number_is_chapter(line->number.form)
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

/* Whether somebody is addressed below the title, and its number, or there are numbered sections. */
static bool is_letter(reader *r, const qg_node *title)
{
    const qg_node *first = title->kind == QG_HEADING ? NULL : qg_letter_behind_title(r->doc, title);

    first = first == NULL && title->next != NULL ? title->next->first : first;
    if (first != NULL && !qg_node_is_inline(first))
        first = NULL;
    if (title->kind == QG_PARAGRAPH && qg_is_bold_line(title)) {
        qg_line line = qg_written_line(&r->doc->arena, title->first);
        if (qg_is_spread(&line))
            return true;
    }
    if (first != NULL) {
        qg_line line = qg_written_line(&r->doc->arena, first);
        if (qg_is_doc_number(line.text) && qg_letter_has_office(r->doc, title))
            return true;
        if ((qg_is_doc_number(line.text) || qg_is_register_line(r->doc, first->parent)) &&
            next_line(first) != NULL)
            line = qg_written_line(&r->doc->arena, next_line(first));
        if (qg_is_colon(line.last) && !qg_line_is_prose(&line))
            return true;
    }
    return has_sections(r, title);
}

/* ---- what the lines are ---------------------------------------------------------------------- */

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

/* Make a line of each block, as plain text has them. */
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

/* Whether any paragraph starts with （一）, so that it is worth while to look at them all. */
static bool may_run_in(const qg_doc *doc)
{
    for (const qg_node *node = doc->root->first; node != NULL; node = node->next) {
        const qg_node *text = node->kind == QG_PARAGRAPH ? node->first : NULL;
        if (text != NULL && text->kind == QG_TEXT &&
            qg_text_number(qg_str_trim(text->text)).form == QG_NUMBER_HAN_BRACKET)
            return true;
    }
    return false;
}

/* Below a heading 一、, or a bold line that will be one, in a text that has headings:
 * （一）提高认识。各单位要…… */
static void set_run_ins(reader *r)
{
    qg_node *node = r->doc->root->first;
    bool is_in_section = false;

    if (!may_run_in(r->doc))
        return;
    find_outline(r);
    for (size_t i = 0; i < r->job.lines.n; i++, node = node->next) {
        const qg_line *line = &r->job.lines.at[i];
        if (node->kind == QG_HEADING ||
            (qg_is_bold_line(node) && line->number.form == QG_NUMBER_HAN))
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
            qg_letter_make_heading(node, line->level + 1);
            qg_text_tell(&r->job, QG_FOUND_PARSE_HEADING, line, line->text, (qg_str){0});
        } else if (line->outline == QG_OUTLINE_RUN_IN && node->first->kind == QG_TEXT) {
            tell_run_in(r, node, line);
        }
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Whether a date stands above the heading, so that it is the title of a second document that the
 * first one issues. */
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

/* Whether the heading stands above a part only: a section with a number, an attachment, a document
 * that this one issues. */
static bool heads_part(reader *r, const qg_node *heading)
{
    return heading->role == QG_ROLE_ATTACHMENT_TITLE || is_behind_date(r, heading) ||
           (heading->previous != NULL && qg_letter_ends_at(heading->previous)) ||
           qg_written_line(&r->doc->arena, heading->first).number.form != QG_NUMBER_NONE;
}

/* Whether the line stands right above the heading 一、, where there is nothing but the title. */
static bool is_above_first_section(reader *r, const qg_node *title)
{
    return title->next != NULL && title->next->kind == QG_HEADING &&
           qg_letter_behind_title(r->doc, title) == NULL &&
           qg_letter_is_first_section(r->doc, title->next);
}

/* Above headings of lower levels, or numbered ones, a bold line can be the title, and a plain one
 * above somebody who is addressed, right above 一、, or above several # with numbers: a Word
 * document as other programs make Markdown of it. */
static void read_unmarked_title(reader *r)
{
    qg_node *title = qg_letter_title(r->doc);
    int n_parts = 0;

    for (const qg_node *n = r->doc->root; n != NULL; n = qg_node_walk_blocks(r->doc->root, n)) {
        if (n->kind != QG_HEADING || n->u.heading.level > 1)
            continue;
        if (!heads_part(r, n))
            return;
        n_parts++;
    }
    if (title != NULL && (qg_is_bold_line(title) || n_parts > 1 ||
                          is_above_first_section(r, title) || is_letter(r, title)))
        qg_letter_set_title(&r->job, title);
}

/* Whether the body below a title in front matter is plain lines with 一、 and 二、.  Another
 * heading in the text shows that somebody marked up all of it. */
static bool is_plain_body(reader *r, const qg_node *first)
{
    return (first->kind != QG_HEADING || is_title_again(r->doc, first)) && !has_headings(r->doc) &&
           has_sections(r, first);
}

static void read_lines(reader *r, qg_node *first)
{
    qg_written_lines_part(&r->job, first, true);
    set_headings(r);
}

/* Find the letter in plain lines and mark it up; returns whether there is one. */
static bool read_letter(reader *r)
{
    qg_node *title = qg_structure_first(r->doc);

    if (title == NULL)
        return false;
    qg_letter_join_titles(r->doc);
    if (qg_doc_value(r->doc, QG_KEY_TITLE).n > 0) {
        bool is_plain = is_plain_body(r, title);
        if (is_plain)
            read_lines(r, title->kind == QG_HEADING ? title->next : title);
        return is_plain;
    }
    qg_letter_raise_title(r->doc, title);
    if (has_headings(r->doc)) {
        read_unmarked_title(r);
        return false;
    }
    if (title->kind != QG_HEADING)
        title = qg_letter_title(r->doc);
    if (title == NULL || !is_letter(r, title))
        return false;
    if (title->kind != QG_HEADING)
        qg_letter_set_title(&r->job, title);
    read_lines(r, title->next);
    return true;
}

qg_status qg_letter_read(qg_doc *doc, qg_str source, const qg_sink *sink)
{
    reader r = {.doc = doc, .job = {.doc = doc, .text = source, .sink = sink}};
    qg_status st;

    if (!read_letter(&r)) {
        qg_written_lines_part(&r.job, doc->root->first, false);
        set_run_ins(&r);
    }
    st = r.job.lines.status;
    qg_lines_clear(&r.job.lines);
    return st;
}
