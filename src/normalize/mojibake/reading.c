/* reading.c - what a line is when one or two wrong readings are undone. */
#include "normalize/mojibake/mojibake_int.h"

#include "normalize/mojibake/cost.h"
#include "unicode/unicode.h"

#include <stdlib.h>

enum {
    FORCED_COST = 12,
    COST_LAYER = 2,
    COST_BAD_RUNE = 8, /* for a lost character, which does not say how the rest was read */
    EXPECTED_HAN = 14  /* mean bits of Han by chance; those of a text have less */
};
/* Take the steps that the path found, and give it the memory of the old ones. */
static void take_steps(qg_line_reading *to, qg_path *path)
{
    qg_line_reading was = *to;

    *to = (qg_line_reading){path->steps, path->n_steps, path->n_steps_allocated, path->cost};
    path->steps = was.steps;
    path->n_steps = 0;
    path->n_steps_allocated = was.n_allocated;
}

/* The second layer's steps speak of the first's text: let them speak of the line. */
static void compose(qg_line_reading *to, qg_path *second)
{
    qg_line_reading first = *to;
    size_t done = 0;

    *to = (qg_line_reading){0};
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
static bool keep_between(qg_mojibake *w, const qg_line_reading *first)
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

/* What a character costs that was not read wrongly: the more of the document was, the more. */
static unsigned stay_cost(const qg_mojibake *w)
{
    enum { ALL_OF_IT = 2000, STAY_KNOWN = 6, STAY_ALONE = 14 };

    for (unsigned i = 0; i < w->n_known; i++)
        if (w->known[i].gain > ALL_OF_IT)
            return STAY_ALONE;
    return STAY_KNOWN;
}

/* See what readers lose of such text, when it is first asked for. */
static void see_losses(qg_mojibake *w)
{
    enum { SAMPLE_BYTES = 1 << 18 };

    if (!w->has_seen_losses)
        qg_losses_see_text(w->losses, qg_utf8_head(w->input->text, SAMPLE_BYTES));
    w->has_seen_losses = true;
}

/* Undo one layer in the line, or with `layer` 1 in what the first one gave; false when `is_exact`
 * and it cannot be so. */
static bool read_layer(qg_mojibake *w, qg_line_reading *to, const qg_layers *what, unsigned layer,
                       size_t n, bool is_exact, unsigned enter_cost)
{
    qg_path *path = &w->path;
    bool is_last = layer + 1 == what->n, is_found = true;
    const qg_rune *runes = layer == 0 ? w->runes : w->between;

    if (what->has_losses)
        see_losses(w);
    path->how = what->layers[layer];
    path->has_losses = what->has_losses;
    path->is_bytewise = what->is_bytewise && path->how.right != QG_RIGHT_UTF8;
    path->is_cut = w->is_sample;
    path->enter_cost = enter_cost;
    path->stay_cost = !is_last ? FORCED_COST : enter_cost == QG_ENTER_KNOWN ? stay_cost(w) : 0;
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

/* Whether the second layer left all as the first one gave it. */
static bool is_between(const qg_mojibake *w, const qg_line_reading *r, size_t n)
{
    for (size_t i = 0; i < r->n && r->n == n; i++)
        if (r->steps[i].rune != w->between[i])
            return false;
    return r->n == n;
}

/* Undo `what` in the first `n` characters of the line.  Two layers are none where the second undid
 * nothing. */
bool qg_mojibake_read_as(qg_mojibake *w, qg_line_reading *to, const qg_layers *what, size_t n,
                         bool is_exact, unsigned enter_cost)
{
    size_t n_between;

    if (!read_layer(w, to, what, 0, n, is_exact, enter_cost))
        return false;
    if (what->n == 1)
        return true;
    n_between = to->n;
    if (!keep_between(w, to) || !read_layer(w, to, what, 1, n_between, is_exact, enter_cost) ||
        is_between(w, to, n_between))
        return false;
    to->cost += enter_cost + COST_LAYER;
    return true;
}

size_t qg_mojibake_text_cost(const qg_mojibake *w, const qg_rune *runes, size_t n)
{
    size_t cost = 0;

    for (size_t i = 0; i < n; i++)
        cost += runes[i] == QG_RUNE_BAD
                    ? COST_BAD_RUNE
                    : qg_mojibake_cost(&w->codes->costs, i == 0 ? 0 : runes[i - 1], runes[i]);
    return cost;
}

/* By how many bits what was mended reads better than any characters would. */
long qg_mojibake_sense(const qg_mojibake *w, const qg_path_step *steps, size_t n, qg_rune last)
{
    long sense = 0;

    for (size_t i = 0; i < n; i++) {
        if (steps[i].is_mended && qg_rune_is_wide(steps[i].rune))
            sense += EXPECTED_HAN - (long)qg_mojibake_cost(&w->codes->costs, last, steps[i].rune);
        if (steps[i].is_mended && steps[i].rune == QG_RUNE_BAD)
            sense -= 8;
        last = steps[i].rune;
    }
    return sense;
}

bool qg_mojibake_has_wide(const qg_path_step *steps, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (steps[i].is_mended && qg_rune_is_wide(steps[i].rune))
            return true;
    return false;
}

static bool is_wide_reader(const qg_layers *what)
{
    return what->layers[0].wrong <= QG_WRONG_OLD_BIG5;
}

void qg_line_reading_swap(qg_line_reading *a, qg_line_reading *b)
{
    qg_line_reading was = *a;

    *a = *b;
    *b = was;
}

bool qg_mojibake_is_imperfect(const qg_mojibake *w, const qg_line_reading *r)
{
    enum { USUAL = 12, BAD_STRETCH = 8 };
    int odd = 0;

    for (size_t i = 0; i < r->n; i++) {
        qg_rune rune = r->steps[i].rune;
        if (rune == QG_RUNE_BAD || (!r->steps[i].is_mended && rune >= 0x80))
            return true;
        if (rune >= 0x80) {
            qg_rune last = i == 0 ? 0 : r->steps[i - 1].rune;
            odd += (int)qg_mojibake_cost(&w->codes->costs, last, rune) - USUAL;
            odd = odd < 0 ? 0 : odd;
        }
        if (odd >= BAD_STRETCH)
            return true;
    }
    return false;
}

bool qg_mojibake_has_marks(const qg_mojibake *w, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if ((w->runes[i] == '?' || w->runes[i] == QG_RUNE_BAD) && w->runes[i - 1] >= 0x80)
            return true;
    return false;
}

/* Whether something may have been lost of the line: of two-byte encodings read by one byte, soft
 * hyphens if the document has none, no-break spaces that became blanks, and what a mark stands for.
 * What was shifted lost nothing. */
static bool may_have_losses(qg_mojibake *w, const qg_layers *what, size_t n)
{
    see_losses(w);
    if (what->n == 1 && what->layers[0].wrong == QG_WRONG_SHIFTED)
        return false;
    if (what->n > 1 || what->layers[0].right == QG_RIGHT_UTF8 || !w->losses->keeps_hyphens ||
        qg_mojibake_has_marks(w, n))
        return true;
    for (size_t i = 1; i < n; i++)
        if (w->runes[i] == ' ' && w->runes[i - 1] >= 0x80)
            return true;
    return false;
}

/* Whether a mark may be a code or a byte of one. */
static bool has_bad_codes(const qg_mojibake *w, const qg_layers *what, size_t n)
{
    if (!qg_misreading_leaves_marks(&what->layers[0]) || what->layers[0].right == QG_RIGHT_UTF8)
        return false;
    for (size_t i = 0; i < n; i++)
        if (w->runes[i] == QG_RUNE_BAD)
            return true;
    return false;
}

/* Undo `what` in a line that has marks, both ways until it is known which one reads better all over
 * the document. */
static bool read_marked(qg_mojibake *w, qg_damage *how, qg_layers *with, size_t n,
                        unsigned enter_cost)
{
    enum { SETTLED = 200 };

    with->is_bytewise = how->bytewise > 0;
    if (!qg_mojibake_read_as(w, &w->best, with, n, false, enter_cost))
        return false;
    if (labs(how->bytewise) >= SETTLED || !has_bad_codes(w, with, n))
        return true;
    with->is_bytewise = !with->is_bytewise;
    if (!qg_mojibake_read_as(w, &w->other, with, n, false, enter_cost))
        return false;
    how->bytewise += ((long)w->best.cost - (long)w->other.cost) * (with->is_bytewise ? 1 : -1);
    if (with->is_bytewise == (how->bytewise > 0))
        qg_line_reading_swap(&w->best, &w->other);
    return true;
}

/* Undo `what`, first without looking for losses, which is quicker and has less to choose from; but
 * not where most lines had some. */
bool qg_mojibake_read_best(qg_mojibake *w, qg_damage *how, size_t n, unsigned enter_cost)
{
    enum { A_FEW = 8 };
    qg_layers with = how->what;
    bool is_lossy = how->n_lossy > A_FEW && how->n_lossy * 2 > how->n_read;

    with.has_losses = is_wide_reader(&with) ? qg_mojibake_has_marks(w, n) : is_lossy;
    if (!read_marked(w, how, &with, n, enter_cost))
        return false;
    how->n_read++;
    how->n_lossy += is_lossy;
    if (with.has_losses || is_wide_reader(&with) || !qg_mojibake_is_imperfect(w, &w->best) ||
        !may_have_losses(w, &with, n))
        return true;
    with.has_losses = true;
    if (qg_mojibake_read_as(w, &w->other, &with, n, false, enter_cost) &&
        w->other.cost < w->best.cost) {
        qg_line_reading_swap(&w->best, &w->other);
        how->n_lossy++;
    }
    return w->status == QG_OK;
}

/* Whether a step counts when the document is learned from.  What was swallowed and then chosen
 * counts, too: else a document in which half of the line ends are lost would seem to have half
 * as many behind its sentences. */
static bool is_settled(const qg_path_step *step)
{
    static const float settled = 0.9F;
    return step->is_swallowed && step->confidence >= settled;
}

/* Learn from a mended line what others of the document may have, until enough were seen. */
void qg_mojibake_see(qg_mojibake *w, const qg_line_reading *r)
{
    enum { ENOUGH = 1 << 19 };
    qg_rune last = '\n'; /* pieces are lines, nearly always */
    bool is_known = true;

    w->n_seen += r->n;
    for (size_t i = 0; i < r->n && w->n_seen < ENOUGH; i++) {
        const qg_path_step *step = &r->steps[i];
        if (is_settled(step) || (is_known && !step->is_lost))
            qg_losses_see_pair(w->losses, last, step->rune);
        last = step->rune;
        is_known = !step->is_lost || is_settled(step);
    }
}
