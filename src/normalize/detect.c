/* detect.c - which encoding a file is in: byte-order marks, UTF-8, then whatever reads
 * likeliest. */
#include "base/halved.h"
#include "base/sink.h"
#include "base/utf8.h"
#include "normalize/detect_int.h"
#include "normalize/mixture.h"
#include "normalize/seam.h"

/* How much of the start is looked at to tell binary files, and to tell UTF-16 and UTF-32. */
enum { SAMPLE_HEAD_BYTES = 65536, WIDE_HEAD_BYTES = 2048 };

/* Mean bits of a character (qg_reading_mean): prose in its own encoding stays below the first,
 * and bytes that make characters only by chance lie above the second. */
static const double mean_of_prose = 12, mean_of_chance = 20;

/* ---- binary ---------------------------------------------------------------------------------- */

static bool is_control(char byte)
{
    return (unsigned char)byte < 0x20 && memchr("\t\n\f\r\x1B", byte, 5) == NULL;
}

/* A control character here and there is damage and can be taken out.  Random bytes have one in
 * nine. */
static bool is_binary(qg_str head)
{
    size_t n = 0;

    for (size_t i = 0; i < head.n; i++)
        n += is_control(head.p[i]);
    return (n >= 32 && n * 20 > head.n) || (n >= 4 && n * 2 > head.n);
}

/* Whether the head is text in fields that were padded with NUL, or in cells that end with BEL, as
 * Word's do: no other control is in it, and what is left reads like a language. */
static bool is_padded(qg_str head)
{
    char bytes[QG_SAMPLE_BYTES];
    qg_reading best[2];
    size_t n = 0;

    for (size_t i = 0; i < head.n && n < sizeof bytes; i++)
        if (head.p[i] != '\0' && head.p[i] != '\a' && is_control(bytes[n++] = head.p[i]))
            return false;
    qg_likely(best, (qg_str){bytes, n}, NULL);
    return n > 0 && best[0].n_bad == 0 && qg_reading_mean(&best[0]) <= mean_of_prose;
}

/* ---- the verdict ----------------------------------------------------------------------------- */

static qg_detection verdict(const char *encoding, const char *runner_up, double confidence)
{
    return (qg_detection){encoding, runner_up, "text", confidence, 0};
}

static qg_detection binary(const char *content)
{
    return (qg_detection){"UNKNOWN", NULL, content, 1, 0};
}

/* How sure the best reading is: from its margin over the second, and from how likely it is at
 * all.  In theory each bit of margin halves the doubt; but neighbouring characters depend on
 * each other, so it takes several. */
static double confidence_of(const qg_reading *best, const qg_reading *second)
{
    static const double bits_to_halve = 5;
    const qg_candidate *candidate = qg_candidate_find(best->encoding);
    bool is_bytes = candidate != NULL && candidate->kind == QG_READ_BYTES;
    double mean = qg_reading_mean(best) * (is_bytes ? 2 : 1);
    double margin = (double)(second->cost - best->cost) / bits_to_halve;
    double trust = (mean_of_chance - mean) / (mean_of_chance - mean_of_prose);

    trust = trust > 1 ? 1 : trust < 0.1 ? 0.1 : trust;
    return trust * (1 - 0.5 * qg_halved(margin));
}

static qg_detection of_readings(const qg_reading *best, const qg_reading *second)
{
    return verdict(best->encoding, second->encoding, confidence_of(best, second));
}

static qg_detection ascii(qg_str input)
{
    const char *escaped = qg_escaped(input);

    return escaped == NULL ? verdict("US-ASCII", NULL, 1) : verdict(escaped, "US-ASCII", 0.99);
}

/* Whether the sample has several characters of three bytes and more and no bad byte, which does
 * not come about by chance. */
static bool is_plainly_utf8(qg_str sample)
{
    enum { ENOUGH = 8 };
    size_t n_longer = 0;

    for (qg_rune rune; sample.n > QG_UTF8_MAX && n_longer < ENOUGH;) {
        size_t n = qg_utf8_decode(sample, &rune);
        if (n == 0)
            return false;
        n_longer += n > 2;
        sample = qg_str_skip(sample, n);
    }
    return n_longer == ENOUGH;
}

static qg_detection of_bytes(qg_str input, size_t n_valid)
{
    char bytes[QG_SAMPLE_BYTES];
    qg_str sample = {bytes, qg_sample_high(bytes, input)};
    qg_reading best[2];

    if (n_valid == input.n && is_plainly_utf8(sample))
        return verdict("UTF-8", NULL, 1);
    qg_likely(best, sample, qg_declared(input));
    return of_readings(&best[0], &best[1]);
}

/* ---- UTF-16 and UTF-32 ----------------------------------------------------------------------- */

static bool is_odd_ascii(char byte)
{
    return is_control(byte) || byte == '\x1B' || byte == '\x7F';
}

/* Whether the bytes could be UTF-16 at all.  UTF-16 is seldom valid UTF-8; where it is, it has
 * control characters or is short. */
static bool may_be_wide(qg_str head)
{
    enum { SHORT_BYTES = 64 };
    size_t n_odd = 0;

    for (size_t i = 0; i < head.n; i++)
        n_odd += is_odd_ascii(head.p[i]);
    return head.n <= SHORT_BYTES || n_odd * 50 > head.n ||
           qg_utf8_check(head) + QG_UTF8_MAX < head.n;
}

/* Whether a reading as UTF-16 or UTF-32 is too rare to be more than chance.  All of a few
 * characters may be rare, but not all of many. */
static bool is_chance(const qg_reading *wide)
{
    enum { MANY = 64 };
    static const double mean_of_many = 18;

    return qg_reading_mean(wide) > (wide->n_characters >= MANY ? mean_of_many : mean_of_chance);
}

/* The two likeliest readings of the bytes as something else than UTF-16.  BEL counts as a tab,
 * since it parts the cells of Word's tables. */
static void read_narrow(qg_reading best[2], qg_str head)
{
    char bytes[WIDE_HEAD_BYTES];

    for (size_t i = 0; i < head.n; i++)
        bytes[i] = head.p[i] == '\a' ? '\t' : head.p[i];
    qg_likely(best, (qg_str){bytes, head.n}, NULL);
}

/* Whether the file is UTF-16 or UTF-32, set in `*found`: the start is cheaper so than in any
 * other reading, and no chance. */
static bool is_wide(qg_detection *found, qg_str input)
{
    qg_str head = qg_str_head(input, WIDE_HEAD_BYTES);
    qg_reading wide, best[2];

    if (qg_escaped(head) != NULL || !may_be_wide(head))
        return false;
    wide = qg_wide_look(head);
    if (wide.cost == SIZE_MAX || is_chance(&wide))
        return false;
    read_narrow(best, head);
    if (wide.cost >= best[0].cost)
        return false;
    *found = of_readings(&wide, &best[0]);
    return true;
}

/* Whether bytes that read badly in every encoding are none of text: random ones have a control
 * character in nine, and what is cut out of a binary file more.  A few bytes say too little. */
static bool is_noise(const qg_detection *found, qg_str head)
{
    enum { LEAST_BYTES = 48, MOST_APART = 20 };
    static const double hardly = 0.2;
    size_t n = 0;

    if (found->confidence >= hardly || head.n < LEAST_BYTES)
        return false;
    for (size_t i = 0; i < head.n; i++)
        n += is_control(head.p[i]);
    return n * MOST_APART > head.n;
}

/* ---- all ------------------------------------------------------------------------------------- */

static qg_detection unmarked(qg_str input, size_t *n_valid)
{
    qg_str head = qg_str_head(input, SAMPLE_HEAD_BYTES);
    const char *content = qg_signature(input);
    qg_detection found;

    *n_valid = 0;
    if (content != NULL)
        return binary(content);
    if (is_wide(&found, input))
        return is_noise(&found, head) ? binary("binary") : found;
    /* ISO-2022 switches character sets by control characters, so it is no binary file */
    if (is_binary(head) && !is_padded(head) && qg_escaped(head) == NULL)
        return binary("binary");
    *n_valid = qg_utf8_check(input);
    found =
        *n_valid == input.n && qg_str_is_ascii(input) ? ascii(input) : of_bytes(input, *n_valid);
    return is_noise(&found, head) ? binary("binary") : found;
}

static bool is_utf8(const char *encoding)
{
    return strcmp(encoding, "UTF-8") == 0 || strcmp(encoding, "US-ASCII") == 0;
}

size_t qg_detect_valid(qg_detection *detection, qg_str input)
{
    size_t n_mark, n_valid = 0;
    const char *marked = qg_mark_encoding(input, &n_mark);
    qg_str rest = qg_str_skip(input, n_mark);

    if (marked == NULL || strcmp(marked, "UTF-8") == 0) {
        *detection = unmarked(qg_str_head(rest, qg_seam_find(rest)), &n_valid);
        /* a byte-order mark before ASCII says UTF-8; before other bytes some tool may have put
         * it wrongly */
        if (marked != NULL && strcmp(detection->encoding, "US-ASCII") == 0)
            *detection = verdict("UTF-8", NULL, 1);
    } else {
        *detection = verdict(marked, NULL, 1);
    }
    detection->mark_bytes = n_mark;
    return is_utf8(detection->encoding) ? n_valid : 0;
}

void qg_detect(qg_detection *detection, qg_str input)
{
    qg_detect_valid(detection, input);
}

/* ---- several encodings ----------------------------------------------------------------------- */

static void tell_changes(const qg_mixture *mixture, size_t n_mark, const qg_sink *sink)
{
    const char *last = NULL;

    for (size_t i = 0; i < mixture->n; i++) {
        const qg_mixture_run *run = &mixture->runs[i];
        if (run->encoding == NULL || run->encoding == last)
            continue;
        if (last != NULL)
            qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_DECODE_CHANGE,
                                             .offset = n_mark + run->offset,
                                             .before = qg_str_of(last),
                                             .after = qg_str_of(run->encoding)});
        last = run->encoding;
    }
}

qg_status qg_detect_changes(qg_str input, const qg_sink *sink)
{
    qg_detection found;
    qg_mixture mixture;
    size_t n_valid = qg_detect_valid(&found, input);
    qg_str rest = qg_str_skip(input, found.mark_bytes);
    qg_status st;

    if (n_valid == rest.n || strcmp(found.content, "text") != 0)
        return QG_OK;
    st = qg_mixture_find(&mixture, rest, found.encoding);
    if (st == QG_OK)
        tell_changes(&mixture, found.mark_bytes, sink);
    qg_mixture_clear(&mixture);
    return st;
}
