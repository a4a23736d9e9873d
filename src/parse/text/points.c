/* points.c - what a piece looks like, as points for each label.
 *
 * The weights stand with their reasons in text/weights.def; text/label.c adds them up.
 */
#include "parse/text/text_int.h"

enum {
#define X(NAME, weight, reason) NAME = weight,
#include "parse/text/weights.def"
#undef X
    NEVER = QG_POINTS_NEVER,
    MAX_SIGNATURE_RUNES = 40
};

static bool is_in_chain(const qg_line *line)
{
    return line->outline == QG_OUTLINE_HEADING || line->outline == QG_OUTLINE_RUN_IN ||
           (line->number.form != QG_NUMBER_NONE && qg_line_is_prose(line));
}

static bool is_picture(const qg_line *line)
{
    return qg_line_look(line)->is_picture && qg_line_look(line)->block == NULL;
}

static bool is_block(const qg_line *line)
{
    return qg_line_look(line)->block != NULL || is_picture(line);
}

static bool is_centred(const qg_line *line)
{
    return qg_line_look(line)->align == QG_ALIGN_CENTER && qg_line_look(line)->n_links == 0;
}

/* What is a heading by its tag, and no link. */
bool qg_line_is_marked(const qg_line *line)
{
    return qg_line_look(line)->heading > 0 && qg_line_look(line)->n_links == 0;
}

/* 顶！早上真的太堵了。  Pages have mottos of that form beside the text. */
static bool is_short_sentence(const qg_line *line)
{
    enum { LEAST_RUNES = 6 };

    return line->look == NULL && line->junk == 0 && !line->is_menu &&
           line->n_runes >= LEAST_RUNES && qg_line_ends_sentence(line);
}

static bool is_bracketed(const qg_line *line)
{
    return (line->first == '(' || line->first == 0xFF08) &&
           (line->last == ')' || line->last == 0xFF09);
}

/* （2019年6月16日县人民政府第54次常务会议修订通过）, in full width */
static bool is_enactment(const qg_line *line)
{
    static const char *const words[] = {"通过", "公布", "发布", "批准", "修订", "修正"};

    if (!is_bracketed(line) || qg_str_find(line->text, QG_STR("年")) == line->text.n)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_ends(qg_str_head(line->text, line->text.n - strlen("）")), qg_str_of(words[i])))
            return true;
    return false;
}

static int junk_score(const qg_line *line)
{
    int score = line->junk * JUNK_UNIT;

    if (line->is_meta || line->is_copy)
        return JUNK_META + score;
    if (qg_is_doc_number(line->text)) /* goes to the front matter, where it is above the text */
        return 2 * JUNK_STRAY;
    if (qg_line_look(line)->is_outside)
        return line->is_in_head && !line->is_repeat ? 0 : JUNK_OUTSIDE;
    if (is_picture(line))
        return score + JUNK_PICTURE;
    if (is_block(line) && line->junk == 0)
        return JUNK_STRAY;
    if (qg_line_is_marked(line) && line->junk < 3)
        score -= BODY_MARKED;
    if (qg_line_look(line)->align == QG_ALIGN_RIGHT)
        score += JUNK_SIGNED;
    if ((qg_line_is_prose(line) && line->junk < 6) || is_short_sentence(line))
        score += JUNK_PROSE;
    if (is_in_chain(line))
        score += JUNK_NUMBERED;
    if ((qg_is_subtitle(line) && !line->is_repeat) || is_enactment(line))
        score += JUNK_STRAY;
    if (line->is_menu && line->n_stops == 0)
        score += JUNK_MENU;
    else if (line->junk == 0)
        score += JUNK_STRAY;
    if (qg_is_colon(line->last) && line->junk == 0)
        score -= BODY_COLON;
    return score;
}

static int body_score(const qg_line *line)
{
    int score = -line->junk * JUNK_UNIT;

    if (line->is_meta || line->is_copy)
        return -JUNK_META;
    if (qg_line_look(line)->is_outside)
        return NEVER;
    if (is_picture(line))
        return score + BODY_PICTURE;
    if (is_block(line))
        return score + BODY_BLOCK;
    if (qg_line_is_marked(line))
        score += BODY_MARKED;
    if (is_in_chain(line))
        score += BODY_NUMBERED;
    if (qg_line_is_prose(line))
        return score + BODY_PROSE;
    if (qg_is_colon(line->last) && line->junk == 0)
        return score + BODY_COLON;
    return score + (line->is_menu ? BODY_MENU : BODY_SHORT);
}

static bool has_mark(const qg_line *line)
{
    return line->n_stops > 0 || qg_is_colon(line->last) || qg_is_comma(line->last);
}

/* 某某市某某镇, which issues what its name stands above */
static bool is_place(qg_str text)
{
    return text.n > 0 && qg_utf8_is_in(qg_utf8_last(text), "省市县縣区區镇鎮乡鄉") &&
           !qg_has_about(text);
}

/* Whether the title of the office on line `i` stands on the next line: 某某有限公司 / 议事规则 */
static bool leads_to_title(const qg_text_job *job, size_t i)
{
    enum { LEAST_RUNES = 6, MAX_RUNES = 40 };
    const qg_line *line = &job->lines.at[i], *next = line + 1;

    return i + 1 < job->lines.n && (qg_is_office(line->text) || is_place(line->text)) &&
           line->n_runes >= LEAST_RUNES && line->junk < QG_JUNK_LIKELY &&
           next->junk < QG_JUNK_LIKELY && !next->is_meta && next->n_runes <= MAX_RUNES &&
           !has_mark(next) && qg_has_title_word(next->text) &&
           next->number.form == QG_NUMBER_NONE && !qg_has_about(next->text) &&
           !qg_is_red_mark(next->text) && qg_str_find(next->text, line->text) == next->text.n;
}

/* Whether only names of offices stand between piece `i` and a line with 关于, or one that the last
 * of them leads to. */
static bool leads_to_about(const qg_text_job *job, size_t i)
{
    for (size_t k = i + 1; k < job->lines.n && k < i + 8; k++) {
        if (qg_has_about(job->lines.at[k].text) || leads_to_title(job, k - 1))
            return true;
        if (!qg_is_office(job->lines.at[k].text))
            return false;
    }
    return false;
}

/* A date, a number, a name, an occasion, something in brackets: what stands between a title and its
 * text. */
static bool is_byline(const qg_line *line)
{
    enum { NAME_RUNES = 4 };

    return line->is_date || line->n_runes <= NAME_RUNES || is_bracketed(line) ||
           qg_is_doc_number(line->text) || qg_is_subtitle(line) || qg_is_post_and_name(line);
}

/* Whether the next piece that is no furniture is a text, a heading or an address. */
static bool stands_above_text(const qg_text_job *job, size_t i)
{
    enum { AHEAD = 12 };

    for (size_t k = i + 1; k < job->lines.n && k <= i + AHEAD; k++) {
        const qg_line *line = &job->lines.at[k];
        if (line->junk >= 3 || line->is_meta || is_byline(line))
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
           !line->is_top_heading && !is_centred(line) && !qg_has_title_word(line->text) &&
           qg_text_head_title(job->page->title).n > 0;
}

/* A line that nothing marks as a title, or that tells what a picture shows, on a page whose head
 * has another one that stands above the text. */
static bool is_other_than_head(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    bool is_caption = i > 0 && is_picture(&line[-1]);

    return (job->has_head_line || job->title.n > 0) && !line->is_in_head && !line->is_top_heading &&
           !qg_str_eq(job->title, line->text) && (!is_centred(line) || is_caption) &&
           !line->is_copied && !qg_has_title_word(line->text) && !qg_has_about(line->text) &&
           !qg_is_office(line->text);
}

/* Whether the page sets both lines in the middle and in the same large or bold characters. */
static bool is_same_look(const qg_line *above, const qg_line *line)
{
    enum { LARGE = 36 /* half-points */ };
    const qg_text_look *one = qg_line_look(above), *other = qg_line_look(line);

    return is_centred(above) && is_centred(line) && one->heading == other->heading &&
           one->is_bold == other->is_bold && one->size == other->size &&
           (one->is_bold || one->size >= LARGE);
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

/* 来信人：李某 时间：2021-10-26, above a letter to an office */
static bool tells_who_and_when(const qg_line *line)
{
    qg_str time = qg_str_skip(line->text, qg_str_find(line->text, QG_STR("时间")));

    return line->n_gaps > 0 && qg_line_has_lead(line) && line->n_stops == 0 && time.n > 0 &&
           time.p > line->text.p && qg_str_find(time, QG_STR("-")) < time.n;
}

/* Above the text, right above such a line, and no title that stands once more. */
static bool is_stamped(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return i <= job->first_prose && i + 1 < job->lines.n && line->junk < QG_JUNK_LIKELY &&
           !line->is_repeat &&
           (qg_line_is_stamp(&line[1]) || line[1].is_moment || tells_who_and_when(&line[1]));
}

/* 希望延长夜班线路的末班时间。 above when it was put up: a title that ends as sentences do */
static bool is_stamped_sentence(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return line->n_stops == 1 && qg_is_stop(line->last) && is_stamped(job, i);
}

/* A heading of a page right above such a line. */
static bool is_stamped_heading(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return qg_line_is_marked(line) && is_stamped(job, i);
}

/* Right below the day on which a site put it up, which stands below a menu. */
static bool is_below_day(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return line->look == NULL && i >= 2 && i < job->first_prose && line[-1].is_date &&
           (line[-2].is_menu || line[-2].junk >= QG_JUNK_LIKELY) && !line->is_repeat;
}

/* Longer than titles are, also where the page says that it is one. */
static bool is_too_long(const qg_line *line)
{
    bool is_known = line->is_in_head || line->is_top_heading;

    return line->n_runes > (is_known ? QG_MAX_KNOWN_TITLE_RUNES : QG_MAX_TITLE_RUNES);
}

/* Of a title that stands elsewhere on one line: 某某之路： */
static bool is_first_half(const qg_text_job *job, size_t i)
{
    return i + 1 < job->lines.n && job->lines.at[i].is_copied &&
           job->lines.at[i + 1].is_second_half;
}

/* 姓名：____, to be filled in */
static bool has_room(qg_str text)
{
    return qg_str_find(text, QG_STR("__")) < text.n;
}

/* 某某日报 below 来源： */
static bool is_value_below(const qg_text_job *job, size_t i)
{
    const qg_line *above = i > 0 ? &job->lines.at[i - 1] : NULL;

    return above != NULL && above->look == NULL && qg_is_colon(above->last) &&
           qg_is_data_label(qg_without_colon(above->text)) &&
           !qg_has_title_word(job->lines.at[i].text);
}

/* 第12期, 2024年第3期（总第45期） */
static bool is_issue_number(const qg_line *line)
{
    enum { MOST_RUNES = 20 };

    return line->n_runes <= MOST_RUNES && line->n_stops + line->n_commas == 0 &&
           qg_str_find(line->text, QG_STR("第")) < line->text.n &&
           (qg_str_ends(line->text, QG_STR("期")) || qg_str_ends(line->text, QG_STR("期）")));
}

/* 安全生产工作简报 above 第12期: the name of a bulletin, where its article has a title of its own.
 */
static bool is_masthead(const qg_text_job *job, size_t i)
{
    enum { BELOW = 3, LEAST_RUNES = 6 };
    const qg_line *at = job->lines.at;

    if (i + 1 >= job->lines.n || i >= job->first_prose || !is_issue_number(&at[i + 1]))
        return false;
    for (size_t k = i + 2; k < job->lines.n && k <= i + 1 + BELOW; k++)
        if (at[k].n_runes >= LEAST_RUNES && !has_mark(&at[k]) && at[k].outline == 0 &&
            at[k].n_gaps == 0 && !at[k].is_date && !qg_is_office(at[k].text) &&
            at[k].n_stops == 0 && stands_above_text(job, k))
            return true;
    return false;
}

static int title_score(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    int score = TITLE_BASE - line->junk * JUNK_UNIT;

    if (line->is_meta || line->is_copy || is_too_long(line) || i > QG_HEAD_PIECES ||
        is_block(line) || line->is_quoted || line->is_second_half || qg_is_doc_number(line->text) ||
        qg_is_order_number(line->text) || qg_is_subtitle(line) || is_beside_head(job, line) ||
        (qg_is_loose_date(line->text) && !line->is_in_head) || is_value_below(job, i) ||
        (i > 0 && qg_line_is_speaker(&line[-1])) || is_masthead(job, i))
        return NEVER;
    score += title_look_score(line);
    if (!line->is_in_head && !line->is_top_heading && !is_first_half(job, i) &&
        ((has_mark(line) && !is_stamped_sentence(job, i)) || line->is_date || line->is_cell_row ||
         is_bracketed(line) || qg_is_no_title(line->text) || has_room(line->text)))
        score += TITLE_MARK;
    else
        score += TITLE_SHORT;
    if (line->outline == QG_OUTLINE_HEADING)
        score += 2 * TITLE_NUMBERED;
    else if (line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN)
        score += TITLE_NUMBERED;
    if (qg_has_title_word(line->text))
        score += TITLE_WORD;
    if (qg_has_about(line->text))
        score += TITLE_ABOUT;
    if (is_below_day(job, i))
        score += TITLE_STAMPED;
    else if ((i > 0 && i <= job->first_prose && line[-1].is_date && !line->is_in_head) ||
             qg_is_post_and_name(line))
        score += TITLE_BYLINE;
    if ((line->n_runes < 3 || (line->n_runes <= 4 && !qg_has_title_word(line->text))) &&
        !(line->is_in_head && line->is_top_heading))
        score += TITLE_TINY;
    if (i + 1 < job->lines.n && goes_on_in_look(line, &line[1]) && !qg_has_title_word(line->text))
        score += TITLE_SPLIT;
    if ((qg_is_office(line->text) || leads_to_title(job, i)) && leads_to_about(job, i))
        score += TITLE_WORD + (line[1].is_in_head && line[1].n_blank == 0 ? TITLE_HEAD : 0);
    if (line->is_repeat)
        score -= TITLE_REPEATED;
    else if (line->is_copied)
        score += TITLE_REPEATED;
    if (job->title.n > 0 && qg_str_eq(job->title, line->text))
        score += TITLE_DATA;
    if (is_other_than_head(job, i))
        score += TITLE_OTHER;
    if (i == 0 && line->junk == 0 && !line->is_menu)
        score += TITLE_FIRST;
    if (line->junk == 0 && stands_above_text(job, i))
        score += TITLE_ABOVE;
    if (is_stamped(job, i))
        score += TITLE_STAMPED;
    if (is_stamped_heading(job, i))
        score += TITLE_MARKED;
    if (i + 1 < job->lines.n && i < job->first_prose && qg_is_subtitle(&line[1]))
        score += TITLE_SUBTITLE;
    return score;
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

/* Whether the line has the last words of a title that the line above breaks off: 某某局落实工作责 /
 * 任制情况报告 */
static bool ends_title(const qg_line *above, const qg_line *line)
{
    enum { LEAST_ABOVE_RUNES = 12, MAX_LAST_RUNES = 16 };

    return line->n_runes <= MAX_LAST_RUNES && above->n_runes >= LEAST_ABOVE_RUNES &&
           above->n_runes <= QG_MAX_TITLE_RUNES && above->junk == 0 && !has_mark(above) &&
           !above->is_date && !qg_is_office(above->text) && !qg_line_has_lead(above) &&
           qg_has_title_word(line->text);
}

/* Whether the line may be a part of a title that is cut into lines. */
static bool is_title_part(const qg_line *line)
{
    enum { MAX_RUNES = 40 };

    return line->n_runes <= MAX_RUNES && !has_mark(line) && !line->is_date && line->junk == 0 &&
           line->n_blank == 0 && !line->is_meta && !qg_is_doc_number(line->text) &&
           !is_bracketed(line) && !qg_line_has_lead(line) && !is_block(line) &&
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
    if (first == i || !qg_has_about(at[first].text) || qg_has_title_word(at[first].text) ||
        at[first].junk > 0 || has_mark(&at[first]))
        return false;
    for (size_t last = i; last < job->lines.n && last <= i + NEAR && is_title_part(&at[last]);
         last++)
        if (qg_has_title_word(at[last].text) && stands_above_text(job, last))
            return true;
    return false;
}

/* A title that takes two lines: issuers above 关于…, or a line that lacks its last word. */
static int title_more_score(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i], *above;

    if (i == 0 || i > QG_HEAD_PIECES || line->n_runes > QG_MAX_TITLE_RUNES || has_mark(line) ||
        line->is_meta || line->junk >= 3 || line->is_date || line->n_blank > 1 || is_block(line) ||
        qg_line_look(line)->is_outside || line->outline == QG_OUTLINE_HEADING ||
        (line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN))
        return NEVER;
    above = &job->lines.at[i - 1];
    if (qg_is_doc_number(line->text) || qg_is_collection(above->text))
        return NEVER;
    if (line->is_second_half || is_inside_title(job, i))
        return TITLE_MORE;
    if (qg_has_title_word(above->text) || above->n_runes < 3)
        return NEVER;
    if (qg_str_starts(line->text, QG_STR("关于")) || qg_str_starts(line->text, QG_STR("關於")))
        return TITLE_MORE + (line->is_in_head ? TITLE_HEAD : 0) +
               (qg_is_office(above->text) && stands_above_text(job, i) ? TITLE_ABOVE : 0);
    if (qg_is_office(above->text) && qg_has_about(line->text) && qg_has_title_word(line->text))
        return TITLE_MORE + (stands_above_text(job, i) ? TITLE_ABOVE : 0); /* 转发…关于…的通知 */
    if (qg_is_office(line->text) && qg_is_office(above->text) && leads_to_about(job, i))
        return TITLE_MORE;
    if (goes_on_in_look(above, line) || leads_to_title(job, i - 1))
        return TITLE_MORE;
    if (ends_title(above, line))
        return TITLE_MORE + (stands_above_text(job, i) ? TITLE_ABOVE : 0);
    return (qg_has_title_word(line->text) && qg_has_about(above->text)) || is_cut_title(above, line)
               ? TITLE_MORE
               : NEVER;
}

static int signature_score(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    bool is_above_date = i + 1 < job->lines.n && job->lines.at[i + 1].is_date;

    if (has_mark(line) || line->is_meta || line->is_copy || line->n_runes > MAX_SIGNATURE_RUNES ||
        is_block(line) || qg_line_look(line)->is_outside || line->n_commas > 0 ||
        line->number.form != QG_NUMBER_NONE || line->n_runes < 2 /* 完 */)
        return NEVER;
    if (!qg_is_office(line->text))
        return SIGN_BASE - line->junk * JUNK_UNIT + (is_above_date ? SIGN_ABOVE_DATE : 0) +
               (qg_line_look(line)->align == QG_ALIGN_RIGHT ? SIGN_RIGHT : 0);
    return SIGN_BASE - line->junk * JUNK_UNIT + SIGN_ORGAN + (is_above_date ? SIGN_ABOVE_DATE : 0) +
           (line->indent >= 8 ? SIGN_INDENTED : 0) +
           (qg_line_look(line)->align == QG_ALIGN_RIGHT ? SIGN_RIGHT : 0);
}

/* The title that the head of the page has, in the article. */
static bool is_title_alone(const qg_line *line)
{
    return line->is_in_head && !qg_line_look(line)->is_outside && qg_line_look(line)->n_links == 0;
}

/* The title of the page again; a part of it above sentences is a heading. */
static int head_score(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    bool heads_text = i > job->first_prose && i + 1 < job->lines.n && qg_line_is_prose(&line[1]);

    return is_title_alone(line) && !heads_text ? JUNK_HEAD : 0;
}

static int closing_score(const qg_line *line)
{
    if (line->is_meta || line->n_runes > 120 || qg_line_look(line)->is_outside)
        return NEVER;
    if (is_block(line))
        return body_score(line) - 1;
    if (qg_starts_closing(line->text))
        return CLOSING_LINE - line->junk;
    if (is_bracketed(line))
        return CLOSING_LINE - 2 - line->junk;
    return -line->junk * JUNK_UNIT + BODY_SHORT - 1;
}

/* Furniture above the document; `junk` is what any furniture gets. */
static int head_junk_score(const qg_text_job *job, size_t i, int junk)
{
    const qg_line *line = &job->lines.at[i];

    if (i <= QG_HEAD_PIECES && qg_is_office(line->text) && leads_to_about(job, i))
        junk += JUNK_BYLINE;
    if (qg_line_look(line)->is_outside)
        return junk;
    return junk - (is_stamped(job, i) || is_below_day(job, i) ? TITLE_STAMPED : 0) +
           (line->is_repeat                                              ? JUNK_REPEAT
            : is_title_alone(line) || (line->is_copied && line->is_menu) ? JUNK_TITLE
                                                                         : 0);
}

/* 我局…，现将情况报告如下： */
static bool is_announcement(const qg_line *line)
{
    return qg_is_colon(line->last) && line->n_commas > 0;
}

/* 2024年3月 or 2024-03-05, below the name of an office. */
static bool is_loosely_signed(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return i > 0 && qg_is_loose_date(line->text) && qg_is_office(line[-1].text);
}

/* When it was put up, and by whom; not the first entry of a chronicle. */
static bool is_put_up(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return line->is_moment && !line->is_meta &&
           !(i + 1 < job->lines.n && line[1].is_moment && line[1].junk == line->junk);
}

/* Who put it up: between the title that the head of the page has and the day. */
static bool is_publisher(const qg_text_job *job, size_t i)
{
    enum { MAX_RUNES = 20 };
    const qg_line *line = &job->lines.at[i];
    size_t above = i;

    while (above > 0 && qg_line_look(&job->lines.at[above - 1])->is_picture)
        above--;
    return above > 0 && i + 1 < job->lines.n && is_title_alone(&job->lines.at[above - 1]) &&
           !line->is_in_head && qg_line_is_stamp(&line[1]) && line->n_runes <= MAX_RUNES &&
           line->n_stops + line->n_commas == 0 && line->number.form == QG_NUMBER_NONE;
}

/* Little speaks against it, and only <br> stands between it and a line that nothing speaks against.
 */
static bool shares_block(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return i > 0 && line->look != NULL && line->n_blank == 0 && line->junk < QG_JUNK_LIKELY &&
           line[-1].junk == 0 && !line[-1].is_menu && !line->look->is_outside &&
           !is_block(&line[-1]) && !is_picture(line);
}

/* What stands below a title and is nothing of a page's. */
static bool is_about_occasion(const qg_line *line)
{
    return qg_is_enactment(line->text) || (qg_is_subtitle(line) && !line->is_repeat);
}

static int lead_score(const qg_line *line, int body)
{
    bool is_text = qg_line_is_prose(line) || line->n_stops > 0 || is_picture(line) ||
                   line->is_repeat || is_announcement(line);

    return body + (is_text && !qg_is_photo_credit(line->text) ? LEAD_PROSE : 0);
}

static int title_junk_score(const qg_text_job *job, size_t i, int junk)
{
    const qg_line *line = &job->lines.at[i];

    if (is_put_up(job, i) || is_publisher(job, i))
        return junk + JUNK_MOMENT;
    if (is_about_occasion(line))
        return junk + JUNK_OCCASION;
    return junk + (line->junk == 0 && !is_picture(line) &&
                           (line->is_menu || is_centred(line) || is_bracketed(line) ||
                            qg_line_is_credit(line))
                       ? JUNK_BYLINE
                       : 0);
}

static int body_junk_score(const qg_text_job *job, size_t i, int junk)
{
    const qg_line *line = &job->lines.at[i];

    if (i > 0 && is_put_up(job, i) && qg_line_is_credit(&line[-1]))
        return junk + JUNK_MOMENT;
    return line->junk >= 4 || line->is_meta || line->is_copy || qg_line_look(line)->is_outside
               ? junk
               : NEVER;
}

static int date_score(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return (line->is_date || is_loosely_signed(job, i)) && !line->is_copy &&
                   !qg_line_look(line)->is_outside
               ? DATE_LINE
               : NEVER;
}

/* （来源：某某办） right below sentences: who the author names. */
static bool is_source_of_text(const qg_text_job *job, size_t i)
{
    static const char *const starts[] = {"（来源", "（作者", "（供稿", "（文/",
                                         "（图/",  "(来源",  "(作者"};
    const qg_line *line = &job->lines.at[i];

    if (i == 0 || line->look != NULL || !is_bracketed(line) || !qg_line_is_prose(&line[-1]))
        return false;
    for (size_t k = 0; k < sizeof starts / sizeof *starts; k++)
        if (qg_str_starts(line->text, qg_str_of(starts[k])))
            return !qg_has_address(line->text);
    return false;
}

void qg_text_points(const qg_text_job *job, size_t i, int16_t points[QG_LABELS])
{
    const qg_line *line = &job->lines.at[i];
    int junk = junk_score(line), head = head_score(job, i), body = body_score(line) - head;
    int signature = signature_score(job, i);
    bool may_sign = line->junk < QG_JUNK_SURE && !line->is_copy && (line->is_date || signature > 0);

    if (is_source_of_text(job, i))
        body += line->junk * JUNK_UNIT + BODY_COLON, junk -= line->junk * JUNK_UNIT;

    points[QG_LABEL_HEAD_JUNK] = (int16_t)head_junk_score(job, i, junk);
    points[QG_LABEL_LEAD] = (int16_t)lead_score(line, body);
    points[QG_LABEL_TITLE] = (int16_t)title_score(job, i);
    points[QG_LABEL_TITLE_MORE] = (int16_t)title_more_score(job, i);
    points[QG_LABEL_TITLE_JUNK] = (int16_t)title_junk_score(job, i, junk);
    points[QG_LABEL_BYLINE] =
        (int16_t)(is_about_occasion(line) || qg_is_post_and_name(line) ? body : NEVER);
    points[QG_LABEL_BODY] = (int16_t)body;
    points[QG_LABEL_BODY_JUNK] = (int16_t)body_junk_score(job, i, junk);
    points[QG_LABEL_SIGNATURE] = (int16_t)signature;
    points[QG_LABEL_DATE] = (int16_t)date_score(job, i);
    points[QG_LABEL_CLOSING] = (int16_t)(closing_score(line) - head);
    points[QG_LABEL_TAIL_JUNK] =
        (int16_t)(junk + head + (shares_block(job, i) ? JUNK_SAME_BLOCK : 0) +
                  (may_sign ? JUNK_SIGNED : 0));
}
