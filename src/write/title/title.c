/* title.c - where a long title breaks into lines (GB/T 9704-2012, 7.3.1): by sense, in the
 * shape of a trapezoid or a diamond, no short last line.
 *
 * Word breaks where the line is full, which leaves 报|告.  So the lines are chosen here: as few as
 * the width allows, and among all ways to break the one with the least cost, where tearing what
 * belongs together costs more than lines of different width.  Rather than tear a word, the title is
 * condensed a little.
 */
#include "write/title/title.h"

#include "unicode/unicode.h"

enum {
    MAX_LINES = 5, /* for which all ways are tried */
    MOST_LINES = TITLE_MAX_RUNES / 4,
    FIFTHS = 5,        /* of half a character ... */
    SEAM_FIFTHS = 2,   /* which Han and figures stand apart in LibreOffice */
    LEAST_COLUMNS = 8, /* of a line: one or two characters are no line */
    FORBIDDEN = 1000000
};

/* What a line break costs, in squares of half characters by which a line is not as wide as the
 * others: a word is torn only where the lines would differ by twenty-four. */
enum {
    COST_NAME = 900,          /* inside of the issuer's name */
    COST_WORD = 600,          /* inside of a word */
    COST_NUMBER = TITLE_TORN, /* 2024|年 */
    COST_HOURGLASS = 400,     /* a line narrower than one above and one below it */
    COST_SINGLES = 250,       /* between characters that are in no word, perhaps a name */
    COST_AND = 150,           /* 加强和|改进 */
    COST_SINGLE = 120,        /* between such a character and a word */
    COST_PHRASE = 150,        /* more, inside of “” */
    COST_BRACKETS = 120,      /* more, inside of （） */
    COST_QUOTED = 60,         /* more, inside of 《》 */
    COST_HEAD = 60,   /* more, in front of what those before it describe: 养护管理|工作 */
    COST_WORDS = 40,  /* between words */
    COST_VERB = 30,   /* more, behind a verb and in front of its object */
    COST_CLAUSE = 20, /* in front of a verb: 管理|加强服务 */
    COST_BRACKET = 20 /* in front of （ */
};

static bool is_one_of(qg_rune rune, qg_str runes)
{
    while (runes.n > 0) {
        qg_rune one;
        qg_utf8_take(&runes, &one);
        if (one == rune)
            return true;
    }
    return false;
}

static bool is_at(const qg_title *t, size_t i, qg_rune first, qg_rune second)
{
    return i + 1 < t->n && t->runes[i] == first && t->runes[i + 1] == second;
}

static bool is_single(const qg_title *t, size_t i)
{
    return t->is_word_end[i] && t->is_word_end[i + 1];
}

/* Verbs, and what stands in front of them, that begin what is to be done. */
static const char verbs[] =
    "加强 加快 促进 推进 推动 完善 健全 深化 优化 强化 提升 提高 更好 切实 做好 确保 "
    "支持 鼓励 严格 坚决 全面 着力 扎实 大力 积极 开展 组织 落实 进一步 ";

/* What the words in front of it describe. */
static const char heads[] =
    "工作 情况 事项 方案 规划 计划 办法 制度 条例 规定 细则 目录 清单 标准 政策 体系 机制 "
    "项目 工程 资金 会议 行动 活动 名单 结果 ";

/* How many characters the one of `words` has that stands as a word at i; 0: none does. */
static size_t word_at(const qg_title *t, size_t i, const char *words)
{
    qg_str rest = qg_str_of(words);

    while (i < t->n && t->is_word_end[i] && rest.n > 0) {
        qg_str word = qg_str_head(rest, qg_str_find_byte(rest, ' '));
        bool is_same = word.n > 0;
        size_t n = 0;
        rest = qg_str_skip(rest, word.n + 1);
        for (; is_same && word.n > 0; n++) {
            qg_rune rune;
            qg_utf8_take(&word, &rune);
            is_same = i + n < t->n && t->runes[i + n] == rune;
        }
        if (is_same && t->is_word_end[i + n])
            return n;
    }
    return 0;
}

/* Likewise for the word that ends in front of i. */
static size_t word_before(const qg_title *t, size_t i, const char *words)
{
    size_t start = i;

    while (start > 0 && !t->is_word_end[--start])
        ;
    return start < i && word_at(t, start, words) == i - start ? i - start : 0;
}

/* 优化 in 关于进一步优化: all that follows is its object. */
static bool is_main_verb(const qg_title *t, size_t end)
{
    size_t n;

    while ((n = word_before(t, end, verbs)) > 0)
        end -= n;
    return end == 0 || (end >= 2 && is_at(t, end - 2, 0x5173, 0x4E8E)); /* 关于 */
}

/* In front of 优化 in 营商环境优化服务, but not in 服务优化工程 or 进一步优化服务. */
static bool is_clause(const qg_title *t, size_t i)
{
    size_t n = word_at(t, i, verbs);

    return n > 0 && i + n < t->n && word_at(t, i + n, heads) == 0 && !is_single(t, i + n) &&
           word_before(t, i, verbs) == 0 && !is_single(t, i - 1);
}

/* 省 in 省财政局省教育厅: what begins with it is an office. */
static bool begins_office(const qg_title *t, size_t i)
{
    return is_single(t, i) && is_one_of(t->runes[i], QG_STR("省市县区州")) &&
           (i == 0 || is_one_of(t->runes[i - 1], QG_STR("局厅委办部院、")));
}

/* What ends the name of a place or an office: 南湖|区. */
static bool ends_name(const qg_title *t, size_t i)
{
    return is_single(t, i) && !begins_office(t, i) &&
           is_one_of(t->runes[i], QG_STR("省市县区州盟旗镇乡村局厅委办部院所处科站段"));
}

/* 第一 and what it counts stay together: 第|一|书记. */
static bool is_counted(const qg_title *t, size_t i)
{
    qg_str numerals = QG_STR("一二三四五六七八九十百");
    size_t k = i;

    while (k > 0 && is_one_of(t->runes[k - 1], numerals))
        k--;
    return k > 0 && t->runes[k - 1] == 0x7B2C /* 第 */ &&
           (k < i || is_one_of(t->runes[i], numerals));
}

/* 2025年|: a number and its unit are a word. */
static bool ends_date(const qg_title *t, size_t i)
{
    return i >= 2 && qg_rune_is_digit(t->runes[i - 2]) &&
           is_one_of(t->runes[i - 1], QG_STR("年月日"));
}

/* Between two Chinese characters. */
static int cost_between_words(const qg_title *t, size_t i)
{
    if (!t->is_word_end[i] || t->runes[i - 1] == t->runes[i] || ends_name(t, i) ||
        is_counted(t, i) || begins_office(t, i - 1))
        return COST_WORD;
    if (begins_office(t, i))
        return COST_CLAUSE;
    if (is_single(t, i) && t->runes[i] == 0x5E76) /* 并 */
        return 0;
    if (is_clause(t, i))
        return COST_CLAUSE;
    if (ends_date(t, i))
        return COST_WORDS;
    if (is_single(t, i - 1) && is_single(t, i))
        return COST_SINGLES;
    if (is_single(t, i - 1) || is_single(t, i) || t->runes[i - 1] == 0x67D0) /* 某某水库 */
        return COST_SINGLE;
    if (word_at(t, i, heads) > 0)
        return COST_WORDS + COST_HEAD;
    return COST_WORDS + (word_before(t, i, verbs) > 0 && !is_main_verb(t, i) ? COST_VERB : 0);
}

/* What it costs to break between characters i-1 and i. */
static int cost_of_break(const qg_title *t, size_t i)
{
    qg_rune before = t->runes[i - 1], after = t->runes[i];

    if (is_one_of(after, QG_STR("　的和与及暨、，；：）》〉”’】〕%％")) ||
        is_one_of(before, QG_STR("《〈（“‘【〔")))
        return FORBIDDEN;
    if (!qg_rune_is_wide(before) && !qg_rune_is_wide(after) && before != ' ' && after != ' ')
        return FORBIDDEN; /* inside a number or a Latin word */
    if ((i >= 2 && is_at(t, i - 2, 0x5173, 0x4E8E)) || is_at(t, i, 0x5173, 0x4E8E)) /* 关于 */
        return 0;
    if (is_one_of(before, QG_STR("的、，；：： 　》）”")) || is_one_of(after, QG_STR("《“")))
        return 0;
    if (is_one_of(before, QG_STR("和与及暨")))
        return COST_AND;
    if (after == 0xFF08) /* （ */
        return COST_BRACKET;
    if (qg_rune_is_han(before) && before != 0x7B2C && qg_rune_is_digit(after)) /* but 第|3 */
        return t->is_word_end[i] ? COST_WORDS : COST_WORD;
    if (!qg_rune_is_han(before) || !qg_rune_is_han(after))
        return COST_NUMBER;
    return cost_between_words(t, i);
}

/* How many of these brackets are open behind `rune`. */
static int depth_behind(int depth, qg_rune rune, qg_rune opening, qg_rune closing)
{
    return depth + (rune == opening) - (rune == closing && depth > 0);
}

static void read_costs(qg_title *t)
{
    int quotes = 0, brackets = 0, phrases = 0;

    for (size_t i = 1; i < t->n; i++) {
        quotes = depth_behind(quotes, t->runes[i - 1], 0x300A, 0x300B);
        brackets = depth_behind(brackets, t->runes[i - 1], 0xFF08, 0xFF09);
        phrases = depth_behind(phrases, t->runes[i - 1], 0x201C, 0x201D);
        t->costs[i] = cost_of_break(t, i) + (quotes > 0 ? COST_QUOTED : 0) +
                      (brackets > 0 ? COST_BRACKETS : 0) + (phrases > 0 ? COST_PHRASE : 0);
    }
}

/* What stands between these characters is a name, which is not torn. */
static void keep_name(qg_title *t, size_t start, size_t end)
{
    for (size_t i = start + 1; i < end; i++)
        if (t->costs[i] < COST_NAME)
            t->costs[i] = COST_NAME;
}

/* A name that stands in the title. */
static void protect(qg_title *t, qg_str text, qg_str name)
{
    size_t at = qg_str_find(text, name), start = 0, end;

    while (start < t->n && t->offsets[start] < at)
        start++;
    for (end = start; end < t->n && t->offsets[end] < at + name.n; end++)
        ;
    if (at < text.n)
        keep_name(t, start, end);
}

/* Offices that blanks part, 某某局 某某委员会关于……: a blank stands behind all but the last. */
static void protect_parted(qg_title *t)
{
    const qg_str ends = QG_STR("局厅委办部院所处会府署行司校团队");
    size_t start = 0;

    for (size_t i = 1; i + 1 < t->n; i++) {
        bool is_blank = t->runes[i] == ' ' || t->runes[i] == 0x3000;
        if (!is_blank && (start == 0 || !is_at(t, i, 0x5173, 0x4E8E))) /* 关于 */
            continue;
        if (!is_one_of(t->runes[i - 1], ends))
            return;
        keep_name(t, start, i);
        if (!is_blank)
            return;
        start = i + 1;
    }
}

/* Width of a character behind another, in fifths of half a character. */
static int fifths_of(qg_rune before, qg_rune rune)
{
    bool is_seam = (qg_rune_is_han(before) && rune > ' ' && rune < 0x80) ||
                   (qg_rune_is_han(rune) && before > ' ' && before < 0x80);

    return FIFTHS * qg_rune_columns(rune, true) + (is_seam ? SEAM_FIFTHS : 0);
}

static int columns_of(int fifths)
{
    return (fifths + FIFTHS - 1) / FIFTHS;
}

int qg_title_columns(qg_str lines)
{
    int widest = 0;

    while (lines.n > 0) {
        qg_str line = qg_str_take_line(&lines);
        qg_rune before = 0, rune;
        int fifths = 0;
        while (line.n > 0) {
            qg_utf8_take(&line, &rune);
            fifths += fifths_of(before, rune);
            before = rune;
        }
        widest = columns_of(fifths) > widest ? columns_of(fifths) : widest;
    }
    return widest;
}

void qg_title_read(qg_title *t, qg_str text, const qg_field *names, size_t longest_word)
{
    qg_str rest = text;
    int fifths = 0;

    t->n = 0;
    t->columns[0] = 0;
    while (rest.n > 0) {
        t->offsets[t->n] = text.n - rest.n;
        qg_utf8_take(&rest, &t->runes[t->n]);
        fifths += fifths_of(t->n == 0 ? 0 : t->runes[t->n - 1], t->runes[t->n]);
        t->columns[++t->n] = columns_of(fifths);
    }
    t->offsets[t->n] = text.n;
    qg_title_find_words(t->is_word_end, text, t->offsets, t->n, longest_word);
    read_costs(t);
    for (size_t i = 0; names != NULL && i < names->n_values; i++)
        protect(t, text, names->values[i]);
    protect_parted(t);
}

/* ---- the best way to break into so many lines ---- */

typedef struct search {
    const qg_title *t;
    size_t n_lines;
    int most, ideal;              /* columns of a line */
    size_t breaks[MAX_LINES + 1]; /* the way in hand: where lines end; breaks[0] is the start */
    size_t found[MOST_LINES + 1]; /* the best so far, and what it costs */
    int cost;
} search;

static int columns_of_line_at(const search *s, size_t line)
{
    return s->t->columns[s->breaks[line + 1]] - s->t->columns[s->breaks[line]];
}

/* A line with a wider one above and a wider one below. */
static bool is_waist(const search *s, size_t line)
{
    int above = 0, below = 0, own = columns_of_line_at(s, line) + 2;

    for (size_t i = 0; i < s->n_lines; i++) {
        int columns = columns_of_line_at(s, i);
        if (i < line && columns > above)
            above = columns;
        if (i > line && columns > below)
            below = columns;
    }
    return own < above && own < below;
}

static int cost_of_shape(const search *s)
{
    int cost = 0;

    for (size_t line = 1; line + 1 < s->n_lines; line++)
        cost += is_waist(s, line) ? COST_HOURGLASS : 0;
    return cost;
}

/* Lay out the lines from `line` on, of which the ones above cost `cost`: MAX_LINES deep. */
static void lay_out(search *s, size_t line, int cost)
{
    const qg_title *t = s->t;
    size_t start = s->breaks[line];
    bool is_last = line + 1 == s->n_lines;

    for (size_t end = is_last ? t->n : start + 1; end <= t->n; end++) {
        int columns = t->columns[end] - t->columns[start];
        int total =
            cost + (columns - s->ideal) * (columns - s->ideal) + (end < t->n ? t->costs[end] : 0);
        if (columns > s->most)
            return;
        if (columns < LEAST_COLUMNS || total >= s->cost)
            continue;
        s->breaks[line + 1] = end;
        if (!is_last) {
            lay_out(s, line + 1, total);
        } else if (total + cost_of_shape(s) < s->cost) {
            s->cost = total + cost_of_shape(s);
            memcpy(s->found, s->breaks, sizeof s->breaks);
        }
    }
}

static bool tears(const search *s)
{
    for (size_t line = 1; line < s->n_lines; line++)
        if (s->t->costs[s->found[line]] >= TITLE_TORN)
            return true;
    return false;
}

/* Returns whether there is a way; `*is_ugly` when it tears something or has a waist. */
static bool choose_breaks(search *s, size_t n_lines, int most, bool *is_ugly)
{
    const qg_title *t = s->t;

    s->n_lines = n_lines;
    s->most = most;
    s->ideal = t->columns[t->n] / (int)n_lines;
    s->cost = FORBIDDEN;
    lay_out(s, 0, 0);
    if (s->cost >= FORBIDDEN)
        return false;
    memcpy(s->breaks, s->found, sizeof s->breaks);
    *is_ugly = tears(s) || cost_of_shape(s) > 0;
    return true;
}

/* Lines as full as can be without tearing much, whatever their shape: for a title of many lines.
 * Returns whether there is a way. */
static bool fill_lines(search *s, int most)
{
    const qg_title *t = s->t;
    int costs[TITLE_MAX_RUNES + 1] = {0};
    size_t starts[TITLE_MAX_RUNES + 1] = {0}; /* of the line that ends there */

    for (size_t end = 1; end <= t->n; end++) {
        costs[end] = FORBIDDEN;
        for (size_t start = end; start-- > 0;) {
            int columns = t->columns[end] - t->columns[start], blank = most - columns;
            int cost = costs[start] + (end < t->n ? t->costs[end] + blank * blank : 0);
            if (blank < 0)
                break;
            if (columns >= LEAST_COLUMNS && cost < costs[end]) {
                costs[end] = cost;
                starts[end] = start;
            }
        }
    }
    s->n_lines = 0;
    for (size_t end = t->n; end > 0; end = starts[end])
        s->n_lines++;
    for (size_t end = t->n, line = s->n_lines; costs[t->n] < FORBIDDEN; end = starts[end]) {
        s->found[line] = end;
        if (line-- == 0)
            return true;
    }
    return false;
}

/* As few lines as there can be; rather than ugly ones condensed or one more. */
static bool choose_lines(search *s, int most)
{
    int total = s->t->columns[s->t->n];
    size_t fewest = (size_t)((total + most - 1) / most);
    const struct {
        size_t n_lines;
        int most;
    } ways[] = {{fewest, most}, {fewest, most * 100 / TITLE_NARROWEST_PERCENT}, {fewest + 1, most}};
    bool is_ugly;

    if (fewest < 2)
        return false;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (ways[i].n_lines <= MAX_LINES &&
            choose_breaks(s, ways[i].n_lines, ways[i].most, &is_ugly) && !is_ugly)
            return true;
    for (; fewest <= MAX_LINES; fewest++)
        if (choose_breaks(s, fewest, most, &is_ugly))
            return true;
    return fill_lines(s, most);
}

/* A line without the blanks at which it was broken. */
static qg_str trimmed(qg_str line)
{
    const qg_str blank = QG_STR("\u3000");

    line = qg_str_trim(line);
    while (qg_str_starts(line, blank))
        line = qg_str_skip(line, blank.n);
    while (qg_str_ends(line, blank))
        line = qg_str_head(line, line.n - blank.n);
    return line;
}

static void put_lines(qg_buf *out, const search *s, qg_str text)
{
    for (size_t line = 0; line < s->n_lines; line++) {
        size_t start = s->t->offsets[s->found[line]], end = s->t->offsets[s->found[line + 1]];
        qg_buf_puts(out, line == 0 ? "" : "\n");
        qg_buf_put(out, trimmed(qg_str_head(qg_str_skip(text, start), end - start)));
    }
}

void qg_title_break(qg_buf *out, qg_str text, int most_columns, const qg_field *names)
{
    qg_title t;
    search s = {.t = &t};

    if (text.n > 0 && qg_utf8_count(text) <= TITLE_MAX_RUNES) {
        qg_title_read(&t, text, names, TITLE_LONGEST_WORD);
        if (choose_lines(&s, most_columns)) {
            put_lines(out, &s, text);
            return;
        }
    }
    qg_buf_put(out, text);
}
