/* file_name.c - the names of files: their last part, their ending, a name below a folder. */
#include "cli/files.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *qg_file_base(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

bool qg_file_ends_in(const char *name, const char *extension)
{
    size_t n = strlen(name), n_extension = strlen(extension);

    return n > n_extension && strcasecmp(name + n - n_extension, extension) == 0;
}

static char *put(char *p, const char *bytes, size_t n)
{
    if (n > 0)
        memcpy(p, bytes, n);
    return p + n;
}

char *qg_file_join(qg_str folder, qg_str name, const char *extension)
{
    size_t n_extension = strlen(extension);
    char *joined = malloc(folder.n + 1 + name.n + n_extension + 1), *p = joined;

    if (joined == NULL)
        return NULL;
    p = put(p, folder.p, folder.n);
    if (folder.n > 0 && p[-1] != '/')
        *p++ = '/';
    p = put(p, name.p, name.n);
    p = put(p, extension, n_extension);
    *p = '\0';
    return joined;
}
