#include "normalize/repair.h"
#include "normalize/scan.h"
#include "normalize/torn.h"

/* How many pairs of characters may be weighed: so many for any text, and so many for each byte.
 * A text of nothing but places that look torn would take too long, and is not searched to its
 * end. */
enum { BUDGET = 1 << 20, BUDGET_PER_BYTE = 2 };

enum {
    SURVEYED = 1024,              /* marks by which the share of torn ones is told, */
    MOST_SURVEYED = 8 * SURVEYED, /* or so many, if none of the first is torn */
    UNSEEN = 4,                   /* marks of each kind that are assumed to have been written so */
    LEAST_WRITTEN = 1,
    MOST_WRITTEN = 2
};

#define MOST_SURE     0.99F
#define WORTH_TELLING 0.5F
#define SURE_ONE      0.94F

QG_SCAN(next_mark, QG_LOOK_TORN, qg_may_be_torn)

/* Where the byte before the next mark stands that may be torn. */
static size_t next_torn(const qg_repair_input *input, size_t at)
{
    at = next_mark(input->look, at);
    while (input->torn->is_question_lost && at < input->text.n && input->text.p[at + 1] == '?')
        at = next_mark(input->look, at + 1);
    return at;
}

/* Whether the mark at `i`, which is not the first byte of the text, may be a torn one. */
static bool is_torn_mark(qg_str text, size_t i)
{
    const unsigned char *p = (const unsigned char *)text.p + i;

    return i + 1 < text.n && qg_may_be_torn(p[-1], p[0], p[1]);
}

/* Look at the mark at `i`.  Where it is a '?' that only stands for a lost byte before the next
 * mark, look at that one. */
static bool look_at(qg_torn *torn, qg_torn_text *in, size_t i)
{
    if (in->text.p[i] == '?' && is_torn_mark(in->text, i + 1) && qg_torn_at(torn, in, i + 1) &&
        torn->start == i && torn->confidence >= WORTH_TELLING)
        return true;
    return qg_torn_at(torn, in, i) && torn->confidence >= WORTH_TELLING;
}

static void put_edit(qg_edits *edits, const qg_torn *torn)
{
    qg_str after = {torn->after, torn->n_after};

    qg_edits_put(edits, &(qg_edit){.offset = torn->start,
                                   .n_bytes = torn->end - torn->start,
                                   .after = qg_arena_copy(&edits->arena, after),
                                   .kind = QG_FOUND_REPAIR_TORN,
                                   .confidence = torn->confidence < MOST_SURE ? torn->confidence
                                                                              : MOST_SURE});
    if (edits->arena.status != QG_OK)
        edits->status = edits->arena.status;
}

/* How often a mark is seen, and torn for certain. */
typedef struct tally {
    unsigned n_seen, n_torn;
} tally;

/* Bits by which a mark of this kind is likelier to be as it was written. */
static uint8_t bits_written(tally t)
{
    uint8_t bits = LEAST_WRITTEN;

    while (bits < MOST_WRITTEN && (4 * t.n_torn + 1) << bits < 4 * (t.n_seen + UNSEEN))
        bits++;
    return bits;
}

/* Count which marks of the text are torn for certain.  Each makes the others likelier, those of
 * the same mark above all. */
static void survey(qg_torn_text *in, const qg_repair_input *input)
{
    tally tallies[sizeof in->marks.bits_written] = {{0, 0}};
    size_t n_seen = 0, n_torn = 0;

    for (size_t at = next_torn(input, 0);
         at < input->text.n && n_seen < (n_torn == 0 ? MOST_SURVEYED : SURVEYED);
         at = next_torn(input, at + 1)) {
        qg_torn torn;
        tally *t = &tallies[input->text.p[at + 1] - ' '];
        t->n_seen++;
        n_seen++;
        if (!look_at(&torn, in, at + 1) || torn.confidence < SURE_ONE ||
            qg_shield_end(input->shield, at + 1) != at + 1)
            continue;
        t->n_torn++;
        n_torn++;
    }
    for (size_t i = 0; n_torn > 0 && i < sizeof in->marks.bits_written; i++)
        in->marks.bits_written[i] = bits_written(tallies[i]);
}

/* Whether the mark stands in no prose.  The spans of the first run are kept: the shield has to
 * look at the whole text, and what is restored is prose. */
static bool is_shielded(const qg_edits *edits, const qg_repair_input *input, size_t mark)
{
    size_t offset = qg_map_back(edits->map, mark);

    if (input->again->has_shielded)
        return qg_kept_meets(&input->again->shielded, offset, offset + 1);
    return qg_shield_end(input->shield, mark) != mark;
}

void qg_repair_torn(qg_edits *edits, const qg_repair_input *input)
{
    qg_torn_text in = {.text = input->text, .budget = BUDGET + BUDGET_PER_BYTE * input->text.n};
    size_t done = 0;

    if (!input->again->is_partial)
        qg_torn_marks_forget(input->torn);
    in.marks = *input->torn;
    if (in.marks.bits_written['!' - ' '] == 0) {
        survey(&in, input);
        in.next_quote = 0;
        in.quotes.n = 0;
        in.is_left_open = false;
    }
    for (size_t at = next_torn(input, 0); at < input->text.n; at = next_torn(input, at + 1)) {
        qg_torn torn;
        size_t mark = at + 1;
        /* the shield is asked last, since it looks at the whole text */
        if (mark < done || qg_again_is_settled(input->again, qg_map_back(edits->map, mark)) ||
            !look_at(&torn, &in, mark) || torn.start < done || is_shielded(edits, input, mark))
            continue;
        put_edit(edits, &torn);
        qg_torn_pass(&in, &torn);
        done = torn.end;
    }
    *input->torn = in.marks;
    qg_again_note_shielded(input->again, input->shield, edits->map);
    if (in.status != QG_OK)
        edits->status = in.status;
    qg_torn_text_clear(&in);
}
