/* edits.h - what a pass wants to change.
 *
 * A repair pass reads the text and puts edits; it changes nothing itself.  What is sure enough is
 * applied, the rest is told as a suggestion, and both from the same list, so that the report and
 * the text cannot disagree.
 */
#ifndef QG_NORMALIZE_EDITS_H
#define QG_NORMALIZE_EDITS_H

#include "base/arena.h"
#include "base/sink.h"

typedef struct qg_edit {
    size_t offset, n_bytes; /* what is replaced */
    qg_str after;           /* by this; it must live as long as the list */
    qg_kind kind;
    float confidence; /* 0 to 1: of a hundred such edits, how many are right */
    bool is_note;     /* tells of damage that nothing can be done about */
} qg_edit;

typedef struct qg_edits {
    qg_edit *list;
    size_t n, n_allocated;
    qg_arena arena; /* for `after` where it is no literal */
    qg_status status;
} qg_edits; /* start with {0} */

/* Add an edit.  It must start where the last one ends, or behind it, and at a character.  Failures
 * stick in `status`. */
void qg_edits_put(qg_edits *edits, const qg_edit *edit);

/* Forget the edits and keep their memory for more. */
void qg_edits_reset(qg_edits *edits);
void qg_edits_clear(qg_edits *edits);

/* Which edits are done. */
typedef struct qg_edits_choice {
    float least; /* confidence that an edit needs */
    /* Asked of each edit that is sure enough, with the finding as it will be told; false keeps the
     * text as it is.  May be NULL. */
    bool (*allows)(void *user, const qg_finding *finding);
    void *user;
} qg_edits_choice;

/* Do the edits that are chosen to `text`, valid UTF-8, whose bytes come from the input as `map`
 * says, and tell all.
 *
 * sink  offsets are of the input behind `map`.  May be NULL.
 *
 * Both `text` and `map` stay as they are when nothing is applied.  Fails with QG_E_MEMORY; both are
 * then good only for clearing. */
qg_status qg_edits_apply(const qg_edits *edits, const qg_edits_choice *choice, qg_buf *text,
                         qg_map *map, const qg_sink *sink);

#endif
