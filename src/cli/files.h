/* files.h - reading inputs and writing results, whole or not at all. */
#ifndef QG_CLI_FILES_H
#define QG_CLI_FILES_H

#include "cli/console.h"

#include <sys/stat.h>

/* Open standard input, output and error where the caller closed them, in such a way that using them
 * fails.  Otherwise the next file opened would become standard output.  Call it first. */
void qg_files_init(void);

/* Append all of an open file to `data`, whose maximum is the limit.
 * Fails with QG_E_READ (see errno), QG_E_LIMIT or QG_E_MEMORY. */
qg_status qg_file_take(qg_buf *data, int fd);

/* Append all of the file `name` to `data`, whose maximum is the limit; "-" is standard input. Pipes
 * and devices are read to their end or the limit. Fails with QG_E_READ, QG_E_LIMIT or QG_E_MEMORY,
 * after saying why. */
qg_status qg_file_read(qg_buf *data, const char *name, const qg_console *console);

/* See whether an output may have this name, before the work and not after it: it must be no folder,
 * and no file that is to stay.  Fails with QG_E_WRITE, after saying why. */
qg_status qg_file_check(const char *name, bool may_replace, const qg_console *console);

/* Write `data` to the file `name`; "-" is standard output.
 *
 * may_replace  false: an existing file is left as it is, which is a failure.
 *
 * The data goes to a temporary file in the same folder that gets its name when it is complete on
 * the disk; until then a file that was there before stays.  It passes on its mode and, where that
 * is allowed, its owner.  A symbolic link is followed.  Pipes and devices are written to directly.
 * Signals that end the program remove the temporary file. Fails with QG_E_WRITE or QG_E_MEMORY,
 * after saying why.
 */
qg_status qg_file_write(const char *name, qg_str data, bool may_replace, const qg_console *console);

/* Flush what was printed with stdio to standard output.  Fails with QG_E_WRITE, after saying why.
 */
qg_status qg_stdout_finish(const qg_console *console);

/* Look up a file; "-" is standard input or, for an output, standard output.  False: there is none.
 */
bool qg_file_look(struct stat *st, const char *name, bool is_output);

#endif
