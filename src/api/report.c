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

/* ---- collecting ------------------------------------------------------------------------------ */

static void keep(void *user, const qg_finding *finding)
{
    qg_report *report = user;
    qg_finding kept = *finding;

    assert(qg_utf8_check(finding->before) == finding->before.n);
    assert(qg_utf8_check(finding->after) == finding->after.n);
    kept.rank = qg_ranks_give(&report->ranks, finding);
    qg_store_put(&report->store, &kept);
}

qg_report *qg_report_new(void)
{
    return calloc(1, sizeof(qg_report));
}

void qg_report_clear(qg_report *report)
{
    if (report == NULL)
        return;
    qg_store_clear(&report->store);
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
    return report->store.n;
}

void qg_report_get(const qg_report *report, size_t i, qg_finding *finding)
{
    assert(i < report->store.n);
    qg_store_get(&report->store, i, finding);
}

void qg_report_tell(const qg_report *report, const qg_sink *sink)
{
    qg_store_reader reader = {.store = &report->store};
    qg_finding finding;

    while (qg_store_next(&reader, &finding))
        qg_sink_tell(sink, &finding);
}

/* ---- printing -------------------------------------------------------------------------------- */

/* Put `value` under `key`.  `*ok` becomes false when jansson had no memory: then `value` is NULL.
 */
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
    char id[QG_ID_BYTES];

    qg_finding_id(id, finding);
    set(object, "id", json_string(id), ok);
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

/* Print `object` and free it; with `is_open` without its closing brace, since more follows. */
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

/* Hand the bytes on once there are enough of them, or when they are the last. */
static qg_status hand_on(qg_buf *held, qg_put *put, void *user, bool is_last)
{
    enum { ENOUGH = 1 << 16 };
    qg_status st = qg_buf_status(held);

    if (st != QG_OK || (held->n < ENOUGH && !is_last))
        return st;
    st = put(user, qg_buf_str(held));
    qg_buf_truncate(held, 0);
    return st;
}

/* One finding a line.  Each is converted and freed by itself, since there can be millions. */
static qg_status print_findings(qg_buf *held, qg_put *put, void *user, const qg_report *report)
{
    qg_store_reader reader = {.store = &report->store};
    qg_status st = QG_OK;
    qg_finding finding;
    bool ok = true;

    while (ok && st == QG_OK && qg_store_next(&reader, &finding)) {
        qg_buf_puts(held, reader.i == 1 ? "\n" : ",\n");
        print(held, finding_object(&finding, &ok), false, &ok);
        st = hand_on(held, put, user, false);
    }
    return ok ? st : QG_E_MEMORY;
}

qg_status qg_report_json_to(qg_put *put, void *user, const qg_report *report, qg_str file)
{
    bool ok = true;
    qg_buf held;
    qg_status st = report->store.status;

    qg_buf_init(&held, 0);
    if (st == QG_OK) {
        print_head(&held, report, file, &ok);
        qg_buf_puts(&held, ",\"findings\":[");
        st = ok ? print_findings(&held, put, user, report) : QG_E_MEMORY;
    }
    if (st == QG_OK) {
        qg_buf_puts(&held, "]}\n");
        st = hand_on(&held, put, user, true);
    }
    qg_buf_clear(&held);
    return st;
}

static qg_status put_in_buf(void *user, qg_str bytes)
{
    qg_buf_put(user, bytes);
    return qg_buf_status(user);
}

qg_status qg_report_json(qg_buf *out, const qg_report *report, qg_str file)
{
    return qg_report_json_to(put_in_buf, out, report, file);
}
