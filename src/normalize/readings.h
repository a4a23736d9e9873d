/* readings.h - how characters are read, and brackets that say so.
 *
 * Sites that turn simplified pages into traditional ones leave the reading behind each character
 * they changed: 意識形態(tài).  Whether a bracket says how the characters before it are read is a
 * question to a table; what to do about it is for others to judge.
 *
 * Source: Unihan_Readings.txt of Unicode 15.0.  A traditional form or variant is also read as what
 * it is a form of.
 */
#ifndef QG_NORMALIZE_READINGS_H
#define QG_NORMALIZE_READINGS_H

#include "base/utf8.h"

enum {
    QG_ANNOTATION_LETTERS = 40, /* no more in a bracket */
    QG_ANNOTATION_REACH = 6,    /* characters, likewise */
    QG_N_SYLLABLES = 421,
    QG_NO_SYLLABLE = QG_N_SYLLABLES
};

/* A bracket with letters and tone marks in it, which may say how something is read. */
typedef struct qg_annotation {
    size_t n_bytes; /* with both brackets */
    size_t n_letters;
    char letters[QG_ANNOTATION_LETTERS];        /* a to z, and v for ü */
    unsigned char tones[QG_ANNOTATION_LETTERS]; /* 1 to 4 where the letter has that mark, else 0 */
    bool has_tone;
} qg_annotation;

/* Read the bracket that starts `text`, valid UTF-8.  Brackets may be full-width, tone marks
 * combining, ü written v, ǎ written ă, a and g in their phonetic shapes.  False when it is anything
 * else. */
bool qg_annotation_read(qg_annotation *annotation, qg_str text);

typedef enum qg_fit {
    QG_FIT_NOT,    /* no such reading */
    QG_FIT_SELDOM, /* one of the dictionaries' */
    QG_FIT_USUAL
} qg_fit;

/* Whether one character is read so. */
qg_fit qg_annotation_fit(const qg_annotation *annotation, qg_rune rune);

/* How many characters at the end of `before` are read so together, at most QG_ANNOTATION_REACH; 0
 * when they are not. */
size_t qg_annotation_reach(const qg_annotation *annotation, qg_str before);

/* Number of the annotation's syllable, tones aside; QG_NO_SYLLABLE when it is not one. */
unsigned qg_annotation_syllable(const qg_annotation *annotation);

/* Whether the character is the traditional form or a regional variant of another: what a conversion
 * puts in. */
bool qg_rune_is_form(qg_rune rune);

#endif
