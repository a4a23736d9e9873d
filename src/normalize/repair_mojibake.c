/* repair_mojibake.c - undo text that was read in a wrong encoding.
 *
 * First a sample of the odd lines tells which kinds of damage the document has: one long run that
 * reads well when a reading is undone is proof, and then a heading of two characters needs little
 * of its own.  Then each odd line is put right by the kinds that are known.
 */
#include "base/halved.h"
#include "normalize/mojibake_cost.h"
#include "normalize/mojibake_path.h"
#include "normalize/mojibake_scan.h"
#include "normalize/repair.h"
#include "unicode/unicode.h"

#include <limits.h>
#include <stdlib.h>

enum {
    MAX_LAYERS = 2,
    MAX_KNOWN = 6,
    PIECE_RUNES = 16384, /* a longer line is taken piece by piece */
    SHORT = 40,          /* characters that do not tell one kind from another */
    SAMPLE_RUNES = 200,  /* of a line that are tried in all ways */
    ENTER_COST = 18,     /* bits that damage of an unknown kind is unlikely */
    ENTER_KNOWN = 4,
    FORCED_COST = 12,
    COST_LAYER = 2,
    COST_ALONE = 24, /* bits of a line that is sound where no other is */
    LEARN_RUNES = 100000,
    EACH_AFTER = 8,
    PROOF = 24,            /* bits for a kind of damage to be known */
    LEAST_SHIFTED = 0x3D4, /* what is lower is nothing that was shifted, or Western */
    EXPECTED_HAN = 14      /* bits of a character of any Han; text has less */
};

static const qg_misreading misreadings[] = {
    {QG_WRONG_GBK, QG_RIGHT_UTF8},     {QG_WRONG_WESTERN, QG_RIGHT_UTF8},
    {QG_WRONG_LATIN9, QG_RIGHT_UTF8},  {QG_WRONG_WESTERN, QG_RIGHT_GBK},
    {QG_WRONG_WESTERN, QG_RIGHT_BIG5}, {QG_WRONG_UTF8, QG_RIGHT_GBK},
    {QG_WRONG_BIG5, QG_RIGHT_GBK},     {QG_WRONG_GBK, QG_RIGHT_BIG5},
    {QG_WRONG_OLD_BIG5, QG_RIGHT_GBK}, {QG_WRONG_BIG5, QG_RIGHT_UTF8},
    {QG_WRONG_SHIFTED, QG_RIGHT_UTF8}, {QG_WRONG_UTF8, QG_RIGHT_BIG5},
};

enum { N_MISREADINGS = sizeof misreadings / sizeof *misreadings };

/* Readings to undo, the last made first. */
typedef struct chain {
    qg_misreading layers[MAX_LAYERS];
    unsigned n;
    bool has_losses;
} chain;

/* What a line may have been. */
typedef struct reading {
    qg_path_step *steps;
    size_t n, n_allocated;
    size_t cost;
} reading;

/* A kind of damage that the document has. */
typedef struct known {
    chain what;
    size_t gain;            /* bits by which lines read better */
    size_t won;             /* bits by which lines read better than as the sibling */
    size_t n_read, n_lossy; /* lines that were not exact, and of them such with something lost */
    unsigned sibling; /* one more than the place of a kind that differs in few characters; 0 */
} known;

typedef struct work {
    qg_edits *edits;
    const qg_repair_input *input;
    qg_scan scan;
    qg_codes *codes;
    qg_path path;
    reading best, other;
    qg_rune *runes; /* of the line in hand, and where each starts in it */
    uint32_t *starts;
    size_t n_runes;
    qg_rune *between; /* what the first layer gave */
    known known[MAX_KNOWN];
    unsigned n_known;
    bool is_mending;            /* which kinds of damage there are is known */
    bool is_alone;              /* hardly anything in the document was not read wrongly */
    size_t n_seen;              /* characters that were mended and learned from */
    size_t n_learned, n_passed; /* characters looked at for this, pieces not looked at */
    size_t trials_left;         /* characters that may still be tried in all ways */
    size_t told;                /* bytes of the text up to which what is beyond repair was told */
    qg_buf after;
    qg_losses *losses;
    qg_guess_cache *guesses;
    bool has_beyond; /* a line was met with what is beyond repair */
    bool is_sample;  /* what is read is cut off from the rest of the line */
    qg_status status;
} work;

/* ---- reading a line -------------------------------------------------------------------------- */

/* Take what the path found; it gets the memory of what was here before. */
static void take_steps(reading *to, qg_path *path)
{
    reading was = *to;

    *to = (reading){path->steps, path->n_steps, path->n_steps_allocated, path->cost};
    path->steps = was.steps;
    path->n_steps = 0;
    path->n_steps_allocated = was.n_allocated;
}

/* The second layer's steps speak of the first's text: let them speak of the line. */
static void compose(reading *to, qg_path *second)
{
    reading first = *to;
    size_t done = 0;

    *to = (reading){0};
    take_steps(to, second);
    for (size_t i = 0; i < to->n; i++) {
        qg_path_step *step = &to->steps[i];
        size_t end = step->end;
        if (end > 0)
            step->is_whole &= first.steps[end - 1].is_whole;
        for (size_t k = done; k < end; k++) {
            step->is_mended |= first.steps[k].is_mended;
            step->is_lost |= first.steps[k].is_lost;
            if (first.steps[k].confidence < step->confidence)
                step->confidence = first.steps[k].confidence;
        }
        done = end;
        step->end = end == 0 ? 0 : first.steps[end - 1].end;
    }
    free(first.steps);
}

/* Make w->between the text that the first layer gave. */
static bool keep_between(work *w, const reading *first)
{
    qg_rune *between = realloc(w->between, (first->n + 1) * sizeof *between);

    if (between == NULL) {
        w->status = QG_E_MEMORY;
        return false;
    }
    w->between = between;
    for (size_t i = 0; i < first->n; i++)
        w->between[i] = first->steps[i].rune;
    return true;
}

/* Bits that a character costs which was not read wrongly: the more, the more of the document was.
 */
static unsigned stay_cost(const work *w)
{
    enum { ALL_OF_IT = 2000, STAY_KNOWN = 6, STAY_ALONE = 14 };

    for (unsigned i = 0; i < w->n_known; i++)
        if (w->known[i].gain > ALL_OF_IT)
            return STAY_ALONE;
    return STAY_KNOWN;
}

/* Undo one layer in the line, or with `layer` 1 in what the first one gave; false when `is_exact`
 * and it cannot be so. */
static bool read_layer(work *w, reading *to, const chain *what, unsigned layer, size_t n,
                       bool is_exact, unsigned enter_cost)
{
    qg_path *path = &w->path;
    bool is_last = layer + 1 == what->n, is_found = true;
    const qg_rune *runes = layer == 0 ? w->runes : w->between;

    path->how = what->layers[layer];
    path->has_losses = what->has_losses;
    path->is_cut = w->is_sample;
    path->enter_cost = enter_cost;
    path->stay_cost = !is_last ? FORCED_COST : enter_cost == ENTER_KNOWN ? stay_cost(w) : 0;
    if (is_exact)
        is_found = qg_path_find_exact(path, runes, n);
    else
        qg_path_find(path, runes, n);
    if (path->status != QG_OK)
        w->status = path->status;
    else if (layer == 0)
        take_steps(to, path);
    else
        compose(to, path);
    return is_found && w->status == QG_OK;
}

/* Undo `what` in the first `n` characters of the line. */
static bool read_as(work *w, reading *to, const chain *what, size_t n, bool is_exact,
                    unsigned enter_cost)
{
    if (!read_layer(w, to, what, 0, n, is_exact, enter_cost))
        return false;
    if (what->n == 1)
        return true;
    if (!keep_between(w, to) || !read_layer(w, to, what, 1, to->n, is_exact, enter_cost))
        return false;
    to->cost += enter_cost + COST_LAYER;
    return true;
}

static size_t literal_cost(const qg_rune *runes, size_t n)
{
    size_t cost = 0;

    for (size_t i = 0; i < n; i++)
        cost += qg_mojibake_cost(i == 0 ? 0 : runes[i - 1], runes[i]);
    return cost;
}

/* By how many bits what was mended reads better than any characters would. */
static long sense_of(const qg_path_step *steps, size_t n, qg_rune last)
{
    long sense = 0;

    for (size_t i = 0; i < n; i++) {
        if (steps[i].is_mended && qg_rune_is_wide(steps[i].rune))
            sense += EXPECTED_HAN - (long)qg_mojibake_cost(last, steps[i].rune);
        if (steps[i].is_mended && steps[i].rune == QG_RUNE_BAD)
            sense -= 8;
        last = steps[i].rune;
    }
    return sense;
}

static bool has_wide(const qg_path_step *steps, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (steps[i].is_mended && qg_rune_is_wide(steps[i].rune))
            return true;
    return false;
}

static bool is_wide_reader(const chain *what)
{
    return what->layers[0].wrong <= QG_WRONG_OLD_BIG5;
}

static bool is_imperfect(const reading *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->steps[i].rune == QG_RUNE_BAD || (!r->steps[i].is_mended && r->steps[i].rune >= 0x80))
            return true;
    return false;
}

static void swap(reading *a, reading *b)
{
    reading was = *a;

    *a = *b;
    *b = was;
}

/* Whether the line has marks of something lost; of readers of two bytes they are the only sign. */
static bool has_marks(const work *w, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if ((w->runes[i] == '?' || w->runes[i] == QG_RUNE_BAD) && w->runes[i - 1] >= 0x80)
            return true;
    return false;
}

/* Undo `what`, first without looking for losses, which is quicker and has less to choose from; but
 * not where most lines had some. */
static bool read_best(work *w, known *how, size_t n, unsigned enter_cost)
{
    enum { A_FEW = 8 };
    chain with = how->what;
    bool is_lossy = how->n_lossy > A_FEW && how->n_lossy * 2 > how->n_read;

    with.has_losses = is_wide_reader(&with) ? has_marks(w, n) : is_lossy;
    if (!read_as(w, &w->best, &with, n, false, enter_cost))
        return false;
    how->n_read++;
    how->n_lossy += is_lossy;
    if (with.has_losses || is_wide_reader(&with) || !is_imperfect(&w->best))
        return true;
    with.has_losses = true;
    if (read_as(w, &w->other, &with, n, false, enter_cost) && w->other.cost < w->best.cost) {
        swap(&w->best, &w->other);
        how->n_lossy++;
    }
    return w->status == QG_OK;
}

/* What the line that was mended tells of others, until enough were seen. */
static void see_reading(work *w, const reading *r)
{
    enum { ENOUGH = 1 << 19 };
    qg_rune last = '\n'; /* pieces are lines, nearly always */
    bool is_known = true;

    w->n_seen += r->n;
    for (size_t i = 0; i < r->n && w->n_seen < ENOUGH; i++) {
        if (is_known && !r->steps[i].is_lost)
            qg_losses_see_pair(w->losses, last, r->steps[i].rune);
        last = r->steps[i].rune;
        is_known = !r->steps[i].is_lost;
    }
}

/* ---- which kinds of damage ------------------------------------------------------------------- */

static bool is_same_reading(const qg_misreading *a, const qg_misreading *b)
{
    return a->wrong == b->wrong && a->right == b->right;
}

static bool is_same_chain(const chain *a, const chain *b)
{
    return a->n == b->n && memcmp(a->layers, b->layers, a->n * sizeof *a->layers) == 0;
}

/* The place of a kind among the known ones, where it is put; MAX_KNOWN when there is no room. */
static unsigned note_known(work *w, const chain *found, size_t gain)
{
    unsigned i = 0;

    while (i < w->n_known && !is_same_chain(&w->known[i].what, found))
        i++;
    if (i == MAX_KNOWN)
        return MAX_KNOWN;
    if (i == w->n_known)
        w->known[w->n_known++] = (known){.what = *found};
    w->known[i].gain += gain;
    return i;
}

/* Two readers that differ in few characters, which a line may not have: where the one was at work,
 * it may have been the other. */
static void note_sibling(work *w, unsigned found)
{
    static const qg_wrong siblings[][2] = {{QG_WRONG_WESTERN, QG_WRONG_LATIN9},
                                           {QG_WRONG_BIG5, QG_WRONG_OLD_BIG5}};
    chain sibling;

    if (found == MAX_KNOWN || w->known[found].sibling != 0)
        return;
    sibling = w->known[found].what;
    for (unsigned k = 0; k < 4; k++)
        for (unsigned layer = 0; layer < sibling.n; layer++)
            if (sibling.layers[layer].wrong == siblings[k / 2][k % 2]) {
                unsigned other;
                sibling.layers[layer].wrong = siblings[k / 2][1 - k % 2];
                other = note_known(w, &sibling, 0);
                if (other < MAX_KNOWN) {
                    w->known[found].sibling = other + 1;
                    w->known[other].sibling = found + 1;
                }
                return;
            }
}

typedef struct trial {
    chain best;
    size_t best_cost;
    long best_sense;
    bool is_latin; /* nothing wide came of it; that UTF-8 came of it is proof enough */
} trial;

static void try_chain(work *w, trial *t, const chain *what, size_t n, bool is_exact)
{
    const qg_misreading *last = &what->layers[what->n - 1];

    if (!read_as(w, &w->other, what, n, is_exact, ENTER_COST) || w->other.cost >= t->best_cost)
        return;
    t->best = *what;
    t->best_cost = w->other.cost;
    t->best_sense = sense_of(w->other.steps, w->other.n, 0);
    t->is_latin = last->wrong != QG_WRONG_SHIFTED && last->right == QG_RIGHT_UTF8 &&
                  !has_wide(w->other.steps, w->other.n);
}

static bool may_be_second(const qg_misreading *first, unsigned i)
{
    return first->right == QG_RIGHT_UTF8 && first->wrong != QG_WRONG_SHIFTED &&
           first->wrong != QG_WRONG_BIG5 && i < 6;
}

static void try_singles(work *w, trial *t, size_t n, bool is_exact, bool has_losses)
{
    for (unsigned i = 0; i < N_MISREADINGS; i++)
        try_chain(w, t, &(chain){{misreadings[i]}, 1, has_losses}, n, is_exact);
}

static void try_doubles(work *w, trial *t, size_t n, bool is_exact)
{
    qg_misreading first = t->best.layers[0];

    for (unsigned i = 0; i < N_MISREADINGS; i++)
        for (unsigned k = 0; k < N_MISREADINGS; k++)
            if (may_be_second(&misreadings[i], k) &&
                (is_exact || (t->best.n == 1 && is_same_reading(&first, &misreadings[i]))))
                try_chain(w, t, &(chain){{misreadings[i], misreadings[k]}, 2, false}, n, is_exact);
}

static bool is_proof(const trial *t, size_t as_it_stands)
{
    return t->best.n > 0 && t->best_cost + PROOF <= as_it_stands &&
           (t->best_sense >= PROOF || t->is_latin);
}

/* Try all on the first `n` characters of the line: what is quick and sure first.  Text of one
 * layer that reads well has no second. */
static bool find_chain(work *w, size_t n, chain *found, size_t *gain)
{
    size_t as_it_stands = literal_cost(w->runes, n);
    trial t = {.best_cost = as_it_stands};

    for (unsigned step = 0; step < 5 && t.best_sense < PROOF && w->status == QG_OK; step++)
        if (step == 0 || step == 2 || step == 3)
            try_singles(w, &t, n, step == 0, step == 3);
        else
            try_doubles(w, &t, n, step == 1);
    *found = t.best;
    *gain = as_it_stands - t.best_cost;
    return is_proof(&t, as_it_stands);
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* Take the start of a line, as long as a piece may be, apart into characters. */
static size_t take_runes(work *w, qg_str line)
{
    qg_str rest = line;
    size_t n_bytes, good = 0;

    w->n_runes = 0;
    while (rest.n > 0 && w->n_runes < PIECE_RUNES) {
        w->starts[w->n_runes] = (uint32_t)(rest.p - line.p);
        qg_utf8_take(&rest, &w->runes[w->n_runes]);
        if (w->runes[w->n_runes++] < 0x40)
            good = w->n_runes;
    }
    n_bytes = line.n - rest.n;
    w->starts[w->n_runes] = (uint32_t)n_bytes;
    if (rest.n > 0 && good > PIECE_RUNES / 2) {
        w->n_runes = good;
        n_bytes = w->starts[good];
    }
    return n_bytes;
}

/* Whether its sibling reads better where the two differ. */
static bool is_loser(const work *w, const known *one)
{
    return one->sibling != 0 && one->won < w->known[one->sibling - 1].won;
}

/* Bits that a known kind is less likely than others: of two siblings one was at work all over the
 * document. */
static unsigned cost_of_known(const work *w, unsigned i)
{
    enum { RARER = 6, NOT_AT_WORK = 20 };
    const known *one = &w->known[i];
    size_t most = 0, gain = one->gain;

    for (unsigned k = 0; k < w->n_known; k++)
        most = w->known[k].gain > most ? w->known[k].gain : most;
    if (one->sibling != 0) {
        gain += w->known[one->sibling - 1].gain;
        if (is_loser(w, one))
            return NOT_AT_WORK;
    }
    return gain * 4 < most ? RARER : 0;
}

/* Whether reading the first `n` characters as the known kind `i` can differ from reading them as
 * one before it: a sibling need not be tried on most lines. */
static bool is_worth_trying(const work *w, unsigned i, size_t n)
{
    qg_spelling a[QG_SPELLINGS_MAX], b[QG_SPELLINGS_MAX];
    const chain *was = i == 0 ? NULL : &w->known[i - 1].what, *now = &w->known[i].what;

    if (was == NULL || was->n != now->n || was->layers[0].right != now->layers[0].right ||
        (was->n > 1 && memcmp(&was->layers[1], &now->layers[1], sizeof was->layers[1]) != 0) ||
        was->layers[0].wrong == QG_WRONG_SHIFTED || now->layers[0].wrong == QG_WRONG_SHIFTED)
        return true;
    for (size_t k = 0; k < n; k++) {
        unsigned n_a, n_b;
        if (w->runes[k] < 0x80)
            continue;
        n_a = qg_codes_spell(w->codes, was->layers[0].wrong, w->runes[k], a);
        n_b = qg_codes_spell(w->codes, now->layers[0].wrong, w->runes[k], b);
        if (n_a != n_b || (n_a > 0 && memcmp(a[0].bytes, b[0].bytes, a[0].n) != 0))
            return true;
    }
    return false;
}

/* Both siblings were read: which of the two reads better? */
static void compare_siblings(work *w, const size_t costs[MAX_KNOWN])
{
    for (unsigned i = 0; i < w->n_known; i++) {
        unsigned other = w->known[i].sibling;
        if (other > 0 && costs[i] < costs[other - 1] && costs[other - 1] != SIZE_MAX)
            w->known[i].won += costs[other - 1] - costs[i];
    }
}

/* The known kind that explains the first `n` characters best, or NULL; its reading is left in
 * w->best. */
static known *read_known_so(work *w, size_t n, bool is_exact, size_t as_it_stands)
{
    known *found = NULL;
    size_t least = as_it_stands, costs[MAX_KNOWN];
    reading kept = {0};

    for (unsigned i = 0; i < w->n_known && w->status == QG_OK; i++) {
        const chain *what = &w->known[i].what;
        costs[i] = SIZE_MAX;
        if ((w->is_mending && is_loser(w, &w->known[i])) || !is_worth_trying(w, i, n))
            continue;
        if (is_exact ? !read_as(w, &w->best, what, n, true, ENTER_KNOWN)
                     : !read_best(w, &w->known[i], n, ENTER_KNOWN))
            continue;
        costs[i] = w->best.cost;
        if (w->status == QG_OK && costs[i] + cost_of_known(w, i) < least) {
            least = costs[i] + cost_of_known(w, i);
            found = &w->known[i];
            swap(&kept, &w->best);
        }
    }
    compare_siblings(w, costs);
    if (found != NULL)
        swap(&kept, &w->best);
    free(kept.steps);
    return found;
}

/* Where all of the document was read wrongly, so was this line. */
static size_t cost_as_it_stands(const work *w, size_t n)
{
    return literal_cost(w->runes, n) + (w->is_alone ? COST_ALONE : 0);
}

static known *read_known(work *w, size_t n)
{
    size_t as_it_stands = cost_as_it_stands(w, n);
    known *found = read_known_so(w, n, true, as_it_stands);

    return found != NULL ? found : read_known_so(w, n, false, as_it_stands);
}

/* ---- edits ----------------------------------------------------------------------------------- */

static bool is_beyond(qg_rune rune)
{
    return rune == 0x951F || rune == 0x65A4 || rune == 0x62F7; /* 锟斤拷 */
}

/* Length in bytes of what is beyond repair at the start of `text`; 0 when there is none. */
static size_t beyond_at(qg_str text)
{
    enum { ROW = 3 };
    qg_str rest = text;
    qg_rune first, rune;
    size_t n = 1, end;
    bool is_row = true, has_all = false;

    end = qg_utf8_take(&rest, &first).n;
    if (first != QG_RUNE_BAD && first != 0x70EB && first != 0x5C6F && !is_beyond(first))
        return 0;
    is_row = !is_beyond(first);
    for (qg_rune last = first; rest.n > 0; n++, last = rune) {
        qg_str taken = qg_utf8_take(&rest, &rune);
        if (is_row ? rune != first : !is_beyond(rune) || rune == last)
            break;
        end += taken.n;
        has_all |= n == 2;
    }
    return is_row ? (n >= ROW ? end : 0) : (has_all ? end : 0);
}

/* Tell what is beyond repair up to the byte at `end`. */
static void tell_beyond(work *w, size_t end)
{
    qg_str text = qg_str_head(w->input->text, end);

    while (w->told < end) {
        qg_str rest = qg_str_skip(text, w->told);
        size_t n = (unsigned char)rest.p[0] < 0xE5 ? 0 : beyond_at(rest);
        if (n > 0)
            qg_edits_put(w->edits, &(qg_edit){.offset = w->told,
                                              .n_bytes = n,
                                              .after = qg_str_head(rest, n),
                                              .kind = QG_FOUND_REPAIR_BEYOND,
                                              .confidence = 1,
                                              .is_note = true});
        if (n == 0) {
            qg_rune rune;
            n = qg_utf8_take(&rest, &rune).n;
        }
        w->told += n;
    }
}

static void put_edit(work *w, size_t offset, size_t n_bytes, qg_kind kind, float confidence)
{
    qg_str before = qg_str_head(qg_str_skip(w->input->text, offset), n_bytes);

    if (!qg_str_eq(before, qg_buf_str(&w->after)) && n_bytes > 0) {
        qg_edits_put(w->edits,
                     &(qg_edit){.offset = offset,
                                .n_bytes = n_bytes,
                                .after = qg_arena_copy(&w->edits->arena, qg_buf_str(&w->after)),
                                .kind = kind,
                                .confidence = confidence});
        w->told = offset + n_bytes;
    }
    qg_buf_truncate(&w->after, 0);
}

static void put_rune(qg_buf *out, qg_rune rune)
{
    char bytes[QG_UTF8_MAX];

    qg_buf_put(out, (qg_str){bytes, qg_utf8_encode(bytes, rune)});
}

/* The steps of the line from `i` on that belong together: up to a place where both the line and its
 * text are at a character's end. */
static size_t end_of_atom(const reading *r, size_t i, size_t end)
{
    while (i + 1 < end && !r->steps[i].is_whole)
        i++;
    while (i + 1 < end && r->steps[i + 1].end == r->steps[i].end)
        i++;
    return i + 1;
}

/* Write the text of an atom; returns how sure it is.  What is not sure enough stays marked. */
static float put_atom(work *w, const reading *r, size_t i, size_t end, float confidence,
                      bool *is_lost)
{
    float least = w->input->guess ? QG_REPAIR_LIKELY : QG_REPAIR_SURE, sure = confidence;

    *is_lost = false;
    for (; i < end; i++) {
        const qg_path_step *step = &r->steps[i];
        bool is_sure = !step->is_lost || step->confidence * confidence >= least;
        *is_lost |= step->is_lost;
        put_rune(&w->after, is_sure ? step->rune : QG_RUNE_BAD);
        if (is_sure && step->confidence * confidence < sure)
            sure = step->confidence * confidence;
    }
    return sure;
}

/* The run of mended steps from `i` to `end`, as edits: what is sound together, each atom with
 * something lost on its own. */
static void put_run(work *w, size_t offset, const reading *r, size_t i, size_t end,
                    float confidence)
{
    size_t from = i == 0 ? 0 : r->steps[i - 1].end, done = from;

    tell_beyond(w, offset + w->starts[from]);
    while (i < end) {
        size_t next = end_of_atom(r, i, end), written = w->after.n;
        bool is_lost;
        float sure = put_atom(w, r, i, next, confidence, &is_lost);
        if (is_lost) {
            qg_buf_truncate(&w->after, written);
            put_edit(w, offset + w->starts[from], w->starts[done] - w->starts[from],
                     QG_FOUND_REPAIR_MOJIBAKE, confidence);
            put_atom(w, r, i, next, confidence, &is_lost);
            put_edit(w, offset + w->starts[done],
                     w->starts[r->steps[next - 1].end] - w->starts[done], QG_FOUND_REPAIR_LOST,
                     sure);
            from = r->steps[next - 1].end;
        }
        done = r->steps[next - 1].end;
        i = next;
    }
    put_edit(w, offset + w->starts[from], w->starts[done] - w->starts[from],
             QG_FOUND_REPAIR_MOJIBAKE, confidence);
}

/* Whether the step only repeats what stands in the line. */
static bool is_idle(const work *w, const reading *r, size_t i)
{
    const qg_path_step *step = &r->steps[i];
    size_t from = i == 0 ? 0 : r->steps[i - 1].end;

    return !step->is_mended || (step->is_whole && (i == 0 || r->steps[i - 1].is_whole) &&
                                step->end == from + 1 && w->runes[from] == step->rune);
}

/* How sure it is that a run was read wrongly, where damage of its kind has `proof` bits. */
static float run_confidence(const work *w, const reading *r, size_t i, size_t end, size_t proof)
{
    enum { MUCH = 500, LONG = 64, SOME_SENSE = 4, LOST = 6 };
    qg_rune last = i == 0 ? 0 : r->steps[i - 1].rune;
    size_t from = i == 0 ? 0 : r->steps[i - 1].end;
    long gain, sense;

    if (proof >= MUCH && end - i >= LONG)
        return 0.999F; /* the path through the line would not be here if it cost more */
    gain = (long)literal_cost(w->runes + from, r->steps[end - 1].end - from) +
           (w->is_alone ? COST_ALONE : 0);
    sense = sense_of(&r->steps[i], end - i, last) + SOME_SENSE;
    if (proof >= MUCH || !has_wide(&r->steps[i], end - i))
        sense = LONG_MAX;
    for (; i < end; last = r->steps[i++].rune)
        gain -= (long)qg_mojibake_cost(last, r->steps[i].rune) + (r->steps[i].is_lost ? LOST : 0);
    gain = sense < gain ? sense : gain;
    return gain <= 0 ? 0 : (float)(1 - qg_halved((double)(gain + 2)));
}

static void put_line(work *w, size_t offset, const reading *r, size_t proof)
{
    size_t i = 0;

    while (i < r->n) {
        size_t end;
        float confidence;
        while (i < r->n && is_idle(w, r, i))
            i++;
        for (end = i; end < r->n && r->steps[end].is_mended;)
            end++;
        while (end > i && is_idle(w, r, end - 1))
            end--;
        if (end == i)
            continue;
        confidence = run_confidence(w, r, i, end, proof);
        if (confidence >= QG_REPAIR_LIKELY)
            put_run(w, offset, r, i, end, confidence);
        i = end;
    }
}

/* ---- the document ---------------------------------------------------------------------------- */

static bool is_ready(work *w)
{
    if (w->codes != NULL)
        return true;
    w->codes = malloc(sizeof *w->codes);
    w->losses = calloc(1, sizeof *w->losses);
    w->guesses = calloc(1, sizeof *w->guesses);
    w->runes = malloc((PIECE_RUNES + 1) * sizeof *w->runes);
    w->starts = malloc((PIECE_RUNES + 1) * sizeof *w->starts);
    if (w->codes == NULL || w->losses == NULL || w->guesses == NULL || w->runes == NULL ||
        w->starts == NULL)
        w->status = QG_E_MEMORY;
    else
        w->status = qg_codes_make(w->codes);
    if (w->status != QG_OK)
        return false;
    qg_losses_see_text(w->losses, w->input->text);
    w->path.codes = w->codes;
    w->path.losses = w->losses;
    w->path.guesses = w->guesses;
    return true;
}

/* See what the piece tells of the kinds that are known; when none explains it, try it in all ways,
 * if that may still be done. */
static void learn_sample(work *w, size_t n)
{
    known *how = read_known(w, n);
    size_t gain;
    chain found;

    if (how != NULL && (w->n_runes < SHORT || sense_of(w->best.steps, w->best.n, 0) > 0)) {
        size_t cost = literal_cost(w->runes, n);
        how->gain += cost > w->best.cost ? cost - w->best.cost : 0;
        see_reading(w, &w->best);
        return;
    }
    if (w->status != QG_OK || w->trials_left < n)
        return;
    w->trials_left -= n;
    if (find_chain(w, n, &found, &gain))
        note_sibling(w, note_known(w, &found, gain));
}

/* All pieces at first, then ever fewer of those that are only more of the same. */
static void learn_piece(work *w)
{
    size_t n = w->n_runes < SAMPLE_RUNES ? w->n_runes : SAMPLE_RUNES;

    if (w->n_learned > LEARN_RUNES && ++w->n_passed % EACH_AFTER != 0)
        return;
    w->n_learned += n;
    w->is_sample = n < w->n_runes;
    learn_sample(w, n);
    w->is_sample = false;
}

static size_t n_beyond_ascii(const qg_rune *runes, size_t n)
{
    size_t n_found = 0;

    for (size_t i = 0; i < n; i++)
        n_found += runes[i] >= 0x80;
    return n_found;
}

static void mend_piece(work *w, size_t offset)
{
    const known *how;

    if (n_beyond_ascii(w->runes, w->n_runes) == 0)
        return;
    how = read_known(w, w->n_runes);
    if (how == NULL)
        return;
    put_line(w, offset, &w->best, how->gain);
    see_reading(w, &w->best);
}

/* Count what of the piece reads best as it stands. */
static void count_piece(work *w, size_t *n_sound, size_t *n_mended)
{
    size_t n = n_beyond_ascii(w->runes, w->n_runes);

    if (n == 0)
        return;
    if (read_known(w, w->n_runes) == NULL) {
        *n_sound += n;
        return;
    }
    *n_mended += n;
    for (size_t i = 0; i < w->best.n; i++)
        *n_sound += w->best.steps[i].rune >= LEAST_SHIFTED && !w->best.steps[i].is_mended;
}

/* A short line says little of itself.  But where nearly all lines were read wrongly, it was. */
static void take_census(work *w)
{
    enum { SAMPLE_BYTES = 1 << 17, ENOUGH = 100, HARDLY = 50 };
    qg_str text = qg_str_head(w->input->text, SAMPLE_BYTES);
    size_t n_sound = 0, n_mended = 0;

    w->is_alone = true; /* what reads better even so is sound */
    while (text.n > 0 && w->status == QG_OK) {
        qg_str line = qg_str_head(text, qg_str_find_byte(text, '\n') + 1);
        for (qg_str rest = line; rest.n > 0 && w->status == QG_OK;) {
            rest = qg_str_skip(rest, take_runes(w, rest));
            count_piece(w, &n_sound, &n_mended);
        }
        text = qg_str_skip(text, line.n);
    }
    w->is_alone = n_mended >= ENOUGH && n_sound * HARDLY < n_mended;
}

typedef void each_piece(work *w, size_t offset);

static void each_odd_piece(work *w, int least, bool is_telling, each_piece *each)
{
    qg_str text = w->input->text;
    size_t done = 0;
    qg_oddness odd;

    while (done < text.n && w->status == QG_OK) {
        done += qg_scan_skip(&w->scan, qg_str_skip(text, done), least, &odd);
        w->has_beyond |= odd.has_beyond;
        if (done == text.n || !is_ready(w))
            break;
        qg_str line = qg_str_skip(text, done);
        line = qg_str_head(line, qg_str_find_byte(line, '\n') + 1);
        for (size_t end = done + line.n; done < end && w->status == QG_OK;) {
            size_t n = take_runes(w, qg_str_head(qg_str_skip(text, done), end - done));
            if (odd.most >= least)
                each(w, done);
            if (is_telling && odd.has_beyond)
                tell_beyond(w, done + n);
            done += n;
            w->told = w->told < done ? done : w->told;
        }
    }
}

static void learn_at(work *w, size_t offset)
{
    (void)offset;
    learn_piece(w);
}

static void free_work(work *w)
{
    qg_path_clear(&w->path);
    free(w->best.steps);
    free(w->other.steps);
    free(w->codes);
    free(w->losses);
    free(w->guesses);
    free(w->runes);
    free(w->starts);
    free(w->between);
    qg_buf_clear(&w->after);
}

void qg_repair_mojibake(qg_edits *edits, const qg_repair_input *input)
{
    work w = {.edits = edits, .input = input, .trials_left = 4000 + input->text.n / 256};

    qg_buf_init(&w.after, 0);
    each_odd_piece(&w, QG_ODD_CLEAR, false, learn_at);
    w.told = 0;
    w.is_mending = true;
    if (w.n_known > 0)
        take_census(&w);
    if (w.status == QG_OK)
        each_odd_piece(&w, w.is_alone ? 0 : w.n_known > 0 ? QG_ODD_ANY : 1 << 30, true, mend_piece);
    if (w.status != QG_OK)
        edits->status = w.status;
    free_work(&w);
}
