/* punctuation_int.h - the parts of telling which ASCII marks were Chinese ones.
 *
 * First the habit of the text: whether its author, or what happened to it, left ASCII marks where
 * Chinese ones belong.  Then, a paragraph at a time, what stands at both sides of each mark, which
 * brackets and quotes are pairs, and what the mark was.
 */
#ifndef QG_NORMALIZE_PUNCTUATION_INT_H
#define QG_NORMALIZE_PUNCTUATION_INT_H

#include "base/utf8.h"
#include "normalize/repair.h"

/* An ASCII mark that may have been a Chinese one. */
static inline bool qg_is_flat_mark(char c)
{
    static const bool is_flat[256] = {
        [','] = true, [':'] = true, [';'] = true,  ['?'] = true, ['!'] = true, ['('] = true,
        [')'] = true, ['"'] = true, ['\''] = true, ['.'] = true, ['-'] = true};

    return is_flat[(unsigned char)c];
}

/* ---- punctuation/habit.c --------------------------------------------------------------------- */

typedef enum qg_mark_kind {
    QG_MARK_PAUSE, /* , ; ? ! */
    QG_MARK_COLON,
    QG_MARK_BRACKET,
    QG_MARK_QUOTE,
    QG_MARK_STOP,
    QG_MARK_DASH,     /* -- for —— */
    QG_MARK_ELLIPSIS, /* ... for …… */
    QG_MARK_KINDS
} qg_mark_kind;

/* How often each kind stands beside Chinese as ASCII, and as it should. */
typedef struct qg_mark_counts {
    size_t n_flat[QG_MARK_KINDS], n_full[QG_MARK_KINDS];
    size_t n_han, n_kana, n_faces, n_corners; /* n_kana: Hangul too; n_corners: 「 */
    size_t n_letters, n_values; /* counted with a shield only; n_values: 电话:123, = */
    size_t n_flat_lines;        /* with three flat pauses of clauses or more, and no full mark */
    size_t n_lines;             /* with Han in them */
    size_t n_items;             /* of these, such as start with a number or end with a colon */
    size_t n_timed;             /* likewise, such as say at what time they were written */
    size_t n_han_long;          /* Han in lines that are too long for verse */
} qg_mark_counts;

/* Whether an ASCII mark stands beside a character that is not ASCII at all, or behind one and a
 * blank.  Fast. */
bool qg_marks_any(qg_str text);

/* Whether the byte at `at` is a '?' with no word before it that asks, which is also how a lost
 * character shows: 朱?基. */
bool qg_marks_may_be_lost(qg_str text, size_t at);

/* Count the marks; those that are shielded not, unless `shield` is NULL. */
qg_mark_counts qg_marks_count(qg_str text, qg_shield *shield);

/* Count characters that only Japanese writes as kana. */
void qg_marks_see_japanese(qg_mark_counts *counts, qg_str text);

/* Whether the text is rather Japanese or Korean. */
bool qg_marks_is_foreign(const qg_mark_counts *counts);

/* Whether it is Chinese, and not a text in another language with some Chinese in it. */
bool qg_marks_is_chinese(const qg_mark_counts *counts);

/* What to do about a text, or about a line of it. */
typedef enum qg_habit {
    QG_HABIT_CHINESE, /* marks are as they should be, and ASCII ones mean something */
    QG_HABIT_MIXED,   /* ASCII marks between Chinese are slips */
    QG_HABIT_FLAT,    /* marks were flattened */
} qg_habit;

qg_habit qg_marks_habit(const qg_mark_counts *counts);

/* Whether ASCII marks are rather what the author's keys gave: in chats with faces, and in verse and
 * talk that has no other marks. */
bool qg_marks_is_by_hand(const qg_mark_counts *counts);

/* Whether ASCII marks of this kind are flattened ones in a flat text. */
bool qg_marks_is_flat(const qg_mark_counts *counts, qg_mark_kind kind);

/* ---- punctuation/sides.c --------------------------------------------------------------------- */

typedef enum qg_side_kind {
    QG_SIDE_EDGE, /* of the line, or columns of blanks */
    QG_SIDE_HAN,  /* or a Chinese mark */
    QG_SIDE_DIGIT,
    QG_SIDE_LETTER,
    QG_SIDE_SIGN,    /* % and other signs */
    QG_SIDE_FOREIGN, /* kana, Hangul and others that have their own ways with marks */
} qg_side_kind;

typedef struct qg_side {
    qg_side_kind kind;
    bool is_near_han; /* Han, or an ASCII word with Han at its other end */
    size_t n_blanks;  /* between the mark and it: 0 or 1 */
    size_t n_word;    /* bytes of the ASCII word */
    qg_rune rune;     /* the character itself */
} qg_side;

/* What stands before and behind a mark, seen through quotes, brackets, emphasis and tags. */
qg_side qg_side_left(qg_str text, size_t at);
qg_side qg_side_right(qg_str text, size_t at);

/* ---- punctuation/pairs.c --------------------------------------------------------------------- */

enum { QG_NO_MATE = 0 };

typedef struct qg_mark {
    size_t offset, n_bytes;
    char c;
    qg_side left, right;
    size_t mate;  /* index of the other bracket or quote, counted from 1; 0 without */
    bool is_open; /* of a pair */
    bool is_sure; /* what is around a quote agrees */
} qg_mark;

static inline bool qg_mark_is_of_pair(const qg_mark *mark)
{
    return mark->c == '(' || mark->c == ')' || mark->c == '"' || mark->c == '\'';
}

/* Find the pairs among the marks of a paragraph.  `stack` has room for n. */
void qg_marks_pair(qg_str text, qg_mark *marks, size_t n, size_t *stack);

/* ---- punctuation/alone.c, punctuation/judge.c ------------------------------------------------ */

/* A text whose marks are looked at, and the paragraph in hand. */
typedef struct qg_punctuation {
    qg_str text;
    qg_shield *shield;
    qg_edits *edits;
    qg_mark_counts counts;
    qg_habit habit, line_habit;
    bool guess, only_quotes;
    qg_mark *marks; /* of the paragraph */
    size_t *stack;
    size_t n, n_allocated;
    size_t done; /* where the last edit ended */
} qg_punctuation;

/* How sure a decision is: what the marks of clean texts, flattened and put back, came to. */
#define QG_MARK_NEVER   0.0F
#define QG_MARK_LIKELY  0.8F
#define QG_MARK_SURE    0.96F
#define QG_MARK_CERTAIN 0.99F

enum { QG_MARK_STOP_AND_ELLIPSIS = 7 /* dots, as 。…… becomes */ };

static inline char qg_punctuation_byte(const qg_punctuation *w, size_t at)
{
    return at < w->text.n ? w->text.p[at] : 0;
}

/* How sure it is that a mark outside of pairs was a Chinese one, by what stands at its sides. */
float qg_mark_judge_alone(const qg_punctuation *w, const qg_mark *mark);

/* How sure it is of any mark. */
float qg_mark_judge(const qg_punctuation *w, const qg_mark *mark);

/* A mark right behind, or before, a pair that was Chinese stands beside Chinese, whatever is in it:
 * 所有权(*ownership*).这是 */
void qg_marks_see_pairs(qg_punctuation *w);

/* Whether it is one of a pair of straight quotes in a sentence in Chinese, whatever other marks
 * are. */
bool qg_mark_is_quote_of_prose(const qg_punctuation *w, const qg_mark *mark);

#endif
