/* exact.c - undoing a wrong reading where there is one way to. */
#include "normalize/mojibake/cost.h"
#include "normalize/mojibake/ways.h"

/* The bytes of a character that is not whole yet. */
typedef struct partial {
    uint8_t bytes[QG_UTF8_MAX];
    unsigned n;
} partial;

/* Take a byte; false when it does not fit.  `*rune` is set when it is the last of a character. */
static bool take_byte(const qg_path *path, partial *p, unsigned byte, qg_rune *rune)
{
    *rune = 0;
    if (p->n == 0 ? qg_guess_length(path->how.right, byte) == 0
                  : !qg_guess_can_follow(path->how.right, byte))
        return false;
    p->bytes[p->n++] = (uint8_t)byte;
    if (p->n < qg_guess_length(path->how.right, p->bytes[0]))
        return true;
    *rune = qg_codes_meaning(path->codes, path->how.right, p->bytes, p->n);
    p->n = 0;
    return *rune != 0;
}

static void put_exact(qg_path *path, qg_rune rune, uint32_t end)
{
    qg_rune last = path->n_steps == 0 ? 0 : path->steps[path->n_steps - 1].rune;

    path->cost += qg_mojibake_cost(path->costs, last, rune);
    path->steps[path->n_steps++] =
        (qg_path_step){.rune = rune, .end = end, .is_mended = true, .confidence = 1};
}

static bool take_exact(qg_path *path, partial *p, qg_rune rune, uint32_t end)
{
    qg_spelling spellings[QG_SPELLINGS_MAX];
    unsigned n = qg_codes_spell(path->codes, path->how.wrong, rune, spellings);
    qg_rune made;

    if (n != 1)
        return false;
    for (unsigned i = 0; i < spellings[0].n; i++) {
        if (!take_byte(path, p, spellings[0].bytes[i], &made))
            return false;
        if (made != 0)
            put_exact(path, made, end);
    }
    if (p->n == 0 && path->n_steps > 0)
        path->steps[path->n_steps - 1].is_whole = true;
    return true;
}

bool qg_path_find_exact(qg_path *path, const qg_rune *runes, size_t n)
{
    partial p = {.n = 0};

    path->n_steps = 0;
    path->cost = path->enter_cost;
    if (path->how.wrong == QG_WRONG_UTF8 || path->how.wrong == QG_WRONG_SHIFTED ||
        !qg_path_has_room(path, 2 * n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!take_exact(path, &p, runes[i], (uint32_t)i + 1))
            return false;
    return p.n == 0 || path->is_cut;
}
