/* faults.c - let one call of the system fail: loaded into the program with LD_PRELOAD.
 *
 *     QG_FAULT=write:3 LD_PRELOAD=libfaults.so qinggao ...
 *
 * The third write fails, with ENOSPC; `malloc` stands for all calls that get memory, `thread` for
 * pthread_create.  Without a number nothing fails.  How often it was called is written to the file
 * QG_FAULT_COUNT at the end.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char name[32];
static unsigned long wanted;
static atomic_ulong n_calls;

__attribute__((constructor)) static void start(void)
{
    const char *fault = getenv("QG_FAULT");
    const char *colon = fault == NULL ? NULL : strchr(fault, ':');
    size_t n = colon == NULL ? 0 : (size_t)(colon - fault);

    if (n == 0 || n >= sizeof name)
        return;
    wanted = strtoul(colon + 1, NULL, 10);
    memcpy(name, fault, n); /* from now on calls count */
}

__attribute__((destructor)) static void stop(void)
{
    const char *path = getenv("QG_FAULT_COUNT");
    char text[32];
    int n = snprintf(text, sizeof text, "%lu", (unsigned long)n_calls), fd;

    name[0] = '\0';
    if (path == NULL || (fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600)) < 0)
        return;
    (void)!write(fd, text, (size_t)n);
    close(fd);
}

static bool fails(const char *call, int error)
{
    if (strcmp(call, name) != 0 || atomic_fetch_add(&n_calls, 1) + 1 != wanted)
        return false;
    errno = error;
    return true;
}

#define NEXT(call) ((__typeof__(&call))dlsym(RTLD_NEXT, #call))

/* glibc's allocator under its other names: dlsym itself may ask for memory. */
extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);
extern void *__libc_memalign(size_t alignment, size_t n);

void *malloc(size_t n)
{
    return fails("malloc", ENOMEM) ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return fails("malloc", ENOMEM) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
    return fails("malloc", ENOMEM) ? NULL : __libc_realloc(p, n);
}

void *aligned_alloc(size_t alignment, size_t n)
{
    return fails("malloc", ENOMEM) ? NULL : __libc_memalign(alignment, n);
}

ssize_t read(int fd, void *p, size_t n)
{
    return fails("read", EIO) ? -1 : NEXT(read)(fd, p, n);
}

ssize_t write(int fd, const void *p, size_t n)
{
    return fails("write", ENOSPC) ? -1 : NEXT(write)(fd, p, n);
}

int fsync(int fd)
{
    return fails("fsync", EIO) ? -1 : NEXT(fsync)(fd);
}

int syncfs(int fd)
{
    return fails("fsync", EIO) ? -1 : NEXT(syncfs)(fd);
}

int rename(const char *from, const char *to)
{
    return fails("rename", EIO) ? -1 : NEXT(rename)(from, to);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    return fails("rename", EIO) ? -1 : NEXT(renameat2)(from_fd, from, to_fd, to, flags);
}

int close(int fd)
{
    if (!fails("close", EIO))
        return NEXT(close)(fd);
    NEXT(close)(fd); /* it is closed, but what was written may be lost */
    errno = EIO;
    return -1;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*run)(void *), void *user)
{
    return fails("thread", EAGAIN) ? EAGAIN : NEXT(pthread_create)(thread, how, run, user);
}

int fchmod(int fd, mode_t mode)
{
    return fails("fchmod", EPERM) ? -1 : NEXT(fchmod)(fd, mode);
}
