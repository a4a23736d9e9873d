#include "normalize/repair.h"
#include "normalize/torn.h"

/* Pairs of characters to be weighed, for any text and for each byte: a text of nothing but places
 * that look torn is not looked at to its end. */
enum { BUDGET = 1 << 20, BUDGET_PER_BYTE = 8 };

#define MOST_SURE     0.99F
#define WORTH_TELLING 0.3F

/* Marks whose full-width form ends in what may start a character, with a character before them. */
static bool may_be_torn(qg_str text, size_t i)
{
    const unsigned char *p = (const unsigned char *)text.p;

    return i > 0 && p[i - 1] > ' ' && i + 1 < text.n && p[i + 1] >= '(' &&
           (p[i + 1] >= 0x80 || p[i + 1] == '?' || p[i + 1] == '(' || p[i + 1] >= '@' ||
            strchr(",:;", p[i + 1]) != NULL);
}

void qg_repair_torn(qg_edits *edits, const qg_repair_input *input)
{
    size_t budget = BUDGET + BUDGET_PER_BYTE * input->text.n, done = 0;
    const unsigned char *p = (const unsigned char *)input->text.p;

    for (size_t i = 0; i < input->text.n; i++) {
        qg_torn torn;
        if (p[i] > '?' || p[i] <= ' ' || (p[i] >= '0' && p[i] <= '9') ||
            !may_be_torn(input->text, i) || qg_shield_end(input->shield, i) != i ||
            !qg_torn_at(&torn, input->text, i, &budget))
            continue;
        if (torn.start < done || torn.confidence < WORTH_TELLING)
            continue;
        qg_edits_put(
            edits,
            &(qg_edit){.offset = torn.start,
                       .n_bytes = torn.end - torn.start,
                       .after = qg_arena_copy(&edits->arena, (qg_str){torn.after, torn.n_after}),
                       .kind = QG_FOUND_REPAIR_TORN,
                       .confidence = torn.confidence < MOST_SURE ? torn.confidence : MOST_SURE});
        done = torn.end;
        i = torn.end - 1;
    }
}
