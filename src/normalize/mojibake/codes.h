/* codes.h - which bytes a character was, if it was read in a wrong encoding.
 *
 * To undo a wrong reading its characters are written back as bytes.  Readers differ in what they do
 * with codes that mean nothing: Windows reads 80 in GBK as the euro sign and the areas that users
 * may define as private characters, others read U+0080 or give up.  What any of them writes leads
 * back to the one byte it came from, so one table does for all that go by one name.
 *
 * Source: GB18030 and Big5 as the codec knows them; windows-1252, windows-1254 and ISO-8859-15 of
 * the WHATWG Encoding Standard; bestfit936.txt and bestfit950.txt at unicode.org for what Windows
 * does.
 */
#ifndef QG_NORMALIZE_MOJIBAKE_CODES_H
#define QG_NORMALIZE_MOJIBAKE_CODES_H

#include "normalize/mojibake/cost.h"

enum { QG_LEADS = 126, QG_TRAILS = 192 }; /* 81 to FE, 40 to FF */

/* What there is to know of characters.  Codes of two bytes and back; 0 for none. */
typedef struct qg_codes {
    uint16_t gbk[QG_LEADS][QG_TRAILS], big5[QG_LEADS][QG_TRAILS];
    uint16_t to_gbk[0x10000], to_big5[0x10000];
    qg_costs costs; /* of the characters */
} qg_codes;

/* Fails with QG_E_MEMORY. */
qg_status qg_codes_make(qg_codes *codes);

/* What text was wrongly read as. */
typedef enum qg_wrong {
    QG_WRONG_GBK,
    QG_WRONG_BIG5,     /* as Windows, ETEN and HKSCS have it */
    QG_WRONG_OLD_BIG5, /* with the kana of the Unicode Consortium's first table, as Python has it */
    QG_WRONG_WESTERN,  /* ISO-8859-1, windows-1252, windows-1254: no two disagree */
    QG_WRONG_LATIN9,   /* ISO-8859-15 */
    QG_WRONG_UTF8,     /* and windows-1252 for what does not fit */
    QG_WRONG_SHIFTED   /* no encoding: code points 4A2C too low */
} qg_wrong;

/* What the bytes really were. */
typedef enum qg_right { QG_RIGHT_UTF8, QG_RIGHT_GBK, QG_RIGHT_BIG5, QG_RIGHTS } qg_right;

/* A kind of damage. */
typedef struct qg_misreading {
    qg_wrong wrong;
    qg_right right;
} qg_misreading;

/* Whether what is not undone of such damage may hold '?' that are all that is left of a character:
 * these readers made one of each two bytes that they have nothing for. */
static inline bool qg_misreading_leaves_marks(const qg_misreading *how)
{
    return how->wrong <= QG_WRONG_OLD_BIG5 &&
           (how->wrong != QG_WRONG_GBK || how->right != QG_RIGHT_UTF8);
}

/* One way in which a character came from bytes. */
typedef struct qg_spelling {
    uint8_t bytes[QG_UTF8_MAX];
    uint8_t n;
} qg_spelling;

enum { QG_SPELLINGS_MAX = 3 };

/* The ways in which `rune` came about; returns how many, 0 when it cannot have.  Not for
 * QG_WRONG_SHIFTED. */
unsigned qg_codes_spell(const qg_codes *codes, qg_wrong wrong, qg_rune rune,
                        qg_spelling spellings[QG_SPELLINGS_MAX]);

/* The character of two bytes, 0 for none. */
static inline qg_rune qg_codes_pair(const uint16_t table[QG_LEADS][QG_TRAILS], unsigned lead,
                                    unsigned trail)
{
    return lead >= 0x81 && lead <= 0xFE && trail >= 0x40 ? table[lead - 0x81][trail - 0x40] : 0;
}

/* The character that the `n` bytes are; 0 for none. */
qg_rune qg_codes_meaning(const qg_codes *codes, qg_right right, const uint8_t *bytes, unsigned n);

#endif
