#include "normalize/mixture.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "normalize/detect_int.h"
#include "normalize/seam.h"

#include <stdlib.h>

enum {
    BLOCK_BYTES = 8192,   /* of a block, in which all encodings are compared */
    PART_BYTES = 64,      /* of a part: small enough that a short run in another encoding shows */
    AHEAD_BYTES = 8,      /* at the end of a block, where too little follows to decide */
    MAX_STATES = 5,       /* its own encoding, UTF-8, GB18030, BIG5, and one that is looked for */
    COST_CHANGE = 22,     /* bits of a change of encoding beside ASCII ... */
    COST_CHANGE_IN = 34,  /* ... and between two characters */
    COST_CHANGE_WORD = 8, /* ... and into or out of a Latin word */
    MAX_FIRST = 24,       /* parts that are kept, at most, to find the fifth encoding by */
    FOREIGN_BYTES = 1536, /* bytes in doubt that are looked at for it */
    LEAST_GAIN = 14,      /* bits by which another reading must beat one without bad bytes ... */
    LEAST_GAIN_HEAD = 4,  /* ... and at the start of a file, where cuts are */
    MARK_BAD = 15,
    TRACE_CHANGE = 7,
    FAR = 1 << 28 /* more than any reading of a block costs */
};

/* Bytes that may be in another encoding, and how they read in the file's own. */
typedef struct doubt {
    size_t start, n_bytes;
    size_t n_bad, cost;
} doubt;

/* The search for the encodings of one file, and the block that is being compared. */
typedef struct work {
    qg_mixture *mixture;
    qg_str input;
    const qg_candidate *states[MAX_STATES]; /* the first is the file's own */
    size_t n_states, n_near;                /* n_near: without the fifth */
    size_t now;                             /* the state at the start of the block */
    /* how the character that ends at a byte was read in each state: its length, 0 for a bad
     * byte, or TRACE_CHANGE and the state that was left for this one */
    uint8_t trace[BLOCK_BYTES][MAX_STATES];
    uint8_t marks[BLOCK_BYTES]; /* the state that each byte is read in */
    doubt first[MAX_FIRST];     /* the first doubts of the file, found ahead */
    size_t n_first;
    size_t searched; /* how far they were looked for */
} work;

static void put_run(qg_mixture *mixture, size_t offset, const char *encoding)
{
    qg_mixture_run *runs;

    if (mixture->n > 0 && mixture->runs[mixture->n - 1].encoding == encoding)
        return;
    runs = qg_memory_room(mixture->runs, mixture->n, &mixture->n_allocated, sizeof *runs);
    if (runs == NULL) {
        mixture->status = QG_E_MEMORY;
        return;
    }
    mixture->runs = runs;
    mixture->runs[mixture->n++] = (qg_mixture_run){offset, encoding};
}

static bool is_ascii(qg_str s, size_t i)
{
    return i < s.n && (unsigned char)s.p[i] < 0x80;
}

/* ---- the cheapest reading of a block --------------------------------------------------------- */

static qg_reading changed(qg_reading reading, const qg_candidate *to, unsigned cost)
{
    reading.encoding = to->encoding;
    reading.cost += cost;
    reading.high += cost;
    reading.last = 1;
    return reading;
}

static size_t cheapest(const work *w, qg_reading now[MAX_STATES][4])
{
    size_t best = 0;

    for (size_t k = 1; k < w->n_states; k++)
        if (now[k][0].cost < now[best][0].cost)
            best = k;
    return best;
}

static bool is_small_letter(qg_str s, size_t i)
{
    return i < s.n && s.p[i] >= 'a' && s.p[i] <= 'z';
}

/* Whether the byte behind `i` is an accented letter in a Latin word, with two small letters
 * beside it.  One would not do: it may be the second byte of a character of GB18030. */
static bool is_word_behind(const qg_candidate *latin, qg_str s, size_t i)
{
    bool has_before = is_small_letter(s, i), has_behind = is_small_letter(s, i + 2);
    bool is_beside_two = (has_before && has_behind) ||
                         (has_before && i > 0 && is_small_letter(s, i - 1)) ||
                         (has_behind && is_small_letter(s, i + 3));

    return latin->is_latin && is_beside_two && i + 1 < s.n &&
           qg_candidate_is_letter(latin, (unsigned char)s.p[i + 1]);
}

static unsigned change_cost(const work *w, size_t i, size_t from, size_t to)
{
    bool is_to_word = is_word_behind(w->states[to], w->input, i);

    if (!is_ascii(w->input, i) && !is_ascii(w->input, i + 1))
        return COST_CHANGE_IN;
    return is_to_word || w->states[from]->is_latin ? COST_CHANGE_WORD : COST_CHANGE;
}

/* Where changing over from the best state is cheaper than what a state has come to by itself,
 * let the state go on from there. */
static void change_states(work *w, size_t i, uint8_t trace[MAX_STATES],
                          qg_reading now[MAX_STATES][4])
{
    size_t best = cheapest(w, now);

    for (size_t k = 0; k < w->n_states; k++) {
        unsigned cost = change_cost(w, i, best, k);
        if (now[k][0].cost <= now[best][0].cost + cost)
            continue;
        now[k][0] = changed(now[best][0], w->states[k], cost);
        trace[k] = (uint8_t)(TRACE_CHANGE | best << 3);
    }
}

static void start_states(const work *w, qg_reading now[MAX_STATES][4])
{
    for (size_t k = 0; k < w->n_states; k++) {
        for (size_t back = 0; back < 4; back++)
            now[k][back] = (qg_reading){.cost = FAR};
        now[k][0] =
            changed((qg_reading){.last = 1}, w->states[k], k == w->now ? 0 : (unsigned)COST_CHANGE);
    }
}

/* Read the bytes from `start` to `end` in all states at once and fill in the traces.  Returns
 * the state that ends cheapest, and its reading in `*best`. */
static size_t trace_block(work *w, size_t start, size_t end, qg_reading *best)
{
    qg_reading now[MAX_STATES][4];
    size_t state;

    start_states(w, now);
    for (size_t i = start; i < end; i++) {
        uint8_t *trace = w->trace[i - start];
        for (size_t k = 0; k < w->n_states; k++) {
            qg_reading next = qg_read_one(w->states[k], w->input, i, now[k]);
            memmove(now[k] + 1, now[k], 3 * sizeof *now[k]);
            now[k][0] = next;
            trace[k] = (uint8_t)next.last;
        }
        change_states(w, i, trace, now);
    }
    state = cheapest(w, now);
    *best = now[state][0];
    return state;
}

/* Go back along the traces from the end of the block and mark each byte with the state that it
 * is read in. */
static void mark_block(work *w, size_t n, size_t state)
{
    while (n > 0) {
        uint8_t trace = w->trace[n - 1][state];
        size_t length = trace == 0 ? 1 : trace;
        if ((trace & TRACE_CHANGE) == TRACE_CHANGE) {
            state = trace >> 3;
            continue;
        }
        for (size_t i = 0; i < length; i++)
            w->marks[n - 1 - i] = (uint8_t)(trace == 0 ? MARK_BAD : state | length << 4);
        n -= length;
    }
}

/* ---- where the file's own encoding will do --------------------------------------------------- */

/* Whether a part may be in another encoding: it has bad bytes, or its mean cost is one that text
 * seldom has.  Looking into a part for nothing costs little. */
static bool is_doubtful(const qg_candidate *own, const qg_reading *reading)
{
    static const double mean_of_doubt = 12, mean_of_doubt_bytes = 9.5;
    bool is_bytes = own->kind == QG_READ_BYTES;

    if (reading->n_bad > 0)
        return true;
    return reading->n_characters >= 2 &&
           qg_reading_mean(reading) > (is_bytes ? mean_of_doubt_bytes : mean_of_doubt);
}

static void add_part(doubt *all, size_t at, size_t n, const qg_reading *reading)
{
    if (all->n_bytes == 0)
        all->start = at;
    all->n_bytes += n;
    all->n_bad += reading->n_bad;
    all->cost += reading->cost;
}

static bool ends_line(const work *w, size_t end)
{
    return end == w->input.n || w->input.p[end - 1] == '\n';
}

/* The next parts in doubt from `at` on, a block at most.  The parts of the same line right
 * before and behind them belong to them, since the other encoding may start inside of those. */
static doubt find_doubt(const work *w, size_t at)
{
    const qg_candidate *own = w->states[0];
    doubt all = {0}, last = {0};
    bool was_doubtful = true;

    while (at < w->input.n && all.n_bytes + PART_BYTES + QG_UTF8_MAX <= BLOCK_BYTES) {
        qg_reading reading;
        size_t n;
        bool is_now;
        if (own->kind == QG_READ_UTF8 && all.n_bytes == 0)
            at += qg_candidate_skip_valid(qg_str_skip(w->input, at));
        if (at == w->input.n)
            break;
        n = qg_candidate_line(&reading, own, qg_str_skip(w->input, at), PART_BYTES);
        is_now = is_doubtful(own, &reading) || (at == 0 && !is_ascii(w->input, 0));
        if (is_now && all.n_bytes == 0)
            all = last;
        if (is_now || (all.n_bytes > 0 && was_doubtful && !ends_line(w, at)))
            add_part(&all, at, n, &reading);
        else if (all.n_bytes > 0)
            break;
        was_doubtful = is_now;
        at += n;
        last = (doubt){0};
        if (!ends_line(w, at))
            add_part(&last, at - n, n, &reading);
    }
    if (all.n_bytes == 0)
        all.start = w->input.n;
    return all;
}

/* The same, without looking again for the doubts that were found ahead. */
static doubt next_doubt(const work *w, size_t at)
{
    for (size_t i = 0; i < w->n_first; i++)
        if (w->first[i].start >= at)
            return w->first[i];
        else if (w->first[i].start + w->first[i].n_bytes > at)
            return find_doubt(w, at);
    return find_doubt(w, at < w->searched ? w->searched : at);
}

/* ---- the runs -------------------------------------------------------------------------------- */

/* Put the runs that the first `n` marks make.  ASCII is the same in every encoding and starts no
 * run. */
static void put_marks(work *w, size_t start, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool is_bad = w->marks[i] == MARK_BAD;
        if (w->marks[i] >> 4 == 1 && is_ascii(w->input, start + i) &&
            w->mixture->runs[w->mixture->n - 1].encoding != NULL)
            continue;
        if (!is_bad)
            w->now = w->marks[i] & 7;
        put_run(w->mixture, start + i, is_bad ? NULL : w->states[w->now]->encoding);
    }
}

/* The last place in the first `n` bytes of the block where a character starts, AHEAD_BYTES
 * before the end: what is behind is decided with the next block. */
static size_t last_border(const work *w, size_t n)
{
    size_t at = 0, border = 0;

    while (at + AHEAD_BYTES <= n) {
        border = at;
        at += w->marks[at] == MARK_BAD ? 1 : w->marks[at] >> 4;
    }
    return border;
}

static size_t least_gain(const doubt *parts)
{
    return parts->start == 0 ? LEAST_GAIN_HEAD : LEAST_GAIN;
}

/* Whether the file's own encoding has several bytes a character and reads the parts without a
 * bad byte.  Then only a list of rare characters is in doubt (铌、钽、铍), and what an unrelated
 * encoding would make of it says nothing. */
static bool is_sound(const work *w, const doubt *parts)
{
    return parts->n_bad == 0 && w->states[0]->kind != QG_READ_BYTES;
}

/* Decide in which encodings parts in doubt are, and put their runs; returns how many bytes are
 * done. */
static size_t decide(work *w, const doubt *parts)
{
    size_t n = parts->n_bytes, end = parts->start + n, n_states = w->n_states, state;
    qg_reading best;

    if (is_sound(w, parts))
        w->n_states = w->n_near;
    state = trace_block(w, parts->start, end, &best);
    w->n_states = n_states;
    if (parts->n_bad == 0 &&
        (best.cost + least_gain(parts) > parts->cost || is_doubtful(w->states[0], &best))) {
        put_run(w->mixture, parts->start, w->states[0]->encoding);
        w->now = 0;
        return n;
    }
    mark_block(w, n, state);
    n = ends_line(w, end) ? n : last_border(w, n);
    put_marks(w, parts->start, n);
    return n;
}

/* A few bad bytes at the end of the file are no run: the decoder knows a character that was cut. */
static void open_end(qg_mixture *mixture, size_t n_bytes)
{
    const qg_mixture_run *last = &mixture->runs[mixture->n - 1];

    if (mixture->n > 1 && last->encoding == NULL && n_bytes - last->offset < QG_UTF8_MAX)
        mixture->n--;
}

static void find_all(work *w)
{
    size_t at = 0;

    while (at < w->input.n && w->mixture->status == QG_OK) {
        doubt parts = next_doubt(w, at);
        /* ASCII is the same in all, so it makes no change */
        if (parts.start > at &&
            !qg_str_is_ascii(qg_str_skip(qg_str_head(w->input, parts.start), at))) {
            put_run(w->mixture, at, w->states[0]->encoding);
            w->now = 0;
        }
        at = parts.start;
        if (parts.n_bytes > 0)
            at += decide(w, &parts);
    }
}

/* ---- one more encoding ----------------------------------------------------------------------- */

/* Find the first doubts of the file, as many as the fifth encoding is chosen by. */
static void find_first_doubts(work *w)
{
    size_t n_seen = 0;

    while (w->searched < w->input.n && n_seen < FOREIGN_BYTES && w->n_first < MAX_FIRST) {
        doubt parts = find_doubt(w, w->searched);
        if (parts.n_bytes > 0)
            w->first[w->n_first++] = parts;
        n_seen += parts.n_bytes;
        w->searched = parts.start + parts.n_bytes;
    }
}

/* What the first doubts cost, in bits, with the states that are there now. */
static size_t cost_of_doubts(work *w)
{
    size_t n_seen = 0, cost = 0;

    for (size_t i = 0; i < w->n_first && n_seen < FOREIGN_BYTES; i++) {
        size_t left = FOREIGN_BYTES - n_seen;
        size_t n = w->first[i].n_bytes < left ? w->first[i].n_bytes : left;
        qg_reading best;
        if (is_sound(w, &w->first[i]))
            continue;
        trace_block(w, w->first[i].start, w->first[i].start + n, &best);
        cost += best.cost;
        n_seen += n;
    }
    return cost;
}

/* Bits by which a candidate must be better than what is there.  Neighbouring code pages differ
 * in few letters, so the frequent ones have a greater advantage here than over a whole file. */
static size_t foreign_gain(const qg_candidate *candidate)
{
    enum { LEAST = 2, PRIOR_LATIN = 5 };
    bool is_bytes = candidate->kind == QG_READ_BYTES;

    return LEAST + candidate->prior + (is_bytes ? candidate->prior - 2U * PRIOR_LATIN : 0U);
}

static bool has_state(const work *w, const qg_candidate *candidate)
{
    for (size_t k = 0; k < w->n_states; k++)
        if (w->states[k] == candidate)
            return true;
    return false;
}

static void add_state(work *w, const qg_candidate *candidate)
{
    if (!has_state(w, candidate))
        w->states[w->n_states++] = candidate;
}

/* Add as fifth state the candidate that reads the first doubts best, if one reads them better
 * than the others. */
static void add_foreign(work *w)
{
    size_t least = cost_of_doubts(w);
    const qg_candidate *candidate, *found = NULL;

    for (size_t i = 0; least > 0 && (candidate = qg_candidate_at(i)) != NULL; i++) {
        size_t cost;
        if (has_state(w, candidate))
            continue;
        add_state(w, candidate);
        cost = cost_of_doubts(w) + foreign_gain(candidate);
        w->n_states--;
        if (cost < least) {
            least = cost;
            found = candidate;
        }
    }
    if (found != NULL)
        add_state(w, found);
}

/* Add the runs of `input`, all of which has units of one width: bytes, or those of UTF-16 or
 * UTF-32. */
static qg_status find_runs(qg_mixture *mixture, qg_str input, const char *encoding)
{
    static const char *const others[] = {"UTF-8", "GB18030", "BIG5"};
    const qg_candidate *own = qg_candidate_find(encoding);
    work *w;

    if (own == NULL) {
        size_t n_cut = qg_wide_shift(input, encoding);
        if (n_cut > 0)
            put_run(mixture, 0, NULL);
        put_run(mixture, n_cut, encoding);
        return mixture->status;
    }
    put_run(mixture, 0, own->encoding);
    w = mixture->status == QG_OK ? malloc(sizeof *w) : NULL;
    if (w == NULL)
        return mixture->status = QG_E_MEMORY;
    w->mixture = mixture;
    w->input = input;
    w->n_states = w->now = w->n_first = w->searched = 0;
    add_state(w, own);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        add_state(w, qg_candidate_find(others[i]));
    w->n_near = w->n_states;
    find_first_doubts(w);
    add_foreign(w);
    find_all(w);
    open_end(mixture, input.n);
    free(w);
    return mixture->status;
}

/* Add the runs of what stands behind `seam`, where the width of the units changes. */
static qg_status add_tail(qg_mixture *mixture, qg_str input, size_t seam)
{
    qg_mixture behind = {.status = QG_OK};
    qg_str tail = qg_str_skip(input, seam);
    qg_detection found;

    qg_detect(&found, tail);
    if (strcmp(found.content, "text") != 0)
        put_run(mixture, seam, NULL);
    else
        find_runs(&behind, tail, found.encoding);
    for (size_t i = 0; i < behind.n; i++)
        put_run(mixture, seam + behind.runs[i].offset, behind.runs[i].encoding);
    mixture->status = behind.status != QG_OK ? behind.status : mixture->status;
    qg_mixture_clear(&behind);
    return mixture->status;
}

qg_status qg_mixture_find(qg_mixture *mixture, qg_str input, const char *encoding)
{
    size_t seam = qg_seam_find(input);
    qg_status st;

    *mixture = (qg_mixture){.status = QG_OK};
    st = find_runs(mixture, qg_str_head(input, seam), encoding);
    return st == QG_OK && seam < input.n ? add_tail(mixture, input, seam) : st;
}

void qg_mixture_clear(qg_mixture *mixture)
{
    free(mixture->runs);
    *mixture = (qg_mixture){0};
}
