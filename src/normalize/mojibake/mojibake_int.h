/* mojibake_int.h - the parts of undoing wrong readings of a document.
 *
 * A document is learned from, then mended line by line: what a line is when a kind of damage is
 * undone (mojibake/reading.c), which kinds the document has (mojibake/kinds.c), and what is put for
 * it (mojibake/edits.c).
 */
#ifndef QG_NORMALIZE_MOJIBAKE_INT_H
#define QG_NORMALIZE_MOJIBAKE_INT_H

#include "normalize/mojibake/path.h"
#include "normalize/mojibake/recode.h"
#include "normalize/repair.h"

enum {
    QG_LAYERS_MOST = 2,
    QG_DAMAGES_MOST = 6,
    QG_PIECE_RUNES = 16384, /* a longer line is taken piece by piece */
    QG_ENTER_COST = 18,     /* bits that damage of an unknown kind is unlikely */
    QG_ENTER_KNOWN = 4,
    QG_COST_ALONE = 24 /* bits of a line that is sound where no other is */
};

/* Wrong readings to undo, the last made first. */
typedef struct qg_layers {
    qg_misreading layers[QG_LAYERS_MOST];
    unsigned n;
    bool has_losses;
    bool is_bytewise; /* what was lost is marked byte by byte, not code by code */
} qg_layers;

/* What a line may have been. */
typedef struct qg_line_reading {
    qg_path_step *steps;
    size_t n, n_allocated;
    size_t cost;
} qg_line_reading;

/* A kind of damage that the document has. */
typedef struct qg_damage {
    qg_layers what;
    size_t gain;            /* bits by which lines read better */
    size_t won;             /* bits by which lines read better than as the sibling */
    size_t n_read, n_lossy; /* lines that were not exact, and of them such with something lost */
    long bytewise;          /* bits by which lines read better so; settled when many */
    unsigned sibling; /* one more than the place of a kind that differs in few characters; 0 */
} qg_damage;

/* What lines too short for proof said of each right encoding. */
typedef struct qg_hints {
    long bits[QG_RIGHTS];
    uint64_t seen; /* sums of the lines that were counted */
} qg_hints;

/* A document being mended. */
typedef struct qg_mojibake {
    qg_edits *edits;
    const qg_repair_input *input;
    qg_codes *codes;
    qg_path path;
    qg_line_reading best, other;
    qg_rune *runes; /* of the line in hand, and where each starts in it */
    uint32_t *starts;
    size_t n_runes;
    qg_rune *between; /* what the first layer gave */
    qg_damage known[QG_DAMAGES_MOST];
    unsigned n_known;
    bool is_mending;    /* which kinds of damage there are is known */
    qg_recoder recoder; /* for what most of the document is */
    bool has_recoder;
    bool is_alone;              /* hardly anything in the document was not read wrongly */
    size_t n_seen;              /* characters that were mended and learned from */
    size_t n_learned, n_passed; /* characters looked at for this, pieces not looked at */
    size_t n_quoted; /* characters of Chinese met in quotes, each time too few for proof */
    qg_hints hints;
    size_t trials_left; /* characters that may still be tried in all ways */
    size_t told;        /* bytes of the text up to which what is beyond repair was told */
    qg_buf after;
    qg_losses *losses;
    qg_guess_cache *guesses;
    bool has_seen_losses; /* `losses` knows the text */
    bool has_beyond;      /* a line was met with what is beyond repair */
    bool is_chinese;      /* the text as it stands */
    bool has_few_letters; /* it is not, and has fewer letters of ASCII than characters beyond */
    bool is_sample;       /* what is read is cut off from the rest of the line */
    qg_status status;
} qg_mojibake;

/* ---- mojibake/reading.c ---------------------------------------------------------------------- */

/* Undo `what` in the first `n` characters of the line; with `is_exact` only if all of it can be
 * undone in one way, and false if not. */
bool qg_mojibake_read_as(qg_mojibake *w, qg_line_reading *to, const qg_layers *what, size_t n,
                         bool is_exact, unsigned enter_cost);

/* Undo a known kind of damage, with what was lost; the reading is left in w->best. */
bool qg_mojibake_read_best(qg_mojibake *w, qg_damage *how, size_t n, unsigned enter_cost);

/* Learn from a line that was mended what stands together in this document. */
void qg_mojibake_see(qg_mojibake *w, const qg_line_reading *r);

/* Bits of the text as it stands. */
size_t qg_mojibake_text_cost(const qg_mojibake *w, const qg_rune *runes, size_t n);

/* By how many bits what was mended reads better than any characters would. */
long qg_mojibake_sense(const qg_mojibake *w, const qg_path_step *steps, size_t n, qg_rune last);

/* Whether something is left that cannot be right, or a stretch of it reads badly: where a byte is
 * gone, all pairs behind it run out of step. */
bool qg_mojibake_is_imperfect(const qg_mojibake *w, const qg_line_reading *r);

/* Whether the first `n` characters have marks of something lost; of readers of two bytes they are
 * the only sign. */
bool qg_mojibake_has_marks(const qg_mojibake *w, size_t n);

/* Whether Chinese came of it. */
bool qg_mojibake_has_wide(const qg_path_step *steps, size_t n);

void qg_line_reading_swap(qg_line_reading *a, qg_line_reading *b);

/* ---- mojibake/kinds.c ------------------------------------------------------------------------ */

/* Try all kinds of damage on the first `n` characters of the line; false when none is proved. */
bool qg_mojibake_find(qg_mojibake *w, size_t n, qg_layers *found, size_t *gain);

/* Note a kind of damage, and those that may be mistaken for it. */
void qg_mojibake_note(qg_mojibake *w, const qg_layers *found, size_t gain);

/* The known kind that explains the first `n` characters of the line best, or NULL; its reading is
 * left in w->best. */
qg_damage *qg_mojibake_read_known(qg_mojibake *w, size_t n);

/* The known kind that most of the document has, if no other may be mistaken for it and there is one
 * way to undo it; or NULL. */
const qg_damage *qg_mojibake_chief(const qg_mojibake *w);

/* ---- mojibake/hints.c ------------------------------------------------------------------------ */

/* Whether the start of a text has fewer letters of ASCII than characters beyond it, as no language
 * has that is written with them. */
bool qg_mojibake_has_few_letters(qg_str text);

/* Count what the line, which proves nothing by itself, says together with others; true when they
 * prove a kind of damage. */
bool qg_mojibake_hint(qg_mojibake *w, size_t n, qg_layers *found, size_t *gain);

/* ---- mojibake/edits.c ------------------------------------------------------------------------ */

/* Put the edits of the line at `offset`, which was damaged so. */
void qg_mojibake_put_line(qg_mojibake *w, size_t offset, const qg_line_reading *r,
                          const qg_damage *how);

/* Put `after` for the line at `offset`. */
void qg_mojibake_put_recoded(qg_mojibake *w, size_t offset, qg_str line, qg_str after);

/* Tell what is beyond repair up to the byte at `end`. */
void qg_mojibake_tell_beyond(qg_mojibake *w, size_t end);

#endif
