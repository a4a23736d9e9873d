#include "normalize/look.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "language/rune_cost.h"
#include "normalize/mojibake/scan.h"

#include <stdlib.h>

enum {
    FIRST = 0x3000, /* the table `chinese` begins here */
    END = 0xA000,
    WIDE = 0xFF00, /* the table `wide` begins here: full-width forms */
    PAGE = 0x100,
    HAN_BYTES = 3,
    SPECIAL = INT8_MAX,
    MARK = SPECIAL - 1 /* of ASCII, that may have torn its neighbours */
};

/* The walk over the text, and how odd the line is so far.  The three tables hold what a
 * character adds to the oddness of its line, or SPECIAL where a pass may have to do with the
 * character. */
typedef struct walk {
    qg_look *look;
    const unsigned char *p;
    size_t n;
    qg_odd line;
    size_t line_start;
    int8_t ascii[0x80], chinese[END - FIRST], wide[PAGE];
} walk;

/* ---- what is passed over --------------------------------------------------------------------- */

static void read_page(int8_t *odd, unsigned page)
{
    const char *grades = qg_rune_grades(page);

    for (unsigned i = 0; grades != NULL && i < PAGE; i++)
        odd[i] = (int8_t)(grades[i] - 'A' - QG_ODD_EXPECTED);
}

static void make_ready(walk *w)
{
    static const qg_rune others[] = {0x3099, 0x309A, QG_BEYOND_1, QG_BEYOND_2, QG_BEYOND_3};

    for (unsigned c = 0; c < sizeof w->ascii; c++)
        w->ascii[c] = c == '\n'                              ? SPECIAL
                      : qg_is_tearing_mark((unsigned char)c) ? MARK
                      : c >= 'A'                             ? -QG_ODD_LETTER
                                                             : 0;
    memset(w->chinese, SPECIAL, sizeof w->chinese);
    for (unsigned page = FIRST / PAGE; page < END / PAGE; page++)
        read_page(w->chinese + (page * PAGE - FIRST), page);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        w->chinese[others[i] - FIRST] = SPECIAL;
    read_page(w->wide, WIDE / PAGE);
    memset(w->wide + 0xF0, SPECIAL, PAGE - 0xF0); /* U+FFFD, and what is no letter */
}

static unsigned char byte_at(const walk *w, size_t i)
{
    return i < w->n ? w->p[i] : 0;
}

static void note(walk *w, qg_look_kind kind, size_t at)
{
    w->look->blocks[at / QG_LOOK_BLOCK] |= (unsigned char)kind;
}

/* The character of three bytes at `p`. */
static qg_rune rune_of_three(const unsigned char *p)
{
    return ((qg_rune)p[0] << 12) + ((qg_rune)p[1] << 6) + p[2] - (0xE0U << 12) - (0x80U << 6) -
           0x80U;
}

static void look_at_mark(walk *w, size_t i)
{
    if (i > 0 && qg_may_be_torn(w->p[i - 1], w->p[i], byte_at(w, i + 1)))
        note(w, QG_LOOK_TORN, i - 1);
}

/* Pass over what leaves a line as it is that is not odd so far: most of any text. */
static size_t skip_common(walk *w, size_t i, qg_rune *last)
{
    const unsigned char *p = w->p;
    qg_rune before = *last, rune;

    for (; i < w->n && p[i] < 0x80 && w->ascii[p[i]] != SPECIAL; i++) {
        before = p[i];
        if (w->ascii[before] == MARK)
            look_at_mark(w, i);
    }
    while (i + HAN_BYTES <= w->n && p[i] >= 0xE3 && p[i] <= 0xE9) {
        rune = rune_of_three(p + i);
        if (w->chinese[rune - FIRST] > 0 || rune == before)
            break;
        before = rune;
        i += HAN_BYTES;
    }
    *last = before;
    return i;
}

/* Pass over the characters from `i` on that no pass has to do with; returns where the first
 * other one stands.  A character that stands twice in a row is such one, for repair_doubled.c. */
static size_t skip_plain(walk *w, size_t i)
{
    const unsigned char *p = w->p;
    qg_rune last = w->line.last;
    int now = w->line.now, most = w->line.most;

    for (;;) {
        qg_rune rune;
        size_t n = 1;
        int odd;
        if (now == 0)
            i = skip_common(w, i, &last);
        if (i + HAN_BYTES > w->n)
            break;
        rune = p[i];
        if (rune < 0x80) {
            odd = w->ascii[rune];
            if (odd == MARK) {
                look_at_mark(w, i);
                odd = 0;
            }
        } else {
            unsigned lead = p[i];
            rune = rune_of_three(p + i);
            odd = lead >= 0xE3 && lead <= 0xE9   ? w->chinese[rune - FIRST]
                  : lead == 0xEF && rune >= WIDE ? w->wide[rune - WIDE]
                                                 : SPECIAL;
            odd = rune == last ? SPECIAL : odd;
            n = HAN_BYTES;
        }
        if (odd == SPECIAL)
            break;
        now = now + odd > 0 ? now + odd : 0;
        most = now > most ? now : most;
        last = rune;
        i += n;
    }
    w->line.last = last;
    w->line.now = now;
    w->line.most = most;
    return i;
}

/* ---- what is looked at ----------------------------------------------------------------------- */

static void end_line(walk *w, size_t end)
{
    if (w->line.most >= QG_ODD_CLEAR || w->line.has_beyond)
        note(w, QG_LOOK_MOJIBAKE, w->line_start);
    w->line = (qg_odd){0};
    w->line_start = end;
}

/* Whether the character of three bytes at `i` stands there twice. */
static bool is_pair(const walk *w, size_t i)
{
    return i + 2 * HAN_BYTES <= w->n && memcmp(w->p + i, w->p + i + HAN_BYTES, HAN_BYTES) == 0;
}

static void look_at_other(walk *w, size_t i, qg_rune rune)
{
    unsigned char a = w->p[i], b = byte_at(w, i + 1);

    if (qg_may_be_lookalike(a, b))
        note(w, QG_LOOK_LOOKALIKE, i);
    if (qg_may_be_invisible(a, b, byte_at(w, i + 2)))
        note(w, QG_LOOK_INVISIBLE, i);
    if (rune == w->line.last && rune >= FIRST && rune <= 0xFFFF && is_pair(w, i + HAN_BYTES))
        note(w, QG_LOOK_DOUBLED, i - HAN_BYTES);
}

/* Note which passes may have to do with the character at `i`; returns its end. */
static size_t take(walk *w, size_t i)
{
    qg_rune rune;
    size_t end = i + qg_utf8_next((const char *)w->p + i, &rune);

    if (rune == '\n') {
        end_line(w, end);
        return end;
    }
    if (rune < 0x80)
        look_at_mark(w, i);
    else
        look_at_other(w, i, rune);
    qg_odd_take(&w->line, rune);
    return end;
}

static void look_at_text(qg_look *look)
{
    walk w = {.look = look, .p = (const unsigned char *)look->text.p, .n = look->text.n};
    size_t i = 0;

    make_ready(&w);
    while (i < w.n) {
        i = skip_plain(&w, i);
        if (i < w.n)
            i = take(&w, i);
    }
    end_line(&w, i);
}

static bool make_blocks(qg_look *look)
{
    if (look->text.n == 0)
        return false;
    look->n = look->text.n / QG_LOOK_BLOCK + 1; /* an empty line may start at the end */
    look->blocks = calloc(look->n, 1);
    if (look->blocks == NULL)
        look->status = QG_E_MEMORY;
    return look->blocks != NULL;
}

/* ---- a changed text -------------------------------------------------------------------------- */

static void note_all(qg_look *look, size_t start, size_t end, unsigned char kinds)
{
    for (size_t k = start / QG_LOOK_BLOCK; k < look->n && k * QG_LOOK_BLOCK < end; k++)
        look->blocks[k] |= kinds;
}

/* What was from `start` to `end` stands at `to` now. */
static void carry(qg_look *look, const qg_look *before, size_t start, size_t end, size_t to)
{
    for (size_t k = start / QG_LOOK_BLOCK; k < before->n && k * QG_LOOK_BLOCK < end; k++) {
        size_t first = k * QG_LOOK_BLOCK < start ? start : k * QG_LOOK_BLOCK;
        size_t last = (k + 1) * QG_LOOK_BLOCK < end ? (k + 1) * QG_LOOK_BLOCK : end;
        if (before->blocks[k] != 0)
            note_all(look, to + (first - start), to + (last - start), before->blocks[k]);
    }
}

/* Note everything around a change, back to the start of its line or to the change before it. */
static void note_change(qg_look *look, size_t start, size_t end, size_t least)
{
    enum { AROUND = 16, ALL = 0xFF }; /* bytes on both sides: four characters that stand twice */
    size_t line = start;

    while (line > least && look->text.p[line - 1] != '\n')
        line--;
    note_all(look, line, line + 1, QG_LOOK_MOJIBAKE);
    note_all(look, start < AROUND ? 0 : start - AROUND, end + AROUND, ALL);
}

void qg_look_change_add(qg_look_changes *changes, size_t offset, size_t n_bytes, size_t n_after)
{
    enum { MANY = 4096 };
    struct qg_look_change *list =
        changes->n == MANY
            ? NULL
            : qg_memory_room(changes->list, changes->n, &changes->n_allocated, sizeof *list);

    if (list == NULL) {
        changes->are_many = true;
        return;
    }
    changes->list = list;
    changes->list[changes->n++] = (struct qg_look_change){offset, n_bytes, n_after};
}

void qg_look_follow(qg_look *look, const qg_look *before, const qg_look_changes *changes)
{
    size_t done = 0, to = 0;

    if (changes->are_many || before->blocks == NULL || !make_blocks(look))
        return;
    for (size_t i = 0; i < changes->n; i++) {
        const struct qg_look_change *change = &changes->list[i];
        size_t start = to + change->offset - done, end = start + change->n_after;
        carry(look, before, done, change->offset, to);
        note_change(look, start, end, to);
        done = change->offset + change->n_bytes;
        to = end;
    }
    carry(look, before, done, before->text.n, to);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static bool is_ready(qg_look *look)
{
    if (look->blocks != NULL)
        return true;
    if (look->status != QG_OK || !make_blocks(look))
        return false;
    look_at_text(look);
    return true;
}

size_t qg_look_next(qg_look *look, qg_look_kind kind, size_t at)
{
    size_t first = at / QG_LOOK_BLOCK, i = first;

    if (!is_ready(look))
        return look->text.n;
    while (i < look->n && (look->blocks[i] & kind) == 0)
        i++;
    if (i > first)
        at = i * QG_LOOK_BLOCK;
    return at < look->text.n ? at : look->text.n;
}

size_t qg_look_end(const qg_look *look, size_t at)
{
    size_t end = (at / QG_LOOK_BLOCK + 1) * QG_LOOK_BLOCK;

    return end < look->text.n ? end : look->text.n;
}

size_t qg_look_line(qg_look *look, qg_look_kind kind, size_t at)
{
    size_t found = qg_look_next(look, kind, at);

    if (found == at || found == look->text.n)
        return found;
    return found - 1 + qg_str_find_byte(qg_str_skip(look->text, found - 1), '\n') + 1;
}

const qg_census *qg_look_census(qg_look *look)
{
    if (!look->has_census)
        qg_census_take(&look->census, look->text);
    look->has_census = true;
    return &look->census;
}

void qg_look_clear(qg_look *look)
{
    free(look->blocks);
    *look = (qg_look){0};
}
