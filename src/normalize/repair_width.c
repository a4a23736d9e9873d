#include "normalize/punctuation/punctuation_int.h"
#include "normalize/repair.h"
#include "unicode/unicode.h"

enum {
    FULL_WIDTH_N = 3,     /* bytes of a full-width form */
    FULL_TO_HALF = 0xFEE0 /* from U+0021 to U+FF01 */
};

/* The half-width form of the full-width one at `at`, 0 when there is none. */
static char half_at(qg_str text, size_t at)
{
    qg_rune rune;
    qg_str rest = qg_str_skip(text, at);

    if (rest.n < FULL_WIDTH_N || (unsigned char)*rest.p != 0xEF)
        return 0;
    qg_utf8_take(&rest, &rune);
    return rune >= 0xFF01 && rune <= 0xFF5E ? (char)(rune - FULL_TO_HALF) : 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* How many full-width figures stand from `at` on. */
static size_t count_digits(qg_str text, size_t at)
{
    size_t n = 0;

    while (is_digit(half_at(text, at + n * FULL_WIDTH_N)))
        n++;
    return n;
}

/* Whether the mark at `at` belongs to the word around it: １．５, １，２００, １０：３０, Ａ－１.
 */
static bool is_inner(qg_str text, size_t at, size_t start)
{
    char before = half_at(text, at - FULL_WIDTH_N), behind = half_at(text, at + FULL_WIDTH_N);
    bool in_number = is_digit(before) && is_digit(behind);

    if (at < start + FULL_WIDTH_N || !is_word(before) || !is_word(behind))
        return false;
    switch (half_at(text, at)) {
    case '.':
        return in_number || !is_digit(before);
    case ',':
        return in_number && count_digits(text, at + FULL_WIDTH_N) == 3;
    case ':':
        return in_number && count_digits(text, at + FULL_WIDTH_N) == 2;
    case '-':
    case '/':
    case '_':
    case '@':
        return true;
    default:
        return false;
    }
}

static size_t word_end(qg_str text, size_t start)
{
    size_t at = start;

    while (is_word(half_at(text, at)) || is_inner(text, at, start))
        at += FULL_WIDTH_N;
    return at;
}

/* In Japanese full-width letters and figures are part of how words are written: Ｔシャツ. */
static bool is_foreign(qg_str text)
{
    qg_mark_counts counts = qg_marks_count(text, NULL);
    return qg_marks_is_foreign(&counts);
}

static void put_word(qg_edits *edits, qg_str text, size_t start, size_t end)
{
    size_t n = (end - start) / FULL_WIDTH_N;
    char *half = qg_arena_get(&edits->arena, n);

    for (size_t i = 0; half != NULL && i < n; i++)
        half[i] = half_at(text, start + i * FULL_WIDTH_N);
    qg_edits_put(edits, &(qg_edit){.offset = start,
                                   .n_bytes = end - start,
                                   .after = {half, half == NULL ? 0 : n},
                                   .kind = QG_FOUND_REPAIR_WIDTH,
                                   .confidence = 0.98F});
}

void qg_repair_width(qg_edits *edits, const qg_repair_input *input)
{
    qg_str text = input->text;
    bool is_asked = false;
    size_t at = 0;

    while (at < text.n && edits->status == QG_OK) {
        size_t end;
        at += qg_str_find_byte(qg_str_skip(text, at), '\xEF');
        end = word_end(text, at);
        if (end == at) {
            at += 1;
            continue;
        }
        if (!is_asked && is_foreign(text))
            return;
        is_asked = true;
        if (qg_shield_end(input->shield, at) == at)
            put_word(edits, text, at, end);
        at = end;
    }
}
