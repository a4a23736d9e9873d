#include "base/utf8.h"
#include "normalize/detect_int.h"

/* What is more than a sample is judged by the sample: enough bytes that are not ASCII for any doubt
 * to be gone, wherever in the file they are; and the first bytes, where binary files show
 * themselves. */
enum { SAMPLE_HIGH_BYTES = 65536, SAMPLE_HEAD_BYTES = 65536 };

/* In mean bits for a character; see qg_reading_mean. */
static const double mean_of_prose = 12, mean_of_rare = 16, mean_of_chance = 20;

static bool is_high(char byte)
{
    return (unsigned char)byte >= 0x80;
}

/* All up to the byte that makes SAMPLE_HIGH_BYTES of them. */
static qg_str sample_of(qg_str input)
{
    size_t n = 0, n_high = 0;

    while (n < input.n && n_high < SAMPLE_HIGH_BYTES)
        n_high += is_high(input.p[n++]);
    return qg_str_head(input, n);
}

/* Whole blocks at a time, which compilers turn into wide instructions. */
static bool has_high(qg_str s)
{
    enum { BLOCK_BYTES = 4096 };

    while (s.n > 0) {
        qg_str block = qg_str_head(s, BLOCK_BYTES);
        unsigned char all = 0;
        for (size_t i = 0; i < block.n; i++)
            all |= (unsigned char)block.p[i];
        if (all >= 0x80)
            return true;
        s = qg_str_skip(s, block.n);
    }
    return false;
}

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

/* ASCII with NUL bytes in it can be read as UTF-16 too, as rare ideographs; but UTF-16 that is
 * valid UTF-8 is Western text, of which half the bytes are NUL. */
static bool is_ascii_with_nuls(qg_str head)
{
    size_t n_nul = 0;

    for (size_t i = 0; i < head.n; i++)
        n_nul += head.p[i] == '\0';
    return n_nul * 4 < head.n && qg_utf8_check(head) + QG_UTF8_MAX > head.n;
}

/* ---- UTF-8 ----------------------------------------------------------------------------------- */

typedef struct utf8_count {
    size_t n_two, n_longer, n_bad;
    size_t n_strange; /* of n_two: not Latin, Greek or Cyrillic */
} utf8_count;

static bool is_strange(qg_rune rune)
{
    return (rune >= 0x250 && rune < 0x370) || (rune >= 0x530 && rune < 0x800) ||
           (rune >= 0x80 && rune < 0xA0);
}

static utf8_count count_utf8(qg_str s)
{
    utf8_count count = {0};

    while (s.n > 0) {
        qg_rune rune;
        size_t n = qg_utf8_decode(s, &rune);
        count.n_bad += n == 0;
        count.n_two += n == 2;
        count.n_strange += n == 2 && is_strange(rune);
        count.n_longer += n > 2;
        s = qg_str_skip(s, n == 0 ? 1 : n);
    }
    return count;
}

/* Share of what is well formed.  Two well-formed bytes in other text come about by chance, three
 * hardly, so they count four times. */
static double share_of_utf8(const utf8_count *count)
{
    double good = (double)(4 * count->n_longer + count->n_two), bad = (double)count->n_bad;

    return good == 0 ? 0 : good / (good + bad);
}

/* A file with some bad bytes is still UTF-8, unless it makes flawless Chinese in another encoding.
 */
static bool is_damaged_utf8(double share, const qg_reading *best)
{
    bool is_chinese = best->n_bad == 0 && qg_reading_mean(best) < mean_of_rare;

    return share > 0.97 || (share > 0.6 && !is_chinese);
}

/* Short GBK text can be valid UTF-8 by chance, all in two-byte sequences; 平台 is one.  It is taken
 * for GBK when each of them is a likely Chinese character, or a possible one that as UTF-8 would be
 * of no European script.  One character alone may be a middle dot, and a long text is no chance. */
static bool is_valid_by_chance(const utf8_count *count, const qg_reading *best)
{
    enum { CHANCE_MAX = 12 };
    double mean = qg_reading_mean(best);

    if (count->n_longer > 0 || count->n_two > CHANCE_MAX || best->n_bad > 0)
        return false;
    return (count->n_two >= 2 && mean < mean_of_prose) ||
           (count->n_two == count->n_strange && mean < mean_of_rare);
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

/* From the margin between the readings, and from how likely the better one is at all. */
static double confidence_of(const qg_reading best[2])
{
    double mean = qg_reading_mean(&best[0]);
    double margin = (double)(best[1].cost - best[0].cost) / (double)best[0].n_characters;
    double trust = (mean_of_chance - mean) / (mean_of_chance - mean_of_prose);

    trust = trust > 1 ? 1 : trust < 0.1 ? 0.1 : trust;
    return trust * (1 - 0.5 / (1 + margin * margin));
}

static qg_detection valid_utf8(qg_str input)
{
    qg_str sample;
    utf8_count count;
    qg_reading best[2];

    if (!has_high(input))
        return verdict("US-ASCII", NULL, 1);
    sample = sample_of(input);
    count = count_utf8(sample);
    if (count.n_longer > 0)
        return verdict("UTF-8", NULL, 1);
    qg_likely(best, sample);
    if (is_valid_by_chance(&count, &best[0]))
        return verdict(best[0].encoding, "UTF-8", 0.7);
    return verdict("UTF-8", best[0].encoding, 0.95);
}

static qg_detection legacy(qg_str input, size_t n_valid)
{
    qg_str sample = sample_of(input);
    utf8_count count = count_utf8(sample);
    double utf8 = n_valid >= sample.n ? 1 : share_of_utf8(&count);
    qg_wide wide = qg_wide_look(qg_str_head(sample, SAMPLE_HEAD_BYTES));
    qg_reading best[2];

    qg_likely(best, sample);
    if (is_damaged_utf8(utf8, &best[0]))
        return verdict("UTF-8", best[0].encoding, utf8);
    if (wide.share > 0.95 && input.n % 2 == 0 && qg_reading_mean(&best[0]) > mean_of_rare)
        return verdict(wide.encoding, best[0].encoding, wide.share * 0.9);
    return verdict(best[0].encoding, best[1].encoding, confidence_of(best));
}

static qg_detection unmarked(qg_str input, size_t *n_valid)
{
    qg_str head = qg_str_head(input, SAMPLE_HEAD_BYTES);
    bool has_nul = qg_str_find_byte(head, '\0') < head.n;
    const char *content = qg_signature(input);

    *n_valid = 0;
    if (content != NULL)
        return binary(content);
    if (has_nul && !is_ascii_with_nuls(head)) {
        qg_wide wide = qg_wide_look(head);
        if (wide.share > 0.85)
            return verdict(wide.encoding, NULL, wide.share);
    }
    if (is_binary(head))
        return binary("binary");
    *n_valid = qg_utf8_check(input);
    return *n_valid == input.n ? valid_utf8(input) : legacy(input, *n_valid);
}

static bool is_utf8(const char *encoding)
{
    return strcmp(encoding, "UTF-8") == 0 || strcmp(encoding, "US-ASCII") == 0;
}

size_t qg_detect_valid(qg_detection *detection, qg_str input)
{
    size_t n_mark, n_valid = 0;
    const char *marked = qg_mark_encoding(input, &n_mark);

    if (marked == NULL || strcmp(marked, "UTF-8") == 0) {
        *detection = unmarked(qg_str_skip(input, n_mark), &n_valid);
        /* a mark that a tool put before what is not UTF-8 does not make it so */
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
