/* store.h - many findings in little memory.
 *
 * A text that is damaged everywhere has a finding for every few bytes, and a finding as programs
 * see it takes a hundred.  So they are kept as bytes, most numbers in one or two, in pages of a few
 * findings; each page can be read by itself.
 */
#ifndef QG_API_STORE_H
#define QG_API_STORE_H

#include "base/arena.h"

enum { QG_STORE_PAGE = 16, QG_STORE_CONFIDENCES = 31 };

/* A page of consecutive findings; pointers are NULL for what was not put yet. */
typedef struct qg_store_page {
    const char *findings, *places;
} qg_store_page;

/* Start with {0}. */
typedef struct qg_store {
    qg_arena arena;
    qg_store_page *pages;
    size_t n_allocated;      /* pages */
    size_t n, n_placed;      /* number of findings, and of those with line and column */
    qg_buf findings, places; /* bytes of the last page, which is still open */
    size_t offset, line;     /* those of the last finding put */
    double confidences[QG_STORE_CONFIDENCES]; /* the first different ones */
    size_t n_confidences;
    qg_status status; /* QG_OK or QG_E_MEMORY */
} qg_store;

/* Keep a finding with its strings.  Failures stick in `status`. */
void qg_store_put(qg_store *store, const qg_finding *finding);

/* Set line and column of the next finding, starting with the first, once all are put.  Findings
 * that have a line already keep it. */
void qg_store_place(qg_store *store, size_t line, size_t column);

/* The i-th finding.  The strings live as long as the store is not changed. */
void qg_store_get(const qg_store *store, size_t i, qg_finding *finding);

/* Reads findings one by one, many times quicker than each by its number. */
typedef struct qg_store_reader {
    const qg_store *store;
    size_t i;                    /* of the next one: the first of a page to start with */
    const char *finding, *place; /* where it starts in its page */
    size_t offset, line;         /* of the one before */
} qg_store_reader;               /* start with the store alone */

/* Read the next finding; false when there is none.  qg_store_place may be called in between. */
bool qg_store_next(qg_store_reader *reader, qg_finding *finding);

void qg_store_clear(qg_store *store);

#endif
