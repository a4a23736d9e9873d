/* text_furniture.c - how much a line is like the furniture of a page.
 *
 * Three things speak: phrases (text_furniture.def), forms (page numbers, addresses, crumbs), and
 * the company a line keeps: ordinary words are a menu when many short ones stand together around
 * what is surely furniture.  What is decided of it is a matter of text_label.c.
 */
#include "parse/text_int.h"

#include "base/buf.h"

#include "unicode/unicode.h"

#include <stdlib.h>

enum {
    SURE = QG_JUNK_SURE,
    LIKELY = QG_JUNK_LIKELY,
    N_BUCKETS = 4096,
    LEAST_TALK = 9,
    LEAST_PARTS = 2, /* words of a button or prompt, and how much of it they are, in tenths */
    LEAST_PARTS_TENTHS = 7,
    MANY_PARTS = 5,
    ADDRESS_TALK = 3,
    MAX_WHOLE_BYTES = 80
};

typedef enum place { WHOLE, START, ANY, END, OPENER, LISTED, VOICE, TERM, PART } place;

typedef struct phrase {
    place place;
    int weight;
    const char *text;
} phrase;

static const phrase phrases[] = {
#define X(place, weight, text) {place, weight, text},
#include "parse/text_furniture.def"
#undef X
};

enum { N_PHRASES = sizeof phrases / sizeof *phrases };

/* Phrases by their first character, so that a line is walked through once. */
typedef struct index {
    short heads[N_BUCKETS], next[N_PHRASES];
    unsigned char lengths[N_PHRASES];
} index;

static unsigned bucket_of(qg_str text)
{
    qg_rune rune = qg_utf8_first(text);

    return (rune * 2654435761u >> 16) % N_BUCKETS;
}

static void index_init(index *ix)
{
    for (int i = 0; i < N_BUCKETS; i++)
        ix->heads[i] = -1;
    for (int i = 0; i < N_PHRASES; i++) {
        unsigned bucket = bucket_of(qg_str_of(phrases[i].text));
        ix->lengths[i] = (unsigned char)strlen(phrases[i].text);
        ix->next[i] = ix->heads[bucket];
        ix->heads[bucket] = (short)i;
    }
}

/* The address of a site, and no mail. */
static bool has_address(qg_str folded)
{
    static const char *const marks[] = {"http://", "https://", "www.",  ".com",
                                        ".cn",     ".net",     ".gov.", ".org"};

    if ((qg_str_find_byte(folded, '.') == folded.n && qg_str_find_byte(folded, ':') == folded.n) ||
        qg_str_find_byte(folded, '@') < folded.n)
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (qg_str_find(folded, qg_str_of(marks[i])) < folded.n)
            return true;
    return false;
}

/* ---- phrases ------------------------------------------------------------------------------- */

/* Whether a phrase that stands at the start or at the end of its line, or at neither, counts. */
static bool fits(place where, bool is_start, bool is_end)
{
    switch (where) {
    case ANY:
    case VOICE:
    case TERM:
    case PART:
        return true;
    case START:
    case OPENER:
        return is_start;
    case END:
    case LISTED:
        return is_end;
    case WHOLE:
        break;
    }
    return false;
}

/* Told by the second character: most phrases share their first one. */
static bool is_other(qg_str rest, qg_str text)
{
    enum { BYTES = 6 };

    return text.n > rest.n || (text.n >= BYTES && (rest.p[BYTES - 1] != text.p[BYTES - 1] ||
                                                   rest.p[BYTES - 2] != text.p[BYTES - 2]));
}

/* What the phrases that stand in the folded line, but for whole parts, add up to. */
static int score_inside(const index *ix, qg_str folded, bool *is_opener)
{
    int score = 0, talk = 0, n_parts = 0;
    size_t n_part_bytes = 0, n_word_bytes = 0; /* without figures and marks */
    const char *part_end = folded.p;
    bool is_site = false; /* that talks */

    for (qg_str rest = folded; rest.n > 0;) {
        for (int i = ix->heads[bucket_of(rest)]; i >= 0; i = ix->next[i]) {
            qg_str text = {phrases[i].text, ix->lengths[i]};
            place where = phrases[i].place;
            if (is_other(rest, text) || !qg_str_starts(rest, text) ||
                !fits(where, rest.p == folded.p, rest.n == text.n))
                continue;
            is_site = is_site || where == VOICE;
            if (where == PART && rest.p >= part_end) {
                n_parts++;
                n_part_bytes += text.n;
                part_end = rest.p + text.n;
            } else if (where == VOICE || where == TERM)
                talk += phrases[i].weight;
            else
                score += phrases[i].weight;
            *is_opener = *is_opener || where == OPENER || where == LISTED;
        }
        qg_rune rune;
        n_word_bytes += qg_utf8_take(&rest, &rune).n;
        if (rune < 0x80 && !qg_rune_is_letter(rune))
            n_word_bytes--;
    }
    if (has_address(folded)) { /* so sites call themselves */
        is_site = true;
        talk += ADDRESS_TALK;
    }
    if (n_parts >= LEAST_PARTS && n_part_bytes * 10 >= n_word_bytes * LEAST_PARTS_TENTHS &&
        score < LIKELY)
        score = n_parts >= MANY_PARTS ? LEAST_TALK : LIKELY;
    return score + (is_site && talk >= LEAST_TALK ? talk : 0);
}

static int score_whole(const index *ix, qg_str folded)
{
    for (int i = folded.n == 0 ? -1 : ix->heads[bucket_of(folded)]; i >= 0; i = ix->next[i])
        if (phrases[i].place == WHOLE &&
            qg_str_eq(folded, (qg_str){phrases[i].text, ix->lengths[i]}))
            return phrases[i].weight;
    return 0;
}

static bool is_separator(qg_rune rune)
{
    switch (rune) {
    case ' ':
    case '\t':
    case 0xA0:
    case 0x3000:
    case '|':
    case 0xFF5C: /* ｜ */
    case 0x2502: /* │ */
    case '>':
    case 0xBB:   /* » */
    case 0x203A: /* › */
    case '/':
    case 0xFF0F:
    case 0xB7: /* · */
    case '[':
    case ']':
    case 0x3010: /* 【 */
    case 0x3011:
        return true;
    default:
        return false;
    }
}

/* The parts of a line between separators: how many there are and what the words of menus among them
 * weigh.  Parts longer than a menu's words make it none.
 *
 * whole  the line, folded */
static int score_parts(const index *ix, const qg_line *line, qg_str whole, bool *is_word)
{
    int n_parts = 0, n_known = 0, best = 0, n_marks = 0;
    char folded[QG_FOLD_MAX * QG_UTF8_MAX];
    qg_str rest = line->text, part = {rest.p, 0};

    while (true) {
        qg_rune rune = 0;
        qg_str one = {rest.p, 0};
        if (rest.n > 0)
            one = qg_utf8_take(&rest, &rune);
        if (one.n > 0 && !is_separator(rune)) {
            part.n += one.n;
            continue;
        }
        n_marks += one.n > 0 && qg_str_trim(one).n > 0;
        if (part.n > 0) {
            qg_str words = part.n == line->text.n ? whole
                           : part.n > MAX_WHOLE_BYTES
                               ? (qg_str){0}
                               : (qg_str){folded, qg_text_fold(folded, part)};
            int weight = score_whole(ix, words);
            n_parts++;
            n_known += weight > 0;
            best = weight > best ? weight : best;
        }
        if (one.n == 0)
            break;
        part = (qg_str){rest.p, 0};
    }
    if (n_known == 0 || n_known * 2 < n_parts)
        return 0;
    if (n_known == 1 && best < LIKELY) { /* one ordinary word proves nothing */
        *is_word = true;
        return best;
    }
    if (n_parts == 1) {
        *is_word = best <= LIKELY + 1;
        return best;
    }
    return best >= LIKELY || n_known >= 3 ? SURE : n_marks > 0 ? LIKELY + 1 : LIKELY;
}

/* ---- forms --------------------------------------------------------------------------------- */

static bool is_one_of(qg_rune rune, const char *set)
{
    char one[QG_UTF8_MAX + 1] = {0};

    if (rune == 0)
        return false;
    one[qg_utf8_encode(one, rune)] = '\0';
    return strstr(set, one) != NULL;
}

/* What stands around the number of a page. */
static bool is_page_sign(qg_rune rune)
{
    switch (rune) {
    case '-':
    case 0x2014: /* — */
    case 0x2013: /* – */
    case 0xFF0D: /* － */
    case 0xB7:   /* · */
    case '~':
    case 0xFF5E: /* ～ */
    case 0x7B2C: /* 第 */
    case 0x9875: /* 页 */
    case 0x9801: /* 頁 */
    case 0x5171: /* 共 */
    case '/':
    case 'o':
    case 'f':
    case 0xFF0C: /* ， */
        return true;
    default:
        return false;
    }
}

/* - 3 -, — 3 —, 第3页, 第 3 页 共 10 页, 3/10, Page 3 of 10 */
static bool is_page_number(qg_str folded)
{
    bool has_digit = false, has_mark = false;

    if (folded.n > 40)
        return false;
    if (qg_str_starts(folded, QG_STR("page"))) {
        folded = qg_str_skip(folded, 4);
        has_mark = true;
    }
    while (folded.n > 0) {
        qg_rune rune;
        qg_utf8_take(&folded, &rune);
        if (qg_rune_is_digit(rune))
            has_digit = true;
        else if (is_page_sign(rune))
            has_mark = true;
        else
            return false;
    }
    return has_digit && has_mark;
}

/* 3, 三 */
static bool is_figure(qg_rune rune)
{
    return qg_rune_is_digit(rune) || qg_utf8_is_in(rune, "一二三四五六七八九十");
}

static bool is_only_digits(qg_str folded)
{
    for (size_t i = 0; i < folded.n; i++)
        if (folded.p[i] < '0' || folded.p[i] > '9')
            return false;
    return folded.n > 0;
}

/* 2022-10-26, 2022/10/26 09:12, 10-26, 09:12:33 */
static bool is_stamp(qg_str folded, bool *has_time)
{
    int n_digits = 0, n_marks = 0;

    *has_time = qg_str_find_byte(folded, ':') < folded.n;
    for (size_t i = 0; i < folded.n; i++) {
        bool is_digit = folded.p[i] >= '0' && folded.p[i] <= '9';
        n_digits += is_digit;
        n_marks += !is_digit;
        if (!is_digit && strchr("-/.:[]()", folded.p[i]) == NULL)
            return false;
    }
    return n_digits >= 4 && n_marks >= 1 && n_digits <= 14;
}

/* 2024-03-12 18:30 anywhere in a short line: somebody's name and when it was sent. */
static bool has_stamp(qg_str folded)
{
    int n = 0; /* how much of "0000-00-0000:00" was met; blanks are gone */

    for (size_t i = 0; i < folded.n; i++) {
        bool is_digit = folded.p[i] >= '0' && folded.p[i] <= '9';
        char want = "0000-00-0000:00"[n];
        bool fits = want == '0'   ? is_digit
                    : want == ':' ? folded.p[i] == ':'
                                  : strchr("-/.", folded.p[i]) != NULL;
        n = fits ? n + 1 : is_digit ? 1 : 0;
        if (n == 15)
            return true;
    }
    return false;
}

static size_t n_digits_at(qg_str folded)
{
    size_t n = 0;

    while (n < folded.n && folded.p[n] >= '0' && folded.p[n] <= '9')
        n++;
    return n;
}

/* 2019年9月26日15:10, at the start of a line: when it was put on the page. */
static bool starts_with_moment(qg_str folded)
{
    static const char *const units[] = {"年", "月", "日", ":"};

    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t n = n_digits_at(folded);
        folded = qg_str_skip(folded, n);
        if (n == 0 || (i == 0 && n != 4) || !qg_str_starts(folded, qg_str_of(units[i])))
            return false;
        folded = qg_str_skip(folded, strlen(units[i]));
    }
    return n_digits_at(folded) >= 2;
}

/* 2019-11-06 某某网 */
static bool starts_with_stamp(qg_str folded, int n_runes)
{
    enum { STAMP_BYTES = 10, MAX_RUNES = 30 };
    bool has_time;

    return n_runes <= MAX_RUNES && folded.n > STAMP_BYTES &&
           qg_str_find_byte(qg_str_head(folded, STAMP_BYTES), '.') == STAMP_BYTES &&
           is_stamp(qg_str_head(folded, STAMP_BYTES), &has_time) && !has_time;
}

/* 某某工作总结04-15, 某某通知[2024-03-05]: an entry of a list of articles */
static bool ends_with_stamp(qg_str folded)
{
    size_t n = folded.n, n_digits = 0, n_marks = 0;

    for (; n > 0 && strchr("0123456789-/[]()", folded.p[n - 1]) != NULL; n--) {
        n_digits += folded.p[n - 1] >= '0' && folded.p[n - 1] <= '9';
        n_marks += folded.p[n - 1] == '-' || folded.p[n - 1] == '/';
    }
    return n > 0 && qg_rune_is_han(qg_utf8_last(qg_str_head(folded, n))) &&
           ((n_digits == 4 && n_marks == 1) || (n_digits == 8 && n_marks == 2));
}

/* 63.40KB, 21页: how large a file is */
static bool is_size(qg_str folded)
{
    static const char *const units[] = {"kb", "mb", "页"};
    size_t n = 0;

    while (n < folded.n && ((folded.p[n] >= '0' && folded.p[n] <= '9') || folded.p[n] == '.'))
        n++;
    for (size_t i = 0; n > 0 && i < sizeof units / sizeof *units; i++)
        if (qg_str_is(qg_str_skip(folded, n), units[i]))
            return true;
    return false;
}

/* 下载某某总结.doc */
static bool is_download(qg_str folded)
{
    return (qg_str_starts(folded, QG_STR("下载")) || qg_str_starts(folded, QG_STR("点击下载"))) &&
           (qg_str_ends(folded, QG_STR(".doc")) || qg_str_ends(folded, QG_STR(".docx")) ||
            qg_str_ends(folded, QG_STR(".pdf")));
}

/* 3楼, 12# : a post of a thread */
static bool is_floor(qg_str folded)
{
    qg_str bare = folded;

    if (qg_str_ends(folded, QG_STR("楼")))
        bare.n -= QG_STR("楼").n;
    else if (qg_str_ends(folded, QG_STR("#")))
        bare.n--;
    return bare.n < folded.n && bare.n <= 4 && is_only_digits(bare);
}

/* 篇1, 【篇一】某某总结 */
static bool starts_collection(qg_str text)
{
    qg_str start = QG_STR("【篇"), rest = qg_str_skip(text, start.n);

    if (qg_str_starts(text, start))
        return rest.n > 0 && is_figure(qg_utf8_first(rest));
    start = QG_STR("篇");
    rest = qg_str_skip(text, start.n);
    return qg_str_starts(text, start) && qg_utf8_count(text) <= 3 && rest.n > 0 &&
           is_figure(qg_utf8_first(rest));
}

/* 精选9篇, （六篇）, 工作总结篇1: a site gathers samples under such titles. */
static bool is_collection(qg_str text)
{
    static const char *const ends[] = {"篇", "篇)", "篇）"};
    qg_str before = text;
    bool is_one = false;

    if (starts_collection(text))
        return true;

    for (size_t i = 0; i < sizeof ends / sizeof *ends && !is_one; i++) {
        qg_str end = qg_str_of(ends[i]);
        is_one = qg_str_ends(text, end);
        before = is_one ? qg_str_head(text, text.n - end.n) : text;
    }
    if (!is_one) { /* 篇1, 篇一 */
        qg_str number = qg_str_skip(text, text.n - (text.n > 0 && text.p[text.n - 1] > 0 ? 1 : 3));
        return text.n > 6 && qg_str_ends(qg_str_head(text, text.n - number.n), QG_STR("篇")) &&
               is_figure(qg_utf8_first(number));
    }
    return before.n > 0 && is_figure(qg_utf8_last(before));
}

/* The first figure; text.n when there is none. */
static size_t find_digit(qg_str text)
{
    size_t n = 0;

    while (n < text.n && !(text.p[n] >= '0' && text.p[n] <= '9'))
        n++;
    return n;
}

/* 某某总结_第1页 */
static bool is_page_of(qg_str folded)
{
    qg_str page = QG_STR("页"), mark = QG_STR("_第");
    size_t n;

    if (!qg_str_ends(folded, page))
        return false;
    folded.n -= page.n;
    for (n = folded.n; n > 0 && folded.p[n - 1] >= '0' && folded.p[n - 1] <= '9';)
        n--;
    return n < folded.n && qg_str_ends(qg_str_head(folded, n), mark);
}

/* 上一页 1 2 3 下一页, 共2页 1 2 */
static bool is_pager(qg_str folded)
{
    static const char *const words[] = {
        "上一页", "下一页", "上页", "下页", "首页", "尾页", "末页", "本文共有", "当前第", "共",
        "第",     "页",     "转到", "跳转", "[",    "]",    ",",    ".",        ">",      "<"};
    bool has_word = false, has_digit = false;

    if (folded.n > MAX_WHOLE_BYTES || find_digit(folded) == folded.n)
        return false;
    while (folded.n > 0) {
        size_t n = 0;
        if (qg_rune_is_digit((qg_rune)(unsigned char)folded.p[0])) {
            has_digit = true;
            n = 1;
        }
        for (size_t i = 0; i < sizeof words / sizeof *words && n == 0; i++)
            if (qg_str_starts(folded, qg_str_of(words[i]))) {
                n = strlen(words[i]);
                has_word = has_word || i < 8;
            }
        if (n == 0)
            return false;
        folded = qg_str_skip(folded, n);
    }
    return has_word && has_digit;
}

/* A name of a site, or an address and little else. */
static int score_address(qg_str folded, int n_runes)
{
    return !has_address(folded) ? 0 : n_runes <= 40 ? LIKELY + 1 : 2;
}

/* 首页 > 政务公开 > 正文, whatever the names are */
static bool is_crumbs(const qg_line *line)
{
    int n = 0;
    bool was_mark = false;

    for (qg_str rest = line->text; rest.n > 0;) {
        qg_rune rune;
        bool is_mark;
        qg_utf8_take(&rest, &rune);
        is_mark = rune == '>' || rune == 0xBB || rune == 0x203A || rune == 0xFF1E;
        n += is_mark && !was_mark;
        was_mark = is_mark;
    }
    return n >= 2 && !(line->first == '>') && line->n_stops == 0;
}

/* A line of a table of contents: 一、总体情况........3, with dots or, behind a number, a tab */
bool qg_line_is_contents(const qg_line *line)
{
    qg_str text = line->text;
    bool is_numbered = line->number.form != QG_NUMBER_NONE;
    size_t n_digits = 0, n_dots = 0;

    while (text.n > 0 && text.p[text.n - 1] >= '0' && text.p[text.n - 1] <= '9') {
        text.n--;
        n_digits++;
    }
    if (n_digits == 0 || n_digits > 4)
        return false;
    while (text.n > 0) {
        qg_rune rune = qg_utf8_last(text);
        if (!is_one_of(rune, ".…·．\t -－"))
            break;
        n_dots += rune == 0x2026 ? 3 : rune == '\t' ? (is_numbered ? 4 : 0) : rune == ' ' ? 0 : 1;
        text.n -= rune < 0x80 ? 1 : rune < 0x800 ? 2 : 3;
    }
    return n_dots >= 4 && text.n > 0;
}

/* 社会 - 某某网, 某某论坛_某某站: the name of a page with that of its site */
static bool is_page_name(qg_str text)
{
    static const char *const ends[] = {"网", "網", "网站", "論壇", "论坛", "站", "频道"};
    static const char *const marks[] = {" - ", "_", " | ", "－", " — ", " – "};
    bool has_mark = false, has_end = false;

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        has_mark = has_mark || qg_str_find(text, qg_str_of(marks[i])) < text.n;
    for (size_t i = 0; has_mark && i < sizeof ends / sizeof *ends; i++)
        has_end = has_end || qg_str_ends(text, qg_str_of(ends[i]));
    return has_end;
}

/* 时间:2021-03-16; a notice of a meeting writes 3月16日. */
static bool is_labelled_stamp(qg_str folded)
{
    static const char *const names[] = {"时间:", "日期:"};
    bool has_time;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (qg_str_starts(folded, qg_str_of(names[i])))
            return is_stamp(qg_str_skip(folded, strlen(names[i])), &has_time);
    return false;
}

/* ＊＊＊＊＊＊ under the title of a page */
static bool is_rule_of_page(const qg_line *line)
{
    enum { LEAST_RUNES = 5 };

    for (qg_str rest = line->text; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (rune != line->first || !is_one_of(rune, "*＊=＝-－—_～"))
            return false;
    }
    return line->look != NULL && line->n_runes >= LEAST_RUNES;
}

static int score_form(qg_line *line, qg_str folded)
{
    bool has_time = false;

    if (qg_str_starts(folded, QG_STR("•")))
        folded = qg_str_skip(folded, strlen("•"));
    if (is_rule_of_page(line)) /* an author's, where it parts his text */
        return LIKELY;
    if (is_page_number(folded)) {
        line->is_page_mark = true;
        return LIKELY + 1;
    }
    if (qg_line_is_contents(line))
        return SURE;
    if (is_only_digits(folded))
        return folded.n >= 5 && folded.p[0] != '0' ? LIKELY : 1; /* 000012 is a copy's number */
    if (is_labelled_stamp(folded))
        return LIKELY;
    if (is_stamp(folded, &has_time))
        return has_time ? LIKELY + 1 : 2;
    if (has_stamp(folded) && line->n_stops == 0)
        return LIKELY + 2;
    if (starts_with_stamp(folded, line->n_runes) || (line->n_stops == 0 && ends_with_stamp(folded)))
        return 2;
    if (is_download(folded) || is_floor(folded) || is_size(folded) || is_pager(folded) ||
        is_page_of(folded))
        return LIKELY + 1;
    if (line->n_stops == 0 && is_collection(line->text))
        return LIKELY;
    line->is_moment = starts_with_moment(folded) && line->n_stops == 0;
    if (is_crumbs(line))
        return LIKELY + 2;
    if (is_page_name(line->text))
        return LIKELY + 1;
    return score_address(folded, line->n_runes);
}

/* ---- all ------------------------------------------------------------------------------------- */

/* What the text of a line alone says. */
static void score_line(const index *ix, qg_line *line)
{
    char folded[QG_FOLD_MAX * QG_UTF8_MAX];
    qg_str text = {folded, line->n_runes > QG_FOLD_MAX ? 0 : qg_text_fold(folded, line->text)};
    int inside, parts, form;

    if (text.n == 0)
        return;
    inside = score_inside(ix, text, &line->is_opener);
    parts = score_parts(ix, line, text, &line->is_word);
    if (parts == 0) /* T + - */
        parts = score_whole(ix, text);
    form = score_form(line, text);
    line->junk = inside + (parts > form ? parts : form);
    line->is_word = line->is_word && inside == 0;
    if (line->n_stops > 0 || line->n_commas > 2)
        line->junk = line->junk * 2 / 3; /* a sentence may speak of such things */
    if (line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN &&
        inside + form < SURE)
        line->junk /= 2; /* 4. 联系方式 */
}

/* A list, table or quote is furniture when half of its lines are. */
static void score_block(const index *ix, qg_line *line)
{
    enum { MAX_BYTES = 1000 };
    const qg_node *block = qg_line_look(line)->block;
    size_t n_lines = 0, n_junk = 0;
    qg_buf plain;
    qg_str rest;

    if (block->kind == QG_CODE_BLOCK)
        return;
    qg_buf_init(&plain, 0);
    qg_node_plain(&plain, block);
    rest = plain.n > MAX_BYTES ? (qg_str){0} : qg_buf_str(&plain);
    while (rest.n > 0) {
        qg_line part = {.text = qg_str_trim(qg_str_take_line(&rest))};
        if (part.text.n == 0)
            continue;
        qg_line_measure(&part);
        score_line(ix, &part);
        n_lines++;
        n_junk += part.junk >= LIKELY;
    }
    qg_buf_clear(&plain);
    line->junk = n_junk > 0 && n_junk * 2 >= n_lines ? LIKELY + 1 : 0;
}

void qg_text_find_furniture(qg_text_job *job)
{
    index ix;

    index_init(&ix);
    for (size_t i = 0; i < job->lines.n; i++)
        if (qg_line_look(&job->lines.at[i])->block != NULL)
            score_block(&ix, &job->lines.at[i]);
        else
            score_line(&ix, &job->lines.at[i]);
    qg_text_find_company(job);
}
