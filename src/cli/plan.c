#include "cli/plan.h"

#include "cli/files.h"
#include "cli/language.h"
#include "cli/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { MAX_EXTENSION = 8 }; /* letters; longer ones are part of a title */

/* ---- names ----------------------------------------------------------------------------------- */

/* The extension of a name with its dot, or its end.  Letters only: 总结v1.2 has none. */
static const char *extension_of(const char *path)
{
    const char *base = qg_file_base(path), *dot = strrchr(base, '.');
    size_t n;

    if (dot == NULL || dot == base)
        return base + strlen(base);
    n = strspn(dot + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return n > 0 && n <= MAX_EXTENSION && dot[n + 1] == '\0' ? dot : base + strlen(base);
}

/* The name of the output, to be freed. */
static char *output_of(const qg_args *args, const qg_input *given, qg_format to)
{
    static const char *const extensions[] = {[QG_FORMAT_DOCX] = ".docx",
                                             [QG_FORMAT_MARKDOWN] = ".md",
                                             [QG_FORMAT_JSON] = ".json",
                                             [QG_FORMAT_HTML] = ".html",
                                             [QG_FORMAT_TEXT] = ".txt"};
    bool is_fix = args->verb == QG_VERB_FIX;
    const char *input = given->name;
    const char *name = args->out_dir == NULL ? input : input + given->below;
    size_t n_name = is_fix ? strlen(name) : (size_t)(extension_of(name) - name);

    if (args->output != NULL)
        return strdup(args->output);
    if (args->out_dir == NULL && (is_fix || strcmp(input, "-") == 0))
        return strdup("-");
    return qg_file_join(qg_text_of(args->out_dir), (qg_str){name, n_name},
                        is_fix ? "" : extensions[to]);
}

/* The output format: as asked for, as the name after -o ends, or Word. */
static qg_status find_format(qg_format *to, const qg_args *args, const qg_console *console)
{
    static const struct {
        const char *extension;
        qg_format format;
    } known[] = {{"", QG_FORMAT_DOCX},        {".docx", QG_FORMAT_DOCX},
                 {".md", QG_FORMAT_MARKDOWN}, {".markdown", QG_FORMAT_MARKDOWN},
                 {".json", QG_FORMAT_JSON},   {".html", QG_FORMAT_HTML},
                 {".htm", QG_FORMAT_HTML},    {".txt", QG_FORMAT_TEXT}};
    const char *extension = extension_of(args->output == NULL ? "" : args->output);

    *to = args->options.to;
    if (*to != QG_FORMAT_AUTO || args->verb == QG_VERB_FIX)
        return QG_OK;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcasecmp(extension, known[i].extension) == 0) {
            *to = known[i].format;
            return QG_OK;
        }
    qg_console_error(
        console, args->output,
        _("%s does not tell what to make; give it with --to docx, html, markdown, text or json"),
        extension);
    return QG_E_ARG;
}

/* ---- checks ---------------------------------------------------------------------------------- */

/* What identifies a file, whatever its name: device and inode. */
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

/* The plain files among what is read, the sheet and the lists with it, sorted, to be freed. */
static identity *identify_inputs(const qg_inputs *given, const qg_args *args, size_t *n)
{
    const char *const others[] = {args->style, args->keep_terms, args->files_from};
    size_t n_others = sizeof others / sizeof *others;
    identity *inputs = calloc(given->n + n_others + 1, sizeof *inputs);
    struct stat st;

    *n = 0;
    for (size_t i = 0; inputs != NULL && i < given->n + n_others; i++) {
        const char *name = i < given->n ? given->items[i].name : others[i - given->n];
        if (name != NULL && qg_file_look(&st, name, false) && S_ISREG(st.st_mode))
            inputs[(*n)++] = (identity){st.st_dev, st.st_ino};
    }
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

static qg_status check_inputs_stay(const qg_plan *plan, const qg_inputs *given, const qg_args *args,
                                   const qg_console *console)
{
    size_t n;
    identity *inputs = identify_inputs(given, args, &n);
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

/* An output file and the input it belongs to; NULL: it is the report. */
typedef struct claim {
    const char *output, *input;
} claim;

static int by_output(const void *a, const void *b)
{
    return strcmp(((const claim *)a)->output, ((const claim *)b)->output);
}

static void refuse_claims(const claim *one, const claim *two, const qg_console *console)
{
    const char *place = strcmp(one->output, "-") == 0 ? NULL : one->output;

    if (one->input == NULL || two->input == NULL)
        qg_console_error(console, place,
                         _("the report and a result would go to the same place; name another"));
    else if (place == NULL)
        qg_console_error(console, NULL,
                         _("two results would go to the same place; convert the files one by one "
                           "with -o"));
    else
        qg_console_error(console, place,
                         _("two results would go to the same place, those of %s and %s; rename one "
                           "or convert them one by one with -o"),
                         one->input, two->input);
}

/* No two results, the report among them, under one name. */
static qg_status check_outputs_differ(const qg_plan *plan, const qg_args *args,
                                      const qg_console *console)
{
    claim *claims = calloc(plan->n + 1, sizeof *claims);
    qg_status st = QG_OK;
    size_t n = 0;

    if (claims == NULL)
        return QG_E_MEMORY;
    for (size_t i = 0; i < plan->n && (i == 0 || !args->wants_diff); i++)
        claims[n++] = (claim){plan->jobs[i].output, plan->jobs[i].input}; /* diffs follow another */
    if (args->report != NULL)
        claims[n++] = (claim){args->report, NULL};
    qsort(claims, n, sizeof *claims, by_output);
    for (size_t i = 1; i < n && st == QG_OK; i++)
        if (strcmp(claims[i - 1].output, claims[i].output) == 0) {
            refuse_claims(&claims[i - 1], &claims[i], console);
            st = QG_E_ARG;
        }
    free(claims);
    return st;
}

static qg_status check_folders(const qg_args *args, const qg_console *console)
{
    struct stat st;

    for (size_t i = 0; i < args->n_resource_paths; i++)
        if (!qg_file_look(&st, args->resource_paths[i], false) || !S_ISDIR(st.st_mode)) {
            qg_console_error(console, args->resource_paths[i],
                             _("there is no such folder; check the name"));
            return QG_E_READ;
        }
    return QG_OK;
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

/* Make the folder that is the first `n` bytes of `path`, and those above it. */
static bool make_folders(char *path, size_t n)
{
    for (size_t i = 1; i <= n; i++) {
        char mark = path[i];
        int result;
        if (i < n && mark != '/')
            continue;
        path[i] = '\0';
        result = mkdir(path, 0777);
        path[i] = mark;
        if (result != 0 && errno != EEXIST)
            return false;
    }
    return true;
}

/* The folders that results below --out-dir go to. */
static qg_status make_places(const qg_plan *plan, const qg_args *args, const qg_console *console)
{
    size_t n_before = 0;

    for (size_t i = 0; args->out_dir != NULL && i < plan->n; i++) {
        char *output = plan->jobs[i].output;
        size_t n = (size_t)(qg_file_base(output) - output) - 1;
        if (i > 0 && n == n_before && memcmp(output, plan->jobs[i - 1].output, n) == 0)
            continue;
        n_before = n;
        if (!make_folders(output, n)) {
            qg_console_error(console, args->out_dir,
                             _("the folder cannot be made (%s); name another"),
                             qg_language_error(errno));
            return QG_E_WRITE;
        }
    }
    return QG_OK;
}

/* ---- the plan -------------------------------------------------------------------------------- */

static qg_status add_jobs(qg_plan *plan, const qg_inputs *inputs, const qg_args *args,
                          const qg_console *console)
{
    plan->jobs = calloc(inputs->n + 1, sizeof *plan->jobs);
    if (plan->jobs == NULL)
        return QG_E_MEMORY;
    for (size_t i = 0; i < inputs->n; i++) {
        const qg_input *input = &inputs->items[i];
        if (args->out_dir != NULL && strcmp(input->name, "-") == 0) {
            qg_console_error(console, NULL, _("standard input has no name for --out-dir; use -o"));
            return QG_E_ARG;
        }
        plan->jobs[i] = (qg_job){.input = input->name,
                                 .output = output_of(args, input, plan->to),
                                 .may_replace = args->may_replace || args->output != NULL};
        if (plan->jobs[i].output == NULL)
            return QG_E_MEMORY;
        plan->n++;
    }
    return QG_OK;
}

qg_status qg_plan_make(qg_plan *plan, const qg_inputs *inputs, const qg_args *args,
                       const qg_console *console)
{
    qg_status st;

    *plan = (qg_plan){0};
    if ((st = find_format(&plan->to, args, console)) != QG_OK ||
        (st = add_jobs(plan, inputs, args, console)) != QG_OK ||
        (st = check_inputs_stay(plan, inputs, args, console)) != QG_OK ||
        (st = check_outputs_differ(plan, args, console)) != QG_OK ||
        (st = check_folders(args, console)) != QG_OK ||
        (st = check_terminal(plan, console)) != QG_OK)
        return st;
    return make_places(plan, args, console);
}

void qg_plan_clear(qg_plan *plan)
{
    for (size_t i = 0; i < plan->n; i++)
        free(plan->jobs[i].output);
    free(plan->jobs);
    *plan = (qg_plan){0};
}
