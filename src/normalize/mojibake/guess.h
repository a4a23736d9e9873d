/* guess.h - which character bytes may have been of which some were lost.
 *
 * Of a lost byte it is known which ones it may have been: any that comes last in UTF-8, one that
 * windows-1252 does not define, one that is no code together with the byte behind it.  Few
 * characters fit, and of these most are hardly ever used.
 */
#ifndef QG_NORMALIZE_MOJIBAKE_GUESS_H
#define QG_NORMALIZE_MOJIBAKE_GUESS_H

#include "normalize/mojibake/codes.h"
#include "normalize/mojibake/losses.h"

/* In a pattern these stand for bytes that were lost; less is a byte that is known. */
enum {
    QG_LOST_TAIL = 0x100,   /* 80 to BF */
    QG_LOST_CONTROL,        /* 80 to 9F, and what tidying takes out: A0 and AD */
    QG_LOST_DROPPED,        /* what windows-1252 has nothing for, and A0 and AD */
    QG_LOST_CONTROL_BESIDE, /* such a byte, before the one in front of this or behind it */
    QG_LOST_DROPPED_BESIDE,
    QG_LOST_UNDEFINED, /* what windows-1252 has nothing for */
    QG_LOST_STRAY,     /* what strict readers of GBK leave out: 80, or what is no code with the next
                          byte */
    QG_LOST_PAIR,      /* two tails that are no code of GBK: the first, */
    QG_LOST_PAIR_END,  /* and the second */
    QG_LOST_LAST,      /* a tail and a lead that are none: the first, */
    QG_LOST_FIRST,     /* and the second */
    QG_LOST_LEAD,      /* a lead and a tail that are no code of Big5: the first, */
    QG_LOST_LOW,       /* and the second, with which no tail makes a code either */
    QG_LOST_ODD,       /* a tail that makes no code of Big5 with a lead */
    QG_LOST_CODE,      /* both bytes of a code that the wrong encoding lacks */
    QG_LOST_HEAD,      /* the first of such a code, whose second stayed */
    QG_LOST_REST,      /* the second of a code whose first made a character with one before it */
    QG_LOST_SWALLOWED  /* no byte: ASCII that went with one before it */
};

enum { QG_GUESSES_MOST = 32 };

/* The characters that fit, the commonest first. */
typedef struct qg_guesses {
    uint16_t pattern[QG_UTF8_MAX];
    qg_misreading how;
    uint32_t key; /* stands for both */
    qg_rune runes[QG_GUESSES_MOST];
    uint8_t costs[QG_GUESSES_MOST]; /* bits of each anywhere */
    unsigned n;
    bool is_any; /* too much was lost to say */
    double rest; /* how likely it is any that there is no room for */
} qg_guesses;

enum { QG_GUESSES_BITS = 13, QG_FITS_BITS = 17, QG_FIT_UNITS = 256 };

/* How likely each of the guesses is behind a character, in quarters of a bit. */
typedef struct qg_fits {
    uint32_t key; /* of the guesses */
    qg_rune last;
    uint8_t age; /* by how often the document had the character when this was made */
    uint8_t costs[QG_GUESSES_MOST];
} qg_fits;

/* What was asked last. */
typedef struct qg_guess_cache {
    qg_guesses entries[1 << QG_GUESSES_BITS];
    qg_fits fits[1 << QG_FITS_BITS];
    float shares[QG_FIT_UNITS]; /* of so many quarters of a bit */
} qg_guess_cache;

/* Make ready what is all 0. */
void qg_guess_cache_init(qg_guess_cache *cache);

/* What the `n` bytes of the pattern may be.  Good until the next call. */
const qg_guesses *qg_guess(qg_guess_cache *cache, const qg_codes *codes, qg_misreading how,
                           const uint16_t *pattern, unsigned n);

/* How likely `rune` is behind `last`, by the model and by what was seen of the document. */
float qg_guess_share(const qg_guess_cache *cache, const qg_codes *codes, const qg_losses *losses,
                     qg_rune last, qg_rune rune);

/* That qg_guess_behind or qg_guess_known will soon be asked behind each of the `n_lasts`
 * characters: what they know lies far apart, and waiting for all of it at once takes hardly longer
 * than for one of them. */
void qg_guess_fetch(const qg_guess_cache *cache, const qg_guesses *g, const qg_rune *lasts,
                    unsigned n_lasts);

/* How likely each of the guesses is behind `last`.  Good until the next call. */
const qg_fits *qg_guess_behind(qg_guess_cache *cache, const qg_codes *codes,
                               const qg_losses *losses, const qg_guesses *g, qg_rune last);

/* The same as it was made of late, or NULL. */
const qg_fits *qg_guess_known(const qg_guess_cache *cache, const qg_guesses *g, qg_rune last);

/* How many bytes a character has, by its first, which may be lost; 0 when it cannot be one. */
static inline unsigned qg_guess_length(qg_right right, unsigned lead)
{
    if (lead < 0x80 || lead == QG_LOST_CODE)
        return 1;
    if (right != QG_RIGHT_UTF8)
        return qg_is_between(lead, 0x81, 0xFE) || lead == QG_LOST_HEAD ? 2 : lead == 0x80 ? 1 : 0;
    if (qg_is_between(lead, 0xE0, 0xEF) || lead == QG_LOST_FIRST || lead == QG_LOST_LEAD)
        return 3;
    return qg_is_between(lead, 0xC2, 0xDF) ? 2 : qg_is_between(lead, 0xF0, 0xF4) ? 4 : 0;
}

/* Whether the byte, which may be lost, can come later in a character. */
static inline bool qg_guess_can_follow(qg_right right, unsigned byte)
{
    if (byte >= QG_LOST_TAIL)
        return byte != QG_LOST_FIRST && byte != QG_LOST_LEAD && byte != QG_LOST_CODE &&
               byte != QG_LOST_HEAD;
    if (right == QG_RIGHT_UTF8)
        return qg_is_between(byte, 0x80, 0xBF);
    return qg_is_between(byte, 0x40, 0xFE) && byte != 0x7F;
}

#endif
