/* titles.c - a title that stands several times.
 *
 * The head of a page has the title with the names of sites around it, the page has it above the
 * article, and the document has its own.  What is found here is evidence for text/label.c.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/points_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

enum {
    MAX_HEAD_BYTES = 600,
    MIN_HEAD_RUNES = 5, /* what the head of a page has too is no chance */
    MIN_START_RUNES = 3 /* at its start */
};

/* What parts a title from the names of sites: 关于…的通知_某县人民政府 */
static bool parts_title(qg_str text)
{
    switch (qg_utf8_first(text)) { /* asked for each character, for each line */
    case 0:                        /* the end */
    case ' ':
    case '\n':
    case '_':
    case '-':
    case '|':
    case '<':
    case '>':
    case '(':
    case 0x2014: /* — */
    case 0x2013: /* – */
    case 0xFF5C: /* ｜ */
    case 0xB7:   /* · */
    case 0xFF08: /* （ */
        return true;
    default:
        return false;
    }
}

static qg_str skip_blanks(qg_str text)
{
    qg_rune rune = qg_utf8_first(text);

    while (text.n > 0 && (rune == ' ' || rune == 0xA0 || rune == 0x3000 || rune == '\n' ||
                          rune == 0xFFFC /* the mark of a footnote */)) {
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

/* 政府工作报告, where the page says 某县2023年政府工作报告 */
static bool ends_title(qg_str title, const qg_line *line)
{
    return line->n_runes >= MIN_HEAD_RUNES && qg_str_ends(title, line->text) &&
           qg_has_title_word(line->text) && !qg_has_about(line->text);
}

/* Whether the head of the page, where the names of sites stand around the title, has the line. */
static bool is_in_head(const qg_text_job *job, const qg_line *line)
{
    qg_str title = job->page == NULL ? (qg_str){0} : job->page->title;
    bool may_start = true;

    title = qg_utf8_head(title, MAX_HEAD_BYTES);
    if ((line->n_runes < MIN_START_RUNES && qg_line_look(line)->heading != 1) ||
        line->n_runes > QG_MAX_KNOWN_TITLE_RUNES)
        return false;
    if (line->n_runes < MIN_HEAD_RUNES)
        return starts_with_line(title, line->text);
    if (ends_title(title, line))
        return true;
    while (title.n > 0) {
        qg_rune rune;
        if (may_start && starts_with_line(title, line->text))
            return true;
        may_start = parts_title(title);
        qg_utf8_take(&title, &rune);
    }
    return false;
}

/* Whether `title` ends in the words of `line`, but for the blanks that layout put into those. */
static bool ends_with_spread(qg_str title, qg_str line)
{
    enum { MAX_BYTES = 60 };
    char tight[MAX_BYTES];
    size_t n = 0;

    for (line = skip_blanks(line); line.n > 0; line = skip_blanks(line)) {
        qg_rune rune;
        qg_str one = qg_utf8_take(&line, &rune);
        if (n + one.n > MAX_BYTES)
            return false;
        memcpy(tight + n, one.p, one.n);
        n += one.n;
    }
    return n > 0 && n < title.n && qg_str_ends(title, (qg_str){tight, n});
}

/* Likewise colons, which no name of a file has. */
static qg_str skip_colons(qg_str text)
{
    qg_rune rune;

    for (text = skip_blanks(text); qg_is_colon(qg_utf8_first(text)); text = skip_blanks(text))
        qg_utf8_take(&text, &rune);
    return text;
}

/* Take `line` off the start of `title`, but for blanks and colons; returns whether it stands there.
 */
static bool take_part(qg_str *title, qg_str line)
{
    for (line = skip_colons(line); line.n > 0; line = skip_colons(line)) {
        qg_rune one, other = 0;
        *title = skip_colons(*title);
        qg_utf8_take(&line, &one);
        if (title->n > 0)
            qg_utf8_take(title, &other);
        if (one != other)
            return false;
    }
    return true;
}

/* 第12号, which stands below 某市人民政府令, or the number of a document in brackets: no part of a
 * title. */
static bool is_order_number(qg_str text)
{
    if (qg_str_starts(text, QG_STR("（")) && qg_str_ends(text, QG_STR("号）")))
        return true;
    return qg_str_starts(text, QG_STR("第")) &&
           (qg_str_ends(text, QG_STR("号")) || qg_str_ends(text, QG_STR("號")));
}

/* How many of the lines are `title` together: the page writes on one line what the document has on
 * several.  0 when it is none of them, or one. */
static size_t n_parts(qg_str title, const qg_line *at, size_t n)
{
    enum { MOST_PARTS = 4 };

    for (size_t k = 0; k < n && k < MOST_PARTS && skip_colons(at[k].text).n > 0 &&
                       !is_order_number(at[k].text) && take_part(&title, at[k].text);
         k++)
        if (skip_blanks(title).n == 0)
            return k > 0 ? k + 1 : 0;
    return 0;
}

/* The lines are what stands elsewhere as one title. */
static void mark_parts(qg_line *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        at[i].is_copied = i == 0;
        at[i].is_second_half = i > 0;
    }
}

bool qg_text_has_furniture(const qg_line *at, size_t i, size_t k)
{
    for (size_t m = i > 2 ? i - 2 : 0; m < k; m++)
        if (at[m].junk >= QG_JUNK_LIKELY || at[m].is_meta || at[m].is_in_head ||
            (m > i && qg_str_ends(at[m].text, QG_STR("日")) && at[m].n_gaps > 0))
            return true;
    return false;
}

/* 某政发〔2016〕26号《关于…的通知》 above the title itself. */
static bool is_behind_number(qg_str line, qg_str title)
{
    if (qg_str_ends(line, QG_STR("》")) && qg_str_find(title, QG_STR("《")) == title.n) {
        size_t open = qg_str_find(line, QG_STR("《"));
        return qg_is_doc_number(qg_str_trim(qg_str_head(line, open))) &&
               qg_str_eq(
                   qg_str_skip(qg_str_head(line, line.n - QG_STR("》").n), open + QG_STR("《").n),
                   title);
    }
    return title.n > 0 && line.n > title.n && qg_str_ends(line, title) &&
           qg_is_doc_number(qg_str_trim(qg_str_head(line, line.n - title.n)));
}

/* 某某股份：议事规则2021-11-17: what a site calls the title that stands below. */
static bool is_around(qg_str line, qg_str title)
{
    enum { LEAST_BYTES = 24, MAX_BYTES_MORE = 90 };
    size_t at = title.n < LEAST_BYTES ? line.n : qg_str_find(line, title);
    qg_str before = qg_str_head(line, at), behind;
    qg_rune last = qg_utf8_last(before), next;

    if (at == line.n || line.n - title.n > MAX_BYTES_MORE ||
        (!qg_has_title_word(title) && at + title.n < line.n))
        return false;
    behind = qg_str_skip(line, at + title.n);
    next = qg_utf8_first(behind);
    return (before.n == 0 || qg_is_colon(last) || last == ']' || last == 0x3011 /* 】 */) &&
           (behind.n == 0 || (next >= '0' && next <= '9') || next == 0xFF08 || parts_title(behind));
}

/* Whether line `k` may be the same title as line `i` in other words. */
static bool may_be_copy(const qg_line *at, size_t i, size_t k)
{
    bool is_next = k == i + 1 && qg_has_title_word(at[i].text) && qg_has_title_word(at[k].text);

    return (is_next || qg_text_has_furniture(at, i, k)) && !qg_is_red_mark(at[i].text) &&
           !qg_is_office(at[k].text) /* 某省文化厅 below 某某省文化厅 */;
}

/* 地址：某街1号, which a form has under each of its names. */
static bool is_entry(const qg_line *line)
{
    enum { MOST_RUNES = 6 };
    qg_str rest = line->text;
    qg_rune rune = 0;

    for (int i = 0; i <= MOST_RUNES && rest.n > 0 && !qg_is_colon(rune); i++)
        qg_utf8_take(&rest, &rune);
    return qg_is_colon(rune) && rest.n > 0 && !line->is_in_head && !line->is_top_heading &&
           !qg_has_title_word(line->text);
}

/* Whether the page marks up the first as its title, and the other as nothing at all. */
static bool is_only_marked(const qg_line *line, const qg_line *other)
{
    const qg_text_look *look = qg_line_look(other);

    return line->is_in_head && line->is_top_heading && look->heading == 0 && !look->is_bold &&
           look->align == QG_ALIGN_NONE;
}

/* Whether line `k` is a value between labels, as 中文名 and 别名. */
static bool is_among_labels(const qg_line *at, size_t n, size_t k)
{
    enum { MOST_RUNES = 6 };

    return k > 0 && k + 1 < n && at[k - 1].n_runes <= MOST_RUNES &&
           at[k + 1].n_runes <= MOST_RUNES && !at[k + 1].is_date;
}

/* Whether equal lines of a plain text are both the author's, as in a song or a list: nothing of a
 * page is near, and they are not its first two lines above sentences. */
static bool is_refrain(const qg_text_job *job, size_t i, size_t k)
{
    bool is_top = i == 0 && k == 1 && job->first_prose > k;

    return job->lines.at[i].look == NULL && !is_top && !qg_text_has_furniture(job->lines.at, i, k);
}

/* Whether lines `k` and `k + 1` are the head of a document whose kind ends the page's title: 某某县
 * 人民法院 / 民 事 裁 定 书, below 张某与李某借款纠纷一审民事裁定书. */
static bool is_head_of_kind(const qg_text_job *job, size_t i, size_t k)
{
    enum { LEAST_RUNES = 4 };
    const qg_line *at = job->lines.at, *kind = &at[k + 1];

    return k + 1 < job->lines.n && qg_is_office(at[k].text) && qg_text_has_furniture(at, i, k) &&
           kind->n_stops == 0 && kind->n_runes >= LEAST_RUNES && qg_has_title_word(kind->text) &&
           ends_with_spread(at[i].text, kind->text);
}

/* Whether an office between a title and its copy is a library's record of the text: right above the
 * copy, below a stamp or another copy.  An office above 关于… is the first half of a title. */
static bool is_record(const qg_text_job *job, size_t i, size_t k)
{
    const qg_line *at = job->lines.at, *office = &at[k - 1];

    if (k < i + 2 || !qg_is_office(office->text))
        return false;
    return at[i].is_copied ? k == i + 2
                           : office[-1].junk >= QG_JUNK_LIKELY && at[k].key == at[i].key &&
                                 !qg_str_starts(at[k].text, QG_STR("关于"));
}

/* Whether the line, which is not the last, may be a title that stands again below: neither too
 * short nor too long, and none of the kinds of line that are alike by chance. */
static bool may_repeat(const qg_line *line)
{
    const int least = qg_has_title_word(line->text) ? 4 : 5;
    bool has_number = line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN;

    return line->n_runes >= least && line->n_runes <= QG_MAX_TITLE_RUNES && !line->is_meta &&
           (line->n_stops == 0 || line->is_in_head || line[1].key == line->key) && !line->is_date &&
           !qg_is_colon(line->last) && !qg_is_enactment(line->text) && !qg_is_subtitle(line) &&
           line->first != 0xFF08 /* where an author works */ && !has_number;
}

/* Whether the text itself has begun at line `k`, or the document has ended, so that what comes
 * below is no copy of line `i`. */
static bool ends_copies(const qg_text_job *job, size_t i, size_t k)
{
    const qg_line *line = &job->lines.at[i], *other = &job->lines.at[k];
    bool is_known = other->key == line->key && (other->is_in_head || k == i + 1);
    bool is_text = qg_line_is_prose(other) && other->junk < QG_JUNK_SURE && !is_known;
    bool is_signature = k + 1 < job->lines.n && other[1].is_date && qg_is_office(other->text);

    return is_text || other->outline == QG_OUTLINE_HEADING || is_signature;
}

/* Whether line `k` has the title in line `i` again; *parts is how many lines it takes there when
 * they are several, else 0. */
static bool is_title_again(const qg_text_job *job, size_t i, size_t k, size_t *parts)
{
    enum { LEAST_FORM_RUNES = 12 };
    const qg_line *at = job->lines.at, *line = &at[i], *other = &at[k];
    bool has_furniture = qg_text_has_furniture(at, i, k), is_equal = other->key == line->key;
    qg_str one = qg_without_bracket(line->text), two = qg_without_bracket(other->text);

    if (other->junk > QG_JUNK_LIKELY || other->is_meta || other->n_runes > QG_MAX_TITLE_RUNES ||
        is_refrain(job, i, k))
        return false;
    if (is_entry(line) && !(has_furniture && ((is_equal && line->n_runes >= LEAST_FORM_RUNES) ||
                                              (one.n > two.n && is_around(line->text, two)))))
        return false;
    *parts = is_head_of_kind(job, i, k) ? 2 : n_parts(line->text, other, job->lines.n - k);
    if (*parts > 0)
        return true;
    if (qg_is_colon(other->last)) /* who is addressed */
        return false;
    return is_equal || qg_str_eq(one, two) || is_behind_number(one, two) ||
           is_around(line->text, two) ||
           (may_be_copy(at, i, k) && qg_text_are_alike(one, two) && !is_only_marked(line, other));
}

/* Lines between both titles that may be the page's: below one outside, not those of the article. */
static size_t count_between(const qg_line *at, size_t i, size_t k)
{
    while (qg_line_look(&at[i])->is_outside && k > i + 1 && !qg_line_look(&at[k - 1])->is_outside)
        k--;
    return k - i - 1;
}

/* Line `i` is the page's own title, and the `parts` lines from `k` are the document's.  What stands
 * between them is the page's too, unless sentences do (`n_prose`). */
static void note_repeat(qg_text_job *job, size_t i, size_t k, size_t parts, size_t n_prose)
{
    enum { TOP = 40, LEAST_RUNES = 8 };
    qg_line *at = job->lines.at;

    if (is_record(job, i, k)) {
        at[k - 1].junk = QG_JUNK_SURE;
        job->issuer = at[k - 1].text;
    }
    at[i].is_repeat = true;
    at[k].is_copied = true;
    mark_parts(&at[k], parts);
    qg_text_suspect(&at[i + 1], n_prose > 0 ? 0 : count_between(at, i, k));
    if (at[i].look == NULL && at[i].n_runes >= LEAST_RUNES && i < TOP && n_prose <= 1 &&
        qg_text_has_furniture(at, i, k))
        qg_text_suspect(at, i); /* a page starts so, perhaps with a motto */
}

/* A page has the document's title as its own: of equal short lines above the text the last one is
 * the document's. */
static void find_repeats(qg_text_job *job)
{
    enum { AHEAD = 16 };
    qg_line *at = job->lines.at;
    size_t n = job->lines.n, n_prose = 0; /* lines of it above */

    for (size_t i = 0; i + 1 < n && i < QG_HEAD_PIECES; i++) {
        n_prose += qg_line_is_prose(&at[i]) && at[i].junk < QG_JUNK_SURE;
        if (!may_repeat(&at[i]))
            continue;
        for (size_t k = i + 1; k < n && k <= i + AHEAD; k++) {
            size_t parts = 0;
            bool is_passed = at[k].is_copy || /* the start of the text, as its abstract */
                             qg_line_is_bracketed(&at[k]) || qg_is_enactment(at[k].text) ||
                             (is_only_marked(&at[i], &at[k]) && is_among_labels(at, n, k));
            if (qg_is_running_title(at, i, k)) {
                at[k].junk = QG_JUNK_SURE;
                at[k].is_page_mark = is_passed = true;
            }
            if (!is_passed && ends_copies(job, i, k))
                break;
            if (!is_passed && is_title_again(job, i, k, &parts))
                note_repeat(job, i, k, parts, n_prose);
        }
    }
}

/* Whether it is the name of the site, as a link to its first page: what stands last in the head. */
static bool is_site_name(const qg_text_job *job, const qg_line *line)
{
    qg_str title = qg_str_trim(qg_utf8_head(job->page->title, MAX_HEAD_BYTES));

    return qg_line_look(line)->is_outside && qg_line_look(line)->n_links == 1 &&
           title.n > line->text.n && qg_str_ends(title, line->text);
}

/* What the head of a page has as title, and its highest heading if there is but one of that kind.
 */
static void find_page_titles(qg_text_job *job)
{
    qg_line *at = job->lines.at;
    size_t n = job->lines.n, n_of[7] = {0}, top = 1;

    for (size_t i = 0; i < n; i++) {
        at[i].is_in_head = is_in_head(job, &at[i]) && !is_site_name(job, &at[i]);
        job->has_head_line = job->has_head_line || (at[i].is_in_head && i <= job->first_prose);
        if (qg_line_is_marked(&at[i]) && !qg_line_look(&at[i])->is_outside)
            n_of[qg_line_look(&at[i])->heading]++;
    }
    while (top < 6 && n_of[top] == 0)
        top++;
    for (size_t i = 0; i < n; i++)
        at[i].is_top_heading = qg_line_is_marked(&at[i]) && !is_site_name(job, &at[i]) &&
                               (qg_line_look(&at[i])->heading == 1 ||
                                (n_of[top] == 1 && qg_line_look(&at[i])->heading == top));
    qg_text_find_headline(job);
}

/* The title that the page data or the head of the page have, on several lines above the text. */
static void find_known_title(qg_text_job *job, qg_str title)
{
    qg_line *at = job->lines.at;
    size_t n = job->lines.n < QG_HEAD_PIECES ? job->lines.n : QG_HEAD_PIECES;

    for (size_t i = 0; title.n > 0 && i < n; i++)
        if (!at[i].is_meta && !at[i].is_second_half)
            mark_parts(&at[i], n_parts(title, &at[i], n - i));
}

/* 《某某规划》 where the text says that it is sent out; empty otherwise. */
static qg_str sent_title(qg_str text)
{
    qg_str open = QG_STR("《"), name = qg_str_skip(text, qg_str_find(text, open));

    if (name.n == 0 || qg_str_find(text, QG_STR("印发")) == text.n)
        return (qg_str){0};
    name = qg_str_skip(name, open.n);
    name = qg_str_head(name, qg_str_find(name, QG_STR("》")));
    return qg_has_title_word(name) ? name : (qg_str){0};
}

/* The title of what a document sends out, on several lines below it. */
static void find_sent_title(qg_text_job *job)
{
    enum { TOP = 12 };

    for (size_t i = 0; i < job->lines.n && i < TOP; i++)
        if (job->lines.at[i].look == NULL)
            find_known_title(job, sent_title(job->lines.at[i].text));
}

static void find_first_prose(qg_text_job *job)
{
    const qg_line *at = job->lines.at;
    size_t n = job->lines.n;

    for (size_t i = qg_text_find_article(at, n).begin; i < n && job->first_prose == 0; i++)
        if (qg_line_is_prose(&at[i]) && at[i].junk < QG_JUNK_LIKELY && !at[i].is_meta &&
            !qg_line_look(&at[i])->is_outside)
            job->first_prose = i;
}

void qg_text_find_titles(qg_text_job *job)
{
    qg_text_find_forewords(job->lines.at, job->lines.n);
    find_first_prose(job);
    if (job->page != NULL) {
        find_page_titles(job);
        qg_text_find_columns(job->lines.at, job->lines.n);
    }
    qg_text_find_orders(job->lines.at, job->lines.n, job->first_prose);
    qg_text_find_page_name(job);
    find_repeats(job);
    qg_text_find_last_crumbs(job->lines.at, job->lines.n);
    find_known_title(job, job->title);
    find_sent_title(job);
    if (job->page != NULL)
        find_known_title(job, qg_text_head_title(job->page->title));
}
