/* choice.c - which character was lost. */
#include "base/halved.h"
#include "normalize/mojibake/cost.h"
#include "normalize/mojibake/ways.h"
#include "normalize/repair.h"
#include "unicode/unicode.h"

/* The likeliest of several characters, and of a hundred such choices how many are right. */
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

/* Whether a character that was lost, or not, is this one as far as its bytes tell. */
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

/* 年 before figures, which may be lost, before 月, and 月 before 日. */
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

/* What the model says, which are bits, and what the document says. */
static double share_at(const qg_path *path, unsigned cost, qg_rune first, qg_rune second)
{
    double known = 1 / (double)(UINT64_C(1) << cost);

    return (known + qg_losses_pair_share(path->losses, first, second)) / 2;
}

static double pair_share(const qg_path *path, qg_rune first, qg_rune second)
{
    return share_at(path, qg_mojibake_cost(path->costs, first, second), first, second);
}

/* How likely the character stands behind what is before `lost`, where the model says it costs so
 * much.  Of figures the model knows
 * nothing, and of sentences only where those of laws end. */
static double share_behind(const qg_path *path, const qg_path_node *lost, qg_rune rune,
                           unsigned cost)
{
    static const double in_date = 0.5, year = 0.125, unit = 1.0 / 64, stop = 1.0 / 64,
                        twice = 1.0 / 1024; /* no one writes ？。 or ，、 */
    enum { STOP = 0x3002 };
    qg_rune last = rune_before(path, lost);
    double share = share_at(path, cost, last, rune), known = 0;

    if (!qg_rune_is_han(rune) && is_one_of(rune, U"，。、；：") &&
        is_one_of(last, U"，。、；：？！"))
        return share * twice;
    if (is_of_date(path, lost, rune))
        known = in_date;
    else if (last < 0x80 && qg_rune_is_digit(last) && qg_losses_is_unit(rune))
        known = qg_losses_is_of_date(rune) ? year : unit;
    else if (rune == STOP && qg_rune_is_han(last))
        known = stop;
    return share < known ? known : share;
}

/* What is behind, in the light of which a character is likelier; ASCII says more of it than the
 * model knows. */
static double share_ahead(const choice *c, qg_rune rune)
{
    if (c->ahead != NULL)
        return qg_losses_share_of_any(c->path->losses, rune, c->ahead);
    if (c->behind == 0)
        return 1;
    if (c->behind < QG_SWALLOWED && c->behind != '?')
        return qg_losses_share(c->path->losses, rune, c->behind);
    return pair_share(c->path, rune, c->behind);
}

/* The characters that `lost` may be and their shares; returns the greatest. */
static double shares_behind(const choice *c, qg_guesses *g, const qg_path_node *lost,
                            double *shares)
{
    const qg_path *path = c->path;
    qg_likely_guesses costs = *qg_guess_behind(path->guesses, path->codes, path->how, lost->bytes,
                                               n_bytes_of(lost), rune_before(path, lost));
    double most = 0;

    *g = *guesses_of(path, lost); /* others are asked for on the way */
    for (unsigned i = 0; i < g->n; i++) {
        shares[i] = share_behind(path, lost, g->runes[i], costs.of_each[i]);
        most = shares[i] > most ? shares[i] : most;
    }
    return most;
}

/* How likely what is behind is there, whichever of those characters was lost for which there was no
 * room among the guesses. */
static double share_of_rest_ahead(const choice *c)
{
    enum { SOME_HAN = 0x9FFF };

    if (c->ahead != NULL || (c->behind < QG_SWALLOWED && c->behind != '?'))
        return share_ahead(c, SOME_HAN);
    return c->behind == 0 ? 1 : qg_halved(qg_mojibake_cost(c->path->costs, 0, c->behind)) / 2;
}

static void weigh_guesses(choice *c, const qg_path_node *lost)
{
    enum { HARDLY = 1000 };
    qg_guesses g;
    double shares[QG_GUESSES_MOST], most = shares_behind(c, &g, lost, shares);

    for (unsigned i = 0; i < g.n; i++)
        if (shares[i] * HARDLY > most)
            add_share(c, g.runes[i], shares[i] * share_ahead(c, g.runes[i]));
    c->all += g.rest / 2 * share_of_rest_ahead(c);
}

/* What went with a lost character is chosen with it: a comma stands at no line end. */
static void weigh_swallowed(choice *c, const qg_path_node *tail)
{
    enum { HARDLY = 100 };
    double shares[QG_SWALLOWED] = {0};
    qg_losses_ahead ahead;
    double weights[QG_GUESSES_MOST];
    qg_guesses g;
    double most = shares_behind(c, &g, tail, weights);

    qg_losses_see_ahead(c->path->losses, c->behind, &ahead);
    for (unsigned i = 0; i < g.n; i++)
        if (weights[i] * HARDLY > most)
            qg_losses_add_shares(c->path->losses, g.runes[i], &ahead, weights[i], shares);
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

/* Whether this is a figure or a part of a number.  （三） reads like （一）, and what was there
 * cannot be told from what stands around it, however often the document has the one. */
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

/* Choose anew what was lost, now that both neighbours are known; returns how sure it is. */
float qg_path_choose(const qg_path *path, qg_path_node *lost, const qg_path_sight *sight)
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
    else if (lost->rune != QG_RUNE_BAD)
        weigh_guesses(&c, lost);
    lost->rune = c.best;
    share = c.all == 0 ? 0 : c.best_share / c.all;
    if (share < QG_REPAIR_LIKELY || is_of_number(c.last, c.best, sight->behind))
        return 0;
    return (float)share;
}
