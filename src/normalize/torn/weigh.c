/* weigh.c - which of the ways to read a place is meant, and how certain that is. */
#include "base/halved.h"
#include "language/lexicon.h"
#include "normalize/torn/torn_int.h"
#include "unicode/unicode.h"

enum {
    AROUND = 4,         /* characters on both sides that make words with those between */
    BITS_HOPELESS = 16, /* a reading so much worse by neighbours will not recover by its words */
    BITS_DOUBTED = 8,   /* nor will two lost characters that cost so much more than what is shown */
    BITS_NEVER = 100,
    BITS_OTHER_SCRIPT = 12,
    BITS_ACROSS = 3,
    BITS_BOTH = 0, /* for two lost characters, of which nothing but a byte each is known */
    BITS_MARK = 2  /* for a mark as last character whose second byte is lost */
};

/* How much a bit is worth of the model of neighbours, of that of words, and of what stands
 * elsewhere in the text.  They say the same in part. */
#define OF_NEIGHBOURS 0.53
#define OF_WORDS      0.55
#define OF_KNOWN      0.34

#define LEAST_SHOWN 0.5F /* a character that is less certain is not shown but marked as lost */
#define CERTAIN     0.995F
/* How much a bit is worth where all must be certain. */
#define CAUTION   0.95
#define UNCERTAIN 0.94F

/* Whether two readings are the same: a pair that is known together may have been tried before. */
static bool is_same(const qg_torn_reading *a, const qg_torn_reading *b)
{
    return a->end == b->end && a->n_run == b->n_run && a->first == b->first && a->last == b->last &&
           a->tail == b->tail;
}

void qg_torn_put(qg_torn_place *place, const qg_torn_reading *reading)
{
    size_t i = place->n;

    if (i == QG_TORN_READINGS && place->readings[i - 1].gain >= reading->gain)
        return;
    if (i < QG_TORN_READINGS)
        place->n++;
    else
        i--;
    for (; i > 0 && place->readings[i - 1].gain < reading->gain; i--)
        place->readings[i] = place->readings[i - 1];
    place->readings[i] = *reading;
}

void qg_torn_put_once(qg_torn_place *place, const qg_torn_reading *reading)
{
    for (size_t k = 0; k < place->n; k++)
        if (is_same(&place->readings[k], reading))
            return;
    qg_torn_put(place, reading);
}

/* The characters around a place, with those of a reading between them. */
typedef struct line {
    qg_rune runes[QG_LEXICON_MOST];
    size_t n;
} line;

static void put(line *l, qg_rune rune)
{
    if (rune != 0 && l->n < QG_LEXICON_MOST)
        l->runes[l->n++] = qg_torn_widened(rune);
}

/* The characters before a place, in their order. */
static line before_place(qg_str text, size_t start)
{
    qg_rune last[AROUND];
    qg_str rest = qg_str_head(text, start);
    line l = {.n = 0};
    size_t n = 0;

    while (n < AROUND && (last[n] = qg_torn_take_last(&rest)) != 0 && last[n] != '\n')
        n++;
    while (n > 0)
        put(&l, last[--n]);
    return l;
}

/* Bits of the words of `l` and, behind it, of the text from `start` to some characters behind
 * `end`. */
static double words_from(line l, qg_str text, size_t start, size_t end)
{
    qg_str rest = qg_str_skip(text, start);
    size_t n = 0;

    while (n < AROUND) {
        bool is_behind = text.n - rest.n >= end;
        qg_rune rune = qg_torn_take_first(&rest);
        if (rune == 0 || rune == '\n')
            break;
        put(&l, rune);
        n += is_behind;
    }
    return qg_lexicon_cost(l.runes, l.n);
}

static line with_reading(line l, const qg_torn_place *place, const qg_torn_reading *r)
{
    put(&l, r->first);
    for (size_t i = 0; i < r->n_run; i++)
        put(&l, place->run[i]);
    put(&l, r->last);
    put(&l, r->tail);
    return l;
}

static size_t length_of(const qg_torn_reading *r)
{
    return r->n_run + 1 + (r->last != 0);
}

/* The i-th character of a reading; 0 behind the last. */
static qg_rune rune_at(const qg_torn_place *place, const qg_torn_reading *r, size_t i)
{
    return i == 0 ? r->first : i <= r->n_run ? place->run[i - 1] : i == r->n_run + 1 ? r->last : 0;
}

/* Whether the reading has two characters that were both lost but for a byte. */
static bool is_both(const qg_torn_reading *r)
{
    return r->n_run == 0 && r->is_last_lost;
}

/* Bits, beyond those of its text, by which a reading is less likely. */
static int form_cost(const qg_torn_reading *r)
{
    return (r->is_across ? BITS_ACROSS : 0) + (is_both(r) ? BITS_BOTH : 0) +
           (r->is_last_lost && !qg_rune_is_han(r->last) ? BITS_MARK : 0);
}

/* What the readings of a place share. */
typedef struct context {
    line before;
    size_t end;   /* where the longest one ends */
    double shown; /* bits of the words as they are shown */
} context;

/* The best reading, and how large a share of all that is possible agrees with it. */
typedef struct verdict {
    const qg_torn_reading *best;
    float all;   /* the share of this reading as a whole, cautiously */
    float plain; /* the same, without caution */
    size_t n;    /* characters of it */
    float right[QG_TORN_MOST + 2];
} verdict;

static void weigh_all(verdict *v, const qg_torn_place *place, const double *scores)
{
    double most = scores[v->best - place->readings], sum = qg_halved(most);
    double all = qg_halved(CAUTION * (most + place->least - QG_TORN_BITS));
    double right[QG_TORN_MOST + 2] = {0};

    v->n = length_of(v->best);
    for (size_t i = 0; i < place->n; i++) {
        double weight = qg_halved(most - scores[i]);
        sum += weight;
        all += qg_halved(CAUTION * (most - scores[i]));
        for (size_t k = 0; k < v->n; k++)
            right[k] +=
                rune_at(place, &place->readings[i], k) == rune_at(place, v->best, k) ? weight : 0;
    }
    v->all = (float)(1 / all);
    v->plain = (float)(1 / sum);
    for (size_t k = 0; k < v->n; k++)
        v->right[k] = (float)(right[k] / sum);
}

/* Bits that a reading gains by what stands elsewhere in the text, and loses by characters of the
 * other script. */
static double known_gain(const qg_torn_known *known, const qg_torn_place *place,
                         const qg_torn_reading *r, const line *before, qg_rune behind)
{
    qg_rune first = before->n < 2 ? 0 : before->runes[before->n - 2],
            last = before->n < 1 ? 0 : before->runes[before->n - 1];
    size_t n = length_of(r);
    double gain = 0;

    for (size_t i = 0; i <= n; i++) {
        qg_rune rune = i == n ? behind : rune_at(place, r, i);
        gain += qg_torn_known_gain(known, first, last, rune);
        if (i < n && qg_torn_is_of_other_script(known, rune))
            gain -= BITS_OTHER_SCRIPT;
        first = last;
        last = rune;
    }
    return gain;
}

/* Bits by which the reading is better than the text as it is, whose words cost `shown`. */
static double score_of(const qg_torn_place *place, const qg_torn_reading *r, const qg_torn_text *in,
                       const context *c)
{
    double words =
        c->shown - words_from(with_reading(c->before, place, r), in->text, r->end, c->end);
    double known =
        known_gain(in->marks.known, place, r, &c->before, qg_torn_behind(in->text, r->end).rune);

    return OF_NEIGHBOURS * r->gain + OF_WORDS * words + OF_KNOWN * known - place->least -
           form_cost(r);
}

/* Whether the neighbours of a reading are such that its words cannot make up for them. */
static bool is_hopeless(const qg_torn_place *place, const qg_torn_reading *r)
{
    return r->gain + BITS_HOPELESS < place->readings[0].gain ||
           (is_both(r) && r->gain < -BITS_DOUBTED);
}

static verdict judge(const qg_torn_place *place, const qg_torn_text *in)
{
    verdict v = {.best = place->readings};
    context c = {.before = before_place(in->text, place->start)};
    double scores[QG_TORN_READINGS];

    for (size_t i = 0; i < place->n; i++)
        c.end = place->readings[i].end > c.end ? place->readings[i].end : c.end;
    c.shown = words_from(c.before, in->text, place->start, c.end);
    for (size_t i = 0; i < place->n; i++) {
        scores[i] = is_hopeless(place, &place->readings[i])
                        ? -BITS_NEVER
                        : score_of(place, &place->readings[i], in, &c);
        if (scores[i] > scores[v.best - place->readings])
            v.best = &place->readings[i];
    }
    weigh_all(&v, place, scores);
    return v;
}

/* How sure the verdict is.  Where each character is certain all of it is; else it is the share
 * of the shown ones that are right. */
static float confidence_of(const verdict *v, const qg_torn_place *place, bool is_read)
{
    const qg_torn_reading *r = v->best;
    float right = 0, n = 0;
    bool is_guess = is_both(r) || r->is_across || !qg_rune_is_han(rune_at(place, r, 1)) ||
                    (r->is_last_lost && (!is_read || !qg_rune_is_han(r->last)));

    if (!is_guess && (is_read ? v->plain : v->all) >= CERTAIN)
        return is_read ? v->plain : v->all;
    for (size_t i = 0; i < v->n; i++) {
        right += v->right[i] < LEAST_SHOWN ? 0 : v->right[i];
        n += v->right[i] < LEAST_SHOWN ? 0 : 1;
    }
    if (n == 0 || (is_both(r) && n < 2))
        return 0; /* nothing would be gained */
    return right / n < UNCERTAIN ? right / n : UNCERTAIN;
}

static void put_after(qg_torn *torn, qg_rune rune)
{
    if (rune != 0)
        torn->n_after += qg_utf8_encode(torn->after + torn->n_after, rune);
}

bool qg_torn_weigh(qg_torn *torn, const qg_torn_place *place, const qg_torn_text *in)
{
    verdict v = judge(place, in);

    torn->start = place->start;
    torn->end = v.best->end;
    torn->confidence = confidence_of(&v, place, qg_torn_behind(in->text, torn->end).is_annotated);
    for (size_t i = 0; i < v.n; i++)
        put_after(torn, v.right[i] < LEAST_SHOWN ? QG_RUNE_BAD : rune_at(place, v.best, i));
    put_after(torn, v.best->tail);
    return torn->confidence > 0;
}
