/* furniture.c - how much a line is like the furniture of a page.
 *
 * Three things speak: phrases (text/furniture.def), forms (page numbers, addresses, crumbs), and
 * the company a line keeps: ordinary words are a menu when many short ones stand together around
 * what is surely furniture.  What is decided of it is a matter of text/label.c.
 */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"

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
    MAX_WHOLE_BYTES = 80,
    MAX_OPENER_RUNES = 10
};

typedef enum place { WHOLE, START, ANY, END, OPENER, LISTED, VOICE, TERM, PART } place;

typedef struct phrase {
    place place;
    int weight;
    const char *text;
} phrase;

static const phrase phrases[] = {
#define X(place, weight, text) {place, weight, text},
#include "parse/text/furniture.def"
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

/* Whether `rest` surely does not start with `text`.  Most phrases that are tried share their first
 * character, so the second one, bytes 3 to 5, is looked at before all of them are compared. */
static bool is_other(qg_str rest, qg_str text)
{
    enum { BYTES = 6 };

    return text.n > rest.n || (text.n >= BYTES && (rest.p[BYTES - 1] != text.p[BYTES - 1] ||
                                                   rest.p[BYTES - 2] != text.p[BYTES - 2]));
}

/* Whether the phrase at the start of `rest` stood before in the line.  It counts once only. */
static bool stands_before(qg_str folded, qg_str rest, qg_str text)
{
    size_t n = (size_t)(rest.p - folded.p);

    return qg_str_find(qg_str_head(folded, n), text) < n;
}

/* How many more points a long paragraph needs to be a site's talk, since the words of sites stand
 * in it by chance. */
static int spread(size_t n_word_bytes)
{
    enum { SHORT_BYTES = 150, BYTES_A_POINT = 30 };

    return n_word_bytes > SHORT_BYTES ? (int)(n_word_bytes - SHORT_BYTES) / BYTES_A_POINT : 0;
}

/* The clauses of a sentence, and which of them say something of a site's. */
typedef struct clauses {
    int n, n_clean;
    bool is_hit, was_first_clean, is_last_clean;
} clauses;

static void end_clause(clauses *c, qg_str clause)
{
    enum { LEAST_BYTES = 12 };
    bool is_clean = !c->is_hit && clause.n >= LEAST_BYTES && !qg_has_address(clause);

    if (clause.n == 0)
        return;
    c->was_first_clean = c->n == 0 ? is_clean : c->was_first_clean;
    c->is_last_clean = is_clean;
    c->n_clean += is_clean;
    c->n++;
    c->is_hit = false;
}

/* 今年以来，我们…，内容来自某某文库，圆满完成任务。: a sentence of the author, into which a site
 * has put its own words.  Where a site speaks it starts or ends with itself. */
static bool frames_site(const clauses *c)
{
    return c->was_first_clean && c->is_last_clean && c->n_clean > 2 && c->n_clean * 2 > c->n;
}

static bool ends_clause(qg_rune rune)
{
    return rune == ',' || rune == ';' || qg_is_stop(rune);
}

/* What the phrases that stand in the folded line, but for whole parts, add up to. */
static int score_inside(const index *ix, qg_str folded, bool *is_opener)
{
    int score = 0, talk = 0, n_parts = 0;
    size_t n_part_bytes = 0, n_word_bytes = 0; /* without figures and marks */
    const char *part_end = folded.p;
    bool is_site = false; /* that talks */
    qg_str clause = {folded.p, 0};
    clauses all = {0};

    for (qg_str rest = folded; rest.n > 0;) {
        for (int i = ix->heads[bucket_of(rest)]; i >= 0; i = ix->next[i]) {
            qg_str text = {phrases[i].text, ix->lengths[i]};
            place where = phrases[i].place;
            if (is_other(rest, text) || !qg_str_starts(rest, text) ||
                !fits(where, rest.p == folded.p, rest.n == text.n) ||
                (where != PART && stands_before(folded, rest, text)))
                continue;
            is_site = is_site || where == VOICE;
            all.is_hit = all.is_hit || (where != PART && phrases[i].weight > 0);
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
        clause.n = (size_t)(rest.p - clause.p);
        if (ends_clause(rune) || rest.n == 0) {
            end_clause(&all, clause);
            clause = (qg_str){rest.p, 0};
        }
    }
    if (qg_has_address(folded) && !qg_has_path(folded)) { /* so sites call themselves */
        is_site = true;
        talk += ADDRESS_TALK;
    }
    if (n_parts >= LEAST_PARTS && n_part_bytes * 10 >= n_word_bytes * LEAST_PARTS_TENTHS &&
        score < LIKELY)
        score = n_parts >= MANY_PARTS ? LEAST_TALK : LIKELY;
    return frames_site(&all)
               ? 0
               : score + (is_site && talk >= LEAST_TALK + spread(n_word_bytes) ? talk : 0);
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
    case '-':
    case 0x2022: /* • */
    case 0x4E28: /* 丨 */
    case 0xFFFC: /* a picture */
    case '[':
    case ']':
    case 0x3010: /* 【 */
    case 0x3011:
        return true;
    default:
        return false;
    }
}

/* 2008, 20:11:07 */
static bool is_figures(qg_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((text.p[i] < '0' || text.p[i] > '9') && text.p[i] != ':')
            return false;
    return text.n > 0;
}

/* 学校首页, the first word of a menu */
static bool is_home(qg_str part)
{
    enum { MOST_BYTES = 15 };

    return part.n <= MOST_BYTES && qg_str_ends(part, QG_STR("首页"));
}

/* The parts of a line between separators: how many there are and what the words of menus among them
 * weigh.  Parts longer than a menu's words make it none.
 *
 * whole  the line, folded */
static int score_parts(const index *ix, const qg_line *line, qg_str whole, bool *is_word)
{
    enum { MENU_PARTS = 4, MOST_MENU_BYTES = 18 }; /* of its words */
    int n_parts = 0, n_known = 0, best = 0, n_marks = 0;
    size_t longest = 0;
    char folded[QG_FOLD_MAX * QG_UTF8_MAX];
    bool is_menu = false;
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
            longest = part.n > longest ? part.n : longest;
            is_menu = is_menu || (n_parts == 0 && is_home(part));
            n_parts += !is_figures(part); /* 某某局 2024-04-10 打印 */
            n_known += weight > 0;
            best = weight > best ? weight : best;
        }
        if (one.n == 0)
            break;
        part = (qg_str){rest.p, 0};
    }
    if (is_menu && n_parts >= MENU_PARTS && longest <= MOST_MENU_BYTES)
        return SURE;
    if (n_known == 0 || n_known * 2 < n_parts ||
        (n_known == 1 && n_parts == 2 && line->n_runes <= 3))
        return 0;                        /* 李 赞 is a name */
    if (n_known == 1 && best < LIKELY) { /* one ordinary word proves nothing */
        *is_word = true;
        return best;
    }
    if (n_parts == 1) {
        *is_word = best <= LIKELY + 1 && line->last != '>'; /* 更多>> is no word of an author */
        return best;
    }
    return best >= LIKELY || n_known >= 3 ? SURE : n_marks > 0 ? LIKELY + 1 : LIKELY;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* - 举报, • 分享, ▪ 上一篇: of a list that a page was turned into */
static bool is_entry(const qg_line *line)
{
    qg_str rest = qg_str_trim(qg_str_skip(line->text, line->first == '-' ? 1 : strlen("•")));

    return (qg_str_starts(line->text, QG_STR("- ")) || qg_utf8_is_in(line->first, "•▪")) &&
           !qg_rune_is_digit(qg_utf8_first(rest)); /* - 1 - */
}

/* | 发布时间：[2017/02/16] |: a cell alone */
static bool is_barred(const qg_line *line)
{
    return line->first == '|' && line->last == '|' && line->text.n > 2 &&
           qg_str_find_byte(qg_str_skip(line->text, 1), '|') == line->text.n - 2;
}

/* A folded sentence without the words that it quotes: 页面标注“未经授权不得转载”。  Shorter is the
 * name of a button: 点亮“在看”！ */
static qg_str unquoted(char out[QG_FOLD_MAX * QG_UTF8_MAX], qg_str folded)
{
    enum { LEAST_BYTES = 24 };
    qg_str open = QG_STR("“"), close = QG_STR("”");
    size_t n = 0;

    for (qg_str rest = folded; rest.n > 0;) {
        size_t at = qg_str_find(rest, open);
        size_t end = at + qg_str_find(qg_str_skip(rest, at), close);
        size_t n_kept = end > at + LEAST_BYTES && end < rest.n ? at : end;
        memcpy(out + n, rest.p, n_kept);
        n += n_kept;
        rest = qg_str_skip(rest, end);
        if (qg_str_starts(rest, close) && n_kept < end)
            rest = qg_str_skip(rest, close.n);
        else if (rest.n > 0)
            n += qg_utf8_encode(out + n, qg_utf8_first(rest)), rest = qg_str_skip(rest, close.n);
    }
    return (qg_str){out, n};
}

/* The points of a phrase that opens a list of other articles; 0 for any other. */
static int score_opener(const index *ix, qg_str folded, bool *is_opener)
{
    bool is_one = false;
    int score = score_inside(ix, folded, &is_one);

    *is_opener = is_one;
    return is_one ? score : 0;
}

/* What the text of a line alone says. */
static void score_line(const index *ix, qg_line *line)
{
    char folded[QG_FOLD_MAX * QG_UTF8_MAX], bare[QG_FOLD_MAX * QG_UTF8_MAX];
    qg_str text = {folded, line->n_runes > QG_FOLD_MAX ? 0 : qg_text_fold(folded, line->text)};
    int inside, parts, form;

    if (text.n == 0)
        return;
    inside = score_inside(ix, line->n_stops > 0 ? unquoted(bare, text) : text, &line->is_opener);
    if (qg_fold_undecorated(text).n < text.n &&
        (line->look != NULL || is_entry(line) || is_barred(line))) {
        if (inside == 0 || is_barred(line))
            inside = score_inside(ix, qg_fold_undecorated(text), &line->is_opener);
        if (line->look == NULL)
            text = qg_fold_undecorated(text);
    }
    if (inside == 0 && line->n_runes <= MAX_OPENER_RUNES) /* ■相关链接 */
        inside = score_opener(ix, qg_fold_undecorated(text), &line->is_opener);
    if (inside == 0 && qg_fold_unbracketed(text).n < text.n)
        inside = score_inside(ix, qg_fold_unbracketed(text), &line->is_opener);
    parts = score_parts(ix, line, text, &line->is_word);
    if (parts == 0) { /* T + -, 打印: */
        parts = score_whole(ix, qg_without_colon(text));
        line->is_word = parts > 0 && parts <= LIKELY + 1;
    }
    form = qg_text_form_score(line, text);
    line->junk = inside + (parts > form ? parts : form);
    line->is_word = line->is_word && inside == 0 && form < LIKELY;
    if (line->n_stops > 0 || line->n_commas > 2)
        line->junk = line->junk * 2 / 3; /* a sentence may speak of such things */
    if (line->number.form != QG_NUMBER_NONE && line->number.form < QG_NUMBER_BARE_HAN &&
        inside + form < SURE)
        line->junk /= 2; /* 4. 联系方式 */
    if (qg_line_is_contents(line))
        line->junk = SURE;
}

/* How many lines there are in `rest`, the text of the block, and how many are like furniture. */
static void count_junk(const index *ix, const qg_node *block, qg_str rest, size_t *n_lines,
                       size_t *n_junk)
{
    *n_lines = *n_junk = 0;
    while (rest.n > 0) {
        qg_line part = {.text = qg_str_trim(qg_str_take_line(&rest))};
        if (part.text.n == 0)
            continue;
        qg_line_measure(&part);
        part.is_cell_row = block->kind == QG_TABLE && block->first != block->last;
        score_line(ix, &part);
        ++*n_lines;
        *n_junk += part.junk >= LIKELY;
    }
}

/* A list, table or quote is furniture when half of its lines are, or half of a list's items. */
static void score_block(const index *ix, qg_line *line)
{
    enum { MAX_BYTES = 1000 };
    const qg_node *block = qg_line_look(line)->block;
    size_t n_lines, n_junk, n_items = 0, n_junk_items = 0;
    qg_buf plain;

    if (block->kind == QG_CODE_BLOCK)
        return;
    qg_buf_init(&plain, 0);
    qg_node_plain(&plain, block);
    count_junk(ix, block, plain.n > MAX_BYTES ? (qg_str){0} : qg_buf_str(&plain), &n_lines,
               &n_junk);
    if (block->kind == QG_LIST && plain.n <= MAX_BYTES) {
        qg_buf_truncate(&plain, 0);
        for (const qg_node *item = block->first; item != NULL; item = item->next) {
            qg_node_plain(&plain, item);
            qg_buf_put_byte(&plain, '\n');
        }
        count_junk(ix, block, qg_buf_str(&plain), &n_items, &n_junk_items);
    }
    qg_buf_clear(&plain);
    line->junk =
        (n_junk > 0 && n_junk * 2 >= n_lines) || (n_junk_items > 0 && n_junk_items * 2 >= n_items)
            ? LIKELY + 1
        : n_lines == 0 && block->kind == QG_LIST ? LIKELY
                                                 : 0; /* of pictures */
}

/* Whether the block is what the sentence above it speaks of, since that ends in a colon, or stands
 * over a list with numbers: 联系电话如下：, 应拨打（　　）。 */
static bool is_announced(const qg_text_job *job, size_t i)
{
    const qg_line *above = &job->lines.at[i > 0 ? i - 1 : 0];
    const qg_node *block = qg_line_look(&job->lines.at[i])->block;
    bool is_counted = block->kind == QG_LIST && block->u.list.is_ordered;

    return i > 0 && above->junk == 0 && !qg_line_look(above)->is_outside &&
           (qg_is_colon(above->last) || (is_counted && above->n_stops > 0));
}

void qg_text_find_furniture(qg_text_job *job)
{
    index ix;

    qg_text_take_edit_marks(job);
    index_init(&ix);
    for (size_t i = 0; i < job->lines.n; i++)
        if (qg_line_look(&job->lines.at[i])->block == NULL)
            score_line(&ix, &job->lines.at[i]);
        else if (!is_announced(job, i))
            score_block(&ix, &job->lines.at[i]);
    qg_text_find_barred_rows(job->lines.at, job->lines.n);
    qg_text_find_chat(job);
    qg_text_find_company(job);
}
