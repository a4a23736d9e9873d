/* finding_id.c - names for findings that stay the same from run to run.
 *
 * A program that reviews findings wants to say "this one" tomorrow.  The number in the list would
 * do until a new version tells one finding more, so the name comes from what the finding says.
 */
#include "api/report.h"

#include <stdlib.h>

/* FNV-1a, 32 bits.  Source: draft-eastlake-fnv, section 5. */
#define FNV_START UINT32_C(2166136261)
#define FNV_PRIME UINT32_C(16777619)

static uint32_t add_bytes(uint32_t hash, qg_str bytes)
{
    for (size_t i = 0; i < bytes.n; i++)
        hash = (hash ^ (unsigned char)bytes.p[i]) * FNV_PRIME;
    return hash;
}

/* The number as eight bytes, least first, so that machines agree. */
static uint32_t add_number(uint32_t hash, uint64_t number)
{
    for (int shift = 0; shift < 64; shift += 8)
        hash = (hash ^ (uint32_t)(number >> shift & 0xFF)) * FNV_PRIME;
    return hash;
}

static uint32_t hash_of(const qg_finding *finding)
{
    uint32_t hash = add_bytes(FNV_START, qg_str_of(qg_kind_name(finding->kind)));

    hash = add_number(hash, finding->offset);
    return add_bytes(hash, finding->before);
}

/* The slot that holds `id`, or the free one where it goes.  FNV's low bits are as good as any. */
static qg_ids_slot *slot_of(const qg_ids *given, uint32_t id)
{
    size_t i = id & given->mask;

    while (given->slots[i].n_wanted > 0 && given->slots[i].id != id)
        i = (i + 1) & given->mask;
    return &given->slots[i];
}

/* Never more than half full.  A table without slots is left as it is. */
static bool grow(qg_ids *given)
{
    qg_ids old = *given;

    if (given->slots != NULL && given->n < given->mask / 2)
        return true;
    given->mask = old.slots == NULL ? 63 : old.mask * 2 + 1;
    given->slots = calloc(given->mask + 1, sizeof *given->slots);
    if (given->slots == NULL) {
        *given = old;
        return false;
    }
    for (size_t i = 0; old.slots != NULL && i <= old.mask; i++)
        if (old.slots[i].n_wanted > 0)
            *slot_of(given, old.slots[i].id) = old.slots[i];
    free(old.slots);
    return true;
}

/* The free name for `hash`, and how many of the same hash are before it.  Who comes first gets the
 * hash itself, later ones their rank hashed in.  Each name counts its own askers, so that a
 * thousand equal findings do not try each other's ranks. */
static uint32_t free_name(const qg_ids *given, uint32_t hash, uint32_t *rank)
{
    uint32_t id = hash;

    *rank = slot_of(given, hash)->n_wanted;
    while (slot_of(given, id)->n_wanted > 0)
        id = add_number(hash, (*rank)++);
    return id;
}

bool qg_ids_next(qg_ids *given, const qg_finding *finding, uint32_t *id)
{
    uint32_t rank;

    if (!grow(given))
        return false;
    *id = free_name(given, hash_of(finding), &rank);
    return true;
}

bool qg_ids_give(qg_ids *given, const qg_finding *finding, uint32_t *id)
{
    uint32_t hash = hash_of(finding), rank;

    if (!grow(given))
        return false;
    *id = free_name(given, hash, &rank);
    if (*id != hash)
        slot_of(given, hash)->n_wanted = rank;
    *slot_of(given, *id) = (qg_ids_slot){*id, 1};
    given->n++;
    return true;
}

void qg_ids_clear(qg_ids *given)
{
    free(given->slots);
    *given = (qg_ids){0};
}
