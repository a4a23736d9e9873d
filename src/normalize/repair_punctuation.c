#include "normalize/punctuation/punctuation_int.h"
#include "unicode/unicode.h"

#include <stdlib.h>

enum { WORD_BYTES = 12 /* a name in backticks counts as a word so long */ };

static bool is_edge(const qg_side *side)
{
    return side->kind == QG_SIDE_EDGE;
}

static bool is_han(const qg_side *side)
{
    return side->kind == QG_SIDE_HAN;
}

/* ---- telling --------------------------------------------------------------------------------- */

/* Whether a stop beside an ellipsis stands behind it, as at the end of a speech that breaks off;
 * else it ends the sentence before. */
static bool ends_speech(const qg_punctuation *w, const qg_mark *mark)
{
    char behind = qg_punctuation_byte(w, mark->offset + mark->n_bytes);

    return behind == 0 || behind == '\n' || behind == '"' || behind == '\'';
}

static qg_str chinese_mark(const qg_punctuation *w, const qg_mark *mark)
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
    if (mark->n_bytes == QG_MARK_STOP_AND_ELLIPSIS)
        return ends_speech(w, mark) ? QG_STR("……。") : QG_STR("。……");
    return mark->n_bytes > 1 ? QG_STR("……") : QG_STR("。");
}

/* Whether the blank behind a mark goes with it.  A Chinese mark has room of its own; but the
 * blank between Latin words and a bracket or quote stays, outside of that. */
static bool takes_blank_behind(const qg_mark *mark)
{
    if (mark->c == '(' && mark->right.rune == ')')
        return false; /* room for an answer */
    if (mark->right.n_blanks != 1 || is_edge(&mark->right) || mark->c == '-')
        return false;
    return !qg_mark_is_of_pair(mark) || mark->is_open || is_han(&mark->right);
}

static bool takes_blank_before(const qg_mark *mark)
{
    if (mark->c == ')' && mark->left.rune == '(')
        return false;
    if (mark->left.n_blanks != 1 || is_edge(&mark->left) || mark->c == '-')
        return false;
    return !qg_mark_is_of_pair(mark) || !mark->is_open || is_han(&mark->left);
}

static void put(qg_punctuation *w, const qg_mark *mark, float confidence)
{
    size_t start = mark->offset, end = mark->offset + mark->n_bytes;

    if (takes_blank_behind(mark) && qg_edits_is_whole(w->edits, start, end + 1 - start))
        end++;
    if (takes_blank_before(mark) && start > w->done &&
        qg_edits_is_whole(w->edits, start - 1, end - start + 1))
        start--;
    qg_edits_put(w->edits, &(qg_edit){.offset = start,
                                      .n_bytes = end - start,
                                      .after = chinese_mark(w, mark),
                                      .kind = w->only_quotes ? QG_FOUND_REPAIR_QUOTE
                                                             : QG_FOUND_REPAIR_PUNCTUATION,
                                      .confidence = confidence});
    w->done = end;
}

/* ---- paragraphs ------------------------------------------------------------------------------ */

static bool grow(qg_punctuation *w)
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

/* What stands to the left of a mark right behind something shielded, the part with marks of
 * which starts at `from`.  It is the start of the line, where the shielded is what Markdown has
 * there; the last word of a link, where it is the link's address; else a word of the sentence,
 * such as a name in backticks. */
static qg_side side_of_shielded(qg_str text, size_t from, bool is_line_start)
{
    bool is_link = from > 0 && text.p[from] == '(' && text.p[from - 1] == ']';
    qg_side words = is_link ? qg_side_left(text, from - 1) : (qg_side){0};

    if (is_line_start)
        return (qg_side){.kind = QG_SIDE_EDGE};
    if (words.kind == QG_SIDE_HAN)
        return words;
    return (qg_side){.kind = QG_SIDE_LETTER, .is_near_han = true, .n_word = WORD_BYTES};
}

static void add_mark(qg_punctuation *w, size_t at, size_t n_bytes, const qg_side *left)
{
    if (w->n == w->n_allocated && !grow(w))
        return;
    w->marks[w->n++] = (qg_mark){.offset = at,
                                 .n_bytes = n_bytes,
                                 .c = w->text.p[at],
                                 .left = left != NULL ? *left : qg_side_left(w->text, at),
                                 .right = qg_side_right(w->text, at + n_bytes)};
}

/* Gather the marks from `at` to `end` that nothing shields, with what stands at both sides. */
static void gather(qg_punctuation *w, size_t at, size_t end)
{
    size_t start = at, span = at, span_end = SIZE_MAX; /* span: what was shielded last */
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
            span = at;
            at = shielded;
            continue;
        }
        if (at > start && qg_shield_end(w->shield, at - 1) == at) {
            side = side_of_shielded(w->text, span, qg_shield_end(w->shield, start) == at);
            span_end = at;
        }
        if (c == '.' || c == '-')
            while (qg_punctuation_byte(w, at + n) == c)
                n++;
        if (c != '-' || n > 1)
            add_mark(w, at, n, span_end == at ? &side : NULL);
        at += n;
    }
}

/* The habit by which a line is judged.  A line of a sound text may have been pasted from a
 * flattened one: it has several clauses and no Chinese mark. */
static qg_habit habit_of_line(const qg_punctuation *w, qg_str line)
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

/* Whether `text` starts with the kind of a source, and a mark behind it: [J], [M], [EB/OL]. */
static bool is_kind_of_source(qg_str text)
{
    enum { MAX_BYTES = 5 };
    size_t n = 0;

    text = qg_str_skip(text, 1);
    while (n < text.n && ((text.p[n] >= 'A' && text.p[n] <= 'Z') || (n > 0 && text.p[n] == '/')))
        n++;
    return n > 0 && n <= MAX_BYTES && n + 1 < text.n && text.p[n] == ']' &&
           strchr(".,/:", text.p[n + 1]) != NULL;
}

/* Whether a line is an entry of a bibliography, which has ASCII marks (GB/T 7714): 张三, 李四.
 * 题名[J]. 学报, 2020. */
static bool is_reference(qg_str line)
{
    size_t at = qg_str_find_byte(line, '[');

    for (; at < line.n; at += 1 + qg_str_find_byte(qg_str_skip(line, at + 1), '['))
        if (at > 0 && is_kind_of_source(qg_str_skip(line, at)))
            return true;
    return false;
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* Find the marks of a line, and which brackets and quotes are pairs. */
static bool gather_pairs(qg_punctuation *w, size_t at, size_t end)
{
    gather(w, at, end);
    if (w->edits->status != QG_OK)
        return false;
    qg_marks_pair(w->text, w->marks, w->n, w->stack);
    return true;
}

static void repair_line(qg_punctuation *w, size_t at, size_t end)
{
    w->line_habit = habit_of_line(w, qg_str_skip(qg_str_head(w->text, end), at));
    if ((w->line_habit == QG_HABIT_CHINESE && !w->guess) || !gather_pairs(w, at, end))
        return;
    qg_marks_see_pairs(w);
    for (size_t i = 0; i < w->n; i++) {
        float confidence = qg_mark_judge(w, &w->marks[i]);
        if (confidence >= QG_REPAIR_LIKELY)
            put(w, &w->marks[i], confidence);
    }
}

static void repair_quotes_of_line(qg_punctuation *w, size_t at, size_t end)
{
    if (!gather_pairs(w, at, end))
        return;
    for (size_t i = 0; i < w->n; i++)
        if (qg_mark_is_quote_of_prose(w, &w->marks[i]))
            put(w, &w->marks[i], QG_MARK_CERTAIN);
}

static size_t line_end(qg_str text, size_t at)
{
    return at + qg_str_find_byte(qg_str_skip(text, at), '\n');
}

/* Whether a sentence goes on behind the line that ends at `end`: lines are wrapped inside of
 * quotations and brackets. */
static bool goes_on(qg_str text, size_t end)
{
    qg_rune last = qg_utf8_last(qg_str_head(text, end));
    qg_rune next = end + 1 < text.n ? qg_utf8_first(qg_str_skip(text, end + 1)) : 0;

    return (qg_rune_is_han(last) || last == ',') && (qg_rune_is_han(next) || next == '"') &&
           !is_reference(qg_str_skip(qg_str_head(text, line_end(text, end + 1)), end + 1));
}

/* The end of the line at `at`; in a flattened text that of the paragraph that starts there, over
 * wrapped lines. */
static size_t paragraph_end(const qg_punctuation *w, size_t at)
{
    enum { MOST_BYTES = 8192 };
    size_t end = line_end(w->text, at);

    while (w->habit == QG_HABIT_FLAT && end - at < MOST_BYTES && goes_on(w->text, end))
        end = line_end(w->text, end + 1);
    return end;
}

static void repair_lines(qg_punctuation *w)
{
    size_t at = 0;

    while (at < w->text.n && w->edits->status == QG_OK) {
        size_t end = paragraph_end(w, at);
        if (is_reference(qg_str_skip(qg_str_head(w->text, end), at)))
            ; /* keeps its marks */
        else if (w->only_quotes)
            repair_quotes_of_line(w, at, end);
        else
            repair_line(w, at, end);
        at = end + 1;
    }
}

/* Find the habit of the text; false when nothing is to be done.  Code has ASCII marks however
 * the prose around it is written, so a text that looks flat is counted again without what is
 * shielded. */
static bool find_habit(qg_punctuation *w)
{
    w->counts = qg_marks_count(w->text, NULL);
    w->habit = qg_marks_habit(&w->counts);
    if (w->habit != QG_HABIT_CHINESE || w->guess)
        qg_marks_see_japanese(&w->counts, w->text);
    if (qg_marks_is_foreign(&w->counts) || qg_shield_is_only_table(w->text))
        return false;
    if (w->habit != QG_HABIT_CHINESE) {
        w->counts = qg_marks_count(w->text, w->shield);
        w->habit = qg_marks_habit(&w->counts);
    }
    return w->habit != QG_HABIT_CHINESE || w->counts.n_flat_lines > 0 || w->guess;
}

/* Whether a Chinese text has straight quotes beside Chinese. */
static bool has_quotes(qg_punctuation *w)
{
    if (memchr(w->text.p, '"', w->text.n) == NULL)
        return false;
    w->counts = qg_marks_count(w->text, w->shield);
    return w->counts.n_flat[QG_MARK_QUOTE] > 0 && qg_marks_is_chinese(&w->counts);
}

static void work_through(qg_edits *edits, const qg_repair_input *input, bool only_quotes)
{
    qg_punctuation w = {.text = input->text,
                        .shield = input->shield,
                        .edits = edits,
                        .guess = input->guess,
                        .only_quotes = only_quotes};

    if (qg_marks_any(input->text) && (only_quotes ? has_quotes(&w) : find_habit(&w)))
        repair_lines(&w);
    free(w.marks);
    free(w.stack);
}

void qg_repair_punctuation(qg_edits *edits, const qg_repair_input *input)
{
    work_through(edits, input, false);
}

void qg_repair_quotes(qg_edits *edits, const qg_repair_input *input)
{
    work_through(edits, input, true);
}
