/* written_lines.c - paragraphs of Markdown whose lines their author ended.
 *
 * To Markdown a line that follows another is the same paragraph.  Who types a draft, or copies one
 * out of a window, means a new one: 时间：…, 地点：… below each other, a name above a date, 2、
 * below 1、.  What a line starts with tells most of them.  Plain sentences are told by the whole
 * text: where no line stops inside a sentence, and one has several, or a draft that is signed has
 * no empty line at all between paragraphs, its lines are its paragraphs.
 */
#include "parse/draft_int.h"
#include "parse/text/points_int.h"
#include "parse/written_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

enum {
    SLACK_COLUMNS = 4,
    EDGE_COLUMNS = 48,       /* lines that somebody ended are shorter */
    LEAST_EDGE_COLUMNS = 30, /* nobody wraps lines so short */
    ALONE_COLUMNS = 10
};

/* The work on the lines of one paragraph, and what all lines of the draft say together. */
typedef struct parter {
    qg_text_job *job;
    qg_buf lines;   /* qg_written */
    qg_arena texts; /* of these lines */
    bool is_letter; /* a line may be a sentence's end and the paragraph's */
    bool are_ended; /* so is every line */
    bool has_wraps, has_long, is_signed;
    int edge; /* columns of the widest line that is broken inside a sentence */
} parter;

/* ---- lines ----------------------------------------------------------------------------------- */

bool qg_is_line_break(const qg_node *node)
{
    return node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK;
}

bool qg_is_plain_line(const qg_node *first, const qg_node *end)
{
    for (const qg_node *n = first; n != end; n = n->next) {
        if (n->kind != QG_TEXT && n->kind != QG_STRONG && !qg_is_line_break(n))
            return false;
        for (const qg_node *in = n->first; in != NULL; in = in->next)
            if (in->kind != QG_TEXT)
                return false;
    }
    return first != NULL;
}

qg_line qg_written_line(qg_arena *arena, const qg_node *first)
{
    qg_line line = {0};
    qg_buf text;

    qg_buf_init(&text, 0);
    for (const qg_node *node = first; node != NULL && !qg_is_line_break(node); node = node->next) {
        qg_buf_put(&text, node->text);
        if (node->first != NULL)
            qg_node_plain(&text, node);
    }
    line.text = qg_arena_copy(arena, qg_str_trim(qg_buf_str(&text)));
    qg_buf_clear(&text);
    line.offset = first == NULL ? 0 : first->offset;
    qg_line_measure(&line);
    return line;
}

qg_node *qg_written_line_next(const qg_node *first)
{
    while (first != NULL && !qg_is_line_break(first))
        first = first->next;
    return first == NULL ? NULL : first->next;
}

static void put_behind(qg_node *node, qg_node *behind)
{
    if (node->next != NULL)
        qg_node_insert_before(node->next, behind);
    else
        qg_node_append(node->parent, behind);
}

qg_node *qg_paragraph_part(qg_doc *doc, qg_node *paragraph, qg_node *first)
{
    qg_node *rest = qg_node_new(doc, QG_PARAGRAPH, first->offset), *following;

    if (rest == NULL)
        return paragraph;
    rest->u.paragraph.align = paragraph->u.paragraph.align;
    qg_node_unlink(first->previous);
    while (first->kind == QG_TEXT && qg_rune_is_blank(qg_utf8_first(first->text))) { /* an indent */
        size_t n = qg_utf8_take(&first->text, &(qg_rune){0}).n;
        first->offset += n;
    }
    for (qg_node *node = first; node != NULL; node = following) {
        following = node->next;
        qg_node_unlink(node);
        qg_node_append(rest, node);
    }
    put_behind(paragraph, rest);
    return rest;
}

/* ---- what parts them ------------------------------------------------------------------------- */

/* Whether the line is so short that nobody wrapped it: a name, （通报结束后） */
static bool stands_alone(const qg_line *line)
{
    return qg_line_is_bracketed(line) || (line->columns <= ALONE_COLUMNS && line->n_stops == 0 &&
                                          line->n_commas == 0 && qg_rune_is_han(line->first));
}

/* Whether `next` is a paragraph of its own, by all that is known.
 *
 * widest columns of the widest line around: a line as wide was ended by the edge of the page, where
 * there is one.
 */
static bool is_told(const parter *p, const qg_line *line, const qg_line *next, int widest)
{
    bool is_full = widest >= EDGE_COLUMNS && line->columns + SLACK_COLUMNS >= widest;

    if (qg_line_is_told_by_form(line, next, p->is_letter) ||
        (p->are_ended &&
         (qg_line_ends_written(line) || qg_line_is_office(next) || stands_alone(line))))
        return true;
    return p->is_letter && !is_full &&
           (qg_line_ends_written(line) || qg_line_is_office(next) || qg_line_is_bracketed(next));
}

/* ---- all lines ------------------------------------------------------------------------------- */

/* Read the lines of the paragraph that are not empty, so that the break in front of each belongs to
 * that line alone. */
static qg_written *read_lines(parter *p, const qg_node *paragraph, size_t *n)
{
    qg_buf_truncate(&p->lines, 0);
    qg_arena_clear(&p->texts);
    for (qg_node *at = paragraph->first; at != NULL; at = qg_written_line_next(at)) {
        qg_written one = {.first = at, .line = qg_written_line(&p->texts, at)};
        if (qg_is_line_break(at))
            continue;
        qg_buf_put(&p->lines, (qg_str){(const char *)&one, sizeof one});
    }
    if (p->texts.status != QG_OK)
        p->job->doc->arena.status = p->texts.status;
    *n = p->lines.n / sizeof(qg_written);
    return (qg_written *)(void *)p->lines.p;
}

static bool is_soft(const qg_written *next)
{
    return next->first->previous->kind == QG_SOFT_BREAK;
}

static void look(parter *p, const qg_node *paragraph)
{
    size_t n;
    qg_written *lines = read_lines(p, paragraph, &n);
    bool is_verse = qg_own_lines_find(lines, n, EDGE_COLUMNS);

    for (size_t i = 0; i + 1 < n && !is_verse; i++) {
        const qg_line *line = &lines[i].line, *next = &lines[i + 1].line;
        bool is_signature = qg_line_is_office(next) && i + 2 < n && lines[i + 2].line.is_date;
        p->is_signed = p->is_signed || qg_line_is_signing_date(line, next);
        if (!is_soft(&lines[i + 1]) || qg_line_is_told_by_form(line, next, p->is_letter) ||
            is_signature || lines[i + 1].is_own)
            continue;
        if (!qg_line_ends_written(line) && !stands_alone(line)) {
            p->has_wraps = true;
            if (line->columns >= LEAST_EDGE_COLUMNS && line->columns > p->edge)
                p->edge = line->columns;
        }
        p->has_long = p->has_long || line->n_stops > 1;
    }
}

static void tell(const parter *p, const qg_line *line)
{
    qg_line sure = *line;

    sure.confidence = 0.9f;
    qg_text_tell(p->job, QG_FOUND_PARSE_SPLIT, &sure, (qg_str){0}, sure.text);
}

/* Whether the line is bold as a whole: a slogan, a name, a heading. */
static bool is_all_bold(const qg_node *first)
{
    return first->kind == QG_STRONG && (first->next == NULL || qg_is_line_break(first->next));
}

/* **时间：**6月12日, **Party B:** and **议程：** alone above a list */
static bool is_bold_label(const qg_written *w)
{
    const qg_node *bold = w->first;

    return bold->kind == QG_STRONG && (qg_line_is_labelled(&w->line) ||
                                       (bold->last != NULL && bold->last->kind == QG_TEXT &&
                                        qg_is_colon(qg_utf8_last(qg_str_trim(bold->last->text)))));
}

/* Whether 副组长：李某　副局长 stands above, so that 赵某某　副局长 goes on with it, and 成员：…
 * below that is no part of either. */
static bool is_behind_label(parter *p, const qg_node *paragraph)
{
    const qg_node *above = paragraph->previous;
    qg_line label;

    if (above == NULL || above->kind != QG_PARAGRAPH)
        return false;
    label = qg_written_line(&p->texts, above->first);
    return qg_line_is_labelled(&label) && label.n_stops + label.n_commas == 0;
}

/* Keep the lines of verse together in one paragraph. */
static void keep_lines(parter *p, const qg_written *lines, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        tell(p, &lines[i].line);
        qg_node_become(lines[i].first->previous, QG_LINE_BREAK);
    }
}

/* Part the paragraph, from its last line on, so that each node is moved only once. */
static void part(parter *p, qg_node *paragraph)
{
    size_t n;
    qg_written *lines = read_lines(p, paragraph, &n);
    bool is_roster = is_behind_label(p, paragraph);
    int widest = 0, edge = p->edge > 0 && p->edge < EDGE_COLUMNS ? p->edge : EDGE_COLUMNS;

    if (paragraph->u.paragraph.align == QG_ALIGN_NONE && qg_own_lines_find(lines, n, edge)) {
        keep_lines(p, lines, n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        widest = lines[i].line.columns > widest ? lines[i].line.columns : widest;
    for (size_t i = n; i-- > 1;) {
        const qg_line *line = &lines[i - 1].line, *next = &lines[i].line;
        if (qg_line_is_office(line) && qg_line_is_printing_date(next)) {
            qg_node_become(lines[i].first->previous, QG_LINE_BREAK);
            continue;
        }
        if (lines[i - 1].goes_on && is_soft(&lines[i]))
            continue;
        if (paragraph->u.paragraph.align != QG_ALIGN_RIGHT && /* as signatures are */
            !(is_all_bold(lines[i - 1].first) && is_all_bold(lines[i].first)) &&
            !(is_soft(&lines[i]) && is_bold_label(&lines[i])) &&
            (is_soft(&lines[i])
                 ? !lines[i].is_own && !is_told(p, line, next, widest) &&
                       !(is_roster && qg_line_is_labelled(next) &&
                         line->n_stops + line->n_commas == 0)
                 : !qg_line_is_next_entry(line, next) && !qg_line_is_next_in_row(line, next)))
            continue;
        tell(p, next);
        qg_paragraph_part(p->job->doc, paragraph, lines[i].first);
    }
}

static bool has_lines(const qg_node *node)
{
    return node->kind == QG_PARAGRAPH && qg_written_line_next(node->first) != NULL;
}

/* The last paragraph of a list; NULL when something else stands at its end. */
static qg_node *last_paragraph(qg_node *list)
{
    while (list->last != NULL && (list->kind == QG_LIST || list->kind == QG_ITEM))
        list = list->last;
    return list->kind == QG_PARAGRAPH ? list : NULL;
}

/* Whether the line has no indent: cmark-gfm counts columns from that of the item. */
static bool is_at_margin(const qg_text_job *job, const qg_written *w)
{
    size_t at = w->line.offset;

    while (at > 0 && job->text.p[at - 1] != '\n')
        at--;
    return at < job->text.n && strchr(" \t", job->text.p[at]) == NULL;
}

/* Lines that follow the last entry of a list without an empty one belong to it in Markdown; from
 * 二、 on they are put behind the list, and where lines are paragraphs, from one without an indent
 * on. */
static void part_list(parter *p, qg_node *list)
{
    qg_node *paragraph = last_paragraph(list);
    const qg_written *lines;
    size_t n;

    if (paragraph == NULL)
        return;
    lines = read_lines(p, paragraph, &n);
    for (size_t i = 1; i < n; i++) {
        bool is_ended = qg_line_ends_written(&lines[i - 1].line);
        if (!qg_is_numbered_heading(&lines[i].line) &&
            !(is_ended && (qg_line_has_han_number(&lines[i].line) ||
                           (p->are_ended && is_at_margin(p->job, &lines[i])))))
            continue;
        tell(p, &lines[i].line);
        paragraph = qg_paragraph_part(p->job->doc, paragraph, lines[i].first);
        qg_node_unlink(paragraph);
        put_behind(list, paragraph);
        return;
    }
}

/* Put the items behind `item` into a list of their own. */
static void part_items_behind(qg_doc *doc, qg_node *item)
{
    qg_node *list = item->parent, *rest, *next = item->next;

    rest = next == NULL ? NULL : qg_node_new(doc, QG_LIST, next->offset);
    if (rest == NULL)
        return;
    rest->u.list = list->u.list;
    rest->u.list.start = next->u.item.number;
    for (qg_node *node = next; node != NULL; node = next) {
        next = node->next;
        qg_node_unlink(node);
        qg_node_append(rest, node);
    }
    put_behind(list, rest);
}

/* 下周计划：, without an indent below - 修复缺陷 and above - 上线, is what the list from there on
 * stands below, and parts it. */
static void part_at_labels(parter *p, qg_node *list)
{
    for (qg_node *item = list->first; item != NULL; item = item->next) {
        bool is_above = item->next != NULL || (list->next != NULL && list->next->kind == QG_LIST);
        qg_node *paragraph = is_above ? last_paragraph(item) : NULL;
        const qg_written *lines;
        size_t n;
        if (paragraph == NULL || !has_lines(paragraph))
            continue;
        lines = read_lines(p, paragraph, &n);
        if (n < 2 || !qg_line_is_label(&lines[n - 1].line) ||
            lines[n - 2].line.columns >= EDGE_COLUMNS || !is_at_margin(p->job, &lines[n - 1]))
            continue;
        tell(p, &lines[n - 1].line);
        paragraph = qg_paragraph_part(p->job->doc, paragraph, lines[n - 1].first);
        qg_node_unlink(paragraph);
        part_items_behind(p->job->doc, item);
        put_behind(list, paragraph);
        return; /* what is behind is a list of its own, and looked at as such */
    }
}

/* （1） behind a sentence of an item, and （2） below it, are no part of its first paragraph;
 * 负责人：… and other lines that nobody wrapped are lines of it. */
static void part_items(parter *p, qg_node *list)
{
    for (qg_node *node = list, *next; node != NULL; node = next) {
        qg_written *lines;
        size_t n;
        bool is_first = false; /* of a row that goes on below */
        next = qg_node_walk_blocks(list, node);
        if (node->kind != QG_PARAGRAPH || qg_written_line_next(node->first) == NULL)
            continue;
        lines = read_lines(p, node, &n);
        qg_own_lines_find(lines, n, EDGE_COLUMNS);
        for (size_t i = n; i-- > 1;) {
            const qg_line *line = &lines[i - 1].line, *own = &lines[i].line;
            bool is_next = qg_line_is_next_in_row(line, own);
            if (!is_soft(&lines[i]) || lines[i - 1].goes_on)
                continue;
            if (!is_next && !is_first && !qg_line_is_next_entry(line, own)) {
                if (lines[i].is_own || ((qg_line_is_labelled(own) || qg_line_is_label(own)) &&
                                        !qg_is_comma(line->last)))
                    qg_node_become(lines[i].first->previous, QG_LINE_BREAK);
                continue;
            }
            is_first = is_next && line->number.value == 1;
            tell(p, &lines[i].line);
            qg_paragraph_part(p->job->doc, node, lines[i].first);
        }
    }
}

/* Whether there is an empty line right above `offset`. */
static bool is_below_empty_line(qg_str text, size_t offset)
{
    int n_ends = 0;

    while (offset > 0 && strchr(" \t\r\n", text.p[offset - 1]) != NULL)
        n_ends += text.p[--offset] == '\n';
    return n_ends > 1;
}

/* Whether an empty line parts two paragraphs. */
static bool has_empty_lines(const qg_text_job *job)
{
    for (const qg_node *node = job->doc->root->first; node != NULL; node = node->next)
        if (node->kind == QG_PARAGRAPH && node->next != NULL && node->next->kind == QG_PARAGRAPH &&
            is_below_empty_line(job->text, node->next->offset))
            return true;
    return false;
}

/* The block behind `node`, those in quotes with the others. */
static qg_node *following(qg_node *node)
{
    if (node->kind == QG_QUOTE && node->first != NULL)
        return node->first;
    while (node->next == NULL && node->parent != NULL && node->parent->kind == QG_QUOTE)
        node = node->parent;
    return node->next;
}

void qg_written_lines_part(qg_text_job *job, qg_node *first, bool is_letter)
{
    parter p = {.job = job, .is_letter = is_letter};

    qg_buf_init(&p.lines, 0);
    for (qg_node *node = first; node != NULL; node = following(node)) {
        const qg_node *last = node->kind == QG_LIST ? last_paragraph(node) : node;
        if (last != NULL && has_lines(last))
            look(&p, last);
    }
    p.are_ended = !p.has_wraps && (p.has_long || (p.is_signed && !has_empty_lines(job)));
    for (qg_node *node = first, *next; node != NULL; node = next) {
        if (node->kind == QG_LIST) {
            part_at_labels(&p, node);
            part_list(&p, node);
            part_items(&p, node);
        }
        next = following(node);
        if (has_lines(node))
            part(&p, node);
    }
    if (qg_buf_status(&p.lines) != QG_OK)
        job->doc->arena.status = qg_buf_status(&p.lines);
    qg_buf_clear(&p.lines);
    qg_arena_clear(&p.texts);
}
