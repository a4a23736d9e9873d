/* letter_evidence.c - what shows that plain lines are an official letter: its title, whom it is
 * written to, its sections. */
#include "parse/letter_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

enum {
    TITLE_BLOCKS = 4,     /* a greeting, a rule, the title */
    FEWEST_BOLD_RUNES = 2 /* of a bold one */
};

/* 附件1, below which titles are those of attachments. */
static bool is_attachment_label(const qg_node *node)
{
    return node->kind == QG_PARAGRAPH && node->first != NULL && node->first == node->last &&
           qg_is_attachment_label(node->first->text);
}

bool qg_letter_has_headings(const qg_doc *doc)
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

bool qg_letter_is_bold_line(const qg_node *paragraph)
{
    const qg_node *strong = paragraph->first;

    return strong != NULL && strong == paragraph->last && strong->kind == QG_STRONG;
}

/* 关于调整县长、副县长分工的通知 */
static bool is_about(qg_str text)
{
    return qg_str_starts(text, QG_STR("关于")) && qg_str_find(text, QG_STR("，")) == text.n;
}

bool qg_letter_is_title(const qg_line *line, int fewest_runes)
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

void qg_letter_raise_title(qg_doc *doc, qg_node *title)
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
    if (qg_letter_is_title(&line, QG_LETTER_FEWEST_RUNES) ||
        (line.number.form == QG_NUMBER_NONE &&
         (first == NULL ? is_chinese(line.text)
                        : line.n_runes > 0 && is_first_section(doc, first))))
        title->u.heading.level = 1;
}

/* 编号：2025-018, 第018号 */
static bool is_register_line(qg_letter *r, const qg_node *paragraph)
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
static bool is_bold_above_addressee(qg_letter *r, const qg_node *paragraph, const qg_line *line)
{
    const qg_node *below = paragraph->next;
    qg_line next;

    if (below != NULL && below->kind == QG_PARAGRAPH && is_register_line(r, below))
        below = below->next;
    if (!qg_letter_is_bold_line(paragraph) || !is_chinese(line->text) || line->n_stops > 0 ||
        line->n_commas > 0 || line->number.form != QG_NUMBER_NONE ||
        line->n_runes > QG_MAX_TITLE_RUNES || below == NULL || below->kind != QG_PARAGRAPH)
        return false;
    next = qg_written_line(&r->doc->arena, below->first);
    return qg_is_colon(next.last) && !qg_line_is_prose(&next) &&
           qg_is_signing_office(qg_without_colon(next.text));
}

int qg_letter_count_offices(qg_letter *r, const qg_node *first, const qg_node **next)
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

bool qg_letter_names_offices(qg_letter *r, const qg_node *paragraph)
{
    const qg_node *next;

    return paragraph != NULL && paragraph->kind == QG_PARAGRAPH &&
           qg_letter_count_offices(r, paragraph->first, &next) > 0 && next == NULL;
}

static bool starts_with_about(qg_letter *r, const qg_node *first)
{
    return first != NULL &&
           qg_str_starts(qg_written_line(&r->doc->arena, first).text, QG_STR("关于"));
}

/* How many lines from `first` on are the title: one, or two of which the first says 关于 and only
 * both end as a title does; 0 when they are none. */
static int count_lines(qg_letter *r, const qg_node *paragraph, const qg_node *first)
{
    qg_line line = qg_written_line(&r->doc->arena, first), second;
    const qg_node *next = qg_written_line_next(first);
    int fewest = qg_letter_is_bold_line(paragraph) ? FEWEST_BOLD_RUNES : QG_LETTER_FEWEST_RUNES;
    qg_buf both;
    bool is_both;

    if (qg_letter_is_title(&line, fewest) || is_bold_above_addressee(r, paragraph, &line) ||
        (qg_letter_is_bold_line(paragraph) && is_spread(&line)))
        return 1;
    if (next == NULL || !qg_has_about(line.text))
        return 0;
    second = qg_written_line(&r->doc->arena, next);
    qg_buf_init(&both, 0);
    qg_buf_put(&both, line.text);
    qg_buf_put(&both, second.text);
    line.text = qg_buf_str(&both);
    qg_line_measure(&line);
    is_both =
        second.number.form == QG_NUMBER_NONE && qg_letter_is_title(&line, QG_LETTER_FEWEST_RUNES);
    qg_buf_clear(&both);
    return is_both ? 2 : 0;
}

/* The same at the start of the paragraph, with the offices that stand above 关于. */
static int count_title_lines(qg_letter *r, const qg_node *paragraph)
{
    const qg_node *next;
    int n = count_lines(r, paragraph, paragraph->first), n_offices, n_behind;

    if (n > 0)
        return n;
    n_offices = qg_letter_count_offices(r, paragraph->first, &next);
    if (n_offices == 0 || next == NULL)
        return 0;
    n_behind = count_lines(r, paragraph, next);
    if (!starts_with_about(r, next) && /* 某某区人民政府 above 行政复议决定书 and nothing else */
        (n_behind != 1 || qg_written_line_next(next) != NULL))
        return 0;
    return n_behind > 0 ? n_offices + n_behind : 0;
}

qg_node *qg_letter_behind_title(qg_letter *r, const qg_node *title)
{
    qg_node *at = title->first;

    for (int n = count_title_lines(r, title); n > 0 && at != NULL; n--)
        at = qg_written_line_next(at);
    return at;
}

qg_node *qg_letter_find_title(qg_letter *r)
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
        if (is_below_offices && !starts_with_about(r, node->first) &&
            !qg_letter_names_offices(r, node) && !qg_letter_is_bold_line(node))
            return NULL;
        if (count_title_lines(r, node) > 0)
            return node;
        if ((is_below_offices = qg_letter_names_offices(r, node)))
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

bool qg_letter_has_sections(qg_letter *r, const qg_node *first)
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
static bool has_office(qg_letter *r, const qg_node *title)
{
    const qg_node *next;

    return title->kind == QG_PARAGRAPH && qg_letter_count_offices(r, title->first, &next) > 0 &&
           next != NULL;
}

bool qg_letter_is_one(qg_letter *r, const qg_node *title)
{
    const qg_node *first = title->kind == QG_HEADING ? NULL : qg_letter_behind_title(r, title);

    first = first == NULL && title->next != NULL ? title->next->first : first;
    if (first != NULL && !qg_node_is_inline(first))
        first = NULL;
    if (title->kind == QG_PARAGRAPH && qg_letter_is_bold_line(title)) {
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
    return qg_letter_has_sections(r, title);
}
