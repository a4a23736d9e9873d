/* script_tables.h - OpenCC's dictionaries, compiled in.
 *
 * Every character that stands in a dictionary has a code, a number below 2^14; all others have 0
 * and can be in no match.  Text to be converted is a row of units: the code and how many bytes of
 * input the unit stands for, so that places survive any number of steps.
 *
 * A group of dictionaries is a trie of phrases and, for the two great ones, a table of targets for
 * single characters that no phrase took.  tools/tables/make_script.py says how they are packed.
 * What is done for every character of a text is inline here.
 */
#ifndef QG_NORMALIZE_SCRIPT_TABLES_H
#define QG_NORMALIZE_SCRIPT_TABLES_H

#include "base/utf8.h"

/* ---- the arrays, which only the functions below look into ------------------------------------ */

enum {
    QG_CODE_PAGES = 3147,
    QG_TRIE_SLOTS = 117227,
    QG_CODE_PAGE_BITS = 6,
    QG_ONLY_SIMPLIFIED = 1 << 8, /* in traits, above a bit for each trie with phrases from here */
    QG_ONLY_TRADITIONAL = 1 << 9,
    QG_SLOT_TERMINAL = 0x8000, /* in a slot's check, beside the code: a phrase ends here */
    QG_SLOT_PARENT = 0x4000,   /* and others go on */
    QG_SLOT_CODE = 0x3FFF
};

extern const uint16_t qg_script_pages[], qg_script_codes[], qg_script_traits[], qg_script_slots[];
extern const uint16_t qg_script_from_simplified[], qg_script_from_traditional[], qg_script_pool[];
extern const uint32_t qg_script_texts[], qg_script_roots[];

/* ---- characters ------------------------------------------------------------------------------ */

/* The character at the start of text that is valid and not empty, and its bytes. */
static inline qg_rune qg_script_rune(const char *text, size_t *n)
{
    const unsigned char *p = (const unsigned char *)text;

    if (p[0] < 0x80) {
        *n = 1;
        return p[0];
    }
    if ((p[0] & 0xF0) == 0xE0) {
        *n = 3;
        return (qg_rune)((p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F));
    }
    if (p[0] < 0xE0) {
        *n = 2;
        return (qg_rune)((p[0] & 0x1F) << 6 | (p[1] & 0x3F));
    }
    *n = 4;
    return (qg_rune)((p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 |
                     (p[3] & 0x3F));
}

/* The code of a character, 0 when no dictionary has it.  A compatibility ideograph has the code of
 * the character it is a double of, which is OpenCC's normalization. */
static inline uint16_t qg_code_of(qg_rune rune)
{
    size_t page = rune >> QG_CODE_PAGE_BITS, at = rune & ((1 << QG_CODE_PAGE_BITS) - 1);

    return page >= QG_CODE_PAGES
               ? 0
               : qg_script_codes[((size_t)qg_script_pages[page] << QG_CODE_PAGE_BITS) + at];
}

/* Write the character of a code to `out`, which has room for QG_UTF8_MAX bytes; returns how many
 * it has. */
static inline size_t qg_code_write(char *out, uint16_t code)
{
    uint32_t text = qg_script_texts[code];
    unsigned lead = text & 0xFF;

    for (int i = 0; i < QG_UTF8_MAX; i++)
        out[i] = (char)(text >> 8 * i & 0xFF);
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Whether a character belongs to one script only: 国 and 國 do, 中 and 后 do not. */
static inline bool qg_code_is_only_simplified(uint16_t code)
{
    return (qg_script_traits[code] & QG_ONLY_SIMPLIFIED) != 0;
}

static inline bool qg_code_is_only_traditional(uint16_t code)
{
    return (qg_script_traits[code] & QG_ONLY_TRADITIONAL) != 0;
}

/* ---- units ----------------------------------------------------------------------------------- */

typedef struct qg_unit {
    uint16_t code;
    uint16_t n_bytes; /* of input; 0 for what a longer value put in */
} qg_unit;

/* Units that grow.  A failure sticks, as in qg_buf.  Start with {0}. */
typedef struct qg_units {
    qg_unit *p;
    size_t n, n_allocated;
    qg_status status;
} qg_units;

/* Make room for more; false when there is no memory. */
bool qg_units_grow(qg_units *units);
void qg_units_clear(qg_units *units);

static inline void qg_units_put(qg_units *units, qg_unit unit)
{
    if (units->n < units->n_allocated || qg_units_grow(units))
        units->p[units->n++] = unit;
}

/* ---- phrases --------------------------------------------------------------------------------- */

/* The groups of dictionaries, in the order of TRIES in the script. */
typedef enum qg_trie {
    QG_TRIE_FROM_SIMPLIFIED,
    QG_TRIE_TO_TAIWAN,
    QG_TRIE_TO_TAIWAN_PHRASES,
    QG_TRIE_TO_HONGKONG,
    QG_TRIE_FROM_REGIONS,
    QG_TRIE_FROM_TAIWAN_PHRASES,
    QG_TRIE_FROM_TRADITIONAL,
    QG_TRIE_NONE
} qg_trie;

/* Whether any phrase of `trie` starts with the character. */
static inline bool qg_trie_starts(qg_trie trie, uint16_t code)
{
    return (qg_script_traits[code] & 1 << trie) != 0;
}

/* Whose child a slot is, with QG_SLOT_ bits; and where its children start, or what its value is. */
static inline unsigned qg_slot_check(size_t slot)
{
    return qg_script_slots[3 * slot];
}

static inline uint32_t qg_slot_link(size_t slot)
{
    return qg_script_slots[3 * slot + 1] | (uint32_t)qg_script_slots[3 * slot + 2] << 16;
}

/* The longest phrase of `trie` at the start of `n` units; returns its length in units, 0 when there
 * is none.  `*slot` is where it ends, for qg_units_put_value. */
static inline size_t qg_trie_match(qg_trie trie, const qg_unit *units, size_t n, uint32_t *slot)
{
    size_t length = 0, base;

    if (n == 0 || trie == QG_TRIE_NONE || !qg_trie_starts(trie, units[0].code))
        return 0;
    base = qg_script_roots[trie];
    for (size_t i = 0; i < n; i++) {
        size_t at = base + units[i].code;
        unsigned check;
        if (at >= QG_TRIE_SLOTS)
            break;
        check = qg_slot_check(at);
        if ((check & QG_SLOT_CODE) != units[i].code)
            break;
        if ((check & QG_SLOT_TERMINAL) != 0) {
            length = i + 1;
            *slot = (uint32_t)at;
        }
        if ((check & QG_SLOT_PARENT) == 0)
            break;
        base = qg_slot_link(at);
    }
    return length;
}

/* Append the value of the phrase that ends in `slot`.  Each of its units stands for the bytes of
 * the unit it replaces where both are equally many; otherwise the first stands for all. */
void qg_units_put_value(qg_units *out, qg_trie trie, uint32_t slot, const qg_unit *key, size_t n);

/* What a character that is in no phrase becomes: the first target is taken, the others might have
 * been meant.  `n` is 0 for a character that stays. */
typedef struct qg_targets {
    const uint16_t *codes;
    size_t n;
} qg_targets;

static inline qg_targets qg_trie_targets(qg_trie trie, uint16_t code)
{
    const uint16_t *at = qg_script_pool;

    if (trie == QG_TRIE_FROM_SIMPLIFIED)
        at += qg_script_from_simplified[code];
    else if (trie == QG_TRIE_FROM_TRADITIONAL)
        at += qg_script_from_traditional[code];
    return (qg_targets){at + 2, at[1]}; /* behind how many there are, and how many are shown */
}

#endif
