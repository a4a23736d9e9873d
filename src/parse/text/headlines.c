/* headlines.c - which heading of a page is the headline of its article, and what stands beside it.
 *
 * Pages mark up as headings what they like: names of sites, of columns and of boxes.  What is found
 * here is evidence for text/label.c.
 */
#include "parse/text/points_int.h"
#include "parse/text/title_int.h"

/* A headline that the page marks up as a heading and that leads to the page itself: blogs have
 * those. */
static bool is_own_link(const qg_line *line)
{
    enum { LOWEST = 3 };
    const qg_text_look *look = qg_line_look(line);

    return line->is_in_head && look->heading > 0 && look->heading <= LOWEST && look->n_links == 1;
}

static void find_own_link(qg_text_job *job)
{
    for (size_t i = 0; i < job->lines.n && i < QG_HEAD_PIECES; i++)
        if (is_own_link(&job->lines.at[i])) {
            job->lines.at[i].junk = 0;
            job->lines.at[i].is_menu = false;
            job->lines.at[i].is_top_heading = true;
        }
}

static bool is_inside(const qg_line *line)
{
    return line->look != NULL && !line->look->is_outside;
}

/* Lines of the article marked up as headings of each level. */
static void count_headings(const qg_text_job *job, size_t n_of[7])
{
    for (size_t i = 0; i < job->lines.n; i++)
        if (qg_line_is_marked(&job->lines.at[i]) && is_inside(&job->lines.at[i]))
            n_of[qg_line_look(&job->lines.at[i])->heading]++;
}

/* The only <h1> of an article, above its first sentences. */
static qg_line *only_heading(qg_text_job *job, const size_t n_of[7])
{
    for (size_t i = 0; n_of[1] == 1 && i < job->lines.n && i <= job->first_prose; i++)
        if (is_inside(&job->lines.at[i]) && qg_line_look(&job->lines.at[i])->heading == 1)
            return &job->lines.at[i];
    return NULL;
}

/* The last heading above an article that starts with sentences, or with the first of several
 * headings that are lower than it, and so has no headline itself; a link heads other things. */
static qg_line *heading_above(qg_text_job *job, const size_t n_of[7])
{
    enum { LEAST_RUNES = 5, LOWEST = 3 };
    qg_line *at = job->lines.at;
    size_t first = 0, level;

    while (first < job->lines.n && first < QG_HEAD_PIECES &&
           (!is_inside(&at[first]) || at[first].junk > 0))
        first++;
    if (first == job->lines.n || first == QG_HEAD_PIECES)
        return NULL;
    level = qg_line_look(&at[first])->heading;
    if (level > 0 ? n_of[level] < 2 : !qg_line_is_prose(&at[first]))
        return NULL;
    for (size_t i = first; i-- > 0;) {
        size_t above = qg_line_look(&at[i])->heading;
        if (above > 0)
            return above <= LOWEST && (level == 0 || above < level) &&
                           at[i].n_runes >= LEAST_RUNES && qg_line_look(&at[i])->n_links == 0
                       ? &at[i]
                       : NULL;
    }
    return NULL;
}

/* A kicker or a second heading right beside the headline is in no menu, however short both are. */
static void keep_beside(qg_text_job *job, const qg_line *headline)
{
    enum { LEAST_RUNES = 5 };
    size_t i = (size_t)(headline - job->lines.at);

    for (size_t k = i - (i > 0); k <= i + 1 && k < job->lines.n; k++) {
        qg_line *line = &job->lines.at[k];
        if (is_inside(line) && line->junk == 0 && line->n_runes >= LEAST_RUNES &&
            qg_line_look(line)->n_links == 0)
            line->is_menu = false;
    }
}

/* A lower heading among the sentences heads a section, though the head of the page has its words:
 * 家常豆腐 is the headline, 家常豆腐的做法 a part and the name of the page. */
static void keep_sections(qg_text_job *job, const qg_line *headline)
{
    size_t level = qg_line_look(headline)->heading;

    for (size_t i = job->first_prose + 1; i < job->lines.n; i++)
        if (qg_line_look(&job->lines.at[i])->heading > level)
            job->lines.at[i].is_in_head = false;
}

void qg_text_find_headline(qg_text_job *job)
{
    size_t n_of[7] = {0};
    qg_line *headline;

    find_own_link(job);
    count_headings(job, n_of);
    headline = only_heading(job, n_of);
    if (headline != NULL) {
        keep_beside(job, headline);
        keep_sections(job, headline);
    } else if (!job->has_head_line) {
        headline = heading_above(job, n_of);
    }
    if (headline == NULL)
        return;
    headline->is_headline = headline->is_top_heading = job->has_headline = true;
    if (!is_inside(headline))
        headline->junk = 0;
}
