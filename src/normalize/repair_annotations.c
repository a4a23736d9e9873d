#include "base/halved.h"
#include "base/memory.h"
#include "language/rune_cost.h"
#include "normalize/readings.h"
#include "normalize/repair.h"
#include "unicode/unicode.h"

#include <stdlib.h>

/* repair_annotations.c - readings that a converter left behind characters: 態(tài).
 *
 * The same may stand in a lesson of Chinese, and a single place does not tell which it is; the
 * document does.  A converter annotates the characters that it converted, which are four in ten
 * of a traditional text, whether they are frequent or rare, with their usual reading, and each
 * time.  Who helps readers annotates rare characters, and once.  Who teaches annotates whatever
 * comes. */

enum {
    N_HAN = 0x10000,
    FREQUENT = 16 /* a character of no more bits is so common that no reader needs its reading */
};

/* How many bits each thing speaks for a converter; measured on pages with such readings and on
 * lessons, some of which were put into traditional characters (docs/accuracy.md). */
#define BITS_PRIOR       (-3.0F)
#define BITS_FORM        2.0F /* a converted character, annotated */
#define BITS_SELDOM      (-1.5F)
#define BITS_RARE        (-1.0F)
#define BITS_ALONE       (-1.5F) /* no character stands before or behind it, as in an entry of a list */
#define BITS_EACH_TIME   1.5F
#define BITS_NOT_ALWAYS  (-0.5F)
#define BITS_TWO_SOUNDS  (-2.0F)
#define BITS_OTHER       (-4.0F) /* a character that no conversion puts in */
#define BITS_OTHER_RARE  (-2.0F)
#define BITS_STRAY       (-0.5F) /* pinyin in brackets that is no reading of what stands before */
#define BITS_STRAY_LEAST (-6.0F)
#define BITS_TELL        (-1.5F) /* below it nothing is worth telling */
#define BITS_STRONG      7.0F

#define MOST_SURE     0.99F
#define SURE_TONELESS 0.96F
#define SURE_WORD     0.70F /* (fā xiàn) behind a word, where the habit is another */
#define SURE_OTHER    0.50F

/* An annotation that says how the characters before it are read. */
typedef struct place {
    size_t offset;
    qg_rune rune; /* the last character before it */
    uint16_t syllable;
    uint16_t sound; /* a hash of letters and tones */
    uint8_t n_bytes, n_characters, n_forms;
    bool has_tone, is_inside;
    uint8_t fit; /* qg_fit */
} place;

typedef struct places {
    place *list;
    size_t n, n_allocated, n_words; /* n_words: those of several characters */
    size_t n_strays;                /* pinyin in brackets that fits nothing */
    qg_status status;
} places;

/* How often a character stands in the document, and how it is annotated there. */
typedef struct tally {
    uint32_t n_annotated, n_in_all;
    uint16_t sound;
    bool has_two_sounds, is_inside, is_seldom, is_counted;
} tally;

/* ---- places ---------------------------------------------------------------------------------- */

/* The next opening bracket of a text, half-width and full-width ones in turn. */
typedef struct brackets {
    qg_str text;
    size_t half, full; /* the next ones */
} brackets;

static size_t next_full(qg_str text, size_t from)
{
    /* Its last byte is rarer than its first, which all full-width marks share. */
    for (size_t i = from + 2; i < text.n; i++) {
        i += qg_str_find_byte(qg_str_skip(text, i), '\x88');
        if (i < text.n && text.p[i - 1] == '\xBC' && text.p[i - 2] == '\xEF')
            return i - 2;
    }
    return text.n;
}

static size_t next_half(qg_str text, size_t from)
{
    return from + qg_str_find_byte(qg_str_skip(text, from), '(');
}

static size_t take_bracket(brackets *all)
{
    size_t at = all->half < all->full ? all->half : all->full;

    if (at < all->text.n && at == all->half)
        all->half = next_half(all->text, at + 1);
    else if (at < all->text.n)
        all->full = next_full(all->text, at + 3);
    return at;
}

static void put_place(places *all, const place *one)
{
    place *list = qg_memory_room(all->list, all->n, &all->n_allocated, sizeof *list);

    if (list == NULL) {
        all->status = QG_E_MEMORY;
        return;
    }
    all->list = list;
    all->list[all->n++] = *one;
    all->n_words += one->n_characters > 1;
}

static uint16_t sound_of(const qg_annotation *annotation)
{
    uint32_t sound = 0;

    for (size_t i = 0; i < annotation->n_letters; i++)
        sound = sound * 31 + (unsigned char)annotation->letters[i] * 5U + annotation->tones[i];
    return (uint16_t)(sound ^ sound >> 16);
}

static void find_place(places *all, qg_str text, size_t offset)
{
    qg_annotation annotation;
    qg_str before = qg_str_head(text, offset), behind;
    place one = {.offset = offset, .rune = qg_utf8_last(before)};

    if (one.rune < 0x3400 || !qg_annotation_read(&annotation, qg_str_skip(text, offset)))
        return;
    one.n_characters = (uint8_t)qg_annotation_reach(&annotation, before);
    if (one.n_characters == 0) {
        all->n_strays += annotation.has_tone;
        return;
    }
    one.fit = (uint8_t)qg_annotation_fit(&annotation, one.rune);
    for (unsigned i = 0; i < one.n_characters; i++, before.n -= 3) /* all of them have 3 bytes */
        one.n_forms += qg_rune_is_form(qg_utf8_last(before));
    behind = qg_str_skip(text, offset + annotation.n_bytes);
    one.is_inside = qg_rune_is_han(qg_utf8_last(before)) || qg_utf8_last(before) == ')' ||
                    qg_rune_is_han(qg_utf8_first(behind));
    one.n_bytes = (uint8_t)annotation.n_bytes;
    one.has_tone = annotation.has_tone;
    one.syllable = (uint16_t)qg_annotation_syllable(&annotation);
    one.sound = sound_of(&annotation);
    put_place(all, &one);
}

static void find_places(places *all, const qg_repair_input *input)
{
    brackets rest = {input->text, next_half(input->text, 0), next_full(input->text, 0)};

    for (size_t at; (at = take_bracket(&rest)) < input->text.n;)
        find_place(all, input->text, at);
}

/* ---- the document ---------------------------------------------------------------------------- */

static void count_annotated(tally *tallies, const places *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const place *one = &all->list[i];
        tally *t = &tallies[one->rune];
        if (one->n_characters > 1 || !one->has_tone)
            continue;
        t->has_two_sounds |= t->n_annotated > 0 && t->sound != one->sound;
        t->sound = one->sound;
        t->is_inside |= one->is_inside;
        t->is_seldom |= one->fit == QG_FIT_SELDOM;
        t->n_annotated++;
    }
}

/* Count all places of the characters that are annotated somewhere. */
static void count_all(tally *tallies, qg_str text)
{
    const unsigned char *p = (const unsigned char *)text.p;

    for (size_t i = 0; i + 2 < text.n; i++) {
        if (p[i] < 0xE3 || p[i] > 0xE9)
            continue;
        tallies[(p[i] & 0x0F) << 12 | (p[i + 1] & 0x3F) << 6 | (p[i + 2] & 0x3F)].n_in_all++;
        i += 2;
    }
}

/* How many bits one annotated character speaks for a converter. */
static float bits_of(const tally *t, qg_rune rune)
{
    bool is_rare = qg_rune_cost(rune) > FREQUENT;
    float bits = BITS_FORM;

    if (!qg_rune_is_form(rune))
        return is_rare ? BITS_OTHER_RARE : BITS_OTHER;
    bits += (is_rare ? BITS_RARE : 0) + (t->is_seldom ? BITS_SELDOM : 0) +
            (t->is_inside ? 0 : BITS_ALONE) + (t->has_two_sounds ? BITS_TWO_SOUNDS : 0);
    if (t->n_annotated > 1 && t->n_annotated * 4 >= t->n_in_all * 3)
        bits += BITS_EACH_TIME;
    if (t->n_annotated * 2 < t->n_in_all)
        bits += BITS_NOT_ALWAYS;
    return bits;
}

/* How many bits the whole document speaks for a converter.  Of characters that sound alike only
 * the best counts: 媽(mā)罵(mà)馬(mǎ) is an exercise. */
static float bits_of_document(tally *tallies, const places *all)
{
    float best[QG_N_SYLLABLES + 1] = {0}, strays = BITS_STRAY * (float)all->n_strays;
    float bits = BITS_PRIOR + (strays > BITS_STRAY_LEAST ? strays : BITS_STRAY_LEAST);

    for (size_t i = 0; i < all->n; i++) {
        const place *one = &all->list[i];
        tally *t = &tallies[one->rune];
        float now = 0;
        if (one->n_characters > 1)
            now = one->n_forms == one->n_characters ? BITS_FORM
                  : one->n_forms == 0               ? BITS_OTHER
                                                    : 0;
        else if (t->n_annotated > 0 && !t->is_counted) {
            now = bits_of(t, one->rune);
            t->is_counted = true;
        }
        if (now < 0)
            bits += now;
        else if (now > best[one->syllable]) {
            bits += now - best[one->syllable];
            best[one->syllable] = now;
        }
    }
    return bits;
}

/* ---- edits ----------------------------------------------------------------------------------- */

static float at_most(float confidence, float limit)
{
    return confidence < limit ? confidence : limit;
}

static float confidence_of(const place *one, const places *all, float bits)
{
    float confidence = at_most((float)(1 / (1 + qg_halved((double)bits))), MOST_SURE);

    if (one->n_forms == 0)
        return at_most(confidence, SURE_OTHER);
    if (one->n_characters > 1 && (one->n_forms < one->n_characters || all->n_words * 2 < all->n))
        return at_most(confidence, SURE_WORD);
    if (!one->has_tone)
        return bits < BITS_STRONG ? at_most(confidence, SURE_OTHER)
                                  : at_most(confidence, SURE_TONELESS);
    if (one->fit == QG_FIT_SELDOM && bits < BITS_STRONG)
        return at_most(confidence, SURE_WORD);
    return confidence;
}

static void put_edits(qg_edits *edits, const qg_repair_input *input, const places *all, float bits)
{
    qg_shield shield = {.text = input->text,
                        .addresses_only = true}; /* 函數(shù) looks like a call */

    for (size_t i = 0; i < all->n; i++) {
        const place *one = &all->list[i];
        if (qg_shield_end(&shield, one->offset) == one->offset)
            qg_edits_put(edits, &(qg_edit){.offset = one->offset,
                                           .n_bytes = one->n_bytes,
                                           .kind = QG_FOUND_REPAIR_ANNOTATION,
                                           .confidence = confidence_of(one, all, bits)});
    }
    if (shield.status != QG_OK)
        edits->status = shield.status;
    qg_shield_clear(&shield);
}

void qg_repair_annotations(qg_edits *edits, const qg_repair_input *input)
{
    places all = {0};
    tally *tallies = NULL;

    find_places(&all, input);
    if (all.n > 0 && all.status == QG_OK && (tallies = calloc(N_HAN, sizeof *tallies)) == NULL)
        all.status = QG_E_MEMORY;
    if (tallies != NULL) {
        float bits;
        count_annotated(tallies, &all);
        count_all(tallies, input->text);
        bits = bits_of_document(tallies, &all);
        if (bits > BITS_TELL)
            put_edits(edits, input, &all, bits);
    }
    if (all.status != QG_OK)
        edits->status = all.status;
    free(tallies);
    free(all.list);
}
