/* losses.h - what a reader did with bytes that fit nothing, and what it lost thereby.
 *
 * Windows makes one '?' of a byte that fits nothing and of the ASCII character behind it, so line
 * ends and quotes are gone; other readers leave the ASCII, write U+FFFD, or leave out the byte.
 * Which of these was at work shows in the whole document, and so does what usually stands where
 * something is gone: behind 条 a blank, behind 。 a line end.
 */
#ifndef QG_NORMALIZE_MOJIBAKE_LOSSES_H
#define QG_NORMALIZE_MOJIBAKE_LOSSES_H

#include "base/utf8.h"

enum {
    QG_SWALLOWED = 64, /* ASCII that may be gone; behind it a byte may make a code with a lead */
    QG_LOSSES_CLASSES = 3, /* words, ends of sentences, commas */
    QG_LOSSES_KINDS = 8,   /* of characters behind ASCII */
    QG_LOSSES_PAIRS = 1 << 17,
    QG_LOSSES_FIRSTS = 0x10000
};

typedef struct qg_losses {
    /* Bits that ways to lose something cost, when settled: */
    unsigned byte;       /* '?' is a byte that was read alone */
    unsigned tail;       /* '?' is a byte in front of ASCII, which stayed */
    unsigned stray;      /* '?' is a byte in front of others, with which it makes no code */
    unsigned swallow;    /* '?' is a byte and the ASCII behind it */
    bool drops_controls; /* all of U+0080 to U+009F may be gone, not only undefined ones */
    /* Seen so far: */
    size_t marks_before_ascii, marks_before_others;
    size_t line_ends[2][2]; /* behind others and behind marks: one, and more */
    size_t n_euros;         /* Windows' reading of the byte 80 */
    bool has_windows_1252;
    bool keeps_hyphens;        /* soft ones: no program took them out */
    bool keeps_spaces;         /* no-break ones: no program made blanks of them */
    double base[QG_SWALLOWED]; /* how often ASCII stands behind wide characters */
    double classes[QG_LOSSES_CLASSES][QG_SWALLOWED];
    double n_base, n_classes[QG_LOSSES_CLASSES]; /* of the latter with anything behind them */
    double n_expected[QG_LOSSES_CLASSES];
    double kinds[QG_LOSSES_KINDS][QG_SWALLOWED]; /* what stands behind such ASCII */
    /* Characters that stand together: a fingerprint and how often; how often the first does, and
     * how often one has ASCII ahead of it. */
    uint16_t prints[QG_LOSSES_PAIRS], counts[QG_LOSSES_PAIRS];
    uint16_t firsts[QG_LOSSES_FIRSTS], ahead[QG_LOSSES_FIRSTS];
    bool is_followed[QG_LOSSES_FIRSTS]; /* has had ASCII behind it */
} qg_losses;                            /* start with {0} */

/* Whether figures stand before it, to count what it names; in dates before all others. */
bool qg_losses_is_of_date(qg_rune rune);
bool qg_losses_is_unit(qg_rune rune);

/* Look at the damaged document. */
void qg_losses_see_text(qg_losses *losses, qg_str text);

/* Text that was mended has these two together. */
void qg_losses_see_pair(qg_losses *losses, qg_rune first, qg_rune second);

/* How often the text that was mended has the character, one figure being like another. */
unsigned qg_losses_count(const qg_losses *losses, qg_rune rune);

/* How likely `second` stands behind `first` by what was seen of this document. */
double qg_losses_pair_share(const qg_losses *losses, qg_rune first, qg_rune second);

/* What ASCII stands ahead of a character. */
typedef struct qg_losses_ahead {
    double
        shares[QG_SWALLOWED]; /* by how much likelier than of others; 0 if the document has none */
    double in_class[QG_LOSSES_CLASSES]
                   [QG_SWALLOWED];      /* how likely each is behind characters of it */
    double of_class[QG_LOSSES_CLASSES]; /* how likely any of it is behind such characters */
} qg_losses_ahead;

/* The same of `behind`, 0 for the end of the text. */
void qg_losses_see_ahead(const qg_losses *losses, qg_rune behind, qg_losses_ahead *ahead);

/* Add to `shares` how likely each ASCII character is the one behind `before` and ahead of what
 * `ahead` says, times `weight`. */
void qg_losses_add_shares(const qg_losses *losses, qg_rune before, const qg_losses_ahead *ahead,
                          double weight, double shares[QG_SWALLOWED]);

/* How likely the ASCII character `c` stands behind `before`. */
double qg_losses_share(const qg_losses *losses, qg_rune before, qg_rune c);

/* The same for any, as `ahead` says what is behind it. */
double qg_losses_share_of_any(const qg_losses *losses, qg_rune before,
                              const qg_losses_ahead *ahead);

#endif
