/* written_lines.c - paragraphs of Markdown whose lines their author ended.
 *
 * To Markdown a line that follows another is the same paragraph.  Who types a draft, or copies one
 * out of a window, means a new one: 时间：…, 地点：… below each other, a name above a date, 2、
 * below 1、.  What a line starts with tells most of them.  Plain sentences are told by the whole
 * text: where no line stops inside a sentence, and one has several, or a draft that is signed has
 * no empty line at all between paragraphs, its lines are its paragraphs.
 */
#include "parse/text/text_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

enum {
    SLACK_COLUMNS = 4,
    EDGE_COLUMNS = 48, /* lines that somebody ended are shorter */
    MAX_LABEL_RUNES = 10,
    MAX_LATIN_LETTERS = 12,
    MAX_REFERENCE_DIGITS = 3
};

typedef struct written {
    qg_node *first; /* inline of the line */
    qg_line line;
} written;

/* The lines of one paragraph, and what those of all say. */
typedef struct parter {
    qg_text_job *job;
    qg_buf lines;   /* written */
    qg_arena texts; /* of these lines */
    bool is_letter; /* a line may be a sentence's end and the paragraph's */
    bool are_ended; /* so is every line */
    bool has_wraps, has_long, is_signed;
} parter;

/* ---- lines ----------------------------------------------------------------------------------- */

static bool is_break(const qg_node *node)
{
    return node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK;
}

qg_line qg_written_line(qg_arena *arena, const qg_node *first)
{
    qg_line line = {0};
    qg_buf text;

    qg_buf_init(&text, 0);
    for (const qg_node *node = first; node != NULL && !is_break(node); node = node->next) {
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
    while (first != NULL && !is_break(first))
        first = first->next;
    return first == NULL ? NULL : first->next;
}

static bool is_han_number(const qg_line *line)
{
    return line->number.form == QG_NUMBER_HAN || line->number.form == QG_NUMBER_HAN_BRACKET;
}

bool qg_is_numbered_heading(const qg_line *line)
{
    return is_han_number(line) && !qg_line_is_prose(line) && !qg_is_comma(line->last);
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
    if (paragraph->next != NULL)
        qg_node_insert_before(paragraph->next, rest);
    else
        qg_node_append(paragraph->parent, rest);
    return rest;
}

/* ---- what parts them ------------------------------------------------------------------------- */

static bool has_sure_number(const qg_line *line)
{
    return line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN;
}

/* Bytes of Q：, A1: */
static size_t question_label(qg_str text)
{
    size_t n = 1;
    qg_rune rune = 0;
    qg_str rest;

    if (text.n == 0 || strchr("QAqa", text.p[0]) == NULL)
        return 0;
    while (n < text.n && qg_rune_is_digit((unsigned char)text.p[n]))
        n++;
    rest = qg_str_skip(text, n);
    if (rest.n > 0)
        qg_utf8_take(&rest, &rune);
    return qg_is_colon(rune) ? text.n - rest.n : 0;
}

/* Bytes of 时间：, 签字 (Signature):, with the colon; 0: the line starts otherwise. */
static size_t label_of(const qg_line *line)
{
    qg_str rest = line->text;
    qg_rune rune = 0;
    int n = 0, n_latin = 0;

    if (question_label(rest) > 0)
        return question_label(rest);
    for (; rest.n > 0 && n <= MAX_LABEL_RUNES && n_latin <= MAX_LATIN_LETTERS;) {
        qg_utf8_take(&rest, &rune);
        if (qg_is_colon(rune))
            return n >= 1 ? line->text.n - rest.n : 0;
        if (rune >= 0x2E80 || qg_rune_is_blank(rune)) /* 副 组 长 */
            n++;
        else if (n > 0 && (qg_rune_is_letter(rune) || qg_utf8_is_in(rune, "()")))
            n_latin++;
        else
            return 0;
    }
    return 0;
}

/* 时间：6月12日上午, 报：市委办公室 */
static bool is_labelled(const qg_line *line)
{
    size_t n = label_of(line);

    return n > 0 && n < line->text.n;
}

/* 议题：, above a list */
static bool is_label(const qg_line *line)
{
    return label_of(line) > 0;
}

/* In Chinese: English in Markdown is wrapped. */
static bool ends(const qg_line *line)
{
    return line->last >= 0x80 &&
           (qg_is_colon(line->last) || qg_is_stop(line->last) || qg_line_ends_sentence(line));
}

/* Whether `next` is numbered and a paragraph of its own. */
static bool is_next_entry(const qg_line *line, const qg_line *next)
{
    return has_sure_number(next) && ends(line);
}

/* 2. behind 1., or behind 附件：1. */
static bool is_next_in_row(const qg_line *line, const qg_line *next)
{
    int value = line->number.value;

    if (!has_sure_number(next))
        return false;
    if (!has_sure_number(line))
        return next->number.value == 2 && qg_str_starts(line->text, QG_STR("附件"));
    return next->number.form == line->number.form && next->number.value == value + 1;
}

/* [3] 张三. 题名[M]. 2020. */
static bool is_reference(const qg_line *line)
{
    qg_str rest = qg_str_skip(line->text, 1);
    size_t n = qg_str_find_byte(rest, ']');

    if (!qg_str_starts(line->text, QG_STR("[")) || n == 0 || n > MAX_REFERENCE_DIGITS ||
        n == rest.n)
        return false;
    while (n > 0 && rest.p[n - 1] >= '0' && rest.p[n - 1] <= '9')
        n--;
    return n == 0;
}

/* 附件2：工作方案 */
static bool is_attachment(const qg_line *line)
{
    size_t n_mark;

    return qg_attachment_label_at(line->text, &n_mark) > 0 && n_mark > 0;
}

/* 抄送：某某局。 and 某某办公室  2026年1月20日印发 and （共印20份） */
static bool is_imprint(const qg_line *line)
{
    return qg_str_starts(line->text, QG_STR("抄送：")) ||
           qg_str_starts(line->text, QG_STR("（共印")) || qg_str_ends(line->text, QG_STR("日印发"));
}

/* （共印20份） */
static bool is_bracketed(const qg_line *line)
{
    return qg_str_starts(line->text, QG_STR("（")) && qg_str_ends(line->text, QG_STR("）"));
}

static bool is_office(const qg_line *line)
{
    return qg_is_office(line->text) && line->n_stops == 0 && line->n_commas == 0;
}

/* A date below a name, also one in figures below an office. */
static bool is_signing_date(const qg_line *line, const qg_line *next)
{
    return next->is_date || (is_office(line) && qg_is_loose_date(next->text));
}

/* 此致, and 敬礼 below it; 顺祝 and 商祺 */
static bool is_parting(const qg_line *line)
{
    static const char *const words[] = {"此致", "顺祝", "順祝", "顺颂", "順頌",
                                        "敬祝", "敬颂", "敬頌", "即颂", "谨祝"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_is(line->text, words[i]))
            return true;
    return false;
}

/* The sign that marks a line as an entry, as ●, ✔ and 1️⃣ do; 0 when none does. */
static qg_rune sign_of(const qg_line *line)
{
    qg_rune rune = line->first;

    if (qg_rune_is_digit(rune) && qg_str_starts(qg_str_skip(line->text, 1), QG_STR("\uFE0F\u20E3")))
        return rune;
    return (rune >= 0x2190 && rune < 0x2460) || (rune >= 0x2500 && rune < 0x2E80) ||
                   (rune >= 0x1F000 && rune < 0x20000) || rune == 0x2022 || rune == 0x00B7
               ? rune
               : 0;
}

/* Each line with a sign of its own: ✔ below ✔, 🕘 above 📍. */
static bool are_signed(const qg_line *line, const qg_line *next)
{
    return sign_of(line) != 0 && sign_of(next) != 0;
}

/* [发文机关], or 【日期】: to be filled in */
static bool is_placeholder(const qg_line *line)
{
    static const char *const pairs[][2] = {{"[", "]"}, {"【", "】"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        qg_str open = qg_str_of(pairs[i][0]), close = qg_str_of(pairs[i][1]);
        if (qg_str_starts(line->text, open))
            return qg_str_find(line->text, close) + close.n == line->text.n;
    }
    return false;
}

/* Whether the form of the two lines alone says that the second is a paragraph of its own. */
static bool is_told_by_form(const parter *p, const qg_line *line, const qg_line *next)
{
    return is_signing_date(line, next) || line->is_date || qg_is_numbered_heading(line) ||
           is_next_entry(line, next) || (p->is_letter && has_sure_number(next)) ||
           ((is_labelled(line) || qg_is_colon(line->last)) && is_labelled(next)) ||
           (is_labelled(line) && is_label(next)) || (is_reference(line) && is_reference(next)) ||
           is_next_in_row(line, next) || is_attachment(next) || is_imprint(next) ||
           is_parting(line) || is_parting(next) || (is_placeholder(line) && is_placeholder(next)) ||
           are_signed(line, next) || (is_office(line) && is_office(next));
}

/* The same by all that is known.
 *
 * widest  of the lines around: one as wide was ended by the edge,
 * where there is one. */
static bool is_told(const parter *p, const qg_line *line, const qg_line *next, int widest)
{
    bool is_full = widest >= EDGE_COLUMNS && line->columns + SLACK_COLUMNS >= widest;

    if (is_told_by_form(p, line, next) || (p->are_ended && (ends(line) || is_office(next))))
        return true;
    return p->is_letter && !is_full && (ends(line) || is_office(next) || is_bracketed(next));
}

/* ---- all lines ------------------------------------------------------------------------------- */

/* Those with something on them, so that a break before one is no other's first node. */
static const written *read_lines(parter *p, const qg_node *paragraph, size_t *n)
{
    qg_buf_truncate(&p->lines, 0);
    qg_arena_clear(&p->texts);
    for (qg_node *at = paragraph->first; at != NULL; at = qg_written_line_next(at)) {
        written one = {at, qg_written_line(&p->texts, at)};
        if (is_break(at))
            continue;
        qg_buf_put(&p->lines, (qg_str){(const char *)&one, sizeof one});
    }
    if (p->texts.status != QG_OK)
        p->job->doc->arena.status = p->texts.status;
    *n = p->lines.n / sizeof(written);
    return (const written *)(const void *)p->lines.p;
}

static bool is_soft(const written *next)
{
    return next->first->previous->kind == QG_SOFT_BREAK;
}

static void look(parter *p, const qg_node *paragraph)
{
    size_t n;
    const written *lines = read_lines(p, paragraph, &n);

    for (size_t i = 0; i + 1 < n; i++) {
        const qg_line *line = &lines[i].line, *next = &lines[i + 1].line;
        bool is_signature = is_office(next) && i + 2 < n && lines[i + 2].line.is_date;
        p->is_signed = p->is_signed || is_signing_date(line, next);
        if (!is_soft(&lines[i + 1]) || is_told_by_form(p, line, next) || is_signature)
            continue;
        p->has_wraps = p->has_wraps || !ends(line);
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
    return first->kind == QG_STRONG && (first->next == NULL || is_break(first->next));
}

/* **时间：**6月12日, **Party B:** and **议程：** alone above a list */
static bool is_bold_label(const written *w)
{
    const qg_node *bold = w->first;

    return bold->kind == QG_STRONG &&
           (is_labelled(&w->line) || (bold->last != NULL && bold->last->kind == QG_TEXT &&
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
    return is_labelled(&label) && label.n_stops + label.n_commas == 0;
}

/* From the last line on, so that each node is moved once. */
static void part(parter *p, qg_node *paragraph)
{
    size_t n;
    const written *lines = read_lines(p, paragraph, &n);
    bool is_roster = is_behind_label(p, paragraph);
    int widest = 0;

    for (size_t i = 0; i < n; i++)
        widest = lines[i].line.columns > widest ? lines[i].line.columns : widest;
    for (size_t i = n; i-- > 1;) {
        const qg_line *line = &lines[i - 1].line, *next = &lines[i].line;
        if (paragraph->u.paragraph.align != QG_ALIGN_RIGHT && /* as signatures are */
            !(is_all_bold(lines[i - 1].first) && is_all_bold(lines[i].first)) &&
            !(is_soft(&lines[i]) && is_bold_label(&lines[i])) &&
            (is_soft(&lines[i])
                 ? !is_told(p, line, next, widest) &&
                       !(is_roster && is_labelled(next) && line->n_stops + line->n_commas == 0)
                 : !is_next_entry(line, next) && !is_next_in_row(line, next)))
            continue;
        tell(p, next);
        qg_paragraph_part(p->job->doc, paragraph, lines[i].first);
    }
}

/* Lines that follow the last entry of a list without an empty one belong to it in Markdown; from
 * 二、 on they are put behind the list. */
static void part_list(parter *p, qg_node *list)
{
    qg_node *paragraph = list;
    const written *lines;
    size_t n;

    while (paragraph->last != NULL && (paragraph->kind == QG_LIST || paragraph->kind == QG_ITEM))
        paragraph = paragraph->last;
    if (paragraph->kind != QG_PARAGRAPH)
        return;
    lines = read_lines(p, paragraph, &n);
    for (size_t i = 1; i < n; i++) {
        if (!qg_is_numbered_heading(&lines[i].line) &&
            !(is_han_number(&lines[i].line) && ends(&lines[i - 1].line)))
            continue;
        tell(p, &lines[i].line);
        paragraph = qg_paragraph_part(p->job->doc, paragraph, lines[i].first);
        qg_node_unlink(paragraph);
        if (list->next != NULL)
            qg_node_insert_before(list->next, paragraph);
        else
            qg_node_append(list->parent, paragraph);
        return;
    }
}

static bool has_lines(const qg_node *node)
{
    return node->kind == QG_PARAGRAPH && qg_written_line_next(node->first) != NULL;
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
        if (node->kind == QG_LIST)
            part_list(&p, node);
        if (has_lines(node))
            look(&p, node);
    }
    p.are_ended = !p.has_wraps && (p.has_long || (p.is_signed && !has_empty_lines(job)));
    for (qg_node *node = first, *next; node != NULL; node = next) {
        next = following(node);
        if (has_lines(node))
            part(&p, node);
    }
    if (qg_buf_status(&p.lines) != QG_OK)
        job->doc->arena.status = qg_buf_status(&p.lines);
    qg_buf_clear(&p.lines);
    qg_arena_clear(&p.texts);
}
