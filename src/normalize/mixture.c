#include "normalize/mixture.h"

#include "base/utf8.h"

#include <stdlib.h>

enum {
    BLOCK_BYTES = 8192,  /* compared at once */
    LINE_BYTES = 2048,   /* a longer line is looked at in parts */
    AHEAD_BYTES = 8,     /* at the end of a part, not enough is known to decide */
    MAX_STATES = 4,      /* its own encoding, UTF-8, GB18030, BIG5 */
    COST_CHANGE = 22,    /* bits of a change of encoding beside ASCII ... */
    COST_CHANGE_IN = 34, /* ... and between two characters */
    LEAST_GAIN = 10,     /* bits that a reading must be better than a flawless one */
    MARK_BAD = 15,
    TRACE_CHANGE = 7,
    FAR = 1 << 28 /* more than any reading of a block costs */
};

/* A block in hand. */
typedef struct work {
    qg_mixture *mixture;
    qg_str input;
    const qg_candidate *states[MAX_STATES]; /* the first is the file's own */
    size_t n_states;
    size_t now; /* the state at the start of the block */
    /* how the character that ends here was read: its length, 0 for bad, or TRACE_CHANGE and the
     * state from which it changed */
    uint8_t trace[BLOCK_BYTES][MAX_STATES];
    uint8_t marks[BLOCK_BYTES]; /* the state that each byte is read in */
} work;

static void put_run(qg_mixture *mixture, size_t offset, const char *encoding)
{
    if (mixture->n > 0 && mixture->runs[mixture->n - 1].encoding == encoding)
        return;
    if (mixture->n == mixture->n_allocated) {
        size_t n = mixture->n_allocated == 0 ? 4 : mixture->n_allocated * 2;
        qg_mixture_run *runs = realloc(mixture->runs, n * sizeof *runs);
        if (runs == NULL) {
            mixture->status = QG_E_MEMORY;
            return;
        }
        mixture->runs = runs;
        mixture->n_allocated = n;
    }
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

/* Let the states that are far behind go on from the best. */
static void change_states(work *w, size_t i, uint8_t trace[MAX_STATES],
                          qg_reading now[MAX_STATES][4])
{
    size_t best = cheapest(w, now);
    bool is_beside_ascii = is_ascii(w->input, i) || is_ascii(w->input, i + 1);
    unsigned cost = is_beside_ascii ? COST_CHANGE : COST_CHANGE_IN;

    for (size_t k = 0; k < w->n_states; k++) {
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

/* Fill in the traces of the bytes from `start` to `end`; returns the state that ends cheapest, and
 * its reading. */
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

/* Go back along the traces from the end, marking each byte. */
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

/* How a line reads, as a decoder would read it. */
typedef struct line {
    size_t n_bytes;
    qg_reading own;
} line;

/* Means above these are seldom text, and cost little to look into. */
static bool is_doubtful(const qg_candidate *own, const qg_reading *reading)
{
    static const double mean_of_doubt = 15, mean_of_doubt_bytes = 9.5;
    bool is_bytes = own->kind == QG_READ_BYTES;

    if (reading->n_bad > 0)
        return true;
    return reading->n_characters >= 2 &&
           qg_reading_mean(reading) > (is_bytes ? mean_of_doubt_bytes : mean_of_doubt);
}

/* The next lines in doubt from `at` on, one block at most; `*start` is behind what reads well. */
static line find_doubtful(const work *w, size_t at, size_t *start)
{
    const qg_candidate *own = w->states[0];
    line all = {0};

    while (at < w->input.n && all.n_bytes + LINE_BYTES + QG_UTF8_MAX <= BLOCK_BYTES) {
        qg_reading reading;
        size_t n;
        if (own->kind == QG_READ_UTF8 && all.n_bytes == 0)
            at += qg_candidate_skip_valid(qg_str_skip(w->input, at));
        if (at == w->input.n)
            break;
        n = qg_candidate_line(&reading, own, qg_str_skip(w->input, at), LINE_BYTES);
        if (is_doubtful(own, &reading)) {
            if (all.n_bytes == 0)
                *start = at;
            all.n_bytes += n;
            all.own.n_bad += reading.n_bad;
            all.own.high += reading.high;
        } else if (all.n_bytes > 0) {
            break;
        }
        at += n;
    }
    if (all.n_bytes == 0)
        *start = w->input.n;
    return all;
}

/* ---- the runs -------------------------------------------------------------------------------- */

/* Put the runs that the first `n` marks make.  ASCII is the same in all and changes nothing. */
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

/* The last place before the end of the block, and not too near to it, where a character starts. */
static size_t last_border(const work *w, size_t n)
{
    size_t at = 0, border = 0;

    while (at + AHEAD_BYTES <= n) {
        border = at;
        at += w->marks[at] == MARK_BAD ? 1 : w->marks[at] >> 4;
    }
    return border;
}

/* Decide on the doubtful lines at `start`; returns how many bytes are done. */
static size_t decide(work *w, size_t start, const line *lines)
{
    size_t end = start + lines->n_bytes, n = lines->n_bytes;
    bool is_whole = end == w->input.n || w->input.p[end - 1] == '\n';
    qg_reading best;
    size_t state = trace_block(w, start, end, &best);

    if (is_whole && lines->own.n_bad == 0 && best.high + LEAST_GAIN > lines->own.high) {
        put_run(w->mixture, start, w->states[0]->encoding);
        return n;
    }
    mark_block(w, n, state);
    n = is_whole ? n : last_border(w, n);
    put_marks(w, start, n);
    return n;
}

/* A few bad bytes at the end are left to the decoder, which knows a cut character. */
static void open_end(qg_mixture *mixture, size_t n_bytes)
{
    const qg_mixture_run *last = &mixture->runs[mixture->n - 1];

    if (mixture->n > 1 && last->encoding == NULL && n_bytes - last->offset < QG_UTF8_MAX)
        mixture->n--;
}

static bool has_high(qg_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return true;
    return false;
}

static void find_all(work *w)
{
    size_t at = 0, start;

    while (at < w->input.n && w->mixture->status == QG_OK) {
        line lines = find_doubtful(w, at, &start);
        /* ASCII is the same in all, so it makes no change */
        if (start > at && has_high(qg_str_skip(qg_str_head(w->input, start), at))) {
            put_run(w->mixture, at, w->states[0]->encoding);
            w->now = 0;
        }
        at = start;
        if (lines.n_bytes > 0)
            at += decide(w, start, &lines);
    }
}

static void add_state(work *w, const char *encoding)
{
    const qg_candidate *candidate = qg_candidate_find(encoding);

    for (size_t k = 0; k < w->n_states; k++)
        if (w->states[k] == candidate)
            return;
    w->states[w->n_states++] = candidate;
}

qg_status qg_mixture_find(qg_mixture *mixture, qg_str input, const char *encoding)
{
    static const char *const others[] = {"UTF-8", "GB18030", "BIG5"};
    const qg_candidate *own = qg_candidate_find(encoding);
    work *w;

    *mixture = (qg_mixture){.status = QG_OK};
    put_run(mixture, 0, own == NULL ? encoding : own->encoding);
    if (own == NULL || mixture->status != QG_OK)
        return mixture->status;
    w = malloc(sizeof *w);
    if (w == NULL)
        return mixture->status = QG_E_MEMORY;
    w->mixture = mixture;
    w->input = input;
    w->n_states = w->now = 0;
    add_state(w, encoding);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        add_state(w, others[i]);
    find_all(w);
    open_end(mixture, input.n);
    free(w);
    return mixture->status;
}

void qg_mixture_clear(qg_mixture *mixture)
{
    free(mixture->runs);
    *mixture = (qg_mixture){0};
}
