/* candidate.c - the list of candidates, and what a character costs in each of them. */
#include "normalize/candidate.h"

#include "base/utf8.h"
#include "language/rune_cost.h"

enum { QG_COST_HIGH = 94 /* trail bytes A1 to FE */ };

#include "normalize/costs.inc"

/* In the order of the rows of single_costs. */
enum {
    WINDOWS_1252,
    WINDOWS_1250,
    ISO_8859_2,
    WINDOWS_1254,
    WINDOWS_1257,
    WINDOWS_1258,
    WINDOWS_1251,
    KOI8_R,
    KOI8_U,
    ISO_8859_5,
    IBM866,
    WINDOWS_1253,
    WINDOWS_1255,
    WINDOWS_1256,
    ISO_8859_6,
    TIS_620,
    IBM855,
    X_MAC_CYRILLIC,
    IBM852,
    IBM850,
    MACINTOSH
};

/* Of two readings that cost the same the first in this list wins.  The third member is the prior
 * in bits: UTF-8 and the Chinese encodings start cheapest, since that is what users have. */
static const qg_candidate candidates[] = {
    {"UTF-8", QG_READ_UTF8, 0, 4, 0, false},
    {"GB18030", QG_READ_GB18030, 3, 4, 0, false},
    {"BIG5", QG_READ_BIG5, 4, 2, 0, false},
    {"EUC-TW", QG_READ_EUC_TW, 6, 4, 0, false},
    {"SHIFT_JIS", QG_READ_SHIFT_JIS, 6, 2, 0, false},
    {"EUC-JP", QG_READ_EUC_JP, 7, 3, 0, false},
    {"EUC-KR", QG_READ_EUC_KR, 6, 2, 0, false},
    {"JOHAB", QG_READ_JOHAB, 14, 2, 0, false},
    {"WINDOWS-1252", QG_READ_BYTES, 5, 1, WINDOWS_1252, true},
    {"WINDOWS-1251", QG_READ_BYTES, 9, 1, WINDOWS_1251, false},
    {"KOI8-R", QG_READ_BYTES, 10, 1, KOI8_R, false},
    {"KOI8-U", QG_READ_BYTES, 14, 1, KOI8_U, false},
    {"ISO-8859-5", QG_READ_BYTES, 12, 1, ISO_8859_5, false},
    {"IBM866", QG_READ_BYTES, 20, 1, IBM866, false},
    {"WINDOWS-1250", QG_READ_BYTES, 7, 1, WINDOWS_1250, true},
    {"ISO-8859-2", QG_READ_BYTES, 8, 1, ISO_8859_2, true},
    {"WINDOWS-1253", QG_READ_BYTES, 10, 1, WINDOWS_1253, false},
    {"WINDOWS-1254", QG_READ_BYTES, 10, 1, WINDOWS_1254, true},
    {"WINDOWS-1255", QG_READ_BYTES, 11, 1, WINDOWS_1255, false},
    {"WINDOWS-1256", QG_READ_BYTES, 11, 1, WINDOWS_1256, false},
    {"ISO-8859-6", QG_READ_BYTES, 14, 1, ISO_8859_6, false},
    {"WINDOWS-1257", QG_READ_BYTES, 10, 1, WINDOWS_1257, true},
    {"WINDOWS-1258", QG_READ_BYTES, 13, 1, WINDOWS_1258, true},
    {"TIS-620", QG_READ_BYTES, 10, 1, TIS_620, false},
    {"IBM855", QG_READ_BYTES, 20, 1, IBM855, false},
    {"X-MAC-CYRILLIC", QG_READ_BYTES, 20, 1, X_MAC_CYRILLIC, false},
    {"IBM852", QG_READ_BYTES, 13, 1, IBM852, true},
    {"IBM850", QG_READ_BYTES, 12, 1, IBM850, true},
    {"MACINTOSH", QG_READ_BYTES, 12, 1, MACINTOSH, true},
};

const qg_candidate *qg_candidate_at(size_t i)
{
    return i < sizeof candidates / sizeof *candidates ? &candidates[i] : NULL;
}

const qg_candidate *qg_candidate_find(const char *encoding)
{
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
        if (strcmp(candidates[i].encoding, encoding) == 0)
            return &candidates[i];
    return NULL;
}

/* ---- characters ------------------------------------------------------------------------------ */

static unsigned byte_at(qg_str s, size_t i)
{
    return (unsigned char)s.p[i];
}

static unsigned known(char grade)
{
    unsigned cost = (unsigned)(grade - 'A');

    return cost >= QG_COST_BAD ? QG_COST_NONE : cost;
}

/* What two bytes cost as a code of a character set of 94 rows by 94 columns, such as JIS X 0208. */
static unsigned set_cost(const char (*costs)[QG_COST_HIGH + 1], unsigned lead, unsigned trail)
{
    bool is_code = qg_is_between(lead, 0xA1, 0xFE) && qg_is_between(trail, 0xA1, 0xFE);

    return is_code ? known(costs[lead - 0xA1][trail - 0xA1]) : QG_COST_NONE;
}

static unsigned wide_set_cost(const char (*costs)[QG_COST_COLUMNS + 1], unsigned lead,
                              unsigned trail)
{
    bool is_code = qg_is_between(lead, 0x81, 0xFE) && qg_is_between(trail, 0x40, 0xFE);

    return is_code ? known(costs[lead - 0x81][trail - 0x40]) : QG_COST_NONE;
}

/* ---- one encoding each ----------------------------------------------------------------------- */

/* Half of a surrogate pair, as three bytes of UTF-8 at `i`. */
static bool is_half(qg_str s, size_t i)
{
    enum { HALF_BYTES = 3 };

    return qg_utf8_half(qg_str_head(qg_str_skip(s, i), HALF_BYTES)) != 0;
}

/* Whether `rune`, of the `n` bytes at `i`, stands behind a letter of its script.  Words are written
 * in one script, while two characters of GBK that make letters of UTF-8 seldom make them of the
 * same.  Latin and Cyrillic letters are cheap as they are. */
static bool is_in_script(qg_rune rune, qg_str s, size_t i, size_t n)
{
    enum { FIRST = 0x480, LAST = 0x1FFF, BLOCK = 256 };
    qg_rune last;

    return qg_is_between(rune, FIRST, LAST) && i >= n &&
           qg_utf8_decode((qg_str){s.p + i - n, n}, &last) == n && last / BLOCK == rune / BLOCK &&
           qg_rune_cost(last) == qg_rune_cost(rune);
}

/* Two things that no clean UTF-8 holds are still UTF-8.  Java and some databases write half of a
 * surrogate pair as a character of three bytes; with the other half beside it that is sure, alone
 * it may be chance.  And a C1 control is a byte of windows-1252, a quotation mark most often, that
 * was stored as if it were Latin-1. */
static unsigned utf8_cost(qg_str s, size_t i, size_t n)
{
    enum {
        HALF_BYTES = 3,
        COST_HALF = 12,
        COST_HALF_ALONE = 20,
        LEAD_C1 = 0xC2,
        LAST_C1 = 0x9F,
        COST_C1 = 14,
        COST_IN_SCRIPT = 10
    };
    qg_rune rune;
    unsigned cost;

    if (n == HALF_BYTES && is_half(s, i))
        return is_half(s, i + n) || (i >= n && is_half(s, i - n)) ? COST_HALF : COST_HALF_ALONE;
    if (!qg_is_between(byte_at(s, i), 0xC2, 0xF4))
        return QG_COST_NONE;
    if (n == 2 && byte_at(s, i) == LEAD_C1 && qg_is_between(byte_at(s, i + 1), 0x80, LAST_C1))
        return COST_C1;
    if (qg_utf8_decode((qg_str){s.p + i, n}, &rune) != n)
        return QG_COST_NONE;
    cost = qg_rune_cost(rune);
    return cost > COST_IN_SCRIPT && is_in_script(rune, s, i, n) ? COST_IN_SCRIPT : cost;
}

static bool is_ascii_letter(unsigned byte)
{
    return qg_is_between(byte | 0x20, 'a', 'z');
}

static bool is_four_bytes(qg_str s, size_t i)
{
    return i + 4 <= s.n && qg_is_between(byte_at(s, i), 0x81, 0xFE) &&
           qg_is_between(byte_at(s, i + 1), '0', '9') &&
           qg_is_between(byte_at(s, i + 2), 0x81, 0xFE) &&
           qg_is_between(byte_at(s, i + 3), '0', '9');
}

/* Whether the code of four bytes at `i` stands beside another one or an ASCII letter, as the
 * letters of a word in another script do. */
static bool is_in_word(qg_str s, size_t i)
{
    return (i >= 4 && is_four_bytes(s, i - 4)) || is_four_bytes(s, i + 4) ||
           (i > 0 && is_ascii_letter(byte_at(s, i - 1))) ||
           (i + 4 < s.n && is_ascii_letter(byte_at(s, i + 4)));
}

static bool is_of_row(qg_str s, size_t i, unsigned row)
{
    return i + 2 <= s.n && byte_at(s, i) == row && qg_is_between(byte_at(s, i + 1), 0xA1, 0xF6);
}

bool qg_candidate_is_pinyin(const qg_candidate *candidate, qg_str s, size_t i)
{
    enum { PINYIN_ROW = 0xA8, PINYIN_LAST = 0xBA };

    return candidate->kind == QG_READ_GB18030 && i + 2 <= s.n && byte_at(s, i) == PINYIN_ROW &&
           qg_is_between(byte_at(s, i + 1), 0xA1, PINYIN_LAST);
}

/* Kana, Greek and Cyrillic letters are rare in Chinese, so one by itself costs much; but beside
 * another of the same row it is a letter of a word, and costs no more than IN_WORD.  The vowels
 * of pinyin always count as such letters. */
static unsigned gbk_cost(const qg_candidate *candidate, qg_str s, size_t i)
{
    enum { IN_WORD = 10, PINYIN = 8 };
    unsigned row = byte_at(s, i);
    unsigned cost = wide_set_cost(gb18030_costs, row, byte_at(s, i + 1));

    if (qg_candidate_is_pinyin(candidate, s, i))
        return PINYIN;
    if (!qg_candidate_is_of_script(row) || cost <= IN_WORD || cost == QG_COST_NONE ||
        !is_of_row(s, i, row))
        return cost;
    return (i >= 2 && is_of_row(s, i - 2, row)) || is_of_row(s, i + 2, row) ? IN_WORD : cost;
}

/* A code of four bytes is rarer than any of GBK's two; the single byte 80 is the euro sign of
 * Windows. */
static unsigned gb18030_cost(const qg_candidate *candidate, qg_str s, size_t i, size_t n)
{
    /* The codes from 81 30 on are the letters of Europe.  Chinese that was read in a code page
     * of one byte and then stored as GB18030 is made of nothing else. */
    enum {
        COST_FOUR_BYTES = 27,
        COST_LETTER = 12,
        COST_IN_WORD = 12,
        COST_EURO = 20,
        LETTERS = 0x81,
        LETTERS_NEXT = '0'
    };

    if (n == 1)
        return byte_at(s, i) == 0x80 ? COST_EURO : QG_COST_NONE;
    if (n == 2)
        return gbk_cost(candidate, s, i);
    if (n == 3 || !is_four_bytes(s, i))
        return QG_COST_NONE;
    if (byte_at(s, i) == LETTERS && byte_at(s, i + 1) == LETTERS_NEXT)
        return COST_LETTER;
    return is_in_word(s, i) ? COST_IN_WORD : COST_FOUR_BYTES;
}

static unsigned euc_tw_cost(qg_str s, size_t i, size_t n)
{
    enum { COST_FAR_PLANE = 25, COST_RADICAL = 25, RADICALS = 0xA7, RADICALS_LAST = 0xA8 };
    unsigned plane = n == 4 ? byte_at(s, i + 1) : 0;

    if (n == 2 && qg_is_between(byte_at(s, i), RADICALS, RADICALS_LAST) &&
        qg_is_between(byte_at(s, i + 1), 0xA1, 0xFE))
        return COST_RADICAL; /* EUC-TW has radicals in the rows where other sets have Cyrillic;
                                texts write whole characters */
    if (n == 2)
        return set_cost(cns1_costs, byte_at(s, i), byte_at(s, i + 1));
    if (n != 4 || byte_at(s, i) != 0x8E || !qg_is_between(plane, 0xA1, 0xB0))
        return QG_COST_NONE;
    if (plane <= 0xA2)
        return set_cost(plane == 0xA1 ? cns1_costs : cns2_costs, byte_at(s, i + 2),
                        byte_at(s, i + 3));
    return qg_is_between(byte_at(s, i + 2), 0xA1, 0xFE) &&
                   qg_is_between(byte_at(s, i + 3), 0xA1, 0xFE)
               ? COST_FAR_PLANE
               : QG_COST_NONE;
}

enum { COST_HALF_KANA = 13, COST_JIS_EXTENSION = 22 };

/* Half-width kana are one byte each.  Hardly anybody writes them, and nobody writes a single
 * one. */
static unsigned half_kana_cost(qg_str s, size_t i)
{
    enum { ALONE = 9 };
    bool is_alone =
        (i == 0 || byte_at(s, i - 1) < 0x80) && (i + 1 >= s.n || byte_at(s, i + 1) < 0x80);

    return COST_HALF_KANA + (is_alone ? ALONE : 0);
}

/* A first byte of Shift_JIS stands for two rows of JIS X 0208: 81 40 is its A1A1, 81 9F its
 * A2A1. */
static unsigned shift_jis_cost(qg_str s, size_t i, size_t n)
{
    unsigned a = byte_at(s, i), b = n == 2 ? byte_at(s, i + 1) : 0;
    unsigned row = (a - (a < 0xA0 ? 0x81 : 0xC1)) * 2, cell = b - (b < 0x7F ? 0x40 : 0x41);

    if (n == 1)
        return qg_is_between(a, 0xA1, 0xDF) ? half_kana_cost(s, i) : QG_COST_NONE;
    if (n != 2 || !(qg_is_between(a, 0x81, 0x9F) || qg_is_between(a, 0xE0, 0xFC)) || b == 0x7F ||
        !qg_is_between(b, 0x40, 0xFC))
        return QG_COST_NONE;
    if (a >= 0xF0 || a == 0xED || a == 0xEE || a == 0x87)
        return COST_JIS_EXTENSION;
    return set_cost(jis_costs, 0xA1 + row + (cell >= 94), 0xA1 + cell % 94);
}

static unsigned euc_jp_cost(qg_str s, size_t i, size_t n)
{
    unsigned a = byte_at(s, i), b = n >= 2 ? byte_at(s, i + 1) : 0;

    if (n == 2 && a == 0x8E)
        return qg_is_between(b, 0xA1, 0xDF) ? COST_HALF_KANA : QG_COST_NONE;
    if (n == 3)
        return a == 0x8F && qg_is_between(b, 0xA1, 0xFE) &&
                       qg_is_between(byte_at(s, i + 2), 0xA1, 0xFE)
                   ? COST_JIS_EXTENSION
                   : QG_COST_NONE;
    return n == 2 ? set_cost(jis_costs, a, b) : QG_COST_NONE;
}

/* CP949 extends KS X 1001: the Hangul that this lacks have the codes that it leaves unused. */
static unsigned euc_kr_cost(qg_str s, size_t i, size_t n)
{
    enum { COST_RARE_HANGUL = 22 };
    unsigned a = byte_at(s, i), b = n == 2 ? byte_at(s, i + 1) : 0;
    bool is_extension =
        qg_is_between(a, 0x81, 0xC6) && (b < 0xA1 || a < 0xA1) &&
        (qg_is_between(b, 'A', 'Z') || qg_is_between(b, 'a', 'z') || qg_is_between(b, 0x81, 0xFE));

    if (n != 2)
        return QG_COST_NONE;
    return is_extension ? COST_RARE_HANGUL : set_cost(ks_costs, a, b);
}

/* Johab spells a Hangul syllable out: five bits each for its initial, its vowel and its final. */
static unsigned johab_cost(qg_str s, size_t i, size_t n)
{
    enum { COST_SIGN = 17 };
    unsigned a = byte_at(s, i), b = n == 2 ? byte_at(s, i + 1) : 0, code = a << 8 | b, cost = 0;

    if (n != 2 || b < 0x31 || b == 0x7F || b == 0xFF)
        return QG_COST_NONE;
    if (qg_is_between(a, 0xD9, 0xDE) || qg_is_between(a, 0xE0, 0xF9))
        return qg_is_between(b, 0x7F, 0x90) ? QG_COST_NONE : COST_SIGN;
    for (unsigned k = 0; k < 3; k++) {
        unsigned one = known(johab_costs[k][code >> (10 - 5 * k) & 31]);
        if (one == QG_COST_NONE || a < 0x84)
            return QG_COST_NONE;
        cost += one;
    }
    return cost;
}

/* ---- single bytes ---------------------------------------------------------------------------- */

/* The class of a byte: 'l' a small letter, 'u' a capital letter, 'q' a quotation mark or dash,
 * 's' another sign, '-' not used. */
static char class_of(const qg_candidate *candidate, unsigned byte)
{
    if (byte >= 0x80)
        return single_costs[candidate->row][byte];
    return qg_is_between(byte, 'a', 'z') ? 'l' : qg_is_between(byte, 'A', 'Z') ? 'u' : 's';
}

static bool is_letter(const qg_candidate *candidate, unsigned byte)
{
    char class = class_of(candidate, byte);

    return class == 'l' || class == 'u';
}

/* What a byte costs more for its neighbour.  Capitals behind small letters are rare, and so are,
 * in Latin script, signs right behind a letter and two letters with accents in a row. */
static unsigned neighbour_cost(const qg_candidate *candidate, unsigned before, unsigned byte)
{
    enum { COST_SELDOM = 4, COST_MARKED_PAIR = 3 };
    char last = class_of(candidate, before), now = class_of(candidate, byte);
    unsigned cost = 0;

    if (now == 's')
        return (last == 'l' || last == 'u') && candidate->is_latin ? COST_SELDOM : 0;
    if (last == 's' || last == 'q' || now == 'q')
        return 0;
    cost += now == 'u' && last == 'l' ? COST_SELDOM : 0;
    cost += candidate->is_latin && before >= 0x80 ? COST_MARKED_PAIR : 0;
    return cost;
}

/* Whether a quotation mark or dash of windows-1252 stands where English has it: don’t, “word”,
 * one – two. */
static bool is_usual_quote(const qg_candidate *candidate, qg_str s, size_t i)
{
    unsigned byte = byte_at(s, i), before = i == 0 ? ' ' : byte_at(s, i - 1),
             behind = i + 1 == s.n ? ' ' : byte_at(s, i + 1);
    bool is_in = is_letter(candidate, before), is_ahead = is_letter(candidate, behind);

    if (!candidate->is_latin || class_of(candidate, byte) != 'q')
        return false;
    switch (byte) {
    case 0x92:
        return is_in && is_ahead;
    case 0x91:
    case 0x93:
        return !is_in && is_ahead;
    case 0x94:
        return before > ' ' && !is_ahead;
    case 0x96:
    case 0x97:
        return before == ' ' && behind == ' ';
    default:
        return false;
    }
}

/* Beside a figure stand signs (£20, 20°), seldom accented letters. */
static bool is_beside_figure(qg_str s, size_t i)
{
    return (i > 0 && qg_is_between(byte_at(s, i - 1), '0', '9')) ||
           (i + 1 < s.n && qg_is_between(byte_at(s, i + 1), '0', '9'));
}

static unsigned byte_cost(const qg_candidate *candidate, qg_str s, size_t i)
{
    enum { LESS_USUAL = 5, BESIDE_FIGURE = 8 };
    unsigned byte = byte_at(s, i), cost = known(single_costs[candidate->row][byte - 0x80]);

    if (qg_is_between(byte, 0x91, 0x97) && is_usual_quote(candidate, s, i))
        return cost - LESS_USUAL;
    if (cost == QG_COST_NONE)
        return cost;
    cost += is_letter(candidate, byte) && is_beside_figure(s, i) ? BESIDE_FIGURE : 0;
    return i == 0 ? cost : cost + neighbour_cost(candidate, byte_at(s, i - 1), byte);
}

bool qg_candidate_is_letter(const qg_candidate *candidate, unsigned byte)
{
    return candidate->kind == QG_READ_BYTES && is_letter(candidate, byte);
}

/* ---- all of them ----------------------------------------------------------------------------- */

static unsigned own_cost(const qg_candidate *candidate, qg_str bytes, size_t i, size_t n)
{
    switch (candidate->kind) {
    case QG_READ_BYTES:
        return byte_cost(candidate, bytes, i);
    case QG_READ_UTF8:
        return utf8_cost(bytes, i, n);
    case QG_READ_GB18030:
        return gb18030_cost(candidate, bytes, i, n);
    case QG_READ_BIG5:
        return n == 2 ? wide_set_cost(big5_costs, byte_at(bytes, i), byte_at(bytes, i + 1))
                      : QG_COST_NONE;
    case QG_READ_EUC_TW:
        return euc_tw_cost(bytes, i, n);
    case QG_READ_SHIFT_JIS:
        return shift_jis_cost(bytes, i, n);
    case QG_READ_EUC_JP:
        return euc_jp_cost(bytes, i, n);
    case QG_READ_EUC_KR:
        return euc_kr_cost(bytes, i, n);
    case QG_READ_JOHAB:
        return johab_cost(bytes, i, n);
    }
    return QG_COST_NONE;
}

unsigned qg_candidate_cost(const qg_candidate *candidate, qg_str bytes, size_t i, size_t n)
{
    if (byte_at(bytes, i) < 0x80)
        return n == 1 ? qg_ascii_cost(byte_at(bytes, i)) : QG_COST_NONE;
    return qg_candidate_cost_in_row(candidate, bytes, i, n, own_cost(candidate, bytes, i, n));
}

const char (*qg_candidate_codes(const qg_candidate *candidate))[QG_COST_COLUMNS + 1]
{
    return candidate->kind == QG_READ_GB18030 ? gb18030_costs
           : candidate->kind == QG_READ_BIG5  ? big5_costs
                                              : NULL;
}
