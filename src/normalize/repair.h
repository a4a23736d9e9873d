/* repair.h - undo damage to characters.
 *
 * Each kind of damage is a pass in a file of its own, a line in include/qinggao/repairs.def, and a
 * finding a change.  A pass sees the text as the passes before it left it.  It may be handed any
 * text; in clean text it finds nothing, and quickly.
 *
 * A pass says of each change how sure it is.  What is nearly certain (QG_REPAIR_SURE) is done; with
 * `guess` also what is likelier right than wrong (QG_REPAIR_LIKELY).  The rest is told.
 */
#ifndef QG_NORMALIZE_REPAIR_H
#define QG_NORMALIZE_REPAIR_H

#include "normalize/edits.h"
#include "normalize/look.h"
#include "normalize/normalize.h"
#include "normalize/repair_again.h"
#include "normalize/shield.h"

#define QG_REPAIR_SURE   0.95F
#define QG_REPAIR_LIKELY 0.60F
/* Where sound text may look torn, what is doubtful is better left: of what is less sure a third and
 * less is right as a whole. */
#define QG_REPAIR_LIKELY_TORN 0.85F

typedef struct qg_repair_options {
    unsigned passes; /* 1 << QG_REPAIR_..., as in qinggao.h */
    bool guess;
    bool is_page; /* HTML: passes that judge sentences read it without its tags */
    /* Asked before each change; may be NULL.  See qg_edits_choice. */
    bool (*allows)(void *user, const qg_finding *finding);
    void *user;
} qg_repair_options;

/* Repair what qg_normalize made.  Its map keeps leading to the bytes of the input.
 *
 * sink  offsets are bytes of the input.  May be NULL.
 *
 * Repairing twice is repairing once.  Fails with QG_E_MEMORY. */
qg_status qg_repair(qg_text *text, const qg_repair_options *options, const qg_sink *sink);

/* ---- the passes ------------------------------------------------------------------------------ */

/* What a pass is given.  `text` is valid UTF-8 with line feeds as line ends. */
typedef struct qg_repair_input {
    qg_str text;
    struct qg_torn_marks *torn; /* what is known of the marks of this text */
    qg_again *again;            /* what need not be looked at again; of qg_repair_torn only */
    qg_look *look;              /* where something may be */
    qg_shield *shield;          /* what is no prose: addresses, code, markup */
    bool guess;                 /* a pass may leave out to look for what only guesses find */
    bool is_page;               /* `text` is, or comes from, a page */
} qg_repair_input;

/* Put what is to be changed, from the start of the text to its end. */
typedef void qg_repair_pass(qg_edits *edits, const qg_repair_input *input);

qg_repair_pass qg_repair_mojibake, qg_repair_escapes, qg_repair_lookalikes, qg_repair_invisible,
    qg_repair_torn, qg_repair_annotations, qg_repair_punctuation, qg_repair_quotes,
    qg_repair_doubled, qg_repair_width, qg_repair_spaces;

/* Around mojibake: references in the midst of it, and what is too little to prove a kind of it. */
qg_repair_pass qg_repair_references, qg_repair_signs;

#endif
