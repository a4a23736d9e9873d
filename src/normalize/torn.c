#include "normalize/torn_int.h"

#include "base/halved.h"
#include "normalize/candidate.h"
#include "unicode/unicode.h"

enum {
    MARK_ROW = 0xA3, /* first byte of the full-width forms of ASCII */
    LEAD_FIRST = 0x81,
    LEAD_LAST = 0xFE,
    TRAIL_FIRST = 0x40
};

/* Bits, beyond those of the model. */
enum {
    BITS_TORN = 9,       /* a mark in a text is seldom torn, */
    BITS_TORN_SHOWN = 4, /* more often with '?' before it, */
    BITS_TORN_BAD = 2,   /* and with U+FFFD */
    BITS_WRONG_READING = 12,
    BITS_NO_READING = 20, /* behind a letter or a mark */
    BITS_FULL_STOP = 2,   /* of all first characters it is the likeliest */
    BITS_HOPELESS = 40,   /* a reading this much worse will not recover */
    BITS_RARE = 16,       /* of a character that is not guessed where nothing of it shows */
    BITS_LEAST = 3,       /* what a character costs at least, between others */
    BITS_SLACK = 6        /* a guess that is worse by more weighs nothing */
};

/* How much a bit of the model is worth. */
#define SCALE 0.9

#define LEAST_SHOWN  0.5F /* a character that is less certain is not shown but marked as lost */
#define LEAST_BOTH   0.5F /* likewise, of two at once */
#define CERTAIN      0.995F
#define CERTAIN_READ 0.98F /* where a reading stands behind that only the restored character has   \
                            */
#define UNCERTAIN 0.94F

/* One way for the characters that are out of step to end. */
typedef struct guess {
    size_t n_run;  /* restored characters behind the first one, all of whose bytes show */
    size_t end;    /* of what they show as */
    unsigned lead; /* of a last character, whose other byte was lost or is `trail`; or 0 */
    qg_rune trail; /* ASCII; or 0 */
    qg_rune tail;  /* ASCII behind the last character that was shown as half of one; or 0 */
    int gain;      /* bits of what is seen, less those between the restored characters */
    bool is_both;  /* of both restored characters only one byte is known */
} guess;

/* The best of some characters, and the sum of their weights over the best one's: 1 when there is no
 * other. */
typedef struct choice {
    qg_rune rune;
    int bits;
    float sum;
} choice;

typedef struct search {
    qg_torn_text *in;
    qg_str text;
    size_t start, behind; /* of the mark, with what shows before it */
    qg_rune before, mark;
    qg_rune shown; /* what a lost byte shows as: '?' or U+FFFD; or 0 */
    int bits_torn;
    int bits_quotes;               /* of the quotes as they are shown */
    unsigned lead;                 /* of the second character */
    qg_rune run[QG_TORN_MOST + 1]; /* restored, from the second one on */
    choice first;                  /* chosen when it is first needed */
    int gain;  /* bits by which the best guess is better than none at all, which starts with 0 */
    float sum; /* of the weights of all guesses and of none, over that of the best */
    qg_torn *best;
    bool is_guess;           /* it rests on little, however much better it reads */
    size_t n_known;          /* characters of it that are certain if it is right */
    float of_first, of_last; /* shares of the best first and last character */
} search;

static int between(search *s, qg_rune last, qg_rune rune)
{
    s->in->budget -= s->in->budget > 0;
    return qg_torn_cost(last, rune);
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
        qg_rune rune = qg_torn_character(lead, MARK_ROW);
        if (rune != 0)
            choose(&c, rune,
                   between(s, s->before, rune) + between(s, rune, second) -
                       (rune == QG_TORN_FULL_STOP ? bits_full_stop : 0));
    }
    return c;
}

/* The last character: its second byte was lost. */
static choice choose_last(search *s, unsigned lead, qg_rune last, qg_torn_seen next,
                          const qg_torn_follower *behind)
{
    choice c = {0, 0, 0};

    for (unsigned trail = 0x80; trail <= LEAD_LAST; trail++) {
        qg_rune rune = qg_torn_character(lead, trail);
        if (rune != 0 && qg_torn_is_dropped(trail, next) && qg_torn_may_be_read(behind, rune))
            choose(&c, rune, between(s, last, rune) + between(s, rune, behind->rune));
    }
    return c;
}

/* What is behind the first character and before `tail`, when no byte of it was lost. */
static choice known_last(search *s, const guess *g, qg_rune last, const qg_torn_follower *behind)
{
    choice c = {0, 0, 1};

    if (g->lead != 0) {
        c.rune = qg_torn_character(g->lead, g->trail);
        c.bits = between(s, last, c.rune);
        last = c.rune;
    }
    if (g->tail != 0) {
        c.bits += between(s, last, g->tail) + qg_torn_letter_cost(g->tail, behind->rune);
        last = g->tail;
    }
    c.bits += between(s, last, behind->rune);
    if ((g->lead != 0 && c.rune == 0) || !qg_torn_may_be_read(behind, last))
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
    s->is_guess = g->is_both || !qg_rune_is_han(s->run[0]);
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
    return gain > s->bits_torn - BITS_SLACK && s->in->budget > 0;
}

/* Bits of the quotes in a guess, and of those behind it. */
static int quotes_of(const search *s, const guess *g, qg_rune last)
{
    qg_rune awaited = s->in->awaited;
    int bits = 0;

    for (size_t i = 0; i < g->n_run; i++)
        bits += qg_torn_quote(&awaited, s->run[i]);
    bits += qg_torn_quote(&awaited, last);
    return bits + qg_torn_quote_cost(s->in, g->end, awaited);
}

static void try_guess(search *s, const guess *g)
{
    qg_torn_follower behind;
    choice last;

    if (!is_worth_it(s, g->gain - BITS_LEAST))
        return;
    behind = qg_torn_behind(s->text, g->end);
    last = g->lead != 0 && g->trail == 0 ? choose_last(s, g->lead, s->run[g->n_run - 1],
                                                       qg_torn_see(s->text, g->end), &behind)
                                         : known_last(s, g, s->run[g->n_run - 1], &behind);
    if (last.sum == 0 || !is_worth_it(s, g->gain - last.bits - BITS_LEAST))
        return;
    last.bits += quotes_of(s, g, last.rune);
    if (s->first.rune == 0)
        s->first = choose_first(s, s->run[0], BITS_FULL_STOP);
    weigh(s, g, &last);
}

/* Bits of what is seen behind the last character, and of a reading that is not its own. */
static int seen_behind(search *s, qg_rune last, size_t end)
{
    qg_torn_follower behind = qg_torn_behind(s->text, end);

    return between(s, last, behind.rune) + (qg_torn_may_be_read(&behind, last) ? 0
                                            : qg_rune_is_han(last)             ? BITS_WRONG_READING
                                                                               : BITS_NO_READING);
}

/* The ways to end behind the character `at`, of whose code the second byte is out of step. */
static void try_ends(search *s, size_t n_run, qg_torn_seen at, int gain)
{
    qg_torn_seen next = qg_torn_see(s->text, at.end);
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
    qg_torn_seen at = qg_torn_see(s->text, s->behind);
    qg_rune last = s->mark;
    unsigned lead = s->lead;
    int gain = s->bits_quotes + between(s, s->before, s->mark);

    s->first.rune = 0;
    for (size_t n = 0; n < QG_TORN_MOST && at.code != 0 && gain > -BITS_HOPELESS; n++) {
        s->run[n] = qg_torn_character(lead, at.code >> 8);
        if (s->run[n] == 0)
            return;
        gain += between(s, last, at.rune) - (n > 0 ? between(s, s->run[n - 1], s->run[n]) : 0);
        try_ends(s, n + 1, at, gain);
        lead = at.code & 0xFF;
        last = at.rune;
        at = qg_torn_see(s->text, at.end);
    }
}

/* The second byte of the second character shows as an ASCII letter, and nothing is out of step. */
static void try_letter(search *s)
{
    qg_torn_seen next = qg_torn_see(s->text, s->behind);
    guess g = {.n_run = 1, .end = next.end};
    qg_torn_follower behind = qg_torn_behind(s->text, next.end);

    s->first.rune = 0;
    if (next.rune < TRAIL_FIRST || next.rune >= 0x7F ||
        (s->run[0] = qg_torn_character(s->lead, next.rune)) == 0 ||
        (behind.rune < QG_TORN_CHINESE && !behind.is_annotated))
        return;
    g.gain = s->bits_quotes + between(s, s->before, s->mark) + between(s, s->mark, next.rune) +
             seen_behind(s, next.rune, next.end) + qg_torn_letter_cost(next.rune, behind.rune);
    try_guess(s, &g);
}

/* Both the first character and the second are lost but for a byte.  That shows only where the mark
 * cannot stand. */
static void try_both(search *s, size_t end, bool is_stop_only)
{
    qg_torn_follower behind = qg_torn_behind(s->text, end);
    qg_torn_seen next = qg_torn_see(s->text, end);
    guess g = {.n_run = 1, .end = end, .is_both = true};
    choice all = {0, 0, 0}, none = {0, 0, 1};
    float sum = 0;
    qg_rune best = 0;

    g.gain = s->bits_quotes + between(s, s->before, s->mark) + seen_behind(s, s->mark, end);
    if (!is_worth_it(s, g.gain - 2 * BITS_LEAST))
        return;
    for (unsigned trail = 0x80; trail <= LEAD_LAST && s->in->budget > 0; trail++) {
        qg_rune second = qg_torn_character(s->lead, trail);
        choice first;
        int bits;
        if (second == 0 || qg_rune_cost(second) > BITS_RARE || !qg_torn_is_dropped(trail, next))
            continue;
        s->run[0] = second;
        bits = between(s, second, behind.rune) + quotes_of(s, &g, 0);
        if (!is_worth_it(s, g.gain - bits - BITS_LEAST) || !qg_torn_may_be_read(&behind, second))
            continue;
        if (is_stop_only)
            first = (choice){QG_TORN_FULL_STOP,
                             between(s, s->before, QG_TORN_FULL_STOP) +
                                 between(s, QG_TORN_FULL_STOP, second),
                             1};
        else
            first = choose_first(s, second, 0);
        first.bits += bits;
        if (all.rune == 0 || first.bits < all.bits) {
            best = second;
            sum = first.sum + (all.rune == 0 ? 0 : sum * weight_of(all.bits - first.bits));
            all = first;
        } else {
            sum += first.sum * weight_of(first.bits - all.bits);
        }
    }
    if (all.rune == 0)
        return;
    s->run[0] = best;
    s->first = all;
    s->first.sum = sum;
    if (1 / sum >= LEAST_BOTH)
        weigh(s, &g, &none);
}

/* A mark where none can stand, or with a reading. */
static bool is_out_of_place(const search *s)
{
    return qg_torn_behind(s->text, s->behind).is_annotated ||
           qg_torn_is_misplaced(s->before, s->mark, qg_utf8_first(qg_str_skip(s->text, s->behind)));
}

/* All is certain only when each character is.  Else it is the share of the shown ones that are
 * right. */
static float confidence_of(const search *s)
{
    float place = 1 / s->sum, all = place * s->of_first * s->of_last;
    float n = (float)s->n_known, right = n;
    bool is_read = qg_torn_behind(s->text, s->best->end).is_annotated;

    if (all >= (is_read ? CERTAIN_READ : CERTAIN) && !s->is_guess)
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

bool qg_torn_at(qg_torn *torn, qg_torn_text *in, size_t offset)
{
    search s = {.in = in,
                .text = in->text,
                .start = offset,
                .behind = offset + 1,
                .mark = (unsigned char)in->text.p[offset],
                .best = torn,
                .gain = -BITS_SLACK,
                .sum = weight_of(-BITS_SLACK)};
    qg_rune shown = qg_utf8_last(qg_str_head(in->text, offset));
    qg_torn_seen next = qg_torn_see(in->text, offset + 1);

    torn->n_after = 0;
    s.lead = s.mark + 0x80;
    s.bits_torn = shown == '?' ? BITS_TORN_SHOWN : shown == QG_RUNE_BAD ? BITS_TORN_BAD : BITS_TORN;
    if (s.bits_torn != BITS_TORN) {
        s.shown = shown;
        s.start -= shown == '?' ? 1 : 3;
    }
    s.before = qg_torn_widened(qg_torn_before(in->text, s.start));
    if (s.before < QG_TORN_CHINESE || in->budget == 0)
        return false;
    qg_torn_pass_quotes(in, s.start);
    s.bits_quotes = qg_torn_quote_cost(in, s.behind, in->awaited);
    try_run(&s);
    try_letter(&s);
    if (s.shown == 0 ? is_out_of_place(&s) : next.rune == s.shown)
        try_both(&s, s.shown == 0 ? s.behind : next.end, false);
    else if (s.shown == 0 && (next.code != 0 || s.bits_quotes > 0))
        try_both(&s, s.behind, true);
    if (torn->n_after == 0)
        return false;
    torn->confidence = confidence_of(&s);
    return true;
}
