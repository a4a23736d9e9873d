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

/* A name given, and how many findings wanted it. */
typedef struct slot {
    uint32_t id;
    uint32_t n_wanted; /* 0: the slot is free */
} slot;

/* Open addressing in a table of a power of two, never more than half full. */
typedef struct names {
    slot *slots;
    size_t mask;
} names;

/* The slot that holds `id`, or the free one where it goes.  FNV's low bits are as good as any. */
static slot *slot_of(const names *given, uint32_t id)
{
    size_t i = id & given->mask;

    while (given->slots[i].n_wanted > 0 && given->slots[i].id != id)
        i = (i + 1) & given->mask;
    return &given->slots[i];
}

/* Give `hash` itself to who comes first; later ones get it with their rank hashed in.  Each name
 * counts its own askers, so that a thousand equal findings do not try each other's ranks. */
static uint32_t give(const names *given, uint32_t hash)
{
    slot *first = slot_of(given, hash), *next = first;
    uint32_t id = hash;

    while (next->n_wanted > 0) {
        id = add_number(hash, first->n_wanted++);
        next = slot_of(given, id);
    }
    *next = (slot){id, 1};
    return id;
}

qg_status qg_report_ids(uint32_t *ids, const qg_report *report)
{
    names given = {.mask = 15};

    while (given.mask / 2 < report->n)
        given.mask = given.mask * 2 + 1;
    given.slots = calloc(given.mask + 1, sizeof *given.slots);
    if (given.slots == NULL)
        return QG_E_MEMORY;
    for (size_t i = 0; i < report->n; i++)
        ids[i] = give(&given, hash_of(&report->findings[i]));
    free(given.slots);
    return QG_OK;
}
