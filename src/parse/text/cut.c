/* cut.c - where a heading ends whose text follows without anything between.
 *
 * A page that has lost its line ends has "（一）强化理论武装，筑牢思想根基把学习与业务…".  No rule
 * finds the border, but much speaks for it: that no word stands across it, that its two characters
 * are seldom neighbours, how headings end and how sentences start, and that the halves of a heading
 * are mostly of one length.  What all of it adds up to is compared for every place.
 */
#include "language/lexicon.h"
#include "language/model.h"
#include "parse/text/split_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum {
    MAX_HEAD_RUNES = 34,
    MAX_TITLE_RUNES = 60,
    MIN_HEAD_RUNES = 4,
    MIN_TITLE_RUNES = 8,
    MIN_BEHIND = 12, /* runes of the text that are looked at */
    MOST_RUNES = MAX_TITLE_RUNES + 2 * MIN_BEHIND,
    WORD_RUNES = 6,   /* on each side, where a word may stand across */
    MOST_GAIN = 8,    /* bits that count */
    FAR = 1000,       /* no place */
    LEAST_POINTS = 3, /* of a heading; a title has its last word, too */
    LEAST_TITLE_POINTS = 6
};

typedef struct word {
    const char *text;
    int points;
} word;

/* How sentences behind headings start. */
static const word starts[] = {
    {"一是", 9},   {"根据", 7},   {"按照", 6},     {"为了", 6},   {"为进一步", 7}, {"为深入", 7},
    {"为贯彻", 7}, {"为切实", 7}, {"为认真", 7},   {"为全面", 7}, {"为加强", 6},   {"为", 2},
    {"近年来", 8}, {"今年", 7},   {"去年", 6},     {"一年来", 7}, {"过去", 5},     {"我", 6},
    {"本", 2},     {"党组", 5},   {"党委", 4},     {"支部", 3},   {"坚持", 4},     {"认真", 4},
    {"严格", 4},   {"围绕", 5},   {"紧紧围绕", 7}, {"针对", 6},   {"对照", 5},     {"通过", 5},
    {"当前", 6},   {"目前", 6},   {"截至", 7},     {"截止", 6},   {"随着", 6},     {"虽然", 6},
    {"由于", 5},   {"切实", 3},   {"充分", 4},     {"积极", 4},   {"深入", 4},     {"进一步", 4},
    {"不断", 3},   {"把", 3},     {"将", 2},       {"以", 1},     {"在", 3},       {"对", 2},
    {"从", 4},     {"各", 3},     {"全", 1},       {"要", 2},     {"由", 1},       {"成立", 4},
    {"组织", 1},   {"建立", 2},   {"制定", 4},     {"加强", 2},   {"召开", 4},     {"利用", 4},
    {"结合", 3},   {"继续", 4},   {"先后", 5},     {"主要", 2},   {"部分", 4},     {"个别", 6},
    {"有的", 6},   {"少数", 6},   {"一些", 5},     {"班子", 3},   {"街道", 3},     {"及时", 3},
    {"定期", 4},   {"各级", 4},   {"各位", 6},     {"同志们", 7}, {"始终", 4},     {"牢固", 3},
    {"依托", 5},   {"聚焦", 3},   {"立足", 4},     {"经过", 5},   {"经", 2},       {"现将", 7},
    {"现", 2},     {"下一步", 6}, {"意识形态", 3}, {"习近平", 3}, {"学习", 1},     {"全年", 4},
    {"全市", 4},   {"全县", 4},   {"全区", 4},     {"全镇", 4},   {"市委", 3},     {"县委", 3},
    {"上半年", 6}, {"一方面", 7}, {"首先", 5},     {"二是", 4},   {"根據", 7},     {"為", 3},
    {"目的", 2},   {"实行", 2},   {"凡", 4},       {"工作中", 2}, {"有关", 2},     {"自", 2}};

/* How headings end. */
static const word ends[] = {
    {"情况", 4}, {"问题", 4}, {"成效", 4}, {"做法", 4}, {"打算", 4}, {"措施", 4}, {"经验", 3},
    {"体会", 4}, {"安排", 3}, {"计划", 3}, {"要求", 3}, {"建议", 3}, {"思路", 3}, {"重点", 3},
    {"分析", 3}, {"原因", 4}, {"不足", 3}, {"回顾", 4}, {"目标", 3}, {"任务", 3}, {"不够", 3},
    {"到位", 3}, {"不强", 3}, {"不高", 3}, {"不深", 3}, {"不严", 3}, {"不实", 3}, {"突出", 2},
    {"明显", 2}, {"滞后", 3}, {"机制", 3}, {"体系", 2}, {"基础", 2}, {"根基", 4}, {"防线", 4},
    {"责任", 2}, {"意识", 2}, {"水平", 3}, {"能力", 2}, {"实效", 3}, {"落实", 1}, {"引领", 2},
    {"保障", 2}, {"建设", 1}, {"工作", 1}, {"发展", 1}, {"格局", 3}, {"合力", 4}, {"导向", 3},
    {"底线", 3}, {"氛围", 3}, {"关系", 2}, {"方面", 3}, {"管理", 1}, {"落地", 2}, {"质效", 3},
    {"成果", 2}, {"短板", 3}, {"薄弱", 3}, {"原则", 3}, {"内容", 2}, {"步骤", 3}, {"职责", 2},
    {"意义", 2}, {"特点", 2}, {"方向", 2}, {"认识", 2}, {"制度", 2}, {"组织", 1}, {"概况", 4}};

/* What a text cannot start with, and what a heading cannot end with. */
static const char *const no_starts = "的和与與及等、了着之性化度者们們率力";
static const char *const no_ends = "的和与與及、在对對把以为為从從将將了是向于於由给給被让不要";

/* A place, and what is in front of it. */
typedef struct text_cut {
    qg_rune runes[MOST_RUNES];
    size_t offsets[MOST_RUNES + 1];
    size_t n; /* of runes */
} text_cut;

static void fill(text_cut *c, qg_str text)
{
    qg_str rest = text;

    for (c->n = 0; c->n < MOST_RUNES && rest.n > 0; c->n++) {
        c->offsets[c->n] = text.n - rest.n;
        qg_utf8_take(&rest, &c->runes[c->n]);
    }
    c->offsets[c->n] = text.n - rest.n;
}

static int start_points(qg_str text)
{
    int best = 0;

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts[i].points > best && qg_str_starts(text, qg_str_of(starts[i].text)))
            best = starts[i].points;
    for (size_t n = 0; n < 4; n++) /* 2023年 */
        if (n >= text.n || text.p[n] < '0' || text.p[n] > '9')
            return best;
    return qg_str_starts(qg_str_skip(text, 4), QG_STR("年")) ? 8 : best;
}

/* …联系不紧密, …研究不够深入: what headings say of shortcomings */
static bool ends_with_not(qg_str text)
{
    enum { MOST_BYTES = 12 };
    qg_str last = text.n > MOST_BYTES ? qg_str_skip(text, text.n - MOST_BYTES) : text;

    return qg_str_find(last, QG_STR("不")) < last.n;
}

static int end_points(qg_str text)
{
    int best = ends_with_not(text) ? 2 : 0;

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends[i].points > best && qg_str_ends(text, qg_str_of(ends[i].text)))
            best = ends[i].points;
    return best;
}

/* Bits by which the characters around place `at` are likelier together than apart: words that stand
 * across it. */
static unsigned bits_across(const text_cut *c, size_t first, size_t at)
{
    size_t from = at > first + WORD_RUNES ? at - WORD_RUNES : first;
    size_t to = at + WORD_RUNES < c->n ? at + WORD_RUNES : c->n;
    unsigned apart =
        qg_lexicon_cost(&c->runes[from], at - from) + qg_lexicon_cost(&c->runes[at], to - at);
    unsigned together = qg_lexicon_cost(&c->runes[from], to - from);

    return apart > together ? apart - together : 0;
}

/* The halves of a heading are of one length: 强化理论武装，筑牢思想根基 */
static int balance_points(const text_cut *c, size_t first, size_t at)
{
    enum { EQUAL = 6, NEARLY = 2, WORSE = -1, WORST = -4 };
    size_t start = first, last = 0, own;

    for (size_t i = first; i < at; i++)
        if (c->runes[i] == 0xFF0C || c->runes[i] == ',') {
            last = i - start;
            start = i + 1;
        }
    own = at - start;
    if (last == 0)
        return 0;
    size_t apart = own > last ? own - last : last - own;
    int points = apart == 0 ? EQUAL : apart == 1 ? NEARLY : (int)apart * WORSE;
    return points < WORST ? WORST : points;
}

/* Most headings are short: those without a comma have seldom more than a dozen characters. */
static int length_points(const text_cut *c, size_t first, size_t at)
{
    enum { LONG = 12, LONG_HALVES = 30 };
    size_t most = LONG;

    for (size_t i = first; i < at; i++)
        if (qg_is_comma(c->runes[i]))
            most = LONG_HALVES;
    return at - first > most ? (int)most - (int)(at - first) : 0;
}

/* What speaks for place `at`, and against it. */
static int points_at(const text_cut *c, qg_str text, size_t first, size_t at)
{
    qg_rune before = c->runes[at - 1], behind = c->runes[at];
    qg_str rest = qg_str_skip(text, c->offsets[at]);
    int gain = 0;

    if (!(qg_rune_is_han(before) || before == 0x201D || before == 0x300B || before == 0xFF09) ||
        !(qg_rune_is_han(behind) || qg_rune_is_digit(behind) || behind == 0x201C ||
          behind == 0x300A) ||
        qg_utf8_is_in(before, no_ends) || qg_utf8_is_in(behind, no_starts) ||
        bits_across(c, first, at) > 0)
        return -FAR;
    if (qg_model_is_counted(before) && qg_model_is_counted(behind))
        gain = qg_model_gain(before, behind);
    gain = gain > MOST_GAIN ? MOST_GAIN : gain < -MOST_GAIN ? -MOST_GAIN : gain;
    return start_points(rest) - gain / 2 + balance_points(c, first, at);
}

/* Whether what is behind place `at` is a sentence of some length. */
static bool is_text(qg_str rest)
{
    qg_line line = {.text = qg_str_trim(rest)};

    qg_line_measure(&line);
    return line.n_runes >= MIN_BEHIND && (line.n_stops > 0 || qg_is_colon(line.last));
}

size_t qg_text_cut_heading(qg_str text, size_t n_number)
{
    text_cut c;
    size_t first = 0, best_at = 0;
    int best = LEAST_POINTS - 1;

    fill(&c, text);
    while (first < c.n && c.offsets[first] < n_number)
        first++;
    for (size_t at = first + 1; at < c.n && at <= first + MAX_HEAD_RUNES; at++) {
        if (qg_is_stop(c.runes[at - 1]) || qg_is_colon(c.runes[at - 1]))
            break;
        if (at < first + MIN_HEAD_RUNES)
            continue;
        int points = points_at(&c, text, first, at) + length_points(&c, first, at) +
                     end_points(qg_str_head(text, c.offsets[at]));
        if (points > best) {
            best = points;
            best_at = at;
        }
    }
    return best_at > 0 && is_text(qg_str_skip(text, c.offsets[best_at])) ? c.offsets[best_at] : 0;
}

size_t qg_text_cut_title(qg_str text)
{
    text_cut c;
    size_t best_at = 0;
    int best = LEAST_TITLE_POINTS - 1;

    fill(&c, text);
    for (size_t at = 1; at < c.n && at <= MAX_TITLE_RUNES; at++) {
        qg_str head = qg_str_head(text, c.offsets[at]);
        if (qg_is_stop(c.runes[at - 1]) || qg_is_colon(c.runes[at - 1]))
            break;
        if (at < MIN_TITLE_RUNES || !qg_has_title_word(head))
            continue;
        int points = points_at(&c, text, 0, at);
        if (points > best) {
            best = points;
            best_at = at;
        }
    }
    return best_at > 0 && is_text(qg_str_skip(text, c.offsets[best_at])) ? c.offsets[best_at] : 0;
}
