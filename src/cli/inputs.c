#include "cli/inputs.h"

#include "cli/files.h"
#include "cli/language.h"
#include "cli/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MAX_LIST_BYTES = 128 << 20, MAX_INPUTS = 1000 * 1000 };

typedef struct walk {
    qg_inputs *inputs;
    const qg_console *console;
    size_t n_root; /* length of the folder that was named, with a slash */
    bool has_out_dir;
    dev_t out_device; /* what --out-dir is, so that results are not taken for drafts */
    ino_t out_number;
} walk;

/* ---- the list -------------------------------------------------------------------------------- */

/* Add an input, taking over `name`; NULL means that memory had run out for it. */
static qg_status add(walk *w, char *name, size_t below)
{
    qg_inputs *inputs = w->inputs;

    if (inputs->n == MAX_INPUTS) {
        qg_console_error(w->console, NULL, _("more than a million inputs; name fewer at a time"));
        free(name);
        return QG_E_LIMIT;
    }
    if (name != NULL && inputs->n == inputs->n_allocated) {
        size_t n = inputs->n_allocated == 0 ? 16 : 2 * inputs->n_allocated;
        qg_input *items = realloc(inputs->items, n * sizeof *items);
        if (items != NULL) {
            inputs->items = items;
            inputs->n_allocated = n;
        }
    }
    if (name == NULL || inputs->n == inputs->n_allocated) {
        free(name);
        return QG_E_MEMORY;
    }
    inputs->items[inputs->n++] = (qg_input){name, below};
    return QG_OK;
}

/* ---- folders --------------------------------------------------------------------------------- */

static bool is_draft(const char *name)
{
    static const char *const extensions[] = {".md", ".markdown", ".txt", ".text", ".html", ".htm"};
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot != NULL && i < sizeof extensions / sizeof *extensions; i++)
        if (strcasecmp(dot, extensions[i]) == 0)
            return true;
    return false;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Sort by bytes; alphasort would depend on the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static qg_status walk_folder(walk *w, const char *folder);

/* Process an entry of a folder.  `name`, its path, is taken over. */
static qg_status walk_entry(walk *w, char *name)
{
    struct stat st;
    qg_status status = QG_OK;

    if (name == NULL)
        return QG_E_MEMORY;
    if (lstat(name, &st) == 0 && S_ISDIR(st.st_mode)) {
        if (!w->has_out_dir || st.st_dev != w->out_device || st.st_ino != w->out_number)
            status = walk_folder(w, name);
    } else if (is_draft(name) && stat(name, &st) == 0 && S_ISREG(st.st_mode)) {
        return add(w, name, w->n_root);
    } else {
        w->inputs->n_passed_over++;
        qg_console_note(w->console, name, N_("is no draft by its name, and passed over"));
    }
    free(name);
    return status;
}

static qg_status walk_folder(walk *w, const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, is_visible, by_name);
    qg_status st = QG_OK;

    if (n < 0) {
        w->inputs->worst = QG_E_READ;
        qg_console_error(w->console, folder,
                         _("the folder cannot be read (%s); check its permissions"),
                         qg_language_error(errno));
        return QG_OK;
    }
    for (int i = 0; i < n; i++) {
        if (st == QG_OK)
            st =
                walk_entry(w, qg_file_join(qg_text_of(folder), qg_text_of(entries[i]->d_name), ""));
        free(entries[i]);
    }
    free(entries);
    return st;
}

/* ---- words and lists ------------------------------------------------------------------------- */

static qg_status add_name(walk *w, const char *name, size_t n, bool is_recursive)
{
    char *own = strndup(name, n);
    struct stat st;
    qg_status status;

    if (own == NULL || !is_recursive || strcmp(own, "-") == 0 || stat(own, &st) != 0 ||
        !S_ISDIR(st.st_mode))
        return add(w, own, own == NULL ? 0 : (size_t)(qg_file_base(own) - own));
    w->inputs->are_many = true;
    w->n_root = n + (own[n - 1] != '/');
    status = walk_folder(w, own);
    free(own);
    return status;
}

/* Add the names in a list.  They end with line feeds, or with NUL bytes if there are any in the
 * list. Lists from Windows begin with a byte-order mark and have a CR behind each name. */
static qg_status add_list(walk *w, const qg_args *args)
{
    qg_buf list;
    qg_status st;

    qg_buf_init(&list, MAX_LIST_BYTES);
    st = qg_file_read(&list, args->files_from, w->console);
    if (st == QG_OK) {
        const char *p = list.p, *end = p + list.n;
        char mark = list.n > 0 && memchr(p, '\0', list.n) != NULL ? '\0' : '\n';
        p += list.n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        while (st == QG_OK && p < end) {
            const char *stop = memchr(p, mark, (size_t)(end - p));
            size_t n = (size_t)((stop == NULL ? end : stop) - p);
            size_t n_name = n > 0 && mark == '\n' && p[n - 1] == '\r' ? n - 1 : n;
            if (n_name > 0)
                st = add_name(w, p, n_name, args->is_recursive);
            p += n + 1;
        }
    }
    qg_buf_clear(&list);
    return st;
}

qg_status qg_inputs_find(qg_inputs *inputs, const qg_args *args, const qg_console *console)
{
    walk w = {.inputs = inputs, .console = console};
    struct stat st;
    qg_status status = QG_OK;

    *inputs = (qg_inputs){.are_many = args->n_inputs > 1 || args->files_from != NULL};
    if (args->out_dir != NULL && stat(args->out_dir, &st) == 0) {
        w.has_out_dir = true;
        w.out_device = st.st_dev;
        w.out_number = st.st_ino;
    }
    for (size_t i = 0; i < args->n_inputs && status == QG_OK; i++)
        status = add_name(&w, args->inputs[i], strlen(args->inputs[i]), args->is_recursive);
    if (status == QG_OK && args->files_from != NULL)
        status = add_list(&w, args);
    if (status != QG_OK || inputs->n > 0 || inputs->worst != QG_OK)
        return status;
    if (args->files_from != NULL && args->n_inputs == 0) /* as find has it when nothing is new */
        return QG_OK;
    qg_console_error(console, NULL, _("there is no draft in the folders and lists; name a file"));
    return QG_E_ARG;
}

void qg_inputs_clear(qg_inputs *inputs)
{
    for (size_t i = 0; i < inputs->n; i++)
        free(inputs->items[i].name);
    free(inputs->items);
    *inputs = (qg_inputs){0};
}
