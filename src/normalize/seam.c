#include "normalize/seam.h"

#include "base/utf8.h"
#include "normalize/detect_int.h"

enum {
    WINDOW_BYTES = 128,
    LEAST_BYTES = 48, /* at least, to tell in which width they are */
    GAIN_LINE = 30,   /* bits of a seam behind a line end ... */
    GAIN_MARK = 60    /* ... and before a byte-order mark */
};

typedef enum width { UNKNOWN, NARROW, WIDE } width;

/* Whether the bytes are UTF-8 without NUL, apart from a character that is cut at either end. */
static bool is_plain(qg_str s)
{
    while (s.n > 0 && ((unsigned char)*s.p & 0xC0) == 0x80)
        s = qg_str_skip(s, 1);
    return qg_str_find_byte(s, '\0') == s.n && qg_utf8_check(s) + QG_UTF8_MAX > s.n;
}

/* The width of units in which the bytes read better by far. */
static width width_of(qg_str s)
{
    static const double mean_of_chance = 18;
    qg_reading wide, narrow[2];

    if (is_plain(s))
        return NARROW;
    wide = qg_wide_look(s);
    qg_likely(narrow, s, NULL);
    if (narrow[0].cost / 3 < wide.cost / 4)
        return NARROW;
    return wide.cost / 3 < narrow[0].cost / 4 && qg_reading_mean(&wide) <= mean_of_chance ? WIDE
                                                                                          : UNKNOWN;
}

static qg_str window_at(qg_str input, size_t at, size_t n)
{
    return qg_str_head(qg_str_skip(input, at), n);
}

/* What `s` costs in the encoding `narrow`, or in UTF-16 or UTF-32 when that is NULL. */
static size_t cost_of(qg_str s, const qg_candidate *narrow)
{
    if (s.n == 0)
        return 0;
    return narrow != NULL ? qg_read_all(narrow, s).cost : qg_wide_look(s).cost;
}

static bool ends_line(qg_str s)
{
    return qg_str_ends(s, QG_STR("\n")) || qg_str_ends(s, (qg_str){"\n\0", 2});
}

/* The place between `from` and `to` where both sides read best. */
static size_t best_place(qg_str input, size_t from, size_t to, width first)
{
    qg_str sure = first == NARROW ? qg_str_head(input, LEAST_BYTES)
                                  : qg_str_skip(input, input.n - LEAST_BYTES);
    size_t step = first == WIDE ? 2 : 1, least = SIZE_MAX, place = to, n_mark;
    const qg_candidate *narrow;
    qg_reading best[2];

    qg_likely(best, sure, NULL);
    narrow = qg_candidate_find(best[0].encoding);
    for (size_t at = from; at <= to; at += step) {
        qg_str head = window_at(input, from, at - from), tail = window_at(input, at, to - at);
        size_t cost = GAIN_MARK + cost_of(head, first == NARROW ? narrow : NULL) +
                      cost_of(tail, first == NARROW ? NULL : narrow);
        cost -= qg_mark_encoding(qg_str_skip(input, at), &n_mark) != NULL ? GAIN_MARK
                : ends_line(qg_str_head(input, at))                       ? GAIN_LINE
                                                                          : 0;
        if (cost < least) {
            least = cost;
            place = at;
        }
    }
    return place;
}

/* The place where `first` changes to `last`, which the windows of `n` bytes at both ends are in. */
static size_t place_between(qg_str input, size_t n, width first, width last)
{
    size_t from = 0, to = input.n - n;

    while (to - from > WINDOW_BYTES) {
        size_t middle = from + (to - from) / 4 * 2;
        if (width_of(window_at(input, middle, n)) == last)
            to = middle;
        else
            from = middle;
    }
    return best_place(input, from, to + n / 2, first);
}

size_t qg_seam_find(qg_str input)
{
    for (size_t n = WINDOW_BYTES; n >= LEAST_BYTES; n = n == LEAST_BYTES ? 0 : LEAST_BYTES) {
        qg_str head = qg_str_head(input, n), tail;
        width first, last;
        if (input.n < 2 * n)
            continue;
        tail = qg_str_skip(input, input.n - n);
        if (is_plain(head) && is_plain(tail))
            return input.n;
        first = width_of(head);
        last = width_of(tail);
        if (first != UNKNOWN && last != UNKNOWN && first != last)
            return place_between(input, n, first, last);
    }
    return input.n;
}
