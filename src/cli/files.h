/* files.h - reading inputs and writing results, whole or not at all. */
#ifndef QG_CLI_FILES_H
#define QG_CLI_FILES_H

#include "cli/console.h"

#include <sys/stat.h>

/* Open standard input, output and error where the caller closed them, in such a way that using them
 * fails.  Otherwise the next file opened would become standard output.  Call it first. */
void qg_files_init(void);

/* The part of a path behind the last slash. */
const char *qg_file_base(const char *path);

/* Whether the name has this extension (".yaml", in any case) and something in front of it. */
bool qg_file_ends_in(const char *name, const char *extension);

/* `folder`, a slash where it needs one, `name` and `extension` as one name, to be freed; NULL
 * without memory.  An empty folder is the current one. */
char *qg_file_join(qg_str folder, qg_str name, const char *extension);

/* Append all of an open file to `data`, whose maximum is the limit.
 * Fails with QG_E_READ (see errno), QG_E_LIMIT or QG_E_MEMORY. */
qg_status qg_file_take(qg_buf *data, int fd);

/* Append all of the file `name` to `data`, whose maximum is the limit; "-" is standard input. Pipes
 * and devices are read to their end or the limit. Fails with QG_E_READ, QG_E_LIMIT or QG_E_MEMORY,
 * after saying why. */
qg_status qg_file_read(qg_buf *data, const char *name, const qg_console *console);

/* Check before the work whether an output may have this name: it must not be a folder, nor an
 * existing file unless `may_replace`.  Fails with QG_E_WRITE, after saying why. */
qg_status qg_file_check(const char *name, bool may_replace, const qg_console *console);

/* ---- files -------------------------------------------------------------------------------------
 * Open, put, sync many at once, place each; what fails drops the output.
 *
 * The data goes to a temporary file in the same folder that gets its name when it is complete on
 * the disk; until then a file that was there before stays.  It passes on its mode and, where that
 * is allowed, its owner.  A symbolic link is followed.  Signals that end the program remove the
 * temporary file.  All fail with QG_E_WRITE or QG_E_MEMORY, after saying why. */

typedef struct qg_output {
    int fd;                   /* of the temporary file; -1: none.  Open and locked until the end */
    char *temporary, *target; /* paths */
    bool may_replace;
    int error; /* errno of the sync */
    dev_t device;
} qg_output;

#define QG_NO_OUTPUT ((qg_output){.fd = -1})

/* Start a file that is to be called `name`, which is no pipe or device.
 *
 * may_replace  false: an existing file is left as it is, which is a failure.
 */
qg_status qg_output_open(qg_output *output, const char *name, bool may_replace,
                         const qg_console *console);
qg_status qg_output_put(qg_output *output, const char *name, qg_str data,
                        const qg_console *console);

/* Bring what was put to the disk: a few by themselves, many with one call for each file system. A
 * failure is told by qg_output_place. */
void qg_outputs_sync(qg_output *outputs, size_t n);

/* Give the file its name. */
qg_status qg_output_place(qg_output *output, const char *name, const qg_console *console);

/* Remove the temporary file, if there is one.  errno stays. */
void qg_output_drop(qg_output *output);

/* Whether the output is written to directly, without a temporary file: standard output ("-",
 * /dev/stdout), another open descriptor (/dev/fd/3), a pipe, a device. */
bool qg_file_is_direct(const char *name);
qg_status qg_file_write_directly(const char *name, qg_str data, const qg_console *console);

/* Have temporary files removed when a signal ends the program.  Call it before the first output,
 * with one thread. */
void qg_files_guard(void);

/* Flush what was printed with stdio to standard output.  Fails with QG_E_WRITE, after saying why.
 */
qg_status qg_stdout_finish(const qg_console *console);

/* Look up a file; "-" is standard input or, for an output, standard output.  False: there is none.
 */
bool qg_file_look(struct stat *st, const char *name, bool is_output);

#endif
