#define _XOPEN_SOURCE 700 /* realpath */
#include "cli/language.h"

#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef QG_HAVE_GETTEXT
/* The folder of the program, to be freed, or NULL. */
static char *folder_of_program(const char *program)
{
    char *path = realpath("/proc/self/exe", NULL);
    char *slash;

    if (path == NULL && program != NULL && strchr(program, '/') != NULL)
        path = realpath(program, NULL);
    slash = path == NULL ? NULL : strrchr(path, '/');
    if (slash != NULL)
        *slash = '\0';
    return path;
}

/* Use the catalogues in `folder`/`below` if there is such a folder. */
static bool use_catalogues(const char *folder, const char *below)
{
    char path[PATH_MAX];
    struct stat st;
    int n = snprintf(path, sizeof path, "%s/%s", folder, below);

    if (n < 0 || (size_t)n >= sizeof path || stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return false;
    return bindtextdomain("qinggao", path) != NULL;
}
#endif

void qg_language_init(const char *program)
{
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
#ifdef QG_HAVE_GETTEXT
    char *folder = folder_of_program(program);

    if (folder == NULL)
        return;
    if (use_catalogues(folder, "locale") || use_catalogues(folder, QG_LOCALE_FROM_BIN)) {
        textdomain("qinggao");
        /* Findings quote the draft, which is UTF-8 by then; one line has one encoding. */
        bind_textdomain_codeset("qinggao", "UTF-8");
    }
    free(folder);
#else
    (void)program;
#endif
}
