/* file_read.c - inputs read into memory, but for those that are too large, folders, or pipes
 * that nobody writes to. */
#include "cli/files.h"

#include "cli/language.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK_BYTES = 1 << 16 };

void qg_files_init(void)
{
    /* Input is opened for writing and the others for reading, so that any use fails with EBADF. */
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

bool qg_file_look(struct stat *st, const char *name, bool is_output)
{
    if (strcmp(name, "-") == 0)
        return fstat(is_output ? STDOUT_FILENO : STDIN_FILENO, st) == 0;
    return stat(name, st) == 0;
}

/* Make room for the size of a plain file. */
static void reserve(qg_buf *data, int fd)
{
    struct stat st;

    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
        (unsigned long long)st.st_size <= data->max - data->n)
        qg_buf_reserve(data, (size_t)st.st_size);
}

/* Whether a named pipe has a writer or gets one within some seconds.  Opening it the usual way
 * would block for ever; opened with O_NONBLOCK it looks empty until somebody writes. */
static bool has_writer(qg_buf *data, int fd)
{
    enum { TRIES = 200, PAUSE_NANOSECONDS = 50 * 1000 * 1000 };
    const struct timespec pause = {.tv_nsec = PAUSE_NANOSECONDS};
    char byte;

    for (int i = 0; i < TRIES; i++) {
        ssize_t n = read(fd, &byte, 1);
        if (n > 0)
            qg_buf_put(data, (qg_str){&byte, 1});
        if (n > 0 || (n < 0 && errno == EAGAIN))
            return true;
        if (n < 0 && errno != EINTR)
            return false;
        nanosleep(&pause, NULL);
    }
    errno = ETIMEDOUT;
    return false;
}

/* Open a file for reading without blocking for ever; -1 on failure, see errno. */
static int open_input(qg_buf *data, const char *name)
{
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat st;
    int error = 0;

    if (fd < 0)
        return -1;
    if (fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode) && !has_writer(data, fd))
        error = errno;
    if (error == 0 && fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK) < 0)
        error = errno;
    if (error == 0)
        return fd;
    close(fd);
    errno = error;
    return -1;
}

qg_status qg_file_take(qg_buf *data, int fd)
{
    char chunk[CHUNK_BYTES];

    reserve(data, fd);
    while (data->status == QG_OK) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n == 0)
            break;
        if (n > 0)
            qg_buf_put(data, (qg_str){chunk, (size_t)n});
        else if (errno != EINTR)
            return QG_E_READ;
    }
    return data->status;
}

static void refuse(const qg_console *console, const char *name, int error)
{
    switch (error) {
    case ENOENT:
        qg_console_error(console, name, _("there is no such file; check the name"));
        break;
    case ENOTDIR:
        qg_console_error(console, name,
                         _("a part of the path is a file, not a folder; check the name"));
        break;
    case EISDIR:
        qg_console_error(console, name, _("is a directory; give a file, or --recursive"));
        break;
    case EACCES:
        qg_console_error(console, name, _("may not be read; check its permissions"));
        break;
    case ETIMEDOUT:
        qg_console_error(console, name,
                         _("is a pipe into which nobody writes; start its writer first"));
        break;
    case EBADF:
        qg_console_error(console, name, _("is closed; name a file"));
        break;
    default:
        qg_console_error(console, name, _("cannot be read (%s); check the disk or take a copy"),
                         qg_language_error(error));
    }
}

static void refuse_size(const qg_console *console, const char *name, const qg_buf *data)
{
    qg_console_error(
        console, name,
        _("is larger than %zu bytes; raise the limit with --max-input if it is a draft"),
        data->max);
}

/* Whether a plain file is known to be too large before it is read. */
static bool is_too_large(int fd, size_t max_bytes)
{
    struct stat st;

    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (unsigned long long)st.st_size > max_bytes;
}

qg_status qg_file_read(qg_buf *data, const char *name, const qg_console *console)
{
    bool is_stdin = strcmp(name, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open_input(data, name);
    qg_status st = QG_E_READ;

    if (fd < 0) {
        refuse(console, name, errno);
        return QG_E_READ;
    }
    st = is_too_large(fd, data->max) ? QG_E_LIMIT : qg_file_take(data, fd);
    if (st == QG_E_READ)
        refuse(console, name, errno);
    else if (st == QG_E_LIMIT)
        refuse_size(console, name, data);
    else if (st == QG_E_MEMORY)
        qg_console_no_memory(console, name);
    if (!is_stdin)
        close(fd);
    return st;
}
