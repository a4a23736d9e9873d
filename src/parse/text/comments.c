/* comments.c - what readers said below an article.
 *
 * They write sentences as its author does, but a page says that comments follow, and shows with
 * each who wrote it, when, and what can be pressed.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/words_int.h"

enum {
    SURE = QG_JUNK_SURE,
    LIKELY = QG_JUNK_LIKELY,
    LINES_A_MARK = 4 /* between what a page shows with each comment */
};

/* 网友评论, 全部评论（12）, 3条评论: alone on its line */
static bool opens_comments(const qg_line *line)
{
    enum { MOST_RUNES = 10 };
    static const char *const ends[] = {"评论", "評論", "跟帖", "评论区", "网友留言", "我来说两句"};
    qg_str name = qg_without_bracket(line->text);

    if (line->n_runes > MOST_RUNES || line->n_stops + line->n_commas > 0 || line->look != NULL ||
        line->number.form == QG_NUMBER_HAN || line->number.form == QG_NUMBER_HAN_BRACKET)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(name, qg_str_of(ends[i])))
            return true;
    return false;
}

/* Whether what follows is marked as comments are, up to the end or what a page offers there, and
 * nothing in it counts as an author does.  Returns the end; `start` when it is not, with the line
 * that shows it in `failed`. */
static size_t end_of_comments(const qg_line *at, size_t n, size_t start, size_t *failed)
{
    size_t i = start, n_unmarked = 0, n_marks = 0;

    for (; i < n && !at[i].is_opener; i++) {
        bool is_mark = at[i].junk >= LIKELY;
        *failed = i;
        if (at[i].number.form == QG_NUMBER_HAN || qg_number_is_chapter(at[i].number.form))
            return start;
        n_marks += is_mark;
        n_unmarked = is_mark ? 0 : n_unmarked + 1;
        if (n_unmarked >= LINES_A_MARK)
            return start;
    }
    return n_marks > 0 ? i : start;
}

void qg_text_find_comments(qg_line *at, size_t n)
{
    bool has_prose = false; /* above: an article */
    size_t failed = 0;      /* up to here nothing is asked again */

    for (size_t i = 0; i < n; i++) {
        size_t end = has_prose && i >= failed && opens_comments(&at[i])
                         ? end_of_comments(at, n, i + 1, &failed)
                         : 0;
        for (size_t k = i; k < end; k++)
            at[k].junk = at[k].junk < SURE ? SURE : at[k].junk;
        has_prose = has_prose || (qg_line_is_prose(&at[i]) && at[i].junk < LIKELY);
    }
}
