/* text_split.c - headings that were glued to the text around them.
 *
 * A page copied without its line ends has "…如下。一、总体情况 1.区委将…" in one line.  A number
 * inside a line starts a piece of its own only when it follows in its sequence and stands where a
 * sentence has just ended; an enumeration inside a sentence (：一、…；二、…；) is left whole.
 */
#include "parse/text_int.h"

#include "unicode/unicode.h"

#include <stdlib.h>

enum {
    MAX_HEAD_RUNES = 34,  /* a heading in front of its text */
    MIN_HEAD_RUNES = 3,   /* 一、前言 */
    MIN_BODY_RUNES = 16,  /* behind it */
    MAX_TITLE_RUNES = 60, /* a title in front of the first paragraph */
    MIN_FIRST_RUNES = 30, /* of the first paragraph behind a title */
    MIN_GLUED_RUNES = 4,  /* a heading with nothing between it and its text */
    MAX_GLUED_RUNES = 14,
    MIN_GLUED_BODY_RUNES = 10,
    MIN_PIECE_BYTES = 6, /* behind a number */
    LINES_AHEAD = 60,    /* how far the second of a sequence is looked for */
    MIN_KNOWN_RUNES = 8, /* of a title that stands twice */
    TITLE_PIECES = 12    /* the title is among the first */
};

typedef struct splitter {
    qg_text_job *job;
    qg_lines out;
    int last[QG_NUMBER_FORMS]; /* the number that was seen last in each form */
    bool has_title;
    bool is_glued;                /* the line at hand was cut at a number already */
    bool gaps_part;               /* in it a blank behind a full stop ends a paragraph */
    struct candidate *candidates; /* of the line at hand */
    size_t n_candidates, n_allocated;
} splitter;

#define BOUNDARY ((qg_rune)0x3002) /* what stands before a piece: as good as a full stop */

static bool is_sentence_end(qg_rune rune)
{
    return rune == 0x3002 || rune == 0xFF01 || rune == 0xFF1F || rune == '!' || rune == '?';
}

/* May start a number that can stand inside a line. */
static bool may_start_number(qg_rune rune)
{
    switch (rune) {
    case '(':
    case 0xFF08: /* （ */
    case 0x7B2C: /* 第 */
    case 0x4E00: /* 一 and so on to 十 */
    case 0x4E8C:
    case 0x4E09:
    case 0x56DB:
    case 0x4E94:
    case 0x516D:
    case 0x4E03:
    case 0x516B:
    case 0x4E5D:
    case 0x5341:
        return true;
    default:
        return rune >= '1' && rune <= '9';
    }
}

static bool is_splitting_form(qg_number_form form)
{
    return form == QG_NUMBER_CHAPTER || form == QG_NUMBER_SECTION || form == QG_NUMBER_HAN ||
           form == QG_NUMBER_HAN_BRACKET || form == QG_NUMBER_ARABIC || form == QG_NUMBER_ARTICLE;
}

/* ---- a heading or title, a blank, its text --------------------------------------------------- */

static bool is_han_gap(qg_rune before, qg_rune after)
{
    return (qg_rune_is_han(before) || before == 0xFF09 || before == ')') &&
           (qg_rune_is_han(after) || qg_rune_is_digit(after) || after == '(' || after == 0xFF08);
}

static bool has_han_gap(qg_str text)
{
    qg_rune before = 0, last = 0;

    for (qg_str rest = qg_str_trim(text); rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (!qg_rune_is_blank(rune) && qg_rune_is_blank(last) && is_han_gap(before, rune))
            return true;
        last = rune;
        before = qg_rune_is_blank(rune) ? before : rune;
    }
    return false;
}

/* Bytes in front of the only blank between Chinese characters near the start, with no mark before
 * it and a text behind it; 0 when there is none. */
static size_t head_before_gap(qg_str text, int max_runes, int min_runes)
{
    qg_str rest = text;
    qg_rune before = 0;
    size_t at = 0;
    int n = 0;

    while (rest.n > 0) {
        qg_str here = rest;
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(rune)) {
            qg_rune after;
            while (rest.n > 0 && qg_rune_is_blank(qg_utf8_first(rest)))
                qg_utf8_take(&rest, &rune);
            after = qg_utf8_first(rest);
            if (!is_han_gap(before, after))
                continue;
            if (at > 0) /* more of them are layout */
                return qg_rune_is_han(after) && n < max_runes * 2 ? 0 : at;
            if (n < min_runes)
                return 0;
            at = (size_t)(here.p - text.p);
            continue;
        }
        if (at == 0 && (qg_is_stop(rune) || qg_is_colon(rune) || n > max_runes))
            return 0;
        if (at > 0 && n > max_runes * 2)
            return at;
        before = rune;
        n++;
    }
    return at;
}

/* Whether the rest of a piece, behind the gap, is a text of its own. */
static bool is_body(qg_str rest, int min_runes)
{
    qg_line line = {.text = qg_str_trim(rest)};

    qg_line_measure(&line);
    return line.n_runes >= min_runes && line.n_stops > 0;
}

static size_t heading_head(const qg_line *line)
{
    qg_str words = qg_str_skip(line->text, (size_t)line->number.n);
    qg_str bare = qg_str_trim(words);
    size_t n_blanks = (size_t)(bare.p - words.p), at;

    if (line->number.form != QG_NUMBER_HAN && line->number.form != QG_NUMBER_HAN_BRACKET &&
        line->number.form != QG_NUMBER_CHAPTER && line->number.form != QG_NUMBER_SECTION)
        return 0;
    at = head_before_gap(bare, MAX_HEAD_RUNES, MIN_HEAD_RUNES - 1);
    if (at == 0 || (qg_str_find(qg_str_head(bare, at), QG_STR("，")) < at &&
                    has_han_gap(qg_str_skip(bare, at + 1))))
        return 0;
    if (!is_body(qg_str_skip(bare, at), MIN_BODY_RUNES))
        return 0;
    return (size_t)line->number.n + n_blanks + at;
}

static bool ends_like_title(qg_str text)
{
    static const char *const words[] = {"报告", "總結", "总结", "通知", "意见", "方案", "办法",
                                        "规定", "决定", "通报", "公告", "请示", "批复", "纪要",
                                        "讲话", "计划", "要点", "汇报", "范文", "例文", "情况",
                                        "体会", "说明", "细则", "制度", "报告", "匯報", "報告"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_ends(text, qg_str_of(words[i])))
            return true;
    return false;
}

/* Bytes of the address to those who listen that `text` starts with: 各位代表：, 同志们：; 0 when
 * there is none. */
static size_t salutation_at(qg_str text)
{
    static const char *const words[] = {"各位代表", "各位委员", "各位委員", "各位领导",
                                        "各位領導", "各位同志", "各位同事", "各位来宾",
                                        "同志们",   "同志們",   "尊敬的",   "主任、"};
    enum { MAX_BYTES = 90 };
    qg_str rest = qg_str_head(text, MAX_BYTES);
    bool is_one = false;

    for (size_t i = 0; i < sizeof words / sizeof *words && !is_one; i++)
        is_one = qg_str_starts(text, qg_str_of(words[i]));
    while (is_one && rest.n > 0) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_is_colon(rune))
            return (size_t)(rest.p - text.p);
        if (qg_is_stop(rune) || rune == 0xFF0C)
            break;
    }
    return 0;
}

/* Bytes of a title that an address follows without anything between: …工作报告各位代表：现在，… */
static size_t title_before_salutation(qg_str text)
{
    qg_str rest = text;

    for (int n = 0; rest.n > 0 && n < MAX_TITLE_RUNES; n++) {
        qg_str head = qg_str_head(text, text.n - rest.n);
        qg_rune rune;
        size_t words = salutation_at(rest);
        if (words > 0)
            return ends_like_title(qg_without_bracket(head)) && words < rest.n ? head.n : 0;
        qg_utf8_take(&rest, &rune);
        if (qg_is_stop(rune) || qg_is_colon(rune))
            return 0;
    }
    return 0;
}

/* Bytes of the first half when the text starts with the same words twice; else 0. */
static size_t doubled_head(qg_str text)
{
    size_t n_runes = 0;

    for (qg_str rest = text; rest.n > 0 && n_runes <= MAX_TITLE_RUNES; n_runes++) {
        qg_str head = qg_str_head(text, text.n - rest.n);
        qg_rune rune;
        if (n_runes >= MIN_KNOWN_RUNES && qg_str_starts(rest, head) && !qg_has_sentence_mark(head))
            return head.n;
        qg_utf8_take(&rest, &rune);
    }
    return 0;
}

/* The last part of what a page calls itself or where it stands: 首页 > 范文 > 某某报告 */
static qg_str last_crumb(qg_str text)
{
    for (size_t i = text.n; i > 0; i--)
        if (text.p[i - 1] == '>')
            return qg_str_trim(qg_str_skip(text, i));
    return text;
}

/* Bytes of a title that the page has named above and that text follows; 0 when there is none. */
static size_t known_head(const splitter *s, const qg_line *line)
{
    for (size_t k = s->out.n; k > 0; k--) {
        qg_str name = last_crumb(s->out.at[k - 1].text);
        if (qg_utf8_count(name) >= MIN_KNOWN_RUNES && qg_utf8_count(name) <= MAX_TITLE_RUNES &&
            !qg_has_sentence_mark(name) && qg_str_starts(line->text, name) &&
            is_body(qg_str_skip(line->text, name.n), MIN_FIRST_RUNES))
            return name.n;
    }
    return 0;
}

static size_t title_head(const splitter *s, const qg_line *line)
{
    size_t at;

    if (s->has_title || s->out.n > TITLE_PIECES || line->number.form != QG_NUMBER_NONE)
        return 0;
    if ((at = title_before_salutation(line->text)) > 0 || (at = known_head(s, line)) > 0)
        return at;
    at = head_before_gap(line->text, MAX_TITLE_RUNES, 6);
    if (at == 0 || !ends_like_title(qg_str_head(line->text, at)) ||
        !is_body(qg_str_skip(line->text, at), MIN_FIRST_RUNES))
        return 0;
    return at;
}

/* ---- numbers inside a line ------------------------------------------------------------------ */

/* A number inside a line that may start a piece. */
typedef struct candidate {
    qg_number number;
    size_t offset;  /* in the line */
    int next_value; /* of the next candidate of its form, in this line or at the start of another */
    bool next_is_over; /* which a sentence ends before */
    bool is_over;      /* a sentence has ended before it */
    bool is_apart;     /* a blank stands before it */
    bool is_announced; /* a colon */
    bool is_open;      /* it follows the words of a heading without anything between */
    bool has_comma;    /* those words have commas */
} candidate;

static void add_candidate(splitter *s, const candidate *c)
{
    if (s->n_candidates == s->n_allocated) {
        size_t n = s->n_allocated * 2 + 16;
        candidate *candidates = realloc(s->candidates, n * sizeof *candidates);

        if (candidates == NULL) {
            s->out.status = QG_E_MEMORY;
            return;
        }
        s->candidates = candidates;
        s->n_allocated = n;
    }
    s->candidates[s->n_candidates++] = *c;
}

/* The value of the next number of `form` at the start of a line behind line `i`, unless one of a
 * higher rank stands before it; 0 when there is none. */
static int value_below(const splitter *s, size_t i, qg_number_form form)
{
    const qg_lines *lines = &s->job->lines;

    for (size_t k = i + 1; k < lines->n && k < i + LINES_AHEAD; k++) {
        qg_number_form other = lines->at[k].number.form;
        if (other == form)
            return lines->at[k].number.value;
        if (other != QG_NUMBER_NONE && other < form)
            break;
    }
    return 0;
}

static bool is_ascii_digit(qg_rune rune)
{
    return rune >= '0' && rune <= '9';
}

/* Find the candidates of `text`, which starts at `start` of its line. */
static void find_candidates(splitter *s, size_t i, qg_str text, size_t start, bool is_open)
{
    qg_rune before = start == 0 ? 0 : BOUNDARY, last = before;
    int next[QG_NUMBER_FORMS];
    bool is_over[QG_NUMBER_FORMS] = {false}, has_comma = false;

    s->n_candidates = 0;
    for (qg_str rest = text; rest.n > 0;) {
        qg_rune rune = qg_utf8_first(rest);
        qg_number number = {0};
        if (may_start_number(rune) && last != 0 && !is_ascii_digit(last))
            number = qg_text_number(rest);
        if (is_splitting_form(number.form) && rest.n >= (size_t)number.n + MIN_PIECE_BYTES) {
            candidate c = {.number = number,
                           .offset = start + (size_t)(rest.p - text.p),
                           .is_over = is_sentence_end(before) || before == BOUNDARY,
                           .is_apart = qg_rune_is_blank(last),
                           .is_announced = qg_is_colon(before),
                           .is_open = is_open,
                           .has_comma = has_comma};
            add_candidate(s, &c);
            is_open = number.form == QG_NUMBER_HAN;
            has_comma = false;
            rest = qg_str_skip(rest, (size_t)number.n);
            before = last = QG_RUNE_BAD;
            continue;
        }
        is_open = is_open && !qg_is_stop(rune) && !qg_is_colon(rune);
        has_comma = has_comma || qg_is_comma(rune);
        last = rune;
        before = qg_rune_is_blank(rune) ? before : rune;
        qg_utf8_take(&rest, &rune);
    }
    for (int form = 0; form < QG_NUMBER_FORMS; form++)
        next[form] = s->n_candidates == 0 ? 0 : value_below(s, i, (qg_number_form)form);
    for (size_t k = s->n_candidates; k-- > 0;) {
        candidate *c = &s->candidates[k];
        c->next_value = next[c->number.form];
        c->next_is_over = is_over[c->number.form];
        if (c->is_over || c->is_apart) {
            next[c->number.form] = c->number.value;
            is_over[c->number.form] = c->is_over;
        }
    }
}

/* Whether a piece starts at the candidate. */
static bool starts_piece(const splitter *s, const candidate *c)
{
    int value = c->number.value, last = s->last[c->number.form];

    if (!c->is_over && !c->is_apart && !c->is_announced && !(c->is_open && value == 1))
        return false;
    if (c->number.form == QG_NUMBER_ARTICLE) /* 依照第三条 names one */
        return c->is_over && value == last + 1;
    if (value == last + 1 && last > 0)
        return c->is_over || c->is_apart;
    if (value != 1)
        return false;
    if (c->is_open && (!c->has_comma || (c->next_value == 2 && c->next_is_over)))
        return true; /* 二、主要做法（一）… */
    if (c->is_announced && c->number.form != QG_NUMBER_HAN)
        return s->is_glued && c->next_value == 2 && c->next_is_over;
    return c->next_value == 2;
}

/* Remember a number that starts a piece; those below it start anew. */
static void note_number(splitter *s, qg_number number)
{
    s->last[number.form] = number.value;
    if (number.form == QG_NUMBER_HAN || number.form == QG_NUMBER_CHAPTER)
        s->last[QG_NUMBER_HAN_BRACKET] = s->last[QG_NUMBER_ARABIC] = 0;
    if (number.form == QG_NUMBER_HAN_BRACKET)
        s->last[QG_NUMBER_ARABIC] = 0;
}

static void add_part(splitter *s, const qg_line *whole, qg_str text, bool is_first)
{
    qg_line part = *whole;
    qg_str bare = qg_str_trim(text);

    if (bare.n == 0)
        return;
    part.text = bare;
    part.offset += (size_t)(bare.p - whole->text.p);
    if (part.offset > s->job->text.n)
        part.offset = s->job->text.n;
    qg_line_measure(&part);
    if (!is_first) {
        part.n_blank = 0;
        part.junk = 0;
        qg_text_tell(s->job, QG_FOUND_PARSE_SPLIT, &part, (qg_str){0},
                     qg_str_head(bare, qg_first_sentence(bare)));
    }
    note_number(s, part.number);
    qg_lines_add(&s->out, &part);
}

/* Whether a new sentence can start here: not with what carries the words before it on. */
static bool starts_sentence(qg_str rest)
{
    static const char *const going_on[] = {"的", "和", "与", "與", "及", "等", "、", "（", "(",
                                           "是", "为", "分", "工", "汇", "报", "通", "整", "落"};

    for (size_t i = 0; i < sizeof going_on / sizeof *going_on; i++)
        if (qg_str_starts(rest, qg_str_of(going_on[i])))
            return false;
    return rest.n > 0;
}

/* Bytes of a heading that its text follows without anything between, in a piece that was glued: up
 * to a word that headings end in, unless the sentence goes on with it.  0 when there is none. */
static size_t glued_head(qg_str text, qg_number number)
{
    static const char *const words[] = {"情况", "做法", "打算", "措施", "问题", "经验", "成效",
                                        "体会", "安排", "计划", "要求", "建议", "思路", "重点",
                                        "原因", "不足", "意见", "概况", "目标", "任务", "成绩",
                                        "回顾", "展望", "部署", "举措", "困难", "差距", "形势",
                                        "情況", "問題", "經驗", "體會", "計劃", "重點", "建議"};
    qg_str rest = qg_str_skip(text, (size_t)number.n);
    int n = 0;

    while (rest.n > 0 && n < MAX_GLUED_RUNES) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_is_stop(rune) || qg_is_comma(rune) || qg_is_colon(rune))
            return 0;
        if (++n < MIN_GLUED_RUNES)
            continue;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (qg_str_ends(qg_str_head(text, text.n - rest.n), qg_str_of(words[i])) &&
                starts_sentence(rest))
                return text.n - rest.n;
    }
    return 0;
}

/* Bytes of the heading at the start of a part, when it can be told from the text behind it. */
static size_t head_of_part(qg_str text)
{
    qg_line part = {.text = text, .number = qg_text_number(text)};
    size_t head = part.number.form == QG_NUMBER_HAN ? glued_head(text, part.number) : 0;

    if (head > 0 && is_body(qg_str_skip(text, head), MIN_GLUED_BODY_RUNES))
        return head;
    return heading_head(&part);
}

/* Whether blanks behind full stops part the paragraphs of a line that lost its ends: some full
 * stops have one, more have none, and hardly any blank stands elsewhere. */
static bool gaps_part_paragraphs(const splitter *s, qg_str text)
{
    size_t n_parting = 0, n_tight = 0, n_inside = 0;
    qg_rune before = 0, last = 0;

    for (qg_str rest = text; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (!qg_rune_is_blank(rune)) {
            n_tight += is_sentence_end(last);
            n_parting += qg_rune_is_blank(last) && is_sentence_end(before);
            n_inside += qg_rune_is_blank(last) && is_han_gap(before, rune);
            before = rune;
        }
        last = rune;
    }
    return n_parting >= 3 && n_tight >= n_parting && n_inside <= s->n_candidates + 1;
}

/* Add the paragraphs of a part. */
static void add_paragraphs(splitter *s, const qg_line *whole, qg_str text, bool is_first)
{
    qg_rune before = 0, last = 0;
    size_t start = 0;

    for (qg_str rest = text; s->gaps_part && rest.n > 0;) {
        size_t here = text.n - rest.n;
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(last) && is_sentence_end(before) && qg_rune_is_han(rune)) {
            add_part(s, whole, qg_str_head(qg_str_skip(text, start), here - start), is_first);
            is_first = false;
            start = here;
        }
        last = rune;
        before = qg_rune_is_blank(rune) ? before : rune;
    }
    add_part(s, whole, qg_str_skip(text, start), is_first);
}

/* Add a part that starts with a number, its heading apart when that can be told. */
static void add_numbered(splitter *s, const qg_line *whole, qg_str text, bool is_first)
{
    size_t head = head_of_part(qg_str_trim(text));

    text = qg_str_trim(text);
    if (head > 0) {
        add_part(s, whole, qg_str_head(text, head), is_first);
        add_paragraphs(s, whole, qg_str_skip(text, head), false);
    } else {
        add_paragraphs(s, whole, text, is_first);
    }
}

/* 一是 and 一要 start an enumeration, as hardly anything else behind a heading does. */
static bool starts_enumeration(qg_str text)
{
    return qg_str_starts(text, QG_STR("一是")) || qg_str_starts(text, QG_STR("一要"));
}

/* A line with no number inside: 二、存在问题一是…，二是… is a heading and its text all the same. */
static void add_whole(splitter *s, const qg_line *line)
{
    size_t head = line->number.form == QG_NUMBER_HAN ? glued_head(line->text, line->number) : 0;

    if (head > 0 && starts_enumeration(qg_str_skip(line->text, head)))
        add_numbered(s, line, line->text, true);
    else
        add_part(s, line, line->text, true);
}

/* Cut `line` where numbers inside it start pieces. */
static void split_line(splitter *s, size_t i, const qg_line *line)
{
    size_t head = heading_head(line), title = head > 0 ? 0 : title_head(s, line);
    size_t start = head + title, at;
    bool is_first = true;

    if (start > 0) {
        qg_str rest = qg_str_trim(qg_str_skip(line->text, start));
        add_part(s, line, qg_str_head(line->text, start), true);
        s->has_title = s->has_title || title > 0;
        is_first = false;
        if (title > 0 && salutation_at(rest) > 0) {
            add_part(s, line, qg_str_head(rest, salutation_at(rest)), false);
            rest = qg_str_trim(qg_str_skip(rest, salutation_at(rest)));
        }
        start = (size_t)(rest.p - line->text.p);
    }
    at = start > 0 ? start : (size_t)line->number.n;
    s->is_glued = false;
    find_candidates(s, i, qg_str_skip(line->text, at), at,
                    start == 0 && line->number.form == QG_NUMBER_HAN);
    s->gaps_part = s->n_candidates > 1 && gaps_part_paragraphs(s, line->text);
    for (size_t k = 0; k < s->n_candidates; k++) {
        const candidate *c = &s->candidates[k];
        if (c->offset == start && start > 0)
            note_number(s, c->number); /* a title stands before it */
        if (c->offset <= start || !starts_piece(s, c))
            continue;
        add_numbered(s, line, qg_str_head(qg_str_skip(line->text, start), c->offset - start),
                     is_first);
        note_number(s, c->number);
        is_first = false;
        s->is_glued = true;
        start = c->offset;
    }
    if (is_first)
        add_whole(s, line);
    else
        add_numbered(s, line, qg_str_skip(line->text, start), false);
}

/* The line behind a title that stands twice at its start: the first one is the page's. */
static qg_line without_doubled(splitter *s, const qg_line *line)
{
    size_t n = s->has_title || s->out.n > TITLE_PIECES ? 0 : doubled_head(line->text);
    qg_line rest = *line;

    if (n > 0) {
        add_part(s, line, qg_str_head(line->text, n), true);
        rest.text = qg_str_skip(line->text, n);
        rest.offset += n;
        qg_line_measure(&rest);
    }
    return rest;
}

/* ---- all ------------------------------------------------------------------------------------- */

void qg_text_split(qg_text_job *job)
{
    splitter s = {.job = job};
    size_t head;

    for (size_t i = 0; i < job->lines.n; i++) {
        const qg_line *line = &job->lines.at[i];
        if (line->is_meta || line->junk >= 4) {
            add_part(&s, line, line->text, true);
        } else if ((head = qg_text_signed_head(job, &s.out, i)) > 0) {
            add_part(&s, line, qg_str_head(line->text, head), true);
            add_part(&s, line, qg_str_skip(line->text, head), false);
        } else if (line->is_literal || line->n_runes < 12)
            add_part(&s, line, line->text, true);
        else {
            qg_line rest = without_doubled(&s, line);
            split_line(&s, i, &rest);
        }
    }
    if (s.out.status == QG_OK)
        s.out.status = job->lines.status;
    free(s.candidates);
    qg_lines_clear(&job->lines);
    job->lines = s.out;
}
