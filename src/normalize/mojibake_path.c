#include "normalize/mojibake_path.h"

#include "base/halved.h"
#include "normalize/mojibake_cost.h"

#include <limits.h>
#include <stdlib.h>

/* ---- ways ------------------------------------------------------------------------------------ */

/* A character of a way's text, and the one before it. */
typedef struct qg_path_node {
    int32_t before; /* -1 at the start */
    qg_rune rune;
    uint32_t end;
    uint16_t bytes[QG_UTF8_MAX];
    bool is_mended, is_whole, is_lost;
} node;

/* A way to take the line up to some place. */
typedef struct state {
    uint32_t cost;
    int32_t node;                  /* its last character */
    qg_rune last;                  /* that character; 0 at the start */
    uint16_t pending[QG_UTF8_MAX]; /* bytes of the next */
    uint8_t n_pending;
    bool is_mended;
    uint8_t singles[2]; /* of QG_WRONG_UTF8: bytes that were read one by one, the last first */
} state;

enum { N_BEST = 6, FAN_MAX = 160, FAR_BEHIND = 24, GUESS_BEHIND = 9 };

typedef struct fan {
    state list[FAN_MAX];
    unsigned n;
} fan;

enum {
    COST_LEAVE = 8,
    COST_BAD = 26,
    COST_MARK = 22,   /* a lost character that stays marked */
    COST_TIDIED = 3,  /* a blank was a no-break space */
    COST_DROPPED = 5, /* a byte was taken out */
    COST_SWALLOWED = 1,
    COST_PAIR = 6 /* a mark is two bytes that are no code */
};

static int32_t put_node(qg_path *path, const node *new_node)
{
    if (path->n_nodes == path->n_nodes_allocated) {
        size_t n = path->n_nodes_allocated == 0 ? 4096 : path->n_nodes_allocated * 2;
        node *nodes = realloc(path->nodes, n * sizeof *nodes);
        if (nodes == NULL) {
            path->status = QG_E_MEMORY;
            return -1;
        }
        path->nodes = nodes;
        path->n_nodes_allocated = n;
    }
    path->nodes[path->n_nodes] = *new_node;
    return (int32_t)path->n_nodes++;
}

static void push(fan *to, const state *s)
{
    if (to->n < FAN_MAX)
        to->list[to->n++] = *s;
}

/* The way goes on with `rune`. */
static void emit(qg_path *path, fan *to, state s, qg_rune rune, unsigned cost, uint32_t end)
{
    node new_node = {.before = s.node, .rune = rune, .end = end, .is_mended = s.is_mended};

    for (unsigned i = 0; i < s.n_pending; i++) {
        new_node.bytes[i] = s.pending[i];
        new_node.is_lost |= s.pending[i] >= QG_LOST_TAIL;
    }
    s.cost += cost;
    s.node = put_node(path, &new_node);
    s.last = rune;
    s.n_pending = 0;
    push(to, &s);
}

static bool is_in(unsigned byte, unsigned first, unsigned last)
{
    return byte >= first && byte <= last;
}

/* What the pending bytes may be, of which some were lost.  The likeliest are enough to find the
 * way: which it was is chosen among all when what is behind is known. */
static void emit_guesses(qg_path *path, fan *to, const state *s, uint32_t end)
{
    const qg_likely_guesses *g =
        qg_guess_behind(path->guesses, path->codes, path->how, s->pending, s->n_pending, s->last);

    for (unsigned i = 0; i < g->n && g->costs[i] <= g->costs[0] + GUESS_BEHIND; i++)
        emit(path, to, *s, g->runes[i], g->costs[i], end);
    emit(path, to, *s, QG_RUNE_BAD, COST_MARK, end);
}

/* ---- feeding bytes --------------------------------------------------------------------------- */

static void emit_bad(qg_path *path, fan *to, state s, uint32_t end)
{
    s.pending[0] = QG_LOST_TAIL; /* so that it counts as lost */
    s.n_pending = 1;
    emit(path, to, s, QG_RUNE_BAD, COST_BAD, end);
}

static void emit_meaning(qg_path *path, fan *to, const state *s, uint32_t end)
{
    uint8_t bytes[QG_UTF8_MAX];
    bool is_lost = false;
    qg_rune rune;

    for (unsigned i = 0; i < s->n_pending; i++) {
        is_lost |= s->pending[i] >= QG_LOST_TAIL;
        bytes[i] = (uint8_t)s->pending[i];
    }
    if (is_lost) {
        emit_guesses(path, to, s, end);
        return;
    }
    rune = qg_codes_meaning(path->codes, path->how.right, bytes, s->n_pending);
    if (rune == 0)
        emit_bad(path, to, *s, end);
    else
        emit(path, to, *s, rune, qg_mojibake_cost(s->last, rune), end);
}

/* A byte, or a set of them, comes next. */
static void feed(qg_path *path, fan *to, state s, unsigned byte, uint32_t end)
{
    if (s.n_pending > 0 && !qg_guess_can_follow(path->how.right, byte)) {
        fan dropped;
        dropped.n = 0;
        emit_bad(path, &dropped, s, end);
        s = dropped.list[0];
    }
    if (s.n_pending == 0 && qg_guess_length(path->how.right, byte) == 0) {
        emit_bad(path, to, s, end);
        return;
    }
    s.pending[s.n_pending++] = (uint16_t)byte;
    if (s.n_pending < qg_guess_length(path->how.right, s.pending[0]))
        push(to, &s);
    else
        emit_meaning(path, to, &s, end);
}

static void feed_all(qg_path *path, fan *to, const fan *from, unsigned byte, uint32_t end)
{
    for (unsigned i = 0; i < from->n; i++)
        feed(path, to, from->list[i], byte, end);
}

/* A reader that takes UTF-8 where it can has not read these bytes one by one. */
static bool is_joined(const uint8_t singles[2], unsigned byte)
{
    if (!is_in(byte, 0x80, 0xBF))
        return false;
    return is_in(singles[0], 0xC2, 0xDF) ||
           (is_in(singles[0], 0x80, 0xBF) && is_in(singles[1], 0xE0, 0xEF));
}

static bool note_single(state *s, const qg_spelling *spelling)
{
    unsigned byte = spelling->bytes[0];

    if (spelling->n == 1 && is_joined(s->singles, byte))
        return false;
    s->singles[1] = s->singles[0];
    s->singles[0] = spelling->n == 1 && byte >= 0x80 ? (uint8_t)byte : 0;
    if (s->singles[0] == 0)
        s->singles[1] = 0;
    return true;
}

/* ---- one character of the line --------------------------------------------------------------- */

typedef struct place {
    qg_rune rune, behind; /* the character, and the one behind it */
    uint32_t end;
    qg_spelling spellings[QG_SPELLINGS_MAX];
    unsigned n_spellings;
} place;

static void take_spelling(qg_path *path, fan *to, state s, const qg_spelling *spelling,
                          uint32_t end)
{
    fan fans[2];
    unsigned now = 0;

    if (path->how.wrong == QG_WRONG_UTF8 && !note_single(&s, spelling))
        return;
    if (spelling->n == 1) {
        feed(path, to, s, spelling->bytes[0], end);
        return;
    }
    fans[0].n = 1;
    fans[0].list[0] = s;
    for (unsigned i = 0; i < spelling->n; i++, now ^= 1) {
        fan *next = i + 1 == spelling->n ? to : &fans[now ^ 1];
        if (next != to)
            next->n = 0;
        feed_all(path, next, &fans[now], spelling->bytes[i], end);
    }
}

static void take_spellings(qg_path *path, fan *to, const state *s, const place *at)
{
    for (unsigned i = 0; i < at->n_spellings; i++)
        take_spelling(path, to, *s, &at->spellings[i], at->end);
}

enum { SHIFT = 0x4A2C };

/* Whether the character may be Han of which the code point was wrong. */
static bool is_shifted_han(qg_rune rune)
{
    return is_in(rune + SHIFT, 0x4E00, 0x9FFF);
}

/* The code point itself was wrong: of Han, but not of what stands between, which may look alike. */
static void take_shifted(qg_path *path, fan *to, const state *s, const place *at)
{
    enum { MARK_SHIFTED = 3, STOP_SHIFTED = 8 };
    unsigned cost_of_han = at->behind == '\n' || at->behind == 0 ? STOP_SHIFTED : MARK_SHIFTED;
    bool is_mark = is_in(at->rune, 0x2014, 0x2026) || is_in(at->rune, 0x3000, 0x3002) ||
                   is_in(at->rune, 0x3008, 0x3015);

    if (is_shifted_han(at->rune))
        emit(path, to, *s, at->rune + SHIFT,
             qg_mojibake_cost(s->last, at->rune + SHIFT) + (is_mark ? cost_of_han : 0), at->end);
    if (is_mark || !is_shifted_han(at->rune))
        emit(path, to, *s, at->rune, qg_mojibake_cost(s->last, at->rune), at->end);
}

/* As it stands.  What is pending when no bytes can come was cut off. */
static void take_literal(qg_path *path, fan *to, state s, const place *at)
{
    if (s.n_pending > 0 && at->n_spellings == 0) {
        fan ended;
        ended.n = 0;
        emit_bad(path, &ended, s, at->end - 1);
        s = ended.list[0];
    }
    if (s.n_pending > 0)
        return;
    if (at->rune >= 0x80 && s.is_mended) {
        s.cost += COST_LEAVE;
        s.is_mended = false;
    }
    if (at->rune >= 0x80 &&
        (at->n_spellings > 0 || (path->how.wrong == QG_WRONG_SHIFTED && is_shifted_han(at->rune))))
        s.cost += path->stay_cost;
    if (at->rune >= 0x80 || !s.is_mended || path->how.wrong == QG_WRONG_SHIFTED)
        emit(path, to, s, at->rune, qg_mojibake_cost(s.last, at->rune), at->end);
}

static void take_mended(qg_path *path, fan *to, state s, const place *at)
{
    if (!s.is_mended) {
        if (at->rune < 0x80)
            return;
        s.is_mended = true;
        s.cost += path->enter_cost;
    }
    if (path->how.wrong == QG_WRONG_SHIFTED)
        take_shifted(path, to, &s, at);
    else
        take_spellings(path, to, &s, at);
}

/* ---- lost bytes ------------------------------------------------------------------------------ */

static bool is_one_byte(qg_wrong wrong)
{
    return wrong == QG_WRONG_WESTERN || wrong == QG_WRONG_LATIN9 || wrong == QG_WRONG_UTF8;
}

static state with_cost(state s, unsigned cost)
{
    s.cost += cost;
    return s;
}

/* Whether the character may be the next byte of one that is not whole. */
static bool can_go_on(const qg_path *path, const place *at)
{
    return at->n_spellings > 0 && qg_guess_can_follow(path->how.right, at->spellings[0].bytes[0]);
}

/* A byte of the set was dropped, where the next would be or before the last. */
static void feed_dropped(qg_path *path, fan *to, state s, unsigned set, bool is_before_last,
                         uint32_t end)
{
    unsigned byte = set;

    s.cost += COST_DROPPED;
    if (is_before_last) {
        byte = s.pending[s.n_pending - 1];
        s.pending[s.n_pending - 1] = (uint16_t)set;
    }
    feed(path, to, s, byte, end);
}

/* In UTF-8 a character that is not whole shows that something was dropped: as many bytes as are
 * missing, and none where they are all there. */
static void take_dropped_tails(qg_path *path, fan *to, const state *s, const place *at)
{
    bool all = path->losses->drops_controls || path->how.wrong == QG_WRONG_LATIN9;
    unsigned set = all ? QG_LOST_CONTROL : QG_LOST_DROPPED;
    unsigned length = qg_guess_length(path->how.right, s->pending[0]);
    fan fed, whole;

    if (s->n_pending == 0 || length > 3 || can_go_on(path, at))
        return;
    fed.n = whole.n = 0;
    feed_dropped(path, &fed, *s, set, false, at->end - 1);
    if (s->n_pending == 2)
        feed_dropped(path, &fed, *s, set, true, at->end - 1);
    for (unsigned i = 0; i < fed.n; i++)
        if (fed.list[i].n_pending > 0)
            feed_dropped(path, &whole, fed.list[i], set, false, at->end - 1);
        else
            push(&whole, &fed.list[i]);
    for (unsigned i = 0; i < whole.n; i++)
        take_spellings(path, to, &whole.list[i], at);
}

/* In GBK and Big5 any byte may stand where a soft hyphen was. */
static void take_dropped_hyphen(qg_path *path, fan *to, const state *s, const place *at)
{
    fan fed;

    if (s->n_pending == 0 && path->how.right != QG_RIGHT_BIG5)
        return;
    fed.n = 0;
    feed_dropped(path, &fed, *s, 0xAD, false, at->end - 1);
    for (unsigned i = 0; i < fed.n; i++)
        if (fed.list[i].last != QG_RUNE_BAD)
            take_spellings(path, to, &fed.list[i], at);
}

/* No-break spaces became blanks; soft hyphens, no-break spaces and controls were taken out. */
static void take_tidied(qg_path *path, fan *to, const state *s, const place *at)
{
    if (at->rune == ' ' && s->n_pending > 0)
        feed(path, to, with_cost(*s, COST_TIDIED), 0xA0, at->end);
    if (path->how.right == QG_RIGHT_UTF8)
        take_dropped_tails(path, to, s, at);
    else
        take_dropped_hyphen(path, to, s, at);
}

/* The character behind a lost byte went with it; which one is seen when the line is whole. */
static void take_swallowed(qg_path *path, fan *to, state s, uint32_t end)
{
    if (s.n_pending > 0)
        return;
    s.pending[0] = QG_LOST_SWALLOWED;
    s.n_pending = 1;
    emit(path, to, s, '\n', COST_SWALLOWED, end);
}

/* A pair of bytes that are no code is one mark. */
static void take_pair_mark(qg_path *path, fan *to, const state *s, uint32_t end)
{
    static const uint16_t pairs[][2] = {
        {0, 0}, {QG_LOST_PAIR, QG_LOST_PAIR_END}, {QG_LOST_LAST, QG_LOST_FIRST}};
    state with = with_cost(*s, COST_PAIR);
    fan fed;
    fed.n = 0;

    if (path->how.right != QG_RIGHT_UTF8) {
        if (s->n_pending == 0)
            feed(path, to, with, QG_LOST_CODE, end);
        return;
    }
    if (s->n_pending == 0 || s->n_pending > 2)
        return;
    feed(path, &fed, with, pairs[s->n_pending][0], end);
    feed_all(path, to, &fed, pairs[s->n_pending][1], end);
}

static void take_mark(qg_path *path, fan *to, const state *s, const place *at)
{
    bool is_before_ascii = at->behind < 0x40;
    const qg_losses *losses = path->losses;

    if (is_one_byte(path->how.wrong)) {
        feed(path, to, with_cost(*s, losses->byte), QG_LOST_UNDEFINED, at->end);
        return;
    }
    take_pair_mark(path, to, s, at->end);
    if (s->n_pending == 0 || path->how.right != QG_RIGHT_UTF8)
        return;
    feed(path, to, with_cost(*s, is_before_ascii ? losses->byte : losses->stray),
         is_before_ascii ? QG_LOST_TAIL : QG_LOST_STRAY, at->end);
    fan fed;
    fed.n = 0;
    feed(path, &fed, with_cost(*s, losses->swallow), QG_LOST_TAIL, at->end);
    for (unsigned i = 0; i < fed.n; i++)
        take_swallowed(path, to, fed.list[i], at->end);
}

static void take_lost(qg_path *path, fan *to, const state *s, const place *at)
{
    if (!s->is_mended)
        return;
    if (is_one_byte(path->how.wrong))
        take_tidied(path, to, s, at);
    if (at->rune == '?' || at->rune == QG_RUNE_BAD)
        take_mark(path, to, s, at);
}

/* ---- the cheapest ways ----------------------------------------------------------------------- */

static bool is_same(const state *a, const state *b)
{
    return a->last == b->last && a->n_pending == b->n_pending && a->is_mended == b->is_mended &&
           a->singles[0] == b->singles[0] && a->singles[1] == b->singles[1] &&
           memcmp(a->pending, b->pending, a->n_pending * sizeof *a->pending) == 0;
}

/* Keep the cheaper of ways that go on alike, and no more than N_BEST. */
static void keep(fan *best, const state *s)
{
    unsigned worst = 0;

    for (unsigned i = 0; i < best->n; i++) {
        if (is_same(&best->list[i], s)) {
            if (s->cost < best->list[i].cost)
                best->list[i] = *s;
            return;
        }
        if (best->list[i].cost > best->list[worst].cost)
            worst = i;
    }
    if (best->n < N_BEST)
        best->list[best->n++] = *s;
    else if (s->cost < best->list[worst].cost)
        best->list[worst] = *s;
}

/* Behind a whole character of the line, a way without pending bytes is at a character's end. */
static void note_whole(qg_path *path, const fan *ways)
{
    for (unsigned i = 0; i < ways->n; i++)
        if (ways->list[i].n_pending == 0 && ways->list[i].node >= 0 && path->status == QG_OK)
            path->nodes[ways->list[i].node].is_whole = true;
}

static void take_rune(qg_path *path, fan *ways, const place *at)
{
    fan next, all;
    uint32_t least = UINT32_MAX;

    next.n = 0;
    for (unsigned i = 0; i < ways->n && path->status == QG_OK; i++) {
        const state *s = &ways->list[i];
        all.n = 0;
        take_literal(path, &all, *s, at);
        take_mended(path, &all, *s, at);
        if (path->has_losses)
            take_lost(path, &all, s, at);
        note_whole(path, &all);
        for (unsigned k = 0; k < all.n; k++)
            if (all.list[k].cost < least)
                least = all.list[k].cost;
        for (unsigned k = 0; k < all.n; k++)
            if (all.list[k].cost <= least + FAR_BEHIND)
                keep(&next, &all.list[k]);
    }
    ways->n = next.n;
    memcpy(ways->list, next.list, next.n * sizeof *next.list);
}

/* Where there is one way so far and one way on that gives no surprising character, take it without
 * looking for others.  Nearly all text is like that. */
static bool take_plain(qg_path *path, fan *ways, const place *at)
{
    enum { SURPRISING = 12 };
    fan all;
    const state *s = &ways->list[0];

    if (ways->n != 1 || at->n_spellings != 1 || at->rune == '?' || at->rune == QG_RUNE_BAD)
        return false;
    if (!s->is_mended || path->how.wrong == QG_WRONG_UTF8)
        return false;
    all.n = 0;
    take_spelling(path, &all, *s, &at->spellings[0], at->end);
    if (all.n != 1 || all.list[0].last == QG_RUNE_BAD || all.list[0].cost > s->cost + SURPRISING)
        return false;
    note_whole(path, &all);
    ways->list[0] = all.list[0];
    return true;
}

/* ---- what was lost --------------------------------------------------------------------------- */

/* The likeliest of several characters, and of a hundred such choices how many are right. */
typedef struct choice {
    const qg_path *path;
    qg_rune last, behind, best;
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

static unsigned n_bytes_of(const node *n)
{
    unsigned i = 0;

    while (i < QG_UTF8_MAX && n->bytes[i] != 0)
        i++;
    return i;
}

static qg_rune rune_before(const qg_path *path, int32_t n)
{
    return path->nodes[n].before < 0 ? 0 : path->nodes[path->nodes[n].before].rune;
}

/* What the model says and what the document says. */
static double pair_share(const qg_path *path, qg_rune first, qg_rune second)
{
    double known = qg_halved(qg_mojibake_cost(first, second));

    return (known + qg_losses_pair_share(path->losses, first, second)) / 2;
}

/* ASCII behind it says more of a character than the model knows. */
static double weight_of(const choice *c, qg_rune rune)
{
    double share = pair_share(c->path, c->last, rune);

    if (c->behind > 0 && c->behind < QG_SWALLOWED && c->behind != '?')
        return share * qg_losses_share(c->path->losses, rune, c->behind);
    return c->behind == 0 ? share : share * pair_share(c->path, rune, c->behind);
}

static void weigh_guesses(choice *c, const qg_guesses *g)
{
    for (unsigned i = 0; i < g->n; i++)
        add_share(c, g->runes[i], weight_of(c, g->runes[i]));
}

/* What went with a lost character is chosen with it: a comma stands at no line end. */
static void weigh_swallowed(choice *c, const qg_guesses *g, qg_rune before)
{
    enum { HARDLY = 100 };
    double shares[QG_SWALLOWED] = {0}, ahead[QG_SWALLOWED];
    double weights[sizeof g->runes / sizeof *g->runes], most = 0;

    qg_losses_ahead(c->path->losses, c->behind, ahead);
    for (unsigned i = 0; i < g->n; i++) {
        weights[i] = pair_share(c->path, before, g->runes[i]);
        most = weights[i] > most ? weights[i] : most;
    }
    for (unsigned i = 0; i < g->n; i++)
        if (weights[i] * HARDLY > most)
            qg_losses_add_shares(c->path->losses, g->runes[i], ahead, weights[i], shares);
    for (qg_rune rune = 0; rune < QG_SWALLOWED; rune++)
        add_share(c, rune, shares[rune]);
}

static const qg_guesses *guesses_of(const qg_path *path, const node *lost)
{
    return qg_guess(path->guesses, path->codes, path->how, lost->bytes, n_bytes_of(lost));
}

/* Choose anew what was lost, now that both neighbours are known; returns how sure it is. */
static float choose(const qg_path *path, node *lost, qg_rune behind)
{
    choice c = {.path = path,
                .last = lost->before < 0 ? 0 : path->nodes[lost->before].rune,
                .behind = behind,
                .best = lost->rune};

    if (lost->bytes[0] == QG_LOST_SWALLOWED)
        weigh_swallowed(&c, guesses_of(path, &path->nodes[lost->before]),
                        rune_before(path, lost->before));
    else if (lost->rune != QG_RUNE_BAD)
        weigh_guesses(&c, guesses_of(path, lost));
    lost->rune = c.best;
    return c.all == 0 ? 0 : (float)(c.best_share / c.all);
}

/* ---- the result ------------------------------------------------------------------------------ */

static bool has_room(qg_path *path, size_t n)
{
    qg_path_step *steps;

    if (path->n_steps + n <= path->n_steps_allocated)
        return true;
    steps = realloc(path->steps, (path->n_steps + n) * 2 * sizeof *steps);
    if (steps == NULL) {
        path->status = QG_E_MEMORY;
        return false;
    }
    path->steps = steps;
    path->n_steps_allocated = (path->n_steps + n) * 2;
    return true;
}

static void put_steps(qg_path *path, int32_t last, uint32_t start)
{
    qg_rune behind = 0;
    size_t n = 0;

    for (int32_t i = last; i >= 0; i = path->nodes[i].before)
        n++;
    if (!has_room(path, n))
        return;
    path->n_steps += n;
    for (size_t at = path->n_steps; last >= 0; last = path->nodes[last].before) {
        node *from = &path->nodes[last];
        float confidence = from->is_lost ? choose(path, from, behind) : 1;
        path->steps[--at] = (qg_path_step){.rune = from->rune,
                                           .end = start + from->end,
                                           .is_mended = from->is_mended,
                                           .is_whole = from->is_whole,
                                           .is_lost = from->is_lost,
                                           .confidence = confidence};
        behind = from->rune;
    }
}

/* The way that is cheapest when the line ends here; what is pending was cut off. */
static const state *cheapest(qg_path *path, fan *ways, uint32_t end)
{
    const state *best = NULL;

    for (unsigned i = 0; i < ways->n; i++)
        if (ways->list[i].n_pending > 0) {
            fan ended;
            ended.n = 0;
            emit_bad(path, &ended, ways->list[i], end);
            ways->list[i] = ended.list[0];
        }
    note_whole(path, ways);
    for (unsigned i = 0; i < ways->n; i++)
        if (best == NULL || ways->list[i].cost < best->cost)
            best = &ways->list[i];
    return best;
}

/* The place, near the end of a stretch that goes on, up to which the cheapest way is settled: a
 * whole character, and not one of the last.  -1 when there is none. */
static int32_t settled(const qg_path *path, int32_t last, uint32_t most)
{
    while (last >= 0 && (path->nodes[last].end > most || !path->nodes[last].is_whole))
        last = path->nodes[last].before;
    return last;
}

static void take_stretch(qg_path *path, fan *ways, const qg_rune *runes, size_t n, size_t n_all)
{
    path->n_nodes = 0;
    for (size_t i = 0; i < n && path->status == QG_OK; i++) {
        place at = {
            .rune = runes[i], .behind = i + 1 < n_all ? runes[i + 1] : 0, .end = (uint32_t)i + 1};
        if (path->how.wrong != QG_WRONG_SHIFTED)
            at.n_spellings = qg_codes_spell(path->codes, path->how.wrong, at.rune, at.spellings);
        if (!take_plain(path, ways, &at))
            take_rune(path, ways, &at);
    }
}

void qg_path_find(qg_path *path, const qg_rune *runes, size_t n)
{
    enum { STRETCH = 2048, UNSETTLED = 64 };
    fan ways = {.list = {{.node = -1}}, .n = 1};
    size_t done = 0;

    path->n_steps = 0;
    path->cost = 0;
    while (done < n && path->status == QG_OK) {
        size_t n_now = n - done < STRETCH ? n - done : STRETCH;
        const state *best;
        int32_t last;
        take_stretch(path, &ways, runes + done, n_now, n - done);
        best = cheapest(path, &ways, (uint32_t)n_now);
        if (best == NULL || path->status != QG_OK)
            break;
        last = done + n_now == n ? -1 : settled(path, best->node, (uint32_t)n_now - UNSETTLED);
        last = last < 0 ? best->node : last;
        path->cost += best->cost; /* what is gone through twice counts twice; it is little */
        put_steps(path, last, (uint32_t)done);
        ways = (fan){.list = {{.node = -1,
                               .last = path->nodes[last].rune,
                               .is_mended = path->nodes[last].is_mended}},
                     .n = 1};
        done += path->nodes[last].end;
    }
    if (path->status != QG_OK)
        path->n_steps = 0;
}

/* ---- without a choice ------------------------------------------------------------------------ */

/* A character in the making. */
typedef struct partial {
    uint8_t bytes[QG_UTF8_MAX];
    unsigned n;
} partial;

/* Take a byte; false when it does not fit.  `*rune` is set when it is the last of a character. */
static bool take_byte(const qg_path *path, partial *p, unsigned byte, qg_rune *rune)
{
    *rune = 0;
    if (p->n == 0 ? qg_guess_length(path->how.right, byte) == 0
                  : !qg_guess_can_follow(path->how.right, byte))
        return false;
    p->bytes[p->n++] = (uint8_t)byte;
    if (p->n < qg_guess_length(path->how.right, p->bytes[0]))
        return true;
    *rune = qg_codes_meaning(path->codes, path->how.right, p->bytes, p->n);
    p->n = 0;
    return *rune != 0;
}

static void put_exact(qg_path *path, qg_rune rune, uint32_t end)
{
    qg_rune last = path->n_steps == 0 ? 0 : path->steps[path->n_steps - 1].rune;

    path->cost += qg_mojibake_cost(last, rune);
    path->steps[path->n_steps++] =
        (qg_path_step){.rune = rune, .end = end, .is_mended = true, .confidence = 1};
}

static bool take_exact(qg_path *path, partial *p, qg_rune rune, uint32_t end)
{
    qg_spelling spellings[QG_SPELLINGS_MAX];
    unsigned n = qg_codes_spell(path->codes, path->how.wrong, rune, spellings);
    qg_rune made;

    if (n != 1)
        return false;
    for (unsigned i = 0; i < spellings[0].n; i++) {
        if (!take_byte(path, p, spellings[0].bytes[i], &made))
            return false;
        if (made != 0)
            put_exact(path, made, end);
    }
    if (p->n == 0 && path->n_steps > 0)
        path->steps[path->n_steps - 1].is_whole = true;
    return true;
}

bool qg_path_find_exact(qg_path *path, const qg_rune *runes, size_t n)
{
    partial p = {.n = 0};

    path->n_steps = 0;
    path->cost = path->enter_cost;
    if (path->how.wrong == QG_WRONG_UTF8 || path->how.wrong == QG_WRONG_SHIFTED ||
        !has_room(path, 2 * n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!take_exact(path, &p, runes[i], (uint32_t)i + 1))
            return false;
    return p.n == 0 || path->is_cut;
}

void qg_path_clear(qg_path *path)
{
    free(path->nodes);
    free(path->steps);
    path->nodes = NULL;
    path->steps = NULL;
    path->n_steps = path->n_steps_allocated = path->n_nodes = path->n_nodes_allocated = 0;
}
