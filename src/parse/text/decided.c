/* decided.c - whether the words of two lines, or what kinds of lines they are, say that one goes on
 * in the other, whatever the layout.
 */
#include "parse/structure_int.h"
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum { SURE_POINTS = QG_JOIN_SURE, LEAST_START_RUNES = 6, TOP = 8, LEAST_LATIN_COLUMNS = 24 };

bool qg_line_leaves_open(const qg_line *line)
{
    int n_round = 0, n_titles = 0;

    if (line->look != NULL && qg_line_ends_sentence(line))
        return false;
    for (qg_str text = qg_str_skip(line->text, (size_t)line->number.n); text.n > 0;) {
        qg_rune rune; /* behind a number, whose brackets a scan may have misread */
        qg_utf8_take(&text, &rune);
        n_round += rune == '(' || rune == 0xFF08 ? 1 : rune == ')' || rune == 0xFF09 ? -1 : 0;
        n_titles += rune == 0x300A ? 1 : rune == 0x300B ? -1 : 0;
    }
    return n_round > 0 || n_titles > 0;
}

bool qg_is_number_alone(const qg_line *line)
{
    return line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN &&
           (size_t)line->number.n == line->text.n;
}

bool qg_is_number_of_term(const qg_line *at, size_t n, size_t i)
{
    enum { MOST_RUNES = 40 };
    const qg_line *line = &at[i], *term = &at[i + 1];
    size_t n_points = 0, k = 0;

    for (; k < line->text.n &&
           (line->text.p[k] == '.' || qg_rune_is_digit((qg_rune)(unsigned char)line->text.p[k]));
         k++)
        n_points += line->text.p[k] == '.';
    return k == line->text.n && n_points > 0 && n_points < 3 && qg_rune_is_digit(line->last) &&
           i + 2 < n && qg_rune_is_han(term->first) && term->number.form == QG_NUMBER_NONE &&
           term->n_stops + term->n_commas == 0 && term->n_runes <= MOST_RUNES &&
           !qg_rune_is_unit(term->first) && !qg_is_colon(term->last) &&
           qg_line_ends_sentence(&at[i + 2]);
}

static bool is_part_of_page(const qg_line *line)
{
    return line->is_meta || line->junk >= 4 || (line->junk >= 3 && line->n_stops == 0);
}

/* The name of an office with a date below it. */
static bool is_signature(const qg_line *at, size_t n, size_t i)
{
    enum { MAX_RUNES = 30 };

    return i + 1 < n && at[i + 1].is_date && at[i].n_runes <= MAX_RUNES && at[i].n_stops == 0 &&
           at[i].n_commas == 0 && qg_is_office(at[i].text);
}

/* 2011年5月27日…会议通过, with another such line below it, also where a bracket is around both */
static bool ends_enactment(const qg_line *line)
{
    static const char *const ends[] = {"通过", "批准", "修正", "修订",
                                       "公布", "發布", "通過", "修訂"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(line->text, qg_str_of(ends[i])))
            return true;
    return false;
}

static bool starts_enactment(const qg_line *line)
{
    return (line->first >= '1' && line->first <= '2' && line->text.n > 4 &&
            qg_str_starts(qg_str_skip(line->text, 4), QG_STR("年"))) ||
           qg_str_starts(line->text, QG_STR("根据")) || qg_str_starts(line->text, QG_STR("根據"));
}

/* 2 锅里放油 below 1 五花肉切块: the steps of a list */
static bool is_next_number(const qg_line *line, const qg_line *next)
{
    return line->number.form == QG_NUMBER_BARE_ARABIC &&
           next->number.form == QG_NUMBER_BARE_ARABIC &&
           next->number.value == line->number.value + 1;
}

/* ”某某说…“: who typed the marks the wrong way round, with the one that closes in front */
static bool is_quote_turned(const qg_line *line, const qg_line *next)
{
    return (next->first == 0x201D || next->first == 0x2019) && next->n_blank > 0 &&
           qg_line_ends_sentence(line);
}

/* 建设情况报告如下：, behind a line that starts the sentence. */
static bool is_end_of_announcement(const qg_line *line)
{
    enum { MOST_RUNES = 14 };

    return line->n_runes <= MOST_RUNES && line->n_stops + line->n_commas == 0 &&
           line->number.form == QG_NUMBER_NONE && qg_is_colon(line->last) &&
           qg_str_ends(qg_without_colon(line->text), QG_STR("如下"));
}

/* 领导小组办公室, which is nobody's name without the line above it: 中共某某县委巡察工作 */
static bool is_end_of_office(const qg_line *at, size_t n, size_t i, size_t k)
{
    static const char *const starts[] = {"领导小组", "委员会", "指挥部", "联席会议", "工作组"};
    enum { MOST_RUNES = 20 };

    if (!is_signature(at, n, k) || at[i].n_runes > MOST_RUNES ||
        at[i].n_blank > at[k].n_blank + 1 || at[i].n_stops + at[i].n_commas > 0 || at[i].is_date ||
        qg_is_office(at[i].text))
        return false;
    for (size_t m = 0; m < sizeof starts / sizeof *starts; m++)
        if (qg_str_starts(at[k].text, qg_str_of(starts[m])))
            return true;
    return false;
}

/* The second half of what a page sets in the middle on two lines: a remark in brackets, or below
 * the text the title of what follows, in the same large characters. */
static bool is_other_half(const qg_line *at, size_t i, size_t k)
{
    enum { MOST_RUNES = 40, FAR = 40 };
    const qg_line *line = &at[i], *next = &at[k];
    const qg_text_look *look = qg_line_look(line), *other = qg_line_look(next);
    bool has_text = false;

    if (look->align != QG_ALIGN_CENTER || other->align != QG_ALIGN_CENTER || look->block != NULL ||
        other->block != NULL || look->is_picture || other->is_picture ||
        line->n_stops + next->n_stops > 0 || line->n_runes > MOST_RUNES ||
        next->n_runes > MOST_RUNES)
        return false;
    if (line->first == 0xFF08 && qg_line_leaves_open(line) && next->last == 0xFF09)
        return true;
    for (size_t m = i; m > 0 && m + FAR > i && !has_text; m--)
        has_text = at[m - 1].n_stops > 0 && !qg_line_look(&at[m - 1])->is_outside;
    return has_text && look->is_bold && other->is_bold && look->size > 0 &&
           look->size == other->size && line->number.form == QG_NUMBER_NONE &&
           next->number.form == QG_NUMBER_NONE && !qg_has_title_word(line->text) &&
           qg_has_title_word(next->text);
}

/* 某市统计局 国家统计局某某调查队 above their bulletin */
static bool is_below_offices(const qg_line *line, const qg_line *next)
{
    qg_str rest = line->text, first = {rest.p, 0};
    qg_rune rune = 0;

    while (rest.n > 0 && !qg_rune_is_blank(rune)) {
        first.n = (size_t)(rest.p - first.p);
        qg_utf8_take(&rest, &rune);
    }
    return line->look == NULL && rest.n > 0 && next->n_stops + next->n_commas == 0 &&
           qg_has_title_word(next->text) && qg_is_office(first);
}

/* …发展规划， / 进一步了解…: a paragraph of a page that its author, or a converter, broke */
static bool is_cut_at_comma(const qg_line *line, const qg_line *next)
{
    enum { LEAST_RUNES = 20 };

    return line->look != NULL && line->last == 0xFF0C && line->n_runes >= LEAST_RUNES &&
           next->n_runes >= LEAST_RUNES && next->number.form == QG_NUMBER_NONE &&
           line->number.form == QG_NUMBER_NONE &&
           line->look->is_bold == qg_line_look(next)->is_bold;
}

/* 36, 128.5, 1,234: a figure and nothing else */
static bool is_figure_alone(const qg_line *line)
{
    size_t n = 0;

    while (n < line->text.n && (qg_rune_is_digit((qg_rune)(unsigned char)line->text.p[n]) ||
                                (n > 0 && strchr(".,", line->text.p[n]) != NULL)))
        n++;
    return n > 0 && n == line->text.n;
}

/* 个，面积, 亩。: what a figure counts, and the sentence goes on or ends */
static bool starts_with_unit(const qg_line *line)
{
    return qg_rune_is_unit(line->first) && line->n_stops + line->n_commas > 0 && line->n_gaps == 0;
}

/* 共有图斑 / 36 / 个，…, and 1 / .个别地方…: a figure that was marked up on its own, or a number
 * whose mark stands on the next line */
static bool is_figure_apart(const qg_line *at, size_t n, size_t i, size_t k)
{
    if (is_figure_alone(&at[k]))
        return k + 1 < n && starts_with_unit(&at[k + 1]) && qg_line_is_cut(&at[i]) &&
               !at[i].is_cell_row;
    return is_figure_alone(&at[i]) &&
           (starts_with_unit(&at[k]) ||
            (at[k].first == '.' && qg_rune_is_han(qg_utf8_first(qg_str_skip(at[k].text, 1)))));
}

/* Whether one of the lines beside `k` starts with the same mark, so that a list has it in front of
 * each entry: ！请勿浸水 / ！请勿靠近火源 */
static bool is_mark_of_entries(const qg_line *at, size_t n, size_t k)
{
    return qg_utf8_is_in(at[k].first, "！!") && at[k].n_runes > 2 &&
           ((k > 0 && at[k - 1].first == at[k].first) ||
            (k + 1 < n && at[k + 1].first == at[k].first));
}

/* What the words of both lines decide, whatever the layout: SURE_POINTS, they go together,
 * -SURE_POINTS, they do not; 0: nothing. */
static int decided_by_words(const qg_line *at, size_t n, size_t i, size_t k, bool is_wrapped)
{
    const qg_line *line = &at[i], *next = &at[k];

    if (is_other_half(at, i, k))
        return SURE_POINTS;
    if (qg_line_stands_apart(line) || qg_line_stands_apart(next) ||
        qg_line_look(line)->is_outside != qg_line_look(next)->is_outside ||
        line->is_quoted != next->is_quoted)
        return -SURE_POINTS;
    if (qg_is_number_alone(line) && line->number.form <= QG_NUMBER_SECTION && next->n_blank > 0 &&
        qg_line_ends_sentence(next))
        return -SURE_POINTS; /* a chapter without a name */
    if (qg_is_number_alone(line))
        return !qg_is_number_alone(next) && next->number.form == QG_NUMBER_NONE ? SURE_POINTS
                                                                                : -SURE_POINTS;
    if (k == i + 1 && qg_is_number_of_term(at, n, i))
        return SURE_POINTS;
    if (i < TOP && qg_is_subtitle(next) && line->n_stops == 0 && !qg_is_comma(line->last))
        return -SURE_POINTS; /* ——在某某会议上的讲话, below its title */
    if (i < TOP && is_below_offices(line, next))
        return -SURE_POINTS;
    if (is_quote_turned(line, next) && !is_wrapped)
        return -SURE_POINTS;
    if (is_mark_of_entries(at, n, k))
        return -SURE_POINTS;
    if (qg_cannot_start(next->first) && !next->is_meta && line->text.n > 0 && line->junk < 6)
        return SURE_POINTS;
    if (next->first >= 'a' && next->first <= 'z' && qg_line_is_cut(line) &&
        !is_part_of_page(line) && !line->is_cell_row &&
        (strchr("-,", (int)line->last) != NULL ||
         (qg_rune_is_letter(line->last) && line->columns >= LEAST_LATIN_COLUMNS)))
        return SURE_POINTS; /* a line of Latin that goes on with a small letter, and no name */
    if (line->last == '-' && line->text.n > 1 && qg_rune_is_digit(next->first) &&
        qg_rune_is_digit((qg_rune)(unsigned char)line->text.p[line->text.n - 2]) &&
        next->number.form == QG_NUMBER_NONE && qg_rune_is_han(line->first))
        return SURE_POINTS; /* 0456- / 7654321 */
    if (line->last == 0x7B2C /* 第 */ && next->number.form == QG_NUMBER_HAN &&
        !is_part_of_page(line))
        return SURE_POINTS; /* 安全第 / 一、预防为主 */
    if (line->n_commas > 0 && qg_utf8_is_in(line->last, "于於在至从從自将將") &&
        qg_rune_is_digit(next->first) && next->number.form == QG_NUMBER_NONE &&
        !is_part_of_page(line))
        return SURE_POINTS; /* 经研究，定于 / 6月28日… */
    if (line->last == 0x3001 && next->number.form == QG_NUMBER_NONE && !is_part_of_page(line) &&
        !is_part_of_page(next))
        return SURE_POINTS; /* 各位领导、 */
    if (qg_starts_occasion(line->text) && !qg_str_ends(line->text, QG_STR("上")) &&
        next->n_stops == 0 && qg_str_ends(next->text, QG_STR("上")))
        return SURE_POINTS; /* ——2026年1月26日在某某省 / 人民代表大会第五次会议上 */
    if (is_end_of_office(at, n, i, k) || is_cut_at_comma(line, next) ||
        is_figure_apart(at, n, i, k))
        return SURE_POINTS;
    return 0;
}

/* Whether line `k` ends the sentence of the entry `i` of a list, whose other entries end theirs on
 * their line: 3. 会议通知：…，通知方式可以 / 是口头通知。 */
static bool is_end_of_entry(const qg_line *at, size_t n, size_t i, size_t k)
{
    enum { LEAST_RUNES = 20 };
    const qg_line *line = &at[i], *above = i > 0 ? &at[i - 1] : NULL,
                  *below = k + 1 < n ? &at[k + 1] : NULL;
    qg_number own = line->number;

    if (own.form == QG_NUMBER_NONE || own.form >= QG_NUMBER_BARE_HAN ||
        line->n_runes < LEAST_RUNES || !qg_line_is_cut(line) ||
        line->n_commas + qg_line_has_lead(line) == 0 || at[k].number.form != QG_NUMBER_NONE ||
        at[k].n_blank > 0 || !qg_line_ends_sentence(&at[k]))
        return false;
    return (above != NULL && above->number.form == own.form &&
            above->number.value + 1 == own.value && qg_line_ends_sentence(above)) ||
           (below != NULL && below->number.form == own.form &&
            below->number.value == own.value + 1 && qg_line_ends_sentence(below));
}

/* Where the figures at the end of `text` start, with the marks inside them. */
static size_t figures_at_end(qg_str text)
{
    size_t n = text.n;

    while (n > 0 && (qg_rune_is_digit((qg_rune)(unsigned char)text.p[n - 1]) ||
                     strchr(".,", text.p[n - 1]) != NULL))
        n--;
    return n;
}

bool qg_is_figure_cut(const qg_line *line, const qg_line *next)
{
    enum { LEAST_COLUMNS = 30 }; /* of what no comma tells to be a sentence */
    qg_str text = line->text, rest = next->text;
    size_t start;

    while (rest.n > 0 && (qg_rune_is_digit((qg_rune)(unsigned char)rest.p[0]) ||
                          (rest.p[0] == '.' && rest.n < next->text.n)))
        rest = qg_str_skip(rest, 1);
    if (rest.n == next->text.n || rest.n == 0 || next->number.form != QG_NUMBER_NONE ||
        (line->n_commas + line->n_stops == 0 && line->columns < LEAST_COLUMNS))
        return false;
    start = figures_at_end(text);
    if (start == text.n || text.p[text.n - 1] == ',' ||
        !qg_rune_is_wide(qg_utf8_last(qg_str_trim(qg_str_head(text, start)))))
        return false;
    return rest.p[0] == '%' ||
           (text.p[text.n - 1] == '.' ? qg_text_is_quantity(next->text)
                                      : qg_rune_is_wide(qg_utf8_first(qg_str_trim(rest))));
}

/* 工业总产值 23 / 亿元: a figure, and what it counts */
static bool is_count_cut(const qg_line *line, const qg_line *next)
{
    return qg_rune_is_digit(line->last) && qg_rune_is_unit(next->first) && line->n_commas > 0 &&
           line->n_gaps + next->n_commas > 0 && next->number.form == QG_NUMBER_NONE &&
           !is_part_of_page(line);
}

bool qg_line_may_be_heading(const qg_line *line)
{
    enum { LEAST_RUNES = 6 };

    return line->n_commas == (line->number.form == QG_NUMBER_HAN) && line->n_stops == 0 &&
           line->n_runes >= LEAST_RUNES && line->number.form != QG_NUMBER_NONE &&
           line->number.form < QG_NUMBER_BARE_HAN && line->number.form != QG_NUMBER_ARTICLE &&
           qg_line_is_cut(line) &&
           !qg_utf8_is_in(line->last, "于於在自從从至到和与與及或的将將为為是了由以经經过過截第"
                                      "约約共计計达達超近");
}

/* 7月4日，… or 2016年，… below what may be a heading. */
static bool starts_below_heading(const qg_line *line, const qg_line *next)
{
    qg_str rest = next->text;

    while (rest.n > 0 && rest.p[0] >= '0' && rest.p[0] <= '9')
        rest = qg_str_skip(rest, 1);
    return rest.n < next->text.n && qg_utf8_is_in(qg_utf8_first(qg_str_trim(rest)), "年月") &&
           next->n_commas + next->n_stops > 0 && qg_line_may_be_heading(line);
}

/* A title right below 附件 */
static bool is_title_of_attachment(const qg_line *at, size_t i)
{
    return i > 0 && qg_is_attachment_label(at[i - 1].text) && at[i].n_stops == 0 &&
           qg_has_title_word(at[i].text);
}

bool qg_line_ends_with_day(const qg_line *line)
{
    enum { DAY = 10 };
    size_t n = line->text.n;
    qg_str before = qg_str_head(line->text, n > DAY ? n - DAY : 0);

    return before.n > 0 && line->n_stops == 0 && qg_rune_is_blank(qg_utf8_last(before)) &&
           qg_is_loose_date(qg_str_skip(line->text, before.n));
}

/* 李某（高一）, 王某（高二）: entries that a page parts by empty lines, each with its own remark.
 */
static bool is_entry_of_roster(const qg_line *line, const qg_line *next)
{
    return line->look != NULL && next->n_blank > 0 && line->last == 0xFF09 && next->last == 0xFF09;
}

/* 某局关于…的通知 above 各乡镇中心学校：, though the title may be as wide as the text */
static bool is_title_above_address(const qg_line *line, const qg_line *next, size_t i)
{
    return i < TOP && line->n_stops + line->n_commas + next->n_stops == 0 &&
           qg_has_title_word(line->text) && qg_is_colon(next->last) &&
           qg_is_addressee(qg_without_colon(next->text));
}

/* Likewise what kinds of lines they are. */
static int decided_by_kind(const qg_line *at, size_t n, size_t i, size_t k)
{
    const qg_line *line = &at[i], *next = &at[k];
    size_t n_mark;

    if ((qg_line_ends_with_day(line) && qg_line_ends_with_day(next)) ||
        is_entry_of_roster(line, next) || is_title_above_address(line, next, i))
        return -SURE_POINTS;
    if (line->is_literal || next->is_literal || is_part_of_page(line) || is_part_of_page(next) ||
        qg_line_heads_contents(next))
        return -SURE_POINTS;
    if ((is_signature(at, n, k) && !qg_is_comma(line->last)) || is_next_number(line, next))
        return -SURE_POINTS;
    if ((next->n_runes >= LEAST_START_RUNES && next->text.n <= line->text.n &&
         qg_str_starts(line->text, next->text)) ||
        qg_is_name_above_stamp(at, n, k))
        return -SURE_POINTS; /* it starts again, as a title below an abstract does */
    if (line->n_stops == 0 && ((starts_enactment(next) && ends_enactment(line)) ||
                               (next->n_blank > 0 && qg_is_enactment(line->text))))
        return -SURE_POINTS;
    if (qg_is_attachment_label(next->text) ||
        (qg_attachment_label_at(next->text, &n_mark) > 0 && n_mark > 0))
        return -SURE_POINTS; /* 附件1, and 附件1：名单 */
    if (qg_line_is_speaker(line) || is_title_of_attachment(at, i) ||
        (qg_is_post_and_name(line) && line->number.form == QG_NUMBER_NONE))
        return -SURE_POINTS;
    if (is_end_of_entry(at, n, i, k) || is_count_cut(line, next))
        return SURE_POINTS;
    if (starts_below_heading(line, next))
        return -SURE_POINTS;
    if (line->n_commas > (line->number.form == QG_NUMBER_HAN) && qg_line_is_cut(line) &&
        is_end_of_announcement(next)) /* the comma of 一、 is none */
        return SURE_POINTS;
    if (line->look != NULL && next->n_blank > 0 &&
        line->look->is_bold != qg_line_look(next)->is_bold)
        return -SURE_POINTS;
    return 0;
}

int qg_join_decided(const qg_line *at, size_t n, size_t i, size_t k, bool is_wrapped)
{
    int words = decided_by_words(at, n, i, k, is_wrapped);

    return words != 0 ? words : decided_by_kind(at, n, i, k);
}
