#include "normalize/mojibake/ways.h"

#include "language/rune_cost.h"
#include "normalize/mojibake/cost.h"

#include <stdlib.h>

enum { COST_LEAVE = 8, COST_BAD = 26 };

static int32_t put_node(qg_path *path, const qg_path_node *new_node)
{
    if (path->n_nodes == path->n_nodes_allocated) {
        size_t n = path->n_nodes_allocated == 0 ? 4096 : path->n_nodes_allocated * 2;
        qg_path_node *nodes = realloc(path->nodes, n * sizeof *nodes);
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

void qg_ways_push(qg_ways *to, const qg_way *s)
{
    if (to->n < QG_WAYS_MOST && s->cost <= to->most)
        to->list[to->n++] = *s;
}

/* The way goes on with `rune`. */
void qg_way_emit(qg_path *path, qg_ways *to, qg_way s, qg_rune rune, unsigned cost, uint32_t end)
{
    qg_path_node new_node = {.before = s.node, .rune = rune, .end = end, .is_mended = s.is_mended};

    s.cost += cost;
    if (s.cost > to->most)
        return;
    for (unsigned i = 0; i < s.n_pending; i++) {
        new_node.bytes[i] = s.pending[i];
        new_node.is_lost |= s.pending[i] >= QG_LOST_TAIL;
    }
    s.node = put_node(path, &new_node);
    s.last = rune;
    s.n_pending = 0;
    memset(s.pending, 0, sizeof s.pending);
    qg_ways_push(to, &s);
}

/* ---- feeding bytes --------------------------------------------------------------------------- */

void qg_way_emit_bad(qg_path *path, qg_ways *to, qg_way s, uint32_t end)
{
    s.pending[0] = QG_LOST_TAIL; /* so that it counts as lost */
    s.n_pending = 1;
    qg_way_emit(path, to, s, QG_RUNE_BAD, COST_BAD, end);
}

/* What a question mark costs that was one: half of the characters of UTF-8 left a '?' in Big5. */
static unsigned cost_of_question(const qg_path *path, qg_rune rune)
{
    enum { ASKED = 10 };
    bool is_doubtful = rune == '?' && path->has_losses && path->how.right == QG_RIGHT_UTF8 &&
                       path->how.wrong == QG_WRONG_BIG5;

    return is_doubtful ? ASKED : 0;
}

/* What a single letter of another script costs beside Han.  The bytes of sound Han can look like
 * one: 写 would be д. */
static unsigned cost_of_letter(const qg_path *path, const qg_way *s, qg_rune rune)
{
    enum { AMONG_HAN = 8 };
    bool is_beside_others = qg_is_between(s->last, 0x80, 0x7FF);

    return path->how.wrong <= QG_WRONG_OLD_BIG5 && path->how.right == QG_RIGHT_UTF8 &&
                   qg_is_between(rune, 0x250, 0x7FF) && !is_beside_others
               ? AMONG_HAN
               : 0;
}

void qg_way_meaning(qg_path *path, qg_ways *to, const qg_way *s, uint32_t end)
{
    uint8_t bytes[QG_UTF8_MAX];
    bool is_lost = false;
    qg_rune rune;

    for (unsigned i = 0; i < s->n_pending; i++) {
        is_lost |= s->pending[i] >= QG_LOST_TAIL;
        bytes[i] = (uint8_t)s->pending[i];
    }
    if (is_lost) {
        qg_way_emit_lost(path, to, s, end);
        return;
    }
    rune = qg_codes_meaning(path->codes, path->how.right, bytes, s->n_pending);
    if (rune == 0)
        qg_way_emit_bad(path, to, *s, end);
    else
        qg_way_emit(path, to, *s, rune,
                    qg_way_cost(path, s, rune) + cost_of_question(path, rune) +
                        cost_of_letter(path, s, rune),
                    end);
}

/* Go on with a byte, or with a set of which it is one. */
void qg_way_feed(qg_path *path, qg_ways *to, qg_way s, unsigned byte, uint32_t end)
{
    if (s.n_pending > 0 && !qg_guess_can_follow(path->how.right, byte)) {
        qg_ways dropped;
        qg_ways_start(&dropped, to->most);
        qg_way_emit_bad(path, &dropped, s, end);
        if (dropped.n == 0)
            return;
        s = dropped.list[0];
    }
    if (s.n_pending == 0 && qg_guess_length(path->how.right, byte) == 0) {
        qg_way_emit_bad(path, to, s, end);
        return;
    }
    s.pending[s.n_pending++] = (uint16_t)byte;
    if (s.n_pending < qg_guess_length(path->how.right, s.pending[0]))
        qg_ways_push(to, &s);
    else
        qg_way_meaning(path, to, &s, end);
}

void qg_ways_feed(qg_path *path, qg_ways *to, const qg_ways *from, unsigned byte, uint32_t end)
{
    for (unsigned i = 0; i < from->n; i++)
        qg_way_feed(path, to, from->list[i], byte, end);
}

/* Whether these bytes would have been one character to a reader that takes UTF-8 where it can:
 * then they were not read one by one. */
static bool is_joined(const uint8_t singles[2], unsigned byte)
{
    if (!qg_is_between(byte, 0x80, 0xBF))
        return false;
    return qg_is_between(singles[0], 0xC2, 0xDF) ||
           (qg_is_between(singles[0], 0x80, 0xBF) && qg_is_between(singles[1], 0xE0, 0xEF));
}

static bool note_single(qg_way *s, const qg_spelling *spelling)
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

static void with_spelling(qg_path *path, qg_ways *to, qg_way s, const qg_spelling *spelling,
                          uint32_t end)
{
    qg_ways fans[2];
    unsigned now = 0;

    if (path->how.wrong == QG_WRONG_UTF8 && !note_single(&s, spelling))
        return;
    if (spelling->n == 1) {
        qg_way_feed(path, to, s, spelling->bytes[0], end);
        return;
    }
    fans[0].n = 1;
    fans[0].list[0] = s;
    for (unsigned i = 0; i < spelling->n; i++, now ^= 1) {
        qg_ways *next = i + 1 == spelling->n ? to : &fans[now ^ 1];
        if (next != to)
            qg_ways_start(next, to->most);
        qg_ways_feed(path, next, &fans[now], spelling->bytes[i], end);
    }
}

enum { SHIFT = 0x4A2C };

/* Whether the character may be Han of which the code point was wrong. */
static bool is_shifted_han(qg_rune rune)
{
    return qg_is_between(rune + SHIFT, 0x4E00, 0x9FFF);
}

/* Marks and signs that stand among Han whose code points were wrong may look like such. */
static bool is_like_mark(qg_rune rune)
{
    return qg_is_between(rune, 0x2014, 0x2026) || qg_is_between(rune, 0x3000, 0x3002) ||
           qg_is_between(rune, 0x3008, 0x3015);
}

/* Whether a sign is by far commoner than the Han that it would be: Ⅱ ℃ → ① ★. */
static bool is_like_sign(qg_rune rune)
{
    enum { BY_FAR = 3 };

    return qg_is_between(rune, 0x2030, 0x2BFF) &&
           qg_rune_cost(rune) + BY_FAR < qg_rune_cost(rune + SHIFT);
}

/* The way itself goes on with `rune`. */
static bool go_on(qg_path *path, qg_way *way, qg_rune rune, uint32_t end)
{
    way->cost += qg_way_cost(path, way, rune) + cost_of_letter(path, way, rune);
    way->node = put_node(
        path, &(qg_path_node){.before = way->node, .rune = rune, .end = end, .is_mended = true});
    way->last = rune;
    way->n_pending = 0;
    memset(way->pending, 0, sizeof way->pending);
    return way->node >= 0;
}

/* A byte that is known; false where it does not fit. */
static bool take_byte(qg_path *path, qg_way *way, unsigned byte, uint32_t end)
{
    qg_right right = path->how.right;
    uint8_t bytes[QG_UTF8_MAX];
    qg_rune rune;

    if (way->n_pending == 0 ? qg_guess_length(right, byte) == 0 : !qg_guess_can_follow(right, byte))
        return false;
    way->pending[way->n_pending++] = (uint16_t)byte;
    if (way->n_pending < qg_guess_length(right, way->pending[0]))
        return true;
    for (unsigned i = 0; i < way->n_pending; i++) {
        if (way->pending[i] >= QG_LOST_TAIL)
            return false;
        bytes[i] = (uint8_t)way->pending[i];
    }
    rune = qg_codes_meaning(path->codes, right, bytes, way->n_pending);
    return rune != 0 && go_on(path, way, rune, end);
}

bool qg_way_plain(qg_path *path, qg_way *way, const qg_place *at)
{
    const qg_spelling *spelling = &at->spellings[0];

    if (path->how.wrong == QG_WRONG_SHIFTED) {
        qg_rune rune = is_shifted_han(at->rune) ? at->rune + SHIFT : at->rune;
        return !is_like_mark(at->rune) && !is_like_sign(at->rune) &&
               go_on(path, way, rune, at->end);
    }
    if (path->how.wrong == QG_WRONG_UTF8 && !note_single(way, spelling))
        return false;
    for (unsigned i = 0; i < spelling->n; i++)
        if (!take_byte(path, way, spelling->bytes[i], at->end))
            return false;
    return true;
}

void qg_way_spellings(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    for (unsigned i = 0; i < at->n_spellings; i++)
        with_spelling(path, to, *s, &at->spellings[i], at->end);
}

/* Go on with a character whose code point was shifted.  Han were, but not the marks and signs
 * between them, some of which look as if. */
static void take_shifted(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    enum { MARK_SHIFTED = 3, STOP_SHIFTED = 8 };
    unsigned cost_of_han = at->behind == '\n' || at->behind == 0 ? STOP_SHIFTED : MARK_SHIFTED;
    bool is_mark = is_like_mark(at->rune);

    if (is_shifted_han(at->rune))
        qg_way_emit(path, to, *s, at->rune + SHIFT,
                    qg_way_cost(path, s, at->rune + SHIFT) + (is_mark ? cost_of_han : 0), at->end);
    if (is_mark || is_like_sign(at->rune) || !is_shifted_han(at->rune))
        qg_way_emit(path, to, *s, at->rune, qg_way_cost(path, s, at->rune), at->end);
}

/* Bits that leaving a damaged run costs, and staying as it is where it need not. */
static unsigned cost_to_stay(const qg_path *path, const qg_way *s, const qg_place *at)
{
    bool need_not =
        at->n_spellings > 0 || (path->how.wrong == QG_WRONG_SHIFTED && is_shifted_han(at->rune));

    if (at->rune < 0x80)
        return 0;
    return (s->is_mended ? COST_LEAVE : 0) + (need_not ? path->stay_cost : 0);
}

uint32_t qg_way_least_literal(const qg_path *path, const qg_way *s, const qg_place *at)
{
    bool may_gain = at->rune < 0x80 || at->rune > 0x24F; /* by what stands before */

    return s->cost + cost_to_stay(path, s, at) +
           (may_gain ? 0 : path->costs->of[at->rune] & QG_COSTS_BITS);
}

/* As it stands.  What is pending when no bytes can come was cut off. */
void qg_way_literal(qg_path *path, qg_ways *to, qg_way s, const qg_place *at)
{
    if (s.n_pending > 0 && at->n_spellings == 0) {
        qg_ways ended;
        qg_ways_start(&ended, to->most);
        qg_way_emit_bad(path, &ended, s, at->end - 1);
        if (ended.n == 0)
            return;
        s = ended.list[0];
    }
    if (s.n_pending > 0)
        return;
    s.cost += cost_to_stay(path, &s, at);
    s.is_mended &= at->rune < 0x80;
    if (at->rune >= 0x80 || !s.is_mended || path->how.wrong == QG_WRONG_SHIFTED)
        qg_way_emit(path, to, s, at->rune, qg_way_cost(path, &s, at->rune), at->end);
}

void qg_way_mended(qg_path *path, qg_ways *to, qg_way s, const qg_place *at)
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
        qg_way_spellings(path, to, &s, at);
}
