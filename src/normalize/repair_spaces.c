#include "language/model.h"
#include "normalize/punctuation/punctuation_int.h"
#include "normalize/repair.h"
#include "unicode/unicode.h"

enum {
    LETTERS_A_HAN = 4, /* a line with more Latin letters for each Han is in another language */
    WORD_BITS = 3,     /* bits of a character behind one that it makes a word with, at most */
    SPACED_LEAST = 3   /* characters that stand each alone, for a heading that is s p a c e d */
};

static const float SURE = 0.97F;

typedef struct work {
    qg_edits *edits;
    qg_shield *shield;
    qg_str text;         /* up to the end of the line */
    size_t start, end;   /* of the line, without blanks at its ends */
    size_t colon;        /* where the first colon of the line is, or its end */
    bool is_prose;       /* it has a mark of a sentence */
    size_t spaced_until; /* end of characters that stand each alone */
} work;

static qg_rune rune_before(const work *w, size_t at)
{
    return at <= w->start ? 0 : qg_utf8_last(qg_str_head(w->text, at));
}

static qg_rune rune_behind(const work *w, size_t at)
{
    return at >= w->end ? 0 : qg_utf8_first(qg_str_skip(w->text, at));
}

/* Whether the blank at `at` stands alone, with other characters than blanks at both sides. */
static bool is_single(const work *w, size_t at)
{
    qg_rune before = rune_before(w, at), behind = rune_behind(w, at + 1);

    return before != 0 && behind != 0 && before != ' ' && behind != ' ' && before != '\t' &&
           behind != '\t' && before != 0x3000 && behind != 0x3000;
}

static bool is_one_of(qg_rune rune, const char *set)
{
    char bytes[QG_UTF8_MAX];
    size_t n = qg_utf8_encode(bytes, rune);
    qg_str all = qg_str_of(set);

    return rune >= 0x80 && qg_str_find(all, (qg_str){bytes, n}) < all.n;
}

static bool is_pause(qg_rune rune)
{
    return is_one_of(rune, "，。；：？！、");
}

static bool is_opening(qg_rune rune)
{
    return is_one_of(rune, "（《“‘「『【〔");
}

static bool is_closing(qg_rune rune)
{
    return is_one_of(rune, "）》”’」』】〕");
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* Whether the line is a row of columns: no mark of a sentence, and blanks between Han or between
 * others. */
static bool is_row(const work *w)
{
    if (w->is_prose)
        return false;
    for (size_t at = w->start; at < w->end; at++) {
        qg_rune before, behind;
        if (w->text.p[at] != ' ' || !is_single(w, at))
            continue;
        before = rune_before(w, at);
        behind = rune_behind(w, at + 1);
        if (qg_rune_is_han(before) == qg_rune_is_han(behind))
            return true;
    }
    return false;
}

static bool is_chinese_line(const work *w)
{
    size_t n_letters = 0, n_high = 0;

    for (size_t i = w->start; i < w->end; i++) {
        unsigned char c = (unsigned char)w->text.p[i];
        n_high += c >= 0xE3 && c <= 0xE9;
        n_letters += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }
    return n_letters <= n_high * LETTERS_A_HAN;
}

/* Whether the line has a mark of a sentence.  A colon is none, since it stands behind the names
 * of fields, too. */
static bool has_sentence(const work *w)
{
    qg_str rest = qg_str_skip(qg_str_head(w->text, w->end), w->start);

    while (rest.n > 0) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (is_one_of(rune, "，。；？！"))
            return true;
    }
    return false;
}

static size_t find_colon(const work *w)
{
    qg_str line = qg_str_skip(qg_str_head(w->text, w->end), w->start);
    size_t half = qg_str_find_byte(line, ':'), full = qg_str_find(line, QG_STR("："));

    return w->start + (half < full ? half : full);
}

/* The end of characters from `at` on that each stand alone between blanks: 中 国 共 产 党.  `at`
 * when they are too few. */
static size_t spaced_end(const work *w, size_t at)
{
    size_t n = 0, i = at, last = at;

    while (i < w->end) {
        qg_str rest = qg_str_skip(qg_str_head(w->text, w->end), i);
        qg_rune rune;
        size_t end = i + qg_utf8_take(&rest, &rune).n;
        if (!qg_rune_is_han(rune) || qg_rune_is_han(rune_behind(w, end)))
            break;
        n++;
        last = end;
        if (last == w->end || w->text.p[last] != ' ' || !is_single(w, last))
            break;
        i = last + 1;
    }
    return n < SPACED_LEAST ? at : last;
}

/* ---- blanks ---------------------------------------------------------------------------------- */

/* Whether a number belongs to the word before it, so that the blank behind it stays: 表 1 数据. */
static bool is_label(const work *w, size_t number)
{
    qg_rune before = rune_before(w, number);

    return is_one_of(before == ' ' ? rune_before(w, number - 1) : before, "图表例题件第圖");
}

/* Whether what stands at `at` is the name of the next field of a row (发文字号：… 日期：…), from
 * which only the blank parts it. */
static bool is_field_behind(const work *w, size_t at)
{
    size_t i = at;

    if (w->colon >= at)
        return false;
    while (i < w->end && w->text.p[i] != ' ') {
        if (w->text.p[i] == ':' || qg_str_starts(qg_str_skip(w->text, i), QG_STR("：")))
            return true;
        i++;
    }
    return false;
}

/* Whether a word or figure is part of what is said.  In a sentence it is, but for the first of
 * the line, which may be its number.  Elsewhere it is if it has a blank and Chinese at both
 * sides: 落实 2022 年工作. */
static bool is_inside(const work *w, const qg_side *side, size_t start, size_t end)
{
    if (side->kind != QG_SIDE_LETTER && side->kind != QG_SIDE_DIGIT && side->rune != '%')
        return false;
    if (start <= w->start)
        return side->kind == QG_SIDE_LETTER && side->n_word > 1 && w->is_prose;
    return w->is_prose || (side->is_near_han && end < w->end && w->text.p[start - 1] == ' ' &&
                           w->text.p[end] == ' ');
}

/* Whether a figure that ends at `end` numbers what follows, so that the blank before it stays:
 * 总体情况 1.区委. */
static bool is_numbering(const work *w, size_t end)
{
    qg_rune behind = rune_behind(w, end);
    return w->text.p[end - 1] == '.' || behind == ')' || is_one_of(behind, "、）．");
}

/* Whether the blank stands between Chinese and a word or figure that belongs to it: QQ 群, 40 年.
 */
static bool is_beside_word(const work *w, size_t at, qg_rune before, qg_rune behind)
{
    qg_side side;

    if (qg_rune_is_han(before)) {
        side = qg_side_right(w->text, at + 1);
        return behind == side.rune && is_inside(w, &side, at + 1, at + 1 + side.n_word) &&
               !is_numbering(w, at + 1 + side.n_word);
    }
    side = qg_side_left(w->text, at);
    return before == side.rune && is_inside(w, &side, at - side.n_word, at) &&
           !is_field_behind(w, at + 1) &&
           !(side.kind == QG_SIDE_DIGIT && is_label(w, at - side.n_word));
}

static bool is_to_go(const work *w, size_t at)
{
    qg_rune before = rune_before(w, at), behind = rune_behind(w, at + 1);

    if (at < w->spaced_until)
        return true;
    if (is_pause(before))
        return behind >= 0x80 ? !is_field_behind(w, at + 1)
                              : qg_rune_is_digit(behind) || qg_rune_is_letter(behind);
    if (is_pause(behind) || (is_closing(behind) && !is_opening(before)))
        return before >= 0x80 || qg_rune_is_digit(before) || qg_rune_is_letter(before);
    if (is_opening(before))
        return !is_closing(behind); /* room for an answer */
    if (is_closing(before))
        return false;
    if (is_opening(behind))
        return qg_rune_is_han(before) && w->is_prose;
    if (qg_rune_is_han(before) && qg_rune_is_han(behind))
        return w->is_prose && qg_model_is_pair(before, behind) &&
               qg_model_cost(before, behind) <= WORD_BITS;
    return qg_rune_is_han(before) != qg_rune_is_han(behind) &&
           is_beside_word(w, at, before, behind);
}

static void put_blank(work *w, size_t at)
{
    qg_edits_put(w->edits, &(qg_edit){.offset = at,
                                      .n_bytes = 1,
                                      .after = QG_STR(""),
                                      .kind = QG_FOUND_REPAIR_SPACE,
                                      .confidence = SURE});
}

static void repair_line(work *w)
{
    bool is_word_start = true;

    w->is_prose = has_sentence(w);
    w->colon = find_colon(w);
    w->spaced_until = 0;
    if (!is_chinese_line(w))
        return;
    if (is_row(w)) { /* unless it is a heading of single characters from end to end */
        w->spaced_until = spaced_end(w, w->start);
        if (w->spaced_until != w->end)
            return;
    }
    for (size_t at = w->start; at < w->end; at++) {
        if (is_word_start && at >= w->spaced_until)
            w->spaced_until = spaced_end(w, at);
        is_word_start = w->text.p[at] == ' ';
        if (is_word_start && is_single(w, at) && is_to_go(w, at) &&
            qg_shield_end(w->shield, at) == at)
            put_blank(w, at);
    }
}

/* ---- texts ----------------------------------------------------------------------------------- */

static bool is_blank_byte(char c)
{
    return c == ' ' || c == '\t';
}

/* Whether the line has a blank inside with Chinese on either side. */
static bool has_blank_in_chinese(qg_str line)
{
    for (size_t at = 1; at + 1 < line.n; at++) {
        const char *hit = memchr(line.p + at, ' ', line.n - 1 - at);
        if (hit == NULL)
            return false;
        at = (size_t)(hit - line.p);
        if ((unsigned char)hit[-1] >= 0x80 || (unsigned char)hit[1] >= 0x80)
            return true;
    }
    return false;
}

void qg_repair_spaces(qg_edits *edits, const qg_repair_input *input)
{
    work w = {.edits = edits, .shield = input->shield};
    bool is_asked = false;
    size_t at = 0;

    while (at < input->text.n && edits->status == QG_OK) {
        qg_str rest = qg_str_skip(input->text, at);
        qg_str line = qg_str_head(rest, qg_str_find_byte(rest, '\n'));
        if (has_blank_in_chinese(line)) {
            if (!is_asked) {
                qg_mark_counts counts = qg_marks_count(input->text, NULL);
                if (qg_marks_is_foreign(&counts))
                    return;
                is_asked = true;
            }
            w.text = qg_str_head(input->text, at + line.n);
            for (w.start = at; w.start < w.text.n && is_blank_byte(input->text.p[w.start]);)
                w.start++;
            for (w.end = w.text.n; w.end > w.start && is_blank_byte(input->text.p[w.end - 1]);)
                w.end--;
            repair_line(&w);
        }
        at += line.n + 1;
    }
}
