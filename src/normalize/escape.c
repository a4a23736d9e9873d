/* escape.c - encodings that show themselves in ASCII: by escape sequences, or by saying so. */
#include "codec/codec.h"
#include "normalize/detect_int.h"

/* The escape sequences that switch to a character set, without which these encodings have none
 * but ASCII.  Sources: RFC 1922, 1468, 1557. */
static const struct {
    const char *encoding;
    qg_str bytes;
} designations[] = {
    {"ISO-2022-CN", {"\x1B$)A", 4}}, {"ISO-2022-CN", {"\x1B$)G", 4}},
    {"ISO-2022-CN", {"\x1B$*H", 4}}, {"ISO-2022-KR", {"\x1B$)C", 4}},
    {"ISO-2022-JP", {"\x1B$B", 3}},  {"ISO-2022-JP", {"\x1B$@", 3}},
    {"ISO-2022-JP", {"\x1B(J", 3}},  {"ISO-2022-JP", {"\x1B$(D", 4}},
};

static const char *designated(qg_str input)
{
    for (size_t at = qg_str_find_byte(input, '\x1B'); at < input.n;
         input = qg_str_skip(input, at + 1), at = qg_str_find_byte(input, '\x1B'))
        for (size_t i = 0; i < sizeof designations / sizeof *designations; i++)
            if (qg_str_starts(qg_str_skip(input, at), designations[i].bytes))
                return designations[i].encoding;
    return NULL;
}

/* What the pairs of bytes at the start of `s` cost as characters of GB2312, in bits; `*n` is set
 * to where they end. */
static unsigned pairs_cost(qg_str s, size_t *n)
{
    const qg_candidate *gb = qg_candidate_find("GB18030");
    unsigned cost = 0;

    for (*n = 0; *n + 1 < s.n && s.p[*n] >= 0x21 && s.p[*n] <= 0x77 && s.p[*n + 1] >= 0x21 &&
                 s.p[*n + 1] <= 0x7E;
         *n += 2) {
        char pair[2] = {(char)(s.p[*n] | 0x80), (char)(s.p[*n + 1] | 0x80)};
        unsigned one = qg_candidate_cost(gb, (qg_str){pair, 2}, 0, 2);
        cost += one == QG_COST_NONE ? QG_COST_BAD : one;
    }
    return cost;
}

/* Whether the input is HZ: Chinese between ~{ and ~}. Programs have such brackets too, so what
 * stands between them must be likely Chinese.  Source: RFC 1843. */
static bool has_hz(qg_str input)
{
    enum { MEAN_LIMIT = 16 };

    for (size_t at = qg_str_find(input, QG_STR("~{")); at < input.n;
         at = qg_str_find(input, QG_STR("~{"))) {
        size_t n;
        qg_str inside = qg_str_skip(input, at + 2);
        unsigned cost = pairs_cost(inside, &n);
        if (n >= 2 && qg_str_starts(qg_str_skip(inside, n), QG_STR("~}")) &&
            cost <= n / 2 * MEAN_LIMIT)
            return true;
        input = qg_str_skip(inside, n);
    }
    return false;
}

const char *qg_escaped(qg_str input)
{
    const char *encoding = designated(input);

    return encoding == NULL && has_hz(input) ? "HZ-GB-2312" : encoding;
}

/* ---- declarations ---------------------------------------------------------------------------- */

static bool ends_name(char c)
{
    return c == '"' || c == '\'' || c == '>' || c == ';' || c == ' ' || c == '/' || c == '?' ||
           c == '\r' || c == '\n';
}

/* The name behind `key` and an optional quotation mark. */
static qg_str named_behind(qg_str head, qg_str key)
{
    qg_str name = qg_str_skip(head, qg_str_find(head, key) + key.n);
    size_t n = 0;

    if (name.n > 0 && (name.p[0] == '"' || name.p[0] == '\''))
        name = qg_str_skip(name, 1);
    while (n < name.n && !ends_name(name.p[n]))
        n++;
    return qg_str_head(name, n);
}

const char *qg_declared(qg_str input)
{
    enum { HEAD_BYTES = 1024 };
    static const qg_str keys[] = {{"charset=", 8}, {"CHARSET=", 8}, {"encoding=", 9}};
    qg_str head = qg_str_head(input, HEAD_BYTES);

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const qg_encoding *found = qg_encoding_find(named_behind(head, keys[i]));
        if (found != NULL)
            return found->name;
    }
    return NULL;
}
