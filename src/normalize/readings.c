#include "normalize/readings.h"

#include "unicode/unicode.h"

#include <assert.h>

#include "normalize/readings.inc"

static_assert(sizeof syllables == QG_N_SYLLABLES * sizeof syllables[0],
              "readings.h says how many syllables there are");

enum {
    FORM = 0x8000, /* bit of readings_of: the character is a converted form */
    PLACE = FORM - 1,
    USUAL = 1, /* bit of reading_pool: this is a usual reading */
    N_TONES = 5
};

/* ---- the bracket ----------------------------------------------------------------------------- */

/* What a character of an annotation adds: a letter, a tone to it, or both. */
typedef struct sound {
    char letter;
    unsigned char tone;
} sound;

typedef struct sound_of {
    qg_rune rune;
    sound is;
} sound_of;

static const sound_of sounds[] = {
    {0xE0, {'a', 4}},   {0xE1, {'a', 2}},  {0xE8, {'e', 4}},  {0xE9, {'e', 2}},  {0xEC, {'i', 4}},
    {0xED, {'i', 2}},   {0xF2, {'o', 4}},  {0xF3, {'o', 2}},  {0xF9, {'u', 4}},  {0xFA, {'u', 2}},
    {0xFC, {'v', 0}},   {0x101, {'a', 1}}, {0x103, {'a', 3}}, {0x113, {'e', 1}}, {0x115, {'e', 3}},
    {0x11B, {'e', 3}},  {0x12B, {'i', 1}}, {0x12D, {'i', 3}}, {0x144, {'n', 2}}, {0x148, {'n', 3}},
    {0x14D, {'o', 1}},  {0x14F, {'o', 3}}, {0x16B, {'u', 1}}, {0x16D, {'u', 3}}, {0x1CE, {'a', 3}},
    {0x1D0, {'i', 3}},  {0x1D2, {'o', 3}}, {0x1D4, {'u', 3}}, {0x1D6, {'v', 1}}, {0x1D8, {'v', 2}},
    {0x1DA, {'v', 3}},  {0x1DC, {'v', 4}}, {0x1F9, {'n', 4}}, {0x251, {'a', 0}}, {0x261, {'g', 0}},
    {0x300, {0, 4}},    {0x301, {0, 2}},   {0x304, {0, 1}},   {0x306, {0, 3}},   {0x30C, {0, 3}},
    {0x1E3F, {'m', 2}},
};

static sound sound_at(qg_rune rune)
{
    if (rune >= 'a' && rune <= 'z')
        return (sound){(char)rune, 0};
    for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++)
        if (sounds[i].rune == rune)
            return sounds[i].is;
    return (sound){0, 0};
}

/* Add a character to the annotation; false when it cannot stand in one. */
static bool put_sound(qg_annotation *annotation, qg_rune rune)
{
    size_t n = annotation->n_letters;
    sound is = sound_at(rune);

    if (rune == ' ' || rune == '\'' || rune == 0x2019)
        return n > 0; /* between syllables */
    if (rune == 0x308 && n > 0 && annotation->letters[n - 1] == 'u') {
        annotation->letters[n - 1] = 'v';
        return true;
    }
    if (is.letter == 0 && (is.tone == 0 || n == 0))
        return false;
    if (is.letter != 0) {
        if (n == QG_ANNOTATION_LETTERS)
            return false;
        annotation->letters[n] = is.letter;
        annotation->tones[n] = 0;
        annotation->n_letters = ++n;
    }
    if (is.tone != 0) {
        annotation->tones[n - 1] = is.tone;
        annotation->has_tone = true;
    }
    return true;
}

bool qg_annotation_read(qg_annotation *annotation, qg_str text)
{
    qg_str rest = text;
    qg_rune rune = 0;

    annotation->n_letters = 0;
    annotation->has_tone = false;
    if (rest.n > 0)
        qg_utf8_take(&rest, &rune);
    if (rune != '(' && rune != 0xFF08)
        return false;
    while (rest.n > 0) {
        qg_utf8_take(&rest, &rune);
        annotation->n_bytes = text.n - rest.n;
        if (rune == ')' || rune == 0xFF09)
            return annotation->n_letters > 0;
        if (!put_sound(annotation, rune))
            return false;
    }
    return false;
}

/* ---- readings -------------------------------------------------------------------------------- */

static unsigned entry_of(qg_rune rune)
{
    return rune < READINGS_FIRST || rune > READINGS_LAST ? 0 : readings_of[rune - READINGS_FIRST];
}

bool qg_rune_is_form(qg_rune rune)
{
    return (entry_of(rune) & FORM) != 0;
}

/* Whether the `n` letters from `start` on have this tone.  On most keyboards v cannot carry a
 * mark, so a v without one may have any. */
static bool has_tone(const qg_annotation *annotation, size_t start, size_t n, unsigned tone)
{
    unsigned found = 0;
    bool may_be_any = false;

    for (size_t i = start; i < start + n; i++) {
        if (annotation->tones[i] != 0 && found != 0)
            return false;
        found += annotation->tones[i];
        may_be_any |= annotation->letters[i] == 'v';
    }
    return found == tone || (found == 0 && may_be_any);
}

/* Whether the first `end` letters of the annotation end in this reading. */
static bool ends_in(const qg_annotation *annotation, size_t end, unsigned reading)
{
    const char *name = syllables[reading / 2 / N_TONES];
    size_t n = strlen(name);

    return n <= end && memcmp(annotation->letters + end - n, name, n) == 0 &&
           has_tone(annotation, end - n, n, reading / 2 % N_TONES);
}

qg_fit qg_annotation_fit(const qg_annotation *annotation, qg_rune rune)
{
    const uint16_t *pool = reading_pool + (entry_of(rune) & PLACE);
    qg_fit fit = QG_FIT_NOT;

    for (unsigned i = 1; i <= pool[0]; i++) {
        qg_fit one = (pool[i] & USUAL) != 0 ? QG_FIT_USUAL : QG_FIT_SELDOM;
        if (one > fit && strlen(syllables[pool[i] / 2 / N_TONES]) == annotation->n_letters &&
            ends_in(annotation, annotation->n_letters, pool[i]))
            fit = one;
    }
    return fit;
}

/* One step back over the characters before an annotation of several syllables.  `ends` has a bit
 * for each letter at which the readings of the later characters may start; returned are those at
 * which a reading of `rune` that ends there starts. */
static uint64_t step_back(const qg_annotation *annotation, qg_rune rune, uint64_t ends)
{
    const uint16_t *pool = reading_pool + (entry_of(rune) & PLACE);
    uint64_t starts = 0;

    for (unsigned i = 1; i <= pool[0]; i++)
        for (size_t end = 1; end <= annotation->n_letters; end++)
            if ((ends >> end & 1) != 0 && ends_in(annotation, end, pool[i]))
                starts |= UINT64_C(1) << (end - strlen(syllables[pool[i] / 2 / N_TONES]));
    return starts;
}

size_t qg_annotation_reach(const qg_annotation *annotation, qg_str before)
{
    uint64_t places = UINT64_C(1) << annotation->n_letters;

    for (size_t n = 1; n <= QG_ANNOTATION_REACH && before.n > 0; n++) {
        qg_rune rune = qg_utf8_last(before);
        places = step_back(annotation, rune, places);
        if (places == 0)
            return 0;
        if ((places & 1) != 0)
            return n;
        before.n -= rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    }
    return 0;
}

unsigned qg_annotation_syllable(const qg_annotation *annotation)
{
    unsigned low = 0, high = N_SYLLABLES;

    while (low < high) {
        unsigned middle = (low + high) / 2;
        size_t n = strlen(syllables[middle]),
               least = n < annotation->n_letters ? n : annotation->n_letters;
        int order = memcmp(annotation->letters, syllables[middle], least);
        if (order == 0 && n == annotation->n_letters)
            return middle;
        if (order > 0 || (order == 0 && annotation->n_letters > n))
            low = middle + 1;
        else
            high = middle;
    }
    return QG_NO_SYLLABLE;
}
