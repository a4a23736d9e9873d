/* tell.h - telling where only a dictionary's default decided a character. */
#ifndef QG_NORMALIZE_SCRIPT_TELL_H
#define QG_NORMALIZE_SCRIPT_TELL_H

#include "base/sink.h"
#include "language/opencc.h"

/* How often a character was decided by default. */
typedef struct qg_tally {
    size_t n, more_at;
} qg_tally;

typedef struct qg_teller {
    const qg_sink *sink;
    qg_str text;
    qg_trie great, after; /* what the targets are of, and what they go through then */
    qg_tally *tallies;    /* by code; NULL when nobody listens */
} qg_teller;

/* sink   may be NULL: then nothing is told.
 * text   what offsets are places in.  Must outlive the teller.
 * Fails with QG_E_MEMORY; qg_teller_close is good after any return. */
qg_status qg_teller_open(qg_teller *teller, qg_str text, const qg_sink *sink);

/* The character at `offset`, of which `code` was made and no phrase took it, has several targets.
 * Those beyond a hundred of one character are only counted. */
void qg_teller_note(qg_teller *teller, uint16_t code, size_t offset);

/* Tell of which characters there were more. */
void qg_teller_end(const qg_teller *teller);

void qg_teller_close(qg_teller *teller);

#endif
