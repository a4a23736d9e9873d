/* text_titles.c - a title that stands several times.
 *
 * The head of a page has the title with the names of sites around it, the page has it above the
 * article, and the document has its own.  What is found here is evidence for text_label.c.
 */
#include "parse/text_int.h"

enum {
    MAX_HEAD_BYTES = 600,
    MIN_HEAD_RUNES = 5 /* what the head of a page has too is no chance */
};

/* What parts a title from the names of sites: 关于…的通知_某县人民政府 */
static bool parts_title(qg_str text)
{
    static const char *const marks[] = {"_", "-", "|", " ", "—", "–", "｜", "·", "<", ">"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (qg_str_starts(text, qg_str_of(marks[i])))
            return true;
    return text.n == 0;
}

static qg_str skip_blanks(qg_str text)
{
    qg_rune rune = qg_utf8_first(text);

    while (text.n > 0 && (rune == ' ' || rune == 0xA0 || rune == 0x3000 || rune == '\n')) {
        qg_utf8_take(&text, &rune);
        rune = qg_utf8_first(text);
    }
    return text;
}

/* Whether `title` starts with `line`, but for blanks, and a mark that parts titles follows. */
static bool starts_with_line(qg_str title, qg_str line)
{
    while (line.n > 0) {
        qg_rune one, other = 0;
        title = skip_blanks(title);
        qg_utf8_take(&line, &one);
        if (title.n > 0)
            qg_utf8_take(&title, &other);
        if (one != other)
            return false;
        line = skip_blanks(line);
    }
    return parts_title(title);
}

/* Whether the head of the page, where the names of sites stand around the title, has the line. */
static bool is_in_head(const qg_text_job *job, const qg_line *line)
{
    qg_str title = job->page == NULL ? (qg_str){0} : job->page->title;
    bool may_start = true;

    title = qg_utf8_head(title, MAX_HEAD_BYTES);
    if (line->n_runes < MIN_HEAD_RUNES || line->n_runes > QG_MAX_TITLE_RUNES)
        return false;
    while (title.n > 0) {
        qg_rune rune;
        if (may_start && starts_with_line(title, line->text))
            return true;
        may_start = parts_title(title);
        qg_utf8_take(&title, &rune);
    }
    return false;
}
/* How alike two titles are: whether most pairs of characters of the shorter are in the other. */
static bool are_alike(qg_str a, qg_str b)
{
    size_t n_pairs = 0, n_same = 0;
    qg_str shorter = a.n < b.n ? a : b, longer = a.n < b.n ? b : a;

    if (shorter.n * 3 < longer.n * 2)
        return false;
    while (shorter.n > 0) {
        qg_rune rune;
        qg_str one = qg_utf8_take(&shorter, &rune), two;
        if (shorter.n == 0)
            break;
        two = shorter;
        qg_utf8_take(&two, &rune);
        n_pairs++;
        n_same += qg_str_find(longer, (qg_str){one.p, (size_t)(two.p - one.p)}) < longer.n;
    }
    return n_pairs >= 6 && n_same * 10 >= n_pairs * 7;
}

/* A page has the document's title as its own: of equal short lines above the text the last one is
 * the document's. */
static void find_repeats(qg_text_job *job)
{
    enum { AHEAD = 16 };
    qg_line *at = job->lines.at;
    size_t n = job->lines.n;

    for (size_t i = 0; i < n && i < QG_HEAD_PIECES; i++) {
        qg_line *line = &at[i];
        if (line->n_runes < 5 || line->n_runes > QG_MAX_TITLE_RUNES || line->is_meta ||
            (line->n_stops > 0 && !line->is_in_head) || line->is_date ||
            (line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN))
            continue;
        for (size_t k = i + 1; k < n && k <= i + AHEAD; k++) {
            const qg_line *other = &at[k];
            if (qg_line_is_prose(other) || other->outline == QG_OUTLINE_HEADING)
                break;
            if (other->is_meta || other->n_runes > QG_MAX_TITLE_RUNES)
                continue;
            if (other->key == line->key ||
                are_alike(qg_without_bracket(line->text), qg_without_bracket(other->text))) {
                line->is_repeat = true;
                at[k].is_copied = true;
            }
        }
    }
}

/* What the head of a page has as title, and its highest heading if there is but one of that kind.
 */
static void find_page_titles(qg_text_job *job)
{
    qg_line *at = job->lines.at;
    size_t n = job->lines.n, n_of[7] = {0}, top = 1;

    for (size_t i = 0; i < n; i++) {
        at[i].is_in_head = is_in_head(job, &at[i]);
        if (qg_line_is_marked(&at[i]) && !qg_line_look(&at[i])->is_outside)
            n_of[qg_line_look(&at[i])->heading]++;
    }
    while (top < 6 && n_of[top] == 0)
        top++;
    for (size_t i = 0; i < n; i++)
        at[i].is_top_heading =
            qg_line_is_marked(&at[i]) && (qg_line_look(&at[i])->heading == 1 ||
                                          (n_of[top] == 1 && qg_line_look(&at[i])->heading == top));
}

void qg_text_find_titles(qg_text_job *job)
{
    if (job->page != NULL)
        find_page_titles(job);
    find_repeats(job);
}
