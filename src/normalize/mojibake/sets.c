/* sets.c - what a lost character may be, until all of the line is known.
 *
 * A way that tried each character in turn would soon be many.  So a lost character stays a set:
 * what it may be, and how likely each is by all that stands before (the forward half of what is
 * known as forward and backward).  What comes next is as likely as it is behind each of them,
 * weighed by that.  The choice is made from the end of the line, when what stands behind is known
 * as well.
 */
#include "base/halved.h"
#include "normalize/mojibake/ways.h"

#include <stdlib.h>

/* The set that the way ends in, or NULL. */
static const qg_path_set *set_of(const qg_path *path, const qg_way *s)
{
    return s->node < 0 || path->nodes[s->node].set == 0 ? NULL
                                                        : &path->sets[path->nodes[s->node].set - 1];
}

/* A share as bits. */
static unsigned bits_of(float share)
{
    static const float half_a_bit = 0.70710678F;
    float rest;
    unsigned bits = qg_times_halved(share, &rest);

    return bits + (rest < half_a_bit);
}

static float halved(unsigned times)
{
    return 1 / (float)(UINT64_C(1) << times);
}

/* How likely `rune` is behind `last`; where characters were lost what the document says counts for
 * all of them alike. */
static float share_of(const qg_path *path, qg_rune last, qg_rune rune)
{
    if (path->has_losses && rune >= 0x80)
        return qg_guess_share(path->guesses, path->codes, path->losses, last, rune);
    return halved(qg_mojibake_cost(path->costs, last, rune));
}

unsigned qg_way_cost(const qg_path *path, const qg_way *s, qg_rune rune)
{
    const qg_path_set *set = set_of(path, s);
    float share;
    unsigned bits;

    if (set == NULL && (!path->has_losses || rune < 0x80))
        return qg_mojibake_cost(path->costs, s->last, rune);
    if (set == NULL)
        return bits_of(share_of(path, s->last, rune));
    share = set->rest * halved(qg_mojibake_cost(path->costs, 0, rune));
    for (unsigned i = 0; i < set->n; i++)
        share += set->shares[i] * share_of(path, set->runes[i], rune);
    bits = bits_of(share);
    return bits < 1 ? 1 : bits;
}

/* ---- a lost character ------------------------------------------------------------------------ */

/* How likely each guess is behind the way. */
typedef struct forward {
    const qg_guesses *g;
    float shares[QG_GUESSES_MOST];
    float rest, all, most;
} forward;

static void add_fits(const qg_path *path, forward *f, qg_rune last, float weight)
{
    const float *shares = path->guesses->shares;
    const qg_fits *fits = qg_guess_behind(path->guesses, path->codes, path->losses, f->g, last);

    for (unsigned i = 0; i < f->g->n; i++)
        f->shares[i] += weight * shares[fits->costs[i]];
}

/* How likely each guess for the pending bytes is behind the way.  Of the set before them only
 * its likeliest characters are asked; the others weigh little. */
static void look_forward(const qg_path *path, const qg_way *s, forward *f)
{
    static const float nearly_all = 0.97F;
    const qg_path_set *before = set_of(path, s);
    float weight = 0;

    if (before != NULL)
        qg_guess_fetch(path->guesses, f->g, before->runes, before->n);
    for (unsigned i = 0; before != NULL && i < before->n && weight < nearly_all; i++) {
        add_fits(path, f, before->runes[i], before->shares[i]);
        weight += before->shares[i];
    }
    add_fits(path, f, before == NULL ? s->last : 0, 1 - weight);
    f->all = f->rest;
    for (unsigned i = 0; i < f->g->n; i++) {
        f->all += f->shares[i];
        f->most = f->shares[i] > f->most ? f->shares[i] : f->most;
    }
}

/* Put the guess at its place among the likeliest of the set, if it is one of them. */
static void add_likely(qg_path_set *set, unsigned place, float share)
{
    unsigned i = set->n < QG_SET_MOST ? set->n++ : QG_SET_MOST - 1;

    for (; i > 0 && set->shares[i - 1] < share; i--) {
        set->shares[i] = set->shares[i - 1];
        set->places[i] = set->places[i - 1];
    }
    set->shares[i] = share;
    set->places[i] = (uint8_t)place;
}

/* The likeliest of the guesses, no more than there is room for; the others are rest. */
static void take_likeliest(qg_path_set *set, const forward *f)
{
    const qg_guesses *g = f->g;
    static const float hardly = 1.0F / 1024;
    float least = f->most * hardly;

    set->n = 0;
    for (unsigned i = 0; i < g->n; i++)
        if (f->shares[i] > least) {
            add_likely(set, i, f->shares[i]);
            least = set->n == QG_SET_MOST ? set->shares[QG_SET_MOST - 1] : least;
        }
    set->rest = f->rest / f->all;
    for (unsigned i = 0; i < set->n; i++) {
        set->runes[i] = g->runes[set->places[i]];
        set->shares[i] /= f->all;
    }
}

static bool has_room(qg_path *path)
{
    size_t n = path->n_sets_allocated == 0 ? 1024 : path->n_sets_allocated * 2;
    qg_path_set *sets;

    if (path->n_sets < path->n_sets_allocated)
        return true;
    sets = realloc(path->sets, n * sizeof *sets);
    if (sets == NULL) {
        path->status = QG_E_MEMORY;
        return false;
    }
    path->sets = sets;
    path->n_sets_allocated = n;
    return true;
}

void qg_way_emit_lost(qg_path *path, qg_ways *to, const qg_way *s, uint32_t end)
{
    static const float mark = 1.0F / (1 << 22), /* a lost character that stays marked */
        any = 1.0F / (1 << 12);                 /* one of which hardly anything is known */
    forward f = {.most = 0};
    qg_path_set *set;
    const qg_guesses *g;
    unsigned n_before = to->n;

    if (s->cost >= to->most || !has_room(path)) /* any character costs a bit at least */
        return;
    g = qg_guess(path->guesses, path->codes, path->how, s->pending, s->n_pending);
    f.g = g;
    f.rest = g->is_any ? any : (float)g->rest > mark ? (float)g->rest : mark;
    set = &path->sets[path->n_sets];
    set->fits_rest = f.rest;
    look_forward(path, s, &f);
    take_likeliest(set, &f);
    qg_way_emit(path, to, *s, set->n == 0 ? QG_RUNE_BAD : set->runes[0],
                bits_of(f.all) < 1 ? 1 : bits_of(f.all), end);
    if (to->n > n_before && to->list[n_before].node >= 0)
        path->nodes[to->list[n_before].node].set = (uint32_t)++path->n_sets;
}
