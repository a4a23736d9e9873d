/* outline.c - which numbered pieces are headings.
 *
 * A number alone proves nothing: 1. may be a heading, a paragraph, an entry of a list.  So numbers
 * are first put into chains (一、 二、 三、 …; each chain of （一） under its own parent), and each
 * chain is judged as a whole: whether its members read like headings and whether something stands
 * beneath them.  Forms that may be words (一加强, 1 总则, 1.1总则) count in a chain only.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/outline_int.h"
#include "parse/text/split_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

#include <stdlib.h>

enum {
    MAX_HEADING_RUNES = 42,
    MAX_RUN_IN_RUNES = 42,
    MAX_HEADING_COMMAS = 2,
    N_DEPTHS = 5 /* of decimals that are told apart */
};

/* Numbers that count up under one parent, and how their pieces look. */
typedef struct chain {
    qg_number_form form;
    int depth, first, last; /* values */
    int n, n_heading, n_run_in, n_item, n_followed, n_sentence, n_listing;
    int n_alone;    /* sentences that nothing stands beneath: as good as items */
    int n_decimal;  /* members with 1.1 or the like right beneath */
    qg_str words;   /* of its first member, behind the figure */
    int n_same;     /* members with the same words */
    bool is_padded; /* 01总则: no quantity is written so */
    bool is_heading, has_run_in;
} chain;

typedef struct outliner {
    qg_line *at;
    size_t n;
    size_t *chain_of; /* index of each piece's chain */
    chain *chains;
    size_t n_chains;
} outliner;

static bool is_unsure(qg_number_form form)
{
    return form == QG_NUMBER_BARE_HAN || form == QG_NUMBER_BARE_ARABIC ||
           form == QG_NUMBER_TIGHT_ARABIC || form == QG_NUMBER_DECIMAL;
}

static bool is_usable(const qg_line *line)
{
    return line->number.form != QG_NUMBER_NONE && line->number.form != QG_NUMBER_ARTICLE &&
           !line->is_meta && !line->is_copy && !line->is_quoted && line->junk < 4 &&
           !(line->is_cell_row && qg_str_find_byte(line->text, '\t') < line->text.n);
}

/* ---- chains -------------------------------------------------------------------------------- */

/* The number of an attachment at the start of the text: 2 of 2.2025年某某表, which is not the
 * decimal 2.2025 here.  0 when there is none. */
static int attachment_number(qg_str text)
{
    static const char *const marks[] = {".", "．", "、", "﹒"};
    qg_str rest = text;
    int value = 0;

    while (rest.n > 0 && rest.p[0] >= '0' && rest.p[0] <= '9' && text.n - rest.n < 2) {
        value = value * 10 + (rest.p[0] - '0');
        rest = qg_str_skip(rest, 1);
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (qg_str_starts(rest, qg_str_of(marks[i])))
            return value;
    return 0;
}

/* 附件：1.某某表, below which 2. and 3. are names of attachments. */
static bool is_attachment_list(const qg_line *line)
{
    size_t colon = qg_str_find(line->text, QG_STR("："));
    size_t behind =
        colon < line->text.n ? colon + QG_STR("：").n : qg_str_find_byte(line->text, ':') + 1;

    return qg_str_starts(line->text, QG_STR("附")) && behind < line->text.n &&
           attachment_number(qg_str_trim(qg_str_skip(line->text, behind))) == 1;
}

/* Whether the line right below is its first decimal: 1.1 below "1." or "1 " */
static bool heads_decimal(const outliner *o, size_t i)
{
    const qg_number *number = &o->at[i].number, *next;
    int value = 0;
    qg_str text;

    if (i + 1 >= o->n ||
        (number->form != QG_NUMBER_ARABIC && number->form != QG_NUMBER_BARE_ARABIC &&
         number->form != QG_NUMBER_TIGHT_ARABIC))
        return false;
    next = &o->at[i + 1].number;
    text = o->at[i + 1].text;
    for (; text.n > 0 && text.p[0] >= '0' && text.p[0] <= '9' && value < 100;
         text = qg_str_skip(text, 1))
        value = value * 10 + (text.p[0] - '0');
    return next->form == QG_NUMBER_DECIMAL && next->depth == 2 && next->value == 1 &&
           value == number->value;
}

/* Whether `value` is the next of the chain `own`. */
static bool is_awaited(const outliner *o, size_t own, int value)
{
    return own != SIZE_MAX && o->chains[own].last + 1 == value;
}

/* The slot of `open` in which the chain of piece `i` is looked for.  There is one for each form and
 * depth of numbers.  Numbers that stand above decimals share one slot however they are written, and
 * the first and the last of these may have no decimals beneath. */
static size_t slot_of(const outliner *o, size_t i, size_t *open)
{
    enum { ABOVE_DECIMALS = QG_NUMBER_NONE };
    const qg_number *number = &o->at[i].number;
    size_t own = (size_t)number->form * N_DEPTHS +
                 (size_t)(number->depth < N_DEPTHS ? number->depth : N_DEPTHS - 1);

    if (heads_decimal(o, i) && !is_awaited(o, open[ABOVE_DECIMALS], number->value) &&
        is_awaited(o, open[own], number->value))
        open[ABOVE_DECIMALS] = open[own];
    bool is_arabic = number->form == QG_NUMBER_ARABIC || number->form == QG_NUMBER_BARE_ARABIC ||
                     number->form == QG_NUMBER_TIGHT_ARABIC;

    return heads_decimal(o, i) ||
                   (is_arabic && is_awaited(o, open[ABOVE_DECIMALS], number->value) &&
                    !is_awaited(o, open[own], number->value))
               ? ABOVE_DECIMALS
               : own;
}

static void find_chains(outliner *o)
{
    enum { N_SLOTS = QG_NUMBER_FORMS * N_DEPTHS };
    size_t open[N_SLOTS];

    int attachment = 0; /* the number of the one that may come next */

    for (int i = 0; i < N_SLOTS; i++)
        open[i] = SIZE_MAX;
    for (size_t i = 0; i < o->n; i++) {
        const qg_number *number = &o->at[i].number;
        size_t slot, own;

        o->chain_of[i] = SIZE_MAX;
        if (is_attachment_list(&o->at[i]))
            attachment = 2;
        else if (attachment > 0)
            attachment = attachment_number(o->at[i].text) == attachment ? attachment + 1 : 0;
        if (!is_usable(&o->at[i]) || attachment > 2)
            continue;
        slot = slot_of(o, i, open);
        own = open[slot];
        if (own == SIZE_MAX || (number->value == 1 && o->chains[own].last >= 1) ||
            (number->value != o->chains[own].last + 1 &&
             (is_unsure(number->form) || number->value < o->chains[own].last ||
              number->value > o->chains[own].last + 2))) {
            own = o->n_chains++;
            o->chains[own] =
                (chain){.form = number->form, .depth = number->depth, .first = number->value};
            open[slot] = own;
        }
        o->chains[own].last = number->value;
        o->chains[own].n++;
        o->chain_of[i] = own;
    }
}

/* ---- members ------------------------------------------------------------------------------- */

static bool is_listing_mark(qg_rune rune)
{
    return rune == ';' || rune == 0xFF1B || qg_is_comma(rune) || qg_is_colon(rune);
}

/* Commas of the line, but of what 、 parts three count as one: a heading may name several things.
 */
static int n_breaks(const qg_line *line)
{
    int n_listed = 0;
    qg_str words = qg_str_skip(line->text, (size_t)line->number.n);

    if (line->n_commas <= MAX_HEADING_COMMAS)
        return line->n_commas;
    while (words.n > 0) {
        qg_rune rune;
        qg_utf8_take(&words, &rune);
        n_listed += rune == 0x3001;
    }
    return line->n_commas - n_listed + (n_listed + 2) / 3;
}

/* How many commas a heading may have: 一、提高站位，强化领导，压实责任，推动工作落细 has three. */
static int most_commas(const qg_line *line)
{
    bool is_strong =
        line->number.form == QG_NUMBER_HAN || line->number.form == QG_NUMBER_HAN_BRACKET;
    qg_str number = qg_str_head(line->text, (size_t)line->number.n);

    return MAX_HEADING_COMMAS + (is_strong && line->n_stops == 0) +
           (qg_is_comma(qg_utf8_last(qg_str_trim(number))));
}

/* 一、为什么要出台《办法》？ with its answer beneath it */
static bool is_question(const qg_line *line)
{
    return (line->last == '?' || line->last == 0xFF1F) &&
           (line->number.form == QG_NUMBER_HAN || qg_line_look(line)->is_bold);
}

/* 一、选课对象： only names what follows and is a heading; 处理流程如下： announces it and is none.
 * In bold a heading with a colon may be longer. */
static bool is_name_with_colon(const qg_line *line, qg_str words)
{
    enum { MOST_RUNES = 10 };
    static const char *const announcing[] = {"如下", "下列", "以下", "包括", "规定", "要求是"};

    if (!qg_is_colon(line->last) || line->n_commas > MAX_HEADING_COMMAS ||
        qg_utf8_count(words) > (qg_line_look(line)->is_bold ? MAX_HEADING_RUNES : MOST_RUNES) + 1)
        return false;
    for (size_t i = 0; i < sizeof announcing / sizeof *announcing; i++)
        if (qg_str_find(words, qg_str_of(announcing[i])) < words.n)
            return false;
    return line->number.form == QG_NUMBER_HAN || line->number.form == QG_NUMBER_HAN_BRACKET ||
           line->number.form == QG_NUMBER_ARABIC;
}

/* Whether the piece reads like a heading that fills its line. */
static bool reads_like_heading(const qg_line *line)
{
    qg_str words = qg_str_trim(qg_str_skip(line->text, (size_t)line->number.n));
    bool is_sentence = qg_str_ends(words, QG_STR("。")) || is_question(line);

    return words.n > 0 && line->n_runes <= MAX_HEADING_RUNES && !qg_is_file_name(line->text) &&
           line->n_stops - (is_sentence ? 1 : 0) <= 0 && n_breaks(line) <= most_commas(line) &&
           !qg_text_has_room(words) &&
           (!is_listing_mark(line->last) || is_name_with_colon(line, words));
}

/* 2. right behind the sentence that 1. starts: they are counted in one paragraph. */
static bool is_next_number(const qg_line *line, qg_str rest)
{
    qg_number next = qg_text_number(qg_str_trim(rest));

    return next.form == line->number.form && next.value == line->number.value + 1;
}

/* Bytes of a heading sentence that the rest of the paragraph follows; 0 when there is none. */
static size_t run_in_of(const qg_line *line)
{
    size_t n = qg_first_sentence(line->text);
    qg_line head = {.text = qg_str_head(line->text, n)};

    if (n >= line->text.n || is_next_number(line, qg_str_skip(line->text, n)) ||
        qg_text_has_room(line->text))
        return 0;
    qg_line_measure(&head);
    if (head.n_runes > MAX_RUN_IN_RUNES || n_breaks(&head) > most_commas(&head) ||
        head.n_stops != 1 || qg_text_is_statement(head.text))
        return 0;
    for (qg_str rest = head.text; rest.n > 0;) { /* what announces something is no heading */
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_is_colon(rune) || rune == '?' || rune == 0xFF1F)
            return 0;
    }
    return n;
}

/* Whether the figure in front of piece `i`, of a chain, is but a word: 三座大桥 without 二 above.
 */
static bool starts_with_word(const outliner *o, size_t i)
{
    const chain *c = &o->chains[o->chain_of[i]];
    return is_unsure(c->form) && c->form != QG_NUMBER_DECIMAL && (c->first > 1 || c->n < 2);
}

/* Whether something stands beneath piece `i` that is no member of the same chain. */
static bool is_followed(const outliner *o, size_t i)
{
    size_t k = i + 1;

    while (k < o->n && (o->at[k].is_page_mark || o->at[k].junk >= 6))
        k++;
    const qg_line *next = &o->at[k];
    if (k >= o->n || next->junk >= 4 || next->is_meta || qg_line_is_closing(next) ||
        next->is_date || (k + 1 < o->n && next[1].is_date && qg_is_office(next->text))) /* signs */
        return false;
    if (o->chain_of[k] == SIZE_MAX || starts_with_word(o, k))
        return qg_line_look(next)->is_picture || qg_line_look(next)->block != NULL ||
               (o->chain_of[k] == SIZE_MAX && next->number.form != QG_NUMBER_NONE) ||
               next->n_runes > 8 || next->n_stops > 0;
    if (o->at[i].number.form == QG_NUMBER_BARE_HAN && /* 一 总体情况, above （一） */
        next->number.form == QG_NUMBER_HAN_BRACKET)
        return true;
    return qg_number_rank(&next->number) > qg_number_rank(&o->at[i].number);
}

/* Whether piece `i`, behind an article of a regulation, still belongs to it: 一、 goes on what the
 * article lists, `last` being the number before it, unless an article follows at once. */
static bool stays_in_article(const outliner *o, size_t i, int last)
{
    const qg_number *number = &o->at[i].number;

    if (number->form != QG_NUMBER_HAN)
        return number->form == QG_NUMBER_NONE || number->form > QG_NUMBER_HAN;
    return number->value == last + 1 &&
           !(i + 1 < o->n && o->at[i + 1].number.form == QG_NUMBER_ARTICLE);
}

/* The Han characters right behind the number: 车间 of 一车间（58人） */
static qg_str words_behind(const qg_line *line)
{
    qg_str words = qg_str_skip(line->text, (size_t)line->number.n), rest = words;
    qg_rune rune;

    while (qg_rune_is_han(qg_utf8_first(rest)))
        qg_utf8_take(&rest, &rune);
    return qg_str_head(words, words.n - rest.n);
}

static void compare_words(chain *c, const qg_line *line)
{
    qg_str words = words_behind(line);

    if (c->words.p == NULL)
        c->words = words;
    c->n_same += words.n > 0 && qg_str_eq(c->words, words);
}

static void judge_members(outliner *o)
{
    bool is_in_article = false; /* of a regulation, whose items are no headings */
    int last_han = 0;           /* in the article */

    for (size_t i = 0; i < o->n; i++) {
        qg_line *line = &o->at[i];
        is_in_article = line->number.form == QG_NUMBER_ARTICLE ||
                        (is_in_article && stays_in_article(o, i, last_han));
        if (line->number.form == QG_NUMBER_ARTICLE)
            last_han = 0;
        else if (line->number.form == QG_NUMBER_HAN)
            last_han = line->number.value;
        if (o->chain_of[i] == SIZE_MAX)
            continue;
        chain *c = &o->chains[o->chain_of[i]];
        if (is_in_article) {
            c->n_item++;
            continue;
        }
        compare_words(c, line);
        line->n_run_in = (int)run_in_of(line);
        c->n_decimal += i + 1 < o->n && line[1].number.form == QG_NUMBER_DECIMAL;
        c->is_padded = c->is_padded || (line->first == '0' && line->number.value > 0); /* 01 */
        if (reads_like_heading(line)) {
            c->n_heading++;
            bool has_text = is_followed(o, i);
            c->n_followed += has_text;
            c->n_sentence += line->last == 0x3002;
            c->n_alone += line->last == 0x3002 && !has_text;
        } else if (line->n_run_in > 0) {
            c->n_run_in++;
        } else {
            c->n_item++;
            c->n_listing += line->last == ';' || line->last == 0xFF1B;
        }
    }
}

/* ---- chains judged ------------------------------------------------------------------------- */

static bool is_heading_chain(const chain *c)
{
    bool is_strong = c->form == QG_NUMBER_HAN || c->form == QG_NUMBER_HAN_BRACKET;
    int least = c->form == QG_NUMBER_BARE_ARABIC ? 0 : 1; /* 0 引言 */

    if (is_unsure(c->form) &&
        (c->first < least || c->first > 1 || (c->n < 2 && c->form != QG_NUMBER_DECIMAL)))
        return false;
    if (c->form == QG_NUMBER_BARE_HAN && c->n_same == c->n)
        return false; /* 一车间, 二车间 */
    if (c->form == QG_NUMBER_TIGHT_ARABIC && !c->is_padded && c->n_decimal * 2 < c->n)
        return false;
    if (qg_number_is_chapter(c->form) || c->form == QG_NUMBER_SECTION)
        return c->n_heading * 2 >= c->n;
    if (c->form == QG_NUMBER_DECIMAL && c->n_heading == c->n && c->n_sentence == 0)
        return true; /* also in an outline, where nothing stands beneath */
    if (c->n_heading + c->n_run_in == 0)
        return false;
    if (c->n_item + c->n_alone >= c->n_heading - c->n_alone + c->n_run_in + is_strong ||
        (c->n_listing > 0 && c->n_listing >= c->n_heading)) /* （一）…；（二）…。 */
        return false;
    if (c->n_item > 0 && c->n_run_in == 0 && c->n_sentence == c->n_heading)
        return false;        /* paragraphs, some of them short */
    if (c->n_heading == 0) { /* all of them run in, or are plain paragraphs */
        return c->n_item * (is_strong ? 2 : 4) <= c->n_run_in;
    }
    if (c->n_run_in >= c->n_heading)
        return true;
    if (c->n_sentence == c->n_heading && c->n_followed * 2 <= c->n_heading)
        return false; /* sentences, each a paragraph */
    /* entries without anything beneath them are a list */
    return c->n_followed * 3 >= c->n_heading * (is_strong ? 1 : 2) &&
           (is_strong || c->n_item * 3 <= c->n_heading);
}

static void judge_chains(outliner *o)
{
    for (size_t k = 0; k < o->n_chains; k++)
        o->chains[k].is_heading = is_heading_chain(&o->chains[k]);
}

/* Whether the piece is an entry of a table of contents: a chapter with another chapter right
 * beneath. */
static bool is_entry(const outliner *o, size_t i)
{
    return i + 1 < o->n && o->chain_of[i + 1] != SIZE_MAX &&
           qg_number_rank(&o->at[i + 1].number) <= qg_number_rank(&o->at[i].number);
}

/* 三、流程如下：: a few words and a colon behind 一、; more words where a page has them in bold. */
static bool is_announcement(const qg_line *line)
{
    enum { MOST_RUNES = 14, MOST_BOLD_RUNES = 24 };

    return qg_is_colon(line->last) && line->n_stops == 0 &&
           line->n_runes <= (qg_line_look(line)->is_bold ? MOST_BOLD_RUNES : MOST_RUNES) &&
           line->number.form == QG_NUMBER_HAN;
}

/* What piece `i` of the chain `c` is.  Even in a chain of headings one may be a plain paragraph. */
static qg_outline kind_of(const outliner *o, const qg_line *line, const chain *c, size_t i)
{
    if (!c->is_heading || (c->form <= QG_NUMBER_SECTION && is_entry(o, i)))
        return QG_OUTLINE_ITEM;
    if (reads_like_heading(line)) {
        /* a sentence that is the whole paragraph, among paragraphs */
        bool is_sentence = line->last == 0x3002;
        if (is_sentence && !is_followed(o, i) && c->n_sentence < c->n_heading + c->n_run_in)
            return QG_OUTLINE_ITEM;
        return QG_OUTLINE_HEADING;
    }
    if (is_announcement(line) && is_followed(o, i)) /* 三、流程如下：, between headings */
        return QG_OUTLINE_HEADING;
    return line->n_run_in > 0 ? QG_OUTLINE_RUN_IN : QG_OUTLINE_ITEM;
}

/* 第三章 某某, the only chapter, with nothing but furniture above: the title of what was copied. */
static bool is_chapter_alone(const outliner *o, const chain *c, size_t i)
{
    if (c->n != 1 || (!qg_number_is_chapter(c->form) && c->form != QG_NUMBER_SECTION) ||
        (size_t)o->at[i].number.n == o->at[i].text.n)
        return false;
    while (i > 0 && (o->at[i - 1].junk >= QG_JUNK_LIKELY || o->at[i - 1].is_meta))
        i--;
    return i == 0;
}

static void set_kinds(outliner *o)
{
    for (size_t i = 0; i < o->n; i++) {
        qg_line *line = &o->at[i];
        if (o->chain_of[i] == SIZE_MAX)
            continue;
        const chain *c = &o->chains[o->chain_of[i]];
        line->outline =
            (uint8_t)(is_chapter_alone(o, c, i) ? QG_OUTLINE_ALONE : kind_of(o, line, c, i));
        if (is_unsure(line->number.form) && !c->is_heading) {
            line->outline = QG_OUTLINE_NONE;
            line->number = (qg_number){0};
        }
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

void qg_text_find_outline(qg_text_job *job)
{
    outliner o = {.at = job->lines.at, .n = job->lines.n};
    if (o.n == 0 || job->lines.status != QG_OK)
        return;
    o.chain_of = malloc(o.n * sizeof *o.chain_of);
    o.chains = malloc(o.n * sizeof *o.chains);
    if (o.chain_of == NULL || o.chains == NULL) {
        job->lines.status = QG_E_MEMORY;
    } else {
        find_chains(&o);
        judge_members(&o);
        judge_chains(&o);
        set_kinds(&o);
    }
    free(o.chain_of);
    free(o.chains);
}
