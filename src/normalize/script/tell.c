#include "normalize/script/tell.h"

#include "base/buf.h"

#include <stdlib.h>

enum {
    PLACES_MAX = 100,    /* findings for one character; one more tells of the rest */
    N_TALLIES = 1 << 14, /* there are no more codes than this */
};

qg_status qg_teller_open(qg_teller *teller, qg_str text, const qg_sink *sink)
{
    *teller = (qg_teller){sink, text, QG_TRIE_NONE, QG_TRIE_NONE, NULL};
    if (sink == NULL)
        return QG_OK;
    teller->tallies = calloc(N_TALLIES, sizeof *teller->tallies);
    return teller->tallies == NULL ? QG_E_MEMORY : QG_OK;
}

static void put_code(qg_buf *out, uint16_t code)
{
    char text[QG_UTF8_MAX];

    qg_buf_put(out, (qg_str){text, qg_char_write(text, qg_char_of(code))});
}

/* Put what a target looks like once the regional step is done. */
static void put_target(const qg_teller *t, qg_buf *out, uint16_t code)
{
    qg_unit unit = {code, 0};
    qg_units made = {0};
    uint32_t slot;

    if (qg_trie_match(t->after, &unit, 1, &slot))
        qg_units_put_value(&made, t->after, slot, &unit, 1);
    else
        qg_units_put(&made, unit);
    for (size_t i = 0; i < made.n; i++)
        put_code(out, made.p[i].code);
    qg_units_clear(&made);
}

/* "後; also 后".  The targets can look alike after the regional forms; `false` when all do. */
static bool put_choices(const qg_teller *t, qg_buf *out, qg_targets targets)
{
    size_t n_chosen;
    bool has_other = false;

    put_target(t, out, targets.codes[0]);
    n_chosen = out->n;
    for (size_t i = 1; i < targets.n; i++) {
        size_t before = out->n, start;
        qg_buf_puts(out, has_other ? ", " : "; also ");
        start = out->n;
        put_target(t, out, targets.codes[i]);
        if (qg_str_eq(qg_str_skip(qg_buf_str(out), start), qg_str_head(qg_buf_str(out), n_chosen)))
            qg_buf_truncate(out, before);
        else
            has_other = true;
    }
    return has_other;
}

static void tell(const qg_teller *t, qg_kind kind, uint16_t code, size_t offset)
{
    qg_str rest = qg_str_skip(t->text, offset);
    qg_rune rune;
    qg_buf after;

    qg_buf_init(&after, 0);
    if (put_choices(t, &after, qg_trie_targets(t->great, code)) && qg_buf_status(&after) == QG_OK)
        qg_sink_tell(t->sink, &(qg_finding){.kind = kind,
                                            .offset = offset,
                                            .before = qg_utf8_take(&rest, &rune),
                                            .after = qg_buf_str(&after)});
    qg_buf_clear(&after);
}

void qg_teller_note(qg_teller *teller, uint16_t code, size_t offset)
{
    qg_tally *seen;

    if (teller->tallies == NULL || offset >= teller->text.n)
        return;
    seen = &teller->tallies[code];
    if (++seen->n <= PLACES_MAX)
        tell(teller, QG_FOUND_SCRIPT_AMBIGUOUS, code, offset);
    else if (seen->n == PLACES_MAX + 1)
        seen->more_at = offset;
}

void qg_teller_end(const qg_teller *teller)
{
    for (size_t i = 0; teller->tallies != NULL && i < N_TALLIES; i++)
        if (teller->tallies[i].n > PLACES_MAX)
            tell(teller, QG_FOUND_SCRIPT_AMBIGUOUS_MORE, (uint16_t)i, teller->tallies[i].more_at);
}

void qg_teller_close(qg_teller *teller)
{
    free(teller->tallies);
    *teller = (qg_teller){0};
}
