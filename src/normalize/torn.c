#include "normalize/torn/torn_int.h"

#include "codec/gbk.h"
#include "language/rune_cost.h"
#include "normalize/candidate.h"
#include "normalize/look.h"
#include "unicode/unicode.h"

enum {
    DASH = 0x2014,
    ELLIPSIS = 0x2026,
    WIDE_PERCENT = 0xFF05,
    MARK_ROW = 0xA3, /* first byte of the full-width forms of ASCII */
    LEAD_FIRST = 0x81,
    TRAIL_FIRST = 0x40
};

/* Bits, beyond those of the model. */
enum {
    BITS_TORN_SHOWN = 4, /* of QG_TORN_BITS, where '?' shows the lost byte before the mark, */
    BITS_TORN_BAD = 2,   /* and where U+FFFD does */
    BITS_WRONG_READING = 17,
    BITS_NO_READING = 28, /* behind a letter or a mark */
    BITS_HOPELESS = 40,   /* a reading this much worse will not recover */
    BITS_HALF = 24, /* for the other half of —— or ……, which hardly ever stands alone */
    BITS_RARE = 18,
    BITS_LEAST = 3, /* what a character costs at least, between others */
    BITS_SLACK = 8  /* a reading that is worse by more is not weighed */
};

/* How many characters are tried where one was lost. */
enum { MOST_CHOICES = 8 };

/* The most likely of some characters, the best one first. */
typedef struct choices {
    qg_rune rune[MOST_CHOICES];
    int bits[MOST_CHOICES];
    size_t n;
} choices;

/* One way for the characters that are out of step to end. */
typedef struct guess {
    size_t n_run;   /* restored characters behind the first one, all of whose bytes show */
    size_t end;     /* of what they show as */
    unsigned lead;  /* of a last character, whose other byte was lost or is `trail`; or 0 */
    qg_rune trail;  /* ASCII; or 0 */
    qg_rune tail;   /* ASCII behind the last character that was shown as half of one; or 0 */
    bool is_across; /* the run goes on behind another mark */
    int gain;       /* bits of what is seen, less those between the restored characters */
} guess;

typedef struct search {
    qg_torn_text *in;
    qg_torn_place place;
    size_t behind; /* of the mark */
    qg_rune before, mark;
    qg_rune shown;   /* what a lost byte shows as: '?' or U+FFFD; or 0 */
    int bits_quotes; /* of the quotes as they are shown */
    unsigned lead;   /* of the second character */
    choices firsts;  /* before the second character; chosen when they are first needed */
} search;

/* Two characters that are known to stand together. */
typedef struct torn_pair {
    char mark; /* that replaces the second byte of the one and the first of the other */
    uint16_t first, second;
} torn_pair;

#include "normalize/torn/pairs.inc"

static int between(search *s, qg_rune last, qg_rune rune)
{
    s->in->budget -= s->in->budget > 0;
    return qg_torn_cost(last, rune);
}

static void choose(choices *c, qg_rune rune, int bits)
{
    size_t i = c->n;

    if (i == MOST_CHOICES && c->bits[i - 1] <= bits)
        return;
    if (i < MOST_CHOICES)
        c->n++;
    else
        i--;
    for (; i > 0 && c->bits[i - 1] > bits; i--) {
        c->rune[i] = c->rune[i - 1];
        c->bits[i] = c->bits[i - 1];
    }
    c->rune[i] = rune;
    c->bits[i] = bits;
}

/* Whether a character that costs so many bits will not be among the best. */
static bool is_beaten(const choices *c, int bits)
{
    return c->n == MOST_CHOICES && c->bits[MOST_CHOICES - 1] <= bits;
}

/* Choose the first character, whose second byte the mark has taken, between what stands before
 * it and `second`, if that is known. */
static choices choose_first(search *s, qg_rune second)
{
    const qg_torn_set *set = qg_torn_firsts(s->in);
    choices c = {.n = 0};

    for (size_t i = 0; i < set->n; i++) {
        int bits = between(s, s->before, set->runes[i]);
        if (second != 0 && !is_beaten(&c, bits))
            bits += between(s, set->runes[i], second);
        choose(&c, set->runes[i], bits);
    }
    return c;
}

/* What the quotes in a guess cost, with those that then stand behind it. */
static int quotes_of(const search *s, const guess *g, qg_rune last)
{
    qg_torn_quotes quotes = s->in->quotes;
    int bits = 0;

    for (size_t i = 0; i < g->n_run; i++)
        bits += qg_torn_quote(&quotes, s->place.run[i]);
    bits += qg_torn_quote(&quotes, last);
    return bits + qg_torn_quote_cost(s->in, g->end, quotes);
}

/* The dash or ellipsis that was seen, if only one half of —— or …… stands there; or 0. */
static qg_rune half_mark(qg_str text, qg_torn_seen seen)
{
    return (seen.rune == DASH || seen.rune == ELLIPSIS) &&
                   qg_torn_see(text, seen.end).rune != seen.rune
               ? seen.rune
               : 0;
}

/* Choose the last character, whose second byte was lost. */
static choices choose_last(search *s, const guess *g, qg_rune last, const qg_torn_follower *behind)
{
    qg_torn_seen next = qg_torn_see(s->in->text, g->end);
    const qg_torn_set *set = qg_torn_lasts(s->in, g->lead);
    const bool *dropped = qg_torn_dropped(s->in, next);
    qg_rune half = half_mark(s->in->text, next);
    int bits_quotes = quotes_of(s, g, 0);
    choices c = {.n = 0};

    for (size_t i = 0; i < set->n; i++) {
        qg_rune rune = set->runes[i];
        int bits;
        if (!dropped[set->others[i] - 0x80] || !qg_torn_may_be_read(behind, rune))
            continue;
        bits = (last == 0 ? (int)qg_rune_cost(rune) : between(s, last, rune)) +
               (qg_rune_is_han(rune) ? bits_quotes : quotes_of(s, g, rune)) -
               (rune == half ? BITS_HALF : 0);
        if (!is_beaten(&c, bits))
            choose(&c, rune, bits + between(s, rune, behind->rune));
    }
    return c;
}

/* What is behind the first character and before `tail`, when no byte of it was lost: one choice,
 * or none when it cannot be. */
static choices known_last(search *s, const guess *g, qg_rune last, const qg_torn_follower *behind)
{
    choices c = {.n = 1};

    if (g->lead != 0) {
        c.rune[0] = qg_torn_character(g->lead, g->trail);
        c.bits[0] = between(s, last, c.rune[0]);
        last = c.rune[0];
    }
    if (g->tail != 0) {
        c.bits[0] += between(s, last, g->tail) + qg_torn_letter_cost(g->tail, behind->rune);
        last = g->tail;
    }
    c.bits[0] += between(s, last, behind->rune) + quotes_of(s, g, c.rune[0]);
    if ((g->lead != 0 && c.rune[0] == 0) || !qg_torn_may_be_read(behind, last))
        c.n = 0;
    return c;
}

static bool is_worth_it(const search *s, int gain)
{
    return gain > s->place.least - BITS_SLACK && s->in->budget > 0;
}

/* The reading of a guess with one of the first characters and a last one. */
static qg_torn_reading reading(const search *s, const guess *g, size_t first, qg_rune last,
                               int bits)
{
    return (qg_torn_reading){.first = s->firsts.rune[first],
                             .last = last,
                             .tail = g->tail,
                             .n_run = g->n_run,
                             .end = g->end,
                             .gain = g->gain - s->firsts.bits[first] - bits,
                             .is_across = g->is_across};
}

static void put_readings(search *s, const guess *g, qg_rune last, int bits, bool is_guess)
{
    for (size_t i = 0; i < s->firsts.n; i++) {
        qg_torn_reading r = reading(s, g, i, last, bits);
        r.is_last_lost = is_guess;
        qg_torn_put(&s->place, &r);
    }
}

static void try_guess(search *s, const guess *g)
{
    qg_rune before_last = s->place.run[g->n_run - 1];
    bool is_lost = g->lead != 0 && g->trail == 0;
    qg_torn_follower behind;
    choices lasts;

    if (!is_worth_it(s, g->gain - BITS_LEAST))
        return;
    behind = qg_torn_behind(s->in->text, g->end);
    lasts =
        is_lost ? choose_last(s, g, before_last, &behind) : known_last(s, g, before_last, &behind);
    for (size_t i = 0; i < lasts.n; i++) {
        if (!is_worth_it(s, g->gain - lasts.bits[i] - BITS_LEAST))
            continue;
        if (s->firsts.n == 0)
            s->firsts = choose_first(s, s->place.run[0]);
        put_readings(s, g, lasts.rune[i], lasts.bits[i], is_lost);
    }
}

/* What the follower of the last character costs, and a reading in brackets that is not that
 * character's. */
static int seen_behind(search *s, qg_rune last, size_t end)
{
    qg_torn_follower behind = qg_torn_behind(s->in->text, end);

    return between(s, last, behind.rune) + (qg_torn_may_be_read(&behind, last) ? 0
                                            : qg_rune_is_han(last)             ? BITS_WRONG_READING
                                                                               : BITS_NO_READING);
}

/* Try the ways to end the run behind the character `at`, the second byte of whose code is still
 * out of step: as the first byte of a character whose other byte was lost, or shows as ASCII; or
 * as ASCII by itself. */
static void try_ends(search *s, size_t n_run, qg_torn_seen at, int gain, bool is_across)
{
    qg_torn_seen next = qg_torn_see(s->in->text, at.end);
    guess g = {.n_run = n_run, .end = at.end, .lead = at.code & 0xFF, .is_across = is_across};

    if (g.lead < LEAD_FIRST) { /* it is ASCII that was shown with the byte before it */
        g.tail = g.lead;
        g.lead = 0;
    } else if (next.rune >= TRAIL_FIRST && next.rune < 0x7F) {
        g.trail = next.rune;
        g.end = next.end;
        g.gain = s->bits_quotes + between(s, at.rune, next.rune);
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

/* As qg_torn_see, but where another mark was flattened, it stands for the second byte of one
 * character and the first of the next. */
static qg_torn_seen see_mark(qg_str text, size_t offset)
{
    qg_torn_seen seen = qg_torn_see(text, offset);

    if (seen.rune < 0x80 && qg_is_tearing_mark((unsigned char)seen.rune))
        seen.code = MARK_ROW << 8 | (seen.rune + 0x80);
    return seen;
}

/* Whether the run starts with a single ideographic space.  Paragraphs that were joined have two
 * between them; no text has one. */
static bool starts_with_lone_space(const search *s, size_t n_run)
{
    const qg_rune *run = s->place.run;

    return run[0] == QG_TORN_SPACE && (n_run == 1 || run[1] != QG_TORN_SPACE);
}

/* Read what is behind the mark one byte late, as long as it makes characters, and try to end
 * behind each of them. */
static void try_run(search *s)
{
    qg_torn_seen at = see_mark(s->in->text, s->behind);
    qg_rune last = s->mark;
    unsigned lead = s->lead;
    bool is_across = false;
    int gain = s->bits_quotes + between(s, s->before, s->mark);

    s->firsts.n = 0;
    for (size_t n = 0; n < QG_TORN_MOST && at.code != 0 && gain > -BITS_HOPELESS; n++) {
        s->place.run[n] = qg_torn_character(lead, at.code >> 8);
        if (s->place.run[n] == 0 || at.rune == last)
            return;
        gain += between(s, last, at.rune) -
                (n > 0 ? between(s, s->place.run[n - 1], s->place.run[n]) : 0);
        is_across |= at.rune < 0x80;
        if (!starts_with_lone_space(s, n + 1))
            try_ends(s, n + 1, at, gain, is_across);
        lead = at.code & 0xFF;
        last = at.rune;
        at = see_mark(s->in->text, at.end);
    }
}

/* Try whether the second byte of the second character shows as an ASCII letter, so that nothing
 * behind it is out of step. */
static void try_letter(search *s)
{
    qg_torn_seen next = qg_torn_see(s->in->text, s->behind);
    qg_torn_follower behind = qg_torn_behind(s->in->text, next.end);
    guess g = {.end = next.end};
    qg_rune second =
        next.rune < TRAIL_FIRST || next.rune >= 0x7F ? 0 : qg_torn_character(s->lead, next.rune);

    if (!qg_rune_is_han(second) || qg_rune_cost(second) > BITS_RARE ||
        !qg_torn_may_be_read(&behind, second) ||
        (behind.rune < QG_TORN_CHINESE && !behind.is_annotated))
        return;
    g.gain = s->bits_quotes + between(s, s->before, s->mark) + between(s, s->mark, next.rune) +
             seen_behind(s, next.rune, next.end) + qg_torn_letter_cost(next.rune, behind.rune);
    if (!is_worth_it(s, g.gain - 2 * BITS_LEAST))
        return;
    s->firsts = choose_first(s, second);
    put_readings(s, &g, second, between(s, second, behind.rune) + quotes_of(s, &g, second), false);
}

/* Try pairs of characters that are known to stand together, where both are lost. */
static void try_pairs(search *s, const guess *g, const qg_torn_follower *behind)
{
    qg_torn_seen next = qg_torn_see(s->in->text, g->end);

    for (size_t i = 0; i < sizeof torn_pairs / sizeof *torn_pairs; i++) {
        qg_rune first = torn_pairs[i].first, second = torn_pairs[i].second;
        qg_torn_reading r;
        if ((qg_rune)torn_pairs[i].mark != s->mark ||
            !qg_torn_is_dropped(qg_gbk_encode(second) & 0xFF, next) ||
            !qg_torn_may_be_read(behind, second))
            continue;
        s->firsts.n = 0;
        choose(&s->firsts, first, between(s, s->before, first) + between(s, first, second));
        r = reading(s, g, 0, second, between(s, second, behind->rune) + quotes_of(s, g, second));
        r.is_last_lost = true;
        qg_torn_put_once(&s->place, &r);
    }
}

/* Try what was lost of two characters but for a byte each: any likely first one before any
 * likely second one, and pairs that are known to stand together. */
static void try_both(search *s, size_t end)
{
    bool is_common_lead = s->mark == '!' || s->mark == ':' || s->mark == ';' || s->mark == '?';
    qg_torn_follower behind = qg_torn_behind(s->in->text, end);
    guess g = {.end = end, .lead = s->lead};
    choices firsts, seconds;

    g.gain = s->bits_quotes + between(s, s->before, s->mark) + seen_behind(s, s->mark, end);
    if (!is_common_lead || !is_worth_it(s, g.gain - 2 * BITS_LEAST))
        return;
    seconds = choose_last(s, &g, 0, &behind);
    firsts = choose_first(s, 0);
    for (size_t i = 0; i < seconds.n; i++) {
        qg_rune second = seconds.rune[i];
        int bits = seconds.bits[i] - (int)qg_rune_cost(second);
        if (!is_worth_it(s, g.gain - bits - BITS_LEAST))
            continue;
        s->firsts = firsts;
        for (size_t k = 0; k < firsts.n; k++)
            s->firsts.bits[k] += between(s, firsts.rune[k], second);
        put_readings(s, &g, second, bits, true);
    }
    try_pairs(s, &g, &behind);
}

/* Bits by which the mark is likelier to have been written as it stands. */
static int bits_written(const search *s)
{
    int known = s->in->marks.bits_written[s->mark - ' '];
    int most = s->shown == 0 ? QG_TORN_BITS : s->shown == '?' ? BITS_TORN_SHOWN : BITS_TORN_BAD;

    return known != 0 && known < most ? known : most;
}

static bool is_wide(qg_rune rune)
{
    return (rune >= 0xFF10 && rune <= 0xFF19) || (rune >= 0xFF21 && rune <= 0xFF3A) ||
           (rune >= 0xFF41 && rune <= 0xFF5A);
}

/* Whether what stands around the mark is repeated, as in 敕!敕!敕! Such is a cry; what is torn
 * differs from place to place. */
static bool is_repeated(const search *s, qg_torn_seen next)
{
    qg_torn_seen mark = qg_torn_see(s->in->text, next.end);

    return next.rune == s->before ||
           (mark.rune == s->mark && qg_torn_see(s->in->text, mark.end).rune == next.rune);
}

/* Whether a word in full-width letters or figures follows.  A single one may be what is left of
 * a torn character. */
static bool is_wide_word(const search *s, qg_torn_seen next)
{
    return is_wide(next.rune) && is_wide(qg_torn_see(s->in->text, next.end).rune);
}

static bool is_figure(qg_rune rune)
{
    return (rune >= '0' && rune <= '9') || rune == WIDE_PERCENT;
}

bool qg_torn_at(qg_torn *torn, qg_torn_text *in, size_t offset)
{
    search s = {.in = in, .behind = offset + 1, .mark = (unsigned char)in->text.p[offset]};
    qg_rune shown = qg_utf8_last(qg_str_head(in->text, offset));
    qg_torn_seen next = qg_torn_see(in->text, offset + 1);
    qg_str before;

    torn->n_after = 0;
    if (next.rune == s.mark || shown == s.mark)
        return false; /* the same mark is not torn twice in a row, and some people write !! */
    s.lead = s.mark + 0x80;
    s.place.start = offset;
    if (shown == '?' || shown == QG_RUNE_BAD) {
        s.shown = shown;
        s.place.start -= shown == '?' ? 1 : 3;
    }
    s.place.least = bits_written(&s);
    before = qg_str_head(in->text, s.place.start);
    s.before = qg_torn_widened(qg_torn_take_last(&before));
    if ((s.before < QG_TORN_CHINESE && !is_figure(s.before)) || in->budget == 0 ||
        is_repeated(&s, next) || is_wide_word(&s, next))
        return false;
    if (in->codes == NULL)
        in->codes = qg_candidate_codes(qg_candidate_find("GB18030"));
    if (!qg_torn_make_sets(in))
        return false;
    qg_torn_pass_quotes(in, s.place.start);
    s.bits_quotes = qg_torn_quote_cost(in, s.behind, in->quotes);
    try_run(&s);
    try_letter(&s);
    if (s.shown == 0 || next.rune == s.shown)
        try_both(&s, s.shown == 0 ? s.behind : next.end);
    return s.place.n > 0 && qg_torn_learn(in) && qg_torn_weigh(torn, &s.place, in);
}
