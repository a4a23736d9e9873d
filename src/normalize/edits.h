/* edits.h - the changes that a repair pass wants to make.
 *
 * A pass reads the text and lists edits; it changes nothing itself.  Edits that are sure enough are
 * applied while the text is copied, the others are told as suggestions.  Text and findings come
 * from the same list, so they cannot disagree.
 */
#ifndef QG_NORMALIZE_EDITS_H
#define QG_NORMALIZE_EDITS_H

#include "base/arena.h"
#include "base/sink.h"
#include "normalize/kept.h"
#include "normalize/look.h"
#include "normalize/page_prose.h"

typedef struct qg_edit {
    size_t offset, n_bytes; /* what is replaced */
    qg_str after;           /* by this; it must live as long as the list */
    qg_kind kind;
    float confidence; /* 0 to 1: the probability that the edit is right */
    bool is_note;     /* changes nothing: tells of damage that cannot be repaired */
} qg_edit;

/* Which edits are applied. */
typedef struct qg_edits_choice {
    float least; /* confidence that an edit needs */
    /* Asked of each edit that is sure enough, with the finding as it will be told; false keeps the
     * text as it is.  May be NULL. */
    bool (*allows)(void *user, const qg_finding *finding);
    void *user;
    qg_kept *kept;  /* places that were not allowed before, and those of this pass.  May be NULL */
    qg_kept *noted; /* likewise places of notes, which later passes need not tell again */
    qg_look_changes *changes; /* gets what is changed.  May be NULL */
} qg_edits_choice;

enum { QG_EDITS_AT_ONCE = 256 /* edits kept in memory before they are applied */ };

/* The edits of a pass over a text, from qg_edits_start to qg_edits_finish. */
typedef struct qg_edits {
    qg_edit list[QG_EDITS_AT_ONCE];
    size_t n;
    qg_arena arena; /* for the `after` of the next edit, where it is no literal */
    qg_edits_choice choice;
    qg_prose *prose; /* what the pass reads in place of `text`; NULL: the text itself */
    qg_buf *text;    /* what is edited, and where its bytes come from */
    qg_map *map;
    qg_map_near told, copied; /* how far in it */
    const qg_sink *sink;
    qg_buf new_text; /* the edited text so far */
    qg_map new_map;
    size_t done; /* how many bytes of `text` are in it */
    bool is_changed;
    qg_status status;
} qg_edits;

/* Start editing `text`, valid UTF-8, whose bytes come from the input as `map` says.  All three must
 * outlive the edits, and nobody else may change them.
 *
 * prose  of the page that `text` is, when the pass reads that; else NULL.
 * sink  is told all edits, at offsets of the input behind `map`.  May be NULL. */
void qg_edits_start(qg_edits *edits, const qg_edits_choice *choice, qg_prose *prose, qg_buf *text,
                    qg_map *map, const qg_sink *sink);

/* Add an edit.  It must start at a character, not before the end of the last edit.  May free what
 * earlier edits had in the arena.  Failures stick in `status`.
 *
 * Where the pass reads the prose of a page, the edit's place is one in the prose; one that is not
 * whole is left out. */
void qg_edits_put(qg_edits *edits, const qg_edit *edit);

/* Whether these `n` bytes of prose are contiguous in the page's source: no tags between them. */
bool qg_edits_is_whole(const qg_edits *edits, size_t offset, size_t n);

/* Replace the text by the edited one, and its map likewise; without edits both stay as they are.
 *
 * Returns whether the text has changed.  Look at `status` first: after a failure text and map are
 * unchanged. */
bool qg_edits_finish(qg_edits *edits);

#endif
