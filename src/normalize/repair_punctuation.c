#include "normalize/punctuation_int.h"
#include "normalize/repair.h"
#include "unicode/unicode.h"

#include <stdlib.h>

/* How sure a decision is: what the marks of clean texts, flattened and put back, came to. */
static const float NEVER = 0, LIKELY = 0.8F, SURE = 0.96F, CERTAIN = 0.99F;

enum {
    STOP_AND_ELLIPSIS = 7, /* dots, as 。…… becomes */
    MAX_NUMBER = 3,        /* figures of a number before what it counts: 1.甲, 12.乙 */
    MAX_NAME = 12          /* bytes of a number in words, as in 第二十一 */
};

typedef struct work {
    qg_str text;
    qg_shield *shield;
    qg_edits *edits;
    qg_mark_counts counts;
    qg_habit habit, line_habit;
    bool guess;
    qg_mark *marks; /* of the paragraph */
    size_t *stack;
    size_t n, n_allocated;
    size_t done; /* where the last edit ended */
} work;

static char byte_at(const work *w, size_t at)
{
    return at < w->text.n ? w->text.p[at] : 0;
}

static bool is_edge(const qg_side *side)
{
    return side->kind == QG_SIDE_EDGE;
}

static bool is_han(const qg_side *side)
{
    return side->kind == QG_SIDE_HAN;
}

static bool is_foreign(const qg_mark *mark)
{
    return mark->left.kind == QG_SIDE_FOREIGN || mark->right.kind == QG_SIDE_FOREIGN;
}

/* ---- marks that stand alone ------------------------------------------------------------------ */

/* At the start of a line whose words began in the line before. */
static bool is_wrapped(const work *w, const qg_mark *mark)
{
    size_t at = mark->offset;
    return at >= 2 && byte_at(w, at - 1) == '\n' && (unsigned char)byte_at(w, at - 2) >= 0x80;
}

/* 甲,乙 and APP,乙 and 甲,5 and 5%,8 */
static float judge_pause(const work *w, const qg_mark *mark)
{
    const qg_side *left = &mark->left, *right = &mark->right;

    if (is_han(left))
        return CERTAIN;
    if (is_han(right) && is_wrapped(w, mark))
        return SURE;
    if (is_han(right) && !is_edge(left))
        return SURE;
    if (!left->is_near_han || !right->is_near_han)
        return NEVER;
    if (left->rune == '%')
        return SURE;
    if (left->kind != QG_SIDE_LETTER && right->kind != QG_SIDE_LETTER)
        return NEVER;
    return right->n_blanks == 0 ? SURE : LIKELY;
}

/* Never 10:30 and 3:2; 名:甲 and 名:12 and QQ:甲. */
static float judge_colon(const qg_mark *mark)
{
    if (is_han(&mark->left))
        return CERTAIN;
    return is_han(&mark->right) && !is_edge(&mark->left) ? SURE : NEVER;
}

/* Three question marks and more before more text were characters once. */
static bool is_lost(const work *w, const qg_mark *mark)
{
    size_t start = mark->offset, end = mark->offset;
    qg_side right;

    while (start > 0 && byte_at(w, start - 1) == '?' && mark->offset - start < MAX_NUMBER)
        start--;
    while (byte_at(w, end) == '?' && end - mark->offset < MAX_NUMBER)
        end++;
    right = qg_side_right(w->text, end);
    return end - start >= 3 && (is_han(&right) || byte_at(w, end) == '?') && right.n_blanks == 0;
}

static float judge_cry(const work *w, const qg_mark *mark)
{
    const qg_side *left = &mark->left, *right = &mark->right;

    if (is_lost(w, mark))
        return NEVER;
    if (is_han(left))
        return CERTAIN;
    return left->is_near_han && (is_han(right) || is_edge(right)) && !is_edge(left) ? SURE : NEVER;
}

/* Whether a character is one that foreign names are written with. */
static bool sounds_foreign(qg_rune rune)
{
    static const char used[] = "尔斯克特拉里德亚马卡罗伯布尼巴达莱格杰雷加维史瑟姆弗菲鲁埃奥蒂娜莎"
                               "丽茨森顿曼汉约翰詹逊洛瓦戈贝费科萨迪纳伊利乔彼得托乌肖霍普金伦米"
                               "爾羅亞馬達萊傑維魯奧麗頓漢約遜貝費薩納喬烏倫";
    char bytes[QG_UTF8_MAX];
    size_t n = qg_utf8_encode(bytes, rune);

    return n == 3 && qg_str_find(qg_str_of(used), (qg_str){bytes, n}) < sizeof used - 1;
}

/* Where the words before `at` start: behind a mark, a blank or the start of the line. */
static size_t clause_start(const work *w, size_t at, size_t limit)
{
    size_t i = at;

    while (i > 0 && at - i <= limit) {
        unsigned char c = (unsigned char)w->text.p[i - 1];
        if (c < 0x80 && strchr(" \t\n,.;:?!()\"'|>#*-", c) != NULL)
            break;
        if (i >= 3 && c >= 0x80 && (c & 0xC0) == 0x80 &&
            (qg_str_starts(qg_str_skip(w->text, i - 3), QG_STR("\xE3\x80")) ||
             qg_str_starts(qg_str_skip(w->text, i - 3), QG_STR("\xEF\xBC")) ||
             qg_str_starts(qg_str_skip(w->text, i - 3), QG_STR("\xE2\x80"))))
            break;
        i--;
    }
    while (i < at && ((unsigned char)w->text.p[i] & 0xC0) == 0x80)
        i++;
    return i;
}

/* 一. 十二. 第三. 甲. and 1. 12. before what they count. */
static bool is_numbering(const work *w, const qg_mark *mark)
{
    static const qg_rune numerals[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                       0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341,
                                       0x7B2C, 0x7532, 0x4E59, 0x4E19, 0x4E01};
    size_t start = clause_start(w, mark->offset, MAX_NAME);
    qg_str rest = qg_str_skip(qg_str_head(w->text, mark->offset), start);

    if (mark->right.kind == QG_SIDE_EDGE || rest.n == 0 || rest.n > 9)
        return false;
    while (rest.n > 0) {
        bool is_numeral = false;
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
            is_numeral = is_numeral || rune == numerals[i];
        if (!is_numeral && !qg_rune_is_digit(rune))
            return false;
    }
    return true;
}

/* 卡尔.马克思: two such characters at both sides. */
static bool is_name(const work *w, const qg_mark *mark)
{
    qg_str before = qg_str_head(w->text, mark->offset);
    qg_str behind = qg_str_skip(w->text, mark->offset + 1);

    for (int i = 0; i < 2; i++) {
        if (!sounds_foreign(qg_utf8_last(before)) || !sounds_foreign(qg_utf8_first(behind)))
            return false;
        before = qg_str_head(before, before.n - 3);
        behind = qg_str_skip(behind, 3);
    }
    return true;
}

/* Dr., No., vs. and single letters, as in A.甲 */
static bool is_abbreviation(const work *w, const qg_mark *mark)
{
    static const char *const list[] = {"No", "Nos", "vs",   "Dr",  "Mr",  "Mrs", "Ms",
                                       "St", "Vol", "Fig",  "Eq",  "pp",  "etc", "al",
                                       "Co", "Ltd", "Corp", "Inc", "Prof"};
    qg_str word = qg_str_skip(qg_str_head(w->text, mark->offset), mark->offset - mark->left.n_word);

    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (qg_str_eq_nocase(word, qg_str_of(list[i])))
            return true;
    return word.n == 1;
}

/* 图1.甲: a number that belongs to the word before it. */
static bool is_label(const work *w, const qg_mark *mark)
{
    static const char *const words[] = {"图", "表", "例", "题", "第", "件", "式", "录", "步", "骤",
                                        "章", "节", "条", "款", "卷", "版", "圖", "條", "節"};
    qg_str before = qg_str_head(w->text, mark->offset - mark->left.n_word);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_ends(before, qg_str_of(words[i])))
            return true;
    return false;
}

/* The stop of a sentence, which is also that of decimals, numbering and abbreviations. */
static float judge_stop(const work *w, const qg_mark *mark)
{
    const qg_side *left = &mark->left, *right = &mark->right;
    bool is_close = right->n_blanks == 0;

    bool is_word = right->kind == QG_SIDE_DIGIT || right->kind == QG_SIDE_LETTER;

    if (is_edge(left) || left->n_blanks > 0 || is_numbering(w, mark))
        return NEVER;
    if (is_han(left)) {
        if (is_close && is_han(right) && is_name(w, mark))
            return LIKELY;
        return is_word && is_close && !right->is_near_han ? LIKELY : SURE;
    }
    if (is_word && !right->is_near_han && is_close)
        return NEVER;
    if (!left->is_near_han || !(is_han(right) || is_edge(right)))
        return NEVER;
    if (left->kind == QG_SIDE_LETTER)
        return is_abbreviation(w, mark) ? NEVER : SURE;
    if (left->kind == QG_SIDE_DIGIT && left->n_word <= MAX_NUMBER && is_label(w, mark))
        return NEVER;
    return left->kind == QG_SIDE_DIGIT && left->n_word == 1 && is_han(right) ? LIKELY : SURE;
}

/* -- between Chinese, and .... at the end of it */
static float judge_run(const qg_mark *mark)
{
    if (mark->c == '-') {
        bool is_pair = is_han(&mark->left) && is_han(&mark->right);
        return is_pair && (mark->n_bytes == 2 || mark->n_bytes == 4) ? SURE : NEVER;
    }
    if (mark->n_bytes < 3)
        return NEVER;
    if (is_han(&mark->left))
        return SURE;
    return is_han(&mark->right) && mark->right.n_blanks == 0 ? SURE : NEVER;
}

/* ---- pairs ----------------------------------------------------------------------------------- */

static bool has_han(qg_str s)
{
    while (s.n > 0) {
        qg_rune rune;
        qg_utf8_take(&s, &rune);
        if (rune >= 0x3007 && qg_rune_is_han(rune))
            return true;
    }
    return false;
}

static bool is_blank(qg_str s)
{
    return qg_str_trim(s).n == 0;
}

static bool has_word(qg_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (qg_rune_is_digit((qg_rune)(unsigned char)s.p[i]) ||
            qg_rune_is_letter((qg_rune)(unsigned char)s.p[i]))
            return true;
    return false;
}

static float judge_bracket(const work *w, const qg_mark *open, const qg_mark *close)
{
    qg_str inside = qg_str_skip(qg_str_head(w->text, close->offset), open->offset + 1);
    bool is_chinese = has_han(inside), is_behind = close->right.is_near_han;
    const qg_side *left = &open->left;

    if (is_chinese)
        return CERTAIN;
    if (is_blank(inside))
        return is_han(left) ? SURE : NEVER;
    if (!has_word(inside) || (inside.n == 1 && qg_rune_is_letter((qg_rune)*inside.p)))
        return NEVER;
    if (inside.n == 4 && close->right.kind == QG_SIDE_DIGIT)
        return NEVER; /* 国发(2022)5号 */
    if (is_han(left) || (is_edge(left) && is_behind))
        return SURE;
    return left->is_near_han && is_behind && left->n_blanks == 0 ? SURE : NEVER;
}

static float judge_quotes(const work *w, const qg_mark *open, const qg_mark *close)
{
    qg_str inside = qg_str_skip(qg_str_head(w->text, close->offset), open->offset + 1);
    bool is_chinese = has_han(inside) || is_han(&open->left) || is_han(&close->right);

    if (!is_chinese || is_blank(inside))
        return NEVER;
    return open->is_sure && close->is_sure ? CERTAIN : LIKELY;
}

/* A quotation of several paragraphs opens in each and closes in the last. */
static bool is_lone_quote(const qg_mark *mark)
{
    if (mark->c != '"' || !mark->is_sure)
        return false;
    if (mark->is_open)
        return is_han(&mark->right) && (is_edge(&mark->left) || is_han(&mark->left));
    return is_han(&mark->left) && is_edge(&mark->right);
}

/* A mark of a pair is what its pair is. */
static float judge_pair(const work *w, const qg_mark *mark)
{
    const qg_mark *mate, *open, *close;

    if (mark->mate == QG_NO_MATE)
        return is_lone_quote(mark) ? SURE : NEVER;
    mate = &w->marks[mark->mate - 1];
    open = mark->is_open ? mark : mate;
    close = mark->is_open ? mate : mark;
    return mark->c == '(' || mark->c == ')' ? judge_bracket(w, open, close)
                                            : judge_quotes(w, open, close);
}

/* ---- deciding -------------------------------------------------------------------------------- */

static qg_mark_kind kind_of(const qg_mark *mark)
{
    switch (mark->c) {
    case ':':
        return QG_MARK_COLON;
    case '(':
    case ')':
        return QG_MARK_BRACKET;
    case '"':
    case '\'':
        return QG_MARK_QUOTE;
    case '.':
        return mark->n_bytes > 1 ? QG_MARK_ELLIPSIS : QG_MARK_STOP;
    case '-':
        return QG_MARK_DASH;
    default:
        return QG_MARK_PAUSE;
    }
}

static qg_str chinese_mark(const work *w, const qg_mark *mark)
{
    bool has_corners = w->counts.n_corners > 0;

    switch (mark->c) {
    case ',':
        return QG_STR("，");
    case ';':
        return QG_STR("；");
    case ':':
        return QG_STR("：");
    case '?':
        return QG_STR("？");
    case '!':
        return QG_STR("！");
    case '(':
        return QG_STR("（");
    case ')':
        return QG_STR("）");
    case '"':
        if (has_corners)
            return mark->is_open ? QG_STR("「") : QG_STR("」");
        return mark->is_open ? QG_STR("“") : QG_STR("”");
    case '\'':
        if (has_corners)
            return mark->is_open ? QG_STR("『") : QG_STR("』");
        return mark->is_open ? QG_STR("‘") : QG_STR("’");
    case '-':
        return mark->n_bytes == 2 ? QG_STR("——") : QG_STR("————");
    default:
        break;
    }
    if (mark->n_bytes == STOP_AND_ELLIPSIS)
        return QG_STR("。……");
    return mark->n_bytes > 1 ? QG_STR("……") : QG_STR("。");
}

/* The eyes of :) and ;) and :D, whose mouth belongs to no pair. */
static bool is_face(const work *w, const qg_mark *mark)
{
    const qg_mark *next = mark + 1;

    if (mark->c != ':' && mark->c != ';')
        return false;
    if (next < w->marks + w->n && next->offset == mark->offset + 1)
        return (next->c == ')' || next->c == '(') && next->mate == QG_NO_MATE;
    return mark->right.n_word == 1 && strchr("DPpOo", (char)mark->right.rune) != NULL;
}

static float judge_alone(const work *w, const qg_mark *mark)
{
    switch (mark->c) {
    case ',':
        return judge_pause(w, mark);
    case ';':
        return is_face(w, mark) ? NEVER : judge_pause(w, mark);
    case ':':
        return is_face(w, mark) ? NEVER : judge_colon(mark);
    case '?':
    case '!':
        return judge_cry(w, mark);
    case '-':
        return judge_run(mark);
    case '.':
        return mark->n_bytes > 1 ? judge_run(mark) : judge_stop(w, mark);
    default:
        return judge_pair(w, mark);
    }
}

/* A mark that is spoken of: 「,」 and ",". */
static bool is_quoted(const work *w, const qg_mark *mark)
{
    static const char *const pairs[] = {"「", "」", "『", "』", "“", "”",
                                        "‘",  "’",  "\"", "\"", "'", "'"};
    qg_str before = qg_str_head(w->text, mark->offset);
    qg_str behind = qg_str_skip(w->text, mark->offset + mark->n_bytes);

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i += 2)
        if (qg_str_ends(before, qg_str_of(pairs[i])) &&
            qg_str_starts(behind, qg_str_of(pairs[i + 1])))
            return true;
    return false;
}

/* In a text with both, only what stands right between two Chinese characters is surely a slip. */
static bool is_slip(const qg_mark *mark)
{
    return kind_of(mark) == QG_MARK_PAUSE && is_han(&mark->left) && mark->left.n_blanks == 0 &&
           is_han(&mark->right) && mark->right.n_blanks == 0;
}

/* Lines with a face in every tenth clause. */
static bool is_chat(const qg_mark_counts *counts)
{
    return counts->n_faces * 10 > counts->n_flat[QG_MARK_PAUSE];
}

static float judge(const work *w, const qg_mark *mark)
{
    float confidence = is_foreign(mark) || is_quoted(w, mark) ? NEVER : judge_alone(w, mark);

    if (w->line_habit != QG_HABIT_FLAT) {
        if (w->line_habit == QG_HABIT_MIXED && is_slip(mark))
            return confidence;
        return w->guess && confidence >= SURE && is_slip(mark) ? LIKELY : NEVER;
    }
    if (w->habit == QG_HABIT_FLAT && !qg_marks_is_flat(&w->counts, kind_of(mark)))
        return NEVER;
    if (confidence > LIKELY && is_chat(&w->counts))
        return LIKELY; /* where marks are what the keys gave */
    return confidence;
}

/* ---- telling --------------------------------------------------------------------------------- */

static bool takes_blank_behind(const qg_mark *mark)
{
    if (mark->right.n_blanks != 1 || is_edge(&mark->right))
        return false;
    switch (mark->c) {
    case '(':
        return false;
    case '"':
    case '\'':
        return !mark->is_open && is_han(&mark->right);
    case '-':
        return false;
    case ')':
        return is_han(&mark->right);
    default:
        return true;
    }
}

static bool takes_blank_before(const qg_mark *mark)
{
    bool opens = mark->c == '(' || ((mark->c == '"' || mark->c == '\'') && mark->is_open);
    return opens && mark->left.n_blanks == 1 && is_han(&mark->left);
}

static void put(work *w, const qg_mark *mark, float confidence)
{
    size_t start = mark->offset, end = mark->offset + mark->n_bytes;

    if (takes_blank_behind(mark))
        end++;
    if (takes_blank_before(mark) && start > w->done)
        start--;
    qg_edits_put(w->edits, &(qg_edit){.offset = start,
                                      .n_bytes = end - start,
                                      .after = chinese_mark(w, mark),
                                      .kind = QG_FOUND_REPAIR_PUNCTUATION,
                                      .confidence = confidence});
    w->done = end;
}

/* ---- paragraphs ------------------------------------------------------------------------------ */

static bool grow(work *w)
{
    size_t n = w->n_allocated == 0 ? 64 : w->n_allocated * 2;
    qg_mark *marks = realloc(w->marks, n * sizeof *marks);
    size_t *stack;

    if (marks != NULL)
        w->marks = marks;
    stack = marks == NULL ? NULL : realloc(w->stack, n * sizeof *stack);
    if (stack == NULL) {
        w->edits->status = QG_E_MEMORY;
        return false;
    }
    w->stack = stack;
    w->n_allocated = n;
    return true;
}

/* What is left of a mark right behind something shielded: the start of the line behind what
 * Markdown has there, else a word in the sentence, such as a link or a name in backticks. */
static qg_side side_of_shielded(bool is_line_start)
{
    return is_line_start
               ? (qg_side){.kind = QG_SIDE_EDGE}
               : (qg_side){.kind = QG_SIDE_LETTER, .is_near_han = true, .n_word = MAX_NAME};
}

static void add_mark(work *w, size_t at, size_t n_bytes, const qg_side *left)
{
    if (w->n == w->n_allocated && !grow(w))
        return;
    w->marks[w->n++] = (qg_mark){.offset = at,
                                 .n_bytes = n_bytes,
                                 .c = w->text.p[at],
                                 .left = left != NULL ? *left : qg_side_left(w->text, at),
                                 .right = qg_side_right(w->text, at + n_bytes)};
}

/* Gather the marks from `at` to `end`. */
static void gather(work *w, size_t at, size_t end)
{
    size_t start = at, span_end = SIZE_MAX; /* of what was shielded last */
    qg_side side = {0};

    w->n = 0;
    while (at < end) {
        size_t shielded, n = 1;
        char c = w->text.p[at];
        if (!qg_is_flat_mark(c)) {
            at++;
            continue;
        }
        shielded = qg_shield_end(w->shield, at);
        if (shielded > at) {
            at = shielded;
            continue;
        }
        if (at > start && qg_shield_end(w->shield, at - 1) == at) {
            side = side_of_shielded(qg_shield_end(w->shield, start) == at);
            span_end = at;
        }
        if (c == '.' || c == '-')
            while (byte_at(w, at + n) == c)
                n++;
        if (c != '-' || n > 1)
            add_mark(w, at, n, span_end == at ? &side : NULL);
        at += n;
    }
}

/* A line in a text that is sound may have been pasted from one that was not. */
static qg_habit habit_of_line(const work *w, qg_str line)
{
    qg_mark_counts counts;

    if (w->habit == QG_HABIT_FLAT)
        return QG_HABIT_FLAT;
    counts = qg_marks_count(line, NULL);
    if (counts.n_full[QG_MARK_PAUSE] + counts.n_full[QG_MARK_COLON] +
            counts.n_full[QG_MARK_BRACKET] >
        0)
        return w->habit;
    if (w->habit == QG_HABIT_MIXED)
        return counts.n_flat[QG_MARK_PAUSE] > 0 ? QG_HABIT_FLAT : QG_HABIT_MIXED;
    return counts.n_flat_lines > 0 ? QG_HABIT_FLAT : w->habit;
}

static void repair_line(work *w, size_t at, size_t end)
{
    w->line_habit = habit_of_line(w, qg_str_skip(qg_str_head(w->text, end), at));
    if (w->line_habit == QG_HABIT_CHINESE && !w->guess)
        return;
    gather(w, at, end);
    if (w->edits->status != QG_OK)
        return;
    qg_marks_pair(w->text, w->marks, w->n, w->stack);
    for (size_t i = 0; i < w->n; i++) {
        float confidence = judge(w, &w->marks[i]);
        if (confidence >= QG_REPAIR_LIKELY)
            put(w, &w->marks[i], confidence);
    }
}

static void repair_lines(work *w)
{
    size_t at = 0;

    while (at < w->text.n && w->edits->status == QG_OK) {
        size_t end = at + qg_str_find_byte(qg_str_skip(w->text, at), '\n');
        repair_line(w, at, end);
        at = end + 1;
    }
}

/* Code in a text has ASCII marks however its prose is written, so what looks flat is counted again
 * without what is shielded. */
static bool find_habit(work *w)
{
    w->counts = qg_marks_count(w->text, NULL);
    w->habit = qg_marks_habit(&w->counts);
    if (qg_marks_is_foreign(&w->counts))
        return false;
    if (w->habit != QG_HABIT_CHINESE) {
        w->counts = qg_marks_count(w->text, w->shield);
        w->habit = qg_marks_habit(&w->counts);
    }
    return w->habit != QG_HABIT_CHINESE || w->counts.n_flat_lines > 0 || w->guess;
}

void qg_repair_punctuation(qg_edits *edits, const qg_repair_input *input)
{
    work w = {.text = input->text, .shield = input->shield, .edits = edits, .guess = input->guess};

    if (qg_marks_any(input->text) && find_habit(&w))
        repair_lines(&w);
    free(w.marks);
    free(w.stack);
}
