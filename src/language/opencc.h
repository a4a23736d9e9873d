/* opencc.h - OpenCC's dictionaries, compiled in.
 *
 * Every character that stands in a dictionary has a code, a number below 2^14; all others have 0
 * and can be in no match.  Text to be converted is a row of units: the code and how many bytes of
 * input the unit stands for, so that places survive any number of steps.
 *
 * A group of dictionaries is a trie of phrases and, for the two great ones, a table of targets for
 * single characters that no phrase took.  Great are the one from simplified and the one from
 * traditional: their phrases cut the text.  tools/tables/make_script.py says how they are packed.
 * What is done for every character of a text is inline here.
 */
#ifndef QG_LANGUAGE_OPENCC_H
#define QG_LANGUAGE_OPENCC_H

#include "base/utf8.h"

/* ---- the arrays, which only the functions below look into ------------------------------------ */

enum {
    QG_CODE_PAGES = 3147,
    QG_TRIE_SLOTS = 116977,
    QG_CODE_PAGE_BITS = 6,

    /* in traits, above a bit for each trie; the others are the first of some */
    QG_ONLY_SIMPLIFIED = 1 << 7,
    QG_ONLY_TRADITIONAL = 1 << 8,
    QG_DEFAULT_STARTS = 9,
    QG_ALONE = 12,
    QG_DEFAULT_ALONE = 19,
    QG_AMBIGUOUS = 22,
    QG_DESCRIBES = 1 << 24, /* a description of a character may start, as in ⿰氵漢 */
    QG_RESIZES = 1 << 25,   /* a default is longer or shorter in UTF-8 */
    QG_FILTER_BITS = 19,
    QG_SLOT_TERMINAL = 0x8000, /* in a slot's check, beside the code: a phrase ends here */
    QG_SLOT_PARENT = 0x4000,   /* and others go on */
    QG_SLOT_CODE = 0x3FFF
};

extern const uint16_t qg_script_pages[], qg_script_codes[], qg_script_slots[];
extern const uint16_t qg_script_from_simplified[], qg_script_from_traditional[], qg_script_pool[];
extern const uint32_t qg_script_traits[], qg_script_texts[], qg_script_to_traditional[],
    qg_script_to_simplified[];
extern const uint32_t qg_script_roots[], qg_script_pairs[], qg_script_triples[];

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

    return page >= QG_CODE_PAGES ? 0 : qg_script_codes[qg_script_pages[page] + at];
}

/* The code of the character at the start of text that is valid and not empty, and its bytes.  A
 * page is as many characters as a tail byte tells apart, so three bytes need no decoding. */
static inline uint16_t qg_code_at(const char *text, size_t *n)
{
    const unsigned char *p = (const unsigned char *)text;

    if ((p[0] & 0xF0) != 0xE0)
        return qg_code_of(qg_script_rune(text, n));
    *n = 3;
    return qg_script_codes[qg_script_pages[(p[0] << 6) + p[1] - (0xE0 << 6) - 0x80] + p[2] - 0x80];
}

/* A character in UTF-8, as tables and qg_char_write have it: the first byte is the lowest, what is
 * not used is 0. */
typedef uint32_t qg_char;

static inline qg_char qg_char_of(uint16_t code)
{
    return qg_script_texts[code];
}

/* Bytes of a character, by its first one: without branches, since no two in a row are alike. */
static inline size_t qg_char_bytes(qg_char character)
{
    return UINT64_C(0x4322111111111111) >> ((character & 0xF0) >> 2) & 0xF;
}

/* Write a character to `out`, which has room for QG_UTF8_MAX bytes; returns how many it has. */
static inline size_t qg_char_write(char *out, qg_char character)
{
    for (int i = 0; i < QG_UTF8_MAX; i++)
        out[i] = (char)(character >> 8 * i & 0xFF);
    return qg_char_bytes(character);
}

/* The first bytes of `text`, as many as a character can have or there are. */
static inline qg_char qg_char_read(qg_str text)
{
    const unsigned char *p = (const unsigned char *)text.p;
    qg_char read = 0;

    if (text.n >= QG_UTF8_MAX)
        return (qg_char)p[0] | (qg_char)p[1] << 8 | (qg_char)p[2] << 16 | (qg_char)p[3] << 24;
    for (size_t i = 0; i < text.n; i++)
        read |= (qg_char)p[i] << 8 * i;
    return read;
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

/* The trait of characters with which a phrase of `trie` starts; of those that are one alone. */
static inline uint32_t qg_trait_starts(qg_trie trie)
{
    return trie == QG_TRIE_NONE ? 0 : UINT32_C(1) << trie;
}

static inline uint32_t qg_trait_alone(qg_trie trie)
{
    return trie == QG_TRIE_NONE ? 0 : UINT32_C(1) << (QG_ALONE + trie);
}

/* Likewise of those that become such a one by default on the way from simplified; for the three
 * tries from there on. */
static inline uint32_t qg_trait_default_starts(qg_trie trie)
{
    return trie == QG_TRIE_NONE ? 0 : UINT32_C(1) << (QG_DEFAULT_STARTS + trie - QG_TRIE_TO_TAIWAN);
}

static inline uint32_t qg_trait_default_alone(qg_trie trie)
{
    return trie == QG_TRIE_NONE ? 0 : UINT32_C(1) << (QG_DEFAULT_ALONE + trie - QG_TRIE_TO_TAIWAN);
}

/* The trait of characters that have other targets than the default. */
static inline uint32_t qg_trait_ambiguous(qg_trie great)
{
    return great == QG_TRIE_NONE
               ? 0
               : UINT32_C(1) << (QG_AMBIGUOUS + (great == QG_TRIE_FROM_TRADITIONAL));
}

static inline uint32_t qg_code_traits(uint16_t code)
{
    return qg_script_traits[code];
}

/* Whether a phrase of any trie may start with these characters, or with ones that they become by
 * default: 1 or 0.  Two bits are looked at, which are right at nine of ten places where none does.
 * Phrases of one character are not in it. */
static inline unsigned qg_phrase_may_start(uint16_t a, uint16_t b, uint16_t c)
{
    uint32_t pair = ((uint32_t)a << 14 | b) * UINT32_C(0x9E3779B1);
    uint32_t triple = (pair + c) * UINT32_C(0x85EBCA6B);
    uint32_t i = pair >> (32 - QG_FILTER_BITS), k = triple >> (32 - QG_FILTER_BITS);

    return (qg_script_pairs[i >> 5] >> (i & 31) | qg_script_triples[k >> 5] >> (k & 31)) & 1;
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

/* A walk down a trie, one character after the other. */
typedef struct qg_walk {
    size_t base;   /* where the children are */
    bool is_open;  /* whether there are any */
    uint32_t slot; /* where the longest phrase so far ends, for qg_units_put_value ... */
    size_t length; /* ... and its length in characters, 0 when there is none */
} qg_walk;

/* `first` is the character with which the walk will start. */
static inline qg_walk qg_walk_start(qg_trie trie, uint16_t first)
{
    bool starts = (qg_code_traits(first) & qg_trait_starts(trie)) != 0;

    return (qg_walk){starts ? qg_script_roots[trie] : 0, starts, 0, 0};
}

/* Go to the `n`-th character. */
static inline void qg_walk_on(qg_walk *walk, uint16_t code, size_t n)
{
    size_t at = walk->base + code;
    unsigned check = at < QG_TRIE_SLOTS ? qg_slot_check(at) : 0;

    walk->is_open = false;
    if (code == 0 || (check & QG_SLOT_CODE) != code)
        return;
    if ((check & QG_SLOT_TERMINAL) != 0) {
        walk->slot = (uint32_t)at;
        walk->length = n;
    }
    walk->is_open = (check & QG_SLOT_PARENT) != 0;
    walk->base = walk->is_open ? qg_slot_link(at) : 0;
}

/* Whether it is worth while to look for a phrase of `trie` at the start of `n` units, not 0. */
static inline bool qg_trie_may_match(qg_trie trie, const qg_unit *units, size_t n)
{
    uint32_t traits = qg_code_traits(units[0].code);

    if ((traits & qg_trait_starts(trie)) == 0)
        return false;
    return (traits & qg_trait_alone(trie)) != 0 ||
           qg_phrase_may_start(units[0].code, n > 1 ? units[1].code : 0, n > 2 ? units[2].code : 0);
}

/* The longest phrase of `trie` at the start of `n` units; returns its length in units, 0 when there
 * is none.  `*slot` is where it ends. */
static inline size_t qg_trie_match(qg_trie trie, const qg_unit *units, size_t n, uint32_t *slot)
{
    qg_walk walk;

    if (n == 0 || !qg_trie_may_match(trie, units, n))
        return 0;
    walk = qg_walk_start(trie, units[0].code);
    for (size_t i = 0; i < n && walk.is_open; i++)
        qg_walk_on(&walk, units[i].code, i + 1);
    *slot = walk.slot;
    return walk.length;
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

/* For all codes what the first target of a great trie looks like; without one, the character. */
static inline const qg_char *qg_trie_defaults(qg_trie trie)
{
    return trie == QG_TRIE_FROM_SIMPLIFIED    ? qg_script_to_traditional
           : trie == QG_TRIE_FROM_TRADITIONAL ? qg_script_to_simplified
                                              : qg_script_texts;
}

#endif
