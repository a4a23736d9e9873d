/* tables.c - replaces iconv.c in a statically linked program.
 *
 * glibc's iconv loads a module for each encoding, which must be of exactly the same version, so a
 * static program cannot rely on it.  The tables here are generated during the build with the iconv
 * of the building machine (make_codes.c).  They cover the encodings of encodings.def except
 * ISO-2022 and UTF-7, and no others.  Letters and combining marks of WINDOWS-1255 and -1258 are not
 * composed as iconv would do.
 */
#include "base/utf8.h"
#include "codec/codec_int.h"

#define IS_NODE 0x80000000U /* the format of the tables is that of make_codes.c */
#define IS_PAIR 0x40000000U

typedef struct code_node {
    uint32_t at; /* index of the entry for byte `first` */
    uint8_t first, last;
} code_node;

/* Read the character at the start of `in`, which is not empty.  Returns its length in bytes, or 0
 * with `*stop` set. */
typedef size_t read_code(const void *set, qg_str in, qg_rune runes[2], qg_stop *stop);

typedef struct code_set {
    const char *name;
    const code_node *root;
} code_set;

#include "codes.inc"

/* ---- tables ---------------------------------------------------------------------------------- */

/* How many of the first four bytes can belong to a GB18030 code of a character above U+FFFF. */
static size_t sum_length(qg_str in)
{
    static const uint8_t first[] = {0x90, 0x30, 0x81, 0x30}, last[] = {0xFE, 0x39, 0xFE, 0x39};
    size_t n = 0;

    while (n < 4 && n < in.n && (uint8_t)in.p[n] >= first[n] && (uint8_t)in.p[n] <= last[n])
        n++;
    return n;
}

/* Codes above U+FFFF are computed: 90308130 is U+10000, and so on in order.  Source: GB 18030-2005,
 * 5.4. */
static size_t read_sum(qg_str in, qg_rune *rune)
{
    const uint8_t *p = (const uint8_t *)in.p;

    if (sum_length(in) < 4)
        return 0;
    *rune = 0x10000 + (((p[0] - 0x90U) * 10 + (p[1] - 0x30U)) * 126 + (p[2] - 0x81U)) * 10 +
            (p[3] - 0x30U);
    return *rune <= 0x10FFFF ? 4 : 0;
}

static size_t read_table(const void *user, qg_str in, qg_rune runes[2], qg_stop *stop)
{
    const code_set *set = user;
    bool is_gb18030 = strcmp(set->name, "GB18030") == 0;
    const code_node *node = set->root;
    uint32_t entry = IS_NODE;
    size_t n = 0;

    if (is_gb18030 && (n = read_sum(in, &runes[0])) > 0)
        return n;
    while ((entry & IS_NODE) != 0 && n < in.n) {
        unsigned char byte = (unsigned char)in.p[n++];
        entry =
            byte < node->first || byte > node->last ? 0 : entries[node->at + (byte - node->first)];
        node = &nodes[(entry & IS_NODE) != 0 ? entry & ~IS_NODE : 0];
    }
    if ((entry & IS_NODE) != 0 || (entry == 0 && is_gb18030 && in.n < 4 && sum_length(in) == in.n))
        *stop = QG_STOP_CUT;
    else if (entry == 0)
        *stop = QG_STOP_BAD;
    if (entry == 0 || (entry & IS_NODE) != 0)
        return 0;
    runes[0] = (entry & IS_PAIR) != 0 ? pairs[entry & ~IS_PAIR][0] : entry - 1;
    runes[1] = (entry & IS_PAIR) != 0 ? pairs[entry & ~IS_PAIR][1] : 0;
    return n;
}

/* ---- UTF-16 and UTF-32 ----------------------------------------------------------------------- */

static uint32_t unit(const char *p, size_t n, bool is_big)
{
    uint32_t value = 0;

    for (size_t i = 0; i < n; i++)
        value = value << 8 | (unsigned char)p[is_big ? i : n - 1 - i];
    return value;
}

static size_t read_utf16(qg_str in, bool is_big, qg_rune *rune, qg_stop *stop)
{
    uint32_t high = in.n < 2 ? 0xD800 : unit(in.p, 2, is_big), low;

    *rune = high;
    if (high < 0xD800 || high > 0xDFFF)
        return 2;
    *stop = high > 0xDBFF ? QG_STOP_BAD : QG_STOP_CUT;
    if (high > 0xDBFF || in.n < 4)
        return 0;
    low = unit(in.p + 2, 2, is_big);
    *stop = QG_STOP_BAD;
    *rune = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    return low >= 0xDC00 && low <= 0xDFFF ? 4 : 0;
}

static size_t read_utf32(qg_str in, bool is_big, qg_rune *rune, qg_stop *stop)
{
    *stop = QG_STOP_CUT;
    if (in.n < 4)
        return 0;
    *rune = unit(in.p, 4, is_big);
    *stop = QG_STOP_BAD;
    return *rune > 0x10FFFF || (*rune >= 0xD800 && *rune <= 0xDFFF) ? 0 : 4;
}

static size_t read_utf16le(const void *user, qg_str in, qg_rune runes[2], qg_stop *stop)
{
    (void)user;
    return read_utf16(in, false, runes, stop);
}

static size_t read_utf16be(const void *user, qg_str in, qg_rune runes[2], qg_stop *stop)
{
    (void)user;
    return read_utf16(in, true, runes, stop);
}

static size_t read_utf32le(const void *user, qg_str in, qg_rune runes[2], qg_stop *stop)
{
    (void)user;
    return read_utf32(in, false, runes, stop);
}

static size_t read_utf32be(const void *user, qg_str in, qg_rune runes[2], qg_stop *stop)
{
    (void)user;
    return read_utf32(in, true, runes, stop);
}

/* ---- the functions of codec_int.h ------------------------------------------------------------ */

/* A converter is a pointer to such a constant (or to a code_set), so closing it frees nothing. */
typedef struct reader {
    const char *name;
    read_code *read;
} reader;

static const reader units[] = {{"UTF-16LE", read_utf16le},
                               {"UTF-16BE", read_utf16be},
                               {"UTF-32LE", read_utf32le},
                               {"UTF-32BE", read_utf32be}};

enum { N_UNITS = sizeof units / sizeof *units, N_SETS = sizeof sets / sizeof *sets };

void *qg_iconv_open(qg_str name, qg_status *status)
{
    *status = QG_OK;
    for (size_t i = 0; i < N_UNITS; i++)
        if (qg_str_eq_nocase(name, qg_str_of(units[i].name)))
            return (void *)&units[i];
    for (size_t i = 0; i < N_SETS; i++)
        if (qg_str_eq_nocase(name, qg_str_of(sets[i].name)))
            return (void *)&sets[i];
    *status = QG_E_ARG;
    return NULL;
}

void qg_iconv_close(void *converter)
{
    (void)converter;
}

static read_code *reader_of(const void *converter)
{
    for (size_t i = 0; i < N_UNITS; i++)
        if (converter == &units[i])
            return units[i].read;
    return read_table;
}

qg_stop qg_iconv_run(void *converter, qg_str *in, char *out, size_t room, size_t *n_out)
{
    read_code *read = reader_of(converter);
    qg_stop stop = QG_STOP_END;

    *n_out = 0;
    while (in->n > 0 && room - *n_out >= 2 * QG_UTF8_MAX) {
        qg_rune runes[2] = {0, 0};
        size_t n = read(converter, *in, runes, &stop);
        if (n == 0)
            return stop;
        *n_out += qg_utf8_encode(out + *n_out, runes[0]);
        if (runes[1] != 0)
            *n_out += qg_utf8_encode(out + *n_out, runes[1]);
        *in = qg_str_skip(*in, n);
        stop = QG_STOP_END;
    }
    return stop;
}

size_t qg_iconv_flush(void *converter, char *out, size_t room)
{
    (void)converter, (void)out, (void)room;
    return 0;
}
