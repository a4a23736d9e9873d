#define _XOPEN_SOURCE 700 /* realpath */
#include "cli/loader.h"

#include "cli/files.h"
#include "cli/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A picture of a page in print quality has a few megabytes; a document of more is hard to pass on.
 */
enum { MAX_PICTURE_BYTES = 64 << 20 };

/* The folder part of `path`, to be freed. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 1 : slash == path ? 1 : (size_t)(slash - path);
    char *folder = calloc(n + 1, 1);

    if (folder != NULL)
        memcpy(folder, slash == NULL ? "." : path, n);
    return folder;
}

/* False without memory; a folder that is not there is none to look in. */
static bool add(qg_folders *folders, const char *path)
{
    char *resolved = realpath(path, NULL);

    if (resolved != NULL)
        folders->paths[folders->n++] = resolved;
    return resolved != NULL || errno != ENOMEM;
}

qg_status qg_folders_init(qg_folders *folders, const char *input, const char *const *named,
                          size_t n_named)
{
    char *own = folder_of(strcmp(input, "-") == 0 ? "." : input);
    bool ok;

    *folders = (qg_folders){.paths = calloc(n_named + 1, sizeof *folders->paths)};
    if (own == NULL || folders->paths == NULL) {
        free(own);
        return QG_E_MEMORY;
    }
    ok = add(folders, own);
    for (size_t i = 0; i < n_named; i++)
        ok = add(folders, named[i]) && ok;
    free(own);
    return ok ? QG_OK : QG_E_MEMORY;
}

void qg_folders_clear(qg_folders *folders)
{
    for (size_t i = 0; i < folders->n; i++)
        free(folders->paths[i]);
    free(folders->paths);
    free(folders->last);
    *folders = (qg_folders){0};
}

/* Whether the name starts with a scheme, such as "https:" or "data:".  One letter is a drive of
 * Windows, and no more to be read. */
static bool has_scheme(const char *name)
{
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");

    return n > 0 && name[n] == ':';
}

static bool is_inside(const char *path, const qg_folders *folders)
{
    for (size_t i = 0; i < folders->n; i++) {
        size_t n = strlen(folders->paths[i]);
        if (strcmp(folders->paths[i], "/") == 0 ||
            (strncmp(path, folders->paths[i], n) == 0 && path[n] == '/'))
            return true;
    }
    return false;
}

/* The place without links of `name` in `folder`, to be freed; NULL when there is no such file. */
static char *find_in(const char *folder, const char *name)
{
    char *joined = qg_file_join(qg_text_of(folder), qg_text_of(name), "");
    char *found = joined == NULL ? NULL : realpath(joined, NULL);

    free(joined);
    return found;
}

/* Read the file at `path`, which is free of links.  Only a plain file, and no link that has come to
 * its place since. */
static qg_status read_plain(qg_buf *data, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK);
    struct stat st;
    qg_status status;

    if (fd < 0)
        return QG_E_READ;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        status = QG_E_ARG;
    else if (st.st_size > MAX_PICTURE_BYTES)
        status = QG_E_LIMIT;
    else
        status = qg_file_take(data, fd);
    close(fd);
    return status;
}

/* Load a name ended by NUL from the first folder that has it. */
static qg_status load(const qg_folders *folders, const char *name, qg_buf *data)
{
    qg_status status = QG_E_READ;

    for (size_t i = 0; i < folders->n && status == QG_E_READ; i++) {
        char *found = *name == '/' ? realpath(name, NULL) : find_in(folders->paths[i], name);
        if (found != NULL)
            status = is_inside(found, folders) ? read_plain(data, found) : QG_E_ARG;
        else if (errno == ENOMEM)
            status = QG_E_MEMORY;
        free(found);
    }
    return status;
}

qg_status qg_folders_load(void *user, qg_str name, qg_buf *data)
{
    qg_folders *folders = user;
    char *path = qg_file_join((qg_str){0}, name, ""), *unread = path;
    qg_status status;

    if (path == NULL)
        return QG_E_MEMORY;
    if (name.n == 0 || strlen(path) != name.n || has_scheme(path))
        status = QG_E_ARG;
    else
        status = load(folders, path, data);
    if (status == QG_OK) {
        unread = folders->last;
        folders->last = path;
    }
    free(unread);
    return status;
}
