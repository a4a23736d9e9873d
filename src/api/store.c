#include "api/store.h"

#include "base/buf.h"

#include <stdint.h>
#include <stdlib.h>

/* The format of a finding: one byte for its kind, one for its flags, then the distance from the
 * last offset; rank, line and column if the flags say so; `before` and `after`.  The upper bits of
 * the flags are an index into the confidences met so far; the highest index means that the
 * confidence itself follows. */
enum { SUGGESTED = 1, HAS_RANK = 2, HAS_PLACE = 4, CONFIDENCE_SHIFT = 3 };

_Static_assert(QG_FOUND_COUNT <= UINT8_MAX, "a kind is one byte");

/* ---- numbers --------------------------------------------------------------------------------- */

enum { NUMBER_BYTES = 10, NUMBERS_MOST = 6 };

/* Write a number as a varint (LEB128): seven bits a byte, the lowest first; all bytes but the last
 * have the eighth bit set.  Returns the end. */
static char *write_number(char *to, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        *to++ = (char)((number & 0x7F) | 0x80);
    *to++ = (char)number;
    return to;
}

static uint64_t take_number(const char **from)
{
    uint64_t number = 0;
    unsigned shift = 0;

    for (; (**from & 0x80) != 0; shift += 7)
        number |= (uint64_t)(*(*from)++ & 0x7F) << shift;
    return number | (uint64_t) * (*from)++ << shift;
}

/* Write the difference from `last` to `number`, with its sign in the lowest bit. */
static char *write_step(char *to, size_t last, size_t number)
{
    return write_number(to, number >= last ? (uint64_t)(number - last) << 1
                                           : (uint64_t)(last - number) << 1 | 1);
}

static size_t take_step(const char **from, size_t last)
{
    uint64_t step = take_number(from);

    return (step & 1) == 0 ? last + (size_t)(step >> 1) : last - (size_t)(step >> 1);
}

static char *write_string(char *to, qg_str s)
{
    to = write_number(to, s.n);
    if (s.n > 0)
        memcpy(to, s.p, s.n);
    return to + s.n;
}

static qg_str take_string(const char **from)
{
    size_t n = (size_t)take_number(from);
    qg_str s = {*from, n};

    *from += n;
    return s;
}

/* ---- pages ----------------------------------------------------------------------------------- */

static bool grow(qg_store *store)
{
    size_t n = store->n_allocated == 0 ? QG_STORE_PAGE : store->n_allocated * 2;
    qg_store_page *pages = realloc(store->pages, n * sizeof *pages);

    if (pages == NULL)
        return false;
    store->pages = pages;
    store->n_allocated = n;
    return true;
}

/* Keep the bytes of a page, and start the next.  NULL when memory runs out. */
static const char *close_page(qg_store *store, qg_buf *bytes)
{
    qg_str kept = qg_arena_copy(&store->arena, qg_buf_str(bytes));
    bool is_kept = qg_buf_status(bytes) == QG_OK && store->arena.status == QG_OK;

    qg_buf_truncate(bytes, 0);
    if (!is_kept)
        store->status = QG_E_MEMORY;
    return is_kept ? kept.p : NULL;
}

/* The index of a confidence, which is added to the list if there is room; else the highest index.
 */
static unsigned confidence_number(qg_store *store, double confidence)
{
    unsigned i = 0;

    while (i < store->n_confidences &&
           memcmp(&store->confidences[i], &confidence, sizeof confidence) != 0)
        i++;
    if (i == store->n_confidences && i < QG_STORE_CONFIDENCES)
        store->confidences[store->n_confidences++] = confidence;
    return i;
}

static void put_finding(qg_store *store, const qg_finding *finding)
{
    enum { FIXED = 2 + NUMBERS_MOST * NUMBER_BYTES + sizeof finding->confidence };
    unsigned confidence = confidence_number(store, finding->confidence);
    qg_buf *out = &store->findings;
    char *start = qg_buf_room(out, FIXED + finding->before.n + finding->after.n), *to = start;

    if (start == NULL)
        return;
    *to++ = (char)finding->kind;
    *to++ = (char)((finding->suggested ? SUGGESTED : 0) | (finding->rank > 1 ? HAS_RANK : 0) |
                   (finding->line > 0 ? HAS_PLACE : 0) | confidence << CONFIDENCE_SHIFT);
    to = write_step(to, store->offset, finding->offset);
    if (finding->rank > 1)
        to = write_number(to, finding->rank);
    if (finding->line > 0) {
        to = write_number(to, finding->line);
        to = write_number(to, finding->column);
    }
    to = write_string(to, finding->before);
    to = write_string(to, finding->after);
    if (confidence == QG_STORE_CONFIDENCES) {
        memcpy(to, &finding->confidence, sizeof finding->confidence);
        to += sizeof finding->confidence;
    }
    qg_buf_added(out, (size_t)(to - start));
}

/* Start a page if the last one is full. */
static void open_page(qg_store *store)
{
    size_t page = store->n / QG_STORE_PAGE;

    if (store->n == 0) {
        qg_buf_init(&store->findings, 0);
        qg_buf_init(&store->places, 0);
    }
    if (store->n % QG_STORE_PAGE != 0)
        return;
    if (page == store->n_allocated && !grow(store)) {
        store->status = QG_E_MEMORY;
        return;
    }
    store->pages[page] = (qg_store_page){0};
    store->offset = 0;
}

void qg_store_put(qg_store *store, const qg_finding *finding)
{
    qg_store_page *page;

    if (store->status == QG_OK)
        open_page(store);
    if (store->status != QG_OK)
        return;
    put_finding(store, finding);
    store->status = qg_buf_status(&store->findings);
    if (store->status != QG_OK)
        return;
    store->offset = finding->offset;
    page = &store->pages[store->n++ / QG_STORE_PAGE];
    if (store->n % QG_STORE_PAGE == 0) {
        page->findings = close_page(store, &store->findings);
        store->n -= page->findings == NULL ? QG_STORE_PAGE : 0;
    }
}

void qg_store_place(qg_store *store, size_t line, size_t column)
{
    size_t page = store->n_placed / QG_STORE_PAGE;
    char place[2 * NUMBER_BYTES], *end;

    if (store->status != QG_OK)
        return;
    store->line = store->n_placed % QG_STORE_PAGE == 0 ? 0 : store->line;
    end = write_number(write_step(place, store->line, line), column);
    qg_buf_put(&store->places, (qg_str){place, (size_t)(end - place)});
    store->line = line;
    store->n_placed++;
    if (store->n_placed % QG_STORE_PAGE == 0 || store->n_placed == store->n)
        store->pages[page].places = close_page(store, &store->places);
}

/* ---- reading --------------------------------------------------------------------------------- */

static const char *take_finding(const qg_store *store, const char *from, qg_finding *finding)
{
    unsigned flags;

    finding->kind = (qg_kind)(unsigned char)*from++;
    flags = (unsigned char)*from++;
    finding->suggested = (flags & SUGGESTED) != 0;
    finding->offset = take_step(&from, finding->offset);
    finding->rank = (flags & HAS_RANK) == 0 ? 1 : (size_t)take_number(&from);
    finding->line = (flags & HAS_PLACE) == 0 ? 0 : (size_t)take_number(&from);
    finding->column = (flags & HAS_PLACE) == 0 ? 0 : (size_t)take_number(&from);
    finding->before = take_string(&from);
    finding->after = take_string(&from);
    if (flags >> CONFIDENCE_SHIFT < QG_STORE_CONFIDENCES) {
        finding->confidence = store->confidences[flags >> CONFIDENCE_SHIFT];
        return from;
    }
    memcpy(&finding->confidence, from, sizeof finding->confidence);
    return from + sizeof finding->confidence;
}

static void turn_page(qg_store_reader *reader)
{
    const qg_store_page *page = &reader->store->pages[reader->i / QG_STORE_PAGE];

    reader->finding = page->findings == NULL ? reader->store->findings.p : page->findings;
    reader->place = page->places;
    reader->offset = reader->line = 0;
}

static void take_place(qg_store_reader *reader, qg_finding *finding)
{
    size_t column;

    reader->line = take_step(&reader->place, reader->line);
    column = (size_t)take_number(&reader->place);
    if (finding->line == 0) {
        finding->line = reader->line;
        finding->column = column;
    }
}

bool qg_store_next(qg_store_reader *reader, qg_finding *finding)
{
    if (reader->i == reader->store->n)
        return false;
    if (reader->i % QG_STORE_PAGE == 0)
        turn_page(reader);
    finding->offset = reader->offset;
    reader->finding = take_finding(reader->store, reader->finding, finding);
    reader->offset = finding->offset;
    if (reader->place != NULL)
        take_place(reader, finding);
    reader->i++;
    return true;
}

void qg_store_get(const qg_store *store, size_t i, qg_finding *finding)
{
    qg_store_reader reader = {.store = store, .i = i - i % QG_STORE_PAGE};

    while (reader.i <= i)
        qg_store_next(&reader, finding);
}

void qg_store_clear(qg_store *store)
{
    qg_arena_clear(&store->arena);
    free(store->pages);
    qg_buf_clear(&store->findings);
    qg_buf_clear(&store->places);
    *store = (qg_store){0};
}
