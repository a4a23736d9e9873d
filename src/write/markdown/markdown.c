#include "write/markdown/markdown.h"

qg_status qg_markdown_write(qg_buf *out, const qg_doc *doc)
{
    qg_node_plain(out, doc->root);
    return qg_buf_status(out);
}
