/* title_points.c - what speaks for a piece being the title, or a line in which it goes on. */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
#include "parse/text/points_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum {
#define X(NAME, weight, reason) NAME = weight,
#include "parse/text/weights.def"
#undef X
    NEVER = QG_POINTS_NEVER
};

bool qg_line_has_mark(const qg_line *line)
{
    return line->n_stops > 0 || qg_is_colon(line->last) || qg_is_comma(line->last);
}

/* 第12期, 2024年第3期（总第45期） */
static bool is_issue_number(const qg_line *line)
{
    enum { MOST_RUNES = 20 };

    return line->n_runes <= MOST_RUNES && line->n_stops + line->n_commas == 0 &&
           qg_str_find(line->text, QG_STR("第")) < line->text.n &&
           (qg_str_ends(line->text, QG_STR("期")) || qg_str_ends(line->text, QG_STR("期）")));
}

/* 〔2024〕第6期, with nobody's name: 《某某学刊》2022年第4期 is a title */
static bool is_bare_issue_number(const qg_line *line)
{
    return is_issue_number(line) &&
           (qg_rune_is_digit(line->first) || qg_utf8_is_in(line->first, "第〔（("));
}

/* A short name, a colon, and what that is; no title behind a label. */
static bool is_entry(const qg_line *line)
{
    enum { MOST_RUNES = 24 };

    return qg_line_has_lead(line) && !qg_line_has_mark(line) && line->n_runes <= MOST_RUNES &&
           !qg_has_title_word(line->text) && !qg_has_about(line->text);
}

/* ◎简　　介 below ◎主　　演　李某某: one of several parts, each with the same mark. */
static bool is_marked_as_above(const qg_text_job *job, size_t i)
{
    enum { NEAR = 3 };
    const qg_line *at = job->lines.at;

    if (!qg_utf8_is_in(at[i].first, "◎◆●★■▲※○□◇"))
        return false;
    for (size_t k = 1; k <= NEAR && k <= i; k++)
        if (at[i - k].first == at[i].first)
            return true;
    return false;
}

/* 作者：林某, 指导老师：王某: one of several entries below each other, with a line above them. */
static bool is_entry_below(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return line->look == NULL && i > 0 && is_entry(line) &&
           (is_entry(&line[-1]) || (i + 1 < job->lines.n && is_entry(&line[1])));
}

/* A date, a number, a name, an occasion, something in brackets: what stands between a title and its
 * text. */
static bool is_byline(const qg_line *line)
{
    enum { NAME_RUNES = 4 };

    return line->is_date || qg_is_loose_date(line->text) || line->n_runes <= NAME_RUNES ||
           qg_line_is_bracketed(line) || qg_is_doc_number(line->text) || qg_is_subtitle(line) ||
           qg_is_post_and_name(line) || is_issue_number(line);
}

bool qg_stands_above_text(const qg_text_job *job, size_t i)
{
    enum { AHEAD = 12 };

    for (size_t k = i + 1; k < job->lines.n && k <= i + AHEAD; k++) {
        const qg_line *line = &job->lines.at[k];
        if (line->junk >= 3 || line->is_meta || is_byline(line) || is_entry_below(job, k))
            continue;
        return qg_line_is_prose(line) || line->n_stops > 0 || qg_is_colon(line->last) ||
               line->outline == QG_OUTLINE_HEADING || line->number.form == QG_NUMBER_ARTICLE;
    }
    return false;
}

static int title_look_score(const qg_line *line)
{
    const qg_text_look *look = qg_line_look(line);

    return (line->is_in_head ? TITLE_HEAD : 0) + (line->is_top_heading ? TITLE_MARKED : 0) +
           (line->is_in_head && line->is_top_heading ? TITLE_BOTH : 0) +
           (look->align == QG_ALIGN_CENTER ? TITLE_CENTRED : 0) +
           (look->is_outside ? TITLE_OUTSIDE : 0);
}

/* A word or two that is not marked as a title, on a page whose head has one that stands nowhere. */
static bool is_beside_head(const qg_text_job *job, const qg_line *line)
{
    enum { WORD_RUNES = 4 };

    return job->page != NULL && !job->has_head_line && line->n_runes <= WORD_RUNES &&
           !line->is_top_heading && !qg_line_is_centred(line) && !qg_has_title_word(line->text) &&
           qg_text_head_title(job->page->title).n > 0;
}

/* A line that nothing marks as a title, or that tells what a picture shows, on a page that has
 * another one, in its head or as the headline by its marks, above the text. */
static bool is_other_than_head(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    bool is_caption = i > 0 && qg_line_is_picture(&line[-1]);

    return (job->has_head_line || job->has_headline || job->title.n > 0) && !line->is_in_head &&
           !line->is_top_heading && !qg_str_eq(job->title, line->text) &&
           (!qg_line_is_centred(line) || is_caption) && !line->is_copied &&
           !qg_has_title_word(line->text) && !qg_has_about(line->text) && !qg_is_office(line->text);
}

/* Whether the page sets both lines in the middle and in the same large or bold characters. */
static bool is_same_look(const qg_line *above, const qg_line *line)
{
    enum { LARGE = 36 /* half-points */ };
    const qg_text_look *one = qg_line_look(above), *other = qg_line_look(line);

    return qg_line_is_centred(above) && qg_line_is_centred(line) &&
           one->heading == other->heading && one->is_bold == other->is_bold &&
           one->size == other->size && (one->is_bold || one->size >= LARGE);
}

/* Whether a title may go on in a line of its look: neither is what stands above or below titles. */
static bool goes_on_in_look(const qg_line *above, const qg_line *line)
{
    enum { LEAST_RUNES = 5 };

    return is_same_look(above, line) && line->first != '(' && line->first != 0xFF08 &&
           (line->n_runes >= LEAST_RUNES || line->n_gaps > 0 /* 公　告 */ ||
            qg_has_title_word(line->text)) &&
           !qg_is_office(line->text) && !qg_line_is_contents(line);
}

/* 某某提案如何处理？ right below the crumbs of a plain page. */
static bool is_question_below_crumbs(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return line->look == NULL && i > 0 && i <= job->first_prose && line->n_stops == 1 &&
           (line->last == 0x3F || line->last == 0xFF1F) && line[-1].junk >= QG_JUNK_LIKELY &&
           qg_str_find(line[-1].text, QG_STR(">")) < line[-1].text.n;
}

/* 希望延长夜班线路的末班时间。 and 是否存在泡沫？专家这么说, above when it was put up: titles that
 * ask, or end as sentences do */
static bool is_stamped_sentence(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    bool is_one = line->n_stops == 1 && qg_is_stop(line->last);
    bool asks = line->n_stops <= 2 + (qg_str_find(line->text, QG_STR("……")) < line->text.n) * 2 &&
                qg_str_find(line->text, QG_STR("。")) == line->text.n;

    return ((is_one || asks) && qg_is_stamped(job, i)) || is_question_below_crumbs(job, i);
}

/* Whether the line is a heading of a page right above the line that says when it was put up. */
static bool is_stamped_heading(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return qg_line_is_marked(line) && qg_is_stamped(job, i);
}

/* Whether the line is longer than titles are.  What the page itself calls its title may be longer.
 */
static bool is_too_long(const qg_line *line)
{
    bool is_known = line->is_in_head || line->is_top_heading;

    return line->n_runes > (is_known ? QG_MAX_KNOWN_TITLE_RUNES : QG_MAX_TITLE_RUNES);
}

/* Whether the line is the first half of a title that stands elsewhere on one line: 某某之路： */
static bool is_first_half(const qg_text_job *job, size_t i)
{
    return i + 1 < job->lines.n && job->lines.at[i].is_copied &&
           job->lines.at[i + 1].is_second_half;
}

/* 2024年3月5日 星期二, which is the name of a day in a diary and else says what day it is. */
static bool is_day_of_week(qg_str text)
{
    size_t n = qg_str_find_byte(text, ' ');
    qg_str day = qg_str_trim(qg_str_skip(text, n));

    return day.n > 0 && qg_is_loose_date(qg_str_head(text, n)) &&
           (qg_str_starts(day, QG_STR("星期")) || qg_str_starts(day, QG_STR("周")));
}

/* 某某日报 above 2024年5月6日 星期一 */
static bool is_newspaper(const qg_line *line, const qg_line *next)
{
    return qg_str_ends(line->text, QG_STR("报")) && is_day_of_week(next->text);
}

/* 安全生产工作简报 above 第12期, 某某日报 above its day: the name of a bulletin or newspaper, where
 * its article has a title of its own. */
static bool is_masthead(const qg_text_job *job, size_t i)
{
    enum { BELOW = 3, LEAST_RUNES = 6 };
    const qg_line *at = job->lines.at;

    bool is_last = i + 1 >= job->lines.n || i >= job->first_prose;
    bool is_paper = !is_last && is_newspaper(&at[i], &at[i + 1]);

    if (is_last || (!is_paper && !is_issue_number(&at[i + 1])))
        return false;
    for (size_t k = i + 2; k < job->lines.n && k <= i + 1 + BELOW && !qg_line_is_prose(&at[k]); k++)
        if (at[k].n_runes >= LEAST_RUNES && !qg_line_has_mark(&at[k]) && at[k].outline == 0 &&
            at[k].n_gaps <= is_paper && !at[k].is_date && !qg_is_office(at[k].text) &&
            at[k].n_stops == 0 && !qg_line_has_lead(&at[k]) && qg_stands_above_text(job, k))
            return true;
    return false;
}

/* 某某理论与某某建设 above 刘某, who wrote the text below. */
static bool is_above_name(const qg_text_job *job, size_t i)
{
    enum { LEAST_RUNES = 8, LEAST_NAME = 2, MOST_NAME = 4 };
    const qg_line *line = &job->lines.at[i];

    return i + 2 < job->lines.n && line->look == NULL && line->n_runes >= LEAST_RUNES &&
           line->n_stops == 0 && line[1].n_runes >= LEAST_NAME && line[1].n_runes <= MOST_NAME &&
           line[1].junk == 0 && line[1].n_gaps == 0 && !qg_has_title_word(line[1].text) &&
           !qg_line_has_mark(&line[1]) && qg_line_is_prose(&line[2]);
}

/* Whether the data of the page have the line above as the whole title. */
static bool is_known_alone(const qg_text_job *job, const qg_line *above)
{
    qg_str title = job->title.n > 0      ? job->title
                   : job->page == NULL   ? (qg_str){0}
                   : job->page->is_exact ? job->page->title
                                         : (qg_str){0};

    return title.n > 0 && qg_text_key(title) == above->key;
}

/* Whether line `i` is of a kind that no title is. */
static bool is_of_other_kind(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    if (line->is_meta || line->is_copy || is_too_long(line) || i > QG_HEAD_PIECES ||
        qg_line_is_block(line) || line->is_quoted || line->is_second_half ||
        qg_is_doc_number(line->text) || qg_is_order_number(line->text) || qg_is_subtitle(line) ||
        is_beside_head(job, line) || (qg_is_loose_date(line->text) && !line->is_in_head) ||
        is_masthead(job, i) || qg_is_never_title(job, i) || (i > 0 && is_day_of_week(line->text)) ||
        qg_is_name_above_stamp(job->lines.at, job->lines.n, i))
        return true;
    return i > 0 && (is_bare_issue_number(line) || qg_line_is_speaker(&line[-1]) ||
                     (is_known_alone(job, &line[-1]) && !line->is_in_head));
}

/* Whether the line has what titles seldom have.  That a page calls it its title says more. */
static bool looks_unlike_title(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    bool is_known = line->is_in_head || line->is_top_heading || is_first_half(job, i) ||
                    (line->is_copied && qg_str_eq(job->title, line->text));

    return !is_known &&
           ((qg_line_has_mark(line) && !is_stamped_sentence(job, i)) || line->is_date ||
            line->is_cell_row || qg_line_is_bracketed(line) || qg_is_no_title(line->text) ||
            qg_line_is_list_entry(line) || qg_line_is_credit(line) ||
            qg_text_has_room(line->text) || is_entry_below(job, i) || is_marked_as_above(job, i));
}

/* What the number of the piece says.  A heading of the text is no title, except a chapter with a
 * page of its own. */
static int number_points(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    if (line->is_in_head && i < job->first_prose)
        return 0;
    if (line->outline == QG_OUTLINE_HEADING)
        return 2 * TITLE_NUMBERED;
    return line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN &&
                   line->outline != QG_OUTLINE_ALONE
               ? TITLE_NUMBERED
               : 0;
}

/* What the words of the piece say. */
static int word_points(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    bool has_word = qg_has_title_word(line->text);
    bool is_tiny = line->n_runes < 3 || (line->n_runes <= 4 && !has_word);
    int score = has_word ? TITLE_WORD : 0;

    if (qg_has_about(line->text))
        score += TITLE_ABOUT;
    if (is_tiny && !(line->is_in_head && line->is_top_heading) && !line->is_headline)
        score += TITLE_TINY;
    if ((qg_is_office(line->text) || qg_leads_to_title(job, i)) && qg_leads_to_about(job, i))
        score += TITLE_WORD + (line[1].is_in_head && line[1].n_blank == 0 ? TITLE_HEAD : 0);
    return score;
}

/* What the page says by its copies of the line, and by the title that it has in its data. */
static int page_points(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    bool has_title = job->title.n > 0, is_title = has_title && qg_str_eq(job->title, line->text);
    int score = is_title ? TITLE_DATA : 0;

    if (line->is_repeat)
        score -= TITLE_REPEATED;
    else if (line->is_copied && !(line->is_menu && qg_line_look(line)->is_outside))
        score += TITLE_REPEATED; /* not the name of a site */
    if (is_other_than_head(job, i))
        score += i + 1 < job->lines.n && line[1].is_headline ? 2 * TITLE_OTHER : TITLE_OTHER;
    if (job->has_posts && has_title && !is_title)
        score += TITLE_OF_POST; /* which stands in its head */
    return score;
}

/* What stands around the piece says. */
static int place_points(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    int score = 0;

    if (qg_is_below_day(job, i))
        score += TITLE_STAMPED;
    if (is_above_name(job, i))
        score += TITLE_NAMED;
    if (i == 0 && line->junk == 0 && !line->is_menu)
        score += TITLE_FIRST;
    if (line->junk == 0 && (line->is_headline || qg_stands_above_text(job, i)))
        score += TITLE_ABOVE;
    if (qg_is_stamped(job, i))
        score += TITLE_STAMPED + (i > 0 && qg_line_is_crumbs(&line[-1]) ? TITLE_BETWEEN : 0);
    if (is_stamped_heading(job, i))
        score += TITLE_MARKED;
    if (i + 1 < job->lines.n && i < job->first_prose && qg_is_subtitle(&line[1]))
        score += TITLE_SUBTITLE;
    return score;
}

int qg_title_points(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    if (is_of_other_kind(job, i))
        return NEVER;
    return TITLE_BASE - line->junk * JUNK_UNIT + title_look_score(line) +
           (looks_unlike_title(job, i) ? TITLE_MARK : TITLE_SHORT) + number_points(job, i) +
           word_points(job, i) + page_points(job, i) + place_points(job, i);
}

/* Whether the words of both lines end as titles do, and neither does alone: …情况的报 / 告 */
static bool is_cut_title(const qg_line *above, const qg_line *line)
{
    enum { MAX_BYTES = 15 };
    char both[2 * MAX_BYTES];
    size_t n = above->text.n < MAX_BYTES ? above->text.n : MAX_BYTES;

    if (line->text.n > MAX_BYTES || !qg_has_about(above->text))
        return false;
    memcpy(both, above->text.p + above->text.n - n, n);
    memcpy(both + n, line->text.p, line->text.n);
    return qg_has_title_word((qg_str){both, n + line->text.n});
}

/* 某某街道办事处, or that with another name behind a blank: 某某街道办事处 政务公开 */
static bool starts_with_office(qg_str text)
{
    size_t n = qg_str_find_byte(text, ' ');

    return qg_is_office(text) || (n < text.n && qg_is_office(qg_str_head(text, n)) &&
                                  qg_rune_is_han(qg_utf8_first(qg_str_trim(qg_str_skip(text, n)))));
}

/* Whether the line has the last words of a title that the line above breaks off: 某某局落实工作责 /
 * 任制情况报告 */
static bool ends_title(const qg_line *above, const qg_line *line)
{
    enum { LEAST_ABOVE_RUNES = 12, MAX_LAST_RUNES = 16 };

    return line->n_runes <= MAX_LAST_RUNES && above->n_runes >= LEAST_ABOVE_RUNES &&
           above->n_runes <= QG_MAX_TITLE_RUNES && above->junk == 0 && !qg_line_has_mark(above) &&
           !above->is_date && !starts_with_office(above->text) && !qg_line_has_lead(above) &&
           qg_has_title_word(line->text);
}

/* Whether the line may be a part of a title that is cut into lines. */
static bool is_title_part(const qg_line *line)
{
    enum { MAX_RUNES = 40 };

    return line->n_runes <= MAX_RUNES && !qg_line_has_mark(line) && !line->is_date &&
           line->junk == 0 && line->n_blank == 0 && !line->is_meta &&
           !qg_is_doc_number(line->text) && !qg_line_is_bracketed(line) &&
           !qg_line_has_lead(line) && !qg_line_is_block(line) &&
           (line->number.form == QG_NUMBER_NONE || line->number.form >= QG_NUMBER_BARE_HAN);
}

/* Whether 关于 stands up to two lines above, the last word of a title here or up to two lines
 * below, and nothing but parts of one between: 某某关于有效发挥 / 担保基金作用支持企业 / 发展的意见
 */
static bool is_inside_title(const qg_text_job *job, size_t i)
{
    enum { NEAR = 2 };
    const qg_line *at = job->lines.at;
    size_t first = i;

    while (first > 0 && i - first < NEAR && is_title_part(&at[first]) &&
           !qg_has_about(at[first].text))
        first--;
    if (first == i || !qg_has_about(at[first].text) ||
        (qg_has_title_word(at[first].text) && !qg_str_ends(at[first].text, QG_STR("情况"))) ||
        at[first].junk > 0 || qg_line_has_mark(&at[first]))
        return false;
    for (size_t last = i; last < job->lines.n && last <= i + NEAR && is_title_part(&at[last]);
         last++)
        if (qg_has_title_word(at[last].text) && qg_stands_above_text(job, last))
            return true;
    return false;
}

/* 某市2023年计划执行情况 / 与2024年计划草案的报告 */
static bool goes_on_with_and(const qg_text_job *job, size_t i)
{
    enum { LEAST_ABOVE = 10 };
    const qg_line *line = &job->lines.at[i], *above = &line[-1];

    return qg_utf8_is_in(line->first, "与和及暨與的") && qg_has_title_word(line->text) &&
           line->n_blank == 0 && above->n_runes >= LEAST_ABOVE && above->n_stops == 0 &&
           !qg_is_colon(above->last) && above->junk < QG_JUNK_LIKELY;
}

/* 工作简报 below the name of an office, which is none without it, however far the page sets it. */
static bool lacks_office(const qg_text_job *job, size_t i)
{
    enum { MOST_RUNES = 8 };

    return job->lines.at[i].n_runes <= MOST_RUNES && qg_leads_to_title(job, i - 1);
}

/* A title that takes two lines: issuers above 关于…, or a line that lacks its last word. */
int qg_title_more_points(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i], *above;

    if (i == 0 || i > QG_HEAD_PIECES || line->n_runes > QG_MAX_TITLE_RUNES ||
        qg_line_has_mark(line) || line->is_meta || line->junk >= 3 || line->is_date ||
        (line->n_blank > 1 && !lacks_office(job, i)) || qg_line_is_block(line) ||
        qg_line_look(line)->is_outside || line->outline == QG_OUTLINE_HEADING ||
        (line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN))
        return NEVER;
    above = &job->lines.at[i - 1];
    if (qg_is_doc_number(line->text) || qg_is_collection(above->text) ||
        qg_is_never_title(job, i - 1))
        return NEVER;
    if (line->is_second_half)
        return TITLE_MORE;
    if (qg_str_find(above->text, line->text) < above->text.n)
        return NEVER; /* it stands there already */
    if (is_inside_title(job, i) || goes_on_with_and(job, i))
        return TITLE_MORE + TITLE_ABOVE;
    if (qg_has_title_word(above->text) || above->n_runes < 3)
        return NEVER;
    if (qg_str_starts(line->text, QG_STR("关于")) || qg_str_starts(line->text, QG_STR("關於")))
        return TITLE_MORE + (line->is_in_head ? TITLE_HEAD : 0) +
               (qg_is_office(above->text) && qg_stands_above_text(job, i) ? TITLE_ABOVE : 0);
    if (qg_is_office(above->text) && qg_has_about(line->text) && qg_has_title_word(line->text))
        return TITLE_MORE + (qg_stands_above_text(job, i) ? TITLE_ABOVE : 0); /* 转发…关于…的通知 */
    if (qg_is_office(line->text) && qg_is_office(above->text) && qg_leads_to_about(job, i))
        return TITLE_MORE;
    if (is_known_alone(job, above))
        return NEVER;
    if (goes_on_in_look(above, line) || qg_leads_to_title(job, i - 1))
        return TITLE_MORE;
    if (above->is_headline)
        return NEVER;
    if (ends_title(above, line))
        return TITLE_MORE + (qg_stands_above_text(job, i) ? TITLE_ABOVE : 0);
    return (qg_has_title_word(line->text) && qg_has_about(above->text)) || is_cut_title(above, line)
               ? TITLE_MORE
               : NEVER;
}
