/* text_label.c - what each piece is, found for all of them at once.
 *
 * A document stands in its page in one order: furniture, title, furniture, body, signature, date,
 * furniture.  Each piece gives points to each label for what it looks like (text_weights.def), each
 * step from a label to the next costs or gains, and the best path through all pieces is the answer
 * (Viterbi's algorithm).  So a doubtful line is decided by what stands around it, and one misjudged
 * line does not carry the rest away.
 */
#include "parse/text_int.h"

#include "unicode/unicode.h"

#include <limits.h>
#include <stdlib.h>

enum {
#define X(NAME, weight, reason) NAME = weight,
#include "parse/text_weights.def"
#undef X
    NEVER = -10000,
    MAX_TITLE_RUNES = 64,
    MAX_SIGNATURE_RUNES = 40,
    MAX_HEAD_BYTES = 600,
    MIN_HEAD_RUNES = 5, /* what the head of a page has too is no chance */
    HEAD_PIECES = 400   /* the title stands among the first */
};

typedef struct labeller {
    qg_text_job *job;
    qg_line *at;
    size_t n;
} labeller;

/* ---- what a piece looks like --------------------------------------------------------------- */

static bool is_in_chain(const qg_line *line)
{
    return line->outline == QG_OUTLINE_HEADING || line->outline == QG_OUTLINE_RUN_IN ||
           (line->number.form != QG_NUMBER_NONE && qg_line_is_prose(line));
}

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
static bool is_in_head(const labeller *l, const qg_line *line)
{
    qg_str title = l->job->page == NULL ? (qg_str){0} : l->job->page->title;
    bool may_start = true;

    title = qg_str_head(title, MAX_HEAD_BYTES);
    if (line->n_runes < MIN_HEAD_RUNES || line->n_runes > MAX_TITLE_RUNES)
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

static bool is_picture(const qg_line *line)
{
    return qg_line_look(line)->is_picture && qg_line_look(line)->block == NULL;
}

static bool is_block(const qg_line *line)
{
    return qg_line_look(line)->block != NULL || is_picture(line);
}

/* What is a heading by its tag, and no link. */
static bool is_marked(const qg_line *line)
{
    return qg_line_look(line)->heading > 0 && qg_line_look(line)->n_links == 0;
}

static int junk_score(const qg_line *line)
{
    int score = line->junk * JUNK_UNIT;

    if (line->is_meta || line->is_copy)
        return JUNK_META + score;
    if (qg_line_look(line)->is_outside)
        return line->is_in_head && !line->is_repeat ? 0 : JUNK_OUTSIDE;
    if (is_picture(line))
        return score + JUNK_PICTURE;
    if (is_block(line) && line->junk == 0)
        return JUNK_STRAY;
    if (is_marked(line) && line->junk < 3)
        score -= BODY_MARKED;
    if (qg_line_look(line)->align == QG_ALIGN_RIGHT)
        score += JUNK_SIGNED;
    if (qg_line_is_prose(line) && line->junk < 6)
        score += JUNK_PROSE;
    if (is_in_chain(line))
        score += JUNK_NUMBERED;
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
    if (is_marked(line))
        score += BODY_MARKED;
    if (is_in_chain(line))
        score += BODY_NUMBERED;
    if (qg_line_is_prose(line))
        return score + BODY_PROSE;
    if (qg_is_colon(line->last) && line->junk == 0)
        return score + BODY_COLON;
    return score + (line->is_menu ? BODY_MENU : BODY_SHORT);
}

static bool ends_with_one_of(qg_str text, const char *const *ends, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (qg_str_ends(text, qg_str_of(ends[i])))
            return true;
    return false;
}

#define ENDS(text, ends) ends_with_one_of(text, ends, sizeof(ends) / sizeof *(ends))

/* The text without a bracket at its end: （试行）, (十页) */
static qg_str without_bracket(qg_str text)
{
    size_t open;

    if (!qg_str_ends(text, QG_STR("）")) && !qg_str_ends(text, QG_STR(")")))
        return text;
    for (open = text.n; open > 0; open--)
        if (text.p[open - 1] == '(' || qg_str_starts(qg_str_skip(text, open - 1), QG_STR("（")))
            break;
    return open > 1 ? qg_str_trim(qg_str_head(text, open - 1)) : text;
}

/* 报告, 通知 …: the last word of most titles. */
static bool has_title_word(qg_str text)
{
    static const char *const ends[] = {
        "报告",   "報告", "总结", "總結",   "通知", "意见", "意見", "方案", "办法",   "辦法",
        "规定",   "規定", "细则", "細則",   "决定", "決定", "通报", "通報", "公告",   "通告",
        "请示",   "請示", "批复", "批覆",   "函",   "纪要", "紀要", "讲话", "講話",   "致辞",
        "致辭",   "发言", "發言", "计划",   "計劃", "要点", "要點", "规划", "規劃",   "条例",
        "條例",   "章程", "制度", "倡议书", "公报", "公報", "简报", "簡報", "汇报",   "匯報",
        "材料",   "范文", "例文", "情况",   "情況", "体会", "體會", "说明", "說明",   "预案",
        "預案",   "指南", "合同", "协议",   "協議", "议案", "提案", "答复", "決議",   "决议",
        "令",     "书",   "書",   "守则",   "准则", "标准", "解读", "解讀", "心得",   "调研",
        "思考",   "建议", "措施", "清单",   "名单", "须知", "声明", "启事", "演讲稿", "发言稿",
        "讲稿",   "提纲", "大纲", "论文",   "概况", "简介", "法",   "序",   "记",     "问答",
        "一览表", "公约", "协定", "宣言",   "日记", "故事"};

    return ENDS(without_bracket(text), ends);
}

static bool has_about(qg_str text)
{
    return qg_str_find(text, QG_STR("关于")) < text.n || qg_str_find(text, QG_STR("關於")) < text.n;
}

static bool is_organ(qg_str text)
{
    static const char *const ends[] = {
        "局",   "委",   "委员会", "办公室", "政府",   "厅",     "部",     "院",
        "党组", "党委", "党工委", "支部",   "公司",   "中心",   "学校",   "大学",
        "协会", "学会", "集团",   "总队",   "支队",   "大队",   "街道",   "办",
        "处",   "所",   "站",     "会",     "社",     "馆",     "行",     "校",
        "团",   "小组", "政府",   "委員會", "辦公室", "廳",     "學校",   "大學",
        "協會", "學會", "署",     "法院",   "检察院", "办事处", "管理局", "指挥部",
        "村",   "社区", "医院",   "中学",   "小学",   "幼儿园", "宣"};

    return ENDS(text, ends);
}

static bool has_mark(const qg_line *line)
{
    return line->n_stops > 0 || qg_is_colon(line->last) || qg_is_comma(line->last);
}

/* Whether only names of offices stand between piece `i` and a line with 关于. */
static bool leads_to_about(const labeller *l, size_t i)
{
    for (size_t k = i + 1; k < l->n && k < i + 8; k++) {
        if (has_about(l->at[k].text))
            return true;
        if (!is_organ(l->at[k].text))
            return false;
    }
    return false;
}

/* Whether the next piece that is no furniture is a text, a heading or an address. */
static bool stands_above_text(const labeller *l, size_t i)
{
    enum { AHEAD = 12 };

    for (size_t k = i + 1; k < l->n && k <= i + AHEAD; k++) {
        const qg_line *line = &l->at[k];
        if (line->junk >= 3 || line->is_meta)
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
           (look->align == QG_ALIGN_CENTER ? TITLE_CENTRED : 0) +
           (look->is_outside ? TITLE_OUTSIDE : 0);
}

/* 时间：2021-03-16 */
static bool is_stamp(qg_str text)
{
    qg_rune rune = 0;

    while (text.n > 0 && !qg_is_colon(rune))
        qg_utf8_take(&text, &rune);
    return text.n > 0 && text.p[0] >= '0' && text.p[0] <= '9';
}

static int title_score(const labeller *l, size_t i)
{
    const qg_line *line = &l->at[i];
    int score = TITLE_BASE - line->junk * JUNK_UNIT;

    if (line->is_meta || line->is_copy || line->n_runes > MAX_TITLE_RUNES || i > HEAD_PIECES ||
        is_block(line))
        return NEVER;
    score += title_look_score(line);
    if (!line->is_in_head && !line->is_top_heading &&
        (has_mark(line) || line->is_date || line->is_cell_row || is_stamp(line->text) ||
         qg_str_starts(line->text, QG_STR("附件"))))
        score += TITLE_MARK;
    else
        score += TITLE_SHORT;
    if (line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN)
        score += TITLE_NUMBERED;
    if (has_title_word(line->text))
        score += TITLE_WORD;
    if (has_about(line->text))
        score += TITLE_ABOUT;
    if (line->n_runes < 3)
        score += TITLE_TINY;
    if (is_organ(line->text) && leads_to_about(l, i))
        score += TITLE_WORD + (line[1].is_in_head && line[1].n_blank == 0 ? TITLE_HEAD : 0);
    if (line->is_repeat)
        score -= TITLE_REPEATED;
    else if (line->is_copied)
        score += TITLE_REPEATED;
    if (l->job->title.n > 0 && qg_str_eq(l->job->title, line->text))
        score += TITLE_DATA;
    if (i == 0 && line->junk == 0 && !line->is_menu)
        score += TITLE_FIRST;
    if (line->junk == 0 && stands_above_text(l, i))
        score += TITLE_ABOVE;
    return score;
}

/* A title that takes two lines: issuers above 关于…, or a line that lacks its last word. */
static int title_more_score(const labeller *l, size_t i)
{
    const qg_line *line = &l->at[i], *above;

    if (i == 0 || i > HEAD_PIECES || line->n_runes > MAX_TITLE_RUNES || has_mark(line) ||
        line->is_meta || line->junk >= 3 || line->is_date || line->n_blank > 1 || is_block(line) ||
        qg_line_look(line)->is_outside ||
        (line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN))
        return NEVER;
    above = &l->at[i - 1];
    if (has_title_word(above->text) || above->n_runes < 3)
        return NEVER;
    if (qg_str_starts(line->text, QG_STR("关于")) || qg_str_starts(line->text, QG_STR("關於")))
        return TITLE_MORE + (line->is_in_head ? TITLE_HEAD : 0);
    if (is_organ(line->text) && is_organ(above->text) && leads_to_about(l, i))
        return TITLE_MORE;
    return has_title_word(line->text) && has_about(above->text) ? TITLE_MORE : NEVER;
}

static int signature_score(const labeller *l, size_t i)
{
    const qg_line *line = &l->at[i];
    bool is_above_date = i + 1 < l->n && l->at[i + 1].is_date;

    if (has_mark(line) || line->is_meta || line->is_copy || line->n_runes > MAX_SIGNATURE_RUNES ||
        is_block(line) || qg_line_look(line)->is_outside || line->n_commas > 0 ||
        line->number.form != QG_NUMBER_NONE)
        return NEVER;
    if (!is_organ(line->text))
        return SIGN_BASE - line->junk * JUNK_UNIT + (is_above_date ? SIGN_ABOVE_DATE : 0) +
               (qg_line_look(line)->align == QG_ALIGN_RIGHT ? SIGN_RIGHT : 0);
    return SIGN_BASE - line->junk * JUNK_UNIT + SIGN_ORGAN + (is_above_date ? SIGN_ABOVE_DATE : 0) +
           (line->indent >= 8 ? SIGN_INDENTED : 0) +
           (qg_line_look(line)->align == QG_ALIGN_RIGHT ? SIGN_RIGHT : 0);
}

/* The title that the head of the page has, in the article. */
static bool is_title_alone(const qg_line *line)
{
    return line->is_in_head && !qg_line_look(line)->is_outside;
}

/* The title of the page again. */
static int head_score(const qg_line *line)
{
    return is_title_alone(line) ? JUNK_HEAD : 0;
}

static int closing_score(const qg_line *line)
{
    static const char *const starts[] = {
        "抄送", "抄报", "主送", "（此件", "(此件",  "（联系", "(联系", "联系人", "联系电话",
        "附件", "附：", "附:",  "印发",   "（公开", "(公开",  "此件",  "主题词"};

    if (line->is_meta || line->n_runes > 120 || qg_line_look(line)->is_outside)
        return NEVER;
    if (is_block(line))
        return body_score(line) - 1;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(line->text, qg_str_of(starts[i])))
            return CLOSING_LINE - line->junk;
    if ((line->first == '(' || line->first == 0xFF08) &&
        (line->last == ')' || line->last == 0xFF09))
        return CLOSING_LINE - 2 - line->junk;
    return -line->junk * JUNK_UNIT + BODY_SHORT - 1;
}

static int head_junk_score(const qg_line *line)
{
    if (qg_line_look(line)->is_outside)
        return junk_score(line);
    return junk_score(line) + (line->is_repeat        ? JUNK_REPEAT
                               : is_title_alone(line) ? JUNK_TITLE
                                                      : 0);
}

static int points(const labeller *l, size_t i, qg_label label)
{
    const qg_line *line = &l->at[i];

    switch (label) {
    case QG_LABEL_HEAD_JUNK:
        return head_junk_score(line);
    case QG_LABEL_LEAD:
        return body_score(line) +
               (qg_line_is_prose(line) || line->n_stops > 0 || is_picture(line) ? LEAD_PROSE : 0);
    case QG_LABEL_TITLE:
        return title_score(l, i);
    case QG_LABEL_TITLE_MORE:
        return title_more_score(l, i);
    case QG_LABEL_TITLE_JUNK:
        return junk_score(line);
    case QG_LABEL_BODY:
        return body_score(line) - head_score(line);
    case QG_LABEL_BODY_JUNK:
        return line->junk >= 4 || line->is_meta || line->is_copy || qg_line_look(line)->is_outside
                   ? junk_score(line)
                   : NEVER;
    case QG_LABEL_SIGNATURE:
        return signature_score(l, i);
    case QG_LABEL_DATE:
        return line->is_date && !line->is_copy && !qg_line_look(line)->is_outside ? DATE_LINE
                                                                                  : NEVER;
    case QG_LABEL_CLOSING:
        return closing_score(line) - head_score(line);
    case QG_LABEL_TAIL_JUNK:
        return junk_score(line) + head_score(line) +
               (line->junk < 6 && !line->is_copy && (line->is_date || signature_score(l, i) > 0)
                    ? JUNK_SIGNED
                    : 0);
    default:
        return NEVER;
    }
}

/* ---- steps --------------------------------------------------------------------------------- */

enum { NO_STEP = NEVER };

/* From the label of a row to that of a column; what is not named is impossible. */
static int step(qg_label from, qg_label to)
{
    static const struct {
        uint8_t from, to;
        short cost;
    } steps[] = {
        {QG_LABEL_HEAD_JUNK, QG_LABEL_HEAD_JUNK, 0},
        {QG_LABEL_HEAD_JUNK, QG_LABEL_LEAD, STEP_LEAD},
        {QG_LABEL_HEAD_JUNK, QG_LABEL_TITLE, 0},
        {QG_LABEL_HEAD_JUNK, QG_LABEL_BODY, STEP_NO_TITLE},
        {QG_LABEL_LEAD, QG_LABEL_LEAD, -1},
        {QG_LABEL_LEAD, QG_LABEL_TITLE, 0},
        {QG_LABEL_LEAD, QG_LABEL_HEAD_JUNK, STEP_LEAD},
        {QG_LABEL_TITLE, QG_LABEL_TITLE_MORE, 0},
        {QG_LABEL_TITLE, QG_LABEL_TITLE_JUNK, 0},
        {QG_LABEL_TITLE, QG_LABEL_BODY, 0},
        {QG_LABEL_TITLE_MORE, QG_LABEL_TITLE_MORE, 0},
        {QG_LABEL_TITLE_MORE, QG_LABEL_TITLE_JUNK, 0},
        {QG_LABEL_TITLE_MORE, QG_LABEL_BODY, 0},
        {QG_LABEL_TITLE_JUNK, QG_LABEL_TITLE_JUNK, 0},
        {QG_LABEL_TITLE_JUNK, QG_LABEL_BODY, 0},
        {QG_LABEL_BODY, QG_LABEL_BODY, 0},
        {QG_LABEL_BODY, QG_LABEL_BODY_JUNK, STEP_INTO_BODY_JUNK},
        {QG_LABEL_BODY, QG_LABEL_SIGNATURE, 0},
        {QG_LABEL_BODY, QG_LABEL_DATE, 0},
        {QG_LABEL_BODY, QG_LABEL_TAIL_JUNK, STEP_INTO_TAIL},
        {QG_LABEL_BODY_JUNK, QG_LABEL_BODY_JUNK, -1},
        {QG_LABEL_BODY_JUNK, QG_LABEL_BODY, 0},
        {QG_LABEL_BODY_JUNK, QG_LABEL_SIGNATURE, 0},
        {QG_LABEL_BODY_JUNK, QG_LABEL_TAIL_JUNK, 0},
        {QG_LABEL_SIGNATURE, QG_LABEL_SIGNATURE, 0},
        {QG_LABEL_SIGNATURE, QG_LABEL_DATE, 1},
        {QG_LABEL_SIGNATURE, QG_LABEL_BODY, -3},
        {QG_LABEL_SIGNATURE, QG_LABEL_CLOSING, -1},
        {QG_LABEL_SIGNATURE, QG_LABEL_TAIL_JUNK, STEP_INTO_TAIL + 2},
        {QG_LABEL_DATE, QG_LABEL_CLOSING, 0},
        {QG_LABEL_DATE, QG_LABEL_BODY, -1},
        {QG_LABEL_DATE, QG_LABEL_TITLE, STEP_AGAIN},
        {QG_LABEL_DATE, QG_LABEL_SIGNATURE, 0},
        {QG_LABEL_DATE, QG_LABEL_TAIL_JUNK, STEP_INTO_TAIL + 2},
        {QG_LABEL_CLOSING, QG_LABEL_CLOSING, 0},
        {QG_LABEL_CLOSING, QG_LABEL_BODY, -1},
        {QG_LABEL_CLOSING, QG_LABEL_TITLE, STEP_AGAIN},
        {QG_LABEL_CLOSING, QG_LABEL_TAIL_JUNK, STEP_INTO_TAIL + 1},
        {QG_LABEL_TAIL_JUNK, QG_LABEL_TAIL_JUNK, 0},
        {QG_LABEL_TAIL_JUNK, QG_LABEL_BODY, STEP_BACK},
    };

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i].from == from && steps[i].to == to)
            return steps[i].cost;
    return NO_STEP;
}

static int start_score(qg_label label)
{
    switch (label) {
    case QG_LABEL_HEAD_JUNK:
    case QG_LABEL_TITLE:
        return 0;
    case QG_LABEL_LEAD:
        return STEP_LEAD;
    case QG_LABEL_BODY:
        return STEP_NO_TITLE + 2;
    default:
        return NEVER;
    }
}

/* ---- the best path ------------------------------------------------------------------------- */

typedef struct path {
    int score[QG_LABELS];
} path;

static void advance(path *to, const path *from, uint8_t back[QG_LABELS],
                    int steps[QG_LABELS][QG_LABELS], const labeller *l, size_t i)
{
    for (int label = 0; label < QG_LABELS; label++) {
        int best = NEVER * 2, own = points(l, i, (qg_label)label);

        back[label] = 0;
        for (int k = 0; k < QG_LABELS; k++) {
            int score = from->score[k] + steps[k][label];
            if (steps[k][label] > NEVER && from->score[k] > NEVER && score > best) {
                best = score;
                back[label] = (uint8_t)k;
            }
        }
        to->score[label] = own <= NEVER || best <= NEVER ? NEVER * 2 : best + own;
    }
}

/* Keep scores near 0, so that no text is too long for an int. */
static void settle(path *p)
{
    int best = NEVER * 2;

    for (int k = 0; k < QG_LABELS; k++)
        best = p->score[k] > best ? p->score[k] : best;
    for (int k = 0; k < QG_LABELS; k++)
        p->score[k] = p->score[k] <= NEVER             ? NEVER * 2
                      : p->score[k] - best < NEVER / 2 ? NEVER / 2
                                                       : p->score[k] - best;
}

static void find_path(labeller *l, uint8_t (*back)[QG_LABELS])
{
    int steps[QG_LABELS][QG_LABELS], best = 0;
    path here, next;

    for (int from = 0; from < QG_LABELS; from++)
        for (int to = 0; to < QG_LABELS; to++)
            steps[from][to] = step((qg_label)from, (qg_label)to);
    for (int k = 0; k < QG_LABELS; k++) {
        int start = start_score((qg_label)k), own = points(l, 0, (qg_label)k);
        here.score[k] = start <= NEVER || own <= NEVER ? NEVER * 2 : start + own;
    }
    for (size_t i = 1; i < l->n; i++) {
        settle(&here);
        advance(&next, &here, back[i], steps, l, i);
        here = next;
    }
    if (l->n > 1) /* nobody writes a title and nothing beneath it */
        here.score[QG_LABEL_TITLE] = here.score[QG_LABEL_TITLE_MORE] = NEVER * 2;
    for (int k = 1; k < QG_LABELS; k++)
        if (here.score[k] > here.score[best])
            best = k;
    for (size_t i = l->n; i-- > 0;) {
        l->at[i].label = (uint8_t)best;
        best = back[i][best];
    }
}

/* ---- the same line twice ------------------------------------------------------------------- */

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
static void find_repeats(labeller *l)
{
    enum { AHEAD = 16 };

    for (size_t i = 0; i < l->n && i < HEAD_PIECES; i++) {
        qg_line *line = &l->at[i];
        if (line->n_runes < 5 || line->n_runes > MAX_TITLE_RUNES || line->is_meta ||
            (line->n_stops > 0 && !line->is_in_head) || line->is_date ||
            (line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN))
            continue;
        for (size_t k = i + 1; k < l->n && k <= i + AHEAD; k++) {
            const qg_line *other = &l->at[k];
            if (qg_line_is_prose(other) || other->outline == QG_OUTLINE_HEADING)
                break;
            if (other->is_meta || other->n_runes > MAX_TITLE_RUNES)
                continue;
            if (other->key == line->key ||
                are_alike(without_bracket(line->text), without_bracket(other->text))) {
                line->is_repeat = true;
                l->at[k].is_copied = true;
            }
        }
    }
}

/* What the head of a page has as title, and its highest heading if there is but one of that kind.
 */
static void find_page_titles(labeller *l)
{
    size_t n_of[7] = {0}, top = 1;

    for (size_t i = 0; i < l->n; i++) {
        l->at[i].is_in_head = is_in_head(l, &l->at[i]);
        if (is_marked(&l->at[i]) && !qg_line_look(&l->at[i])->is_outside)
            n_of[qg_line_look(&l->at[i])->heading]++;
    }
    while (top < 6 && n_of[top] == 0)
        top++;
    for (size_t i = 0; i < l->n; i++)
        l->at[i].is_top_heading =
            is_marked(&l->at[i]) && (qg_line_look(&l->at[i])->heading == 1 ||
                                     (n_of[top] == 1 && qg_line_look(&l->at[i])->heading == top));
}

void qg_text_label(qg_text_job *job)
{
    labeller l = {.job = job, .at = job->lines.at, .n = job->lines.n};
    uint8_t(*back)[QG_LABELS];

    if (l.n == 0 || job->lines.status != QG_OK)
        return;
    back = calloc(l.n, sizeof *back);
    if (back == NULL) {
        job->lines.status = QG_E_MEMORY;
        return;
    }
    if (job->page != NULL)
        find_page_titles(&l);
    find_repeats(&l);
    find_path(&l, back);
    free(back);
}
