/* place.c - from byte offsets to lines and columns of the file the user gave. */
#include "api/report.h"

#include "codec/codec.h"

#include <stdlib.h>

/* A place in the input, moving forward. */
typedef struct place {
    const qg_encoding *encoding; /* NULL: every byte is a character */
    qg_str rest;
    size_t offset, line, column;
} place;

/* Whether a line ends with the first `n` bytes of the rest.  The CR of CR LF does not end one. */
static bool ends_line(const place *at, size_t n)
{
    int control = qg_encoding_ascii(at->encoding, at->rest);

    return control == '\n' ||
           (control == '\r' && qg_encoding_ascii(at->encoding, qg_str_skip(at->rest, n)) != '\n');
}

static size_t count_byte(qg_str s, char byte)
{
    size_t n = 0;

    for (size_t i; (i = qg_str_find_byte(s, byte)) < s.n; n++)
        s = qg_str_skip(s, i + 1);
    return n;
}

/* Go on by whole lines as far as `offset` allows.  Where a line feed is one byte it is no part of
 * any other character, so that the characters of these lines need not be told apart. */
static void skip_lines(place *at, size_t offset)
{
    bool is_wide = at->encoding != NULL && at->encoding->form >= QG_FORM_UTF16LE &&
                   at->encoding->form <= QG_FORM_UTF32BE;
    qg_str ahead = qg_str_head(at->rest, offset > at->offset ? offset - at->offset : 0);
    size_t n;

    while (!is_wide && (n = qg_str_find_byte(ahead, '\n')) < ahead.n) {
        qg_str line = qg_str_head(ahead, n);
        at->line += 1 + count_byte(line, '\r') - qg_str_ends(line, QG_STR("\r"));
        at->column = 1;
        at->rest = qg_str_skip(at->rest, n + 1);
        at->offset += n + 1;
        ahead = qg_str_skip(ahead, n + 1);
    }
}

/* Go to the character that holds the byte at `offset`. */
static void move_to(place *at, size_t offset)
{
    skip_lines(at, offset);
    while (at->rest.n > 0) {
        size_t n = qg_encoding_step(at->encoding, at->rest);
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
    place at = {.line = 1, .column = 1};
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

    at.encoding = qg_encoding_find(
        qg_str_of(report->input.encoding == NULL ? "UTF-8" : report->input.encoding));
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
