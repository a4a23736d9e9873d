/* fuzz_style.c - any style sheet in: an error with its place, or a document in its looks. */
#include "fuzz.h"

#include "style/style.h"
#include "write/docx/docx.h"

static const char draft[] = "---\nissuer: 某市人民政府\ndoc-number: 某政发〔2024〕5号\n---\n"
                            "# 标题\n\n## 一、事项\n\n正文[^1]。\n\n| 甲 | 乙 |\n|---|---|\n"
                            "| 1 | 2 |\n\n[^1]: 注。\n";

static void write_with(const qg_style *style)
{
    const qg_parse_options options = {.from = QG_FORMAT_MARKDOWN, .limits = {.nesting = 100}};
    qg_doc *doc;
    qg_buf out;

    qg_buf_init(&out, 0);
    require(qg_parse(&doc, qg_str_of(draft), &options, NULL) == QG_OK);
    require(qg_docx_write(&out, doc, style, &(qg_docx_options){0}, NULL) == QG_OK);
    qg_doc_free(doc);
    qg_buf_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    char *yaml = fuzz_text(data, n);
    qg_style style;
    qg_status st = qg_style_read(&style, (qg_str){yaml, n}, &(qg_sink){fuzz_see, &n});

    require(st == QG_OK || st == QG_E_ARG);
    if (st == QG_OK)
        write_with(&style);
    qg_style_clear(&style);
    free(yaml);
    return 0;
}
