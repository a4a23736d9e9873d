/* progress.h - one line on the terminal that tells how far a batch is. */
#ifndef QG_CLI_PROGRESS_H
#define QG_CLI_PROGRESS_H

#include "cli/console.h"

typedef struct qg_progress {
    bool is_on; /* standard error is a terminal that can go back in a line */
    bool is_shown;
    size_t n_files;
    double started, drawn; /* seconds of some clock */
} qg_progress;

/* Seconds of a clock that never goes back. */
double qg_progress_clock(void);

/* On a terminal only, not when quiet and not for one file. */
void qg_progress_init(qg_progress *progress, const qg_console *console, size_t n_files);

/* Draw the line: how many files are done, how fast, the time left, what was found.  Not more often
 * than people can read. */
void qg_progress_draw(qg_progress *progress, size_t n_done, size_t n_findings);

/* Take it away, before anything else is printed. */
void qg_progress_hide(qg_progress *progress);

#endif
