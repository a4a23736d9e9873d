/* path.h - the likeliest text behind a wrong reading.
 *
 * A wrong reading can often be undone in more than one way: a character may have come from one byte
 * or from two, a question mark from any byte that meant nothing, and a part of the line may never
 * have been read wrongly at all.  So all ways to take each character of a line, as it stands or
 * back to bytes and into what they meant, are compared by what the model says of the text they
 * give, and the cheapest is taken.
 */
#ifndef QG_NORMALIZE_MOJIBAKE_PATH_H
#define QG_NORMALIZE_MOJIBAKE_PATH_H

#include "normalize/mojibake/guess.h"
#include "normalize/mojibake/losses.h"

/* A character of the text that was found. */
typedef struct qg_path_step {
    qg_rune rune;      /* QG_RUNE_BAD where it is lost for good */
    uint32_t end;      /* characters of the damaged line that are used up with it */
    bool is_mended;    /* it was read wrongly, or is ASCII between such */
    bool is_whole;     /* the character before `end` has no bytes of the next */
    bool is_lost;      /* some of its bytes were lost */
    bool is_swallowed; /* it is ASCII that went with a lost byte */
    float confidence;  /* that a lost one is this one */
} qg_path_step;

typedef struct qg_path {
    /* Set by the caller: */
    const qg_codes *codes;
    const qg_costs *costs; /* those of the codes */
    qg_guess_cache *guesses;
    qg_misreading how;
    unsigned enter_cost; /* bits that the start of a damaged run costs */
    unsigned stay_cost;  /* bits that each character costs that stays as it is */
    bool has_losses;     /* look for lost bytes as well */
    bool is_bytewise;    /* a mark is one byte, where else it is a code */
    bool is_cut;         /* the line goes on behind what is given */
    const qg_losses *losses;
    /* The result: */
    qg_path_step *steps;
    size_t n_steps, n_steps_allocated;
    size_t cost;      /* bits, with all that the way there costs */
    qg_status status; /* QG_OK or QG_E_MEMORY; then there are no steps */
    /* For inside use: */
    struct qg_path_node *nodes;
    size_t n_nodes, n_nodes_allocated;
    struct qg_path_set *sets; /* what lost characters may be */
    size_t n_sets, n_sets_allocated;
} qg_path;

/* Find the text of `n` characters, a line or a part of one.  Time is linear in `n`. */
void qg_path_find(qg_path *path, const qg_rune *runes, size_t n);

/* The same, quickly, where all of the line was read wrongly, nothing was lost, and there is one way
 * to undo it; false where that is not so. */
bool qg_path_find_exact(qg_path *path, const qg_rune *runes, size_t n);

void qg_path_clear(qg_path *path);

#endif
