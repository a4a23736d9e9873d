/* judge.c - whether a mark was a Chinese one. */
#include "normalize/punctuation/punctuation_int.h"
#include "unicode/unicode.h"

static bool is_edge(const qg_side *side)
{
    return side->kind == QG_SIDE_EDGE;
}

static bool is_han(const qg_side *side)
{
    return side->kind == QG_SIDE_HAN;
}

static bool is_word(const qg_side *side)
{
    return side->kind == QG_SIDE_LETTER || side->kind == QG_SIDE_DIGIT;
}

static bool has_foreign_side(const qg_mark *mark)
{
    return mark->left.kind == QG_SIDE_FOREIGN || mark->right.kind == QG_SIDE_FOREIGN;
}

/* Whether the mark stands beside kana and the like, or is part of a face; of a pair, if either
 * of the two is so. */
static bool is_foreign(const qg_punctuation *w, const qg_mark *mark)
{
    return has_foreign_side(mark) ||
           (mark->mate != QG_NO_MATE && has_foreign_side(&w->marks[mark->mate - 1]));
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
        if (s.p[i] == '`' || qg_rune_is_digit((qg_rune)(unsigned char)s.p[i]) ||
            qg_rune_is_letter((qg_rune)(unsigned char)s.p[i]))
            return true;
    return false;
}

static float judge_bracket(const qg_punctuation *w, const qg_mark *open, const qg_mark *close)
{
    qg_str inside = qg_str_skip(qg_str_head(w->text, close->offset), open->offset + 1);
    bool is_chinese = has_han(inside), is_behind = close->right.is_near_han;
    const qg_side *left = &open->left;

    if (is_chinese)
        return QG_MARK_CERTAIN;
    if (is_blank(inside))
        return is_han(left) ? QG_MARK_SURE : QG_MARK_NEVER;
    if (!has_word(inside) || (inside.n == 1 && qg_rune_is_letter((qg_rune)*inside.p)))
        return QG_MARK_NEVER;
    if (inside.n == 4 && close->right.kind == QG_SIDE_DIGIT)
        return QG_MARK_NEVER; /* 国发(2022)5号 */
    if (is_han(left) || (is_edge(left) && is_behind))
        return QG_MARK_SURE;
    return left->is_near_han && is_behind && left->n_blanks == 0 ? QG_MARK_SURE : QG_MARK_NEVER;
}

static float judge_quotes(const qg_punctuation *w, const qg_mark *open, const qg_mark *close)
{
    qg_str inside = qg_str_skip(qg_str_head(w->text, close->offset), open->offset + 1);
    bool is_chinese = has_han(inside) || is_han(&open->left) || is_han(&close->right);

    if (!is_chinese || is_blank(inside) || qg_str_find(inside, QG_STR(":\\")) < inside.n)
        return QG_MARK_NEVER; /* "D:\资料" */
    return open->is_sure && close->is_sure ? QG_MARK_CERTAIN : QG_MARK_LIKELY;
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

/* Judge a mark of a pair, which is what the other one is. */
static float judge_of_pair(const qg_punctuation *w, const qg_mark *mark)
{
    const qg_mark *mate, *open, *close;

    if (mark->mate == QG_NO_MATE)
        return is_lone_quote(mark) ? QG_MARK_SURE : QG_MARK_NEVER;
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

static bool is_chinese_pair(const qg_punctuation *w, const qg_mark *mark)
{
    return qg_mark_is_of_pair(mark) && qg_marks_is_flat(&w->counts, kind_of(mark)) &&
           judge_of_pair(w, mark) >= QG_MARK_SURE;
}

void qg_marks_see_pairs(qg_punctuation *w)
{
    for (size_t i = 0; i < w->n; i++) {
        qg_mark *mark = &w->marks[i], *before = mark - 1, *behind = mark + 1;
        if (qg_mark_is_of_pair(mark))
            continue;
        if (i > 0 && before->offset + 1 == mark->offset && !before->is_open &&
            is_chinese_pair(w, before)) {
            mark->left.kind = QG_SIDE_HAN;
            mark->left.is_near_han = true;
        }
        if (i + 1 < w->n && behind->offset == mark->offset + mark->n_bytes && behind->is_open &&
            is_chinese_pair(w, behind)) {
            mark->right.kind = QG_SIDE_HAN;
            mark->right.is_near_han = true;
        }
    }
}

static float judge_any(const qg_punctuation *w, const qg_mark *mark)
{
    return qg_mark_is_of_pair(mark) ? judge_of_pair(w, mark) : qg_mark_judge_alone(w, mark);
}

/* Between two quotations: "甲","乙" */
static bool is_behind_quotation(const qg_punctuation *w, const qg_mark *mark)
{
    return mark > w->marks && mark[-1].offset + 1 == mark->offset && !mark[-1].is_open &&
           mark[-1].mate != QG_NO_MATE;
}

/* Whether the mark is what the text speaks of: 「,」 and ",". */
static bool is_quoted(const qg_punctuation *w, const qg_mark *mark)
{
    static const char *const pairs[] = {"「", "」", "『", "』", "“", "”",
                                        "‘",  "’",  "\"", "\"", "'", "'"};
    qg_str before = qg_str_head(w->text, mark->offset);
    qg_str behind = qg_str_skip(w->text, mark->offset + mark->n_bytes);

    if (is_behind_quotation(w, mark))
        return false;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i += 2)
        if (qg_str_ends(before, qg_str_of(pairs[i])) &&
            qg_str_starts(behind, qg_str_of(pairs[i + 1])))
            return true;
    return false;
}

/* In a text with both, only what stands right between two Chinese characters is surely a slip. */
static bool is_slip(const qg_punctuation *w, const qg_mark *mark)
{
    qg_str before = qg_str_head(w->text, mark->offset);
    qg_str behind = qg_str_skip(w->text, mark->offset + 1);
    bool is_in_row = mark->c == '?' && /* a row of them was characters once */
                     (qg_str_ends(before, QG_STR("?")) || qg_str_ends(before, QG_STR("？")) ||
                      qg_str_starts(behind, QG_STR("?")) || qg_str_starts(behind, QG_STR("？")));

    return kind_of(mark) == QG_MARK_PAUSE && is_han(&mark->left) && mark->left.n_blanks == 0 &&
           is_han(&mark->right) && mark->right.n_blanks == 0 && !is_in_row;
}

/* How sure a slip is, by the marks of the text.  It may also be what is left of a character. */
static float judge_slip(const qg_punctuation *w, const qg_mark *mark, float confidence)
{
    if (w->line_habit == QG_HABIT_MIXED && !qg_marks_may_be_lost(w->text, mark->offset))
        return confidence;
    return w->guess && confidence >= QG_MARK_SURE ? QG_MARK_LIKELY : QG_MARK_NEVER;
}

float qg_mark_judge(const qg_punctuation *w, const qg_mark *mark)
{
    float confidence =
        is_foreign(w, mark) || is_quoted(w, mark) ? QG_MARK_NEVER : judge_any(w, mark);

    if (w->line_habit != QG_HABIT_FLAT)
        return is_slip(w, mark) ? judge_slip(w, mark, confidence) : QG_MARK_NEVER;
    if (w->habit == QG_HABIT_FLAT && !qg_marks_is_flat(&w->counts, kind_of(mark)))
        return QG_MARK_NEVER;
    if (confidence > QG_MARK_LIKELY && qg_marks_is_by_hand(&w->counts))
        return QG_MARK_LIKELY;
    return confidence;
}

/* Whether what is around a quotation is a sentence: not name="值", "值", or grep "值" file. */
static bool stands_in_prose(const qg_side *before, const qg_side *behind)
{
    bool is_apart =
        is_word(before) && before->n_blanks > 0 && is_word(behind) && behind->n_blanks > 0;

    return before->kind != QG_SIDE_SIGN && before->kind != QG_SIDE_FOREIGN &&
           behind->kind != QG_SIDE_SIGN && behind->kind != QG_SIDE_FOREIGN && !is_apart;
}

bool qg_mark_is_quote_of_prose(const qg_punctuation *w, const qg_mark *mark)
{
    const qg_mark *mate;

    if (kind_of(mark) != QG_MARK_QUOTE || mark->mate == QG_NO_MATE)
        return false;
    mate = &w->marks[mark->mate - 1];
    return stands_in_prose(mark->is_open ? &mark->left : &mate->left,
                           mark->is_open ? &mate->right : &mark->right) &&
           judge_of_pair(w, mark) >= QG_MARK_CERTAIN;
}
