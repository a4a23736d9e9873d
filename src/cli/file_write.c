#define _XOPEN_SOURCE 700 /* realpath */
#include "cli/files.h"

#include "cli/language.h"
#include "cli/text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- saying what went wrong
 * ---------------------------------------------------------------------- */

/* What `error` means for somebody who wanted a file; NULL when there is nothing better than
 * what the system says. */
static const char *explain(int error)
{
    switch (error) {
    case EEXIST:
        return _("exists already; name it with -o or give --force to replace it");
    case ENOSPC:
        return _("the disk is full; free some space and try again");
    case EDQUOT:
        return _("your share of the disk is used up; free some space and try again");
    case EFBIG:
        return _("the file would be larger than is allowed here; write to another disk");
    case EROFS:
        return _("the disk is read-only; write somewhere else with -o");
    case EACCES:
    case EPERM:
        return _("may not be written; check the permissions of the file and its folder");
    case ENOENT:
        return _("the folder does not exist; make it first or check the name");
    case ENOTDIR:
        return _("a part of the path is a file, not a folder; check the name");
    case EISDIR:
        return _("is a directory; name a file");
    case ELOOP:
        return _("is a link that leads nowhere; remove it or name another file");
    default:
        return NULL;
    }
}

static qg_status refuse(const qg_console *console, const char *name, int error)
{
    const char *meaning = explain(error);

    if (meaning != NULL)
        qg_console_error(console, name, "%s", meaning);
    else
        qg_console_error(console, name, _("cannot be written (%s); write somewhere else with -o"),
                         qg_language_error(error));
    return QG_E_WRITE;
}

static qg_status refuse_stdout(const qg_console *console, int error)
{
    if (error == EPIPE)
        qg_console_error(
            console, NULL,
            _("standard output: its reader has gone, so it is not complete; use -o FILE"));
    else if (error == EBADF)
        qg_console_error(console, NULL, _("standard output: is closed; use -o FILE"));
    else
        qg_console_error(console, NULL, _("standard output: cannot be written (%s); use -o FILE"),
                         qg_language_error(error));
    return QG_E_WRITE;
}

/* ---- the temporary file -------------------------------------------------------------------------
 */

/* A signal handler is given no data of its own: this one variable is the temporary file to remove.
 */
static char *volatile doomed;

static void remove_doomed(int signal_number)
{
    char *path = doomed;

    if (path != NULL)
        unlink(path);
    signal(signal_number, SIG_DFL);
    raise(signal_number); /* ends the program as if nobody had caught it */
}

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { N_SIGNALS = sizeof ending_signals / sizeof *ending_signals };

/* From now on remove the temporary file when the program is ended; `before` is for `forget`.  What
 * nohup has told to ignore stays ignored. */
static void guard(char *path, struct sigaction *before)
{
    struct sigaction action = {.sa_handler = remove_doomed};

    doomed = path;
    for (int i = 0; i < N_SIGNALS; i++) {
        sigaction(ending_signals[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            sigaction(ending_signals[i], &action, NULL);
    }
}

static void forget(const struct sigaction *before)
{
    for (int i = 0; i < N_SIGNALS; i++)
        sigaction(ending_signals[i], &before[i], NULL);
    doomed = NULL;
}

/* Make the temporary file.  No signal may come between its making and the handler knowing of it. */
static int make_temporary(char *path, struct sigaction *before)
{
    sigset_t ending, old;
    int fd;

    sigemptyset(&ending);
    for (int i = 0; i < N_SIGNALS; i++)
        sigaddset(&ending, ending_signals[i]);
    sigprocmask(SIG_BLOCK, &ending, &old);
    fd = mkstemp(path);
    guard(fd < 0 ? NULL : path, before);
    sigprocmask(SIG_SETMASK, &old, NULL);
    return fd;
}

/* A name for the temporary file in the folder of `target`, to be freed. */
static char *temporary_name(const char *target)
{
    static const char pattern[] = ".qinggao-XXXXXX";
    const char *slash = strrchr(target, '/');
    size_t n_folder = slash == NULL ? 0 : (size_t)(slash - target) + 1;
    char *path = malloc(n_folder + sizeof pattern);

    if (path == NULL)
        return NULL;
    memcpy(path, target, n_folder);
    memcpy(path + n_folder, pattern, sizeof pattern);
    return path;
}

/* ---- writing ------------------------------------------------------------------------------------
 */

static bool write_all(int fd, qg_str data)
{
    while (data.n > 0) {
        ssize_t n = write(fd, data.p, data.n);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            data = (qg_str){data.p + n, data.n - (size_t)n};
    }
    return true;
}

/* Give the new file the mode and, where that is allowed, the owner of the one it replaces; else the
 * mode that any new file has. */
static bool set_mode(int fd, const struct stat *replaced)
{
    mode_t mask;

    if (replaced != NULL) {
        if (fchown(fd, replaced->st_uid, replaced->st_gid) != 0 && errno != EPERM &&
            errno != EINVAL)
            return false;
        return fchmod(fd, replaced->st_mode & 0777) == 0;
    }
    mask = umask(0077);
    umask(mask);
    return fchmod(fd, 0666 & ~mask) == 0;
}

/* Some file systems cannot tell that data is on the disk; that is no reason to fail. */
static bool is_on_disk(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

/* Give the temporary file its name.  Without leave to replace, link() does not do so even when
 * somebody has made the file in this moment; on file systems without links a look must do. */
static bool put_in_place(const char *temporary, const char *target, bool may_replace)
{
    struct stat st;

    if (may_replace)
        return rename(temporary, target) == 0;
    if (link(temporary, target) == 0)
        return unlink(temporary) == 0;
    if (errno == EEXIST)
        return false;
    if (lstat(target, &st) == 0) {
        errno = EEXIST;
        return false;
    }
    return rename(temporary, target) == 0;
}

/* Write by way of a temporary file; false: see errno. */
static bool write_atomically(const char *target, qg_str data, const struct stat *replaced,
                             bool may_replace)
{
    struct sigaction before[N_SIGNALS];
    char *temporary = temporary_name(target);
    int fd, error = 0;

    if (temporary == NULL)
        return false;
    fd = make_temporary(temporary, before);
    if (fd < 0 || !set_mode(fd, replaced) || !write_all(fd, data) || !is_on_disk(fd))
        error = errno;
    if (fd >= 0 && close(fd) != 0 && error == 0)
        error = errno;
    if (error == 0 && !put_in_place(temporary, target, may_replace))
        error = errno;
    if (fd >= 0 && error != 0)
        unlink(temporary);
    forget(before);
    free(temporary);
    errno = error;
    return error == 0;
}

static bool write_directly(const char *name, qg_str data)
{
    int fd = open(name, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    bool ok = fd >= 0 && write_all(fd, data);
    int error = errno;

    if (fd >= 0 && close(fd) != 0 && ok) {
        ok = false;
        error = errno;
    }
    errno = error;
    return ok;
}

/* Replace the plain file that `name` leads to. */
static bool replace(const char *name, qg_str data, const struct stat *replaced, bool may_replace)
{
    char *target;
    bool ok;

    if (access(name, W_OK) != 0) /* rename would not ask */
        return false;
    target = realpath(name, NULL);
    ok = target != NULL && write_atomically(target, data, replaced, may_replace);
    free(target);
    return ok;
}

/* Write to a name that leads to no file. */
static bool create(const char *name, qg_str data, bool may_replace)
{
    struct stat st;

    if (lstat(name, &st) == 0) {
        errno = ELOOP;
        return false;
    }
    return write_atomically(name, data, NULL, may_replace);
}

qg_status qg_file_check(const char *name, bool may_replace, const qg_console *console)
{
    struct stat st;

    if (strcmp(name, "-") == 0 || stat(name, &st) != 0)
        return QG_OK;
    if (S_ISDIR(st.st_mode))
        return refuse(console, name, EISDIR);
    return may_replace ? QG_OK : refuse(console, name, EEXIST);
}

qg_status qg_file_write(const char *name, qg_str data, bool may_replace, const qg_console *console)
{
    struct stat st;
    bool ok;

    if (strcmp(name, "-") == 0)
        return write_all(STDOUT_FILENO, data) ? QG_OK : refuse_stdout(console, errno);
    if (qg_file_check(name, may_replace, console) != QG_OK)
        return QG_E_WRITE;
    if (stat(name, &st) != 0)
        ok = create(name, data, may_replace);
    else if (S_ISREG(st.st_mode))
        ok = replace(name, data, &st, may_replace);
    else
        ok = write_directly(name, data);
    return ok ? QG_OK : refuse(console, name, errno);
}

qg_status qg_stdout_finish(const qg_console *console)
{
    bool had_error = ferror(stdout) != 0;

    if (fflush(stdout) == 0 && !had_error)
        return QG_OK;
    return refuse_stdout(console, errno);
}
