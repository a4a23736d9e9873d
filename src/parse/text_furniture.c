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
    SURE = 6,        /* no author writes that */
    LIKELY = 3,      /* needs the place to agree */
    NEAR_LINES = 12, /* how far furniture makes its neighbours suspicious */
    MAX_MENU_RUNES = 24,
    N_BUCKETS = 512
};

typedef enum place { WHOLE, START, ANY, OPENER } place;

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

/* ---- phrases ------------------------------------------------------------------------------- */

/* What the phrases that stand in the folded line, but for whole parts, add up to. */
static int score_inside(const index *ix, qg_str folded, bool *is_opener)
{
    int score = 0;

    for (qg_str rest = folded; rest.n > 0;) {
        bool is_start = rest.p == folded.p;
        for (int i = ix->heads[bucket_of(rest)]; i >= 0; i = ix->next[i]) {
            qg_str text = {phrases[i].text, ix->lengths[i]};
            if (phrases[i].place == WHOLE || (phrases[i].place != ANY && !is_start) ||
                !qg_str_starts(rest, text))
                continue;
            score += phrases[i].weight;
            *is_opener = *is_opener || phrases[i].place == OPENER;
        }
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
    }
    return score;
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
 * weigh.  Parts longer than a menu's words make it none. */
static int score_parts(const index *ix, const qg_line *line, bool *is_word)
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
            int weight = score_whole(ix, (qg_str){folded, qg_text_fold(folded, part)});
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
        *is_word = true;
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
        else if (is_one_of(rune, "-—–－·~～第页頁共/of，"))
            has_mark = true;
        else
            return false;
    }
    return has_digit && has_mark;
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

/* 2019-11-06 某某网 */
static bool starts_with_stamp(qg_str folded, int n_runes)
{
    enum { STAMP_BYTES = 10, MAX_RUNES = 30 };
    bool has_time;

    return n_runes <= MAX_RUNES && folded.n > STAMP_BYTES &&
           qg_str_find_byte(qg_str_head(folded, STAMP_BYTES), '.') == STAMP_BYTES &&
           is_stamp(qg_str_head(folded, STAMP_BYTES), &has_time) && !has_time;
}

/* A name of a site, or an address and little else. */
static int score_address(qg_str folded, int n_runes)
{
    static const char *const marks[] = {"http://", "https://", "www.",  ".com",
                                        ".cn",     ".net",     ".gov.", ".org"};

    if (qg_str_find_byte(folded, '@') < folded.n) /* somebody's mail */
        return 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (qg_str_find(folded, qg_str_of(marks[i])) < folded.n)
            return n_runes <= 40 ? LIKELY + 1 : 2;
    return 0;
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
static bool is_contents(const qg_line *line)
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

static int score_form(qg_line *line, qg_str folded)
{
    bool has_time = false;

    if (is_page_number(folded)) {
        line->is_page_mark = true;
        return LIKELY + 1;
    }
    if (is_contents(line))
        return SURE;
    if (is_only_digits(folded))
        return folded.n >= 5 ? LIKELY : 1;
    if (is_labelled_stamp(folded))
        return LIKELY;
    if (is_stamp(folded, &has_time))
        return has_time ? LIKELY + 1 : 2;
    if (starts_with_stamp(folded, line->n_runes))
        return 2;
    if (is_crumbs(line) || (has_stamp(folded) && line->n_stops == 0))
        return LIKELY + 2;
    if (is_page_name(line->text))
        return LIKELY + 1;
    return score_address(folded, line->n_runes);
}

/* ---- company ------------------------------------------------------------------------------- */

static bool has_colon(qg_str text)
{
    return qg_str_find_byte(text, ':') < text.n || qg_str_find(text, QG_STR("：")) < text.n;
}

/* The number of a document, an attachment, what a page sets in the middle or on the right: no menu
 * has those. */
static bool is_authors(const qg_line *line)
{
    qg_align align = qg_line_look(line)->align;

    return qg_str_find(line->text, QG_STR("〔")) < line->text.n ||
           qg_str_starts(line->text, QG_STR("附件")) ||
           (qg_line_look(line)->n_links == 0 &&
            (align == QG_ALIGN_CENTER || align == QG_ALIGN_RIGHT));
}

static bool is_menu_word(const qg_line *line)
{
    return line->n_stops == 0 && !is_authors(line) && line->n_commas == 0 &&
           line->n_runes <= MAX_MENU_RUNES && (line->junk > 0 || !has_colon(line->text));
}

/* Mark short lines that have furniture other than themselves within NEAR_LINES, two lines of it or
 * one that is sure, unless prose stands between. */
static void find_menus(qg_line *at, size_t n)
{
    for (int is_backward = 0; is_backward < 2; is_backward++) {
        int left = 0, n_likely = 0;
        for (size_t k = 0; k < n; k++) {
            qg_line *line = &at[is_backward ? n - 1 - k : k];
            if (left > 0 && is_menu_word(line))
                line->is_menu = true;
            n_likely = left > 0 || n_likely < 2 ? n_likely : 0;
            if (line->junk >= LIKELY && !line->is_page_mark)
                n_likely += line->junk > LIKELY ? 2 : 1;
            if (line->junk >= LIKELY && !line->is_page_mark && n_likely >= 2)
                left = NEAR_LINES;
            else if (qg_line_is_prose(line))
                left = n_likely = 0;
            else if (left > 0 && line->junk == 0) /* a menu's words carry on */
                left--;
        }
    }
}

/* A word that is furniture in a menu is a word elsewhere. */
static void pardon_words(qg_line *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!at[i].is_menu &&
            (at[i].junk < LIKELY || (at[i].is_word && qg_line_look(&at[i])->n_links == 0)))
            at[i].junk = 0;
}

/* A short line that stands at least three times, each time where a page may end, is a running
 * header; the same bare number counting up is a page number. */
typedef struct seen {
    uint32_t key;
    size_t n;
} seen;

/* 某某局                2022年度报告 */
static bool has_wide_gap(qg_str text)
{
    return qg_str_find(text, QG_STR("    ")) < text.n ||
           qg_str_find(text, QG_STR("\u3000\u3000")) < text.n;
}

static bool is_between_pages(const qg_line *at, size_t n, size_t i)
{
    return i == 0 || at[i].is_page_break || (i > 0 && at[i - 1].is_page_mark) ||
           (i + 1 < n && (at[i + 1].is_page_mark || at[i + 1].is_page_break));
}

static void find_running_headers(qg_text_job *job)
{
    qg_line *at = job->lines.at;
    size_t n = job->lines.n, size = 64;
    seen *table;

    while (size < n * 2)
        size *= 2;
    table = calloc(size, sizeof *table);
    if (table == NULL) {
        job->lines.status = QG_E_MEMORY;
        return;
    }
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n; i++) {
            size_t slot = at[i].key & (size - 1);
            bool is_short =
                at[i].n_runes <= 40 || (at[i].n_runes <= 90 && has_wide_gap(at[i].text));
            if (!is_short || at[i].is_page_mark || !is_between_pages(at, n, i))
                continue;
            while (table[slot].n > 0 && table[slot].key != at[i].key)
                slot = (slot + 1) & (size - 1);
            table[slot].key = at[i].key;
            table[slot].n += pass == 0;
            /* what stands on top of all may be the title that the pages repeat */
            if (pass == 1 && table[slot].n >= 3 && (i > 0 || has_wide_gap(at[i].text))) {
                at[i].junk = SURE;
                at[i].is_page_mark = true;
            }
        }
    free(table);
}

/* Bare numbers 1 2 3 … that stand alone at some distance from each other are page numbers. */
static void find_bare_page_numbers(qg_line *at, size_t n)
{
    size_t last = 0;
    int value = 0, n_chain = 0;

    for (size_t i = 0; i < n; i++) {
        int v = 0;
        if (at[i].text.n > 4 || !is_only_digits(at[i].text))
            continue;
        for (size_t k = 0; k < at[i].text.n; k++)
            v = v * 10 + (at[i].text.p[k] - '0');
        n_chain = v == value + 1 && i > last + 2 ? n_chain + 1 : 1;
        if (n_chain >= 3 || (n_chain == 2 && value == 1)) {
            at[last].is_page_mark = at[i].is_page_mark = true;
            at[last].junk = at[i].junk = SURE;
        }
        value = v;
        last = i;
    }
}

/* ※ 来源:… and ◆ From: … */
static bool is_board_mark(const qg_line *line)
{
    return line->first == 0x203B || line->first == 0x25C6;
}

/* Bulletin boards put a line -- under a post, then what the poster has under all posts, then where
 * it came from. */
static void find_board_tails(qg_line *at, size_t n)
{
    enum { MAX_TAIL_LINES = 10 };

    for (size_t i = 0; i < n; i++) {
        size_t k = i + 1;
        if (!qg_str_is(at[i].text, "--"))
            continue;
        while (k < n && k <= i + MAX_TAIL_LINES && !(at[k].junk >= LIKELY && is_board_mark(&at[k])))
            k++;
        for (size_t m = i; k < n && k <= i + MAX_TAIL_LINES && m < k; m++)
            at[m].junk = SURE;
    }
}

/* 目录 above such lines */
static void find_contents_heads(qg_line *at, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++)
        if (at[i].first == 0x76EE && at[i].n_runes <= 6 && is_contents(&at[i + 1]) &&
            (at[i].last == 0x5F55 || at[i].last == 0x9304)) /* 目录, 目錄 */
            at[i].junk = SURE;
}

/* The name of a file, or what is called an attachment. */
static bool is_file_link(const qg_line *line)
{
    static const char *const ends[] = {".doc",  ".docx", ".pdf", ".xls",
                                       ".xlsx", ".wps",  ".zip", ".rar"};

    if (qg_str_starts(line->text, QG_STR("附件")))
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(line->text, qg_str_of(ends[i])))
            return true;
    return false;
}

/* Lines of links are menus: several on a line, or several such lines together.  One alone is when
 * its place agrees. */
static void find_links(qg_line *at, size_t n)
{
    enum { LEAST_LINES = 3 };
    size_t k;

    for (size_t i = 0; i < n; i = k + 1) {
        for (k = i; k < n && qg_line_look(&at[k])->n_links > 0 && !is_file_link(&at[k]); k++)
            if (qg_line_look(&at[k])->n_links > 1 && at[k].junk < LIKELY + 1 &&
                !qg_line_is_prose(&at[k]))
                at[k].junk = LIKELY + 1;
        for (size_t m = i; m < k; m++)
            if (at[m].junk < LIKELY + (k - i >= LEAST_LINES))
                at[m].junk = LIKELY + (k - i >= LEAST_LINES);
    }
}

/* What the text of a line alone says. */
static void score_line(const index *ix, qg_line *line)
{
    char folded[QG_FOLD_MAX * QG_UTF8_MAX];
    qg_str text = {folded, line->n_runes > QG_FOLD_MAX ? 0 : qg_text_fold(folded, line->text)};
    int inside, parts, form;

    if (text.n == 0)
        return;
    inside = score_inside(ix, text, &line->is_opener);
    parts = score_parts(ix, line, &line->is_word);
    form = score_form(line, text);
    line->junk = inside + (parts > form ? parts : form);
    line->is_word = line->is_word && inside == 0;
    if (line->n_stops > 0 || line->n_commas > 2)
        line->junk = line->junk * 2 / 3; /* a sentence may speak of such things */
    if (line->number.form != QG_NUMBER_NONE && line->junk < SURE)
        line->junk /= 2;
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
    find_contents_heads(job->lines.at, job->lines.n);
    find_links(job->lines.at, job->lines.n);
    find_board_tails(job->lines.at, job->lines.n);
    find_bare_page_numbers(job->lines.at, job->lines.n);
    find_running_headers(job);
    find_menus(job->lines.at, job->lines.n);
    pardon_words(job->lines.at, job->lines.n);
}
