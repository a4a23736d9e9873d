#include "normalize/normalize.h"

#include "base/utf8.h"

qg_status qg_normalize(qg_text *text, qg_str input, qg_str encoding, const qg_sink *sink)
{
    (void)encoding, (void)sink;
    *text = (qg_text){.detection = {"UTF-8", NULL, "text", 1, 0}};
    qg_buf_init(&text->utf8, 0);
    if (qg_utf8_check(input) != input.n)
        return QG_E_INPUT;
    qg_buf_put(&text->utf8, input);
    return qg_buf_status(&text->utf8);
}

void qg_text_clear(qg_text *text)
{
    qg_buf_clear(&text->utf8);
    qg_map_clear(&text->map);
}
