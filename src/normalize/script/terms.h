/* terms.h - names that no conversion may touch. */
#ifndef QG_NORMALIZE_SCRIPT_TERMS_H
#define QG_NORMALIZE_SCRIPT_TERMS_H

#include "base/str.h"

typedef struct qg_terms {
    qg_str *sorted; /* by bytes, borrowed from the list */
    size_t n;
    bool starts[256]; /* first bytes of the terms */
} qg_terms;

/* Read a list: one term a line, blanks around it and lines from `#` left out.  `list` must live as
 * long as `terms`.  Fails with QG_E_MEMORY; qg_terms_clear is good after any return. */
qg_status qg_terms_read(qg_terms *terms, qg_str list);

/* Offset of the first place in `text` where a term stands, and in `*n` the bytes of the longest
 * there; text.n and 0 when there is none. */
size_t qg_terms_find(const qg_terms *terms, qg_str text, size_t *n);

void qg_terms_clear(qg_terms *terms);

#endif
