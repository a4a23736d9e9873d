#include "normalize/mojibake/ways.h"

#include <limits.h>
#include <stdlib.h>

enum { N_BEST = 4, N_CLOSED = 12 };

/* ---- the cheapest ways ----------------------------------------------------------------------- */

/* Whether two ways can go on in the same ways.  They may still end in different characters,
 * behind which the next one costs more or less. */
static bool is_like(const qg_way *a, const qg_way *b)
{
    return memcmp(a->pending, b->pending, sizeof a->pending) == 0 && a->n_pending == b->n_pending &&
           a->is_mended == b->is_mended && memcmp(a->singles, b->singles, sizeof a->singles) == 0;
}

/* Whether nothing that may come is likely to make up for what `a` costs more than `b`. */
static bool is_beaten(const qg_way *a, const qg_way *b)
{
    return a->cost >= b->cost && (a->last == b->last || a->cost > b->cost + QG_WAYS_MADE_UP) &&
           is_like(a, b);
}

/* Keep the cheaper of ways that go on alike, and no more than `most`. */
static void keep(qg_ways *best, const qg_way *s, unsigned most)
{
    unsigned worst = 0;

    for (unsigned i = 0; i < best->n; i++) {
        if (is_beaten(s, &best->list[i]))
            return;
        if (is_beaten(&best->list[i], s)) {
            best->list[i] = *s;
            return;
        }
        if (best->list[i].cost > best->list[worst].cost)
            worst = i;
    }
    if (best->n < most)
        best->list[best->n++] = *s;
    else if (s->cost < best->list[worst].cost)
        best->list[worst] = *s;
}

/* Note, behind a character of the line, which ways have no pending bytes: there a character ends
 * in both texts. */
static void note_whole(qg_path *path, const qg_ways *ways)
{
    for (unsigned i = 0; i < ways->n; i++)
        if (ways->list[i].n_pending == 0 && ways->list[i].node >= 0 && path->status == QG_OK)
            path->nodes[ways->list[i].node].is_whole = true;
}

/* Add the ways in which bytes were dropped before the character, or put them in place of the
 * others. */
static void add_dropped(qg_path *path, qg_ways *ways, const qg_place *at)
{
    qg_ways closed, dropped;

    qg_ways_start(&closed, UINT32_MAX);
    for (unsigned i = 0; i < ways->n && path->status == QG_OK; i++) {
        qg_ways_start(&dropped, UINT32_MAX);
        if (!qg_way_dropped(path, &dropped, &ways->list[i], at))
            keep(&closed, &ways->list[i], N_CLOSED);
        for (unsigned k = 0; k < dropped.n; k++)
            keep(&closed, &dropped.list[k], N_CLOSED);
    }
    ways->n = closed.n;
    memcpy(ways->list, closed.list, closed.n * sizeof *closed.list);
}

static uint32_t least_of(uint32_t least, const qg_ways *ways)
{
    uint32_t other = qg_ways_least(ways);

    return other < least ? other : least;
}

static void take_rune(qg_path *path, qg_ways *ways, const qg_place *at)
{
    qg_ways next, all;
    uint32_t least = UINT32_MAX;

    qg_ways_start(&next, UINT32_MAX);
    for (unsigned i = 0; i < ways->n && path->status == QG_OK; i++) {
        const qg_way *s = &ways->list[i];
        qg_ways_start(&all, qg_ways_hopeless(least));
        qg_way_mended(path, &all, *s, at);
        least = least_of(least, &all);
        all.most = qg_ways_hopeless(least);
        if (qg_way_least_literal(path, s, at) <= all.most)
            qg_way_literal(path, &all, *s, at);
        if (path->has_losses)
            qg_way_lost(path, &all, s, at);
        note_whole(path, &all);
        least = least_of(least, &all);
        for (unsigned k = 0; k < all.n; k++)
            if (all.list[k].cost <= qg_ways_hopeless(least))
                keep(&next, &all.list[k], N_BEST);
    }
    ways->n = next.n;
    memcpy(ways->list, next.list, next.n * sizeof *next.list);
}

/* Whether it is known which bytes belong to one character, even where some are lost. */
static bool may_be_whole(const qg_path *path)
{
    return path->has_losses && path->how.right == QG_RIGHT_UTF8 &&
           (path->how.wrong == QG_WRONG_WESTERN || path->how.wrong == QG_WRONG_LATIN9);
}

/* Take a whole character of UTF-8 at the start of the line, if there is one; returns how many
 * characters it was.  */
static size_t take_whole(qg_path *path, qg_ways *ways, const qg_rune *runes, size_t n,
                         uint32_t done)
{
    qg_ways next, best;
    size_t n_taken;

    qg_ways_start(&next, UINT32_MAX);
    qg_ways_start(&best, UINT32_MAX);
    n_taken = qg_ways_whole(path, ways, &next, runes, n, done);
    if (next.n == 0)
        return 0;
    note_whole(path, &next);
    for (unsigned i = 0; i < next.n; i++)
        keep(&best, &next.list[i], N_BEST);
    ways->n = best.n;
    memcpy(ways->list, best.list, best.n * sizeof *best.list);
    return n_taken;
}

/* ---- without a search ------------------------------------------------------------------------ */

enum { BACK = 8 /* characters that are taken back when what was taken plainly comes out odd */ };

/* Characters that were taken plainly, one behind the other. */
typedef struct plain_run {
    qg_way before[BACK]; /* the way as it was before each of the last */
    size_t n;
    unsigned odd;       /* by how many bits the last ones were rarer than usual */
    size_t searched_to; /* up to here there is no other way than to search */
} plain_run;

/* Whether more than one way goes on from the character, so that the plain one may be wrong. */
static bool is_unsure(const qg_path *path)
{
    return path->how.wrong == QG_WRONG_UTF8;
}

static bool may_be_plain(const qg_path *path, const qg_ways *ways, const qg_place *at)
{
    if (ways->n != 1 || !ways->list[0].is_mended || at->rune == '?' || at->rune == QG_RUNE_BAD)
        return false;
    if (path->how.wrong == QG_WRONG_SHIFTED)
        return true;
    return is_unsure(path) ? at->rune < 0x800 && at->n_spellings > 0 : at->n_spellings == 1;
}

/* Where there is one way so far, and one way on that gives no surprising character, take it
 * without looking for others; nearly all text is like that.  Where bytes may have been read one
 * by one or together, they were read one by one until what comes of it is odd. */
static bool take_plain(qg_path *path, qg_ways *ways, const qg_place *at, plain_run *run)
{
    enum { SURPRISING = 12, USUAL = 11, ODD = 12 };
    qg_way way = ways->list[0];
    unsigned cost, odd;

    if (at->end <= run->searched_to || !may_be_plain(path, ways, at) ||
        !qg_way_plain(path, &way, at))
        return false;
    cost = way.cost - ways->list[0].cost;
    odd = cost == 0 ? run->odd : run->odd + cost < USUAL ? 0 : run->odd + cost - USUAL;
    if (is_unsure(path) ? odd > ODD : cost > SURPRISING)
        return false;
    if (way.n_pending == 0)
        path->nodes[way.node].is_whole = true;
    run->before[run->n++ % BACK] = ways->list[0];
    run->odd = odd;
    ways->list[0] = way;
    return true;
}

/* Forget the other ways where one is far ahead of them.  It need be less far ahead where
 * characters cannot stay out of step for long, or plain ways can be taken back. */
static void settle(const qg_path *path, qg_ways *ways)
{
    enum { FAR_AHEAD = 20, FARTHER = 32 };
    bool is_soon = path->how.right == QG_RIGHT_UTF8 || is_unsure(path);
    unsigned far_ahead = is_soon ? FAR_AHEAD : FARTHER;
    unsigned best = 0;

    for (unsigned i = 1; i < ways->n; i++)
        if (ways->list[i].cost < ways->list[best].cost)
            best = i;
    for (unsigned i = 0; i < ways->n; i++)
        if (i != best && ways->list[i].cost < ways->list[best].cost + far_ahead)
            return;
    ways->list[0] = ways->list[best];
    ways->n = ways->n > 0;
}

/* ---- the result ------------------------------------------------------------------------------ */

bool qg_path_has_room(qg_path *path, size_t n)
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
    qg_path_sight sight = {0};
    size_t n = 0;

    for (int32_t i = last; i >= 0; i = path->nodes[i].before)
        n++;
    if (!qg_path_has_room(path, n))
        return;
    path->n_steps += n;
    for (size_t at = path->n_steps; last >= 0; last = path->nodes[last].before) {
        qg_path_node *from = &path->nodes[last];
        float confidence = from->is_lost ? qg_path_choose(path, from, &sight) : 1;
        bool is_swallowed = from->bytes[0] == QG_LOST_SWALLOWED;
        path->steps[--at] = (qg_path_step){.rune = from->rune,
                                           .end = start + from->end,
                                           .is_mended = from->is_mended,
                                           .is_whole = from->is_whole,
                                           .is_lost = from->is_lost,
                                           .is_swallowed = is_swallowed,
                                           .confidence = confidence};
        sight.node = from;
        sight.beyond = sight.behind;
        sight.behind = from->rune;
        sight.is_swallowed = is_swallowed;
    }
}

/* The way that is cheapest when the line ends here; what is pending was cut off. */
static const qg_way *cheapest(qg_path *path, qg_ways *ways, uint32_t end)
{
    const qg_way *best = NULL;

    for (unsigned i = 0; i < ways->n; i++)
        if (ways->list[i].n_pending > 0) {
            qg_ways ended;
            qg_ways_start(&ended, UINT32_MAX);
            qg_way_emit_bad(path, &ended, ways->list[i], end);
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

static void start_with(qg_ways *ways, qg_way way)
{
    ways->list[0] = way;
    ways->n = 1;
}

static void take_stretch(qg_path *path, qg_ways *ways, const qg_rune *runes, size_t n, size_t n_all)
{
    plain_run run = {.n = 0};
    size_t n_whole;

    path->n_nodes = path->n_sets = 0;
    for (size_t i = 0; i < n && path->status == QG_OK; i++) {
        qg_place at = {
            .rune = runes[i], .behind = i + 1 < n_all ? runes[i + 1] : 0, .end = (uint32_t)i + 1};
        n_whole = may_be_whole(path) ? take_whole(path, ways, runes + i, n - i, (uint32_t)i) : 0;
        if (n_whole > 0) {
            i += n_whole - 1;
            settle(path, ways);
            continue;
        }
        if (path->how.wrong != QG_WRONG_SHIFTED)
            at.n_spellings = qg_codes_spell(path->codes, path->how.wrong, at.rune, at.spellings);
        if (take_plain(path, ways, &at, &run))
            continue;
        if (is_unsure(path) && run.n > 0) {
            size_t n_back = run.n < BACK ? run.n : BACK;
            start_with(ways, run.before[(run.n - n_back) % BACK]);
            run = (plain_run){.searched_to = i + 1};
            i -= n_back + 1;
            continue;
        }
        run.n = run.odd = 0;
        if (path->has_losses)
            add_dropped(path, ways, &at);
        n_whole = may_be_whole(path) ? take_whole(path, ways, runes + i, n - i, (uint32_t)i) : 0;
        if (n_whole > 0)
            i += n_whole - 1;
        else
            take_rune(path, ways, &at);
        settle(path, ways);
    }
}

void qg_path_find(qg_path *path, const qg_rune *runes, size_t n)
{
    enum { STRETCH = 2048, UNSETTLED = 64 };
    qg_ways ways;
    size_t done = 0;

    start_with(&ways, (qg_way){.node = -1});
    path->n_steps = 0;
    path->cost = 0;
    while (done < n && path->status == QG_OK) {
        size_t n_now = n - done < STRETCH ? n - done : STRETCH;
        const qg_way *best;
        int32_t last;
        take_stretch(path, &ways, runes + done, n_now, n - done);
        best = cheapest(path, &ways, (uint32_t)n_now);
        if (best == NULL || path->status != QG_OK)
            break;
        last = done + n_now == n ? -1 : settled(path, best->node, (uint32_t)n_now - UNSETTLED);
        last = last < 0 ? best->node : last;
        path->cost += best->cost; /* what was taken back counts twice, which is little */
        put_steps(path, last, (uint32_t)done);
        start_with(&ways, (qg_way){.node = -1,
                                   .last = path->nodes[last].rune,
                                   .is_mended = path->nodes[last].is_mended});
        done += path->nodes[last].end;
    }
    if (path->status != QG_OK)
        path->n_steps = 0;
}

void qg_path_clear(qg_path *path)
{
    free(path->nodes);
    free(path->sets);
    free(path->steps);
    path->nodes = NULL;
    path->sets = NULL;
    path->steps = NULL;
    path->n_steps = path->n_steps_allocated = path->n_nodes = path->n_nodes_allocated = 0;
    path->n_sets = path->n_sets_allocated = 0;
}
