/* file_write.c - outputs that appear whole or not at all: written under another name, brought to
 * the disk, renamed. */
#define _GNU_SOURCE       /* renameat2, syncfs; elsewhere there is another way */
#define _XOPEN_SOURCE 700 /* realpath */
#include "cli/files.h"

#include "cli/language.h"
#include "cli/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#ifdef __linux__
#define HAS_SYNCFS    true
#define SYNC_DISK(fd) syncfs(fd)
#else
#define HAS_SYNCFS    false
#define SYNC_DISK(fd) fsync(fd)
#endif

/* ---- saying what went wrong
 * ---------------------------------------------------------------------- */

/* A message for the errno `error` that says more than the system's; NULL when there is none. */
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

/* ---- temporary files that a signal must not leave
 * ------------------------------------------------
 */

enum { MAX_DOOMED = 512 }; /* further ones stay behind; the next run takes them over */

/* A signal handler is given no data of its own: these are the temporary files to remove. */
static char *volatile doomed[MAX_DOOMED];
static pthread_mutex_t doomed_lock = PTHREAD_MUTEX_INITIALIZER;
static mode_t new_file_mode = 0600;

static void remove_doomed(int signal_number)
{
    for (int i = 0; i < MAX_DOOMED; i++)
        if (doomed[i] != NULL)
            unlink(doomed[i]);
    signal(signal_number, SIG_DFL);
    raise(signal_number); /* ends the program as if nobody had caught it */
}

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { N_SIGNALS = sizeof ending_signals / sizeof *ending_signals };

static void block_signals(sigset_t *old)
{
    sigset_t ending;

    sigemptyset(&ending);
    for (int i = 0; i < N_SIGNALS; i++)
        sigaddset(&ending, ending_signals[i]);
    pthread_sigmask(SIG_BLOCK, &ending, old);
}

/* Replace one entry of the list by another; NULL is no file. */
static void change_doomed(const char *from, char *to)
{
    pthread_mutex_lock(&doomed_lock);
    for (int i = 0; i < MAX_DOOMED; i++)
        if (doomed[i] == from) {
            doomed[i] = to;
            break;
        }
    pthread_mutex_unlock(&doomed_lock);
}

void qg_files_guard(void)
{
    struct sigaction action = {.sa_handler = remove_doomed}, before;
    mode_t mask = umask(0077);

    umask(mask);
    new_file_mode = 0666 & ~mask;
    for (int i = 0; i < N_SIGNALS; i++) {
        sigaction(ending_signals[i], NULL, &before);
        if (before.sa_handler != SIG_IGN) /* nohup */
            sigaction(ending_signals[i], &action, NULL);
    }
}

/* ---- the temporary file ---------------------------------------------------------------------- */

/* FNV-1a, to make a short name of any name. */
static unsigned long long hash_of(const char *text)
{
    unsigned long long hash = 0xCBF29CE484222325U;

    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001B3U;
    return hash;
}

/* Lock the open file and empty it.  False when another process has locked it, or it is not a plain
 * file of ours, or is no longer the one at `path`. */
static bool is_ours(int fd, const char *path)
{
    struct stat st, there;

    if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return false; /* another process is writing the same output */
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
           st.st_nlink == 1 && lstat(path, &there) == 0 && there.st_ino == st.st_ino &&
           there.st_dev == st.st_dev && (st.st_size == 0 || ftruncate(fd, 0) == 0);
}

/* Create the temporary file for `target`; the caller frees its path.  The name is derived from the
 * target's, so that a file left by a killed run is reused.  If that name is taken, use another one.
 */
static int make_temporary(char **path, const char *target)
{
    const char *base = qg_file_base(target);
    const qg_str folder = {target, (size_t)(base - target)};
    char name[sizeof ".qinggao-0123456789abcdef"];
    int fd;

    snprintf(name, sizeof name, ".qinggao-%016llx", hash_of(base));
    *path = qg_file_join(folder, qg_text_of(name), "");
    if (*path == NULL)
        return -1;
    fd = open(*path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0600);
    if (fd >= 0 && is_ours(fd, *path))
        return fd;
    if (fd >= 0)
        close(fd);
    else if (errno != ELOOP && errno != ENXIO && errno != EACCES && errno != EISDIR)
        return -1;
    free(*path);
    *path = qg_file_join(folder, (qg_str){0}, ".qinggao-XXXXXX");
    return *path == NULL ? -1 : mkstemp(*path);
}

/* ---- writing --------------------------------------------------------------------------------- */

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
    if (replaced == NULL)
        return fchmod(fd, new_file_mode) == 0;
    if (fchown(fd, replaced->st_uid, replaced->st_gid) != 0 && errno != EPERM && errno != EINVAL)
        return false;
    return fchmod(fd, replaced->st_mode & 0777) == 0;
}

/* Some file systems do not support fsync; that is not a failure. */
static bool is_synced(int result)
{
    return result == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

/* Rename the temporary file.  Without may_replace this must fail even if another process creates
 * the target in this moment: renameat2 or link do that.  Where neither works, check and rename. */
static bool put_in_place(const char *temporary, const char *target, bool may_replace)
{
    struct stat st;

    if (may_replace)
        return rename(temporary, target) == 0;
#ifdef RENAME_NOREPLACE
    if (renameat2(AT_FDCWD, temporary, AT_FDCWD, target, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
#endif
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

static void clear(qg_output *output)
{
    if (output->temporary != NULL)
        change_doomed(output->temporary, NULL);
    if (output->fd >= 0)
        close(output->fd);
    free(output->temporary);
    free(output->target);
    *output = QG_NO_OUTPUT;
}

void qg_output_drop(qg_output *output)
{
    int error = errno;

    if (output->fd >= 0)
        unlink(output->temporary);
    clear(output);
    errno = error;
}

/* Find out where the output is to stand and what it replaces; false: see errno. */
static bool find_target(qg_output *output, const char *name, struct stat *replaced, bool *replaces)
{
    struct stat st;

    *replaces = stat(name, replaced) == 0;
    if (*replaces) {
        if (access(name, W_OK) != 0) /* rename would not ask */
            return false;
        output->target = realpath(name, NULL);
    } else if (lstat(name, &st) == 0) {
        errno = ELOOP;
    } else {
        output->target = strdup(name);
    }
    return output->target != NULL;
}

static bool open_output(qg_output *output, const char *name, bool may_replace)
{
    struct stat replaced;
    bool replaces;
    sigset_t old;

    *output = QG_NO_OUTPUT;
    output->may_replace = may_replace;
    if (!find_target(output, name, &replaced, &replaces))
        return false;
    /* No signal may come between the making of the file and the handler knowing of it. */
    block_signals(&old);
    output->fd = make_temporary(&output->temporary, output->target);
    if (output->fd >= 0)
        change_doomed(NULL, output->temporary);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return output->fd >= 0 && set_mode(output->fd, replaces ? &replaced : NULL);
}

qg_status qg_output_open(qg_output *output, const char *name, bool may_replace,
                         const qg_console *console)
{
    if (open_output(output, name, may_replace))
        return QG_OK;
    qg_output_drop(output);
    return refuse(console, name, errno);
}

qg_status qg_output_put(qg_output *output, const char *name, qg_str data, const qg_console *console)
{
    if (write_all(output->fd, data))
        return QG_OK;
    qg_output_drop(output);
    return refuse(console, name, errno);
}

/* Whether one sync of the file system is to do for all outputs on the disk of the i-th. */
static bool is_first_on_disk(const qg_output *outputs, size_t i)
{
    for (size_t before = 0; before < i; before++)
        if (outputs[before].fd >= 0 && outputs[before].device == outputs[i].device)
            return false;
    return true;
}

void qg_outputs_sync(qg_output *outputs, size_t n)
{
    enum { FEW = 4 }; /* so few are synced one by one: syncfs may wait for files of others */
    struct stat st;

    for (size_t i = 0; i < n; i++) {
        if (outputs[i].fd < 0)
            continue;
        outputs[i].device = fstat(outputs[i].fd, &st) == 0 ? st.st_dev : 0;
        if (n <= FEW || !HAS_SYNCFS)
            outputs[i].error = is_synced(fsync(outputs[i].fd)) ? 0 : errno;
        else if (is_first_on_disk(outputs, i))
            outputs[i].error = is_synced(SYNC_DISK(outputs[i].fd)) ? 0 : errno;
    }
}

qg_status qg_output_place(qg_output *output, const char *name, const qg_console *console)
{
    int error = output->error;

    /* Closing releases the lock, so the file is closed only after the rename. */
    if (error == 0 && !put_in_place(output->temporary, output->target, output->may_replace))
        error = errno;
    errno = error;
    if (error != 0) {
        qg_output_drop(output);
        return refuse(console, name, error);
    }
    clear(output);
    return QG_OK;
}

/* The open descriptor that a name stands for, - and /dev/stdout for the output; -1 for a file of
 * its own.  The file behind it is the caller's: what others write there before and after us stays.
 */
static int descriptor_of(const char *name)
{
    static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};

    if (strcmp(name, "-") == 0 || strcmp(name, "/dev/stdout") == 0)
        return STDOUT_FILENO;
    if (strcmp(name, "/dev/stderr") == 0)
        return STDERR_FILENO;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t n = strlen(folders[i]);
        if (strncmp(name, folders[i], n) == 0 && name[n] >= '0' && name[n] <= '9') {
            char *end;
            long number = strtol(name + n, &end, 10);
            return *end == '\0' && number <= INT_MAX ? (int)number : -1;
        }
    }
    return -1;
}

qg_status qg_file_write_directly(const char *name, qg_str data, const qg_console *console)
{
    int own = descriptor_of(name);
    int fd = own >= 0 ? own : open(name, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    int error = fd >= 0 && write_all(fd, data) ? 0 : errno;

    if (fd >= 0 && own < 0 && close(fd) != 0 && error == 0)
        error = errno;
    if (error == 0)
        return QG_OK;
    return own == STDOUT_FILENO ? refuse_stdout(console, error) : refuse(console, name, error);
}

bool qg_file_is_direct(const char *name)
{
    struct stat st;

    return descriptor_of(name) >= 0 || (stat(name, &st) == 0 && !S_ISREG(st.st_mode));
}

qg_status qg_file_check(const char *name, bool may_replace, const qg_console *console)
{
    struct stat st;

    if (descriptor_of(name) >= 0 || stat(name, &st) != 0)
        return QG_OK;
    if (S_ISDIR(st.st_mode))
        return refuse(console, name, EISDIR);
    return may_replace ? QG_OK : refuse(console, name, EEXIST);
}

qg_status qg_stdout_finish(const qg_console *console)
{
    bool had_error = ferror(stdout) != 0;

    if (fflush(stdout) == 0 && !had_error)
        return QG_OK;
    return refuse_stdout(console, errno);
}
