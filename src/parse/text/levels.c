/* levels.c - how deep the headings of a text stand, and what is missing among their numbers. */
#include "parse/text/outline_int.h"

#include "unicode/unicode.h"

enum { MAX_LEVEL = 5 /* Markdown has six, one of them the title */ };

int qg_number_rank(const qg_number *number)
{
    static const int ranks[QG_NUMBER_FORMS] = {
        [QG_NUMBER_PART] = 1,     [QG_NUMBER_CHAPTER] = 2,     [QG_NUMBER_SECTION] = 3,
        [QG_NUMBER_HAN] = 4,      [QG_NUMBER_HAN_BRACKET] = 5, [QG_NUMBER_BARE_HAN] = 5,
        [QG_NUMBER_ARABIC] = 6,   [QG_NUMBER_BARE_ARABIC] = 6, [QG_NUMBER_TIGHT_ARABIC] = 6,
        [QG_NUMBER_DECIMAL] = 7,  [QG_NUMBER_BRACKET] = 8,     [QG_NUMBER_PAREN] = 9,
        [QG_NUMBER_CIRCLED] = 10, [QG_NUMBER_ARTICLE] = 10};

    return ranks[number->form];
}

typedef struct levels {
    bool has_part, has_chapter, has_section, has_han, has_bracket, has_arabic, has_decimal;
    int shallowest, deepest; /* of the decimals */
} levels;

static int level_of(const levels *l, const qg_number *number)
{
    int chapter = 1 + l->has_part, section = chapter + l->has_chapter;
    int below = section - 1 + l->has_section; /* levels taken by 编, 章 and 节 */
    bool is_official = l->has_han || l->has_bracket || below > 0;
    int top = section > 1 ? below : 0;

    switch (number->form) {
    case QG_NUMBER_PART:
        return 1;
    case QG_NUMBER_CHAPTER:
        return chapter;
    case QG_NUMBER_SECTION:
        return section;
    case QG_NUMBER_HAN:
        return top + 1;
    case QG_NUMBER_HAN_BRACKET:
    case QG_NUMBER_BARE_HAN:
        if (number->form == QG_NUMBER_BARE_HAN && !l->has_han) /* 一、 that lost its mark */
            return top + 1;
        return l->has_han ? top + 2 : top + (below > 0 ? 1 : 2);
    case QG_NUMBER_DECIMAL:
        return number->depth + (l->has_arabic && l->has_han ? 1 : 0) +
               (below > 1                                                 ? below - 1
                : below + l->has_han + l->has_arabic + l->has_bracket > 0 ? 0
                                                                          : 1 - l->shallowest);
    case QG_NUMBER_ARABIC:
    case QG_NUMBER_BARE_ARABIC:
    case QG_NUMBER_TIGHT_ARABIC:
        return l->has_decimal || !is_official ? 1 : top + (l->has_han || l->has_bracket ? 3 : 1);
    case QG_NUMBER_BRACKET:
        return is_official ? top + 4 : l->deepest > 0 ? l->deepest + 1 : 2;
    case QG_NUMBER_PAREN:
    case QG_NUMBER_CIRCLED:
    default:
        return is_official ? 5 : l->deepest > 0 ? l->deepest + 2 : 3;
    }
}

static void note_form(levels *l, const qg_number *number)
{
    qg_number_form form = number->form;

    l->has_part = l->has_part || form == QG_NUMBER_PART;
    l->has_chapter = l->has_chapter || form == QG_NUMBER_CHAPTER;
    l->has_section = l->has_section || form == QG_NUMBER_SECTION;
    l->has_han = l->has_han || form == QG_NUMBER_HAN;
    l->has_bracket = l->has_bracket || form == QG_NUMBER_HAN_BRACKET;
    l->has_arabic = l->has_arabic || form == QG_NUMBER_ARABIC || form == QG_NUMBER_BARE_ARABIC ||
                    form == QG_NUMBER_TIGHT_ARABIC;
    l->has_decimal = l->has_decimal || form == QG_NUMBER_DECIMAL;
    if (form == QG_NUMBER_DECIMAL && (l->shallowest == 0 || number->depth < l->shallowest))
        l->shallowest = number->depth;
    if (form == QG_NUMBER_DECIMAL && number->depth > l->deepest)
        l->deepest = number->depth;
}

static bool is_heading(const qg_line *line)
{
    return line->outline == QG_OUTLINE_HEADING || line->outline == QG_OUTLINE_RUN_IN;
}

/* 一 指导思想 or 一，指导思想, whose author put that where others put their mark. */
static bool has_blank_for_mark(const qg_line *line)
{
    qg_str number = qg_str_head(line->text, (size_t)line->number.n);
    qg_str rest = qg_str_skip(line->text, number.n);

    return line->number.form == QG_NUMBER_BARE_HAN && rest.n > 0 &&
           (qg_rune_is_blank(qg_utf8_first(rest)) || qg_is_comma(qg_utf8_last(number)));
}

void qg_text_set_levels(qg_text_job *job)
{
    qg_line *at = job->lines.at;
    levels l = {0};

    for (size_t i = 0; i < job->lines.n; i++)
        if (at[i].label == QG_LABEL_BODY && is_heading(&at[i]))
            note_form(&l, &at[i].number);
    for (size_t i = 0; i < job->lines.n; i++) {
        if (is_heading(&at[i]))
            at[i].level = level_of(&l, &at[i].number);
        if (at[i].level > MAX_LEVEL)
            at[i].level = MAX_LEVEL;
        if (at[i].number.form == QG_NUMBER_BARE_HAN && at[i].outline != QG_OUTLINE_NONE &&
            !has_blank_for_mark(&at[i]))
            at[i].lost = l.has_han ? QG_LOST_BRACKETS : QG_LOST_MARK;
    }
}

/* ---- gaps and repeats ---------------------------------------------------------------------- */

void qg_text_check_outline(qg_text_job *job)
{
    int last[QG_NUMBER_FORMS] = {0};

    for (size_t i = 0; i < job->lines.n; i++) {
        const qg_line *line = &job->lines.at[i];
        qg_str number = qg_str_head(line->text, (size_t)line->number.n);
        qg_number_form form = line->number.form;

        if (line->label != QG_LABEL_BODY)
            continue;
        if (form == QG_NUMBER_DECIMAL)
            continue;
        if (line->outline != QG_OUTLINE_HEADING && line->outline != QG_OUTLINE_RUN_IN &&
            form != QG_NUMBER_ARTICLE) {
            last[form] += line->number.value == last[form] + 1; /* a paragraph among headings */
            continue;
        }
        if (line->number.value == last[form] && last[form] > 0)
            qg_text_tell(job, QG_FOUND_PARSE_NUMBER_REPEAT, line, number, (qg_str){0});
        else if (form != QG_NUMBER_NONE && line->number.value != last[form] + 1 &&
                 line->number.value > 1) /* 0 引言 starts too */
            qg_text_tell(job, QG_FOUND_PARSE_NUMBER_GAP, line, number, (qg_str){0});
        last[form] = line->number.value;
        for (int k = 0; k < QG_NUMBER_FORMS; k++) {
            qg_number other = {.form = (qg_number_form)k};
            if (k != QG_NUMBER_ARTICLE && qg_number_rank(&other) > qg_number_rank(&line->number))
                last[k] = 0;
        }
    }
}
