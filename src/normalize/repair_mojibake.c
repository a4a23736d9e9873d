/* repair_mojibake.c - undo text that was read in a wrong encoding.
 *
 * First a sample of the odd lines tells which kinds of damage the document has: one long run that
 * reads well when a reading is undone is proof, and then a heading of two characters needs little
 * of its own.  Then each odd line is put right by the kinds that are known.
 */
#include "normalize/mojibake/mojibake_int.h"

#include "normalize/census.h"
#include "normalize/mojibake/scan.h"
#include "normalize/torn.h"

#include <limits.h>
#include <stdlib.h>

enum {
    SHORT = 40,         /* a piece with fewer characters does not tell one kind from another */
    SAMPLE_RUNES = 200, /* so many of a line are tried in all ways */
    LEARN_RUNES = 50000,
    EACH_AFTER = 8,
    LEAST_SHIFTED = 0x3D4 /* below it are Western letters, which no shift made */
};
/* Take a piece from the start of a line apart into characters.  Where the line is longer than a
 * piece may be, it is cut at the last ASCII mark, if that is not too near to the start.  Returns
 * the bytes of the piece. */
static size_t take_runes(qg_mojibake *w, qg_str line)
{
    qg_str rest = line;
    size_t n_bytes, good = 0;

    w->n_runes = 0;
    while (rest.n > 0 && w->n_runes < QG_PIECE_RUNES) {
        w->starts[w->n_runes] = (uint32_t)(rest.p - line.p);
        qg_utf8_take(&rest, &w->runes[w->n_runes]);
        if (w->runes[w->n_runes++] < 0x40)
            good = w->n_runes;
    }
    n_bytes = line.n - rest.n;
    w->starts[w->n_runes] = (uint32_t)n_bytes;
    if (rest.n > 0 && good > QG_PIECE_RUNES / 2) {
        w->n_runes = good;
        n_bytes = w->starts[good];
    }
    return n_bytes;
}

static bool is_ready(qg_mojibake *w)
{
    if (w->codes != NULL)
        return true;
    w->codes = malloc(sizeof *w->codes);
    w->losses = calloc(1, sizeof *w->losses);
    w->guesses = calloc(1, sizeof *w->guesses);
    w->runes = malloc((QG_PIECE_RUNES + 1) * sizeof *w->runes);
    w->starts = malloc((QG_PIECE_RUNES + 1) * sizeof *w->starts);
    if (w->codes == NULL || w->losses == NULL || w->guesses == NULL || w->runes == NULL ||
        w->starts == NULL)
        w->status = QG_E_MEMORY;
    else
        w->status = qg_codes_make(w->codes);
    if (w->status != QG_OK)
        return false;
    qg_guess_cache_init(w->guesses);
    w->is_chinese = qg_census_is_chinese_text(w->input->text);
    w->has_few_letters = !w->is_chinese && qg_mojibake_has_few_letters(w->input->text);
    w->path.codes = w->codes;
    w->path.costs = &w->codes->costs;
    w->path.losses = w->losses;
    w->path.guesses = w->guesses;
    return true;
}

/* Learn from the first `n` characters of the piece.  Where a known kind of damage explains them,
 * it gains by that; else all kinds are tried, while there are trials left. */
static void learn_sample(qg_mojibake *w, size_t n)
{
    qg_damage *how = qg_mojibake_read_known(w, n);
    size_t gain;
    qg_layers found;

    if (how != NULL &&
        (w->n_runes < SHORT || qg_mojibake_sense(w, w->best.steps, w->best.n, 0) > 0)) {
        size_t cost = qg_mojibake_text_cost(w, w->runes, n);
        how->gain += cost > w->best.cost ? cost - w->best.cost : 0;
        qg_mojibake_see(w, &w->best);
        return;
    }
    if (w->status != QG_OK || w->trials_left < n)
        return;
    w->trials_left -= n;
    if (qg_mojibake_find(w, n, &found, &gain) ||
        (n < SHORT && qg_mojibake_hint(w, n, &found, &gain)))
        qg_mojibake_note(w, &found, gain);
}

/* Learn from all pieces at first, and from each eighth once LEARN_RUNES were seen, since more
 * would say the same. */
static void learn_piece(qg_mojibake *w)
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

static void mend_piece(qg_mojibake *w, size_t offset)
{
    const qg_damage *how;

    if (n_beyond_ascii(w->runes, w->n_runes) == 0)
        return;
    how = qg_mojibake_read_known(w, w->n_runes);
    if (how == NULL)
        return;
    qg_mojibake_put_line(w, offset, &w->best, how);
    qg_mojibake_see(w, &w->best);
}

/* Count the characters of the piece that are sound as they stand, and those of pieces that are
 * mended. */
static void count_piece(qg_mojibake *w, size_t *n_sound, size_t *n_mended)
{
    size_t n = n_beyond_ascii(w->runes, w->n_runes);

    if (n == 0)
        return;
    if (qg_mojibake_read_known(w, w->n_runes) == NULL) {
        *n_sound += n;
        return;
    }
    *n_mended += n;
    for (size_t i = 0; i < w->best.n; i++)
        *n_sound += w->best.steps[i].rune >= LEAST_SHIFTED && !w->best.steps[i].is_mended;
}

/* Set `is_alone` if hardly anything in a sample of the document is sound.  A short line says
 * little by itself; but where nearly all lines were read wrongly, it was, too. */
static void take_census(qg_mojibake *w)
{
    enum { SAMPLE_BYTES = 1 << 16, ENOUGH = 100, HARDLY = 50 };
    qg_str text = qg_utf8_head(w->input->text, SAMPLE_BYTES);
    size_t n_sound = 0, n_mended = 0;

    w->is_alone = true; /* for the sample: only what reads better as it stands is sound */
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

/* Prepare to mend lines that need no search, by the chief kind of damage of the document. */
static void prepare_recoding(qg_mojibake *w)
{
    const qg_damage *chief = w->status == QG_OK && w->n_known > 0 ? qg_mojibake_chief(w) : NULL;

    if (chief == NULL)
        return;
    w->status = qg_recoder_init(&w->recoder, w->codes, chief->what.layers, chief->what.n);
    w->has_recoder = w->status == QG_OK;
}

/* Mend the line at `offset` without a search; false when it needs one. */
static bool recode_line(qg_mojibake *w, size_t offset, qg_str line)
{
    qg_str after = qg_recode(&w->recoder, line);

    if (after.n == 0)
        return false;
    qg_mojibake_put_recoded(w, offset, line, after);
    w->told = offset + line.n;
    return true;
}

/* Whether each '?' of the document may be what its reader put for codes that it lacked: all
 * kinds of damage leave such, and next to nothing is sound. */
static bool is_question_lost(const qg_mojibake *w)
{
    for (unsigned i = 0; i < w->n_known; i++)
        if (!qg_misreading_leaves_marks(&w->known[i].what.layers[0]))
            return false;
    return w->is_alone;
}

typedef void each_piece(qg_mojibake *w, size_t offset);

static void each_odd_piece(qg_mojibake *w, int least, bool is_telling, each_piece *each)
{
    qg_str text = w->input->text;
    size_t done = 0;
    qg_odd odd;

    while (done < text.n && w->status == QG_OK) {
        if (least >= QG_ODD_CLEAR)
            done = qg_look_line(w->input->look, QG_LOOK_MOJIBAKE, done);
        qg_str line = qg_str_skip(text, done);
        line = qg_str_head(line, qg_odd_line(&odd, line));
        w->has_beyond |= odd.has_beyond;
        w->told = w->told < done ? done : w->told;
        if (odd.most < least) { /* sound, but for what may be beyond repair */
            if (is_telling && odd.has_beyond)
                qg_mojibake_tell_beyond(w, done + line.n);
            done += line.n;
            continue;
        }
        if (line.n == 0 || !is_ready(w))
            break;
        if (w->has_recoder && !odd.has_beyond && recode_line(w, done, line)) {
            done += line.n;
            continue;
        }
        for (size_t end = done + line.n; done < end && w->status == QG_OK;) {
            size_t n = take_runes(w, qg_str_head(qg_str_skip(text, done), end - done));
            each(w, done);
            if (is_telling && odd.has_beyond)
                qg_mojibake_tell_beyond(w, done + n);
            done += n;
            w->told = w->told < done ? done : w->told;
        }
    }
}

static void learn_at(qg_mojibake *w, size_t offset)
{
    (void)offset;
    learn_piece(w);
}

static void free_work(qg_mojibake *w)
{
    qg_path_clear(&w->path);
    if (w->has_recoder)
        qg_recoder_clear(&w->recoder);
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
    qg_mojibake w = {.edits = edits, .input = input, .trials_left = 4000 + input->text.n / 256};

    qg_buf_init(&w.after, 0);
    each_odd_piece(&w, QG_ODD_CLEAR, false, learn_at);
    w.told = 0;
    w.is_mending = true;
    if (w.n_known > 0)
        take_census(&w);
    prepare_recoding(&w);
    if (w.status == QG_OK && (w.n_known > 0 || w.has_beyond))
        each_odd_piece(&w, w.is_alone ? 0 : w.n_known > 0 ? QG_ODD_ANY : INT_MAX, true, mend_piece);
    input->torn->is_question_lost |= is_question_lost(&w);
    if (w.status != QG_OK)
        edits->status = w.status;
    free_work(&w);
}
