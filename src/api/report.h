/* report.h - the inside of a qg_report: how qg_convert fills what the caller reads.
 *
 * The stages know byte offsets only, and tell findings in the order of their work.  People want
 * lines and columns, so these are counted once at the end, over the file as the user gave it.  The
 * order of the calls is that of this header.  All take a NULL report and then do nothing.
 */
#ifndef QG_API_REPORT_H
#define QG_API_REPORT_H

#include "base/arena.h"
#include "base/sink.h"

#include <stdint.h>

/* Names for findings that are equal whenever input and options are: no two alike in one report. See
 * docs/report.md.  Start with {0}. */
typedef struct qg_ids_slot {
    uint32_t id;
    uint32_t n_wanted; /* how many findings wanted it; 0: the slot is free */
} qg_ids_slot;

typedef struct qg_ids {
    qg_ids_slot *slots; /* open addressing in a table of a power of two */
    size_t mask, n;
} qg_ids;

/* Give `finding`, with its place in the input, a name; say which one it would get.  Both are false
 * when memory runs out. */
bool qg_ids_give(qg_ids *given, const qg_finding *finding, uint32_t *id);
bool qg_ids_next(qg_ids *given, const qg_finding *finding, uint32_t *id);
void qg_ids_clear(qg_ids *given);

struct qg_report {
    qg_arena arena; /* of the strings in `findings` */
    qg_finding *findings;
    size_t n, n_allocated;
    qg_ids ids;
    qg_detection input; /* encoding is NULL until it is known */
    const char *script; /* likewise; static */
    qg_sink sink;
    qg_status status;
};

/* Forget everything told so far. */
void qg_report_clear(qg_report *report);

/* The sink to hand to the stages: it keeps copies of what it is told, with offsets as they come.
 * NULL for a NULL report. */
const qg_sink *qg_report_sink(qg_report *report);

/* Say what the input is.  The strings must be static. */
void qg_report_set_input(qg_report *report, const qg_detection *detection);
void qg_report_set_script(qg_report *report, const char *script);

/* Fill in line and column of all findings.
 *
 * input  the bytes of the file, whose encoding has been set; UTF-8 where it is not known.
 *
 * Lines end with LF, CR or CR LF.  A byte-order mark has no column.  An offset inside a character
 * stands for the character, one behind the end for the end.
 * Fails with QG_E_MEMORY, also when a finding could not be kept before.
 */
qg_status qg_report_place(qg_report *report, qg_str input);

#endif
