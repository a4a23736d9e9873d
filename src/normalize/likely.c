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

/* End of the stretch from `i` on in which no more than twice AROUND_BYTES of ASCII stand in a
 * row. */
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

/* Whether an encoding is one that Chinese users have. */
static bool is_usual(const char *encoding)
{
    return strcmp(encoding, "UTF-8") == 0 || strcmp(encoding, "GB18030") == 0 ||
           strcmp(encoding, "BIG5") == 0;
}

static bool is_chinese(const char *encoding)
{
    return is_usual(encoding) || strcmp(encoding, "EUC-TW") == 0;
}

/* Whether no words are needed to believe the reading.  Bytes that are valid UTF-8 are so, unless
 * its characters are rare ones: 晚安 of GBK holds half of a surrogate pair. */
static bool is_plain(const qg_reading *reading)
{
    static const double mean_of_letters = 12;

    return is_usual(reading->encoding) &&
           (strcmp(reading->encoding, "UTF-8") != 0 || qg_reading_mean(reading) <= mean_of_letters);
}

/* Lower the cost of Chinese readings without a bad byte by the words that they make. */
static void count_words(qg_reading readings[MAX_CANDIDATES], size_t n, qg_str sample)
{
    for (size_t i = 0; i < n; i++) {
        qg_reading *reading = &readings[i];
        size_t gain;
        if (reading->n_bad > 0 || reading->cost == SIZE_MAX || !is_chinese(reading->encoding))
            continue;
        gain = qg_likely_words(sample, reading->encoding);
        gain = gain < reading->high / 2 ? gain : reading->high / 2;
        reading->cost -= gain;
        reading->high -= gain;
    }
}

static void keep_best(qg_reading best[2], const qg_reading *readings, size_t n)
{
    best[0] = best[1] = (qg_reading){.cost = SIZE_MAX};
    for (size_t i = 0; i < n; i++)
        keep_better(best, readings[i]);
}

void qg_likely(qg_reading best[2], qg_str sample, const char *declared)
{
    qg_reading readings[MAX_CANDIDATES], first[2];
    const qg_candidate *candidate;
    qg_str head = qg_str_head(sample, FIRST_BYTES);
    size_t n = 0;

    for (; (candidate = qg_candidate_at(n)) != NULL; n++)
        readings[n] = read_as(candidate, head, declared);
    keep_best(first, readings, n);
    for (size_t i = 0; head.n < sample.n && i < n; i++) {
        if (readings[i].cost <= first[1].cost + FAR_BEHIND)
            readings[i] = read_as(qg_candidate_at(i), sample, declared);
        else
            readings[i].cost = SIZE_MAX;
    }
    keep_best(best, readings, n);
    if (is_plain(&best[0]))
        return;
    count_words(readings, n, sample);
    keep_best(best, readings, n);
}
