#include "cli/plan.h"

#include "cli/files.h"
#include "cli/language.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_EXTENSION = 8 }; /* letters; longer ones are part of a title */

/* ---- names --------------------------------------------------------------------------------------
 */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

/* The extension of a name with its dot, or its end.  Letters only: 总结v1.2 has none. */
static const char *extension_of(const char *path)
{
    const char *base = base_name(path), *dot = strrchr(base, '.');
    size_t n;

    if (dot == NULL || dot == base)
        return base + strlen(base);
    n = strspn(dot + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return n > 0 && n <= MAX_EXTENSION && dot[n + 1] == '\0' ? dot : base + strlen(base);
}

/* `folder`, the first `n_name` bytes of `name` and `extension` as one name, to be freed. */
static char *join(const char *folder, const char *name, size_t n_name, const char *extension)
{
    size_t n_folder = strlen(folder), n_extension = strlen(extension);
    bool needs_slash = n_folder > 0 && folder[n_folder - 1] != '/';
    char *joined = malloc(n_folder + 1 + n_name + n_extension + 1), *p = joined;

    if (joined == NULL)
        return NULL;
    memcpy(p, folder, n_folder);
    p += n_folder;
    if (needs_slash)
        *p++ = '/';
    memcpy(p, name, n_name);
    memcpy(p + n_name, extension, n_extension + 1);
    return joined;
}

/* The name of the output, to be freed. */
static char *output_of(const qg_args *args, const char *input, qg_format to)
{
    static const char *const extensions[] = {
        [QG_FORMAT_DOCX] = ".docx", [QG_FORMAT_MARKDOWN] = ".md", [QG_FORMAT_JSON] = ".json"};
    bool is_fix = args->verb == QG_VERB_FIX;
    const char *folder = args->out_dir == NULL ? "" : args->out_dir;
    const char *name = args->out_dir == NULL ? input : base_name(input);
    size_t n_name = is_fix ? strlen(name) : (size_t)(extension_of(name) - name);

    if (args->output != NULL)
        return join("", args->output, strlen(args->output), "");
    if (args->out_dir == NULL && (is_fix || strcmp(input, "-") == 0))
        return join("", "-", 1, "");
    return join(folder, name, n_name, is_fix ? "" : extensions[to]);
}

/* The output format: as asked for, as the name after -o ends, or Word. */
static qg_status find_format(qg_format *to, const qg_args *args, const qg_console *console)
{
    static const struct {
        const char *extension;
        qg_format format;
    } known[] = {{"", QG_FORMAT_DOCX},
                 {".docx", QG_FORMAT_DOCX},
                 {".md", QG_FORMAT_MARKDOWN},
                 {".markdown", QG_FORMAT_MARKDOWN},
                 {".json", QG_FORMAT_JSON}};
    const char *extension = extension_of(args->output == NULL ? "" : args->output);

    *to = args->to;
    if (*to != QG_FORMAT_AUTO || args->verb == QG_VERB_FIX)
        return QG_OK;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(extension, known[i].extension) == 0) {
            *to = known[i].format;
            return QG_OK;
        }
    qg_console_error(console, args->output,
                     _("%s does not tell what to make; give it with --to docx, markdown or json"),
                     extension);
    return QG_E_ARG;
}

/* ---- checks -------------------------------------------------------------------------------------
 */

/* A file, by whatever name. */
typedef struct identity {
    dev_t device;
    ino_t number;
} identity;

static int by_identity(const void *a, const void *b)
{
    const identity *one = a, *two = b;

    if (one->device != two->device)
        return one->device < two->device ? -1 : 1;
    return (one->number > two->number) - (one->number < two->number);
}

/* The plain files among the inputs, sorted, to be freed. */
static identity *identify_inputs(const qg_args *args, size_t *n)
{
    identity *inputs = calloc(args->n_inputs + 1, sizeof *inputs);
    struct stat st;

    *n = 0;
    for (size_t i = 0; inputs != NULL && i < args->n_inputs; i++)
        if (qg_file_look(&st, args->inputs[i], false) && S_ISREG(st.st_mode))
            inputs[(*n)++] = (identity){st.st_dev, st.st_ino};
    if (inputs != NULL)
        qsort(inputs, *n, sizeof *inputs, by_identity);
    return inputs;
}

static bool is_among(const identity *inputs, size_t n, const char *output)
{
    struct stat st;

    if (!qg_file_look(&st, output, true) || !S_ISREG(st.st_mode))
        return false;
    return bsearch(&(identity){st.st_dev, st.st_ino}, inputs, n, sizeof *inputs, by_identity) !=
           NULL;
}

static qg_status check_inputs_stay(const qg_plan *plan, const qg_args *args,
                                   const qg_console *console)
{
    size_t n;
    identity *inputs = identify_inputs(args, &n);
    const char *bad = NULL;

    if (inputs == NULL)
        return QG_E_MEMORY;
    for (size_t i = 0; i < plan->n && bad == NULL; i++)
        if (is_among(inputs, n, plan->jobs[i].output))
            bad = plan->jobs[i].output;
    if (args->report != NULL && bad == NULL && is_among(inputs, n, args->report))
        bad = args->report;
    free(inputs);
    if (bad == NULL)
        return QG_OK;
    qg_console_error(console, bad,
                     _("is an input and would be overwritten; give another output name"));
    return QG_E_ARG;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* No two results, the report among them, under one name. */
static qg_status check_outputs_differ(const qg_plan *plan, const qg_args *args,
                                      const qg_console *console)
{
    const char **names = calloc(plan->n + 1, sizeof *names);
    const char *twice = NULL;
    size_t n = 0;

    if (names == NULL)
        return QG_E_MEMORY;
    for (size_t i = 0; i < plan->n && (i == 0 || !args->wants_diff); i++)
        names[n++] = plan->jobs[i].output; /* diffs stand behind each other */
    if (args->report != NULL)
        names[n++] = args->report;
    qsort(names, n, sizeof *names, by_text);
    for (size_t i = 1; i < n && twice == NULL; i++)
        if (strcmp(names[i - 1], names[i]) == 0)
            twice = names[i];
    free(names);
    if (twice == NULL)
        return QG_OK;
    qg_console_error(
        console, strcmp(twice, "-") == 0 ? NULL : twice,
        _("two results would go to the same place; convert the files one by one with -o"));
    return QG_E_ARG;
}

static qg_status check_terminal(const qg_plan *plan, const qg_console *console)
{
    if (plan->to != QG_FORMAT_DOCX || !isatty(STDOUT_FILENO))
        return QG_OK;
    for (size_t i = 0; i < plan->n; i++)
        if (strcmp(plan->jobs[i].output, "-") == 0) {
            qg_console_error(console, NULL,
                             _("a Word document is nothing for a terminal; name a file with -o"));
            return QG_E_ARG;
        }
    return QG_OK;
}

static qg_status make_folder(const qg_args *args, const qg_console *console)
{
    if (args->out_dir == NULL || mkdir(args->out_dir, 0777) == 0 || errno == EEXIST)
        return QG_OK;
    qg_console_error(console, args->out_dir, _("the folder cannot be made (%s); name another"),
                     qg_language_error(errno));
    return QG_E_WRITE;
}

/* ---- the plan -----------------------------------------------------------------------------------
 */

static qg_status add_jobs(qg_plan *plan, const qg_args *args, const qg_console *console)
{
    plan->jobs = calloc(args->n_inputs, sizeof *plan->jobs);
    if (plan->jobs == NULL)
        return QG_E_MEMORY;
    for (size_t i = 0; i < args->n_inputs; i++) {
        const char *input = args->inputs[i];
        if (args->out_dir != NULL && strcmp(input, "-") == 0) {
            qg_console_error(console, NULL, _("standard input has no name for --out-dir; use -o"));
            return QG_E_ARG;
        }
        plan->jobs[i] = (qg_job){.input = input,
                                 .output = output_of(args, input, plan->to),
                                 .may_replace = args->may_replace || args->output != NULL};
        if (plan->jobs[i].output == NULL)
            return QG_E_MEMORY;
        plan->n++;
    }
    return QG_OK;
}

qg_status qg_plan_make(qg_plan *plan, const qg_args *args, const qg_console *console)
{
    qg_status st;

    *plan = (qg_plan){0};
    if ((st = find_format(&plan->to, args, console)) != QG_OK ||
        (st = add_jobs(plan, args, console)) != QG_OK ||
        (st = check_inputs_stay(plan, args, console)) != QG_OK ||
        (st = check_outputs_differ(plan, args, console)) != QG_OK ||
        (st = check_terminal(plan, console)) != QG_OK)
        return st;
    return make_folder(args, console);
}

void qg_plan_clear(qg_plan *plan)
{
    for (size_t i = 0; i < plan->n; i++)
        free(plan->jobs[i].output);
    free(plan->jobs);
    *plan = (qg_plan){0};
}
