/* place.c - from byte offsets to lines and columns of the file the user gave. */
#include "api/report.h"

#include "base/utf8.h"

#include <stdlib.h>

/* A place in the input, moving forward. */
typedef struct place {
    const char *encoding;
    qg_str rest;
    size_t offset, line, column;
} place;

/* Length of the first character of `rest`, which is not empty; 1 for a byte that is none. */
static size_t step(const char *encoding, qg_str rest)
{
    qg_rune rune;
    size_t n = 1;

    /* To become: n = qg_encoding_step(encoding, rest); */
    if (qg_str_starts(qg_str_of(encoding), QG_STR("UTF-16")))
        n = 2;
    else if (qg_str_starts(qg_str_of(encoding), QG_STR("UTF-32")))
        n = 4;
    else
        n = qg_utf8_decode(rest, &rune);
    return n == 0 ? 1 : n < rest.n ? n : rest.n;
}

/* Whether `character` is the ASCII control character `control`: one byte, or that byte among zeros
 * at the end where UTF-16 and UTF-32 of this byte order have it. */
static bool is_control(const char *encoding, qg_str character, char control)
{
    bool is_little = qg_str_ends(qg_str_of(encoding), QG_STR("LE"));
    size_t at = is_little ? 0 : character.n - 1;

    for (size_t i = 0; i < character.n; i++)
        if (character.p[i] != (i == at ? control : 0))
            return false;
    return true;
}

/* Whether a line ends with the first `n` bytes of the rest.  The CR of CR LF does not end one. */
static bool ends_line(const place *at, size_t n)
{
    qg_str character = qg_str_head(at->rest, n), next = qg_str_skip(at->rest, n);

    if (is_control(at->encoding, character, '\n'))
        return true;
    if (!is_control(at->encoding, character, '\r'))
        return false;
    next = qg_str_head(next, next.n == 0 ? 0 : step(at->encoding, next));
    return next.n == 0 || !is_control(at->encoding, next, '\n');
}

/* Go to the character that holds the byte at `offset`. */
static void move_to(place *at, size_t offset)
{
    while (at->rest.n > 0) {
        size_t n = step(at->encoding, at->rest);
        if (at->offset + n > offset)
            return;
        if (ends_line(at, n)) {
            at->line++;
            at->column = 1;
        } else {
            at->column++;
        }
        at->rest = qg_str_skip(at->rest, n);
        at->offset += n;
    }
}

static int by_offset(const void *a, const void *b)
{
    const qg_finding *one = *(qg_finding *const *)a, *two = *(qg_finding *const *)b;

    return (one->offset > two->offset) - (one->offset < two->offset);
}

qg_status qg_report_place(qg_report *report, qg_str input)
{
    place at = {.encoding = "UTF-8", .line = 1, .column = 1};
    qg_finding **sorted;

    if (report == NULL)
        return QG_OK;
    if (report->status != QG_OK || report->n == 0)
        return report->status;
    sorted = calloc(report->n, sizeof *sorted);
    if (sorted == NULL)
        return QG_E_MEMORY;
    for (size_t i = 0; i < report->n; i++)
        sorted[i] = &report->findings[i];
    qsort(sorted, report->n, sizeof *sorted, by_offset);

    if (report->input.encoding != NULL)
        at.encoding = report->input.encoding;
    at.rest = qg_str_skip(input, report->input.mark_bytes);
    at.offset = input.n - at.rest.n;
    for (size_t i = 0; i < report->n; i++) {
        if (sorted[i]->line > 0) /* a place in a style sheet, which its stage has counted */
            continue;
        move_to(&at, sorted[i]->offset);
        sorted[i]->line = at.line;
        sorted[i]->column = at.column;
    }
    free(sorted);
    return QG_OK;
}
