#include "cli/batch.h"

#include "cli/language.h"
#include "cli/text.h"
#include "cli/verbs.h"

#include <stdio.h>
#include <string.h>

static const double GROUP_SECONDS = 0.5; /* results do not wait longer for each other */

void qg_batch_init(qg_batch *batch, const qg_console *console, const char *report_name,
                   bool is_page, const qg_inputs *inputs)
{
    *batch = (qg_batch){.console = console,
                        .report_name = report_name,
                        .is_page = is_page,
                        .are_many = inputs->are_many,
                        .report = QG_NO_OUTPUT,
                        .worst = inputs->worst};
    qg_buf_init(&batch->report_held, 0);
    qg_progress_init(&batch->progress, console, inputs->n);
}

/* ---- the report ------------------------------------------------------------------------------ */

static void put_report(qg_batch *batch, qg_str text)
{
    if (batch->report_status != QG_OK)
        return;
    if (qg_file_is_direct(batch->report_name))
        qg_buf_put(&batch->report_held, text);
    else if (batch->report.fd < 0)
        batch->report_status =
            qg_output_open(&batch->report, batch->report_name, true, batch->console);
    if (batch->report.fd >= 0)
        batch->report_status =
            qg_output_put(&batch->report, batch->report_name, text, batch->console);
}

static qg_status put_piece(void *user, qg_str bytes)
{
    qg_batch *batch = user;

    put_report(batch, bytes);
    return batch->report_status;
}

/* Write what comes before the first input: the head of a page, or the "[" of a JSON array. */
static qg_status begin_report(qg_batch *batch)
{
    qg_buf head;
    qg_status st = QG_OK;

    if (!batch->is_page) {
        put_report(batch, qg_text_of(batch->are_many ? "[" : ""));
        return QG_OK;
    }
    qg_buf_init(&head, 0);
    st = qg_report_html(&head, NULL, qg_text_of(""), qg_text_of(""), qg_text_of(""),
                        qg_language_text);
    if (st == QG_OK)
        put_report(batch, (qg_str){head.p, head.n});
    qg_buf_clear(&head);
    return st;
}

static qg_status put_json(qg_batch *batch, const qg_result *result)
{
    qg_buf name;
    qg_status st;

    qg_buf_init(&name, 0);
    qg_text_put_valid(&name, qg_text_of(result->job->input));
    if (batch->n_reported > 0)
        put_report(batch, qg_text_of(","));
    st = name.status != QG_OK
             ? name.status
             : qg_report_json_to(put_piece, batch, result->report, (qg_str){name.p, name.n});
    qg_buf_clear(&name);
    return st;
}

static void add_to_report(qg_batch *batch, const qg_result *result)
{
    qg_status st = QG_OK;

    if (batch->report_name == NULL || batch->report_status != QG_OK ||
        (result->report == NULL && result->section.n == 0))
        return;
    if (batch->n_reported == 0)
        st = begin_report(batch);
    if (st == QG_OK && batch->is_page)
        put_report(batch, (qg_str){result->section.p, result->section.n});
    else if (st == QG_OK)
        st = put_json(batch, result);
    batch->n_reported++;
    if (st == QG_OK || batch->report_status != QG_OK)
        return;
    qg_console_error(batch->console, batch->report_name,
                     _("memory ran out; the report was not written"));
    batch->report_status = st;
}

static qg_status finish_report(qg_batch *batch)
{
    qg_status st = QG_OK;

    if (batch->report_name == NULL || (batch->n_reported == 0 && !batch->are_many))
        return QG_OK;
    if (batch->n_reported == 0)
        st = begin_report(batch);
    if (batch->are_many && !batch->is_page)
        put_report(batch, qg_text_of("]\n"));
    if (batch->report_status != QG_OK)
        return batch->report_status;
    if (st == QG_OK && batch->report.fd < 0 && batch->report_held.status == QG_OK)
        return qg_file_write_directly(batch->report_name,
                                      (qg_str){batch->report_held.p, batch->report_held.n},
                                      batch->console);
    if (st == QG_OK && batch->report.fd >= 0) {
        qg_outputs_sync(&batch->report, 1);
        return qg_output_place(&batch->report, batch->report_name, batch->console);
    }
    qg_console_error(batch->console, batch->report_name,
                     _("memory ran out; the report was not written"));
    return QG_E_MEMORY;
}

/* ---- groups ---------------------------------------------------------------------------------- */

/* Finish a result: print its data or give its file its name, and print its messages and report. */
static void settle(qg_batch *batch, qg_result *result)
{
    qg_console console = *batch->console;
    const qg_job *job = result->job;
    bool is_good = result->status == QG_OK && !result->is_unchanged;

    console.held = &result->messages;
    if (is_good && result->output.fd >= 0) {
        result->status = qg_output_place(&result->output, job->output, &console);
    } else if (is_good) {
        result->status =
            qg_file_write_directly(job->output, (qg_str){result->data.p, result->data.n}, &console);
    }
    if (is_good && result->status == QG_OK && strcmp(job->output, "-") != 0)
        qg_console_note(&console, job->input, N_("written to %s"), job->output);
    if (result->messages.n > 0) {
        qg_progress_hide(&batch->progress);
        fwrite(result->messages.p, 1, result->messages.n, stderr);
    }
    qg_output_drop(&result->output);
    batch->worst = qg_worse(batch->worst, qg_worse(result->status, result->reported));
    batch->n_written += is_good && result->status == QG_OK;
    batch->n_unchanged += result->is_unchanged;
    batch->n_failed += result->status != QG_OK;
    batch->n_findings += result->n_findings;
}

static void settle_group(qg_batch *batch)
{
    qg_output outputs[QG_BATCH_GROUP];
    size_t n = 0;

    for (size_t i = 0; i < batch->n_group; i++)
        if (batch->group[i].output.fd >= 0)
            outputs[n++] = batch->group[i].output;
    qg_outputs_sync(outputs, n);
    n = 0;
    for (size_t i = 0; i < batch->n_group; i++) {
        qg_result *result = &batch->group[i];
        if (result->output.fd >= 0)
            result->output = outputs[n++];
        settle(batch, result);
        add_to_report(batch, result);
        qg_buf_clear(&result->messages);
        qg_report_free(result->report);
        qg_buf_clear(&result->section);
        qg_buf_clear(&result->data);
    }
    batch->n_group = 0;
}

/* ---- results --------------------------------------------------------------------------------- */

void qg_batch_take(qg_batch *batch, qg_result *result)
{
    if (batch->n_group == 0)
        batch->group_since = batch->are_many ? qg_progress_clock() : 0;
    batch->group[batch->n_group++] = *result;
    *result = (qg_result){.output = QG_NO_OUTPUT};
    batch->n_taken++;
    if (batch->n_group == QG_BATCH_GROUP)
        settle_group(batch);
    if (batch->are_many)
        qg_batch_idle(batch);
}

void qg_batch_idle(qg_batch *batch)
{
    if (batch->n_group > 0 && qg_progress_clock() - batch->group_since > GROUP_SECONDS)
        settle_group(batch);
    qg_progress_draw(&batch->progress, batch->n_taken, batch->n_findings);
}

static void sum_up(const qg_batch *batch)
{
    qg_buf line;

    if (!batch->are_many || batch->console->level == QG_QUIET)
        return;
    qg_buf_init(&line, 0);
    qg_line_printf(&line, qg_language_count("%zu file: ", "%zu files: ", batch->n_taken),
                   batch->n_taken);
    qg_line_printf(&line, _("%zu written, %zu unchanged, %zu failed; "), batch->n_written,
                   batch->n_unchanged, batch->n_failed);
    qg_line_printf(&line, qg_language_count("%zu finding", "%zu findings", batch->n_findings),
                   batch->n_findings);
    qg_line_print(batch->console, &line);
}

qg_status qg_batch_finish(qg_batch *batch)
{
    settle_group(batch);
    qg_progress_hide(&batch->progress);
    sum_up(batch);
    batch->worst = qg_worse(batch->worst, finish_report(batch));
    qg_output_drop(&batch->report);
    qg_buf_clear(&batch->report_held);
    return batch->worst;
}
