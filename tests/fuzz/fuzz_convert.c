/* fuzz_convert.c - any file in, the whole way: a result and both reports, or an error that says
 * why.
 *
 * The first byte chooses formats, the second the script, the third guesses and furniture.
 */
#include "fuzz.h"

enum { N_CHOICES = 3 };

static bool has_error(const qg_report *report)
{
    qg_finding finding;

    for (size_t i = 0; i < qg_report_count(report); i++) {
        qg_report_get(report, i, &finding);
        if (qg_kind_severity(finding.kind) == QG_ERROR)
            return true;
    }
    return false;
}

static void write_reports(const qg_report *report, qg_str input)
{
    qg_buf out;

    qg_buf_init(&out, 0);
    require(qg_report_json(&out, report, QG_STR("draft")) == QG_OK);
    require_text(qg_buf_str(&out));
    qg_buf_clear(&out);
    require(qg_report_html(&out, report, QG_STR("draft"), input, QG_STR(""), NULL) == QG_OK);
    require_text(qg_buf_str(&out));
    qg_buf_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const qg_format from[] = {QG_FORMAT_AUTO, QG_FORMAT_MARKDOWN, QG_FORMAT_TEXT,
                                     QG_FORMAT_HTML};
    static const qg_format to[] = {QG_FORMAT_DOCX, QG_FORMAT_MARKDOWN, QG_FORMAT_JSON};
    qg_report *report = qg_report_new();
    qg_options options;
    qg_buf out;
    qg_str input;
    qg_status st;

    require(report != NULL);
    qg_options_init(&options);
    options.to = QG_FORMAT_DOCX;
    if (n >= N_CHOICES) {
        options.from = from[data[0] % 4];
        options.to = to[data[0] / 4 % 3];
        options.script = (qg_script)(data[1] % (QG_SCRIPT_HONGKONG + 1));
        options.repair_guesses = (data[2] & 1) != 0;
        options.keep_junk = (data[2] & 2) != 0;
        data += N_CHOICES;
        n -= N_CHOICES;
    }
    input = (qg_str){n == 0 ? "" : (const char *)data, n};
    qg_buf_init(&out, 0);
    st = qg_convert(&out, input, &options, report);
    require(st == QG_OK || has_error(report));
    if (st == QG_OK && options.to != QG_FORMAT_DOCX)
        require_text(qg_buf_str(&out));
    write_reports(report, input);
    qg_buf_clear(&out);
    qg_report_free(report);
    return 0;
}
