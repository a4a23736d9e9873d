/* letter_title.c - the title of a letter that is typed as plain lines.
 *
 * It is a line or a bold line, or two of which only both are one, with the offices above it that
 * issue the document together; in front of it stand at most a greeting and a rule.
 */
#include "parse/draft_int.h"
#include "parse/letter_int.h"
#include "parse/structure_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"
#include "parse/written_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

enum {
    TITLE_BLOCKS = 4,      /* a greeting, a rule, the title */
    FEWEST_RUNES = 5,      /* of a title */
    FEWEST_BOLD_RUNES = 2, /* of a bold one */
};

bool qg_letter_ends_at(const qg_node *node)
{
    return node->kind == QG_PARAGRAPH && node->first != NULL && node->first == node->last &&
           qg_is_attachment_label(node->first->text);
}

bool qg_is_bold_line(const qg_node *paragraph)
{
    const qg_node *strong = paragraph->first;

    return strong != NULL && strong == paragraph->last && strong->kind == QG_STRONG;
}

/* 关于调整县长、副县长分工的通知 */
static bool is_about(qg_str text)
{
    return qg_str_starts(text, QG_STR("关于")) && qg_str_find(text, QG_STR("，")) == text.n;
}

/* Whether the line is a title.  One of a few words says no more than what the document is, 感谢信,
 * so at least so many are asked for. */
static bool is_title(const qg_line *line, int fewest_runes)
{
    return qg_has_title_word(line->text) && line->n_runes >= fewest_runes &&
           line->n_runes <= QG_MAX_TITLE_RUNES && line->n_stops == 0 &&
           (line->n_commas == 0 || is_about(line->text)) && line->number.form == QG_NUMBER_NONE &&
           !qg_is_colon(line->last);
}

bool qg_letter_is_first_section(qg_doc *doc, const qg_node *heading)
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

static bool is_section(qg_doc *doc, const qg_node *heading)
{
    qg_line line = qg_written_line(&doc->arena, heading->first);

    return qg_is_numbered_heading(&line);
}

/* ### 关于某某的通知: a title in front that is no # but stands above all other headings, and says
 * what it is, has 一、 below it, or is the only one.  To programs that read a PDF all headings are
 * alike: one that says what it is may have numbered ones of its level below it. */
void qg_letter_raise_title(qg_doc *doc, qg_node *title)
{
    const qg_node *first = NULL;
    bool has_equal = false;
    qg_line line;

    if (title->kind != QG_HEADING || title->u.heading.level == 1)
        return;
    for (const qg_node *node = title->next; node != NULL; node = node->next) {
        if (qg_letter_ends_at(node))
            break;
        if (node->role == QG_ROLE_ATTACHMENT_TITLE)
            break;
        if (node->kind == QG_HEADING && node->u.heading.level <= title->u.heading.level) {
            if (node->u.heading.level < title->u.heading.level || !is_section(doc, node))
                return;
            has_equal = true;
        }
        if (first == NULL && node->kind == QG_HEADING)
            first = node;
    }
    line = qg_written_line(&doc->arena, title->first);
    if (is_title(&line, FEWEST_RUNES) ||
        (!has_equal && line.number.form == QG_NUMBER_NONE &&
         (first == NULL ? is_chinese(line.text)
                        : line.n_runes > 0 && qg_letter_is_first_section(doc, first))))
        title->u.heading.level = 1;
}

/* 编号：2025-018, 第018号 */
bool qg_is_register_line(qg_doc *doc, const qg_node *paragraph)
{
    enum { MAX_RUNES = 24 };
    qg_line line = qg_written_line(&doc->arena, paragraph->first);

    return line.n_runes > 0 && line.n_runes <= MAX_RUNES && line.n_stops == 0 &&
           line.n_commas == 0 &&
           (qg_rune_is_digit(line.last) || qg_str_ends(line.text, QG_STR("号"))) && !line.is_date;
}

/* **聘 书**: what layout spreads is a title */
bool qg_is_spread(const qg_line *line)
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
static bool is_bold_above_addressee(qg_doc *doc, const qg_node *paragraph, const qg_line *line)
{
    const qg_node *below = paragraph->next;
    qg_line next;

    if (below != NULL && below->kind == QG_PARAGRAPH && qg_is_register_line(doc, below))
        below = below->next;
    if (!qg_is_bold_line(paragraph) || !is_chinese(line->text) || line->n_stops > 0 ||
        line->n_commas > 0 || line->number.form != QG_NUMBER_NONE ||
        line->n_runes > QG_MAX_TITLE_RUNES || below == NULL || below->kind != QG_PARAGRAPH)
        return false;
    next = qg_written_line(&doc->arena, below->first);
    return qg_is_colon(next.last) && !qg_line_is_prose(&next) &&
           qg_is_signing_office(qg_without_colon(next.text));
}

/* How many lines from `first` on are the names of offices, which issue a document together; `next`
 * becomes the line behind them, or NULL. */
static int count_offices(qg_doc *doc, const qg_node *first, const qg_node **next)
{
    int n = 0;

    for (; first != NULL; first = qg_written_line_next(first), n++) {
        qg_line line = qg_written_line(&doc->arena, first);
        if (!qg_is_office(line.text) || line.n_stops > 0 || line.n_commas > 0 ||
            line.number.form != QG_NUMBER_NONE)
            break;
    }
    *next = first;
    return n;
}

/* Whether the lines of the paragraph are all names of offices. */
static bool are_offices(qg_doc *doc, const qg_node *paragraph)
{
    const qg_node *next;

    return paragraph != NULL && paragraph->kind == QG_PARAGRAPH &&
           count_offices(doc, paragraph->first, &next) > 0 && next == NULL;
}

static bool starts_with_about(qg_doc *doc, const qg_node *first)
{
    return first != NULL && qg_str_starts(qg_written_line(&doc->arena, first).text, QG_STR("关于"));
}

/* Whether `line` and the next one are a title together. */
static bool are_title(qg_doc *doc, qg_line line, const qg_node *next)
{
    qg_line second = qg_written_line(&doc->arena, next);
    qg_buf both;
    bool is_both;

    qg_buf_init(&both, 0);
    qg_buf_put(&both, line.text);
    qg_buf_put(&both, second.text);
    line.text = qg_buf_str(&both);
    qg_line_measure(&line);
    is_both = second.number.form == QG_NUMBER_NONE && is_title(&line, FEWEST_RUNES);
    qg_buf_clear(&both);
    return is_both;
}

/* How many lines from `first` on are the title: one, or two of which the first says 关于 and only
 * both end as a title does, with 的; 0 when they are none. */
static int count_lines(qg_doc *doc, const qg_node *paragraph, const qg_node *first)
{
    qg_line line = qg_written_line(&doc->arena, first);
    const qg_node *next = qg_written_line_next(first);
    int fewest = qg_is_bold_line(paragraph) ? FEWEST_BOLD_RUNES : FEWEST_RUNES;
    bool goes_on = next != NULL && qg_has_about(line.text);

    if (goes_on && qg_str_find(line.text, QG_STR("的")) == line.text.n &&
        are_title(doc, line, next))
        return 2;
    if (is_title(&line, fewest) || is_bold_above_addressee(doc, paragraph, &line) ||
        (qg_is_bold_line(paragraph) && qg_is_spread(&line)))
        return 1;
    return goes_on && are_title(doc, line, next) ? 2 : 0;
}

/* The same for the start of a paragraph, with the offices that stand above 关于. */
static int count_title_lines(qg_doc *doc, const qg_node *paragraph)
{
    const qg_node *next;
    int n = count_lines(doc, paragraph, paragraph->first), n_offices, n_behind;

    if (n > 0)
        return n;
    n_offices = count_offices(doc, paragraph->first, &next);
    if (n_offices == 0 || next == NULL)
        return 0;
    n_behind = count_lines(doc, paragraph, next);
    if (!starts_with_about(doc, next) && /* 某某区人民政府 above 行政复议决定书 and nothing else */
        (n_behind != 1 || qg_written_line_next(next) != NULL))
        return 0;
    return n_behind > 0 ? n_offices + n_behind : 0;
}

/* What stands behind the title in its paragraph; NULL when nothing does. */
qg_node *qg_letter_behind_title(qg_doc *doc, const qg_node *title)
{
    qg_node *at = title->first;

    for (int n = count_title_lines(doc, title); n > 0 && at != NULL; n--)
        at = qg_written_line_next(at);
    return at;
}

/* The paragraph that starts with the title: the first one, or behind a greeting and a rule. */
qg_node *qg_letter_title(qg_doc *doc)
{
    qg_node *node = doc->root->first;
    bool is_below_offices = false;

    for (int i = 0; i < TITLE_BLOCKS && node != NULL; i++, node = node->next) {
        qg_line line;
        if (node->kind == QG_RULE)
            continue;
        if (node->kind != QG_PARAGRAPH)
            return NULL;
        line = qg_written_line(&doc->arena, node->first);
        if (is_below_offices && !starts_with_about(doc, node->first) && !are_offices(doc, node) &&
            !qg_is_bold_line(node))
            return NULL;
        if (count_title_lines(doc, node) > 0)
            return node;
        if ((is_below_offices = are_offices(doc, node)))
            continue;
        if (!qg_is_colon(line.last) && !qg_line_ends_sentence(&line))
            return NULL;
    }
    return NULL;
}

/* Whether the title starts with a line for who issues the document. */
bool qg_letter_has_office(qg_doc *doc, const qg_node *title)
{
    const qg_node *next;

    return title->kind == QG_PARAGRAPH && count_offices(doc, title->first, &next) > 0 &&
           next != NULL;
}

/* **一、总体情况** with a picture behind it is bold for being a heading, too. */
void qg_letter_make_heading(qg_node *paragraph, int level)
{
    if (paragraph->first->kind == QG_STRONG)
        qg_node_unwrap(paragraph->first);
    qg_node_become(paragraph, QG_HEADING);
    paragraph->u.heading.level = level;
}

/* Put the offices above the title into it, each on its line, as the standard has several that
 * issue a document together (GB/T 9704-2012, 7.3.1). */
static void take_offices(qg_doc *doc, qg_node *title)
{
    qg_node *above;

    for (above = title->previous; are_offices(doc, above); above = title->previous) {
        qg_node *line_break = qg_node_new(doc, QG_LINE_BREAK, title->offset), *last;
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

/* Keep the breaks behind offices in the title, and take out the one inside of 关于……的通知. */
static void set_breaks(qg_doc *doc, qg_node *title)
{
    const qg_node *about;
    bool is_behind = false;

    count_offices(doc, title->first, &about);
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

void qg_letter_set_title(qg_text_job *job, qg_node *title)
{
    qg_doc *doc = job->doc;
    qg_node *rest = qg_letter_behind_title(doc, title);
    qg_line line;

    if (rest != NULL)
        qg_paragraph_part(doc, title, rest);
    take_offices(doc, title);
    set_breaks(doc, title);
    line = qg_written_line(&doc->arena, title->first);
    take_bold_off(title);
    qg_letter_make_heading(title, 1);
    line.confidence = 0.9f;
    qg_text_tell(job, QG_FOUND_PARSE_TITLE, &line, line.text, (qg_str){0});
}

/* Whether `below` is the second line of a title that so far is only an office: another # below a #,
 * 关于……的通知 one level lower, or below a title of a lower level one of the same level that says
 * that it is a title. */
static bool is_second_title(qg_doc *doc, const qg_node *title, const qg_node *below)
{
    int level = title->u.heading.level;
    qg_line line;

    if (below->kind != QG_HEADING || below->first == NULL || below->u.heading.level > level + 1 ||
        (level > 1 && below->u.heading.level != level))
        return false;
    line = qg_written_line(&doc->arena, below->first);
    if (level == 1 && below->u.heading.level == 1)
        return true;
    return (level > 1 || qg_str_starts(line.text, QG_STR("关于"))) && is_title(&line, FEWEST_RUNES);
}

/* # 某某县人民检察院 and # 检察建议书 right below it are the two lines of one title. */
void qg_letter_join_titles(qg_doc *doc)
{
    qg_node *title = qg_structure_first(doc), *below;

    if (title == NULL || title->kind != QG_HEADING)
        return;
    for (below = title->next; below != NULL && is_second_title(doc, title, below);
         below = title->next) {
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
        take_bold_off(title);
        title->u.heading.level = 1;
    }
}
