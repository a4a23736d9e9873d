/* points.c - what a piece looks like, as points for each label.
 *
 * The weights stand with their reasons in text/weights.def; text/label.c adds them up.
 */
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
    NEVER = QG_POINTS_NEVER,
    MAX_SIGNATURE_RUNES = 40
};

static bool is_in_chain(const qg_line *line)
{
    return line->outline == QG_OUTLINE_HEADING || line->outline == QG_OUTLINE_RUN_IN ||
           (line->number.form != QG_NUMBER_NONE &&
            (qg_line_is_prose(line) || qg_line_ends_sentence(line)));
}

bool qg_line_is_picture(const qg_line *line)
{
    return qg_line_look(line)->is_picture && qg_line_look(line)->block == NULL;
}

bool qg_line_is_block(const qg_line *line)
{
    return qg_line_look(line)->block != NULL || qg_line_is_picture(line);
}

bool qg_line_is_centred(const qg_line *line)
{
    return qg_line_look(line)->align == QG_ALIGN_CENTER && qg_line_look(line)->n_links == 0;
}

/* Whether a page marks the line up as a heading that leads nowhere. */
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

bool qg_line_is_bracketed(const qg_line *line)
{
    return (line->first == '(' || line->first == 0xFF08) &&
           (line->last == ')' || line->last == 0xFF09);
}

/* （2019年6月16日县人民政府第54次常务会议修订通过）, in full width */
static bool is_enactment(const qg_line *line)
{
    static const char *const words[] = {"通过", "公布", "发布", "批准", "修订", "修正"};

    if (!qg_line_is_bracketed(line) || qg_str_find(line->text, QG_STR("年")) == line->text.n)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_ends(qg_str_head(line->text, line->text.n - strlen("）")), qg_str_of(words[i])))
            return true;
    return false;
}

/* How much like furniture prose may be.  A link with a headline of another page is as long as a
 * sentence; the link that an author refers to is an address. */
static int most_junk_of_prose(const qg_line *line)
{
    bool is_headline = qg_line_look(line)->n_links > 0 &&
                       (qg_rune_is_han(line->first) || line->first == 0x201C) &&
                       !qg_has_address(line->text);

    return is_headline ? QG_JUNK_LIKELY : QG_JUNK_SURE;
}

/* 某某县教育局办公室　2024年2月18日印发 */
static bool is_imprint(const qg_line *line)
{
    return line->n_gaps > 0 && line->n_stops == 0 && qg_str_ends(line->text, QG_STR("日印发"));
}

/* Whether the line is sentences, and not the headline of a page that was copied as plain text. */
static bool is_prose(const qg_line *line)
{
    return qg_line_is_prose(line) && !(line->look == NULL && line->is_top_heading);
}

/* | 1 | 张三 |, a row with others like it beside it (text/layout.c).  No page has its menu so. */
static bool is_barred_row(const qg_line *line)
{
    return line->is_cell_row && line->first == '|' && line->last == '|';
}

static int junk_score(const qg_line *line)
{
    int score = line->junk * JUNK_UNIT;

    if (line->is_meta || line->is_copy)
        return JUNK_META + score;
    if (qg_is_doc_number(line->text) ||
        is_imprint(line)) /* goes to the front matter, where it is above the text */
        return 2 * JUNK_STRAY;
    if (qg_line_look(line)->is_outside)
        return (line->is_in_head && !line->is_repeat) || line->is_headline ? 0 : JUNK_OUTSIDE;
    if (qg_line_is_picture(line))
        return score + JUNK_PICTURE;
    if (qg_line_is_block(line) && line->junk == 0)
        return JUNK_STRAY;
    if (qg_line_is_marked(line) && line->junk < 3)
        score -= BODY_MARKED;
    if (qg_line_look(line)->align == QG_ALIGN_RIGHT)
        score += JUNK_SIGNED;
    if ((is_prose(line) && line->junk < most_junk_of_prose(line) && !line->is_repeat) ||
        is_short_sentence(line) || is_barred_row(line))
        score += JUNK_PROSE;
    if (is_in_chain(line))
        score += JUNK_NUMBERED;
    if ((qg_is_subtitle(line) && !line->is_repeat) || is_enactment(line))
        score += JUNK_STRAY;
    if (line->is_menu && (line->n_stops == 0 || !qg_line_ends_sentence(line))) /* 喜报！某某获奖 */
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
    if (qg_line_is_picture(line))
        return score + BODY_PICTURE;
    if (qg_line_is_block(line))
        return score + BODY_BLOCK;
    if (qg_line_is_marked(line))
        score += BODY_MARKED;
    if (is_in_chain(line))
        score += BODY_NUMBERED;
    if (is_prose(line) || is_barred_row(line))
        return score + BODY_PROSE;
    if (qg_is_colon(line->last) && line->junk == 0)
        return score + BODY_COLON;
    return score + (line->is_menu ? BODY_MENU : BODY_SHORT);
}

/* 文章来源：… 发布时间：…, 2024-03-05 14:30 */
static bool is_put_up_line(const qg_line *line)
{
    return line->is_moment ||
           (line->junk > QG_JUNK_SURE && (qg_str_find(line->text, QG_STR("时间")) < line->text.n ||
                                          qg_str_find(line->text, QG_STR("日期")) < line->text.n));
}

/* Where a page has no sentences, a picture right behind the line that says when it was put up is
 * the article: a notice as it was printed. */
static int picture_score(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    bool is_first = i > 0 && job->first_prose == 0 && qg_line_is_picture(line) && line->junk == 0 &&
                    is_put_up_line(&line[-1]) && qg_line_look(line)->n_links == 0 &&
                    !qg_line_look(line)->is_outside;

    return is_first ? BODY_BLOCK - BODY_PICTURE : 0;
}

static int signature_score(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    bool is_above_date = i + 1 < job->lines.n && job->lines.at[i + 1].is_date;

    if (qg_line_has_mark(line) || line->is_meta || line->is_copy ||
        line->n_runes > MAX_SIGNATURE_RUNES || qg_line_is_block(line) ||
        qg_line_look(line)->is_outside || line->n_commas > 0 ||
        line->number.form != QG_NUMBER_NONE || line->n_runes < 2 /* 完 */)
        return NEVER;
    if (!qg_is_office(line->text) && qg_has_title_word(line->text))
        return NEVER;
    if (!qg_is_office(line->text))
        return SIGN_BASE - line->junk * JUNK_UNIT + (is_above_date ? SIGN_ABOVE_DATE : 0) +
               (qg_line_look(line)->align == QG_ALIGN_RIGHT ? SIGN_RIGHT : 0);
    return SIGN_BASE - line->junk * JUNK_UNIT + SIGN_ORGAN + (line->is_menu ? BODY_MENU : 0) +
           (is_above_date ? SIGN_ABOVE_DATE : 0) +
           (line->indent >= 8 && !line->is_menu ? SIGN_INDENTED : 0) +
           (qg_line_look(line)->align == QG_ALIGN_RIGHT ? SIGN_RIGHT : 0);
}

/* Whether the line stands in the article and is the title that the head of the page has. */
static bool is_title_alone(const qg_line *line)
{
    return line->is_in_head && !qg_line_look(line)->is_outside && qg_line_look(line)->n_links == 0;
}

/* Points of a line that is the title of the page once more.  A part of the title above sentences is
 * a heading of the text and gets none. */
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
    if (qg_line_is_block(line))
        return body_score(line) - 1;
    if (qg_starts_closing(line->text) || is_imprint(line))
        return CLOSING_LINE - line->junk;
    if (qg_line_is_bracketed(line))
        return CLOSING_LINE - 2 - line->junk;
    return -line->junk * JUNK_UNIT + BODY_SHORT - 1;
}

/* Points for being furniture above the document; `junk` is what it gets as furniture anywhere. */
static int head_junk_score(const qg_text_job *job, size_t i, int junk)
{
    const qg_line *line = &job->lines.at[i];

    if (i <= QG_HEAD_PIECES && qg_is_office(line->text) && qg_leads_to_about(job, i))
        junk += JUNK_BYLINE;
    if (qg_line_look(line)->is_outside)
        return junk;
    return junk - (qg_is_stamped(job, i) || qg_is_below_day(job, i) ? TITLE_STAMPED : 0) +
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

/* Whether the line says when the text was put up, and by whom.  When another such line is right
 * below, it is the first entry of a chronicle. */
static bool is_put_up(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return line->is_moment && !line->is_meta &&
           line->junk < QG_JUNK_LIKELY /* else it is known */ &&
           !(i + 1 < job->lines.n && line[1].is_moment && line[1].junk == line->junk);
}

/* Who put it up: between the title that the head of the page has and the day; a longer line that
 * names no office is a second heading. */
static bool is_publisher(const qg_text_job *job, size_t i)
{
    enum { MAX_RUNES = 20, MAX_NAME_RUNES = 8 };
    const qg_line *line = &job->lines.at[i];
    size_t above = i;

    while (above > 0 && qg_line_look(&job->lines.at[above - 1])->is_picture)
        above--;
    return above > 0 && i + 1 < job->lines.n && is_title_alone(&job->lines.at[above - 1]) &&
           !line->is_in_head && qg_line_is_stamp(&line[1]) &&
           line->n_runes <= (qg_is_office(line->text) ? MAX_RUNES : MAX_NAME_RUNES) &&
           line->n_stops + line->n_commas == 0 && line->number.form == QG_NUMBER_NONE;
}

/* Whether the line stands in one block with the line above, parted by <br> only, when nothing
 * speaks against that one and little against this one. */
static bool shares_block(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];

    return i > 0 && line->look != NULL && line->n_blank == 0 && line->junk < QG_JUNK_LIKELY &&
           line[-1].junk == 0 && !line[-1].is_menu && !line->look->is_outside &&
           !qg_line_is_block(&line[-1]) && !qg_line_is_picture(line);
}

/* 2024-09-02 in a page, right below the title that its head has too: authors write 2024年9月2日. */
static bool is_day_below_title(const qg_text_job *job, size_t i)
{
    enum { LEAST_BYTES = 8, MOST_BYTES = 10 };
    const qg_line *line = &job->lines.at[i];

    if (i == 0 || line->look == NULL || line->text.n < LEAST_BYTES || line->text.n > MOST_BYTES ||
        !is_title_alone(&line[-1]))
        return false;
    for (size_t k = 0; k < line->text.n; k++)
        if (strchr("0123456789-/.", line->text.p[k]) == NULL)
            return false;
    return qg_is_loose_date(line->text);
}

/* What stands below a title and is nothing of a page's. */
static bool is_about_occasion(const qg_line *line)
{
    return qg_is_enactment(line->text) || (qg_is_subtitle(line) && !line->is_repeat);
}

static int lead_score(const qg_line *line, int body)
{
    bool is_text = qg_line_is_prose(line) || line->n_stops > 0 || qg_line_is_picture(line) ||
                   line->is_repeat || is_announcement(line);

    return body + (is_text && !qg_is_photo_credit(line->text) ? LEAD_PROSE : 0);
}

static int title_junk_score(const qg_text_job *job, size_t i, int junk)
{
    const qg_line *line = &job->lines.at[i];

    bool is_below = qg_line_look(line)->is_outside && job->first_prose > 0 && i > job->first_prose;

    if (is_below) /* the article: what readers said, and when */
        return junk + JUNK_BESIDE;
    if (is_put_up(job, i) || is_publisher(job, i) || is_day_below_title(job, i))
        return junk + JUNK_MOMENT;
    if (is_about_occasion(line))
        return junk + JUNK_OCCASION;
    if (line->junk > 0 || line->is_meta || qg_line_is_picture(line) ||
        !(line->is_menu || qg_line_is_centred(line) || qg_line_is_bracketed(line) ||
          qg_line_is_credit(line)))
        return junk +
               (line->junk == 0 && !line->is_meta && qg_rune_is_han(line->first) ? JUNK_FIRST : 0);
    return junk +
           (qg_line_look(line)->is_outside && !line->is_second_half ? JUNK_BESIDE : JUNK_BYLINE);
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

    if (!(line->is_date || is_loosely_signed(job, i)) || line->is_copy ||
        qg_line_look(line)->is_outside)
        return NEVER;
    return i < job->first_prose ? 0 /* below a title it signs nothing */ : DATE_LINE;
}

/* 作者：刘某，某省委党校副教授, 作者：刘某（某局）: with who that is; pages have a name alone, but
 * for 作者：七（2）班 王某某 of a school. */
static bool tells_who_wrote(const qg_line *line)
{
    bool is_of_class = qg_str_find(line->text, QG_STR("）班")) < line->text.n ||
                       qg_str_find(line->text, QG_STR(")班")) < line->text.n ||
                       qg_str_find(line->text, QG_STR("年级")) < line->text.n;
    bool tells = line->look == NULL
                     ? line->n_gaps == 0 && (line->n_commas > 0 || line->last == 0xFF09)
                     : is_of_class && !line->look->is_outside;

    return tells && qg_str_starts(line->text, QG_STR("作者："));
}

/* 来源：县统计局, 资料来源：…, 数据来源：… right below a table of the article: where its figures
 * are from. */
static bool is_source_of_table(const qg_text_job *job, size_t i)
{
    static const char *const starts[] = {"来源", "资料来源", "数据来源"};
    const qg_line *line = &job->lines.at[i];
    const qg_node *block = i == 0 ? NULL : qg_line_look(&line[-1])->block;

    if (block == NULL || block->kind != QG_TABLE || line[-1].junk > 0 || line->n_gaps > 0 ||
        qg_line_look(line)->is_outside || qg_line_look(line)->n_links > 0)
        return false;
    for (size_t k = 0; k < sizeof starts / sizeof *starts; k++)
        if (qg_str_starts(line->text, qg_str_of(starts[k])))
            return qg_line_has_lead(line) && !qg_has_address(line->text);
    return false;
}

/* （来源：某某办） right below sentences: who the author names. */
static bool is_source_of_text(const qg_text_job *job, size_t i)
{
    static const char *const starts[] = {"（来源", "(来源", "（作者", "(作者",
                                         "（供稿", "（文/", "（图/"};
    enum { N_SOURCES = 2 }; /* pages say those of themselves */
    const qg_line *line = &job->lines.at[i];

    if (i == 0 || qg_line_look(line)->is_outside || !qg_line_is_prose(&line[-1]))
        return false;
    if (!qg_line_is_bracketed(line))
        return false;
    for (size_t k = line->look != NULL ? N_SOURCES : 0; k < sizeof starts / sizeof *starts; k++)
        if (qg_str_starts(line->text, qg_str_of(starts[k])))
            return !qg_has_address(line->text);
    return false;
}

/* 来源：《韩非子》 between sentences: the book that the author has them from.  A page says above or
 * below all of them where its article is from. */
static bool is_source_of_words(const qg_text_job *job, size_t i)
{
    const qg_line *line = &job->lines.at[i];
    bool is_last = i + 1 == job->lines.n;

    return i > 0 && qg_str_starts(line->text, QG_STR("来源：《")) &&
           qg_line_ends_sentence(&line[-1]) &&
           (is_last ? line->look == NULL : qg_line_ends_sentence(&line[1]) && line[1].junk == 0);
}

void qg_text_points(const qg_text_job *job, size_t i, int16_t points[QG_LABELS])
{
    const qg_line *line = &job->lines.at[i];
    int junk = junk_score(line), head = head_score(job, i);
    int body = body_score(line) + picture_score(job, i) - head;
    int signature = signature_score(job, i);
    bool may_sign = line->junk < QG_JUNK_SURE && !line->is_copy && (line->is_date || signature > 0);

    if (is_source_of_words(job, i) || is_source_of_text(job, i) || is_source_of_table(job, i) ||
        tells_who_wrote(line))
        body += line->junk * JUNK_UNIT + BODY_COLON, junk = JUNK_STRAY;

    points[QG_LABEL_HEAD_JUNK] = (int16_t)head_junk_score(job, i, junk);
    points[QG_LABEL_LEAD] = (int16_t)lead_score(line, body);
    points[QG_LABEL_TITLE] = (int16_t)qg_title_points(job, i);
    points[QG_LABEL_TITLE_MORE] = (int16_t)qg_title_more_points(job, i);
    points[QG_LABEL_TITLE_JUNK] = (int16_t)title_junk_score(job, i, junk);
    points[QG_LABEL_BYLINE] =
        (int16_t)(is_about_occasion(line) || qg_is_post_and_name(line) || qg_line_is_credit(line)
                      ? body
                      : NEVER);
    points[QG_LABEL_BODY] = (int16_t)body;
    points[QG_LABEL_BODY_JUNK] = points[QG_LABEL_BETWEEN] = (int16_t)body_junk_score(job, i, junk);
    points[QG_LABEL_SIGNATURE] = (int16_t)signature;
    points[QG_LABEL_DATE] = (int16_t)date_score(job, i);
    points[QG_LABEL_CLOSING] = (int16_t)(closing_score(line) - head);
    points[QG_LABEL_TAIL_JUNK] =
        (int16_t)(junk + head + (shares_block(job, i) ? JUNK_SAME_BLOCK : 0) +
                  (may_sign ? JUNK_SIGNED : 0));
}
