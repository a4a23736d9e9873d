/* report.c - collecting findings and printing them as JSON. */
#include "api/report.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>

/* How JSON is printed: keys in the order of docs/report.md, confidences as 0.98 and not
 * 0.97999999999999998. */
#define JSON_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(6))

/* ---- collecting --------------------------------------------------------------------------------
 */

/* Room for one more finding, or NULL. */
static qg_finding *next_finding(qg_report *report)
{
    size_t n_wanted = report->n_allocated == 0 ? 16 : report->n_allocated * 2;
    qg_finding *grown;

    if (report->n < report->n_allocated)
        return &report->findings[report->n++];
    if (n_wanted > SIZE_MAX / sizeof *grown)
        return NULL;
    grown = realloc(report->findings, n_wanted * sizeof *grown);
    if (grown == NULL)
        return NULL;
    report->findings = grown;
    report->n_allocated = n_wanted;
    return &report->findings[report->n++];
}

static void keep(void *user, const qg_finding *finding)
{
    qg_report *report = user;
    qg_finding *kept = NULL;
    uint32_t id;

    assert(qg_utf8_check(finding->before) == finding->before.n);
    assert(qg_utf8_check(finding->after) == finding->after.n);
    if (qg_ids_give(&report->ids, finding, &id))
        kept = next_finding(report);
    if (kept == NULL) {
        report->status = QG_E_MEMORY;
        return;
    }
    *kept = *finding;
    kept->id = id;
    kept->before = qg_arena_copy(&report->arena, finding->before);
    kept->after = qg_arena_copy(&report->arena, finding->after);
    if (report->arena.status != QG_OK)
        report->status = report->arena.status;
}

qg_report *qg_report_new(void)
{
    return calloc(1, sizeof(qg_report));
}

void qg_report_clear(qg_report *report)
{
    if (report == NULL)
        return;
    qg_arena_clear(&report->arena);
    free(report->findings);
    qg_ids_clear(&report->ids);
    *report = (qg_report){0};
}

void qg_report_free(qg_report *report)
{
    qg_report_clear(report);
    free(report);
}

const qg_sink *qg_report_sink(qg_report *report)
{
    if (report == NULL)
        return NULL;
    report->sink = (qg_sink){keep, report};
    return &report->sink;
}

void qg_report_set_input(qg_report *report, const qg_detection *detection)
{
    if (report != NULL)
        report->input = *detection;
}

void qg_report_set_script(qg_report *report, const char *script)
{
    if (report != NULL)
        report->script = script;
}

size_t qg_report_count(const qg_report *report)
{
    return report->n;
}

const qg_finding *qg_report_get(const qg_report *report, size_t i)
{
    assert(i < report->n);
    return &report->findings[i];
}

/* ---- printing ----------------------------------------------------------------------------------
 */

/* Put `value` under `key`; NULL values, which jansson gives without memory, are noticed. */
static void set(json_t *object, const char *key, json_t *value, bool *ok)
{
    *ok = json_object_set_new(object, key, value) == 0 && *ok;
}

static json_t *text_or_null(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *text_of(qg_str s)
{
    return json_stringn(s.n == 0 ? "" : s.p, s.n);
}

static json_t *number_of(size_t n)
{
    return json_integer((json_int_t)n);
}

static json_t *finding_object(const qg_finding *finding, bool *ok)
{
    json_t *object = json_object();

    set(object, "id", json_sprintf("%08lx", finding->id), ok);
    set(object, "stage", json_string(qg_kind_stage(finding->kind)), ok);
    set(object, "kind", json_string(qg_kind_name(finding->kind)), ok);
    set(object, "severity", json_string(qg_severity_name(qg_kind_severity(finding->kind))), ok);
    set(object, "offset", number_of(finding->offset), ok);
    set(object, "line", number_of(finding->line), ok);
    set(object, "column", number_of(finding->column), ok);
    set(object, "before", text_of(finding->before), ok);
    set(object, "after", text_of(finding->after), ok);
    set(object, "confidence", json_real(finding->confidence), ok);
    set(object, "applied", json_boolean(!finding->suggested), ok);
    return object;
}

static int put_json(const char *bytes, size_t n, void *out)
{
    qg_buf_put(out, (qg_str){bytes, n});
    return 0;
}

/* Print `object`, without its closing brace when something is to follow, and drop it. */
static void print(qg_buf *out, json_t *object, bool is_open, bool *ok)
{
    *ok = json_dump_callback(object, put_json, out, JSON_FLAGS) == 0 && *ok;
    json_decref(object);
    if (is_open && *ok && qg_buf_status(out) == QG_OK)
        qg_buf_truncate(out, out->n - 1);
}

static void print_head(qg_buf *out, const qg_report *report, qg_str file, bool *ok)
{
    json_t *head = json_object();

    set(head, "qinggao", json_string(qg_version()), ok);
    set(head, "file", text_of(file), ok);
    set(head, "encoding", text_or_null(report->input.encoding), ok);
    set(head, "script", text_or_null(report->script), ok);
    print(out, head, true, ok);
}

/* One finding a line.  They are made and dropped one by one, for there can be millions. */
static void print_findings(qg_buf *out, const qg_report *report, bool *ok)
{
    for (size_t i = 0; i < report->n && *ok; i++) {
        qg_buf_puts(out, i == 0 ? "\n" : ",\n");
        print(out, finding_object(&report->findings[i], ok), false, ok);
    }
}

qg_status qg_report_json(qg_buf *out, const qg_report *report, qg_str file)
{
    bool ok = report->status == QG_OK;

    if (ok) {
        print_head(out, report, file, &ok);
        qg_buf_puts(out, ",\"findings\":[");
        print_findings(out, report, &ok);
        qg_buf_puts(out, "]}\n");
    }
    return ok ? qg_buf_status(out) : QG_E_MEMORY;
}
