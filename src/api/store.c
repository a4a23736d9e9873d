#include "api/store.h"

#include "base/buf.h"

#include <stdint.h>
#include <stdlib.h>

/* A finding is its kind and its flags, one byte each, and then numbers and strings: the offset from
 * the last one, rank, line and column if the flags say so, before, after.  The higher flags are the
 * number of the confidence; the last of these means that it follows. */
enum { SUGGESTED = 1, HAS_RANK = 2, HAS_PLACE = 4, CONFIDENCE_SHIFT = 3 };

_Static_assert(QG_FOUND_COUNT <= UINT8_MAX, "a kind is one byte");

/* ---- numbers --------------------------------------------------------------------------------- */

/* Seven bits a byte, the lowest first; each byte but the last has the eighth set. */
static void put_number(qg_buf *out, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        qg_buf_put_byte(out, (char)(number & 0x7F) | (char)0x80);
    qg_buf_put_byte(out, (char)number);
}

static uint64_t take_number(const char **from)
{
    uint64_t number = 0;
    unsigned shift = 0;

    for (; (**from & 0x80) != 0; shift += 7)
        number |= (uint64_t)(*(*from)++ & 0x7F) << shift;
    return number | (uint64_t) * (*from)++ << shift;
}

/* What is added to `last` to get `number`, with the sign in the lowest bit. */
static void put_step(qg_buf *out, size_t last, size_t number)
{
    put_number(out, number >= last ? (uint64_t)(number - last) << 1
                                   : (uint64_t)(last - number) << 1 | 1);
}

static size_t take_step(const char **from, size_t last)
{
    uint64_t step = take_number(from);

    return (step & 1) == 0 ? last + (size_t)(step >> 1) : last - (size_t)(step >> 1);
}

static void put_string(qg_buf *out, qg_str s)
{
    put_number(out, s.n);
    qg_buf_put(out, s);
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

/* The number of a confidence; that behind the last for one that has none. */
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
    qg_buf *out = &store->findings;
    unsigned confidence = confidence_number(store, finding->confidence);

    qg_buf_put_byte(out, (char)finding->kind);
    qg_buf_put_byte(
        out, (char)((finding->suggested ? SUGGESTED : 0) | (finding->rank > 1 ? HAS_RANK : 0) |
                    (finding->line > 0 ? HAS_PLACE : 0) | confidence << CONFIDENCE_SHIFT));
    put_step(out, store->offset, finding->offset);
    if (finding->rank > 1)
        put_number(out, finding->rank);
    if (finding->line > 0) {
        put_number(out, finding->line);
        put_number(out, finding->column);
    }
    put_string(out, finding->before);
    put_string(out, finding->after);
    if (confidence == QG_STORE_CONFIDENCES)
        qg_buf_put(out, (qg_str){(const char *)&finding->confidence, sizeof finding->confidence});
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

    if (store->status != QG_OK)
        return;
    store->line = store->n_placed % QG_STORE_PAGE == 0 ? 0 : store->line;
    put_step(&store->places, store->line, line);
    put_number(&store->places, column);
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

static void read_place(const char *from, size_t i, qg_finding *finding)
{
    size_t line = 0, column = 0;

    for (size_t k = 0; k <= i; k++) {
        line = take_step(&from, line);
        column = (size_t)take_number(&from);
    }
    finding->line = line;
    finding->column = column;
}

void qg_store_get(const qg_store *store, size_t i, qg_finding *finding)
{
    const qg_store_page *page = &store->pages[i / QG_STORE_PAGE];
    const char *from = page->findings == NULL ? store->findings.p : page->findings;

    *finding = (qg_finding){0};
    for (size_t k = 0; k <= i % QG_STORE_PAGE; k++)
        from = take_finding(store, from, finding);
    if (finding->line == 0 && page->places != NULL)
        read_place(page->places, i % QG_STORE_PAGE, finding);
}

void qg_store_clear(qg_store *store)
{
    qg_arena_clear(&store->arena);
    free(store->pages);
    qg_buf_clear(&store->findings);
    qg_buf_clear(&store->places);
    *store = (qg_store){0};
}
