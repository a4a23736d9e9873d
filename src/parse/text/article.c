/* article.c - where the article stands in a page that was copied whole.
 *
 * Such a text has menus of a hundred short lines above the article and a hundred headlines of other
 * articles below it, and hardly one of them is like furniture by itself.  So the sentences are
 * asked: each line adds to its part of the page or takes away from it, and the part with the
 * highest sum is the article (Bentley, Programming Pearls, column 8).  What stands far above it is
 * the page's, and what stands below it is judged by tail.c.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
#include "parse/text/points_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum { SURE = QG_JUNK_SURE, LIKELY = QG_JUNK_LIKELY };

/* Whether no author writes such a line.  The number of a page or an entry of a table of contents,
 * which look like furniture as well, are no evidence of a page. */
static bool is_of_page(const qg_line *line)
{
    return line->junk > LIKELY && !line->is_page_mark && line->number.form == QG_NUMBER_NONE;
}

/* Whether a page was copied together with the text: three lines at least are surely a page's. */
static bool is_page(const qg_line *at, size_t n)
{
    enum { LEAST_LINES = 3 };
    int n_sure = 0;

    for (size_t i = 0; i < n; i++) {
        if (at[i].look != NULL)
            return false;
        n_sure += is_of_page(&at[i]);
    }
    return n_sure >= LEAST_LINES;
}

/* What a line speaks for the article: a sentence as much as it is long, furniture and bare words
 * against it.  A headline may have commas, but hardly ends as a sentence does, so it says nothing.
 */
static int weight_of(const qg_line *line)
{
    enum { MOST = 120, WORDS = -6, LIKE_FURNITURE = -15, FURNITURE = -30 };
    int n_runes = line->n_runes < MOST ? line->n_runes : MOST;

    if (line->is_page_mark)
        return 0;
    if (line->junk >= LIKELY)
        return line->junk >= SURE ? FURNITURE : LIKE_FURNITURE;
    if (qg_line_is_prose(line) && line->n_stops + line->n_commas > 0)
        return qg_line_ends_sentence(line) || qg_is_colon(line->last) ? n_runes
               : line->n_stops > 1                                    ? n_runes / 2
                                                                      : 0;
    return line->number.form != QG_NUMBER_NONE || line->is_date || qg_line_ends_sentence(line)
               ? 0
               : WORDS;
}

/* Whether a line may be a word of a menu: it has neither a sentence nor a label, nor a number or
 * any other form that only authors give a line. */
static bool is_word_of_page(const qg_line *line)
{
    enum { MOST_RUNES = 60 };

    return line->n_stops + line->n_commas == 0 && line->n_runes <= MOST_RUNES && !line->is_date &&
           !line->is_cell_row && line->number.form == QG_NUMBER_NONE && !qg_is_colon(line->last) &&
           !qg_line_has_lead(line) && !qg_line_is_marked_fact(line) &&
           !qg_line_has_own_form(line) && !qg_has_title_word(line->text);
}

/* Where the sentences of the article really begin, at `begin` or above.  The sentences further up
 * belong to it as well, unless so many words and furniture stand between as a menu has, or the line
 * that says when the article was put up. */
static size_t first_sentences(const qg_line *at, size_t begin)
{
    enum { MENU_LINES = 20 };
    size_t first = begin;
    int n_words = 0;

    for (size_t i = begin; i-- > 0 && n_words <= MENU_LINES && !qg_line_is_stamp(&at[i]);) {
        n_words += at[i].junk >= LIKELY || is_word_of_page(&at[i]);
        if (weight_of(&at[i]) > 0) {
            first = i;
            n_words = 0;
        }
    }
    return first;
}

qg_text_span qg_text_find_article(const qg_line *at, size_t n)
{
    enum { LEAST = 90 };
    qg_text_span best = {0, n};
    size_t begin = 0;
    long sum = 0, most = 0, all = 0;

    if (!is_page(at, n))
        return best;
    for (size_t i = 0; i < n; i++) {
        int weight = weight_of(&at[i]);
        sum += weight;
        all += weight > 0 ? weight : 0;
        if (sum <= 0) {
            sum = 0;
            begin = i + 1;
        } else if (sum > most) {
            most = sum;
            best = (qg_text_span){begin, i + 1};
        }
    }
    if (most < LEAST || most * 3 < all) /* a list of articles has none */
        return (qg_text_span){0, n};
    best.begin = first_sentences(at, best.begin);
    return best;
}

/* Mark the words that stand among the furniture above the article as menus.  Left alone are the
 * lines right above it, one of which is its title, and facts, whose label may stand alone on the
 * line above. */
static void mark_head(qg_line *at, size_t begin)
{
    enum { TITLE_LINES = 10, MENU_LINES = 40 };
    size_t below = 0; /* the nearest line of the page, if any */

    for (size_t i = begin; i-- > 1;) {
        if (is_of_page(&at[i]))
            below = i;
        else if (i + TITLE_LINES < begin && below > 0 && below - i <= MENU_LINES &&
                 is_word_of_page(&at[i]) && !qg_is_colon(at[i - 1].last) &&
                 !qg_line_is_stamp(&at[i + 1]))
            at[i].is_menu = true;
    }
}

/* 2024-03-05 · 某某报道, 2024年3月5日 某某网 要闻 120: a day with names behind it */
static bool starts_with_day(const qg_line *line)
{
    enum { MOST_RUNES = 40 };
    size_t n = qg_str_find_byte(line->text, ' ');
    qg_str day = qg_str_head(line->text, n);

    return n < line->text.n && line->n_runes <= MOST_RUNES && line->n_stops + line->n_commas == 0 &&
           (qg_is_loose_date(day) || qg_is_date_line(day));
}

/* Whether a line may say when a text was put up, if an article stands below it.  A day as authors
 * write it, 2024年3月5日, may be the author's own and does not count. */
static bool may_stamp(const qg_line *line)
{
    bool is_day = qg_rune_is_digit(line->last) && qg_is_loose_date(line->text);

    return qg_line_is_stamp(line) || line->is_moment || is_day || starts_with_day(line);
}

/* Whether a line may be a headline: enough words and few gaps, and neither a label nor a number.
 * It may ask something, or end as sentences do. */
static bool may_head(const qg_line *line)
{
    enum { LEAST_RUNES = 8, MOST_GAPS = 2 };

    return line->junk < LIKELY && line->n_runes >= LEAST_RUNES && line->n_gaps <= MOST_GAPS &&
           line->n_stops <= 2 && line->number.form == QG_NUMBER_NONE && !line->is_date &&
           !qg_is_colon(line->last) && !qg_line_ends_with_day(line) && !may_stamp(line) &&
           qg_str_find(line->text, QG_STR("。")) == line->text.n && !qg_line_is_crumbs(line);
}

/* Whether the headline in line `i` may have begun on the line above it. */
static bool may_go_on(const qg_line *at, size_t i)
{
    enum { LEAST_RUNES = 10 };
    const qg_line *above = &at[i > 0 ? i - 1 : 0];

    return i > 0 && may_head(above) && above->n_runes >= LEAST_RUNES &&
           qg_rune_is_han(above->first) && above->n_stops + above->n_gaps == 0 &&
           above->key != at[i].key;
}

/* Whether what stands above line `i` is the head of a page: a line or two, or furniture, and hardly
 * a sentence. */
static bool is_below_menu(const qg_line *at, size_t i)
{
    enum { TOP = 2, LEAST_FURNITURE = 2, MOST_SENTENCES = 2 };
    int n_furniture = 0, n_sentences = 0;

    for (size_t k = 0; k < i; k++) {
        n_furniture += at[k].junk >= LIKELY;
        n_sentences += at[k].junk < LIKELY && at[k].n_commas > 0 && qg_line_ends_sentence(&at[k]);
    }
    return (i <= TOP || n_furniture >= LEAST_FURNITURE) && n_sentences <= MOST_SENTENCES;
}

/* Find the headline of the article: below it stands when it was put up, perhaps with a name
 * between.  Everything above the headline is the head of the page, whatever it says, except lines
 * that have a form of the author's. */
static void mark_headline(qg_line *at, size_t n, size_t begin)
{
    enum { ABOVE = 14, BELOW = 4 };

    for (size_t i = begin + BELOW < n ? begin + BELOW : n - 1; i > 0 && i + ABOVE > begin; i--) {
        size_t head = i - 1 - (i > 1 && qg_is_name_above_stamp(at, n, i - 1));
        if (!may_stamp(&at[i]) || !may_head(&at[head]))
            continue;
        if (may_go_on(at, head) || !is_below_menu(at, head))
            return;
        at[i].junk = at[i].junk > LIKELY ? at[i].junk : LIKELY + 1;
        at[head].is_top_heading = true;
        at[head].junk = 0;
        for (size_t k = 0; k < head; k++)
            if (!qg_line_has_own_form(&at[k])) {
                at[k].is_menu = at[k].n_stops == 0;
                if (at[k].n_stops + at[k].n_commas > 0 && at[k].junk < LIKELY)
                    at[k].junk = LIKELY;
            }
        return;
    }
}

void qg_text_mark_above_article(qg_line *at, size_t n)
{
    size_t begin = qg_text_find_article(at, n).begin;

    if (begin == 0)
        return;
    mark_headline(at, n, begin);
    mark_head(at, begin);
}
