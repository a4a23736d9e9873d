/* inner_numbers.c - numbers inside a line that a piece of the text may start with. */
#include "parse/text/split_int.h"

#include "base/memory.h"
#include "unicode/unicode.h"

enum {
    MIN_PIECE_BYTES = 6, /* behind a number */
    LINES_AHEAD = 60     /* how far the second of a sequence is looked for */
};

#define BOUNDARY ((qg_rune)0x3002) /* what stands before a piece: as good as a full stop */

/* Whether a number that can start a piece inside a line may begin with this character. */
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
    return qg_number_is_chapter(form) || form == QG_NUMBER_SECTION || form == QG_NUMBER_HAN ||
           form == QG_NUMBER_HAN_BRACKET || form == QG_NUMBER_ARABIC || form == QG_NUMBER_BRACKET ||
           form == QG_NUMBER_ARTICLE;
}

bool qg_number_opens_list(qg_number_form form)
{
    return form == QG_NUMBER_HAN || form == QG_NUMBER_ARABIC || qg_number_is_chapter(form);
}

int qg_number_below(const qg_lines *lines, size_t i, qg_number_form form)
{
    for (size_t k = i + 1; k < lines->n && k < i + LINES_AHEAD; k++) {
        qg_number_form other = lines->at[k].number.form;
        if (other == form)
            return lines->at[k].number.value;
        if (other != QG_NUMBER_NONE && other < form)
            break;
    }
    return 0;
}

static void add(qg_inner_numbers *found, const qg_inner_number *number)
{
    qg_inner_number *at = qg_memory_room(found->at, found->n, &found->n_allocated, sizeof *at);

    if (at == NULL) {
        found->status = QG_E_MEMORY;
        return;
    }
    found->at = at;
    found->at[found->n++] = *number;
}

static bool is_ascii_digit(qg_rune rune)
{
    return rune >= '0' && rune <= '9';
}

/* Whether a number is a place in a law, and starts nothing: 第（三）、 （四）项, 第一、第二分院 */
static bool is_reference(qg_number number, qg_rune before, qg_str rest)
{
    qg_str behind = qg_str_skip(rest, (size_t)number.n);

    return before == 0x7B2C || qg_str_starts(behind, QG_STR("项")) ||
           qg_str_starts(behind, QG_STR("項")) || qg_str_starts(behind, QG_STR("款"));
}

/* What stands between the last number in the line and the place that is being looked at. */
typedef struct gap {
    qg_rune last;        /* the character right in front; 0 at the start of a line */
    qg_rune before;      /* the last that is no blank */
    qg_number_form open; /* of the number, whose words these may be; QG_NUMBER_FORMS: of none */
    bool has_comma;
} gap;

/* The number at the start of `rest` if a piece of the text may start with it; else a number without
 * form. */
static qg_number splitting_number(qg_str rest, const gap *g)
{
    qg_number number = {0};

    if (may_start_number(qg_utf8_first(rest)) && g->last != 0 && !is_ascii_digit(g->last))
        number = qg_text_number(rest);
    return is_splitting_form(number.form) && rest.n >= (size_t)number.n + MIN_PIECE_BYTES &&
                   !is_reference(number, g->last, rest)
               ? number
               : (qg_number){0};
}

static void pass_rune(gap *g, qg_rune rune)
{
    g->last = rune;
    if (rune >= 0x4E00 && rune <= 0x9FFF) { /* nearly all of them */
        g->before = rune;
        return;
    }
    if (qg_is_stop(rune) || qg_is_colon(rune))
        g->open = QG_NUMBER_FORMS;
    g->has_comma = g->has_comma || qg_is_comma(rune);
    g->before = qg_rune_is_blank(rune) ? g->before : rune;
}

/* Note with each number of line `i` which one of its form comes next, from the last to the first.
 * Only one that a sentence or a blank sets apart counts as the next. */
static void note_next_numbers(qg_inner_numbers *found, const qg_lines *lines, size_t i)
{
    int next[QG_NUMBER_FORMS];
    bool is_over[QG_NUMBER_FORMS] = {false};

    for (int form = 0; form < QG_NUMBER_FORMS; form++)
        next[form] = found->n == 0 ? 0 : qg_number_below(lines, i, (qg_number_form)form);
    for (size_t k = found->n; k-- > 0;) {
        qg_inner_number *c = &found->at[k];
        c->next_value = next[c->number.form];
        c->next_is_over = is_over[c->number.form];
        if (c->is_over || c->is_apart) {
            next[c->number.form] = c->number.value;
            is_over[c->number.form] = c->is_over;
        }
    }
}

void qg_inner_numbers_find(qg_inner_numbers *found, const qg_lines *lines, size_t i, qg_str text,
                           size_t start, qg_number_form open)
{
    qg_rune rune = start == 0 ? 0 : BOUNDARY;
    gap g = {.last = rune, .before = rune, .open = open};

    found->n = 0;
    for (qg_str rest = text; rest.n > 0;) {
        qg_number number = splitting_number(rest, &g);
        if (number.form == QG_NUMBER_NONE) {
            qg_utf8_take(&rest, &rune);
            pass_rune(&g, rune);
            continue;
        }
        add(found,
            &(qg_inner_number){.number = number,
                               .offset = start + (size_t)(rest.p - text.p),
                               .is_over = qg_is_sentence_end(g.before) || g.before == BOUNDARY,
                               .is_apart = qg_rune_is_blank(g.last),
                               .is_announced = qg_is_colon(g.before),
                               .is_cited = g.last == 0x300B,
                               .is_open = g.open < number.form,
                               .has_comma = g.has_comma});
        g = (gap){.last = QG_RUNE_BAD,
                  .before = QG_RUNE_BAD,
                  .open = qg_number_opens_list(number.form) ? number.form : QG_NUMBER_FORMS};
        rest = qg_str_skip(rest, (size_t)number.n);
    }
    note_next_numbers(found, lines, i);
}
