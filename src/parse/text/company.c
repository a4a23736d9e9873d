/* company.c - what the lines around a line say of it.
 *
 * Ordinary words are a menu when many short ones stand together around what is surely furniture.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/points_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum {
    SURE = QG_JUNK_SURE,
    LIKELY = QG_JUNK_LIKELY,
    NEAR_LINES = 12, /* how far furniture makes its neighbours suspicious */
    MAX_MENU_RUNES = 24,
    MAX_LISTED_LINES = 60, /* titles of other articles, behind 相关文章 */
    MAX_LISTED_RUNES = 40
};

/* （记者 某某） */
static bool is_in_brackets(const qg_line *line)
{
    return line->first == 0xFF08 && line->last == 0xFF09 && line->junk == 0 &&
           qg_line_look(line)->n_links == 0;
}

bool qg_line_is_credit(const qg_line *line)
{
    enum { MAX_RUNES = 30 };

    return line->junk == 0 && line->n_runes <= MAX_RUNES && line->n_stops == 0 &&
           !qg_has_colon(line->text) && qg_line_look(line)->n_links == 0 &&
           (qg_str_find(line->text, QG_STR("记者")) < line->text.n ||
            qg_str_find(line->text, QG_STR("通讯员")) < line->text.n ||
            qg_str_find(line->text, QG_STR("評論員")) < line->text.n ||
            qg_str_find(line->text, QG_STR("评论员")) < line->text.n);
}

/* No menu has these: the number of a document, its mark, an attachment, the first half of a title,
 * a remark in brackets, what a page sets in the middle or on the right. */
bool qg_line_has_own_form(const qg_line *line)
{
    qg_align align = qg_line_look(line)->align;

    return qg_str_find(line->text, QG_STR("〔")) < line->text.n || qg_is_doc_number(line->text) ||
           qg_is_register_number(line->text) || qg_is_red_mark(line->text) ||
           is_in_brackets(line) || qg_line_is_credit(line) || qg_is_company_data(line->text) ||
           qg_str_starts(line->text, QG_STR("附件")) || line->is_attached ||
           (qg_has_about(line->text) && !qg_has_title_word(line->text)) ||
           (qg_line_look(line)->n_links == 0 &&
            (align == QG_ALIGN_CENTER || align == QG_ALIGN_RIGHT));
}

/* Whether the line, which a page marks up as a heading, has a text below it, with at most the signs
 * of an editor between: 编辑 播报 */
static bool heads_text(const qg_line *line, const qg_line *end)
{
    enum { MAX_SIGNS = 2 };
    int n_signs = 0;

    if (!qg_line_is_marked(line) || line->junk > 0)
        return false;
    for (line++; line < end && n_signs < MAX_SIGNS && qg_line_look(line)->n_links > 0; line++)
        n_signs++;
    return line < end && (qg_line_is_prose(line) || qg_line_is_marked(line));
}

/* Whether the line stands in the article right above or below its highest heading and leads
 * nowhere, so that it is words above or below a headline.  The name of a column is shorter. */
static bool is_beside_title(const qg_line *at, size_t n, size_t i)
{
    enum { LEAST_ABOVE = 9, LEAST_BELOW = 4 };
    const qg_text_look *look = qg_line_look(&at[i]);
    bool is_above = i + 1 < n && qg_line_look(&at[i + 1])->heading == 1;
    bool is_below = i > 0 && qg_line_look(&at[i - 1])->heading == 1;

    return look->n_links == 0 && !look->is_outside && at[i].junk == 0 &&
           ((is_above && at[i].n_runes >= LEAST_ABOVE) ||
            (is_below && at[i].n_runes >= LEAST_BELOW));
}

static bool is_menu_word(const qg_line *line, int max_runes, bool is_owned)
{
    return line->n_stops == 0 && !qg_line_has_own_form(line) && line->n_commas == 0 &&
           line->n_runes <= max_runes && (line->junk > 0 || is_owned || !qg_has_colon(line->text));
}

/* 某ICP备00000000号: whose site it is, with where they are on the next lines */
static bool is_owner(qg_str text)
{
    return qg_str_find(text, QG_STR("ICP")) < text.n ||
           qg_str_find(text, QG_STR("网安备")) < text.n;
}

/* A short line of a plain text that ends a sentence, as verse does: no menu reaches over it. */
static bool ends_verse(const qg_line *line)
{
    enum { LEAST_RUNES = 5 };

    return line->look == NULL && line->junk == 0 && line->n_runes >= LEAST_RUNES &&
           qg_line_ends_sentence(line);
}

/* Whether the line tells where on the site the reader is: crumbs, or 当前位置：某某专栏 without the
 * marks of crumbs. */
static bool tells_place(const qg_line *line)
{
    static const char *const starts[] = {"当前位置",     "當前位置",     "您的位置", "您当前的位置",
                                         "您所在的位置", "您现在的位置", "現在位置"};

    if (qg_line_is_crumbs(line))
        return true;
    for (size_t i = 0; line->junk >= SURE && i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(line->text, qg_str_of(starts[i])))
            return true;
    return false;
}

/* 2024-03-05 right above the first sentences */
static bool is_day_above_text(const qg_line *at, size_t n, size_t i)
{
    return i + 1 < n && qg_rune_is_digit(at[i].last) && qg_is_loose_date(at[i].text) &&
           qg_line_is_prose(&at[i + 1]) && at[i + 1].junk == 0;
}

/* Whether the line of a plain text tells when the title above it was put up.  That title is longer
 * than a word of a menu; only right below the crumbs any line can be one. */
static bool is_below_title_line(const qg_line *at, size_t n, size_t i)
{
    enum { LEAST_RUNES = 8, LEAST_AT_TOP = 4, LEAST_BELOW_WAY = 2 };
    int least = i == 1                             ? LEAST_AT_TOP
                : i > 1 && tells_place(&at[i - 2]) ? LEAST_BELOW_WAY
                                                   : LEAST_RUNES;

    return i > 0 && at[i].look == NULL && at[i - 1].junk == 0 &&
           (qg_line_is_stamp(&at[i]) || is_day_above_text(at, n, i)) &&
           at[i - 1].n_runes >= least && !qg_is_file_name(at[i - 1].text);
}

/* The first line of a title that takes two, between the crumbs of a plain page and when it was put
 * up: 某某延续优惠政策 / 预计为企业减负180亿元 */
static bool is_above_title_line(const qg_line *at, size_t n, size_t i)
{
    enum { LEAST_RUNES = 8 };

    return i > 0 && i + 2 < n && at[i].look == NULL && tells_place(&at[i - 1]) && at[i].junk == 0 &&
           at[i].n_runes >= LEAST_RUNES && is_below_title_line(at, n, i + 2);
}

/* 签到：, a word of menus that a plain text says something of, as its author may */
static bool is_word_alone(const qg_line *line)
{
    return line->is_word && line->look == NULL && qg_is_colon(line->last);
}

/* Whether the line of a page leads nowhere and is not like furniture itself.  Without sentences, as
 * in verse, lists of names and menus of a canteen, such lines are all that the author wrote. */
static bool is_plain_of_page(const qg_line *line)
{
    return line->look != NULL && line->junk == 0 && line->look->n_links == 0;
}

/* Mark short lines as a menu when they have furniture other than themselves within NEAR_LINES: two
 * lines of it, or one that is sure, and no prose between.  Furniture beside the article of a page
 * says nothing of a line inside the article that is not like furniture itself, so with `is_inside`
 * only lines that are so are marked. */
static void find_menus_in(qg_line *at, size_t n, bool is_inside)
{
    size_t first_prose = 0;
    size_t first_text =
        n; /* short lines of a plain text between it and what follows may be its last */

    while (first_prose < n && (!qg_line_is_prose(&at[first_prose]) || at[first_prose].junk >= SURE))
        first_prose++;
    for (size_t i = first_prose; i-- > 0;)
        first_text = is_below_title_line(at, n, i) ? i : first_text;
    first_text = first_text < first_prose ? first_text : first_prose;
    bool has_no_prose = is_inside && first_prose == n; /* an article without sentences */
    for (int is_backward = 0; is_backward < 2; is_backward++) {
        int left = 0, n_likely = 0, max_runes = MAX_MENU_RUNES;
        bool is_owned = false;       /* behind 版权所有, where 地址： is the owner's */
        bool is_below_title = false; /* of a plain text, where verse may stand, but no menu */
        for (size_t k = 0; k < n; k++) {
            size_t i = is_backward ? n - 1 - k : k;
            qg_line *line = &at[i];
            bool is_outside = qg_line_look(line)->is_outside;
            if ((is_inside && is_outside) || line->is_cell_row)
                continue;
            bool may_be_last =
                is_backward && i > first_text && line->junk == 0 && line->look == NULL;
            is_below_title = !is_backward && i < first_prose &&
                             (is_below_title || is_below_title_line(at, n, i) || line->is_copied);
            if (is_below_title && line->junk == 0)
                continue;
            if (left > 0 && !line->is_menu && is_menu_word(line, max_runes, is_owned) &&
                !may_be_last && (is_inside || is_outside || line->junk > 0) &&
                !(has_no_prose && is_plain_of_page(line)) && !heads_text(line, at + n) &&
                !is_beside_title(at, n, i) && !is_above_title_line(at, n, i) &&
                !(i > 0 && i + 1 < n && tells_place(&at[i - 1]) &&
                  is_below_title_line(at, n, i + 1)))
                line->is_menu = true;
            if (line->is_opener && line->junk > LIKELY && !is_backward)
                max_runes = MAX_LISTED_RUNES;
            is_owned =
                (line->junk > SURE && !is_backward && (line->is_opener || is_owner(line->text))) ||
                (is_owned && !qg_line_is_prose(line));
            n_likely = left > 0 || n_likely < 2 ? n_likely : 0;
            if (line->junk >= LIKELY && !line->is_page_mark)
                n_likely += line->junk > LIKELY && !is_word_alone(line) ? 2 : 1;
            if (line->junk >= LIKELY && !line->is_page_mark && n_likely >= 2)
                left = max_runes > MAX_MENU_RUNES ? MAX_LISTED_LINES : NEAR_LINES;
            else if (qg_line_is_prose(line) || (qg_is_colon(line->last) && line->n_commas > 0) ||
                     (is_backward && (left > 0 || n_likely > 0) &&
                      (ends_verse(line) || qg_line_is_form_entry(line)))) {
                left = n_likely = 0;
                max_runes = MAX_MENU_RUNES;
            } else if (left > 0 && line->junk == 0) /* a menu's words carry on */
                left--;
        }
    }
}

/* 发布方法如下：, of the text, which says what its next lines are. */
static bool announces_lines(const qg_line *line)
{
    enum { LEAST_RUNES = 8 };
    qg_str text = qg_str_trim(line->text);
    bool is_label = text.n > 0 && qg_has_colon(qg_str_head(text, text.n - 1)); /* 文号：日期： */

    return qg_is_colon(line->last) && line->n_runes >= LEAST_RUNES && line->junk == 0 &&
           !line->is_opener && qg_line_look(line)->n_links == 0 && !is_label;
}

/* Short lines of a page's article right behind its sentences, or behind what announces them, which
 * lead nowhere, are its last; so are those below its title and stamp. */
static void free_last_lines(qg_line *at, size_t n)
{
    bool is_behind = false;

    for (size_t i = 0; i < n; i++) {
        const qg_text_look *look = qg_line_look(&at[i]);
        if (at[i].look == NULL || look->is_outside)
            continue;
        is_behind = (at[i].junk < LIKELY && (qg_line_is_prose(&at[i]) || announces_lines(&at[i]) ||
                                             (is_behind && look->n_links == 0))) ||
                    (i > 0 && qg_line_is_stamp(&at[i]) && qg_line_look(&at[i - 1])->heading == 1);
        if (is_behind && at[i].junk == 0)
            at[i].is_menu = false;
    }
}

/* Whether a plain text has no sentences, and one line at most that is like furniture and opens no
 * list: no page is around it, so that its short lines are those of a form or of verse. */
static bool is_form_alone(const qg_line *at, size_t n)
{
    size_t n_junk = 0;

    for (size_t i = 0; i < n; i++) {
        if (at[i].look != NULL || at[i].is_opener || qg_line_is_prose(&at[i]))
            return false;
        n_junk += at[i].junk >= LIKELY && !at[i].is_page_mark && !qg_text_tells_event(at, n, i);
    }
    return n_junk < 2;
}

static void find_menus(qg_line *at, size_t n)
{
    if (is_form_alone(at, n)) {
        for (size_t i = 0; i < n; i++)
            at[i].junk = (at[i].junk > LIKELY + 1 || at[i].is_page_mark) &&
                                 !(i > 0 && qg_is_data_label(at[i - 1].text)) /* 来源 */
                             ? at[i].junk
                             : 0;
        return;
    }
    if (!qg_text_is_furniture_alone(at, n)) {
        find_menus_in(at, n, false);
        find_menus_in(at, n, true);
        free_last_lines(at, n);
    }
    qg_text_find_tail(at, n);
    qg_text_free_cells(at, n);
}

/* Whether a link leads to a file or to what is called an attachment, which are no entries of a
 * menu. */
static bool is_file_link(const qg_line *line)
{
    return qg_str_starts(line->text, QG_STR("附件")) || qg_is_file_name(line->text);
}

/* 周边预警, marked up as a heading over nothing but links, below the sentences of a page. */
static bool heads_links(const qg_line *at, size_t i, size_t n_links, size_t last_prose)
{
    enum { LEAST_LINES = 2, MOST_RUNES = 8 };

    return i > last_prose && n_links >= LEAST_LINES && qg_line_look(&at[i])->heading > 1 &&
           qg_line_look(&at[i])->n_links == 0 && at[i].junk == 0 && at[i].n_runes <= MOST_RUNES &&
           !qg_str_starts(at[i].text, QG_STR("附件")) && !qg_line_names_list(at, i);
}

/* Lines of links are menus, be it several links on a line or several such lines together.  A single
 * line with one link is a menu only when its place speaks for it, too. */
static void find_links(qg_line *at, size_t n)
{
    enum { LEAST_LINES = 3 };
    size_t k, last_prose = n;

    while (last_prose > 0 && !(qg_line_is_prose(&at[last_prose - 1]) &&
                               !qg_line_look(&at[last_prose - 1])->is_outside))
        last_prose--;

    for (size_t i = 0; i < n; i = k + 1) {
        for (k = i; k < n && qg_line_look(&at[k])->n_links > 0 && !is_file_link(&at[k]) &&
                    !at[k].is_attached;
             k++)
            if (qg_line_look(&at[k])->n_links > 1 && at[k].junk < LIKELY + 1 &&
                !qg_line_is_prose(&at[k]))
                at[k].junk = LIKELY + 1;
        if (i > 0 && k > i && last_prose > 0 &&
            heads_links(at, i - 1, k - i - 1 + qg_line_look(&at[i])->n_links, last_prose - 1))
            at[i - 1].junk = LIKELY + 1;
        for (size_t m = i; m < k; m++)
            if (at[m].junk < LIKELY + (k - i >= LEAST_LINES))
                at[m].junk = LIKELY + (k - i >= LEAST_LINES);
    }
}

/* Whether the line is a menu such as 首页 单位介绍 最新动态 …: many short names that only blanks
 * part, or a few that bars do. */
static bool is_row_of_names(const qg_line *line)
{
    enum { LEAST_PARTS = 6, LEAST_BARRED = 4, MAX_PART_RUNES = 10, LEAST_RUNES_A_PART = 3 };
    int n_parts = 0, n_runes = 0, own = 0;
    bool has_bars = false;

    if (line->n_stops + line->n_commas > 0)
        return false;
    for (qg_str rest = line->text; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(rune) || rune == '|' || rune == 0xFF5C /* ｜ */) {
            has_bars = has_bars || !qg_rune_is_blank(rune);
            n_parts += own > 0;
            own = 0;
            continue;
        }
        n_runes++;
        if (++own > MAX_PART_RUNES || qg_is_colon(rune) || qg_rune_is_digit(rune))
            return false;
    }
    n_parts += own > 0;
    return n_parts >= (has_bars ? LEAST_BARRED : LEAST_PARTS) &&
           n_runes >= n_parts * LEAST_RUNES_A_PART;
}

/* Rows of names above all text are menus, unless they are rows of a table. */
static void find_menu_lines(qg_line *at, size_t n)
{
    for (size_t i = 0; i < n && i < QG_HEAD_PIECES && !qg_line_is_prose(&at[i]); i++)
        if (!at[i].is_cell_row && at[i].n_gaps > 0 &&
            !(i + 1 < n && at[i + 1].n_gaps == at[i].n_gaps) && is_row_of_names(&at[i]) &&
            at[i].junk < LIKELY + 1)
            at[i].junk = LIKELY + 1;
}

/* Whether a page marks the line up as a heading or bold and it leads nowhere: a title may stand
 * above the crumbs. */
static bool may_be_headline(const qg_line *line)
{
    const qg_text_look *look = qg_line_look(line);

    return look->n_links == 0 && (look->heading > 0 || look->is_bold || look->size > 0);
}

/* 首页 > 新闻 > 正文, and no 设置 > 系统 > 关于 of a manual */
static bool tells_home(const qg_line *line)
{
    static const char *const places[] = {"首页", "首頁", "主页", "位置", "正文"};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (qg_str_find(line->text, qg_str_of(places[i])) < line->text.n)
            return true;
    return false;
}

/* 首页, a link of a web page with another one behind it: a menu starts. */
static bool starts_menu(const qg_line *at, size_t n, size_t i)
{
    return qg_line_look(&at[i])->n_links == 1 && i + 1 < n &&
           qg_line_look(&at[i + 1])->n_links > 0 &&
           (at[i].key == qg_text_key(QG_STR("首页")) ||
            at[i].key == qg_text_key(QG_STR("网站首页")));
}

/* All that stands above the crumbs, or above the menu where there are none, is the head that every
 * page of the site has, also sentences such as 您好，欢迎来到…！ */
static void find_page_head(qg_line *at, size_t n)
{
    enum { TOP = 60, MAX_RUNES = 40 };
    size_t crumbs = 0, menu = 0;

    while (crumbs < n && crumbs < QG_HEAD_PIECES &&
           !(tells_place(&at[crumbs]) && (crumbs < TOP || tells_home(&at[crumbs]))) &&
           !(at[crumbs].n_runes > MAX_RUNES && at[crumbs].junk < LIKELY) &&
           !(at[crumbs].number.form == QG_NUMBER_HAN && at[crumbs].look == NULL)) {
        menu = menu == 0 && crumbs < TOP && starts_menu(at, n, crumbs) ? crumbs : menu;
        crumbs++; /* below a heading 设置 > 打印机 is the author's */
    }
    if (crumbs >= n || crumbs >= QG_HEAD_PIECES || !tells_place(&at[crumbs]))
        crumbs = menu;
    for (size_t i = 0; i < crumbs; i++)
        if (!may_be_headline(&at[i]) && !qg_line_has_own_form(&at[i]) &&
            !qg_has_title_word(at[i].text)) {
            at[i].is_menu = true;
            at[i].junk = at[i].junk < LIKELY ? LIKELY : at[i].junk;
        }
}

void qg_text_find_company(qg_text_job *job)
{
    qg_text_find_sample_heads(job);
    qg_text_find_abstracts(job->lines.at, job->lines.n);
    qg_text_find_site_lines(job->lines.at, job->lines.n);
    find_menu_lines(job->lines.at, job->lines.n);
    find_page_head(job->lines.at, job->lines.n);
    qg_text_mark_above_article(job->lines.at, job->lines.n);
    qg_text_find_own_file(job->lines.at, job->lines.n);
    qg_text_find_attached(job->lines.at, job->lines.n);
    qg_text_find_comments(job->lines.at, job->lines.n);
    find_links(job->lines.at, job->lines.n);
    qg_text_find_page_marks(job);
    qg_text_pardon_entries(job->lines.at, job->lines.n);
    find_menus(job->lines.at, job->lines.n);
    qg_text_pardon_moments(job->lines.at, job->lines.n);
    qg_text_free_timetables(job->lines.at, job->lines.n);
    qg_text_pardon_words(job->lines.at, job->lines.n);
    qg_text_pardon_sections(job->lines.at, job->lines.n);
}
