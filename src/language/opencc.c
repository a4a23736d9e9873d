#include "language/opencc.h"

#include <assert.h>
#include <stdlib.h>

#include "language/opencc_chars.inc"
#include "language/opencc_phrases.inc"

/* A recipe says how the value of a phrase is made.  An item below LITERAL picks what becomes of one
 * character of the key; one from LITERAL on is a code itself, plus LITERAL.  See make_script.py. */
enum { LITERAL = 8 };

/* ---- units ----------------------------------------------------------------------------------- */

bool qg_units_grow(qg_units *units)
{
    size_t n = units->n_allocated == 0 ? 256 : units->n_allocated * 2;
    qg_unit *grown = NULL;

    if (units->status == QG_OK && n <= SIZE_MAX / sizeof *grown)
        grown = realloc(units->p, n * sizeof *grown);
    if (grown == NULL) {
        units->status = QG_E_MEMORY;
        return false;
    }
    units->p = grown;
    units->n_allocated = n;
    return true;
}

void qg_units_clear(qg_units *units)
{
    free(units->p);
    *units = (qg_units){0};
}

/* ---- values ---------------------------------------------------------------------------------- */

/* The recipe of a slot in which a phrase ends.  The slot's link leads to it, unless longer phrases
 * go on from there: then the link leads to the children, and child 0 has the link to the recipe. */
static const uint16_t *recipe_at(uint32_t slot)
{
    uint32_t link = qg_slot_link(slot);

    return &recipes[(qg_slot_check(slot) & QG_SLOT_PARENT) != 0 ? qg_slot_link(link) : link];
}

/* The code that an item of a recipe stands for: that of the key's character (0), one of the
 * character's targets, or a literal. */
static uint16_t cook(uint16_t item, qg_trie trie, uint16_t own)
{
    if (item >= LITERAL)
        return (uint16_t)(item - LITERAL);
    return item == 0 ? own : qg_trie_targets(trie, own).codes[item - 1];
}

static uint16_t count_bytes(const qg_unit *units, size_t n)
{
    size_t n_bytes = 0;

    for (size_t i = 0; i < n; i++)
        n_bytes += units[i].n_bytes;
    return (uint16_t)n_bytes;
}

void qg_units_put_value(qg_units *out, qg_trie trie, uint32_t slot, const qg_unit *key, size_t n)
{
    const uint16_t *recipe = recipe_at(slot), *items = recipe + 1;

    for (size_t i = 0; i < recipe[0]; i++) {
        uint16_t own = i < n ? key[i].code : 0;
        uint16_t n_bytes = n == recipe[0] ? key[i].n_bytes : i == 0 ? count_bytes(key, n) : 0;
        qg_units_put(out, (qg_unit){cook(items[i], trie, own), n_bytes});
    }
}
