/* likely.c - which encoding makes the most likely text of the bytes. */
#include "normalize/detect_int.h"

enum {
    AROUND_BYTES = 4,   /* of ASCII kept on both sides of what is not */
    FIRST_BYTES = 3072, /* all candidates read these; those far behind read no further */
    FAR_BEHIND = 300,   /* bits; no text catches up with that */
    MAX_CANDIDATES = 32,
    COST_DECLARED = 6 /* bits that a declaration is worth.  Pages lie. */
};

static size_t skip_ascii(qg_str s, size_t i)
{
    uint64_t word;

    for (; i + sizeof word <= s.n; i += sizeof word) {
        memcpy(&word, s.p + i, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (i < s.n && (unsigned char)s.p[i] < 0x80)
        i++;
    return i;
}

/* End of the stretch at `i` that has no more than twice AROUND_BYTES of ASCII in a row. */
static size_t end_of_stretch(qg_str s, size_t i)
{
    size_t n_ascii = 0;

    for (; i < s.n && n_ascii < 2 * AROUND_BYTES; i++)
        n_ascii = (unsigned char)s.p[i] < 0x80 ? n_ascii + 1 : 0;
    return n_ascii < 2 * AROUND_BYTES ? i : i - AROUND_BYTES;
}

size_t qg_sample_high(char sample[QG_SAMPLE_BYTES], qg_str input)
{
    size_t n = 0, done = 0;

    while (n < QG_SAMPLE_BYTES) {
        size_t high = skip_ascii(input, done), start, end, n_copied;
        if (high == input.n)
            break;
        start = high - done > AROUND_BYTES ? high - AROUND_BYTES : done;
        end = end_of_stretch(qg_str_head(input, high + QG_SAMPLE_BYTES), high);
        n_copied = end - start < QG_SAMPLE_BYTES - n ? end - start : QG_SAMPLE_BYTES - n;
        memcpy(sample + n, input.p + start, n_copied);
        n += n_copied;
        done = end;
    }
    return n;
}

static bool is_declared(const qg_candidate *candidate, const char *declared)
{
    return declared != NULL && strcmp(candidate->encoding, declared) == 0;
}

static qg_reading read_as(const qg_candidate *candidate, qg_str sample, const char *declared)
{
    qg_reading reading = qg_read_all(candidate, sample);

    reading.cost += is_declared(candidate, declared) ? 0 : COST_DECLARED;
    return reading;
}

static void keep_better(qg_reading best[2], qg_reading reading)
{
    if (reading.cost < best[0].cost) {
        best[1] = best[0];
        best[0] = reading;
    } else if (reading.cost < best[1].cost) {
        best[1] = reading;
    }
}

void qg_likely(qg_reading best[2], qg_str sample, const char *declared)
{
    qg_reading readings[MAX_CANDIDATES], first[2];
    const qg_candidate *candidate;
    qg_str head = qg_str_head(sample, FIRST_BYTES);

    best[0] = best[1] = first[0] = first[1] = (qg_reading){.cost = SIZE_MAX};
    for (size_t i = 0; (candidate = qg_candidate_at(i)) != NULL; i++) {
        readings[i] = read_as(candidate, head, declared);
        keep_better(first, readings[i]);
    }
    for (size_t i = 0; (candidate = qg_candidate_at(i)) != NULL; i++) {
        if (head.n < sample.n && readings[i].cost <= first[1].cost + FAR_BEHIND)
            readings[i] = read_as(candidate, sample, declared);
        else if (head.n < sample.n)
            readings[i].cost = SIZE_MAX;
        keep_better(best, readings[i]);
    }
}
