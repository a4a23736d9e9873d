/* batch.h - results of many inputs, written and told in the order of the inputs.
 *
 * Threads hand in results in any order.  Messages, the report and results for standard output come
 * out as if one input had been converted after the other.  Results that are files wait for each
 * other in small groups, so that one sync brings them all to the disk, and get their names then: a
 * name is never seen before its data is safe.
 */
#ifndef QG_CLI_BATCH_H
#define QG_CLI_BATCH_H

#include "cli/files.h"
#include "cli/plan.h"
#include "cli/progress.h"

/* What became of one input. */
typedef struct qg_result {
    const qg_job *job;
    qg_status status;   /* of the document */
    qg_status reported; /* of its part of the report */
    bool is_unchanged;  /* --resume: the output was up to date */
    size_t n_findings;
    qg_buf messages;   /* for standard error */
    qg_report *report; /* for the JSON report; NULL: there is nothing to report */
    qg_buf section;    /* for the report as a web page, likewise empty */
    qg_buf data;       /* for a place that is written to directly */
    qg_output output;
} qg_result;

enum { QG_BATCH_GROUP = 64 };

typedef struct qg_batch {
    const qg_console *console;
    const char *report_name; /* NULL: there is none */
    bool is_page;            /* the report is a web page, else JSON */
    bool are_many;
    qg_output report;
    qg_buf report_held; /* of a report that goes to standard output or a pipe */
    qg_status report_status;
    qg_progress progress;
    qg_result group[QG_BATCH_GROUP]; /* taken, not yet on the disk */
    size_t n_group;
    double group_since;
    qg_status worst;
    size_t n_taken, n_written, n_unchanged, n_failed, n_findings, n_reported;
} qg_batch;

/* report_name  NULL or the report for all; as JSON an array if the inputs are many. */
void qg_batch_init(qg_batch *batch, const qg_console *console, const char *report_name,
                   bool is_page, const qg_inputs *inputs);

/* Take the next result in order; its buffers and output are taken over. */
void qg_batch_take(qg_batch *batch, qg_result *result);

/* Called now and then while no result is ready: write what has waited long enough. */
void qg_batch_idle(qg_batch *batch);

/* Write what is left and the report, and sum up.  Returns the worst status. */
qg_status qg_batch_finish(qg_batch *batch);

#endif
