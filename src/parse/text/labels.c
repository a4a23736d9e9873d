/* labels.c - labels without a value: 附件： where nothing is attached. */
#include "parse/text/text_int.h"

enum { SURE = QG_JUNK_SURE, LIKELY = QG_JUNK_LIKELY };

/* 附件：, 相关文档： with nothing behind them, at the end of a page's article. */
static void find_last_labels(qg_line *at, size_t n)
{
    enum { MOST_RUNES = 6 };

    for (size_t i = n; i-- > 0;) {
        const qg_text_look *look = qg_line_look(&at[i]);
        if (at[i].look == NULL || look->is_outside || at[i].junk >= LIKELY)
            continue;
        if (!qg_is_colon(at[i].last) || at[i].n_runes > MOST_RUNES || look->n_links > 0)
            return;
        at[i].junk = SURE;
    }
}

/* 时间：, 作者： without a value, above the text, and 关键词： as the last line. */
void qg_text_find_empty_labels(qg_line *at, size_t n)
{
    enum { MOST_RUNES = 6 };

    find_last_labels(at, n);
    for (size_t i = 0; i + 1 < n && !qg_line_is_prose(&at[i]); i++)
        if (at[i].look == NULL && qg_is_colon(at[i].last) && at[i].n_runes <= MOST_RUNES &&
            !qg_str_starts(at[i].text, QG_STR("附件")) &&
            qg_is_data_label(qg_without_colon(at[i].text)))
            at[i].junk = at[i].junk < LIKELY ? LIKELY : at[i].junk;
    if (n > 1 && at[n - 1].look == NULL && qg_is_colon(at[n - 1].last) && at[n - 1].junk > 0 &&
        qg_is_data_label(qg_without_colon(at[n - 1].text))) {
        at[n - 1].junk = SURE;
        at[n - 1].is_word = false;
    }
}
