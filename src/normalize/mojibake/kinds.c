/* kinds.c - which kinds of damage a document has, and which of them a line has. */
#include "normalize/mojibake/mojibake_int.h"

#include "unicode/unicode.h"

#include <stdlib.h>

enum { PROOF = 24 /* bits for a kind of damage to be known */ };

static const qg_misreading misreadings[] = {
    {QG_WRONG_GBK, QG_RIGHT_UTF8},     {QG_WRONG_WESTERN, QG_RIGHT_UTF8},
    {QG_WRONG_LATIN9, QG_RIGHT_UTF8},  {QG_WRONG_WESTERN, QG_RIGHT_GBK},
    {QG_WRONG_WESTERN, QG_RIGHT_BIG5}, {QG_WRONG_UTF8, QG_RIGHT_GBK},
    {QG_WRONG_BIG5, QG_RIGHT_GBK},     {QG_WRONG_GBK, QG_RIGHT_BIG5},
    {QG_WRONG_OLD_BIG5, QG_RIGHT_GBK}, {QG_WRONG_BIG5, QG_RIGHT_UTF8},
    {QG_WRONG_SHIFTED, QG_RIGHT_UTF8}, {QG_WRONG_UTF8, QG_RIGHT_BIG5},
};

enum { N_MISREADINGS = sizeof misreadings / sizeof *misreadings };
/* ---- finding a kind -------------------------------------------------------------------------- */

static bool is_same_reading(const qg_misreading *a, const qg_misreading *b)
{
    return a->wrong == b->wrong && a->right == b->right;
}

static bool is_same_chain(const qg_layers *a, const qg_layers *b)
{
    return a->n == b->n && memcmp(a->layers, b->layers, a->n * sizeof *a->layers) == 0;
}

/* The place of a kind among the known ones, where it is put; QG_DAMAGES_MOST when there is no room.
 */
static unsigned note_known(qg_mojibake *w, const qg_layers *found, size_t gain)
{
    unsigned i = 0;

    while (i < w->n_known && !is_same_chain(&w->known[i].what, found))
        i++;
    if (i == QG_DAMAGES_MOST)
        return QG_DAMAGES_MOST;
    if (i == w->n_known)
        w->known[w->n_known++] = (qg_damage){.what = *found};
    w->known[i].gain += gain;
    return i;
}

/* Two readers that differ in few characters, which a line may not have: where the one was at work,
 * it may have been the other. */
static void note_sibling(qg_mojibake *w, unsigned found)
{
    static const qg_wrong siblings[][2] = {{QG_WRONG_WESTERN, QG_WRONG_LATIN9},
                                           {QG_WRONG_BIG5, QG_WRONG_OLD_BIG5}};
    qg_layers sibling;

    if (found == QG_DAMAGES_MOST || w->known[found].sibling != 0)
        return;
    sibling = w->known[found].what;
    for (unsigned k = 0; k < 4; k++)
        for (unsigned layer = 0; layer < sibling.n; layer++)
            if (sibling.layers[layer].wrong == siblings[k / 2][k % 2]) {
                unsigned other;
                sibling.layers[layer].wrong = siblings[k / 2][1 - k % 2];
                other = note_known(w, &sibling, 0);
                if (other < QG_DAMAGES_MOST) {
                    w->known[found].sibling = other + 1;
                    w->known[other].sibling = found + 1;
                }
                return;
            }
}

void qg_mojibake_note(qg_mojibake *w, const qg_layers *found, size_t gain)
{
    note_sibling(w, note_known(w, found, gain));
}

typedef struct trial {
    qg_layers best;
    size_t best_cost;
    long best_sense;
    bool is_latin;    /* nothing but Latin came of it, but as UTF-8, which is proof enough */
    bool is_utf8;     /* a row of Chinese came of single bytes as UTF-8, which is proof, too */
    bool is_row;      /* what came of it is an alphabet or a row of codes in order, or of one or
                         two letters */
    bool has_letters; /* of other scripts than Han, side by side */
    bool has_marks;   /* marks that readers of two bytes write for what they lost */
    size_t n_quoted; /* characters of the best reading that stand in quotes, so may be an example */
} trial;

/* Whether two letters or signs stand side by side, one of which is below U+0800, as they do
 * where single bytes were read. */
static bool has_letters(const qg_rune *runes, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (runes[i - 1] >= 0x80 && runes[i] >= 0x80 && runes[i - 1] <= 0x2122 &&
            runes[i] <= 0x2122 && (runes[i - 1] < 0x800 || runes[i] < 0x800))
            return true;
    return false;
}

static bool has_any_mark(const qg_rune *runes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (runes[i] == '?' || runes[i] == QG_RUNE_BAD)
            return true;
    return false;
}

static bool makes_letters(qg_wrong wrong)
{
    return wrong == QG_WRONG_WESTERN || wrong == QG_WRONG_LATIN9 || wrong == QG_WRONG_UTF8;
}

/* Whether the character is a quotation mark.  What stands in quotes may be an example of damage:
 * “会议”显示成“ä¼šè®®”. */
static bool is_quote(qg_rune rune)
{
    return (rune >= 0x2018 && rune <= 0x201F) || (rune >= 0x300A && rune <= 0x300F) ||
           rune == '"' || rune == '\'' || rune == '`';
}

static bool is_chinese(const qg_path_step *step)
{
    return step->is_mended && qg_rune_is_wide(step->rune);
}

/* Whether a step goes on with a row of mended characters: it is one, or a letter that stays. */
static bool is_of_row(const qg_path_step *step)
{
    return step->rune >= 0x80 && (step->is_mended || step->rune < 0x2000);
}

/* Whether no words stand side by side outside of the quotes, as in "key": "value", where prose that
 * shows an example has some. */
static bool is_value(const qg_mojibake *w, size_t n)
{
    bool in_quotes = false;

    for (size_t i = 1; i + 1 < n; i++) {
        in_quotes = in_quotes != (w->runes[i - 1] == '"' || w->runes[i - 1] == '\'');
        if (!in_quotes && w->runes[i] == ' ' && qg_rune_is_letter(w->runes[i - 1]) &&
            qg_rune_is_letter(w->runes[i + 1]))
            return false;
    }
    return true;
}

/* Whether at least so many Chinese characters in a row came of a reading that are no example in
 * quotes.  A text without Chinese of its own quotes no sentences, nor many words in a line or as
 * the values of several lines: such are its own.  Sets how many it quotes. */
static bool has_row(const qg_mojibake *w, const qg_line_reading *r, size_t least, size_t *n_here)
{
    enum { EXAMPLE_MOST = 7 };
    size_t end, n_quoted = w->n_quoted > 0 && is_value(w, w->n_runes) ? w->n_quoted : 0;

    for (size_t i = 0; i < r->n; i = end + 1) {
        size_t from = i == 0 ? 0 : r->steps[i - 1].end, n = 0;
        for (end = i; end < r->n && is_of_row(&r->steps[end]); end++)
            n += is_chinese(&r->steps[end]);
        n_quoted += n;
        *n_here += n;
        if (n >= least &&
            ((n_quoted > EXAMPLE_MOST && !w->is_chinese) || from == 0 || end == r->n ||
             !is_quote(w->runes[from - 1]) || !is_quote(r->steps[end].rune)))
            return true;
    }
    return false;
}

/* Whether UTF-8 came of single bytes, with nothing bad, and more than chance makes. */
static bool is_plain_utf8(const qg_mojibake *w, const qg_misreading *last)
{
    enum { LEAST = 3 };
    const qg_line_reading *r = &w->other;
    size_t n_quoted = 0;

    for (size_t i = 0; i < r->n; i++)
        if (r->steps[i].is_mended && r->steps[i].rune == QG_RUNE_BAD)
            return false;
    return makes_letters(last->wrong) && last->right == QG_RIGHT_UTF8 &&
           has_row(w, r, LEAST, &n_quoted);
}

/* Whether most characters of a reading follow each other in the order of codes. 丑丐不中 stand
 * together in an index; only in another encoding they are a row, ぁあぃい. */
static bool is_row(const qg_line_reading *r)
{
    enum { FURTHEST = 3 };
    qg_rune last = 0;
    size_t n_mended = 0, n_near = 0;

    for (size_t i = 0; i < r->n; i++) {
        qg_rune rune = r->steps[i].rune;
        if (!r->steps[i].is_mended || rune < 0x80)
            continue;
        n_mended++;
        n_near += rune != last && (rune > last ? rune - last : last - rune) <= FURTHEST;
        last = rune;
    }
    return n_near * 2 > n_mended;
}

/* Whether what stands beyond ASCII is one or two letters again and again, as in ÃÃÃÃÃÃ. */
static bool is_of_few(const qg_rune *runes, size_t n)
{
    qg_rune one = 0, other = 0;

    for (size_t i = 0; i < n; i++) {
        if (runes[i] < 0x80 || runes[i] == one || runes[i] == other)
            continue;
        if (other != 0)
            return false;
        other = one;
        one = runes[i];
    }
    return true;
}

static void try_chain(qg_mojibake *w, trial *t, const qg_layers *what, size_t n, bool is_exact)
{
    const qg_misreading *last = &what->layers[what->n - 1];
    bool is_wide = !makes_letters(what->layers[0].wrong);
    size_t n_quoted = 0;

    if ((!is_wide && !t->has_letters) || (is_wide && what->has_losses && !t->has_marks) ||
        !qg_mojibake_read_as(w, &w->other, what, n, is_exact, QG_ENTER_COST) ||
        w->other.cost >= t->best_cost)
        return;
    t->best = *what;
    t->best_cost = w->other.cost;
    t->best_sense = qg_mojibake_sense(w, w->other.steps, w->other.n, 0);
    t->is_row =
        is_wide ? is_row(&w->other) : last->right != QG_RIGHT_UTF8 && is_of_few(w->runes, n);
    t->is_utf8 = is_plain_utf8(w, last);
    t->is_latin = last->wrong != QG_WRONG_SHIFTED && last->right == QG_RIGHT_UTF8 &&
                  !qg_mojibake_has_wide(w->other.steps, w->other.n);
    if (!is_wide && qg_mojibake_has_wide(w->other.steps, w->other.n) &&
        !has_row(w, &w->other, 1, &n_quoted)) {
        t->best.n = 0; /* all in quotes, as an example is, however it reads */
        t->best_sense = 0;
        t->is_utf8 = false;
        t->n_quoted = n_quoted;
    }
}

static bool may_be_second(const qg_misreading *first, unsigned i)
{
    return first->right == QG_RIGHT_UTF8 && first->wrong != QG_WRONG_SHIFTED &&
           first->wrong != QG_WRONG_BIG5 && i < 6;
}

static void try_singles(qg_mojibake *w, trial *t, size_t n, bool is_exact, bool has_losses)
{
    for (unsigned i = 0; i < N_MISREADINGS; i++) {
        qg_layers what = {{misreadings[i]}, 1, has_losses, false};
        try_chain(w, t, &what, n, is_exact);
        what.is_bytewise = has_losses && qg_misreading_leaves_marks(&misreadings[i]) &&
                           misreadings[i].right != QG_RIGHT_UTF8;
        if (what.is_bytewise)
            try_chain(w, t, &what, n, is_exact);
    }
}

static void try_doubles(qg_mojibake *w, trial *t, size_t n, bool is_exact)
{
    qg_misreading first = t->best.layers[0];

    for (unsigned i = 0; i < N_MISREADINGS; i++)
        for (unsigned k = 0; k < N_MISREADINGS; k++)
            if (may_be_second(&misreadings[i], k) &&
                (is_exact || (t->best.n == 1 && is_same_reading(&first, &misreadings[i]))))
                try_chain(w, t, &(qg_layers){{misreadings[i], misreadings[k]}, 2, false, false}, n,
                          is_exact);
}

/* The share of the characters beyond ASCII that did not stand before. */
static double share_of_new(const qg_rune *runes, size_t n)
{
    size_t n_all = 0, n_new = 0;

    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        if (runes[i] < 0x80)
            continue;
        while (runes[k] != runes[i])
            k++;
        n_new += k == i;
        n_all++;
    }
    return n_all == 0 ? 0 : (double)n_new / (double)n_all;
}

/* What is said again proves no more than once: 仄仄平平仄仄仄 is how verse is told to sound.  But
 * of single bytes few are different. */
static bool is_proof(const qg_mojibake *w, const trial *t, size_t n, size_t as_it_stands)
{
    const qg_misreading *first = &t->best.layers[0];
    bool is_by_pairs = first->right != QG_RIGHT_UTF8 && !makes_letters(first->wrong);
    double share = is_by_pairs ? share_of_new(w->runes, n) : 1;
    double gain = (double)as_it_stands - (double)t->best_cost;

    return t->best.n > 0 && !t->is_row && gain * share >= PROOF &&
           ((double)t->best_sense * share >= PROOF || t->is_latin || t->is_utf8);
}

/* Try all kinds on the first `n` characters of the line, those first that are quick and sure.
 * Where one layer makes text that reads well, no second one is looked for. */
bool qg_mojibake_find(qg_mojibake *w, size_t n, qg_layers *found, size_t *gain)
{
    size_t as_it_stands = qg_mojibake_text_cost(w, w->runes, n);
    trial t = {.best_cost = as_it_stands,
               .has_letters = has_letters(w->runes, n),
               .has_marks = has_any_mark(w->runes, n)};

    for (unsigned step = 0; step < 5 && t.best_sense < PROOF && !t.is_utf8 && w->status == QG_OK;
         step++)
        if (step == 0 || step == 2 || step == 3)
            try_singles(w, &t, n, step == 0, step == 3);
        else
            try_doubles(w, &t, n, step == 1);
    *found = t.best;
    *gain = as_it_stands - t.best_cost;
    if (t.best.n == 0 && is_value(w, n))
        w->n_quoted += t.n_quoted;
    return is_proof(w, &t, n, as_it_stands);
}

/* ---- by known kinds -------------------------------------------------------------------------- */

/* Whether its sibling reads better where the two differ. */
static bool is_loser(const qg_mojibake *w, const qg_damage *one)
{
    return one->sibling != 0 && one->won < w->known[one->sibling - 1].won;
}

/* Once the document was learned from, or before that if it is plain, a reader that was not at work
 * is not tried. */
static bool is_out_of_play(const qg_mojibake *w, unsigned i)
{
    enum { PLAIN = 500 };
    const qg_damage *one = &w->known[i];

    return is_loser(w, one) && (w->is_mending || one->won + PLAIN < w->known[one->sibling - 1].won);
}

/* Bits that a known kind is less likely than others: of two siblings one was at work all over the
 * document. */
static unsigned cost_of_known(const qg_mojibake *w, unsigned i)
{
    enum { RARER = 6, NOT_AT_WORK = 20 };
    const qg_damage *one = &w->known[i];
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

const qg_damage *qg_mojibake_chief(const qg_mojibake *w)
{
    enum { MUCH = 500, SHARE = 4 };
    const qg_damage *chief = &w->known[0];

    for (unsigned i = 1; i < w->n_known; i++)
        if (w->known[i].gain > chief->gain)
            chief = &w->known[i];
    for (unsigned i = 0; i < w->n_known; i++) {
        const qg_damage *one = &w->known[i];
        bool is_sibling = one->sibling > 0 && &w->known[one->sibling - 1] == chief;
        if (is_sibling ? one->won > chief->won : one->gain * SHARE > chief->gain && one != chief)
            return NULL;
    }
    for (unsigned i = 0; i < chief->what.n; i++)
        if (chief->what.layers[i].wrong >= QG_WRONG_UTF8)
            return NULL;
    return chief->gain < MUCH ? NULL : chief;
}

/* Whether reading the first `n` characters as the known kind `i` can differ from reading them as
 * one before it: a sibling need not be tried on most lines. */
static bool is_worth_trying(const qg_mojibake *w, unsigned i, size_t n)
{
    qg_spelling a[QG_SPELLINGS_MAX], b[QG_SPELLINGS_MAX];
    const qg_layers *was = i == 0 ? NULL : &w->known[i - 1].what, *now = &w->known[i].what;

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

/* Whether a reading changes anything.  Sound text tells nothing of its readers, even if only one
 * of them has its “. */
static bool has_mended(const qg_line_reading *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->steps[i].is_mended)
            return true;
    return false;
}

/* Count by how much one of two siblings reads better than the other, where both were read. */
static void compare_siblings(qg_mojibake *w, const size_t costs[QG_DAMAGES_MOST])
{
    for (unsigned i = 0; i < w->n_known; i++) {
        unsigned other = w->known[i].sibling;
        if (other > 0 && costs[i] < costs[other - 1] && costs[other - 1] != SIZE_MAX)
            w->known[i].won += costs[other - 1] - costs[i];
    }
}

/* The known kind that explains the first `n` characters best, or NULL; its reading is left in
 * w->best. */
static qg_damage *read_known_so(qg_mojibake *w, size_t n, bool is_exact, size_t as_it_stands)
{
    qg_damage *found = NULL;
    size_t least = as_it_stands, costs[QG_DAMAGES_MOST];
    qg_line_reading kept = {0};

    for (unsigned i = 0; i < w->n_known && w->status == QG_OK; i++) {
        const qg_layers *what = &w->known[i].what;
        costs[i] = SIZE_MAX;
        if (is_out_of_play(w, i) ||
            (i > 0 && !is_out_of_play(w, i - 1) && !is_worth_trying(w, i, n)))
            continue;
        if (is_exact ? !qg_mojibake_read_as(w, &w->best, what, n, true, QG_ENTER_KNOWN)
                     : !qg_mojibake_read_best(w, &w->known[i], n, QG_ENTER_KNOWN))
            continue;
        costs[i] = w->best.cost;
        if (w->status == QG_OK && costs[i] + cost_of_known(w, i) < least) {
            least = costs[i] + cost_of_known(w, i);
            found = &w->known[i];
            qg_line_reading_swap(&kept, &w->best);
        }
    }
    if (found != NULL) {
        qg_line_reading_swap(&kept, &w->best);
        if (has_mended(&w->best))
            compare_siblings(w, costs);
    }
    free(kept.steps);
    return found;
}

/* What the line costs as it stands: more, where hardly anything in the document is sound. */
static size_t cost_as_it_stands(const qg_mojibake *w, size_t n)
{
    return qg_mojibake_text_cost(w, w->runes, n) + (w->is_alone ? QG_COST_ALONE : 0);
}

/* Whether a mark in what came out exact may be a pair of bytes that is no code. */
static bool may_have_lost(const qg_mojibake *w, const qg_damage *how, size_t n)
{
    return how->what.layers[0].wrong <= QG_WRONG_OLD_BIG5 &&
           how->what.layers[0].right != QG_RIGHT_UTF8 && qg_mojibake_has_marks(w, n);
}

qg_damage *qg_mojibake_read_known(qg_mojibake *w, size_t n)
{
    enum { EXACT = 6 }; /* bits in favour of a reading to which there is only one way */
    size_t as_it_stands = cost_as_it_stands(w, n);
    qg_damage *exact = read_known_so(w, n, true, as_it_stands), *searched;
    qg_line_reading kept = {0};
    size_t least;

    if (exact != NULL && !qg_mojibake_is_imperfect(w, &w->best) && !may_have_lost(w, exact, n))
        return exact;
    qg_line_reading_swap(&kept, &w->best);
    least = exact == NULL ? as_it_stands : kept.cost - (kept.cost < EXACT ? kept.cost : EXACT);
    searched = read_known_so(w, n, false, least);
    if (searched == NULL)
        qg_line_reading_swap(&kept, &w->best);
    free(kept.steps);
    return searched != NULL ? searched : exact;
}
