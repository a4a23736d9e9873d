#include "parse/parse.h"

qg_status qg_parse(qg_doc **doc, qg_str text, const qg_parse_options *options, const qg_sink *sink)
{
    (void)text, (void)options, (void)sink;
    *doc = qg_doc_new();
    return *doc == NULL ? QG_E_MEMORY : QG_OK;
}
