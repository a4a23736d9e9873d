/* samples.c - the labels by which a site numbers its samples: 第一篇：某某报告, 某某报告1 */
#include "parse/text/furniture_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

/* Whether the figure is a site's label of its first sample: 宣传工作情况报告1 below the same words
 * without it. */
static bool is_first_sample(qg_str text, qg_str above)
{
    return text.n == above.n + 1 && qg_str_starts(text, above) && text.p[above.n] == '1' &&
           qg_has_title_word(above);
}

/* The title without 第一篇： in front or 篇1 behind it, by which a site heads the first of its
 * samples; all of the text when it has no such label. */
static qg_str without_sample_label(qg_str text)
{
    static const char *const firsts[] = {"第一篇", "第1篇", "篇一",     "篇1",
                                         "范文一", "范文1", "文章标题", "文章题目"};

    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
        qg_str first = qg_str_of(firsts[i]), rest = qg_str_skip(text, first.n);
        qg_rune rune = 0;
        if (qg_str_starts(text, first) && qg_is_colon(qg_utf8_first(rest))) {
            qg_utf8_take(&rest, &rune);
            return qg_str_trim(rest);
        }
        if (qg_str_ends(text, first))
            return qg_str_trim(qg_str_head(text, text.n - first.n));
    }
    return text;
}

/* Take the label of a site off a line: what stands beside it is the title. */
static void strip_label(const qg_text_job *job, qg_line *line, qg_str title)
{
    size_t n_front = (size_t)(title.p - line->text.p);
    size_t label = n_front > 0 ? 0 : title.n, n = line->text.n - title.n;
    qg_line told = {.offset = line->offset + label, .confidence = 0.9F};

    qg_text_tell(job, QG_FOUND_PARSE_JUNK, &told,
                 qg_str_trim(qg_str_head(qg_str_skip(line->text, label), n)), (qg_str){0});
    line->text = title;
    line->offset += n_front;
    qg_line_measure(line);
    line->is_copied = true;
    line->junk = 0;
}

/* Take off 【章名】, which collections of laws print in front of the names of chapters. */
static void strip_chapter_mark(const qg_text_job *job, qg_line *line)
{
    qg_str mark = QG_STR("【章名】"), rest = qg_str_trim(qg_str_skip(line->text, mark.n));

    if (line->look == NULL && rest.n > 0 && qg_str_starts(line->text, mark) && !job->keep_junk) {
        strip_label(job, line, rest);
        line->is_copied = false;
    }
}

/* 第一篇：某某报告 is the site's below or above the same words without a number, and else the title
 * of what it shows. */
void qg_text_find_sample_heads(qg_text_job *job)
{
    enum { NEAR = 6, LEAST_RUNES = 4 };
    qg_line *at = job->lines.at;
    size_t n = job->lines.n;

    for (size_t i = 0; i < n; i++)
        strip_chapter_mark(job, &at[i]);
    for (size_t i = 0; i < n && i < QG_HEAD_PIECES; i++) {
        qg_str rest = without_sample_label(at[i].text);
        bool has_label = rest.n < at[i].text.n;
        for (size_t k = i > NEAR ? i - NEAR : 0; at[i].look == NULL && k < i; k++)
            if (is_first_sample(at[i].text, at[k].text))
                at[i].junk = QG_JUNK_SURE;
        size_t same = i; /* the last line near that says what the label names */
        for (size_t k = i > NEAR ? i - NEAR : 0; has_label && k < n && k <= i + NEAR; k++)
            if (k != i && at[k].n_runes >= NEAR && qg_str_ends(rest, at[k].text))
                same = k;
        if (same != i) {
            at[i].junk = QG_JUNK_SURE;
            at[same].is_copied = true;
        }
        if (has_label && rest.p == at[i].text.p && i + 1 < n && qg_has_title_word(at[i + 1].text) &&
            at[i + 1].n_stops == 0)
            at[i].junk = QG_JUNK_SURE; /* the sample below has a title of its own */
        if (has_label && at[i].junk < QG_JUNK_SURE && at[i].look == NULL && at[i].n_stops == 0 &&
            qg_utf8_count(rest) >= LEAST_RUNES && !job->keep_junk)
            strip_label(job, &at[i], rest);
    }
}
