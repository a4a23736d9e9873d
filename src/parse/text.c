/* text.c - plain text to document.
 *
 * The order of the steps that find the structure, and the tree that is made of what they found.
 * docs/text-structure.md tells how it works as a whole.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
#include "parse/text/outline_int.h"
#include "parse/text/points_int.h"
#include "parse/text/split_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

#include "parse/structure_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

enum { MAX_SPREAD_RUNES = 12 /* of a heading that layout spread: 第一章　总　则 */ };

/* ---- nodes --------------------------------------------------------------------------------- */

qg_node *qg_text_new_node(qg_text_builder *b, qg_node_kind kind, size_t offset)
{
    return qg_node_new(b->doc, kind, qg_text_place(b->job, offset));
}

qg_node *qg_text_add_block(qg_text_builder *b, qg_node_kind kind, size_t offset)
{
    qg_node *node = qg_text_new_node(b, kind, offset);

    qg_node_append(b->doc->root, node);
    return node;
}

void qg_text_add_text(qg_text_builder *b, qg_node *parent, qg_str text, size_t offset)
{
    const qg_text_page *page = b->job->page;
    qg_node *node;

    if (text.n == 0 || parent == NULL)
        return;
    if (page != NULL) {
        page->put(page->user, parent, text, offset);
        return;
    }
    node = qg_text_new_node(b, QG_TEXT, offset);
    if (node != NULL)
        node->text = qg_arena_copy(&b->doc->arena, text);
    qg_node_append(parent, node);
}

/* The number with the mark that it lost, and the blank that its author put behind it. */
static qg_str put_number(qg_text_builder *b, const qg_line *line)
{
    qg_str number = qg_str_head(line->text, (size_t)line->number.n);
    qg_str rest = qg_str_skip(line->text, (size_t)line->number.n);

    if (line->lost != QG_LOST_NOTHING) {
        qg_buf_puts(&b->text, line->lost == QG_LOST_BRACKETS ? "（" : "");
        qg_buf_put(&b->text, number);
        qg_buf_puts(&b->text, line->lost == QG_LOST_BRACKETS ? "）" : "、");
        qg_text_tell(b->job, QG_FOUND_PARSE_BRACKETS, line, number, qg_buf_str(&b->text));
        return qg_str_trim(rest);
    }
    qg_buf_put(&b->text, number);
    if (rest.n > 0 && qg_rune_is_blank(qg_utf8_first(rest)) && line->number.form != QG_NUMBER_HAN &&
        line->number.form != QG_NUMBER_HAN_BRACKET && line->number.form != QG_NUMBER_BRACKET &&
        !qg_str_ends(number, QG_STR("、"))) {
        qg_rune rune;
        qg_str blank = qg_utf8_take(&rest, &rune);
        qg_buf_put(&b->text, rune == 0x3000 ? blank : QG_STR(" "));
    }
    return qg_str_trim(rest);
}

/* The line with the number that it starts with, also where 3.1 counts nothing that is a heading. */
static qg_line with_number(const qg_line *line)
{
    qg_line own = *line;

    if (own.number.n == 0 && qg_text_number(line->text).form == QG_NUMBER_DECIMAL)
        own.number = qg_text_number(line->text);
    return own;
}

/* Whether a gap stands between words, 第一单元　大漠孤城, and not between the characters of one
 * that is spread, 总　则. */
static bool has_gap_of_words(qg_str text)
{
    size_t n_before = 0, n = 0; /* characters of the word in front, of this one */

    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (!qg_rune_is_blank(rune)) {
            n++;
        } else if (n > 0) {
            n_before = n;
            n = 0;
        }
        if (n_before > 1 && n > 1)
            return true;
    }
    return false;
}

/* The text of a line as it goes into the document: in b->text.  Returns the bytes of its number. */
static size_t put_text(qg_text_builder *b, const qg_line *line)
{
    qg_line own = with_number(line);
    qg_str rest = line->text;
    size_t n_number;

    qg_buf_truncate(&b->text, 0);
    if (own.number.n > 0)
        rest = put_number(b, &own);
    n_number = line->lost != QG_LOST_NOTHING ? b->text.n : (size_t)line->number.n;
    if (line->outline == QG_OUTLINE_HEADING && qg_line_is_in_halves(line)) {
        qg_buf_put(&b->text, rest);
    } else if (line->outline == QG_OUTLINE_HEADING && line->n_runes <= MAX_SPREAD_RUNES &&
               !has_gap_of_words(rest)) {
        if (qg_text_put_tight(&b->text, rest) > 0)
            qg_text_tell(b->job, QG_FOUND_PARSE_SPACE, line, (qg_str){0}, (qg_str){0});
    } else if ((qg_line_is_prose(line) && !line->is_cell_row) ||
               line->outline == QG_OUTLINE_HEADING || line->is_date) {
        if (qg_text_put_spaced(&b->text, rest) > 0)
            qg_text_tell(b->job, QG_FOUND_PARSE_SPACE, line, (qg_str){0}, (qg_str){0});
    } else {
        qg_buf_put(&b->text, rest);
    }
    return n_number;
}

static void set_heading(qg_text_builder *b, qg_node *node, qg_str number, int level)
{
    if (node == NULL)
        return;
    node->u.heading.level = level;
    node->u.heading.number = qg_arena_copy(&b->doc->arena, number);
}

static void add_heading(qg_text_builder *b, const qg_line *line)
{
    size_t n_number = put_text(b, line);
    qg_node *heading = qg_text_add_block(b, QG_HEADING, line->offset);

    qg_text_add_text(b, heading, qg_buf_str(&b->text), line->offset);
    set_heading(b, heading, qg_str_head(qg_buf_str(&b->text), n_number), line->level);
    qg_text_tell(b->job, QG_FOUND_PARSE_HEADING, line, qg_buf_str(&b->text), (qg_str){0});
}

/* The level of a heading that runs in.  The form of its number tells it, since nothing else of it
 * is left in Markdown. */
static int run_in_level(const qg_line *line, qg_str text)
{
    int level;

    return qg_number_at(text, &level).n > 0 ? level : line->level;
}

/* （一）强化组织领导。一是…: the first sentence is a heading that runs on into its paragraph. */
static void add_run_in(qg_text_builder *b, const qg_line *line)
{
    size_t n_number = put_text(b, line), n = qg_first_sentence(qg_buf_str(&b->text));
    qg_node *paragraph = qg_text_add_block(b, QG_PARAGRAPH, line->offset);
    qg_node *run_in = qg_text_new_node(b, QG_RUN_IN, line->offset);
    qg_str whole = qg_buf_str(&b->text), head = qg_str_head(whole, n);

    qg_node_append(paragraph, run_in);
    qg_text_add_text(b, run_in, head, line->offset);
    set_heading(b, run_in, qg_str_head(head, n_number), run_in_level(line, head));
    qg_text_add_text(b, paragraph, qg_str_trim(qg_str_skip(whole, n)),
                     line->offset + (size_t)line->n_run_in);
    qg_text_tell(b->job, QG_FOUND_PARSE_RUN_IN, line, head, (qg_str){0});
}

static void add_paragraph(qg_text_builder *b, const qg_line *line)
{
    qg_node *paragraph = qg_text_add_block(b, QG_PARAGRAPH, line->offset);

    put_text(b, line);
    qg_text_add_text(b, paragraph, qg_buf_str(&b->text), line->offset);
}

/* Add the quote that the piece at `at` begins, in which the poster has what he answers: all quoted
 * pieces that follow each other.  Returns how many they are. */
static size_t add_quote(qg_text_builder *b, const qg_line *at, size_t n)
{
    qg_node *quote = qg_text_add_block(b, QG_QUOTE, at->offset);
    size_t k = 0;

    for (; k < n && at[k].is_quoted && (b->job->keep_junk || !qg_label_is_junk(at[k].label)); k++) {
        qg_node *paragraph = qg_text_new_node(b, QG_PARAGRAPH, at[k].offset);
        put_text(b, &at[k]);
        qg_text_add_text(b, paragraph, qg_buf_str(&b->text), at[k].offset);
        qg_node_append(quote, paragraph);
    }
    return k;
}

/* ---- the document -------------------------------------------------------------------------- */

/* 来文字号：某财〔2024〕5号, of a paper that came in and not of this one */
static bool is_of_other(qg_str text)
{
    return qg_str_starts(text, QG_STR("来文")) || qg_str_starts(text, QG_STR("收文"));
}

/* Make a field of the number of the document, which stands alone on its line above the text. */
static bool take_doc_number(qg_text_builder *b, const qg_line *line)
{
    qg_str text = qg_doc_number_of(line->text);

    if (b->has_body || text.n == 0 || is_of_other(line->text))
        return false;
    if (qg_doc_field(b->doc, QG_KEY_DOC_NUMBER) == NULL)
        qg_doc_add_field(b->doc, QG_STR("doc-number"), &text, 1,
                         qg_text_place(b->job, line->offset), false);
    qg_text_tell(b->job, QG_FOUND_PARSE_ELEMENT, line, line->text, QG_STR("doc-number"));
    return true;
}

/* Whether 关于… stands behind a blank, which only parts it from the issuers. */
static bool parts_issuers(qg_str text)
{
    size_t blank = qg_str_find_byte(text, ' ');

    return qg_str_starts(qg_str_trim(qg_str_skip(text, blank)), QG_STR("关于"));
}

/* Whether blanks part words of Han, rather than all characters: 第一回 某某梦幻 某某风尘,
 * 2025年3月3日 星期一 晴, but not 2023 年 and 公　告 */
static bool parts_words(qg_str text)
{
    enum { LEAST_PART = 2, LEAST_RUNES = 5 };
    qg_rune before = 0, rune = 0;
    int longest = 0, own = 0;

    for (qg_str rest = text; rest.n > 0; before = rune) {
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(rune) &&
            (own < LEAST_PART || !qg_rune_is_han(before) || !qg_rune_is_han(qg_utf8_first(rest))))
            return false;
        own = qg_rune_is_blank(rune) ? 0 : own + 1;
        longest = own > longest ? own : longest;
    }
    return longest >= LEAST_RUNES;
}

/* Whether the blanks part what a headline, which has no commas, is about: 某某楷模 盼共同打造某某
 */
static bool parts_clauses(const qg_line *line)
{
    enum { MOST_GAPS = 2, LEAST_RUNES = 5 };
    size_t blank = qg_str_find_byte(line->text, ' ');
    bool is_long = line->n_gaps == 1 &&
                   qg_utf8_count(qg_str_head(line->text, blank)) >= LEAST_RUNES &&
                   qg_utf8_count(qg_str_skip(line->text, blank)) > LEAST_RUNES;

    return line->n_gaps <= MOST_GAPS && !qg_has_title_word(line->text) &&
           !parts_issuers(line->text) && (is_long || parts_words(line->text));
}

/* Append a line of the title.  Where a page names the title or marks it up, a blank in it is meant,
 * since headlines have no commas. */
static void put_title(qg_text_builder *b, const qg_line *line)
{
    enum { MOST = 8 };
    qg_str offices[MOST]; /* 某县委办公室 某县人民政府办公室 */
    qg_str label = QG_STR("标题：");
    qg_line bare = *line;

    if (line->look == NULL && qg_str_starts(line->text, label)) {
        bare.text = qg_str_trim(qg_str_skip(line->text, label.n));
        line = &bare;
    }
    bool is_headline = line->is_in_head || line->is_top_heading ||
                       (line->look != NULL ? !parts_issuers(line->text) : parts_clauses(line));

    if ((is_headline && line->n_gaps <= 2) || qg_offices_of(line->text, offices, MOST) > 1)
        qg_buf_put(&b->text, line->text);
    else if (qg_text_put_spaced(&b->text, line->outline == QG_OUTLINE_ALONE ? put_number(b, line)
                                                                            : line->text) > 0)
        qg_text_tell(b->job, QG_FOUND_PARSE_SPACE, line, (qg_str){0}, (qg_str){0});
}

/* 某某通知（某政发〔2024〕5号）: the number behind the title of the first document. */
static void take_number_behind(qg_text_builder *b, const qg_line *line)
{
    qg_str title = qg_buf_str(&b->text), bare = qg_without_bracket(title);
    qg_str number = qg_doc_number_of(qg_str_trim(qg_str_skip(title, bare.n)));

    if (b->has_title || number.n == 0 || !qg_has_title_word(bare) ||
        qg_doc_field(b->doc, QG_KEY_DOC_NUMBER) != NULL)
        return;
    number = qg_arena_copy(&b->doc->arena, number);
    qg_doc_add_field(b->doc, QG_STR("doc-number"), &number, 1, qg_text_place(b->job, line->offset),
                     false);
    qg_text_tell(b->job, QG_FOUND_PARSE_ELEMENT, line, number, QG_STR("doc-number"));
    qg_buf_truncate(&b->text, bare.n);
}

/* A title with the lines it goes on in; returns how many pieces it took. */
static size_t add_title(qg_text_builder *b, const qg_line *at, size_t n)
{
    qg_node *heading = qg_text_add_block(b, QG_HEADING, at->offset);
    size_t k = 1;

    qg_buf_truncate(&b->text, 0);
    put_title(b, at);
    for (; k < n && at[k].label == QG_LABEL_TITLE_MORE; k++) {
        bool is_name =
            k + 1 < n && at[k + 1].label == QG_LABEL_TITLE_MORE && qg_is_office(at[k].text);
        bool is_verse = b->job->page != NULL && at[k - 1].n_gaps > 0 && !at[k].is_second_half &&
                        !qg_has_about(at[k].text); /* as its line has one */
        if (is_name || is_verse || qg_needs_blank(qg_utf8_last(qg_buf_str(&b->text)), at[k].first))
            qg_buf_puts(&b->text, " ");        /* several issuers */
        if (at[k].n_runes <= MAX_SPREAD_RUNES) /* 公　告 */
            qg_text_put_tight(&b->text, at[k].text);
        else
            qg_text_put_spaced(&b->text, at[k].text);
        qg_text_tell(b->job, QG_FOUND_PARSE_JOINED, &at[k], at[k].text, (qg_str){0});
    }
    take_number_behind(b, at);
    if (heading != NULL && b->has_title)
        heading->role = QG_ROLE_ATTACHMENT_TITLE;
    qg_text_add_text(b, heading, qg_buf_str(&b->text), at->offset);
    set_heading(b, heading, (qg_str){0}, 0);
    qg_text_tell(b->job, QG_FOUND_PARSE_TITLE, at, qg_buf_str(&b->text), (qg_str){0});
    if (!b->has_title && k == 1)
        b->title = at->text;
    b->has_title = true;
    return k;
}

static void drop(qg_text_builder *b, const qg_line *line)
{
    const qg_node *block = qg_line_look(line)->block;
    qg_str text = line->text;

    if (block != NULL) {
        qg_buf_truncate(&b->text, 0);
        qg_node_plain(&b->text, block);
        text = qg_arena_copy(&b->doc->arena, qg_str_trim(qg_buf_str(&b->text)));
    }
    qg_text_tell(b->job, line->is_meta ? QG_FOUND_PARSE_PAGE_DATA : QG_FOUND_PARSE_JUNK, line, text,
                 (qg_str){0});
}

/* Whether the line is the title of a page once more, beside or above its text. */
static bool is_title_again(const qg_text_builder *b, const qg_line *line)
{
    return line->look != NULL && b->title.n > 0 && qg_str_eq(line->text, b->title) &&
           (line->label == QG_LABEL_TITLE || (line->outline == QG_OUTLINE_HEADING && !b->has_body));
}

/* The number below a title that both stand outside of the article's box. */
static bool is_number_outside(const qg_line *line)
{
    return line->label == QG_LABEL_TITLE_JUNK && qg_line_look(line)->is_outside &&
           qg_is_doc_number(line->text);
}

/* Add the piece at `at` and what belongs to it; returns how many were taken. */
static size_t add_piece(qg_text_builder *b, const qg_line *at, size_t n)
{
    size_t k;

    if (is_number_outside(at) && take_doc_number(b, at))
        return 1;
    if ((qg_label_is_junk(at->label) || is_title_again(b, at)) && !b->job->keep_junk) {
        drop(b, at);
        return 1;
    }
    if (qg_line_look(at)->block != NULL) {
        qg_node_append(b->doc->root, qg_line_look(at)->block);
        return 1;
    }
    if (at->is_quoted)
        return add_quote(b, at, n);
    if (at->label == QG_LABEL_TITLE)
        return add_title(b, at, n);
    if (take_doc_number(b, at))
        return 1;
    if (at->label == QG_LABEL_BODY && (qg_line_is_prose(at) || at->outline == QG_OUTLINE_HEADING))
        b->has_body = true;
    if ((k = qg_text_add_group(b, at, n)) > 0)
        return k;
    if (at->label == QG_LABEL_BODY && at->outline == QG_OUTLINE_HEADING)
        add_heading(b, at);
    else if (at->label == QG_LABEL_BODY && at->outline == QG_OUTLINE_RUN_IN)
        add_run_in(b, at);
    else
        add_paragraph(b, at);
    return 1;
}

/* Put the title that only the page data have in front of the text. */
static void prepend_title(qg_text_builder *b)
{
    qg_node *heading = qg_node_new(b->doc, QG_HEADING, 0);

    qg_text_add_text(b, heading, b->job->title, 0);
    set_heading(b, heading, (qg_str){0}, 0);
    qg_node_prepend(b->doc->root, heading);
}

static bool has_own_date(const qg_text_job *job)
{
    for (size_t i = 0; i < job->lines.n; i++)
        if (job->lines.at[i].label == QG_LABEL_DATE)
            return true;
    return false;
}

static bool is_signed_by_office(const qg_text_job *job)
{
    for (size_t i = 0; i < job->lines.n; i++)
        if (job->lines.at[i].label == QG_LABEL_SIGNATURE &&
            qg_is_signing_office(job->lines.at[i].text))
            return true;
    return false;
}

/* Add as fields what the page says of the document, where the document itself is silent. */
static void add_loose_fields(const qg_text_job *job)
{
    if (job->loose_date.n > 0 && !has_own_date(job) && qg_doc_field(job->doc, QG_KEY_DATE) == NULL)
        qg_doc_add_field(job->doc, QG_STR("date"), &job->loose_date, 1, 0, false);
    if (job->issuer.n > 0 && !is_signed_by_office(job) &&
        qg_doc_field(job->doc, QG_KEY_ISSUER) == NULL)
        qg_doc_add_field(job->doc, QG_STR("issuer"), &job->issuer, 1, 0, false);
}

static void build(qg_text_job *job)
{
    qg_text_builder b = {.job = job, .doc = job->doc};

    qg_buf_init(&b.text, 0);
    for (size_t i = 0; i < job->lines.n && qg_doc_status(job->doc) == QG_OK;)
        i += add_piece(&b, &job->lines.at[i], job->lines.n - i);
    add_loose_fields(job);
    if (job->title.n == 0 && job->page != NULL)
        job->title = job->page->is_exact ? job->page->title : qg_text_head_title(job->page->title);
    if (!b.has_title && job->title.n > 0 && qg_doc_field(job->doc, QG_KEY_TITLE) == NULL)
        prepend_title(&b);
    if (qg_buf_status(&b.text) != QG_OK)
        job->lines.status = qg_buf_status(&b.text);
    qg_buf_clear(&b.text);
}

static qg_status parse(qg_text_job *job, size_t start)
{
    qg_status st;

    qg_text_lines(job, start);
    qg_text_find_furniture(job);
    qg_text_find_metadata(job);
    qg_text_join(job);
    qg_text_split(job);
    qg_text_find_copies(job);
    qg_text_find_contents(job);
    qg_text_find_outline(job);
    qg_text_label(job);
    qg_text_set_levels(job);
    qg_text_find_subheads(job);
    qg_text_check_outline(job);
    if (job->lines.status == QG_OK)
        build(job);
    st = job->lines.status;
    qg_lines_clear(&job->lines);
    return st == QG_OK ? qg_doc_status(job->doc) : st;
}

qg_status qg_text_parse(qg_doc *doc, qg_str text, size_t start, bool keep_junk, const qg_sink *sink)
{
    qg_text_job job = {.doc = doc, .text = text, .sink = sink, .keep_junk = keep_junk};

    return parse(&job, start);
}

qg_status qg_text_parse_page(qg_doc *doc, qg_str text, const qg_text_page *page, bool keep_junk,
                             const qg_sink *sink)
{
    qg_text_job job = {
        .doc = doc, .text = text, .sink = sink, .keep_junk = keep_junk, .page = page};

    return parse(&job, 0);
}
