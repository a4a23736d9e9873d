/* moments.c - days and hours that say when something was said, not when a page was put up. */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"

#include "base/utf8.h"

/* 2024-03-05 14:22, 2024年3月5日 14:22, and nothing else */
static bool is_moment_alone(const qg_line *line)
{
    enum { LEAST_DIGITS = 8 };
    int n_digits = 0;

    for (qg_str rest = line->text; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (!qg_utf8_is_in(rune, "0123456789-/.: 年月日"))
            return false;
        n_digits += rune >= '0' && rune <= '9';
    }
    return n_digits >= LEAST_DIGITS && qg_str_find_byte(line->text, ':') < line->text.n;
}

/* In a talk, where nothing is a page's, the day and hour above 李工：… and 王工：… say when it was
 * said. */
void qg_text_pardon_moments(qg_line *at, size_t n)
{
    enum { LEAST_SAID = 2 };
    size_t n_said = 0;

    for (size_t i = 0; i < n; i++) {
        bool is_moment = is_moment_alone(&at[i]);
        if (at[i].look != NULL || (at[i].junk >= QG_JUNK_LIKELY && !is_moment))
            return;
        if (is_moment && (i + 1 == n || !qg_line_has_lead(&at[i + 1])))
            return;
        n_said += qg_line_has_lead(&at[i]);
    }
    for (size_t i = 0; i < n && n_said >= LEAST_SAID; i++)
        if (is_moment_alone(&at[i])) {
            at[i].junk = 0;
            at[i].is_menu = at[i].is_moment = false;
        }
}
