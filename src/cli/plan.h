/* plan.h - which file is written for which input, checked before anything is done. */
#ifndef QG_CLI_PLAN_H
#define QG_CLI_PLAN_H

#include "cli/console.h"
#include "cli/inputs.h"
#include "cli/options.h"

typedef struct qg_job {
    const char *input; /* the name in the inputs */
    char *output;      /* "-" is standard output */
    bool may_replace;  /* a file that is there already */
} qg_job;

typedef struct qg_plan {
    qg_job *jobs;
    size_t n;
    qg_format to; /* AUTO for fix */
} qg_plan;

/* Find out the output of each input.
 *
 * plan    uninitialised; after any return qg_plan_clear frees it.
 * inputs  must last as long as the plan.
 *
 * Refuses (QG_E_ARG) what would lose somebody's work: an output that is one of the inputs, by
 * whatever name, and two outputs of one name; and a Word document on a terminal.  Fails with
 * QG_E_READ when a folder of --resource-path is none, with QG_E_WRITE when a folder for the outputs
 * cannot be made, and with QG_E_MEMORY.
 */
qg_status qg_plan_make(qg_plan *plan, const qg_inputs *inputs, const qg_args *args,
                       const qg_console *console);

void qg_plan_clear(qg_plan *plan);

#endif
