/* jobs.h - many jobs on some threads, their results one after the other. */
#ifndef QG_CLI_JOBS_H
#define QG_CLI_JOBS_H

#include <stddef.h>

typedef struct qg_jobs {
    size_t n;         /* jobs, numbered from 0 */
    size_t n_threads; /* at least 1; with one, all is done on the calling thread */
    size_t n_ahead;   /* at most so many jobs are begun or done and not yet taken */
    void *user;
    /* Do job `i`.  `thread` is a number below n_threads that no other call has at the same time. */
    void (*work)(void *user, size_t i, size_t thread);
    /* Take the result of job `i`: on the calling thread, in the order of the jobs. */
    void (*take)(void *user, size_t i);
    /* Called on the calling thread now and then while there is nothing to take. */
    void (*idle)(void *user);
} qg_jobs;

/* How many threads the machine runs at once; at least 1. */
size_t qg_jobs_cores(void);

/* Do all jobs.  Signals that end the program are left to the calling thread.  Does with fewer
 * threads where the system has no more. */
void qg_jobs_run(const qg_jobs *jobs);

#endif
