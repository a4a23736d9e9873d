/* repair.h - undo damage to characters.
 *
 * Each kind of damage has a pass in a file of its own and a line in include/qinggao/repairs.def;
 * each change is told as a finding.  A pass sees the text as the passes before it left it.  It must
 * accept any text, and find nothing in clean text, quickly.
 *
 * A pass rates how sure each change is.  Changes of at least QG_REPAIR_SURE are made, with `guess`
 * also those of at least QG_REPAIR_LIKELY.  The others are told as suggestions.
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
/* The same limit for torn characters.  It is higher, since sound text can look torn: of changes
 * below it at most a third are entirely right. */
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
    qg_look *look;              /* which blocks of the text may need the pass */
    qg_shield *shield;          /* the places that are no prose: addresses, code, markup */
    bool guess;                 /* false: a pass need not search for changes that are only likely */
    bool is_page;               /* `text` is a web page or comes from one */
} qg_repair_input;

/* A pass: put an edit for each change, in the order of the text. */
typedef void qg_repair_pass(qg_edits *edits, const qg_repair_input *input);

qg_repair_pass qg_repair_mojibake, qg_repair_escapes, qg_repair_lookalikes, qg_repair_invisible,
    qg_repair_torn, qg_repair_annotations, qg_repair_punctuation, qg_repair_quotes,
    qg_repair_doubled, qg_repair_width, qg_repair_spaces;

/* Two further passes for mojibake: character references within it, and single signs that are too
 * little to prove that there is any. */
qg_repair_pass qg_repair_references, qg_repair_signs;

#endif
