#include "cli/progress.h"

#include "cli/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double SECONDS_BETWEEN = 0.1;

double qg_progress_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void qg_progress_init(qg_progress *progress, const qg_console *console, size_t n_files)
{
    const char *term = getenv("TERM");

    *progress = (qg_progress){.n_files = n_files, .started = qg_progress_clock()};
    progress->is_on = n_files > 1 && console->level > QG_QUIET && isatty(STDERR_FILENO) &&
                      term != NULL && strcmp(term, "dumb") != 0;
}

void qg_progress_draw(qg_progress *progress, size_t n_done, size_t n_findings)
{
    double now, rate;
    unsigned long left;

    if (!progress->is_on)
        return;
    now = qg_progress_clock();
    if (now - progress->drawn < SECONDS_BETWEEN)
        return;
    rate = (double)n_done / (now - progress->started);
    left = n_done == 0 ? 0 : (unsigned long)((double)(progress->n_files - n_done) / rate);
    fprintf(stderr, "\r\x1B[K");
    fprintf(stderr, _("%zu of %zu files, %.0f a second, %lu:%02lu left, %zu findings"), n_done,
            progress->n_files, rate, left / 60, left % 60, n_findings);
    progress->drawn = now;
    progress->is_shown = true;
}

void qg_progress_hide(qg_progress *progress)
{
    if (progress->is_shown)
        fprintf(stderr, "\r\x1B[K");
    progress->is_shown = false;
}
