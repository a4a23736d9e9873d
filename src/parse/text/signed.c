/* signed.c - a signature and a date on one line: 县税务局　　2023年9月6日; a date and where
 * the text is from: 2023年9月6日（来源：某某报） */
#include "parse/draft_int.h"
#include "parse/text/split_int.h"
#include "parse/text/words_int.h"

/* Bytes of the signature in front of the date that ends `line`; 0 when it is no such line. */
static size_t signature_head(const qg_line *line)
{
    enum { MOST_GAPS = 3 }; /* more of them part the cells of a row */

    return line->n_gaps > MOST_GAPS || line->n_stops > 0 || line->n_commas > 0 ||
                   line->number.form != QG_NUMBER_NONE
               ? 0
               : qg_signed_head(line->text);
}

/* Whether nothing of the document's own text follows line `i`: what is signed is over. */
static bool ends_text(const qg_text_job *job, size_t i)
{
    enum { BEHIND = 3 };
    size_t n = 0;

    for (size_t k = i + 1; k < job->lines.n && n < BEHIND; k++) {
        const qg_line *line = &job->lines.at[k];
        if (line->junk >= 3 || line->is_meta)
            continue;
        if (line->number.form != QG_NUMBER_NONE && line->number.form <= QG_NUMBER_ARABIC)
            return false;
        if (qg_line_is_prose(line))
            return n > 0; /* a title stands between: another document */
        n++;
    }
    return true;
}

size_t qg_text_last_sentence(qg_str text)
{
    qg_str stop = QG_STR("。"), tail = text;
    size_t at;

    if (qg_str_ends(text, stop))
        text.n -= stop.n;
    tail = text;
    while ((at = qg_str_find(tail, stop)) < tail.n)
        tail = qg_str_skip(tail, at + stop.n);
    return (size_t)(tail.p - text.p);
}

size_t qg_text_unsigned(qg_str text)
{
    size_t at = qg_str_ends(text, QG_STR("日")) ? qg_text_last_sentence(text) : 0;

    return at > 0 && qg_signed_head(qg_str_trim(qg_str_skip(text, at))) > 0 ? at : text.n;
}

size_t qg_text_signed_head(const qg_text_job *job, const qg_lines *above, size_t i)
{
    enum { ABOVE = 6 };
    size_t n = signature_head(&job->lines.at[i]);

    if (n == 0 || !ends_text(job, i))
        return 0;
    for (size_t k = above->n; k > 0 && k + ABOVE > above->n; k--)
        if (qg_line_is_prose(&above->at[k - 1]) || qg_line_ends_sentence(&above->at[k - 1]))
            return n;
    return 0;
}

size_t qg_text_sourced_date(const qg_line *line, const qg_lines *above)
{
    size_t at = qg_str_find(line->text, QG_STR("（来源"));
    size_t half = qg_str_find(line->text, QG_STR("(来源"));

    at = half < at ? half : at;
    return at < line->text.n && (line->last == 0xFF09 || line->last == ')') && above->n > 0 &&
                   qg_is_office(above->at[above->n - 1].text) &&
                   qg_is_date_line(qg_str_trim(qg_str_head(line->text, at)))
               ? at
               : 0;
}
