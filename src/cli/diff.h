/* diff.h - which lines repair changed, as `diff -u` shows it. */
#ifndef QG_CLI_DIFF_H
#define QG_CLI_DIFF_H

#include "cli/console.h"

/* Append the lines in which `after` differs from `before`, with some lines around them.  Nothing
 * when they are equal.
 *
 * console  says whether a terminal is to show it: then in colours, if the user wants any, and with
 *          invisible characters spelled out.
 * name     what to call the file.
 *
 * Takes time and memory like the length of the texts.  Lines that were moved by more than a few
 * dozen are shown as taken out and put in.  A failure sticks to `out`. */
void qg_diff_put(qg_buf *out, const qg_console *console, const char *name, qg_str before,
                 qg_str after);

#endif
