#define _XOPEN_SOURCE 700 /* realpath */
#include "cli/language.h"

#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef QG_HAVE_GETTEXT
#include <libintl.h>

/* The folder of the program, to be freed, or NULL. */
static char *folder_of_program(const char *program)
{
    char *path = realpath("/proc/self/exe", NULL);
    char *slash;

    if (path == NULL && strchr(program, '/') != NULL)
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
#else
#define gettext(text)              (text)
#define ngettext(one, many, count) ((count) == 1 ? (one) : (many))
#endif

/* The only global state of the program, beside gettext's own. */
static const char *program_name;

static void look_up(void)
{
    if (program_name == NULL)
        return;
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
#ifdef QG_HAVE_GETTEXT
    char *folder = folder_of_program(program_name);

    if (folder == NULL)
        return;
    if (use_catalogues(folder, "locale") || use_catalogues(folder, QG_LOCALE_FROM_BIN)) {
        textdomain("qinggao");
        /* Messages quote the draft in UTF-8, so the translations must be UTF-8 too. */
        bind_textdomain_codeset("qinggao", "UTF-8");
    }
    free(folder);
#endif
}

/* Does not change errno, which the message may be about. */
static void look_up_once(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    int error = errno;

    pthread_once(&once, look_up);
    errno = error;
}

void qg_language_init(const char *program)
{
    program_name = program == NULL ? "" : program;
}

const char *qg_language_text(const char *text)
{
    look_up_once();
    return gettext(text);
}

const char *qg_language_count(const char *one, const char *many, unsigned long count)
{
    look_up_once();
    return ngettext(one, many, count);
}

const char *qg_language_error(int error)
{
    look_up_once();
    return strerror(error);
}
