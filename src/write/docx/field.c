/* Fields of Word, in the form of several runs, which every reader knows. */
#include "write/docx/text_int.h"

static void write_mark(docx *d, const char *type, bool is_dirty)
{
    qg_xml *x = d->xml;

    qg_xml_open(x, "w:r");
    qg_xml_open(x, "w:fldChar");
    qg_xml_attr(x, "w:fldCharType", type);
    if (is_dirty)
        qg_xml_attr(x, "w:dirty", "true");
    qg_xml_close(x);
    qg_xml_close(x);
}

void qg_docx_begin_field(docx *d, qg_str instruction, bool is_dirty)
{
    qg_xml *x = d->xml;

    write_mark(d, "begin", is_dirty);
    qg_xml_open(x, "w:r");
    qg_xml_open(x, "w:instrText");
    qg_xml_attr(x, "xml:space", "preserve");
    qg_xml_text(x, instruction);
    qg_xml_close(x);
    qg_xml_close(x);
    write_mark(d, "separate", false);
}

void qg_docx_end_field(docx *d)
{
    write_mark(d, "end", false);
}
