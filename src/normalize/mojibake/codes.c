#include "normalize/mojibake/codes.h"

#include "base/buf.h"
#include "codec/codec.h"
#include "codec/gbk.h"

enum { EURO = 0x20AC, FIRST_LEAD = 0x81, FIRST_TRAIL = 0x40 };

/* ---- two bytes ------------------------------------------------------------------------------- */

/* Put every pair of bytes that Big5 may have on a line of its own, so that a pair that is no
 * code spoils no other. */
static void put_pairs(qg_buf *pairs, unsigned first_lead, unsigned n_leads)
{
    for (unsigned lead = first_lead; lead < first_lead + n_leads; lead++)
        for (unsigned trail = 0x40; trail <= 0xFE; trail = trail == 0x7E ? 0xA1 : trail + 1) {
            const char line[] = {(char)lead, (char)trail, '\n'};
            qg_buf_put(pairs, (qg_str){line, sizeof line});
        }
}

static void take_pairs(qg_piece *piece, const qg_encoding *encoding,
                       uint16_t table[QG_LEADS][QG_TRAILS])
{
    while (piece->text.n > 0) {
        qg_rune rune;
        qg_str text, bytes = qg_piece_take(piece, encoding, &rune, &text);
        if (bytes.n == 2 && rune <= 0xFFFF)
            table[(unsigned char)bytes.p[0] - FIRST_LEAD][(unsigned char)bytes.p[1] - FIRST_TRAIL] =
                (uint16_t)rune;
    }
}

static qg_status read_leads(uint16_t table[QG_LEADS][QG_TRAILS], unsigned first_lead,
                            unsigned n_leads)
{
    qg_decoder decoder;
    qg_piece piece;
    qg_buf pairs;
    qg_status st;

    qg_buf_init(&pairs, 0);
    put_pairs(&pairs, first_lead, n_leads);
    st = qg_decoder_open(&decoder, QG_STR("BIG5"), qg_buf_str(&pairs));
    if (st == QG_OK)
        st = qg_buf_status(&pairs);
    while (st == QG_OK && qg_decoder_next(&decoder, &piece))
        if (piece.kind == QG_PIECE_TEXT)
            take_pairs(&piece, decoder.encoding, table);
    qg_decoder_close(&decoder);
    qg_buf_clear(&pairs);
    return st;
}

/* Read the table from the decoder, a few lead bytes at a time: over a long text the decoder
 * would remember codes for nothing, since each comes only once. */
static qg_status read_big5(uint16_t table[QG_LEADS][QG_TRAILS])
{
    enum { FIRST_OF_BIG5 = 0x87, N_LEADS = 0x78, A_FEW = 40 };
    qg_status st = QG_OK;

    memset(table, 0, sizeof(uint16_t[QG_LEADS][QG_TRAILS]));
    for (unsigned n = 0; n < N_LEADS && st == QG_OK; n += A_FEW)
        st = read_leads(table, FIRST_OF_BIG5 + n, A_FEW);
    return st;
}

/* A character, and the code that some reader makes it of. */
typedef struct mark {
    uint16_t rune, code;
} mark;

/* The codec's table, with the characters that have got code points since. */
static void read_gbk(uint16_t table[QG_LEADS][QG_TRAILS])
{
    static const mark newer[] = {
        {0xFE10, 0xA6D9}, {0xFE12, 0xA6DA}, {0xFE11, 0xA6DB}, {0xFE13, 0xA6DC}, {0xFE14, 0xA6DD},
        {0xFE15, 0xA6DE}, {0xFE16, 0xA6DF}, {0xFE17, 0xA6EC}, {0xFE18, 0xA6ED}, {0xFE19, 0xA6F3},
        {0x1E3F, 0xA8BC}, {0x9FB4, 0xFE59}, {0x9FB5, 0xFE61}, {0x9FB6, 0xFE66}, {0x9FB7, 0xFE67},
        {0x9FB8, 0xFE6D}, {0x9FB9, 0xFE7E}, {0x9FBA, 0xFE90}, {0x9FBB, 0xFEA0}, {0, 0xFE51},
        {0, 0xFE52},      {0, 0xFE53},      {0, 0xFE6C},      {0, 0xFE76},      {0, 0xFE91}};

    for (unsigned lead = 0; lead < QG_LEADS; lead++)
        for (unsigned trail = 0; trail < QG_TRAILS; trail++)
            table[lead][trail] = (uint16_t)qg_gbk_decode(lead + FIRST_LEAD, trail + FIRST_TRAIL);
    for (size_t i = 0; i < sizeof newer / sizeof *newer; i++)
        table[(newer[i].code >> 8) - FIRST_LEAD][(newer[i].code & 0xFF) - FIRST_TRAIL] =
            newer[i].rune;
}

/* Make the table from characters back to codes.  Where two codes are the same character the
 * later one counts: the earlier ones of Big5 are there for compatibility. */
static void turn_round(uint16_t back[0x10000], uint16_t table[QG_LEADS][QG_TRAILS])
{
    memset(back, 0, sizeof(uint16_t[0x10000]));
    for (unsigned lead = 0; lead < QG_LEADS; lead++)
        for (unsigned trail = 0; trail < QG_TRAILS; trail++)
            if (table[lead][trail] != 0)
                back[table[lead][trail]] =
                    (uint16_t)((lead + FIRST_LEAD) << 8 | (trail + FIRST_TRAIL));
}

/* Add an area of private characters: those from `rune` on stand for the codes from `first` to
 * `last`, row by row, in the columns of these two. */
static void add_area(uint16_t back[0x10000], qg_rune rune, unsigned first, unsigned last)
{
    unsigned left = first & 0xFF, right = last & 0xFF;

    for (unsigned lead = first >> 8; lead <= last >> 8; lead++)
        for (unsigned trail = left; trail <= right; trail++)
            if (trail != 0x7F && (trail <= 0x7E || trail >= 0x80)) {
                if (back[rune] == 0)
                    back[rune] = (uint16_t)(lead << 8 | trail);
                rune++;
            }
}

/* The code `n` places behind `code` in Big5. */
static unsigned big5_behind(unsigned code, unsigned n)
{
    enum { COLUMNS = 157, LOW_COLUMNS = 63 };
    unsigned trail = code & 0xFF;
    unsigned place = (trail >= 0xA1 ? trail - 0xA1 + LOW_COLUMNS : trail - 0x40) + n;
    unsigned lead = (code >> 8) + place / COLUMNS, column = place % COLUMNS;

    return lead << 8 | (column < LOW_COLUMNS ? column + 0x40 : column - LOW_COLUMNS + 0xA1);
}

static void add_big5_area(uint16_t back[0x10000], qg_rune rune, unsigned first, unsigned last)
{
    unsigned code = first;

    for (unsigned n = 0; code <= last; code = big5_behind(first, ++n))
        back[rune + n] = (uint16_t)code;
}

static void add_others(uint16_t back[0x10000], const mark *others, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (back[others[i].rune] == 0)
            back[others[i].rune] = others[i].code;
}

/* Add what older readers of GBK made: private characters, as GB18030 of 2000 has them, that have
 * code points of their own now, and other marks. */
static void add_older_gbk(uint16_t back[0x10000])
{
    static const mark others[] = {
        {0x30FB, 0xA1A4}, {0x2015, 0xA1AA}, {0xE7C7, 0xA8BC}, {0xE81E, 0xFE59}, {0xE826, 0xFE61},
        {0xE82B, 0xFE66}, {0xE82C, 0xFE67}, {0xE832, 0xFE6D}, {0xE843, 0xFE7E}, {0xE854, 0xFE90},
        {0xE864, 0xFEA0}, {0xE816, 0xFE51}, {0xE817, 0xFE52}, {0xE818, 0xFE53}, {0xE831, 0xFE6C},
        {0xE83B, 0xFE76}, {0xE855, 0xFE91}, {0xE78D, 0xA6D9}, {0xE78E, 0xA6DA}, {0xE78F, 0xA6DB},
        {0xE790, 0xA6DC}, {0xE791, 0xA6DD}, {0xE792, 0xA6DE}, {0xE793, 0xA6DF}, {0xE794, 0xA6EC},
        {0xE795, 0xA6ED}, {0xE796, 0xA6F3}};

    add_others(back, others, sizeof others / sizeof *others);
}

/* Windows' Big5 is what nearly all files are in; where it has other marks than the standard, the
 * codes mean Windows'. */
static void take_windows_big5(qg_codes *codes)
{
    static const mark marks[] = {
        {0x2027, 0xA145}, {0xFE51, 0xA14E}, {0x2574, 0xA15A}, {0x00AF, 0xA1C2}, {0xFFE3, 0xA1C3},
        {0x02CD, 0xA1C5}, {0xFF5E, 0xA1E3}, {0x2295, 0xA1F2}, {0x2299, 0xA1F3}, {0xFF0F, 0xA1FE},
        {0xFF3C, 0xA240}, {0x2215, 0xA241}, {0xFE68, 0xA242}, {0xFFE5, 0xA244}, {0xFFE0, 0xA246},
        {0xFFE1, 0xA247}, {0x5341, 0xA2CC}, {0x5345, 0xA2CE}, {0x20AC, 0xA3E1}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        unsigned lead = marks[i].code >> 8, trail = marks[i].code & 0xFF;
        codes->big5[lead - FIRST_LEAD][trail - FIRST_TRAIL] = marks[i].rune;
        if (codes->to_big5[marks[i].rune] == 0)
            codes->to_big5[marks[i].rune] = marks[i].code;
    }
}

static void add_windows(qg_codes *codes)
{
    add_area(codes->to_gbk, 0xE000, 0xAAA1, 0xAFFE);
    add_area(codes->to_gbk, 0xE234, 0xF8A1, 0xFEFE);
    add_area(codes->to_gbk, 0xE4C6, 0xA140, 0xA7A0);
    add_older_gbk(codes->to_gbk);
    add_big5_area(codes->to_big5, 0xE000, 0xFA40, 0xFEFE);
    add_big5_area(codes->to_big5, 0xE311, 0x8E40, 0xA0FE);
    add_big5_area(codes->to_big5, 0xEEB8, 0x8140, 0x8DFE);
    add_big5_area(codes->to_big5, 0xF6B1, 0xC6A1, 0xC8FE);
    take_windows_big5(codes);
}

qg_status qg_codes_make(qg_codes *codes)
{
    qg_status st = read_big5(codes->big5);

    read_gbk(codes->gbk);
    turn_round(codes->to_gbk, codes->gbk);
    turn_round(codes->to_big5, codes->big5);
    add_windows(codes);
    qg_costs_make(&codes->costs);
    return st;
}

/* ---- one byte -------------------------------------------------------------------------------- */

typedef struct place {
    uint16_t rune;
    uint8_t byte;
} place;

static int place_of(const place *places, size_t n, qg_rune rune)
{
    for (size_t i = 0; i < n; i++)
        if (places[i].rune == rune)
            return places[i].byte;
    return -1;
}

/* windows-1252 and, with the last six, windows-1254, where they differ from ISO-8859-1. */
static int western_byte(qg_rune rune)
{
    static const place places[] = {
        {EURO, 0x80},   {0x201A, 0x82}, {0x0192, 0x83}, {0x201E, 0x84}, {0x2026, 0x85},
        {0x2020, 0x86}, {0x2021, 0x87}, {0x02C6, 0x88}, {0x2030, 0x89}, {0x0160, 0x8A},
        {0x2039, 0x8B}, {0x0152, 0x8C}, {0x017D, 0x8E}, {0x2018, 0x91}, {0x2019, 0x92},
        {0x201C, 0x93}, {0x201D, 0x94}, {0x2022, 0x95}, {0x2013, 0x96}, {0x2014, 0x97},
        {0x02DC, 0x98}, {0x2122, 0x99}, {0x0161, 0x9A}, {0x203A, 0x9B}, {0x0153, 0x9C},
        {0x017E, 0x9E}, {0x0178, 0x9F}, {0x011E, 0xD0}, {0x0130, 0xDD}, {0x015E, 0xDE},
        {0x011F, 0xF0}, {0x0131, 0xFD}, {0x015F, 0xFE}};

    if (rune <= 0xFF)
        return (int)rune;
    return rune > 0x2122 ? -1 : place_of(places, sizeof places / sizeof *places, rune);
}

static int latin9_byte(qg_rune rune)
{
    static const place places[] = {{EURO, 0xA4},   {0x0160, 0xA6}, {0x0161, 0xA8}, {0x017D, 0xB4},
                                   {0x017E, 0xB8}, {0x0152, 0xBC}, {0x0153, 0xBD}, {0x0178, 0xBE}};

    return rune <= 0xFF ? (int)rune : place_of(places, sizeof places / sizeof *places, rune);
}

/* ---- spelling -------------------------------------------------------------------------------- */

static unsigned spell_byte(int byte, qg_spelling *spelling)
{
    if (byte < 0)
        return 0;
    *spelling = (qg_spelling){{(uint8_t)byte}, 1};
    return 1;
}

static unsigned spell_pair(unsigned code, qg_spelling *spelling)
{
    if (code == 0)
        return 0;
    *spelling = (qg_spelling){{(uint8_t)(code >> 8), (uint8_t)code}, 2};
    return 1;
}

/* The spelling of what a reader of two bytes made of a single byte: 80, and FF as Windows reads
 * it. */
static unsigned spell_lone(qg_rune rune, qg_rune private_ff, qg_spelling *spelling)
{
    if (rune == EURO || rune == 0x80)
        return spell_byte(0x80, spelling);
    return rune == private_ff ? spell_byte(0xFF, spelling) : 0;
}

static unsigned spell_gbk(const qg_codes *codes, qg_rune rune, qg_spelling *spellings)
{
    unsigned n = spell_lone(rune, 0xF8F5, spellings);

    return n + spell_pair(rune <= 0xFFFF ? codes->to_gbk[rune] : 0, &spellings[n]);
}

/* The older of the two places that kana, Cyrillic and numbers have had in Big5; 0 for others. */
static unsigned old_big5(qg_rune rune)
{
    static const struct {
        uint16_t code, rune, n;
    } ranges[] = {{0xC6A1, 0x30FE, 1},  {0xC6A2, 0x309D, 2},  {0xC6A4, 0x3005, 1},
                  {0xC6A5, 0x3041, 83}, {0xC6F8, 0x30A1, 86}, {0xC7B1, 0x0414, 2},
                  {0xC7B3, 0x0401, 1},  {0xC7B4, 0x0416, 7},  {0xC7BB, 0x0423, 19},
                  {0xC7CE, 0x0451, 1},  {0xC7CF, 0x0436, 26}, {0xC7E9, 0x2460, 10},
                  {0xC7F3, 0x2474, 10}};

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (rune >= ranges[i].rune && rune < (qg_rune)ranges[i].rune + ranges[i].n)
            return big5_behind(ranges[i].code, rune - ranges[i].rune);
    return 0;
}

static unsigned spell_big5(const qg_codes *codes, qg_rune rune, bool is_old, qg_spelling *spellings)
{
    unsigned n = spell_lone(rune, 0xF8F8, spellings), old = is_old ? old_big5(rune) : 0;

    if (old != 0)
        return spell_pair(old, spellings);
    return n + spell_pair(rune <= 0xFFFF ? codes->to_big5[rune] : 0, &spellings[n]);
}

static unsigned spell_utf8(qg_rune rune, qg_spelling *spellings)
{
    unsigned n = spell_byte(western_byte(rune), spellings);

    spellings[n].n = (uint8_t)qg_utf8_encode((char *)spellings[n].bytes, rune);
    return n + 1;
}

unsigned qg_codes_spell(const qg_codes *codes, qg_wrong wrong, qg_rune rune,
                        qg_spelling spellings[QG_SPELLINGS_MAX])
{
    if (rune < 0x80)
        return spell_byte((int)rune, spellings);
    switch (wrong) {
    case QG_WRONG_GBK:
        return spell_gbk(codes, rune, spellings);
    case QG_WRONG_BIG5:
    case QG_WRONG_OLD_BIG5:
        return spell_big5(codes, rune, wrong == QG_WRONG_OLD_BIG5, spellings);
    case QG_WRONG_WESTERN:
        return spell_byte(western_byte(rune), spellings);
    case QG_WRONG_LATIN9:
        return spell_byte(latin9_byte(rune), spellings);
    case QG_WRONG_UTF8:
        return spell_utf8(rune, spellings);
    case QG_WRONG_SHIFTED:
        break;
    }
    return 0;
}

qg_rune qg_codes_meaning(const qg_codes *codes, qg_right right, const uint8_t *bytes, unsigned n)
{
    qg_rune rune = 0;

    if (right == QG_RIGHT_UTF8)
        return qg_utf8_decode((qg_str){(const char *)bytes, n}, &rune) == n ? rune : 0;
    if (n == 1)
        return bytes[0] == 0x80 ? EURO : bytes[0];
    return qg_codes_pair(right == QG_RIGHT_GBK ? codes->gbk : codes->big5, bytes[0], bytes[1]);
}
