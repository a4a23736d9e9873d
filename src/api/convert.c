/* convert.c - the order of the stages. */
#include "api/report.h"
#include "normalize/normalize.h"
#include "parse/parse.h"
#include "write/json/json.h"
#include "write/markdown/markdown.h"

void qg_options_init(qg_options *options)
{
    *options = (qg_options){
        .max_input_bytes = (size_t)256 << 20, .max_nesting = 100, .max_output_bytes = SIZE_MAX / 2};
}

static qg_status refuse(const qg_sink *sink, qg_kind kind, qg_status status)
{
    qg_sink_tell(sink, &(qg_finding){.kind = kind});
    return status;
}

/* The first stage, and what must hold before it. */
static qg_status clean(qg_text *text, qg_str input, const qg_options *options, qg_report *report)
{
    const qg_sink *sink = qg_report_sink(report);
    qg_status st;

    *text = (qg_text){0};
    if (input.n == 0)
        return refuse(sink, QG_FOUND_READ_EMPTY, QG_E_INPUT);
    if (input.n > options->max_input_bytes)
        return refuse(sink, QG_FOUND_READ_LIMIT, QG_E_LIMIT);
    st = qg_normalize(text, input, options->encoding, sink);
    qg_report_set_input(report, &text->detection);
    return st;
}

static qg_status write(qg_buf *out, const qg_doc *doc, qg_format to)
{
    if (to == QG_FORMAT_MARKDOWN)
        return qg_markdown_write(out, doc);
    return to == QG_FORMAT_JSON ? qg_json_write(out, doc) : QG_E_ARG;
}

static qg_status parse_and_write(qg_buf *out, const qg_text *text, const qg_options *options,
                                 qg_report *report)
{
    const qg_parse_options parse = {options->from, options->file_name, options->metadata,
                                    options->n_metadata, options->max_nesting};
    qg_mapped_sink mapped;
    qg_doc *doc = NULL;
    qg_status st = qg_parse(&doc, qg_buf_str(&text->utf8), &parse,
                            qg_sink_through(&mapped, &text->map, qg_report_sink(report)));

    if (st == QG_OK)
        st = write(out, doc, options->to);
    qg_doc_free(doc);
    return st;
}

qg_status qg_convert(qg_buf *out, qg_str input, const qg_options *options, qg_report *report)
{
    qg_options defaults;
    qg_text text;
    qg_status st, placed;

    qg_options_init(&defaults);
    options = options == NULL ? &defaults : options;
    qg_report_clear(report);
    st = clean(&text, input, options, report);
    if (st == QG_OK)
        st = parse_and_write(out, &text, options, report);
    placed = qg_report_place(report, input);
    qg_text_clear(&text);
    return st == QG_OK ? placed : st;
}

qg_status qg_fix(qg_buf *out, qg_str input, const qg_options *options, qg_report *report)
{
    qg_options defaults;
    qg_text text;
    qg_status st, placed;

    qg_options_init(&defaults);
    qg_report_clear(report);
    st = clean(&text, input, options == NULL ? &defaults : options, report);
    if (st == QG_OK)
        qg_buf_put(out, qg_buf_str(&text.utf8));
    placed = qg_report_place(report, input);
    qg_text_clear(&text);
    return st != QG_OK ? st : placed != QG_OK ? placed : qg_buf_status(out);
}
