/* title_kinds.c - what a page puts above a title in certain kinds of texts: the name of the measure
 * above the order that puts it into force, crumbs that end in the title, a word of its own. */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
#include "parse/text/points_int.h"
#include "parse/text/split_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum { MAX_HEAD_BYTES = 600 };

/* A mark between the title and the name of a site, but not that of 1-10月. */
static bool is_mark_between(qg_str title, size_t i)
{
    char c = title.p[i];

    return c == '_' || c == '|' ||
           (c == '-' && i > 0 && !(title.p[i - 1] >= '0' && title.p[i - 1] <= '9'));
}

qg_str qg_text_head_title(qg_str title)
{
    enum { LEAST_RUNES = 6 };
    qg_str best = {0};

    title = qg_utf8_head(title, MAX_HEAD_BYTES);
    for (size_t start = 0, i = 0; i <= title.n; i++) {
        if (i < title.n && !is_mark_between(title, i))
            continue;
        if (i - start > best.n)
            best = (qg_str){title.p + start, i - start};
        start = i + 1;
    }
    best = qg_str_trim(best);
    return qg_utf8_count(best) >= LEAST_RUNES ? best : (qg_str){0};
}

/* 某市人民政府令第12号 */
static bool is_numbered_order(qg_str text)
{
    size_t at = qg_str_find(text, QG_STR("令第"));

    return at > 0 && at < text.n &&
           (qg_str_ends(text, QG_STR("号")) || qg_str_ends(text, QG_STR("號")));
}

/* 某市人民政府令 above 第12号 or 2017年 第5号 */
static bool heads_order(const qg_line *line, const qg_line *next)
{
    enum { MOST_RUNES = 40, MOST_NUMBER_RUNES = 16 };

    if (is_numbered_order(line->text) && line->n_runes <= MOST_RUNES && line->n_stops == 0)
        return qg_line_is_prose(next);
    return (qg_str_ends(line->text, QG_STR("令")) || qg_str_ends(line->text, QG_STR("公告"))) &&
           line->n_runes <= MOST_RUNES && line->junk < QG_JUNK_LIKELY && next->n_stops == 0 &&
           next->n_runes <= MOST_NUMBER_RUNES &&
           qg_str_find(next->text, QG_STR("第")) < next->text.n &&
           (qg_str_ends(next->text, QG_STR("号")) || qg_str_ends(next->text, QG_STR("號")));
}

/* Whether line `k` above an order stands again below it: the measure that it puts into force. */
static bool is_put_into_force(const qg_line *at, size_t n, size_t k, size_t order)
{
    enum { AHEAD = 12, LEAST_RUNES = 6 };

    for (size_t i = order + 1; i < n && i <= order + AHEAD; i++)
        if (at[i].key == at[k].key && at[k].n_runes >= LEAST_RUNES)
            return true;
    return false;
}

/* A page calls an order by the name of what it puts into force, and shows both. */
void qg_text_find_orders(qg_line *at, size_t n, size_t first_prose)
{
    for (size_t i = 1; i + 1 < n && i < first_prose && i < QG_HEAD_PIECES; i++) {
        if (!heads_order(&at[i], &at[i + 1]) || at[i].is_in_head || at[i].is_top_heading)
            continue;
        for (size_t k = 0; k < i; k++)
            if (at[k].is_in_head || at[k].is_top_heading || is_put_into_force(at, n, k, i)) {
                at[k].is_in_head = at[k].is_top_heading = false;
                at[k].is_repeat = at[i].is_copied = true;
                at[k].junk = QG_JUNK_SURE;
            }
    }
}

/* 首页 > 政务公开 > 某某通知: the last crumb is the title. */
void qg_text_find_last_crumbs(qg_line *at, size_t n)
{
    enum { AHEAD = 16, LEAST_RUNES = 5 };

    for (size_t i = 0; i < n && i < QG_HEAD_PIECES; i++) {
        qg_str name = qg_last_crumb(at[i].text);
        if (name.p == at[i].text.p || qg_utf8_count(name) < LEAST_RUNES)
            continue;
        for (size_t k = i + 1; k < n && k <= i + AHEAD && !qg_line_is_prose(&at[k]); k++)
            at[k].is_copied = at[k].is_copied || qg_str_eq(at[k].text, name);
    }
}

/* Whether the words of line `i` lead somewhere above the title, or end the crumbs. */
static bool is_name_of_column(const qg_line *at, size_t i, size_t title)
{
    for (size_t k = 0; k < title; k++)
        if (k != i &&
            ((qg_line_look(&at[k])->n_links == 1 && at[k].key == at[i].key) ||
             (qg_line_is_crumbs(&at[k]) && qg_str_eq(qg_last_crumb(at[k].text), at[i].text))))
            return true;
    return false;
}

/* 西部新闻, a heading above the title that the head of the page has, and a link of its menu: the
 * column that the article stands in. */
void qg_text_find_columns(qg_line *at, size_t n)
{
    enum { MOST_RUNES = 12 };
    size_t title = 0;

    while (title < n && title < QG_HEAD_PIECES &&
           !(at[title].is_in_head && qg_line_is_marked(&at[title])))
        title++;
    for (size_t i = 0; title < n && title < QG_HEAD_PIECES && i < title; i++)
        if (qg_line_is_marked(&at[i]) && at[i].junk == 0 && at[i].n_runes <= MOST_RUNES &&
            is_name_of_column(at, i, title))
            at[i].junk = QG_JUNK_SURE;
}

/* What an author writes between a title and another one of the same words: who a letter is for, a
 * date, its number, a numbered line. */
static bool is_letter(const qg_line *line)
{
    return line->is_date || qg_is_colon(line->last) || line->number.form != QG_NUMBER_NONE ||
           (qg_has_about(line->text) && line->junk == 0) || qg_is_doc_number(line->text);
}

/* A site writes a word about the text between its own title and that of the document: mark it.  A
 * title above and equal to it in all but a bracket stands at the top. */
void qg_text_find_forewords(qg_line *at, size_t n)
{
    enum { TOP = 12, AHEAD = 8, MAX_PROSE = 3, LEAST_RUNES = 6 };

    for (size_t i = 0; i < n && i < TOP; i++) {
        size_t n_prose = 0, k = i + 1;
        bool is_site = false; /* that speaks */
        if (at[i].n_runes < LEAST_RUNES || at[i].n_runes > QG_MAX_TITLE_RUNES ||
            at[i].n_stops > 0 || at[i].is_meta || at[i].look != NULL ||
            !qg_has_title_word(at[i].text))
            continue;
        for (; k < n && k <= i + AHEAD && n_prose <= MAX_PROSE; k++) {
            if (is_letter(&at[k]) || at[k].is_page_mark ||
                (qg_line_is_prose(&at[k]) && !qg_line_ends_sentence(&at[k])))
                n_prose = MAX_PROSE + 1;
            else if (qg_str_eq(qg_without_bracket(at[k].text), qg_without_bracket(at[i].text)))
                break;
            n_prose += qg_line_is_prose(&at[k]);
            is_site = is_site || (qg_line_is_prose(&at[k]) &&
                                  (at[k].junk > 0 || qg_str_starts(at[k].text, QG_STR("导读"))));
        }
        if (k + 1 >= n || k > i + AHEAD || n_prose == 0 || n_prose > MAX_PROSE ||
            (!is_site && at[k + 1].number.form != QG_NUMBER_NONE)) /* they lead to it */
            continue;
        for (size_t m = i + 1; m < k; m++)
            at[m].junk = QG_JUNK_SURE;
    }
}

/* What stands behind two lines that follow each other at the start of `name`, which the page has on
 * one line; all of it when they do not. */
static qg_str skip_two_lines(qg_str name, const qg_line *at)
{
    qg_str rest = qg_str_trim(qg_str_skip(name, at[0].text.n));

    return qg_str_starts(name, at[0].text) && at[1].n_blank == 0 && qg_str_starts(rest, at[1].text)
               ? qg_str_skip(rest, at[1].text.n)
               : name;
}

/* The last line that says `name`, but for blanks, or the first of two that do, with at most a
 * sentence of the site above it; 0 when there is none. */
static size_t last_above_text(const qg_line *at, size_t n, qg_str name)
{
    uint32_t key = qg_text_key(name);
    size_t found = 0, n_prose = 0;

    for (size_t k = 1; k < n && k < QG_HEAD_PIECES && n_prose < 2; k++) {
        n_prose +=
            qg_line_is_prose(&at[k]) && qg_line_ends_sentence(&at[k]) && at[k].junk < QG_JUNK_SURE;
        if ((at[k].key == key || (k + 1 < n && skip_two_lines(name, &at[k]).n == 0)) &&
            !at[k].is_meta)
            found = k;
    }
    for (size_t k = found + 1; found > 0 && k < n; k++)
        if (qg_line_is_prose(&at[k]) && at[k].junk < QG_JUNK_LIKELY)
            return found;
    return 0; /* no text stands below it */
}

/* 15家企业, in the middle and bold above 17种产品入选名单 */
static bool is_kicker(const qg_line *line)
{
    return line->junk == 0 && qg_line_is_centred(line) && qg_line_look(line)->is_bold;
}

void qg_text_suspect(qg_line *at, size_t n)
{
    enum { LEAST_OFFICE_RUNES = 4 }; /* 学校 is a word of menus */

    for (size_t i = 0; i < n; i++)
        if ((at[i].junk == 0 && at[i].n_runes >= LEAST_OFFICE_RUNES && qg_is_office(at[i].text)) ||
            is_kicker(&at[i]) || qg_is_company_data(at[i].text) ||
            qg_is_register_number(at[i].text) || qg_is_red_mark(at[i].text) ||
            (at[i].first == 0x4E8C /* 二 */ && qg_is_loose_date(at[i].text))) {
            at[i].is_menu = false;
        } else if (at[i].n_stops == 0 && !at[i].is_repeat && !at[i].is_copied &&
                   qg_str_find(at[i].text, QG_STR("〔")) == at[i].text.n) {
            at[i].is_menu = true;
            at[i].junk = at[i].junk < 2 ? 2 : at[i].junk;
        }
}

/* The line that says the title in the page's name, the first line, whose other parts are columns
 * and the site; 0 when there is none.  The first part counts before longer ones; few words may
 * stand in a menu by chance. */
static size_t find_named_title(const qg_line *at, size_t n)
{
    enum { LEAST_RUNES = 8 };
    qg_str name = at[0].text, longest = qg_text_head_title(name);
    size_t i = 0, k = last_above_text(at, n, name);

    if (k > 0)
        return k;
    while (i < name.n && !is_mark_between(name, i))
        i++;
    name = qg_str_trim(qg_str_head(name, i));
    if (name.n == 0 || (k = last_above_text(at, n, name)) == 0)
        return qg_utf8_count(longest) < LEAST_RUNES ? 0 : last_above_text(at, n, longest);
    return qg_utf8_count(name) < LEAST_RUNES && (at[k].junk > 0 || at[k].is_menu) ? 0 : k;
}

void qg_text_find_page_name(qg_text_job *job)
{
    enum {
        MOST_RUNES = 120,
        NEAR = 16, /* where any title that stands again is found */
        BELOW = 4  /* where a page says when it was put up */
    };
    qg_line *at = job->lines.at;
    bool may_be = job->page == NULL && job->lines.n > 0 && at[0].n_runes <= MOST_RUNES;
    size_t k = may_be ? find_named_title(at, job->lines.n) : 0;
    bool has_site = k > 0 && at[k].key != at[0].key;

    bool is_found = k <= NEAR && !qg_line_is_prose(&at[0]);

    size_t below = k + BELOW < job->lines.n ? k + BELOW : job->lines.n;
    bool is_page =
        k > 0 && (qg_text_has_furniture(at, 0, k) || qg_text_has_furniture(at, k, below));

    if (k == 0 || (!has_site && (is_found || !is_page)))
        return;
    at[0].is_repeat = at[k].is_copied = true;
    qg_text_suspect(&at[1], k - 1);
    if (k + 1 < job->lines.n && skip_two_lines(at[0].text, &at[k]).n < at[0].text.n)
        at[k + 1].is_second_half = true;
    else if (job->title.n == 0 && (has_site || qg_line_has_mark(&at[k]))) /* else it may go on */
        job->title = at[k].text;
    at[0].junk = QG_JUNK_SURE;
    if (!has_site)
        return;
    for (size_t i = 1; i < k; i++) /* the site greets who reads it, and leads to offices */
        if (qg_line_is_prose(&at[i]) ||
            (qg_is_office(at[i].text) && (i + 1 < k || qg_is_office(at[i - 1].text))))
            at[i].junk = QG_JUNK_SURE;
}

/* ---- what no title is -------------------------------------------------------------------------
 */

/* Who speaks, below ——2024年3月5日在某某会议上: no title stands below its own second line. */
static bool is_below_subtitle(const qg_text_job *job, size_t i)
{
    const qg_line *at = job->lines.at;

    return i > 0 && at[i].look == NULL && qg_utf8_is_in(at[i - 1].first, "—―") &&
           qg_is_subtitle(&at[i - 1]);
}

/* 某某日报 below 来源： */
static bool is_value_below(const qg_text_job *job, size_t i)
{
    const qg_line *above = i > 0 ? &job->lines.at[i - 1] : NULL;

    return above != NULL && above->look == NULL && qg_is_colon(above->last) &&
           qg_is_data_label(qg_without_colon(above->text)) &&
           !qg_has_title_word(job->lines.at[i].text);
}

/* Whether there is no word in the text, only |, ×, the X that closes a window, or an address. */
static bool has_no_word(qg_str text)
{
    size_t n_letters = 0;
    bool is_address = qg_has_address(text);

    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (qg_rune_is_han(rune) || rune > 0xFFFF)
            return false;
        n_letters += qg_rune_is_letter(rune) || qg_rune_is_digit(rune);
    }
    return n_letters < 2 || is_address;
}

/* Whether the line is an office below the text of a plain page.  Either it signs or it is one of
 * the many links of the page; it is no title. */
static bool is_office_below_text(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return line->look == NULL && job->first_prose > 0 && i > job->first_prose &&
           qg_is_office(line->text) && !qg_has_about(line->text) && !qg_leads_to_about(job, i);
}

/* Whether the line starts inside the name of a document: 应急预案》的通知 below
 * 关于印发《某某县突发事件 */
static bool starts_inside_name(const qg_line *line)
{
    size_t n = qg_str_find(line->text, QG_STR("》"));

    return n < qg_str_find(line->text, QG_STR("《")) && n < line->text.n;
}

/* Whether the text is a place, 某某市某某镇, which issues what its name stands above. */
static bool is_place(qg_str text)
{
    return text.n > 0 && qg_utf8_is_in(qg_utf8_last(text), "省市县縣区區镇鎮乡鄉") &&
           !qg_has_about(text);
}

/* Whether both start with the same place: 某市统计局 above 某市2023年统计公报, a title that lacks
 * nothing */
static bool share_place(qg_str office, qg_str title)
{
    enum { LEAST_BYTES = 6 };
    size_t n = 0;

    while (n < office.n && n < title.n && office.p[n] == title.p[n])
        n++;
    return n >= LEAST_BYTES && is_place(qg_utf8_head(office, n));
}

bool qg_leads_to_title(const qg_text_job *job, size_t i)
{
    enum { LEAST_RUNES = 6, MAX_RUNES = 40 };
    const qg_line *line = &job->lines.at[i], *next = line + 1;

    return i + 1 < job->lines.n && (qg_is_office(line->text) || is_place(line->text)) &&
           line->n_runes >= LEAST_RUNES && line->junk < QG_JUNK_LIKELY &&
           next->junk < QG_JUNK_LIKELY && !next->is_meta && next->n_runes <= MAX_RUNES &&
           !qg_line_has_mark(next) && qg_has_title_word(next->text) &&
           next->number.form == QG_NUMBER_NONE && !qg_has_about(next->text) &&
           !qg_is_red_mark(next->text) && qg_str_find(next->text, line->text) == next->text.n &&
           !share_place(line->text, next->text);
}

bool qg_leads_to_about(const qg_text_job *job, size_t i)
{
    for (size_t k = i + 1; k < job->lines.n && k < i + 8; k++) {
        if (qg_has_about(job->lines.at[k].text) || qg_leads_to_title(job, k - 1))
            return true;
        if (!qg_is_office(job->lines.at[k].text))
            return false;
    }
    return false;
}

/* One of several in a list of articles: 关于做好…的通知 2024-01-15 */
static bool is_listed(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return qg_line_ends_with_day(line) &&
           ((i > 0 && qg_line_ends_with_day(&line[-1])) ||
            (i + 1 < job->lines.n && qg_line_ends_with_day(&line[1])));
}

/* 小号 25元 below 中号 28元, or 7月1日 报到 above 7月2日 开班: one of several rows.  2024年值班表
 * above 1月1日：张三 has a figure in front too, but no cells. */
static bool is_row(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    const qg_line *above = i > 0 ? &line[-1] : NULL;
    const qg_line *below = i + 1 < job->lines.n ? &line[1] : NULL;

    if (line->look != NULL || !line->is_literal || line->n_gaps == 0)
        return false;
    if (qg_rune_is_digit(line->first))
        return (above != NULL && above->n_gaps > 0 && qg_rune_is_digit(above->first)) ||
               (below != NULL && below->n_gaps > 0 && qg_rune_is_digit(below->first));
    return above != NULL && !qg_has_title_word(line->text) &&
           ((above->is_literal && above->n_gaps == line->n_gaps) || qg_is_colon(above->last));
}

/* □ 某某课题组, by which journals say who wrote a text */
static bool is_marked_author(const qg_line *line)
{
    return line->look == NULL && qg_utf8_is_in(line->first, "□■◇◆") &&
           !qg_has_title_word(line->text);
}

/* 王工：图发群里了 / 小李：收到 / 小张：好的, as the first lines: a talk starts without a title. */
static bool starts_talk(const qg_text_job *job, size_t i)
{
    enum { LINES = 3, MOST_NAME_BYTES = 9 };
    bool is_said = false; /* and no 歌名：… / 词：… */

    for (size_t k = 0; k < LINES && i == 0; k++) {
        const qg_line *line = &job->lines.at[k];
        size_t colon = k < job->lines.n ? qg_str_find(line->text, QG_STR("：")) : 0;
        if (colon == 0 || colon > MOST_NAME_BYTES || line->look != NULL || line->is_meta ||
            line->junk > 0 || qg_is_data_label(qg_str_head(line->text, colon)))
            return false;
        is_said = is_said || line->n_commas + line->n_stops > 0;
    }
    return is_said;
}

bool qg_is_never_title(const qg_text_job *job, size_t i)
{
    return is_marked_author(&job->lines.at[i]) || is_value_below(job, i) ||
           is_below_subtitle(job, i) || has_no_word(job->lines.at[i].text) ||
           starts_inside_name(&job->lines.at[i]) || is_office_below_text(job, i) ||
           is_listed(job, i) || is_row(job, i) || starts_talk(job, i);
}

bool qg_is_running_title(const qg_line *at, size_t i, size_t k)
{
    bool has_text = false;

    if (at[k].look != NULL || at[k].key != at[i].key ||
        !(at[k].is_page_break || at[k - 1].is_page_mark))
        return false;
    for (size_t m = i + 1; m < k; m++)
        has_text = has_text || at[m].n_stops > 0 || qg_is_colon(at[m].last);
    return has_text;
}
