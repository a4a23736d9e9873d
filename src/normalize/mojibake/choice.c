/* choice.c - which character was lost. */
#include "base/halved.h"
#include "normalize/mojibake/cost.h"
#include "normalize/mojibake/ways.h"
#include "normalize/repair.h"
#include "unicode/unicode.h"

/* The likeliest of several characters, and how likely it is the right one. */
typedef struct choice {
    const qg_path *path;
    qg_rune last, behind, best;
    const qg_losses_ahead
        *ahead; /* where what is behind was swallowed, what it may be; else NULL */
    double best_share, all;
} choice;

static void add_share(choice *c, qg_rune rune, double share)
{
    c->all += share;
    if (share > c->best_share) {
        c->best = rune;
        c->best_share = share;
    }
}

static unsigned n_bytes_of(const qg_path_node *n)
{
    unsigned i = 0;

    while (i < QG_UTF8_MAX && n->bytes[i] != 0)
        i++;
    return i;
}

static qg_rune rune_before(const qg_path *path, const qg_path_node *node)
{
    return node->before < 0 ? 0 : path->nodes[node->before].rune;
}

static const qg_guesses *guesses_of(const qg_path *path, const qg_path_node *lost)
{
    return qg_guess(path->guesses, path->codes, path->how, lost->bytes, n_bytes_of(lost));
}

static bool is_one_of(qg_rune rune, const qg_rune *list)
{
    while (*list != 0 && *list != rune)
        list++;
    return *list != 0;
}

/* Whether a character of the path may be `rune`, by its bytes, of which some may be lost. */
static bool may_be(const qg_path *path, const qg_path_node *node, qg_rune rune)
{
    const qg_guesses *g;

    if (!node->is_lost || node->bytes[0] == QG_LOST_SWALLOWED)
        return node->rune == rune;
    g = guesses_of(path, node);
    for (unsigned i = 0; i < g->n; i++)
        if (g->runes[i] == rune)
            return true;
    return false;
}

/* Whether `rune` is the 月 or 日 of a date: figures, which may be lost, stand before it, and 年 or
 * 月 before these. */
static bool is_of_date(const qg_path *path, const qg_path_node *node, qg_rune rune)
{
    enum { YEAR = 0x5E74, MONTH = 0x6708, DAY = 0x65E5, FIGURES = 2 };
    int32_t at = node->before;

    if (rune != MONTH && rune != DAY)
        return false;
    for (int i = 0; i < FIGURES && at >= 0; i++, at = path->nodes[at].before)
        if (!qg_rune_is_digit(path->nodes[at].rune) &&
            path->nodes[at].bytes[0] != QG_LOST_SWALLOWED)
            break;
    return at >= 0 && at != node->before &&
           may_be(path, &path->nodes[at], rune == DAY ? MONTH : YEAR);
}

static float share_of(const qg_path *path, qg_rune first, qg_rune second)
{
    return qg_guess_share(path->guesses, path->codes, path->losses, first, second);
}

/* How much likelier `rune` is by what stands behind it.  Of ASCII there the document knows more
 * than the model. */
static double share_ahead(const choice *c, qg_rune rune)
{
    if (c->ahead != NULL)
        return qg_losses_share_of_any(c->path->losses, rune, c->ahead);
    if (c->behind == 0)
        return 1;
    if (c->behind < QG_SWALLOWED && c->behind != '?')
        return qg_losses_share(c->path->losses, rune, c->behind);
    return (double)share_of(c->path, rune, c->behind);
}

/* The same where what is behind was lost as well, weighed by what it may be: one of `g`. */
static float share_ahead_of_set(const qg_path *path, const qg_path_sight *sight,
                                const qg_guesses *g, qg_rune rune)
{
    const qg_path_set *set = &path->sets[sight->node->set - 1];
    const qg_fits *fits = qg_guess_known(path->guesses, g, rune);
    float share = set->fits_rest * sight->ahead_of_rest;

    for (unsigned i = 0; i < set->n; i++)
        share +=
            sight->aheads[i] * (fits != NULL ? path->guesses->shares[fits->costs[set->places[i]]]
                                             : share_of(path, rune, set->runes[i]));
    return share;
}

/* How likely it is that what is behind stands there, if the lost character is one of those for
 * which there was no room among the guesses. */
static double share_of_rest_ahead(const choice *c)
{
    enum { SOME_HAN = 0x9FFF };

    if (c->ahead != NULL || (c->behind < QG_SWALLOWED && c->behind != '?'))
        return share_ahead(c, SOME_HAN);
    return c->behind == 0 ? 1 : qg_halved(qg_mojibake_cost(c->path->costs, 0, c->behind));
}

/* For each character of the set, how likely what is behind stands behind it, scaled so that the
 * greatest is 1. */
static void look_ahead(const choice *c, const qg_path_set *set, qg_path_sight *sight)
{
    bool is_set = sight->node != NULL && sight->node->set > 0;
    const qg_guesses *g = is_set ? guesses_of(c->path, sight->node) : NULL;
    double aheads[QG_SET_MOST], rest, most;

    if (is_set)
        qg_guess_fetch(c->path->guesses, g, set->runes, set->n);
    rest = is_set ? (double)share_ahead_of_set(c->path, sight, g, 0) : share_of_rest_ahead(c);
    most = rest;
    for (unsigned i = 0; i < set->n; i++) {
        aheads[i] = is_set ? (double)share_ahead_of_set(c->path, sight, g, set->runes[i])
                           : share_ahead(c, set->runes[i]);
        most = aheads[i] > most ? aheads[i] : most;
    }
    most = most > 0 ? most : 1;
    for (unsigned i = 0; i < set->n; i++)
        sight->aheads[i] = (float)(aheads[i] / most);
    sight->ahead_of_rest = (float)(rest / most);
}

static void weigh_guesses(choice *c, const qg_path_node *lost, qg_path_sight *sight)
{
    static const double in_date = 2;
    const qg_path_set *set = &c->path->sets[lost->set - 1];

    look_ahead(c, set, sight);
    for (unsigned i = 0; i < set->n; i++) {
        double share = (double)set->shares[i] * (double)sight->aheads[i];
        add_share(c, set->runes[i],
                  is_of_date(c->path, lost, set->runes[i]) ? in_date * share : share);
    }
    c->all += (double)set->rest * (double)sight->ahead_of_rest / 2;
}

/* Weigh which ASCII was swallowed with a lost character.  Both are chosen together, since a
 * comma stands at no line end. */
static void weigh_swallowed(choice *c, const qg_path_node *tail)
{
    double shares[QG_SWALLOWED] = {0};
    qg_losses_ahead ahead;

    qg_losses_see_ahead(c->path->losses, c->behind, &ahead);
    if (tail->set > 0) {
        const qg_path_set *set = &c->path->sets[tail->set - 1];
        for (unsigned i = 0; i < set->n; i++)
            qg_losses_add_shares(c->path->losses, set->runes[i], &ahead, (double)set->shares[i],
                                 shares);
    }
    for (qg_rune rune = 0; rune < QG_SWALLOWED; rune++)
        add_share(c, rune, shares[rune]);
}

/* ---- numbers --------------------------------------------------------------------------------- */

static bool is_numeral(qg_rune rune)
{
    if (rune < 0x80)
        return qg_rune_is_digit(rune);
    return is_one_of(rune, U"一二三四五六七八九十百千万〇零两０１２３４５６７８９萬兩");
}

/* Whether this is a figure or part of a number. （三） reads like （一）, so context cannot tell
 * which it was, however often the document has one of them. */
static bool is_of_number(qg_rune last, qg_rune rune, qg_rune behind)
{
    if (!is_numeral(rune))
        return false;
    if (rune < 0x80 || is_numeral(last) || is_numeral(behind) || is_one_of(last, U"第（(〔"))
        return true;
    return is_one_of(behind, U"条條章节節款项項编編年月日号號届屆次元") ||
           (!qg_rune_is_han(last) && is_one_of(behind, U"、）).．"));
}

/* ---- choosing -------------------------------------------------------------------------------- */

float qg_path_choose(const qg_path *path, qg_path_node *lost, qg_path_sight *sight)
{
    double share;
    qg_losses_ahead ahead;
    choice c = {.path = path,
                .last = rune_before(path, lost),
                .behind = sight->behind,
                .ahead = sight->is_swallowed ? &ahead : NULL,
                .best = lost->rune};

    if (sight->is_swallowed)
        qg_losses_see_ahead(path->losses, sight->beyond, &ahead);
    if (lost->bytes[0] == QG_LOST_SWALLOWED)
        weigh_swallowed(&c, &path->nodes[lost->before]);
    else if (lost->set > 0)
        weigh_guesses(&c, lost, sight);
    lost->rune = c.best;
    share = c.all == 0 ? 0 : c.best_share / c.all;
    if (share < QG_REPAIR_LIKELY || is_of_number(c.last, c.best, sight->behind))
        return 0;
    return (float)share;
}
