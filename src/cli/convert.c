/* convert.c - the verbs convert and fix. */
#include "cli/batch.h"
#include "cli/diff.h"
#include "cli/findings.h"
#include "cli/jobs.h"
#include "cli/language.h"
#include "cli/loader.h"
#include "cli/sheet.h"
#include "cli/text.h"
#include "cli/verbs.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_TERMS_BYTES = 16 << 20 };

/* What all inputs have in common. */
typedef struct run {
    const qg_args *args;
    const qg_console *console;
    qg_options options;
    qg_chosen_sheet style;
    qg_buf terms; /* of the file of terms to keep */
    qg_inputs inputs;
    qg_plan plan;
    size_t n_threads;
    qg_result *results; /* of the inputs that are being converted; a ring */
    size_t n_results;
    qg_batch batch;
} run;

/* One input being converted.  Its console keeps messages until the result's turn comes. */
typedef struct task {
    run *all;
    const qg_job *job;
    qg_console console;
    qg_report *report;
    qg_result *result;
    bool has_read;   /* the input, so that there is something to report */
    char *last_read; /* the last file that the draft asked for; NULL: none */
    struct timespec start;
} task;

/* ---- style ----------------------------------------------------------------------------------- */

static qg_status take_style(run *all)
{
    const char *word = all->args->style;
    qg_status st;

    if (word == NULL)
        return QG_OK;
    st = qg_sheet_choose(&all->style, word, all->console);
    all->options.style = all->style.name;
    all->options.style_yaml = all->style.yaml;
    return st;
}

/* ---- terms ----------------------------------------------------------------------------------- */

static qg_status take_terms(run *all)
{
    const char *name = all->args->keep_terms;
    qg_status st;

    if (name == NULL)
        return QG_OK;
    st = qg_file_read(&all->terms, name, all->console);
    if (st != QG_OK)
        return st;
    all->options.keep_terms = (qg_str){all->terms.p, all->terms.n};
    if (all->terms.n == 0 || qg_text_is_valid(all->options.keep_terms))
        return QG_OK;
    qg_console_error(all->console, name,
                     _("is no list of terms; give a text file in UTF-8, one term a line"));
    return QG_E_INPUT;
}

/* ---- report ---------------------------------------------------------------------------------- */

/* Whether the report is to be a web page. */
static bool is_page(const char *name)
{
    return qg_file_ends_in(name, ".html") || qg_file_ends_in(name, ".htm");
}

/* Make the input's section of the report page now, while its bytes are in memory; it is written
 * when the result's turn comes. */
static qg_status make_section(task *t, qg_str input)
{
    const run *all = t->all;
    qg_buf title;
    qg_status st;

    if (all->args->report == NULL || !is_page(all->args->report))
        return QG_OK;
    qg_buf_init(&title, 0);
    qg_text_put_valid(&title, qg_text_of(t->job->input));
    st = title.status;
    qg_buf_put(&t->result->section, qg_text_of("\n")); /* behind a head */
    if (st == QG_OK)
        st = qg_report_html(&t->result->section, t->report, (qg_str){title.p, title.n}, input,
                            all->options.encoding, qg_language_text);
    if (st != QG_OK)
        qg_buf_clear(&t->result->section);
    qg_buf_clear(&title);
    return st;
}

/* ---- one input ------------------------------------------------------------------------------- */

/* Print why the library failed, for failures without a finding. */
static void explain(const qg_console *console, const char *name, qg_status status)
{
    if (status == QG_E_MEMORY)
        qg_console_no_memory(console, name);
    else
        qg_console_error(console, name,
                         _("nothing can be made of this file; check that it is a draft"));
}

/* Whether the input takes longer than it may. */
static bool is_late(void *user)
{
    const task *t = user;
    struct timespec now;

    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return false;
    return (double)(now.tv_sec - t->start.tv_sec) + (double)(now.tv_nsec - t->start.tv_nsec) / 1e9 >
           (double)t->all->args->timeout_s;
}

/* Convert `input` into `out` by the library. */
static qg_status convert(task *t, qg_buf *out, qg_str input)
{
    const qg_args *args = t->all->args;
    qg_options options = t->all->options;
    qg_folders folders;
    qg_buf title;
    qg_status st =
        qg_folders_init(&folders, t->job->input, args->resource_paths, args->n_resource_paths);

    qg_buf_init(&title, 0);
    qg_text_put_valid(&title, qg_text_of(t->job->input));
    options.file_name = (qg_str){title.p, title.n};
    options.loader = qg_folders_load;
    options.loader_user = &folders;
    options.has_to_stop = is_late;
    options.stop_user = t;
    if (st == QG_OK)
        st = title.status;
    if (st == QG_OK && args->verb == QG_VERB_FIX)
        st = qg_fix(out, input, &options, t->report);
    else if (st == QG_OK)
        st = qg_convert(out, input, &options, t->report);
    t->last_read = folders.last;
    folders.last = NULL;
    qg_folders_clear(&folders);
    qg_buf_clear(&title);
    return st;
}

/* Replace the text by the diff between the decoded input and it. */
static qg_status make_diff(task *t, qg_buf *out, qg_str input)
{
    qg_options options = t->all->options;
    qg_buf before, diff;
    qg_status st;

    options.repairs = 0;
    options.script = QG_SCRIPT_KEEP;
    qg_buf_init(&before, 0);
    qg_buf_init(&diff, 0);
    st = qg_fix(&before, input, &options, NULL);
    if (st == QG_OK) {
        qg_diff_put(&diff, &t->console, t->job->input, (qg_str){before.p, before.n},
                    (qg_str){out->p, out->n});
        st = diff.status;
    }
    qg_buf_clear(&before);
    qg_buf_clear(out);
    *out = diff;
    return st;
}

/* Write `data` to a temporary file; giving it its name waits for the result's turn. */
static qg_status write_ahead(task *t, qg_buf *data)
{
    const qg_job *job = t->job;
    qg_output *output = &t->result->output;
    qg_status st;

    if (qg_file_is_direct(job->output)) {
        t->result->data = *data;
        qg_buf_init(data, 0);
        return QG_OK;
    }
    st = qg_output_open(output, job->output, job->may_replace, &t->console);
    return st != QG_OK
               ? st
               : qg_output_put(output, job->output, (qg_str){data->p, data->n}, &t->console);
}

/* The file name of the style sheet, for messages; NULL when it is built in.  If the sheet that a
 * draft names failed, it was the last file read: the library reads it before pictures and then
 * stops. */
static const char *name_of_sheet(const task *t, qg_status st)
{
    if (t->all->style.yaml.n > 0)
        return t->all->args->style;
    return st == QG_E_ARG ? t->last_read : NULL;
}

/* Convert, tell what was found, write. */
static qg_status convert_and_write(task *t, qg_str input)
{
    const char *name = t->job->input;
    const qg_args *args = t->all->args;
    qg_buf out;
    qg_status st;

    qg_buf_init(&out, 0);
    st = convert(t, &out, input);
    qg_findings_show(&t->console, name, name_of_sheet(t, st), t->report);
    free(t->last_read);
    t->result->n_findings = qg_report_count(t->report);
    if (st != QG_OK && !qg_findings_has_error(t->report))
        explain(&t->console, name, st);
    if (st == QG_OK && args->wants_diff && (st = make_diff(t, &out, input)) != QG_OK)
        explain(&t->console, name, st);
    if (st == QG_OK)
        st = write_ahead(t, &out);
    qg_buf_clear(&out);
    t->result->reported = make_section(t, input);
    if (t->result->reported != QG_OK)
        qg_console_error(&t->console, args->report,
                         _("memory ran out; it is not all in the report"));
    return st;
}

/* Whether the file `name` is older than `result`; true also when it does not exist or is NULL. */
static bool is_older(const char *name, const struct stat *result)
{
    struct stat st;

    if (name == NULL || stat(name, &st) != 0)
        return true;
    return st.st_mtim.tv_sec != result->st_mtim.tv_sec
               ? st.st_mtim.tv_sec < result->st_mtim.tv_sec
               : st.st_mtim.tv_nsec < result->st_mtim.tv_nsec;
}

/* Whether the result exists and is newer than everything it was made from. */
static bool is_done(const task *t)
{
    const qg_args *args = t->all->args;
    struct stat result;

    return args->is_resumed && strcmp(t->job->input, "-") != 0 &&
           stat(t->job->output, &result) == 0 && S_ISREG(result.st_mode) &&
           is_older(t->job->input, &result) &&
           is_older(t->all->style.yaml.n > 0 ? args->style : NULL, &result) &&
           is_older(args->keep_terms, &result);
}

static qg_status do_job(task *t)
{
    qg_buf input;
    qg_status st;

    if (t->report == NULL) {
        explain(&t->console, t->job->input, QG_E_MEMORY);
        return QG_E_MEMORY;
    }
    if (is_done(t)) {
        t->result->is_unchanged = true;
        return QG_OK;
    }
    if (qg_file_check(t->job->output, t->job->may_replace, &t->console) != QG_OK)
        return QG_E_WRITE;
    qg_buf_init(&input, t->all->options.max_input_bytes);
    st = qg_file_read(&input, t->job->input, &t->console);
    t->has_read = st == QG_OK;
    if (t->has_read)
        st = convert_and_write(t, (qg_str){input.n == 0 ? "" : input.p, input.n});
    qg_buf_clear(&input);
    return st;
}

/* ---- all inputs ------------------------------------------------------------------------------ */

static void work(void *user, size_t i, size_t thread)
{
    run *all = user;
    qg_result *result = &all->results[i % all->n_results];
    task t = {.all = all,
              .job = &all->plan.jobs[i],
              .console = *all->console,
              .report = qg_report_new(),
              .result = result};

    *result = (qg_result){.job = t.job, .output = QG_NO_OUTPUT};
    qg_buf_init(&result->messages, 0);
    qg_buf_init(&result->data, 0);
    qg_buf_init(&result->section, 0);
    t.console.held = &result->messages;
    (void)thread;
    clock_gettime(CLOCK_MONOTONIC, &t.start);
    result->status = do_job(&t);
    if (t.has_read && all->args->report != NULL && !is_page(all->args->report))
        result->report = t.report;
    else
        qg_report_free(t.report);
}

static void take(void *user, size_t i)
{
    run *all = user;

    qg_batch_take(&all->batch, &all->results[i % all->n_results]);
}

static void idle(void *user)
{
    qg_batch_idle(&((run *)user)->batch);
}

/* How many inputs are converted at a time. */
static size_t count_threads(const run *all)
{
    size_t n = all->plan.n, most = all->args->n_jobs;

    if (n <= 1)
        return 1;
    most = most == 0 ? qg_jobs_cores() : most;
    return n < most ? n : most;
}

static qg_status prepare(run *all)
{
    enum { AHEAD_PER_THREAD = 16 };

    all->n_threads = count_threads(all);
    all->options.may_start_thread = all->plan.n == 1 && all->args->n_jobs != 1;
    all->n_results = all->n_threads == 1 ? 1 : all->n_threads * AHEAD_PER_THREAD;
    all->results = calloc(all->n_results, sizeof *all->results);
    return all->results == NULL ? QG_E_MEMORY : QG_OK;
}

static qg_status do_jobs(run *all)
{
    const char *report = all->args->report;
    const qg_jobs jobs = {all->plan.n, all->n_threads, all->n_results, all, work, take, idle};

    qg_batch_init(&all->batch, all->console, report, report != NULL && is_page(report),
                  &all->inputs);
    qg_jobs_run(&jobs);
    return qg_batch_finish(&all->batch);
}

static void clear(run *all)
{
    free(all->results);
    qg_sheet_clear(&all->style);
    qg_buf_clear(&all->terms);
    qg_plan_clear(&all->plan);
    qg_inputs_clear(&all->inputs);
}

qg_status qg_verb_convert(const qg_args *args, const qg_console *console)
{
    run all = {.args = args, .console = console, .options = args->options};
    qg_status st;

    qg_buf_init(&all.terms, MAX_TERMS_BYTES);
    if ((st = qg_inputs_find(&all.inputs, args, console)) == QG_OK &&
        (st = qg_plan_make(&all.plan, &all.inputs, args, console)) == QG_OK) {
        all.options.to = all.plan.to;
        if ((st = take_style(&all)) == QG_OK && (st = take_terms(&all)) == QG_OK &&
            (st = prepare(&all)) == QG_OK)
            st = do_jobs(&all);
    }
    if (st == QG_E_MEMORY && all.batch.n_taken == 0)
        qg_console_no_memory(console, NULL);
    clear(&all);
    return st;
}
