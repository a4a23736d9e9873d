/* ways.h - ways to read a line that was read wrongly.
 *
 * All ways so far are taken on by one character of the line at a time: as it stands, by the bytes
 * it came from, or by bytes that were lost.
 */
#ifndef QG_NORMALIZE_MOJIBAKE_WAYS_H
#define QG_NORMALIZE_MOJIBAKE_WAYS_H

#include "normalize/mojibake/path.h"

/* A character of a way's text, and the one before it. */
typedef struct qg_path_node {
    int32_t before; /* -1 at the start */
    qg_rune rune;   /* of a lost one the likeliest so far */
    uint32_t set;   /* one more than the place of what a lost one may be; 0 when it is none */
    uint32_t end;
    uint16_t bytes[QG_UTF8_MAX];
    bool is_mended, is_whole, is_lost;
} qg_path_node;

/* A way to take the line up to some place. */
typedef struct qg_way {
    uint32_t cost;
    int32_t node;                  /* its last character */
    qg_rune last;                  /* that character; 0 at the start */
    uint16_t pending[QG_UTF8_MAX]; /* bytes of the next, and 0 behind them */
    uint8_t n_pending;
    bool is_mended;
    uint8_t singles[2]; /* of QG_WRONG_UTF8: bytes that were read one by one, the last first */
} qg_way;

enum {
    QG_WAYS_MOST = 160,
    QG_WAYS_MADE_UP = 10, /* bits that what comes hardly makes up for, where ways go on alike */
    QG_COST_DROPPED = 5   /* bits that a byte was taken out */
};

/* Ways that are not hopeless: what costs more than `most` is not put. */
typedef struct qg_ways {
    qg_way list[QG_WAYS_MOST];
    unsigned n;
    uint32_t most;
} qg_ways;

static inline void qg_ways_start(qg_ways *ways, uint32_t most)
{
    ways->n = 0;
    ways->most = most;
}

/* A character of the line. */
typedef struct qg_place {
    qg_rune rune, behind; /* the character, and the one behind it */
    uint32_t end;
    qg_spelling spellings[QG_SPELLINGS_MAX];
    unsigned n_spellings;
} qg_place;

/* The cost of the cheapest, and of what is not gone on with when there is one so cheap. */
static inline uint32_t qg_ways_least(const qg_ways *ways)
{
    uint32_t least = UINT32_MAX;

    for (unsigned i = 0; i < ways->n; i++)
        least = ways->list[i].cost < least ? ways->list[i].cost : least;
    return least;
}

static inline uint32_t qg_ways_hopeless(uint32_t least)
{
    enum { FAR_BEHIND = 24 };

    return least > UINT32_MAX - FAR_BEHIND ? UINT32_MAX : least + FAR_BEHIND;
}

/* ---- mojibake/ways.c: each adds to `to` the ways on from `s` --------------------------------- */

void qg_ways_push(qg_ways *to, const qg_way *s);

/* With a character that is beyond telling. */
void qg_way_emit_bad(qg_path *path, qg_ways *to, qg_way s, uint32_t end);

/* With `rune`, for so many bits. */
void qg_way_emit(qg_path *path, qg_ways *to, qg_way s, qg_rune rune, unsigned cost, uint32_t end);

/* With the character that the pending bytes are, or the likeliest of those that they may be. */
void qg_way_meaning(qg_path *path, qg_ways *to, const qg_way *s, uint32_t end);

/* With a byte, or a set of them, which may be the last of a character. */
void qg_way_feed(qg_path *path, qg_ways *to, qg_way s, unsigned byte, uint32_t end);
void qg_ways_feed(qg_path *path, qg_ways *to, const qg_ways *from, unsigned byte, uint32_t end);

/* With the bytes that the character came from. */
void qg_way_spellings(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at);

/* The way itself goes on with what the character was where there is one such thing, by the first of
 * its spellings; false where there is not. */
bool qg_way_plain(qg_path *path, qg_way *way, const qg_place *at);

/* What it costs at least to take the character as it stands. */
uint32_t qg_way_least_literal(const qg_path *path, const qg_way *s, const qg_place *at);

/* With the character as it stands, and with what it was. */
void qg_way_literal(qg_path *path, qg_ways *to, qg_way s, const qg_place *at);
void qg_way_mended(qg_path *path, qg_ways *to, qg_way s, const qg_place *at);

/* ---- mojibake/lost.c ------------------------------------------------------------------------- */

/* With bytes that were dropped before the character, which is not yet taken: where some were.
 * Returns whether the way cannot go on without. */
bool qg_way_dropped(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at);

/* The set of which readers drop bytes, where `n` are there of `n_needed`. */
unsigned qg_way_dropped_set(const qg_path *path, unsigned n, unsigned n_needed);

/* With bytes that were lost before the character, or that it is the mark of. */
void qg_way_lost(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at);

/* ---- mojibake/whole.c ------------------------------------------------------------------------ */

/* Add to `next` all ways on by the whole character of UTF-8 that starts the line of `n` characters,
 * `done` of which stand before.  Returns how many characters are used up, 0 where its bytes cannot
 * be told from others'. */
size_t qg_ways_whole(qg_path *path, const qg_ways *ways, qg_ways *next, const qg_rune *runes,
                     size_t n, uint32_t done);

/* ---- mojibake/sets.c ------------------------------------------------------------------------- */

enum { QG_SET_MOST = 8 };

/* What a lost character may be, and how likely each is by all that stands before: together, with
 * the rest of which hardly anything is known, 1. */
typedef struct qg_path_set {
    qg_rune runes[QG_SET_MOST];
    float shares[QG_SET_MOST];
    uint8_t places[QG_SET_MOST]; /* among the guesses */
    unsigned n;
    float rest, fits_rest; /* the rest, and how likely it is anywhere */
} qg_path_set;

/* Bits of `rune` behind the way. */
unsigned qg_way_cost(const qg_path *path, const qg_way *s, qg_rune rune);

/* The way goes on with a lost character: what its pending bytes may be. */
void qg_way_emit_lost(qg_path *path, qg_ways *to, const qg_way *s, uint32_t end);

/* ---- mojibake/choice.c ----------------------------------------------------------------------- */

/* What stands behind a lost character. */
typedef struct qg_path_sight {
    const qg_path_node *node;  /* NULL at the end of the text */
    qg_rune behind;            /* its character, as chosen; 0 at the end of the text */
    qg_rune beyond;            /* and behind that */
    bool is_swallowed;         /* what is behind was swallowed, and is a choice itself */
    float aheads[QG_SET_MOST]; /* how likely all behind it is, if it is this one of a set */
    float ahead_of_rest;
} qg_path_sight;

/* Choose what was lost, now that what is behind is known; returns how sure it is.  `sight` is left
 * as it is from the character before. */
float qg_path_choose(const qg_path *path, qg_path_node *lost, qg_path_sight *sight);

/* ---- mojibake/path.c ------------------------------------------------------------------------- */

/* Whether there is room for `n` more steps. */
bool qg_path_has_room(qg_path *path, size_t n);

#endif
