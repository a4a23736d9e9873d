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

/* Whether the first `n` bytes of the rest are the end of a line.  Of CR LF only the LF is. */
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

static bool is_wide(const place *at)
{
    return at->encoding != NULL && at->encoding->form >= QG_FORM_UTF16LE &&
           at->encoding->form <= QG_FORM_UTF32BE;
}

/* Move forward by whole lines, not beyond `offset`.  In encodings in which a line feed is one byte
 * that byte is no part of other characters, so it can be searched for without decoding. */
static void skip_lines(place *at, size_t offset)
{
    qg_str ahead = qg_str_head(at->rest, offset > at->offset ? offset - at->offset : 0);
    size_t n;

    while (!is_wide(at) && (n = qg_str_find_byte(ahead, '\n')) < ahead.n) {
        qg_str line = qg_str_head(ahead, n);
        at->line += 1 + count_byte(line, '\r') - qg_str_ends(line, QG_STR("\r"));
        at->column = 1;
        at->rest = qg_str_skip(at->rest, n + 1);
        at->offset += n + 1;
        ahead = qg_str_skip(ahead, n + 1);
    }
}

/* Move forward by ASCII characters, not beyond `offset`.  In encodings in which they are one byte,
 * such a byte starts no other character. */
static void skip_ascii(place *at, size_t offset)
{
    size_t most = offset > at->offset ? offset - at->offset : 0, n = 0;

    if (is_wide(at) || (at->encoding != NULL && at->encoding->form == QG_FORM_HZ))
        return;
    most = most < at->rest.n ? most : at->rest.n;
    while (n < most && at->rest.p[n] >= ' ' && at->rest.p[n] <= '~')
        n++;
    at->rest = qg_str_skip(at->rest, n);
    at->offset += n;
    at->column += n;
}

/* Move forward to the character that contains the byte at `offset`. */
static void move_to(place *at, size_t offset)
{
    skip_lines(at, offset);
    for (skip_ascii(at, offset); at->rest.n > 0; skip_ascii(at, offset)) {
        size_t n = qg_encoding_step(at->encoding, at->rest);
        if (at->offset + n > offset)
            return;
        if (((unsigned char)*at->rest.p < 0x80 || is_wide(at)) && ends_line(at, n)) {
            at->line++;
            at->column = 1;
        } else {
            at->column++;
        }
        at->rest = qg_str_skip(at->rest, n);
        at->offset += n;
    }
}

/* Findings come in the order of the stages, so offsets sometimes go back.  Checkpoints at even
 * distances make it unnecessary to start again from the beginning. */
typedef struct passed {
    place *list;
    size_t n, start; /* start: offset of the first one */
} passed;

enum { DISTANCE = 4096 };

static bool start_at(passed *p, const place *first)
{
    p->list = calloc(first->rest.n / DISTANCE + 1, sizeof *p->list);
    if (p->list == NULL)
        return false;
    p->list[p->n++] = *first;
    p->start = first->offset;
    return true;
}

static void go_to(passed *p, place *at, size_t offset)
{
    size_t most = p->list[0].rest.n / DISTANCE, k = offset < p->start ? 0 : offset - p->start;

    k = k / DISTANCE < most ? k / DISTANCE : most;
    for (; p->n <= k; p->n++) {
        p->list[p->n] = p->list[p->n - 1];
        move_to(&p->list[p->n], p->start + p->n * DISTANCE);
    }
    if (at->offset > offset || at->offset < p->list[k].offset)
        *at = p->list[k];
    move_to(at, offset);
}

qg_status qg_report_place(qg_report *report, qg_str input)
{
    place at = {.line = 1, .column = 1};
    passed p = {0};
    qg_store_reader reader = {0};
    qg_finding finding;

    if (report == NULL)
        return QG_OK;
    if (report->store.status != QG_OK || report->store.n == 0)
        return report->store.status;
    at.encoding = qg_encoding_find(
        qg_str_of(report->input.encoding == NULL ? "UTF-8" : report->input.encoding));
    at.rest = qg_str_skip(input, report->input.mark_bytes);
    at.offset = input.n - at.rest.n;
    if (!start_at(&p, &at))
        return QG_E_MEMORY;
    reader.store = &report->store;
    while (qg_store_next(&reader, &finding)) {
        if (finding.line == 0) /* findings about a style sheet have their line in it already */
            go_to(&p, &at, finding.offset);
        qg_store_place(&report->store, at.line, at.column);
    }
    free(p.list);
    return report->store.status;
}
