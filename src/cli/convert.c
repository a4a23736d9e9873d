/* convert.c - the verbs convert and fix. */
#include "cli/diff.h"
#include "cli/files.h"
#include "cli/findings.h"
#include "cli/language.h"
#include "cli/loader.h"
#include "cli/plan.h"
#include "cli/text.h"
#include "cli/verbs.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_STYLE_BYTES = 1 << 20, MAX_TERMS_BYTES = 16 << 20 };

/* What all inputs have in common. */
typedef struct run {
    const qg_args *args;
    const qg_console *console;
    qg_options options;
    qg_buf style;   /* text of a style sheet file */
    qg_buf terms;   /* of the file of terms to keep */
    qg_buf written; /* of the report, as far as it goes */
    size_t n_reported;
    qg_report *report; /* used for one input after the other */
} run;

/* ---- style --------------------------------------------------------------------------------------
 */

/* A word with a slash or .yaml is a file; any other one is a file when there is no sheet of that
 * name but such a file. */
static bool is_style_file(const char *word)
{
    size_t n = strlen(word);
    struct stat st;

    if (qg_style_yaml(qg_text_of(word)).n > 0)
        return false;
    if (strchr(word, '/') != NULL || (n > 5 && strcmp(word + n - 5, ".yaml") == 0) ||
        (n > 4 && strcmp(word + n - 4, ".yml") == 0))
        return true;
    return qg_file_look(&st, word, false) && S_ISREG(st.st_mode);
}

static qg_status take_style(run *all)
{
    const char *word = all->args->style;
    qg_status st;

    if (word == NULL)
        return QG_OK;
    if (!is_style_file(word)) {
        all->options.style = qg_text_of(word);
        return QG_OK;
    }
    st = qg_file_read(&all->style, word, all->console);
    if (st != QG_OK)
        return st;
    all->options.style_yaml = (qg_str){all->style.p, all->style.n};
    if (all->style.n > 0 && qg_text_is_valid(all->options.style_yaml))
        return QG_OK;
    qg_console_error(all->console, word, _("is no style sheet; give a YAML file in UTF-8"));
    return QG_E_INPUT;
}

/* ---- terms --------------------------------------------------------------------------------------
 */

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

/* ---- report -------------------------------------------------------------------------------------
 */

/* Whether the report is to be a web page. */
static bool is_page(const char *name)
{
    size_t n = strlen(name);

    return (n > 5 && strcmp(name + n - 5, ".html") == 0) ||
           (n > 4 && strcmp(name + n - 4, ".htm") == 0);
}

/* One object for one input, an array for several. */
static qg_status add_json(run *all, qg_str title)
{
    if (all->args->n_inputs > 1)
        qg_line_put(&all->written, all->n_reported == 0 ? "[" : ",");
    return qg_report_json(&all->written, all->report, title);
}

static qg_status add_to_report(run *all, const char *name, qg_str input)
{
    qg_buf title;
    qg_status st;

    if (all->args->report == NULL)
        return QG_OK;
    qg_buf_init(&title, 0);
    qg_text_put_valid(&title, qg_text_of(name));
    if (is_page(all->args->report))
        st = qg_report_html(&all->written, all->report, (qg_str){title.p, title.n}, input,
                            all->options.encoding, qg_language_text);
    else
        st = add_json(all, (qg_str){title.p, title.n});
    all->n_reported++;
    qg_buf_clear(&title);
    return st;
}

static qg_status write_report(run *all)
{
    const qg_args *args = all->args;

    if (args->report == NULL || (all->n_reported == 0 && args->n_inputs == 1))
        return QG_OK;
    if (args->n_inputs > 1 && !is_page(args->report))
        qg_line_put(&all->written, all->n_reported == 0 ? "[]\n" : "]\n");
    if (all->written.status == QG_OK)
        return qg_file_write(args->report, (qg_str){all->written.p, all->written.n}, true,
                             all->console);
    qg_console_error(all->console, args->report, _("memory ran out; the report was not written"));
    return QG_E_MEMORY;
}

/* ---- one input ----------------------------------------------------------------------------------
 */

/* Say why the library failed where no finding does. */
static void explain(const qg_console *console, const char *name, qg_status status)
{
    switch (status) {
    case QG_E_ARG:
        qg_console_error(
            console, name,
            _("what was asked for does not exist; check --encoding, --style and --to"));
        break;
    case QG_E_LIMIT:
        qg_console_error(console, name, _("is beyond the limits; split the file"));
        break;
    case QG_E_MEMORY:
        qg_console_error(console, name,
                         _("memory ran out; close other programs or split the file"));
        break;
    default:
        qg_console_error(console, name,
                         _("nothing can be made of this file; check that it is a draft"));
    }
}

/* Convert `input` into `out` by the library. */
static qg_status convert(run *all, const qg_job *job, qg_buf *out, qg_str input)
{
    qg_options options = all->options;
    qg_folders folders;
    qg_buf title;
    qg_status st = qg_folders_init(&folders, job->input, all->args->resource_paths,
                                   all->args->n_resource_paths);

    qg_buf_init(&title, 0);
    qg_text_put_valid(&title, qg_text_of(job->input));
    options.file_name = (qg_str){title.p, title.n};
    options.loader = qg_folders_load;
    options.loader_user = &folders;
    if (st == QG_OK && all->args->verb == QG_VERB_FIX)
        st = qg_fix(out, input, &options, all->report);
    else if (st == QG_OK)
        st = qg_convert(out, input, &options, all->report);
    qg_folders_clear(&folders);
    qg_buf_clear(&title);
    return st;
}

/* Put what differs from the text as it was only decoded in place of the text. */
static qg_status make_diff(run *all, const qg_job *job, qg_buf *out, qg_str input)
{
    qg_options options = all->options;
    qg_buf before, diff;
    qg_status st;

    options.repairs = 0;
    options.script = QG_SCRIPT_KEEP;
    qg_buf_init(&before, 0);
    qg_buf_init(&diff, 0);
    st = qg_fix(&before, input, &options, NULL);
    if (st == QG_OK) {
        qg_diff_put(&diff, all->console, job->input, (qg_str){before.p, before.n},
                    (qg_str){out->p, out->n});
        st = diff.status;
    }
    qg_buf_clear(&before);
    qg_buf_clear(out);
    *out = diff;
    return st;
}

/* Convert, tell what was found, write. */
static qg_status convert_and_write(run *all, const qg_job *job, qg_str input)
{
    const qg_console *console = all->console;
    qg_buf out;
    qg_status st, reported;

    qg_buf_init(&out, 0);
    st = convert(all, job, &out, input);
    qg_findings_show(console, job->input, all->style.n > 0 ? all->args->style : NULL, all->report);
    if (st != QG_OK && !qg_findings_has_error(all->report))
        explain(console, job->input, st);
    reported = add_to_report(all, job->input, input);
    if (st == QG_OK && all->args->wants_diff)
        st = make_diff(all, job, &out, input);
    if (st == QG_OK)
        st = qg_file_write(job->output, (qg_str){out.p, out.n}, job->may_replace, console);
    if (st == QG_OK && strcmp(job->output, "-") != 0)
        qg_console_note(console, job->input, _("written to %s"), job->output);
    qg_buf_clear(&out);
    return qg_worse(st, reported);
}

static qg_status do_job(run *all, const qg_job *job)
{
    qg_buf input;
    qg_status st;

    if (qg_file_check(job->output, job->may_replace, all->console) != QG_OK)
        return QG_E_WRITE;
    qg_buf_init(&input, all->args->max_input_bytes);
    st = qg_file_read(&input, job->input, all->console);
    if (st == QG_OK)
        st = convert_and_write(all, job, (qg_str){input.n == 0 ? "" : input.p, input.n});
    qg_buf_clear(&input);
    return st;
}

/* ---- all inputs ---------------------------------------------------------------------------------
 */

static qg_status do_jobs(run *all, const qg_plan *plan)
{
    qg_status worst = QG_OK;

    all->options.from = all->args->from;
    all->options.keep_junk = all->args->keep_junk;
    all->options.to = plan->to;
    for (size_t i = 0; i < plan->n; i++)
        worst = qg_worse(worst, do_job(all, &plan->jobs[i]));
    return qg_worse(worst, write_report(all));
}

qg_status qg_verb_convert(const qg_args *args, const qg_console *console)
{
    run all = {.args = args, .console = console, .report = qg_report_new()};
    qg_plan plan;
    qg_status st;

    qg_options_init(&all.options);
    qg_buf_init(&all.style, MAX_STYLE_BYTES);
    qg_buf_init(&all.terms, MAX_TERMS_BYTES);
    qg_buf_init(&all.written, 0);
    all.options.script = args->script;
    all.options.repairs = args->repairs;
    all.options.draft_repairs = args->draft_repairs;
    all.options.repair_guesses = args->repair_guesses;
    all.options.skip = qg_text_of(args->skip);
    all.options.encoding = qg_text_of(args->encoding);
    all.options.is_strict = args->is_strict;
    all.options.metadata = args->metadata;
    all.options.n_metadata = args->n_metadata;
    all.options.max_input_bytes = args->max_input_bytes;
    st = all.report == NULL ? QG_E_MEMORY : qg_plan_make(&plan, args, console);
    if (st == QG_OK)
        st = take_style(&all);
    if (st == QG_OK)
        st = take_terms(&all);
    if (st == QG_OK)
        st = do_jobs(&all, &plan);
    if (all.report != NULL)
        qg_plan_clear(&plan);
    qg_buf_clear(&all.style);
    qg_buf_clear(&all.terms);
    qg_buf_clear(&all.written);
    qg_report_free(all.report);
    return st;
}
