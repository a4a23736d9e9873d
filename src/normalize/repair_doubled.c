/* repair_doubled.c - 中中国国人人民民: what some converters make of bold text on slides.
 *
 * They draw each character twice to make it bold, and its text comes out twice.  看看想想 and
 * 高高兴兴 look the same, so four characters and more are needed that are better text once than
 * twice, and still it is only suggested.
 */
#include "normalize/repair.h"

#include "language/model.h"
#include "unicode/unicode.h"

enum {
    PAIRS_LEAST = 4,
    LONG_PAIRS = 6,
    PAIRS_MOST = 64, /* of one suggestion */
    HAN_BYTES = 3    /* of the characters that are looked at: Han and marks of Chinese */
};
#define CONFIDENCE 0.55F /* below what is done even with guesses */

/* Whether a character of three bytes, from U+3000 on, stands twice at `at`. */
static bool is_pair(qg_str text, size_t at)
{
    return at + 2 * HAN_BYTES <= text.n && (unsigned char)text.p[at] >= 0xE3 &&
           (unsigned char)text.p[at] < 0xF0 &&
           memcmp(text.p + at, text.p + at + HAN_BYTES, HAN_BYTES) == 0;
}

/* The first place from `at` on where two characters stand twice each. */
static size_t next_doubled(qg_look *look, size_t at)
{
    qg_str text = look->text;

    while ((at = qg_look_next(look, QG_LOOK_DOUBLED, at)) < text.n)
        for (size_t end = qg_look_end(look, at); at < end; at++)
            if (is_pair(text, at) && is_pair(text, at + 2 * HAN_BYTES))
                return at;
    return at;
}

/* The characters of a run, each once. */
typedef struct run {
    char once[PAIRS_MOST * HAN_BYTES];
    size_t n_pairs, n_distinct, cost_twice;
} run;

static void read_run(run *r, qg_str text, size_t at)
{
    qg_rune last = 0, rune;

    *r = (run){.n_pairs = 0};
    while (r->n_pairs < PAIRS_MOST && is_pair(text, at)) {
        memcpy(r->once + r->n_pairs++ * HAN_BYTES, text.p + at, HAN_BYTES);
        rune = qg_utf8_first(qg_str_skip(text, at));
        r->n_distinct += rune != last;
        r->cost_twice += qg_model_cost(last, rune) + qg_model_cost(rune, rune);
        last = rune;
        at += 2 * HAN_BYTES;
    }
}

/* Whether the run reads like text when each character stands once: most of what then stands
 * together is known to, while 漂漂亮亮干干净净 would give 亮干. */
static bool is_text_once(const run *r)
{
    qg_str once = {r->once, r->n_pairs * HAN_BYTES};
    size_t n_known = 0;
    qg_rune last = 0;

    for (qg_rune rune; once.n > 0; last = rune) {
        qg_utf8_take(&once, &rune);
        n_known += qg_model_is_pair(last, rune);
    }
    return r->n_pairs >= LONG_PAIRS ? n_known * 2 >= r->n_pairs - 1
                                    : n_known * 3 > (r->n_pairs - 1) * 2;
}

void qg_repair_doubled(qg_edits *edits, const qg_repair_input *input)
{
    qg_str text = input->text;

    for (size_t at = next_doubled(input->look, 0); at < text.n;) {
        run r;
        read_run(&r, text, at);
        qg_str once = {r.once, r.n_pairs * HAN_BYTES};
        if (r.n_pairs >= PAIRS_LEAST && r.n_distinct * 2 > r.n_pairs && is_text_once(&r) &&
            qg_model_text_cost(0, once, 0) < r.cost_twice)
            qg_edits_put(edits, &(qg_edit){.offset = at,
                                           .n_bytes = 2 * once.n,
                                           .after = qg_arena_copy(&edits->arena, once),
                                           .kind = QG_FOUND_REPAIR_DOUBLED,
                                           .confidence = CONFIDENCE});
        at = next_doubled(input->look, at + 2 * once.n);
    }
}
