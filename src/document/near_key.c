/* near_key.c - which key may have been meant by a misspelled name. */
#include "base/utf8.h"
#include "document/document.h"

enum { MAX_RUNES = 24, SHORTEST = 3 };

typedef struct runes {
    qg_rune at[MAX_RUNES];
    size_t n; /* 0: the name is too long to be one */
} runes;

static runes runes_of(qg_str name)
{
    runes r = {.n = 0};

    if (qg_utf8_count(name) > MAX_RUNES)
        return r;
    while (name.n > 0) {
        qg_utf8_take(&name, &r.at[r.n]);
        if (r.at[r.n] >= 'A' && r.at[r.n] <= 'Z')
            r.at[r.n] += 'a' - 'A';
        r.n++;
    }
    return r;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The edit distance (Levenshtein), in characters. */
static size_t distance(const runes *a, const runes *b)
{
    size_t row[MAX_RUNES + 1];

    for (size_t k = 0; k <= b->n; k++)
        row[k] = k;
    for (size_t i = 1; i <= a->n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t k = 1; k <= b->n; k++) {
            size_t above = row[k];
            row[k] = least(least(above, row[k - 1]) + 1, corner + (a->at[i - 1] != b->at[k - 1]));
            corner = above;
        }
    }
    return row[b->n];
}

static bool is_start_of(const runes *a, const runes *b)
{
    return a->n >= 2 && a->n < b->n && memcmp(a->at, b->at, a->n * sizeof *a->at) == 0;
}

/* Whether at most every third character differs, or the name is the beginning of the key, as many
 * abbreviate it: 主送 for 主送机关. */
static bool is_near(const runes *name, const runes *key)
{
    size_t longest = name->n > key->n ? name->n : key->n;

    return is_start_of(name, key) ||
           (name->n >= SHORTEST && distance(name, key) <= (longest + 1) / 3);
}

qg_str qg_key_near(qg_str name)
{
    runes own = runes_of(name);
    qg_str found = {"", 0};
    qg_key found_key = QG_KEY_UNKNOWN;

    for (size_t i = 0; own.n > 0 && i < 2 * (size_t)QG_KEYS; i++) {
        qg_key key = (qg_key)(i / 2);
        qg_str one = qg_str_of(i % 2 == 0 ? qg_key_english(key) : qg_key_chinese(key));
        runes other = runes_of(one);
        if (!is_near(&own, &other))
            continue;
        if (found.n > 0 && found_key != key)
            return (qg_str){"", 0};
        found = one;
        found_key = key;
    }
    return found;
}
