/* verbs.h - what the program can be told to do, one function a verb.
 *
 * Each returns the worst status among its inputs, after saying what went wrong.
 */
#ifndef QG_CLI_VERBS_H
#define QG_CLI_VERBS_H

#include "cli/console.h"
#include "cli/options.h"

/* Convert each input, or (fix) only its characters. */
qg_status qg_verb_convert(const qg_args *args, const qg_console *console);

/* Print the encoding of each input. */
qg_status qg_verb_detect(const qg_args *args, const qg_console *console);

/* List the built-in style sheets or print one. */
qg_status qg_verb_styles(const qg_args *args, const qg_console *console);

/* Say which fonts of a style sheet this machine lacks. */
qg_status qg_verb_fonts(const qg_args *args, const qg_console *console);

/* Print help: on a verb, or on everything. */
qg_status qg_verb_help(const qg_args *args, const qg_console *console);

/* The exit status that stands for `status`, and the status with the greater one. */
int qg_exit_status(qg_status status);
qg_status qg_worse(qg_status a, qg_status b);

#endif
