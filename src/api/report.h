/* report.h - the inside of a qg_report: how qg_convert fills what the caller reads.
 *
 * The stages know byte offsets only, and tell findings in the order of their work.  People want
 * lines and columns, so these are counted once at the end, over the file as the user gave it.  The
 * order of the calls is that of this header.  All take a NULL report and then do nothing.
 */
#ifndef QG_API_REPORT_H
#define QG_API_REPORT_H

#include "api/store.h"
#include "base/sink.h"

/* For each kind of finding: how many were told, the last offset, and how many there.  Start with
 * {0}.
 */
typedef struct qg_rank {
    size_t offset, rank, n;
} qg_rank;

typedef struct qg_ranks {
    qg_rank of[QG_FOUND_COUNT];
} qg_ranks;

/* Give the finding its rank, which makes its id unique; and the rank that it would be given. */
size_t qg_ranks_give(qg_ranks *ranks, const qg_finding *finding);
size_t qg_ranks_next(const qg_ranks *ranks, const qg_finding *finding);

/* Ids of findings, sorted. */
typedef struct qg_place_id {
    size_t offset, rank;
    qg_kind kind;
    bool is_met;
} qg_place_id;

typedef struct qg_id_list {
    qg_place_id *ids;
    size_t n;
} qg_id_list;

/* Read ids with commas between; what is none is left out.  Fails with QG_E_MEMORY. */
qg_status qg_id_list_read(qg_id_list *list, qg_str ids);

/* Whether the finding with this rank is in the list; if so, its entry is marked as met. */
bool qg_id_list_meet(qg_id_list *list, const qg_finding *finding, size_t rank);

/* Tell a finding for each id that was never met. */
void qg_id_list_tell_rest(const qg_id_list *list, const qg_sink *sink);

void qg_id_list_clear(qg_id_list *list);

struct qg_report {
    qg_store store;
    qg_ranks ranks;
    qg_detection input; /* encoding is NULL until it is known */
    const char *script; /* likewise; static */
    qg_sink sink;
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
