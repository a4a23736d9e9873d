/* candidate_read.c - reading bytes as a candidate would, and how surprising the result is.
 *
 * There are two ways to read. qg_read_all() looks for the cheapest of all ways to cut the bytes
 * into characters, so that a lost byte costs little. qg_candidate_line() cuts as a decoder does,
 * from left to right, which is quicker. */
#include "normalize/candidate.h"

#include "base/utf8.h"
#include "language/rune_cost.h"

static unsigned byte_at(qg_str s, size_t i)
{
    return (unsigned char)s.p[i];
}

/* ---- the cheapest way ------------------------------------------------------------------------ */

/* What a bad byte at `i` costs, in bits.  The first and the last byte of a file may be half of a
 * character that was cut, so they cost less; not so the first one before ASCII, since a lost
 * half would leave the other half alone there.  A bad byte right behind another one (`is_next`)
 * costs more. */
static unsigned bad_cost(qg_str bytes, size_t i, bool is_next)
{
    bool is_last = i + 1 == bytes.n;

    if (is_last || (i == 0 && byte_at(bytes, 1) >= 0x80))
        return QG_COST_EDGE;
    return is_next ? QG_COST_WORSE : QG_COST_BAD;
}

static qg_reading with_bad(qg_reading so_far, qg_str bytes, size_t i)
{
    unsigned cost = bad_cost(bytes, i, so_far.last == 0 && so_far.n_bad > 0);

    so_far.n_characters++;
    so_far.n_bad++;
    so_far.cost += cost;
    so_far.high += cost;
    so_far.last = 0;
    return so_far;
}

/* What a character of another script costs more inside a Latin word.  Most often it is an
 * accented letter that was read wrongly. */
static unsigned word_cost(const qg_candidate *candidate)
{
    enum { COST_IDEOGRAPH_IN_WORD = 5, COST_LETTER_IN_WORD = 7 };

    if (candidate->kind == QG_READ_UTF8 || candidate->is_latin)
        return 0;
    return candidate->kind == QG_READ_BYTES ? COST_LETTER_IN_WORD : COST_IDEOGRAPH_IN_WORD;
}

/* Whether the two bytes at `i` are a Chinese mark or a vowel of pinyin.  These do stand right
 * beside Latin letters: English inside Chinese text often has Chinese quotation marks and
 * dashes. */
static bool is_mark(const qg_candidate *candidate, qg_str bytes, size_t i)
{
    return qg_candidate_is_pinyin(candidate, bytes, i) ||
           ((candidate->kind == QG_READ_GB18030 || candidate->kind == QG_READ_BIG5) &&
            i + 1 < bytes.n && byte_at(bytes, i) == 0xA1 && byte_at(bytes, i + 1) >= 0xA1);
}

static bool is_behind_mark(const qg_candidate *candidate, qg_str bytes, size_t i)
{
    return i > 1 && is_mark(candidate, bytes, i - 2);
}

/* Whether a character that starts at `i` stands behind a small letter of ASCII, `last` being the
 * length of what is before it. */
static bool is_behind_letter(qg_str bytes, size_t i, unsigned last)
{
    return i > 0 && last == 1 && qg_is_between(byte_at(bytes, i - 1), 'a', 'z');
}

/* Whether the small letter at `i` stands behind a character of another script. */
static bool is_letter_behind_script(const qg_candidate *candidate, qg_str bytes, size_t i,
                                    unsigned last)
{
    if (i == 0 || !qg_is_between(byte_at(bytes, i), 'a', 'z') || last == 0)
        return false;
    return candidate->kind == QG_READ_BYTES
               ? byte_at(bytes, i - 1) >= 0x80 &&
                     qg_candidate_is_letter(candidate, byte_at(bytes, i - 1))
               : last > 1 && !(last == 2 && is_behind_mark(candidate, bytes, i));
}

/* Whether a single character of another script stands between ASCII before and the ASCII byte at
 * `i`, at least one of which is a small letter.  That is what one accented letter looks like
 * when it was read wrongly. */
static bool is_behind_lonely(const qg_candidate *candidate, qg_str bytes, size_t i, unsigned last)
{
    return last > 1 && i > last && !(last == 2 && is_behind_mark(candidate, bytes, i)) &&
           byte_at(bytes, i - 1 - last) < 0x80 &&
           (qg_is_between(byte_at(bytes, i - 1 - last), 'a', 'z') ||
            qg_is_between(byte_at(bytes, i), 'a', 'z'));
}

static qg_reading with_character(qg_reading so_far, unsigned cost, unsigned n, bool is_ascii)
{
    so_far.n_characters += !is_ascii;
    so_far.cost += cost;
    so_far.high += is_ascii ? 0 : cost;
    so_far.last = n;
    return so_far;
}

/* The byte at `i` alone: ASCII, a character, or bad. */
static qg_reading read_byte(const qg_candidate *candidate, qg_str bytes, size_t i,
                            qg_reading so_far)
{
    bool is_ascii = byte_at(bytes, i) < 0x80;
    unsigned cost = qg_candidate_cost(candidate, bytes, i, 1);

    if (cost == QG_COST_NONE)
        return with_bad(so_far, bytes, i);
    if (is_ascii ? is_letter_behind_script(candidate, bytes, i, so_far.last)
                 : is_behind_letter(bytes, i, so_far.last))
        cost += word_cost(candidate);
    if (is_ascii && is_behind_lonely(candidate, bytes, i, so_far.last))
        cost += word_cost(candidate);
    return with_character(so_far, cost, 1, is_ascii);
}

qg_reading qg_read_one(const qg_candidate *candidate, qg_str bytes, size_t i,
                       const qg_reading before[4])
{
    qg_reading best = read_byte(candidate, bytes, i, before[0]);

    for (unsigned n = 2; n <= candidate->max_length && n <= i + 1; n++) {
        size_t start = i + 1 - n;
        unsigned cost = qg_candidate_cost(candidate, bytes, start, n);
        if (cost == QG_COST_NONE)
            continue;
        if (is_behind_letter(bytes, start, before[n - 1].last) &&
            !(n == 2 && is_mark(candidate, bytes, start)))
            cost += word_cost(candidate);
        if (before[n - 1].cost + cost < best.cost)
            best = with_character(before[n - 1], cost, n, false);
    }
    return best;
}

/* Where every character is one byte there is only one way to cut. */
static qg_reading read_bytes(const qg_candidate *candidate, qg_str bytes, qg_reading reading)
{
    for (size_t i = 0; i < bytes.n; i++)
        reading = read_byte(candidate, bytes, i, reading);
    return reading;
}

qg_reading qg_read_all(const qg_candidate *candidate, qg_str bytes)
{
    qg_reading before[4] = {{.encoding = candidate->encoding, .cost = candidate->prior, .last = 1}};

    if (candidate->max_length == 1)
        return read_bytes(candidate, bytes, before[0]);
    for (size_t i = 0; i < bytes.n; i++) {
        qg_reading now = qg_read_one(candidate, bytes, i, before);
        memmove(before + 1, before, 3 * sizeof *before);
        before[0] = now;
    }
    return before[0];
}

/* ---- as a decoder reads ---------------------------------------------------------------------- */

/* Length of the character at `i` as a decoder would take it, and what it costs; 0 when bad. */
static unsigned first_length(const qg_candidate *candidate, qg_str bytes, size_t i, unsigned *cost)
{
    for (unsigned n = 1; n <= candidate->max_length && n <= bytes.n - i; n++) {
        *cost = qg_candidate_cost(candidate, bytes, i, n);
        if (*cost != QG_COST_NONE)
            return n;
    }
    *cost = QG_COST_BAD;
    return 0;
}

/* Read the characters of two bytes from `i` on that are in the candidate's table, without asking
 * for each of them what it is; returns where they end. */
static size_t read_quickly(qg_reading *reading, const qg_candidate *candidate, qg_str bytes,
                           size_t i, size_t end)
{
    const char(*table)[QG_COST_COLUMNS + 1] = qg_candidate_codes(candidate);
    bool has_scripts = candidate->kind == QG_READ_GB18030;
    const unsigned char *p = (const unsigned char *)bytes.p;
    size_t first = i, cost = 0, n;

    end = end + 1 < bytes.n ? end : bytes.n - 1; /* where the last character may start */
    for (; i < end; i += 2) {
        unsigned row = p[i] - 0x81U, column = p[i + 1] - 0x40U, grade;
        if (row > 0xFE - 0x81 || column > 0xFE - 0x40 ||
            (has_scripts && qg_candidate_is_of_script(p[i])))
            break;
        grade = (unsigned char)table[row][column];
        if (grade >= 'A' + QG_COST_BAD)
            break;
        cost += grade;
    }
    n = (i - first) / 2;
    cost -= n * 'A';
    reading->n_characters += n;
    reading->high += cost;
    reading->cost += cost;
    return i;
}

static size_t read_character(qg_reading *reading, const qg_candidate *candidate, qg_str bytes,
                             size_t i)
{
    unsigned cost, n = first_length(candidate, bytes, i, &cost);

    reading->n_characters++;
    reading->n_bad += n == 0;
    reading->high += cost;
    reading->cost += cost;
    return i + (n == 0 ? 1 : n);
}

/* What a small letter at `i` costs more beside characters of another script; qg_read_one()
 * counts it too. */
static unsigned letter_cost(const qg_candidate *candidate, qg_str bytes, size_t i)
{
    bool is_letter = i < bytes.n && qg_is_between(byte_at(bytes, i), 'a', 'z');

    return is_letter && candidate->kind != QG_READ_BYTES ? word_cost(candidate) : 0;
}

/* Read the characters from `i` up to the next ASCII one; returns where they end. */
static size_t read_high(qg_reading *reading, const qg_candidate *candidate, qg_str bytes, size_t i,
                        size_t end)
{
    bool has_table = qg_candidate_codes(candidate) != NULL;

    reading->cost +=
        i > 0 && !is_mark(candidate, bytes, i) ? letter_cost(candidate, bytes, i - 1) : 0;
    while (i < end && byte_at(bytes, i) >= 0x80) {
        if (has_table)
            i = read_quickly(reading, candidate, bytes, i, end);
        if (i < end && byte_at(bytes, i) >= 0x80)
            i = read_character(reading, candidate, bytes, i);
    }
    reading->cost += is_behind_mark(candidate, bytes, i) ? 0 : letter_cost(candidate, bytes, i);
    return i;
}

size_t qg_candidate_line(qg_reading *reading, const qg_candidate *candidate, qg_str bytes,
                         size_t most_bytes)
{
    size_t i = 0, end = most_bytes < bytes.n ? most_bytes : bytes.n;

    *reading = (qg_reading){.encoding = candidate->encoding};
    while (i < end) {
        if (byte_at(bytes, i) >= 0x80) {
            i = read_high(reading, candidate, bytes, i, end);
            continue;
        }
        reading->cost += qg_ascii_cost(byte_at(bytes, i));
        if (bytes.p[i++] == '\n')
            break;
    }
    return i;
}

size_t qg_candidate_skip_valid(qg_str bytes)
{
    enum { BEFORE_BYTES = 512 };
    size_t n_valid = qg_utf8_check(bytes), n = n_valid;

    while (n > 0 && n < bytes.n && n_valid - n < BEFORE_BYTES && bytes.p[n - 1] != '\n')
        n--;
    while (n > 0 && n < bytes.n && (byte_at(bytes, n) & 0xC0) == 0x80)
        n--;
    return n;
}

double qg_reading_mean(const qg_reading *reading)
{
    return reading->n_characters == 0 ? 0 : (double)reading->high / (double)reading->n_characters;
}
