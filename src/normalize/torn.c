#include "normalize/torn.h"

#include "base/halved.h"
#include "codec/gbk.h"
#include "normalize/candidate.h"
#include "normalize/model.h"
#include "normalize/readings.h"
#include "unicode/unicode.h"

enum {
    MARK_ROW = 0xA3, /* first byte of the full-width forms of ASCII */
    LEAD_FIRST = 0x81,
    LEAD_LAST = 0xFE,
    TRAIL_FIRST = 0x40,
    FULL_STOP = 0x3002,
    COMMA = 0xFF0C,
    QUESTION = 0xFF1F,
    LEAST_CHINESE = 0x2010, /* where the marks of Chinese begin; Han is far above */
    WIDER = 0xFF00 - 0x20   /* from an ASCII character to its full-width form */
};

/* Bits, beyond those of the model. */
enum {
    BITS_TORN = 11,      /* a mark in a text is seldom torn, */
    BITS_TORN_SHOWN = 4, /* more often with '?' before it, */
    BITS_TORN_BAD = 2,   /* and with U+FFFD */
    BITS_ODD = 8,        /* or letters of another script behind them */
    BITS_LONE_CAPITAL = 8,
    BITS_LONE_SMALL = 16,
    BITS_UNSEEN = 2,      /* the model is mild with pairs it does not know */
    BITS_STOP_TWICE = 14, /* no one writes ；、 */
    BITS_COMMA_AFTER = 6, /* and few ？， */
    BITS_WRONG_READING = 12,
    BITS_NO_READING = 20, /* behind a letter or a mark */
    BITS_FULL_STOP = 2,   /* of all first characters it is the likeliest */
    BITS_HOPELESS = 40,   /* a reading this much worse will not recover */
    BITS_LEAST = 3,       /* what a character costs at least, between others */
    BITS_SLACK = 6        /* a guess that is worse by more weighs nothing */
};

/* How much a bit of the model is worth. */
#define SCALE 0.9

#define LEAST_SHOWN 0.5F /* a character that is less certain is not shown but marked as lost */
#define LEAST_BOTH  0.5F /* likewise, of two at once */
#define CERTAIN     0.97F
#define UNCERTAIN   0.94F

/* ---- characters in their places ---------------------------------------------------------------
 */

/* A character of the text, the bytes it has in GBK, and where it ends. */
typedef struct seen {
    qg_rune rune; /* 0 at the end */
    unsigned code;
    size_t end;
} seen;

static seen seen_at(qg_str text, size_t offset)
{
    qg_str rest = qg_str_skip(text, offset);
    seen s = {0, 0, offset};

    if (rest.n == 0)
        return s;
    qg_utf8_take(&rest, &s.rune);
    s.code = s.rune < 0x80 ? 0 : qg_gbk_encode(s.rune);
    s.end = text.n - rest.n;
    return s;
}

static bool is_mark(qg_rune rune)
{
    return rune > ' ' && rune <= '?' && !(rune >= '0' && rune <= '9');
}

/* Flattened or not, a mark is the same to the model. */
static qg_rune widened(qg_rune rune)
{
    return !is_mark(rune) ? rune : rune == '.' ? FULL_STOP : rune + WIDER;
}

static bool is_stop(qg_rune rune)
{
    return rune == 0x3001 || rune == FULL_STOP || rune == 0xFF0C || rune == 0xFF1A ||
           rune == 0xFF1B;
}

static bool is_call(qg_rune rune)
{
    return rune == 0xFF01 || rune == QUESTION;
}

/* Letters of other scripts, full-width letters, numbers in circles, private characters: what the
 * bytes of Chinese often make when they are read out of step. */
static bool is_odd(qg_rune rune)
{
    return (rune >= 0xA8 && rune <= 0x4FF && rune != 0xB7) || rune == 0x3000 ||
           (rune >= 0x2100 && rune <= 0x2FFF) || (rune >= 0x3003 && rune <= 0x3007) ||
           (rune >= 0x3012 && rune <= 0x33FF) || (rune >= 0xE000 && rune <= 0xF8FF) ||
           (rune >= 0xFE30 && rune <= 0xFE6F) ||
           (rune >= 0xFF10 && rune <= 0xFFEF && rune != 0xFF1A && rune != 0xFF1B &&
            rune != QUESTION);
}

static int cost(qg_rune last, qg_rune rune, size_t *budget)
{
    int bits;

    last = widened(last);
    rune = widened(rune);
    *budget -= *budget > 0;
    if (rune == 0 || rune == '\n')
        return 0;
    bits = (int)qg_model_cost(last, rune);
    if (is_stop(rune) && (is_stop(last) || is_call(last)))
        bits += is_call(last) && rune == COMMA ? BITS_COMMA_AFTER : BITS_STOP_TWICE;
    if (is_odd(rune) && !is_odd(last))
        bits += BITS_ODD;
    if (bits > (int)qg_rune_cost(rune) && qg_rune_is_han(rune))
        bits += BITS_UNSEEN;
    return bits;
}

/* The character of two bytes, 0 when it is none or one that nobody writes. */
static qg_rune character(unsigned lead, unsigned trail)
{
    qg_rune rune = qg_gbk_decode(lead, trail);

    return is_odd(rune) ? 0 : rune;
}

/* Whether a decoder drops `trail`, rather than making a character of it with what follows. */
static bool is_dropped(unsigned trail, seen next)
{
    qg_rune rune = next.code == 0 ? 0 : qg_gbk_decode(trail, next.code >> 8);

    return rune == 0 || (rune >= 0xE000 && rune <= 0xF8FF);
}

/* What is behind a place: a bracket with the reading of its last character, and the next one. */
typedef struct follower {
    qg_annotation annotation;
    bool is_annotated;
    qg_rune rune;
} follower;

static follower follower_at(qg_str text, size_t offset)
{
    follower f;
    qg_str rest = qg_str_skip(text, offset);

    f.is_annotated = qg_annotation_read(&f.annotation, rest) && f.annotation.has_tone;
    f.rune = qg_utf8_first(f.is_annotated ? qg_str_skip(rest, f.annotation.n_bytes) : rest);
    return f;
}

static bool may_be_read(const follower *behind, qg_rune rune)
{
    return !behind->is_annotated || qg_annotation_fit(&behind->annotation, rune) != QG_FIT_NOT;
}

/* The character before `end`, behind whose reading the text may go on. */
static qg_rune rune_before(qg_str text, size_t end)
{
    qg_str before = qg_str_head(text, end);
    qg_annotation annotation;

    for (size_t n = 3; n < QG_ANNOTATION_LETTERS && n < end && qg_str_ends(before, QG_STR(")"));
         n++)
        if (before.p[end - n] == '(' &&
            qg_annotation_read(&annotation, qg_str_skip(before, end - n)))
            return qg_utf8_last(qg_str_head(before, end - n));
    return qg_utf8_last(before);
}

/* ---- the search -------------------------------------------------------------------------------
 */

/* One way for the characters that are out of step to end. */
typedef struct guess {
    size_t n_run;  /* restored characters behind the first one, all of whose bytes show */
    size_t end;    /* of what they show as */
    unsigned lead; /* of a last character, whose other byte was lost or is `trail`; or 0 */
    qg_rune trail; /* ASCII; or 0 */
    qg_rune tail;  /* ASCII behind the last character that was shown as half of one; or 0 */
    int gain;      /* bits of what is seen, less those between the restored characters */
} guess;

/* The best of some characters, and the sum of their weights over the best one's: 1 when there is no
 * other. */
typedef struct choice {
    qg_rune rune;
    int bits;
    float sum;
} choice;

typedef struct search {
    qg_str text;
    size_t *budget;
    size_t start, behind; /* of the mark, with what shows before it */
    qg_rune before, mark;
    qg_rune shown; /* what a lost byte shows as: '?' or U+FFFD; or 0 */
    int bits_torn;
    unsigned lead;                 /* of the second character */
    qg_rune run[QG_TORN_MOST + 1]; /* restored, from the second one on */
    choice first;                  /* chosen when it is first needed */
    int gain;  /* bits by which the best guess is better than none at all, which starts with 0 */
    float sum; /* of the weights of all guesses and of none, over that of the best */
    qg_torn *best;
    size_t n_known;          /* characters of it that are certain if it is right */
    float of_first, of_last; /* shares of the best first and last character */
} search;

static int between(search *s, qg_rune last, qg_rune rune)
{
    return cost(last, rune, s->budget);
}

static float weight_of(int bits)
{
    return (float)qg_halved(SCALE * bits);
}

static void choose(choice *c, qg_rune rune, int bits)
{
    if (c->rune == 0 || bits < c->bits) {
        c->sum = 1 + (c->rune == 0 ? 0 : c->sum * weight_of(c->bits - bits));
        c->rune = rune;
        c->bits = bits;
    } else {
        c->sum += weight_of(bits - c->bits);
    }
}

/* The first character: its second byte is that which the mark took. */
static choice choose_first(search *s, qg_rune second, int bits_full_stop)
{
    choice c = {0, 0, 0};

    for (unsigned lead = LEAD_FIRST; lead <= LEAD_LAST; lead++) {
        qg_rune rune = character(lead, MARK_ROW);
        if (rune != 0)
            choose(&c, rune,
                   between(s, s->before, rune) + between(s, rune, second) -
                       (rune == FULL_STOP ? bits_full_stop : 0));
    }
    return c;
}

/* The last character: its second byte was lost. */
static choice choose_last(search *s, unsigned lead, qg_rune last, seen next, const follower *behind)
{
    choice c = {0, 0, 0};

    for (unsigned trail = 0x80; trail <= LEAD_LAST; trail++) {
        qg_rune rune = character(lead, trail);
        if (rune != 0 && is_dropped(trail, next) && may_be_read(behind, rune))
            choose(&c, rune, between(s, last, rune) + between(s, rune, behind->rune));
    }
    return c;
}

/* A single letter between Chinese is seldom one, and even less often a small one. */
static int lone_letter(qg_rune rune, qg_rune behind)
{
    if (behind < LEAST_CHINESE)
        return 0;
    return rune >= 'A' && rune <= 'Z' ? BITS_LONE_CAPITAL : BITS_LONE_SMALL;
}

/* What is behind the first character and before `tail`, when no byte of it was lost. */
static choice known_last(search *s, const guess *g, qg_rune last, const follower *behind)
{
    choice c = {0, 0, 1};

    if (g->lead != 0) {
        c.rune = character(g->lead, g->trail);
        c.bits = between(s, last, c.rune);
        last = c.rune;
    }
    if (g->tail != 0) {
        c.bits += between(s, last, g->tail) + lone_letter(g->tail, behind->rune);
        last = g->tail;
    }
    c.bits += between(s, last, behind->rune);
    if ((g->lead != 0 && c.rune == 0) || !may_be_read(behind, last))
        c.sum = 0; /* it cannot be */
    return c;
}

static void put_after(qg_torn *torn, qg_rune rune)
{
    if (rune != 0)
        torn->n_after += qg_utf8_encode(torn->after + torn->n_after, rune);
}

static void weigh(search *s, const guess *g, const choice *last)
{
    int gain = g->gain - s->bits_torn - s->first.bits - last->bits;

    if (gain <= s->gain) {
        s->sum += weight_of(s->gain - gain);
        return;
    }
    s->sum = 1 + s->sum * weight_of(gain - s->gain);
    s->gain = gain;
    s->best->start = s->start;
    s->best->end = g->end;
    s->best->n_after = 0;
    s->n_known = g->n_run + (last->rune != 0 && last->sum <= 1);
    s->of_first = 1 / s->first.sum;
    s->of_last = last->rune == 0 ? 1 : 1 / last->sum;
    put_after(s->best, s->of_first < LEAST_SHOWN ? QG_RUNE_BAD : s->first.rune);
    for (size_t i = 0; i < g->n_run; i++)
        put_after(s->best, s->run[i]);
    put_after(s->best, s->of_last < LEAST_SHOWN ? QG_RUNE_BAD : last->rune);
    put_after(s->best, g->tail);
}

static bool is_worth_it(const search *s, int gain)
{
    return gain > s->bits_torn - BITS_SLACK && *s->budget > 0;
}

static void try_guess(search *s, const guess *g)
{
    follower behind;
    choice last;

    if (!is_worth_it(s, g->gain - BITS_LEAST))
        return;
    behind = follower_at(s->text, g->end);
    last = g->lead != 0 && g->trail == 0
               ? choose_last(s, g->lead, s->run[g->n_run - 1], seen_at(s->text, g->end), &behind)
               : known_last(s, g, s->run[g->n_run - 1], &behind);
    if (last.sum == 0 || !is_worth_it(s, g->gain - last.bits - BITS_LEAST))
        return;
    if (s->first.rune == 0)
        s->first = choose_first(s, s->run[0], BITS_FULL_STOP);
    weigh(s, g, &last);
}

/* Bits of what is seen behind the last character, and of a reading that is not its own. */
static int seen_behind(search *s, qg_rune last, size_t end)
{
    follower behind = follower_at(s->text, end);

    return between(s, last, behind.rune) + (may_be_read(&behind, last) ? 0
                                            : qg_rune_is_han(last)     ? BITS_WRONG_READING
                                                                       : BITS_NO_READING);
}

/* The ways to end behind the character `at`, of whose code the second byte is out of step. */
static void try_ends(search *s, size_t n_run, seen at, int gain)
{
    seen next = seen_at(s->text, at.end);
    guess g = {.n_run = n_run, .end = at.end, .lead = at.code & 0xFF};

    if (g.lead < LEAD_FIRST) { /* it is ASCII that was shown with the byte before it */
        g.tail = g.lead;
        g.lead = 0;
    } else if (next.rune >= TRAIL_FIRST && next.rune < 0x7F) {
        g.trail = next.rune;
        g.end = next.end;
        g.gain = between(s, at.rune, next.rune);
        at = next;
    } else if (s->shown != 0 && next.rune == s->shown) {
        guess shown = g;
        shown.end = next.end;
        shown.gain = gain + between(s, at.rune, next.rune) + seen_behind(s, next.rune, next.end);
        try_guess(s, &shown);
        return;
    }
    g.gain += gain + seen_behind(s, at.rune, at.end);
    try_guess(s, &g);
}

/* Read the characters behind the mark one byte late, as far as they are any, and try each end. */
static void try_run(search *s)
{
    seen at = seen_at(s->text, s->behind);
    qg_rune last = s->mark;
    unsigned lead = s->lead;
    int gain = between(s, s->before, s->mark);

    s->first.rune = 0;
    for (size_t n = 0; n < QG_TORN_MOST && at.code != 0 && gain > -BITS_HOPELESS; n++) {
        s->run[n] = character(lead, at.code >> 8);
        if (s->run[n] == 0)
            return;
        gain += between(s, last, at.rune) - (n > 0 ? between(s, s->run[n - 1], s->run[n]) : 0);
        try_ends(s, n + 1, at, gain);
        lead = at.code & 0xFF;
        last = at.rune;
        at = seen_at(s->text, at.end);
    }
}

/* The second byte of the second character shows as an ASCII letter, and nothing is out of step. */
static void try_letter(search *s)
{
    seen next = seen_at(s->text, s->behind);
    guess g = {.n_run = 1, .end = next.end};
    follower behind = follower_at(s->text, next.end);

    s->first.rune = 0;
    if (next.rune < TRAIL_FIRST || next.rune >= 0x7F ||
        (s->run[0] = character(s->lead, next.rune)) == 0 ||
        (behind.rune < LEAST_CHINESE && !behind.is_annotated))
        return;
    g.gain = between(s, s->before, s->mark) + between(s, s->mark, next.rune) +
             seen_behind(s, next.rune, next.end) + lone_letter(next.rune, behind.rune);
    try_guess(s, &g);
}

/* Both the first character and the second are lost but for a byte.  That shows only where the mark
 * cannot stand. */
static void try_both(search *s, size_t end, bool is_stop_only)
{
    follower behind = follower_at(s->text, end);
    seen next = seen_at(s->text, end);
    guess g = {.n_run = 1, .end = end};
    choice all = {0, 0, 0}, none = {0, 0, 1};
    float sum = 0;

    g.gain = between(s, s->before, s->mark) + seen_behind(s, s->mark, end);
    for (unsigned trail = 0x80; trail <= LEAD_LAST && *s->budget > 0; trail++) {
        qg_rune second = character(s->lead, trail);
        choice first;
        int bits;
        if (second == 0 || !is_dropped(trail, next) || !may_be_read(&behind, second))
            continue;
        bits = between(s, second, behind.rune);
        if (!is_worth_it(s, g.gain - bits - BITS_LEAST))
            continue;
        if (is_stop_only)
            first = (choice){FULL_STOP,
                             between(s, s->before, FULL_STOP) + between(s, FULL_STOP, second), 1};
        else
            first = choose_first(s, second, 0);
        first.bits += bits;
        if (all.rune == 0 || first.bits < all.bits) {
            s->run[0] = second;
            sum = first.sum + (all.rune == 0 ? 0 : sum * weight_of(all.bits - first.bits));
            all = first;
        } else {
            sum += first.sum * weight_of(first.bits - all.bits);
        }
    }
    if (all.rune == 0)
        return;
    s->first = all;
    s->first.sum = sum;
    if (1 / sum >= LEAST_BOTH)
        weigh(s, &g, &none);
}

/* No one writes one mark behind another, or the reading of a mark.  But some write ？， and ......
 */
static bool is_out_of_place(const search *s)
{
    qg_rune mark = widened(s->mark);
    qg_rune next = widened(qg_utf8_first(qg_str_skip(s->text, s->behind)));

    if (follower_at(s->text, s->behind).is_annotated)
        return true;
    if (!qg_rune_is_han(s->before) || next == mark)
        return false;
    if (mark == QUESTION)
        return is_stop(next) && next != COMMA && next != FULL_STOP;
    return is_stop(mark) && mark != FULL_STOP && is_stop(next);
}

/* All is certain only when each character is.  Else it is the share of the shown ones that are
 * right. */
static float confidence_of(const search *s)
{
    float place = 1 / s->sum, all = place * s->of_first * s->of_last;
    float n = (float)s->n_known, right = n;

    if (all >= CERTAIN)
        return all;
    if (s->of_first >= LEAST_SHOWN) {
        right += s->of_first;
        n++;
    }
    if (s->of_last >= LEAST_SHOWN && s->of_last < 1) {
        right += s->of_last;
        n++;
    }
    place *= right / n;
    return place < UNCERTAIN ? place : UNCERTAIN;
}

bool qg_torn_at(qg_torn *torn, qg_str text, size_t offset, size_t *budget)
{
    search s = {.text = text,
                .budget = budget,
                .start = offset,
                .behind = offset + 1,
                .best = torn,
                .gain = -BITS_SLACK,
                .sum = weight_of(-BITS_SLACK)};
    qg_rune shown = qg_utf8_last(qg_str_head(text, offset));
    seen next = seen_at(text, offset + 1);

    torn->n_after = 0;
    s.mark = (unsigned char)text.p[offset];
    s.lead = s.mark + 0x80;
    s.bits_torn = shown == '?' ? BITS_TORN_SHOWN : shown == QG_RUNE_BAD ? BITS_TORN_BAD : BITS_TORN;
    if (s.bits_torn != BITS_TORN) {
        s.shown = shown;
        s.start -= shown == '?' ? 1 : 3;
    }
    s.before = widened(rune_before(text, s.start));
    if (s.before < LEAST_CHINESE || *budget == 0)
        return false;
    try_run(&s);
    try_letter(&s);
    if (s.shown == 0 ? is_out_of_place(&s) : next.rune == s.shown)
        try_both(&s, s.shown == 0 ? s.behind : next.end, false);
    else if (s.shown == 0 && next.code != 0)
        try_both(&s, s.behind, true);
    if (torn->n_after == 0)
        return false;
    torn->confidence = confidence_of(&s);
    return true;
}
