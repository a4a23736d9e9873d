/* anchors.h - the headings of a document as places that links lead to.
 *
 * Each has a name of its own: of two headings of one name the second gets -1 behind it, as at
 * GitHub, so that [见](#工作-1) finds it and a page does not have one id twice.
 */
#ifndef QG_WRITE_SLUG_ANCHORS_H
#define QG_WRITE_SLUG_ANCHORS_H

#include "base/arena.h"
#include "document/document.h"

typedef struct qg_anchor {
    const qg_node *heading;
    qg_str slug;    /* its name in links; may be empty */
    size_t number;  /* from 1, in the order of the document */
    bool is_target; /* some link leads to it */
} qg_anchor;

typedef struct qg_anchors {
    qg_anchor *at; /* in the order of the document */
    qg_anchor **by_slug;
    size_t n;
} qg_anchors;

/* Note the headings below `root`; what is noted lives in `arena`.  QG_E_MEMORY. */
qg_status qg_anchors_find(qg_anchors *anchors, qg_arena *arena, const qg_node *root);

/* The heading of that name, NULL: none. */
qg_anchor *qg_anchors_get(const qg_anchors *anchors, qg_str slug);

#endif
