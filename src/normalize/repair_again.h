/* repair_again.h - running a pass again, without what the last run has settled.
 *
 * What a pass restores explains what stands beside it, so it runs until it finds no more.  But far
 * from what a run has changed the next one would see nearly the same and say the same.  It looks
 * only around those places, and what was suggested elsewhere stays suggested, until no more is
 * found; then all is looked at once more, so that a text that was repaired has nothing left to do.
 */
#ifndef QG_NORMALIZE_REPAIR_AGAIN_H
#define QG_NORMALIZE_REPAIR_AGAIN_H

#include "base/arena.h"
#include "base/map.h"
#include "base/sink.h"
#include "normalize/kept.h"
#include "normalize/shield.h"

enum { QG_AGAIN_REACH = 2048 /* bytes of the input, to both sides of a change */ };

/* Offsets of the input, growing. */
typedef struct qg_offsets {
    size_t *list;
    size_t n, n_allocated;
} qg_offsets;

/* Suggestions that wait. */
typedef struct qg_held {
    qg_finding *list;
    size_t n, n_allocated;
    qg_arena texts; /* what they quote */
} qg_held;

/* Start with {.next = ...}; hand `sink` to the pass. */
typedef struct qg_again {
    const qg_sink *next; /* told what is done at once, and the rest by qg_again_tell; may be NULL */
    qg_offsets before;   /* what the run before this one changed */
    qg_offsets now;
    qg_held held;
    bool is_partial;  /* the run looks only around what the one before it changed */
    qg_kept shielded; /* what the first run found to be no prose, which the next leave alone */
    bool has_shielded;
    size_t at; /* of `before`, where the last answer was */
    qg_status status;
} qg_again;

qg_sink qg_again_sink(qg_again *again);

/* Whether the run before has said all of what is around `offset`, of the input.  The offsets that
 * are asked for grow. */
bool qg_again_is_settled(qg_again *again, size_t offset);

/* Note, unless that is done, what is no prose of the text, whose bytes come from the input as `map`
 * says. */
void qg_again_note_shielded(qg_again *again, const qg_shield *shield, const qg_map *map);

/* A run is over.  Whether another one may find more. */
bool qg_again_goes_on(qg_again *again);

/* Tell what stayed a suggestion, in the order of the text. */
void qg_again_tell(qg_again *again);

void qg_again_clear(qg_again *again);

#endif
