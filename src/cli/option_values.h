/* option_values.h - what stands behind an option, read into qg_args.
 *
 * Each function takes the word behind the option that it is named after.  False, after saying what
 * is wrong, when it is no value for it.
 */
#ifndef QG_CLI_OPTION_VALUES_H
#define QG_CLI_OPTION_VALUES_H

#include "cli/options.h"

bool qg_value_from(qg_args *args, const char *word, const qg_console *console);
bool qg_value_to(qg_args *args, const char *word, const qg_console *console);
bool qg_value_script(qg_args *args, const char *word, const qg_console *console);
bool qg_value_repairs(qg_args *args, const char *word, const qg_console *console);
bool qg_value_skip(qg_args *args, const char *word, const qg_console *console);
bool qg_value_max_input(qg_args *args, const char *word, const qg_console *console);
bool qg_value_jobs(qg_args *args, const char *word, const qg_console *console);
bool qg_value_metadata(qg_args *args, const char *word, const qg_console *console);
bool qg_value_heading_shift(qg_args *args, const char *word, const qg_console *console);
bool qg_value_max_nesting(qg_args *args, const char *word, const qg_console *console);
bool qg_value_max_cells(qg_args *args, const char *word, const qg_console *console);
bool qg_value_timeout(qg_args *args, const char *word, const qg_console *console);

#endif
