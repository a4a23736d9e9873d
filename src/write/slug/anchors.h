/* anchors.h - the headings of a document as places that links lead to.
 *
 * Each has a name of its own: of two headings of one name the second gets -1 behind it, as at
 * GitHub, so that [见](#工作-1) finds it and a page does not have one id twice.
 */
#ifndef QG_WRITE_SLUG_ANCHORS_H
#define QG_WRITE_SLUG_ANCHORS_H

#include "base/arena.h"
#include "base/buf.h"
#include "document/document.h"

typedef struct qg_anchor {
    const qg_node *heading;
    qg_str slug;      /* its name in links; may be empty */
    size_t number;    /* from 1, in the order of the document */
    bool is_target;   /* some link leads to it */
    int ordinal;      /* the number it is given, from 1; 0: none */
    int series;       /* of such numbers, from 1; in a new one ... */
    int below;        /* ... those of the levels below this one start from 1 */
    bool is_left_out; /* others of its level have typed numbers, and it has none */
} qg_anchor;

enum { QG_NUMBERED_LEVELS = 4 };

typedef struct qg_anchors {
    qg_anchor *at; /* in the order of the document */
    qg_anchor **by_slug;
    size_t n;
    bool is_numbered[QG_NUMBERED_LEVELS + 1]; /* the levels some of whose headings are given one */
} qg_anchors;

/* Note the headings below `root`; what is noted lives in `arena`.  QG_E_MEMORY. */
qg_status qg_anchors_find(qg_anchors *anchors, qg_arena *arena, const qg_node *root);

/* The heading of that name, NULL: none. */
qg_anchor *qg_anchors_get(const qg_anchors *anchors, qg_str slug);

/* Give numbers to the headings of those levels of which a document, or one of its attachments,
 * numbers none itself: a level with some typed numbers may have headings without one, a preface, on
 * purpose; they are left out.  For sheets with `numbering:
 * auto`. */
void qg_anchors_count(qg_anchors *anchors, const qg_node *root);

/* Append the number as it stands in front of the heading: 一、 （一） 1. （1） (GB/T 9704-2012,
 * 7.3.3); nothing where it is given none. */
void qg_anchor_put_number(qg_buf *out, const qg_anchor *a);

#endif
